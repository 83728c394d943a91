"""Names with which sentences begin, where every word has a capital."""

import pytest

from dedup import Article, compare

FRAMES = {
    "en": (
        "The talks were held behind closed doors and nobody was willing to speak about what had been agreed there. {} "
        "said it was fair. The rest of the programme stays as it was planned, and the next steps are to be made public."
    ),
    "id": (
        "Pembicaraan itu berlangsung tertutup dan tidak seorang pun bersedia menjelaskan apa yang telah disepakati di "
        "sana. {} mengatakan hal itu wajar. Rencana lain tetap berjalan seperti semula dan langkah berikutnya akan "
        "diumumkan kepada masyarakat."
    ),
    "de": (
        "Die Gespräche fanden hinter verschlossenen Türen statt, und niemand wollte sagen, was dort vereinbart worden "
        "war. {} hat das so gewollt. Alles andere bleibt, wie es geplant war, und mehr soll bald bekannt werden."
    ),
}


def changed(lang, left, right):
    """The changes of two texts with another word at the start of a sentence, after a check of the other direction."""
    one, two = (Article(side, FRAMES[lang].format(side)) for side in (left, right))
    found, back = compare(one, two).changed, compare(two, one).changed
    assert sorted(c[1:] for c in found) == sorted((c[2], c[1]) for c in back)
    return [c[1:] for c in found]


@pytest.mark.parametrize(
    ("lang", "left", "right"),
    [
        ("en", "Boeing", "Airbus"),
        ("en", "Moscow", "Beijing"),
        ("en", "Google", "Apple"),
        ("id", "Telkom", "Indosat"),
        ("de", "Köln", "Bremen"),
        ("en", "KPMG", "HSBC"),
        ("en", "KPMG", "Deloitte"),
        ("en", "NATO", "Berlin"),
        ("id", "KPK", "Kejagung"),
        ("id", "PLN", "Telkom"),
        ("en", "Ann Lee", "Boeing"),
    ],
)
def test_a_well_known_name_and_an_abbreviation_begin_a_sentence(lang, left, right):
    assert changed(lang, left, right) == [(left, right)]


@pytest.mark.parametrize("lang", FRAMES)
@pytest.mark.parametrize("behind", [" – It", " (AFP) - It", ""])
@pytest.mark.parametrize("right", ["Augsburg/Lyon", "Bremen/London", "Bremen/Lyon"])
def test_two_words_with_a_slash_between_them_are_names_where_a_sentence_begins(lang, behind, right):
    assert changed(lang, f"Augsburg/London{behind}", f"{right}{behind}") == [("Augsburg/London", right)]


@pytest.mark.parametrize(
    ("lang", "left", "right", "expected"),
    [
        ("en", "And/or he", "But/or he", []),
        ("en", "Police/fire officials", "Rescue/fire officials", []),
        ("en", "Doctors", "Physicians", []),
        ("en", "Moreover, he", "Furthermore, he", []),
        ("en", "Experts", "Analysts", []),
        ("id", "Petugas", "Polisi", []),
        ("de", "Niemand", "Keiner", []),
        ("en", "NATO", "Officials", [("NATO", "")]),
        ("id", "KPK", "Penyidik", [("KPK", "")]),
        ("id", "Ann Lee", "Caranya", [("Ann Lee", "")]),
        ("id", "Ketuanya, Ann Lee,", "Ann Lee", []),
        ("id", "Kapolresnya", "Ann Lee", [("", "Ann Lee")]),
        ("id", "Polisipun", "Sopirnya", []),
        ("id", "Nasrullah", "Jamilah", [("Nasrullah", "Jamilah")]),
        ("id", "Kenya", "Sutarnya", [("Kenya", "Sutarnya")]),
        ("en", "Lavanya", "Chaitanya", [("Lavanya", "Chaitanya")]),
    ],
)
def test_another_word_that_begins_a_sentence_is_no_name(lang, left, right, expected):
    assert changed(lang, left, right) == expected
