"""One index grows and is asked, in a process of its own; one JSON line for each size.

    python index_loops.py dedup|datasketch|redis|brute CORPUS SIZES CHECKS PLACE
    python index_loops.py checks CORPUS SIZES CHECKS PLACE

``PLACE`` is the file of the index, or the port of the Redis server. The articles to ask about are spread
over the corpus, and no index holds them; halves of held ones are asked about before, so that nothing is loaded or
compiled while time is taken. ``dedup`` confirms and describes what it finds; datasketch proposes only;
the brute force intersects sorted shingle hashes with those of every article. ``checks`` opens an index.
"""

import gc
import json
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import orjson

WORKERS = 2
WARMING = 100  #: halves of held articles that are asked about before time is taken
Ask = Callable[[dict[str, str]], int]


class Corpus:
    """A file of articles, of which some, spread evenly over all its sets, are kept apart to ask about."""

    def __init__(self, path: str, count: int, checks: int) -> None:
        """``count`` articles are added, ``checks`` are asked about."""
        self._path, self._checks, self._step = path, checks, (count + checks) // checks

    def records(self, first: int, last: int, *, asked: bool = False) -> Iterator[dict[str, str]]:
        """Read the articles [first, last) of those that are added, or asked about."""
        with open(self._path, "rb") as lines:
            kept = (line for i, line in enumerate(lines) if self._is_asked(i) == asked)
            yield from map(orjson.loads, islice(kept, first, last))

    def _is_asked(self, place: int) -> bool:
        """True for the articles that are never added."""
        return place % self._step == 0 and place < self._checks * self._step


def timed(ask: Ask, wanted: Sequence[dict[str, str]], warming: Sequence[dict[str, str]]) -> dict[str, float]:
    """Ask about articles one by one, after others; return milliseconds."""
    for record in warming:
        ask(record)
    gc.collect()
    wall, cpu, found = [], [], 0
    for record in wanted:
        start, used = time.perf_counter(), time.process_time()
        found += ask(record)
        wall.append(1e3 * (time.perf_counter() - start))
        cpu.append(1e3 * (time.process_time() - used))
    ordered, used_ms = sorted(wall), sorted(cpu)
    late = min(len(wanted) - 1, int(0.99 * len(wanted)))
    return {
        "check p50, ms": round(ordered[len(wanted) // 2], 3), "check p99, ms": round(ordered[late], 3),
        "check p50, CPU ms": round(used_ms[len(wanted) // 2], 3), "check p99, CPU ms": round(used_ms[late], 3),
        "found": found,
    }  # fmt: skip


def article_of(record: dict[str, str]) -> Any:
    """The article of a record."""
    from dedup.model import Article

    title, source, published, lang = (record.get(name) or "" for name in ("title", "source", "published", "lang"))
    return Article(record["id"], record["text"], title, source, published=published, lang=lang)


def ours(place: str, is_new: bool) -> tuple[Callable[[Iterable[dict[str, str]]], object], Ask]:
    """The index of this package: how to add, how to ask."""
    from dedup.index.bulk import add_all
    from dedup.index.entries import make_entries
    from dedup.index.sqlite import SqliteIndex
    from dedup.model import Article
    from dedup.screen.judging import SHARE, judge
    from dedup.screen.screen import Screener

    if is_new:
        SqliteIndex.create(Path(place), seed=1).close()
    opened = []
    for _ in range(5):
        start = time.perf_counter()
        index = SqliteIndex(Path(place))
        opened.append(1e3 * (time.perf_counter() - start))
    make_entries([Article("first", "Loads the kernels.")], index.params, compiled=True)
    screener = Screener(index)

    def add(some: Iterable[dict[str, str]]) -> None:
        start = time.monotonic()
        add_all(index, map(article_of, some), workers=WORKERS, compiled=True)
        index.settle()
        judge(index, seconds=SHARE * (time.monotonic() - start), workers=WORKERS)

    def ask(record: dict[str, str]) -> int:
        return len(screener.screen([article_of(record)], workers=WORKERS).matches)

    add.opened = sorted(opened)[2]  # type: ignore[attr-defined]
    return add, ask


def datasketch(storage: dict[str, object] | None) -> tuple[Callable[[Iterable[dict[str, str]]], object], Ask]:
    """MinHashLSH as its documentation has it, in memory or with Redis."""
    from datasketch import MinHash, MinHashLSH
    from loops import shingles

    lsh = MinHashLSH(threshold=0.5, num_perm=128, storage_config=storage)

    def sketch_of(record: dict[str, str]) -> Any:
        sketch = MinHash(num_perm=128)
        sketch.update_batch([shingle.encode() for shingle in shingles(record["text"])])
        return sketch

    def add(some: Iterable[dict[str, str]]) -> None:
        with lsh.insertion_session(buffer_size=5000) as session:
            for record in some:
                session.insert(record["id"], sketch_of(record))

    return add, lambda record: len(lsh.query(sketch_of(record)))


def brute() -> tuple[Callable[[Iterable[dict[str, str]]], object], Ask]:
    """Every article against every other, by their sorted shingle hashes."""
    import numpy as np
    from loops import shingles

    held: list[Any] = []

    def hashes(record: dict[str, str]) -> Any:
        return np.unique(np.array([hash(shingle) for shingle in shingles(record["text"])], dtype=np.int64))

    def ask(record: dict[str, str]) -> int:
        own, found = hashes(record), 0
        for other in held:
            shared = len(np.intersect1d(own, other, assume_unique=True))
            found += 2 * shared >= len(own) + len(other) - shared
        return found

    return (lambda some: held.extend(map(hashes, some))), ask


def peak_kib() -> int:
    """The peak memory of this process; the kernel counts that of the parent before it started this one as its own."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    """Grow and ask; print one line for each size."""
    name, path, listed, count, place = sys.argv[1:]
    sizes, checks = [int(size) for size in listed.split(",")], int(count)
    corpus = Corpus(path, sizes[-1], checks)
    wanted = list(corpus.records(0, checks, asked=True))
    held_ones = islice(corpus.records(0, sizes[0]), 0, None, max(1, sizes[0] // WARMING))
    warming = [
        record | {"id": f"warming-{record['id']}", "text": record["text"][len(record["text"]) // 2 :]}
        for record in islice(held_ones, WARMING)
    ]
    made: Any = {
        "dedup": lambda: ours(place, True), "checks": lambda: ours(place, False),
        "datasketch": lambda: datasketch(None),
        "redis": lambda: datasketch(
            {"type": "redis", "basename": b"speed", "redis": {"host": "127.0.0.1", "port": int(place)}}
        ),
        "brute": brute,
    }[name]()  # fmt: skip
    add, ask = made
    held = 0
    for size in sizes:
        row: dict[str, Any] = {"index": name, "articles": size}
        if name == "checks":
            row["open, ms"] = round(add.opened, 1)
        else:
            start = time.perf_counter()
            add(corpus.records(held, size))
            row["added/s"] = round((size - held) / (time.perf_counter() - start))
            held = size
        row |= timed(ask, wanted, warming)
        row["peak MB"] = round(peak_kib() / 1024, 1)
        print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
