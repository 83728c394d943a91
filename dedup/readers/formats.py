"""The table of everything that can be read, and how a format is recognised.

A format is decided by ``--input-format``, else by the content and the name together: a name
such as ``.txt`` or ``.csv`` is taken at its word, ``.xml``, ``.json`` and ``.html`` are
looked into, and content of a known shape is recognised under any other name. Readers are
named, not imported: a library is loaded when the first file that needs it is met.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import Any

import orjson

from dedup.errors import ReaderError
from dedup.readers.binary import looks_binary
from dedup.readers.encoding import decode
from dedup.readers.fields import FieldMap
from dedup.readers.json_file import looks_like_document
from dedup.readers.source import plain_name
from dedup.readers.table import first_line, sniff_delimiter

_LIST_START = re.compile(r"\[\s*\{")
_OBJECT_START = re.compile(rb'\s*\{\s*"')
#: What may stand before the root of an XML document: declaration, comments, a DOCTYPE, other instructions.
_BEFORE_DOCUMENT_TYPE = r"(?:\s++|(?><\?.*?\?>)|(?><!--.*?-->))*+"
_BEFORE_ROOT = re.compile(_BEFORE_DOCUMENT_TYPE + r"(?:<!DOCTYPE[^\[>]*+(?:\[.*?\]\s*+)?>)?\s*+", re.DOTALL | re.I)
_HTML_TYPE = re.compile(_BEFORE_DOCUMENT_TYPE + r"<!doctype\s++html", re.DOTALL | re.I)
_ROOT = re.compile(r"<([A-Za-z_][\w.\-]*:)?([A-Za-z_][\w.\-]*)[\s/>]")
#: Names of fields, in lower case without ``_``, that tell an item of ninjs from any other object.
_NINJS_NAMES = frozenset(
    ("bodytext", "bodyxhtml", "bodyhtml", "bodies", "headlines", "pubstatus", "versioncreated", "contentcreated")
)
_NINJS_NAME = re.compile(r'"(body_(?:text|x?html)|bodies|headlines|pubstatus|versioncreated|contentcreated)"\s*:', re.I)
_ROW_NAMES = frozenset(("text", "body", "content", "article", "maintext"))
_ROW_NAME = re.compile(r'"(?:text|body|content|article|maintext)"\s*:')
_FEED_TEXT = re.compile(r'"content_(?:html|text)"\s*:')

#: In the order that ``dedup formats`` shows: what a format can give of an article.
PARTS = ("id", "version", "status", "dates", "source", "url", "language", "credit", "kinship", "title", "body")


class Head:
    """The first bytes of an input, as the recognisers look at them."""

    def __init__(self, raw: bytes, fields: FieldMap, name: str = "") -> None:
        """Take the first bytes (64 KiB are enough), what makes articles of rows, the file name."""
        self.raw = raw
        self.fields = fields
        self.name = name

    @cached_property
    def is_binary(self) -> bool:
        """True if the bytes are no text in any encoding."""
        return looks_binary(self.raw)

    @cached_property
    def text(self) -> str:
        """The bytes decoded, without the space at the start."""
        return "" if self.is_binary else decode(self.raw).text.lstrip("\ufeff \t\r\n")

    @cached_property
    def line(self) -> str:
        """The first line that has words."""
        return "" if self.is_binary else first_line(self.raw)

    @cached_property
    def root(self) -> str:
        """The name of the first element in lower case, without prefix; empty if this is no markup."""
        if not self.text.startswith("<"):
            return ""
        start = _BEFORE_ROOT.match(self.text)
        found = _ROOT.match(self.text, start.end() if start else 0)
        return found[2].lower() if found else ""


@dataclass(frozen=True, slots=True)
class Format:
    """One row of the table: a format, how it is known, who reads it, what it gives.

    ``reader`` is ``module:function`` inside ``dedup.readers``. A *stream* reader is called as
    ``function(source, stream, context)`` and yields ``(line, Article)``; a *document* parser as
    ``function(raw, options)`` and returns JSON-able records (see ``dedup.readers.records``), so
    that it can run in a process of its own.
    """

    name: str  #: what ``--input-format`` takes
    what: str  #: in a few words, for people
    reader: str
    suffixes: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()  #: of ``PARTS``
    library: str = "standard library"
    extra: str = ""  #: the extra that installs the library; empty: the default install has it
    looks_like: Callable[[Head], bool] | None = None  #: None: never recognised by content
    is_text: bool = True  #: text in some encoding; False for bytes of its own kind
    is_document: bool = False  #: read at once by a document parser
    is_one: bool = False  #: one file is one article; without an id of its own it has its path
    is_heavy: bool = False  #: parsed in a process of its own, with limits, however small
    fallback: str = ""  #: a lenient parser, always run apart, for what ``reader`` finds malformed
    is_versioned: bool = False  #: items come again, so that all are read before one is given out
    yields_to: tuple[str, ...] = ()  #: formats that content may turn out to be although the name promises this one

    def load(self) -> Callable[..., Any]:
        """Return the reader; its module is imported now."""
        return load(self.reader)


def load(reader: str) -> Callable[..., Any]:
    """Return the function of a name ``module:function``; its module is imported now."""
    module, _, function = reader.partition(":")
    loaded: Callable[..., Any] = getattr(import_module(f"dedup.readers.{module}"), function)
    return loaded


def _is_table(head: Head, delimiters: str) -> bool:
    """True if the first line names a text column and is separated by one of the delimiters."""
    found = sniff_delimiter(head.line, head.fields)
    return bool(found) and found in delimiters


def _is_json_feed(head: Head) -> bool:
    """True if the head is the start of a JSON Feed; its version may stand at the end of it."""
    if not head.text.startswith("{"):
        return False
    return "jsonfeed.org/version" in head.text or ('"items"' in head.text and bool(_FEED_TEXT.search(head.text)))


def _is_feed(head: Head) -> bool:
    """True for a root of RSS, Atom or RDF that holds a feed, and for JSON Feed."""
    if head.root == "rdf":
        return "purl.org/rss/" in head.text or "my.netscape.com/rdf" in head.text
    return head.root in ("rss", "feed") or _is_json_feed(head)


def _is_html(head: Head) -> bool:
    """True for an HTML page; fragments are not recognised."""
    return head.root == "html" or bool(_HTML_TYPE.match(head.text))


def _is_ninjs(head: Head) -> bool:
    """True for an object (or a list, or lines of them) with the marks of IPTC's ninjs."""
    if not head.text.startswith(("{", "[")) or head.fields.is_chosen or _is_json_feed(head):
        return False
    item = _first_object(head)
    if item is not None:
        names = {name.replace("_", "").lower() for name in item}
        return bool({"uri", "guid"} & names and _NINJS_NAMES & names) and not _ROW_NAMES & names
    has_id = '"uri"' in head.text or '"guid"' in head.text
    return has_id and bool(_NINJS_NAME.search(head.text)) and not _ROW_NAME.search(head.text)


