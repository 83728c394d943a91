"""Unseen news of many languages, and what one text is to another: the definitions of the relations, held to examples.

The texts are made up.
"""

import unicodedata

import pytest

from dedup.detect import find_duplicates
from dedup.model import Article, Match
from dedup.pair import compare

N = "near-duplicate"
CASES = {}


def case(name, want, left, right, changed=None, **fields):
    """Add an example: relations that are right (None: no relation), and the fact that must be listed, if any."""
    assert name not in CASES
    CASES[name] = (want if isinstance(want, set) else {want}, left, right, changed, fields)


EN = (
    "At least 14 people were killed and 37 injured when a passenger ferry capsized in strong winds "
    "off the port of Mbita on Lake Victoria on Tuesday, county officials said. Governor Gladys Wanga "
    "told reporters that divers had pulled nine bodies from the water by nightfall and that the "
    "search would resume at dawn. The vessel, licensed for 80 passengers, was carrying more than "
    "120, according to a manifest seen by investigators. Survivors described how the boat tilted "
    "after a wave struck its side and lorries on the deck slid towards the railing. The Kenya "
    "Maritime Authority has suspended all night crossings on the route and ordered an inspection of "
    "every ferry older than ten years. President William Ruto sent condolences to the families and "
    "promised a full inquiry."
)
ID = (
    "Gempa bumi bermagnitudo 5,6 mengguncang Kabupaten Cianjur, Jawa Barat, pada Senin, 21 November "
    "2022 pukul 13.21 WIB. Kepala BNPB Suharyanto mengatakan sedikitnya 162 orang meninggal dunia "
    "dan 326 orang luka-luka akibat bangunan yang roboh. Sebagian besar korban adalah anak-anak yang "
    "sedang belajar di madrasah ketika gempa terjadi. Lebih dari 2.200 rumah rusak dan 5.300 warga "
    "mengungsi ke tenda darurat di halaman kantor kecamatan. Listrik padam di sejumlah wilayah dan "
    "jalan provinsi menuju Cugenang tertutup longsor. Presiden Joko Widodo meminta kementerian "
    "terkait mempercepat pengiriman bantuan logistik, selimut, dan tenaga medis ke lokasi bencana."
)
DE = (
    "Die Stadtwerke Rosenheim wollen bis zum Jahr 2031 alle 64 Linienbusse auf elektrischen Antrieb "
    "umstellen. Das kündigte Geschäftsführerin Martina Obermaier am Donnerstag bei der Vorstellung "
    "des neuen Betriebshofs an. Die Kosten für Fahrzeuge und Ladesäulen bezifferte sie auf 48 "
    "Millionen Euro, von denen der Bund gut die Hälfte übernehmen soll. Kritik kam von der "
    "Opposition im Stadtrat, die eine Verteuerung der Fahrkarten befürchtet. Der Fahrgastverband "
    "begrüßte den Plan dagegen und verlangte zugleich einen dichteren Takt in den Abendstunden. Die "
    "ersten zwölf Busse sollen im Herbst geliefert werden und zunächst auf der Linie 9 zwischen "
    "Bahnhof und Klinikum fahren."
)
ES = (
    "El Ayuntamiento de Cartagena aprobó este miércoles un plan de 23 millones de euros para "
    "rehabilitar la muralla púnica y abrir un nuevo museo junto al teatro romano. La alcaldesa "
    "Noelia Arroyo explicó que las obras comenzarán en marzo y durarán dieciocho meses. Los "
    "arqueólogos de la universidad descubrieron el año pasado restos de una torre defensiva del "
    "siglo III antes de Cristo que obligaron a modificar el proyecto. La oposición criticó el "
    "retraso y pidió que se publiquen los informes técnicos. El museo exhibirá más de cuatrocientas "
    "piezas, entre ellas ánforas, monedas y un mosaico hallado bajo el antiguo mercado de pescado."
)
AR = (
    "أعلنت وزارة الصحة في الخرطوم يوم الأحد تسجيل 45 حالة إصابة جديدة بالكوليرا في ولاية كسلا شرقي "
    "البلاد، ووفاة 7 أشخاص خلال الأسبوع الماضي. وقال الوزير هيثم إبراهيم إن فرقا طبية أرسلت إلى "
    "القرى المتضررة مع كميات من المحاليل الوريدية وأقراص تنقية المياه. وأوضح أن الأمطار الغزيرة التي "
    "هطلت خلال الشهر الحالي لوثت مصادر الشرب ودمرت شبكات الصرف الصحي. ودعا السكان إلى غلي الماء وغسل "
    "اليدين والتوجه إلى أقرب مركز صحي عند ظهور الأعراض. وأكدت منظمة الصحة العالمية أنها ستدعم حملة "
    "التطعيم التي تبدأ الأسبوع المقبل في المدارس والأسواق."
)
JA = (
    "気象庁によると、12日午前4時17分ごろ、千葉県東方沖を震源とする地震があり、銚子市で震度4を観測した"
    "。震源の深さは約40キロ、地震の規模を示すマグニチュードは5.3と推定される。この地震による津波の心"
    "配はない。県の災害対策本部によると、高齢の女性2人が転倒して軽いけがをしたほか、鹿島線の一部列車"
    "が最大で35分遅れた。東海第二原子力発電所に異常は確認されていないという。気象庁は、今後一週間ほど"
    "は同じ程度の揺れに注意するよう呼びかけている。"
)
RU = (
    "В Новосибирске в субботу открыли новый мост через Обь, строительство которого заняло шесть лет "
    "и обошлось в 42 миллиарда рублей. Губернатор Андрей Травников сообщил, что пропускная "
    "способность переправы составит 60 тысяч автомобилей в сутки. Первыми по мосту проехали "
    "строители и спасатели, после чего движение открыли для всех. Проезд в первые два месяца "
    "останется бесплатным, затем для легковых машин он будет стоить 75 рублей. Жители левобережья "
    "надеются, что пробки на старых переправах уменьшатся, а дорога до центра займет не больше "
    "двадцати минут."
)
TH = (
    "กรุงเทพฯ วันที่ 18 มีนาคม 2567 กรมอุตุนิยมวิทยาเตือนประชาชนใน 22 จังหวัดภาคเหนือและภาคตะวันออกเฉ"
    "ียงเหนือให้ระวังพายุฤดูร้อน ฝนฟ้าคะนอง และลมกระโชกแรงตั้งแต่วันพุธถึงวันศุกร์ นายสมควร ต้นจาน ผู"
    "้อำนวยการกองพยากรณ์อากาศ กล่าวว่าอาจมีลูกเห็บตกบางแห่ง ขอให้เกษตรกรเสริมความแข็งแรงของโรงเรือนแล"
    "ะหลีกเลี่ยงการอยู่ใต้ต้นไม้ใหญ่ ขณะที่กรุงเทพมหานครและปริมณฑลจะมีฝนประมาณร้อยละ 40 ของพื้นที่"
)
ZH = (
    "新华社成都9月5日电 四川省甘孜州泸定县5日12时52分发生6.8级地震，震源深度16公里。截至当晚20时，地"
    "震已造成46人遇难、16人失联、50余人受伤。四川省地震局启动一级应急响应，武警和消防救援队伍共投入65"
    "00余人赶赴震中磨西镇。受灾地区多处道路中断，通信和供电受到影响。省长黄强在现场要求争分夺秒抢救被"
    "困群众，妥善安置受灾居民，防范余震和山体滑坡等次生灾害。"
)
HI = (
    "पटना में रविवार को गंगा नदी में नाव पलटने से कम से कम 11 लोगों की मौत हो गई और 8 लोग लापता हैं। "
    "जिलाधिकारी चंद्रशेखर सिंह ने बताया कि नाव पर करीब 35 लोग सवार थे, जबकि उसकी क्षमता केवल 20 "
    "यात्रियों की थी। राष्ट्रीय आपदा मोचन बल की दो टीमें तलाशी अभियान चला रही हैं। मुख्यमंत्री नीतीश "
    "कुमार ने मृतकों के परिजनों को चार लाख रुपये मुआवजा देने की घोषणा की और घटना की जांच के आदेश दिए।"
)
# one fact corrected
case("en toll", N, EN, EN.replace("14 people", "17 people"), ("number", "14", "17"))
case("en toll words", N, EN, EN.replace("nine bodies", "eleven bodies"), ("number", "nine", "eleven"))
case("en name", N, EN, EN.replace("Gladys Wanga", "Peter Oyoo"), ("name", "Gladys Wanga", "Peter Oyoo"))
case("en place", N, EN, EN.replace("Mbita", "Homa Bay"), ("name", "Mbita", "Homa Bay"))
case("id toll", N, ID, ID.replace("162 orang", "268 orang"), ("number", "162", "268"))
case(
    "id date",
    N,
    ID,
    ID.replace("21 November 2022", "22 November 2022").replace("Senin", "Selasa"),
    ("date", "21 November", "22 November"),
)
case(
    "id date day only",
    N,
    ID,
    ID.replace("21 November 2022", "23 November 2022"),
    ("date", "21 November", "23 November"),
)
case(
    "en date",
    N,
    EN.replace("on Tuesday", "on 4 March 2024"),
    EN.replace("on Tuesday", "on 5 March 2024"),
    ("date", "4 March", "5 March"),
)
case(
    "en date us",
    N,
    EN.replace("on Tuesday", "on March 4, 2024"),
    EN.replace("on Tuesday", "on March 14, 2024"),
    ("date", "March 4", "March 14"),
)
case("en weekday", N, EN, EN.replace("Tuesday", "Monday"), ("date", "Tuesday", "Monday"))
case("id name", N, ID, ID.replace("Suharyanto", "Doni Monardo"), ("name", "Suharyanto", "Doni Monardo"))
case("de number", N, DE, DE.replace("48 Millionen", "84 Millionen"), ("number", "48", "84"))
case("de name", N, DE, DE.replace("Martina Obermaier", "Sabine Huber"), ("name", "Martina Obermaier", "Sabine Huber"))
case("es number", N, ES, ES.replace("23 millones", "32 millones"), ("number", "23", "32"))
case("ar toll", N, AR, AR.replace("وفاة 7 أشخاص", "وفاة 9 أشخاص"), ("number", "7", "9"))
case("ar indic digits", N, AR.replace("45", "٤٥"), AR.replace("45", "٥٤"), ("number", "٤٥", "٥٤"))
case("ja magnitude", N, JA, JA.replace("マグニチュードは5.3", "マグニチュードは5.8"), ("number", "5.3", "5.8"))
case("zh toll", N, ZH, ZH.replace("46人遇难", "65人遇难"), ("number", "46", "65"))
case("ru price", N, RU, RU.replace("75 рублей", "95 рублей"), ("number", "75", "95"))
case("ru name", N, RU, RU.replace("Андрей Травников", "Игорь Смирнов"), ("name", "Андрей Травников", "Игорь Смирнов"))
case("th number", N, TH, TH.replace("22 จังหวัด", "25 จังหวัด"), ("number", "22", "25"))
case("hi toll", N, HI, HI.replace("11 लोगों", "14 लोगों"), ("number", "11", "14"))
case("same numbers written otherwise", "identical", EN, EN.replace("14", "１４"))
# headline inside
case("headline in text", N, EN, "FERRY DISASTER ON LAKE VICTORIA\n\n" + EN)
case(
    "two headlines",
    N,
    "Ferry sinks off Mbita, many feared dead\n\n" + EN,
    "Night crossings banned after lake tragedy\n\n" + EN,
)


