import time

from hypothesis import given
from hypothesis import strategies as st

from dedup.report.word_alignment import partners

WORDS = st.lists(st.integers(0, 5), max_size=30)


def common(left, right):
    """Length of the longest common subsequence, the slow and obvious way."""
    best = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i, one in enumerate(left, 1):
        for j, two in enumerate(right, 1):
            best[i][j] = best[i - 1][j - 1] + 1 if one == two else max(best[i - 1][j], best[i][j - 1])
    return best[-1][-1]


@given(WORDS, WORDS)
def test_partners_are_equal_words_in_the_same_order(left, right):
    pairs = [(place, other) for place, other in enumerate(partners(left, right)) if other >= 0]
    assert all(left[place] == right[other] for place, other in pairs)
    assert [other for _, other in pairs] == sorted({other for _, other in pairs})


@given(WORDS, WORDS)
def test_texts_turned_round_have_the_same_partners(left, right):
    there = {(place, other) for place, other in enumerate(partners(left, right)) if other >= 0}
    back = {(other, place) for place, other in enumerate(partners(right, left)) if other >= 0}
    assert there == back


@given(WORDS, WORDS)
def test_nearly_as_many_words_are_paired_as_can_be(left, right):
    found = sum(other >= 0 for other in partners(left, right))
    assert 2 * common(left, right) <= 3 * found


def test_words_are_paired_in_runs_rather_than_one_by_one():
    assert partners([4, 1, 2, 3], [5, 1, 9, 1, 2, 6]) == [-1, 3, 4, -1]
    assert partners([1, 8, 2, 3], [1, 2, 9, 2, 3]) == [0, -1, 3, 4]


def test_one_changed_word_is_found_in_a_long_monotonous_text():
    left, right = [1] * 9000, [1] * 9000
    right[4000] = 2
    assert [place for place, other in enumerate(partners(left, right)) if other < 0] == [4000]


def test_changes_all_over_a_long_text_are_found():
    left = [number * number % 700 for number in range(6000)]
    right = [word if place % 50 else -1 - place for place, word in enumerate(left)]
    assert [place for place, other in enumerate(partners(left, right)) if other < 0] == list(range(0, 6000, 50))


def test_long_texts_without_telling_words_take_little_time():
    left = [place * place % 7 for place in range(20_000)]
    right = [place * place * place % 7 for place in range(20_000)]
    started = time.perf_counter()
    partners(left, right)
    assert time.perf_counter() - started < 5
