"""One form told of two things, each named twice, is no repeat; a name put right wherever it stands leaves one."""

import pytest
from stories import METEOR

from dedup.detect import find_duplicates
from dedup.model import Article, Repeat

FORMS = {
    "en": (
        "The king wrote to {}, the head of {}, on the national day of the country and wished good health to the office "
        "and lasting progress to the government and the people of {}, said the palace.",
        ("Ann Silva", "Portugal"),
        ("Tor Hagen", "Norway"),
    ),
    "id": (
        "Jika membayar dengan kartu kredit bank ini, pelanggan setia akan mendapatkan barang tersebut dengan harga Rp "
        "{} dan belanja {} di toko ini jadi lebih hemat lagi. Promo {} ini berlaku sampai akhir bulan.",
        ("6.879.200", "kulkas"),
        ("3.487.200", "televisi"),
    ),
    "ar": (
        "بعث الملك برقية تهنئة إلى {} رئيس {} بمناسبة ذكرى اليوم الوطني، وأعرب الملك باسمه واسم شعب وحكومة المملكة عن "
        "أصدق التهاني وأطيب التمنيات بالصحة والسعادة، ولحكومة وشعب {} الصديق اطراد التقدم والازدهار.",
        ("سيمونيتا سوماروجا", "الاتحاد السويسري"),
        ("الدكتور بوني يايي", "جمهورية بنين"),
    ),
}


def repeats(one: str, other: str) -> list[Repeat]:
    """The repeats of an article that holds two texts."""
    return find_duplicates([Article("a", f"{one}\n{METEOR}\n{other}")]).repeats


def filled(form: str, filling: tuple[str, str]) -> str:
    """A form with its thing in both places."""
    return form.format(*filling, filling[1])


@pytest.mark.parametrize("language", FORMS)
def test_one_form_of_two_things_is_no_repeat(language):
    form, one, other = FORMS[language]
    assert repeats(filled(form, one), filled(form, other)) == []


@pytest.mark.parametrize("language", FORMS)
def test_a_thing_put_right_wherever_it_stands_leaves_a_repeat(language):
    form, one, other = FORMS[language]
    assert len(repeats(filled(form, one), filled(form, (one[0], other[1])))) == 1


@pytest.mark.parametrize("language", FORMS)
def test_another_word_elsewhere_leaves_a_repeat(language):
    form, one, other = FORMS[language]
    assert len(repeats(filled(form, one), filled(form, (other[0], one[1])))) == 1


def test_a_word_in_another_form_is_the_same_thing():
    form, (head, _), (other_head, _) = FORMS["en"]
    assert len(repeats(filled(form, (head, "Norway")), filled(form, (other_head, "Norways")))) == 1


def test_the_sentence_around_the_equal_words_names_the_thing_too():
    form = "{} pays for {} of its own. Whoever buys with the card of the bank gets that offer of the {} for just {}"
    one = form.format("The shop", "fridges", "fridge", "$612, a fridge with three doors in the colour of their choice.")
    other = form.format("A chain", "pianos", "piano", "$945, a piano with three doors in the colour of their choice.")
    assert repeats(one, other) == []
