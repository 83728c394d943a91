"""Two names that stand side by side and look like one: an office and who holds it, "Kota Cirebon Agus Suherman".

Their texts have the first of them alone elsewhere.
"""

from functools import lru_cache

from dedup.changes.whole_words import places_of
from dedup.model import Change

_LEAST = 2  #: words of each of the two


def unglued(change: Change, one: str, two: str) -> list[Change]:
    """Return a change of names as two where both sides are two names, the first of which stands alone elsewhere.

    >>> texts = "the North Bank of Rome. North Bank Ann Lee said", "the East Fund of Rome. East Fund Tom Poe said"
    >>> [c[1:] for c in unglued(Change("name", "North Bank Ann Lee", "East Fund Tom Poe"), *texts)]
    [('North Bank', 'East Fund'), ('Ann Lee', 'Tom Poe')]
    """
    what, left, right = change
    if left.count(" ") < 2 * _LEAST - 1 or right.count(" ") < 2 * _LEAST - 1:
        return [change]
    first, other = _first_name(left, one), _first_name(right, two)
    if not first or not other or first.startswith(other) or other.startswith(first):
        return [change]
    rests = left.removeprefix(first).lstrip(), right.removeprefix(other).lstrip()
    return [Change(what, first, other), *([Change(what, *rests)] if rests[0] != rests[1] else [])]


def _first_name(name: str, text: str) -> str:
    """The longest beginning of a name that its text has elsewhere with no capital behind it, empty if there is none."""
    words = name.split(" ")
    for count in range(len(words) - _LEAST, _LEAST - 1, -1):
        first = " ".join(words[:count])
        if words[count][:1].isupper() and _stands_alone(first, text):
            return first
    return ""


@lru_cache(maxsize=1 << 12)
def _stands_alone(first: str, text: str) -> bool:
    """Say whether the beginning of a name stands somewhere in a text with no capital behind it."""
    return any(not _has_capital_at(text, at + len(first)) for at in places_of(first, text))


def _has_capital_at(text: str, end: int) -> bool:
    """Say whether a space and a capital stand behind a place."""
    return text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()
