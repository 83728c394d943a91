"""What a number says together with the words and signs around it: an amount with currency and scale, or a time of day.

1.5m is 1,500,000 and 1.5 million, 3pm is 15:00, $5 is another amount than €5, and -6 is not 6. The kernels see the
words of a text one by one and none of its signs, so that this is asked of the few facts that are reported.
"""

import re
from decimal import Decimal
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple
from unicodedata import category

from dedup.changes.dates.clock_times import CLOCK, clock_at, has_minutes, with_half
from dedup.changes.numbers.spelt_parts import part_behind, spelt_at, with_part
from dedup.changes.numbers.unspaced_units import unspaced_behind
from dedup.changes.same_facts import amount
from dedup.facts.units import PER_CENT, SIGNS
from dedup.language.arabic_letters import plain, with_alike
from dedup.language.compound_numbers import compound_at
from dedup.language.date_words import date_words
from dedup.language.hangul import without_particle
from dedup.language.number_words import SCALES
from dedup.language.reading_order import BETWEEN
from dedup.language.unit_names import ZONES, unit_of, units_in_words
from dedup.language.unit_phrases import SPACE, Phrase, phrase_at, raised, rate_at
from dedup.model import Span
from dedup.runtime.kernels import Ints
from dedup.tokens import tokenise

MINUS = "-−–"
HUNDRED, _REACH = 100, 32  #: characters around a fact in which its number is looked for
_BESIDE, _FAR = 16, 64  #: characters before a number in which its currency is, and with the spaces between
#: A word with the vowels and other signs of Indic scripts, which are no letters to Python.
LETTERS = r"[^\W\d_]+(?:(?:(?![\d\u0964\u0965])[\u0300-\u036f\u064b-\u065f\u0900-\u0dff])+[^\W\d_]*)*"
#: It begins with one digit, whatever follows, so that a search passes by all other characters at once.
NUMBER = re.compile(rf"\d(?:\d{{0,2}}(?:{SPACE}\d{{3}})+(?!\d)(?:[.,]\d+)?|\d*(?:(?:[.,'’٬٫،]|{BETWEEN})\d+)*)")
_BEFORE = re.compile(
    rf"(?:(?<![^\W\d_])(?P<word>[^\W\d_]{{1,8}})\.?{SPACE}?)?"
    rf"(?P<first>[{MINUS}])?(?P<sign>[{''.join(SIGNS)}])?{SPACE}?(?P<minus>[{MINUS}])?$"
)
#: Words that are read before a number; other units stand behind it.
_PREFIXES = frozenset(
    (
        *("rp", "rm", "rs", "usd", "aud", "cad", "sgd", "hkd", "nzd", "eur", "gbp", "jpy", "cny", "rmb", "idr", "myr"),
        *("rub", "try", "inr", "krw", "thb", "vnd", "chf", "sar", "aed", "sek", "nok", "dkk", "pln", "uah", "brl"),
        *("tl", "yüzde"),
    )
)
_DOLLARS = {"US", "R", "A", "AU", "C", "CA", "S", "HK", "NZ"}
_NEGATIVE = {"minus", "moins", "menos", "eksi", "минус", "negative"}
_PER_CENT_BEFORE = "ร้อยละ"
_WORDS_BEFORE = (*_PREFIXES, *_NEGATIVE, _PER_CENT_BEFORE)
_SIGNS_BEFORE, _MOST_SIGNS = {*MINUS, *SIGNS}, 4  # of which some stand in so many characters before a number
#: The break of a wrapped line before a scale or a unit; no row of a table begins with a small letter.
_WRAP = r"[ \t]{0,8}\r?\n[ \t>|]{0,16}(?=(?-i:[a-zß-öø-ÿа-яёїієґ]))"
_PER_CENT_BEHIND = with_alike(r"(?:في\sال|بال)(?:مئة|مائة)")
_NEXT = re.compile(
    rf"(?:{SPACE}|{_WRAP})?(?:d['’]|d[ei]\s|of\s|U\.?S\.?\s)?(?:(?P<sign>[{''.join(SIGNS)}])"
    r"|(?P<cent>per\s?cent|pour\scent|por\sciento|por\scento|por\scem|phần\străm"
    rf"|{_PER_CENT_BEHIND})\b"
    rf"|-?(?P<word>{LETTERS}))",
    re.IGNORECASE,
)
SHORT_SCALES = {
    "k": 3, "rb": 3, "тыс": 3, "тис": 3, "tys": 3, "tis": 3, "m": 6, "mm": 6, "mn": 6, "jt": 6, "b": 9, "bn": 9,
    "mia": 9, "mld": 9, "t": 12, "tn": 12, "trn": 12,
}  # fmt: skip
_RAISED, _YEAR_DIGITS = ("2", "3"), 4  # of areas and volumes
_ANNO_DOMINI, _HIJRI = "م", ("ه", "هـ")  #: letters of calendars, the first of which is a metre but behind a year
#: A word of small letters, or of a script that has no others, that was written on to digits by mistake: 18to.
_STUCK, _LEAST_STUCK = re.compile(r"[^\W\dA-ZÀ-ÖØ-ÞА-ЯΑ-Ω_]+(?!\w)"), 3
#: What follows a unit and belongs to it: dollars US, %-points.
_COUNTRY, _POINTS = re.compile(r"\s(?:AS|US)\b"), re.compile(r"[ -]?p(?:oin|un)[kt]s?(?:en?)?\b", re.IGNORECASE)
_WORDS, _MOST_WORDS = re.compile(LETTERS), 5  #: words before one of a unit, of which a number may be
_FIRST_UNSPACED = "\u0e00"  #: code points of letters from here on need not be parted by spaces
_DEGREES = re.compile(r"[-−–]\d+(?:\.\d+)?\s?[度℃°%％]")  # behind a Chinese or Japanese character
_POINT = re.compile(r"(?<![^\s($€£])\.")  # that may begin a fraction: .125, or ends an Arabic sentence
_LETTER, _TENS = re.compile(r"[a-z](?!\w)"), re.compile(r"\s+and\s+(([^\W\d_]+)(?:[\s-][^\W\d_]+)?)", re.IGNORECASE)


