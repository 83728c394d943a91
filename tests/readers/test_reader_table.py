"""CSV and TSV: separators, quoting, bad records, encodings."""

import csv
import io

import pytest
from files import read_of as read
from hypothesis import given
from hypothesis import strategies as st

from dedup.errors import DedupError, ReaderError
from dedup.model import Article


@pytest.fixture
def path(tmp_path):
    return tmp_path / "a.csv"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separator_is_known_by_the_header(path, separator):
    rows = [["id", "title", "text"], ["a", "T", "Words, and; more."]]
    content = io.StringIO()
    csv.writer(content, delimiter=separator).writerows(rows)
    assert read(path, content.getvalue())[0] == [Article("a", "Words, and; more.", "T")]


def test_json_lines_under_the_name_of_a_table_are_told_as_such(path):
    with pytest.raises(ReaderError, match="--input-format jsonl"):
        read(path, '{"id": "a", "text": "Some words."}\n{"id": "b", "text": "Some more."}\n')


@pytest.mark.parametrize("header", ["id,text,text", "id, text ,text", "text,id,text"])
def test_two_columns_of_one_name_are_refused(path, header):
    with pytest.raises(ReaderError, match=r"a.csv:1: 2 columns are named 'text'; rename all but one of them"):
        read(path, f"{header}\na,one,two\n")


def test_two_columns_of_a_name_that_no_article_is_made_of_do_no_harm(path):
    assert read(path, "id,note,text,note,,\na,,one,,,\n")[0] == [Article("a", "one")]
    assert read(path, "id,text,text,story\na,x,y,one\n", text_field="story")[0] == [Article("a", "one")]


def test_quoted_text_keeps_its_lines_and_quotes(path):
    found, _ = read(path, 'id,text\na,"one\r\ntwo ""three""\n"\nb,four\n')
    assert found == [Article("a", 'one\r\ntwo "three"\n'), Article("b", "four")]


def test_place_is_the_line_where_the_record_starts(path):
    with pytest.raises(ReaderError, match=r"a.csv:4: 3 columns, the header has 2"):
        read(path, 'id,text\na,"one\ntwo"\nb,three,four\n')


def test_bad_records_are_skipped_and_counted(path):
    found, reading = read(path, 'id,text\na,one\nb\nc,"th"ree\nd,four\n', skip_bad=True)
    assert [article.id for article in found] == ["a", "d"]
    assert [record.place.rpartition(":")[2] for record in reading.rejected] == ["3", "4"]


def test_quotation_mark_left_open_is_refused_where_it_opens(path):
    with pytest.raises(ReaderError, match=r"a.csv:3: a quotation mark is never closed"):
        read(path, 'id,text\na,one\nb,"two\nc,three\n')


def test_quotation_mark_left_open_costs_its_own_record_only(path):
    content = 'id,text\na,one\nb,"two\nc,three\nd,"four"\ne,five\nf,"six\ng,seven\n'
    found, reading = read(path, content, skip_bad=True)
    assert [article.text for article in found] == ["one", "three", "four", "five", "seven"]
    assert [record.place.rpartition(":")[2] for record in reading.rejected] == ["3", "7"]


def test_record_with_too_many_columns_over_several_lines_costs_itself_only(path):
    found, _ = read(path, 'id,text\na,one,"\nb,two\n",x\nc,three\n', skip_bad=True)
    assert [article.text for article in found] == ["two", "three"]


def test_header_without_text_is_refused_with_its_columns(path):
    with pytest.raises(
        ReaderError, match=r"a.csv:1: no field 'text'; fields are id, Inhalt \(choose one with --text-field\)"
    ):
        read(path, "id,Inhalt\na,one\n")


@pytest.mark.parametrize("option", ["id_field", "text_field", "title_field", "lang_field"])
def test_chosen_column_that_is_not_there_is_refused(path, option):
    with pytest.raises(ReaderError, match="no field 'Nope'"):
        read(path, "id,text\na,one\n", **{option: "Nope"})


def test_chosen_columns_are_read(path):
    found, _ = read(
        path, "Nr;Überschrift;Inhalt\n1;T;Wörter\n", id_field="Nr", title_field="Überschrift", text_field="Inhalt"
    )
    assert found == [Article("1", "Wörter", "T")]


def test_records_without_id_are_numbered_after_the_header(path):
    assert [a.id for a in read(path, "text\none\n\ntwo\n")[0]] == ["a.csv#1", "a.csv#2"]


def test_header_alone_is_no_article(path):
    assert read(path, "id,text\n")[0] == []


