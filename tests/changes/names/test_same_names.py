"""Names that are told of though they are one, and words that are told as names: neither; changed names are told."""

import pytest

from dedup import Article, compare
from dedup.changes.names.same_names import is_same_name
from dedup.language.german_nouns import is_noun_change
from dedup.model import Change

FRAMES = {
    "en": "The town council met until late in the evening to talk about the repair of the old stone bridge, and {} as "
    "the report says that was read to the members before the vote, while residents were waiting outside in the rain.{}",
    "id": "Dewan kota bersidang sampai larut malam untuk membahas perbaikan jembatan batu yang sudah tua, dan {} "
    "seperti tertulis dalam laporan yang dibacakan kepada para anggota sebelum pemungutan suara di ruang sidang.{}",
    "es": "El pleno se reunió hasta bien entrada la noche para hablar de la reparación del viejo puente de piedra, y "
    "{} según el informe que se leyó a los concejales antes de la votación, mientras los vecinos esperaban fuera.{}",
    "de": "Der Rat der Stadt tagte bis in die späte Nacht, um über die alte Brücke aus Stein zu sprechen, und {} wie "
    "es in dem Bericht heißt, den man den Mitgliedern vor der Wahl vorlas, während es auf dem Markt noch regnete.{}",
    "pl": "Rada miasta obradowała do późnej nocy nad naprawą starego kamiennego mostu, który się chwieje, a {} jak "
    "głosi raport, który odczytano radnym przed głosowaniem, podczas gdy mieszkańcy czekali na zewnątrz w deszczu.{}",
    "fr": "Le conseil de la ville a siégé tard dans la soirée pour parler de la réparation du vieux pont de pierre, et "
    "{} selon le rapport qui fut lu aux membres avant le vote, tandis que les habitants attendaient dehors.{}",
    "tr": "Belediye meclisi eski taş köprünün onarımını görüşmek için gece geç saatlere kadar toplandı ve {} diye "
    "yazıyor oylamadan önce üyelere okunan raporda, bu sırada sakinler yağmurda dışarıda bekliyordu.{}",
    "ru": "Городской совет заседал до поздней ночи, чтобы обсудить ремонт старого каменного моста, и {} как говорится "
    "в докладе, который зачитали депутатам перед голосованием, пока жители ждали под дождем на улице.{}",
}


def names(lang, left, right, tails=("", "")):
    """The changed names of two texts, after a check that the pair turned round has the same turned round."""
    one, two = (FRAMES[lang].format(side, tail) for side, tail in zip((left, right), tails, strict=True))
    a, b = Article("a", one), Article("b", two)
    found, back = compare(a, b).changed, compare(b, a).changed
    assert sorted(found) == sorted(Change(what, right, left) for what, left, right in back)
    return [change[1:] for change in found if change.what == "name"]


@pytest.mark.parametrize(
    ("lang", "left", "right"),
    [
        ("en", "they heard Mayor Ron Gonzales", "they heard San Jose Mayor Ron Gonzales"),
        ("en", "they heard President Bush", "they heard President George W. Bush"),
        ("en", "it was rated AA by Standard and Poor's", "it was rated AA by S and P"),
        ("en", "they heard of Queen Elizabeth", "they heard of Queen Elizabeth II"),
        ("en", "it went to the Federal Reserve", "it went to the Federal Reserve Bank"),
        ("en", "it went to Niagara Power Corporation", "it went to Niagara Power Corp"),
        ("id", "hadir pula Presiden Prabowo", "hadir pula Presiden"),
        ("id", "hadir pula Komisi VI DPR", "hadir pula Komisi VI DPR RI"),
        ("id", "hadir pula Dewan Pimpinan Pusat Ikatan Keluarga Minang", "hadir pula DPP"),
        ("id", "hadir pula Direktur Utama BRI Hery Gunardi", "hadir pula Dirut BRI Hery Gunardi"),
        ("id", "tiba dari Korea Selatan", "tiba dari Korsel"),
        ("id", "macet di Jalan Raya Lenteng Agung", "macet di Jl Raya Lenteng Agung"),
        ("es", "llegó de Estados Unidos", "llegó de EE.UU."),
        ("de", "man hörte Robert Habeck", "man hörte Habeck"),
        ("de", "man hörte Anna Müller", "man hörte Anna Mueller"),
        ("pl", "mówił o tym Donald Tusk", "mówił o tym Tusk"),
        ("fr", "on entendit Emmanuel Macron", "on entendit le président Macron"),
        ("tr", "salonda Cumhurbaşkanı Erdoğan", "salonda Erdoğan"),
        ("ru", "выступил Сергей Собянин", "выступил Собянин"),
    ],
)  # fmt: skip
def test_a_name_shorter_longer_or_abbreviated_is_no_change(lang, left, right):
    assert names(lang, left, right) == []


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("den Träger, die Bäuerin Käthe Jäger und Wähler", "den Traeger, die Baeuerin Kaethe Jaeger und Waehler", []),
        ("das Gebäude in Düsseldorf", "das Gebaeude in Duesseldorf", []),
        ("den Wagen von Käthe Groß", "den Wagen von Kaethe Gross", []),
        ("den Wagen von Käthe Jäger", "den Wagen von Kaethe Maehler", [("Käthe Jäger", "Kaethe Maehler")]),
        ("den Wagen aus Mölln", "den Wagen aus Mühlheim", [("Mölln", "Mühlheim")]),
        ("den Wagen aus Jülich", "den Wagen aus Zuelpich", [("Jülich", "Zuelpich")]),
    ],
)
def test_umlauts_in_two_letters_are_no_change(left, right, expected):
    assert names("de", left, right) == expected