class Quantity(NamedTuple):
    """A number with what belongs to it."""

    span: Span  #: with minus, currency, scale and unit
    value: Decimal | None  #: with its scale; None if there are more numbers than one in it
    unit: str  #: as in :data:`dedup.facts.units.SIGNS`; empty if there is none
    is_negative: bool
    clock: tuple[int, int, str] | None  #: hour and minute as written and "a", "p" or "", if it may be a time of day
    is_time: bool  #: it is one and nothing else
    attached: str  #: letters written on to the digits that are none of these, as in 100mg
    following: str  #: the word behind it
    number: Decimal | None = None  #: without its scale
    letter: str = ""  #: a single letter written on to the digits, whatever it is: 100m may be a hundred metres
    rate: Phrase | None = None  #: what the unit is counted by, an hour
    fraction: Decimal | None = None  #: the value if the point before it begins a fraction, as in .125


@lru_cache(maxsize=1 << 12)
def quantity_at(text: str, start: int, end: int) -> Quantity | None:
    """Read the number that stands in a span of a text, or that a scale or a unit there belongs to; None if none does.

    >>> int(quantity_at("It cost US$1.5m then", 10, 14).value), quantity_at("It cost 3 euros", 10, 15).unit
    (1500000, '€')
    """
    found = _numbers_around(text, start, end)
    inside = [(first, last) for first, last in found if first < end and last > start]
    if inside:
        if out := _with_scales(text, inside[0][0], inside[-1][1]):
            return out
        before = found.index(inside[0]) - 1
        hour = found[before] if before >= 0 and has_minutes(text, found[before], inside[0]) else None
        out = _read(text, *(hour or inside[0]))
        return out if len(inside) == 1 and not hour else out._replace(value=None)
    for span in found:
        out = _read(text, *span)
        if out.span[0] <= start and end <= last_of(out):
            return out
    value = value_of_words(text[start:end])
    if value is not None:
        return _in_words(text, start, end, value)
    return _words_before(text, start, end)


