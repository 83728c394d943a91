"""Unseen notices of earthquakes written to one form, with other facts."""

from examples import N, case, tmpl

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

JA_Q2 = (
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
