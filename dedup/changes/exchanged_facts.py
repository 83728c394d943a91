"""Two facts that changed places around words that stay: who sued whom, how many died and how many were hurt.

Between two runs stands "A has sued B" in one text and "B has sued A" in the other. Both texts state both facts there,
so that none is missing; what differs is which stands where. Of text that was moved the words between the facts are
others: "40 cars and 17 vans", "17 vans and 40 cars". Where these words say nothing, as "and" between the items of a
list, or stand before both facts or behind both ("in Lyon and in Paris"), the list is in another order, and nothing
changed.
"""

import numpy as np
from numpy.typing import NDArray

from dedup.changes.list_order import are_items, is_in, is_of_fact, is_other_order
from dedup.changes.numbers.spelt_numbers import spelt_number
from dedup.facts.date_parts import date_word
from dedup.facts.fact_pairs import write_pair
from dedup.facts.facts import DATE, FIGURE, LONGEST_NAME, NAME, WEAK_DATE
from dedup.language.date_words import MONTH, SPELT, WEEKDAY
from dedup.runtime.kernels import Ints, kernel
from dedup.tokens import CAPITAL, LINE, NUMBER, SENTENCE

LEAST = 3  #: words of two facts and what stands between them
LONGEST = 62  #: words between two runs in which such facts are sought
MOST_INSIDE = 3  #: runs between two others that changed places, and what stayed between them
LONGEST_INSIDE = 24  #: words from the first of these to the last
REACH = 3  #: words between a number and what it counts


@kernel
def kind_at(
    words: Ints, flags: Ints, low: int, high: int, start: int, end: int, kinds: Ints, first: Ints, last: Ints,
    facts_from: int, facts_to: int, keys: Ints, codes: Ints,
) -> tuple[int, int, int]:  # fmt: skip
    """Return the kind of the fact that words [start, end) are, or are a part of, and its first and last word.

    The kind is 0 if they are none. Numbers in words, months and weekdays count, too.
    """
    for k in range(facts_from, facts_to):
        if first[k] >= end:
            break
        if first[k] <= start and end - 1 <= last[k]:
            return (DATE if kinds[k] == WEAK_DATE else int(kinds[k])), int(first[k]), int(last[k])
    spelt, spelt_last, value = spelt_number(words, flags, low, high, start, end, keys, codes)
    if value > 0 and spelt <= start and end - 1 <= spelt_last:
        return FIGURE, spelt, spelt_last
    code = date_word(words[start], keys, codes) & 15
    if end == start + 1 and (code == MONTH or code == WEEKDAY):
        return DATE, start, start
    return 0, start, end - 1


@kernel
def without_rows(
    out: "NDArray[np.int32]", gap: int, at: int, kind: int, first: int, last: int, other_first: int, other_last: int
) -> int:
    """Drop those of rows [gap, at) that tell of a fact of a kind in one of two places; return the next free row."""
    kept = gap
    for row in range(gap, at):
        is_left = out[5 * row + 1] >= 0 and out[5 * row + 1] <= last and first <= out[5 * row + 2]
        is_right = out[5 * row + 3] >= 0 and out[5 * row + 3] <= other_last and other_first <= out[5 * row + 4]
        if out[5 * row] == kind and (is_left or is_right):
            continue
        for c in range(5):
            out[5 * kept + c] = out[5 * row + c]
        kept += 1
    return kept


@kernel
def equal_before(words: Ints, start: int, end: int, guest_start: int, guest_end: int) -> int:
    """Return how many words before two places are the same, down to the two starts."""
    same = 0
    least = min(end - start, guest_end - guest_start)
    while same < least and words[end - same - 1] == words[guest_end - same - 1]:
        same += 1
    return same


@kernel
def are_equal(words: Ints, start: int, other: int, length: int) -> bool:
    """Return True if ``length`` words are the same at two places."""
    for k in range(length):  # noqa: SIM110 - compiled
        if words[start + k] != words[other + k]:
            return False
    return True


