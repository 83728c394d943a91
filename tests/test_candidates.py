import random
from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.candidates import BANDED, ENOUGH, FULL, NEIGHBOURS, SHARE, STRONG, Candidates, Drawing, draw, prepare
from dedup.corpus.corpus import Keys
from dedup.furniture.furniture import learn_furniture
from dedup.keys import BAND, PASSAGE, TERM
from dedup.params import Params
from dedup.runtime.kernels import compile_kernels

NEVER = 100_000  # so many articles under one key: the rule in question is out of play
Postings = dict[int, list[tuple[int, int]]]  # by kind: (key, article)


@st.composite
def postings(draw, articles: int = 14):
    """Random keys of all kinds, drawn from few values so that many are shared; some twice in one article."""
    pairs = st.tuples(st.integers(0, 12), st.integers(0, articles - 1))
    return {kind: draw(st.lists(pairs, max_size=60)) for kind in (BAND, PASSAGE, TERM)}


def keys_of(kind: int, entries: list[tuple[int, int]], articles: int) -> Keys:
    """Keys as a corpus holds them, the articles in a reading order of their own."""
    owners = np.arange(articles, dtype=np.int32)[::-1].copy()
    own = [[key for key, article in entries if article == owner] for owner in owners.tolist()]
    bounds = np.concatenate([[0], np.cumsum([len(keys) for keys in own], dtype=np.int64)]).astype(np.int64)
    return Keys(kind, np.array([key for keys in own for key in keys], dtype=np.int32), bounds, owners)


def prepared(given_postings: Postings, articles: int, params: Params, **how: object) -> Drawing:
    keys = [keys_of(kind, given_postings.get(kind, []), articles) for kind in (BAND, PASSAGE, TERM)]
    return prepare(keys, np.zeros(articles, dtype=np.uint8), params, **how)


def drawn(given_postings: Postings, articles: int, params: Params, **how: object) -> Candidates:
    """The candidates that the product draws."""
    return draw(prepared(given_postings, articles, params, **how))


def learnt(given_postings: Postings, articles: int, params: Params, **how: object) -> tuple[list[int], Candidates]:
    """The furniture that the product learns where all strong pairs are related, and what it draws then."""
    drawing = prepared(given_postings, articles, params, **how)
    found = draw(drawing)
    strong = (found.kinds & (STRONG | BANDED)) > 0
    fingerprints = np.arange(articles, dtype=np.int64) * 7919 % 1009
    keys = learn_furniture(drawing, found.left[strong], found.right[strong], fingerprints)
    return keys.tolist(), draw(drawing)


def pairs_of(found: Candidates) -> list[tuple[int, int]]:
    return list(zip(found.left.tolist(), found.right.tolist(), strict=True))


