"""One index file, open: the states that are read and the transactions in which it is written.

What is read is in :mod:`dedup.index.ledgers` and :mod:`dedup.index.store`.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from dedup.index import audit
from dedup.index.errors import IndexDamagedError
from dedup.index.fault_points import reach
from dedup.index.files import read_stamp
from dedup.index.levels import Levels
from dedup.index.outlines import Outlines
from dedup.index.rows import seal
from dedup.index.stamp import check_stamp
from dedup.index.state import State
from dedup.index.transactions import WAIT_S, Transactions
from dedup.params import Params


class Handle:
    """An index file and its transactions.

    Attributes:
        path: The file.
        transactions: The connection and what it is in the middle of.
        levels: The postings.
        stamp: Everything that the index was built with; secret.
    """

    def __init__(
        self, path: Path, wanted: Params | None = None, wait_s: float = WAIT_S, *, any_stamp: bool = False
    ) -> None:
        """Open an index; see :class:`dedup.index.sqlite.SqliteIndex`.

        With ``any_stamp`` also one whose keys are of no use to this version.
        """
        self.path = path
        self.transactions = Transactions(path, wait_s=wait_s)
        try:
            with self.transactions.call() as connection:
                self.stamp = read_stamp(connection, path)
            if not any_stamp:
                check_stamp(self.stamp, wanted.as_mapping() if wanted else None, path)
            self.levels = Levels(self.transactions.connection, path)
            self._outlines = Outlines()
            with self.read():
                pass
        except BaseException:
            self.transactions.close()
            raise

    def __repr__(self) -> str:
        """Name the file, nothing else: the parameters hold the seed."""
        return f"{type(self).__name__}({str(self.path)!r})"

    @property
    def params(self) -> Params:
        """What the keys are made with, the index's own seed among it: not to be shown."""
        return self.stamp.params

    @property
    def state(self) -> State:
        """The state that this handle saw last."""
        return self.transactions.state

    def __len__(self) -> int:
        """Return the number of articles."""
        with self.read():
            return self.transactions.state.articles

    def __enter__(self) -> Self:
        """Return the index itself; leaving closes it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the index."""
        self.close()

    def close(self) -> None:
        """Let go of the index; harmless when repeated."""
        self.transactions.close()

    @contextmanager
    def read(self) -> Iterator[None]:
        """Hold one state, loaded."""
        with self.transactions.reading() as is_new:
            if is_new:
                self._refresh()
            yield

    def _refresh(self) -> None:
        """Load what has changed since this handle looked last."""
        with self.transactions.call():
            if self.transactions.load():
                self.levels.refresh(self.transactions.state)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Hold one state for several reads."""
        with self.read():
            self.transactions.watch()
            yield

    @contextmanager
    def reading_whole(self) -> Iterator[None]:
        """Hold one state for as long as it takes, never cut off: for checks and copies of a whole index."""
        with self.read():
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the right to write; what was added inside is durable when this is left, or not there at all."""
        is_new = False
        try:
            with self.transactions.writing() as is_new:
                if is_new:
                    self._refresh()
                yield
        except BaseException:  # also of the commit itself, as on a full disk
            if is_new:
                self.forget_caches()
            raise

    def forget_caches(self) -> None:
        """Drop all that was read, of which a transaction that was rolled back may have written some."""
        self.levels.forget_cache()
        self._outlines.clear()

    def log(self, line: Mapping[str, object]) -> None:
        """Append a line to the audit log, inside a transaction."""
        state = self.transactions.state
        packed, number = audit.pack_line(line), state.audit_count + 1
        chain = audit.chained(self.stamp.secret, bytes.fromhex(state.audit_head), number, packed)
        self.transactions.connection.execute(
            "INSERT INTO audit(number, line, chain) VALUES(?, ?, ?)", (number, packed, chain)
        )
        state.audit_count, state.audit_head = number, chain.hex()
        self.transactions.is_dirty = True
        reach("audit.written")

    def check_seal(self, number: int, record: bytes, kept: bytes, table: str) -> None:
        """Verify one record."""
        if seal(table, number, record) != kept:
            raise self.damaged(table, number, "damaged")

    def damaged(self, table: str, number: int, what: str) -> IndexDamagedError:
        """The error for a record that is not as it was written."""
        return IndexDamagedError(
            f"{self.path}: record {number} of {table} is {what}; restore a backup, or run: "
            f"dedup index repair {self.path} NEW"
        )