def sents(t):
    import re

    return re.split(r"(?<=[.!?。।])\s*", t.strip())


def shuf(t, order):
    s = [x for x in sents(t) if x]
    return " ".join(s[i] for i in order if i < len(s))


case("en shuffle", N, EN, shuf(EN, [3, 1, 5, 0, 4, 2]))
ids = [x + "." for x in ID.split(". ")]
case("id shuffle", N, ID, " ".join(ids[i] for i in (4, 2, 0, 5, 1, 3)))
case("ru drop", N, RU, shuf(RU, [0, 1, 3, 4]))
case("ja shuffle", N, JA, "".join(JA.split("。")[i] + "。" for i in (2, 0, 1, 4, 3, 5) if i < len(JA.split("。"))))
case("ja drop", N, JA, "".join(JA.split("。")[i] + "。" for i in (0, 1, 3, 4)))
case("excerpt half", "excerpt", EN, shuf(EN, [0, 1, 2]))
case(
    "excerpt host",
    "excerpt",
    DE,
    DE
    + " "
    + (
        "Unterdessen berichtete die Verwaltung über den Stand der Arbeiten am neuen Hallenbad, das im "
        "kommenden Sommer öffnen soll. Nach Angaben des Baureferats sind die Becken fertig betoniert, "
        "während die Technik für Wasseraufbereitung und Lüftung noch eingebaut wird. Der Kostenrahmen "
        "von neunzehn Millionen wird voraussichtlich eingehalten. Anwohner hatten sich über Lärm an den "
        "Wochenenden beklagt, weshalb die Baufirma künftig samstags nur noch bis mittags arbeitet. Auch "
        "der Parkplatz neben der Turnhalle soll erweitert werden, damit Besucher nicht länger in den "
        "Seitenstraßen stehen. Ein Förderverein sammelt derzeit Spenden für ein Kinderbecken mit Rutsche "
        "und hat nach eigenen Angaben bereits über sechzigtausend Euro eingenommen. "
    ),
)
Q = (
    "“We have watched this valley change for thirty years and we will not let another reservoir "
    "drown the homes of people who never gave their consent,” she said"
)
A1 = (
    (
        "Farmers from six villages blocked the main road into Arusha on Friday in protest at plans for a "
        "dam. Organiser Neema Laizer climbed onto a tractor to address the crowd. "
    )
    + Q
    + (
        " as drivers hooted in support. Police kept their distance and the road reopened in the "
        "afternoon. The energy ministry insists the project has passed every environmental review and "
        "will bring power to 90,000 households."
    )
)
A2 = (
    (
        "Who is Neema Laizer? Ten years ago she sold tomatoes at a roadside stall; today she advises "
        "parliamentarians on land rights. Her speeches travel quickly on social media. "
    )
    + Q
    + (
        " in the one most often shared. Friends describe a stubborn, funny woman who reads court rulings "
        "for pleasure and keeps bees behind her house. She says she has no plans to stand for office "
        "herself."
    )
)
case("quotation 26 words", "overlap", A1, A2)
case(
    "quote of 12 words",
    None,
    A1.replace(Q, ("“We will not let another reservoir drown the homes of people,” she said")),
    A2.replace(Q, ("“We will not let another reservoir drown the homes of people,” she said")),
)


