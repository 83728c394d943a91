"""Numbers of East Asia whose parts each have a scale of their own: 1億5000万, 3천500만, 3만5000.

:mod:`dedup.changes.numbers.quantities` reads one number and the scale behind it. Numbers in characters alone
(三万五千) are words, and of :mod:`dedup.changes.numbers.spelt_numbers`.
"""

import re
from decimal import Decimal
from typing import NamedTuple

_SMALL = {"十": 1, "百": 2, "千": 3, "십": 1, "백": 2, "천": 3}
_LARGE = {"万": 4, "萬": 4, "億": 8, "亿": 8, "兆": 12, "만": 4, "억": 8, "조": 12}
LARGE_SCALES = frozenset(_LARGE)
_SCALES = "".join([*_SMALL, *_LARGE])
_PART = rf"\d+(?:[.,]\d+)*[{_SCALES}]+"
_COMPOUND = re.compile(rf"{_PART}(?:(?:\s?{_PART})+\d*|\d+(?:,\d{{3}})*)(?![\d.,:]\d)")
_PARTS = re.compile(rf"(\d+(?:[.,]\d+)*)([{_SCALES}]*)")
_REACH = 32  #: characters around a number in which the others are looked for


class Compound(NamedTuple):
    """A number of several parts."""

    start: int
    end: int  #: behind the last scale
    value: Decimal


def compound_at(text: str, start: int, end: int) -> Compound | None:
    """Return the number of several parts to which the digits in a span belong, None if they belong to none.

    >>> compound_at("約1億5000万円", 3, 7)
    Compound(start=1, end=8, value=Decimal('150000000'))
    >>> compound_at("3억 5명", 0, 2) is None
    True
    """
    near = text[max(0, start - _REACH) : end + _REACH]
    if near.isascii() or LARGE_SCALES.isdisjoint(near):
        return None
    for found in _COMPOUND.finditer(text, max(0, start - _REACH), end + _REACH):
        if found.start() < end and found.end() > start:
            value = _value(found[0])
            return Compound(found.start(), found.end(), value) if value is not None else None
    return None


def _value(written: str) -> Decimal | None:
    """The value of such a number; None if a part is larger than the one before, as that of two numbers in a row."""
    total, section, last = Decimal(0), Decimal(0), 10**6
    for digits, scales in _PARTS.findall(written):
        number, power = Decimal(digits.replace(",", "")), 0
        for scale in scales:
            power += _SMALL.get(scale, 0)
        large = next((_LARGE[scale] for scale in scales if scale in _LARGE), 0)
        section += number * 10**power
        if large >= last or len(digits.partition(".")[0]) > 4:
            return None
        if large:
            total, section, last = total + section * 10**large, Decimal(0), large
    return total + section
