"""Every format reads to the same five articles, and the table of formats tells the truth."""

import bz2
import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from fixtures import APART, MODIFIED, TOGETHER, stories

from dedup.readers.collect import ReadOptions, read_articles
from dedup.readers.formats import FORMAT_NAMES, FORMATS, PARTS, Head, format_named, load, recognised
from dedup.readers.html_page import MAX_ELEMENTS

STORIES = stories()


def write_together(folder, name):
    form, make = TOGETHER[name]
    (folder / name).write_bytes(make(STORIES))
    return form


def write_apart(folder, suffix, found=STORIES):
    form, make = APART[suffix]
    for story in found:
        (folder / f"{story.id.removesuffix('.txt')}{suffix}").write_bytes(make(story))
    return form


def comparable(article, gives):
    """What an article says, as far as the table of formats says that the format gives it."""
    said = {"text": article.text}
    said |= {"published": article.published} if "dates" in gives else {}
    said |= {"title": article.title} if "title" in gives else {}
    said |= {"source": article.source} if "source" in gives else {}
    said |= {"lang": article.lang} if "language" in gives else {}
    said |= {"credit": article.credit} if "credit" in gives else {}
    said |= {"version": article.version} if "version" in gives else {}
    return said


def expected(story, gives):
    said = {"text": story.text, "published": story.published, "title": story.title, "source": story.source}
    said |= {"lang": "id", "credit": "Antara", "version": "2"}
    names = {"dates": "published", "language": "lang", "body": "text"}
    return {names.get(part, part): said[names.get(part, part)] for part in gives if names.get(part, part) in said}


@pytest.mark.parametrize("name", TOGETHER)
def test_format_that_holds_many_reads_to_the_five_articles(tmp_path, name):
    gives = format_named(write_together(tmp_path, name)).gives
    found = list(read_articles(tmp_path / name))
    assert [article.id for article in found] == [story.id for story in STORIES]
    assert [comparable(article, gives) for article in found] == [expected(story, gives) for story in STORIES]


@pytest.mark.parametrize("suffix", APART)
def test_format_of_one_article_reads_to_the_five_articles(tmp_path, suffix):
    form = format_named(write_apart(tmp_path, suffix))
    found = sorted(read_articles(tmp_path))
    if "id" in form.gives and suffix != ".html":  # a page without an address is named after its file
        assert [article.id for article in found] == [story.id for story in STORIES]
    else:
        assert [article.id for article in found] == [story.id.replace(".txt", suffix) for story in STORIES]
    assert [comparable(article, form.gives) for article in found] == [expected(story, form.gives) for story in STORIES]


@pytest.mark.parametrize("name", [name for name in TOGETHER if TOGETHER[name][0] in ("feed", "ninjs", "newsml")])
def test_format_is_known_by_content_under_a_name_that_says_nothing(tmp_path, name):
    form = write_together(tmp_path, name)
    raw = (tmp_path / name).read_bytes()
    found = recognised(Head(raw[: 1 << 16], ReadOptions().field_map(), "download"))
    assert found is not None
    assert found.name == form


def test_format_named_on_the_command_line_is_taken(tmp_path):
    for name in ("rss.xml", "ninjs1.jsonl", "message.xml"):
        form = write_together(tmp_path, name)
        (tmp_path / "a.txt").write_bytes((tmp_path / name).read_bytes())
        assert len(list(read_articles(tmp_path / "a.txt", ReadOptions(input_format=form)))) == 5


def test_mixed_folder_gives_the_relations_of_the_seeds(tmp_path):
    from dedup.detect import find_duplicates

    for story, suffix in zip(STORIES, (".html", ".nitf.xml", ".g2.xml", ".feed.json", ".txt"), strict=True):
        write_apart(tmp_path, suffix, [story])
    report = find_duplicates(read_articles(tmp_path))
    names = {article.title or article.id: key for key, article in report.articles.items()}
    twins = {names[STORIES[0].title], names[STORIES[4].id]}
    assert [({match.left, match.right}, match.relation) for match in report.matches] == [(twins, "same-event")]
    assert [repeat.article for repeat in report.repeats] == [STORIES[3].id]


def seed_findings(inputs):
    """Titles of the pairs found, with their relation, and titles of the articles with repeats."""
    from dedup.detect import find_duplicates

    report = find_duplicates(read_articles(inputs))
    titles = {
        key: article.title or next(s.title for s in STORIES if s.id in key) for key, article in report.articles.items()
    }
    pairs = [({titles[match.left], titles[match.right]}, str(match.relation)) for match in report.matches]
    return pairs, [titles[repeat.article] for repeat in report.repeats]


SEED_FINDINGS = ([({STORIES[0].title, STORIES[4].title}, "same-event")], [STORIES[3].title])


def packed_and_nested(tmp_path):
    """The stories one by one: feed, page, text, table and NITF, in packings of all kinds."""
    one, two, three, four, five = STORIES
    (tmp_path / "feed.xml.gz").write_bytes(gzip.compress(TOGETHER["rss.xml"][1]([one])))
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("wire/story.nitf", APART[".nitf.xml"][1](two))
    with zipfile.ZipFile(tmp_path / "desk.zip", "w") as archive:
        archive.writestr("monday/pages/page.html", APART[".html"][1](three))
        archive.writestr(f"monday/{four.id}", four.text)
        archive.writestr("tuesday/wire.zip", inner.getvalue())
    (tmp_path / "table.csv.bz2").write_bytes(bz2.compress(TOGETHER["semicolons.csv"][1]([five])))


