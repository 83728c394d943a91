"""Spelled-out numbers among the words of a text: "two hundred", "dua puluh lima", 三万, تسعة عشر.

What is read are the words of :mod:`dedup.language.date_words`. In Thai, where nothing parts words, a number is found
where it stands beside what it counts or has several parts.
"""

import numpy as np
from numpy.typing import NDArray

from dedup.changes.numbers.spelt_parts import part_behind, spelt_at, value_against, with_part
from dedup.confirm.align import MAX_GAP
from dedup.facts.date_parts import date_word
from dedup.facts.fact_pairs import write_pair
from dedup.facts.facts import FIGURE
from dedup.language.date_words import NUMERAL, THREE_DIGITS, YEAR
from dedup.language.number_words import SCALES
from dedup.runtime.kernels import Ints, kernel
from dedup.tokens import CAPITAL, LINE, NUMBER, SENTENCE


@kernel
def begins_sentence(flags: Ints, k: int) -> bool:
    """Return True if word k begins a sentence; on a new line, which may be one that was broken, if it is a capital."""
    return bool(flags[k] & SENTENCE and (flags[k] & CAPITAL or not flags[k] & LINE))


@kernel
def spelt_number(
    words: Ints, flags: Ints, low: int, high: int, start: int, end: int, keys: Ints, codes: Ints
) -> tuple[int, int, int]:
    """Return first word, last word and value of the first spelled-out number in words [start, end); -1 if none.

    The number may begin some words before and go on behind, within the text [low, high) and one sentence.
    """
    if start == end:
        return -1, -1, -1
    for first in range(max(low, start - MAX_GAP), end):
        last, value = first, 0
        while last < min(high, end + MAX_GAP) and not (last > first and begins_sentence(flags, last)):
            behind, part = part_behind(words, last, high, value, keys, codes)
            if part < 0 or (part >= SCALES and last >= end):  # a million behind both "2" and "two" is of neither
                break
            value, last = with_part(value, part), behind
        if last > max(first, start):
            return first, last - 1, value
    return -1, -1, -1


@kernel
def is_scale_of_figure(words: Ints, flags: Ints, low: int, first: int, last: int, keys: Ints, codes: Ints) -> bool:
    """Return True if words [first, last] are the scale of the figure before them: the million of 1.9 million."""
    code = date_word(words[first], keys, codes)
    return first == last and first > low and flags[first - 1] & NUMBER != 0 and code >> 4 & 0xFFF >= SCALES


@kernel
def is_scales(words: Ints, flags: Ints, start: int, end: int, high: int, keys: Ints, codes: Ints) -> bool:
    """Return True if words [start, end) are scales of the number in digits before them, as the thousand of 5 thousand.

    Behind four digits that may be a year they may count something else.
    """
    if start == end or not flags[start - 1] & NUMBER or date_word(words[start - 1], keys, codes) & 15 == YEAR:
        return False
    k = start
    while k < end:
        behind, part = spelt_at(words, k, high, keys, codes)
        if part < SCALES or flags[k] & (LINE | SENTENCE):
            return False
        k = behind
    return k == end


@kernel
def pair_scales(
    words: Ints,
    flags: Ints,
    low: int,
    high: int,
    guest_low: int,
    guest_high: int,
    start: int,
    end: int,
    guest_start: int,
    guest_end: int,
    keys: Ints,
    codes: Ints,
    out: "NDArray[np.int32]",
    at: int,
) -> int:
    """Write a number in digits behind which one side alone has a scale, 3.2 mil millones; return the next free row."""
    if start == low or guest_start == guest_low or (start < end) == (guest_start < guest_end):
        return at
    if is_scales(words, flags, start, end, high, keys, codes) or is_scales(
        words, flags, guest_start, guest_end, guest_high, keys, codes
    ):
        return write_pair(out, at, FIGURE, start - 1, end - 1, guest_start - 1, guest_end - 1)
    return at


