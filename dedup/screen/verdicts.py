"""Which passage keys are furniture, told from the articles of a view that lie under them.

The rule is that of ``dedup.furniture``: a key is furniture if enough articles lie under it of which
no two are otherwise related. Verdicts on keys and links between articles are kept from check to check.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup import kernels
from dedup.candidates import SHARE
from dedup.corpus import build_corpus
from dedup.evidence import measure
from dedup.furniture import CHOSEN, SAMPLE, mark_phrases
from dedup.index.packing import Owners
from dedup.index.protocol import Keys32
from dedup.keys import PASSAGE, TERM
from dedup.params import Params
from dedup.relate import mark_related
from dedup.screen.view import INPUT, View

AHEAD = 3  #: members of a group that are asked about at a time
KEPT = 200_000  #: verdicts and links that are kept, each

Link = tuple[int, int]


class _Group:
    """The articles under one key, gone through until the verdict is clear."""

    def __init__(self, key: int, size: int, members: list[int], least: int) -> None:
        """Start with nobody chosen."""
        self.key, self.size, self.least = key, size, min(least, CHOSEN)
        self.members, self.chosen, self.place = members, list[int](), 0

    def go_on(self, links: "_Links") -> bool | None:
        """Choose members that are related to none chosen before; None if a link must be known first."""
        while self.place < len(self.members) and len(self.chosen) < self.least:
            pairs = [_pair(member, self.members[self.place]) for member in self.chosen]
            if any(links.get(pair) for pair in pairs):
                self.place += 1
            elif any(links.get(pair) is None for pair in pairs):
                return None
            else:
                self.chosen.append(self.members[self.place])
                self.place += 1
        return len(self.chosen) >= self.least

    def asked(self) -> Iterable[Link]:
        """The links that are worth knowing next."""
        for member in self.members[self.place : self.place + AHEAD]:
            yield from (_pair(other, member) for other in self.chosen)


def _pair(one: int, other: int) -> Link:
    """The smaller number first."""
    return (one, other) if one < other else (other, one)


class _Links:
    """Which pairs are related apart from common passages; those of inputs are forgotten with the check."""

    def __init__(self, kept: dict[Link, bool]) -> None:
        """Begin with what is known of the index."""
        self._kept, self._passing = kept, dict[Link, bool]()

    def get(self, pair: Link) -> bool | None:
        """What is known of a pair."""
        return (self._passing if pair[1] >= INPUT else self._kept).get(pair)

    def update(self, found: Mapping[Link, bool]) -> None:
        """Take note."""
        for pair, link in found.items():
            (self._passing if pair[1] >= INPUT else self._kept)[pair] = link


class _Verdict(NamedTuple):
    """Whether a key was furniture when so many articles lay under it."""

    size: int
    is_furniture: bool


class Verdicts:
    """Tells furniture keys; keeps what was found out about an index."""

    def __init__(self, params: Params, ignore: Sequence[str]) -> None:
        """Start knowing nothing.

        Args:
            params: Those of the index.
            ignore: A user's own lines and phrases.
        """
        self._params, self._ignore = params, ignore
        self._known: dict[int, _Verdict] = {}
        self._links: dict[Link, bool] = {}

    def furniture(self, view: View, keys: Keys32, found: Owners | None = None) -> Keys32:
        """Return those of some distinct, sorted passage keys that are furniture.

        Args:
            view: What is looked at.
            keys: The keys.
            found: The articles under them, ``max_key_articles`` at most, if they are known.
        """
        params = self._params
        if found is None:
            found = view.owners(PASSAGE, keys, params.max_key_articles)
        out, asked = set[int](), list[tuple[int, int, NDArray[np.int64]]]()
        for k in np.flatnonzero(found.counts >= params.furniture_articles).tolist():
            key, size = int(keys[k]), int(found.counts[k])
            members = found.numbers[found.bounds[k] : found.bounds[k + 1]]
            known = self._known.get(key)
            if known is None or known.size != size or (members >= INPUT).any():
                asked.append((key, size, members))
            elif known.is_furniture:
                out.add(key)
        if asked:
            if len(self._links) > KEPT:
                self._links.clear()
            for group, verdict in self._settle(view, self._groups(view, asked), _Links(self._links)):
                if verdict:
                    out.add(group.key)
                if max(group.members) < INPUT:
                    self._keep(group.key, _Verdict(group.size, verdict))
        return np.array(sorted(out), dtype=np.uint32)

    def _keep(self, key: int, verdict: _Verdict) -> None:
        """Keep a verdict; begin anew when there are too many."""
        if len(self._known) >= KEPT:
            self._known.clear()
        self._known[key] = verdict

    def _groups(self, view: View, asked: Sequence[tuple[int, int, NDArray[np.int64]]]) -> list[_Group]:
        """The groups under some keys with the members to look at, in the order of their fingerprints."""
        numbers = np.unique(np.concatenate([members for _, _, members in asked]))
        prints = view.fingerprints_of(numbers)
        groups = []
        for key, size, members in asked:
            if size <= self._params.max_key_articles:
                members = members[np.lexsort((members, prints[np.searchsorted(numbers, members)]))]
                members = members[:: max(1, len(members) // SAMPLE)]
            chosen = members[: 2 * SAMPLE].tolist()
            groups.append(_Group(key, size, chosen, self._params.furniture_articles))
        return groups

    def _settle(self, view: View, groups: list[_Group], links: _Links) -> Iterable[tuple[_Group, bool]]:
        """Go through all groups side by side, finding out about links as they are needed."""
        keys = dict[int, _KeySets]()
        while groups:
            waiting = []
            for group in groups:
                verdict = group.go_on(links)
                if verdict is None:
                    waiting.append(group)
                else:
                    yield group, verdict
            groups = waiting
            asked = sorted(pair for pair in {p for group in groups for p in group.asked()} if links.get(pair) is None)
            if asked:
                links.update(self._related(view, asked, keys))

    def _related(self, view: View, pairs: list[Link], keys: "dict[int, _KeySets]") -> dict[Link, bool]:
        """Say which pairs of articles are related apart from common passages."""
        fresh = sorted({number for pair in pairs for number in pair} - keys.keys())
        if fresh:
            read = view.keys_of(np.array(fresh, dtype=np.int64))
            keys.update((number, _KeySets(*map(_as_set, each))) for number, each in zip(fresh, read, strict=True))
        strong = self._strong(view, pairs, keys)
        out = dict.fromkeys(pairs, False)
        if strong:
            out.update(zip(strong, self._measured(view, strong), strict=True))
        return out

    def _measured(self, view: View, pairs: list[Link]) -> list[bool]:
        """Measure pairs; say which are related."""
        numbers = sorted({number for pair in pairs for number in pair})
        names = {number: k for k, number in enumerate(numbers)}
        articles = view.articles(np.array(numbers, dtype=np.int64))
        compiled = True if kernels.is_loaded() else None
        corpus = build_corpus(
            (article._replace(id=f"{k:06}") for k, article in enumerate(articles)), self._params, compiled=compiled
        )
        mark_phrases(corpus, self._ignore)
        left, right = (np.array([names[pair[side]] for pair in pairs], dtype=np.int32) for side in (0, 1))
        evidence = measure(corpus, left, right, self._params.shingle_size, 1)
        related = np.zeros(len(pairs), dtype=np.uint8)
        kernels.run(mark_related, corpus.compiled, 0, len(pairs), evidence.counts, evidence.scores, related)
        return [bool(link) for link in related.tolist()]

    def _strong(self, view: View, pairs: list[Link], keys: "dict[int, _KeySets]") -> list[Link]:
        """The pairs for which more than a few passage keys speak; see ``dedup.candidates``."""
        least, out, open_ = self._params.min_shared_terms, set[Link](), dict[Link, frozenset[int]]()
        for pair in pairs:
            one, other = keys[pair[0]], keys[pair[1]]
            passages = len(one.passage & other.passage)
            if one.band & other.band or passages * SHARE > min(len(one.passage), len(other.passage)):
                out.add(pair)
            elif len(terms := one.term & other.term) >= least:
                open_[pair] = terms
        if open_:
            wanted = np.array(sorted(frozenset[int]().union(*open_.values())), dtype=np.uint32)
            counts = view.owners(TERM, wanted, 1).counts
            telling = frozenset(wanted[counts <= self._params.max_term_articles].tolist())
            out.update(pair for pair, terms in open_.items() if len(terms & telling) >= least)
        return [pair for pair in pairs if pair in out]


class _KeySets(NamedTuple):
    """The keys of one article as sets."""

    band: frozenset[int]
    passage: frozenset[int]
    term: frozenset[int]


def _as_set(keys: Keys32) -> frozenset[int]:
    """Keys as a set, which small intersections are quickest with."""
    return frozenset(keys.tolist())
