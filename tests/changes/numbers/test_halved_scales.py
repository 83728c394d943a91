"""Halves of a million and other scales are told beside all of them, or beside another amount."""

import pytest
from amounts import changed


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("half a million pounds", "a million pounds"),
        ("half a million pounds", "one million pounds"),
        ("half a million pounds", "two million pounds"),
        ("half a billion pounds", "a billion pounds"),
        ("eine halbe Million Euro", "eine Million Euro"),
        ("medio millón de euros", "un millón de euros"),
        ("un demi-million d'euros", "un million d'euros"),
        ("setengah juta rupiah", "sejuta rupiah"),
        ("setengah juta rupiah", "satu juta rupiah"),
        ("полмиллиона рублей", "миллион рублей"),
    ],
)
def test_a_half_of_a_scale_is_another_amount_than_all_of_it(left, right):
    one, other = (" ".join(side.split()[:-1]).removesuffix(" de").removesuffix(" d'euros") for side in (left, right))
    assert changed(left, right) == [(one, other)]
    assert changed(right, left) == [(other, one)]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("half a million pounds", "500,000 pounds", []),
        ("half a million pounds", "£0.5m", []),
        ("half a million pounds", "600,000 pounds", [("half a million", "600,000 pounds")]),
        ("two and a half million pounds", "two million pounds", []),  # no half of a million; not told
        ("satu setengah juta rupiah", "1,5 juta rupiah", []),
        ("half an hour", "an hour", []),
    ],
)
def test_a_half_of_a_scale_is_read(left, right, expected):
    assert changed(left, right) == expected
