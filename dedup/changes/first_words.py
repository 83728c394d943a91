"""Whether the first words of two sentences are names: there every word has a capital.

"Hartley opened the scoring": a word is taken for a name if news hardly knows it, though it knows the words behind it,
and neither text has it without a capital. Asked of the few sentences of copies that begin with another word.
"""

import re
from functools import lru_cache

from dedup.changes.datelines import place_of_dateline
from dedup.language.background import RAREST, background, background_level
from dedup.model import Change, Span
from dedup.tokens import tokenise

RARE = 200  #: level of a name; adverbs and nouns that begin a sentence have up to 180
_BEHIND = 80  #: characters behind a word, whose words are known in a language that the background knows
_LEAST_BEHIND = 5  #: words among them
_MOST_UNKNOWN = 0.2  #: share of them that the background does not hold
_DIGIT = re.compile(r"\d")
_OPENED = re.compile(r"\w[ \u00a0][\"“”„«»‘’']$")
_CLOSING = frozenset("\"“”»«’'")
_DATELINE = 64  #: characters of a dateline with the dash behind it
_BEHIND_DASH = re.compile(r"[-–—]\s*[\"“”„«‘]?$")
_STARTS = re.compile(r"(?:^|[.!?:\n\"“”„«»])\s*$")


def is_first_word(text: str, span: Span) -> bool:
    """Say whether a single word begins a text, a line or a sentence; also behind a dateline."""
    if " " in text[slice(*span)] or span[0] == span[1]:
        return False
    return _STARTS.search(text[max(0, span[0] - 4) : span[0]]) is not None or is_behind_dateline(text, span)


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
    if not (_is_rare(one[slice(*span)]) and _is_rare(two[slice(*other)])):
        return False
    behind = _levels(one[span[1] : span[1] + _BEHIND].rpartition(" ")[0])
    is_known = len(behind) >= _LEAST_BEHIND and behind.count(RAREST) <= _MOST_UNKNOWN * len(behind)
    return is_known and not any(_is_small(word, text) for word in change[1:] for text in (one, two))


def _is_name_elsewhere(text: str, span: Span) -> bool:
    """Say whether a text has a word with a capital within a sentence, too."""
    word = re.escape(text[slice(*span)])
    return re.search(rf"[^\W_],?[ \u00a0]{word}(?!\w)", text[span[1] :]) is not None


def _is_small(word: str, text: str) -> bool:
    """Say whether a text has a word without a capital."""
    return re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", text) is not None


@lru_cache(maxsize=1 << 14)
def _is_rare(written: str) -> bool:
    """Say whether what is written is one word, and as rare as a name."""
    levels = _levels(written)
    return len(levels) == 1 and levels[0] >= RARE


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
    if not rest or not other_rest or first != other_first or _is_rare(first):
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
    return re.search(rf"(?<!{re.escape(first)} )(?<!\w){re.escape(name)}(?!\w)", text) is not None
