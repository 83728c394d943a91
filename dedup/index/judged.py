"""Verdicts on recurring passages that an index keeps, so that a check need not come to them anew.

A passage key under which several articles lie is judged after many articles were added (see
``dedup.screen.judging``). A verdict follows from the articles under the key; it is kept with their number and the first
articles found unrelated, so that a reader sees whether it still holds. What was added since lies in
newer segments and recent rows, where a reader looks for further keys. All of it can be derived again.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol, runtime_checkable

import apsw
import numpy as np
from numpy.typing import NDArray

from dedup.index.errors import IndexDamagedError
from dedup.index.protocol import Keys32
from dedup.index.rows import seal
from dedup.index.segments import missing
from dedup.index.state import State

KEPT = 4  #: unrelated articles that are kept with a verdict
_ROW = 2 + KEPT  # numbers of a verdict: key, articles and what they come to, the unrelated articles
_RESTS = 31  # bit of the second number; the lowest says furniture
_ROWS = 2000  # verdicts in a row of the table


class Judged(NamedTuple):
    """Verdicts on n passage keys, ascending."""

    keys: Keys32
    sizes: NDArray[np.int64]  #: articles under each key; 0 for a key that is crowded and not judged
    is_furniture: NDArray[np.bool_]
    unrelated: NDArray[np.uint32]  #: shape ``(n, KEPT)``: numbers in the order of their fingerprints, then 0
    rests_on_terms: NDArray[np.bool_]  #: some of the articles are related by rare terms alone, which may become common
    below: int  #: articles with smaller numbers were there

    def places_of(self, keys: Keys32) -> NDArray[np.int64]:
        """Return the place of each of some keys, -1 where there is none."""
        if not len(self.keys):
            return np.full(len(keys), -1, dtype=np.int64)
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[places] == keys, places, -1)


NOTHING_JUDGED = Judged(
    np.empty(0, dtype=np.uint32), np.empty(0, dtype=np.int64), np.empty(0, dtype=np.bool_),
    np.empty((0, KEPT), dtype=np.uint32), np.empty(0, dtype=np.bool_), 0,
)  # fmt: skip


@runtime_checkable
class Judging(Protocol):
    """An index that keeps verdicts."""

    def judged(self) -> Judged:
        """Return the verdicts kept; none if nothing was judged."""

    def added_since(self, keys: Keys32) -> NDArray[np.bool_]:
        """Say under which passage keys articles may have been added since the verdicts were made."""

    def removed_since(self) -> bool:
        """True if articles were removed since the verdicts were made."""


def pack_judged(judged: Judged) -> list[bytes]:
    """Return verdicts as rows of the table."""
    numbers = np.empty((len(judged.keys), _ROW), dtype="<u4")
    numbers[:, 0] = judged.keys
    numbers[:, 1] = (judged.rests_on_terms.astype(np.int64) << _RESTS) + 2 * judged.sizes + judged.is_furniture
    numbers[:, 2:] = judged.unrelated
    return [numbers[k : k + _ROWS].tobytes() for k in range(0, len(numbers), _ROWS)]


def unpack_judged(rows: Sequence[NDArray[np.uint32]], below: int) -> Judged:
    """Reverse :func:`pack_judged`."""
    numbers = np.concatenate([np.empty(0, dtype="<u4"), *rows]).reshape(-1, _ROW)
    sizes = numbers[:, 1].astype(np.int64)
    return Judged(
        np.ascontiguousarray(numbers[:, 0]), (sizes & ((1 << _RESTS) - 1)) >> 1, (sizes & 1).astype(np.bool_),
        np.ascontiguousarray(numbers[:, 2:]), (sizes >> _RESTS).astype(np.bool_), below,
    )  # fmt: skip


def write_judged(connection: apsw.Connection, state: State, judged: Judged, segment: int) -> None:
    """Put verdicts in the place of those kept, inside a transaction.

    Args:
        connection: Of the index.
        state: Takes note of them.
        judged: The verdicts.
        segment: The number that the next segment had when they were made.
    """
    connection.execute(
        "CREATE TABLE IF NOT EXISTS judged(number INTEGER PRIMARY KEY, verdicts BLOB NOT NULL, sum BLOB NOT NULL)"
    )
    connection.execute("DELETE FROM judged")
    rows = pack_judged(judged)
    connection.executemany(
        "INSERT INTO judged(number, verdicts, sum) VALUES(?, ?, ?)",
        [(number, data, seal("judged", number, data)) for number, data in enumerate(rows, 1)],
    )
    state.judged_rows, state.judged_below, state.judged_segment = len(rows), judged.below, segment
    state.judged_gone = state.gone_last


def drop_judged(connection: apsw.Connection, state: State) -> None:
    """Take all verdicts away, inside a transaction."""
    if state.judged_below:
        connection.execute("DELETE FROM judged")
        state.judged_rows, state.judged_below, state.judged_segment, state.judged_texts = 0, 0, 0, 0
        state.judged_gone = 0


def read_judged(connection: apsw.Connection, state: State, path: Path) -> Judged:
    """Read the verdicts of a state.

    Raises:
        IndexDamagedError: If a row is damaged or missing.
    """
    if not state.judged_below:
        return NOTHING_JUDGED
    rows = []
    for expected, (number, data, kept) in enumerate(
        connection.execute("SELECT number, verdicts, sum FROM judged ORDER BY number"), 1
    ):
        if number != expected:
            raise missing(path, "judged", expected)
        if seal("judged", number, data) != kept:
            raise IndexDamagedError(
                f"{path}: record {number} of judged is damaged; restore a backup, or run: dedup index repair {path} NEW"
            )
        rows.append(np.frombuffer(data, dtype="<u4"))
    if len(rows) != state.judged_rows:
        raise missing(path, "judged", len(rows) + 1)
    return unpack_judged(rows, state.judged_below)
