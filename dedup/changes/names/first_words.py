"""Whether the first words of two sentences are names: there every word has a capital.

"Hartley opened the scoring": a word is taken for a name if news hardly knows it, though it knows the words behind it,
and neither text has it without a capital. Asked of the few sentences of copies that begin with another word.
"""

import re
from functools import lru_cache

from dedup.changes.line_breaks import begins_line, is_wrapped, may_be_wrapped
from dedup.changes.names.clitics import has_clitic
from dedup.changes.names.datelines import place_of_dateline
from dedup.changes.whole_words import is_behind_word, places_of, stands_in
from dedup.facts.date_parts import date_word
from dedup.language.background import RAREST, background, background_level
from dedup.language.date_words import MONTH, WEEKDAY, date_words
from dedup.language.known_names import is_known_name, is_rare
from dedup.model import Change, Span
from dedup.tokens import tokenise

COMMON = 64  #: level of a word in 8 % of the articles
_BEHIND = 80  #: characters behind a word, whose words are known in a language that the background knows
_EXCHANGED = 48  #: characters behind a name in which the one stands that it changed places with
_LEAST_BEHIND = 5  #: words among them
_MOST_UNKNOWN = 0.2  #: share of them that the background does not hold
_DIGIT = re.compile(r"\d")
_OPENED = re.compile(r"\w[ \u00a0][\"“”„«»‘’']$")
_CLOSING = frozenset("\"“”»«’'")
_DATELINE = 64  #: characters of a dateline with the dash behind it
_BEHIND_DASH = re.compile(r"[-–—]\s*[\"“”„«‘]?$")
_SENTENCE_END = re.compile(r"(?:^|[.!?…•]|\n\s*\n)[\s\"“”„«»‘’']*$")
_SHORTENED = re.compile(r"(?:^|[\W_])[^\W\d_a-zß-ÿа-я]\w{0,2}\.\s*$")  # Mr., U.S.
_FIRST = re.compile(r"(?P<word>[^\W\d_][^\W\d_A-ZÀ-ÞА-Я]+)(?!\w)(?P<comma>,\s*)?")
_BEHIND_WORD = re.compile(r"[^\w.!?\n]*\s(?:[^\W\d_]?[a-zß-öø-ÿа-яёїієґ]|\d)")
_NONE, _UNUSUAL, _NAME = range(3)
_LOOK = 12  # characters before a word in which a sentence ends
_SLASHED = re.compile(r"\w/\w")
_STARTS = re.compile(r"(?:^|[.!?:\n\"“”„«»])\s*$")


def is_first_word(text: str, span: Span) -> bool:
    """Say whether a single word begins a text, a line or a sentence; also behind a dateline, not in a wrapped one.

    Of two words with a slash between them the second one stands within the sentence: its capital tells a name.

    >>> is_first_word("It rained. Lyon won.", (11, 15)), is_first_word("It rained. Lyon/Nice won.", (11, 20))
    (True, False)
    """
    start, end = span
    if start == end or text.find(" ", start, end) >= 0 or _SLASHED.search(text, start, end):
        return False
    if begins_line(text, start):
        return not (is_wrapped(text, start) and has_rare_word(text[start:end]))
    return _STARTS.search(text[max(0, start - 4) : start]) is not None or is_behind_dateline(text, span)


def is_behind_dateline(text: str, span: Span) -> bool:
    """Say whether a word is the first one behind a dateline: JAKARTA - Police.

    >>> is_behind_dateline("KOTA BHARU - Seramai 2,431", (13, 20)), is_behind_dateline("BALI - It is in Rome", (16, 20))
    (True, False)
    """
    return span[0] <= _DATELINE and place_of_dateline(text[: 2 * _DATELINE]) != (0, 0) and (
        _BEHIND_DASH.search(text, 0, span[0]) is not None
    )


def is_quoted(text: str, span: Span) -> bool:
    """Say whether a word stands between quotation marks as a name does: behind a word, and closed behind it.

    >>> is_quoted("Акции «Газпром» подешевели", (7, 14)), is_quoted('He said: "Never"', (10, 15))
    (True, False)
    """
    return _OPENED.search(text, max(0, span[0] - 4), span[0]) is not None and text[span[1] : span[1] + 1] in _CLOSING


