"""How strongly keys speak for pairs of articles, which are measured if they do.

The rules are those of ``dedup.candidates``: a good part of the passage keys, enough rare terms, or a band. Crowded keys
do not count, nor pairs of which one text is many times as long.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.candidates import SHARE, count_common
from dedup.decide.unlike_lengths import are_unlike
from dedup.index.protocol import Keys, Keys32
from dedup.keys import PASSAGE
from dedup.params import Params
from dedup.rising import among, distinct_values
from dedup.runtime import kernels
from dedup.screen.view import View

Link = tuple[int, int]
NOT, BY_TERMS, FIRMLY = 0, 1, 2  #: related: a link by terms may end when these become common


class Crowded(NamedTuple):
    """All keys of an index under which too many articles lie, rising."""

    terms: Keys32
    passages: Keys32


class Strengths:
    """Says what speaks for pairs."""

    def __init__(self, params: Params, crowded: Crowded | None = None) -> None:
        """Take the rules.

        Args:
            params: Those of the index.
            crowded: The keys that do not count; looked up if None.
        """
        self._params, self._crowded = params, crowded

    def of(self, view: View, pairs: Sequence[Link], keys: Mapping[int, Keys]) -> dict[Link, int]:
        """The pairs for which a band or a good part of the keys speaks, and how: ``NOT`` where only bands do."""
        least, out, open_ = self._params.min_shared_terms, dict[Link, int](), dict[Link, set[int]]()
        counts = np.array([[len(keys[number].passage) for number in pair] for pair in pairs], dtype=np.int64)
        pairs = [pairs[k] for k in np.flatnonzero(~are_unlike(counts[:, 0], counts[:, 1])).tolist()]
        if not pairs:
            return out
        numbers = sorted({number for pair in pairs for number in pair})
        held = [keys[number] for number in numbers]
        passages, fewest = self._passages(view, pairs, numbers, [each.passage for each in held])
        bands, _ = _common(pairs, numbers, [each.band for each in held])
        terms, _ = _common(pairs, numbers, [each.term for each in held])
        for pair, passage, shorter, band, term in zip(pairs, passages, fewest, bands, terms, strict=True):
            if passage * SHARE > shorter:
                out[pair] = FIRMLY
                continue
            if band:
                out[pair] = NOT
            if term >= least:
                open_[pair] = set(keys[pair[0]].term.tolist()) & set(keys[pair[1]].term.tolist())
        if open_:
            wanted = np.array(sorted(set[int]().union(*open_.values())), dtype=np.uint32)
            telling = set(wanted[~self._are_crowded_terms(view, wanted)].tolist())
            out.update((pair, BY_TERMS) for pair, shared in open_.items() if len(shared & telling) >= least)
        return out

    def _passages(
        self, view: View, pairs: Sequence[Link], numbers: list[int], keys: list[Keys32]
    ) -> tuple[list[int], list[int]]:
        """How many passage keys pairs have in common, crowded ones left out, and how many the one with fewer has."""
        common, fewest = _common(pairs, numbers, keys)
        held = dict(zip(numbers, keys, strict=True))
        near = [k for k, (count, least) in enumerate(zip(common, fewest, strict=True)) if count * SHARE > least]
        both = [(held[one], held[other]) for one, other in (pairs[k] for k in near)]
        shared = [one[among(one, other)] for one, other in both]
        if shared:
            wanted = distinct_values(np.concatenate(shared))
            crowded = wanted[self._are_crowded_passages(view, wanted)]
            for k, each in zip(near, shared, strict=True):
                common[k] -= int(among(each, crowded).sum())
        return common, fewest

    def _are_crowded_terms(self, view: View, keys: Keys32) -> NDArray[np.bool_]:
        """Say under which of some terms too many articles lie."""
        if self._crowded is not None:
            return among(keys, self._crowded.terms)
        most = self._params.max_term_articles
        return np.asarray(view.term_counts(keys, most) > most, dtype=np.bool_)

    def _are_crowded_passages(self, view: View, keys: Keys32) -> NDArray[np.bool_]:
        """Say under which of some passage keys too many articles lie, by the verdicts kept as far as these go."""
        if self._crowded is not None:
            return among(keys, self._crowded.passages)
        most, judged = self._params.max_key_articles, view.judged()
        crowded, open_ = np.zeros(len(keys), dtype=np.bool_), np.ones(len(keys), dtype=np.bool_)
        if len(judged.keys) and not view.removed_since():
            places = judged.places_of(keys)
            sizes = np.where(places >= 0, judged.sizes[places], self._params.furniture_articles).astype(np.int64)
            crowded = sizes > most
            open_ = ~crowded & ((sizes == 0) | (sizes + len(view.entries) > most) | view.stored_since(keys))
        if open_.any():
            crowded[open_] = view.owners(PASSAGE, keys[open_], 1, most).counts > most
        return crowded


def _common(pairs: Sequence[Link], numbers: list[int], keys: list[Keys32]) -> tuple[list[int], list[int]]:
    """How many keys of one kind each pair has in common, and how many the one with fewer has.

    Args:
        pairs: Of numbers.
        numbers: All of them, rising.
        keys: Those of each number, rising.
    """
    left, right = np.searchsorted(numbers, np.array(pairs, dtype=np.int64)).T
    bounds = np.zeros(len(keys) + 1, dtype=np.int64)
    np.cumsum([len(each) for each in keys], out=bounds[1:])
    common, sizes = np.zeros(len(pairs), dtype=np.int64), np.diff(bounds)
    compiled, flat = kernels.is_loaded(), np.concatenate(keys).astype(np.int64)
    kernels.run(count_common, compiled, np.ascontiguousarray(left), np.ascontiguousarray(right), bounds, flat, common)
    return common.tolist(), np.minimum(sizes[left], sizes[right]).tolist()
