"""Noughts that one text writes in words: 3-nil for 3-0, صفر for 0.

The Arabic word is a month behind the number of a day or the word for a month.
"""

import re
from functools import lru_cache
from unicodedata import decimal

from dedup.model import Span

_WORDS = (
    *("zero", "nil", "nought", "nol", "null", "nul", "zéro", "cero", "noll", "ноль", "ноля", "нуль", "нуля", "sıfır"),
    *("शून्य", "শূন্য"),
)
_NOUGHT = rf"(?<!\w)(?:{'|'.join(_WORDS)}|(?<!\d\s)(?<!شهر\s)صفر)(?!\w)"
_STROKE = r"\s?[-–:/]\s?"
_SCORE = re.compile(rf"(\d{{1,3}})(?:{_STROKE}(\d{{1,3}}))?")
_BEHIND = re.compile(rf"{_STROKE}(?:{_NOUGHT})", re.IGNORECASE)
_ANY = re.compile(_NOUGHT, re.IGNORECASE)


def is_nought_given(text: str, span: Span, other: str) -> bool:
    """Say whether a nought, or a score with one, at a span is in words in the other text.

    >>> is_nought_given("3 / 0 then", (4, 5), "3 / صفر then"), is_nought_given("0-3 then", (0, 3), "nil-3 then")
    (True, True)
    >>> is_nought_given("0-3 then", (0, 3), "nil-2 then"), is_nought_given("3 / 0 then", (4, 5), "5 صفر then")
    (False, False)
    """
    ends = _ends(text[slice(*span)])
    if 0 not in ends:
        return False
    if len(ends) == 1:
        return _has_nought(other)
    pattern = _STROKE.join(f"(?:{_NOUGHT})" if end == 0 else rf"(?<!\d){end}(?!\d)" for end in ends)
    return re.search(pattern, other, re.IGNORECASE) is not None


def is_with_nought(figure: str, text: str, span: Span) -> bool:
    """Say whether a score with a nought is what a text says at a span and goes on to say in words.

    >>> is_with_nought("3-0", "won 3-nil there", (4, 5)), is_with_nought("3-0", "won 2-nil there", (4, 5))
    (True, False)
    """
    ends = _ends(figure)
    return len(ends) > 1 and ends[1] == 0 and _ends(text[slice(*span)]) == ends[:1] and (
        _BEHIND.match(text, span[1]) is not None
    )  # fmt: skip


def _ends(figure: str) -> list[int]:
    """The number or the two of a score that a figure is; none if it is anything else."""
    found = _SCORE.fullmatch(figure)
    return [int("".join(str(decimal(char)) for char in end)) for end in found.groups() if end] if found else []


@lru_cache(maxsize=256)
def _has_nought(text: str) -> bool:
    """Say whether a nought stands in words in a text."""
    return _ANY.search(text) is not None
