import random

import pytest
from stories import STORIES, articles

from benchmarks.edits import ocr_noise
from dedup.changes.misread_words import LOOKED_AT, are_alike, without_misread
from dedup.detect import find_duplicates
from dedup.model import Change

NAME, NUMBER = Change("name", "Ellis", "Elllis"), Change("number", "25", "26")
CLEAN = "The council said that repairs will cost millions. Margaret Ellis fears for her trade of 25 loaves."
SCANNED = "The councll said thot repairs wlll cost rnillions. Margaret Elllis feors for her trade of 26 loaves."


def test_a_name_is_misread_where_other_words_are_and_figures_are_told():
    assert without_misread(CLEAN, SCANNED, [NAME, NUMBER]) == [NUMBER]


def test_a_name_that_alone_differs_in_a_letter_is_told():
    assert without_misread(CLEAN, CLEAN.replace("Ellis", "Elllis"), [NAME]) == [NAME]


def test_a_name_in_a_text_of_which_other_words_were_replaced_is_told():
    other = "The mayor said that works will be dear. Margaret Elllis fears for her shop of 25 loaves."
    assert without_misread(CLEAN, other, [NAME]) == [NAME]


@pytest.mark.parametrize("story", STORIES)
def test_scans_list_next_to_no_changes(story):
    told = [
        change
        for seed in range(5)
        for match in find_duplicates(articles(story, ocr_noise(random.Random(seed), story, 0.03)), workers=1).matches
        for change in match.changed
    ]
    assert len(told) <= 6


def test_of_texts_of_which_all_words_differ_some_are_looked_at():
    words = [f"w{'abcdefghij'[k % 10] * (k // 10 + 3)}" for k in range(20 * LOOKED_AT)]
    assert without_misread(" ".join(words), " ".join(word[::-1] for word in words), [NAME]) == [NAME]


def test_words_that_are_alike_begin_or_end_alike():
    rng = random.Random(4)
    words = {"".join(rng.choices("abmnr", k=rng.randint(2, 6))) for _ in range(300)}
    alike = [(one, other) for one in words for other in words if are_alike(one, other)]
    assert alike
    assert all(one[0] == other[0] or one[-1] == other[-1] for one, other in alike)
