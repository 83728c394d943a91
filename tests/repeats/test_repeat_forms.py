"""Two sentences of one form with other facts are no repeat; a text that stands twice with corrections is."""

import pytest
from stories import BRIDGE, METEOR, made_up

from dedup.detect import find_duplicates
from dedup.model import Article, Relation, Repeat

FORMS = {
    "en": (
        "Quarterly figures exclude a gain from discontinued operations of {} dollars, or {} cents a share, against a "
        "loss of {} dollars, or {} cents a share, in the same quarter of the year before that.",
        ("533,000", 37, "480,000", 24),
        ("752,000", 48, "452,000", 23),
    ),
    "de": (
        "Im Norden stieg der Umsatz der Läden um {} Prozent auf {} Millionen Euro, während die Zahl der Beschäftigten "
        "um {} auf {} zurückging, wie der Verband am Mittwoch in Kiel mitteilte.",
        (4, 317, 52, 880),
        (9, 228, 71, 640),
    ),
    "es": (
        "La producción de maíz de la región bajó un {} por ciento hasta {} toneladas, mientras que la superficie "
        "sembrada creció un {} por ciento hasta {} hectáreas, según el informe de la cámara.",
        (7, "41.000", 3, "5.200"),
        (12, "63.000", 8, "9.700"),
    ),
    "ar": (
        "أغلق مؤشر السوق مرتفعا بنسبة {} في المائة عند مستوى {} نقطة، وتناقل المستثمرون ملكية {} مليون سهم من خلال "
        "تنفيذ {} صفقة خلال جلسة أمس في ظل ارتفاع أسعار معظم الشركات المدرجة",
        ("1.28", 1330, 373, 4972),
        ("2.86", 6555, 418, 3603),
    ),
    "th": (
        "จำนวนหน่วยที่เปิดขายใหม่เพิ่มขึ้นร้อยละ {} มูลค่า {} ล้านบาท ส่วนหน่วยที่ขายได้ใหม่มีจำนวน {} หน่วย มูลค่า {} "
        "ล้านบาท เมื่อเทียบกับช่วงเดียวกันของปีก่อนหน้าตามรายงานของศูนย์ข้อมูลอสังหาริมทรัพย์",
        ("56.2", "2,740", 676, "2,168"),
        ("15.8", "1,440", 393, "1,627"),
    ),
}


def repeats(*parts: str) -> list[Repeat]:
    """The repeats of an article of these parts."""
    return find_duplicates([Article("a", "\n\n".join(parts))]).repeats


@pytest.mark.parametrize("language", FORMS)
def test_two_sentences_of_one_form_with_other_figures_are_no_repeat(language):
    form, one, other = FORMS[language]
    assert repeats(form.format(*one), METEOR, form.format(*other)) == []
    assert repeats(form.format(*one), form.format(*other)) == []


@pytest.mark.parametrize("language", FORMS)
def test_the_same_sentence_with_the_same_figures_is_a_repeat(language):
    form, one, _ = FORMS[language]
    [repeat] = repeats(form.format(*one), METEOR, form.format(*one))
    assert repeat.relation is Relation.IDENTICAL


@pytest.mark.parametrize("language", FORMS)
def test_one_corrected_figure_leaves_a_repeat(language):
    form, one, other = FORMS[language]
    [repeat] = repeats(form.format(*one), METEOR, form.format(*one[:1], *other[1:2], *one[2:]))
    assert repeat.relation is Relation.NEAR_DUPLICATE


@pytest.mark.parametrize("language", FORMS)
def test_some_corrected_figures_among_many_equal_ones_leave_a_repeat(language):
    form, one, other = FORMS[language]
    whole = " ".join(form.format(*(f"{k}{figure}" for figure in one)) for k in (1, 2, 3))
    corrected = whole.replace(f"1{one[0]}", f"1{other[0]}").replace(f"2{one[2]}", f"2{other[2]}")
    corrected = corrected.replace(f"3{one[3]}", f"3{other[3]}")
    assert whole != corrected
    [repeat] = repeats(whole, METEOR, corrected)
    assert repeat.relation is Relation.NEAR_DUPLICATE


