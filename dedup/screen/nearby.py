"""Which texts of a view may be related to screened ones: the votes of ``dedup.candidates`` for some articles.

The rules are those of a batch: a band, enough passages or enough terms make a candidate, common keys
count less, crowded ones hardly. A test holds the two against each other.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.candidates import FULL, NEIGHBOURS, SHARE
from dedup.corpus.corpus import Corpus, build_corpus, places_of
from dedup.decide.unlike_lengths import are_unlike, has_neighbours
from dedup.index.packing import Owners
from dedup.index.protocol import Entry, Keys, Keys32
from dedup.keys import BAND, PASSAGE, TERM
from dedup.params import Params
from dedup.rising import among, distinct_values
from dedup.screen.view import View

_BITS = 44  #: of a packed pair that hold the number of a text


class Nearby(NamedTuple):
    """Pairs of a screened article and a text that shares keys with it, sorted; one row a pair."""

    screened: NDArray[np.int64]  #: position among the entries
    number: NDArray[np.int64]  #: of the representative of the text, in the view
    is_enough: NDArray[np.bool_]  #: a candidate without bands, too


class _Shared(NamedTuple):
    """Votes of one kind of keys: one row for each key that a pair shares."""

    pairs: NDArray[np.int64]
    votes: NDArray[np.int64]
    keys: NDArray[np.int64]  #: position among the distinct keys


class Votes(NamedTuple):
    """All that speaks for pairs of screened articles and texts, those with the very same words left out."""

    params: Params
    pairs: NDArray[np.int64]  #: packed, sorted
    passage: _Shared
    keys: Keys32  #: the passage keys of the screened articles, sorted
    owners: Owners  #: of these keys
    terms: NDArray[np.int64]  #: shared ones of each pair
    telling: NDArray[np.int64]  #: shared passage keys, crowded ones apart
    own: NDArray[np.int64]  #: passage keys of the screened article
    has_band: NDArray[np.bool_]


class _Looked(NamedTuple):
    """The distinct keys of one kind of some articles, and the texts under each."""

    keys: Keys32  #: rising
    owners: Owners


def _distinct(columns: Sequence[Keys32]) -> Keys32:
    """The distinct keys of some articles."""
    return distinct_values(np.concatenate(columns)) if columns else np.empty(0, dtype=np.uint32)


def _columns(entries: Sequence[Entry]) -> list[list[Keys32]]:
    """The keys of each kind."""
    return [[e.band_keys for e in entries], [e.passage_keys for e in entries], [e.term_keys for e in entries]]


def _look_up(view: View, columns: Sequence[Sequence[Keys32]], params: Params) -> list[_Looked]:
    """Look up the keys of articles: bands, passages, terms."""
    keys = [_distinct(each) for each in columns]
    kinds = np.repeat(np.array([BAND, PASSAGE, TERM]), [len(each) for each in keys])
    limit = max(params.max_key_articles, params.max_term_articles)
    found = view.owners(kinds, np.concatenate(keys), limit, FULL * params.common_key_articles)  # beyond it a vote is 1
    out, first = [], 0
    for each in keys:
        last = first + len(each)
        low, high = int(found.bounds[first]), int(found.bounds[last])
        bounds = found.bounds[first : last + 1] - low
        out.append(_Looked(each, Owners(bounds, found.numbers[low:high], found.counts[first:last])))
        first = last
    view.note_terms(out[2].keys, out[2].owners.counts)
    return out


def _shared(kind: int, columns: Sequence[Keys32], distinct: Keys32, found: Owners, params: Params) -> _Shared:
    """Say what the keys of one kind of some articles share with others."""
    cap = params.max_term_articles if kind == TERM else params.max_key_articles
    flat = np.concatenate(columns) if columns else np.empty(0, dtype=np.uint32)
    owner = np.repeat(np.arange(len(columns), dtype=np.int64), [len(keys) for keys in columns])
    which = np.searchsorted(distinct, flat)
    given = np.diff(found.bounds)
    crowded = found.counts > cap
    given[crowded] = np.minimum(given[crowded], 0 if kind == TERM else NEIGHBOURS)
    common = params.common_key_articles if kind == PASSAGE else 0
    vote = np.maximum(1, np.minimum(FULL, FULL * common // np.maximum(1, found.counts))) if common else FULL
    votes = np.broadcast_to(vote, given.shape)
    count = given[which]
    rows = np.repeat(np.arange(len(flat)), count)
    offset = np.arange(len(rows)) - np.repeat(np.cumsum(count) - count, count)
    numbers = found.numbers[found.bounds[which[rows]] + offset]
    return _Shared((owner[rows] << _BITS) | numbers, votes[which[rows]], which[rows])


def _totals(pairs: NDArray[np.int64], shared: _Shared, weights: NDArray[np.int64] | None) -> NDArray[np.int64]:
    """Sum up the rows of each pair."""
    places = np.searchsorted(pairs, shared.pairs)
    return np.bincount(places, weights=weights, minlength=len(pairs)).astype(np.int64)


def find_votes(view: View, entries: Sequence[Entry], params: Params) -> Votes:
    """Find the texts that share keys with some articles.

    Args:
        view: What is looked at.
        entries: The articles; of many at once, since near keys lie in one chunk of the index, which is read once.
        params: Caps and least numbers of shared keys.
    """
    columns = _columns(entries)
    own = _look_up(view, columns, params)
    band, passage, term = (
        _shared(kind, each, *found, params)
        for kind, each, found in zip((BAND, PASSAGE, TERM), columns, own, strict=True)
    )
    keys, owners = own[1]
    pairs, counts = np.unique(np.concatenate([band.pairs, passage.pairs, term.pairs]), return_counts=True)
    wanted = counts >= params.min_shared_terms
    for shared in (band, passage):
        wanted[np.searchsorted(pairs, shared.pairs)] = True
    same = [k << _BITS | view.same_text(entry) for k, entry in enumerate(entries)]
    wanted &= ~among(pairs, distinct_values(np.concatenate([pairs[:0], *same])))
    pairs = pairs[wanted]
    band, passage, term = (_kept(shared, pairs) for shared in (band, passage, term))
    is_telling = owners.counts[passage.keys] <= params.max_key_articles
    telling = _totals(pairs, _Shared(*(column[is_telling] for column in passage)), None)
    counts = np.array([len(entry.passage_keys) for entry in entries], dtype=np.int64)[pairs >> _BITS]
    has_band = _totals(pairs, band, None) > 0
    return Votes(params, pairs, passage, keys, owners, _totals(pairs, term, None), telling, counts, has_band)


def candidates(view: View, votes: Votes, furniture: Keys32 | None = None) -> Nearby:
    """Return the pairs for which enough speaks.

    Args:
        view: What is looked at.
        votes: What speaks for pairs.
        furniture: Passage keys that propose nothing on their own, sorted.
    """
    params, pairs, passage = votes.params, votes.pairs, votes.passage
    if furniture is not None and len(furniture):
        passage = _Shared(*(column[~among(votes.keys[passage.keys], furniture)] for column in passage))
    totals, shared = _totals(pairs, passage, passage.votes), _totals(pairs, passage, None)
    most = SHARE * np.maximum(votes.telling, shared)  # furniture speaks for a pair if it is a good part of the keys
    enough = (votes.terms >= params.min_shared_terms) | (most > votes.own)
    enough |= (totals >= params.min_shared_passages * FULL) | ((totals >= FULL) & (votes.terms > 0))
    screened, numbers = pairs >> _BITS, pairs & ((1 << _BITS) - 1)
    open_ = np.flatnonzero(~enough & (most > 0))
    if len(open_):
        enough[open_] = most[open_] > view.passage_counts_of(numbers[open_])
    drawn = enough | votes.has_band
    return Nearby(screened[drawn], numbers[drawn], enough[drawn])


def in_one_place(
    near: Nearby, view: View, entries: Sequence[Entry], own: Corpus, held: Mapping[int, Keys], furniture: Keys32
) -> Nearby:
    """Return the pairs of texts of like lengths, and those whose common passages stand in one place.

    Args:
        near: Pairs of screened articles and texts.
        view: What is looked at.
        entries: The screened articles.
        own: These articles with their keys, among others.
        held: The keys of the texts, by number.
        furniture: Passage keys that do not count, rising.
    """
    counts = np.array([len(entry.passage_keys) for entry in entries], dtype=np.int64)[near.screened]
    others = np.array([len(held[number].passage) for number in near.number.tolist()], dtype=np.int64)
    kept = np.ones(len(counts), dtype=np.bool_)
    unlike = np.flatnonzero(are_unlike(counts, others)).tolist()
    places = places_of(own.passages) if unlike else np.empty(0, dtype=np.int64)
    marked = furniture.astype(np.int32)  # keys have 31 bits
    for k in unlike:
        entry, number = entries[near.screened[k]], int(near.number[k])
        if counts[k] < others[k]:
            place = places[bisect_left(own.articles, entry.article.id, key=itemgetter(0))]  # they are sorted by id
            passages, longer = own.passages, held[number].passage
        else:
            other = view.articles(near.number[k : k + 1])
            passages = build_corpus(other, view.index.params, compiled=own.compiled).passages
            place, longer = 0, entry.passage_keys
        shorter = passages.keys[passages.bounds[place] : passages.bounds[place + 1]]
        kept[k] = near.is_enough[k] and has_neighbours(shorter, longer.astype(np.int32), marked, own.compiled)
    return Nearby(near.screened[kept], near.number[kept], near.is_enough[kept])


def _kept(shared: _Shared, pairs: NDArray[np.int64]) -> _Shared:
    """The rows of some pairs, which are rising."""
    kept = among(shared.pairs, pairs)
    return _Shared(*(column[kept] for column in shared))
