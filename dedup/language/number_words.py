"""The words that numbers are spelled out with: numbers, ordinals, parts such as "puluh", scales such as million.

What a part is worth is told by :data:`TEEN` and following; what is written in several words, or in several characters
of a script without spaces, stands apart. More words for numbers are those of :mod:`dedup.language.number_forms` and
:mod:`dedup.language.arabic_numbers`.
"""

from dedup.language.arabic_numbers import arabic_numbers
from dedup.language.joined_numbers import joined_numbers
from dedup.language.number_forms import number_forms

#: Values of spelled-out parts: times twelve, 〇〇, plus ten, times ten, times a hundred.
DOZENS, NOUGHTS, TEEN, TENS, HUNDREDS = 1999, 2000, 2001, 2002, 2003
SCALES = 2004  #: values from here on: times ten to the power of ``value - SCALES`` (thousand, million, 万)

#: Spelled-out numbers from 1 on; articles ("ein", "un") are none.
_SPELT = """
one satu uno один одна siji hiji
two dua zwei dos deux due dois duas twee два две dwa dwie iki اثنان اثنين اثنتان اثنتين dalawa dalawang
three tiga drei tres trois tre três drie три trzy üç ثلاثة ثلاث telu telung tilu tatlo tatlong
four empat vier cuatro quatre quattro quatro четыре cztery dört أربعة اربعة أربع papat patang opat apat
five lima fünf cinco cinq cinque vijf пять pięć beş خمسة خمس limang
six enam sechs seis zes шесть sześć altı ستة ست genep anim
seven tujuh sieben siete sette sete zeven семь siedem yedi سبعة سبع pitu pitung pito pitong
eight delapan lapan acht ocho huit otto oito восемь osiem sekiz ثمانية ثماني wolu wolung dalapan walo walong
nine sembilan neun nueve neuf nove negen девять dziewięć dokuz تسعة تسع sanga sangang salapan siyam
ten sepuluh zehn diez dix dieci tien десять dziesięć عشرة sapuluh sampu sampung
eleven sebelas elf once onze undici одиннадцать jedenaście
twelve zwölf doce douze dodici doze twaalf двенадцать dwanaście
thirteen dreizehn trece treize tredici treze dertien тринадцать
fourteen vierzehn catorce quatorze quattordici veertien четырнадцать
fifteen fünfzehn quince quinze quindici vijftien пятнадцать
sixteen sechzehn dieciséis seize sedici zestien шестнадцать
seventeen siebzehn diecisiete diciassette zeventien семнадцать
eighteen achtzehn dieciocho diciotto achttien восемнадцать
nineteen neunzehn diecinueve diciannove negentien девятнадцать
twenty zwanzig veinte vingt venti vinte twintig двадцать dwadzieścia yirmi عشرون عشرين وعشرون وعشرين والعشرون والعشرين
"""
_SPELT_TENS = """
thirty dreißig treinta trente trenta trinta dertig тридцать ثلاثون ثلاثين وثلاثون وثلاثين والثلاثون والثلاثين
forty vierzig cuarenta quarante quaranta quarenta veertig сорок أربعون أربعين وأربعون وأربعين والأربعون والأربعين
fifty fünfzig cincuenta cinquante cinquanta cinquenta vijftig пятьдесят خمسون خمسين وخمسون وخمسين والخمسون والخمسين
sixty sechzig sesenta soixante sessanta sessenta zestig шестьдесят ستون ستين وستون وستين والستون والستين
seventy siebzig setenta settanta zeventig семьдесят سبعون سبعين وسبعون وسبعين والسبعون والسبعين
eighty achtzig ochenta ottanta oitenta tachtig восемьдесят ثمانون ثمانين وثمانون وثمانين والثمانون والثمانين
ninety neunzig noventa novanta negentig девяносто تسعون تسعين وتسعون وتسعين والتسعون والتسعين
hundred hundert cien ciento cent cento honderd сто مئة مائة
"""
#: Ordinals from the first on, and stems of those that take endings. Italian "secondo" is mostly "according to".
_ORDINALS = """
first pertama eerste birinci primero primera primer primeiro primeira première primo prima أول أولى الأول الأولى
second kedua segundo deuxième seconde seconda tweede ikinci ثاني ثانية الثاني الثانية
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
ORDINALS = frozenset(_ORDINALS.split())
_STEMS = (
    ("erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft", "e er en es em"),
    ("перв втор треть четверт пят шест седьм восьм девят десят", "ый ой ая ое ого ому ом ую ые ых ий его ему ем ю"),
    ("pierwsz drug trzec czwart piąt szóst siódm ósm dziewiąt dziesiąt", "y i a ia e ie ego iego ej iej ym im ą ią"),
)
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
#: Vietnamese, folded, so that they are other words as well ("sau" is after): see :mod:`dedup.changes.same_facts`.
#: "năm", which is a year as well as five, and "một", which is an article, are left out.
_VIETNAMESE_NUMBERS = (("hai", 2), ("ba", 3), ("bốn", 4), ("sáu", 6), ("bảy", 7), ("tám", 8), ("chín", 9))
#: Thai, in which nothing parts words: a number below ten counts only before what people and things are counted by
#: and what is measured ("สามคน", not "สามารถ"); so does a thousand, which is a part of other words ("สัมพันธ์").
_THAI = "หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า"
_THAI_COUNTED = (
    "คน ราย ศพ คัน หลัง แห่ง ปี เดือน วัน สัปดาห์ ชั่วโมง นาที วินาที ครั้ง กิโล เมตร ตัน ไร่ ลิตร บาท ตัว เครื่อง ฉบับ ประเทศ "
    "จังหวัด อำเภอ ตำบล หมู่บ้าน โครงการ กลุ่ม ทีม นัด ประตู คะแนน เท่า จุด ชั้น ห้อง เส้น ต้น ลำ ข้อ ด้าน ประการ คู่ ชุด ชิ้น ลูก เล่ม ใบ "
    "สาย ฝ่าย แผ่น ดวง รูป องค์ ขบวน เที่ยว สถานี รอบ เขต บริษัท หน่วย สาขา พรรค โรง แปลง บ่อ ถุง กล่อง ขวด สนาม ช่อง ทาง"
)
#: Korean, from 2 on, as they stand before what is counted by itself: "세 명".
_KOREAN_NUMBERS = "두 세 네 다섯 여섯 일곱 여덟 아홉 열"
_OF_ELEVENTH = ("الحادي", "الحادية")  #: first, of the eleventh and the twenty-first alone
_ELEVEN, _TWELVE = "أحد_عشر إحدى_عشرة احدى_عشرة", "اثنا_عشر اثني_عشر اثنتا_عشرة اثنتي_عشرة"
_SPELT_PARTS = (
    *(("seratus", HUNDREDS), ("seribu", SCALES + 3), ("sejuta", SCALES + 6)),
    *(("belas", TEEN), ("عشر", TEEN), ("puluh", TENS), ("mười", TENS), ("十", TENS)),
    *(("מאה", HUNDREDS), ("ומאה", HUNDREDS), ("מאות", HUNDREDS)),
    *(("ratus", HUNDREDS), ("सौ", HUNDREDS), ("trăm", HUNDREDS), ("百", HUNDREDS)),
)
#: Powers of ten and the words for them; "billón", "trilhão", "bilyon" and "Billion" are read as they sound.
_SCALES = """
3 thousand ribu tausend mil mille mila duizend bin elfu nghìn ngàn ألف آلاف هزار हजार हज़ार হাজার 千
3 тысяча тысячи тысяч тысячу тысячам тысячами тысячах тисяча тисячі тисяч тисячу тисячам тисячами тисячах
3 tys тыс тис tysiąc tysiące tysięcy tysiącom tysiącach
4 万 萬
5 लाख লাখ লক্ষ
6 million millions juta million millionen millón millones milhão milhões milione milioni miljoen milyon triệu
6 миллион миллиона миллионы миллионов миллионам миллионами миллионах миллионом млн mln mio مليون ملايين میلیون
6 мільйон мільйона мільйони мільйонів мільйонам мільйонами мільйонах мільйоном
6 milion miliona miliony milionów milionom milionami milionach milionem
7 करोड़ কোটি
8 億 亿
9 billion billions miliar milyar milliard milliards milliarde milliarden miliardo miliardi miljard bilhão bilhões
9 миллиард миллиарда миллиарды миллиардов миллиардам миллиардами миллиардах миллиардом млрд mrd tỷ अरब
9 мільярд мільярда мільярди мільярдів мільярдам мільярдами мільярдах мільярдом bilion bilioni مليار مليارات میلیارد
9 mld miliard miliarda miliardy miliardów miliardom miliardami miliardach miliardem
3 χίλια χίλιοι χίλιες χιλίων χίλιους χιλιάδες χιλιάδων אלף אלפים אלפי
6 εκατομμύριο εκατομμύρια εκατομμυρίου εκατομμυρίων מיליון מיליוני
9 δισεκατομμύριο δισεκατομμύρια δισεκατομμυρίων מיליארד מיליארדי
12 τρισεκατομμύριο τρισεκατομμύρια τρισεκατομμυρίων טריליון
12 trillion trillions triliun billón billones trilhão trilhões trilyon triliun триллион триллиона триллионов تريليون 兆
12 трильйон трильйона трильйонів تریلیون
"""
SCALE_WORDS = frozenset(word for line in _SCALES.splitlines() for word in line.split()[1:])
#: Words that count by the dozen, and what stands for half of one; collectives of other numbers, and "twice".
_DOZEN = "dozen lusin dutzend dutzends docena dúzia dozzina dozijn дюжина дюжину дюжины tuzin tuziny düzine दर्जन dazeni"
_HALF_DOZEN = (
    *("half a dozen", "half dozen", "setengah lusin", "halbes dutzend", "halben dutzend", "media docena"),
    *("meia dúzia", "mezza dozzina", "half dozijn", "yarım düzine", "demi douzaine"),
)
_COLLECTIVES = """
2 twice zweimal tweemaal дважды двічі dwukrotnie
3 thrice dreimal driemaal трижды тричі trzykrotnie
4 viermal
5 fünfmal
6 полдюжины
10 dizaine decena dezena decina десяток
12 douzaine selusin
15 quinzaine quincena
20 vingtaine veintena ventina
30 trentaine trentina
50 cinquantaine cinquantina
60 soixantaine
100 centaine centenar centena centinaio сотня сотню
1000 millier millar milhar migliaio
"""
NUMERALS = "〇一二三四五六七八九"
_MORE_CHARACTERS = (("零", 0), ("两", 2), ("兩", 2), ("〇〇", NOUGHTS))
CHARACTERS = frozenset(f"{NUMERALS}零两兩十百千万萬億亿兆")  #: of which Chinese and Japanese numbers are made


def number_words() -> list[tuple[str, int]]:
    """Return the words of numbers and ordinals, of parts of such, and of scales, with their values."""
    entries = [(word, value) for value, line in enumerate(_SPELT.splitlines()) for word in line.split()]
    tens = zip((30, 40, 50, 60, 70, 80, 90, HUNDREDS), _SPELT_TENS.strip().splitlines(), strict=True)
    entries += [(word, value) for value, line in tens for word in line.split()]
    entries += _SPELT_PARTS
    entries += [(word, 1) for word in _OF_ELEVENTH]
    for line in _SCALES.strip().splitlines():
        power, *scales = line.split()
        entries += [(word, SCALES + int(power)) for word in scales]
    entries += [(word, value) for value, word in enumerate(NUMERALS)] + list(_MORE_CHARACTERS)
    entries += [(word, value) for value, line in enumerate(_ORDINALS.splitlines()) for word in line.split()]
    entries += [(word, value) for value, line in enumerate(_HINDI.split(), 2) for word in line.split("/")]
    entries += _VIETNAMESE_NUMBERS
    entries += [(word, DOZENS) for word in _DOZEN.split()]
    collectives = [line.split() for line in _COLLECTIVES.strip().splitlines()]
    entries += [(word, int(value)) for value, *words in collectives for word in words]
    entries += [(word, value) for value, word in enumerate(_KOREAN_NUMBERS.split(), 2)]
    entries += joined_numbers() + arabic_numbers(HUNDREDS, SCALES)
    entries += [(word, value) for word, value in number_forms() if "'" not in word]
    for stems, endings in _STEMS:
        entries += [(s + e, value) for value, s in enumerate(stems.split(), 1) for e in endings.split()]
    return entries


def number_phrases() -> list[tuple[str, int]]:
    """Return numbers that are written in several words or characters, with their values."""
    spelt = [(word.replace("_", " "), n) for n, line in ((11, _ELEVEN), (12, _TWELVE)) for word in line.split()]
    spelt += [(phrase, 6) for phrase in _HALF_DOZEN]
    forms = [(word, value) for word, value in number_forms() if "'" in word]
    return spelt + forms + [(word.replace("'", "ʼ"), value) for word, value in forms] + _thai()


def _thai() -> list[tuple[str, int]]:
    """Numbers in Thai words: below ten with what they count, from there to 99, whole hundreds, scales."""
    digits = dict(enumerate(_THAI.split(), 1))
    entries = [(f"{digits[k]}{counted}", k) for k in digits for counted in _THAI_COUNTED.split()]
    for ten in range(1, 10):
        tens = {1: "", 2: "ยี่"}.get(ten, digits[ten]) + "สิบ"
        entries += [(f"{tens}{word}", 10 * ten + k) for k, word in digits.items() if k > 1]
        entries += [(f"{tens}เอ็ด", 10 * ten + 1)] + ([(tens, 10 * ten)] if ten > 1 else [])
    entries += [(f"{word}ร้อย", 100 * k) for k, word in digits.items()]
    entries += [(f"พัน{counted}", SCALES + 3) for counted in _THAI_COUNTED.split()] + [("พันล้าน", SCALES + 9)]
    return [*entries, ("หมื่น", SCALES + 4), ("แสน", SCALES + 5), ("ล้าน", SCALES + 6)]
