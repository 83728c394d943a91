"""The facts that differ in the gaps between the runs of two aligned texts, as word positions.

A changed fact stands between two runs of one passage, on either side of which the texts
agree, or as near to the start or the end of both texts. There spelled-out numbers count, too,
and months and weekdays that stand alone.
"""

import numpy as np
from numpy.typing import NDArray

from dedup.changes.dates.date_changes import complete_date, pair_date_parts
from dedup.changes.exchanged_facts import run_behind_exchange, write_exchanged_runs, write_exchanges
from dedup.changes.names.titled_names import pair_capitals, pair_name, with_openings
from dedup.changes.numbers.spelt_numbers import is_spelt_day, pair_scales, pair_spelt
from dedup.changes.opposite_facts import is_dated, next_fact, opposite_fact, written_fact
from dedup.confirm.confirm import is_furniture
from dedup.confirm.seeds import table_mask
from dedup.facts.fact_pairs import write_pair
from dedup.facts.facts import DATE, FIGURE, NAME
from dedup.facts.units import pair_shares, pair_units
from dedup.keys import slot_of
from dedup.runtime.kernels import Ints, kernel
from dedup.tokens import CHARACTER, LINE, NUMBER, SENTENCE
from dedup.tokens import JOINED as TIED

LEAST_BESIDE = 3  #: words of the runs beside a fact that one side has alone
MOST_RUNS = 200  #: in which words that one side has alone are looked for; in longer lists they are told
CHANGE_COLUMNS = 5  #: kind, host first, host last, guest first, guest last; -1 where a side has none


@kernel
def count_facts(
    kinds: Ints,
    hashes: Ints,
    first: int,
    last: int,
    step: int,
    table: "NDArray[np.int64]",
    stamps: "NDArray[np.int32]",
    balance: "NDArray[np.int32]",
    mask: int,
    stamp: int,
) -> None:
    """Add ``step`` to the balance of each of the facts [first, last)."""
    for k in range(first, last):
        code = written_fact(kinds[k], hashes[k])
        slot = slot_of(table, stamps, mask, stamp, code)
        if stamps[slot] != stamp:
            stamps[slot] = stamp
            table[slot] = code
            balance[slot] = 0
        balance[slot] += step


@kernel
def without_parts(rows: "NDArray[np.int32]", first: int, low: int, high: int) -> int:
    """Drop rows [low, high) whose left fact lies in one of rows [first, low), as 六 in 二月六日; the next free row."""
    at = low
    for row in range(low, high):
        is_part = False
        for k in range(first, low):
            is_inside = rows[5 * k + 1] <= rows[5 * row + 1] and rows[5 * row + 2] <= rows[5 * k + 2]
            is_part = is_part or (rows[5 * k + 1] >= 0 and is_inside)
        if not is_part:
            for c in range(5):
                rows[5 * at + c] = rows[5 * row + c]
            at += 1
    return at


@kernel
def kept_changes(flags: Ints, out: "NDArray[np.int32]", first: int, last: int, pairs_alone: bool) -> int:
    """Keep those of rows [first, last) that say more than furniture, and both sides of them; the next free row.

    Where only ``pairs_alone`` count, a fact that one side has is left out.
    """
    at = first
    for k in range(first, last):
        left, right = out[5 * k + 1], out[5 * k + 3]
        if pairs_alone and min(left, right) < 0:
            continue
        is_plain = left >= 0 and not is_furniture(flags, left, out[5 * k + 2])
        if is_plain or (right >= 0 and not is_furniture(flags, right, out[5 * k + 4])):
            for c in range(5):
                out[5 * at + c] = out[5 * k + c]
            at += 1
    return at


@kernel
def is_sentence_left_out(words: Ints, flags: Ints, low: int, start: int, end: int) -> bool:
    """Return True if words [start, end) that one text has alone are whole sentences, or as many words before it.

    Where a sentence begins with the words that follow it, the gap begins behind them.
    """
    while start > low and not flags[start] & (LINE | SENTENCE) and words[start - 1] == words[end - 1]:
        start, end = start - 1, end - 1
    return bool(flags[start] & (LINE | SENTENCE) and flags[end] & (LINE | SENTENCE))


@kernel
def tied_number(flags: Ints, low: int, start: int, end: int) -> int:
    """Return the first of words [start, end) that is a number written on to a word, the 16 of F-16; -1 if none is."""
    for k in range(max(start, low + 1), end):
        if flags[k] & NUMBER and flags[k] & TIED and not (flags[k - 1] | flags[k]) & (LINE | CHARACTER):
            return k if not flags[k - 1] & NUMBER else -1
    return -1


