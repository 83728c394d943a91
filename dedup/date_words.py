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

from dedup.background import pair_hash
from dedup.tokens import LINE, tokenise
from dedup.word_hashes import ascii_words

#: Kinds: number up to 99, year, month, weekday, "de", "malam", 年 月 日, Rp50 or RM3; spelled-out number or ordinal.
NUMERAL, YEAR, MONTH, WEEKDAY, FILLER, CLOCK, MARK, AMOUNT, OTHER, SPELT = range(1, 11)
#: More kinds: three digits, year of the Buddhist or the Islamic calendar, 令和, first word of several, "ke-".
THREE_DIGITS, BUDDHIST, ERA, PHRASE, PREFIX = range(11, 16)
#: Values of spelled-out parts: 〇〇, plus ten, times ten, times a hundred.
NOUGHTS, TEEN, TENS, HUNDREDS = 2000, 2001, 2002, 2003
SCALES = 2004  #: values from here on: times ten to the power of ``value - SCALES`` (thousand, million, 万)
#: Values of ``CLOCK`` and ``OTHER``: a day follows ("am"), until ("bis"), a further one ("und"); in Vietnamese a day
#: follows ("ngày", and "hôm" or a time of day), a month's number ("tháng"), a year ("năm"); in Chinese what is
#: counted (次); from the last on months of the Islamic calendar.
DAY_FOLLOWS, UNTIL, FURTHER, NGAY, HOM, THANG, NAM, COUNTED, ISLAMIC_MONTHS = 1, 2, 3, 4, 5, 6, 7, 8, 16
ISLAMIC_YEARS = 1000  #: the year of a day of the Islamic calendar that names none; those below 1600 are of it
LONGEST_PHRASE = 9  #: words or characters of what is written in several
OF_HOURS = 1 << 17  #: of a weekday: with an hour written on to it; told where it changes, but no fact of its own
SHORT = 1 << 16  #: of a month: an abbreviation; of a weekday: also another word unless capitalised
ABBREVIATED = 1 << 18  #: of a weekday: an abbreviation, which may be a name or a title where no date stands beside it

_MONTHS = """
januari january januar enero janeiro janvier gennaio stycznia styczeń января январь ocak يناير جانفي
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
जनवरी জানুয়ারি জানুয়ারী ianuarie januara januára јануара січня януари Ιανουαρίου ژانویه ינואר בינואר tammikuuta
फरवरी شباط ফেব্রুয়ারি ফেব্রুয়ারী februarie februara februára února лютого февруари Φεβρουαρίου فوریه פברואר בפברואר helmikuuta
मार्च মার্চ martie marts marta března március березня Μαρτίου مارس מרץ במרץ maaliskuuta
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
_SHORT_MONTHS = """
jan ene janv янв
feb peb feb fev févr fév фев
mar mrt mär мар
apr abr avr апр
mei
jun giu
jul juil
agt agu ags aug ago авг
sep sept сен
okt oct окт
nov nop ноя
des dec dez dic déc дек
"""
_WEEKDAYS = """
senin senen monday montag lunes segunda lundi lunedì poniedziałek понедельник pazartesi الاثنين الإثنين isnin सोमवार
selasa tuesday dienstag dinsdag martes terça mardi martedì wtorek вторник salı الثلاثاء मंगलवार
rabu wednesday mittwoch woensdag miércoles quarta mercredi mercoledì środa среда среду çarşamba الأربعاء الاربعاء बुधवार
kamis thursday donnerstag donderdag jueves quinta jeudi giovedì czwartek четверг perşembe الخميس khamis गुरुवार
jumat friday freitag vrijdag viernes sexta vendredi venerdì piątek пятница пятницу cuma الجمعة jumaat शुक्रवार
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

