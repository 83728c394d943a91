"""Texts as they were tokenised, kept from check to check: the same partners come again and again.

What is kept is bounded in bytes; the texts that were not asked for longest go first.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from dedup.corpus.corpus import Corpus, compile_for, corpus_of, tokenised_in
from dedup.corpus.tokenised import Tokenised, tokenise_each
from dedup.index.protocol import Keys, Keys32, Size
from dedup.model import Article
from dedup.params import Params
from dedup.screen.view import INPUT, View

MOST_BYTES = 8 << 20  #: of words and texts that are kept
_OVERHEAD = 600  # bytes of objects around a text


class Texts:
    """Makes corpora of articles to measure, without keys but for passages where they are given."""

    def __init__(
        self, params: Params, most_bytes: int = MOST_BYTES, workers: int = 1, *, sizes_count: bool = False
    ) -> None:
        """Keep nothing yet.

        Args:
            params: How texts are tokenised.
            most_bytes: Bound on what is kept.
            workers: Threads.
            sizes_count: The sizes that the index knows were found with these parameters.
        """
        self._sizes_count = sizes_count
        self.workers = workers  #: threads; may be set from check to check
        self._params, self._most_bytes = params, most_bytes
        self._kept: dict[str, Tokenised] = {}
        self._numbers: dict[str, list[int]] = {}  # of the articles with a text that is kept
        self._texts: dict[int, str] = {}
        self._bytes = 0

    def take(self, corpus: Corpus) -> None:
        """Keep the articles of a corpus that was made with the same sizes of words and passages."""
        for article, tokenised in zip(corpus.articles, tokenised_in(corpus), strict=True):
            self._keep(article.text, tokenised)
        self._shrink()

    def of_numbers(self, view: View, numbers: Sequence[int], keys: Mapping[int, Keys]) -> Corpus:
        """Make a corpus of articles of a view, in the order of their numbers; they have neither ids nor titles.

        Args:
            view: What is looked at.
            numbers: Of the articles, one at least.
            keys: Of these articles, by number, among others.
        """
        fresh = [number for number in numbers if number not in self._texts]
        read = zip(fresh, view.articles(np.array(fresh, dtype=np.int64)), strict=True)
        texts = {number: article.text for number, article in read}
        both = [texts[number] if number in texts else self._texts[number] for number in numbers]
        sizes = {text: keys[number].size for number, text in texts.items()}
        out = self.corpus([Article(f"{k:09}", text) for k, text in enumerate(both)], sizes)
        for number in fresh:
            if number < INPUT and (text := texts[number]) in self._kept:
                self._texts[number] = text
                self._numbers.setdefault(text, []).append(number)
        return out

    def corpus(
        self,
        articles: Sequence[Article],
        sizes: Mapping[str, Size],
        passage_keys: Sequence[Keys32] | None = None,
        meanwhile: Callable[[], None] | None = None,
    ) -> Corpus:
        """Make a corpus of articles.

        Args:
            articles: With distinct ids, one at least.
            sizes: By text, those that the index knows; they count if its keys are made as here.
            passage_keys: Of each article; None leaves them out.
            meanwhile: Called in this thread, while others begin to tokenise; it may make corpora, too.
        """
        compiled = compile_for(articles)
        found = {article.text: self._kept.get(article.text) for article in articles}
        fresh = [Article("", text) for text, tokenised in found.items() if tokenised is None]
        known_sizes = sizes if self._sizes_count else None
        made = tokenise_each(fresh, self._params, compiled, self.workers, known_sizes, meanwhile)
        found.update((each.text, tokenised) for each, tokenised in zip(fresh, made, strict=True))
        known = {text: tokenised for text, tokenised in found.items() if tokenised is not None}
        for text, tokenised in known.items():
            self._keep(text, tokenised)
        keys = None if passage_keys is None else [each.astype(np.int32) for each in passage_keys]
        out = corpus_of(articles, [known[article.text] for article in articles], keys, compiled)
        self._shrink()
        return out

    def _keep(self, text: str, tokenised: Tokenised) -> None:
        """Keep a text as the one asked for last."""
        if self._kept.pop(text, None) is None:
            self._bytes += _size(text, tokenised)
        self._kept[text] = tokenised

    def _shrink(self) -> None:
        """Let go of the texts that were not asked for longest."""
        while self._bytes > self._most_bytes:
            text = next(iter(self._kept))
            self._bytes -= _size(text, self._kept.pop(text))
            for number in self._numbers.pop(text, ()):
                del self._texts[number]


def _size(text: str, tokenised: Tokenised) -> int:
    """About the bytes that a text takes."""
    width = 1 if text.isascii() else 2
    return width * len(text) + 5 * len(tokenised.words) + _OVERHEAD