@kernel
def pair_tied(
    words: Ints,
    flags: Ints,
    low: int,
    start: int,
    end: int,
    guest_low: int,
    guest_start: int,
    guest_end: int,
    out: "NDArray[np.int32]",
    first: int,
    at: int,
) -> int:
    """Write a number on to a word that stands for another one, F-16 for F-35; return the next free row.

    Not a number of one of the dates [first, at), as the 16 of 25 July/16 August.
    """
    k, m = tied_number(flags, low, start, end), tied_number(flags, guest_low, guest_start, guest_end)
    if k < 0 or m < 0 or words[k] == words[m] or words[k - 1] != words[m - 1]:
        return at
    for row in range(first, at):
        if out[5 * row] == DATE and (
            out[5 * row + 1] <= k <= out[5 * row + 2] or out[5 * row + 3] <= m <= out[5 * row + 4]
        ):
            return at
    return write_pair(out, at, FIGURE, k - 1, k, m - 1, m)


@kernel
def lies_in_longer_run(runs: Ints, count: int, k: int, start: int, end: int) -> bool:
    """Return True if words [start, end) of the host lie in a run longer than runs k and k + 1 beside them.

    The guest has them, too, in another place. Of more than ``MOST_RUNS`` runs none is looked at.
    """
    for m in range(count if end > start and count <= MOST_RUNS else 0):
        if runs[3 * m] <= start and end <= runs[3 * m] + runs[3 * m + 2] and (
            runs[3 * m + 2] > runs[3 * k + 2] + runs[3 * k + 5]
        ):
            return True
    return False


