"""Pairs of a text and one many times as long: what they have in common must stand in one place.

A collection of a whole day's reports shares some words in a row with every other text of its kind, here and there. A
passage long enough to be a finding has two neighbouring passage keys of the shorter text, since winnowing chooses one
in every window. Source: Schleimer, Wilkerson and Aiken (2003), Winnowing.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from dedup.corpus import Keys, places_of
from dedup.keys import among

TIMES = 20  #: as long as the other: a collection, which tells of much besides
FEW = 8  #: keys of a text of some forty words, of which one is a good part


def are_unlike(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Say of which pairs one has many times as many words, or keys, as the other."""
    return np.asarray(TIMES * np.minimum(one, other) < np.maximum(one, other), dtype=np.bool_)


def has_neighbours(shorter: NDArray[Any], longer: NDArray[Any], furniture: NDArray[Any]) -> bool:
    """Say whether a text has two neighbouring passage keys of a longer one, or any if it has few.

    Args:
        shorter: The keys of the shorter text, in the order of its words.
        longer: Those of the longer, rising.
        furniture: Keys that do not count, rising.

    >>> keys = np.array([7, 3, 9, 4, 8, 6, 2, 10, 1])
    >>> [has_neighbours(keys, np.array(other), np.array([5])) for other in ([3, 9], [7, 9], [3, 4, 8])]
    [True, False, True]
    """
    shared = among(shorter, longer) & ~among(shorter, furniture)
    return bool((shared[1:] & shared[:-1]).any() if len(shared) > FEW else shared.any())


def have_neighbours(
    passages: Keys, left: NDArray[np.int32], right: NDArray[np.int32], key_counts: NDArray[np.int64],
    furniture: NDArray[np.int32],
) -> NDArray[np.bool_]:  # fmt: skip
    """Say of which pairs of articles either the lengths are alike or :func:`has_neighbours` holds.

    Args:
        passages: The passage keys of all articles.
        left: Article numbers, shape ``(n,)``.
        right: Article numbers, shape ``(n,)``.
        key_counts: Distinct passage keys of each article.
        furniture: Keys that do not count, rising.
    """
    out = np.ones(len(left), dtype=np.bool_)
    asked = np.flatnonzero(are_unlike(key_counts[left], key_counts[right]))
    swapped = key_counts[left[asked]] > key_counts[right[asked]]
    guests = np.where(swapped, right[asked], left[asked])
    hosts = np.where(swapped, left[asked], right[asked])
    places = places_of(passages)
    order = np.argsort(hosts, kind="stable")
    cuts = np.flatnonzero(np.diff(hosts[order], prepend=-1)).tolist()
    for start, end in zip(cuts, [*cuts[1:], len(order)][: len(cuts)], strict=True):
        host = places[hosts[order[start]]]
        longer = np.sort(passages.keys[passages.bounds[host] : passages.bounds[host + 1]])
        for k in order[start:end].tolist():
            guest = places[guests[k]]
            shorter = passages.keys[passages.bounds[guest] : passages.bounds[guest + 1]]
            out[asked[k]] = has_neighbours(shorter, longer, furniture)
    return out
