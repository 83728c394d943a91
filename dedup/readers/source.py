"""Opens one input as a stream of byte blocks: files, standard input, gzip; bounded.

It knows nothing of formats. Decompression stops at the ratio that ``Limits`` allows,
before the output is built.
"""

import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from dedup.errors import ReaderError
from dedup.readers.limits import Limits, in_words

BLOCK_BYTES = 1 << 19
HEAD_BYTES = 1 << 16
GZIP_MAGIC = b"\x1f\x8b"


class UnreadableError(ReaderError):
    """An input that breaks off or cannot be read at all, as against a bad record in it."""

    def __init__(self, place: str, why: str) -> None:
        """Say where and why; ``str()`` gives both."""
        super().__init__(f"{place}: {why}")
        self.place = place
        self.why = why


@dataclass(frozen=True, slots=True)
class Source:
    """One input to read."""

    path: Path | None  #: None is standard input
    place: str  #: as the user named it; for messages
    label: str  #: unique among the inputs; the stem of ids
    is_named: bool = True  #: False for a file found inside a folder

    @property
    def name(self) -> str:
        """The file name in lower case, for deciding the format; empty for standard input."""
        return self.path.name.lower() if self.path else ""


class Stream:
    """The decompressed bytes of a source: a head to look at, and all blocks to read.

    Attributes:
        head: The first 64 KiB, or less if the input is shorter.
        is_compressed: Whether the source is gzip.
    """

    def __init__(self, source: Source, limits: Limits, *, inflate: bool = True) -> None:
        """Open the source and read its head.

        Args:
            source: What to open.
            limits: Bounds on decompression.
            inflate: Decompress gzip; False gives the bytes as they lie on disk.

        Raises:
            UnreadableError: If there is no such file or it cannot be read.
        """
        blocks = _raw_blocks(source)
        head, blocks = _peek(blocks, len(GZIP_MAGIC))
        self.is_compressed = inflate and head.startswith(GZIP_MAGIC)
        if self.is_compressed:
            blocks = _inflate(blocks, source.place, limits)
        self.head, self._blocks = _peek(blocks, HEAD_BYTES)

    @property
    def is_empty(self) -> bool:
        """True if not one byte comes out."""
        return not self.head

    def blocks(self) -> Iterator[bytes]:
        """Return all bytes from the start, in blocks of 512 KiB or what comes; once."""
        return self._blocks

    def read(self, limit: int, place: str) -> bytes:
        """Return everything at once.

        Raises:
            UnreadableError: If there are more than ``limit`` bytes.
        """
        parts: list[bytes] = []
        size = 0
        for block in self._blocks:
            parts.append(block)
            size += len(block)
            if size > limit:
                raise UnreadableError(
                    place,
                    f"longer than {in_words(limit)}, the limit for one article; "
                    "split it, or give JSON lines with one article a line",
                )
        return b"".join(parts)


def _raw_blocks(source: Source) -> Iterator[bytes]:
    """Return the bytes of the file or of standard input as they come."""
    try:
        if source.path is None:
            stdin = sys.stdin.buffer
            read = getattr(stdin, "read1", stdin.read)  # read1: what a slow pipe has, without waiting for more
            while block := read(BLOCK_BYTES):
                yield block
        else:
            with open(source.path, "rb", buffering=0) as file:
                while block := file.read(BLOCK_BYTES):
                    yield block
    except OSError as exc:
        raise UnreadableError(source.place, reason(exc)) from exc


def reason(exc: OSError) -> str:
    """Return what the system says about a file, with what to do."""
    if isinstance(exc, FileNotFoundError):
        return "no such file or folder; check the name"
    if isinstance(exc, PermissionError):
        return "not readable; give yourself permission to read it"
    return f"cannot be read: {exc.strerror or exc}"


def _peek(blocks: Iterator[bytes], size: int) -> tuple[bytes, Iterator[bytes]]:
    """Return the first ``size`` bytes, and an iterator that still gives everything."""
    taken: list[bytes] = []
    count = 0
    while count < size and (block := next(blocks, b"")):
        taken.append(block)
        count += len(block)
    start = b"".join(taken)
    return start[:size], chain((start,) if start else (), blocks)


def _inflate(blocks: Iterator[bytes], place: str, limits: Limits) -> Iterator[bytes]:
    """Decompress gzip, one member after the other, never far beyond the allowed ratio."""
    member = zlib.decompressobj(wbits=31)
    taken = given = 0
    for block in blocks:
        taken += len(block)
        while block:
            if member.eof:
                block = block.lstrip(b"\0")  # padding between members is legal
                if not block:
                    break
                member = zlib.decompressobj(wbits=31)
            try:
                output = member.decompress(block, BLOCK_BYTES)
            except zlib.error as exc:
                raise UnreadableError(place, f"damaged gzip ({exc}); copy the file again") from exc
            given += len(output)
            if given > limits.min_bomb_bytes and given > limits.max_ratio * taken:
                raise UnreadableError(
                    place,
                    f"decompresses to more than {limits.max_ratio} times its size, the limit; "
                    "if it is sound, decompress it first",
                )
            if output:
                yield output
            block = member.unused_data if member.eof else member.unconsumed_tail
    if not member.eof:
        raise UnreadableError(place, "the gzip data ends too early; copy the file again")
