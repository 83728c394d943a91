"""Facts of copies, each in a sentence of its own language: what differs is told as amounts, and other forms are not."""

import pytest
from pairs import changes_of

from dedup.changes.numbers.quantities import quantity_at, scale_of
from dedup.changes.numbers.same_quantities import is_same
from dedup.changes.numbers.sign_changes import sign_changes
from dedup.changes.told_changes import LONGEST, told_changes
from dedup.facts.facts import FIGURE
from dedup.model import Article, Change
from dedup.pair import compare

FRAMES = {
    "en": "The regional council met late at night to discuss the repair of the old stone bridge. {} according to the "
    "report that the mayor read out before the vote was taken, and the hall was silent, while residents waited.",
    "id": "Dewan kota menggelar rapat sampai larut malam untuk membahas perbaikan jembatan tua. {} menurut laporan "
    "yang dibacakan wali kota sebelum pemungutan suara, dan ruang rapat sempat hening, sementara warga menunggu.",
    "de": "Der Gemeinderat hat bis spät in die Nacht über die Sanierung der alten Brücke beraten. {} wie aus dem "
    "Bericht hervorgeht, der vor der Abstimmung verlesen wurde, und es war still, während die Anwohner warteten.",
    "fr": "Le conseil municipal a siégé tard dans la nuit pour débattre de la réparation du vieux pont. {} selon le "
    "rapport que le maire a lu avant le vote, et la salle est restée silencieuse, pendant que les gens attendaient.",
    "it": "Il consiglio comunale ha discusso fino a tarda notte della riparazione del vecchio ponte. {} secondo il "
    "rapporto che il sindaco ha letto prima del voto, e la sala era silenziosa, mentre la gente aspettava fuori.",
    "nl": "De gemeenteraad heeft tot laat in de nacht over het herstel van de oude brug gesproken. {} volgens het "
    "verslag dat de burgemeester voor de stemming voorlas, en het was stil, terwijl de bewoners buiten wachtten.",
    "es": "El concejo debatió hasta tarde en la noche la reparación del viejo puente de piedra. {} según el "
    "informe que el alcalde leyó antes de la votación, y la sala quedó en silencio, mientras la gente esperaba.",
    "pt": "A câmara municipal debateu até tarde da noite a reforma da velha ponte de pedra. {} segundo o "
    "relatório que o prefeito leu antes da votação, e a sala ficou em silêncio, enquanto os moradores esperavam.",
    "ru": "Городской совет до поздней ночи обсуждал ремонт старого каменного моста, а жители ждали на улице. {} "
    "говорится в докладе, который мэр зачитал перед голосованием, и в зале некоторое время стояла тишина.",
    "uk": "Міська рада до пізньої ночі обговорювала ремонт старого кам'яного мосту, а мешканці чекали надворі. {} "
    "сказано в доповіді, яку мер зачитав перед голосуванням, і в залі якийсь час панувала тиша.",
    "pl": "Rada miasta do późnej nocy obradowała nad naprawą starego kamiennego mostu. {} jak wynika z raportu, "
    "który burmistrz odczytał przed głosowaniem, i w sali zapadła cisza, a mieszkańcy czekali na zewnątrz.",
    "tr": "Belediye meclisi eski taş köprünün onarımını görüşmek için gece geç saatlere kadar toplandı. {} diye "
    "yazıyor başkanın oylamadan önce okuduğu raporda ve salonda bir süre sessizlik oldu, sakinler dışarıda bekledi.",
    "he": "מועצת העיר דנה עד שעה מאוחרת בלילה בתיקון הגשר הישן בזמן שהתושבים חיכו בחוץ. {} על פי הדו״ח שקרא ראש העיר "
    "לפני ההצבעה, ובאולם שררה דממה במשך זמן מה, בעוד התושבים ממתינים.",
    "zh": "市议会开会到深夜讨论老石桥的维修问题，居民们在外面等候消息。{}，"
    "这是市长在表决之前宣读的报告里写的内容，会场里一时间十分安静。",
    "ja": "市議会は古い石橋の修理について夜遅くまで話し合い、住民たちは外で待っていた。{}"
    "と、採決の前に市長が読み上げた報告書に書かれている。",
    "ko": "시의회는 오래된 돌다리 수리 문제를 밤늦게까지 논의했고 주민들은 밖에서 결과를 기다렸다. {} "
    "시장이 표결에 앞서 읽은 보고서는 밝혔고 회의장은 한동안 조용했다.",
}


