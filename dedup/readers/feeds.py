"""RSS 2.0, Atom, RDF (RSS 1.0) and JSON Feed that are well-formed; ``feeds_lenient`` reads the rest.

The full text of an item goes before its summary, HTML becomes text, dates come out as
written in the feed. The tree is read here and not by ``fastfeedparser``, which loses the
feed's language and an item's source, and puts the date of change in the place of a date of
publication that it does not understand.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from dedup.readers.feed_items import Feed, Item
from dedup.readers.html_text import html_line, html_text, tree_text
from dedup.readers.json_feed import parse_json_feed
from dedup.readers.records import DocumentError, Record
from dedup.readers.urls import resolved
from dedup.readers.xml_tree import local_name, parse_xml, without_namespaces

_DC, _TERMS = "{http://purl.org/dc/elements/1.1/}", "{http://purl.org/dc/terms/}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_ATOM = ("{http://www.w3.org/2005/Atom}", "{http://purl.org/atom/ns#}")
_NETSCAPE = ("{http://my.netscape.com/rdf/simple/0.9/}", "{http://channel.netscape.com/rdf/simple/0.9/}")
_RSS = ("", "{http://purl.org/rss/1.0/}", *_NETSCAPE)
_DELETED = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"

_RSS_PARTS = """
title title, link link, guid id, pubDate published, pubdate published, lastBuildDate modified,
description summary, author credit, source source, language lang
"""
_ATOM_PARTS = """
title title, link atom_link, id id, published published, issued published, updated modified, modified modified,
content content, summary summary, author credit, source source
"""
_DC_PARTS = "date dc_date, identifier dc_id, creator credit, publisher dc_publisher, language lang"
_TERMS_PARTS = "issued dc_date, created dc_date, modified modified, replaces kin"


def _parts(spaces: Iterable[str], pairs: str) -> dict[str, str]:
    """Return the parts that the elements of some namespaces hold."""
    named = [pair.split() for pair in pairs.split(",")]
    return {f"{space}{name}": part for space in spaces for name, part in named}


#: From an element of an item, or of the feed, to what it holds.
_PARTS: Mapping[str, str] = {
    **_parts(_RSS, _RSS_PARTS),
    **_parts(_ATOM, _ATOM_PARTS),
    **_parts([_DC], _DC_PARTS),
    **_parts([_TERMS], _TERMS_PARTS),
    "{http://purl.org/rss/1.0/modules/content/}encoded": "content",
    "{http://purl.org/rss/1.0/modules/content}encoded": "content",  # as some write it
    "{http://news.yandex.ru}full-text": "content",
    "{https://news.yandex.ru}full-text": "content",
    "{http://www.w3.org/1999/xhtml}body": "content",
    "{http://www.w3.org/1999/xhtml}div": "content",
    "{http://rssnamespace.org/feedburner/ext/1.0}origLink": "original_link",
}


def parse_feed(raw: bytes, options: Mapping[str, Any]) -> list[Record]:
    """Read the items of a feed.

    Args:
        raw: The feed, in any encoding that it declares.
        options: None.

    Raises:
        MalformedError: If it is not well-formed XML.
        DocumentError: If it is no feed, declares entities, or is beyond a limit.
    """
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return parse_json_feed(raw)
    root, notes = parse_xml(raw)
    kind = local_name(root)
    if kind == "feed":
        records = _atom(root)
    elif kind in ("rss", "RDF", "rdf", "channel"):
        records = _rss(without_namespaces(root, _own_namespace(root)))
    else:
        raise DocumentError(f"no feed: its root is <{kind[:40]}>, not <rss>, <feed> or <rdf:RDF>")
    if notes and records:
        records[0]["notes"] = notes
    return records


def _own_namespace(root: Any) -> str:
    """Return the namespace that a root of RSS 2.0 made up for itself; empty if it has none, as it should be."""
    return root.tag.rpartition("}")[0] + "}" if root.tag.startswith("{") and local_name(root) == "rss" else ""


def _rss(root: Any) -> list[Record]:
    """Read RSS of any version; items lie in the channel or, in RDF, beside it."""
    channel = next((node for node in root if local_name(node) == "channel"), root)
    about = _sorted_out(node for node in channel if local_name(node) != "item")
    feed = Feed(
        source=html_line(_text(about.get("title"))),
        lang=_text(about.get("lang")) or root.get(f"{_XML}lang", ""),
        base=_text(about.get("link")) or root.get(f"{_XML}base", ""),
        changed=_text(about.get("modified")) or _text(about.get("published")) or _text(about.get("dc_date")),
    )
    return [
        feed.record(_rss_item(node))
        for parent in dict.fromkeys((channel, root))
        for node in parent
        if local_name(node) == "item"
    ]


def _rss_item(node: Any) -> Item:
    """Return what stands in one item of RSS."""
    found = _sorted_out(node)
    name = _text(found.get("id"))
    link = _text(found.get("original_link")) or _text(found.get("link")) or _link_of(found)
    if not link and name.startswith(("http://", "https://")):
        link = name
    return Item(
        id=name or node.get(_RDF_ABOUT, "") or _text(found.get("dc_id")),
        link=link,
        title=html_line(_text(found.get("title"))),
        texts=(found.get("content"), found.get("summary")),
        read=_html_of,
        published=_text(found.get("published")) or _text(found.get("dc_date")),
        modified=_text(found.get("modified")),
        source=html_line(_text(found.get("source")) or _text(found.get("dc_publisher"))),
        lang=_text(found.get("lang")) or node.get(f"{_XML}lang", ""),
        credit=html_line(_text(found.get("credit"))),
        kin=[_text(found["kin"])] if "kin" in found else [],
    )


def _atom(root: Any) -> list[Record]:
    """Read Atom 1.0 or 0.3, with the tombstones of RFC 6721."""
    about = _sorted_out(node for node in root if local_name(node) != "entry")
    base = root.get(f"{_XML}base", "") or _link_of(about, "self") or _link_of(about)
    feed = Feed(
        source=_construct_line(about.get("title")),
        lang=root.get(f"{_XML}lang", ""),
        base=base,
        changed=_text(about.get("modified")),
    )
    records: list[Record] = []
    for node in root:
        if node.tag == _DELETED:
            records.append(feed.withdrawal(node.get("ref", ""), node.get("when", "")))
        elif local_name(node) == "entry":
            records.append(feed.record(_atom_entry(node)))
    return records


def _atom_entry(node: Any) -> Item:
    """Return what stands in one entry of Atom."""
    found = _sorted_out(node)
    content, source = found.get("content"), found.get("source")
    modified = _text(found.get("modified"))
    base = (content.get(f"{_XML}base") if content is not None else "") or node.get(f"{_XML}base", "")
    origin = _sorted_out(source) if source is not None else {}
    return Item(
        id=_text(found.get("id")),
        link=_text(found.get("original_link")) or _relative(base, _link_of(found)),
        title=_construct_line(found.get("title")),
        texts=(content, found.get("summary")),
        read=_construct,
        published=_text(found.get("published")) or _text(found.get("dc_date")) or modified,
        modified=modified,
        source=_construct_line(origin.get("title")),
        lang=node.get(f"{_XML}lang", "") or (content.get(f"{_XML}lang", "") if content is not None else ""),
        credit=_text(next((part for part in found["credit"] if local_name(part) == "name"), None))
        if "credit" in found
        else "",
        kin=[],
    )


def _sorted_out(nodes: Iterable[Any]) -> dict[str, Any]:
    """Return the first element that is not empty for each part; for links of Atom see ``_link_of``."""
    found: dict[str, Any] = {}
    for node in nodes:
        part = _PARTS.get(node.tag)
        if part is None:
            continue
        if part == "atom_link":
            relation = node.get("rel", "alternate")
            if f"link {relation}" not in found:
                found[f"link {relation}"] = node
        elif part not in found or (not len(found[part]) and not (found[part].text or "").strip()):
            found[part] = node
    return found


def _link_of(found: Mapping[str, Any], relation: str = "alternate") -> str:
    """Return the address of an Atom link of some relation."""
    node = found.get(f"link {relation}")
    return str(node.get("href", "")).strip() if node is not None else ""


def _relative(base: str, link: str) -> str:
    """Return a link of an entry against the base that the entry names, if it names one."""
    return resolved(base, link) if base and link else link


def _text(node: Any) -> str:
    """Return the text of an element, with that of what is in it; empty for none."""
    if node is None:
        return ""
    if not len(node):
        return (node.text or "").strip()
    return "".join(node.itertext()).strip()


def _html_of(node: Any) -> str:
    """Return the text of an element of RSS: escaped HTML, or elements of XHTML inside."""
    return html_text(node.text or "") if not len(node) else tree_text(without_namespaces(node))


def _construct(node: Any) -> str:
    """Return the text of an Atom text construct, by its type."""
    kind = str(node.get("type", "text")).lower()
    if node.get("src") or (kind == "xhtml" and not len(node)):
        return ""
    if len(node):
        return tree_text(without_namespaces(node))
    if kind in ("text", "text/plain"):
        return str(node.text or "").strip()
    return html_text(node.text or "") if "htm" in kind else ""


def _construct_line(node: Any) -> str:
    """Return an Atom text construct on one line."""
    return " ".join(_construct(node).split()) if node is not None else ""
