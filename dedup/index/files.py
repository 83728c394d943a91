"""The file of an index: made under another name, given its own once it is complete."""

import glob
import os
import re
import secrets
from contextlib import suppress
from pathlib import Path

import apsw

from dedup.index.connection import connect, translated
from dedup.index.errors import DedupIndexError, IndexAccessError, IndexBusyError, IndexDamagedError, IndexThereError
from dedup.index.stamp import Stamp, unpack_stamp
from dedup.index.state import State

_HEADERS = ("header", "header_again")  # tables, so that no page holds both copies of the stamp


def make_file(path: Path, stamp: Stamp) -> None:
    """Make an empty index under a temporary name, then give it its own.

    Raises:
        IndexThereError: If there is something already.
        IndexAccessError: If the folder is missing or cannot be written.
    """
    if path.exists():
        raise IndexThereError(f"{path}: is there already; choose another name")
    if not path.parent.is_dir():
        raise IndexAccessError(f"{path}: there is no folder {path.parent}; make it first")
    draft = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        file = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        os.close(file)
        connection = connect(draft, create=True, named=path)
        with translated(path):
            connection.execute("BEGIN IMMEDIATE")
            for table in _HEADERS:
                connection.execute(f"INSERT INTO {table}(copy, stamp) VALUES(1, ?)", (stamp.pack(),))
            connection.execute("INSERT INTO state(one, record) VALUES(1, ?)", (State().pack(),))
            connection.execute("COMMIT")
            connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
            connection.close()
        publish(draft, path)
    except OSError as exc:
        raise IndexAccessError(f"{path}: cannot be made: {exc.strerror or exc}") from exc
    finally:
        for name in (draft, f"{draft}-wal", f"{draft}-shm"):
            with suppress(OSError):
                os.unlink(name)


def publish(draft: Path, path: Path) -> None:
    """Give a complete file its name, which must be free, and make that durable."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise IndexThereError(f"{path}: is there already; choose another name") from None
    except OSError:  # no hard links here
        os.rename(draft, path)
    sync_folder(path.parent)


def held_alone(path: Path) -> apsw.Connection | None:
    """Hold an index so that nobody else can open it, its log emptied and gone; None if it is too damaged for that."""
    try:
        connection = connect(path)
    except DedupIndexError:
        return None
    try:
        connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
        if connection.pragma("journal_mode", "DELETE") != "delete":
            raise apsw.BusyError("another has it open")
        connection.execute("BEGIN EXCLUSIVE")
    except (apsw.BusyError, apsw.LockedError) as exc:
        connection.close()
        raise IndexBusyError(f"{path}: another program has the index open; end it, then run this again") from exc
    except apsw.Error:
        connection.close()
        return None
    return connection


def withdraw(path: Path) -> bool:
    """Take away a new index to which nothing was ever written; return whether it is gone.

    What another program has open or has written to stays.
    """
    try:
        held = held_alone(path)
    except DedupIndexError:
        return False
    if held is None:
        return False
    try:
        [[record]] = held.execute("SELECT record FROM state").fetchall()
        if record != State().pack():
            return False
        for suffix in ("-turn", "-wal", "-shm", ""):
            with suppress(FileNotFoundError):
                os.unlink(f"{path}{suffix}")
        sync_folder(path.parent)
    except (OSError, ValueError, apsw.Error):
        return False
    finally:
        held.close()
    return True


def kept_before(path: Path) -> dict[int, Path]:
    """Return the indexes that lie beside one since a restore or a rebuild replaced them, by number, the oldest first.

    They are named ``PATH.before``, then ``PATH.before-2``, ``PATH.before-3`` and so on.
    """
    first = Path(f"{path}.before")
    found = {1: first} if os.path.lexists(first) else {}
    for each in path.parent.glob(f"{glob.escape(first.name)}-*"):
        number = each.name.removeprefix(f"{first.name}-")
        if re.fullmatch("[2-9]|[1-9][0-9]{1,8}", number):
            found[int(number)] = each
    return dict(sorted(found.items()))


def name_for_before(path: Path) -> Path:
    """Return the name under which an index is to be kept: behind all that are kept, so that none is lost.

    It is there already, as another name of the index itself, where a replacement was cut off in between.
    """
    kept = kept_before(path)
    if not kept:
        return Path(f"{path}.before")
    number, last = max(kept.items())
    return last if last.exists() and last.samefile(path) else Path(f"{path}.before-{number + 1}")


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def read_stamp(connection: apsw.Connection, path: Path) -> Stamp:
    """The stamp, from its first copy or its second, which stands on another page.

    Raises:
        IndexDamagedError: If neither is sound.
    """
    for table in _HEADERS:
        try:
            rows = connection.execute(f"SELECT stamp FROM {table} ORDER BY copy").fetchall()
        except apsw.Error:  # its page is damaged, or an earlier version made the index: both stood in one table
            continue
        for (record,) in rows:
            with suppress(IndexDamagedError):
                return unpack_stamp(record, path)
    raise IndexDamagedError(f"{path}: the header is damaged; restore a backup, or run: dedup index repair {path} NEW")