def _words_before(text: str, start: int, end: int) -> Quantity | None:
    """Read the number in words before a span that its unit holds; None if there is none."""
    words = [found.span() for found in _WORDS.finditer(text, max(0, start - _REACH), start)][-_MOST_WORDS:]
    values = [value_of_words(text[slice(*word)]) for word in words]
    last = next((k for k in range(len(words) - 1, -1, -1) if values[k] is not None), -1)
    first = last
    while first > 0 and _is_one_number(values[first - 1], values[first]):
        first -= 1
    if last < 0 or scale_of(text[slice(*words[first])]):
        return None
    value = value_of_words(text[words[first][0] : words[last][1]])
    out = _in_words(text, words[first][0], words[last][1], value) if value is not None else None
    return out if out and end <= last_of(out) else None


def _is_one_number(before: Decimal | None, behind: Decimal | None) -> bool:
    """Say whether two words for numbers are one: twenty five, five hundred; not "the first four"."""
    return before is not None and behind is not None and (before > behind or behind >= HUNDRED)


def _in_words(text: str, start: int, end: int, value: Decimal) -> Quantity:
    """Read what belongs to a number in words."""
    if value >= HUNDRED and value % HUNDRED == 0:
        value, end = _with_tens(text, value, end)
    last, power, unit = _behind(text, end, "")
    unit, rate = _with_rate(text, last, unit)
    return Quantity((start, last), value * 10**power, unit, False, None, False, "", _word_at(text, last), rate=rate)


def _with_rate(text: str, end: int, unit: str) -> tuple[str, Phrase | None]:
    """A unit that ends at a place, and what it is counted by."""
    unit, _, rate = unit.partition("/")
    return unit, Phrase(end, rate) if rate else rate_at(text, end)


def last_of(read: Quantity) -> int:
    """Return where a quantity ends with what its unit is counted by."""
    return read.rate.end if read.rate else read.span[1]


def time_at(text: str, start: int, end: int) -> Span | None:
    """Where the time of day stands to which the digits in a span of a text belong; None if they belong to none.

    >>> time_at("It opens at 3pm then", 12, 13), time_at("It cost 3 euros", 8, 9)
    ((12, 15), None)
    """
    for first, last in _numbers_around(text, start, end):
        if first < end and last > start:
            found = CLOCK.match(text, first)
            return _read(text, first, last).span if found and clock_at(text, first, found)[1] else None
    return None


def is_behind_number(text: str, start: int, end: int) -> bool:
    """Say whether a number stands before a word that is its scale or its unit.

    >>> is_behind_number("5 million Tonnes", 10, 16), is_behind_number("In 2024, Tonnes", 9, 15)
    (True, False)
    """
    numbers = NUMBER.finditer(text, max(0, start - _REACH), start)
    return any(_read(text, *found.span()).span[1] >= end for found in numbers)


def _with_scales(text: str, start: int, end: int) -> Quantity | None:
    """Read a number whose parts have scales of their own, as 1億5000万, if all that a span holds belongs to it."""
    found = compound_at(text, start, end)
    if not found or found.end < end:
        return None
    first, unit, is_negative = _before(text, found.start)
    last, power, unit_behind = _behind(text, found.end, unit)
    attached = "" if last > found.end else without_particle(_word_at(text, last))
    return Quantity(
        (first, last), found.value * 10**power, unit or unit_behind, is_negative, None, False, attached,
        _word_at(text, last),
    )  # fmt: skip


def _numbers_around(text: str, start: int, end: int) -> list[Span]:
    """The numbers in digits that stand in a span of a text and close to it, without the 2 of m2."""
    return [
        found.span() for found in NUMBER.finditer(text, max(0, start - _REACH), end + _REACH)
        if found[0] not in _RAISED or text[found.start() - 1 : found.start()] != "m"
    ]  # fmt: skip


