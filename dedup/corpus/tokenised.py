"""Texts tokenised one by one, without keys, for those who compare them pair by pair."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.corpus.chunks import CHUNK_CHARACTERS, chunks_of, columns_by, tokens_of
from dedup.folding import fold_table
from dedup.model import Article
from dedup.params import Params
from dedup.runtime.threads import side_by_side

LEAST_CHARACTERS = 100_000  #: that are tokenised by a thread of their own
STEP = 256  #: words of a long text between two whose places are kept
LONG = 20_000  #: words of a text of which they are
NOWHERE = np.empty(0, dtype=np.int32)


class Tokenised(NamedTuple):
    """What the text of one article becomes, its keys left out."""

    words: NDArray[np.int32]
    flags: NDArray[np.uint8]
    shingle_count: int
    norm: float
    places: NDArray[np.int32] = NOWHERE  #: of a long text, the first character of each ``STEP``-th word


def tokenise_each(
    articles: Sequence[Article],
    params: Params,
    compiled: bool,
    workers: int = 1,
    sizes: Mapping[str, tuple[int, float]] | None = None,
    meanwhile: Callable[[], None] | None = None,
) -> list[Tokenised]:
    """Tokenise some articles, each by itself, without keys.

    Args:
        articles: Whose texts are wanted; their ids do not matter.
        params: Words in a shingle.
        compiled: Use the compiled kernels.
        workers: Threads.
        sizes: By text, its distinct shingles and squared norm where they are known; finding out takes longer than
            tokenising.
        meanwhile: Called in this thread, while others begin if there is much to tokenise.
    """
    known = {} if sizes is None else sizes
    total = sum(len(article.text) for article in articles)
    size = min(CHUNK_CHARACTERS, max(LEAST_CHARACTERS, total // (2 * workers))) if workers > 1 else CHUNK_CHARACTERS
    chunks, threads = list(chunks_of(articles, size)), workers if total >= LEAST_CHARACTERS else 1
    tokenise = partial(_tokenise_chunk, params=params, compiled=compiled, sizes=known)
    parts = side_by_side(tokenise, threads, chunks, meanwhile=meanwhile)
    return [each for part in parts for each in part]


def _tokenise_chunk(
    articles: list[Article], params: Params, compiled: bool, sizes: Mapping[str, tuple[int, float]]
) -> list[Tokenised]:
    """Tokenise one chunk without keys."""
    if all(article.text in sizes for article in articles):
        tokens = tokens_of([article.text for article in articles], compiled)
        words, flags, counts, starts = tokens.words, tokens.flags, np.diff(tokens.bounds), tokens.starts
        found = [sizes[article.text] for article in articles]
    else:
        column = columns_by(fold_table(), articles, params, compiled, keyed=False)
        words, flags, counts, starts = column.words, column.flags, column.word_counts, NOWHERE
        found = list(zip(column.shingle_counts.tolist(), column.norms.tolist(), strict=True))
    bounds = [0, *np.cumsum(counts).tolist()]
    return [
        Tokenised(
            words[low:high].copy(), flags[low:high].copy(), *each,
            starts[low:high:STEP].copy() if high - low > LONG else NOWHERE,
        )
        for low, high, each in zip(bounds[:-1], bounds[1:], found, strict=True)
    ]  # fmt: skip
