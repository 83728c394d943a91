"""Dates of publication as numbers of days."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from dedup.model import Article

EPOCH = date(1970, 1, 1).toordinal()  #: ordinal of day 0
Days = TypeVar("Days", float, NDArray[np.float64])


@lru_cache(maxsize=1 << 16)
def day_number(published: str) -> float:
    """Return days since 1970, with the time of day as a fraction; NaN for what is no ISO 8601 date.

    >>> day_number("1970-01-02T12:00:00Z"), day_number("1970-01-01T07:00:00+07:00"), day_number("soon")
    (1.5, 0.0, nan)
    """
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return float("nan")
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.timestamp() / 86400.0


def day_numbers(articles: Sequence[Article]) -> NDArray[np.float64]:
    """Return the day number of each article; NaN where none is given."""
    return np.array([day_number(a.published) if a.published else np.nan for a in articles], dtype=np.float64)


def days_apart(days: NDArray[np.float64], left: NDArray[Any], right: NDArray[Any]) -> NDArray[np.float64]:
    """Return the days between the two articles of each pair; -1.0 where one is undated."""
    apart = np.abs(days[left] - days[right])
    return np.where(np.isnan(apart), -1.0, apart)


def days_within(day: Days, window: int) -> tuple[Days, Days]:
    """Return the first and the last moment at most ``window`` calendar days from a day, or from each of many.

    >>> [round(float(moment), 6) for moment in days_within(1.5, 1)]  # the last one is a little before 3.0
    [0.0, 3.0]
    """
    midnight = np.floor(day)
    return midnight - window, np.nextafter(midnight + window + 1, -np.inf)


def is_within(one: float, other: float, window: int | None) -> bool:
    """Say whether two days lie at most ``window`` calendar days apart; so does NaN from any, and all if None.

    >>> is_within(1.2, 2.9, 1), is_within(1.9, 3.0, 1), is_within(1.9, float("nan"), 1)
    (True, False, True)
    """
    if window is None:
        return True
    first, last = days_within(one, window)
    return not (other < first or other > last)


def are_within(
    days: NDArray[np.float64], left: NDArray[Any], right: NDArray[Any], window: int | None
) -> NDArray[np.bool_]:
    """Return which pairs lie at most ``window`` calendar days apart; those with an undated article do, and all if None.

    >>> days = np.array([day_number(f"2024-02-{written}") for written in ("15T08:00", "15T17:00", "16T17:00")])
    >>> are_within(days, np.array([0, 0]), np.array([1, 2]), 0).tolist()
    [True, False]
    """
    if window is None:
        return np.ones(len(left), dtype=np.bool_)
    first, last = days_within(days[left], window)
    return np.asarray(~((days[right] < first) | (days[right] > last)), dtype=np.bool_)
