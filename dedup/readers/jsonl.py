"""JSON lines: one object a line. Blank lines are skipped; numbers in ids become text.

``orjson`` reads all lines; those it refuses are tried again leniently: other encodings,
lone surrogates, NaN, raw control characters, record separators.
"""

import json
import math
import secrets
import sys
from collections.abc import Iterator
from contextlib import suppress

import orjson

from dedup.model import Article
from dedup.readers.encoding import (
    BlockDecoder,
    decode_part,
    detect,
    escaped_nul,
    marked_encoding,
    remark_on,
    without_surrogates,
)
from dedup.readers.fields import BadRowError, FieldMap, RowReader
from dedup.readers.journal import Journal
from dedup.readers.limits import Limits
from dedup.readers.source import Source, Stream
from dedup.sizes import in_words

TOO_DEEP = "nested too deeply; the limit is 1024 levels"
_NO_OBJECT = 'not an object; each line must be like {"id": "1", "text": "…"}'
_BLANK = object()  # what stands in a line without anything
MAX_FAILURES = 3  #: blocks in a row that could not be parsed at once, after which lines are parsed one by one


def read_jsonl(
    source: Source, stream: Stream, fields: RowReader, journal: Journal, limits: Limits
) -> Iterator[tuple[int, Article]]:
    """Read one article a line.

    Yields:
        The line number, from 1, and the article. A row without an id gets ``LABEL#N``,
        N counting the rows of the file from 1.

    Raises:
        ReaderError: At the first bad row, unless the journal skips them.
    """
    lenient = _LenientLines()
    at_once = _AtOnce()
    twice = _Twice(fields)
    line = blank = 0
    make = fields.article
    for count, block in _whole_lines(source, stream, journal, limits):
        lenient.nul += escaped_nul(block)
        before = line
        rows = at_once.rows(count, block)
        doubled = twice.lines(rows, block)
        for row in rows if rows is not None else lenient.rows(block, line):
            line += 1
            if doubled and line - before in doubled:
                journal.bad(f"{source.place}:{line}", doubled[line - before])
            elif type(row) is dict:
                try:
                    article = make(row)
                except BadRowError as exc:
                    journal.bad(f"{source.place}:{line}", str(exc))
                    continue
                yield line, article if article[0] else article._replace(id=f"{source.label}#{line - blank}")
            elif row is _BLANK:
                blank += 1
            else:
                journal.bad(f"{source.place}:{line}", str(row) if isinstance(row, BadRowError) else _NO_OBJECT)
    if lenient.remark:
        journal.note(source.place, lenient.remark)


def not_json(exc: ValueError) -> str:
    """Return what is wrong with JSON that the standard library refuses.

    >>> not_json(ValueError("Exceeds the limit (4300 digits) for integer string conversion"))[:46]
    'a whole number of more than 4,300 digits, the '
    """
    if isinstance(exc, json.JSONDecodeError):
        return f"not JSON: {exc.msg.removesuffix(' at')} at column {exc.colno}"
    digits = sys.get_int_max_str_digits()  # nothing else is refused that is well-formed
    return f"a whole number of more than {digits:,} digits, the limit; put it into quotation marks, or leave it out"


def load_leniently(text: str) -> tuple[object, int]:
    """Parse JSON that ``orjson`` refuses: with control characters, NaN, or a mark around it.

    Returns:
        The value, and how many numbers in it are written ``NaN``, ``Infinity`` or ``-Infinity``: each is NaN.

    Raises:
        ValueError: If it is no JSON; ``not_json`` says why.
        RecursionError: If it is nested too deeply.

    >>> load_leniently('{"id": "a", "title": -Infinity}')
    ({'id': 'a', 'title': nan}, 1)
    """
    found: list[str] = []

    def note(name: str) -> float:
        found.append(name)
        return math.nan

    return json.loads(text.strip().strip("\x1e\ufeff\0"), strict=False, parse_constant=note), len(found)