def test_tsv_by_name_is_separated_by_tabs(tmp_path):
    assert read(tmp_path / "a.tsv", "id\ttext\na\tone, two\n")[0] == [Article("a", "one, two")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_are_told_apart(path, encoding):
    content = "id,text\n" + "".join(f"{n},Zwölf Boote fuhren früh aus dem Hafen.\n" for n in range(50))
    found, _ = read(path, content.encode(encoding))
    assert {article.text for article in found} == {"Zwölf Boote fuhren früh aus dem Hafen."}


def test_encoding_may_show_late(path):
    head = "id,text\n" + "".join(f"{n},plain words\n" for n in range(20_000))
    found, reading = read(path, head.encode() + "x,Zwölf Boote fuhren früh hinaus\n".encode("cp1252"))
    assert found[-1].text == "Zwölf Boote fuhren früh hinaus"
    assert reading.notes == [f"{path}: not UTF-8, read as cp1252"]


def test_long_field_is_read(path):
    text = "word " * 100_000
    assert read(path, f"id,text\na,{text}\n")[0][0].text == text


def test_huge_line_is_refused_at_the_limit(path):
    with pytest.raises(ReaderError, match="the limit"):
        read(path, "id,text\na," + "word " * (4 << 20))


LONG = "word " * (4 << 20)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_huge_line_costs_its_own_record_only(path, end):
    content = end.join(["id,text", "a,one", f"b,{LONG}", "c,three", f'd,"{LONG}"', "e", "f,six"])
    found, reading = read(path, content, skip_bad=True)
    assert [article.id for article in found] == ["a", "c", "f"]
    assert [record.place.rpartition(":")[2] for record in reading.rejected] == ["3", "5", "6"]
    assert reading.rejected[0].why == "a line longer than 16 MiB, the limit"
    with pytest.raises(ReaderError, match=r"a.csv:3: a line longer than 16 MiB, the limit \(--skip-bad leaves"):
        read(path, content)


def test_huge_line_at_the_end_costs_its_own_record_only(path):
    found, reading = read(path, f"id,text\na,one\nb,{LONG}", skip_bad=True)
    assert ([article.id for article in found], len(reading.rejected)) == (["a"], 1)


def test_quotation_mark_left_open_in_a_huge_line_is_told_and_costs_no_row_behind(path):
    found, reading = read(path, f'id,text\na,"{LONG}\nb,two\nc,three', skip_bad=True)
    assert [article.id for article in found] == ["b", "c"]
    assert "left open: the lines behind it are read as rows" in reading.rejected[0].why


def test_quotation_mark_left_open_before_a_huge_line_costs_no_other_row(path):
    found, reading = read(path, f'id,text\na,"one\nb,two\nc,{LONG}\nd,four\ne\n', skip_bad=True)
    assert [article.id for article in found] == ["b", "d"]
    assert [record.place.rpartition(":")[2] for record in reading.rejected] == ["2", "4", "6"]
    assert reading.rejected[0].why.startswith("a quotation mark is left open before a line longer than 16 MiB")


def test_huge_header_is_refused(path):
    with pytest.raises(ReaderError, match=r"a.csv:1: a line longer than 16 MiB, the limit"):
        read(path, f"id,text,{LONG}\na,one,two\n", skip_bad=True)


def test_huge_field_is_refused_at_the_limit(path):
    with pytest.raises(ReaderError, match="a field longer than 16 MiB, the limit"):
        read(path, 'id,text\na,"' + ("word " * 1000 + "\n") * 4000)


@given(st.binary(max_size=200), st.booleans())
def test_any_bytes_end_in_articles_or_in_one_of_our_errors(tmp_path_factory, raw, skips):
    path = tmp_path_factory.mktemp("x") / "a.csv"
    try:
        found, _ = read(path, b"id,text\n" + raw, skip_bad=skips)
    except DedupError:
        return
    for article in found:
        "".join(article[:-1]).encode()


@given(st.lists(st.tuples(st.uuids(), st.text(st.characters(codec="utf-8"))), max_size=8))
def test_what_csv_writes_is_read_back(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("x") / "a.csv"
    content = io.StringIO(newline="")
    csv.writer(content, quoting=csv.QUOTE_ALL).writerows([("id", "text"), *((str(name), text) for name, text in rows)])
    found, reading = read(path, content.getvalue())
    assert {article.id: article.text for article in found}.items() <= {str(name): text for name, text in rows}.items()
    assert len(found) + len(reading.rejected) == len(rows)


BAD_RECORDS = ["b", "b,c,d", '"', 'b,"c', '"b,c', 'b,"c"d', '"b""', 'b,"c""']


@given(st.lists(st.one_of(st.integers(0, 9), st.sampled_from(BAD_RECORDS)), max_size=12))
def test_no_bad_record_costs_a_good_one(tmp_path_factory, kinds):
    lines = [f"n{at},words {kind}" if isinstance(kind, int) else kind for at, kind in enumerate(kinds)]
    path = tmp_path_factory.mktemp("x") / "a.csv"
    found, reading = read(path, "\n".join(["id,text", *lines, "last,words"]), skip_bad=True)
    good = {f"n{at}" for at, kind in enumerate(kinds) if isinstance(kind, int)} | {"last"}
    assert good <= {article.id for article in found} | swallowed(found)
    assert len(reading.rejected) <= len(lines)


def swallowed(found):
    """Records inside a field: two open quotation marks can make one sound record of several lines."""
    return {line.split(",")[0].strip('"') for article in found for line in article.text.split("\n")}
