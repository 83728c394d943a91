"""The day of the news, where two copies name another one each.

A serial release keeps its paragraphs and begins anew: with another day in another place. No run of words stands beside
that day in both texts, so that facts which differ where the texts are aligned do not tell it. It is the first full
date of a text, if that stands in its lead and no weekday or bare day before it. It is told if neither text has the
other's day in any form, and they have no date in common: of two versions of one story one may begin with the day of
publication, and both name that of the event. A date with its year beside one without may be of another time.
"""

import numpy as np
from numpy.typing import NDArray

from dedup.changes.opposite_facts import is_same_date
from dedup.confirm.confirm import is_furniture
from dedup.facts.date_parts import date_word, days_after, is_islamic, weekday_of
from dedup.facts.fact_pairs import write_pair
from dedup.facts.facts import DATE, FIGURE, WEAK_DATE
from dedup.language.date_words import ISLAMIC_YEARS, NUMERAL
from dedup.runtime.kernels import Ints, kernel
from dedup.tokens import LINE, number_word

LEAD = 90  #: words of a text in which it names the day of its news: headline, lead and what goes on behind that
BESIDE = 4  #: words from one day to another if they are the ends of a range, at most
CHARACTERS = 5  #: that stand for a word in scripts without spaces
DAY_BITS = 0x1FFFFF  #: day, month and year of a date code
WEEK, YEAR = 7, 366  #: days; what lies further back than a year is no news


@kernel
def lead_date(
    flags: Ints, kinds: Ints, hashes: Ints, first: Ints, last: Ints, fact: int, facts: int, low: int, width: int
) -> int:
    """Return the fact that is the day of the news of a text that begins at word ``low`` and has facts [fact, facts).

    -1 if its lead has none, begins with a date that is furniture, or says it with a day of no month or with a weekday,
    unless that is of the date behind it.
    """
    for k in range(fact, facts):
        if first[k] >= low + LEAD * width:
            return -1
        if kinds[k] == DATE:
            return k if not is_furniture(flags, first[k], last[k]) else -1
        if kinds[k] == WEAK_DATE and hashes[k] >> 5 & 15 == 0:
            is_beside = k + 1 < facts and kinds[k + 1] == DATE and first[k + 1] - last[k] <= 1 + width
            if not is_beside:
                return -1
    return -1


@kernel
def has_year(date: int) -> bool:
    """Say whether a date code has a year."""
    year = date >> 9 & 0xFFF
    return year > 0 and year != ISLAMIC_YEARS


@kernel
def day_and_month(words: Ints, start: int, end: int, keys: Ints, codes: Ints) -> tuple[int, int]:
    """Return the first two parts of a figure at words [start, end] that are numbers below 32, as in 27/2/66; else 0."""
    if start == end:
        return 0, 0
    one, two = date_word(words[start], keys, codes), date_word(words[start + 1], keys, codes)
    return (one >> 4 & 0xFFF, two >> 4 & 0xFFF) if one & 15 == two & 15 == NUMERAL else (0, 0)


@kernel
def are_beside(flags: Ints, end: int, start: int, beside: int) -> bool:
    """Return True if one fact ends at word ``end`` and another starts at ``start``, close behind it in one line."""
    if start - end > beside:
        return False
    for k in range(end + 1, start + 1):  # noqa: SIM110 - compiled
        if flags[k] & LINE:
            return False
    return True


@kernel
def is_in_range(
    flags: Ints, kinds: Ints, hashes: Ints, first: Ints, last: Ints, k: int, fact: int, facts: int, date: int,
    beside: int,
) -> bool:  # fmt: skip
    """Return True if date k of facts [fact, facts) is one end of days that hold another date: 2 to 6 March."""
    code = hashes[k] & DAY_BITS
    if k + 1 < facts and kinds[k + 1] == DATE and are_beside(flags, last[k], first[k + 1], beside):
        end = hashes[k + 1] & DAY_BITS
        if days_after(date, code) >= 0 and days_after(end, date) >= 0 and is_islamic(code) == is_islamic(end):
            return True
    if code >> 5 & 15 != date >> 5 & 15:
        return False
    low, high = (date & 31, 31) if code & 31 < date & 31 else (1, date & 31)
    for m in range(max(fact, k - 3), min(facts, k + 4)):
        is_beside = are_beside(flags, last[min(k, m)], first[max(k, m)], beside)
        if kinds[m] == FIGURE and is_beside:
            for day in range(low, high + 1):
                if hashes[m] == number_word(day):
                    return True
    return False


