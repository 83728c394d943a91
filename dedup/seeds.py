"""The n-grams of two texts by which their common passages are found and their common shingles are counted.

Three characters stand everywhere in scripts without spaces: passages are sought there by longer seeds, of which one in
four is looked up. Of a text that is much longer than those beside it, a whole archive of notices, only the seeds are
entered that one of them may have, so that the table stays in the cache and hardly any memory is touched.
"""

import numpy as np
from numpy.typing import NDArray

from dedup.align import build_seeds, enter_seed, seed_slot
from dedup.kernels import Ints, kernel
from dedup.shingles import write_rolling, write_shingles

SEED_CHARACTERS = 12  #: characters of a seed where tokens are characters
SAMPLED_CHARACTERS = 3  #: of those seeds one in four is looked up; runs are extended to both sides


@kernel
def table_mask(count: int) -> int:
    """Mask of the part of a table that a text of so many words needs."""
    mask = 255
    while mask < 2 * count:
        mask = 2 * mask + 1
    return mask


@kernel
def write_seeds(words: Ints, low: int, high: int, size: int, spaced: bool, out: "NDArray[np.int64]") -> int:
    """Write the seeds of [low, high) for the alignment: shingles, or longer ones where tokens are characters."""
    if spaced:
        return write_shingles(words, low, high, size, out)
    return write_rolling(words, low, high, SEED_CHARACTERS, out)


@kernel
def enter_in_filter(filled: "NDArray[np.uint8]", mask: int, h: int) -> None:
    """Set the bit of a hash in a filter of ``mask + 1`` bytes."""
    filled[(h >> 12) & mask] |= 1 << ((h >> 9) & 7)


@kernel
def is_in_filter(filled: Ints, mask: int, h: int) -> int:
    """Return 1 if the bit of a hash is set: it may have been entered; 0 if it was not for certain."""
    return (filled[(h >> 12) & mask] >> ((h >> 9) & 7)) & 1


@kernel
def fill_filter(hashes: Ints, count: int, filled: "NDArray[np.uint8]", mask: int) -> None:
    """Set a bit for each of the first ``count`` values in a filter of ``mask + 1`` bytes, cleared before."""
    for k in range(mask + 1):
        filled[k] = 0
    for k in range(count):
        enter_in_filter(filled, mask, int(hashes[k]))


@kernel
def build_sampled(
    hashes: Ints,
    count: int,
    filled: Ints,
    filter_mask: int,
    seeds: "NDArray[np.int64]",
    stamp: int,
    earlier: "NDArray[np.int32]",
    places: "NDArray[np.int32]",
) -> int:
    """Enter the sampled seeds of a host that one of its guests may have; return the mask of the table.

    As :func:`dedup.align.build_seeds` enters them, but for those that a filter of the guests' seeds holds back: of a
    text much longer than its guests few are left, and the table stays in the cache. Their places are written one behind
    the other without a branch, which would be guessed wrong for every fourth.
    """
    sampled, entered = 0, 0
    for k in range(count):
        places[sampled] = k
        sampled += 1 if (hashes[k] >> 7) & SAMPLED_CHARACTERS == 0 else 0
    for k in range(sampled):
        h = hashes[places[k]]
        places[entered] = places[k]
        entered += is_in_filter(filled, filter_mask, int(h))
    mask = table_mask(entered)
    for k in range(entered):
        enter_seed(hashes[places[k]], places[k], seeds, mask, stamp, earlier)
    return mask


@kernel
def build_long_seeds(
    words: Ints,
    low: int,
    high: int,
    lows: Ints,
    highs: Ints,
    guests: Ints,
    first: int,
    last: int,
    hashes: "NDArray[np.int64]",
    filled: "NDArray[np.uint8]",
    seeds: "NDArray[np.int64]",
    stamp: int,
    earlier: "NDArray[np.int32]",
    places: "NDArray[np.int32]",
) -> int:
    """Enter the seeds of a host in a script without spaces for the guests [first, last); return the table's mask.

    ``places`` needs room for all words of the host.
    """
    total = 0
    for k in range(first, last):
        total += highs[guests[k]] - lows[guests[k]]
    if total > (high - low) >> 1:
        count = write_rolling(words, low, high, SEED_CHARACTERS, hashes)
        mask = table_mask((high - low + 1) >> 1)  # one in four is entered, all of them still fit
        build_seeds(hashes, count, SAMPLED_CHARACTERS, seeds, mask, stamp, earlier)
        return mask
    filter_mask = min(table_mask(high - low), table_mask(total >> 3))
    for k in range(filter_mask + 1):
        filled[k] = 0
    for k in range(first, last):
        count = write_rolling(words, lows[guests[k]], highs[guests[k]], SEED_CHARACTERS, hashes)
        for x in range(count):
            h = int(hashes[x])
            if not (h >> 7) & SAMPLED_CHARACTERS:
                enter_in_filter(filled, filter_mask, h)
    count = write_rolling(words, low, high, SEED_CHARACTERS, hashes)
    return build_sampled(hashes, count, filled, filter_mask, seeds, stamp, earlier, places)


@kernel
def enter_shingles(hashes: Ints, count: int, seeds: "NDArray[np.int64]", mask: int, stamp: int) -> None:
    """Enter n-grams into a table of seeds to be counted, without their positions."""
    for k in range(count):
        slot = seed_slot(seeds, mask, stamp, hashes[k])
        seeds[2 * slot] = hashes[k]
        seeds[2 * slot + 1] = stamp << 32


@kernel
def count_shared(
    hashes: Ints,
    count: int,
    filled: Ints,
    seeds: Ints,
    mask: int,
    stamp: int,
    seen: "NDArray[np.int32]",
    pair: int,
) -> int:
    """Number of distinct values among the first ``count`` that are in a stamped table; ``seen`` marks those counted.

    The filter spares most look-ups of values that are not in the table.
    """
    shared = 0
    for k in range(count):
        if not is_in_filter(filled, mask, int(hashes[k])):
            continue
        slot = seed_slot(seeds, mask, stamp, hashes[k])
        if seeds[2 * slot + 1] >> 32 == stamp and seen[slot] != pair:
            seen[slot] = pair
            shared += 1
    return shared
