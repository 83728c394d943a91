import calendar
import re
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.facts.date_parts import AT, JUM, PASAR, is_day, weekday_of
from dedup.facts.facts import DATE, FIGURE, NAME, Fact, facts, facts_of, iso_date
from dedup.runtime.kernels import compile_kernels
from dedup.tokens import tokenise

SIXTH = "2024-02-06"
MONTHS = [
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
]  # fmt: skip
WEEKDAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
PIECES = [
    "Selasa", "6", "Februari", "2024", "(6/2)", "Bima", "Arya", "di", "Bali,", ".", "5,93", "2-1", "Rp50", "6-7", "KPU",
    "Feb.", "31", "minggu", "the", "月", "2", "日", "9", "de", "2024年2月6日", "2020", "29", "\n", "Rabu", "malam",
    "令和", "六", "十", "年", "〇〇", "กุมภาพันธ์", "2567", "ก.พ.", "67", "كانون", "الثاني", "شباط/فبراير", "14.000,00",
    "ke-3", "2월", "6일", "2024년", "am", "vom", "bis", "und", "1.6.", "Freitag", "(3.6.)", "7.6", "1.6.24",
    "رمضان", "ربيع", "الأول", "صفر", "1445", "1446هـ", "شهر", "من",
]  # fmt: skip
DATES = [
    ("6 Februari 2024", SIXTH), ("06 Februari 2024", SIXTH), ("6 FEBRUARI 2024", SIXTH), ("6 februari 2024", SIXTH),
    ("6 Pebruari 2024", SIXTH), ("6 Feb 2024", SIXTH), ("6 Peb 2024", SIXTH), ("6 Feb. 2024", SIXTH),
    ("Selasa, 6 Februari 2024", SIXTH), ("Selasa 6 Februari 2024", SIXTH), ("Selasa (6 Februari 2024)", SIXTH),
    ("Selasa (6/2/2024)", SIXTH), ("Selasa (06/02/2024)", SIXTH), ("Selasa, 6/2/2024", SIXTH),
    ("Selasa (6/2/24)", SIXTH),
    ("Selasa (6-2-2024)", SIXTH), ("Selasa (6.2.2024)", SIXTH), ("6/2/2024", SIXTH), ("06-02-2024", SIXTH),
    ("2024-02-06", SIXTH), ("2024/02/06", SIXTH), ("6-Feb-2024", SIXTH), ("06-Feb-24", SIXTH), ("Feb-06-2024", SIXTH),
    ("tanggal 6 Februari tahun 2024", SIXTH), ("6 Februari", "--02-06"), ("6 Feb", "--02-06"),
    ("Selasa (6/2)", "--02-06"), ("Selasa (06/02)", "--02-06"), ("Selasa, 6/2", "--02-06"),
    ("Selasa malam (6/2)", "--02-06"), ("Selasa dini hari (6/2)", "--02-06"), ("Selasa kemarin (6/2)", "--02-06"),
    ("Rabu (7/10/2020)", "2020-10-07"), ("Rabu, 7 Oktober 2020", "2020-10-07"), ("7 Okt 2020", "2020-10-07"),
    ("Jumat (23/8)", "--08-23"), ("Jum'at (23/8)", "--08-23"), ("Jum’at, 23 Agustus 2019", "2019-08-23"),
    ("23 Agt 2019", "2019-08-23"), ("23 Agu 2019", "2019-08-23"), ("23 Ags. 2019", "2019-08-23"),
    ("Minggu, 22 September 2022", "2022-09-22"), ("22 Sept 2022", "2022-09-22"), ("Ahad, 22 Sep 2022", "2022-09-22"),
    ("1 Nopember 1998", "1998-11-01"), ("1 Nov 1998", "1998-11-01"), ("31 Desember 2023", "2023-12-31"),
    ("31 Des 2023", "2023-12-31"), ("Senin (29/2/2016)", "2016-02-29"), ("Kamis, 17 Mei 2001", "2001-05-17"),
    ("Sabtu (9 Maret 2024)", "2024-03-09"), ("5 Juni 2020", "2020-06-05"), ("5 Juli 2020", "2020-07-05"),
    ("February 6, 2024", SIXTH), ("Feb. 6, 2024", SIXTH), ("Feb 6 2024", SIXTH), ("FEB. 6, 2024", SIXTH),
    ("Tuesday, February 6, 2024", SIXTH), ("Tuesday, Feb. 6, 2024", SIXTH), ("Tue, 6 Feb 2024", SIXTH),
    ("6th February 2024", SIXTH), ("6th of February, 2024", SIXTH), ("the 6th of February 2024", SIXTH),
    ("February 6th, 2024", SIXTH), ("Tuesday 6 February", "--02-06"), ("Tuesday (Feb 6)", "--02-06"),
    ("February 6", "--02-06"), ("Feb. 6", "--02-06"), ("on Tuesday night, February 6", "--02-06"),
    ("August 1st", "--08-01"), ("Sept. 2nd, 1999", "1999-09-02"), ("3rd March", "--03-03"), ("Oct 31", "--10-31"),
    ("2/13/2024", "2024-02-13"), ("13/2/2024", "2024-02-13"), ("Tuesday (2/6/2024)", SIXTH),
    ("May 9, 2010", "2010-05-09"),
    ("6. Februar 2024", SIXTH), ("Dienstag, 6. Februar 2024", SIXTH), ("6 de febrero de 2024", SIXTH),
    ("martes 6 de febrero", "--02-06"), ("6 février 2024", SIXTH), ("1er février", "--02-01"), ("6 Şubat 2024", SIXTH),
    ("6 فبراير 2024", SIXTH), ("6 lutego 2024", SIXTH), ("6 февраля 2024", SIXTH), ("2024年2月6日", SIXTH),
    ("2月6日", "--02-06"), ("二月六日", "--02-06"), ("二〇二四年二月六日", SIXTH), ("二零二四年二月六日", SIXTH),
    ("十二月二十五日", "--12-25"), ("二〇〇八年八月八日", "2008-08-08"), ("2月6号", "--02-06"),
    ("令和6年2月6日", SIXTH), ("民國113年2月6日", SIXTH),
    ("昭和64年1月7日", "1989-01-07"), ("２０２４年２月６日", SIXTH),
    ("2024년 2월 6일", SIXTH),
    ("2월 6일", "--02-06"), ("٦ فبراير ٢٠٢٤", SIXTH), ("الثلاثاء ٦/٢/٢٠٢٤", SIXTH), ("6 شباط/فبراير 2024", SIXTH),
    ("6 كانون الثاني 2024", "2024-01-06"), ("٦ تشرين الأول/أكتوبر ٢٠٢٤", "2024-10-06"), ("6 فبراير 2024م", SIXTH),
    ("الثلاثاء الموافق 6 فبراير عام 2024", SIXTH), ("6 กุมภาพันธ์ 2567", SIXTH), ("๖ กุมภาพันธ์ พ.ศ. ๒๕๖๗", SIXTH),
    ("6 ก.พ. 67", SIXTH), ("6 ก.พ.2567", SIXTH), ("6 กุมภาพันธ์ ค.ศ. 2024", SIXTH), ("6 ก.พ. เวลา 10.30", "--02-06"),
    ("ngày 6 tháng 2 năm 2024", SIXTH), ("6 tháng 2 năm 2024", SIXTH), ("ngày 6/2/2024", SIXTH),
    ("ngày 6/2", "--02-06"), ("sáng 6/2", "--02-06"), ("hôm 6/2", "--02-06"), ("Ngày 06 tháng 02", "--02-06"),
    ("6 februarie 2024", SIXTH), ("6. února 2024", SIXTH), ("6 лютого 2024", SIXTH), ("6 февруари 2024", SIXTH),
    ("6 Φεβρουαρίου 2024", SIXTH), ("۶ فوریه ۲۰۲۴", SIXTH), ("৬ ফেব্রুয়ারি ২০২৪", SIXTH), ("6 בפברואר 2024", SIXTH),
    ("6. helmikuuta 2024", SIXTH), ("6. syyskuuta", "--09-06"), ("tirsdag 6. marts", "--03-06"),
    ("február 6-án", "--02-06"),
    ("正式测定:2月6日", "--02-06"), ("発表:2024年2月6日", SIXTH),
    ("6. Jänner 2024", "2024-01-06"), ("6. Feber", "--02-06"),
    ("วันที่ 6 กุมภาพันธ์", "--02-06"), ("6-7 มี.ค. 2567", "2024-03-07"),
]  # fmt: skip


