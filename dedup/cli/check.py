"""``dedup check``: screens articles against an index; for CI jobs and for the desk."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from dedup.cli import options
from dedup.cli.config import resolve
from dedup.cli.output import plan_outputs, write_all
from dedup.cli.run import CLEAN, FINDINGS, NOTHING
from dedup.cli.settings import Settings
from dedup.cli.talk import Talk
from dedup.report.render import CHECK_FORMATS

if TYPE_CHECKING:
    from dedup.findings.findings import Checked

STEP_SUMMARY = "GITHUB_STEP_SUMMARY"


@options.with_options(options.READING)
def check(
    inputs: options.Inputs,
    index: options.Index = None,
    format: options.Format = None,  # noqa: A002
    output: options.Output = None,
    add: options.Add = None,
    relation: options.OnlyRelation = None,
    window: options.Window = None,
    min_score: options.MinScore = None,
    exclude_source: options.ExcludeSource = None,
    fail_on: options.CheckFailOn = None,
    baseline: options.BaselineFile = None,
    policy: options.PolicyFile = None,
    ignore: options.Ignore = None,
    params: options.ParamsFile = None,
    profile: options.Profile = None,
    workers: options.Workers = None,
    seed: options.Seed = None,
    allow_empty: options.AllowEmpty = None,
    **shared: object,
) -> int:
    """Check articles against an index, and against one another.

    Nothing is stored unless --add is given. FORMAT is text, jsonl, csv, html, sarif,
    junit, github or gitlab; --output may be given several times. Exit code 1: findings
    at or above --fail-on that neither the baseline accepts nor the policy allows.

    Example: dedup check today.jsonl --index news.index --output sarif:dedup.sarif
    """
    return run_check(inputs, resolve({**locals(), **shared}, CHECK_FORMATS))


def run_check(inputs: list[str], settings: Settings) -> int:
    """Screen, judge, write.

    Returns:
        The exit code.
    """
    from dedup.cli.screened import check_inputs
    from dedup.findings.baseline import read_baseline
    from dedup.report.render import write_checked

    targets = plan_outputs(settings, CHECK_FORMATS, inputs)
    accepted = read_baseline(settings.baseline) if settings.baseline else None
    talk = Talk(quiet=settings.quiet)
    checked = check_inputs(inputs, settings, talk, accepted)
    if checked is None:
        return NOTHING

    def write(form: str, stream: BinaryIO, colour: bool, width: int) -> None:
        write_checked(checked, form, stream, colour=colour, width=width)

    write_all(targets, write)
    summarise(checked, talk)
    for what, entries in (("expired", checked.expired), ("stale", checked.stale)):
        if entries:
            talk.say(f"{settings.baseline}: {len(entries):,} {what}; dedup baseline prune drops what covers nothing")
    return FINDINGS if checked.failing else CLEAN


def summarise(checked: "Checked", talk: Talk) -> None:
    """Append a short table to the file that GitHub names for the summary of a job, if it names one.

    A summary that cannot be written is said and changes no exit code: the report was written.
    """
    name = os.environ.get(STEP_SUMMARY)
    if not name:
        return
    from dedup.report.step_summary import to_markdown

    try:
        with Path(name).open("ab") as file:
            file.write(to_markdown(checked).encode("utf-8", "replace"))
    except OSError as exc:
        talk.error(f"the summary of the job cannot be written ({STEP_SUMMARY}): {exc.strerror or exc}")
