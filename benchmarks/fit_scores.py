"""Fit the scores of the relations: ``dedup/tables/scores.json``.

    python -m benchmarks.fit_scores --data DIR

The score of a match is the probability that its relation holds, given the strength of its
evidence. Labelled pairs are those of the planted changes (right: the relation that was
planted; anything else that is reported of planted texts is wrong), of the Reuters silver
labels (copies and updates; recurring forms), and the brute-force pairs of the Saudi,
Indonesian and Spanish news (a near-duplicate or excerpt that is not among them and shares little is wrong). For
each relation the strengths are cut into ranges of equally many pairs, whose shares of
right ones, made monotone, are joined by straight lines; every source of labels weighs the
same, however many pairs it has, since planted changes are easier than what people wrote.
Half of the pairs, by a hash of their articles, fit; the expected calibration error is that of the other half.
Same-event has its own model, see ``benchmarks/fit_same_event.py``.
"""

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray
from sklearn.isotonic import IsotonicRegression

from benchmarks import sets
from benchmarks.plant import Planter
from benchmarks.planted import kind_of
from benchmarks.pools import pools
from dedup.detect import find_duplicates
from dedup.model import Article, Match, Relation
from dedup.relate import relate

SEEDS, CASES = (11, 12, 13), 60
FITTED = (Relation.NEAR_DUPLICATE, Relation.EXCERPT, Relation.OVERLAP, Relation.TEMPLATE)
COPIES = (Relation.IDENTICAL, Relation.NEAR_DUPLICATE)
RIGHT = {
    ("dup", "update_contained"): (*COPIES, Relation.EXCERPT),
    ("dup", ""): COPIES,
    ("neg", ""): (Relation.TEMPLATE,),
}  #: relations that a Reuters silver label allows, by label and subtype; any other subtype is ""
MOST_RANGES, LEAST_PAIRS = 8, 40  #: ranges of strength, and pairs in each
LITTLE = 0.35  #: containment up to which a pair that brute force does not list is wrong; above it is in doubt
Floats = NDArray[np.float64]


class Labelled(NamedTuple):
    """One reported match and whether its relation holds."""

    relation: Relation
    strength: float
    right: bool
    group: str  #: pairs of one group are fitted on, or measured, together


def planted(data: Path) -> Iterator[Labelled]:
    """Matches of planted texts; those of base texts among themselves are nobody's plan and left out."""
    for seed in SEEDS:
        plan = Planter(pools(data, seed, made_up=18 * CASES), CASES, seed).plant_all()
        wanted = {(case.left, case.right): case for case in plan.planted}
        bare = {(match.left, match.right) for match in find_duplicates(plan.bare).matches}
        for match in find_duplicates(plan.articles).matches:
            case = wanted.get((match.left, match.right))
            if case is None and (kind_of(match.left) == "background" or (match.left, match.right) in bare):
                continue
            right = case is not None and match.relation in case.relations
            yield Labelled(match.relation, match.score, right, f"planted {seed} {match.left.rsplit('/', 1)[0]}")


def reuters(data: Path) -> Iterator[Labelled]:
    """Matches of pairs that have a silver label."""
    folder = data / sets.REUTERS
    labels = {}
    for row in sets.table(folder / "labels.pairs_silver.tsv"):
        key = (row["label"], row["subtype"])
        allowed = RIGHT.get(key, RIGHT.get((row["label"], "")))
        if allowed:
            labels[min(row["a"], row["b"]), max(row["a"], row["b"])] = allowed
    for match in matches(folder):
        allowed = labels.get((match.left, match.right))
        if allowed:
            yield Labelled(match.relation, match.score, match.relation in allowed, f"reuters {match.left}")


def brute_force(data: Path) -> Iterator[Labelled]:
    """Near-duplicates and excerpts of sets whose pairs with much in common are all known."""
    for name in (sets.SAUDI, sets.DETIK, sets.SPANISH):
        rows = sets.table(data / name / "exact_pairs.tsv")
        known = {(min(row["a"], row["b"]), max(row["a"], row["b"])) for row in rows}
        for match in matches(data / name):
            right = (match.left, match.right) in known
            if match.relation in (Relation.NEAR_DUPLICATE, Relation.EXCERPT) and (
                right or max(match.containment) < LITTLE
            ):
                yield Labelled(match.relation, match.score, right, f"{name} {match.left}")


