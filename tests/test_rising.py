import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dedup.rising import distinct_values


@given(st.lists(st.integers(-(2**62), 2**62)))
def test_distinct_values_are_those_of_a_set_in_order(values):
    found = distinct_values(np.array(values, dtype=np.int64))
    assert found.tolist() == sorted(set(values))
    assert found.dtype == np.int64
