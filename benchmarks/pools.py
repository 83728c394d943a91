"""Base texts for planted changes: real or made up, without relatives among themselves."""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import edits, facts_swapped, generator, sets
from dedup.model import Article

_SOURCES = {"id": sets.DETIK, "en": sets.REUTERS, "ar": sets.SAUDI, "de": sets.GERMAN, "es": sets.SPANISH}
_WORDS = re.compile(r"\w+")
_RUN = 10  # words; two texts of a pool share no run of so many
_GRAM, _GRAMS = 5, 5  # and fewer than five runs of five words: hardly a sentence with words changed
_SHORTEST, _LONGEST = 120, 700


@dataclass
class Pool:
    """Unrelated texts of one language, and the words to edit them with."""

    lang: str
    articles: list[Article]
    words: list[str]  #: drawn from at random, a word as often as it occurs
    names: list[str]  #: capitalised words that are never common words
    common: set[str]  #: lower-case words that are no names
    holders: Counter[str]  #: articles that hold a word
    _next: int = field(default=0)

    def take(self, shortest: int = _SHORTEST, longest: int = _LONGEST) -> Article | None:
        """Take an article that was not taken before, of so many words; None if there is none left."""
        for i in range(self._next, len(self.articles)):
            if shortest <= len(self.articles[i].text.split()) <= longest:
                self.articles[i], self.articles[self._next] = self.articles[self._next], self.articles[i]
                self._next += 1
                return self.articles[self._next - 1]
        return None

    def take_unlike(self, others: list[Article]) -> Article | None:
        """Take an article that has at most two rare words in common with any of some others: no twin of theirs."""
        taken = [self._rare(other) for other in others]
        for i in range(self._next, len(self.articles)):
            words = self._rare(self.articles[i])
            if all(len(words & other) <= 2 for other in taken):
                self.articles[i], self.articles[self._next] = self.articles[self._next], self.articles[i]
                self._next += 1
                return self.articles[self._next - 1]
        return None

    def _rare(self, article: Article) -> set[str]:
        """The words of an article that one in fifty of the pool's articles have, or fewer."""
        words = {word.casefold() for word in _WORDS.findall(article.text)}
        return {word for word in words if 50 * self.holders[word] <= len(self.articles)}

    def rest(self) -> list[Article]:
        """The articles that were not taken."""
        return self.articles[self._next :]


def pools(data: Path | None, seed: int, made_up: int = 700) -> list[Pool]:
    """Return one pool a language, from the real sets or, without them, of ``made_up`` generated texts each."""
    rng = random.Random(f"pools {seed}")
    return [_pool(lang, list(unrelated(found, rng))) for lang, found in _candidates(data, rng, made_up)]


def _candidates(data: Path | None, rng: random.Random, made_up: int) -> Iterator[tuple[str, list[Article]]]:
    """The languages with all their texts."""
    if data is not None:
        for lang, name in _SOURCES.items():
            yield lang, sets.articles(data / name)
        return
    for lang in ("id", "en", "ar"):
        texts = generator.texts(rng, lang, made_up, _SHORTEST + 10, 360)
        yield (
            lang,
            [
                Article(
                    id=f"{lang}-{i}",
                    text=text,
                    title=" ".join(text.split()[40:47]).title(),
                    source=f"paper-{i % 7}",
                    published=f"2025-{1 + i % 12:02}-{1 + i % 28:02}",
                    lang=lang,
                )
                for i, text in enumerate(texts)
            ],
        )


def unrelated(articles: Iterable[Article], rng: random.Random) -> Iterator[Article]:
    """Yield, in a random order, articles that share no passage with one another, nor hold one twice.

    No run of ten words is common to two of them, and fewer than five runs of five words. Texts of
    fewer than 120 words are left out, and those with too few sentences to be rearranged.
    """
    shuffled = list(articles)
    rng.shuffle(shuffled)
    seen: set[int] = set()
    holders: dict[int, list[int]] = defaultdict(list)
    for number, article in enumerate(shuffled):
        words = [word.casefold() for word in _WORDS.findall(article.text)]
        runs = _runs(words, _RUN)
        if len(words) < _SHORTEST or len(set(runs)) < len(runs) or not seen.isdisjoint(runs):
            continue
        grams = set(_runs(words, _GRAM))
        shared = Counter(holder for gram in grams for holder in holders.get(gram, ()))
        if shared.most_common(1) and shared.most_common(1)[0][1] >= _GRAMS:
            continue
        if len(edits.sentences(article.text)) < 5:
            continue
        seen.update(runs)
        for gram in grams:
            holders[gram].append(number)
        yield article


def _runs(words: Sequence[str], size: int) -> list[int]:
    """Hashes of all runs of so many words."""
    return [hash(tuple(words[i : i + size])) for i in range(len(words) - size + 1)]


def _pool(lang: str, articles: list[Article]) -> Pool:
    """A pool with its vocabulary."""
    counts: Counter[str] = Counter()
    middle: dict[str, int] = defaultdict(int)
    for article in articles:
        for a, b in edits.cores(article.text):
            word = article.text[a:b]
            if not word.isalpha():
                continue
            counts[word] += 1
            if word[0].isupper() and not facts_swapped.is_sentence_start(article.text, a):
                middle[word] += 1
    lower = {word for word, count in counts.items() if word.islower() and count >= 2}
    names = sorted(w for w, c in middle.items() if c >= 2 and w.istitle() and w.lower() not in lower and len(w) > 2)
    drawn = [word.lower() for word, count in sorted(counts.items()) for _ in range(min(count, 500))]
    holders = Counter(word for article in articles for word in {w.casefold() for w in _WORDS.findall(article.text)})
    return Pool(lang, articles, drawn, names, lower, holders)