#: Spelled-out numbers from 1 on; articles ("ein", "un") are none.
_SPELT = """
one satu uno один одна
two dua zwei dos deux due dois duas twee два две dwa dwie iki اثنان اثنين اثنتان اثنتين
three tiga drei tres trois tre três drie три trzy üç ثلاثة ثلاث
four empat vier cuatro quatre quattro quatro четыре cztery dört أربعة اربعة أربع
five lima fünf cinco cinq cinque vijf пять pięć beş خمسة خمس
six enam sechs seis zes шесть sześć altı ستة ست
seven tujuh sieben siete sette sete zeven семь siedem yedi سبعة سبع
eight delapan lapan acht ocho huit otto oito восемь osiem sekiz ثمانية ثماني
nine sembilan neun nueve neuf nove negen девять dziewięć dokuz تسعة تسع
ten sepuluh zehn diez dix dieci tien десять dziesięć عشرة
eleven sebelas elf once onze undici одиннадцать jedenaście
twelve zwölf doce douze dodici doze twaalf двенадцать dwanaście
thirteen dreizehn trece treize tredici treze тринадцать
fourteen vierzehn catorce quatorze quattordici четырнадцать
fifteen fünfzehn quince quinze quindici пятнадцать
sixteen sechzehn dieciséis seize sedici шестнадцать
seventeen siebzehn diecisiete diciassette семнадцать
eighteen achtzehn dieciocho diciotto восемнадцать
nineteen neunzehn diecinueve diciannove девятнадцать
twenty zwanzig veinte vingt venti vinte twintig двадцать dwadzieścia yirmi عشرون عشرين وعشرون وعشرين
"""
_SPELT_TENS = """
thirty dreißig treinta trente trenta trinta dertig тридцать ثلاثون ثلاثين وثلاثون وثلاثين
forty vierzig cuarenta quarante quaranta quarenta veertig сорок أربعون أربعين وأربعون وأربعين
fifty fünfzig cincuenta cinquante cinquanta cinquenta vijftig пятьдесят خمسون خمسين وخمسون وخمسين
sixty sechzig sesenta soixante sessanta sessenta zestig шестьдесят ستون ستين وستون وستين
seventy siebzig setenta settanta семьдесят سبعون سبعين وسبعون وسبعين
eighty achtzig ochenta ottanta oitenta восемьдесят ثمانون ثمانين وثمانون وثمانين
ninety neunzig noventa novanta девяносто تسعون تسعين وتسعون وتسعين
hundred hundert cien ciento cent cento honderd сто مئة مائة
"""
#: Ordinals from the first on, and stems of those that take endings.
_ORDINALS = """
first pertama eerste birinci primero primera primer primeiro primeira première primo prima أول أولى الأول الأولى
second kedua segundo deuxième seconde secondo seconda tweede ikinci ثاني ثانية الثاني الثانية
third ketiga tercero tercera tercer terceiro terceira troisième terzo terza derde üçüncü ثالث ثالثة الثالث الثالثة
fourth keempat cuarto cuarta quarto quatrième vierde dördüncü رابع رابعة الرابع الرابعة
fifth kelima quinto cinquième vijfde beşinci خامس خامسة الخامس الخامسة
sixth keenam sexto sixième sesto sesta zesde altıncı سادس سادسة السادس السادسة
seventh ketujuh séptimo séptima sétimo sétima septième settimo settima zevende yedinci سابع سابعة السابع السابعة
eighth kedelapan kelapan octavo octava oitavo oitava huitième ottavo ottava achtste sekizinci ثامن ثامنة الثامن الثامنة
ninth kesembilan noveno novena nono nona neuvième negende dokuzuncu تاسع تاسعة التاسع التاسعة
tenth kesepuluh décimo décima dixième tiende onuncu عاشر عاشرة العاشر العاشرة
eleventh kesebelas undécimo onzième undicesimo elfde
twelfth duodécimo douzième dodicesimo twaalfde
thirteenth treizième
fourteenth quatorzième
fifteenth quinzième
sixteenth seizième
seventeenth
eighteenth
nineteenth
twentieth vigésimo vingtième ventesimo yirminci
"""
_STEMS = (
    ("erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft", "e er en es em"),
    ("перв втор треть четверт пят шест седьм восьм девят десят", "ый ой ая ое ого ому ом ую ые ых ий его ему ем ю"),
    ("pierwsz drug trzec czwart piąt szóst siódm ósm dziewiąt dziesiąt", "y i a ia e ie ego iego ej iej ym im ą ią"),
)
_KOREAN = (("년", YEAR, range(1900, 2100)), ("월", MONTH, range(1, 13)), ("일", NUMERAL, range(1, 32)))
#: Hindi, from 2 on; spellings of one number are joined by a stroke. "एक" is an article as well.
_HINDI = """
दो तीन चार पांच/पाँच छह/छः सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह/पन्द्रह सोलह सत्रह अठारह उन्नीस
बीस इक्कीस बाईस तेईस चौबीस पच्चीस छब्बीस सत्ताईस अट्ठाईस उनतीस तीस इकतीस बत्तीस तैंतीस चौंतीस पैंतीस
छत्तीस सैंतीस अड़तीस उनतालीस चालीस इकतालीस बयालीस तैंतालीस चौवालीस पैंतालीस छियालीस सैंतालीस
अड़तालीस उनचास पचास इक्यावन बावन तिरपन चौवन पचपन छप्पन सत्तावन अट्ठावन उनसठ साठ इकसठ बासठ तिरसठ
चौंसठ पैंसठ छियासठ सड़सठ अड़सठ उनहत्तर सत्तर इकहत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर छिहत्तर सतहत्तर
अठहत्तर उनासी अस्सी इक्यासी बयासी तिरासी चौरासी पचासी छियासी सत्तासी अट्ठासी नवासी नब्बे इक्यानवे
बानवे तिरानवे चौरानवे पचानवे छियानवे सत्तानवे अट्ठानवे निन्यानवे
"""
#: Vietnamese, folded, so that they are other words as well ("sau" is after): see :mod:`dedup.changes`. "năm", which
#: is a year as well as five, and "một", which is an article, are left out.
_VIETNAMESE_NUMBERS = (("hai", 2), ("ba", 3), ("bốn", 4), ("sáu", 6), ("bảy", 7), ("tám", 8), ("chín", 9))
#: Thai, in which nothing parts words: a number below ten counts only before what people and things are counted by
#: ("สามคน", not "สามารถ").
_THAI = "หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า"
_THAI_COUNTED = "คน ราย ศพ คัน หลัง แห่ง"
#: Korean, from 2 on, as they stand before what is counted by itself: "세 명".
_KOREAN_NUMBERS = "두 세 네 다섯 여섯 일곱 여덟 아홉 열"
_GERMAN_UNITS = "ein zwei drei vier fünf sechs sieben acht neun"
_GERMAN_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"
_ELEVEN, _TWELVE = "أحد_عشر إحدى_عشرة احدى_عشرة", "اثنا_عشر اثني_عشر اثنتا_عشرة اثنتي_عشرة"
_SPELT_PARTS = (
    *(("seratus", HUNDREDS), ("seribu", SCALES + 3), ("sejuta", SCALES + 6)),
    *(("belas", TEEN), ("عشر", TEEN), ("puluh", TENS), ("mười", TENS), ("十", TENS)),
    *(("ratus", HUNDREDS), ("सौ", HUNDREDS), ("trăm", HUNDREDS), ("百", HUNDREDS)),
)
#: Powers of ten and the words for them; "billón", "trilhão", "bilyon" and "Billion" are read as they sound.
_SCALES = """
3 thousand ribu tausend mil mille mila duizend тысяча тысячи тысяч ألف آلاف हजार हज़ार 千 nghìn
4 万 萬
5 लाख
6 million millions juta million millionen millón millones milhão milhões milione milioni miljoen миллион миллиона
6 миллионов млн milyon مليون ملايين mio mln triệu
7 करोड़
8 億 亿
9 billion billions miliar milyar milliard milliards milliarde milliarden miliardo miliardi miljard миллиард миллиарда
9 миллиардов млрд مليار مليارات mrd bilion अरब tỷ
12 trillion trillions triliun billón billones trilhão trilhões trilyon triliun триллион триллиона триллионов تريليون 兆
"""
SCALE_WORDS = frozenset(word for line in _SCALES.splitlines() for word in line.split()[1:])
_CHARACTERS = "〇一二三四五六七八九"
_SLOTS = 1 << 16  # for 7,200 words: hardly a word of other kind meets one of them on its way to a free slot
_MORE_CHARACTERS = (("零", 0), ("两", 2), ("兩", 2), ("〇〇", NOUGHTS))