def told(lang, left, right):
    """The changes of a pair in a frame."""
    return changes_of(FRAMES[lang].format(left), FRAMES[lang].format(right))


@pytest.mark.parametrize(
    ("lang", "left", "right", "expected"),
    [
        ("en", "The cost is $5 million", "The cost is €5 million", ("$5 million", "€5 million")),
        ("en", "The cost is $5 million", "The cost is €6 million", ("$5 million", "€6 million")),
        ("en", "The cost is A$5 million", "The cost is US$5 million", ("A$5 million", "US$5 million")),
        ("en", "The cost is USD 5 million", "The cost is EUR 5 million", ("USD 5 million", "EUR 5 million")),
        ("en", "It costs 5 million euros", "It costs 5 million dollars", ("5 million euros", "5 million dollars")),
        ("en", "The cost is $5 million", "The cost is $5 billion", ("$5 million", "$5 billion")),
        ("en", "They owe 5 million euros", "They owe 5 thousand euros", ("5 million euros", "5 thousand euros")),
        ("en", "They owe millions", "They owe billions", ("millions", "billions")),
        ("id", "Biayanya Rp5 miliar", "Biayanya Rp5 triliun", ("Rp5 miliar", "Rp5 triliun")),
        ("de", "Es kostet 3 Millionen Euro,", "Es kostet 3 Milliarden Euro,",
         ("3 Millionen Euro", "3 Milliarden Euro")),
        ("en", "It is 10 km away", "It is 10 miles away", ("10 km", "10 miles")),
        ("en", "It took 5 minutes", "It took 5 hours", ("5 minutes", "5 hours")),
        ("en", "It weighs 5 kg", "It weighs 5 g", ("5 kg", "5 g")),
        ("id", "Airnya setinggi 50 cm", "Airnya setinggi 50 meter", ("50 cm", "50 meter")),
        ("de", "Es dauert 3 Tage,", "Es dauert 3 Wochen,", ("3 Tage", "3 Wochen")),
        ("en", "It was -6 degrees", "It was 6 degrees", ("-6", "6")),
        ("en", "Sales fell by 5%", "Sales fell by 5", ("5%", "5")),
        ("en", "Sales fell by 5% in May", "Sales fell by 5 points in May", ("5%", "5 points")),
        ("en", "It began at 3 p.m.,", "It began at 3 a.m.,", ("3 p.m", "3 a.m")),
        ("en", "The cost is $2.4bn", "The cost is $2.4m", ("$2.4bn", "$2.4m")),
        ("en", "They need 126", "They need one hundred and twenty-five", ("126", "one hundred and twenty-five")),
        ("id", "Biayanya Rp 5 juta", "Biayanya US$ 5 juta", ("Rp 5 juta", "US$ 5 juta")),
        ("id", "Rapat mulai pukul 07.30", "Rapat mulai pukul 19.30", ("07.30", "19.30")),
        ("de", "Es kostet 5 Millionen Euro,", "Es kostet 5 Millionen Franken,",
         ("5 Millionen Euro", "5 Millionen Franken")),
        ("fr", "Le coût est de 5 €", "Le coût est de 5 £", ("5 €", "5 £")),
        ("fr", "Le coût est de 10 000 euros", "Le coût est de 12 000 euros", ("10 000", "12 000")),
        ("ru", "Цена 10 000 рублей,", "Цена 12 000 рублей,", ("10 000", "12 000")),
        ("nl", "Er waren veertien huizen", "Er waren vijftien huizen", ("veertien", "vijftien")),
        ("nl", "Er waren drieëndertig huizen", "Er waren 34 huizen", ("drieëndertig", "34")),
        ("it", "Le case sono quarantadue,", "Le case sono cinquantuno,", ("quarantadue", "cinquantuno")),
        ("es", "Hay veintidós casas", "Hay veintiséis casas", ("veintidós", "veintiséis")),
        ("en", "It was -6 degrees", "It was -9 degrees", ("-6", "-9")),
        ("en", "It was −16 degrees", "It was −29 degrees", ("−16", "−29")),
        ("fr", "Il y a sept maisons", "Il y a huit maisons", ("sept", "huit")),
        ("fr", "Il y a vingt-sept maisons", "Il y a trente maisons", ("vingt-sept", "trente")),
        ("es", "Es la quinta reunión", "Es la cuarta reunión", ("quinta", "cuarta")),
        ("es", "Es la segunda reunión", "Es la sexta reunión", ("segunda", "sexta")),
        ("pt", "É a quinta reunião", "É a sexta reunião", ("quinta", "sexta")),
        ("zh", "气温为-6度", "气温为6度", ("-6", "6")),
        ("zh", "有九万四千人", "有八万五千人", ("九万四千", "八万五千")),
        ("zh", "有三万人", "有五万人", ("三万", "五万")),
        ("en", "They flew an F-16 home", "They flew an F-35 home", ("F-16", "F-35")),
        ("en", "They talked of COVID-19 first", "They talked of COVID-20 first", ("COVID-19", "COVID-20")),
        ("en", "They owe 5 million rand", "They owe 5 million euros", ("5 million rand", "5 million euros")),
        ("en", "They owe 1.8 trillion crowns", "They owe 1.8 trillion euros",
         ("1.8 trillion crowns", "1.8 trillion euros")),
        ("en", "It was 30C then", "It was 30F then", ("30C", "30F")),
        ("en", "Call 0800 555 111 now", "Call 0800 555 222 now", ("0800 555 111", "0800 555 222")),
        ("en", "Call (212) 555-0147 now", "Call (212) 555-0174 now", ("(212) 555-0147", "(212) 555-0174")),
        ("en", "Call 0800 555 111 now", "Call 0800 666 122 now", ("0800 555 111", "0800 666 122")),
        ("id", "Telepon +62 812 3456 7890", "Telepon +62 812 3456 7891", ("+62 812 3456 7890", "+62 812 3456 7891")),
        ("en", "They got 1 000 111 votes", "They got 1 000 222 votes", ("1 000 111", "1 000 222")),
        ("en", "It was 30 degrees Celsius", "It was 30 degrees Fahrenheit",
         ("30 degrees Celsius", "30 degrees Fahrenheit")),
        ("id", "Rapat mulai pukul 19.00 WIB", "Rapat mulai pukul 19.00 WITA", ("19.00 WIB", "19.00 WITA")),
        ("es", "Hay treinta y dos casas", "Hay treinta y tres casas", ("treinta y dos", "treinta y tres")),
        ("es", "Hay cuarenta y cinco casas", "Hay 46 casas", ("cuarenta y cinco", "46")),
        ("es", "Hay doscientas casas", "Hay 300 casas", ("doscientas", "300")),
        ("fr", "Il y a quatre-vingt-dix maisons", "Il y a 80 maisons", ("quatre-vingt-dix", "80")),
        ("fr", "Il y a soixante et onze maisons", "Il y a soixante maisons", ("soixante et onze", "soixante")),
        ("de", "Es sind zweitausend Häuser,", "Es sind 3.000 Häuser,", ("zweitausend", "3.000")),
        ("it", "Le case sono duecentocinquanta,", "Le case sono 260,", ("duecentocinquanta", "260")),
        ("he", "נשלחו כ-120 אוטובוסים", "נשלחו כ-150 אוטובוסים", ("כ-120", "כ-150")),
        ("ja", "費用は5億円", "費用は5億ドル", ("5億円", "5億ドル")),
        ("id", "Gempa M5,1 terasa", "Gempa M5,4 terasa", ("M5,1", "M5,4")),
        ("id", "Gempa M5,1 terasa", "Gempa M 5,4 terasa", ("M5,1", "M 5,4")),
        ("id", "Biayanya Rp18 miliar", "Biayanya Rp 21 miliar", ("Rp18", "Rp 21")),
        ("id", "Biayanya Rp. 18 miliar", "Biayanya Rp21 miliar", ("Rp. 18", "Rp21")),
        ("id", "Biayanya USD1,5 miliar", "Biayanya USD2,5 miliar", ("USD1,5", "USD2,5")),
        ("id", "Gempa magnitudo 5,1 terasa", "Gempa M4.9 terasa", ("5,1", "M4.9")),
    ],
)  # fmt: skip
def test_another_amount_is_told_with_its_currency_and_sign(lang, left, right, expected):
    assert told(lang, left, right) == [Change("number", *expected)]


