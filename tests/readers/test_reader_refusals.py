"""Files that are refused or passed over: missing, empty, unreadable, binary, damaged, too large."""

import errno
import gzip
import io
import os

import pytest
from files import BRIDGE, ids, refusal, write

from dedup.errors import ReaderError
from dedup.readers.collect import ReadOptions, read_articles


def test_missing_file_is_refused_before_anything_is_read(tmp_path):
    with pytest.raises(ReaderError, match="no such file or folder; check the name"):
        read_articles([tmp_path / "nothing.txt"])


def test_empty_file_is_refused_if_named_and_counted_in_a_folder(tmp_path):
    path = write(tmp_path / "a.txt", "")
    assert refusal(path) == f"{path}: the file is empty; leave it out, or put an article into it"
    reading = read_articles(tmp_path)
    assert ids(reading) == []
    assert [record.place for record in reading.rejected] == [str(path)]


def test_unreadable_file_is_refused(tmp_path, monkeypatch):
    path = write(tmp_path / "a.txt", BRIDGE)
    opened = io.open

    def refusing(file, *args, **kwargs):
        if os.fspath(file) == os.fspath(path):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(file))
        return opened(file, *args, **kwargs)

    if os.geteuid() == 0:  # root reads everything: the refusal is made up
        monkeypatch.setattr("builtins.open", refusing)
        monkeypatch.setattr("io.open", refusing)
    else:
        path.chmod(0)
    assert "not readable" in refusal(path)


def test_binary_content_is_refused_if_named_and_passed_over_in_a_folder(tmp_path):
    path = write(tmp_path / "logo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)))
    write(tmp_path / "a.txt", BRIDGE)
    assert f"{path}: binary content of no known format" in refusal(path)
    reading = read_articles(tmp_path)
    assert ids(reading) == ["a.txt"]
    assert reading.notes == [f"{path}: binary content of no known format, skipped"]


def test_prose_under_another_name_needs_to_be_told(tmp_path):
    path = write(tmp_path / "story.md", BRIDGE)
    assert "--input-format txt" in refusal(path)
    assert ids(read_articles(path, ReadOptions(input_format="txt"))) == ["story.md"]
    assert ids(read_articles(path, ReadOptions(allow_prose=True))) == ["story.md"]


def test_txt_is_one_article_whatever_text_it_holds(tmp_path):
    write(tmp_path / "a.txt", BRIDGE.encode() + bytes(range(128, 256)) + b"\0\1\2\3")
    write(tmp_path / "b.txt", '{"id": "x", "text": "json"}')
    write(tmp_path / "c.txt", f"<html><body><p>{BRIDGE}</p></body></html>")
    assert ids(read_articles(tmp_path)) == ["a.txt", "b.txt", "c.txt"]


def test_bad_row_is_refused_with_its_line_or_skipped_and_counted(tmp_path):
    path = write(
        tmp_path / "a.jsonl", '{"id": "a", "text": "one"}\n{"id": "b", "text": \n{"id": "c", "text": "three"}\n'
    )
    assert refusal(path).startswith(f"{path}:2: not JSON")
    reading = read_articles(path, ReadOptions(skip_bad=True))
    assert ids(reading) == ["a", "c"]
    assert [record.place for record in reading.rejected] == [f"{path}:2"]


def test_decompression_bomb_is_refused_at_the_named_limit(tmp_path):
    path = write(tmp_path / "a.jsonl.gz", gzip.compress((b" " * 4095 + b"\n") * (16 << 10), 9))
    assert "more than 200 times its size, the limit" in refusal(path)


def test_gzip_bomb_under_txt_gz_is_refused(tmp_path):
    path = write(tmp_path / "a.txt.gz", gzip.compress(b"a " * (32 << 20), 9))
    assert "the limit" in refusal(path)


@pytest.mark.parametrize("cut", [5, 30])
def test_damaged_gzip_is_refused(tmp_path, cut):
    packed = gzip.compress(b'{"id": "a", "text": "words"}\n' * 10)
    assert "copy the file again" in refusal(write(tmp_path / "a.jsonl.gz", packed[:cut]))


def test_gzip_with_a_flipped_byte_is_refused(tmp_path):
    packed = bytearray(gzip.compress(os.urandom(1000).hex().encode()))
    packed[-6] ^= 1
    assert "damaged gzip" in refusal(write(tmp_path / "a.txt.gz", bytes(packed)))


def test_huge_text_is_refused_at_the_named_limit(tmp_path):
    assert "longer than 16 MiB, the limit" in refusal(write(tmp_path / "a.txt", b"word " * (4 << 20)))


def test_huge_text_in_a_folder_can_be_skipped(tmp_path):
    write(tmp_path / "a.txt", b"word " * (4 << 20))
    write(tmp_path / "b.txt", BRIDGE)
    reading = read_articles(tmp_path, ReadOptions(skip_bad=True))
    assert ids(reading) == ["b.txt"]
    assert "16 MiB" in reading.rejected[0].why


def test_unknown_input_format_is_refused(tmp_path):
    with pytest.raises(ReaderError, match=r"must be one of txt, .*csv.*, got 'xml'"):
        read_articles(tmp_path, ReadOptions(input_format="xml"))