def remark_on_numbers(count: int) -> str:
    """Return a remark on numbers that are none; empty if there are none.

    >>> remark_on_numbers(1), remark_on_numbers(0)
    ('1 number is NaN or infinite, which JSON does not have, and counts as absent', '')
    """
    if not count:
        return ""
    said = ("numbers are", "count") if count > 1 else ("number is", "counts")
    return f"{count} {said[0]} NaN or infinite, which JSON does not have, and {said[1]} as absent"


def _whole_lines(source: Source, stream: Stream, journal: Journal, limits: Limits) -> Iterator[tuple[int, bytes]]:
    """Return the lines a block at a time, in brackets, and how many; one beyond the limit comes out blank."""
    parts: list[bytes] = []  # of a line that goes on
    size = line = 0
    is_dropping = False
    for block in _utf8_blocks(source, stream, journal):
        end = block.rfind(b"\n")
        if end >= 0:
            start = block.index(b"\n") if is_dropping else 0
            lines = b"".join((b"[", *parts, memoryview(block)[start:end], b"]"))  # one copy; a line can be long
            count = lines.count(b"\n") + 1
            yield count, lines
            line += count
            parts, size, is_dropping = [], 0, False
        if not is_dropping:
            parts.append(block[end + 1 :])
            size += len(parts[-1])
        if size > limits.max_line_bytes:
            journal.bad(
                f"{source.place}:{line + 1}",
                f"a line longer than {in_words(limits.max_line_bytes)}, the limit; JSON lines hold one article a line",
            )
            parts, size, is_dropping = [], 0, True
    yield 1, b"".join((b"[", *parts, b"]"))


class _AtOnce:
    """Parses a block of lines in one call, which takes half the time of a call for each line.

    The block becomes a list whose elements are the lines with a number between that nobody
    can guess. If that number stands at every second place and nowhere else, no value went
    beyond its line and no line holds two; else the lines are parsed one by one, and so are
    those that follow if this happens often.
    """

    def __init__(self) -> None:
        """Draw the number."""
        self._between = secrets.randbits(56)
        self._comma = b",%d," % self._between
        self._failures = 0

    def rows(self, count: int, block: bytes) -> list[object] | None:
        """Return the values of so many lines in brackets; None if they must be parsed one by one."""
        if self._failures > MAX_FAILURES:
            return None
        try:
            values: list[object] = orjson.loads(block.replace(b"\n", self._comma))
        except orjson.JSONDecodeError:
            values = []
        if len(values) != 2 * count - 1 or values[1::2] != [self._between] * (count - 1):
            self._failures += 1
            return None
        self._failures = 0
        return values[::2]


class _Twice:
    """Finds rows in which a field for the text stands twice with different values: a parser keeps the last.

    Where the name stands no more often than there are rows, as nearly everywhere, nothing is parsed for it.
    """

    def __init__(self, fields: RowReader) -> None:
        """Look for what these fields take for the text."""
        self._fields = fields
        self._shape: tuple[str, ...] = ()
        self._names: list[str] = []

    def lines(self, rows: list[object] | None, block: bytes) -> dict[int, str]:
        """Return what is wrong with lines of a block in brackets, by their numbers from 1."""
        first = next((row for row in rows if isinstance(row, dict)), None) if rows else None
        if rows is None or first is None or not isinstance(self._fields, FieldMap):
            return {}
        if tuple(first) != self._shape:
            self._shape = tuple(first)
            self._names = [name for name in first if self._fields.has_text((name,))]
        names = [name for name in self._names if block.count(b'"%s"' % name.encode()) > len(rows)]
        if not names:
            return {}
        faults = ((number, _fault(raw, names)) for number, raw in enumerate(block[1:-1].split(b"\n"), 1))
        return {number: fault for number, fault in faults if fault}


