"""HTML pages: the text, and what the page says of it."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.errors import DedupError, ReaderError
from dedup.readers.collect import read_articles
from dedup.readers.html_page import decoded_page, parse_page
from dedup.readers.jsonld import article_facts

PROSE = [
    "The old bridge over the river closes on Monday for repairs that will take three weeks, the mayor said.",
    "Drivers have to use the ferry at the harbour, which runs every twenty minutes until the work is done.",
    "The city council voted nine to two for the plan after a long debate about its cost and the noise.",
]
ARTICLE = "<article><h1>Bridge to close</h1>" + "".join(f"<p>{line}</p>" for line in PROSE) + "</article>"
FACTS = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Bridge to close",
    "datePublished": "2024-02-06T10:30:00+07:00",
    "dateModified": "2024-02-06T11:45:00+07:00",
    "publisher": {"@type": "Organization", "name": "Harbour News"},
    "author": [{"@type": "Person", "name": "Ana"}, {"@type": "Person", "name": "Budi"}],
    "isBasedOn": ["https://agency.example/1"],
    "isPartOf": {"@type": "Periodical", "name": "The Weekly"},
    "inLanguage": "en-GB",
    "mainEntityOfPage": {"@type": "WebPage", "@id": "https://news.example/bridge"},
}


def page(head="", body=ARTICLE):
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>".encode()
    )


def script(*facts):
    return "".join(f'<script type="application/ld+json">{json.dumps(each)}</script>' for each in facts)


def read(head="", body=ARTICLE, **options):
    [record] = parse_page(page(head, body), options)
    return record


def test_text_is_the_article_without_menu_heading_and_footer():
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
    footer = "<footer><p>All rights reserved by the publisher of this site, 2024.</p></footer>"
    assert read(body=menu + ARTICLE + footer)["text"] == "\n\n".join(PROSE)


def test_json_ld_gives_dates_with_the_time_of_day_and_all_else():
    record = read(script(FACTS))
    assert record == {
        "id": "https://news.example/bridge",
        "text": "\n\n".join(PROSE),
        "title": "Bridge to close",
        "source": "Harbour News",
        "url": "https://news.example/bridge",
        "lang": "en-GB",
        "credit": "Ana, Budi",
        "kin": ["https://agency.example/1"],
        "version": "",
        "notes": [],
        "published": "2024-02-06T10:30:00+07:00",
        "modified": "2024-02-06T11:45:00+07:00",
    }


def test_json_ld_goes_before_meta_and_meta_fills_what_it_lacks():
    metas = (
        '<meta property="og:title" content="Other title - Harbour News">'
        '<meta property="og:site_name" content="Harbour News">'
        '<meta property="article:published_time" content="2020-01-01"><meta name="author" content="Citra">'
        '<meta property="article:modified_time" content="2024-02-08T00:00:00Z">'
    )
    facts = {"@type": "NewsArticle", "datePublished": "2024-02-06T10:30:00+07:00"}
    record = read(metas + script(facts))
    assert (record["published"], record["modified"]) == ("2024-02-06T10:30:00+07:00", "2024-02-08T00:00:00Z")
    assert (record["title"], record["source"], record["credit"]) == ("Other title", "Harbour News", "Citra")


@pytest.mark.parametrize(
    "facts",
    [
        {"@graph": [{"@type": "WebSite", "name": "x"}, FACTS]},
        [[{"@type": "BreadcrumbList", "itemListElement": []}], FACTS],
        {**FACTS, "@type": ["NewsArticle", "Thing"]},
        {**FACTS, "@type": "http://schema.org/ReportageNewsArticle"},
        {"@type": "WebPage", "mainEntity": FACTS},
    ],
)
def test_article_is_found_wherever_json_ld_puts_it(facts):
    assert article_facts([json.dumps(facts)]).published == FACTS["datePublished"]


def test_references_inside_the_graph_are_followed():
    graph = [{"@type": "Organization", "@id": "#o", "name": "Harbour News"}, {**FACTS, "publisher": {"@id": "#o"}}]
    assert article_facts([json.dumps({"@graph": graph})]).source == "Harbour News"


def test_article_of_this_page_is_taken_among_several():
    other = {**FACTS, "headline": "Another story", "mainEntityOfPage": "https://news.example/other"}
    scripts = [json.dumps(other), json.dumps(FACTS)]
    assert article_facts(scripts, "https://news.example/bridge").title == "Bridge to close"


def test_part_of_a_periodical_has_its_name_as_source_when_there_is_no_publisher():
    assert article_facts([json.dumps({**FACTS, "publisher": None})]).source == "The Weekly"


@pytest.mark.parametrize(
    "wrong", ["", "{", "[]", "null", '{"@type": 7}', "[" * 3000, '{"@type": "NewsArticle", "headline": 7}']
)
def test_wrong_json_ld_is_as_good_as_none(wrong):
    assert article_facts([wrong]).title == ""
    assert article_facts([wrong, f"<!-- {json.dumps(FACTS)} -->"]).title == "Bridge to close"


def test_id_is_the_canonical_address_else_where_the_page_lies_else_its_path(tmp_path):
    canonical = '<link rel="canonical" href="/a/1?utm_source=x">'
    assert read(canonical, url="https://www.news.example/a/1/amp")["id"] == "https://www.news.example/a/1"
    assert read(url="https://news.example/b")["id"] == "https://news.example/b"
    assert read('<link rel="canonical" href="https://news.example/">')["id"] == ""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "p.html").write_bytes(page())
    assert [article.id for article in read_articles(tmp_path)] == ["in/p.html"]


def test_publishers_own_text_stands_in_where_the_page_has_hardly_any():
    facts = {**FACTS, "articleBody": "\n\n".join(PROSE)}
    assert read(script(facts), "<div id='app'></div>")["text"] == "\n\n".join(PROSE)


def test_page_without_text_is_rejected_not_an_article(tmp_path):
    (tmp_path / "a.html").write_bytes(page(body="<div></div>"))
    reading = read_articles(tmp_path / "a.html")
    assert list(reading) == []
    assert [record.why for record in reading.rejected] == ["the text is empty"]


@pytest.mark.parametrize(
    ("raw", "declared", "expected"),
    [
        ("café".encode(), "", "café"),
        ("café".encode("utf-16"), "", "café"),
        ("<meta charset=iso-8859-1>“café”".encode("cp1252"), "", "“café”"),
        ("<meta http-equiv=x content='text/html; charset=gb2312'>河桥".encode("gb18030"), "", "河桥"),
        ("мост".encode("koi8-r"), "koi8-r", "мост"),
        ("<meta charset=iso-2022-jp>橋は閉鎖".encode("iso-2022-jp"), "", "橋は閉鎖"),
    ],
)
def test_encoding_is_that_of_the_mark_utf8_or_the_declaration(raw, declared, expected):
    text, note = decoded_page(raw, declared)
    assert (text.rpartition(">")[2].lstrip("\ufeff"), note) == (expected, "")


def test_page_beyond_the_limits_is_refused_before_it_costs_time(tmp_path):
    start = time.process_time()
    with pytest.raises(DedupError, match="elements, the limit"):
        parse_page(page(body="<p>x" * 400_000), {})
    assert time.process_time() - start < 5
    (tmp_path / "deep.html").write_bytes(page(body="<div>" * 50_000))
    with pytest.raises(ReaderError, match="HTML nested more than 2,048 levels deep, the limit; "):
        list(read_articles(tmp_path / "deep.html"))


def test_depth_that_is_named_as_the_limit_is_the_limit():
    opening = b"<html><body>" + b"<div>" * 2046 + b"<p>%s</p>" % b"The ferry stays in the harbour until noon. "
    assert parse_page(opening.replace(b"<p>", b"").replace(b"</p>", b""), {})
    with pytest.raises(DedupError, match="2,048 levels"):
        parse_page(opening, {})


def test_pages_of_a_folder_come_in_order_and_one_bad_page_costs_only_itself(tmp_path):
    from dedup.readers.collect import ReadOptions

    for number in range(5):
        body = ARTICLE.replace("three weeks", f"{number + 2} weeks")
        (tmp_path / f"{number}.html").write_bytes(page(body="<div>" * 5000 if number == 2 else body))
    (tmp_path / "5.txt").write_text("Words of a text.")
    reading = read_articles(tmp_path, ReadOptions(skip_bad=True))
    assert [article.id for article in reading] == ["0.html", "1.html", "3.html", "4.html", "5.txt"]
    assert [record.place for record in reading.rejected] == [str(tmp_path / "2.html")]


@settings(max_examples=60)
@given(st.binary(max_size=200), st.integers(0, 600))
def test_any_bytes_inside_a_page_end_in_a_record_or_in_one_of_our_errors(raw, place):
    document = page(script(FACTS))
    try:
        [record] = parse_page(document[:place] + raw + document[place:], {})
    except DedupError:
        return
    assert isinstance(record["text"], str)


def test_relative_address_is_read_against_the_base_that_the_page_names():
    head = '<base href="https://news.example/dir/"><link rel="canonical" href="../bridge?fbclid=3">'
    assert read(head)["url"] == read(head)["id"] == "https://news.example/bridge"
    assert read('<base href="/dir/"><link rel="canonical" href="a">', url="https://news.example/x")["id"].endswith(
        "news.example/dir/a"
    )
    assert read('<base href="https://news.example/dir/">')["id"] == ""


def test_relative_address_without_a_base_is_no_address():
    found = read('<link rel="canonical" href="../bridge">')
    assert (found["url"], found["id"]) == ("", "")


@pytest.mark.parametrize(
    "address", ["http://[", "//[", "::", "http://a:b/", "https://news.example", "javascript:void(0)"]
)
def test_canonical_address_that_leads_to_no_page_is_no_id(address):
    assert read(f'<link rel="canonical" href="{address}">')["id"] == ""
