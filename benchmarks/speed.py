"""Speed and memory: whole processes side by side on the same articles, medians of three.

    python -m benchmarks.speed --data DIR [--work FOLDER] [--peers FOLDER] [--only ...] [--full]

The corpus is made from the sets (see ``benchmarks.corpus``) in the work folder, which
also keeps the outputs. Peers run in their own environment (``benchmarks.peers.make``).
Slow peers run on every n-th article, 20,000 in all, and are scaled by the number of
articles, which flatters those that are worse than linear; with ``--full`` all run on all. A peer that does
not install, or takes more than an hour, is named with the reason. ``--only million`` (part of
``--full``) runs ``dedup find`` on 1,000,000 articles.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import orjson

from benchmarks import corpus, generator, processes, results
from benchmarks.peers import make

COUNT = 200_000
SUBSET = 20_000
_LOOPS = Path(__file__).parent / "peers" / "loops.py"
_SEEDS = Path(__file__).parent.parent / "seeds"
#: peer → how many times its time ``dedup find`` must beat
RATIOS = {"datasketch": 20.0, "rensa": 5.0, "gaoya": 4.0}
#: Loop to the peer whose packages it needs; no target is set for these.
OTHERS = {
    "FastSketchLSH": "FastSketchLSH",
    "datasketch-checked": "datasketch",
    "text-dedup": "text-dedup",
    "datatrove": "datatrove",
}
SLOW = ("datasketch", "datasketch-checked", "text-dedup", "datatrove")
TIMEOUT_S = 3600
MILLION = 1_000_000
MOST_MEMORY = 24 * 2**30  #: bytes, for a million articles


class Bench:
    """One session of measuring: folders, figures, and what several parts need."""

    def __init__(self, args: argparse.Namespace, outcome: results.Outcome, work: Path) -> None:
        """Measure with these arguments, keeping corpora and outputs in ``work``."""
        self.args = args
        self.outcome = outcome
        self.work = work
        self.rounds: int = args.rounds
        self._peers: Path | None = args.peers
        self._found: dict[int, processes.Run] = {}

    def corpus(self, count: int) -> Path:
        """Return the corpus of so many articles, made if it is not there."""
        path = self.work / f"corpus-{count // 1000}k.jsonl"
        if not path.exists():
            if self.args.data is None:
                raise FileNotFoundError(f"{path} is not there; name the sets' folder with --data to make it")
            corpus.write_corpus(self.args.data, count, self.args.seed, path)
        return path

    def every_nth(self, count: int, keep: int) -> Path:
        """Return a file of ``keep`` articles spread evenly over the corpus of ``count``."""
        path = self.work / f"corpus-{count // 1000}k-{keep}.jsonl"
        if not path.exists():
            step = count // keep
            with self.corpus(count).open("rb") as lines, path.open("wb") as out:
                out.writelines(line for i, line in enumerate(lines) if i % step == 0)
        return path

    def repeated(self, command: list[str]) -> processes.Run:
        """Run a command as often as asked; return the medians."""
        return processes.median([processes.run(command) for _ in range(self.rounds)])

    def find(self, path: Path) -> list[str]:
        """The command that finds everything in a file, written as JSON lines to another."""
        return [*processes.dedup(), "find", str(path), "--format", "jsonl", "--output", str(self.work / "found.jsonl")]

    def found(self, count: int) -> processes.Run:
        """The medians of ``dedup find`` on so many articles; run once, kept."""
        if count not in self._found:
            processes.run(self.find(self.every_nth(self.smallest, 2_000)))
            self._found[count] = self.repeated(self.find(self.corpus(count)))
        return self._found[count]

    @property
    def count(self) -> int:
        """Articles of the main comparison."""
        return int(self.args.count)

    @property
    def smallest(self) -> int:
        """Articles of the smallest of the three sizes."""
        return self.count // 2

    def peers_python(self) -> Path:
        """The Python of most peers."""
        return make.make(self._peers_folder)

    @property
    def _peers_folder(self) -> Path:
        """Where the peers' environments are."""
        return self._peers or self.work / "peers"

    def peer(self, loop: str, path: Path) -> processes.Run:
        """The medians of a peer's loop at our similarity.

        Raises:
            RuntimeError: If it is not there or fails.
            TimeoutError: If it takes too long.
        """
        name = OTHERS.get(loop, loop)
        said = make.installed(self._peers_folder)[name]
        if not make.is_there(said):
            raise RuntimeError(said)
        python = make.python_of(self._peers_folder, make.PEERS[name].environment)
        command: list[str | Path] = [python, _LOOPS, loop, path, "--own"]
        offline = {"HF_HUB_OFFLINE": "1"}
        return processes.median([processes.run(command, offline, timeout_s=TIMEOUT_S) for _ in range(self.rounds)])


