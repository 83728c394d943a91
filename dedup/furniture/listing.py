"""What is furniture, for people to look at: learnt passages with their texts, and where a user's phrases stand.

Furniture is learnt as keys (``dedup.furniture.furniture``). Keys that follow one another at the same distance in
most of their articles are one passage here; each key belongs to one passage. Nothing is decided here.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.corpus.chunks import KEY_SHIFT
from dedup.corpus.corpus import Corpus
from dedup.corpus.spans import word_spans
from dedup.furniture.beside import BRIDGE
from dedup.keys import PASSAGE, salted
from dedup.model import Furniture, Span
from dedup.params import Params
from dedup.runtime.kernels import run
from dedup.shingles import write_grams
from dedup.tokens import CHARACTER, tokenise

MOST_SOURCES = 20  #: named in one entry, those with most articles first
EDGE = 24  #: words before the first and behind the last key that are looked at: keys are sampled and miss the edges
SAMPLE = 16  #: articles that say how far a passage reaches beyond its keys


class Hit(NamedTuple):
    """A furniture key where it first stands in an article."""

    key: int
    first: int  #: position of its first word in the article
    last: int  #: and one beyond its last


class _Place(NamedTuple):
    """Where some keys of one passage stand in a row, in one article."""

    keys: int  #: how many
    article: int  #: its number
    first: int
    last: int


def list_furniture(corpus: Corpus, keys: NDArray[np.int32], params: Params) -> list[Furniture]:
    """List the passages that were learnt to be furniture.

    Args:
        corpus: The articles.
        keys: Furniture keys, as ``dedup.furniture.furniture.learn_furniture`` returns them.
        params: Sizes of the n-grams.

    Returns:
        The passages, those in most articles first; each text is taken from an article that has all of it.
    """
    hits = dict(_hits(corpus, keys, params))
    passage_of = _passages(hits)
    holders: dict[int, set[int]] = {}
    fullest: dict[int, list[_Place]] = {}
    for number, found in hits.items():
        for place, passage in _places(number, found, passage_of):
            holders.setdefault(passage, set()).add(number)
            places = fullest.setdefault(passage, [place])
            if place.keys > places[0].keys:
                fullest[passage] = [place]
            elif place.keys == places[0].keys and number != places[-1].article and len(places) < SAMPLE:
                places.append(place)
    best = {passage: _extended(corpus, places) for passage, places in fullest.items()}
    spans = word_spans(corpus, sorted({place.article for place in best.values()}))
    out = []
    for passage, place in best.items():
        offset, article = spans.offset[place.article], corpus.articles[place.article]
        start, end = int(spans.starts[offset + place.first]), int(spans.ends[offset + place.last - 1])
        sources = Counter(corpus.articles[k].source for k in holders[passage])
        named = sorted(((name, count) for name, count in sources.items() if name), key=lambda each: (-each[1], each[0]))
        count = len(holders[passage])
        out.append(
            Furniture(
                article.text[start:end], place.last - place.first, count, tuple(named[:MOST_SOURCES]), article.id,
                (start, end),
            )
        )  # fmt: skip
    return sorted(out, key=lambda each: (-each.articles, each.text, each.example))


def _hits(corpus: Corpus, keys: NDArray[np.int32], params: Params) -> Iterator[tuple[int, list[Hit]]]:
    """Find for each article, in their order, where its own furniture keys first stand."""
    held = corpus.passages
    is_furniture = np.isin(held.keys, keys)
    rows = np.flatnonzero(np.diff(np.concatenate([[0], np.cumsum(is_furniture)])[held.bounds]) > 0)
    for row in rows[np.argsort(held.owners[rows], kind="stable")].tolist():
        part = slice(held.bounds[row], held.bounds[row + 1])
        article = int(held.owners[row])
        low, high = int(corpus.low[article]), int(corpus.high[article])
        grams = np.empty(high - low, dtype=np.int64)
        size, characters = params.passage_size, params.passage_characters
        count = run(write_grams, corpus.compiled, corpus.words, corpus.flags, low, high, size, characters, grams)
        widths = np.where(corpus.flags[low:high] & CHARACTER, characters, size)
        firsts = np.flatnonzero(np.arange(high - low) + widths <= high - low)
        if len(firsts) == 0:
            firsts, widths = np.zeros(1, dtype=np.int64), np.full(high - low, high - low)
        whole: Any = grams[:count]
        salty: Any = salted(whole, PASSAGE)  # a kernel over whole arrays: products wrap as they must
        found = (salty >> KEY_SHIFT).astype(np.int32)
        wanted = np.flatnonzero(np.isin(found, held.keys[part][is_furniture[part]]))
        each = {int(found[k]): int(firsts[k]) for k in wanted[::-1]}  # the first of each stays
        yield (
            article,
            sorted(
                (Hit(key, first, first + int(widths[first])) for key, first in each.items()), key=lambda hit: hit.first
            ),
        )


def _passages(hits: dict[int, list[Hit]]) -> dict[int, int]:
    """Return for each key the first key of the passage that it is part of."""
    articles: Counter[int] = Counter()
    steps: Counter[tuple[int, int, int]] = Counter()
    for found in hits.values():
        articles.update(hit.key for hit in found)
        steps.update(
            (one.key, two.key, two.first - one.first) for one, two in pairwise(found) if two.first - one.last <= BRIDGE
        )
    start_of = {key: key for key in articles}
    members = {key: [key] for key in articles}
    most = dict(articles)  # articles of the commonest key of a passage, by its first key
    for (one, two, _), count in sorted(steps.items(), key=lambda step: (-step[1], step[0])):
        start = start_of[one]
        if start_of[two] != two or start == two or members[start][-1] != one:
            continue  # another came first, or the passage would bite its tail
        if 2 * count > max(most[start], most[two]):
            start_of.update(dict.fromkeys(members[two], start))
            members[start] += members.pop(two)
            most[start] = max(most[start], most.pop(two))
    return start_of


def _places(article: int, hits: Sequence[Hit], passage_of: dict[int, int]) -> Iterator[tuple[_Place, int]]:
    """Give out the runs of keys of one passage in an article, and the passage of each."""
    start = 0
    for k, hit in enumerate(hits):
        passage = passage_of[hit.key]
        if k + 1 < len(hits) and passage_of[hits[k + 1].key] == passage and hits[k + 1].first - hit.last <= BRIDGE:
            continue
        yield _Place(k + 1 - start, article, hits[start].first, max(h.last for h in hits[start : k + 1])), passage
        start = k + 1


def _extended(corpus: Corpus, places: Sequence[_Place]) -> _Place:
    """Return the place of a passage in one article, with the words around its keys that most articles share."""
    for step in (-1, 1):
        for _ in range(EDGE):
            beside = [_word_beside(corpus, place, step) for place in places]
            word, count = Counter(beside).most_common(1)[0]
            if word is None or 2 * count <= len(places):
                break
            places = [place for place, own in zip(places, beside, strict=True) if own == word]
            places = [p._replace(first=p.first - 1) if step < 0 else p._replace(last=p.last + 1) for p in places]
    return places[0]


def _word_beside(corpus: Corpus, place: _Place, step: int) -> int | None:
    """Return the word before a place (``step`` -1) or behind it; None at the edge of the text."""
    at = int(corpus.low[place.article]) + (place.first - 1 if step < 0 else place.last)
    return int(corpus.words[at]) if corpus.low[place.article] <= at < corpus.high[place.article] else None


def phrases_found(corpus: Corpus, phrases: Sequence[str]) -> list[dict[str, object]]:
    """Say which of a user's phrases stand in the two articles of a corpus, and where, in characters of the text."""
    spans = word_spans(corpus, [0, 1])
    out: list[dict[str, object]] = []
    for phrase in phrases:
        wanted = tokenise(phrase).words
        sides: list[list[Span]] = []
        for article in (0, 1):
            words, offset = corpus.words[corpus.low[article] : corpus.high[article]], spans.offset[article]
            sides.append(
                [
                    (int(spans.starts[offset + k]), int(spans.ends[offset + k + len(wanted) - 1]))
                    for k in _occurrences(words, wanted)
                ]
            )
        if any(sides):
            out.append({"text": phrase, "left": sides[0], "right": sides[1]})
    return out


def _occurrences(words: NDArray[np.int32], wanted: NDArray[np.int32]) -> list[int]:
    """Return where some words stand in a row."""
    if len(wanted) == 0 or len(wanted) > len(words):
        return []
    places = np.flatnonzero(words[: len(words) - len(wanted) + 1] == wanted[0])
    for k in range(1, len(wanted)):
        places = places[words[places + k] == wanted[k]]
    return [int(place) for place in places]
