"""Packed input that is damaged: nothing is read behind what a checksum shows to be wrong."""

import bz2
import gzip
import io
import random
import zipfile

import pytest
import zstandard

from dedup.errors import ClashingIdsError, ReaderError
from dedup.model import Rejected
from dedup.readers.collect import ReadOptions, read_articles

_CHECKED = zstandard.ZstdCompressor(write_checksum=True)
PACKERS = {"gz": gzip.compress, "bz2": bz2.compress, "zst": _CHECKED.compress}


def rows(first, count, words=200):
    """So many rows, longer together than what is looked at of a file before it is read."""
    draw = random.Random(first)
    texts = [" ".join(draw.choices(["harbour", "bridge", "river", "storm"], k=words)) for _ in range(count)]
    return b"".join(b'{"id": "%d", "text": "%s"}\n' % (first + n, text.encode()) for n, text in enumerate(texts))


def with_wrong_checksum(packed, suffix):
    """The same with another byte in the checksum, which bzip2 has behind its last block, shifted by bits."""
    place = -6 if suffix != "zst" else -2
    return packed[:place] + bytes([packed[place] ^ 0x20]) + packed[place + 1 :]


def read(path, **options):
    reading = read_articles(path, ReadOptions(**options))
    return [article.id for article in reading], reading.rejected


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "ok.jsonl").write_bytes(b'{"id": "ok", "text": "The bridge is open"}\n')
    return tmp_path


@pytest.mark.parametrize("count", [3, 300], ids=["short", "long"])
@pytest.mark.parametrize("suffix", PACKERS)
def test_of_a_file_whose_checksum_is_wrong_no_row_is_read(folder, suffix, count):
    path = folder / f"a.jsonl.{suffix}"
    path.write_bytes(with_wrong_checksum(PACKERS[suffix](rows(0, count)), suffix))
    with pytest.raises(ReaderError, match=rf"a.jsonl.{suffix}: damaged .*copy the file again \(--skip-bad"):
        read(folder)
    found, rejected = read(folder, skip_bad=True)
    assert found == ["ok"]
    assert [(bad.place, "read up to" in bad.why) for bad in rejected] == [(str(path), False)]


@pytest.mark.parametrize("count", [3, 300], ids=["short", "long"])
@pytest.mark.parametrize("suffix", PACKERS)
def test_parts_before_the_damaged_one_are_read_and_the_remark_says_up_to_where(folder, suffix, count):
    path = folder / f"a.jsonl.{suffix}"
    pack = PACKERS[suffix]
    path.write_bytes(pack(rows(0, 40)) + with_wrong_checksum(pack(rows(40, count)), suffix))
    found, [bad] = read(folder, skip_bad=True)
    assert found == [str(number) for number in range(40)] + ["ok"]
    assert bad.place == str(path)
    assert bad.why.startswith(f"read up to {path}:40, the rest is left out: damaged ")


@pytest.mark.parametrize("left", [2_000, 20_000], ids=["short", "long"])
def test_of_a_file_that_breaks_off_the_whole_rows_are_read(folder, left):
    path = folder / "a.jsonl.gz"
    path.write_bytes(gzip.compress(rows(0, 900))[:left])
    found, [bad] = read(folder, skip_bad=True)
    assert 0 < len(found) - 1 < 900
    until = f"{path}:{len(found) - 1}"
    why = f"read up to {until}, the rest is left out: the gzip data ends too early; copy the file again"
    assert bad == Rejected(str(path), why)


def test_damage_is_told_and_not_what_comes_of_it(folder):
    raw = rows(0, 200) + b'{"id": "7", "text": "Another article has the id already"}\n{"id": no row}\n'
    (folder / "a.jsonl.gz").write_bytes(with_wrong_checksum(gzip.compress(raw), "gz"))
    with pytest.raises(ReaderError, match="damaged gzip"):
        read(folder)
    assert read(folder, skip_bad=True)[0] == ["ok"]
    (folder / "a.jsonl.gz").write_bytes(gzip.compress(raw))
    with pytest.raises(ClashingIdsError, match="two different articles have the id '7'"):
        read(folder)


def test_a_file_in_an_archive_whose_checksum_is_wrong_gives_no_row(folder):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("bad.jsonl", rows(0, 300))
        archive.writestr("good.jsonl", rows(1000, 300))
    raw = packed.getvalue()
    at = raw.index(b'"id": "299"') + 30
    (folder / "a.zip").write_bytes(raw[:at] + b"Q" + raw[at + 1 :])
    found, [bad] = read(folder, skip_bad=True)
    assert found == [str(number) for number in range(1000, 1300)] + ["ok"]
    assert bad.place.endswith("a.zip/bad.jsonl")


@pytest.mark.parametrize("cut", [False, True], ids=["wrong checksum", "cut off"])
def test_from_standard_input_what_may_be_wrong_is_refused_and_what_is_only_short_is_read(monkeypatch, cut):
    packed = gzip.compress(rows(0, 900))
    packed = packed[:20_000] if cut else with_wrong_checksum(packed, "gz")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(packed)))
    if cut:
        found, [bad] = read("-", skip_bad=True)
        assert bad.why.startswith(f"read up to -:{len(found)}, the rest is left out: ")
    else:
        with pytest.raises(ReaderError, match="-: damaged gzip"):
            read("-", skip_bad=True)
