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
from dedup.confirm.items import LEAST, may_be_item, passage_end
from dedup.language.background import TELLING_LEVEL, background_level, pair_hash
from dedup.runtime.kernels import Ints, kernel

BRIEF = 40  #: words of a piece that may be a brief between site lines longer than half of it
HEADING = 3  #: words before such a brief, which else may be a form's beginning
BLOCKS = 4  #: passages of a frame, at most: a header and a footer, or with lines between
ALL = 1000  #: thousandths
OWN, COMMON = 200, 400  #: words that are looked at, beside the passages and inside
#: Thousandths of the weight of the texts' own words that stand in what is common, or in one another: the mean of two
#: texts. Of 40 words each behind the first 100 of a story and 60 behind 160, 89 to 100 pairs in a hundred have as much
#: (five languages), of 30 behind 120 82 to 100; behind as much of another story of the same outlet 1 to 35, most in
#: English wire news.
TIED = 25
SHORT, LONG, TIED_LONG = 100, 260, 50  #: words in common up to which that is enough, and from which so much is needed
TIED_CHARACTERS = 50  #: of pairs of characters, of the text that has more: in notes up to 48, in stories 58 and more
FEW_CHARACTERS = 100  #: of a text's own in scripts without spaces, from which on one name says little
#: So many times what is tied without the heaviest name counts, at most. Where both texts name once what is heaviest in
#: a frame of another story, all pairs were tied; now 10 to 41 in a hundred are, and 82 to 100 of versions of one story
#: (40 words of their own behind 100, five languages).
FOLD = 2


@kernel
def is_framed(counts: Ints, at: int) -> bool:
    """Return True if two thirds of the shorter text of a pair are common, in few blocks around words of their own."""
    host, guest = counts[at + TOTAL_HOST], counts[at + TOTAL_GUEST]
    shorter, longer = min(host, guest), max(host, guest)
    covered = counts[at + COVERED_GUEST] + counts[at + WASTE]
    is_short = longer - covered >= LEAST and 3 * (shorter - covered) <= shorter
    return bool(is_short and counts[at + PASSAGES] + counts[at + BREAKS] <= BLOCKS)


@kernel
def may_be_brief(counts: Ints, at: int) -> bool:
    """Return True if half of the shorter text of a pair is one common piece: it may be a brief among site lines."""
    shorter = min(counts[at + TOTAL_HOST], counts[at + TOTAL_GUEST])
    covered = counts[at + COVERED_GUEST] + counts[at + WASTE]
    is_piece = counts[at + PASSAGES] + counts[at + BREAKS] == 1
    return bool(is_piece and covered >= BRIEF and 2 * (shorter - covered) <= shorter and not counts[at + UNSPACED])


@kernel
def is_tied(counts: Ints, at: int) -> bool:
    """Return True if enough of what a pair has beside its passages stands in them, too: it is on their subject.

    The more is common, the more stands there by chance.
    """
    if counts[at + UNSPACED]:
        return bool(counts[at + TIES] >= TIED_CHARACTERS)
    covered = counts[at + COVERED_GUEST] + counts[at + WASTE]
    beyond = max(0, min(LONG, covered) - SHORT) / (LONG - SHORT)
    return bool(counts[at + TIES] >= TIED + (TIED_LONG - TIED) * beyond)


@kernel
def term_at(words: Ints, at: int, unspaced: bool) -> int:
    """Return the word at a position, or in scripts without spaces, where one character tells nothing, two of them."""
    return pair_hash(words[at], words[at + 1]) if unspaced else int(words[at])


@kernel
def is_beside(words: Ints, low: int, high: int, rows: Ints, first: int, behind: int, word: int) -> bool:
    """Return True if a word is among the first ones of a text beside its passages, which are given as to ``ties``."""
    seen, x = 0, low
    while x < high and seen < OWN:
        inside = passage_end(x, low, rows, first, behind)
        if inside > x:
            x = inside
            continue
        if words[x] == word:
            return True
        seen += 1
        x += 1
    return False