@pytest.mark.parametrize(
    ("lang", "left", "right"),
    [
        ("en", "The cost is $5 million", "The cost is US$5m"), ("en", "The cost is $5", "The cost is 5 dollars"),
        ("id", "Biayanya USD18 juta", "Biayanya US$ 18 juta"), ("id", "Biayanya IDR18 juta", "Biayanya Rp 18 juta"),
        ("id", "Gempa magnitudo 5,1 terasa", "Gempa M5,1 terasa"), ("id", "Gempa 5,1 SR terasa", "Gempa M5.1 terasa"),
        ("en", "The cost is 1,500 million euros", "The cost is 1.5 billion euros"),
        ("en", "The cost is 10,000 euros", "The cost is ten thousand euros"),
        ("en", "The cost is 10 000 euros", "The cost is 10000 euros"),
        ("en", "It is 10 km away", "It is 10 kilometres away"),
        ("en", "It took 5 min today", "It took 5 minutes today"),
        ("en", "They need 125 men", "They need one hundred and twenty-five men"),
        ("en", "They need 320 men", "They need three hundred and twenty men"),
        ("en", "He ran 100m today", "He ran 100 metres today"), ("en", "It is 5-10 km away", "It is 5 to 10 km away"),
        ("en", "Sales fell by 5%", "Sales fell by 5 per cent"),
        ("en", "It was -6 degrees", "It was minus 6 degrees"), ("en", "They saw 5-6 cracks", "They saw 5 - 6 cracks"),
        ("en", "It began at 3pm", "It began at 15:00"), ("en", "It began at 3:30 p.m.,", "It began at 15.30,"),
        ("id", "Biayanya Rp 1,5 juta", "Biayanya Rp1.500.000"), ("id", "Biayanya Rp 12 miliar", "Biayanya Rp12 M"),
        ("id", "Rapat mulai pukul 3 sore", "Rapat mulai pukul 15.00"),
        ("id", "Seratus orang terluka", "100 orang terluka"),
        ("de", "Es kostet 5 Mio. Euro,", "Es kostet 5 Millionen €,"),
        ("de", "Es begann um 15 Uhr,", "Es begann um 15:00 Uhr,"),
        ("fr", "Ouvert de 6 h 30 à 20 heures", "Ouvert de 6h30 à 20h"), ("fr", "Il dort à 6 h 30", "Il dort à 6h30"),
        ("ru", "Цена 10 000 рублей,", "Цена 10 тыс. рублей,"), ("tr", "Oran %5", "Oran yüzde 5"),
        ("en", "It was -3C then", "It was -3 degrees Celsius then"),
        ("en", "It was 30°C then", "It was 30 degrees then"),
        ("id", "Suhunya 30 derajat Celcius", "Suhunya 30 derajat"),
        ("en", "They owe 5 crowns", "They owe 5 kronor"),
        ("id", "Rapat mulai pukul 19.00 WIB", "Rapat mulai pukul 19.00"),
        ("es", "Hay treinta y dos casas", "Hay 32 casas"), ("es", "Hay treinta y un pisos", "Hay 31 pisos"),
        ("es", "Hay mil doscientas casas", "Hay 1.200 casas"), ("es", "Hay doscientos pisos", "Hay 200 pisos"),
        ("fr", "Il y a vingt et un murs", "Il y a 21 murs"), ("fr", "Il y a quatre-vingts murs", "Il y a 80 murs"),
        ("fr", "Il y a mille deux cents murs", "Il y a 1 200 murs"),
        ("fr", "Il y a deux cents murs", "Il y a 200 murs"),
        ("fr", "Il y a soixante et onze murs", "Il y a 71 murs"),
        ("fr", "Il y a quatre-vingt-dix-sept murs", "Il y a 97 murs"),
        ("de", "Es sind zweitausend Häuser,", "Es sind 2.000 Häuser,"),
        ("de", "Es sind tausendfünfhundert Häuser,", "Es sind 1500 Häuser,"),
        ("de", "Es sind hundertfünfzig Häuser,", "Es sind 150 Häuser,"),
        ("it", "Le case sono duemila,", "Le case sono 2.000,"), ("it", "Le case sono centoventi,", "Le case sono 120,"),
        ("pt", "São trinta e duas casas", "São 32 casas"), ("pt", "São cento e vinte e cinco casas", "São 125 casas"),
        ("pt", "São mil e duzentas casas", "São 1.200 casas"),
        ("nl", "Er waren tweehonderd huizen", "Er waren 200 huizen"),
        ("nl", "Er waren vijftienhonderd huizen", "Er waren 1.500 huizen"),
        ("zh", "有1万人参加", "有10000人参加"), ("ko", "세 명이 다쳤다고", "3명이 다쳤다고"),
    ],
)  # fmt: skip
def test_an_amount_in_another_form_is_no_change(lang, left, right):
    assert told(lang, left, right) == []


