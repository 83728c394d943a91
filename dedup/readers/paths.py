"""Expands what the user named into sources, and gives each its label, the stem of its ids.

A label is the path relative to the named folder or zip, or the name of a file named directly.
Labels that collide take the shortest path that tells them apart.
"""

import errno
import os
import stat
from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from dedup.errors import ReaderError
from dedup.readers.archive import names_on_disk, path_inside
from dedup.readers.folders import files_below
from dedup.readers.source import Source
from dedup.readers.unreadable import SKIP_IT, reason

STANDARD_INPUT = "-"
_WEB = ("http://", "https://")


class Expansion(NamedTuple):
    """What one list of inputs stands for."""

    sources: list[Source]
    notes: list[str]  #: what in a folder is no file, one line each


@dataclass(slots=True)
class _Found:
    """A file on its way to being a source."""

    path: Path
    place: str
    parts: tuple[str, ...]  #: the absolute path; a label is its last ``depth`` parts
    depth: int
    is_named: bool
    real: tuple[str, ...] = ()  #: the absolute path without links
    member: str = ""  #: its name inside the zip that ``path`` is
    is_web: bool = False  #: ``place`` is an address on the web

    @property
    def label(self) -> str:
        """The last ``depth`` parts of the path; of a page its address."""
        if self.is_web:
            return self.place
        return _printable("/".join(self.parts[-self.depth :]).replace("//", "/"))


def expand(
    named: Sequence[Sequence[str | os.PathLike[str]]],
    *,
    fetch: bool = False,
    without: Sequence[str] = (),
    skip_bad: bool = False,
) -> list[Expansion]:
    """Find the files of several lists of inputs; labels are unique over all the lists.

    Args:
        named: Lists of files, folders and ``-``. Folders are searched through in sorted
            order, hidden names left out. A file named twice in one list, or found by a link
            as well, is read once, under its real name.
        fetch: Take addresses on the web too; they are fetched when they are read.
        without: Files to pass over in folders, since they were named for something else.
        skip_bad: Go on, with a note, where a folder inside a folder cannot be read.

    Returns:
        The sources of each list, in the order named, and what was passed over in its folders.

    Raises:
        ReaderError: If something named does not exist, standard input is named twice, or an
            address on the web is named without leave to fetch it.
    """
    passed_over = {Path(os.path.realpath(name)).parts for name in without}
    notes: list[list[str]] = [[] for _ in named]
    found = [
        _find_all([os.fspath(name) for name in names], passed_over, noted, fetch=fetch, skip_bad=skip_bad)
        for names, noted in zip(named, notes, strict=True)
    ]
    stdin_count = sum(item is None for names in found for item in names)
    if stdin_count > 1:
        raise ReaderError("- (standard input) is named twice; it can be read once")
    lists: list[list[_Found | None]] = []
    for names, noted in zip(found, notes, strict=True):
        lists.append(_once_each([item for files in names for item in (files if files is not None else [None])], noted))
    items = [item for each in lists for item in each if item is not None]
    _name_as_elsewhere(items)
    _tell_apart(items)
    return [
        Expansion(_sources(items), list(dict.fromkeys(noted))) for items, noted in zip(lists, notes, strict=True)
    ]


def _sources(items: list[_Found | None]) -> list[Source]:
    """Return the sources of found files; None is standard input, a zip is one source."""
    sources: list[Source] = []
    for _, group in groupby(enumerate(items), key=lambda each: each[1].path if each[1] and each[1].member else each[0]):
        files = [item for _, item in group]
        first = files[0]
        if first is None:
            sources.append(Source(None, STANDARD_INPUT, STANDARD_INPUT))
        elif first.is_web:
            sources.append(_web_source(first.place))
        else:
            members = tuple((item.member, item.label) for item in files if item and item.member)
            sources.append(Source(first.path, first.place, first.label, first.is_named, members))
    return sources


def _web_source(url: str) -> Source:
    """Return the source of an address on the web."""
    from dedup.readers.fetch import web_source
    from dedup.readers.fetch_cache import PageCache, default_folder

    return web_source(url, PageCache(default_folder()))


def _find_all(
    names: list[str], passed_over: Set[tuple[str, ...]], notes: list[str], *, fetch: bool, skip_bad: bool
) -> list[list[_Found] | None]:
    """Return the files that each name stands for; of several names ``notes`` get those that stand for none."""
    found = [_find(name, passed_over, notes, fetch=fetch, skip_bad=skip_bad) for name in names]
    if len(names) > 1:
        empty = (name for name, files in zip(names, found, strict=True) if files == [])
        notes += [f"{_printable(name)}: the folder holds no file that is read" for name in empty]
    return found


def _find(
    name: str, passed_over: Set[tuple[str, ...]], notes: list[str], *, fetch: bool, skip_bad: bool
) -> list[_Found] | None:
    """Return the files that one name stands for, in a folder save those ``passed_over``; None for standard input.

    What in a folder is no file goes to ``notes``.
    """
    if name == STANDARD_INPUT:
        return None
    if name[:8].lower().startswith(_WEB):
        if not fetch:
            raise ReaderError(f"{name}: is an address on the web; add --fetch to have it fetched")
        return [_Found(Path(), name, (name,), 1, is_named=True, real=(name,), is_web=True)]
    if not name:
        raise ReaderError('"" names nothing: an input is a file, a folder, or - for standard input')
    path = Path(name)
    try:
        is_folder = path.is_dir()
        if not is_folder:
            path.stat()
    except (OSError, ValueError) as exc:
        why = _why_no_file(path, exc) if isinstance(exc, OSError) else str(exc)
        raise ReaderError(f"{_printable(name)}: {why}") from exc
    if is_folder:
        return _in_folder(path, passed_over, notes, skip_bad=skip_bad)
    parts, real = Path(os.path.abspath(path)).parts, Path(os.path.realpath(path)).parts
    return _file_or_members(_Found(path, _printable(name), parts, 1, is_named=True, real=real))


