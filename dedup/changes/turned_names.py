"""Two names that changed places: "Dunmore beat Harwick" and "Harwick beat Dunmore".

Both texts have both names and hardly a word moved, so that no fact stands opposite another one. Only what differs alone
is looked at, in texts or passages of one length. Names that are listed may stand in any order: "Dunmore and Harwick".
"""

import re
from collections.abc import Sequence

from dedup.model import Change, Passage, Span

_DIGIT = re.compile(r"\d")
_LONGEST = 120  #: characters from the first name to the end of the second one
_MOST_WORDS = 4  #: of a name
#: Words between names whose order says nothing, in many languages.
_LISTED = frozenset(
    (
        *("and", "or", "with", "versus", "vs", "v", "und", "oder", "mit", "y", "e", "o", "con", "et", "ou", "avec"),
        *("dan", "atau", "dengan", "serta", "en", "of", "met", "och", "og", "eller", "med", "i", "oraz", "lub", "z"),
        *("a", "и", "или", "с", "та", "і", "ve", "ile", "và", "ja", "na", "x"),
    )
)


def turned_names(one: str, two: str, passages: Sequence[Passage]) -> list[tuple[int, Change]]:
    """Return the changes of two names that changed places in copies, with their places in the left text.

    >>> texts = [f"On Sunday {a} beat {b} at home." for a, b in (("Dunmore", "Harwick"), ("Harwick", "Dunmore"))]
    >>> [(change.left, change.right) for _, change in turned_names(*texts, [])]
    [('Dunmore', 'Harwick'), ('Harwick', 'Dunmore')]
    """
    whole = Passage((0, len(one)), (0, len(two)), 0)
    return [
        change
        for span, other, _ in ([whole] if len(one) == len(two) else passages)
        if span[1] - span[0] == other[1] - other[0]
        for change in _turned(one[slice(*span)], two[slice(*other)], span[0])
    ]


def _turned(left: str, right: str, place: int) -> list[tuple[int, Change]]:
    """The same of two passages of one length, the left one at a place."""
    first, last = _differing(left, right)
    if not 0 < last - first <= _LONGEST:
        return []
    words, others = left[first:last].split(), right[first:last].split()
    for k in range(1, min(_MOST_WORDS, len(words) - 2) + 1):
        for m in range(1, min(_MOST_WORDS, len(words) - k - 1) + 1):
            name, between, other = words[:k], words[k:-m], words[-m:]
            if others == other + between + name and _tell(name, other, between):
                change = Change("name", " ".join(name), " ".join(other))
                at = place + left.rindex(other[0], first, last)
                return [(place + first, change), (at, Change("name", change.right, change.left))]
    return []


def _differing(left: str, right: str) -> Span:
    """What differs of two texts of one length, in whole words."""
    first, last = _same(left, right, 1), len(left) - _same(left, right, -1)
    while first and left[first - 1].isalnum():
        first -= 1
    while last < len(left) and left[last].isalnum():
        last += 1
    return first, last


def _same(left: str, right: str, side: int) -> int:
    """How many characters two texts begin with in common, or end with if ``side`` is -1."""
    low, high = 0, len(left)
    while low < high:
        middle = (low + high + 1) // 2
        is_same = left[:middle] == right[:middle] if side > 0 else left[-middle:] == right[-middle:]
        low, high = (middle, high) if is_same else (low, middle - 1)
    return low


def _tell(name: list[str], other: list[str], between: list[str]) -> bool:
    """Say whether words may be two names whose order tells, by those between: no mark, and more than "and"."""
    are_names = name[0][0].isupper() and other[0][0].isupper() and not _DIGIT.search("".join(name + other))
    is_clause = all(word[-1].isalnum() for word in between)
    return are_names and is_clause and any(word[0].islower() and word not in _LISTED for word in between)
