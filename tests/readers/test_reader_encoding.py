"""Bytes to text: marks, detection, and that nothing ever fails."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.detect import find_duplicates
from dedup.model import Article, Relation
from dedup.readers.encoding import BlockDecoder, decode, decode_declared, meant_encoding

SENTENCES = {
    "cp1250": "Premier zapowiedział, że żaden z projektów ustaw nie zostanie wycofany. "
    "Sąd Najwyższy rozpatrzy sprawę w przyszłym tygodniu, a wyrok ma zapaść jeszcze przed końcem miesiąca.",
    "cp1251": "Премьер-министр заявил, что ни один из законопроектов не будет отозван.",
    "koi8_r": "Верховный суд рассмотрит дело на следующей неделе, решение ожидается до конца месяца.",
    "cp1252": "Le Premier ministre a déclaré qu’aucun des projets de loi ne serait retiré.",
    "cp1253": "Ο πρωθυπουργός ανακοίνωσε ότι κανένα από τα νομοσχέδια δεν θα αποσυρθεί.",
    "cp1254": "Başbakan, yasa tasarılarından hiçbirinin geri çekilmeyeceğini açıkladı.",
    "cp1255": "ראש הממשלה הודיע כי אף אחת מהצעות החוק לא תימשך. "
    "בית המשפט העליון ידון בעניין בשבוע הבא, ופסק הדין צפוי לפני סוף החודש.",
    "gb18030": "总理表示，任何一项法案都不会被撤回。最高法院将于下周审理此案。",
    "big5": "總理表示，任何一項法案都不會被撤回。最高法院將於下週審理此案。",
    "cp932": "首相は、法案を一つも撤回しないと発表した。最高裁判所は来週この事件を審理する。",
    "cp949": "총리는 어떤 법안도 철회하지 않겠다고 발표했다. 대법원은 다음 주에 심리할 예정이다.",
}


@pytest.mark.parametrize("encoding", SENTENCES)
def test_common_encodings_are_detected(encoding):
    text = SENTENCES[encoding]
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.remark == f"not UTF-8, read as {encoding}"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("sentence", SENTENCES.values())
def test_wide_encodings_are_known_without_a_mark(encoding, sentence):
    text = f"{sentence}\n2024 a b c d\n"
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_marks_are_dropped_without_remark(encoding):
    assert decode("naïve words".encode(encoding)) == ("naïve words", "")


def test_only_the_first_mark_is_dropped():
    assert decode("\ufeff\ufeffa\ufeff".encode()).text == "\ufeffa\ufeff"


def test_stray_apostrophe_of_windows_is_read_as_such():
    assert decode(b"It\x92s over").text == "It’s over"


def test_stray_nul_is_kept_and_remarked_on():
    said = "2 NUL characters, which do not count"
    assert decode(b"he\0llo wor\0ld and so on") == ("he\0llo wor\0ld and so on", said)
    assert decode(b"he\0llo and so on").remark == "1 NUL character, which does not count"


def test_nul_in_blocks_is_remarked_on():
    decoder = BlockDecoder(b"id,text\na,bri")
    assert "".join(decoder.texts(iter([b"id,text\na,bri", b"\0dge"]))) == "id,text\na,bri\0dge"
    assert decoder.remark == "1 NUL character, which does not count"


def test_text_with_nul_is_identical_to_the_one_without():
    story = "The old bridge over the river closes on Monday for repairs that the council voted for."
    [match] = find_duplicates([Article("a", story), Article("b", story.replace("bridge", "bri\0\0dge"))]).matches
    assert match.relation is Relation.IDENTICAL


def test_utf8_with_as_much_damage_as_sound_characters_stays_utf8():
    raw = "The café owner “said” so.".encode() + b" Three bad bytes: \xff, \xfe, \x80."
    assert decode(raw).text.startswith("The café owner “said” so.")
    assert decode("Le président a été élu hier.".encode("cp1252")).text == "Le président a été élu hier."


def test_damaged_utf8_stays_utf8():
    decoded = decode("Zwölf Boote, früh".encode() + b"\xff")
    assert decoded == ("Zwölf Boote, früh\ufffd", "1 unreadable character replaced by U+FFFD, in line 1")


def test_half_a_character_at_the_end_of_utf16_is_replaced():
    assert decode("\ufeffabc".encode("utf-16-le") + b"x").text == "abc\ufffd"


@given(st.binary())
def test_decoding_never_fails(raw):
    decode(raw).text.encode()


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff")))
def test_utf8_is_read_as_it_is(text):
    assert decode(text.encode()) == (text, "")


@given(st.binary(max_size=300), st.integers(1, 50))
def test_decoding_in_blocks_never_fails(raw, size):
    blocks = [raw[start : start + size] for start in range(0, len(raw), size)]
    "".join(BlockDecoder(raw).texts(iter(blocks))).encode()


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\0")),
    st.integers(1, 7),
    st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]),
)
def test_characters_that_straddle_blocks_stay_whole(text, size, encoding):
    raw = text.encode(encoding)
    blocks = [raw[start : start + size] for start in range(0, len(raw), size)]
    assert "".join(BlockDecoder(raw).texts(iter(blocks))) == text


@pytest.mark.parametrize("label", ["ISO-8859-1", "windows-1252", "us-ascii", "gb2312", "windows-1251"])
def test_utf8_that_is_declared_as_something_else_is_utf8(label):
    text = "“Qué” — señor Müller’s café"
    assert decode_declared(text.encode(), [label]) == (text, f"declared as {label}, read as UTF-8, which it is")


@pytest.mark.parametrize(
    "text",
    ["café", "São Paulo", "à", "Málaga í", "École", "a\xa0b", "20 °C", "ten – nine", "the €", "Łódź"],
)
def test_one_character_of_utf8_shows_that_it_is_not_latin(text):
    assert decode_declared(text.encode(), ["iso-8859-1"]).text == text


@pytest.mark.parametrize(
    ("text", "label", "encoding"),
    [
        ("« ARRÊT À LA GARE DE SAINT-DENIS, CAFÉ” »", "windows-1252", "cp1252"),
        ("THE “CAFÉ” IS SHUT", "iso-8859-1", "cp1252"),
        ("ÂGÉ…", "iso-8859-1", "cp1252"),
        ("IRMÃ» AND NO MORE", "iso-8859-1", "cp1252"),  # two bytes that are a letter of UTF-8
        *((text, encoding, encoding) for encoding, text in SENTENCES.items()),
        ("橋は月曜日に閉鎖", "iso-2022-jp", "iso-2022-jp"),
        ("plain", "iso-8859-1", "ascii"),
    ],
)
def test_text_that_is_what_it_declares_is_read_as_that(text, label, encoding):
    assert decode_declared(text.encode(encoding), [label]) == (text, "")


def test_first_label_that_is_known_counts():
    assert decode_declared("мост".encode("koi8-r"), ["", "x-nope", "koi8-r", "cp1251"]).text == "мост"
    assert decode_declared("“мост”".encode(), ["x-nope", "utf-16"]).text == "“мост”"


@pytest.mark.parametrize(
    "label", ["rot13", "base64", "idna", "punycode", "unicode_escape", "utf-7", "utf-16", "cp037", ""]
)
def test_what_is_no_encoding_of_text_beside_ascii_is_not_taken_for_one(label):
    assert meant_encoding(label) == ""