def of_kind(text: str, kind: str) -> list[str]:
    return [fact.value for fact in facts_of(text) if fact.kind == kind]


@pytest.mark.parametrize(("written", "day"), DATES)
def test_a_date_is_read_in_any_spelling(written, day):
    assert of_kind(f"Acara itu ({written}) selesai.", "date")[-1:] == [day]


@pytest.mark.parametrize(
    "written",
    ["30/2/2024", "31 April", "Feb 30", "Feb 29, 2023", "6/2", "skor 2-1", "Februari 5,93 persen", "5.93",
     "pukul 10.30", "32 Mei", "0 Mei", "Selasa (31/13)", "Februari. 6 orang tewas", "version 1.2.3", "1/2/3/2024",
     "Freitag 1,6 Prozent", "Saturday 3-1", "Freitag 10.30 Uhr", "5 พยาน", "二人", "13月40日", "6 ก.พ. 13.30"[2:],
     "1.6 Prozent", "Freitag 1,6", "Freitag 1,6.\nEs", "am Freitag 1,6 Prozent", "um 1.6 Prozent", "am 1,6 Prozent",
     "von 3,5 bis 7,6. Dann", "bis 7,6. Dann", "seit 20.15 Uhr", "ab 10.10 Uhr", "am 1.13.", "vom 32.1.",
     "und 7,6. dann", "version 1.6.24", "31 رمضان", "فاز 3 صفر", "3-صفر", "في رمضان 1445",
     "des 5 blessés", "30 % des jeunes", "jeudi, 30 des élus", "i dag feber 3 dagar", "long ago 3 men", "el mar 3",
     "trong 12 tháng 10 người", "tỷ lệ 3/4 dân số", "14 tháng 13 năm 2024", "ngày 31/4"],
)  # fmt: skip
def test_what_is_no_date_is_not_read_as_one(written):
    assert of_kind(f"Kata {written} itu.", "date") == []


