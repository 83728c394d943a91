"""The block of figures in the README, made of the result files and of nothing else.

One table, each row with the file that its figures come from, two plots, and what is missed. A row whose file
or figure is not there is left out. ``tests/test_figures.py`` fails if the README says anything else.
"""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import results

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
ROOT = Path(__file__).parents[1]
MODEL = ROOT / "dedup" / "tables" / "same_event.json"
PLOTS = (
    ("peers.svg", "peers", "What each program finds of the copies, and how fast"),
    ("ocr_sets.svg", "ocr_sets", "Copies that were scanned, found again"),
)
Documents = Mapping[str, Mapping[str, Any]]


class Row(NamedTuple):
    """One row of the table: its words, the result it comes from, the targets whose values it shows."""

    measure: str
    result: str
    targets: tuple[str, ...]
    unit: str = "%"  #: or empty, "s", "times"


ROWS = (
    Row(
        "Saudi news, pairs known by brute force: found at Jaccard ≥ .5 · .3–.5 · .2–.3 · containment ≥ .5 below .3",
        "real",
        ("saudi J >= .5", "saudi J .3-.5", "saudi J .2-.3", "saudi containment >= .5, J < .3"),
    ),
    Row("Reuters 1987: found at Jaccard ≥ .5 · .3–.5", "real", ("reuters J >= .5", "reuters J .3-.5")),
    Row(
        "Reuters silver labels: duplicates found · templates of other events called copies",
        "real",
        ("reuters silver: duplicates found", "reuters silver: templates joined"),
    ),
    Row(
        "Student rewrites: cut and paste and light · heavy found · independent answers reported",
        "real",
        (
            "clough_stevenson cut_and_paste and light_revision: found",
            "clough_stevenson heavy_revision: found",
            "clough_stevenson independent: reported",
        ),
    ),
    Row(
        "Thai government news, brute force over 5 characters: found at Jaccard ≥ .5 · .3–.5",
        "real",
        ("thai J >= .5", "thai J .3-.5"),
    ),
    Row(
        "Pairs judged by people: `same-event` among same · different stories",
        "real",
        ("semeval: same reported as same-event", "semeval: different reported as same-event"),
    ),
    Row(
        "One fact of a real article replaced, 12 languages, told as exactly that: number · date",
        "replaced",
        ("one number replaced: told", "one date replaced: told"),
    ),
    Row(
        "expected calibration error of the score on pairs that it was not fitted on: "
        "near-duplicate · excerpt · overlap · template · same-event",
        "quality",
        tuple(
            f"calibration error of {name}"
            for name in ("near-duplicate", "excerpt", "overlap", "template", "same-event")
        ),
        "",
    ),
    Row(
        "the curve of `dedup bands` against what is measured, largest gap: bands · passages",
        "quality",
        tuple(f"curve of {route}: largest gap between predicted and measured" for route in ("bands", "passages")),
        "",
    ),
    Row(
        "start of `dedup --help` · `dedup find seeds/` · the first time on a machine",
        "speed",
        ("dedup --help", "dedup find seeds/", "dedup find seeds/, the first time on a new machine"),
        "s",
    ),
    Row(
        "memory against four times the input and 300 MB · time against reading the file with orjson",
        "speed",
        (
            "dedup find: peak memory against 4 x input + 300 MB",
            "dedup find against reading with orjson, times as long",
        ),
        "times",
    ),
)
COUNTED = {
    "planted": "planted changes of all kinds in texts: targets met",
    "robustness": "evasion, other scripts, floods, drift, short and nasty texts: targets met",
}
_AGAINST = re.compile(r"^dedup find against (.+), times as fast$")


