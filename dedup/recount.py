"""Counting the shared shingles of pairs in scripts without spaces that measuring leaves out."""

import numpy as np
from numpy.typing import NDArray

from dedup.confirm import COLUMNS, SHARED
from dedup.kernels import Ints, kernel
from dedup.seeds import table_mask
from dedup.shingles import gram_hash


@kernel
def set_slot(table: Ints, mask: int, value: int) -> int:
    """Find the place of a value in an open-addressing table, 0 where free."""
    slot = (value >> 17) & mask
    while table[slot] != 0 and table[slot] != value:
        slot = (slot + 1) & mask
    return slot


@kernel
def enter_grams(words: Ints, low: int, high: int, size: int, table: "NDArray[np.int64]", mask: int) -> None:
    """Enter the shingles of [low, high) into an open-addressing table."""
    width = min(size, high - low)
    for x in range(low, high - width + 1):
        h = gram_hash(words, x, width) | 1
        table[set_slot(table, mask, h)] = h


@kernel
def recount_shingles(
    which: Ints,
    hosts: Ints,
    guests: Ints,
    lows: Ints,
    highs: Ints,
    words: Ints,
    size: int,
    table: "NDArray[np.int64]",
    seen: "NDArray[np.int32]",
    counts: "NDArray[np.int32]",
) -> None:
    """Write the number of shared shingles of some pairs, sorted by host, to their evidence.

    The table is of the host or, if they have fewer, of all its guests; ``seen`` is 0 for what the host does not have,
    else it says by which guest a shingle was counted last.
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
                table[slot], seen[slot] = 0, 0
            if total < highs[i] - lows[i]:
                for x in range(k, last):
                    enter_grams(words, lows[guests[which[x]]], highs[guests[which[x]]], size, table, mask)
            else:
                enter_grams(words, lows[i], highs[i], size, table, mask)
            width = min(size, highs[i] - lows[i])
            for x in range(lows[i], highs[i] - width + 1):
                h = gram_hash(words, x, width) | 1
                slot = set_slot(table, mask, h)
                if table[slot] == h:
                    seen[slot] = -1
        shared, width = 0, min(size, highs[j] - lows[j])
        for x in range(lows[j], highs[j] - width + 1 if width > 0 else lows[j]):
            h = gram_hash(words, x, width) | 1
            slot = set_slot(table, mask, h)
            if table[slot] == h and seen[slot] != 0 and seen[slot] != k + 1:
                seen[slot] = k + 1
                shared += 1
        counts[pair * COLUMNS + SHARED] = shared
