"""``dedup evaluate``: predictions held against labels."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from dedup.cli import options
from dedup.cli.config import resolve
from dedup.cli.output import plan_outputs, write_all
from dedup.cli.run import CLEAN, NOTHING, make_read_options
from dedup.cli.settings import Settings
from dedup.cli.talk import Talk
from dedup.errors import UsageError

if TYPE_CHECKING:
    from dedup.evaluation.labels import Labels
    from dedup.evaluation.predictions import Predictions
    from dedup.model import Article

FORMATS = ("text", "json")
LabelsFile = Annotated[
    str, typer.Argument(metavar="LABELS", help="TSV with a header: left, right, label or id, cluster")
]
_Articles = Annotated[
    list[str] | None,
    typer.Option(metavar="PATH", help="The articles, for figures by language and length, repeatable"),
]
_SeedOfSamples = Annotated[str | None, typer.Option(metavar="N", help="Seed of the resampling", show_default="1")]


def evaluate(
    labels: LabelsFile,
    predictions: Annotated[
        str, typer.Argument(help="Output of find as jsonl or csv, or TSV: left, right, score; - for standard input")
    ],
    format: options.Format = None,  # noqa: A002
    output: options.Output = None,
    relation: options.CountingRelation = None,
    articles: _Articles = None,
    seed: _SeedOfSamples = None,
    allow_empty: options.AllowEmpty = None,
    quiet: options.Quiet = None,
    verbose: options.Verbose = None,
) -> int:
    """Hold predictions against labels: precision, recall, clusters, calibration.

    FORMAT is text or json; every figure comes with its 95 % interval. A label is 1, 0 or a
    relation. Pairs without label do not count; labels of clusters say of all pairs of their
    articles whether they belong together.

    Example: dedup evaluate labels.tsv found.jsonl --format json
    """
    return run_evaluate(labels, predictions, resolve(locals(), FORMATS))


def run_evaluate(labels: str, predictions: str, settings: Settings) -> int:
    """Read, measure, write.

    Returns:
        The exit code.
    """
    targets = plan_outputs(settings, FORMATS, [labels, predictions, *settings.articles])
    talk = Talk(quiet=settings.quiet)

    from dedup.evaluation.evaluate import evaluate as measure
    from dedup.evaluation.labels import read_labels
    from dedup.evaluation.lines import STANDARD_INPUT
    from dedup.evaluation.predictions import read_predictions

    if labels == predictions == STANDARD_INPUT:
        raise UsageError("- (standard input) is named twice; it can be read once")
    known = read_labels(labels)
    told = read_predictions(predictions)
    if not len(known) and not settings.allow_empty:
        talk.error(f"nothing to check: {labels} holds no label (--allow-empty makes that no error)")
        return NOTHING
    ids: set[str] = set()
    found = measure(
        known,
        told,
        relations=settings.relation,
        articles=_articles(settings, ids),
        seed=1 if settings.seed is None else settings.seed,
    )
    _remark(known, told, ids, talk)

    def write(form: str, stream: BinaryIO, colour: bool, width: int) -> None:
        if form == "json":
            stream.write((json.dumps(found.as_mapping(), ensure_ascii=False) + "\n").encode())
            return
        from dedup.evaluation.text import as_text

        stream.write(as_text(found).encode())

    write_all(targets, write)
    return CLEAN


def _articles(settings: Settings, ids: set[str]) -> "Iterator[Article]":
    """Yield the articles that were named, and note their ids."""
    if not settings.articles:
        return
    from dedup.readers.collect import read_articles

    for article in read_articles(settings.articles, make_read_options(settings, hold=True)):
        ids.add(article.id)
        yield article


def _remark(labels: "Labels", told: "Predictions", ids: set[str], talk: Talk) -> None:
    """Say what looks like a mistake: ids that do not meet."""
    labelled = labels.ids
    if ids and (missing := sorted(labelled - ids)):
        talk.say(
            f"{len(missing)} of {len(labelled)} labelled ids are no article, as {missing[0]!r}; they count as missed"
        )
    if told.ids and labelled and not told.ids & labelled:
        talk.say("no labelled id occurs in the predictions; are the ids the same?")
