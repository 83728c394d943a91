"""Figures with intervals, and the rates that they are made of, over weighted rows.

A figure is computed for many draws at once: ``weights`` has one row a draw and one column a row of
the table, so that a resample is a weight of 0, 1, 2 ... for each. The point values come from
scikit-learn where it has the measure; the arrays here give the spread and agree with it, by test.
"""

import math
from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

SAMPLES = 1000  #: resamples, fewer where there are more than 60,000 rows
BINS = 10  #: of the calibration error, equally wide
DECIMALS = 6
_CELLS = 4_000_000  # weights held at a time: 32 MB
_MOST_CELLS = 60_000_000  # weights drawn in all
_LEAST_SAMPLES = 100
_Z = 1.959964


class Figure(NamedTuple):
    """A measured value with its 95 % interval; all None where it is not defined."""

    value: float | None
    n: int  #: pairs or articles that it rests on
    interval: tuple[float | None, float | None]

    def as_mapping(self) -> dict[str, object]:
        """Return it as it is written."""
        return {"value": self.value, "n": self.n, "interval": list(self.interval)}


UNDEFINED = Figure(None, 0, (None, None))
Figures = Mapping[str, Figure]


def wilson(share: float, trials: int) -> tuple[float, float]:
    """Return the 95 % Wilson score interval of a share of some trials.

    Source: Wilson (1927), "Probable inference, the law of succession".

    >>> [round(x, 3) for x in wilson(1.0, 5)]
    [0.566, 1.0]
    """
    centre = (share + _Z * _Z / (2 * trials)) / (1 + _Z * _Z / trials)
    half = _Z * math.sqrt(share * (1 - share) / trials + _Z * _Z / (4 * trials * trials)) / (1 + _Z * _Z / trials)
    return max(0.0, centre - half), min(1.0, centre + half)


def figure(value: float, n: int, draws: Floats, trials: int) -> Figure:
    """Return a figure with its bootstrap percentile interval.

    Args:
        value: The point value; NaN if it is not defined.
        n: What it rests on.
        draws: The value in each resample; NaN where it was not defined there.
        trials: Units that were resampled. Where all resamples give the same 0 or 1 the bootstrap
            knows nothing of the spread; the Wilson interval of so many trials stands in.

    The interval always holds the value. Source: Efron and Tibshirani (1993), "An Introduction to the Bootstrap".
    """
    if not n or math.isnan(value):
        return UNDEFINED
    value = min(1.0, max(-1.0, float(value)))
    known = draws[~np.isnan(draws)]
    low, high = (float(np.percentile(known, part)) for part in (2.5, 97.5)) if len(known) else (value, value)
    if low == high and value in (0.0, 1.0):
        low, high = wilson(value, max(1, trials))
    low, high = max(-1.0, min(low, value)), min(1.0, max(high, value))
    return Figure(round(value, DECIMALS), n, (round(low, DECIMALS), round(high, DECIMALS)))


def sample_count(rows: int) -> int:
    """Return how many resamples are drawn of a table with so many rows.

    >>> sample_count(500), sample_count(400_000)
    (1000, 150)
    """
    return max(_LEAST_SAMPLES, min(SAMPLES, _MOST_CELLS // max(1, rows)))


def block_size(rows: int) -> int:
    """Return how many resamples are held at a time."""
    return max(1, _CELLS // max(1, rows))


def share(part: Floats, whole: Floats) -> Floats:
    """Return quotients, NaN where the whole is 0."""
    quotients: Floats = np.divide(part, whole, out=np.full(len(whole), np.nan), where=whole > 0)
    return quotients


def precision(weights: Floats, positive: Bools, counted: Bools) -> Floats:
    """Return the share of the reported rows that are labelled positive, for each draw."""
    return share(weights @ (positive & counted), weights @ counted.astype(np.float64))


def recall(weights: Floats, positive: Bools, counted: Bools) -> Floats:
    """Return the share of the positive rows that were reported, for each draw."""
    return share(weights @ (positive & counted), weights @ positive.astype(np.float64))


def f1(weights: Floats, positive: Bools, counted: Bools) -> Floats:
    """Return the harmonic mean of precision and recall, 2 TP / (2 TP + FP + FN), for each draw."""
    both = weights @ positive.astype(np.float64) + weights @ counted.astype(np.float64)
    return share(2.0 * (weights @ (positive & counted)), both)


def average_precision(score: Floats) -> Callable[[Floats, Bools], Floats]:
    """Return a function of weights and labels: AP = sum of (R_k - R_(k-1)) P_k over the distinct scores.

    Rows of one score are taken together, as scikit-learn does; no interpolation. The sorting is done once.
    """
    order = np.argsort(-score, kind="stable")
    ends = np.flatnonzero(np.diff(-score[order], append=np.inf) != 0)

    def of(weights: Floats, positive: Bools) -> Floats:
        ordered = weights[:, order]
        seen = np.cumsum(ordered, axis=1)[:, ends]
        hits = np.cumsum(ordered * positive[order], axis=1)[:, ends]
        gained = np.diff(hits, axis=1, prepend=0.0)
        at = np.divide(hits, seen, out=np.zeros_like(hits), where=seen > 0)
        total = hits[:, -1] if hits.shape[1] else np.zeros(len(weights))
        return share((gained * at).sum(axis=1), total)

    return of


def calibration_error(weights: Floats, stated: Floats, held: Bools) -> Floats:
    """Return the expected calibration error: mean over ten bins of |mean score - share that held|, by rows.

    Source: Naeini, Cooper, Hauskrecht (2015), "Obtaining well calibrated probabilities using Bayesian binning".
    """
    bins = np.minimum((stated * BINS).astype(np.int64), BINS - 1)
    inside = np.zeros((len(stated), BINS))
    inside[np.arange(len(stated)), bins] = 1.0
    gap = np.abs(weights @ (inside * (stated - held)[:, None])).sum(axis=1)
    return share(gap, weights.sum(axis=1))
