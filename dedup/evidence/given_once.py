"""Passages that give one region of a text to two places of the other: each region is given once.

Of an edited copy a passage holds some words that differ, and these may stand elsewhere in the other text: a name moved
behind a title, or a turn of phrase that both have twice. So passages overlap on one side. A text that stands twice in
the other is given to both places; any other region is left to one of the two passages.
"""

import numpy as np
from numpy.typing import NDArray

from dedup.confirm.confirm import ANCHOR, ANCHOR_CHARACTERS
from dedup.corpus.corpus import Corpus
from dedup.evidence.edges import same_before, same_behind
from dedup.evidence.edited_passages import LEAST, write_furniture
from dedup.evidence.passages import PASSAGE_COLUMNS
from dedup.evidence.rewriting import MOST_RUNS, PAIRS_AT_ONCE, chain_of_pair, chaining_memory
from dedup.params import Params
from dedup.runtime.kernels import Ints, kernel, run
from dedup.runtime.threads import in_parts
from dedup.tokens import CHARACTER

PARTS = 4  #: of a passage, on average, at most
MOST_PASSAGES = 100  #: of a pair; each is held against each other one, and where there are more they stay as they are
PART = 6  #: of a part: the first of its runs, behind the last, its row, 1 if it was cut, 1 if it counts, equal words


@kernel
def write_equal_runs(
    words: Ints,
    flags: Ints,
    low: int,
    high: int,
    guest_low: int,
    guest_high: int,
    start: int,
    guest_start: int,
    seeds: "NDArray[np.int64]",
    mask: int,
    stamp: int,
    earlier: "NDArray[np.int32]",
    ends: "NDArray[np.int32]",
    grams: "NDArray[np.int64]",
    runs: "NDArray[np.int32]",
    gains: "NDArray[np.int64]",
    common: "NDArray[np.int64]",
    before: "NDArray[np.int64]",
    host_starts: "NDArray[np.int64]",
    host_ends: "NDArray[np.int64]",
    guest_ends: "NDArray[np.int64]",
    out: "NDArray[np.int32]",
    at: int,
) -> int:
    """Write the equal runs of a passage in their order, from the first words to the last; return the next free run.

    Positions are written from ``start`` and ``guest_start`` on. The passage is [low, high) and [guest_low, guest_high).
    """
    head = same_behind(words, low, guest_low, high, guest_high)
    p, q = low + head, guest_low + head
    tail = same_before(words, high, guest_high, p, q)
    if head > 0:
        out[3 * at], out[3 * at + 1], out[3 * at + 2], at = low - start, guest_low - guest_start, head, at + 1
    if head < min(high - low, guest_high - guest_low):
        end, count = chain_of_pair(
            low, high, guest_low, guest_high, words, flags, seeds, mask, stamp, False, earlier, ends, grams, runs,
            gains, common, before, host_starts, host_ends, guest_ends,
        ), 0  # fmt: skip
        while end >= 0:
            grams[count], end, count = end, int(before[end]), count + 1
        for k in range(count - 1, -1, -1):
            x = 3 * int(grams[k])
            i, j, length = low + int(runs[x]), guest_low + int(runs[x + 1]), int(runs[x + 2])
            inside = max(0, p - i, q - j)
            i, j = i + inside, j + inside
            length = min(length - inside, high - tail - i, guest_high - tail - j)
            if length > 0:
                out[3 * at], out[3 * at + 1], out[3 * at + 2], at = i - start, j - guest_start, length, at + 1
                p, q = i + length, j + length
    if tail > 0:
        out[3 * at], out[3 * at + 1] = high - tail - start, guest_high - tail - guest_start
        out[3 * at + 2], at = tail, at + 1
    return at


@kernel
def equal_in_both(
    runs: Ints, first: int, last: int, other: int, other_last: int, side: int, low: int, high: int
) -> int:
    """Count the words in [low, high) on one side that lie in runs of two passages."""
    count = 0
    while first < last and other < other_last:
        start, start_of_other = int(runs[3 * first + side]), int(runs[3 * other + side])
        end, end_of_other = start + int(runs[3 * first + 2]), start_of_other + int(runs[3 * other + 2])
        count += max(0, min(end, end_of_other, high) - max(start, start_of_other, low))
        if end <= end_of_other:
            first += 1
        else:
            other += 1
    return count


@kernel
def is_passage(equal: int, longest: int, spaced: bool) -> bool:
    """Return True if runs are a passage: one of them anchors it, or they have as many words as an edited one."""
    return equal >= LEAST or longest >= (ANCHOR if spaced else ANCHOR_CHARACTERS)


