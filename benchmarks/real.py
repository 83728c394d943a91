"""Figures on real sets: what is found of the pairs that brute force or people say belong together.

    python -m benchmarks.real --data DIR [--only saudi,reuters,...] [--listing FILE]

"Found" means reported with any of identical, near-duplicate, excerpt, overlap or
template; pairs count if both texts have 20 word 3-shingles or more. The brute-force
pairs come with the sets (words by ``\\w+``), but for Thai: there this program compares
all pairs by runs of five characters.
"""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import orjson

from benchmarks import brute, results, sets
from dedup.detect import find_duplicates
from dedup.model import Article, Match, Relation, Report
from dedup.pair import compare

Matches = Mapping[tuple[str, str], Match]
TEXTUAL = tuple(relation for relation in Relation if relation is not Relation.SAME_EVENT)
BANDS = ("J >= .5", "J .3-.5", "J .2-.3", "containment >= .5, J < .3")
SAUDI_TARGETS = (1.0, 0.995, 0.95, 0.98)


def ordered(a: str, b: str) -> tuple[str, str]:
    """Return a pair as it is reported: the smaller id first."""
    return (a, b) if a < b else (b, a)


def find(articles: Iterable[Article]) -> tuple[Report, Matches]:
    """Run the detector; return the report and its matches by pair."""
    report = find_duplicates(articles)
    return report, {(match.left, match.right): match for match in report.matches}


def bands_of(jaccard: float, containment: float) -> list[str]:
    """Return the bands that a pair lies in."""
    found = []
    if jaccard >= 0.2:
        found.append(BANDS[0] if jaccard >= 0.5 else BANDS[1] if jaccard >= 0.3 else BANDS[2])
    if containment >= 0.5 and jaccard < 0.3:
        found.append(BANDS[3])
    return found


class Bands:
    """Counts of pairs by band of overlap and by what was reported."""

    def __init__(self, matches: Matches) -> None:
        """Start at zero."""
        self._matches = matches
        self._counts = {band: Counter[str]() for band in BANDS}
        self.missed: list[dict[str, Any]] = []

    def count(self, a: str, b: str, jaccard: float, containment: float) -> None:
        """Count one pair."""
        match = self._matches.get(ordered(a, b))
        for band in bands_of(jaccard, containment):
            self._counts[band][match.relation if match else "nothing"] += 1
            if match is None or match.relation not in TEXTUAL:
                self.missed.append(
                    {"band": band, "pair": ordered(a, b), "jaccard": jaccard, "containment": containment}
                )

    def rows(self) -> list[dict[str, Any]]:
        """One row a band that has pairs."""
        rows = []
        for band, counts in self._counts.items():
            total = sum(counts.values())
            hits = sum(counts[relation] for relation in TEXTUAL)
            if total:
                rows.append(
                    {"band": band, "pairs": total, "found": hits / total, **_interval(hits, total)}
                    | {"reported as": " ".join(f"{name}:{n}" for name, n in counts.most_common())}
                )
        return rows

    def into(self, outcome: results.Outcome, name: str, targets: Iterable[float]) -> None:
        """Print the table, keep it, and hold it against targets, one a band."""
        rows = self.rows()
        outcome.figures[name] = {"bands": rows, "missed": self.missed[:100]}
        print(f"\n{name}")
        results.show(rows)
        found = {row["band"]: row["found"] for row in rows}
        for band, target in zip(BANDS, targets, strict=False):
            if band in found:
                outcome.expect(f"{name} {band}", found[band], at_least=target)


def _interval(hits: int, total: int) -> dict[str, Any]:
    """The Wilson interval as a cell."""
    low, high = results.wilson(hits, total)
    return {"interval": f"{low:.3f}-{high:.3f}"}


def exact_bands(folder: Path, matches: Matches) -> Bands:
    """Hold matches against the exact pairs that come with a set."""
    counted = Bands(matches)
    for pair in sets.table(folder / "exact_pairs.tsv"):
        if min(int(pair["n_shingles_a"]), int(pair["n_shingles_b"])) >= 20:
            counted.count(pair["a"], pair["b"], float(pair["jaccard"]), float(pair["containment"]))
    return counted


