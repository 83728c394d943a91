"""The embedded engine: one SQLite file with articles, postings, decisions and the audit log."""

import hashlib
import json
import math
import os
import secrets
import struct
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

import apsw
import numpy as np
from numpy.typing import NDArray

from dedup.index import audit
from dedup.index.changes import (
    Change,
    Incoming,
    Surroundings,
    WordKey,
    audit_line,
    incoming,
    plan,
    word_key,
)
from dedup.index.connection import SCHEMA_VERSION, connect, translated, wal_bytes
from dedup.index.errors import IndexDamagedError, IndexMissingError
from dedup.index.levels import Levels
from dedup.index.packing import IDENT, MEMBER, WORDS, Owners, pack
from dedup.index.points import reach
from dedup.index.protocol import Added, Decision, Entry, Info, Keys, Keys32, Numbers
from dedup.index.records import (
    Stored,
    checksum,
    compress,
    decode_text,
    decompress,
    encode_text,
    pack_keys,
    unpack_article,
    unpack_keys,
)
from dedup.index.stamp import KEY_PARAMS, Stamp, check_stamp, new_stamp, random_seed, unpack_stamp
from dedup.index.state import State
from dedup.index.transactions import WAIT_S, Transactions
from dedup.keys import BAND, PASSAGE, TERM
from dedup.model import Article
from dedup.params import Params
from dedup.published import day_number

_HEAD = "number, id, fingerprint, digest, content, day, version, keys, head_sum"
_FEW = 4096  # rows fetched in one statement


