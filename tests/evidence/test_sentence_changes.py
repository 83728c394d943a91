"""Facts in sentences in which two copies part are told, whatever follows; of two other sentences nothing is."""

import pytest
from pairs import changes_of

LINE_END = "\n"
FIRST = {
    "en": "A fire broke out in the warehouse of a furniture maker on Harbour Road in the early hours, and flames could "
    "be seen from the other bank of the river.",
    "id": "Kereta api menabrak mobil elf di perlintasan tanpa palang pintu Desa Sambung, Kecamatan Godong, pada pagi "
    "hari. Manajer humas menyebut lokomotif rusak ringan dan perjalanan tertunda.",
    "de": "Bei einem Unwetter im Landkreis sind am Abend zahlreiche Keller vollgelaufen und mehrere Straßen überflutet "
    "worden. Die Feuerwehr war mit allen verfügbaren Kräften im Einsatz.",
    "es": "El gobierno regional ha anunciado la reapertura del puente sobre el río tras las obras de refuerzo de los "
    "pilares, que obligaron a desviar el tráfico por el casco antiguo durante todo el invierno.",
    "ar": "أعلنت وزارة الصحة عن افتتاح مركز جديد لعلاج أمراض القلب في المدينة الطبية بعد اكتمال أعمال البناء وتجهيز "
    "غرف العمليات بأحدث الأجهزة.",
}
LAST = {
    "en": "Crews from four stations fought the blaze through the night while police closed the road to traffic.",
    "id": "Pihaknya mengimbau pengguna jalan berhenti dan menengok kanan kiri sebelum melintas di perlintasan itu.",
    "de": "Der Landrat dankte den Helfern und rief die Bevölkerung auf, überflutete Unterführungen zu meiden.",
    "es": "Los comerciantes de la zona celebraron la noticia y pidieron que se mantengan las ayudas prometidas.",
    "ar": "وأكد المتحدث باسم الوزارة أن المركز سيستقبل المرضى من جميع مناطق المملكة وأن المواعيد ستكون متاحة.",
}
#: Two paragraphs of which neither text has the other's.
OTHERS = {
    "en": ("The owner could not be reached for comment.", "Smoke was still rising from the roof at noon."),
    "id": ("Warga sudah tiga kali meminta palang pintu.", "Sopir masih dirawat dan dijaga dua polisi."),
    "de": ("Die Schule bleibt vorerst geschlossen.", "Im Freibad läuft wieder Wasser ein."),
    "es": ("El alcalde no quiso hacer declaraciones.", "Los autobuses mantienen su recorrido."),
    "ar": ("وسيبدأ التسجيل قريبا.", "ويعمل فيه أطباء من جامعات عدة."),
}
GONE_ON = [
    ("en", "The death toll stands at three.", "The death toll now stands at five.", ("number", "three", "five")),
    ("en", "A hearing is due on 14 March.", "A hearing is now due on 21 March.", ("date", "14 March", "21 March")),
    (
        "en", "The inquiry is led by Anna Holt.", "The inquiry is now led by Mary Pike.",
        ("name", "Anna Holt", "Mary Pike"),
    ),
    ("id", "Korban tewas tiga orang.", "Korban tewas sudah empat orang.", ("number", "tiga", "empat")),
    (
        "id", "Kerugian ditaksir mencapai Rp18 miliar.", "Kerugian ditaksir mencapai Rp 21 miliar.",
        ("number", "Rp18", "Rp 21"),
    ),
    (
        "id", "Perkara ini ditangani AKP Ayu Galuh.", "Perkara ini kini ditangani AKP Dewi Lestari.",
        ("name", "AKP Ayu Galuh", "AKP Dewi Lestari"),
    ),
    (
        "de", "Die Brücke bleibt bis 12. Mai gesperrt.", "Die Brücke bleibt nun bis 26. Mai gesperrt.",
        ("date", "12. Mai", "26. Mai"),
    ),
    (
        "es", "El coste de la obra asciende a 12 millones de euros.",
        "El coste de la obra asciende ya a 17 millones de euros.", ("number", "12", "17"),
    ),
    ("ar", "ويضم المركز 120 سريرا.", "ويضم المركز حاليا 180 سريرا.", ("number", "120", "180")),
]  # fmt: skip
REWORDED = [
    (
        "en", "By Monday evening three workers were confirmed dead.",
        "As of Tuesday morning, the number of workers confirmed dead had risen to five.",
        {("date", "Monday", "Tuesday"), ("number", "three", "five")},
    ),
    (
        "id", "Sampai Senin malam korban tewas tiga orang.",
        "Hingga Selasa pagi, jumlah korban tewas bertambah menjadi empat orang.",
        {("date", "Senin", "Selasa"), ("number", "tiga", "empat")},
    ),
    (
        "id", "Kerugian negara Rp2,1 miliar.", "Adapun kerugian negara mencapai Rp3,7 miliar.",
        {("number", "Rp2,1", "Rp3,7")},
    ),
]  # fmt: skip
UNLIKE = [
    ("en", "The company employs 240 people and was founded in 1962.", "Rents in the district rose by 8 percent."),
    ("en", '"We lost everything," said Peter Marsh, 52, a grocer.', '"I heard two bangs," said Lucy Wade.'),
    (
        "en", "Police said a driver was questioned on Sunday.",
        "Police said no one had been hurt and rents would be due by 3 May.",
    ),
    (
        "en", "By Monday evening three workers were confirmed dead.",
        "On Monday evening the deaths of three workers were confirmed.",
    ),
    (
        "id", "Jalan desa itu diperbaiki pada 2019 dengan dana Rp300 juta.",
        "Sekolah di dekat perlintasan meliburkan 120 siswa.",
    ),
    (
        "id", "Polisi memeriksa lima saksi di kantor kepolisian sejak pagi hari.",
        "Polisi menutup jalan itu selama dua jam agar bangkai mobil dapat diangkat.",
    ),
    ("de", "Der Landkreis hat 98 Gemeinden und viele Bäche.", "Im Jahr 2013 war das Wasser zuletzt so hoch gestiegen."),
    (
        "es", "La ciudad tiene 45.000 habitantes y dos estaciones.",
        "Los trenes circularon con 20 minutos de retraso el viernes.",
    ),
    ("ar", "ويعمل في المدينة الطبية 2500 موظف منذ عام 2010.", "وكانت الوزارة قد وقعت 3 اتفاقيات مع شركات أجنبية."),
]  # fmt: skip


