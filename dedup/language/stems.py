"""Words cut to their first letters, since reports of one event inflect and compound what they share."""

import numpy as np
from numpy.typing import NDArray

from dedup.runtime.kernels import Ints, kernel
from dedup.tokens import (
    CLASS_SHIFT,
    FURNITURE,
    IGNORABLE,
    LONG,
    MARK,
    PAGE_BITS,
    SEPARATOR,
    UNSPACED,
    decode_utf8,
)

STEM = 5  #: letters of a stem
KANA = 200  #: letters of a character of Hiragana, as its length is told: its words are those of grammar
_KANA, _KANA_END = 0x3041, 0x309F


@kernel
def write_stems(
    buffer: Ints,
    low: int,
    high: int,
    page: Ints,
    entry: Ints,
    pool: Ints,
    flags: Ints,
    token: int,
    limit: int,
    stems: "NDArray[np.int32]",
    sizes: "NDArray[np.uint8]",
    out: int,
) -> int:
    """Write the stems and lengths of the words of bytes [low, high) that are no furniture, up to position ``limit``.

    Walks as :func:`dedup.tokens.tokenise_bytes` does; ``flags[token]`` is the first word's flag.
    """
    h, letters, in_word, single, i = 0, 0, False, False, low
    while out < limit:
        packed, at_end = 0, i >= high
        if not at_end:
            code = int(buffer[i])
            if code < 0x80:
                i += 1
                packed = entry[code]
            else:
                code, i = decode_utf8(buffer, i)
                packed = entry[(page[code >> PAGE_BITS] << PAGE_BITS) | (code & 127)]
        kind = (packed >> CLASS_SHIFT) & 7
        if kind == IGNORABLE and not at_end:
            continue
        if in_word and (at_end or kind in (SEPARATOR, UNSPACED) or (single and kind != MARK)):
            if not flags[token] & FURNITURE:
                stems[out], sizes[out] = h ^ (h >> 16), min(letters, 255)
                out += 1
            token += 1
            in_word = False
        if at_end:
            return out
        if kind == SEPARATOR:
            continue
        if not in_word:
            in_word, single, h, letters = True, kind == UNSPACED, 0x2F0B4C47, 0
            if single and _KANA <= code <= _KANA_END:
                letters = KANA
        letters += 1
        if letters > STEM:
            continue
        first, last = packed & 0x1FFFFF, 0
        if packed & LONG:
            last = first + pool[first]
            first += 1
        else:
            last = first
        for k in range(first, last + 1):
            h = ((h ^ (pool[k] if packed & LONG else k)) * 0x2C1B3C6D) & 0x7FFFFFFF
            h ^= h >> 13
    return out
