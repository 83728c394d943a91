"""Which days lie within a window of calendar days: one answer for a pair, for many, and for a sorted list."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dedup.published import are_within, days_within, is_within

DAYS = st.floats(-30, 30).map(lambda day: round(day * 4) / 4) | st.just(float("nan"))


@given(DAYS, DAYS, st.integers(0, 9) | st.none())
def test_days_are_within_a_window_if_so_few_midnights_lie_between(one, other, window):
    apart = abs(np.floor(one) - np.floor(other))
    expected = window is None or not apart > window
    assert is_within(one, other, window) == is_within(other, one, window) == expected
    days, left, right = np.array([one, other]), np.array([0]), np.array([1])
    assert are_within(days, left, right, window).tolist() == [expected]
    if window is not None and not np.isnan(apart):
        first, last = days_within(one, window)
        assert (first <= other <= last) == expected


def test_the_last_moment_of_a_day_is_of_that_day():
    assert is_within(0.0, float(np.nextafter(1.0, 0.0)), 0)
    assert not is_within(0.0, 1.0, 0)
