"""Sorted runs of postings inside the file: chunks with checksums, found by the first posting of each.

A segment never changes once it is written, except that erased postings are taken out of
its chunks. Small ones, and those that are much asked, are kept in memory as a whole.
"""

from collections.abc import Iterator, Sequence
from hashlib import blake2b, shake_256
from pathlib import Path
from typing import Any

import apsw
import numpy as np
from numpy.typing import NDArray

from dedup.index.errors import IndexDamagedError
from dedup.index.packing import IDENT, KIND_SHIFT, Postings, cut
from dedup.index.state import SegmentState
from dedup.rising import distinct_values

CHUNK = 252  #: postings in a chunk: four chunks fill a page of 8 KiB
CHUNK_SHIFT, PART_SHIFT = 24, 20  #: rows are numbered segment << shift | position
WHOLE = 3_000_000  #: postings of segments that may be kept in memory as a whole: 24 MB
_NAMES = IDENT << KIND_SHIFT  # the postings of ids and texts lie behind all others
_READ = 8  # chunks that are read at once in the time of looking up one
_AT_ONCE = 1024  # chunks held at a time: 2 MB, which stay in the cache
_PART_BYTES = 32 << 10  # of first postings in a row
_SUMMED = 512  # chunks whose sums are computed at a time: 1 MB stays in the cache
EMPTY: Postings = np.empty(0, dtype=np.int64)
_WEIGHTS = np.frombuffer(shake_256(b"chunks of postings").digest(8 * (CHUNK + 2)), dtype="<u8") | np.uint64(1)


def sealed(number: int, data: bytes) -> bytes:
    """Return the checksum of a row of postings under its number."""
    return blake2b(data, digest_size=8, salt=number.to_bytes(8, "little")).digest()


def opened(path: Path, table: str, number: int, data: bytes, seal: bytes) -> Postings:
    """Return a row of postings.

    Raises:
        IndexDamagedError: If its checksum does not hold.
    """
    if not isinstance(data, bytes) or sealed(number, data) != seal or len(data) % 8:
        raise _damaged(path, table, number)
    return np.frombuffer(data, dtype="<i8")


def _damaged(path: Path, table: str, number: int) -> IndexDamagedError:
    """Return the error for a row that is not what was written."""
    return IndexDamagedError(
        f"{path}: record {number} of {table} is damaged; restore a backup, or run: dedup index repair {path} NEW"
    )


def missing(path: Path, table: str, number: int) -> IndexDamagedError:
    """Return the error for a row that is not there."""
    return IndexDamagedError(
        f"{path}: record {number} of {table} is missing; restore a backup, or run: dedup index repair {path} NEW"
    )


