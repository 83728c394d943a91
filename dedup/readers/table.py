"""CSV and TSV: the first line names the columns, each further record is one article."""

import csv
import io
import re
from collections.abc import Iterator
from typing import NoReturn

from dedup.model import Article
from dedup.readers.encoding import BlockDecoder, decode
from dedup.readers.fields import BadRowError, FieldMap
from dedup.readers.journal import Journal
from dedup.readers.limits import Limits
from dedup.readers.source import Source, Stream
from dedup.readers.unreadable import UnreadableError
from dedup.sizes import in_words

DELIMITERS = ",\t;|"
_JOINED_LINES = 1000
_EXCEL_LINE = re.compile(r'"?sep=(.)"?\s*', re.I)  # what Excel takes for the separator, in a line before the header


def sniff_delimiter(header: str, fields: FieldMap) -> str:
    """Return what separates the columns of a header line that names a text column.

    The empty string if the line is no such header. Among several separators the one that
    makes most columns wins.
    """
    best = ""
    most = 0
    for delimiter in DELIMITERS:
        columns = _columns(header, delimiter)
        if len(columns) > most and fields.has_text(columns):
            best, most = delimiter, len(columns)
    return best


def _columns(header: str, delimiter: str) -> tuple[str, ...]:
    """Return the names in a header line; none if its quotes do not match."""
    try:
        return tuple(name.strip() for name in next(csv.reader([header], delimiter=delimiter, strict=True), []))
    except csv.Error:
        return ()


def first_line(head: bytes) -> str:
    """Return the first line of a file that has words, decoded, but for Excel's ``sep=;``; for looking at a header."""
    lines = (line for line in decode(head).text.splitlines() if line.strip())
    line = next(lines, "")
    return next(lines, line) if _EXCEL_LINE.fullmatch(line) else line


def read_table(
    source: Source, stream: Stream, fields: FieldMap, journal: Journal, limits: Limits, delimiter: str = ""
) -> Iterator[tuple[int, Article]]:
    """Read one article a record.

    Args:
        source: What is read; names the places of errors.
        stream: Its bytes.
        fields: Which columns are what.
        journal: Takes bad rows and notes.
        limits: Bounds on a line.
        delimiter: Between columns; empty to find out from the header.

    Yields:
        The line where the record starts, and the article. A record without an id gets
        ``LABEL#N``, N counting the records after the header from 1.

    Raises:
        UnreadableError: If the header has no text column.
        ReaderError: At the first bad record, unless the journal skips them.
    """
    delimiter = delimiter or sniff_delimiter(first_line(stream.head), fields) or ","
    decoder = BlockDecoder(stream.head)
    csv.field_size_limit(max(csv.field_size_limit(), limits.max_article_bytes))  # its default, 128 kB, is one long read
    lines = _Lines(_lines(decoder, source, stream, limits))
    columns: list[str] = []
    number = 0
    for line, record in _records(lines, delimiter, source, journal, limits):
        if not columns and record[0].lower().startswith("sep=") and _EXCEL_LINE.fullmatch(delimiter.join(record)):
            continue
        if not columns:
            columns = _checked_header(record, source, fields)
            continue
        number += 1
        try:
            article = _article(record, columns, fields)
        except BadRowError as exc:
            journal.bad(f"{source.place}:{line}", str(exc))
            lines.give_again()
            continue
        yield line, article if article.id else article._replace(id=f"{source.label}#{number}")
    if decoder.remark:
        journal.note(source.place, decoder.remark)


class _LongLineError(Exception):
    """Stands for a line beyond the limit, which is not kept; says so."""

    def __init__(self, limit: int, *, is_open: bool) -> None:
        """Say how long a line may be, and whether a quotation mark in it is left open."""
        behind = "; a quotation mark in it is left open: the lines behind it are read as rows" if is_open else ""
        super().__init__(f"a line longer than {in_words(limit)}, the limit{behind}")
        self.in_record = f"a quotation mark is left open before a line longer than {in_words(limit)}, the limit"