def test_an_article_before_a_day_is_no_month():
    assert of_kind("Am Abend des 6. Februar brannte es.", "date") == ["--02-06"]
    assert of_kind("Rapat Selasa 30 Des dan 29 des 2024", "date") == ["--12-30", "2024-12-29"]
    assert of_kind("Rapat des 6, 2024 dan dec. 6 dan Des 6", "date") == ["2024-12-06", "--12-06", "--12-06"]


def test_a_range_of_days_gives_both():
    assert of_kind("Rapat 6-7 Februari 2024 di Bali", "date") == ["2024-02-06", "2024-02-07"]


@pytest.mark.parametrize(
    "written",
    ["25 July-6 August", "25 July/6 August", "25. Juli/6. August", "25 يوليو/6 أغسطس", "25 juli–6 agustus",
     "25 de julio/6 de agosto", "25 كانون الثاني/6 شباط", "25 يوليو/تموز-6 أغسطس", "25 กรกฎาคม-6 สิงหาคม"],
)  # fmt: skip
def test_a_range_of_two_months_without_spaces_gives_both_days(written):
    days = of_kind(f"Kata {written} itu.", "date")
    assert [day[-3:] for day in days] == ["-25", "-06"]


def test_a_number_on_to_a_month_is_no_day_without_a_month_of_its_own():
    assert of_kind("Rapat 25 Juli/16 orang dan 25-Jul-16 itu", "date") == ["--07-25", "2016-07-25"]
    assert of_kind("Rapat 25 Juli-16-8 itu", "date") == ["--07-25"]


def test_a_day_in_words_is_one_where_nothing_follows_that_it_counts():
    assert of_kind("Pay April one\nRecord March 13", "date") == ["--04-01", "--03-13"]
    assert of_kind("In May two men were found.", "date") == []
    assert of_kind("The offer ends on April Nine unless extended.", "date") == ["--04-09"]
    assert of_kind("IN MAY TWO MEN WERE FOUND", "date") == of_kind("In May Two Men Were Found", "date") == []


def test_a_range_of_days_without_a_month_in_words_gives_both():
    assert of_kind("Die Messe läuft vom 3.6. bis 7.6. in Köln.", "date") == ["--06-03", "--06-07"]
    assert of_kind("Es kostet von 3.6 bis 7.6 Euro.", "date") == []


def test_a_day_of_the_islamic_calendar_has_one_hash_however_it_is_written():
    first, *others = (hashes(written) for written in ("15 رمضان 1445", "١٥ رمضان ١٤٤٥ هـ", "15 من رمضان 1445هـ"))
    assert all(other[0] == first[0] for other in others)
    assert hashes("15 رمضان 1446")[0] != first[0] != hashes("15/9/2024")[0]


