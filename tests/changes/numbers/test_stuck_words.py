"""Words that were written on to digits: no part of a number unless they are its unit or its scale."""

import pytest
from amounts import FRAME
from pairs import changes_in


def changed(sentence, left, right):
    """The changes of two texts that differ in a few words of one sentence."""
    return changes_in(FRAME.format(sentence), left, right)


AR = "قال المدير أمس إن {} في المدينة القديمة منذ بداية العام."
EN = "The mayor said that {} in the old town since spring."


@pytest.mark.parametrize(
    ("sentence", "left", "right"),
    [
        (EN, "12rooms stand empty", "12 large rooms stand empty"),
        (EN, "it was 18below zero", "it was (18) below zero"),
        (AR, "الحرارة بين 18إلى 21 درجة", "الحرارة بين (18) إلى 21 درجة"),
        (AR, "عدد المتقدمين 377متقدم", "عدد المتقدمين (377) متقدما"),
        (AR, "طول الطريق 72كلم", "طول الطريق 72 كم"),
        (AR, "المصحف من عام 857هـ محفوظ", "المصحف من عام 857 للهجرة محفوظ"),
        (AR, "عمق البئر ٢٠م", "عمق البئر ٢٠ متر"),
    ],
)
def test_a_word_on_to_digits_is_no_part_of_their_number(sentence, left, right):
    assert changed(sentence, left, right) == changed(sentence, right, left) == []


@pytest.mark.parametrize(
    ("sentence", "left", "right", "expected"),
    [
        (EN, "12rooms stand empty", "13 rooms stand empty", ("12rooms", "13")),
        (EN, "the 737MAX stood idle", "the 737 stood idle", ("737MAX", "737")),
        (EN, "it stood in the 1980s", "it stood in the 1980", ("1980s", "1980")),
        (AR, "طول الطريق 72كلم", "طول الطريق 72 ميلا", ("72كلم", "72 ميلا")),
        (AR, "عمق البئر ٢٠م", "عمق البئر ٢٠ كيلومترا", ("٢٠م", "٢٠ كيلومترا")),
    ],
)
def test_another_number_or_unit_or_a_name_is_told(sentence, left, right, expected):
    assert changed(sentence, left, right) == [expected]
