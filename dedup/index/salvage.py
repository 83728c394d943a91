"""Reads the records of a damaged index straight from its pages, whatever SQLite makes of the file.

Every page is looked at by itself: where it is a leaf of a table, its cells are read, long ones along their
overflow pages, and a record is taken if its own checksum holds. Pages that stand in the write-ahead log,
committed and sound, take the place of those in the file.

Source: "Database File Format", https://www.sqlite.org/fileformat2.html, sections 1.6, 2.1 and 4.
"""

import json
import mmap
import os
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from dedup.index import audit
from dedup.index.connection import PAGE_BYTES
from dedup.index.errors import DedupIndexError, IndexAccessError, IndexMissingError
from dedup.index.packing import IDENT, KIND_SHIFT, LAST_NUMBER, NUMBER_BITS
from dedup.index.planning import MARK_BYTES
from dedup.index.protocol import Decision
from dedup.index.records import checksum, decode_text, decompress, unpack_article
from dedup.index.rows import seal
from dedup.index.segments import is_chunk, sealed
from dedup.index.stamp import Stamp, unpack_stamp
from dedup.index.state import State
from dedup.model import Article, Progress

_LEAF = 0x0D
_WAL_HEADER, _FRAME_HEADER = 32, 24
_MAX_RECORD = 1 << 28
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


@dataclass(slots=True)
class Salvage:
    """The sound records of an index."""

    stamp: Stamp | None = None
    state: State | None = None
    articles: dict[int, Article] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)  #: ids by number
    numbered_decisions: dict[int, Decision] = field(default_factory=dict)
    erased_decisions: set[int] = field(default_factory=set)  #: numbers of those on texts that were forgotten
    mark_rows: dict[int, bytes] = field(default_factory=dict)  #: of what was forgotten
    withdrawn: dict[int, dict[str, str | None]] = field(default_factory=dict)
    log: dict[int, tuple[bytes, bytes]] = field(default_factory=dict)
    posted: set[int] = field(default_factory=set)  #: numbers of articles that have postings under their ids
    gone: set[int] = field(default_factory=set)  #: numbers of removed articles

    @property
    def decisions(self) -> list[Decision]:
        """The decisions, in order."""
        return [self.numbered_decisions[number] for number in sorted(self.numbered_decisions)]

    @property
    def marks(self) -> set[bytes]:
        """The marks of what was forgotten."""
        return {row[k : k + MARK_BYTES] for row in self.mark_rows.values() for k in range(0, len(row), MARK_BYTES)}

    @property
    def notices(self) -> dict[str, str]:
        """The versions of withdrawn articles by the marks of their ids."""
        found: dict[str, str | None] = {}
        for number in sorted(self.withdrawn):
            found.update(self.withdrawn[number])
        return {mark: version for mark, version in found.items() if version is not None}

    def log_before_break(self, secret: bytes) -> list[tuple[int, bytes, bytes]]:
        """Return the lines of the audit log whose chain holds, from the first on."""
        kept: list[tuple[int, bytes, bytes]] = []
        head, number = b"", 1
        while number in self.log:
            line, chain = self.log[number]
            if audit.chained(secret, head, number, line) != chain:
                break
            kept.append((number, line, chain))
            head, number = chain, number + 1
        return kept


def salvage(path: Path, progress: Progress | None = None) -> Salvage:
    """Read all sound records of an index file; nobody may have it open.

    Raises:
        IndexMissingError: If there is no such file, or it holds no page.
        IndexAccessError: If it may not be read.
    """
    with _open(path) as file:
        if os.fstat(file.fileno()).st_size < 512:
            raise IndexMissingError(f"{path}: holds no page of an index; restore a backup")
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return _read_pages(_Pages(data, _wal_pages(Path(f"{path}-wal"))), progress)