def test_folder_of_archives_and_packed_files_gives_the_relations_of_the_seeds(tmp_path):
    packed_and_nested(tmp_path)
    assert seed_findings(tmp_path) == SEED_FINDINGS


@pytest.mark.parametrize("name", TOGETHER)
def test_each_format_of_many_gives_the_relations_of_the_seeds_from_a_zip(tmp_path, name):
    with zipfile.ZipFile(tmp_path / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"export/{name}", TOGETHER[name][1](STORIES))
    assert seed_findings(tmp_path / "all.zip") == SEED_FINDINGS


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize("name", ["rss.xml", "atom.xml", "ninjs2.json", "message.xml", "semicolons.csv"])
def test_standard_input_takes_any_format_told_or_not(monkeypatch, name, packed):
    form, make = TOGETHER[name]
    raw = gzip.compress(make(STORIES)) if packed else make(STORIES)
    for told in ("", form):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
        found = list(read_articles("-", ReadOptions(input_format=told)))
        assert [article.id for article in found] == [story.id for story in STORIES]


def test_every_row_of_the_table_names_a_reader_that_exists_and_parts_that_exist():
    assert len(set(FORMAT_NAMES)) == len(FORMATS)
    for form in FORMATS:
        assert callable(form.load()), form.name
        assert set(form.gives) <= set(PARTS), form.name
        assert set(form.yields_to) <= set(FORMAT_NAMES), form.name
        assert form.what
        assert form.library
        if form.fallback:
            assert callable(load(form.fallback))


def test_suffixes_belong_to_one_format_each():
    suffixes = [suffix for form in FORMATS for suffix in form.suffixes]
    assert len(set(suffixes)) == len(suffixes)


def test_modified_date_and_kinship_come_with_the_formats_that_have_them(tmp_path):
    for name in ("atom.xml", "ninjs1.jsonl", "ninjs3.json", "message.xml"):
        write_together(tmp_path, name)
        found = list(read_articles(tmp_path / name))
        assert {article.modified for article in found} == {MODIFIED}, name
        if name != "atom.xml":
            assert {article.kin for article in found} == {("urn:older",)}, name


def test_rows_named_by_the_user_are_not_taken_for_ninjs(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"uri": "x", "body_text": "one text", "versioncreated": "2024"}))
    [article] = read_articles(tmp_path / "a.jsonl", ReadOptions(text_field="body_text", id_field="uri"))
    assert (article.id, article.text, article.version) == ("x", "one text", "")


@pytest.mark.parametrize(
    ("raw", "form"),
    [
        (b'{"uri": "x", "pubStatus": "usable", "bodies": []}', "ninjs"),
        (b'[\n {"uri": "x",\n "versionCreated": "2024", "headlines": []}\n]', "ninjs"),
        (b'{"guid": "x", "body_html": "<p>a</p>", "headline": "b"}', "ninjs"),
        (b'{"guid": "x", "text": "a", "headlines": ["b"]}', "jsonl"),
        (b'{"id": "x", "text": "a", "versioncreated": "b"}', "jsonl"),
        (b'{"items": [{"content_text": "a"}], "version": "https://jsonfeed.org/version/1.1"}', "feed"),
        (b'[{"id": 1, "text": "a"}]', "json"),
        (b"<?xml version='1.0'?><!-- x --><!DOCTYPE rss [ ]><rss version='2.0'/>", "feed"),
        (b'<rdf:RDF xmlns:rdf="r" xmlns="http://purl.org/rss/1.0/"/>', "feed"),
        (b'<rdf:RDF xmlns:rdf="r" xmlns:foaf="f"/>', None),
        (b"<html><body>a</body></html>", "html"),
        (b"<!-- x -->\n<!doctype HTML><p>a", "html"),
        (b"<x:newsItem xmlns:x='http://iptc.org/std/nar/2006-10-01/'/>", "newsml"),
        (b"<p>only a fragment</p>", None),
        (b"id,text\n1,a\n", "csv"),
        (b"just prose, nothing else", None),
        (b"\x00\x01\x02", None),
        (b"", None),
    ],
)
def test_content_under_no_name_is_recognised_by_its_marks(raw, form):
    found = recognised(Head(raw, ReadOptions().field_map()))
    assert (found.name if found else None) == form


@pytest.mark.parametrize(
    ("name", "raw", "form"),
    [
        ("a.txt", b'{"uri": "x", "bodies": []}', "txt"),
        ("a.json", b'{"id": 1, "text": "a"}', "json"),
        ("a.html", b"<rss version='2.0'/>", "feed"),
        ("a.html.gz", b"<p>a fragment", "html"),
        ("a.csv", b'{"id": 1, "text": "a"}', "csv"),
        ("a.rss", b"<!doctype html><html>moved</html>", "html"),
    ],
)
def test_name_is_taken_at_its_word_save_where_content_shows_a_neighbour(name, raw, form):
    found = recognised(Head(raw, ReadOptions().field_map(), name))
    assert found is not None
    assert found.name == form


def test_every_format_and_limit_is_on_the_page_about_formats():
    page = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    assert {name.strip(" `") for row in rows for name in row.split(",")} == set(FORMAT_NAMES)
    assert f"{MAX_ELEMENTS:,} elements" in page
