"""A fact that was corrected beside a sentence that was dropped or moved is told; what a site put there is not."""

import pytest

from dedup.model import Article, Change, Relation
from dedup.pair import compare

HEAD = (
    "Panitia menyebut pasar malam di alun-alun itu dibuka kembali setelah ditutup dua tahun. "
    "Pengunjung diminta membawa tas belanja sendiri dan menjaga kebersihan."
)
DROPPED = "Ia menambahkan bahwa seluruh lapak sudah diperiksa oleh petugas pemadam kebakaran setempat."
COUNTED = "Sebanyak {} pedagang kecil menerima lapak gratis dari pemerintah desa sesuai dengan daftar yang disepakati."
SAID = "Camat Girimarto {} mengatakan iuran kebersihan dipungut satu kali sepekan dan dicatat oleh pengurus pasar."
LAST = "Menurut rencana pasar itu akan diperluas sampai ke tepi sungai sebelum akhir {} 2024."


def changes(one: str, other: str) -> list[Change]:
    return list(compare(Article("a", one), Article("b", other)).changed)


@pytest.mark.parametrize("between", [DROPPED, f"{DROPPED} {DROPPED}"])
@pytest.mark.parametrize(
    ("sentence", "values", "what"),
    [(COUNTED, ("312", "321"), "number"), (SAID, ("Sutarno Hadi", "Sutarmo Hadi"), "name")],
)
def test_a_fact_right_behind_a_dropped_sentence_is_told(sentence, values, what, between):
    one, other = (sentence.format(value) for value in values)
    told = changes(f"{HEAD} {between} {one} {LAST}", f"{HEAD} {other} {LAST}")
    assert [change.what for change in told] == [what]
    assert values[0] in told[0].left
    assert values[1] in told[0].right


@pytest.mark.parametrize("month", ["Oktober", "Mei"])
def test_a_fact_at_the_end_of_a_moved_paragraph_is_told(month):
    parts = [HEAD, LAST.format("Desember"), COUNTED.format(40), SAID.format("Sutarno Hadi")]
    moved = [HEAD, COUNTED.format(40), SAID.format("Sutarno Hadi"), LAST.format(month)]
    assert changes("\n\n".join(parts), "\n\n".join(moved)) == [Change("date", "Desember 2024", f"{month} 2024")]


def test_sentences_in_another_order_are_no_changes():
    parts = [HEAD, DROPPED, COUNTED.format(40), SAID.format("Sutarno Hadi"), LAST.format("Mei")]
    assert changes(" ".join(parts), " ".join(parts[::-1])) == []


@pytest.mark.parametrize(
    ("said", "values"),
    [
        (("Direktur Jenderal Perhubungan Sungai {} Endah Murni mengatakan", "menuturkan"), ("Ratna", "Retna")),
        (("Deputy Director General of Rivers Anna {} Smith said", "announced"), ("Marie", "Maria")),
    ],
)
def test_a_name_behind_a_long_title_is_told_though_the_verb_beside_it_is_another(said, values):
    first, verb = said
    second = f"{first.rpartition(' ')[0]} {verb}"
    told = changes(
        f"{HEAD} {first.format(values[0])} {LAST.format('Mei')}",
        f"{HEAD} {second.format(values[1])} {LAST.format('Mei')}",
    )
    assert len(told) == 1
    assert values[0] in told[0].left
    assert values[1] in told[0].right


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("JAKARTA, KOMPAS.com – {}", "TRIBUNNEWS.COM, JAKARTA - {}"),
        ("Jakarta (ANTARA) - {}", "Jakarta - {}"),
        ("Jakarta (ANTARA) - {}", "Jakarta, CNN Indonesia -- {}"),
        ("Masamba (ANTARA) - {}", "KILASSULSEL, MASAMBA - {}"),
        ("{}", "SCROLL TO CONTINUE WITH CONTENT\n\n{}"),
    ],
)
def test_the_name_of_a_site_is_no_fact(one, other):
    text = f"{HEAD} {COUNTED.format(40)} {SAID.format('Sutarno Hadi')}"
    assert changes(one.format(text), other.format(text)) == []


def test_a_place_in_the_dateline_is_a_fact():
    text = f"{HEAD} {COUNTED.format(40)} {SAID.format('Sutarno Hadi')}"
    assert changes(f"Padang Panjang (ANTARA) - {text}", f"Tanjung Pinang (ANTARA) - {text}") == [
        Change("name", "Padang Panjang", "Tanjung Pinang")
    ]
    assert changes(f"Masamba (ANTARA) - {text}", f"PALOPO - {text}") == [Change("name", "Masamba", "PALOPO")]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("MALANG - Arema menang 3-1.", "SEMARANG - PSIS menang 2-0.", [Change("name", "MALANG", "SEMARANG")]),
        ("Medan (ANTARA) - Polisi datang.", "Binjai - Warga datang.", [Change("name", "Medan", "Binjai")]),
        ("MEDAN - Polisi datang.", "MEDAN - Keluarga datang.", []),
        ("Kota itu ramai - Polisi datang.", "Desa itu sepi - Warga datang.", []),
    ],
)
def test_places_of_datelines_are_told_though_other_words_stand_behind_them(one, other, expected):
    text = f"{HEAD} {COUNTED.format(40)} {SAID.format('Sutarno Hadi')}"
    told = changes(f"{one} {text}", f"{other} {text}")
    assert [change for change in told if change.what == "name"] == expected


