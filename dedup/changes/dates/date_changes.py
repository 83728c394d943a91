"""Months and weekdays that stand alone where two texts differ, and dates of which one text has no more than those."""

import numpy as np
from numpy.typing import NDArray

from dedup.facts.date_parts import count_at, date_word, is_market, is_ordinal, month_at
from dedup.facts.fact_pairs import write_pair
from dedup.facts.facts import DATE
from dedup.language.background import pair_hash
from dedup.language.date_words import LONGEST_PHRASE, MARK, MONTH, PHRASE, SHORT, WEEKDAY
from dedup.runtime.kernels import Ints, kernel
from dedup.tokens import CAPITAL, CHARACTER, NUMBER
from dedup.tokens import JOINED as TIED

MONTHS = 12


@kernel
def unspaced_month(words: Ints, flags: Ints, k: int, high: int, keys: Ints, codes: Ints) -> tuple[int, int]:
    """Read a month in a script without spaces from word k on (มกราคม, 三月): the position behind and its number."""
    end, code = month_at(words, flags, k, high, keys, codes)
    if code > 0:
        return end, code >> 4 & 0xFFF
    if flags[k] & NUMBER and flags[k] & TIED:
        return k, -1
    end, month = count_at(words, flags, k, high, keys, codes)
    is_month = 0 < month <= MONTHS and end < high and date_word(words[end], keys, codes) == MARK | 2 << 4
    return (end + 1, month) if is_month else (k, -1)


@kernel
def date_part(
    words: Ints, flags: Ints, low: int, high: int, start: int, end: int, wanted: int, keys: Ints, codes: Ints
) -> tuple[int, int, int]:
    """Return first word, last word and value of the first month or weekday in words [start, end), -1 if there is none.

    In a script without spaces a month may begin before them and go on behind, within the text [low, high).
    Short forms, which are other words as well, count only if capitalised.
    """
    is_unspaced = start < end and (flags[start] | flags[min(start + 1, high - 1)]) & CHARACTER != 0
    if wanted == MONTH and is_unspaced:
        for k in range(max(low, start - LONGEST_PHRASE), end):
            behind, month = unspaced_month(words, flags, k, high, keys, codes)
            if behind > start:
                return k, behind - 1, month
    for k in range(start, end):
        code, last = date_word(words[k], keys, codes), k
        if code & 15 == PHRASE and k + 1 < high:
            pair = date_word(pair_hash(words[k], words[k + 1]), keys, codes)  # п'ятниця, سه شنبه
            if pair & 15 == wanted and not pair & SHORT:
                code, last = pair, k + 1
        is_other = is_ordinal(words, flags, k, len(words), code, keys, codes) or is_market(words, flags, k, low, high)
        if code & 15 == wanted and (flags[k] & CAPITAL or not code & SHORT) and not is_other:
            return k, last, code >> 4 & 0xFFF
    return -1, -1, -1


@kernel
def pair_date_parts(
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
    """Write a month or a weekday that stands for another one, where no whole date differs; return the next free row."""
    for wanted in (MONTH, WEEKDAY):
        first, last, value = date_part(words, flags, low, high, start, end, wanted, keys, codes)
        other, other_last, guest_value = date_part(
            words, flags, guest_low, guest_high, guest_start, guest_end, wanted, keys, codes
        )
        if value > 0 and guest_value > 0 and value != guest_value:
            return write_pair(out, at, DATE, first, last, other, other_last)
    return at


@kernel
def complete_date(
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
    row: int,
) -> int:
    """Put a lone month or weekday into a row beside the date that only one side has; return 1 if it says no other day.

    Such are no facts: "in February", "Montagabend".
    """
    is_left_alone = out[5 * row + 3] < 0
    if not is_left_alone and out[5 * row + 1] >= 0:
        return 0
    if is_left_alone:
        first, behind, place = out[5 * row + 1], out[5 * row + 2] + 1, 5 * row + 3
        low, high, start, end = guest_low, guest_high, guest_start, guest_end
    else:
        first, behind, place = out[5 * row + 3], out[5 * row + 4] + 1, 5 * row + 1
    for wanted in (WEEKDAY, MONTH):
        _, _, value = date_part(words, flags, first, behind, first, behind, wanted, keys, codes)
        other, last, other_value = date_part(words, flags, low, high, start, end, wanted, keys, codes)
        if value > 0 and other_value > 0:
            out[place], out[place + 1] = other, last
            return 1 if value == other_value else 0
    return 0
