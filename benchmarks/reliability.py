"""The promises of the index: crashes, power cuts, full and failing disks, damage, writers and readers, erasure.

Each part has a control, a deliberately broken build that it must catch. A part that needs a tool which is not
there is skipped with the reason, and is missed where ``CI=true``. ``--docs`` writes ``docs/RELIABILITY.md`` from
the result file and runs nothing.

    python -m benchmarks.reliability [--only A1,C1,...] [--full] [--docs]
"""

import json
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import copies, crash, crowd, damage, exports, power, results, workload
from benchmarks.results import Outcome

PAGE = Path(__file__).parents[1] / "docs" / "RELIABILITY.md"


class Part(NamedTuple):
    """One promise."""

    promise: str
    how: str
    measure: Callable[[Outcome, bool, int], None]


PARTS = {
    "A1": Part(
        "SIGKILL loses no acknowledged article and leaves no half one; the index opens within a second",
        "a worker is killed at random moments; acknowledgements come over a pipe",
        crash.kills,
    ),
    "A2": Part(
        "a power cut loses no acknowledged change",
        "write calls recorded with strace; images of what no sync covers dropped, torn or kept",
        power.power_cuts,
    ),
    "A3": Part(
        "the same at every named point of the write path",
        "the process ends itself at the n-th passage; the list is read from the code",
        crash.named_points,
    ),
    "A4": Part(
        "a failing call is an error, never a loss",
        "strace makes the n-th call fail once or for good, EIO and ENOSPC",
        power.failing_calls,
    ),
    "A5": Part(
        "a full disk refuses to add, names the room left, goes on reading, and writes again when there is room",
        "a tmpfs of 3 MB",
        power.full_disk,
    ),
    "A7": Part(
        "running the same input again changes nothing",
        "chains of kills and runs begun again end in the same digest",
        crash.reruns,
    ),
    "B1": Part("two writers: no error, neither starves", "two processes write as fast as they can", crowd.two_writers),
    "B2": Part(
        "check-and-add is atomic", "64 threads submit one new article; exactly one finds it new", crowd.check_and_add
    ),
    "B3": Part(
        "readers see all of an article or none of it", "five readers beside a writer for a minute", crowd.torn_reads
    ),
    "B4": Part(
        "a stuck reader is cut off before the log outgrows its limit",
        "a process holds one state through 20,000 adds of another",
        crowd.stuck_reader,
    ),
    "B5": Part(
        "every engine equals a plain model",
        "300 runs of 40 random changes of each engine, also closed and opened again",
        crowd.plain_model,
    ),
    "C1": Part(
        "damage is found: no silent wrong answer, no crash, the error names the file",
        "flipped bits and emptied pages; everything is asked afterwards",
        damage.flips,
    ),
    "C2": Part(
        "truncated, foreign, other-version and other-stamp files are refused with the way out",
        "files cut, made and changed; an index is there only once it is complete",
        damage.foreign,
    ),
    "C3": Part(
        "a repair saves every sound record and names the lost ids",
        "damaged copies; pages that were not hit must come back",
        damage.repairs,
    ),
    "C4": Part(
        "a backup is one that was restored and verified",
        "backups beside a writer; 1,000 queries give the same answers",
        copies.backups,
    ),
    "F6": Part(
        "no spreadsheet runs a cell of an export, and what was written can be read back",
        "ids, changes and reasons that begin formulas or break cells, written as CSV and read",
        exports.neutralised,
    ),
    "F14": Part(
        "every change is one line of a chained log", "copies tampered with, their checksums right", damage.tampering
    ),
    "G1": Part(
        "what is forgotten is gone to the byte and stays forgotten",
        "planted articles are searched for in all files; an older backup is restored",
        copies.forgetting,
    ),
    "H2": Part(
        "nothing in an index, an input, a report or a file of parameters is run as code",
        "an audit hook sees every unpickling; pickles are given as inputs, parameters and indexes",
        copies.no_code,
    ),
}


