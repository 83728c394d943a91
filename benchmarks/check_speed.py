"""A check against the size of the index, with adding, whole commands, bytes, memory; side by side with others.

    python -m benchmarks.check_speed --data DIR [--count 20000] [--corpus FILE] [--work FOLDER] [--only ...]

The corpus is made of the sets (see ``benchmarks.corpus``). Each index grows in a process of its own and is
asked about articles that it does not hold (see ``benchmarks.peers.index_loops``). The index of this package
is durable; datasketch in memory and in Redis, started here without persistence, is not. The slow ones stop
at smaller sizes, which the plot shows. ``--full`` is a million articles.
"""

import argparse
import itertools
import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks import corpus, processes, results

COUNT, FULL, CHECKS = 20_000, 1_000_000, 300
PARTS = (100, 10, 2, 1)  #: sizes at which is asked, as parts of all articles
LEAST = 2_000  #: articles of the smallest size
FEED = 2_000  #: articles of a feed
ENGINES = ("dedup", "datasketch", "redis", "brute")
MOST = {"datasketch": 100_000, "redis": 20_000, "brute": 100_000}  #: articles of the slow ones
ASKED = {"brute": 10}
LOOPS = Path(__file__).parent / "peers" / "index_loops.py"
Rows = list[dict[str, Any]]


@contextmanager
def redis_server() -> Iterator[str | None]:
    """Run a Redis server on the loopback without persistence; its port, None if Redis is not installed."""
    program = shutil.which("redis-server")
    if program is None:
        yield None
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [program, "--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", int(port))) == 0:
                    break
            time.sleep(0.05)
        yield port
    finally:
        server.terminate()
        server.wait()


def loop(name: str, path: Path, sizes: Sequence[int], checks: int, place: str) -> Rows:
    """Run a loop in a process of its own; return its rows."""
    command = [sys.executable, str(LOOPS), name, str(path), ",".join(map(str, sizes)), str(checks), place]
    done = processes.run(command, {"PYTHONPATH": str(Path(__file__).parents[1])})
    return [json.loads(line) for line in done.output.splitlines() if line.startswith("{")]


def size_of(index: Path) -> int:
    """Bytes of an index with what lies beside it."""
    return sum(path.stat().st_size for path in index.parent.glob(f"{index.name}*"))


