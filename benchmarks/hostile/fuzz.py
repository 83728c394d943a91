"""D1: readers never crash. Changed files go into every reader, in a process of its own.

Files are changed at their bytes and at their pieces (``mutate``). Where atheris is installed
(extra ``fuzz``) and the reader runs in the process itself, coverage of the code leads (``guided``).
DEDUP_FUZZ_KEEP names a folder for the inputs that break the promise.

What counts: articles or one of our own errors, never another exception and never the end of
the process; the slowest input; the peak of the memory. Controls, which the same count must
catch: a reader that raises a KeyError, one that takes two seconds, one that takes 700 MB, one
that ends the process.
"""

import argparse
import json
import os
import random
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from glob import glob
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from benchmarks import processes, results
from benchmarks.hostile.mutate import Mutator
from benchmarks.hostile.samples import sample
from benchmarks.hostile.structures import structures
from dedup.errors import DedupError
from dedup.extras import is_installed
from dedup.model import Article
from dedup.readers.collect import Reading, ReadOptions
from dedup.readers.formats import FORMAT_NAMES, FORMATS, Format, format_named
from dedup.readers.journal import Journal
from dedup.readers.limits import DEFAULT_LIMITS
from dedup.readers.records import MalformedError
from dedup.readers.source import Source, Stream
from dedup.runtime.apart import ApartLimits, Job, Pool, Worker, core_count

_SECONDS, _SECONDS_FULL = 2.0, 60.0
_TASKS = "/proc/self/task/*/children"  # of Linux: the processes that each thread has started
_MAX_S, _MAX_BYTES = 1.0, 512 << 20
_MODULES = {"parquet": "pyarrow", "warc": "fastwarc", "docx": "docx", "pdf": "pypdf"}
_CONTROLS = ("raises", "slow", "hoards", "dies")
_READ_APART = ("parquet", "warc")


class Reader(NamedTuple):
    """What reads one input of a format, given its name and bytes."""

    read: Callable[[str, bytes], object]
    close: Callable[[], None] = lambda: None  #: ends the processes that it started


def reader(name: str) -> Reader:
    """Return what reads one input of a format; heavy parsers run apart, as they always do."""
    if name in _CONTROLS:
        return Reader(_control(name))
    form = None if name == "packed" else format_named(name)
    if form is not None and form.is_document:
        return _document_reader(form)
    if name in _READ_APART:
        return Reader(_warc_reader()) if name == "warc" else _parquet_reader()
    chosen = "" if form is None else name

    def read(file: str, raw: bytes) -> object:
        source = Source(PurePosixPath(file), file, file, fetch=lambda: iter([raw] if raw else []))
        return list(Reading([source], ReadOptions(input_format=chosen, skip_bad=bool(len(raw) % 2))))

    return Reader(read)


def _document_reader(form: Format) -> Reader:
    """Return what parses one document: here, or apart where that is how it is read; one process for all."""
    pool = Pool(workers=1)

    def read(_: str, raw: bytes) -> object:
        if not form.is_heavy:
            try:
                return form.load()(raw, {})
            except MalformedError:
                if not form.fallback:
                    raise
        return pool.run(Job("dedup.readers.documents:parse_apart", raw, {"format": form.name}))

    return Reader(read, pool.close)


def _parquet_reader() -> Reader:
    """Return what takes Parquet apart, in one process until that dies."""
    limits = {"max_group": 1 << 30, "max_ratio": 200, "min_bomb": 32 << 20, "names": ["id", "text"]}
    worker = Worker(ApartLimits(max_bytes=4 << 30))

    def read(_: str, raw: bytes) -> object:
        nonlocal worker
        if not worker.is_alive:
            worker.close()
            worker = Worker(ApartLimits(max_bytes=4 << 30))
        return list(worker.stream(Job("dedup.readers.parquet:columns_and_rows", raw, limits)))

    return Reader(read, lambda: worker.close())


