"""Copies of unseen news: a fact corrected, sentences moved or left out, a headline, numbers spelt, paragraphs added."""

import unicodedata

from examples import AR, DE, EN, ES, HI, ID, JA, RU, TH, ZH, N, case, shuf

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
    a="2024-05-01",
    b="2024-05-03",
)

case(
    "correction next day long",
    N,
    EN,
    EN.replace("120", "130"),
    ("number", "120", "130"),
    a="2024-05-01",
    b="2024-05-02",
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

case("title in caps only reformat", "identical", ES, ES.replace(" ", "\n").upper())

case("nfd", "identical", DE, unicodedata.normalize("NFD", DE))

# several facts corrected in a story that keeps its people and places
FERRY = """A ferry with 212 passengers ran aground on Thursday near the island of Sandray in thick fog. The coastguard \
said the Queen of Barra had left Castlebay at 7.10am and struck a sandbank ninety minutes later.

Nobody was hurt, but the passengers had to wait until the evening tide lifted the ship off. "We were given tea and \
blankets, and somebody had a fiddle," said Morag Sinclair, who was on her way to a wedding in Oban. Captain Ewan Laird \
is to be questioned by the Marine Accident Investigation Branch, which will also look at the ship's radar.

The Queen of Barra was built in 1988 and had been due to be replaced years ago. Calum Steele, who speaks for the \
islanders, said the fleet was past its best. The company, Hebridean Lines, apologised and promised to refund 34 pounds \
for each ticket."""
case(
    "en four corrected",
    N,
    FERRY,
    FERRY.replace("Thursday", "Wednesday").replace("212", "221").replace("7.10am", "7.20am").replace("34", "43"),
)
BRIDGE_RU = """В Великом Устюге в среду открыли после ремонта пешеходный мост через Сухону, построенный в 1957 году. \
Ремонт продолжался больше года и обошёлся городу в 48 миллионов рублей.

По словам инженера Павла Румянцева, пришлось заменить почти весь настил, но кованые перила удалось сохранить. \
«Старые чертежи нашлись у внука строителя, он хранил их на даче вместе с удочками», — рассказал он.

На открытие пришли сотни горожан. Учительница Нина Зайцева вспомнила, как школьницей бегала по этому мосту на каток. \
Машинам въезд по-прежнему закрыт: мост отдали пешеходам и велосипедистам. Весной власти обещают поставить на берегу \
скамейки и фонари."""
case("ru two corrected", N, BRIDGE_RU, BRIDGE_RU.replace("в среду", "в четверг").replace("1957", "1959"))
