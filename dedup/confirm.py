"""Candidate pairs to evidence: exact Jaccard, containment, cosine, shared passages; facts follow in ``dedup.weigh``.

Everything is computed again from the words of the two texts; keys and signatures are
not believed. Jaccard, containment and cosine are those of the whole texts and depend on
nothing else. Coverage, passages and the common subsequence leave furniture out.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dedup.align import (
    build_masks,
    build_seeds,
    chain_runs,
    common_runs,
    enter_seed,
    seed_slot,
    subsequence_length,
)
from dedup.background import RAREST, background_level
from dedup.facts import DATE, DAY, FIGURE, NAME
from dedup.kernels import Ints, kernel
from dedup.keys import WORD_BITS
from dedup.shingles import gram_hash, write_rolling, write_shingles
from dedup.tokens import FURNITURE, is_unspaced
from dedup.workspace import LONGEST_SUBSEQUENCE

ANCHOR = 5  #: words of the run that a passage needs
ANCHOR_CHARACTERS = 20  #: the same where tokens are characters
SEED_CHARACTERS = 12  #: characters of a seed where tokens are characters
SAMPLED_CHARACTERS = 3  #: of those seeds one in four is looked up; runs are extended to both sides
LEAST_RATIO = 0.6  #: of the lengths of two texts of which one may be an edited copy of the other
LEAST_UNSPACED = 0.3  #: the same in scripts without spaces, for which shingles are counted
LEAST_SHARED = 0.15  #: shared shingles, as a share of all in both, of a form in those scripts, with some room below
LEAST_WORDING = 0.4  #: share of the longer text's wording that a template keeps, with some room below the bound
EDGE = 8  #: words at the edge of furniture that its sampled keys may miss

#: Integer columns of the evidence of a pair.
(
    SHARED, WORDS_HOST, WORDS_GUEST, COVERED_HOST, COVERED_GUEST, LONGEST, PASSAGES, SUBSEQUENCE, UNSPACED,
    FIGURES_HOST, FIGURES_GUEST, FIGURES, DATES_HOST, DATES_GUEST, DATES, NAMES_HOST, NAMES_GUEST, NAMES, WASTE,
    TOTAL_HOST, TOTAL_GUEST, BREAKS, UNKNOWN, SPAN_FIRST, SPAN_LAST,
) = range(25)  # fmt: skip
COLUMNS = 25
ROW_COLUMNS = 5  #: of a passage: host start, host end, guest start, guest end, matched words
COSINE, REST = 0, 1  #: float columns: TF-IDF cosine, and that of what lies outside the shared passages


@kernel
def table_mask(count: int) -> int:
    """Mask of the part of a table that a text of so many words needs."""
    mask = 255
    while mask < 2 * count:
        mask = 2 * mask + 1
    return mask


@kernel
def word_slot(table: Ints, mask: int, stamp: int, word: int) -> int:
    """Find the place of a word in a table whose entries are stamp and word in one; free if the stamp is another."""
    entry = (stamp << WORD_BITS) | word
    slot = (word ^ (word >> 17)) & mask
    while table[slot] != entry and table[slot] >> WORD_BITS == stamp:
        slot = (slot + 1) & mask
    return slot


@kernel
def furniture_words(flags: Ints, low: int, high: int) -> int:
    """Number of words in [low, high) that are furniture."""
    count = 0
    for k in range(low, high):
        count += flags[k] >> 7
    return count


@kernel
def fact_code(kind: int, value: int) -> int:
    """One number for a fact: dates count by day and month, so that a year may be left out."""
    if kind == FIGURE or kind == NAME:
        return (value << 2) | (kind & 3)
    return ((value & DAY if kind == DATE else value) << 2) | DATE


@kernel
def plain_words(flags: Ints, low: int, high: int) -> int:
    """Number of words in [low, high) in stretches without furniture; short stretches beside furniture count as such."""
    plain, start = 0, low
    for k in range(low, high + 1):
        if k == high or flags[k] & FURNITURE:
            if k - start > EDGE or k - start == high - low:
                plain += k - start
            start = k + 1
    return plain


@kernel
def telling_words(
    flags: Ints, low: int, other_low: int, passages: Ints, count: int, out: "NDArray[np.int32]", at: int
) -> None:
    """Sum up passages without their furniture: covered words, longest passage, number, waste, breaks."""
    for k in range(count):
        p, p_end, q, q_end, matched = (
            passages[5 * k], passages[5 * k + 1], passages[5 * k + 2], passages[5 * k + 3], passages[5 * k + 4],
        )  # fmt: skip
        plain = min(
            matched, plain_words(flags, low + p, low + p_end), plain_words(flags, other_low + q, other_low + q_end)
        )
        out[at + WASTE] += matched - plain
        out[at + BREAKS] += 1 if max(p_end - p, q_end - q) > matched else 0
        if plain == 0:
            continue
        out[at + COVERED_GUEST] += plain
        out[at + LONGEST] = max(out[at + LONGEST], plain)
        out[at + PASSAGES] += 1


@kernel
def covered_host(
    flags: Ints, low: int, high: int, passages: Ints, count: int, marks: "NDArray[np.int32]", stamp: int
) -> int:
    """Words of the host text inside passages, each once, furniture left out."""
    covered = 0
    for k in range(count):
        p, p_end, matched = int(passages[5 * k]), int(passages[5 * k + 1]), int(passages[5 * k + 4])
        fresh = 0
        for x in range(p, p_end):
            if marks[x] != stamp:
                marks[x] = stamp
                if not flags[low + x] & FURNITURE:
                    fresh += 1
        covered += fresh * matched // max(1, p_end - p)
    return covered


@kernel
def rest_cosine(
    words: Ints,
    low: int,
    guest_low: int,
    guest_high: int,
    passages: Ints,
    count: int,
    table: "NDArray[np.int64]",
    mask: int,
    stamp: int,
    weights: "NDArray[np.float64]",
    units: "NDArray[np.float64]",
    norm: float,
    share: float,
) -> float:
    """Cosine of what lies outside the shared passages, its norms estimated from those of the whole texts.

    The words of the host's passages are taken out of the table for the time being.
    """
    for sign in range(2):
        for k in range(count):
            for x in range(low + passages[5 * k], low + passages[5 * k + 1]):
                slot = word_slot(table, mask, stamp, int(words[x]))
                weights[slot] += units[slot] if sign else -units[slot]
        if sign == 0:
            dot, q, k = 0.0, guest_low, 0
            while q < guest_high:
                if k < count and q - guest_low >= passages[5 * k + 2]:
                    q = max(q, guest_low + passages[5 * k + 3])
                    k += 1
                    continue
                slot = word_slot(table, mask, stamp, int(words[q]))
                if table[slot] == (stamp << WORD_BITS) | int(words[q]) and weights[slot] > 0.0:
                    dot += weights[slot]
                q += 1
    return dot / (norm * share) if norm * share > 0.0 else 0.0


@kernel
def fill_filter(hashes: Ints, count: int, filled: "NDArray[np.uint8]", mask: int) -> None:
    """Set a bit for each of the first ``count`` values in a filter of ``mask + 1`` bytes, cleared before."""
    for k in range(mask + 1):
        filled[k] = 0
    for k in range(count):
        filled[(hashes[k] >> 12) & mask] |= 1 << ((hashes[k] >> 9) & 7)


@kernel
def is_sampled(h: int, filled: Ints, filter_mask: int) -> bool:
    """Return True for the hash of a sampled seed that a filter may hold."""
    return not (h >> 7) & SAMPLED_CHARACTERS and bool(filled[(h >> 12) & filter_mask] >> ((h >> 9) & 7) & 1)


@kernel
def build_sampled(
    hashes: Ints,
    count: int,
    filled: Ints,
    filter_mask: int,
    seeds: "NDArray[np.int64]",
    stamp: int,
    earlier: "NDArray[np.int32]",
) -> int:
    """Enter the sampled seeds of a host that one of its guests may have; return the mask of the table.

    As :func:`dedup.align.build_seeds` enters them, but for those that a filter of the guests' seeds holds back: of a
    text much longer than its guests few are left, and the table stays in the cache.
    """
    entered = 0
    for k in range(count):
        if is_sampled(hashes[k], filled, filter_mask):
            entered += 1
    mask = table_mask(entered)
    for k in range(count):
        if is_sampled(hashes[k], filled, filter_mask):
            enter_seed(hashes[k], k, seeds, mask, stamp, earlier)
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
) -> int:
    """Number of distinct values among the first ``count`` that are in a stamped table; ``seen`` marks those counted.

    The filter spares most look-ups of values that are not in the table.
    """
    shared = 0
    for k in range(count):
        if not filled[(hashes[k] >> 12) & mask] >> ((hashes[k] >> 9) & 7) & 1:
            continue
        slot = seed_slot(seeds, mask, stamp, hashes[k])
        if seeds[2 * slot + 1] >> 32 == stamp and seen[slot] != pair:
            seen[slot] = pair
            shared += 1
    return shared


@kernel
def set_slot(table: Ints, mask: int, value: int) -> int:
    """Find the place of a value in an open-addressing table, 0 where free."""
    slot = (value >> 17) & mask
    while table[slot] != 0 and table[slot] != value:
        slot = (slot + 1) & mask
    return slot


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
    """Write the number of shared shingles of some pairs, best sorted by host, to their evidence."""
    built, mask = -1, 0
    for k in range(len(which)):
        pair = int(which[k])
        i, j = int(hosts[pair]), int(guests[pair])
        if i != built:
            built, mask = i, table_mask(highs[i] - lows[i])
            for slot in range(mask + 1):
                table[slot] = 0
            width = min(size, highs[i] - lows[i])
            for x in range(lows[i], highs[i] - width + 1):
                h = gram_hash(words, x, width) | 1
                table[set_slot(table, mask, h)] = h
        shared, width = 0, min(size, highs[j] - lows[j])
        for x in range(lows[j], highs[j] - width + 1 if width > 0 else lows[j]):
            h = gram_hash(words, x, width) | 1
            slot = set_slot(table, mask, h)
            if table[slot] == h and seen[slot] != k + 1:
                seen[slot] = k + 1
                shared += 1
        counts[pair * COLUMNS + SHARED] = shared


@kernel
def questions(counts: Ints, at: int, cosine: float, hits: int) -> tuple[bool, bool]:
    """Say whether the relation of a pair may depend on the order of its words, and on its facts.

    Both are dear to measure. Where one text is much longer than the other neither an edited copy nor a
    template is possible, and what else the pair is, its passages tell.
    """
    host, guest = counts[at + WORDS_HOST], counts[at + WORDS_GUEST]
    shorter, longer = min(host, guest), max(host, guest)
    most = max(counts[at + COVERED_HOST], counts[at + COVERED_GUEST])
    if 4 * most <= shorter and cosine <= 0.3 and 12 * hits <= shorter:
        return False, False
    total = max(counts[at + TOTAL_HOST], counts[at + TOTAL_GUEST])
    least = min(counts[at + TOTAL_HOST], counts[at + TOTAL_GUEST])
    covered = min(counts[at + COVERED_HOST] * guest, counts[at + COVERED_GUEST] * host)
    filled = counts[at + COVERED_GUEST] + counts[at + WASTE] >= LEAST_WORDING * least
    return (
        shorter > LEAST_RATIO * longer or least > LEAST_WORDING * total,
        covered >= LEAST_WORDING * host * guest
        or (counts[at + UNSPACED] > 0 and (filled or hits >= LEAST_SHARED * (least + total))),
    )


@kernel
def measure_pairs(
    hosts: Ints,
    guests: Ints,
    first: int,
    last: int,
    lows: Ints,
    highs: Ints,
    words: Ints,
    flags: Ints,
    norms: Sequence[float],
    size: int,
    is_bare: bool,
    back_keys: Ints,
    back_levels: Ints,
    back_weights: Sequence[float],
    seeds: "NDArray[np.int64]",
    filled: "NDArray[np.uint8]",
    seen: "NDArray[np.int32]",
    earlier: "NDArray[np.int32]",
    hashes: "NDArray[np.int64]",
    long_seeds: "NDArray[np.int64]",
    word_table: "NDArray[np.int64]",
    word_weights: "NDArray[np.float64]",
    word_units: "NDArray[np.float64]",
    places: "NDArray[np.int32]",
    place_words: "NDArray[np.int64]",
    place_stamps: "NDArray[np.int32]",
    masks: "NDArray[np.int64]",
    row: "NDArray[np.int64]",
    runs: "NDArray[np.int32]",
    passages: "NDArray[np.int32]",
    before: int,
    rows: "NDArray[np.int32]",
    row_counts: "NDArray[np.int32]",
    counts: "NDArray[np.int32]",
    scores: "NDArray[np.float64]",
) -> int:
    """Write the evidence of the pairs [first, last), sorted by host, but for the facts; return the number of passages.

    The host is the longer text of a pair: its tables are built once and serve all its guests, so that a
    pair costs what the shorter text costs. Stamps, from behind ``before``, say which table entries are of this host.
    ``counts`` has :data:`COLUMNS` integers a pair, ``scores`` two floats; ``rows`` gets the passages of the pairs, five
    numbers each, ``row_counts`` how many each pair has. Shingles of scripts without
    spaces are not counted here where one text is much longer: no relation rests on them then, and
    :func:`recount_shingles` does it for the pairs that have one. With ``is_bare`` their cosine is not either: whether
    a pair is otherwise related does not rest on it.
    """
    unknown, rarest, written = 0, back_weights[RAREST] * back_weights[RAREST], 0
    built, low, high, mask, masked, host_words, spaced, seeded = -1, 0, 0, 0, -1, 0, True, False
    stamp, long_mask, weighed = 0, 0, True
    for pair in range(first, last):
        i, j, at = int(hosts[pair]), int(guests[pair]), pair * COLUMNS
        if i != built:
            built, masked, stamp = i, -1, before + pair + 1
            low, high = int(lows[i]), int(highs[i])
            mask = table_mask(high - low)
            unknown, seeded = 0, False
            spaced = not is_unspaced(flags, low, high)
            weighed = spaced or not is_bare
            for k in range(low, high if weighed else low):
                word = int(words[k])
                slot = word_slot(word_table, mask, stamp, word)
                if word_table[slot] >> WORD_BITS != stamp:
                    word_table[slot] = (stamp << WORD_BITS) | word
                    word_weights[slot] = 0.0
                    weight = back_weights[background_level(word, back_keys, back_levels)]
                    word_units[slot] = weight * weight
                word_weights[slot] += word_units[slot]
                if word_units[slot] == rarest:
                    unknown += 1
            host_words = high - low - furniture_words(flags, low, high)
            if spaced:
                count = write_shingles(words, low, high, size, hashes)
                build_seeds(hashes, count, 0, seeds, mask, stamp, earlier)
                fill_filter(hashes, count, filled, mask)
            else:  # three characters stand everywhere: passages are sought by longer seeds
                k, total = pair, 0
                while k < last and hosts[k] == i:
                    total += highs[guests[k]] - lows[guests[k]]
                    k += 1
                if total > (high - low) >> 1:
                    count = write_rolling(words, low, high, SEED_CHARACTERS, hashes)
                    long_mask = table_mask((high - low + 1) >> 1)  # one in four is entered, all of them still fit
                    build_seeds(hashes, count, SAMPLED_CHARACTERS, long_seeds, long_mask, stamp, earlier)
                else:
                    filter_mask = min(mask, table_mask(total >> 3))
                    for x in range(filter_mask + 1):
                        filled[x] = 0
                    for x in range(pair, k):
                        count = write_rolling(words, lows[guests[x]], highs[guests[x]], SEED_CHARACTERS, hashes)
                        for y in range(count):
                            h = hashes[y]
                            if not (h >> 7) & SAMPLED_CHARACTERS:
                                filled[(h >> 12) & filter_mask] |= 1 << ((h >> 9) & 7)
                    count = write_rolling(words, low, high, SEED_CHARACTERS, hashes)
                    long_mask = build_sampled(hashes, count, filled, filter_mask, long_seeds, stamp, earlier)
        guest_low, guest_high = int(lows[j]), int(highs[j])
        found, hits = 0, 0
        if not spaced:
            count = write_rolling(words, guest_low, guest_high, SEED_CHARACTERS, hashes)
            found = common_runs(
                words, low, high, guest_low, guest_high, hashes, count, SEED_CHARACTERS, SAMPLED_CHARACTERS,
                long_seeds, long_mask, stamp, earlier, -1, runs,
            )  # fmt: skip
        if spaced:
            count = write_shingles(words, guest_low, guest_high, size, hashes)
            hits = count_shared(hashes, count, filled, seeds, mask, stamp, seen, before + pair + 1)
        elif guest_high - guest_low > LEAST_UNSPACED * (high - low):
            if not seeded:
                seeded = True
                count = write_shingles(words, low, high, size, hashes)
                enter_shingles(hashes, count, seeds, mask, stamp)
                fill_filter(hashes, count, filled, mask)
            count = write_shingles(words, guest_low, guest_high, size, hashes)
            hits = count_shared(hashes, count, filled, seeds, mask, stamp, seen, before + pair + 1)
        dot = 0.0
        for k in range(guest_low, guest_high if weighed else guest_low):
            slot = word_slot(word_table, mask, stamp, int(words[k]))
            weight = word_weights[slot]
            dot += weight if word_table[slot] >> WORD_BITS == stamp else 0.0
        norm = (norms[i] * norms[j]) ** 0.5
        cosine = min(1.0, dot / norm) if norm > 0.0 else 0.0
        guest_words = guest_high - guest_low - furniture_words(flags, guest_low, guest_high)
        for k in range(COLUMNS):
            counts[at + k] = 0
        counts[at + SHARED], counts[at + WORDS_HOST], counts[at + WORDS_GUEST] = hits, host_words, guest_words
        counts[at + UNSPACED] = 0 if spaced else 1
        counts[at + UNKNOWN] = unknown
        counts[at + TOTAL_HOST], counts[at + TOTAL_GUEST] = high - low, guest_high - guest_low
        scores[2 * pair + COSINE], scores[2 * pair + REST] = cosine, cosine
        if hits >= 3 or found > 0:
            if spaced:
                found = common_runs(
                    words, low, high, guest_low, guest_high, hashes, count, size, 0,
                    seeds, mask, stamp, earlier, -1, runs,
                )  # fmt: skip
            found = chain_runs(flags, guest_low, runs, found, ANCHOR, ANCHOR_CHARACTERS, -1, passages)
            telling_words(flags, low, guest_low, passages, found, counts, at)
            if found > 0:
                counts[at + SPAN_FIRST] = passages[0]
                for k in range(found):
                    counts[at + SPAN_FIRST] = min(counts[at + SPAN_FIRST], passages[ROW_COLUMNS * k])
                    counts[at + SPAN_LAST] = max(counts[at + SPAN_LAST], passages[ROW_COLUMNS * k + 1])
                counts[at + COVERED_HOST] = covered_host(flags, low, high, passages, found, runs, -1 - before - pair)
                covered = counts[at + COVERED_GUEST] + counts[at + WASTE]
                share = (max(1, high - low - covered) / (high - low)) * (
                    max(1, guest_high - guest_low - covered) / (guest_high - guest_low)
                )
                if spaced:
                    scores[2 * pair + REST] = rest_cosine(
                        words, low, guest_low, guest_high, passages, found, word_table, mask, stamp,
                        word_weights, word_units, norm, share**0.5,
                    )  # fmt: skip
            for k in range(ROW_COLUMNS * found):
                rows[ROW_COLUMNS * written + k] = passages[k]
            row_counts[pair] = found
            written += found
        order, _ = questions(counts, at, cosine, hits)
        if order and spaced and max(high - low, guest_high - guest_low) < LONGEST_SUBSEQUENCE:
            if masked != i:
                masked = i
                build_masks(words, low, high, place_words, places, place_stamps, mask, stamp, masks)
            counts[at + SUBSEQUENCE] = subsequence_length(
                high - low, words, guest_low, guest_high, place_words, places, place_stamps, mask, stamp, masks, row
            )
    return written
