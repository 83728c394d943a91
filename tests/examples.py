"""Made-up news of many languages, and the list of examples that is made of it."""

import re

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


def sents(t):
    return re.split(r"(?<=[.!?。।])\s*", t.strip())


def shuf(t, order):
    s = [x for x in sents(t) if x]
    return " ".join(s[i] for i in order if i < len(s))


def tmpl(t, *subs):
    for a, b in subs:
        assert a in t, (a, t[:40])
        t = t.replace(a, b)
    return t
