"""Numbers and dates that one text has alone at a place: told, unless the other gives them elsewhere."""

import pytest
from pairs import changes_in, changes_of

from dedup.changes.names.masks import has_masks, without_masks
from dedup.changes.numbers.given_numbers import is_given, is_of_list

GIVEN = [
    ("Ann Lee (45) of Rome", "45", "Lee, 45, said no"),
    ("a loan of Rp 100 miliar", "100", "sekitar Rp 100 miliar itu"),
    ("it cost 1.5 million", "1.5", "a price of 1,500,000 was paid"),
    ("günde 738 ölü", "738", "Bir günde 738 ölü"),
    ("بحد أقصى 600 ريال", "600", "بحد أقصى600 ريال"),
    ("بنسبة 5ر2 في المئة", "5ر2", "بنسبة 2.5 في المئة"),
    ("تعرض (7) سبعة من الرجال", "7", "تعرض سبعة من الرجال"),
    ("paid seven (7) times", "7", "they paid often"),
    ("dibayar satu dua (2) kali", "2", "dibayar dua kali"),
    ("9 แนวทางสืบสาน", "9", "มี 9 แนวทางการ"),
    ("killed twelve of them", "twelve", "and 12 were dead"),
    ("killed 12 of them", "12", "and twelve were dead"),
    ("murieron 32 personas", "32", "los treinta y dos muertos"),
    ("murieron 12 personas", "12", "a los dos y doce de ellos"),
]
NEW = [
    ("killing 3 people there", "3", "it took 3 days"),
    ("killing 12 people there", "12", "on 12 March they left"),
    ("killing 12 people there", "12", "on March 12 they left"),
    ("killing 12 people there", "12", "on 12/3 they left"),
    ("murieron 12 personas", "12", "el 12 de marzo salieron"),
    ("it cost $5 then", "5", "it cost €5 then"),
    ("it cost 5 million", "5", "it cost 5 billion"),
    ("killing 4 people there", "4", "Rules:\n4. Be quiet"),
    ("kostete 6 Euro", "6", "sei es und der Rest"),
    ("it fell to -6 today", "6", "it rose to 6 today"),
    ("all 1 of them", "1", "one of them"),
    ("murieron 32 personas", "32", "los treinta y sus dos hijos"),
]


@pytest.mark.parametrize(("text", "number", "other"), GIVEN)
def test_a_number_is_given_elsewhere(text, number, other):
    start = text.index(number)
    assert is_given(text, (start, start + len(number)), other)


@pytest.mark.parametrize(("text", "number", "other"), NEW)
def test_a_number_is_not_given_elsewhere(text, number, other):
    start = text.index(number)
    assert not is_given(text, (start, start + len(number)), other)


@pytest.mark.parametrize(("text", "at"), [("4. Be", 0), ("x\n 4 - Be", 3), ("x\n4) Be", 2), ("so [4] it", 4)])
def test_a_number_of_a_list(text, at):
    assert is_of_list(text, at, at + 1)


@pytest.mark.parametrize(("text", "at"), [("4 men", 0), ("x 4. Be", 2), ("x\n4-5 men", 2), ("x\n4.5 men", 2)])
def test_no_number_of_a_list(text, at):
    assert not is_of_list(text, at, at + 1)


def test_masks_are_no_names():
    assert has_masks("In *NUMBER* it was")
    assert not has_masks("a * b * c *Note*")
    assert without_masks("by [NAME] then", (4, 8)) == (8, 8)
    assert without_masks("by Ann Lee then", (3, 10)) == (3, 10)


FRAME = (
    "The council met late at night to discuss the repair of the old stone bridge over the river near the market. {} "
    "The mayor read out a long report before the vote was taken, and the hall was silent while residents waited. {} "
    "Nobody in the village could remember such a debate, and several members left the room before it was over."
)


def changed(left, right):
    return [(change.left, change.right) for change in changes_of(FRAME.format(*left), FRAME.format(*right))]


def test_a_death_toll_that_one_copy_adds_is_told():
    plain = "The collapse shook the whole of the town that night", "It took years of work."
    with_toll = "The collapse killed 14 and shook the whole of the town that night", "It took years of work."
    assert ("", "14") in changed(plain, with_toll)


def test_an_age_that_stands_elsewhere_is_not_told():
    left = "The farmer Ann Lee (45) shook her head that whole night", "The woman, who is 45 years old, left."
    right = "The farmer Ann Lee shook her head that whole night", "The woman, who is 45 years old, left."
    assert changed(left, right) == []


def test_a_date_that_stands_elsewhere_is_not_told():
    left = "The council of the town met on 3 July 2015 for a whole long night", "The talks of 3 July 2015 went on."
    right = "The council of the town met for a whole long night", "The talks of 3 July 2015 went on."
    assert changed(left, right) == []


def test_a_day_is_told_where_only_its_month_stands_elsewhere():
    left = "The council of the town met on 3 July 2015 for a whole long night", "The talks in July 2015 went on."
    right = "The council of the town met for a whole long night", "The talks in July 2015 went on."
    assert changed(left, right) == [("3 July 2015", "")]


def test_nothing_is_told_of_what_a_mask_hides():
    left = "The bridge was built by the town in 1903 with money from a fund", "It took years of work."
    right = "The bridge was built by the town in *NUMBER* with money from a fund", "It took years of work."
    assert changed(left, right) == []


RECIPE = (
    "Plum crumble from the kitchen of our readers. Serves {} Heat the oven, halve the plums, remove the stones and lay "
    "them in a dish with the cut side up. Rub the butter into the flour until it looks like gravel, and bake it."
)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("six. Cooking: 40 minutes.", "6.", [("40", "")]),
        ("forty. Cooking: 60 minutes.", "40.", [("60", "")]),
        ("six. Cooking: 40 minutes.", "7.", [("40", "7")]),
        ("six guests who have 40 minutes.", "guests who have 6 minutes.", [("40", "6")]),
    ],
)
def test_a_number_in_words_is_not_dropped_for_another_beside_it(left, right, expected):
    assert changes_in(RECIPE, left, right) == expected
