"""Many articles as columns: their words, fingerprints, norms and keys.

Articles are numbered in the order of their ids, whatever order they came in, so that
everything after this stage is the same for any input order. Texts are tokenised chunk
by chunk, in threads, while the caller's iterator goes on reading.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.corpus.chunks import Columns, Growing, chunks_of, columns_of
from dedup.corpus.tokenised import Tokenised
from dedup.keys import BAND, PASSAGE, TERM
from dedup.model import Article, Progress
from dedup.params import Params
from dedup.runtime import kernels
from dedup.runtime.threads import executor

#: Inputs that weigh more (:func:`weight_of`) load the compiled kernels; interpreting less is quicker than loading.
COMPILE_CHARACTERS = 90_000
COLD_CHARACTERS = 600_000  #: the same on a machine where they have to be compiled first; not if the other is 0: always



class Keys(NamedTuple):
    """The keys of one kind of n articles, 31 bits each, in the order in which the articles were read."""

    kind: int
    keys: NDArray[np.int32]
    bounds: NDArray[np.int64]  #: shape ``(n + 1,)``: where those of each article lie
    owners: NDArray[np.int32]  #: shape ``(n,)``: the number of the article that was read first, second, ...


class Corpus(NamedTuple):
    """The columns of n articles in the order of their ids.

    ``words`` and ``flags`` are in reading order; article k has words [low[k], high[k]).
    """

    articles: list[Article]
    low: NDArray[np.int64]
    high: NDArray[np.int64]
    words: NDArray[np.int32]
    flags: NDArray[np.uint8]
    fingerprints: NDArray[np.int64]
    shingle_counts: NDArray[np.int32]  #: distinct shingles
    norms: NDArray[np.float64]  #: squared TF-IDF norms
    bands: Keys
    passages: Keys
    terms: Keys
    compiled: bool  #: whether the compiled kernels are in use
    places: Mapping[int, NDArray[np.int32]] = MappingProxyType({})  #: of long texts, where some words stand; by number

    def lengths(self, articles: NDArray[Any]) -> NDArray[np.int64]:
        """Words of some articles, whose time does not depend on how many others there are."""
        return np.asarray(self.high[articles] - self.low[articles], dtype=np.int64)


def _start(articles: Iterable[Article]) -> tuple[list[Article], Iterator[Article], bool]:
    """Read until it is clear whether the input is a small one."""
    stream, first, size, limit = iter(articles), [], 0, COMPILE_CHARACTERS
    for article in stream:
        first.append(article)
        size += weight_of(article.text)
        if 0 < limit == COMPILE_CHARACTERS < size and kernels.is_cold():
            limit = COLD_CHARACTERS
        if size > limit:
            return first, stream, True
    return first, stream, False


def build_corpus(
    articles: Iterable[Article],
    params: Params,
    *,
    workers: int = 1,
    compiled: bool | None = None,
    progress: Progress | None = None,
    notify: Callable[[str], None] | None = None,
) -> Corpus:
    """Tokenise all articles and compute their keys.

    Args:
        articles: With distinct ids; read once, in the caller's thread.
        params: Sizes, seed and counts of the keys.
        workers: Threads that run the kernels.
        compiled: Force or forbid compiled kernels; by default the size of the input decides.
        progress: Called with ("reading", articles so far, 0).
        notify: Called with one line once kernels must be compiled.

    Returns:
        The columns, in the order of the ids.
    """
    first, rest, large = _start(articles) if compiled is None else ([], iter(articles), compiled)
    if large:
        kernels.compile_kernels(notify)
    everything: list[Article] = []
    done = Growing()
    waiting: list[Future[Columns]] = []
    with executor(workers) as pool:
        for chunk in chunks_of(_both(first, rest)):
            everything.extend(chunk)
            waiting.append(pool.submit(columns_of, chunk, params, large))
            if len(waiting) > workers + 2:
                done.append(waiting.pop(0).result())
            if progress:
                progress("reading", len(everything), 0)
        while waiting:
            done.append(waiting.pop(0).result())
    return _assemble(everything, done.columns(), params.band_count, large)


def _both(first: list[Article], rest: Iterator[Article]) -> Iterator[Article]:
    """The articles read ahead, let go one by one, then the others."""
    yield from first
    first.clear()
    yield from rest


def _keys(kind: int, keys: NDArray[np.int32], counts: NDArray[np.int64], owners: NDArray[np.int32]) -> Keys:
    """The keys of one kind with their bounds."""
    bounds = np.zeros(len(owners) + 1, dtype=np.int64)
    np.cumsum(counts, out=bounds[1:])
    return Keys(kind, keys, bounds, owners)


def _assemble(articles: list[Article], column: Columns, band_count: int, compiled: bool) -> Corpus:
    """Number the articles by id."""
    n = len(articles)
    order = sorted(range(n), key=[article[0] for article in articles].__getitem__)
    position = np.array(order, dtype=np.int64)
    rank = np.empty(n, dtype=np.int32)
    rank[position] = np.arange(n, dtype=np.int32)
    high = np.cumsum(column.word_counts)
    bands = np.full(n, band_count, dtype=np.int64)
    return Corpus(
        articles=[articles[k] for k in order],
        low=(high - column.word_counts)[position],
        high=high[position],
        words=column.words,
        flags=column.flags,
        fingerprints=column.fingerprints[position],
        shingle_counts=column.shingle_counts[position],
        norms=column.norms[position],
        bands=_keys(BAND, column.band_keys, bands, rank),
        passages=_keys(PASSAGE, column.passage_keys, column.passage_counts, rank),
        terms=_keys(TERM, column.term_keys, column.term_counts, rank),
        compiled=compiled,
    )


def places_of(keys: Keys) -> NDArray[np.int64]:
    """For each article where its keys lie: between that bound and the next."""
    out = np.empty(len(keys.owners), dtype=np.int64)
    out[keys.owners] = np.arange(len(out))
    return out


def without_keys(corpus: Corpus) -> Corpus:
    """The corpus without the keys of its articles, for which nobody asks once pairs are found: 600 bytes an article."""
    nothing = Keys(0, np.empty(0, dtype=np.int32), np.zeros(1, dtype=np.int64), np.empty(0, dtype=np.int32))
    return corpus._replace(bands=nothing, passages=nothing, terms=nothing)


def weight_of(text: str) -> int:
    """Return the characters of a text, each twice where not all are ASCII: what decides about compiled kernels."""
    return len(text) if text.isascii() else 2 * len(text)


def is_worth_compiling(weight: int) -> bool:
    """Say whether inputs of some weight, perhaps one after the other, are worth the compiled kernels."""
    if kernels.is_loaded():
        return True
    return weight > (COLD_CHARACTERS if kernels.is_cold() else COMPILE_CHARACTERS)


def compile_for(articles: Sequence[Article]) -> bool:
    """Say whether the compiled kernels are to run on some articles; then they are at hand."""
    large = kernels.is_loaded() or _start(articles)[2]
    if large:
        kernels.compile_kernels()
    return large


def tokenised_in(corpus: Corpus) -> list[Tokenised]:
    """The articles of a corpus, each by itself, in the order of their ids."""
    columns = (corpus.low, corpus.high, corpus.shingle_counts, corpus.norms)
    return [
        Tokenised(corpus.words[low:high].copy(), corpus.flags[low:high].copy(), *each)
        for low, high, *each in zip(*(column.tolist() for column in columns), strict=True)
    ]


def corpus_of(
    articles: Sequence[Article],
    tokenised: Sequence[Tokenised],
    passage_keys: Sequence[NDArray[np.int32]] | None,
    compiled: bool,
) -> Corpus:
    """Put articles that are tokenised already together; they have no fingerprints, no bands and no terms.

    Args:
        articles: With distinct ids, one at least.
        tokenised: What each became.
        passage_keys: Those of each, in any order; None leaves them out.
        compiled: Whether the compiled kernels are at hand.
    """
    nothing, none = np.empty(0, dtype=np.int32), np.zeros(len(articles), dtype=np.int64)
    keys = [nothing] * len(articles) if passage_keys is None else passage_keys
    words, flags, shingle_counts, norms, places = zip(*tokenised, strict=True)
    columns = Columns(
        np.concatenate(words), np.concatenate(flags), np.array([len(each) for each in words]),
        np.zeros(len(articles), dtype=np.int64), np.array(shingle_counts, dtype=np.int32), np.array(norms),
        nothing, np.concatenate(keys), np.array([len(each) for each in keys]), nothing, none,
    )  # fmt: skip
    out = _assemble(list(articles), columns, 0, compiled)
    long = {article.id: each for article, each in zip(articles, places, strict=True) if len(each)}
    return out._replace(places={k: long[a.id] for k, a in enumerate(out.articles) if a.id in long} if long else {})
