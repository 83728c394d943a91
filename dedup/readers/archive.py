"""Opens sources for the readers: a zip is opened like a folder, all else is one stream.

A zip may lie on disk, come from standard input, or lie inside another; what comes out of
all its files together is bounded by its own size. Nothing is ever unpacked to disk.
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import IO

from dedup.readers.folders import folder_order, is_hidden
from dedup.readers.inflate import BLOCK_BYTES, Budget
from dedup.readers.journal import Journal
from dedup.readers.limits import DEFAULT_LIMITS, Limits
from dedup.readers.source import Source, Stream
from dedup.readers.unreadable import UnreadableError, reason
from dedup.sizes import in_words

_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")  # the second is a zip without files
_OFFICE_MARKS = (b"[Content_Types].xml", b"_rels/.rels", b"mimetypeapplication/", b"META-INF/")
_READ_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError, ValueError)
_MAX_DIRECTORY_BYTES = 32 << 20  # a zip's list of files; it is held in memory whole
_END_BYTES = 22 + (1 << 16)  # what the end of a zip takes at most, its comment included


def is_zip(head: bytes) -> bool:
    """True if the first bytes are those of a zip that holds files, not of an office document."""
    return head.startswith(_MAGIC) and not any(mark in head[:4096] for mark in _OFFICE_MARKS)


def opened(
    source: Source, limits: Limits, journal: Journal, *, inflate: bool = True
) -> Iterator[tuple[Source, Stream]]:
    """Open a source.

    Args:
        source: What to open.
        limits: Bounds on decompression.
        journal: Takes the files of a zip that cannot be opened, if bad records are skipped.
        inflate: Take compression off and look into a zip; False gives the bytes as they lie.

    Yields:
        The source and its stream; for a zip each of its files as a source of its own, in the
        order of a folder. A stream must be read before the next is asked for.

    Raises:
        UnreadableError: If it cannot be opened.
    """
    stream = Stream(source, limits, inflate=inflate)
    if inflate and is_zip(stream.head):
        yield from _inside(source, stream, limits, journal, layers=0 if stream.is_on_disk else 1)
    else:
        yield source, stream


def _inside(
    source: Source, stream: Stream, limits: Limits, journal: Journal, layers: int
) -> Iterator[tuple[Source, Stream]]:
    """Open the files of a zip one after the other; ``layers`` 0 lies on disk."""
    if layers > limits.max_layers:
        raise UnreadableError(source.place, f"packed more than {limits.max_layers} times, the limit; unpack it first")
    with _file(source, stream, limits, layers) as file, directory(file, source.place, limits) as archive:
        budget = Budget(limits, source.place, file.seek(0, io.SEEK_END))
        total = _Total(budget)
        for name, label in source.members or [
            (name, "/".join((source.label, *path_inside(name)))) for name in names(archive)
        ]:
            inner = Source(PurePosixPath(name), f"{source.place}/{name}", label, is_named=False)
            try:
                read = partial(_blocks, archive, name, inner.place)
                is_plain = inner.name.endswith((".txt", ".text"))
                content = Stream(
                    inner,
                    limits,
                    inflate=not is_plain,
                    blocks=total.counted(read()),
                    again=partial(total.tried, read),
                    budget=budget,
                )
                if is_zip(content.head) and not is_plain:
                    yield from _inside(inner, content, limits, journal, layers + 1)
                else:
                    yield inner, content
            except UnreadableError as exc:
                if not journal.skip_bad:
                    raise exc.skippable() from exc
                journal.reject(exc.place, exc.why)


def _file(source: Source, stream: Stream, limits: Limits, layers: int) -> IO[bytes]:
    """Return the zip as a file: on disk, else in memory."""
    if layers or source.path is None:
        return io.BytesIO(stream.read(limits.max_packed_bytes, source.place, "a zip that does not lie on disk"))
    return _open(str(source.path), source.place)


def _open(path: str, place: str) -> IO[bytes]:
    """Open a file for reading."""
    try:
        return open(path, "rb")
    except OSError as exc:
        raise UnreadableError(place, reason(exc)) from exc


def names_on_disk(path: str) -> list[str] | None:
    """Return the names of the files in a zip on disk; None if it is no such zip.

    A zip that is damaged, or beyond a limit, gives None too: reading it says why.
    """
    try:
        with open(path, "rb") as file:
            if not is_zip(file.read(4096)):
                return None
            with directory(file, path, DEFAULT_LIMITS) as archive:
                return names(archive)
    except (OSError, UnreadableError):
        return None


def directory(file: IO[bytes], place: str, limits: Limits) -> zipfile.ZipFile:
    """Read a zip's list of files.

    Raises:
        UnreadableError: If it is damaged, or too long.
    """
    _check_directory_size(file, place)
    try:
        archive = zipfile.ZipFile(file)
    except _READ_ERRORS as exc:
        raise UnreadableError(place, f"damaged zip ({exc}); copy the file again") from exc
    if len(archive.infolist()) > limits.max_members:
        archive.close()
        raise UnreadableError(place, f"a zip of more than {limits.max_members:,} files, the limit; split it")
    return archive


def _check_directory_size(file: IO[bytes], place: str) -> None:
    """Refuse a zip whose list of files is beyond the limit, before it is held in memory."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _END_BYTES))
    end = file.read()
    start = end.rfind(b"PK\x05\x06")
    listed = int.from_bytes(end[start + 12 : start + 16], "little") if start >= 0 else 0
    if min(listed, size) > _MAX_DIRECTORY_BYTES:
        raise UnreadableError(
            place, f"a zip whose list of files is longer than {in_words(_MAX_DIRECTORY_BYTES)}, the limit; split it"
        )
    file.seek(0)


