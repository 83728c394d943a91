"""Years in two digits that the other text writes in four: '66 and 1966, ปี 66 and ปี 2566, 2021-22 and 2021/2022.

Two digits are a year behind an apostrophe or a word for a year; behind a number that word counts years, and the digits
begin something else ("5 years 66 people"). In Thai they are one behind a month as well, whose days stand before it.
Behind the four digits of a year and a stroke they are the last year of some.
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
#: The first year of some and the last one.
_YEARS = re.compile(r"(?<!\d)(?<!\d[-–/.,])(\d{4}|\d\d)\s?[-–/]\s?['’‘]?(\d{4}|\d\d)(?!\d|[-–/.,]\d)")
_DASHES = frozenset("-–/")  #: one of which stands in such a range
_LONGEST, _CENTURY = 12, 100  #: characters of such a range; years


@cache
def _before() -> "re.Pattern[str]":
    """What stands before a year in two digits, perhaps with another one of which it ends the range."""
    words = sorted(word for word, unit in units_in_words().items() if unit == "year")
    named = rf"(?<!\w)(?:{'|'.join(map(re.escape, [*words, 'fy']))})|ปี(?:งบ(?:ประมาณ)?)?|[พค]\.ศ\.|{_THAI_MONTHS}"
    return re.compile(rf"(?:['’‘]|(?<!\d)(?<!\d )(?:{named})\s?)(?:\d\d\s?[-–/]\s?['’‘]?)?$", re.IGNORECASE)


def is_one_year(one: str, span: Span, two: str, other: Span) -> bool:
    """Say whether two numbers are a year in two digits and in four, or the first and the last year of the same ones.

    >>> is_one_year("the class of '66", (14, 16), "the class of 1966", (13, 17))
    True
    >>> is_one_year("some 66 people", (5, 7), "some 1966 people", (5, 9))
    False
    >>> is_one_year("in 2021-22", (3, 10), "in 2021/2022", (3, 12))
    True
    """
    if (years := _years_at(one, span)) and _are_same_years(years, _years_at(two, other)):
        return True
    if {span[1] - span[0], other[1] - other[0]} != _LENGTHS:
        return False
    if span[1] - span[0] > other[1] - other[0]:
        one, span, two, other = two, other, one, span
    short, long = one[slice(*span)], two[slice(*other)]
    return long.endswith(short) and _is_year(long) and _is_short_year(one, span)


def is_year_given(text: str, span: Span, other: str) -> bool:
    """Say whether the other text has a year at a span in two digits, or in four if there are two; or the same years.

    >>> is_year_given("ปี 2561 และ", (3, 7), "เมื่อปี 60 - 61 จำนวน"), is_year_given("in 2561", (3, 7), "61 people")
    (True, False)
    """
    start, end = span
    if years := _years_at(text, span):
        ranges = islice(_YEARS.finditer(other), _MOST)
        if any(_are_same_years(years, _years_at(other, each.span())) for each in ranges):
            return True
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


def _years_at(text: str, span: Span) -> tuple[int, int, int] | None:
    """The first and the last year, in two digits, of the range that holds a span, and its century or nought; or None.

    A year in two digits is one behind the same year in four, or by what stands before it.
    """
    start, end = span
    if _DASHES.isdisjoint(text[max(0, start - _LONGEST) : end + _LONGEST]):
        return None
    for found in _YEARS.finditer(text, max(0, start - _LONGEST), end + _LONGEST):
        if found.start() > start or found.end() <= start or any(map(str.isdecimal, text[found.end() : end])):
            continue
        first, last = int(found[1]), int(found[2])
        if len(found[1]) == max(_LENGTHS):
            is_range = _is_year(found[1]) and (_is_year(found[2]) or last < _CENTURY)
            if last < _CENTURY:
                last += first - first % _CENTURY + (0 if first % _CENTURY < _CENTURY - 1 else _CENTURY)
            is_range = is_range and first < last < first + _CENTURY
        else:
            is_range = first < last < _CENTURY and _is_short_year(text, found.span(1))
        if is_range:
            return first % _CENTURY, last % _CENTURY, first // _CENTURY
    return None


def _are_same_years(one: tuple[int, int, int], other: tuple[int, int, int] | None) -> bool:
    """Say whether two ranges of years are one; the century of either may be unknown."""
    return other is not None and one[:2] == other[:2] and (one[2] == other[2] or 0 in (one[2], other[2]))


def _is_year(written: str) -> bool:
    """Say whether four digits may be a year."""
    return written.isdecimal() and _FIRST <= int(written) <= _LAST


def _is_short_year(text: str, span: Span) -> bool:
    """Say whether two digits are a year, by what stands before them."""
    start, end = span
    if not text[start:end].isdecimal() or text[end : end + 1] in ("%", "'"):
        return False
    return _before().search(text, max(0, start - _REACH), start) is not None
