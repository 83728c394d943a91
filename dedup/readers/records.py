"""What document parsers return: plain values that pass through a pipe, and articles of them.

A document parser is a function ``(raw, options) -> list[Record]``. It knows nothing of
files: ids that the document does not give stay empty, dates that make no sense are handed
back as written, and an item that is no article says why.
"""

from collections.abc import Mapping
from typing import TypedDict

from dedup.errors import ReaderError
from dedup.model import Article


class DocumentError(ReaderError):
    """A document as a whole cannot be read; the message says why, readers add the place."""


class MalformedError(DocumentError):
    """A document is not well-formed; a lenient parser may still read it."""


class Record(TypedDict, total=False):
    """One item of a document; absent parts are empty. ``why`` makes it a bad record."""

    id: str
    text: str
    title: str
    source: str
    url: str
    published: str  #: ISO 8601
    lang: str
    version: str
    modified: str  #: ISO 8601
    edition: list[str]  #: of an item of a feed; see ``versions.Edition``
    credit: str
    status: str
    kin: list[str]
    undated: list[str]  #: dates that were not understood, as written
    notes: list[str]  #: remarks about the document as a whole; on the first record
    why: str  #: this item is no article, and why


def article_of(record: Mapping[str, object]) -> Article:
    """Return the article of a record that came through a pipe; its id may be empty."""
    texts = {part: str(record.get(part) or "") for part in Article._fields if part != "kin"}
    kin = record.get("kin") or ()
    assert isinstance(kin, (list, tuple))
    return Article(**texts, kin=tuple(str(name) for name in kin))
