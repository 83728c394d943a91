"""Quality and cost of the peers on the same articles: what each finds of the pairs with Jaccard >= .5.

    python -m benchmarks.peers.compare --data DIR [--count 5000] [--rounds 3] [--peers FOLDER] [--only ...]

Every peer runs as its documentation has it, and at the similarity of ``dedup`` (three-word shingles, Jaccard
.5). The reference is brute force over all pairs: exact Jaccard of the three-word shingles by ``\\w+``. Found
by ``dedup find`` counts what is reported as identical, near-duplicate, excerpt or overlap; as it also looks for
shared passages, its precision is given of the pairs that it calls identical or near-duplicate. A peer
that does not install, or does not end in time, is named with the reason.
"""

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import orjson

from benchmarks import brute, corpus, processes, results
from benchmarks.peers import make
from dedup.evaluation.predictions import read_predictions
from dedup.model import Relation

LEAST = 0.5
TIMEOUT_S = 600
_LOOPS = Path(__file__).parent / "loops.py"
#: Loop to the peer whose packages it needs.
NEEDS = {
    "datasketch": "datasketch",
    "datasketch-checked": "datasketch",
    "rensa": "rensa",
    "gaoya": "gaoya",
    "FastSketchLSH": "FastSketchLSH",
    "fast-dedup": "fast-dedup",
    "scikit-learn": "scikit-learn",
    "datatrove": "datatrove",
    "text-dedup": "text-dedup",
}
Pairs = set[tuple[int, int]]


def reference(path: Path) -> Pairs:
    """Return the pairs of lines with exact Jaccard of at least .5."""
    with path.open("rb") as lines:
        sets = [brute.word_shingles(orjson.loads(line)["text"]) for line in lines]
    return {(i, j) for i, j, *_ in brute.all_pairs(sets, LEAST)}


def row(what: str, mode: str, runs: list[dict[str, float]], found: Pairs, known: Pairs, count: int) -> dict[str, Any]:
    """Return one row of the table: medians and spread of the runs, and what was found."""
    seconds = [run["seconds"] for run in runs]
    hits = len(found & known)
    return {
        "what": what,
        "settings": mode,
        "seconds": round(statistics.median(seconds), 3),
        "spread": round(max(seconds) - min(seconds), 3),
        "cpu": round(statistics.median(run["cpu"] for run in runs), 3),
        "articles/s": round(count / statistics.median(seconds)),
        "pairs": len(found),
        "recall": round(hits / len(known), 4) if known else None,
        "precision": round(hits / len(found), 4) if found else None,
    }


def run_peer(
    python: Path, loop: str, path: Path, own: bool, rounds: int, work: Path
) -> tuple[list[dict[str, float]], Pairs]:
    """Run one loop some times; return what it took and the pairs of the last run.

    Raises:
        RuntimeError: If it fails or does not end in time; with the reason.
    """
    pairs = work / "pairs.tsv"
    command = [str(python), str(_LOOPS), loop, str(path), "--pairs", str(pairs), *(["--own"] if own else [])]
    runs = []
    for _ in range(rounds):
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT_S, cwd=work)
        except subprocess.TimeoutExpired:
            raise RuntimeError(f"did not end within {TIMEOUT_S} s") from None
        if done.returncode:
            raise RuntimeError(f"failed: {(done.stderr.strip().splitlines() or ['no message'])[-1][:200]}")
        runs.append(orjson.loads(done.stdout.splitlines()[-1]))
    with pairs.open() as lines:
        found = {(int(a), int(b)) for a, b in (line.split() for line in lines)}
    return runs, found


def run_dedup(path: Path, rounds: int, work: Path) -> tuple[list[dict[str, float]], Pairs, Pairs]:
    """Run ``dedup find``; return what it took, all textual pairs, and those of copies."""
    numbers = {}
    with path.open("rb") as lines:
        for number, line in enumerate(lines):
            numbers[orjson.loads(line)["id"]] = number
    out = work / "found.jsonl"
    command = [*processes.dedup(), "find", str(path), "--format", "jsonl", "--output", str(out), "--quiet"]
    runs = []
    for _ in range(rounds):
        took = processes.run(command)
        runs.append({"seconds": took.seconds, "cpu": took.cpu})
    told = read_predictions(out)
    textual: Pairs = set()
    copies: Pairs = set()
    for (left, right), said in told.pairs.items():
        pair = (min(numbers[left], numbers[right]), max(numbers[left], numbers[right]))
        if said.relation is not None and said.relation.weight <= Relation.OVERLAP.weight:
            textual.add(pair)
        if said.relation is not None and said.relation.is_copy:
            copies.add(pair)
    return runs, textual, copies


def compare(path: Path, count: int, only: list[str], rounds: int, peers: Path, outcome: results.Outcome) -> None:
    """Run everything on one corpus; put the table into the outcome."""
    known = reference(path)
    there = make.installed(peers)
    rows: list[dict[str, Any]] = []
    left_out: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        runs, textual, copies = run_dedup(path, rounds, work)
        ours = row("dedup find", "default", runs, textual, known, count)
        ours["precision"] = round(len(copies & known) / len(copies), 4) if copies else None
        rows.append(ours)
        results.show(rows)
        for loop in only:
            if not make.is_there(there[NEEDS[loop]]):
                left_out[loop] = there[NEEDS[loop]]
                continue
            python = make.python_of(peers, make.PEERS[NEEDS[loop]].environment)
            for mode in ("default", "own"):
                try:
                    runs, found = run_peer(python, loop, path, mode == "own", rounds, work)
                except RuntimeError as exc:
                    left_out[f"{loop}, {mode}"] = str(exc)
                    continue
                rows.append(row(loop, mode, runs, found, known, count))
                results.show(rows[-1:])
    outcome.figures |= {
        "articles": count,
        "reference_pairs": len(known),
        "rounds": rounds,
        "rows": rows,
        "left_out": left_out,
        "versions_of_peers": there,
    }
    outcome.expect("dedup find: found of the pairs with Jaccard >= .5", float(rows[0]["recall"] or 0.0), at_least=0.999)


def main() -> int:
    """Run the command."""
    parser = results.parser("peers.compare", __doc__)
    parser.add_argument("--count", type=int, default=5_000, help="articles, compared by brute force (default 5000)")
    parser.add_argument("--rounds", type=int, default=3, help="runs of which the median counts (default 3)")
    parser.add_argument("--peers", type=Path, help="folder of the peers' environments (default: a temporary one)")
    parser.add_argument("--only", default=",".join(NEEDS), help="the peers, separated by commas")
    args = parser.parse_args()
    if args.data is None:
        parser.error("--data DIR is needed")
    outcome = results.Outcome("peers")
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "corpus.jsonl"
        corpus.write_sample(args.data, args.count, args.seed, path)
        peers = args.peers or Path(temporary) / "peers"
        compare(path, args.count, args.only.split(","), args.rounds, peers, outcome)
    for name, why in outcome.figures["left_out"].items():
        print(f"left out: {name}: {why}")
    return results.finish(outcome, seed=args.seed, output=args.output)


if __name__ == "__main__":
    sys.exit(main())
