"""The details of confirmed pairs: shared passages and changed facts, as word positions.

The alignment is the one of ``dedup.confirm.confirm``, made again for the pairs that are reported. In scripts without
spaces and in templates facts are looked for between shorter runs (:mod:`dedup.evidence.gaps`).
"""


import numpy as np
from numpy.typing import NDArray

from dedup.changes.dates.lead_dates import write_lead_dates
from dedup.changes.gap_changes import breaks_off, write_changes
from dedup.confirm.align import build_seeds, chain_runs, common_runs
from dedup.confirm.confirm import ANCHOR, ANCHOR_CHARACTERS, EDGE, has_phrases, plain_words
from dedup.confirm.seeds import (
    SEED_CHARACTERS,
    build_long_seeds,
    fill_filter,
    keep_in_filter,
    table_mask,
    write_in_filter,
    write_sampled,
    write_seeds,
)
from dedup.evidence.edges import add_breaks, add_edges
from dedup.evidence.gaps import finer_runs, keep_in_order, widest_gap
from dedup.evidence.sentence_changes import write_sentence_changes
from dedup.runtime.kernels import Ints, kernel
from dedup.shingles import write_shingles
from dedup.tokens import FURNITURE, is_unspaced

PASSAGE_COLUMNS = 6  #: host start, host end, guest start, guest end, matched words, words that are furniture
IN_PART, AS_A_WHOLE = 1, 2  #: how one text is the other with edits
UNASKED = 3  #: in place of that: nobody asks what changed
MORE_CHANGES = 8  #: changes of a pair for which there is room, beyond one for each word of the guest


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
    if has_phrases(flags, low + p, low + p_end):
        return
    cut = max(plain_start(flags, low + p, low + p_end) - low - p, 0)
    tail = max(p_end - plain_end(flags, low + p, low + p_end) + low, 0)
    if cut + tail >= min(p_end - p, q_end - q):
        return
    if cut > 0 and words[low + p + cut] == words[guest_low + q + cut]:
        passages[at], passages[at + 2], passages[at + 4] = p + cut, q + cut, passages[at + 4] - cut
    if tail > 0 and words[low + p_end - tail - 1] == words[guest_low + q_end - tail - 1]:
        passages[at + 1], passages[at + 3], passages[at + 4] = p_end - tail, q_end - tail, passages[at + 4] - tail


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
    templates: Ints,
    copies: Ints,
    told_first: Ints,
    told_last: Ints,
    date_keys: Ints,
    date_codes: Ints,
    unit_keys: Ints,
    unit_codes: Ints,
    listed: Ints,
    levels_of: Ints,
    levels: Ints,
    host_rows: Ints,
    guest_rows: Ints,
    fact_bounds: Ints,
    kinds: Ints,
    hashes: Ints,
    fact_first: Ints,
    fact_last: Ints,
    filled: "NDArray[np.uint8]",
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

    Positions are words from the start of each text; bounds are rows from 0 for this call. ``templates`` says which
    pairs are templates, in which facts are looked for from the first word to the last, ``copies`` of which one text or
    a part of it is the other with edits: there they are in the sentences in which the texts part, too. Of two whole
    texts, templates among them, the days of their news are told. The facts of a
    pair's host are those between the two ``fact_bounds`` at its host row, and so are its guest's; of the host's those
    count that lie in the words [``told_first``, ``told_last``). At most one stamp a pair is used behind ``before``.
    """
    built, low, high, mask, width, spaced, stamp = -1, 0, 0, 0, size, True, before
    for pair in range(first, last):
        i, j = int(hosts[pair]), int(guests[pair])
        if i != built:
            built, stamp = i, stamp + 1
            low, high = int(lows[i]), int(highs[i])
            spaced = not is_unspaced(flags, low, high)
            width = size if spaced else SEED_CHARACTERS
            if spaced:
                mask = table_mask(high - low)
                count = write_shingles(words, low, high, size, grams)
                build_seeds(grams, count, seeds, mask, stamp, earlier)
                fill_filter(grams, count, filled, mask)
            else:
                end = pair
                while end < last and hosts[end] == i:
                    end += 1
                mask = build_long_seeds(
                    words, low, high, lows, highs, guests, pair, end, grams, filled, seeds, stamp, earlier, runs
                )
        guest_low, guest_high = int(lows[j]), int(highs[j])
        count = write_seeds(words, guest_low, guest_high, size, spaced, grams)
        if spaced:
            count = write_in_filter(grams, count, filled, mask, chained)
        else:
            count = write_sampled(grams, count, chained)
            count = keep_in_filter(grams, chained, count, filled, mask)
        found = common_runs(
            words, flags, low, high, guest_low, guest_high, grams, width, chained, count, not spaced,
            seeds, mask, stamp, earlier, -1, runs,
        )  # fmt: skip
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
        if copies[pair] == UNASKED:
            change_bounds[pair - first + 1] = change_bounds[pair - first]
            continue
        template = templates[pair] != 0
        if template:
            found = keep_in_order(runs, found, grams)
        if template or not spaced:
            found = finer_runs(
                words, flags, low, high, guest_low, guest_high, runs, found, spaced, template, date_keys, date_codes,
                grams, chained,
            )
        else:
            found = add_breaks(words, flags, low, high, guest_low, guest_high, runs, found, chained)
        if not template:
            found = add_edges(words, flags, low, high, guest_low, guest_high, chained, found)
        is_broken = breaks_off(chained, found, widest_gap(spaced, template))
        parts = spaced and copies[pair] != 0 and not template
        if not is_broken and copies[pair] == 0:
            change_bounds[pair - first + 1] = change_bounds[pair - first]
            continue
        host, guest = host_rows[pair], guest_rows[pair]
        host_first, host_facts = int(fact_bounds[host]), int(fact_bounds[host + 1])
        while host_first < host_facts and fact_first[host_first] < told_first[pair]:
            host_first += 1
        while host_first < host_facts and fact_last[host_facts - 1] >= told_last[pair]:
            host_facts -= 1
        at = int(change_bounds[pair - first])
        room = at + guest_high - guest_low + MORE_CHANGES
        if is_broken:
            at = write_changes(
                low, high, guest_low, guest_high, chained, found, kinds, hashes, fact_first, fact_last,
                host_first, host_facts, int(fact_bounds[guest]), int(fact_bounds[guest + 1]),
                words, flags, date_keys, date_codes, unit_keys, unit_codes, listed, fact_table, fact_stamps, balance,
                before + pair - first + 1, changes, at, room, widest_gap(spaced, template),
            )  # fmt: skip
        if parts:
            at = write_sentence_changes(
                low, high, guest_low, guest_high, chained, found, kinds, hashes, fact_first, fact_last, host_first,
                host_facts, int(fact_bounds[guest]), int(fact_bounds[guest + 1]), words, flags, date_keys, date_codes,
                unit_keys, unit_codes, listed, levels_of, levels, fact_table, fact_stamps, balance,
                before + pair - first + 1, grams, runs, changes, int(change_bounds[pair - first]), at, room,
            )  # fmt: skip
        if copies[pair] == AS_A_WHOLE and told_first[pair] == low and told_last[pair] == high:
            at = write_lead_dates(
                words, flags, low, guest_low, kinds, hashes, fact_first, fact_last, host_first, host_facts,
                int(fact_bounds[guest]), int(fact_bounds[guest + 1]), spaced, date_keys, date_codes, changes,
                int(change_bounds[pair - first]), at, room,
            )  # fmt: skip
        change_bounds[pair - first + 1] = at
