"""Two names that changed places around a verb are told, those of a list are not."""

import pytest

from dedup.model import Article
from dedup.pair import compare

REST = " The match was seen by 4,000 people, and a coach said that the defence made the difference. All meet soon."
CLAUSES = [
    "On Sunday {} beat {} in a close game at the ground by the river.",
    "{} sued {} on Sunday over a valve that is used in most pumps.",
    "Am Sonntag hat {} gegen {} in einem engen Spiel im Stadion am Fluss gewonnen.",
    "Pada Minggu {} mengalahkan {} dalam laga ketat di stadion dekat sungai.",
    "El domingo el {} ganó al {} en un partido muy igualado junto al río.",
]
LISTS = ["On Sunday {} and {} drew.", "Hier trafen {} und {} ein.", "They see {}, {} and Lyde.", "See {} v {} now."]


def told(clause: str, names: tuple[str, str], more: str = "") -> set[tuple[str, str]]:
    one, other = clause.format(*names) + REST, clause.format(*reversed(names)) + REST + more
    return {(change.left, change.right) for change in compare(Article("a", one), Article("b", other)).changed}


@pytest.mark.parametrize("names", [("Dunmore", "Harwick"), ("West Ham", "Crystal Palace")])
@pytest.mark.parametrize("clause", CLAUSES)
def test_names_that_changed_places_are_told(clause, names):
    assert told(clause, names) == {names, names[::-1]}


def test_names_that_changed_places_inside_a_passage_are_told_beside_other_edits():
    clause = "The fans of both towns had come early, and those of {} beat {} by noise alone when it began to rain."
    assert told(clause, ("Dunmore", "Harwick"), " It rained.") == {("Dunmore", "Harwick"), ("Harwick", "Dunmore")}


@pytest.mark.parametrize(("left", "right", "what"), [("March", "May", "date"), ("Five", "Six", "number")])
def test_what_is_no_name_is_told_as_what_it_is(left, right, what):
    form = "The works of {} were longer than those of {} by a week." + REST
    one, other = form.format(left, right), form.format(right, left)
    found = compare(Article("a", one), Article("b", other)).changed
    assert [tuple(change) for change in found] == [(what, left, right), (what, right, left)]


@pytest.mark.parametrize("clause", LISTS)
def test_the_order_of_a_list_tells_nothing(clause):
    assert told(clause, ("Dunmore", "Harwick")) == set()
