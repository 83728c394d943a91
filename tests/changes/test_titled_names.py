"""Names in runs of capitalised words that are too long for one, on one side or both."""

import pytest
from pairs import changes_in

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
