"""A text as units of which figures, dates and numbers in words are blanks, each with its value: in any script.

:mod:`dedup.decide.mates` has such units, too; there numbers in words are words, and so are names, of which scripts
without capitals know nothing. Here a blank is whatever says how many or when, in digits or not, so that three rescued
in Thai weigh as much as 3 rescued in English. "One" is an article as often as not and no blank.
"""

import numpy as np
from numpy.typing import NDArray

from dedup.changes.numbers.spelt_parts import spelt_at, with_part
from dedup.confirm.confirm import fact_code, is_furniture
from dedup.decide.mates import BLANK_DATE, BLANK_FIGURE
from dedup.facts.date_parts import date_word
from dedup.facts.facts import FIGURE, NAME, WEAK_DATE
from dedup.language.date_words import OF_HOURS, WEEKDAY
from dedup.language.number_words import SCALES
from dedup.runtime.kernels import Ints, kernel


@kernel
def spelt_behind(words: Ints, k: int, high: int, keys: Ints, codes: Ints) -> tuple[int, int]:
    """Return the position behind a number in words that begins at word k, and its value; k and 0 if there is none.

    The million of "1.9 million" is no number by itself.
    """
    end, value = k, 0
    while end < high:
        behind, part = spelt_at(words, end, high, keys, codes)
        if part < 0 or (end == k and part >= SCALES):
            break
        value, end = with_part(value, part), behind
    return (end, value) if value > 1 else (k, 0)


@kernel
def write_slots(
    words: Ints,
    flags: Ints,
    low: int,
    high: int,
    kinds: Ints,
    hashes: Ints,
    first: Ints,
    last: Ints,
    fact: int,
    facts: int,
    keys: Ints,
    codes: Ints,
    units: "NDArray[np.int32]",
    values: "NDArray[np.int64]",
    starts: "NDArray[np.int32]",
    at: int,
) -> int:
    """Write the units of words [low, high), whose facts are [fact, facts), from ``at`` on; return the next free one.

    ``values`` gets what stands in a blank, negative if it is written in words, and 0 for a word; ``starts`` the first
    word of each unit.
    """
    k = low
    while k < high:
        while fact < facts and (first[fact] < k or kinds[fact] == NAME):
            fact += 1
        starts[at], units[at], values[at], end = k, words[k], 0, k + 1
        if fact < facts and first[fact] == k and not is_furniture(flags, k, int(last[fact])):
            units[at] = BLANK_FIGURE if kinds[fact] == FIGURE else BLANK_DATE
            values[at], end = fact_code(kinds[fact], hashes[fact]), int(last[fact]) + 1
        elif not is_furniture(flags, k, k):
            code = date_word(words[k], keys, codes)
            if code & 15 == WEEKDAY and code & OF_HOURS:
                units[at], values[at] = BLANK_DATE, fact_code(WEAK_DATE, (code >> 4 & 0xFFF) << 21)
            else:
                behind, value = spelt_behind(words, k, high, keys, codes)
                if value > 0:
                    units[at], values[at], end = BLANK_FIGURE, -value, behind
        at, k = at + 1, end
    return at
