"""Equal texts, collapsed before candidates are drawn: one text sent often makes nothing quadratic."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.corpus.corpus import Corpus
from dedup.params import Params

_TOGETHER = 256  #: articles whose words are compared at a time


class Sides(NamedTuple):
    """Which of n articles are compared with which: inputs with those of an archive."""

    archived: NDArray[np.bool_]  #: in the archive alone
    shared: NDArray[np.bool_]  #: an input, and in the archive too


class EqualTexts(NamedTuple):
    """Groups of articles with the same words in the same order.

    Groups beyond the pairwise limit have hubs, which stand for all: the canonical, and where articles
    are compared with an archive or within a window, one on each side and in each window.
    """

    representative: NDArray[np.int32]  #: for each article the smallest number in its group
    groups: dict[int, list[int]]  #: by representative, members sorted; groups of two or more only
    hubs: dict[int, dict[int, list[int]]]  #: by representative: the members of each hub; large groups only


def collapse_equal(
    corpus: Corpus, days: NDArray[np.float64], sides: Sides | None, params: Params
) -> EqualTexts:
    """Group the articles of equal words; fingerprints propose, the words decide.

    Args:
        corpus: The articles.
        days: Day of publication of each, NaN if it is not dated.
        sides: What is compared with what; None compares all with all.
        params: The pairwise limit and the window.
    """
    n = len(corpus.articles)
    representative = np.arange(n, dtype=np.int32)
    groups: dict[int, list[int]] = {}
    order = np.argsort(corpus.fingerprints, kind="stable")
    order = order[corpus.low[order] < corpus.high[order]]  # texts without words equal nothing
    ordered = corpus.fingerprints[order]
    starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))[: len(ordered)]
    ends = np.append(starts[1:], len(ordered))[: len(starts)]
    for start, end in zip(starts[ends - starts > 1].tolist(), ends[ends - starts > 1].tolist(), strict=True):
        for members in _by_words(corpus, order[start:end]):
            if len(members) > 1:
                groups[members[0]] = members
                representative[members] = members[0]
    large = {first: members for first, members in groups.items() if len(members) > params.max_equal_pairs}
    hubs = {
        first: _hubs(members, days, params.window_days) if sides is None else _hubs_across(members, days, sides)
        for first, members in large.items()
    }
    return EqualTexts(representative, groups, hubs)


def _in_time(members: Sequence[int], days: NDArray[np.float64]) -> list[tuple[float, int]]:
    """Day and number of the members, the earliest first; infinity where one is not dated."""
    return sorted((days[k] if not np.isnan(days[k]) else np.inf, k) for k in members)


def _hubs(members: Sequence[int], days: NDArray[np.float64], window: int | None) -> dict[int, list[int]]:
    """Choose the hubs of a large group, the earliest of each window, and the members that each is matched with."""
    hub, hub_day = -1, 0.0
    out: dict[int, list[int]] = {}
    for day, k in _in_time(members, days):
        if hub < 0 or (window is not None and day < np.inf and day // 1 - hub_day // 1 > window):
            hub, hub_day = k, day
            out[hub] = []
        else:
            out[hub].append(k)
    return out


def _hubs_across(members: Sequence[int], days: NDArray[np.float64], sides: Sides) -> dict[int, list[int]]:
    """The same where inputs are compared with an archive: the earliest of each is matched with all of the other."""
    ordered = [k for _, k in _in_time(members, days)]
    archive = [k for k in ordered if sides.archived[k] or sides.shared[k]]
    inputs = [k for k in ordered if not sides.archived[k]]
    out: dict[int, list[int]] = {}
    for one, other in ((archive, inputs), (inputs, archive)):
        if one:
            out[one[0]] = [k for k in other if k != one[0]]
    return out


def _by_words(corpus: Corpus, articles: NDArray[np.int64]) -> list[list[int]]:
    """Split articles of one fingerprint by their words; in practice they stay together."""
    out: list[list[int]] = []
    while len(articles):
        parts = np.split(articles, range(_TOGETHER, len(articles), _TOGETHER))
        same = np.concatenate([_have_words_of(corpus, int(articles[0]), part) for part in parts])
        out.append(articles[same].tolist())
        articles = articles[~same]
    return out


def _have_words_of(corpus: Corpus, first: int, articles: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which articles have the words of a first one."""
    low, length = corpus.low[articles], corpus.high[first] - corpus.low[first]
    out: NDArray[np.bool_] = corpus.high[articles] - low == length
    own = corpus.words[corpus.low[first] : corpus.high[first]]
    out[out] = (corpus.words[low[out][:, None] + np.arange(length)] == own).all(axis=1)
    return out


def expand(
    equal: EqualTexts, left: NDArray[np.int32], right: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Turn pairs of representatives into the other pairs of articles of their groups.

    Args:
        equal: The groups; of those with hubs the hubs stand for all.
        left: Representatives, shape ``(n,)``.
        right: Representatives, shape ``(n,)``.

    Returns:
        Left and right articles with left < right, the given pairs not among them.
    """
    grouped = np.zeros(len(equal.representative), dtype=np.bool_)
    grouped[list(equal.groups)] = True
    several = grouped[left] | grouped[right]
    more: list[tuple[int, int]] = []
    for a, b in zip(left[several].tolist(), right[several].tolist(), strict=True):
        sides = [list(equal.hubs[k]) if k in equal.hubs else equal.groups.get(k, [k]) for k in (a, b)]
        more.extend((min(x, y), max(x, y)) for x in sides[0] for y in sides[1] if (x, y) != (a, b))
    pairs: NDArray[Any] = np.array(more, dtype=np.int32).reshape(-1, 2)
    return pairs[:, 0].copy(), pairs[:, 1].copy()


def stand_ins(equal: EqualTexts, articles: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which of some representatives are no article to report: a large group's hub speaks for it."""
    silent = np.array([k for k, hubs in equal.hubs.items() if k not in hubs], dtype=np.int64)
    return np.isin(articles, silent)


def equal_pairs(equal: EqualTexts) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the pairs of equal texts to report, sorted.

    Groups with hubs give the pairs with these, other groups all their pairs.
    """
    pairs: set[tuple[int, int]] = set()
    for first, members in equal.groups.items():
        n = len(members)
        if first in equal.hubs:
            own = {(min(hub, k), max(hub, k)) for hub, others in equal.hubs[first].items() for k in others}
        else:
            own = {(members[i], members[j]) for i in range(n) for j in range(i + 1, n)}
        pairs |= own
    array: NDArray[Any] = np.array(sorted(pairs), dtype=np.int32).reshape(-1, 2)
    return array[:, 0].copy(), array[:, 1].copy()