def _first_object(head: Head) -> dict[str, Any] | None:
    """Return the first object of a line or a list; None if it is cut off, or holds others."""
    for text in (head.line, head.text):
        try:
            value = orjson.loads(text.encode("utf-8", "replace"))
        except orjson.JSONDecodeError:
            continue
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, dict) and ("uri" in value or "guid" in value or "id" in value):
            return value
    return None


def _is_jsonl(head: Head) -> bool:
    """True if the first line is an object, or the start of one that goes on beyond the head."""
    return head.line.startswith("{") and _starts_object(head.line, len(head.raw))


_AGENCIES_GIVE = tuple(part for part in PARTS if part != "url")
_ROWS_GIVE = tuple(part for part in PARTS if part != "kinship")

#: Every format, in the order in which content is tried. Rows may be added anywhere.
FORMATS: tuple[Format, ...] = (
    Format("txt", "plain text, one article a file", "text:read_text", (".txt", ".text"), ("body",), is_one=True),
    Format(
        "feed",
        "RSS 2.0, Atom, RDF (RSS 1.0), JSON Feed",
        "feeds:parse_feed",
        (".rss", ".atom", ".rdf"),
        ("id", "status", "dates", "source", "url", "language", "credit", "title", "body"),
        library="lxml, feedparser",
        looks_like=_is_feed,
        is_versioned=True,
        is_document=True,
        fallback="feeds_lenient:parse_lenient",
        yields_to=("newsml", "nitf", "html"),
    ),
    Format(
        "newsml",
        "IPTC NewsML-G2: news items and messages",
        "newsml:parse_newsml",
        (),
        _AGENCIES_GIVE,
        library="lxml",
        looks_like=lambda head: head.root in ("newsitem", "newsmessage"),
        is_versioned=True,
        is_document=True,
    ),
    Format(
        "nitf",
        "IPTC NITF",
        "nitf:parse_nitf",
        (".nitf",),
        _AGENCIES_GIVE,
        library="lxml",
        looks_like=lambda head: head.root == "nitf",
        is_versioned=True,
        is_document=True,
        is_one=True,
    ),
    Format(
        "html",
        "HTML page of one article",
        "html_page:parse_page",
        (".html", ".htm", ".xhtml"),
        ("id", "dates", "source", "url", "language", "credit", "kinship", "title", "body"),
        library="trafilatura, lxml",
        looks_like=_is_html,
        is_document=True,
        is_one=True,
        is_heavy=True,
        yields_to=("feed", "newsml", "nitf"),
    ),
    Format(
        "ninjs",
        "IPTC ninjs 1, 2 and 3: an object, a list, or lines",
        "ninjs:read_ninjs",
        (".ninjs",),
        PARTS,
        library="orjson",
        looks_like=_is_ninjs,
        is_versioned=True,
    ),
    Format(
        "json",
        "JSON: one article, a list, or an object that holds a list",
        "json_file:read_json",
        (".json",),
        _ROWS_GIVE,
        library="orjson",
        looks_like=lambda head: not head.is_binary and looks_like_document(head.raw),
        yields_to=("feed", "ninjs"),
    ),
    Format(
        "jsonl",
        "JSON lines, one article a line",
        "jsonl:read_jsonl",
        (".jsonl", ".ndjson"),
        _ROWS_GIVE,
        library="orjson",
        looks_like=_is_jsonl,
        yields_to=("ninjs",),
    ),
    Format(
        "tsv",
        "TSV, columns named in the first line",
        "table:read_tsv",
        (".tsv", ".tab"),
        _ROWS_GIVE,
        library="csv",
        looks_like=lambda head: _is_table(head, "\t"),
    ),
    Format(
        "csv",
        "CSV, columns named in the first line",
        "table:read_table",
        (".csv",),
        _ROWS_GIVE,
        library="csv",
        looks_like=lambda head: _is_table(head, ",;|"),
    ),
    Format(
        "parquet",
        "Parquet, columns named as in CSV",
        "parquet:read_parquet",
        (".parquet", ".pq"),
        _ROWS_GIVE,
        library="pyarrow",
        extra="parquet",
        looks_like=lambda head: head.raw.startswith(b"PAR1"),
        is_text=False,
    ),
    Format(
        "warc",
        "WARC: the HTML pages of an archive of the web",
        "warc:read_warc",
        (".warc",),
        ("id", "dates", "source", "url", "language", "credit", "kinship", "title", "body"),
        library="fastwarc, trafilatura",
        extra="warc",
        looks_like=lambda head: head.raw.startswith(b"WARC/"),
        is_text=False,
    ),
    Format(
        "docx",
        "Word document (DOCX), one article a file",
        "docx:parse_docx",
        (".docx",),
        ("language", "title", "body"),
        library="python-docx",
        extra="office",
        looks_like=lambda head: head.raw.startswith(b"PK") and b"word/" in head.raw,
        is_text=False,
        is_document=True,
        is_one=True,
        is_heavy=True,
    ),
    Format(
        "pdf",
        "PDF, one article a file",
        "pdf:parse_pdf",
        (".pdf",),
        ("title", "body"),
        library="pypdf",
        extra="office",
        looks_like=lambda head: head.raw.startswith(b"%PDF-"),
        is_text=False,
        is_document=True,
        is_one=True,
        is_heavy=True,
    ),
)