def test_a_weekday_or_a_month_alone_is_a_weak_date():
    assert of_kind("Pada hari Rabu malam dan Februari 2024", "weak date") == ["weekday 3", "2024-02"]
    assert of_kind("selama satu minggu", "weak date") == []
    assert of_kind("am Montagabend en dinsdagochtend", "weak date") == []
    assert of_kind("am Dienstagabend, 6. Februar", "date") == ["--02-06"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Announced 12/02 (Thu) in Delhi", ["weekday 4"]),
        ("Announced on 12 Feb 2024, Thu", ["weekday 4"]),
        ("Fri Feb, the diary says", ["weekday 5"]),
        ("Sen. Ana Silva told The Sun that Min Thet of Sun Metals had sat the SAT in Paris, Mon", []),
        ("Thủ tướng và bà Lê Thu Hằng", []),
        ("pada Minggu ini, minggu lalu", ["weekday 7"]),
    ],
)
def test_an_abbreviated_weekday_needs_a_date_beside_it(text, days):
    assert of_kind(text, "weak date") == days


def test_an_abbreviated_weekday_that_is_none_is_part_of_a_name():
    assert len(of_kind("a visit by Min Thet Naung to Sun Metals", "name")) == 2


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("北京周一起开放，上周日名单公布", [1, 7]),
        ("週二下午，星期三、礼拜四和禮拜五，星期天休息", [2, 3, 4, 5, 7]),
        ("去年の水曜日に、木曜の夜、6日日曜日の月曜市", [3, 4, 7, 1]),
        ("ตั้งแต่วันพุธถึงวันศุกร์ วันพฤหัสบดี", [3, 5, 4]),
        ("每周三次，一周五天，2周三场，上周末", []),
        ("sáng thứ hai, chiều thứ Sáu, thứ Bảy và chủ nhật", [1, 5, 6, 7]),
        ("lần thứ hai, người thứ ba, chủ tịch, thứ trưởng", []),
        ("월요일에 이어 수요일까지, 매일", [1, 3]),
        ("w środę, बृहस्पतिवार, v sobotu", [3, 4, 6]),
    ],
)
def test_weekdays_of_several_words_or_endings_are_weak_dates(written, days):
    assert of_kind(written, "weak date") == [f"weekday {day}" for day in days]


def test_spellings_of_one_day_have_one_hash_without_the_year():
    codes = set()
    for written in ("6 Februari 2024", "Selasa (6/2)", "Feb 6", "Feb. 6, 2024"):
        tokens = tokenise(written)
        [code] = facts(tokens.words, tokens.flags).hashes.tolist()
        codes.add(code & 511)
    assert codes == {6 + 32 * 2}


def test_every_day_of_four_years_is_read_in_eight_forms():
    day = date(2021, 1, 1)
    while day < date(2025, 1, 1):
        month, weekday = MONTHS[day.month - 1], WEEKDAYS[day.weekday()]
        english, stop = calendar.month_name[day.month], "" if day.month == 5 else "."
        text = "\n".join(
            [f"{day.day} {month} {day.year}", f"{weekday} ({day.day}/{day.month}/{day.year})", day.isoformat(),
             f"{english} {day.day}, {day.year}", f"{english[:3]}{stop} {day.day}, {day.year}",
             f"{day.day} {english[:3]} {day.year}", f"{weekday}, {day.day:02} {month.lower()} {day.year}"]
        )  # fmt: skip
        assert of_kind(text, "date") == [day.isoformat()] * 7
        assert of_kind(f"{weekday} ({day.day}/{day.month})", "date") == [f"--{day.isoformat()[5:]}"]
        day += timedelta(days=9)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_the_calendar_is_that_of_the_standard_library(day):
    assert weekday_of(day.day, day.month, day.year) == day.isoweekday()
    assert is_day(day.day, day.month, day.year)
    assert not is_day(calendar.monthrange(day.year, day.month)[1] + 1, day.month, day.year)
    assert iso_date(day.day + 32 * day.month + 512 * day.year) == day.isoformat()


def test_numbers_are_joined_and_know_their_digits_alone():
    assert of_kind("Naik 5,93 persen ke 50.000, skor 2-1 pukul 10:30.", "number") == ["5.93", "50000", "2.1", "10.30"]
    english, indonesian = (tokenise(text) for text in ("5.93", "5,93"))
    assert facts(english.words, english.flags).hashes[0] == facts(indonesian.words, indonesian.flags).hashes[0]


