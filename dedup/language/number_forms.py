"""Numbers in words: case forms of Slavic languages; Turkish, Bengali, Persian, Swahili, Greek, Hebrew and Korean.

The case forms and collectives of Russian, Ukrainian and Polish (двух, двоє, trzech), the tens that the table of
:mod:`dedup.language.number_words` lacks, and all numbers of the others. Left out are words that are mostly something
else: Russian "семью" (family), Bengali "নয়" (is not) and "বার" (times), Swahili "mia" (a name) and "laki" (Malay for
man), Greek "ένα" (an article), Korean numbers of one syllable (이 is "this"). The dual of Arabic and Hebrew is
two of what it names: ساعتين, two hours.
"""

_RUSSIAN = """
2 двух двум двумя двое двоих двоим
3 трёх трём тремя трое троих троим
4 четырёх четырём четырьмя четверо четверых четверым
5 пяти пятью пятеро пятерых
6 шести шестью шестеро шестерых
7 семи семеро семерых
8 восьми восемью восьмью восьмеро восьмерых
9 девяти девятью девятеро
10 десяти десятью десятеро
20 двадцати двадцатью
30 тридцати тридцатью
40 сорока
50 пятидесяти
60 шестидесяти
70 семидесяти
80 восьмидесяти
90 девяноста
100 ста
200 двести двухсот
300 триста трёхсот
400 четыреста четырёхсот
500 пятьсот пятисот
600 шестьсот шестисот
700 семьсот семисот
800 восемьсот восьмисот
900 девятьсот девятисот
"""
_UKRAINIAN = """
2 дві двох двом двома двоє двоїх
3 три трьох трьом трьома троє
4 чотири чотирьох чотирьом чотирма четверо
5 п'ять п'яти п'ятьох п'ятеро п'ятьма
6 шість шести шістьох шестеро
7 сім семи сімох семеро
8 вісім восьми вісьмох восьмеро
9 дев'ять дев'яти дев'ятьох дев'ятеро
10 десять десяти десятьох десятеро
20 двадцять двадцяти
30 тридцять тридцяти
40 сорок
50 п'ятдесят п'ятдесяти
60 шістдесят шістдесяти
70 сімдесят сімдесяти
80 вісімдесят вісімдесяти
90 дев'яносто
100 сто
200 двісті двохсот
300 триста трьохсот
400 чотириста чотирьохсот
500 п'ятсот п'ятисот
600 шістсот шестисот
700 сімсот семисот
800 вісімсот восьмисот
900 дев'ятсот дев'ятисот
"""
_POLISH = """
2 dwóch dwu dwoma dwiema dwóm dwoje dwojga dwaj
3 trzech trzem trzema trzej troje trojga
4 czterech czterem czterema czterej czworo czworga
5 pięciu pięcioma pięcioro pięciorga
6 sześciu sześcioma sześcioro sześciorga
7 siedmiu siedmioma siedmioro siedmiorga
8 ośmiu ośmioma ośmioro ośmiorga
9 dziewięciu dziewięcioma dziewięcioro
10 dziesięciu dziesięcioma dziesięcioro
20 dwudziestu
30 trzydzieści trzydziestu
40 czterdzieści czterdziestu
50 pięćdziesiąt pięćdziesięciu
60 sześćdziesiąt sześćdziesięciu
70 siedemdziesiąt siedemdziesięciu
80 osiemdziesiąt osiemdziesięciu
90 dziewięćdziesiąt dziewięćdziesięciu
100 stu
200 dwieście dwustu
300 trzysta trzystu
400 czterysta czterystu
500 pięćset pięciuset
600 sześćset sześciuset
700 siedemset siedmiuset
800 osiemset ośmiuset
900 dziewięćset dziewięciuset
"""
#: Eleven to nineteen: the first parts, by their endings.
_TEENS = (
    ("одиннадцат двенадцат тринадцат четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат", "ь и ью"),
    ("одинадцят дванадцят тринадцят чотирнадцят п'ятнадцят шістнадцят сімнадцят вісімнадцят дев'ятнадцят", "ь и ьох"),
    ("jedena dwana trzyna czterna piętna szesna siedemna osiemna dziewiętna", "ście stu stoma"),
)
_TURKISH = """
2 ikisi
3 üçü
4 dördü
5 beşi
6 altısı
7 yedisi
8 sekizi
9 dokuzu
30 otuz
40 kırk
50 elli
60 altmış
70 yetmiş
80 seksen
90 doksan
"""
_PERSIAN = """
1 یک
2 دو
3 سه
4 چهار
5 پنج
6 شش
7 هفت
8 هشت
9 نه
10 ده
11 یازده
12 دوازده
13 سیزده
14 چهارده
15 پانزده
16 شانزده
17 هفده
18 هجده
19 نوزده
20 بیست
30 سی
40 چهل
50 پنجاه
60 شصت
70 هفتاد
80 هشتاد
90 نود
100 صد یکصد
200 دویست
300 سیصد
400 چهارصد
500 پانصد
600 ششصد
700 هفتصد
800 هشتصد
900 نهصد
"""
#: With the prefixes of the classes of nouns.
_SWAHILI = """
2 mbili wawili viwili mawili miwili
3 tatu watatu vitatu matatu mitatu
4 nne wanne vinne manne minne
5 tano watano vitano matano mitano
6 sita
7 saba
8 nane wanane vinane manane minane
9 tisa
10 kumi
20 ishirini
30 thelathini
40 arobaini
50 hamsini
60 sitini
70 sabini
80 themanini
90 tisini
"""
#: In all genders and cases; hundreds by their first parts.
_GREEK = """
2 δύο δυο
3 τρεις τρία τριών
4 τέσσερις τέσσερα τεσσάρων τέσσερεις
5 πέντε
6 έξι
7 επτά εφτά
8 οκτώ οχτώ
9 εννέα εννιά
10 δέκα
11 έντεκα ένδεκα
12 δώδεκα
13 δεκατρείς δεκατρία δεκατριών
14 δεκατέσσερις δεκατέσσερα δεκατεσσάρων
15 δεκαπέντε
16 δεκαέξι δεκάξι
17 δεκαεπτά δεκαεφτά
18 δεκαοκτώ δεκαοχτώ
19 δεκαεννέα δεκαεννιά
20 είκοσι
30 τριάντα
40 σαράντα
50 πενήντα
60 εξήντα
70 εβδομήντα
80 ογδόντα
90 ενενήντα
100 εκατό εκατόν
"""
_GREEK_HUNDREDS = """
200 διακόσι
300 τριακόσι
400 τετρακόσι
500 πεντακόσι
600 εξακόσι
700 επτακόσι εφτακόσι
800 οκτακόσι οχτακόσι
900 εννιακόσι εννεακόσι
"""
_GREEK_ENDINGS = "οι ες α ων ους"
#: Masculine, feminine, and before what is counted; "and", "in", "to", "about", "from" and "the" are written on to them.
_HEBREW = """
1 אחד אחת
2 שניים שתיים שנים שתים שני שתי
3 שלוש שלושה שלשה שלושת
4 ארבע ארבעה ארבעת
5 חמש חמישה חמשת
6 שש שישה ששת
7 שבע שבעה שבעת
8 שמונה שמונת
9 תשע תשעה תשעת
10 עשר עשרה עשרת
20 עשרים
30 שלושים
40 ארבעים
50 חמישים
60 שישים
70 שבעים
80 שמונים
90 תשעים
2 שעתיים יומיים שבועיים חודשיים שנתיים פעמיים
200 מאתיים
"""
_HEBREW_BEFORE = " ו ב ל כ מ ה"
#: Times from seconds to centuries; persons, dead and wounded, goals and points; what is written on to them.
_ARABIC_DUALS = (
    "ساعت يوم أسبوع اسبوع شهر عام سنت دقيقت ثانيت مرت عقد قرن شخص قتيل جريح هدف نقطت",
    "ين ان",
    " ل ب و ال لل",
)
#: Korean: native and Chinese tens, and what is written on to them; hundreds.
_KOREAN_TENS = (
    ("열 스물 서른 마흔 쉰 예순 일흔 여든 아흔", "하나/한 둘/두 셋/세 넷/네 다섯 여섯 일곱 여덟 아홉"),
    ("십 이십 삼십 사십 오십 육십 칠십 팔십 구십", "일 이 삼 사 오 육 칠 팔 구"),
)
_KOREAN_HUNDREDS = "이백 삼백 사백 오백 육백 칠백 팔백 구백"
#: Bengali from 2 on, "—" where a word is left out; then what is written on to the first ten of them.
_BENGALI = """
দুই তিন চার পাঁচ ছয় সাত আট — দশ এগারো বারো তেরো চৌদ্দ পনেরো ষোলো সতেরো আঠারো উনিশ
বিশ একুশ বাইশ তেইশ চব্বিশ পঁচিশ ছাব্বিশ সাতাশ আটাশ ঊনত্রিশ ত্রিশ একত্রিশ বত্রিশ তেত্রিশ চৌত্রিশ পঁয়ত্রিশ
ছত্রিশ সাঁইত্রিশ আটত্রিশ ঊনচল্লিশ চল্লিশ একচল্লিশ বিয়াল্লিশ তেতাল্লিশ চুয়াল্লিশ পঁয়তাল্লিশ ছেচল্লিশ সাতচল্লিশ
আটচল্লিশ ঊনপঞ্চাশ পঞ্চাশ একান্ন বায়ান্ন তিপ্পান্ন চুয়ান্ন পঞ্চান্ন ছাপ্পান্ন সাতান্ন আটান্ন ঊনষাট ষাট একষট্টি বাষট্টি
তেষট্টি চৌষট্টি পঁয়ষট্টি ছেষট্টি সাতষট্টি আটষট্টি ঊনসত্তর সত্তর একাত্তর বাহাত্তর তিয়াত্তর চুয়াত্তর পঁচাত্তর ছিয়াত্তর
সাতাত্তর আটাত্তর ঊনআশি আশি একাশি বিরাশি তিরাশি চুরাশি পঁচাশি ছিয়াশি সাতাশি আটাশি ঊননব্বই নব্বই একানব্বই
বিরানব্বই তিরানব্বই চুরানব্বই পঁচানব্বই ছিয়ানব্বই সাতানব্বই আটানব্বই নিরানব্বই
"""
_BENGALI_COUNTED = (
    *(("দু", 2), ("দুই", 2), ("তিন", 3), ("চার", 4), ("পাঁচ", 5), ("ছয়", 6), ("সাত", 7), ("আট", 8), ("নয়", 9), ("দশ", 10)),
)
_BENGALI_BEHIND = "জন জনের জনকে টি টির টা"