def saudi(data: Path, outcome: results.Outcome) -> Report:
    """Syndication among Saudi newspapers."""
    report, matches = find(sets.articles(data / sets.SAUDI))
    exact_bands(data / sets.SAUDI, matches).into(outcome, "saudi", SAUDI_TARGETS)
    beyond("saudi", data / sets.SAUDI, matches, outcome)
    return report


def reuters(data: Path, outcome: results.Outcome) -> Report:
    """Reissues and templates of 1987, with silver labels."""
    folder = data / sets.REUTERS
    report, matches = find(sets.articles(folder))
    exact_bands(folder, matches).into(outcome, "reuters", (1.0, 0.99))
    beyond("reuters", folder, matches, outcome)
    counts: dict[str, Counter[str]] = {}
    wrong = []
    for row in sets.table(folder / "labels.pairs_silver.tsv"):
        match = matches.get(ordered(row["a"], row["b"]))
        relation = str(match.relation) if match else "nothing"
        for name in {row["label"], f"{row['label']}/{row['subtype']}"}:
            counts.setdefault(name, Counter())[relation] += 1
        joined = relation in ("identical", "near-duplicate")
        if (row["label"] == "dup" and relation in ("nothing", "same-event")) or (row["label"] == "neg" and joined):
            wrong.append(
                {"pair": [row["a"], row["b"]], "label": row["subtype"], "relation": relation, "jaccard": row["jaccard"]}
            )
    rows = [
        {
            "silver": name,
            "pairs": sum(c.values()),
            "found": sum(c[r] for r in TEXTUAL) / sum(c.values()),
            "identical or near": (c["identical"] + c["near-duplicate"]) / sum(c.values()),
            "reported as": " ".join(f"{key}:{n}" for key, n in c.most_common()),
        }
        for name, c in sorted(counts.items())
    ]
    results.show(rows)
    outcome.figures["reuters silver"] = {"rows": rows, "wrong": wrong[:100]}
    by_name = {row["silver"]: row for row in rows}
    outcome.expect("reuters silver: duplicates found", _float(by_name["dup"]["found"]), at_least=0.98)
    outcome.expect("reuters silver: templates joined", _float(by_name["neg"]["identical or near"]), at_most=0.05)
    return report


def _float(value: Any) -> float:
    """A figure of a row."""
    return float(value)


def average_precision(scored: Iterable[tuple[float, bool]]) -> float:
    """Return average precision, tied scores taken together; no positives give 0.0.

    >>> average_precision([(0.9, True), (0.8, False), (0.7, True)])
    0.8333333333333333
    """
    rows = sorted(scored, key=lambda row: -row[0])
    positives = sum(good for _, good in rows)
    hits = seen = 0
    total = 0.0
    while seen < len(rows):
        tied = [good for score, good in rows if score == rows[seen][0]]
        hits, seen = hits + sum(tied), seen + len(tied)
        total += sum(tied) / positives * hits / seen if positives else 0.0
    return total


