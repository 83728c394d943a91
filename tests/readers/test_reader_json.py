"""JSON documents: one article, a list, an object around a list."""

import json

import pytest
from files import BRIDGE, HARBOUR, read_of
from hypothesis import given
from hypothesis import strategies as st

from dedup.errors import DedupError, ReaderError
from dedup.model import Article
from dedup.readers.collect import read_articles
from dedup.readers.json_file import looks_like_document

ROWS = [{"id": "a", "title": "Bridge", "text": BRIDGE}, {"id": "b", "text": HARBOUR}]
ARTICLES = [Article("a", BRIDGE, "Bridge"), Article("b", HARBOUR)]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "day.json"


def read(path, content, **options):
    return read_of(path, content if isinstance(content, str | bytes) else json.dumps(content), **options)


def refusal(path, content, **options):
    with pytest.raises(ReaderError) as caught:
        read(path, content, **options)
    return str(caught.value).removeprefix(str(path))


@pytest.mark.parametrize("indent", [None, 0, 2])
@pytest.mark.parametrize(
    "document",
    [
        ROWS,
        {"articles": ROWS},
        {"status": "ok", "totalResults": 2, "articles": ROWS},
        {"data": {"items": ROWS}},
        {"response": {"status": "ok", "docs": ROWS}},
        {"hits": {"total": 2, "hits": [{"_id": row["id"], "_source": row} for row in ROWS]}},
        {"berita": ROWS},
    ],
    ids=["list", "articles", "with counts", "nested", "response", "search hits", "only list"],
)
def test_articles_are_found_in_a_list_wherever_it_stands(path, document, indent):
    assert read(path, json.dumps(document, indent=indent))[0] == ARTICLES


def test_object_with_a_text_is_one_article_named_after_the_file(path):
    assert read(path, {"title": "Bridge", "text": BRIDGE})[0] == [Article("day.json", BRIDGE, "Bridge")]


def test_articles_without_id_are_numbered(path):
    assert [article.id for article in read(path, [{"text": BRIDGE}, {"text": HARBOUR}])[0]] == [
        "day.json#1",
        "day.json#2",
    ]


def test_document_is_known_by_content_under_another_name(tmp_path):
    assert read(tmp_path / "export", json.dumps(ROWS))[0] == ARTICLES
    assert read(tmp_path / "export", json.dumps({"articles": ROWS}, indent=1))[0] == ARTICLES


def test_json_lines_under_the_name_of_a_document_are_read(path):
    assert read(path, "".join(json.dumps(row) + "\n" for row in ROWS))[0] == ARTICLES


def test_empty_list_is_no_article(path):
    assert read(path, "[]")[0] == []
    assert read(path, '{"articles": []}')[0] == []


def test_bad_article_is_refused_with_its_line(path):
    content = (
        '{"meta": {"tags": ["x", "y"]},\n "articles": [\n {"id": "a", "text": "one"},\n {"id": "b",\n "text": 2}\n]}'
    )
    assert refusal(path, content).startswith(":4: field 'text' must be a string, got a number")
    found, reading = read(path, content, skip_bad=True)
    assert [article.id for article in found] == ["a"]
    assert [record.place for record in reading.rejected] == [f"{path}:4"]


def test_element_that_is_no_object_is_bad(path):
    assert refusal(path, '[{"id": "a", "text": "one"},\n"two",\n{"id": "c", "text": "three"}]').startswith(
        ":2: not an object"
    )


def test_lines_of_long_lists_inside_articles_are_not_mistaken(path):
    rows = [{"id": name, "tags": [{"x": 1}, {"x": 2}], "text": "one\ntwo"} for name in "ab"]
    rows[1]["text"] = 5
    assert refusal(path, json.dumps(rows, indent=1)).startswith(":14: field 'text'")


def test_two_articles_with_one_id_are_refused_with_their_lines(path):
    content = '[\n{"id": "a", "text": "one"},\n{"id": "a", "text": "two"}\n]'
    assert f"{path}:2 and {path}:3" in refusal(path, content)


def test_broken_document_is_refused_with_the_line(path):
    assert refusal(path, '[\n{"id": "a",\n}]').startswith(":3: not JSON")


def test_document_without_articles_is_refused_if_named_and_passed_over_in_a_folder(path):
    assert refusal(path, {"name": "package", "version": "1"}).startswith(": no field 'text' and no list of articles")
    reading = read_articles(path.parent)
    assert list(reading) == []
    assert "skipped" in reading.notes[0]


