"""``dedup find``: all relations among the articles of the inputs."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import BinaryIO

from dedup.cli import options
from dedup.cli.config import resolve
from dedup.cli.output import plan_outputs, write_all
from dedup.cli.run import (
    CLEAN,
    FINDINGS,
    NOTHING,
    at_need_again,
    make_params,
    make_read_options,
    no_article,
    read_ignored,
)
from dedup.cli.settings import Settings
from dedup.cli.talk import Talk
from dedup.model import Article, Relation, Report
from dedup.report.render import FURNITURE, REPORT_FORMATS


@options.with_options(options.READING)
def find(
    inputs: options.Inputs,
    format: options.Format = None,  # noqa: A002
    output: options.Output = None,
    relation: options.OnlyRelation = None,
    window: options.Window = None,
    min_score: options.MinScore = None,
    against: options.Against = None,
    fail_on: options.FailOn = None,
    ignore: options.Ignore = None,
    params: options.ParamsFile = None,
    profile: options.Profile = None,
    workers: options.Workers = None,
    seed: options.Seed = None,
    allow_empty: options.AllowEmpty = None,
    **shared: object,
) -> int:
    """Find how articles are related and print the matches and clusters.

    FORMAT is text, jsonl, csv or html; furniture lists the recurring passages that were
    left out, to look at or for --ignore. Relations, strongest first: identical,
    near-duplicate, excerpt, overlap, template, same-event.

    Example: dedup find today.jsonl --format jsonl
    """
    return run_find(inputs, resolve({**locals(), **shared}, REPORT_FORMATS))


def run_find(inputs: list[str], settings: Settings) -> int:
    """Read, detect, write.

    Returns:
        The exit code.
    """
    from dedup.report.render import write_report

    targets = plan_outputs(settings, REPORT_FORMATS, [*inputs, *settings.against])
    make_params(settings)  # what is wrong is refused before the reading
    read_ignored(settings)
    talk = Talk(quiet=settings.quiet)
    has_listing = any(target.format == FURNITURE for target in targets)
    report = at_need_again(lambda hold: _read_and_detect(inputs, settings, talk, hold=hold, with_furniture=has_listing))
    if report is None:
        return NOTHING

    def write(form: str, stream: BinaryIO, colour: bool, width: int) -> None:
        narrowed_by = _narrowed_by(settings, report)
        write_report(report, form, stream, colour=colour, width=width, narrowed_by=narrowed_by)

    write_all(targets, write)
    return FINDINGS if has_findings(report, settings.fail_on) else CLEAN


def _narrowed_by(settings: Settings, report: Report) -> list[str]:
    """Return the options, also those of a file of parameters, that leave findings out of a report."""
    narrowing = {
        "--relation": settings.relation,
        "--min-score": report.parameters["min_score"],
        "--window": report.parameters["window_days"] is not None,
        "--against": settings.against,
    }
    return [option for option, is_given in narrowing.items() if is_given]


def _read_and_detect(
    inputs: list[str], settings: Settings, talk: Talk, *, hold: bool, with_furniture: bool
) -> Report | None:
    """Read and detect; None if the inputs or the archive hold no article and ``allow_empty`` is not set."""
    from dedup.readers.collect import read_beside

    named = [inputs, settings.against] if settings.against else [inputs]
    reading, *others = read_beside(named, make_read_options(settings, hold=hold))
    first = next(reading, None)
    if first is None and not settings.allow_empty:
        talk.left_out([reading])
        talk.error(f"{no_article(inputs)} (--allow-empty makes that no error)")
        return None
    articles = chain([first] if first else [], reading)
    archives = [_archive(each, settings, talk) for each in others]
    try:
        report = _detect(articles, archives, settings, talk, with_furniture=with_furniture)
    except _EmptyArchiveError as exc:
        talk.left_out([reading, *others])
        talk.error(f"nothing to check against: {exc} (--allow-empty makes that no error)")
        return None
    talk.left_out([reading, *others])
    read = [record for each in [reading, *others] for record in each.rejected]
    if report.crowded:
        most = report.parameters["max_key_articles"]
        talk.say(
            f"many texts are alike: {report.crowded:,} passages or signatures are in more than {most:,} articles each; "
            "of these only neighbours were compared, so pairs may be missing"
        )
    if settings.verbose:
        talk.say(f"articles: {reading.count}, read twice: {reading.duplicates}, {report.seconds:.1f} s")
    return report._replace(rejected=[*report.rejected, *read])


class _EmptyArchiveError(Exception):
    """The archive holds no article; nothing is compared with nothing."""


def _archive(articles: Iterable[Article], settings: Settings, talk: Talk) -> Iterator[Article]:
    """Give out the articles of the archive; where there is none, say so, or raise if that is not allowed."""
    count = 0
    for count, article in enumerate(articles, start=1):  # noqa: B007
        yield article
    if not count:
        remark = f"{', '.join(settings.against)} (--against) holds no article; look at what writes it"
        if not settings.allow_empty:
            raise _EmptyArchiveError(remark)
        talk.say(f"nothing was checked against: {remark}")


def _detect(
    articles: Iterable[Article],
    others: Sequence[Iterable[Article]],
    settings: Settings,
    talk: Talk,
    *,
    with_furniture: bool,
) -> Report:
    """Run the detector with what the settings say."""
    from dedup.cli.compiling import compile_beside
    from dedup.detect import find_duplicates
    from dedup.runtime.memory import keep_large_apart

    keep_large_apart()

    def prepare(remark: str) -> None:
        talk.say(remark)
        compile_beside(settings.workers)

    return find_duplicates(
        articles,
        make_params(settings),
        against=others[0] if others else None,
        workers=settings.workers,
        ignore=read_ignored(settings),
        relations=[Relation(name) for name in settings.relation] or None,
        progress=talk.progress,
        notify=prepare,
        with_furniture=with_furniture,
    )


def has_findings(report: Report, fail_on: str) -> bool:
    """True if a match is of the relation ``fail_on`` or a stronger one; ``any`` takes them all.

    The empty string takes none.
    """
    if not fail_on:
        return False
    if fail_on == "any":
        return bool(report.matches)
    weakest = Relation(fail_on).weight
    return any(match.relation.weight <= weakest for match in report.matches)
