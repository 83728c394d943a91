"""IPTC NewsML-G2: news items, alone or in news messages."""

from collections.abc import Mapping
from typing import Any

from dedup.readers.feed_items import dated
from dedup.readers.html_text import has_words, html_text, tree_text
from dedup.readers.nitf import nitf_record, nitf_text, nitf_title
from dedup.readers.records import DocumentError, Record
from dedup.readers.statuses import known_status
from dedup.readers.xml_tree import line_of, local_name, parse_xml, without_namespaces

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: How an item came of another; other relations (see also, has part) are no kinship.
_KINSHIP = ("evolvedfrom", "derivedfrom", "translatedfrom", "supersedes", "replaces", "previousversion")


def parse_newsml(raw: bytes, options: Mapping[str, Any]) -> list[Record]:
    """Read the news items of a document; packages and concepts are passed over.

    Args:
        raw: The document: a ``<newsItem>``, or a ``<newsMessage>`` of several.
        options: None.

    Raises:
        DocumentError: If it is no NewsML-G2, not well-formed, or beyond a limit.
    """
    root, notes = parse_xml(raw)
    if local_name(root) not in ("newsItem", "newsMessage"):
        raise DocumentError(f"no NewsML-G2: its root is <{local_name(root)[:40]}>")
    without_namespaces(root)
    items = [root] if root.tag == "newsItem" else root.findall("itemSet/newsItem")
    records = [_record(item) for item in items]
    if notes and records:
        records[0]["notes"] = notes
    return records


def _record(item: Any) -> Record:
    """Return the record of a ``<newsItem>`` without namespaces."""
    about, content = item.find("itemMeta"), item.find("contentMeta")
    nitf = item.find("contentSet/inlineXML/nitf")
    inside = nitf_record(nitf) if nitf is not None and not item.get("guid") else {}
    created = _text(about, "firstCreated") or _text(content, "contentCreated")
    changed = _text(about, "versionCreated")
    spoken = item.get(_XML_LANG, "")
    lang = _attribute(content, "language", "tag") or spoken
    record: Record = {
        "id": item.get("guid", "").strip() or inside.get("id", ""),
        "title": _headline(content, lang, spoken)
        or (nitf_title(nitf) if nitf is not None else "")
        or _text(about, "title"),
        "text": _body(item),
        "source": _party(content, "infoSource") or _party(about, "provider") or _party(content, "creator"),
        "lang": lang,
        "version": item.get("version", "").strip() or "1",  # as the standard says
        "credit": _text(content, "creditline") or _text(content, "by"),
        "status": known_status(_attribute(about, "pubStatus", "qcode") or _attribute(about, "pubStatus", "uri")),
        "kin": list(dict.fromkeys(_kin(about, content))),
    }
    dated(record, created or changed, changed)
    return record


def _body(item: Any) -> str:
    """Return the first text of an item's contents that has words: NITF, XHTML, or data inside."""
    for node in item.iterfind("contentSet/*"):
        text = ""
        if node.tag == "inlineXML":
            text = next((_inline(child) for child in node), "") or (node.text or "").strip()
        elif node.tag == "inlineData":
            kind = node.get("contenttype", "")
            text = html_text(node.text or "") if "html" in kind else (node.text or "").strip()
        if has_words(text):
            return text
    return ""


def _inline(root: Any) -> str:
    """Return the text of a document inside an item."""
    if root.tag == "nitf":
        return nitf_text(root)
    body = root.find("body")
    return tree_text(body if body is not None else root)


def _headline(content: Any, lang: str, spoken: str) -> str:
    """Return the main headline: of those of that role the one in the language of the text, else the first.

    ``spoken`` is the language of what names none.
    """
    if content is None:
        return ""
    lines = content.findall("headline")
    main = [node for node in lines if node.get("role", "").rpartition(":")[2].lower() in ("main", "headline", "")]
    own = [node for node in main if _primary(node.get(_XML_LANG, spoken)) == _primary(lang)]
    return next((line for node in [*own, *main, *lines] if (line := line_of(node))), "")


def _primary(lang: str) -> str:
    """Return a language without its region or script: ``id`` of ``id-ID``."""
    return lang.partition("-")[0].lower()


def _party(parent: Any, name: str) -> str:
    """Return the name of a party, else its literal, else its code without the scheme."""
    node = parent.find(name) if parent is not None else None
    if node is None:
        return ""
    code = node.get("qcode") or node.get("uri") or ""
    return line_of(node.find("name")) or node.get("literal", "") or code.rpartition(":")[2]


def _kin(about: Any, content: Any) -> list[str]:
    """Return the ids of items that this one came of, and its other ids."""
    found: list[str] = []
    for node in about.findall("link") if about is not None else ():
        if node.get("rel", "").rpartition(":")[2].lower() in _KINSHIP:
            found.append(node.get("residref") or node.get("href") or "")
    for parent in (about, content):
        found += [line_of(node) for node in (parent.findall("altId") if parent is not None else ())]
    return [name for name in found if name]


def _text(parent: Any, name: str) -> str:
    """Return the text of a child on one line; empty for none."""
    return line_of(parent.find(name)) if parent is not None else ""


def _attribute(parent: Any, name: str, attribute: str) -> str:
    """Return an attribute of a child; empty for none."""
    node = parent.find(name) if parent is not None else None
    return str(node.get(attribute, "")).strip() if node is not None else ""
