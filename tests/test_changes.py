import pytest

from dedup.changes import amount, differs
from dedup.model import Article, Change
from dedup.pair import compare

ENGLISH = (
    "The regional council voted nine to two late at night to close the old stone bridge over the river near the "
    "market, and {} according to the report that the mayor read out to residents gathered in the square."
)
INDONESIAN = (
    "Dewan kota memutuskan menutup jembatan tua di dekat pasar pada rapat malam itu, dan {} menurut laporan yang "
    "dibacakan wali kota di depan warga yang berkumpul di alun-alun kota lama."
)
JAPANESE = (
    "気象庁によると、北海道の沖合で強い地震があり、沿岸の町で{}がけがをした。津波の心配はないという。"
    "鉄道は一時運転を見合わせた。"
)


def changed(frame: str, left: str, right: str) -> list[Change]:
    return list(compare(Article("a", frame.format(left)), Article("b", frame.format(right))).changed)


@pytest.mark.parametrize(
    ("frame", "left", "right", "expected"),
    [
        (ENGLISH, "works start in June", "works start in July", Change("date", "June", "July")),
        (INDONESIAN, "mulai bulan Juni", "mulai bulan Juli", Change("date", "Juni", "Juli")),
        (ENGLISH, "on Tuesday, 6 February", "on Wednesday, 6 February", Change("date", "Tuesday", "Wednesday")),
        (ENGLISH, "3 million euros", "3 billion euros", Change("number", "million", "billion")),
        (INDONESIAN, "biayanya Rp 2 juta", "biayanya Rp 2 miliar", Change("number", "juta", "miliar")),
        (INDONESIAN, "biayanya 2 miliar", "biayanya 2 triliun", Change("number", "miliar", "triliun")),
        (JAPANESE, "三人", "八人", Change("number", "三", "八")),
        (JAPANESE, "三万人", "三億人", Change("number", "三万", "三億")),
        (JAPANESE, "二月六日に人", "二月八日に人", Change("date", "二月六日", "二月八日")),
        (JAPANESE, "2024年2月6日に人", "2024年2月8日に人", Change("date", "2024年2月6日", "2024年2月8日")),
        (JAPANESE, "令和6年2月6日に人", "令和7年2月6日に人", Change("date", "6年2月6日", "7年2月6日")),
        (ENGLISH, "this was the third vote", "this was the fifth vote", Change("number", "third", "fifth")),
        (ENGLISH, "this was the 3rd vote", "this was the 5th vote", Change("number", "3rd", "5th")),
        (INDONESIAN, "ini rapat ketiga", "ini rapat kelima", Change("number", "ketiga", "kelima")),
        (INDONESIAN, "ini rapat ke-3", "ini rapat ke-5", Change("number", "3", "5")),
        (INDONESIAN, "rapat kedua belas", "rapat ketiga belas", Change("number", "kedua belas", "ketiga belas")),
    ],
)
def test_a_changed_month_weekday_scale_or_numeral_is_told(frame, left, right, expected):
    assert changed(frame, left, right) == [expected]


@pytest.mark.parametrize(
    ("frame", "left", "right"),
    [
        (ENGLISH, "14,000 euros", "14000 euros"), (INDONESIAN, "14.000 rupiah", "14000 rupiah"),
        (ENGLISH, "94.0 points", "94 points"), (INDONESIAN, "Rp5.000", "Rp 5.000,00"),
        (ENGLISH, "two million people", "2 million people"), (ENGLISH, "the third vote", "the 3rd vote"),
        (ENGLISH, "three hundred people", "300 people"),
        (ENGLISH, "works start on May 9", "works start on May nine"),
        (ENGLISH, "they may close", "they can close"),
    ],
)  # fmt: skip
def test_another_way_to_write_a_fact_is_no_change(frame, left, right):
    assert changed(frame, left, right) == []


def test_an_amount_is_read_in_either_convention():
    assert amount("1.234.567,80") == amount("1,234,567.8") == amount("1234567.8")
    assert amount("10:30") is None
    assert amount("2-1") is None
    assert amount("1" * 100) is None


def test_another_number_is_a_change():
    assert differs(Change("number", "1,400", "14,000"))
    assert differs(Change("number", "2-1", "2-0"))
    assert differs(Change("name", "Rp", "KPU"))


def test_a_list_in_another_order_changes_nothing():
    items = ["Brad Binder of Austria in 12th", "Jack Miller of Townsville in 13th", "Alex Rins of Barcelona in 14th"]
    one, two = ("; ".join(order) for order in (items, items[1:] + items[:1]))
    assert changed(ENGLISH, one, two) == []


def test_an_amount_of_ringgit_is_one_number():
    assert changed(INDONESIAN, "harganya RM3.35 seliter", "harganya RM3.47 seliter") == [
        Change("number", "RM3.35", "RM3.47")
    ]


PRICES = """Harga pangan di Pasar Induk Kramat Jati, Selasa (6/2/2024)
Beras premium: Rp {} per kg
Cabai merah keriting: Rp 48.000 per kg
Telur ayam ras: Rp 28.500 per kg
Gula pasir lokal: Rp 17.000 per kg"""


def test_a_figure_replaced_by_one_that_stands_elsewhere_is_told():
    assert changed(PRICES, "15.400", "15.500") == [Change("number", "15.400", "15.500")]
