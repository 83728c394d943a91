"""Articles as rows: what stands in each column, and the postings that follow from it."""

import hashlib
import math
import struct
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dedup.index.outlines import UNKNOWN
from dedup.index.packing import IDENT, KIND_SHIFT, KINDS, MEMBER, WORDS, pack
from dedup.index.planning import Change, Incoming
from dedup.index.protocol import Keys, Keys32
from dedup.index.records import Stored, checksum, compress, decode_text, encode_text, pack_keys
from dedup.keys import BAND, PASSAGE, TERM
from dedup.published import day_number

HEAD = (
    "number, id, fingerprint, digest, content, day, version, keys, head_sum"  #: the columns besides metadata and text
)


def stored_from(row: Sequence[Any]) -> Stored:
    """What a row says besides keys, metadata and text."""
    return Stored(row[0], decode_text(row[1]), row[2], row[3], row[4], row[6], row[7] is not None)


def passage_count(keys: bytes | None) -> int:
    """How many passage keys packed keys hold; unknown of an article that another one stands for."""
    return UNKNOWN if keys is None else int.from_bytes(keys[4:8], "little")


def seal(table: str, number: int, record: bytes) -> bytes:
    """Return the checksum of a record of a table under its number."""
    return checksum(table.encode(), number.to_bytes(8, "little"), record)


def head_sum(values: Sequence[Any]) -> bytes:
    """The checksum of a row without metadata and text."""
    number, identity, fingerprint, digest, content, day, version, keys = values
    try:
        numbers = struct.pack("<qqd", number, fingerprint, math.inf if day is None else day)
        marked = b"" if keys is None else b"+" + keys
        return checksum(numbers, identity, digest, content, encode_text(version), marked)
    except (struct.error, TypeError, AttributeError):  # columns of other types: the row is damaged
        return b"no row of ours"


def article_row(number: int, new: Incoming, has_keys: bool) -> tuple[Any, ...]:
    """The row of a new article."""
    entry = new.entry
    day = day_number(entry.article.published) if entry.article.published else math.nan
    identity, text = encode_text(entry.article.id), compress(new.text)
    keys = pack_keys(entry) if has_keys else None
    head = (
        number, identity, entry.fingerprint, entry.digest, new.content, None if math.isnan(day) else day,
        new.version, keys,
    )  # fmt: skip
    seal = checksum(number.to_bytes(8, "little"), identity, new.meta, text)
    return (*head, head_sum(head), new.meta, text, seal)


def postings_of(change: Change) -> list[NDArray[np.int64]]:
    """The postings of all new articles."""
    parts: list[NDArray[np.int64]] = []
    numbers = list(change.inserted)
    leading = [number for number in numbers if number in change.with_keys]
    for kind, name in ((BAND, "band_keys"), (PASSAGE, "passage_keys"), (TERM, "term_keys")):
        keys = [getattr(change.inserted[number].entry, name) for number in leading]
        if keys:
            owners = np.repeat(np.array(leading, dtype=np.int64), [len(each) for each in keys])
            parts.append(pack(kind, np.concatenate(keys), owners))
    if numbers:
        every = np.array(numbers, dtype=np.int64)
        parts.append(pack(IDENT, np.array([id_key(change.inserted[k].entry.article.id) for k in numbers]), every))
        words = word_keys([change.inserted[k].entry.fingerprint for k in numbers])
        kinds = np.array([WORDS if k in change.with_keys else MEMBER for k in numbers], dtype=np.int64)
        parts.append(pack(0, words, every) + (kinds << KIND_SHIFT))
    return parts


def key_postings(number: int, keys: Keys, fingerprint: int) -> NDArray[np.int64]:
    """The postings that make an article the representative of its text."""
    parts = [pack(kind, each, number) for kind, each in zip(KINDS, keys.by_kind, strict=True)]
    return np.concatenate([*parts, pack(WORDS, word_keys([fingerprint]), number)])


def id_key(identity: str) -> int:
    """The key that an id is found under."""
    return int.from_bytes(hashlib.blake2b(encode_text(identity), digest_size=4).digest(), "little")


def word_keys(fingerprints: Sequence[int]) -> Keys32:
    """The keys that equal texts are found under."""
    return (np.array(fingerprints, dtype=np.int64) >> 31).astype(np.uint32)


def name_postings(stored: Stored) -> NDArray[np.int64]:
    """Return the postings by which an article is known besides its keys; it may lack some of them."""
    word = word_keys([stored.fingerprint])
    parts = [pack(kind, word, stored.number) for kind in (WORDS, MEMBER)]
    return np.concatenate([pack(IDENT, np.array([id_key(stored.id)]), stored.number), *parts])
