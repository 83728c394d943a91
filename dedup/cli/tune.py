"""``dedup tune``: thresholds and calibration from labels, written as a file for ``--params``."""

import json
from typing import TYPE_CHECKING, BinaryIO

from dedup.cli import options
from dedup.cli.config import resolve
from dedup.cli.evaluate import LabelsFile
from dedup.cli.output import plan_outputs, write_all
from dedup.cli.run import CLEAN, NOTHING, make_params, make_read_options, no_article, read_ignored
from dedup.cli.settings import Settings
from dedup.cli.talk import Talk

if TYPE_CHECKING:
    from dedup.evaluation.figures import Figures
    from dedup.evaluation.tune import Tuning

FORMATS = ("json",)


@options.with_options(options.READING)
def tune(
    labels: LabelsFile,
    inputs: options.Inputs,
    output: options.Output = None,
    relation: options.CountingRelation = None,
    ignore: options.Ignore = None,
    params: options.ParamsFile = None,
    profile: options.Profile = None,
    workers: options.Workers = None,
    seed: options.Seed = None,
    **shared: object,
) -> int:
    """Propose thresholds and recalibrate scores from labels.

    Writes parameters with their provenance, as JSON, to be read back with --params. The
    articles should be all that the labelled ones came with. The figures after tuning are of
    pairs that were not fitted on.

    Example: dedup tune labels.tsv archive/ --output tuned.json
    """
    return run_tune(labels, inputs, resolve({**locals(), **shared}, FORMATS))


def run_tune(labels: str, inputs: list[str], settings: Settings) -> int:
    """Read, tune, write.

    Returns:
        The exit code.
    """
    targets = plan_outputs(settings, FORMATS, [labels, *inputs])
    parameters = make_params(settings)
    ignored = read_ignored(settings)
    talk = Talk(quiet=settings.quiet)

    from dedup.evaluation.labels import read_labels
    from dedup.evaluation.tune import tune as fit
    from dedup.evaluation.tuned import tuned_file
    from dedup.readers.collect import read_articles

    known = read_labels(labels)
    reading = read_articles(inputs, make_read_options(settings, hold=True))
    articles = list(reading)
    talk.left_out([reading])
    if not articles or not len(known):
        talk.error(f"nothing to check: {labels} holds no label" if articles else no_article(inputs))
        return NOTHING
    seed = 1 if settings.seed is None else settings.seed
    found = fit(
        known,
        articles,
        parameters,
        relations=settings.relation,
        ignore=ignored,
        workers=settings.workers,
        seed=seed,
        say=talk.say,
    )
    _remark(found, talk)
    content = tuned_file(found, labels, inputs, articles, seed)

    def write(form: str, stream: BinaryIO, colour: bool, width: int) -> None:
        stream.write((json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode())

    write_all(targets, write)
    return CLEAN


def _remark(found: "Tuning", talk: Talk) -> None:
    """Say what tuning brings and what it left alone."""
    talk.say(
        f"{found.pairs} labelled pairs, {found.positive} belong together; before -> after, on pairs not fitted on:"
    )
    for name in found.before:
        talk.say(f"  {name.replace('_', ' '):<20}{_shown(found.before, name)}  ->  {_shown(found.after, name)}")
    for note in found.notes:
        talk.say(note)


def _shown(figures: "Figures", name: str) -> str:
    """Return a figure in short."""
    value, _, (low, high) = figures[name]
    return "-" if value is None or low is None or high is None else f"{value:.4f} ({low:.4f} to {high:.4f})"
