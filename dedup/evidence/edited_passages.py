"""The passages of edited copies whose common runs are too short for any: where the texts run in parallel.

Of a copy with two words in five replaced, or of a bad scan, every run of words is short, and few of them can anchor a
passage; the texts run in parallel all the same. The best chain of short runs (:mod:`dedup.evidence.rewriting`) is cut
where for some dozens of words hardly any is equal, as in a paragraph that was written anew: so local alignments are
ended since BLAST.

Source: Altschul et al. (1997), "Gapped BLAST and PSI-BLAST", for the cut where the score drops.
"""

import numpy as np
from numpy.typing import NDArray

from dedup.confirm.confirm import COVERED_GUEST, TOTAL_GUEST, TOTAL_HOST, UNSPACED, WASTE, furniture_words
from dedup.corpus.corpus import Corpus
from dedup.evidence.evidence import Evidence, column
from dedup.evidence.passages import PASSAGE_COLUMNS, plain_end, plain_start
from dedup.evidence.rewriting import ADDED, CHANGED, GAIN, MATCHED, PAIRS_AT_ONCE, chain_of_pair, chaining_memory
from dedup.runtime.kernels import Ints, kernel, run
from dedup.runtime.threads import in_parts
from dedup.tokens import CHARACTER

SPARSE = 0.8  #: share of the shorter text in passages, below which edits may have cut them
SPARSE_CHARACTERS = 0.9  #: the same in scripts without spaces, where a passage's runs are longer than most words
DROP = 25 * CHANGED  #: what a stretch may lose between two that gain: so many replaced words in a row
DROP_CHARACTERS = 80 * CHANGED  #: the same in scripts without spaces
LEAST = 12  #: equal words of a passage
HALF = 0.5  #: share of the words of a form's passage that are equal; what has fewer is cut again, where
DEARER = 3  #: times as dear is a word that is left out between two runs
COLUMNS = 5  #: of a passage: host start, host end, guest start, guest end, equal words


@kernel
def lone_words(words: Ints, p: int, p_end: int, q: int, q_end: int) -> int:
    """Count the equal words between two runs that stand alone: as far from the one before on both sides, or behind."""
    before, behind, length = 0, 0, min(p_end - p, q_end - q)
    for k in range(length):
        before += 1 if words[p + k] == words[q + k] else 0
        behind += 1 if words[p_end - 1 - k] == words[q_end - 1 - k] else 0
    return max(before, behind)


@kernel
def write_cut(
    runs: Ints,
    end: int,
    common: Ints,
    before: Ints,
    host_ends: Ints,
    guest_ends: Ints,
    words: Ints,
    flags: Ints,
    low: int,
    guest_low: int,
    is_form: bool,
    order: "NDArray[np.int64]",
    out: "NDArray[np.int32]",
    at: int,
) -> int:
    """Write the chain that ends with a run, cut where it loses too much; return the next free row of ``out``.

    A row is host start, host end, guest start, guest end, equal words. Furniture at both ends is no part of it. What
    of a form has fewer equal words than others, those included that stand alone between two runs, is cut again: a
    scan may have as few, and is one text. ``order`` needs room for the chain.
    """
    count, x = 0, end
    while x >= 0:
        order[count], x, count = x, int(before[x]), count + 1
    k, drop = count - 1, DROP_CHARACTERS if end >= 0 and flags[low + runs[3 * end]] & CHARACTER else DROP
    sparse_to = count  #: from this run on, up to where it was found, the chain is cut again
    while k >= 0:
        first, last, one = k, k, int(order[k])
        score = peak = GAIN * int(runs[3 * one + 2])
        is_sparse = k >= sparse_to
        until, dearer, k = sparse_to if is_sparse else 0, DEARER if is_sparse else 1, k - 1
        while k >= until:
            x = int(order[k])
            left, right = runs[3 * x] - host_ends[one], runs[3 * x + 1] - guest_ends[one]
            inside = max(0, max(-left, -right))
            left, right = left + inside, right + inside
            score -= dearer * ((CHANGED - ADDED) * min(left, right) + ADDED * max(left, right))
            if score <= 0 or peak - score > drop:
                break
            score += GAIN * (common[x] - common[one])
            if score > peak:
                peak, last = score, k
            one, k = x, k - 1
        plain = plain_start(flags, low + runs[3 * order[first]], low + host_ends[order[last]]) - low
        plain_last = plain_end(flags, low + runs[3 * order[first]], low + host_ends[order[last]]) - low
        while first > last and host_ends[order[first]] <= plain:
            first -= 1
        while last < first and runs[3 * order[last]] >= plain_last:
            last += 1
        begin, x = 3 * int(order[first]), int(order[last])
        skipped, spare = max(0, plain - int(runs[begin])), max(0, int(host_ends[x]) - plain_last)
        equal = common[x] - common[order[first]] + int(runs[begin + 2]) - skipped - spare
        both = host_ends[x] - runs[begin] + guest_ends[x] - runs[begin + 1] - 2 * (skipped + spare)
        lone = 0
        for m in range(last, first if is_form else last):
            before_it, behind = int(order[m + 1]), 3 * int(order[m])
            lone += lone_words(
                words, low + host_ends[before_it], low + runs[behind], guest_low + guest_ends[before_it],
                guest_low + runs[behind + 1],
            )  # fmt: skip
        is_dense = not is_form or equal + lone >= HALF * both / 2
        if equal >= LEAST and not (is_dense or is_sparse):
            k, sparse_to = first, last
        elif equal >= LEAST and is_dense:
            row = COLUMNS * at
            out[row], out[row + 1] = runs[begin] + skipped, host_ends[x] - spare
            out[row + 2], out[row + 3] = runs[begin + 1] + skipped, guest_ends[x] - spare
            out[row + 4], at = equal, at + 1
    return at


