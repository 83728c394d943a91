"""Fit the same-event model: ``dedup/tables/same_event.json``.

    python -m benchmarks.fit_same_event --data DIR

Pairs and scores are those of the train split of SemEval-2022 task 8 (1: same story, 4: different),
10 languages. The regression is fitted on graded labels, (4 - score) / 3, and its log-odds are then
scaled (Platt) on out-of-fold predictions of the clear pairs: same up to 1.5, different from 2.5 on.
Each pair is there five times, whole and as the first words of both texts alone, so that the model knows notices,
too. Figures are from 5-fold cross-validation, articles that are linked by pairs in one fold, ten times.

What the days between two publications weigh is fitted on top of these log-odds, on the clear pairs and on pairs of
three dated feeds, read one by one (``feed_pairs.tsv``). The articles of SemEval have no dates, but the numbers of an
archive that grows by nearly a million a day: those of 123 texts that name a day of early 2020 tell it to a week.
"""

import argparse
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score

import dedup
from benchmarks import sets
from benchmarks.fit_scores import calibration_error
from dedup.events.event_features import AGAINST, FEATURES, same_event_features
from dedup.events.head_terms import HEAD
from dedup.events.profiles import Profiles, profiles
from dedup.events.same_event import FREE_DAYS, MOST_DAYS, SURE, obstacle
from dedup.events.shared_dates import told_date
from dedup.events.shared_terms import COUNTS, OPENED, PIECES, ROOM
from dedup.model import Article
from dedup.published import day_numbers, days_apart
from dedup.runtime.kernels import compile_kernels, run
from dedup.tokens import Tokens, tokenise

SAME, DIFFERENT = 1.5, 2.5
LIMITS = {
    "score": 0.6, "score_fixed": 0.42, "score_one_source": 0.863, "score_alone": 0.7, "cosine": 0.2, "pieces": 3,
    "pieces_bare": 4, "score_alone_notice": 0.76, "cosine_notice": 0.25, "cosine_characters": 0.12,
    "score_dated": 0.827, "score_one_source_dated": 0.907,
}  # fmt: skip
REPEATS, FOLDS, STRENGTH = 10, 5, 0.1
FEED_PAIRS = Path(__file__).parent / "feed_pairs.tsv"
DAYS_A_MILLION = 1.08  #: of the numbers of articles
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
    told: NDArray[np.bool_]  #: whether both tell one date
    ids: list[tuple[str, str]]
    langs: list[str]

    def capped(self, odds: Floats) -> Floats:
        """Log-odds that count such runs as the package does, from both log-odds, shape ``(2, m)``."""
        most = odds[1] + np.log(np.maximum(1, self.rest_counts[:, PIECES]))
        return np.asarray(np.where(self.counts[:, OPENED] > 0, np.minimum(odds[0], most), odds[0]), dtype=np.float64)


def compared(
    articles: list[Article], pairs: list[tuple[str, str]], most: int
) -> tuple[Floats, NDArray[np.int64], NDArray[np.bool_]]:
    """Features and counts of pairs of articles, each with and without what both begin with; if they tell one date."""
    number = {article.id: k for k, article in enumerate(articles)}
    found = profile_texts([article.title for article in articles], [article.text for article in articles], most)
    features, counts = np.zeros((2, len(pairs), len(FEATURES))), np.zeros((2, len(pairs), ROOM), dtype=np.int64)
    for k, (one, other) in enumerate(pairs):
        for j, whole in enumerate((True, False)):
            pair = number[one], number[other], counts[j, k], features[j, k], whole
            run(same_event_features, True, *found.compared, *pair)
    dates, bounds = found.dates.tolist(), found.date_bounds.tolist()
    sides = [(number[one], number[other]) for one, other in pairs]
    told = [told_date(dates, bounds[a], bounds[a + 1], bounds[b], bounds[b + 1]) > 0 for a, b in sides]
    return features, counts[:, :, :COUNTS], np.array(told)


def measured(path: Path, most: int) -> Measured:
    """Measure the scored pairs on the first ``most`` words of each text."""
    articles = sets.articles(path)
    known = {article.id for article in articles}
    rows = sets.table(path / "labels.pairs_monolingual.tsv")
    rows = [row for row in rows if row["a"] in known and row["b"] in known]
    ids, langs = [(row["a"], row["b"]) for row in rows], [row["lang_a"] for row in rows]
    features, counts, told = compared(articles, ids, most)
    scores = np.array([float(row["overall_1same_4different"]) for row in rows])
    return Measured(features[0], features[1], counts[0], counts[1], scores, told, ids, langs)


class Dated(NamedTuple):
    """Pairs whose days apart are known; each array has a place a pair."""

    odds: Floats  #: of the model, which knows no days
    days: Floats
    told: NDArray[np.bool_]  #: whether both tell one date
    same: NDArray[np.bool_]


def judged_days(ids: list[tuple[str, str]]) -> Floats:
    """Days between the articles of scored pairs, by their numbers; those of translations have a language behind."""
    numbers = np.array([[int(re.match(r"\d+", one)[0]) for one in pair] for pair in ids])  # type: ignore[index]
    return np.asarray(np.abs(numbers[:, 0] - numbers[:, 1]) / 1e6 * DAYS_A_MILLION, dtype=np.float64)


