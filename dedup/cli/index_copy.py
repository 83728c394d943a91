"""``dedup index backup`` and ``restore``: copies that were verified, and the way back."""

from pathlib import Path
from typing import Annotated

import typer

from dedup.cli import options
from dedup.cli.config import resolve
from dedup.cli.index_options import FORMATS, Index, JsonFormat, show
from dedup.cli.run import CLEAN
from dedup.cli.talk import Talk


def backup(
    index: Index,
    file: Annotated[Path, typer.Argument(help="The copy, a new file")],
    quiet: options.Quiet = None,
    verbose: options.Verbose = None,
    format: JsonFormat = None,  # noqa: A002
) -> int:
    """Copy an index while it is in use; the copy is verified before it gets its name.

    Example: dedup index backup news.index monday.backup
    """
    from dedup.index.copying import backup as copy

    settings = resolve({"format": format, "quiet": quiet, "verbose": verbose}, FORMATS)
    talk = Talk(quiet=settings.quiet)
    count = copy(index, file, talk.progress)
    talk.clear()
    show({"articles": count}, settings.format)
    return CLEAN


def restore(
    file: Annotated[Path, typer.Argument(help="The copy")],
    index: Index,
    quiet: options.Quiet = None,
    verbose: options.Verbose = None,
    format: JsonFormat = None,  # noqa: A002
) -> int:
    """Put a copy in the place of an index and forget again what was forgotten since.

    An index that is there is kept as INDEX.before, or as INDEX.before-2 and so on behind earlier ones.

    Example: dedup index restore monday.backup news.index
    """
    from dedup.index.copying import restore as put_back

    settings = resolve({"format": format, "quiet": quiet, "verbose": verbose}, FORMATS)
    talk = Talk(quiet=settings.quiet)
    count, again, kept = put_back(file, index, talk.progress)
    talk.clear()
    show({"articles": count, "forgotten_again": again} | ({"before": str(kept)} if kept else {}), settings.format)
    return CLEAN
