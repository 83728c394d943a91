"""Pairs of a text and one many times as long: what they have in common must stand in one place.

A collection of a whole day's reports shares some words in a row with every other text of its kind, here and there. A
passage long enough to be a finding has two neighbouring passage keys of the shorter text, since winnowing chooses one
in every window. Source: Schleimer, Wilkerson and Aiken (2003), Winnowing.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from dedup.corpus.corpus import Keys, places_of
from dedup.rising import distinct_values, seek
from dedup.runtime.kernels import Ints, kernel, run
from dedup.runtime.threads import in_parts

TIMES = 20  #: as long as the other: a collection, which tells of much besides
KEY_BITS = 31  #: of a passage key
FEW = 8  #: keys of a text of some forty words, of which one is a good part


def are_unlike(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Say of which pairs one has many times as many words, or keys, as the other."""
    return np.asarray(TIMES * np.minimum(one, other) < np.maximum(one, other), dtype=np.bool_)


@kernel
def is_held(rising: Ints, first: int, last: int, key: int) -> bool:
    """Return True if a key is among the rising ones in [first, last)."""
    place = seek(rising, first, last, key)
    return place < last and rising[place] == key


@kernel
def shares_neighbours(
    keys: Ints, first: int, last: int, rising: Ints, low: int, high: int, furniture: Ints
) -> bool:
    """Say it of the keys [first, last) of a text, and those of a longer one in [low, high) of ``rising``."""
    before, few = False, last - first <= FEW
    for k in range(first, last):
        key = int(keys[k])
        shared = is_held(rising, low, high, key) and not is_held(furniture, 0, len(furniture), key)
        if shared and (before or few):
            return True
        before = shared
    return False


@kernel
def find_neighbours(
    places: Ints,
    rows: Ints,
    keys: Ints,
    bounds: Ints,
    rising: Ints,
    row_bounds: Ints,
    furniture: Ints,
    first: int,
    last: int,
    out: "NDArray[np.uint8]",
) -> None:
    """Write for the pairs [first, last) whether the keys of a place share neighbours with a row of rising keys."""
    for pair in range(first, last):
        place, row = places[pair], rows[pair]
        out[pair] = shares_neighbours(
            keys, bounds[place], bounds[place + 1], rising, row_bounds[row], row_bounds[row + 1], furniture
        )


def has_neighbours(
    shorter: NDArray[Any], longer: NDArray[Any], furniture: NDArray[Any], compiled: bool = False
) -> bool:
    """Say whether a text has two neighbouring passage keys of a longer one, or any if it has few.

    Args:
        shorter: The keys of the shorter text, in the order of its words.
        longer: Those of the longer, rising.
        furniture: Keys that do not count, rising.
        compiled: Use the compiled kernels.

    >>> keys = np.array([7, 3, 9, 4, 8, 6, 2, 10, 1])
    >>> [has_neighbours(keys, np.array(other), np.array([5])) for other in ([3, 9], [7, 9], [3, 4, 8])]
    [True, False, True]
    """
    return bool(run(shares_neighbours, compiled, shorter, 0, len(shorter), longer, 0, len(longer), furniture))


def _rising_of(passages: Keys, places: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """The passage keys of some articles, those of each rising, and where they lie."""
    counts = passages.bounds[places + 1] - passages.bounds[places]
    bounds = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
    own = np.arange(bounds[-1]) + np.repeat(passages.bounds[places] - bounds[:-1], counts)
    codes = np.repeat(np.arange(len(places)), counts) << KEY_BITS | passages.keys[own]
    codes.sort()
    return (codes & (1 << KEY_BITS) - 1).astype(np.int32), bounds


def have_neighbours(
    passages: Keys,
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    key_counts: NDArray[np.int64],
    furniture: NDArray[np.int32],
    *,
    workers: int = 1,
    compiled: bool = False,
) -> NDArray[np.bool_]:
    """Say of which pairs of articles either the lengths are alike or :func:`has_neighbours` holds.

    Args:
        passages: The passage keys of all articles.
        left: Article numbers, shape ``(n,)``.
        right: Article numbers, shape ``(n,)``.
        key_counts: Distinct passage keys of each article.
        furniture: Keys that do not count, rising.
        workers: Threads.
        compiled: Use the compiled kernels.
    """
    out = np.ones(len(left), dtype=np.bool_)
    asked = np.flatnonzero(are_unlike(key_counts[left], key_counts[right]))
    places, swapped = places_of(passages), key_counts[left[asked]] > key_counts[right[asked]]
    guests, hosts = (places[np.where(swapped, one[asked], two[asked])] for one, two in ((right, left), (left, right)))
    longer = distinct_values(hosts)
    rising, bounds = _rising_of(passages, longer)
    rows, found = np.searchsorted(longer, hosts), np.zeros(len(asked), dtype=np.uint8)

    def part(first: int, last: int) -> None:
        run(
            find_neighbours, compiled, guests, rows, passages.keys, passages.bounds, rising, bounds, furniture,
            first, last, found,
        )  # fmt: skip

    in_parts(len(asked), workers, part)
    out[asked] = found > 0
    return out
