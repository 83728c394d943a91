"""The words that dates are made of, by hash: months, weekdays, day numbers, years; also spelled-out numbers.

Full and short forms in Indonesian, English, Malay, German, Dutch, Spanish, Portuguese, French,
Italian, Polish, Russian, Turkish, Arabic, Thai, Korean and Hindi; what stands beside
the numbers of Vietnamese dates; numerals of Chinese and Japanese;
ordinals; scales such as million; in Arabic the months of the Islamic calendar. A word that means
two things is listed once, with the meaning that is commoner beside a number ("mar" is March, not
Tuesday). What is written in several words, or in several characters of a script without spaces, is
known by the chained hash of these.
"""

from functools import cache, reduce
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.language.background import pair_hash
from dedup.language.number_words import NUMERALS, number_phrases, number_words
from dedup.language.word_hashes import ascii_words
from dedup.tokens import LINE, tokenise

#: Kinds: number up to 99, year, month, weekday, "de", "malam", 年 月 日, Rp50 or RM3; spelled-out number or ordinal.
NUMERAL, YEAR, MONTH, WEEKDAY, FILLER, CLOCK, MARK, AMOUNT, OTHER, SPELT = range(1, 11)
#: More kinds: three digits, year of the Buddhist or the Islamic calendar, 令和, first word of several, "ke-".
THREE_DIGITS, BUDDHIST, ERA, PHRASE, PREFIX = range(11, 16)
#: Values of ``CLOCK`` and ``OTHER``: a day follows ("am"), until ("bis"), a further one ("und"); in Vietnamese a day
#: follows ("ngày", and "hôm" or a time of day), a month's number ("tháng"), a year ("năm"); in Chinese what is
#: counted (次); from the last on months of the Islamic calendar. "Feira" makes a weekday of an ordinal.
DAY_FOLLOWS, UNTIL, FURTHER, NGAY, HOM, THANG, NAM, FEIRA, COUNTED, ISLAMIC_MONTHS = 1, 2, 3, 4, 5, 6, 7, 8, 9, 16
ISLAMIC_YEARS = 1000  #: the year of a day of the Islamic calendar that names none
LAST_ISLAMIC = 1600  #: years below it are of that calendar
LONGEST_PHRASE = 9  #: words or characters of what is written in several
OF_HOURS = 1 << 17  #: of a weekday: with an hour written on to it; told where it changes, but no fact of its own
SHORT = 1 << 16  #: of a month: an abbreviation; of a weekday: also another word unless capitalised; of an amount: M5
SEVEN = 1 << 19  #: of the month "sept", which is seven in French
ORDINAL = 1 << 20  #: of a weekday: one of Portuguese, which is fifth or sixth unless "feira" or a day stands behind it
HANGUL_DAY = 1 << 21  #: of a number: a Korean day of the month, perhaps with a particle: 9일에
LETTERED = 1 << 22  #: of a number: with the letter of its calendar, 1436هـ or 2015م
WRAPPED = 1 << 23  #: of a word that begins a line, set in a text: the break before it only wraps a sentence
ABBREVIATED = 1 << 18  #: of a weekday: an abbreviation, which may be a name or a title where no date stands beside it

