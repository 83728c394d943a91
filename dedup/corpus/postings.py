"""Keys to postings: which articles lie under which key.

A posting is one integer, the 31 bits of a key above the number of the article, so that
sorting brings the articles under one key together, in the order of their numbers.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.corpus.corpus import Keys
from dedup.runtime.kernels import Ints, kernel, run

NUMBER_BITS = 32  #: bits of a posting that hold the article's number
NUMBER = (1 << NUMBER_BITS) - 1


class Postings(NamedTuple):
    """The sorted postings of one kind of keys, and the groups: runs under one key."""

    kind: int
    postings: NDArray[np.int64]
    groups: NDArray[np.int64]  #: start and end of each run of two or more articles, flat
    skipped: NDArray[np.uint8]  #: 1 for groups that propose nothing: furniture


@kernel
def pack_postings(keys: Ints, bounds: Ints, owners: Ints, left_out: Ints, out: "NDArray[np.int64]") -> int:
    """Write the postings of all articles that are not left out; return their number."""
    at = 0
    for k in range(len(owners)):
        owner = int(owners[k])
        if left_out[owner]:
            continue
        for i in range(bounds[k], bounds[k + 1]):
            out[at] = (int(keys[i]) << NUMBER_BITS) | owner
            at += 1
    return at


@kernel
def write_groups(postings: "NDArray[np.int64]", count: int, ends: "NDArray[np.int64]") -> int:
    """Drop what repeats among sorted postings, in place, and write start and end of each run of two or more.

    ``ends[0]`` and ``ends[1]`` get the number of postings and of runs; the runs follow. Returns the number of runs.
    """
    kept, runs, start = 0, 0, 0
    for k in range(count):
        posting = postings[k]
        if kept > 0 and postings[kept - 1] == posting:
            continue
        if kept > 0 and postings[kept - 1] >> NUMBER_BITS != posting >> NUMBER_BITS:
            if kept - start > 1:
                ends[2 + 2 * runs], ends[3 + 2 * runs] = start, kept
                runs += 1
            start = kept
        postings[kept] = posting
        kept += 1
    if kept - start > 1:
        ends[2 + 2 * runs], ends[3 + 2 * runs] = start, kept
        runs += 1
    ends[0], ends[1] = kept, runs
    return runs


def postings_of(keys: Keys, left_out: NDArray[np.uint8], compiled: bool = False) -> Postings:
    """Sort the keys of one kind and find the articles under each.

    Args:
        keys: Of n articles.
        left_out: Shape ``(n,)``, by article number: 1 for articles that have no postings.
        compiled: Use the compiled kernels; the result is the same.

    Returns:
        The postings, each once, ascending.
    """
    packed = np.empty(len(keys.keys), dtype=np.int64)
    packed = packed[: run(pack_postings, compiled, keys.keys, keys.bounds, keys.owners, left_out, packed)]
    packed.sort()
    ends = np.empty(len(packed) + 3, dtype=np.int64)
    count = run(write_groups, compiled, packed, len(packed), ends)
    return Postings(
        keys.kind, packed[: ends[0]], ends[2 : 2 + 2 * count].copy(), np.zeros(count, dtype=np.uint8)
    )
