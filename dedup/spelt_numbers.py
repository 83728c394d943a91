"""Spelled-out numbers among the words of a text: "two hundred", "dua puluh lima", 三万, تسعة عشر.

What is read are the words of :mod:`dedup.date_words`. In Thai, where nothing parts words, a number is found where it
stands beside what it counts or has several parts.
"""

from dedup.align import MAX_GAP
from dedup.background import pair_hash
from dedup.date_parts import date_word
from dedup.date_words import HUNDREDS, LONGEST_PHRASE, NOUGHTS, PHRASE, SCALES, SPELT, TEEN, TENS
from dedup.kernels import Ints, kernel

_MOST = 10**15  # spelled-out numbers as large as this count as this


@kernel
def spelt_at(words: Ints, k: int, high: int, keys: Ints, codes: Ints) -> tuple[int, int]:
    """Return the position behind a part of a spelled-out number at word k, and the part; k and -1 if there is none.

    A part may be several words (أحد عشر) or several characters of a script without spaces.
    """
    code = date_word(words[k], keys, codes)
    if code & 15 == SPELT:
        return k + 1, code >> 4 & 0xFFF
    end, part = k, -1
    if code & 15 == PHRASE:
        h = int(words[k])
        for m in range(k + 1, min(high, k + LONGEST_PHRASE)):
            h = pair_hash(h, words[m])
            code = date_word(h, keys, codes)
            if code & 15 == SPELT:
                end, part = m + 1, code >> 4 & 0xFFF
    return end, part


@kernel
def with_part(value: int, part: int) -> int:
    """Return a spelled-out number with one more part: 302 and "tens" are 320, 2003 and "hundred" are 2300."""
    if part == TEEN:
        return value + 10
    if part < NOUGHTS:
        return value + part
    if part == NOUGHTS:
        return value
    power = 1 if part == TENS else 2 if part == HUNDREDS else part - SCALES
    unit = 10**power
    units = max(1, value % unit)
    if units >= _MOST // unit or value >= _MOST:
        return _MOST
    return int(value - value % unit + units * unit)


@kernel
def spelt_number(
    words: Ints, low: int, high: int, start: int, end: int, keys: Ints, codes: Ints
) -> tuple[int, int, int]:
    """Return first word, last word and value of the first spelled-out number in words [start, end); -1 if none.

    The number may begin some words before and go on behind, within the text [low, high).
    """
    if start == end:
        return -1, -1, -1
    for first in range(max(low, start - MAX_GAP), end):
        last, value = first, 0
        while last < min(high, end + MAX_GAP):
            behind, part = spelt_at(words, last, high, keys, codes)
            if part < 0 or (part >= SCALES and last >= end):  # a million behind both "2" and "two" is of neither
                break
            value, last = with_part(value, part), behind
        if last > max(first, start):
            return first, last - 1, value
    return -1, -1, -1
