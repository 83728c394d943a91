"""Parquet tables."""

import zipfile
from datetime import UTC, date, datetime

from extra_formats import BRIDGE, HARBOUR, need, read, refusal
from fixtures import row, stories
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.errors import DedupError


def parquet(path, columns, **options):
    need("pyarrow")
    import pyarrow
    import pyarrow.parquet

    pyarrow.parquet.write_table(pyarrow.table(columns), path, **options)
    return path


def test_parquet_rows_are_articles(tmp_path):
    path = parquet(
        tmp_path / "a.parquet",
        {
            "id": [1, 2],
            "title": ["Bridge", None],
            "text": [BRIDGE, HARBOUR],
            "published": [datetime(2024, 2, 6, 10, tzinfo=UTC), datetime(2024, 2, 7, tzinfo=UTC)],
            "embedding": [[0.1] * 8, [0.2] * 8],
        },
    )
    found, _ = read(path)
    assert [(a.id, a.title, a.text) for a in found] == [("1", "Bridge", BRIDGE), ("2", "", HARBOUR)]
    assert found[0].published == "2024-02-06T10:00:00+00:00"


def test_parquet_dates_and_bytes_are_read(tmp_path):
    path = parquet(tmp_path / "a.pq", {"text": [BRIDGE.encode()], "date": [date(2024, 2, 6)]})
    [article] = read(path)[0]
    assert (article.id, article.text, article.published) == ("a.pq#1", BRIDGE, "2024-02-06")


def test_parquet_columns_can_be_chosen(tmp_path):
    path = parquet(tmp_path / "a.parquet", {"nr": ["x"], "inhalt": [BRIDGE], "text": ["other"]})
    [article] = read(path, id_field="nr", text_field="inhalt")[0]
    assert (article.id, article.text) == ("x", BRIDGE)
    assert "no field 'nope'" in refusal(path, text_field="nope")


def test_parquet_is_known_by_content_and_inside_a_zip(tmp_path):
    path = parquet(tmp_path / "data", {"id": ["a"], "text": [BRIDGE]})
    assert [article.id for article in read(path)[0]] == ["a"]
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(path, "in/data.parquet")
    assert [article.id for article in read(tmp_path / "a.zip")[0]] == ["a"]


def test_bad_parquet_row_is_named_or_skipped(tmp_path):
    path = parquet(tmp_path / "a.parquet", {"id": ["a", "b"], "text": [["list"], ["of"]]})
    assert refusal(path).startswith(":1: field 'text' must be a string, got a list")
    _, reading = read(path, skip_bad=True)
    assert [record.place for record in reading.rejected] == [f"{path}:1", f"{path}:2"]


def test_parquet_without_text_is_refused_with_its_columns(tmp_path):
    path = parquet(tmp_path / "a.parquet", {"id": ["a"], "Inhalt": [BRIDGE]})
    assert refusal(path).startswith(": no field 'text'; fields are id, Inhalt")


def test_parquet_bomb_is_refused(tmp_path):
    path = parquet(tmp_path / "a.parquet", {"text": ["x" * (8 << 20)] * 8}, use_dictionary=False, compression="zstd")
    assert "a row group of" in refusal(path)


def test_damaged_parquet_is_refused(tmp_path):
    path = parquet(tmp_path / "a.parquet", {"id": ["a"], "text": [BRIDGE]})
    path.write_bytes(path.read_bytes()[:-20])
    assert "damaged Parquet" in refusal(path)


@settings(max_examples=5, deadline=None)  # each starts a process
@given(st.integers(0, 1500), st.integers(0, 255))
def test_any_changed_byte_of_parquet_ends_in_articles_or_in_one_of_our_errors(tmp_path_factory, where, byte):
    path = parquet(tmp_path_factory.mktemp("x") / "a.parquet", {"id": ["a", "b"], "text": [BRIDGE, HARBOUR]})
    raw = bytearray(path.read_bytes())
    raw[where % len(raw)] = byte
    path.write_bytes(raw)
    try:
        read(path)
    except DedupError:
        return


# The five articles that every other format reads to, too (see test_reader_formats)


def test_parquet_reads_to_the_five_articles(tmp_path):
    found = stories()
    path = parquet(tmp_path / "stories.parquet", {name: [row(s)[name] for s in found] for name in row(found[0])})
    assert [(a.id, a.title, a.source, a.text, a.published, a.lang, a.version) for a in read(path)[0]] == [
        (s.id, s.title, s.source, s.text, s.published, "id", "2") for s in found
    ]
