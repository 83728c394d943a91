from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dedup.model import Passage
from dedup.report.marks import in_order, longest, segments

SPANS = st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60)), max_size=8)


@given(st.integers(0, 50), SPANS)
def test_segments_cover_the_text_without_gap_or_overlap(length, spans):
    place = 0
    for piece in segments(length, spans):
        assert piece.start == place < piece.end
        place = piece.end
    assert place == length


@given(st.integers(0, 50), SPANS)
def test_each_character_knows_exactly_the_spans_that_hold_it(length, spans):
    for piece in segments(length, spans):
        for place in range(piece.start, piece.end):
            assert list(piece.inside) == [
                number for number, (start, end) in enumerate(spans, 1) if start <= place < end
            ]


@given(st.integers(0, 50), SPANS)
def test_each_span_opens_and_closes_once(length, spans):
    pieces = segments(length, spans)
    for number, (start, end) in enumerate(spans, 1):
        start, end = max(start, 0), min(end, length)
        opened = [piece.start for piece in pieces if number in piece.opening]
        closed = [piece.end for piece in pieces if number in piece.closing]
        assert (opened, closed) == (([start], [end]) if start < end else ([], []))


def test_the_longest_passages_keep_their_order():
    passages = [Passage((n, n + 1), (n, n + 1), words) for n, words in enumerate([5, 9, 1, 9, 7])]
    assert [passage.words for passage in longest(passages, 3)] == [9, 9, 7]
    assert longest(passages, 9) == passages


def test_passages_in_one_order_leave_out_what_was_moved():
    passages = [
        Passage((0, 10), (50, 60), 10),
        Passage((20, 40), (0, 20), 20),
        Passage((41, 60), (21, 40), 19),
    ]
    assert in_order(passages) == [2, 3]
    assert in_order([]) == []


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 20), st.integers(0, 90), st.integers(1, 20)), max_size=8))
def test_a_chain_advances_on_both_sides(values):
    passages = [Passage((a, a + n), (b, b + m), n) for a, n, b, m in values]
    chain = [passages[number - 1] for number in in_order(passages)]
    for before, after in pairwise(chain):
        assert before.left[1] <= after.left[0]
        assert before.right[1] <= after.right[0]
