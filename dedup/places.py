"""The place that two reports of one event both name: a capitalised word behind a locative one such as "in" or "di"."""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from dedup.background import background, background_level
from dedup.corpus import Corpus
from dedup.kernels import Ints, kernel, run
from dedup.keys import slot_of
from dedup.seeds import table_mask
from dedup.threads import in_parts
from dedup.tokens import ALL_CAPS, CAPITAL, CHARACTER, SENTENCE, tokenise

BLOCK = 5_000  #: pairs looked at in one go
TELLING = 4.0  #: inverse document frequency of a place that tells one report from another: one article in 55
_BEFORE_PLACES = "di in at en à em im w v в у nach aus te ad bei near dari from ke"

#: What an article makes of a word: it is written with a capital, and stands where a place does. The right one's
#: bits are shifted by two.
NAMED, LOCATED = 1, 2


@cache
def locatives() -> NDArray[np.int32]:
    """Hashes of the words that stand before a place."""
    return tokenise(_BEFORE_PLACES).words


@kernel
def is_named(flags: Ints, k: int) -> bool:
    """Return True for a capitalised word that does not begin a sentence."""
    return flags[k] & (CAPITAL | SENTENCE | CHARACTER) == CAPITAL


@kernel
def named_as(words: Ints, flags: Ints, low: int, start: int, k: int, before: Ints) -> int:
    """What an article makes of a capitalised word in a run from ``start`` on, which is one name in one place."""
    if flags[k] & ALL_CAPS:
        return NAMED
    for m in range(len(before)):
        if start > low and words[start - 1] == before[m]:
            return NAMED | LOCATED
    return NAMED


@kernel
def enter_capitals(
    words: Ints,
    flags: Ints,
    low: int,
    high: int,
    before: Ints,
    table: "NDArray[np.int64]",
    bits: "NDArray[np.uint8]",
    stamps: "NDArray[np.int32]",
    mask: int,
    stamp: int,
) -> None:
    """Enter the capitalised words of an article that do not begin a sentence."""
    start, last = low, -2
    for k in range(low, high):
        if is_named(flags, k):
            start, last = start if k == last + 1 else k, k
            slot = slot_of(table, stamps, mask, stamp, int(words[k]))
            if stamps[slot] != stamp:
                stamps[slot] = stamp
                table[slot] = words[k]
                bits[slot] = 0
            if not bits[slot] & LOCATED:
                bits[slot] |= named_as(words, flags, low, start, k, before)


@kernel
def look_up_capitals(
    words: Ints,
    flags: Ints,
    low: int,
    high: int,
    before: Ints,
    table: "NDArray[np.int64]",
    bits: "NDArray[np.uint8]",
    stamps: "NDArray[np.int32]",
    mask: int,
    stamp: int,
    pairs: "NDArray[np.int32]",
    pair: int,
) -> int:
    """Add to the words of a left article what the right one makes of them; return how many both name.

    ``pairs`` holds for each word the last pair whose right article named it: what others made of it goes.
    """
    both, start, last = 0, low, -2
    for k in range(low, high):
        if is_named(flags, k):
            start, last = start if k == last + 1 else k, k
            slot = slot_of(table, stamps, mask, stamp, int(words[k]))
            if stamps[slot] != stamp:
                continue
            if pairs[slot] != pair:
                pairs[slot] = pair
                bits[slot] &= NAMED | LOCATED
                both += 1
            if not bits[slot] & LOCATED << 2:
                bits[slot] |= named_as(words, flags, low, start, k, before) << 2
    return both


@kernel
def is_shared_place(bits: int, dated: int, weight: float) -> bool:
    """Say whether a word with these bits is a place that both name.

    Where they share no date, both must write of it as of a place, and a section's name such as World, which
    stands in every tenth article, is none.
    """
    if not (bits & NAMED and bits & NAMED << 2):
        return False
    if dated:
        return bits & (LOCATED | LOCATED << 2) != 0
    return bits & LOCATED != 0 and bits & LOCATED << 2 != 0 and weight >= TELLING


@kernel
def write_places(
    left: Ints,
    right: Ints,
    dated: Ints,
    first: int,
    last: int,
    lows: Ints,
    highs: Ints,
    words: Ints,
    flags: Ints,
    before: Ints,
    back_keys: Ints,
    back_levels: Ints,
    weights: Sequence[float],
    table: "NDArray[np.int64]",
    bits: "NDArray[np.uint8]",
    stamps: "NDArray[np.int32]",
    pairs: "NDArray[np.int32]",
    out: "NDArray[np.int32]",
) -> None:
    """Write where each article of the pairs [first, last) first names a place that both name, -1 for nowhere.

    Positions are words from the article's start, two a pair; what is not all in capitals is preferred. The words of a
    left article serve all pairs in a row that have it.
    """
    built, stamp, mask = -1, 0, 0
    for pair in range(first, last):
        a, b = int(left[pair]), int(right[pair])
        if a != built:
            built, stamp, mask = a, stamp + 1, table_mask(highs[a] - lows[a])
            enter_capitals(words, flags, int(lows[a]), int(highs[a]), before, table, bits, stamps, mask, stamp)
        both = look_up_capitals(
            words, flags, int(lows[b]), int(highs[b]), before, table, bits, stamps, mask, stamp, pairs, pair - first + 1
        )
        if both == 0:
            continue
        for side in range(2):
            low, high = (int(lows[b]), int(highs[b])) if side else (int(lows[a]), int(highs[a]))
            shouted, found, k = -1, -1, low
            while k < high and found < 0:
                if flags[k] & CAPITAL:
                    slot = slot_of(table, stamps, mask, stamp, int(words[k]))
                    if stamps[slot] == stamp and pairs[slot] == pair - first + 1 and is_shared_place(
                        bits[slot], dated[pair], weights[background_level(int(words[k]), back_keys, back_levels)]
                    ):
                        if not flags[k] & ALL_CAPS:
                            found = k - low
                        elif shouted < 0:
                            shouted = k - low
                k += 1
            out[2 * pair + side] = found if found >= 0 else shouted


def shared_places(
    corpus: Corpus,
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    dated: NDArray[np.bool_],
    workers: int,
) -> NDArray[np.int32]:
    """Find for pairs of articles the first place that both name.

    Args:
        corpus: The articles.
        left: Article numbers, shape ``(n,)``.
        right: Article numbers.
        dated: Whether the two share a date; if not, more is asked of a place.
        workers: Threads.

    Returns:
        Where each of the two names it, as a word counted from the article's start, -1 if there is none;
        shape ``(n, 2)``.
    """
    n, back, length = len(left), background(), corpus.high - corpus.low
    out = np.full(2 * n, -1, dtype=np.int32)

    def part(first: int, last: int) -> None:
        slots = 1 << max(8, (2 * int(length[left[first:last]].max()) + 1).bit_length())
        run(
            write_places, corpus.compiled, left, right, dated.astype(np.uint8), first, last, corpus.low, corpus.high,
            corpus.words, corpus.flags, locatives(), back.keys, back.levels, back.weight,
            np.zeros(slots, dtype=np.int64), np.zeros(slots, dtype=np.uint8), np.zeros(slots, dtype=np.int32),
            np.zeros(slots, dtype=np.int32), out,
        )  # fmt: skip

    if n:
        in_parts(n, workers, part, BLOCK)
    return out.reshape(n, 2)