class SqliteIndex:
    """An index in one file.

    One handle may be used from several threads; its transactions then come one after the other.
    """

    def __init__(self, path: str | os.PathLike[str], *, wanted: Params | None = None, wait_s: float = WAIT_S) -> None:
        """Open an index.

        Args:
            path: The file.
            wanted: Parameters of this run, whose keys must be those of the index; the seed does not count.
            wait_s: How long to wait for the right to write.

        Raises:
            IndexMissingError: If there is no index of that name.
            IndexMismatchError: If its keys cannot be compared with those of this run.
            IndexDamagedError: If it cannot be read.
        """
        self.path = Path(path)
        self._own = Transactions(self.path, wait_s=wait_s)
        try:
            with self._own.call() as connection:
                self._stamp = _read_stamp(connection, self.path)
            check_stamp(self._stamp, wanted.as_mapping() if wanted else None, self.path)
            self._levels = Levels(self._own.connection, self.path)
            with self._read():
                pass
        except BaseException:
            self._own.close()
            raise

    @classmethod
    def create(cls, path: str | os.PathLike[str], params: Params | None = None, *, seed: int | None = None) -> Self:
        """Make an empty index; its file appears under its name only when it is complete.

        Args:
            path: The file; nothing may be there.
            params: What the keys are made with.
            seed: Of the permutations; drawn at random if None, so that nobody can aim past the bands.

        Raises:
            IndexMissingError: If there is something already, or the folder cannot be written.
        """
        path = Path(path)
        chosen = replace(params or Params(), seed=random_seed() if seed is None else seed)
        make_file(path, new_stamp(chosen))
        return cls(path)

    def __repr__(self) -> str:
        """Name the file, nothing else: the parameters hold the seed."""
        return f"{type(self).__name__}({str(self.path)!r})"

    @property
    def params(self) -> Params:
        """What the keys are made with, the index's own seed among it: not to be shown."""
        return self._stamp.params

    @property
    def stamp(self) -> Stamp:
        """Everything that the index was built with; secret."""
        return self._stamp

    @property
    def state(self) -> State:
        """The state that this handle saw last."""
        return self._own.state

    @property
    def levels(self) -> Levels:
        """The postings."""
        return self._levels

    @property
    def transactions(self) -> Transactions:
        """The connection and what it is in the middle of."""
        return self._own

    def __len__(self) -> int:
        """Return the number of articles."""
        with self._read():
            return self._own.state.articles

    def __enter__(self) -> Self:
        """Return the index itself; leaving closes it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the index."""
        self.close()

    def close(self) -> None:
        """Let go of the index; harmless when repeated."""
        self._own.close()

    # -- transactions

    @contextmanager
    def _read(self) -> Iterator[None]:
        """Hold one state, loaded."""
        with self._own.reading() as is_new:
            if is_new:
                self._refresh()
            yield

    def _refresh(self) -> None:
        """Load what has changed since this handle looked last."""
        with self._own.call():
            if self._own.load():
                self._levels.refresh(self._own.state)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Hold one state for several reads."""
        with self._read():
            self._own.watch()
            yield

    @contextmanager
    def reading_whole(self) -> Iterator[None]:
        """Hold one state for as long as it takes, never cut off: for checks and copies of a whole index."""
        with self._read():
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the right to write; what was added inside is durable when this is left, or not there at all."""
        with self._own.writing() as is_new:
            if not is_new:
                yield
                return
            try:
                self._refresh()
                yield
            except BaseException:
                self._levels.forget_cache()
                raise

    # -- writing

    def add(self, entries: Iterable[Entry], *, removals: Sequence[str] = (), allow: bool = False) -> Added:
        """Add articles in one transaction; see :class:`dedup.index.protocol.Index`."""
        return self._change("add", [incoming(entry) for entry in entries], removals, allow)

    def remove(self, ids: Sequence[str]) -> Added:
        """Remove articles; unknown ids are passed over."""
        return self._change("remove", [], ids, True)

    def expire(self, before: str) -> Added:
        """Remove the articles published before an ISO date; undated ones stay."""
        edge = day_number(before)
        if math.isnan(edge):
            raise IndexMissingError(f"the date must be ISO 8601, like 2025-01-31, got {before!r}")
        with self.writing(), self._own.call() as connection:
            ids = [decode_text(row[0]) for row in connection.execute("SELECT id FROM articles WHERE day < ?", (edge,))]
            result = self._change("expire", [], ids, True)
        self.tend()
        return result

    def _change(self, what: str, new: list[Incoming], removals: Sequence[str], allow: bool) -> Added:
        """Plan a change and carry it out."""
        with self.writing(), self._own.call() as connection:
            marks = set() if allow or not new else self.forgotten_marks()
            change = plan(new, removals, self._surroundings(new, removals, marks))
            if allow and new and self._own.state.forgotten:
                self._allow_again(new)
            if not change.is_empty:
                self.carry_out(connection, change)
                self.log(audit_line(self._stamp.secret, what, audit.now(), change.result))
            self._tend_inside(50 * (len(change.inserted) + len(change.deleted)) * 4)
        if len(new) > 500:
            self.tend()
        return change.result

    def _surroundings(self, new: list[Incoming], removals: Sequence[str], marks: Collection[bytes]) -> Surroundings:
        """What the plan needs to know."""
        ids = list(dict.fromkeys([*removals, *(each.entry.article.id for each in new)]))
        known = {stored.id: stored for stored in self._stored(self._numbers_of(ids))}
        leaders = self._leaders([word_key(each.entry) for each in new])
        return Surroundings(self._own.state.next_number, known, leaders, self.heir_of, marks, self._stamp.secret)

    def carry_out(self, connection: apsw.Connection, change: Change, *, tombstones: bool = True) -> None:
        """Write what was planned, inside a transaction; without ``tombstones`` the caller erases the postings."""
        state = self._own.state
        self._own.is_dirty = True
        postings: list[NDArray[np.int64]] = []
        if change.deleted:
            gone = np.array([stored.number for stored in change.deleted], dtype=np.int64)
            leaving = {stored.number for _, stored in change.promoted}
            heirs = {number: self.raw_keys(number) for number in leaving}
            connection.executemany("DELETE FROM articles WHERE number = ?", [(int(number),) for number in gone])
            reach("remove.deleted")
            if tombstones:
                self._levels.remove(state, gone)
            for heir, stored in change.promoted:
                postings.append(self._promote(connection, heir, stored, heirs[stored.number]))
        rows = [_row(number, each, number in change.with_keys) for number, each in change.inserted.items()]
        connection.executemany(
            f"INSERT INTO articles({_HEAD}, meta, text, text_sum) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows
        )
        reach("add.articles")
        if rows:
            first = rows[0][0]
            roll = json.dumps([[number, each.entry.article.id] for number, each in change.inserted.items()]).encode()
            connection.execute("INSERT INTO rolls(number, ids, sum) VALUES(?, ?, ?)", (first, roll, _seal(first, roll)))
            state.next_number = max(change.inserted) + 1
        postings += _postings(change)
        if postings:
            self._levels.append(state, np.concatenate(postings))
        reach("add.postings")
        state.articles += len(change.inserted) - len(change.deleted)
        state.texts += len(change.with_keys) + len(change.promoted) - sum(each.has_keys for each in change.deleted)

    def _promote(self, connection: apsw.Connection, heir: int, left: Stored, keys: bytes) -> NDArray[np.int64]:
        """Make another member of equal texts their representative; return its postings."""
        row = self._head_row(heir)
        values = (*row[:7], keys)
        connection.execute(
            "UPDATE articles SET keys = ?, head_sum = ? WHERE number = ?", (keys, _head_sum(values), heir)
        )
        return _key_postings(heir, unpack_keys(keys), left.fingerprint)

    def tend(self) -> None:
        """Finish all merges that are due, in transactions of bounded size."""
        while self._own.state.merge or self._levels.has_work(self._own.state):
            with self.writing():
                if not self._tend_inside(1):
                    return

    def _tend_inside(self, budget: int) -> int:
        """Do steps of merges inside a transaction until a budget in postings is used up."""
        spent = 0
        while spent < budget:
            with self._own.call():
                cost = self._levels.step(self._own.state)
            if not cost:
                break
            self._own.is_dirty = True
            spent += cost
        return spent

    def log(self, line: Mapping[str, object]) -> None:
        """Append a line to the audit log, inside a transaction."""
        state = self._own.state
        packed, number = audit.pack_line(line), state.audit_count + 1
        chain = audit.chained(self._stamp.secret, bytes.fromhex(state.audit_head), number, packed)
        self._own.connection.execute("INSERT INTO audit(number, line, chain) VALUES(?, ?, ?)", (number, packed, chain))
        state.audit_count, state.audit_head = number, chain.hex()
        self._own.is_dirty = True
        reach("audit.written")

    # -- forgetting

    def forget(self, ids: Sequence[str]) -> Added:
        """Erase articles to the byte and remember, by keyed hashes only, not to take them again."""
        from dedup.index.forgetting import forget

        return forget(self, ids)

    def forgotten_marks(self) -> set[bytes]:
        """Return the marks of everything that was forgotten."""
        found: set[bytes] = set()
        if not self._own.state.forgotten:
            return found
        with self._own.call() as connection:
            rows = list(connection.execute("SELECT number, marks, sum FROM forgotten"))
        for number, marks, seal in rows:
            self.check_seal(number, marks, seal, "forgotten")
            found.update(marks[k : k + 16] for k in range(0, len(marks), 16))
        if len(rows) != self._own.state.forgotten:
            raise self._damaged("forgotten", len(rows) + 1, "missing")
        return found

    def _allow_again(self, new: list[Incoming]) -> None:
        """Take articles off the list of what was forgotten."""
        from dedup.index.forgetting import allow_again

        allow_again(self, [each.entry.article for each in new])

    # -- reading

    def owners(self, kind: int, keys: Keys32, *, limit: int = 200, cap: int = 10_000) -> Owners:
        """Return the articles under keys; see :class:`dedup.index.protocol.Index`."""
        with self._read(), self._own.call():
            return self._levels.owners(kind, keys, limit, cap)

    def members(self, fingerprints: Sequence[int], *, limit: int = 1000) -> list[Numbers]:
        """Return the numbers of the articles with each fingerprint, rising, at most ``limit`` each."""
        keys = _word_keys(fingerprints)
        out: list[Numbers] = []
        with self._read(), self._own.call():
            several = [self._levels.owners(kind, keys, limit, limit) for kind in (WORDS, MEMBER)]
            for k, fingerprint in enumerate(fingerprints):
                found = np.unique(np.concatenate([o.numbers[o.bounds[k] : o.bounds[k + 1]] for o in several]))
                same = self.fingerprints_of(found) == fingerprint
                out.append(found[same][:limit])
        return out

    def keys_of(self, numbers: Sequence[int] | Numbers) -> list[Keys]:
        """Return the keys of articles, those of an equal text being its own."""
        with self._read():
            rows = self._heads(numbers)
            behind = [(row[2], bytes(row[3])) for row in rows if row[7] is None]
            leaders = self._leaders(behind)
            others = {key: row[7] for key, row in zip(leaders, self._heads(list(leaders.values())), strict=True)}
            packed = [others.get((row[2], bytes(row[3]))) if row[7] is None else row[7] for row in rows]
            out = []
            for row, data in zip(rows, packed, strict=True):
                if data is None:
                    raise self._damaged("articles", row[0], "without the representative of its text")
                out.append(unpack_keys(data))
        return out

    def articles(self, numbers: Sequence[int] | Numbers) -> list[Article]:
        """Return articles by number."""
        with self._read():
            return [self._article(row) for row in self._rows("number, id, meta, text, text_sum", numbers)]

    def _article(self, row: Sequence[Any]) -> Article:
        """Read an article, its checksum verified."""
        number, identity, meta, text, seal = row
        if checksum(number.to_bytes(8, "little"), identity, meta, text) != seal:
            raise self._damaged("articles", number, "damaged")
        try:
            return unpack_article(decode_text(identity), meta, decode_text(decompress(text)))
        except ValueError as exc:
            raise self._damaged("articles", number, f"damaged ({exc})") from exc

    def numbers_of(self, ids: Sequence[str]) -> Numbers:
        """Return the number of each id, 0 where there is none."""
        with self._read():
            found = {stored.id: stored.number for stored in self._stored(self._numbers_of(ids))}
        return np.array([found.get(identity, 0) for identity in ids], dtype=np.int64)

    def fingerprints_of(self, numbers: Sequence[int] | Numbers) -> NDArray[np.int64]:
        """Return the fingerprints of articles."""
        with self._read():
            return np.array([row[2] for row in self._heads(numbers)], dtype=np.int64)

    def days_of(self, numbers: Sequence[int] | Numbers) -> NDArray[np.float64]:
        """Return days since 1970 of the publication of articles, NaN for undated ones."""
        with self._read():
            rows = self._heads(numbers)
        return np.array([np.nan if row[5] is None else row[5] for row in rows], dtype=np.float64)

    def numbers(self) -> Numbers:
        """Return the numbers of all articles, rising."""
        with self._read(), self._own.call() as connection:
            rows = connection.execute("SELECT number FROM articles ORDER BY number")
            found = np.fromiter((row[0] for row in rows), dtype=np.int64)
            if len(found) != self._own.state.articles:
                raise IndexDamagedError(
                    f"{self.path}: {len(found)} articles are there, {self._own.state.articles} were stored; "
                    f"run: dedup index repair {self.path} NEW"
                )
            return found

    def stored_of(self, ids: Sequence[str]) -> list[Stored]:
        """Return what is known of articles besides their texts; unknown ids are passed over."""
        wanted = set(ids)
        return [stored for stored in self._stored(self._numbers_of(list(ids))) if stored.id in wanted]

    def rows_of(self, numbers: Sequence[int] | Numbers) -> list[tuple[Stored, bytes | None]]:
        """Return what is known of articles besides their texts, and their packed keys if they have them."""
        return [(_stored(row), row[7]) for row in self._heads(numbers)]

    @staticmethod
    def id_key(identity: str) -> int:
        """Return the key that an id is found under."""
        return id_key_of(identity)

    def name_postings(self, stored: Stored) -> NDArray[np.int64]:
        """Return the postings by which an article is known besides its keys; it may lack some of them."""
        word = _word_keys([stored.fingerprint])
        parts = [pack(kind, word, stored.number) for kind in (WORDS, MEMBER)]
        return np.concatenate([pack(IDENT, np.array([id_key_of(stored.id)]), stored.number), *parts])

    def _numbers_of(self, ids: Sequence[str]) -> Numbers:
        """Numbers under the hashes of ids; others may be among them."""
        if not ids:
            return np.empty(0, dtype=np.int64)
        keys = np.sort(np.array([id_key_of(identity) for identity in ids], dtype=np.uint32))
        with self._own.call():
            return self._levels.owners(IDENT, keys, 1000, 1000).numbers

    def _stored(self, numbers: Numbers) -> list[Stored]:
        """What is known of articles besides their texts."""
        return [_stored(row) for row in self._heads(np.unique(numbers))]

    def _leaders(self, keys: Sequence[WordKey]) -> dict[WordKey, int]:
        """The representatives of texts, where there are any."""
        if not keys:
            return {}
        wanted = set(keys)
        short = np.unique(_word_keys([key[0] for key in wanted]))
        with self._own.call():
            numbers = self._levels.owners(WORDS, short, 1000, 1000).numbers
        found = [(stored, word_key(stored)) for stored in self._stored(numbers)]
        return {key: stored.number for stored, key in found if stored.has_keys and key in wanted}

    def heir_of(self, key: WordKey, excluded: Collection[int]) -> int:
        """The smallest other member of a text, 0 if there is none."""
        short = _word_keys([key[0]])
        limit = 64
        while True:
            owners = self._levels.owners(MEMBER, short, limit, limit)
            numbers = [int(number) for number in owners.numbers if int(number) not in excluded]
            for stored in self._stored(np.array(numbers, dtype=np.int64)):
                if word_key(stored) == key:
                    return stored.number
            if len(owners.numbers) < limit:
                return 0
            limit *= 8

    def _heads(self, numbers: Sequence[int] | Numbers) -> list[tuple[Any, ...]]:
        """Rows without metadata and text, each verified, in the order of the numbers."""
        rows = self._rows(_HEAD, numbers)
        for row in rows:
            if _head_sum(row[:8]) != row[8]:
                raise self._damaged("articles", row[0], "damaged")
        return rows

    def _head_row(self, number: int) -> tuple[Any, ...]:
        """One row without metadata and text."""
        return self._heads([number])[0]

    def raw_keys(self, number: int) -> bytes:
        """The packed keys of a representative."""
        return bytes(self._head_row(number)[7])

    def _rows(self, columns: str, numbers: Sequence[int] | Numbers) -> list[tuple[Any, ...]]:
        """Rows by number; each must be there."""
        wanted = np.asarray(numbers, dtype=np.int64)
        found: dict[int, tuple[Any, ...]] = {}
        listed = ", ".join(f"a.{name.strip()}" for name in columns.split(","))
        ordered = np.unique(wanted)
        with self._own.call() as connection:
            for start in range(0, len(ordered), _FEW):
                some = np.ascontiguousarray(ordered[start : start + _FEW])
                found.update(
                    (row[0], row)
                    for row in connection.execute(
                        f"SELECT {listed} FROM carray(?) AS w CROSS JOIN articles AS a ON a.number = w.value",
                        (apsw.carray(some),),
                    )
                )
        if len(found) < len(ordered):
            raise self._damaged("articles", next(int(k) for k in ordered if int(k) not in found), "missing")
        return [found[number] for number in wanted.tolist()]

    # -- decisions and the log

    def add_decision(self, decision: Decision) -> int:
        """Append a decision; return its number."""
        record = json.dumps(decision._asdict()).encode()
        with self.writing(), self._own.call() as connection:
            state = self._own.state
            number = state.decisions + 1
            connection.execute(
                "INSERT INTO decisions(number, record, sum) VALUES(?, ?, ?)", (number, record, _seal(number, record))
            )
            state.decisions = number
            self.log({"at": audit.now(), "what": "decision", "number": number, "digest": _seal(number, record).hex()})
        return number

    def decisions(self, digests: Collection[str] | None = None) -> list[Decision]:
        """Return decisions in the order they were made: all, or those on one of these contents."""
        with self._read(), self._own.call() as connection:
            rows = list(connection.execute("SELECT number, record, sum FROM decisions ORDER BY number"))
            for expected, (number, record, seal) in enumerate(rows, 1):
                self.check_seal(number, record, seal, "decisions")
                if number != expected:
                    raise self._damaged("decisions", expected, "missing")
            if len(rows) != self._own.state.decisions:
                raise self._damaged("decisions", len(rows) + 1, "missing")
        found = [Decision(**json.loads(record)) for _, record, _ in rows if record != b"{}"]
        return [each for each in found if digests is None or each.left in digests or each.right in digests]

    def audit(self) -> list[Mapping[str, Any]]:
        """Return the audit log, oldest line first.

        Raises:
            IndexDamagedError: If a line is not as it was written.
        """
        with self._read(), self._own.call() as connection:
            rows = list(connection.execute("SELECT number, line, chain FROM audit ORDER BY number"))
            state = self._own.state
            broken = audit.broken_line(self._stamp.secret, rows, state.audit_count, state.audit_head)
        if broken:
            raise self._damaged("audit", broken, "not as it was written")
        return [audit.unpack_line(line) for _, line, _ in rows]

    def info(self) -> Info:
        """Say what the index is and holds."""
        with self._read():
            state = self._own.state
            size = os.stat(self.path).st_size
            details = {
                "path": str(self.path), "layout": SCHEMA_VERSION, "version": self._stamp.version,
                "tokeniser": self._stamp.tokeniser, "signatures": self._stamp.scheme,
                "sqlite": apsw.sqlite_lib_version(), "bytes": size, "wal_bytes": wal_bytes(self.path),
                "bytes_per_article": round(size / max(1, state.articles)),
                "segments": [segment.count for segment in state.segments], "recent": state.recent_count,
                "removed_waiting": state.gone_count, "merging": state.merge is not None,
            }  # fmt: skip
        shown = {name: value for name, value in self.params.as_mapping().items() if name in KEY_PARAMS}
        return Info(
            state.articles, state.texts, state.posting_count, state.decisions, state.forgotten, state.audit_count,
            state.audit_head, shown, details,
        )  # fmt: skip

    def verify(self, progress: Callable[[str, int, int], None] | None = None) -> list[str]:
        """Check every record against every other; return what is wrong, nothing if all is well."""
        from dedup.index.verifying import verify

        return verify(self, progress)

    def check_seal(self, number: int, record: bytes, seal: bytes, table: str) -> None:
        """Verify one record."""
        if _seal(number, record) != seal:
            raise self._damaged(table, number, "damaged")

    def _damaged(self, table: str, number: int, what: str) -> IndexDamagedError:
        """The error for a record that is not as it was written."""
        return IndexDamagedError(
            f"{self.path}: record {number} of {table} is {what}; restore a backup, or run: "
            f"dedup index repair {self.path} NEW"
        )