@kernel
def write_changes(
    host_low: int,
    host_high: int,
    guest_low: int,
    guest_high: int,
    runs: Ints,
    run_count: int,
    kinds: Ints,
    hashes: Ints,
    first: Ints,
    last: Ints,
    host_first: int,
    host_facts: int,
    guest_first: int,
    guest_facts: int,
    words: Ints,
    flags: Ints,
    date_keys: Ints,
    date_codes: Ints,
    unit_keys: Ints,
    unit_codes: Ints,
    listed: Ints,
    table: "NDArray[np.int64]",
    stamps: "NDArray[np.int32]",
    balance: "NDArray[np.int32]",
    stamp: int,
    out: "NDArray[np.int32]",
    at: int,
    room: int,
    most: int,
) -> int:
    """Write the facts that differ between consecutive runs, which are in the guest's order; return the next free row.

    Facts [host_first, host_facts) are the host's, [guest_first, guest_facts) the guest's. A fact that one side alone
    has between two runs, but the other states at least as often, stands elsewhere, as in a list in another order. The
    table, in which these are counted once one is met, has entries of this pair where the stamp is ``stamp``. Rows from
    ``room`` on are not written: what differs in so many facts is told by the first of them. A fact that
    one side alone has counts only between two runs of some words. What the guest says once more, in part, is no change.
    """
    host_from, guest_from, begun = host_first, guest_first, at
    counted, mask = False, min(table_mask(host_facts - host_first + guest_facts - guest_first), len(table) - 1)
    for k in range(run_count - 1):
        if at + 2 >= room:
            break
        start, guest_start = runs[3 * k] + runs[3 * k + 2], runs[3 * k + 1] + runs[3 * k + 2]
        end, guest_end = int(runs[3 * k + 3]), int(runs[3 * k + 4])
        if end < start or end - start > most or guest_end - guest_start > most:
            continue
        start, end, guest_start, guest_end = (
            start + host_low,
            end + host_low,
            guest_start + guest_low,
            guest_end + guest_low,
        )
        while host_from > host_first and last[host_from - 1] >= start:
            host_from -= 1
        while host_from < host_facts and last[host_from] < start:
            host_from += 1
        while guest_from < guest_facts and last[guest_from] < guest_start:
            guest_from += 1
        gap = at
        for kind in (DATE, FIGURE, NAME):
            a, b, before = host_from, guest_from, at
            while True:
                a = next_fact(
                    kinds, hashes, first, last, a, host_facts, start, end, kind,
                    guest_first, guest_from, guest_facts, guest_start, guest_end,
                ) if a >= 0 else -1  # fmt: skip
                b = next_fact(
                    kinds, hashes, first, last, b, guest_facts, guest_start, guest_end, kind,
                    host_first, host_from, host_facts, start, end,
                ) if b >= 0 else -1  # fmt: skip
                if (a < 0 and b < 0) or at + 2 >= room:
                    break
                if min(a, b) < 0:
                    if not counted:
                        counted = True
                        count_facts(kinds, hashes, host_first, host_facts, 1, table, stamps, balance, mask, stamp)
                        count_facts(kinds, hashes, guest_first, guest_facts, -1, table, stamps, balance, mask, stamp)
                    code = written_fact(kinds[max(a, b)], hashes[max(a, b)])
                    more = balance[slot_of(table, stamps, mask, stamp, code)]
                    is_said = (more <= 0 and a >= 0) or (more >= 0 and b >= 0)
                    if kind == DATE and not is_said:
                        low, high = (guest_first, guest_facts) if a >= 0 else (host_first, host_facts)
                        is_said = is_dated(kinds, hashes, max(a, b), low, high)
                    if is_said:
                        a, b = (a + 1 if a >= 0 else -1), (b + 1 if b >= 0 else -1)
                        continue
                one, two = a, b
                if b < 0:
                    two = opposite_fact(
                        kinds, hashes, first, last, a, kind, start, end,
                        guest_first, guest_from, guest_facts, guest_start, guest_end, False,
                    )  # fmt: skip
                elif a < 0:
                    one = opposite_fact(
                        kinds, hashes, first, last, b, kind, guest_start, guest_end,
                        host_first, host_from, host_facts, start, end, False,
                    )  # fmt: skip
                at = write_pair(
                    out, at, kind, first[one] if one >= 0 else -1, last[one] if one >= 0 else -1,
                    first[two] if two >= 0 else -1, last[two] if two >= 0 else -1,
                )  # fmt: skip
                a, b = (a + 1 if a >= 0 else -1), (b + 1 if b >= 0 else -1)
            if kind == DATE and at == before + 1:
                at -= is_spelt_day(
                    words, flags, host_low, host_high, guest_low, guest_high, start, end, guest_start, guest_end,
                    date_keys, date_codes, out, before,
                )  # fmt: skip
            if kind == DATE and at == before + 1:
                at -= complete_date(
                    words, flags, host_low, host_high, guest_low, guest_high, start, end, guest_start, guest_end,
                    date_keys, date_codes, out, before,
                )  # fmt: skip
            if kind == FIGURE:
                at = pair_spelt(
                    words, flags, host_low, host_high, guest_low, guest_high, start, end, guest_start, guest_end,
                    date_keys, date_codes, out, before, at, room,
                )  # fmt: skip
                at = without_parts(out, gap, before, at)
                if at == before:
                    at = pair_units(
                        words, flags, host_low, host_high, start, end, guest_low, guest_high, guest_start, guest_end,
                        date_keys, date_codes, unit_keys, unit_codes, out, at,
                    )  # fmt: skip
                if at == before:
                    at = pair_scales(
                        words, flags, host_low, host_high, guest_low, guest_high, start, end, guest_start, guest_end,
                        date_keys, date_codes, out, at,
                    )  # fmt: skip
                if at == before:
                    at = pair_shares(
                        words, start, end, guest_start, guest_end, unit_keys, unit_codes, out, at
                    )  # fmt: skip
                if at == before:
                    at = pair_tied(words, flags, host_low, start, end, guest_low, guest_start, guest_end, out, gap, at)
            if kind == NAME and at == before:
                at = pair_capitals(
                    flags, host_low, host_high, guest_low, guest_high, start, end, guest_start, guest_end, out, at
                )
            if kind == DATE and at == before:
                at = pair_date_parts(
                    words, flags, host_low, host_high, guest_low, guest_high, start, end, guest_start, guest_end,
                    date_keys, date_codes, out, at,
                )  # fmt: skip
        at = write_exchanges(
            words, flags, host_low, host_high, guest_low, guest_high, start, end, guest_start, guest_end, kinds, first,
            last, host_from, host_facts, guest_from, guest_facts, date_keys, date_codes, listed, out, gap, at, room,
        )  # fmt: skip
        is_loose = min(runs[3 * k + 2], runs[3 * k + 5]) < LEAST_BESIDE
        if guest_start == guest_end and start < end < host_high:
            is_loose = is_loose or is_sentence_left_out(words, flags, host_low, start, end)
        elif start == end and guest_start < guest_end < guest_high:
            is_loose = is_loose or is_sentence_left_out(words, flags, guest_low, guest_start, guest_end)
        is_first = start == host_low and guest_start == guest_low
        if is_first or (end == host_high and guest_end == guest_high):  # names with which both texts begin or end
            at = pair_name(
                flags, host_low, host_high, guest_low, guest_high, start, end, guest_start, guest_end, out, gap, at
            )
        with_openings(flags, start, end, guest_start, guest_end, out, gap, at)
        at = kept_changes(flags, out, gap, at, is_loose)
        at = pair_name(
            flags, host_low, host_high, guest_low, guest_high, start, end, guest_start, guest_end, out, gap, at
        )
        if at > gap and lies_in_longer_run(runs, run_count, k, start - host_low, end - host_low):
            at = gap
    return write_exchanged_runs(
        words, flags, host_low, host_high, guest_low, guest_high, runs, run_count, kinds, first, last, host_first,
        host_facts, guest_first, guest_facts, date_keys, date_codes, listed, out, begun, at, room,
    )  # fmt: skip


@kernel
def breaks_off(runs: Ints, count: int, most: int) -> bool:
    """Return True if facts may differ between two runs: where one follows at ``most`` words, or some changed places."""
    for k in range(count - 1):
        gap = runs[3 * k + 3] - runs[3 * k] - runs[3 * k + 2]
        if 0 <= gap <= most and runs[3 * k + 4] - runs[3 * k + 1] - runs[3 * k + 2] <= most:
            return True
        if run_behind_exchange(runs, count, k) > 0:
            return True
    return False
