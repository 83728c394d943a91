"""What the index commands share: the index as an argument, threads, how results are printed."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dedup.index.sqlite import SqliteIndex

FORMATS = ("text", "json")
Index = Annotated[Path, typer.Argument(help="The index, one file")]
Ids = Annotated[list[str], typer.Argument(help="Ids of articles; - reads them from standard input, one a line")]
JsonFormat = Annotated[str | None, typer.Option("--format", metavar="FORMAT", help="text or json", show_default="text")]


def opened(path: Path) -> "SqliteIndex":
    """Open an index."""
    from dedup.index.sqlite import SqliteIndex

    return SqliteIndex(path)


def read_ids(ids: list[str]) -> list[str]:
    """Return the ids that were named, those on standard input in the place of ``-``."""
    found: list[str] = []
    for each in ids:
        if each == "-":
            found += [line.rstrip("\n") for line in sys.stdin if line.strip()]
        else:
            found.append(each)
    return found


def show(values: Mapping[str, object], form: str) -> None:
    """Print results: one JSON object, or one line for each value."""
    if form == "json":
        print(json.dumps(values, ensure_ascii=False))
        return
    width = max((len(name) for name in values), default=0)
    for name, value in values.items():
        shown = f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
        print(f"{name.replace('_', ' '):{width}}  {shown}")


def thread_count(workers: int | None) -> int:
    """Return the threads to use: as asked, else one a core."""
    from dedup.runtime.threads import worker_count

    return worker_count(workers)