def make_file(path: Path, stamp: Stamp) -> None:
    """Make an empty index under a temporary name, then give it its own.

    Raises:
        IndexMissingError: If there is something already, or the folder cannot be written.
    """
    if path.exists():
        raise IndexMissingError(f"{path}: is there already; choose another name")
    if not path.parent.is_dir():
        raise IndexMissingError(f"{path}: there is no folder {path.parent}; make it first")
    draft = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        file = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        os.close(file)
        connection = connect(draft, create=True)
        with translated(path):
            connection.execute("BEGIN IMMEDIATE")
            copies = [(1, stamp.pack()), (2, stamp.pack())]
            connection.executemany("INSERT INTO header(copy, stamp) VALUES(?, ?)", copies)
            connection.execute("INSERT INTO state(one, record) VALUES(1, ?)", (State().pack(),))
            connection.execute("COMMIT")
            connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
            connection.close()
        publish(draft, path)
    except OSError as exc:
        raise IndexMissingError(f"{path}: cannot be made: {exc.strerror or exc}") from exc
    finally:
        for name in (draft, f"{draft}-wal", f"{draft}-shm"):
            with suppress(OSError):
                os.unlink(name)


def publish(draft: Path, path: Path) -> None:
    """Give a complete file its name, which must be free, and make that durable."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise IndexMissingError(f"{path}: is there already; choose another name") from None
    except OSError:  # no hard links here
        os.rename(draft, path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _read_stamp(connection: apsw.Connection, path: Path) -> Stamp:
    """The stamp, from its first copy or its second."""
    rows: list[tuple[Any, ...]] = connection.execute("SELECT stamp FROM header ORDER BY copy").fetchall()
    for position, (record,) in enumerate(rows):
        try:
            return unpack_stamp(record, path)
        except IndexDamagedError:
            if position == len(rows) - 1:
                raise
    raise IndexDamagedError(f"{path}: the header is missing; run: dedup index repair {path} NEW")


def _stored(row: Sequence[Any]) -> Stored:
    """What a row says besides keys, metadata and text."""
    return Stored(row[0], decode_text(row[1]), row[2], row[3], row[4], row[6], row[7] is not None)


def _seal(number: int, record: bytes) -> bytes:
    """The checksum of a record under its number."""
    return checksum(number.to_bytes(8, "little"), record)


def _head_sum(values: Sequence[Any]) -> bytes:
    """The checksum of a row without metadata and text."""
    number, identity, fingerprint, digest, content, day, version, keys = values
    numbers = struct.pack("<qqd", number, fingerprint, math.inf if day is None else day)
    marked = b"" if keys is None else b"+" + keys
    return checksum(numbers, identity, digest, content, encode_text(version), marked)


def _row(number: int, new: Incoming, has_keys: bool) -> tuple[Any, ...]:
    """The row of a new article."""
    entry = new.entry
    day = day_number(entry.article.published) if entry.article.published else math.nan
    identity, text = encode_text(entry.article.id), compress(new.text)
    keys = pack_keys(entry) if has_keys else None
    head = (
        number, identity, entry.fingerprint, entry.digest, new.content, None if math.isnan(day) else day,
        new.version, keys,
    )  # fmt: skip
    seal = checksum(number.to_bytes(8, "little"), identity, new.meta, text)
    return (*head, _head_sum(head), new.meta, text, seal)


def _postings(change: Change) -> list[NDArray[np.int64]]:
    """The postings of all new articles."""
    parts: list[NDArray[np.int64]] = []
    numbers = list(change.inserted)
    leading = [number for number in numbers if number in change.with_keys]
    for kind, name in ((BAND, "band_keys"), (PASSAGE, "passage_keys"), (TERM, "term_keys")):
        keys = [getattr(change.inserted[number].entry, name) for number in leading]
        if keys:
            owners = np.repeat(np.array(leading, dtype=np.int64), [len(each) for each in keys])
            parts.append(pack(kind, np.concatenate(keys), owners))
    if numbers:
        every = np.array(numbers, dtype=np.int64)
        parts.append(pack(IDENT, np.array([id_key_of(change.inserted[k].entry.article.id) for k in numbers]), every))
        words = _word_keys([change.inserted[k].entry.fingerprint for k in numbers])
        kinds = np.array([WORDS if k in change.with_keys else MEMBER for k in numbers], dtype=np.int64)
        parts.append(pack(0, words, every) + (kinds << 60))
    return parts


def _key_postings(number: int, keys: Keys, fingerprint: int) -> NDArray[np.int64]:
    """The postings that make an article the representative of its text."""
    parts = [pack(kind, each, number) for kind, each in zip((BAND, PASSAGE, TERM), keys, strict=True)]
    return np.concatenate([*parts, pack(WORDS, _word_keys([fingerprint]), number)])


def id_key_of(identity: str) -> int:
    """The key that an id is found under."""
    return int.from_bytes(hashlib.blake2b(encode_text(identity), digest_size=4).digest(), "little")


def _word_keys(fingerprints: Sequence[int]) -> Keys32:
    """The keys that equal texts are found under."""
    return (np.array(fingerprints, dtype=np.int64) >> 31).astype(np.uint32)
