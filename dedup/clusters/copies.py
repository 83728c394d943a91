"""The clusters of a report: copies among the pairs of a corpus, each cluster with its canonical and why.

A text is the more complete the more words of its own it has: furniture does not count, and what stands twice in one
article counts once.
"""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dedup.clusters.cluster import clusters_of
from dedup.corpus.corpus import Corpus
from dedup.model import Cluster
from dedup.params import Params
from dedup.published import day_numbers
from dedup.rising import distinct_values
from dedup.shingles import shingles
from dedup.tokens import FURNITURE


def canonical_rank(corpus: Corpus, article: int, day: float, spare: int) -> tuple[float, int, int]:
    """Return what decides whether an article is the canonical of its cluster: that of the smallest rank is it.

    That is the earliest, then the most complete, then the one with the smallest id.

    Args:
        corpus: The articles, in the order of their ids.
        article: The number of one.
        day: Of its publication, infinity if it is not dated.
        spare: Words of a text that it says twice.
    """
    flags = corpus.flags[corpus.low[article] : corpus.high[article]]
    own = len(flags) - int(np.count_nonzero(flags & FURNITURE)) - spare
    return (day, -own, article)


def _canonical_reason(ranks: list[tuple[float, int, int]]) -> str:
    """Say why the first of a group is the canonical, given the rank of each member, the smallest first."""
    first, others = ranks[0], ranks[1:]
    tied = [other for other in others if other[0] == first[0]]
    if not tied:
        return "earliest published"
    return "most complete text" if all(first[1] < other[1] for other in tied) else "smallest id"


def find_clusters(
    corpus: Corpus,
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    indices: NDArray[np.float64],
    spare: Mapping[int, int],
    params: Params,
) -> list[Cluster]:
    """Join copies to clusters and name their canonical members.

    Args:
        corpus: The articles.
        left: Article numbers of the pairs that are copies, shape ``(n,)``.
        right: Article numbers.
        indices: The exact Jaccard index of each pair.
        spare: Words of articles that say a text twice, without which they say it once.
        params: Words in a shingle.

    Returns:
        The clusters, sorted by id; none if there are no copies.
    """
    copies: dict[int, dict[int, float]] = {}
    for a, b, index in zip(left.tolist(), right.tolist(), indices.tolist(), strict=True):
        copies.setdefault(a, {})[b] = index
        copies.setdefault(b, {})[a] = index
    days = day_numbers([corpus.articles[k] for k in copies])
    dated = {k: float(day) for k, day in zip(copies, days, strict=True) if not np.isnan(day)}

    ranks = {k: canonical_rank(corpus, k, dated.get(k, np.inf), spare.get(k, 0)) for k in copies}

    @lru_cache(maxsize=4096)
    def shingle_set(k: int) -> NDArray[np.int64]:
        words = corpus.words[corpus.low[k] : corpus.high[k]]
        return distinct_values(shingles(words, params.shingle_size, corpus.compiled))

    def jaccard(a: int, b: int) -> float:
        one, two = shingle_set(a), shingle_set(b)
        shared = len(np.intersect1d(one, two, assume_unique=True))
        return shared / max(1, len(one) + len(two) - shared)

    out = []
    for group in clusters_of(sorted(copies, key=ranks.__getitem__), copies, jaccard):
        reason = _canonical_reason([ranks[k] for k in group])
        name = corpus.articles[group[0]].id
        out.append(Cluster(name, name, tuple(corpus.articles[k].id for k in sorted(group)), reason))
    return sorted(out)
