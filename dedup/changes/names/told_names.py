"""The names that differ, as they are told: without frames, titles, tickers and what only looks different.

A name ends where the amount beside it begins.
"""

import re
from functools import lru_cache

from dedup.changes.line_breaks import over_break
from dedup.changes.names.first_words import (
    are_first_names,
    has_rare_word,
    is_first_word,
    is_quoted,
    is_small_elsewhere,
    names_within,
    without_first_word,
    without_opening,
)
from dedup.changes.names.glued_names import unglued
from dedup.changes.names.inflected_names import is_inflected
from dedup.changes.names.masks import without_masks
from dedup.changes.names.no_names import is_no_name, without_ticker
from dedup.changes.names.same_names import is_same_name, is_spelt_otherwise
from dedup.changes.names.stopped_names import is_short, over_stops
from dedup.changes.names.torn_names import is_written_apart, unbroken
from dedup.changes.numbers.quantities import SHORT_SCALES, is_behind_number, quantity_at, value_of_words
from dedup.changes.numbers.roman_numerals import are_one_but_for_numeral, is_other_numeral
from dedup.changes.numbers.same_quantities import is_of_another_kind, whole
from dedup.changes.same_facts import has_other_role, parts
from dedup.credit import without_credit
from dedup.language.german_nouns import is_noun_change
from dedup.language.number_words import SCALE_WORDS
from dedup.language.roles import ROLES
from dedup.language.unit_names import units_in_names
from dedup.model import Change, Span

_BEFORE_SIGN = {"US", "R", "A", "AS", "S", "C", "HK", "NZ", "AU"}
#: Currencies, what stands before the sign of one, and scales, as they are written in names.
_AS_UNITS = _BEFORE_SIGN | {
    form
    for word in (*units_in_names(), *SHORT_SCALES, *SCALE_WORDS, "celsius", "celcius", "fahrenheit")
    for form in (word, word.upper(), word.capitalize())
}
_ARTICLES = frozenset(("The", "Der", "Die", "Das"))
_SHORT_LINE = 2  #: spaces of a line in capitals that may be a name
#: Behind a currency. Behind KM (22) stands an age, and KM are initials.
_AMOUNT_BEHIND = re.compile(r"\.?\s?[^\w\s,;:()\[\]]?\s?\d")
_NEAR = 16  #: characters on either side of a name that tell whether its sentence is in capitals
_WORD = re.compile(r"[^\W_]+")
_LAST_WORD = re.compile(r"([^\W\d_]+) $")


def told_names(one: str, span: Span, two: str, other: Span) -> list[Change]:
    """Return what is told of a name, which is not there where its span is empty.

    >>> told_names("Then Ann Lee left.", (5, 12), "Then Ann Poe left.", (5, 12))
    [Change(what='name', left='Ann Lee', right='Ann Poe')]
    """
    bare, other_bare = _bare(one, span), _bare(two, other)
    if bare is None or other_bare is None:
        if is_first_word(one, span) == is_first_word(two, other):
            return []
        bare, other_bare = _bare(one, _unless_first(one, span)), _bare(two, _unless_first(two, other))
        if bare is None or other_bare is None:
            return []
    span, other = without_opening(one, bare, two, other_bare)
    span, other = _without_sentence(one, span, two, other), _without_sentence(two, other, one, span)
    span, other = over_break(one, span, two[slice(*other)]), over_break(two, other, one[slice(*span)])
    if _is_short_for(one, span, two, other) or _is_short_for(two, other, one, span):
        return []
    if is_written_apart(one, span, two[slice(*other)]) or is_written_apart(two, other, one[slice(*span)]):
        return []
    alone = (one, span, two) if other[0] == other[1] else (two, other, one)
    if (span[0] == span[1] or other[0] == other[1]) and is_other_numeral(*alone):
        return []
    span, other = over_stops(one, span, two, other)
    full = span, other
    span, other = without_first_word(one, span, two, other)
    if full != (span, other):
        change = _name(one, full[0], two, full[1])
        if has_other_role(change.left, change.right) or is_same_name(change, one, full[0], two, full[1]):
            return []
    left, right = unbroken(one, span), unbroken(two, other)
    left, right = _with_first_word(one, span, left, right), _with_first_word(two, other, right, left)
    if left == right or _differ_in_number(left, right):
        return []
    if are_one_but_for_numeral(left, right):
        return []
    end_alike = left != "" and right != "" and left[-1] == right[-1]
    if end_alike and has_other_role(_behind_role(one, span, left), _behind_role(two, other, right)):
        return []
    if is_inflected(one, span, two, other):
        return []
    if left and right and is_first_word(one, span) and is_first_word(two, other):
        change = Change("name", left, right)
        is_name = (is_quoted(one, span) and is_quoted(two, other)) or are_first_names(change, one, span, two, other)
        if not is_name:
            change = names_within(change, one, span, two, other)
            is_name = "" in change and change.left != change.right
        return _names(change, one, span, two, other) if is_name else []
    if _has_unit(left) or _has_unit(right):
        return _names_with_amounts(one, span, two, other)
    return _names(Change("name", left, right), one, span, two, other)


