import pytest

from dedup import Article, compare
from dedup.changes.torn_words import with_whole_words
from dedup.facts.facts import DATE, FIGURE, NAME
from dedup.model import Change

STORY = (
    "Die Verwaltung der alten Messe hat am Dienstag mitgeteilt, dass die Einnahmen im vergangenen Jahr um zwölf "
    "Millionen Euro gestiegen sind und die Hallen im sechsten Bezirk bis zum Herbst geöffnet bleiben."
)


def changed(left, right):
    return compare(Article("a", left), Article("b", right)).match.changed


@pytest.mark.parametrize("word", ["Diens-\ntag", "Dienst-\r\n  ag", "Diens-\n> tag", "Diens\u2010\ntag"])
def test_a_word_broken_at_the_end_of_a_line_is_no_changed_fact(word):
    assert changed(STORY, STORY.replace("Dienstag", word)) == ()


@pytest.mark.parametrize(("whole", "torn"), [("Millionen", "Mill-\nionen"), ("sechsten", "sechs-\nten")])
def test_half_of_a_broken_word_is_no_name_or_number(whole, torn):
    assert changed(STORY, STORY.replace(whole, torn)) == changed(STORY.replace(whole, torn), STORY) == ()


def test_words_broken_at_other_places_are_one():
    assert changed(STORY.replace("Dienstag", "Diens-\ntag"), STORY.replace("Dienstag", "Dienst-\nag")) == ()


def test_another_fact_beside_a_broken_word_is_told_whole():
    left, right = STORY.replace("Dienstag", "Diens-\ntag"), STORY.replace("Dienstag", "Freitag")
    assert changed(left, right) in ((Change("date", "Dienstag", "Freitag"),), (Change("date", "", "Freitag"),))
    left = STORY.replace("Millionen Euro", "Mill-\nionen Euro")
    assert changed(left, STORY.replace("Dienstag", "Freitag")) == (Change("date", "Dienstag", "Freitag"),)


def test_a_hyphen_that_the_other_text_lacks_as_well_stays():
    texts = "in Baden-\nBaden", "in Wiesbaden"
    assert with_whole_words(*texts, [(1, NAME, 3, 8, 3, 12)]) == (*texts, [(1, NAME, 3, 8, 3, 12)])


def test_spans_behind_broken_words_move_with_the_text():
    one, two = "von Novem-\nber bis Dezem-\nber 2019 an", "von November bis Dezember 2018 an"
    rows = [(1, DATE, 19, 29, 17, 25), (2, FIGURE, 30, 34, 26, 30)]
    left, right, found = with_whole_words(one, two, rows)
    assert (left, right) == (two.replace("2018", "2019"), two)
    assert found == [(2, FIGURE, 26, 30, 26, 30)]


def test_a_fact_of_one_side_is_left_out_only_with_its_broken_word():
    one, two = "am Diens-\ntag um 5 und um 5", "am Dienstag um 5 und"
    assert with_whole_words(one, two, [(1, FIGURE, 24, 25, 0, 0)])[2] == [(1, FIGURE, 22, 23, 0, 0)]
