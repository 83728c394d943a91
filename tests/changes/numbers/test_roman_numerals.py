"""Roman numerals beside the same numbers in words and digits."""

from functools import partial

import pytest
from pairs import changes_in

from dedup.changes.numbers.roman_numerals import are_one_but_for_numeral, is_other_numeral

FRAME = (
    "Tram eleven serves forgotten harbours beyond misty warehouses while gardeners polish every silver window box. {} "
    "Nobody remembers which baker first painted yellow doors along that narrow lane behind our quiet market hall."
)


changed = partial(changes_in, FRAME)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Laba perusahaan pada triwulan III naik tajam.", "Laba perusahaan pada triwulan ketiga naik tajam."),
        ("Laba perusahaan pada triwulan III naik tajam.", "Laba perusahaan pada triwulan 3 naik tajam."),
        ("Minister mówił wczoraj o III etapie prac.", "Minister mówił wczoraj o trzecim etapie prac."),
        ("Der Umsatz ist im II. Quartal gestiegen.", "Der Umsatz ist im zweiten Quartal gestiegen."),
        ("La maison date du début du XXe siècle.", "La maison date du début du vingtième siècle."),
        ("The bridge was built after World War II there.", "The bridge was built after the Second World War there."),
        ("Jembatan itu dibangun saat Perang Dunia II.", "Jembatan itu dibangun saat Perang Dunia Kedua."),
    ],
)
def test_a_numeral_that_the_other_text_writes_out_is_no_change(left, right):
    assert changed(left, right) == []


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Laba pada triwulan III naik tajam.", "Laba pada triwulan II naik tajam.", [("III", "II")]),
        ("Laba pada triwulan III naik tajam.", "Laba pada triwulan kedua naik tajam.", [("III", "")]),
        ("They met in the hall of Pope Pius XII there.", "They met in the hall of Pope Pius XI there.",
         [("Pope Pius XII", "Pope Pius XI")]),
    ],
)  # fmt: skip
def test_another_numeral_is_a_change(left, right, expected):
    assert changed(left, right) == expected


@pytest.mark.parametrize("other", ["laba triwulan ini; 3 orang", "laba pada triwulan ketujuh", "", "III orang"])
def test_the_same_number_beside_other_words_gives_no_numeral(other):
    assert not is_other_numeral("laba pada triwulan III naik", (19, 22), other)


@pytest.mark.parametrize(
    ("left", "right"),
    [("World War II", "World War I"), ("World War II", "Third World War"), ("Louis II", "Two Louis Kings"), ("V", "5")],
)
def test_names_with_other_numbers_are_two(left, right):
    assert not are_one_but_for_numeral(left, right)