@kernel
def is_day_named(
    words: Ints, flags: Ints, kinds: Ints, hashes: Ints, first: Ints, last: Ints, k: int, fact: int, facts: int,
    lead: int, beside: int, keys: Ints, codes: Ints,
) -> bool:  # fmt: skip
    """Return True if facts [fact, facts), of which ``lead`` is the day of the news, name the day of date k in any form.

    So do its weekday, unless that is theirs, a bare day (27日), figures (27/2/66) and days from one to another.
    """
    date, other = hashes[k] & DAY_BITS, hashes[lead] & DAY_BITS
    day, month, year = date & 31, date >> 5 & 15, date >> 9
    weekday = hashes[k] >> 21 & 7
    if weekday == 0 and year > 0 and not is_islamic(date):
        weekday = weekday_of(day, month, year)
    if abs(days_after(date, other)) > WEEK or is_same_date(weekday << 21, hashes[lead]):
        weekday = 0
    for m in range(fact, facts):
        code = hashes[m]
        if kinds[m] == DATE:
            if is_islamic(code) != is_islamic(date):
                continue
            if is_same_date(date, code & DAY_BITS):
                return True
            if is_in_range(flags, kinds, hashes, first, last, m, fact, facts, date, beside):
                return True
        elif kinds[m] == WEAK_DATE and code >> 5 & 15 == 0:
            if (weekday > 0 and code >> 21 == weekday) or code == day:
                return True
        elif kinds[m] == FIGURE:
            one, two = day_and_month(words, first[m], last[m], keys, codes)
            if (one == day and two == month) or (one == month and two == day):
                return True
    return False


@kernel
def have_common_day(kinds: Ints, hashes: Ints, fact: int, facts: int, other_fact: int, other_facts: int) -> bool:
    """Return True if a full date of facts [fact, facts) is one of [other_fact, other_facts), too."""
    for k in range(fact, facts):
        if kinds[k] == DATE:
            for m in range(other_fact, other_facts):
                if kinds[m] == DATE and is_same_date(hashes[k] & DAY_BITS, hashes[m] & DAY_BITS):
                    return True
    return False


@kernel
def differing_days(
    words: Ints,
    flags: Ints,
    low: int,
    guest_low: int,
    kinds: Ints,
    hashes: Ints,
    first: Ints,
    last: Ints,
    host_first: int,
    host_facts: int,
    guest_first: int,
    guest_facts: int,
    is_spaced: bool,
    date_keys: Ints,
    date_codes: Ints,
) -> tuple[int, int]:
    """Return the facts that are the days of the news of two texts if these differ; else -1 and -1."""
    width = 1 if is_spaced else CHARACTERS
    a = lead_date(flags, kinds, hashes, first, last, host_first, host_facts, low, width)
    b = lead_date(flags, kinds, hashes, first, last, guest_first, guest_facts, guest_low, width)
    if min(a, b) < 0:
        return -1, -1
    date, other = hashes[a] & DAY_BITS, hashes[b] & DAY_BITS
    if is_islamic(date) != is_islamic(other) or has_year(date) != has_year(other):
        return -1, -1
    if abs(days_after(date, other)) > YEAR:
        return -1, -1
    if is_day_named(
        words, flags, kinds, hashes, first, last, a, guest_first, guest_facts, b, BESIDE * width, date_keys, date_codes
    ) or is_day_named(
        words, flags, kinds, hashes, first, last, b, host_first, host_facts, a, BESIDE * width, date_keys, date_codes
    ):
        return -1, -1
    is_common = have_common_day(kinds, hashes, host_first, host_facts, guest_first, guest_facts)
    return (-1, -1) if is_common else (a, b)


@kernel
def date_at(kinds: Ints, first: Ints, last: Ints, fact: int, facts: int, start: int, end: int) -> int:
    """Return the full date among facts [fact, facts) that reaches into words [start, end], -1 if there is none."""
    for k in range(fact, facts):
        if kinds[k] == DATE and start >= 0 and first[k] <= end and start <= last[k]:
            return k
    return -1


@kernel
def write_lead_dates(
    words: Ints,
    flags: Ints,
    low: int,
    guest_low: int,
    kinds: Ints,
    hashes: Ints,
    first: Ints,
    last: Ints,
    host_first: int,
    host_facts: int,
    guest_first: int,
    guest_facts: int,
    is_spaced: bool,
    date_keys: Ints,
    date_codes: Ints,
    out: "NDArray[np.int32]",
    start: int,
    at: int,
    room: int,
) -> int:
    """Write the days of the news of two texts behind rows [start, at), if they differ; return the next free row.

    Nothing is written where a row has one of them beside another date. Rows that have one of them alone, or beside a
    weekday, are dropped.
    """
    a, b = differing_days(
        words, flags, low, guest_low, kinds, hashes, first, last, host_first, host_facts, guest_first, guest_facts,
        is_spaced, date_keys, date_codes,
    )  # fmt: skip
    if a < 0 or at >= room:
        return at
    for row in range(start, at):
        if out[5 * row] == DATE:
            host_date = date_at(kinds, first, last, host_first, host_facts, out[5 * row + 1], out[5 * row + 2])
            guest_date = date_at(kinds, first, last, guest_first, guest_facts, out[5 * row + 3], out[5 * row + 4])
            if min(host_date, guest_date) >= 0 and (host_date == a or guest_date == b):
                return at
    end = start
    for row in range(start, at):
        is_alone = out[5 * row] == DATE and (
            (first[a] <= out[5 * row + 1] and out[5 * row + 2] <= last[a])
            or (first[b] <= out[5 * row + 3] and out[5 * row + 4] <= last[b])
        )
        if is_alone:
            continue
        for c in range(5):
            out[5 * end + c] = out[5 * row + c]
        end += 1
    return write_pair(out, end, DATE, first[a], last[a], first[b], last[b])
