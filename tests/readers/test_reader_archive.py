"""Compression and archives: what is taken off, what is opened like a folder, what is refused."""

import bz2
import gzip
import io
import struct
import zipfile

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from dedup.errors import ReaderError
from dedup.readers.archive import opened
from dedup.readers.collect import read_articles
from dedup.readers.journal import Journal
from dedup.readers.limits import Limits
from dedup.readers.paths import expand
from dedup.readers.source import Source
from dedup.readers.unreadable import UnreadableError

BRIDGE = b"The old bridge over the river closes on Monday for repairs."
PACKERS = {"gz": gzip.compress, "bz2": bz2.compress, "zst": zstandard.compress}
LIMITS = Limits(min_bomb_bytes=1 << 20)


def zipped(files, method=zipfile.ZIP_DEFLATED):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)
    return content.getvalue()


def contents(path, limits=LIMITS, skip_bad=False, **options):
    """What comes out of a file: its label and bytes, or those of each file inside."""
    journal = Journal(skip_bad=skip_bad)
    [([source], _)] = expand([[path]])
    found = [(inner.label, b"".join(stream.blocks())) for inner, stream in opened(source, limits, journal, **options)]
    return (found, journal.rejected) if skip_bad else found


def refusal(path, raw, **options):
    path.write_bytes(raw)
    with pytest.raises(UnreadableError) as caught:
        contents(path, **options)
    return str(caught.value).removeprefix(f"{path}")


@pytest.mark.parametrize("suffix", PACKERS)
def test_compression_is_taken_off(tmp_path, suffix):
    path = tmp_path / f"a.txt.{suffix}"
    path.write_bytes(PACKERS[suffix](BRIDGE))
    assert contents(path) == [(path.name, BRIDGE)]


@pytest.mark.parametrize("suffix", PACKERS)
def test_several_members_are_read_whole(tmp_path, suffix):
    path = tmp_path / "a"
    path.write_bytes(PACKERS[suffix](b"one ") + PACKERS[suffix](b"two"))
    assert contents(path) == [("a", b"one two")]


@pytest.mark.parametrize("suffix", PACKERS)
@given(raw=st.binary(max_size=2000), times=st.integers(0, 2000))
def test_what_was_compressed_comes_back(tmp_path_factory, suffix, raw, times):
    path = tmp_path_factory.mktemp("x") / "a"
    content = b"x" + raw * times  # else it may itself look compressed
    path.write_bytes(PACKERS[suffix](content))
    assert contents(path)[0][1] == content


@pytest.mark.parametrize("suffix", PACKERS)
@pytest.mark.parametrize("keep", [0.3, 0.9])
def test_compressed_data_that_is_cut_off_is_refused(tmp_path, suffix, keep):
    packed = PACKERS[suffix](bytes(range(256)) * 40)
    assert "copy the file again" in refusal(tmp_path / "a", packed[: max(12, int(len(packed) * keep))])


@pytest.mark.parametrize("suffix", PACKERS)
def test_bomb_is_refused_at_the_named_limit(tmp_path, suffix):
    packed = PACKERS[suffix](b"\0" * (64 << 20))
    assert refusal(tmp_path / "a", packed).startswith(": decompresses to more than 200 times its size, the limit")


def test_layers_are_counted_together(tmp_path):
    packed = gzip.compress(bz2.compress(b"\0" * (64 << 20)))
    assert "more than 200 times its size" in refusal(tmp_path / "a", packed)


def test_compressed_twice_is_read_and_too_many_times_is_refused(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(gzip.compress(zstandard.compress(BRIDGE)))
    assert contents(path) == [("a", BRIDGE)]
    packed = BRIDGE
    for _ in range(4):
        packed = gzip.compress(packed)
    assert refusal(path, packed) == ": compressed more than 3 times, the limit; decompress it first"


def test_zip_is_gone_through_like_a_folder(tmp_path):
    files = {"b/z.txt": b"4", "b.txt": b"2", "a/x.txt": b"3", "a.txt": b"1", ".hidden": b"", "__MACOSX/a.txt": b""}
    path = tmp_path / "day.zip"
    path.write_bytes(zipped(files))
    assert contents(path) == [("a.txt", b"1"), ("b.txt", b"2"), ("a/x.txt", b"3"), ("b/z.txt", b"4")]


def test_zip_in_a_folder_is_named_in_the_ids(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "day.zip").write_bytes(zipped({"a.txt": b"1"}))
    assert contents(tmp_path) == [("in/day.zip/a.txt", b"1")]


def test_zips_with_the_same_names_inside_are_told_apart(tmp_path):
    paths = [tmp_path / f"{name}.zip" for name in ("mon", "tue")]
    for path in paths:
        path.write_bytes(zipped({"a.txt": path.name.encode(), f"{path.stem}.txt": b"x"}))
    [(sources, _)] = expand([paths])
    labels = [inner.label for source in sources for inner, _ in opened(source, LIMITS, Journal(skip_bad=False))]
    assert labels == ["mon.zip/a.txt", "mon.txt", "tue.zip/a.txt", "tue.txt"]


def test_compressed_files_inside_a_zip_are_decompressed(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"a.jsonl.gz": gzip.compress(b"1"), "b.zst": zstandard.compress(b"2")}))
    assert contents(path) == [("a.jsonl.gz", b"1"), ("b.zst", b"2")]