# templates
def tmpl(t, *subs):
    for a, b in subs:
        assert a in t, (a, t[:40])
        t = t.replace(a, b)
    return t


ID_M = (
    "Indeks Harga Saham Gabungan (IHSG) ditutup menguat 35,20 poin atau 0,52 persen ke level "
    "6.812,19 pada perdagangan Kamis (8/9/2022). Sebanyak 287 saham menguat, 231 saham melemah, dan "
    "182 saham stagnan. Nilai transaksi tercatat Rp 13,4 triliun dengan volume 21,7 miliar saham. "
    "Investor asing membukukan beli bersih Rp 412 miliar, terutama pada saham BBCA, TLKM, dan ASII. "
    "Kurs rupiah berada di level Rp 14.898 per dolar AS."
)
ID_M2 = tmpl(
    ID_M,
    ("35,20", "41,87"),
    ("0,52", "0,61"),
    ("6.812,19", "7.231,45"),
    ("Kamis (8/9/2022)", "Senin (17/10/2022)"),
    ("287", "312"),
    ("231", "198"),
    ("182", "171"),
    ("13,4", "11,9"),
    ("21,7", "18,2"),
    ("412", "655"),
    ("BBCA, TLKM, dan ASII", "BMRI, GOTO, dan UNVR"),
    ("14.898", "15.480"),
)
case("id market close", "template", ID_M, ID_M2)
case("id market close same facts-direction", "template", ID_M, tmpl(ID_M2, ("menguat 41,87", "melemah 41,87")))
ID_Q = (
    "Gempa magnitudo 4,7 mengguncang Kabupaten Sigi, Sulawesi Tengah, Rabu (14/6/2023) pukul 05.12 "
    "WIB. Badan Meteorologi, Klimatologi, dan Geofisika mencatat pusat gempa berada di darat 18 "
    "kilometer barat daya Sigi pada kedalaman 10 kilometer. Gempa tidak berpotensi tsunami. "
    "Hati-hati terhadap gempa susulan yang mungkin terjadi."
)
case(
    "id quake",
    "template",
    ID_Q,
    tmpl(
        ID_Q,
        ("4,7", "5,1"),
        ("Kabupaten Sigi, Sulawesi Tengah", "Kabupaten Keerom, Papua"),
        ("Rabu (14/6/2023)", "Jumat (4/8/2023)"),
        ("05.12", "19.40"),
        ("18 kilometer barat daya Sigi", "33 kilometer tenggara Keerom"),
        ("kedalaman 10", "kedalaman 25"),
    ),
)
case("id quake correction", N, ID_Q, tmpl(ID_Q, ("4,7", "4,9")), ("number", "4,7", "4,9"))
EN_M = (
    "The S&P 500 index rose 23.14 points, or 0.5 percent, to close at 4,478.03 on Friday. The Dow "
    "Jones Industrial Average gained 105.25 points to 35,281.40, while the Nasdaq Composite fell 0.7 "
    "percent to 13,644.85. Shares of Tesla dropped 4.1 percent and Chevron added 2 percent. "
    "Advancing issues outnumbered decliners on the New York Stock Exchange by a 1.2-to-1 ratio. "
    "Volume was 9.8 billion shares."
)
case(
    "en market",
    "template",
    EN_M,
    tmpl(
        EN_M,
        ("23.14", "11.80"),
        ("0.5 percent", "0.3 percent"),
        ("4,478.03", "4,221.02"),
        ("Friday", "Tuesday"),
        ("105.25", "210.06"),
        ("35,281.40", "33,573.28"),
        ("0.7", "0.4"),
        ("13,644.85", "13,276.42"),
        ("Tesla", "Apple"),
        ("4.1", "1.6"),
        ("Chevron", "Boeing"),
        ("added 2 percent", "added 3.5 percent"),
        ("1.2-to-1", "1.7-to-1"),
        ("9.8", "10.4"),
    ),
)
DE_M = (
    "Der Deutsche Aktienindex hat am Montag mit einem Plus von 0,8 Prozent bei 15.832,17 Punkten "
    "geschlossen. Der MDAX legte um 1,1 Prozent auf 27.904,50 Zähler zu. Zu den stärksten Werten im "
    "Leitindex gehörten Siemens Energy mit plus 3,4 Prozent und Adidas mit plus 2,9 Prozent. Am Ende "
    "der Liste standen Bayer und Zalando. Der Euro kostete am Abend 1,0921 Dollar."
)
case(
    "de market",
    "template",
    DE_M,
    tmpl(
        DE_M,
        ("Montag", "Donnerstag"),
        ("0,8", "0,4"),
        ("15.832,17", "16.144,02"),
        ("1,1 ", "0,6 "),
        ("27.904,50", "26.880,71"),
        ("Siemens Energy", "Infineon"),
        ("3,4", "2,2"),
        ("Adidas", "Continental"),
        ("2,9", "1,7"),
        ("Bayer und Zalando", "Vonovia und Merck"),
        ("1,0921", "1,0788"),
    ),
)
ES_Q = (
    "Un sismo de magnitud 5,2 se registró este martes a las 06:41 horas a 24 kilómetros al suroeste "
    "de Puerto Escondido, Oaxaca, informó el Servicio Sismológico Nacional. El epicentro se localizó "
    "a una profundidad de 12 kilómetros. Hasta el momento no se reportan daños ni víctimas. "
    "Protección Civil mantiene el monitoreo en los municipios de la costa."
)
case(
    "es quake",
    "template",
    ES_Q,
    tmpl(
        ES_Q,
        ("5,2", "4,8"),
        ("martes", "sábado"),
        ("06:41", "22:05"),
        ("24 kilómetros al suroeste", "61 kilómetros al sur"),
        ("Puerto Escondido, Oaxaca", "Pijijiapan, Chiapas"),
        ("12 kilómetros", "80 kilómetros"),
    ),
)
AR_M = (
    "أغلق مؤشر الأسهم السعودية اليوم مرتفعا 42.15 نقطة عند مستوى 9124.57 نقطة، وبتداولات بلغت قيمتها "
    "5.6 مليارات ريال. وبلغ عدد الأسهم المتداولة 231 مليون سهم تقاسمتها أكثر من 118 ألف صفقة، سجلت "
    "فيها أسهم 97 شركة ارتفاعا في قيمتها، فيما أغلقت أسهم 58 شركة على تراجع. وكانت أسهم شركات سابك "
    "والراجحي والاتصالات الأكثر ارتفاعا."
)
case(
    "ar market",
    "template",
    AR_M,
    tmpl(
        AR_M,
        ("42.15", "17.03"),
        ("9124.57", "8876.20"),
        ("5.6", "4.1"),
        ("231", "187"),
        ("118", "94"),
        ("97", "61"),
        ("58", "82"),
        ("سابك والراجحي والاتصالات", "معادن وكيان والإنماء"),
    ),
)
JA_Q2 = JA[:0] + (
    "気象庁によると、３日午後９時５２分ごろ、宮城県沖を震源とする地震があり、石巻市で震度３を観測した"
    "。震源の深さは約６０キロ、地震の規模を示すマグニチュードは４．６と推定される。この地震による津波"
    "の心配はない。"
)
JA_Q1 = (
    "気象庁によると、12日午前4時17分ごろ、千葉県東方沖を震源とする地震があり、銚子市で震度4を観測した"
    "。震源の深さは約40キロ、地震の規模を示すマグニチュードは5.3と推定される。この地震による津波の心"
    "配はない。"
)
case("ja quake", "template", JA_Q1, JA_Q2)
case("ja quake correction", N, JA_Q1, JA_Q1.replace("5.3", "5.4"), ("number", "5.3", "5.4"))
RESULT = (
    "Ajax 3, Utrecht 1. Goals from Brobbey, Taylor and Hato gave Ajax victory at home in the Johan "
    "Cruyff Arena on Saturday in front of 53,412 spectators. Utrecht replied through Douvikas in the "
    "71st minute. The win lifts Ajax to second place with 44 points from 21 matches."
)
case(
    "en results",
    "template",
    RESULT,
    tmpl(
        RESULT,
        ("Ajax", "Feyenoord"),
        ("Utrecht", "Heerenveen"),
        (" 3, ", " 2, "),
        (" 1. ", " 0. "),
        ("Brobbey, Taylor and Hato", "Gimenez and Paixao"),
        ("Johan Cruyff Arena", "De Kuip"),
        ("Saturday", "Sunday"),
        ("53,412", "46,870"),
        ("Douvikas in the 71st", "nobody in the 90th"),
        ("second place with 44", "first place with 52"),
        ("21 matches", "20 matches"),
    ),
)
# short
for t in (
    "Hujan deras guyur Jakarta",
    "Police arrest three men in Leeds",
    "Banjir rendam tiga desa di Demak malam ini",
    "Minister resigns over housing scandal after long dispute today",
):
    w = t.split()
    case("short " + t, None, t, " ".join([*w[:-1], "kemarin"]))
    case("short eq " + t, "identical", t, t.upper() + "!")