@pytest.mark.parametrize(
    ("lang", "left", "right"),
    [
        ("en", "On 5 February 2024 it closed", "On 5 Feb it closed"),
        ("en", "On 5 February 2024 it closed", "On Monday it closed"),
        ("en", "On Monday, 5 February, it closed", "On Monday it closed"),
        ("en", "From 5 to 7 February it closed", "From 5-7 February it closed"),
        ("id", "Pada Senin (5/2) jembatan ditutup", "Pada Senin, 5 Februari 2024, jembatan ditutup"),
        ("de", "Am Montagabend schloss sie,", "Am Montag schloss sie,"),
        ("zh", "大桥于2024年2月5日关闭", "大桥于2月5日关闭"),
    ],
)
def test_a_date_that_says_less_is_no_change(lang, left, right):
    assert told(lang, left, right) == []


@pytest.mark.parametrize(
    ("lang", "left", "right", "expected"),
    [
        ("en", "On 5 February 2024 it closed", "On Tuesday it closed", ("5 February 2024", "Tuesday")),
        ("en", "It closed on 5 Sept 2024", "It closed on 5 Oct 2024", ("5 Sept 2024", "5 Oct 2024")),
        ("id", "Rapatnya Selasa (6/2)", "Rapatnya Rabu (7/2)", ("Selasa (6/2)", "Rabu (7/2)")),
        ("pt", "Foi na quinta-feira", "Foi na sexta-feira", ("quinta", "sexta")),
    ],
)
def test_another_day_is_a_change(lang, left, right, expected):
    assert told(lang, left, right) == [Change("date", *expected)]


