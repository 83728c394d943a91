"""The SQLite connection of an index: how it is opened, and what its errors mean.

The file is never opened by other means while a connection may be open: closing any
descriptor of a file drops the locks that the process holds on it.
"""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import apsw

from dedup.index.errors import (
    IndexAccessError,
    IndexBusyError,
    IndexDamagedError,
    IndexFailedError,
    IndexFullError,
    IndexMismatchError,
    IndexMissingError,
)

APPLICATION_ID = 0x64647570  #: "ddup"
SCHEMA_VERSION = 2
READ_VERSIONS = (1, SCHEMA_VERSION)  #: the first has no outlines, see ``dedup.index.outlines``
LEAST_SQLITE = (3, 51, 3)  #: earlier ones may reset the write-ahead log too early
PAGE_BYTES = 8192
_CACHE_KIB = 8 << 10
_SHARED_BYTES = 32 << 10  # of the file beside an index through which its processes share the log
_DAMAGE = (apsw.CorruptError, apsw.NotADBError, apsw.FormatError, apsw.SQLError, apsw.MismatchError)
_PERMISSION = "give yourself permission to read and write it and its folder"

SCHEMA = """
CREATE TABLE header(copy INTEGER PRIMARY KEY, stamp BLOB NOT NULL);
CREATE TABLE header_again(copy INTEGER PRIMARY KEY, stamp BLOB NOT NULL);
CREATE TABLE state(one INTEGER PRIMARY KEY, record BLOB NOT NULL);
CREATE TABLE articles(
    number INTEGER PRIMARY KEY, id BLOB NOT NULL, fingerprint INTEGER NOT NULL, digest BLOB NOT NULL,
    content BLOB NOT NULL, day REAL, version TEXT NOT NULL, keys BLOB, head_sum BLOB NOT NULL,
    meta BLOB NOT NULL, text BLOB NOT NULL, text_sum BLOB NOT NULL);
CREATE TABLE recent(number INTEGER PRIMARY KEY, postings BLOB NOT NULL, sum BLOB NOT NULL);
CREATE TABLE chunks(number INTEGER PRIMARY KEY, postings BLOB NOT NULL, sum BLOB NOT NULL);
CREATE TABLE fences(number INTEGER PRIMARY KEY, fence BLOB NOT NULL, sum BLOB NOT NULL);
CREATE TABLE gone(number INTEGER PRIMARY KEY, numbers BLOB NOT NULL, sum BLOB NOT NULL);
CREATE TABLE withdrawn(number INTEGER PRIMARY KEY, record BLOB NOT NULL, sum BLOB NOT NULL);
CREATE TABLE judged(number INTEGER PRIMARY KEY, verdicts BLOB NOT NULL, sum BLOB NOT NULL);
CREATE TABLE outlines(number INTEGER PRIMARY KEY, outlines BLOB NOT NULL, sum BLOB NOT NULL);
CREATE TABLE rolls(number INTEGER PRIMARY KEY, ids BLOB NOT NULL, sum BLOB NOT NULL);
CREATE TABLE decisions(number INTEGER PRIMARY KEY, record BLOB NOT NULL, sum BLOB NOT NULL);
CREATE TABLE forgotten(number INTEGER PRIMARY KEY, marks BLOB NOT NULL, sum BLOB NOT NULL);
CREATE TABLE audit(number INTEGER PRIMARY KEY, line BLOB NOT NULL, chain BLOB NOT NULL);
"""


def connect(
    path: Path, *, create: bool = False, busy_ms: int = 0, named: Path | None = None
) -> apsw.Connection:
    """Open a connection with everything set that durability and erasure need.

    Args:
        path: The file.
        create: Make it, with an empty schema; else it must be an index of this version.
        busy_ms: How long to wait for a lock.
        named: What errors call it; else by its own name.

    Raises:
        IndexMissingError: If there is no such file, or it is no index.
        IndexAccessError: If it may not be opened, or not be read without writing.
        IndexMismatchError: If it is of another version, or the SQLite library is too old.
    """
    found = tuple(int(part) for part in apsw.sqlite_lib_version().split("."))
    if found < LEAST_SQLITE:
        raise IndexMismatchError(
            f"the SQLite library is {apsw.sqlite_lib_version()}, "
            f"an index needs {'.'.join(map(str, LEAST_SQLITE))} or later: "
            "pip install --upgrade apsw"
        )
    if not create:
        _check_file(path)
    is_immutable = not create and is_read_only(path)
    if is_immutable and wal_bytes(path):
        raise IndexAccessError(
            f"{path}: its latest changes lie in a log beside it, which cannot be read in a folder that is read-only; "
            "copy the files to a folder that you may write, or run there: dedup index backup"
        )
    name = f"file:{quote(os.path.abspath(path))}?immutable=1" if is_immutable else str(path)
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI if is_immutable else apsw.SQLITE_OPEN_READWRITE
    with translated(named or path):
        connection = apsw.Connection(name, flags=flags | (apsw.SQLITE_OPEN_CREATE if create else 0))
        try:
            connection.set_busy_timeout(busy_ms)
            if create:
                _create(connection)
            else:
                _check_schema(connection, path)
                if not is_immutable and connection.pragma("journal_mode") != "wal":
                    connection.pragma("journal_mode", "WAL")
            for pragma, value in (
                ("synchronous", "FULL"), ("secure_delete", "ON"), ("wal_autocheckpoint", 0), ("mmap_size", 0),
                ("cache_size", -_CACHE_KIB), ("temp_store", "MEMORY"), ("trusted_schema", "OFF"),
                ("cell_size_check", "ON"),
            ):  # fmt: skip
                connection.pragma(pragma, value)
        except BaseException:
            connection.close(True)
            raise
    return connection