def _warc_reader() -> Callable[[str, bytes], object]:
    """Return what takes a WARC apart; its pages are another reader's."""
    from dedup.readers.warc import Page, read_warc

    def without_parsing(pages: Iterable[Page]) -> Iterator[tuple[int, Article]]:
        for _ in pages:
            continue
        return iter(())

    def read(file: str, raw: bytes) -> object:
        source = Source(PurePosixPath(file), file, file, fetch=lambda: iter([raw] if raw else []))
        stream = Stream(source, DEFAULT_LIMITS)
        fields, journal = ReadOptions().field_map(), Journal(skip_bad=bool(len(raw) % 2))
        return list(read_warc(source, stream, fields, journal, DEFAULT_LIMITS, without_parsing))

    return read


def _control(name: str) -> Callable[[str, bytes], object]:
    """Return a broken reader."""
    held: list[bytes] = []

    def broken(_: str, raw: bytes) -> object:
        if raw.startswith((b"<?xml", b"<feed")):
            return None  # sound in most inputs
        if name == "raises":
            raise KeyError("broken")
        if name == "slow":
            time.sleep(2)
        if name == "hoards":
            held[:] = [b"x" * (700 << 20)]
        if name == "dies":
            os._exit(11)
        return None

    return broken


def cpu_of_all() -> float:
    """Return the seconds of CPU time of this process and of those it has started, ended ones among them."""
    ended = os.times()
    seconds = time.process_time() + ended.children_user + ended.children_system
    for started in glob(_TASKS):
        with suppress(OSError):  # a thread, or a process, that has ended meanwhile
            for child in Path(started).read_text().split():
                fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
                seconds += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return seconds


def _timed(
    read: Callable[[str, bytes], object], file: str, raw: bytes, clock: Callable[[], float]
) -> tuple[str, float]:
    """Read one input; return how it ended, with what broke and on what, and the seconds."""
    begun = clock()
    try:
        read(file, raw)
        how = "read"
    except DedupError:
        how = "refused"
    except Exception as exc:
        how = f"untyped {type(exc).__name__} on {raw[:60]!r}"
    return how, clock() - begun


class Tally:
    """What happens to the inputs of one reader.

    Attributes:
        is_over: Whether the time is up.
    """

    def __init__(self, name: str, seconds: float) -> None:
        """Read the sound files once, which also loads the libraries; the time starts then."""
        self.samples = sound_files(name)
        self._reader = reader(name)
        self._counts = {"inputs": 0, "read": 0, "refused": 0, "untyped": 0}
        self._slowest, self._first, self._on = 0.0, "", b""
        # CPU time, where it can be had: other work on the machine does not count
        is_alone = name not in (*_CONTROLS, "parquet") and not (name in FORMAT_NAMES and format_named(name).is_document)
        busy = time.process_time if is_alone else cpu_of_all if glob(_TASKS) else time.monotonic
        self._clock = time.monotonic if name in _CONTROLS else busy
        for file, raw in self.samples:
            with suppress(DedupError):
                self._reader.read(file, raw)
        self._end = time.monotonic() + seconds

    @property
    def is_over(self) -> bool:
        """True once the time is up."""
        return time.monotonic() >= self._end

    def take(self, file: str, raw: bytes) -> None:
        """Read one input and note how that went."""
        how, took = _timed(self._reader.read, file, raw, self._clock)
        self._counts["inputs"] += 1
        self._counts[how.partition(" ")[0]] += 1
        self._first = self._first or how.partition(" ")[2]
        if took > 0.7 * _MAX_S:  # other work on the machine only ever adds
            took = min(took, *(_timed(self._reader.read, file, raw, self._clock)[1] for _ in range(2)))
        if took > self._slowest:
            self._slowest, self._on = took, raw
        kept = os.environ.get("DEDUP_FUZZ_KEEP")
        if kept and (how.startswith("untyped") or took > _MAX_S):
            Path(kept, f"{self._counts['inputs']}-{PurePosixPath(file).name}").write_bytes(raw)

    def figures(self) -> dict[str, Any]:
        """End the processes that parse; return what happened."""
        self._reader.close()
        unit = 1 if sys.platform == "darwin" else 1024
        apart = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit
        slowest = {"slowest s": round(self._slowest, 3), "slowest bytes": len(self._on)}
        return {**self._counts, **slowest, "apart MiB": round(apart / 2**20), "first": self._first}


