"""Words cut to their first letters, since reports of one event inflect what they share.

What begins alike may be two words: Brentholm and Brentwood, flooding and floodlights. So each word has a tail beside
its stem, by which :func:`are_forms` tells whether two words of one stem are forms of one word. The tail of what is no
word is 0.
"""

import numpy as np
from numpy.typing import NDArray

from dedup.folding import CLASS_SHIFT, IGNORABLE, LONG, MARK, PAGE_BITS, SEPARATOR, UNSPACED
from dedup.runtime.kernels import Ints, kernel
from dedup.text_bytes import decode_utf8
from dedup.tokens import FURNITURE

STEM = 5  #: letters of a stem
ENDING, NAME_ENDING = 3, 2  #: letters of an ending; of one of a name where names have no cases
KINDRED_ENDING = 1  #: letters that the shorter of two kindred words has for itself
KNOWN, HASH_BITS, HASH_MASK = 7, 7, 0x7F  #: letters behind the stem that a tail knows, each as a hash of all up to it
SIZE_SHIFT, MOST_LETTERS = 49, 127  #: where the tail has the word's letters, and how many it counts
INFLECTED = 1 << 56  #: of a tail: the word is of a text in whose language names have cases
LOOKED_AT = 2000  #: bytes of a text, its first
CASE_LETTERS = 80  #: one letter beyond those of Western Europe in so many bytes


@kernel
def inflects_names(buffer: Ints, low: int, high: int) -> bool:
    """Return True if the text in bytes [low, high) is in a language in which names have cases, as far as letters tell.

    These are the languages that are not written in Latin letters, and those that need more of them than Western Europe:
    Polish, Czech, Croatian, Latvian, Turkish.
    """
    high, found = min(high, low + LOOKED_AT), 0
    for i in range(low, high):
        if 0xC4 <= buffer[i] <= 0xE1:  # the first byte of a letter from U+0100 on; from U+2000 on stand marks
            found += 1
    return found * CASE_LETTERS > high - low


@kernel
def common_letters(one: int, other: int) -> int:
    """Return how many letters two words of one stem have in common at their beginning, by their tails."""
    count, most = STEM, min(one >> SIZE_SHIFT & MOST_LETTERS, other >> SIZE_SHIFT & MOST_LETTERS)
    differing = one ^ other
    for k in range(KNOWN):
        if count >= most or differing >> HASH_BITS * k & HASH_MASK != 0:
            return min(count, most)
        count += 1
    return most


@kernel
def are_forms(one: int, other: int, is_name: bool) -> bool:
    """Return True if two words of one stem are forms of one word, by their tails.

    What stands behind the letters that they share is an ending, and so short. A name without cases has a form that is
    the beginning of the other: Rowland and Rowlands may be one, Dunmore and Dunmow are two.
    """
    common = common_letters(one, other)
    rest, other_rest = (one >> SIZE_SHIFT & MOST_LETTERS) - common, (other >> SIZE_SHIFT & MOST_LETTERS) - common
    longer = max(rest, other_rest)
    if not is_name or one & other & INFLECTED != 0:
        return longer <= ENDING
    return longer <= NAME_ENDING and min(rest, other_rest) == 0


@kernel
def are_kindred(one: int, other: int) -> bool:
    """Return True if of two words of one stem one begins with the other, but for a letter: Ukraine and Ukrainian.

    It is a form of it, is derived from it or composed with it.
    """
    common = common_letters(one, other)
    return min(one >> SIZE_SHIFT & MOST_LETTERS, other >> SIZE_SHIFT & MOST_LETTERS) - common <= KINDRED_ENDING


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
    tails: "NDArray[np.int64]",
    out: int,
) -> int:
    """Write stems, lengths and tails of the words of bytes [low, high) that are no furniture, up to position ``limit``.

    Walks as :func:`dedup.tokens.tokenise_bytes` does; ``flags[token]`` is the first word's flag.
    """
    h, letters, in_word, single, i = 0, 0, False, False, low
    stem, tail = 0, 0
    marks = INFLECTED if inflects_names(buffer, low, high) else 0
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
                stems[out], sizes[out] = stem ^ (stem >> 16), min(letters, 255)
                tails[out] = tail | min(letters, MOST_LETTERS) << SIZE_SHIFT | marks
                out += 1
            token += 1
            in_word = False
        if at_end:
            return out
        if kind == SEPARATOR:
            continue
        if not in_word:
            in_word, single, h, letters = True, kind == UNSPACED, 0x2F0B4C47, 0
            stem, tail = h, 0
        letters += 1
        if letters > STEM + KNOWN:
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
        if letters <= STEM:
            stem = h
        else:
            tail |= (h & HASH_MASK) << HASH_BITS * (letters - STEM - 1)
    return out
