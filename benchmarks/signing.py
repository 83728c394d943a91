"""Text to MinHash signature and nothing else, by the package's kernels in one thread.

``dedup`` makes all keys of an article in one pass; what is measured beside datasketch's ``MinHash`` is this
part of it: tokens, shingles, signature.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dedup.folding import fold_table
from dedup.runtime.kernels import Ints, compile_kernels, kernel, run
from dedup.shingles import write_shingles
from dedup.sketch import permutations, write_signature
from dedup.text_bytes import encode
from dedup.tokens import tokenise_bytes

AT_ONCE = 1000  #: articles, as in ``dedup.corpus.chunks``


@kernel
def sign_texts(
    buffer: Ints,
    bounds: Ints,
    page: Ints,
    entry: Ints,
    pool: Ints,
    look_from: Ints,
    look_to: Ints,
    size: int,
    factors: "NDArray[np.uint32]",
    offsets: "NDArray[np.uint32]",
    words: "NDArray[np.int32]",
    flags: "NDArray[np.uint8]",
    starts: "NDArray[np.int32]",
    ends: "NDArray[np.int32]",
    grams: "NDArray[np.int64]",
    scattered: "NDArray[np.uint32]",
    out: "NDArray[np.uint32]",
) -> None:
    """Write the signatures of texts, one behind the other."""
    for a in range(len(bounds) - 1):
        count = tokenise_bytes(
            buffer, bounds[a], bounds[a + 1], page, entry, pool, look_from, look_to, words, flags, starts, ends, 0, 0
        )
        count = write_shingles(words, 0, count, size, grams)
        num_perm = len(factors)
        write_signature(grams, count, factors, offsets, scattered, out[a * num_perm : (a + 1) * num_perm])


def sign(texts: Sequence[str], size: int = 3, num_perm: int = 128, seed: int = 1) -> NDArray[np.uint32]:
    """Return the signatures of texts, shape ``(n, num_perm)``.

    >>> from datasketch import MinHash
    >>> from dedup.shingles import shingles
    >>> from dedup.tokens import tokenise
    >>> text = "The old bridge is shut for repairs."
    >>> theirs = MinHash(128, seed=1, scheme="affine32", hashfunc=lambda h: h & 0xFFFFFFFF)
    >>> theirs.update_batch(shingles(tokenise(text).words).tolist())
    >>> sign([text])[0].tolist() == theirs.hashvalues.tolist()
    True
    """
    compile_kernels()
    factors, offsets = permutations(num_perm, seed)
    out = np.empty((len(texts), num_perm), dtype=np.uint32)
    for start in range(0, len(texts), AT_ONCE):
        encoded = [encode(text) for text in texts[start : start + AT_ONCE]]
        bounds = np.zeros(len(encoded) + 1, dtype=np.int64)
        np.cumsum([len(text) for text in encoded], out=bounds[1:])
        room = max(len(text) for text in encoded) + 1
        words, starts, ends = (np.empty(room, dtype=np.int32) for _ in range(3))
        run(
            sign_texts, True, np.frombuffer(b"".join(encoded), dtype=np.uint8), bounds, *fold_table(), size, factors,
            offsets, words, np.empty(room, dtype=np.uint8), starts, ends, np.empty(room, dtype=np.int64),
            np.empty(room, dtype=np.uint32), out[start : start + AT_ONCE].reshape(-1),
        )  # fmt: skip
    return out
