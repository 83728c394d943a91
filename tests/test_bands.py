"""The candidate curve against simulation and its own limits."""

from itertools import pairwise

import numpy as np
import pytest

from dedup.bands import band_chance, curve, draw_svg, least_chances, passage_chance, sure_words
from dedup.params import Params


def winnowed(hashes, window):
    """Return the places that winnowing selects, by the definition."""
    spans = np.lib.stride_tricks.sliding_window_view(hashes, window)
    return set((spans.argmin(axis=1) + np.arange(len(spans))).tolist())


def simulated(jaccard, params, words, trials=300):
    """Replace words at random and count how often enough passage keys are shared."""
    rng = np.random.default_rng(7)
    size, places = params.passage_size, words - params.passage_size + 1
    replaced_share = 1 - (2 * jaccard / (1 + jaccard)) ** (1 / params.shingle_size)
    found = 0
    for _ in range(trials):
        replaced = rng.random(words) < replaced_share
        same = ~np.lib.stride_tricks.sliding_window_view(replaced, size).any(axis=1)
        left = rng.random(places)
        right = np.where(same, left, rng.random(places))
        shared = winnowed(left, params.passage_window) & winnowed(right, params.passage_window)
        found += sum(bool(same[place]) for place in shared) >= params.min_shared_passages
    return found / trials


@pytest.mark.parametrize("window", [4, 8, 16])
@pytest.mark.parametrize("jaccard", [0.1, 0.2, 0.4])
def test_passage_model_agrees_with_simulation(window, jaccard):
    params = Params(passage_window=window)
    assert passage_chance(jaccard, params, 200) == pytest.approx(simulated(jaccard, params, 200), abs=0.08)


@pytest.mark.parametrize("params", [Params(), Params(band_count=16, band_rows=8, passage_window=16)])
def test_chances_grow_from_0_to_1(params):
    points = curve(params)
    assert points[0][1:] == (0, 0, 0)
    assert points[-1].bands == 1.0
    for before, after in pairwise(points):
        assert before.bands <= after.bands
        assert before.passages <= after.passages + 1e-12
        assert max(after.bands, after.passages) <= after.either + 1e-12 <= 1 + 1e-9


def test_one_band_of_one_row_is_the_jaccard_itself():
    assert band_chance(0.37, Params(band_count=1, band_rows=1)) == pytest.approx(0.37)


def test_articles_shorter_than_a_passage_have_no_chance_by_passages():
    assert passage_chance(1.0, Params(), 3) == 0.0


def test_run_of_sure_words_holds_enough_keys_of_its_own():
    params = Params()
    rng = np.random.default_rng(3)
    places = sure_words(params) - params.passage_size + 1
    for _ in range(200):
        assert len(winnowed(rng.random(places), params.passage_window)) >= params.min_shared_passages


def test_stated_recall_is_at_least_what_the_design_asks():
    by_jaccard = dict(least_chances(Params()))
    assert by_jaccard[0.5] > 0.999
    assert by_jaccard[0.3] > 0.995


def test_drawing_is_the_same_every_time():
    params = Params()
    assert draw_svg(curve(params), params) == draw_svg(curve(params), params)
