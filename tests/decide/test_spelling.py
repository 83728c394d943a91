import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pairs import relation_of
from stories import BRIDGE, OPERA, STORIES, edited

from benchmarks.edits import ocr_noise
from dedup.decide.spelling import ALIKE, LEAST_LETTERS, MOST_LETTERS, alike_in_letters, letters, other_words
from dedup.model import Relation
from dedup.runtime.kernels import compile_kernels


def slow_alike(left: str, right: str) -> bool:
    """The obvious twin: the common subsequence by dynamic programming."""
    one, two = (letters(words).tolist() for words in other_words(left, right))
    row = [0] * (len(two) + 1)
    for a in one:
        last = 0
        for k, b in enumerate(two, 1):
            last, row[k] = row[k], last + 1 if a == b else max(row[k], row[k - 1])
    return min(len(one), len(two)) >= LEAST_LETTERS and row[-1] >= ALIKE * max(len(one), len(two))


@given(st.lists(st.tuples(st.text("abc é1.", max_size=200), st.text("abc é1.", max_size=200)), max_size=4))
def test_alike_agrees_with_dynamic_programming(pairs):
    left, right = [a for a, _ in pairs], [b for _, b in pairs]
    assert alike_in_letters(left, right).tolist() == [slow_alike(a, b) for a, b in pairs]


def test_compiled_and_interpreted_agree():
    compile_kernels()
    left = [BRIDGE, BRIDGE, "", "12 34"]
    right = [ocr_noise(random.Random(1), BRIDGE, 0.08), OPERA, BRIDGE, "12 34"]
    found = alike_in_letters(left, right)
    assert found.tolist() == alike_in_letters(left, right, compiled=True).tolist() == [True, False, False, False]


def test_letters_of_another_keyboard_do_not_count():
    assert other_words("قال الوزير في المدينة", "قال الوزیر فى المدینۃ") == ("", "")


def test_digits_case_and_punctuation_do_not_count():
    assert letters("ab, 12-c!").tolist() == [ord(c) for c in "abc"]
    assert other_words("The Bridge, closed.", "the bridge closed") == ("", "")


def test_of_very_long_texts_the_beginning_is_compared():
    assert len(other_words("word " * 10_000, "")[0]) <= MOST_LETTERS


def test_other_figures_and_names_are_no_misread_words():
    left = BRIDGE
    right = BRIDGE.replace("0", "7").replace("Tuesday", "Friday")
    assert not alike_in_letters([left], [right]).any()


@pytest.mark.parametrize("story", STORIES)
def test_a_copy_full_of_errors_is_alike_and_one_of_other_words_is_not(story):
    noisy = [ocr_noise(random.Random(seed), story, 0.08) for seed in range(5)]
    assert alike_in_letters([story] * 5, noisy).all()
    assert not alike_in_letters([story], [edited(story, 0.4, 1)]).any()


@pytest.mark.parametrize("seed", range(5))
def test_a_scan_with_many_errors_is_a_near_duplicate(seed):
    text = "\n".join(STORIES)
    assert relation_of(text, ocr_noise(random.Random(seed), text, 0.08)) is Relation.NEAR_DUPLICATE
