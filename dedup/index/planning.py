"""What a change comes to: which articles are stored, removed, refused, and who stands for equal texts.

The same for every engine; nothing is written here.
"""

import hashlib
import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dedup.errors import UsageError
from dedup.index.errors import IndexFailedError
from dedup.index.packing import LAST_NUMBER
from dedup.index.protocol import Entry, Outcome, Withdrawal
from dedup.index.records import Stored, content_of, encode_text, is_older, pack_meta, version_of
from dedup.model import Article
from dedup.published import day_number

WordKey = tuple[int, bytes]  #: fingerprint and digest of the words: equal texts have equal ones
MARK_BYTES = 16  #: of a keyed hash by which an index remembers
_MARKED = 20  # articles that an audit line names by their marks; of more it holds one digest


class Incoming(NamedTuple):
    """An entry, encoded for storing."""

    entry: Entry
    meta: bytes
    text: bytes
    content: bytes
    version: str


@dataclass(slots=True)
class Change:
    """What one transaction does."""

    inserted: dict[int, Incoming] = field(default_factory=dict)  #: by number, rising
    with_keys: set[int] = field(default_factory=set)  #: numbers among these that have postings
    deleted: list[Stored] = field(default_factory=list)
    withdrawn: dict[str, str] = field(default_factory=dict)  #: versions of articles not to be taken again, by id
    lifted: set[str] = field(default_factory=set)  #: ids whose withdrawal holds no longer
    promoted: list[tuple[int, Stored]] = field(default_factory=list)  #: heir's number, and the representative that left
    result: Outcome = field(default_factory=Outcome)

    @property
    def is_empty(self) -> bool:
        """True if nothing is written."""
        return not (self.inserted or self.deleted or self.withdrawn or self.lifted)


class Surroundings(NamedTuple):
    """What a plan needs to know of an index."""

    next_number: int
    known: Mapping[str, Stored]  #: the stored articles among the ids of the change
    leaders: Mapping[WordKey, int]  #: representatives of the texts of the change
    heir: Callable[[WordKey, Collection[int]], int]  #: smallest member of a text, some left out; 0 if none is left
    marks: Collection[bytes]  #: of what was forgotten
    secret: bytes
    withdrawn: Mapping[str, str] = {}  #: versions of withdrawn articles among the ids of the change, by id


def expiry_day(before: str) -> float:
    """Return the day number of the date before which articles expire.

    Raises:
        UsageError: If it is no ISO 8601 date.

    >>> expiry_day("1970-01-03")
    2.0
    """
    day = day_number(before)
    if math.isnan(day):
        raise UsageError(f"the date must be ISO 8601, like 2025-01-31, got {before!r}")
    return day


def incoming(entry: Entry) -> Incoming:
    """Encode an entry."""
    meta, text = pack_meta(entry.article), encode_text(entry.article.text)
    return Incoming(entry, meta, text, content_of(meta, text), version_of(entry.article))


def mark(secret: bytes, kind: str, what: bytes) -> bytes:
    """Return the keyed hash by which an index remembers what it must not keep."""
    return hashlib.blake2b(kind.encode() + b"\0" + what, key=secret, digest_size=MARK_BYTES).digest()


def marks_of(secret: bytes, article: Article) -> tuple[bytes, bytes]:
    """Return the marks of an article's id and of its text."""
    return mark(secret, "id", encode_text(article.id)), mark(secret, "text", encode_text(article.text))


def word_key(stored: Stored | Entry) -> WordKey:
    """Return what equal texts have in common."""
    return stored.fingerprint, stored.digest


def withdrawal_mark(secret: bytes, identity: str) -> str:
    """Return the mark under which the withdrawal of an article is remembered."""
    return mark(secret, "withdrawn", encode_text(identity)).hex()