@kernel
def beside(
    words: Ints, flags: Ints, low: int, high: int, at: int, is_behind: bool, keys: Ints, codes: Ints
) -> tuple[int, int, int]:
    """Return the spelled-out number that begins at a position, or ends there, as :func:`spelt_number` does.

    One side of a gap may be empty: between twenty-five and five is "twenty", and between twenty and twenty-five "five".
    """
    if is_behind:
        return spelt_number(words, flags, at, high, at, min(at + 1, high), keys, codes)
    return spelt_number(words, flags, low, at, max(low, at - 1), at, keys, codes)


@kernel
def against(
    words: Ints, start: int, end: int, other_start: int, other_first: int, value: int, keys: Ints, codes: Ints
) -> int:
    """Return what words [start, end) of a gap begin with if those opposite do with another number; 0 if no number."""
    if start >= end or value < 1 or other_first != other_start:
        return 0
    own = value_against(words[start], keys, codes)
    return own if own != value else 0


@kernel
def write_spelt(
    words: Ints,
    flags: Ints,
    low: int,
    high: int,
    guest_low: int,
    guest_high: int,
    start: int,
    end: int,
    guest_start: int,
    guest_end: int,
    keys: Ints,
    codes: Ints,
    out: "NDArray[np.int32]",
    at: int,
    room: int,
) -> int:
    """Write the spelled-out numbers of a gap that differ, the first beside the first and so on; the next free row."""
    first, last, value = spelt_number(words, flags, low, high, start, end, keys, codes)
    guest_first, guest_last, guest_value = spelt_number(
        words, flags, guest_low, guest_high, guest_start, guest_end, keys, codes
    )
    if start == end and guest_value >= 0:
        first, last, value = beside(words, flags, low, high, start, guest_last >= guest_end, keys, codes)
    elif guest_start == guest_end and value >= 0:
        guest_first, guest_last, guest_value = beside(
            words, flags, guest_low, guest_high, guest_start, last >= end, keys, codes
        )
    if value < 0:
        own = against(words, start, end, guest_start, guest_first, guest_value, keys, codes)
        if own > 0:
            first, last, value = start, start, own
    elif guest_value < 0:
        own = against(words, guest_start, guest_end, start, first, value, keys, codes)
        if own > 0:
            guest_first, guest_last, guest_value = guest_start, guest_start, own
    while value >= 0 and guest_value >= 0 and at + 2 < room:
        if value != guest_value:
            at = write_pair(out, at, FIGURE, first, last, guest_first, guest_last)
        start, guest_start = max(start, last + 1), max(guest_start, guest_last + 1)
        if start >= end or guest_start >= guest_end:
            break
        first, last, value = spelt_number(words, flags, start, high, start, end, keys, codes)
        guest_first, guest_last, guest_value = spelt_number(
            words, flags, guest_start, guest_high, guest_start, guest_end, keys, codes
        )
    return at


@kernel
def take_spelt(
    words: Ints,
    flags: Ints,
    low: int,
    high: int,
    start: int,
    end: int,
    other_high: int,
    keys: Ints,
    codes: Ints,
    out: "NDArray[np.int32]",
    own: int,
    other: int,
) -> None:
    """Empty the other side of a pair of figures if this side spells that figure out: "six, 40 minutes" beside "6".

    Not where the same word stands behind both: what they count changed.
    """
    first, _, value = spelt_number(words, flags, low, high, start, end, keys, codes)
    figure, figure_last = out[other], out[other + 1]
    if value < 0 or figure < 0 or figure != figure_last or out[own] <= first <= out[own + 1]:
        return
    code, behind, other_behind = date_word(words[figure], keys, codes), out[own + 1] + 1, figure_last + 1
    is_counted = behind < high and other_behind < other_high and words[behind] == words[other_behind]
    if code & 15 in (NUMERAL, THREE_DIGITS, YEAR) and code >> 4 & 0xFFF == value and not is_counted:
        out[other], out[other + 1] = -1, -1


