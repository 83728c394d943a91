"""Backups: copies of one state, verified before they get their name; and the way back.

What was forgotten since a backup was made is forgotten again when it is restored.
"""

import os
import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import apsw

from dedup.index import audit
from dedup.index.connection import APPLICATION_ID, cannot_be_written, connect, translated
from dedup.index.errors import DedupIndexError, IndexAccessError, IndexBusyError, IndexDamagedError, IndexThereError
from dedup.index.fault_points import reach
from dedup.index.files import held_alone, name_for_before, publish, sync_folder
from dedup.index.forgotten_file import read_forgotten
from dedup.index.planning import marks_of
from dedup.index.sqlite import SqliteIndex
from dedup.index.store import Store
from dedup.model import Progress

_PAGES = 4096  # copied in one go
_FILES = ("", "-wal", "-shm", "-journal", "-turn", "-forgotten")


@contextmanager
def draft_beside(path: Path) -> Iterator[Path]:
    """Give a temporary name beside a path; whatever lies there afterwards is taken away.

    Raises:
        IndexAccessError: If no file can be made there.
    """
    if not path.parent.is_dir():
        raise IndexAccessError(f"{path}: there is no folder {path.parent}; make it first")
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise cannot_be_written(path)
    draft = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        yield draft
    finally:
        for suffix in _FILES:
            with suppress(OSError):
                os.unlink(f"{draft}{suffix}")


def backup(path: Path, target: Path, progress: Progress | None = None) -> int:
    """Copy one state of an index into a new file, while others may read and write.

    Args:
        path: The index.
        target: The copy; nothing may be there.
        progress: Called with (stage, done, total).

    Returns:
        The number of articles in the copy, which was verified.

    Raises:
        IndexThereError: If there is something already.
        IndexDamagedError: If the copy does not verify; then no copy is left.
    """
    if target.exists():
        raise IndexThereError(f"{target}: is there already; choose another name")
    with draft_beside(target) as draft:
        copy_file(path, draft, progress, named=target)
        count = _verified(draft, path, progress)
        reach("backup.copied")
        publish(draft, target)
    return count


def copy_file(path: Path, target: Path, progress: Progress | None = None, *, named: Path | None = None) -> None:
    """Copy the file of an index, its log included, durably; errors speak of the copy as ``named``."""
    with translated(path):
        source = connect(path)
        try:
            source.execute("BEGIN; SELECT count(*) FROM state")
            with translated(named or target):
                os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
                copy = apsw.Connection(str(target))
                try:
                    with copy.backup("main", source, "main") as work:
                        while not work.done:
                            work.step(_PAGES)
                            if progress:
                                progress("copying", work.page_count - work.remaining, work.page_count)
                finally:
                    copy.close()
        finally:
            source.close()
    with open(target, "rb+") as file:  # no connection to it is open
        os.fsync(file.fileno())


def _verified(draft: Path, origin: Path, progress: Progress | None) -> int:
    """Verify a copy; return the number of its articles."""
    with SqliteIndex(draft, any_stamp=True) as copy:
        faults = copy.verify(progress)
        if faults:
            raise IndexDamagedError(
                f"{origin}: the copy does not verify ({faults[0].replace(str(draft), 'copy')}); "
                f"run: dedup index verify {origin}"
            )
        count = len(copy)
        copy.transactions.checkpoint(whole=True)
        copy.transactions.connection.pragma("journal_mode", "DELETE")
    return count


