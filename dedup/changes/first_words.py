"""Whether the first words of two sentences are names: there every word has a capital.

"Hartley opened the scoring": a word is taken for a name if news hardly knows it, though it knows the words behind it,
and neither text has it without a capital. Asked of the few sentences of copies that begin with another word.
"""

import re
from functools import lru_cache

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
_STARTS = re.compile(r"(?:^|[.!?:\n\"“”„«»])\s*$")


def is_first_word(text: str, span: Span) -> bool:
    """Say whether a single word begins a text, a line or a sentence."""
    return " " not in text[slice(*span)] and _STARTS.search(text[max(0, span[0] - 4) : span[0]]) is not None


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
    if not (_is_rare(one[slice(*span)]) and _is_rare(two[slice(*other)])):
        return False
    behind = _levels(one[span[1] : span[1] + _BEHIND].rpartition(" ")[0])
    is_known = len(behind) >= _LEAST_BEHIND and behind.count(RAREST) <= _MOST_UNKNOWN * len(behind)
    return is_known and not any(_is_small(word, text) for word in change[1:] for text in (one, two))


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
