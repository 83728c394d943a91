"""Which words are equal, whatever their form, and the table that says so."""

import unicodedata

import pytest
from obvious import obvious_fold
from tokenised import hashes

from dedup.folding import fold_table

SAME = {
    "case": ("Bridge", "bRIDGE"),
    "accent": ("café", "CAFE"),
    "accent, decomposed": ("cafe\u0301", "café"),
    "stacked accents": ("Việt", "Vie\u0323\u0302t"),
    "full width": ("ＢＲＩＤＧＥ２", "bridge2"),
    "ligature": ("ﬁnance", "finance"),
    "sharp s": ("Straße", "STRASSE"),
    "capital sharp s": ("STRAẞE", "strasse"),
    "dotted capital I": ("İstanbul", "istanbul"),
    "dotless i in capitals": ("PATLAMASI", "patlaması"),
    "stroke": ("ŁÓDŹ", "Lodz"),
    "strokes and hooks of other languages": ("Øđħŧɓ", "odhtb"),
    "ligatures": ("œuvre æon", "oeuvre aeon"),
    "small capitals": ("ɴᴇᴡꜱ", "news"),
    "final sigma": ("ΟΔΟΣ", "οδος"),
    "soft hyphen": ("news\u00adpaper", "newspaper"),
    "zero-width space": ("news\u200bpaper", "newspaper"),
    "zero-width joiner": ("news\u200dpaper", "newspaper"),
    "word joiner": ("news\u2060paper", "newspaper"),
    "byte order mark": ("\ufeffnews", "news"),
    "text direction": ("\u202enews\u202c", "news"),
    "variation selector": ("news\ufe0f", "news"),
    "tatweel": ("الـــرياض", "الرياض"),
    "Arabic vowel signs": ("كِتَاب", "كتاب"),
    "Persian yeh and kaf": ("کبیری", "كبيري"),
    "dotless yeh": ("علی", "على"),
    "dotless yeh and yeh": ("على", "علي"),
    "Urdu heh and teh marbuta": ("ہدیۃ", "هدية"),
    "heh with two eyes": ("ھذا", "هذا"),
    "heh of Kurdish": ("لە", "له"),
    "heh with hamza, in one letter and two": ("خانۀ", "خانه\u0654"),
    "alef wasla": ("ٱلله", "الله"),
    "swash kaf": ("ڪبير", "كبير"),
    "Arabic letters in forms for print": ("ﻣﻠﻴﻮﻥ", "ملیون"),
    "Persian letters in forms for print": ("ﮎﯽ", "كي"),
    "underscore of full width": ("cr＿prison", "cr_prison"),
    "underscores of other forms": ("a︳b︴c﹍d﹎e﹏f", "a_b_c_d_e_f"),
    "Hebrew points": ("שָׁלוֹם", "שלום"),
    "Cyrillic short i, decomposed": ("йод", "и\u0306од"),
    "Hangul, decomposed": ("한국어", unicodedata.normalize("NFD", "한국어")),
    "Devanagari nukta, decomposed": ("क़लम", unicodedata.normalize("NFD", "क़लम")),
    "Arabic digits": ("٢٠٢٤", "2024"),
    "Persian digits": ("۲۰۲۴", "2024"),
    "Devanagari digits": ("२०२४", "2024"),
    "Thai digits": ("๒๐๒๔", "2024"),
    "superscript": ("m²", "m2"),
    "mathematical letters": ("𝐍𝐞𝐰𝐬", "news"),
    "circled letters": ("ⓃⒺⓌⓈ", "news"),
    "halfwidth kana": ("ｶ", "カ"),
    "halfwidth kana with its voicing mark": ("ｶﾞ", "ガ"),
    "Cyrillic look-alikes in a Latin word": ("сouncil", "council"),
    "Greek look-alikes in a Latin word": ("cοuncil", "council"),
    "Cyrillic capital look-alikes": ("СOUNCIL", "council"),
    "Cyrillic look-alikes beside a sharp s": ("Landstrаßе", "Landstrasse"),
    "Latin look-alikes in a Cyrillic word": ("Пoлиция", "полиция"),
    "Latin letters with accents in a Cyrillic word": ("ещë", "ещё"),
    "Latin look-alikes in a Greek word": ("αστuvoμία", "αστυνομία"),
    "Latin letter beside one that passes for Latin": ("кaк", "как"),
    "Greek letter in a Cyrillic word": ("гοрод", "город"),
    "micro sign": ("µA", "μA"),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_words_that_differ_only_in_form_are_equal(one, other):
    assert hashes(one) == hashes(other)
    assert len(hashes(one)) == len(one.split())


@pytest.mark.parametrize("text", ["on а hill", "I hаve а dog", "plan Α"])
def test_a_single_look_alike_behind_a_latin_word_is_the_latin_letter(text):
    assert hashes(text) == hashes(text.replace("а", "a").replace("Α", "a"))


def test_a_single_letter_among_words_of_its_script_is_its_own():
    assert hashes("он а она")[1] != hashes("a")[0] != hashes("а")[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Она сказала, что со мной", "Она сказала, чтo co мной"),
        ("На рынке НАТО", "Ha рынке HATO"),
        ("купила Apple. На рынке", "купила Apple. Ha рынке"),
        ("видео на YouTube на своём телефоне", "видео нa YouTube нa своём телефоне"),
        ("said ABA in May", "said АВА in Мay"),
        ("Texaco Inc fell", "Tехаcо Inc fell"),
        ("ο καιρός να", "o καιρός vα"),
    ],
)
def test_a_word_that_may_be_of_two_scripts_is_of_the_one_around_it(one, other):
    assert hashes(f"так\n{one}") == hashes(f"так\n{other}")