def _megabytes(size: float) -> float:
    """Bytes as megabytes (10^6), one decimal."""
    return round(size / 1e6, 1)


def side_by_side(bench: Bench) -> None:
    """All loops and ``dedup find`` on the same articles."""
    path = bench.corpus(bench.count)
    ours = bench.found(bench.count)
    read = bench.repeated([str(bench.peers_python()), str(_LOOPS), "read", str(path)])
    rows = [_row("orjson, reading only", read, bench.count, 1.0), _row("dedup find", ours, bench.count, 1.0)]
    left_out = {}
    for peer in (*RATIOS, *OTHERS):
        scale = bench.count / SUBSET if peer in SLOW and not bench.args.full else 1.0
        try:
            took = bench.peer(peer, path if scale == 1.0 else bench.every_nth(bench.count, SUBSET))
        except (RuntimeError, TimeoutError) as exc:
            left_out[peer] = (str(exc).splitlines() or [""])[-1][:200]
            continue
        rows.append(_row(peer, took, bench.count, scale))
        if peer in RATIOS:
            ratio = took.seconds * scale / ours.seconds
            bench.outcome.expect(f"dedup find against {peer}, times as fast", ratio, at_least=RATIOS[peer])
    bench.outcome.expect(
        "dedup find against reading with orjson, times as long", ours.seconds / read.seconds, at_most=6.0
    )
    size = path.stat().st_size
    bench.outcome.expect(
        "dedup find: peak memory against 4 x input + 300 MB", ours.peak / (4 * size + 300e6), at_most=1.0
    )
    bench.outcome.figures["side by side"] = {
        "articles": bench.count,
        "input_mb": _megabytes(size),
        "rows": rows,
        "left_out": left_out,
    }
    results.show(rows)


def _row(name: str, took: processes.Run, count: int, scale: float) -> dict[str, object]:
    """A table row, scaled to all articles."""
    return {
        "what": name,
        "seconds": took.seconds * scale,
        "spread": took.spread * scale,
        "cpu": took.cpu * scale,
        "articles/s": round(count / (took.seconds * scale)),
        "peak MB": _megabytes(took.peak),
        "measured on": round(count / scale),
    }


def growth(bench: Bench) -> None:
    """Time and memory at half, once and twice the articles."""
    counts = [bench.smallest, bench.count, 2 * bench.count]
    runs = [bench.found(count) for count in counts]
    rows = [_row("dedup find", took, count, 1.0) for took, count in zip(runs, counts, strict=True)]
    slope = results.growth_exponent(counts, [took.seconds for took in runs])
    bench.outcome.expect(f"log-log growth {counts[0]} to {counts[-1]}", slope, at_most=1.05)
    cpu = results.growth_exponent(counts, [took.cpu for took in runs])
    bench.outcome.figures["growth"] = {"rows": rows, "exponent": slope, "exponent_of_cpu": cpu}
    results.show(rows)
    print(f"exponent {slope:.3f} (CPU time {cpu:.3f})")


