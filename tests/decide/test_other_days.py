"""Releases of a series that begin with two days are no copies; a text that runs again later is."""

import pytest
from pairs import relation_of
from stories import DUNMORE, HARWICK, KEPT, made_up

from dedup.model import Relation

ARE_APART = {"a": "2023-03-01", "b": "2023-03-04"}


def series(one: str, other: str, end: str = "", **published: str) -> Relation:
    return relation_of(f"{HARWICK.format(one)} {KEPT}", f"{DUNMORE.format(other)} {KEPT}{end}", **published)


def test_releases_that_begin_with_two_days_are_no_copies():
    assert series("27 February 2023", "2 March 2023", **ARE_APART) is Relation.OVERLAP


@pytest.mark.parametrize(
    ("one", "other", "end", "published"),
    [
        ("27 February 2023", "27 February 2023", "", ARE_APART),
        ("27 February 2023", "2 March 2023", " The first visit was on 27 February.", ARE_APART),
        ("27 February 2023", "2 March 2023", "", {"a": "2023-03-03T08:00", "b": "2023-03-03T20:00"}),
        ("27 February 2023", "2 March 2023", "", {}),
        ("1 March 2023", "4 March 2023", "", ARE_APART),
        ("27 February 2023", "4 March 2023", "", ARE_APART),
        ("Monday", "Thursday", "", ARE_APART),
        ("a grey day", "a sunny day", "", ARE_APART),
    ],
)
def test_what_names_one_day_or_that_of_its_publication_is_a_copy(one, other, end, published):
    assert series(one, other, end, **published) is Relation.NEAR_DUPLICATE


def test_a_later_copy_with_a_corrected_day_is_a_copy():
    text = f"{HARWICK} {KEPT}"
    assert relation_of(text.format("27 February"), text.format("28 February"), **ARE_APART) is Relation.NEAR_DUPLICATE


@pytest.mark.parametrize(
    ("day", "relation"), [("2 March", Relation.TEMPLATE), ("27 February", Relation.NEAR_DUPLICATE)]
)
def test_of_two_days_what_stands_in_the_other_but_for_its_head_is_a_form(day, relation):
    short = f"Tom Ashe, all smiles, looked at a kitchen in Dunmore on {day} 2023. {KEPT}"
    head = HARWICK.format("27 February 2023").partition(" A cook")[0]
    assert relation_of(f"{head} {KEPT}", short, **ARE_APART) is relation


def test_a_release_of_another_day_is_a_form_however_long_the_rest_is():
    rest = f"{KEPT} {made_up(1, 300)}"
    one = f"{HARWICK.format('27 February')} {rest}"
    assert relation_of(one, f"{DUNMORE.format('2 March')} {rest}", **ARE_APART) is Relation.TEMPLATE
    corrected = one.replace("27 February", "28 February").replace(" a boy asked for less cabbage,", "")
    assert relation_of(one, corrected, **ARE_APART) is Relation.NEAR_DUPLICATE


LOCK = (
    "The harbour office is expected to open the eastern lock for a few hours this morning to let the grain barges "
    "through, boatmen said. Most boatmen said the office would open it twice, but some said there is a slim chance "
    "that it keeps the gate shut until the water falls. The gauge at the lock stood high yesterday and was little "
    "changed in the early hours."
)
LOCK_AGAIN = (
    "There is a good chance that the harbour office will open the eastern lock this morning and let some of the grain "
    "barges through, boatmen said. They said the office would most likely open it once, for as long as the water "
    "allows. The gauge at the lock, which stood low on the day before, was little changed in the early hours."
)


@pytest.mark.parametrize(
    ("day", "relation"),
    [
        ("2024-03-02", Relation.NEAR_DUPLICATE),
        ("2024-03-09", Relation.TEMPLATE),
        ("", Relation.NEAR_DUPLICATE),
    ],
)
def test_what_is_put_into_other_words_days_later_is_the_next_of_its_kind(day, relation):
    assert relation_of(LOCK, LOCK_AGAIN, a="2024-03-01", b=day) is relation


def test_a_copy_that_runs_again_days_later_is_a_copy():
    later = LOCK.replace("few hours", "short while").replace("slim", "small").replace("Most boatmen", "Many of them")
    assert relation_of(LOCK, later, a="2024-03-01", b="2024-03-09") is Relation.NEAR_DUPLICATE
