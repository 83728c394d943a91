"""Which passage keys are furniture, told from the articles of a view that lie under them.

The rule is that of ``dedup.furniture.furniture``: a key is furniture if enough articles lie under it of which
no two are otherwise related, and if these do not share a story (``dedup.screen.stories``). Verdicts on keys and links
between articles are kept from check to check.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.confirm.confirm import COLUMNS, SHARED
from dedup.evidence.evidence import align, is_found_by_bands, is_related
from dedup.furniture.furniture import LOOKED_AT, mark_phrases
from dedup.index.judged import NOTHING_JUDGED, Judged
from dedup.index.packing import Owners
from dedup.index.protocol import Keys, Keys32
from dedup.keys import PASSAGE
from dedup.params import Params
from dedup.rising import distinct_values
from dedup.screen.groups import Group, Links, ordered_pair
from dedup.screen.stories import Stories
from dedup.screen.strength import BY_TERMS, FIRMLY, NOT, Crowded, Link, Strengths
from dedup.screen.texts import Texts
from dedup.screen.view import INPUT, View

AHEAD = 4  #: members of a group that are asked about at a time; each time twice as many
MANY = 50  #: groups, of so many one member each: other groups may answer what the next would ask
KEPT = 200_000  #: verdicts and links that are kept, each
LONG = 4_000  #: passage keys of a text of some 18,000 words: a link between two takes 10 ms to find out


class Asked(NamedTuple):
    """A key to be judged."""

    key: int
    size: int  #: articles under it
    members: NDArray[np.int64]  #: as many of them as are known, rising; those to judge by their fingerprints


class Judgement(NamedTuple):
    """What came of judging a key."""

    key: int
    is_furniture: bool
    unrelated: list[int]  #: the articles chosen, each related to none before it
    rests_on_terms: bool  #: and perhaps others are when the index has grown


class _Verdict(NamedTuple):
    """Whether a key was furniture when so many articles lay under it."""

    size: int
    is_furniture: bool


class _Framed(NamedTuple):
    """Keys under which no two articles are related otherwise: furniture, unless these share a story."""

    keys: list[int]
    size: int  #: articles under each
    members: list[int]  #: all of them where they are few


class Verdicts:
    """Tells furniture keys; keeps what was found out about an index."""

    def __init__(
        self,
        params: Params,
        ignore: Sequence[str],
        *,
        texts: Texts | None = None,
        of_index: bool = False,
        workers: int = 1,
        crowded: Crowded | None = None,
    ) -> None:
        """Start knowing nothing.

        Args:
            params: Those of the index.
            ignore: A user's own lines and phrases.
            texts: Tokenises what is measured, with the sizes of ``params``.
            of_index: Verdicts that the index keeps were made with these parameters, and without phrases.
            workers: Threads.
            crowded: The keys under which too many articles lie; looked up if None.
        """
        self._strengths = Strengths(params, crowded)
        self.workers = workers  #: threads; may be set from check to check
        self._params, self._ignore = params, ignore
        self._texts, self._are_of_index = texts or Texts(params, workers=workers), of_index
        self._stories = Stories(self._texts)
        self._known: dict[int, _Verdict] = {}
        self._links: dict[Link, int] = {}
        self._links_of = NOTHING_JUDGED  # where some of them come from
        self.long_links: dict[Link, int] = {}  #: those found between long texts

    def furniture(self, view: View, keys: Keys32, found: Owners | None = None) -> Keys32:
        """Return those of some distinct, sorted passage keys that are furniture.

        Args:
            view: What is looked at.
            keys: The keys.
            found: The articles under them, ``max_key_articles`` at most, if they are known.
        """
        if not len(keys):
            return keys
        params = self._params
        out, asked, grown, framed = set[int](), list[Asked](), list[tuple[Asked, int]](), list[_Framed]()
        judged = view.judged() if self._are_of_index else NOTHING_JUDGED
        if found is None:
            standing, keys = self._standing(view, keys)
            out.update(standing.tolist())
            found = view.owners(PASSAGE, keys, params.max_key_articles)
        places, crowded, is_whole = judged.places_of(keys), params.max_key_articles + 1, not view.removed_since()
        for k in np.flatnonzero(found.counts >= params.furniture_articles).tolist():
            key, size = int(keys[k]), int(found.counts[k])
            members = found.numbers[found.bounds[k] : found.bounds[k + 1]]
            inputs = int((members >= INPUT).sum())
            known = self._known.get(key)
            if known is not None and known.size == size and not inputs:
                if known.is_furniture:
                    out.add(key)
                continue
            place = int(places[k])
            if place >= 0 and size >= crowded == judged.sizes[place] and is_whole:  # inputs would come last
                if judged.is_furniture[place]:
                    out.add(key)
                continue
            if place >= 0 and inputs <= 1 and still_holds(judged, place, members, inputs):
                if inputs:
                    grown.append((Asked(key, size, members), place))
                elif judged.is_furniture[place]:
                    out.add(key)
                elif shares_story(judged, place, params):  # a title may have come that does not suit it
                    framed.append(_Framed([key], size, members.tolist()))
                continue
            asked.append(Asked(key, size, members))
        keysets = dict[int, Keys]()
        if asked or grown:
            links = self._links_so_far(judged)
            for each, verdict in self._grown(view, judged, grown, links, keysets):
                if verdict is None:
                    asked.append(each)
                elif verdict:
                    framed.append(_Framed([each.key], each.size, each.members.tolist()))
            groups = self._groups(self._ordered(view, asked), is_asked=True)
            for group, verdict in self._settle(view, groups, links, keysets):
                if verdict:
                    framed.append(_Framed(group.keys, group.size, group.members))
                elif max(group.members) < INPUT:
                    self._keep(group.keys, _Verdict(group.size, verdict))
        for frame, is_story in zip(framed, self._share_stories(view, framed, keysets), strict=True):
            if not is_story:
                out.update(frame.keys)
                if max(frame.members) < INPUT:
                    self._keep(frame.keys, _Verdict(frame.size, is_furniture=True))
        return np.array(sorted(out), dtype=np.uint32)

    def _standing(self, view: View, keys: Keys32) -> tuple[Keys32, Keys32]:
        """The keys that are furniture by verdicts that nothing has touched since, and those to look at closer.

        A key that was not judged and has no new articles has too few.
        """
        if self._params.furniture_articles < view.index.params.furniture_articles:
            return keys[:0], keys
        judged, added = view.judged(), view.added_since(keys)
        places = judged.places_of(keys)
        if not self._are_of_index or not len(judged.keys) or view.removed_since():
            return keys[:0], keys[added | (places >= 0)]
        stands = ~added & (places >= 0) & (judged.sizes[places] > 0) & ~shares_story(judged, places, self._params)
        return keys[stands & judged.is_furniture[places]], keys[~stands & (added | (places >= 0))]

    def _grown(
        self, view: View, judged: Judged, grown: "list[tuple[Asked, int]]", links: Links, keys: "dict[int, Keys]"
    ) -> "Iterable[tuple[Asked, bool | None]]":
        """Extend verdicts that are kept by one input each; None where all members must be gone through.

        The articles kept were chosen in the order of their fingerprints, each related to none before it. Whoever
        comes behind all that were needed changes nothing, nor does one that is related to an earlier one.
        """
        least = self._params.furniture_articles
        chosen = {place: [n for n in judged.unrelated[place].tolist() if n] for _, place in grown}
        wanted = sorted({n for each in chosen.values() for n in each} | {int(each.members[-1]) for each, _ in grown})
        prints = dict(zip(wanted, view.fingerprints_of(np.array(wanted, dtype=np.int64)).tolist(), strict=True))
        open_ = list[tuple[Asked, list[int], int]]()
        for each, place in grown:
            own, before = int(each.members[-1]), 0
            before = sum((prints[n], n) < (prints[own], own) for n in chosen[place])
            if judged.is_furniture[place] and before == least:
                yield each, True
            elif each.size > LOOKED_AT:
                yield each, None
            else:
                open_.append((each, chosen[place], before))
        pairs = {ordered_pair(n, int(each.members[-1])) for each, some, _ in open_ for n in some}
        asked = sorted(pair for pair in pairs if links.get(pair) is None)
        if asked:
            links.update(self._related(view, asked, keys))
        for each, some, before in open_:
            related = [bool(links.get(ordered_pair(n, int(each.members[-1])))) for n in some]
            if any(related[:before]):
                yield each, len(some) >= least
            elif before + 1 >= least:
                yield each, True
            else:
                yield each, None if any(related) else len(some) + 1 >= least

    def judge(self, view: View, asked: "Sequence[Asked]") -> "Iterable[Judgement]":
        """Judge keys by their articles, which come in the order of their fingerprints."""
        links, keys = self._links_so_far(NOTHING_JUDGED), dict[int, Keys]()
        settled = list(self._settle(view, self._groups(asked), links, keys))
        framed = [_Framed(group.keys, group.size, group.members) for group, verdict in settled if verdict]
        are_stories = iter(self._share_stories(view, framed, keys))
        for group, verdict in settled:
            is_furniture = verdict and not next(are_stories)
            for key in group.keys:
                yield Judgement(key, is_furniture, group.chosen, group.rests_on_terms)

    def _share_stories(self, view: View, framed: Sequence[_Framed], keys: "dict[int, Keys]") -> list[bool]:
        """Say of each whether what its articles share is a story; of a key of many articles that is not asked."""
        most = min(LOOKED_AT, self._params.max_key_articles)
        found = iter(self._stories.shared_in(view, [each.members for each in framed if each.size <= most], keys))
        return [each.size <= most and next(found) for each in framed]

    def _links_so_far(self, judged: Judged) -> Links:
        """What is known of pairs; begin anew when it is too much."""
        if len(self._links) > KEPT:
            self._links.clear()
        if self._links_of is not judged or not self._links:
            self._links.update({(one, other): link for one, other, link in judged.links.tolist()})
            self._links_of = judged
        return Links(self._links)

    def _keep(self, keys: Sequence[int], verdict: _Verdict) -> None:
        """Keep a verdict; begin anew when there are too many."""
        if len(self._known) >= KEPT:
            self._known.clear()
        self._known.update(dict.fromkeys(keys, verdict))

    def _ordered(self, view: View, asked: "Sequence[Asked]") -> "list[Asked]":
        """The same keys, the members of each that is not too common in the order of their fingerprints."""
        few = [each for each in asked if each.size <= self._params.max_key_articles]
        ordered = iter(in_order([each.members for each in few], view.fingerprints_of))
        return [
            each._replace(members=next(ordered)) if each.size <= self._params.max_key_articles else each
            for each in asked
        ]

    def _groups(self, asked: "Sequence[Asked]", *, is_asked: bool = False) -> list[Group]:
        """The groups under some keys with the members to look at."""
        groups = dict[tuple[int, bytes], Group]()
        for key, size, members in asked:
            same = (size, members.tobytes())
            if same in groups:
                groups[same].keys.append(key)
            else:
                least = self._params.furniture_articles
                groups[same] = Group([key], size, members[:LOOKED_AT].tolist(), least, is_asked=is_asked)
        return list(groups.values())

    def _settle(
        self, view: View, groups: list[Group], links: Links, keys: "dict[int, Keys]"
    ) -> Iterable[tuple[Group, bool]]:
        """Go through all groups side by side, finding out about links as they are needed."""
        ahead = AHEAD
        while groups:
            waiting = []
            for group in groups:
                verdict = group.go_on(links)
                if verdict is None:
                    waiting.append(group)
                else:
                    yield group, verdict
            groups = waiting
            wide = ahead if len(groups) < MANY else 1
            asked = {pair for group in groups for pair in group.asked(wide) if links.get(pair) is None}
            if asked:
                links.update(self._related(view, sorted(asked), keys))
            ahead *= 2

    def _related(self, view: View, pairs: list[Link], keys: "dict[int, Keys]") -> dict[Link, int]:
        """Say how pairs of articles are related apart from common passages."""
        fresh = sorted({number for pair in pairs for number in pair} - keys.keys())
        if fresh:
            read = view.keys_of(np.array(fresh, dtype=np.int64))
            keys.update(zip(fresh, read, strict=True))
        strong = self._strengths.of(view, pairs, keys)
        out = dict.fromkeys(pairs, NOT)
        if strong:
            links = self._measured(view, list(strong), list(strong.values()), keys)
            out.update(zip(strong, links, strict=True))
            self.long_links.update(
                (pair, out[pair]) for pair in strong if min(len(keys[number].passage) for number in pair) > LONG
            )
        return out

    def _measured(
        self, view: View, pairs: list[Link], strengths: list[int], keys: "Mapping[int, Keys]"
    ) -> list[int]:
        """Measure pairs; say how they are related: those that bands alone propose only if they are much alike."""
        numbers = sorted({number for pair in pairs for number in pair})
        names = {number: k for k, number in enumerate(numbers)}
        corpus = self._texts.of_numbers(view, numbers, keys)
        mark_phrases(corpus, self._ignore)
        left, right = (np.array([names[pair[side]] for pair in pairs], dtype=np.int32) for side in (0, 1))
        aligned = align(corpus, left, right, self._params.shingle_size, self.workers, unspaced_cosines=False)
        order = aligned.order
        strong, alike = np.array(strengths, dtype=np.int64), np.empty(len(pairs), dtype=np.bool_)
        shared = aligned.counts[SHARED::COLUMNS]
        alike[order] = is_found_by_bands(corpus, shared, left[order], right[order], self._params)
        related = is_related(corpus, aligned, (strong > NOT) | alike, self.workers)
        out = np.where(related, np.where(strong == BY_TERMS, BY_TERMS, FIRMLY), NOT)
        return [int(link) for link in out.tolist()]


def in_order(
    groups: Sequence[NDArray[np.int64]], fingerprints_of: Callable[[NDArray[np.int64]], NDArray[np.int64]]
) -> list[NDArray[np.int64]]:
    """The articles of each group, given by number, in the order of their fingerprints, then of their numbers."""
    if not groups:
        return []
    flat = np.concatenate(groups)
    numbers = distinct_values(flat)
    by_rank = numbers[np.argsort(fingerprints_of(numbers), kind="stable")]
    ranks = np.empty(len(numbers), dtype=np.int64)
    ranks[np.searchsorted(numbers, by_rank)] = np.arange(len(numbers))
    lengths = [len(group) for group in groups]
    codes = np.repeat(np.arange(len(groups)), lengths) << 32 | ranks[np.searchsorted(numbers, flat)]
    codes.sort()
    return np.split(by_rank[codes & 0xFFFFFFFF], np.cumsum(lengths)[:-1])


def still_holds(judged: Judged, place: int, members: NDArray[np.int64], inputs: int) -> bool:
    """True if the articles under a key are those that were judged, apart from the last, which may be inputs."""
    held = len(members) - inputs
    if held != judged.sizes[place] or not held or members[held - 1] >= judged.below:
        return False
    return set(judged.unrelated[place].tolist()) <= {0, *members.tolist()}


def shares_story(judged: Judged, places: int | NDArray[np.int64], params: Params) -> NDArray[np.bool_]:
    """Say of verdicts whether enough articles were unrelated, and the key was no furniture all the same."""
    last = min(params.furniture_articles, judged.unrelated.shape[1]) - 1
    return np.asarray(~judged.is_furniture[places] & (judged.unrelated[places, last] > 0), dtype=np.bool_)
