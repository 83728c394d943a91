"""XML to a tree, safely: no entity is expanded, no file opened, no connection made.

A document that declares entities is refused. References to the named characters of HTML
(``&nbsp;``), which documents with a DOCTYPE may hold, become those characters. Depth and
the size of a text are limited by libxml2 itself.
"""

import re
from html.entities import html5
from typing import Any, NamedTuple

from lxml import etree

from dedup.readers.encoding import decode, decode_declared
from dedup.readers.records import DocumentError, MalformedError

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.\-]*)["']""")
_REFERENCE = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_PREDEFINED = ("amp", "lt", "gt", "quot", "apos")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>\s*")
_TOO_LONG = ("xml_parse_huge", "huge input", "huge text node", "too big found")
_TOO_MUCH = ("amplification", "entity reference loop")


class Tree(NamedTuple):
    """A parsed document."""

    root: Any
    notes: list[str]  #: what had to be guessed or replaced


def parse_xml(raw: bytes) -> Tree:
    """Parse a document strictly.

    Bytes that are no characters of the declared encoding are replaced, with a note; nothing
    else is repaired.

    Raises:
        MalformedError: If it is not well-formed.
        DocumentError: If it declares entities, or goes beyond a limit.
    """
    raw = raw.lstrip(b" \t\r\n")
    refuse_entities(raw)
    raw, notes = in_utf8(raw)
    if _has_document_type(raw):
        text, note = decode(raw)
        raw = _without_declaration(_REFERENCE.sub(_as_number, text))
        notes += [note] if note else []
    try:
        return Tree(_root(raw), notes)
    except etree.XMLSyntaxError as exc:
        text, note = decode(raw)
        if not note:
            raise _refusal(exc) from exc
    try:
        return Tree(_root(_without_declaration(text)), [*notes, note])
    except etree.XMLSyntaxError as exc:
        raise _refusal(exc) from exc


def in_utf8(raw: bytes) -> tuple[bytes, list[str]]:
    """Return a document that declares another encoding in UTF-8, and what had to be guessed or replaced.

    A document without a declaration, or with a mark, is returned as it is: the parser knows what to do.
    """
    found = _DECLARED.match(raw[:200])
    if found is None or found[1].lower() in (b"utf-8", b"utf8"):
        return raw, []
    text, note = decode_declared(raw, [found[1].decode("ascii")])
    return _without_declaration(text), [note] if note else []


def local_name(node: Any) -> str:
    """Return the name of an element without its namespace."""
    return str(node.tag).rpartition("}")[2]


def line_of(node: Any) -> str:
    """Return the text of an element and what is in it on one line; empty for none."""
    return " ".join("".join(node.itertext()).split()) if node is not None else ""


def without_namespaces(root: Any, only: str = "{") -> Any:
    """Take the namespaces off a tree, in place, so that XHTML is read like HTML; return it.

    Args:
        root: Of the tree.
        only: Take off the one that starts so, in braces; none if empty.
    """
    for node in root.iter(etree.Element) if only else ():
        if node.tag.startswith(only):
            node.tag = local_name(node)
    return root


def _root(raw: bytes) -> Any:
    """Parse.

    ``collect_ids=False`` must not be among the options: with it libxml2 2.14 opens the DTD
    that a DOCTYPE names, whatever ``load_dtd`` says.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
    )
    root = etree.fromstring(raw, parser)
    document_type = root.getroottree().docinfo.internalDTD
    if document_type is not None and next(document_type.iterentities(), None) is not None:
        raise DocumentError(_BOMB)
    if next(root.iter(etree.Entity), None) is not None:
        raise MalformedError("not well-formed XML: a reference to an entity that is not declared")
    return root


_BOMB = "the document declares entities of its own, which are not expanded; remove its internal DTD"


def refuse_entities(raw: bytes) -> None:
    """Refuse a document that declares entities before the parser sees them."""
    head = raw[: 1 << 20]
    if b"\0" in head[:64]:  # UTF-16 and its like
        head = head.replace(b"\0", b"")
    start = head[:8192].find(b"<!DOCTYPE")
    if start >= 0 and b"<!ENTITY" in head[start:]:
        raise DocumentError(_BOMB)


def _has_document_type(raw: bytes) -> bool:
    """True if a DOCTYPE may stand at the start, which allows references to what its DTD declares."""
    return b"<!DOCTYPE" in raw[:8192].replace(b"\0", b"")


def _as_number(found: re.Match[str]) -> str:
    """Return a reference to a named character as one by number; what is no such name as plain text."""
    name = found[1]
    if name in _PREDEFINED:
        return found[0]
    characters = html5.get(f"{name};")
    return "".join(f"&#{ord(character)};" for character in characters) if characters else f"&amp;{name};"


def _without_declaration(text: str) -> bytes:
    """Return a document as UTF-8, its declaration left out."""
    return _DECLARATION.sub("", text).encode("utf-8", "replace")


def _refusal(exc: etree.XMLSyntaxError) -> DocumentError:
    """Return our error for one of the parser."""
    message = str(exc.msg or exc).rstrip(".")
    said = message.lower()
    if "excessive depth" in said:
        return DocumentError("XML nested more than 256 levels deep, the limit; close its tags, or give the text alone")
    if any(words in said for words in _TOO_LONG):
        return MalformedError("XML with more than 10,000,000 bytes in one text, name or comment, the limit; split it")
    if any(words in said for words in _TOO_MUCH):
        return DocumentError(f"beyond the parser's limits: {message}")
    return MalformedError(f"not well-formed XML: {message}")
