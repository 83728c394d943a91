"""Text to words: one walk over the UTF-8 bytes, no normalised copy of the text.

A word is a run of letters, digits, underscores and marks, folded by table (NFKD, case
folded, format and control characters dropped, accents dropped where the script uses them as
accents). Scripts written without spaces (Han, Kana, Thai, Lao, Khmer, Burmese) give
one token a character. Letters of Latin, Cyrillic, Greek and Armenian that look alike are read as those of the script
of their word (:mod:`dedup.lookalikes`). The walk is linear in the text's length.

Parts of a number between which a mark of right-to-left writing or the Arabic letter reh stands are shown, and read,
from right to left: 5ر2 is 2.5. Their words are given in the order in which they are read, their spans as they stand.

A word is known by a 31-bit hash, so that any two words stay distinct numbers with a
chance of collision of 5e-10. Two texts are equal only if 31 other bits are, too. Its flags say what
the folding lost (capital, digit, start of a sentence or a line, joined to the word before). Spans are in code points.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.folding import (
    ALL_SCRIPTS,
    CLASS_SHIFT,
    DIGIT,
    HASH_PRIME,
    HASH_START,
    IGNORABLE,
    JOINER,
    LATIN,
    LETTER,
    LONG,
    MARK,
    NEWLINE,
    PAGE_BITS,
    SCRIPT_SHIFT,
    SENTENCE_END,
    SEPARATOR,
    UNSPACED,
    UPPER,
    fold_table,
)
from dedup.lookalikes import read_in_script
from dedup.runtime.kernels import Ints, kernel, mul63, run
from dedup.text_bytes import WORD_JOINER, decode_utf8, encode

#: Flags of a token.
CAPITAL, NUMBER, SENTENCE, CHARACTER, LINE, JOINED, ALL_CAPS = 1, 2, 4, 8, 16, 32, 64
STROKE = ALL_CAPS  #: of a number, where the bit has no other use: joined by a stroke, as in 6/2
GOES_ON = ALL_CAPS  #: of a number that begins a line: no mark and no second break before it ends what stands there
HIRAGANA = ALL_CAPS  #: of a character: it belongs to an ending or a particle
FURNITURE = 128  #: set later, for words that are no evidence (see dedup.furniture.furniture)

OTHER_BITS = 31  #: where the other bits of a hash begin
SAMPLES = 16  #: tokens of a text that tell whether its script parts words
SOLIDUS, HYPHEN, SPACE, RETURN = 0x2F, 0x2D, 0x20, 0x0D
RIGHT_TO_LEFT, ARABIC_LETTER, REH = 0x200F, 0x061C, 0x0631
LONGEST_PROCLITIC = 4  #: letters and marks: wa-l-, bi-l-
MOST_PARTS = 8  #: of a number whose parts are turned round
SMALL_A, SMALL_Z = 0x61, 0x7A
FIRST_HIRAGANA, LAST_HIRAGANA = 0x3041, 0x309F
_UNUSUAL = LONG | UPPER | ALL_SCRIPTS << SCRIPT_SHIFT  #: of a character: its code point is not all that counts
_PLAIN = LONG | UPPER | 7 << CLASS_SHIFT  #: of a character: its class, and what a small letter that folds to one lacks


class Tokens(NamedTuple):
    """The words of one article, in order; all arrays have one entry a word."""

    words: NDArray[np.int32]  #: 31-bit hashes
    flags: NDArray[np.uint8]
    starts: NDArray[np.int32]  #: code points
    ends: NDArray[np.int32]


@kernel
def mix63(x: int) -> int:
    """Scatter the bits of a 63-bit number; a bijection up to its last mask."""
    x ^= x >> 32
    x = mul63(x, 0x2545F4914F6CDD1D)
    x ^= x >> 29
    x = mul63(x, 0x1B03738712FAD5C9)
    return x ^ (x >> 32)


@kernel
def is_digit(buffer: Ints, i: int, high: int) -> bool:
    """Return True if a digit of ASCII or an Arabic one starts at byte i."""
    return i < high and bool(0x30 <= buffer[i] <= 0x39 or (buffer[i] == 0xD9 and 0xA0 <= buffer[i + 1] <= 0xA9))


@kernel
def ends_proclitic(buffer: Ints, i: int, letters: int, page: Ints, entry: Ints, pool: Ints) -> bool:
    """Return True if a letter of Arabic or Hebrew ends before byte i, of a word so short that it may be written on.

    In any of its forms (U+FEED), or a ligature; vowel marks and what is invisible may stand behind it.

    "And 30" is one word there, as "the 12", "by 12" and "for the 15" are. It is left out: the number is the word.
    """
    if letters > LONGEST_PROCLITIC:
        return False
    kind = IGNORABLE
    while kind == IGNORABLE:  # a vowel mark or what is invisible
        i -= 1
        while buffer[i] & 0xC0 == 0x80:
            i -= 1
        code, _ = decode_utf8(buffer, i)
        packed = entry[(page[code >> PAGE_BITS] << PAGE_BITS) | (code & 127)]
        kind = (packed >> CLASS_SHIFT) & 7
    at = packed & 0x1FFFFF
    code = pool[at + pool[at]] if packed & LONG else at
    return bool(0x0600 <= code <= 0x065F or 0x05D0 <= code <= 0x05EA)


@kernel
def put_before(words: "NDArray[np.int32]", front: int, at: int) -> None:
    """Move the word at a position to another one before it, and those from there on by one."""
    for k in range(at, front, -1):
        words[k], words[k - 1] = words[k - 1], words[k]


@kernel
def tokenise_bytes(
    buffer: Ints,
    low: int,
    high: int,
    page: Ints,
    entry: Ints,
    pool: Ints,
    look_from: Ints,
    look_to: Ints,
    words: "NDArray[np.int32]",
    flags: "NDArray[np.uint8]",
    starts: "NDArray[np.int32]",
    ends: "NDArray[np.int32]",
    out: int,
    other: int,
) -> int:
    """Write the tokens of bytes [low, high) from position ``out`` on; return the next free position.

    ``other`` is 0; with ``OTHER_BITS`` words get the bits of their hashes that are left out else.
    """
    h, scripts, letters, capitals = HASH_START, 0, 0, 0
    in_word, single, script = False, False, LATIN  # script: of the words before
    flag, gap, joined, stroke, dashed, stops = SENTENCE | LINE, 9, False, False, False, 2
    turned, moved, digits, front, head = False, False, False, out, out  # of a number: where its next part is put
    position, start, end, byte_start, byte_end = 0, 0, 0, low, low
    i = low
    while True:
        packed, code, here = 0, 0, i
        at_end = i >= high
        if not at_end:
            code = int(buffer[i])
            if code < 0x80:
                i += 1
                packed = entry[code]
            else:
                code, i = decode_utf8(buffer, i)
                packed = entry[(page[code >> PAGE_BITS] << PAGE_BITS) | (code & 127)]
        kind = (packed >> CLASS_SHIFT) & 7
        between = code == REH and digits and is_digit(buffer, i, high)
        if between:
            kind = SEPARATOR
        if kind == IGNORABLE and not at_end:
            position += 1
            turned = turned or code == RIGHT_TO_LEFT or code == ARABIC_LETTER
            if in_word and code == WORD_JOINER:  # the rest of an HTML entity belongs to its word
                end, byte_end = position, i
            continue
        if in_word and kind == DIGIT and not flag & NUMBER and ends_proclitic(buffer, here, letters, page, entry, pool):
            in_word, gap, joined, stops = False, 0, False, 2  # what begins with it begins with the number
        if in_word and (at_end or kind == SEPARATOR or kind == UNSPACED or (single and kind != MARK)):
            if scripts != 0 and scripts != script:
                before = 0 if flag & LINE else script
                h, script = read_in_script(
                    buffer, byte_start, byte_end, high, page, entry, pool, look_from, look_to, scripts, before, h
                )
            words[out] = (mix63(h) >> other) & 0x7FFFFFFF
            if capitals > 1 and capitals == letters:
                flag |= ALL_CAPS
            flags[out] = flag
            starts[out] = start
            ends[out] = end
            if moved:
                put_before(words, front, out)
                front += 1
            out += 1
            in_word, digits, flag, gap, joined = False, False, 0, 0, False
        if at_end:
            return out
        if kind == SEPARATOR:
            if packed & SENTENCE_END:
                flag |= SENTENCE
                stops += 2 if dashed or not packed & NEWLINE else (1 if code != RETURN else 0)
                if packed & NEWLINE:
                    flag |= LINE
            elif dashed and gap > 0:  # a hyphen between spaces is a dash
                flag |= SENTENCE
            dashed = code == HYPHEN and gap > 0
            gap += 1
            joined, stroke, turned = (packed & JOINER) != 0 or between, code == SOLIDUS, turned or between
            position += 1
            continue
        if kind == UNSPACED and not in_word and not packed & _UNUSUAL:  # a run of characters with their marks
            if gap == 1 and joined:
                flag = flag | JOINED if flag & LINE else (flag | JOINED) & ~SENTENCE
            flag, stops = flag | CHARACTER, 0
            while True:
                h, start, byte_start, after = mul63(HASH_START ^ (packed & 0x1FFFFF), HASH_PRIME), position, here, i
                position += 1
                if FIRST_HIRAGANA <= code <= LAST_HIRAGANA:
                    flag |= HIRAGANA
                kind = SEPARATOR
                while i < high:
                    code, after = decode_utf8(buffer, i)
                    packed = entry[(page[code >> PAGE_BITS] << PAGE_BITS) | (code & 127)]
                    kind = (packed >> CLASS_SHIFT) & 7
                    if kind != MARK or packed & _UNUSUAL:
                        break
                    h = mul63(h ^ (packed & 0x1FFFFF), HASH_PRIME)
                    position += 1
                    i = after
                    kind = SEPARATOR
                if kind == MARK or kind == IGNORABLE:  # the word may go on behind it
                    in_word, single, moved, scripts, letters, capitals = True, True, False, 0, 1, 0
                    end, byte_end = position, i
                    break
                words[out] = (mix63(h) >> other) & 0x7FFFFFFF
                flags[out], starts[out], ends[out] = flag, start, position
                out += 1
                flag, gap, joined = 0, 0, False
                if kind != UNSPACED or packed & _UNUSUAL:
                    break
                flag, here, i = CHARACTER, i, after
            continue
        if not in_word:
            in_word, single = True, kind == UNSPACED
            h, scripts, letters, capitals = HASH_START, 0, 0, 0
            start, byte_start = position, here
            if gap == 1 and joined:
                flag |= JOINED
            if gap == 1 and joined and flag & SENTENCE and not flag & LINE:
                flag &= ~SENTENCE
            if packed & UPPER:
                flag |= CAPITAL
            digits = kind == DIGIT
            if digits:
                flag |= NUMBER | STROKE if (gap == 1 and stroke) or (flag & LINE and stops < 2) else NUMBER
            if not (digits and flag & JOINED and out > head and flags[out - 1] & NUMBER):
                head, moved = out, False
            elif turned:
                front, moved = head, out - head < MOST_PARTS
            turned, stops = False, 0
            if single:
                flag |= CHARACTER
        letters += 1
        digits = digits and kind == DIGIT
        if packed & UPPER:
            capitals += 1
        scripts |= (packed >> SCRIPT_SHIFT) & ALL_SCRIPTS
        if packed & LONG:
            at = packed & 0x1FFFFF
            for k in range(at + 1, at + 1 + pool[at]):
                h = mul63(h ^ pool[k], HASH_PRIME)
        else:
            h = mul63(h ^ (packed & 0x1FFFFF), HASH_PRIME)
        position += 1
        while i < high and kind == LETTER:  # a run of small letters, of which nothing but the hash is asked
            code, after = int(buffer[i]), i + 1
            if SMALL_A <= code <= SMALL_Z:  # those of ASCII stand for themselves
                h = mul63(h ^ code, HASH_PRIME)
                scripts |= LATIN
            elif code < 0x80:
                break
            else:
                code, after = decode_utf8(buffer, i)
                packed = entry[(page[code >> PAGE_BITS] << PAGE_BITS) | (code & 127)]
                if packed & _PLAIN != LETTER << CLASS_SHIFT:
                    break
                h = mul63(h ^ (packed & 0x1FFFFF), HASH_PRIME)
                scripts |= packed >> SCRIPT_SHIFT
            letters += 1
            position += 1
            i = after
        end, byte_end = position, i
        # what is done above for any end of a word, for the commonest one
        is_plain = not (single or moved) and (scripts == 0 or scripts == script)
        if is_plain and i < high and buffer[i] == SPACE:
            words[out] = (mix63(h) >> other) & 0x7FFFFFFF
            flags[out] = flag | ALL_CAPS if capitals > 1 and capitals == letters else flag
            starts[out] = start
            ends[out] = end
            out += 1
            in_word, digits, flag, gap, joined, stroke, dashed = False, False, 0, 1, False, False, False
            position += 1
            i += 1


@kernel
def is_unspaced(flags: Ints, low: int, high: int) -> bool:
    """Return True if a text is in a script without spaces: most of the tokens at sixteen places are characters."""
    count = 0
    for k in range(SAMPLES):
        count += 1 if low < high and flags[low + (2 * k + 1) * (high - low) // (2 * SAMPLES)] & CHARACTER else 0
    return 2 * count > SAMPLES


@kernel
def number_word(value: int) -> int:
    """Return the hash of a whole number written in digits, as :func:`tokenise` gives it.

    >>> number_word(14000) == int(tokenise("14000").words[0])
    True
    """
    h, unit = HASH_START, 1
    while unit <= value // 10:
        unit *= 10
    while unit > 0:
        h = mul63(h ^ (48 + value // unit % 10), HASH_PRIME)
        unit //= 10
    return mix63(h) & 0x7FFFFFFF


@kernel
def tokenise_many(
    buffer: Ints,
    bounds: Ints,
    page: Ints,
    entry: Ints,
    pool: Ints,
    look_from: Ints,
    look_to: Ints,
    words: "NDArray[np.int32]",
    flags: "NDArray[np.uint8]",
    starts: "NDArray[np.int32]",
    ends: "NDArray[np.int32]",
    word_bounds: "NDArray[np.int64]",
    other: int,
) -> None:
    """Write the tokens of many texts one behind the other; ``other`` as for :func:`tokenise_bytes`."""
    for a in range(len(bounds) - 1):
        word_bounds[a + 1] = tokenise_bytes(
            buffer, bounds[a], bounds[a + 1], page, entry, pool, look_from, look_to, words, flags, starts, ends,
            word_bounds[a], other,
        )  # fmt: skip


def tokenise(text: str, compiled: bool = False) -> Tokens:
    """Split a text into words with their spans.

    >>> found = tokenise("Straße, STRASSE")
    >>> int(found.words[0]) == int(found.words[1]), found.starts.tolist(), found.ends.tolist()
    (True, [0, 8], [6, 15])
    """
    data = np.frombuffer(encode(text), dtype=np.uint8)
    room = len(text) + 1
    words, starts, ends = (np.empty(room, dtype=np.int32) for _ in range(3))
    flags = np.empty(room, dtype=np.uint8)
    count = run(tokenise_bytes, compiled, data, 0, len(data), *fold_table(), words, flags, starts, ends, 0, 0)
    return Tokens(words[:count].copy(), flags[:count].copy(), starts[:count].copy(), ends[:count].copy())
