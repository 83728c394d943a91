"""Pairs of short notices in nine languages, written by hand: what an editor would call them."""

from itertools import chain

import pytest

from dedup.detect import find_duplicates
from dedup.model import Article
from dedup.pair import compare

#: Name, left text, right text, relation.
PAIRS = [
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
        "Arabic template",
        (
            "أغلق مؤشر الأسهم السعودية الرئيسي اليوم الاثنين مرتفعا 45.20 نقطة ليقفل عند مستوى 11780.55 نقطة، "
            "وبتداولات بلغت قيمتها 6.2 مليار ريال. وبلغت كمية الأسهم المتداولة 210 ملايين سهم، سجلت فيها أسهم 120 شركة "
            "ارتفاعا في قيمتها، فيما أغلقت أسهم 98 شركة على تراجع."
        ),
        (
            "أغلق مؤشر الأسهم السعودية الرئيسي اليوم الثلاثاء منخفضا 12.84 نقطة ليقفل عند مستوى 11767.71 نقطة، "
            "وبتداولات بلغت قيمتها 5.9 مليار ريال. وبلغت كمية الأسهم المتداولة 187 مليون سهم، سجلت فيها أسهم 74 شركة "
            "ارتفاعا في قيمتها، فيما أغلقت أسهم 141 شركة على تراجع."
        ),
        "template",
    ),
    (
        "Thai template",
        (
            "ศูนย์ข้อมูลสถานการณ์โควิด-19 รายงานว่า วันที่ 6 กุมภาพันธ์ 2567 พบผู้ติดเชื้อรายใหม่ 8,450 ราย "
            "ผู้ป่วยกำลังรักษา 80,120 ราย หายป่วยแล้ว 7,210 ราย และมีผู้เสียชีวิตเพิ่ม 22 ราย ขอให้ประชาชนสว"
            "มหน้ากากอนามัยและล้างมือเป็นประจำ"
        ),
        (
            "ศูนย์ข้อมูลสถานการณ์โควิด-19 รายงานว่า วันที่ 9 กุมภาพันธ์ 2567 พบผู้ติดเชื้อรายใหม่ 9,930 ราย "
            "ผู้ป่วยกำลังรักษา 91,474 ราย หายป่วยแล้ว 6,881 ราย และมีผู้เสียชีวิตเพิ่ม 31 ราย ขอให้ประชาชนสว"
            "มหน้ากากอนามัยและล้างมือเป็นประจำ"
        ),
        "template",
    ),
    (
        "Thai edit",
        (
            "นายกรัฐมนตรีเป็นประธานการประชุมคณะรัฐมนตรีที่ทำเนียบรัฐบาล โดยเห็นชอบมาตรการลดค่าครองชีพให้แก่ป"
            "ระชาชนทั่วประเทศ วงเงินรวม 5,000 ล้านบาท เริ่มวันที่ 6 กุมภาพันธ์ 2567 ทั้งนี้กระทรวงการคลังจะเ"
            "ป็นผู้ดำเนินการและรายงานผลทุกเดือน"
        ),
        (
            "นายกรัฐมนตรีเป็นประธานการประชุมคณะรัฐมนตรีที่ทำเนียบรัฐบาล โดยเห็นชอบมาตรการลดค่าครองชีพให้แก่ป"
            "ระชาชนทั่วประเทศ วงเงินรวม 5000 ล้านบาท เริ่มวันที่ 6 ก.พ. 67 ทั้งนี้กระทรวงการคลังจะเป็นผู้ดำเ"
            "นินการและรายงานผลทุกสามเดือน"
        ),
        "near-duplicate",
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
        "Chinese template",
        (
            "中国地震台网正式测定：2月6日8时12分在四川甘孜州康定市（北纬29.61度，东经102.01度）发生4.5级地震，震源"
            "深度10千米。目前暂无人员伤亡报告，当地应急部门已派人前往震中了解情况。"
        ),
        (
            "中国地震台网正式测定：3月9日23时47分在云南大理州洱源县（北纬26.13度，东经99.92度）发生5.1级地震，震源"
            "深度8千米。目前暂无人员伤亡报告，当地应急部门已派人前往震中了解情况。"
        ),
        "template",
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
        "Japanese template",
        (
            "気象庁は6日午前9時、台風5号がフィリピンの東にあって時速20キロで北西に進んでいると発表した。中心気圧は980ヘクトパ"
            "スカル、最大風速は30メートル。沖縄地方では9日にかけて高波に警戒が必要だとしている。"
        ),
        (
            "気象庁は18日午後3時、台風9号がグアムの西にあって時速15キロで北に進んでいると発表した。中心気圧は965ヘクトパスカ"
            "ル、最大風速は40メートル。沖縄地方では21日にかけて高波に警戒が必要だとしている。"
        ),
        "template",
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
        "Spanish matches",
        (
            "El Real Madrid venció 2-0 al Girona este sábado 10 de febrero en el Santiago Bernabéu con goles de "
            "Vinícius y Bellingham y se afianzó como líder de LaLiga. El equipo de Ancelotti suma 61 puntos."
        ),
        (
            "El Real Madrid venció 1-0 al Sevilla este domingo 25 de febrero en el Santiago Bernabéu con un gol de "
            "Modric y sigue como líder de LaLiga. El equipo de Ancelotti suma 65 puntos."
        ),
        "template",
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
        "English quote",
        (
            "The finance minister met union leaders on Monday and promised a review of the pension plan before summer. "
            'She told reporters in the lobby: "We will not sign anything that puts the savings of ordinary families at '
            'risk, and we will publish every single figure before parliament votes on it this year." The unions said '
            "they would wait for the figures. Talks resume next week in the capital with employers present."
        ),
        (
            "Shares of insurers fell for a third day as investors weighed the reform. Analysts at two banks cut their "
            'targets. "We will not sign anything that puts the savings of ordinary families at risk, and we will '
            'publish every single figure before parliament votes on it this year," the minister had said. The index '
            "lost two per cent, while bonds were little changed and the currency firmed against the dollar in thin "
            "trading."
        ),
        "overlap",
    ),
    (
        "Arabic edit",
        (
            "افتتح أمير منطقة مكة المكرمة خالد الفيصل أمس مشروع تصريف مياه الأمطار في محافظة جدة بكلفة بلغت 3.5 مليار "
            "ريال، وذلك بحضور محافظ جدة ووكلاء الإمارة. وأوضح أمين المحافظة أن المشروع يشمل 22 كيلومترا من القنوات "
            "وسبعة سدود تحمي الأحياء الشرقية من السيول."
        ),
        (
            "افتتح أمير منطقة مكة المكرمة خالد الفيصل أمس مشروع تصريف مياه الأمطار في محافظة جدة بتكلفة بلغت 3.8 مليار "
            "ريال، بحضور محافظ جدة وعدد من المسؤولين. وأوضح أمين المحافظة أن المشروع يشمل 22 كيلومترا من القنوات وسبعة "
            "سدود تحمي الأحياء الشرقية من السيول."
        ),
        "near-duplicate",
    ),
    (
        "Arabic quote",
        (
            "التقى وزير العمل قادة النقابات يوم الاثنين في مبنى البرلمان ووعد بمراجعة قانون التقاعد قبل الصيف المقبل "
            'بعد أسابيع من الخلاف حول السن والنسب. وقال للصحفيين: "لن نوقع على أي اتفاق يعرض مدخرات الأسر العادية '
            'للخطر وسوف ننشر كل الأرقام والبيانات قبل أن يصوت البرلمان على المشروع". وأكدت النقابات أنها ستنتظر '
            "الأرقام قبل الدعوة إلى الإضراب في الموانئ والمطارات والمدارس."
        ),
        (
            "تراجعت أسهم شركات التأمين لليوم الثالث على التوالي مع ترقب المستثمرين للإصلاح الجديد وخفضت مصارف عالمية "
            'توقعاتها لأرباح القطاع خلال الربع الثاني. وكان الوزير قد صرح: "لن نوقع على أي اتفاق يعرض مدخرات الأسر '
            'العادية للخطر وسوف ننشر كل الأرقام والبيانات قبل أن يصوت البرلمان على المشروع". وخسر المؤشر العام اثنين '
            "في المئة فيما استقرت السندات الحكومية وارتفع سعر صرف العملة قليلا."
        ),
        "overlap",
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
        "Thai quote",
        (
            "ที่ประชุมสหภาพแรงงานหารือเรื่องกองทุนบำนาญกับรัฐมนตรีเมื่อวันจันทร์โดยมีนายจ้างเข้าร่วมด้วย รัฐ"
            'มนตรีกล่าวว่า "เราจะไม่ลงนามในข้อตกลงใดที่ทำให้เงินออมของครอบครัวตกอยู่ในความเสี่ยงและจะเปิดเผย'
            'ตัวเลขทุกตัวก่อนสภาลงมติ" ด้านสหภาพระบุว่าจะรอดูรายละเอียดก่อนตัดสินใจนัดหยุดงานทั่วประเทศในเดื'
            "อนหน้า"
        ),
        (
            "ตลาดหุ้นปิดลบเป็นวันที่สามหลังนักลงทุนกังวลการปฏิรูป นักวิเคราะห์ลดเป้าดัชนีลงและแนะนำให้ถือเงิ"
            'นสด ก่อนหน้านี้รัฐมนตรีระบุว่า "เราจะไม่ลงนามในข้อตกลงใดที่ทำให้เงินออมของครอบครัวตกอยู่ในความเ'
            'สี่ยงและจะเปิดเผยตัวเลขทุกตัวก่อนสภาลงมติ" ขณะที่ค่าเงินบาทแข็งค่าขึ้นเล็กน้อยและพันธบัตรทรงตัว'
            "ท่ามกลางการซื้อขายเบาบาง"
        ),
        "overlap",
    ),
    (
        "Chinese edit",
        (
            "教育部12日公布新规定，要求各地中小学从九月起每天安排不少于两小时的体育活动时间，并且严格控制书面作业总量。教育部有关负"
            "责人说，新规定旨在减轻学生负担，改善青少年的体质健康状况。家长代表对此普遍表示欢迎，但也有人担心学校场地不足。"
        ),
        (
            "教育部12日公布新规定，要求各地中小学从十月起每天安排不少于一小时的体育活动时间，并且严格控制书面作业总量。教育部相关负"
            "责人说，新规定旨在减轻学生负担，改善青少年的体质健康状况。家长代表对此普遍表示欢迎，不过也有人担心学校场地不足。"
        ),
        "near-duplicate",
    ),
    (
        "Japanese edit",
        (
            "文部科学省は12日、来年度から全国の公立中学校で週二回の英会話の授業を始める方針を明らかにした。外国人の指導助手を新たに"
            "3000人採用する計画で、関連費用として120億円を概算要求に盛り込む。教員の負担が増えるとの懸念も出ている。"
        ),
        (
            "文部科学省は12日、来年度から全国の公立中学校で週三回の英会話の授業を始める方針を明らかにした。外国人の指導助手を新たに"
            "5000人採用する計画で、関連費用として120億円を概算要求に盛り込む。教員の仕事が増えるとの懸念も出ている。"
        ),
        "near-duplicate",
    ),
    (
        "Japanese quote",
        (
            "労働組合の代表は月曜日に大臣と会談し、年金制度の見直しについて意見を交わした。大臣は記者団に「普通の家庭の貯蓄を危険にさ"
            "らすような合意には決して署名しないし、国会で採決する前にすべての数字を公表するつもりだ」と述べた。組合側は数字を待ってか"
            "らストライキをするかどうかを決めるとしている。"
        ),
        (
            "保険株は改革への警戒感から三日続けて値を下げ、二つの証券会社が目標株価を引き下げた。大臣は先に「普通の家庭の貯蓄を危険に"
            "さらすような合意には決して署名しないし、国会で採決する前にすべての数字を公表するつもりだ」と語っていた。一方で債券はほぼ"
            "横ばい、円は薄商いのなかドルに対して小幅に上昇した。"
        ),
        "overlap",
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
        "Indonesian template",
        (
            "Harga emas Antam hari ini, Selasa 6 Februari 2024, naik Rp 4.000 menjadi Rp 1.132.000 per gram. Harga "
            "buyback emas Antam juga naik Rp 3.000 menjadi Rp 1.024.000 per gram. Harga tersebut belum termasuk pajak "
            "penghasilan sesuai ketentuan yang berlaku di butik emas Logam Mulia Pulogadung."
        ),
        (
            "Harga emas Antam hari ini, Rabu 14 Februari 2024, turun Rp 7.000 menjadi Rp 1.118.000 per gram. Harga "
            "buyback emas Antam juga turun Rp 8.000 menjadi Rp 1.008.000 per gram. Harga tersebut belum termasuk pajak "
            "penghasilan sesuai ketentuan yang berlaku di butik emas Logam Mulia Pulogadung."
        ),
        "template",
    ),
    (
        "Indonesian edit",
        (
            "Wali Kota Bogor Bima Arya meresmikan Alun-alun Kota Bogor yang dibangun dengan anggaran Rp "
            "14.000.000.000, Jumat pagi. Taman seluas 1,7 hektare itu dilengkapi tempat bermain anak, jalur lari, dan "
            "mushala. Ini adalah taman ketiga yang diresmikan tahun ini. Warga diminta menjaga kebersihan dan tidak "
            "berjualan di dalam taman."
        ),
        (
            "Wali Kota Bogor Bima Arya membuka Alun-alun Kota Bogor yang dibangun dengan anggaran Rp14000000000, Jumat "
            "pagi. Taman seluas 1,7 hektare itu dilengkapi tempat bermain anak, jalur lari, dan mushala. Ini adalah "
            "taman kelima yang diresmikan tahun ini. Warga diminta menjaga kebersihan dan tidak berdagang di dalam "
            "taman."
        ),
        "near-duplicate",
    ),
    (
        "Malay template",
        (
            "Harga runcit petrol RON97 turun lima sen kepada RM3.35 seliter bagi tempoh 4 hingga 10 Januari, menurut "
            "kenyataan Kementerian Kewangan. Harga RON95 dan diesel kekal pada RM2.05 dan RM2.15 seliter. Kerajaan "
            "akan terus memantau kesan perubahan harga minyak dunia."
        ),
        (
            "Harga runcit petrol RON97 naik tiga sen kepada RM3.47 seliter bagi tempoh 15 hingga 21 Februari, menurut "
            "kenyataan Kementerian Kewangan. Harga RON95 dan diesel kekal pada RM2.05 dan RM2.15 seliter. Kerajaan "
            "akan terus memantau kesan perubahan harga minyak dunia."
        ),
        "template",
    ),
    (
        "Spanish quote",
        (
            "La ministra se reunió el lunes con los sindicatos y prometió revisar el plan de pensiones antes del "
            "verano. A la salida dijo a los periodistas: «No firmaremos nada que ponga en peligro los ahorros de las "
            "familias corrientes y publicaremos cada una de las cifras antes de que vote el Parlamento». Los "
            "sindicatos esperarán a conocer los números. Las conversaciones siguen la próxima semana con la patronal."
        ),
        (
            "Las acciones de las aseguradoras cayeron por tercer día mientras los inversores sopesaban la reforma. Dos "
            "bancos rebajaron su precio objetivo. «No firmaremos nada que ponga en peligro los ahorros de las familias "
            "corrientes y publicaremos cada una de las cifras antes de que vote el Parlamento», había dicho la "
            "ministra. El índice perdió un dos por ciento y los bonos apenas cambiaron en una sesión tranquila."
        ),
        "overlap",
    ),
    (
        "German template",
        (
            "Die Polizei sucht Zeugen eines Unfalls, der sich am Montag, 5. Februar 2024, gegen 7.40 Uhr auf der "
            "Hauptstraße in Kirchheim ereignet hat. Eine 34-jährige Radfahrerin wurde leicht verletzt, es entstand ein "
            "Sachschaden von etwa 2.500 Euro. Hinweise nimmt das Polizeirevier unter der bekannten Nummer entgegen."
        ),
        (
            "Die Polizei sucht Zeugen eines Unfalls, der sich am Freitag, 16. Februar 2024, gegen 17.15 Uhr auf der "
            "Bahnhofstraße in Wendlingen ereignet hat. Ein 61-jähriger Fußgänger wurde leicht verletzt, es entstand "
            "ein Sachschaden von etwa 800 Euro. Hinweise nimmt das Polizeirevier unter der bekannten Nummer entgegen."
        ),
        "template",
    ),
    (
        "German edit",
        (
            "Der Stadtrat hat am Freitag 1,6 Millionen Euro für die Sanierung des Hallenbads bewilligt. Die Arbeiten "
            "sollen im Mai beginnen und achtzehn Monate dauern, sagte Baubürgermeisterin Eva Klein. In dieser Zeit "
            "schwimmen die Vereine in Neustadt. Es ist die dritte Sanierung seit dem Bau des Bades."
        ),
        (
            "Der Stadtrat hat am Freitag 1,9 Millionen Euro für die Sanierung des Hallenbads bewilligt. Die Arbeiten "
            "sollen im Mai beginnen und achtzehn Monate dauern, sagte Baubürgermeisterin Eva Klein. Während dieser "
            "Zeit schwimmen die Vereine in Neustadt. Es ist die vierte Sanierung seit dem Bau des Bades."
        ),
        "near-duplicate",
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


@pytest.mark.parametrize(("left", "right", "relation"), [row[1:] for row in PAIRS], ids=[row[0] for row in PAIRS])
def test_a_pair_of_notices_is_what_an_editor_calls_it(left, right, relation):
    found = compare(Article("a", left), Article("b", right)).match
    assert (str(found.relation) if found else None) == relation


def test_find_says_of_the_pairs_what_compare_says():
    sides = [
        [Article(f"{name} {side}", text) for side, text in zip("ab", texts, strict=True)] for name, *texts, _ in PAIRS
    ]
    found = {match[:2]: str(match.relation) for match in find_duplicates([*chain(*sides)]).matches}
    for (one, two), (*_, relation) in zip(sides, PAIRS, strict=True):
        assert found.get((one.id, two.id)) == relation
