"""Where the shared passages lie in one text, and the differences in them: cut into segments that can be marked.

Passages may overlap, repeat or lie inside one another on either side, so a text is cut
at every start and end, and each piece says which passages cover it.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from dedup.model import Passage, Span


class Segment(NamedTuple):
    """A piece of a text, with the numbers (from 1) of the passages that cover all of it."""

    start: int
    end: int
    inside: tuple[int, ...]  #: ascending; empty for text that is not shared
    opening: tuple[int, ...]  #: passages that begin here
    closing: tuple[int, ...]  #: passages that end with this piece


def segments(length: int, spans: Sequence[Span]) -> list[Segment]:
    """Cut a text of ``length`` characters at the borders of ``spans``.

    Args:
        length: Characters in the text; spans that reach beyond it are cut off.
        spans: The passages on this side; the first is number 1. Empty ones are ignored.

    Returns:
        Segments in order, without gap or overlap, covering the whole text;
        an empty list for an empty text.

    >>> [(piece.start, piece.end, piece.inside) for piece in segments(9, [(0, 5), (3, 7)])]
    [(0, 3, (1,)), (3, 5, (1, 2)), (5, 7, (2,)), (7, 9, ())]
    """
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for number, (start, end) in enumerate(spans, 1):
        start, end = max(0, start), min(end, length)
        if start < end:
            opening.setdefault(start, []).append(number)
            closing.setdefault(end, []).append(number)
    borders = sorted({0, length, *opening, *closing})
    inside: set[int] = set()
    pieces = []
    for start, end in pairwise(borders):
        inside.difference_update(closing.get(start, ()))
        inside.update(opening.get(start, ()))
        pieces.append(
            Segment(start, end, tuple(sorted(inside)), tuple(opening.get(start, ())), tuple(closing.get(end, ())))
        )
    return pieces


def parts(start: int, end: int, differing: Sequence[Span]) -> Iterator[tuple[int, int, bool]]:
    """Cut a stretch of text where the other side begins or ceases to differ.

    Args:
        start: Where the stretch begins.
        end: Where it ends.
        differing: What differs in the whole text, in order and apart from one another.

    Yields:
        Where each part begins and ends and whether it differs; none is empty.

    >>> list(parts(2, 9, [(0, 3), (5, 7)]))
    [(2, 3, True), (3, 5, False), (5, 7, True), (7, 9, False)]
    """
    place = start
    for low, high in differing[bisect_right(differing, start, key=lambda span: span[1]) :]:
        low, high = max(low, start), min(high, end)
        if low >= high:
            break
        if place < low:
            yield place, low, False
        yield low, high, True
        place = high
    if place < end:
        yield place, end, False


def longest(passages: Sequence[Passage], limit: int) -> list[Passage]:
    """Return the ``limit`` longest passages, by words, in their first order."""
    if len(passages) <= limit:
        return list(passages)
    chosen = sorted(range(len(passages)), key=lambda number: (-passages[number].words, number))[:limit]
    return [passages[number] for number in sorted(chosen)]


def in_order(passages: Sequence[Passage]) -> list[int]:
    """Return the numbers (from 1) of passages that follow one another on both sides.

    The chain with most words among those in which every passage starts at or after the
    end of the one before it, left and right; at most the 200 longest passages are tried.
    """
    tried = sorted(range(len(passages)), key=lambda number: -passages[number].words)[:200]
    tried.sort(key=lambda number: (passages[number].left[1], passages[number].right[1]))
    weights: list[int] = []
    before: list[int] = []
    for place, number in enumerate(tried):
        passage = passages[number]
        weight, previous = 0, -1
        for earlier in range(place):
            other = passages[tried[earlier]]
            follows = other.left[1] <= passage.left[0] and other.right[1] <= passage.right[0]
            if follows and weights[earlier] > weight:
                weight, previous = weights[earlier], earlier
        weights.append(weight + passage.words)
        before.append(previous)
    chain: list[int] = []
    place = max(range(len(tried)), key=weights.__getitem__) if tried else -1
    while place >= 0:
        chain.append(tried[place] + 1)
        place = before[place]
    return chain[::-1]