_MONTHS = """
januari january januar jänner enero janeiro janvier gennaio stycznia styczeń января январь ocak يناير جانفي
februari pebruari february februar febrero fevereiro février febbraio lutego luty февраля февраль şubat فبراير فيفري
maret march märz maart marzo março mars marca marzec марта март mart مارس آذار
april abril avril aprile kwietnia kwiecień апреля апрель nisan أبريل ابريل نيسان أفريل
mei may mai mayo maio maggio maja мая май mayıs مايو أيار ماي
juni june juin junio junho giugno czerwca czerwiec июня июнь haziran يونيو حزيران جوان
juli july juillet julio julho luglio lipca lipiec июля июль temmuz يوليو تموز يوليوز جويلية julai
agustus august augustus agosto août sierpnia sierpień августа август ağustos أغسطس اغسطس آب غشت أوت ogos
september septiembre setiembre setembro septembre settembre września wrzesień сентября сентябрь eylül سبتمبر أيلول شتنبر
oktober october octubre outubro octobre ottobre października październik октября октябрь ekim أكتوبر اكتوبر
november nopember noviembre novembro novembre listopada listopad ноября ноябрь kasım نوفمبر نونبر
desember december dezember diciembre dezembro décembre dicembre grudnia grudzień декабря декабрь aralık ديسمبر disember
"""
_MORE_MONTHS = """
जनवरी জানুয়ারি জানুয়ারী ianuarie januara januára јануара січня януари Ιανουαρίου ژانویه ינואר בינואר tammikuuta jaenner
फरवरी شباط ফেব্রুয়ারি ফেব্রুয়ারী februarie februara februára února лютого февруари Φεβρουαρίου فوریه פברואר בפברואר helmikuuta
मार्च মার্চ martie marts maerz marta března március березня Μαρτίου مارس מרץ במרץ maaliskuuta
अप्रैल এপ্রিল aprilie aprila apríla dubna április квітня април Απριλίου آوریل אפריל באפריל huhtikuuta
मई মে maj mája května május травня Μαΐου مه מאי במאי toukokuuta
जून জুন iunie juna júna června június червня юни Ιουνίου ژوئن יוני ביוני kesäkuuta
जुलाई জুলাই iulie jula júla července július липня юли Ιουλίου ژوئیه יולי ביולי heinäkuuta
अगस्त আগস্ট augusti avgusta srpna augusztus серпня Αυγούστου اوت אוגוסט באוגוסט elokuuta
सितंबर सितम्बर সেপ্টেম্বর septembrie szeptember septembra září вересня септември Σεπτεμβρίου سپتامبر בספטמבר syyskuuta
अक्टूबर अक्तूबर অক্টোবর octombrie oktobra októbra října október жовтня октомври Οκτωβρίου اکتبر אוקטובר באוקטובר lokakuuta
नवंबर नवम्बर নভেম্বর noiembrie novembra listopadu листопада ноември Νοεμβρίου نوامبر נובמבר בנובמבר marraskuuta
दिसंबर दिसम्बर دجنبر ডিসেম্বর decembrie decembra prosince грудня декември Δεκεμβρίου دسامبر דצמבר בדצמבר joulukuuta
"""
#: What stands behind "in" and "to" in Russian, Ukrainian, Polish and Bengali; Polish "maju" is "advance" in Indonesian,
#: Russian "маю" "I have" in Ukrainian.
_CASE_MONTHS = """
январе январю январём січень січні січнем січню styczniu styczniem জানুয়ারিতে জানুয়ারির
феврале февралю февралём лютий лютому лютим lutym lutemu ফেব্রুয়ারিতে ফেব্রুয়ারির
марте марту мартом березень березні березнем березню marcu marcem মার্চে মার্চের
апреле апрелю апрелем квітень квітні квітнем квітню kwietniu kwietniem এপ্রিলে এপ্রিলের
мае маем травень травні травнем травню majem মেতে
июне июню июнем червень червні червнем червню czerwcu czerwcem জুনে জুনের
июле июлю июлем липень липні липнем липню lipcu lipcem জুলাইয়ে জুলাইয়ের জুলাইতে
августе августу августом серпень серпні серпнем серпню sierpniu sierpniem আগস্টে আগস্টের
сентябре сентябрю сентябрём вересень вересні вереснем вересню wrześniu wrześniem সেপ্টেম্বরে সেপ্টেম্বরের
октябре октябрю октябрём жовтень жовтні жовтнем жовтню październiku październikiem অক্টোবরে অক্টোবরের
ноябре ноябрю ноябрём листопад листопаді листопадом листопаду listopadzie listopadem নভেম্বরে নভেম্বরের
декабре декабрю декабрём грудень грудні груднем грудню grudniu grudniem ডিসেম্বরে ডিসেম্বরের
"""
#: Nominative and accusative of Greek ones, and their colloquial forms.
_GREEK_MONTHS = """
Ιανουάριος Ιανουάριο Γενάρης Γενάρη
Φεβρουάριος Φεβρουάριο Φλεβάρης Φλεβάρη
Μάρτιος Μάρτιο Μάρτης Μάρτη
Απρίλιος Απρίλιο Απρίλης Απρίλη
Μάιος Μάιο Μάης Μάη
Ιούνιος Ιούνιο Ιούνης Ιούνη
Ιούλιος Ιούλιο Ιούλης Ιούλη
Αύγουστος Αύγουστο
Σεπτέμβριος Σεπτέμβριο Σεπτέμβρης Σεπτέμβρη
Οκτώβριος Οκτώβριο Οκτώβρης Οκτώβρη
Νοέμβριος Νοέμβριο Νοέμβρης Νοέμβρη
Δεκέμβριος Δεκέμβριο Δεκέμβρης Δεκέμβρη
"""
_SHORT_MONTHS = """
jan ene janv янв
feb peb feber fev févr fév фев
mar mrt mär мар mac
apr abr avr апр
mei
jun giu
jul juil
agt agu ags aug ago авг
sep сен
okt oct окт
nov nop ноя
des dec dez dic déc дек
"""
_WEEKDAYS = """
senin senen monday montag lunes lundi lunedì poniedziałek понедельник pazartesi الاثنين الإثنين isnin सोमवार
selasa tuesday dienstag dinsdag martes mardi martedì wtorek вторник salı الثلاثاء मंगलवार
rabu wednesday mittwoch woensdag miércoles mercredi mercoledì środa среда среду çarşamba الأربعاء الاربعاء बुधवार
kamis thursday donnerstag donderdag jueves jeudi giovedì czwartek четверг perşembe الخميس khamis गुरुवार
jumat friday freitag vrijdag viernes vendredi venerdì piątek пятница пятницу cuma الجمعة jumaat शुक्रवार
sabtu saturday samstag sonnabend zaterdag sábado samedi sabato sobota sobotę суббота субботу cumartesi السبت शनिवार
ahad sunday sonntag zondag domingo dimanche domenica niedziela niedzielę воскресенье pazar الأحد الاحد रविवार
"""
_MORE_WEEKDAYS = """
måndag måndagen mandag maandag maanantaina pondělí pondelok понеділок понеделник ponedeljak hétfőn دوشنبه সোমবার
tisdag tisdagen tirsdag tiistaina úterý utorok utorak вівторок marți kedden سه‌شنبه মঙ্গলবার
środę onsdag onsdagen keskiviikkona středu středa stredu streda середу середа сряда sredu miercuri szerdán چهارشنبه বুধবার
torsdag torsdagen torstaina čtvrtek štvrtok четвер четвъртък četvrtak csütörtökön پنجشنبه বৃহস্পতিবার बृहस्पतिवार
fredag fredagen perjantaina pátek piatok петък petak vineri pénteken جمعه শুক্রবার
lördag lördagen lørdag lauantaina sobotu суботу субота събота subota subotu sâmbătă szombaton شنبه শনিবার
söndag söndagen søndag sunnuntaina neděli neděle nedeľu неділю неділя nedelju duminică vasárnap یکشنبه রবিবার রোববার
"""
#: The same for weekdays; some are other words, too (среды: of the surroundings): they are no facts of their own.
_CASE_WEEKDAYS = """
понедельника понедельнику понедельником понеділка понеділку понеділком poniedziałku poniedziałkiem jumatatu
вторника вторнику вторником вівторка вівторку вівторком wtorku wtorkiem jumanne মঙ্গলবারের
среды среде средой середи середі середою środy środzie środą jumatano বুধবারের
четверга четвергу четвергом четвергові czwartku czwartkiem alhamisi বৃহস্পতিবারের
пятницы пятнице пятницей piątku piątkiem ijumaa শুক্রবারের
субботы субботе субботой суботи суботі суботою soboty sobocie sobotą jumamosi শনিবারের
воскресенья воскресенью воскресеньем неділі неділею niedzieli niedzielą jumapili রবিবারের রোববারের
"""
#: Ukrainian Friday, parted by its apostrophe.
_FRIDAY = "п'ятниця п'ятниці п'ятницю п'ятницею"
#: Persian weekdays in two words, Sunday to Thursday; Saturday is the second one alone.
_PERSIAN_WEEKDAYS = (("یک", 7), ("دو", 1), ("سه", 2), ("چهار", 3), ("پنج", 4))
#: Hebrew ones, "third day" and so on, and letters in their place, from Monday on; what is written on to "day".
_HEBREW_WEEKDAYS = "שני/ב שלישי/ג רביעי/ד חמישי/ה שישי/ו שבת ראשון/א"
_HEBREW_DAYS = "יום ביום מיום ליום וביום שביום"
#: German and Dutch weekdays with the hours that are written on to them: Montagabend, maandagavond.
_DAYS_OF_HOURS = (
    (
        "montag dienstag mittwoch donnerstag freitag samstag sonntag",
        "früh morgen vormittag mittag nachmittag abend nacht",
    ),
    ("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag", "ochtend morgen middag namiddag avond nacht"),
)
#: Korean ones, and what is written on to them.
_KOREAN_WEEKDAYS, _PARTICLES = "월화수목금토일", " 에 엔 에는 에도 은 의 이 을 과 도 로 부터 까지 이나"
#: Weekdays that are other words, too: second, week.
_DOUBTFUL_WEEKDAYS = """
δευτέρα
τρίτη
τετάρτη
πέμπτη
παρασκευή
σάββατο
κυριακή minggu
"""
#: Those of Portuguese, which are also second, third and so on.
_ORDINAL_WEEKDAYS = """
segunda
terça
quarta
quinta
sexta
"""
_SHORT_WEEKDAYS = """
sen mon
sel tue tues
rab wed
kam thu thur thurs
jum fri
sab sat
min sun
"""
#: Months of several words or characters; dots part the letters of a short form.
_PHRASES = """
كانون_الثاني มกราคม ม.ค
กุมภาพันธ์ ก.พ
มีนาคม มี.ค
เมษายน เม.ย
พฤษภาคม พ.ค
มิถุนายน มิ.ย
กรกฎาคม ก.ค
สิงหาคม ส.ค
กันยายน ก.ย
تشرين_الأول ตุลาคม ต.ค
تشرين_الثاني พฤศจิกายน พ.ย
كانون_الأول ธันวาคม ธ.ค
"""
#: Months of the Islamic calendar. A lone صفر is nought, unless a year stands behind it.
_ISLAMIC_MONTHS = """
محرم المحرم
صفر
ربيع_الأول
ربيع_الثاني ربيع_الآخر
جمادى_الأولى جمادي_الأولى جمادى_الأول
جمادى_الآخرة جمادى_الثانية جمادي_الآخرة جمادي_الثانية جمادى_الثاني
رجب
شعبان
رمضان
شوال
ذو_القعدة ذي_القعدة ذو_القعده ذي_القعده
ذو_الحجة ذي_الحجة ذو_الحجه ذي_الحجه
"""
#: Months of the solar calendar of Iran; they are told apart as those of the Islamic one are.
_SOLAR_MONTHS = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
_FILLER = "de del of di tahun bulan von g года عام سنة لعام لسنة من شهر ปี"
_ERAS = {"พ.ศ": 0, "ค.ศ": 0, "令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
_CLOCK = (
    "pagi siang sore petang malam dini hari kemarin lalu ini lusa besok wib wita wit waktu setempat at "
    "morning afternoon evening night last this next tanggal the on le "
    "الموافق الماضي المقبل القادم الجاري مساء صباح أمس اليوم"
)
_DAY_FOLLOWS = "vom zum ab seit"
#: In Vietnamese, folded, so that they are other words as well: they count beside numbers only.
_VIETNAMESE = {"ngày": NGAY, "hôm": HOM, "sáng": HOM, "trưa": HOM, "chiều": HOM, "tối": HOM, "đêm": HOM} | {
    "tháng": THANG, "năm": NAM
}  # fmt: skip

_KOREAN = (("년", YEAR, range(1900, 2100)), ("월", MONTH, range(1, 13)), ("일", NUMERAL, range(1, 32)))
#: Currencies that are written on to a figure: Rp50, USD50.
_SIGNS = ("rp", "rm", "rs", "usd", "eur", "sgd", "idr")
_SLOTS = 1 << 16  # for 16,200 words: hardly a word of other kind meets one of them on its way to a free slot


#: What a weekday of a script without spaces is made of: what stands before the day's character, and behind it.
_WEEK = (("周 週 星期 礼拜 禮拜", "一二三四五六日", ""), ("", "月火水木金土日", "曜"))
_THAI_WEEKDAYS = "วันจันทร์ วันอังคาร วันพุธ วันพฤหัสบดี วันศุกร์ วันเสาร์ วันอาทิตย์"
#: Of two words: also "second", "third" and so on, but for the last.
_VIETNAMESE_WEEKDAYS = "thứ_hai thứ_ba thứ_tư thứ_năm thứ_sáu thứ_bảy chủ_nhật"
#: Characters of what is counted: 每周三次 is three times a week, 周三 Wednesday.
_COUNTED = "次天个個名人回场場遍"


class DateWords(NamedTuple):
    """Open addressing as in :mod:`dedup.language.background`; ``codes`` are kind | value << 4 | ``SHORT``."""

    keys: NDArray[np.int32]
    codes: NDArray[np.int32]


def _numbers() -> list[tuple[str, int]]:
    """What is written in digits: numbers up to 99, three digits, years; also with what is written on to them."""
    entries = [("1er", NUMERAL | 1 << 4), ("1º", NUMERAL | 1 << 4)]
    for number in range(100):
        suffix = "th" if number % 100 // 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        spelled = {str(number), f"{number:02}", *([f"{number}{suffix}"] if 0 < number < 32 else [])}
        entries += [(word, NUMERAL | number << 4) for word in sorted(spelled)]
    entries += [(f"{number:03}", THREE_DIGITS | number << 4) for number in range(1000)]
    entries += [(f"{sign}{number}", AMOUNT | number << 4) for sign in _SIGNS for number in range(1, 1000)]
    entries += [(f"m{number}", AMOUNT | number << 4 | SHORT) for number in range(1, 10)]  # of M5.1, an earthquake
    for year in range(1900, 2100):
        entries += [(str(year), YEAR | year << 4), (f"{year}م", YEAR | year << 4 | LETTERED)]
        entries += [(str(year + 543), BUDDHIST | year << 4)]
    entries += [(f"{day}{ending}", NUMERAL | day << 4) for day in range(1, 32) for ending in ("η", "ης")]
    entries += [(f"{day}ه", NUMERAL | day << 4 | LETTERED) for day in range(1, 31)]  # 1436/10/15هـ
    for year in range(1300, LAST_ISLAMIC):
        entries += [(str(year), BUDDHIST | year << 4), (f"{year}ه", BUDDHIST | year << 4 | LETTERED)]
    return entries + [
        (f"{n}{unit}{particle}", kind | n << 4 | (HANGUL_DAY if unit == "일" else 0))
        for unit, kind, values in _KOREAN
        for n in values
        for particle in (_PARTICLES.split(" ") if kind != YEAR else [""])
    ]


def _weekday_phrases() -> list[tuple[str, int]]:
    """Weekdays of several words or characters: 周三, 水曜, วันพุธ, thứ ba; ``SHORT`` if it may be something else."""
    entries = [(f"{week}天", 7) for week in _WEEK[0][0].split() if len(week) > 1]
    for before, days, behind in _WEEK:
        entries += [(f"{week}{day}{behind}", k) for week in before.split() or [""] for k, day in enumerate(days, 1)]
    entries += [(word, k) for k, word in enumerate(_THAI_WEEKDAYS.split(), 1)]
    vietnamese = [word.replace("_", " ") for word in _VIETNAMESE_WEEKDAYS.split()]
    entries += [(word, k) for k, word in enumerate(vietnamese, 1)]
    entries += [(f"{number} شنبه", k) for number, k in _PERSIAN_WEEKDAYS]
    entries += [
        (f"{day} {name}", k)
        for day in _HEBREW_DAYS.split()
        for k, names in enumerate(_HEBREW_WEEKDAYS.split(), 1)
        for name in names.split("/")
    ]
    doubtful = {*(f"{week}{day}" for week in "周週" for day in NUMERALS), *vietnamese[:-1]}
    return [(word, WEEKDAY | value << 4 | (SHORT if word in doubtful else 0)) for word, value in entries]


def _phrases() -> list[tuple[str, int]]:
    """What is written in several words or characters."""
    entries = [(era, ERA | first << 4 if first else FILLER) for era, first in _ERAS.items()]
    for value, line in enumerate(_PHRASES.strip("\n").splitlines(), 1):
        for phrase in line.split():
            entries.append((phrase.replace("_", " "), MONTH | value << 4 | (SHORT if "." in phrase else 0)))
    islamic = [(name.replace("_", " "), code) for name, code in _islamic_months() if "_" in name]
    entries += islamic + _weekday_phrases()
    entries += [(friday, WEEKDAY | 5 << 4 | OF_HOURS) for friday in _FRIDAY.split()]
    return entries + [(phrase, SPELT | value << 4) for phrase, value in number_phrases()]


def _islamic_months() -> list[tuple[str, int]]:
    """Months of the Islamic calendar."""
    lines = enumerate(_ISLAMIC_MONTHS.strip().splitlines(), 1)
    solar = [(name, value) for value, month in enumerate(_SOLAR_MONTHS.split(), 1) for name in (month, f"{month}ماه")]
    return [
        (name, OTHER | ISLAMIC_MONTHS + value << 4 | (SHORT if name == "صفر" else 0))
        for value, line in lines
        for name in line.split()
    ] + [(name, OTHER | ISLAMIC_MONTHS + value << 4) for name, value in solar]


def _entries() -> list[tuple[str, int]]:
    """All words with their codes; the first meaning of a word counts."""
    entries = [("sept", MONTH | 9 << 4 | SHORT | SEVEN)]
    for kind, lines, short in (
        (MONTH, _MONTHS, 0),
        (MONTH, _MORE_MONTHS, 0),
        (MONTH, _CASE_MONTHS, 0),
        (MONTH, _GREEK_MONTHS, 0),
        (MONTH, _SHORT_MONTHS, SHORT),
        (WEEKDAY, _WEEKDAYS, 0),
        (WEEKDAY, _MORE_WEEKDAYS, 0),
        (WEEKDAY, _CASE_WEEKDAYS, OF_HOURS),
        (WEEKDAY, _DOUBTFUL_WEEKDAYS, SHORT),
        (WEEKDAY, _ORDINAL_WEEKDAYS, ORDINAL),
        (WEEKDAY, _SHORT_WEEKDAYS, SHORT | ABBREVIATED),
    ):
        for value, line in enumerate(lines.strip().splitlines(), 1):
            entries += [(word, kind | value << 4 | short) for word in line.split()]
    for days, hours in _DAYS_OF_HOURS:
        for value, day in enumerate(days.split(), 1):
            entries += [(f"{day}{hour}", WEEKDAY | value << 4 | OF_HOURS) for hour in hours.split()]
    for value, day in enumerate(_KOREAN_WEEKDAYS, 1):
        entries += [(f"{day}요일{particle}", WEEKDAY | value << 4) for particle in _PARTICLES.split(" ")]
    entries += [*_numbers(), ("يكشنبه", WEEKDAY | 7 << 4)]
    entries += [(word, FILLER) for word in _FILLER.split()] + [(word, CLOCK) for word in _CLOCK.split()]
    entries += [("年", MARK | 1 << 4), ("月", MARK | 2 << 4), *((day, MARK | 3 << 4) for day in "日号號")]
    entries += [(name, code) for name, code in _islamic_months() if "_" not in name]
    entries += [(word, CLOCK | DAY_FOLLOWS << 4) for word in ("am", "den", "dem")]
    entries += [(word, OTHER | DAY_FOLLOWS << 4) for word in _DAY_FOLLOWS.split()]
    entries += [(word, OTHER | value << 4) for word, value in _VIETNAMESE.items()]
    entries += [(word, OTHER | COUNTED << 4) for word in _COUNTED] + [("feira", OTHER | FEIRA << 4)]
    entries += [("bis", OTHER | UNTIL << 4), ("und", OTHER | FURTHER << 4)]
    entries += [(word, SPELT | value << 4) for word, value in number_words()]
    return [*entries, ("i", OTHER), ("ke", PREFIX), ("第", PREFIX)]


@cache
def date_words() -> DateWords:
    """Build the table; once a process, about 20 ms."""
    entries, phrases = _entries(), _phrases()
    plain = [word.isascii() for word, _ in entries]
    hashes = np.empty(len(entries), dtype=np.int32)
    hashes[np.flatnonzero(plain)] = ascii_words([word for word, _ in entries if word.isascii()])
    hashes[np.flatnonzero(~np.array(plain))] = tokenise("\n".join(w for w, _ in entries if not w.isascii())).words
    coded = [(word, code) for word, (_, code) in zip(hashes.tolist(), entries, strict=True)]
    found = tokenise("\n".join(phrase for phrase, _ in phrases))
    rows = np.split(found.words, np.flatnonzero(found.flags & LINE)[1:])
    numbers = {word: code for word, code in coded if code & 15 == SPELT}
    firsts = []
    for (phrase, code), row in zip(phrases, rows, strict=True):
        first, *others = row.tolist()
        coded.append((reduce(pair_hash, others, first), code))
        if code & 15 == WEEKDAY and first in numbers:
            firsts.append((first, PHRASE | numbers[first] & 0xFFF0))
        may_be_name = "'" in phrase or (code & 15 == SPELT and phrase[0].swapcase() != phrase[0])
        coded.append((first, PHRASE | (SHORT if may_be_name else 0)))
    coded = firsts + coded
    keys, codes = (np.zeros(_SLOTS, dtype=np.int32) for _ in range(2))
    for word, code in coded:
        slot = word & (len(keys) - 1)
        while keys[slot] and keys[slot] != word:
            slot = (slot + 1) & (len(keys) - 1)
        if not keys[slot]:
            keys[slot], codes[slot] = word, code
    return DateWords(keys, codes)
