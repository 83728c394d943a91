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
TIED = 25  #: thousandths of the weight of the texts' own words that stand in what is common, too, or in one another
"""The mean of two texts. With 20 words each behind the first 120 of a story 87 to 98 pairs in a hundred have as much
(five languages), with 60 behind 160 and 50 behind 260 95 to 100; behind as much of another story of the same outlet 3
to 19, 0 to 25 and 1 to 35, and beside a footer of their language 1."""
SHORT, LONG, TIED_LONG = 100, 260, 50  #: words in common up to which that is enough, and from which so much is needed
TIED_CHARACTERS = 50  #: of pairs of characters, of the text that has more: in notes up to 48, in stories 58 and more
#: Words of a text's own, and characters, from which on one name says little: the town in whose name its site is, too.
FEW, FEW_CHARACTERS = 30, 100
FOLD = 4  #: so many times what is tied without the heaviest name counts, at most
"""Where each of two texts names once what is heaviest in a frame of another story, all pairs were tied, of 30 to 60
words each 15 to 70 in a hundred are; of versions 83 to 100 for 91 to 100 (five languages). In Thai 45 to 63, and 87 to
96 for 92 to 96."""


@kernel
def is_framed(counts: Ints, at: int) -> bool:
    """Return True if two thirds of the shorter text of a pair are common, in few blocks around words of their own."""
    host, guest = counts[at + TOTAL_HOST], counts[at + TOTAL_GUEST]
    shorter, longer = min(host, guest), max(host, guest)
    covered = counts[at + COVERED_GUEST] + counts[at + WASTE]
    is_short = longer - covered >= LEAST and 3 * (shorter - covered) <= shorter
    return bool(is_short and counts[at + PASSAGES] + counts[at + BREAKS] <= BLOCKS)


@kernel
def is_tied(counts: Ints, at: int, rest: float) -> bool:
    """Return True if enough of what a pair has beside its passages stands in them, too: it is on their subject.

    The more is common, the more stands there by chance. ``rest`` is the cosine of what is beside the passages.
    """
    if counts[at + UNSPACED]:
        return bool(counts[at + TIES] >= TIED_CHARACTERS)
    covered = counts[at + COVERED_GUEST] + counts[at + WASTE]
    beyond = max(0, min(LONG, covered) - SHORT) / (LONG - SHORT)
    return bool(counts[at + TIES] + ALL * rest >= TIED + (TIED_LONG - TIED) * beyond)


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
    tied: "NDArray[np.int64]",
) -> int:
    """Return how much of a text's own words stands in its passages, too, weighted by rarity, in thousandths.

    Words [low, high) are the text; of an ``unspaced`` one, of which the last is left out, its pairs of characters
    count. -1 where fewer than ``LEAST`` stand outside: they say nothing.
    Passage k lies between the numbers at ``first + k * ROW_COLUMNS`` and behind it, counted from ``low``.
    ``tied`` needs room for ``OWN``: where those stand that are in the passages, too.
    """
    seen, count, total, heaviest, most, x = 0, 0, 0.0, 0, -1.0, low
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
        if is_found:
            tied[count] = x
            count += 1
            if weight > most or (weight == most and term < heaviest):
                heaviest, most = term, weight
        seen += 1
        x += 1
    if seen < LEAST or total <= 0.0:
        return -1
    whole, rest, k = 0.0, 0.0, 0
    while k < count:  # a name of characters is a run of pairs: all of it is left out
        run_weight, is_heaviest, last = 0.0, False, k
        while last == k or (last < count and unspaced and tied[last] == tied[last - 1] + 1):
            term = term_at(words, int(tied[last]), unspaced)
            weight = back_weights[background_level(term, back_keys, back_levels)]
            run_weight += weight * weight
            is_heaviest = is_heaviest or term == heaviest
            last += 1
        whole += run_weight
        rest += 0.0 if is_heaviest else run_weight
        k = last
    is_enough = seen >= (FEW_CHARACTERS if unspaced else FEW)
    return int(1000.0 * (min(whole, FOLD * rest) if is_enough else whole) / total)


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
    tied: "NDArray[np.int64]",
    counts: "NDArray[np.int32]",
) -> None:
    """Write for those of the pairs [first, last) that are ``wanted`` and framed how much ties them to their frame.

    The mean of both counts, in scripts without spaces the text that is tied more, and so does one of which the other
    has too few words of its own; all does where neither has enough, as two copies with edits inside what is common.
    ``rows`` are as in :func:`dedup.confirm.rest.measure_rests`; ``tied`` needs room for ``OWN``.
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
            back_weights, tied,
        )  # fmt: skip
        of_guest = ties(
            words, int(lows[j]), int(highs[j]) - unspaced, unspaced, rows, start + 2, behind + 2, back_keys,
            back_levels, back_weights, tied,
        )  # fmt: skip
        most, least = max(of_host, of_guest), min(of_host, of_guest)
        is_mean = least >= 0 and not unspaced
        counts[at + TIES] = (most + least) // 2 if is_mean else most if most >= 0 else ALL
