"""``dedup index add``: put articles into an index, in batches that are durable one by one."""

import json
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dedup.cli import options
from dedup.cli.config import resolve
from dedup.cli.index_options import Index, thread_count
from dedup.cli.run import CLEAN, NOTHING, make_params, make_read_options
from dedup.cli.settings import Settings
from dedup.cli.talk import Talk
from dedup.errors import UsageError
from dedup.model import Article
from dedup.report.wording import count

if TYPE_CHECKING:
    from dedup.index.bulk import Batch
    from dedup.index.sqlite import SqliteIndex
    from dedup.params import Params

FORMATS = ("text", "jsonl")


@options.with_options(options.READING)
def add(
    index: Index,
    inputs: options.Inputs,
    allow: Annotated[bool, typer.Option("--allow", help="Take back articles that were forgotten or withdrawn")] = False,
    format: Annotated[  # noqa: A002
        str | None, typer.Option(metavar="FORMAT", help="text or jsonl, one line a batch", show_default="text")
    ] = None,
    seed: Annotated[
        str | None, typer.Option(metavar="N", help="Seed of a new index", show_default="random and secret")
    ] = None,
    params: options.ParamsFile = None,
    profile: options.Profile = None,
    workers: options.Workers = None,
    allow_empty: options.AllowEmpty = None,
    **shared: object,
) -> int:
    """Add articles to an index, which is made if it is not there.

    An id that is there with the same content is left alone, with another content it is
    replaced, unless its version is lower. What one batch adds is on disk before the next
    begins; a run that broke off is run again and goes on where it stopped.

    Example: dedup index add news.index today.jsonl
    """
    return run_add(index, inputs, resolve({**locals(), **shared, "index": str(index)}, FORMATS), allow=allow)


def run_add(path: Path, inputs: list[str], settings: Settings, *, allow: bool) -> int:
    """Read, add, say what became of it.

    Returns:
        The exit code.
    """
    from dedup.index.bulk import add_all
    from dedup.readers.collect import read_articles
    from dedup.screen.judging import SHARE, judge

    talk = Talk(quiet=settings.quiet)
    reading = read_articles(inputs, make_read_options(settings, keep_canceled=True))
    first = next(reading, None)
    if first is None and not settings.allow_empty:
        talk.left_out([reading])
        talk.error("nothing to add: the inputs hold no article (--allow-empty makes that no error)")
        return NOTHING
    done = 0

    def acknowledge(batch: "Batch") -> None:
        nonlocal done
        done += sum(len(ids) for ids in batch.result)
        talk.progress("adding", done, 0)
        if settings.format == "jsonl":
            print(_line("batch", batch), flush=True)

    started = time.monotonic()
    with open_or_create(path, settings, talk) as index:
        articles: Iterable[Article] = chain([first] if first else [], reading)
        total = add_all(index, articles, workers=thread_count(settings.workers), allow=allow, acknowledge=acknowledge)
        index.settle()
        judge(
            index, seconds=SHARE * (time.monotonic() - started), workers=thread_count(settings.workers),
            progress=talk.progress,
        )  # fmt: skip
        held = len(index)
    talk.left_out([reading])
    _tell(talk, total)
    if settings.format == "jsonl":
        counts = {name: len(ids) for name, ids in zip(total.result._fields, total.result, strict=True)}
        print(json.dumps({"kind": "summary"} | counts | {"rejected": len(reading.rejected), "articles": held}))
    else:
        result = total.result
        print(
            f"added {len(result.added):,}, replaced {len(result.replaced):,}, unchanged {len(result.unchanged):,}, "
            f"older {len(result.older):,}, refused {len(result.refused):,}, removed {len(result.removed):,}; "
            f"{count(held, 'article')} in {path}"
        )
    return CLEAN


@contextmanager
def open_or_create(path: Path, settings: Settings, talk: Talk) -> "Iterator[SqliteIndex]":
    """Open an index, or make it if there is none, with the parameters of this run, and say so; close it afterwards.

    One that another program makes at the same time is opened. One that was made here and took nothing before an
    error is taken away again: an index of no articles would let everything pass.

    Raises:
        UsageError: If the command line gives a seed, and an index that is there has another.
    """
    from dedup.index.sqlite import SqliteIndex

    params = make_params(replace(settings, seed=None))
    if not path.exists() and (made := _new_index(path, params, settings.seed)) is not None:
        with _withdrawn_if_unused(path), made as index:
            yield index
        talk.say(f"{path}: was not there, a new index was made")
        return
    with SqliteIndex(path, wanted=params if settings.params or settings.profile else None) as index:
        if "seed" in settings.by_option and index.params.seed != settings.seed:
            raise UsageError(
                f"{path}: was made with another seed; leave out --seed, or run: dedup index rebuild {path}"
            )
        yield index


def _new_index(path: Path, params: "Params", seed: int | None) -> "SqliteIndex | None":
    """Make an index; None if another program was quicker."""
    from dedup.index.errors import IndexThereError
    from dedup.index.sqlite import SqliteIndex

    try:
        with _withdrawn_if_unused(path):
            return SqliteIndex.create(path, params, seed=seed)
    except IndexThereError:
        return None


@contextmanager
def _withdrawn_if_unused(path: Path) -> Iterator[None]:
    """Take away the new index if an error leaves it without articles; the message says what is there."""
    from dedup.index.errors import (
        IndexAccessError,
        IndexFailedError,
        IndexFullError,
        IndexMissingError,
        IndexThereError,
    )
    from dedup.index.files import withdraw

    try:
        yield
    except (IndexAccessError, IndexMissingError, IndexThereError):  # it could not be made, or another made it
        raise
    except (IndexFullError, IndexFailedError) as exc:
        if not withdraw(path) and path.exists():
            raise type(exc)(f"{exc}; the new index holds what was acknowledged, delete it if that is nothing") from exc
        if isinstance(exc, IndexFullError):
            raise
        raise IndexFailedError(
            f"{path}: the disk did not take the first articles ({exc.__cause__}), no index is left; make room, "
            "or raise the limit on the size of files (ulimit -f), then run it again"
        ) from exc
    except BaseException:
        withdraw(path)
        raise


def _line(kind: str, batch: "Batch") -> str:
    """A batch as one JSON object."""
    ids = {name: list(found) for name, found in zip(batch.result._fields, batch.result, strict=True) if found}
    return json.dumps({"kind": kind} | ids)


def _tell(talk: Talk, total: "Batch") -> None:
    """Say what was not taken."""
    refused = total.result.refused
    if refused:
        more = f" and {len(refused) - 5} more" if len(refused) > 5 else ""
        talk.error(f"forgotten on request, not taken again: {', '.join(refused[:5])}{more}; --allow takes them back")
    if total.wordless:
        talk.say(f"texts without words, left out: {len(total.wordless)}, the first is {total.wordless[0]}")
