"""Pairs of short notices in nine languages, written by hand: forms, edited copies and quotations."""

#: Name, left text, right text, relation.
WORDINGS = [
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
]
