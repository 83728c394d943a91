"""Public sets that a user downloads: NEWS-COPY, CORE, METER, PAN text alignment.

    python -m benchmarks.public_sets news-copy --articles test_inf_data.json --pairs full_test_gt.json
    python -m benchmarks.public_sets core --articles core.jsonl
    python -m benchmarks.public_sets meter --folder meter_corpus/
    python -m benchmarks.public_sets pan --folder pan13-text-alignment-test-corpus/

Each is read in the format that it is published in; none of them is part of the project. Figures of
others are from the papers named beside them; they were not measured here.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks import pan, public_formats, results
from dedup.detect import find_duplicates
from dedup.evaluation.clusters import measure_clusters
from dedup.evaluation.predictions import components, predictions_of
from dedup.model import Match, Relation
from dedup.params import Params

#: ARI on the test part of NEWS-COPY. Silcock, D'Amico-Wong, Yang, Dell (2023), "Noise-robust de-duplication at
#: scale"; the second of MinHash and RETSim: Zhang, Vallis, Bozkurt et al. (2024), "RETSim".
PUBLISHED_NEWS_COPY = {
    "MinHash, in the paper of NEWS-COPY": 0.737,
    "MinHash, in the paper of RETSim": 0.783,
    "RETSim": 0.831,
    "neural bi-encoder": 0.915,
    "bi-encoder, re-ranked": 0.937,
}


def news_copy(args: argparse.Namespace, outcome: results.Outcome) -> None:
    """Clusters of scanned wire copy: adjusted Rand index, under the profiles news and ocr."""
    articles, pairs = public_formats.news_copy(args.articles, args.pairs)
    home = {article.id: article.id for article in articles}
    for members in components(pairs):
        home |= dict.fromkeys(members, members[0])
    rows = []
    for profile in ("news", "ocr"):
        told = predictions_of(find_duplicates(articles, Params.for_profile(profile)))
        figures = measure_clusters(home, told.clusters, args.seed)
        rows.append({"profile": profile} | {name: figure.value for name, figure in figures.items()})
        outcome.figures[profile] = {name: figure.as_mapping() for name, figure in figures.items()}
    results.show(rows)
    outcome.figures |= {"articles": len(articles), "pairs": len(pairs), "published_ari": PUBLISHED_NEWS_COPY}


def core_scores(truth: dict[str, set[str]], told: dict[str, set[str]]) -> dict[str, float]:
    """Score documents the way text-dedup's benchmark of CORE does.

    A document with duplicates is right if all of them are among those predicted; one with any prediction
    otherwise is a false positive. Beside it belongs the precision and recall of pairs.
    """
    counts = {"TP": 0, "FP": 0, "TN": 0, "FN": 0}
    exact = 0
    for name, wanted in truth.items():
        found = told.get(name, set())
        if not found:
            kind = "FN" if wanted else "TN"
        else:
            kind = "TP" if wanted and wanted <= found else "FP"
        counts[kind] += 1
        exact += wanted == found

    def rate(part: str, *whole: str) -> float:
        return counts[part] / max(1, sum(counts[name] for name in whole))

    def f1(hit: str) -> float:
        return 2 * counts[hit] / max(1, 2 * counts[hit] + counts["FP"] + counts["FN"])

    return {
        "precision_duplicates": rate("TP", "TP", "FP"),
        "recall_duplicates": rate("TP", "TP", "FN"),
        "precision_others": rate("TN", "TN", "FN"),
        "recall_others": rate("TN", "TN", "FP"),
        "macro_f1": (f1("TP") + f1("TN")) / 2,
        "accuracy": exact / max(1, len(truth)),
    }


def neighbours(pairs: Sequence[tuple[str, str]]) -> dict[str, set[str]]:
    """Return for each id those that it is paired with."""
    found: dict[str, set[str]] = {}
    for left, right in pairs:
        found.setdefault(left, set()).add(right)
        found.setdefault(right, set()).add(left)
    return found


def core(args: argparse.Namespace, outcome: results.Outcome) -> None:
    """Scholarly abstracts: text-dedup's own scorer beside precision and recall of pairs."""
    articles, duplicates = public_formats.core(args.articles)
    told = predictions_of(find_duplicates(articles))
    copies = [pair for pair, said in told.pairs.items() if said.relation is not None and said.relation.is_copy]
    joined = neighbours([(a, b) for members in told.clusters for i, a in enumerate(members) for b in members[i + 1 :]])
    truth = {article.id: duplicates.get(article.id, set()) for article in articles}
    wanted = {tuple(sorted((a, b))) for a, others in truth.items() for b in others if b in truth}
    hits = sum(pair in wanted for pair in copies)
    outcome.figures |= {
        "articles": len(articles),
        "by the scorer of text-dedup, clusters": core_scores(truth, joined),
        "by the scorer of text-dedup, pairs": core_scores(truth, neighbours(copies)),
        "pairs": {
            "wanted": len(wanted),
            "reported": len(copies),
            "precision": hits / max(1, len(copies)),
            "recall": hits / max(1, len(wanted)),
        },
    }
    results.show([{"scorer": name, **value} for name, value in outcome.figures.items() if isinstance(value, dict)])


