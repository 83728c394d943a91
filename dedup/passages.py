"""The details of confirmed pairs: shared passages and changed facts, as word positions.

The alignment is the one of ``dedup.confirm``, made again for the pairs that are reported. In scripts without
spaces facts are looked for between shorter runs: the seeds of passages are longer there than most sentences' parts.
"""


import numpy as np
from numpy.typing import NDArray

from dedup.align import MAX_GAP, build_seeds, chain_runs, common_runs
from dedup.changed_facts import breaks_off, write_changes
from dedup.confirm import (
    ANCHOR,
    ANCHOR_CHARACTERS,
    EDGE,
    SAMPLED_CHARACTERS,
    SEED_CHARACTERS,
    plain_words,
    table_mask,
)
from dedup.facts import extract_facts
from dedup.kernels import Ints, kernel
from dedup.shingles import write_rolling, write_shingles
from dedup.tokens import FURNITURE, is_unspaced

PASSAGE_COLUMNS = 6  #: host start, host end, guest start, guest end, matched words, words that are furniture
FINE = 4  #: characters of the runs between which facts are looked for
STRETCH = 500  #: characters between two longer runs in which such short ones are looked for


@kernel
def write_seeds(words: Ints, low: int, high: int, size: int, spaced: bool, out: "NDArray[np.int64]") -> int:
    """Write the seeds of [low, high) for the alignment: shingles, or longer ones where tokens are characters."""
    if spaced:
        return write_shingles(words, low, high, size, out)
    return write_rolling(words, low, high, SEED_CHARACTERS, out)


@kernel
def fine_gram(words: Ints, at: int) -> int:
    """One number for ``FINE`` characters: another number, other characters."""
    return int(words[at]) ^ int(words[at + 1]) << 8 ^ int(words[at + 2]) << 16 ^ int(words[at + 3]) << 24


@kernel
def write_fine(
    words: Ints,
    low: int,
    high: int,
    guest_low: int,
    guest_high: int,
    start: int,
    guest_start: int,
    grams: "NDArray[np.int64]",
    out: "NDArray[np.int32]",
    found: int,
) -> int:
    """Write the common runs of at least ``FINE`` characters of two short stretches, in order; return the next free run.

    Positions are written from ``start`` and ``guest_start`` on. ``grams`` is working memory. Most characters of the
    guest begin no run: counting what equals them is a loop that the compiler makes a vector one.
    """
    p_from, q, count = 0, guest_low, max(0, high - low - FINE + 1)
    for p in range(count):
        grams[p] = fine_gram(words, low + p)
    while q <= guest_high - FINE:
        gram, hits, best, best_p = fine_gram(words, q), 0, 0, -1
        for p in range(p_from, count):
            hits += 1 if grams[p] == gram else 0
        if hits > 0:
            for p in range(p_from, count):
                if grams[p] != gram:
                    continue
                run = 0
                while low + p + run < high and q + run < guest_high and words[low + p + run] == words[q + run]:
                    run += 1
                if run > best:
                    best, best_p = run, p
        if best < FINE:
            q += 1
            continue
        out[3 * found], out[3 * found + 1], out[3 * found + 2] = low + best_p - start, q - guest_start, best
        found += 1
        p_from, q = best_p + best, q + best
    return found


@kernel
def fine_runs(
    words: Ints,
    low: int,
    high: int,
    guest_low: int,
    guest_high: int,
    runs: Ints,
    count: int,
    grams: "NDArray[np.int64]",
    out: "NDArray[np.int32]",
) -> int:
    """Write runs, and between any two that follow each other closely the shorter ones; return the number of runs.

    The start and the end of both texts count as runs. Longer seeds would not see what stands between two facts.
    ``grams`` is working memory.
    """
    found, p, q = 0, 0, 0
    for k in range(count + 1):
        p_next = int(runs[3 * k]) if k < count else high - low
        q_next = int(runs[3 * k + 1]) if k < count else guest_high - guest_low
        if 0 < p_next - p <= STRETCH and 0 < q_next - q <= STRETCH:
            found = write_fine(
                words, low + p, low + p_next, guest_low + q, guest_low + q_next, low, guest_low, grams, out, found
            )
        if k < count:
            out[3 * found], out[3 * found + 1], out[3 * found + 2] = p_next, q_next, runs[3 * k + 2]
            found += 1
            p, q = p_next + runs[3 * k + 2], q_next + runs[3 * k + 2]
    return found


