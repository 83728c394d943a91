"""Rows of a list that have one label and another value: "Garlic: Rp38.500" and "Garlic: Rp36.000", line by line.

Where several rows in a row hold another value only their labels are common, which are too short for a run. A value
that one row has lost may stand in the next one, so that rows are held against each other by their labels.
"""

import numpy as np
from numpy.typing import NDArray

from dedup.confirm.align import MAX_GAP, begins_figure
from dedup.runtime.kernels import Ints, kernel
from dedup.tokens import LINE, NUMBER

MOST_WORDS = 32  #: of a row; what has longer lines is prose
MOST_ROWS = 8  #: rows that one text may have more before the next label that is common


@kernel
def next_line(flags: Ints, k: int, high: int) -> int:
    """Return the next word from k on that begins a line; ``high`` if there is none before, or none near."""
    end = min(high, k + MOST_WORDS)
    while k < end and not flags[k] & LINE:
        k += 1
    return k if k < end else high


@kernel
def is_short(flags: Ints, k: int, high: int) -> bool:
    """Return True if a line goes on for some words only from k on, as behind the label of a row."""
    return next_line(flags, k, min(high, k + MAX_GAP + 1)) - k <= MAX_GAP


@kernel
def common_label(words: Ints, flags: Ints, p: int, high: int, q: int, guest_high: int) -> int:
    """Return how many words two lines begin with in common if these are a label, and another value follows; else 0."""
    same, has_word = 0, False
    while p + same < high and q + same < guest_high and words[p + same] == words[q + same]:
        if same > 0 and (flags[p + same] | flags[q + same]) & LINE:
            return 0
        has_word = has_word or not flags[p + same] & NUMBER
        same += 1
    x, y = p + same, q + same
    if not has_word or x == high or y == guest_high or (flags[x] | flags[y]) & LINE:
        return 0
    is_value = begins_figure(flags, x) and begins_figure(flags, y)
    return same if is_value and is_short(flags, x, high) and is_short(flags, y, guest_high) else 0


@kernel
def add_rows(
    words: Ints, flags: Ints, low: int, high: int, guest_low: int, guest_high: int, end: int, start: int,
    guest_end: int, guest_start: int, out: "NDArray[np.int32]", at: int,
) -> int:  # fmt: skip
    """Write the labels of rows between two runs as runs, from the ``at``-th on; return the next free one.

    Args:
        words: Of all texts.
        flags: Of all words.
        low: First word of the one text.
        high: Behind its last word.
        guest_low: First word of the other text.
        guest_high: Behind its last word.
        end: Behind the one run in the one text.
        start: First word of the other run there.
        guest_end: Behind the one run in the other text.
        guest_start: First word of the other run there.
        out: The runs.
        at: The next free one.
    """
    p, q = next_line(flags, end, start), next_line(flags, guest_end, guest_start)
    while p < start and q < guest_start:
        row, same = q, 0
        for _ in range(MOST_ROWS):
            same = common_label(words, flags, p, high, row, guest_high) if row < guest_start else 0
            if same > 0:
                break
            row = next_line(flags, row + 1, guest_start)
        if same > 0:
            out[3 * at], out[3 * at + 1], out[3 * at + 2] = p - low, row - guest_low, same
            at, q = at + 1, next_line(flags, row + same, guest_start)
        p = next_line(flags, p + 1, start)
    return at
