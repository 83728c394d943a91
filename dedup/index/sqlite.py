"""The embedded engine: one SQLite file with articles, postings, decisions and the audit log."""

import os
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Self

import apsw
import numpy as np

from dedup.index import audit
from dedup.index.applying import carry_out
from dedup.index.connection import wal_bytes
from dedup.index.files import kept_before, make_file, withdraw
from dedup.index.forgetting import allow_again, forget, marks_now
from dedup.index.forgotten_file import write_forgotten
from dedup.index.judged import Judged, write_judged
from dedup.index.levels import STEP_POSTINGS
from dedup.index.planning import (
    Incoming,
    Surroundings,
    audit_line,
    expiry_day,
    incoming,
    plan,
    withdrawal_mark,
    word_key,
)
from dedup.index.protocol import Entry, Info, Outcome, Withdrawal
from dedup.index.stamp import KEY_PARAMS, new_stamp, random_seed
from dedup.index.store import Store
from dedup.index.transactions import WAIT_S
from dedup.index.verifying import verify
from dedup.model import Progress
from dedup.params import Params

SMALL_STEP = 20_000  #: postings merged beside each change: some milliseconds, many times what an article adds


class SqliteIndex(Store):
    """An index in one file.

    One handle may be used from several threads; its transactions then come one after the other.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        wanted: Params | None = None,
        wait_s: float = WAIT_S,
        any_stamp: bool = False,
    ) -> None:
        """Open an index.

        Args:
            path: The file.
            wanted: Parameters of this run, whose keys must be those of the index; the seed does not count.
            wait_s: How long to wait for the right to write.
            any_stamp: Open also one whose keys are of no use to this version: to copy it, or to build it anew.

        Raises:
            IndexMissingError: If there is no index of that name.
            IndexMismatchError: If its keys cannot be compared with those of this run.
            IndexDamagedError: If it cannot be read.
        """
        super().__init__(Path(path), wanted, wait_s, any_stamp=any_stamp)

    @classmethod
    def create(cls, path: str | os.PathLike[str], params: Params | None = None, *, seed: int | None = None) -> Self:
        """Make an empty index; its file appears under its name only when it is complete.

        Args:
            path: The file; nothing may be there.
            params: What the keys are made with.
            seed: Of the permutations; drawn at random if None, so that nobody can aim past the bands.

        Raises:
            IndexThereError: If there is something already.
            IndexAccessError: If the folder is missing or cannot be written.
            IndexFullError: If there is no room for it; no file is left.
        """
        path = Path(path)
        chosen = replace(params or Params(), seed=random_seed() if seed is None else seed)
        make_file(path, new_stamp(chosen))
        try:
            return cls(path)
        except BaseException:
            withdraw(path)
            raise

    def add(self, entries: Iterable[Entry], *, withdrawn: Sequence[Withdrawal] = (), allow: bool = False) -> Outcome:
        """Add articles in one transaction; see :class:`dedup.index.protocol.Index`."""
        return self._change("add", [incoming(entry) for entry in entries], (), allow, withdrawn)

    def remove(self, ids: Sequence[str]) -> Outcome:
        """Remove articles; unknown ids are passed over."""
        return self._change("remove", [], ids, True)

    def expire(self, before: str) -> Outcome:
        """Remove the articles published before an ISO date; undated ones stay."""
        edge = expiry_day(before)
        with self.writing(), self.transactions.call() as connection:
            rows = connection.execute("SELECT number FROM articles WHERE day < ?", (edge,))
            numbers = np.fromiter((row[0] for row in rows), dtype=np.int64)
            ids = [stored.id for stored, _ in self.rows_of(numbers)]
            result = self._change("expire", [], ids, True)
        self.tend()
        return result

    def _change(
        self,
        what: str,
        new: list[Incoming],
        removals: Sequence[str],
        allow: bool,
        withdrawn: Sequence[Withdrawal] = (),
    ) -> Outcome:
        """Plan a change and carry it out."""
        with self.writing(), self.transactions.call():
            marks = set() if allow or not new else self.forgotten_marks()
            around = self._surroundings(new, [*removals, *(each.id for each in withdrawn)], marks)
            change = plan(new, removals, around, withdrawn, allow=allow)
            if allow and new and self.transactions.state.forgotten:
                allow_again(self, [each.entry.article for each in new])
            if not change.is_empty:
                carry_out(self, change)
                self.note_withdrawn(change.withdrawn, change.lifted)
                self.log(audit_line(self.stamp.secret, what, audit.now(), change.result))
            self._tend_inside(SMALL_STEP)
        if allow and new and self.state.forgotten:
            write_forgotten(self.path, self.stamp.secret, marks_now(self))
        if len(new) > 500:
            self.tend()
        return change.result

    def _surroundings(self, new: list[Incoming], removals: Sequence[str], marks: Collection[bytes]) -> Surroundings:
        """What the plan needs to know."""
        ids = list(dict.fromkeys([*removals, *(each.entry.article.id for each in new)]))
        known = {stored.id: stored for stored in self._stored(self._numbers_of(ids))}
        leaders = self.leaders_of([word_key(each.entry) for each in new])
        notices, secret = self.withdrawn_marks(), self.stamp.secret
        found = {identity: notices.get(withdrawal_mark(secret, identity)) for identity in ids} if notices else {}
        return Surroundings(
            self.transactions.state.next_number, known, leaders, self.heir_of, marks, secret,
            {identity: version for identity, version in found.items() if version is not None},
        )  # fmt: skip

    def tend(self) -> None:
        """Finish all merges that are due, in transactions of bounded size."""
        while self.transactions.state.merge or self.levels.has_work(self.transactions.state):
            with self.writing():
                if not self._tend_inside(STEP_POSTINGS):
                    return

    def settle(self) -> None:
        """Finish all merges, and leave few large segments: for after many articles were added."""
        self.tend()
        with self.writing(), self.transactions.call():
            self.levels.flush(self.state)
            self.levels.gather_large(self.state)
            self.transactions.is_dirty = True
        self.tend()

    def keep_judged(self, judged: Judged, segment: int, texts: int) -> None:
        """Keep verdicts on passage keys in the place of those that are there.

        Args:
            judged: The verdicts.
            segment: The number that the next segment had when they were made.
            texts: How many there were.
        """
        with self.writing(), self.transactions.call() as connection:
            write_judged(connection, self.state, judged, segment)
            self.state.judged_texts = texts
            self.transactions.is_dirty = True

    def _tend_inside(self, budget: int) -> bool:
        """Do a step of a merge, if one is due, inside a transaction; return whether one was."""
        if not self.levels.has_work(self.state):
            return False
        with self.transactions.call():
            self.levels.step(self.state, budget)
        self.transactions.is_dirty = True
        return True

    def forget(self, ids: Sequence[str], *, marks: Collection[bytes] = ()) -> Outcome:
        """Erase articles to the byte and remember, by keyed hashes only, not to take them again.

        ``marks`` are further hashes to remember, those of another copy of this index.
        """
        self.tend()
        result = forget(self, ids, marks)
        for kept in kept_before(self.path).values():
            if kept.is_file() and not kept.samefile(self.path):
                with SqliteIndex(kept, any_stamp=True) as before:
                    before.forget(ids, marks=marks)
        return result

    def info(self) -> Info:
        """Say what the index is and holds."""
        with self.read():
            state = self.transactions.state
            size = os.stat(self.path).st_size
            with self.transactions.call() as connection:
                layout = connection.pragma("user_version")
            details = {
                "layout": layout, "version": self.stamp.version,
                "tokeniser": self.stamp.tokeniser, "signatures": self.stamp.scheme,
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

    def verify(self, progress: Progress | None = None) -> list[str]:
        """Check every record against every other; return what is wrong, nothing if all is well."""
        return verify(self, progress)
