"""Pairs of short notices in nine languages, written by hand: of one event, or of two."""

#: Name, left text, right text, relation.
EVENTS = [
    (
        "Arabic twin budget",
        (
            "الرياض - أعلنت وزارة المالية السعودية يوم الثلاثاء 6 فبراير 2024 أن إيرادات الربع الأخير بلغت 358 مليار "
            "ريال، وقال الوزير محمد الجدعان في مؤتمر صحفي عقده بالعاصمة إن العجز تراجع بفضل ارتفاع الإيرادات غير "
            "النفطية. وأضاف الجدعان أن الإنفاق على الصحة والتعليم سيبقى على رأس أولويات الحكومة خلال العام المقبل."
        ),
        (
            "قال محمد الجدعان وزير المالية في السعودية، الثلاثاء (6 شباط/فبراير)، إن الدخل غير النفطي ساعد المملكة في "
            "خفض عجز ميزانيتها خلال الأشهر الثلاثة الأخيرة من العام، إذ وصلت الإيرادات إلى 358 مليار ريال. وذكر "
            "الجدعان للصحفيين في الرياض أن قطاعي التعليم والصحة لن تمسهما أي تخفيضات."
        ),
        "same-event",
    ),
    (
        "Arabic twin quake",
        (
            "ضرب زلزال بقوة 6.8 درجات إقليم الحوز جنوبي مدينة مراكش المغربية مساء الجمعة 8 سبتمبر، وأسفر عن مقتل 632 "
            "شخصا على الأقل وفق حصيلة أولية أعلنتها وزارة الداخلية. وشعر بالهزة سكان الرباط والدار البيضاء الذين خرجوا "
            "إلى الشوارع خوفا من الهزات الارتدادية."
        ),
        (
            "ارتفع عدد ضحايا الهزة الأرضية التي شهدها المغرب ليل الجمعة إلى 632 قتيلا بحسب الداخلية المغربية. وكان "
            "مركزها في جبال الأطلس الكبير بإقليم الحوز على بعد 70 كيلومترا من مراكش، وبلغت شدتها 6.8 على مقياس ريختر. "
            "وأمضى آلاف من أهالي مراكش والدار البيضاء ليلتهم في العراء."
        ),
        "same-event",
    ),
    (
        "Arabic other event",
        (
            "ضرب زلزال بقوة 5.1 درجات محافظة ملاطية شرقي تركيا صباح الاثنين 27 فبراير، وقالت إدارة الكوارث والطوارئ "
            "آفاد إن شخصا قتل وأصيب 69 آخرون وانهار 29 مبنى كانت متضررة من قبل."
        ),
        (
            "هز زلزال قوته 6.4 درجات ولاية هاتاي التركية مساء الاثنين 20 فبراير، وقال وزير الداخلية سليمان صويلو إن "
            "ثلاثة أشخاص لقوا مصرعهم وأصيب 213 بجروح في أنطاكيا وسمنداغ وشعر به سكان سوريا ولبنان."
        ),
        None,
    ),
    (
        "Chinese twin",
        (
            "新华社北京2月6日电 国家统计局局长康义6日在国务院新闻办公室举行的新闻发布会上表示，"
            "2023年国内生产总值同比增长5.2%，超过126万亿元，就业形势总体稳定，全年城镇调查失业率平均值为5.2%。"
        ),
        (
            "中国去年经济增速达到百分之5.2，国内生产总值首次突破126万亿元大关。国家统计局负责人康义周二对记者说，城镇平均失业率"
            "为5.2%，消费对增长的贡献明显提高，但房地产投资仍在下滑。"
        ),
        "same-event",
    ),
    (
        "Chinese other",
        (
            "甘肃临夏州积石山县12月18日深夜发生6.2级地震，截至19日上午已造成甘肃青海两省118人遇难，部分村庄道路和电力中断"
            "，救援队伍连夜赶赴灾区。"
        ),
        (
            "新疆阿克苏地区乌什县1月23日凌晨发生7.1级地震，截至当天下午已造成3人死亡5人受伤，部分房屋倒塌，应急管理部派出工作"
            "组前往震区指导救援。"
        ),
        None,
    ),
    (
        "Japanese twin",
        (
            "石川県能登地方で1日午後4時10分ごろ、最大震度7の地震があった。気象庁によると地震の規模を示すマグニチュードは7.6と"
            "推定される。輪島市では大規模な火災が発生し、朝市通り周辺の約200棟が焼けた。"
        ),
        (
            "1日夕方、能登半島を震源とするマグニチュード7.6の大地震が発生し、志賀町で震度7を観測した。輪島市の観光名所である朝市"
            "通りでは火の手が上がり、およそ200棟の建物が焼失した。気象庁は大津波警報を出した。"
        ),
        "same-event",
    ),
    (
        "Japanese twin that begins in other words",
        (
            "大きな揺れに目を覚ました人たちは、まだ暗いうちから家の外に出ていたという。12日午前4時17分ごろ、千葉県東方沖を震源とする"
            "地震があり、銚子市で震度4を観測した。マグニチュードは5.3と推定される。津波の心配はなく、けが人の知らせも届いていない。"
        ),
        (
            "町の人々によると、棚から物が落ちるほどの強さで、しばらく続いたそうだ。揺れたのは12日の明け方で、銚子市の震度4が最も大き"
            "い。千葉県東方沖の地震のマグニチュードは5.3とされ、海岸に津波は来ていない。電車は点検のため始発から止まったままになって"
            "いる。"
        ),
        "same-event",
    ),
    (
        "Indonesian twin",
        (
            "Jakarta - Gempa bumi bermagnitudo 5,6 mengguncang Kabupaten Cianjur, Jawa Barat, pada Senin (21/11) "
            "siang. BMKG menyebut pusat gempa berada 10 km barat daya Cianjur. Hingga Senin malam Badan Nasional "
            "Penanggulangan Bencana mencatat 62 orang meninggal dan ratusan rumah rusak, terutama di Kecamatan "
            "Cugenang."
        ),
        (
            "Sedikitnya 62 warga tewas akibat lindu berkekuatan 5,6 yang melanda Cianjur, Senin, 21 November 2022. "
            "Kepala BNPB Suharyanto mengatakan korban terbanyak berada di Cugenang. Ratusan bangunan roboh dan listrik "
            "padam di sebagian wilayah Jawa Barat itu."
        ),
        "same-event",
    ),
    (
        "Indonesian quakes",
        (
            "Gempa bumi bermagnitudo 5,6 mengguncang Kabupaten Cianjur, Jawa Barat, pada Senin (21/11) siang. BMKG "
            "menyebut pusat gempa berada 10 km barat daya Cianjur. Gempa tidak berpotensi tsunami. Warga berhamburan "
            "keluar rumah."
        ),
        (
            "Gempa bumi bermagnitudo 4,2 kembali mengguncang Cianjur, Jawa Barat, Kamis (24/11) malam. Menurut BMKG, "
            "pusatnya 8 km barat laut Cianjur pada kedalaman 6 km dan tidak memicu tsunami. Warga di pengungsian "
            "sempat panik."
        ),
        None,
    ),
    (
        "Malay twin",
        (
            "KUALA LUMPUR: Perdana Menteri Datuk Seri Anwar Ibrahim mengumumkan kenaikan gaji penjawat awam melebihi "
            "13 peratus mulai Disember 2024 ketika berucap pada sambutan Hari Pekerja di Putrajaya, Rabu."
        ),
        (
            "Penjawat awam akan menikmati kenaikan gaji lebih 13 peratus bermula Disember ini. Perkara itu diumumkan "
            "Anwar pada majlis Hari Pekerja 2024 di Putrajaya semalam, yang turut dihadiri Presiden CUEPACS Datuk Dr "
            "Adnan Mat."
        ),
        "same-event",
    ),
    (
        "Spanish twin",
        (
            "MADRID, 6 feb (EFE).- El Consejo de Ministros aprobó este martes subir el salario mínimo interprofesional "
            "un 5 %, hasta los 1.134 euros al mes en catorce pagas. La vicepresidenta segunda, Yolanda Díaz, defendió "
            "la medida pactada con los sindicatos CCOO y UGT y rechazada por la patronal CEOE."
        ),
        (
            "El Gobierno da luz verde al alza del SMI. Los trabajadores que menos cobran ingresarán 1.134 euros brutos "
            "por catorce pagas, un 5 % más, después de que el Ejecutivo firmase con CCOO y UGT un pacto sin la CEOE. "
            "«Es un día feliz», dijo Yolanda Díaz tras la reunión del martes en la Moncloa."
        ),
        "same-event",
    ),
    (
        "Spanish matches near",
        (
            "El Real Madrid venció 2-0 al Girona este sábado 10 de febrero en el Santiago Bernabéu con goles de "
            "Vinícius y Bellingham y se afianzó como líder de LaLiga antes de viajar a Alemania. El conjunto de "
            "Ancelotti suma ya 61 puntos en la tabla y no pierde desde septiembre."
        ),
        (
            "Brahim Díaz dio el triunfo al Real Madrid por 1-0 en Leipzig el martes 13 de febrero, en la ida de los "
            "octavos de final de la Liga de Campeones. El portero Lunin, con nueve paradas, fue el mejor del equipo de "
            "Ancelotti, que echó de menos a Bellingham, lesionado ante el Girona."
        ),
        None,
    ),
    (
        "German twin",
        (
            "Berlin (dpa) - Die Bundesregierung hat am Dienstag, 6. Februar 2024, das Wachstumschancengesetz "
            "verteidigt. Finanzminister Christian Lindner sagte, die Wirtschaft brauche eine Entlastung von 3,2 "
            "Milliarden Euro. Die Union will im Bundesrat nur zustimmen, wenn der Agrardiesel wieder begünstigt wird."
        ),
        (
            "Lindner wirbt für sein Wachstumschancengesetz: Der FDP-Politiker warnte die Länder am Dienstag davor, die "
            "Steuerentlastung für Unternehmen im Bundesrat scheitern zu lassen. 3,2 Milliarden Euro stünden auf dem "
            "Spiel. CDU und CSU knüpfen ihr Ja an die Rücknahme der Kürzungen beim Agrardiesel."
        ),
        "same-event",
    ),
    (
        "German matches",
        (
            "Der FC Bayern München hat am Samstag das Spitzenspiel der Bundesliga bei Bayer Leverkusen mit 0:3 "
            "verloren. Josip Stanisic, Alejandro Grimaldo und Jeremie Frimpong trafen vor 30.210 Zuschauern in der "
            "BayArena."
        ),
        (
            "Der FC Bayern München hat am Sonntag beim VfL Bochum überraschend mit 2:3 verloren. Takuma Asano, Keven "
            "Schlotterbeck und Kevin Stöger trafen vor 26.000 Zuschauern im Ruhrstadion, für die Münchner Jamal "
            "Musiala und Harry Kane."
        ),
        None,
    ),
    (
        "English quakes",
        (
            "A magnitude 6.1 earthquake struck off the coast of Hualien in eastern Taiwan on Monday, April 22, the "
            "Central Weather Administration said. There were no immediate reports of damage. Buildings in Taipei shook "
            "and people ran into the streets."
        ),
        (
            "A magnitude 5.8 quake hit Hualien county in eastern Taiwan on Thursday, April 25, the island's Central "
            "Weather Administration reported. No damage was reported at once, but buildings in Taipei swayed and "
            "residents fled outdoors."
        ),
        None,
    ),
    (
        "English match same",
        (
            "Arsenal beat Liverpool 3-1 at the Emirates on Sunday, February 4, to cut the gap at the top of the "
            "Premier League to two points. Bukayo Saka opened the scoring, Gabriel Martinelli profited from a mix-up "
            "between Alisson and Virgil van Dijk, and Leandro Trossard sealed it in stoppage time."
        ),
        (
            "A calamitous error by Alisson and Van Dijk handed Arsenal victory over league leaders Liverpool on 4 "
            "February. Martinelli rolled the ball into an empty net at the Emirates, Saka and Trossard got the others "
            "in a 3-1 win that leaves Mikel Arteta's team two points behind."
        ),
        "same-event",
    ),
    (
        "Thai other",
        (
            "เกิดเหตุเพลิงไหม้โรงงานพลาสติกในนิคมอุตสาหกรรมบางปู จังหวัดสมุทรปราการ เมื่อวันที่ 6 กุมภาพันธ์"
            " 2567 มีคนงานบาดเจ็บ 12 ราย เจ้าหน้าที่ใช้เวลากว่าสามชั่วโมงจึงควบคุมเพลิงไว้ได้"
        ),
        (
            "ไฟไหม้ตลาดนัดกลางเมืองเชียงใหม่เมื่อคืนวันที่ 20 มีนาคม 2567 แผงค้าเสียหายกว่า 80 แผง ไม่มีผู้เ"
            "สียชีวิต ตำรวจสันนิษฐานว่าไฟฟ้าลัดวงจรจากร้านขายเสื้อผ้า"
        ),
        None,
    ),
    (
        "Japanese other",
        (
            "12日午前7時ごろ、名古屋市中区の国道でトラックと乗用車が正面衝突し、乗用車を運転していた会社員の男性が死亡した。警察が"
            "事故の原因を調べている。"
        ),
        (
            "3日夜、札幌市北区の交差点で路線バスとタクシーが衝突し、乗客ら7人が軽いけがをした。雪で路面が凍っていたという。警察が当"
            "時の状況を調べている。"
        ),
        None,
    ),
    (
        "Arabic other more",
        (
            "أعلنت وزارة الصحة السعودية تسجيل 4 حالات إصابة جديدة بفيروس كورونا في مدينة الرياض ووفاة مواطن في العقد "
            "السابع من العمر كان يعاني أمراضا مزمنة."
        ),
        (
            "أعلنت وزارة التعليم السعودية تعليق الدراسة في مدارس منطقة الرياض يوم الأحد بسبب الأمطار الغزيرة وتوقعات "
            "الأرصاد بتكون السيول في الأودية."
        ),
        None,
    ),
]
