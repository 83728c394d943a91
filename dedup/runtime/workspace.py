"""Working memory for the comparison of texts, kept by each thread from call to call.

Entries of its tables have stamps that say whose they are; stamps only rise, so nothing is cleared between calls.
"""

import mmap
import sys
import threading
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

LONGEST_SUBSEQUENCE = 6000  #: words of the texts for which the common subsequence is computed
_LEAST_WORDS = (1 << 18) - 1  # of working memory: 65 MB, of which a page is resident once a text has touched it
_DTYPES: dict[str, type] = dict.fromkeys(
    ("seen", "earlier", "places", "place_stamps", "runs",
     "passages", "fact_stamps", "guest_stamps", "levels"), np.int32,
) | dict.fromkeys(("filled", "sampled"), np.uint8) | dict.fromkeys(("weights", "units"), np.float64)
_MOST_STAMPS = 1 << 30  # before fresh memory is taken, where no entry has a stamp


class Workspace(NamedTuple):
    """Working memory for the comparison of one host text with many guests."""

    seeds: NDArray[np.int64]
    filled: NDArray[np.uint8]
    sampled: NDArray[np.uint8]
    seen: NDArray[np.int32]
    earlier: NDArray[np.int32]
    numbers: NDArray[np.int64]
    hashes: NDArray[np.int64]
    long_seeds: NDArray[np.int64]
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
    levels: NDArray[np.int32]


def _made(longest: int) -> Workspace:
    """Make working memory for texts of up to ``longest`` words.

    It is mapped, not allocated: pages that no text touches never become resident, and none stays behind in the heap.
    """
    slots = 1 << max(10, (2 * longest + 1).bit_length())
    shorter = min(longest, LONGEST_SUBSEQUENCE) + 1
    sizes = dict.fromkeys(Workspace._fields, slots) | {
        "seeds": 2 * slots, "long_seeds": 2 * slots, "numbers": 2 * slots, "earlier": longest + 2,
        "hashes": longest + 2, "masks": shorter * (shorter // 62 + 2),
        "row": longest // 62 + 2, "runs": 3 * longest + 6, "passages": 5 * longest + 10,
        "levels": longest + 2,
    }  # fmt: skip
    types = {name: np.dtype(_DTYPES.get(name, np.int64)) for name in sizes}
    ends = np.cumsum([(sizes[name] * types[name].itemsize + 63) // 64 * 64 for name in sizes]).tolist()
    memory, starts = _mapped(ends[-1]), zip(sizes, [0, *ends], strict=False)
    made: dict[str, Any] = {name: np.frombuffer(memory, types[name], sizes[name], start) for name, start in starts}
    return Workspace(**made)


def _mapped(size: int) -> mmap.mmap:
    """Map so many bytes, all 0, of this process alone."""
    if sys.platform == "win32":
        return mmap.mmap(-1, size)
    return mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)


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
