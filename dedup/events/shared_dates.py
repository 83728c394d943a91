"""The dates that two reports of one event name: whether they agree, and which of them is told as the event's.

A date of a profile is its code of :mod:`dedup.facts.facts` without the weekday, and what says that it is the event's:
it stands early, beside its weekday.
"""

from dedup.facts.date_parts import days_after, is_islamic
from dedup.runtime.kernels import Ints, kernel

DATE_BITS, DAY_AND_MONTH = 0x1FFFFF, 0x1FF  #: day, month and year; without the year
EARLY_DATE, WITH_WEEKDAY = 1 << 21, 1 << 22
EARLY = 150  #: words of title and text in which the event's date is named


@kernel
def marked_day(code: int, place: int) -> int:
    """Return a date as a profile keeps it, from its code with the weekday and the place of its first word."""
    marks = (EARLY_DATE if place < EARLY else 0) | (WITH_WEEKDAY if code >> 21 else 0)
    return int(code & DATE_BITS) | marks


@kernel
def is_of_the_next(dates: Ints, low: int, at: int) -> bool:
    """Return True for a date that lies more than a day after the day that its text reports.

    That is the first date of a text, if it stands beside its weekday: the next meeting will be on 18 June.
    """
    first, date = int(dates[low]), int(dates[at] & DATE_BITS)
    day = first & DATE_BITS
    return first & WITH_WEEKDAY != 0 and is_islamic(day) == is_islamic(date) and days_after(date, day) > 1


@kernel
def is_one_day(a: int, b: int) -> bool:
    """Return True if two dates of one calendar are the same, or one of them leaves out the year."""
    return a & DAY_AND_MONTH == b & DAY_AND_MONTH and days_after(a, b) == 0


@kernel
def compare_dates(dates: Ints, low: int, high: int, others: Ints, other: int, end: int, reach: int) -> int:
    """Return the code of a date that both name, -1 if no two of their dates lie within ``reach`` days, else 0.

    Days of two calendars say nothing of one another.
    """
    if low == high or other == end:
        return 0
    near = False
    for i in range(low, high):
        for k in range(other, end):
            a, b = int(dates[i] & DATE_BITS), int(others[k] & DATE_BITS)
            if is_islamic(a) != is_islamic(b):
                near = True
                continue
            if is_one_day(a, b):
                return max(a, b)
            if abs(days_after(a, b)) <= reach:
                near = True
    return 0 if near else -1


@kernel
def told_date(dates: Ints, low: int, high: int, other: int, end: int) -> int:
    """Return the code of the date that both name early, 0 if there is none: of two the one beside its weekday.

    The first date of a text is not told if it is that of the next event in the other one.
    """
    best, most = 0, 0
    for i in range(low, high):
        for k in range(other, end):
            a, b = int(dates[i]), int(dates[k])
            if a & b & EARLY_DATE == 0:
                continue
            if (k == other and is_of_the_next(dates, low, i)) or (i == low and is_of_the_next(dates, other, k)):
                continue
            rank = 1 + (1 if a & WITH_WEEKDAY else 0) + (1 if b & WITH_WEEKDAY else 0)
            a, b = a & DATE_BITS, b & DATE_BITS
            if rank > most and is_islamic(a) == is_islamic(b) and is_one_day(a, b):
                best, most = max(a, b), rank
    return best