def test_zip_inside_a_zip_is_opened_and_too_many_are_refused(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"in.zip": zipped({"a.txt": BRIDGE})}))
    assert contents(path) == [("in.zip/a.txt", BRIDGE)]
    packed = zipped({"a.txt": BRIDGE})
    for _ in range(4):
        packed = zipped({"in.zip": packed})
    assert "packed more than 3 times, the limit" in refusal(path, packed)


def test_zip_bomb_is_refused_over_all_its_files(tmp_path):
    packed = zipped({f"{number}.txt": b"\0" * (1 << 20) for number in range(64)})
    assert "more than 200 times its size" in refusal(tmp_path / "a.zip", packed)


def test_zip_whose_files_share_their_bytes_is_refused(tmp_path):
    """A zip bomb of overlapping files: each entry of the list points at the same data."""
    packed = zipped({"a": b"\0" * (1 << 20)})
    start = packed.index(b"PK\x01\x02")
    end = packed.index(b"PK\x05\x06")
    entry = packed[start:end]
    entries = b"".join(entry.replace(b"a", bytes([97 + n // 26, 97 + n % 26])[1:]) for n in range(26)) * 10
    tail = bytearray(packed[end:])
    struct.pack_into("<HHI", tail, 8, 260, 260, len(entries))
    refusal(tmp_path / "a.zip", packed[:start] + entries + bytes(tail))


def test_too_many_files_in_a_zip_are_refused(tmp_path):
    packed = zipped({f"{number}.txt": b"x" for number in range(11)})
    assert "a zip of more than 10 files, the limit" in refusal(
        tmp_path / "a.zip", packed, limits=Limits(max_members=10)
    )


def test_damaged_zip_is_refused(tmp_path):
    assert "damaged zip" in refusal(tmp_path / "a.zip", zipped({"a.txt": BRIDGE * 9})[:-30])


def test_damaged_file_in_a_zip_costs_only_itself(tmp_path):
    packed = bytearray(zipped({"a.jsonl": b"1" * 99, "b.txt": b"2"}, zipfile.ZIP_STORED))
    packed[packed.index(b"111")] ^= 1
    path = tmp_path / "a.zip"
    assert "/a.jsonl: damaged (Bad CRC" in refusal(path, bytes(packed))
    found, rejected = contents(path, skip_bad=True)
    assert found == [("b.txt", b"2")]
    assert [record.place for record in rejected] == [f"{path}/a.jsonl"]


def test_encrypted_file_in_a_zip_is_refused(tmp_path):
    packed = bytearray(zipped({"a.txt": BRIDGE}))
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        packed[packed.index(magic) + offset] |= 1
    assert "/a.txt: it is encrypted; decrypt it first" in refusal(tmp_path / "a.zip", bytes(packed))


def test_office_document_is_no_archive(tmp_path):
    packed = zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})
    path = tmp_path / "a.docx"
    path.write_bytes(packed)
    assert contents(path) == [("a.docx", packed)]


def test_zip_that_does_not_lie_on_disk_is_bounded():
    raw = zipped({"a.txt": BRIDGE})
    source = Source(None, "-", "-", fetch=lambda: iter([raw]))
    [(inner, stream)] = opened(source, LIMITS, Journal(skip_bad=False))
    assert (inner.label, b"".join(stream.blocks())) == ("-/a.txt", BRIDGE)
    with pytest.raises(UnreadableError, match="the limit for a zip that does not lie on disk"):
        list(opened(source, Limits(max_packed_bytes=10), Journal(skip_bad=False)))


def test_nothing_is_taken_off_when_told_so(tmp_path):
    path = tmp_path / "a.txt"
    packed = gzip.compress(BRIDGE)
    path.write_bytes(packed)
    assert contents(path, inflate=False) == [("a.txt", packed)]


@given(
    st.binary(max_size=400), st.sampled_from([b"PK\x03\x04", b"PK\x05\x06", b"BZh9", b"\x28\xb5\x2f\xfd", b"\x1f\x8b"])
)
def test_any_bytes_end_in_bytes_or_in_one_of_our_errors(tmp_path_factory, raw, magic):
    path = tmp_path_factory.mktemp("x") / "a"
    path.write_bytes(magic + raw)
    try:
        contents(path)
    except ReaderError:
        return


@given(st.integers(0, 400), st.integers(0, 255))
def test_any_changed_byte_of_a_zip_ends_in_bytes_or_in_one_of_our_errors(tmp_path_factory, where, byte):
    packed = bytearray(zipped({"a.txt": BRIDGE, "b/c.jsonl": BRIDGE * 3}))
    packed[where % len(packed)] = byte
    path = tmp_path_factory.mktemp("x") / "a.zip"
    path.write_bytes(packed)
    try:
        contents(path)
    except ReaderError:
        return


def test_files_under_relative_names_are_read_under_the_path_that_they_mean(tmp_path):
    names = ("./a.txt", "x/./b.txt", "x/../c.txt", "../evil.txt", "/abs.txt", "x/.hidden", ".d/e.txt")
    (tmp_path / "z.zip").write_bytes(zipped({name: f"Words of {name}.".encode() for name in names}))
    (tmp_path / "outer.zip").write_bytes(zipped({"z.zip": (tmp_path / "z.zip").read_bytes()}))
    expected = ["a.txt", "abs.txt", "c.txt", "evil.txt", "x/b.txt"]
    assert sorted(article.id for article in read_articles(tmp_path / "z.zip")) == expected
    assert sorted(article.id for article in read_articles(tmp_path / "outer.zip")) == [f"z.zip/{x}" for x in expected]
