import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stories import BRIDGE, made_up
from test_relate import match_of

from dedup.corpus import build_corpus
from dedup.kernels import compile_kernels, run
from dedup.model import Article, Relation
from dedup.params import Params
from dedup.rewriting import ADDED, CHANGED, GAIN, chain_in_parallel, parallel_regions, with_regions

RUNS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9), st.integers(2, 9)), max_size=14)

REWRITTEN = """From Monday nobody will be able to drive over the old stone bridge at Harwick, as people in the town
learned this week from a notice of the county council, which said that engineers found deep cracks in two of its five
arches. They had gone there in January to look at it as they do every other year. It is thought that repairs will cost
3.2 million pounds, a sum that the county does not have at hand and will have to borrow. Until then buses will be sent
through the village of Lower Denby, and whoever rides on them has to allow for a journey that is almost half an hour
longer."""


def best_chain(runs):
    """The obvious twin: the gain of the best chain, by looking at every earlier run."""
    gains = []
    for x, (i, j, length) in enumerate(runs):
        best = GAIN * length
        for y, (p, q, before) in enumerate(runs[:x]):
            left, right = i - p - before, j - q - before
            inside = max(0, -left, -right)
            if i <= p or j <= q or inside >= length:
                continue
            cost = CHANGED * min(left + inside, right + inside) + ADDED * abs(left - right)
            if gains[y] > cost:
                best = max(best, gains[y] - cost + GAIN * (length - inside))
        gains.append(best)
    return max(gains, default=0)


@given(RUNS)
def test_the_best_chain_is_found(steps):
    right, runs = 0, []
    for left, step, length in steps:
        right += step
        runs.append((left, right, length))
    flat = np.array(runs, dtype=np.int32).reshape(-1)
    longs = [np.zeros(20, dtype=np.int64) for _ in range(3)]
    out = np.zeros(5, dtype=np.int32)
    run(chain_in_parallel, False, flat, len(runs), *longs, out, 0)
    assert longs[0][: len(runs)].max(initial=0) == best_chain(runs)
    assert out[4] <= min(out[1] - out[0], out[3] - out[2])


def regions_of(one, other, compiled=False):
    corpus = build_corpus([Article("a", one), Article("b", other)], Params(), workers=1)
    return parallel_regions(corpus._replace(compiled=compiled), np.array([0]), np.array([1])).tolist()[0]


def test_compiled_and_interpreted_agree():
    compile_kernels()
    assert regions_of(BRIDGE, REWRITTEN) == regions_of(BRIDGE, REWRITTEN, compiled=True)


def test_texts_without_two_words_in_a_row_in_common_have_no_region():
    assert regions_of("one two three", "three two one") == [0, 0, 0, 0, 0]
    assert regions_of("one", "one") == [0, 0, 0, 0, 0]


def test_a_rewritten_text_overlaps_in_one_passage_that_says_so():
    match = match_of(BRIDGE, REWRITTEN)
    assert match is not None
    assert match.relation is Relation.OVERLAP
    longest = max(match.passages, key=lambda passage: passage.words)
    assert longest.words >= 20
    assert any(f"put into other words the {longest.words}-word passage" in reason for reason in match.reasons)


@pytest.mark.parametrize("seed", range(5))
def test_pieces_scattered_over_both_texts_are_no_overlap(seed):
    pieces = [made_up((seed, k), 8) for k in range(6)]
    shuffled = random.Random(seed).sample(pieces, len(pieces))
    one, two = (
        " ".join(f"{piece} {made_up((seed, side, k), 40)}" for k, piece in enumerate(order))
        for side, order in enumerate((pieces, shuffled))
    )
    found = match_of(one, two)
    assert found is None or found.relation is not Relation.OVERLAP


def test_a_region_takes_the_place_of_the_pieces_in_it():
    rows = np.array([[0, 6, 0, 6, 6, 0], [9, 15, 8, 14, 6, 0], [40, 46, 90, 96, 6, 0], [1, 7, 2, 8, 6, 0]])
    found, pair_of = with_regions(
        rows.astype(np.int32), np.array([2, 2, 2, 3]), np.array([2]), np.array([[0, 15, 0, 14, 12]], dtype=np.int32)
    )
    assert found.tolist() == [rows[2].tolist(), rows[3].tolist(), [0, 15, 0, 14, 12, 0]]
    assert pair_of.tolist() == [2, 3, 2]
