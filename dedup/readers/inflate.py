"""Decompression of gzip, bzip2 and Zstandard as the bytes come, bounded.

The output is compared with what came in while it is made: a bomb is refused at the ratio
that ``Limits`` allows, before it fills the memory. Checksums stand behind what they are of,
so that damage is met after wrong bytes were given out: the error says how many were right.
"""

import bz2
import zlib
from collections.abc import Callable, Iterator

from dedup.readers.limits import Limits
from dedup.readers.unreadable import UnreadableError

BLOCK_BYTES = 1 << 16  # larger ones are slower: what the system maps for them it takes back each time
_PIECE = 1 << 14  # taken at once: what is left over when a member ends is copied, and members can be tiny
_ZSTD_PIECE = 1 << 11  # its library bounds no output; one byte of input can stand for 32 kB
_ZSTD = b"\x28\xb5\x2f\xfd"
_ZSTD_WINDOW = 1 << 27  # what `zstd --long` makes


class Budget:
    """How much may come out for what went in, over all layers of one input."""

    def __init__(self, limits: Limits, place: str, taken: int = 0) -> None:
        """Start with ``taken`` bytes of compressed input."""
        self._limits = limits
        self._place = place
        self._taken = taken

    def counted(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        """Return the blocks of the outermost layer and count them as taken."""
        for block in blocks:
            self._taken += len(block)
            yield block

    def check(self, given: int) -> None:
        """Refuse when one layer has given too much.

        Raises:
            UnreadableError: If so; the message names the limit.
        """
        limits = self._limits
        if given > limits.min_bomb_bytes and given > limits.max_ratio * self._taken:
            raise UnreadableError(
                self._place,
                f"decompresses to more than {limits.max_ratio} times its size, the limit; "
                "if it is sound, decompress it first",
            )


def inflated(blocks: Iterator[bytes], place: str, budget: Budget, magic: bytes) -> Iterator[bytes]:
    """Decompress blocks of the format that ``magic`` names.

    Raises:
        UnreadableError: If the data is damaged, ends too early, or grows beyond the budget; it has ``sound_bytes``.
    """
    given = sound = 0
    try:
        for output, is_whole in _INFLATERS[magic](_pieces(blocks, _ZSTD_PIECE if magic == _ZSTD else _PIECE), place):
            given += len(output)
            budget.check(given)
            if is_whole:
                sound = given
            if output:
                yield output
    except UnreadableError as exc:
        exc.sound_bytes = given if exc.is_cut_off else sound
        exc.is_spoilt = given > exc.sound_bytes
        raise


def _pieces(blocks: Iterator[bytes], size: int) -> Iterator[bytes]:
    """Return the blocks cut into pieces of a size."""
    for block in blocks:
        for start in range(0, len(block), size):
            yield block[start : start + size]


#: Decompressed bytes, and whether a part ends behind them whose checksum was right.
_Outputs = Iterator[tuple[bytes, bool]]


def _gzip(blocks: Iterator[bytes], place: str) -> _Outputs:
    """Decompress gzip, one member after the other."""
    member = zlib.decompressobj(wbits=31)
    for block in blocks:
        while block:
            if member.eof:
                block = block.lstrip(b"\0")  # padding between members is legal
                if not block:
                    break
                member = zlib.decompressobj(wbits=31)
            try:
                output = member.decompress(block, BLOCK_BYTES)
            except zlib.error as exc:
                raise _damaged(place, "gzip", exc) from exc
            yield output, member.eof
            block = member.unused_data if member.eof else member.unconsumed_tail
    if not member.eof:
        raise _cut_off(place, "gzip")


def _bzip2(blocks: Iterator[bytes], place: str) -> _Outputs:
    """Decompress bzip2, one stream after the other."""
    member = bz2.BZ2Decompressor()
    for block in blocks:
        while block or not (member.needs_input or member.eof):
            if member.eof:
                member = bz2.BZ2Decompressor()
            try:
                output = member.decompress(block, BLOCK_BYTES)
            except OSError as exc:
                raise _damaged(place, "bzip2", exc) from exc
            yield output, member.eof
            block = member.unused_data if member.eof else b""
    if not member.eof:
        raise _cut_off(place, "bzip2")


def _zstd(blocks: Iterator[bytes], place: str) -> _Outputs:
    """Decompress Zstandard, one frame after the other."""
    import zstandard

    decompressor = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    frame = decompressor.decompressobj()
    for block in blocks:
        while block:
            if frame.eof:
                frame = decompressor.decompressobj()
            try:
                output = frame.decompress(block)
            except zstandard.ZstdError as exc:
                raise _damaged(place, "Zstandard", exc) from exc
            yield output, frame.eof
            block = frame.unused_data if frame.eof else b""
    if not frame.eof:
        raise _cut_off(place, "Zstandard")


def _damaged(place: str, what: str, exc: Exception) -> UnreadableError:
    """Return the error for bytes that are no such data."""
    return UnreadableError(place, f"damaged {what} ({exc}); copy the file again")


def _cut_off(place: str, what: str) -> UnreadableError:
    """Return the error for data without an end."""
    return UnreadableError(place, f"the {what} data ends too early; copy the file again", is_cut_off=True)


_INFLATERS: dict[bytes, Callable[[Iterator[bytes], str], _Outputs]] = {
    b"\x1f\x8b": _gzip,
    b"BZh": _bzip2,
    _ZSTD: _zstd,
}
MAGIC_BYTES = 10  # bzip2: "BZh", a digit, and the magic of the first block


def compression(head: bytes) -> bytes:
    """Return the magic of the compression that the first bytes show; empty if they show none.

    >>> compression(b"BZh91AY&SY"), compression(b"plain")
    (b'BZh', b'')
    """
    for magic in _INFLATERS:
        if head.startswith(magic) and (magic != b"BZh" or head[3:4].isdigit()):
            return magic
    return b""
