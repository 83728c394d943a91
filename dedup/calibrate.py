"""Scores made to mean what they say: a straight line in log-odds for each relation (Platt 1999).

A score of .9 should hold nine times in ten. ``dedup tune`` fits slope and intercept on a newsroom's
own labels; without them scores stay as they are, to the last bit.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dedup.model import Relation
from dedup.params import Params

EDGE = 1e-4  #: scores are kept so far from 0 and 1, where log-odds have no end
_PRIOR = 2.0  # pseudo-labels that hold slope and intercept near 1 and 0
_STEPS = 50
_ENOUGH = 1e-9

Floats = NDArray[np.float64]


def log_odds(scores: Floats) -> Floats:
    """Return log(p / (1 - p)), p kept within [EDGE, 1 - EDGE].

    >>> log_odds(np.array([0.5])).tolist()
    [0.0]
    """
    kept = np.clip(scores, EDGE, 1.0 - EDGE)
    odds: Floats = np.log(kept / (1.0 - kept))
    return odds


def calibrated(score: Floats, relation: Relation | str, params: Params) -> Floats:
    """Return the scores of one relation after the recalibration of ``params``.

    Args:
        score: Any shape, each in [0.0, 1.0].
        relation: Of all of them.
        params: ``calibration`` decides; a relation that it does not name keeps its scores.

    Returns:
        Scores in [0.0, 1.0], in the same order as before: the slope is never negative.

    >>> params = Params(calibration=(("overlap", 1.0, -1.0),))
    >>> calibrated(np.array([0.5, 0.9]), "overlap", params).round(3).tolist()
    [0.269, 0.768]
    >>> calibrated(np.array([0.5, 0.9]), "excerpt", params).tolist()
    [0.5, 0.9]
    """
    for name, slope, intercept in params.calibration:
        if name == relation:
            return _sigmoid(slope * log_odds(score) + intercept)
    return score


def _sigmoid(odds: Floats) -> Floats:
    """Return the probabilities of log-odds."""
    chance: Floats = 1.0 / (1.0 + np.exp(-np.clip(odds, -500.0, 500.0)))
    return chance


def fit_line(scores: Sequence[float], held: Sequence[bool]) -> tuple[float, float]:
    """Fit slope and intercept of the log-odds to outcomes.

    Maximum a posteriori of a logistic regression, with a weak prior at slope 1 and intercept 0, so
    that few labels move the scores little; by Newton's method. A slope below 0, which would turn
    the order round, becomes 0.

    Args:
        scores: As stated, each in [0.0, 1.0].
        held: Whether the relation held.

    Returns:
        Slope and intercept, rounded to six decimals; (1.0, 0.0) without any outcome.

    >>> fit_line([], [])
    (1.0, 0.0)
    """
    odds, outcome = log_odds(np.array(scores, dtype=np.float64)), np.array(held, dtype=np.float64)
    slope, intercept = _newton(odds, outcome, has_slope=True)
    if slope < 0.0:
        slope, intercept = _newton(odds, outcome, has_slope=False)
    return round(min(slope, 100.0), 6), round(min(100.0, max(-100.0, intercept)), 6)


def _newton(odds: Floats, outcome: Floats, *, has_slope: bool) -> tuple[float, float]:
    """Return slope (0.0 if it has none) and intercept of the best line.

    A step is halved until it lowers the loss, which is strictly convex: where nearly all scores are near 1 and
    many of them do not hold, whole steps would swing from one side to the other for ever.
    """
    design = np.stack([odds * has_slope, np.ones(len(odds))], axis=1)
    centre = np.array([1.0, 0.0])
    line, loss = centre, _loss(design, outcome, centre, centre)
    for _ in range(_STEPS):
        chance = _sigmoid(design @ line)
        gradient = design.T @ (chance - outcome) + _PRIOR * (line - centre)
        curvature = (design * (chance * (1.0 - chance))[:, None]).T @ design + _PRIOR * np.eye(2)
        step = np.linalg.solve(curvature, gradient)
        while np.abs(step).max() >= _ENOUGH and _loss(design, outcome, line - step, centre) > loss:
            step = step / 2.0
        if np.abs(step).max() < _ENOUGH:
            break
        line = line - step
        loss = _loss(design, outcome, line, centre)
    return float(line[0]) * has_slope, float(line[1])


def _loss(design: Floats, outcome: Floats, line: Floats, centre: Floats) -> float:
    """Return the negative log posterior of a line, without its constant."""
    odds = design @ line
    return float((np.logaddexp(0.0, odds) - outcome * odds).sum() + _PRIOR / 2.0 * ((line - centre) ** 2).sum())
