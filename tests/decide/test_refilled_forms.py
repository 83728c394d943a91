import pytest
from pairs import match_of, relation_of

from dedup.model import Article, Relation
from dedup.pair import compare

#: Forms with facts in common by chance: a day, a rate, a label.
FORMS = {
    "dividends paid on one day": (
        "Qtly div {} cts vs {} cts prior Pay April 30 Record April 10",
        ("45", "45"),
        ("five", "five"),
    ),
    "dividends, one raised": (
        "Mthly div {} cts vs {} cts prior Pay March 13 Record March Two",
        ("7.7", "7.7"),
        ("13", "18"),
    ),
    "Dividenden": (
        "Quartalsdividende {} Euro nach {} Euro, Zahltag 30. Juni, Stichtag 12. Juni laut Mitteilung",
        ("0,45", "0,40"),
        ("1,10", "1,05"),
    ),
    "iklan": (
        "Promo Minggu Hemat hadir Minggu, 7 Juni 2026. Berbagai diskon menanti pelanggan, salah satunya {} baru. Harga "
        "normal barang ini Rp {}, namun dengan promo pelanggan bisa membelinya di harga Rp {} saja. Dengan kartu "
        "kredit Bank Mega harganya menjadi Rp {}, artinya pelanggan hemat Rp {} dari harga normal. Ada diskon 50% + "
        "20% untuk kartu kredit Bank Mega dan Bank Mandiri dengan transaksi paling sedikit Rp 300.000 per hari. Promo "
        "berlaku sampai pukul 22.00 WIB. Barang diantar dalam {} hari dan stok tersedia {} unit.",
        ("Sharp", "5.689.000", "4.899.000", "3.919.200", "1.769.800", "2", "40"),
        ("Polytron", "9.299.000", "8.599.000", "6.879.200", "2.419.800", "5", "25"),
    ),
    "anuncio": (
        "Oferta del domingo 10 de mayo: {} por {} euros en lugar de {} euros. Con la tarjeta de socio el precio baja a "
        "{} euros, un ahorro de {} euros. La oferta es válida hasta las 22.00 horas en todas las tiendas.",
        ("lavadora Balay de 8 kilos", "349", "459", "319", "140"),
        ("frigorífico Bosch de 300 litros", "529", "699", "489", "210"),
    ),
}  # fmt: skip

