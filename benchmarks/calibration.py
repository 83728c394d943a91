"""Whether scores hold as often as they say, on pairs that no score was fitted on.

Outcomes come from planted changes (the relation is known from how they were made, with another seed than
those fitted on; false matches among planted and unrelated texts count as wrong), from the half of the silver
labels of Reuters that ``benchmarks/fit_scores.py`` held out, and from people's scores of one event. The model
of one event was fitted on the train part of those; for it the log-odds are those of five-fold cross-validation,
by the program that fitted it.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from benchmarks import fit_same_event, fit_scores, planted, results, sets
from benchmarks.plant import Plan
from benchmarks.real import TEXTUAL, ordered
from dedup.detect import find_duplicates
from dedup.evaluation.figures import calibration_error, figure
from dedup.events.same_event import same_event_model
from dedup.model import Relation, Report
from dedup.runtime.kernels import compile_kernels

MOST = 0.05  #: expected calibration error of a relation
LEAST_PAIRS = 30  #: below, there is no figure to hold against it


class Outcome(NamedTuple):
    """One reported pair: what the score said, and whether the relation holds."""

    source: str
    relation: Relation
    score: float
    held: bool


def of_planted(plan: Plan, report: Report) -> Iterable[Outcome]:
    """Yield the outcomes of planted pairs and of false matches."""
    _, false = planted.tally(plan, report)
    wrong = {(match.left, match.right) for match in false}
    right = {(case.left, case.right): case.relations for case in plan.planted}
    bare = {(match.left, match.right) for match in find_duplicates(plan.bare).matches}
    for match in report.matches:
        pair = (match.left, match.right)
        if pair in right:
            yield Outcome("planted", match.relation, match.score, match.relation in right[pair])
        elif pair in wrong and pair not in bare and match.relation is not Relation.SAME_EVENT:
            yield Outcome("planted", match.relation, match.score, False)


def of_reuters(data: Path) -> Iterable[Outcome]:
    """Yield the outcomes of silver labels that were held out: copies hold for duplicates, templates for templates."""
    folder = data / sets.REUTERS
    found = {(match.left, match.right): match for match in find_duplicates(sets.articles(folder)).matches}
    for row in sets.table(folder / "labels.pairs_silver.tsv"):
        match = found.get(ordered(row["a"], row["b"]))
        if match is None or row["label"] not in ("dup", "neg") or match.relation is Relation.SAME_EVENT:
            continue
        if not fit_scores.is_held_out(f"reuters {match.left}"):
            continue
        is_template = match.relation is Relation.TEMPLATE
        held = is_template if row["label"] == "neg" else match.relation in TEXTUAL and not is_template
        yield Outcome("reuters silver", match.relation, match.score, held)


def of_twins(data: Path) -> Iterable[Outcome]:
    """Yield the outcomes of the probability of one event, each from a model that has not seen the pair."""
    compile_kernels()
    pairs = fit_same_event.measured(data / sets.SEMEVAL, fit_same_event.CUTS[0])
    scores = pairs.scores
    clear = (scores <= fit_same_event.SAME) | (scores >= fit_same_event.DIFFERENT)
    groups = fit_same_event.linked(pairs.ids)
    slope, shift, share = _scale(pairs, groups)
    odds = fit_same_event.out_of_fold(pairs.features, pairs.rest, scores, groups, seed=1001)
    chance = fit_same_event.chance(fit_same_event.above(pairs.capped(slope * odds + shift), share))
    least = float(same_event_model().limits[0])
    for score, truth in zip(chance[clear].tolist(), scores[clear].tolist(), strict=True):
        if score >= least:
            yield Outcome("people", Relation.SAME_EVENT, score, truth <= fit_same_event.SAME)


def _scale(pairs: fit_same_event.Measured, groups: Any) -> tuple[float, float, float]:
    """Slope and shift of the log-odds and the share of high ones, fitted as by the program that made the model, on
    other folds."""
    from sklearn.linear_model import LogisticRegression

    scores = pairs.scores
    clear = (scores <= fit_same_event.SAME) | (scores >= fit_same_event.DIFFERENT)
    same = scores[clear] <= fit_same_event.SAME
    odds = fit_same_event.out_of_fold(pairs.features, pairs.rest, scores, groups, seed=0)
    fitted = LogisticRegression(C=1e6).fit(odds[0, clear][:, None], same)
    slope, shift = float(fitted.coef_[0, 0]), float(fitted.intercept_[0])
    return slope, shift, fit_same_event.fitted_share([pairs.capped(slope * odds + shift)[clear]], same)


def rows_of(outcomes: Iterable[Outcome], seed: int) -> list[dict[str, Any]]:
    """Return one row for each relation, with its sources apart and together."""
    groups: dict[tuple[str, str], list[Outcome]] = {}
    for one in outcomes:
        for source in (one.source, "all"):
            groups.setdefault((str(one.relation), source), []).append(one)
    order = [str(relation) for relation in Relation]
    rows = []
    for (relation, source), some in sorted(groups.items(), key=lambda item: (order.index(item[0][0]), item[0][1])):
        score, held = np.array([one.score for one in some]), np.array([one.held for one in some])
        rng = np.random.default_rng(seed)
        drawn = rng.multinomial(len(some), np.full(len(some), 1 / len(some)), size=500).astype(np.float64)
        value = float(calibration_error(np.ones((1, len(some))), score, held)[0])
        found = figure(value, len(some), calibration_error(drawn, score, held), len(some))
        rows.append(
            {
                "relation": relation,
                "source": source,
                "pairs": len(some),
                "mean score": round(float(score.mean()), 4),
                "held": round(float(held.mean()), 4),
                "calibration error": found.value,
                "interval": list(found.interval),
            }
        )
    return rows


def expect(outcome: results.Outcome, rows: Sequence[dict[str, Any]]) -> None:
    """Hold each relation with enough pairs against the target, and each of its sources: errors of two may cancel."""
    whole = {row["relation"]: row["pairs"] for row in rows if row["source"] == "all"}
    for row in rows:
        is_all = row["source"] == "all"
        if row["pairs"] >= LEAST_PAIRS and (is_all or row["pairs"] < whole[row["relation"]]):
            name = row["relation"] if is_all else f"{row['relation']}, {row['source']}"
            outcome.expect(f"calibration error of {name}", row["calibration error"], at_most=MOST)
