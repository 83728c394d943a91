"""Writes a report or a comparison in the format that was asked for.

Each format is a module of its own, imported when it is first needed.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO

from dedup.errors import UsageError
from dedup.model import Comparison, Report

if TYPE_CHECKING:
    from dedup.findings.findings import Checked

FURNITURE = "furniture"  #: the format that lists what was learnt to be furniture, and nothing else
REPORT_FORMATS = ("text", "jsonl", "csv", "html", FURNITURE)
COMPARISON_FORMATS = ("text", "json", "html")
CHECK_FORMATS = ("text", "jsonl", "csv", "html", "sarif", "junit", "github", "gitlab")


def write_report(
    report: Report,
    format: str,  # noqa: A002
    stream: BinaryIO,
    *,
    colour: bool,
    width: int,
    narrowed_by: Sequence[str] = (),
) -> None:
    """Write everything that ``find`` found.

    Args:
        report: What to write.
        format: One of ``REPORT_FORMATS``.
        stream: Takes UTF-8 bytes; not closed.
        colour: Whether ``text`` may use terminal colours.
        width: Columns of the terminal, for ``text``.
        narrowed_by: Options that left findings out, as the user knows them: none shown is then not none there.

    Raises:
        UsageError: If there is no such format.
    """
    if format == "text":
        from dedup.report import text

        text.write(report, stream, colour=colour, width=width, narrowed_by=narrowed_by)
    elif format == "jsonl":
        from dedup.report import jsonl

        jsonl.write(report, stream)
    elif format == "csv":
        from dedup.report import csv_table

        csv_table.write(report, stream)
    elif format == "html":
        from dedup.report import html_report

        html_report.write(report, stream, narrowed_by)
    elif format == FURNITURE:
        from dedup.report import jsonl

        jsonl.write_furniture(report.furniture, stream)
    else:
        raise UsageError(f"there is no format {format!r} for a report; formats are {', '.join(REPORT_FORMATS)}")


def write_checked(checked: "Checked", format: str, stream: BinaryIO, *, colour: bool, width: int) -> None:  # noqa: A002
    """Write everything that ``check`` found, with what becomes of it.

    Args:
        checked: What to write.
        format: One of ``CHECK_FORMATS``.
        stream: Takes UTF-8 bytes; not closed.
        colour: Whether ``text`` may use terminal colours.
        width: Columns of the terminal, for ``text``.

    Raises:
        UsageError: If there is no such format.
    """
    if format not in CHECK_FORMATS:
        raise UsageError(f"there is no format {format!r} for a check; formats are {', '.join(CHECK_FORMATS)}")
    if format == "text":
        from dedup.report import check_text

        check_text.write(checked, stream, colour=colour, width=width)
    elif format == "jsonl":
        from dedup.report import jsonl

        jsonl.write_screening(checked.screening, stream)
    elif format == "csv":
        from dedup.report import csv_table

        csv_table.write_checked(checked, stream)
    elif format == "html":
        from dedup.report import check_html

        check_html.write(checked, stream)
    else:
        _write_for_machines(checked, format, stream)


def _write_for_machines(checked: "Checked", format: str, stream: BinaryIO) -> None:  # noqa: A002
    """Write what a CI system reads."""
    if format == "sarif":
        from dedup.report import sarif

        sarif.write(checked, stream)
    elif format == "junit":
        from dedup.report import junit

        junit.write(checked, stream)
    elif format == "github":
        from dedup.report import github

        github.write(checked, stream)
    else:
        from dedup.report import gitlab

        gitlab.write(checked, stream)


def write_comparison(
    comparison: Comparison,
    format: str,  # noqa: A002
    stream: BinaryIO,
    *,
    colour: bool,
    width: int,
    explain: bool,
    is_narrowed: bool = False,
) -> None:
    """Write what ``compare`` says of one pair.

    Args:
        comparison: What to write.
        format: One of ``COMPARISON_FORMATS``.
        stream: Takes UTF-8 bytes; not closed.
        colour: Whether ``text`` may use terminal colours.
        width: Columns of the terminal, for ``text``.
        explain: Whether to add keys, furniture and thresholds.
        is_narrowed: Whether some relations were left out, so that none shown is not none there.

    Raises:
        UsageError: If there is no such format.
    """
    if format == "text":
        from dedup.report import compare_text

        compare_text.write(
            comparison, stream, colour=colour, width=width, explain=explain, is_narrowed=is_narrowed
        )
    elif format == "json":
        from dedup.report.records import comparison_record, to_json

        stream.write(to_json(comparison_record(comparison, explain=explain)) + b"\n")
    elif format == "html":
        from dedup.report import compare_html

        compare_html.write(comparison, stream, explain=explain, is_narrowed=is_narrowed)
    else:
        raise UsageError(
            f"there is no format {format!r} for a comparison; formats are {', '.join(COMPARISON_FORMATS)}"
        )