@kernel
def write_part(
    runs: Ints, parts: "NDArray[np.int32]", x: int, first: int, last: int, row: int, spaced: bool
) -> None:
    """Write a part of the passage in ``row``, the runs [first, last)."""
    longest, equal, at = 0, 0, PART * x
    for k in range(first, last):
        longest, equal = max(longest, int(runs[3 * k + 2])), equal + int(runs[3 * k + 2])
    parts[at], parts[at + 1], parts[at + 2], parts[at + 3] = first, last, row, 1
    parts[at + 4], parts[at + 5] = 1 if is_passage(equal, longest, spaced) else 0, equal


@kernel
def cut_out(
    runs: "NDArray[np.int32]", parts: "NDArray[np.int32]", x: int, side: int, low: int, high: int, count: int,
    spaced: bool,
) -> int:  # fmt: skip
    """Take [low, high) on one side out of part ``x``; what lies behind it becomes a part. Return how many there are.

    What is too short for a passage counts no more. Of a run that goes on across, the longer end stays.
    """
    first, last = int(parts[PART * x]), int(parts[PART * x + 1])
    head, tail = first, last
    while head < last and runs[3 * head + side] < low:
        head += 1
    while tail > first and runs[3 * tail - 3 + side] + runs[3 * tail - 1] > high:
        tail -= 1
    if head > tail:
        across = 3 * tail
        if low - runs[across + side] >= runs[across + side] + runs[across + 2] - high:
            tail = head
        else:
            head = tail
    if head > first:
        runs[3 * head - 1] = min(int(runs[3 * head - 1]), low - int(runs[3 * head - 3 + side]))
    if tail < last:
        off = max(0, high - int(runs[3 * tail + side]))
        runs[3 * tail], runs[3 * tail + 1] = runs[3 * tail] + off, runs[3 * tail + 1] + off
        runs[3 * tail + 2] -= off
    row = int(parts[PART * x + 2])
    write_part(runs, parts, x, first, head, row, spaced)
    write_part(runs, parts, count, tail, last, row, spaced)
    return count + 1


@kernel
def words_left(
    runs: Ints, parts: Ints, x: int, side: int, low: int, high: int, spaced: bool
) -> tuple[int, int]:
    """Count the equal words that part ``x`` keeps without [low, high) on one side: in all, and in its longer half."""
    ahead, longest_ahead, behind, longest_behind = 0, 0, 0, 0
    for k in range(parts[PART * x], parts[PART * x + 1]):
        place, length = int(runs[3 * k + side]), int(runs[3 * k + 2])
        words = min(length, max(0, low - place))
        ahead, longest_ahead = ahead + words, max(longest_ahead, words)
        words = min(length, max(0, place + length - high))
        behind, longest_behind = behind + words, max(longest_behind, words)
    ahead = ahead if is_passage(ahead, longest_ahead, spaced) else 0
    behind = behind if is_passage(behind, longest_behind, spaced) else 0
    return ahead + behind, max(ahead, behind)


@kernel
def part_with_less(
    runs: Ints, parts: Ints, one: int, other: int, side: int, low: int, high: int, least: int, spaced: bool
) -> int:
    """Return which of two parts leaves [low, high) on one side to the other: the one that loses fewer words by it.

    ``one`` is the better: it stays if it lost what makes it a finding, ``least`` equal words.
    """
    total, total_of_other = int(parts[PART * one + 5]), int(parts[PART * other + 5])
    left, longer = words_left(runs, parts, one, side, low, high, spaced)
    left_of_other, _ = words_left(runs, parts, other, side, low, high, spaced)
    stays = longer >= least or total < least
    return one if stays and total - left < total_of_other - left_of_other else other


@kernel
def give_once(
    runs: "NDArray[np.int32]", parts: "NDArray[np.int32]", count: int, room: int, least: int, spaced: bool,
    kept: "NDArray[np.int32]", asked: "NDArray[np.int32]",
) -> int:  # fmt: skip
    """Cut the parts of a pair, the best first, until none gives a region to a second place; return how many there are.

    A region is given to two places if both have most of it, word for word. ``kept`` and ``asked`` need ``room``.
    """
    done, left = 0, count
    for x in range(count):
        asked[x] = count - 1 - x
    while left > 0:
        left -= 1
        x, k = int(asked[left]), 0
        while k < done and parts[PART * x + 4]:
            a, k = int(kept[k]), k + 1
            for side in range(2):
                first, last, first_of_x, last_of_x = (
                    3 * parts[PART * a], 3 * parts[PART * a + 1] - 3, 3 * parts[PART * x], 3 * parts[PART * x + 1] - 3,
                )  # fmt: skip
                is_whole = first == last and first_of_x == last_of_x  # what two single runs have in common is equal
                if is_whole or min(last - first, last_of_x - first_of_x) < 0:
                    continue
                if not (parts[PART * a + 4] and parts[PART * x + 4]):
                    continue
                low = max(int(runs[first + side]), int(runs[first_of_x + side]))
                high = min(
                    int(runs[last + side] + runs[last + 2]), int(runs[last_of_x + side] + runs[last_of_x + 2])
                )
                if low >= high or 2 * equal_in_both(
                    runs, parts[PART * a], parts[PART * a + 1], parts[PART * x], parts[PART * x + 1], side, low, high
                ) >= high - low:  # fmt: skip
                    continue
                if count == room:
                    parts[PART * x + 4] = 0
                    continue
                gives = part_with_less(runs, parts, a, x, side, low, high, least, spaced)
                count = cut_out(runs, parts, gives, side, low, high, count, spaced)
                if gives == a:
                    kept[done], done = count - 1, done + 1
                else:
                    asked[left], left = count - 1, left + 1
        if parts[PART * x + 4]:
            kept[done], done = x, done + 1
    return count