def test_an_amount_in_rupiah_is_its_number():
    assert of_kind("Rp50.000 dan Rp 50.000 dan Rp7 juta", "number") == ["50000", "50000", "7"]


def test_a_magnitude_is_its_number_and_a_motorway_is_none():
    assert of_kind("Gempa M5,1 dan M 6.0 terasa.", "number") == ["5.1", "6.0"]
    assert of_kind("They closed the M5 near Exeter.", "number") == []


def test_the_weekday_of_a_market_is_a_part_of_its_name():
    assert of_kind("Warga Pasar Minggu dan Pasar Rebo datang.", "weak date") == []
    assert of_kind("Lalu warga datang dari Pasar Senen pada Jumat.", "name") == ["pasar senen"]
    assert of_kind("Warga datang ke Pasar Minggu (6/2).", "date") == ["--02-06"]
    assert of_kind("Mereka ke pasar Minggu pagi.", "weak date") == ["weekday 7"]
    assert int(tokenise("pasar").words[0]) == PASAR


@pytest.mark.parametrize("friday", ["Jum'at", "Jum’at", "Jumat"])
def test_an_indonesian_friday_may_have_an_apostrophe(friday):
    [alone] = facts_of(f"Mereka rapat {friday} malam di balai desa.")
    assert (alone.kind, alone.value, alone.text) == ("weak date", "weekday 5", friday)
    assert of_kind(f"Mereka rapat {friday} malam (6/2) di balai desa.", "date") == ["--02-06"]
    assert tokenise("Jum'at").words.tolist() == [JUM, AT]


def hashes(text: str) -> list[int]:
    tokens = tokenise(text)
    return facts(tokens.words, tokens.flags).hashes.tolist()


def test_a_number_in_groups_of_three_is_the_number_without_them():
    assert len(set(hashes("14,000 orang, 14.000 orang, 14000 orang, ١٤٬٠٠٠ orang, Rp14.000,00"))) == 1
    assert len(set(hashes("1,234,567 und 1234567 und 1.234.567"))) == 1
    assert len(set(hashes("14,00 und 1400 und 14.0 und 0.140 und 140"))) == 5
    assert of_kind("Rp5.000,00 dan 14,000 dan 0.500 dan 2-0", "number") == ["5000", "14000", "0.500", "2.0"]


def test_an_ordinal_behind_a_prefix_is_a_number():
    assert of_kind("untuk ke-3 kalinya, the 3rd time", "number") == ["3", "3"]


def test_a_month_of_a_year_is_a_weak_date():
    assert of_kind("2024年2月 และ", "weak date") == ["2024-02"]


def test_a_number_joined_to_a_word_is_none():
    assert of_kind("covid-19 dan U-23", "number") == []


def test_names_are_runs_of_capitals_and_commas_part_them():
    text = "Kata Bima Arya di Denpasar, Bali, bahwa KPU siap. Pemerintah diam."
    assert of_kind(text, "name") == ["bima arya", "denpasar", "bali", "kpu"]


def test_a_day_is_read_in_the_line_of_place_and_day_before_the_news():
    assert of_kind("Kereta Anjlok\n\nQUẢNG NGÃI, 14/10 (Báo Sông) - Bảy người chết", "date") == ["--10-14"]
    assert of_kind("HANOI, 14/10 - Seven people died", "date") == ["--10-14"]
    assert of_kind("Hanoi, 14/10 (VNA)", "date") == of_kind("SALE 3/4 off", "date") == []


def test_names_end_at_dashes_and_colons():
    assert of_kind("kata Ketua Bima - Arya hadir", "name") == ["ketua bima"]
    assert of_kind("kata Ketua Bima: Arya hadir", "name") == ["ketua bima"]
    assert of_kind("kata Ketua Bima-Arya hadir", "name") == ["ketua bima arya"]


def test_a_common_word_in_capitals_at_the_start_of_a_sentence_is_no_name():
    assert of_kind("ALSO read the report.", "name") == []
    assert of_kind("KPU menunda rapat.", "name") == ["kpu"]


def test_a_lone_capital_at_the_start_of_a_sentence_needs_another_one_inside():
    assert of_kind("Mahyuzar hadir. Setelah itu pulang.", "name") == []
    assert of_kind("Mahyuzar hadir. Lalu kata Mahyuzar begitu.", "name") == ["mahyuzar", "mahyuzar"]


