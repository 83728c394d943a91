"""Writes a report or a comparison in the format that was asked for.

Each format is a module of its own, imported when it is first needed.
"""

from typing import BinaryIO

from dedup.errors import UsageError
from dedup.model import Comparison, Report

REPORT_FORMATS = ("text", "jsonl", "csv", "html")
COMPARISON_FORMATS = ("text", "json", "html")


def write_report(report: Report, format: str, stream: BinaryIO, *, colour: bool, width: int) -> None:  # noqa: A002
    """Write everything that ``find`` found.

    Args:
        report: What to write.
        format: One of ``REPORT_FORMATS``.
        stream: Takes UTF-8 bytes; not closed.
        colour: Whether ``text`` may use terminal colours.
        width: Columns of the terminal, for ``text``.

    Raises:
        UsageError: If there is no such format.
    """
    if format == "text":
        from dedup.report import text

        text.write(report, stream, colour=colour, width=width)
    elif format == "jsonl":
        from dedup.report import jsonl

        jsonl.write(report, stream)
    elif format == "csv":
        from dedup.report import csv_table

        csv_table.write(report, stream)
    elif format == "html":
        from dedup.report import html_report

        html_report.write(report, stream)
    else:
        raise UsageError(f"there is no format {format!r} for a report; formats are {', '.join(REPORT_FORMATS)}")


def write_comparison(
    comparison: Comparison,
    format: str,  # noqa: A002
    stream: BinaryIO,
    *,
    colour: bool,
    width: int,
    explain: bool,
) -> None:
    """Write what ``compare`` says of one pair.

    Args:
        comparison: What to write.
        format: One of ``COMPARISON_FORMATS``.
        stream: Takes UTF-8 bytes; not closed.
        colour: Whether ``text`` may use terminal colours.
        width: Columns of the terminal, for ``text``.
        explain: Whether to add keys, furniture and thresholds.

    Raises:
        UsageError: If there is no such format.
    """
    if format == "text":
        from dedup.report import compare_text

        compare_text.write(comparison, stream, colour=colour, width=width, explain=explain)
    elif format == "json":
        from dedup.report.records import comparison_record, to_json

        stream.write(to_json(comparison_record(comparison, explain=explain)) + b"\n")
    elif format == "html":
        from dedup.report import compare_html

        compare_html.write(comparison, stream, explain=explain)
    else:
        raise UsageError(
            f"there is no format {format!r} for a comparison; formats are {', '.join(COMPARISON_FORMATS)}"
        )