@kernel
def pair_spelt(
    words: Ints,
    flags: Ints,
    low: int,
    high: int,
    guest_low: int,
    guest_high: int,
    start: int,
    end: int,
    guest_start: int,
    guest_end: int,
    keys: Ints,
    codes: Ints,
    out: "NDArray[np.int32]",
    before: int,
    at: int,
    room: int,
) -> int:
    """Put a spelled-out number beside a figure that only one side has, or beside another; return the next free row.

    Rows [before, at) hold the figures that differ in this gap. One that is spelled out on the other side is no
    change, nor if the words before the gap seem to belong to the number: "sau mười tám" folds to sixty-eight.
    """
    alone = 0
    for row in range(before, at):
        alone += 1 if min(out[5 * row + 1], out[5 * row + 3]) < 0 else 0
    if alone == 0:
        if at == before + 1:
            take_spelt(
                words, flags, low, high, start, end, guest_high, keys, codes, out, 5 * before + 1, 5 * before + 3
            )
            take_spelt(
                words, flags, guest_low, guest_high, guest_start, guest_end, high, keys, codes, out, 5 * before + 3,
                5 * before + 1,
            )  # fmt: skip
        return write_spelt(
            words, flags, low, high, guest_low, guest_high, start, end, guest_start, guest_end, keys, codes, out, at,
            room,
        )
    if at - before > 1:
        return at
    first, last, value = spelt_number(words, flags, low, high, start, end, keys, codes)
    guest_first, guest_last, guest_value = spelt_number(
        words, flags, guest_low, guest_high, guest_start, guest_end, keys, codes
    )
    if out[5 * before + 1] < 0 and value >= 0:
        if is_scale_of_figure(words, flags, low, first, last, keys, codes):
            return at
        out[5 * before + 1], out[5 * before + 2] = first, last
        figure, figure_last = out[5 * before + 3], out[5 * before + 4]
        _, _, inside = spelt_number(words, flags, start, high, start, end, keys, codes)
    elif out[5 * before + 3] < 0 and guest_value >= 0:
        if is_scale_of_figure(words, flags, guest_low, guest_first, guest_last, keys, codes):
            return at
        out[5 * before + 3], out[5 * before + 4], value = guest_first, guest_last, guest_value
        figure, figure_last = out[5 * before + 1], out[5 * before + 2]
        _, _, inside = spelt_number(words, flags, guest_start, guest_high, guest_start, guest_end, keys, codes)
    else:
        is_left = out[5 * before + 1] >= 0
        figure = out[5 * before + (1 if is_left else 3)]
        opposite, behind = (guest_start, guest_end) if is_left else (start, end)
        value = value_against(words[opposite], keys, codes) if opposite < behind else 0
        begins = value > 0 and date_word(words[figure], keys, codes) & 0xFFFF == NUMERAL | value << 4
        return before if begins and figure == (start if is_left else guest_start) else at
    code = date_word(words[figure], keys, codes)
    in_digits = figure == figure_last and code & 15 in (NUMERAL, THREE_DIGITS, YEAR)  # 2.5 begins with two
    return before if in_digits and code >> 4 & 0xFFF in (value, inside) else at


@kernel
def is_spelt_day(
    words: Ints,
    flags: Ints,
    low: int,
    high: int,
    guest_low: int,
    guest_high: int,
    start: int,
    end: int,
    guest_start: int,
    guest_end: int,
    keys: Ints,
    codes: Ints,
    out: Ints,
    row: int,
) -> int:
    """Return 1 if the date in a row, which one side lacks, stands there with its day in words (May nine), else 0."""
    if out[5 * row + 1] >= 0 and out[5 * row + 3] >= 0:
        return 0
    if out[5 * row + 1] < 0:
        _, _, value = spelt_number(words, flags, low, high, start, end, keys, codes)
        first, last = out[5 * row + 3], out[5 * row + 4]
    else:
        _, _, value = spelt_number(words, flags, guest_low, guest_high, guest_start, guest_end, keys, codes)
        first, last = out[5 * row + 1], out[5 * row + 2]
    for k in range(first, last + 1):
        if value > 0 and date_word(words[k], keys, codes) & 0xFFFF == NUMERAL | value << 4:
            return 1
    return 0
