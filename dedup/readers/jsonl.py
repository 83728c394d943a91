"""JSON lines: one object a line. Blank lines are skipped; numbers in ids become text.

``orjson`` reads all lines; those it refuses are tried again leniently: other encodings,
lone surrogates, NaN, raw control characters, record separators.
"""

import json
from collections.abc import Iterator

import orjson

from dedup.model import Article
from dedup.readers.encoding import BlockDecoder, decode_part, detect, marked_encoding, without_surrogates
from dedup.readers.fields import BadRowError, RowReader
from dedup.readers.journal import Journal
from dedup.readers.limits import Limits, in_words
from dedup.readers.source import Source, Stream

_TOO_DEEP = "nested too deeply; the limit is 1024 levels"


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
    line = blank = 0
    loads, make = orjson.loads, fields.article
    for lines in _line_blocks(source, stream, journal, limits):
        for raw in lines:
            line += 1
            if not raw:
                blank += 1
                continue
            try:
                try:
                    row = loads(raw)
                except orjson.JSONDecodeError as exc:
                    if not raw.strip():
                        blank += 1
                        continue
                    row = lenient.row(raw, exc, lines)
                if type(row) is not dict:
                    raise BadRowError('not an object; each line must be like {"id": "1", "text": "…"}')
                article = make(row)
            except BadRowError as exc:
                journal.bad(f"{source.place}:{line}", str(exc))
                continue
            yield line, article if article[0] else article._replace(id=f"{source.label}#{line - blank}")
    if lenient.remark:
        journal.note(source.place, lenient.remark)


def _line_blocks(source: Source, stream: Stream, journal: Journal, limits: Limits) -> Iterator[list[bytes]]:
    """Return the lines in lists, a block at a time; one beyond the limit is bad and comes out blank."""
    rest = b""
    line = 1
    is_dropping = False
    for block in _utf8_blocks(source, stream, journal):
        lines = block.split(b"\n")
        lines[0] = b"" if is_dropping else rest + lines[0]
        is_dropping = is_dropping and len(lines) == 1
        rest = lines.pop()
        line += len(lines)
        if len(rest) > limits.max_line_bytes:
            journal.bad(
                f"{source.place}:{line}",
                f"a line longer than {in_words(limits.max_line_bytes)}, the limit; JSON lines hold one article a line",
            )
            rest, is_dropping = b"", True
        yield lines
    yield [rest]


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

    @property
    def remark(self) -> str:
        """What had to be guessed and replaced; empty if nothing."""
        remarks = [f"not UTF-8, read as {self.encoding}"] if self.encoding != "utf-8" else []
        if self.replaced:
            remarks.append(f"{self.replaced} unreadable character{'s'[: self.replaced > 1]} replaced by U+FFFD")
        return "; ".join(remarks)

    def row(self, raw: bytes, refusal: orjson.JSONDecodeError, lines: list[bytes]) -> object:
        """Return what stands in a line that orjson refused.

        Raises:
            BadRowError: If it is no JSON at all, or nested beyond the limit.
        """
        if "recursion" in str(refusal).lower():
            raise BadRowError(_TOO_DEEP)
        text = self._decode(raw, lines).strip().strip("\x1e\ufeff\0")
        try:
            return self._without_surrogates(json.loads(text, strict=False))
        except RecursionError as exc:
            raise BadRowError(_TOO_DEEP) from exc
        except ValueError as exc:
            what = f"{exc.msg} at column {exc.colno}" if isinstance(exc, json.JSONDecodeError) else str(exc)
            raise BadRowError(f"not JSON: {what}") from exc

    def _decode(self, raw: bytes, lines: list[bytes]) -> str:
        """Decode a line; at the first that is no UTF-8, find the encoding out from those around it."""
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            if self.encoding == "utf-8":
                self.encoding = detect(b"\n".join(lines))
            text = decode_part(raw, self.encoding)
            self.replaced += text.count("\ufffd")
            return text

    def _without_surrogates(self, value: object) -> object:
        """Replace lone surrogates in the strings of a row; deeper ones are never read."""
        if not isinstance(value, dict):
            return value
        clean: dict[str, object] = {}
        for name, item in value.items():
            if isinstance(item, str):
                item, count = without_surrogates(item)
                self.replaced += count
            clean[name] = item
        return clean
