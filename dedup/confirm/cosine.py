"""The TF-IDF cosine of two texts by a table of the words of the one: whole texts, and what lies outside passages."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dedup.confirm.seeds import table_mask
from dedup.keys import WORD_BITS
from dedup.language.background import RAREST, background_level
from dedup.runtime.kernels import Ints, kernel

DISTINCT = 4096  #: words for which a table has room at first; a long text has hardly more distinct ones


@kernel
def word_slot(table: Ints, mask: int, stamp: int, word: int) -> int:
    """Find the place of a word in a table whose entries are stamp and word in one; free if the stamp is another."""
    entry = (stamp << WORD_BITS) | word
    slot = (word ^ (word >> 17)) & mask
    while table[slot] != entry and table[slot] >> WORD_BITS == stamp:
        slot = (slot + 1) & mask
    return slot


@kernel
def enter_words(
    words: Ints,
    low: int,
    high: int,
    back_keys: Ints,
    back_levels: Ints,
    back_weights: Sequence[float],
    table: "NDArray[np.int64]",
    weights: "NDArray[np.float64]",
    units: "NDArray[np.float64]",
    stamp: int,
) -> tuple[int, int]:
    """Sum up the squared weights of the words of [low, high) in a stamped table; return its mask, and unknown words.

    The table is as large as its distinct words need: those of a long text are few, and memory is touched for each.
    """
    mask, k, distinct, unknown = table_mask(min(high - low, DISTINCT)), low, 0, 0
    rarest = back_weights[RAREST] * back_weights[RAREST]
    while k < high:
        word = int(words[k])
        slot = word_slot(table, mask, stamp, word)
        if table[slot] >> WORD_BITS != stamp:
            if 2 * distinct > mask:
                for each in range(mask + 1):
                    table[each] = 0
                mask, k, distinct, unknown = 4 * mask + 3, low, 0, 0
                continue
            distinct += 1
            table[slot] = (stamp << WORD_BITS) | word
            weights[slot] = 0.0
            weight = back_weights[background_level(word, back_keys, back_levels)]
            units[slot] = weight * weight
        weights[slot] += units[slot]
        unknown += 1 if units[slot] == rarest else 0
        k += 1
    return mask, unknown


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
