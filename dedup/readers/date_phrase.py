"""Dates as sites and agencies write them in Indonesian and English, to ISO 8601.

A phrase is understood only if every word in it is: day, month, year, time, zone, the day of
the week, and a few words around them. What could mean two days is not understood.
"""

import re
from datetime import datetime, timedelta, timezone
from itertools import chain
from typing import NamedTuple

_MONTHS = """
januari january jan
februari pebruari february feb peb
maret march mar mrt
april apr
mei may
juni june jun
juli july jul
agustus august agt agu ags aug agst agust
september sept sep
oktober october okt oct
november nopember nov nop
desember december des dec
"""
_WEEKDAYS = """
senin senen monday sen mon
selasa tuesday sel tue tues
rabu wednesday rab wed
kamis thursday kam thu thur thurs
jumat jum'at jumaat friday jum fri
sabtu saturday sab sat
minggu ahad sunday min mgg sun
"""
_INDONESIAN_WEEKDAYS = """
senin senen sen selasa sel rabu rab kamis kam jumat jum'at jumaat jum sabtu sab minggu ahad min mgg
"""
#: Hours east of Greenwich. Names that stand for several zones are not here, save those of RFC 2822.
_ZONE_HOURS = """
wib 7, wita 8, wit 9, utc 0, gmt 0, ut 0, z 0, est -5, edt -4, cst -6, cdt -5, mst -7, mdt -6, pst -8, pdt -7,
wet 0, west 1, cet 1, cest 2, eet 2, eest 3, msk 3, sgt 8, myt 8, hkt 8, pht 8, jst 9, kst 9, aest 10, aedt 11,
nzst 12, nzdt 13
"""
_SEVERAL_ZONES = "ist bst et ct mt pt"
_INDONESIAN_ZONES = ("wib", "wita", "wit")
_IGNORED = """
published posted on at updated update diterbitkan dipublikasikan diperbarui tayang terbit pada tanggal tgl pukul
jam hari pkl rilis dirilis dimuat terakhir the of by date waktu indonesia barat tengah timur edition last modified oleh
"""
#: Parts of the day behind an hour: from and to which hour of twelve it is one of the afternoon or evening.
_PARTS_OF_DAY = {"pagi": (13, 13), "siang": (1, 3), "sore": (1, 7), "malam": (6, 11)}
_PM, _AM = frozenset(("pm", "p.m.", "p.m")), frozenset(("am", "a.m.", "a.m"))

_SITE = re.compile(r"^[\w\-]+\.(?:com|co\.id|id|net|org|co|news|tv)\s*[-–—|,:]\s*", re.IGNORECASE)
_REMARK = re.compile(r"\((?!\s*(?:\d|[a-z]{2,4}\b|[+-]))[^()]*\)\s*$", re.I)  # what JavaScript writes after the zone
_CLOCK = re.compile(r"(?<![\d:./-])([01]?\d|2[0-4])([:.])([0-5]\d)(?:\2([0-5]\d|60)(?:\.\d+)?)?(?![\d:/])(?!\.\d)")
_OFFSET = re.compile(r"(?:\b(?:utc|gmt)\s*)?(?<![\w-])([+-])(\d{1,2}):?(\d\d)?(?![\d:./-])", re.IGNORECASE)
_OFFSET_NAMED = re.compile(r"\b(?:utc|gmt)\s*([+-])(\d{1,2}):?(\d\d)?(?!\d)", re.IGNORECASE)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})(?!\d)")
_AREAS = "africa|america|antarctica|arctic|asia|atlantic|australia|europe|indian|pacific|etc"
_PLACE = re.compile(rf"(?<=\d)\s*\b(?:{_AREAS})(?:/[a-z_+-]+[0-9]*)+$")  # a zone by its city
_T = re.compile(r"(?<=\d)t(?=\d\d:)")
_YEAR_FIRST = re.compile(r"(?<!\d)(?<!^[+−-])(\d{4})([/.-])(\d{1,2})\2(\d{1,2})(?!\d)")
_WORD = re.compile(r"[^\W\d_]+(?:['’.][^\W\d_]+)*\.?|\d+(?:st|nd|rd|th)?", re.IGNORECASE)


