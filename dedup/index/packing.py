"""Postings as sorted 63-bit integers: kind, key and article number in one word.

``kind << 60 | key << 28 | number``: 3 bits, 32 bits and 28 bits, so that a sort groups the
articles under each key in the order of their numbers, and a search for a key is a search
for two bounds. Nothing here knows where postings are kept.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.keys import BAND, PASSAGE, TERM

IDENT, WORDS, MEMBER = 4, 5, 6  #: further kinds: ids, texts (their representatives), and the other equal texts
KINDS = (BAND, PASSAGE, TERM)  #: the kinds of keys that articles are found under
NUMBER_BITS, KEY_BITS = 28, 32
LAST_NUMBER = (1 << NUMBER_BITS) - 1  #: 268 million articles in the life of an index
KIND_SHIFT = NUMBER_BITS + KEY_BITS
Postings = NDArray[np.int64]
Kind = int | NDArray[np.int64]  #: one for all keys, or one for each


class Owners(NamedTuple):
    """The articles under some keys; key ``k`` has ``numbers[bounds[k]:bounds[k + 1]]``."""

    bounds: NDArray[np.int64]  #: shape ``(keys + 1,)``
    numbers: NDArray[np.int64]  #: rising within each key, at most ``limit`` of each
    counts: NDArray[np.int64]  #: articles under each key, exact below the cap


def pack(kind: Kind, keys: NDArray[Any], numbers: NDArray[Any] | int) -> Postings:
    """Return postings, in the order of ``keys``; each key with its number or all with one."""
    low = np.asarray(numbers, dtype=np.int64) + (np.asarray(kind, dtype=np.int64) << KIND_SHIFT)
    return (np.asarray(keys, dtype=np.int64) << NUMBER_BITS) + low


def unpack(postings: Postings) -> tuple[NDArray[np.int64], NDArray[np.uint32], NDArray[np.int64]]:
    """Return kinds, keys and numbers of postings.

    >>> [part.tolist() for part in unpack(pack(2, np.array([7, 9]), np.array([1, 5])))]
    [[2, 2], [7, 9], [1, 5]]
    """
    kinds = postings >> KIND_SHIFT
    keys = ((postings >> NUMBER_BITS) & 0xFFFFFFFF).astype(np.uint32)
    return kinds, keys, postings & LAST_NUMBER


def key_bounds(kind: Kind, keys: NDArray[Any]) -> tuple[Postings, Postings]:
    """Return the first possible posting of each key and the first one beyond it."""
    low = pack(kind, keys, 0)
    return low, low + (1 << NUMBER_BITS)


def cut(postings: Postings, low: Postings, high: Postings, cap: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return which postings of a sorted array lie in [low, high), as (range, number) columns.

    Of each range only the first ``cap`` are taken.
    """
    start = np.searchsorted(postings, low)
    count = np.minimum(np.searchsorted(postings, high) - start, cap)
    total = int(count.sum())
    if total == 0:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    which = np.repeat(np.arange(len(low)), count)
    offset = np.arange(total) - np.repeat(np.cumsum(count) - count, count)
    return which, postings[start[which] + offset] & LAST_NUMBER


def gather(
    parts: Sequence[tuple[NDArray[np.int64], NDArray[np.int64]]],
    key_count: int,
    gone: NDArray[np.int64],
    limit: int,
    cap: int,
) -> Owners:
    """Unite what several sorted arrays hold under the same keys.

    Args:
        parts: (key position, number) columns of each array.
        key_count: Keys that were asked for.
        gone: Numbers of removed articles, sorted; they are left out.
        limit: Numbers to give for each key.
        cap: Bound on the counts.
    """
    packed = np.concatenate([(which << NUMBER_BITS) | numbers for which, numbers in parts] or [np.empty(0, np.int64)])
    packed.sort()
    if len(packed) > 1:
        packed = packed[np.concatenate(([True], packed[1:] != packed[:-1]))]
    which, numbers = packed >> NUMBER_BITS, packed & LAST_NUMBER
    if len(gone) and len(numbers):
        kept = ~contains(gone, numbers)
        which, numbers = which[kept], numbers[kept]
    starts = np.searchsorted(which, np.arange(key_count + 1))
    counts = np.minimum(np.diff(starts), cap)
    given = np.minimum(counts, limit)
    bounds = np.concatenate(([0], np.cumsum(given)))
    if int(bounds[-1]) < len(numbers):
        rank = np.arange(len(numbers)) - starts[which]
        numbers = numbers[rank < limit]
    return Owners(bounds, numbers, counts)


def contains(ordered: NDArray[np.int64], values: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Say which values a sorted array holds."""
    if len(ordered) == 0:
        return np.zeros(len(values), dtype=np.bool_)
    place = np.minimum(np.searchsorted(ordered, values), len(ordered) - 1)
    found: NDArray[np.bool_] = ordered[place] == values
    return found