@pytest.mark.parametrize(
    ("lang", "left", "right"),
    [
        ("en", "they heard Kate", "they heard Belinda"),
        ("en", "they heard Anna Keller", "they heard Anna Kelner"),
        ("en", "they heard Anna Keller", "they heard Joan Keller"),
        ("en", "they came from North Korea", "they came from Korea"),
        ("en", "they came from New Mexico", "they came from Mexico"),
        ("en", "they showed the Nova S24", "they showed the Nova S24 Ultra"),
        ("en", "they heard the FBI", "they heard the CIA"),
        ("en", "they saw Norwich VS Ipswich", "they saw Norwich VS Hull"),
        ("id", "hadir pula Agus Wibowo", "hadir pula Agus Santoso"),
        ("id", "tiba dari Sumatera Barat", "tiba dari Sumatera Utara"),
        ("es", "llegó de Italia", "llegó de Ecuador"),
        ("de", "man fuhr nach Saarbrücken", "man fuhr nach Osnabrück"),
        ("pl", "mówił o tym Donald Tusk", "mówił o tym Andrzej Duda"),
        ("fr", "on entendit Anne Hidalgo", "on entendit Rachida Dati"),
        ("tr", "salonda Ekrem Yılmaz", "salonda Ekrem Demir"),
        ("ru", "выступил Сергей Собянин", "выступил Андрей Воробьёв"),
    ],
)
def test_another_name_is_a_change(lang, left, right):
    [(one, other)] = names(lang, left, right)
    assert one in left
    assert other in right
    assert one != other


def test_letters_with_a_small_word_between_them_are_short_for_their_own_words_alone():
    one = FRAMES["en"].format("it was rated AA by Standard and Poor's", "")
    assert names("en", "it was rated AA by Standard and Poor's", "it was rated AA by M and P") == [
        ("Standard", "M"), ("Poor", "P")
    ]  # fmt: skip
    at = one.index("Standard")
    change = Change("name", "Standard", "S")
    assert is_same_name(change, one, (at, at + 8), "by S and P.", (3, 4))
    assert not is_same_name(change, one, (at, at + 8), "by S and T.", (3, 4))
    assert not is_same_name(change, one, (at, at + 8), "by S alone.", (3, 4))


def test_teams_with_vs_between_them_are_two_names():
    one, two = "they saw Norwich VS Ipswich", "they saw Leeds VS Hull"
    assert names("en", one, two) == [("Norwich", "Leeds"), ("Ipswich", "Hull")]
    assert names("en", "they saw Norwich VS Ipswich", "they saw Norwich vs Ipswich") == []


def test_an_abbreviation_is_that_of_words_around_the_name():
    texts = "la Organización Mundial de la Salud dijo", "la OMS dijo"
    assert is_same_name(Change("name", "Organización Mundial", "OMS"), texts[0], (3, 23), texts[1], (3, 6))
    assert not is_same_name(Change("name", "Organización Mundial", "OIT"), texts[0], (3, 23), "la OIT dijo", (3, 6))


def test_two_names_exchanged_are_told_though_both_texts_have_both():
    tails = tuple(f" In the hall the players of {one} beat those of {other}, and that was it for the day."
                  for one, other in (("Hartley", "Norwick"), ("Norwick", "Hartley")))  # fmt: skip
    assert names("en", "they left", "they left", tails) == [("Hartley", "Norwick"), ("Norwick", "Hartley")]


def test_names_that_both_texts_have_are_not_told_in_another_order_of_words():
    change = Change("name", "Oracle Corporation", "Latinoamérica")
    texts = "El jefe de Oracle Corporation en Latinoamérica.", "El jefe para Latinoamérica de Oracle Corporation."
    spans = (11, 29), (13, 26)
    assert is_same_name(change, texts[0], spans[0], texts[1], spans[1])
    assert not is_same_name(change, texts[0], spans[0], texts[1].replace("Oracle", "Siemens"), spans[1])


