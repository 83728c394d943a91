"""All figures in one command: run the benchmarks, draw the plots, write the report and the README's block.

    python -m benchmarks.report                                     from the result files that are there
    python -m benchmarks.report --run --data DIR [--peers FOLDER] [--full] [--only real,quality,...]

The report is ``results/report.md``: for each benchmark its command, date, machine, seed and versions, its
targets, and its tables. Nothing in it names a host or a folder.
"""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import plots, readme_figures, results
from dedup.errors import MissingExtraError


class Benchmark(NamedTuple):
    """One command that makes one result file."""

    module: str
    options: tuple[str, ...] = ()
    takes_peers: bool = False


#: In the order in which they run, by the names of their result files.
BENCHMARKS = {
    "planted": Benchmark("planted"),
    "real": Benchmark("real"),
    "quality": Benchmark("quality"),
    "ocr_sets": Benchmark("ocr_sets"),
    "replaced": Benchmark("replaced"),
    "robustness": Benchmark("robustness"),
    "hostile_input": Benchmark("hostile_input"),
    "reading": Benchmark("reading"),
    "reliability": Benchmark("reliability"),
    "check_equal": Benchmark("check_equal", ("--count", "2000")),
    "index_robustness": Benchmark("index_robustness"),
    "index_speed": Benchmark("index_speed"),
    "check_speed": Benchmark("check_speed"),
    "check_speed_100k": Benchmark("check_speed", ("--count", "100000")),
    "check_speed_1m": Benchmark("check_speed", ("--count", "1000000", "--only", "dedup")),
    "peers": Benchmark("peers.compare", takes_peers=True),
    "speed": Benchmark("speed", takes_peers=True),
}
TIMEOUT_S = 6 * 3600
_MOST_ROWS = 60  # of one table in the report


def run_all(data: Path, peers: Path | None, full: bool, seed: int, only: Sequence[str]) -> dict[str, int]:
    """Run benchmarks one after the other; return their exit codes: 1 is a missed target, no failure."""
    codes = {}
    for name in only:
        benchmark = BENCHMARKS[name]
        command = [sys.executable, "-m", f"benchmarks.{benchmark.module}", "--data", str(data), "--seed", str(seed)]
        command += [*benchmark.options, "--output", str(results.RESULTS / f"{name}.json")]
        command += ["--full"] if full else []
        command += ["--peers", str(peers)] if benchmark.takes_peers and peers else []
        print(f"\n== {name}", flush=True)
        codes[name] = subprocess.run(command, timeout=TIMEOUT_S).returncode
    return codes


def cell(value: Any) -> str:
    """Return a value as a table cell.

    >>> cell(0.98765), cell([0.5, 1.0]), cell("a|b"), cell(None)
    ('0.988', '0.500 to 1.000', 'a/b', '')
    """
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.3f}"
    if isinstance(value, list) and len(value) == 2:
        return " to ".join(cell(part) for part in value)
    return str(value).replace("|", "/").replace("\n", " ")


def as_table(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return rows as Markdown; long tables are cut and say so."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = ["| " + " | ".join(names) + " |", "|" + "---|" * len(names)]
    lines += ["| " + " | ".join(cell(row.get(name)) for name in names) + " |" for row in rows[:_MOST_ROWS]]
    return [*lines, f"\n{len(rows) - _MOST_ROWS} more rows are in the file."] if len(rows) > _MOST_ROWS else lines


def tables(figures: Mapping[str, Any], title: str = "") -> list[str]:
    """Return every table in some figures, at any depth, each under its name; lists of texts are passed over."""
    lines: list[str] = []
    for name, value in figures.items():
        where = f"{title}, {name}" if title else name
        if isinstance(value, Mapping):
            inner = list(value.values())
            if inner and all(isinstance(row, Mapping) and _is_flat(row) for row in inner):
                value = [{name: key, **row} for key, row in value.items()]
            else:
                lines += tables(value, where)
        if isinstance(value, list) and value and all(isinstance(row, Mapping) and _is_flat(row) for row in value):
            lines += [f"**{where}**", "", *as_table(value), ""]
    return lines


def _is_flat(row: Mapping[str, Any]) -> bool:
    """True if every value fits into a cell."""
    return all(
        not isinstance(value, Mapping) and (not isinstance(value, list) or len(value) == 2) for value in row.values()
    )


def section(name: str, document: Mapping[str, Any], drawn: Sequence[Path]) -> list[str]:
    """Return what the report says of one benchmark."""
    machine = document["machine"]
    versions = ", ".join(f"{package} {version}" for package, version in machine["versions"].items())
    lines = [
        f"## {name}",
        "",
        f"`{document['command']}`, {document['date']}, seed {document['seed']}",
        "",
        f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gib']} GiB, {machine['system']}, "
        f"Python {machine['python']}, {versions}",
        "",
    ]
    for path in drawn:
        lines += [f"![{path.stem}]({path.name})", ""]
    if document["targets"]:
        met = sum(target["met"] for target in document["targets"])
        lines += [f"{met} of {len(document['targets'])} targets met", ""]
        wanted = [target for target in document["targets"] if not target["met"]] or document["targets"]
        lines += [*as_table([_target(target) for target in wanted]), ""]
    return lines + tables({key: value for key, value in document["figures"].items() if key not in ("wrong", "missed")})


def _target(target: Mapping[str, Any]) -> dict[str, Any]:
    """One row of the table of targets."""
    bound = f"≥ {target['at_least']:g}" if "at_least" in target else f"≤ {target.get('at_most', 0):g}"
    return {
        "row": target["row"],
        "value": float(target["value"]),
        "target": bound,
        "met": "yes" if target["met"] else "no",
    }


def write_report(found: readme_figures.Documents, drawn: Sequence[Path], path: Path) -> None:
    """Write the report."""
    lines = ["# Results", "", "Written by `python -m benchmarks.report`; do not edit.", ""]
    for name, document in found.items():
        own = [file for file in drawn if plots.PLOTS[file.stem][0] == name]
        lines += section(name, document, own)
    path.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


def write_readme(found: readme_figures.Documents) -> None:
    """Write the block of figures into the README."""
    readme = readme_figures.ROOT / "README.md"
    readme.write_text(readme_figures.with_figures(readme.read_text(encoding="utf-8"), found), encoding="utf-8")


def main() -> int:
    """Run the command."""
    parser = results.parser("report", __doc__)
    parser.add_argument("--run", action="store_true", help="run the benchmarks first; needs --data")
    parser.add_argument("--peers", type=Path, help="folder of the peers' environments")
    parser.add_argument("--only", default=",".join(BENCHMARKS), help="the benchmarks to run, separated by commas")
    args = parser.parse_args()
    failed: list[str] = []
    if args.run:
        if args.data is None:
            parser.error("--run needs --data DIR")
        codes = run_all(args.data, args.peers, args.full, args.seed, args.only.split(","))
        failed = [f"{name} ended with {code}" for name, code in codes.items() if code not in (0, 1)]
    found = readme_figures.documents()
    try:
        drawn = plots.draw_all(found, results.RESULTS)
    except MissingExtraError as exc:
        parser.error(str(exc))
    write_report(found, drawn, args.output or results.RESULTS / "report.md")
    write_readme(found)
    print(f"{len(found)} result files, {len(drawn)} plots; report and README are written")
    for line in failed:
        print(f"FAILED: {line}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
