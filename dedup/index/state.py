"""The one record that says what an index holds at a moment: counts, segments, heads of logs.

It is read at the start of every transaction and written at the end of each that changes
something, in the same transaction, so that all else can be checked against it.
"""

import dataclasses
import json
from dataclasses import dataclass, field
from typing import Any

from dedup.index.records import checksum


@dataclass(slots=True)
class SegmentState:
    """One sorted run of postings, cut into chunks."""

    id: int
    chunks: int = 0  #: written so far
    parts: int = 0  #: rows that hold the first posting of each chunk
    count: int = 0  #: postings
    first: int = 0  #: chunks before this one have been merged and are gone


@dataclass(slots=True)
class MergeState:
    """A merge under way: postings below the cursor lie in the output, the others still in the inputs."""

    inputs: list[int]
    output: int
    cursor: int = 0
    gone: int = 0  #: batches of removed numbers that no segment holds afterwards; 0 if not all segments take part


@dataclass(slots=True)
class State:
    """What an index holds."""

    generation: int = 0
    next_number: int = 1
    articles: int = 0
    texts: int = 0
    next_segment: int = 1
    segments: list[SegmentState] = field(default_factory=list)
    merge: MergeState | None = None
    recent_first: int = 1  #: rows of postings that lie in no segment yet: [recent_first, recent_last]
    recent_last: int = 0
    recent_count: int = 0
    gone_first: int = 1  #: rows of numbers of removed articles
    gone_last: int = 0
    gone_count: int = 0
    decisions: int = 0
    forgotten: int = 0
    audit_count: int = 0
    audit_head: str = ""
    withdrawn: int = 0  #: rows of withdrawn articles
    judged_rows: int = 0  #: rows of verdicts on passage keys, see ``dedup.index.judged``
    judged_below: int = 0  #: all articles with smaller numbers were there when they were made; 0 if there are none
    judged_segment: int = 0  #: segments before this one were there
    judged_gone: int = 0  #: rows of removed numbers that there were
    judged_texts: int = 0  #: texts that there were when they were made
    judgings: int = 0  #: times that verdicts were written
    judged_rules: int = 1  #: version of the rules by which they were made
    outlined: int = 0  #: articles from this number on have outlines; 0 if none has, see ``dedup.index.outlines``
    erasures: int = 0  #: times that postings were taken out of rows, which are else never changed

    @property
    def posting_count(self) -> int:
        """Postings in all levels."""
        return self.recent_count + sum(segment.count for segment in self.segments)

    def pack(self) -> bytes:
        """Return the record, its checksum at the end."""
        body = json.dumps(dataclasses.asdict(self), separators=(",", ":")).encode()
        return body + checksum(body)

    @classmethod
    def unpack(cls, record: bytes) -> "State":
        """Reverse :meth:`pack`.

        Raises:
            ValueError: If the record is damaged.
        """
        body = record[:-8] if isinstance(record, bytes) else b""
        if checksum(body) != record[-8:]:
            raise ValueError("the checksum does not hold")
        values: dict[str, Any] = json.loads(body)
        values["segments"] = [SegmentState(**each) for each in values["segments"]]
        values["merge"] = MergeState(**values["merge"]) if values["merge"] else None
        return cls(**values)
