"""IPTC's formats: ninjs, NewsML-G2, NITF."""

import json

import pytest
from fixtures import XML, news_item, nitf, stories
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.errors import DedupError
from dedup.readers.collect import ReadOptions, read_articles
from dedup.readers.newsml import parse_newsml
from dedup.readers.nitf import parse_nitf

STORY = stories()[1]
BODY = "The bridge closes on Monday."


def ninjs(path, *items, **options):
    path.write_text(json.dumps(items[0] if len(items) == 1 else list(items), indent=1))
    return read_articles(path, ReadOptions(**options))


def test_ninjs_item_without_id_is_named_after_its_file(tmp_path):
    assert [article.id for article in ninjs(tmp_path / "a.ninjs", {"body_text": BODY})] == ["a.ninjs"]
    two = [article.id for article in ninjs(tmp_path / "b.ninjs", {"body_text": BODY}, {"body_text": "Other words."})]
    assert two == ["b.ninjs#1", "b.ninjs#2"]


def test_ninjs_picture_is_left_out_and_a_text_with_only_a_description_is_read(tmp_path):
    picture = {"uri": "p", "type": "picture", "headline": "Bridge", "description_text": BODY, "pubstatus": "usable"}
    text = {"uri": "t", "type": "text", "description_text": BODY, "pubstatus": "usable"}
    reading = ninjs(tmp_path / "a.json", picture, text)
    assert [article.text for article in reading] == [BODY]
    assert [record.place for record in reading.rejected] == [f"{tmp_path / 'a.json'}#1"]


def test_ninjs_body_that_is_text_goes_before_html(tmp_path):
    item = {"uri": "a", "body_xhtml": "<p>x</p>", "body_text": BODY}
    assert [article.text for article in ninjs(tmp_path / "a.json", item)] == [BODY]
    item = {"uri": "a", "body_xhtml": "<p>One.</p><p>Two.</p>", "pubstatus": "usable"}
    assert [article.text for article in ninjs(tmp_path / "a.json", item)] == ["One.\n\nTwo."]


def test_ninjs_kinship_is_what_it_evolved_from_rewrites_and_is_also_called(tmp_path):
    item = {
        "uri": "a",
        "body_text": BODY,
        "evolvedFrom": "b",
        "rewrite_of": "c",
        "altids": {"internal": "d", "etag": "x"},
        "slugline": "bridge",
        "signal": [{"code": "sig:update"}],
    }
    [article] = ninjs(tmp_path / "a.json", item)
    assert article.kin == ("b", "c", "d")


def test_ninjs_wrapped_by_an_agency_is_unwrapped(tmp_path):
    item = {"uri": "a", "version": 3, "body_text": BODY, "versioncreated": "2024-02-06T10:00:00Z"}
    [article] = ninjs(tmp_path / "a.json", {"data": {"items": [{"meta": {}, "item": item}]}})
    assert (article.id, article.version, article.published) == ("a", "3", "2024-02-06T10:00:00Z")


def test_ninjs_lines_go_on_after_a_bad_one(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"uri": "a", "body_text": "one"}\n{"uri": \n{"uri": "b", "body_text": "two", "pubstatus": "usable"}\n'
    )
    reading = read_articles(path, ReadOptions(skip_bad=True))
    assert [article.id for article in reading] == ["a", "b"]
    assert [record.place for record in reading.rejected] == [f"{path}:2"]


def test_newsml_withdrawal_removes_the_item(tmp_path):
    item = XML + news_item(STORY, "xhtml")
    (tmp_path / "1.xml").write_text(item, encoding="utf-8")
    later = item.replace('version="2"', 'version="3"').replace("stat:usable", "stat:canceled")
    (tmp_path / "2.xml").write_text(later, encoding="utf-8")
    reading = read_articles(tmp_path)
    assert list(reading) == []
    assert reading.withdrawn == [STORY.id]


@pytest.mark.parametrize("lang", ["id", "id-ID"])
def test_newsml_headline_is_the_one_in_the_language_of_the_text(lang):
    raw = (
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="g" version="1" xml:lang="{lang}">'
        '<contentMeta><headline xml:lang="en">Bridge to close</headline><headline>Jembatan ditutup</headline>'
        f'</contentMeta><contentSet><inlineData contenttype="text/plain">{BODY}</inlineData></contentSet></newsItem>'
    ).encode()
    assert [record["title"] for record in parse_newsml(raw, {})] == ["Jembatan ditutup"]
    raw = raw.replace(b"<contentMeta>", b'<contentMeta><language tag="en-GB"/>')
    assert [record["title"] for record in parse_newsml(raw, {})] == ["Bridge to close"]


def test_newsml_main_headline_and_inline_data_are_read():
    item = (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="g" version="1"><contentMeta>'
        '<headline role="hld:sub">Sub</headline><headline role="hld:main">Main</headline>'
        '<infoSource qcode="nprov:AFP"/><by>By Ana</by><contentCreated>2024-02-06</contentCreated></contentMeta>'
        '<contentSet><inlineData contenttype="text/html">&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</inlineData>'
        "</contentSet></newsItem>"
    )
    [record] = parse_newsml(item.encode(), {})
    assert (record["title"], record["text"]) == ("Main", "One.\n\nTwo.")
    assert (record["source"], record["credit"], record["published"]) == ("AFP", "By Ana", "2024-02-06")


