"""The short runs that two aligned texts share between the runs of seeds, so that facts are sought in short gaps.

Longer seeds do not see what stands between two facts: in scripts without spaces they are longer than most sentences'
parts, and in a template, whose facts stand close together, a seed of words hardly fits between two of them.
"""

import numpy as np
from numpy.typing import NDArray

from dedup.confirm.align import LIMB, MAX_GAP, begins_figure
from dedup.facts.date_parts import date_word
from dedup.language.date_words import MONTH, WEEKDAY
from dedup.runtime.kernels import Ints, kernel

FINE = 4  #: characters of the runs between which facts are looked for
STRETCH = 500  #: characters between two longer runs in which such short ones are looked for
GAP_CHARACTERS = 40  #: between two runs in scripts without spaces, in place of ``MAX_GAP`` words
WINDOW = 40  #: of the LIMB words of a window, those of which runs are kept
TEMPLATE_CHARACTERS = 120  #: the same in a template
LOOK_BACK = 64  #: runs before one that may come before it in a chain


@kernel
def widest_gap(spaced: bool, template: bool) -> int:
    """Words or characters between two runs, on either side, at the most, if facts are to be paired there."""
    if template:
        return LIMB if spaced else TEMPLATE_CHARACTERS
    return MAX_GAP if spaced else GAP_CHARACTERS


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
def is_of_slot(words: Ints, flags: Ints, at: int, keys: Ints, codes: Ints) -> bool:
    """Return True for a word that fills a form, a number, a month or a weekday, so that it proves no place in it."""
    if begins_figure(flags, at):
        return True
    kind = date_word(words[at], keys, codes) & 15
    return kind == MONTH or kind == WEEKDAY


@kernel
def write_subsequence(
    words: Ints,
    flags: Ints,
    low: int,
    high: int,
    guest_low: int,
    guest_high: int,
    start: int,
    guest_start: int,
    keys: Ints,
    codes: Ints,
    rows: "NDArray[np.int64]",
    out: "NDArray[np.int32]",
    found: int,
) -> int:
    """Write the runs of a longest common subsequence of two stretches of ``LIMB`` words at the most.

    Numbers are left out, and so are months and weekdays: the 1 of 2.1 is not that of 1.3, and the March that one form
    has behind "Pay" is not the one that the other has behind "Record".
    Positions are written from ``start`` and ``guest_start`` on; returns the next free run. ``rows`` is working memory,
    a number for each word of the host: its bit q is 0 where word q of the guest makes the subsequence longer.

    Source: Hyyrö (2004), as in :mod:`dedup.confirm.align`; the way back through the rows is that of the plain table.
    """
    full, row = (1 << (guest_high - guest_low)) - 1, (1 << (guest_high - guest_low)) - 1
    for p in range(high - low):
        hits = 0
        for q in range(guest_high - guest_low):
            if words[low + p] == words[guest_low + q] and not is_of_slot(words, flags, low + p, keys, codes):
                hits |= 1 << q
        row = ((row + (row & hits)) | (row & (full ^ hits))) & full
        rows[p] = row
    pairs = 0
    for q in range(guest_high - guest_low):
        pairs += 1 - (row >> q & 1)
    p, q, at = high - low - 1, guest_high - guest_low - 1, found + pairs
    while at > found:
        if rows[p] >> q & 1:
            q -= 1
        elif p > 0 and not rows[p - 1] >> q & 1:
            p -= 1
        else:
            at -= 1
            out[3 * at], out[3 * at + 1], out[3 * at + 2] = low + p - start, guest_low + q - guest_start, 1
            p, q = p - 1, q - 1
    last = found - 1
    for k in range(found, found + pairs):
        p, q = int(out[3 * k]), int(out[3 * k + 1])
        if last >= found and out[3 * last] + out[3 * last + 2] == p and out[3 * last + 1] + out[3 * last + 2] == q:
            out[3 * last + 2] += 1
            continue
        last += 1
        out[3 * last], out[3 * last + 1], out[3 * last + 2] = p, q, 1
    return last + 1