#: What a weekday of a script without spaces is made of: what stands before the day's character, and behind it.
_WEEK = (("周 週 星期 礼拜 禮拜", "一二三四五六日", ""), ("", "月火水木金土日", "曜"))
_THAI_WEEKDAYS = "วันจันทร์ วันอังคาร วันพุธ วันพฤหัสบดี วันศุกร์ วันเสาร์ วันอาทิตย์"
#: Of two words: also "second", "third" and so on, but for the last.
_VIETNAMESE_WEEKDAYS = "thứ_hai thứ_ba thứ_tư thứ_năm thứ_sáu thứ_bảy chủ_nhật"
#: Characters of what is counted: 每周三次 is three times a week, 周三 Wednesday.
_COUNTED = "次天个個名人回场場遍"


class DateWords(NamedTuple):
    """Open addressing as in :mod:`dedup.background`; ``codes`` are kind | value << 4 | ``SHORT``."""

    keys: NDArray[np.int32]
    codes: NDArray[np.int32]


def _numbers() -> list[tuple[str, int]]:
    """What is written in digits: numbers up to 99, three digits, years; also with what is written on to them."""
    entries = [("1er", NUMERAL | 1 << 4)]
    for number in range(100):
        suffix = "th" if number % 100 // 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        spelled = {str(number), f"{number:02}", *([f"{number}{suffix}"] if 0 < number < 32 else [])}
        entries += [(word, NUMERAL | number << 4) for word in sorted(spelled)]
    entries += [(f"{number:03}", THREE_DIGITS | number << 4) for number in range(1000)]
    entries += [(f"{sign}{number}", AMOUNT | number << 4) for sign in ("rp", "rm", "rs") for number in range(1, 1000)]
    for year in range(1900, 2100):
        entries += [(word, YEAR | year << 4) for word in (str(year), f"{year}م")]
        entries += [(str(year + 543), BUDDHIST | year << 4)]
    for year in range(1300, 1600):
        entries += [(f"{year}{hijra}", BUDDHIST | year << 4) for hijra in ("", "هـ", "ه")]
    return entries + [(f"{n}{unit}", kind | n << 4) for unit, kind, values in _KOREAN for n in values]


