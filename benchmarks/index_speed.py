"""The index: how fast it takes articles as it grows, how long a check takes, how large it is.

    python -m benchmarks.index_speed --data DIR [--count 50000] [--steps 5] [--work FOLDER]

Whole processes of ``dedup index`` and ``dedup check``, as a newsroom's job runs them. The corpus is made of
the sets (see ``benchmarks.corpus``) and added in equal steps, so that growth shows; the check is of
articles that the index does not hold and of one that it holds.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from benchmarks import corpus, processes, results

COUNT, STEPS, BATCH = 50_000, 5, 1_000
FOUND = (0, 1)  # exit codes of a check that ran


def parts(path: Path, sizes: Sequence[int], work: Path) -> list[Path]:
    """Cut a JSON lines file into files of so many lines each."""
    found = []
    with path.open("rb") as lines:
        for number, size in enumerate(sizes):
            found.append(work / f"part-{number}.jsonl")
            found[-1].write_bytes(b"".join(islice(lines, size)))
    return found


def has_index() -> bool:
    """True if this version of the program has the commands."""
    return processes.run([*processes.dedup(), "index", "--help"], allowed=(0, 2)).output.count("add") > 0


def size_of(index: Path) -> int:
    """Return the bytes of an index with what lies beside it."""
    files = index.rglob("*") if index.is_dir() else index.parent.glob(f"{index.name}*")
    return sum(path.stat().st_size for path in files if path.is_file())


def measure(args: argparse.Namespace, work: Path, outcome: results.Outcome) -> None:
    """Grow an index in steps; check after each."""
    path, index = work / "corpus.jsonl", work / "archive.dedup"
    corpus.write_corpus(args.data, args.count + BATCH, args.seed, path)
    *steps, fresh = parts(path, [args.count // args.steps] * args.steps + [BATCH], work)
    one = work / "one.jsonl"
    one.write_bytes(fresh.read_bytes().splitlines(keepends=True)[0])
    known = work / "known.jsonl"
    known.write_bytes(steps[0].read_bytes().splitlines(keepends=True)[0])
    rows = []
    for number, step in enumerate(steps, 1):
        held = number * (args.count // args.steps)
        seed = ["--seed", str(args.seed)] if number == 1 else []
        added = processes.run([*processes.dedup(), "index", "add", str(index), str(step), *seed, "--quiet"])
        checks = {
            name: processes.run(
                [*processes.dedup(), "check", str(some), "--index", str(index), "--quiet"], allowed=FOUND
            )
            for name, some in (("new", one), ("held", known), ("batch", fresh))
        }
        rows.append(
            {
                "articles": held,
                "added/s": round(args.count // args.steps / added.seconds),
                "peak MB": round(added.peak / 1e6, 1),
                "check one, s": round(checks["new"].seconds, 3),
                "check one held, s": round(checks["held"].seconds, 3),
                f"check {BATCH}, s": round(checks["batch"].seconds, 2),
                "bytes an article": round(size_of(index) / held),
            }
        )
        results.show(rows[-1:])
    outcome.figures["growth"] = rows
    if len(rows) > 1:
        slower = rows[0]["added/s"] / max(1, rows[-1]["added/s"])
        outcome.expect("index: adding at the end against the beginning, times as long", slower, at_most=2.0)
    outcome.expect("index: check of one article, s", float(rows[-1]["check one, s"]), at_most=1.0)


def main() -> int:
    """Run the command."""
    parser = results.parser("index_speed", __doc__)
    parser.add_argument("--count", type=int, default=COUNT, help=f"articles in the end (default {COUNT})")
    parser.add_argument("--steps", type=int, default=STEPS, help=f"equal parts that they come in (default {STEPS})")
    parser.add_argument("--work", type=Path, help="folder for corpus and index (default: a temporary one)")
    args = parser.parse_args()
    if args.data is None:
        parser.error("--data DIR is needed")
    if not has_index():
        parser.error("this version of dedup has no command 'index'")
    outcome = results.Outcome("index_speed")
    with tempfile.TemporaryDirectory() as temporary:
        work = args.work or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        measure(args, work, outcome)
    return results.finish(outcome, seed=args.seed, output=args.output)


if __name__ == "__main__":
    sys.exit(main())
