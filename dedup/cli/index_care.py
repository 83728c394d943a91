"""``dedup index info``, ``verify``, ``repair`` and ``rebuild``: look after an index."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dedup.cli import options
from dedup.cli.config import resolve
from dedup.cli.index_options import FORMATS, Index, JsonFormat, opened, show, thread_count
from dedup.cli.run import CLEAN, WRONG, make_params
from dedup.cli.talk import Talk
from dedup.report.render import FURNITURE
from dedup.report.wording import count


def info(
    index: Index,
    quiet: options.Quiet = None,
    verbose: options.Verbose = None,
    format: Annotated[  # noqa: A002
        str | None, typer.Option(metavar="FORMAT", help="text, json or furniture", show_default="text")
    ] = None,
) -> int:
    """Say what an index holds and what it was built with; its seed is never shown.

    The format furniture lists the recurring passages that checks against the index leave
    out, to look at or for --ignore.

    Example: dedup index info news.index
    """
    settings = resolve({"format": format, "quiet": quiet, "verbose": verbose}, (*FORMATS, FURNITURE))
    if settings.format == FURNITURE:
        return _list_furniture(index, Talk(quiet=settings.quiet))
    with opened(index) as store:
        found = store.info()
    values: dict[str, object] = {
        "articles": found.articles, "texts": found.texts, "postings": found.postings, "decisions": found.decisions,
        "forgotten": found.forgotten, "changes": found.changes, "audit": found.audit,
    }  # fmt: skip
    if settings.format == "json":
        show(values | {"parameters": dict(found.parameters), "details": dict(found.details)}, settings.format)
    else:
        show(values | dict(found.details) | dict(found.parameters), settings.format)
    return CLEAN


def _list_furniture(path: Path, talk: Talk) -> int:
    """Print what an index has learnt to be furniture, as ``find --format furniture`` does."""
    from dedup.report.jsonl import write_furniture
    from dedup.screen.learnt import learnt_furniture

    with opened(path) as store:
        learnt = learnt_furniture(store, progress=talk.progress)
    talk.clear()
    write_furniture(learnt, sys.stdout.buffer)
    return CLEAN


def verify(
    index: Index,
    quiet: options.Quiet = None,
    verbose: options.Verbose = None,
    format: JsonFormat = None,  # noqa: A002
) -> int:
    """Check every record of an index against its checksum, and all against one another.

    Exit code 2 if something is wrong.

    Example: dedup index verify news.index
    """
    settings = resolve({"format": format, "quiet": quiet, "verbose": verbose}, FORMATS)
    talk = Talk(quiet=settings.quiet)
    with opened(index) as store:
        faults = store.verify(talk.progress)
        articles = len(store) if not faults else 0
    talk.clear()
    if settings.format == "json":
        show({"faults": faults, "articles": articles}, settings.format)
    elif not faults:
        print(f"{index}: {count(articles, 'article')}, all is as it was written")
    for fault in faults:
        talk.error(fault)
    return WRONG if faults else CLEAN


def repair(
    index: Index,
    new: Annotated[Path, typer.Argument(help="The repaired index, a new file")],
    workers: options.Workers = None,
    quiet: options.Quiet = None,
    verbose: options.Verbose = None,
    format: JsonFormat = None,  # noqa: A002
) -> int:
    """Save every sound record of a damaged index into a new one and name what is lost.

    Nobody may have the index open. It stays as it is.

    Example: dedup index repair news.index saved.index
    """
    from dedup.index.rebuilding import repair as save

    settings = resolve({"format": format, "workers": workers, "quiet": quiet, "verbose": verbose}, FORMATS)
    talk = Talk(quiet=settings.quiet)
    saved = save(index, new, workers=thread_count(settings.workers), progress=talk.progress)
    talk.clear()
    counts = {"articles": saved.articles, "decisions": saved.decisions, "lost": len(saved.lost) + saved.unnamed}
    if settings.format == "json":
        show(counts | {"lost_ids": list(saved.lost), "also_lost": list(saved.notes)}, settings.format)
        return CLEAN
    show(counts, settings.format)
    for identity in saved.lost:
        print(f"lost: {identity}")
    if saved.unnamed:
        print(f"lost without a name: {saved.unnamed}")
    for note in saved.notes:
        print(f"lost, too: {note}")
    return CLEAN


def rebuild(
    index: Index,
    params: options.ParamsFile = None,
    profile: options.Profile = None,
    seed: Annotated[str | None, typer.Option(metavar="N", help="Seed of the signatures")] = None,
    workers: options.Workers = None,
    quiet: options.Quiet = None,
    verbose: options.Verbose = None,
    format: JsonFormat = None,  # noqa: A002
) -> int:
    """Build an index anew from its own articles: for other parameters, or after an upgrade.

    The old one stays until the new one is verified, and is then kept as INDEX.before, or as
    INDEX.before-2 and so on behind earlier ones.

    Example: dedup index rebuild news.index --params wider.json
    """
    from dataclasses import replace

    from dedup.index.rebuilding import rebuild as build

    talk_of = {"quiet": quiet, "verbose": verbose}
    flags = {"format": format, "params": params, "profile": profile, "workers": workers, "seed": seed} | talk_of
    settings = resolve(flags, FORMATS)
    chosen = make_params(replace(settings, seed=None)) if settings.params or settings.profile else None
    talk = Talk(quiet=settings.quiet)
    articles, kept = build(
        index, chosen, seed=settings.seed, workers=thread_count(settings.workers), progress=talk.progress
    )
    talk.clear()
    show({"articles": articles, "before": str(kept)}, settings.format)
    return CLEAN
