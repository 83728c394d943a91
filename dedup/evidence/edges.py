"""The words directly before and behind the runs that two copies share, so that facts at their edges are told.

A passage ends where a fact was changed if the texts go their own ways behind it, or a sentence follows that one of them
lacks. What stands between its edge and a few more words that both have was replaced.
"""

import numpy as np
from numpy.typing import NDArray

from dedup.confirm.align import MAX_GAP
from dedup.evidence.list_rows import add_rows
from dedup.runtime.kernels import Ints, kernel
from dedup.tokens import CAPITAL, LINE, NUMBER, SENTENCE

LEAST_OF_SENTENCE = 3  #: words beside what was replaced that tell that both texts have the same sentence there
MOST_FACTS = 2  #: that are told behind a run up to the end of its sentence
MOST_REPLACED = 3  #: words beside the first or last common run that were replaced, if the texts differ beyond


@kernel
def same_before(words: Ints, p: int, q: int, low: int, guest_low: int) -> int:
    """Return how many words in a row are the same before positions p and q of two texts."""
    same = 0
    while p - same > low and q - same > guest_low and words[p - same - 1] == words[q - same - 1]:
        same += 1
    return same


@kernel
def same_behind(words: Ints, p: int, q: int, high: int, guest_high: int) -> int:
    """Return how many words in a row are the same from positions p and q of two texts on."""
    same = 0
    while p + same < high and q + same < guest_high and words[p + same] == words[q + same]:
        same += 1
    return same


@kernel
def both_counts(k: int) -> tuple[int, int]:
    """Return the k-th of the counts of words replaced in two texts: those of as many on both sides come first."""
    if k < MOST_REPLACED:
        return k + 1, k + 1
    k -= MOST_REPLACED
    one, other = k // (MOST_REPLACED - 1), k % (MOST_REPLACED - 1)
    return one + 1, other + 1 + (other >= one)


@kernel
def are_alike_facts(flags: Ints, first: int, last: int, other: int, other_last: int) -> bool:
    """Return True if words [first, last) and [other, other_last) are all of numbers, or all have a capital.

    So have those of names; the groups of 1,250,000 are numbers.
    """
    numbers, capitals = 0, 0
    for k in range(first, last):
        numbers += 1 if flags[k] & NUMBER else 0
        capitals += 1 if flags[k] & CAPITAL else 0
    for k in range(other, other_last):
        numbers += 1 if flags[k] & NUMBER else 0
        capitals += 1 if flags[k] & CAPITAL else 0
    return max(numbers, capitals) == last - first + other_last - other


@kernel
def replaced_before(words: Ints, flags: Ints, p: int, q: int, low: int, guest_low: int) -> tuple[int, int]:
    """Return how many words directly before two equal ones were replaced, in either text; zeros if it cannot be told.

    They are as many, or numbers or names, which need not be as long. Before them both texts are the same again
    for two words or more, or up to where a line or a sentence begins: the first fact of a report may be corrected under
    a headline of its own.
    """
    for k in range(MOST_REPLACED * MOST_REPLACED):
        one, other = both_counts(k)
        if one > p - low or other > q - guest_low:
            continue
        is_fact = are_alike_facts(flags, p - one, p, q - other, q)
        if one != other and not is_fact:
            continue
        same = same_before(words, p - one, q - other, low, guest_low)
        x, y = p - one - same, q - other - same
        begins = flags[x] & flags[y] & (LINE | SENTENCE)
        if same > 1 or (begins and (same > 0 or one == other or is_fact)):
            return one, other
    return 0, 0


@kernel
def replaced_behind(words: Ints, flags: Ints, p: int, q: int, high: int, guest_high: int) -> tuple[int, int]:
    """Return the same of the words from p and q on."""
    for k in range(MOST_REPLACED * MOST_REPLACED):
        one, other = both_counts(k)
        if one > high - p or other > guest_high - q:
            continue
        is_fact = are_alike_facts(flags, p, p + one, q, q + other)
        if one != other and not is_fact:
            continue
        same = same_behind(words, p + one, q + other, high, guest_high)
        x, y = p + one + same, q + other + same
        ends = (x == high or flags[x] & (LINE | SENTENCE)) and (y == guest_high or flags[y] & (LINE | SENTENCE))
        if same > 1 or (ends and (same > 0 or one == other or is_fact)):
            return one, other
    return 0, 0


@kernel
def write_run(out: "NDArray[np.int32]", at: int, p: int, q: int, length: int) -> int:
    """Write a run; return the next free one."""
    out[3 * at], out[3 * at + 1], out[3 * at + 2] = p, q, length
    return at + 1


@kernel
def end_of_another(
    words: Ints, flags: Ints, start: int, guest_start: int, first: int, guest_first: int, length: int
) -> int:
    """Return how many words at the start of a run end sentences that are two in the texts; 0 if it may be one.

    They are one or two, as the year of a date, and words before what was replaced before them do not make up for it.
    """
    inside = 0
    while inside < length and not flags[start + inside] & flags[guest_start + inside] & SENTENCE:
        inside += 1
    if inside >= min(length, LEAST_OF_SENTENCE) or inside == 0:
        return 0
    gone, guest_gone = replaced_before(words, flags, start, guest_start, first, guest_first)
    same = same_before(words, start - gone, guest_start - guest_gone, first, guest_first)
    return inside if inside + same < LEAST_OF_SENTENCE else 0


