"""``dedup bands``: the candidate curve for the parameters in use."""

import json
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from dedup.cli import options
from dedup.cli.config import resolve
from dedup.cli.output import plan_outputs, write_all
from dedup.cli.run import CLEAN, make_params
from dedup.cli.settings import Settings

if TYPE_CHECKING:
    from dedup.params import Params

FORMATS = ("text", "json", "svg")
_BAR_WIDTH = 40
_TABLE_STEPS = 20


def bands(
    format: options.Format = None,  # noqa: A002
    output: options.Output = None,
    words: Annotated[
        str | None, typer.Option(metavar="N", help="Length of the articles in words", show_default="300")
    ] = None,
    params: options.ParamsFile = None,
    profile: options.Profile = None,
    quiet: options.Quiet = None,
    verbose: options.Verbose = None,
) -> int:
    """Show how surely a pair becomes a candidate.

    The chance at each similarity, for the parameters in use. FORMAT is text, json or svg.
    Passage keys are reckoned for copies whose words were changed one by one at random,
    the hardest case.

    Example: dedup bands --output svg:bands.svg
    """
    return run_bands(resolve(locals(), FORMATS))


def run_bands(settings: Settings) -> int:
    """Compute the curve and write it.

    Returns:
        The exit code.
    """
    targets = plan_outputs(settings, FORMATS)
    parameters = make_params(settings)

    from dedup.bands import USUAL_WORDS, curve, draw_svg

    words = settings.words or USUAL_WORDS

    def write(form: str, stream: BinaryIO, colour: bool, width: int) -> None:
        if form == "svg":
            content = draw_svg(curve(parameters, words, 100), parameters, words)
        else:
            content = as_text(parameters, words, width) if form == "text" else as_json(parameters, words)
        stream.write(content.encode())

    write_all(targets, write)
    return CLEAN


def as_text(params: "Params", words: int, width: int) -> str:
    """Return the curve as a table with bars, and the recall in words; sentences are wrapped at a width."""
    from textwrap import fill

    from dedup.bands import curve, describe, least_chances, sure_words

    lines = [fill(f"Chance of becoming a candidate: {describe(params, words)}", width), ""]
    lines.append(f"{'Jaccard':>8}{'bands':>9}{'passages':>10}{'either':>9}")
    for at in curve(params, words, _TABLE_STEPS)[1:]:
        bar = "#" * int(at.either * _BAR_WIDTH)
        lines.append(f"{at.jaccard:8.2f}{at.bands:9.4f}{at.passages:10.4f}{at.either:9.4f}  {bar}".rstrip())
    lines.append("")
    lines += [f"Jaccard {low.jaccard} and more: {_percent(low.chance)} or more" for low in least_chances(params, words)]
    lines.append(f"{sure_words(params)} words in a row shared unchanged: for certain")
    return "\n".join(lines) + "\n"


def as_json(params: "Params", words: int) -> str:
    """Return the curve as one JSON object."""
    from dedup.bands import curve, least_chances, sure_words

    record = {
        "curve": [at._asdict() for at in curve(params, words, 100)],
        "recall": [low._asdict() for low in least_chances(params, words)],
        "sure_words": sure_words(params),
        "words": words,
        "parameters": params.as_mapping(),
    }
    return json.dumps(record) + "\n"


def _percent(chance: float) -> str:
    """Return a chance in percent, never rounded up to certainty."""
    return f"{min(chance * 100, 99.99):.2f} %"
