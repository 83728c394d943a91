"""Where the words of articles stand in their texts: spans in characters, found by tokenising them again.

A corpus keeps no spans: those of its words would be as large as all the rest, and few of them are asked for.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.corpus.chunks import tokens_of
from dedup.corpus.corpus import Corpus
from dedup.corpus.tokenised import STEP
from dedup.rising import distinct_values
from dedup.runtime.threads import side_by_side, words_at_least

WORDS_AT_ONCE = 200_000  #: words of the articles that are tokenised again in one go


class Spans(NamedTuple):
    """Word spans of some articles: article k has rows [offset[k], …)."""

    offset: dict[int, int]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]


def word_spans(corpus: Corpus, articles: Sequence[int]) -> Spans:
    """Tokenise some articles again for the spans of all their words."""
    tokens = tokens_of([corpus.articles[k].text for k in articles], corpus.compiled)
    count = int(tokens.bounds[-1])
    offset = dict(zip(articles, tokens.bounds.tolist(), strict=False))
    return Spans(offset, tokens.starts[:count].copy(), tokens.ends[:count].copy())


def _in_pieces(
    corpus: Corpus, article: int, first: NDArray[np.int32], last: NDArray[np.int32]
) -> NDArray[np.int32] | None:
    """Find runs of words in a long text by tokenising again only what lies around them; None if that fails.

    A piece begins where a word does. Should it have other words than the text has there, the whole must be tokenised.
    """
    text, words = corpus.articles[article].text, corpus.words[corpus.low[article] : corpus.high[article]]
    edges, first_block, last_block = np.append(corpus.places[article], len(text)), first // STEP, last // STEP
    blocks = distinct_values(np.concatenate(list(map(np.arange, first_block, last_block + 1))))
    begins = blocks[np.diff(blocks, prepend=-2) != 1]
    ends = blocks[np.diff(blocks, append=len(edges) + 1) != 1] + 1
    pieces = list(zip(begins.tolist(), ends.tolist(), strict=True))
    tokens = tokens_of([text[edges[a] : edges[b]] for a, b in pieces], corpus.compiled)
    wanted = np.concatenate([words[STEP * a : STEP * b] for a, b in pieces])
    if not np.array_equal(wanted, tokens.words[: tokens.bounds[-1]]):
        return None
    piece = np.searchsorted(begins, first_block, side="right") - 1
    shift = tokens.bounds[piece] - STEP * begins[piece]
    found = np.stack([tokens.starts[shift + first], tokens.ends[shift + last]], axis=1)
    return np.asarray(found + edges[begins[piece]][:, None], dtype=np.int32)


def character_spans(
    corpus: Corpus,
    articles: NDArray[np.int32],
    first: NDArray[np.int32],
    last: NDArray[np.int32],
    workers: int,
) -> NDArray[np.int32]:
    """Find where runs of words stand in the texts of their articles; each article is tokenised once.

    Args:
        corpus: The articles.
        articles: The article of each run, shape ``(n,)``, in any order.
        first: The first word of each run, counted from the article's start.
        last: The last word of each.
        workers: Threads.

    Returns:
        Start and end of each run in characters, shape ``(n, 2)``.

    >>> from dedup.corpus.corpus import build_corpus
    >>> from dedup.model import Article
    >>> from dedup.params import Params
    >>> corpus = build_corpus([Article("a", "The old bridge is shut.")], Params())
    >>> character_spans(corpus, np.array([0]), np.array([1]), np.array([2]), 1).tolist()
    [[4, 14]]
    """
    out = np.empty((len(articles), 2), dtype=np.int32)
    is_open = np.ones(len(articles), dtype=np.bool_)
    for article in corpus.places:
        runs = np.flatnonzero(articles == article)
        found = _in_pieces(corpus, article, first[runs], last[runs]) if len(runs) else None
        if found is not None:
            out[runs], is_open[runs] = found, False
    order = np.flatnonzero(is_open)
    order = order[np.argsort(articles[order], kind="stable")]
    grouped = articles[order]
    bounds = np.append(np.flatnonzero(np.diff(grouped, prepend=-1)), len(grouped))
    which = grouped[bounds[:-1]]
    read = np.cumsum(corpus.high[which] - corpus.low[which])

    def part(start: int, end: int) -> None:
        tokens = tokens_of([corpus.articles[k].text for k in which[start:end].tolist()], corpus.compiled)
        asked = order[bounds[start] : bounds[end]]
        offset = np.repeat(tokens.bounds[:-1], np.diff(bounds[start : end + 1]))
        out[asked, 0] = tokens.starts[offset + first[asked]]
        out[asked, 1] = tokens.ends[offset + last[asked]]

    total = int(read[-1]) if len(read) else 0
    size = min(WORDS_AT_ONCE, max(words_at_least(), total // workers))
    cuts = np.unique(np.searchsorted(read, range(size, total, size))).tolist()
    starts = [0, *(cut for cut in cuts if 0 < cut < len(which))]
    side_by_side(part, workers, starts, [*starts[1:], len(which)])
    return out
