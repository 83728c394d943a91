"""What the reports of a check have in common: nothing from outside breaks any of them."""

import csv
import io
import json
import os
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from check_samples import FORMATS, TODAY, clean, hostile, sample, statuses
from hypothesis import given
from hypothesis import strategies as st
from report_samples import ESCAPES, PAYLOADS, rain

from dedup.errors import UsageError
from dedup.findings.findings import Place, judge
from dedup.findings.screening import Screening
from dedup.model import Article
from dedup.report.check_words import region_at, relative
from dedup.report.csv_table import CHECK_COLUMNS, harmless, original
from dedup.report.github import escape_data, escape_property
from dedup.report.junit import attribute, text
from dedup.report.render import CHECK_FORMATS, write_checked
from dedup.report.step_summary import ROWS, to_markdown
from dedup.report.wording import OLDER

ODD = (
    *ESCAPES,
    *PAYLOADS,
    "a,b;c",
    'quoted "twice", and\r\nbroken',
    "::error::x%0A",
    "]]>",
    "\ufffe\uffff",
    "مرحبا",
    "👩‍👩‍👧‍👦",
    "=1+1",
    "'=1+1",
    "|a|",
    "x" * 5000,
)


def written(checked, form, width=80, colour=False):
    stream = io.BytesIO()
    write_checked(checked, form, stream, colour=colour, width=width)
    return stream.getvalue()


def test_samples_hold_each_status():
    assert statuses(sample()) == ["failing", "reported", "baseline", "allowed"]


def test_formats_are_those_of_the_reference():
    assert CHECK_FORMATS == FORMATS
    with pytest.raises(UsageError, match="formats are text, jsonl"):
        written(clean(), "yaml")


@pytest.mark.parametrize("form", FORMATS)
def test_hostile_text_in_every_field_stays_text(form):
    content = written(hostile(ODD), form).decode("utf-8")  # strictly
    if form in ("sarif", "gitlab"):
        json.loads(content)
    elif form == "jsonl":
        assert len([json.loads(line) for line in content.split("\n")[:-1]]) == 3 * len(ODD) + 1
    elif form == "junit":
        ElementTree.fromstring(content)
    elif form == "github":
        assert all(re.match(r"::(error|warning|notice) [^\r\n]*::[^\r\n]*$", line) for line in content.split("\n")[:-1])
    elif form == "csv":
        rows = list(csv.reader(io.StringIO(content, newline="")))
        assert {len(row) for row in rows} == {len(CHECK_COLUMNS)}
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row)
    elif form == "text":
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", content)
    if form == "html":
        assert content.count("<script") == 1
        assert "<img" not in content


def test_page_marks_words_of_a_passage_that_the_other_text_lacks():
    articles, found = rain()
    places = {"a": Place("a.txt", 0)}
    screening = Screening({"a": articles["a"]}, {"b": articles["b"]}, [found])
    page = written(judge(screening, places=places, today=TODAY), "html").decode()
    assert [held for held in re.findall("<ins>(.*?)</ins>", page) if held != "marked like this"] == [
        *("still", "not", "no longer", "now")
    ]


@pytest.mark.parametrize("form", ["sarif", "junit", "github", "gitlab"])
def test_reports_for_machines_turn_no_line_and_hide_nothing(form):
    content = written(hostile(ODD), form).decode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", content)


#: What stands in the report of a check that found nothing.
NOTHING = {
    "text": "Passed: 1 article checked, nothing found.",
    "jsonl": '"matches":0,',
    "csv": "left,right,relation,",
    "html": "<p>Nothing was found of what was asked for.</p>",
    "sarif": '"results":[]',
    "junit": '<testsuites tests="1" failures="0"',
    "github": "::notice title=dedup check::Passed: 1 article checked, nothing found.",
    "gitlab": "[]\n",
}


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_found_is_a_complete_report_too(form):
    assert NOTHING[form] in written(clean(), form).decode()


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_check_gives_the_same_bytes(form):
    assert written(sample(), form) == written(sample(), form)


@pytest.mark.parametrize("form", ["sarif", "junit", "github", "gitlab"])
def test_texts_are_not_quoted_where_everybody_reads(form):
    assert "The bridge over the river" not in written(sample(), form).decode()


def test_csv_gives_back_every_id_as_it_was():
    names = [name for name in ODD if "\ud800" not in name and "\udfff" not in name]
    rows = list(csv.reader(io.StringIO(written(hostile(names), "csv").decode(), newline="")))
    lefts = [original(row[0]) for row in rows[1:] if row[2] != "update"]
    assert lefts == [f"{number:03}{name}" for number, name in enumerate(names)]
    for name in ("=1", "'=1", "''=1", "'s", "-1", "a", "'"):
        checked = sample()
        found = checked.findings[0]
        renamed = found._replace(match=found.match._replace(left=name))
        _, row, *_ = csv.reader(io.StringIO(written(checked._replace(findings=[renamed]), "csv").decode(), newline=""))
        assert original(row[0]) == name


