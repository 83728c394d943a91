import random

import pytest

from dedup.changes.numbers import spelt_parts
from dedup.changes.numbers.spelt_parts import ARTICLES, COUNTED, JOINTS, is_article
from dedup.changes.same_facts import amount, differs
from dedup.language.german_nouns import is_noun_change
from dedup.model import Article, Change
from dedup.pair import compare
from dedup.tokens import tokenise

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


ARABIC = (
    "أعلن مدير المستشفى في المدينة القديمة أن {} أصيبوا في حريق شب في سوق شعبي قرب الميناء مساء أمس وأن فرق الإطفاء "
    "سيطرت على النيران بعد ساعات طويلة من العمل المتواصل في الموقع"
)
HINDI = (
    "नगर परिषद ने देर रात की बैठक में नदी पर बने पुराने पुल को बंद करने का फैसला किया और {} के बारे में अधिकारियों ने बाजार के "
    "पास जमा लोगों को जानकारी दी तथा आगे की योजना बताई"
)
THAI = (
    "คณะกรรมการประชุมที่กรุงเวียนนาเพื่อพิจารณาร่างกฎหมายฉบับใหม่และประธานแจ้งว่ามีผู้บาดเจ็บ{}หลังการประชุมสิ้นสุดลงเมื่อคืน"
    "ที่ผ่านมาตามรายงานของเจ้าหน้าที่เทศบาล"
)
VIETNAMESE = (
    "Hội đồng thành phố quyết định đóng cửa cây cầu cũ bắc qua sông gần chợ trong phiên họp khuya và {} theo báo cáo "
    "mà thị trưởng đọc trước người dân tập trung ở quảng trường trung tâm."
)
KOREAN = (
    "시의회는 강을 가로지르는 오래된 다리를 닫기로 결정했으며 시장은 {} 오전 광장에 모인 주민들에게 보고서를 "
    "낭독하고 앞으로의 공사 계획과 임시 도로의 위치를 자세히 설명했다"
)
GERMAN = (
    "Der Gemeinderat hat die alte Brücke über den Fluss nach langer Debatte gesperrt, und {} den Anwohnern, die sich "
    "vor dem Rathaus versammelt hatten, noch am Abend erklärt worden, wie der Sprecher der Stadt sagte."
)


def changed(frame: str, left: str, right: str) -> list[Change]:
    return list(compare(Article("a", frame.format(left)), Article("b", frame.format(right))).changed)


@pytest.mark.parametrize(
    ("frame", "left", "right", "expected"),
    [
        (ENGLISH, "works start in June", "works start in July", Change("date", "June", "July")),
        (INDONESIAN, "mulai bulan Juni", "mulai bulan Juli", Change("date", "Juni", "Juli")),
        (ENGLISH, "on Tuesday, 6 February", "on Wednesday, 6 February", Change("date", "Tuesday", "Wednesday")),
        (ENGLISH, "3 million euros", "3 billion euros", Change("number", "3 million euros", "3 billion euros")),
        (INDONESIAN, "biayanya Rp 2 juta", "biayanya Rp 2 miliar", Change("number", "Rp 2 juta", "Rp 2 miliar")),
        (INDONESIAN, "biayanya 2 miliar", "biayanya 2 triliun", Change("number", "2 miliar", "2 triliun")),
        (JAPANESE, "三人", "八人", Change("number", "三", "八")),
        (JAPANESE, "三万人", "三億人", Change("number", "三万", "三億")),
        (JAPANESE, "二月六日に人", "二月八日に人", Change("date", "二月六日", "二月八日")),
        (JAPANESE, "2024年2月6日に人", "2024年2月8日に人", Change("date", "2024年2月6日", "2024年2月8日")),
        (JAPANESE, "令和6年2月6日に人", "令和7年2月6日に人", Change("date", "6年2月6日", "7年2月6日")),
        (ENGLISH, "this was the third vote", "this was the fifth vote", Change("number", "third", "fifth")),
        (ENGLISH, "this was the 3rd vote", "this was the 5th vote", Change("number", "3rd", "5th")),
        (INDONESIAN, "ini rapat ketiga", "ini rapat kelima", Change("number", "ketiga", "kelima")),
        (INDONESIAN, "ini rapat ke-3", "ini rapat ke-5", Change("number", "3", "5")),
        (ARABIC, "تسعة عشر شخصا", "أحد عشر شخصا", Change("number", "تسعة عشر", "أحد عشر")),
        (ARABIC, "خمسة وعشرين شخصا", "27 شخصا", Change("number", "خمسة وعشرين", "27")),
        (HINDI, "बारह घायलों", "सत्रह घायलों", Change("number", "बारह", "सत्रह")),
        (THAI, "สามคน", "ห้าคน", Change("number", "สามคน", "ห้าคน")),
        (THAI, "สามร้อยคน", "ห้าร้อยคน", Change("number", "สามร้อย", "ห้าร้อย")),
        (VIETNAMESE, "bảy người bị thương", "chín người bị thương", Change("number", "bảy", "chín")),
        (VIETNAMESE, "xảy ra sáng 14/10 tại đó", "xảy ra sáng 15/10 tại đó", Change("date", "14/10", "15/10")),
        (JAPANESE, "14日に人", "15日に人", Change("date", "14日", "15日")),
        (JAPANESE, "14日間で人", "15日間で人", Change("number", "14", "15")),
        (KOREAN, "14일", "15일", Change("date", "14일", "15일")),
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
        (ENGLISH, "two hundred thirty people", "230 people"), (INDONESIAN, "dua ratus tiga puluh orang", "230 orang"),
        (ARABIC, "خمسة وعشرين شخصا", "25 شخصا"), (ARABIC, "اثنا عشر شخصا", "12 شخصا"),
        (HINDI, "दो सौ तीस घायलों", "230 घायलों"), (HINDI, "पाँच घायलों", "5 घायलों"),
        (THAI, "ยี่สิบสองคน", "22 คน"), (THAI, "สามารถเดินได้", "ห้ามเดินต่อ"),
        (VIETNAMESE, "hai mươi ba người bị thương", "23 người bị thương"),
        (VIETNAMESE, "sau đó dừng lại", "chín người dừng lại"),
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


TITLES = "the Honorary Head Market Traders Harwick Town Union, {}, spoke"


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Sri Wahyuni", "Sri Wahyuningsih", Change("name", "Wahyuni", "Wahyuningsih")),
        ("Sri Wahyuni", "Dewi Lestari", Change("name", "Sri Wahyuni", "Dewi Lestari")),
    ],
)
def test_a_name_behind_a_long_title_is_told(left, right, expected):
    assert changed(ENGLISH, TITLES.format(left), TITLES.format(right)) == [expected]


