"""Whether what articles of a view share is a story that several of them hold whole, and no furniture.

The rule is that of ``dedup.furniture.whole_stories``. What was found out about articles of an index is kept from check
to check; texts are read only where nearly all passages of one stand in others.
"""

from collections.abc import Callable, Sequence

import numpy as np

from dedup.corpus.corpus import Corpus
from dedup.furniture.whole_stories import EDGE_KEYS, has_run, is_prose, suits_titles
from dedup.index.protocol import Keys
from dedup.rising import among
from dedup.runtime.kernels import run
from dedup.screen.texts import Texts
from dedup.screen.view import INPUT, View

KEPT = 200_000  #: answers that are kept, of each kind

Within = tuple[int, int]  #: numbers: of a story, and of an article that may hold it whole
Compared = dict[Within, bool]
Compare = Callable[[View, Sequence[Within], dict[int, Keys]], Compared]


class _Answers:
    """What is known of stories and articles that may hold them; of inputs it is forgotten with the check."""

    def __init__(self, compare: Compare) -> None:
        """Know nothing.

        Args:
            compare: Finds out about pairs.
        """
        self._compare, self._known, self._passing = compare, Compared(), list[Within]()

    def begin(self) -> None:
        """Forget what was known of inputs; begin anew when it is too much."""
        for pair in self._passing:
            self._known.pop(pair, None)
        self._passing.clear()
        if len(self._known) > KEPT:
            self._known.clear()

    def get(self, pair: Within) -> bool | None:
        """What is known of a pair."""
        return self._known.get(pair)

    def note(self, found: Compared) -> None:
        """Take note."""
        self._known.update(found)
        self._passing += [pair for pair in found if max(pair) >= INPUT]

    def are_held(self, view: View, groups: Sequence[Sequence[Within]], keys: dict[int, Keys]) -> list[bool]:
        """Say of each group whether three quarters of its articles hold its story; compare as few as tell."""
        out, open_ = [False] * len(groups), list(range(len(groups)))
        while open_:
            asked, waiting = set[Within](), list[int]()
            for k in open_:
                known = [self._known.get(pair) for pair in groups[k]]
                left = (len(known) >> 2) + 1 - known.count(False)
                if left > 0 and None in known:
                    asked.update([pair for pair, answer in zip(groups[k], known, strict=True) if answer is None][:left])
                    waiting.append(k)
                else:
                    out[k] = left > 0
            open_ = waiting
            if asked:
                self.note(self._compare(view, sorted(asked), keys))
        return out


class Stories:
    """Tells groups of articles that share a story; keeps what was found out about an index."""

    def __init__(self, texts: Texts) -> None:
        """Start knowing nothing.

        Args:
            texts: Tokenises what is read.
        """
        self._texts = texts
        self._by_keys, self._by_words = _Answers(_compare_keys), _Answers(self._compare_words)

    def shared_in(self, view: View, groups: Sequence[Sequence[int]], keys: dict[int, Keys]) -> list[bool]:
        """Say of each group of articles that are not related otherwise whether what they share is a story.

        Args:
            view: What is looked at.
            groups: All articles under a passage, by number.
            keys: Those of some articles; more are added.
        """
        if not groups:
            return []
        self._by_keys.begin()
        self._by_words.begin()
        pairs = [
            [(story, number) for number in group if number != story]
            for story, group in zip(_shortest(view, groups), groups, strict=True)
        ]
        held = self._by_keys.are_held(view, pairs, keys)
        left = [group for group, is_held in zip(pairs, held, strict=True) if is_held]
        self._by_words.note({pair: False for group in left for pair in group if not self._by_keys.get(pair)})
        are_whole = iter(self._by_words.are_held(view, left, keys))
        held = [is_held and next(are_whole) for is_held in held]
        stories = {group[0][0] for group, is_held in zip(pairs, held, strict=True) if is_held}
        suited = {story for story in sorted(stories) if self._suits_titles(view, story, keys)}
        return [is_held and group[0][0] in suited for group, is_held in zip(pairs, held, strict=True)]

    def _compare_words(self, view: View, pairs: Sequence[Within], keys: dict[int, Keys]) -> Compared:
        """Say of pairs whether the first is a story that stands whole in the second."""
        corpus, row = self._corpus(view, {story for story, _ in pairs}, keys)
        flags, low, high = corpus.flags, corpus.low, corpus.high
        prose = {story for story, k in row.items() if run(is_prose, corpus.compiled, flags, int(low[k]), int(high[k]))}
        out = dict.fromkeys(pairs, False)
        asked = [pair for pair in pairs if pair[0] in prose]
        if asked:
            corpus, row = self._corpus(view, {number for pair in asked for number in pair}, keys)
            bounds = {number: (int(corpus.low[k]), int(corpus.high[k])) for number, k in row.items()}
            for pair in asked:
                out[pair] = bool(run(has_run, corpus.compiled, corpus.words, *bounds[pair[0]], *bounds[pair[1]]))
        return out

    def _suits_titles(self, view: View, story: int, keys: dict[int, Keys]) -> bool:
        """Say whether the titles of all articles with the text of a story suit it."""
        [text] = view.fingerprints_of(np.array([story], dtype=np.int64)).tolist()
        titles = [known.article.title for known in view.group([text])[text]]
        return suits_titles(titles, self._corpus(view, {story}, keys)[0].words)

    def _corpus(self, view: View, numbers: set[int], keys: dict[int, Keys]) -> tuple[Corpus, dict[int, int]]:
        """Read articles; return their corpus, and which of it each is."""
        _read_keys(view, numbers, keys)
        rising = sorted(numbers)
        return self._texts.of_numbers(view, rising, keys), {number: k for k, number in enumerate(rising)}


def _compare_keys(view: View, pairs: Sequence[Within], keys: dict[int, Keys]) -> Compared:
    """Say of pairs whether the article has nearly all passage keys of the story."""
    _read_keys(view, {number for pair in pairs for number in pair}, keys)
    out = Compared()
    for story, number in pairs:
        own, others = keys[story].passage, keys[number].passage
        out[story, number] = len(own) <= EDGE_KEYS + int(among(own, others).sum())
    return out


def _shortest(view: View, groups: Sequence[Sequence[int]]) -> list[int]:
    """The article of each group with the fewest passage keys, then the least fingerprint."""
    numbers = np.array(sorted({number for group in groups for number in group}), dtype=np.int64)
    counts, prints = view.passage_counts_of(numbers).tolist(), view.fingerprints_of(numbers).tolist()
    rank = {number: each for number, *each in zip(numbers.tolist(), counts, prints, strict=True)}
    return [min(group, key=rank.__getitem__) for group in groups]


def _read_keys(view: View, numbers: set[int], keys: dict[int, Keys]) -> None:
    """Add the keys of articles to those that are known."""
    fresh = sorted(numbers - keys.keys())
    if fresh:
        keys.update(zip(fresh, view.keys_of(np.array(fresh, dtype=np.int64)), strict=True))