# same event never
T1 = (
    "Perdana Menteri Jepang Fumio Kishida bertemu Presiden Joko Widodo di Istana Bogor pada Jumat, "
    "29 April 2022. Kedua pemimpin membahas kerja sama energi, kereta cepat Jakarta-Surabaya, dan "
    "situasi Ukraina. Kishida menyampaikan undangan kepada Indonesia untuk menghadiri pertemuan G7. "
    "Jokowi berharap investasi Jepang di Patimban terus meningkat."
)
T2 = (
    "Presiden Jokowi menerima kunjungan PM Fumio Kishida di Istana Bogor, Jumat (29/4/2022). Dalam "
    "pembicaraan bilateral, Jokowi menekankan percepatan proyek Pelabuhan Patimban dan MRT Jakarta. "
    "Kishida mengatakan Jepang mendukung presidensi G20 Indonesia serta mengajak membahas perang di "
    "Ukraina dan transisi energi bersama."
)
case("twins id", "same-event", T1, T2)
case("twins id dated", "same-event", T1, T2, pa="2022-04-29", pb="2022-04-30")
case("twins far", None, T1, T2, pa="2022-04-29", pb="2022-05-09")
U1 = (
    "The city council of Leiden voted on Monday to double the price of residents' parking permits "
    "from January, arguing that the money is needed for cycling lanes along the canals."
)
U2 = (
    "Residents of Groningen will pay less for parking from next spring after the city council "
    "scrapped a surcharge on second cars that had brought in little money."
)
case("unrelated topic", None, U1, U2)
# spelled numbers
case(
    "id spelt",
    N,
    ID.replace("326 orang", "tiga orang"),
    ID.replace("326 orang", "delapan orang"),
    ("number", "tiga", "delapan"),
)
case("de spelt", N, DE, DE.replace("zwölf", "fünfzehn"), ("number", "zwölf", "fünfzehn"))
case("spelt to digits equal", N, EN, EN.replace("nine bodies", "9 bodies"))
case("spelt to other digits", N, EN, EN.replace("nine bodies", "12 bodies"), ("number", "nine", "12"))
case(
    "id puluh",
    N,
    ID.replace("326 orang", "dua puluh orang"),
    ID.replace("326 orang", "tiga puluh orang"),
    ("number", "dua puluh", "tiga puluh"),
)
case("first word number", N, "37" + EN[len("At least 14") :], "41" + EN[len("At least 14") :], ("number", "37", "41"))
case("last word number", N, EN + " Rescue teams counted 55", EN + " Rescue teams counted 58", ("number", "55", "58"))
case(
    "es fecha",
    N,
    ES.replace("este miércoles", "el 4 de marzo de 2024"),
    ES.replace("este miércoles", "el 6 de marzo de 2024"),
    ("date", "4 de marzo", "6 de marzo"),
)
case(
    "de datum",
    N,
    DE.replace("am Donnerstag", "am 12. Januar 2023"),
    DE.replace("am Donnerstag", "am 13. Januar 2023"),
    ("date", "12", "13"),
)
case(
    "ar date",
    N,
    AR.replace("يوم الأحد", "يوم الأحد 14 أبريل"),
    AR.replace("يوم الأحد", "يوم الأحد 21 أبريل"),
    ("date", "14", "21"),
)
case("ru date", N, RU.replace("в субботу", "14 октября"), RU.replace("в субботу", "21 октября"), ("date", "14", "21"))
case("ja date", N, JA.replace("12日", "2024年5月12日"), JA.replace("12日", "2024年5月13日"), ("date", "12", "13"))
case(
    "percent",
    N,
    DE + " Der Anteil liegt bei 12,5 Prozent.",
    DE + " Der Anteil liegt bei 15,2 Prozent.",
    ("number", "12,5", "15,2"),
)
# update with a paragraph added
ADD = (
    " Insurers said claims from the accident could exceed four million dollars, and the union of "
    "dock workers demanded that life jackets be handed out before every departure."
)
case("update added paragraph", N, EN, EN + ADD)
case(
    "update two paras dated",
    N,
    EN,
    EN.replace("14 people", "19 people") + ADD,
    ("number", "14", "19"),
    pa="2024-05-01",
    pb="2024-05-03",
)
case(
    "correction next day long",
    N,
    EN,
    EN.replace("120", "130"),
    ("number", "120", "130"),
    pa="2024-05-01",
    pb="2024-05-02",
)
# rewritten by another hand: light
EN_R = (
    "A passenger ferry overturned in strong winds off the port of Mbita on Lake Victoria on Tuesday, "
    "killing at least 14 people and injuring 37, officials in the county said. By nightfall divers "
    "had recovered nine bodies, according to Governor Gladys Wanga, who said the search was to "
    "resume at dawn. Investigators have seen a manifest showing that the vessel carried more than "
    "120 people although it is licensed for only 80. The boat tilted when a wave hit its side, "
    "survivors said, and lorries slid across the deck. Night crossings on the route were suspended "
    "by the Kenya Maritime Authority, which also ordered checks of all ferries older than ten years. "
    "President William Ruto promised an inquiry and sent condolences."
)
case("rewritten", {"same-event", "overlap", "near-duplicate"}, EN, EN_R)
# translation is not detected
# same press release paragraph in two stories
PR = (
    "The programme will train two thousand young electricians over the next three years and is open "
    "to applicants between eighteen and twenty-five who have finished secondary school, the ministry "
    "said in a statement published on its website."
)
P1 = (
    (
        "Young people queued outside the employment office in Gweru on Monday hoping for a place on a "
        "new apprenticeship scheme. "
    )
    + PR
    + (
        " Rudo Moyo, 22, arrived at five in the morning with her certificates in a plastic folder. She "
        "has looked for work since leaving school, she said, and fixes neighbours' radios for small "
        "change. Similar queues were reported from Mutare and Masvingo."
    )
)
P2 = (
    (
        "Power cuts are costing small factories up to a third of their output, a survey by the chamber "
        "of industry found. Owners blame ageing lines and a shortage of skilled staff at the utility. "
    )
    + PR
    + (
        " Economists doubt that this will be enough. They point to unpaid bills and to the drought that "
        "has emptied the reservoir at Kariba, and they call for tariffs that cover costs."
    )
)
case("press release passage", "overlap", P1, P2)
# same furniture in only two texts: shared footer of 20+ words is an overlap unless known; skip
# quotes Indonesian
QI = (
    "“Kami tidak akan menutup tambang ini sebelum seluruh karyawan mendapat pesangon penuh dan "
    "jaminan kesehatan selama dua tahun, itu janji saya kepada keluarga mereka semua,” kata Rahmat"
)
I1 = (
    ("Ratusan buruh berunjuk rasa di depan kantor bupati pada Rabu pagi menuntut kejelasan nasib mereka. ")
    + QI
    + (
        " di hadapan massa. Polisi mengalihkan arus kendaraan ke jalan lingkar sehingga kemacetan tidak "
        "terhindarkan. Bupati berjanji memanggil direksi perusahaan pekan depan."
    )
)
I2 = (
    (
        "Harga nikel yang terus merosot memaksa sejumlah perusahaan di Sulawesi mengurangi produksi "
        "sejak awal tahun. Analis memperkirakan pasar baru pulih tahun depan. "
    )
    + QI
    + (
        " ketika ditanya soal rencana efisiensi. Asosiasi penambang meminta pemerintah menunda kenaikan "
        "royalti agar investasi tidak lari ke negara lain."
    )
)
case("id quote 25", "overlap", I1, I2)
# zh quote 40 chars
ZQ = "我们不会允许任何一家企业把污水排进这条养育了三代人的河流，哪怕为此关闭全部生产线也在所不惜，这是底线。"
Z1 = (
    "周一上午，环保局长李卫东在江边的新闻发布会上宣布整治行动启动。"
    + ZQ
    + ("他说。执法人员当天检查了二十家工厂，其中五家被责令停产。附近居民表示希望检查能够长期坚持。")
)
Z2 = (
    ("本报人物专栏今天介绍一位在基层工作三十年的干部。早年他曾在山区小学任教，后来考入省城大学读化学。")
    + ZQ
    + ("这句话被同事写在办公室的墙上。他的女儿说，父亲周末总爱带着水样瓶去钓鱼。")
)
case("zh quote", "overlap", Z1, Z2)
# same text with furniture around (single pair)
F1 = "Beranda\nNasional\nEkonomi\nOlahraga\nTerpopuler\n"
F2 = (
    "\nBaca juga: Daftar lengkap harga sembako hari ini di pasar induk\nEditor: Wahyu\nCopyright 2022 "
    "Semua hak dilindungi"
)
case("furniture around", N, ID, F1 + ID + F2)
# templates more
W1 = (
    "Prakiraan cuaca Surabaya Sabtu (11/3/2023): pagi hari berawan, siang hari hujan sedang, malam "
    "hari cerah berawan. Suhu udara 24 hingga 33 derajat Celsius, kelembapan 65 hingga 95 persen, "
    "dan angin bertiup dari barat daya dengan kecepatan 20 kilometer per jam."
)
W2 = tmpl(
    W1,
    ("Surabaya Sabtu (11/3/2023)", "Malang Minggu (12/3/2023)"),
    ("24 hingga 33", "21 hingga 29"),
    ("65 hingga 95", "70 hingga 98"),
    ("barat daya", "tenggara"),
    ("20 kilo", "15 kilo"),
)
case("id weather", "template", W1, W2)
G1 = (
    "Harga emas Antam hari ini, Kamis (9/2/2023), naik Rp 4.000 menjadi Rp 1.034.000 per gram. "
    "Sementara harga pembelian kembali atau buyback berada di level Rp 921.000 per gram. Adapun "
    "harga emas pecahan 5 gram dijual Rp 4.945.000 dan pecahan 10 gram Rp 9.835.000."
)
G2 = tmpl(
    G1,
    ("Kamis (9/2/2023)", "Jumat (10/2/2023)"),
    ("naik Rp 4.000", "turun Rp 6.000"),
    ("1.034.000", "1.028.000"),
    ("921.000", "915.000"),
    ("4.945.000", "4.915.000"),
    ("9.835.000", "9.775.000"),
)
case("id gold", "template", G1, G2)
case("id gold dated", "template", G1, G2, pa="2023-02-09", pb="2023-02-10")
S1 = (
    "El Ibex 35 cerró la sesión de este lunes con una subida del 0,72 % hasta los 9.312,4 puntos. "
    "Los mayores avances fueron para Solaria, con un 3,1 %, y Banco Sabadell, con un 2,8 %. En el "
    "lado de las pérdidas destacaron Grifols y Cellnex. El barril de Brent cotizaba a 82,3 dólares y "
    "el euro se cambiaba a 1,081 dólares."
)
S2 = tmpl(
    S1,
    ("lunes", "jueves"),
    ("subida del 0,72 %", "caída del 1,15 %"),
    ("9.312,4", "9.104,9"),
    ("Solaria", "Repsol"),
    ("3,1", "1,4"),
    ("Banco Sabadell", "Iberdrola"),
    ("2,8", "0,9"),
    ("Grifols y Cellnex", "Amadeus e IAG"),
    ("82,3", "78,6"),
    ("1,081", "1,066"),
)
case("es market", "template", S1, S2)
R1 = (
    "東京株式市場で日経平均株価は反発し、前日比231円40銭高の2万7680円26銭で取引を終えた。東証株価指数"
    "は12.08ポイント高の1964.35だった。売買代金は2兆5310億円。値上がり銘柄数は1280、値下がりは475だっ"
    "た。"
)
R2 = tmpl(
    R1,
    ("反発", "続落"),
    ("231円40銭高", "88円17銭安"),
    ("2万7680円26銭", "2万7592円09銭"),
    ("12.08ポイント高", "4.33ポイント安"),
    ("1964.35", "1960.02"),
    ("2兆5310", "2兆8045"),
    ("1280", "640"),
    ("475", "1112"),
)
case("ja market", "template", R1, R2)
D1 = (
    "Ein Erdbeben der Stärke 4,3 hat am Sonntag um 14.26 Uhr die Region um L'Aquila in Mittelitalien "
    "erschüttert. Das Zentrum lag nach Angaben des Geophysikalischen Instituts acht Kilometer "
    "nördlich der Stadt in einer Tiefe von zehn Kilometern. Berichte über Verletzte oder Schäden "
    "lagen zunächst nicht vor."
)
D2 = tmpl(
    D1,
    ("4,3", "5,0"),
    ("Sonntag um 14.26", "Dienstag um 3.09"),
    ("L'Aquila in Mittelitalien", "Thessaloniki in Nordgriechenland"),
    ("acht Kilometer nördlich", "zwanzig Kilometer westlich"),
    ("zehn Kilometern", "sechs Kilometern"),
)
case("de quake", "template", D1, D2)
Ar1 = (
    "وقع زلزال بقوة 4.8 درجات على مقياس ريختر صباح الثلاثاء على بعد 22 كيلومترا شمال مدينة الحسيمة، "
    "بحسب المعهد الوطني للجيوفيزياء. وحدد المعهد عمق الهزة بنحو 12 كيلومترا. ولم ترد تقارير عن خسائر "
    "في الأرواح أو الممتلكات."
)
Ar2 = tmpl(
    Ar1,
    ("4.8", "5.3"),
    ("صباح الثلاثاء", "مساء الخميس"),
    ("22 كيلو", "47 كيلو"),
    ("شمال مدينة الحسيمة", "غرب مدينة أكادير"),
    ("12 كيلو", "30 كيلو"),
)
case("ar quake", "template", Ar1, Ar2)
# zh quake
Zq1 = (
    "中国地震台网正式测定：3月14日08时26分在新疆阿克苏地区库车市发生4.2级地震，震源深度15公里，震中位"
    "于北纬41.68度，东经83.12度。截至目前，尚未收到人员伤亡和财产损失的报告。"
)
Zq2 = (
    "中国地震台网正式测定：6月2日21时07分在青海海西州茫崖市发生5.1级地震，震源深度9公里，震中位于北纬"
    "38.42度，东经90.97度。截至目前，尚未收到人员伤亡和财产损失的报告。"
)
case("zh quake", "template", Zq1, Zq2)
Tq1 = (
    "กรมอุตุนิยมวิทยารายงานเหตุแผ่นดินไหวขนาด 4.1 บริเวณอำเภอแม่ลาว จังหวัดเชียงราย เมื่อเวลา 05.32 "
    "น. ของวันที่ 12 มกราคม 2566 ความลึก 3 กิโลเมตร เบื้องต้นยังไม่มีรายงานความเสียหาย "
    "ขอให้ประชาชนติดตามข่าวสารอย่างใกล้ชิด"
)
Tq2 = tmpl(
    Tq1,
    ("4.1", "3.6"),
    ("อำเภอแม่ลาว จังหวัดเชียงราย", "อำเภอปาย จังหวัดแม่ฮ่องสอน"),
    ("05.32", "22.15"),
    ("12 มกราคม", "9 สิงหาคม"),
    ("3 กิโลเมตร", "7 กิโลเมตร"),
)
case("th quake", "template", Tq1, Tq2)
# recurring appointments
H1 = (
    "Jadwal imsak dan buka puasa untuk wilayah Makassar hari Senin 27 Maret 2023: imsak pukul 04.42 "
    "WITA, subuh pukul 04.52 WITA, maghrib pukul 18.10 WITA, isya pukul 19.19 WITA. Umat Islam "
    "diimbau menyiapkan sahur lebih awal."
)
H2 = tmpl(
    H1,
    ("Makassar hari Senin 27", "Manado hari Selasa 28"),
    ("04.42", "04.21"),
    ("04.52", "04.31"),
    ("18.10", "17.49"),
    ("19.19", "18.57"),
)
case("id prayer times", "template", H1, H2)
# unrelated same-topic
case(
    "unrelated en",
    None,
    EN,
    (
        "At least six people died when a river boat collided with a barge near Mandalay on Sunday, "
        "rescuers said. Fishermen pulled dozens of passengers from the water before darkness fell. The "
        "captain has been detained and the transport ministry announced an inspection of river craft "
        "ahead of the holiday season. Villagers said the barge carried no lights."
    ),
)
case(
    "unrelated id quake",
    None,
    ID,
    (
        "Badan Meteorologi mengingatkan potensi gempa megathrust di selatan Jawa yang dapat memicu "
        "tsunami. Warga pesisir diminta mengenali jalur evakuasi dan titik kumpul. Pemerintah daerah "
        "Pacitan menggelar simulasi bersama siswa sekolah dasar, relawan, dan TNI. Peneliti BRIN "
        "menegaskan bahwa waktu gempa tidak dapat diprediksi."
    ),
)
case(
    "cyrillic excerpt",
    "excerpt",
    RU,
    RU
    + (
        " Тем временем мэрия объявила конкурс на ремонт набережной, которая пострадала во время "
        "весеннего паводка. По словам главного инженера, укрепить предстоит почти четыре километра "
        "берега, заменить освещение и высадить триста деревьев. Подрядчика выберут до конца месяца. "
        "Жители просят сохранить старые причалы и детскую площадку возле речного вокзала. Одновременно в "
        "городе откроют два новых маршрута речных трамваев, билеты на которые будут продаваться в "
        "киосках и через приложение. Экскурсоводы ожидают, что туристов летом станет больше, чем в "
        "прошлом году, и уже готовят программу."
    ),
)
case("title in caps only reformat", "identical", ES, ES.replace(" ", "\n").upper())
case("nfd", "identical", DE, unicodedata.normalize("NFD", DE))


def match_of(left: str, right: str, pa: str = "", pb: str = "") -> Match | None:
    """The match that a run over both texts reports, which is the one of a comparison."""
    pair = [Article("a", left, published=pa), Article("b", right, published=pb)]
    found = find_duplicates(pair, workers=1).matches
    assert compare(*pair).match == (found[0] if found else None)
    return found[0] if found else None


@pytest.mark.parametrize("name", CASES)
def test_the_relation_is_the_one_that_the_definitions_give(name):
    wanted, left, right, changed, fields = CASES[name]
    match = match_of(left, right, **fields)
    assert (str(match.relation) if match else None) in wanted
    if changed:
        [listed] = match.changed
        what, old, new = changed
        assert listed.what == what
        assert old in listed.left
        assert new in listed.right


def test_a_number_in_digits_and_in_words_is_no_change():
    assert match_of(EN, EN.replace("nine bodies", "9 bodies")).changed == ()
