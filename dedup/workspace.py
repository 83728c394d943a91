"""Working memory for the comparison of texts, kept by each thread from call to call.

Entries of its tables have stamps that say whose they are; stamps only rise, so nothing is cleared between calls.
"""

import threading
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

LONGEST_SUBSEQUENCE = 6000  #: words of the texts for which the common subsequence is computed
_LEAST_WORDS = 1 << 12  # of working memory
_MOST_STAMPS = 1 << 30  # before fresh memory is taken, where no entry has a stamp


class Workspace(NamedTuple):
    """Working memory for the comparison of one host text with many guests."""

    seeds: NDArray[np.int64]
    heads: NDArray[np.int32]
    seed_stamps: NDArray[np.int32]
    filled: NDArray[np.uint8]
    seen: NDArray[np.int32]
    earlier: NDArray[np.int32]
    hashes: NDArray[np.int64]
    long_seeds: NDArray[np.int64]
    long_heads: NDArray[np.int32]
    long_stamps: NDArray[np.int32]
    words: NDArray[np.int64]
    weights: NDArray[np.float64]
    units: NDArray[np.float64]
    places: NDArray[np.int32]
    place_words: NDArray[np.int64]
    place_stamps: NDArray[np.int32]
    masks: NDArray[np.int64]
    row: NDArray[np.int64]
    runs: NDArray[np.int32]
    passages: NDArray[np.int32]
    fact_table: NDArray[np.int64]
    fact_stamps: NDArray[np.int32]
    guest_facts: NDArray[np.int64]
    guest_stamps: NDArray[np.int32]
    fact_kinds: NDArray[np.uint8]
    fact_hashes: NDArray[np.int64]
    fact_first: NDArray[np.int32]
    fact_last: NDArray[np.int32]


def _made(longest: int) -> Workspace:
    """Make working memory for texts of up to ``longest`` words."""
    slots = 1 << max(10, (2 * longest + 1).bit_length())
    limbs = longest // 62 + 2
    shorter = min(longest, LONGEST_SUBSEQUENCE) + 1

    def ints(size: int) -> NDArray[np.int32]:
        return np.zeros(size, dtype=np.int32)

    def longs(size: int) -> NDArray[np.int64]:
        return np.zeros(size, dtype=np.int64)

    return Workspace(
        seeds=longs(slots), heads=ints(slots), seed_stamps=ints(slots),
        filled=np.zeros(slots, dtype=np.uint8), seen=ints(slots), earlier=ints(longest + 2), hashes=longs(longest + 2),
        long_seeds=longs(slots), long_heads=ints(slots), long_stamps=ints(slots),
        words=longs(slots), weights=np.zeros(slots, dtype=np.float64),
        units=np.zeros(slots, dtype=np.float64),
        places=ints(slots), place_words=longs(slots), place_stamps=ints(slots),
        masks=longs(shorter * (shorter // 62 + 2)), row=longs(limbs), runs=ints(3 * longest + 6),
        passages=ints(5 * longest + 10), fact_table=longs(slots), fact_stamps=ints(slots),
        guest_facts=longs(slots), guest_stamps=ints(slots),
        fact_kinds=np.zeros(longest + 2, dtype=np.uint8), fact_hashes=longs(longest + 2),
        fact_first=ints(longest + 2), fact_last=ints(longest + 2),
    )  # fmt: skip


class _Kept(threading.local):
    """The working memory of a thread, and how many stamps were used in it."""

    space: Workspace | None = None
    longest = 0
    used = 0


_KEPT = _Kept()


def workspace(longest: int, stamps: int) -> tuple[Workspace, int]:
    """Return this thread's working memory, kept from call to call: fresh pages cost more than the work in them.

    Args:
        longest: Words of the longest text.
        stamps: How many of them the caller uses.

    Returns:
        The memory, and the last stamp used before: the caller's are the ``stamps`` next ones.
    """
    kept = _KEPT
    if kept.space is None or longest > kept.longest or kept.used + stamps >= _MOST_STAMPS:
        kept.space, kept.longest, kept.used = None, max(kept.longest, longest + longest // 4, _LEAST_WORDS), 0
        kept.space = _made(kept.longest)
    before = kept.used
    kept.used += stamps
    return kept.space, before
