"""Measured pairs to complete evidence: what furniture leaves of their passages, and their facts.

Which passages two texts share does not depend on furniture, so that pairs are aligned once
(``dedup.confirm.confirm``), furniture is learnt from them, and what it changes is summed up here.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dedup.confirm.align import build_masks, subsequence_length
from dedup.confirm.confirm import (
    BREAKS,
    COLUMNS,
    COSINE,
    COVERED_HOST,
    FIGURES,
    FIGURES_GUEST,
    FIGURES_HOST,
    LEAST_WORDING,
    NAMES_HOST,
    PASSAGES,
    ROW_COLUMNS,
    SHARED,
    SUBSEQUENCE,
    UNSPACED,
    WASTE,
    WORDS_GUEST,
    WORDS_HOST,
    covered_host,
    fact_code,
    furniture_words,
    is_furniture,
    questions,
    sum_up_passages,
)
from dedup.confirm.seeds import table_mask
from dedup.keys import slot_of
from dedup.runtime.kernels import Ints, kernel
from dedup.runtime.workspace import LONGEST_SUBSEQUENCE


@kernel
def weigh_pairs(
    hosts: Ints,
    guests: Ints,
    first: int,
    last: int,
    lows: Ints,
    highs: Ints,
    words: Ints,
    flags: Ints,
    touched: Ints,
    rows: Ints,
    row_bounds: Ints,
    places: "NDArray[np.int32]",
    place_words: "NDArray[np.int64]",
    place_stamps: "NDArray[np.int32]",
    masks: "NDArray[np.int64]",
    row: "NDArray[np.int64]",
    marks: "NDArray[np.int32]",
    passages: "NDArray[np.int32]",
    before: int,
    asked: "NDArray[np.uint8]",
    counts: "NDArray[np.int32]",
    scores: Sequence[float],
) -> None:
    """Sum up measured pairs [first, last), sorted by host, and say which of them are asked for their facts.

    Which passages two texts share does not depend on furniture, so that nothing is aligned again. Only pairs with
    an article that is ``touched``, whose furniture was marked since they were measured, are summed up anew. Stamps
    begin behind ``before``.
    """
    built, low, high, mask, stamp, masked, host_words = -1, 0, 0, 0, 0, -1, -1
    for pair in range(first, last):
        i, j, at = int(hosts[pair]), int(guests[pair]), pair * COLUMNS
        if i != built:
            built, masked, host_words, stamp = i, -1, -1, before + pair + 1
            low, high = int(lows[i]), int(highs[i])
            mask = table_mask(high - low)
        guest_low, guest_high = int(lows[j]), int(highs[j])
        if touched[i] or touched[j]:
            if host_words < 0:
                host_words = high - low - furniture_words(flags, low, high)
            counts[at + WORDS_HOST] = host_words
            counts[at + WORDS_GUEST] = guest_high - guest_low - furniture_words(flags, guest_low, guest_high)
            for k in range(COVERED_HOST, PASSAGES + 1):
                counts[at + k] = 0
            counts[at + WASTE], counts[at + BREAKS] = 0, 0
            start, found = int(row_bounds[pair]), int(row_bounds[pair + 1] - row_bounds[pair])
            for k in range(ROW_COLUMNS * found):
                passages[k] = rows[ROW_COLUMNS * start + k]
            sum_up_passages(flags, low, guest_low, passages, found, counts, at)
            if found > 0:
                counts[at + COVERED_HOST] = covered_host(flags, low, passages, found, marks, -1 - before - pair)
        order, facts = questions(counts, at, scores[2 * pair + COSINE], int(counts[at + SHARED]))
        if order and not counts[at + UNSPACED] and max(high - low, guest_high - guest_low) < LONGEST_SUBSEQUENCE:
            if counts[at + SUBSEQUENCE] == 0:
                if masked != i:
                    masked = i
                    build_masks(words, low, high, place_words, places, place_stamps, mask, stamp, masks)
                counts[at + SUBSEQUENCE] = subsequence_length(
                    high - low, words, guest_low, guest_high, place_words, places, place_stamps, mask, stamp, masks, row
                )
            facts = facts or counts[at + SUBSEQUENCE] >= LEAST_WORDING * max(high - low, guest_high - guest_low)
        else:
            counts[at + SUBSEQUENCE] = 0
        asked[pair - first] = facts


@kernel
def enter_facts(
    text: int,
    bounds: Ints,
    kinds: Ints,
    hashes: Ints,
    first: Ints,
    last: Ints,
    flags: Ints,
    table: "NDArray[np.int64]",
    stamps: "NDArray[np.int32]",
    stamp: int,
    other_table: "NDArray[np.int64]",
    other_stamps: "NDArray[np.int32]",
    other_mask: int,
    other_stamp: int,
    counts: "NDArray[np.int32]",
    own: int,
    common: int,
) -> int:
    """Enter the distinct facts of a text into a table, and count them by kind; return the mask of the table.

    They are counted from column ``own`` on, those that are in the other table also from column ``common`` on.
    """
    mask = table_mask(bounds[text + 1] - bounds[text])
    for fact in range(bounds[text], bounds[text + 1]):
        if is_furniture(flags, first[fact], last[fact]):
            continue
        code = fact_code(kinds[fact], hashes[fact])
        slot = slot_of(table, stamps, mask, stamp, code)
        if stamps[slot] == stamp:
            continue
        stamps[slot] = stamp
        table[slot] = code
        column = 3 * ((code & 3) - 1)
        counts[own + column] += 1
        if other_stamps[slot_of(other_table, other_stamps, other_mask, other_stamp, code)] == other_stamp:
            counts[common + column] += 1
    return mask


@kernel
def compare_facts(
    pairs: Ints,
    hosts: Ints,
    guests: Ints,
    bounds: Ints,
    kinds: Ints,
    hashes: Ints,
    first: Ints,
    last: Ints,
    flags: Ints,
    table: "NDArray[np.int64]",
    stamps: "NDArray[np.int32]",
    guest_table: "NDArray[np.int64]",
    guest_stamps: "NDArray[np.int32]",
    before: int,
    counts: "NDArray[np.int32]",
) -> None:
    """Count the distinct facts of both texts of some pairs, and those that both have, by kind.

    ``hosts`` and ``guests`` say which of the texts whose facts are given they are; pairs of one host are neighbours.
    """
    built, built_at, mask, stamp = -1, 0, 0, 0
    for k in range(len(pairs)):
        host, guest, at, now = int(hosts[k]), int(guests[k]), int(pairs[k]) * COLUMNS, before + k + 1
        if host != built:
            built, built_at, stamp = host, at, now
            mask = enter_facts(
                host, bounds, kinds, hashes, first, last, flags, table, stamps, now,
                guest_table, guest_stamps, 0, now, counts, at + FIGURES_HOST, at + FIGURES,
            )  # fmt: skip
        for column in range(FIGURES_HOST, NAMES_HOST + 1, 3):
            counts[at + column] = counts[built_at + column]
        enter_facts(
            guest, bounds, kinds, hashes, first, last, flags, guest_table, guest_stamps, now,
            table, stamps, mask, stamp, counts, at + FIGURES_GUEST, at + FIGURES,
        )  # fmt: skip
