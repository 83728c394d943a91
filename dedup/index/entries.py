"""Articles to index entries: the one place where the index meets the columns of a corpus."""

import hashlib
from collections.abc import Iterable

import numpy as np

from dedup.corpus.corpus import Corpus, Keys, build_corpus
from dedup.index.protocol import Entry, Keys32, Size
from dedup.model import Article
from dedup.params import Params


def make_entries(
    articles: Iterable[Article], params: Params, *, workers: int = 1, compiled: bool | None = None
) -> tuple[list[Entry], list[Article]]:
    """Tokenise articles and compute the keys that they are found under.

    Args:
        articles: With distinct ids.
        params: Those of the index, its seed among them.
        workers: Threads.
        compiled: Force or forbid compiled kernels; by default the size of the input decides.

    Returns:
        One entry for each article with words, in the order of the ids, and the articles without words.
    """
    corpus = build_corpus(articles, params, workers=workers, compiled=compiled)
    entries = entries_of(corpus)
    return entries, [a for a, low, high in zip(corpus.articles, corpus.low, corpus.high, strict=True) if low == high]


def entries_of(corpus: Corpus) -> list[Entry]:
    """Return the entries of a corpus, in its order, articles without words left out."""
    bands, passages, terms = (_sorted_keys(keys) for keys in (corpus.bands, corpus.passages, corpus.terms))
    fingerprints, counts, norms = (
        column.tolist() for column in (corpus.fingerprints, corpus.shingle_counts, corpus.norms)
    )
    low, high = corpus.low.tolist(), corpus.high.tolist()
    words = np.ascontiguousarray(corpus.words, dtype="<i4").data.cast("B")
    return [
        Entry(
            article, fingerprints[k], hashlib.blake2b(words[4 * low[k] : 4 * high[k]], digest_size=16).digest(),
            bands[k], passages[k], terms[k], Size(counts[k], norms[k]),
        )
        for k, article in enumerate(corpus.articles)
        if low[k] < high[k]
    ]  # fmt: skip


def _sorted_keys(keys: Keys) -> list[Keys32]:
    """Split keys by their articles, each part sorted and without repeats."""
    n = len(keys.owners)
    packed = (np.repeat(keys.owners.astype(np.int64), np.diff(keys.bounds)) << 32) | keys.keys
    packed.sort()
    if len(packed) > 1:
        packed = packed[np.concatenate(([True], packed[1:] != packed[:-1]))]
    short = packed.astype(np.uint32)
    bounds = np.searchsorted(packed, np.arange(n + 1, dtype=np.int64) << 32).tolist()
    return [short[bounds[k] : bounds[k + 1]] for k in range(n)]


def content_digest(article: Article) -> str:
    """Return the digest of an article's text that decisions are kept under: 32 hexadecimal digits.

    >>> content_digest(Article("a", "One text.")) == content_digest(Article("b", "One text.", title="T"))
    True
    """
    return hashlib.blake2b(article.text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
