"""Halves of a million and other scales: half a million and a million, "setengah juta" and "satu juta".

No number differs there for the kernels, which read "million" in both. Halves of hours and days are not told.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from dedup.changes.line_breaks import on_one_line
from dedup.changes.numbers.quantities import quantity_at, scale_of, value_of_words
from dedup.model import Change, Passage, Span

_ARTICLE = r"(?:(?:an?|one|eine?[mnrs]?|een|une?|uma?|una|en|ett?)\s)?"
_ONE = r"(?:(?:an?|one|eine?[mnrs]?|een|één|une?|uma?|una|uno|satu|en|ett?|jeden|bir|один)\s)?"
_HALVES = (
    *("half", "setengah", "separuh", "halbe", "halben", "halber", "halbes", "medio", "meio", "demi", "mezzo", "halve"),
    *("halv", "halvt", "pół", "yarım"),
)
_SCALE = r"(?P<scale>[^\W\d_]{4,})"
_HALF = re.compile(rf"(?<!\w){_ARTICLE}(?:(?:{'|'.join(_HALVES)})[\s-](?:of\s)?{_ONE}|пол){_SCALE}", re.IGNORECASE)
_WHOLE = re.compile(rf"(?<!\w){_ONE}(?:se(?=[jrm]))?{_SCALE}", re.IGNORECASE)  # sejuta
_COUNTED = re.compile(rf"(?<!\w)(?P<count>[^\W_]+)\s{_SCALE}")
_NUMBER_BEFORE = re.compile(r"(?<!\w)([^\W_]+)\s(?:(?:and|und|y|e|et|en|och|og|i|a|и)\s)?$", re.IGNORECASE)
#: What stands in all halves, also where a sentence begins with one, and is seen at a glance.
_STEMS = ("alf ", "etengah ", "eparuh ", "alb", "edi", "eio ", "emi", "ezzo ", "alv", "ół ", "arım ", "ол")
_Half = tuple[Span, str]  #: where a half of a scale stands, and the scale
_LEAST = 3  #: power of ten of a scale
_BEFORE, _BESIDE = 32, 16  #: characters before a scale with its half; beside an amount, the same in the other text


def halved_changes(one: str, two: str, passages: Sequence[Passage]) -> Iterator[tuple[int, Change]]:
    """Yield the changes of a half of a scale and all of it in copies, with their places in the left text.

    >>> texts = "It cost half a million pounds.", "It cost a million pounds."
    >>> list(halved_changes(*texts, [Passage((0, 29), (0, 24), 5)]))
    [(8, Change(what='number', left='half a million', right='a million'))]
    """
    halves, others = _halves(one), _halves(two)
    if not halves and not others:
        return
    for span, other, _ in passages:
        left, right = _within(span, halves), _within(other, others)
        if len(left) != len(right):
            for half, whole in _halved(one, span, left, two, other):
                yield half[0], _change(one, half, two, whole)
            for half, whole in _halved(two, other, right, one, span):
                yield whole[0], _change(one, whole, two, half)


def halved_change(change: Change, one: str, span: Span, two: str, other: Span) -> list[Change] | None:
    """Return what is told of two numbers of which one is a half of a scale; None if none is.

    >>> texts = "It cost half a million pounds.", "It cost 600,000 pounds."
    >>> halved_change(Change("number", "million", "600,000"), texts[0], (15, 22), texts[1], (8, 15))
    [Change(what='number', left='half a million', right='600,000 pounds')]
    """
    half, other_half = _half_at(one, span, change.left), _half_at(two, other, change.right)
    if (half is None) == (other_half is None):
        return None
    (text, place), value = ((two, other), half) if half else ((one, span), other_half)
    read = quantity_at(text, *place)
    if not read or not value or read.value == value[1]:
        return []
    sides = (half[0], span[1]) if half else read.span, (other_half[0], other[1]) if other_half else read.span
    return [_change(one, sides[0], two, sides[1])]


def _half_at(text: str, span: Span, written: str) -> tuple[int, Decimal] | None:
    """Where the half of a scale begins that is written at a span, and its value; None if it is none."""
    if scale_of(written) < _LEAST:
        return None
    for found in _HALF.finditer(text, max(0, span[0] - _BEFORE), span[1]):
        if found.end() == span[1] and _is_half(text, found):
            return found.start(), 10 ** scale_of(written) / Decimal(2)
    return None


def _is_half(text: str, found: re.Match[str]) -> bool:
    """Say whether what was found is a half of a scale, and not of more: two and a half million, dua setengah juta."""
    before = _NUMBER_BEFORE.search(text, max(0, found.start() - _BEFORE), found.start())
    is_more = before is not None and (before[1].isdecimal() or value_of_words(before[1]) is not None)
    return scale_of(found["scale"]) >= _LEAST and not is_more


def _change(one: str, span: Span, two: str, other: Span) -> Change:
    """The change of two amounts."""
    return Change("number", on_one_line(one[slice(*span)]), on_one_line(two[slice(*other)]))


@lru_cache(maxsize=1 << 10)
def _halves(text: str) -> tuple[_Half, ...]:
    """Where halves of a scale stand in a text, each with its scale; each article stands in several pairs."""
    if not any(stem in text for stem in _STEMS):
        return ()
    return tuple((found.span(), found["scale"]) for found in _HALF.finditer(text) if _is_half(text, found))


def _within(passage: Span, halves: tuple[_Half, ...]) -> list[_Half]:
    """Those that stand in a passage."""
    return [half for half in halves if passage[0] <= half[0][0] and half[0][1] <= passage[1]]


def _halved(
    text: str, passage: Span, halves: list[_Half], other_text: str, other: Span
) -> Iterator[tuple[Span, Span]]:
    """Where a half of a scale stands in a passage, and all of it in its place in that of the other text."""
    for half, scale in halves:
        before = text[max(passage[0], half[0] - _BESIDE) : half[0]]
        behind = text[half[1] : min(passage[1], half[1] + _BESIDE)]
        at = other_text.find(before, *other) if before else -1
        while at >= 0:
            whole = _whole_at(other_text, at + len(before), scale)
            if whole and whole[1] <= other[1] and other_text.startswith(behind, whole[1]):
                yield half, whole
            at = other_text.find(before, at + 1, other[1])


def _whole_at(text: str, at: int, scale: str) -> Span | None:
    """Where a number of a scale stands at a place, or the scale alone: a million, two million, sejuta; None if none."""
    for pattern in (_WHOLE, _COUNTED):
        found = pattern.match(text, at)
        if found and scale_of(found["scale"]) == scale_of(scale):
            count = found["count"] if pattern is _COUNTED else "1"
            return found.span() if count.isdecimal() or value_of_words(count) is not None else None
    return None
