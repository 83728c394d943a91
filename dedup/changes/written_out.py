"""Fractions and ranges that only one text writes in words: two and a half, 2.5; five to ten, 5-10."""

import re
from decimal import Decimal

from dedup.changes.quantities import scale_of, value_of_words
from dedup.model import Span

_HALVES = (
    *("and a half", "setengah", "y medio", "y media", "e meio", "e meia", "et demi", "et demie", "e mezzo", "e mezza"),
    *("en een half", "en een halve", "och en halv", "och ett halvt", "og en halv", "og et halvt", "i pół", "a půl"),
    *("с половиной", "з половиною", "buçuk"),
)
_HALF = re.compile(rf"(?:\s[^\W\d_]+)?\s(?:{'|'.join(_HALVES)})\b")  # two and a half years, two years and a half
_OTHER_END = re.compile(r"\s[^\W\d_]{1,7}\s([^\W\d_]+)")
_DECIMAL = re.compile(r"(\d{1,9})[.,](\d{1,2})")
_RANGE = re.compile(r"(\d{1,9})\s?[-–]\s?(\d{1,9})")
_TWICE = 2


def is_written_out(figure: str, text: str, span: Span) -> bool:
    """Say whether a figure of one text is what the other goes on to say behind a number in words at a span.

    >>> is_written_out("2.5", "after two and a half years", (6, 9)), is_written_out("2.6", "two and a half", (0, 3))
    (True, False)
    >>> is_written_out("5-10", "some five to ten people", (5, 9))
    True
    """
    if found := _DECIMAL.fullmatch(figure):
        is_half = Decimal(f"0.{found[2]}") * _TWICE == 1
        return is_half and _HALF.match(text, span[1]) is not None and _is_value(text[slice(*span)], found[1])
    if found := _RANGE.fullmatch(figure):
        behind = _OTHER_END.match(text, span[1])
        return behind is not None and _is_value(text[slice(*span)], found[1]) and _is_value(behind[1], found[2])
    return False


def _is_value(words: str, digits: str) -> bool:
    """Say whether a number in words, with its scale or without it, is the one in digits."""
    number, _, scale = words.rpartition(" ")
    return value_of_words(number if number and scale_of(scale) > 0 else words) == Decimal(digits)
