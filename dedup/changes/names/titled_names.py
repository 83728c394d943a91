"""Changed names behind a title or an institution, with which they make a run of capitalised words too long for a name.

"Chief of the Old Town Traders, Ann Lee": the comma between them is no word, so the kernels do not see it.
"""

import numpy as np
from numpy.typing import NDArray

from dedup.facts.fact_pairs import write_pair
from dedup.facts.facts import LONGEST_NAME, NAME
from dedup.runtime.kernels import Ints, kernel
from dedup.tokens import ALL_CAPS, CAPITAL, CHARACTER, LINE, NUMBER, SENTENCE


@kernel
def is_in_long_run(flags: Ints, low: int, high: int, start: int, end: int) -> bool:
    """Return True if the words [start, end) stand in a run of capitalised ones too long for a name, and no headline."""
    if not start < end <= start + LONGEST_NAME:
        return False
    for k in range(start, end):
        if not flags[k] & CAPITAL or (k > start and flags[k] & (SENTENCE | LINE)):
            return False
    first, last = start, end
    while first > low and not flags[first] & (SENTENCE | LINE) and flags[first - 1] & CAPITAL:
        first -= 1
    while last < high and flags[last] & CAPITAL and not flags[last] & (SENTENCE | LINE):
        last += 1
    is_line = flags[first] & LINE and (last == high or flags[last] & LINE)
    return bool(LONGEST_NAME < last - first <= 2 * LONGEST_NAME and not is_line)


@kernel
def is_first_word(flags: Ints, start: int, end: int) -> bool:
    """Return True if the words [start, end) are one that begins a sentence, and no number."""
    return bool(end == start + 1 and flags[start] & (SENTENCE | LINE) and not flags[start] & (NUMBER | CHARACTER))


@kernel
def capitals_among(flags: Ints, start: int, end: int) -> tuple[int, int]:
    """Return where the words [start, end) begin and end without the small ones at both ends, as the verb of a name."""
    while start < end and not flags[start] & CAPITAL:
        start += 1
    while start < end and not flags[end - 1] & CAPITAL:
        end -= 1
    return start, end


@kernel
def pair_capitals(
    flags: Ints,
    low: int,
    high: int,
    guest_low: int,
    guest_high: int,
    start: int,
    end: int,
    guest_start: int,
    guest_end: int,
    out: "NDArray[np.int32]",
    at: int,
) -> int:
    """Write a gap between two long runs of capitalised words as a name; return the next free row.

    So is the first word of a sentence, of which only the texts can tell: see :mod:`dedup.changes.names.first_words`.
    """
    start, end = capitals_among(flags, start, end)
    guest_start, guest_end = capitals_among(flags, guest_start, guest_end)
    if (is_in_long_run(flags, low, high, start, end) and is_in_long_run(
        flags, guest_low, guest_high, guest_start, guest_end
    )) or (is_first_word(flags, start, end) and is_first_word(flags, guest_start, guest_end)):
        return write_pair(out, at, NAME, start, end - 1, guest_start, guest_end - 1)
    return at


@kernel
def pair_name(
    flags: Ints,
    low: int,
    high: int,
    guest_low: int,
    guest_high: int,
    start: int,
    end: int,
    guest_start: int,
    guest_end: int,
    out: "NDArray[np.int32]",
    first: int,
    at: int,
) -> int:
    """Write beside the one name of rows [first, at) that a side lacks what may be one in its place; the next free row.

    So may the first word of a sentence, which only the texts can tell, words of a sentence in capitals throughout, and
    what is in a run of capitalised words too long for a name. If such a run only lacks a word the row is dropped.
    """
    row = -1
    for k in range(first, at):
        if out[5 * k] == NAME and min(out[5 * k + 1], out[5 * k + 3]) < 0:
            if row >= 0:
                return at
            row = k
    if row < 0:
        return at
    side, other = (1, 3) if out[5 * row + 1] < 0 else (3, 1)
    if side == 3:
        low, high, start, end, guest_start, guest_end = guest_low, guest_high, guest_start, guest_end, start, end
    before, behind = max(0, guest_start - out[5 * row + other]), max(0, out[5 * row + other + 1] + 1 - guest_end)
    has_capitals = start < end <= start + LONGEST_NAME and low <= start - before and end + behind <= high
    if has_capitals:
        for k in range(start - before, end + behind):
            has_capitals = has_capitals and flags[k] & (ALL_CAPS | CHARACTER) == ALL_CAPS
        has_capitals = has_capitals and not flags[out[5 * row + other]] & ALL_CAPS
    if has_capitals:
        start, end = start - before, end + behind
    else:
        start, end = capitals_among(flags, start, end)
        guest_start, guest_end = capitals_among(flags, guest_start, guest_end)
        if is_in_long_run(flags, low, high, start, end):
            if guest_start == guest_end:
                for k in range(5 * row, 5 * at - 5):
                    out[k] = out[k + 5]
                return at - 1
            if out[5 * row + other] <= guest_start and guest_end <= out[5 * row + other + 1] + 1:
                out[5 * row + other], out[5 * row + other + 1] = guest_start, guest_end - 1
        elif not is_first_word(flags, start, end):
            return at
    out[5 * row + side], out[5 * row + side + 1] = start, end - 1
    return at


@kernel
def with_openings(
    flags: Ints, start: int, end: int, guest_start: int, guest_end: int, out: "NDArray[np.int32]", first: int, at: int
) -> None:
    """Give the name of rows [first, at) that ends a gap the words with which the gap begins, if these begin two lines.

    The first word of a line is of a name only where it stands elsewhere, too: Brackley Bakeries, Northern Mutual. Both
    gaps are nothing but capitalised words, of two or more, and one of them is a name as a whole.
    """
    if min(end - start, guest_end - guest_start) < 2 or max(end - start, guest_end - guest_start) > LONGEST_NAME:
        return
    if not flags[start] & flags[guest_start] & LINE:
        return
    for k in range(start, end):
        if not flags[k] & CAPITAL or (k > start and flags[k] & (SENTENCE | LINE)):
            return
    for k in range(guest_start, guest_end):
        if not flags[k] & CAPITAL or (k > guest_start and flags[k] & (SENTENCE | LINE)):
            return
    for k in range(first, at):
        is_end = out[5 * k + 2] == end - 1 and out[5 * k + 4] == guest_end - 1
        is_whole = out[5 * k + 1] == start or out[5 * k + 3] == guest_start
        if out[5 * k] == NAME and is_end and is_whole:
            out[5 * k + 1], out[5 * k + 3] = start, guest_start
