"""IPTC NITF, as a file of its own or inside NewsML-G2."""

from collections.abc import Mapping
from typing import Any

from dedup.model import CANCELED
from dedup.readers.feed_items import dated
from dedup.readers.html_text import layout, tree_text
from dedup.readers.records import DocumentError, Record
from dedup.readers.statuses import known_status
from dedup.readers.xml_tree import line_of, local_name, parse_xml, without_namespaces

_LAYOUT: Mapping[str, tuple[str, ...]] = {
    "blocks": (
        *("p", "hl1", "hl2", "block", "bq", "credit", "note", "table", "ul", "ol", "dl", "pre", "hr", "body.content"),
    ),
    "rows": ("li", "tr", "dt", "dd", "caption"),
    "breaks": ("br",),
    "cells": ("td", "th"),
    "invisible": ("media", "nitf-table-metadata", "ednote", "custom-table", "object-params"),
}


def parse_nitf(raw: bytes, options: Mapping[str, Any]) -> list[Record]:
    """Read the article of a NITF document.

    Args:
        raw: The document.
        options: None.

    Raises:
        DocumentError: If it is no NITF, not well-formed, or beyond a limit.
    """
    root, notes = parse_xml(raw)
    if local_name(root) != "nitf":
        raise DocumentError(f"no NITF: its root is <{local_name(root)[:40]}>, not <nitf>")
    record = nitf_record(without_namespaces(root))
    if notes:
        record["notes"] = notes
    return [record]


def nitf_record(root: Any) -> Record:
    """Return the record of a ``<nitf>`` without namespaces.

    The id is that of ``doc-id``, else ``uno``; the version is that of ``du-key``; the date
    of issue counts as the date of publication, the last of the revision history as that of change.
    """
    data = root.find("head/docdata")
    data = data if data is not None else root.find("head/pubdata")
    record: Record = {
        "id": _attribute(data, "doc-id", "id-string") or root.get("uno", ""),
        "text": nitf_text(root),
        "title": nitf_title(root),
        "source": _attribute(root.find("head"), "pubdata", "name")
        or line_of(root.find("body/body.head/distributor"))
        or _attribute(data, "doc-id", "regsrc")
        or _attribute(data, "doc.copyright", "holder"),
        "lang": root.get("{http://www.w3.org/XML/1998/namespace}lang", ""),
        "version": _attribute(data, "du-key", "version") or _attribute(data, "du-key", "generation"),
        "credit": line_of(root.find("body/body.head/distributor")) or line_of(root.find("body/body.head/byline")),
        "status": known_status(data.get("management-status", "")) if data is not None else "",
        "kin": [node.get("id-string", "") for node in (data.iter("correction") if data is not None else ())],
    }
    if not record["status"] and data is not None and data.find("correction[@info='kill']") is not None:
        record["status"] = CANCELED
    published = (
        _attribute(data, "date.issue", "norm")
        or _attribute(data, "date.release", "norm")
        or _attribute(root.find("body/body.head"), "dateline/story.date", "norm")
        or _attribute(root.find("head"), "pubdata", "date.publication")
    )
    changes = [node.get("norm", "").strip() for node in root.iterfind("head/revision-history")]
    dated(record, published, next(filter(None, reversed(changes)), ""))
    return record


def nitf_title(root: Any) -> str:
    """Return the headline of a ``<nitf>``, else its title."""
    return line_of(root.find("body/body.head/hedline/hl1")) or line_of(root.find("head/title"))


def nitf_text(root: Any) -> str:
    """Return the text of a ``<nitf>``."""
    content = root.find("body/body.content")
    return tree_text(content, layout(**_LAYOUT)) if content is not None else ""


def _attribute(node: Any, path: str, name: str) -> str:
    """Return an attribute of the first element at a path; empty if there is none."""
    found = node.find(path) if node is not None else None
    return str(found.get(name, "")).strip() if found is not None else ""