def chunk_sums(numbers: NDArray[np.int64], data: Sequence[bytes]) -> tuple[NDArray[np.int64], list[bytes]]:
    """Return the postings of chunks, one chunk behind the other, and the checksum of each under its number.

    A checksum is a multilinear hash: postings, number and length, each times an odd number of its own, modulo 2**64.
    Every flipped bit changes it. Of thousands of chunks at once it takes a twentieth of the time of a digest of each.

    Args:
        numbers: Of the rows.
        data: Of each row, ``CHUNK`` postings of 8 bytes at most.
    """
    lengths = np.fromiter(map(len, data), dtype=np.int64, count=len(data))
    short = np.flatnonzero(lengths < 8 * CHUNK).tolist()
    joined = b"".join([row.ljust(8 * CHUNK, b"\0") for row in data] if short else data)
    matrix = np.frombuffer(joined, dtype="<u8").reshape(len(data), CHUNK)
    sums = numbers.astype(np.uint64) * _WEIGHTS[CHUNK] + lengths.astype(np.uint64) * _WEIGHTS[CHUNK + 1]
    for first in range(0, len(data), _SUMMED):
        some = matrix[first : first + _SUMMED]
        sums[first : first + _SUMMED] += (some ^ (some >> np.uint64(32))) @ _WEIGHTS[:CHUNK]
    packed = sums.astype("<u8").tobytes()
    postings = matrix.view(np.int64).ravel()
    if short:
        starts, ends = [0, *((k + 1) * CHUNK for k in short)], [k * CHUNK + int(lengths[k]) // 8 for k in short]
        postings = np.concatenate([postings[a:b] for a, b in zip(starts, [*ends, len(postings)], strict=True)])
    return postings, [packed[k : k + 8] for k in range(0, len(packed), 8)]


def is_chunk(number: int, record: bytes, kept: bytes) -> bool:
    """Return True if a record is a chunk of that number with its checksum."""
    fits = len(record) % 8 == 0 and len(record) <= 8 * CHUNK
    return fits and chunk_sums(np.array([number], dtype=np.int64), [record])[1] == [kept]


def opened_chunks(path: Path, rows: Sequence[tuple[Any, ...]], table: str = "chunks", shift: int = 0) -> Postings:
    """Return the postings of chunks, given as rows of number, postings and checksum.

    Args:
        path: Named in errors.
        rows: The chunks.
        table: Whose rows they are.
        shift: Added to their numbers in the checksums.

    Raises:
        IndexDamagedError: If a checksum does not hold.
    """
    if not rows:
        return EMPTY
    numbers, data, seals = zip(*rows, strict=True)
    if any(_is_no_chunk(length) for length in {len(row) if isinstance(row, bytes) else -1 for row in data}):
        is_wrong = (not isinstance(row, bytes) or _is_no_chunk(len(row)) for row in data)
        raise _damaged(path, table, next(number for number, wrong in zip(numbers, is_wrong, strict=True) if wrong))
    postings, sums = chunk_sums(np.array(numbers, dtype=np.int64) + shift, data)
    if list(seals) != sums:
        for number, row, kept, found in zip(numbers, data, seals, sums, strict=True):
            if kept != found:
                opened(path, table, number, row, kept)  # what earlier versions wrote has a digest
    return postings


def _is_no_chunk(length: int) -> bool:
    """Return True if no chunk has so many bytes."""
    return not 0 <= length <= 8 * CHUNK or length % 8 > 0


class Segment:
    """One segment, as it is read."""

    def __init__(self, connection: apsw.Connection, path: Path, state: SegmentState) -> None:
        """Load the first posting of each chunk."""
        self._connection, self._path, self.id = connection, path, state.id
        self.count, self.first = 0, 0
        self.fence: Postings = EMPTY
        self.whole: Postings | None = None
        self._parts, self._last_part = 0, 0
        self._tail: Postings | None = None
        self._reads = 0
        self.follow(state)

    @property
    def chunk_count(self) -> int:
        """Chunks that were written, those that are gone again among them."""
        return len(self.fence)

    def follow(self, state: SegmentState) -> None:
        """Take note of chunks that were written or taken away since."""
        self.count, self.first = state.count, state.first
        if state.chunks == len(self.fence):
            return
        first = max(self._parts - 1, 0)  # the last row may have grown
        parts = [self.fence[: self._last_part]]
        for number in range((state.id << PART_SHIFT) + first, (state.id << PART_SHIFT) + state.parts):
            row = self._connection.execute("SELECT fence, sum FROM fences WHERE number = ?", (number,)).fetchone()
            if row is None:
                raise missing(self._path, "fences", number)
            parts.append(opened(self._path, "fences", number, *row))
        self.fence = np.concatenate(parts)
        self._last_part = len(self.fence) - len(parts[-1])
        self._parts, self.whole, self._tail = state.parts, None, None
        if len(self.fence) != state.chunks:
            raise missing(self._path, "fences", state.id << PART_SHIFT)

    def chunk_of(self, posting: int) -> int:
        """Return the position of the chunk that may hold a posting, among those that are still there."""
        return max(int(np.searchsorted(self.fence, posting, "right")) - 1, self.first)

    def part(self, low: Postings, high: Postings, cap: int, budget: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the postings in ranges as (range, number) columns, the first ``cap`` of each.

        Args:
            low: First posting of each range.
            high: Beyond the last.
            cap: Bound on each range.
            budget: Postings that may still be kept in memory.
        """
        if self.whole is None and self.count <= min(WHOLE, budget) and self._reads > self.chunk_count >> 2:
            self.whole = self.between(self.first, len(self.fence))
        if self.whole is not None:
            return cut(self.whole, low, high, cap)
        if len(low) and low[0] >= _NAMES and self._is_tail_worth(len(low)):
            return cut(self.tail(), low, high, cap)
        first = np.maximum(np.searchsorted(self.fence, low, "right") - 1, self.first)
        end = np.searchsorted(self.fence, high) - 1
        last = np.minimum(end, first + cap // CHUNK + 1)
        which, numbers = self._cut_chunks(first, last, low, high, cap)
        if (last < end).any():  # chunks may be short: then what was cut off is needed after all
            short = (np.bincount(which, minlength=len(low)) < cap) & (last < end)
            if short.any():
                return self._cut_chunks(first, np.where(short, end, last), low, high, cap)
        return which, numbers

    def _cut_chunks(
        self, first: NDArray[np.int64], last: NDArray[np.int64], low: Postings, high: Postings, cap: int
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The postings in ranges, of each as many chunks as given."""
        count = np.maximum(last - first + 1, 0)
        total = int(count.sum())
        if total == 0:
            return EMPTY, EMPTY
        wanted = np.repeat(first - np.cumsum(count) + count, count) + np.arange(total)
        wanted = distinct_values(wanted)
        self._reads += len(wanted)
        if len(wanted) <= _AT_ONCE:
            return cut(self._chunks(wanted), low, high, cap)
        parts = []
        for start in range(0, len(wanted), _AT_ONCE):
            part = wanted[start : start + _AT_ONCE]
            touched = np.flatnonzero((last >= part[0]) & (first <= part[-1]) & (count > 0))
            which, numbers = cut(self._chunks(part), low[touched], high[touched], cap)
            parts.append((touched[which], numbers))
        which, numbers = (np.concatenate(column) for column in zip(*parts, strict=True))
        order = np.argsort(which, kind="stable")
        return which[order], numbers[order]

    def _is_tail_worth(self, count: int) -> bool:
        """Return True if so many ids or texts are looked up sooner with all of them in memory."""
        return self._tail is not None or _READ * count > len(self.fence) - self.chunk_of(_NAMES)

    def tail(self) -> Postings:
        """Return all postings of ids and texts, which writers of many articles ask for."""
        if self.whole is not None:
            return self.whole
        if self._tail is None:
            found = self.between(self.chunk_of(_NAMES), len(self.fence))
            self._tail = found[np.searchsorted(found, _NAMES) :]
        return self._tail

    def _chunks(self, wanted: NDArray[np.int64]) -> Postings:
        """The postings of chunks, one chunk behind the other; ``wanted`` is rising."""
        numbers = wanted + (self.id << CHUNK_SHIFT)
        rows: list[Any] = self._connection.execute(
            "SELECT c.number, c.postings, c.sum FROM carray(?) AS w CROSS JOIN chunks AS c ON c.number = w.value",
            (apsw.carray(numbers),),
        ).fetchall()
        return self.opened(rows, numbers.tolist())

    def opened(self, rows: list[Any], numbers: Sequence[int]) -> Postings:
        """The postings of rows, which must be those of some numbers, in their order."""
        if [row[0] for row in rows] != list(numbers):
            there = {row[0] for row in rows}
            raise missing(self._path, "chunks", next((k for k in numbers if k not in there), numbers[0]))
        return opened_chunks(self._path, rows)

    def between(self, first: int, last: int) -> Postings:
        """Return all postings of chunks [first, last)."""
        base, count = self.id << CHUNK_SHIFT, 0
        out = np.empty(CHUNK * (last - first), dtype=np.int64)
        for start in range(first, last, _SUMMED):
            end = min(last, start + _SUMMED)
            rows = self._connection.execute(
                "SELECT number, postings, sum FROM chunks WHERE number >= ? AND number < ? ORDER BY number",
                (base + start, base + end),
            ).fetchall()
            found = self.opened(rows, range(base + start, base + end))
            out[count : count + len(found)] = found
            count += len(found)
        return out[:count]


def append_chunks(connection: apsw.Connection, state: SegmentState, postings: Postings) -> None:
    """Write sorted postings at the end of a segment."""
    if len(postings) == 0:
        return
    data = np.ascontiguousarray(postings, dtype="<i8").tobytes()
    base = (state.id << CHUNK_SHIFT) + state.chunks

    def rows() -> Iterator[tuple[int, bytes, bytes]]:
        for first in range(0, len(data), 8 * CHUNK * _AT_ONCE):
            last = min(len(data), first + 8 * CHUNK * _AT_ONCE)
            chunks = [data[k : k + 8 * CHUNK] for k in range(first, last, 8 * CHUNK)]
            numbers = base + first // (8 * CHUNK) + np.arange(len(chunks), dtype=np.int64)
            yield from zip(numbers.tolist(), chunks, chunk_sums(numbers, chunks)[1], strict=True)

    connection.executemany("INSERT INTO chunks(number, postings, sum) VALUES(?, ?, ?)", rows())
    _append_fence(connection, state, np.ascontiguousarray(postings[::CHUNK], dtype="<i8").tobytes())
    state.chunks += (len(postings) + CHUNK - 1) // CHUNK
    state.count += len(postings)


def _append_fence(connection: apsw.Connection, state: SegmentState, fence: bytes) -> None:
    """Write the first postings of new chunks: into the last row while that is short, so that rows stay few."""
    number = (state.id << PART_SHIFT) + state.parts - 1
    held: tuple[Any, ...] | None = None
    if state.parts:
        held = connection.execute("SELECT fence FROM fences WHERE number = ?", (number,)).fetchone()
    if held and len(held[0]) < _PART_BYTES:
        fence = held[0] + fence
    else:
        number += 1
        state.parts += 1
    connection.execute(
        "INSERT OR REPLACE INTO fences(number, fence, sum) VALUES(?, ?, ?)", (number, fence, sealed(number, fence))
    )


def merged_range(segments: Sequence[Segment], cursor: int, budget: int) -> tuple[list[Postings], int | None]:
    """Return the postings of several segments from ``cursor`` on, about ``budget`` of them.

    Returns:
        The sorted postings of each segment, and where the next range starts; None at the end.
    """
    fences = np.concatenate([s.fence[np.searchsorted(s.fence, cursor, "right") :] for s in segments])
    wanted = max(1, budget // CHUNK)
    end = None if len(fences) <= wanted else int(np.partition(fences, wanted)[wanted])
    parts = []
    for segment in segments:
        last = segment.chunk_count if end is None else int(np.searchsorted(segment.fence, end))
        found = segment.whole
        if found is None:
            first = segment.chunk_of(cursor)
            found = segment.between(first, last) if last > first else EMPTY
        low = np.searchsorted(found, cursor)
        parts.append(found[low:] if end is None else found[low : np.searchsorted(found, end)])
    return parts, end


def drop_chunks(connection: apsw.Connection, state: SegmentState, first: int) -> None:
    """Take away the chunks of a segment before one."""
    if first > state.first:
        base = state.id << CHUNK_SHIFT
        connection.execute("DELETE FROM chunks WHERE number >= ? AND number < ?", (base + state.first, base + first))
        state.first = first
