"""Which texts of a view may be related to screened ones: the votes of ``dedup.candidates`` for some articles.

The rules are those of a batch: a band, enough passages or enough terms make a candidate, common keys
count less, crowded ones hardly. A test holds the two against each other.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.candidates import FULL, NEIGHBOURS, SHARE
from dedup.index.protocol import Entry, Keys32
from dedup.keys import BAND, PASSAGE, TERM
from dedup.params import Params
from dedup.screen.view import View

_BITS = 44  #: of a packed pair that hold the number of a text


class Nearby(NamedTuple):
    """Pairs of a screened article and a text that shares keys with it, sorted; one row a pair."""

    screened: NDArray[np.int64]  #: position among the entries
    number: NDArray[np.int64]  #: of the representative of the text, in the view
    is_strong: NDArray[np.bool_]  #: more than a few shared passage keys speak for the pair
    terms: NDArray[np.int64]  #: shared ones
    votes: NDArray[np.int64]  #: of all shared passage keys, ``FULL`` for one that is not common


class _Shared(NamedTuple):
    """Votes of one kind of keys: one row for each key that a pair shares."""

    pairs: NDArray[np.int64]
    votes: NDArray[np.int64]
    keys: NDArray[np.int64]  #: position among the distinct keys


def _shared(view: View, kind: int, columns: Sequence[Keys32], params: Params) -> tuple[_Shared, Keys32]:
    """Look up the keys of one kind of some articles; return what they share with others, and the distinct keys."""
    cap = params.max_term_articles if kind == TERM else params.max_key_articles
    flat = np.concatenate(columns) if columns else np.empty(0, dtype=np.uint32)
    owner = np.repeat(np.arange(len(columns), dtype=np.int64), [len(keys) for keys in columns])
    distinct, which = np.unique(flat, return_inverse=True)
    found = view.owners(kind, distinct, cap)
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
    return _Shared((owner[rows] << _BITS) | numbers, votes[which[rows]], which[rows]), distinct


def _totals(pairs: NDArray[np.int64], shared: _Shared, weights: NDArray[np.int64] | None) -> NDArray[np.int64]:
    """Sum up the rows of each pair."""
    places = np.searchsorted(pairs, shared.pairs)
    return np.bincount(places, weights=weights, minlength=len(pairs)).astype(np.int64)


def find_nearby(view: View, entries: Sequence[Entry], params: Params, furniture: Keys32 | None = None) -> Nearby:
    """Find the texts that share keys with some articles, those with the very same words left out.

    Args:
        view: What is looked at.
        entries: The articles.
        params: Caps and least numbers of shared keys.
        furniture: Passage keys that propose nothing on their own, sorted.

    Returns:
        The candidates.
    """
    band, _ = _shared(view, BAND, [e.band_keys for e in entries], params)
    passage, keys = _shared(view, PASSAGE, [e.passage_keys for e in entries], params)
    term, _ = _shared(view, TERM, [e.term_keys for e in entries], params)
    pairs = np.unique(np.concatenate([band.pairs, passage.pairs, term.pairs]))
    numbers = pairs & ((1 << _BITS) - 1)
    texts, places = np.unique(numbers, return_inverse=True)
    prints = np.array([entry.fingerprint for entry in entries], dtype=np.int64)
    pairs = pairs[view.fingerprints_of(texts)[places] != prints[pairs >> _BITS]]
    band, passage, term = (_kept(shared, pairs) for shared in (band, passage, term))
    screened, numbers = pairs >> _BITS, pairs & ((1 << _BITS) - 1)
    terms, passages = _totals(pairs, term, None), _totals(pairs, passage, None)
    strong = (_totals(pairs, band, None) > 0) | (terms >= params.min_shared_terms)
    open_ = np.flatnonzero(~strong & (passages > 0))
    strong[open_] = passages[open_] * SHARE > _key_counts(view, entries, screened[open_], numbers[open_])
    if furniture is not None and len(furniture):
        passage = _Shared(*(column[~np.isin(keys[passage.keys], furniture)] for column in passage))
    votes = _totals(pairs, passage, passage.votes)
    enough = strong | (votes >= params.min_shared_passages * FULL) | ((votes >= FULL) & (terms > 0))
    return Nearby(screened[enough], numbers[enough], strong[enough], terms[enough], votes[enough])


def _kept(shared: _Shared, pairs: NDArray[np.int64]) -> _Shared:
    """The rows of some pairs."""
    return _Shared(*(column[np.isin(shared.pairs, pairs)] for column in shared))


def _key_counts(
    view: View, entries: Sequence[Entry], screened: NDArray[np.int64], numbers: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The lesser number of passage keys of each pair."""
    texts, places = np.unique(numbers, return_inverse=True)
    counts = np.array([len(keys.passage) for keys in view.keys_of(texts)], dtype=np.int64)
    own = np.array([len(entry.passage_keys) for entry in entries], dtype=np.int64)
    return np.minimum(own[screened], counts[places]) if len(texts) else np.empty(0, dtype=np.int64)
