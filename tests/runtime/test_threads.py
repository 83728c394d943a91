"""Parts of a stage: each item in one of them, results in order, threads kept where that is asked for."""

import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.runtime.threads import (
    PARTS,
    WORDS_AT_LEAST,
    cuts,
    executor,
    in_parts,
    side_by_side,
    threads_kept,
)

SIZES = st.lists(st.integers(0, 3 * WORDS_AT_LEAST), max_size=60)


@given(SIZES, st.integers(1, 4), st.integers(1, 30), st.booleans())
def test_parts_hold_every_item_once_and_in_order(sizes, workers, least, by_words):
    words = np.array(sizes, dtype=np.int64) if by_words else None
    bounds = cuts(len(sizes), workers, least, words)
    assert (bounds[0], bounds[-1]) == (0, len(sizes))
    assert bounds == sorted(bounds)
    assert len(bounds) - 1 <= PARTS * workers
    parts = in_parts(len(sizes), workers, lambda first, last: sizes[first:last], least, words)
    assert [size for part in parts for size in part] == sizes


def test_few_long_items_are_parts_of_their_own_for_two_threads_only():
    words = np.array([WORDS_AT_LEAST] * 4)
    with threads_kept():
        assert cuts(4, 2, 1000, words) == [0, 1, 2, 3, 4]
        assert cuts(4, 1, 1000, words) == [0, 4]
        assert cuts(4, 2, 1000) == [0, 4]
    assert cuts(4, 2, 1000, words) == [0, 4]


def names(workers):
    """The threads that a stage runs in."""
    both = threading.Barrier(workers)

    def wait(_):
        both.wait(10)
        return threading.current_thread()

    with executor(workers) as pool:
        return set(pool.map(wait, range(workers)))


def test_threads_live_on_only_where_they_are_kept():
    with threads_kept():
        first, again = names(2), names(2)
        assert first == again
        with threads_kept():
            pass
        assert names(2) == first
    assert all(thread.is_alive() for thread in first)
    after = names(2)
    assert not after & first
    assert not any(thread.is_alive() for thread in after)


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_work_side_by_side_is_that_of_map_and_an_error_ends_it(workers):
    def divided(number):
        seen.append(number)
        return 100 // number

    seen = []
    assert side_by_side(divided, workers, range(1, 40)) == [100 // k for k in range(1, 40)]
    assert sorted(seen) == list(range(1, 40))
    seen = []
    with pytest.raises(ZeroDivisionError):
        side_by_side(divided, workers, [1, 0, *range(2, 5000)])
    assert len(seen) < 5000


def test_an_error_in_a_kept_thread_reaches_the_caller_and_spoils_nothing():
    with threads_kept():
        with pytest.raises(ZeroDivisionError):
            in_parts(2, 2, lambda first, last: 1 // first, 1)
        assert in_parts(2, 2, lambda first, last: last, 1) == [1, 2]
