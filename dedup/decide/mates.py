"""Two texts as units in one order: words, and each figure or date as one blank that equals any other of its kind.

With the blanks filled in otherwise, two rows of one table have the same units, and an alignment of them says which
figure stands where the other text has which. The longest common subsequence is the alignment, so that rows which
stand in another order have no place in it.

Source: Hyyrö (2004), as in :mod:`dedup.confirm.align`; the way back through the rows is that of the plain table.
"""

import numpy as np
from numpy.typing import NDArray

from dedup.confirm.align import LIMB, build_masks
from dedup.confirm.confirm import fact_code, is_furniture
from dedup.confirm.seeds import table_mask
from dedup.facts.facts import FIGURE, NAME
from dedup.facts.nouns import NOTHING
from dedup.keys import slot_of
from dedup.runtime.kernels import Ints, kernel

BLANK_FIGURE, BLANK_DATE = -1, -2  #: units; those of words are not negative
BESIDE = 6  #: units on either side of a fact that tell its place


@kernel
def write_units(
    words: Ints,
    flags: Ints,
    low: int,
    high: int,
    kinds: Ints,
    first: Ints,
    last: Ints,
    fact: int,
    facts: int,
    units: "NDArray[np.int32]",
    owners: "NDArray[np.int32]",
    starts: "NDArray[np.int32]",
    counted: "NDArray[np.uint8]",
    at: int,
) -> int:
    """Write the units of words [low, high) from ``at`` on; return the next free one.

    ``owners`` gets the fact among [fact, facts) that a unit is, or is a word of, else -1; ``starts`` its first
    word; ``counted`` 1 where a fact begins that is no furniture.
    """
    k, name = low, -1
    while k < high:
        while fact < facts and (first[fact] < k or kinds[fact] == NOTHING):
            fact += 1
        starts[at], begins = k, fact < facts and first[fact] == k
        counted[at] = 1 if begins and not is_furniture(flags, first[fact], last[fact]) else 0
        if begins and kinds[fact] != NAME:
            units[at] = BLANK_FIGURE if kinds[fact] == FIGURE else BLANK_DATE
            owners[at], k = fact, last[fact] + 1
        else:
            if begins:
                name = fact
            units[at] = words[k]
            owners[at] = name if name >= 0 and k <= last[name] else -1
            k += 1
        at += 1
    return at


@kernel
def find_mates(
    units: Ints,
    count: int,
    end: int,
    table: "NDArray[np.int64]",
    places: "NDArray[np.int32]",
    stamps: "NDArray[np.int32]",
    stamp: int,
    masks: "NDArray[np.int64]",
    rows: "NDArray[np.int64]",
    mates: "NDArray[np.int32]",
) -> None:
    """Write for each of the units [0, count) its mate among [count, end) in a longest common subsequence, else -1.

    ``rows`` is working memory, limbs of the first text for each unit of the second: a bit is 0 where the unit makes
    the subsequence longer.
    """
    limbs, full, mask = (count + LIMB - 1) // LIMB, (1 << LIMB) - 1, table_mask(count)
    build_masks(units, 0, count, table, places, stamps, mask, stamp, masks)
    for q in range(end - count):
        slot, carry = slot_of(table, stamps, mask, stamp, int(units[count + q])), 0
        is_known = stamps[slot] == stamp
        for limb in range(limbs):
            value = rows[(q - 1) * limbs + limb] if q > 0 else full
            hit = masks[places[slot] * limbs + limb] if is_known else 0
            total = value + (value & hit) + carry
            carry = total >> LIMB
            rows[q * limbs + limb] = (total & full) | (value & (full ^ hit))
    for p in range(count):
        mates[p] = -1
    p, q = count - 1, end - count - 1
    while p >= 0 and q >= 0:
        if rows[q * limbs + p // LIMB] >> (p % LIMB) & 1:
            p -= 1
        elif q > 0 and not rows[(q - 1) * limbs + p // LIMB] >> (p % LIMB) & 1:
            q -= 1
        else:
            mates[p] = count + q
            p, q = p - 1, q - 1


@kernel
def is_same_unit(units: Ints, owners: Ints, kinds: Ints, hashes: Ints, p: int, q: int) -> bool:
    """Return True if two units are the same word, or the same figure or date."""
    if units[p] != units[q]:
        return False
    if units[p] >= 0:
        return True
    return fact_code(kinds[owners[p]], hashes[owners[p]]) == fact_code(kinds[owners[q]], hashes[owners[q]])


@kernel
def same_around(
    units: Ints, owners: Ints, kinds: Ints, hashes: Ints, count: int, end: int, p: int, q: int
) -> int:
    """Return how many units in a row are the same directly before and behind two units, at most BESIDE a side."""
    before, behind = 0, 0
    while before < min(BESIDE, p, q - count) and is_same_unit(
        units, owners, kinds, hashes, p - before - 1, q - before - 1
    ):
        before += 1
    while behind < min(BESIDE, count - p - 1, end - q - 1) and is_same_unit(
        units, owners, kinds, hashes, p + behind + 1, q + behind + 1
    ):
        behind += 1
    return before + behind


@kernel
def is_between_mates(mates: Ints, count: int, end: int, p: int) -> bool:
    """Return True if the units on either side of one have their mates on either side of its mate, or none is there."""
    q = mates[p]
    is_before = mates[p - 1] == q - 1 if p > 0 else q == count
    is_behind = mates[p + 1] == q + 1 if p + 1 < count else q + 1 == end
    return bool(is_before and is_behind)