def test_a_changed_word_of_a_headline_in_capitals_is_no_name():
    headline = "works begin\nOld Market Traders Around Harwick {} Better New Stalls\nand so on"
    assert changed(ENGLISH, headline.format("Want"), headline.format("Demand")) == []


def test_a_name_that_one_text_has_once_more_is_no_changed_fact():
    one, two = "Carol Smythe left, and Carol Smythe said so", "Carol Smythe left, and she said so"
    assert changed(ENGLISH, one, two) == []
    assert changed(ENGLISH, one.replace("and Carol Smythe", "and Diana Fox"), two) == [Change("name", "Diana Fox", "")]


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


def test_what_replaces_a_common_noun_of_german_is_no_name():
    assert changed(GERMAN, "die Entscheidung ist", "der Beschluss ist") == []
    assert changed(GERMAN, "in Wien ist es", "in Berlin ist es") == [Change("name", "Wien", "Berlin")]


def test_a_changed_name_is_cut_where_no_word_tells_that_it_ends():
    one, other = "says Ada Lind; Northport council that", "says Eva Lund; Southport council that"
    assert changed(ENGLISH, one, other) == [
        Change("name", "Ada Lind", "Eva Lund"), Change("name", "Northport", "Southport")
    ]  # fmt: skip
    assert changed(ENGLISH, "in Northport, Lindland, that", "in Southport, Lindland, that") == [
        Change("name", "Northport", "Southport")
    ]


NOTICE = (
    "Officers want to hear from anyone who saw a {} struck by a {} {} in {}, {}, at {} on {}. The {}-year-old was "
    "taken to hospital with {}. Callers should ring the station and quote the number {}."
)


def test_all_facts_of_a_template_are_told():
    one = NOTICE.format("runner", "blue", "Opel Astra", "Quay Road", "Norwick", "6.10", "Friday, 9 May", 44, "cuts", 31)
    other = NOTICE.format("jogger", "grey", "Fiat Tipo", "Mint Row", "Ely", "7.35", "Sunday, 1 June", 19, "bruises", 87)
    found = compare(Article("a", one), Article("b", other))
    assert found.match is not None
    assert found.match.relation == "template"
    assert [(change.left, change.right) for change in found.changed] == [
        ("Opel Astra", "Fiat Tipo"), ("Quay Road", "Mint Row"), ("Norwick", "Ely"), ("6.10", "7.35"),
        ("Friday, 9 May", "Sunday, 1 June"), ("44", "19"), ("31", "87"),
    ]  # fmt: skip


def test_more_facts_than_a_copy_has_words_are_told_as_far_as_there_is_room():
    letters, numbers = random.Random(3), range(100, 1000)
    runs = [" ".join("".join(letters.choices("abcdefghij", k=7)) for _ in range(4)) for _ in range(60)]
    host = " ".join(f"{run} {' '.join(map(str, letters.sample(numbers, 8)))}" for run in runs)
    found = compare(Article("a", host), Article("b", " ".join(runs)))
    assert 200 < len(found.changed) <= 248


