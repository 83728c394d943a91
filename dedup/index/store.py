"""The articles and postings of an index file, as they are read.

What a change comes to is decided in :mod:`dedup.index.planning` and written by :mod:`dedup.index.applying`.
"""

from collections.abc import Collection, Sequence
from typing import Any

import apsw
import numpy as np
from numpy.typing import NDArray

from dedup.index.errors import IndexDamagedError
from dedup.index.judged import NOTHING_JUDGED, Judged, has_verdicts, read_judged
from dedup.index.ledgers import Ledgers
from dedup.index.outlines import UNKNOWN, Outline, read_outlines
from dedup.index.packing import IDENT, MEMBER, WORDS, Kind, Owners
from dedup.index.planning import WordKey, word_key
from dedup.index.protocol import Keys, Keys32, Numbers
from dedup.index.records import Stored, checksum, decode_text, decompress, unpack_article, unpack_keys
from dedup.index.rows import HEAD, head_sum, id_key, passage_count, stored_from, word_keys
from dedup.keys import PASSAGE
from dedup.model import Article
from dedup.rising import distinct_values

_FEW = 4096  # rows fetched in one statement


class Store(Ledgers):
    """An index file: transactions, and all that is read from it."""

    _judged: Judged = NOTHING_JUDGED
    _judged_mark = (0, 0)  # the state whose verdicts these are

    def forget_caches(self) -> None:
        """Drop all that was read, verdicts among it."""
        super().forget_caches()
        self._judged, self._judged_mark = NOTHING_JUDGED, (0, 0)

    def owners(self, kind: Kind, keys: Keys32, *, limit: int = 200, cap: int = 10_000) -> Owners:
        """Return the articles under keys; see :class:`dedup.index.protocol.Index`."""
        with self.read(), self.transactions.call():
            return self.levels.owners(kind, keys, limit, cap)

    def judged(self) -> Judged:
        """Return the verdicts on passage keys that are kept."""
        with self.read(), self.transactions.call() as connection:
            state = self.state
            if not has_verdicts(state):
                return NOTHING_JUDGED
            mark = (state.judged_below, state.judgings)
            if self._judged_mark != mark:
                self._judged, self._judged_mark = read_judged(connection, state, self.path), mark
            return self._judged

    def added_since(self, keys: Keys32) -> NDArray[np.bool_]:
        """Say under which passage keys articles may have been added since the verdicts were made."""
        with self.read(), self.transactions.call():
            if not has_verdicts(self.state):
                return np.ones(len(keys), dtype=np.bool_)
            return self.levels.occurs_since(self.state.judged_segment, PASSAGE, keys)

    def removed_since(self) -> bool:
        """True if articles were removed since the verdicts were made."""
        with self.read():
            return self.state.gone_last != self.state.judged_gone

    def members(self, fingerprints: Sequence[int], *, limit: int = 1000) -> list[Numbers]:
        """Return the numbers of the articles with each fingerprint, rising, at most ``limit`` each."""
        keys = word_keys(fingerprints)
        with self.read(), self.transactions.call():
            kinds = np.repeat(np.array([WORDS, MEMBER]), len(keys))
            both = self.levels.owners(kinds, np.concatenate([keys, keys]), limit, limit)
            prints = self.fingerprints_of(both.numbers).tolist()
        numbers, bounds = both.numbers.tolist(), both.bounds.tolist()
        out: list[Numbers] = []
        for k, fingerprint in enumerate(fingerprints):
            places = (p for j in (k, k + len(keys)) for p in range(bounds[j], bounds[j + 1]))
            found = sorted({numbers[p] for p in places if prints[p] == fingerprint})
            out.append(np.array(found[:limit], dtype=np.int64))
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
            return self._outlines.of(np.asarray(numbers, dtype=np.int64), self.read_outlines)[0]

    def passage_counts_of(self, numbers: Sequence[int] | Numbers) -> NDArray[np.int64]:
        """Return how many passage keys articles have, those of an equal text being their own."""
        wanted = np.asarray(numbers, dtype=np.int64)
        with self.read():
            counts = self._outlines.of(wanted, self.read_outlines)[1]
            behind = np.flatnonzero(counts == UNKNOWN)
            if len(behind):
                counts[behind] = [len(keys.passage) for keys in self.keys_of(wanted[behind])]
            return counts

    def read_outlines(self, numbers: Numbers) -> Outline:
        """Return fingerprints and counts of passage keys, unknown ones as they are stored; ``numbers`` are rising."""
        first = self.state.outlined or self.state.next_number
        old, new = (numbers[is_side] for is_side in (numbers < first, numbers >= first))
        rows = self.heads(old) if len(old) else []
        with self.transactions.call() as connection:
            prints, counts = read_outlines(connection, self.path, new)
        return (
            np.concatenate([np.array([row[2] for row in rows], dtype=np.int64), prints]),
            np.concatenate([np.array([passage_count(row[7]) for row in rows], dtype=np.int64), counts]),
        )

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
        found: dict[Any, tuple[Any, ...]] = {}
        listed = ", ".join(f"a.{name.strip()}" for name in columns.split(","))
        ordered = distinct_values(wanted)
        with self.transactions.call() as connection:
            for start in range(0, len(ordered), _FEW):
                some = np.ascontiguousarray(ordered[start : start + _FEW])
                read = connection.execute(
                    f"SELECT {listed} FROM carray(?) AS w CROSS JOIN articles AS a ON a.number = w.value",
                    (apsw.carray(some),),
                ).fetchall()
                found.update({row[0]: row for row in read})
        if len(found) < len(ordered):
            raise self.damaged("articles", next(int(k) for k in ordered if int(k) not in found), "missing")
        return [found[number] for number in wanted.tolist()]