@lru_cache(maxsize=1 << 12)
def _bare(text: str, span: Span) -> Span | None:
    """A name without masks and without its frame, None if it is no name; each article stands in several pairs."""
    return None if is_no_name(text, span) else _without_frame(text, without_masks(text, span))


def _unless_first(text: str, span: Span) -> Span:
    """No name instead of a common noun that begins a sentence."""
    return (span[0], span[0]) if is_no_name(text, span) and is_first_word(text, span) else span


def _with_first_word(text: str, span: Span, written: str, other: str) -> str:
    """A name with the word before it that begins a sentence, if the other has both: there capitals prove nothing."""
    before = other.removesuffix(f" {written}").rpartition(" ")[2] if written else ""
    is_whole = before and other != written and text.endswith(f"{before} ", 0, span[0])
    return f"{before} {written}" if is_whole else written


def _differ_in_number(left: str, right: str) -> bool:
    """Say whether two names differ in one word, a number, which is told as one: Zwölf Bewohner, Spieltag Fünfter."""
    sides = left.split(), right.split()
    if not left or len(sides[0]) != len(sides[1]):
        return False
    other = [pair for pair in zip(*sides, strict=True) if pair[0] != pair[1]]
    return len(other) == 1 and None not in map(value_of_words, other[0])


def _behind_role(text: str, span: Span, written: str) -> str:
    """A name with the role before it that begins its sentence, and is for that reason none of its words."""
    before = _LAST_WORD.search(text, max(0, span[0] - _NEAR), span[0])
    return f"{before[1]} {written}" if before and before[1].casefold() in ROLES else written


def _is_short_for(text: str, span: Span, other_text: str, other: Span) -> bool:
    """Say whether a name ends at the point of an abbreviation, and goes on as the other: Prof. Lee, Professor Lee.

    So does a role that is another word for the same: Rep. Lee, Congressman Lee.
    """
    written, (first, _, rest) = text[slice(*span)], other_text[slice(*other)].partition(" ")
    are_roles = written.casefold() in ROLES and first.casefold() in ROLES and " " in rest
    if not written or " " in written or not (are_roles or (first.startswith(written) and first != written)):
        return False
    if not rest and is_short(written) and other_text.startswith(".", other[1]):
        return False  # Mr. and Mrs.
    return text.startswith((f".{rest}", f". {rest}"), span[1])


def _without_frame(text: str, span: Span) -> Span:
    """A name without what its site put there: its own name in the dateline, a line that calls for attention."""
    if span[0] == span[1]:
        return span
    start, end = _without_article(text, without_credit(text, span))
    name = text[start:end]
    if not name.isupper() or name.count(" ") < _SHORT_LINE:
        return start, end
    line = text[text.rfind("\n", 0, start) + 1 : end + 1].strip()
    return (end, end) if line == name else (start, end)