@kernel
def add_breaks(
    words: Ints, flags: Ints, low: int, high: int, guest_low: int, guest_high: int, runs: "NDArray[np.int32]",
    count: int, out: "NDArray[np.int32]",
) -> int:  # fmt: skip
    """Write runs, and those too short for a seed beside a break; return the number of runs.

    At a break one run does not follow the other closely: a sentence was dropped or moved between them. The words
    on to it may have been replaced all the same, as at the start and the end of the texts. A run loses the words with
    which it begins if they end another sentence. Labels of rows are runs as well.
    """
    found = 0
    for k in range(count):
        found = write_run(out, found, runs[3 * k], runs[3 * k + 1], runs[3 * k + 2])
        if k + 1 == count:
            break
        end, guest_end = low + int(runs[3 * k] + runs[3 * k + 2]), guest_low + int(runs[3 * k + 1] + runs[3 * k + 2])
        start, guest_start = low + int(runs[3 * k + 3]), guest_low + int(runs[3 * k + 4])
        rows = add_rows(
            words, flags, low, high, guest_low, guest_high, end, start, guest_end, guest_start, out, found
        )
        if rows > found or (0 <= start - end <= MAX_GAP and guest_start - guest_end <= MAX_GAP):
            found = rows
            continue
        is_moved = start < end
        lost = end_of_another(
            words, flags, start, guest_start, low if is_moved else end, guest_end, int(runs[3 * k + 5])
        )
        for c in range(2):
            runs[3 * k + 3 + c] += lost
        runs[3 * k + 5] -= lost
        start, guest_start = start + lost, guest_start + lost
        for _ in range(MOST_FACTS):
            if flags[min(end, high - 1)] & flags[min(guest_end, guest_high - 1)] & (LINE | SENTENCE):
                break
            last = high if is_moved else start
            gone, guest_gone = replaced_behind(words, flags, end, guest_end, last, guest_start)
            if gone == 0:
                break
            end, guest_end = end + gone, guest_end + guest_gone
            same = same_behind(words, end, guest_end, last, guest_start)
            found = write_run(out, found, end - low, guest_end - guest_low, same)
            end, guest_end = end + same, guest_end + same
        if not flags[start] & flags[guest_start] & (LINE | SENTENCE):
            first = low if is_moved else end
            gone, guest_gone = replaced_before(words, flags, start, guest_start, first, guest_end)
            start, guest_start = start - gone, guest_start - guest_gone
            same = same_before(words, start, guest_start, first, guest_end) if gone > 0 else 0
            if gone > 0:
                found = write_run(out, found, start - same - low, guest_start - same - guest_low, same)
    return found


@kernel
def add_edges(
    words: Ints,
    flags: Ints,
    low: int,
    high: int,
    guest_low: int,
    guest_high: int,
    runs: "NDArray[np.int32]",
    count: int,
) -> int:
    """Add the runs too short for a seed with which both texts start and end; return the number of runs.

    Either may be empty: then the first words of both texts are other ones, as many on both sides. Where the texts
    start or end with much else, it is the run behind a few words that were replaced beside the first or last one.
    """
    if count == 0:
        return 0
    p, q = int(runs[0]), int(runs[1])
    same = same_behind(words, low, guest_low, low + min(p, q), guest_low + min(p, q))
    first, guest_first = 0, 0
    is_told = 0 < max(p, q) - same <= MAX_GAP and (same > 0 or p == q)
    if not is_told:
        gone, guest_gone = replaced_before(words, flags, low + p, guest_low + q, low, guest_low)
        same = same_before(words, low + p - gone, guest_low + q - guest_gone, low, guest_low) if gone > 0 else 0
        first, guest_first, is_told = p - gone - same, q - guest_gone - same, gone > 0
    if is_told:
        for k in range(3 * count - 1, -1, -1):
            runs[k + 3] = runs[k]
        runs[0], runs[1], runs[2] = first, guest_first, same
        count += 1
    last = 3 * (count - 1)
    end, guest_end = low + int(runs[last]) + int(runs[last + 2]), guest_low + int(runs[last + 1]) + int(runs[last + 2])
    p, q = high - end, guest_high - guest_end
    same = same_before(words, high, guest_high, high - min(p, q), guest_high - min(p, q))
    first, guest_first = high - same, guest_high - same
    is_told = 0 < max(p, q) - same <= MAX_GAP and (same > 0 or p == q)
    if not is_told:
        gone, guest_gone = replaced_behind(words, flags, end, guest_end, high, guest_high)
        first, guest_first, is_told = end + gone, guest_end + guest_gone, gone > 0
        same = same_behind(words, first, guest_first, high, guest_high)
    if is_told:
        runs[last + 3], runs[last + 4], runs[last + 5] = first - low, guest_first - guest_low, same
        count += 1
    return count
