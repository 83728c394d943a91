"""The kernels of confirmation, run over many pairs in threads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from dedup.background import background
from dedup.confirm import COLUMNS, COSINE, Workspace, make_workspace, measure_pairs
from dedup.corpus import Corpus
from dedup.date_words import date_words
from dedup.kernels import run
from dedup.passages import CHANGE_COLUMNS, PASSAGE_COLUMNS, detail_pairs

Result = TypeVar("Result")


class Evidence(NamedTuple):
    """What was measured on n pairs, in the order in which they were given."""

    hosts: NDArray[np.int32]  #: the longer article of each pair
    guests: NDArray[np.int32]
    counts: NDArray[np.int32]  #: shape ``(n * COLUMNS,)``, see ``dedup.confirm``
    scores: NDArray[np.float64]  #: shape ``(2 * n,)``: cosine, cosine of the rest


class Details(NamedTuple):
    """Passages and changes of the pairs [first, last) of a list, as word positions."""

    first: int
    passages: NDArray[np.int32]  #: rows of ``PASSAGE_COLUMNS``
    passage_bounds: NDArray[np.int64]
    changes: NDArray[np.int32]  #: rows of ``CHANGE_COLUMNS``
    change_bounds: NDArray[np.int64]


def longest_text(corpus: Corpus) -> int:
    """Words of the longest article."""
    return int((corpus.high - corpus.low).max()) if len(corpus.articles) else 0


def in_parts(total: int, workers: int, work: Callable[[int, int], Result], least: int = 2000) -> list[Result]:
    """Call ``work(first, last)`` over [0, total) in parts, in threads; results in order."""
    parts = max(1, min(workers * 8, total // least))
    cuts = [total * k // parts for k in range(parts + 1)]
    if parts == 1:
        return [work(0, total)]
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(work, cuts[:-1], cuts[1:]))


def host_order(
    corpus: Corpus, left: NDArray[np.int32], right: NDArray[np.int32]
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Return hosts, guests and the order in which pairs with one host are neighbours."""
    length = corpus.high - corpus.low
    swapped = length[right] > length[left]
    hosts, guests = np.where(swapped, right, left).astype(np.int32), np.where(swapped, left, right).astype(np.int32)
    return hosts, guests, np.lexsort((guests, hosts))


def measure(corpus: Corpus, left: NDArray[np.int32], right: NDArray[np.int32], size: int, workers: int) -> Evidence:
    """Measure the evidence of pairs of articles.

    Args:
        corpus: The articles; furniture is marked on its flags.
        left: Article numbers, shape ``(n,)``.
        right: Article numbers, shape ``(n,)``.
        size: Words in a shingle.
        workers: Threads.

    Returns:
        The evidence in the order of the pairs.
    """
    n = len(left)
    hosts, guests, order = host_order(corpus, left, right)
    sorted_hosts, sorted_guests = hosts[order], guests[order]
    counts, scores = np.zeros(n * COLUMNS, dtype=np.int32), np.zeros(2 * n, dtype=np.float64)
    back, dates, longest = background(), date_words(), longest_text(corpus) + 2
    spaces: list[Workspace] = []

    def part(first: int, last: int) -> None:
        space = spaces.pop() if spaces else make_workspace(longest)
        for name in (
            "seed_stamps",
            "long_stamps",
            "seen",
            "word_stamps",
            "place_stamps",
            "fact_stamps",
            "guest_stamps",
        ):
            getattr(space, name).fill(0)
        run(
            measure_pairs, corpus.compiled, sorted_hosts, sorted_guests, first, last, corpus.low, corpus.high,
            corpus.words, corpus.flags, corpus.norms, size, back.keys, back.levels, back.weight, dates.keys,
            dates.codes, dates.numerals,
            *space, counts, scores,
        )  # fmt: skip
        spaces.append(space)

    in_parts(n, workers, part)
    ordered_counts, ordered_scores = np.empty_like(counts), np.empty_like(scores)
    ordered_counts.reshape(n, COLUMNS)[order] = counts.reshape(n, COLUMNS)
    ordered_scores.reshape(n, 2)[order] = scores.reshape(n, 2)
    return Evidence(hosts, guests, ordered_counts, ordered_scores)


def jaccard_of(corpus: Corpus, shared: NDArray[Any], left: NDArray[Any], right: NDArray[Any]) -> NDArray[np.float64]:
    """Exact Jaccard of pairs from their shared shingles; 0.0 where both are empty."""
    union = corpus.shingle_counts[left] + corpus.shingle_counts[right] - shared
    return np.asarray(shared / np.maximum(1, union), dtype=np.float64)


def details(
    corpus: Corpus, hosts: NDArray[np.int32], guests: NDArray[np.int32], size: int, workers: int
) -> list[Details]:
    """Find passages and changes of confirmed pairs, sorted by host; parts in order."""
    back, dates, length = background(), date_words(), corpus.high - corpus.low

    def part(first: int, last: int) -> Details:
        longest = int(max(length[hosts[first:last]].max(), length[guests[first:last]].max())) + 2 if last > first else 2
        space = make_workspace(longest)
        room = int((length[guests[first:last]] // 4 + 2).sum())
        passages = np.empty(PASSAGE_COLUMNS * room, dtype=np.int32)
        changes = np.empty(CHANGE_COLUMNS * 4 * room, dtype=np.int32)
        passage_bounds, change_bounds = (np.zeros(last - first + 1, dtype=np.int64) for _ in range(2))
        facts = 2 * longest + 4
        run(
            detail_pairs, corpus.compiled, hosts, guests, first, last, corpus.low, corpus.high, corpus.words,
            corpus.flags, size, back.keys, back.levels, dates.keys, dates.codes, dates.numerals, space.seeds,
            space.heads, space.seed_stamps, space.earlier, space.hashes, space.runs, space.passages,
            np.empty(facts, dtype=np.uint8), np.empty(facts, dtype=np.int64), np.empty(facts, dtype=np.int32),
            np.empty(facts, dtype=np.int32),
            passages, passage_bounds, changes, change_bounds,
        )  # fmt: skip
        return Details(
            first, passages[: PASSAGE_COLUMNS * passage_bounds[-1]].copy(), passage_bounds,
            changes[: CHANGE_COLUMNS * change_bounds[-1]].copy(), change_bounds,
        )  # fmt: skip

    return in_parts(len(hosts), workers, part, 500)


def cosines(evidence: Evidence) -> NDArray[np.float64]:
    """The TF-IDF cosine of each pair."""
    return evidence.scores[COSINE::2]


def column(evidence: Evidence, which: int) -> NDArray[np.int32]:
    """One integer column of the evidence."""
    return evidence.counts[which::COLUMNS]

