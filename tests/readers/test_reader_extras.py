"""Formats whose libraries are optional: Parquet, WARC, Word, PDF; and what is said when one is missing."""

import builtins
import gzip
import io
import os
import sys
import textwrap
import zipfile
import zlib
from datetime import UTC, date, datetime

import pytest
from fixtures import page as story_page
from fixtures import row, stories
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.errors import DedupError, MissingExtraError, ReaderError
from dedup.extras import is_installed, require
from dedup.readers.collect import ReadOptions, read_articles

BRIDGE = "The old bridge over the river closes on Monday for repairs."
HARBOUR = "The harbour master expects three ships before the storm."


def need(*modules):
    """The modules, or a skip; where everything must be installed, a failure."""
    missing = [name for name in modules if not is_installed(name)]
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"not installed: {missing}")
    if missing:
        pytest.skip(f"not installed: {missing}")


def read(path, **options):
    reading = read_articles(path, ReadOptions(**options))
    return list(reading), reading


def refusal(path, **options):
    with pytest.raises(ReaderError) as caught:
        read(path, **options)
    return str(caught.value).removeprefix(str(path))


@pytest.mark.parametrize(
    ("name", "module", "command"),
    [("a.parquet", "pyarrow", "parquet"), ("a.warc", "fastwarc", "warc")],
)
def test_missing_library_gives_the_command_that_installs_it(tmp_path, monkeypatch, name, module, command):
    (tmp_path / name).write_bytes(b"PAR1 WARC/1.0")
    imported = builtins.__import__

    def without(wanted, *args, **kwargs):
        if wanted.startswith(module):
            raise ImportError(wanted)
        return imported(wanted, *args, **kwargs)

    monkeypatch.setattr("importlib.import_module", lambda wanted: without(wanted))
    with pytest.raises(MissingExtraError, match=rf"needs {module}: pip install 'newsdedup\[{command}\]'"):
        require(module, extra=command, what="reading this")


def test_the_package_is_named_where_the_module_has_another_name(monkeypatch):
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MissingExtraError, match=r"reading DOCX needs python-docx: pip install 'newsdedup\[office\]'"):
        require("docx", extra="office", what="reading DOCX")


@pytest.mark.parametrize(
    ("name", "start", "module", "extra"),
    [("a.parquet", b"PAR1", "pyarrow", "parquet"), ("a.warc", b"WARC/1.0\r\n", "fastwarc", "warc")],
)
def test_file_that_needs_a_missing_library_is_named_and_loses_no_other(
    tmp_path, monkeypatch, name, start, module, extra
):
    (tmp_path / name).write_bytes(start)
    (tmp_path / "z.txt").write_text(BRIDGE)
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setitem(sys.modules, f"{module}.warc", None)
    said = rf"{name}: reading \w+ needs {module}: pip install 'newsdedup\[{extra}\]' \(--skip-bad goes on"
    with pytest.raises(ReaderError, match=said):
        read(tmp_path)
    articles, reading = read(tmp_path, skip_bad=True)
    assert [article.text for article in articles] == [BRIDGE]
    assert [rejected.place for rejected in reading.rejected] == [str(tmp_path / name)]


def test_module_that_is_there_is_given():
    assert require("json", extra="x", what="this").dumps([]) == "[]"
    assert is_installed("json")
    assert not is_installed("no_such_module.inside")


# Parquet


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


# WARC


def warc_record(kind, url, http):
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-02-06T10:30:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def page(text, url="https://news.example/bridge", status="200 OK", kind="text/html; charset=utf-8", packed=False):
    body = f"<html><head><title>Bridge</title></head><body><article><p>{text}</p></article></body></html>".encode()
    extra = b""
    if packed:
        body, extra = gzip.compress(body), b"Content-Encoding: gzip\r\n"
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n".encode() + extra
    return warc_record("response", url, http + b"\r\n" + body)


LONG = " ".join([BRIDGE, HARBOUR, "Engineers found cracks in two of the piers during the spring inspection."] * 4)


def test_pages_of_a_warc_are_articles(tmp_path):
    need("fastwarc", "trafilatura")
    path = tmp_path / "a.warc"
    request = warc_record("request", "https://news.example/bridge", b"GET / HTTP/1.1\r\n\r\n")
    path.write_bytes(
        request
        + page(LONG)
        + page("gone", "https://news.example/x", "404 Not Found")
        + page("{}", "https://news.example/data", kind="application/json")
        + page(LONG.upper(), "https://news.example/upper", packed=True)
    )
    found, _ = read(path)
    assert [article.id for article in found] == ["https://news.example/bridge", "https://news.example/upper"]
    assert BRIDGE in found[0].text
    assert BRIDGE.upper() in found[1].text