def _with_tens(text: str, value: Decimal, end: int) -> tuple[Decimal, int]:
    """The value of hundreds in words with the tens behind an "and", and where they end: one hundred and twenty."""
    if found := _TENS.match(text, end):
        for group in (1, 2):
            more = value_of_words(found[group])
            if more is not None and 0 < more < HUNDRED:
                return value + more, found.end(group)
    return value, end



def _read(text: str, first: int, last: int) -> Quantity:
    """Read what belongs to the digits in a span."""
    start, unit, is_negative = _before(text, first)
    end, power, unit_behind = _behind(text, last, unit)
    value, clock, is_time, clock_end = amount(text[first:last]), None, False, last
    fraction = amount(f"0.{text[first:last]}") if _POINT.match(text, first - 1) else None
    if found := CLOCK.match(text, first):
        clock, is_time, clock_end = clock_at(text, first, found)
        if clock and not clock[2] and not unit and (not unit_behind or unit_behind in ZONES):
            start, clock_end, half = with_half(text, start, first, clock_end, clock[0])
            clock, is_time = (clock[0], clock[1], half), is_time or half != ""
    is_told = end > last or clock_end > last
    attached = "" if is_told or not text[last : last + 1].isalpha() else without_particle(_word_at(text, last))
    if attached == _ANNO_DOMINI and last - first != _YEAR_DIGITS:
        end, unit_behind = last + 1, "m"
    attached = "" if attached and _is_mere_word(text, last, attached) else attached
    end = max(end, clock_end if is_time else last)
    scaled = None if value is None else value * 10**power
    unit, rate = (unit or unit_behind, None) if is_time else _with_rate(text, end, unit or unit_behind)
    return Quantity(
        (start, end), scaled, unit, is_negative, clock, is_time, attached, _word_at(text, end), value,
        text[last] if _LETTER.match(text, last) else "", rate, None if fraction is None else fraction * 10**power,
    )  # fmt: skip


def _is_mere_word(text: str, at: int, attached: str) -> bool:
    """Say whether what is on to digits that end at a place is no part of them: a stuck word, a calendar's letter."""
    if attached == _ANNO_DOMINI or attached in _HIJRI or (attached == "x" and text[at + 1 : at + 2].isdecimal()):
        return True  # 50x30
    if len(attached) < _LEAST_STUCK or attached[0] >= _FIRST_UNSPACED:
        return False
    return _STUCK.match(text, at) is not None


def _before(text: str, at: int) -> tuple[int, str, bool]:
    """Where what belongs to a number at its left begins, its currency, and whether a minus stands there."""
    low = max(0, at - _BESIDE)
    found = _BEFORE.search(text[low:at]) if _is_told_before(text, at) else None
    if not found:
        return at, "", False
    start, unit, is_negative = at, "", False
    for group in ("minus", "first"):
        if found[group] is not None and _is_minus(text, low + found.start(group)):
            start, is_negative = low + found.start(group), True
    word, sign = found["word"] or "", found["sign"]
    if sign and not text[low : low + found.start("sign")].rstrip()[-1:].isdecimal():
        start, unit = min(start, low + found.start("sign")), SIGNS[sign]
        if sign == "$" and word in _DOLLARS and (found.end("word") == found.start("sign") or word == "US"):
            start, unit = low + found.start("word"), f"{word.replace('AU', 'A').replace('CA', 'C')}$"
    elif word.casefold() in _PREFIXES:
        start, unit = low + found.start("word"), units_in_words()[word.casefold()]
    elif word.casefold() in _NEGATIVE:
        start, is_negative = low + found.start("word"), True
    elif text[max(0, at - _FAR) : at].rstrip().endswith(_PER_CENT_BEFORE):
        unit = PER_CENT
    return start, unit, is_negative


def _is_told_before(text: str, at: int) -> bool:
    """Say at a glance whether a sign or a word at the left of a number may belong to it."""
    if not _SIGNS_BEFORE.isdisjoint(text[max(0, at - _MOST_SIGNS) : at]):
        return True
    return text[max(0, at - _FAR) : at].rstrip()[-_BESIDE:].rstrip(".").casefold().endswith(_WORDS_BEFORE)


