"""Lists of the same words in another order are issues of a series; what was moved or sorted is a copy."""

import random

import pytest

from dedup.model import Article, Relation
from dedup.pair import compare

CLUBS = [
    *("Dunmore", "Harwick", "Ballyvane", "Halden", "Kettle", "Orme", "Wem", "Lyde", "Frome", "Stade", "Ancel", "Burr"),
    *("Colne", "Deal", "Esk", "Filey"),
]
LISTS = [
    ("Fixtures of round {}. Saturday: {}. All times are local, and all matches are shown.", "{} v {}"),
    ("Ergebnisse des {}. Spieltags: {}. Die Tabelle führt weiter der Meister an.", "{} - {} 2:1"),
    ("جدول مباريات الجولة {} من الدوري: {}. وتنقل المباريات على القناة الرياضية.", "{} ضد {} الساعة 6 مساء"),
]
SECTIONS = [
    "The harbour bridge will be closed from Monday until June 12 for repairs, the council of Dunmore said on Friday. ",
    "A ferry will carry walkers across the water every 20 minutes, and cyclists may take it without paying more. ",
    "Shops on the northern bank fear for their trade, since 4,000 people cross the bridge on a common working day. ",
    "The last repair took 9 months, twice as long as planned, because rust was found in a pillar under the water. ",
]


def matches(number: int, form: tuple[str, str], order: int = 0) -> str:
    """The matches of a round, each club once."""
    clubs = random.Random(order or number).sample(CLUBS, len(CLUBS))
    rows = [form[1].format(clubs[k], clubs[k + 1]) for k in range(0, len(clubs), 2)]
    return form[0].format(number, ", ".join(rows))


def relation(one: str, other: str, *days: str) -> Relation | None:
    first, last = days or ("", "")
    found = compare(Article("a", one, published=first), Article("b", other, published=last)).match
    return found.relation if found else None


@pytest.mark.parametrize("days", [(), ("2024-02-01", "2024-02-08")])
@pytest.mark.parametrize("form", LISTS)
def test_the_next_round_is_another_issue_without_a_title(form, days):
    for number in range(6, 10):
        assert relation(matches(number, form), matches(number + 1, form), *days) is Relation.TEMPLATE


def test_a_list_of_the_same_day_may_be_the_corrected_one():
    one, other = (matches(number, LISTS[2], 7) for number in (6, 7))
    assert relation(one, other, "2024-02-01T09:00", "2024-02-01T11:00") is Relation.NEAR_DUPLICATE


@pytest.mark.parametrize("days", [(), ("2024-02-01", "2024-02-08")])
def test_moved_sections_with_a_corrected_figure_are_a_copy(days):
    moved = "".join(SECTIONS[k] for k in (2, 0, 3, 1)).replace("9 months", "8 months")
    assert relation("".join(SECTIONS), moved, *days) is Relation.NEAR_DUPLICATE


@pytest.mark.parametrize("days", [(), ("2024-02-01", "2024-02-08")])
def test_rows_that_were_sorted_otherwise_make_no_other_list(days):
    rows = [f"{name} Street, {k} houses" for k, name in enumerate(CLUBS)]
    one, other = (f"Roads are closed on Monday: {', '.join(some)}." for some in (rows, sorted(rows)))
    assert relation(one, other, *days) is Relation.NEAR_DUPLICATE
