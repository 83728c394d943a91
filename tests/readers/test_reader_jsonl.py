"""JSON lines: fields, leniency, limits, encodings."""

import json

import pytest
from files import read_of as read
from hypothesis import given
from hypothesis import strategies as st

from dedup.errors import DedupError, ReaderError
from dedup.model import Article
from dedup.readers.collect import ReadOptions, read_articles

ROW = {"id": "a", "text": "Zwölf Boote kamen nach São Tomé.", "title": "Boote", "lang": "de"}


def dumped(*rows):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "a.jsonl"


def test_all_fields_are_read(path):
    row = {
        "id": "a",
        "title": "T",
        "text": "words",
        "source": "S",
        "url": "U",
        "published": "2024-02-06T10:00:00+07:00",
        "lang": "id",
        "more": [1],
    }
    assert read(path, dumped(row))[0] == [Article("a", "words", "T", "S", "U", "2024-02-06T10:00:00+07:00", "id")]


@pytest.mark.parametrize("field", ["text", "body", "content", "isi"])
def test_usual_names_of_the_text_are_found(path, field):
    assert read(path, dumped({"id": 1, field: "words"}))[0] == [Article("1", "words")]


def test_first_usual_name_that_holds_something_wins(path):
    row = {"id": "a", "text": "", "body": "words", "title": None, "headline": "H"}
    assert read(path, dumped(row))[0] == [Article("a", "words", "H")]


@pytest.mark.parametrize("more", [{}, {"id": None}, {"title": None}, {"id": "", "lang": 3}])
@pytest.mark.parametrize("field", ["url", "link", "URL"])
def test_an_address_that_serves_as_id_loses_tracking_and_fragment(path, field, more):
    address = "https://www.post.example/a/?utm_source=rss&id=7#top"
    [article], _ = read(path, dumped({**more, field: address, "text": "words"}))
    assert (article.id, article.url) == ("https://www.post.example/a/?id=7", address)
    [article], _ = read(path, dumped({"id": address, field: address, "text": "words"}))
    assert article.id == address
    [article], _ = read(path, dumped({**more, field: address, "text": "words"}), id_field=field)
    assert article.id == address


def test_chosen_fields_are_taken_and_no_others(path):
    row = {"key": "k", "id": "x", "lead": "words", "text": "other", "when": "2024-01-01", "published": "2023-01-01"}
    found, _ = read(path, dumped(row), id_field="key", text_field="lead", published_field="when")
    assert found == [Article("k", "words", published="2024-01-01")]


def test_missing_text_field_is_said_with_the_fields_there_are(path):
    with pytest.raises(
        ReaderError, match=r"a.jsonl:1: no field 'text'; fields are id, Lead \(choose one with --text-field\)"
    ):
        read(path, dumped({"id": "a", "Lead": "words"}))


def test_missing_chosen_id_is_refused(path):
    with pytest.raises(ReaderError, match="no field 'key'"):
        read(path, dumped({"id": "a", "text": "words"}), id_field="key")


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"id": "a", "text": ["one", "two"]}, "field 'text' must be a string, got a list"),
        ({"id": "a", "text": 7}, "field 'text' must be a string, got a number"),
        ({"id": {"x": 1}, "text": "words"}, "field 'id' must be a string or a number, got an object"),
        ({"id": True, "text": "words"}, "field 'id' must be a string or a number, got true or false"),
        ({"id": 10**30, "text": "words"}, "too large a number to be exact"),
        (["a", "words"], "not an object"),
        ("words", "not an object"),
    ],
)
def test_wrong_types_are_refused(path, row, why):
    with pytest.raises(ReaderError, match=why):
        read(path, dumped(row))


def test_source_as_an_object_stands_for_its_name(path):
    row = {"id": "a", "text": "words", "source": {"id": None, "name": "Antara"}}
    assert read(path, dumped(row))[0][0].source == "Antara"


def test_numbers_as_ids_become_text(path):
    assert [a.id for a in read(path, dumped({"id": 12, "text": "x"}, {"id": 0, "text": "y"}))[0]] == ["12", "0"]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "cp1252"]
)
def test_encodings_are_told_apart(path, encoding):
    found, _ = read(path, dumped(ROW, {**ROW, "id": "b"}).encode(encoding))
    assert [article.text for article in found] == [ROW["text"]] * 2