def number_forms() -> list[tuple[str, int]]:
    """Return the numbers with their values; some have an apostrophe, which parts words (п'ять).

    >>> ("двух", 2) in number_forms(), ("п'ять", 5) in number_forms(), ("trzynaście", 13) in number_forms()
    (True, True, True)
    """
    entries = []
    for table, before, behind in (
        *((table, [""], [""]) for table in (_RUSSIAN, _UKRAINIAN, _POLISH, _TURKISH, _PERSIAN, _SWAHILI, _GREEK)),
        (_GREEK_HUNDREDS, [""], _GREEK_ENDINGS.split()),
        (_HEBREW, _HEBREW_BEFORE.split(" "), [""]),
    ):
        for line in table.strip().splitlines():
            number, *words = line.split()
            entries += [(f"{b}{word}{e}", int(number)) for word in words for b in before for e in behind]
    counted, dual, prefixes = (part.split(" ") for part in _ARABIC_DUALS)
    entries += [(f"{prefix}{word}{ending}", 2) for word in counted for ending in dual for prefix in prefixes]
    entries += _korean()
    for stems, endings in _TEENS:
        entries += [(stem + e, value) for value, stem in enumerate(stems.split(), 11) for e in endings.split()]
    entries += [(word, value) for value, word in enumerate(_BENGALI.split(), 2) if word != "—"]
    entries += [("কুড়ি", 20), ("একশ", 100), ("একশো", 100), ("দুইশ", 200), ("দুশ", 200)]
    return entries + [(word + behind, value) for word, value in _BENGALI_COUNTED for behind in _BENGALI_BEHIND.split()]


def _korean() -> list[tuple[str, int]]:
    """Korean numbers from 11 to 900 that are written as one word, and 20, which is 스무 before what it counts."""
    entries = [("스무", 20)] + [(word, 100 * k) for k, word in enumerate(_KOREAN_HUNDREDS.split(), 2)]
    for tens, units in _KOREAN_TENS:
        for ten, word in enumerate(tens.split(), 1):
            entries += [(word, 10 * ten)] if len(word) > 1 else []
            entries += [
                (f"{word}{form}", 10 * ten + k) for k, unit in enumerate(units.split(), 1) for form in unit.split("/")
            ]
    return entries
