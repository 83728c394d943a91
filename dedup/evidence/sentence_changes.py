"""The facts that differ in the sentences in which two copies part.

Facts are compared where few words stand between two runs of a passage. Where a sentence begins in a run and goes on
unlike, or ends in one, its facts are compared whatever follows it: another paragraph, another signature. So are those
of two sentences between the same runs that say one thing in other words, as "Three workers were confirmed dead" and
"The number of workers confirmed dead rose to five". In scripts without spaces no sentence is known.
"""

import numpy as np
from numpy.typing import NDArray

from dedup.changes.gap_changes import write_changes
from dedup.confirm.align import LIMB, MAX_GAP
from dedup.confirm.confirm import ANCHOR
from dedup.evidence.gaps import write_subsequence
from dedup.evidence.sentences import (
    NAMES_TOO,
    NEITHER,
    are_one,
    count_one_thing,
    has_broken_lines,
    name_one_place,
    opens_sentence,
    sentence_end,
    sentence_start,
    stand_among,
)
from dedup.facts.facts import DATE, FIGURE, NAME
from dedup.runtime.kernels import Ints, kernel

MOST_RUNS = 256  #: of a pair: of more it is not sought which of them holds a word
MOST_SENTENCES = 6  #: of a gap that are looked at, on either side
HELD = 3  #: words of a run at both ends of what is held against each other as a whole, so that nothing is left out
#: Working memory behind the runs of a sentence: where two sentences start and end, and what is unlike in them; where
#: the sentences of a gap start and end; how much they have in common.
PART = 3 * LIMB + 12
STARTS = PART + 10
OTHER_STARTS = STARTS + 2 * MOST_SENTENCES
SCORES = OTHER_STARTS + 2 * MOST_SENTENCES


@kernel
def keep_long_or_in_order(runs: "NDArray[np.int32]", count: int) -> int:
    """Take out the short runs that stand before the one before them in the host, or behind the next; their number.

    The same few words are said elsewhere in it.
    """
    kept, end = 0, 0
    for k in range(count):
        start, length = runs[3 * k], runs[3 * k + 2]
        is_moved = start < end or (k + 1 < count and runs[3 * k + 3] < start + length)
        if length < ANCHOR and is_moved:
            continue
        for c in range(3):
            runs[3 * kept + c] = runs[3 * k + c]
        kept, end = kept + 1, start + length
    return kept


@kernel
def touches_run(runs: Ints, count: int, start: int, end: int) -> bool:
    """Return True if one of the runs has a word of the host in [start, end), or if there are too many to look."""
    if count > MOST_RUNS:
        return True
    for k in range(count):  # noqa: SIM110 - compiled
        if runs[3 * k] < end and start < runs[3 * k] + runs[3 * k + 2]:
            return True
    return False


@kernel
def put_row(out: "NDArray[np.int32]", first: int, end: int, row: int, at: int) -> int:
    """Write a row at a place if none of rows [first, end) tells of its words; the next free row.

    One that tells of one side of it, and knows no other, gets both.
    """
    is_pair, to = min(out[5 * row + 1], out[5 * row + 3]) >= 0, at
    for k in range(first, end):
        for c in (1, 3):
            if min(out[5 * k + c], out[5 * row + c]) < 0 or out[5 * k] != out[5 * row]:
                continue
            if out[5 * k + c] <= out[5 * row + c + 1] and out[5 * row + c] <= out[5 * k + c + 1]:
                if not is_pair or min(out[5 * k + 1], out[5 * k + 3]) >= 0:
                    return at
                to = k
    for c in range(5):
        out[5 * to + c] = out[5 * row + c]
    return at + 1 if to == at else at


