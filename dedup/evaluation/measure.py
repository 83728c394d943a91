"""The figures of a table of labelled pairs: all together, and by relation."""

from collections.abc import Callable
from functools import partial

import numpy as np

from dedup.evaluation import figures as f
from dedup.evaluation.figures import UNDEFINED, Bools, Figure, Floats
from dedup.evaluation.table import UNKNOWN, Draws, Rows
from dedup.model import Relation

Rate = Callable[[Floats], Floats]


class _Measure:
    """One figure to be: its point value, what it rests on, and how it is computed of weights."""

    def __init__(self, value: float, n: float, trials: int, rate: Rate) -> None:
        """Collect the resamples of one figure."""
        self.value, self.n, self.trials, self.rate = value, round(n), trials, rate
        self.draws: list[Floats] = []

    def figure(self) -> Figure:
        """The figure with its interval."""
        return f.figure(self.value, self.n, np.concatenate(self.draws) if self.draws else np.empty(0), self.trials)


def measure_pairs(rows: Rows, draws: Draws, seed: int, samples: int | None = None) -> dict[str, Figure]:
    """Return precision, recall, F1, average precision and calibration error of a table.

    Args:
        rows: The table.
        draws: How it is resampled.
        seed: Of the resampling.
        samples: Resamples; as many as fit if None.
    """
    measures = _pair_measures(rows, draws.weights(None, 1)[0])
    return _measured(measures, rows, draws, seed, samples)


def measure_relations(
    rows: Rows, draws: Draws, seed: int, by_relation: bool, samples: int | None = None
) -> dict[str, dict[str, Figure]]:
    """Return precision, recall, F1 and calibration error of each relation.

    Where the labels name no relations only what was reported can be judged: the share of a
    relation's pairs that belong together is its precision, the other two are undefined.
    """
    base = draws.weights(None, 1)[0]
    every: dict[str, _Measure] = {}
    for relation in Relation:
        for name, measure in _relation_measures(rows, base, relation.weight, by_relation).items():
            every[f"{relation} {name}"] = measure
    found = _measured(every, rows, draws, seed, samples)
    names = ("precision", "recall", "f1", "calibration_error")
    return {str(r): {name: found.get(f"{r} {name}", UNDEFINED) for name in names} for r in Relation}


def _measured(
    measures: dict[str, _Measure], rows: Rows, draws: Draws, seed: int, samples: int | None
) -> dict[str, Figure]:
    """Draw resamples and return the figures."""
    rng = np.random.default_rng(seed)
    left = (samples or f.sample_count(len(rows))) if any(measure.n for measure in measures.values()) else 0
    while left > 0:
        count = min(left, f.block_size(len(rows)))
        weights = draws.weights(rng, count)
        for measure in measures.values():
            if measure.n:
                measure.draws.append(measure.rate(weights))
        left -= count
    return {name: measure.figure() for name, measure in measures.items()}


def _pair_measures(rows: Rows, base: Floats) -> dict[str, _Measure]:
    """The measures of all pairs together."""
    ranked = f.average_precision(rows.score)
    some = float(base @ rows.positive)
    total = float(base.sum())
    measures = _rates(base, rows.positive, rows.counted)
    precision = _average_precision(base, rows) if some else float("nan")
    measures["average_precision"] = _Measure(
        precision, total if some else 0, round(some), partial(_ranked, ranked, rows.positive)
    )
    measures["calibration_error"] = _calibration(rows, base, rows.counted & (rows.held != UNKNOWN))
    return measures


def _ranked(ranked: Callable[[Floats, Bools], Floats], positive: Bools, weights: Floats) -> Floats:
    """Average precision of each draw."""
    return ranked(weights, positive)


def _average_precision(base: Floats, rows: Rows) -> float:
    """Average precision of the data as they are, by scikit-learn."""
    from sklearn.metrics import average_precision_score

    kept = base > 0
    return float(average_precision_score(rows.positive[kept], rows.score[kept], sample_weight=base[kept]))


def _rates(base: Floats, positive: Bools, counted: Bools) -> dict[str, _Measure]:
    """Precision, recall and F1, by scikit-learn."""
    from sklearn.metrics import precision_recall_fscore_support

    reported, some = float(base @ counted), float(base @ positive)
    either = float(base @ (positive | counted))
    values = (0.0, 0.0, 0.0)
    if either:
        values = precision_recall_fscore_support(
            positive, counted, average="binary", sample_weight=base, zero_division=0.0
        )[:3]
    rates = {"precision": f.precision, "recall": f.recall, "f1": f.f1}
    rests = (reported, some, float(base.sum()) if either else 0.0)
    trials = (reported, some, either)
    return {
        name: _Measure(float(value), n, round(count), partial(_rate, rate, positive, counted))
        for (name, rate), value, n, count in zip(rates.items(), values, rests, trials, strict=True)
    }


def _rate(rate: Callable[[Floats, Bools, Bools], Floats], positive: Bools, counted: Bools, weights: Floats) -> Floats:
    """A rate of each draw."""
    return rate(weights, positive, counted)


def _calibration(rows: Rows, base: Floats, kept: Bools) -> _Measure:
    """The calibration error of some rows."""
    at = np.flatnonzero(kept & (base > 0))
    stated, held = rows.score[at], rows.held[at] == 1
    value = float(f.calibration_error(base[None, at], stated, held)[0]) if len(at) else float("nan")
    return _Measure(value, float(base[at].sum()), len(at), partial(_calibrated, at, stated, held))


def _calibrated(
    at: "np.ndarray[tuple[int], np.dtype[np.intp]]", stated: Floats, held: Bools, weights: Floats
) -> Floats:
    """The calibration error of each draw."""
    return f.calibration_error(weights[:, at], stated, held)


def _relation_measures(rows: Rows, base: Floats, code: int, by_relation: bool) -> dict[str, _Measure]:
    """The measures of one relation."""
    reported = (rows.relation == code) & (rows.held != UNKNOWN)
    measures = {"calibration_error": _calibration(rows, base, reported & rows.counted)}
    if by_relation:
        open_to = rows.positive & (rows.label == UNKNOWN)  # labelled 1: some relation holds, not said which
        return measures | _rates(base, rows.label == code, (rows.relation == code) & ~open_to)
    return measures | {"precision": _rates(base, rows.held == 1, reported)["precision"]}
