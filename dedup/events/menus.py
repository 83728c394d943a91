"""The menu above a text, told by its shape alone: short items in a row, no sentences, and prose behind them.

Sites have their menus in any order, so that two pages of one site, or of one language, share a handful of rare words
that say nothing of an event. Furniture is learnt from many articles; a menu is told from one. Its items stand in
lines of their own, or in one line between bars or dots.

What the text takes up stays, a headline or a place, and so do figures and dates. No menu is a text that is a list
throughout, what goes on from line to line, as wrapped text does, and what stands in the middle or at the end: lists of
names and places stand there, in menus' shape.
"""

import numpy as np
from numpy.typing import NDArray

from dedup.facts.date_parts import date_word
from dedup.folding import CLASS_SHIFT, IGNORABLE, NEWLINE, PAGE_BITS, SENTENCE_END, SEPARATOR, UNSPACED
from dedup.folding import MARK as COMBINING
from dedup.furniture.whole_stories import recurs_in
from dedup.language.background import background_level
from dedup.language.date_words import MONTH, SPELT, WEEKDAY
from dedup.runtime.kernels import Ints, kernel
from dedup.text_bytes import decode_utf8
from dedup.tokens import CAPITAL, CHARACTER, FURNITURE, LINE, NUMBER

FEWEST = 3  #: items of a menu
WORD = 4  #: characters of a script without spaces that are as much as a word
ITEM, HEADING, PROSE = 5 * WORD, 20 * WORD, 8 * WORD  #: the longest item, the longest headline above, a line of prose
TELLING = 51  #: level of the words by which a text takes up an item: less than one article in seven has them
BAR, DOT, BULLET, ANGLE = 0x7C, 0xB7, 0x2022, 0x203A  #: what stands between the items of a line: | · • ›


@kernel
def size_of(flags: Ints, first: int, last: int) -> int:
    """Return how long words [first, last) are, in characters of a script without spaces."""
    size = 0
    for k in range(first, last):
        size += 1 if flags[k] & CHARACTER else WORD
    return size


@kernel
def write_items(
    buffer: Ints, low: int, high: int, page: Ints, entry: Ints, flags: Ints, count: int, items: "NDArray[np.int32]"
) -> int:
    """Write with which words the items begin that a text in bytes [low, high) starts with; return how many there are.

    An item is a line, or what stands in one between bars or dots. ``items`` gets two numbers of each: its first word,
    of ``count``, and 1 if the end of a sentence or a colon stands behind its last word. No menu reaches the last one,
    which is longer than a headline, or the second that is longer than an entry of a menu.
    """
    token, found, size, long = 0, 0, 0, 0
    in_word, single, is_new, closed, i = False, False, True, 0, low
    while i < high and token < count and 2 * found < len(items):
        code, i = decode_utf8(buffer, i)
        packed = entry[(page[code >> PAGE_BITS] << PAGE_BITS) | (code & 127)]
        kind = (packed >> CLASS_SHIFT) & 7
        if kind == IGNORABLE:
            continue
        if kind == SEPARATOR:
            in_word = False
            if packed & NEWLINE or code == BAR or code == DOT or code == BULLET or code == ANGLE:
                is_new = True
            elif packed & SENTENCE_END and not is_new:
                closed = 1
            continue
        if in_word and not (kind == UNSPACED or (single and kind != COMBINING)):
            continue
        if is_new:
            if found > 0:
                items[2 * found - 1] = closed
            items[2 * found], items[2 * found + 1] = token, 0
            found, size, is_new = found + 1, 0, False
        in_word, single, closed = True, kind == UNSPACED, 0
        before = size
        size += 1 if flags[token] & CHARACTER else WORD
        token += 1
        if before <= ITEM < size:
            long += 1
        if long > 1 or size > HEADING:
            return found
    return found


@kernel
def has_no_figure(words: Ints, flags: Ints, low: int, first: int, last: int, date_keys: Ints, date_codes: Ints) -> bool:
    """Return True if the words [first, last) behind ``low`` are no figures and no dates: these tell of an event."""
    for k in range(first, last):
        kind = date_word(words[low + k], date_keys, date_codes) & 15
        if flags[k] & NUMBER or (not flags[k] & CHARACTER and (kind == MONTH or kind == WEEKDAY or kind == SPELT)):
            return False
    return True


