"""Opens one input as a stream of byte blocks: files, standard input, what was fetched; bounded.

It knows nothing of formats but compression, which it takes off. What is packed is gone through
once before its blocks are given out, so that none comes from behind damage that a checksum shows.
"""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePath

from dedup.readers.inflate import BLOCK_BYTES, MAGIC_BYTES, Budget, compression, inflated
from dedup.readers.limits import Limits
from dedup.readers.unreadable import UnreadableError, reason
from dedup.sizes import in_words

HEAD_BYTES = 1 << 16
PACKED_SUFFIXES = (".gz", ".gzip", ".bz2", ".zst", ".zstd")


@dataclass(frozen=True, slots=True)
class Source:
    """One input to read."""

    path: PurePath | None  #: on disk, or the name of what is not; None is standard input
    place: str  #: as the user named it; for messages
    label: str  #: unique among the inputs; the stem of ids
    is_named: bool = True  #: False for a file found inside a folder or an archive
    members: tuple[tuple[str, str], ...] = ()  #: of a zip: the names to read, each with its label
    fetch: Callable[[], Iterator[bytes]] | None = None  #: gives the bytes of what does not lie on disk

    @property
    def name(self) -> str:
        """The file name in lower case, for deciding the format; empty for standard input."""
        return self.path.name.lower() if self.path else ""

    @property
    def is_stdin(self) -> bool:
        """True for standard input."""
        return self.path is None

    @property
    def is_pipe(self) -> bool:
        """True for a pipe that has a name."""
        return self.fetch is None and self.path is not None and Path(self.path).is_fifo()

    @property
    def can_be_read_again(self) -> bool:
        """True for a file on disk; not for standard input, a pipe, or what was fetched."""
        return self.fetch is None and self.path is not None and os.path.isfile(self.path)


def plain_name(name: str) -> str:
    """Return a file name without the suffixes of compression.

    >>> plain_name("today.jsonl.gz"), plain_name("a.txt"), plain_name(".gz")
    ('today.jsonl', 'a.txt', '.gz')
    """
    while stem := next((name.removesuffix(end) for end in PACKED_SUFFIXES if name.endswith(end)), ""):
        name = stem
    return name


class Stream:
    """The decompressed bytes of a source: a head to look at, and all blocks to read.

    Attributes:
        head: The first 64 KiB, or less if the input is shorter.
        is_on_disk: Whether the bytes are those of the source's path, as they lie.
        budget: How much may still come out of what comes in.
    """

    def __init__(
        self,
        source: Source,
        limits: Limits,
        *,
        inflate: bool = True,
        blocks: Iterator[bytes] | None = None,
        again: Callable[[], Iterator[bytes]] | None = None,
        budget: Budget | None = None,
    ) -> None:
        """Open the source and read its head.

        Args:
            source: What to open.
            limits: Bounds on decompression.
            inflate: Take compression off; False gives the bytes as they lie on disk.
            blocks: The bytes, when they come from inside something else.
            again: Gives them once more, to see whether they are sound.
            budget: Of what they come from.

        Raises:
            UnreadableError: If there is no such file, it cannot be read, or it is compressed
                too many times.
        """
        self.is_on_disk = blocks is None and source.path is not None and source.fetch is None
        self.budget = budget or Budget(limits, source.place)
        self._place, self._limits, self._again = source.place, limits, again
        blocks = self.budget.counted(_raw_blocks(source)) if blocks is None else blocks
        if inflate:
            blocks, is_packed = self._unpacked(blocks, self.budget)
            if is_packed and self.is_on_disk and source.can_be_read_again:
                self._again = lambda: _raw_blocks(source)
            self.is_on_disk = self.is_on_disk and not is_packed
        self.head, self._blocks, is_all = _peek(blocks, HEAD_BYTES)
        if is_all:  # and sound
            self._again = None

    def _unpacked(self, blocks: Iterator[bytes], budget: Budget) -> tuple[Iterator[bytes], bool]:
        """Take compression off, layer by layer; return also whether there was any."""
        head, blocks, _ = _peek(blocks, MAGIC_BYTES)
        layers = 0
        while magic := compression(head):
            layers += 1
            if layers > self._limits.max_layers:
                limit = self._limits.max_layers
                raise UnreadableError(
                    self._place, f"compressed more than {limit} times, the limit; decompress it first"
                )
            head, blocks, _ = _peek(inflated(blocks, self._place, budget, magic), MAGIC_BYTES)
        return blocks, layers > 0

    def _fault(self) -> UnreadableError | None:
        """Go through all that is packed, unless it was already; return what is wrong with it."""
        if self._again is None:
            return None
        budget = Budget(self._limits, self._place)
        try:
            for _ in self._unpacked(budget.counted(self._again()), budget)[0]:
                pass
        except UnreadableError as exc:
            exc.is_spoilt = False  # what is wrong is not given out
            return exc
        return None

    @property
    def is_empty(self) -> bool:
        """True if not one byte comes out."""
        return not self.head

    def blocks(self) -> Iterator[bytes]:
        """Return all bytes from the start, in blocks of 64 KiB or what comes; once.

        Of what is damaged those come that are sound, and then the error.
        """
        fault = self._fault()
        return self._blocks if fault is None else _until(self._blocks, fault)

    def read(self, limit: int, place: str, what: str = "one article") -> bytes:
        """Return everything at once.

        Args:
            limit: Bytes at most.
            place: For the message.
            what: What the limit is for.

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
                    f"longer than {in_words(limit)}, the limit for {what}; "
                    "split it, or give JSON lines with one article a line",
                )
        return b"".join(parts)


def _raw_blocks(source: Source) -> Iterator[bytes]:
    """Return the bytes of the file or of standard input as they come."""
    try:
        if source.fetch is not None:
            yield from source.fetch()
        elif source.path is None:
            if sys.stdin is None:
                raise UnreadableError(source.place, "standard input is closed; give a file, or feed it by a pipe")
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


def _until(blocks: Iterator[bytes], fault: UnreadableError) -> Iterator[bytes]:
    """Return the blocks up to where the fault lies, and raise it there."""
    left = fault.sound_bytes
    while left and (block := next(blocks, b"")):
        yield block[:left]
        left -= min(left, len(block))
    raise fault


def _peek(blocks: Iterator[bytes], size: int) -> tuple[bytes, Iterator[bytes], bool]:
    """Return the first ``size`` bytes, an iterator that still gives everything, and whether these are all and sound.

    An error comes out behind the bytes before it.
    """
    taken: list[bytes] = []
    count = 0
    is_all = False
    try:
        while count < size and not is_all:
            block = next(blocks, b"")
            is_all = not block
            taken.append(block)
            count += len(block)
    except UnreadableError as exc:
        if not count:
            raise
        blocks = _until(iter(()), exc)
    start = b"".join(taken)
    return start[:size], chain((start,) if start else (), blocks), is_all