def million(bench: Bench) -> None:
    """``dedup find`` on a million articles: it ends, within the memory, and growth stays linear."""
    found = [bench.found(count) for count in (bench.count, MILLION)]
    rows = [_row("dedup find", took, count, 1.0) for took, count in zip(found, (bench.count, MILLION), strict=True)]
    slope = results.growth_exponent([bench.count, MILLION], [took.cpu for took in found])
    bench.outcome.expect(f"growth of the CPU time, {bench.count:,} to a million articles", slope, at_most=1.1)
    bench.outcome.expect("a million articles: peak memory against 24 GiB", found[1].peak / MOST_MEMORY, at_most=1.0)
    bench.outcome.figures["million"] = {"rows": rows, "exponent_of_cpu": slope}
    results.show(rows)


def signatures(bench: Bench) -> None:
    """Text to signature on one core: ours alone and with all other keys, and datasketch's as its documentation has it.

    What datasketch's loop takes to read the file is left out.
    """
    from benchmarks.signing import sign
    from dedup.corpus.corpus import build_corpus
    from dedup.model import Article
    from dedup.params import Params

    path = bench.every_nth(bench.count, SUBSET)
    with path.open("rb") as lines:
        articles = [Article(id=str(i), text=orjson.loads(line)["text"]) for i, line in enumerate(lines)]
    texts = [article.text for article in articles]
    alone = _median_cpu(bench, lambda some: sign(texts[:some]), len(texts))
    with_keys = _median_cpu(
        bench, lambda some: build_corpus(articles[:some], Params(), workers=1, compiled=True), len(articles)
    )
    theirs = _loop_cpu(bench, "signature", path) - _loop_cpu(bench, "read", path)
    rows = [
        {"text to signature": what, "us an article": 1e6 * seconds / len(articles), "times as fast": theirs / seconds}
        for what, seconds in (("dedup", alone), ("dedup, with all other keys", with_keys), ("datasketch", theirs))
    ]
    bench.outcome.expect("text to signature a core against datasketch, times as fast", theirs / alone, at_least=30.0)
    bench.outcome.figures["signatures"] = {"rows": rows, "ratio": theirs / alone, "ratio with keys": theirs / with_keys}
    results.show(rows)


