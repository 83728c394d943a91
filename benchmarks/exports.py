"""The promise about exports: a spreadsheet runs no cell of a CSV, and what was written can be read back (F6)."""

import csv
import io
import random
from pathlib import Path
from unittest.mock import patch

from benchmarks import workload
from benchmarks.results import Outcome
from dedup.evaluation.predictions import read_predictions
from dedup.model import Change, Match, Relation, Report
from dedup.report.csv_table import COLUMNS, original
from dedup.report.render import write_report

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'", "''=", "'", '"', "", " ", "a")
_PAYLOADS = (
    "cmd|' /C calc'!A0", "1+1", "HYPERLINK(\"http://evil.example\",\"x\")", "SUM(A1:A9)*cmd", "DDE(\"cmd\")",
    "WEBSERVICE(\"http://evil.example\")", 'a "quoted", cell', "two\r\nlines", "ü 新 \u202e", "\x00nul", "tab\there",
)  # fmt: skip
_RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # what a spreadsheet takes for a formula
_NAMED = ("left", "right", "changed", "reasons")  # columns whose words come from outside


def neutralised(outcome: Outcome, full: bool, seed: int) -> None:
    """F6: no cell begins a formula, and ids, changes and reasons come back as they were."""
    count = 200_000 if full else 20_000
    rng = random.Random(seed)
    matches = [_hostile(rng, k) for k in range(count // len(_NAMED))]
    run, changed, unread = _exported(matches)
    with patch("dedup.report.csv_table.harmless", lambda cell: cell):
        control, _, _ = _exported(matches[:200])
    outcome.figures["F6"] = {
        "cells": len(matches) * len(_NAMED), "run": run, "changed": changed, "not_read_back": unread,
        "control_run": control,
    }  # fmt: skip
    outcome.expect("F6 hostile cells", len(matches) * len(_NAMED), at_least=20_000)
    outcome.expect("F6 cells that a spreadsheet would run", run, at_most=0)
    outcome.expect("F6 cells and pairs that do not come back", changed + unread, at_most=0)
    outcome.expect("F6 control: cells written as they are would be run", control, at_least=1)


def _hostile(rng: random.Random, number: int) -> Match:
    """A match whose ids, change and reason are what an attacker would send."""
    left, right, value, reason = (rng.choice(_STARTS) + rng.choice(_PAYLOADS) for _ in range(4))
    return Match(
        f"{left}{2 * number}", f"{right}{2 * number + 1}", Relation.NEAR_DUPLICATE, 0.9, 0.5, (0.5, 0.5), 0.5, (),
        (Change(value, value, "8"),), (reason,),
    )  # fmt: skip


def _exported(matches: list[Match]) -> tuple[int, int, int]:
    """Write matches and read them; return cells that would run, cells that changed, pairs that did not come back."""
    report = Report({}, matches, [], [], [], 0, 0.1, {})
    stream = io.BytesIO()
    write_report(report, "csv", stream, colour=False, width=80)
    rows = list(csv.reader(io.StringIO(stream.getvalue().decode(), newline="")))[1:]
    run = sum(cell.startswith(_RUN) for row in rows for cell in row)
    changed = abs(len(rows) - len(matches))
    for row, match in zip(rows, matches, strict=False):
        cells = dict(zip(COLUMNS, map(original, row), strict=True))
        wanted = (match.left, match.right, match.reasons[0])
        changed += (cells["left"], cells["right"], cells["reasons"]) != wanted
        changed += match.changed[0].left not in cells["changed"]
    with workload.quick_folder() as folder:
        path = Path(folder) / "matches.csv"
        path.write_bytes(stream.getvalue())
        found = read_predictions(path)
    there = {_bare(*pair) for pair in found.pairs}
    return run, changed, len({_bare(match.left, match.right) for match in matches} ^ there)


def _bare(left: str, right: str) -> frozenset[str]:
    """A pair of ids without their white space, which does not count in a table of predictions."""
    return frozenset("".join(name.split()) for name in (left, right))