def sizes_up_to(count: int) -> list[int]:
    """The sizes at which an index that ends with ``count`` articles is asked."""
    return [count // part for part in PARTS if count // part >= LEAST or part == 1]


def whole_feed(index: Path, path: Path, count: int, work: Path) -> dict[str, Any]:
    """Time ``dedup check`` of a feed: articles from all over the corpus under other ids, so that each has a copy."""
    step = max(1, count // FEED)
    with path.open("rb") as lines, (work / "feed.jsonl").open("wb") as feed:
        for line in itertools.islice(lines, step // 2, step * FEED, step):
            record = json.loads(line)
            feed.write(json.dumps(record | {"id": f"feed-{record['id']}"}).encode() + b"\n")
    command = [*processes.dedup(), "check", str(work / "feed.jsonl"), "--index", str(index), "--format", "jsonl"]
    done = processes.run([*command, "--quiet"], {"PYTHONPATH": str(Path(__file__).parents[1])}, allowed=(0, 1))
    articles = json.loads(done.output.splitlines()[-1])["articles"]
    return {
        "feed, articles/s": round(articles / done.seconds),
        "feed, CPU ms an article": round(1e3 * done.cpu / articles, 2), "feed, peak MB": round(done.peak / 1e6, 1),
    }  # fmt: skip


def whole_commands(index: Path, path: Path, work: Path) -> dict[str, Any]:
    """Time ``dedup check`` of the first article, which is not held, three times after one to warm up."""
    with path.open("rb") as lines:
        text = json.loads(next(lines))["text"]
    (work / "one.txt").write_text(text, encoding="utf-8")
    command = [*processes.dedup(), "check", str(work / "one.txt"), "--index", str(index), "--quiet"]
    root = {"PYTHONPATH": str(Path(__file__).parents[1])}
    runs = [processes.run(command, root, allowed=(0, 1)) for _ in range(4)][1:]
    middle = processes.median(runs)
    return {
        "command, s": round(middle.seconds, 3), "command, CPU s": round(middle.cpu, 3),
        "command, peak MB": round(middle.peak / 1e6, 1),
    }  # fmt: skip


def expectations(rows: Rows, checked: dict[str, Any], commands: dict[str, Any], outcome: results.Outcome) -> None:
    """Hold the figures of the index against the targets."""
    last = rows[-1]
    outcome.expect("adding at the start, articles/s", rows[0]["added/s"], at_least=5000)
    outcome.expect("adding at the end, articles/s", last["added/s"], at_least=3000)
    outcome.expect("one check, p50 ms", checked["check p50, ms"], at_most=5)
    outcome.expect("one check, p99 ms", checked["check p99, ms"], at_most=25)
    outcome.expect("open, ms", checked["open, ms"], at_most=50)
    outcome.expect("memory of a process that checks, MB", checked["peak MB"], at_most=300)
    outcome.expect("whole command on one text, s", commands["command, s"], at_most=1.5)
    outcome.expect("memory of the whole command, MB", commands["command, peak MB"], at_most=300)
    outcome.expect("whole command on a feed, articles/s", commands["feed, articles/s"], at_least=500)
    outcome.expect("bytes an article", last["bytes an article"], at_most=4500)


def plot(rows: Rows, path: Path) -> None:
    """Draw the rates of adding and the times of a check against size."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "dedup"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
    for axis, name, title in zip(
        axes, ("check p50, ms", "added/s"), ("one check, median ms", "articles added a second"), strict=True
    ):
        for engine in dict.fromkeys(row["index"] for row in rows):
            own = [row for row in rows if row["index"] == engine]
            axis.plot([row["articles"] for row in own], [row[name] for row in own], marker="o", label=engine)
        axis.set(xscale="log", yscale="log", xlabel="articles held", title=title)
        axis.grid(visible=True, alpha=0.3)
    axes[0].legend()
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)


def measure(args: argparse.Namespace, work: Path, outcome: results.Outcome) -> Rows:
    """Grow and ask all indexes; return all rows."""
    count, path = FULL if args.full else args.count, args.corpus or work / "corpus.jsonl"
    if args.corpus is None:
        corpus.write_corpus(args.data, count + CHECKS, args.seed, path)
    index, everything = work / "speed.index", Rows()
    with redis_server() as port:
        for engine in args.only.split(","):
            if engine == "redis" and port is None:
                outcome.figures["redis"] = "not measured: redis-server is not installed"
                continue
            own = sizes_up_to(min(count, MOST.get(engine, count)))
            place = str(index) if engine == "dedup" else port or "0"
            rows = loop(engine, path, own, ASKED.get(engine, CHECKS), place)
            if engine == "dedup":
                rows[-1]["bytes an article"] = round(size_of(index) / count)
                [checked] = loop("checks", path, [count], CHECKS, place)
                commands = whole_commands(index, path, work) | whole_feed(index, path, count, work)
                expectations(rows, checked, commands, outcome)
                outcome.figures["opened again"] = checked | commands
                results.show([outcome.figures["opened again"]])
            results.show(rows)
            everything += rows
    return everything


def main() -> int:
    """Run the command."""
    parser = results.parser("check_speed", __doc__)
    parser.add_argument("--count", type=int, default=COUNT, help=f"articles in the end (default {COUNT})")
    parser.add_argument("--corpus", type=Path, help="a corpus that is there already, some hundred articles longer")
    parser.add_argument("--work", type=Path, help="folder for corpus and index (default: a temporary one)")
    parser.add_argument("--only", default=",".join(ENGINES), help="the indexes to measure, separated by commas")
    args = parser.parse_args()
    if args.data is None and args.corpus is None:
        parser.error("--data DIR or --corpus FILE is needed")
    outcome = results.Outcome("check_speed")
    with tempfile.TemporaryDirectory(dir=args.work) as temporary:
        rows = measure(args, Path(temporary), outcome)
    outcome.figures["growth"] = rows
    plot(rows, (args.output or results.RESULTS / "check_speed.json").with_suffix(".svg"))
    return results.finish(outcome, seed=args.seed, output=args.output)


if __name__ == "__main__":
    sys.exit(main())
