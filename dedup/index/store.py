"""One index file, as it is read, and the transactions in which it is written.

What a change comes to is decided in :mod:`dedup.index.changes` and written by :mod:`dedup.index.applying`.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import apsw
import numpy as np
from numpy.typing import NDArray

from dedup.index import audit
from dedup.index.changes import WordKey, mark, withdrawal_mark, word_key
from dedup.index.errors import IndexDamagedError
from dedup.index.files import read_stamp
from dedup.index.judged import NOTHING_JUDGED, Judged, read_judged
from dedup.index.levels import Levels
from dedup.index.packing import IDENT, MEMBER, WORDS, Kind, Owners
from dedup.index.points import reach
from dedup.index.protocol import Decision, Keys, Keys32, Numbers
from dedup.index.records import Stored, checksum, decode_text, decompress, encode_text, unpack_article, unpack_keys
from dedup.index.rows import HEAD, head_sum, id_key, seal, stored_from, word_keys
from dedup.index.stamp import check_stamp
from dedup.index.state import State
from dedup.index.transactions import WAIT_S, Transactions
from dedup.keys import PASSAGE, distinct_values
from dedup.model import Article
from dedup.params import Params

_FEW = 4096  # rows fetched in one statement


class Store:
    """An index file: transactions, and all that is read from it.

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
            self._judged, self._judged_mark = NOTHING_JUDGED, (0, 0, 0, 0)
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
        with self.transactions.writing() as is_new:
            if not is_new:
                yield
                return
            try:
                self._refresh()
                yield
            except BaseException:
                self.levels.forget_cache()
                raise

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

    def owners(self, kind: Kind, keys: Keys32, *, limit: int = 200, cap: int = 10_000) -> Owners:
        """Return the articles under keys; see :class:`dedup.index.protocol.Index`."""
        with self.read(), self.transactions.call():
            return self.levels.owners(kind, keys, limit, cap)

    def judged(self) -> Judged:
        """Return the verdicts on passage keys that are kept."""
        with self.read(), self.transactions.call() as connection:
            state = self.state
            mark = (state.judged_below, state.judged_segment, state.judged_rows, state.erasures)
            if self._judged_mark != mark:
                self._judged, self._judged_mark = read_judged(connection, state, self.path), mark
            return self._judged

    def perhaps_crowded(self, keys: Keys32) -> NDArray[np.bool_]:
        """Say which passage keys may have enough articles to be judged; the others have too few for certain."""
        with self.read():
            judged = self.judged()
            if not judged.below:
                return np.ones(len(keys), dtype=np.bool_)
            found = judged.places_of(keys) >= 0
            rest = np.flatnonzero(~found)
            with self.transactions.call():
                found[rest] = self.levels.occurs_since(self.state.judged_segment, PASSAGE, keys[rest])
            return found

    def members(self, fingerprints: Sequence[int], *, limit: int = 1000) -> list[Numbers]:
        """Return the numbers of the articles with each fingerprint, rising, at most ``limit`` each."""
        keys = word_keys(fingerprints)
        out: list[Numbers] = []
        with self.read(), self.transactions.call():
            kinds = np.repeat(np.array([WORDS, MEMBER]), len(keys))
            both = self.levels.owners(kinds, np.concatenate([keys, keys]), limit, limit)
            for k, fingerprint in enumerate(fingerprints):
                parts = [both.numbers[both.bounds[j] : both.bounds[j + 1]] for j in (k, k + len(keys))]
                found = distinct_values(np.concatenate(parts))
                same = self.fingerprints_of(found) == fingerprint
                out.append(found[same][:limit])
        return out

    def keys_of(self, numbers: Sequence[int] | Numbers) -> list[Keys]:
        """Return the keys of articles, those of an equal text being its own."""
        with self.read():
            rows = self.heads(numbers)
            behind = [(row[2], bytes(row[3])) for row in rows if row[7] is None]
            leaders = self.leaders_of(behind)
            others = {key: row[7] for key, row in zip(leaders, self.heads(list(leaders.values())), strict=True)}
            packed = [others.get((row[2], bytes(row[3]))) if row[7] is None else row[7] for row in rows]
            out = []
            for row, data in zip(rows, packed, strict=True):
                if data is None:
                    raise self.damaged("articles", row[0], "without the representative of its text")
                out.append(unpack_keys(data))
        return out

    def articles(self, numbers: Sequence[int] | Numbers) -> list[Article]:
        """Return articles by number."""
        with self.read():
            return [self._article(row) for row in self.rows("number, id, meta, text, text_sum", numbers)]

    def _article(self, row: Sequence[Any]) -> Article:
        """Read an article, its checksum verified."""
        number, identity, meta, text, seal = row
        if checksum(number.to_bytes(8, "little"), identity, meta, text) != seal:
            raise self.damaged("articles", number, "damaged")
        try:
            return unpack_article(decode_text(identity), meta, decode_text(decompress(text)))
        except ValueError as exc:
            raise self.damaged("articles", number, f"damaged ({exc})") from exc

    def numbers_of(self, ids: Sequence[str]) -> Numbers:
        """Return the number of each id, 0 where there is none."""
        with self.read():
            found = {stored.id: stored.number for stored in self._stored(self._numbers_of(ids))}
        return np.array([found.get(identity, 0) for identity in ids], dtype=np.int64)

    def fingerprints_of(self, numbers: Sequence[int] | Numbers) -> NDArray[np.int64]:
        """Return the fingerprints of articles."""
        with self.read():
            return np.array([row[2] for row in self.heads(numbers)], dtype=np.int64)

    def days_of(self, numbers: Sequence[int] | Numbers) -> NDArray[np.float64]:
        """Return days since 1970 of the publication of articles, NaN for undated ones."""
        with self.read():
            rows = self.heads(numbers)
        return np.array([np.nan if row[5] is None else row[5] for row in rows], dtype=np.float64)

    def numbers(self) -> Numbers:
        """Return the numbers of all articles, rising."""
        with self.read(), self.transactions.call() as connection:
            rows = connection.execute("SELECT number FROM articles ORDER BY number")
            found = np.fromiter((row[0] for row in rows), dtype=np.int64)
            if len(found) != self.transactions.state.articles:
                raise IndexDamagedError(
                    f"{self.path}: {len(found)} articles are there, {self.transactions.state.articles} were stored; "
                    f"run: dedup index repair {self.path} NEW"
                )
            if (np.diff(found) <= 0).any():
                raise self.damaged("articles", int(found[int(np.argmax(np.diff(found) <= 0))]), "there twice")
            return found

    def stored_of(self, ids: Sequence[str]) -> list[Stored]:
        """Return what is known of articles besides their texts; unknown ids are passed over."""
        wanted = set(ids)
        return [stored for stored in self._stored(self._numbers_of(list(ids))) if stored.id in wanted]

    def rows_of(self, numbers: Sequence[int] | Numbers) -> list[tuple[Stored, bytes | None]]:
        """Return what is known of articles besides their texts, and their packed keys if they have them."""
        return [(stored_from(row), row[7]) for row in self.heads(numbers)]

    def _numbers_of(self, ids: Sequence[str]) -> Numbers:
        """Numbers under the hashes of ids; others may be among them."""
        if not ids:
            return np.empty(0, dtype=np.int64)
        keys = np.sort(np.array([id_key(identity) for identity in ids], dtype=np.uint32))
        with self.transactions.call():
            return self.levels.owners(IDENT, keys, 1000, 1000).numbers

    def _stored(self, numbers: Numbers) -> list[Stored]:
        """What is known of articles besides their texts."""
        return [stored_from(row) for row in self.heads(distinct_values(numbers))]

    def leaders_of(self, keys: Sequence[WordKey]) -> dict[WordKey, int]:
        """The representatives of texts, where there are any."""
        if not keys:
            return {}
        wanted = set(keys)
        short = distinct_values(word_keys([key[0] for key in wanted]))
        with self.transactions.call():
            numbers = self.levels.owners(WORDS, short, 1000, 1000).numbers
        found = [(stored, word_key(stored)) for stored in self._stored(numbers)]
        return {key: stored.number for stored, key in found if stored.has_keys and key in wanted}

    def heir_of(self, key: WordKey, excluded: Collection[int]) -> int:
        """The smallest other member of a text, 0 if there is none."""
        short = word_keys([key[0]])
        limit = 64
        while True:
            owners = self.levels.owners(MEMBER, short, limit, limit)
            numbers = [int(number) for number in owners.numbers if int(number) not in excluded]
            for stored in self._stored(np.array(numbers, dtype=np.int64)):
                if word_key(stored) == key:
                    return stored.number
            if len(owners.numbers) < limit:
                return 0
            limit *= 8

    def heads(self, numbers: Sequence[int] | Numbers) -> list[tuple[Any, ...]]:
        """Rows without metadata and text, each verified, in the order of the numbers."""
        rows = self.rows(HEAD, numbers)
        for row in rows:
            if head_sum(row[:8]) != row[8]:
                raise self.damaged("articles", row[0], "damaged")
        return rows

    def raw_keys(self, number: int) -> bytes:
        """The packed keys of a representative."""
        return bytes(self.heads([number])[0][7])

    def rows(self, columns: str, numbers: Sequence[int] | Numbers) -> list[tuple[Any, ...]]:
        """Rows by number; each must be there."""
        wanted = np.asarray(numbers, dtype=np.int64)
        found: dict[int, tuple[Any, ...]] = {}
        listed = ", ".join(f"a.{name.strip()}" for name in columns.split(","))
        ordered = distinct_values(wanted)
        with self.transactions.call() as connection:
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
            raise self.damaged("articles", next(int(k) for k in ordered if int(k) not in found), "missing")
        return [found[number] for number in wanted.tolist()]

    def insert_decision(self, decision: Decision) -> int:
        """Append a decision without a line in the log, inside a transaction."""
        record, state = json.dumps(decision._asdict()).encode(), self.state
        state.decisions += 1
        self.transactions.connection.execute(
            "INSERT INTO decisions(number, record, sum) VALUES(?, ?, ?)",
            (state.decisions, record, seal("decisions", state.decisions, record)),
        )
        self.transactions.is_dirty = True
        return state.decisions

    def remember(self, marks: Iterable[bytes]) -> None:
        """Add marks to those of what was forgotten, inside a transaction."""
        new, state = b"".join(dict.fromkeys(marks)), self.state
        state.forgotten += 1
        self.transactions.connection.execute(
            "INSERT INTO forgotten(number, marks, sum) VALUES(?, ?, ?)",
            (state.forgotten, new, seal("forgotten", state.forgotten, new)),
        )
        self.transactions.is_dirty = True

    def audit_rows(self) -> list[tuple[int, bytes, bytes]]:
        """Return the lines of the audit log as they are stored, verified."""
        with self.read(), self.transactions.call() as connection:
            rows: list[Any] = list(connection.execute("SELECT number, line, chain FROM audit ORDER BY number"))
            broken = audit.broken_line(self.stamp.secret, rows, self.state.audit_count, self.state.audit_head)
        if broken:
            raise self.damaged("audit", broken, "not as it was written")
        return rows

    def add_decision(self, decision: Decision) -> int:
        """Append a decision; return its number."""
        with self.writing(), self.transactions.call():
            number = self.insert_decision(decision)
            self.log({"at": audit.now(), "what": "decision", "number": number})
        return number

    def decisions(self, digests: Collection[str] | None = None) -> list[Decision]:
        """Return decisions in the order they were made: all, or those on one of these contents."""
        with self.read(), self.transactions.call() as connection:
            rows = list(connection.execute("SELECT number, record, sum FROM decisions ORDER BY number"))
            for expected, (number, record, kept) in enumerate(rows, 1):
                self.check_seal(number, record, kept, "decisions")
                if number != expected:
                    raise self.damaged("decisions", expected, "missing")
            if len(rows) != self.transactions.state.decisions:
                raise self.damaged("decisions", len(rows) + 1, "missing")
        found = [Decision(**json.loads(record)) for _, record, _ in rows if record != b"{}"]
        return [each for each in found if digests is None or each.left in digests or each.right in digests]

    def audit(self) -> list[Mapping[str, Any]]:
        """Return the audit log, oldest line first.

        Raises:
            IndexDamagedError: If a line is not as it was written.
        """
        return [audit.unpack_line(line) for _, line, _ in self.audit_rows()]

    def forgotten_marks(self) -> set[bytes]:
        """Return the marks of everything that was forgotten."""
        found: set[bytes] = set()
        if not self.transactions.state.forgotten:
            return found
        with self.transactions.call() as connection:
            rows = list(connection.execute("SELECT number, marks, sum FROM forgotten"))
        for number, marks, kept in rows:
            self.check_seal(number, marks, kept, "forgotten")
            found.update(marks[k : k + 16] for k in range(0, len(marks), 16))
        if len(rows) != self.transactions.state.forgotten:
            raise self.damaged("forgotten", len(rows) + 1, "missing")
        return found

    def withdrawn_marks(self) -> dict[str, str]:
        """Return the versions of withdrawn articles by the marks of their ids."""
        found: dict[str, str | None] = {}
        if not self.state.withdrawn:
            return {}
        with self.transactions.call() as connection:
            rows = list(connection.execute("SELECT number, record, sum FROM withdrawn ORDER BY number"))
        for expected, (number, record, kept) in enumerate(rows, 1):
            if number != expected:
                raise self.damaged("withdrawn", expected, "missing")
            self.check_seal(number, record, kept, "withdrawn")
            found.update(json.loads(record))
        if len(rows) != self.state.withdrawn:
            raise self.damaged("withdrawn", len(rows) + 1, "missing")
        return {mark_: version for mark_, version in found.items() if version is not None}

    def remember_withdrawn(self, marks: Mapping[str, str | None]) -> None:
        """Add versions of withdrawn articles by the marks of their ids, None where one may come again."""
        if not marks:
            return
        connection, state = self.transactions.connection, self.state
        connection.execute(
            "CREATE TABLE IF NOT EXISTS withdrawn(number INTEGER PRIMARY KEY, record BLOB NOT NULL, sum BLOB NOT NULL)"
        )
        record = json.dumps(marks, separators=(",", ":")).encode()
        state.withdrawn += 1
        connection.execute(
            "INSERT INTO withdrawn(number, record, sum) VALUES(?, ?, ?)",
            (state.withdrawn, record, seal("withdrawn", state.withdrawn, record)),
        )
        self.transactions.is_dirty = True

    def note_withdrawn(self, withdrawn: Mapping[str, str], lifted: Collection[str]) -> None:
        """Remember the versions of withdrawn articles, and that others may come again, inside a transaction."""
        secret = self.stamp.secret
        marks: dict[str, str | None] = {withdrawal_mark(secret, name): version for name, version in withdrawn.items()}
        marks.update((withdrawal_mark(secret, name), None) for name in lifted)
        self.remember_withdrawn(marks)

    def forgotten_among(self, ids: Sequence[str]) -> list[str]:
        """Return those of some ids that were forgotten."""
        with self.read():
            marks = self.forgotten_marks()
        return [each for each in ids if mark(self.stamp.secret, "id", encode_text(each)) in marks]

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