def test_the_first_word_behind_a_dateline_is_a_name_if_it_is_one_elsewhere():
    text = f"bertemu para pedagang. {HEAD} {COUNTED.format(40)} Kepada wartawan {{}} berjanji datang lagi."
    for one, other, expected in (("Prabowo", "Jokowi", 1), ("Seramai", "Sebanyak", 0)):
        left, right = (f"MEDAN - {name} {text.format(name if expected else 'mereka')}" for name in (one, other))
        assert len(changes(left, right)) == expected


def test_a_noun_with_which_a_sentence_begins_is_no_part_of_the_name_behind_it():
    text = f"dicetak pada babak kedua. {HEAD} {COUNTED.format(40)} Dengan hasil ini {{}} naik."
    left, right = (f"Laga itu ramai. Gol {name} {text.format(name)}" for name in ("Arema", "Persik"))
    assert changes(left, right) == [Change("name", "Arema", "Persik")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Kerugian ditaksir mencapai Rp1,5 miliar.",
        "Pada 7 Juli 2024 lapak pertama sudah dipasang.",
        "Gubernur Andri Kowara ikut hadir.",
    ],
)
def test_the_facts_of_a_sentence_that_was_left_out_are_no_changes(sentence):
    parts = [HEAD, COUNTED.format(40), SAID.format("Sutarno Hadi"), LAST.format("Mei")]
    for place in (1, 2, 3):
        longer = " ".join([*parts[:place], sentence, *parts[place:]])
        assert changes(longer, " ".join(parts)) == changes(" ".join(parts), longer) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Hartley told the hall", "Norwick told the hall", [Change("name", "Hartley", "Norwick")]),
        ("Moreover the hall heard", "Nonetheless the hall heard", []),
        ("Rp300.000 is what", "Rp310.000 is what", [Change("number", "Rp300.000", "Rp310.000")]),
        ("Then Senator John Hartley told the hall", "Then John Hartley told the hall", []),
        ("Then Dr Ann Hartley told the hall", "Then Ann Hartley told the hall", []),
        ("It opens at 7:40 for the hall", "It opens at 07.40 for the hall", []),
    ],
)
def test_first_words_roles_and_hours(one, other, expected):
    frame = (
        "The council met late at night to discuss the repair of the old stone bridge over the river. {} that the work "
        "would be done before the winter, and that the road would be closed to lorries for as long as it takes."
    )
    assert changes(frame.format(one), frame.format(other)) == expected


@pytest.mark.parametrize(
    ("lead", "said", "one", "other"),
    [
        (
            "The harbour master of the old town said that {} people drowned when the ferry Silver Gull sank on {}.",
            "“Nobody who plays with lives of passengers will sail again,” he said in his office, Monday (10/3/2025).",
            ("23", "Sunday (9/3/2025)"),
            ("17", "Saturday (8/3/2025)"),
        ),
        (
            "Kepala pelabuhan kota tua mengatakan bahwa {} orang tenggelam ketika feri Camar Perak karam pada {}.",
            "“Siapa yang bermain dengan nyawa penumpang tidak boleh berlayar,” kata dia di kantor, Senin (10/3/2025).",
            ("23", "Minggu (9/3/2025)"),
            ("17", "Sabtu (8/3/2025)"),
        ),
    ],
)
def test_the_end_of_another_sentence_tells_of_no_fact(lead, said, one, other):
    more = "Divers still look for six people in the cold water off the island, and fishermen help with their boats."
    left, right = "\n\n".join([lead.format(*one), more, said]), "\n\n".join([lead.format(*other), said, more])
    for sides in ((left, right), (right, left)):
        told = {frozenset((c.left, c.right)) for c in changes(*sides)}
        assert told == {frozenset(pair) for pair in zip(one, other, strict=True)}


SHARED = (
    "The agency said in a statement that the dam above Orvik had been inspected by three engineers after the floods of "
    "last week, and that no cracks were found in its northern wall or in the gates beneath it."
)
FARMERS = (
    "Farmers in the valley have asked the county for help with fences, roads and lost hay since the river left its "
    "bed. Most of them keep sheep, and the meadows by the river will not carry any before summer, says Tor Lund."
)
TARIFFS = (
    "Opposition politicians want the minister to explain why the power company raised its tariffs in the same month. "
    "Brita Holm, who speaks for them on energy, called the timing an insult to customers in the far north."
)


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("At least {} people were taken to the hospital in Harstad on Tuesday.", ""),
        ("", "The damage was put at {} million crowns."),
        ("", "The damage was put by the insurers at {}."),
        ("{} houses were lost.", ""),
    ],
)
def test_a_fact_beside_what_two_other_stories_share_is_told(before, behind):
    storm, profits = "A second storm is forecast for Sunday.", "The company did not answer questions about its profits."
    one = " ".join((FARMERS, before.format(12), SHARED, behind.format(12), storm))
    two = " ".join((TARIFFS, before.format(15), SHARED, behind.format(15), profits))
    match = compare(Article("a", one), Article("b", two)).match
    assert match.relation is Relation.OVERLAP
    assert match.changed == (Change("number", "12", "15"),)


def test_a_fact_with_other_words_around_it_is_none_of_an_overlap():
    one = f"{FARMERS} {SHARED} Insurers counted 12 cars in ditches near the school."
    two = f"{TARIFFS} {SHARED} Its shares lost 15 crowns before noon, dealers told us."
    assert changes(one, two) == []
