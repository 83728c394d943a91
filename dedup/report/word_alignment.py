"""Which words of two stretches of text stand in the same place of both: an exact difference of words.

Words that both have once and in the same order are set beside each other (as in "patience"
differences); what lies between two of these is compared exactly. Where that is long and no
word of it stands out, it is compared piece by piece. The time grows with the length alone.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

ROUNDS = 4  # times that words which stand out are looked for, each time inside what was left between the last ones
PIECE = 64  # words of each side that are compared exactly
KEPT = 48  # words of a piece whose partners are kept when the texts go on: its end may depend on what follows
LEAST = 16  # words by which each piece leads on
RUN = 3  # words that stand out together, looked for before single ones
_MATCH, _NEXT = 2, 1  # weight of a word that both have, and of one right behind another such


class _Gap(NamedTuple):
    """A stretch of both texts that is yet to be compared."""

    low: int
    high: int
    other_low: int
    other_high: int
    rounds: int  #: that were made already


def partners(left: Sequence[int], right: Sequence[int]) -> list[int]:
    """Say for each word of ``left`` which word of ``right`` stands in its place.

    Args:
        left: Words as numbers; equal numbers are equal words.
        right: The same for the other text.

    Returns:
        For each word of ``left`` the position of an equal word of ``right``, or -1; what is
        not -1 ascends. Turned round the texts have the same partners.

    >>> partners([1, 2, 3, 4], [1, 3, 9, 4])
    [0, -1, 1, 3]
    """
    if list(left) > list(right):  # one order, so that of several equally good answers both get the same
        turned = [-1] * len(left)
        for place, partner in enumerate(partners(right, left)):
            if partner >= 0:
                turned[partner] = place
        return turned
    found = [-1] * len(left)
    gaps = [_Gap(0, len(left), 0, len(right), 0)]
    while gaps:
        gap = _without_equal_ends(gaps.pop(), left, right, found)
        height, width = gap.high - gap.low, gap.other_high - gap.other_low
        if height * width <= PIECE * PIECE:
            _exactly(gap, left, right, found)
        else:
            gaps += _between_anchors(gap, left, right) or [_behind_a_piece(gap, left, right, found)]
    return found


def _without_equal_ends(gap: _Gap, left: Sequence[int], right: Sequence[int], found: list[int]) -> _Gap:
    """Set the words with which both sides of a gap begin and end beside each other; return what lies between."""
    low, high, other_low, other_high, rounds = gap
    while low < high and other_low < other_high and left[low] == right[other_low]:
        found[low] = other_low
        low, other_low = low + 1, other_low + 1
    while low < high and other_low < other_high and left[high - 1] == right[other_high - 1]:
        high, other_high = high - 1, other_high - 1
        found[high] = other_high
    return _Gap(low, high, other_low, other_high, rounds)


def _between_anchors(gap: _Gap, left: Sequence[int], right: Sequence[int]) -> list[_Gap]:
    """Return the gaps between words that stand out on both sides; none if no word does."""
    low, high, other_low, other_high, rounds = gap
    if rounds == ROUNDS:
        return []
    anchors = _anchors(left[low:high], right[other_low:other_high], RUN)
    anchors = anchors or _anchors(left[low:high], right[other_low:other_high], 1)
    if not anchors:
        return []
    run_on = {(place + 1, other + 1) for place, other in anchors}  # words right behind an anchor are found from there
    ends = [(low + place, other_low + other) for place, other in anchors if (place, other) not in run_on]
    starts = [(low, other_low), *ends]
    return [
        _Gap(start, end, other_start, other_end, rounds + 1)
        for (start, other_start), (end, other_end) in zip(starts, [*ends, (high, other_high)], strict=True)
    ]


def _behind_a_piece(gap: _Gap, left: Sequence[int], right: Sequence[int], found: list[int]) -> _Gap:
    """Compare the beginning of a gap exactly; return what is left of the gap."""
    high, other_high = min(gap.high, gap.low + PIECE), min(gap.other_high, gap.other_low + PIECE)
    _exactly(_Gap(gap.low, high, gap.other_low, other_high, ROUNDS), left, right, found)
    kept = [place for place in range(gap.low, min(high, gap.low + KEPT)) if found[place] >= 0]
    if kept and kept[-1] - gap.low >= LEAST:
        found[kept[-1] + 1 : high] = [-1] * (high - kept[-1] - 1)
        high, other_high = kept[-1] + 1, found[kept[-1]] + 1
    return _Gap(high, gap.high, other_high, gap.other_high, ROUNDS)


def _anchors(left: Sequence[int], right: Sequence[int], size: int) -> list[tuple[int, int]]:
    """Return where runs of words begin that each side has once: as many as stand in the same order."""
    runs, others = _once(left, size), _once(right, size)
    both = [(place, others[run]) for run, place in runs.items() if run in others]
    return [both[number] for number in _ascending([other for _, other in both])]


def _once(words: Sequence[int], size: int) -> dict[tuple[int, ...], int]:
    """Return the runs of ``size`` words that occur once, in order, with their places."""
    runs = [tuple(words[place : place + size]) for place in range(len(words) - size + 1)]
    counts = Counter(runs)
    return {run: place for place, run in enumerate(runs) if counts[run] == 1}


def _ascending(values: Sequence[int]) -> list[int]:
    """Return the positions of a longest ascending part of distinct ``values``."""
    last: list[int] = []  # the least value at the end of an ascending part of each length
    at: list[int] = []  # where it stands
    before: list[int] = []
    for position, value in enumerate(values):
        length = bisect_left(last, value)
        last[length : length + 1] = [value]
        at[length : length + 1] = [position]
        before.append(at[length - 1] if length else -1)
    chain: list[int] = []
    position = at[-1] if at else -1
    while position >= 0:
        chain.append(position)
        position = before[position]
    return chain[::-1]


def _exactly(gap: _Gap, left: Sequence[int], right: Sequence[int], found: list[int]) -> None:
    """Set as many words of a short gap beside each other as can be, rather in runs than one by one."""
    low, high, other_low, other_high, _ = gap
    width = other_high - other_low
    best = [[0] * (width + 1)]  # of the words before a place on either side
    paired = [[0] * (width + 1)]  # of these, where the last word of both is a pair
    for place in range(low, high):
        word, above, above_paired = left[place], best[-1], paired[-1]
        here, here_paired = [0], [0]
        for column in range(width):
            pair = 0
            if word == right[other_low + column]:
                pair = max(above[column] + _MATCH, above_paired[column] + _MATCH + _NEXT if above_paired[column] else 0)
            here_paired.append(pair)
            here.append(max(pair, above[column + 1], here[column]))
        best.append(here)
        paired.append(here_paired)
    row, column, is_run = high - low, width, False
    while row and column:
        if paired[row][column] and (is_run or paired[row][column] == best[row][column]):
            found[low + row - 1] = other_low + column - 1
            before = paired[row - 1][column - 1]
            is_run = before > 0 and before + _MATCH + _NEXT == paired[row][column]
            row, column = row - 1, column - 1
        elif best[row - 1][column] == best[row][column]:
            row -= 1
        else:
            column -= 1