@pytest.mark.parametrize("opening", ["[", '{"a":', '{"articles":['])
def test_deep_nesting_is_refused_at_the_limit(path, opening):
    assert "nested too deeply; the limit is 1024 levels" in refusal(path, opening * 100_000)


def test_long_document_is_refused_at_the_limit(path):
    from dedup.readers.limits import Limits

    assert "longer than 1 KiB, the limit for one JSON document" in refusal(
        path, ROWS * 20, limits=Limits(max_document_bytes=1024)
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_encodings_are_told_apart(path, encoding):
    text = "Zwölf Boote fuhren früh aus dem Hafen. " * 3
    content = json.dumps([{"id": "a", "text": text}], ensure_ascii=False).encode(encoding)
    assert read(path, content)[0] == [Article("a", text)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("raw", [r"br\u0000id\u0000ge", "br\0id\0ge"])
def test_nul_is_remarked_on_once_however_it_is_written(path, encoding, raw):
    found, reading = read(path, f'[{{"id": "a", "text": "The old {raw} closes on Monday."}}]'.encode(encoding))
    assert found == [Article("a", "The old br\0id\0ge closes on Monday.")]
    assert [note.partition(": ")[2].removeprefix("not UTF-8, read as utf-16-le; ") for note in reading.notes] == [
        "2 NUL characters, which do not count"
    ]


def test_numbers_that_are_none_are_remarked_on_and_make_no_id(path):
    found, reading = read(path, '[{"id": "a", "text": "words", "title": NaN, "score": -Infinity}]')
    assert found == [Article("a", "words")]
    assert reading.notes == [f"{path}: 2 numbers are NaN or infinite, which JSON does not have, and count as absent"]
    with pytest.raises(ReaderError, match=r":2: field 'id' must be a string or a number, got NaN or Infinity"):
        read(path, '[{"id": "a", "text": "words"},\n{"id": NaN, "text": "words"}]')


def test_lone_surrogates_are_replaced_and_noted(path):
    found, reading = read(path, r'[{"id": "a", "text": "x\ud800y"}]')
    assert found == [Article("a", "x\ufffdy")]
    assert reading.notes == [f"{path}: 1 unreadable character replaced by U+FFFD"]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"[", True),
        (b" [\n{", True),
        (b"[Advertisement] Buy", False),
        (b'{"id": 1,\n"text": "x"}', True),
        (b'{"articles": [\n{"id": 1}', True),
        (b'{"id": 1}\n{"id": 2}', False),
        (b'{"articles": [{"id": 1}]}', True),
        (b"{", False),
        (b"plain words", False),
        (b"", False),
    ],
)
def test_documents_are_told_from_lines(head, expected):
    assert looks_like_document(head) is expected


@given(
    st.lists(
        st.fixed_dictionaries({"id": st.uuids().map(str), "text": st.from_regex(r"\w[^\x00]{0,40}", fullmatch=True)}),
        max_size=6,
    ),
    st.sampled_from([None, 0, 3]),
)
def test_what_json_writes_is_read_back(tmp_path_factory, rows, indent):
    path = tmp_path_factory.mktemp("x") / "a.json"
    found, _ = read(path, json.dumps(rows, indent=indent, ensure_ascii=False).encode("utf-8", "replace"))
    assert [article.id for article in found] == [row["id"] for row in rows if any(c.isalnum() for c in row["text"])]


@given(st.binary(max_size=200), st.sampled_from([b"[", b"{", b'[{"id": "a", "text": "', b""]))
def test_any_bytes_end_in_articles_or_in_one_of_our_errors(tmp_path_factory, raw, start):
    path = tmp_path_factory.mktemp("x") / "a.json"
    try:
        read(path, start + raw)
    except DedupError:
        return


def test_articles_on_one_line_are_told_apart_by_their_number(path):
    assert "#1 and " in refusal(path, [{"id": "q", "text": "One."}, {"id": "q", "text": "Two."}])
    assert "#2: no field 'text'" in refusal(path, [{"id": "q", "text": "One."}, {"id": "r"}])


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "feed.json"])
def test_limit_on_digits_is_named_in_words_of_the_user(tmp_path, name):
    path = tmp_path / name
    row = '{"id": "a", "text": "The ferry stays.", "n": %s}' % ("9" * 5000)
    feed = '{"version": "https://jsonfeed.org/version/1.1", "items": [%s]}'
    path.write_text(feed % row if name == "feed.json" else row)
    with pytest.raises(ReaderError, match="whole number of more than 4,300 digits, the limit; ") as told:
        list(read_articles(path))
    assert "sys." not in str(told.value)