def documents() -> Documents:
    """Return all result files by their names."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(results.RESULTS.glob("*.json"))}


def shown(value: float, unit: str) -> str:
    """Return a figure as the table shows it.

    >>> shown(0.9966, "%"), shown(0.0812, "s"), shown(28.8, "times"), shown(0.0312, "")
    ('99.7 %', '0.08 s', '28.8 ×', '.031')
    """
    if unit == "%":
        return f"{100 * value:.1f} %"
    if unit == "s":
        return f"{value:.2f} s" if value < 0.1 else f"{value:.1f} s"
    if unit == "times":
        return f"{value:.1f} ×"
    return f"{value:.3f}".removeprefix("0")


def table(found: Documents) -> list[str]:
    """Return the lines of the table."""
    lines = ["| measure | figure | source |", "|---|---|---|"]
    if MODEL.exists():
        figure = json.loads(MODEL.read_bytes())["cross_validation"]["first 256 words"]["average_precision"]
        lines.append(
            "| probability of one event, average precision in 5-fold cross-validation, pairs judged by people "
            f"(SemEval-2022 task 8, training part) | {shown(figure, '')} | `dedup/tables/same_event.json` |"
        )
    for row in ROWS:
        values = {target["row"]: target for target in found.get(row.result, {}).get("targets", ())}
        if all(name in values for name in row.targets):
            figures = " · ".join(_with_target(values[name], row.unit) for name in row.targets)
            lines.append(f"| {row.measure} | {figures} | {_source(row.result)} |")
    for name, words in COUNTED.items():
        if name in found:
            targets = found[name]["targets"]
            lines.append(f"| {words} | {sum(t['met'] for t in targets)} of {len(targets)} | {_source(name)} |")
    return [*lines, *_speed(found), *_largest(found)]


def _with_target(target: Mapping[str, Any], unit: str) -> str:
    """A figure, and the target that it misses."""
    text = shown(target["value"], unit)
    if target["met"]:
        return text
    wanted = target.get("at_least", target.get("at_most"))
    return f"{text} (aimed at {shown(wanted, unit)})"


def _source(name: str) -> str:
    """The file that a row comes from, as the table names it."""
    return f"`benchmarks/results/{name}.json`"


def _speed(found: Documents) -> list[str]:
    """The row of whole processes side by side with the peers."""
    speed = found.get("speed", {})
    pairs = [(_AGAINST.match(target["row"]), target) for target in speed.get("targets", ())]
    told = [(match[1], target) for match, target in pairs if match]
    if not told:
        return []
    side = speed["figures"]["side by side"]
    count = side["articles"]
    measured = {row["what"]: row["measured on"] for row in side["rows"]}
    names = " · ".join(_measured_on(name, measured.get(name, count), count) for name, _ in told)
    figures = " · ".join(_with_target(target, "times") for _, target in told)
    what = f"{count:,} articles, whole processes: times as fast as {names}, which confirm and explain nothing"
    return [f"| {what} | {figures} | {_source('speed')} |"]


def _largest(found: Documents) -> list[str]:
    """The row of the largest run, where there was one."""
    grown = found.get("speed", {}).get("figures", {}).get("million")
    if not grown:
        return []
    first, last = grown["rows"][0], grown["rows"][-1]
    cores = found["speed"]["machine"]["cores"]
    what = (
        f"{last['measured on']:,} articles, `dedup find` on {cores} cores: time · peak memory · "
        f"exponent of the growth of CPU time from {first['measured on']:,}"
    )
    figures = f"{last['seconds']:.0f} s · {last['peak MB']:.0f} MB · {grown['exponent_of_cpu']:.2f}"
    return [f"| {what} | {figures} | {_source('speed')} |"]


def _measured_on(name: str, articles: int, count: int) -> str:
    """The name of a peer, with the articles that it was run on if they are fewer: rates are compared.

    >>> _measured_on("rensa", 200_000, 200_000), _measured_on("datasketch", 20_000, 200_000)
    ('rensa', 'datasketch (run on 20,000)')
    """
    return name if articles == count else f"{name} (run on {articles:,})"


def falls_short(found: Documents) -> list[str]:
    """Return what is missed and where others are better, from the files."""
    missed = {name: sum(not t["met"] for t in document["targets"]) for name, document in found.items()}
    total = sum(len(document["targets"]) for document in found.values())
    short = ", ".join(f"{count} in `{name}.json`" for name, count in missed.items() if count)
    lines = [f"Targets missed: {sum(missed.values())} of {total}" + (f" ({short})." if short else ".")]
    rows = found.get("peers", {}).get("figures", {}).get("rows", ())
    ours = next((row for row in rows if row["what"] == "dedup find"), None)
    if ours:
        quicker: Sequence[str] = [
            f"{row['what']} ({row['articles/s']:,} articles a second, recall {shown(row['recall'], '%')})"
            for row in rows
            if row is not ours and row["settings"] == "own" and row["articles/s"] > ours["articles/s"]
        ]
        if quicker:
            lines.append(
                f"Faster than `dedup find` ({ours['articles/s']:,}, recall {shown(ours['recall'], '%')}) on "
                f"{found['peers']['figures']['articles']:,} articles at its own similarity: {', '.join(quicker)}; "
                "they give pairs without evidence. `benchmarks/results/peers.json`"
            )
    return lines


def block(found: Documents) -> str:
    """Return the whole block, with its marks."""
    lines = [
        BEGIN,
        "Figures are written by the programs in [benchmarks/](benchmarks/README.md) to `benchmarks/results/`, with the",
        "machine, the versions, the seed and the command. All are made again, with the plots and this table, by",
        "`python -m benchmarks.report --run --data DIR`, in its full size for the row of a million articles.",
        "",
        *table(found),
        "",
    ]
    for file, name, words in PLOTS:
        if name in found and (results.RESULTS / file).exists():
            lines += [f"![{words}](benchmarks/results/{file})", ""]
    return "\n".join([*lines, *falls_short(found), END])


def with_figures(text: str, found: Documents) -> str:
    """Return a page with its block of figures replaced.

    Raises:
        ValueError: If the page has no such block.
    """
    start, end = text.find(BEGIN), text.find(END)
    if start < 0 or end < start:
        raise ValueError(f"the page must hold {BEGIN} and {END}")
    return text[:start] + block(found) + text[end + len(END) :]