def test_a_text_with_one_figure_corrected_and_broken_off_in_mid_sentence_stays_a_repeat():
    words = BRIDGE.replace("3.2", "4.1").split(" ")
    [repeat] = repeats(" ".join(words[: len(words) // 2]), "Bridge to stay closed", BRIDGE)
    assert repeat.relation is Relation.EXCERPT


def test_a_text_whose_only_figure_was_corrected_stays_a_repeat():
    text = f"{made_up(5, 30).rstrip('.')} with 40 others {made_up(6, 30)}"
    [repeat] = repeats(text, METEOR, text.replace("40", "45"))
    assert repeat.relation is Relation.NEAR_DUPLICATE


def test_figures_right_behind_the_equal_words_are_of_the_form():
    rule = (
        "A club may not register players from abroad while its debts to banks and agents exceed {} million, nor "
        "register players of its own country while these exceed {}"
    )
    again = f"{rule.format(25, 15)}. Third, the board may ask for the books."
    assert repeats(f"{rule.format(50, 40)} or so.", again) == []
    assert len(repeats(f"{rule.format(50, 40)} or so.", again.replace("15", "a dozen"))) == 1


def test_other_figures_before_and_behind_an_equal_text_do_not_count():
    text = made_up(9, 25).rstrip(".")
    [repeat] = repeats(f"In all 14 {text} 1,300 of them.", METEOR, f"About 29 {text} 2,700 times.")
    assert repeat.relation is Relation.IDENTICAL


def test_a_form_between_two_copies_of_its_first_filling_leaves_these_a_repeat():
    form, one, other = FORMS["en"]
    text = "\n\n".join((form.format(*one), form.format(*other), form.format(*one)))
    [repeat] = find_duplicates([Article("a", text)]).repeats
    assert (repeat.first[0], repeat.second[0]) == (0, text.rindex("Quarterly"))
    assert repeat.relation is Relation.IDENTICAL


def test_what_recurs_in_other_articles_changes_no_repeat():
    text = f"{BRIDGE}\n\n{METEOR}\n\n{BRIDGE.replace('3.2', '4.1')}"
    others = [Article(f"b{k}", f"{made_up(('b', k), 150)}\n{BRIDGE}") for k in range(8)]
    alone = find_duplicates([Article("a", text)]).repeats
    among = [repeat for repeat in find_duplicates([Article("a", text), *others]).repeats if repeat.article == "a"]
    assert alone == among
    assert [repeat.relation for repeat in alone] == [Relation.NEAR_DUPLICATE]


PARALLEL = {
    "en": (
        "The {} series of preferred stock will have a mandatory sinking fund of {} shares in each year commencing on "
        "April 1, 1993, calculated to retire the issue no later than {}, with an option to retire as many again.",
        ("first", "100,000", "April 1, 1997"),
        ("second", "25,000", "April 1, 2012"),
    ),
    "de": (
        "Der {} Zug fuhr am Morgen des 3. Mai mit den Angehörigen, zwei Ärzten und dem Gepäck aller Reisenden in Kiel "
        "ab und kam um {} Uhr nach einer Fahrt von {} Kilometern ohne Zwischenfall in Lindau an.",
        ("erste", "18.10", 940),
        ("zweite", "21.45", 1115),
    ),
    "th": (
        "เที่ยวบินที่ {} ออกเดินทางจากท่าอากาศยานเมื่อวันที่ 3 พฤษภาคม 2566 พร้อมญาติของผู้เสียชีวิตและแพทย์ 2 คน และถึงจุดหมายเวลา {} น. "
        "หลังจากบินเป็นระยะทาง {} กิโลเมตรโดยไม่มีเหตุการณ์ใด ๆ เกิดขึ้นระหว่างการเดินทาง",
        (214, "18.10", 940),
        (369, "21.45", "1,115"),
    ),
}


@pytest.mark.parametrize("language", PARALLEL)
def test_parallel_sentences_that_keep_some_facts_are_no_repeat(language):
    form, one, other = PARALLEL[language]
    assert repeats(form.format(*one), METEOR, form.format(*other)) == []


@pytest.mark.parametrize("language", PARALLEL)
def test_a_sentence_said_again_with_one_fact_put_right_is_a_repeat(language):
    form, one, other = PARALLEL[language]
    assert len(repeats(form.format(*one), METEOR, form.format(*one[:-1], other[-1]))) == 1
    assert len(repeats(form.format(*one), METEOR, form.format(*one))) == 1


def test_a_fact_that_is_put_right_wherever_it_stands_is_one():
    text = (
        "The bridge was sold for {0} dollars, of which all {0} dollars go to the town at once, said the clerk of Hull"
    )
    assert len(repeats(text.format(400), METEOR, text.format(450))) == 1


def test_names_that_are_spelt_otherwise_leave_a_repeat():
    form = (
        "{} sang for twelve hours in the rain before {} gave in at last, and {} won the prize of the choir. "
        + METEOR[:90]
    )
    one, other = form.format("Anna Holt", "Tom Pike", "Eve Marsh"), form.format("Ana Holt", "Tim Pike", "Eva Marsh")
    assert len(repeats(one, BRIDGE, other)) == 1


REWORDED = {
    "en": (
        "At first the fee for the loan will be fixed in writing on May 3, and each quarter after that, at {} points "
        "below the rate that the central bank asks of its members for three months.",
        "At first the fee was likewise to be fixed in writing on May 3, and then each quarter after that, at {} points "
        "below the rate for a year which the central bank asks of its members.",
    ),
    "id": (
        "Setelah pemeriksaan, dinas menyatakan bahwa para pedagang di pasar lama wajib pindah paling lambat {} Mei dan "
        "seluruh kios akan dibongkar tanpa ganti rugi oleh petugas kota.",
        "Menurut kepala dinas yang hadir, para pedagang di pasar lama wajib pindah paling lambat {} Mei dan "
        "seluruh kios akan dibongkar tanpa biaya lain oleh petugas kota.",
    ),
    "th": (
        "ดัชนีปรับเพิ่มขึ้นต่อเนื่องจากเดือนก่อนหน้าและอยู่ในระดับสูงที่สุดในรอบ {} เดือน แสดงถึงความเชื่อมั่นในอนาคตของภาคบริการ จากจำนวน"
        "นักท่องเที่ยวที่มาเยือนจังหวัดชายทะเล และจากโครงการส่งเสริมการลงทุนของรัฐบาล",
        "ดัชนีปรับเพิ่มขึ้นต่อเนื่องจากเดือนก่อนหน้าและอยู่ในระดับสูงที่สุดในรอบ {} เดือน แสดงถึงความเชื่อมั่นในอนาคตของภาคเกษตร เนื่องจากราคา"
        "ข้าวและยางพาราในตลาดโลก และจากโครงการส่งเสริมการลงทุนของรัฐบาล",
    ),
}
FIGURES = {"en": (20, 34), "id": (12, 27), "th": (68, 53)}


@pytest.mark.parametrize("language", REWORDED)
def test_a_sentence_that_was_reworded_and_has_another_figure_is_no_repeat(language):
    (one, other), (figure, other_figure) = REWORDED[language], FIGURES[language]
    assert repeats(one.format(figure), METEOR, other.format(other_figure)) == []
    assert len(repeats(one.format(figure), METEOR, other.format(figure))) == 1
    assert len(repeats(one.format(figure), METEOR, one.format(other_figure))) == 1


def test_one_other_figure_in_a_long_text_that_was_reworded_leaves_a_repeat():
    parts = [made_up(k, 25) for k in range(8)]
    edited = [made_up(9, 25) if k in (2, 5) else part for k, part in enumerate(parts)]
    text, other = (f"{' '.join(some)} There were {figure} of them." for some, figure in ((parts, 40), (edited, 57)))
    assert len(repeats(text, METEOR, other)) >= 1


def test_a_reworded_sentence_with_a_name_in_another_spelling_is_a_repeat():
    one, other = REWORDED["en"]
    name, spelling = (f"{{}} That is what Nadia {family} said." for family in ("Kovalenko", "Kovalienko"))
    assert len(repeats(name.format(one).format(20), METEOR, spelling.format(other).format(20))) == 1