def names(archive: zipfile.ZipFile) -> list[str]:
    """Return the names of a zip's files in the order of a folder; hidden ones are left out."""
    found = {info.filename for info in archive.infolist() if not info.is_dir()}
    return sorted((name for name in found if not _is_hidden(name)), key=lambda name: folder_order(path_inside(name)))


def path_inside(name: str) -> tuple[str, ...]:
    """Return the parts of a path inside a zip; ``.`` and ``..`` are resolved, and nothing leads out of it.

    >>> path_inside("./a.txt"), path_inside("x/../y/b.txt"), path_inside("../../etc/c.txt")
    (('a.txt',), ('y', 'b.txt'), ('etc', 'c.txt'))
    """
    parts: list[str] = []
    for part in name.split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    return tuple(parts)


def _is_hidden(name: str) -> bool:
    """True for what a folder would hide, and for what macOS adds."""
    parts = path_inside(name)
    return not parts or parts[0] == "__MACOSX" or any(map(is_hidden, parts))


def _blocks(archive: zipfile.ZipFile, name: str, place: str) -> Iterator[bytes]:
    """Return the bytes of one file of a zip."""
    try:
        with archive.open(name) as file:
            while block := file.read(BLOCK_BYTES):
                yield block
    except _READ_ERRORS as exc:
        why = "it is encrypted; decrypt it first" if "encrypted" in str(exc) else f"damaged ({exc}); copy it again"
        raise UnreadableError(place, why) from exc


class _Total:
    """What came out of all the files of a zip, held against one budget."""

    def __init__(self, budget: Budget) -> None:
        """Start at nothing."""
        self._budget = budget
        self._given = 0

    def counted(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        """Return the blocks and count them."""
        for block in blocks:
            self._given += len(block)
            self._budget.check(self._given)
            yield block

    def tried(self, read: Callable[[], Iterator[bytes]]) -> Iterator[bytes]:
        """Return blocks that are read once more, and count them for now."""
        given = self._given
        for block in read():
            given += len(block)
            self._budget.check(given)
            yield block
