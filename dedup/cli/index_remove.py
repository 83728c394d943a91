"""``dedup index remove``, ``expire`` and ``forget``: take articles out of an index."""

from typing import Annotated

import typer

from dedup.cli.index_options import Ids, Index, JsonFormat, is_json, opened, read_ids, show
from dedup.cli.run import CLEAN
from dedup.cli.talk import Talk


def remove(index: Index, ids: Ids, format: JsonFormat = None) -> int:  # noqa: A002
    """Remove articles; they may be added again.

    Example: dedup index remove news.index article-17
    """
    is_json(format)
    with opened(index) as store:
        names = read_ids(ids)
        result = store.remove(names)
        _show(len(result.removed), len(store), format)
    _tell_unknown(names, result.removed)
    return CLEAN


def expire(
    index: Index,
    before: Annotated[str, typer.Option("--before", metavar="DATE", help="ISO date, like 2025-01-31")],
    format: JsonFormat = None,  # noqa: A002
) -> int:
    """Remove the articles published before a date; undated ones stay.

    Example: dedup index expire news.index --before 2025-01-31
    """
    is_json(format)
    with opened(index) as store:
        result = store.expire(before)
        _show(len(result.removed), len(store), format)
    return CLEAN


def forget(index: Index, ids: Ids, format: JsonFormat = None) -> int:  # noqa: A002
    """Erase articles to the byte and remember, without their ids or texts, not to take them again.

    Restoring an older backup forgets them again. Backups themselves are not touched.

    Example: dedup index forget news.index article-17
    """
    is_json(format)
    with opened(index) as store:
        names = read_ids(ids)
        result = store.forget(names)
        _show(len(result.removed), len(store), format)
    _tell_unknown(names, result.removed)
    return CLEAN


def _show(removed: int, left: int, form: str | None) -> None:
    """Print what was done."""
    show({"removed": removed, "articles": left}, form)


def _tell_unknown(names: list[str], removed: tuple[str, ...]) -> None:
    """Name the ids that the index did not hold."""
    unknown = [name for name in dict.fromkeys(names) if name not in set(removed)]
    if unknown:
        more = f" and {len(unknown) - 5} more" if len(unknown) > 5 else ""
        Talk(quiet=False).say(f"not in the index: {', '.join(unknown[:5])}{more}")
