"""Changes of amounts that no word tells of: $5 and €5, -6 and 6, 5 % and 5, 10² and 102.

In the passages that two copies share their numbers are paired in order, and what stands beside them is compared. Most
passages are equal to the letter or have as many signs on both sides, and are not looked at.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from dedup.folded_figures import folded_changes
from dedup.model import Change, Passage, Span
from dedup.quantities import MINUS, NUMBER, Quantity, is_of_another_kind, quantity_at
from dedup.told_changes import whole
from dedup.units import PER_CENT, SIGNS, units_in_words

_SIGNS = "%$"  #: that are counted
_MORE_SIGNS = "%$€£"  #: in texts that are not of ASCII alone
_STILL_MORE = "%$€£¥円元"  #: in those that begin in Chinese or Japanese
_UNSPACED = "\u2e80"  #: where such letters begin
_MINUS = re.compile(rf"[{MINUS}]\d+")
_TELLING = {*MINUS, *SIGNS, *"円元億亿万"}
_MOST_NUMBERS = 300  #: of a passage that are compared


def unsaid_changes(one: str, two: str, passages: Sequence[Passage]) -> list[tuple[int, Change]]:
    """Return the changes of amounts that no word of two copies tells of, with their places in the left text.

    >>> unsaid_changes("It cost $5 then.", "It cost €5 then.", [Passage((0, 15), (0, 15), 4)])
    [(8, Change(what='number', left='$5', right='€5'))]
    """
    out = []
    for (start, end), (other_start, other_end), _ in passages:
        left, right = one[start:end], two[other_start:other_end]
        if left == right:
            continue
        for span, other in folded_changes(one, (start, end), two, (other_start, other_end)):
            out.append((span[0], _amounts(one, span, two, other)))
        if _have_other_signs(left, right):
            for span, other in _pairs(left, right):
                a = quantity_at(one, start + span[0], start + span[1])
                b = quantity_at(two, other_start + other[0], other_start + other[1])
                if a and b and _differs(a, b):
                    out.append((a.span[0], whole(one, a, two, b)))
    return out


def _amounts(one: str, span: Span, two: str, other: Span) -> Change:
    """The change of two figures, with currency, scale and unit unless a raised digit or ½ ends one of them."""
    sides, is_plain = [], one[span[1] - 1].isdecimal() and two[other[1] - 1].isdecimal()
    for text, (start, end) in ((one, span), (two, other)):
        read = quantity_at(text, start, end) if is_plain else None
        first, last = read.span if read else (start, end)
        sides.append(text[min(start, first) : max(end, last)])
    return Change("number", *sides)


def _have_other_signs(left: str, right: str) -> bool:
    """Say whether a sign that may belong to a number stands in one text more often than in the other."""
    is_plain = left.isascii() and right.isascii()
    for sign in _SIGNS if is_plain else _MORE_SIGNS if left < _UNSPACED else _STILL_MORE:
        if left.count(sign) != right.count(sign):
            return True
    for sign in "-" if is_plain else MINUS:
        if left.count(sign) != right.count(sign):
            return _MINUS.findall(left) != _MINUS.findall(right)
    return False


def _pairs(left: str, right: str) -> Iterator[tuple[Span, Span]]:
    """The spans of equal numbers of two passages, paired in order, beside which other characters stand."""
    spans, others = ([m.span() for m in NUMBER.finditer(text)][:_MOST_NUMBERS] for text in (left, right))
    numbers, other_numbers = [left[a:b] for a, b in spans], [right[a:b] for a, b in others]
    blocks = SequenceMatcher(None, numbers, other_numbers, autojunk=False).get_matching_blocks()
    for at, other_at, count in blocks:
        for k in range(count):
            span, other = spans[at + k], others[other_at + k]
            beside, other_beside = _beside(left, span), _beside(right, other)
            if beside != other_beside and not _TELLING.isdisjoint(beside + other_beside):
                yield span, other


def _beside(text: str, span: Span) -> str:
    """What stands on both sides of a number, at the most with a space between."""
    start, end = span
    return f"{text[max(0, start - 2) : start]}\n{text[end : end + 2]}"


def _differs(one: Quantity, other: Quantity) -> bool:
    """Say whether amounts of one number differ in sign or unit. A lost per cent counts if nothing else is."""
    if {one.unit, other.unit} == {"", PER_CENT}:
        return one.following == other.following and one.following not in units_in_words()
    return is_of_another_kind(one, other)