def plan(
    entries: Iterable[Incoming],
    removals: Sequence[str],
    around: Surroundings,
    withdrawn: Sequence[Withdrawal] = (),
    *,
    allow: bool = False,
) -> Change:
    """Decide what a change comes to.

    Args:
        entries: In the order that they came.
        removals: Ids to remove before; unknown ones are passed over.
        around: What the index holds; ``marks`` is empty where forgotten articles are allowed back.
        withdrawn: Articles to remove before and not to take again, unless a later version is there.
        allow: Take withdrawn articles again.
    """
    change = Change()
    known = dict(around.known)
    told: dict[str, list[str]] = {name: [] for name in Outcome._fields}
    deleted: dict[int, Stored] = {}

    def delete(stored: Stored) -> None:
        if change.inserted.pop(stored.number, None) is None:
            deleted[stored.number] = stored

    for identity in dict.fromkeys(removals):
        if stored := known.pop(identity, None):
            delete(stored)
            told["removed"].append(identity)
    _withdraw(change, withdrawn, known, around, delete, told)
    number = around.next_number
    for new in entries:
        entry, identity = new.entry, new.entry.article.id
        if around.marks and not around.marks.isdisjoint(marks_of(around.secret, entry.article)):  # type: ignore[attr-defined]
            told["refused"].append(identity)
            continue
        notice = change.withdrawn.get(identity, around.withdrawn.get(identity))
        if notice is not None and identity not in change.lifted:
            if not (allow or is_older(notice, new.version)):
                told["older"].append(identity)
                continue
            change.lifted.add(identity)
            change.withdrawn.pop(identity, None)
        stored = known.get(identity)
        if stored is not None:
            if stored.content == new.content:
                told["unchanged"].append(identity)
                continue
            if is_older(new.version, stored.version):
                told["older"].append(identity)
                continue
            delete(stored)
        told["replaced" if stored else "added"].append(identity)
        known[identity] = Stored(number, identity, entry.fingerprint, entry.digest, new.content, new.version, False)
        change.inserted[number] = new
        number += 1
    if number > LAST_NUMBER:
        raise IndexFailedError(f"an index takes {LAST_NUMBER:,} articles in its life; rebuild it to number them anew")
    change.deleted = list(deleted.values())
    _choose_representatives(change, deleted, around)
    change.result = Outcome(**{name: tuple(ids) for name, ids in told.items()})
    return change


def _withdraw(
    change: Change,
    withdrawn: Sequence[Withdrawal],
    known: dict[str, Stored],
    around: Surroundings,
    delete: Callable[[Stored], None],
    told: Mapping[str, list[str]],
) -> None:
    """Take out what was withdrawn, unless a later version is there, and note not to take it again."""
    for identity, version in withdrawn:
        stored = known.get(identity)
        if stored and is_older(version, stored.version):
            told["older"].append(identity)
            continue
        if stored:
            delete(known.pop(identity))
            told["removed"].append(identity)
        notice = version or (stored.version if stored else "")
        earlier = around.withdrawn.get(identity)
        if earlier is None or is_older(earlier, notice):
            change.withdrawn[identity] = notice


def _choose_representatives(change: Change, deleted: Mapping[int, Stored], around: Surroundings) -> None:
    """Give each text that the change touches one article with postings: its smallest number, if it has none."""
    smallest: dict[WordKey, int] = {}
    for number, new in change.inserted.items():
        smallest.setdefault(word_key(new.entry), number)
    orphaned = {word_key(stored): stored for stored in deleted.values() if stored.has_keys}
    for key, left in orphaned.items():
        heir = around.heir(key, deleted.keys())
        if heir:
            change.promoted.append((heir, left))
            smallest.pop(key, None)
    for key, number in smallest.items():
        leader = around.leaders.get(key, 0)
        if not leader or leader in deleted:
            change.with_keys.add(number)


def audit_line(secret: bytes, what: str, at: str, result: Outcome) -> dict[str, object]:
    """Return the line of the audit log for a change: counts, and the articles by keyed hashes of their ids."""
    line: dict[str, object] = {"at": at, "what": what}
    line |= {name: len(ids) for name, ids in zip(Outcome._fields, result, strict=True) if ids}
    marks = [
        mark(secret, "id", encode_text(identity)).hex()
        for ids in (result.added, result.replaced, result.removed)
        for identity in ids
    ]
    if len(marks) <= _MARKED:
        line["articles"] = marks
    else:
        line["digest"] = hashlib.blake2b("".join(marks).encode(), digest_size=16).hexdigest()
    return line
