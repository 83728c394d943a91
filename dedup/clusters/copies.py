"""The clusters of a report: copies among the pairs of a corpus, each cluster with its canonical and why.

A text is the more complete the more words of its own it has: furniture does not count, and what stands twice in one
article counts once.
"""

from collections.abc import Mapping
from functools import cache, lru_cache

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


def _canonical_reason(preferences: list[tuple[float, int, int]]) -> str:
    """Say why the first of a group is the canonical, given (day, minus words, number) of each member."""
    first, others = preferences[0], preferences[1:]
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

    @cache
    def preference(k: int) -> tuple[float, int, int]:
        flags = corpus.flags[corpus.low[k] : corpus.high[k]]
        own = len(flags) - int(np.count_nonzero(flags & FURNITURE)) - spare.get(k, 0)
        return (dated.get(k, np.inf), -own, k)

    @lru_cache(maxsize=4096)
    def shingle_set(k: int) -> NDArray[np.int64]:
        words = corpus.words[corpus.low[k] : corpus.high[k]]
        return distinct_values(shingles(words, params.shingle_size, corpus.compiled))

    def jaccard(a: int, b: int) -> float:
        one, two = shingle_set(a), shingle_set(b)
        shared = len(np.intersect1d(one, two, assume_unique=True))
        return shared / max(1, len(one) + len(two) - shared)

    out = []
    for group in clusters_of(sorted(copies, key=preference), copies, jaccard):
        reason = _canonical_reason([preference(k) for k in group])
        name = corpus.articles[group[0]].id
        out.append(Cluster(name, name, tuple(corpus.articles[k].id for k in sorted(group)), reason))
    return sorted(out)