def _without_article(text: str, span: Span) -> Span:
    """A name without the article with which it begins a sentence: The Boeing Co."""
    first, _, rest = text[slice(*span)].partition(" ")
    is_article = first in _ARTICLES and rest and is_first_word(text, (span[0], span[0] + len(first)))
    return (span[1] - len(rest), span[1]) if is_article else span


def _without_sentence(text: str, span: Span, other_text: str, other: Span) -> Span:
    """A name in a sentence in capitals without the words beside it that the other text has there, too.

    >>> texts = "THERE LEE DENIES ALL THIS", "There Poe denies all this"
    >>> _without_sentence(texts[0], (6, 20), texts[1], (6, 9))
    (6, 9)
    """
    start, end = span
    written, name = text[start:end], other_text[slice(*other)]
    if not written.isupper() or not name or name.isupper():
        return span
    around = text[max(0, start - _NEAR) : end + _NEAR]
    if not around.isupper() or len(around) == len(written):
        return span
    if not has_rare_word(written):
        return start, start
    words, reach = list(_WORD.finditer(text, start, end)), 2 * (end - start)
    small = [found[0].casefold() for found in words]
    before = _WORD.findall(other_text[max(0, other[0] - reach) : other[0]].casefold())
    behind = _WORD.findall(other_text[other[1] : other[1] + reach].casefold())
    last = next((k for k in range(1, len(words)) if small[k:] == behind[: len(words) - k]), len(words))
    first = next((k for k in range(last - 1, 0, -1) if small[:k] == before[-k:]), 0)
    return words[first].start(), words[last - 1].end()


def _name(one: str, span: Span, two: str, other: Span) -> Change:
    """The change of a name."""
    return Change("name", one[slice(*span)], two[slice(*other)])


def _names(change: Change, one: str, span: Span, two: str, other: Span) -> list[Change]:
    """What is told of a name."""
    told = (
        without_ticker(each, one, two) for part in parts(change, one, two) for each in unglued(part, one, two)
    )
    return [
        part for part in told
        if (part.left or part.right) and not is_same_name(part, one, span, two, other)
        and not (not (part.left and part.right) and is_small_elsewhere(part.left or part.right, one, two))
        and not is_noun_change(part, one, two) and not is_spelt_otherwise(part, one, two)
    ]  # fmt: skip


def _has_unit(name: str) -> bool:
    """Say whether the first or the last word of a name is a currency or a scale."""
    return name.partition(" ")[0] in _AS_UNITS or name.rpartition(" ")[2] in _AS_UNITS


def _names_with_amounts(one: str, span: Span, two: str, other: Span) -> list[Change]:
    """What is told of names on to which the currency or the scale of a number is written."""
    left, right = _without_units(one, span), _without_units(two, other)
    out = []
    if left != span and right != other:
        amount, other_amount = quantity_at(one, *_cut(span, left)), quantity_at(two, *_cut(other, right))
        if amount and other_amount and is_of_another_kind(amount, other_amount):
            out.append(whole(one, amount, two, other_amount))
    change = _name(one, left, two, right)
    return out + (_names(change, one, left, two, right) if change.left != change.right else [])


def _cut(span: Span, kept: Span) -> Span:
    """What was cut off a span at one end."""
    return (span[1] - 1, span[1]) if kept[1] < span[1] else (span[0], kept[0])


def _without_units(text: str, span: Span) -> Span:
    """A name without the currency before the number behind it, and without the scale and currency behind a number."""
    start, end = span
    words = [(start + m.start(), start + m.end()) for m in _WORD.finditer(text[start:end])]
    if _AMOUNT_BEHIND.match(text, end) and words and text[slice(*words[-1])] in _AS_UNITS:
        words.pop()
        end = words[-1][1] if words else start
    while words and text[slice(*words[0])] in _AS_UNITS and is_behind_number(text, *words[0]):
        words.pop(0)
        start = words[0][0] if words else end
    return start, end
