"""``dedup index remove``, ``expire`` and ``forget``: take articles out of an index."""

from collections.abc import Collection, Sequence
from typing import Annotated

import typer

from dedup.cli import options
from dedup.cli.config import resolve
from dedup.cli.index_options import FORMATS, Ids, Index, JsonFormat, opened, read_ids, show
from dedup.cli.run import CLEAN, WRONG
from dedup.cli.talk import Talk


def remove(
    index: Index,
    ids: Ids,
    quiet: options.Quiet = None,
    verbose: options.Verbose = None,
    format: JsonFormat = None,  # noqa: A002
) -> int:
    """Remove articles; they may be added again.

    Exit code 2 if the index does not hold one of the ids; the others are removed.

    Example: dedup index remove news.index article-17
    """
    settings = resolve({"format": format, "quiet": quiet, "verbose": verbose}, FORMATS)
    with opened(index) as store:
        names = read_ids(ids)
        result = store.remove(names)
        _show(len(result.removed), len(store), settings.format)
    return _tell_unknown(names, result.removed, "nothing was removed for them")


def expire(
    index: Index,
    before: Annotated[str, typer.Option("--before", metavar="DATE", help="ISO date, like 2025-01-31")],
    quiet: options.Quiet = None,
    verbose: options.Verbose = None,
    format: JsonFormat = None,  # noqa: A002
) -> int:
    """Remove the articles published before a date; undated ones stay.

    Example: dedup index expire news.index --before 2025-01-31
    """
    settings = resolve({"format": format, "quiet": quiet, "verbose": verbose}, FORMATS)
    with opened(index) as store:
        result = store.expire(before)
        _show(len(result.removed), len(store), settings.format)
    return CLEAN


def forget(
    index: Index,
    ids: Ids,
    quiet: options.Quiet = None,
    verbose: options.Verbose = None,
    format: JsonFormat = None,  # noqa: A002
) -> int:
    """Erase articles to the byte and remember, without their ids or texts, not to take them again.

    Restoring an older backup forgets them again. Backups themselves are not touched. Exit code 2 if
    an id is neither in the index nor forgotten already; it is then refused when it comes.

    Example: dedup index forget news.index article-17
    """
    settings = resolve({"format": format, "quiet": quiet, "verbose": verbose}, FORMATS)
    with opened(index) as store:
        names = read_ids(ids)
        known = store.forgotten_among(names)
        result = store.forget(names)
        _show(len(result.removed), len(store), settings.format)
    outcome = "nothing was erased, and they are refused from now on (index add --allow takes them)"
    return _tell_unknown(names, {*result.removed, *known}, outcome)


def _show(removed: int, left: int, form: str) -> None:
    """Print what was done."""
    show({"removed": removed, "articles": left}, form)


def _tell_unknown(names: Sequence[str], known: Collection[str], outcome: str) -> int:
    """Name the ids that the index did not hold; return the exit code."""
    found = set(known)
    unknown = [name for name in dict.fromkeys(names) if name not in found]
    if not unknown:
        return CLEAN
    more = f" and {len(unknown) - 5} more" if len(unknown) > 5 else ""
    Talk(quiet=False).error(f"not in the index: {', '.join(unknown[:5])}{more}; {outcome}")
    return WRONG