def test_newsml_message_passes_over_packages():
    message = (
        f'{XML}<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet><packageItem guid="p"/>'
        f"{news_item(STORY, 'nitf')}</itemSet></newsMessage>"
    )
    assert [record["id"] for record in parse_newsml(message.encode(), {})] == [STORY.id]


def test_nitf_leaves_out_pictures_and_keeps_tables_and_subheads():
    picture = "<media><media-caption>Photo</media-caption></media>"
    content = f"<p>One.</p><hl2>Sub</hl2>{picture}<table><tr><td>a</td><td>b</td></tr></table>"
    [record] = parse_nitf(f"<nitf><body><body.content>{content}</body.content></body></nitf>".encode(), {})
    assert record["text"] == "One.\n\nSub\n\na b"


def test_nitf_that_is_killed_is_a_withdrawal():
    killed = nitf(STORY).replace(b'management-status="usable"', b'management-status="canceled"')
    assert parse_nitf(killed, {})[0]["status"] == "canceled"
    assert parse_nitf(nitf(STORY).replace(b'info="update"', b'info="kill"'), {})[0]["status"] == "canceled"


@pytest.mark.parametrize("parse", [parse_newsml, parse_nitf])
@pytest.mark.parametrize(
    "raw", [b"", b"<", b"<rss/>", b"<newsItem/>", b"<nitf/>", b"<!DOCTYPE nitf [<!ENTITY a 'b'>]><nitf>&a;</nitf>"]
)
def test_wrong_documents_are_refused_or_hold_no_text(parse, raw):
    try:
        records = parse(raw, {})
    except DedupError:
        return
    assert [record["text"] for record in records] == [""]


@settings(max_examples=100)
@given(st.binary(max_size=100), st.integers(0, 3000))
def test_any_bytes_inside_end_in_records_or_in_one_of_our_errors(raw, place):
    for parse, document in ((parse_newsml, news_item(STORY, "xhtml").encode()), (parse_nitf, nitf(STORY))):
        try:
            parse(document[:place] + raw + document[place:], {})
        except DedupError:
            continue


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
NAMES = (
    "uri",
    "guid",
    "version",
    "pubstatus",
    "headline",
    "headlines",
    "bodies",
    "body_text",
    "body_xhtml",
    "altids",
    "type",
)


@settings(max_examples=150)
@given(st.dictionaries(st.sampled_from([*NAMES, "evolvedfrom", "byline", "language", "versioncreated"]), JSON))
def test_any_values_in_a_ninjs_item_end_in_an_article_or_in_one_of_our_errors(tmp_path_factory, item):
    path = tmp_path_factory.mktemp("x") / "a.ninjs"
    path.write_text(json.dumps(item))
    try:
        found = list(read_articles(path))
    except DedupError:
        return
    assert all(isinstance(part, str) for article in found for part in article[:-1])


def test_status_of_newsml_may_be_the_address_of_its_code(tmp_path):
    item = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="a" version="2"><itemMeta>
    <pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/canceled"/></itemMeta></newsItem>"""
    (tmp_path / "a.xml").write_text(item, encoding="utf-8")
    reading = read_articles(tmp_path / "a.xml")
    assert (list(reading), reading.withdrawn, list(reading.rejected)) == ([], ["a"], [])


def test_item_of_newsml_without_a_version_is_the_first(tmp_path):
    item = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="a" {}><contentSet>
    <inlineData contenttype="text/plain">{}</inlineData></contentSet></newsItem>"""
    (tmp_path / "1.xml").write_text(item.format("", BODY), encoding="utf-8")
    (tmp_path / "2.xml").write_text(item.format('version="2"', "The bridge is closed."), encoding="utf-8")
    [article] = read_articles([tmp_path / "2.xml", tmp_path / "1.xml"])
    assert (article.version, article.text) == ("2", "The bridge is closed.")


def test_item_of_a_list_of_ninjs_is_named_by_its_number(tmp_path):
    reading = ninjs(tmp_path / "a.json", {"uri": "a", "body_text": BODY}, {"uri": "b", "body_text": "w"})
    assert len(list(reading)) == 2
    assert reading.places()["b"] == (str(tmp_path / "a.json"), 0)


def test_later_revision_of_nitf_stands(tmp_path):
    revised = """<nitf><head><docdata><doc-id id-string="a"/><date.issue norm="20240206T100000Z"/></docdata>{}</head>
    <body><body.content><p>{}</p></body.content></body></nitf>"""
    first = '<revision-history norm="20240206T110000Z"/>'
    later = first + '<revision-history norm="20240206T180000+0500" comment="second lead"/>'
    (tmp_path / "1.nitf").write_text(revised.format(later, "The bridge is closed."), encoding="utf-8")
    (tmp_path / "2.nitf").write_text(revised.format(first, BODY), encoding="utf-8")
    [article] = read_articles(tmp_path)
    assert (article.text, article.modified) == ("The bridge is closed.", "2024-02-06T18:00:00+05:00")