def test_csv_says_what_becomes_of_a_finding_and_lists_updates():
    header, *rows = csv.reader(io.StringIO(written(sample(), "csv").decode(), newline=""))
    assert header == list(CHECK_COLUMNS)
    assert [row[-2:] for row in rows] == [
        ["failing", ""],
        ["reported", ""],
        ["baseline", "ours"],
        ["allowed", "agency subscription"],
        ["update", ""],
    ]
    assert rows[-1][:7] == ["own", "own", "update", "", "0.5", "0.6", "0.7"]


def test_an_update_that_is_older_than_the_index_is_marked_as_such():
    checked = sample()
    checked = checked._replace(screening=checked.screening._replace(older=["own"]))
    *_, row = csv.reader(io.StringIO(written(checked, "csv").decode(), newline=""))
    assert row[-2:] == ["update", OLDER]
    [run] = json.loads(written(checked, "sarif"))["runs"]
    assert run["properties"]["updates"] == run["properties"]["older"] == ["own"]


def test_jsonl_has_updates_with_the_keys_of_the_reference_before_the_summary():
    *records, update, summary = [json.loads(line) for line in written(sample(), "jsonl").splitlines()]
    assert [record["kind"] for record in records] == ["match"] * 4 + ["repeat"]
    assert update == {
        "kind": "update",
        "article": "own",
        "jaccard": 0.5,
        "containment": [0.6, 0.7],
        "changed": [{"what": "number", "left": "4", "right": "3"}],
    }
    assert list(update) == ["kind", "article", "jaccard", "containment", "changed"]
    assert summary == {
        "kind": "summary",
        "articles": 5,
        "matches": 4,
        "repeats": 1,
        "clusters": 0,
        "rejected": 1,
        "updates": 1,
        "seconds": 0.412,
        "parameters": {"seed": 1},
    }


def test_places_are_lines_of_a_text_file_or_of_a_feed():
    article = Article("a", "one\ntwo\nthree\nfour\n")
    assert region_at(Place("x/a.txt", 0), article, [(4, 8), (8, 13)]) == ("x/a.txt", 2, 3)
    assert region_at(Place("x/a.txt", 0), article, []) == ("x/a.txt", 0, 0)
    assert region_at(Place("a.html", 0), article, [(4, 8)]) == ("a.html", 0, 0)
    assert region_at(Place("feed.jsonl", 7), article, [(4, 8)]) == ("feed.jsonl", 7, 7)
    assert region_at(Place("-", 7), article, [(4, 8)]) is None
    assert region_at(None, article, []) is None


def test_paths_are_taken_from_the_working_directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CI_PROJECT_DIR", raising=False)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "elsewhere"))
    assert relative(str(Path("sub") / ".." / "a.txt")) == "a.txt"
    assert relative(str(tmp_path / "a.txt")) == "a.txt"
    outside = str(tmp_path.parent / "a.txt")
    assert relative(outside) == outside
    assert relative(f"..{os.sep}a.txt") == f"..{os.sep}a.txt"


@pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
def test_paths_are_taken_from_the_root_of_the_repository(tmp_path, monkeypatch, variable):
    (tmp_path / "news").mkdir()
    monkeypatch.chdir(tmp_path / "news")
    monkeypatch.setenv(variable, str(tmp_path))
    assert relative("a.txt") == "news/a.txt"
    assert relative(os.path.join("..", "b.txt")) == "b.txt"


def test_summary_of_a_job_is_a_table():
    lines = to_markdown(sample()).splitlines()
    assert lines[0] == "### dedup check"
    assert lines[2].startswith("Failed: 1 finding at or above near-duplicate in 1 of 5 articles.")
    assert lines[3].startswith("Not failing: 1 weaker, 1 accepted by the baseline, 1 allowed by the policy")
    rows = [line for line in lines if line.startswith("| **fails**")]
    assert len(rows) == 1
    assert rows[0].count("|") == 7


def test_summary_of_a_job_stays_short_and_nothing_in_it_is_markup():
    content = to_markdown(hostile(ODD))
    rows = [line for line in content.splitlines() if line.startswith("| ")]
    assert len(rows) <= ROWS + 1
    assert {row.count("|") for row in rows} == {7}
    assert not re.search(r"[<>\[\]`]|https?:|\r", content)
    assert to_markdown(clean()) == "### dedup check\n\nPassed: 1 article checked, nothing found.\n\n"


anything = st.text(st.one_of(st.characters(), st.sampled_from("'=+-@\t\r\n%:,<>&\"\0\x1b\ud800\u2028")))


@given(anything)
def test_any_cell_is_no_formula_and_comes_back(cell):
    assert not harmless(cell).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert original(harmless(cell)) == cell


@given(anything)
def test_any_text_stays_inside_its_workflow_command(said):
    assert not re.search(r"[\r\n]", escape_data(said))
    assert not re.search(r"[\r\n:,]", escape_property(said))
    unescaped = escape_property(said)
    for code, char in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        unescaped = unescaped.replace(code, char)
    assert unescaped == said


@given(anything)
def test_any_text_is_well_formed_in_xml(said):
    element = ElementTree.fromstring(f"<a b={attribute(said)}>{text(said)}</a>")
    assert len(element.get("b")) == len(said)
    assert element.attrib == {"b": element.get("b")}
