"""Figures that differ in a mark alone: a lost decimal point is told, the other convention is not."""

import pytest
from amounts import changed

from dedup.changes.same_facts import amount


def test_a_figure_that_begins_with_nought_is_a_fraction():
    assert amount("0.125") == amount("0,125") == amount("٠٫١٢٥") == amount("0.1250")
    assert amount("0.500") == amount("0,5") != amount("500")
    assert amount("10.500") == amount("10,500") == 10500
    assert amount("021 345 678") == 21345678


@pytest.mark.parametrize(
    ("left", "right"),
    [("0.125", "125"), ("0,125", "125"), ("0.500", "500"), ("0.005", "0.05"), ("00.125", "125")],
)
def test_a_lost_decimal_point_is_told(left, right):
    assert changed(left, right) == [(left, right)]
    assert changed(f"{left} per cent", f"{right} per cent") == [(left, right)]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("0.5", "0.500"), ("0.125", "0,125"), ("0.125", ".125"), ("0.5", ".5"), ("$0.50", "$.50"), ("(0.5)", "(.5)"),
        ("0.125 million", "125,000"), ("1.125", "1,125"), ("10.500", "10500"), ("3,00,000", "300,000"),
    ],
)  # fmt: skip
def test_a_fraction_in_another_form_is_no_change(left, right):
    assert changed(left, right) == []
    assert changed(right, left) == []


def test_a_full_stop_before_a_figure_is_no_decimal_point():
    assert changed("No.5", "No. 5") == []
    assert changed("2014.\n", ".2014\n") == changed(".2014\n", "2014.\n") == []  # as from right to left
    assert changed("2014.\n", ".2015\n") == [("2014", "2015")]