class _Lines:
    """Lines for the library, some of them again: a quotation mark left open swallows good records."""

    def __init__(self, lines: Iterator[str | _LongLineError]) -> None:
        """Start at the first line."""
        self._waiting = [lines]  # the last comes first
        self._has_more = False  # since the last line was given out
        self._before = 0  # lines of the records before the one in hand
        self._taken: list[str] = []  # by the record in hand
        self._joined: list[str] = []  # the same, those before: millions of short lines take much memory

    def __iter__(self) -> Iterator[str]:
        """Give out the lines; a new iterator goes on where the last one was."""
        taken, self._has_more = self._taken, False
        while self._waiting:
            for line in self._waiting[-1]:
                if isinstance(line, _LongLineError):
                    self._end_before(line)
                taken.append(line)
                if len(taken) > _JOINED_LINES:
                    self._joined.append("".join(taken))
                    taken.clear()
                yield line
                if self._has_more:
                    self._has_more = False
                    break
            else:
                self._waiting.pop()

    def _end_before(self, line: _LongLineError) -> NoReturn:
        """Raise for a line that is not there: itself if a record starts with it, else for the record in hand."""
        if not self._count():
            self._taken.append("")
            raise line
        self._waiting.append(iter([line]))
        raise csv.Error(line.in_record)

    def start_record(self) -> int:
        """Forget the lines of the last record; return the number of the next line."""
        self._before += self._count()
        self._taken.clear()
        self._joined.clear()
        return self._before + 1

    def give_again(self) -> None:
        """Take the record in hand for one bad line, and give out its other lines again."""
        if self._count() > 1:
            lines = io.StringIO("".join((*self._joined, *self._taken)), newline="")
            next(lines)
            self._waiting.append(lines)
            self._has_more = True
            self._joined.clear()
            self._taken[1:] = []

    def _count(self) -> int:
        """Return how many lines the record in hand has taken."""
        return len(self._taken) + len(self._joined) * (_JOINED_LINES + 1)


def _records(
    lines: _Lines, delimiter: str, source: Source, journal: Journal, limits: Limits
) -> Iterator[tuple[int, list[str]]]:
    """Return the records that are well-formed and not blank, with the line where each starts."""
    records = csv.reader(iter(lines), delimiter=delimiter, strict=True)
    while True:
        line = lines.start_record()
        try:
            record = next(records, None)
        except (csv.Error, _LongLineError) as exc:
            journal.bad(f"{source.place}:{line}", _why(exc, limits))
            lines.give_again()
            records = csv.reader(iter(lines), delimiter=delimiter, strict=True)
            continue
        if record is None:
            return
        if any(record):
            yield line, record


def _article(record: list[str], columns: list[str], fields: FieldMap) -> Article:
    """Make an article of one record."""
    if len(record) != len(columns):
        raise BadRowError(f"{len(record)} column{'s' * (len(record) != 1)}, the header has {len(columns)}")
    return fields.article(dict(zip(columns, record, strict=True)))


def _checked_header(record: list[str], source: Source, fields: FieldMap) -> list[str]:
    """Return the names of the columns, without the space around them."""
    columns = [name.strip() for name in record]
    fault = fields.header_fault(columns)
    if fault:
        raise UnreadableError(f"{source.place}:1", fault)
    return columns


def _why(exc: Exception, limits: Limits) -> str:
    """Return what is wrong with a record, in our words where the library's are none."""
    if "field larger than" in str(exc):
        return f"a field longer than {in_words(limits.max_article_bytes)}, the limit; is a quotation mark left open?"
    if "unexpected end of data" in str(exc):
        return "a quotation mark is never closed"
    return str(exc)


def _lines(
    decoder: BlockDecoder, source: Source, stream: Stream, limits: Limits
) -> Iterator[str | _LongLineError]:
    """Return the lines with their ends as they are, which quoted fields need; an error for one beyond the limit."""
    parts: list[str] = []  # of a line that goes on
    size = number = 0
    is_long = False
    for text in decoder.texts(stream.blocks()):
        parts.append(text)
        size += len(text)
        if "\n" in text or "\r" in text:
            lines = list(io.StringIO("".join(parts), newline=""))
            parts = [] if lines[-1].endswith("\n") else [lines.pop()]
            size = sum(map(len, parts))
            number += len(lines)
            if is_long and lines:
                yield _long_line(lines.pop(0), limits)
                is_long = False
            yield from lines
        if size > limits.max_line_bytes and not number:
            raise UnreadableError(f"{source.place}:1", str(_long_line("", limits)))
        if is_long or size > limits.max_line_bytes:
            line = "".join(parts)
            parts, is_long = ['"' * (line.count('"') % 2) + "\r" * line.endswith("\r")], True
            size = len(parts[0])
    if size or is_long:
        yield _long_line("".join(parts), limits) if is_long else "".join(parts)


def _long_line(rest: str, limits: Limits) -> _LongLineError:
    """Return what stands for a line beyond the limit, of which the end is left and one mark for an odd number."""
    return _LongLineError(limits.max_line_bytes, is_open=rest.count('"') % 2 == 1)


def read_tsv(
    source: Source, stream: Stream, fields: FieldMap, journal: Journal, limits: Limits
) -> Iterator[tuple[int, Article]]:
    """Read one article a record of a table whose columns are separated by tabs."""
    return read_table(source, stream, fields, journal, limits, delimiter="\t")
