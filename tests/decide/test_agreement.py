"""A noun that has another form behind a later figure makes no other story; another noun does."""

import pytest
from pairs import match_of, relation_of

from dedup.decide.agreement import MOST_NOUNS, join_agreeing
from dedup.decide.mates import BLANK_FIGURE
from dedup.model import Relation
from dedup.runtime.kernels import run

MORNING, EVENING = "2024-05-02T09:00:00Z", "2024-05-02T18:00:00Z"
STORIES = {
    "ar": (
        "قالت الشرطة إن {} قتلوا وأصيب {} بجروح في تصادم حافلة مدرسية وشاحنة قرب مدينة جرش صباح الخميس. وأضافت أن {} "
        "كانوا داخل الحافلة لحظة وقوع الحادث على الطريق إلى العاصمة. وأغلقت السلطات الطريق في الاتجاهين ونقل "
        "المصابون إلى المستشفى الحكومي. ولم يعرف سبب التصادم بعد، وقال مدير السير إن السائق نجا ويخضع للتحقيق.",
        ("4 أشخاص", "9 تلاميذ", "10 أطفال"),
        ("6 أشخاص", "14 تلميذا", "22 طفلا"),
    ),
    "ru": (
        "По данным полиции, погибли {}, ранены {} при столкновении автобуса с грузовиком близ Твери утром в четверг. "
        "На место прибыли {}, сообщили спасатели. Дорогу в сторону столицы перекрыли, пострадавших "
        "доставили в областную больницу. Причина столкновения пока не известна, водитель выжил и даёт показания.",
        ("4 человека", "9 школьников", "10 машин"),
        ("6 человек", "22 школьника", "14 машин"),
    ),
    "pl": (
        "Policja podała, że zginęły {}, a {} zostało rannych po zderzeniu autobusu z ciężarówką koło Torunia w "
        "czwartek rano. Na miejsce wysłano {}, przekazali strażacy. Drogę w stronę stolicy zamknięto w obu kierunkach, "
        "rannych zabrano do szpitala. Przyczyna zderzenia nie jest znana, kierowca przeżył i jest przesłuchiwany.",
        ("4 osoby", "9 uczniów", "3 karetki"),
        ("6 osób", "14 uczniów", "12 karetek"),
    ),
}
SEIZED = (
    "إعلان من الشرطة: ضبطت الدوريات {} و{} في مزرعة قرب مدينة جرش صباح الخميس، ونقلت {} إلى العاصمة للفحص. وأغلقت "
    "السلطات الطريق في الاتجاهين لساعات، ولم يعرف صاحب المزرعة بعد، وقال مدير الأمن إن التحقيق مستمر ولم يصب أحد بأذى."
)


@pytest.mark.parametrize("language", STORIES)
def test_a_later_toll_with_other_forms_of_nouns_is_a_copy(language):
    form, one, two = STORIES[language]
    match = match_of(form.format(*one), form.format(*two), a=MORNING, b=EVENING)
    assert match.relation is Relation.NEAR_DUPLICATE
    figures = [(first.split()[0], second.split()[0]) for first, second in zip(one, two, strict=True)]
    assert [(change.left, change.right) for change in match.changed] == figures


@pytest.mark.parametrize("language", STORIES)
def test_without_dates_it_cannot_be_told_from_a_form(language):
    form, one, two = STORIES[language]
    assert relation_of(form.format(*one), form.format(*two)) is Relation.TEMPLATE


def test_other_things_behind_other_figures_are_another_event():
    one, two = SEIZED.format("9 بنادق", "4 خيول", "3 شاحنات"), SEIZED.format("12 مسدسا", "8 أبقار", "5 سيارات")
    assert relation_of(one, two, a=MORNING, b=EVENING) is Relation.TEMPLATE


@pytest.mark.parametrize(
    ("second", "joined"),
    [
        ([5, 6, BLANK_FIGURE, 8, 9], [3, 8]),  # the word behind a figure that differs
        ([5, 7, BLANK_FIGURE, 8, 9], []),  # another word before it, too
        ([5, 6, BLANK_FIGURE, 8, 8, 9], []),  # one word more
    ],
)
def test_only_words_behind_figures_are_joined(second, joined):
    first, end = [5, 6, BLANK_FIGURE, 7, 9], 5 + len(second)
    units, values = [*first, *second], [0, 0, 3, 0, 0, 0, 0, 4, 0, 0, 0]
    mates = [5, -1, -1, -1, end - 1, 0, *[-1] * (len(second) - 2), 4]
    nouns = [-1] * (2 * MOST_NOUNS)
    count = run(join_agreeing, False, units, values, list(range(end)), mates, 5, end, nouns, 0)
    assert count == len(joined) // 2
    assert nouns[:2] == (joined or [-1, -1])
    assert mates[:5] == ([5, 6, 7, 8, 9] if joined else [5, -1, -1, -1, end - 1])