def are_first_names(change: Change, one: str, span: Span, two: str, other: Span) -> bool:
    """Say whether the words with which two sentences begin are names.

    >>> texts = [f"{name} told the council that the bridge would be closed in May." for name in ("Hartley", "Norco")]
    >>> are_first_names(Change("name", "Hartley", "Norco"), texts[0], (0, 7), texts[1], (0, 5))
    True
    >>> texts = [f"{word}, the council said that the bridge would be closed." for word in ("Moreover", "Nonetheless")]
    >>> are_first_names(Change("name", "Moreover", "Nonetheless"), texts[0], (0, 8), texts[1], (0, 11))
    False
    """
    if any(_DIGIT.search(word) for word in change[1:]):
        return False  # Rp300 is a number
    if is_behind_dateline(one, span) and is_behind_dateline(two, other):
        return _is_name_elsewhere(one, span) and _is_name_elsewhere(two, other)
    if _follows(change.left, two, other) and _follows(change.right, one, span):  # they changed places
        return not any(_is_small(word, side) for word in change[1:] for side in (one, two))
    sides = [_kind_of(text, place, (one, two)) for text, place in ((one, span), (two, other))]
    return _NONE not in sides and (_UNUSUAL not in sides or _has_known_words(one, span[1]))


def _follows(word: str, text: str, span: Span) -> bool:
    """Say whether a text has a word with its capital a few words behind a span, within the sentence."""
    return _times_within(word, text[span[0] : span[1] + _EXCHANGED]) > 0


def _kind_of(text: str, span: Span, texts: tuple[str, str]) -> int:
    """Whether the first word of a sentence is a name as such, an unusual word, or none of both."""
    word = text[slice(*span)]
    if is_abbreviation(text, span):
        return _NAME
    if any(_is_small(word, side) for side in texts):
        return _NONE
    return _NAME if is_known_name(word) else _UNUSUAL if _is_unusual(word, text) else _NONE


def _is_unusual(word: str, text: str) -> bool:
    """Say whether the first word of a sentence is as rare as a name, and no common one with a clitic."""
    return is_rare(word) and not has_clitic(word, text)


def is_abbreviation(text: str, span: Span) -> bool:
    """Say whether a word is in capitals, and the one behind it is not: KPMG said, but not WASHINGTON POST SAYS.

    >>> is_abbreviation("KPMG said", (0, 4)), is_abbreviation("KPMG SAID", (0, 4)), is_abbreviation("IT said", (0, 2))
    (True, False, False)
    """
    word, behind = text[slice(*span)], _BEHIND_WORD.match(text, span[1])
    return len(word) > 1 and word.isupper() and word.isalpha() and behind is not None and has_rare_word(word)


def _is_name_elsewhere(text: str, span: Span) -> bool:
    """Say whether a text has a word with a capital within a sentence, too."""
    word, behind = text[slice(*span)], text[span[1] :]
    return any(is_behind_word(behind, at) for at in places_of(word, behind))


def names_within(change: Change, one: str, span: Span, two: str, other: Span) -> Change:
    """A change of the first words of two sentences without a word that no sentence of its text has within it.

    An abbreviation stays.

    >>> names_within(Change("name", "Lee", "Rain"), "Lee left. So Lee is away.", (0, 3), "Rain fell.", (0, 4))
    Change(what='name', left='Lee', right='')
    """
    sides = [
        word if _times_within(word, text) or is_abbreviation(text, place) else ""
        for word, text, place in ((change.left, one, span), (change.right, two, other))
    ]
    return Change(change.what, *sides)


def _is_small(word: str, text: str) -> bool:
    """Say whether a text has a word without a capital."""
    return stands_in(word.casefold(), text)


@lru_cache(maxsize=1 << 12)
def has_rare_word(name: str) -> bool:
    """Say whether one of some words may be a name: not one that an article in twelve has, nor a month or weekday.

    >>> has_rare_word("ROSS"), has_rare_word("THEY"), has_rare_word("October")
    (True, False, False)
    """
    table, known = date_words(), background()
    return any(
        background_level(word, known.keys.data, known.levels.data) >= COMMON
        and date_word(word, table.keys.data, table.codes.data) & 15 not in (MONTH, WEEKDAY)
        for word in tokenise(name).words.tolist()
    )


def _levels(text: str) -> list[int]:
    """How rare the words of a text are."""
    table = background()
    return [background_level(word, table.keys.data, table.levels.data) for word in tokenise(text).words.tolist()]


