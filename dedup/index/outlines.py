"""What checks ask of most articles that they meet: fingerprint and number of passage keys, apart from all else.

A row of the table holds them for neighbouring numbers, so that some hundred are read in the time of a tenth of the
articles' own rows, which hold all keys. Rows follow from the articles; an index that was begun by an earlier version
has them for the articles added since. What was read is kept from check to check.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import apsw
import numpy as np
from numpy.typing import NDArray

from dedup.index.connection import SCHEMA_VERSION
from dedup.index.segments import CHUNK, chunk_sums, missing, opened_chunks
from dedup.rising import distinct_values

SLOTS = 1 << 16
UNKNOWN = -1  #: passage keys of an article that another one stands for
PER_ROW = CHUNK // 2  #: articles of a row
_CODE = 2  # added to a count where it is stored; 0 for a number that is free
_TABLE = 1 << 60  # added to the number of a row in its checksum, which is that of chunks else

Outline = tuple[NDArray[np.int64], NDArray[np.int64]]  #: fingerprints, and counts of passage keys


class Outlines:
    """Fingerprints and counts by number, as they were read.

    A cache of fixed size: each number has one place, where the last one read stays. Numbers are never used twice, and
    what is kept of one never changes, but for an article that comes to stand for its text, whose count was not known
    before.
    """

    def __init__(self) -> None:
        """Know nothing."""
        self._numbers = np.zeros(SLOTS, dtype=np.int64)
        self._prints = np.zeros(SLOTS, dtype=np.int64)
        self._counts = np.zeros(SLOTS, dtype=np.int32)

    def clear(self) -> None:
        """Forget everything."""
        self._numbers[:] = 0

    def of(self, numbers: NDArray[np.int64], read: Callable[[NDArray[np.int64]], Outline]) -> Outline:
        """Return fingerprints and counts of passage keys.

        Args:
            numbers: Of articles, from 1 up, in any order.
            read: Reads those of some rising numbers that are not known here.
        """
        distinct, places = np.unique(numbers, return_inverse=True)
        slots = distinct & (SLOTS - 1)
        prints, counts = self._prints[slots], self._counts[slots].astype(np.int64)
        fresh = np.flatnonzero((self._numbers[slots] != distinct) | (counts == UNKNOWN))
        if len(fresh):
            prints[fresh], counts[fresh] = read(distinct[fresh])
            self._numbers[slots[fresh]], self._prints[slots[fresh]] = distinct[fresh], prints[fresh]
            self._counts[slots[fresh]] = counts[fresh]
        return prints[places], counts[places]


def make_outlines(connection: apsw.Connection) -> None:
    """Make the table in an index of an earlier version, which programs of that version then refuse."""
    connection.execute(
        "CREATE TABLE IF NOT EXISTS outlines(number INTEGER PRIMARY KEY, outlines BLOB NOT NULL, sum BLOB NOT NULL)"
    )
    connection.pragma("user_version", SCHEMA_VERSION)


def read_outlines(connection: apsw.Connection, path: Path, numbers: NDArray[np.int64]) -> Outline:
    """Return what is stored of articles.

    Args:
        connection: Of the index.
        path: Named in errors.
        numbers: Rising, of articles that have outlines.

    Raises:
        IndexDamagedError: If a row is damaged, or has nothing of an article.
    """
    wanted = distinct_values(numbers // PER_ROW)
    rows, table = _rows(connection, path, wanted)
    if len(rows) < len(wanted):
        raise missing(path, "outlines", int(np.setdiff1d(wanted, rows)[0]))
    found = table[np.searchsorted(wanted, numbers // PER_ROW), numbers % PER_ROW]
    if not found[:, 1].all():
        raise missing(path, "outlines", int(numbers[int(np.argmin(found[:, 1]))]))
    return found[:, 0], found[:, 1] - _CODE


def write_outlines(
    connection: apsw.Connection, path: Path, numbers: NDArray[np.int64], prints: NDArray[np.int64],
    counts: NDArray[np.int64],
) -> None:  # fmt: skip
    """Store fingerprints and counts of articles, inside a transaction; ``numbers`` are rising."""
    _set(connection, path, numbers, np.stack([prints, counts + _CODE], axis=1))


def strike_outlines(connection: apsw.Connection, path: Path, numbers: NDArray[np.int64]) -> None:
    """Take articles out, inside a transaction; ``numbers`` are rising."""
    _set(connection, path, numbers, np.zeros((len(numbers), 2), dtype=np.int64))


def _set(
    connection: apsw.Connection, path: Path, numbers: NDArray[np.int64], values: NDArray[np.int64]
) -> None:
    """Put pairs of values in the places of articles; rows without any go."""
    wanted = distinct_values(numbers // PER_ROW)
    there, held = _rows(connection, path, wanted)
    table = np.zeros((len(wanted), PER_ROW, 2), dtype=np.int64)
    table[np.searchsorted(wanted, there)] = held
    table[np.searchsorted(wanted, numbers // PER_ROW), numbers % PER_ROW] = values
    used = table.any(axis=(1, 2))
    data = [row.astype("<i8", copy=False).tobytes() for row in table[used]]
    sums = chunk_sums(wanted[used] + _TABLE, data)[1] if data else []
    connection.executemany(
        "INSERT OR REPLACE INTO outlines(number, outlines, sum) VALUES(?, ?, ?)",
        zip(wanted[used].tolist(), data, sums, strict=True),
    )
    connection.executemany("DELETE FROM outlines WHERE number = ?", [(int(row),) for row in wanted[~used]])


def _rows(
    connection: apsw.Connection, path: Path, wanted: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The numbers of those rows that are there, given rising, and what they hold, shape ``(n, PER_ROW, 2)``."""
    rows: list[Any] = connection.execute(
        "SELECT o.number, o.outlines, o.sum FROM carray(?) AS w CROSS JOIN outlines AS o ON o.number = w.value",
        (apsw.carray(np.ascontiguousarray(wanted)),),
    ).fetchall() if len(wanted) else []  # fmt: skip
    numbers = np.array([row[0] for row in rows], dtype=np.int64)
    return numbers, opened_chunks(path, rows, "outlines", _TABLE).reshape(-1, PER_ROW, 2)
