"""Dates in digits that are read as numbers: 3 May in one text, "03.05." in the other; 2024년 5월 3일 and "2024. 5. 3.".

Two numbers with a full stop or a stroke between may be a rate, a time or a score, so that the kernels take them for a
date only where more tells of one. Beside a date that the other text has alone in that place it is told: by the same
day and month.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from dedup.changes.dates.split_times import Row
from dedup.facts.facts import DATE, FIGURE, facts_of
from dedup.model import Span

_DAY_FIRST = re.compile(
    r"(?<![\d.,/-])(\d{1,2})(?:\.\s?|[/-])(\d{1,2})(?:(?:\.\s?(?=\d{4})|[./-])(\d{4}|\d\d))?(?!\d|[.,/-]\d)"
)
_YEAR_FIRST = re.compile(r"(?<![\d.,/-])(\d{4})(?:\.\s?|[/-])(\d{1,2})(?:\.\s?|[/-])(\d{1,2})(?!\d|[.,/-]\d)")
_ISO = re.compile(r"(\d{4}|-)-(\d\d)-(\d\d)")
_REACH = 12  #: characters around a number in which the others of its date stand
_WORD_BEFORE = 6  #: characters before a date in which a word stands that tells of one: ngày 21 tháng 9
_NEXT = re.compile(r"[ .,]*[^\W\d]*")
_BESIDE = 3  #: facts that differ, between a date and the numbers of the same date in the other text


def without_numeric_dates(one: str, two: str, rows: Sequence[Row]) -> Sequence[Row]:
    """Leave out of the facts that differ dates of one text that the other writes in digits, and these digits.

    >>> without_numeric_dates("on 3 May in Rome", "on 03.05. in Rome", [(1, DATE, 3, 8, 0, 0), (1, FIGURE, 0, 0, 3, 8)])
    []
    """
    if not any(row[1] == DATE and _side(row) for row in rows):
        return rows
    dropped: set[int] = set()
    for k, row in enumerate(rows):
        if row[1] != DATE or not (side := _side(row)):
            continue
        text, other = (one, two) if side > 0 else (two, one)
        start, end = _span(row)
        written, behind = text[max(0, start - _WORD_BEFORE) : end], _word_behind(text, end)
        figures = [m for m in _beside(rows, k) if rows[m][1] == FIGURE and _side(rows[m]) == -side]
        dates = (_date_in_digits(other, *_span(rows[m]), written) for m in figures)
        found = next((span for span in dates if span and _word_behind(other, span[1]) == behind), None)
        if found:
            dropped.add(k)
            dropped.update(m for m in figures if found[0] <= _span(rows[m])[0] < found[1])
    return [row for k, row in enumerate(rows) if k not in dropped] if dropped else rows


def _beside(rows: Sequence[Row], k: int) -> range:
    """The facts that differ close to one of them."""
    return range(max(0, k - _BESIDE), min(len(rows), k + _BESIDE + 1))


def _word_behind(text: str, end: int) -> str:
    """The word behind a date, which tells 3.5. from 3.5 million."""
    found = _NEXT.match(text, end, end + _REACH)
    return found[0].strip(" .,") if found else ""


def _side(row: Row) -> int:
    """1 for a fact of the left text alone, -1 for one of the right text, 0 for one that both have in a place."""
    return (row[2] < row[3]) - (row[4] < row[5])


def _span(row: Row) -> Span:
    """Where a fact stands that one text has alone."""
    return (row[2], row[3]) if row[2] < row[3] else (row[4], row[5])


def _date_in_digits(text: str, start: int, end: int, written: str) -> Span | None:
    """Where the number in a span is a part of a date in digits, if that is a date as written elsewhere."""
    low, high = max(0, start - _REACH), end + _REACH
    for pattern in (_YEAR_FIRST, _DAY_FIRST):
        for found in pattern.finditer(text, low, high):
            is_around = found.start() <= start and end <= found.end()
            if is_around and _is_of(written, *found.groups(""), pattern is _YEAR_FIRST):
                return found.span()
    return None


@lru_cache(maxsize=1 << 10)
def _is_of(written: str, first: str, second: str, third: str, is_year_first: bool) -> bool:
    """Say whether a date as written has a day and month, in either order, and no other year."""
    for fact in reversed(facts_of(written)):
        found = _ISO.fullmatch(fact.value) if fact.kind == "date" else None
        if not found:
            continue
        year, parts = (first, {(second, third)}) if is_year_first else (third, {(second, first), (first, second)})
        is_day = any((int(found[2]), int(found[3])) == (int(month), int(day)) for month, day in parts)
        return is_day and (not year or found[1] == "-" or found[1].endswith(year))
    return False
