"""The n-grams of two texts by which their common passages are found and their common shingles are counted.

Three characters stand everywhere in scripts without spaces: passages are sought there by longer seeds, of which one in
four is looked up. Of a text that is much longer than those beside it, a whole archive of notices, only the seeds are
entered that one of them may have, so that the table stays in the cache and hardly any memory is touched.
"""

import numpy as np
from numpy.typing import NDArray

from dedup.confirm.align import enter_seed, seed_slot
from dedup.runtime.kernels import Ints, kernel
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
def write_sampled(hashes: Ints, count: int, out: "NDArray[np.int32]") -> int:
    """Write the places of the sampled ones among the first ``count`` values; return their number.

    They are written one behind the other without a branch, which would be guessed wrong for every fourth.
    """
    sampled = 0
    for k in range(count):
        out[sampled] = k
        sampled += 1 if (hashes[k] >> 7) & SAMPLED_CHARACTERS == 0 else 0
    return sampled


@kernel
def keep_in_filter(hashes: Ints, places: "NDArray[np.int32]", count: int, filled: Ints, mask: int) -> int:
    """Keep those of the first ``count`` places whose value a filter may hold; return their number."""
    kept = 0
    for k in range(count):
        place = int(places[k])
        places[kept] = place
        kept += is_in_filter(filled, mask, int(hashes[place]))
    return kept


@kernel
def write_in_filter(hashes: Ints, count: int, filled: Ints, mask: int, out: "NDArray[np.int32]") -> int:
    """Write the places of those among the first ``count`` values that a filter may hold; return their number."""
    kept = 0
    for k in range(count):
        out[kept] = k
        kept += is_in_filter(filled, mask, int(hashes[k]))
    return kept


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
    """Enter the seeds of a host in a script without spaces for the guests [first, last), and into a filter.

    Only sampled ones are entered, and of a text much longer than its guests those that one of them may have: few
    are left, and the table stays in the cache. Returns the mask of the table and of the filter ``filled``, which
    needs as much room. ``places`` needs room for all words of the host.
    """
    total = 0
    for k in range(first, last):
        total += highs[guests[k]] - lows[guests[k]]
    is_long = total <= (high - low) >> 1
    mask = min(table_mask(high - low), table_mask(total >> 3))
    if is_long:
        for k in range(mask + 1):
            filled[k] = 0
        for k in range(first, last):
            count = write_rolling(words, lows[guests[k]], highs[guests[k]], SEED_CHARACTERS, hashes)
            count = write_sampled(hashes, count, places)
            for x in range(count):
                enter_in_filter(filled, mask, int(hashes[places[x]]))
    count = write_rolling(words, low, high, SEED_CHARACTERS, hashes)
    count = write_sampled(hashes, count, places)
    if is_long:
        count = keep_in_filter(hashes, places, count, filled, mask)
    mask = table_mask(count)
    for k in range(mask + 1):
        filled[k] = 0
    for k in range(count):
        place = int(places[k])
        enter_seed(int(hashes[place]), place, seeds, mask, stamp, earlier)
        enter_in_filter(filled, mask, int(hashes[place]))
    return mask


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
    places: "NDArray[np.int32]",
) -> tuple[int, int]:
    """Count the distinct values among the first ``count`` that are in a stamped table; ``seen`` marks those counted.

    Also write the places of all that are in it, and return how many there are. The filter spares most look-ups of
    values that are not. Nothing branches on what is found, which would be guessed wrong for every other value in
    scripts without spaces.
    """
    kept = write_in_filter(hashes, count, filled, mask, places)
    shared, found = 0, 0
    for k in range(kept):
        place = int(places[k])
        slot = seed_slot(seeds, mask, stamp, hashes[place])
        is_there = 1 if seeds[2 * slot + 1] >> 32 == stamp else 0
        places[found] = place
        found += is_there
        shared += is_there if seen[slot] != pair else 0
        seen[slot] = pair
    return shared, found