def semeval(data: Path, outcome: results.Outcome) -> Report:
    """Same event or not, as people scored it: 1 the same story, 4 different ones."""
    folder = data / sets.SEMEVAL
    articles = {article.id: article for article in sets.articles(folder)}
    report, matches = find(articles.values())
    scored, cosines = [], []
    counts = {"same": Counter[str](), "different": Counter[str]()}
    langs: dict[str, list[tuple[float, bool]]] = {}
    for row in sets.table(folder / "labels.pairs_monolingual.tsv"):
        score = float(row["overall_1same_4different"])
        if 1.5 < score < 2.5:
            continue
        is_same = score <= 1.5
        verdict = compare(articles[row["a"]], articles[row["b"]])
        scored.append((verdict.same_event, is_same))
        cosines.append((verdict.cosine, is_same))
        langs.setdefault(row["lang_a"], []).append((verdict.same_event, is_same))
        match = matches.get(ordered(row["a"], row["b"]))
        counts["same" if is_same else "different"][match.relation if match else "nothing"] += 1
    rows = [
        {"pairs": name, "count": sum(c.values()), "same-event": c["same-event"] / max(1, sum(c.values())),
         "reported as": " ".join(f"{key}:{n}" for key, n in c.most_common())}
        for name, c in counts.items()
    ]  # fmt: skip
    found = average_precision(scored)
    print("\nsemeval")
    results.show(rows)
    by_lang = [
        {"language": lang, "pairs": len(v), "same": sum(s for _, s in v), "average precision": average_precision(v)}
        for lang, v in sorted(langs.items())
    ]
    results.show(by_lang)
    outcome.figures["semeval"] = {
        "average_precision": found,
        "average_precision_of_cosine": average_precision(cosines),
        "note": "the shipped model as it is; if it was fitted on this set, the figure is not out of sample",
        "find": rows,
        "languages": by_lang,
    }
    print(f"average precision {found:.3f} (cosine alone {average_precision(cosines):.3f})")
    outcome.expect("semeval: average precision", found, at_least=0.80)
    outcome.expect("semeval: same reported as same-event", _float(rows[0]["same-event"]), at_least=0.50)
    outcome.expect("semeval: different reported as same-event", _float(rows[1]["same-event"]), at_most=0.05)
    return report


def clough(data: Path, outcome: results.Outcome) -> Report:
    """Graded rewrites of five encyclopaedia articles, and independent answers to the same questions."""
    folder = data / sets.CLOUGH
    report, matches = find(sets.articles(folder))
    counts: dict[str, Counter[str]] = {}
    independent: dict[str, list[str]] = {}

    def count(name: str, a: str, b: str) -> None:
        match = matches.get(ordered(a, b))
        counts.setdefault(name, Counter())[match.relation if match else "nothing"] += 1

    shingles = {article.id: brute.word_shingles(article.text) for article in sets.articles(folder)}
    for row in sets.table(folder / "labels.pairs.tsv"):
        answer, origin = shingles[row["a"]], shingles[row["b"]]
        # Two answers were pasted from parts of the encyclopaedia that are not in the set: nothing to find.
        is_elsewhere = row["level_name"] == "cut_and_paste" and len(answer & origin) < 0.02 * len(answer)
        count("cut_and_paste, source not in the set" if is_elsewhere else row["level_name"], row["a"], row["b"])
        if row["level"] == "0":
            independent.setdefault(row["b"], []).append(row["a"])
    for answers in independent.values():
        for i, a in enumerate(answers):
            for b in answers[i + 1 :]:
                count("independent, answer and answer", a, b)
    rows = [
        {
            "level": name,
            "pairs": sum(c.values()),
            "found": sum(c[r] for r in TEXTUAL) / sum(c.values()),
            "reported as": " ".join(f"{key}:{n}" for key, n in c.most_common()),
        }
        for name, c in sorted(counts.items())
    ]
    print("\nclough_stevenson")
    results.show(rows)
    outcome.figures["clough_stevenson"] = rows
    found = {str(row["level"]): _float(row["found"]) for row in rows}
    near = [counts["cut_and_paste"], counts["light_revision"]]
    copied = sum(c[r] for c in near for r in TEXTUAL) / sum(sum(c.values()) for c in near)
    outcome.expect("clough_stevenson cut_and_paste and light_revision: found", copied, at_least=0.95)
    outcome.expect("clough_stevenson heavy_revision: found", found["heavy_revision"], at_least=0.70)
    free = [counts["non"], counts["independent, answer and answer"]]
    said = sum(c[r] for c in free for r in TEXTUAL)
    outcome.expect("clough_stevenson independent: reported", said / sum(sum(c.values()) for c in free), at_most=0.03)
    return report