_BY_NAME = {form.name: form for form in FORMATS}
_BY_SUFFIX = {suffix: form for form in FORMATS for suffix in form.suffixes}
FORMAT_NAMES = tuple(_BY_NAME)


def format_named(name: str) -> Format:
    """Return the format of a name that ``--input-format`` takes.

    Raises:
        ReaderError: If there is none of that name.
    """
    if name not in _BY_NAME:
        raise ReaderError(f"input format must be one of {', '.join(FORMAT_NAMES)}, got {name!r}")
    return _BY_NAME[name]


def format_by_name(name: str) -> Format | None:
    """Return the format that a file name promises; None if it promises none.

    >>> format_by_name("today.jsonl.gz").name
    'jsonl'
    """
    stem, dot, suffix = plain_name(name).rpartition(".")
    return _BY_SUFFIX.get(dot + suffix) if stem else None


def format_by_content(head: Head, among: tuple[str, ...] = FORMAT_NAMES) -> Format | None:
    """Return the format that the first bytes show; None if none is recognised.

    Plain text has no mark of its own and is never recognised: its name must say so.
    """
    for form in FORMATS:
        if form.looks_like is not None and form.name in among and form.looks_like(head):
            return form
    return None


def recognised(head: Head) -> Format | None:
    """Return the format of an input by its name and its first bytes; None if neither shows one."""
    promised = format_by_name(head.name)
    if promised is None:
        return format_by_content(head)
    if promised.name == "jsonl" and _is_list_over_lines(head):
        promised = format_named("json")
    return (format_by_content(head, promised.yields_to) if promised.yields_to else None) or promised


def _is_list_over_lines(head: Head) -> bool:
    """True if what calls itself JSON lines is one list of objects; a first line that is a whole value is a row."""
    if not _LIST_START.match(head.text):
        return False
    try:
        orjson.loads(head.line.encode("utf-8", "replace"))
    except orjson.JSONDecodeError:
        return True
    return "\n" not in head.text.strip()


def _starts_object(line: str, head_bytes: int) -> bool:
    """True if the line is an object, or the start of one that goes on beyond the head."""
    raw = line.encode("utf-8", "replace")
    try:
        orjson.loads(raw)
    except orjson.JSONDecodeError:
        return bool(_OBJECT_START.match(raw)) and ('"text"' in line or len(raw) * 2 > head_bytes or '":' in line)
    return True
