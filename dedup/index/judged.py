"""Verdicts on recurring passages that an index keeps, so that a check need not come to them anew.

A passage key under which several articles lie is judged after many articles were added (see
``dedup.screen.judging``). A verdict follows from the articles under the key; it is kept with their number and the first
articles found unrelated, so that a reader sees whether it still holds. Links between long texts, which take 10 ms to
find out, are kept with the verdicts. What was added since lies in newer segments and recent rows, where a reader looks
for further keys. All of it can be derived again.
"""

from collections.abc import Iterable, Iterator
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
from dedup.rising import places_among

RULES = 2  #: version of the rules on furniture; verdicts that were made by another are not used
KEPT = 4  #: unrelated articles that are kept with a verdict
_ROW = 2 + KEPT  # numbers of a verdict: key, articles and what they come to, the unrelated articles
_RESTS = 31  # bit of the second number; the lowest says furniture
_ROWS = 2000  # verdicts in a row of the table
_LINK = 1 << 31  # in the place of a key, which has 31 bits: the row is a link


class Judged(NamedTuple):
    """Verdicts on n passage keys, ascending."""

    keys: Keys32
    sizes: NDArray[np.uint32]  #: articles under each key, one more than the cap for a crowded one; 0 for one not judged
    is_furniture: NDArray[np.bool_]
    unrelated: NDArray[np.uint32]  #: shape ``(n, KEPT)``: numbers in the order of their fingerprints, then 0
    rests_on_terms: NDArray[np.bool_]  #: some of the articles are related by rare terms alone, which may become common
    below: int  #: articles with smaller numbers were there
    links: NDArray[np.uint32] = np.empty((0, 3), dtype=np.uint32)  #: between long texts: numbers, and how related

    def places_of(self, keys: Keys32) -> NDArray[np.int64]:
        """Return the place of each of some rising keys, -1 where there is none."""
        return places_among(keys, self.keys)


NOTHING_JUDGED = Judged(
    np.empty(0, dtype=np.uint32), np.empty(0, dtype=np.uint32), np.empty(0, dtype=np.bool_),
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
    count = len(judged.keys)
    numbers = np.zeros((count + len(judged.links), _ROW), dtype="<u4")
    numbers[:count, 0] = judged.keys
    numbers[:count, 1] = (judged.rests_on_terms.astype(np.uint32) << np.uint32(_RESTS)) + 2 * judged.sizes
    numbers[:count, 1] += judged.is_furniture
    numbers[:count, 2:] = judged.unrelated
    numbers[count:, 0], numbers[count:, 2:5] = _LINK, judged.links
    return [numbers[k : k + _ROWS].tobytes() for k in range(0, len(numbers), _ROWS)]


def unpack_judged(rows: Iterable[NDArray[np.uint32]], most: int, below: int) -> Judged:
    """Reverse :func:`pack_judged`, row by row: nothing is held twice.

    Args:
        rows: As they were packed.
        most: Rows there may be.
        below: Articles with smaller numbers were there.
    """
    room, count = most * _ROWS, 0
    keys, sizes, unrelated = (np.empty(shape, dtype=np.uint32) for shape in (room, room, (room, KEPT)))
    is_furniture, rests = (np.empty(room, dtype=np.bool_) for _ in range(2))
    for row in rows:
        numbers = row.reshape(-1, _ROW)
        part = slice(count, count + len(numbers))
        keys[part], unrelated[part] = numbers[:, 0], numbers[:, 2:]
        sizes[part] = (numbers[:, 1] & ((1 << _RESTS) - 1)) >> 1
        is_furniture[part], rests[part] = numbers[:, 1] & 1, numbers[:, 1] >> _RESTS
        count += len(numbers)
    end = int(np.searchsorted(keys[:count], _LINK))
    links = unrelated[end:count, :3].copy()
    return Judged(keys[:end], sizes[:end], is_furniture[:end], unrelated[:end], rests[:end], below, links)


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
    state.judged_gone, state.judgings, state.judged_rules = state.gone_last, state.judgings + 1, RULES


def drop_judged(connection: apsw.Connection, state: State) -> None:
    """Take all verdicts away, inside a transaction."""
    if state.judged_below:
        connection.execute("DELETE FROM judged")
        state.judged_rows, state.judged_below, state.judged_segment, state.judged_texts = 0, 0, 0, 0
        state.judged_gone = 0


def has_verdicts(state: State) -> bool:
    """True if verdicts are kept that the rules of this program made."""
    return state.judged_below > 0 and state.judged_rules == RULES


def read_judged(connection: apsw.Connection, state: State, path: Path) -> Judged:
    """Read the verdicts of a state.

    Raises:
        IndexDamagedError: If a row is damaged or missing.
    """
    if not state.judged_below:
        return NOTHING_JUDGED
    return unpack_judged(_rows_of(connection, state, path), state.judged_rows, state.judged_below)


def _rows_of(connection: apsw.Connection, state: State, path: Path) -> Iterator[NDArray[np.uint32]]:
    """The rows of a state's verdicts, each verified."""
    expected = 0
    for number, data, kept in connection.execute("SELECT number, verdicts, sum FROM judged ORDER BY number"):
        expected += 1
        if number != expected or number > state.judged_rows:
            raise missing(path, "judged", expected)
        if seal("judged", number, data) != kept:
            raise IndexDamagedError(
                f"{path}: record {number} of judged is damaged; restore a backup, or run: dedup index repair {path} NEW"
            )
        yield np.frombuffer(data, dtype="<u4")
    if expected != state.judged_rows:
        raise missing(path, "judged", expected + 1)