def is_thai(text: str) -> bool:
    """True if most letters of a text are Thai."""
    letters = [c for c in text if c.isalpha()]
    return 2 * sum("\u0e00" <= c <= "\u0e7f" for c in letters) > len(letters)


def thai(data: Path, outcome: results.Outcome) -> Report:
    """A script without spaces: all pairs compared by runs of five characters."""
    articles = sets.articles(data / sets.THAI)
    report, matches = find(articles)
    counted = Bands(matches)
    chosen = [article for article in articles if is_thai(article.text)]
    grams = [brute.character_shingles(article.text) for article in chosen]
    for i, j, jaccard, *_ in brute.all_pairs(grams, 0.3):
        if min(len(grams[i]), len(grams[j])) >= 20:
            counted.count(chosen[i].id, chosen[j].id, jaccard, 0.0)
    counted.into(outcome, "thai", SAUDI_TARGETS[:2])
    return report


def listing(name: str, folder: str) -> Callable[[Path, results.Outcome], Report]:
    """Return a measure that counts what is reported in a set with hardly any copies."""

    def measure(data: Path, outcome: results.Outcome) -> Report:
        report, matches = find(sets.articles(data / folder))
        exact_bands(data / folder, matches).into(outcome, name, ())
        beyond(name, data / folder, matches, outcome)
        return report

    return measure


def beyond(name: str, folder: Path, matches: Matches, outcome: results.Outcome) -> None:
    """Count and list what is reported of pairs that share little: J < .2 and containment < .5, words by ``\\w+``.

    Overlaps and twins belong there; identical texts and near-duplicates are to be read with doubt.
    """
    listed = {ordered(row["a"], row["b"]) for row in sets.table(folder / "exact_pairs.tsv")}
    rest = [match for key, match in matches.items() if key not in listed]
    rest.sort(key=lambda match: (match.relation.weight, match.jaccard, match.left, match.right))
    counts = dict(Counter(match.relation.value for match in rest))
    outcome.figures.setdefault(name, {})["beyond exact pairs"] = {
        "counts": counts,
        "pairs": [[m.left, m.right, m.relation, m.jaccard, m.score] for m in rest[:300]],
    }
    print(f"beyond the exact pairs: {counts}")


MEASURES: dict[str, Callable[[Path, results.Outcome], Report]] = {
    "saudi": saudi,
    "reuters": reuters,
    "semeval": semeval,
    "clough": clough,
    "thai": thai,
    "detik": listing("detik", sets.DETIK),
    "spanish": listing("spanish", sets.SPANISH),
    "german": listing("german", sets.GERMAN),
}


def write_listing(path: Path, name: str, report: Report) -> None:
    """Append the matches of a report, with both texts, for reading."""
    with path.open("ab") as out:
        for match in report.matches:
            left, right = report.articles[match.left], report.articles[match.right]
            record = (
                {"set": name}
                | match._asdict()
                | {"titles": [left.title, right.title], "texts": [left.text, right.text]}
            )
            out.write(orjson.dumps(record, default=list) + b"\n")


def main() -> int:
    """Run the command."""
    parser = results.parser("real", __doc__)
    parser.add_argument("--only", default=",".join(MEASURES), help="the sets to measure, separated by commas")
    parser.add_argument("--listing", type=Path, help="write all matches with their texts here, as JSON lines")
    args = parser.parse_args()
    if args.data is None:
        parser.error("--data DIR is needed")
    if args.listing:
        args.listing.write_bytes(b"")
    outcome = results.Outcome("real")
    seconds, relations = {}, {}
    for name in args.only.split(","):
        start = time.perf_counter()
        report = MEASURES[name](args.data, outcome)
        seconds[name] = round(time.perf_counter() - start, 2)
        relations[name] = dict(Counter(match.relation.value for match in report.matches))
        if args.listing:
            write_listing(args.listing, name, report)
    outcome.figures |= {"seconds": seconds, "relations": relations}
    return results.finish(outcome, seed=args.seed, output=args.output)


if __name__ == "__main__":
    sys.exit(main())
