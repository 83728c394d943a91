"""Whether two reports that look like one event tell of two: the next quake, the prices of another week, the appeal."""

import re
from collections.abc import Iterable
from datetime import date

from dedup.events.head_terms import COLUMNS, FIRST_WEEKDAY, NUMBERS, RARE_NUMBERS
from dedup.events.shared_terms import FIRST_DAY, SAME_DATE, SAME_NUMBERS, SAME_RARE_NUMBERS
from dedup.facts.date_parts import is_islamic
from dedup.facts.facts import iso_date
from dedup.model import Article
from dedup.published import EPOCH
from dedup.runtime.kernels import Ints, kernel

FEWEST_NUMBERS, OTHER_NUMBERS = 3, 3  #: least numbers of texts that tell of two events; one in so many may be shared
UNSHARED_NUMBERS = 4  #: numbers of texts on two events if they share none of them
BEGINNING = 120  #: characters of a text in which the number of its issue stands
DAYS_LATER = 1  #: a day named by the later text is not news of the earlier one if it lies further behind that
MORE_DIGITS = 2  #: of one of two numbers of issues
_NUMBER = re.compile(r"\d+")
_THURSDAY = 4  # day 0 since 1970


@kernel
def are_other_numbers(shared: int, fewer: int) -> bool:
    """Return True if of the ``fewer`` numbers of either text, three at the least, the other has a third at the most."""
    return fewer >= FEWEST_NUMBERS and OTHER_NUMBERS * shared <= fewer


@kernel
def is_next_of_its_kind(
    date_bounds: Ints, stats: Ints, left: int, right: int, sums: Ints, are_of_other_days: bool
) -> bool:
    """Return True for a pair that tells of two days with other figures: two quakes, the markets of two days.

    Each names one day, a date or a weekday, and they are not the same, or ``are_of_other_days``: notices of one source,
    not known to be of one day, as it fills them into a form; and the other has few of its numbers, or of those that are
    rare: the weights in a table of prices stay as they are. A report of what was said on the next day has the figures
    of the event.
    Where each has four numbers and none is in both, no day need be named: two sales figures, two clinics' cases.
    """
    a, b = left * COLUMNS, right * COLUMNS
    fewer = min(stats[a + NUMBERS], stats[b + NUMBERS])
    if sums[SAME_DATE] > 0:
        return False
    if sums[SAME_NUMBERS] == 0 and fewer >= UNSHARED_NUMBERS:
        return True
    are_weekdays = stats[a + FIRST_WEEKDAY] != 0 and stats[b + FIRST_WEEKDAY] != 0 and sums[FIRST_DAY] == 0
    one_date = date_bounds[left + 1] - date_bounds[left] == 1 and date_bounds[right + 1] - date_bounds[right] == 1
    if not (one_date or are_weekdays or are_of_other_days):
        return False
    rare = min(stats[a + RARE_NUMBERS], stats[b + RARE_NUMBERS])
    return are_other_numbers(sums[SAME_NUMBERS], fewer) or are_other_numbers(sums[SAME_RARE_NUMBERS], rare)


def are_issues(one: Article, other: Article) -> bool:
    """Say whether two articles are issues of a series: their titles differ in a number, with which both texts begin.

    >>> texts = [f"Fixtures of round {k}: Dunmore v Harwick, Ballyvane v Halden." for k in (6, 7)]
    >>> are_issues(*(Article(text, text, f"Fixtures, round {k}") for k, text in zip((6, 7), texts)))
    True
    """
    if abs(len(one.title) - len(other.title)) > MORE_DIGITS:
        return False
    if _NUMBER.sub("", one.title) != _NUMBER.sub("", other.title):
        return False
    pairs = zip(_NUMBER.findall(one.title), _NUMBER.findall(other.title), strict=True)
    return any(number != opposite and _begin_with(one.text, number, other.text, opposite) for number, opposite in pairs)


def _begin_with(one: str, number: str, two: str, other: str) -> bool:
    """Say whether two texts begin alike up to a number, which is one in the first text and another in the second."""
    at = one.find(number, 0, BEGINNING)
    return at >= 0 and at == two.find(other, 0, BEGINNING) and one[:at] == two[:at]


def is_of_a_later_day(codes: Iterable[int], published: float, earlier: float) -> bool:
    """Say whether an article has its news from a day on which another one had been published.

    That is the first day that it names, a weekday being the last one before it was published, or that of its
    publication. What was announced for a day, or called for, is not what happened on it.

    Args:
        codes: The dates and weekdays that the article names, in order.
        published: Day of its publication, since 1970.
        earlier: Day on which the other one was published.

    >>> tuesday, monday = 2 << 21, 1 << 21
    >>> [is_of_a_later_day([code], 20164.3, 20158.7) for code in (tuesday, monday)]  # 17 and 11 March 2025
    [False, True]
    """
    today = int(published // 1)
    days = (_day_of(code, today) for code in codes if not is_islamic(code))
    first = next((day for day in days if day is not None), None)
    return first is not None and first - earlier // 1 > DAYS_LATER


def _day_of(code: int, published: int) -> int | None:
    """The day of a code, since 1970, of the year nearest to publication if it names none; None if there is none."""
    value = iso_date(code)
    if value.startswith("weekday "):
        return published - (published + _THURSDAY - int(value.split()[1])) % 7
    days = [day for day in map(_day, _with_years(value, published)) if day is not None]
    return min(days, key=lambda day: abs(day - published), default=None)


def _with_years(value: str, published: int) -> list[str]:
    """A date as it stands, or with the years around that of publication if it names none."""
    if not value.startswith("--"):
        return [value]
    year = date.fromordinal(published + EPOCH).year
    return [f"{near}-{value[2:]}" for near in (year - 1, year, year + 1)]


def _day(value: str) -> int | None:
    """The day of a date, since 1970; None for what is none, as 30 February."""
    try:
        return date.fromisoformat(value).toordinal() - EPOCH
    except ValueError:
        return None
