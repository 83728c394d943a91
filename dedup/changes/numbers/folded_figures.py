"""Figures that differ in what the words of a text leave out: 10² and 102, <5 and >5, 1:5 and 1.5, 5½ and 5¼.

In a passage that two copies share the figures are paired by their digits, and what folding hides is compared. One are
the decimal point and the comma; a time of day or a duration with colons or points (7:40); a colon, a slash and a stroke
(scores, ratios, seasons); dates with any mark. What a space parts is not compared.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from dedup.changes.numbers.mixed_numbers import FRACTIONS, mixed_at
from dedup.facts.date_parts import date_word
from dedup.language.date_words import MONTH, WEEKDAY, date_words
from dedup.model import Span
from dedup.tokens import tokenise

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
_MARKS = "<>:/-"  #: that are counted
_BY_DIGITS = re.compile(r"[:/<>-](?:(?<=[<>])|(?<=\d[:/-])(?=\d))")  #: begins with the mark: searched for at once
_MORE_MARKS = re.compile(rf"[≤≥≦≧⩽⩾–−{_RAISED}{FRACTIONS}]")  #: looked for in texts that are not of ASCII alone
_FIGURE = re.compile(rf"(\d+(?:[.,:/⁄\-–−'’]\d+)*)([{_RAISED}{FRACTIONS}]*)")
_DIGITS = re.compile(r"\d+")
_COMPARED = re.compile(r"(?<=[^\n<>=≤≥\-–|])([<>]=?|[≤≥≦≧⩽⩾])\s?[$€£¥]?[-−]?$")
_COMPARISONS = {"<=": "≤", ">=": "≥", "≦": "≤", "⩽": "≤", "≧": "≥", "⩾": "≥"}
_COLON, _POINT, _STROKE = ":", ".", "-"
_KINDS = {":": _COLON, ".": _POINT, ",": _POINT, "'": _POINT, "’": _POINT}  #: of marks between digits; else a stroke
_LAST_WORD = re.compile(r"([^\W\d_]+)\W*$")
#: Words behind which two numbers are a day and a month.
_DAY_FOLLOWS = frozenset(
    (
        *("on", "am", "vom", "zum", "bis", "ab", "seit", "den", "le", "du", "il", "el", "dia", "día", "op"),
        *("tanggal", "tgl", "pada"),
    )
)
_REACH = 16  #: characters before a figure that are looked at
_MOST_FIGURES = 300  #: of a passage that are compared
_PASSAGES = 256  #: whose figures are kept: copies of one text meet again and again
_SHORT, _MINUTES, _DAYS, _MONTHS = 2, 60, 31, 12


class _Figure(NamedTuple):
    """A figure of a text."""

    span: Span  #: with its comparator
    digits: tuple[str, ...]  #: as the words of the text have them, in the digits of ASCII
    base: tuple[str, ...]  #: the same without the tail
    marks: str  #: between them
    tail: str  #: raised digits and signs of fractions on to them
    comparison: str  #: <, >, ≤, ≥; empty if there is none
    is_attached: bool  #: whether the comparator is on to the figure and parted from what is before
    word: str  #: the one before it


def folded_changes(one: str, span: Span, two: str, other: Span) -> list[tuple[Span, Span]]:
    """Return where the figures of a passage stand that differ in what its words leave out, in both texts.

    >>> folded_changes("It is <5 of 10²", (0, 15), "It is >5 of 102", (0, 15))
    [((6, 8), (6, 8)), ((12, 15), (12, 15))]
    >>> folded_changes("2-1 at 7:40 on 6/2.", (0, 19), "2:1 at 7.40 on 6.2.", (0, 19))
    []
    """
    if not _have_other_marks(one[slice(*span)], two[slice(*other)]):
        return []
    pairs = _pairs(_figures(one, span), _figures(two, other))
    return [(a.span, b.span) for a, b in pairs if _differ(one, a, two, b)]


def _have_other_marks(left: str, right: str) -> bool:
    """Say whether one of the marks stands in one text more often than in the other, and other ones by digits."""
    if any(left.count(mark) != right.count(mark) for mark in _MARKS) and _BY_DIGITS.findall(left) != (
        _BY_DIGITS.findall(right)
    ):
        return True
    is_plain = left.isascii() and right.isascii()
    return not is_plain and _MORE_MARKS.findall(left) != _MORE_MARKS.findall(right)


@lru_cache(maxsize=_PASSAGES)
def _figures(text: str, span: Span) -> tuple[_Figure, ...]:
    """The figures of a part of a text."""
    out: list[_Figure] = []
    for found in _FIGURE.finditer(text, *span):
        written, tail = found.groups()
        (start, end), low = found.span(), max(0, found.start() - _REACH)
        base = tuple(_in_ascii(digits) for digits in _DIGITS.findall(written))
        digits = (*base[:-1], base[-1] + unicodedata.normalize("NFKC", tail).replace("⁄", ""))
        compared = _COMPARED.search(text[low:start]) if text[end : end + 1] != ">" else None
        comparison, is_attached = "", False
        if compared:
            comparison = _COMPARISONS.get(compared[1], compared[1])
            is_attached = not compared[0][-1].isspace() and text[low + compared.start() - 1] in " \u00a0("
            start = low + compared.start()
        word = _LAST_WORD.search(text, low, start)
        marks = _DIGITS.sub("", written)
        before = word[1].casefold() if word else ""
        out.append(_Figure((start, end), digits, base, marks, tail, comparison, is_attached, before))
        if len(out) == _MOST_FIGURES:
            break
    return tuple(out)


def _in_ascii(digits: str) -> str:
    """Digits of any script in those of ASCII."""
    return digits if digits.isascii() else "".join(str(unicodedata.decimal(digit)) for digit in digits)


def _pairs(figures: Sequence[_Figure], others: Sequence[_Figure]) -> Iterator[tuple[_Figure, _Figure]]:
    """The figures of two texts paired in order: with the same digits, or with another tail on to the same digits."""
    sides = [figure.digits for figure in figures], [figure.digits for figure in others]
    for kind, start, end, other_start, other_end in SequenceMatcher(None, *sides, autojunk=False).get_opcodes():
        if end - start != other_end - other_start:
            continue
        for a, b in zip(figures[start:end], others[other_start:other_end], strict=True):
            if kind == "equal" or a.base == b.base:
                yield a, b


def _differ(one: str, a: _Figure, two: str, b: _Figure) -> bool:
    """Say whether two figures of the same digits say something else."""
    if a.comparison != b.comparison and (
        (a.comparison and b.comparison) or ((a.is_attached or b.is_attached) and a.word == b.word)
    ):
        return True
    if a.tail != b.tail:
        is_footnote = a.digits != b.digits and not (a.tail and b.tail) and _is_raised(a.tail or b.tail)
        return not is_footnote and mixed_at(one, *a.span)[0].isdisjoint(mixed_at(two, *b.span)[0])
    if a.marks == b.marks:
        return False
    return any(_are_other_marks(one, a, two, b, k) for k in range(len(a.marks)))


def _is_raised(tail: str) -> bool:
    """Say whether a tail has raised digits alone."""
    return not any(sign in FRACTIONS for sign in tail)


def _are_other_marks(one: str, a: _Figure, two: str, b: _Figure, k: int) -> bool:
    """Say whether the k-th marks of two figures of the same digits make other figures of them."""
    kinds = {_KINDS.get(a.marks[k], _STROKE), _KINDS.get(b.marks[k], _STROKE)}
    if len(kinds) == 1 or _POINT not in kinds:
        return False
    if _COLON in kinds:
        return len(a.base[k + 1]) != _SHORT or int(a.base[k + 1]) >= _MINUTES
    is_short = all(len(digits) <= _SHORT and digits.lstrip("0") == digits for digits in a.base)
    return is_short and len(a.base) == _SHORT and not _may_be_days(one, a, two, b)


def _may_be_days(one: str, a: _Figure, two: str, b: _Figure) -> bool:
    """Say whether two figures of two numbers may be a day and a month: by the numbers and what is around them."""
    low, high = sorted(map(int, a.base))
    if low > _MONTHS or high > _DAYS:
        return False
    behind, other_behind = one[a.span[1] : a.span[1] + 1], two[b.span[1] : b.span[1] + 1]
    point, other_point = (_KINDS.get(figure.marks[0]) == _POINT for figure in (a, b))
    has_point = (point and behind == "." != other_behind) or (other_point and other_behind == "." != behind)
    is_bracketed = one[: a.span[0]].endswith("(") or two[: b.span[0]].endswith("(")
    return has_point or is_bracketed or _leads_to_days(a.word) or _leads_to_days(b.word)


@lru_cache(maxsize=1 << 12)
def _leads_to_days(word: str) -> bool:
    """Say whether a day and a month may stand behind a word: a weekday, "on"."""
    words, table = tokenise(word).words.tolist(), date_words()
    kinds = [date_word(each, table.keys, table.codes) & 15 for each in words]
    return word in _DAY_FOLLOWS or MONTH in kinds or WEEKDAY in kinds
