"""Noughts in words beside those in digits."""

import pytest
from amounts import FRAME
from pairs import changes_in


def changed(sentence, left, right):
    """The changes of two texts that differ in a few words of one sentence."""
    return changes_in(FRAME.format(sentence), left, right)


AR = "قال المدرب أمس إن الفريق {} في الملعب القديم منذ بداية العام."
EN = "The coach said that the team {} in the old stadium on the hill."


@pytest.mark.parametrize(
    ("sentence", "left", "right"),
    [
        (AR, "فاز 3 / صفر", "فاز 3 / 0"),
        (AR, "فاز 3-صفر", "فاز 3-0"),
        (AR, "خسر صفر-3", "خسر 0-3"),
        (AR, "فاز بثلاثة أهداف مقابل صفر", "فاز بثلاثة أهداف مقابل 0"),
        (EN, "won 3-nil", "won 3-0"),
        (EN, "had won ten points to zero", "had won ten points to 0"),
    ],
)
def test_a_nought_in_words_is_the_one_in_digits(sentence, left, right):
    assert changed(sentence, left, right) == changed(sentence, right, left) == []


@pytest.mark.parametrize(
    ("sentence", "left", "right", "expected"),
    [
        (AR, "فاز 3-صفر", "فاز 3-1", ("3", "3-1")),
        (AR, "فاز 2-صفر", "فاز 3-0", ("2", "3-0")),
        (AR, "سافر في 5 صفر", "سافر في 6 صفر", ("5", "6")),
        (EN, "won 3-nil", "won 4-0", ("3", "4-0")),
    ],
)
def test_another_score_or_day_is_told(sentence, left, right, expected):
    assert changed(sentence, left, right) == [expected]
