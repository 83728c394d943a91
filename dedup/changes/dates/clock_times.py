"""Times of day that a number may be: 3pm, 15:00, 8 heures 30, 8時20分, 1500 GMT."""

import re

from dedup.language.day_halves import half_before, half_behind, half_of
from dedup.language.unit_phrases import SPACE
from dedup.model import Span

_BESIDE = 16  #: characters before a number in which a word tells that it is an hour
CLOCK = re.compile(
    rf"(?P<hour>\d{{1,2}})(?:[:.](?P<minute>[0-5]\d)(?!\d|[.,]\d))?(?:{SPACE}?(?:(?P<half>[ap])\.?{SPACE}?m\b"
    r"|(?P<unit>uhr\b|h(?:eures?)?(?![^\W\d_])|wib\b|wita\b|wit\b|น\.|giờ|시|時|时|点|點)"
    rf"(?:{SPACE}?(?:(?P<more>[0-5]\d)(?:분|分|{SPACE}phút\b|\b)|(?P<thirty>[半반])))?)"
    rf"|{SPACE}(?:час(?:а|ов)?|годин[иа]?|horas?){SPACE}(?:e{SPACE})?(?P<minutes>[0-5]?\d){SPACE}"
    r"(?:минут[аы]?|хвилин[аи]?|minutos?)\b)?",
    re.IGNORECASE,
)
_BEFORE = ("pukul", "jam", "lúc", "เวลา")
#: Of four digits, which are a time beside a word that tells of one; other digits behind an hour make a number of it.
_UNMARKED = re.compile(r"([01]\d|2[0-3])([0-5]\d)(?!\d|[.,:]\d)")
_GOES_ON = re.compile(r"[.,]?\d")
_UNMARKED_BEFORE = (*_BEFORE, "الساعة", "ساعت", "saat", "kl.", "klo")
_ZONE = re.compile(
    rf"{SPACE}?(?:gmt|utc|cet|cest|[bceps][ds]t|hours|hrs|hs|uhr|wib|wita|wit|น\.|بتوقيت|بالتوقيت|تغ)(?!\w)",
    re.IGNORECASE,
)


def clock_at(text: str, first: int, found: re.Match[str]) -> tuple[tuple[int, int, str] | None, bool, int]:
    """The time of day that a number may be, whether it is one and nothing else, and where it ends."""
    if found.end() == found.end("hour") and _GOES_ON.match(text, found.end()):
        unmarked = _unmarked_at(text, first)
        return unmarked and (int(unmarked[1]), int(unmarked[2]), ""), bool(unmarked), (unmarked or found).end()
    written, minute, half, unit, more, thirty, minutes = found.groups("")
    hour, half, more = int(written), half.casefold(), more or minutes or ("30" if thirty else "")
    if hour > 24:
        return None, False, found.end()
    is_time = bool(half or unit or minutes) or _follows(text, first, _BEFORE)
    return (hour, int(minute or more or 0), half), is_time, found.end()


def _unmarked_at(text: str, first: int) -> re.Match[str] | None:
    """The four digits of a time at a place, without a mark between its hour and its minutes: 1500 GMT."""
    found = _UNMARKED.match(text, first)
    return found if found and (_ZONE.match(text, found.end()) or _follows(text, first, _UNMARKED_BEFORE)) else None


def _follows(text: str, at: int, words: tuple[str, ...]) -> bool:
    """Say whether one of some words stands before a place."""
    return text[max(0, at - _BESIDE) : at].rstrip().casefold().endswith(words)


def has_minutes(text: str, hour: Span, minutes: Span) -> bool:
    """Say whether a number is the minutes of the hour before it: 8时20分, 8 horas e 20 minutos."""
    found = CLOCK.match(text, hour[0])
    return bool(found and (found["more"] or found["minutes"]) and found.end() >= minutes[1])


def minutes_of(clock: tuple[int, int, str]) -> int:
    """Minutes since midnight."""
    hour, minute, half = clock
    return 60 * (hour % 12 + (12 if half == "p" else 0) if half and hour <= 12 else hour) + minute


def with_half(text: str, start: int, first: int, end: int, hour: int) -> tuple[int, int, str]:
    """Where an hour begins and ends with the half of the day beside it, and which it is; as before if there is none."""
    word, behind = half_behind(text, end)
    if word:
        return start, behind, half_of(word, hour)
    word, before = half_before(text, first)
    return (min(start, before), end, half_of(word, hour)) if word else (start, end, "")
