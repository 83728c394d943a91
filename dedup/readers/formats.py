"""Decides the format of an input: by ``--input-format``, else its name, else its content."""

import re
from enum import StrEnum

import orjson

from dedup.readers.encoding import decode, marked_encoding
from dedup.readers.fields import FieldMap
from dedup.readers.table import first_line, sniff_delimiter


class InputFormat(StrEnum):
    """What can be read."""

    TEXT = "txt"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"


_BY_SUFFIX = {
    ".txt": InputFormat.TEXT,
    ".text": InputFormat.TEXT,
    ".jsonl": InputFormat.JSONL,
    ".ndjson": InputFormat.JSONL,
    ".csv": InputFormat.CSV,
    ".tsv": InputFormat.TSV,
    ".tab": InputFormat.TSV,
}
_CONTROL = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f]")
_OBJECT_START = re.compile(rb'\s*\{\s*"')


def format_by_name(name: str) -> InputFormat | None:
    """Return the format that a file name promises; None if it promises none.

    >>> format_by_name("today.jsonl.gz")
    <InputFormat.JSONL: 'jsonl'>
    """
    stem, dot, suffix = name.removesuffix(".gz").rpartition(".")
    return _BY_SUFFIX.get(dot + suffix) if stem else None


def format_by_content(head: bytes, fields: FieldMap) -> InputFormat | None:
    """Return the format that the first bytes show; None if none is recognised.

    JSON lines start with an object; tables start with a line that names a text column.
    Plain text has no mark of its own and is never recognised: its name must say so.
    """
    if looks_binary(head):
        return None
    line = first_line(head)
    if line.startswith("{"):
        return InputFormat.JSONL if _starts_object(line, len(head)) else None
    delimiter = sniff_delimiter(line, fields)
    if not delimiter:
        return None
    return InputFormat.TSV if delimiter == "\t" else InputFormat.CSV


def looks_binary(head: bytes) -> bool:
    """True if the bytes are no text in any encoding: control characters or NUL among them."""
    if marked_encoding(head)[0]:
        return False
    return bool(_CONTROL.search(decode(head).text))


def _starts_object(line: str, head_bytes: int) -> bool:
    """True if the line is an object, or the start of one that goes on beyond the head."""
    raw = line.encode("utf-8", "replace")
    try:
        orjson.loads(raw)
    except orjson.JSONDecodeError:
        return bool(_OBJECT_START.match(raw)) and ('"text"' in line or len(raw) * 2 > head_bytes or '":' in line)
    return True