def test_guessed_encoding_is_noted(path):
    _, reading = read(path, dumped(ROW).encode("cp1252"))
    assert reading.notes == [f"{path}: not UTF-8, read as cp1252"]


def test_damaged_utf8_is_replaced_and_noted(path):
    found, reading = read(path, dumped(ROW).encode() + b'{"id": "b", "text": "caf\xc3 \xc3\xa9\xc3\xa9\xc3\xa9"}\n')
    assert found[1].text == "caf\ufffd ééé"
    assert reading.notes == [f"{path}: 1 unreadable character replaced by U+FFFD, in line 2"]


def test_lone_surrogates_are_replaced_one_for_one(path):
    found, reading = read(path, b'{"id": "a", "text": "x\\ud800y \\ud83d\\ude00 \\udc00"}\n')
    assert found[0].text == "x\ufffdy \U0001f600 \ufffd"
    assert reading.notes[0].endswith("2 unreadable characters replaced by U+FFFD, the first in line 1")


@pytest.mark.parametrize("raw", [rb'"a\u0000b"', b'"a\0b"', b'"a\x01b\tc"'])
def test_control_characters_are_kept(path, raw):
    [article] = read(path, b'{"id": "x", "text": ' + raw + b"}\n")[0]
    assert article.text == json.loads(raw, strict=False)


@pytest.mark.parametrize(
    "raw", [rb"br\u0000idge\u0000", b"br\0id\0ge", rb"br\u0000id" + b"\0ge", rb"\\\u0000 \\u0000 \u0000"]
)
def test_nul_is_remarked_on_however_it_is_written(path, raw):
    plain = b'{"id": "x", "text": "words"}\n'
    _, reading = read(path, plain + b'{"id": "y", "text": "' + raw + b'"}\n' + plain.replace(b'"x"', b'"z"'))
    assert reading.notes == [f"{path}: 2 NUL characters, which do not count"]


def test_a_backslash_before_a_code_is_no_nul(path):
    found, reading = read(path, rb'{"id": "x", "text": "write \\u0000"}' + b"\n")
    assert (found[0].text, reading.notes) == (r"write \u0000", [])


def test_a_line_that_breaks_off_is_told_in_words_that_read_well(path):
    with pytest.raises(ReaderError, match=r"a.jsonl:1: not JSON: Unterminated string starting at column 21 \("):
        read(path, b'{"id": "a", "text": "The old bridge\n')


def test_nan_in_another_field_does_no_harm(path):
    assert read(path, '{"id": "a", "text": "words", "score": NaN}\n')[0] == [Article("a", "words")]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_number_that_is_none_counts_as_absent_and_is_remarked_on(path, number):
    row = f'{{"id": "a", "text": "words", "title": {number}, "published": {number}}}\n'
    found, reading = read(path, row)
    assert found == [Article("a", "words")]
    assert reading.notes == [f"{path}: 2 numbers are NaN or infinite, which JSON does not have, and count as absent"]
    found, reading = read(path, f'{{"id": "a", "text": {number}}}\n{{"id": "b", "text": {number}, "body": "words"}}\n')
    assert (found, len(reading.rejected)) == ([Article("b", "words")], 1)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize("key", ["id", "key"])
def test_id_that_is_no_number_is_refused(path, number, key):
    rows = dumped(ROW) + f'{{"{key}": {number}, "url": "https://a.example/b", "text": "words"}}\n'
    field = "" if key == "id" else key
    rows = rows if key == "id" else rows.replace('"id"', f'"{key}"')
    with pytest.raises(ReaderError, match=rf"a.jsonl:2: field '{key}' must be a string or a number, got NaN or Inf"):
        read(path, rows, id_field=field)
    found, reading = read(path, rows, id_field=field, skip_bad=True)
    assert ([article.id for article in found], len(reading.rejected)) == ([ROW["id"]], 1)


def test_number_that_is_none_as_an_address_counts_as_absent(path):
    assert read(path, '{"guid": NaN, "url": "https://a.example/b", "text": "x"}\n')[0][0].id == "https://a.example/b"


def test_windows_line_ends_and_blank_lines_are_passed_over(path):
    found, _ = read(path, '\r\n{"id": "a", "text": "one"}\r\n\r\n{"id": "b", "text": "two"}')
    assert [article.id for article in found] == ["a", "b"]


