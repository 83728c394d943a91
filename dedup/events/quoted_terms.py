"""Which of the rare terms that two reports of one event have in common are quoted, and where they stand."""

import numpy as np
from numpy.typing import NDArray

from dedup.events.profiles import HEAD, NAME_BIT, RARE, UNWRITTEN
from dedup.events.shared_terms import COUNTS, FORMS
from dedup.runtime.kernels import Ints, kernel

QUOTES = 3  #: rare terms that are quoted at most


@kernel
def is_quoted(kept: Ints, at: int, count: int, where: int) -> bool:
    """Return True if a place is among the ``count`` quoted ones from ``at`` on."""
    k = 0
    while k < count and kept[at + k] != where:
        k += 1
    return k < count


@kernel
def quote_terms(
    terms: Ints, written: Ints, row: int, other_row: int, sums: Ints, kept: "NDArray[np.int64]", at: int
) -> None:
    """Write where the rarest common terms stand in both, names first (:data:`dedup.events.profiles.UNWRITTEN`)."""
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
            if level > best and not is_quoted(kept, at, rank, written[row + place]):
                best, chosen, beside = level, place, there
        if best > 0:
            kept[at + rank], kept[at + QUOTES + rank] = written[row + chosen], written[other_row + beside]
