"""Stems of words."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dedup.encoding import encode
from dedup.language.stems import write_stems
from dedup.runtime.kernels import run
from dedup.tokens import fold_table, tokenise


@given(st.text(alphabet="abcdefghiABС6/2.,'\n北京ก้é\u0301ﬁ½\u200b\u00ad²", max_size=80))
def test_every_word_has_one_stem(text):
    data, tokens = encode(text), tokenise(text)
    stems = np.empty(len(text) + 1, dtype=np.int32)
    buffer = np.frombuffer(data or b"\0", dtype=np.uint8)
    flags = np.append(tokens.flags, np.uint8(0))
    sizes, tables = np.empty(len(stems), dtype=np.uint8), fold_table()[:3]
    count = run(write_stems, False, buffer, 0, len(data), *tables, flags, 0, len(text) + 1, stems, sizes, 0)
    assert count == len(tokens.words)
