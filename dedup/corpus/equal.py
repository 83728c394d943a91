"""Equal texts, collapsed before candidates are drawn: one text sent often makes nothing quadratic.

Words are known by 31 bits, and among a million numbers some two have the same ones. So texts that are not written alike
are equal only if other bits of their words are the same, too: 62 in all.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.corpus.chunks import chunks_of, tokens_of
from dedup.corpus.corpus import Corpus
from dedup.model import Article
from dedup.params import Params
from dedup.published import days_within
from dedup.tokens import OTHER_BITS

_TOGETHER = 256  #: articles whose words are compared at a time
INPUT, ARCHIVED, BOTH = range(3)  #: roles: an input alone, in the archive alone, an input that is in the archive too


class Sides(NamedTuple):
    """Which of n articles are compared with which: inputs with those of an archive."""

    archived: NDArray[np.bool_]  #: in the archive alone
    shared: NDArray[np.bool_]  #: an input, and in the archive too


class Rules(NamedTuple):
    """Which articles may be matched with which."""

    days: NDArray[np.float64]  #: of publication; infinity where it is not known
    roles: NDArray[np.uint8]  #: ``INPUT``, ``ARCHIVED`` or ``BOTH``; without an archive all are ``BOTH``
    window: int | None  #: calendar days between two dated articles, at most
    near: int  #: days between two reports of one event, at most


class InTime(NamedTuple):
    """Some articles, the earliest first, those of unknown day last."""

    numbers: list[int]
    days: list[float]


#: Of the members of a group those that an article of each role may be matched with.
Partners = tuple[InTime, InTime, InTime]


class LargeGroup(NamedTuple):
    """A group of more equal texts than are listed pair by pair: each is matched with one, the earliest it may be."""

    partners: Partners
    pairs: list[tuple[int, int]]  #: of members, the smaller number first
    alone: list[int]  #: members that may be matched with no other: nobody speaks for them
    speakers: list[int]  #: those, and the members that others are matched with: compared with other texts


class EqualTexts(NamedTuple):
    """Groups of articles with the same words in the same order."""

    representative: NDArray[np.int32]  #: for each article the smallest number in its group
    groups: dict[int, list[int]]  #: by representative, members sorted; groups of two or more only
    large: dict[int, LargeGroup]  #: by representative: those beyond the pairwise limit
    rules: Rules


def collapse_equal(
    corpus: Corpus, days: NDArray[np.float64], sides: Sides | None, params: Params
) -> EqualTexts:
    """Group the articles of equal words; fingerprints propose, the words decide.

    Args:
        corpus: The articles.
        days: Day of publication of each, NaN if it is not dated.
        sides: What is compared with what; None compares all with all.
        params: The pairwise limit and the days.
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
    roles = np.full(n, BOTH, dtype=np.uint8)
    if sides is not None:
        roles[:] = np.where(sides.archived, ARCHIVED, np.where(sides.shared, BOTH, INPUT))
    rules = Rules(np.where(np.isnan(days), np.inf, days), roles, params.window_days, params.same_event_days)
    large = {
        first: _large(members, rules) for first, members in groups.items() if len(members) > params.max_equal_pairs
    }
    return EqualTexts(representative, groups, large, rules)


def _large(members: list[int], rules: Rules) -> LargeGroup:
    """Match each member of a large group with one, if it may be matched with any."""
    partners = _partners(members, rules)
    pairs, alone, matched = set[tuple[int, int]](), list[int](), set[int]()
    for k in members:
        partner = _partner(k, partners, rules)
        if partner is None:
            alone.append(k)
        else:
            pairs.add((min(k, partner), max(k, partner)))
            matched.add(partner)
    return LargeGroup(partners, sorted(pairs), alone, sorted(matched.union(alone)))


def _partners(members: list[int], rules: Rules) -> Partners:
    """Sort the members of a group by day, for articles of each role."""
    numbers = np.array(members, dtype=np.int64)
    numbers = numbers[np.argsort(rules.days[numbers], kind="stable")]
    roles = rules.roles[numbers]
    of_input, of_archived, of_both = (
        InTime(some.tolist(), rules.days[some].tolist())
        for some in (numbers[roles != INPUT], numbers[roles != ARCHIVED], numbers)
    )
    return of_input, of_archived, of_both


def _partner(k: int, partners: Partners, rules: Rules, near: float = np.inf) -> int | None:
    """Return the earliest member of a group that an article may be matched with, if there is one.

    Args:
        k: The article, which may be a member itself.
        partners: The members.
        rules: Which articles may be matched.
        near: Days between the two at the most.
    """
    others, day = partners[rules.roles[k]], float(rules.days[k])
    first, last = -np.inf, np.inf
    if day < np.inf:
        first, last = day - near, day + near
        if rules.window is not None:
            earliest, latest = days_within(day, rules.window)
            first, last = max(first, earliest), min(last, latest)
    for start in (bisect_left(others.days, first), bisect_left(others.days, np.inf)):
        for place in range(start, min(start + 2, len(others.numbers))):
            if others.numbers[place] != k:
                if others.days[place] <= last or others.days[place] == np.inf:
                    return others.numbers[place]
                break
    return None