def matches(folder: Path) -> list[Match]:
    """All matches of a set."""
    articles: list[Article] = list(sets.articles(folder))
    return list(find_duplicates(articles).matches)


def is_held_out(group: str) -> bool:
    """Whether a group is measured, not fitted on: every other one, by its hash."""
    return hashlib.sha256(group.encode()).digest()[0] % 2 == 1


def weights_of(sources: list[str]) -> Floats:
    """Weights of pairs that make all sources weigh the same; their mean is 1.0.

    >>> weights_of(["reuters", "planted", "planted", "planted"]).round(2).tolist()
    [2.0, 0.67, 0.67, 0.67]
    """
    names, places, counts = np.unique(sources, return_inverse=True, return_counts=True)
    return np.asarray(len(sources) / (len(names) * counts[places]), dtype=np.float64)


def fitted(strengths: Floats, right: Floats, weight: Floats) -> tuple[list[float], list[float]]:
    """Strengths and probabilities of one relation: shares of right pairs in ranges, half a pair of each sort added."""
    order = np.argsort(strengths, kind="stable")
    count = max(1, min(MOST_RANGES, len(order) // LEAST_PAIRS))
    parts = [part for part in np.array_split(order, count) if len(part)]
    centres = np.array([strengths[part].mean() for part in parts])
    weights = np.array([weight[part].sum() for part in parts])
    shares = np.array([(right[part] @ weight[part] + 0.5) / (weight[part].sum() + 1.0) for part in parts])
    rising = IsotonicRegression().fit_transform(centres, shares, sample_weight=weights)
    knots = dict(zip(np.round(centres, 4).tolist(), np.round(rising, 4).tolist(), strict=True))
    return list(knots), list(knots.values())


def calibration_error(scores: Floats, right: NDArray[Any], bins: int = 10) -> float:
    """Return the expected calibration error over bins of equal width, 0.0 to 1.0.

    >>> round(calibration_error(np.array([0.9, 0.9]), np.array([1.0, 0.0])), 4)
    0.4
    """
    places = np.minimum((scores * bins).astype(np.int64), bins - 1)
    inside = [places == k for k in range(bins) if (places == k).any()]
    return float(sum(abs(scores[m].mean() - right[m].mean()) * m.mean() for m in inside))


def main() -> None:
    """Fit, measure, write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the real sets")
    data = parser.parse_args().data
    straight = (np.array([0.0, 1.0]), np.array([0.0, 1.0]))
    found: dict[Relation, list[Labelled]] = defaultdict(list)
    with patch.object(relate, "calibration", return_value=dict.fromkeys(range(relate.SAME_EVENT), straight)):
        for source in (planted, reuters, brute_force):  # their scores are strengths
            for row in source(data):
                found[row.relation].append(row)
    rows: dict[str, Any] = {}
    for relation in FITTED:
        strengths = np.array([row.strength for row in found[relation]])
        right = np.array([float(row.right) for row in found[relation]])
        held = np.array([is_held_out(row.group) for row in found[relation]])
        sources = np.array([row.group.split()[0] for row in found[relation]])
        knots, shares = fitted(strengths[~held], right[~held], weights_of(sources[~held].tolist()))
        scores = np.interp(strengths[held], knots, shares)
        rows[relation.value] = {
            "pairs_fitted": int((~held).sum()),
            "pairs_held_out": int(held.sum()),
            "right_of_held_out": round(float(right[held].mean()), 4),
            "mean_score_of_held_out": round(float(scores.mean()), 4),
            "calibration_error_of_held_out": round(calibration_error(scores, right[held]), 4),
            "by_source_of_held_out": {
                str(name): {
                    "pairs": int((sources[held] == name).sum()),
                    "calibration_error": round(
                        calibration_error(scores[sources[held] == name], right[held][sources[held] == name]), 4
                    ),
                }
                for name in np.unique(sources[held])
            },
            "strengths": knots,
            "probabilities": shares,
        }
    table = {
        "what": "probability that a relation holds, by the strength of its evidence; straight lines between",
        "made": {"by": "benchmarks/fit_scores.py", "on": date.today().isoformat(), "version": 1},
        "relations": rows,
    }
    out = Path(relate.__file__).parent / "tables" / "scores.json"
    out.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(table, indent=1))


if __name__ == "__main__":
    main()