MEETING = (
    "Bei dem Treffen in Genf hat der Präsident der {} am Montag für neue Hilfen geworben. Das Geld soll nach Angaben "
    "von {} auch für {} und den Bau der Schulen in {} ausgegeben werden, sagte {}. Mit dem Plan ist die Opposition "
    "nicht zufrieden, die Debatte dauert bis in den Herbst, und im Rat ist eine Mehrheit nicht in Sicht."
)


def german_changes(left, right):
    one, other = (Article(name, MEETING.format(*words)) for name, words in (("a", left), ("b", right)))
    return compare(one, other).changed


def test_german_nouns_without_an_article_are_no_changed_names():
    left = ("Ukraine", "Experten", "Heizung", "Wien", "Richter Vogel")
    assert german_changes(left, ("Ukraine", "Beobachtern", "Verwaltung", "Wien", "Anwalt Vogel")) == ()


def test_whether_a_text_is_german_does_not_depend_on_its_side():
    german = "Das Wasser aus der Leitung ist nicht für den Markt von Zürich, sagte er, und die Kritik ist groß."
    change = Change("name", "Kritik", "Zweifel")
    assert [is_noun_change(change, *texts) for texts in ((german, "Zweifel."), ("Kritik.", german))] == [True, True]


def test_german_names_are_told_also_those_with_an_article_and_those_that_are_nouns_elsewhere():
    left = ("Ukraine", "Siemens", "Wasser", "Wien", "Markus Stein")
    assert german_changes(left, ("Türkei", "Bosch", "Wasser", "Hamburg", "Markus Koch")) == (
        Change("name", "Ukraine", "Türkei"),
        Change("name", "Siemens", "Bosch"),
        Change("name", "Wien", "Hamburg"),
        Change("name", "Markus Stein", "Markus Koch"),
    )


@pytest.mark.parametrize(("left", "right"), [("A9", "A6"), ("A1", "A93"), ("G7", "G20"), ("U6", "S1")])
def test_a_letter_and_a_number_behind_a_german_article_are_a_name(left, right):
    rest = ("Experten", "Wasser", "Wien", "Markus Stein")
    assert german_changes((left, *rest), (right, *rest)) == (Change("name", left, right),)


def test_a_german_weekday_with_its_hour_is_told():
    one, other = (f"Die Sitzung im Rathaus endet am {day} nach der Debatte über den Haushalt und das Schwimmbad von "
                  "Kassel, sagte der Sprecher des Rates." for day in ("Montagabend", "Dienstagabend"))  # fmt: skip
    [change] = compare(Article("a", one), Article("b", other)).changed
    assert change == Change("date", "Montagabend", "Dienstagabend")


def test_abbreviations_behind_an_article_are_names():
    left = ("EU", "Siemens", "Wasser", "Wien", "Markus Stein")
    assert german_changes(left, ("UNO", *left[1:])) == (Change("name", "EU", "UNO"),)


FERRY = (
    "The harbour council said that the new bridge would be finished before the end of the summer, if the weather "
    "allows it. Workers have laid the first stones, and all who came to see it were thanked by the mayor."
)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("LEEDS, 5 March 2024 - ", "LEEDS, 6 March 2024 - ", ("date", "5 March 2024", "6 March 2024")),
        ("Eleven people came. ", "Twelve people came. ", ("number", "Eleven", "Twelve")),
        ("Anna Berg reports. ", "Clara Holt reports. ", ("name", "Anna Berg", "Clara Holt")),
    ],
)
def test_a_fact_beside_what_both_texts_have_is_told_whatever_stands_beyond(left, right, expected):
    heads = "Storm tears roof off terminal", "Ferry quay shut after gale"
    tails = "Meanwhile rain fell on the hills, and farmers were glad.", "Yesterday boats lay in the lagoon."
    before = [f"{head}\n\n{fact}{FERRY}" for head, fact in zip(heads, (left, right), strict=True)]
    behind = [f"{FERRY} {fact}{tail}" for fact, tail in zip((left, right), tails, strict=True)]
    for one, two in (before, behind):
        [change] = compare(Article("a", one), Article("b", two)).changed
        assert tuple(change) == expected
    plain = [f"{head}\n\n{FERRY}" for head in heads]
    assert compare(Article("a", plain[0]), Article("b", plain[1])).changed == ()


def test_articles_are_known_by_the_hashes_of_their_words():
    assert all(is_article(int(tokenise(word).words[0])) for word in ARTICLES)
    assert not any(is_article(int(tokenise(word).words[0])) for word in ("the", "one", "satu", "weeks"))


def test_what_joins_numbers_is_known_by_the_hashes_of_its_words():
    for word in (*JOINTS, *COUNTED):
        assert getattr(spelt_parts, word.upper()) == int(tokenise(word).words[0])
