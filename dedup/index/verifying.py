"""The check of a whole index: every record against its checksum, and all against one another.

Postings are compared with the articles that they stand for by sums of scattered values, which do not
depend on the order, so that an index of any size is checked in little memory.
"""

import hashlib
import json
from collections.abc import Iterator

import numpy as np

from dedup.index import audit
from dedup.index.errors import DedupIndexError, IndexDamagedError
from dedup.index.judged import read_judged
from dedup.index.packing import IDENT, KIND_SHIFT, KINDS, LAST_NUMBER, MEMBER, WORDS, Postings, contains, pack
from dedup.index.records import content_of, encode_text, pack_meta, unpack_keys
from dedup.index.rows import id_key, passage_count
from dedup.index.store import Store
from dedup.model import Progress

_M64 = 2**64 - 1
_BATCH = 2000
_CHUNKS = 4096
_SHOWN = 20  # faults that are named; of more only the number is given


def verify(index: Store, progress: Progress | None = None) -> list[str]:
    """Check every record; see :meth:`dedup.index.protocol.Index.verify`."""
    faults: list[str] = []
    index.transactions.forget_state()
    index.levels.forget_cache()
    with index.reading_whole():
        for check in (_structure, _articles, _logs, _names):
            try:
                faults.extend(check(index, progress))
            except DedupIndexError as exc:
                faults.append(str(exc))
    return faults if len(faults) <= _SHOWN else [*faults[:_SHOWN], f"{len(faults) - _SHOWN} more faults"]


def _structure(index: Store, _: Progress | None) -> list[str]:
    """What SQLite itself finds wrong."""
    with index.transactions.call() as connection:
        found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(10)")]
    return [] if found == ["ok"] else [f"{index.path}: {line}" for line in found]


def _scattered(postings: Postings) -> int:
    """A sum of scattered postings, modulo 2**64."""
    h = postings.astype(np.uint64)
    h ^= h >> np.uint64(31)
    h *= np.uint64(0x9E3779B97F4A7C15)
    h ^= h >> np.uint64(29)
    h *= np.uint64(0xBF58476D1CE4E5B9)
    return int(h.sum())


def _articles(index: Store, progress: Progress | None) -> list[str]:
    """Every article, and every posting against them."""
    faults: list[str] = []
    numbers = index.numbers()
    expected, count = 0, 0
    leads: dict[bytes, int] = {}
    behind: list[Postings] = []
    for start in range(0, len(numbers), _BATCH):
        some = numbers[start : start + _BATCH]
        rows = index.rows_of(some)
        outlines = np.array([(stored.fingerprint, passage_count(keys)) for stored, keys in rows], dtype=np.int64)
        if not np.array_equal(outlines.T, index.read_outlines(some)):
            faults.append(f"{index.path}: the outlines of articles from {some[0]} on differ from them")
        for (stored, keys), article in zip(rows, index.articles(some), strict=True):
            if content_of(pack_meta(article), encode_text(article.text)) != stored.content:
                faults.append(f"{index.path}: article {stored.number} is not what its digest says")
            leads[stored.digest] = leads.get(stored.digest, 0) + stored.has_keys
            word = np.array([stored.fingerprint >> 31])
            own = [pack(IDENT, np.array([id_key(stored.id)]), stored.number)]
            if keys is None:
                behind.append(pack(MEMBER, word, stored.number))
            else:
                own.append(pack(WORDS, word, stored.number))
                parts = unpack_keys(keys).by_kind
                own += [pack(kind, part, stored.number) for kind, part in zip(KINDS, parts, strict=True)]
            joined = np.concatenate(own)
            expected, count = (expected + _scattered(joined)) & _M64, count + len(joined)
        if progress:
            progress("verifying", start + len(some), len(numbers))
    if any(number != 1 for number in leads.values()):
        faults.append(f"{index.path}: a text has no representative, or several")
    found, held, members = 0, 0, [np.empty(0, dtype=np.int64)]
    for postings in _all_postings(index):
        alive = postings[~contains(index.levels.gone, postings & LAST_NUMBER)]
        if not contains(numbers, alive & LAST_NUMBER).all():
            faults.append(f"{index.path}: there are postings of articles that are not there")
        is_member = alive >> KIND_SHIFT == MEMBER
        members.append(alive[is_member])
        alive = alive[~is_member]
        found, held = (found + _scattered(alive)) & _M64, held + len(alive)
    expected_members = np.sort(np.concatenate([np.empty(0, dtype=np.int64), *behind]))
    if (found, held) != (expected, count) or not contains(np.sort(np.concatenate(members)), expected_members).all():
        faults.append(
            f"{index.path}: {held} postings are there, {count} follow from the articles; "
            f"run: dedup index repair {index.path} NEW"
        )
    if (len(numbers), len(leads)) != (index.state.articles, index.state.texts):
        faults.append(f"{index.path}: {len(numbers)} articles and {len(leads)} texts are there, not as counted")
    return faults


def _all_postings(index: Store) -> Iterator[Postings]:
    """All postings, level by level."""
    yield from index.levels.recent_arrays()
    merge = index.state.merge
    for segment in index.levels.segments.values():
        edge = merge.cursor if merge and segment.id in merge.inputs else 0
        for first in range(segment.first, segment.chunk_count, _CHUNKS):
            with index.transactions.call():
                part = segment.between(first, min(first + _CHUNKS, segment.chunk_count))
            if len(part) > 1 and not (part[1:] > part[:-1]).all():
                raise IndexDamagedError(f"{index.path}: the postings of segment {segment.id} are out of order")
            yield part[np.searchsorted(part, edge) :]


def _logs(index: Store, _: Progress | None) -> list[str]:
    """The audit log, the decisions, the marks of what was forgotten, the verdicts; they raise what is wrong."""
    index.audit()
    index.decisions()
    index.forgotten_marks()
    index.withdrawn_marks()
    with index.transactions.call() as connection:
        read_judged(connection, index.state, index.path)
    return []


def _names(index: Store, _: Progress | None) -> list[str]:
    """The lists of names against the articles."""
    with index.transactions.call() as connection:
        rolls = list(connection.execute("SELECT number, ids, sum FROM rolls"))
    named: dict[int, str] = {}
    for first, roll, kept in rolls:
        index.check_seal(first, roll, kept, "rolls")
        named.update((number, name) for number, name in json.loads(roll))
    numbers = index.numbers()
    wrong = len(named.keys() - set(numbers.tolist()))
    for start in range(0, len(numbers), _BATCH):
        some = index.rows_of(numbers[start : start + _BATCH])
        wrong += sum(named.get(stored.number) != stored.id for stored, _ in some)
    return [f"{index.path}: the lists of names differ from the articles in {wrong} places"] if wrong else []


def content_digest_of(index: Store) -> str:
    """Return a digest of the logical content: articles by id, decisions; the same for equal contents."""
    digest = hashlib.blake2b(digest_size=16)
    with index.reading_whole():
        for article in sorted(index.articles(index.numbers())):
            digest.update(content_of(pack_meta(article), encode_text(article.id + "\0" + article.text)))
        for decision in index.decisions():
            digest.update(audit.pack_line(decision._asdict()))
    return digest.hexdigest()
