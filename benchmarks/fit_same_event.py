"""Fit the same-event model: ``dedup/tables/same_event.json``.

    python -m benchmarks.fit_same_event --data DIR

Pairs and scores are those of the train split of SemEval-2022 task 8 (1: same story, 4: different),
10 languages. The regression is fitted on graded labels, (4 - score) / 3, and its log-odds are then
scaled (Platt) on out-of-fold predictions of the clear pairs: same up to 1.5, different from 2.5 on.
Each pair is there five times, whole and as the first words of both texts alone, so that the model knows notices,
too. Figures are from 5-fold cross-validation, articles that are linked by pairs in one fold, ten times.
"""

import argparse
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score

import dedup
from benchmarks import sets
from benchmarks.fit_scores import calibration_error
from dedup.events.event_features import AGAINST, FEATURES, same_event_features
from dedup.events.head_terms import HEAD
from dedup.events.profiles import Profiles, profiles
from dedup.events.same_event import obstacle
from dedup.events.shared_terms import COUNTS, OPENED, PIECES, ROOM
from dedup.runtime.kernels import compile_kernels, run
from dedup.tokens import Tokens, tokenise

SAME, DIFFERENT = 1.5, 2.5
LIMITS = {
    "score": 0.6, "score_fixed": 0.42, "score_far": 0.89, "score_alone": 0.7, "cosine": 0.2, "pieces": 3,
    "pieces_bare": 4, "score_alone_notice": 0.76, "cosine_notice": 0.25, "cosine_characters": 0.12,
    "score_dated": 0.74,
}  # fmt: skip
REPEATS, FOLDS, STRENGTH = 10, 5, 0.1
CUTS = (HEAD, 150, 100, 70, 45)  #: words of the texts
Floats = NDArray[np.float64]


def first_words(tokens: Tokens, most: int) -> Tokens:
    """The first ``most`` words of a text."""
    return Tokens(tokens.words[:most], tokens.flags[:most], tokens.starts[:most], tokens.ends[:most])