def _table(lines: str) -> dict[str, int]:
    """Return the words of lines with the number of their line, from 1."""
    numbered = enumerate(lines.strip().splitlines(), 1)
    return dict(chain.from_iterable(((word, number) for word in line.split()) for number, line in numbered))


_MONTH_OF = _table(_MONTHS)
_WEEKDAY_OF = _table(_WEEKDAYS)
_IS_INDONESIAN_WEEKDAY = frozenset(_INDONESIAN_WEEKDAYS.split())
_IS_IGNORED = frozenset(_IGNORED.split())
_HOURS_OF: dict[str, int | None] = {
    **{name: int(hours) for name, hours in (entry.split() for entry in _ZONE_HOURS.split(","))},
    **dict.fromkeys(_SEVERAL_ZONES.split()),
}


class _Zone(NamedTuple):
    """What a phrase says of its zone."""

    offset: timezone | None
    is_indonesian: bool
    is_unknown: bool  #: a name that stands for several or for a city


_UNKNOWN_ZONE = _Zone(None, is_indonesian=False, is_unknown=True)

def read_phrase(written: str) -> str:
    """Return the date of a phrase as ISO 8601; empty if it is not understood to the last word.

    >>> read_phrase("Rabu (7/10/2020) 08.05 WITA"), read_phrase("February 6th, 2024 4:30 p.m.")
    ('2020-10-07T08:05:00+08:00', '2024-02-06T16:30:00')
    >>> read_phrase("Selasa (6/2)"), read_phrase("2 jam lalu")
    ('', '')
    """
    text = _SITE.sub("", _REMARK.sub("", written.strip())).lower().replace("’", "'")
    try:
        return _read(_T.sub(" ", text))
    except (ValueError, OverflowError):
        return ""


def _read(text: str) -> str:
    """Take the phrase apart: numbers with marks first, then word by word."""
    day_parts, text = _numeric_date(text)
    offset, text = _offset(text)
    clock, text = _clock(text)
    words = _WORD.findall(text)
    if len(_WORD.sub("", text).strip(" \t\n,.-–—|/()•·:;@")) > 0:
        return ""
    zone = offset
    weekday, is_indonesian = 0, False
    half = ""
    rest: list[str] = []
    for word in words:
        bare = word.rstrip(".")
        if bare in _HOURS_OF and (clock or bare in _INDONESIAN_ZONES):
            zone = zone or _named_zone(bare)
        elif word in _PM or word in _AM:
            half = "pm" if word in _PM else "am"
        elif bare in _PARTS_OF_DAY and clock and not half:
            half = bare
        elif bare in _WEEKDAY_OF and not weekday:
            weekday = _WEEKDAY_OF[bare]
            is_indonesian = bare in _IS_INDONESIAN_WEEKDAY
        elif bare not in _IS_IGNORED:
            rest.append(bare)
    is_indonesian = is_indonesian or bool(zone and zone.is_indonesian)
    if day_parts is not None:
        day = None if rest else _told_apart(day_parts, weekday, is_indonesian)
    else:
        day = _named_month(rest)
    if day is None:
        return ""
    return _iso(day, clock, half, zone)


def _iso(day: datetime, clock: tuple[int, int, int] | None, half: str, zone: _Zone | None) -> str:
    """Put day, time and zone together; without a zone that is known, a zone given leaves the day alone."""
    if clock is None:
        return "" if half else day.date().isoformat()
    hours, minutes, seconds = clock
    if half in _PARTS_OF_DAY:
        hours = _hour_of_day(hours, half)
    elif half:
        if not 1 <= hours <= 12:
            return ""
        hours = hours % 12 + (12 if half == "pm" else 0)
    if zone is not None and zone.is_unknown:
        return day.date().isoformat()
    moment = day + timedelta(hours=hours, minutes=minutes, seconds=min(seconds, 59))
    return (moment if zone is None else moment.replace(tzinfo=zone.offset)).isoformat()


