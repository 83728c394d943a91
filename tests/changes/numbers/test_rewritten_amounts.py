"""Amounts that differ where a copy was put into other words."""

import pytest

from dedup.model import Article, Change
from dedup.pair import compare

BEGIN = (
    "Transmart kembali hadir dengan berbagai promosi menarik untuk memenuhi kebutuhan para pelanggan yang datang. "
    "Barang elektronik menjadi yang paling banyak mendapatkan diskon besar pada akhir pekan ini."
)
END = (
    "Ayo merapat ke toko terdekat lalu nikmati diskon melimpah mulai toko buka sampai pukul enam "
    "malam, namun syarat dan ketentuan bagi produk ini juga berlaku untuk semua orang."
)
LEFT = "Sekarang harga normal mesin cuci dari pabrik itu adalah {} menurut para pegawai yang berjaga."
RIGHT = "Para pembeli bisa membawanya pulang, sebab lemari es ini ditawarkan dengan harga normal {}."


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Rp 5.689.000", "Rp 5.649.000", [Change("number", "Rp 5.689.000", "Rp 5.649.000")]),
        (
            "Rp 5.689.000, bukan Rp 4.899.000,",
            "Rp 5.649.000 tetapi kini cuma Rp 4.899.000",
            [Change("number", "Rp 5.689.000", "Rp 5.649.000")],
        ),
        (
            "Rp 5.689.000, bukan Rp 4.899.000,",
            "Rp 5.649.000, bukan Rp 4.899.000,",
            [Change("number", "5.689.000", "5.649.000")],
        ),
        ("Rp 5.689.000", "Rp 5.689.000", []),
        ("Rp 5.689.000", "Rp 150.000", []),
        ("Rp 5.689.000", "$5.649.000", []),
    ],
)
def test_of_one_currency_and_length_behind_the_same_words_they_are_told(one, other, expected):
    texts = (f"{BEGIN} {sentence.format(price)} {END}" for sentence, price in ((LEFT, one), (RIGHT, other)))
    match = compare(*(Article(name, text) for name, text in zip("ab", texts, strict=True))).match
    assert match is not None
    assert [*match.changed] == expected