def _check_file(path: Path) -> None:
    """Refuse what cannot be an index, by its name and size alone."""
    if not path.exists():
        raise IndexMissingError(f"{path}: there is no such index; make one with: dedup index add {path} INPUT")
    if path.is_dir():
        raise IndexMissingError(f"{path}: is a folder; an index is one file")
    if path.stat().st_size == 0:
        raise IndexMissingError(f"{path}: the file is empty, not an index; delete it, or choose another name")


def _create(connection: apsw.Connection) -> None:
    """Make the empty schema."""
    connection.pragma("page_size", PAGE_BYTES)
    connection.pragma("journal_mode", "WAL")
    connection.execute("BEGIN IMMEDIATE;" + SCHEMA + "COMMIT")
    connection.pragma("application_id", APPLICATION_ID)
    connection.pragma("user_version", SCHEMA_VERSION)


def _check_schema(connection: apsw.Connection, path: Path) -> None:
    """Refuse a file that is no index, of another version, or cut short."""
    try:
        application = connection.pragma("application_id")
    except apsw.NotADBError as exc:
        raise IndexMissingError(
            f"{path}: is not an index of dedup, or its first page is damaged; "
            f"if it was one: dedup index repair {path} NEW"
        ) from exc
    if application != APPLICATION_ID:
        raise IndexMissingError(f"{path}: is a database of another program, not an index of dedup; choose another name")
    version = connection.pragma("user_version")
    if version not in READ_VERSIONS:
        raise IndexMismatchError(
            f"{path}: has layout {version}, this program reads {SCHEMA_VERSION}; "
            f"{'upgrade the program' if version > SCHEMA_VERSION else f'run: dedup index rebuild {path}'}"
        )


def is_read_only(path: Path) -> bool:
    """Return True if a file may not be written, or nothing beside it, where the log would have to lie."""
    return not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def cannot_be_written(path: Path) -> IndexAccessError:
    """Return the error for an index that may only be read."""
    return IndexAccessError(f"{path}: cannot be written; {_PERMISSION}")


def wal_bytes(path: Path) -> int:
    """Return the size of the write-ahead log."""
    try:
        return os.stat(f"{path}-wal").st_size
    except OSError:
        return 0


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn the library's errors into ours; those that end a handle are :class:`IndexFailedError`."""
    try:
        yield
    except (*_DAMAGE, UnicodeDecodeError) as exc:
        raise IndexDamagedError(
            f"{path}: the file is damaged ({exc}); restore a backup, or run: dedup index repair {path} NEW"
        ) from exc
    except apsw.FullError as exc:
        raise _full(path) from exc
    except (apsw.BusyError, apsw.LockedError) as exc:
        raise IndexBusyError(f"{path}: another program holds the index; wait, or end it") from exc
    except apsw.CantOpenError as exc:
        raise IndexAccessError(f"{path}: cannot be opened ({exc}); {_PERMISSION}") from exc
    except (apsw.ReadOnlyError, apsw.PermissionsError) as exc:
        raise cannot_be_written(path) from exc
    except apsw.IOError as exc:
        if _errno_of(exc) == errno.ENOSPC or _has_no_room(path):
            raise _full(path) from exc
        raise IndexFailedError(
            f"{path}: the disk reported an error ({exc}); what was acknowledged is stored, the rest is not. "
            f"Check the disk, then open the index again and run: dedup index verify {path}"
        ) from exc


def _errno_of(exc: Exception) -> int:
    """The system's error number behind an error, 0 if unknown."""
    number = getattr(exc, "system_errno", 0)
    return int(number) if isinstance(number, int) else 0


def _has_no_room(path: Path) -> bool:
    """Return True if the disk has not even the room that opening an index needs, which SQLite tells as an I/O error."""
    with suppress(OSError):
        return shutil.disk_usage(path.parent).free < _SHARED_BYTES
    return False


def _full(path: Path) -> IndexFullError:
    """The error for a full disk, with the room that is left."""
    free = "unknown"
    with suppress(OSError):
        free = f"{shutil.disk_usage(path.parent).free / 1e6:.1f} MB"
    return IndexFullError(
        f"{path}: the disk is full, {free} are free; nothing of this was stored. Make room, then run it again"
    )
