"""``dedup baseline``: makes, updates, prunes and audits a file of accepted findings."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from dedup.cli import options
from dedup.cli.config import resolve
from dedup.cli.output import Target, check_folder, replacing, write_all
from dedup.cli.run import CLEAN, FINDINGS, NOTHING
from dedup.cli.settings import Settings
from dedup.cli.talk import Talk
from dedup.errors import UsageError

if TYPE_CHECKING:
    from dedup.findings.baseline import Baseline, Entry
    from dedup.findings.findings import Checked

SOON_DAYS = 30  # entries that expire within so many days are named by the audit

File = Annotated[str, typer.Argument(metavar="FILE", help="The baseline, a JSON file to keep under version control")]

#: What makes and changes a baseline: what its findings are, and where they come from.
_FINDING = {
    "index": options.Index,
    "relation": options.OnlyRelation,
    "window": options.Window,
    "min_score": options.MinScore,
    "exclude_source": options.ExcludeSource,
    "policy": options.PolicyFile,
    "ignore": options.Ignore,
    "params": options.ParamsFile,
    "profile": options.Profile,
    "workers": options.Workers,
    "allow_empty": options.AllowEmpty,
    **options.READING,
}

baseline = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    help="Keep a file of accepted findings, honoured by dedup check --baseline FILE.",
    context_settings={"help_option_names": ["--help", "-h"]},
)


@baseline.command()
@options.with_options(_FINDING)
def create(
    file: File,
    inputs: options.Inputs,
    reason: options.Reason = None,
    by: options.By = None,
    expires: options.Expires = None,
    fail_on: options.CheckFailOn = None,
    **shared: object,
) -> int:
    """Accept all findings that would fail now, and write them to a new file.

    Example: dedup baseline create dedup-baseline.json articles/ --index news.index --reason "before we checked"
    """
    return run_create(file, inputs, resolve({**locals(), **shared}))


@baseline.command()
@options.with_options(_FINDING)
def update(
    file: File,
    inputs: options.Inputs,
    reason: options.Reason = None,
    by: options.By = None,
    expires: options.Expires = None,
    fail_on: options.CheckFailOn = None,
    **shared: object,
) -> int:
    """Accept what fails now besides what is already accepted.

    Entries that still hold keep their reason and dates; entries whose text changed are
    replaced; a pair that only has new ids takes its reason and dates along.

    Example: dedup baseline update dedup-baseline.json articles/ --index news.index --by "Ana" --reason "syndicated"
    """
    return run_update(file, inputs, resolve({**locals(), **shared}))


@baseline.command()
@options.with_options(_FINDING)
def prune(
    file: File,
    inputs: options.Inputs,
    **shared: object,
) -> int:
    """Drop the entries that have expired or cover no finding of these inputs any more.

    Give all inputs that the baseline is kept for.

    Example: dedup baseline prune dedup-baseline.json articles/ --index news.index
    """
    return run_prune(file, inputs, resolve({**locals(), **shared}))


@baseline.command()
def audit(file: File, quiet: options.Quiet = None, verbose: options.Verbose = None) -> int:
    """Say what is accepted, by whom, until when; exit with 1 if entries have expired.

    Example: dedup baseline audit dedup-baseline.json
    """
    resolve(locals())
    return run_audit(file)


def run_create(file: str, inputs: list[str], settings: Settings) -> int:
    """Accept all that fails; an existing file is not replaced, unless it is empty.

    Returns:
        The exit code.
    """
    from dedup.findings.baseline import Baseline

    if Path(file).exists() and Path(file).stat().st_size:
        raise UsageError(f"{file}: exists already; add to it with dedup baseline update, or remove it first")
    _check_place(file, inputs, settings)
    return _accept(file, inputs, settings, Baseline())


def run_update(file: str, inputs: list[str], settings: Settings) -> int:
    """Accept what fails besides what is accepted.

    Returns:
        The exit code.
    """
    from dedup.findings.baseline import read_baseline

    _check_place(file, inputs, settings)
    return _accept(file, inputs, settings, read_baseline(file))


def run_prune(file: str, inputs: list[str], settings: Settings) -> int:
    """Drop what is not needed any more.

    Returns:
        The exit code.
    """
    from dedup.cli.screened import check_inputs, today
    from dedup.findings.baseline import pruned, read_baseline

    _check_place(file, inputs, settings)
    known = read_baseline(file)
    talk = Talk(quiet=settings.quiet)
    checked = check_inputs(inputs, replace(settings, add=False), talk)
    if checked is None:
        return NOTHING
    kept, dropped = pruned(known, _entries(checked, only_failing=False), today())
    _write(file, kept)
    _say_entries(talk, "dropped", dropped)
    _print([f"{file}: {len(kept):,} kept, {len(dropped):,} dropped"])
    return CLEAN


def run_audit(file: str) -> int:
    """Print what a baseline holds.

    Returns:
        The exit code: 1 if entries have expired.
    """
    from dedup.cli.screened import today
    from dedup.findings.baseline import read_baseline
    from dedup.model import Relation
    from dedup.report.wording import count

    entries, day = read_baseline(file).entries, today()
    held = [(relation, sum(entry.relation is relation for entry in entries)) for relation in Relation]
    lines = [f"{file}: {count(len(entries), 'entry', 'entries')}"]
    lines += [f"   {relation.value}: {number:,}" for relation, number in held if number]
    expired = [entry for entry in entries if entry.has_expired(day)]
    soon = [entry for entry in entries if entry not in expired and entry.has_expired(day + timedelta(SOON_DAYS))]
    silent = [entry for entry in entries if not entry.reason or not entry.who]
    lines += _named("expired, they accept nothing any more", expired)
    lines += _named(f"expire within {SOON_DAYS} days", soon)
    lines += _named("without a reason or a name", silent)
    if expired:
        lines.append("next: dedup baseline update accepts them again, dedup baseline prune drops them")
    _print(lines)
    return FINDINGS if expired else CLEAN


def _named(title: str, entries: "list[Entry]") -> list[str]:
    """Return the lines that name some entries."""
    from dedup.report.check_text import entry_line

    return [f"{title} ({len(entries):,}):", *(f"   {entry_line(entry)}" for entry in entries)] if entries else []


def _print(lines: list[str]) -> None:
    """Write lines to standard output."""

    def write(form: str, stream: BinaryIO, colour: bool, width: int) -> None:
        stream.write("".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))

    write_all([Target("text", None)], write)


def _accept(file: str, inputs: list[str], settings: Settings, known: "Baseline") -> int:
    """Write a baseline that covers all that fails now."""
    from dedup.cli.screened import check_inputs, today
    from dedup.findings.baseline import updated

    talk = Talk(quiet=settings.quiet)
    created, expires = today().isoformat(), _expiry(settings)
    checked = check_inputs(inputs, replace(settings, add=False), talk)
    if checked is None:
        return NOTHING
    found = [
        entry._replace(reason=settings.reason, who=settings.by, created=created, expires=expires)
        for entry in _entries(checked, only_failing=True)
    ]
    accepted = updated(known, found)
    _write(file, accepted)
    before = set(known.entries)
    fresh = [entry for entry in accepted.entries if entry not in before]
    _say_entries(talk, "accepted", fresh)
    _print([f"{file}: {len(accepted):,} accepted, {len(fresh):,} of them new"])
    return CLEAN


def _entries(checked: "Checked", *, only_failing: bool) -> "list[Entry]":
    """Return the findings of a check as entries."""
    from dedup.findings.baseline import entry_of

    findings = checked.failing if only_failing else checked.findings
    return [entry_of(finding.left, finding.right, finding.match.relation) for finding in findings]


def _expiry(settings: Settings) -> str:
    """Return the last day of new entries; empty if they hold for good."""
    from dedup.cli.screened import today
    from dedup.findings.baseline import is_day

    if settings.expires and not is_day(settings.expires):
        raise UsageError(f"--expires must be a day like 2026-12-31, got {settings.expires!r}")
    if settings.expires and settings.expires < today().isoformat():
        raise UsageError(f"--expires must not lie in the past, got {settings.expires!r}")
    return settings.expires


def _check_place(file: str, inputs: list[str], settings: Settings) -> None:
    """Refuse a place where the file cannot be written, or which is an input too."""
    check_folder(Path(file))
    real = Path(file).resolve()
    named = [*inputs, settings.index, settings.policy, settings.ignore, settings.params]
    if any(name and Path(name).resolve() == real for name in named):
        raise UsageError(f"{file}: is an input too and would be replaced; choose another name")


def _write(file: str, entries: "Baseline") -> None:
    """Write a baseline; it appears under its name only when it is complete."""
    from dedup.findings.baseline import to_bytes

    with replacing(Path(file)) as stream:
        stream.write(to_bytes(entries))


def _say_entries(talk: Talk, what: str, entries: "list[Entry]") -> None:
    """Name the first few entries on standard error."""
    from dedup.report.check_text import LISTED, entry_line

    for entry in entries[:LISTED]:
        talk.say(f"{what}: {entry_line(entry)}")
    if len(entries) > LISTED:
        talk.say(f"and {len(entries) - LISTED:,} more {what}")
