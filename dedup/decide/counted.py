"""Whether the figures in which two texts differ count people and things: "27 people", "95 houses".

How many were hurt is counted once for an event, and a later count is of the same event. A price, a rate, a
temperature, a magnitude or an hour is of its moment: the next bulletin has others. So a count is a whole number
without currency, unit, scale and time of day, with a word behind it, and not the number of something with a name
(SMA Negeri 3, Flight 12).
"""

import re

from dedup.changes.numbers.quantities import quantity_at
from dedup.facts.facts import FIGURE, KINDS, Fact, facts_of

LEAST, MOSTLY = 3, 0.75  #: figures that differ, and the share of them that are counts, on either side
_PEOPLE = ("", "person", "household")  #: units that are counted
_FIRST_HANGUL = "\u1100"  #: code points of letters from here on may be written on to a number: 14명, 14人
#: Begins of the words for degrees, which are no unit where no scale is named.
_DEGREES = ("degre", "derajat", "darjah", "grad", "grau", "градус", "stopni", "derec", "độ", "درج", "องศา", "度", "도")
_REACH = 32  #: characters before a figure in which the word stands that it may belong to
_WORD_BEFORE = re.compile(r"([^\s.!?:»”\"]\s+)?([^\W\d_]+|[^\W\d_]{1,2}\.)\s?$")
_PARTS = re.compile(r"\D\d{1,2}$")  #: behind whole numbers: a fraction, minutes


def differ_in_counts(one: str, two: str) -> bool:
    """Say whether most figures that either of two texts has alone are counts, and whether there are some.

    Of texts with as many figures those count that differ in their order.

    >>> toll = "The quake killed {} people and hurt {} others; {} houses fell, police said."
    >>> differ_in_counts(toll.format(14, 85, 40), toll.format(27, 163, 95))
    True
    >>> fixing = "Gold cost {} dollars, silver {} dollars and tin {} pence a pound, dealers said."
    >>> differ_in_counts(fixing.format(1910, 23, 40), fixing.format(1922, 24, 41))
    False
    """
    sides = [[fact for fact in facts_of(text) if fact.kind == KINDS[FIGURE - 1]] for text in (one, two)]
    values = [[fact.value for fact in side] for side in sides]
    is_row = len(values[0]) == len(values[1])  # of six missing four are dead: 6 stands in another place
    for text, side, other in zip((one, two), sides, values[::-1], strict=True):
        alone = [f for k, f in enumerate(side) if (f.value != other[k] if is_row else f.value not in other)]
        counts = sum(_is_count(text, fact) for fact in alone)
        if len(alone) < LEAST or counts < MOSTLY * len(alone):
            return False
    return True


def _is_count(text: str, fact: Fact) -> bool:
    """Say whether a figure says how many of something there are."""
    read = quantity_at(text, fact.start, fact.end)
    if not read or read.unit not in _PEOPLE or read.is_time or read.is_negative:
        return False
    if not (read.following or read.unit) or read.following.startswith(_DEGREES):
        return False
    if (read.attached and read.attached < _FIRST_HANGUL) or _PARTS.search(fact.text):
        return False
    if read.number is None or read.value != read.number or read.value % 1:
        return False
    before = _WORD_BEFORE.search(text, max(0, fact.start - _REACH), fact.start)
    return before is None or before[1] is None or not before[2][0].isupper()  # the first word of a sentence is no name
