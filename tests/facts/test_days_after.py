"""Days from one date to another, against the calendar of the standard library."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.facts.date_parts import days_after
from dedup.language.date_words import ISLAMIC_YEARS
from dedup.runtime.kernels import compile_kernels, run


def code(day: int, month: int, year: int = 0) -> int:
    return day + 32 * month + 512 * year


def of(day: date, has_year: bool = True) -> int:
    return code(day.day, day.month, day.year if has_year else 0)


DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(DAYS, DAYS)
def test_days_between_two_dates_with_years_are_those_of_the_calendar(one, other):
    assert days_after(of(one), of(other)) == (one - other).days


@given(DAYS, st.integers(-180, 180))
def test_a_date_without_a_year_lies_in_the_year_where_it_is_nearest(one, days):
    other = one + timedelta(days)
    assert days_after(of(other, has_year=False), of(one)) == days
    assert days_after(of(one), of(other, has_year=False)) == -days


@pytest.mark.parametrize(
    ("earlier", "later", "days"),
    [
        (code(30, 4), code(1, 5), 1),
        (code(30, 4, 2026), code(1, 5, 2026), 1),
        (code(31, 5), code(1, 6), 1),
        (code(28, 2), code(1, 3), 1),
        (code(29, 2), code(1, 3), 1),
        (code(28, 2), code(29, 2), 1),
        (code(28, 2, 2023), code(1, 3), 1),
        (code(28, 2, 2024), code(1, 3), 2),
        (code(31, 12), code(1, 1), 1),
        (code(31, 12, 2023), code(1, 1), 1),
        (code(31, 12), code(1, 1, 2024), 1),
        (code(31, 12, 2023), code(1, 1, 2024), 1),
        (code(29, 9, 1445), code(1, 10, 1445), 1),
        (code(29, 9, 1445), code(1, 10, ISLAMIC_YEARS), 1),
        (code(29, 12, 1445), code(1, 1, 1446), 1),
        (code(29, 12, ISLAMIC_YEARS), code(1, 1, ISLAMIC_YEARS), 1),
        (code(15, 9, 1445), code(16, 9, 1445), 1),
    ],
)
def test_the_first_of_a_month_is_the_day_after_the_last_of_the_one_before(earlier, later, days):
    compile_kernels()
    for compiled in (False, True):
        assert run(days_after, compiled, later, earlier) == days
        assert run(days_after, compiled, earlier, later) == -days
