"""Numbers that stand in one place of two texts and are not of one thing: they are told each alone, as no change.

Where one text leaves a row or a clause out, the alignment puts the next number in its place: the average shares beside
the revenues, 118 rising shares beside 1.328.702 trades. Two numbers are not of one thing if

- they stand in rows of a table with other labels, and one of the texts has the label of the other, too;
- their units count other kinds of things, as years and per cent;
- one is a thousand times the other, and the words behind them differ, neither of them a unit or a scale.

The last two are asked only of numbers between other words. What may be one number in two forms stays a pair.
"""

import re
from decimal import Decimal
from difflib import SequenceMatcher
from functools import lru_cache

from dedup.changes.dates.split_times import Row
from dedup.changes.line_breaks import is_wrapped
from dedup.changes.numbers.lone_characters import is_no_count
from dedup.changes.numbers.quantities import Quantity, quantity_at, scale_of
from dedup.changes.whole_words import folded
from dedup.facts.facts import FIGURE
from dedup.facts.units import SIGNS
from dedup.language.unit_names import unit_of
from dedup.model import Span

_COUNTED = (
    "$ US$ A$ C$ S$ HK$ NZ$ R$ € £ JPY CNY IDR MYR ₽ ₺ ₹ ₩ ฿ ₫ CHF SAR AED ₴ zł Kč cent penny",
    "% ‰ percentage_point basis_point points",
    "second minute hour day week month year decade century",
    "km mile foot cm mm yard inch nautical_mile",
    "kg g mg tonne quintal pound ounce",
    "litre ml gallon barrel m³ km³",
    "m² km² foot² hectare acre rai wa²",
)
#: Of what kind the things are that a unit counts. A metre is none: after a number m may be a million or a minute.
_KINDS = {unit.replace("_", " "): kind for kind, units in enumerate(_COUNTED) for unit in units.split()}
_LETTERS = r"[^\W\d_]{1,32}"
_LABEL = re.compile(
    rf"[ \t>*•-]{{0,16}}(?P<label>{_LETTERS}(?:[ \t]{{1,4}}{_LETTERS}){{0,3}})[ \t:]{{1,32}}[^\w\n]{{0,3}}\d"
)
_ROW = r"(?m)^[ \t>*•-]{{0,16}}{}[ \t:]{{1,32}}[^\w\n]{{0,3}}\d"
_LONGEST_ROW = 200  #: characters of it before a number
_DIGITS_ALONE, _MARKS = re.compile(r"\d+(?:[.,]\d{3})*"), re.compile(r"[.,]")
_BEFORE, _BEHIND = re.compile(r"(?<![^\W_])([^\W_]+)[^\w\n]{0,3}\s*$"), re.compile(r"[^\S\n]?([^\W\d_]+)")
_NEXT, _UNSPACED = re.compile(r"[\s-]{0,8}([^\W\d_]+)"), "\u0e00"  #: code points of letters that no space parts
_NEAR = 24  #: characters beside a number in which the next word stands
_ALIKE = 3  #: letters that words for one thing begin with
_MUCH_MORE, _DIGITS_MORE, _TWICE = 1000, 3, 2
_SLIP = 0.75  #: of the letters of two labels that are one, misspelt


def parted(one: str, two: str, rows: list[Row]) -> list[Row]:
    """Part the numbers that are paired by their place alone, and are not of one thing; leave out what counts nothing.

    >>> texts = "The loan runs for 22 years in all", "It is then increased by 200 percent at once"
    >>> parted(*texts, [(4, FIGURE, 18, 20, 24, 27)])
    [(4, 1, 18, 20, 0, 0), (4, 1, 0, 0, 24, 27)]
    """
    out: list[Row] = []
    for row in rows:
        place, kind, start, end, other_start, other_end = row
        if kind != FIGURE or start == end or other_start == other_end:
            out.append(row)
            continue
        span, other = (start, end), (other_start, other_end)
        counts, counts_there = not is_no_count(one, span, two, other), not is_no_count(two, other, one, span)
        if counts and counts_there and not are_unlike(one, span, two, other):
            out.append(row)
            continue
        out += [(place, kind, *span, 0, 0)] if counts else []
        out += [(place, kind, 0, 0, *other)] if counts_there else []
    return out


