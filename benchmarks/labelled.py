"""Real sets with labels, held against them by ``dedup.evaluate``: figures with intervals, as a newsroom gets them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks import results, sets
from dedup.detect import find_duplicates
from dedup.evaluation.evaluate import Evaluation, evaluate
from dedup.evaluation.labels import NO, YES, Labels
from dedup.model import Relation

SCOOP = "scoop_feed_gt"
TEXTUAL = (Relation.IDENTICAL, Relation.NEAR_DUPLICATE, Relation.EXCERPT, Relation.OVERLAP)


def pair_labels(rows: list[dict[str, str]], column: str, yes: set[str], no: set[str]) -> Labels:
    """Return labels of pairs from a set's table; rows with another word are left out."""
    found = {}
    for row in rows:
        if row[column] in yes | no:
            pair = (min(row["a"], row["b"]), max(row["a"], row["b"]))
            found[pair] = YES if row[column] in yes else NO
    return Labels(pairs=found)


def labels_of(data: Path) -> Mapping[str, tuple[str, Labels, tuple[Relation, ...] | None]]:
    """Return for each labelled set that is there its folder, its labels, and what counts as found."""
    silver = sets.table(data / sets.REUTERS / "labels.pairs_silver.tsv")
    planted = sets.table(data / sets.MCCORMICK / "labels.pairs.tsv")
    graded = sets.table(data / sets.CLOUGH / "labels.pairs.tsv")
    scored = sets.table(data / sets.SEMEVAL / "labels.pairs_monolingual.tsv")
    feed = {row["id"]: row["cluster"] for row in sets.table(data / SCOOP / "labels.clusters.tsv")}
    for row in scored:
        score = float(row["overall_1same_4different"])
        row["said"] = "same" if score <= 1.5 else "different" if score >= 2.5 else "between"
    found: dict[str, tuple[str, Labels, tuple[Relation, ...] | None]] = {
        "reuters silver": (sets.REUTERS, pair_labels(silver, "label", {"dup"}, {"neg"}), None),
        "mccormick": (sets.MCCORMICK, pair_labels(planted, "label", {"1"}, {"0"}), None),
        "clough_stevenson": (
            sets.CLOUGH,
            pair_labels(graded, "level_name", {"cut_and_paste", "light_revision", "heavy_revision"}, {"non"}),
            None,
        ),
        "scoop feed": (SCOOP, Labels(clusters=feed), None),
        "semeval, text or event": (
            sets.SEMEVAL,
            pair_labels(scored, "said", {"same"}, {"different"}),
            (*TEXTUAL, Relation.SAME_EVENT),
        ),
    }
    return {name: value for name, value in found.items() if len(value[1])}


def measure(data: Path, outcome: results.Outcome, seed: int) -> None:
    """Evaluate every labelled set; put the figures into the outcome."""
    rows: list[dict[str, Any]] = []
    for name, (folder, labels, relations) in labels_of(data).items():
        articles = sets.articles(data / folder)
        found = evaluate(labels, find_duplicates(articles), relations=relations, articles=articles, seed=seed)
        outcome.figures.setdefault("evaluated", {})[name] = found.as_mapping()
        rows.append({"set": name, "labels": len(labels)} | _row(found, bool(labels.clusters)))
    results.show(rows)
    outcome.figures["evaluated, in short"] = rows


def _row(found: Evaluation, has_clusters: bool) -> dict[str, Any]:
    """The figures of one set in a row; of clusters only where clusters were labelled."""
    row: dict[str, Any] = {name: figure.value for name, figure in found.pairs.items()}
    return row | {name: found.clusters[name].value if has_clusters else None for name in ("ari", "bcubed_f1")}