def feeds(data: Path, weights: Floats, intercept: float) -> list[Dated]:
    """The labelled pairs of each dated feed, with the log-odds of a model."""
    rows, found = sets.table(FEED_PAIRS), list[Dated]()
    for name in sorted({row["set"] for row in rows}):
        here = [row for row in rows if row["set"] == name]
        ids = [(row["left"], row["right"]) for row in here]
        wanted = {one for pair in ids for one in pair}
        articles = [article for article in sets.articles(data / name) if article.id in wanted]
        number = {article.id: k for k, article in enumerate(articles)}
        sides = (np.array([number[pair[side]] for pair in ids]) for side in (0, 1))
        features, counts, told = compared(articles, ids, HEAD)
        same = np.array([row["same"] == "1" for row in here])
        pairs = Measured(features[0], features[1], counts[0], counts[1], same.astype(np.float64), told, ids, [])
        odds = pairs.capped(features @ weights + intercept)
        found.append(Dated(odds, days_apart(day_numbers(articles), *sides), told, same))
    return found


def shift_of(pairs: Dated, weight: float, shift: float) -> Floats:
    """What days add to the log-odds: see :func:`dedup.events.same_event.by_days`."""
    added = shift + weight * np.clip(pairs.days - FREE_DAYS, 0.0, MOST_DAYS - FREE_DAYS)
    return np.asarray(np.where(pairs.told, np.maximum(0.0, added), added), dtype=np.float64)


def fitted_days(judged: Dated, found: list[Dated]) -> tuple[float, float]:
    """Weight and shift of the days: one for all pairs.

    The pairs of feeds are such as were found, so that each feed also has its own share of the same, and there the
    log-odds count by a factor of their own.
    """

    def loss(free: Floats) -> float:
        weight, shift, factor, *own = free
        odds = judged.odds + shift_of(judged, weight, shift)
        value = np.logaddexp(0.0, np.where(judged.same, -odds, odds)).sum()
        for feed, base in zip(found, own, strict=True):
            odds = factor * feed.odds + base + shift_of(feed, weight, shift)
            value += np.logaddexp(0.0, np.where(feed.same, -odds, odds)).sum()
        return float(value)

    best = minimize(loss, np.zeros(3 + len(found)), method="L-BFGS-B").x
    return float(best[0]), float(best[1])


def above(odds: Floats, share: float) -> Floats:
    """Log-odds as they are stated: see :func:`dedup.events.same_event.stated`."""
    return np.asarray(np.minimum(odds, SURE + share * (odds - SURE)), dtype=np.float64)


def fitted_share(odds: list[Floats], same: NDArray[np.bool_]) -> float:
    """The share of high log-odds that is stated, from pairs that the models have not seen."""

    def loss(share: float) -> float:
        stated = np.concatenate([above(o, share) for o in odds])
        return float(np.logaddexp(0.0, np.where(np.tile(same, len(odds)), -stated, stated)).sum())

    return float(minimize_scalar(loss, bounds=(0.0, 1.0), method="bounded").x)


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
    return np.array([obstacle(p, list(f), list(c), -1.0, False, limits) == 0 for p, f, c in rows])


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
    data = parser.parse_args().data
    path = data / sets.SEMEVAL
    compile_kernels()
    cuts = [measured(path, most) for most in CUTS]
    scores, told, ids, langs = cuts[0][4:]
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
    parts = [[cut.capped(o[:, k * n : k * n + n]) for k, cut in enumerate(cuts)] for o in odds]
    share = fitted_share([np.concatenate(part)[clear] for part in parts], same[clear])
    for k, most in enumerate(CUTS):
        stated = [above(part[k], share) for part in parts]
        figures[f"first {most} words"] = figures_of(stated, scores, cuts[k].features, cuts[k].counts)
    odds, clear, same, different = [part[0] for part in parts], clear[:n], same[:n], different[:n]
    for lang in sorted(set(langs)):
        here = clear & (np.array(langs) == lang)
        if same[here].any():
            values = [average_precision_score(same[here], o[here]) for o in odds]
            figures[f"average_precision_{lang}"] = round(float(np.mean(values)), 4)
    weights, intercept = slope * weights, slope * intercept + shift
    judged, found = Dated(np.mean(odds, axis=0), judged_days(ids), told, same), feeds(data, weights, intercept)
    of_days = fitted_days(Dated(judged.odds[clear], judged.days[clear], told[clear], same[clear]), found)
    dated = [above(o + shift_of(judged, *of_days), share) for o in odds]
    figures["dated"] = {
        "average_precision": average(dated, lambda o: average_precision_score(same[clear], o[clear])),
        "roc_auc": average(dated, lambda o: roc_auc_score(same[clear], o[clear])),
        "calibration_error": average(dated, lambda o: calibration_error(chance(o[clear]), same[clear])),
    }
    table = {
        "what": "logistic regression over the features of dedup.events.event_features",
        "made": {"by": "benchmarks/fit_same_event.py", "on": date.today().isoformat(), "version": 1},
        "fitted_on": f"SemEval-2022 task 8, train split, {len(scores)} monolingual pairs, "
        f"{same.sum()} same (score up to {SAME}), {different.sum()} different (from {DIFFERENT})",
        "cross_validation": figures,
        "limits": LIMITS,
        "intercept": round(intercept, 6),
        "weights": {name: round(float(w), 6) for name, w in zip(FEATURES, weights, strict=True)},
        "days": {
            "what": f"log-odds of dated pairs: shift, and weight for each day from {FREE_DAYS} to {MOST_DAYS}",
            "fitted_on": f"the same pairs and {sum(len(feed.days) for feed in found)} of three feeds",
            "weight": round(of_days[0], 6),
            "shift": round(of_days[1], 6),
        },
        "share_above_sure": round(share, 6),
    }
    out = Path(dedup.__file__).parent / "tables" / "same_event.json"
    out.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(table, indent=1))


if __name__ == "__main__":
    main()