@pytest.mark.parametrize(
    ("lang", "left", "right"),
    [
        ("en", " In the meantime all of it was paid. Nevertheless, Hartley is said to be glad of the bridge.",
         " In the meantime all of it was paid. For all that Hartley is said to be glad of the bridge."),
        ("id", " Sementara itu semua sudah dibayar oleh Hartono. Mulanya Hartono mendapat pertanyaan soal jembatan.",
         " Sementara itu semua sudah dibayar oleh Hartono. Di sana Hartono mendapat pertanyaan soal jembatan."),
        ("fr", " Et tout fut payé par la ville et par la banque et Par conséquent tout le monde est content du pont.",
         " Et tout fut payé par la ville et par la banque et tout le monde est content du pont."),
        ("pl", " Wszystko zapłacono poprzez bank i fundusz, poprzez kasę oraz Poprzez zakup mostu z dawnych lat.",
         " Wszystko zapłacono poprzez bank i fundusz, poprzez kasę oraz zakup mostu z dawnych lat."),
        ("de", " Alles ist jetzt bezahlt, und jetzt ist es gut, und Jetzt melden sich die Leute vom Markt, sehr viele.",
         " Alles ist jetzt bezahlt, und jetzt ist es gut, und es melden sich die Leute vom Markt, sehr viele."),
    ],
)  # fmt: skip
def test_a_word_that_the_start_of_a_sentence_alone_makes_a_name_is_none(lang, left, right):
    assert names(lang, "so be it", "so be it", (left, right)) == []


def test_a_rare_name_that_begins_a_sentence_is_told():
    tails = tuple(f" All of it was paid. {name} told the council that the bridge would be closed in May."
                  for name in ("Hartley", "Norwick"))  # fmt: skip
    assert names("en", "they left", "they left", tails) == [("Hartley", "Norwick")]


GERMAN = "Das Geld aus der Kasse ist nicht für den Markt von Hartheim, sagte er, und {} ist mit der Stadt einig."


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("der Halter eines Fahrrads", "der Halter"),
        ("wegen der Gemeindestruktur", "wegen der Gemeinschaftsstruktur"),
        ("wegen der Kassiererinnen", "wegen der Kassierer"),
        ("um den CDU-Vorsitz", "um den CDU-Streit"),
        ("nach einem weltweiten Zwanzigstundenlauf", "nach einem Lauf"),
    ],
)
def test_cases_compounds_and_words_behind_an_adjective_are_german_nouns(left, right):
    one, other = (next((w for w in side.split()[::-1] if w[0].isupper()), "") for side in (left, right))
    change = Change("name", one, other if other != "Halter" else "")
    assert is_noun_change(change, GERMAN.format(left), GERMAN.format(right))


@pytest.mark.parametrize(
    ("left", "right"),
    [("Saarbrücken", "Gelsenkirchen"), ("Neubauer", "Kowalski"), ("Schuhmacher", "Baumgarten"), ("Kimmich", "Havertz"),
     ("CDU-Vorsitz", "SPD-Vorsitz"), ("Siemens-Konzern", "Bosch-Konzern")],
)  # fmt: skip
def test_towns_and_families_with_the_ending_of_a_noun_are_none(left, right):
    texts = (GERMAN.format(f"die Reise nach {side}") for side in (left, right))
    assert not is_noun_change(Change("name", left, right), *texts)


@pytest.mark.parametrize(
    ("left", "right", "before"),
    [
        ("Nachtwächter", "Wachmann", "ein"),
        ("Zollhunde", "Spürhunde", "fünf"),
        ("Ortskenner", "Wegweiser", "ihre"),
        ("Gummistiefel", "Ferrofluide", "die"),
        ("Gummistiefel", "", "den"),
        ("Ende Rekordjahr", "Ende Krisenjahr", "seit"),
        ("Hunderte", "Tausende", "für"),
    ],
)
def test_what_stands_behind_a_determiner_or_an_article_is_a_german_noun(left, right, before):
    texts = (GERMAN.format(f"die Suche {before} {side}") for side in (left, right))
    assert is_noun_change(Change("name", left, right), *texts)


@pytest.mark.parametrize(
    ("left", "right", "before"),
    [
        ("Malediven", "Philippinen", "auf die"),
        ("Kimmich", "Havertz", "für"),
        ("Kimmich", "Havertz", "mit Joshua"),
        ("Wien", "Hamburg", "im"),
        ("Richter Vogel", "Richter Fuchs", "für"),
        ("Markus Stein", "Markus Vogel", "für"),
    ],
)
def test_names_with_articles_behind_titles_and_behind_first_names_are_no_german_nouns(left, right, before):
    texts = (GERMAN.format(f"die Suche {before} {side}") for side in (left, right))
    assert not is_noun_change(Change("name", left, right), *texts)


