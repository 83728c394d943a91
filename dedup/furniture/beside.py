"""What stands beside the marked words of an article: the rest of a menu and its last words are furniture, too.

A passage key covers a few words, and not every n-gram is a key: what lies between two of them, the short lines around
and the rest of a line belong to the same frame. A turn of phrase has none: "Inc said its board declared" recurs, and
the name before it does not.
"""

import numpy as np
from numpy.typing import NDArray

from dedup.facts.date_parts import date_word
from dedup.language.date_words import MONTH, SPELT, WEEKDAY
from dedup.runtime.kernels import Ints, kernel
from dedup.tokens import CHARACTER, FURNITURE, LINE, SENTENCE
from dedup.tokens import NUMBER as FIGURE

SHORT_LINE = 3  #: words of a line that is part of a menu if it stands beside one
BRIDGE = 8  #: unmarked words between two marked ones, or before or behind all, that are marked too
PHRASE = 12  #: words of a marked run that is no turn of phrase
PHRASE_CHARACTERS = 48  #: the same in scripts without spaces


@kernel
def may_change(word: int, flag: int, date_keys: Ints, date_codes: Ints) -> bool:
    """Return True if a word is a figure or one that dates are made of, which a form has others of each time."""
    if flag & (FIGURE | CHARACTER):
        return flag & FIGURE > 0
    kind = date_word(word, date_keys, date_codes) & 15
    return kind == MONTH or kind == WEEKDAY or kind == SPELT


@kernel
def mark_beside(
    words: Ints, flags: "NDArray[np.uint8]", first: int, last: int, date_keys: Ints, date_codes: Ints
) -> None:
    """Mark words [first, last), which stand beside furniture, but for figures and dates: these need their own key."""
    for k in range(first, last):
        if not may_change(words[k], flags[k], date_keys, date_codes):
            flags[k] |= FURNITURE


@kernel
def is_of_frame(flags: Ints, low: int, high: int, first: int, last: int) -> bool:
    """Return True unless a marked run is a turn of phrase: short, and no whole sentence or line."""
    least = PHRASE_CHARACTERS if flags[first] & CHARACTER else PHRASE
    begins = first == low or flags[first] & (SENTENCE | LINE) > 0
    return last - first >= least or (begins and (last == high or flags[last] & (SENTENCE | LINE) > 0))


@kernel
def begins_frame(flags: Ints, low: int, high: int, first: int) -> bool:
    """Return True if a marked run that begins at a word is of a frame."""
    last = first
    while last < high and flags[last] & FURNITURE:
        last += 1
    return is_of_frame(flags, low, high, first, last)


@kernel
def ends_frame(flags: Ints, low: int, high: int, last: int) -> bool:
    """Return True if a marked run that ends before a word is of a frame."""
    first = last
    while first > low and flags[first - 1] & FURNITURE:
        first -= 1
    return is_of_frame(flags, low, high, first, last)


@kernel
def mark_around(
    words: Ints, flags: "NDArray[np.uint8]", low: int, high: int, date_keys: Ints, date_codes: Ints
) -> None:
    """Mark a few words between two marked runs, before the first run and behind the last one if these are of a frame.

    Before a turn of phrase the name stands of whom it is said: "Porex Corp said its board declared".
    """
    first, end, k = high, low, low
    while k < high:
        if not flags[k] & FURNITURE:
            k += 1
            continue
        if first < high and k - end <= BRIDGE:
            mark_beside(words, flags, end, k, date_keys, date_codes)
        first = min(first, k)
        while k < high and flags[k] & FURNITURE:
            k += 1
        end = k
    if first - low <= BRIDGE and begins_frame(flags, low, high, first):
        mark_beside(words, flags, low, first, date_keys, date_codes)
    if high - end <= BRIDGE and ends_frame(flags, low, high, end):
        mark_beside(words, flags, end, high, date_keys, date_codes)


@kernel
def mark_short_lines(
    words: Ints, flags: "NDArray[np.uint8]", low: int, high: int, date_keys: Ints, date_codes: Ints
) -> None:
    """Mark lines of a few words that stand directly behind or before marked lines: the rest of a menu."""
    k, reached = high - 1, high
    while k > low:
        if flags[k] & LINE and not flags[k - 1] & FURNITURE and (
            k == reached or (flags[k] & FURNITURE and begins_frame(flags, low, high, k))
        ):  # fmt: skip
            first = k - 1
            while first > low and k - first <= SHORT_LINE and not flags[first] & LINE:
                first -= 1
            if k - first <= SHORT_LINE:
                mark_beside(words, flags, first, k, date_keys, date_codes)
                k = reached = first
                continue
        k -= 1
    k, reached = low + 1, low
    while k < high:
        if flags[k] & (LINE | FURNITURE) == LINE and (
            k == reached or (flags[k - 1] & FURNITURE and ends_frame(flags, low, high, k))
        ):  # fmt: skip
            end = k + 1
            while end < high and end - k <= SHORT_LINE and not flags[end] & LINE:
                end += 1
            if end - k <= SHORT_LINE:
                mark_beside(words, flags, k, end, date_keys, date_codes)
                k = reached = end
                continue
        k += 1


@kernel
def mark_line_rests(
    words: Ints, flags: "NDArray[np.uint8]", low: int, high: int, date_keys: Ints, date_codes: Ints
) -> None:
    """Mark a few words, no figures or dates, between marked ones and the end of their line: a menu behind its key.

    Nothing is marked beside them: a form would go on from line to line.
    """
    k = low + 1
    while k < high:
        if flags[k - 1] & FURNITURE and not flags[k] & (FURNITURE | LINE):
            last, is_form = k, False
            while last < high and last - k <= SHORT_LINE and not flags[last] & LINE:
                is_form = is_form or may_change(words[last], flags[last], date_keys, date_codes)
                last += 1
            if last - k <= SHORT_LINE and not is_form:
                for x in range(k, last):
                    flags[x] |= FURNITURE
            k = last
        else:
            k += 1
