"""The engine without a file: the same answers from dictionaries and one sorted array.

For indexes that live as long as a process, and the plain twin that the other engines are held against.
"""

import math
import secrets
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from dedup.index import audit
from dedup.index.entries import content_digest
from dedup.index.errors import IndexDamagedError, IndexFailedError
from dedup.index.packing import KINDS, LAST_NUMBER, Kind, Owners, Postings, cut, gather, key_bounds, pack
from dedup.index.planning import (
    Incoming,
    Surroundings,
    WordKey,
    audit_line,
    expiry_day,
    incoming,
    marks_of,
    plan,
    word_key,
)
from dedup.index.protocol import Decision, Entry, Info, Keys, Keys32, Numbers, Outcome, Withdrawal
from dedup.index.records import Stored
from dedup.index.stamp import KEY_PARAMS, random_seed
from dedup.model import Article, Progress
from dedup.params import Params
from dedup.published import day_number

_EMPTY: Postings = np.empty(0, dtype=np.int64)


class _Held(NamedTuple):
    """One article."""

    stored: Stored
    article: Article
    keys: Keys
    day: float


class MemoryIndex:
    """An index in memory."""

    def __init__(self, params: Params | None = None, *, seed: int | None = None) -> None:
        """Make an empty index.

        Args:
            params: What the keys are made with.
            seed: Of the permutations; that of ``params`` if None.
        """
        chosen = params or Params(seed=random_seed())
        self._params = chosen if seed is None else replace(chosen, seed=seed)
        self._secret = secrets.token_bytes(32)
        self._held: dict[int, _Held] = {}
        self._ids: dict[str, int] = {}
        self._texts: dict[WordKey, dict[int, bool]] = {}  # members of each text: whether it has the keys
        self._postings: Postings = _EMPTY
        self._fresh: list[Postings] = []
        self._next = 1
        self._decisions: list[Decision] = []
        self._marks: set[bytes] = set()
        self._withdrawn: dict[str, str] = {}
        self._log: list[tuple[int, bytes, bytes]] = []
        self._lock = threading.RLock()
        self._is_closed = False

    def __repr__(self) -> str:
        """Name the kind, nothing else: the parameters hold the seed."""
        return f"{type(self).__name__}()"

    @property
    def params(self) -> Params:
        """What the keys are made with, the index's own seed among it: not to be shown."""
        return self._params

    def __len__(self) -> int:
        """Return the number of articles."""
        return len(self._held)

    def __enter__(self) -> Self:
        """Return the index itself; leaving closes it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the index."""
        self.close()

    def close(self) -> None:
        """Refuse all further use."""
        self._is_closed = True

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Hold one state for several reads."""
        with self._lock:
            if self._is_closed:
                raise IndexFailedError("the index is closed; open it again")
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the right to write."""
        with self.reading():
            yield

    # -- writing

    def add(self, entries: Iterable[Entry], *, withdrawn: Sequence[Withdrawal] = (), allow: bool = False) -> Outcome:
        """Add articles; see :class:`dedup.index.protocol.Index`."""
        return self._change("add", [incoming(entry) for entry in entries], (), allow, withdrawn=withdrawn)

    def remove(self, ids: Sequence[str]) -> Outcome:
        """Remove articles; unknown ids are passed over."""
        return self._change("remove", [], ids, True)

    def expire(self, before: str) -> Outcome:
        """Remove the articles published before an ISO date; undated ones stay."""
        edge = expiry_day(before)
        with self.writing():
            ids = [held.article.id for held in self._held.values() if held.day < edge]
            return self._change("expire", [], ids, True)

    def forget(self, ids: Sequence[str]) -> Outcome:
        """Erase articles and remember, by keyed hashes only, not to take them again."""
        with self.writing():
            digests = set()
            for identity in ids:
                if number := self._ids.get(identity):
                    self._marks.update(marks_of(self._secret, self._held[number].article))
                    digests.add(content_digest(self._held[number].article))
                else:
                    self._marks.add(marks_of(self._secret, Article(identity, ""))[0])
            self._decisions = [each for each in self._decisions if not {each.left, each.right} & digests]
            return self._change("forget", [], ids, True, always=True)

    def _change(
        self,
        what: str,
        new: list[Incoming],
        removals: Sequence[str],
        allow: bool,
        *,
        withdrawn: Sequence[Withdrawal] = (),
        always: bool = False,
    ) -> Outcome:
        """Plan a change and carry it out."""
        with self.writing():
            ids = dict.fromkeys(
                [*removals, *(each.id for each in withdrawn), *(each.entry.article.id for each in new)]
            )
            known = {name: self._held[self._ids[name]].stored for name in ids if name in self._ids}
            leaders = {
                key: number
                for each in new
                for key in [word_key(each.entry)]
                for number, leads in self._texts.get(key, {}).items()
                if leads
            }
            marks = set() if allow else self._marks
            around = Surroundings(
                self._next, known, leaders, self._heir, marks, self._secret,
                {name: self._withdrawn[name] for name in ids if name in self._withdrawn},
            )  # fmt: skip
            change = plan(new, removals, around, withdrawn, allow=allow)
            self._withdrawn |= change.withdrawn
            for name in change.lifted:
                self._withdrawn.pop(name, None)
            if allow:
                for each in new:
                    self._marks.difference_update(marks_of(self._secret, each.entry.article))
            for stored in change.deleted:
                self._delete(stored)
            for heir, _ in change.promoted:
                self._promote(heir)
            for number, each in change.inserted.items():
                self._insert(number, each, number in change.with_keys)
            if always or not change.is_empty:
                self._append_log(audit_line(self._secret, what, audit.now(), change.result))
        return change.result

    def _heir(self, key: WordKey, excluded: Collection[int]) -> int:
        """The smallest other member of a text, 0 if there is none."""
        return min((number for number in self._texts.get(key, {}) if number not in excluded), default=0)

    def _insert(self, number: int, new: Incoming, leads: bool) -> None:
        """Store an article."""
        entry = new.entry
        article = entry.article
        stored = Stored(number, article.id, entry.fingerprint, entry.digest, new.content, new.version, leads)
        keys = entry.keys
        day = day_number(article.published) if article.published else math.nan
        self._held[number] = _Held(stored, article, keys, day)
        self._ids[article.id] = number
        self._texts.setdefault(word_key(stored), {})[number] = leads
        self._next = number + 1
        if leads:
            self._fresh.append(_postings(number, keys))

    def _delete(self, stored: Stored) -> None:
        """Take an article away."""
        del self._held[stored.number], self._ids[stored.id]
        members = self._texts[word_key(stored)]
        del members[stored.number]
        if not members:
            del self._texts[word_key(stored)]
        if stored.has_keys:
            postings = self._sorted()
            self._postings = postings[(postings & LAST_NUMBER) != stored.number]

    def _promote(self, number: int) -> None:
        """Make a member of equal texts their representative."""
        held = self._held[number]
        self._held[number] = held._replace(stored=held.stored._replace(has_keys=True))
        self._texts[word_key(held.stored)][number] = True
        self._fresh.append(_postings(number, held.keys))

    def _sorted(self) -> Postings:
        """All postings."""
        if self._fresh:
            self._postings = np.sort(np.concatenate([self._postings, *self._fresh]))
            self._fresh = []
        return self._postings

    def _append_log(self, line: Mapping[str, object]) -> None:
        """Append a line to the audit log."""
        packed, number = audit.pack_line(line), len(self._log) + 1
        head = self._log[-1][2] if self._log else b""
        self._log.append((number, packed, audit.chained(self._secret, head, number, packed)))

    # -- reading

    def owners(self, kind: Kind, keys: Keys32, *, limit: int = 200, cap: int = 10_000) -> Owners:
        """Return the articles under keys; see :class:`dedup.index.protocol.Index`."""
        with self.reading():
            low, high = key_bounds(kind, keys)
            return gather([cut(self._sorted(), low, high, cap)], len(keys), _EMPTY, limit, cap)

    def members(self, fingerprints: Sequence[int], *, limit: int = 1000) -> list[Numbers]:
        """Return the numbers of the articles with each fingerprint, rising, at most ``limit`` each."""
        with self.reading():
            found: dict[int, list[int]] = {int(each): [] for each in fingerprints}
            for key, members in self._texts.items():
                if key[0] in found:
                    found[key[0]] += members
            return [np.array(sorted(found[int(each)])[:limit], dtype=np.int64) for each in fingerprints]

    def _get(self, numbers: Sequence[int] | Numbers) -> list[_Held]:
        """Articles by number."""
        with self.reading():
            try:
                return [self._held[int(number)] for number in numbers]
            except KeyError as exc:
                raise IndexDamagedError(f"there is no article with the number {exc}") from exc

    def keys_of(self, numbers: Sequence[int] | Numbers) -> list[Keys]:
        """Return the keys of articles."""
        return [held.keys for held in self._get(numbers)]

    def articles(self, numbers: Sequence[int] | Numbers) -> list[Article]:
        """Return articles by number."""
        return [held.article for held in self._get(numbers)]

    def numbers_of(self, ids: Sequence[str]) -> Numbers:
        """Return the number of each id, 0 where there is none."""
        with self.reading():
            return np.array([self._ids.get(identity, 0) for identity in ids], dtype=np.int64)

    def fingerprints_of(self, numbers: Sequence[int] | Numbers) -> NDArray[np.int64]:
        """Return the fingerprints of articles."""
        return np.array([held.stored.fingerprint for held in self._get(numbers)], dtype=np.int64)

    def passage_counts_of(self, numbers: Sequence[int] | Numbers) -> NDArray[np.int64]:
        """Return how many passage keys articles have."""
        return np.array([len(held.keys.passage) for held in self._get(numbers)], dtype=np.int64)

    def numbers(self) -> Numbers:
        """Return the numbers of all articles, rising."""
        with self.reading():
            return np.array(sorted(self._held), dtype=np.int64)

    def add_decision(self, decision: Decision) -> int:
        """Append a decision; return its number."""
        with self.writing():
            self._decisions.append(decision)
            self._append_log({"at": audit.now(), "what": "decision", "number": len(self._decisions)})
            return len(self._decisions)

    def decisions(self, digests: Collection[str] | None = None) -> list[Decision]:
        """Return decisions in the order they were made: all, or those on one of these contents."""
        with self.reading():
            return [each for each in self._decisions if digests is None or {each.left, each.right} & set(digests)]

    def audit(self) -> list[Mapping[str, Any]]:
        """Return the audit log, oldest line first."""
        with self.reading():
            return [audit.unpack_line(line) for _, line, _ in self._log]

    def info(self) -> Info:
        """Say what the index is and holds."""
        with self.reading():
            shown = {name: value for name, value in self._params.as_mapping().items() if name in KEY_PARAMS}
            head = self._log[-1][2].hex() if self._log else ""
            return Info(
                len(self._held), len(self._texts), len(self._sorted()), len(self._decisions), len(self._marks),
                len(self._log), head, shown, {},
            )  # fmt: skip

    def verify(self, progress: Progress | None = None) -> list[str]:
        """Check the postings against the articles; return what is wrong, nothing if all is well."""
        with self.reading():
            parts = [_postings(number, held.keys) for number, held in self._held.items() if held.stored.has_keys]
            expected = np.sort(np.concatenate([_EMPTY, *parts]))
            if progress:
                progress("verifying", len(self._held), len(self._held))
            wrong = [] if np.array_equal(expected, self._sorted()) else ["the postings are not those of the articles"]
            if audit.broken_line(self._secret, self._log, len(self._log), self._log[-1][2].hex() if self._log else ""):
                wrong.append("the audit log is not as it was written")
            return wrong


def _postings(number: int, keys: Keys) -> Postings:
    """The postings of one article."""
    return np.concatenate([pack(kind, each, number) for kind, each in zip(KINDS, keys.by_kind, strict=True)])
