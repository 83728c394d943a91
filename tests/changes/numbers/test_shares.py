"""Shares, multiples, dozens, and numbers that are not counted."""

import pytest
from amounts import changed

from dedup.changes.numbers.shares import share_at


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("half the money", "a third of the money", ("half", "a third")),
        ("a quarter of it", "a fifth of it", ("a quarter", "a fifth")),
        ("two-thirds of it", "three-quarters of it", ("two-thirds", "three-quarters")),
        ("two-thirds of it", "half of it", ("two-thirds", "half")),
        ("three times as much", "twice as much", ("three times", "twice")),
        ("doubled fees", "tripled fees", ("doubled", "tripled")),
        ("hundreds of men", "thousands of men", ("hundreds", "thousands")),
        ("a dozen men", "15 men", ("dozen", "15")),
        ("two dozen men", "three dozen men", ("two dozen", "three dozen")),
        ("sepertiga anggaran", "setengah anggaran", ("sepertiga", "setengah")),
        ("dua pertiga anggaran", "tiga perempat anggaran", ("dua pertiga", "tiga perempat")),
        ("ratusan orang", "ribuan orang", ("ratusan", "ribuan")),
        ("un tercio del dinero", "la mitad del dinero", ("un tercio", "mitad")),
        ("un tiers de la somme", "un quart de la somme", ("un tiers", "un quart")),
        ("сотни домов", "тысячи домов", ("сотни", "тысячи")),
        ("ثلث المال", "ربع المال", ("ثلث", "ربع")),
        ("the third tender", "the fourth tender", ("third", "fourth")),
    ],
)
def test_shares_multiples_and_many_are_told_as_they_are_written(left, right, expected):
    assert changed(left, right) == [expected]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("two-thirds of it", "two thirds of it"),
        ("one third of it", "a third of it"),
        ("two times as much", "twice as much"),
        ("a dozen men", "12 men"),
        ("half a dozen men", "six men"),
        ("two dozen men", "24 men"),
        ("selusin orang", "12 orang"),
        ("une douzaine de maisons", "12 maisons"),
        ("the third tender", "half the tender"),
    ],
)
def test_one_number_in_other_words_is_no_change(left, right):
    assert changed(left, right) == []


def test_an_ordinal_is_no_share():
    assert share_at("in the third quarter", 7, 12) is None
    assert share_at("in a third of all", 5, 10).span == (3, 10)
