"""The candidates of a few articles against those that a batch draws, on random keys."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.candidates import draw, prepare
from dedup.corpus.corpus import Keys
from dedup.index.protocol import Entry, Size
from dedup.keys import BAND, PASSAGE, TERM
from dedup.model import Article
from dedup.params import Params
from dedup.screen.nearby import candidates, find_votes
from dedup.screen.view import View
from screen.screen_samples import ENGINES, index_of

ARTICLES = 12
NEVER = 100_000


def held(drawn, kind, article):
    """The keys of one kind of an article."""
    return np.array(sorted({key for key, owner in drawn[kind] if owner == article}), dtype=np.uint32)


def entries_of(drawn, count=ARTICLES):
    """Entries with given keys; every text is another one."""
    return [
        Entry(
            Article(f"a{k:03}", f"text {k}"), 1000 + k, bytes([k % 251]) * 16,
            *(held(drawn, kind, k) for kind in (BAND, PASSAGE, TERM)), Size(9, 1.0),
        )
        for k in range(count)
    ]  # fmt: skip


def batch(entries, params, skipped=()):
    """The pairs that a batch draws, by position; groups of skipped passage keys are left out."""
    n = len(entries)
    columns = []
    for kind, name in ((BAND, "band_keys"), (PASSAGE, "passage_keys"), (TERM, "term_keys")):
        own = [getattr(entry, name).astype(np.int32) for entry in entries]
        bounds = np.concatenate([[0], np.cumsum([len(keys) for keys in own])]).astype(np.int64)
        columns.append(Keys(kind, np.concatenate(own), bounds, np.arange(n, dtype=np.int32)))
    drawing = prepare(columns, np.zeros(n, dtype=np.uint8), params)
    passages = drawing.of_kind(PASSAGE)
    for g in range(len(passages.skipped)):
        passages.skipped[g] = int(passages.postings[passages.groups[2 * g]] >> 28) in skipped
    found = draw(drawing)
    return set(zip(found.left.tolist(), found.right.tolist(), strict=True))


def near(index, entries, inputs, params, skipped=()):
    """The pairs that are near, by position."""
    view = View(index, inputs)
    furniture = np.array(sorted(skipped), dtype=np.uint32) if skipped else None
    found = candidates(view, find_votes(view, inputs, params), furniture)
    prints = view.fingerprints_of(found.number).tolist()
    rows = zip(found.screened.tolist(), prints, strict=True)
    return {tuple(sorted((inputs[k].fingerprint - 1000, text - 1000))) for k, text in rows}


@st.composite
def keys(draw):
    """Random keys drawn from few values, so that many are shared."""
    pairs = st.tuples(st.integers(1, 12), st.integers(0, ARTICLES - 1))
    return {kind: draw(st.lists(pairs, max_size=50)) for kind in (BAND, PASSAGE, TERM)}


@settings(max_examples=80)
@given(keys(), st.integers(2, 6), st.integers(1, 8), st.integers(1, 4), st.integers(1, 4), st.integers(0, ARTICLES))
def test_candidates_of_inputs_and_an_index_are_those_of_a_batch(drawn, terms, common, passages, least, indexed):
    params = Params(
        furniture_articles=NEVER, max_term_articles=terms, common_key_articles=common, min_shared_passages=passages,
        min_shared_terms=least,
    )  # fmt: skip
    entries = entries_of(drawn)
    index = index_of("memory", None, params=params)
    index.add(entries[:indexed])
    inputs = entries[indexed:]
    wanted = {pair for pair in batch(entries, params) if pair[1] >= indexed}
    assert near(index, entries, inputs, params) == wanted


@settings(max_examples=40)
@given(keys(), st.sets(st.integers(1, 12), min_size=1, max_size=4))
def test_furniture_proposes_nothing_by_itself_as_in_a_batch(drawn, skipped):
    """A batch draws twice, with all keys and without furniture; strong pairs of the first stay."""
    params = Params(furniture_articles=NEVER, common_key_articles=2)
    entries = entries_of(drawn)
    index = index_of("memory", None, params=params)
    index.add(entries)
    assert near(index, entries, entries, params, skipped) >= batch(entries, params, skipped)
    assert near(index, entries, entries, params, skipped) <= batch(entries, params)


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_gives_the_candidates_of_a_batch(engine, tmp_path):
    rng = random.Random(5)
    drawn = {
        kind: [(rng.randrange(1, 60), rng.randrange(120)) for _ in range(500)] for kind in (BAND, PASSAGE, TERM)
    }
    params = Params(furniture_articles=NEVER, common_key_articles=6, max_term_articles=8)
    entries = entries_of(drawn, 120)
    with index_of(engine, tmp_path, params=params) as index:
        for start in range(0, 120, 25):
            index.add(entries[start : start + 25])
        assert near(index, entries, entries, params) == batch(entries, params)


@pytest.mark.parametrize(("kind", "fewest", "most"), [(BAND, 1, 4), (PASSAGE, 1, 4), (TERM, 0, 0)])
def test_under_a_crowded_key_only_a_few_are_near(kind, fewest, most):
    params = Params(
        furniture_articles=NEVER, max_key_articles=10, max_term_articles=10, common_key_articles=100,
        min_shared_passages=1, min_shared_terms=1,
    )  # fmt: skip
    entries = entries_of({each: [(1, k) for k in range(50)] * (each == kind) for each in (BAND, PASSAGE, TERM)}, 50)
    index = index_of("memory", None, params=params)
    index.add(entries[:49])
    assert fewest <= len(near(index, entries, entries[49:], params)) <= most


def test_nothing_is_near_in_an_empty_index():
    params = Params()
    entries = entries_of({BAND: [(1, 0)], PASSAGE: [(2, 0)], TERM: [(3, 0)]}, 1)
    assert near(index_of("memory", None), entries, entries, params) == set()