@kernel
def kept_of_sentence(
    words: Ints, flags: Ints, start: int, end: int, guest_start: int, guest_end: int, out: "NDArray[np.int32]",
    first: int, before: int, middle: int, at: int, told: int, date_keys: Ints, date_codes: Ints, levels_of: Ints,
    levels: Ints,
) -> int:  # fmt: skip
    """Keep the rows of two sentences that tell of facts of one place; the next free row.

    Rows [before, middle) were found between words in common, [middle, at) by
    order: of these, a number or a date is kept if it is the only one, and none was found of its kind before. A fact
    that the other sentence has, too, has another place there.
    """
    kept, dates, figures = before, 0, 0
    for row in range(before, at):
        dates += 1 if out[5 * row] == DATE else 0
        figures += 1 if out[5 * row] == FIGURE else 0
    for row in range(before, at):
        kind = out[5 * row]
        if row < middle:
            is_told = kind != NAME or told == NAMES_TOO
        else:
            is_told = kind != NAME and (dates if kind == DATE else figures) == 1
            is_told = is_told and min(out[5 * row + 1], out[5 * row + 3]) >= 0
        if out[5 * row + 1] >= 0:
            is_told = is_told and not stand_among(words, out[5 * row + 1], out[5 * row + 2], guest_start, guest_end)
        if out[5 * row + 3] >= 0:
            is_told = is_told and not stand_among(words, out[5 * row + 3], out[5 * row + 4], start, end)
        is_pair = min(out[5 * row + 1], out[5 * row + 3]) >= 0
        if is_told and kind == FIGURE and is_pair:
            is_told = count_one_thing(
                words, flags, out[5 * row + 1], out[5 * row + 2], start, end, out[5 * row + 3], out[5 * row + 4],
                guest_start, guest_end, date_keys, date_codes, levels_of, levels,
            )  # fmt: skip
        if is_told and kind == NAME:
            is_told = is_pair and name_one_place(
                words, out[5 * row + 1], out[5 * row + 2], start, end, out[5 * row + 3], out[5 * row + 4], guest_start,
                guest_end,
            )  # fmt: skip
        if is_told:
            kept = put_row(out, first, before, row, kept)
    return kept


@kernel
def tell_part(
    text: int, text_end: int, guest_text: int, guest_text_end: int, kinds: Ints, hashes: Ints, firsts: Ints,
    lasts: Ints, host_first: int, host_facts: int, guest_first: int, guest_facts: int, words: Ints, flags: Ints,
    date_keys: Ints, date_codes: Ints, unit_keys: Ints, unit_codes: Ints, listed: Ints, levels_of: Ints, levels: Ints,
    table: "NDArray[np.int64]", stamps: "NDArray[np.int32]", balance: "NDArray[np.int32]", stamp: int,
    rows: "NDArray[np.int64]", space: "NDArray[np.int32]", out: "NDArray[np.int32]", first: int, at: int, room: int,
) -> int:  # fmt: skip
    """Write the facts that differ between the two sentences of ``space`` if they say one thing; the next free row.

    They are sought between the words in common, then between both ends of what is unlike.
    """
    start, end, low, high = int(space[PART]), int(space[PART + 1]), int(space[PART + 2]), int(space[PART + 3])
    guest_start, guest_end = int(space[PART + 4]), int(space[PART + 5])
    guest_low, guest_high, before = int(space[PART + 6]), int(space[PART + 7]), at
    told, _ = are_one(
        words, flags, start, end, low, high, guest_start, guest_end, guest_low, guest_high, firsts, lasts, host_first,
        host_facts, guest_first, guest_facts, date_keys, date_codes, levels_of, levels, rows,
    )  # fmt: skip
    if told == NEITHER or at + 2 >= room:
        return at
    space[0], space[1] = low - text - space[PART + 8], guest_low - guest_text - space[PART + 8]
    space[2] = space[PART + 8]
    count = write_subsequence(
        words, flags, low, high, guest_low, guest_high, text, guest_text, date_keys, date_codes, rows, space, 1
    )
    space[3 * count], space[3 * count + 1] = high - text, guest_high - guest_text
    space[3 * count + 2] = space[PART + 9]
    at = write_changes(
        text, text_end, guest_text, guest_text_end, space, count + 1, kinds, hashes, firsts, lasts, host_first,
        host_facts, guest_first, guest_facts, words, flags, date_keys, date_codes, unit_keys, unit_codes, listed, table,
        stamps, balance, stamp, out, at, room, MAX_GAP,
    )  # fmt: skip
    middle = at
    space[0], space[1], space[2] = low - text - HELD, guest_low - guest_text - HELD, HELD
    space[3], space[4], space[5] = high - text, guest_high - guest_text, HELD
    at = write_changes(
        text, text_end, guest_text, guest_text_end, space, 2, kinds, hashes, firsts, lasts, host_first, host_facts,
        guest_first, guest_facts, words, flags, date_keys, date_codes, unit_keys, unit_codes, listed, table, stamps,
        balance, stamp, out, at, room, LIMB,
    )  # fmt: skip
    return kept_of_sentence(
        words, flags, start, end, guest_start, guest_end, out, first, before, middle, at, told, date_keys, date_codes,
        levels_of, levels,
    )  # fmt: skip