def test_words_with_a_letter_of_their_own_are_not_read_as_those_around_them():
    assert hashes("компания Apple, как")[1:] == [hashes("Apple")[0], hashes("как")[0]]
    assert hashes("the как\nв\na\nа")[1:] == [hashes("как")[0], hashes("в")[0], hashes("a")[0], hashes("а")[0]]


DIFFERENT = {
    "another letter": ("bridge", "fridge"),
    "letters exchanged": ("form", "from"),
    "Hindi vowel signs": ("की", "का"),
    "Hindi vowel sign and none": ("कमल", "कमाल"),
    "Tamil vowel signs": ("கா", "கி"),
    "two scripts": ("бег", "beg"),
    "pure Cyrillic is not folded to Latin": ("сор", "cop"),
    "pure Greek is not folded to Latin": ("ονο", "ovo"),
    "voiced kana": ("カ", "ガ"),
    "Thai vowel above": ("กิ", "กี"),
    "digits": ("2024", "2042"),
    "yeh with dots one above the other": ("دې", "دي"),
    "yeh barree": ("کے", "کی"),
    "teh marbuta and heh": ("سنة", "سنه"),
    "other letters in one outline": ("فى", "قى"),
    "tie below": ("snake‿case", "snake_case"),
    "thorn and eth": ("það", "thad"),
    "micro and milli": ("µm", "mm"),
    "underscore": ("snake_case", "snakecase"),
}


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT)
def test_words_that_mean_something_else_stay_apart(one, other):
    assert hashes(one) != hashes(other)


def test_every_code_point_has_an_entry_in_the_table():
    table = fold_table()
    assert len(table.page) == 0x110000 >> 7
    assert int(table.page.max()) == len(table.entry) // 128 - 1
    assert (table.look_from[1:] > table.look_from[:-1]).all()


def test_every_latin_and_cyrillic_letter_equals_its_capital():
    for code in [*range(0x41, 0x250), *range(0x400, 0x530), *range(0x1E00, 0x1F00)]:
        char = chr(code)
        if char.isalpha() and obvious_fold(char.upper()) == obvious_fold(char):
            assert hashes(char.upper()) == hashes(char), f"{char} U+{code:04X}"
