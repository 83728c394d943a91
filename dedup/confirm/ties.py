"""Whether what two texts have beside their common passages is on the subject of these.

Of a short note most words may be the menu and the footer of its site; of two versions of one story most words are the
story. Of the one nothing stands in what is common, of the other names and terms do. No relation rests on this: it says
whether articles around a common frame are related otherwise, or the frame is furniture.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dedup.confirm.confirm import (
    BREAKS,
    COLUMNS,
    COVERED_GUEST,
    PASSAGES,
    ROW_COLUMNS,
    TIES,
    TOTAL_GUEST,
    TOTAL_HOST,
    UNSPACED,
    WASTE,
)
from dedup.language.background import background_level, pair_hash
from dedup.runtime.kernels import Ints, kernel

LEAST = 15  #: words of a text beside what is common: fewer say nothing
BLOCKS = 4  #: passages of a frame, at most: a header and a footer, or with lines between
ALL = 1000  #: thousandths
OWN, COMMON = 200, 400  #: words that are looked at, beside the passages and inside
TIED = 25  #: thousandths of the weight of a text's own words that stand in what is common, too
"""Of 60 words behind the first 160 of a story 75 to 97 in a hundred have as much (five languages), of another story 3,
beside a footer of their language 1."""
TIED_CHARACTERS = 50  #: the same of pairs of characters: in notes up to 48, in stories 58 and more


@kernel
def is_framed(counts: Ints, at: int) -> bool:
    """Return True if two thirds of the shorter text of a pair are common, in few blocks around words of their own."""
    host, guest = counts[at + TOTAL_HOST], counts[at + TOTAL_GUEST]
    shorter, longer = min(host, guest), max(host, guest)
    covered = counts[at + COVERED_GUEST] + counts[at + WASTE]
    is_short = longer - covered >= LEAST and 3 * (shorter - covered) <= shorter
    return bool(is_short and counts[at + PASSAGES] + counts[at + BREAKS] <= BLOCKS)


@kernel
def is_tied(counts: Ints, at: int) -> bool:
    """Return True if enough of what a pair has beside its passages stands in them, too: it is on their subject."""
    return bool(counts[at + TIES] >= (TIED_CHARACTERS if counts[at + UNSPACED] else TIED))


@kernel
def term_at(words: Ints, at: int, unspaced: bool) -> int:
    """Return the word at a position, or in scripts without spaces, where one character tells nothing, two of them."""
    return pair_hash(words[at], words[at + 1]) if unspaced else int(words[at])


@kernel
def ties(
    words: Ints,
    low: int,
    high: int,
    unspaced: bool,
    rows: Ints,
    first: int,
    behind: int,
    back_keys: Ints,
    back_levels: Ints,
    back_weights: Sequence[float],
) -> int:
    """Return how much of a text's own words stands in its passages, too, weighted by rarity, in thousandths.

    Words [low, high) are the text; of an ``unspaced`` one, of which the last is left out, its pairs of characters
    count. -1 where fewer than ``LEAST`` stand outside: they say nothing.
    Passage k lies between the numbers at ``first + k * ROW_COLUMNS`` and behind it, counted from ``low``.
    """
    seen, total, tied, x = 0, 0.0, 0.0, low
    while x < high and seen < OWN:
        inside = x
        for row in range(first, behind, ROW_COLUMNS):
            if low + rows[row] <= x < low + rows[row + 1]:
                inside = max(inside, low + int(rows[row + 1]))
        if inside > x:
            x = inside
            continue
        term = term_at(words, x, unspaced)
        weight = back_weights[background_level(term, back_keys, back_levels)]
        total += weight * weight
        looked_at, is_found = 0, False
        for row in range(first, behind, ROW_COLUMNS):
            start = low + int(rows[row])
            for k in range(start, min(low + int(rows[row + 1]), start + COMMON - looked_at, high)):
                is_found = is_found or term_at(words, k, unspaced) == term
                looked_at += 1
        tied += weight * weight if is_found else 0.0
        seen += 1
        x += 1
    return int(1000.0 * tied / total) if seen >= LEAST and total > 0.0 else -1


@kernel
def measure_ties(
    hosts: Ints,
    guests: Ints,
    first: int,
    last: int,
    wanted: Ints,
    lows: Ints,
    highs: Ints,
    words: Ints,
    back_keys: Ints,
    back_levels: Ints,
    back_weights: Sequence[float],
    rows: Ints,
    row_bounds: Ints,
    counts: "NDArray[np.int32]",
) -> None:
    """Write for those of the pairs [first, last) that are ``wanted`` and framed how much ties them to their frame.

    The text that is tied more counts; all does where neither has enough words of its own, as two copies with edits
    inside what is common. ``rows`` are as in :func:`dedup.confirm.rest.measure_rests`.
    """
    for pair in range(first, last):
        at = pair * COLUMNS
        if not wanted[pair] or not is_framed(counts, at):
            continue
        start, behind = ROW_COLUMNS * int(row_bounds[pair]), ROW_COLUMNS * int(row_bounds[pair + 1])
        i, j = int(hosts[pair]), int(guests[pair])
        unspaced = bool(counts[at + UNSPACED])
        of_host = ties(
            words, int(lows[i]), int(highs[i]) - unspaced, unspaced, rows, start, behind, back_keys, back_levels,
            back_weights,
        )  # fmt: skip
        of_guest = ties(
            words, int(lows[j]), int(highs[j]) - unspaced, unspaced, rows, start + 2, behind + 2, back_keys,
            back_levels, back_weights,
        )  # fmt: skip
        counts[at + TIES] = max(of_host, of_guest) if max(of_host, of_guest) >= 0 else ALL
