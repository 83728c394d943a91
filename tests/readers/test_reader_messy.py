"""Files as they really come: not quite what they say, and read all the same."""

import json

import pytest

from dedup.errors import ReaderError
from dedup.readers.collect import ReadOptions, read_articles

TEXT = "The harbour master expects three ships before the storm, and fishermen were told to stay ashore."


def read(path, raw, **options):
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode("utf-8"))
    reading = read_articles(path, ReadOptions(**options))
    return reading, list(reading)


def rss(inside, declared="UTF-8"):
    channel = f"<channel><title>Pier</title>{inside}</channel>"
    return f'<?xml version="1.0" encoding="{declared}"?><rss version="2.0">{channel}</rss>'


def test_feed_with_stray_control_characters_is_a_feed(tmp_path):
    item = f"<item><guid>a</guid><description>{TEXT} \x0b\x02</description></item>"
    reading, [article] = read(tmp_path / "feed.xml", rss(item))
    assert (article.id, article.source, article.text.strip(" \v\x02")) == ("a", "Pier", TEXT)
    assert "not well-formed" in reading.notes[0]


def test_feed_that_wrongly_says_utf_8_is_read_as_what_it_is(tmp_path):
    item = f"<item><guid>a</guid><title>Café König</title><description>{TEXT} Über Málaga.</description></item>"
    reading, [article] = read(tmp_path / "feed.xml", rss(item).encode("cp1252"))
    assert (article.title, article.text) == ("Café König", f"{TEXT} Über Málaga.")
    assert "not UTF-8, read as cp1252" in reading.notes[0]


def test_one_bad_byte_in_a_utf_8_feed_costs_one_character(tmp_path):
    item = f"<item><guid>a</guid><description>Málaga, Über, Köln: {TEXT} x?</description></item>"
    _, [article] = read(tmp_path / "feed.xml", rss(item).encode().replace(b"x?", b"x\xff"))
    assert article.text == f"Málaga, Über, Köln: {TEXT} x\ufffd"


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;"])
def test_line_of_excel_before_the_header_names_the_separator(tmp_path, line):
    _, [article] = read(tmp_path / "a.csv", f'{line}\r\nid;text\r\n1;"{TEXT}; so"\r\n'.encode("utf-8-sig"))
    assert (article.id, article.text) == ("1", f"{TEXT}; so")


def test_table_whose_first_column_is_called_sep_has_a_header(tmp_path):
    _, [article] = read(tmp_path / "a.csv", f"sep=x,text\n1,{TEXT}\n".replace(TEXT, TEXT.replace(",", "")))
    assert article.id == "a.csv#1"


def test_export_of_wordpress_is_read(tmp_path):
    post = {
        "id": 7,
        "date": "2024-02-06T10:00:00",
        "modified": "2024-02-06T11:00:00",
        "status": "publish",
        "link": "https://news.example/ships",
        "title": {"rendered": "Three ships &#8211; and a <i>storm</i>"},
        "content": {"rendered": f"<p>{TEXT}</p>\n", "protected": False},
    }
    _, [article] = read(tmp_path / "posts.json", json.dumps([post]))
    assert (article.id, article.title, article.text) == ("7", "Three ships – and a storm", TEXT)
    assert (article.published, article.modified) == ("2024-02-06T10:00:00", "2024-02-06T11:00:00")


def test_list_over_several_lines_under_the_name_of_json_lines_is_read(tmp_path):
    rows = [{"id": "a", "text": TEXT}, {"id": "b", "text": TEXT}]
    for raw in ("[" + ",\n".join(map(json.dumps, rows)) + "]\n", json.dumps(rows), json.dumps(rows, indent=1)):
        assert [article.id for article in read(tmp_path / "a.jsonl", raw)[1]] == ["a", "b"]


def test_row_that_is_a_list_costs_only_its_line(tmp_path):
    raw = f'[{{"id": "x", "text": "y"}}]\n{json.dumps({"id": "a", "text": TEXT})}\n'
    reading, found = read(tmp_path / "a.jsonl", raw, skip_bad=True)
    assert [article.id for article in found] == ["a"]
    assert len(reading.rejected) == 1


def test_picture_among_items_of_ninjs_is_left_out_and_counted(tmp_path):
    items = [{"uri": "p", "type": "picture", "pubstatus": "usable"}, {"uri": "t", "type": "text", "body_text": TEXT}]
    reading, found = read(tmp_path / "a.json", json.dumps(items))
    assert [article.id for article in found] == ["t"]
    assert [record.why for record in reading.rejected] == ["the text is empty"]


def test_named_file_without_a_byte_is_refused_unless_empty_ones_are_allowed(tmp_path):
    with pytest.raises(ReaderError, match="the file is empty"):
        read(tmp_path / "feed.rss", "")
    reading, found = read(tmp_path / "feed.rss", "", allow_empty=True)
    assert found == []
    assert len(reading.rejected) == 1


def test_feed_that_breaks_off_costs_only_the_item_in_which_it_does(tmp_path):
    item = f"<item><guid>a</guid><description>{TEXT}</description></item>"
    raw = rss(f"{item}<item><guid>b</guid><description>{TEXT}").removesuffix("</channel></rss>")
    with pytest.raises(ReaderError, match="breaks off before its end"):
        read(tmp_path / "feed.xml", raw)
    reading, found = read(tmp_path / "feed.xml", raw, skip_bad=True)
    assert [(article.id, article.text) for article in found] == [("a", TEXT)]
    assert ["breaks off" in record.why for record in reading.rejected] == [True]


