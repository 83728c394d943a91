"""Years in two digits beside those in four."""

import pytest

from dedup.changes.dates.short_years import is_one_year, is_year_given
from dedup.changes.told_changes import told_changes
from dedup.facts.facts import FIGURE


def told(left, right):
    """What is told of the numbers in brackets, one of which may be missing."""
    sides = []
    for marked in (left, right):
        text = marked.replace("[", "").replace("]", "")
        sides.append((text, (marked.index("["), marked.index("]") - 1) if "[" in marked else (0, 0)))
    (one, span), (two, other) = sides
    return [(change.left, change.right) for _, _, change in told_changes(one, two, [(1, FIGURE, *span, *other)])]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("the class of '[66] met", "the class of [1966] met"),
        ("pada tahun [24] lalu", "pada tahun [2024] lalu"),
        ("ใช้สิทธิเมื่อปี [60] และ", "ใช้สิทธิเมื่อปี [2560] และ"),
        ("ข้อมูล ณ เดือน ม.ค. – เม.ย. [66] มี", "ข้อมูล ณ เดือนมกราคม-เมษายน [2566] มี"),
        ("ใช้สิทธิเมื่อปี 60 - 61 แล้ว", "ใช้สิทธิเมื่อปี 2560 และ ปี [2561] แล้ว"),
        ("เมื่อปี [61] แล้ว", "ปี 2560 และ 2561 แล้ว"),
    ],
)
def test_a_year_in_two_digits_and_in_four_is_one(left, right):
    assert told(left, right) == told(right, left) == []


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("in the season of [2021-22] then", "in the season of [2021/2022] then"),
        ("in the season of [2021-22] then", "in the season of [2021] – 2022 then"),
        ("in the season of [1999/00] then", "in the season of [1999-2000] then"),
        ("the class of '[66-67] met", "the class of [1966/67] met"),
        ("ฤดูการผลิตปี [65/66] ทั้ง", "ฤดูการผลิตปี [2565/2566] ทั้ง"),
        ("แผนพัฒนา พ.ศ. [2566-2570] ฉบับ", "แผนพัฒนา พ.ศ.2566-70 ฉบับ"),
        ("تنفق الشركة بين [2010-2020م] مبلغا", "تنفق الشركة بين (2010 - [2020]) مبلغا"),
    ],
)
def test_a_range_of_years_is_one_in_any_form(left, right):
    assert told(left, right) == told(right, left) == []


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("in the season of [2021-22] then", "in the season of [2021-2023] then"),
        ("in the season of [2021-22] then", "in the season of [1921-22] then"),
        ("in the season of [2021-22] then", "some [21-22] people then"),
        ("in the month of [2021-02] then", "in the years [2021-2102] then"),
        ("แผนพัฒนา พ.ศ. [2566-2570] ฉบับ", "แผนพัฒนา พ.ศ.2566-71 ฉบับ"),
    ],
)
def test_other_years_are_told(left, right):
    assert len(told(left, right)) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("some [66] people came", "some [1966] people came"),
        ("pada tahun [23] lalu", "pada tahun [2024] lalu"),
        ("within 5 years [66] people left", "within 5 years [1966] people left"),
        ("the year [24] to", "the year [9924] to"),  # no year of any calendar
        ("ครบ 4 ปี [66] คน", "ครบ 4 ปี [2566] คน"),
    ],
)
def test_numbers_that_end_alike_are_no_years(left, right):
    [sides] = told(left, right)
    assert "" not in sides


@pytest.mark.parametrize("other", ["some 61 people", "in 1961 he left", "61 % of them", "in 5 years 61 of them"])
def test_a_year_alone_is_told_where_the_other_text_has_no_such_year(other):
    assert not is_year_given("in 2561 then", (3, 7), other)
    assert not is_one_year("in 2561 then", (3, 7), other, (0, 2))
