"""Times of day that are several numbers in one text and fewer in the other: 6 h 30, 6h30."""

from collections.abc import Iterator
from itertools import pairwise

from dedup.changes.numbers.quantities import time_at
from dedup.facts.facts import FIGURE
from dedup.model import Span

#: A fact that differs, as the kernels found it: its place, by which those of a pair are sorted, its kind as in
#: :mod:`dedup.facts.facts`, where it stands in the left text, and where in the right one; from 0 to 0 if it does not.
Row = tuple[int, int, int, int, int, int]
_LONGEST_UNIT = 10  #: characters between its hour and its minutes


def joined_times(one: str, two: str, rows: list[Row]) -> list[Row]:
    """Put times of day that are several numbers on one side and fewer on the other beside each other: 6 h 30, 6h30."""
    if not any(row[1] == FIGURE and (row[2] == row[3] or row[4] == row[5]) for row in rows):
        return rows
    out: list[Row] = []
    for kind, some in _beside_each_other(rows):
        if kind == FIGURE and len(some) > 1:
            spans = [(row[2], row[3]) for row in some if row[2] < row[3]]
            others = [(row[4], row[5]) for row in some if row[4] < row[5]]
            if len(spans) + len(others) < 2 * len(some):
                left, right = _as_times(one, spans, two, others)
                if len(left) == len(right) < len(some):
                    some = [(row[0], kind, *span, *other) for row, span, other in zip(some, left, right, strict=False)]
        out += some
    return out


def _beside_each_other(rows: list[Row]) -> Iterator[tuple[int, list[Row]]]:
    """Cut rows into such of one kind that follow one another closely in one of the texts."""
    some: list[Row] = []
    for row in rows:
        last = some[-1] if some else row
        is_beside = row[1] == last[1] and (_is_close(last[2:4], row[2:4]) or _is_close(last[4:], row[4:]))
        if some and not is_beside:
            yield last[1], some
            some = []
        some.append(row)
    if some:
        yield some[-1][1], some


def _is_close(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Say whether two spans stand in a text, and the second no further behind the first than minutes behind an hour."""
    return one[0] < one[1] and other[0] < other[1] and one[0] <= other[0] <= one[1] + _LONGEST_UNIT


def _as_times(one: str, spans: list[Span], two: str, others: list[Span]) -> tuple[list[Span], list[Span]]:
    """The numbers of two texts, those of one time of day as one, unless that cannot make them as many."""
    if len(spans) == len(others):
        return _times(one, spans), _times(two, others)
    if not (_may_be_one_time(one, spans) or _may_be_one_time(two, others)):
        return spans, others
    if len(spans) < len(others):
        right, left = _as_times(two, others, one, spans)
        return left, right
    left = _times(one, spans)
    return (left, _times(two, others)) if len(left) < len(spans) else (left, others)


def _may_be_one_time(text: str, spans: list[Span]) -> bool:
    """Say at a glance whether two numbers may belong to one time of day: a unit or a colon stands between them."""
    return any(
        one[0] <= other[0] <= one[1] + _LONGEST_UNIT
        and (other[0] <= one[1] or text[one[1] - 1].isalpha() or not text[one[1] : other[0]].isspace())
        for one, other in pairwise(spans)
    )


def _times(text: str, spans: list[Span]) -> list[Span]:
    """The numbers of a text among some spans, those of one time of day as one."""
    out: list[Span] = []
    for span in spans:
        whole_span = time_at(text, *span) or span
        if not (out and out[-1][0] <= whole_span[0] < out[-1][1]):
            out.append(whole_span)
    return out