@kernel
def ties(
    words: Ints,
    low: int,
    high: int,
    other_low: int,
    other_high: int,
    unspaced: bool,
    rows: Ints,
    first: int,
    behind: int,
    other: int,
    back_keys: Ints,
    back_levels: Ints,
    back_weights: Sequence[float],
    tied: "NDArray[np.int64]",
) -> int:
    """Return how much of a text's own words stands in its passages, too, or beside those of the other text.

    Weighted by rarity, in thousandths. Words [low, high) are the text, those from ``other_low`` on the other one; of an
    ``unspaced`` text, of which the last is left out, its pairs of characters count, and the passages alone are looked
    at. -1 where fewer than ``LEAST`` stand outside: they say nothing.
    Passage k lies between the numbers at ``first + k * ROW_COLUMNS`` and behind it, counted from ``low``, in the other
    text ``other`` numbers behind. ``tied`` needs room for ``OWN``: where those stand that are found.
    """
    seen, count, total, heaviest, most, x = 0, 0, 0.0, 0, -1.0, low
    while x < high and seen < OWN:
        inside = passage_end(x, low, rows, first, behind)
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
        if not (is_found or unspaced):
            is_found = is_beside(words, other_low, other_high, rows, first + other, behind + other, term)
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
    while k < count:  # a name is a run of words, or of pairs of characters: all of it is left out
        run_weight, telling, is_heaviest, last = 0.0, 0.0, False, k
        while last == k or (last < count and tied[last] == tied[last - 1] + 1):
            term = term_at(words, int(tied[last]), unspaced)
            level = background_level(term, back_keys, back_levels)
            run_weight += back_weights[level] * back_weights[level]
            telling += back_weights[level] * back_weights[level] if level >= TELLING_LEVEL else 0.0
            is_heaviest = is_heaviest or term == heaviest
            last += 1
        whole += run_weight
        rest += 0.0 if is_heaviest else telling
        k = last
    is_enough = not unspaced or seen >= FEW_CHARACTERS
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
    flags: Ints,
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
    has too few words of its own; all does where neither has enough, as two copies with edits inside what is common,
    and where one is no item, but what is common a story (:mod:`dedup.confirm.items`).
    ``rows`` are as in :func:`dedup.confirm.rest.measure_rests`; ``tied`` needs room for ``OWN``.
    """
    for pair in range(first, last):
        at = pair * COLUMNS
        has_frame = is_framed(counts, at)
        if not wanted[pair] or not (has_frame or may_be_brief(counts, at)):
            continue
        start, behind = ROW_COLUMNS * int(row_bounds[pair]), ROW_COLUMNS * int(row_bounds[pair + 1])
        i, j = int(hosts[pair]), int(guests[pair])
        unspaced = bool(counts[at + UNSPACED])
        host, behind_host, guest, behind_guest = int(lows[i]), int(highs[i]), int(lows[j]), int(highs[j])
        of_host, of_guest, heading = 0, 0, HEADING
        if has_frame:
            of_host = ties(
                words, host, behind_host - unspaced, guest, behind_guest, unspaced, rows, start, behind, 2, back_keys,
                back_levels, back_weights, tied,
            )  # fmt: skip
            of_guest = ties(
                words, guest, behind_guest - unspaced, host, behind_host, unspaced, rows, start + 2, behind + 2, -2,
                back_keys, back_levels, back_weights, tied,
            )  # fmt: skip
            most, least, heading = max(of_host, of_guest), min(of_host, of_guest), 0
            is_mean = least >= 0 and not unspaced
            counts[at + TIES] = (most + least) // 2 if is_mean else most
        is_story = of_host < 0 and of_guest < 0
        is_story = is_story or not may_be_item(
            words, flags, host, behind_host, unspaced, rows, start, behind, back_keys, back_levels, heading
        )
        is_story = is_story or not may_be_item(
            words, flags, guest, behind_guest, unspaced, rows, start + 2, behind + 2, back_keys, back_levels, heading
        )
        if is_story:
            counts[at + TIES] = ALL