@pytest.mark.parametrize("declared", ["ISO-8859-1", "windows-1252", "utf-16", "x-unknown"])
@pytest.mark.parametrize("end", ["", "<item>"], ids=["well-formed", "malformed"])
def test_feed_that_wrongly_says_another_encoding_is_read_as_utf_8(tmp_path, declared, end):
    item = f"<item><guid>a</guid><title>Café “König”</title><description>{TEXT} Über & Málaga</description></item>"
    content = rss(item if end else item.replace("&", "&amp;"), declared)
    _, [article] = read(tmp_path / "feed.xml", content)
    assert (article.title, article.text) == ("Café “König”", f"{TEXT} Über & Málaga")


def test_feed_of_latin_1_has_the_quotation_marks_of_windows(tmp_path):
    item = f"<item><guid>a</guid><description>“{TEXT}” – don’t</description></item>"
    reading, [article] = read(tmp_path / "feed.xml", rss(item, "ISO-8859-1").encode("cp1252"))
    assert (article.text, list(reading.notes)) == (f"“{TEXT}” – don’t", [])


def test_item_of_nitf_that_wrongly_says_latin_1_is_read_as_utf_8(tmp_path):
    body = f"<body><body.content><p>{TEXT} Málaga, “Köln”</p></body.content></body>"
    reading, [article] = read(tmp_path / "a.xml", f'<?xml version="1.0" encoding="iso-8859-1"?><nitf>{body}</nitf>')
    assert article.text == f"{TEXT} Málaga, “Köln”"
    assert "declared as iso-8859-1, read as UTF-8, which it is" in reading.notes[0]


def test_page_that_says_rot13_is_read_all_the_same(tmp_path):
    page = f"<html><head><meta charset=rot13></head><body><article><p>{TEXT} Caf\xe9.</p></article></body></html>"
    _, [article] = read(tmp_path / "a.html", page.encode("cp1252"))
    assert article.text == f"{TEXT} Café."


def test_named_field_that_no_record_has_is_remarked(tmp_path):
    rows = "".join(json.dumps({"id": f"{k}", "text": f"{TEXT} {k}", "rev": k}) + "\n" for k in range(2))
    named = {"version_field": "nosuch", "source_field": "paper", "credit_field": "rev"}
    reading, articles = read(tmp_path / "a.jsonl", rows, **named)
    assert len(articles) == 2
    assert list(reading.notes) == ["no record has the field of --source-field 'paper', --version-field 'nosuch'"]


def test_named_field_that_one_record_has_is_not_remarked(tmp_path):
    rows = f'{{"id": "a", "text": "{TEXT}"}}\n{{"id": "b", "text": "{TEXT} b", "rev": null}}\n'
    assert list(read(tmp_path / "a.jsonl", rows, version_field="rev")[0].notes) == []


def test_field_that_nothing_was_there_to_have_is_not_remarked(tmp_path):
    assert list(read(tmp_path / "a.jsonl", '{"id": "a", "text": "…"}\n', version_field="rev")[0].notes) == []


@pytest.mark.parametrize(
    "header", ["ID,JUDUL,TEXT,Tanggal", "Id,Judul,Isi Berita,Tanggal Terbit", "id,title,Body,DATE"]
)
def test_header_of_a_table_may_be_written_as_people_do(tmp_path, header):
    row = f'\n7,Badai,"{TEXT}","Selasa, 6 Februari 2024 10.30 WIB"\n'
    _, [article] = read(tmp_path / "a.csv", header + row)
    assert (article.id, article.title, article.text) == ("7", "Badai", TEXT)
    assert article.published == "2024-02-06T10:30:00+07:00"


@pytest.mark.parametrize("wrap", ['{{"@context": "https://schema.org", "@graph": [{}]}}', "[{}]", "{}"])
def test_articles_of_schema_org_in_a_file_of_json_are_read(tmp_path, wrap):
    article = {"@type": "NewsArticle", "@id": "https://pier.example/1", "headline": "Storm", "articleBody": TEXT}
    _, [found] = read(tmp_path / "a.json", wrap.format(json.dumps(article, indent=1)))
    assert (found.id, found.title, found.text) == ("https://pier.example/1", "Storm", TEXT)


def test_json_ld_of_a_page_may_have_a_comma_too_many(tmp_path):
    said = '{"@type": "NewsArticle", "headline": "Storm, [x,]", "datePublished": "2024-02-06",\n}'
    page = f'<html><script type="application/ld+json">{said}</script><article><p>{TEXT}</p></article></html>'
    _, [article] = read(tmp_path / "a.html", page)
    assert article.published == "2024-02-06"


def test_tar_archive_is_refused_with_the_cure(tmp_path):
    import tarfile

    (tmp_path / "a.txt").write_text(TEXT)
    with tarfile.open(tmp_path / "a.tar.gz", "w:gz") as packed:
        packed.add(tmp_path / "a.txt", "a.txt")
    with pytest.raises(ReaderError, match=r"a tar archive, which is not read: unpack it, or make a \.zip of it"):
        list(read_articles(tmp_path / "a.tar.gz"))