@kernel
def give_regions_once(
    hosts: Ints,
    guests: Ints,
    lows: Ints,
    words: Ints,
    flags: Ints,
    rows: Ints,
    bounds: Ints,
    least: int,
    least_characters: int,
    seeds: "NDArray[np.int64]",
    mask: int,
    earlier: "NDArray[np.int32]",
    ends: "NDArray[np.int32]",
    grams: "NDArray[np.int64]",
    runs: "NDArray[np.int32]",
    gains: "NDArray[np.int64]",
    common: "NDArray[np.int64]",
    before: "NDArray[np.int64]",
    host_starts: "NDArray[np.int64]",
    host_ends: "NDArray[np.int64]",
    guest_ends: "NDArray[np.int64]",
    equal_runs: "NDArray[np.int32]",
    parts: "NDArray[np.int32]",
    kept: "NDArray[np.int32]",
    asked: "NDArray[np.int32]",
    out: "NDArray[np.int32]",
    out_bounds: "NDArray[np.int64]",
) -> None:
    """Write the passages of each pair, of which ``rows`` between two ``bounds`` are the old ones, the best first."""
    at, stamp = 0, 0
    for pair in range(len(hosts)):
        low, guest_low = int(lows[hosts[pair]]), int(lows[guests[pair]])
        first, count, written = int(bounds[pair]), 0, 0
        is_few = bounds[pair + 1] - bounds[pair] <= MOST_PASSAGES
        for k in range(first, int(bounds[pair + 1])):
            stamp, row, part = stamp + 1, PASSAGE_COLUMNS * k, PART * count
            parts[part], parts[part + 2], parts[part + 3], parts[part + 4] = written, row, 0, 1
            if is_few:
                written = write_equal_runs(
                    words, flags, low + rows[row], low + rows[row + 1], guest_low + rows[row + 2],
                    guest_low + rows[row + 3], low, guest_low, seeds, mask, stamp, earlier, ends, grams, runs, gains,
                    common, before, host_starts, host_ends, guest_ends, equal_runs, written,
                )  # fmt: skip
            parts[part + 1], parts[part + 5], count = written, 0, count + 1
            for m in range(parts[part], written):
                parts[part + 5] += equal_runs[3 * m + 2]
        spaced = (flags[guest_low + rows[PASSAGE_COLUMNS * first + 2]] & CHARACTER) == 0
        if is_few:
            count = give_once(
                equal_runs, parts, count, PARTS * count, least if spaced else least_characters, spaced, kept, asked
            )
        for k in range(count):
            part = PART * k
            if not parts[part + 4]:
                continue
            row, new, start, end = int(parts[part + 2]), PASSAGE_COLUMNS * at, 3 * parts[part], 3 * parts[part + 1] - 3
            for c in range(PASSAGE_COLUMNS):
                out[new + c] = rows[row + c]
            if parts[part + 3]:
                for side in range(2):
                    out[new + 2 * side] = equal_runs[start + side]
                    out[new + 2 * side + 1] = equal_runs[end + side] + equal_runs[end + 2]
                out[new + 4] = parts[part + 5]
                if out[new + 5] > 0:
                    write_furniture(
                        hosts[pair : pair + 1], guests[pair : pair + 1], lows, flags,
                        out[new : new + PASSAGE_COLUMNS],
                    )  # fmt: skip
                if out[new + 5] == out[new + 4]:
                    continue
            at += 1
        out_bounds[pair] = at


