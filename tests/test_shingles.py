import numpy as np
import pytest

from dedup.runtime.kernels import compile_kernels, run
from dedup.shingles import _M62, _PRIME, write_rolling

SIZE = 12


def rolling(words, size):
    """The obvious twin: each hash from its own words."""
    out = []
    for k in range(len(words) - size + 1):
        h = 0
        for word in words[k : k + size]:
            h = ((h * _PRIME) & _M62) + word
        out.append(h)
    return out


@pytest.mark.parametrize("count", [0, SIZE - 1, SIZE, SIZE + 1, SIZE + 2, 2 * SIZE, 101])
@pytest.mark.parametrize("compiled", [False, True])
def test_a_rolling_hash_is_that_of_its_words(count, compiled):
    if compiled:
        compile_kernels()
    words = np.random.default_rng(count).integers(0, 1 << 31, count + 4).astype(np.int32)
    out = np.zeros(max(1, count), dtype=np.int64)
    found = run(write_rolling, compiled, words, 3, 3 + count, SIZE, out)
    assert out[:found].tolist() == rolling(words[3 : 3 + count].tolist(), SIZE)