def brute_force(given_postings: Postings, articles: int, params: Params) -> list[tuple[int, int]]:
    """All pairs with enough votes, by going through every key and every pair under it."""
    votes: Counter[tuple[int, int, str]] = Counter()
    for kind, entries in given_postings.items():
        cap = params.max_term_articles if kind == TERM else params.max_key_articles
        for key in {key for key, _ in entries}:
            members = sorted({article for other, article in entries if other == key})
            reach = len(members)
            vote = max(1, min(FULL, FULL * params.common_key_articles // reach))
            if reach > cap:
                reach = 0 if kind == TERM else NEIGHBOURS
            for (i, a), (j, b) in combinations(enumerate(members), 2):
                if j - i <= reach:
                    votes[a, b, {BAND: "band", PASSAGE: "passage", TERM: "term"}[kind]] += 1
                    votes[a, b, "weight"] += vote if kind == PASSAGE else 0
    keys = Counter(article for _, article in set(given_postings.get(PASSAGE, [])))
    out = []
    for a, b in combinations(range(articles), 2):
        band, passage, term, weight = (votes[a, b, what] for what in ("band", "passage", "term", "weight"))
        strong = band or term >= params.min_shared_terms or passage * SHARE > min(keys[a], keys[b])
        enough = strong or weight >= params.min_shared_passages * FULL or (weight >= FULL and term)
        if enough and (band or passage or term):
            out.append((a, b))
    return out


@settings(max_examples=120)
@given(postings())
def test_candidates_are_those_of_brute_force(given_postings):
    params = Params(furniture_articles=NEVER)
    assert pairs_of(drawn(given_postings, 14, params)) == brute_force(given_postings, 14, params)


@settings(max_examples=120)
@given(postings(), st.integers(2, 6), st.integers(2, 6), st.integers(1, 8), st.integers(1, 4), st.integers(1, 4))
def test_candidates_are_those_of_brute_force_under_any_cap(given_postings, keys, terms, common, passages, least):
    params = Params(
        furniture_articles=NEVER, max_key_articles=keys, max_term_articles=terms, common_key_articles=common,
        min_shared_passages=passages, min_shared_terms=least,
    )  # fmt: skip
    assert pairs_of(drawn(given_postings, 14, params)) == brute_force(given_postings, 14, params)


@settings(max_examples=60)
@given(postings(), st.integers(3, 6))
def test_candidates_are_the_same_for_any_number_of_workers_and_compiled(given_postings, least):
    compile_kernels()
    params = Params(furniture_articles=least)
    found = [
        learnt(given_postings, 14, params, workers=workers, compiled=compiled)
        for workers, compiled in ((1, False), (3, False), (1, True), (2, True))
    ]
    for keys, other in found[1:]:
        assert pairs_of(other) == pairs_of(found[0][1])
        assert other.kinds.tolist() == found[0][1].kinds.tolist()
        assert keys == found[0][0]


def test_many_candidates_drawn_in_parts_are_the_same(monkeypatch):
    monkeypatch.setattr("dedup.candidates.CODES_AT_ONCE", 500)
    rng = random.Random(3)
    given_postings = {
        kind: [(rng.randrange(80), rng.randrange(300)) for _ in range(900)] for kind in (BAND, PASSAGE, TERM)
    }
    params = Params(furniture_articles=NEVER)
    assert pairs_of(drawn(given_postings, 300, params, workers=2)) == brute_force(given_postings, 300, params)


def test_candidates_are_sorted_each_once_and_left_is_less():
    pairs = pairs_of(drawn({BAND: [(1, 3), (1, 0), (1, 2), (2, 2), (2, 3), (2, 0)]}, 4, Params()))
    assert pairs == [(0, 2), (0, 3), (2, 3)]


@pytest.mark.parametrize("articles", [0, 1, 2, 5])
def test_no_keys_no_candidates(articles):
    assert pairs_of(drawn({}, articles, Params())) == []


def test_one_shared_band_is_enough_and_one_shared_term_is_not():
    assert pairs_of(drawn({BAND: [(1, 0), (1, 1)]}, 2, Params())) == [(0, 1)]
    assert pairs_of(drawn({TERM: [(1, 0), (1, 1)]}, 2, Params())) == []


def test_one_passage_and_one_term_together_are_enough():
    many = [(100 + k, 0) for k in range(20)] + [(200 + k, 1) for k in range(20)]
    alone = {PASSAGE: [(1, 0), (1, 1), *many]}
    assert pairs_of(drawn(alone, 2, Params())) == []
    assert pairs_of(drawn(alone | {TERM: [(1, 0), (1, 1)]}, 2, Params())) == [(0, 1)]


def test_a_key_twice_in_one_article_is_no_pair_and_no_second_vote():
    assert pairs_of(drawn({TERM: [(1, 0), (1, 0), (1, 0), (1, 1)]}, 2, Params())) == []


def test_a_crowded_term_is_dropped_and_a_crowded_band_pairs_neighbours():
    crowd = [(1, article) for article in range(50)]
    params = Params(max_term_articles=10, max_key_articles=10, min_shared_terms=1)
    assert pairs_of(drawn({TERM: crowd}, 50, params)) == []
    found = pairs_of(drawn({BAND: crowd}, 50, params))
    assert found == [(a, b) for a in range(50) for b in range(a + 1, min(50, a + 1 + NEIGHBOURS))]


def test_a_crowded_passage_proposes_neighbours_but_does_not_say_that_they_are_related():
    crowd = [(1, article) for article in range(50)]
    for most, expected in ((10, 0), (60, STRONG)):
        found = drawn({PASSAGE: crowd}, 50, Params(max_key_articles=most, furniture_articles=NEVER))
        assert len(found.left) == (50 * 49 // 2 if expected else 3 * 47 + 2 + 1)
        assert set((found.kinds & STRONG).tolist()) == {expected}
        assert (found.kinds & ENOUGH).all()


def crowd_around(key: int, articles: int) -> list[tuple[int, int]]:
    """Passage keys of articles that share one and have thirty of their own each."""
    own = [(1000 + 40 * article + k, article) for article in range(articles) for k in range(30)]
    return [(key, article) for article in range(articles)] + own


def test_a_passage_of_unrelated_articles_is_furniture_and_proposes_nothing():
    entries = crowd_around(1, 6) + crowd_around(2, 6)
    keys, found = learnt({PASSAGE: entries}, 6, Params(furniture_articles=4))
    assert pairs_of(found) == []
    assert keys == [1, 2]


def test_a_passage_of_related_articles_is_no_furniture():
    entries = {PASSAGE: crowd_around(1, 6), BAND: [(1, article) for article in range(6)]}
    keys, found = learnt(entries, 6, Params(furniture_articles=4))
    assert len(pairs_of(found)) == 15
    assert keys == []


def test_furniture_needs_enough_articles():
    entries = crowd_around(1, 3) + crowd_around(2, 3)
    keys, found = learnt({PASSAGE: entries}, 3, Params(furniture_articles=4))
    assert keys == []
    assert len(pairs_of(found)) == 3


@settings(max_examples=80)
@given(postings(), st.randoms(use_true_random=False))
def test_furniture_does_not_depend_on_how_articles_are_numbered(given_postings, rng):
    numbers = list(range(14))
    rng.shuffle(numbers)
    turned = {kind: [(key, numbers[article]) for key, article in entries] for kind, entries in given_postings.items()}
    params, fingerprints = Params(furniture_articles=3), np.array(rng.sample(range(1000), 14), dtype=np.int64)
    turned_fingerprints = np.empty_like(fingerprints)
    turned_fingerprints[numbers] = fingerprints
    learnt_keys = []
    for entries, marks in ((given_postings, fingerprints), (turned, turned_fingerprints)):
        drawing = prepared(entries, 14, params)
        found = draw(drawing)
        strong = (found.kinds & (STRONG | BANDED)) > 0
        learnt_keys.append(learn_furniture(drawing, found.left[strong], found.right[strong], marks).tolist())
    assert learnt_keys[0] == learnt_keys[1]


@settings(max_examples=80)
@given(postings())
def test_furniture_lies_under_articles_no_two_of_which_share_a_band_or_terms(given_postings):
    params = Params(furniture_articles=3)
    furniture, _ = learnt(given_postings, 14, params)
    strong = set(brute_force({k: v for k, v in given_postings.items() if k != PASSAGE}, 14, params))
    for key in {key for key, _ in given_postings[PASSAGE]}:
        members = sorted({article for other, article in given_postings[PASSAGE] if other == key})
        groups = combinations(members, 3)
        unrelated = any(not strong.intersection(combinations(group, 2)) for group in groups)
        if key in furniture:
            assert unrelated


def test_a_flood_under_one_key_makes_no_quadratic_number_of_pairs():
    flood = [(1, article) for article in range(20_000)]
    found = drawn({BAND: flood, PASSAGE: flood, TERM: flood}, 20_000, Params(), compiled=True)
    assert len(found.left) <= NEIGHBOURS * 20_000


def test_a_pair_that_shares_bands_alone_is_told_from_one_that_other_keys_propose_too():
    terms = [(k, article) for k in range(3) for article in (2, 3)]
    found = drawn({BAND: [(9, 0), (9, 1), (8, 2), (8, 3)], PASSAGE: [], TERM: terms}, 4, Params())
    kinds = dict(zip(pairs_of(found), found.kinds.tolist(), strict=True))
    assert kinds[0, 1] & (BANDED | ENOUGH | STRONG) == BANDED
    assert kinds[2, 3] & (BANDED | ENOUGH | STRONG) == BANDED | ENOUGH | STRONG
