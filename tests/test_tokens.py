"""Where words end, what their flags and spans are, and in which order they come, against a slow twin."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from obvious import MISREAD, obvious_tokens
from tokenised import flags_of, hashes, written

from dedup.runtime.kernels import compile_kernels
from dedup.text_bytes import encode
from dedup.tokens import (
    ALL_CAPS,
    CAPITAL,
    CHARACTER,
    HIRAGANA,
    JOINED,
    LINE,
    NUMBER,
    SENTENCE,
    is_unspaced,
    tokenise,
)


def assert_compiled_is_interpreted(text: str) -> None:
    """Check that the compiled kernel and the interpreted one give the same tokens."""
    compile_kernels()
    for one, other in zip(tokenise(text), tokenise(text, compiled=True), strict=True):
        assert one.tolist() == other.tolist()


# Where words end -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["北京时间", "ひらがな", "カタカナ", "ภาษาไทย", "ພາສາ", "ភាសា", "မြန်မာ"])
def test_a_script_without_spaces_gives_one_token_a_character_with_its_marks(text):
    marks = sum(unicodedata.category(c) in ("Mn", "Mc") for c in text)
    assert len(hashes(text)) == len(text) - marks
    assert all(flag & CHARACTER for flag in flags_of(text))


def test_a_character_of_an_unspaced_script_ends_a_spaced_word():
    assert written("abc北京def7東") == ["abc", "北", "京", "def7", "東"]


def test_hangul_is_written_with_spaces():
    assert written("서울 시장, 부산") == ["서울", "시장", "부산"]


def test_spans_slice_to_the_words_as_written():
    text = "  “Die Straße,” sagte e\u0301lan\u200b — 5,93 % am 6.2.!"
    assert written(text) == ["Die", "Straße", "sagte", "e\u0301lan", "5", "93", "am", "6", "2"]


def test_spans_count_code_points_beyond_the_basic_plane_once():
    assert written("😀 bridge 𝐍𝐞𝐰𝐬 end") == ["bridge", "𝐍𝐞𝐰𝐬", "end"]


def test_a_lone_surrogate_parts_words_and_counts_as_one_character():
    assert written("left\ud800right \udfff end") == ["left", "right", "end"]


def test_nul_is_invisible():
    assert hashes("le\0\0ft \0 right\0\0") == hashes("left right")
    assert written("le\0ft right\0\0") == ["le\0ft", "right"]


def test_control_characters_part_no_word_unless_they_are_white_space():
    for char in map(chr, (*range(0x20), *range(0x7F, 0xA0))):
        parted = char.isspace() or char in MISREAD
        assert hashes(f"light{char}house") == hashes("light house" if parted else "lighthouse"), char
    assert written("le\x1bft \x07 ri\x9fght\x80") == ["le\x1bft", "ri\x9fght"]


def test_marks_of_windows_1252_that_were_read_as_latin_1_are_marks():
    text = "It isn’t “so” — or 1990–91: it’s"
    misread = text.encode("cp1252").decode("latin-1")
    assert (hashes(misread), flags_of(misread)) == (hashes(text), flags_of(text))


SARA_AM = "น้ำท่วมทำให้คำสั่งสำคัญ"
LAO_AM = "ນ້ຳຖ້ວມເຮັດໃຫ້ຄຳສັ່ງສຳຄັນ ໜັງສືພິມໝາຍຫຼາຍ"


@pytest.mark.parametrize("text", [SARA_AM, LAO_AM])
def test_letters_of_thai_and_lao_that_nfkc_takes_apart_are_one(text):
    apart = unicodedata.normalize("NFKC", text)
    assert len(apart) > len(text)
    assert (hashes(apart), flags_of(apart)) == (hashes(text), flags_of(text))
    assert [unicodedata.normalize("NFKC", word) for word in written(text)] == written(apart)
    assert "".join(written(apart)) == apart.replace(" ", "")


def test_the_hash_of_thai_am_is_that_of_the_background_and_of_old_indexes():
    assert hashes("\u0e33") == hashes("\u0e4d\u0e32") == [1000995229]
    assert hashes("น\u0e4d") != hashes("น"), "the sign alone is a mark as any other"


@pytest.mark.parametrize(
    "text", ["", " ", "\n\t\u00a0\u3000", "…—!?", "😀👍🏽", "\u200b\u00ad\ufeff", "\0", "\ud800", "\x1b\x80"]
)
def test_what_has_no_words_gives_no_tokens(text):
    assert hashes(text) == []


def test_one_letter_is_a_word():
    assert written("a") == ["a"]


def test_an_accent_alone_is_no_word():
    assert written("\u0301 \u0301\u0302 a") == ["a"]


def test_a_very_long_word_is_one_word():
    assert written("x" * 5000) == ["x" * 5000]


# Flags ---------------------------------------------------------------------------------------------------------------


def test_flags_tell_capitals_numbers_and_beginnings():
    flags = flags_of("The KPU met. Then 12 left\nnow")
    assert [bool(f & CAPITAL) for f in flags] == [True, True, False, True, False, False, False]
    assert [bool(f & ALL_CAPS) for f in flags] == [False, True, False, False, False, False, False]
    assert [bool(f & NUMBER) for f in flags] == [False, False, False, False, True, False, False]
    assert [bool(f & SENTENCE) for f in flags] == [True, False, False, True, False, False, True]
    assert [bool(f & LINE) for f in flags] == [True, False, False, False, False, False, True]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("مقتل 12 شخصا و30 جريحا", ["مقتل", "12", "شخصا", "30", "جريحا"]),
        ("بـ12 مليون والـ15 دولة", ["12", "مليون", "15", "دولة"]),
        ("و٣٠ جريحا", ["٣٠", "جريحا"]),
        ("وَ30 جريحا الُـِ60 كيلومترا", ["30", "جريحا", "60", "كيلومترا"]),
        ("ﻭ30 جريحا ﺍﻟ60 کـ12 گ12", ["30", "جريحا", "60", "12", "گ12"]),
        ("בְּ12 איש", ["12", "איש"]),
        ("و\u00ad30 الـ\u206014 سجل\u200d8", ["30", "14", "8"]),
        ("ב12 איש ו30 פצועים", ["12", "איש", "30", "פצועים"]),
        ("كوفيد19 abc30 м30", ["كوفيد19", "abc30", "м30"]),
    ],
)
def test_a_short_word_written_on_to_a_number_in_arabic_or_hebrew_is_none(text, words):
    assert written(text) == words
    assert hashes("و30") == hashes("30") == hashes("الـ30")


def test_flags_tell_hiragana_with_and_without_marks():
    flags = flags_of("東のガか\u3099 カー 的 ส")
    assert [bool(f & HIRAGANA) for f in flags] == [False, True, False, True, False, False, False, False]
    assert all(f & CHARACTER for f in flags)


def test_flags_tell_what_is_joined_by_one_mark():
    flags = flags_of("5,93 a-b c, d it's")
    assert [bool(f & JOINED) for f in flags] == [False, True, False, True, False, False, False, True]


# The slow twin -------------------------------------------------------------------------------------------------------


# Letters of one word are of one script here: words of mixed scripts have a test of their own.
ALPHABETS = [
    "abcXYZéÉñßﬁŒøıİ1２_' -.,\u00ad\u200b\u0301\n",
    "абвГДЁйї 7\u0306\u0301,.",
    "αβΣσςάΏ 3\u0301.",
    "كتابرِيَاضـ٢٠ ،.",
    "שָׁלוֹם 5 .",
    "कखगािीुूँंः़्२० ।",
    "ภาษาไทยกิ่ก้๑ .",
    "北京东西ひらカタ一二 。，a1",
    "ไท่ก้カ゛\u200d\u00ada1.",
    "한국어ᄒ\u1161\u11ab 3 .",
    "abc😀👍\ud800\0\x1b\x7f\x80\x92\x85\x1c\u2028\u3000 ",
]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(ALPHABETS).flatmap(lambda letters: st.text(letters, max_size=60)))
def test_words_and_spans_are_those_of_the_slow_twin(text):
    found, wanted = tokenise(text), obvious_tokens(text)
    assert list(zip(found.starts.tolist(), found.ends.tolist(), strict=True)) == [(a, b) for a, b, _ in wanted]
    forms = [form for *_, form in wanted]
    pairs = set(zip(found.words.tolist(), forms, strict=True))
    assert len(pairs) == len(set(forms)) == len(set(found.words.tolist()))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_spans_of_any_text_rise_and_never_overlap(text):
    found = tokenise(text)
    ends = [0, *found.ends.tolist()]
    for start, end, before in zip(found.starts.tolist(), found.ends.tolist(), ends, strict=False):
        assert before <= start < end <= len(text)
    assert (found.words >= 0).all()


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_compiled_tokens_are_the_interpreted_ones(text):
    assert_compiled_is_interpreted(text)


@settings(max_examples=100, deadline=None)
@given(st.text("abc é1.\n", max_size=30), st.text("xyz Ü2,", max_size=30))
def test_the_words_of_two_texts_put_together_are_their_words(one, other):
    assert hashes(one + "\n" + other) == hashes(one) + hashes(other)


def test_encoding_keeps_lone_surrogates():
    assert encode("a\ud800") == b"a\xed\xa0\x80"


@pytest.mark.parametrize(
    ("text", "unspaced"),
    [("กระทรวงดิจิทัล เปิดประชุม ณ ห้องประชุม MDES 1 ชั้น 9 ______ กรุงเทพ", True), ("北京2024年2月6日发布AI新规", True),
     ("The word 北京 in an English sentence of twelve words is no Chinese", False), ("", False), ("京", True)],
)  # fmt: skip
def test_a_script_without_spaces_is_known_by_most_of_its_tokens(text, unspaced):
    flags = tokenise(text).flags
    assert is_unspaced(flags, 0, len(flags)) is unspaced


def test_a_hyphen_between_spaces_is_a_dash():
    assert [flag & SENTENCE != 0 for flag in flags_of("kata ini - Lalu")] == [True, False, True]
    assert [flag & SENTENCE != 0 for flag in flags_of("kata ini- lalu -itu")] == [True, False, False, False]


# Numbers from right to left ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["3.\u200f0 في", "80.\u061c1,084", "5ر2مليون", "1.\u200f2 中3.\u200f4", "5ر2ر1"])
def test_parts_of_a_number_are_turned_in_either_kernel(text):
    assert_compiled_is_interpreted(text)


TURNED = {
    "a number from right to left": ("3.\u200f0 80\u200f.1084", "0.3 1084.80"),
    "groups from right to left": ("80.\u061c1,084", "1,084.80"),
    "three parts from right to left": ("1.\u200f2.\u200f3 x", "3.2.1 x"),
    "reh for a decimal point": ("5ر2 ٥ر٢", "2.5 2.5"),
    "Arabic comma in a number": ("1،300،000", "1,300,000"),
    "a mark of direction before a number": ("\u200f3.5 \u200e3.5", "3.5 3.5"),
    "a mark of left-to-right writing in a number": ("5.\u200e3", "5.3"),
}


@pytest.mark.parametrize(("one", "other"), TURNED.values(), ids=TURNED)
def test_parts_of_a_number_stand_in_the_order_in_which_they_are_read(one, other):
    assert hashes(one) == hashes(other)
    assert [flag & JOINED for flag in flags_of(one)] == [flag & JOINED for flag in flags_of(other)]


def test_spans_of_turned_parts_stay_in_the_order_of_the_text():
    assert written("80.\u200f1084") == ["80", "1084"]
    assert hashes("80.\u200f1084") == hashes("1084.80")


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("رقم5ر2", "رقم٥ر٢"),  # letters and digits: one word
        ("5ر", "5ر"),
        ("قال 3.\u200fنص 4", "قال 3. نص 4"),
    ],
)
def test_a_mark_or_a_reh_elsewhere_turns_nothing(text, same):
    assert hashes(text) == hashes(same)
    assert len(written(text)) == len(written(same))


def test_a_very_long_number_from_right_to_left_is_read_in_one_walk():
    found = written(".\u200f".join(["1"] * 5000))
    assert len(found) == 5000