def _hour_of_day(hours: int, part: str) -> int:
    """Return the hour of 24 for one beside an Indonesian part of the day, where it can be only one."""
    first, last = _PARTS_OF_DAY[part]
    if first <= hours <= last:
        return hours + 12
    fits = {"pagi": 1 <= hours < 12, "siang": 10 <= hours < 16, "sore": 14 <= hours < 20, "malam": 18 <= hours < 24}
    if not fits[part]:
        raise ValueError
    return hours


def _named_zone(name: str) -> _Zone:
    """Return the zone of a name in the table."""
    hours = _HOURS_OF[name]
    offset = timezone(timedelta(hours=hours)) if hours is not None else None
    return _Zone(offset, name in _INDONESIAN_ZONES, hours is None)


def _offset(text: str) -> tuple[_Zone | None, str]:
    """Find ``+0700``, ``GMT+7``, ``Europe/Berlin``; return it and the text without it. A city's offset is not known."""
    if (place := _PLACE.search(text)) and _CLOCK.search(text[: place.start()]):
        return _UNKNOWN_ZONE, text[: place.start()]
    found = _OFFSET_NAMED.search(text)
    if found is None:
        found = next((item for item in _OFFSET.finditer(text) if item[3] and _CLOCK.search(text[: item.start()])), None)
    if found is None:
        return None, text
    sign, hours, minutes = found.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    if offset > timedelta(hours=14):
        raise ValueError
    zone = _Zone(timezone(-offset if sign == "-" else offset), is_indonesian=False, is_unknown=False)
    return zone, f"{text[: found.start()]} {text[found.end() :]}"


def _clock(text: str) -> tuple[tuple[int, int, int] | None, str]:
    """Find the time of day; return it and the text without it. Two times are not understood."""
    found = _CLOCK.search(text)
    if found is None:
        whole = re.search(r"\b(\d{1,2})\s*(?=[ap]\.?m\b)", text)  # 4 pm
        if whole is None:
            return None, text
        return (int(whole[1]), 0, 0), f"{text[: whole.start()]} {text[whole.end() :]}"
    clock = int(found[1]), int(found[3]), int(found[4] or 0)
    if clock > (24, 0, 0):
        raise ValueError
    return clock, f"{text[: found.start()]} {text[found.end() :]}"


def _numeric_date(text: str) -> tuple[tuple[int, int, int] | None, str]:
    """Find ``7/10/2020`` or ``2020/10/7``; return it as written (year last) and the text without it."""
    found = _YEAR_FIRST.search(text)
    if found is not None:
        parts = -int(found[3]), int(found[4]), int(found[1])  # a month that is known to be one is negative
        return parts, f"{text[: found.start()]} {text[found.end() :]}"
    found = _NUMERIC.search(text)
    if found is None or len(found[4]) == 2:
        return None, text
    parts = int(found[1]), int(found[3]), int(found[4])
    return parts, f"{text[: found.start()]} {text[found.end() :]}"


def _told_apart(parts: tuple[int, int, int], weekday: int, is_indonesian: bool) -> datetime | None:
    """Return the day of numbers; None if they can mean two days and nothing says which."""
    first, second, year = parts
    if first < 0:
        return datetime(year, -first, second)
    readings = {reading for month, day in ((second, first), (first, second)) if (reading := _day(year, month, day))}
    if len(readings) > 1 and is_indonesian:
        readings = {reading for reading in readings if (reading.day, reading.month) == (first, second)}
    if weekday:
        readings = {reading for reading in readings if reading.isoweekday() == weekday}
    return readings.pop() if len(readings) == 1 else None


def _day(year: int, month: int, day: int) -> datetime | None:
    """Return a day; None if there is none."""
    try:
        return datetime(year, month, day)
    except ValueError:
        return None


def _named_month(words: list[str]) -> datetime | None:
    """Return the day of exactly a day, the name of a month and a year, the month first or second."""
    if len(words) != 3:
        return None
    months = [position for position, word in enumerate(words) if word in _MONTH_OF]
    if months not in ([0], [1]):
        return None
    month = _MONTH_OF[words.pop(months[0])]
    numbers = [int(re.sub(r"(?:st|nd|rd|th)$", "", word)) for word in words]
    day, year = numbers if numbers[0] < 32 else numbers[::-1]
    if not 1 <= day <= 31 or not 1900 <= year < 2100:
        return None
    return datetime(year, month, day)
