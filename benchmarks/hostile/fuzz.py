"""D1: readers never crash. Changed bytes go into every reader, in a process of its own.

What counts: articles or one of our own errors, never another exception and never the end of
the process; the slowest input; the peak of the memory. Controls, which the same count must
catch: a reader that raises a KeyError, one that takes two seconds, one that takes 700 MB, one
that ends the process.
"""

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from benchmarks import processes, results
from benchmarks.hostile.samples import sample
from dedup.errors import DedupError
from dedup.extras import is_installed
from dedup.model import Article
from dedup.readers.apart import ApartLimits, Job, Pool, Worker
from dedup.readers.collect import Reading, ReadOptions
from dedup.readers.formats import FORMAT_NAMES, FORMATS, Format, format_named
from dedup.readers.journal import Journal
from dedup.readers.limits import DEFAULT_LIMITS
from dedup.readers.records import MalformedError
from dedup.readers.source import Source, Stream

_SECONDS, _SECONDS_FULL = 2.0, 60.0
_MAX_S, _MAX_BYTES = 1.0, 512 << 20
_MODULES = {"parquet": "pyarrow", "warc": "fastwarc", "docx": "docx", "pdf": "pypdf"}
_CONTROLS = ("raises", "slow", "hoards", "dies")
_TOKENS = (
    *(b"<", b">", b"&", b'"', b"{", b"[", b"]", b"}", b",", b"\0", b"\xff", b"\n", b"\r\n", b"&#0;", b"&#xD800;"),
    *(b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<!DOCTYPE x [", b"\\ud800", b"1e999", b"-", b"9" * 400, b"\xef\xbb\xbf"),
    *(
        b"\xff\xfe",
        b"\xfe\xff",
        b"\xed\xa0\x80",
        b"\xc0\x80",
        b"\xf4\x90\x80\x80",
        b"\x80" * 8,
        b"PK\x03\x04",
        b"\x1f\x8b",
    ),
)


def mutations(rng: random.Random, samples: list[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Return the samples with bytes flipped, put in, taken out, doubled, cut off; endlessly."""
    while True:
        name, raw = rng.choice(samples)
        content = bytearray(raw)
        for _ in range(rng.choice((1, 1, 2, 4, 8))):
            at = rng.randrange(len(content) + 1)
            kind = rng.randrange(6)
            if kind == 0 and content:
                content[at % len(content)] = rng.randrange(256)
            elif kind == 1:
                content[at:at] = rng.choice(_TOKENS) * rng.choice((1, 1, 3, 50))
            elif kind == 2:
                del content[at : at + rng.choice((1, 2, 8, 64))]
            elif kind == 3:
                content[at:at] = content[at : at + rng.choice((4, 64, 512))]
            elif kind == 4:
                del content[at:]
            elif content:
                content[at % len(content)] ^= 1 << rng.randrange(8)
        yield name, bytes(content)


def reader(name: str) -> Callable[[str, bytes], object]:
    """Return what reads one input of a format; heavy parsers run apart, as they always do."""
    if name in _CONTROLS:
        return _control(name)
    form = None if name == "packed" else format_named(name)
    if form is not None and form.is_document:
        return _document_reader(form)
    if name in ("warc", "parquet"):
        return _warc_reader() if name == "warc" else _parquet_reader()
    chosen = "" if form is None else name

    def read(file: str, raw: bytes) -> object:
        source = Source(PurePosixPath(file), file, file, fetch=lambda: iter([raw] if raw else []))
        return list(Reading([source], ReadOptions(input_format=chosen, skip_bad=bool(len(raw) % 2))))

    return read


def _document_reader(form: Format) -> Callable[[str, bytes], object]:
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

    return read


def _parquet_reader() -> Callable[[str, bytes], object]:
    """Return what takes Parquet apart, in one process until that dies."""
    limits = {"max_group": 1 << 30, "max_ratio": 200, "min_bomb": 32 << 20, "names": ["id", "text"]}
    worker = Worker(ApartLimits(max_bytes=4 << 30))

    def read(_: str, raw: bytes) -> object:
        nonlocal worker
        if not worker.is_alive:
            worker.close()
            worker = Worker(ApartLimits(max_bytes=4 << 30))
        return list(worker.stream(Job("dedup.readers.parquet:columns_and_rows", raw, limits)))

    return read


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


def fuzz_one(name: str, seconds: float, seed: int) -> dict[str, Any]:
    """Fuzz one reader in this process for so long; return what happened."""
    rng = random.Random(seed)
    read = reader(name)
    samples = sample("feed" if name in _CONTROLS else name)
    counts = {"inputs": 0, "read": 0, "refused": 0, "untyped": 0}
    slowest, first = 0.0, ""
    # CPU time, where all is done in this process: other work on the machine does not count
    is_apart = name in (*_CONTROLS, "parquet") or (name in FORMAT_NAMES and format_named(name).is_document)
    clock = time.monotonic if is_apart else time.process_time
    for file, raw in samples:
        read(file, raw)  # the sound ones, which also loads the libraries
    end = time.monotonic() + seconds
    for file, raw in mutations(rng, samples):
        how, took = _timed(read, file, raw, clock)
        counts[how.partition(" ")[0]] += 1
        first = first or how.partition(" ")[2]
        if took > 0.7 * _MAX_S:  # other work on the machine only ever adds
            took = min(took, *(_timed(read, file, raw, clock)[1] for _ in range(2)))
        slowest = max(slowest, took)
        counts["inputs"] += 1
        if time.monotonic() >= end:
            break
    return {**counts, "slowest s": round(slowest, 3), "first": first}


def in_own_process(name: str, seconds: float, seed: int) -> dict[str, Any]:
    """Fuzz one reader in a process of its own; return what happened, and how the process ended."""
    command = [sys.executable, "-m", "benchmarks.hostile.fuzz", name, str(seconds), str(seed)]
    try:
        ran = processes.run(command)
    except RuntimeError as exc:
        return {"reader": name, "inputs": 0, "died": 1, "first": str(exc)[-300:]}
    said: dict[str, Any] = json.loads(ran.output.splitlines()[-1])
    return {"reader": name, **said, "peak MiB": round(ran.peak / 2**20), "died": 0}


def is_caught(row: dict[str, Any]) -> bool:
    """True if the figures of a reader break the promise."""
    too_much = row.get("peak MiB", 0) > _MAX_BYTES >> 20
    return bool(row["died"] or row.get("untyped") or row.get("slowest s", 0) > _MAX_S or too_much)


def measure(data: Path | None, full: bool, seed: int, outcome: results.Outcome) -> None:
    """Fuzz every reader, then the controls; put figures and targets into the outcome."""
    rows = []
    for name in [*(form.name for form in FORMATS), "packed"]:
        if name in _MODULES and not is_installed(_MODULES[name]):
            print(f"{name}: left out, {_MODULES[name]} is not installed")
            continue
        row = in_own_process(name, _SECONDS_FULL if full else _SECONDS, seed)
        rows.append(row)
        outcome.expect(f"D1 {name}: processes that died", row["died"], at_most=0)
        outcome.expect(f"D1 {name}: errors that are not ours", row.get("untyped", 1), at_most=0)
        outcome.expect(f"D1 {name}: seconds of the slowest input", row.get("slowest s", 99.0), at_most=_MAX_S)
        outcome.expect(f"D1 {name}: MiB at the peak", row.get("peak MiB", 0), at_most=_MAX_BYTES >> 20)
    controls = [in_own_process(name, 3.0, seed) for name in _CONTROLS]
    caught = sum(map(is_caught, controls))
    outcome.expect("D1 controls: broken readers that were caught", caught, at_least=len(_CONTROLS))
    outcome.figures["D1"] = {"rows": rows, "controls": controls}
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
