"""Where words stand as whole words in a text: sought as they are written, which takes no pattern to compile."""

import re
from collections.abc import Iterator
from functools import lru_cache

_SPACES = (" ", "\u00a0")
_LONG = 20_000  #: characters of a text whose words are kept: what it lacks would be sought through all of it
_WORD = re.compile(r"\w+")


def places_of(words: str, text: str) -> Iterator[int]:
    """Where some words begin in a text, not as a part of longer ones.

    >>> list(places_of("an", "an ant, an_d An an.")), list(places_of("New York", "In New York"))
    ([0, 16], [3])
    """
    at = text.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        if is_in_word(text[at - 1 : at]) or is_in_word(text[end : end + 1]):
            end = at + 1
        else:
            yield at
        at = text.find(words, end)


def stands_in(words: str, text: str) -> bool:
    """Say whether some words stand in a text, not as a part of longer ones.

    >>> stands_in("an", "ant"), stands_in("ant", "an ant")
    (False, True)
    """
    first = _WORD.match(words) if len(text) > _LONG else None
    if first and (first[0] == words or first[0] not in _words_of(text)):
        return first[0] in _words_of(text)
    return next(places_of(words, text), -1) >= 0


@lru_cache(maxsize=8)
def _words_of(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(_WORD.findall(text))


def is_behind_word(text: str, at: int) -> bool:
    """Say whether a place in a text is behind a word in letters and a space, or a comma and a space.

    >>> is_behind_word("old Lee", 4), is_behind_word("In May, Lee", 8), is_behind_word("In 2024 Lee", 8)
    (True, True, False)
    """
    if text[at - 1 : at] not in _SPACES:
        return False
    before = text[at - 3 : at - 2] if text[at - 2 : at - 1] == "," else text[at - 2 : at - 1]
    return before.isalnum() and not before.isdecimal()


def is_in_word(char: str) -> bool:
    """Say whether a character is part of a word: a letter, a digit or an underscore; false for none."""
    return char.isalnum() or char == "_"


@lru_cache(maxsize=256)
def folded(text: str) -> str:
    r"""A text in small letters, with one space for all that are between two words.

    >>> folded("New\n  YORK")
    'new york'
    """
    return " ".join(text.casefold().split())
