"""Counting the shared shingles of pairs in scripts without spaces that measuring leaves out."""

import numpy as np
from numpy.typing import NDArray

from dedup.confirm.confirm import COLUMNS, SHARED
from dedup.confirm.seeds import enter_in_filter, is_in_filter, table_mask
from dedup.runtime.kernels import Ints, kernel
from dedup.shingles import write_shingles


@kernel
def set_slot(table: Ints, mask: int, value: int) -> int:
    """Find the place of a value in an open-addressing table, 0 where free."""
    slot = (value >> 17) & mask
    while table[slot] != 0 and table[slot] != value:
        slot = (slot + 1) & mask
    return slot


@kernel
def enter_hashes(
    hashes: Ints, count: int, filled: "NDArray[np.uint8]", table: "NDArray[np.int64]", mask: int
) -> None:
    """Enter hashes into an open-addressing table, and into a filter of one bit each."""
    for k in range(count):
        h = hashes[k] | 1
        table[set_slot(table, mask, h)] = h
        enter_in_filter(filled, mask, int(h))


@kernel
def recount_shingles(
    which: Ints,
    hosts: Ints,
    guests: Ints,
    lows: Ints,
    highs: Ints,
    words: Ints,
    size: int,
    hashes: "NDArray[np.int64]",
    filled: "NDArray[np.uint8]",
    table: "NDArray[np.int64]",
    seen: "NDArray[np.int32]",
    counts: "NDArray[np.int32]",
) -> None:
    """Write the number of shared shingles of some pairs, sorted by host, to their evidence.

    The table is of the host or, if they have fewer, of all its guests; ``seen`` is 0 for what the host does not have,
    else it says by which guest a shingle was counted last. A filter spares most look-ups of a host much longer than
    its guests. ``hashes`` needs room for the longest text.
    """
    built, mask = -1, 0
    for k in range(len(which)):
        pair = int(which[k])
        i, j = int(hosts[pair]), int(guests[pair])
        if i != built:
            built, last, total = i, k, 0
            while last < len(which) and hosts[which[last]] == i:
                total += highs[guests[which[last]]] - lows[guests[which[last]]]
                last += 1
            mask = table_mask(min(total, highs[i] - lows[i]))
            for slot in range(mask + 1):
                table[slot], seen[slot], filled[slot] = 0, 0, 0
            if total < highs[i] - lows[i]:
                for x in range(k, last):
                    guest = guests[which[x]]
                    count = write_shingles(words, lows[guest], highs[guest], size, hashes)
                    enter_hashes(hashes, count, filled, table, mask)
            count = write_shingles(words, lows[i], highs[i], size, hashes)
            if total >= highs[i] - lows[i]:
                enter_hashes(hashes, count, filled, table, mask)
            for x in range(count):
                h = hashes[x] | 1
                if is_in_filter(filled, mask, int(h)):
                    slot = set_slot(table, mask, h)
                    if table[slot] == h:
                        seen[slot] = -1
        shared, count = 0, write_shingles(words, lows[j], highs[j], size, hashes)
        for x in range(count):
            h = hashes[x] | 1
            slot = set_slot(table, mask, h)
            if table[slot] == h and seen[slot] != 0 and seen[slot] != k + 1:
                seen[slot] = k + 1
                shared += 1
        counts[pair * COLUMNS + SHARED] = shared