@pytest.mark.parametrize(
    ("lang", "left", "right"),
    [
        ("en", "The EU paid", "The European Union paid"), ("en", "The U.S. embassy paid", "The US embassy paid"),
        ("en", "The engineer Dr. Ann Lee paid", "The engineer Ann Lee paid"),
        ("en", "Ada Lind paid, and later Ada Lind left", "Ada Lind paid, and later Lind left"),
        ("id", "Proyek ini diawasi KPK", "Proyek ini diawasi Komisi Pemberantasan Korupsi"),
    ],
)  # fmt: skip
def test_a_name_in_another_form_is_no_change(lang, left, right):
    assert told(lang, left, right) == []


@pytest.mark.parametrize(
    ("lang", "left", "right", "expected"),
    [
        ("en", "There are four dead and nine missing", "There are six dead and seven missing",
         [("four", "six"), ("nine", "seven")]),
        ("es", "Hay cuatro muertos y nueve heridos", "Hay seis muertos y siete heridos",
         [("cuatro", "seis"), ("nueve", "siete")]),
        ("id", "Lima orang tewas dan 27 luka", "Enam orang tewas dan 29 luka", [("27", "29"), ("Lima", "Enam")]),
        ("zh", "造成两人死亡、五人受伤", "造成三人死亡、七人受伤", [("两", "三"), ("五", "七")]),
        ("zh", "造成五人死亡", "造成十五人死亡", [("五", "十五")]),
        ("en", "They saved twenty people", "They saved twenty-five people", [("twenty", "twenty-five")]),
    ],
)  # fmt: skip
def test_of_several_numbers_in_words_none_is_lost(lang, left, right, expected):
    assert sorted(told(lang, left, right)) == sorted(Change("number", *pair) for pair in expected)


