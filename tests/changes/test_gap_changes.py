"""Facts between two runs that the other text has in another place."""

import pytest

from dedup import Article, compare

OUTLOOK = (
    "The chairman of the growers told a reporter that the yield of the orchards in the hills may fall slightly from "
    "last year's level of {} crates because hail had bruised the trees, and that the cellars were full."
)
NEWS = (
    "Four new presses were bought by the mill at the river, which had stood still since the flood of two winters ago.",
    "Nobody at the fair bought a single barrel, and a band played old marches until the lamps were lit on the square.",
)
SHIPMENTS = "He doubted that shipments would rise much from last year's level of 320 crates because hail had come."


def changes(one, other):
    """The changes of two texts that share more than a few words."""
    found = compare(Article("a", one), Article("b", other)).match
    assert found is not None
    return [(change.left, change.right) for change in found.changed]


@pytest.mark.parametrize("between", ["", " He gave no reason and went back to his pears."])
def test_what_one_text_says_once_more_of_something_else_is_no_change(between):
    one, other = f"{NEWS[0]} {OUTLOOK.format(360)} {NEWS[1]}", f"{OUTLOOK.format(360)}{between} {SHIPMENTS}"
    assert changes(one, other) == changes(other, one) == []


def test_a_fact_that_was_replaced_where_it_stands_is_told():
    one, other = (f"{NEWS[0]} {OUTLOOK.format(number)} {NEWS[1]}" for number in (360, 320))
    assert changes(one, other) == [("360", "320")]
