"""What the commands do before and after the core: parameters, readings, what to leave out."""

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dedup.cli.settings import Settings
from dedup.cli.talk import Talk
from dedup.errors import LateWithdrawalError, ParamsError, ReaderError

if TYPE_CHECKING:
    from dedup.params import Params
    from dedup.readers.collect import ReadOptions

Result = TypeVar("Result")

TUNED_KEYS = ("parameters", "provenance")  #: of a file that ``dedup tune`` wrote
CLEAN, FINDINGS, WRONG, CRASHED, NOTHING, INTERRUPTED = 0, 1, 2, 3, 4, 130


def make_params(settings: Settings, base: "Params | None" = None) -> "Params":
    """Return the parameters: those of the profile, over them those of ``--params``, over these single options.

    Args:
        settings: Of the run.
        base: What holds where neither says anything, as the parameters of an index; the defaults if None.

    Raises:
        ParamsError: If the file or a value is wrong.
    """
    from dedup.params import Params

    values = dict(base.as_mapping()) if base else {}
    values |= _params_file(settings.params) if settings.params else {}
    single = {
        "window_days": settings.window,
        "min_score": settings.min_score,
        "seed": settings.seed,
    }
    values |= {name: value for name, value in single.items() if value is not None}
    profile = settings.profile or values.get("profile", "news")
    try:
        return Params.for_profile(str(profile), values)
    except ParamsError as exc:
        raise ParamsError(f"{settings.params}: {exc}" if settings.params else str(exc)) from exc


def _params_file(name: str) -> Mapping[str, object]:
    """Return the object in a file of parameters."""
    try:
        values = json.loads(Path(name).read_bytes(), object_pairs_hook=partial(_each_once, name))
    except OSError as exc:
        raise ParamsError(f"{name}: cannot be read: {exc.strerror or exc}; check the name given to --params") from exc
    except (ValueError, RecursionError) as exc:
        raise ParamsError(f"{name}: not JSON: {exc}; correct it, or name another file with --params") from exc
    if not isinstance(values, dict):
        raise ParamsError(f'{name}: must hold a JSON object like {{"num_perm": 128}}')
    if "parameters" not in values:
        return _without_null(name, values)
    inner, others = values["parameters"], sorted(values.keys() - set(TUNED_KEYS))
    if others or not isinstance(inner, dict):
        raise ParamsError(
            f"{name}: beside 'parameters', an object, may stand 'provenance' only, got {others or inner!r}"
        )
    return _without_null(name, inner)


def _each_once(name: str, pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    """Return the object of some names and values; refuse a name that stands there twice."""
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            said = f"{json.dumps(found[key])} and {json.dumps(value)}"
            raise ParamsError(f"{name}: {key!r} is there twice, as {said}; keep one of them")
        found[key] = value
    return found


def _without_null(name: str, values: Mapping[str, object]) -> Mapping[str, object]:
    """Return the parameters of a file; refuse null for what has a default that is not, and true and false."""
    from dedup.params import Params

    for item in fields(Params):
        if isinstance(value := values.get(item.name), bool):
            raise ParamsError(f"{name}: {item.name} must be a number or a word, got {json.dumps(value)}")
        if item.default is not None and values.get(item.name, item.default) is None:
            raise ParamsError(f"{name}: {item.name} is null; give it a value, or leave it out for the default")
    return values


def read_ignored(settings: Settings) -> tuple[str, ...]:
    """Return the user's own list of what is no evidence: one line or passage a line, or what was learnt before.

    Raises:
        ReaderError: If the file cannot be read.
    """
    if not settings.ignore:
        return ()
    from dedup.readers.binary import is_no_text, is_noise
    from dedup.readers.encoding import decode

    try:
        content = Path(settings.ignore).read_bytes()
    except OSError as exc:
        raise ReaderError(
            f"{settings.ignore}: cannot be read: {exc.strerror or exc}; check the name given to --ignore"
        ) from exc
    if is_no_text(content) or is_noise(content):
        raise ReaderError(f"{settings.ignore}: binary content, no list of lines; check the name given to --ignore")
    return tuple(_phrase(line.strip()) for line in decode(content).text.split("\n") if line.strip())


def _phrase(line: str) -> str:
    """Return the passage in a line of a listing of furniture; any other line as it is."""
    if line.startswith('{"kind":"furniture",'):
        with suppress(ValueError):
            return str(json.loads(line).get("text", line))
    return line


def make_read_options(
    settings: Settings, *, allow_prose: bool = False, keep_canceled: bool = False, hold: bool = False
) -> "ReadOptions":
    """Return how inputs are read; where an index is written to, withdrawals are kept, to remove what it holds."""
    from dedup.readers.collect import ReadOptions

    return ReadOptions(
        input_format=settings.input_format,
        id_field=settings.id_field,
        text_field=settings.text_field,
        title_field=settings.title_field,
        source_field=settings.source_field,
        url_field=settings.url_field,
        published_field=settings.published_field,
        lang_field=settings.lang_field,
        version_field=settings.version_field,
        modified_field=settings.modified_field,
        credit_field=settings.credit_field,
        status_field=settings.status_field,
        skip_bad=settings.skip_bad,
        allow_empty=settings.allow_empty,
        without=tuple(files_beside(settings)),
        fetch=settings.fetch,
        allow_prose=allow_prose,
        keep_canceled=keep_canceled,
        hold=hold,
        notify=Talk(quiet=settings.quiet).say,
    )


def files_beside(settings: Settings) -> list[str]:
    """Return the files that options name to be read beside the inputs: lists, parameters, the index."""
    return [*filter(None, (settings.ignore, settings.params, settings.index, settings.baseline, settings.policy))]


def no_article(inputs: Sequence[str]) -> str:
    """Return what is said where no input holds an article.

    >>> no_article(["-"]), no_article(["a.csv", "b", "c", "d", "e"])
    ('nothing to check: standard input holds no article', 'nothing to check: a.csv, b, c and 2 more hold no article')
    """
    shown = ["standard input" if name == "-" else name for name in inputs[:3]]
    more = f" and {len(inputs) - 3:,} more" if len(inputs) > 3 else ""
    return f"nothing to check: {', '.join(shown)}{more} hold{'s'[: len(inputs) == 1]} no article"


def at_need_again(work: Callable[[bool], Result]) -> Result:
    """Do work on inputs; do it again if an article was withdrawn after it was given out.

    Args:
        work: Called with whether to hold articles until everything is read; writes nothing before that.
    """
    try:
        return work(False)
    except LateWithdrawalError:
        return work(True)
