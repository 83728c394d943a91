"""How long everyday words are in a language without background."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dedup.language.background import RAREST, everyday_letters
from dedup.runtime.kernels import run


@given(st.lists(st.tuples(st.integers(-1, 255), st.integers(1, 70)), max_size=60))
def test_everyday_letters_cover_what_is_missing_and_no_more(words):
    levels, letters = (np.array([word[k] for word in words], dtype=np.int64) for k in (0, 1))
    arguments = levels, letters, len(words), np.zeros(64, dtype=np.int64)
    length = run(everyday_letters, False, *arguments)
    counted = [level for level in levels.tolist() if level >= 0]
    unknown = [min(63, n) for level, n in words if level == RAREST]
    everyday = sum(level < 102 for level in counted)
    missing = 1.5 * min(0.5 * len(counted) - everyday, len(unknown) - 0.25 * len(counted))
    assert (length > 0) == (missing > 0)
    assert sum(n < length for n in unknown) < missing or length == 0
    assert sum(n <= length for n in unknown) >= missing or length in (0, 63)
