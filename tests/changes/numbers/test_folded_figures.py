"""What differs in figures though the words do not: comparators, raised digits, marks between digits, fractions."""

import time
from functools import partial

import pytest
from pairs import changes_in

from dedup.changes.numbers.folded_figures import folded_changes
from dedup.changes.numbers.mixed_numbers import mixed_at, without_mixed
from dedup.facts.facts import FIGURE

FRAME = (
    "The regional council met late at night to discuss the repair of the old stone bridge. {} according to the report "
    "that the mayor read out before the vote was taken, and the hall was silent, while residents waited."
)


changed = partial(changes_in, FRAME)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("It holds 10² points", "It holds 102 points", ("10²", "102")),
        ("It holds 3³ points", "It holds 33 points", ("3³", "33")),
        ("It holds 10³ points", "It holds 10² points", ("10³", "10²")),
        ("The rate is <5 %", "The rate is >5 %", ("<5 %", ">5 %")),
        ("The rate is ≥5 per cent", "The rate is ≤5 per cent", ("≥5 per cent", "≤5 per cent")),
        ("The rate is >= 5 now", "The rate is <= 5 now", (">= 5", "<= 5")),
        ("The cost is <$5 million", "The cost is >$5 million", ("<$5 million", ">$5 million")),
        ("The rate is <5 now", "The rate is 5 now", ("<5", "5")),
        ("The ratio is 1:5 in all", "The ratio is 1.5 in all", ("1:5", "1.5")),
        ("The ratio is 1/5 in all", "The ratio is 1,5 in all", ("1/5", "1,5")),
        ("The range is 1-5 in all", "The range is 1.5 in all", ("1-5", "1.5")),
        ("The rate was 5½ pct", "The rate was 512 pct", ("5½", "512")),
        ("The rate was 5½ pct", "The rate was 5¼ pct", ("5½", "5¼")),
        ("The rate was 5½ pct", "The rate was 5 pct", ("5½", "5")),
    ],
)
def test_another_figure_of_the_same_digits_is_told(left, right, expected):
    assert changed(left, right) == [expected]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("It held 1.5 then", "It held 1,5 then"),
        ("It cost 1.500 then", "It cost 1,500 then"),
        ("It began at 7:40 then", "It began at 07.40 then"),
        ("It took 2:05:33 then", "It took 2.05.33 then"),
        ("They won 2-1 at home", "They won 2:1 at home"),
        ("They won 2-1 at home", "They won 2–1 at home"),
        ("The ratio is 1:5 in all", "The ratio is 1/5 in all"),
        ("It was on Tuesday (6/2) then", "It was on Tuesday (6-2) then"),
        ("It was on Tuesday (6/2) then", "It was on Tuesday (6.2.) then"),
        ("It was on Tuesday, 6/2 in Bali", "It was on Tuesday, 6.2 in Bali"),
        ("It was due on 6/2 in Bali", "It was due on 6.2 in Bali"),
        ("It was due by 06/02 in Bali", "It was due by 06.02 in Bali"),
        ("It was due by 6/2/2024 in Bali", "It was due by 6.2.2024 in Bali"),
        ("It was due by 2/2024 in Bali", "It was due by 2.2024 in Bali"),
        ("The season 2024/25 began", "The season 2024-25 began"),
        ("Call 555-1234 now", "Call 555.1234 now"),
        ("It was so in 2020¹ then", "It was so in 2020 then"),
        ("The area is 5 m² now", "The area is 5 m2 now"),
        ("The rate is at least 5 %", "The rate is ≥5 %"),
        ("See News > 5 stories", "See News 5 stories"),
        ("It was ½ then", "It was 0.5 then"),
    ],
)
def test_another_way_to_write_a_figure_is_no_change(left, right):
    assert changed(left, right) == []


FORMS = ("5½ pct", "5 ½ pct", "5 1/2 pct", "5-1/2 pct", "51/2 pct", "5.5 pct", "5,5 pct")


@pytest.mark.parametrize("right", FORMS)
@pytest.mark.parametrize("left", FORMS[:5])
def test_a_number_with_a_fraction_is_one_in_all_its_forms(left, right):
    if left != right:
        assert changed(f"The rate was {left}", f"The rate was {right}") == []


@pytest.mark.parametrize(
    ("left", "right"),
    [("½", "1/2"), ("⅔", "2/3"), ("3¼", "3-1/4"), ("3¾", "3 3/4"), ("12⅞", "127/8"), ("5-13/16", "513/16")],
)
def test_other_fractions_are_read_as_well(left, right):
    assert changed(f"The rate was {left} pct", f"The rate was {right} pct") == []


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("5½ pct", "6½ pct", ("5½", "6½")),
        ("5½ pct", "6-1/2 pct", ("5½", "6-1/2")),
        ("5-1/2 pct", "5-1/4 pct", ("5-1/2", "5-1/4")),
        ("51/2 pct", "61/2 pct", ("51/2", "61/2")),
        ("$5-1/2", "€5½", ("$5", "€5")),
    ],
)
def test_another_number_with_a_fraction_is_told(left, right, expected):
    assert changed(f"The price was {left}", f"The price was {right}") == [expected]


def test_a_fraction_that_one_side_has_more_often_is_told():
    assert without_mixed("up 5½ then", "up 5 1/2, 1/4 then", [(1, FIGURE, 0, 0, 5, 8), (2, FIGURE, 0, 0, 10, 13)]) == [
        (2, FIGURE, 0, 0, 10, 13)
    ]


@pytest.mark.parametrize("unit", ["1/2 ", "5½", "<5 ", "1.1", "9", "1:5", "10²", "<"])
def test_long_texts_of_figures_take_no_longer_than_their_length(unit):
    text, other = unit * 20_000, (unit * 20_000).replace("5", "6")
    started = time.perf_counter()
    folded_changes(text, (0, len(text)), other, (0, len(other)))
    without_mixed(text, other, [(0, FIGURE, k, k + 1, k, k + 1) for k in range(0, 2000, 4)])
    mixed_at(text, 5, 6)
    assert time.perf_counter() - started < 2