@kernel
def put_part(
    flags: Ints, text: int, text_end: int, guest_text: int, guest_text_end: int, low: int, high: int, guest_low: int,
    guest_high: int, before: int, behind: int, broken: bool, guest_broken: bool, space: "NDArray[np.int32]",
) -> None:  # fmt: skip
    """Put down two sentences: where they start and end, what is unlike, the words in common before and behind that."""
    space[PART] = sentence_start(flags, low - 1, text, broken) if before > 0 else low
    space[PART + 1] = sentence_end(flags, high - 1, text_end, broken) if high > low else high
    space[PART + 2], space[PART + 3] = low, high
    space[PART + 4] = sentence_start(flags, guest_low - 1, guest_text, guest_broken) if before > 0 else guest_low
    space[PART + 5] = guest_high
    if guest_high > guest_low:
        space[PART + 5] = sentence_end(flags, guest_high - 1, guest_text_end, guest_broken)
    space[PART + 6], space[PART + 7], space[PART + 8], space[PART + 9] = guest_low, guest_high, before, behind


@kernel
def words_on(flags: Ints, at: int, guest_at: int, length: int, broken: bool, guest_broken: bool) -> int:
    """Return how many words of a run belong to the sentence with which it begins in both texts."""
    if length == 0:
        return 0
    return min(
        sentence_end(flags, at, at + length, broken) - at,
        sentence_end(flags, guest_at, guest_at + length, guest_broken) - guest_at,
    )


@kernel
def put_begun(
    flags: Ints, text: int, text_end: int, guest_text: int, guest_text_end: int, length: int, low: int, end: int,
    guest_low: int, guest_end: int, next_length: int, broken: bool, guest_broken: bool, space: "NDArray[np.int32]",
) -> None:  # fmt: skip
    """Put down the sentences that begin in a run of ``length`` words before two places, and go on unlike from there.

    Either has nothing unlike where the run ends with it. What is unlike goes on up to ``end`` and ``guest_end`` at the
    most, where the next run has ``next_length`` words.
    """
    stop, guest_stop = low, guest_low
    if low < end and not opens_sentence(flags, low, broken):
        stop = sentence_end(flags, low, end, broken)
    if guest_low < guest_end and not opens_sentence(flags, guest_low, guest_broken):
        guest_stop = sentence_end(flags, guest_low, guest_end, guest_broken)
    before, behind = 0, 0
    if length > 0:
        before = min(
            low - sentence_start(flags, low - 1, low - length, broken),
            guest_low - sentence_start(flags, guest_low - 1, guest_low - length, guest_broken),
        )
    if stop == end and guest_stop == guest_end and end < text_end and not opens_sentence(flags, end, broken):
        behind = words_on(flags, end, guest_end, next_length, broken, guest_broken)
    put_part(
        flags, text, text_end, guest_text, guest_text_end, low, stop, guest_low, guest_stop, before, behind, broken,
        guest_broken, space,
    )  # fmt: skip


