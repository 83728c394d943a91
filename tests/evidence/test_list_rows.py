"""Rows of lists are held against each other by their labels."""

import pytest

from dedup import Article, compare

FRAME = (
    "SEMARANG - Berikut daftar yang dicatat petugas di Pasar Bulu, Kota Semarang, berdasarkan pantauan dinas "
    "setempat pada pagi hari ini.\n\n{}\n\nAngka dapat berubah sewaktu-waktu sesuai dengan kondisi pasar dan pasokan "
    "dari petani di daerah penghasil."
)
ONE_WORD = ("Cabai", "Telur", "Beras", "Gula", "Daging", "Ayam", "Bawang")
TWO_WORDS = ("Cabai rawit", "Telur ayam", "Beras medium", "Gula pasir", "Daging sapi", "Ayam potong", "Bawang putih")
PRICES = ("Rp62.000", "Rp41.000", "Rp45.000", "Rp38.500", "Rp36.000", "Rp28.200", "Rp13.400")
MARKET = (
    "Timun 22.000, Tomat 89.000, Buncis 82.000, Bawang 72.000, Telur 94.000, Wortel 54.200, Pisang 68.500, "
    "Apel 76.200, Nanas 56.500, Ayam 25.000, Mangga 15.500, Kedelai 33.200"
)
ROWS = ("- {}: {}", "- {}: {} per kilogram", "{}\t{}/kg", "{} {}")


def changed(row: str, labels: tuple[str, ...], left: tuple[str, ...], right: tuple[str, ...]) -> list[tuple[str, str]]:
    """What is told of two lists, the same from either side."""
    one, two = (
        Article(name, FRAME.format("\n".join(map(row.format, labels, values))))
        for name, values in (("a", left), ("b", right))
    )
    told = [(change.left, change.right) for change in compare(one, two).changed]
    assert [(change.right, change.left) for change in compare(two, one).changed] == told
    return told


@pytest.mark.parametrize("labels", [ONE_WORD, TWO_WORDS], ids=["one word", "two words"])
@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize(
    "order",
    [(0, 1, 2, 4, 4, 5, 6), (0, 1, 2, 4, 3, 5, 6), (0, 2, 3, 1, 4, 5, 6), (6, 1, 2, 3, 4, 5, 0)],
    ids=["one row", "two rows change places", "three rows", "far apart"],
)
def test_a_row_that_takes_the_value_of_another_one_is_told(labels, row, order):
    values = tuple(PRICES[k] for k in order)
    expected = [(one, two) for one, two in zip(PRICES, values, strict=True) if one != two]
    assert changed(row, labels, PRICES, values) == expected


@pytest.mark.parametrize("labels", [ONE_WORD, TWO_WORDS], ids=["one word", "two words"])
@pytest.mark.parametrize("row", ROWS)
def test_rows_that_take_the_value_of_the_next_one_are_told(labels, row):
    values = (PRICES[0], *PRICES[2:5], "Rp34.500", *PRICES[5:])
    assert changed(row, labels, PRICES, values) == list(zip(PRICES[1:5], values[1:5], strict=True))


@pytest.mark.parametrize(
    ("row", "labels", "left", "right"),
    [
        ("{}: {}", ("US dollar", "Euro", "Pound sterling", "Yen"), ("1.21", "0.92", "0.78", "151"), (1, 2, 1, 3)),
        ("{} {}", ("Leeds - Hull", "York - Ripon", "Selby - Ely"), ("1-0", "2-1", "3-3"), (1, 0, 2)),
        ("{}: cerah, {} derajat", ("Solo", "Bogor", "Tegal"), ("31", "27", "33"), (1, 0, 2)),
        ("{}：{}元", ("白菜", "猪肉", "鸡蛋", "大米"), ("2.5", "26.8", "9.4", "5.1"), (0, 2, 1, 3)),
        ("{} {} บาท", ("ผักกาดขาว", "เนื้อหมู", "ไข่ไก่", "ข้าวสาร"), ("45", "168", "97", "33"), (0, 2, 1, 3)),
        ("{}: {} دينار", ("التفاح", "الموز", "البرتقال"), ("350", "420", "280"), (1, 0, 2)),
    ],
)
def test_rows_of_any_kind_are_held_by_their_labels(row, labels, left, right):
    values = tuple(left[k] for k in right)
    digits = [(one, two) for one, two in zip(left, values, strict=True) if one != two]
    told = changed(row, labels, left, values)
    assert [(one.removesuffix("元"), two.removesuffix("元")) for one, two in told] == digits


def test_the_end_of_a_figure_that_stands_in_another_row_leads_nowhere():
    labels, left = zip(*(row.split(" ") for row in MARKET.split(", ")), strict=True)
    right = (*left[:3], "15.500", "72.000", *left[5:8], "82.000", *left[9:])
    told = changed("- {}: Rp{} per kilogram", labels, left, right)
    assert told == [("Rp72.000", "Rp15.500"), ("Rp94.000", "Rp72.000"), ("Rp56.500", "Rp82.000")]


def test_a_list_in_another_order_changes_nothing():
    rows = [f"- {label}: {price} per kilogram" for label, price in zip(TWO_WORDS, PRICES, strict=True)]
    one, two = (Article(name, FRAME.format("\n".join(side))) for name, side in (("a", rows), ("b", rows[::-1])))
    assert compare(one, two).changed == ()


def test_paragraphs_that_begin_alike_are_no_rows():
    one = (
        "Petugas membagikan selimut.\n\nSebanyak 12 warga mengungsi ke balai desa sejak malam itu karena air naik "
        "sampai ke jendela rumah."
    )
    two = (
        "Kepala desa belum dapat dihubungi sampai sore.\n\nSebanyak 40 rumah di tepi sungai rusak berat dan tidak "
        "dapat ditempati lagi menurut catatan."
    )
    assert compare(Article("a", FRAME.format(one)), Article("b", FRAME.format(two))).changed == ()