def _spelt() -> list[tuple[str, int]]:
    """Numbers and ordinals in words, parts of such, and scales."""
    entries = [(word, value) for value, line in enumerate(_SPELT.splitlines()) for word in line.split()]
    tens = zip((30, 40, 50, 60, 70, 80, 90, HUNDREDS), _SPELT_TENS.strip().splitlines(), strict=True)
    entries += [(word, value) for value, line in tens for word in line.split()]
    entries += _SPELT_PARTS
    for line in _SCALES.strip().splitlines():
        power, *scales = line.split()
        entries += [(word, SCALES + int(power)) for word in scales]
    entries += [(word, value) for value, word in enumerate(_CHARACTERS)] + list(_MORE_CHARACTERS)
    entries += [(word, value) for value, line in enumerate(_ORDINALS.splitlines()) for word in line.split()]
    entries += [(word, value) for value, line in enumerate(_HINDI.split(), 2) for word in line.split("/")]
    entries += _VIETNAMESE_NUMBERS
    entries += [(word, value) for value, word in enumerate(_KOREAN_NUMBERS.split(), 2)]
    entries += [
        (f"{unit}und{ten}", 10 * tens + k)
        for tens, ten in enumerate(_GERMAN_TENS.split(), 2)
        for k, unit in enumerate(_GERMAN_UNITS.split(), 1)
    ]
    entries += [(f"{unit}hundert", 100 * k) for k, unit in enumerate(_GERMAN_UNITS.split(), 1)]
    for stems, endings in _STEMS:
        entries += [(s + e, value) for value, s in enumerate(stems.split(), 1) for e in endings.split()]
    return [(word, SPELT | value << 4) for word, value in entries]


def _thai() -> list[tuple[str, int]]:
    """Numbers in Thai words: below ten with what they count, from there to 99, whole hundreds, scales."""
    digits = dict(enumerate(_THAI.split(), 1))
    entries = [(f"{digits[k]}{counted}", k) for k in digits for counted in _THAI_COUNTED.split()]
    for ten in range(1, 10):
        tens = {1: "", 2: "ยี่"}.get(ten, digits[ten]) + "สิบ"
        entries += [(f"{tens}{word}", 10 * ten + k) for k, word in digits.items() if k > 1]
        entries += [(f"{tens}เอ็ด", 10 * ten + 1)] + ([(tens, 10 * ten)] if ten > 1 else [])
    entries += [(f"{word}ร้อย", 100 * k) for k, word in digits.items()]
    return [*entries, ("หมื่น", SCALES + 4), ("แสน", SCALES + 5), ("ล้าน", SCALES + 6)]


def _weekday_phrases() -> list[tuple[str, int]]:
    """Weekdays of several words or characters: 周三, 水曜, วันพุธ, thứ ba; ``SHORT`` if it may be something else."""
    entries = [(f"{week}天", 7) for week in _WEEK[0][0].split() if len(week) > 1]
    for before, days, behind in _WEEK:
        entries += [(f"{week}{day}{behind}", k) for week in before.split() or [""] for k, day in enumerate(days, 1)]
    entries += [(word, k) for k, word in enumerate(_THAI_WEEKDAYS.split(), 1)]
    vietnamese = [word.replace("_", " ") for word in _VIETNAMESE_WEEKDAYS.split()]
    entries += [(word, k) for k, word in enumerate(vietnamese, 1)]
    doubtful = {*(f"{week}{day}" for week in "周週" for day in _CHARACTERS), *vietnamese[:-1]}
    return [(word, WEEKDAY | value << 4 | (SHORT if word in doubtful else 0)) for word, value in entries]


