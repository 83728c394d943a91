"""The records of an index beside its articles: decisions, the audit log, what was forgotten and withdrawn."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from dedup.index import audit
from dedup.index.handle import Handle
from dedup.index.planning import MARK_BYTES, mark, withdrawal_mark
from dedup.index.protocol import Decision
from dedup.index.records import encode_text
from dedup.index.rows import seal


class Ledgers(Handle):
    """An index file and the records beside its articles, each verified when it is read."""

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

    def audit_rows(self) -> list[tuple[int, bytes, bytes]]:
        """Return the lines of the audit log as they are stored, verified."""
        with self.read(), self.transactions.call() as connection:
            rows: list[Any] = list(connection.execute("SELECT number, line, chain FROM audit ORDER BY number"))
            broken = audit.broken_line(self.stamp.secret, rows, self.state.audit_count, self.state.audit_head)
        if broken:
            raise self.damaged("audit", broken, "not as it was written")
        return rows

    def audit(self) -> list[Mapping[str, Any]]:
        """Return the audit log, oldest line first.

        Raises:
            IndexDamagedError: If a line is not as it was written.
        """
        return [audit.unpack_line(line) for _, line, _ in self.audit_rows()]

    def remember(self, marks: Iterable[bytes]) -> None:
        """Add marks to those of what was forgotten, inside a transaction."""
        new, state = b"".join(dict.fromkeys(marks)), self.state
        state.forgotten += 1
        self.transactions.connection.execute(
            "INSERT INTO forgotten(number, marks, sum) VALUES(?, ?, ?)",
            (state.forgotten, new, seal("forgotten", state.forgotten, new)),
        )
        self.transactions.is_dirty = True

    def forgotten_marks(self) -> set[bytes]:
        """Return the marks of everything that was forgotten."""
        found: set[bytes] = set()
        if not self.transactions.state.forgotten:
            return found
        with self.transactions.call() as connection:
            rows = list(connection.execute("SELECT number, marks, sum FROM forgotten"))
        for number, marks, kept in rows:
            self.check_seal(number, marks, kept, "forgotten")
            found.update(marks[k : k + MARK_BYTES] for k in range(0, len(marks), MARK_BYTES))
        if len(rows) != self.transactions.state.forgotten:
            raise self.damaged("forgotten", len(rows) + 1, "missing")
        return found

    def forgotten_among(self, ids: Sequence[str]) -> list[str]:
        """Return those of some ids that were forgotten."""
        with self.read():
            marks = self.forgotten_marks()
        return [each for each in ids if mark(self.stamp.secret, "id", encode_text(each)) in marks]

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