def _median_cpu(bench: Bench, work: Callable[[int], object], count: int) -> float:
    """CPU seconds of work on so many articles, the median; kernels are compiled by work on a few before."""
    work(500)
    times = []
    for _ in range(bench.rounds):
        start = time.process_time()
        work(count)
        times.append(time.process_time() - start)
    return sorted(times)[len(times) // 2]


def _loop_cpu(bench: Bench, loop: str, path: Path) -> float:
    """CPU seconds of a peer's loop, the median."""
    command: list[str | Path] = [bench.peers_python(), _LOOPS, loop, path, "--own"]
    return sorted(float(orjson.loads(processes.run(command).output)["cpu"]) for _ in range(bench.rounds))[
        bench.rounds // 2
    ]


def start_up(bench: Bench) -> None:
    """Starting, on this machine and as on a new one: no cache, no byte code."""
    with tempfile.TemporaryDirectory() as empty:
        fresh = {"XDG_CACHE_HOME": empty, "DEDUP_CACHE_DIR": empty, "HOME": empty, "NUMBA_CACHE_DIR": empty}
        seeds = [*processes.dedup(), "find", str(_SEEDS)]
        first = processes.run(seeds, {**fresh, "PYTHONPYCACHEPREFIX": empty}, allowed=(0, 1))
        large = bench.every_nth(bench.count, SUBSET)
        compiling = processes.run(bench.find(large), fresh)
    compiled = bench.repeated(bench.find(large))
    rows = [
        {"what": "dedup --help", "seconds": bench.repeated([*processes.dedup(), "--help"]).seconds, "at most": 0.3},
        {"what": "dedup find seeds/", "seconds": bench.repeated(seeds).seconds, "at most": 2.0},
        {"what": "dedup find seeds/, the first time on a new machine", "seconds": first.seconds, "at most": 2.0},
        {"what": "compiling in the first large run", "seconds": compiling.seconds - compiled.seconds, "at most": 20.0},
    ]
    for row in rows:
        bench.outcome.expect(str(row["what"]), float(str(row["seconds"])), at_most=float(str(row["at most"])))
    bench.outcome.expect("the first large run says that it compiles", float("compil" in compiling.output), at_least=1.0)
    bench.outcome.figures["start up"] = rows
    results.show(rows)


def flood(bench: Bench) -> None:
    """100,000 copies of one text among other articles, few enough of them that the copies' own time is seen."""
    import random

    text = generator.texts(random.Random(bench.args.seed), "en", 1, 280, 300)[0]
    rows, extra, sizes = [], [], [25_000, 100_000]
    others = bench.every_nth(bench.count, SUBSET)
    alone = bench.repeated(bench.find(others))
    for size in sizes:
        path = bench.work / "flooded.jsonl"
        shutil.copyfile(others, path)
        with path.open("ab") as out:
            out.writelines(orjson.dumps({"id": f"flood-{i}", "text": text}) + b"\n" for i in range(size))
        took = bench.repeated(bench.find(path))
        extra.append(max(0.05, took.cpu - alone.cpu))
        rows.append(_row(f"{SUBSET} articles and {size} copies", took, SUBSET + size, 1.0))
        path.unlink()
    slope = results.growth_exponent(sizes, extra)
    bench.outcome.expect("flood: growth of the CPU time of copies, 25,000 to 100,000", slope, at_most=1.1)
    each = alone.cpu / SUBSET
    bench.outcome.expect(
        "flood: CPU time of a copy against that of an article", extra[1] / sizes[1] / each, at_most=1.0
    )
    bench.outcome.figures["flood"] = {"rows": rows, "exponent": slope}
    results.show(rows)


def same_bytes(bench: Bench) -> None:
    """The same bytes for one and two workers and for shuffled input."""
    import random

    path = bench.every_nth(bench.count, SUBSET)
    mixed = bench.work / "shuffled.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    random.Random(bench.args.seed).shuffle(lines)
    mixed.write_bytes(b"".join(lines))
    outputs = []
    for source, workers in ((path, "1"), (path, "2"), (mixed, "2")):
        processes.run([*bench.find(source), "--workers", workers])
        outputs.append(_without_seconds(bench.work / "found.jsonl"))
    bench.outcome.expect("same bytes for 1 and 2 workers", float(outputs[0] == outputs[1]), at_least=1.0)
    bench.outcome.expect("same bytes for shuffled input", float(outputs[0] == outputs[2]), at_least=1.0)


def _without_seconds(path: Path) -> bytes:
    """The records with the one figure that may differ taken out of the last."""
    *records, summary = path.read_bytes().splitlines()
    last = orjson.loads(summary)
    last.pop("seconds", None)
    return b"\n".join([*records, orjson.dumps(last)])


PARTS: dict[str, Callable[[Bench], None]] = {
    "side": side_by_side,
    "growth": growth,
    "signatures": signatures,
    "start": start_up,
    "flood": flood,
    "bytes": same_bytes,
    "million": million,
}
USUAL = tuple(name for name in PARTS if name != "million")


def main() -> int:
    """Run the command."""
    parser = results.parser("speed", __doc__)
    parser.add_argument("--work", type=Path, help="folder for corpora and outputs (default: a temporary one)")
    parser.add_argument("--peers", type=Path, help="folder of the peers' environment (default: in the work folder)")
    parser.add_argument("--count", type=int, default=COUNT, help=f"articles of the main comparison (default {COUNT})")
    parser.add_argument("--rounds", type=int, default=3, help="runs of which the median counts (default 3)")
    parser.add_argument("--only", help="the parts to run, separated by commas (default all but million)")
    args = parser.parse_args()
    chosen = args.only.split(",") if args.only else PARTS if args.full else USUAL
    outcome = results.Outcome("speed")
    with tempfile.TemporaryDirectory() as temporary:
        work = args.work or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        bench = Bench(args, outcome, work)
        for name in chosen:
            print(f"\n{name}")
            PARTS[name](bench)
    outcome.figures |= {"load_at_end": os.getloadavg()[0], "sets": list(corpus.SETS), "rounds": args.rounds}
    return results.finish(outcome, seed=args.seed, output=args.output)


if __name__ == "__main__":
    sys.exit(main())
