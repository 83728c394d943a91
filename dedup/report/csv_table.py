"""The matches of a report as columns for a spreadsheet (RFC 4180, UTF-8, a header line).

Cells that a spreadsheet would run as a formula get a leading apostrophe, so an id such
as ``-1`` reads ``'-1`` here; programs should read the JSON lines.
Repeats and clusters have no columns.
"""

import csv
import io
from collections.abc import Sequence
from typing import BinaryIO

from dedup.model import Match, Passage, Report
from dedup.report.records import rounded
from dedup.report.wording import change_line, longest_passage

COLUMNS = (
    "left",
    "right",
    "relation",
    "score",
    "jaccard",
    "containment_left",
    "containment_right",
    "cosine",
    "passages",
    "longest_passage_words",
    "changed",
    "reasons",
)

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_CHUNK = 2000


def write(report: Report, stream: BinaryIO) -> None:
    """Write one row for each match of ``report`` to ``stream``."""
    matches = report.matches
    stream.write(_encoded([COLUMNS]))
    for start in range(0, len(matches), _CHUNK):
        stream.write(_encoded([row(match) for match in matches[start : start + _CHUNK]]))


def row(match: Match) -> list[object]:
    """Return the cells of one match, in the order of ``COLUMNS``."""
    part, whole = match.containment
    return [
        harmless(match.left),
        harmless(match.right),
        match.relation.value,
        rounded(match.score),
        rounded(match.jaccard),
        rounded(part),
        rounded(whole),
        rounded(match.cosine),
        _passages_cell(match.passages),
        longest_passage(match.passages),
        harmless("; ".join(map(change_line, match.changed))),
        harmless(" | ".join(match.reasons)),
    ]


def harmless(cell: str) -> str:
    """Return ``cell`` so that no spreadsheet takes it for a formula.

    >>> harmless("=1+1")
    "'=1+1"
    >>> harmless("a=1")
    'a=1'
    """
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _passages_cell(passages: Sequence[Passage]) -> str:
    """Return the passages as "LEFT ~ RIGHT (WORDS words)" joined by semicolons."""
    return "; ".join(
        f"{left[0]}-{left[1]} ~ {right[0]}-{right[1]} ({words} words)" for left, right, words in passages
    )


def _encoded(rows: Sequence[Sequence[object]]) -> bytes:
    """Return rows as CSV bytes; what is not valid Unicode becomes a visible escape."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8", "backslashreplace")
