"""Names in runs of capitalised words that are too long for one, on one side or both."""

import pytest
from pairs import changes_in, changes_of

FRAME = (
    "Pembicaraan itu berlangsung tertutup dan tidak seorang pun bersedia menjelaskan apa yang telah disepakati di "
    "sana. Hal itu wajar, kata {}. Rencana lain tetap berjalan seperti semula dan langkah berikutnya akan diumumkan "
    "kepada masyarakat."
)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (
            "Ketua DPRD Kota Bogor Atang Trisnanto",
            "Ketua DPRD Kota Bogor Muhammad Rusli Prihatevy",
            [("Atang Trisnanto", "Muhammad Rusli Prihatevy")],
        ),
        (
            "Ketua DPRD Kota Bogor Timur Atang Trisnanto",
            "Ketua DPRD Kota Bogor Timur Muhammad Rusli Prihatevy",
            [("Atang Trisnanto", "Muhammad Rusli Prihatevy")],
        ),
        ("Kapolresta Malang Kota Kombes Budi Hermanto", "Kapolresta Malang Kota Kombes Pol Budi Hermanto", []),
        ("Atang Trisnanto", "Ketua DPRD Kota Bogor Timur Raya Atang Trisnanto", []),
    ],
)
def test_a_long_run_on_one_side_is_no_missing_name(left, right, expected):
    assert changes_in(FRAME, left, right) == expected


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Brackley Bakeries", "Northern Mutual"),
        ("Chevron Corp", "General Electric Co"),
        ("FMC Corp", "The Boeing Co"),
        ("Volvo Cars", "British Airways PLC"),
    ],
)
def test_the_first_word_of_a_line_is_of_the_name_that_fills_its_slot(left, right):
    form = (
        "{} reported a pre-tax profit of 31 million for the six months to {}. Revenue rose {} per cent to {} million. "
        "The interim dividend is {} pence a share, payable on {}. The shares closed at {}."
    )
    one = form.format(left, "30 June", 6, 402, 4.5, "3 October", 661)
    other = form.format(right, "31 May", 3, 118, 2.1, "17 October", 187)
    expected = right.removeprefix("The ")
    assert ("name", left, expected) in [tuple(change) for change in changes_of(one, other)]