def are_unlike(one: str, span: Span, two: str, other: Span) -> bool:
    """Say whether two numbers are not of one thing.

    >>> tables = "Sales 98 vs 75\\nAvg shrs 5 vs 4", "Revs 101 vs 76\\nAvg shrs 6 vs 3"
    >>> are_unlike(tables[0], (24, 25), tables[1], (5, 8)), are_unlike(tables[0], (6, 8), tables[1], (5, 8))
    (True, False)
    """
    label = _label(one, span[0])
    if label and (other_label := _label(two, other[0])):
        if label == other_label or _have_common_word(label, other_label):
            return False
        if _has_row(two, label) or _has_row(one, other_label):
            return True
    behind, other_behind = _word_behind(one, span[1]), _word_behind(two, other[1])
    if _are_alike(behind, other_behind) and one[span[0] - 1 : span[0]] == two[other[0] - 1 : other[0]]:
        return False
    is_longer = abs((span[1] - span[0]) - (other[1] - other[0])) >= _DIGITS_MORE
    if not is_longer and not (_may_have_unit(one, *span) and _may_have_unit(two, *other)):
        return False
    left, right = quantity_at(one, *span), quantity_at(two, *other)
    if not left or not right or not left.value or not right.value or left.value == right.value:
        return False
    if left.unit and right.unit:
        return _are_other_kinds(left.unit, right.unit) and not _is_between_one(one, left, two, right)
    return not (left.unit or right.unit) and _is_much_more(one, left, two, right)


def _label(text: str, at: int) -> str:
    """The words with which the row of a table begins in which a number stands; empty in running text."""
    low = max(0, at - _LONGEST_ROW)
    start = text.rfind("\n", low, at) + 1
    found = _LABEL.match(text, start) if start or not low else None
    if not found or found.end() > at + 1 or not found["label"][0].isupper() or is_wrapped(text, found.start("label")):
        return ""
    return found["label"]


@lru_cache(maxsize=1 << 10)
def _have_common_word(label: str, other_label: str) -> bool:
    """Say whether two labels have a word in common, or are one but for a slip of the pen."""
    one, other = folded(label), folded(other_label)
    if not set(one.split()).isdisjoint(other.split()):
        return True
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _SLIP


@lru_cache(maxsize=1 << 10)
def _has_row(text: str, label: str) -> bool:
    """Say whether a text has a row with a label."""
    return label in text and re.search(_ROW.format(re.escape(label)), text) is not None


def _are_other_kinds(unit: str, other: str) -> bool:
    """Say whether two units count things of other kinds."""
    return unit in _KINDS and other in _KINDS and _KINDS[unit] != _KINDS[other]


def _may_have_unit(text: str, start: int, end: int) -> bool:
    """Say at a glance whether a unit may stand beside a number."""
    beside = text[max(0, start - 2) : start] + text[end : end + 2]
    if not text[start].isdecimal() or not SIGNS.keys().isdisjoint(beside):
        return True
    behind, before = _NEXT.match(text, end, end + _NEAR), _word_before(text, start)
    if behind and (behind[1] >= _UNSPACED or unit_of(behind[1]) or scale_of(behind[1])):
        return True
    return unit_of(before) != "" or before > _UNSPACED


def _is_between_one(one: str, left: Quantity, two: str, right: Quantity) -> bool:
    """Say whether two amounts stand between the same words."""
    if not _are_alike(_word_behind(one, left.span[1]), _word_behind(two, right.span[1])):
        return False
    return _are_alike(_word_before(one, left.span[0]), _word_before(two, right.span[0]))


def _is_much_more(one: str, left: Quantity, two: str, right: Quantity) -> bool:
    """Say whether of two whole numbers with other words behind them one is a thousand times the other."""
    behind, other_behind = _word_behind(one, left.span[1]), _word_behind(two, right.span[1])
    if not behind or not other_behind or _are_alike(behind, other_behind):
        return False
    written, opposite = one[slice(*left.span)], two[slice(*right.span)]
    if not (_DIGITS_ALONE.fullmatch(written) and _DIGITS_ALONE.fullmatch(opposite)):
        return False
    digits, other_digits = _MARKS.sub("", written), _MARKS.sub("", opposite)
    if digits.startswith(other_digits) or other_digits.startswith(digits):
        return False
    less, more = sorted((Decimal(digits), Decimal(other_digits)))
    if less < more / _MUCH_MORE < _TWICE * less and len(_MARKS.findall(max(written, opposite, key=len))) == 1:
        return False  # 99.784 beside 97
    return more >= _MUCH_MORE * less and not any(scale_of(word) or unit_of(word) for word in (behind, other_behind))


def _are_alike(word: str, other: str) -> bool:
    """Say whether two words, each perhaps empty, begin alike."""
    return word[:_ALIKE].casefold() == other[:_ALIKE].casefold()


def _word_behind(text: str, end: int) -> str:
    """The word behind a number in its line; empty if a mark or nothing stands there."""
    found = _BEHIND.match(text, end, end + _NEAR)
    return found[1] if found else ""


def _word_before(text: str, start: int) -> str:
    """The word before a number."""
    found = _BEFORE.search(text[max(0, start - _NEAR) : start])
    return found[1] if found else ""
