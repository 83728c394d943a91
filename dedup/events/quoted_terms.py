"""Which of the rare terms that two reports of one event have in common are quoted, and where they stand.

Of texts in a script without spaces, whose terms are two characters, runs of these are quoted, the longest first.
"""

import numpy as np
from numpy.typing import NDArray

from dedup.events.head_terms import CHARACTERS_AT, HEAD, NAME_BIT, RARE, UNWRITTEN
from dedup.events.shared_terms import COUNTS, FORMS, on_diagonal
from dedup.runtime.kernels import Ints, kernel

QUOTES = 3  #: rare terms that are quoted at most
LEAST_RUN = 3  #: pairs of characters of the shortest run that is quoted
#: What is quoted is told as the number of its first word in the text, shifted by so many bits, and of further words.
QUOTE_SHIFT, MOST_FURTHER = 8, 255


@kernel
def is_quoted(kept: Ints, at: int, count: int, where: int) -> bool:
    """Return True if a place is among the ``count`` quoted ones from ``at`` on."""
    k = 0
    while k < count and kept[at + k] != where:
        k += 1
    return k < count


@kernel
def written_word(where: int) -> int:
    """Return what is quoted of a word, or of two, by where it stands."""
    return where >> 1 << QUOTE_SHIFT | where & 1


@kernel
def characters_from(others: Ints, written: Ints, row: int, other_row: int, sums: Ints, place: int) -> int:
    """Return how many pairs of characters that both texts have follow one another from a place on."""
    if sums[COUNTS + place] < 0 or written[row + place] > CHARACTERS_AT:
        return 0
    there = int(others[sums[COUNTS + HEAD + place]] >> 24 & 255)
    one, other, count = written[row + place], written[other_row + there], 0
    if other > CHARACTERS_AT:
        return 0
    while on_diagonal(others, sums, place + count, there - place) and count < MOST_FURTHER:
        if written[row + place + count] != one - count or written[other_row + there + count] != other - count:
            break
        count += 1
    return count


@kernel
def quote_characters(
    terms: Ints, written: Ints, row: int, other_row: int, sums: Ints, kept: "NDArray[np.int64]", at: int, rank: int
) -> None:
    """Write where the longest common run of characters with a rare pair stands that is not quoted yet."""
    longest, place = LEAST_RUN - 1, 0
    while place < HEAD:
        count, rare = characters_from(terms, written, row, other_row, sums, place), False
        for k in range(place, place + count):
            one, other = terms[sums[COUNTS + k]], terms[sums[COUNTS + HEAD + k]]
            rare = rare or min(one >> 16 & 255, other >> 16 & 255) >= RARE
        start = (CHARACTERS_AT - written[row + place]) << QUOTE_SHIFT | count
        if rare and count > longest and not is_quoted(kept, at, rank, start):
            there = int(terms[sums[COUNTS + HEAD + place]] >> 24 & 255)
            kept[at + rank], longest = start, count
            kept[at + QUOTES + rank] = (CHARACTERS_AT - written[other_row + there]) << QUOTE_SHIFT | count
        place += max(1, count)


@kernel
def quote_terms(
    terms: Ints, written: Ints, row: int, other_row: int, sums: Ints, kept: "NDArray[np.int64]", at: int
) -> None:
    """Write where the rarest common terms stand in both, names first (:data:`QUOTE_SHIFT`); else ``UNWRITTEN``."""
    for k in range(2 * QUOTES):
        kept[at + k] = UNWRITTEN
    for rank in range(QUOTES):
        best, chosen, beside = 0, 0, 0
        for place in range(HEAD):
            if sums[COUNTS + place] < 0:
                continue
            one, other = terms[sums[COUNTS + place]], terms[sums[COUNTS + HEAD + place]]
            level = min(one >> 16 & 255, other >> 16 & 255)
            there = other >> 24 & 255
            if level < RARE or not sums[FORMS + place] or written[row + place] < 0 or written[other_row + there] < 0:
                continue
            level += one & other & NAME_BIT
            if level > best and not is_quoted(kept, at, rank, written_word(written[row + place])):
                best, chosen, beside = level, place, there
        if best > 0:
            kept[at + rank] = written_word(written[row + chosen])
            kept[at + QUOTES + rank] = written_word(written[other_row + beside])
        else:
            quote_characters(terms, written, row, other_row, sums, kept, at, rank)