#: Promises that ``benchmarks.index_robustness`` measures: what is promised, how it is shown.
ATTACKS = {
    "E3": (
        "a copy made by one who knows the program but not the index's seed stays a candidate",
        "word by word the edit that leaves the fewest common keys, down to a Jaccard index of .85",
    ),
    "E5": (
        "a flood of one text slows neither itself nor the rest, and hides nothing",
        "one text checked and added up to 100,000 times",
    ),
    "E7": (
        "short texts match their exact copies and nothing else",
        "10,000 distinct texts of one to nine words, also without spaces, copies, copies in other case, no words",
    ),
}


def document(result: Path) -> str:
    """Return the page that a result file gives, and that of :mod:`benchmarks.index_robustness` beside it."""
    found = json.loads(result.read_bytes())
    attacks = json.loads((result.parent / "index_robustness.json").read_bytes())
    lines = [
        "# Reliability of the index", "",
        "Made by `python -m benchmarks.reliability --docs` from `benchmarks/results/reliability.json` and",
        "`benchmarks/results/index_robustness.json`.", *map(_run, (found, attacks)), "",
        "Each promise has a control: a build that is broken on purpose and that the test must catch.",
        "Run them all with `python -m benchmarks.reliability` and `python -m benchmarks.index_robustness`, in full",
        "size with `--full`.", "",
    ]  # fmt: skip
    for name, part in PARTS.items():
        lines += _section(name, part.promise, part.how, found["targets"])
    for name, (promise, how) in ATTACKS.items():
        lines += _section(name, promise, how, attacks["targets"])
    skipped = found["figures"].get("skipped", {})
    lines += [f"Not run there: {name}, {why}." for name, why in skipped.items()]
    return "\n".join(lines).rstrip() + "\n"


def _run(found: Mapping[str, Any]) -> str:
    """Say when and where results were made."""
    machine = found["machine"]
    return f"Run `{found['command']}` on {found['date'][:10]}, {machine['system']}, {machine['cores']} cores."


def _section(name: str, promise: str, how: str, targets: Sequence[Mapping[str, Any]]) -> list[str]:
    """The lines on one promise; none if it was not measured."""
    own = [each for each in targets if each["row"].split()[0] == name]
    if not own:
        return []
    lines = [f"## {name}: {promise}", "", f"How: {how}.", "", "| what | figure | wanted | met |", "|---|---|---|---|"]
    for each in own:
        wanted = f"≥ {each['at_least']:,g}" if "at_least" in each else f"≤ {each['at_most']:,g}"
        figure = f"{each['value']:.3g}" if isinstance(each["value"], float) else f"{each['value']:,}"
        what = each["row"].removeprefix(name).strip()
        lines.append(f"| {what} | {figure} | {wanted} | {'yes' if each['met'] else '**no**'} |")
    return [*lines, ""]


def main() -> int:
    """Run the command."""
    parser = results.parser("reliability", __doc__)
    parser.add_argument("--only", default=",".join(PARTS), help="the parts to run, separated by commas")
    parser.add_argument("--docs", action="store_true", help="write docs/RELIABILITY.md from the results, run nothing")
    args = parser.parse_args()
    if args.docs:
        PAGE.write_text(document(args.output or results.RESULTS / "reliability.json"), encoding="utf-8")
        return 0
    outcome = Outcome("reliability")
    seconds: dict[str, float] = {}
    skipped: dict[str, str] = {}
    workload.shrink_levels()
    for name in args.only.split(","):
        print(f"{name}: {PARTS[name].promise}", flush=True)
        start = time.perf_counter()
        try:
            PARTS[name].measure(outcome, args.full, args.seed)
        except power.Skip as exc:
            print(f"  skipped: {exc}")
            skipped[name] = str(exc)
            if os.environ.get("CI") == "true":
                outcome.expect(f"{name} tools that are missing", 1, at_most=0)
        seconds[name] = round(time.perf_counter() - start, 1)
        print(f"  {outcome.figures.get(name)}  {seconds[name]} s", flush=True)
    outcome.figures |= {"seconds": seconds, "skipped": skipped}
    return results.finish(outcome, seed=args.seed, output=args.output)


if __name__ == "__main__":
    sys.exit(main())
