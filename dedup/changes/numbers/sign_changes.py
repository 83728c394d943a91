"""Changes of amounts that only signs tell, which are no words: $5 and €5, -6 and 6, 5 % and 5, 10² and 102.

In the passages that two copies share their numbers are paired in order, and what stands beside them is compared. Most
passages are equal to the letter or have as many signs on both sides, and are not looked at.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from dedup.changes.line_breaks import on_one_line
from dedup.changes.numbers.folded_figures import folded_changes
from dedup.changes.numbers.quantities import MINUS, NUMBER, Quantity, quantity_at
from dedup.changes.numbers.same_quantities import is_of_another_kind, whole
from dedup.facts.units import PER_CENT, SIGNS, UNSPACED
from dedup.language.day_halves import unspaced_halves
from dedup.language.unit_names import units_in_words
from dedup.model import Change, Passage, Span

_SIGNS = "%$"  #: that are counted
_MORE_SIGNS = "%$€£"  #: in texts that are not of ASCII alone
_STILL_MORE = "%$€£¥円元"  #: in those that begin in Chinese or Japanese
_UNSPACED = "\u2e80"  #: where such letters begin
_SPACELESS = re.compile(r"[\u0e00-\u0e7f\u3040-\u9fff\uac00-\ud7a3]")
_NAMES = "|".join(sorted(UNSPACED, key=len, reverse=True))
_UNITS = re.compile(rf"\d\s?(?:(?:[千万萬億亿兆천만억조]+|พัน|หมื่น|แสน|ล้าน)\s?)?(?:{_NAMES})")
#: Words of which Thai numbers are made.
_THAI_WORDS = "หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|เอ็ด|ยี่|สิบ|ร้อย|พัน|หมื่น|แสน|ล้าน"
_THAI_UNITS = re.compile(rf"(?:{_THAI_WORDS})\s?(?:{_NAMES})")
_NUMBERS = re.compile(rf"{NUMBER.pattern}|(?:{_THAI_WORDS})+")
_BEFORE, _BEHIND = 4, 12  #: characters beside a number in which such units, and halves of the day, stand
_MINUS = re.compile(rf"[{MINUS}]\d+")
_TELLING = {*MINUS, *SIGNS, *"円元億亿万"}
_MOST_NUMBERS = 300  #: of a passage that are compared


def sign_changes(one: str, two: str, passages: Sequence[Passage]) -> list[tuple[int, Change]]:
    """Return the changes of amounts that no word of two copies tells of, with their places in the left text.

    >>> sign_changes("It cost $5 then.", "It cost €5 then.", [Passage((0, 15), (0, 15), 4)])
    [(8, Change(what='number', left='$5', right='€5'))]
    """
    out: list[tuple[int, Change]] = []
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
                if a and b and _differs(a, b) and not (out and out[-1][0] == a.span[0]):
                    out.append((a.span[0], whole(one, a, two, b)))
    return out


def _amounts(one: str, span: Span, two: str, other: Span) -> Change:
    """The change of two figures, with currency, scale and unit unless a raised digit or ½ ends one of them."""
    sides, is_plain = [], one[span[1] - 1].isdecimal() and two[other[1] - 1].isdecimal()
    for text, (start, end) in ((one, span), (two, other)):
        read = quantity_at(text, start, end) if is_plain else None
        first, last = read.span if read else (start, end)
        sides.append(on_one_line(text[min(start, first) : max(end, last)]))
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
    if is_plain or not _SPACELESS.search(left):
        return False
    if _THAI_UNITS.findall(left) != _THAI_UNITS.findall(right):
        return True
    return _UNITS.findall(left) != _UNITS.findall(right) or unspaced_halves(left) != unspaced_halves(right)


def _pairs(left: str, right: str) -> Iterator[tuple[Span, Span]]:
    """The spans of equal numbers of two passages, paired in order, beside which other characters stand."""
    is_spaceless = _SPACELESS.search(left) is not None
    number = _NUMBERS if is_spaceless else NUMBER
    spans, others = ([m.span() for m in number.finditer(text)][:_MOST_NUMBERS] for text in (left, right))
    numbers, other_numbers = [left[a:b] for a, b in spans], [right[a:b] for a, b in others]
    blocks = SequenceMatcher(None, numbers, other_numbers, autojunk=False).get_matching_blocks()
    for at, other_at, count in blocks:
        for k in range(count):
            span, other = spans[at + k], others[other_at + k]
            beside, other_beside = _beside(left, span), _beside(right, other)
            is_told = beside != other_beside and not _TELLING.isdisjoint(beside + other_beside)
            if is_told or (
                is_spaceless and _beside(left, span, _BEFORE, _BEHIND) != _beside(right, other, _BEFORE, _BEHIND)
            ):
                yield span, other


def _beside(text: str, span: Span, before: int = 2, behind: int = 2) -> str:
    """What stands on both sides of a number, at the most with a space between."""
    start, end = span
    return f"{text[max(0, start - before) : start]}\n{text[end : end + behind]}"


def _differs(one: Quantity, other: Quantity) -> bool:
    """Say whether amounts of one number differ in sign or unit. A lost per cent counts if nothing else is."""
    if {one.unit, other.unit} == {"", PER_CENT}:
        return one.following == other.following and one.following not in units_in_words()
    return is_of_another_kind(one, other)