def _overlap(rows: NDArray[np.int32], pair_of: NDArray[np.int64], side: int) -> NDArray[np.int64]:
    """The pairs of which two passages overlap on one side, some more than once."""
    start, end = rows[:, 2 * side].astype(np.int64), rows[:, 2 * side + 1].astype(np.int64)
    order = np.lexsort((start, pair_of))
    pair_of, start, end = pair_of[order], start[order], end[order]
    beyond = (int(end.max(initial=0)) + 1) * pair_of  # so that no passage of another pair reaches into this one
    furthest = np.maximum.accumulate(end + beyond)
    return np.asarray(pair_of[1:][start[1:] + beyond[1:] < furthest[:-1]])


def given_once(
    corpus: Corpus,
    hosts: NDArray[np.int32],
    guests: NDArray[np.int32],
    rows: NDArray[np.int32],
    pair_of: NDArray[np.int64],
    params: Params,
    workers: int,
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Cut passages that give a region to two places, though it does not stand twice.

    Args:
        corpus: The articles.
        hosts: Article numbers of the pairs.
        guests: Article numbers of the pairs.
        rows: Passages, shape ``(n, 6)``, columns as in :data:`dedup.evidence.passages.PASSAGE_COLUMNS`.
        pair_of: The pair of each.
        params: How long a passage is that makes a finding, of which the better of two keeps so much.
        workers: Threads.

    Returns:
        The passages, shape ``(m, 6)``, and the pair of each; in no order.
    """
    pairs = np.unique(np.concatenate([_overlap(rows, pair_of, side) for side in range(2)]))
    is_asked = np.isin(pair_of, pairs)
    order = np.flatnonzero(is_asked)
    order = order[np.lexsort((rows[order, 2], rows[order, 0], -rows[order, 4], pair_of[order]))]
    asked, bounds = rows[order], np.append(np.searchsorted(pair_of[order], pairs), len(order))
    guest_words = asked[:, 3] - asked[:, 2]

    def part(first: int, last: int) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        if first == last:
            return np.zeros((0, PASSAGE_COLUMNS), dtype=np.int32), np.zeros(0, dtype=np.int64)
        low, high = int(bounds[first]), int(bounds[last])
        most = PARTS * int(np.diff(bounds[first : last + 1]).max())
        words = np.add.reduceat(MOST_RUNS * guest_words[low:high] + 2, bounds[first:last] - low)
        out, ends = np.zeros(PASSAGE_COLUMNS * PARTS * (high - low), dtype=np.int32), np.zeros(last - first, np.int64)
        host_words = asked[low:high, 1] - asked[low:high, 0]
        run(
            give_regions_once, corpus.compiled, hosts[pairs[first:last]], guests[pairs[first:last]], corpus.low,
            corpus.words, corpus.flags, asked[low:high].reshape(-1), bounds[first : last + 1] - low,
            params.min_passage_words, params.min_passage_characters,
            *chaining_memory(host_words, guest_words[low:high]), np.zeros(3 * int(words.max()), dtype=np.int32),
            np.zeros(PART * most, dtype=np.int32), np.zeros(most, dtype=np.int32), np.zeros(most, dtype=np.int32),
            out, ends,
        )  # fmt: skip
        counts = np.diff(ends, prepend=0)
        return out[: PASSAGE_COLUMNS * int(counts.sum())].reshape(-1, PASSAGE_COLUMNS), np.repeat(
            pairs[first:last], counts
        )

    words = np.add.reduceat(guest_words, bounds[:-1]) if len(pairs) else guest_words
    cut, pair_of_cut = zip(*in_parts(len(pairs), workers, part, PAIRS_AT_ONCE, words), strict=True)
    return np.concatenate([rows[~is_asked], *cut]), np.concatenate([pair_of[~is_asked], *pair_of_cut])


def covered_words(
    rows: NDArray[np.int32], pair_of: NDArray[np.int64], count: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count the equal words of the passages of each pair, in the host and in the guest: each once, without furniture.

    >>> rows = np.array([[0, 10, 0, 10, 8, 0], [5, 15, 20, 30, 10, 0], [0, 6, 0, 6, 6, 2]])
    >>> [side.tolist() for side in covered_words(rows, np.array([0, 0, 2]), 3)]
    [[13, 0, 4], [18, 0, 4]]
    """
    out = np.zeros((2, count), dtype=np.int64)
    own = rows[:, 4].astype(np.int64) - rows[:, 5]
    for side in range(2):
        order = np.lexsort((rows[:, 2 * side], pair_of))
        start, end = (rows[order, 2 * side + k].astype(np.int64) for k in range(2))
        beyond = (int(end.max(initial=0)) + 1) * pair_of[order]
        furthest = np.maximum.accumulate(np.append(0, end + beyond))[:-1] - beyond
        fresh = np.maximum(0, end - np.maximum(start, furthest))
        np.add.at(out[side], pair_of[order], fresh * own[order] // np.maximum(1, end - start))
    return out[0], out[1]
