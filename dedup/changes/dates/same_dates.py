"""Dates that say the same day in other words: 5-7 February, a weekday beside a day, "quinta-feira (20)"."""

import re
from functools import lru_cache

from dedup.changes.dates.split_times import Row
from dedup.facts.date_parts import date_word
from dedup.facts.facts import DATE
from dedup.language.date_words import ISLAMIC_MONTHS, MONTH, OTHER, date_words
from dedup.model import Span
from dedup.tokens import tokenise

_DAYS = re.compile(r"(\d{1,2})\s?[-–/]\s?(.+)")
_DAY_BEFORE = re.compile(r"(?<!\d)(\d{1,2})[.,]?\s\w{1,5}\s$")
_DAY = r"\d{1,2}(?:[./-]\d{1,2}(?:[./-]\d{2,4})?|月\d{1,2}日|월\s?\d{1,2}일)"
_BEFORE, _BEHIND = re.compile(rf"(?<!\d)({_DAY})\s?[,(（]?\s?$"), re.compile(rf"[)）]?,?\s[(（]?({_DAY})(?!\d)")
_DAY_OF_NAME = re.compile(r",?\s(\d{1,2}\s([^\W\d_]+))")
_REACH = 16  #: characters beside a weekday in which its day is
_FEIRA = r"(?:-feira)?,?\s(?:\(|dia\s)(\d{1,2})(?!\d|/)\)?"
_OF_FEIRA = re.compile(_FEIRA)
_FEIRA_BEFORE = re.compile(r"(?:feira|segunda|terça|quarta|quinta|sexta|sábado|domingo)\s\($")
_DAY_OF_MONTH = re.compile(r"(\d{1,2})(?:\sde\s|/)")


def are_same_dates(one: str, span: Span, two: str, other: Span) -> bool:
    """Say whether two dates, or one that the other text does not have there, say nothing that both texts do not.

    >>> are_same_dates("روز سه شنبه ۱۸ آذر", (4, 11), "روز ۱۸ آذر", (0, 0))
    True
    >>> are_same_dates("sáng thứ năm, 14/8 tại", (5, 12), "sáng 14/8 tại", (0, 0))
    True
    >>> are_same_dates("na quinta-feira (20) no", (3, 9), "em 20 de fevereiro no", (3, 18))
    True
    """
    if span[0] == span[1]:
        return _is_beside_day(two, other, one)
    if other[0] == other[1]:
        return _is_beside_day(one, span, two)
    return (
        _is_range_of(one, span, two, other) or _is_range_of(two, other, one, span)
        or _is_day_of_weekday(one, span, two, other) or _is_day_of_weekday(two, other, one, span)
    )  # fmt: skip


def without_range_ends(rows: list[Row]) -> list[Row]:
    """Leave out dates that one text has alone if they are one end of a range of days that is told with its other end.

    >>> without_range_ends([(1, DATE, 0, 0, 3, 11), (1, DATE, 3, 8, 3, 11)])
    [(1, 2, 3, 8, 3, 11)]
    """
    paired = [row for row in rows if row[1] == DATE and row[2] < row[3] and row[4] < row[5]]
    if not paired or len(paired) == len(rows):
        return rows
    left, right = {(row[2], row[3]) for row in paired}, {(row[4], row[5]) for row in paired}
    return [row for row in rows if row[1] != DATE or not _is_end(row, left, right)]


def _is_end(row: Row, left: set[Span], right: set[Span]) -> bool:
    """Say whether one text has a date alone, in a place of it where a date that both have stands as well."""
    _, _, start, end, other_start, other_end = row
    return (start == end and (other_start, other_end) in right) or (other_start == other_end and (start, end) in left)


def is_day_of_weekday(text: str, start: int, end: int, other: str) -> bool:
    """Say whether a number is the day in brackets behind a Portuguese weekday, and the other text has that day.

    >>> is_day_of_weekday("na quinta-feira (20) no", 17, 19, "em 20 de fevereiro no")
    True
    """
    if not (_FEIRA_BEFORE.search(text, max(0, start - _REACH), start) and text.startswith(")", end)):
        return False
    return re.search(rf"(?<!\d){text[start:end]}(?:\sde\s[a-zç]+|/\d)", other) is not None


def _is_range_of(one: str, span: Span, two: str, other: Span) -> bool:
    """Say whether days that the first text names at once are two in the other: 5-7 February, from 5 to 7 February."""
    days = _DAYS.fullmatch(one, *span)
    if not days or days[2] != two[slice(*other)]:
        return False
    before = _DAY_BEFORE.search(two, max(0, other[0] - 12), other[0])
    return before is not None and before[1] == days[1]


def _is_beside_day(text: str, span: Span, other: str) -> bool:
    """Say whether a weekday stands beside a day and month that the other text has, too, written as here."""
    if any(char.isdecimal() for char in text[slice(*span)]):
        return False
    named = _DAY_OF_NAME.match(text, span[1])
    if named and _is_month(named[2]):
        return re.search(rf"(?<!\d){named[1]}(?!\w)", other) is not None
    found = _BEHIND.match(text, span[1]) or _BEFORE.search(text, max(0, span[0] - _REACH), span[0])
    return found is not None and re.search(rf"(?<!\d){re.escape(found[1])}(?!\d)", other) is not None


@lru_cache(maxsize=1 << 10)
def _is_month(word: str) -> bool:
    """Say whether a word is the name of a month."""
    found, table = tokenise(word).words.tolist(), date_words()
    code = date_word(found[0], table.keys, table.codes) if len(found) == 1 else 0
    return code & 15 == MONTH or (code & 15 == OTHER and code >> 4 & 0xFFF > ISLAMIC_MONTHS)


def _is_day_of_weekday(one: str, span: Span, two: str, other: Span) -> bool:
    """Say whether the day behind a Portuguese weekday is that of a date: "quinta-feira (20)", "20 de fevereiro"."""
    day, date = _OF_FEIRA.match(one, span[1]), _DAY_OF_MONTH.match(two, other[0])
    return bool(day and date and int(day[1]) == int(date[1]))
