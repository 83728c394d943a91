"""Vietnamese, which writes each syllable as a word: some thousand syllables make all its words.

Words are folded without their signs, so that one syllable in a text tells hardly more than a letter elsewhere.
"""

from dedup.runtime.kernels import Ints, kernel
from dedup.text_bytes import decode_utf8

LOOKED_AT = 400  #: bytes of a text, its first
LETTERS = 30  #: one letter or sign of Vietnamese in so many bytes; a Vietnamese text has one in eight to twenty


@kernel
def is_vietnamese(code: int) -> bool:
    """Return True for đ, ơ, ư, letters of two signs, such as ấ and ộ, and signs that combine with letters."""
    if code < 0x1EA4:
        return code in (0x110, 0x111, 0x1A0, 0x1A1, 0x1AF, 0x1B0, 0x309, 0x31B, 0x323)
    return code <= 0x1EB7 or 0x1EBE <= code <= 0x1EC7 or 0x1ED0 <= code <= 0x1EE3 or 0x1EE8 <= code <= 0x1EF1


@kernel
def writes_syllables(buffer: Ints, low: int, high: int) -> bool:
    """Return True if the text in bytes [low, high) is Vietnamese, by its first bytes."""
    i, found = low, 0
    high = min(high, low + LOOKED_AT)
    while i < high:
        if buffer[i] < 0x80:
            i += 1
            continue
        code, i = decode_utf8(buffer, i)
        if is_vietnamese(code):
            found += 1
    return found * LETTERS > high - low