#: Copies of which several facts were corrected, or which tell a new toll; the names stay.
COPIES = {
    "toll": (
        "A ferry carrying {} people capsized off Mindoro on Tuesday, killing at least {}, the coast guard said. "
        "Rescuers pulled {} people from the water and were searching for {} others. The vessel, the Santa Rita, had "
        "left Batangas at 6 a.m. in rough seas, Commodore Luis Abad said. It was built to carry 90.",
        ("120", "14", "61", "45"),
        ("131", "23", "88", "20"),
    ),
    "banjir": (
        "Banjir melanda Kabupaten Demak, Jawa Tengah, sejak Senin (4/5/2026). Sebanyak {} rumah terendam dan {} warga "
        "mengungsi, kata Kepala BPBD Demak Agus Nugroho. Pemerintah menyiapkan {} perahu karet, 5 dapur umum dan 40 "
        "tenaga medis. Air mulai masuk ke rumah warga di Sayung pada pukul 03.00 WIB setelah hujan deras 2 hari.",
        ("1.200", "3.450", "12"),
        ("1.850", "5.120", "20"),
    ),
    "Brand": (
        "Bei einem Brand in einem Wohnhaus in Kassel sind am Montag {} Menschen gestorben und {} verletzt worden. Das "
        "Feuer brach gegen 4.30 Uhr im zweiten Stock aus. {} Feuerwehrleute waren im Einsatz, sagte Sprecherin Ute "
        "Brandt. Der Schaden beträgt {} Euro.",
        ("zwei", "sieben", "60", "300.000"),
        ("drei", "elf", "80", "500.000"),
    ),
    "choque": (
        "Al menos {} personas murieron y {} resultaron heridas este jueves al chocar un autobús y un camión cerca de "
        "Puebla, informó Protección Civil. El autobús viajaba de Oaxaca a la Ciudad de México con {} pasajeros. La "
        "autopista estuvo cerrada {} horas.",
        ("siete", "23", "40", "cuatro"),
        ("nueve", "27", "42", "seis"),
    ),
    "one day of a dividend": (
        "Qtly div 12 cts vs 12 cts prior Pay June 30 Record June {}",
        ("9",),
        ("19",),
    ),
    "earnings of last year": (
        "Shr 34 cts vs {} cts Net 3,410,000 vs {} Revs 41.2 mln vs 38.0 mln NOTE: Full name Halden Tool Works Inc.",
        ("29", "2,905,000"),
        ("28", "2,805,000"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_a_form_filled_in_anew_is_a_template_though_some_facts_agree(name):
    form, one, other = FORMS[name]
    match = match_of(form.format(*one), form.format(*other))
    assert match.relation is Relation.TEMPLATE
    assert match.changed


@pytest.mark.parametrize("name", COPIES)
def test_a_story_with_some_new_figures_is_a_copy(name):
    form, one, other = COPIES[name]
    assert relation_of(form.format(*one), form.format(*other)) is Relation.NEAR_DUPLICATE


FUNDS = (
    "The Federal Reserve is expected to refrain from reserve-management intervention in the U.S. Government securities "
    "market, economists said. If the Fed does act, however, they said it would be likely to add temporary reserves "
    "indirectly by arranging around 1.5 billion dlrs of customer repurchase agreements. Federal funds, which averaged "
    "5.97 pct yesterday, opened at six pct and remained there in early trading.",
    "The Federal Reserve is expected to intervene in the government securities market to add temporary reserves "
    "indirectly via 1.5-2.0 billion dlrs of customer repurchase agreements, economists said. Federal funds, which "
    "averaged 6.06 pct yesterday, opened at 6-1/16 pct and remained there in early trading.",
)


@pytest.mark.parametrize(
    ("day", "relation"), [("1987-03-20", Relation.TEMPLATE), ("1987-03-19", Relation.NEAR_DUPLICATE)]
)
def test_a_report_of_the_next_day_that_names_no_day_is_a_template(day, relation):
    one, other = (
        Article(str(k), text, published=published)
        for k, (text, published) in enumerate(zip(FUNDS, ("1987-03-19", day), strict=True))
    )
    match = compare(one, other).match
    assert match is not None
    assert match.relation is relation


def test_two_firms_that_report_in_the_words_of_their_trade_rewrite_nothing():
    one = (
        "Presidential Airways Inc said its load factor, or percentage of seats filled, totaled 66.8 pct in February, "
        "up from 53.4 pct for the same month last year. The airline said its traffic for the month rose to 49.1 mln "
        "revenue passenger miles, from 33.9 mln last year. A revenue passenger mile is one paying passenger flown one "
        "mile. The carrier said its capacity increased to 73.5 mln available seat miles from 63.5 mln."
    )
    other = (
        "Piedmont Aviation Inc said its February load factor, or percentage of seats filled, rose to 55.5 pct, from "
        "52.6 pct for the same month last year. The airline said revenue passenger miles for the month were up 20.1 "
        "pct, to 780 mln, from 649.3 mln. A revenue passenger mile is one paying passenger flown one mile. Piedmont "
        "said its capacity increased 13.8 pct, to 1.40 billion available seat miles, from 1.23 billion. Year to date, "
        "Piedmont said its load factor was 54.1 pct vs 51.6 pct last year, and capacity was 2.90 billion available "
        "seat miles vs 2.61 billion. The two airlines agreed on a merger plan that the board will take up next week."
    )
    match = match_of(one, other)
    assert match.relation is Relation.TEMPLATE
    assert not any("other words" in reason for reason in match.reasons)


def test_rows_in_another_order_hold_the_same_facts():
    towns = ("Arlen", "Bosk", "Cully", "Dorn", "Elva", "Fenn")
    rows = [f"{town}: {12 + 5 * k} mm" for k, town in enumerate(towns)]
    head = "Rain in the last hour as the stations of the county measured it:\n"
    assert relation_of(head + "\n".join(rows), head + "\n".join(rows[::-1])) is not Relation.TEMPLATE


def test_changes_of_a_template_follow_its_order_and_not_a_chance_run_far_behind():
    form = (
        "The index of leading indicators {0} {1} pct in {2} after a revised {3} pct gain, the department said. The "
        "{2} move left the index at {4} over its base of 100. A total of {5} of 10 indicators available for {2} made "
        "the move. {6} The index of coincident indicators, which measures the current economy, {0} {7} pct in {2}."
    )
    far = "Of the indicators in the survey the work week was left out, in the view of the department a minor loss."
    one = form.format("rose", "0.7", "February", "0.5", "187.1", "four", f"It fell as told before. {far}", "0.9")
    other = form.format("fell", "1.0", "January", "2.3", "183.8", "six", "There was no revision of prices.", "0.1")
    told = {(change.left, change.right) for change in match_of(one, other).changed}
    assert {("0.7", "1.0"), ("0.5", "2.3"), ("187.1", "183.8"), ("four", "six"), ("0.9", "0.1")} <= told


STORY = (
    "The river rose quickly after two days of rain and reached the first houses of the old town before dawn on "
    "Tuesday, said the mayor."
)


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (
            f"{STORY} Damage was put at 950 dollars by the insurers.",
            f"Local news from all over. The mill fund has plans for spring. {STORY} Damage was put at 1,250 dollars by "
            "the insurers, who had not yet seen the cellars of the mill and of the two schools beside it.",
            ("950", "1,250"),
        ),
        (
            f"Some said that damage was 7.7 million after all. {STORY}",
            f"On a bridge far away cars stood still, and damage was 18 million after all. {STORY}",
            ("7.7", "18"),
        ),
    ],
)
def test_numbers_of_other_lengths_at_the_edge_of_a_passage_are_told(one, other, told):
    assert told in {(change.left, change.right) for change in match_of(one, other).changed}