def test_warc_is_read_compressed_by_record_and_known_by_content(tmp_path):
    need("fastwarc", "trafilatura")
    path = tmp_path / "crawl"
    path.write_bytes(gzip.compress(page(LONG)) + gzip.compress(page(LONG, "https://news.example/2")))
    assert len(read(path)[0]) == 2


def test_page_of_a_warc_that_cannot_be_decoded_costs_only_itself(tmp_path):
    need("fastwarc", "trafilatura")
    broken = page(LONG, "https://news.example/1", packed=True).replace(b"\x1f\x8b\x08", b"\x1f\x8b\xff")
    path = tmp_path / "a.warc"
    path.write_bytes(broken + page(LONG, "https://news.example/2"))
    assert refusal(path).startswith(":1: a record that cannot be read")
    found, reading = read(path, skip_bad=True)
    assert [article.id for article in found] == ["https://news.example/2"]
    assert len(reading.rejected) == 1


@pytest.mark.parametrize("lost", [5, 200, 330])
def test_page_that_a_warc_breaks_off_in_is_bad_and_not_read_in_part(tmp_path, lost):
    need("fastwarc", "trafilatura")
    path = tmp_path / "a.warc"
    path.write_bytes((page(LONG) + page(LONG, "https://news.example/2"))[:-lost])
    assert refusal(path).startswith(":2: a record that cannot be read (the archive breaks off inside it)")
    found, reading = read(path, skip_bad=True)
    assert (len(found), [rejected.place for rejected in reading.rejected]) == (1, [f"{path}:2"])


def test_warc_that_is_damaged_behind_its_pages_loses_none_of_them(tmp_path):
    need("fastwarc", "trafilatura")
    path = tmp_path / "a.warc"
    path.write_bytes(page(LONG) + page(LONG, "https://news.example/2") + b"WARC/")
    assert "damaged WARC" in refusal(path)
    found, reading = read(path, skip_bad=True)
    assert (len(found), len(reading.rejected)) == (2, 1)


def test_packed_warc_that_breaks_off_keeps_its_whole_pages(tmp_path):
    need("fastwarc", "trafilatura")
    path = tmp_path / "a.warc.gz"
    padded = page(f"{LONG}<!--{' ' * 100_000}-->")  # more than is looked at before anything is read
    path.write_bytes((gzip.compress(padded) + gzip.compress(page(LONG, "https://news.example/2")))[:-30])
    assert "ends too early" in refusal(path)
    assert len(read(path, skip_bad=True)[0]) == 1


def test_bomb_in_a_warc_is_refused(tmp_path):
    need("fastwarc", "trafilatura")
    body = zlib.compress(b" " * (64 << 20))
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: deflate\r\n"
    http = f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
    path = tmp_path / "a.warc"
    path.write_bytes(warc_record("response", "https://news.example/1", http))
    assert "longer than 16 MiB, the limit for one page" in refusal(path)


def test_damaged_warc_is_refused(tmp_path):
    need("fastwarc")
    path = tmp_path / "a.warc"
    path.write_bytes(b"WARC/1.0\r\nnonsense\r\n\r\n" + os.urandom(100))
    assert "damaged WARC" in refusal(path)


# Word


def word(path, *paragraphs, title="", style_title="", table=()):
    need("docx")
    import docx

    document = docx.Document()
    if style_title:
        document.add_paragraph(style_title, style="Title")
    for text in paragraphs:
        document.add_paragraph(text)
    for line in table:
        cells = document.add_table(1, len(line)).rows[0].cells
        for cell, text in zip(cells, line, strict=True):
            cell.text = text
    document.core_properties.title = title
    document.save(path)
    return path


def test_word_document_is_one_article(tmp_path):
    path = word(
        tmp_path / "story.docx", BRIDGE, HARBOUR, style_title="Bridge to close", title="Document1", table=[("a", "b")]
    )
    [article] = read(path)[0]
    assert (article.id, article.title) == ("story.docx", "Bridge to close")
    assert article.text == f"{BRIDGE}\n{HARBOUR}\na\tb"


def test_title_of_a_word_document_comes_from_its_properties_else(tmp_path):
    assert read(word(tmp_path / "a.docx", BRIDGE, title="Bridge"))[0][0].title == "Bridge"


def test_word_document_is_known_by_content(tmp_path):
    path = word(tmp_path / "a.docx", BRIDGE)
    other = path.rename(tmp_path / "submission")
    assert read(other)[0][0].text == BRIDGE


def test_damaged_word_document_is_refused_and_the_rest_goes_on(tmp_path):
    word(tmp_path / "b.docx", BRIDGE)
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("word/document.xml", "<x/>")
    assert "damaged DOCX" in refusal(path)
    found, reading = read(tmp_path, skip_bad=True)
    assert [article.id for article in found] == ["b.docx"]
    assert [record.place for record in reading.rejected] == [str(path)]


