import pytest
from all_kinds import everything
from hypothesis import given
from hypothesis import strategies as st
from pairs import match_of, relation_of

from dedup.decide.updates import facts_apart, keep_long_runs, widen_runs
from dedup.detect import find_duplicates
from dedup.model import Relation
from dedup.runtime.kernels import compile_kernels, run

MORNING, NOON, NEXT_DAY = "2025-03-02T08:00:00Z", "2025-03-02T13:00:00Z", "2025-03-03T08:00:00Z"

#: Stories of which four facts are later ones, in scripts and spellings that show few names or none.
UPDATES = {
    "de": (
        "Beim Einsturz einer Lagerhalle in Wolfsbach sind am Samstagabend mindestens {} Menschen getötet worden, {} "
        "kamen ins Krankenhaus. In der Halle feierten 220 Gäste eine Hochzeit, als das Dach nachgab. Helfer zogen {} "
        "Kinder aus den Trümmern, zwei Hunde halfen bei der Suche. Die Schule im Ort bleibt bis {} geschlossen, sagte "
        "Landrätin Gesine Althoff.",
        ("12", "45", "sieben", "Dienstag"),
        ("19", "58", "elf", "Freitag"),
    ),
    "ar": (
        "قتل {} أشخاص على الأقل وأصيب {} آخرون في انهيار سقف قاعة أفراح ببلدة وادي الزهور مساء السبت، وكان في القاعة "
        "220 ضيفا حين سقط السقف. وانتشل رجال الدفاع المدني {} أطفال من تحت الأنقاض وشارك في البحث كلبان مدربان منذ 3 "
        "ساعات. وستبقى مدرسة البلدة مغلقة حتى {} كما قالت المحافظة سعاد النمري للصحفيين في المكان.",
        ("12", "45", "سبعة", "الثلاثاء"),
        ("19", "58", "تسعة", "الجمعة"),
    ),
    "th": (
        "หลังคาโรงเก็บสินค้าในตำบลหนองบัวถล่มเมื่อค่ำวันเสาร์ มีผู้เสียชีวิตอย่างน้อย {} ราย และบาดเจ็บ {} ราย ขณะนั้นมีแขก 220 คน"
        "กำลังร่วมงานแต่งงาน "
        "เจ้าหน้าที่ช่วยเด็กออกจากซากอาคารได้{} และใช้สุนัขค้นหาสองตัว โรงเรียนในตำบลจะปิดจนถึง{} นายอำเภอ สมศักดิ์ ทองดี กล่าว",
        ("12", "45", "เจ็ดคน", "วันอังคาร"),
        ("19", "58", "สิบเอ็ดคน", "วันศุกร์"),
    ),
    "en": (
        "at least {} people were killed and {} taken to hospital when the roof of a hall in wolfsbach gave way on "
        "saturday evening. the hall held 220 guests of a wedding. helpers pulled {} children from the rubble, two dogs "
        "took part in the search. the school will be closed until {}, the mayor told reporters at the scene.",
        ("12", "45", "seven", "Tuesday"),
        ("19", "58", "eleven", "Friday"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", UPDATES)
def test_a_story_with_later_figures_is_a_copy_within_hours(language):
    form, one, two = UPDATES[language]
    match = match_of(form.format(*one), form.format(*two), a=MORNING, b=NOON)
    assert match.relation is Relation.NEAR_DUPLICATE
    assert {one[0], one[1]} <= {change.left for change in match.changed}
    assert len(match.changed) == 4


#: The same forms, filled in with another subject or with nothing that stays.
FORMS = {
    "another company": (
        "أعلنت شركة {} اليوم نتائجها للربع الأول من العام، إذ بلغت الأرباح الصافية {} مليون دينار مقابل {} مليونا "
        "في الفترة نفسها من العام الماضي. "
        "وارتفعت الإيرادات بنسبة {} في المائة لتصل إلى {} مليون دينار، وقرر مجلس الإدارة "
        "توزيع 10 قروش للسهم. وقال رئيس مجلس إدارة {} إن الشركة تتوقع نموا مماثلا خلال {} شهرا "
        "المقبلة وستفتح {} فروع جديدة.",
        ("النور للإسمنت", "31", "27", "4", "210", "النور للإسمنت", "12", "3"),
        ("البحر للأسماك", "18", "22", "9", "145", "البحر للأسماك", "18", "3"),
    ),
    "weather of the evening": (
        "ภาคเหนือมีอากาศเย็น อุณหภูมิต่ำสุด {} องศา สูงสุด {} องศา ลมตะวันออกความเร็ว {} กิโลเมตรต่อชั่วโมง ภาคกลางมีเมฆบางส่วน "
        "อุณหภูมิต่ำสุด {} องศา สูงสุด {} องศา มีฝนร้อยละ {} ของพื้นที่ ภาคใต้คลื่นสูง {} เมตร ขอให้ชาวเรือเดินเรือด้วยความระมัดระวัง",
        ("14", "31", "10", "22", "35", "20", "2"),
        ("17", "29", "25", "24", "33", "60", "3"),
    ),
    "gold at noon": (
        "gold was quoted at {} dollars an ounce on the exchange of port almeda and silver at {} dollars, dealers said. "
        "the lowest price of the session was {} dollars and the highest {} dollars. volume stood at {} ounces against "
        "{} ounces, and the premium for bars was {} dollars as buyers from the coast kept away from the market again.",
        ("1910.40", "23.15", "1902.10", "1914.70", "8100", "7900", "1.20"),
        ("1922.80", "23.60", "1909.30", "1925.20", "8650", "8100", "1.45"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_form_filled_in_anew_on_the_same_day_stays_one(form):
    text, one, two = FORMS[form]
    assert relation_of(text.format(*one), text.format(*two), a=MORNING, b=NOON) is Relation.TEMPLATE


@pytest.mark.parametrize("dates", [{}, {"a": MORNING, "b": NEXT_DAY}])
@pytest.mark.parametrize("language", ["ar", "th"])
def test_without_dates_or_a_day_later_it_cannot_be_told_from_a_form(language, dates):
    form, one, two = UPDATES[language]
    assert relation_of(form.format(*one), form.format(*two), **dates) is Relation.TEMPLATE


#: Stories and notices that name the day of their news.
OF_ONE_DAY = {
    "en": (
        "The central bank of Norland raised its key rate to {} percent on 10 March 2026. The decision was unanimous, "
        "the governor said."
    ),
    "id": (
        "Bank Indonesia menetapkan suku bunga acuan sebesar {} persen dalam rapat dewan gubernur, Selasa (10/3/2026). "
        "Keputusan itu berlaku mulai hari ini."
    ),
    "de": (
        "Die Notenbank von Nordland hat am Dienstag den Leitzins auf {} Prozent erhöht. Der Beschluss fiel einstimmig, "
        "sagte die Gouverneurin der Bank am Abend."
    ),
    "ar": (
        "رفع البنك المركزي سعر الفائدة إلى {} بالمئة في 10 مارس 2026. وقال المحافظ إن القرار اتخذ بالإجماع وإن التضخم "
        "لا يزال مرتفعا."
    ),
    "th": (
        "ธนาคารแห่งประเทศไทยปรับขึ้นอัตราดอกเบี้ยนโยบายเป็น {} เปอร์เซ็นต์ เมื่อวันที่ 10 มีนาคม 2569 ผู้ว่าการกล่าวว่ามติเป็นเอกฉันท์"
    ),
    "toll": (
        "An earthquake near Orvik killed at least {} people on 10 March 2026, officials said. The quake destroyed 40 "
        "houses in the districts of Orvik and Sundal, said Governor Ingrid Dahl. Rescue workers, 120 in all, were "
        "searching for {} people. Schools in the region will stay closed until further notice, the ministry said."
    ),
}  # fmt: skip
ONE, TWO, THREE = "2026-03-10T01:00:00Z", "2026-03-11T08:00:00Z", "2026-03-12T08:00:00Z"


@pytest.mark.parametrize("dates", [(ONE, "2026-03-10T22:00:00Z"), (ONE, TWO), ("2026-03-10", "2026-03-11")])
@pytest.mark.parametrize("language", OF_ONE_DAY)
def test_a_text_that_names_the_day_of_its_news_is_corrected_a_day_later_too(language, dates):
    form = OF_ONE_DAY[language]
    one, two = form.format("5.25", "33"), form.format("5.50", "19")
    assert relation_of(one, two, a=dates[0], b=dates[1]) is Relation.NEAR_DUPLICATE


NEXT = [("10 March", "11 March"), ("10/3", "11/3"), ("Dienstag", "Mittwoch"), ("10 مارس", "11 مارس"), ("10 มี", "11 มี")]


@pytest.mark.parametrize(("language", "day"), [*zip(OF_ONE_DAY, NEXT, strict=False)])
def test_a_notice_of_the_next_day_is_another_one(language, day):
    form = OF_ONE_DAY[language]
    one, two = form.format("5.25"), form.replace(*day).format("5.50")
    assert relation_of(one, two, a=ONE, b=TWO) is Relation.TEMPLATE


@pytest.mark.parametrize(
    ("day", "dates"),
    [
        ("10 March 2026", (ONE, THREE)),
        ("15 April 2026", (ONE, TWO)),
        ("Friday", (ONE, TWO)),
        ("demand", (ONE, TWO)),
        ("10 March 2026", (ONE, "")),
    ],
)
def test_a_day_that_is_not_that_of_the_news_or_none_tells_nothing(day, dates):
    form = "The Reserve Bank paid dealers {} percent for bonds, all of them due on " + day + ", its spokesman said."
    found = relation_of(form.format("5-1/4"), form.format("6-1/2"), a=dates[0], b=dates[1])
    assert found is (Relation.NEAR_DUPLICATE if dates[1] == "" else Relation.TEMPLATE)


def test_two_companies_with_one_day_of_payment_stay_a_form():
    form = "Qtly div {} cts vs {} cts prior\n    Pay March 31\n    Record March 11"
    assert relation_of(form.format(11, 10), form.format(25, 22), a=ONE, b=TWO) is Relation.TEMPLATE


def test_paragraphs_may_be_moved_and_added():
    first = "กรมทางหลวงปิดสะพานข้ามแม่น้ำน่านตั้งแต่วันที่ {} มีนาคม 2568 เพราะพบรอยร้าวในเสา 6 ต้น และจะซ่อมให้เสร็จภายในแปดเดือน"
    toll = "เหตุรถตกสะพานเมื่อสัปดาห์ก่อนทำให้มีผู้เสียชีวิต {} ราย และบาดเจ็บ {} ราย ตำรวจยังสอบปากคำคนขับรถบรรทุกอยู่ที่โรงพยาบาล"
    detour = "ผู้ว่าราชการจังหวัดขอให้ประชาชนใช้เส้นทางเลี่ยงผ่านอำเภอท่าปลา ซึ่งไกลกว่าเดิม 18 กิโลเมตร และจัดรถโดยสารให้นักเรียน"
    more = "ด้านพ่อค้าในตลาดริมน้ำกล่าวว่ายอดขายลดลงมากและขอให้ทางการเร่งซ่อมสะพาน"
    one = "\n\n".join((first.format(3), toll.format(7, 22), detour))
    two = "\n\n".join((first.format(4), detour, toll.format(9, 25), more))
    match = match_of(one, two, a=MORNING, b=NOON)
    assert match.relation is Relation.NEAR_DUPLICATE
    assert {(change.left, change.right) for change in match.changed} >= {("7", "9"), ("22", "25")}


def test_compiled_and_interpreted_agree():
    texts = [form.format(*values) for form, *both in (*UPDATES.values(), *FORMS.values()) for values in both]
    dated = [article._replace(published=MORNING) for article in everything()]
    articles = [*dated, *(dated[0]._replace(id=f"u{k}", text=text) for k, text in enumerate(texts))]
    plain = find_duplicates(articles, workers=1).matches
    compile_kernels()
    assert find_duplicates(articles, workers=2).matches == plain


@given(st.lists(st.integers(-1, 12), max_size=13))
def test_runs_are_kept_whole_or_not_at_all(chosen):
    mates, count, end = [], len(chosen), len(chosen) + 13
    for mate in chosen:
        mates.append(count + mate if mate >= 0 and count + mate > max(mates, default=-1) else -1)
    mates += [-1] * 13
    before = list(mates)
    run(keep_long_runs, False, mates, count, end, 3)
    for k in range(count):
        beside = [j for j in range(count) if before[j] >= 0 and before[j] - j == before[k] - k]
        length = 1 + sum(all(m in beside for m in range(min(j, k), max(j, k) + 1)) for j in beside if j != k)
        assert mates[k] == (before[k] if before[k] >= 0 and length >= 3 else -1)
        assert mates[k] < 0 or mates[mates[k]] == k


def test_runs_go_on_over_equal_units_beside_them():
    units = [5, 1, 2, 3, 6, 9, 5, 1, 2, 3, 6]
    mates = [-1, 7, 8, 9, -1, -1, -1, 1, 2, 3, -1]
    run(widen_runs, False, units, mates, 5, 11)
    assert mates == [6, 7, 8, 9, 10, -1, 0, 1, 2, 3, 4]


def test_facts_without_a_place_count_where_each_text_has_another():
    values, mates = [7, 8, 9, 7, 4, 0, 3], [-1, -1, 4, -1, 2, -1, -1]
    assert run(facts_apart, False, values, mates, 3, 7) == (1, 1)
