"""What a check looks at: an index and the inputs beside it, as if these were indexed, too."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from dedup.index.judged import NOTHING_JUDGED, Judged, Judging
from dedup.index.memory import MemoryIndex
from dedup.index.packing import Kind, Owners
from dedup.index.protocol import Entry, Index, Keys, Keys32
from dedup.keys import TERM
from dedup.model import Article
from dedup.published import day_number
from dedup.rising import distinct_values, places_among
from dedup.version_order import version_order

Found = TypeVar("Found")

INPUT = 1 << 40  #: added to the numbers of inputs, to tell them from those of the index
MOST_MEMBERS = 1000  #: equal texts that are looked at


class Known(NamedTuple):
    """An article that a screened one may be matched with."""

    article: Article
    position: int  #: among the inputs; -1 if it is indexed only
    day: float  #: NaN if it is not dated


def day_of(article: Article) -> float:
    """Days since 1970 of an article's publication; NaN if it is not dated."""
    return day_number(article.published) if article.published else float("nan")


class View:
    """The articles of an index and the inputs with new texts; with ``adding`` without what inputs supersede.

    Equal texts are one: whoever of them has the keys stands for all, and is known by its fingerprint.
    """

    def __init__(self, index: Index, entries: Sequence[Entry], *, adding: bool = False) -> None:
        """Lay the inputs over the index.

        Args:
            index: What is checked against.
            entries: Of all inputs, in their order, made with the parameters of the index.
            adding: The inputs are stored in their turn: what they supersede does not count for those behind them.
        """
        self.index, self.entries, self._adding = index, entries, adding
        self.position = {entry.article.id: k for k, entry in enumerate(entries)}
        self._by_text: dict[int, list[int]] = {}
        for k, entry in enumerate(entries):
            self._by_text.setdefault(entry.fingerprint, []).append(k)
        numbers = index.numbers_of([entry.article.id for entry in entries])
        held = numbers > 0
        stored = dict(zip(numbers[held].tolist(), index.articles(numbers[held]), strict=True))
        self.indexed: dict[int, Article] = {}  #: by position: what the index holds under the id of an input
        self.older: set[int] = set()  #: positions of inputs of which the index holds a later version
        self._hidden = self._gone = np.empty(0, dtype=np.int64)
        self._hidden_before = 0
        self._superseded: dict[int, int] = {}  #: numbers of indexed articles by the positions of their new versions
        for k, number in enumerate(numbers.tolist()):
            if number:
                self.indexed[k] = stored[number]
                if version_order(entries[k].article, stored[number]) < 0:
                    self.older.add(k)
                elif stored[number].text != entries[k].article.text:
                    self._superseded[k] = number
        self._members: dict[int, NDArray[np.int64]] = {}
        self._terms, self._term_counts = np.empty(0, dtype=np.uint32), np.empty(0, dtype=np.int64)
        self.hide_before(len(entries))
        texts = list(self._by_text)
        is_new = [not len(found) for found in self._members_of(texts)]
        self._own = MemoryIndex(index.params)
        new = [text for text, is_one in zip(texts, is_new, strict=True) if is_one]
        self._own.add(entries[self._by_text[text][0]] for text in new)
        passages = [self.entries[self._by_text[text][0]].passage_keys for text in new]
        self._own_passages = distinct_values(np.concatenate([*passages, np.empty(0, dtype=np.uint32)]))
        self._own_members = dict(zip(new, self._own.members(new) if new else [], strict=True))

    def lots(self, most: int) -> list[tuple[int, int]]:
        """Cut the inputs into lots of ``most`` at the most, in none of which an indexed article has two states.

        A new version begins a lot, since what it supersedes counts for the inputs before it; an older one is a lot of
        its own, and so is each new one where what it supersedes goes on to count.
        """
        alone = self.older if self._adding else {*self.older, *self._superseded}
        ends = {*range(0, len(self.entries), most), *self._superseded, *alone, *(k + 1 for k in alone)}
        cuts = sorted({0, *ends, len(self.entries)})
        return list(pairwise(cuts))

    def is_past(self, known: Known, position: int) -> bool:
        """True if an indexed article goes on to count for the inputs from a position on, behind a new version of it."""
        k = self.position.get(known.article.id, -1)
        return known.position < 0 and k in self._superseded and k < position

    def hide_before(self, end: int) -> None:
        """Leave out from now on what the inputs before a position supersede, if they are stored, and nothing else."""
        positions = list(self._superseded) if self._adding else []
        if end < self._hidden_before:
            self._hidden, self._gone, self._hidden_before = self._hidden[:0], self._hidden[:0], 0
        fresh = positions[bisect_left(positions, self._hidden_before) : bisect_left(positions, end)]
        self._hidden_before = end
        if fresh:
            numbers = np.array([self._superseded[k] for k in fresh], dtype=np.int64)
            self._hidden = distinct_values(np.concatenate([self._hidden, numbers]))
            texts = self.index.fingerprints_of(numbers).tolist()
            orphaned = [text for text, left in zip(texts, self._members_of(texts), strict=True) if not len(left)]
            self._gone = distinct_values(np.concatenate([self._gone, *(self._members[text] for text in orphaned)]))

    def _in_index(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """Some numbers without those of superseded articles."""
        return numbers[~np.isin(numbers, self._hidden)] if len(self._hidden) else numbers

    def _members_of(self, texts: Sequence[int]) -> list[NDArray[np.int64]]:
        """The indexed articles with each of some texts, superseded ones left out; asked once a text."""
        fresh = [text for text in dict.fromkeys(texts) if text not in self._members]
        if fresh:
            found = self.index.members(fresh, limit=MOST_MEMBERS)
            self._members.update(zip(fresh, found, strict=True))
        return [self._in_index(self._members[text]) for text in texts]

    def same_text(self, entry: Entry) -> NDArray[np.int64]:
        """The numbers under which the text of an input is known: of a very common one not all."""
        own = self._own_members.get(entry.fingerprint)
        return self._members[entry.fingerprint] if own is None else own + INPUT

    def owners(self, kind: Kind, keys: Keys32, limit: int, exact: int = 0) -> Owners:
        """The articles under keys, as :meth:`dedup.index.protocol.Index.owners` gives them.

        Args:
            kind: Of all keys, or of each.
            keys: In any order.
            limit: Numbers to give for each key.
            exact: Up to where counts must be exact; they are up to ``limit``.
        """
        cap = max(limit, exact) + 1 + len(self._gone)
        one = self.index.owners(kind, keys, limit=limit, cap=cap)
        other = self._own.owners(kind, keys, limit=limit, cap=cap) if len(self._own) else None
        if other is None and not len(self._gone):
            return one
        which = np.repeat(np.arange(len(keys)), np.diff(one.bounds))
        stays = ~np.isin(one.numbers, self._gone)
        counts = one.counts - np.bincount(which[~stays], minlength=len(keys))
        which, numbers = which[stays], one.numbers[stays]
        if other is not None:
            counts = counts + other.counts
            which = np.concatenate([which, np.repeat(np.arange(len(keys)), np.diff(other.bounds))])
            numbers = np.concatenate([numbers, other.numbers + INPUT])
            order = np.argsort(which, kind="stable")
            which, numbers = which[order], numbers[order]
        bounds = np.searchsorted(which, np.arange(len(keys) + 1)).astype(np.int64)
        return Owners(bounds, numbers, counts)

    def note_terms(self, terms: Keys32, counts: NDArray[np.int64]) -> None:
        """Keep how many texts lie under some terms, rising: those of the articles that are screened now."""
        self._terms, self._term_counts = terms, counts

    def term_counts(self, terms: Keys32, exact: int) -> NDArray[np.int64]:
        """How many texts lie under each of some terms, exact up to a number at least."""
        places = np.searchsorted(self._terms, terms)
        known = np.append(self._terms, np.uint32(0))[places] == terms
        known &= places < len(self._terms)
        out = np.append(self._term_counts, 0)[places]
        if not known.all():
            out[~known] = self.owners(TERM, terms[~known], 1, exact).counts
        return out

    def judged(self) -> Judged:
        """The verdicts on passage keys that the index keeps."""
        return self.index.judged() if isinstance(self.index, Judging) else NOTHING_JUDGED

    def added_since(self, keys: Keys32) -> NDArray[np.bool_]:
        """Say under which rising passage keys there may be articles beyond those of the verdicts that are kept."""
        out = self.stored_since(keys)
        if len(self._own):
            places = places_among(self._own_passages, keys)
            out[places[places >= 0]] = True
        return out

    def stored_since(self, keys: Keys32) -> NDArray[np.bool_]:
        """Say the same of the articles of the index alone."""
        if not isinstance(self.index, Judging):
            return np.ones(len(keys), dtype=np.bool_)
        return self.index.added_since(keys)

    def removed_since(self) -> bool:
        """True if articles of those verdicts are not looked at any more."""
        return len(self._gone) > 0 or not isinstance(self.index, Judging) or self.index.removed_since()

    def keys_of(self, numbers: NDArray[np.int64]) -> list[Keys]:
        """The keys of articles by number."""
        return self._split(numbers, self.index.keys_of, self._own.keys_of)

    def fingerprints_of(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """The fingerprints of articles by number."""
        return self._joined(numbers, self.index.fingerprints_of, self._own.fingerprints_of)

    def passage_counts_of(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many passage keys articles have, by number."""
        return self._joined(numbers, self.index.passage_counts_of, self._own.passage_counts_of)

    def _joined(
        self,
        numbers: NDArray[np.int64],
        indexed: Callable[[NDArray[np.int64]], NDArray[np.int64]],
        own: Callable[[NDArray[np.int64]], NDArray[np.int64]],
    ) -> NDArray[np.int64]:
        """Ask both sides for their numbers; one integer each, in the order of the numbers."""
        is_own = numbers >= INPUT
        out = np.empty(len(numbers), dtype=np.int64)
        for ask, which, shift in ((indexed, ~is_own, 0), (own, is_own, INPUT)):
            if which.any():
                out[which] = ask(numbers[which] - shift)
        return out

    def articles(self, numbers: NDArray[np.int64]) -> list[Article]:
        """Articles by number."""
        return self._split(numbers, self.index.articles, self._own.articles)

    def _split(
        self,
        numbers: NDArray[np.int64],
        indexed: Callable[[NDArray[np.int64]], list[Found]],
        own: Callable[[NDArray[np.int64]], list[Found]],
    ) -> list[Found]:
        """Ask both sides for their numbers; answers in the order of the numbers."""
        inputs = numbers >= INPUT
        if not inputs.any():
            return indexed(numbers) if len(numbers) else []
        one, other = iter(indexed(numbers[~inputs])), iter(own(numbers[inputs] - INPUT))
        return [next(other) if is_own else next(one) for is_own in inputs.tolist()]

    def group(self, texts: Sequence[int]) -> dict[int, list[Known]]:
        """The articles with each of some texts, given by fingerprint: the indexed ones, then the inputs."""
        found = self._members_of(texts)
        numbers = np.concatenate(found) if found else np.empty(0, dtype=np.int64)
        articles = iter(self.index.articles(numbers) if len(numbers) else [])
        out = {}
        for text, members in zip(texts, found, strict=True):
            known = []
            for _ in range(len(members)):
                article = next(articles)
                k = self.position.get(article.id, -1)
                if k < 0 or k in self.older or k in self._superseded:  # else it is the input itself
                    known.append(Known(article, -1, day_of(article)))
            inputs = [(k, self.entries[k].article) for k in self._by_text.get(text, []) if k not in self.older]
            known += [Known(article, k, day_of(article)) for k, article in inputs]
            out[text] = known
        return out