def _phrases() -> list[tuple[str, int]]:
    """What is written in several words or characters."""
    entries = [(era, ERA | first << 4 if first else FILLER) for era, first in _ERAS.items()]
    for value, line in enumerate(_PHRASES.strip("\n").splitlines(), 1):
        for phrase in line.split():
            entries.append((phrase.replace("_", " "), MONTH | value << 4 | (SHORT if "." in phrase else 0)))
    islamic = [(name.replace("_", " "), code) for name, code in _islamic_months() if "_" in name]
    spelt = [(word.replace("_", " "), n) for n, line in ((11, _ELEVEN), (12, _TWELVE)) for word in line.split()]
    entries += islamic + _weekday_phrases()
    return entries + [(phrase, SPELT | value << 4) for phrase, value in spelt + _thai()]


def _islamic_months() -> list[tuple[str, int]]:
    """Months of the Islamic calendar."""
    lines = enumerate(_ISLAMIC_MONTHS.strip().splitlines(), 1)
    return [
        (name, OTHER | ISLAMIC_MONTHS + value << 4 | (SHORT if name == "صفر" else 0))
        for value, line in lines
        for name in line.split()
    ]


def _entries() -> list[tuple[str, int]]:
    """All words with their codes; the first meaning of a word counts."""
    entries = []
    for kind, lines, short in (
        (MONTH, _MONTHS, 0),
        (MONTH, _MORE_MONTHS, 0),
        (MONTH, _SHORT_MONTHS, SHORT),
        (WEEKDAY, _WEEKDAYS, 0),
        (WEEKDAY, _MORE_WEEKDAYS, 0),
        (WEEKDAY, _DOUBTFUL_WEEKDAYS, SHORT),
        (WEEKDAY, _SHORT_WEEKDAYS, SHORT | ABBREVIATED),
    ):
        for value, line in enumerate(lines.strip().splitlines(), 1):
            entries += [(word, kind | value << 4 | short) for word in line.split()]
    for days, hours in _DAYS_OF_HOURS:
        for value, day in enumerate(days.split(), 1):
            entries += [(f"{day}{hour}", WEEKDAY | value << 4 | OF_HOURS) for hour in hours.split()]
    for value, day in enumerate(_KOREAN_WEEKDAYS, 1):
        entries += [(f"{day}요일{particle}", WEEKDAY | value << 4) for particle in _PARTICLES.split(" ")]
    entries += _numbers()
    entries += [(word, FILLER) for word in _FILLER.split()] + [(word, CLOCK) for word in _CLOCK.split()]
    entries += [("年", MARK | 1 << 4), ("月", MARK | 2 << 4), *((day, MARK | 3 << 4) for day in "日号號")]
    entries += [(name, code) for name, code in _islamic_months() if "_" not in name]
    entries += [(word, CLOCK | DAY_FOLLOWS << 4) for word in ("am", "den", "dem")]
    entries += [(word, OTHER | DAY_FOLLOWS << 4) for word in _DAY_FOLLOWS.split()]
    entries += [(word, OTHER | value << 4) for word, value in _VIETNAMESE.items()]
    entries += [(word, OTHER | COUNTED << 4) for word in _COUNTED]
    entries += [("bis", OTHER | UNTIL << 4), ("und", OTHER | FURTHER << 4)]
    return entries + _spelt() + [("i", OTHER), ("ke", PREFIX), ("第", PREFIX)]


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
    for (_, code), row in zip(phrases, rows, strict=True):
        first, *others = row.tolist()
        coded += [(reduce(pair_hash, others, first), code), (first, PHRASE)]
    keys, codes = (np.zeros(_SLOTS, dtype=np.int32) for _ in range(2))
    for word, code in coded:
        slot = word & (len(keys) - 1)
        while keys[slot] and keys[slot] != word:
            slot = (slot + 1) & (len(keys) - 1)
        if not keys[slot]:
            keys[slot], codes[slot] = word, code
    return DateWords(keys, codes)
