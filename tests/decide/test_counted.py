"""Later counts of what an event did are of that event; prices, hours and temperatures are of their moment."""

import pytest
from pairs import match_of, relation_of

from dedup.decide.counted import differ_in_counts
from dedup.model import Article, Relation
from dedup.pair import compare

MORNING, EVENING, NEXT_DAY = "2026-03-10T08:00:00Z", "2026-03-10T19:00:00Z", "2026-03-11T09:00:00Z"
EARLY, LATE = (14, 85, 40, 310, 120, 33, 4, 12), (27, 163, 95, 620, 450, 19, 9, 30)

#: Stories of one day in which every figure but the day is a later one in the evening.
STORIES = {
    "en": (
        "A strong earthquake struck the coast of Norland near Orvik on 10 March 2026, killing at least {} people "
        "and injuring {}, officials said. The quake destroyed {} houses and damaged {} others in the districts of "
        "Orvik and Sundal, said Governor Ingrid Dahl. Rescue workers, {} in all, were searching for {} people who "
        "are still missing. The army sent {} helicopters and {} trucks with tents and food. Schools in the region "
        "will stay closed."
    ),
    "id": (
        "Gempa kuat mengguncang pesisir Kabupaten Malaka pada Selasa (10/3/2026), menewaskan sedikitnya {} orang "
        "dan melukai {} orang, kata petugas. Sebanyak {} rumah hancur dan {} lainnya rusak di Kecamatan Wewiku dan "
        "Weliman, kata Bupati Simon Nahak. Sebanyak {} petugas masih mencari {} orang yang hilang. TNI mengirim {} "
        "helikopter dan {} truk berisi tenda dan makanan. Sekolah di daerah itu ditutup, kata Dinas Pendidikan."
    ),
    "de": (
        "Ein schweres Erdbeben hat am Dienstag die Küste von Nordland bei Orvik erschüttert. Mindestens {} Menschen "
        "starben, {} wurden verletzt, wie die Behörden mitteilten. Das Beben zerstörte {} Häuser und beschädigte {} "
        "weitere in den Bezirken Orvik und Sundal, sagte Gouverneurin Ingrid Dahl. {} Helfer suchten nach {} "
        "Vermissten. Die Armee schickte {} Hubschrauber und {} Lastwagen mit Zelten. Die Schulen der Region bleiben "
        "geschlossen."
    ),
    "ar": (
        "ضرب زلزال قوي ساحل نورلاند قرب أورفيك في 10 مارس 2026 وأدى إلى مقتل {} شخصا على الأقل وإصابة {} بجروح بحسب "
        "مسؤولين. ودمر الزلزال {} منزلا وألحق أضرارا بنحو {} منزلا آخر في منطقتي أورفيك وسوندال بحسب الحاكمة. وكان "
        "{} من عمال الإنقاذ يبحثون عن {} مفقودا. وأرسل الجيش {} مروحيات و {} شاحنة محملة بالخيام والغذاء. وستبقى "
        "المدارس مغلقة."
    ),
    "th": (
        "แผ่นดินไหวรุนแรงที่ชายฝั่งนอร์แลนด์ใกล้เมืองออร์วิกเมื่อวันที่ 10 มีนาคม 2569 มีผู้เสียชีวิตอย่างน้อย {} คน บาดเจ็บ {} คน บ้านพัง {} หลัง "
        "เสียหายอีก {} หลัง ในอำเภอออร์วิกและอำเภอซุนดาล ผู้ว่าการกล่าวว่าเจ้าหน้าที่ {} คน กำลังค้นหาผู้สูญหาย {} คน กองทัพส่งเฮลิคอปเตอร์ "
        "{} ลำ และรถบรรทุก {} คัน พร้อมเต็นท์และอาหาร โรงเรียนในพื้นที่จะปิดจนกว่าจะมีประกาศเพิ่มเติมจากกระทรวงศึกษาธิการ"
    ),
}  # fmt: skip


@pytest.mark.parametrize("later", [EVENING, NEXT_DAY])
@pytest.mark.parametrize("language", STORIES)
def test_a_story_of_one_day_with_later_counts_throughout_is_a_copy(language, later):
    story = STORIES[language]
    match = match_of(story.format(*EARLY), story.format(*LATE), a=MORNING, b=later)
    assert match.relation is Relation.NEAR_DUPLICATE
    assert len(match.changed) == len(EARLY)


@pytest.mark.parametrize("language", ["en", "id", "ar"])
def test_without_the_day_of_the_news_or_with_another_word_it_stays_a_form(language):
    story = STORIES[language]
    days = {"en": " on 10 March 2026", "id": " pada Selasa (10/3/2026)", "ar": " في 10 مارس 2026"}
    bare = story.replace(days[language], "")
    assert relation_of(bare.format(*EARLY), bare.format(*LATE), a=MORNING, b=EVENING) is Relation.TEMPLATE
    places = {"en": ("Orvik", "Tromsa"), "id": ("Malaka", "Alor"), "ar": ("أورفيك", "ترومسا")}
    other = story.replace(*places[language])
    assert relation_of(story.format(*EARLY), other.format(*LATE), a=MORNING, b=EVENING) is Relation.TEMPLATE


