"""Unseen news that shares passages, an event, a topic, or nothing; and very short texts."""

from examples import EN, ID, RU, N, case

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

case("twins id dated", "same-event", T1, T2, a="2022-04-29", b="2022-04-30")

case("twins far", None, T1, T2, a="2022-04-29", b="2022-05-09")

U1 = (
    "The city council of Leiden voted on Monday to double the price of residents' parking permits "
    "from January, arguing that the money is needed for cycling lanes along the canals."
)

U2 = (
    "Residents of Groningen will pay less for parking from next spring after the city council "
    "scrapped a surcharge on second cars that had brought in little money."
)

case("unrelated topic", None, U1, U2)


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