def test_a_headline_in_capitals_and_scripts_without_case_have_no_names():
    assert of_kind("PJ BUPATI ACEH UTARA MINTA ASN JAGA NETRALITAS\nia pulang", "name") == []
    assert of_kind("أعلنت وزارة الصحة في الرياض", "name") == []
    assert of_kind("อีกทั้ง 北京", "name") == []


def test_facts_have_spans_of_the_text():
    text = "Rakor di Bali, Selasa (6/2), diikuti 800 orang."
    assert facts_of(text) == [
        Fact("name", "bali", "Bali", 9, 13),
        Fact("date", "--02-06", "Selasa (6/2", 15, 26),
        Fact("number", "800", "800", 37, 40),
    ]
    assert facts_of("") == []


def obvious_numbers(text: str) -> list[str]:
    """The slow twin for numbers, on lower-case text without dates."""
    found = re.findall(r"(?<![\w.,:/-])\d+(?:[.,:/-]\d+)*(?!\w)", text)
    return [re.sub(r"[.,:/-]", "" if re.fullmatch(r"\d{1,3}(?:\D\d{3})+", number) else ".", number) for number in found]


@given(st.lists(st.sampled_from(["naik", "ke", "12", "5,93", "50.000", "2-1", "rumah", "7", "1:2:3"]), max_size=30))
def test_numbers_are_those_of_the_slow_twin(words):
    text = " ".join(words)
    assert of_kind(text, "number") == obvious_numbers(text)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_compiled_facts_are_the_interpreted_ones(words):
    compile_kernels()
    tokens = tokenise(" ".join(words))
    one, other = facts(tokens.words, tokens.flags), facts(tokens.words, tokens.flags, compiled=True)
    for left, right in zip(one, other, strict=True):
        assert left.tolist() == right.tolist()
    assert set(one.kinds.tolist()) <= {FIGURE, DATE, NAME, 4}
    assert (np.diff(one.last) >= 0).all()


ISLAMIC_DAYS = ["15/10/1436هـ", "15 / 10 / 1436ه", "15-10-1436هـ", "15/10/1436", "1436/10/15هـ", "١٥ /١٠ /١٤٣٦هـ"]


@pytest.mark.parametrize("written", ISLAMIC_DAYS)
def test_a_day_of_the_islamic_calendar_in_numbers_is_one_date(written):
    assert [(fact.kind, fact.value) for fact in facts_of(f"يوم {written} تعرض")] == [("date", "AH 1436-10-15")]


def test_the_letter_of_a_year_makes_a_date_of_parted_numbers():
    assert of_kind("يوم 14 - 8 - 2015م تعرض", "date") == ["2015-08-14"]
    assert of_kind("الجمعة الموافق 15 / 10 / 1436ه تعرض", "date") == ["AH 1436-10-15"]


NO_DAYS = ["31/10/1436", "1/13/1436هـ", "12 , 13 , 1436هـ", "ปี 2567/12/5", "15 10 1436", "1436-1437"]


@pytest.mark.parametrize("text", NO_DAYS)
def test_other_numbers_are_no_day_of_the_islamic_calendar(text):
    assert of_kind(text, "date") == []


@pytest.mark.parametrize(("written", "value"), [("5ر2", "2.5"), ("80.\u200f1084", "1084.80"), ("1،300،000", "1300000")])
def test_a_number_from_right_to_left_has_its_value(written, value):
    assert of_kind(f"بلغ {written} مليون", "number") == [value]


CHAIN = "The mayor of Kuldiga said on Friday that the bridge to Riga was closed for the winter, Janis Ozols said."


@pytest.mark.parametrize("write", [str.upper, str.title])
def test_a_text_with_capitals_throughout_tells_no_names(write):
    assert "name" in {fact.kind for fact in facts_of(CHAIN)}
    assert {fact.kind for fact in facts_of(write(CHAIN))} == {"weak date"}


def test_a_list_of_names_has_capitals_throughout_and_tells_them():
    assert "name" in {fact.kind for fact in facts_of("Kuldiga 2, Riga 1\nLiepaja 0, Jelgava 4\nVentspils 3, Cesis 3")}


def test_words_that_phrases_of_numbers_begin_with_are_parts_of_names():
    found = facts_of("He came to Half Moon Bay, and then to Specific Media.")
    assert [fact.text for fact in found] == ["Half Moon Bay", "Specific Media"]