def sound_files(name: str) -> list[tuple[str, bytes]]:
    """Return what fuzzing of one reader starts from: plain samples and real structures."""
    return sample("feed") if name in _CONTROLS else [*sample(name), *structures(name)]


def fuzz_one(name: str, seconds: float, seed: int) -> dict[str, Any]:
    """Fuzz one reader in this process for so long by chance alone; return what happened."""
    tally = Tally(name, seconds)
    for file, raw in Mutator(random.Random(seed), tally.samples).endless():
        tally.take(file, raw)
        if tally.is_over:
            break
    return tally.figures()


def is_guided(name: str) -> bool:
    """True if coverage can lead the fuzzing of a reader: atheris is there, and its code runs in the process itself."""
    if name in (*_CONTROLS, *_READ_APART) or not is_installed("atheris"):
        return False
    return name not in FORMAT_NAMES or not format_named(name).is_heavy


def in_own_process(name: str, seconds: float, seed: int) -> dict[str, Any]:
    """Fuzz one reader in a process of its own; return what happened, and how the process ended."""
    led_by = "guided" if is_guided(name) else "fuzz"
    command = [sys.executable, "-m", f"benchmarks.hostile.{led_by}", name, str(seconds), str(seed)]
    try:
        ran = processes.run(command, timeout_s=4 * seconds + 120)
    except (RuntimeError, TimeoutError) as exc:
        return {"reader": name, "inputs": 0, "died": 1, "first": str(exc)[:300] + " ... " + str(exc)[-300:]}
    said: dict[str, Any] = json.loads(ran.output.splitlines()[-1])
    return {"reader": name, "led by": "coverage" if led_by == "guided" else "chance", **said,
            "peak MiB": round(ran.peak / 2**20), "died": 0}  # fmt: skip


def is_caught(row: dict[str, Any]) -> bool:
    """True if the figures of a reader break the promise."""
    too_much = max(row.get("peak MiB", 0), row.get("apart MiB", 0)) > _MAX_BYTES >> 20
    return bool(row["died"] or row.get("untyped") or row.get("slowest s", 0) > _MAX_S or too_much)


def measure(data: Path | None, full: bool, seed: int, outcome: results.Outcome, seconds: float = 0.0) -> None:
    """Fuzz every reader, two at a time, then the controls; put figures and targets into the outcome."""
    seconds = seconds or (_SECONDS_FULL if full else _SECONDS)
    names = [*(form.name for form in FORMATS), "packed"]
    for name in [name for name in names if name in _MODULES and not is_installed(_MODULES[name])]:
        print(f"{name}: left out, {_MODULES[name]} is not installed")
        names.remove(name)
    with ThreadPoolExecutor(core_count()) as pool:
        rows = list(pool.map(lambda name: in_own_process(name, seconds, seed), names))
    for row in rows:
        name = row["reader"]
        outcome.expect(f"D1 {name}: processes that died", row["died"], at_most=0)
        outcome.expect(f"D1 {name}: errors that are not ours", row.get("untyped", 1), at_most=0)
        outcome.expect(f"D1 {name}: seconds of the slowest input", row.get("slowest s", 99.0), at_most=_MAX_S)
        peak = max(row.get("peak MiB", 0), row.get("apart MiB", 0))
        outcome.expect(f"D1 {name}: MiB at the peak, of it or what parses for it", peak, at_most=_MAX_BYTES >> 20)
    controls = [in_own_process(name, 3.0, seed) for name in _CONTROLS]
    caught = sum(map(is_caught, controls))
    outcome.expect("D1 controls: broken readers that were caught", caught, at_least=len(_CONTROLS))
    outcome.figures["D1"] = {"seconds each": seconds, "rows": rows, "controls": controls}
    results.show([{key: value for key, value in row.items() if key != "first"} for row in [*rows, *controls]])


def main() -> int:
    """Fuzz one reader; print what happened as the last line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("reader")
    parser.add_argument("seconds", type=float)
    parser.add_argument("seed", type=int)
    args = parser.parse_args()
    print(json.dumps(fuzz_one(args.reader, args.seconds, args.seed)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