@kernel
def write_windows(
    words: Ints,
    flags: Ints,
    low: int,
    high: int,
    guest_low: int,
    guest_high: int,
    start: int,
    guest_start: int,
    keys: Ints,
    codes: Ints,
    rows: "NDArray[np.int64]",
    out: "NDArray[np.int32]",
    found: int,
) -> int:
    """Write the same for stretches of like length that are longer, window by window; return the next free run.

    Of each window what lies near its end is left to the next one, which begins behind the last run.
    """
    while low < high and guest_low < guest_high:
        end, guest_end, before = min(high, low + LIMB), min(guest_high, guest_low + LIMB), found
        found = write_subsequence(
            words, flags, low, end, guest_low, guest_end, start, guest_start, keys, codes, rows, out, found
        )
        if end == high and guest_end == guest_high:
            break
        while found > before and out[3 * found - 3] + start >= low + WINDOW:
            found -= 1
        if found == before:
            break
        length = out[3 * found - 1]
        low, guest_low = start + out[3 * found - 3] + length, guest_start + out[3 * found - 2] + length
    return found


@kernel
def keep_in_order(runs: "NDArray[np.int32]", count: int, best: "NDArray[np.int64]") -> int:
    """Keep the runs, sorted by the guest, that stand in one order in both texts and have the most words; their number.

    ``best`` needs room for ``count``: the words of the best chain that ends with a run, and the run before it. Looked
    back at are the last ``LOOK_BACK`` runs, and of those before them the one whose chain is best.
    """
    far, end = -1, -1
    for k in range(count):
        first = max(0, k - LOOK_BACK)
        if first > 0 and (far < 0 or best[first - 1] >> 32 > best[far] >> 32):
            far = first - 1
        most, before = 0, -1
        for m in range(first - 1, k):
            run = m if m >= first else far
            if run < 0 or runs[3 * run] + runs[3 * run + 2] > runs[3 * k] or best[run] >> 32 <= most:
                continue
            if runs[3 * run + 1] + runs[3 * run + 2] <= runs[3 * k + 1]:
                most, before = best[run] >> 32, run
        best[k] = (most + int(runs[3 * k + 2])) << 32 | (before + 1)
        if end < 0 or best[k] >> 32 > best[end] >> 32:
            end = k
    kept, at = 0, end
    while at >= 0:
        before = (best[at] & 0xFFFFFFFF) - 1
        best[at], at, kept = -1, before, kept + 1
    at = 0
    for k in range(count):
        if best[k] == -1:
            for c in range(3):
                runs[3 * at + c] = runs[3 * k + c]
            at += 1
    return kept


@kernel
def finer_runs(
    words: Ints,
    flags: Ints,
    low: int,
    high: int,
    guest_low: int,
    guest_high: int,
    runs: Ints,
    count: int,
    spaced: bool,
    template: bool,
    keys: Ints,
    codes: Ints,
    grams: "NDArray[np.int64]",
    out: "NDArray[np.int32]",
) -> int:
    """Write runs, and between any two that follow each other closely the shorter ones; return the number of runs.

    The start and the end of both texts count as runs; those of a template are written, too. ``grams`` is
    working memory.
    """
    found, p, q, stretch = 0, 0, 0, LIMB if spaced else STRETCH
    if template:
        out[0], out[1], out[2], found = 0, 0, 0, 1
    for k in range(count + 1):
        p_next = int(runs[3 * k]) if k < count else high - low
        q_next = int(runs[3 * k + 1]) if k < count else guest_high - guest_low
        length = int(runs[3 * k + 2]) if k < count else 0
        if 0 < p_next - p <= stretch and 0 < q_next - q <= stretch:
            if spaced:
                found = write_subsequence(
                    words, flags, low + p, low + p_next, guest_low + q, guest_low + q_next, low, guest_low, keys,
                    codes, grams, out, found,
                )  # fmt: skip
            else:
                found = write_fine(
                    words, low + p, low + p_next, guest_low + q, guest_low + q_next, low, guest_low, grams, out, found
                )
        elif template and spaced and 4 * min(p_next - p, q_next - q) >= 3 * max(p_next - p, q_next - q, 1):
            found = write_windows(
                words, flags, low + p, low + p_next, guest_low + q, guest_low + q_next, low, guest_low, keys, codes,
                grams, out, found,
            )  # fmt: skip
        if k < count or template:
            out[3 * found], out[3 * found + 1], out[3 * found + 2] = p_next, q_next, length
            found += 1
            p, q = p_next + length, q_next + length
    return found
