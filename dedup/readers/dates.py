"""The date of publication of a record, in whatever common form, to ISO 8601.

It does not read dates out of running text; ``dedup.facts`` does.
"""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:[ T]+(\d{1,2}:\d\d(?::\d\d)?))?$")
_SPACED_ZONE = re.compile(r"(\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)$")
_EPOCH = re.compile(r"-?\d{9,13}(?:\.\d+)?$")
_MILLISECONDS_FROM = 1e11  # seconds reach it in the year 5138


def iso_date(written: str) -> str:
    """Return a date as ISO 8601, or the empty string if it is not understood.

    Understood are ISO 8601 itself (kept as written), ``2024/02/06 10:30``, the form of
    e-mail and RSS, and seconds or milliseconds since 1970.

    >>> iso_date("2024-02-06T10:30:00Z"), iso_date("Tue, 06 Feb 2024 10:30:00 +0700")
    ('2024-02-06T10:30:00Z', '2024-02-06T10:30:00+07:00')
    >>> iso_date("1707190200"), iso_date("yesterday")
    ('2024-02-06T03:30:00+00:00', '')
    """
    written = written.strip()
    if _is_iso(written) and not _EPOCH.match(written):
        return written
    for read in (_spaced_zone, _slashed, _since_1970, parsedate_to_datetime):
        try:
            found = read(written)
        except (ValueError, TypeError, IndexError, OverflowError, OSError):
            continue
        if found is not None:
            return found.isoformat()
    return ""


def _is_iso(written: str) -> bool:
    """True if Python's own ISO 8601 reader takes it."""
    try:
        datetime.fromisoformat(written)
    except ValueError:
        return False
    return True


def _spaced_zone(written: str) -> datetime | None:
    """Read ``2024-02-06 10:30:00 +0700`` and ``… UTC``."""
    found = _SPACED_ZONE.match(written)
    if not found:
        return None
    zone = "+00:00" if found[2] in ("Z", "UTC", "GMT") else found[2]
    return datetime.fromisoformat(found[1] + zone)


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