def _fault(raw: bytes, names: list[str]) -> str:
    """Return what is wrong with a line in which one of the names stands twice; empty if nothing is."""
    if all(raw.count(b'"%s"' % name.encode()) < 2 for name in names):
        return ""
    pairs: list[tuple[str, object]] = []

    def keep(found: list[tuple[str, object]]) -> None:
        pairs[:] = found  # the outermost object comes last

    with suppress(ValueError, RecursionError):  # what the other parser took all the same
        json.loads(raw, object_pairs_hook=keep)
    for name in names:
        values = [value for key, value in pairs if key == name]
        if values[1:] and any(value != values[0] for value in values):
            return f"the field {name!r} is there {len(values)} times with different values; keep one of them"
    return ""


def _utf8_blocks(source: Source, stream: Stream, journal: Journal) -> Iterator[bytes]:
    """Return the bytes as UTF-8 without a mark; UTF-16 and UTF-32 are transcoded."""
    encoding, skip = marked_encoding(stream.head)
    if not encoding:
        yield from stream.blocks()
    elif encoding == "utf-8":
        blocks = stream.blocks()
        yield next(blocks)[skip:]
        yield from blocks
    else:
        decoder = BlockDecoder(stream.head)
        for text in decoder.texts(stream.blocks()):
            yield text.encode("utf-8")
        if decoder.remark:
            journal.note(source.place, decoder.remark)


class _LenientLines:
    """Reads the lines that orjson refuses, and counts what had to be replaced."""

    def __init__(self) -> None:
        """Start with UTF-8 and nothing replaced."""
        self.encoding = "utf-8"
        self.replaced = 0
        self.nul = 0
        self._line = 0  # that is read
        self._first = 0  # in which something was replaced
        self._no_numbers = 0

    @property
    def remark(self) -> str:
        """What had to be guessed and replaced, and does not count; empty if nothing."""
        remark = remark_on(self.encoding if self.encoding != "utf-8" else "", self.replaced, self.nul, self._first)
        return "; ".join(filter(None, (remark, remark_on_numbers(self._no_numbers))))

    def rows(self, block: bytes, before: int) -> Iterator[object]:
        """Return what stands in each line: its value, ``_BLANK``, or a ``BadRowError`` (given, not raised).

        ``before`` is the number of lines before the block.
        """
        lines = block[1:-1].split(b"\n")
        for self._line, raw in enumerate(lines, before + 1):
            if not raw:
                yield _BLANK
                continue
            try:
                yield orjson.loads(raw)
            except orjson.JSONDecodeError as exc:
                yield self._row(raw, exc, lines) if raw.strip() else _BLANK

    def _row(self, raw: bytes, refusal: orjson.JSONDecodeError, lines: list[bytes]) -> object:
        """Return what stands in a line that orjson refused, or why that is nothing."""
        if "recursion" in str(refusal).lower():
            return BadRowError(TOO_DEEP)
        text = self._decode(raw, lines)
        self.nul += text.strip("\0").count("\0")
        try:
            value, no_numbers = load_leniently(text)
            self._no_numbers += no_numbers
            return self._without_surrogates(value)
        except RecursionError:
            return BadRowError(TOO_DEEP)
        except ValueError as exc:
            return BadRowError(not_json(exc))

    def _decode(self, raw: bytes, lines: list[bytes]) -> str:
        """Decode a line; at the first that is no UTF-8, find the encoding out from those around it."""
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            if self.encoding == "utf-8":
                self.encoding = detect(b"\n".join(lines))
            text = decode_part(raw, self.encoding)
            self._replace(text.count("\ufffd"))
            return text

    def _replace(self, count: int) -> None:
        """Count replaced characters of the line that is read."""
        self.replaced += count
        self._first = self._first or (self._line if count else 0)

    def _without_surrogates(self, value: object) -> object:
        """Replace lone surrogates in the strings of a row; deeper ones are never read."""
        if not isinstance(value, dict):
            return value
        clean: dict[str, object] = {}
        for name, item in value.items():
            if isinstance(item, str):
                item, count = without_surrogates(item)
                self._replace(count)
            clean[name] = item
        return clean