def without_opening(text: str, span: Span, other_text: str, other: Span) -> tuple[Span, Span]:
    """Return two names without the common noun with which both sentences begin: Gol Arema, Gol PSIS.

    It is none of the name where both texts have the rest without it elsewhere.
    """
    (start, end), (other_start, other_end) = span, other
    first, _, rest = text[start:end].partition(" ")
    other_first, _, other_rest = other_text[other_start:other_end].partition(" ")
    if not rest or not other_rest or first != other_first or is_rare(first):
        return span, other
    begin = len(first)
    begins = is_first_word(text, (start, start + begin))
    if not begins or not is_first_word(other_text, (other_start, other_start + begin)):
        return span, other
    if not (_stands_alone(rest, first, text) and _stands_alone(other_rest, first, other_text)):
        return span, other
    return (start + begin + 1, end), (other_start + begin + 1, other_end)


def _stands_alone(name: str, first: str, text: str) -> bool:
    """Say whether a text has a name also without a word before it."""
    return any(not text.endswith(f"{first} ", 0, at) for at in places_of(name, text))


def without_first_word(one: str, span: Span, two: str, other: Span) -> tuple[Span, Span]:
    """Return two names without a word that only the start of a sentence makes one, alone or before a comma.

    It is one if the texts have it with a capital within a sentence more often than in small letters, or if it is as
    rare as a name. Where both names begin a sentence :func:`are_first_names` is asked.

    >>> without_first_word("He left. Later, Lee came.", (9, 19), "He left, but Lee came.", (13, 16))
    ((16, 19), (13, 16))
    """
    if is_first_word(one, span) and is_first_word(two, other):
        return span, other
    return _without_first(one, span, two), _without_first(two, other, one)


def is_small_elsewhere(word: str, one: str, two: str) -> bool:
    """Say whether two texts have a single capitalised word more often in small letters than within a sentence.

    >>> is_small_elsewhere("Par", "Et Par la loi", "par la loi, par exemple"), is_small_elsewhere("Lee", "Et Lee", "")
    (True, False)
    """
    if not _FIRST.fullmatch(word):
        return False
    small = sum(_times_small(word, side) for side in (one, two))
    return small > 0 and small > sum(_times_within(word, side) for side in (one, two))


def _without_first(text: str, span: Span, other_text: str) -> Span:
    """A name without its first word if that is none."""
    found = _FIRST.match(text, *span)
    if not found or (found.end() < span[1] and not found["comma"]) or not _begins_sentence(text, span[0]):
        return span
    word, texts = found["word"], (text, other_text)
    if found["comma"] and not any(_stands_behind_another(text[found.end() : span[1]], word, side) for side in texts):
        return span  # Goldman, Sachs
    is_name = is_known_name(word) or (_is_unusual(word, text) and _has_known_words(text, span[1]))
    if is_name and not any(_is_small(word, side) for side in texts):
        return span
    within = sum(_times_within(word, side) for side in texts)
    return span if within > sum(_times_small(word, side) for side in texts) else (found.end(), span[1])


def _stands_behind_another(name: str, word: str, text: str) -> bool:
    """Say whether a text has the first word of a name also where another word and a comma do not stand before it."""
    return any(not text.endswith(f"{word}, ", 0, at) for at in places_of(name.partition(" ")[0], text))


def _begins_sentence(text: str, at: int) -> bool:
    """Say whether a word begins a sentence, and does not stand behind an abbreviation or where a line was broken."""
    if begins_line(text, at):
        first = _FIRST.match(text, at)
        return not (may_be_wrapped(text, at) and has_rare_word(first["word"] if first else ""))
    before = text[max(0, at - _LOOK) : at]
    return (at <= _LOOK and not before.strip()) or (
        _SENTENCE_END.search(before) is not None and _SHORTENED.search(before) is None
    )


def _has_known_words(text: str, at: int) -> bool:
    """Say whether news knows most of the words behind a place."""
    behind = _levels(text[at : at + _BEHIND].rpartition(" ")[0])
    return len(behind) >= _LEAST_BEHIND and behind.count(RAREST) <= _MOST_UNKNOWN * len(behind)


@lru_cache(maxsize=1 << 10)
def _times_within(word: str, text: str) -> int:
    """How often a text has a word with its capital behind another one: within a sentence."""
    return sum(is_behind_word(text, at) for at in places_of(word, text))


@lru_cache(maxsize=1 << 10)
def _times_small(word: str, text: str) -> int:
    """How often a text has a word in small letters."""
    return sum(1 for _ in places_of(word.casefold(), text))