def profile_texts(titles: list[str], texts: list[str], most: int) -> Profiles:
    """Tokenise and profile the first ``most`` words of texts."""
    tokens = [first_words(tokenise(text, True), most) for text in texts]
    texts = [text[: found.ends[-1]] if len(found.ends) else "" for text, found in zip(texts, tokens, strict=True)]
    high = np.cumsum([len(found.words) for found in tokens], dtype=np.int64)
    low = high - np.array([len(found.words) for found in tokens], dtype=np.int64)
    words, flags = np.concatenate([t.words for t in tokens]), np.concatenate([t.flags for t in tokens])
    return profiles(titles, texts, words, flags, low, high, True)


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

    bounds = [(None, None), *((None, 0.0) if name in AGAINST else (0.0, None) for name in FEATURES)]
    best = minimize(loss, np.zeros(1 + features.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds).x
    weights = best[1:] / spread
    return weights, float(best[0] - (weights * mean).sum())


def out_of_fold(features: Floats, rest: Floats, scores: Floats, groups: NDArray[np.int64], seed: int) -> Floats:
    """Log-odds of each pair, whole and without what both texts begin with, from models that have not seen its group."""
    fold = np.random.default_rng(seed).permutation(groups.max() + 1)[groups] % FOLDS
    odds = np.zeros((2, len(scores)))
    for k in range(FOLDS):
        weights, intercept = fitted(features[fold != k], scores[fold != k])
        odds[:, fold == k] = [part[fold == k] @ weights + intercept for part in (features, rest)]
    return odds


class Measured(NamedTuple):
    """The scored pairs, from the first words of each text; both features and both counts have a row a pair."""

    features: Floats
    rest: Floats  #: without the runs of words with which both begin
    counts: NDArray[np.int64]
    rest_counts: NDArray[np.int64]
    scores: Floats
    ids: list[tuple[str, str]]
    langs: list[str]

    def capped(self, odds: Floats) -> Floats:
        """Log-odds that count such runs as the package does, from both log-odds, shape ``(2, m)``."""
        most = odds[1] + np.log(np.maximum(1, self.rest_counts[:, PIECES]))
        return np.asarray(np.where(self.counts[:, OPENED] > 0, np.minimum(odds[0], most), odds[0]), dtype=np.float64)


def measured(path: Path, most: int) -> Measured:
    """Measure the scored pairs on the first ``most`` words of each text."""
    articles = sets.articles(path)
    number = {article.id: k for k, article in enumerate(articles)}
    found = profile_texts([article.title for article in articles], [article.text for article in articles], most)
    rows = sets.table(path / "labels.pairs_monolingual.tsv")
    rows = [row for row in rows if row["a"] in number and row["b"] in number]
    features, counts = np.zeros((2, len(rows), len(FEATURES))), np.zeros((2, len(rows), ROOM), dtype=np.int64)
    for k, row in enumerate(rows):
        for j, whole in enumerate((True, False)):
            pair = number[row["a"]], number[row["b"]], counts[j, k], features[j, k], whole
            run(same_event_features, True, *found.compared, *pair)
    scores = np.array([float(row["overall_1same_4different"]) for row in rows])
    ids, langs = [(row["a"], row["b"]) for row in rows], [row["lang_a"] for row in rows]
    counts = counts[:, :, :COUNTS]
    return Measured(features[0], features[1], counts[0], counts[1], scores, ids, langs)


def average(odds: list[Floats], figure: Callable[[Floats], float]) -> float:
    """The mean of a figure over the repeats."""
    return round(float(np.mean([figure(o) for o in odds])), 4)


def chance(odds: Floats) -> Floats:
    """Log-odds to probabilities."""
    return np.asarray(1.0 / (1.0 + np.exp(-odds)), dtype=np.float64)


def reported(odds: Floats, features: Floats, counts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which pairs are reported as the same event, if undated."""
    limits = list(LIMITS.values())
    rows = zip(chance(odds), features, counts, strict=True)
    return np.array([obstacle(p, list(f), list(c), -1.0, limits) == 0 for p, f, c in rows])


def figures_of(odds: list[Floats], scores: Floats, features: Floats, counts: NDArray[np.int64]) -> dict[str, float]:
    """What the model says of pairs that it has not seen, on average over the repeats."""
    same, different = scores <= SAME, scores >= DIFFERENT
    clear = same | different
    found = [reported(o, features, counts) for o in odds]
    return {
        "average_precision": average(odds, lambda o: average_precision_score(same[clear], o[clear])),
        "roc_auc": average(odds, lambda o: roc_auc_score(same[clear], o[clear])),
        "reported_of_same": round(float(np.mean([f[same].mean() for f in found])), 4),
        "reported_of_different": round(float(np.mean([f[different].mean() for f in found])), 4),
        "calibration_error": average(odds, lambda o: calibration_error(chance(o[clear]), same[clear])),
        "average_precision_of_cosine_alone": round(average_precision_score(same[clear], features[clear, 3]), 4),
    }


def main() -> None:
    """Fit, measure, write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the real sets")
    path = parser.parse_args().data / sets.SEMEVAL
    compile_kernels()
    cuts = [measured(path, most) for most in CUTS]
    scores, ids, langs = cuts[0][4:]
    n = len(scores)
    every, rest = np.concatenate([cut.features for cut in cuts]), np.concatenate([cut.rest for cut in cuts])
    graded, groups = np.tile(scores, len(CUTS)), np.tile(linked(ids), len(CUTS))
    odds = [out_of_fold(every, rest, graded, groups, seed) for seed in range(REPEATS)]
    same, different = graded <= SAME, graded >= DIFFERENT
    clear = same | different
    known = np.concatenate([o[0, clear] for o in odds])[:, None]
    platt = LogisticRegression(C=1e6).fit(known, np.tile(same[clear], REPEATS))
    slope, shift = float(platt.coef_[0, 0]), float(platt.intercept_[0])
    odds = [slope * o + shift for o in odds]
    weights, intercept = fitted(every, graded)
    figures: dict[str, Any] = {}
    for k, most in enumerate(CUTS):
        part = [cuts[k].capped(o[:, k * n : k * n + n]) for o in odds]
        figures[f"first {most} words"] = figures_of(part, scores, cuts[k].features, cuts[k].counts)
    odds, clear, same, different = [cuts[0].capped(o[:, :n]) for o in odds], clear[:n], same[:n], different[:n]
    for lang in sorted(set(langs)):
        here = clear & (np.array(langs) == lang)
        if same[here].any():
            values = [average_precision_score(same[here], o[here]) for o in odds]
            figures[f"average_precision_{lang}"] = round(float(np.mean(values)), 4)
    table = {
        "what": "logistic regression over the features of dedup.events.event_features",
        "made": {"by": "benchmarks/fit_same_event.py", "on": date.today().isoformat(), "version": 1},
        "fitted_on": f"SemEval-2022 task 8, train split, {len(scores)} monolingual pairs, "
        f"{same.sum()} same (score up to {SAME}), {different.sum()} different (from {DIFFERENT})",
        "cross_validation": figures,
        "limits": LIMITS,
        "intercept": round(slope * intercept + shift, 6),
        "weights": {name: round(slope * float(w), 6) for name, w in zip(FEATURES, weights, strict=True)},
    }
    out = Path(dedup.__file__).parent / "tables" / "same_event.json"
    out.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(table, indent=1))


if __name__ == "__main__":
    main()
