"""The hashes of many plain words at once, for tables of words that are made when they are first asked for."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dedup.folding import HASH_PRIME, HASH_START
from dedup.runtime.kernels import M63


def ascii_words(words: Sequence[str]) -> NDArray[np.int32]:
    """Return the hashes of words of small ASCII letters and digits, as :func:`dedup.tokens.tokenise` gives them.

    >>> from dedup.tokens import tokenise
    >>> ascii_words(["mei", "14"]).tolist() == tokenise("mei 14").words.tolist()
    True
    """
    lengths = np.array([len(word) for word in words], dtype=np.int64)
    out = np.empty(len(words), dtype=np.int32)
    for length in np.unique(lengths).tolist():
        at = np.flatnonzero(lengths == length)
        letters = np.frombuffer("".join(words[k] for k in at.tolist()).encode("ascii"), dtype=np.uint8)
        h = np.full(len(at), HASH_START, dtype=np.uint64)
        for column in letters.reshape(len(at), length).T:
            h = (h ^ column.astype(np.uint64)) * np.uint64(HASH_PRIME) & np.uint64(M63)
        out[at] = _mixed(h) & np.uint64(0x7FFFFFFF)
    return out


def _mixed(x: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """What :func:`dedup.tokens.mix63` does, of many numbers."""
    mask = np.uint64(M63)
    x = (x ^ (x >> np.uint64(32))) * np.uint64(0x2545F4914F6CDD1D) & mask
    x = (x ^ (x >> np.uint64(29))) * np.uint64(0x1B03738712FAD5C9) & mask
    return x ^ (x >> np.uint64(32))
