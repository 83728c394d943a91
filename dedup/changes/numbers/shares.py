"""Shares, multiples and numbers that are not counted, as they stand in a text: two-thirds, three times, hundreds.

Told as a whole where they differ. A word that is an ordinal as well ("third") is a share with an article or a number
before it: "a third of", not "the third tender".
"""

import re
from fractions import Fraction
from typing import NamedTuple

from dedup.changes.numbers.quantities import HUNDRED, value_of_words
from dedup.language.arabic_letters import plain
from dedup.language.number_words import ORDINALS
from dedup.language.shares import DOUBTFUL, TIMES, share_words
from dedup.model import Change, Span

_ARTICLES = frozenset(
    ("a", "an", "one", "un", "una", "une", "um", "uma", "uno", "ein", "eine", "einem", "einen", "een")
)
_WORD = re.compile(r"[^\W_]+")
_BEFORE = re.compile(r"(?<!\w)([^\W_]+)[\s-]$")
_TIMES = re.compile(rf"[ -](?:{'|'.join(TIMES)})(?!\w)", re.IGNORECASE)
_REACH = 20  #: characters before a word in which what is counted stands


class Share(NamedTuple):
    """What is read."""

    kind: str  #: "share", "multiple" or "many": of one kind they are compared
    value: Fraction
    span: Span


def share_at(text: str, start: int, end: int) -> Share | None:
    """Return what stands in a span, or begins there; None if it is none.

    >>> share_at("nearly two-thirds of it", 7, 10)
    Share(kind='share', value=Fraction(2, 3), span=(7, 17))
    >>> share_at("a third of it", 2, 7).span, share_at("the third tender", 4, 9), share_at("in three times", 3, 8).value
    ((0, 7), None, Fraction(3, 1))
    """
    last = end
    while text[last : last + 1].isalnum() or (last == end and text[last : last + 1] in (" ", "-") and last < len(text)):
        last += 1
    for found in _WORD.finditer(text, start, last):
        kind, number = share_words().get(plain(found[0].casefold()), ("", 0))
        if kind == "share":
            share = _share(text, found.start(), found.end(), number)
            if share and share.span[0] < end:
                return share
        elif kind and found.start() < end and not (kind == "many" and _is_counted(text, found.start())):
            return Share(kind, Fraction(number), found.span())
    times = _TIMES.match(text, end)
    value = _number(text[start:end]) if times else None
    return Share("multiple", Fraction(value), (start, times.end())) if times and value else None


def _share(text: str, start: int, end: int, under: int) -> Share | None:
    """A share whose denominator stands in a span, with the number or the article before it."""
    before = _BEFORE.search(text, max(0, start - _REACH), start)
    over = _number(before[1]) if before else None
    if before and over:
        return Share("share", Fraction(over, under), (before.start(1), end))
    return None if text[start:end].casefold() in DOUBTFUL else Share("share", Fraction(1, under), (start, end))


def _is_counted(text: str, start: int) -> bool:
    """Say whether a number stands before a word: 3 millions, not millions."""
    before = _BEFORE.search(text, max(0, start - _REACH), start)
    return before is not None and (before[1][-1].isdecimal() or value_of_words(before[1]) is not None)


def _number(written: str) -> int | None:
    """A whole number below a hundred in digits or words, or an article, which is one; None for anything else."""
    word = written.casefold()
    if word in _ARTICLES:
        return 1
    if word.isdecimal():
        return int(word) if len(word) < len(str(HUNDRED)) else None
    value = None if word in ORDINALS else value_of_words(word)
    return int(value) if value is not None and value < HUNDRED else None


def share_change(change: Change, one: str, span: Span, two: str, other: Span) -> list[Change] | None:
    """Return what is told of two numbers if both are of shares, multiples or many of something; None if they are not.

    >>> share_change(Change("number", "half", "third"), "half of it", (0, 4), "a third of it", (2, 7))
    [Change(what='number', left='half', right='a third')]
    """
    left, right = share_at(one, *span), share_at(two, *other)
    if left and right and left.kind == right.kind:
        told = Change("number", one[slice(*left.span)], two[slice(*right.span)])
        return [told] if left.value != right.value else []
    is_word = all(plain(side.casefold()) in share_words() for side in (change.left, change.right))
    return [] if is_word and None in (value_of_words(change.left), value_of_words(change.right)) else None
