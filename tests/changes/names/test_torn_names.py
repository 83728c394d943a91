"""Names in pieces, with titles and broken over lines; counts behind a month."""

import pytest
from amounts import FRAME
from pairs import changes_in

from dedup.changes.line_breaks import with_lines
from dedup.changes.names.torn_names import is_written_apart, whole_names
from dedup.facts.dates import EM, EN, IM, IN
from dedup.facts.facts import NAME, facts_of
from dedup.tokens import tokenise


def changed(sentence, left, right):
    """The changes of two texts that differ in a few words of one sentence."""
    return changes_in(FRAME.format(sentence), left, right)


@pytest.mark.parametrize(
    ("sentence", "left", "right"),
    [
        ("La mayor subida fue para {} según la bolsa.", "Aceros del Norte", "Hilados Montalvo"),
        ("La mayor subida fue para {} según la bolsa.", "Aceros del Norte", "Hierros del Sur"),
        ("The prize went to the {} for its work.", "Bank of Norwich", "Trinity Trust"),
        ("Ucapan itu datang dari {} pada acara lama.", "Hasan bin Omar", "Rudi Hartono"),
        ("Der Preis ging an {} für die Arbeit.", "Otto von der Heide", "Karla Schmidt"),
        ("The minister {} left without a word.", "Yusuf al-Khatib", "Youssef Al Khateeb"),
        ("The minister {} left without a word.", "Salma el-Tayeb", "Rana Haddad"),
        ("The minister {} left without a word.", "Hassan ash-Sharif", "Omar Haddad"),
        ("The minister {} left without a word.", "Saleh bin al-Hadi", "Omar Haddad"),
    ],
)
def test_a_name_about_a_small_word_is_told_whole(sentence, left, right):
    assert changed(sentence, left, right) == [(left, right)]


def test_an_article_that_is_no_part_of_a_name_joins_no_two():
    one, two = "then Ann Lee in an-Najaf said", "then Bo Poe in Bonn said"
    rows = [(2, NAME, 5, 12, 5, 11), (4, NAME, 19, 24, 15, 19)]
    assert whole_names(one, two, rows) == rows


def test_two_names_with_other_words_between_them_stay_two():
    one, two = "then Ann Lee in Rome said", "then Bo Poe in Bonn said"
    rows = [(2, NAME, 5, 12, 5, 11), (4, NAME, 16, 20, 15, 19)]
    assert whole_names(one, two, rows) == rows
    assert whole_names("by St. Oswald now", "by Netherby now", [(1, NAME, 3, 5, 3, 11), (2, NAME, 7, 13, 0, 0)]) == [
        (1, NAME, 3, 13, 3, 11)
    ]


@pytest.mark.parametrize(
    ("sentence", "left", "right", "expected"),
    [
        ("The chief {} said so, and he won.", "Dana Holt", "Ms Holt", []),
        ("Gestern sagte es {} im Rathaus.", "Dana Holt", "Frau Holt", []),
        ("The chief {} said so, and he won.", "Dana Holt", "Ms Roe", [("Dana Holt", "Ms Roe")]),
        ("The travel through {} was long and slow.", "England", "Eng-\nland", []),
        ("The travel through {} was long and slow.", "Scotland", "Eng-\nland", [("Scotland", "England")]),
        ("The firm of {} won a new order.", "COVID-19", "COVID19", []),
        ("The firm of {} won a new order.", "Galaxy 24", "Galaxy24", []),
    ],
)
def test_titles_and_broken_words_are_no_other_names(sentence, left, right, expected):
    assert changed(sentence, left, right) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Die Stadt zählte im Januar {} Vergaben.",
        "Se vendieron en enero {} casas.",
        "On a vendu en janvier {} maisons.",
        "The town sold in January {} houses.",
    ],
)
def test_behind_a_month_as_a_whole_a_number_counts(sentence):
    assert changed(sentence, "19", "23") == [("19", "23")]


def test_a_day_behind_a_month_is_a_date():
    for text in ("It was on January 19 in Rome.", "It began January 19.", "In January 19, 2025, it began."):
        assert [fact.kind for fact in facts_of(text)][:1] == ["date"]


def test_prepositions_of_months_are_known_by_their_hashes():
    assert tokenise("in im en em").words.tolist() == [IN, IM, EN, EM]


@pytest.mark.parametrize(
    ("text", "written"), [("of KA-32 in", "KA33"), ("of KA-320 in", "KA32"), ("of KA in", "KA32"), ("of KA 32", "KB32")]
)
def test_a_name_and_another_number_are_not_what_is_written_as_one_word(text, written):
    assert not is_written_apart(text, (3, 5), written)


WRAPPED = (
    "The second round of the talks on prisoners, which was\nplanned for May, will be opened there by the {} of\n"
    "the region, it is said, and the old palace has been\npainted for the guests from the two countries.\n"
)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Chase\nManhattan Bank", "Trinity\nTrust", [("Chase Manhattan Bank", "Trinity Trust")]),
        ("Chase\nManhattan Bank", "Ann Lee", [("Chase Manhattan Bank", "Ann Lee")]),
        ("Chase Manhattan\nBank", "Ann Lee Bank", [("Chase Manhattan Bank", "Ann Lee Bank")]),
        ("firm\nManhattan Bank", "firm Ann Lee", [("Manhattan Bank", "Ann Lee")]),
    ],
)
def test_a_name_over_a_wrapped_line_is_told_whole(left, right, expected):
    assert changes_in(WRAPPED, left, right) == expected


def test_the_rest_of_a_name_over_a_wrapped_line_is_no_other_one():
    one, two = WRAPPED.format("Chase\nManhattan Bank"), WRAPPED.format("Ann Lee and old Town")
    at, other = one.index("Chase"), two.index("Ann")
    rows = [(9, NAME, at, at + 5, other, other + 7), (10, NAME, at + 6, at + 20, 0, 0)]
    assert whole_names(one, two, rows) == [(9, NAME, at, at + 20, other, other + 7)]
    rows = [(9, NAME, at, at + 5, other, other + 7), (10, NAME, at + 6, at + 20, other + 16, other + 20)]
    assert whole_names(one, two, rows) == [
        (9, NAME, at, at + 20, other, other + 7),
        (10, NAME, 0, 0, other + 16, other + 20),
    ]


@pytest.mark.parametrize("text", ["Talks end in\nDoha Leonard Voss", "We met Ann Lee.\nBo Poe came"])
def test_a_line_that_does_not_go_on_adds_nothing_to_a_name(text):
    at = text.index("\n")
    assert with_lines(text, (at - 3, at)) == (at - 3, at)
