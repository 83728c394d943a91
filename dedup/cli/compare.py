"""``dedup compare``: two articles side by side."""

from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from dedup.cli import options
from dedup.cli.config import resolve
from dedup.cli.output import Target, plan_outputs, write_all
from dedup.cli.run import CLEAN, NOTHING, make_params, make_read_options, read_ignored
from dedup.cli.settings import Settings
from dedup.cli.talk import Talk
from dedup.errors import ClashingIdsError, ReaderError
from dedup.model import Article, Report
from dedup.report.render import COMPARISON_FORMATS

if TYPE_CHECKING:
    from dedup.readers.collect import Reading

Side = Annotated[str, typer.Argument(help="File that holds one article, or - for standard input")]


@options.with_options(options.READING)
def compare(
    left: Side,
    right: Side,
    format: options.Format = None,  # noqa: A002
    output: options.Output = None,
    explain: options.Explain = None,
    relation: options.OnlyRelation = None,
    window: options.Window = None,
    min_score: options.MinScore = None,
    ignore: options.Ignore = None,
    params: options.ParamsFile = None,
    profile: options.Profile = None,
    workers: options.Workers = None,
    seed: options.Seed = None,
    allow_empty: options.AllowEmpty = None,
    **shared: object,
) -> int:
    """Show two articles side by side.

    Scores, relation, shared passages and changed facts. FORMAT is text, json or
    html. Plain text is read from a file of any name.

    Example: dedup compare first.txt second.txt
    """
    return run_compare(left, right, resolve({**locals(), **shared}, COMPARISON_FORMATS))


def run_compare(left: str, right: str, settings: Settings) -> int:
    """Read both, compare, write.

    Returns:
        The exit code.
    """
    from dedup.readers.collect import read_beside
    from dedup.report.render import write_comparison

    targets = plan_outputs(settings, COMPARISON_FORMATS, [left, right])
    parameters, ignored = make_params(settings), read_ignored(settings)
    talk = Talk(quiet=settings.quiet)
    readings = read_beside([[left], [right]], make_read_options(settings, allow_prose=True, hold=True), may_clash=True)
    first, second = (_only_article(name, reading) for name, reading in zip((left, right), readings, strict=True))
    talk.left_out(readings)
    if first is None or second is None:
        said = f"{right if first else left} holds no article with words"
        if not settings.allow_empty:
            talk.error(f"nothing to compare: {said} (--allow-empty makes that no error)")
            return NOTHING
        talk.say(f"nothing was compared: {said}")
        articles = {article.id: article for article in (first, second) if article}
        rejected = [record for reading in readings for record in reading.rejected]
        _write_summary(Report(articles, [], [], [], rejected, 0, 0.0, parameters.as_mapping()), targets)
        return CLEAN

    from dedup import pair

    comparison = pair.compare(first, second, parameters, ignore=ignored, explain=settings.explain, notify=talk.say)
    if comparison.match and settings.relation and comparison.match.relation not in settings.relation:
        comparison = comparison._replace(match=None)

    def write(form: str, stream: BinaryIO, colour: bool, width: int) -> None:
        write_comparison(
            comparison,
            form,
            stream,
            colour=colour,
            width=width,
            explain=settings.explain,
            is_narrowed=bool(settings.relation or parameters.min_score or parameters.window_days is not None),
        )

    write_all(targets, write)
    return CLEAN


def _write_summary(report: Report, targets: list[Target]) -> None:
    """Write in place of a comparison what ``find`` writes where nothing is found."""
    from dedup.report.render import write_report

    def write(form: str, stream: BinaryIO, colour: bool, width: int) -> None:
        write_report(report, "jsonl" if form == "json" else form, stream, colour=colour, width=width)

    write_all(targets, write)


def _only_article(name: str, reading: "Reading") -> Article | None:
    """Return the one article of a side; None if it has none."""
    try:
        article = next(reading, None)
        is_only = next(reading, None) is None
    except ClashingIdsError:
        is_only = False
    if not is_only:
        raise ReaderError(f"{name}: holds more than one article; give a file that holds one, or use dedup find")
    return article
