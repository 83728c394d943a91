"""PAN text alignment: its format and its measures.

A corpus is a folder with ``susp/`` and ``src/`` (texts), ``pairs`` (two file names a line) and one folder of XML
files for each kind of obfuscation, ``01-no-plagiarism`` and so on, each with its own ``pairs``. A case is an element
``feature name="plagiarism"`` with ``this_offset``, ``this_length``, ``source_reference``, ``source_offset``,
``source_length`` in characters; the document has ``reference``.

Source of the measures: Potthast, Stein, Barron-Cedeno, Rosso (2010), "An evaluation framework for
plagiarism detection". Recall and precision are macro-averaged over cases and detections.
"""

import math
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.public_formats import FormatError
from dedup.model import Article
from dedup.pair import compare

GAP = 200  #: characters between two shared passages that still belong to one detection, on both sides
LEAST = 100  #: characters of a detection, the shorter side


class Case(NamedTuple):
    """A passage of a suspicious document and where it stands in a source; spans in characters."""

    suspicious: str
    source: str
    this: tuple[int, int]
    that: tuple[int, int]

    @property
    def length(self) -> int:
        """Characters on both sides."""
        return self.this[1] - self.this[0] + self.that[1] - self.that[0]


def _meet(left: tuple[int, int], right: tuple[int, int]) -> tuple[int, int]:
    """The characters that two spans share; an empty span if none."""
    start = max(left[0], right[0])
    return start, max(start, min(left[1], right[1]))


def detects(case: Case, other: Case) -> bool:
    """True if two cases are of one pair of documents and overlap on both sides."""
    if (case.suspicious, case.source) != (other.suspicious, other.source):
        return False
    sides = _meet(case.this, other.this), _meet(case.that, other.that)
    return all(end > start for start, end in sides)


def _covered(case: Case, others: Sequence[Case]) -> float:
    """The share of a case's characters, both sides, that others cover."""
    total = 0
    for own, spans in (
        (case.this, sorted(_meet(case.this, other.this) for other in others)),
        (case.that, sorted(_meet(case.that, other.that) for other in others)),
    ):
        end = own[0]
        for start, stop in spans:
            total += max(0, stop - max(start, end))
            end = max(end, stop)
    return total / case.length if case.length else 0.0


def scores(cases: Sequence[Case], detections: Sequence[Case]) -> dict[str, float]:
    """Return recall, precision, granularity and plagdet.

    No cases and no detections are perfect; without either recall and precision are 0.

    >>> one = Case("a", "b", (0, 100), (0, 100))
    >>> scores([one], [one])
    {'recall': 1.0, 'precision': 1.0, 'granularity': 1.0, 'plagdet': 1.0}
    """
    if not cases and not detections:
        recall = precision = 1.0
    else:
        recall, precision = _mean(cases, detections), _mean(detections, cases)
    counts = [sum(detects(case, other) for other in detections) for case in cases]
    detected = sum(count > 0 for count in counts)
    granularity = sum(counts) / detected if detected else 1.0
    fair = 2 * recall * precision / (recall + precision) if recall + precision else 0.0
    return {
        "recall": recall,
        "precision": precision,
        "granularity": granularity,
        "plagdet": fair / math.log2(1 + granularity),
    }


def _mean(cases: Sequence[Case], others: Sequence[Case]) -> float:
    """The mean share of each case that others cover."""
    if not cases or not others:
        return 0.0
    return sum(_covered(case, [other for other in others if detects(case, other)]) for case in cases) / len(cases)


def read_cases(path: Path) -> list[Case]:
    """Return the cases of one XML file.

    Raises:
        FormatError: If it is not in the published format.
    """
    try:
        document = ElementTree.parse(path).getroot()
        found = []
        for feature in document.iter("feature"):
            if feature.get("name", "").endswith("plagiarism") and feature.get("source_reference"):
                this, that = (
                    (int(feature.attrib[f"{side}_offset"]), int(feature.attrib[f"{side}_length"]))
                    for side in ("this", "source")
                )
                found.append(
                    Case(
                        document.attrib["reference"],
                        feature.attrib["source_reference"],
                        (this[0], this[0] + this[1]),
                        (that[0], that[0] + that[1]),
                    )
                )
    except (ElementTree.ParseError, KeyError, ValueError) as exc:
        raise FormatError(f"{path}: no annotation of PAN text alignment: {exc!r}") from exc
    return found


def detections(suspicious: str, source: str, left: str, right: str) -> list[Case]:
    """Return what ``dedup`` finds in one pair of texts: shared passages, neighbours merged."""
    found = compare(Article(suspicious, left), Article(source, right))
    merged: list[list[int]] = []
    for passage in found.passages:
        (a, b), (c, d) = passage.left, passage.right
        last = merged[-1] if merged else None
        if last and a - last[1] <= GAP and -GAP <= c - last[3] <= GAP:
            last[1], last[2], last[3] = max(last[1], b), min(last[2], c), max(last[3], d)
        else:
            merged.append([a, b, c, d])
    return [Case(suspicious, source, (a, b), (c, d)) for a, b, c, d in merged if min(b - a, d - c) >= LEAST]


def aligned(folder: Path) -> Iterator[tuple[str, list[Case], list[Case]]]:
    """Yield for each part of a corpus its name, its cases and what is found.

    Raises:
        FormatError: If the folder is no such corpus.
    """
    parts = sorted(path for path in folder.glob("[0-9][0-9]-*") if (path / "pairs").is_file())
    if not parts and (folder / "pairs").is_file():
        parts = [folder]
    if not parts:
        raise FormatError(f"{folder}: holds neither 'pairs' nor folders like 01-no-plagiarism that do")
    for part in parts:
        cases: list[Case] = []
        found: list[Case] = []
        for number, line in enumerate((part / "pairs").read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            names = line.split()
            if len(names) != 2:
                raise FormatError(f"{part / 'pairs'}:{number}: must be two file names, got {line!r}")
            annotation = part / f"{Path(names[0]).stem}-{Path(names[1]).stem}.xml"
            if annotation.is_file():
                cases += read_cases(annotation)
            texts = [_text(folder, side, name) for side, name in zip(("susp", "src"), names, strict=True)]
            found += detections(names[0], names[1], *texts)
        yield part.name, cases, found


def _text(folder: Path, side: str, name: str) -> str:
    """Return one text, characters as they are: offsets count them."""
    path = folder / side / name
    try:
        return path.read_bytes().decode("utf-8-sig", "replace")
    except OSError as exc:
        raise FormatError(f"{path}: cannot be read: {exc.strerror or exc}") from exc
