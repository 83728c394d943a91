"""Plain text: one file is one article, its text exactly as decoded, without a title."""

from collections.abc import Iterator

from dedup.model import Article
from dedup.readers.encoding import decode
from dedup.readers.fields import FieldMap
from dedup.readers.journal import Journal
from dedup.readers.limits import Limits
from dedup.readers.source import Source, Stream


def read_text(
    source: Source, stream: Stream, fields: FieldMap, journal: Journal, limits: Limits
) -> Iterator[tuple[int, Article]]:
    """Read one article; ``fields`` are of no use here, all readers are called alike.

    Yields:
        Line 0 (the article is the whole file) and the article; its id is the source's label.

    Raises:
        ReaderError: If the file cannot be read or is larger than ``limits`` allow.
    """
    decoded = decode(stream.read(limits.max_article_bytes, source.place))
    if decoded.remark:
        journal.note(source.place, decoded.remark)
    yield 0, Article(source.label, decoded.text)
