import numpy as np
import pytest
from stories import STORIES, articles, relations

from dedup.confirm.confirm import COLUMNS, COVERED_GUEST, TIES, UNSPACED
from dedup.confirm.ties import is_tied
from dedup.detect import find_duplicates


@pytest.mark.parametrize(
    ("covered", "ties", "wanted"),
    [(60, 24, False), (60, 25, True), (260, 49, False), (260, 50, True), (5000, 50, True)],
)
def test_more_ties_a_text_to_a_longer_frame(covered, ties, wanted):
    counts = np.zeros(COLUMNS, dtype=np.int32)
    counts[[COVERED_GUEST, TIES]] = covered, ties
    assert is_tied(counts, 0) is wanted


@pytest.mark.parametrize(("ties", "wanted"), [(49, False), (50, True)])
def test_in_scripts_without_spaces_the_length_of_the_frame_does_not_count(ties, wanted):
    counts = np.zeros(COLUMNS, dtype=np.int32)
    counts[[COVERED_GUEST, TIES, UNSPACED]] = 260, ties, 1
    assert is_tied(counts, 0) is wanted


def test_items_around_two_long_stories_that_they_do_not_go_on_with_are_no_copies():
    block = " ".join(STORIES[:2])
    parts = [" ".join(words[k : k + 36]) for words in map(str.split, STORIES[2:]) for k in (0, 36)]
    found = relations(find_duplicates(articles(*(f"{part}\n{block}" for part in parts)), workers=1))
    assert set(found.values()) <= {"same-event"}
    assert len(parts) == 8
