"""Quality and cost of the peers on the same articles: what each finds of the pairs with Jaccard >= .5.

    python -m benchmarks.peers.compare --data DIR [--count 5000] [--rounds 3] [--peers FOLDER] [--only ...]

Every peer runs as its documentation has it, and at the similarity of ``dedup`` (three-word shingles, Jaccard
.5). The reference is brute force over all pairs: exact Jaccard of the three-word shingles by ``\\w+``. A pair is
found by ``dedup find`` if it is reported with any relation but same-event, as what it is: a template is
found as a template. Its pairs, precision and "unlike" (Jaccard below .1 and containment below .3: hardly any
text in common) are of what it calls identical or near-duplicate; these are meant to hold edited copies below
Jaccard .5 too, which the other programs count as errors. Whole processes, medians. A peer that
does not install, or does not end in time, is named with the reason.
"""

import os
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


class Reference:
    """What pairs of lines really share: exact Jaccard and containment of their three-word shingles."""

    def __init__(self, path: Path) -> None:
        """Compare all pairs of a corpus."""
        with path.open("rb") as lines:
            self._sets = [brute.word_shingles(orjson.loads(line)["text"]) for line in lines]
        self.pairs: Pairs = {(i, j) for i, j, *_ in brute.all_pairs(self._sets, LEAST)}

    def is_unlike(self, pair: tuple[int, int]) -> bool:
        """True if a pair has hardly any text in common: Jaccard below .1, containment below .3."""
        left, right = (self._sets[k] for k in pair)
        both = len(left & right)
        shorter = min(len(left), len(right))
        return brute.jaccard(left, right) < 0.1 and both < 0.3 * shorter if shorter else left != right


def row(what: str, mode: str, runs: list[processes.Run], found: Pairs, known: Reference, count: int) -> dict[str, Any]:
    """Return one row of the table: medians and spread of the runs, and what was found."""
    took = processes.median(runs)
    hits = len(found & known.pairs)
    return {
        "what": what,
        "settings": mode,
        "seconds": round(took.seconds, 3),
        "spread": round(max(run.seconds for run in runs) - min(run.seconds for run in runs), 3),
        "cpu": round(took.cpu, 3),
        "peak MB": round(took.peak / 1e6, 1),
        "articles/s": round(count / took.seconds),
        "pairs": len(found),
        "recall": round(hits / len(known.pairs), 4) if known.pairs else 0.0,
        "precision": round(hits / len(found), 4) if found else None,
        "unlike": round(sum(map(known.is_unlike, found)) / len(found), 4) if found else None,
    }


def run_peer(
    python: Path, loop: str, path: Path, own: bool, rounds: int, work: Path
) -> tuple[list[processes.Run], Pairs]:
    """Run one loop some times; return what the whole processes took and the pairs of the last run.

    Raises:
        RuntimeError: If it fails; with the reason.
        TimeoutError: If it does not end in time.
    """
    pairs = work / "pairs.tsv"
    command: list[str | Path] = [python, _LOOPS, loop, path, "--pairs", pairs, *(["--own"] if own else [])]
    runs = [processes.run(command, {"HF_HUB_OFFLINE": "1"}, timeout_s=TIMEOUT_S) for _ in range(rounds)]
    with pairs.open() as lines:
        found = {(int(a), int(b)) for a, b in (line.split() for line in lines)}
    return runs, found


def run_dedup(path: Path, rounds: int, work: Path) -> tuple[list[processes.Run], Pairs, Pairs]:
    """Run ``dedup find``; return what it took, all pairs with text in common, and those of copies."""
    numbers = {}
    with path.open("rb") as lines:
        for number, line in enumerate(lines):
            numbers[orjson.loads(line)["id"]] = number
    out = work / "found.jsonl"
    command = [*processes.dedup(), "find", str(path), "--format", "jsonl", "--output", str(out), "--quiet"]
    processes.run(command)  # the first run of a machine compiles
    runs = [processes.run(command) for _ in range(rounds)]
    textual: Pairs = set()
    copies: Pairs = set()
    for (left, right), said in read_predictions(out).pairs.items():
        pair = (min(numbers[left], numbers[right]), max(numbers[left], numbers[right]))
        if said.relation is not Relation.SAME_EVENT:
            textual.add(pair)
        if said.relation is not None and said.relation.is_copy:
            copies.add(pair)
    return runs, textual, copies


def _reason(exc: Exception) -> str:
    """The last line of what went wrong, short, without folders."""
    last = (str(exc).strip().splitlines() or ["no message"])[-1]
    return " ".join(word for word in last.split() if "/" not in word)[:200]


def compare(path: Path, count: int, only: list[str], rounds: int, peers: Path, outcome: results.Outcome) -> None:
    """Run everything on one corpus; put the table into the outcome."""
    known = Reference(path)
    there = make.installed(peers)
    rows: list[dict[str, Any]] = []
    left_out: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        runs, textual, copies = run_dedup(path, rounds, work)
        ours = row("dedup find", "default", runs, copies, known, count)
        ours["recall"] = round(len(textual & known.pairs) / max(1, len(known.pairs)), 4)
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
                except (RuntimeError, TimeoutError) as exc:
                    left_out[f"{loop}, {mode}"] = _reason(exc)
                    continue
                rows.append(row(loop, mode, runs, found, known, count))
                results.show(rows[-1:])
    outcome.figures |= {
        "articles": count,
        "reference_pairs": len(known.pairs),
        "rounds": rounds,
        "load_at_end": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
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