@kernel
def add_edges(
    words: Ints, low: int, high: int, guest_low: int, guest_high: int, runs: "NDArray[np.int32]", count: int
) -> int:
    """Add the runs too short for a seed with which both texts start and end; return the number of runs.

    Either may be empty: then the first words of both texts are other ones, as many on both sides.
    """
    if count == 0:
        return 0
    same, p, q = 0, int(runs[0]), int(runs[1])
    while same < min(p, q) and words[low + same] == words[guest_low + same]:
        same += 1
    if 0 < max(p, q) - same <= MAX_GAP and (same > 0 or p == q):
        for k in range(3 * count - 1, -1, -1):
            runs[k + 3] = runs[k]
        runs[0], runs[1], runs[2] = 0, 0, same
        count += 1
    last = 3 * (count - 1)
    p = high - low - int(runs[last]) - int(runs[last + 2])
    q = guest_high - guest_low - int(runs[last + 1]) - int(runs[last + 2])
    same = 0
    while same < min(p, q) and words[high - 1 - same] == words[guest_high - 1 - same]:
        same += 1
    if 0 < max(p, q) - same <= MAX_GAP and (same > 0 or p == q):
        runs[last + 3], runs[last + 4], runs[last + 5] = high - low - same, guest_high - guest_low - same, same
        count += 1
    return count


@kernel
def plain_start(flags: Ints, low: int, high: int) -> int:
    """Where the first stretch without furniture starts that is too long to be its edge; ``high`` if there is none."""
    start = low
    for k in range(low, high + 1):
        if k == high or flags[k] & FURNITURE:
            if k - start > EDGE or k - start == high - low:
                return start
            start = k + 1
    return high


@kernel
def plain_end(flags: Ints, low: int, high: int) -> int:
    """Where the last such stretch ends; ``low`` if there is none."""
    end = high
    for k in range(high - 1, low - 2, -1):
        if k == low - 1 or flags[k] & FURNITURE:
            if end - k - 1 > EDGE or end - k - 1 == high - low:
                return end
            end = k
    return low


@kernel
def trim_furniture(
    words: Ints, flags: Ints, low: int, guest_low: int, passages: "NDArray[np.int32]", at: int
) -> None:
    """Cut furniture, and the few words at its edge, off both ends of a passage, unless it is nothing else."""
    p, p_end, q, q_end = int(passages[at]), int(passages[at + 1]), int(passages[at + 2]), int(passages[at + 3])
    cut = max(plain_start(flags, low + p, low + p_end) - low - p, 0)
    tail = max(p_end - plain_end(flags, low + p, low + p_end) + low, 0)
    if cut + tail >= min(p_end - p, q_end - q):
        return
    if cut > 0 and words[low + p + cut] == words[guest_low + q + cut]:
        passages[at], passages[at + 2], passages[at + 4] = p + cut, q + cut, passages[at + 4] - cut
    if tail > 0 and words[low + p_end - tail - 1] == words[guest_low + q_end - tail - 1]:
        passages[at + 1], passages[at + 3], passages[at + 4] = p_end - tail, q_end - tail, passages[at + 4] - tail


@kernel
def write_facts(
    articles: Ints,
    first: int,
    last: int,
    lows: Ints,
    highs: Ints,
    words: Ints,
    flags: Ints,
    back_keys: Ints,
    back_levels: Ints,
    date_keys: Ints,
    date_codes: Ints,
    kinds: "NDArray[np.uint8]",
    hashes: "NDArray[np.int64]",
    fact_first: "NDArray[np.int32]",
    fact_last: "NDArray[np.int32]",
    counts: "NDArray[np.int64]",
) -> int:
    """Write the facts of the articles [first, last), and how many each has; return their number."""
    found = 0
    for k in range(first, last):
        before = found
        found = extract_facts(
            words, flags, int(lows[articles[k]]), int(highs[articles[k]]), date_keys, date_codes, back_keys,
            back_levels, kinds, hashes, fact_first, fact_last, before,
        )  # fmt: skip
        counts[k] = found - before
    return found


