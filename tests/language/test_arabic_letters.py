"""Letters of the Arabic script that are one to a reader, as other keyboards type them."""

import re

import pytest

from dedup import Article, compare, find_duplicates
from dedup.language.arabic_letters import ALIKE, plain, with_alike

STORY = (
    "أعلنت وزارة المالية السعودية في الرياض أن الميزانية الجديدة تبلغ 35 مليار ريال، وقال الوزير علي بن أحمد إن "
    "الحكومة تركز على مشاريع الطرق والمدارس في كل منطقة، وإن هذه المشاريع تكلف 20 في المئة من الإنفاق "
    "كما ذكرت بي بي سي."
)
KEYBOARDS = {
    "Persian": str.maketrans("يك", "یک"),
    "Urdu": str.maketrans("يكهة", "یکہۃ"),
    "Kurdish": str.maketrans("يكه", "یکھ"),
    "Egyptian": str.maketrans("ي", "ى"),
    "Persian, from dotless yeh": str.maketrans("ىك", "یک"),
}


@pytest.mark.parametrize("keyboard", KEYBOARDS.values(), ids=KEYBOARDS)
def test_a_copy_typed_with_another_keyboard_is_identical_from_either_side(keyboard):
    one, other = Article("a", STORY), Article("b", STORY.translate(keyboard))
    for left, right in ((one, other), (other, one)):
        found = compare(left, right).match
        assert (str(found.relation), found.changed) == ("identical", ())
    [match] = find_duplicates([one, other]).matches
    assert (match.left, match.right, str(match.relation)) == ("a", "b", "identical")


@pytest.mark.parametrize("keyboard", KEYBOARDS.values(), ids=KEYBOARDS)
def test_a_corrected_figure_in_such_a_copy_is_told_as_written_and_nothing_else(keyboard):
    other = STORY.translate(keyboard).replace("35", "36")
    [change] = compare(Article("a", STORY), Article("b", other)).match.changed
    assert change == ("number", "35", "36")


def test_every_letter_has_one_form_and_keeps_its_place():
    alike = [letter for others in ALIKE.values() for letter in others]
    assert len(set(alike)) == len(alike)
    assert not set(alike) & set(ALIKE)
    assert plain("".join(alike)) == "".join(letter for letter, others in ALIKE.items() for _ in others)
    assert plain(plain(STORY)) == plain(STORY)


def test_a_pattern_finds_each_form_of_its_letters():
    pattern = re.compile(with_alike("كي|هة"))
    assert all(pattern.fullmatch(written) for written in ("كي", "کى", "ڪی", "ہۃ", "هة"))
    assert not pattern.fullmatch("كة")
