"""What an index costs: adding, opening, searching, disk and memory, as it grows.

Times are given as CPU seconds too, since a busy machine doubles the others. With ``--data`` the articles
are replicas of the real sets (see ``benchmarks/corpus.py``), else made-up texts of about 400 words.

    python -m benchmarks.index_speed [--data DIR] [--count 20000] [--full]
"""

import os
import random
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks import corpus, generator, results
from benchmarks.processes import run
from dedup.index.bulk import Batch, add_all
from dedup.index.packing import KINDS
from dedup.index.sqlite import SqliteIndex
from dedup.model import Article

_POINTS = 8  # of the curve


def articles(data: Path | None, count: int, seed: int) -> Iterator[Article]:
    """Yield the articles that are added."""
    if data is not None:
        for record in corpus.replicas(corpus.base_records(data), count, seed):
            yield Article(
                record["id"], record["text"], record["title"], record["source"], "", record["published"], record["lang"]
            )
        return
    rng = random.Random(seed)
    lang = generator.language("en")
    for k in range(count):
        yield Article(f"n{k}", generator.text(rng, lang, 400), f"Title {k}", "made up", "", f"2024-01-{1 + k % 28:02}")


def grow(path: Path, data: Path | None, count: int, seed: int) -> list[dict[str, float]]:
    """Add articles; return the curve of rate and size."""
    rows: list[dict[str, float]] = []
    every = list(articles(data, count, seed))
    with SqliteIndex.create(path, seed=seed) as index:
        done, mark = 0, (0, time.perf_counter(), time.process_time())

        def note(batch: Batch) -> None:
            nonlocal done, mark
            done += len(batch.result.added)
            if done - mark[0] >= count // _POINTS:
                now = (done, time.perf_counter(), time.process_time())
                rows.append(
                    {
                        "articles": done,
                        "per_second": round((done - mark[0]) / (now[1] - mark[1])),
                        "cpu_us_each": round(1e6 * (now[2] - mark[2]) / (done - mark[0])),
                        "bytes_each": round(os.stat(path).st_size / done),
                        "segments": len(index.state.segments),
                    }
                )
                mark = now

        add_all(index, every, workers=2, compiled=True, acknowledge=note)
        index.settle()
    return rows


def search(path: Path, seed: int, queries: int = 300) -> dict[str, float]:
    """Look articles up under all their keys, in a process that goes on running."""
    rng = np.random.default_rng(seed)
    with SqliteIndex(path) as index:
        numbers = rng.integers(1, len(index), queries)
        every = index.keys_of(numbers)
        wall, cpu = [], []
        for keys in [*every, *every]:
            start, used = time.perf_counter(), time.process_time()
            with index.reading():
                for kind, part in zip(KINDS, keys, strict=True):
                    index.owners(kind, part)
            wall.append(time.perf_counter() - start)
            cpu.append(time.process_time() - used)
    half = len(every)
    return {
        "search_p50_ms": round(1e3 * float(np.percentile(wall[half:], 50)), 2),
        "search_p99_ms": round(1e3 * float(np.percentile(wall[half:], 99)), 2),
        "search_cpu_p50_ms": round(1e3 * float(np.percentile(cpu[half:], 50)), 2),
    }


def opening(path: Path) -> dict[str, float]:
    """Open the index in a new process: its time besides imports, and the memory of the process."""
    code = (
        "import resource, sys, time; from dedup.index.sqlite import SqliteIndex; SqliteIndex(sys.argv[1]).close();"
        "t = time.perf_counter(); i = SqliteIndex(sys.argv[1]); print(time.perf_counter() - t, len(i))"
    )
    done = run([sys.executable, "-c", code, path])
    return {"open_ms": round(1e3 * float(done.output.split()[0]), 1), "open_peak_mb": round(done.peak / 1e6)}


def main() -> int:
    """Run the command."""
    parser = results.parser("index_speed", __doc__)
    parser.add_argument("--count", type=int, default=0, help="articles (default 20000; 1000000 with --full)")
    args = parser.parse_args()
    count = args.count or (1_000_000 if args.full else 20_000)
    outcome = results.Outcome("index_speed")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "news.index"
        rows = grow(path, args.data, count, args.seed)
        results.show(rows)
        figures = search(path, args.seed) | opening(path)
        figures["bytes_each"] = round(os.stat(path).st_size / count)
    outcome.figures |= {"articles": count, "curve": rows, "load": os.getloadavg()[0]} | figures
    outcome.figures["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3)
    outcome.expect("articles added a second at the start", rows[0]["per_second"], at_least=5000)
    outcome.expect("articles added a second at the end", rows[-1]["per_second"], at_least=3000)
    outcome.expect("bytes an article", figures["bytes_each"], at_most=4500)
    outcome.expect("open, ms", figures["open_ms"], at_most=50)
    outcome.expect("search p50, ms", figures["search_p50_ms"], at_most=5)
    outcome.expect("search p99, ms", figures["search_p99_ms"], at_most=25)
    return results.finish(outcome, seed=args.seed, output=args.output)


if __name__ == "__main__":
    sys.exit(main())