@kernel
def write_starts(
    flags: Ints, start: int, end: int, is_back: bool, broken: bool, out: "NDArray[np.int32]", at: int
) -> int:
    """Write where the first sentences of words [start, end) start, or the last if ``is_back``, and where they end.

    Returns how many there are.
    """
    count = 0
    if is_back:
        while end > start and count < MOST_SENTENCES:
            out[at + 2 * count + 1] = end
            end = sentence_start(flags, end - 1, start, broken)
            out[at + 2 * count] = end
            count += 1
        return count
    while start < end and count < MOST_SENTENCES:
        out[at + 2 * count] = start
        start = sentence_end(flags, start, end, broken)
        out[at + 2 * count + 1] = start
        count += 1
    return count


@kernel
def write_scores(
    runs: Ints, count: int, low: int, one: int, other: int, firsts: Ints, lasts: Ints, host_first: int,
    host_facts: int, guest_first: int, guest_facts: int, words: Ints, flags: Ints, date_keys: Ints,
    date_codes: Ints, levels_of: Ints, levels: Ints, rows: "NDArray[np.int64]", space: "NDArray[np.int32]",
) -> None:  # fmt: skip
    """Write how many words each of the first sentences of a gap has in common with each of the other text's.

    0 if they do not say one thing, or if words of the first stand elsewhere in the other text.
    """
    for i in range(MOST_SENTENCES):
        for j in range(MOST_SENTENCES):
            score = 0
            if i < one and j < other:
                s, t = int(space[STARTS + 2 * i]), int(space[STARTS + 2 * i + 1])
                g, h = int(space[OTHER_STARTS + 2 * j]), int(space[OTHER_STARTS + 2 * j + 1])
                if not touches_run(runs, count, s - low, t - low):
                    _, score = are_one(
                        words, flags, s, t, s, t, g, h, g, h, firsts, lasts, host_first, host_facts, guest_first,
                        guest_facts, date_keys, date_codes, levels_of, levels, rows,
                    )  # fmt: skip
            space[SCORES + MOST_SENTENCES * i + j] = score


@kernel
def is_best(space: Ints, i: int, j: int) -> bool:
    """Return True if no sentence has more in common with either of a pair than these with each other."""
    score = space[SCORES + MOST_SENTENCES * i + j]
    if score == 0:
        return False
    for k in range(MOST_SENTENCES):
        if max(space[SCORES + MOST_SENTENCES * i + k], space[SCORES + MOST_SENTENCES * k + j]) > score:
            return False
    return True


