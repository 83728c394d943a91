"""Postings in levels, as log-structured stores keep them: recent rows, then sorted segments that are merged.

One growing table of postings slows down as it outgrows the cache (6,100 articles a second at
first, 1,650 at 385,000); runs that are written once and merged in order stay sequential.

A few articles go to a row of ``recent``; when many have gathered there, or many come at once, a
segment is written. Four segments of like size are merged into one, step by step, a transaction each: the
output grows from its low end while the inputs shrink, so that no step takes long, a crash loses at most
one step, and a merge needs no more room than a step.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import apsw
import numpy as np
from numpy.typing import NDArray

from dedup.index.fault_points import reach
from dedup.index.packing import LAST_NUMBER, NUMBER_BITS, Kind, Owners, Postings, contains, cut, gather, key_bounds
from dedup.index.segments import (
    CHUNK_SHIFT,
    EMPTY,
    PART_SHIFT,
    WHOLE,
    Segment,
    append_chunks,
    chunk_sums,
    drop_chunks,
    merged_range,
    missing,
    opened,
    sealed,
)
from dedup.index.state import MergeState, SegmentState, State
from dedup.rising import distinct_values

RECENT_POSTINGS = 150_000  #: in recent rows, before they become a segment
FAN_OUT = 4  #: segments of like size that are merged
NEW_WHOLE = 500_000  #: postings of a new segment that stay in memory, 4 MB: the next check asks for them
STEP_POSTINGS = 1_000_000  #: merged in one transaction
_LOOSE = 20_000  # recent postings that are searched beside the sorted ones before they are merged with them
_LARGE = 2  # segments that are too large for memory and may stay after many articles were added
_GONE_ROWS = 256  # rows of removed numbers before they are made one
_SOUGHT = 4096  # chunks in which postings of removed articles are sought at a time
_BEYOND = (1 << 63) - 1


class Levels:
    """The postings of one index, as one connection sees them."""

    def __init__(self, connection: apsw.Connection, path: Path) -> None:
        """Know nothing yet; :meth:`refresh` loads what a state names."""
        self._connection, self._path = connection, path
        self.segments: dict[int, Segment] = {}
        self._recent, self._loose, self._loaded = EMPTY, list[Postings](), 0
        self._loose_count = 0
        self._first = 1
        self._gone_loaded, self._gone_first = 0, 1
        self._erasures = 0
        self.gone: NDArray[np.int64] = EMPTY

    def forget_cache(self) -> None:
        """Drop what a transaction that was rolled back may have left here."""
        self.segments.clear()
        self._recent, self._loose, self._loose_count, self._loaded, self._first = EMPTY, [], 0, 0, 1
        self._gone_loaded, self._gone_first, self.gone = 0, 1, EMPTY

    def refresh(self, state: State) -> None:
        """Load what is new in a state and drop what it no longer names."""
        if state.erasures != self._erasures:
            self.forget_cache()
            self._erasures = state.erasures
        wanted = {segment.id: segment for segment in state.segments}
        for identity in self.segments.keys() - wanted.keys():
            del self.segments[identity]
        for identity, segment in wanted.items():
            if identity in self.segments:
                self.segments[identity].follow(segment)
            else:
                self.segments[identity] = Segment(self._connection, self._path, segment)
        if state.recent_first != self._first:
            self._recent, self._loose, self._loose_count = EMPTY, [], 0
            self._loaded, self._first = state.recent_first - 1, state.recent_first
        for postings in self._rows("recent", "postings", self._loaded + 1, state.recent_last):
            self._see(postings)
        self._loaded = state.recent_last
        if state.gone_first != self._gone_first or state.gone_last != self._gone_loaded:
            known = self.gone if state.gone_first == self._gone_first else EMPTY
            first = self._gone_loaded + 1 if state.gone_first == self._gone_first else state.gone_first
            parts = self._rows("gone", "numbers", first, state.gone_last)
            self.gone = distinct_values(np.concatenate([known, *parts]))
            self._gone_first, self._gone_loaded = state.gone_first, state.gone_last

    def _rows(self, table: str, column: str, first: int, last: int) -> list[Postings]:
        """All rows of a table from one number to another, both included."""
        if last < first:
            return []
        rows = self._connection.execute(
            f"SELECT number, {column}, sum FROM {table} WHERE number BETWEEN ? AND ? ORDER BY number", (first, last)
        )
        parts, expected = [], first
        for number, data, seal in rows:
            if number != expected:
                raise missing(self._path, table, expected)
            parts.append(opened(self._path, table, number, data, seal))
            expected += 1
        if expected != last + 1:
            raise missing(self._path, table, expected)
        return parts

    def _see(self, postings: Postings) -> None:
        """Take recent postings into memory."""
        self._loose.append(postings)
        self._loose_count += len(postings)
        if self._loose_count > _LOOSE:
            self._recent = np.sort(np.concatenate([self._recent, *self._loose]))
            self._loose, self._loose_count = [], 0

    def recent_arrays(self) -> list[Postings]:
        """Return the sorted arrays that hold the recent postings."""
        if len(self._loose) > 1:
            self._loose = [np.sort(np.concatenate(self._loose))]
        return [array for array in (self._recent, *self._loose) if len(array)]

    def owners(self, kind: Kind, keys: NDArray[np.uint32], limit: int, cap: int) -> Owners:
        """Return the articles under keys, removed ones left out."""
        low, high = key_bounds(kind, keys)
        reach_of = cap
        while True:
            parts = [cut(array, low, high, reach_of) for array in self.recent_arrays()]
            parts += [segment.part(low, high, reach_of, self._budget()) for segment in self.segments.values()]
            found = gather(parts, len(keys), self.gone, limit, cap)
            if not len(self.gone):
                return found
            if not _falls_short(parts, found, reach_of, cap):
                return found
            reach_of *= 8  # removed articles took the places of others

    def occurs_since(self, segment: int, kind: int, keys: NDArray[np.uint32]) -> NDArray[np.bool_]:
        """Say which keys occur in recent rows or in segments numbered from ``segment`` on."""
        low, high = key_bounds(kind, keys)
        found = np.zeros(len(keys), dtype=np.bool_)
        for array in self.recent_arrays():
            found |= np.append(array, _BEYOND)[np.searchsorted(array, low)] < high
        for each in self.segments.values():
            if each.id >= segment:
                which, _ = each.part(low, high, 1, self._budget())
                found[which] = True
        return found

    def _budget(self) -> int:
        """Postings that may still be kept in memory."""
        return WHOLE - sum(s.count for s in self.segments.values() if s.whole is not None)

    def append(self, state: State, postings: Postings) -> None:
        """Add postings, in any order."""
        postings = np.sort(postings)
        if len(postings) > RECENT_POSTINGS // 2:
            self._write_segment(state, postings)
            return
        number = state.recent_last + 1
        data = postings.astype("<i8", copy=False).tobytes()
        self._connection.execute(
            "INSERT INTO recent(number, postings, sum) VALUES(?, ?, ?)", (number, data, sealed(number, data))
        )
        state.recent_last, state.recent_count = number, state.recent_count + len(postings)
        self._see(postings)
        self._loaded = number
        if state.recent_count > RECENT_POSTINGS:
            self.flush(state)

    def flush(self, state: State) -> None:
        """Make a segment of the recent rows."""
        if state.recent_last >= state.recent_first:
            everything = np.sort(np.concatenate([EMPTY, *self.recent_arrays()]))
            self._write_segment(state, everything[~contains(self.gone, everything & LAST_NUMBER)])
            self._connection.execute("DELETE FROM recent WHERE number <= ?", (state.recent_last,))
            state.recent_first, state.recent_count = state.recent_last + 1, 0
            self._recent, self._loose, self._loose_count = EMPTY, [], 0
            self._first = state.recent_first
            reach("flush.written")

    def _write_segment(self, state: State, postings: Postings) -> None:
        """Write a segment at once."""
        if len(postings) == 0:
            return
        segment = SegmentState(state.next_segment)
        state.next_segment += 1
        append_chunks(self._connection, segment, postings)
        state.segments.append(segment)
        reach("segment.written")
        made = Segment(self._connection, self._path, segment)
        if len(postings) <= NEW_WHOLE:
            made.whole = postings
        self.segments[segment.id] = made

    def remove(self, state: State, numbers: NDArray[np.int64]) -> None:
        """Leave articles out of all answers from now on."""
        if len(numbers) == 0:
            return
        self.gone = distinct_values(np.concatenate([self.gone, numbers]))
        row = numbers
        if state.gone_last - state.gone_first >= _GONE_ROWS and not state.merge:  # a merge tells rows apart
            self._connection.execute("DELETE FROM gone")
            row, state.gone_first, state.gone_count = self.gone, state.gone_last + 1, len(self.gone) - len(numbers)
        number = state.gone_last + 1
        data = np.sort(row).astype("<i8").tobytes()
        self._connection.execute(
            "INSERT INTO gone(number, numbers, sum) VALUES(?, ?, ?)", (number, data, sealed(number, data))
        )
        state.gone_last, state.gone_count = number, state.gone_count + len(numbers)
        self._gone_first, self._gone_loaded = state.gone_first, number

    def has_work(self, state: State) -> bool:
        """Return True if a merge is under way or due."""
        return bool(state.merge or self._due(state))

    def _due(self, state: State) -> list[SegmentState]:
        """The segments to merge next: four of like size, or all once a quarter of the articles is gone."""
        if state.gone_count > 1000 and 3 * state.gone_count > state.texts and state.segments:
            return list(state.segments)
        tiers: dict[int, list[SegmentState]] = {}
        for segment in state.segments:
            tiers.setdefault(max(0, segment.count // RECENT_POSTINGS).bit_length() >> 1, []).append(segment)
        for tier in sorted(tiers):
            if len(tiers[tier]) >= FAN_OUT:
                return tiers[tier]
        return []

    def gather_large(self, state: State) -> bool:
        """Begin to merge the segments that are too large for memory if there are more than two; return whether.

        Every one of them costs each search a chunk a key, so that this is worth it after many articles were added.
        """
        large = [each for each in state.segments if each.count > WHOLE]
        if state.merge or len(large) <= _LARGE:
            return False
        self._begin_merge(state, list(state.segments))
        return True

    def ranges(self, first: int, last: int) -> Iterator[Postings]:
        """Give all postings from ``first`` up to ``last``, sorted, in ranges; recent ones are left out.

        A key is never cut in two. Segments must not be in the middle of a merge.
        """
        cursor: int | None = first if self.segments else None
        held = EMPTY
        while cursor is not None and cursor < last:
            parts, cursor = merged_range(list(self.segments.values()), cursor, STEP_POSTINGS)
            postings = np.sort(np.concatenate([held, *parts]))
            postings = postings[: np.searchsorted(postings, last)]
            cut_at = len(postings)
            if cursor is not None and cursor < last and cut_at:
                cut_at = int(np.searchsorted(postings, postings[-1] >> NUMBER_BITS << NUMBER_BITS))
            held, postings = postings[cut_at:], postings[:cut_at]
            yield postings[~contains(self.gone, postings & LAST_NUMBER)] if len(self.gone) else postings

    def step(self, state: State, budget: int) -> int:
        """Do one step of about ``budget`` postings, inside the caller's transaction; return what it cost.

        The merged chunks of the inputs go before the output is written, which so takes their pages.
        """
        merge = state.merge or self._begin_merge(state, self._due(state))
        if merge is None:
            return 0
        inputs = [each for each in state.segments if each.id in merge.inputs]
        output = next(each for each in state.segments if each.id == merge.output)
        parts, end = merged_range([self.segments[each.id] for each in inputs], merge.cursor, min(budget, STEP_POSTINGS))
        for each, part in zip(inputs, parts, strict=True):
            each.count -= len(part)
            segment = self.segments[each.id]
            drop_chunks(self._connection, each, segment.chunk_count if end is None else segment.chunk_of(end))
        postings = np.sort(np.concatenate(parts))
        kept = postings[~contains(self.gone, postings & LAST_NUMBER)] if len(self.gone) else postings
        append_chunks(self._connection, output, kept)
        reach("merge.step")
        if end is None:
            self._finish(state, merge, inputs)
        else:
            merge.cursor = end
        self.refresh(state)
        return max(1, len(postings))

    def _begin_merge(self, state: State, inputs: list[SegmentState]) -> MergeState | None:
        """Begin to merge some segments, if there are any."""
        if not inputs:
            return None
        gone = 0
        if len(inputs) == len(state.segments):
            self.flush(state)
            inputs, gone = list(state.segments), state.gone_last
        output = SegmentState(state.next_segment)
        state.next_segment += 1
        state.segments.append(output)
        self.refresh(state)
        state.merge = MergeState([each.id for each in inputs], output.id, gone=gone)
        return state.merge

    def _finish(self, state: State, merge: MergeState, inputs: list[SegmentState]) -> None:
        """Forget the inputs of a merge, which are empty now, and the removed articles that are nowhere any more."""
        for each in inputs:
            low = each.id << PART_SHIFT
            self._connection.execute("DELETE FROM fences WHERE number >= ? AND number < ?", (low, low + each.parts))
        done = {*merge.inputs, *(each.id for each in state.segments if not each.chunks)}
        state.segments = [each for each in state.segments if each.id not in done]
        if merge.gone:
            self._connection.execute("DELETE FROM gone WHERE number <= ?", (merge.gone,))
            parts = self._rows("gone", "numbers", merge.gone + 1, state.gone_last)
            state.gone_first, state.gone_count = merge.gone + 1, sum(len(part) for part in parts)
        state.merge = None
        reach("merge.finished")

    def erase(self, state: State, wanted: Sequence[Postings]) -> None:
        """Take postings out of every row that holds them, and all of articles that went before; no merge may be on.

        Removed articles are left out of answers, but until all segments are merged their postings stay.
        """
        postings = np.sort(np.concatenate([EMPTY, *wanted, *self._left_behind()]))
        if state.gone_count:
            self._connection.execute("DELETE FROM gone")
            state.gone_first, state.gone_count = state.gone_last + 1, 0
        for number in range(state.recent_first, state.recent_last + 1):
            [row] = self._rows("recent", "postings", number, number)
            held = contains(postings, row)
            if held.any():
                self._rewrite("recent", "postings", number, row[~held])
                state.recent_count -= int(held.sum())
        for segment in state.segments:
            self._erase_from(segment, postings)
        state.erasures += 1
        self.refresh(state)

    def _left_behind(self) -> Iterator[Postings]:
        """The postings of removed articles."""
        if len(self.gone):
            for row in self.recent_arrays():
                yield row[contains(self.gone, row & LAST_NUMBER)]
            for segment in self.segments.values():
                for first in range(segment.first, segment.chunk_count, _SOUGHT):
                    part = segment.between(first, min(first + _SOUGHT, segment.chunk_count))
                    yield part[contains(self.gone, part & LAST_NUMBER)]

    def _erase_from(self, state: SegmentState, postings: Postings) -> None:
        """Take postings out of the chunks of a segment, and out of its list of first postings."""
        segment = Segment(self._connection, self._path, state)
        fence = segment.fence.copy()
        places = distinct_values(np.maximum(np.searchsorted(fence, postings, "right") - 1, 0))
        for k in reversed(places.tolist()):
            chunk = segment.between(k, k + 1)
            held = contains(postings, chunk)
            if not held.any():
                continue
            rest = chunk[~held]
            self._rewrite("chunks", "postings", (state.id << CHUNK_SHIFT) + k, rest)
            state.count -= int(held.sum())
            if held[0]:  # a first posting names a key of the erased article; what comes next stands in
                fence[k] = rest[0] if len(rest) else (fence[k + 1] if k + 1 < len(fence) else _BEYOND)
        start = 0
        for part in range(state.parts):
            number = (state.id << PART_SHIFT) + part
            [old] = self._rows("fences", "fence", number, number)
            new = fence[start : start + len(old)]
            if not np.array_equal(old, new):
                self._rewrite("fences", "fence", number, new)
            start += len(old)

    def _rewrite(self, table: str, column: str, number: int, values: Postings) -> None:
        """Write a row anew."""
        data = values.astype("<i8", copy=False).tobytes()
        kept = chunk_sums(np.array([number]), [data])[1][0] if table == "chunks" else sealed(number, data)
        self._connection.execute(f"UPDATE {table} SET {column} = ?, sum = ? WHERE number = ?", (data, kept, number))


def _falls_short(
    parts: Sequence[tuple[NDArray[np.int64], NDArray[np.int64]]], found: Owners, taken: int, cap: int
) -> bool:
    """Return True if removed articles took the places of others among the first ``taken`` of some array."""
    for which, numbers in parts:
        ends = np.flatnonzero(np.diff(which, append=-1))  # the last place of each key
        for end in ends[np.diff(ends, prepend=-1) >= taken].tolist():
            key = int(which[end])
            given = found.numbers[found.bounds[key] : found.bounds[key + 1]]
            if found.counts[key] < cap or given[-1] > numbers[end]:
                return True
    return False
