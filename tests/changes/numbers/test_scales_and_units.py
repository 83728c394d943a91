"""Scales that one text has alone, units behind an equal number, hours in words, and numbers in other forms."""

import pytest
from amounts import FRAME
from pairs import changes_in

FRAMES = {
    "": FRAME,
    "th": "บริษัทแห่งหนึ่งในกรุงเทพมหานครแถลงข่าวเมื่อวานนี้เกี่ยวกับแผนการก่อสร้างโรงงานแห่งใหม่ทางตอนเหนือของประเทศ. {} "
    "ชาวบ้านในพื้นที่แสดงความกังวลเรื่องมลพิษทางน้ำและเสียงรบกวนจากเครื่องจักรขนาดใหญ่ที่จะติดตั้งในโรงงานดังกล่าว.",
}


def changed(sentence, left, right, frame=""):
    """The changes of two texts that differ in a few words of one sentence."""
    return changes_in(FRAMES[frame].format(sentence), left, right)


ES = "La empresa perdió {} de euros en el primer trimestre del año."
PT = "A empresa perdeu {} de euros no primeiro trimestre do ano."
IT = "La società ha perso {} di euro nel primo trimestre dell'anno."
FR = "La société a perdu {} d'euros au premier trimestre de l'année."


@pytest.mark.parametrize(
    ("sentence", "left", "right", "expected"),
    [
        (ES, "3,2 millones", "3,2 mil millones", ("3,2 millones de euros", "3,2 mil millones de euros")),
        (ES, "3.200 millones", "3,2 millones", ("3.200", "3,2")),
        (PT, "3,2 milhões", "3,2 mil milhões", ("3,2 milhões de euros", "3,2 mil milhões de euros")),
        (IT, "3 miliardi", "3 mila miliardi", ("3 miliardi di euro", "3 mila miliardi di euro")),
        (FR, "3 milliards", "3 mille milliards", ("3 milliards d'euros", "3 mille milliards d'euros")),
        ("Some {} people came to the old market square.", "5", "5 thousand", ("5", "5 thousand")),
        ("Sebanyak {} orang datang ke alun-alun kota itu.", "35 ribu", "35", ("35 ribu", "35")),
    ],
)
def test_a_scale_that_one_text_has_alone_is_told_with_its_number(sentence, left, right, expected):
    assert changed(sentence, left, right) == [expected]


@pytest.mark.parametrize(
    ("sentence", "left", "right"),
    [
        (ES, "3.200 millones", "3,2 mil millones"),
        (ES, "1.000 millones", "mil millones"),
        (PT, "3.200 milhões", "3,2 mil milhões"),
        (IT, "3.000 miliardi", "3 mila miliardi"),
        (FR, "3 000 milliards", "3 mille milliards"),
        ("The firm lost {} pounds in the first quarter.", "3 billion", "3 thousand million"),
        ("In {} people left the old town behind.", "1990", "1990 thousand"),
    ],
)
def test_one_amount_with_another_scale_is_no_change(sentence, left, right):
    assert changed(sentence, left, right) == []


@pytest.mark.parametrize(
    ("sentence", "left", "right", "frame"),
    [
        ("بلغت خسائر الشركة {} في الربع الأول من العام.", "350 دينار", "350 دولار", ""),
        ("بلغت خسائر الشركة {} في الربع الأول من العام.", "350 دينارًا", "350 درهمًا", ""),
        ("بلغت خسائر الشركة {} في الربع الأول من العام.", "350 مليون ريال", "350 مليون جنيه", ""),
        ("بلغت خسائر الشركة {} في الربع الأول من العام.", "350 مليون ليرة", "350 مليون يورو", ""),
        ("بقي الرجل {} في المدينة القديمة.", "12 شهرا", "12 عاما", ""),
        ("سار الرجل {} في المدينة القديمة.", "350 كيلومترا", "350 مترا", ""),
        ("Gudang itu menampung {} beras sejak awal tahun.", "8 ton", "8 kuintal", ""),
        ("Das Werk lieferte {} im ersten Jahr.", "350 Kilowattstunden", "350 Megawattstunden", ""),
        ("The plant delivers {} to the town.", "350 kWh", "350 MWh", ""),
        ("The plant burnt {} of oil in a year.", "350 litres", "350 barrels", ""),
        ("The firm was there for {} in the town.", "5 decades", "5 centuries", ""),
        ("Shares of the bakery fell {} in the town.", "12 percent", "12 percentage points", ""),
        ("มีผู้เข้าร่วม {} ในงานนี้", "350 คน", "350 ครัวเรือน", "th"),
        ("โครงการใช้เวลา{}จึงจะแล้วเสร็จ", "สิบสองเดือน", "สิบสองปี", "th"),
        ("โครงการใช้เวลา {} จึงจะแล้วเสร็จ", "12 ชั่วโมง", "12 นาที", "th"),
    ],
)
def test_another_unit_behind_an_equal_number_is_told(sentence, left, right, frame):
    assert changed(sentence, left, right, frame) == [(left, right)]


@pytest.mark.parametrize(
    ("sentence", "left", "right", "frame"),
    [
        ("بقي الرجل {} في المدينة القديمة.", "12 سنة", "12 عاما", ""),
        ("بلغت خسائر الشركة {} في الربع الأول من العام.", "350 دينار", "350 ديناراً", ""),
        ("Gudang itu menampung {} beras sejak awal tahun.", "400 gram", "400gr", ""),
        ("The plant delivers {} to the town.", "350 megawatts", "350 MW", ""),
        ("The plant delivers {} to the town.", "350 megawatts", "350 lorries", ""),
        ("Der Bauer besitzt {} am See.", "350 Quadratmeter", "350 qm", ""),
        ("Die Polizei nahm einen {} Mann am Bahnhof fest.", "46-jährigen", "46jährigen", ""),
        ("Shares of the bakery fell {} in the town.", "12 points", "12 percentage points", ""),
        ("โครงการใช้พื้นที่ {} จึงจะแล้วเสร็จ", "12 กม.", "12 กิโลเมตร", "th"),
        ("มีผู้เข้าร่วม {} ในงานนี้", "350 คน", "350 ราย", "th"),
    ],
)
def test_another_word_for_a_unit_is_no_change(sentence, left, right, frame):
    assert changed(sentence, left, right, frame) == []


