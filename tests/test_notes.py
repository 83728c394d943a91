"""The frame of a site around short notes, in languages of which the background knows everyday words only."""

import pytest
from notes import NOTES, STORY
from stories import articles, relations

from dedup.detect import find_duplicates


@pytest.mark.parametrize("lang", NOTES)
def test_short_notes_in_one_frame_are_no_copies(lang):
    header, footer, notes = NOTES[lang]
    pages = [header + note + footer for note in notes.split("\n")]
    assert relations(find_duplicates(articles(*pages), workers=1)) == {}


def test_a_story_with_other_ends_is_no_frame():
    beginning, ends = STORY
    found = relations(find_duplicates(articles(*(beginning + end for end in ends)), workers=1))
    assert len(found) == 10
    assert set(found.values()) == {"near-duplicate"}