@kernel
def find_edited(
    hosts: Ints,
    guests: Ints,
    lows: Ints,
    highs: Ints,
    words: Ints,
    flags: Ints,
    forms: Ints,
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
    out: "NDArray[np.int32]",
    bounds: "NDArray[np.int64]",
) -> None:
    """Write the passages of each pair, sorted by host; ``bounds`` gets the row behind the last one of each."""
    at, stamp = 0, 0
    for pair in range(len(hosts)):
        is_built = pair > 0 and hosts[pair] == hosts[pair - 1]
        stamp += 0 if is_built else 1
        low, high = int(lows[hosts[pair]]), int(highs[hosts[pair]])
        guest_low, guest_high = int(lows[guests[pair]]), int(highs[guests[pair]])
        end = chain_of_pair(
            low, high, guest_low, guest_high, words, flags, seeds, mask, stamp, is_built, earlier, ends, grams, runs,
            gains, common, before, host_starts, host_ends, guest_ends,
        )  # fmt: skip
        at = write_cut(
            runs, end, common, before, host_ends, guest_ends, words, flags, low, guest_low, forms[pair] != 0, gains,
            out, at,
        )  # fmt: skip
        bounds[pair] = at


def may_be_cut(evidence: Evidence) -> NDArray[np.bool_]:
    """Say of which pairs edits may have cut the passages: much of the shorter text is in none."""
    total = np.minimum(column(evidence, TOTAL_HOST), column(evidence, TOTAL_GUEST))
    covered = column(evidence, COVERED_GUEST) + column(evidence, WASTE)
    return np.asarray(covered < np.where(column(evidence, UNSPACED) > 0, SPARSE_CHARACTERS, SPARSE) * total)


