"""The date of publication of a record, in whatever common form, to ISO 8601.

Understood are ISO 8601, the form of e-mail and RSS, seconds since 1970, and what Indonesian
and English sites write: names of months and days, WIB, WITA and WIT, ``pukul 10.30``. A date
that can be read in two ways (03/04/2024) is not guessed: it is not understood. It does not
read dates out of running text; ``dedup.facts.facts`` does.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

from dedup.readers.date_phrase import read_phrase

_SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:[ T]+(\d{1,2}:\d\d(?::\d\d)?))?$")
_SPACED_ZONE = re.compile(
    r"(\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|UTC|GMT|WIB|WITA|WIT|[+-]\d\d:?\d\d)$", re.IGNORECASE
)
_ZONES = {"Z": 0, "UTC": 0, "GMT": 0, "WIB": 7, "WITA": 8, "WIT": 9}
_MAIL = re.compile(
    r"(?:[A-Z][a-z]{2,8},? +)?(\d{1,2})[ -]([A-Z][a-z]{2})[ -](\d{4}|\d\d) "
    r"(\d\d):(\d\d)(?::(\d\d))? ([+-])(\d\d):?(\d\d)$"
)
_MAIL_NAMED = re.compile(
    r"((?:[A-Z][a-z]{2,8},? +)?\d{1,2}[ -][A-Z][a-z]{2}[ -](?:\d{4}|\d\d) \d\d:\d\d(?::\d\d)?) (?:Z|UT|UTC|GMT)$"
)
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
_MONTH_OF = {name: number for number, name in enumerate(_MONTHS.split(), 1)}
_POINTED = re.compile(r"(\d{4}-\d\d-\d\d[ T]\d\d)\.(\d\d)(?:\.(\d\d))?(?!\d)")  # 10.30: half past ten
_PLACE = re.compile(r"\[[A-Za-z_/+\-]+\]$")  # that Java puts behind the zone
_NO_OFFSET = re.compile(r"(:\d\d(?:[.,]\d+)?)\s?[+-]\d\d:?\d\d$")  # what stands in its place and is none: the day stays
_ORDINAL = re.compile(r"(\d{4})-(\d{3})(?![\d-])")  # the day of the year
_BASIC = re.compile(r"\d{8}T")
_COMPACT = re.compile(r"(?:19|20)\d{12}$")
_EPOCH = re.compile(r"-?\d{9,13}(?:\.\d+)?$")
_MILLISECONDS_FROM = 1e11  # seconds reach it in the year 5138
_FIRST_YEAR = 1900
_MAX_CHARS = 120  # nothing longer is a date


def iso_date(written: str) -> str:
    """Return a date as ISO 8601, or the empty string if it is not understood.

    ISO 8601 itself is kept as written, save that ``20240206T103000Z`` gets its marks. The time
    of day and the zone are kept where they are given; none is made up.

    >>> iso_date("2024-02-06T10:30:00Z"), iso_date("Tue, 06 Feb 2024 10:30:00 +0700")
    ('2024-02-06T10:30:00Z', '2024-02-06T10:30:00+07:00')
    >>> iso_date("Selasa, 6 Februari 2024 pukul 10.30 WIB"), iso_date("6 Feb 2024")
    ('2024-02-06T10:30:00+07:00', '2024-02-06')
    >>> iso_date("2024-037T10:30"), iso_date("2024-02-05T24:00:00"), iso_date("2024-02-06T10:30 Europe/Berlin")
    ('2024-02-06T10:30', '2024-02-06T00:00:00', '2024-02-06')
    >>> iso_date("1707190200"), iso_date("03/04/2024"), iso_date("yesterday")
    ('2024-02-06T03:30:00+00:00', '', '')
    """
    written = _PLACE.sub("", written.strip())
    if not written or len(written) > _MAX_CHARS:
        return ""
    if pointed := _POINTED.match(written):
        written = ":".join(filter(None, pointed.groups())) + written[pointed.end() :]
    if ordinal := _ORDINAL.match(written):
        written = f"{_day_of_year(*map(int, ordinal.groups()))}{written[ordinal.end() :]}"
    if written[:1].isalpha() and (mailed := _read(_mail, written)):
        return mailed
    if not _EPOCH.match(written) and not _COMPACT.match(written) and _is_iso(written):
        return datetime.fromisoformat(written).isoformat() if _BASIC.match(written) else written
    for read in (_mail, _spaced_zone, _slashed, _since_1970, _compact):
        if found := _read(read, written):
            return found
    if not (found := read_phrase(written)) and (offset := _NO_OFFSET.search(written)):
        return iso_date(written[: offset.end(1)])[:10]
    return found


def _read(read: Callable[[str], datetime | None], written: str) -> str:
    """Return what a reader of one form makes of a date; empty if it is not of that form."""
    try:
        found = read(written)
    except (ValueError, OverflowError, OSError):
        return ""
    return found.isoformat() if found is not None else ""


def _day_of_year(year: int, number: int) -> str:
    """Return a day by its number in the year; empty if the year has no such day."""
    day = _read(lambda _: datetime(year, 1, 1) + timedelta(number - 1), "")[:10]
    return day if day.startswith(f"{year:04}") and number else ""


def _is_iso(written: str) -> bool:
    """True if Python's own ISO 8601 reader takes it."""
    try:
        datetime.fromisoformat(written)
    except ValueError:
        return False
    return True


def _mail(written: str) -> datetime | None:
    """Read the form of e-mail, RSS and the web (RFC 2822, 822, 850); a year of two digits is of 1970 to 2069."""
    named = _MAIL_NAMED.match(written)
    found = _MAIL.match(f"{named[1]} +0000" if named else written)
    if not found or found[2] not in _MONTH_OF:
        return None
    year = int(found[3])
    if len(found[3]) == 2:
        year += 1900 if year >= 70 else 2000
    if year < _FIRST_YEAR:  # what systems write for no date
        return None
    offset = timedelta(hours=int(found[8]), minutes=int(found[9]))
    return datetime(
        *(year, _MONTH_OF[found[2]], int(found[1]), int(found[4]), int(found[5]), int(found[6] or 0)),
        tzinfo=timezone(-offset if found[7] == "-" else offset) if offset else UTC,
    )


def _spaced_zone(written: str) -> datetime | None:
    """Read ``2024-02-06 10:30:00 +0700``, ``… UTC`` and ``… WIB``."""
    found = _SPACED_ZONE.match(written)
    if not found:
        return None
    hours = _ZONES.get(found[2].upper())
    if hours is None:
        return datetime.fromisoformat(found[1] + found[2])
    return datetime.fromisoformat(found[1]).replace(tzinfo=timezone(timedelta(hours=hours)))


def _slashed(written: str) -> datetime | None:
    """Read ``2024/2/6`` and ``2024.02.06 10:30``: the year first, so nothing is ambiguous."""
    found = _SLASHED.match(written)
    if not found:
        return None
    year, month, day, clock = found.groups()
    hours, minutes, seconds = (int(part) for part in f"{clock or '0:0'}:0".split(":")[:3])
    return datetime(int(year), int(month), int(day), hours, minutes, seconds)


def _since_1970(written: str) -> datetime | None:
    """Read seconds or milliseconds since 1970."""
    if not _EPOCH.match(written):
        return None
    seconds = float(written)
    return datetime.fromtimestamp(seconds / 1000 if abs(seconds) >= _MILLISECONDS_FROM else seconds, UTC)


def _compact(written: str) -> datetime | None:
    """Read ``20240206103000``."""
    return datetime.strptime(written, "%Y%m%d%H%M%S") if _COMPACT.match(written) else None
