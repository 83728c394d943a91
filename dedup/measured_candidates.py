"""Candidate pairs of a corpus, drawn and measured: what recurs among them is learnt to be furniture on the way."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from dedup.candidates import BANDED, ENOUGH, HELD, STRONG, Candidates, Drawing, draw, pair_bits, prepare
from dedup.confirm.confirm import COLUMNS, SHARED
from dedup.corpus.corpus import Corpus
from dedup.corpus.equal import EqualTexts
from dedup.decide.unlike_lengths import are_unlike, have_neighbours
from dedup.evidence.evidence import Evidence, align, is_found_by_bands, is_related, joined, measure, selected, weigh
from dedup.furniture.furniture import learn_furniture, mark_keys
from dedup.furniture.whole_stories import without_stories
from dedup.params import Params
from dedup.runtime import kernels

#: Pairs with more words than these, those of both texts, load the compiled kernels, however small the input is:
#: notices of one form are all pairs of one another.
COMPILE_WORDS = 60_000
COLD_WORDS = 1_000_000  #: the same on a machine where they have to be compiled first


def prepare_drawing(corpus: Corpus, equal: EqualTexts, params: Params, workers: int) -> Drawing:
    """Sort the keys of one representative of each group of equal texts."""
    n = len(corpus.articles)
    left_out = (equal.representative != np.arange(n, dtype=np.int32)).astype(np.uint8)
    keys = (corpus.bands, corpus.passages, corpus.terms)
    return prepare(keys, left_out, params, workers=workers, compiled=corpus.compiled)


def compiled_for(
    corpus: Corpus, left: NDArray[np.int32], right: NDArray[np.int32], notify: Callable[[str], None] | None = None
) -> Corpus:
    """Return the corpus with the compiled kernels in use if its pairs are worth it; else as it is.

    Args:
        corpus: Its ``compiled`` says whether they are in use.
        left: Left articles of the pairs to be measured.
        right: Right ones.
        notify: Called with one line once kernels must be compiled.
    """
    if corpus.compiled:
        return corpus
    lengths = corpus.high - corpus.low
    words = int(lengths[left].sum() + lengths[right].sum())
    if words <= (COLD_WORDS if kernels.is_cold() else COMPILE_WORDS):
        return corpus
    kernels.compile_kernels(notify)
    return corpus._replace(compiled=True)


def candidates_measured(
    corpus: Corpus, drawing: Drawing, found: Candidates, workers: int
) -> tuple[NDArray[np.int32], NDArray[np.int32], Evidence, NDArray[np.int32]]:
    """Learn from candidates what is furniture, mark it, draw again, and measure all pairs.

    What pairs of like lengths share apart from common passages says which articles are related otherwise; passages
    under articles that are not are furniture. Pairs that rest on furniture alone are not drawn again.

    Returns:
        Left and right articles, the evidence of each pair, and the keys that are furniture.
    """
    size, counts = drawing.params.shingle_size, drawing.key_counts
    strong, unlike = (found.kinds & STRONG) > 0, are_unlike(counts[found.left], counts[found.right])
    first = (strong | ((found.kinds & BANDED) > 0)) & ~unlike
    left, right, is_sure = found.left[first], found.right[first], strong[first]
    aligned = align(corpus, left, right, size, workers)
    alike = np.empty(len(left), dtype=np.bool_)
    shared = aligned.counts[SHARED::COLUMNS]
    order, params = aligned.order, drawing.params
    alike[order] = is_found_by_bands(corpus, shared, left[order], right[order], params)
    asked = (is_sure | alike) & ((found.kinds[first] & HELD) > 0)  # no other pair lies under one passage
    known = is_related(corpus, aligned, asked, workers)
    furniture = learn_furniture(drawing, left[known], right[known], corpus.fingerprints)
    furniture = without_stories(corpus, drawing, furniture)
    again, touched = found, None
    if len(furniture):
        touched = mark_keys(corpus, furniture, drawing.params, workers)
        again = draw(drawing)
    bits, enough = pair_bits(len(corpus.articles)), (again.kinds & ENOUGH) > 0
    codes, more, late = (
        a.astype(np.int64) << bits | b
        for a, b in ((left, right), (again.left[enough], again.right[enough]),
                     (found.left[strong & unlike], found.right[strong & unlike]))
    )  # fmt: skip
    is_sure |= np.isin(codes, more, assume_unique=True)
    kept = np.flatnonzero(is_sure | alike)
    fresh = np.union1d(more[~np.isin(more, codes, assume_unique=True)], late)
    more_left, more_right = (fresh >> bits).astype(np.int32), (fresh & ((1 << bits) - 1)).astype(np.int32)
    in_place = have_neighbours(
        corpus.passages, more_left, more_right, counts, furniture, workers=workers, compiled=corpus.compiled
    )
    more_left, more_right = more_left[in_place], more_right[in_place]
    evidence = selected(weigh(corpus, aligned, touched, workers), kept)
    del aligned
    evidence = joined(evidence, measure(corpus, more_left, more_right, size, workers))
    left, right = np.concatenate([left[kept], more_left]), np.concatenate([right[kept], more_right])
    return left, right, evidence, furniture