@kernel
def may_be_fact(words: Ints, flags: Ints, k: int, keys: Ints, codes: Ints) -> bool:
    """Return True at a glance if a fact may begin at a word."""
    if flags[k] & (NUMBER | CAPITAL):
        return True
    code = date_word(words[k], keys, codes) & 15
    return code == SPELT or code == MONTH or code == WEEKDAY


@kernel
def lone_figure(
    words: Ints, flags: Ints, low: int, high: int, start: int, end: int, kinds: Ints, first: Ints, last: Ints,
    facts_from: int, facts_to: int, keys: Ints, codes: Ints,
) -> tuple[int, int]:  # fmt: skip
    """Return first and last word of the only number in words [start, end) of a text, -1 if there is none or another."""
    found, found_last, k = -1, -1, start
    while k < end:
        kind, at, at_last = kind_at(
            words, flags, low, high, k, k + 1, kinds, first, last, facts_from, facts_to, keys, codes
        )
        if kind == DATE or (kind == FIGURE and (found >= 0 or at < start or at_last >= end)):
            return -1, -1
        if kind == FIGURE:
            found, found_last, k = at, at_last, at_last
        k += 1
    return found, found_last


@kernel
def is_one_sentence(flags: Ints, start: int, end: int) -> bool:
    """Return True if no sentence or line begins among words [start, end)."""
    for k in range(start, end):  # noqa: SIM110 - compiled
        if flags[k] & (SENTENCE | LINE):
            return False
    return True


@kernel
def write_counted(
    words: Ints, flags: Ints, low: int, high: int, start: int, behind: int, other: int, end: int, guest_start: int,
    guest_behind: int, kinds: Ints, first: Ints, last: Ints, facts_from: int, facts_to: int, keys: Ints, codes: Ints,
    listed: Ints, out: "NDArray[np.int32]", at: int,
) -> int:  # fmt: skip
    """Write two numbers that count what changed places: 7 killed and 23 hurt, 7 hurt and 23 killed; the next free row.

    What the first one counts are words [start, behind) of the host, [other, end) what the second one does. All else
    stays: between them stands one of the numbers, and before both, or behind both, the other one.
    """
    one, one_last = lone_figure(
        words, flags, low, high, behind, other, kinds, first, last, facts_from, facts_to, keys, codes
    )
    if one < 0 or not is_one_sentence(flags, behind, other):
        return at
    step, guest_step = guest_start - start, guest_behind - behind
    two, two_last, three, three_last = -1, -1, -1, -1
    if not is_in(words[other - 1], listed):
        two, two_last = lone_figure(
            words, flags, low, high, max(low, start - REACH), start, kinds, first, last, max(0, facts_from - REACH),
            facts_to, keys, codes,
        )  # fmt: skip
    if not is_in(words[behind], listed):
        three, three_last = lone_figure(
            words, flags, low, high, end, min(high, end + REACH), kinds, first, last, facts_from, facts_to, keys, codes
        )
    is_before = two >= 0 and is_one_sentence(flags, two + 1, behind) and (three < 0 or one > behind)
    is_behind = three >= 0 and is_one_sentence(flags, other, three + 1) and (two < 0 or one_last < other - 1)
    if is_before and not is_behind:
        at = write_pair(out, at, FIGURE, two, two_last, one + guest_step, one_last + guest_step)
        return write_pair(out, at, FIGURE, one, one_last, two + step, two_last + step)
    if is_behind and not is_before:
        at = write_pair(out, at, FIGURE, one, one_last, three + step, three_last + step)
        return write_pair(out, at, FIGURE, three, three_last, one + guest_step, one_last + guest_step)
    return at


