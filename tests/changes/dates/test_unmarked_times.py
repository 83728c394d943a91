"""Times of day whose hour and minutes no mark parts."""

import pytest
from amounts import FRAME
from pairs import changes_in


def changed(sentence, left, right):
    """The changes of two texts that differ in a number."""
    return changes_in(FRAME.format(sentence), left, right)


EN = "Gold rose to a record by {} in the city."
AR = "ارتفع الذهب بحلول الساعة {} في المدينة."


@pytest.mark.parametrize(
    ("sentence", "left", "right"),
    [
        (EN, "0623 GMT", "06:23 GMT"),
        (EN, "0623 GMT", "6.23 GMT"),
        (EN, "1350 hours", "13:50 hours"),
        (AR, "0623 بتوقيت جرينتش", "06:23 بتوقيت جرينتش"),
        (AR, "1350", "13:50"),
    ],
)
def test_an_hour_without_a_mark_before_its_minutes_is_one(sentence, left, right):
    assert changed(sentence, left, right) == changed(sentence, right, left) == []


@pytest.mark.parametrize(
    ("sentence", "left", "right"),
    [
        (EN, "0623 GMT", "06:24 GMT"),
        (EN, "1350 miles", "13.50 miles"),
        (EN, "1375 GMT", "13.75 GMT"),
        (AR, "1350", "13:55"),
    ],
)
def test_another_hour_or_number_is_told(sentence, left, right):
    assert len(changed(sentence, left, right)) == 1


def test_thousands_are_no_hour():
    assert changed("Offers of {} are due by 12:00 hrs EST.", "12,000 tonnes", "wheat") == [("12,000", "")]
