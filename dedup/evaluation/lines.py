"""Lines of a labels or predictions file, with their numbers; gzip and encodings as with articles."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson

from dedup.errors import ReaderError
from dedup.readers.encoding import BlockDecoder
from dedup.readers.limits import DEFAULT_LIMITS
from dedup.readers.source import Source, Stream
from dedup.sizes import in_words

PathLike = str | os.PathLike[str]
STANDARD_INPUT = "-"


def read_lines(path: PathLike) -> Iterator[tuple[int, str]]:
    """Yield the lines that hold more than spaces, with their numbers counted from 1, line ends taken off.

    Args:
        path: The file, perhaps gzipped; ``-`` is standard input.

    Raises:
        ReaderError: If it cannot be read, is empty, or has a line longer than the limit for articles.
    """
    place = os.fspath(path)
    stream = Stream(Source(None if place == STANDARD_INPUT else Path(place), place, place), DEFAULT_LIMITS)
    if stream.is_empty:
        raise ReaderError(f"{place}: is empty; is it the right file?")
    limit = DEFAULT_LIMITS.max_line_bytes
    number, rest = 0, ""
    for text in BlockDecoder(stream.head).texts(stream.blocks()):
        lines = (rest + text).split("\n")
        rest = lines.pop()
        if len(rest) > limit:
            raise ReaderError(f"{place}:{number + len(lines) + 1}: a line longer than {in_words(limit)}, the limit")
        for line in lines:
            number += 1
            if line.strip():
                yield number, line.rstrip("\r")
    if rest.strip():
        yield number + 1, rest.rstrip("\r")


def json_lines(path: PathLike, lines: Iterable[tuple[int, str]]) -> Iterator[tuple[str, Any]]:
    """Yield the value of each JSON line, with its place: ``PATH:LINE``.

    Raises:
        ReaderError: If a line is no JSON.
    """
    for number, line in lines:
        place = f"{path}:{number}"
        try:
            value = orjson.loads(line)
        except orjson.JSONDecodeError as exc:
            raise ReaderError(f"{place}: not JSON: {exc}; correct the line or remove it") from exc
        yield place, value


def columns_of(names: Iterable[str], place: str) -> list[str]:
    """Return the names of a header, in lower case, without the space around them.

    Raises:
        ReaderError: If two columns have one name; columns without any are passed over.
    """
    columns = [name.strip().lower() for name in names]
    if twice := sorted({name for name in columns if name and columns.count(name) > 1}):
        raise ReaderError(f"{place}: two columns are named {twice[0]!r}; rename or drop one")
    return columns


def cells_of(line: str, columns: Sequence[str], place: str) -> dict[str, str]:
    """Return one row by the names of its columns.

    Raises:
        ReaderError: If it has fewer or more cells than the header.
    """
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) != len(columns):
        raise ReaderError(
            f"{place}: {len(cells)} columns, the header has {len(columns)}; columns are separated by tabs"
        )
    return dict(zip(columns, cells, strict=True))


def identity(cells: dict[str, str], name: str, place: str) -> str:
    """Return the id in a column.

    Raises:
        ReaderError: If it is empty.
    """
    if not cells[name]:
        raise ReaderError(f"{place}: {name!r} is empty; it must be the id of an article")
    return cells[name]


def ordered(left: str, right: str, place: str) -> tuple[str, str]:
    """Return a pair of ids with the smaller first: the order in which pairs are told apart.

    Raises:
        ReaderError: If both are the same.
    """
    if left == right:
        raise ReaderError(f"{place}: both ids are {left!r}; a pair needs two different articles")
    return (left, right) if left < right else (right, left)
