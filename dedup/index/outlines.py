"""What checks ask of most articles that they meet, kept from check to check: fingerprint and number of passage keys.

A cache of fixed size: each number has one place, where the last one read stays. Numbers are never used twice, and what
is kept of one never changes, but for an article that comes to stand for its text, whose count was not known before.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

SLOTS = 1 << 16
UNKNOWN = -1  #: passage keys of an article that another one stands for


class Outlines:
    """Fingerprints and counts by number."""

    def __init__(self) -> None:
        """Know nothing."""
        self._numbers = np.zeros(SLOTS, dtype=np.int64)
        self._prints = np.zeros(SLOTS, dtype=np.int64)
        self._counts = np.zeros(SLOTS, dtype=np.int32)

    def clear(self) -> None:
        """Forget everything."""
        self._numbers[:] = 0

    def of(
        self, numbers: NDArray[np.int64], heads: Callable[[NDArray[np.int64]], list[tuple[Any, ...]]]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return fingerprints and counts of passage keys.

        Args:
            numbers: Of articles, from 1 up, in any order.
            heads: Reads the rows of those that are not known here (``dedup.index.rows.HEAD``).
        """
        distinct, places = np.unique(numbers, return_inverse=True)
        slots = distinct & (SLOTS - 1)
        prints, counts = self._prints[slots], self._counts[slots].astype(np.int64)
        fresh = np.flatnonzero((self._numbers[slots] != distinct) | (counts == UNKNOWN))
        if len(fresh):
            rows = heads(distinct[fresh])
            prints[fresh] = [row[2] for row in rows]
            counts[fresh] = [UNKNOWN if row[7] is None else int.from_bytes(row[7][4:8], "little") for row in rows]
            self._numbers[slots[fresh]], self._prints[slots[fresh]] = distinct[fresh], prints[fresh]
            self._counts[slots[fresh]] = counts[fresh]
        return prints[places], counts[places]
