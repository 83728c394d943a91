"""Names with a full stop in them: initials and short titles."""

from functools import partial

import pytest
from pairs import changes_in

FRAME = (
    "The talks were held behind closed doors and nobody was willing to speak about what had been agreed there. It was "
    "settled by {} on the phone. The rest of the programme stays as it was planned, and the next steps are to be made "
    "public soon."
)


changed = partial(changes_in, FRAME)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Robert F. Smith", "John Q. Adams"),
        ("Samuel L. Jackson", "Morgan Freeman"),
        ("William B. Ortiz", "Carla Ortiz"),
        ("R. Suresh", "K. Anand"),
        ("R. Suresh", "R. Anand"),
        ("J.K. Rowling", "E.L. James"),
        ("J. R. R. Tolkien", "C. S. Lewis"),
        ("W.S. Rendra", "W.R. Supratman"),
        ("Moh. Mahfud", "Moh. Yamin"),
        ("St. Louis", "St. Paul"),
        ("Ldo. Quintana", "Dra. Uceda"),
        ("St. Louis", "Boston"),
        ("Mr. Okafor", "Mr. Keane"),
        ("Mr. Smith", "Mrs. Jones"),
        ("Jl. Sudirman", "Jl. Thamrin"),
        ("George W. Bush", "Bill Clinton"),
        ("U.S. Senate", "U.K. Parliament"),
        ("Lt. Gov. Dan Patrick", "Gov. Greg Abbott"),
    ],
)
def test_a_name_goes_on_behind_a_full_stop(left, right):
    assert changed(left, right) == [(left, right)]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Group A. England won", "Group B. England won", [("Group A", "Group B")]),
        ("Group A. England won", "Group B. Germany won", [("Group A", "Group B")]),
        ("the U.S. Analysts wrote", "the U.K. Analysts wrote", [("U.S", "U.K")]),
        ("the U.S. Analysts wrote", "the U.K. Traders wrote", [("U.S", "U.K")]),
        ("the U.S. Doctors wrote", "the U.S. Physicians wrote", []),
        ("Vitamin D. Doctors wrote", "Vitamin D. Physicians wrote", []),
        ("Hepatitis A. The doctor", "Hepatitis B. The doctor", [("Hepatitis A", "Hepatitis B")]),
        ("a Sir. Why not", "a Sir. How so", []),
        ("Robert F. Smith", "Robert Smith", []),
        ("Dr. Ann Lee", "Ann Lee", []),
        ("Senator Ann Lee", "Sen. Ann Lee", []),
    ],
)
def test_a_sentence_that_ends_with_a_letter_is_no_name(left, right, expected):
    assert changed(left, right) == expected