@kernel
def is_taken_up(
    words: Ints, flags: Ints, low: int, first: int, last: int, behind: int, end: int, levels_of: Ints, levels: Ints
) -> bool:
    """Return True if a telling word of the item [first, last) stands again in prose behind it, in [behind, end).

    Of characters without spaces it is four in a row, or all of the item. All numbers are of words behind ``low``.
    """
    run = min(WORD, last - first) if flags[first] & CHARACTER else 1
    begin = behind
    for line in range(behind + 1, end + 1):
        if line < end and not flags[line] & LINE:
            continue
        if size_of(flags, begin, line) >= PROSE:  # else of a footer
            for k in range(low + first, low + last - run + 1):
                is_telling = run > 1 or background_level(words[k], levels_of, levels) >= TELLING
                if is_telling and recurs_in(words, k, run, low + begin, low + line):
                    return True
        begin = line
    return False


@kernel
def mostly_prose(flags: Ints, first: int, end: int) -> bool:
    """Return True if most of the words [0, end) stand in lines of prose behind word ``first``."""
    prose, begin = 0, first
    for k in range(first + 1, end + 1):
        if k == end or flags[k] & LINE:
            size = size_of(flags, begin, k)
            prose += size if size >= PROSE else 0
            begin = k
    return 2 * prose >= size_of(flags, 0, end)


@kernel
def menu_end(flags: Ints, items: Ints, found: int, first: int) -> int:
    """Return the item behind the menu that begins with item ``first``; it begins a line."""
    behind = first
    while (
        behind < found - 1
        and items[2 * behind + 1] == 0
        and size_of(flags, items[2 * behind], items[2 * behind + 2]) <= ITEM
    ):
        behind += 1
    while behind > first and not flags[items[2 * behind]] & LINE:
        behind -= 1
    return behind


@kernel
def may_stand_above(flags: Ints, items: Ints, first: int) -> bool:
    """Return True if what stands before item ``first`` may be a headline: nothing, or one without end of a sentence."""
    if first == 0:
        return True
    return items[2 * first - 1] == 0 and size_of(flags, items[2 * first - 2], items[2 * first]) <= HEADING


@kernel
def is_broken_line(flags: Ints, items: Ints, first: int, last: int) -> bool:
    """Return True if one of the items [first, last] goes on with what stands before it: with a small letter."""
    count = 0
    for k in range(first, last + 1):
        if flags[0] & CAPITAL and not flags[items[2 * k]] & (CAPITAL | NUMBER):
            count += 1
    return count > 0


@kernel
def mark_menu(
    buffer: Ints,
    low_byte: int,
    high_byte: int,
    page: Ints,
    entry: Ints,
    words: Ints,
    low: int,
    flags: "NDArray[np.uint8]",
    count: int,
    headline: int,
    date_keys: Ints,
    date_codes: Ints,
    levels_of: Ints,
    levels: Ints,
    items: "NDArray[np.int32]",
) -> None:
    """Mark the words of the menu with which a text begins, alone or below a headline, as furniture.

    The text stands in bytes [low_byte, high_byte); its words are ``count`` from ``low`` on of ``words``, and from 0 on
    of ``flags``. The first ``headline`` of them are its title. ``items`` is working memory.
    """
    found = write_items(buffer, low_byte, high_byte, page, entry, flags, count, items)
    first = 0
    while first < found and items[2 * first] < headline:
        first += 1
    behind = menu_end(flags, items, found, first)
    if headline == 0 and found > 1 and behind < FEWEST:
        first, behind = 1, menu_end(flags, items, found, 1)
    if behind - first < FEWEST or not may_stand_above(flags, items, first):
        return
    end = items[2 * behind]
    if is_broken_line(flags, items, first, behind) or not mostly_prose(flags, end, count):
        return
    free = 0
    for k in range(first, behind):
        one, last = items[2 * k], items[2 * k + 2]
        if has_no_figure(words, flags, low, one, last, date_keys, date_codes) and not is_taken_up(
            words, flags, low, one, last, end, count, levels_of, levels
        ):
            free += 1
        else:
            items[2 * k + 1] = 1
    for k in range(first, behind):
        if free >= FEWEST and items[2 * k + 1] == 0:
            for at in range(items[2 * k], items[2 * k + 2]):
                flags[at] |= FURNITURE
