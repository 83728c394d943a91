"""Whole numbers with a fraction, in the ways to write them: 5½, 5 1/2, 5-1/2, and 51/2 as some agencies do.

The kernels see them as one word, two numbers or three, so that one amount in two forms looks like a change. Decimals
are read beside them. What is not read: fractions in words, and behind thousands with marks.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache, lru_cache

from dedup.changes.dates.split_times import Row
from dedup.changes.numbers.quantities import quantity_at
from dedup.changes.numbers.same_quantities import is_of_another_kind
from dedup.facts.facts import FIGURE
from dedup.model import Span

FRACTIONS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
_MIXED = re.compile(
    rf"(?<![\d.,/])(?:(?P<whole>\d{{1,9}})?[ \u00a0-]?(?P<sign>[{FRACTIONS}])"
    r"|(?:(?P<units>\d{1,9})[ \u00a0-])?(?P<over>\d{1,9})[/⁄](?P<under>2|3|4|5|6|8|16|32|64)(?![\d/.,]\d|\d)"
    r"|(?P<decimal>\d{1,9}[.,]\d{1,3})(?![\d.,]\d|\d))"
)
_SIGN = re.compile(rf"[{FRACTIONS}]|[/⁄](?:[234568]|16|32|64)(?!\d)")  #: or the end of a fraction, found at a glance
_GLANCE = 4  #: characters behind a number in which it may end: a stroke, two digits, and what must be none
_REACH = 16  #: characters around a number in which the rest of it stands
_TEXTS = 256  #: whose numbers are kept: copies of one text meet again and again


def mixed_at(text: str, start: int, end: int) -> tuple[frozenset[Fraction], bool]:
    """Return the values that the number around a span may have, none without a fraction; and whether it is a decimal.

    >>> mixed_at("It is 5-1/2 now", 6, 7) == mixed_at("It is 5½ now", 6, 8) == ({Fraction(11, 2)}, False)
    True
    >>> sorted(mixed_at("It is 513/16 now", 6, 9)[0]) == [Fraction(93, 16), Fraction(819, 16)]
    True
    """
    for found in _MIXED.finditer(text, max(0, start - _REACH), end + _REACH):
        if found.start() <= start and end <= found.end():
            return _readings(found[0]), found["decimal"] is not None
    return frozenset(), False


@lru_cache(maxsize=1 << 12)
def _readings(written: str) -> frozenset[Fraction]:
    """The values that a number with a fraction may have; several where its whole runs into its fraction."""
    found = _MIXED.fullmatch(written)
    assert found is not None
    if found["decimal"]:
        return frozenset([Fraction(written.replace(",", "."))])
    if found["sign"]:
        part = Fraction(*map(int, unicodedata.normalize("NFKC", found["sign"]).split("⁄")))
        return frozenset([int(found["whole"] or 0) + part])
    over, under = found["over"], int(found["under"])
    if found["units"]:
        return frozenset([int(found["units"]) + Fraction(int(over), under)] if int(over) < under else [])
    cuts = range(max(0, len(over) - 2), len(over))
    parts = ((int(over[:cut] or 0), int(over[cut:])) for cut in cuts)
    return frozenset(whole + Fraction(part, under) for whole, part in parts if 0 < part < under)


def without_mixed(one: str, two: str, rows: Sequence[Row]) -> Sequence[Row]:
    """Leave out of the facts that differ between two texts those that are one number with a fraction in two forms.

    Of what one side has alone it is asked whether both texts hold that number as often.
    """
    some = [k for k, row in enumerate(rows) if row[1] == FIGURE and _may_have_fraction(one, two, row)]
    if not some:
        return rows
    balance = cache(lambda: _balance(one, two))
    dropped = {k for k in some if _is_one_number(one, rows[k][2:4], two, rows[k][4:6], balance)}
    return [row for k, row in enumerate(rows) if k not in dropped] if dropped else rows


def _may_have_fraction(one: str, two: str, row: Row) -> bool:
    """Say at a glance whether a fact is a part of a number with a fraction on one side."""
    _, _, start, end, other_start, other_end = row
    found, other = _SIGN.search(one, start, end + _GLANCE), _SIGN.search(two, other_start, other_end + _GLANCE)
    return (found is not None and found.start() <= end) or (other is not None and other.start() <= other_end)


def _balance(one: str, two: str) -> Counter[Fraction]:
    """How much more often one text has numbers than the other, by their values."""
    out = Counter(_values(one))
    out.subtract(_values(two))
    return out


@lru_cache(maxsize=_TEXTS)
def _values(text: str) -> tuple[Fraction, ...]:
    """All values that numbers of a text may have."""
    return tuple(value for found in _MIXED.finditer(text) for value in _readings(found[0]))


def _is_one_number(one: str, span: Span, two: str, other: Span, balance: Callable[[], Counter[Fraction]]) -> bool:
    """Say whether a number with a fraction stands on both sides, or in both texts as often if one side has nothing."""
    (left, is_decimal), (right, is_also) = mixed_at(one, *span), mixed_at(two, *other)
    if span[0] == span[1] or other[0] == other[1]:
        alone, is_plain = (right, is_also) if span[0] == span[1] else (left, is_decimal)
        return bool(alone) and not is_plain and not any(balance()[value] for value in alone)
    if left.isdisjoint(right) or (is_decimal and is_also):
        return False
    amount, other_amount = quantity_at(one, *span), quantity_at(two, *other)
    return not (amount and other_amount and is_of_another_kind(amount, other_amount))