@kernel
def write_exchange(
    words: Ints, flags: Ints, low: int, high: int, guest_low: int, guest_high: int, start: int, end: int,
    guest_start: int, guest_end: int, p: int, q: int, kinds: Ints, first: Ints, last: Ints, facts_from: int,
    facts_to: int, guest_from: int, guest_to: int, keys: Ints, codes: Ints, listed: Ints, out: "NDArray[np.int32]",
    gap: int, at: int,
) -> tuple[int, int]:  # fmt: skip
    """Write the facts that changed places with those at p and q of a gap; return the next free row, and how far it is.

    The first of them stands at p in the host, the second at q in the guest. The second number is -1 if none are found.
    """
    for k in range(p + 2, end):
        if words[k] != words[q]:
            continue
        for m in range(q + 2, guest_end):
            if words[m] != words[p]:
                continue
            between = equal_before(words, p + 1, k, q + 1, m)
            one, other = k - between - p, m - between - q
            if between == 0 or max(one, other) > LONGEST_NAME or k + other > end or m + one > guest_end:
                continue
            if not are_equal(words, p, m, one) or not are_equal(words, k, q, other):
                continue
            is_before = (p == start and q == guest_start) or words[p - 1] == words[q - 1]
            is_behind = (k + other == end and m + one == guest_end) or words[k + other] == words[m + one]
            if not is_before and not is_behind:
                continue
            a = kind_at(words, flags, low, high, p, p + one, kinds, first, last, facts_from, facts_to, keys, codes)
            b = kind_at(words, flags, low, high, k, k + other, kinds, first, last, facts_from, facts_to, keys, codes)
            c = kind_at(
                words, flags, guest_low, guest_high, q, q + other, kinds, first, last, guest_from, guest_to, keys, codes
            )
            d = kind_at(
                words, flags, guest_low, guest_high, m, m + one, kinds, first, last, guest_from, guest_to, keys, codes
            )
            kind = max(a[0], d[0])  # the first word of a sentence is a name only where it stands within one, too
            is_name = kind == NAME and max(b[0], c[0]) == NAME
            are_counted = max(kind, b[0], c[0]) == 0 or (
                is_name and p > low and is_of_fact(words, flags, p - 1, FIGURE, keys, codes)
                and is_of_fact(words, flags, k - 1, FIGURE, keys, codes)
            )  # fmt: skip
            if are_counted and p == start and q == guest_start and k + other == end and m + one == guest_end:
                return write_counted(
                    words, flags, low, high, p, p + one, k, end, q, q + other, kinds, first, last, facts_from,
                    facts_to, keys, codes, listed, out, at,
                ), end  # fmt: skip
            if not is_name and (kind == 0 or max(b[0], c[0]) != kind or min(a[0], b[0], c[0], d[0]) != kind):
                continue
            at = without_rows(out, gap, at, kind, a[1], b[2], c[1], d[2])
            if not are_items(
                words, flags, low, high, guest_low, guest_high, k - between, k, one, other, q + other, kind, keys,
                codes, listed,
            ):  # fmt: skip
                at = write_pair(out, at, kind, a[1], a[2], c[1], c[2])
                at = write_pair(out, at, kind, b[1], b[2], d[1], d[2])
            return at, k + other
    return at, -1


@kernel
def run_behind_exchange(runs: Ints, count: int, k: int) -> int:
    """Return the run behind short ones that changed places behind run k: "3 May 2024 to 5 June 2024"; -1 if none is.

    Facts of several words are runs themselves, which stand in another order.
    """
    end, guest_end = runs[3 * k] + runs[3 * k + 2], runs[3 * k + 1] + runs[3 * k + 2]
    if k + 2 >= count or runs[3 * k + 3] - end == runs[3 * k + 4] - guest_end:
        return -1
    for m in range(k + 2, min(count, k + MOST_INSIDE + 2)):
        length = runs[3 * m] - end
        if LEAST <= length <= LONGEST_INSIDE and length == runs[3 * m + 1] - guest_end:
            return m
    return -1


