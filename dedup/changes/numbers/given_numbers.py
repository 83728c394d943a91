"""Numbers that one text has alone at a place, and the other gives elsewhere, in whatever form.

An age in brackets that stands in the other text two paragraphs below is no change; a death toll that only one text has
is one. Numbers are compared as amounts, with scale, currency and unit; those below ten, which recur by chance, also by
what they count. Days of dates and the numbers of lists give no amount.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from itertools import chain, groupby
from unicodedata import decimal

from dedup.changes.numbers.quantities import LETTERS, NUMBER, Quantity, quantity_at, value_of_words
from dedup.changes.numbers.same_quantities import is_same
from dedup.changes.numbers.spelt_parts import ARTICLES, JOINTS
from dedup.changes.same_facts import is_foreign
from dedup.facts.date_parts import date_word
from dedup.language.arabic_letters import plain
from dedup.language.date_words import MONTH, date_words
from dedup.language.number_words import CHARACTERS, number_words
from dedup.language.reading_order import in_reading_order
from dedup.model import Span
from dedup.tokens import tokenise

_WORD = re.compile(LETTERS)
_LETTERS = {code: chr(code) if chr(code).isalpha() else " " for code in range(128)}  #: ten times as fast as a pattern
_LAST_WORD, _NEXT_WORD = re.compile(rf"({LETTERS})\.?\s$"), re.compile(rf"\.?\s?(?:de\s|of\s)?({LETTERS})")
_INDENT = 64  #: characters before the number of an item in its line, at the most
_REACH, _FAR = 24, 48  #: characters around a number in which a month, and the same number in words, stands
_LAST_DAY = 31
_LONG = 5  #: digits of a number that is no year and no time of day
_BEFORE_STROKE, _STROKE = re.compile(r"\d\s?/\s?$"), re.compile(r"\s?/\s?\d")
_LIST_MARK = re.compile(r"[.)](?!\d)|\s?[-–—ـ]\s")
_RECURRING, _ALIKE = 10, 3  #: below, numbers recur by chance; letters that tell what they count
_JOINT = re.compile(rf"\s?\b(?:{'|'.join(JOINTS)})\b\s?")
_IN_CHARACTERS = re.compile(f"[{''.join(sorted(CHARACTERS))}]{{2,}}")  #: 八億五千万
_MOST_WORDS = 4  #: of a number in words beside the same in brackets


def is_given(text: str, span: Span, other: str) -> bool:
    """Say whether the number in a span of a text adds nothing: it stands in the other text, or beside it in words.

    >>> is_given("Ann Lee (45) of Rome", (9, 11), "Lee, who is 45, lives there"), is_given("3 dead", (0, 1), "3 days")
    (True, False)
    >>> is_given("it cost 1.5 million", (8, 11), "a price of 1,500,000"), is_given("all (7) seven", (5, 6), "all seven")
    (True, True)
    """
    if _is_long_and_plain(text, *span) and _lacks(other, text[slice(*span)]):
        return False  # as most numbers of a long list, which need not be read
    alone = quantity_at(text, *span)
    if not alone or (alone.value is None and not alone.is_time):
        return False
    if any(is_same(alone, number) and _may_count_one(alone, number) for number in _like(alone, other)):
        return True
    value = alone.value
    if value is None or value < 1 or alone.is_negative or value != int(value):
        return False
    return (value > 1 and value in _spelt(other)) or _is_spelt_beside(text, alone)


def _is_long_and_plain(text: str, start: int, end: int) -> bool:
    """Say whether a number has five digits or more, no group of three among them, and stands between spaces."""
    is_long = end - start >= _LONG and text[start:end].isdecimal()
    return is_long and text[start - 1 : start].isspace() and text[end : end + 1].isspace()


def _lacks(text: str, written: str) -> bool:
    """Say whether a text has no number of the digits of one, and none in words."""
    return _significant(written) not in _numbers(text) and not _spelt(text)


def is_of_list(text: str, start: int, end: int) -> bool:
    """Say whether a number counts the items of a list, at the start of a line, or is that of a note in brackets.

    >>> is_of_list("Rules:\\n 4 - places", 8, 9), is_of_list("Rules:\\n4 places", 7, 8)
    (True, False)
    """
    if text[start - 1 : start] == "[" and text[end : end + 1] == "]":
        return True
    low = max(0, start - _INDENT)
    _, is_line, indent = text[low:start].rpartition("\n")
    return (not indent or indent.isspace()) and (low == 0 or is_line != "") and _LIST_MARK.match(text, end) is not None


def _may_count_one(one: Quantity, other: Quantity) -> bool:
    """Say whether two equal numbers may count the same: small ones not if other words stand behind them."""
    if one.value is None or one.value >= _RECURRING or (one.unit and other.unit) or one.is_time or other.is_time:
        return True
    words = one.unit or one.following, other.unit or other.following
    return not (words[0] and words[1]) or words[0][:_ALIKE] == words[1][:_ALIKE]


def _like(alone: Quantity, text: str) -> Iterator[Quantity]:
    """The numbers in digits of a text that may be a number of another: those of its digits, noughts apart, or times."""
    by_digits = _numbers(text)
    all_spans = chain.from_iterable(by_digits.values())
    for span in all_spans if alone.is_time else by_digits.get(_significant(f"{alone.value:f}"), []):
        if number := _number_at(text, *span):
            yield number


@lru_cache(maxsize=256)
def _numbers(text: str) -> dict[str, list[Span]]:
    """Where the numbers in digits of a text stand, by their digits."""
    out: dict[str, list[Span]] = {}
    for found in NUMBER.finditer(text):
        out.setdefault(_significant(found[0]), []).append(found.span())
    return out


@lru_cache(maxsize=1 << 14)
def _significant(written: str) -> str:
    """The digits of a number as they are read, without noughts at either end, in those of ASCII."""
    return "".join(str(decimal(char)) for char in in_reading_order(written) if char.isdecimal()).strip("0")


@lru_cache(maxsize=1 << 12)
def _number_at(text: str, start: int, end: int) -> Quantity | None:
    """The number that stands in a place, if it is an amount."""
    is_none = _is_of_date(text, start, end) or is_of_list(text, start, end)
    return None if is_none else quantity_at(text, start, end)


def _is_of_date(text: str, start: int, end: int) -> bool:
    """Say whether a number is the day or the month of a date: 3/8, 3 August, August 3."""
    if end - start > 2 or not text[start:end].isdecimal() or int(text[start:end]) > _LAST_DAY:
        return False
    before = text[max(0, start - _REACH) : start]
    if _BEFORE_STROKE.search(before) or _STROKE.match(text, end):
        return True
    words = _LAST_WORD.search(before), _NEXT_WORD.match(text, end, end + _REACH)
    return any(found is not None and _is_month(found[1]) for found in words)


@lru_cache(maxsize=1 << 15)
def _is_month(word: str) -> bool:
    """Say whether a word is a month."""
    words, table = tokenise(word).words.tolist(), date_words()
    return len(words) == 1 and date_word(words[0], table.keys.data, table.codes.data) & 15 == MONTH


@cache
def _number_words() -> frozenset[str]:
    """The words of numbers, without articles."""
    return frozenset(plain(word) for word, _ in number_words()).difference(ARTICLES)


@cache
def _words_and_joints() -> frozenset[str]:
    """The same with the words that join them."""
    return _number_words().union(JOINTS)


@lru_cache(maxsize=256)
def _spelt(text: str) -> frozenset[Decimal]:
    """The numbers in words of a text."""
    known, small = _number_words(), plain(text.casefold())
    out: set[Decimal | None] = set(map(value_of_words, [] if small.isascii() else _IN_CHARACTERS.findall(text)))
    words = small.translate(_LETTERS).split() if small.isascii() else _WORD.findall(small)
    is_known = not known.isdisjoint(words)
    for is_number, group in groupby(words if is_known else [], _words_and_joints().__contains__):
        written = " ".join(group) if is_number else ""
        if not written or written in JOINTS or is_foreign(written, text):
            continue
        value = value_of_words(written)
        out |= set(map(value_of_words, _JOINT.split(written))) if value is None else {value}
    return frozenset(value for value in out if value is not None)


def _is_spelt_beside(text: str, number: Quantity) -> bool:
    """Say whether a number stands in brackets before or behind itself in words: seven (7), (7) سبعة."""
    start, end = number.span
    if text[start - 1 : start] != "(" or text[end : end + 1] != ")":
        return False
    before, behind = (_WORD.findall(side) for side in (text[max(0, start - _FAR) : start], text[end : end + _FAR]))
    sides = [side for count in range(1, _MOST_WORDS + 1) for side in (before[-count:], behind[:count])]
    return any(value_of_words(" ".join(words)) == number.value for words in sides if words)
