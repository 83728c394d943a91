"""Facts that differ, and such as only look different, sentence by sentence in many languages."""

import pytest

from dedup import Article, compare

#: A frame on either side, so that the sentence between stands inside a copy.
FRAME = (
    "Tram eleven serves forgotten harbours beyond misty warehouses while gardeners polish every silver window box",
    "Nobody remembers which baker first painted yellow doors along that narrow lane behind our quiet market hall",
)
TOLD = [
    ("pt", "A empresa perdeu R$ 35 milhões no primeiro trimestre do ano.", "milhões", "bilhões"),
    ("uk", "Компанія втратила 35 мільйонів гривень за перший квартал року.", "мільйонів", "мільярдів"),
    ("uk", "Компанія втратила 35 мільйонів гривень за перший квартал року.", "гривень", "євро"),
    ("pl", "Spółka straciła 35 milionów złotych w pierwszym kwartale roku.", "milionów", "miliardów"),
    ("tr", "Şirket ilk çeyrekte 35 bin lira zarar etti ve işçi çıkardı.", "bin", "milyon"),
    ("fa", "شرکت ۳۵ میلیارد تومان زیان داد و کارکنان نگران شدند.", "میلیارد", "میلیون"),
    ("fa", "آتش‌نشانی اراک در ۱۰ دی از مهار آتش خبر داد.", "دی", "بهمن"),
    ("fa", "در این حادثه سی نفر کشته شدند و خانه‌ها ویران شد.", "سی", "بيست"),
    ("ar", "خسرت الشركة 35 مليون ريال في الربع الأول من العام.", "مليون", "ملیار"),
    ("ar", "أعلنت قناة سي إن إن الخبر في المساء.", "سي إن إن", "20 محلية"),
    ("zh", "据悉，该企业去年亏损35亿元，员工减少。", "亿元", "亿美元"),
    ("ja", "同社は最終赤字が35億ドルになると発表した。", "ドル", "ユーロ"),
    ("ko", "회사는 순손실이 35억 원이라고 밝혔다.", "원", "달러"),
    ("th", "บริษัทขาดทุน 35 ล้านบาท ในไตรมาสแรก", "บาท", "ดอลลาร์"),
    ("hi", "कंपनी को 35 करोड़ रुपये का घाटा हुआ है।", "रुपये", "डॉलर"),
    ("bn", "কোম্পানির ৩৫ কোটি টাকা লোকসান হয়েছে বলে জানানো হয়েছে।", "কোটি", "লাখ"),
    ("ru", "Работы займут до двух недель, и дорогу откроют.", "двух", "пяти"),
    ("ru", "Совещание прошло в декабре в большом зале.", "декабре", "ноябре"),
    ("ru", "Запрет действует с понедельника до среды в центре города.", "среды", "четверга"),
    ("uk", "Пожежу гасили п'ять годин, повідомили рятувальники.", "п'ять", "вісім"),
    ("uk", "Пожежу гасили у п'ятницю, повідомили рятувальники.", "п'ятницю", "середу"),
    ("pl", "Straż gasiła pożar z udziałem trzech zastępów przez noc.", "trzech", "pięciu"),
    ("sw", "Watu wanane walijeruhiwa katika ajali ya basi.", "wanane", "watano"),
    ("jv", "Pasar iku bakal ditutup telung dina amarga ana dandan-dandan.", "telung", "patang"),
    ("su", "Jalan ka lembur ditutup tilu poé lilana ku warga.", "tilu", "opat"),
    ("tl", "Nasawi ang tatlong pasahero ng bus sa bayan kahapon.", "tatlong", "limang"),
    ("en", "The line to the harbour will stay closed for a week.", "a week", "three weeks"),
    ("en", "The line to the harbour was closed for seven hours.", "seven hours", "an hour"),
    ("id", "Jalan menuju pelabuhan itu akan ditutup seminggu penuh.", "seminggu", "tiga minggu"),
    ("es", "La carretera del puerto estará cerrada durante una semana.", "una semana", "tres semanas"),
    ("ru", "Совещание началось в 8 утра в большом зале.", "утра", "вечера"),
    ("pt", "A reunião começou às 8 da manhã no salão principal.", "manhã", "noite"),
    ("vi", "Cuộc họp bắt đầu lúc 8 giờ sáng tại hội trường.", "sáng", "tối"),
    ("vi", "Vụ cháy khiến ba công nhân bị thương nhẹ.", "ba công nhân", "năm công nhân"),
    ("vi", "Vụ cháy khiến ba công nhân bị thương nhẹ.", "ba công nhân", "một công nhân"),
    ("vi", "Vụ cháy khiến 6 công nhân bị thương nhẹ.", "6 công nhân", "năm công nhân"),
    ("vi", "Cuộc họp bắt đầu lúc 14h30 tại hội trường.", "14h30", "3 giờ 30 chiều"),
    ("el", "Η συνεδρίαση άρχισε στις 8 το πρωί στη μεγάλη αίθουσα.", "πρωί", "βράδυ"),
    ("el", "Η συνεδρίαση άρχισε στις 15:30 στη μεγάλη αίθουσα.", "15:30", "2:30 μ.μ."),
    ("ja", "会議は午後2時半に始まった。", "午後2時半", "午後2時40分"),
    ("ja", "同社は罰金8億5000万円を支払い控訴した。", "8億5000万円", "9億6000万円"),
    ("ja", "工場の面積は1万3000平方メートルだった。", "1万3000", "12,000"),
    ("fr", "Le feu a pris au deuxième étage de la maison.", "deuxième", "3e"),
    ("pl", "Zebranie odbyło się w Łodzi przy ulicy Długiej.", "w Łodzi", "w Lublinie"),
    ("tr", "Toplantı sabah saat 8'de büyük salonda başladı.", "sabah", "akşam"),
    ("ja", "会議は午前5時17分に始まった。", "午前", "午後"),
    ("ar", "أسفر الحادث عن مقتل 12 شخصا و30 جريحا في المدينة.", "و30", "و42"),
    ("ar", "أعلنت الشركة عن أرباح بـ12 مليون ريال في العام.", "بـ12", "بـ17"),
    ("zh", "会议于上午8时20分开始。", "上午", "下午"),
    ("ko", "회의는 오전 8시 20분에 시작됐다.", "오전", "오후"),
    ("ru", "Акции компании «Газпром» подешевели после отчёта за год.", "Газпром", "Роснефть"),
    ("pl", "Prace prowadzi firma „Budimex” od wielu lat bez przerwy.", "Budimex", "Skanska"),
    ("ru", "Об этом в среду сообщил министр Петров на встрече.", "сообщил министр Петров", "сообщила министр Петрова"),
    ("ru", "Об этом в среду заявил в городе Петров на встрече.", "Петров", "Сидоров"),
    ("ar", "يقام المعرض من 25 يوليو/16 أغسطس في المدينة.", "16", "27"),
    ("en", "The exhibition is open on 25 July-16 August in the town.", "16", "27"),
    ("th", "นิทรรศการเปิด 25 กรกฎาคม-16 สิงหาคม ที่เมือง", "16", "27"),
    ("en", "Delta wings of the F-16 and 3 May are in the book.", "F-16", "F-35"),
]
UNTOLD = [
    ("tr", "Şirket 35 bin lira ceza ödedi ve itiraz etti.", "35 bin", "35.000"),
    ("hi", "कंपनी ने 35 हजार रुपये जुर्माना भरा और अपील की।", "35 हजार", "35,000"),
    ("hi", "कंपनी ने 3 लाख रुपये जुर्माना भरा और अपील की।", "3 लाख", "3,00,000"),
    ("bn", "কোম্পানি ৩৫ হাজার টাকা জরিমানা দিয়েছে।", "৩৫ হাজার", "৩৫,০০০"),
    ("uk", "Пожежу гасили п'ять годин, повідомили рятувальники.", "п'ять", "5"),
    ("ru", "Министр обороны Андрей Белоусов прибыл в Москву на совещание.", "прибыл в Москву", "находится в Москве"),
    ("ru", "В среду Андрей Белоусов прибыл на завод.", "Андрей Белоусов прибыл", "Андрея Белоусова встретили"),
    ("uk", "Пожежа сталася в Харкові вночі у суботу.", "в Харкові", "біля Харкова"),
    ("pl", "Wczoraj wieczorem rozmawiał w Brukseli z ministrem.", "w Brukseli", "koło Brukseli"),
    ("ja", "同社は罰金1億5000万円を支払い控訴した。", "1億5000万円", "1.5億円"),
    ("ko", "회사는 벌금 3500만원을 내고 항소했다.", "3500만원", "3천500만원"),
    ("ko", "회의는 12월 9일 열렸다.", "9일", "9일에"),
    ("ko", "사고로 직원 67명이 다쳤다고 밝혔다.", "67명이", "67명은"),
    ("zh", "会议于8时20分开始，持续一天。", "8时20分", "8:20"),
    ("ru", "Совещание началось в 8 часов 20 минут в большом зале.", "8 часов 20 минут", "8:20"),
    ("vi", "Cuộc họp diễn ra sáng thứ năm, 14/8 tại hội trường.", "thứ năm, 14/8", "14/8"),
    ("pt", "A reunião ocorreu na quinta-feira (20) no salão.", "na quinta-feira (20)", "em 20 de fevereiro"),
    ("zh", "会议于12月9日召开。", "12月9日", "12月9日（星期二）"),
    ("vi", "Vụ cháy khiến 5 công nhân bị thương nhẹ.", "5 công nhân", "năm công nhân"),
    ("vi", "Vụ cháy khiến 1 công nhân bị thương nhẹ.", "1 công nhân", "một công nhân"),
    ("vi", "Cuộc họp bắt đầu lúc 14h30 tại hội trường.", "14h30", "2 giờ 30 chiều"),
    ("vi", "Cuộc họp diễn ra tại Đà Nẵng hôm qua.", "Đà Nẵng", "Da Nang"),
    ("el", "Η συνεδρίαση άρχισε στις 14:30 στη μεγάλη αίθουσα.", "14:30", "2:30 μ.μ."),
    ("ja", "会議は午後2時半に始まった。", "午後2時半", "午後2時30分"),
    ("ko", "회의는 오후 2시 반에 시작됐다.", "2시 반에", "2시 30분에"),
    ("ja", "同社は罰金8億5000万円を支払い控訴した。", "8億5000万円", "八億五千万円"),
    ("ja", "工場の面積は1万2000平方メートルだった。", "1万2000", "12,000"),
    ("fr", "Le feu a pris au deuxième étage de la maison.", "deuxième", "2e"),
    ("pt", "O fogo começou no segundo andar da casa.", "segundo", "2º"),
    ("pl", "Zebranie odbyło się w Łodzi przy ulicy Długiej.", "w Łodzi", "w Lodzi"),
    ("fa", "جلسه روز سه‌شنبه ۱۸ آذر برگزار شد.", "سه‌شنبه", "سه شنبه"),
    ("ar", "خسرت الشركة 35 مليون ريال في الربع الأول من العام.", "35 مليون ريال", "35 ملیون ریال"),
    ("ar", "خسرت الشركة 35 ألف كيلوغرام من القمح كما أعلنت.", "35 ألف كيلوغرام", "35 ألف کیلوغرام"),
    ("ar", "ارتفعت الأرباح 20 في المئة على ما قال الوزير علي.", "20 في المئة على", "20% علی"),
    ("ar", "تبدأ الرحلة عند الساعة 8 ليلا من الميناء.", "8 ليلا", "8 لیلا"),
    ("ar", "قطعت السيارة 30 كيلومترا في اليوم خلال السباق.", "في اليوم", "فی الیوم"),
    ("ar", "وصلت نسبة النصف إلى ملايين الناس كما يقال.", "ملايين", "ملایین"),
    ("fa", "شرکت ۳۵ میلیون ریال زیان داد و کارکنان نگران شدند.", "میلیون ریال", "ميليون ريال"),
    ("fa", "در این حادثه سی نفر کشته شدند و خانه‌ها ویران شد.", "سی", "30"),
    ("sw", "Mtu huyo yuko hai na anaendelea na kazi ya kilimo.", "yuko hai", "yupo hai"),
    ("de", "Gestern sprach Paul in Wien mit dem Rat.", "in Wien mit", "in Wien vor"),
    ("en", "The line to the harbour will stay closed for a week.", "a week", "one week"),
    ("en", "The line to the harbour will stay closed for a while.", "a while", "three weeks"),
    ("id", "Begini Caranya mengurus surat izin itu di kantor desa.", "Caranya", "caranya"),
    ("id", "Warga mengungsi ke balai desa. ANTARA FOTO/Aji Styawan/nym.", "FOTO/Aji Styawan", "FOTO/Makna Zaezar"),
]


def changed(sentence, old, new):
    """The facts that differ between a sentence and another one, inside a copy."""
    assert old in sentence
    texts = ("\n\n".join((FRAME[0], text, FRAME[1])) for text in (sentence, sentence.replace(old, new)))
    found = compare(*(Article(name, text) for name, text in zip("ab", texts, strict=True)))
    assert found.match is not None
    return [*found.match.changed]


@pytest.mark.parametrize(("language", "sentence", "old", "new"), TOLD)
def test_a_fact_that_differs_is_told_once(language, sentence, old, new):
    assert len(changed(sentence, old, new)) == 1, language


@pytest.mark.parametrize(("language", "sentence", "old", "new"), UNTOLD)
def test_what_says_the_same_is_not_told(language, sentence, old, new):
    assert changed(sentence, old, new) == [], language


def test_names_of_men_and_women_are_two_outside_slavic_texts():
    told = changed("Gestern sprach im Rathaus auch Paul über den neuen Plan.", "auch Paul", "dort Paula")
    assert [(change.left, change.right) for change in told] == [("Paul", "Paula")]
