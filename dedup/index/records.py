"""Articles as records: metadata as JSON, text compressed, keys packed, each with a checksum.

A checksum covers the record's own number and place, so that a sound record in a wrong
place is as bad as a damaged one.
"""

import json
import struct
import threading
from functools import cache
from hashlib import blake2b
from typing import Any, NamedTuple

import numpy as np

from dedup.index.protocol import Entry, Keys, Size
from dedup.model import Article
from dedup.version_order import order_of

MAX_TEXT_BYTES = 256 << 20  #: no text that a reader lets through is longer
_LEVEL = 3  # of zstandard: 78,000 texts/s at 868 bytes; zlib 6 gave 20,000/s at 826 bytes
_DEFAULTS = Article._field_defaults
_SIZE = struct.Struct("<Id")
UNKNOWN_SIZE = Size(0, 0.0)  #: of texts in an index of an earlier version, which is read to be built anew
_META = tuple(name for name in Article._fields if name not in ("id", "text"))


class Stored(NamedTuple):
    """What an index knows of one article besides its text."""

    number: int
    id: str
    fingerprint: int
    digest: bytes  #: of the words
    content: bytes  #: 16 bytes, of everything
    version: str
    has_keys: bool  #: False for an equal text that stands behind its representative


def checksum(*parts: bytes) -> bytes:
    """Return the 8-byte checksum of a record's parts, their borders included.

    >>> checksum(b"ab", b"c") == checksum(b"a", b"bc")
    False
    """
    try:
        lengths = ",".join(map(str, map(len, parts)))
        return blake2b(b"".join((lengths.encode(), *parts)), digest_size=8).digest()
    except TypeError:  # a damaged file may hold anything in any column: no checksum is that of such a record
        return b"no bytes at all"


def encode_text(text: str) -> bytes:
    """Encode text as it may come, lone surrogates included."""
    return text.encode("utf-8", "surrogatepass")


def decode_text(data: bytes) -> str:
    """Reverse :func:`encode_text`."""
    return data.decode("utf-8", "surrogatepass")


def pack_meta(article: Article) -> bytes:
    """Return the fields that are set, besides id and text, as JSON."""
    fields = {name: value for name in _META if (value := getattr(article, name)) != _DEFAULTS[name]}
    return json.dumps(fields, separators=(",", ":")).encode() if fields else b""


def unpack_article(identity: str, meta: bytes, text: str) -> Article:
    """Return an article; fields that this version does not know are left out."""
    fields = json.loads(meta) if meta else {}
    known: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in fields.items() if name in _DEFAULTS
    }
    return Article(identity, text, **known)


def content_of(meta: bytes, text: bytes) -> bytes:
    """Return the digest that tells whether two articles of one id are the same in everything."""
    return blake2b(meta + b"\0" + text, digest_size=16).digest()


class _Own(threading.local):
    """The compressor and the decompressor of a thread: making one takes half as long as using it."""

    def __init__(self) -> None:
        """Make both; the library is loaded by the first thread that needs them."""
        import zstandard

        self.packer = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=False)
        self.unpacker = zstandard.ZstdDecompressor()


@cache
def _own() -> _Own:
    """The compressors of all threads."""
    return _Own()


def compress(text: bytes) -> bytes:
    """Compress one text."""
    return _own().packer.compress(text)


def decompress(data: bytes) -> bytes:
    """Reverse :func:`compress`.

    Raises:
        ValueError: If the data are damaged.
    """
    import zstandard

    try:
        return _own().unpacker.decompress(data, max_output_size=MAX_TEXT_BYTES)
    except zstandard.ZstdError as exc:
        raise ValueError(str(exc)) from exc


def pack_keys(entry: Entry) -> bytes:
    """Return the keys of an entry, little-endian: three counts, the keys, and the size of the text."""
    parts = entry.keys.by_kind
    counts = np.array([len(part) for part in parts], dtype="<u4")
    size = _SIZE.pack(*entry.size)
    return b"".join([counts.tobytes(), *(part.astype("<u4", copy=False).tobytes() for part in parts), size])


def unpack_keys(data: bytes) -> Keys:
    """Reverse :func:`pack_keys`.

    Raises:
        ValueError: If the data are damaged.
    """
    if len(data) % 4 or len(data) < 12:
        raise ValueError("the keys are not whole")
    numbers = np.frombuffer(data, dtype="<u4")
    first = 3 + int(numbers[0])
    second = first + int(numbers[1])
    end = second + int(numbers[2])
    if len(numbers) - end not in (0, _SIZE.size // 4):
        raise ValueError("the keys have another length than they say")
    size = Size(*_SIZE.unpack_from(data, 4 * end)) if len(numbers) > end else UNKNOWN_SIZE
    return Keys(numbers[3:first], numbers[first:second], numbers[second:end], size)


def version_of(article: Article) -> str:
    """Return what says which of two articles of one id is later: version, then date of change; empty if unknown."""
    return f"{article.version}\t{article.modified}" if article.version or article.modified else ""


def is_older(version: str, than: str) -> bool:
    """Return True if one version, as :func:`version_of` gives it, is known to come before another.

    >>> is_older("9", "10"), is_older("10", "9"), is_older("", "3")
    (True, False, False)
    """
    (own, _, own_date), (other, _, other_date) = version.partition("\t"), than.partition("\t")
    return order_of((own, own_date), (other, other_date)) < 0