def _why_no_file(path: Path, exc: OSError) -> str:
    """Say why what was named cannot be looked at: a link that leads nowhere has a right name itself."""
    if exc.errno == errno.ELOOP:
        return "a link that leads back to itself; name the file itself"
    if isinstance(exc, FileNotFoundError) and path.is_symlink():
        return f"a link to {_printable(os.readlink(path))}, which is not there; name the file itself"
    return reason(exc)


def _in_folder(
    folder: Path, passed_over: Set[tuple[str, ...]], notes: list[str], *, skip_bad: bool
) -> list[_Found]:
    """Return the files below a folder that was named."""

    def refused(exc: OSError) -> None:
        place = _printable(str(exc.filename))
        if str(exc.filename) == str(folder):
            raise ReaderError(f"{place}: {reason(exc)}") from exc
        if not skip_bad:
            raise ReaderError(f"{place}: {reason(exc)}{SKIP_IT}") from exc
        notes.append(f"{place}: {reason(exc)}, skipped")

    base, real_base = Path(os.path.abspath(folder)).parts, Path(os.path.realpath(folder)).parts
    found: list[_Found] = []
    for file, inside, is_linked in files_below(folder, refused):
        real = Path(os.path.realpath(file)).parts if is_linked else real_base + inside
        if real in passed_over:
            continue
        place = _printable(str(file))
        if what := _no_file(file):
            notes.append(f"{place}: {what}, skipped")
        else:
            found += _file_or_members(_Found(file, place, base + inside, len(inside), is_named=False, real=real))
    return found


def _no_file(path: Path) -> str:
    """Say what a thing in a folder is if it is no regular file; empty if it is, or cannot be looked at."""
    try:
        mode = path.stat().st_mode
    except OSError as exc:
        loops = exc.errno == errno.ELOOP
        is_broken = isinstance(exc, (FileNotFoundError, NotADirectoryError))
        return "a link that leads back to itself" if loops else "a broken link" if is_broken else ""
    return "" if stat.S_ISREG(mode) else "no regular file (a pipe, a socket or a device)"


def _file_or_members(file: _Found) -> list[_Found]:
    """Return the files in a zip, which is gone through like a folder; any other file as it is."""
    if not file.is_named and file.path.suffix.lower() != ".zip":
        return [file]
    members = names_on_disk(os.fspath(file.path)) if os.path.isfile(file.path) else None  # a pipe can be read once
    if not members:
        return [file]
    above = 0 if file.is_named else file.depth
    return [
        replace(
            file, parts=file.parts + inside, real=file.real + inside, depth=above + len(inside), member=member
        )
        for member in members
        for inside in [path_inside(member)]
    ]


def _once_each(items: list[_Found | None], notes: list[str]) -> list[_Found | None]:
    """Drop files that were found before, or stand there by a link too; the shorter label stays, whatever the order.

    A file stays under its real name if it was found by that, else under the first name; ``notes`` get the others.
    """
    kept: dict[tuple[str, ...], _Found] = {}
    for item in items:
        if item is None:
            continue
        known = kept.setdefault(item.real, item)
        if known.parts != item.parts and item.parts == item.real:
            kept[item.real] = item
        elif known.parts == item.parts:
            known.depth = min(known.depth, item.depth)
            known.is_named = known.is_named or item.is_named
    out: list[_Found | None] = []
    for item in items:
        stays = kept[item.real] if item is not None else None
        if item is stays:
            out.append(item)
        elif item is not None and stays is not None and item.parts != stays.parts:
            notes.append(f"{item.place}: the same file as {stays.place}, by a link; skipped")
    return out


def _name_as_elsewhere(items: list[_Found]) -> None:
    """Give what a folder holds by a link the name of the file itself, if another list has that: it is one article."""
    by_real_name = {item.real: item for item in items if item.parts == item.real}
    for item in items:
        other = by_real_name.get(item.real)
        if other is not None and not item.is_named and item.parts != item.real:
            item.parts, item.depth = other.parts, other.depth


def _tell_apart(items: list[_Found]) -> None:
    """Lengthen the labels that different files share until each stands for one file."""
    shallowest: dict[tuple[str, ...], int] = {}
    for item in items:  # one file in two lists keeps one label
        shallowest[item.parts] = min(item.depth, shallowest.get(item.parts, item.depth))
    for item in items:
        item.depth = shallowest[item.parts]
    while True:
        holders: defaultdict[str, list[_Found]] = defaultdict(list)
        for item in items:
            holders[item.label].append(item)
        crowded = [group for group in holders.values() if len({item.parts for item in group}) > 1]
        growing = [item for group in crowded for item in group if item.depth < len(item.parts)]
        if not growing:
            return
        for item in growing:
            item.depth += 1


def _printable(name: str) -> str:
    """Return a name that can be printed: bytes that are no text as ``\\xe9``, so that two names stay two."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