def test_word_bomb_is_refused(tmp_path):
    need("docx")
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("word/document.xml", b" " * (201 << 20))
    assert "unpacks to more than 200 MiB, the limit" in refusal(path)


# PDF


def pdf(path, *pages, title="", encrypt=False):
    """A plain PDF of some pages, each some lines."""
    need("pypdf")
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for number, lines in enumerate(pages):
        shown = "".join(f"({line}) Tj T* " for line in lines)
        stream = f"BT /F1 12 Tf 72 720 Td 14 TL {shown}ET".encode("cp1252")
        resources = "<< /Font << /F1 3 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources {resources} "
            f"/Contents {5 + 2 * number} 0 R >>".encode()
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream")
    objects.append(f"<< /Title ({title}) >>".encode())
    raw, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(raw))
        raw += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    start = len(raw)
    size = len(objects) + 1
    raw += f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n".encode()
    raw += f"<< /Size {size} /Root 1 0 R /Info {size - 1} 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    if encrypt:
        import pypdf

        writer = pypdf.PdfWriter(clone_from=io.BytesIO(raw))
        writer.encrypt("secret", algorithm="RC4-128")
        content = io.BytesIO()
        writer.write(content)
        raw = content.getvalue()
    path.write_bytes(raw)
    return path


def test_pdf_is_one_article_and_broken_words_are_joined(tmp_path):
    path = pdf(
        tmp_path / "a.pdf", ["The old bridge over the riv-", "er closes on Monday."], ["Page two."], title="Bridge"
    )
    [article] = read(path)[0]
    assert (article.id, article.title) == ("a.pdf", "Bridge")
    assert " ".join(article.text.split()) == "The old bridge over the river closes on Monday. Page two."


def test_pdf_without_text_is_counted_and_says_what_to_do(tmp_path):
    found, reading = read(pdf(tmp_path / "a.pdf", []))
    assert found == []
    assert [record.why for record in reading.rejected] == ["the text is empty"]
    assert "only pictures" in reading.notes[0]


def test_encrypted_pdf_is_refused(tmp_path):
    assert ": the PDF is encrypted; save it without a password" in refusal(pdf(tmp_path / "a.pdf", ["x"], encrypt=True))


def test_damaged_pdf_is_refused(tmp_path):
    need("pypdf")
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4\n" + os.urandom(200))
    assert "damaged PDF" in refusal(path)


def test_later_capture_of_a_page_in_a_warc_replaces_the_earlier(tmp_path):
    need("fastwarc", "trafilatura")
    path = tmp_path / "a.warc"
    later = page(LONG.upper()).replace(b"2024-02-06T10:30", b"2024-02-07T10:30")
    path.write_bytes(later + page(LONG))
    [article] = read(path)[0]
    assert BRIDGE.upper() in article.text


# The five articles that every other format reads to, too (see test_reader_formats)


def test_parquet_reads_to_the_five_articles(tmp_path):
    found = stories()
    path = parquet(tmp_path / "stories.parquet", {name: [row(s)[name] for s in found] for name in row(found[0])})
    assert [(a.id, a.title, a.source, a.text, a.published, a.lang, a.version) for a in read(path)[0]] == [
        (s.id, s.title, s.source, s.text, s.published, "id", "2") for s in found
    ]


def test_warc_reads_to_the_five_articles(tmp_path):
    need("fastwarc", "trafilatura")
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n%b"
    path, found = tmp_path / "stories.warc", stories()
    pages = ((s, story_page(s)) for s in found)
    path.write_bytes(b"".join(warc_record("response", s.url, http % (len(raw), raw)) for s, raw in pages))
    assert [(a.id, a.title, a.source, a.text, a.published) for a in read(path)[0]] == [
        (s.url, s.title, s.source, s.text, s.published) for s in found
    ]


def test_word_documents_read_to_the_five_articles(tmp_path):
    found = stories()
    for story in found:
        word(tmp_path / f"{story.id.removesuffix('.txt')}.docx", *story.paragraphs, title=story.title)
    assert [(a.id, a.title, a.text) for a in sorted(read(tmp_path)[0])] == [
        (s.id.replace(".txt", ".docx"), s.title, "\n".join(s.paragraphs)) for s in found
    ]


def test_pdf_documents_read_to_the_five_articles(tmp_path):
    found = stories()
    for story in found:
        lines = [line.translate(str.maketrans({"(": r"\(", ")": r"\)"})) for line in textwrap.wrap(story.text, 80)]
        pdf(tmp_path / f"{story.id.removesuffix('.txt')}.pdf", lines[:40], lines[40:], title=story.title)
    assert [(a.id, a.title, a.text.split()) for a in sorted(read(tmp_path)[0])] == [
        (s.id.replace(".txt", ".pdf"), s.title, s.text.split()) for s in found
    ]