@pytest.mark.parametrize(
    ("left", "right", "is_told"),
    [
        ("Gartenstraße", "Lindenallee", True),
        ("Mühlgasse", "Kirchgasse", True),
        ("Bundesstraße", "Landstraße", False),
    ],
)
def test_streets_are_no_nouns_and_kinds_of_roads_are(left, right, is_told):
    texts = (GERMAN.format(f"Strom in der {side}") for side in (left, right))
    assert is_noun_change(Change("name", left, right), *texts) is not is_told


@pytest.mark.parametrize(
    ("left", "right", "is_told"),
    [
        ("in Kempten", "in Stade", True),
        ("aus Husum", "aus Heide", True),
        ("in Arbeit", "in Gefahr", False),
        ("in Zeitnot", "in Streitigkeiten", False),
        ("in Umweltschutz", "in Hinhalt", False),
        ("wegen Kempten", "wegen Stade", False),
    ],
)
def test_short_words_that_news_lacks_are_towns_behind_in_and_aus(left, right, is_told):
    texts = (GERMAN.format(f"Strom {side}") for side in (left, right))
    assert is_noun_change(Change("name", left.split()[1], right.split()[1]), *texts) is not is_told


def test_a_ticker_is_told_only_if_it_is_all_that_differs_of_a_company():
    ticker = "they heard Lloyds Bank Plc <LLOY.L>", "they heard Lloyds Bank Plc"
    assert names("en", *ticker) == []
    other = "they heard Northwall Bank Plc <NWB.L>", "they heard Lloyds Bank Plc <LLOY.L>"
    assert names("en", *other) == [("Northwall", "Lloyds")] or names("en", *other) == [
        ("Northwall Bank Plc", "Lloyds Bank Plc")
    ]
    assert names("en", other[1], other[1].replace("LLOY", "LLOZ")) == [("LLOY.L", "LLOZ.L")]


def test_a_noun_with_another_number_in_words_before_it_is_no_other_name():
    text = "Die Feuerwehr kam sofort. {} Bewohner des Hauses wurden verletzt, und die Bewohner warteten im Hof."
    one, two = (text.format(number) for number in ("Zwölf", "Vierzehn"))
    found = compare(Article("a", f"{one} {GERMAN}"), Article("b", f"{two} {GERMAN}"))
    assert found.changed == (Change("number", "Zwölf", "Vierzehn"),)


@pytest.mark.parametrize(
    ("lang", "left", "right"),
    [
        ("en", "they heard Spokesman Erik Solberg", "they heard Spokesperson Erik Solberg"),
        ("en", "they heard Chief Executive Dave Calhoun", "they heard CEO Dave Calhoun"),
        ("en", "they heard Foreign Secretary David Lammy", "they heard Foreign Minister David Lammy"),
        ("en", "they heard Rep. Jim Jordan", "they heard Congressman Jim Jordan"),
        ("id", "hadir pula Menteri Dalam Negeri Tito Karnavian", "hadir pula Mendagri Tito Karnavian"),
        ("de", "man hörte Trainer Goran Ivanisevic", "man hörte Coach Goran Ivanisevic"),
    ],
)
def test_the_same_person_in_another_role_is_no_other_name(lang, left, right):
    assert names(lang, left, right) == []
    role, other = (side.split(" ", 2)[2] for side in (left, right))
    text = "It rained all day long in the town of the old bridge. {} left the hall."
    assert names(lang, left, left, (text.format(role), text.format(other))) == []


@pytest.mark.parametrize(
    ("lang", "left", "right"),
    [
        ("en", "it rains in New South Wales", "it rains in Old South Wales"),
        ("en", "they heard Norwich City Council", "they heard Manchester City Council"),
        ("en", "they heard Coach Ann Holt", "they heard Trainer Eve Holt"),
        ("en", "they heard Police Chief Tom Hale", "they heard Fire Chief Tom Hale"),
        ("id", "hadir pula Bupati Jawa Barat", "hadir pula Gubernur Jawa Barat"),
        ("id", "hadir pula Dinas Kesehatan Kota Bandung", "hadir pula Dinas Pendidikan Kota Bandung"),
    ],
)
def test_what_is_no_role_and_no_person_by_two_words_is_told(lang, left, right):
    assert names(lang, left, right)


def test_a_number_in_words_behind_a_noun_is_told_once():
    one, two = (f"Der HSV ist nach dem Spieltag {number} der Tabelle. {GERMAN}" for number in ("Fünfter", "Vierter"))
    assert compare(Article("a", one), Article("b", two)).changed == (Change("number", "Fünfter", "Vierter"),)