def test_what_the_other_text_says_more_often_is_no_change():
    left = FRAMES["en"].format("The ferry had 61 aboard") + " " + FRAMES["en"].format("In all 61 people were saved")
    right = "A ferry ran aground, leaving 61 people on a sandbank.\n\n" + left
    assert compare(Article("a", left), Article("b", right)).changed == ()


def test_a_fact_that_reaches_out_of_the_gap_is_told_beside_what_stands_there():
    left, right = "The bill was 1.5 million", "The bill was 1.5.3 million"
    assert told("en", left, right) == [Change("number", "1.5", "1.5.3")]


def test_a_value_without_end_is_told_by_its_beginning():
    [change] = told("en", f"The code was {'9' * 4000}", f"The code was {'8' * 4000}")
    assert change == Change("number", "9" * LONGEST + "…", "8" * LONGEST + "…")


def test_numbers_in_a_row_are_no_thousands():
    left, right = "The cup counts were 10 300 4 200 18", "The cup counts were 10 300 4 250 18"
    assert told("en", left, right) == [Change("number", "200", "250")]


def test_a_number_in_words_of_another_language_is_none():
    assert told("en", "The talks were due at once", "The talks were 5 at once") == [Change("number", "", "5")]


def test_what_counts_items_is_no_fact():
    text = "the first point\n1. the bridge\nand a note[4] on it"
    rows = [(3, 1, text.index("1"), text.index("1") + 1, 0, 0), (9, 1, text.index("4"), text.index("4") + 1, 0, 0)]
    assert told_changes(text, "", rows) == []


def test_equal_passages_and_equal_signs_are_not_looked_at():
    text = "It cost $5 and 6 % more."
    assert sign_changes(text, text, []) == []
    assert sign_changes("It cost $5, up 6 %", "It cost $5; up 6 %", [((0, 18), (0, 18), 6)]) == []  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("text", "digits", "value", "unit", "negative"),
    [
        ("cost of Rp 1,5 juta a month", "1,5", 1500000, "IDR", False),
        ("cost of Rp 5 M a month", "5", 5000000000, "IDR", False),
        ("a loss of -$3bn last year", "3", 3000000000, "$", True),
        ("at 10 000 € a month", "10 000", 10000, "€", False),
        ("the Boeing-737 was late", "737", 737, "", False),
        ("from 5 -6 people", "6", 6, "", False),
        ("\n-6 eggs", "6", 6, "", False),
        ("费用为5亿美元左右", "5", 500000000, "US$", False),
        ("อยู่ที่ร้อยละ 5 ของ", "5", 5, "%", False),
    ],
)  # fmt: skip
def test_what_belongs_to_a_number_is_read_with_it(text, digits, value, unit, negative):
    at = text.index(digits)
    found = quantity_at(text, at, at + len(digits))
    assert found is not None
    assert (found.value, found.unit, found.is_negative) == (value, unit, negative)


def test_a_time_without_its_half_of_the_day_is_the_same_but_another_hour_is_not():
    three, afternoon, morning, late = (
        quantity_at(text, 0, len(text)) for text in ("3:00", "3:00 pm", "3:00 am", "15:00")
    )
    assert three is not None
    assert afternoon is not None
    assert morning is not None
    assert late is not None
    assert is_same(three, afternoon)
    assert is_same(late, afternoon)
    assert not is_same(morning, afternoon)
    assert not is_same(three, late)
    assert scale_of("Millionen") == 6


@pytest.mark.parametrize(
    ("lang", "full", "short"),
    [
        ("id", "Menurut warga Kabupaten Pohuwato tenang", "Menurut warga Kab. Pohuwato tenang"),
        ("en", "Then Professor Lee spoke", "Then Prof. Lee spoke"),
        ("en", "Then Senator Ann Lee spoke", "Then Sen. Ann Lee spoke"),
    ],
)
def test_an_abbreviated_title_is_no_change(lang, full, short):
    one, other = (Article("a", FRAMES[lang].format(side)) for side in (full, short))
    assert compare(one, other).changed == compare(other, one).changed == ()


