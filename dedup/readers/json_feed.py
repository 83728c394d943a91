"""JSON Feed 1.0 and 1.1."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from dedup.readers.encoding import decode, escaped_nul, remark_on, without_surrogates
from dedup.readers.feed_items import Feed, Item
from dedup.readers.fields import written_number
from dedup.readers.html_text import html_line, html_text
from dedup.readers.jsonl import load_leniently, not_json, remark_on_numbers
from dedup.readers.records import DocumentError, Record


def parse_json_feed(raw: bytes) -> list[Record]:
    """Read the items of a feed.

    Raises:
        DocumentError: If it is no JSON Feed.
    """
    document, note = _load(raw)
    if not isinstance(document, Mapping) or not isinstance(document.get("items"), list):
        raise DocumentError("no JSON Feed: it has no list of 'items'")
    feed = Feed(
        source=_line(document.get("title")),
        lang=_string(document.get("language")),
        base=_string(document.get("home_page_url")) or _string(document.get("feed_url")),
    )
    records = [_record(feed, item) for item in document["items"]]
    if note and records:
        records[0]["notes"] = [note]
    return records


def _record(feed: Feed, item: object) -> Record:
    """Make a record of one item."""
    if not isinstance(item, Mapping):
        return {"why": "an item of a JSON Feed must be an object"}
    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [_string(author.get("name")) for author in authors or () if isinstance(author, Mapping)]
    published, modified = _string(item.get("date_published")), _string(item.get("date_modified"))
    texts: Sequence[Any] = [
        (_string(item.get("content_html")), True),
        (_string(item.get("content_text")), False),
        (_string(item.get("summary")), False),
    ]
    return feed.record(
        Item(
            id=_string(item.get("id")),
            link=_string(item.get("url")) or _string(item.get("external_url")),
            title=_line(item.get("title")),
            texts=texts,
            read=_text,
            published=published or modified,
            modified=modified,
            source="",
            lang=_string(item.get("language")),
            credit=", ".join(name for name in names if name),
            kin=[],
        )
    )


def _load(raw: bytes) -> tuple[object, str]:
    """Parse; leniently, with a remark, what orjson refuses."""
    escaped = remark_on("", 0, escaped_nul(raw))
    try:
        return orjson.loads(raw), escaped
    except orjson.JSONDecodeError:
        decoded = decode(raw)
    try:
        document, no_numbers = load_leniently(decoded.text)
        return document, "; ".join(filter(None, (decoded.remark, escaped, remark_on_numbers(no_numbers))))
    except RecursionError as exc:
        raise DocumentError("nested too deeply; the limit is 1024 levels") from exc
    except json.JSONDecodeError as exc:
        if exc.msg == "Extra data" and exc.doc.startswith("{", exc.pos):
            raise DocumentError("no feed but JSON lines; read them as such with --input-format jsonl") from exc
        raise DocumentError(f"not JSON: {exc}") from exc
    except ValueError as exc:
        raise DocumentError(not_json(exc)) from exc


def _string(value: object) -> str:
    """Return a string or a number as a string; anything else is none."""
    if isinstance(value, str):
        return without_surrogates(value)[0].strip()
    return written_number(value)


def _line(value: object) -> str:
    """Return a title on one line."""
    return html_line(_string(value))


def _text(content: tuple[str, bool]) -> str:
    """Return the text of one of the fields that may hold it; it is HTML if it says so."""
    text, is_html = content
    return html_text(text) if is_html else text
