"""The audit log: one line for every change, in the same transaction, each chained to the one before.

A line's chain value is a keyed hash of the line and of the chain value before it, so that a line
that is changed, taken out or put in breaks all that follow; the last one also stands in the state.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

CHAIN_BYTES = 16


def now() -> str:
    """Return the time in UTC, to the second, ISO 8601."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def pack_line(line: Mapping[str, object]) -> bytes:
    """Return a line as it is stored."""
    return json.dumps(line, separators=(",", ":"), ensure_ascii=True).encode()


def unpack_line(line: bytes) -> Mapping[str, Any]:
    """Reverse :func:`pack_line`."""
    found: Mapping[str, Any] = json.loads(line)
    return found


def chained(secret: bytes, head: bytes, number: int, line: bytes) -> bytes:
    """Return the chain value of a line that follows ``head``."""
    return hashlib.blake2b(head + number.to_bytes(8, "little") + line, key=secret, digest_size=CHAIN_BYTES).digest()


def broken_line(secret: bytes, rows: Iterable[tuple[int, bytes, bytes]], count: int, head: str) -> int:
    """Return the number of the first line that is not as it was written, 0 if all are.

    Args:
        secret: Key of the chain.
        rows: (number, line, chain value), by number.
        count: Lines that there must be.
        head: Chain value of the last, hexadecimal.
    """
    before, expected = b"", 1
    for number, line, chain in rows:
        if number != expected or not isinstance(line, bytes) or chained(secret, before, number, line) != chain:
            return expected
        before, expected = chain, expected + 1
    return 0 if (expected - 1, before.hex()) == (count, head) else expected