def edited_passages(
    corpus: Corpus, hosts: NDArray[np.int32], guests: NDArray[np.int32], forms: NDArray[np.bool_], workers: int
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Find the passages of edited copies.

    Args:
        corpus: The articles.
        hosts: Article numbers, shape ``(n,)``.
        guests: Article numbers, shape ``(n,)``.
        forms: Which pairs are one form with other facts, shape ``(n,)``.
        workers: Threads.

    Returns:
        Array of shape ``(m, 5)``: start and end in the host, in the guest, in words from the start of each text, and
        the equal words; and the pair of each row, those of one pair side by side.

    >>> from dedup.corpus.corpus import build_corpus
    >>> from dedup.model import Article
    >>> from dedup.params import Params
    >>> one = "the old cat sat on the red mat and slept there all day long till the dog of the house came home again"
    >>> other = "the old cow sat on the blue mat and slept here all day long till a dog of the house came home again"
    >>> corpus = build_corpus([Article("a", one), Article("b", other)], Params(), workers=1)
    >>> edited_passages(corpus, np.array([0]), np.array([1]), np.array([False]), workers=1)[0].tolist()
    [[0, 23, 0, 23, 19]]
    """
    order = np.argsort(hosts, kind="stable")
    hosts, guests, is_form = hosts[order], guests[order], forms[order].astype(np.uint8)
    host_words, guest_words = corpus.lengths(hosts), corpus.lengths(guests)

    def part(first: int, last: int) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        out = np.zeros(COLUMNS * int((guest_words[first:last] // LEAST).sum()), dtype=np.int32)
        bounds = np.zeros(last - first, dtype=np.int64)
        if first < last:
            run(
                find_edited, corpus.compiled, hosts[first:last], guests[first:last], corpus.low, corpus.high,
                corpus.words, corpus.flags, is_form[first:last],
                *chaining_memory(host_words[first:last], guest_words[first:last]), out, bounds,
            )  # fmt: skip
        counts = np.diff(bounds, prepend=0)
        return out[: COLUMNS * int(counts.sum())].reshape(-1, COLUMNS), np.repeat(np.arange(first, last), counts)

    rows, pairs = zip(*in_parts(len(hosts), workers, part, PAIRS_AT_ONCE, host_words + guest_words), strict=True)
    return np.concatenate(rows), order[np.concatenate(pairs)]


@kernel
def write_furniture(hosts: Ints, guests: Ints, lows: Ints, flags: Ints, rows: "NDArray[np.int32]") -> None:
    """Write the equal words of passages that are furniture, as many as it has on the side that has more."""
    for k in range(len(hosts)):
        row, low, guest_low = PASSAGE_COLUMNS * k, int(lows[hosts[k]]), int(lows[guests[k]])
        rows[row + 5] = min(int(rows[row + 4]), max(
            furniture_words(flags, low + rows[row], low + rows[row + 1]),
            furniture_words(flags, guest_low + rows[row + 2], guest_low + rows[row + 3]),
        ))  # fmt: skip


def with_regions(
    corpus: Corpus,
    hosts: NDArray[np.int32],
    guests: NDArray[np.int32],
    rows: NDArray[np.int32],
    pair_of: NDArray[np.int64],
    pairs: NDArray[np.int64],
    regions: NDArray[np.int32],
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Put regions in the place of the pieces that lie in them; one that goes on beyond a region makes it longer.

    Args:
        corpus: The articles.
        hosts: Article numbers of all pairs.
        guests: Article numbers of all pairs.
        rows: Passages, shape ``(n, 6)``, the last column words of furniture.
        pair_of: The pair of each.
        pairs: The pair of each region.
        regions: Their first five columns, as :func:`dedup.evidence.rewriting.parallel_regions` gives them.

    Returns:
        The passages with the regions among them, and the pair of each; in no order within a pair.
    """
    order, regions = np.argsort(pairs, kind="stable"), regions.copy()
    first, last = (np.searchsorted(pairs[order], pair_of, side=side) for side in ("left", "right"))
    piece = np.repeat(np.arange(len(rows)), last - first)
    place = order[np.arange(len(piece)) - np.repeat(np.cumsum(last - first) - last, last - first)]
    one, around = rows[piece], regions[place]
    low, high = np.maximum(one[:, (0, 2)], around[:, (0, 2)]), np.minimum(one[:, (1, 3)], around[:, (1, 3)])
    shared = (low < high).all(axis=1)  # and it goes on beyond the region on both sides or on none
    shared &= (one[:, 0] < around[:, 0]) == (one[:, 2] < around[:, 2])
    shared &= (one[:, 1] > around[:, 1]) == (one[:, 3] > around[:, 3])
    piece, place, one = piece[shared], place[shared], one[shared]
    beyond = 1.0 - (high - low)[shared, 0] / (one[:, 1] - one[:, 0])
    np.add.at(regions[:, MATCHED], place, (beyond * one[:, MATCHED]).astype(np.int32))
    for start, end in ((0, 1), (2, 3)):
        np.minimum.at(regions[:, start], place, one[:, start])
        np.maximum.at(regions[:, end], place, one[:, end])
    kept = np.ones(len(rows), dtype=np.bool_)
    kept[piece] = False
    more = np.concatenate([regions, np.zeros((len(regions), 1), dtype=np.int32)], axis=1).reshape(-1)
    run(write_furniture, corpus.compiled, hosts[pairs], guests[pairs], corpus.low, corpus.flags, more)
    return np.concatenate([rows[kept], more.reshape(-1, PASSAGE_COLUMNS)]), np.concatenate([pair_of[kept], pairs])
