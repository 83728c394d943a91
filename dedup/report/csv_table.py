"""The matches of a report as columns for a spreadsheet (RFC 4180, UTF-8, a header line).

Cells that a spreadsheet would run as a formula get a leading apostrophe, so an id such
as ``-1`` reads ``'-1`` here; ``original`` takes it away again.
Repeats and clusters have no columns.
"""

import csv
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO

from dedup.model import Change, Match, Passage, Report
from dedup.report.records import rounded
from dedup.report.wording import OLDER, change_line, longest_passage

if TYPE_CHECKING:
    from dedup.findings.findings import Checked

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

#: What ``check`` adds: what becomes of a finding, and why; "update" stands for an update, which is none.
CHECK_COLUMNS = (*COLUMNS, "status", "status_reason")
UPDATE = "update"

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_CHUNK = 2000


def write(report: Report, stream: BinaryIO) -> None:
    """Write one row for each match of ``report`` to ``stream``."""
    matches = report.matches
    stream.write(_encoded([COLUMNS]))
    for start in range(0, len(matches), _CHUNK):
        stream.write(_encoded([row(match) for match in matches[start : start + _CHUNK]]))


def write_checked(checked: "Checked", stream: BinaryIO) -> None:
    """Write one row for each finding and each update of ``checked`` to ``stream``."""
    stream.write(_encoded([CHECK_COLUMNS]))
    for start in range(0, len(checked.findings), _CHUNK):
        chunk = checked.findings[start : start + _CHUNK]
        stream.write(
            _encoded([[*row(each.match), each.status.value, harmless(" ".join(each.why.split()))] for each in chunk])
        )
    older = set(checked.screening.older)
    for update in checked.screening.updates:
        name, (part, whole) = harmless(update.article), update.containment
        numbers, changed = (rounded(update.jaccard), rounded(part), rounded(whole)), _changed_cell(update.changed)
        why = OLDER if update.article in older else ""
        stream.write(_encoded([[name, name, UPDATE, "", *numbers, "", "", "", changed, "", UPDATE, why]]))


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
        _changed_cell(match.changed),
        harmless(" | ".join(match.reasons)),
    ]


def harmless(cell: str) -> str:
    """Return ``cell`` so that no spreadsheet takes it for a formula.

    >>> harmless("=1+1")
    "'=1+1"
    >>> harmless("a=1")
    'a=1'
    """
    return f"'{cell}" if _is_formula(cell) else cell


def original(cell: str) -> str:
    """Return what ``harmless`` made a cell of.

    >>> original(harmless("=1+1")), original(harmless("'=1")), original(harmless("'s"))
    ('=1+1', "'=1", "'s")
    """
    return cell[1:] if cell.startswith("'") and _is_formula(cell[1:]) else cell


def _is_formula(cell: str) -> bool:
    """True for what a spreadsheet would run, and for what could be taken for such a cell made harmless."""
    return cell.lstrip("'").startswith(_FORMULA_STARTS)


def _changed_cell(changed: Sequence[Change]) -> str:
    """Return the differing facts, joined by semicolons."""
    return harmless("; ".join(map(change_line, changed)))


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
