"""Feeds that are not well-formed, read by ``feedparser``; always in a process with limits.

What feedparser makes of a broken feed is taken only if nothing can be missing: a feed that
declares entities, or in which fewer items are found than were started, is refused as a whole.
Of one that breaks off the whole items are read; what comes behind them is a bad record.
"""

import io
import re
from collections.abc import Mapping
from typing import Any

from dedup.readers.feed_items import Feed, Item
from dedup.readers.html_text import html_line, html_text
from dedup.readers.records import DocumentError, Record
from dedup.readers.xml_tree import in_utf8, refuse_entities

_START = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)\b", re.IGNORECASE)
_ENDING = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf|channel)\s*>", re.IGNORECASE)
_ITEM = re.compile(rb"<(?:\w+:)?(?:item|entry)(?=[\s>])")
_ITEM_END = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>")
_BREAKS_OFF = "the feed breaks off before its end; fetch it again"
_CDATA = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)
_NUMBER = re.compile(rb"&#(?:[xX]([0-9A-Fa-f]+)|([0-9]+));")
_TAIL_BYTES = 4096


def parse_lenient(raw: bytes, options: Mapping[str, Any]) -> list[Record]:
    """Read the items of a feed that is not well-formed.

    Args:
        raw: The feed.
        options: None.

    Raises:
        DocumentError: If it is no feed, breaks off before its first item ends, declares entities, or not all of its
            items can be read.
    """
    import feedparser

    raw = raw.replace(b"\0", b"") if raw[:2] not in (b"\xff\xfe", b"\xfe\xff") else raw
    refuse_entities(raw)
    raw, notes = in_utf8(raw.lstrip())
    is_ascii_based = b"\0" not in raw[:64]
    if is_ascii_based and not _START.search(raw[:_TAIL_BYTES]):
        raise DocumentError("no feed: neither <rss>, <feed> nor <rdf:RDF> is at its start")
    breaks_off = is_ascii_based and not _ENDING.search(raw[-_TAIL_BYTES:])
    if breaks_off:
        raw = raw[: max((found.end() for found in _ITEM_END.finditer(raw)), default=0)]
        if not raw:
            raise DocumentError(_BREAKS_OFF)
    try:  # a stream, never bytes or a string: those it may take for a file's name
        parsed = feedparser.parse(io.BytesIO(_NUMBER.sub(_character, raw)), resolve_relative_uris=False)
    except Exception as exc:  # of any kind: it trusts what it reads
        raise DocumentError(f"not readable as a feed ({type(exc).__name__})") from exc
    why = _why(parsed.get("bozo_exception"))
    if not parsed.version or not parsed.entries:
        raise DocumentError(f"not readable as a feed{f': {why}' if why else ''}")
    started = len(_ITEM.findall(_CDATA.sub(b"", raw)))
    if is_ascii_based and len(parsed.entries) != started:
        raise DocumentError(f"not well-formed: {started} items are started, {len(parsed.entries)} can be read ({why})")
    about = parsed.feed
    feed = Feed(
        source=html_line(_str(about, "title")),
        lang=_str(about, "language"),
        base=_str(about, "link"),
        changed=_written(about, "updated") or _written(about, "published"),
    )
    records = [feed.record(_item(entry)) for entry in parsed.entries]
    malformed = f"not well-formed, read as far as it makes sense ({why})" if why else "not well-formed"
    records[0]["notes"] = [*notes, malformed]
    return [*records, {"why": _BREAKS_OFF}] if breaks_off else records


def _why(fault: Any) -> str:
    """Return what feedparser found wrong with a feed, in words."""
    if hasattr(fault, "getLineNumber"):
        return f"line {fault.getLineNumber()}: {fault.getMessage()}"
    return str(fault or "")


def _character(found: re.Match[bytes]) -> bytes:
    """Return a reference to a character by number; one to what is no character as U+FFFD."""
    digits, base = (found[1], 16) if found[1] else (found[2], 10)
    number = int(digits, base) if len(digits) < 10 else 0
    is_character = 0 < number < 0xD800 or 0xE000 <= number < 0x110000
    return found[0] if is_character else b"&#65533;"


def _item(entry: Any) -> Item:
    """Return what stands in one entry of feedparser."""
    contents = entry.get("content") or []
    published, modified = _written(entry, "published"), _written(entry, "updated")
    return Item(
        id=_str(entry, "id"),
        link=_str(entry, "link"),
        title=html_line(_str(entry, "title")),
        texts=[*(_str(content, "value") for content in contents), _str(entry, "summary")],
        read=html_text,
        published=published or modified,
        modified=modified,
        source=html_line(_str(entry.get("source") or {}, "title")),
        lang=_str(entry, "language"),
        credit=html_line(_str(entry, "author")),
        kin=[],
    )


def _str(found: Any, name: str) -> str:
    """Return a string of a mapping of feedparser; empty if it is none."""
    value = found.get(name)
    return value.strip() if isinstance(value, str) else ""


def _written(entry: Any, name: str) -> str:
    """Return a date as written; feedparser gives one of them for the other, which is not wanted."""
    return _str(entry, name) if name in set(entry) else ""
