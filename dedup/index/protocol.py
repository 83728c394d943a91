"""What every index engine can do, and the values that pass in and out.

An index holds articles and the keys that each can be found under. It knows nothing of
relations: candidates and evidence are drawn on top of it, the same for every engine.

Numbers are the index's own names for articles: from 1 up in the order of adding, never
used twice, valid within the index that gave them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from dedup.index.packing import Kind, Owners
from dedup.model import Article, Progress
from dedup.params import Params

Keys32 = NDArray[np.uint32]
Numbers = NDArray[np.int64]


class Size(NamedTuple):
    """What the words of a text come to; comparing it with another needs both, and they are the same each time."""

    shingles: int  #: distinct ones
    norm: float  #: squared TF-IDF norm


class Keys(NamedTuple):
    """The keys of one article, each kind sorted and without repeats, and the size of its text."""

    band: Keys32
    passage: Keys32
    term: Keys32
    size: Size

    @property
    def by_kind(self) -> tuple[Keys32, Keys32, Keys32]:
        """The keys of each of ``dedup.index.packing.KINDS``."""
        return self.band, self.passage, self.term


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One article with what it is found under; made by :func:`dedup.index.entries.make_entries`."""

    article: Article
    fingerprint: int  #: 63 bits, of the words in order
    digest: bytes  #: 16 bytes, of the words in order: what decides that two texts are equal
    band_keys: Keys32
    passage_keys: Keys32
    term_keys: Keys32
    size: Size

    @property
    def keys(self) -> Keys:
        """What an index gives of the entry."""
        return Keys(self.band_keys, self.passage_keys, self.term_keys, self.size)


class Outcome(NamedTuple):
    """What a change did, by ids, each in the order that they came."""

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()  #: the id was there with another content
    unchanged: tuple[str, ...] = ()  #: the id was there with this content
    older: tuple[str, ...] = ()  #: the id was there with a later version, which stays
    refused: tuple[str, ...] = ()  #: forgotten on request; see ``allow``
    removed: tuple[str, ...] = ()


class Decision(NamedTuple):
    """What an editor decided about a pair of texts, kept by their contents."""

    left: str  #: content digest, see :func:`dedup.index.entries.content_digest`
    right: str
    decision: str
    note: str
    who: str
    at: str  #: ISO 8601, UTC


class Withdrawal(NamedTuple):
    """The notice that a publisher has withdrawn an article."""

    id: str
    version: str  #: of the notice, see :func:`dedup.index.records.version_of`; empty if unknown


class Info(NamedTuple):
    """What an index is and holds; nothing secret among it."""

    articles: int
    texts: int  #: distinct ones
    postings: int  #: those of removed articles that still lie there among them
    decisions: int
    forgotten: int
    changes: int  #: lines of the audit log
    audit: str  #: head of the audit log's chain
    parameters: Mapping[str, object]  #: without the seed
    details: Mapping[str, object]  #: of the engine: sizes, segments, versions


class Index(Protocol):
    """An index of articles.

    Reads see one state each; several reads that must see the same one stand in ``reading()``.
    ``writing()`` holds the right to write from the first read on, so that nothing comes between
    a check and the adding.
    """

    @property
    def params(self) -> Params:
        """What the keys are made with, the index's own seed among it: not to be shown."""

    def __len__(self) -> int:
        """Return the number of articles."""

    def __enter__(self) -> "Index":
        """Return the index itself; leaving closes it."""

    def __exit__(self, *_: object) -> None:
        """Close the index."""

    def close(self) -> None:
        """Let go of the index; harmless when repeated."""

    def reading(self) -> AbstractContextManager[None]:
        """Hold one state for several reads."""

    def writing(self) -> AbstractContextManager[None]:
        """Hold the right to write; what was added inside is durable when this is left, or not there at all."""

    def add(self, entries: Iterable[Entry], *, withdrawn: Sequence[Withdrawal] = (), allow: bool = False) -> Outcome:
        """Add articles in one transaction.

        Args:
            entries: Articles with at least one word each. An id that is there with the same
                content is left alone, one with another content is replaced, unless it is older.
            withdrawn: Articles to remove before, unless a later version is there; the index remembers them by
                keyed hashes, and takes them again in a later version only.
            allow: Take back articles that were forgotten on request, or withdrawn.

        Raises:
            IndexBusyError: If others keep writing for too long.
        """

    def remove(self, ids: Sequence[str]) -> Outcome:
        """Remove articles; unknown ids are passed over."""

    def expire(self, before: str) -> Outcome:
        """Remove the articles published before an ISO date; undated ones stay.

        Raises:
            UsageError: If ``before`` is no such date.
        """

    def forget(self, ids: Sequence[str]) -> Outcome:
        """Erase articles to the byte and remember, by keyed hashes only, not to take them again."""

    def owners(self, kind: Kind, keys: Keys32, *, limit: int = 200, cap: int = 10_000) -> Owners:
        """Return the articles under keys.

        Args:
            kind: ``BAND``, ``PASSAGE`` or ``TERM`` of :mod:`dedup.keys`, for all keys or for each.
            keys: As a corpus keeps them, 31 bits each (:mod:`dedup.corpus.chunks`), in any order.
            limit: Numbers to give for each key, the smallest.
            cap: Where counting stops.

        Returns:
            Representatives only: of equal texts the one that has the keys.
        """

    def members(self, fingerprints: Sequence[int], *, limit: int = 1000) -> list[Numbers]:
        """Return the numbers of the articles with each fingerprint, rising, at most ``limit`` each."""

    def keys_of(self, numbers: Sequence[int] | Numbers) -> list[Keys]:
        """Return the keys of articles, those of an equal text being its own."""

    def articles(self, numbers: Sequence[int] | Numbers) -> list[Article]:
        """Return articles by number.

        Raises:
            IndexDamagedError: If one does not read as it was written, or is not there.
        """

    def numbers_of(self, ids: Sequence[str]) -> Numbers:
        """Return the number of each id, 0 where there is none."""

    def fingerprints_of(self, numbers: Sequence[int] | Numbers) -> NDArray[np.int64]:
        """Return the fingerprints of articles."""

    def passage_counts_of(self, numbers: Sequence[int] | Numbers) -> NDArray[np.int64]:
        """Return how many passage keys articles have, those of an equal text being their own."""

    def numbers(self) -> Numbers:
        """Return the numbers of all articles, rising."""

    def add_decision(self, decision: Decision) -> int:
        """Append a decision; return its number."""

    def decisions(self, digests: Collection[str] | None = None) -> list[Decision]:
        """Return decisions in the order they were made: all, or those on one of these contents."""

    def audit(self) -> list[Mapping[str, Any]]:
        """Return the audit log, oldest line first."""

    def info(self) -> Info:
        """Say what the index is and holds."""

    def verify(self, progress: Progress | None = None) -> list[str]:
        """Check every record against every other; return what is wrong, nothing if all is well."""
