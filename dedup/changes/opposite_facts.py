"""What stands in one text where a fact stands in the other: the same fact, another one, or none.

A fact may reach out of the gap between two runs in which the texts differ: of "5 February 2024" and "5 February" only
the year stands in it. What stands opposite is then sought as far beside the gap on the other side.
"""

from dedup.confirm.confirm import fact_code
from dedup.facts.date_parts import is_islamic, weekday_of
from dedup.facts.facts import DATE, WEAK_DATE
from dedup.language.date_words import ISLAMIC_YEARS
from dedup.runtime.kernels import Ints, kernel


@kernel
def written_fact(kind: int, value: int) -> int:
    """One number for a fact as it is written: unlike for the relation, another year is another date."""
    return (value & 0x1FFFFF) << 2 | DATE if kind == DATE else fact_code(kind, value)


@kernel
def is_same_date(code: int, other: int) -> bool:
    """Return True if two date codes may say one day: of day, month and year, or of the weekday, none differs.

    One may leave out what the other says. A weekday alone is the day of a date whose year is known.
    """
    month, other_month = code >> 5 & 15, other >> 5 & 15
    if month > 0 and other_month > 0:
        day, other_day, year, other_year = code & 31, other & 31, code >> 9 & 0xFFF, other >> 9 & 0xFFF
        if month != other_month or (day != other_day and min(day, other_day) > 0):
            return False
        if is_islamic(code) or is_islamic(other):
            return is_islamic(code) == is_islamic(other) and (
                year == other_year or year == ISLAMIC_YEARS or other_year == ISLAMIC_YEARS
            )
        return year == other_year or year == 0 or other_year == 0
    weekday, other_weekday = code >> 21, other >> 21
    if weekday > 0 and other_weekday > 0:
        return weekday == other_weekday
    full, weekday = (code, other_weekday) if month > 0 else (other, weekday)
    day, month, year = full & 31, full >> 5 & 15, full >> 9 & 0xFFF
    if weekday == 0 or day == 0 or year == 0 or month == 0 or is_islamic(full):
        return False
    return weekday_of(day, month, year) == weekday


@kernel
def is_dated(kinds: Ints, hashes: Ints, k: int, first: int, count: int) -> bool:
    """Return True if one of facts [first, count) says the day of date k, and no less of it."""
    code = hashes[k]
    for m in range(first, count):
        if (kinds[m] == DATE or kinds[m] == WEAK_DATE) and is_same_date(code, hashes[m]):
            has_month = code >> 5 & 15 == 0 or hashes[m] >> 5 & 15 > 0
            if has_month and (code & 31 == 0 or hashes[m] & 31 > 0):
                return True
    return False


@kernel
def is_of_kind(kind: int, wanted: int) -> bool:
    """Return True if a fact is of a kind; weak dates are dates here."""
    return kind == wanted or (wanted == DATE and kind == WEAK_DATE)


@kernel
def opposite_fact(
    kinds: Ints,
    hashes: Ints,
    first: Ints,
    last: Ints,
    k: int,
    kind: int,
    start: int,
    end: int,
    least: int,
    after: int,
    count: int,
    other_start: int,
    other_end: int,
    is_same: bool,
) -> int:
    """Return the number of the fact opposite to fact k, -1 if there is none.

    Args:
        kinds: Of all facts of both texts.
        hashes: Of all facts.
        first: First word of each.
        last: Last word of each.
        k: A fact of one text in, or reaching into, the gap of words [start, end).
        kind: Its kind, DATE for weak dates.
        start: First word of the gap.
        end: Behind its last word.
        least: First fact of the other text.
        after: First of them that ends in or behind the gap there.
        count: Behind the last one.
        other_start: First word of the gap in the other text.
        other_end: Behind its last word.
        is_same: Ask for one that says the same; else for one outside the gap, where fact k reaches out of it.
    """
    low, high, m = other_start - max(0, start - first[k]), other_end + max(0, last[k] + 1 - end), after
    while m > least and last[m - 1] >= low:
        m -= 1
    code = written_fact(kinds[k], hashes[k])
    while m < count and first[m] < high:
        if last[m] >= low and is_of_kind(kinds[m], kind):
            if not is_same:
                if last[m] < other_start or first[m] >= other_end:
                    return m
            elif kind == DATE:
                if is_same_date(hashes[k], hashes[m]):
                    return m
            elif written_fact(kinds[m], hashes[m]) == code:
                return m
        m += 1
    return -1


@kernel
def next_fact(
    kinds: Ints,
    hashes: Ints,
    first: Ints,
    last: Ints,
    k: int,
    count: int,
    start: int,
    end: int,
    kind: int,
    other_least: int,
    other_from: int,
    other_count: int,
    other_start: int,
    other_end: int,
) -> int:
    """Return the next fact of a kind in words [start, end), from fact k on, that the other side does not have there."""
    while k < count and first[k] < end:
        if is_of_kind(kinds[k], kind) and last[k] >= start:
            same = opposite_fact(
                kinds, hashes, first, last, k, kind, start, end,
                other_least, other_from, other_count, other_start, other_end, True,
            )  # fmt: skip
            if same < 0:
                return k
        k += 1
    return -1