@pytest.mark.parametrize(
    ("sentence", "left", "right", "expected"),
    [
        ("Die Sitzung begann um {} in der Halle.", "14.30", "halb drei", []),
        ("Die Sitzung begann um {} in der Halle.", "2:30", "halb drei", []),
        ("Die Sitzung begann um {} in der Halle.", "14.30", "halb vier", [("14.30", "halb vier")]),
        ("De vergadering begon om {} uur in de zaal.", "13.30", "half twee", []),
        ("Rapat itu dimulai pukul {} di balai kota.", "14.30", "setengah tiga", []),
        ("Rapat itu dimulai pukul {} di balai kota.", "14.30", "setengah empat", [("14.30", "setengah empat")]),
    ],
)
def test_half_an_hour_before_the_next_is_the_same_time_of_day(sentence, left, right, expected):
    assert changed(sentence, left, right) == expected


def test_tens_with_an_article_belong_to_an_arabic_number():
    sentence = "توفي المزارع في {} من عمره أمس في بيته."
    for left, right in (("الثانية والستين", "التاسعة عشرة"), ("الثانية والستين", "الثانية والسبعين")):
        assert changed(sentence, left, right) == [(left, right)]


def test_a_number_in_words_ends_with_its_sentence():
    assert changed("The list had room for ten. {} men were named in it.", "Five", "Three") == [("Five", "Three")]
    assert changed("The list had room for {} men at the time.", "twenty-five", "twenty-three") == [
        ("twenty-five", "twenty-three")
    ]


@pytest.mark.parametrize(
    ("sentence", "left", "right"),
    [
        ("Vendía {} de pan en la plaza del pueblo.", "un kilo", "1 kilo"),
        ("Er verkaufte {} Milch auf dem Markt.", "einen Liter", "1 Liter"),
        ("She sold {} of bread on the square.", "a kilo", "1 kilo"),
        ("Il vendait {} de pain sur la place.", "un kilo", "1 kilo"),
    ],
)
def test_an_article_is_one(sentence, left, right):
    assert changed(sentence, left, right) == []
    assert changed(sentence, left, right.replace("1", "2")) != []


@pytest.mark.parametrize(
    ("sentence", "left", "right"),
    [
        ("وصلت الكمية في السوق إلى {} من كل نوع.", "200 كيلو جرام", "200 كيلوجرام"),
        ("بلغ طول الطريق الجديد {} في كل اتجاه.", "53 كيلو مترا", "53 كم"),
        ("وصلت الكمية في السوق إلى خمسين {} من كل نوع.", "كيلو جرام", "كيلوجرام"),
        ("ولد الرجل في اليوم {} من شهر رمضان.", "الحادي والعشرين", "21"),
    ],
)
def test_kilo_and_the_first_of_twenty_one_in_arabic(sentence, left, right):
    assert changed(sentence, left, right) == []


def test_one_end_of_a_range_is_no_scale():
    told = changed("The firm borrowed {} billion dollars in the quarter.", "1.5", "1.5-2.0")
    assert told == [("1.5", "1.5-2.0")]


def test_a_number_in_words_may_be_broken_over_lines():
    assert changed("The firm borrowed {} dollars in the quarter.", "one\nbillion", "500") == [("one\nbillion", "500")]


@pytest.mark.parametrize(
    ("sentence", "left", "right", "expected"),
    [
        ("The road is open from {} on Sunday.", "8 a.m.", "9 p.m.", ("8 a.m", "9 p.m")),
        ("The next stop is {} away from there.", "5 km", "6 miles", ("5 km", "6 miles")),
        ("In all {} letters were sent to them.", "5 million", "6 billion", ("5 million", "6 billion")),
        ("In all {} people came to the old square.", "980,000", "5.2 million", ("980,000", "5.2 million")),
        ("The firm paid {} for the old mill.", "50 million dollars", "60 million euros",
         ("50 million dollars", "60 million euros")),
        ("The firm paid {} for the old mill.", "$5", "€6", ("$5", "€6")),
        ("Sidang dimulai {} di balai kota.", "pukul 8 pagi", "pukul 9 malam", ("8 pagi", "9 malam")),
        ("The firm paid {} for the old mill.", "5 million dollars", "6 million dlrs", ("5", "6")),
        ("The fire cost {} of the town their homes.", "5 people", "6 men", ("5", "6")),
        ("The road is open from {} on Sunday.", "8 a.m.", "9 am", ("8", "9")),
    ],
)  # fmt: skip
def test_two_numbers_are_told_with_their_unit_scale_and_half_of_the_day_if_these_differ(
    sentence, left, right, expected
):  # fmt: skip
    assert changed(sentence, left, right) == [expected]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("หกสาย", "แปดสาย", [("หกสาย", "แปดสาย")]),
        ("หกบริษัท", "เจ็ดบริษัท", [("หกบริษัท", "เจ็ดบริษัท")]),
        ("หกสาย", "6 สาย", []),
    ],
)
def test_thai_numbers_below_ten_are_read_before_what_they_count(left, right, expected):
    assert changed("รถโดยสาร{}จะเปลี่ยนเส้นทางชั่วคราว", left, right, "th") == expected
