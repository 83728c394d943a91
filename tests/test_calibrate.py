"""Recalibrated scores: what they leave alone, and that fitting finds the line that made the outcomes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.calibrate import calibrated, fit_line, log_odds
from dedup.errors import ParamsError
from dedup.model import Relation
from dedup.params import Params

scores = st.lists(st.floats(0.0, 1.0), min_size=1, max_size=20)
lines = st.tuples(st.floats(0.0, 100.0), st.floats(-100.0, 100.0))


@given(scores)
def test_without_calibration_scores_stay_to_the_last_bit(some):
    given_scores = np.array(some)
    assert calibrated(given_scores, Relation.OVERLAP, Params()).tobytes() == given_scores.tobytes()


@given(scores, lines)
def test_calibrated_scores_stay_in_range_and_in_order(some, line):
    params = Params(calibration=(("overlap", *line),))
    found = calibrated(np.array(sorted(some)), Relation.OVERLAP, params)
    assert np.isfinite(found).all()
    assert (np.diff(found) >= 0.0).all()
    assert 0.0 <= found.min() <= found.max() <= 1.0


def test_other_relations_keep_their_scores():
    params = Params(calibration=(("overlap", 1.0, -2.0),))
    assert calibrated(np.array([0.9]), Relation.EXCERPT, params).tolist() == [0.9]
    assert calibrated(np.array([0.9]), Relation.OVERLAP, params)[0] < 0.6


def test_fitting_finds_the_line_that_made_the_outcomes():
    rng = np.random.default_rng(3)
    stated = rng.uniform(0.05, 0.99, 20_000)
    truth = 1.0 / (1.0 + np.exp(-(0.6 * log_odds(stated) - 0.8)))
    slope, intercept = fit_line(stated.tolist(), (rng.uniform(size=20_000) < truth).tolist())
    assert slope == pytest.approx(0.6, abs=0.05)
    assert intercept == pytest.approx(-0.8, abs=0.06)


def test_high_scores_of_which_many_do_not_hold_come_down_to_their_share():
    rng = np.random.default_rng(5)
    stated = rng.uniform(0.95, 0.999, 60)
    held = [k % 3 == 0 for k in range(60)]
    slope, intercept = fit_line(stated.tolist(), held)
    found = calibrated(stated, Relation.OVERLAP, Params(calibration=(("overlap", slope, intercept),)))
    assert found.mean() == pytest.approx(1 / 3, abs=0.1)


@pytest.mark.parametrize("seed", range(30))
def test_no_line_nearby_fits_better(seed):
    rng = np.random.default_rng(seed)
    stated = 1.0 / (1.0 + np.exp(-rng.normal(rng.uniform(-2, 6), rng.uniform(0.1, 2), rng.integers(10, 300))))
    odds = log_odds(stated)
    held = rng.uniform(size=len(odds)) < 1.0 / (1.0 + np.exp(-(rng.uniform(0.1, 2) * odds + rng.uniform(-6, 2))))

    def loss(slope, intercept):
        line = slope * odds + intercept
        return (np.logaddexp(0.0, line) - held * line).sum() + (slope - 1.0) ** 2 + intercept**2

    slope, intercept = fit_line(stated.tolist(), held.tolist())
    for more, higher in ((0.01, 0), (-0.01, 0), (0, 0.05), (0, -0.05), (0.01, -0.05), (-0.01, 0.05)):
        if slope + more >= 0.0:
            assert loss(slope + more, intercept + higher) > loss(slope, intercept) - 1e-6


def test_few_labels_move_the_scores_little():
    slope, intercept = fit_line([0.9], [True])
    assert slope == pytest.approx(1.0, abs=0.1)
    assert intercept == pytest.approx(0.0, abs=0.1)


def test_outcomes_that_contradict_the_scores_do_not_turn_the_order():
    slope, intercept = fit_line([0.9] * 50 + [0.1] * 50, [False] * 50 + [True] * 50)
    assert slope == 0.0
    assert intercept == pytest.approx(0.0, abs=0.01)


@pytest.mark.parametrize("held", [True, False])
def test_outcomes_that_are_all_alike_give_a_finite_line(held):
    slope, intercept = fit_line([1.0] * 300, [held] * 300)
    assert np.isfinite([slope, intercept]).all()
    assert slope >= 0.0


def test_calibration_survives_the_way_through_a_file():
    params = Params(calibration=(("overlap", 0.5, -1.0), ("same-event", 2, 0)))
    assert Params.from_mapping(params.as_mapping()) == Params(**params.as_mapping()) == params
    assert params.as_mapping()["calibration"] == [["overlap", 0.5, -1.0], ["same-event", 2, 0]]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("overlap", "calibration must be a list"),
        ((("overlap", 1.0),), "must hold [relation, slope, intercept]"),
        ((("twin", 1.0, 0.0),), "calibration names 'twin', which is none of identical"),
        ((("overlap", 1.0, 0.0), ("overlap", 1.0, 0.0)), "calibration names 'overlap', twice"),
        ((("overlap", -1.0, 0.0),), "slope in [0, 100]"),
        ((("overlap", float("nan"), 0.0),), "slope in [0, 100]"),
        ((("overlap", True, 0.0),), "must hold [relation, slope, intercept]"),
    ],
)
def test_a_wrong_calibration_is_refused(rows, said):
    with pytest.raises(ParamsError) as caught:
        Params(calibration=rows)
    assert said in str(caught.value)
