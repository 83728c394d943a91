"""Files that call themselves text and are none; and texts in old encodings, which are."""

import gzip
import random
import zlib

import pytest
from test_reader_encoding import SENTENCES

from dedup.errors import ReaderError
from dedup.readers.binary import is_no_text, is_noise
from dedup.readers.collect import ReadOptions, read_articles
from dedup.readers.encoding import decode

NOISE = random.Random(1).randbytes(3000)
BINARIES = {
    "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + NOISE,
    "small png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0\xaa",
    "jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF\0" + NOISE,
    "gif": b"GIF89a\1\0\1\0\x80\0\0\xff\xff\xff",
    "pdf": b"%PDF-1.4\n1 0 obj\n" + zlib.compress(NOISE),
    "zip": b"PK\x03\x04\x14\0\0\0" + NOISE,
    "gzip": gzip.compress(b"a text that was compressed without telling so"),
    "elf": b"\x7fELF\2\1\1\0" + NOISE,
    "doc": bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 500 + "Ein alter Text.".encode("utf-16-le") * 40,
    "sqlite": b"SQLite format 3\0\x10\0" + b"\0" * 4000,
    "tar": b"a.txt".ljust(257, b"\0") + b"ustar  \0" + b"Hello. " * 90,
}


@pytest.mark.parametrize("kind", BINARIES)
def test_binary_content_under_the_name_of_a_text_is_refused_if_named_and_passed_over_in_a_folder(tmp_path, kind):
    path = tmp_path / "x.txt"
    path.write_bytes(BINARIES[kind])
    (tmp_path / "y.txt").write_text("The ferry stays in the harbour.")
    with pytest.raises(ReaderError, match=r"x\.txt: binary content, not text, under a name that promises text; "):
        list(read_articles(path))
    reading = read_articles(tmp_path)
    assert [article.id for article in reading] == ["y.txt"]
    assert [note.partition(": ")[2] for note in reading.notes] == [
        "binary content, not text, under a name that promises text, skipped"
    ]


@pytest.mark.parametrize("encoding", [*SENTENCES, "cp874", "iso2022_jp", "euc_jp", "utf-16-le", "utf-16-be", "utf-8"])
@pytest.mark.parametrize("times", [1, 30])
def test_text_in_an_old_encoding_is_text(encoding, times):
    sentence = SENTENCES.get(encoding, "กระทรวงสาธารณสุขรายงาน" if encoding == "cp874" else SENTENCES["cp932"])
    assert not is_no_text((sentence * times).encode(encoding))
    assert not is_no_text(b"\0" * 40 + (sentence * times).encode(encoding, "replace") if "16" not in encoding else b"")


def test_message_of_an_agency_with_its_control_characters_is_text():
    wire = b"\x16\x16\x01a0123\x1fr i\x1fbc-Bridge 1stld   \x02"
    assert not is_no_text(wire + b"Le pont est ferm\xe9, dit la mairie. " * 12 + b"\x03\x04")


@pytest.mark.parametrize("noise", [NOISE, NOISE[:200], b"MZ\x90\0\x03\0\0\0" + NOISE, bytes(range(256)) * 4])
def test_bytes_of_no_known_kind_are_text_where_the_name_says_so(tmp_path, noise):
    (tmp_path / "x.txt").write_bytes(noise)
    reading = read_articles(tmp_path / "x.txt")
    assert [article.id for article in reading] == ["x.txt"]
    assert reading.notes


def test_what_the_user_calls_text_is_read_as_text(tmp_path):
    (tmp_path / "x.txt").write_bytes(BINARIES["png"])
    [article] = read_articles(tmp_path / "x.txt", ReadOptions(input_format="txt"))
    assert article.id == "x.txt"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("key", ["gb18030", "big5", "cp932"])
def test_wide_text_without_one_character_of_ascii_is_known(encoding, key):
    decoded = decode((SENTENCES[key] * 3).encode(encoding))
    assert (decoded.text, decoded.remark) == (SENTENCES[key] * 3, f"not UTF-8, read as {encoding}")


def test_text_that_holds_words_like_the_marks_of_other_kinds_is_text():
    assert not is_no_text(b"No le va a g".rjust(257) + b"ustar la idea, dijo el alcalde.")
    assert not is_no_text(b"id, ftypical text of the day")


FORMED = ["csv", "tsv", "json", "jsonl", "ninjs", "html", "rss"]


@pytest.mark.parametrize("suffix", FORMED)
@pytest.mark.parametrize(
    "content",
    [NOISE, NOISE[:200], BINARIES["png"], BINARIES["jpeg"], b"\0" * 100, bytes(range(9)) * 9],
    ids=["noise", "little noise", "png", "jpeg", "NUL", "controls"],
)
def test_binary_content_under_the_name_of_rows_or_markup_is_refused_if_named_and_passed_over_in_a_folder(
    tmp_path, suffix, content
):
    path = tmp_path / f"x.{suffix}"
    path.write_bytes(content)
    (tmp_path / "y.txt").write_text("The ferry stays in the harbour.")
    for options in (ReadOptions(), ReadOptions(skip_bad=True)):
        with pytest.raises(ReaderError) as refused:
            list(read_articles(path, options))
        assert str(refused.value) == (
            f"{path}: binary content, not text, under a name that promises text; leave it out"
        )
        reading = read_articles(tmp_path, options)
        assert [article.id for article in reading] == ["y.txt"]
        assert list(reading.notes) == [
            f"{path}: binary content, not text, under a name that promises text, skipped"
        ]


@pytest.mark.parametrize("encoding", [*SENTENCES, "iso2022_jp", "utf-16-le", "utf-16-be", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("times", [1, 30])
def test_rows_in_an_old_encoding_with_stray_control_characters_are_no_noise(encoding, times):
    sentence = SENTENCES.get(encoding, SENTENCES["cp932"])
    for row in ('{"id": "a", "text": "%s"}\n', '{"text": "\x01%s\0\0\x1f"}\n', "\x1e%s\n", "id,text\n\0\0\0,%s\x1a"):
        assert not is_noise((row % (sentence * times)).encode(encoding))


def test_nul_in_one_row_of_good_ones_is_no_noise(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"id": "a", "text": "The ferry stays."}\n' + b"\0" * 500 + b'{"id": "b", "text": "It sails."}\n')
    assert [article.id for article in read_articles(path)] == ["a", "b"]


def test_table_without_a_text_column_in_a_folder_is_left_out_with_the_bad_records(tmp_path):
    (tmp_path / "x.csv").write_text("foo,bar\n1,2\n")
    (tmp_path / "y.txt").write_text("The ferry stays in the harbour.")
    with pytest.raises(ReaderError, match=r"x\.csv:1: no field 'text'; fields are foo, bar "):
        list(read_articles(tmp_path))
    reading = read_articles(tmp_path, ReadOptions(skip_bad=True))
    assert [article.id for article in reading] == ["y.txt"]
    [left_out] = reading.rejected
    assert left_out.place == f"{tmp_path / 'x.csv'}:1"
    with pytest.raises(ReaderError, match=r"x\.csv:1: no field 'text'"):
        list(read_articles(tmp_path / "x.csv", ReadOptions(skip_bad=True)))