def meter(args: argparse.Namespace, outcome: results.Outcome) -> None:
    """Newspapers against the agency: is a text derived from the agency's, wholly or partially?"""
    stories = public_formats.meter(args.folder)
    articles = [story.article for story in stories]
    found = {(match.left, match.right): match for match in find_duplicates(articles).matches}
    agency: dict[str, list[str]] = {}
    for story in stories:
        if story.is_agency:
            agency.setdefault(story.event, []).append(story.article.id)
    counts: dict[str, list[int]] = {}
    for story in stories:
        if not story.is_agency and story.event in agency:
            hits = counts.setdefault(story.derived, [0, 0])
            hits[0] += any(_is_textual(found, story.article.id, other) for other in agency[story.event])
            hits[1] += 1
    rows = [
        {"derived": name, "texts": total, "found": hits / total} | _interval(hits, total)
        for name, (hits, total) in sorted(counts.items())
    ]
    results.show(rows)
    outcome.figures |= {"texts": len(stories), "rows": rows}


def _interval(hits: int, total: int) -> dict[str, Any]:
    """The Wilson interval as a cell."""
    return {"interval": [round(value, 4) for value in results.wilson(hits, total)]}


def _is_textual(found: dict[tuple[str, str], Match], left: str, right: str) -> bool:
    """True if a pair is reported to have text in common."""
    match = found.get((min(left, right), max(left, right)))
    return match is not None and match.relation not in (Relation.SAME_EVENT, Relation.TEMPLATE)


def pan_alignment(args: argparse.Namespace, outcome: results.Outcome) -> None:
    """Passages of suspicious documents in their sources: recall, precision, granularity, plagdet."""
    parts = list(pan.aligned(args.folder))
    if len(parts) > 1:  # published figures are those of the whole corpus
        every = [case for _, cases, _ in parts for case in cases]
        parts.append(("all", every, [case for _, _, detections in parts for case in detections]))
    rows = [
        {"part": name, "cases": len(cases), "detections": len(detections), **pan.scores(cases, detections)}
        for name, cases, detections in parts
    ]
    results.show(rows)
    outcome.figures["parts"] = rows


SETS: dict[str, Callable[[argparse.Namespace, results.Outcome], None]] = {
    "news-copy": news_copy,
    "core": core,
    "meter": meter,
    "pan": pan_alignment,
}
NEEDS = {"news-copy": ("articles", "pairs"), "core": ("articles",), "meter": ("folder",), "pan": ("folder",)}


def main() -> int:
    """Run the command."""
    parser = results.parser("public_sets", __doc__)
    parser.add_argument("set", choices=SETS, help="which set")
    parser.add_argument("--articles", type=Path, help="NEWS-COPY: the data JSON; CORE: the JSON lines")
    parser.add_argument("--pairs", type=Path, help="NEWS-COPY: the JSON of true pairs")
    parser.add_argument("--folder", type=Path, help="METER, PAN: the folder as it is unpacked")
    args = parser.parse_args()
    for name in NEEDS[args.set]:
        if getattr(args, name) is None:
            parser.error(f"{args.set} needs --{name}")
    outcome = results.Outcome(f"public_{args.set.replace('-', '_')}")
    try:
        SETS[args.set](args, outcome)
    except public_formats.FormatError as exc:
        parser.error(str(exc))
    return results.finish(outcome, seed=args.seed, output=args.output)


if __name__ == "__main__":
    sys.exit(main())