def _is_minus(text: str, at: int) -> bool:
    """Say whether a stroke before a number is a minus, not one between two words, in a range or before an item."""
    before = text[at - 1 : at]
    if before in ("", "\n"):
        return text[at] == "−"
    if before.isalnum():
        return _DEGREES.match(text, at) is not None and "\u2e80" <= before < "\uac00"
    if before in ")%.,":
        return False
    earlier = text[max(0, at - _BESIDE) : at].rstrip(" \u00a0")[-1:]
    return not (earlier.isdecimal() or earlier in ("-", "–", "—", "\n", ""))


def _behind(text: str, at: int, currency: str) -> tuple[int, int, str]:
    """Where what belongs to a number at its right ends, the power of ten of its scale, and its unit.

    Behind a ``currency`` of Indonesia "M" is miliar.
    """
    end, power = at, 0
    for _ in range(3):
        if phrase := phrase_at(text, end):
            return phrase.end, power, phrase.unit
        found = _NEXT.match(text, end)
        if not found:
            break
        if found["sign"] or found["cent"]:
            unit = SIGNS.get(found["sign"] or "", PER_CENT)
            points = _POINTS.match(text, found.end()) if unit == PER_CENT else None
            return (points or found).end(), power, "percentage point" if points else unit
        word, begin = found["word"], found.start("word")
        if word[0] >= _FIRST_UNSPACED:
            return unspaced_behind(text, end, begin)
        area = raised(text, found.end(), word)
        if area.unit != word:  # 30 m2, not 30 million
            return area.end, power, area.unit
        if word == "M" and currency == "IDR":
            power += 9
        elif scale := scale_of(word):
            power += scale
        elif unit := unit_of(word):
            country = _COUNTRY.match(text, found.end()) if unit == "$" else None
            last = raised(text, found.end(), unit)
            return country.end() if country else last.end, power, "US$" if country else last.unit
        else:
            break
        end = found.end() + (text[found.end() : found.end() + 1] == ".")
    return end - (end > at and text[end - 1] == "."), power, ""


@lru_cache(maxsize=1 << 15)
def scale_of(word: str) -> int:
    """The power of ten that a word stands for behind a number; 0 for words that are no scales.

    >>> scale_of("million"), scale_of("bn"), scale_of("ล้าน"), scale_of("mice")
    (6, 9, 6, 0)
    """
    if word.casefold() in SHORT_SCALES:
        return SHORT_SCALES[word.casefold()]
    found: Ints = tokenise(word).words.tolist()
    table = date_words()
    behind, part = spelt_at(found, 0, len(found), table.keys, table.codes) if len(found) else (0, -1)
    return part - SCALES if behind == len(found) and part >= SCALES else 0



@lru_cache(maxsize=1 << 12)
def value_of_words(written: str) -> Decimal | None:
    """The value of a number in words, None if a word is no part of one.

    >>> value_of_words("two hundred"), value_of_words("two mice")
    (Decimal('200'), None)
    """
    words: Ints = tokenise(written).words.tolist()
    table, at, value = date_words(), 0, 0
    while at < len(words):
        behind, part = part_behind(words, at, len(words), value, table.keys, table.codes)
        if part < 0:
            return None
        at, value = behind, with_part(value, part)
    return Decimal(value) if words else None


def _word_at(text: str, at: int) -> str:
    """The word that begins at a place, or behind a space or a hyphen there, case folded: the years of 5 and 5-years."""
    behind = text[at : at + _BESIDE].lstrip(" \u00a0").removeprefix("-").casefold()
    return plain("".join(takewhile(_is_of_word, behind)))


def _is_of_word(char: str) -> bool:
    """Whether a character is a letter or, in Indic scripts, a sign of a vowel."""
    return char.isalpha() or (char > "\u02ff" and category(char)[0] == "M")