def _open(path: Path) -> BinaryIO:
    """Open a file to read."""
    try:
        return open(path, "rb")
    except OSError as exc:
        kind = IndexAccessError if isinstance(exc, PermissionError) else IndexMissingError
        raise kind(f"{path}: cannot be read: {exc.strerror or exc}") from exc


def _read_pages(pages: "_Pages", progress: Progress | None) -> Salvage:
    """Take what is sound on all pages."""
    found = Salvage()
    for number in range(1, pages.count + 1):
        for rowid, values in pages.records(number):
            _take(found, rowid, values)
        if progress and number % 1024 == 0:
            progress("searching", number, pages.count)
    return found


class _Pages:
    """The pages of a file, those of its log laid over them."""

    def __init__(self, data: mmap.mmap, newer: Mapping[int, bytes]) -> None:
        """Take the file as it lies there."""
        self._data, self._newer = data, newer
        self.count = max([(len(data) + PAGE_BYTES - 1) // PAGE_BYTES, *newer])

    def page(self, number: int) -> bytes:
        """Return a page, filled up with zeros."""
        page = self._newer.get(number) or self._data[(number - 1) * PAGE_BYTES : number * PAGE_BYTES]
        return page.ljust(PAGE_BYTES, b"\0")

    def records(self, number: int) -> Iterator[tuple[int, list[Any]]]:
        """Return what reads as records on a page."""
        page = self.page(number)
        start = 100 if number == 1 else 0
        if page[start] != _LEAF:
            return
        count = int.from_bytes(page[start + 3 : start + 5], "big")
        for k in range(min(count, PAGE_BYTES // 4)):
            pointer = start + 8 + 2 * k
            at = int.from_bytes(page[pointer : pointer + 2], "big")
            try:
                yield self._record(page, at)
            except (ValueError, IndexError, struct.error):
                continue

    def _record(self, page: bytes, at: int) -> tuple[int, list[Any]]:
        """The record in a cell."""
        size, at = _varint(page, at)
        rowid, at = _varint(page, at)
        if not 0 < size < _MAX_RECORD:
            raise ValueError("no record")
        local = size
        if size > PAGE_BYTES - 35:
            least = (PAGE_BYTES - 12) * 32 // 255 - 23
            local = least + (size - least) % (PAGE_BYTES - 4)
            local = least if local > PAGE_BYTES - 35 else local
        payload = page[at : at + local]
        if local < size:
            payload += self._overflow(int.from_bytes(page[at + local : at + local + 4], "big"), size - local)
        return rowid, _values(payload)

    def _overflow(self, number: int, size: int) -> bytes:
        """The rest of a long record."""
        parts, seen = [], 0
        while seen < size:
            if not 1 < number <= self.count:
                raise ValueError("the overflow ends too early")
            page = self.page(number)
            number = int.from_bytes(page[:4], "big")
            parts.append(page[4 : 4 + min(PAGE_BYTES - 4, size - seen)])
            seen += len(parts[-1])
        return b"".join(parts)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and the place behind it."""
    value = 0
    for k in range(8):
        value = (value << 7) | (data[at + k] & 0x7F)
        if data[at + k] < 0x80:
            return value, at + k + 1
    value = (value << 8) | data[at + 8]
    return value - (1 << 64) if value >> 63 else value, at + 9


def _values(payload: bytes) -> list[Any]:
    """The columns of a record; text comes as bytes."""
    head, at = _varint(payload, 0)
    types = []
    while at < head:
        kind, at = _varint(payload, at)
        types.append(kind)
    out: list[Any] = []
    at = head
    for kind in types:
        if kind in (0, 8, 9):
            out.append((None, 0, 1)[(0, 8, 9).index(kind)])
            continue
        size = _INTEGERS.get(kind) or (8 if kind == 7 else (kind - 12) // 2)
        raw = payload[at : at + size]
        if len(raw) < size or size < 0:
            raise ValueError("the record is cut short")
        at += size
        if kind == 7:
            out.append(struct.unpack(">d", raw)[0])
        else:
            out.append(int.from_bytes(raw, "big", signed=True) if kind in _INTEGERS else raw)
    return out


def _wal_pages(path: Path) -> dict[int, bytes]:
    """The committed pages in a write-ahead log, up to the first frame that is not sound."""
    try:
        data = path.read_bytes()
    except OSError:
        return {}
    if len(data) < _WAL_HEADER or int.from_bytes(data[8:12], "big") != PAGE_BYTES:
        return {}
    order = ">" if int.from_bytes(data[:4], "big") & 1 else "<"
    sums = _wal_sum(data[:24], (0, 0), order)
    salts, out, open_pages = data[16:24], {}, {}
    for at in range(_WAL_HEADER, len(data) - _FRAME_HEADER - PAGE_BYTES + 1, _FRAME_HEADER + PAGE_BYTES):
        header, page = data[at : at + _FRAME_HEADER], data[at + _FRAME_HEADER : at + _FRAME_HEADER + PAGE_BYTES]
        sums = _wal_sum(page, _wal_sum(header[:8], sums, order), order)
        if header[8:16] != salts or header[16:24] != struct.pack(">II", *sums):
            break
        open_pages[int.from_bytes(header[:4], "big")] = page
        if int.from_bytes(header[4:8], "big"):
            out.update(open_pages)
            open_pages = {}
    return out


def _wal_sum(data: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    """The running checksum of a write-ahead log."""
    a, b = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for k in range(0, len(words), 2):
        a = (a + words[k] + b) & 0xFFFFFFFF
        b = (b + words[k + 1] + a) & 0xFFFFFFFF
    return a, b


def _take(found: Salvage, rowid: int, values: list[Any]) -> None:
    """Take a record if it is one of ours and its checksum holds."""
    try:
        if len(values) == 12:
            _take_article(found, rowid, values)
        elif len(values) == 3 and isinstance(values[1], bytes) and isinstance(values[2], bytes):
            _take_sealed(found, rowid, values[1], values[2])
        elif len(values) == 2 and isinstance(values[1], bytes):
            _take_single(found, values[1])
    except (ValueError, KeyError, TypeError, AttributeError):
        return


def _take_article(found: Salvage, number: int, values: list[Any]) -> None:
    """Take an article; its keys are derived from the text anew, so that only its own checksum must hold."""
    identity, (meta, text, kept) = values[1], values[9:]
    if checksum(number.to_bytes(8, "little"), identity, meta, text) == kept:
        found.articles[number] = unpack_article(decode_text(identity), meta, decode_text(decompress(text)))


def _take_sealed(found: Salvage, number: int, record: bytes, kept: bytes) -> None:
    """Take a record of one of the small tables; which one, its checksum tells."""
    if len(kept) == audit.CHAIN_BYTES:
        found.log[number] = (record, kept)
    elif kept == seal("rolls", number, record):
        found.names.update((k, name) for k, name in json.loads(record))
    elif kept == seal("decisions", number, record):
        decision = json.loads(record)
        if decision:
            found.numbered_decisions[number] = Decision(**decision)
        else:
            found.erased_decisions.add(number)
    elif kept == seal("forgotten", number, record):
        found.mark_rows[number] = record
    elif kept == seal("withdrawn", number, record):
        found.withdrawn[number] = json.loads(record)
    elif kept == sealed(number, record) or is_chunk(number, record, kept):
        values = np.frombuffer(record, dtype="<i8")
        found.gone.update(values[values < 1 << NUMBER_BITS].tolist())
        found.posted.update((values[values >> KIND_SHIFT == IDENT] & LAST_NUMBER).tolist())


def _take_single(found: Salvage, record: bytes) -> None:
    """Take the stamp or the state."""
    try:
        state = State.unpack(record)
    except (ValueError, KeyError, TypeError):
        try:
            found.stamp = unpack_stamp(record, Path("index"))
        except DedupIndexError:
            return
    else:
        if found.state is None or state.generation > found.state.generation:
            found.state = state
