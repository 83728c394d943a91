"""WARC archives of the web: each HTML page that was answered with 200 is one article.

``fastwarc`` reads the archive, the reader of HTML pages reads the pages.
"""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from dedup.model import Article
from dedup.readers.fields import FieldMap
from dedup.readers.journal import Journal
from dedup.readers.limits import Limits
from dedup.readers.source import Source, Stream
from dedup.readers.unreadable import UnreadableError, required
from dedup.sizes import in_words

#: A page: the number of its record, its bytes, what the archive says of it.
Page = tuple[int, bytes, Mapping[str, object]]
_HTML = frozenset(("text/html", "application/xhtml+xml"))
_OK = 200


def read_warc(
    source: Source,
    stream: Stream,
    fields: FieldMap,
    journal: Journal,
    limits: Limits,
    pages: Callable[[Iterable[Page]], Iterator[tuple[int, Article]]],
) -> Iterator[tuple[int, Article]]:
    """Read the articles of an archive.

    Args:
        source: What is read; names the places of errors.
        stream: Its bytes.
        fields: Of no use here, all readers are called alike.
        journal: Takes records that cannot be read.
        limits: ``max_article_bytes`` bounds a page.
        pages: Makes articles of pages, in their order.

    Yields:
        The number of the record, from 1, and the article; its id is the page's URL unless the
        page has a canonical one.

    Raises:
        ReaderError: If ``fastwarc`` is not installed or the archive is damaged; at the first bad page,
            unless the journal skips them.
    """
    warc = required("fastwarc.warc", source.place, extra="warc", what="reading WARC")
    yield from pages(_pages(warc, source, stream, journal, limits))


def _pages(warc: Any, source: Source, stream: Stream, journal: Journal, limits: Limits) -> Iterator[Page]:
    """Return the HTML pages of the archive's responses."""
    file = BlockFile(stream.blocks())
    records = warc.ArchiveIterator(file, parse_http=False, stream_detect=False)
    number = 0
    while True:
        try:
            record = next(records, None)
        except (OSError, ValueError) as exc:
            raise file.failed or UnreadableError(source.place, f"damaged WARC ({exc}); copy the file again") from exc
        if file.failed:
            raise file.failed
        if record is None:
            return
        number += 1
        try:
            page = _page(warc, number, record, limits)
        except (OSError, ValueError, OverflowError) as exc:
            if file.failed:
                raise file.failed from exc
            journal.bad(f"{source.place}:{number}", f"a record that cannot be read ({exc})")
            continue
        if page:
            yield page


def _page(warc: Any, number: int, record: Any, limits: Limits) -> Page | None:
    """Return the page of one record; None if it is none.

    Raises:
        OSError: If it is damaged, or longer than the limit.
    """
    if record.record_type != warc.WarcRecordType.response or not record.is_http:
        return None
    if record.content_length > limits.max_article_bytes:
        raise OSError(f"longer than {in_words(limits.max_article_bytes)}, the limit for one page")
    said = record.headers
    declared = record.content_length
    content = record.reader.read(declared)
    if len(content) < declared:
        raise OSError("the archive breaks off inside it")
    # A record of its own: what fails on it fails on it alone, and not on the rest of the archive.
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    record = warc.WarcRecord.from_bytes(head.encode() + content + b"\r\n\r\n")
    record.parse_http(auto_decode="all")
    if record.http_headers is None or record.http_headers.status_code != _OK:
        return None
    if (record.http_content_type or "").lower() not in _HTML:
        return None
    raw = record.reader.read(limits.max_article_bytes + 1)
    if len(raw) > limits.max_article_bytes:
        raise OSError(f"longer than {in_words(limits.max_article_bytes)}, the limit for one page")
    options = {
        "url": said.get("WARC-Target-URI") or "",
        "encoding": record.http_charset or "",
        "version": said.get("WARC-Date") or "",  # of two captures of one page the later stands
    }
    return number, raw, options


class BlockFile(io.RawIOBase):
    """Blocks of bytes as a file that can be read forwards.

    Attributes:
        failed: The error that ended the blocks, if one did; libraries get an early end instead.
    """

    def __init__(self, blocks: Iterator[bytes]) -> None:
        """Start at the first block."""
        self._blocks = blocks
        self._rest = memoryview(b"")
        self._position = 0
        self.failed: UnreadableError | None = None

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def tell(self) -> int:
        """Return how many bytes were read."""
        return self._position

    def readinto(self, target: Any) -> int:
        """Fill a buffer with what the current block has."""
        if not self._rest and not self.failed:
            try:
                self._rest = memoryview(next(self._blocks, b""))
            except UnreadableError as exc:
                self.failed = exc
        taken = min(len(target), len(self._rest))
        target[:taken] = self._rest[:taken]
        self._rest = self._rest[taken:]
        self._position += taken
        return taken
