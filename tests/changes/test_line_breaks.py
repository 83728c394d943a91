"""A line that only wraps a sentence begins none; headlines, datelines and items of lists do. Sentences in capitals."""

import textwrap

import pytest

from dedup import Article, compare

TALKS = (
    "The first round of talks ended without a result, the envoys said on Sunday. Both sides had asked for more time to "
    "study the proposals of the mediators. A second round of talks, on prisoners, is planned for May in {}. Neither "
    "side would say how many people it was holding in camps in the north of the country."
)
NAMES = [("Muscat", "Doha"), ("Leonard Voss", "Leonard Ross"), ("San Marino", "San Remo"), ("Santa Cruz", "Lima")]


def names(one: str, two: str) -> list[tuple[str, str]]:
    """The changed names of two texts, after a check of the other direction."""
    found, back = compare(Article("a", one), Article("b", two)).changed, compare(Article("b", two), Article("a", one))
    assert sorted(c[1:] for c in found) == sorted((c[2], c[1]) for c in back.changed)
    return [(c.left, c.right) for c in found if c.what == "name"]


@pytest.mark.parametrize("pair", NAMES, ids=str)
@pytest.mark.parametrize("mark", ["", "> ", "> > "])
def test_a_name_at_the_start_of_a_wrapped_line_is_told_whole_at_every_width(pair, mark):
    for width in range(44, 78):
        one = textwrap.fill(TALKS.format(pair[0]), width, initial_indent=mark, subsequent_indent=mark)
        assert names(one, TALKS.format(pair[1])) == [pair]


def test_a_name_at_the_start_of_a_wrapped_line_of_both_texts_is_told():
    one, two = (textwrap.fill(TALKS.format(name), 72) for name in ("Muscat", "Doha"))
    assert "in\nMuscat" in one
    assert names(one, two) == [("Muscat", "Doha")]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Police search harbour again\n{}", "Officers search harbour again\n{}"),
        ("Talks end without a result\nHundreds waited\n{}", "Talks end without a result\nMany waited\n{}"),
        ("> Police searched the harbour.\n{}", "> Officers searched the harbour.\n{}"),
        ("Topics of the week\nBridges, and what they cost\nHarbours\n{}", "Topics of the week\nFerries\nHarbours\n{}"),
        ("BERLIN, May 3 -\nPolice searched there.\n{}", "BERLIN, May 3 -\nOfficers searched there.\n{}"),
    ],
)  # fmt: skip
def test_the_first_word_of_a_headline_a_dateline_or_an_item_is_no_name(left, right):
    body = textwrap.fill(TALKS.format("Doha"), 72)
    assert names(left.format(body), right.format(body)) == []


@pytest.mark.parametrize("name", ["Doha", "Rome"])
def test_the_first_word_behind_a_headline_is_not_told_in_the_place_of_a_name(name):
    body = textwrap.fill(TALKS.format("camps"), 72)
    one = f"Envoys leave without result\n{name} police searched the harbour for the boats of the envoys.\n{body}"
    two = f"Envoys leave without result\nThe police searched the harbour for the boats of the envoys.\n{body}"
    assert all("The" not in pair for pair in names(one, two))


@pytest.mark.parametrize(
    ("sentence", "left", "right", "expected"),
    [
        ("{} denies all the charges, and his lawyer asked for bail.", "Leonard Voss", "Leonard Ross",
         [("Leonard Voss", "LEONARD ROSS")]),
        ("The envoys met {} in the hall before they left for home.", "Paula Finch", "Paula French",
         [("Paula Finch", "PAULA FRENCH")]),
        ("The envoys met {} in the hall before they left for home.", "Paula Finch", "Paula Finch", []),
    ],
)  # fmt: skip
def test_a_name_in_a_text_in_capitals_is_told_without_its_sentence(sentence, left, right, expected):
    one, two = (f"{TALKS.format('May')} {sentence.format(name)}" for name in (left, right))
    assert names(one, two.upper()) == expected


def test_another_word_of_a_text_in_capitals_is_no_name():
    assert ("Doha", "THERE") not in names(TALKS.format("Doha"), TALKS.format("there").upper())