def _by_words(corpus: Corpus, articles: NDArray[np.int64]) -> list[list[int]]:
    """Split articles of one fingerprint by their words; in practice they stay together."""
    out: list[list[int]] = []
    while len(articles):
        parts = np.split(articles, range(_TOGETHER, len(articles), _TOGETHER))
        same = np.concatenate([_have_words_of(corpus, int(articles[0]), part) for part in parts])
        same[same] = are_equal([corpus.articles[k] for k in articles[same].tolist()], corpus.compiled)
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


def are_equal(articles: Sequence[Article], compiled: bool) -> NDArray[np.bool_]:
    """Say which of some articles, whose words have the same hashes, have the words of the first one.

    >>> text = "It cost {} dollars."
    >>> are_equal([Article("a", text.format(n)) for n in ("3453", "３４５３", "61313")], False).tolist()
    [True, True, False]
    """
    texts = {article.text: article for article in articles}
    if len(texts) == 1:
        return np.ones(len(articles), dtype=np.bool_)
    equal, own = dict[str, bool](), np.empty(0, dtype=np.int32)
    for chunk in chunks_of(texts.values()):
        found = tokens_of([article.text for article in chunk], compiled, OTHER_BITS)
        words = found.words[: found.bounds[-1]].reshape(len(chunk), -1)
        own = own if equal else words[0].copy()
        equal |= zip((article.text for article in chunk), (words == own).all(axis=1).tolist(), strict=True)
    return np.array([equal[article.text] for article in articles], dtype=np.bool_)


def expand(
    equal: EqualTexts, left: NDArray[np.int32], right: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.bool_]]:
    """Turn pairs of representatives into the pairs of articles of their groups to be looked at.

    An article is matched with one of the members of a large group, and so are those of a large group that are alone.

    Args:
        equal: The groups.
        left: Representatives, shape ``(n,)``.
        right: Representatives, shape ``(n,)``.

    Returns:
        Left and right articles with left < right, the given pairs not among them; and which of the given ones are
        among those to be looked at.
    """
    grouped = np.zeros(len(equal.representative), dtype=np.bool_)
    grouped[list(equal.groups)] = True
    several = np.flatnonzero(grouped[left] | grouped[right])
    more: list[tuple[int, int]] = []
    given = np.ones(len(left), dtype=np.bool_)
    for place, a, b in zip(several.tolist(), left[several].tolist(), right[several].tolist(), strict=True):
        pairs = _of_large(equal, a, b) if a in equal.large or b in equal.large else _all_pairs(equal, a, b)
        given[place] = (a, b) in pairs
        more.extend(sorted(pairs - {(a, b)}))
    rest: NDArray[Any] = np.array(more, dtype=np.int32).reshape(-1, 2)
    return rest[:, 0].copy(), rest[:, 1].copy(), given


def _all_pairs(equal: EqualTexts, a: int, b: int) -> set[tuple[int, int]]:
    """The pairs of two texts: each article of one with each of the other."""
    ones, others = (equal.groups.get(k, [k]) for k in (a, b))
    return {(min(x, y), max(x, y)) for x in ones for y in others}


def _of_large(equal: EqualTexts, a: int, b: int) -> set[tuple[int, int]]:
    """The pairs of two texts of which one at least has a large group: if one may, of reports of one event."""
    rules, pairs = equal.rules, set[tuple[int, int]]()
    for one, other in ((a, b), (b, a)):
        own, group = equal.large.get(one), equal.large.get(other)
        if group is not None:
            asked = own.speakers if own else equal.groups.get(one, [one])
        else:
            asked = own.alone if own else []
        if not asked:
            continue
        partners = group.partners if group else _partners(equal.groups.get(other, [other]), rules)
        for k in asked:
            partner = _partner(k, partners, rules, rules.near)
            partner = _partner(k, partners, rules) if partner is None else partner
            if partner is not None:
                pairs.add((min(k, partner), max(k, partner)))
    return pairs


def equal_pairs(equal: EqualTexts) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the pairs of equal texts to report, sorted: those of large groups, and all of the others."""
    pairs: list[tuple[int, int]] = []
    for first, members in equal.groups.items():
        pairs += equal.large[first].pairs if first in equal.large else combinations(members, 2)
    array: NDArray[Any] = np.array(sorted(pairs), dtype=np.int32).reshape(-1, 2)
    return array[:, 0].copy(), array[:, 1].copy()