@kernel
def write_exchanges(
    words: Ints, flags: Ints, low: int, high: int, guest_low: int, guest_high: int, start: int, end: int,
    guest_start: int, guest_end: int, kinds: Ints, first: Ints, last: Ints, facts_from: int, facts_to: int,
    guest_from: int, guest_to: int, keys: Ints, codes: Ints, listed: Ints, out: "NDArray[np.int32]", gap: int, at: int,
    room: int,
) -> int:  # fmt: skip
    """Write the pairs of facts that changed places between two runs; return the next free row.

    Args:
        words: Of all texts.
        flags: Of all words.
        low: First word of the host.
        high: Behind its last one.
        guest_low: First word of the guest.
        guest_high: Behind its last one.
        start: First word of the gap in the host.
        end: Behind its last one.
        guest_start: First word of the gap in the guest.
        guest_end: Behind its last one.
        kinds: Of all facts.
        first: First word of each.
        last: Last word of each.
        facts_from: First fact of the host that is not before the gap.
        facts_to: Behind its last fact.
        guest_from: The same of the guest.
        guest_to: The same of the guest.
        keys: Of :func:`dedup.language.date_words.date_words`.
        codes: The same.
        listed: Of :func:`list_words`.
        out: Rows; those of the gap that tell of one of the facts are dropped.
        gap: First row of the gap.
        at: The next free row.
        room: Rows from here on are not written.
    """
    if min(end - start, guest_end - guest_start) < LEAST or max(end - start, guest_end - guest_start) > LONGEST:
        return at
    if at > gap and is_other_order(
        words, flags, start, end, guest_start, guest_end, int(out[5 * gap]), keys, codes, listed
    ):  # fmt: skip
        return gap
    p = start
    while p + 2 < end and at + 2 < room:
        behind, is_fact = -1, may_be_fact(words, flags, p, keys, codes)
        if is_fact or (p == start and at == gap):
            q = guest_start
            while q + 2 < guest_end and behind < 0:
                is_asked = is_fact and may_be_fact(words, flags, q, keys, codes)
                is_asked = is_asked or (p == start and q == guest_start and at == gap)  # what numbers count
                if is_asked and words[p] != words[q]:
                    at, behind = write_exchange(
                        words, flags, low, high, guest_low, guest_high, start, end, guest_start, guest_end, p, q, kinds,
                        first, last, facts_from, facts_to, guest_from, guest_to, keys, codes, listed, out, gap, at,
                    )  # fmt: skip
                q += 1
        p = max(p + 1, behind)
    return at


@kernel
def write_exchanged_runs(
    words: Ints, flags: Ints, low: int, high: int, guest_low: int, guest_high: int, runs: Ints, count: int,
    kinds: Ints, first: Ints, last: Ints, facts_from: int, facts_to: int, guest_from: int, guest_to: int, keys: Ints,
    codes: Ints, listed: Ints, out: "NDArray[np.int32]", gap: int, at: int, room: int,
) -> int:  # fmt: skip
    """Write the same of facts that are runs themselves, for they have several words; return the next free row.

    ``runs`` are in the guest's order. All else is as of :func:`write_exchanges`.
    """
    for k in range(count - 2):
        behind = run_behind_exchange(runs, count, k)
        if behind < 0:
            continue
        start, end = low + int(runs[3 * k] + runs[3 * k + 2]), low + int(runs[3 * behind])
        guest_start = guest_low + int(runs[3 * k + 1] + runs[3 * k + 2])
        one, other = facts_from, guest_from
        while one < facts_to and last[one] < start:
            one += 1
        while other < guest_to and last[other] < guest_start:
            other += 1
        at = write_exchanges(
            words, flags, low, high, guest_low, guest_high, start, end, guest_start,
            guest_low + int(runs[3 * behind + 1]), kinds, first, last, one, facts_to, other, guest_to, keys, codes,
            listed, out, gap, at, room,
        )  # fmt: skip
    return at
