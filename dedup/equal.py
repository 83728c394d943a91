"""Equal texts, collapsed before candidates are drawn: one text sent often makes nothing quadratic."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.corpus import Corpus


class EqualTexts(NamedTuple):
    """Groups of articles with the same words in the same order."""

    representative: NDArray[np.int32]  #: for each article the smallest number in its group
    groups: dict[int, list[int]]  #: by representative, members sorted; groups of two or more only


def collapse_equal(corpus: Corpus) -> EqualTexts:
    """Group the articles of equal words; fingerprints propose, the words decide."""
    n = len(corpus.articles)
    representative = np.arange(n, dtype=np.int32)
    groups: dict[int, list[int]] = {}
    order = np.argsort(corpus.fingerprints, kind="stable")
    order = order[corpus.low[order] < corpus.high[order]]  # texts without words equal nothing
    ordered = corpus.fingerprints[order]
    starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))[: len(ordered)]
    ends = np.append(starts[1:], len(ordered))[: len(starts)]
    for start, end in zip(starts[ends - starts > 1].tolist(), ends[ends - starts > 1].tolist(), strict=True):
        for members in _by_words(corpus, order[start:end].tolist()):
            if len(members) > 1:
                groups[members[0]] = members
                representative[members] = members[0]
    return EqualTexts(representative, groups)


def _by_words(corpus: Corpus, articles: Sequence[int]) -> list[list[int]]:
    """Split articles of one fingerprint by their words; in practice they stay together."""
    out: list[list[int]] = []
    for article in articles:
        own = corpus.words[corpus.low[article] : corpus.high[article]]
        for members in out:
            if np.array_equal(own, corpus.words[corpus.low[members[0]] : corpus.high[members[0]]]):
                members.append(article)
                break
        else:
            out.append([article])
    return out


def expand(
    equal: EqualTexts, left: NDArray[np.int32], right: NDArray[np.int32], limit: int
) -> tuple[NDArray[np.int32], NDArray[np.int32], int]:
    """Turn pairs of representatives into the other pairs of articles of their groups.

    Args:
        equal: The groups.
        left: Representatives, shape ``(n,)``.
        right: Representatives, shape ``(n,)``.
        limit: Members up to which a group is expanded; of larger ones the representative stands for all.

    Returns:
        Left and right articles with left < right, the given pairs not among them, and the number of pairs left out.
    """
    grouped = np.zeros(len(equal.representative), dtype=np.bool_)
    grouped[list(equal.groups)] = True
    several, left_out = grouped[left] | grouped[right], 0
    more: list[tuple[int, int]] = []
    for a, b in zip(left[several].tolist(), right[several].tolist(), strict=True):
        first, second = equal.groups.get(a, [a]), equal.groups.get(b, [b])
        whole = len(first) * len(second)
        first, second = (first if len(first) <= limit else [a]), (second if len(second) <= limit else [b])
        left_out += whole - len(first) * len(second)
        more.extend((min(x, y), max(x, y)) for x in first for y in second if (x, y) != (a, b))
    pairs: NDArray[Any] = np.array(more, dtype=np.int32).reshape(-1, 2)
    return pairs[:, 0].copy(), pairs[:, 1].copy(), left_out


def equal_pairs(equal: EqualTexts, limit: int) -> tuple[NDArray[np.int32], NDArray[np.int32], int]:
    """Return the pairs of equal texts to report, sorted, and the number of those left out.

    Groups of up to ``limit`` members give all their pairs, larger ones the pairs with the representative.
    """
    pairs: list[tuple[int, int]] = []
    left_out = 0
    for members in equal.groups.values():
        n = len(members)
        if n <= limit:
            pairs.extend((members[i], members[j]) for i in range(n) for j in range(i + 1, n))
        else:
            pairs.extend((members[0], other) for other in members[1:])
            left_out += n * (n - 1) // 2 - (n - 1)
    array: NDArray[Any] = np.array(sorted(pairs), dtype=np.int32).reshape(-1, 2)
    return array[:, 0].copy(), array[:, 1].copy(), left_out
