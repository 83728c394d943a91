"""The words for what numbers count: currencies, measures, per cent and points, halves of the day.

The first word of each line is the name of a unit. What a word means is told by :mod:`dedup.facts.units`, behind
a number only: "mile" is a Polish adverb, too.
"""

from functools import cache

from dedup.language.arabic_letters import plain

#: A dollar may be any of those whose names end with its sign.
_WORDS = """
$ dollar dollars dolar dólar dólares dollari доллар доллара доллары долларов دولار دولارا دولارات dlr dlrs đôla
US$ usd
A$ aud
C$ cad
S$ sgd
HK$ hkd
NZ$ nzd
€ euro euros eur evro евро يورو
£ pound pounds gbp sterling stg pfund libras livres sterlin фунт фунта фунтов إسترليني
JPY yen jpy иена иены иен ين
CNY yuan renminbi cny rmb юань юаня юаней يوان
IDR rp idr rupiah
MYR rm myr ringgit
₽ rubel rubles roubles ruble rouble rublos roubles rub руб рубль рубля рублей рублями روبل
₺ lira liras tl try lirası liralık ليرة
₹ rs inr rupee rupees rupien रुपये रुपए
₩ krw won
฿ baht thb
₫ đồng vnd vnđ
CHF chf franken francs franc
SAR riyal riyals sar ريال ريالا ریال
AED dirham dirhams aed درهم
dinar dinar dinars dinare dinares دينار
peso peso pesos
kr krona kronor kroner krone kronen sek nok dkk
zł zloty zlotys złoty złotych złote pln zł
₴ hryvnia гривна гривны гривен гривень uah
R$ real reais brl
% percent pct persen prozent procent procenta процент процента процентов процентами yüzde प्रतिशत
km km kilometre kilometres kilometer kilometers kilometern kilómetros quilômetros kilomètres километр километров
m metre metres meter meters metern metro metros mètre mètres метр метра метров
cm cm centimetre centimetres centimeters sentimeter zentimeter zentimetern centímetros centimètres сантиметров
mm mm millimetre millimetres millimeter millimeters milimeter millimetern milímetros millimètres
mile mile miles mil meilen millas milhas milles миль
foot ft foot feet kaki fuß pies pés pieds
kg kg kilo kilos kilogram kilograms kilogramm kilogramos kilogramme kilogrammes килограммов
g g gr gram grams gramme grammes gramm gramos gramas граммов
tonne ton tons tonne tonnes tonnen tonelada toneladas тонна тонны тонн
mg mg milligram milligrams milligramm miligram miligramos milligrammes миллиграмм миллиграммов
quintal kuintal kwintal quintal quintals quintales quintaux zentner quintali центнер центнера центнеров
pound lbs lb
ounce oz ounce ounces unzen onzas onces
litre litre litres liter liters litern litro litros литр литра литров
ml ml millilitre millilitres milliliter milliliters mililiter mililitros millilitern миллилитров
gallon gallon gallons galon gallonen galones gallons
barrel barrel barrels barel bbl barriles barils baril barris barili fässer баррель барреля баррелей
hectare ha hectare hectares hektar hektare hectárea hectáreas hectares гектар гектара гектаров
acre acre acres
yard yd yard yards yarda yardas
inch inch inches inci zoll pulgadas pouces polegadas
m² m² qm sqm quadratmeter quadratmetern metrekare
km² km² quadratkilometer quadratkilometern kilometrekare
m³ m³ cbm kubikmeter kubikmetern metreküp
km³ km³ kubikkilometer kubikkilometern
foot² ft² sqft
percentage_point prozentpunkt prozentpunkte prozentpunkten procentpunt procentpunten
basis_point basispunkt basispunkte basispunkten basispunten
‰ promille promil permil промилле
light_year lichtjahr lichtjahre lichtjahren lichtjaar lichtjaren
nautical_mile seemeile seemeilen
knot knots nudos nœuds nodi узлов
km/hour kmh kph stundenkilometer stundenkilometern
mile/hour mph
W watt watts vatios ватт
kW kW kilowatt kilowatts kilovatios quilowatts киловатт
MW MW megawatt megawatts megavatios мегаватт
GW GW gigawatt gigawatts gigavatios гигаватт
TW TW terawatt terawatts
kWh kWh kilowattstunde kilowattstunden kilovatioshora киловаттчасов
MWh MWh megawattstunde megawattstunden
GWh GWh gigawattstunde gigawattstunden
TWh TWh terawattstunde terawattstunden
second second seconds detik sekunde sekunden segundos secondes секунд
minute minute minutes min mins menit minuten minuto minutos минута минуты минут
hour hour hours hr hrs stunde stunden hora horas heure heures час часа часов
day day days hari tag tage tagen día días dia dias jour jours день дня дней
week week weeks pekan woche wochen semana semanas semaine semaines неделя недели недель
month month months bulan monat monate monaten mes meses mois месяц месяца месяцев
year year years tahun jahr jahre jahren año años ano anos an ans год года лет
decade decade decades dekade jahrzehnt jahrzehnte jahrzehnten década décadas décennie décennies decennia
century century centuries abad jahrhundert jahrhunderte jahrhunderten siglo siglos siècle siècles século séculos secoli
points point points poin prozentpunkte prozentpunkten punkte puntos puan пункт пункта пунктов نقطة percentage
"""
#: Those of Slavic languages with their cases, of Arabic, Turkish, Persian, Hindi, Bengali and Swahili. None is sought
#: in names, where "Won" or "Korona" may be anything.
_MORE_WORDS = """
$ долларам долларами долларах долар долара долари доларів доларам доларах dolara dolary dolarów dolarach doları dolara
$ डॉलर ডলার ডলারের ডলারে دلار dola
€ євро avro euroluk यूरो ইউরো یورو
£ фунтам фунтах фунти фунтів funt funta funty funtów पाउंड পাউন্ড پوند
JPY иенах єна єни єн jeny jenów येन ইয়েন ین
CNY юанях юані юанів juany juanów युआन ইউয়ান یوان
₽ рублям рублях рубл рублів рублі rubla rubli rubla रूबल রুবল
₺ lirayı liranın liraya liradan лира лиры лир ліра ліри лір লিরা لیر
₹ рупия рупий рупії рупій रुपया रुपयों রুপি রুপির روپیه
₩ вон
CHF франк франка франков франків frank franka franki franków
SAR риял риалов
AED дирхам дирхамов dirhem
peso песо
kr крон крона кроны крони korona korony koron
zł злотый злотых злотого злотий злотих
₴ гривні гривню hrywien hrywny hrywna
R$ реал реалов
৳ টাকা টাকার টাকায় bdt taka
toman تومان
shilling shilingi shilling shillings ksh tsh
% prosent відсоток відсотка відсотки відсотків відсотках procentów procenty proc процентах শতাংশ درصد asilimia
km километра километре километрах кілометр кілометра кілометри кілометрів kilometr kilometra kilometry kilometrów
km км किलोमीटर किमी কিলোমিটার কিমি کیلومتر
m м метре метрах метри метрів metr metra metry metrów मीटर মিটার
cm сантиметр сантиметра см сантиметри сантиметрів centymetr centymetra centymetry centymetrów सेंटीमीटर সেন্টিমিটার
mm миллиметр миллиметра миллиметров мм міліметр міліметра міліметрів milimetr milimetra milimetry milimetrów मिलीमीटर
mm মিলিমিটার میلی‌متر
mile миля мили миля милі मील মাইল
kg килограмм килограмма кг кілограм кілограма кілограмів kilograma kilogramy kilogramów किलो किलोग्राम কেজি কিলোগ্রাম
kg کیلوگرم کیلو
g грамм грамма грам грамів grama gramy gramów ग्राम গ্রাম گرم
tonne тоннах тонну тонни tona tony टन টন تن
litre литрах літр літра літри літрів litr litra litry litrów लीटर লিটার لیتر
hectare гектарах гектари гектарів hektara hektary hektarów हेक्टेयर হেক্টর هکتار
second секунда секунды секунду секунди sekunda sekundy sekund saniye सेकंड সেকেন্ড ثانیه
minute минуту минутах хвилина хвилини хвилин хвилину minuta minuty minut dakika मिनट মিনিট دقیقه
hour часами часах година години годин годину godzina godziny godzin godzinę saat घंटे घंटा घंटों ঘণ্টা ঘণ্টার ঘন্টা
hour ساعت
day днями днях дні днів dzień dni gün दिन দিন দিনের روز
week неделю неделях тиждень тижня тижні тижнів tydzień tygodnia tygodnie tygodni hafta हफ्ते हफ्ता सप्ताह সপ্তাহ هفته
month месяцам місяць місяця місяці місяців miesiąc miesiąca miesiące miesięcy ay महीने महीना माह মাস মাসের ماه
year годам годах рік року роки років rok roku lata lat yıl वर्ष साल বছর বছরের سال
$ دولاران دولارين
€ يوروهات
£ جنيه جنيها جنيهات جنيهان جنيهين
₺ ليرات ليرتان ليرتين
SAR ريالات ريالان ريالين
AED درهما دراهم درهمان درهمين
dinar دينارا دنانير ديناران دينارين динар динара динаров
CNY يوانا
kilo كيلو
km كيلومتر كيلومترا كيلومترات كم
m متر مترا أمتار متران مترين
cm سنتيمتر سنتيمترا سنتيمترات سم
mm مليمتر مليمترا مليمترات ملم
mile ميل ميلا أميال
kg كيلوغرام كيلوغراما كيلوغرامات كيلوجرام كيلوجراما كيلوجرامات كجم كغم كغ
g غرام غراما غرامات جرام جراما جرامات
mg ملغم ملليغرام مليغرام ملليجرام
tonne طن طنا أطنان طنان طنين
litre لتر لترا لترات ليتر ليترا
hectare هكتار هكتارا هكتارات
barrel برميل برميلا براميل
W واط
kW كيلوواط
MW ميغاواط ميجاواط ميجاوات ميغاوات
GW غيغاواط جيجاواط
second ثانية ثوان ثواني
minute دقيقة دقائق دقيقتان دقيقتين
hour ساعة ساعات ساعتان ساعتين
day يوما أيام يومان يومين
week أسبوع أسبوعا أسابيع أسبوعان أسبوعين
month شهرا أشهر شهور شهران شهرين
year سنة سنوات سنتان سنتين عاما أعوام عامان عامين
decade عقدا عقود
century قرنا قرون
kr crown crowns kronur krónur couronnes coronas corone
Kč koruna koruny korun czk
rand rand rands zar
shekel shekel shekels schekel shekalim ils nis
naira naira nairas ngn
forint forint forints huf
₴ hryvnias hryvnya
zł zlotys
₫ dong dongs
MYR ringgit
R$ reals
birr birr
cedi cedi cedis
WIB wib
WITA wita
WIT wit
cent cent cents centime centimes céntimo céntimos centavo centavos cêntimos centesimi sen kopeken копейка копейки копеек
penny pence penny pennies
hour jam
week minggu
points пунктам пункти пунктів punkt punkty punktów puanlık अंक পয়েন্ট واحد
"""
ZONES = frozenset(("WIB", "WITA", "WIT"))  #: behind a time of day
_TANWIN = "\u064b"


@cache
def units_in_words() -> dict[str, str]:
    """The unit of each word for one, case folded, in letters of Arabic where others look like them."""
    lines = [line.split() for line in (_WORDS + _MORE_WORDS).strip().splitlines() if line]
    return {plain(word.casefold()): name.replace("_", " ") for name, *words in lines for word in words}


def unit_of(word: str) -> str:
    """Return the unit that a word is, empty if it is none; the ending of what is counted in Arabic may be written.

    >>> unit_of("Tonnen"), unit_of("دينارا") == unit_of("دينارًا"), unit_of("mice")
    ('tonne', True, '')
    """
    return units_in_words().get(plain(word.casefold()).replace(_TANWIN, ""), "")


@cache
def units_in_names() -> frozenset[str]:
    """The words for units that are written with a capital where a name stands before or behind them."""
    return frozenset(word for line in _WORDS.strip().splitlines() for word in line.split()[1:])