@pytest.mark.parametrize("skips", [False, True])
@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_deep_nesting_is_refused_at_the_limit(path, opening, skips):
    deep = '{"id": "a", "text": "words", "x": ' + opening * 100_000 + "\n"
    if skips:
        found, reading = read(path, deep + dumped(ROW), skip_bad=True)
        assert (len(found), len(reading.rejected)) == (1, 1)
    else:
        with pytest.raises(ReaderError, match=r"a.jsonl:1: nested too deeply; the limit is 1024 levels"):
            read(path, deep)


def test_huge_line_is_refused_at_the_limit_or_skipped(path):
    content = (
        dumped(ROW) + '{"id": "big", "text": "' + "word " * (4 << 20) + '"}\n' + dumped({**ROW, "id": "c"}) + "bad"
    )
    with pytest.raises(ReaderError, match=r"a.jsonl:2: a line longer than 16 MiB, the limit"):
        read(path, content)
    found, reading = read(path, content, skip_bad=True)
    assert [article.id for article in found] == ["a", "c"]
    assert [record.place.rpartition(":")[2] for record in reading.rejected] == ["2", "4"]


def test_rows_of_ever_new_shapes_are_read(path):
    rows = [{"id": str(n), "text": "words", f"x{n}": n} for n in range(2500)]
    assert len(read(path, dumped(*rows))[0]) == 2500


def test_long_files_are_read_over_all_block_borders(path):
    rows = [{"id": str(n), "text": "äöü " * (n % 997)} for n in range(1, 3000)]
    found, reading = read(path, dumped(*rows))
    assert {article.id: article.text for article in found} == {r["id"]: r["text"] for r in rows if r["text"]}
    assert len(reading.rejected) == 3


@given(st.lists(st.binary(max_size=60), max_size=6), st.booleans())
def test_any_bytes_end_in_articles_or_in_one_of_our_errors(tmp_path_factory, pieces, skips):
    path = tmp_path_factory.mktemp("x") / "a.jsonl"
    try:
        found, _ = read(path, b"\n".join(pieces), skip_bad=skips)
    except DedupError:
        return
    for article in found:
        "".join(article).encode()


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: (
            st.dictionaries(
                st.sampled_from(["id", "text", "title", "date", "lang", "url", "x"]) | st.text(max_size=3),
                inner,
                max_size=5,
            )
            | st.lists(inner, max_size=3)
        ),
    )
)
def test_any_json_ends_in_articles_or_in_one_of_our_errors(tmp_path_factory, value):
    path = tmp_path_factory.mktemp("x") / "a.jsonl"
    try:
        found, _ = read(path, json.dumps(value))
    except DedupError:
        return
    for article in found:
        assert all(type(part) is str for part in article._replace(kin=""))
        "".join(article).encode()


SMALL = st.one_of(
    st.builds(lambda n: json.dumps({"id": f"r{n}", "text": f"words {n}"}), st.integers(0, 10**6)),
    st.sampled_from(
        [
            *(
                "",
                " ",
                "{",
                "}",
                "[{}",
                "{}]",
                "5",
                "null",
                '{"x": 1}',
                '{"a": [{}',
                "{}]}",
                '{"a": 1',
                '"b": 2}',
                "],[",
            ),
            *('{"x": 1},{"y": 2}', '{"x": 1}, {"y": 2}', '{"id": "q", "text": "a", "l": [{"a": 1},{"b": 2}]}', "{},5"),
            *(
                '{"id": "c", "text": "a",',
                '{"id": "s", "text": "\\ud800"}',
                '{"id": "z", "text": "a"}\r',
                "é",
                "\x1e{}",
            ),
        ]
    ),
)


@given(st.lists(SMALL, max_size=12))
def test_parsing_blocks_at_once_gives_what_parsing_line_by_line_gives(tmp_path_factory, lines):
    path = tmp_path_factory.mktemp("x") / "a.jsonl"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8", newline="")
    options = ReadOptions(skip_bad=True, input_format="jsonl")
    outcomes = []
    for limit in (3, -1):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("dedup.readers.jsonl.MAX_FAILURES", limit)
            try:
                reading = read_articles(path, options)
                outcomes.append((list(reading), list(reading.rejected), list(reading.notes)))
            except ReaderError as exc:
                outcomes.append(str(exc))
    assert outcomes[0] == outcomes[1]


def test_line_across_many_blocks_is_read(tmp_path):
    text = "word " * 500_000
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"id": name, "text": f"{text}{name}"}) + "\n" for name in "abc"))
    assert [article.text for article in read_articles(path)] == [f"{text}{name}" for name in "abc"]


