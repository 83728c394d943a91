"""Word hashes to shingle hashes: hashed word n-grams, 63 bits each.

A text shorter than a shingle has one shingle, the hash of all its words, so that it
is compared as a whole. An empty text has none.
"""


import numpy as np
from numpy.typing import NDArray

from dedup.runtime.kernels import Ints, kernel, mul63, run
from dedup.tokens import CHARACTER

_PRIME = 0x3C79AC492BA7B653
_M62 = (1 << 62) - 1


@kernel
def gram_hash(words: Ints, first: int, size: int) -> int:
    """Hash the ``size`` words from position ``first`` on."""
    h = size
    for k in range(first, first + size):
        h = mul63(h ^ words[k], _PRIME)
        h ^= h >> 29
    return h


@kernel
def write_gram_hashes(words: Ints, size: int, out: "NDArray[np.int64]") -> None:
    """Write :func:`gram_hash` of the ``size`` words from each position on, as far as ``out`` reaches.

    One word of all n-grams at a time, from arrays that begin where the loop does: the compiler takes eight at once.
    """
    for k in range(len(out)):
        out[k] = size
    for x in range(size):
        part = words[x : x + len(out)]
        for k in range(len(out)):
            h = mul63(out[k] ^ part[k], _PRIME)
            out[k] = h ^ (h >> 29)


@kernel
def shingle_count(count: int, size: int) -> int:
    """Number of shingles of a text of ``count`` words, repeats included."""
    if count == 0:
        return 0
    return count - size + 1 if count >= size else 1


@kernel
def write_shingles(words: Ints, low: int, high: int, size: int, out: "NDArray[np.int64]") -> int:
    """Write the shingle hashes of words [low, high) to ``out`` in order; return their number."""
    count = shingle_count(high - low, size)
    write_gram_hashes(words[low:high], min(size, high - low), out[:count])
    return count


@kernel
def write_rolling(words: Ints, low: int, high: int, size: int, out: "NDArray[np.int64]") -> int:
    """Write a rolling hash of each ``size`` words of [low, high); constant time a word however long the n-grams.

    A polynomial modulo 2**62 plus the last word. Source: Karp and Rabin (1987). Each hash waits for the one before, so
    both halves are gone through side by side.
    """
    count = high - low - size + 1
    if count < 1:
        return 0
    one, two, leading, half, middle = 0, 0, 1, count // 2, low + count // 2
    for k in range(size - 1):
        one = (mul63(one, _PRIME) & _M62) + words[low + k]
        two = (mul63(two, _PRIME) & _M62) + words[middle + k]
        leading = mul63(leading, _PRIME)
    for k in range(half):
        one = (mul63(one, _PRIME) & _M62) + words[low + k + size - 1]
        two = (mul63(two, _PRIME) & _M62) + words[middle + k + size - 1]
        out[k], out[half + k] = one, two
        one = (one - mul63(leading, words[low + k])) & _M62
        two = (two - mul63(leading, words[middle + k])) & _M62
    if count % 2:
        out[count - 1] = (mul63(two, _PRIME) & _M62) + words[high - 1]
    return count


@kernel
def write_grams_at(
    words: Ints,
    flags: Ints,
    low: int,
    high: int,
    size: int,
    characters: int,
    out: "NDArray[np.int64]",
) -> None:
    """Write the hash of the n-gram at each position of [low, high), -1 where none fits.

    An n-gram has ``size`` words, ``characters`` tokens where tokens are characters. The long ones are hashed as
    :func:`write_rolling` does, in constant time a token where one follows another.
    """
    h, at, leading, k = 0, -1, 0, low
    while k < high:
        if not flags[k] & CHARACTER:
            end = k + 1
            while end < high and not flags[end] & CHARACTER:
                end += 1
            count = max(0, min(end, high - size + 1) - k)
            write_gram_hashes(words[k:high], size, out[k - low : k - low + count])
            for x in range(k + count, end):
                out[x - low] = -1
            k = end
            continue
        end = k + 1
        while end < high and flags[end] & CHARACTER:
            end += 1
        count = max(0, min(end, high - characters + 1) - k)
        if count > 0:
            if at < 0 or k - at >= characters:
                h, at, leading = 0, k, 1
                for x in range(k, k + characters):
                    h = (mul63(h, _PRIME) & _M62) + words[x]
                for _ in range(characters - 1):
                    leading = mul63(leading, _PRIME)
            for x in range(at, k + count):
                if x >= k:
                    out[x - low] = h ^ (h >> 29)
                if x + 1 < k + count:
                    h = (mul63((h - mul63(leading, words[x])) & _M62, _PRIME) & _M62) + words[x + characters]
            at = k + count - 1
        for x in range(k + count, end):
            out[x - low] = -1
        k = end


@kernel
def write_grams(
    words: Ints,
    flags: Ints,
    low: int,
    high: int,
    size: int,
    characters: int,
    out: "NDArray[np.int64]",
) -> int:
    """Write the hashes of the n-grams of [low, high), longer ones where tokens are characters; return their number.

    A text too short for any has one, the hash of all its words.
    """
    write_grams_at(words, flags, low, high, size, characters, out)
    count = 0
    for k in range(high - low):
        h = out[k]
        if h >= 0:
            out[count] = h
            count += 1
    if count == 0 and high > low:
        out[0] = gram_hash(words, low, high - low)
        count = 1
    return count


def shingles(words: NDArray[np.int32], size: int = 3, compiled: bool = False) -> NDArray[np.int64]:
    """Return the shingle hashes of one text, in order, repeats included.

    Args:
        words: Word hashes of one text, shape ``(n,)``.
        size: Words in a shingle, at least 1.
        compiled: Use the compiled kernel; the result is the same.

    Returns:
        Array of shape ``(max(n - size + 1, 1),)``, or ``(0,)`` for a text without words.
    """
    out = np.empty(max(len(words), 1), dtype=np.int64)
    count = run(write_shingles, compiled, words, 0, len(words), size, out)
    return out[:count].copy()