def restore(source: Path, path: Path, progress: Progress | None = None) -> tuple[int, int, Path | None]:
    """Put a backup in the place of an index, forgetting again what was forgotten since.

    Args:
        source: The backup.
        path: The index; one that is there already is kept, see :func:`dedup.index.files.kept_before`.
        progress: Called with (stage, done, total).

    Returns:
        The number of articles, how many of them were forgotten again, and where the index that was there is kept.

    Raises:
        IndexThereError: If what lies under the name is no index, or the backup itself.
        IndexDamagedError: If the backup does not verify, or not all that was forgotten is known; nothing changed then.
    """
    if path.is_dir():
        raise IndexThereError(f"{path}: is a folder; name a file")
    if path.exists():
        if source.exists() and path.samefile(source):
            raise IndexThereError(f"{path}: is the backup itself; name the index whose place it takes")
        if not _was_an_index(path):
            raise IndexThereError(f"{path}: is there already and is no index; choose another name")
    with draft_beside(path) as draft:
        copy_file(source, draft, progress, named=path)
        with SqliteIndex(draft, any_stamp=True) as copy:
            faults = copy.verify(progress)
            if faults:
                raise IndexDamagedError(f"{source}: does not verify, nothing was changed: {faults[0]}")
            memory = read_forgotten((path, source), copy.stamp.secret)
            if memory.faults:
                raise IndexDamagedError(f"{memory.faults[0]}; nothing was changed")
            again = _forget_again(copy, memory.marks | _marks_in(path, copy.stamp.secret))
            with copy.writing():
                copy.log({"at": audit.now(), "what": "restore", "articles": len(copy), "forgotten_again": again})
            count = len(copy)
        _rest(draft)
        kept = swap(draft, path)
    return count, again, kept


def _was_an_index(path: Path) -> bool:
    """Say whether a file is an index, perhaps a damaged one: its first bytes tell, or the lock file beside it."""
    try:
        with open(path, "rb") as file:
            head = file.read(72)
    except OSError as exc:
        raise IndexAccessError(f"{path}: cannot be read: {exc.strerror or exc}") from exc
    is_ours = head.startswith(b"SQLite format 3\0") and head[68:] == APPLICATION_ID.to_bytes(4, "big")
    return is_ours or Path(f"{path}-turn").exists()


def _marks_in(path: Path, secret: bytes) -> set[bytes]:
    """What an index that is there remembers, if it is a copy of the same one and can be read."""
    try:
        with Store(path, any_stamp=True) as old, old.reading_whole():
            return old.forgotten_marks() if old.stamp.secret == secret else set()
    except DedupIndexError:
        return set()


def _forget_again(copy: SqliteIndex, marks: Collection[bytes]) -> int:
    """Forget what the marks name; return how many articles that were."""
    new = set(marks) - copy.forgotten_marks()
    if not new:
        return 0
    numbers = copy.numbers()
    ids = []
    for start in range(0, len(numbers), 1000):
        for article in copy.articles(numbers[start : start + 1000]):
            if not new.isdisjoint(marks_of(copy.stamp.secret, article)):
                ids.append(article.id)
    copy.forget(ids, marks=new)
    return len(ids)


def _rest(path: Path) -> None:
    """Bring a file that nobody else has open into one piece."""
    connection = connect(path)
    try:
        connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
        connection.pragma("journal_mode", "DELETE")
    finally:
        connection.close()


def swap(draft: Path, path: Path, expected: bytes | None = None) -> Path | None:
    """Put a complete file in the place of an index, which is kept; nobody may have that open.

    Args:
        draft: The new file, in one piece.
        path: The index.
        expected: The state that the index must still be in.

    Returns:
        Where the index that was there is kept; None if there was none.

    Raises:
        IndexBusyError: If another program has the index open, or has changed it meanwhile.
    """
    if not path.exists():
        publish(draft, path)
        return None
    held = held_alone(path)
    try:
        if held and expected is not None:
            [[record]] = held.execute("SELECT record FROM state").fetchall()
            if record != expected:
                raise IndexBusyError(f"{path}: was changed by another program meanwhile; run this again")
        reach("swap.before")
        kept = name_for_before(path)
        if not kept.exists():
            os.link(path, kept)
        reach("swap.linked")
        os.replace(draft, path)
        reach("swap.after")
        for rest in ("-wal", "-shm"):
            with suppress(FileNotFoundError):
                os.unlink(f"{path}{rest}")
        sync_folder(path.parent)
    finally:
        if held:
            held.close()
    return kept