@kernel
def detail_pairs(
    hosts: Ints,
    guests: Ints,
    first: int,
    last: int,
    lows: Ints,
    highs: Ints,
    words: Ints,
    flags: Ints,
    size: int,
    date_keys: Ints,
    date_codes: Ints,
    host_rows: Ints,
    guest_rows: Ints,
    fact_bounds: Ints,
    kinds: Ints,
    hashes: Ints,
    fact_first: Ints,
    fact_last: Ints,
    seeds: "NDArray[np.int64]",
    earlier: "NDArray[np.int32]",
    grams: "NDArray[np.int64]",
    runs: "NDArray[np.int32]",
    chained: "NDArray[np.int32]",
    fact_table: "NDArray[np.int64]",
    fact_stamps: "NDArray[np.int32]",
    balance: "NDArray[np.int32]",
    before: int,
    passages: "NDArray[np.int32]",
    passage_bounds: "NDArray[np.int64]",
    changes: "NDArray[np.int32]",
    change_bounds: "NDArray[np.int64]",
) -> None:
    """Write passages and changes of the pairs [first, last), sorted by host.

    Positions are words from the start of each text; bounds are rows from 0 for this call. The facts of a pair's host
    are those between the two ``fact_bounds`` at its host row, and so are its guest's. At most one stamp a pair is used
    behind ``before``.
    """
    built, low, high, mask, width, sampled, spaced, stamp = -1, 0, 0, 0, size, 0, True, before
    for pair in range(first, last):
        i, j = int(hosts[pair]), int(guests[pair])
        if i != built:
            built, stamp = i, stamp + 1
            low, high = int(lows[i]), int(highs[i])
            mask = table_mask(high - low)
            spaced = not is_unspaced(flags, low, high)
            width, sampled = (size, 0) if spaced else (SEED_CHARACTERS, SAMPLED_CHARACTERS)
            count = write_seeds(words, low, high, size, spaced, grams)
            build_seeds(grams, count, sampled, seeds, mask, stamp, earlier)
        guest_low, guest_high = int(lows[j]), int(highs[j])
        count = write_seeds(words, guest_low, guest_high, size, spaced, grams)
        found = common_runs(
            words,
            low,
            high,
            guest_low,
            guest_high,
            grams,
            count,
            width,
            sampled,
            seeds,
            mask,
            stamp,
            earlier,
            -1,
            runs,
        )
        count = chain_runs(flags, guest_low, runs, found, ANCHOR, ANCHOR_CHARACTERS, -1, chained)
        at = int(passage_bounds[pair - first])
        for k in range(count):
            trim_furniture(words, flags, low, guest_low, chained, 5 * k)
            for c in range(5):
                passages[PASSAGE_COLUMNS * at + c] = chained[5 * k + c]
            passages[PASSAGE_COLUMNS * at + 5] = chained[5 * k + 4] - min(
                chained[5 * k + 4],
                plain_words(flags, low + chained[5 * k], low + chained[5 * k + 1]),
                plain_words(flags, guest_low + chained[5 * k + 2], guest_low + chained[5 * k + 3]),
            )
            at += 1
        passage_bounds[pair - first + 1] = at
        if not spaced:
            found = fine_runs(words, low, high, guest_low, guest_high, runs, found, grams, chained)
        between = runs if spaced else chained
        found = add_edges(words, low, high, guest_low, guest_high, between, found)
        if not breaks_off(between, found, spaced):
            change_bounds[pair - first + 1] = change_bounds[pair - first]
            continue
        host, guest = host_rows[pair], guest_rows[pair]
        change_bounds[pair - first + 1] = write_changes(
            low, high, guest_low, guest_high, between, found, kinds, hashes, fact_first, fact_last,
            int(fact_bounds[host]), int(fact_bounds[host + 1]), int(fact_bounds[guest]), int(fact_bounds[guest + 1]),
            words, flags, date_keys, date_codes, fact_table, fact_stamps, balance, before + pair - first + 1,
            changes, int(change_bounds[pair - first]), spaced,
        )  # fmt: skip