def told(one: str, other: str) -> list[tuple[str, str, str]]:
    """What changed from one text to the other; from the other to the one it is the same."""
    return [tuple(change) for change in changes_of(one, other)]


@pytest.mark.parametrize(("lang", "one", "other", "change"), GONE_ON)
def test_a_fact_is_told_though_another_signature_follows(lang, one, other, change):
    assert told(f"{FIRST[lang]}\n\n{one}", f"{FIRST[lang]}\n\n{other}\n\n(jb/wid)") == [change]


@pytest.mark.parametrize(("lang", "one", "other", "change"), GONE_ON)
@pytest.mark.parametrize("sides", [(True, True), (True, False), (False, True)])
def test_a_fact_is_told_though_another_paragraph_follows_on_either_side(lang, one, other, change, sides):
    texts = [
        "\n\n".join([FIRST[lang], sentence, *([paragraph] if is_there else []), LAST[lang]])
        for sentence, paragraph, is_there in zip((one, other), OTHERS[lang], sides, strict=True)
    ]
    assert told(*texts) == [change]


@pytest.mark.parametrize(("lang", "one", "other", "changes"), REWORDED)
def test_facts_of_a_sentence_in_other_words_are_told(lang, one, other, changes):
    texts = [f"{FIRST[lang]}\n\n{sentence}\n\n{LAST[lang]}" for sentence in (one, other)]
    assert set(told(*texts)) == changes


@pytest.mark.parametrize(("lang", "one", "other"), UNLIKE)
def test_nothing_is_told_of_two_sentences_that_say_different_things(lang, one, other):
    assert told(*(f"{FIRST[lang]}\n\n{sentence}\n\n{LAST[lang]}" for sentence in (one, other))) == []


@pytest.mark.parametrize("lang", FIRST)
def test_a_paragraph_that_one_text_has_alone_is_no_change(lang):
    figures = [one for name, one, _ in UNLIKE if name == lang]
    assert told(f"{FIRST[lang]}\n\n{LAST[lang]}", "\n\n".join([FIRST[lang], *figures, LAST[lang]])) == []


def test_a_sentence_goes_on_over_broken_lines():
    one = "Dealers said that the damage to each stall was put at\n250 dollars today.\nThey gave no names."
    other = "Dealers said that the damage to each stall was now put at some\n310 dollars then.\nTrading was quiet."
    texts = [f"{FIRST['en'].replace(' in', LINE_END + 'in')}{LINE_END}{part}" for part in (one, other)]
    assert told(*texts) == [("number", "250", "310")]


def test_numbers_that_count_other_things_are_not_held_against_each_other():
    one, other = "The city closed two schools.", "The city closed its port at 9 a.m. (jb)"
    assert told(f"{FIRST['en']}\n\n{one}", f"{FIRST['en']}\n\n{other}") == []


def test_a_number_in_digits_beside_scales_in_words_is_none():
    one = "ورصدت للبرنامج هذا العام ميزانية بلغت مليونا وثلاثمائة ألف ريال."
    other = "ورصدت للبرنامج هذا العام ميزانية كبيرة بلغت 1.3 مليون ريال. واس"
    assert told(f"{FIRST['ar']}\n\n{one}", f"{FIRST['ar']}\n\n{other}") == []


def test_a_number_in_words_is_not_held_against_one_in_digits_that_counts_another_thing():
    one = "The fourth plane landed with ten tonnes of medical goods for the patients of the hospital, the centre said."
    other = "The plane landed with 10 tonnes of medical goods for the patients of the hospital on the coast. (jb)"
    assert told(f"{FIRST['en']}\n\n{one}", f"{FIRST['en']}\n\n{other}") == []
