"""A small sound file of every format, made here; what fuzzing starts from."""

import gzip
import io
import json
import zipfile
from collections.abc import Callable

from dedup.extras import require

STORIES = (
    (
        "Bridge to close",
        "The old bridge over the river closes on Monday for repairs. Engineers found cracks in two piers.",
    ),
    ("Storm warning", "The harbour master expects three ships before the storm. Fishermen were told to stay ashore."),
    (
        "Jembatan ditutup",
        "Jembatan lama ditutup mulai Senin untuk perbaikan, kata Dinas Pekerjaan Umum, Selasa (6/2/2024).",
    ),
)
_DATE, _MAIL_DATE = "2024-02-06T10:30:00+07:00", "Tue, 06 Feb 2024 10:30:00 +0700"


def rows() -> list[dict[str, str]]:
    """The stories as rows."""
    return [
        {"id": f"s{n}", "title": title, "text": text, "published": _DATE, "url": f"https://news.example/{n}"}
        for n, (title, text) in enumerate(STORIES)
    ]


def rss() -> bytes:
    """The stories as RSS 2.0."""
    items = "".join(
        f"<item><guid>{row['id']}</guid><title>{row['title']}</title><link>{row['url']}</link>"
        f"<pubDate>{_MAIL_DATE}</pubDate><description><![CDATA[<p>{row['text']}</p>]]></description></item>"
        for row in rows()
    )
    channel = f"<channel><title>News</title>{items}</channel>"
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0">{channel}</rss>'.encode()


def atom() -> bytes:
    """The stories as Atom."""
    entries = "".join(
        f"<entry><id>{row['id']}</id><title>{row['title']}</title><updated>{_DATE}</updated>"
        f'<link href="{row["url"]}"/><content type="html">&lt;p&gt;{row["text"]}&lt;/p&gt;</content></entry>'
        for row in rows()
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><id>x</id>{entries}</feed>'.encode()


def html() -> bytes:
    """One story as a page."""
    title, text = STORIES[0]
    linked = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", "datePublished": _DATE})
    body = f"<h1>{title}</h1>" + f"<p>{text}</p>" * 5
    return (
        f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{title}</title>"
        f'<script type="application/ld+json">{linked}</script></head><body><article>{body}</article></body></html>'
    ).encode()


def newsml() -> bytes:
    """One story as NewsML-G2."""
    title, text = STORIES[0]
    return (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="2"><itemMeta>'
        f'<versionCreated>{_DATE}</versionCreated><pubStatus qcode="stat:usable"/></itemMeta><contentMeta>'
        f'<headline>{title}</headline></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml">'
        f'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{text}</p></body></html></inlineXML></contentSet></newsItem>'
    ).encode()


def nitf() -> bytes:
    """One story as NITF."""
    title, text = STORIES[0]
    return (
        f'<nitf><head><docdata><doc-id id-string="x1"/><date.issue norm="20240206T103000"/></docdata></head><body>'
        f"<body.head><hedline><hl1>{title}</hl1></hedline></body.head><body.content><p>{text}</p></body.content></body></nitf>"
    ).encode()


def ninjs() -> bytes:
    """One story as ninjs."""
    title, text = STORIES[0]
    item = {"uri": "urn:x:1", "version": "2", "pubstatus": "usable", "versioncreated": _DATE, "headline": title}
    return json.dumps({**item, "body_text": text}).encode()


def table(delimiter: str) -> bytes:
    """The stories as a table."""
    quoted = [['"' + value.replace('"', '""') + '"' for value in row.values()] for row in rows()]
    return "\n".join(delimiter.join(cells) for cells in [list(rows()[0]), *quoted]).encode() + b"\n"


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip of some files."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)
    return content.getvalue()


def warc() -> bytes:
    """One page in a WARC."""
    page = html()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(page) + page
    return (
        (
            b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/0\r\n"
            b"WARC-Date: 2024-02-06T03:30:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
            b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n" % len(http)
        )
        + http
        + b"\r\n\r\n"
    )


def parquet() -> bytes:
    """The stories as Parquet."""
    pyarrow = require("pyarrow", extra="parquet", what="a sample")
    parquet = require("pyarrow.parquet", extra="parquet", what="a sample")
    content = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(rows()), content)
    return content.getvalue()


def docx() -> bytes:
    """One story as a Word document."""
    document = require("docx", extra="office", what="a sample").Document()
    document.add_paragraph(STORIES[0][0], style="Title")
    document.add_paragraph(STORIES[0][1])
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def pdf() -> bytes:
    """One story as a PDF."""
    shown = f"BT /F1 12 Tf 72 720 Td ({STORIES[0][1]}) Tj ET".encode()
    page = b"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        page,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown),
    )
    raw, table = b"%PDF-1.4\n", b"0000000000 65535 f \n"
    for number, content in enumerate(objects, 1):
        table += b"%010d 00000 n \n" % len(raw)
        raw += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    trailer = b"xref\n0 6\n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return raw + trailer % (table, len(raw))


def sample(name: str) -> list[tuple[str, bytes]]:
    """Return file names and contents to start from for one format."""
    lines = b"".join(json.dumps(row).encode() + b"\n" for row in rows())
    made: dict[str, Callable[[], list[tuple[str, bytes]]]] = {
        "txt": lambda: [("a.txt", STORIES[0][1].encode()), ("b.txt", STORIES[2][1].encode("utf-16"))],
        "feed": lambda: [("a.rss", rss()), ("a.atom", atom())],
        "newsml": lambda: [("a.xml", newsml())],
        "nitf": lambda: [("a.nitf", nitf())],
        "html": lambda: [("a.html", html())],
        "ninjs": lambda: [("a.ninjs", ninjs())],
        "json": lambda: [("a.json", json.dumps({"articles": rows()}, indent=1).encode())],
        "jsonl": lambda: [("a.jsonl", lines)],
        "tsv": lambda: [("a.tsv", table("\t"))],
        "csv": lambda: [("a.csv", table(","))],
        "parquet": lambda: [("a.parquet", parquet())],
        "warc": lambda: [("a.warc", warc())],
        "docx": lambda: [("a.docx", docx())],
        "pdf": lambda: [("a.pdf", pdf())],
        "packed": lambda: [("a.jsonl.gz", gzip.compress(lines)), ("a.zip", zipped({"a.jsonl": lines, "b.txt": b"x"}))],
    }
    return made[name]()
