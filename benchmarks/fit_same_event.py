"""Fit the same-event model: ``dedup/tables/same_event.json``.

    python -m benchmarks.fit_same_event --data DIR

Pairs and scores are those of the train split of SemEval-2022 task 8 (1: same story, 4: different),
10 languages. The regression is fitted on graded labels, (4 - score) / 3, and its log-odds are then
scaled (Platt) on out-of-fold predictions of the clear pairs: same up to 1.5, different from 2.5 on.
Figures are from 5-fold cross-validation, articles that are linked by pairs in one fold, ten times.
"""

import argparse
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score

from benchmarks import sets
from benchmarks.fit_scores import calibration_error
from dedup import same_event as s
from dedup.kernels import compile_kernels, run
from dedup.profiles import Profiles, profiles
from dedup.tokens import tokenise

SAME, DIFFERENT = 1.5, 2.5
LIMITS = {"score": 0.65, "score_fixed": 0.5, "score_far": 0.9, "score_alone": 0.8, "cosine": 0.25, "rare_terms": 3}
REPEATS, FOLDS, STRENGTH = 10, 5, 0.1
Floats = NDArray[np.float64]


def profile_texts(titles: list[str], texts: list[str], compiled: bool = True) -> Profiles:
    """Tokenise and profile texts."""
    tokens = [tokenise(text, compiled) for text in texts]
    high = np.cumsum([len(found.words) for found in tokens], dtype=np.int64)
    low = high - np.array([len(found.words) for found in tokens], dtype=np.int64)
    words, flags = np.concatenate([t.words for t in tokens]), np.concatenate([t.flags for t in tokens])
    return profiles(titles, texts, words, flags, low, high, compiled)


def linked(pairs: list[tuple[str, str]]) -> NDArray[np.int64]:
    """Number the groups of pairs that are linked by an article."""
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        while parent.setdefault(node, node) != node:
            node = parent[node]
        return node

    for left, right in pairs:
        parent[root(left)] = root(right)
    numbers = {name: k for k, name in enumerate(sorted({root(left) for left, _ in pairs}))}
    return np.array([numbers[root(left)] for left, _ in pairs])


def fitted(features: Floats, scores: Floats) -> tuple[Floats, float]:
    """Weights and intercept on raw features, fitted on graded labels, with the signs that the features may have."""
    mean, spread = features.mean(axis=0), features.std(axis=0)
    scaled, graded = (features - mean) / spread, (4.0 - scores) / 3.0

    def loss(w: Floats) -> tuple[float, Floats]:
        odds = scaled @ w[1:] + w[0]
        rest = 1.0 / (1.0 + np.exp(-odds)) - graded
        value = (np.logaddexp(0.0, odds) - graded * odds).sum() + (w[1:] ** 2).sum() / (2 * STRENGTH)
        return float(value), np.r_[rest.sum(), scaled.T @ rest + w[1:] / STRENGTH]

    bounds = [(None, None), *((None, 0.0) if name in s.AGAINST else (0.0, None) for name in s.FEATURES)]
    best = minimize(loss, np.zeros(1 + features.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds).x
    weights = best[1:] / spread
    return weights, float(best[0] - (weights * mean).sum())


def out_of_fold(features: Floats, scores: Floats, groups: NDArray[np.int64], seed: int) -> Floats:
    """Log-odds of each pair from models that have not seen its group."""
    fold = np.random.default_rng(seed).permutation(groups.max() + 1)[groups] % FOLDS
    odds = np.zeros(len(scores))
    for k in range(FOLDS):
        weights, intercept = fitted(features[fold != k], scores[fold != k])
        odds[fold == k] = features[fold == k] @ weights + intercept
    return odds


def measured(path: Path) -> tuple[Floats, NDArray[np.int64], Floats, list[tuple[str, str]], list[str]]:
    """Features, counts, scores, ids and languages of the scored pairs."""
    articles = sets.articles(path)
    number = {article.id: k for k, article in enumerate(articles)}
    found = profile_texts([article.title for article in articles], [article.text for article in articles])
    rows = sets.table(path / "labels.pairs_monolingual.tsv")
    rows = [row for row in rows if row["a"] in number and row["b"] in number]
    features, counts = np.zeros((len(rows), len(s.FEATURES))), np.zeros((len(rows), s.COUNTS), dtype=np.int64)
    for k, row in enumerate(rows):
        run(s.same_event_features, True, *found, number[row["a"]], number[row["b"]], counts[k], features[k], 0)
    scores = np.array([float(row["overall_1same_4different"]) for row in rows])
    return features, counts, scores, [(row["a"], row["b"]) for row in rows], [row["lang_a"] for row in rows]


def average(odds: list[Floats], figure: Callable[[Floats], float]) -> float:
    """The mean of a figure over the repeats."""
    return round(float(np.mean([figure(o) for o in odds])), 4)


def main() -> None:
    """Fit, measure, write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the real sets")
    path = parser.parse_args().data / sets.SEMEVAL
    compile_kernels()
    features, counts, scores, ids, langs = measured(path)
    odds = [out_of_fold(features, scores, linked(ids), seed) for seed in range(REPEATS)]
    same, different = scores <= SAME, scores >= DIFFERENT
    clear = same | different
    every = np.concatenate([o[clear] for o in odds])[:, None]
    platt = LogisticRegression(C=1e6).fit(every, np.tile(same[clear], REPEATS))
    slope, shift = float(platt.coef_[0, 0]), float(platt.intercept_[0])
    weights, intercept = fitted(features, scores)
    limits = np.array(list(LIMITS.values()), dtype=np.float64)

    def reported(o: Floats) -> NDArray[np.bool_]:
        chance = 1.0 / (1.0 + np.exp(-(slope * o + shift)))
        rows = zip(chance, features, counts, strict=True)
        return np.array([s.is_twin(p, list(f), list(c), -1.0, list(limits)) for p, f, c in rows])

    figures: dict[str, Any] = {
        "average_precision": average(odds, lambda o: average_precision_score(same[clear], o[clear])),
        "roc_auc": average(odds, lambda o: roc_auc_score(same[clear], o[clear])),
        "reported_of_same": average(odds, lambda o: reported(o)[same].mean()),
        "reported_of_different": average(odds, lambda o: reported(o)[different].mean()),
        "calibration_error": average(
            odds, lambda o: calibration_error(1.0 / (1.0 + np.exp(-(slope * o[clear] + shift))), same[clear])
        ),
        "average_precision_of_cosine_alone": round(average_precision_score(same[clear], features[clear, 3]), 4),
    }
    for lang in sorted(set(langs)):
        here = clear & (np.array(langs) == lang)
        if same[here].any():
            values = [average_precision_score(same[here], o[here]) for o in odds]
            figures[f"average_precision_{lang}"] = round(float(np.mean(values)), 4)
    table = {
        "what": "logistic regression over the features of dedup.same_event",
        "made": {"by": "benchmarks/fit_same_event.py", "on": date.today().isoformat(), "version": 1},
        "fitted_on": f"SemEval-2022 task 8, train split, {len(scores)} monolingual pairs, "
        f"{same.sum()} same (score up to {SAME}), {different.sum()} different (from {DIFFERENT})",
        "cross_validation": figures,
        "limits": LIMITS,
        "intercept": round(slope * intercept + shift, 6),
        "weights": {name: round(slope * float(w), 6) for name, w in zip(s.FEATURES, weights, strict=True)},
    }
    out = Path(s.__file__).parent / "tables" / "same_event.json"
    out.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(table, indent=1))


if __name__ == "__main__":
    main()
