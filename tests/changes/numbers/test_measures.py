"""Measures of two sides and more."""

import pytest
from amounts import FRAME
from pairs import changes_in

SENTENCE = "The firm built a hall of {} metres behind the old mill."


def changed(left, right):
    """The changes of two texts that differ in a measure."""
    return changes_in(FRAME.format(SENTENCE), left, right)


@pytest.mark.parametrize("left", ["50x30", "50X30", "50×30", "50 × 30", "٣٠x٥٠"])
@pytest.mark.parametrize("right", ["50x30", "50 x 30", "50×30", "50 by 30", "30x50"])
def test_the_same_sides_are_one_measure_in_any_form(left, right):
    assert changed(left, right) == changed(right, left) == []


@pytest.mark.parametrize(
    ("left", "right"),
    [("50x30", "50x40"), ("50 x 30", "50x40"), ("50 × 30", "60 × 30"), ("50x30", "60 by 40"), ("5x3x2", "5 x 3 x 4")],
)
def test_another_side_is_told_with_its_measure(left, right):
    assert changed(left, right) == [(left, right)]
    assert changed(right, left) == [(right, left)]


def test_a_measure_is_not_read_beside_one_number():
    assert changed("50x30", "1,500") == [("50x30", "1,500")]
    assert changed("5 by 3", "5 by 4") == [("3", "4")]