#: Bulletins that come several times a day, with the day in them.
BULLETINS = {
    "gold": (
        "Gold was quoted at {} dollars an ounce on the exchange of Port Almeda on 10 March 2026 and silver at {} "
        "dollars, dealers said. The lowest price of the session was {} dollars and the highest {} dollars. Volume "
        "stood at {} ounces against {} ounces as buyers from the coast kept away from the market again.",
        ("1910", "23", "1902", "1914", "8100", "7900"),
        ("1922", "24", "1909", "1925", "8650", "8200"),
    ),
    "quake": (
        "Gempa dengan magnitudo {} mengguncang Kabupaten Sumedang pada Selasa (10/3/2026) pukul {} WIB. BMKG "
        "menyebut pusat gempa berada di darat, {} kilometer timur laut Sumedang, pada kedalaman {} kilometer. "
        "Getaran dirasakan selama {} detik. Gempa tidak berpotensi tsunami. Warga diminta tetap tenang dan tidak "
        "percaya isu yang tidak jelas asalnya.",
        ("4,1", "14.35", "12", "10", "3"),
        ("4,8", "20.34", "2", "15", "5"),
    ),
    "weather": (
        "ภาคเหนือวันที่ 10 มีนาคม 2569 มีอากาศเย็น อุณหภูมิต่ำสุด {} องศา สูงสุด {} องศา ลมตะวันออกความเร็ว {} กิโลเมตรต่อชั่วโมง "
        "ภาคกลางมีเมฆบางส่วน อุณหภูมิต่ำสุด {} องศา สูงสุด {} องศา มีฝนร้อยละ {} ของพื้นที่ ภาคใต้คลื่นสูง {} เมตร "
        "ขอให้ชาวเรือเดินเรือด้วยความระมัดระวัง",
        ("14", "31", "10", "22", "35", "20", "2"),
        ("17", "29", "25", "24", "33", "60", "3"),
    ),
    "schools": (
        "Kupang - Siswa SMA Negeri {} menerima hasil ujian pada Selasa (10/3/2026). Lulusan SMA Negeri {} "
        "dinyatakan siap melanjutkan kuliah. Kepala Dinas Pendidikan Ambros Kodo mengatakan di SMA Negeri {} semua "
        "guru bekerja keras, dan di SMA Negeri {} orang tua turut membantu. Ia berharap hasil itu memberi semangat "
        "kepada seluruh sekolah di kota.",
        ("3", "3", "3", "3"),
        ("5", "5", "5", "5"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ["gold", "quake", "weather"])
def test_a_bulletin_that_comes_again_on_its_day_is_a_form(name):
    form, one, two = BULLETINS[name]
    assert relation_of(form.format(*one), form.format(*two), a=MORNING, b=EVENING) is Relation.TEMPLATE


@pytest.mark.parametrize("name", BULLETINS)
def test_what_is_measured_or_numbered_is_no_count(name):
    form, one, two = BULLETINS[name]
    assert not differ_in_counts(form.format(*one), form.format(*two))


COUNTS = ["{} people", "{} Häuser", "{} منزلا", "{} คน", "{} หลัง", "{}人が", "{}명이", "{} lainnya", "1,{}0 people"]
NONE = ["{} percent", "{} euros", "{}.50 people", "{} degrees", "{}度", "{} jam lalu", "{}, police", "-{} °C"]
NONE += ["Rp {} juta", "$5.{} a", "pukul {}.15 WIB", "{} km", "{}mg of", "Flight {} was", "{} million people"]


@pytest.mark.parametrize(("written", "is_count"), [*((w, True) for w in COUNTS), *((w, False) for w in NONE)])
def test_counts_are_whole_numbers_of_something(written, is_count):
    values = (14, 25, 41), (16, 38, 57)
    one, two = ("\n".join(f"so {written.format(value)} ;" for value in side) for side in values)
    assert differ_in_counts(one, two) is is_count


def test_texts_without_some_other_figures_do_not_differ_in_counts():
    assert not differ_in_counts("", "")
    assert not differ_in_counts("14 people, 20 houses, 30 cows", "14 people, 20 houses, 31 cows")
    assert not differ_in_counts("11 people, 21 houses, 31 cows", "Some people, many houses, more cows")


def test_a_count_that_another_one_had_before_is_a_later_one_all_the_same():
    toll = "A landslide killed {} people and hurt {} in Orvik on Monday; {} others are still missing, the mayor said."
    assert differ_in_counts(toll.format(4, 15, 6), toll.format(6, 21, 4))
    assert not differ_in_counts(toll.format(4, 15, 6), toll.format(4, 15, 5))


@pytest.mark.parametrize("hours", [(9, 18), (9, 9)])
def test_a_flash_of_one_day_with_a_later_toll_is_a_copy(hours):
    flash = (
        "Rescuers said {} people had died, {} were hurt and {} were missing after a block of flats collapsed in Turin "
        "on Thursday. Crews were still searching the rubble for survivors and prosecutors have opened an inquiry."
    )
    one, other = (
        Article(f"{k}", flash.format(*toll), published=f"2024-05-02T{hour:02}:00:00")
        for k, (toll, hour) in enumerate(zip(((4, 15, 6), (9, 21, 2)), hours, strict=True))
    )
    found = compare(one, other).match
    assert found is not None
    assert found.relation is Relation.NEAR_DUPLICATE
    assert len(found.changed) == 3