@kernel
def write_sentence_changes(
    low: int, high: int, guest_low: int, guest_high: int, runs: "NDArray[np.int32]", count: int, kinds: Ints,
    hashes: Ints, firsts: Ints, lasts: Ints, host_first: int, host_facts: int, guest_first: int, guest_facts: int,
    words: Ints, flags: Ints, date_keys: Ints, date_codes: Ints, unit_keys: Ints, unit_codes: Ints, listed: Ints,
    levels_of: Ints, levels: Ints, table: "NDArray[np.int64]", stamps: "NDArray[np.int32]",
    balance: "NDArray[np.int32]", stamp: int, rows: "NDArray[np.int64]", space: "NDArray[np.int32]",
    out: "NDArray[np.int32]", first: int, at: int, room: int,
) -> int:  # fmt: skip
    """Write the facts that differ in the sentences in which two texts part; return the next free row.

    Args:
        low: First word of the host.
        high: Behind its last word.
        guest_low: First word of the guest.
        guest_high: Behind its last word.
        runs: As facts were sought between them; short ones that stand in another order in the host are taken out.
        count: Of them.
        kinds: Of all facts of both texts, and so on, as of :func:`dedup.changes.gap_changes.write_changes`.
        rows: Working memory for words.
        space: The same for runs.
        out: The changes.
        first: First row of this pair.
        at: The next free row.
        room: Rows from here on are not written.
    """
    count = keep_long_or_in_order(runs, count)
    broken, guest_broken = has_broken_lines(flags, low, high), has_broken_lines(flags, guest_low, guest_high)
    for k in range(-1, count if count > 0 else -1):
        length, next_length = int(runs[3 * k + 2]) if k >= 0 else 0, int(runs[3 * k + 5]) if k + 1 < count else 0
        a = low + int(runs[3 * k]) + length if k >= 0 else low
        c = guest_low + int(runs[3 * k + 1]) + length if k >= 0 else guest_low
        b = low + int(runs[3 * k + 3]) if k + 1 < count else high
        d = guest_low + int(runs[3 * k + 4]) if k + 1 < count else guest_high
        in_order = a < b
        if d <= c or a == b or (in_order and 0 <= k < count - 1 and max(b - a, d - c) <= MAX_GAP):
            continue
        x, y = a, c
        if k >= 0:
            put_begun(
                flags, low, high, guest_low, guest_high, length, a, b if in_order else high, c, d,
                next_length if in_order else 0, broken, guest_broken, space,
            )  # fmt: skip
            x, y = int(space[PART + 3]), int(space[PART + 7])
            if in_order or not touches_run(runs, count, a - low, x - low):
                at = tell_part(
                    low, high, guest_low, guest_high, kinds, hashes, firsts, lasts, host_first, host_facts, guest_first,
                    guest_facts, words, flags, date_keys, date_codes, unit_keys, unit_codes, listed, levels_of, levels,
                    table, stamps, balance, stamp, rows, space, out, first, at, room,
                )  # fmt: skip
        u, v = b, d
        if k + 1 < count:
            least = x if in_order else low
            if least < b and not opens_sentence(flags, b, broken):
                u = sentence_start(flags, b - 1, least, broken)
            if y < d and not opens_sentence(flags, d, guest_broken):
                v = sentence_start(flags, d - 1, y, guest_broken)
            if in_order or not touches_run(runs, count, u - low, b - low):
                put_part(
                    flags, low, high, guest_low, guest_high, u, b, v, d, 0,
                    words_on(flags, b, d, next_length, broken, guest_broken), broken, guest_broken, space,
                )  # fmt: skip
                at = tell_part(
                    low, high, guest_low, guest_high, kinds, hashes, firsts, lasts, host_first, host_facts, guest_first,
                    guest_facts, words, flags, date_keys, date_codes, unit_keys, unit_codes, listed, levels_of, levels,
                    table, stamps, balance, stamp, rows, space, out, first, at, room,
                )  # fmt: skip
        if not in_order or x >= u or y >= v:
            continue
        one = write_starts(flags, x, u, k < 0, broken, space, STARTS)
        other = write_starts(flags, y, v, k < 0, guest_broken, space, OTHER_STARTS)
        write_scores(
            runs, count, low, one, other, firsts, lasts, host_first, host_facts, guest_first, guest_facts, words, flags,
            date_keys, date_codes, levels_of, levels, rows, space,
        )  # fmt: skip
        for i in range(one):
            for j in range(other):
                if is_best(space, i, j):
                    s, t = int(space[STARTS + 2 * i]), int(space[STARTS + 2 * i + 1])
                    g, h = int(space[OTHER_STARTS + 2 * j]), int(space[OTHER_STARTS + 2 * j + 1])
                    put_part(
                        flags, low, high, guest_low, guest_high, s, t, g, h, 0, 0, broken, guest_broken, space
                    )
                    at = tell_part(
                        low, high, guest_low, guest_high, kinds, hashes, firsts, lasts, host_first, host_facts,
                        guest_first, guest_facts, words, flags, date_keys, date_codes, unit_keys, unit_codes, listed,
                        levels_of, levels, table, stamps, balance, stamp, rows, space, out, first, at, room,
                    )  # fmt: skip
    return at
