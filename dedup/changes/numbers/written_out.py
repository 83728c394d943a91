"""Fractions, ranges and hours that only one text writes in words: two and a half, five to ten, halb drei for 14.30."""

import re
from decimal import Decimal

from dedup.changes.numbers.noughts import is_with_nought
from dedup.changes.numbers.quantities import scale_of, value_of_words
from dedup.model import Span

_HALVES = (
    *("and a half", "setengah", "y medio", "y media", "e meio", "e meia", "et demi", "et demie", "e mezzo", "e mezza"),
    *("en een half", "en een halve", "och en halv", "och ett halvt", "og en halv", "og et halvt", "i pół", "a půl"),
    *("с половиной", "з половиною", "buçuk", "ونصف"),
)
_HALF = re.compile(rf"(?:\s[^\W\d_]+)?\s(?:{'|'.join(_HALVES)})\b")  # two and a half years, two years and a half
_OTHER_END = re.compile(r"\s[^\W\d_]{1,7}\s([^\W\d_]+)")
_DECIMAL = re.compile(r"(\d{1,9})[.,](\d{1,2})")
_RANGE = re.compile(r"(\d{1,9})\s?[-–]\s?(\d{1,9})")
#: Before the hour that is half an hour away: halb drei, half drie, setengah tiga, halv tre.
_HALF_BEFORE = re.compile(r"(?<!\w)(?:halb|half|setengah|halv)\s$", re.IGNORECASE)
_HALF_PAST = re.compile(r"(\d{1,2})[.:]30")
_REACH, _HOURS = 9, 12  #: characters before an hour in which a half stands; hours of a clock
_TWICE = 2


def is_written_out(figure: str, text: str, span: Span) -> bool:
    """Say whether a figure of one text is what the other goes on to say behind a number in words at a span.

    >>> is_written_out("2.5", "after two and a half years", (6, 9)), is_written_out("2.6", "two and a half", (0, 3))
    (True, False)
    >>> is_written_out("5-10", "some five to ten people", (5, 9))
    True
    """
    if is_with_nought(figure, text, span):
        return True
    if (found := _HALF_PAST.fullmatch(figure)) and before_half(text, span[0]) < span[0]:
        hour = value_of_words(text[slice(*span)])
        return hour is not None and 0 < hour <= _HOURS and (int(found[1]) + 1 - hour) % _HOURS == 0
    if found := _DECIMAL.fullmatch(figure):
        is_half = Decimal(f"0.{found[2]}") * _TWICE == 1
        return is_half and _HALF.match(text, span[1]) is not None and _is_value(text[slice(*span)], found[1])
    if found := _RANGE.fullmatch(figure):
        behind = _OTHER_END.match(text, span[1])
        return behind is not None and _is_value(text[slice(*span)], found[1]) and _is_value(behind[1], found[2])
    return False


def before_half(text: str, at: int) -> int:
    """Return where the half of an hour in words begins, at the left of a place; the place if there is none.

    >>> before_half("um halb drei", 8), before_half("um drei", 3)
    (3, 3)
    """
    found = _HALF_BEFORE.search(text, max(0, at - _REACH), at)
    return found.start() if found else at


def _is_value(words: str, digits: str) -> bool:
    """Say whether a number in words, with its scale or without it, is the one in digits; a scale alone is one."""
    number, _, scale = words.rpartition(" ")
    if not number and scale_of(scale) > 0:
        return digits == "1"
    return value_of_words(number if number and scale_of(scale) > 0 else words) == Decimal(digits)
