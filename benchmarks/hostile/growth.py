"""D6, for readers: the time for an input grows as its length, however nasty the input.

CPU time at n, 2n, 4n and 8n bytes; the fitted exponent, the seconds a megabyte. Control: a
reader that looks for the start of a line by backtracking, which is quadratic.
"""

import gzip
import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

from benchmarks import results
from benchmarks.hostile.attack_files import rss
from benchmarks.linear import cpu_seconds
from dedup.errors import DedupError
from dedup.readers.collect import Reading, ReadOptions
from dedup.readers.encoding import decode
from dedup.readers.source import Source
from dedup.runtime.collector import collector_paused

_FACTORS = (1, 2, 4, 8)
_EXPONENT, _S_A_MB = 1.15, 1.0
_START = 250_000
_START_FEED = 110_000  # larger ones are parsed in another process
_ROUNDS = 6


def _filled(unit: bytes, size: int) -> bytes:
    """A unit repeated up to a length."""
    return unit * (size // len(unit) + 1)


def _file(name: str, start: bytes, unit: bytes, end: bytes = b"") -> Callable[[int], tuple[str, bytes]]:
    """A file of a start, a unit over and over, and an end."""
    return lambda size: (name, start + _filled(unit, size) + end)


_ROW = b'{"id": "%d", "text": "The old bridge closes."}\n'
FAMILIES: dict[str, Callable[[int], tuple[str, bytes]]] = {
    "text of ASCII": _file("a.txt", b"", b"word "),
    "text of bytes that are no UTF-8": _file("a.txt", b"", bytes(range(128, 256))),
    "text of one bad byte a line": _file("a.txt", b"", b"plain words of a line \xe9\n"),
    "text that is bad at its end": _file("a.txt", b"", b"plain words ", b"\xe9\xe8"),
    "text of NUL": _file("a.txt", b"w", b"\0a"),
    "text of half UTF-16": _file("a.txt", b"\xff\xfe", b"\xd8\x00"),
    "text of line breaks": _file("a.txt", b"w", b"\r\n\x0b\x0c\x1c"),
    "lines of JSON": lambda size: ("a.jsonl", b"".join(_ROW % n for n in range(size // len(_ROW)))),
    "lines of JSON that are bad": _file("a.jsonl", b"", b'{"id": "x", "text": \n'),
    "lines of JSON in cp1252": _file("a.jsonl", b"", b'{"id": "x", "text": "caf\xe9"}\n'),
    "one long line of JSON": _file("a.jsonl", b'{"id": "a", "text": "', b"word ", b'"}\n'),
    "lone surrogates in JSON": _file("a.jsonl", b'{"id": "a", "text": "', b"\\ud800 ", b'"}\n'),
    "many names in JSON": lambda size: (
        "a.json",
        b'{"id":"a",%s"text":"x"}' % b"".join(b'"k%d":1,' % n for n in range(size // 9)),
    ),
    "a long name in JSON": _file("a.json", b'{"id":"a","', b"_", b'":1,"text":"x"}'),
    "a document of lists": _file("a.json", b"[", b"[],", b"[]]"),
    "a document of articles": _file("a.json", b"[", b'{"text": "word"},\n', b'{"text": "word"}]'),
    "records of a table": lambda size: ("a.csv", b"id,text\n" + b"".join(b"%d,words\n" % n for n in range(size // 12))),
    "quoted line breaks": _file("a.csv", b'id,text\na,"', b"w\n", b'"\n'),
    "quotation marks": _file("a.csv", b'id,text\na,"', b'""', b'"\n'),
    "columns": _file("a.csv", b"id,text", b",x", b"\na,b\n"),
    "records that are bad": _file("a.csv", b"id,text\n", b"too,many,columns\n"),
    "quotation marks left open": _file("a.csv", b"id,text\n", b'a,"words\nb,words\n'),
    "items of a feed": _file(
        "a.rss", rss("", "w")[:-23], b"<item><guid>x</guid><description>w</description></item>", rss("", "w")[-23:]
    ),
    "references in a feed": lambda size: ("a.rss", rss("", "&amp;" * (size // 5))),
    "gzip of small members": lambda size: ("a.jsonl.gz", gzip.compress(_ROW % 1) * (size // 60)),
}


def reading(name: str, raw: bytes) -> Callable[[], object]:
    """Return what reads a file; our own errors are fine."""

    def read() -> object:
        source = Source(PurePosixPath(name), name, name, fetch=lambda: iter([raw]))
        try:
            with collector_paused():  # as find and check do
                return sum(1 for _ in Reading([source], ReadOptions(skip_bad=True)))
        except DedupError:
            return 0

    return read


def _quadratic(raw: bytes) -> Callable[[], object]:
    """Control: a search that starts anew at every byte."""
    return lambda: re.findall(rb"[^\n]*[\x80-\xff]", raw)


def fitted(make: Callable[[int], Callable[[], object]], sizes: list[int]) -> dict[str, Any]:
    """Return seconds at the sizes, the fitted exponent and the seconds a megabyte at the largest.

    Other work on the machine only adds: a bad fit is measured again, five times at most, and the
    least of each size counts.
    """
    seconds = [float("inf")] * len(sizes)
    exponent = float("inf")
    for _ in range(_ROUNDS):
        for place, size in enumerate(sizes):
            calls = sizes[-1] // size  # of small inputs as many in a row as take the time of the largest
            seconds[place] = min(seconds[place], max(0.002, cpu_seconds(make(size), calls)))
        exponent = results.growth_exponent(sizes, seconds)
        if exponent <= _EXPONENT:
            break
    return {"seconds": [round(s, 4) for s in seconds], "exponent": exponent, "s a MB": seconds[-1] / sizes[-1] * 1e6}


def measure(data: Path | None, full: bool, seed: int, outcome: results.Outcome) -> None:
    """Fit all families and the control; put figures and targets into the outcome."""
    decode("é".encode("cp1252") * 99)  # loads what detection needs
    rows = []
    for name, family in FAMILIES.items():
        is_feed = family(1)[0].endswith(".rss")
        sizes = [(_START_FEED if is_feed else _START * (4 if full else 1)) * factor for factor in _FACTORS]
        figures = fitted(lambda size, family=family: reading(*family(size)), sizes)  # type: ignore[misc]
        rows.append({"family": name, **figures})
        outcome.expect(f"D6 {name}: exponent", figures["exponent"], at_most=_EXPONENT)
        outcome.expect(f"D6 {name}: seconds a megabyte", figures["s a MB"], at_most=_S_A_MB)
    small = [2_000, 4_000, 8_000, 16_000]
    seconds = [cpu_seconds(_quadratic(b"a" * size), small[-1] // size) for size in small]
    control = results.growth_exponent(small, seconds)
    outcome.expect("D6 control: a quadratic reader's exponent", control, at_least=1.5)
    outcome.figures["D6 readers"] = {"rows": rows, "control exponent": control}
    results.show(rows)
    print(f"control exponent {control:.2f}")
