"""Rising arrays: the distinct values of one, and where values stand in another."""

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from dedup.runtime.kernels import Ints, is_loaded, kernel, run

Integer = TypeVar("Integer", bound=np.integer[Any])


def distinct_values(values: NDArray[Integer]) -> NDArray[Integer]:
    """Return the distinct values of an array, rising.

    ``numpy.unique`` hashes integers: of a million that took a hundred times as long as sorting them, and more than
    three times as long for each doubling.
    """
    ordered = np.sort(values)
    is_first = np.ones(len(ordered), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    return ordered[is_first]


def among(keys: NDArray[Any], rising: NDArray[Any]) -> NDArray[np.bool_]:
    """Say which keys are among others, which are rising.

    >>> among(np.array([5, 2, 9]), np.array([2, 5])).tolist()
    [True, True, False]
    """
    if not len(rising):
        return np.zeros(len(keys), dtype=np.bool_)
    return np.asarray(rising[np.minimum(np.searchsorted(rising, keys), len(rising) - 1)] == keys, dtype=np.bool_)


@kernel
def seek(held: Ints, place: int, end: int, key: int) -> int:
    """Return the first place in [place, end) of rising values that is not below a key, sought in steps that double."""
    step = 1
    while place + step < end and held[place + step] < key:
        place += step
        step *= 2
    last = min(end, place + step + 1)
    while place < last:
        middle = (place + last) >> 1
        if held[middle] < key:
            place = middle + 1
        else:
            last = middle
    return place


@kernel
def seek_each(keys: Ints, held: Ints, out: "NDArray[np.int64]") -> None:
    """Write where each of some rising keys stands among those held, which are rising, too; -1 where it does not."""
    place, count = 0, len(held)
    for k in range(len(keys)):
        place = seek(held, place, count, int(keys[k]))
        out[k] = place if place < count and held[place] == keys[k] else -1


def places_among(keys: NDArray[Any], held: NDArray[Any]) -> NDArray[np.int64]:
    """Return where each of some rising keys stands among those held, which are rising, too; -1 where it does not.

    >>> places_among(np.array([2, 5, 9]), np.array([1, 2, 9])).tolist()
    [1, -1, 2]
    """
    out = np.empty(len(keys), dtype=np.int64)
    run(seek_each, is_loaded(), keys, held, out)
    return out
