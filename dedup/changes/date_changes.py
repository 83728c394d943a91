"""Months and weekdays that stand alone where two texts differ, and dates of which one text has no more than those."""

import numpy as np
from numpy.typing import NDArray

from dedup.facts.date_parts import date_word, is_ordinal
from dedup.facts.facts import DATE
from dedup.language.background import pair_hash
from dedup.language.date_words import MONTH, PHRASE, SHORT, WEEKDAY
from dedup.runtime.kernels import Ints, kernel
from dedup.tokens import CAPITAL


@kernel
def date_part(
    words: Ints, flags: Ints, start: int, end: int, wanted: int, keys: Ints, codes: Ints
) -> tuple[int, int]:
    """Return the position and the value of the first month or weekday in words [start, end), -1 if there is none.

    Short forms, which are other words as well, count only if capitalised.
    """
    for k in range(start, end):
        code = date_word(words[k], keys, codes)
        if code & 15 == PHRASE and k + 1 < len(words):
            pair = date_word(pair_hash(words[k], words[k + 1]), keys, codes)  # п'ятниця, سه شنبه
            code = pair if pair & 15 == wanted and not pair & SHORT else code
        is_other = is_ordinal(words, flags, k, len(words), code, keys, codes)
        if code & 15 == wanted and (flags[k] & CAPITAL or not code & SHORT) and not is_other:
            return k, code >> 4 & 0xFFF
    return -1, -1


@kernel
def pair_date_parts(
    words: Ints,
    flags: Ints,
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
        place, value = date_part(words, flags, start, end, wanted, keys, codes)
        other, guest_value = date_part(words, flags, guest_start, guest_end, wanted, keys, codes)
        if value > 0 and guest_value > 0 and value != guest_value:
            out[5 * at], out[5 * at + 1], out[5 * at + 2], out[5 * at + 3], out[5 * at + 4] = (
                DATE, place, place, other, other,
            )  # fmt: skip
            return at + 1
    return at


@kernel
def complete_date(
    words: Ints,
    flags: Ints,
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
        first, last, start, end, place = out[5 * row + 1], out[5 * row + 2] + 1, guest_start, guest_end, 5 * row + 3
    else:
        first, last, place = out[5 * row + 3], out[5 * row + 4] + 1, 5 * row + 1
    for wanted in (WEEKDAY, MONTH):
        _, value = date_part(words, flags, first, last, wanted, keys, codes)
        other, other_value = date_part(words, flags, start, end, wanted, keys, codes)
        if value > 0 and other_value > 0:
            out[place], out[place + 1] = other, other
            return 1 if value == other_value else 0
    return 0
