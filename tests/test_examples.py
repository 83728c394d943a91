"""What one text is to another in unseen news of many languages: the definitions of the relations, held to examples."""

import examples_of_copies
import examples_of_others
import examples_of_quakes
import examples_of_templates
import pytest
from examples import CASES, EN
from pairs import match_of

#: Each adds its examples when it is imported.
KINDS = (examples_of_copies, examples_of_others, examples_of_quakes, examples_of_templates)


@pytest.mark.parametrize("name", CASES)
def test_the_relation_is_the_one_that_the_definitions_give(name):
    wanted, left, right, changed, fields = CASES[name]
    match = match_of(left, right, **fields)
    assert (str(match.relation) if match else None) in wanted
    if changed:
        [listed] = match.changed
        what, old, new = changed
        assert listed.what == what
        assert old in listed.left
        assert new in listed.right


def test_a_number_in_digits_and_in_words_is_no_change():
    assert match_of(EN, EN.replace("nine bodies", "9 bodies")).changed == ()