def test_names_of_fields_may_be_written_in_any_case_and_joined_in_any_way(path):
    row = {"ID": "a", "Headline": "t", "Full-Text": "words", "Published At": "2024-01-01", "lastModified": "2024-01-02"}
    found, _ = read(path, dumped(row))
    assert found == [Article("a", "words", "t", published="2024-01-01", modified="2024-01-02")]


def test_usual_name_goes_before_another_spelling_of_it(path):
    both = {"ID": "x", "id": "a", "Text": "other", "text": "words", "TITLE": "t"}
    found, _ = read(path, dumped(both, {"title": "t", "TEXT": "words", "id": "b", "lang": ""}))
    assert found == [Article("a", "words", "t"), Article("b", "words", "t")]


def test_chosen_field_is_taken_by_its_exact_name(path):
    row = {"Text": "words", "lead": "other", "Title": "t"}
    found, _ = read(path, dumped(row), text_field="lead", title_field="title")
    assert found == [Article("a.jsonl#1", "other")]


def test_rows_that_mongodb_exports_have_ids_and_dates(path):
    row = {"_id": {"$oid": "507f1f77"}, "content": "words", "date": {"$date": "2024-02-06T03:30:00Z"}}
    found, _ = read(path, dumped(row, {"_id": {"a": 1, "b": 2}, "content": "words"}))
    assert [article.id for article in found] == ["507f1f77", "a.jsonl#2"]
    assert found[0].published == "2024-02-06T03:30:00Z"


def test_a_list_of_one_thing_stands_for_it(path):
    found, _ = read(path, dumped({"id": "a", "text": "words", "title": ["t"], "published": ["2024-02-06"]}))
    assert found == [Article("a", "words", "t", published="2024-02-06")]


@pytest.mark.parametrize("published", [{"a": 1}, ["2024-02-06", "2024-02-07"], True])
def test_what_can_be_no_date_is_counted_as_one_that_was_not_understood(path, published):
    found, reading = read(path, dumped({"id": "a", "text": "words", "published": published}))
    assert found == [Article("a", "words")]
    assert "not understood and left out: 1" in " ".join(reading.notes)


@pytest.mark.parametrize("published", [None, "", [], {}])
def test_a_date_that_is_absent_is_none(path, published):
    found, reading = read(path, dumped({"id": "a", "text": "words", "published": published}))
    assert (found, list(reading.notes)) == ([Article("a", "words")], [])


def test_point_in_a_time_of_day_is_no_fraction(path):
    found, _ = read(path, dumped({"id": "a", "text": "words", "published": "2024-02-06 10.30"}))
    assert found[0].published == "2024-02-06 10:30"


def test_very_long_name_of_a_field_costs_no_more_than_reading_it(path):
    found, _ = read(path, dumped({"_" * 300_000: 1, "id": "a", "TEXT": "words"}))  # seconds, if it were gone through
    assert found == [Article("a", "words")]


@pytest.mark.parametrize("name", ["text", "body", "Body"])
def test_a_row_with_two_texts_under_one_name_is_bad(path, name):
    twice = f'{{"id": "b", "{name}": "The bridge is open", "{name}": "The bridge is shut"}}\n'
    rows = f'{{"id": "a", "{name}": "words"}}\n{twice}{{"id": "c", "{name}": "words"}}\n'
    with pytest.raises(ReaderError, match=":2: the field"):
        read(path, rows)
    found, reading = read(path, rows, skip_bad=True)
    assert [article.id for article in found] == ["a", "c"]
    assert [bad.why for bad in reading.rejected] == [
        f"the field {name!r} is there 2 times with different values; keep one of them"
    ]


@pytest.mark.parametrize(
    "row",
    [
        '{"id": "a", "text": "words", "text": "words"}',
        '{"id": "a", "quote": {"text": "other words"}, "text": "words"}',
        '{"id": "a", "text": "words", "kind": "text", "parts": [{"text": "1"}, {"text": "2", "text": "3"}]}',
        '{"id": "a", "text": "words", "note": "\\"text\\": twice \\"text\\": here"}',
    ],
    ids=["same", "inside", "inside twice", "quoted"],
)
def test_a_text_that_only_seems_to_stand_twice_is_read(path, row):
    found, reading = read(path, row + "\n")
    assert ([(article.id, article.text) for article in found], reading.rejected) == ([("a", "words")], [])
