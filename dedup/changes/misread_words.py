"""Facts that only a scanner changed: "Moor Lane" and "Moor Lanc" in a copy of which other words are misread, too.

One letter of a name may be a correction, and is told. Where words that are no names differ in one letter, too, and
hardly any in more, the text was scanned, and what its names, weekdays and numbers in words became is no change. What
is written in digits is told in any case.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from dedup.model import Change

_WORD = re.compile(r"[^\W_]+")
LEAST = 3  #: letters of a word of which one may be misread
SCANNED = 3  #: words that are no names, from which on a text was scanned
LOOKED_AT = 80  #: words that one text has alone, of which the others are compared
CHARACTERS = 20_000  #: of both texts that tell whether one was scanned


def without_misread(one: str, two: str, changes: Sequence[Change]) -> Sequence[Change]:
    """Return the changes without those that a scanner made, if one of the texts was scanned.

    >>> texts = "The councll met on the bridqe in Moor Lanc.", "The council met on the bridge in Moor Lane."
    >>> change = Change("name", "Moor Lanc", "Moor Lane")
    >>> without_misread(*texts, [change])
    [Change(what='name', left='Moor Lanc', right='Moor Lane')]
    >>> without_misread(f"{texts[0]} Many pedple cvme.", f"{texts[1]} Many people came.", [change])
    []
    """
    if not any(are_alike(change.left, change.right) for change in changes):
        return changes
    left, right = _words_alone(one[:CHARACTERS], two[:CHARACTERS])
    small, other_small = ([word for word in words if word.islower()][:LOOKED_AT] for words in (left, right))
    by_end = _by_ends(other_small)
    misread = sum(_has_alike(word, (*by_end[word[0], ""], *by_end["", word[-1]])) for word in small)
    if misread < SCANNED or 2 * misread < min(len(small), len(other_small)):
        return changes
    return [change for change in changes if not _is_misread(change, left[:LOOKED_AT], right[:LOOKED_AT])]


def _words_alone(one: str, two: str) -> tuple[list[str], list[str]]:
    """The words that one text has alone, sorted; what both have between two spaces is looked through once."""
    parts, others = set(one.split()), set(two.split())
    shared, left, right = (
        set(_WORD.findall(" ".join(some))) for some in (parts & others, parts - others, others - parts)
    )
    return sorted(left - right - shared), sorted(right - left - shared)


def are_alike(one: str, other: str) -> bool:
    """Say whether two words of some length differ in one letter, which may be lost, added or put for two.

    >>> are_alike("Lane", "Lanc"), are_alike("Lane", "Lan"), are_alike("modern", "modem"), are_alike("Lane", "Lake St")
    (True, True, True, False)
    """
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(short) < LEAST or len(long) - len(short) > 1 or one == other or one.isdecimal() or other.isdecimal():
        return False
    if short[0] != long[0] and short[-1] != long[-1]:
        return False
    size, start, end = len(short), 0, 0
    while start < size and short[start] == long[start]:
        start += 1
    while end < size - start and short[-1 - end] == long[-1 - end]:
        end += 1
    return len(long) - start - end <= (2 if len(long) > size else 1)


def _by_ends(words: Iterable[str]) -> defaultdict[tuple[str, str], list[str]]:
    """Words by their first letter, and by their last: words that are alike have one of the two in common."""
    out = defaultdict[tuple[str, str], list[str]](list)
    for word in words:
        out[word[0], ""].append(word)
        out["", word[-1]].append(word)
    return out


def _has_alike(word: str, others: Iterable[str]) -> bool:
    """Say whether a word is alike one of others."""
    return any(are_alike(word, other) for other in others)


def _is_misread(change: Change, left: Collection[str], right: Collection[str]) -> bool:
    """Say whether each word that one side of a change has alone is alike one that the other side, or its text, has."""
    sides = [_WORD.findall(side) for side in (change.left, change.right)]
    for words, others, text in ((*sides, right), (*sides[::-1], left)):
        for word in set(words).difference(others):
            if word.isdecimal() or not (_has_alike(word, others) or _has_alike(word, text)):
                return False
    return True
