"""Years in two digits that the other text writes in four: '66 and 1966, tahun 24 and 2024, ปี 66 and ปี 2566.

Two digits are a year behind an apostrophe or a word for a year; behind a number that word counts years, and the digits
begin something else ("5 years 66 people"). In Thai they are one behind a month as well, whose days stand before it.
"""

import re
from functools import cache
from itertools import islice

from dedup.language.unit_names import units_in_words
from dedup.model import Span

_FIRST, _LAST = 1300, 2699  #: years of the Islamic calendar, the common one and the Buddhist one
_LENGTHS = {2, 4}
_THAI_MONTHS = r"(?:ม\.ค|ก\.พ|มี\.ค|เม\.ย|พ\.ค|มิ\.ย|ก\.ค|ส\.ค|ก\.ย|ต\.ค|พ\.ย|ธ\.ค)\."
_MOST = 200  #: places of two digits that are looked at
_REACH = 24  #: characters before two digits in which the word for a year stands


@cache
def _before() -> "re.Pattern[str]":
    """What stands before a year in two digits, perhaps with another one of which it ends the range."""
    words = sorted(word for word, unit in units_in_words().items() if unit == "year")
    named = rf"(?<!\w)(?:{'|'.join(map(re.escape, [*words, 'fy']))})|ปี(?:งบ(?:ประมาณ)?)?|[พค]\.ศ\.|{_THAI_MONTHS}"
    return re.compile(rf"(?:['’‘]|(?<!\d)(?<!\d )(?:{named})\s?)(?:\d\d\s?[-–/]\s?['’‘]?)?$", re.IGNORECASE)


def is_one_year(one: str, span: Span, two: str, other: Span) -> bool:
    """Say whether two numbers are a year in two digits and in four.

    >>> is_one_year("the class of '66", (14, 16), "the class of 1966", (13, 17))
    True
    >>> is_one_year("some 66 people", (5, 7), "some 1966 people", (5, 9))
    False
    """
    if {span[1] - span[0], other[1] - other[0]} != _LENGTHS:
        return False
    if span[1] - span[0] > other[1] - other[0]:
        one, span, two, other = two, other, one, span
    short, long = one[slice(*span)], two[slice(*other)]
    return long.endswith(short) and _is_year(long) and _is_short_year(one, span)


def is_year_given(text: str, span: Span, other: str) -> bool:
    """Say whether the other text has a year at a span in two digits, or in four if there are two.

    >>> is_year_given("ปี 2561 และ", (3, 7), "เมื่อปี 60 - 61 จำนวน"), is_year_given("in 2561", (3, 7), "61 people")
    (True, False)
    """
    start, end = span
    written = text[start:end]
    if end - start not in _LENGTHS or not written.isdecimal():
        return False
    if len(written) == min(_LENGTHS):
        if not _is_short_year(text, span):
            return False
        return any(_is_year(each[0]) for each in re.finditer(rf"(?<!\d)\d\d{written}(?!\d)", other))
    if written[2:] not in other or not _is_year(written):
        return False
    found = islice(re.finditer(rf"(?<!\d){written[2:]}(?!\d)", other), _MOST)
    return any(_is_short_year(other, each.span()) for each in found)


def _is_year(written: str) -> bool:
    """Say whether four digits may be a year."""
    return written.isdecimal() and _FIRST <= int(written) <= _LAST


def _is_short_year(text: str, span: Span) -> bool:
    """Say whether two digits are a year, by what stands before them."""
    start, end = span
    if not text[start:end].isdecimal() or text[end : end + 1] in ("%", "'"):
        return False
    return _before().search(text, max(0, start - _REACH), start) is not None
