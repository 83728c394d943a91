"""Transactions of one handle: one state for several reads, the right to write, what is durable.

Commits are durable before they are acknowledged (write-ahead log, ``synchronous=FULL``).
After an error of the disk the handle is closed: what a failed ``fsync`` left behind is unknown.
"""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import apsw

from dedup.index.connection import PAGE_BYTES, cannot_be_written, connect, translated, wal_bytes
from dedup.index.errors import IndexBusyError, IndexDamagedError, IndexFailedError, IndexMissingError, IndexReaderError
from dedup.index.fault_points import reach
from dedup.index.state import State
from dedup.index.turn import Turnstile

WAIT_S = 30.0  #: for the right to write, before giving up
WAL_CHECKPOINT = 4 << 20  #: bytes of the log at which its pages are moved into the file
WAL_TRUNCATE = 24 << 20  #: bytes at which it is also cut
WAL_LIMIT = 48 << 20  #: bytes at which readers are cut off and writers wait
READER_GRACE_S = 2.0  #: a reader younger than this is never cut off
_POLL_S = 0.0005
_WATCH_S = 0.25


class Transactions:
    """The connection of one handle and what it is in the middle of."""

    def __init__(self, path: Path, *, wait_s: float = WAIT_S) -> None:
        """Open the connection."""
        self.path, self.wait_s = path, wait_s
        self._inode = _inode(path)
        self.connection = connect(path)
        self._is_read_only = bool(self.connection.readonly("main"))
        self.connection.set_wal_hook(self._count_pages)
        self._wal_pages = 0  # since the log began anew: its file keeps its size
        self.state = State()
        self._record = b""
        self._turn = Turnstile(path)
        self._own = threading.RLock()  # held for a whole transaction
        self._calls = threading.RLock()  # held while the connection is used
        self.is_writing = False
        self.is_dirty = False
        self.is_closed = False
        self._depth = 0
        self._since = 0.0
        self.is_cut_off = False
        self._watch: threading.Thread | None = None
        self._wake = threading.Event()

    def close(self) -> None:
        """Let go of everything; harmless when repeated."""
        if not self.is_closed:
            self.is_closed = True
            self._wake.set()
            with self._calls, suppress(apsw.Error):
                self.connection.close()
            self._turn.close()

    @contextmanager
    def call(self) -> Iterator[apsw.Connection]:
        """Use the connection; errors of the library become ours."""
        with self._calls:
            if self.is_closed:
                raise IndexFailedError(f"{self.path}: the index is closed; open it again")
            if self.is_cut_off:
                raise IndexReaderError(
                    f"{self.path}: this reader held an old state while others wrote {WAL_LIMIT >> 20} MB and was cut "
                    "off; read again"
                )
            try:
                with translated(self.path):
                    yield self.connection
            except IndexFailedError:
                self.close()
                raise

    def load(self) -> bool:
        """Read the state of this moment; return True if it is another than before."""
        if _inode(self.path) != self._inode:
            raise IndexMissingError(f"{self.path}: another file has taken the place of this index; open it again")
        row = self.connection.execute("SELECT record FROM state WHERE one = 1").fetchone()
        if row is None:
            raise IndexDamagedError(f"{self.path}: the state is missing; run: dedup index repair {self.path} NEW")
        [record] = row
        if record and record == self._record:
            return False
        try:
            self.state = State.unpack(record)
        except (ValueError, KeyError, TypeError) as exc:
            raise IndexDamagedError(
                f"{self.path}: the state is damaged ({exc}); run: dedup index repair {self.path} NEW"
            ) from exc
        self._record = record
        return True

    def forget_state(self) -> None:
        """Read the state anew at the next transaction."""
        self._record = b""

    # -- reading

    @contextmanager
    def reading(self) -> Iterator[bool]:
        """Hold one state; yields whether it was entered just now."""
        with self._own:
            if self.is_writing or self._depth:
                self._depth += not self.is_writing
                try:
                    yield False
                finally:
                    self._depth -= not self.is_writing
                return
            with self.call() as connection:
                connection.execute("BEGIN")
            self._depth, self._since = 1, time.monotonic()
            try:
                yield True
            finally:
                self._depth = 0
                self._end_reading()

    def _end_reading(self) -> None:
        """Leave the state that was held."""
        with self._calls:
            self.is_cut_off = False
            if not self.is_closed and self.connection.in_transaction:
                with suppress(apsw.Error):
                    self.connection.execute("ROLLBACK")

    def watch(self) -> None:
        """Let this reading be cut off when the log outgrows its limit on its account."""
        if self._watch is None:
            self._watch = threading.Thread(target=self._watching, name="dedup-index-reader", daemon=True)
            self._watch.start()
        self._wake.set()

    def _watching(self) -> None:
        """Cut off a reading that keeps the log from being emptied."""
        while not self.is_closed:
            self._wake.wait()
            self._wake.clear()
            while self._depth and not self.is_closed:
                time.sleep(_WATCH_S)
                if time.monotonic() - self._since < READER_GRACE_S or wal_bytes(self.path) < WAL_LIMIT:
                    continue
                with self._calls:
                    if self._depth and not self.is_writing and self.connection.in_transaction:
                        with suppress(apsw.Error):
                            self.connection.execute("ROLLBACK")
                        self.is_cut_off = True
                break

    # -- writing

    @contextmanager
    def writing(self) -> Iterator[bool]:
        """Hold the right to write; yields whether it was entered just now. What was written is durable afterwards."""
        with self._own:
            if self.is_writing:
                yield False
                return
            if self._depth:
                raise IndexBusyError(f"{self.path}: writing was asked for while reading; end the reading first")
            self._begin()
            self.is_writing, self.is_dirty = True, False
            try:
                yield True
                self._commit()
            except BaseException:
                self._roll_back()
                raise
            finally:
                self.is_writing = False
            self.checkpoint()

    def _begin(self) -> None:
        """Wait for the right to write."""
        if self._is_read_only:
            raise cannot_be_written(self.path)
        deadline = time.monotonic() + self.wait_s
        with self._turn.passing(self.wait_s):
            while True:
                with self.call() as connection:
                    if wal_bytes(self.path) < WAL_LIMIT or self._emptied(connection):
                        try:
                            connection.execute("BEGIN IMMEDIATE")
                            return
                        except apsw.BusyError:
                            pass
                if time.monotonic() > deadline:
                    size = wal_bytes(self.path) >> 20
                    why = f"a reader keeps {size} MB of the log" if size << 20 >= WAL_LIMIT else "another writes"
                    raise IndexBusyError(
                        f"{self.path}: no turn to write within {self.wait_s:g} s ({why}); wait, or end that program"
                    )
                time.sleep(_POLL_S)

    def _emptied(self, connection: apsw.Connection) -> bool:
        """Try to move the whole log into the file."""
        try:
            connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
        except apsw.BusyError:
            return False
        return wal_bytes(self.path) < WAL_LIMIT

    def _commit(self) -> None:
        """Write the state and make everything durable."""
        with self.call() as connection:
            if self.is_dirty:
                self.state.generation += 1
                record = self.state.pack()
                connection.execute("INSERT OR REPLACE INTO state(one, record) VALUES(1, ?)", (record,))
                reach("commit.before")
                connection.execute("COMMIT")
                reach("commit.after")
                self._record = record
            else:
                connection.execute("ROLLBACK")

    def _count_pages(self, _: apsw.Connection, __: str, pages: int) -> int:
        """Note how long the log is after a commit."""
        self._wal_pages = pages
        return apsw.SQLITE_OK

    def _roll_back(self) -> None:
        """Leave nothing of what was begun."""
        self._record = b""
        with self._calls:
            if not self.is_closed and self.connection.in_transaction:
                with suppress(apsw.Error):
                    self.connection.execute("ROLLBACK")

    def checkpoint(self, *, whole: bool = False) -> bool:
        """Move the log into the file once it is long; ``whole`` moves and cuts it now.

        Returns:
            True if nothing is left in the log, where that was asked for.
        """
        if not whole and self._wal_pages * PAGE_BYTES < WAL_CHECKPOINT:
            return True
        cuts = whole or wal_bytes(self.path) > WAL_TRUNCATE
        with self.call() as connection:
            reach("checkpoint.before")
            mode = apsw.SQLITE_CHECKPOINT_TRUNCATE if cuts else apsw.SQLITE_CHECKPOINT_PASSIVE
            try:
                connection.wal_checkpoint(mode=mode)
            except apsw.BusyError:  # a reader holds an older state: the next one does it
                return False
            reach("checkpoint.after")
        return not whole or wal_bytes(self.path) == 0


def _inode(path: Path) -> int:
    """What tells one file under a name from another, 0 if there is none."""
    try:
        return os.stat(path).st_ino
    except OSError:
        return 0
