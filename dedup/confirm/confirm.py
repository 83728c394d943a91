"""Candidate pairs to evidence: exact Jaccard, containment, cosine, passages; facts follow in ``dedup.confirm.weigh``.

Everything is computed again from the words of the two texts; keys and signatures are
not believed. Jaccard, containment and cosine are those of the whole texts and depend on
nothing else. Coverage, passages and the common subsequence leave furniture out.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dedup.confirm.align import build_masks, build_seeds, chain_runs, common_runs, subsequence_length
from dedup.confirm.cosine import enter_words, rest_cosine, word_slot
from dedup.confirm.seeds import (
    SEED_CHARACTERS,
    build_long_seeds,
    count_shared,
    enter_shingles,
    fill_filter,
    keep_in_filter,
    table_mask,
    write_sampled,
)
from dedup.facts.facts import DATE, DAY, FIGURE, NAME
from dedup.keys import WORD_BITS
from dedup.runtime.kernels import Ints, kernel
from dedup.runtime.workspace import LONGEST_SUBSEQUENCE
from dedup.shingles import write_rolling, write_shingles
from dedup.tokens import CHARACTER, FURNITURE, is_unspaced

ANCHOR = 5  #: words of the run that a passage needs
ANCHOR_CHARACTERS = 20  #: the same where tokens are characters
LEAST_RATIO = 0.6  #: of the lengths of two texts of which one may be an edited copy of the other
LEAST_UNSPACED = 0.3  #: the same in scripts without spaces, for which shingles are counted
LEAST_SHARED = 0.15  #: shared shingles, as a share of all in both, of a form in those scripts, with some room below
LEAST_WORDING = 0.4  #: share of the longer text's wording that a template keeps, with some room below the bound
PHRASE = 8  #: words of a common phrase, which is no furniture inside a longer passage
EDGE = 8  #: words at the edge of furniture that its sampled keys may miss

#: Integer columns of the evidence of a pair, by the place of each. Words count, in scripts without spaces characters.
#:
#: SHARED: shingles in common. WORDS_HOST, WORDS_GUEST: words, furniture left out. COVERED_HOST, COVERED_GUEST: of these
#: in shared passages, for the host each once. LONGEST: of the longest passage. PASSAGES: passages that are more than
#: furniture. SUBSEQUENCE: longest common subsequence, 0 where nobody asks. UNSPACED: 1 in scripts without spaces.
#: FIGURES_HOST, FIGURES_GUEST, FIGURES: numbers of each and in common; so for DATES and NAMES (all nine by ``weigh``).
#: WASTE: words of passages that are furniture. TOTAL_HOST, TOTAL_GUEST: all words. BREAKS: passages in which some words
#: differ. UNKNOWN: words of the host that the background does not have. SPAN_FIRST, SPAN_LAST: from the first word of
#: the host in a passage to behind the last. TIES: thousandths by which the rests beside one common block hang together
#: (``ties``). EDITED: what the facts in their place tell, ``SAME_STORY`` and its like of :mod:`dedup.relate.templates`.
(
    SHARED, WORDS_HOST, WORDS_GUEST, COVERED_HOST, COVERED_GUEST, LONGEST, PASSAGES, SUBSEQUENCE, UNSPACED,
    FIGURES_HOST, FIGURES_GUEST, FIGURES, DATES_HOST, DATES_GUEST, DATES, NAMES_HOST, NAMES_GUEST, NAMES, WASTE,
    TOTAL_HOST, TOTAL_GUEST, BREAKS, UNKNOWN, SPAN_FIRST, SPAN_LAST, TIES, EDITED,
) = range(27)  # fmt: skip
COLUMNS = 27
ROW_COLUMNS = 5  #: of a passage: host start, host end, guest start, guest end, matched words
COSINE, REST = 0, 1  #: float columns: TF-IDF cosine, and that of what lies outside the shared passages


@kernel
def is_furniture(flags: Ints, first: int, last: int) -> bool:
    """Return True if all of some words are furniture."""
    for k in range(first, last + 1):  # noqa: SIM110 - compiled
        if not flags[k] & FURNITURE:
            return False
    return True


@kernel
def fact_code(kind: int, value: int) -> int:
    """One number for a fact: dates count by day and month, so that a year may be left out."""
    if kind == FIGURE or kind == NAME:
        return (value << 2) | (kind & 3)
    return ((value & DAY if kind == DATE else value) << 2) | DATE


@kernel
def has_phrases(flags: Ints, low: int, high: int) -> bool:
    """Return True if all the furniture in [low, high) is phrases of few words, as "once and for all" is.

    A phrase that unrelated articles have in common stands in running text, and what stands around it is no edge of it:
    furniture long enough to be a passage would have further keys.
    """
    run, marked = 0, 0
    for k in range(low, high):
        run = run + 1 if flags[k] & FURNITURE else 0
        marked += 1 if run else 0
        if run > PHRASE:
            return False
    return 0 < 3 * marked < high - low and not flags[low] & CHARACTER


@kernel
def furniture_words(flags: Ints, low: int, high: int) -> int:
    """Number of words in [low, high) that are furniture; 0 if they are phrases in a longer text."""
    count, part = 0, flags[low:high]
    for k in range(len(part)):
        count += part[k] >> 7
    return 0 if 0 < 3 * count < high - low and has_phrases(flags, low, high) else count


@kernel
def plain_words(flags: Ints, low: int, high: int) -> int:
    """Number of words in [low, high) in stretches without furniture; short stretches beside furniture count as such."""
    if has_phrases(flags, low, high):
        return high - low
    plain, start = 0, low
    for k in range(low, high + 1):
        if k == high or flags[k] & FURNITURE:
            if k - start > EDGE or k - start == high - low:
                plain += k - start
            start = k + 1
    return plain


@kernel
def sum_up_passages(
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
def covered_host(flags: Ints, low: int, passages: Ints, count: int, marks: "NDArray[np.int32]", stamp: int) -> int:
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
    filled = counts[at + COVERED_GUEST] + counts[at + WASTE] >= LEAST_WORDING * least and least > LEAST_UNSPACED * total
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
    sampled: "NDArray[np.uint8]",
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
    :func:`dedup.confirm.recount.recount_shingles` does it for the pairs that have one. With ``is_bare`` their cosine
    is not either: whether a pair is otherwise related does not rest on it.
    """
    unknown, written = 0, 0
    built, low, high, mask, masked, host_words, spaced, seeded = -1, 0, 0, 0, -1, 0, True, False
    stamp, long_mask, word_mask, weighed = 0, 0, 0, True
    for pair in range(first, last):
        i, j, at = int(hosts[pair]), int(guests[pair]), pair * COLUMNS
        if i != built:
            built, masked, stamp = i, -1, before + pair + 1
            low, high = int(lows[i]), int(highs[i])
            mask = table_mask(high - low)
            unknown, seeded = 0, False
            spaced = not is_unspaced(flags, low, high)
            weighed = spaced or not is_bare
            if weighed:
                word_mask, unknown = enter_words(
                    words, low, high, back_keys, back_levels, back_weights, word_table, word_weights, word_units, stamp
                )
            host_words = high - low - furniture_words(flags, low, high)
            if spaced:
                count = write_shingles(words, low, high, size, hashes)
                build_seeds(hashes, count, seeds, mask, stamp, earlier)
                fill_filter(hashes, count, filled, mask)
            else:
                k = pair
                while k < last and hosts[k] == i:
                    k += 1
                long_mask = build_long_seeds(
                    words, low, high, lows, highs, guests, pair, k, hashes, sampled, long_seeds, stamp, earlier, runs
                )
        guest_low, guest_high = int(lows[j]), int(highs[j])
        found, hits, asked = 0, 0, 0
        if not spaced:
            count = write_rolling(words, guest_low, guest_high, SEED_CHARACTERS, hashes)
            count = write_sampled(hashes, count, passages)
            count = keep_in_filter(hashes, passages, count, sampled, long_mask)
            found = common_runs(
                words, flags, low, high, guest_low, guest_high, hashes, SEED_CHARACTERS, passages, count, True,
                long_seeds, long_mask, stamp, earlier, -1, runs,
            )  # fmt: skip
        if spaced:
            count = write_shingles(words, guest_low, guest_high, size, hashes)
            hits, asked = count_shared(
                hashes, count, filled, seeds, mask, stamp, seen, before + pair + 1, passages
            )
        elif guest_high - guest_low > LEAST_UNSPACED * (high - low):
            if not seeded:
                seeded = True
                count = write_shingles(words, low, high, size, hashes)
                enter_shingles(hashes, count, seeds, mask, stamp)
                fill_filter(hashes, count, filled, mask)
            count = write_shingles(words, guest_low, guest_high, size, hashes)
            hits, _ = count_shared(hashes, count, filled, seeds, mask, stamp, seen, before + pair + 1, passages)
        dot = 0.0
        for k in range(guest_low, guest_high if weighed else guest_low):
            slot = word_slot(word_table, word_mask, stamp, int(words[k]))
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
                    words, flags, low, high, guest_low, guest_high, hashes, size, passages, asked, False,
                    seeds, mask, stamp, earlier, -1, runs,
                )  # fmt: skip
            found = chain_runs(flags, guest_low, runs, found, ANCHOR, ANCHOR_CHARACTERS, -1, passages)
            sum_up_passages(flags, low, guest_low, passages, found, counts, at)
            if found > 0:
                counts[at + SPAN_FIRST] = passages[0]
                for k in range(found):
                    counts[at + SPAN_FIRST] = min(counts[at + SPAN_FIRST], passages[ROW_COLUMNS * k])
                    counts[at + SPAN_LAST] = max(counts[at + SPAN_LAST], passages[ROW_COLUMNS * k + 1])
                counts[at + COVERED_HOST] = covered_host(flags, low, passages, found, runs, -1 - before - pair)
                covered = counts[at + COVERED_GUEST] + counts[at + WASTE]
                share = (max(1, high - low - covered) / (high - low)) * (
                    max(1, guest_high - guest_low - covered) / (guest_high - guest_low)
                )
                if spaced:
                    scores[2 * pair + REST] = rest_cosine(
                        words, low, guest_low, guest_high, passages, found, word_table, word_mask, stamp,
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
