"""The facts that differ, as they are told: what only looks different is left out, and what no word tells is put in.

Of a number its minus and its currency are told with it where they differ. Names: :mod:`dedup.changes.names.told_names`.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from dedup.changes.dates.same_dates import are_same_dates, is_day_of_weekday, without_range_ends
from dedup.changes.dates.short_years import is_one_year, is_year_given
from dedup.changes.dates.split_times import Row, joined_times
from dedup.changes.line_breaks import on_one_line
from dedup.changes.names.masks import has_masks
from dedup.changes.names.told_names import told_names
from dedup.changes.names.torn_names import whole_names
from dedup.changes.numbers.given_numbers import is_given, is_of_list
from dedup.changes.numbers.halved_scales import halved_change
from dedup.changes.numbers.measures import is_of_measure, measure_change
from dedup.changes.numbers.noughts import is_nought_given
from dedup.changes.numbers.phone_numbers import whole_phone
from dedup.changes.numbers.quantities import HUNDRED, MINUS, Quantity, quantity_at, scale_of, value_of_words
from dedup.changes.numbers.roman_numerals import is_other_numeral
from dedup.changes.numbers.same_quantities import is_of_another_kind, is_same, whole
from dedup.changes.numbers.shares import share_change
from dedup.changes.numbers.spelt_parts import ARTICLES
from dedup.changes.numbers.unlike_pairs import parted
from dedup.changes.numbers.written_out import before_half, is_written_out
from dedup.changes.same_facts import differs, parts
from dedup.changes.torn_words import with_whole_words
from dedup.facts.facts import DATE, FIGURE, NAME
from dedup.facts.units import SIGNS, may_be_one, unit_names
from dedup.language.arabic_letters import plain
from dedup.language.compound_numbers import LARGE_SCALES
from dedup.language.number_words import CHARACTERS
from dedup.language.reading_order import in_reading_order
from dedup.language.unit_names import unit_of
from dedup.model import Change, Span

#: What is told: its place, its number among those of one fact, the change.
Told = tuple[int, int, Change]
_MINUS = frozenset(MINUS)
_BESIDE = {*SIGNS, *MINUS}  #: what may stand on to a number and belong to it
LONGEST = 200  #: characters that are told of a fact
_MARKS = re.compile(r"[^0-9]")
_DIGITS = re.compile(r"\d(?:.*\d)?")
_HOUR = re.compile(r"(\d{1,2})(?:[:.h]([0-5]\d))?")
_NOUGHTS = "0٠۰०০๐"
_RANGE = re.compile(r"(\d+(?:[.,]\d+)*)\s?[-–]\s?(\d+(?:[.,]\d+)*)")
_WRITTEN_OUT = re.compile(r"(?<![\d.,])(\d+(?:[.,]\d+)*)\s[^\W\d_]{1,6}\s(\d+(?:[.,]\d+)*)")
_LETTERS, _CURRENCY_BEFORE = re.compile(r"[^\W\d_]+(?=\d)"), re.compile(r"(?<!\w)([^\W\d_]+)\.?\s$")
_LONGEST_SIGN = 6  #: characters before a number in which its currency stands
_LONGEST_HOUR = 5  #: characters of a time of day in digits
_NEAR = 24  #: characters behind two numbers that are compared: in most pairs they are the same
_WORDS_BEHIND = re.compile(r"(?:\s?[^\s\d]+){0,3}")  #: km an hour
_FAR = 16  #: characters around a number in which the other end of its range is looked for
_COUNTED = re.compile(rf"(?:({'|'.join(word for word in ARTICLES if word.startswith('se'))})\b|[^\W_]+ ([^\W_]+))")
_SE = 2  #: letters of "se-" in what is one of something
_ALIKE = 2  #: letters that one and several of something begin with: woman, women
_new = tuple.__new__  # half the time of Change(...)


def told_changes(one: str, two: str, rows: Iterable[Row]) -> list[Told]:
    """Return what is told of facts that differ.

    Args:
        one: The left text.
        two: The right text.
        rows: The facts.

    >>> told_changes("It cost $5 then.", "It cost €6 then.", [(2, FIGURE, 9, 10, 9, 10)])
    [(2, 0, Change(what='number', left='$5', right='€6'))]
    >>> told_changes("at 3pm then", "at 15:00 then", [(1, FIGURE, 3, 6, 3, 8)])
    []
    """
    out: list[Told] = []
    last = date = (0, 0, 0, 0)
    one, two, rows = with_whole_words(one, two, rows)
    found = parted(one, two, joined_times(one, two, without_range_ends([*rows])))
    for place, kind, start, end, other_start, other_end in whole_names(one, two, found):
        left, right = one[start:end], two[other_start:other_end]
        if kind == DATE:
            date = start, end, other_start, other_end
        elif kind == NAME and date[0] <= start < end <= date[1] and date[2] <= other_start < other_end <= date[3]:
            continue  # the weekday of a date that is told
        if kind == FIGURE and left and right:
            if is_one_year(one, (start, end), two, (other_start, other_end)):
                continue
            if measure := measure_change(one, (start, end), two, (other_start, other_end)):
                if measure.left and not (out and out[-1][2] == measure):
                    out.append((place, 0, measure))
                continue
            if left[0].isalpha() != right[0].isalpha():
                start, other_start = _with_letters(one, start, right), _with_letters(two, other_start, left)
                left, right = one[start:end], two[other_start:other_end]
            if left[0] in CHARACTERS or right[0] in CHARACTERS:
                (start, end), (other_start, other_end) = (
                    _with_characters(one, start, end), _with_characters(two, other_start, other_end),
                )  # fmt: skip
                left, right = one[start:end], two[other_start:other_end]
                if last == (start, end, other_start, other_end):
                    continue  # another character of the same number
                last = start, end, other_start, other_end
            is_plain = _is_plain(one, start, end, two, other_start, other_end)
            if is_plain and (_are_other_numbers(left, right) or _are_unlike(left, right)):
                change = _new(Change, ("number", left, right))
                is_alike = one[end : end + _NEAR] == two[other_end : other_end + _NEAR]
                if not is_alike and _counted_behind(_behind(one, end)) != _counted_behind(_behind(two, other_end)):
                    change = _in_full(change, one, (start, end), two, (other_start, other_end))
                phone = whole_phone(change, one, (start, end), two, (other_start, other_end))
                if phone is change or not (out and out[-1][2] == phone):  # another group of the same number
                    out.append((place, 0, _shortened(phone)))
                continue
        elif kind == FIGURE and (left or right).isdecimal():
            place_of, lacking = ((one, start, end), two) if left else ((two, other_start, other_end), one)
            told = out[-1][2][1 if left else 2] if out else ""
            is_part = _is_part_of(*place_of, told) or is_of_measure(*place_of, told)
            if is_part or is_of_list(*place_of) or is_day_of_weekday(*place_of, lacking):
                continue
            if not _is_said(*place_of, lacking):
                out.append((place, 0, _shortened(_new(Change, ("number", left, right)))))
            continue
        for k, change in enumerate(_told(kind, one, (start, end), two, (other_start, other_end))):
            is_pair = kind == FIGURE and change.left and change.right
            phone = whole_phone(change, one, (start, end), two, (other_start, other_end)) if is_pair else change
            if phone is change or not (out and out[-1][2] == phone):
                out.append((place, k, _shortened(phone)))
    return out


def _with_letters(text: str, start: int, opposite: str) -> int:
    """Where a number starts with the currency that is written on to the one opposite: Rp. 21 beside Rp18."""
    letters = _LETTERS.match(opposite)
    before = _CURRENCY_BEFORE.search(text, max(0, start - _LONGEST_SIGN), start) if letters else None
    return before.start() if letters and before and before[1].casefold() == letters[0].casefold() else start


def _is_plain(one: str, start: int, end: int, two: str, other_start: int, other_end: int) -> bool:
    """Say whether nothing beside two numbers belongs to one of them alone, or may make them another pair."""
    before, other_before = one[start - 1 : start], two[other_start - 1 : other_start]
    behind, other_behind = one[end : end + 1], two[other_end : other_end + 1]
    return (
        not (before in _MINUS and other_before in _MINUS)
        and (before == other_before or not (before in _BESIDE or other_before in _BESIDE))
        and (behind == other_behind or not (behind in _BESIDE or other_behind in _BESIDE))
        and not (behind in LARGE_SCALES or other_behind in LARGE_SCALES)
    )


def _behind(text: str, end: int) -> str:
    """What stands behind a number and may belong to it: a few words, up to the next number."""
    found = _WORDS_BEHIND.match(text, end, end + _NEAR)
    return found[0] if found else ""


@lru_cache(maxsize=1 << 14)
def _counted_behind(behind: str) -> tuple[object, ...]:
    """The unit, the scale and the half of the day behind a number: by eight it is morning or evening, not night."""
    read = quantity_at(f"8{behind}", 0, 1)
    return (read.unit, read.rate and read.rate.unit, read.value, read.clock and read.clock[2]) if read else ()


def _in_full(change: Change, one: str, span: Span, two: str, other: Span) -> Change:
    """A change of two numbers, with what belongs to them if that differs, too: 8 a.m., 9 p.m."""
    left, right = quantity_at(one, *span), quantity_at(two, *other)
    if left and right and (is_of_another_kind(left, right) or _are_of_other_scales(left, right)):
        return whole(one, left, two, right)
    return change


def _are_of_other_scales(one: Quantity, other: Quantity) -> bool:
    """Say whether two numbers have other scales behind them: 5 million, 6 billion."""
    if not (one.number and other.number and one.value and other.value):
        return False
    return one.value * other.number != other.value * one.number


def _shortened(change: Change) -> Change:
    """A change whose sides are no longer than is read at a glance."""
    if len(change.left) <= LONGEST and len(change.right) <= LONGEST:
        return change
    return change._replace(
        **{name: f"{value[:LONGEST]}…" for name in ("left", "right") if len(value := getattr(change, name)) > LONGEST}
    )


def _told(kind: int, one: str, span: Span, two: str, other: Span) -> list[Change]:
    """What is told of one fact, which is not there where its span is empty."""
    if kind == NAME:
        return told_names(one, span, two, other)
    if kind != FIGURE:
        if are_same_dates(one, span, two, other):
            return []
        return [Change("date", _with_bracket(one, span), _with_bracket(two, other))]
    left, right = one[span[0] : span[1]], two[other[0] : other[1]]
    change = Change("number", left, right)
    if left and right:
        return _numbers(change, one, span, two, other)
    if _is_said(one, *span, two) if left else _is_said(two, *other, one):
        return []
    return [part for part in parts(change, one, two) if differs(part)]


def _with_characters(text: str, start: int, end: int) -> Span:
    """A number in Chinese characters from its first one to its last."""
    if text[start] in CHARACTERS:
        while start and text[start - 1] in CHARACTERS:
            start -= 1
        while text[end : end + 1] in CHARACTERS:
            end += 1
    return start, end


def _with_bracket(text: str, span: Span) -> str:
    """A date with the bracket that ends it: Tuesday (6/2)."""
    written = on_one_line(text[slice(*span)])
    return f"{written})" if "(" in written and ")" not in written and text[span[1] : span[1] + 1] == ")" else written


def _is_said(text: str, start: int, end: int, other: str) -> bool:
    """Say whether a number that one text has alone at its place is given by the other, or may be behind its masks."""
    span = start, end
    if is_given(text, span, other) or has_masks(other):
        return True
    return is_year_given(text, span, other) or is_other_numeral(text, span, other) or is_nought_given(text, span, other)


def _are_unlike(left: str, right: str) -> bool:
    """Say at a glance whether two numbers of three characters or more, or ranges, are not one: neither end is alike."""
    left, right = in_reading_order(left), in_reading_order(right)
    return (
        left[0] != right[0] and left[-2:] != right[-2:] and min(left[0], right[0]) > "0"
        and len(left) > 2 and len(right) > 2
        and left[0].isdecimal() and right[0].isdecimal() and left[-1].isdecimal() and right[-1].isdecimal()
    )  # fmt: skip


def _are_other_numbers(left: str, right: str) -> bool:
    """Say whether two numbers in digits cannot be one with another scale, as 1.5 and 1500, or time of day, 3 and 15:00.

    False if one is in words, or is a range, of which it takes a look at the texts to say so.
    """
    if left.isdecimal() and right.isdecimal():
        is_no_hour = len(left) > 2 or len(right) > 2 or abs(int(left) - int(right)) != 12
        return is_no_hour and left.strip(_NOUGHTS) != right.strip(_NOUGHTS)
    if len(left) > _LONGEST_HOUR or len(right) > _LONGEST_HOUR:
        one, other = left.replace(",", "").replace(".", ""), right.replace(",", "").replace(".", "")
        if one.isdecimal() and other.isdecimal() and one.strip(_NOUGHTS) != other.strip(_NOUGHTS):
            return True
    return _are_other_at_length(left, right)


@lru_cache(maxsize=1 << 14)
def _are_other_at_length(left: str, right: str) -> bool:
    """The same for any numbers."""
    one, other = _digits(left), _digits(right)
    if not one or not other or _RANGE.fullmatch(one) or _RANGE.fullmatch(other):
        return False
    if _significant(one) == _significant(other):
        return False
    hours = _HOUR.fullmatch(one), _HOUR.fullmatch(other)
    if not (hours[0] and hours[1]):
        return not any(char.isalpha() for char in one + other)  # 2 giờ 30 beside 14h30
    if abs(int(hours[0][1]) - int(hours[1][1])) not in (0, 12):
        return True
    return None not in (hours[0][2], hours[1][2]) and hours[0][2] != hours[1][2]  # minutes may stand apart: 6 h 30


@lru_cache(maxsize=1 << 14)
def _are_to_be_read(left: str, right: str) -> bool:
    """Say whether what stands around two numbers may make them one: not around "three" and 5, nor around two in words.

    But units are words, too, and of scales only the numbers before them tell.
    """
    one, other = _digits(left), _digits(right)
    if one and other:
        return True
    if not one and not other:
        if _is_of_unit(left) or _is_of_unit(right):
            return True
        return scale_of(left) > 0 and scale_of(right) > 0
    value = value_of_words(right if one else left)
    return value is None or value >= HUNDRED or _significant(str(value)) == _significant(one or other)


def _is_of_unit(written: str) -> bool:
    """Say whether a word is a unit, or a part of one."""
    return written[-1:].isalpha() and (unit_of(written) != "" or plain(written.casefold()) in unit_names())


def _digits(written: str) -> str:
    """A number from its first digit to its last, in those of ASCII; empty if it is in words."""
    found = _DIGITS.search(in_reading_order(written))
    if not found or found[0].isascii():
        return found[0] if found else ""
    return "".join(str(unicodedata.decimal(char, char)) for char in found[0])


def _significant(written: str) -> str:
    """The digits of a number without noughts at either end."""
    return _MARKS.sub("", written).strip("0")


def _numbers(change: Change, one: str, span: Span, two: str, other: Span) -> list[Change]:
    """What is told of a number on both sides that may be another way to write the same."""
    if _is_range(change.left, two, other) or _is_range(change.right, one, span):
        return []
    if is_written_out(change.left, two, other) or is_written_out(change.right, one, span):
        return []
    if not (change.left[-1].isdecimal() and change.right[-1].isdecimal()):
        told = share_change(change, one, span, two, other)
        if told is None:
            told = halved_change(change, one, span, two, other)
        if told is not None:
            return told
    if change.left[-1].isdecimal() != change.right[-1].isdecimal():
        span, other = (before_half(one, span[0]), span[1]), (before_half(two, other[0]), other[1])
        change = Change("number", one[slice(*span)], two[slice(*other)])
    if _is_article(change.left, change.right) or _is_article(change.right, change.left):
        return _counted(one, span, two, other) if parts(change, one, two) == [change] else []
    is_read = _are_to_be_read(change.left, change.right)
    left, right = (quantity_at(one, *span), quantity_at(two, *other)) if is_read else (None, None)
    if left and right:
        if is_same(left, right):
            return []
        is_part = _is_scale_alone(change.left, span, left) and _is_scale_alone(change.right, other, right)
        is_part = is_part or (left.is_negative and right.is_negative)
        is_part = is_part or (_is_of(span, left) and _is_of(other, right) and left.number == right.number is not None)
        is_part = is_part or _has_tens(one, span, left) or _has_tens(two, other, right)
        is_part = is_part or _has_parts(one, left) or _has_parts(two, right)
        if is_part or is_of_another_kind(left, right) or _are_of_other_scales(left, right):
            return [whole(one, left, two, right)]
    if _is_of_unit(change.left) and _is_of_unit(change.right):
        unit, opposite = unit_of(change.left), unit_of(change.right)
        is_rate = (left and left.rate) or (right and right.rate)
        return [change] if unit and opposite and not is_rate and not may_be_one(unit, opposite) else []
    return [part for part in parts(change, one, two) if differs(part)]


def _is_article(written: str, other: str) -> bool:
    """Say whether one side of a number is an article, and the other a number in words."""
    return written.casefold() in ARTICLES and value_of_words(other) is not None


def _counted(one: str, span: Span, two: str, other: Span) -> list[Change]:
    """The change of a number that is an article on one side, with what both count: a week, three weeks."""
    left, right = (_COUNTED.match(text, start) for text, (start, _) in ((one, span), (two, other)))
    if not left or not right:
        return []
    words = (left[2] or left[1][_SE:]).casefold(), (right[2] or right[1][_SE:]).casefold()
    is_one = words[0][:_ALIKE] == words[1][:_ALIKE] and len(words[0]) >= _ALIKE
    return [Change("number", left[0], right[0])] if is_one else []


def _has_tens(text: str, span: Span, read: Quantity) -> bool:
    """Say whether hundreds in words go on behind their fact, with the tens."""
    return text[span[1] : read.span[1]].lstrip().casefold().startswith("and")


def _has_parts(text: str, read: Quantity) -> bool:
    """Say whether a number has parts with scales of their own, as 1億5000万."""
    is_one = read.number is None and read.value is not None
    return is_one and not LARGE_SCALES.isdisjoint(text[slice(*read.span)])


def _is_part_of(text: str, start: int, end: int, told: str) -> bool:
    """Say whether a number is a part of one with scales of its own that is told: the 5000 of 1億5000万."""
    if LARGE_SCALES.isdisjoint(told):
        return False
    read = quantity_at(text, start, end)
    return read is not None and _has_parts(text, read) and on_one_line(text[slice(*read.span)]) == told


def _is_of(span: Span, read: Quantity) -> bool:
    """Say whether a quantity holds all of a span: not of a range, of which it is one end."""
    return read.span[0] <= span[0] and span[1] <= read.span[1]


def _is_scale_alone(written: str, span: Span, read: Quantity) -> bool:
    """Say whether only the scale of a number is other: the million of 5 million."""
    return read.span[0] < span[0] and scale_of(written) > 0


def _is_range(written: str, text: str, span: Span) -> bool:
    """Say whether a range, as 5-10, is written out at a span of the other text: 5 to 10."""
    ends = _RANGE.fullmatch(written)
    if not ends:
        return False
    for found in _WRITTEN_OUT.finditer(text, max(0, span[0] - _FAR), span[1] + _FAR):
        if found.groups() == ends.groups() and found.start() < span[1] and found.end() > span[0]:
            return True
    return False
