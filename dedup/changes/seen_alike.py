"""Changes that no reader sees: names that folding makes one (Łódź, Lodz), numbers that differ in what is invisible."""

import re
from collections.abc import Iterable

import numpy as np

from dedup.model import Change
from dedup.tokens import tokenise

_INVISIBLE = re.compile("[\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")


def without_alike(changes: Iterable[Change]) -> list[Change]:
    """Leave out the changes whose sides are one to a reader, or one but for accents.

    >>> without_alike([Change("name", "Łódź", "Lodz"), Change("number", "3\u20600", "30"), Change("number", "3", "4")])
    [Change(what='number', left='3', right='4')]
    """
    return [change for change in changes if not _are_alike(change)]


def _are_alike(change: Change) -> bool:
    """Say whether both sides are one to a reader."""
    left, right = change.left, change.right
    if left.isascii() and right.isascii():
        return left == right
    if change.what != "name":  # of figures folding hides more: 10² and 102
        return _INVISIBLE.sub("", left) == _INVISIBLE.sub("", right)
    return np.array_equal(tokenise(left).words, tokenise(right).words)
