"""Chunks of postings and their checksums."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.index.errors import IndexDamagedError
from dedup.index.segments import CHUNK, chunk_sums, is_chunk, opened_chunks, sealed


@given(st.integers(0, 2**62), st.lists(st.integers(0, 2**63 - 1), min_size=1, max_size=CHUNK), st.data())
def test_a_changed_chunk_has_another_checksum(number, postings, data):
    row = np.array(postings, dtype="<i8").tobytes()
    [kept] = chunk_sums(np.array([number]), [row])[1]
    bits = data.draw(st.sets(st.integers(0, 8 * len(row) - 1), min_size=1, max_size=4))
    changed = bytearray(row)
    for bit in bits:
        changed[bit // 8] ^= 1 << bit % 8
    assert is_chunk(number, row, kept)
    assert not is_chunk(number, bytes(changed), kept)
    assert not is_chunk(number + 1, row, kept)
    assert not is_chunk(number, row[:-8], kept)


def test_chunks_of_any_lengths_are_read_as_they_were_written():
    rows = [np.arange(k, dtype="<i8").tobytes() for k in (CHUNK, 1, 0, 7, CHUNK)]
    numbers = np.arange(5)
    postings, sums = chunk_sums(numbers, rows)
    assert postings.tolist() == [*range(CHUNK), 0, *range(7), *range(CHUNK)]
    assert sums == [chunk_sums(numbers[k : k + 1], [row])[1][0] for k, row in enumerate(rows)]
    by_digest = [(k, row, sealed(k, row)) for k, row in enumerate(rows)]  # as earlier versions wrote them
    assert opened_chunks(Path("x"), by_digest).tolist() == postings.tolist()
    with pytest.raises(IndexDamagedError, match="record 3 of chunks"):
        opened_chunks(Path("x"), [*by_digest[:3], (3, rows[3], sums[2])])
