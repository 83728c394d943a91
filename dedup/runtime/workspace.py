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
    """Working memory for the comparison of one host text with many guests; kernels use an array in turn."""

    seeds: NDArray[np.int64]  #: n-grams of the host, two numbers a slot: hash; stamp and newest position
    filled: NDArray[np.uint8]  #: filter of these: a bit each, which spares most look-ups
    sampled: NDArray[np.uint8]  #: the same of those that the guests look up in scripts without spaces
    seen: NDArray[np.int32]  #: by slot of a shingle, the pair by which it was counted last
    earlier: NDArray[np.int32]  #: by position of an n-gram, where it stands before that, or -1
    numbers: NDArray[np.int64]  #: a second table of words or pairs of characters, two numbers a slot
    hashes: NDArray[np.int64]  #: the n-grams of the text at hand, in their order
    long_seeds: NDArray[np.int64]  #: as ``seeds``: longer n-grams, of scripts without spaces
    words: NDArray[np.int64]  #: words of the host, two numbers a slot
    weights: NDArray[np.float64]  #: by slot of a word, its squared weight in the text
    units: NDArray[np.float64]  #: by slot of a word, the squared weight of one occurrence
    places: NDArray[np.int32]  #: by slot of a word, its place in ``masks``; also places of n-grams that were looked up
    place_words: NDArray[np.int64]  #: by slot, the word; also a table of shingles to be counted
    place_stamps: NDArray[np.int32]  #: by slot of ``place_words``, its stamp
    masks: NDArray[np.int64]  #: bits of the positions of each word, for the common subsequence
    row: NDArray[np.int64]  #: one row of that, in limbs of 62 bits
    runs: NDArray[np.int32]  #: common runs before they are chained, three numbers each; also marks on words
    passages: NDArray[np.int32]  #: those that were chained, five numbers each; also places of n-grams
    fact_table: NDArray[np.int64]  #: facts of the host, a hash a slot
    fact_stamps: NDArray[np.int32]  #: by slot, its stamp
    guest_facts: NDArray[np.int64]  #: the same of the guest
    guest_stamps: NDArray[np.int32]  #: the same of the guest
    levels: NDArray[np.int32]  #: how rare the words of a text are, in the order of their coming


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
