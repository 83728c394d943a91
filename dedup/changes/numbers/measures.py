"""Measures of two or three sides, told whole and compared whatever stands between them: 50x30, 50 × 30, 50 by 30."""

import re
from decimal import Decimal
from typing import NamedTuple

from dedup.changes.same_facts import amount
from dedup.model import Change, Span

_SIDE = r"\d+(?:[.,]\d+)?"
_SIGN = r"\s?[x×х]\s?"  #: of multiplication, or the letter that is written for it, in Latin and in Cyrillic
_BETWEEN = rf"(?:{_SIGN}|\s(?:by|kali|mal|por|per|sur|на|في)\s)"
_MEASURE = re.compile(rf"(?<![\d.,])({_SIDE}){_BETWEEN}({_SIDE})(?:{_BETWEEN}({_SIDE}))?", re.IGNORECASE)
_HAS_SIGN = re.compile(rf"\d{_SIGN}\d", re.IGNORECASE)
_REACH = 24  #: characters beside a side in which the others stand


class _Measure(NamedTuple):
    """What its sides are, in order of size, and how it is written."""

    sides: tuple[Decimal, ...]
    written: str


def measure_change(one: str, span: Span, two: str, other: Span) -> Change | None:
    """Return the change of the measures in which two numbers stand, None if they stand in none.

    Both sides of the change are empty if the measures are the same; one of them at least has a sign between its sides.

    >>> measure_change("a 5x3 m hall", (2, 5), "a 5 × 4 m hall", (2, 3))
    Change(what='number', left='5x3', right='5 × 4')
    >>> measure_change("a 5x3 m hall", (2, 5), "a 3 by 5 m hall", (2, 3))
    Change(what='number', left='', right='')
    """
    left, right = _measure_at(one, span), _measure_at(two, other)
    if not left or not right or not (_HAS_SIGN.search(left.written) or _HAS_SIGN.search(right.written)):
        return None
    is_same = left.sides == right.sides
    return Change("number", "" if is_same else left.written, "" if is_same else right.written)


def is_of_measure(text: str, start: int, end: int, told: str) -> bool:
    """Say whether a number is a side of a measure that is told."""
    found = _measure_at(text, (start, end)) if told and not told.isdecimal() else None
    return found is not None and found.written == told


def _measure_at(text: str, span: Span) -> _Measure | None:
    """The measure to which the digits in a span belong."""
    for found in _MEASURE.finditer(text, max(0, span[0] - _REACH), span[1] + _REACH):
        if found.start() <= span[0] < found.end():
            sides = [amount(side) for side in found.groups() if side]
            return _Measure(tuple(sorted(side for side in sides if side is not None)), found[0])
    return None
