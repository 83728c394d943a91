"""What two texts in scripts without spaces have in common beside their shared passages: pairs of characters.

Single characters stand everywhere, and so do three in Thai. Two neighbouring ones, weighted by their rarity as
words are, tell one subject from another. No relation rests on this: it says whether articles around a common
passage are related otherwise, or the passage is furniture.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dedup.confirm.confirm import COLUMNS, COVERED_GUEST, REST, ROW_COLUMNS, TOTAL_GUEST, TOTAL_HOST, UNSPACED, WASTE
from dedup.confirm.seeds import table_mask
from dedup.keys import WORD_BITS, place_of
from dedup.language.background import background_level, pair_hash
from dedup.runtime.kernels import Ints, kernel

HEAD = 1500  #: characters of a text that are looked at; a subject shows at the head
LEAST = 100  #: of them outside the passages, where a text is longer


@kernel
def has_rest(counts: Ints, at: int) -> bool:
    """Return True for a pair in a script without spaces of which enough lies outside its passages to be compared."""
    covered = counts[at + COVERED_GUEST] + counts[at + WASTE]
    return bool(counts[at + UNSPACED] and 3 * covered < 2 * min(counts[at + TOTAL_HOST], counts[at + TOTAL_GUEST]))


@kernel
def enter_pairs(
    words: Ints,
    low: int,
    high: int,
    back_keys: Ints,
    back_levels: Ints,
    back_weights: Sequence[float],
    entries: "NDArray[np.int64]",
    units: "NDArray[np.float64]",
    mask: int,
    stamp: int,
    step: int,
) -> float:
    """Count the pairs that begin in [low, high), down if ``step`` is -1; return what their squared norm gains."""
    gain = 0.0
    for k in range(low, high):
        pair = pair_hash(words[k], words[k + 1])
        entry = (stamp << WORD_BITS) | pair
        place = place_of(entries, mask, entry)
        if entries[place] != entry:
            entries[place], entries[place + 1] = entry, 0
            weight = back_weights[background_level(pair, back_keys, back_levels)]
            units[place >> 1] = weight * weight
        gain += units[place >> 1] * (1 + 2 * step * entries[place + 1])
        entries[place + 1] += step
    return gain


@kernel
def shared_pairs(
    words: Ints, low: int, high: int, entries: "NDArray[np.int64]", units: "NDArray[np.float64]", mask: int, stamp: int
) -> float:
    """Inner product of the pairs that begin in [low, high) with those that are counted in a table."""
    dot = 0.0
    for k in range(low, high):
        entry = (stamp << WORD_BITS) | pair_hash(words[k], words[k + 1])
        place = place_of(entries, mask, entry)
        if entries[place] == entry and entries[place + 1] > 0:
            dot += units[place >> 1] * entries[place + 1]
    return dot


@kernel
def measure_rests(
    hosts: Ints,
    guests: Ints,
    first: int,
    last: int,
    wanted: Ints,
    lows: Ints,
    highs: Ints,
    words: Ints,
    back_keys: Ints,
    back_levels: Ints,
    back_weights: Sequence[float],
    rows: Ints,
    row_bounds: Ints,
    entries: "NDArray[np.int64]",
    units: "NDArray[np.float64]",
    guest_entries: "NDArray[np.int64]",
    guest_units: "NDArray[np.float64]",
    before: int,
    counts: Ints,
    scores: "NDArray[np.float64]",
) -> None:
    """Write for the pairs [first, last) in scripts without spaces the cosine of what lies outside their passages.

    Only for those that are ``wanted``. ``rows`` holds the passages of all pairs, sorted by host, as
    :func:`dedup.confirm.confirm.measure_pairs` writes them; those of each pair lie between two ``row_bounds``.
    The character pairs of a host are counted once and serve all its guests; those of its passages are taken out for
    the time being. Of each text only the head is looked at. Stamps, from behind ``before``, say which entries of the
    two tables are of the texts at hand.
    """
    built, mask, stamp, whole = -1, 0, 0, 0.0
    for pair in range(first, last):
        if not wanted[pair] or not has_rest(counts, pair * COLUMNS):
            continue
        at, behind = ROW_COLUMNS * int(row_bounds[pair]), ROW_COLUMNS * int(row_bounds[pair + 1])
        i, j = int(hosts[pair]), int(guests[pair])
        low, guest_low = int(lows[i]), int(lows[j])
        end, guest_end = min(int(highs[i]) - 1, low + HEAD), min(int(highs[j]) - 1, guest_low + HEAD)
        if i != built:
            built, stamp, mask = i, before + pair + 1, table_mask(end - low)
            whole = enter_pairs(
                words, low, end, back_keys, back_levels, back_weights, entries, units, mask, stamp, 1
            )
        norm, left = whole, end - low
        for p in range(at, behind, ROW_COLUMNS):
            left -= max(0, min(low + int(rows[p + 1]), end) - min(low + int(rows[p]), end))
            norm += enter_pairs(
                words, low + rows[p], min(low + rows[p + 1], end), back_keys, back_levels, back_weights,
                entries, units, mask, stamp, -1,
            )  # fmt: skip
        start, guest_mask, guest_norm, dot, guest_left = guest_low, table_mask(guest_end - guest_low), 0.0, 0.0, 0
        for p in range(at, behind + ROW_COLUMNS, ROW_COLUMNS):
            stop = min(guest_low + int(rows[p + 2]), guest_end) if p < behind else guest_end
            guest_norm += enter_pairs(
                words, start, stop, back_keys, back_levels, back_weights,
                guest_entries, guest_units, guest_mask, before + pair + 1, 1,
            )  # fmt: skip
            dot += shared_pairs(words, start, stop, entries, units, mask, stamp)
            guest_left += max(0, stop - start)
            start = max(start, guest_low + int(rows[p + 3])) if p < behind else stop
        for p in range(at, behind, ROW_COLUMNS):
            enter_pairs(
                words, low + rows[p], min(low + rows[p + 1], end), back_keys, back_levels, back_weights,
                entries, units, mask, stamp, 1,
            )  # fmt: skip
        product = max(0.0, norm) * guest_norm
        scores[2 * pair + REST] = min(1.0, dot / product**0.5) if product > 0.0 else 0.0
        if min(left, guest_left) < LEAST and max(end - low, guest_end - guest_low) == HEAD:
            scores[2 * pair + REST] = 1.0  # the heads are one passage, of which nobody can tell
