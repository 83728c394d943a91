"""Arabic numbers in words, of which "and" is a letter."""

import pytest
from amounts import FRAME
from pairs import changes_in

from dedup.changes.numbers.quantities import value_of_words

SENTENCE = "قال المدير أمس إن المشروع كلف {} في المدينة القديمة منذ بداية العام."


def changed(left, right):
    """The changes of two texts that differ in an amount."""
    return changes_in(FRAME.format(SENTENCE), left, right)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("مليارا وتسعة وخمسين مليون وخمسمائة وثلاثة وتسعين ألفا ومائة وواحد وعشرين", 1059593121),
        ("مليونا وثلاثمئة ألف", 1300000),
        ("ألفين وخمسمئة", 2500),
        ("مائتين وستة", 206),
        ("أربعة وعشرون", 24),
    ],
)
def test_all_parts_of_a_number_count(words, value):
    assert value_of_words(words) == value


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("1.3 مليون ريال", "مليونا وثلاثمائة ألف ريال"),
        ("1.5 مليون ريال", "مليونا ونصف المليون ريال"),
        ("2,500 ريال", "ألفين وخمسمئة ريال"),
        ("21 مليون ريال", "واحدا وعشرين مليون ريال"),
    ],
)
def test_a_number_in_words_is_the_same_in_digits(left, right):
    assert changed(left, right) == changed(right, left) == []


def test_another_number_in_words_is_told_up_to_the_scale_of_both():
    assert changed("مليونا وثلاثمائة ألف ريال", "مليونا وأربعمائة ألف ريال") == [
        ("مليونا وثلاثمائة", "مليونا وأربعمائة")
    ]
    assert changed("1.3 مليون ريال", "مليونا وأربعمائة ألف ريال") == [("1.3", "مليونا وأربعمائة ألف")]