@pytest.mark.parametrize(
    ("head", "days"),
    [
        ("Jadwal Salat Kota Surabaya Hari Ini, {}\n", ("Senin 14 Juli 2025", "Kamis 17 Juli 2025")),
        ("Markets At The Close, {}\n", ("Monday 14 July 2025", "Thursday 17 July 2025")),
    ],
)
def test_a_weekday_of_a_date_in_a_headline_is_no_name_of_its_own(head, days):
    lang = "id" if "Juli" in days[0] else "en"
    one, other = (Article(day, head.format(day) + FRAMES[lang].format("")) for day in days)
    assert compare(one, other).changed == (Change("date", *days),)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [("Rp18 miliar", "Rp 21 miliar", ("Rp18", "Rp 21")), ("18 miliar", "Rp21 miliar", ("18", "Rp21"))],
)
def test_a_currency_written_on_to_one_number_is_told_with_both(left, right, expected):
    assert told("id", f"Kerugian mencapai {left}", f"Kerugian mencapai {right}") == [Change("number", *expected)]


@pytest.mark.parametrize("frame", ["{} (22)", "{}, 22 tahun,", "pria berinisial {}"])
@pytest.mark.parametrize(("left", "right"), [("KM", "RM"), ("BW", "AS"), ("M", "HR"), ("RM", "EUR")])
def test_initials_are_names_though_they_are_units_elsewhere(frame, left, right):
    one, two = (f"Polisi menangkap {frame.format(side)} semalam" for side in (left, right))
    assert told("id", one, two) == [Change("name", left, right)]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("is issuing a [100] mln stg bond", "is issuing a [50]\nmln stg bond", ("100", "50")),
        ("is issuing a [10]\nbillion yen bond", "is issuing a [150] mln dlr bond", ("10 billion yen", "150 mln dlr")),
        ("> cost [5] million\r\n> euros", "> cost [6]\n> million dollars", ("5 million euros", "6 million dollars")),
        ("a total of [5]\nMillion Acres sold", "a total of [6] tonnes sold", ("5", "6")),  # a line of its own
        ("it paid [5]\n\nmillion there", "it paid [6] million there", ("5", "6 million")),  # another paragraph
    ],
)
def test_an_amount_goes_on_over_the_break_of_a_wrapped_line(left, right, expected):
    sides = []
    for marked in (left, right):
        sides += [marked.replace("[", "").replace("]", ""), (marked.index("["), marked.index("]") - 1)]
    one, span, two, other = sides
    assert [c[1:] for _, _, c in told_changes(one, two, [(1, FIGURE, *span, *other)])] == [expected]


@pytest.mark.parametrize(
    ("lang", "text", "scale", "other"),
    [
        ("pl", "Rząd przeznaczy 426 {} zł na budowę szpitala w Gdańsku", "mln", "mld"),
        ("pl", "Rząd przeznaczy 426 {} na budowę szpitala w Gdańsku", "tys.", "mld"),
        ("it", "Il governo ha stanziato 318 {} per il nuovo ospedale di Genova", "mln", "mld"),
        ("ru", "Правительство выделит 426 {} рублей на строительство больницы", "млн", "тыс."),
        ("uk", "Уряд виділить 426 {} гривень на будівництво лікарні у Львові", "тис.", "млрд"),
    ],
)
def test_a_shortened_scale_that_is_another_one_is_told(lang, text, scale, other):
    (change,) = told(lang, text.format(scale), text.format(other))
    assert change.what == "number"
    assert (scale.strip(".") in change.left, other.strip(".") in change.right) == (True, True)


@pytest.mark.parametrize("whole", ["milionów", "miliony"])
def test_a_scale_in_short_and_in_full_is_one(whole):
    text = "Rząd przeznaczy 426 {} zł na budowę szpitala w Gdańsku"
    assert told("pl", text.format("mln"), text.format(whole)) == []
