"""HTML pages: the text by trafilatura, what the page says of it read here.

Precision goes first: a line that may be furniture is left out. Title, dates with the time
of day, address, publisher, author and language come from JSON-LD, else from ``<meta>``. A
page beyond the limits is refused before trafilatura sees it.
"""

import re
from collections.abc import Mapping
from typing import Any

import lxml.html
from lxml import etree

from dedup.readers.encoding import decode_declared
from dedup.readers.feed_items import dated
from dedup.readers.html_text import has_words, html_line, html_text, layout, parse_html, tree_text
from dedup.readers.jsonld import PageFacts, article_facts
from dedup.readers.records import DocumentError, Record
from dedup.readers.titles import clean_title, site_names
from dedup.readers.urls import canonical_url, clean_link, host_of, resolved

MAX_PAGE_CHARS = 8 << 20
MAX_ELEMENTS = 12_000  # without scripts and what is never text; news pages have 300 to 5,000, more takes over a second
_NEVER_TEXT = ("script", "style", "noscript", "svg", "template", "nav", "footer", "form", "iframe", "select", "picture")
_INNER_PAGE = re.compile(r"https?://[^/?#]++/*+[^/\s]", re.IGNORECASE)  # many name the front page as canonical for all
_META_CHARSET = re.compile(rb"""<meta[^>]{0,500}?charset\s*=\s*["']?\s*([A-Za-z][\w.:\-]*)""", re.IGNORECASE)
_LAYOUT: Mapping[str, tuple[str, ...]] = {  # of trafilatura's trees
    "blocks": ("p", "head", "list", "quote", "table", "code", "ab", "div", "body"),
    "rows": ("item", "row"),
    "breaks": ("lb",),
    "cells": ("cell",),
    "invisible": (),
}
_TITLE_METAS = ("og:title", "twitter:title", "dc.title", "title")
_SOURCE_METAS = ("og:site_name", "application-name", "dc.publisher", "publisher")
_PUBLISHED_METAS = (
    *("article:published_time", "datepublished", "content_publisheddate", "publishdate", "publish-date", "pubdate"),
    *("dc.date.issued", "dcterms.created", "dc.date", "date", "og:published_time", "sailthru.date", "parsely-pub-date"),
)
_MODIFIED_METAS = ("article:modified_time", "datemodified", "og:updated_time", "last-modified", "dcterms.modified")
_CREDIT_METAS = ("author", "article:author", "dc.creator", "byl", "parsely-author")
_LANGUAGE_METAS = ("language", "content-language", "og:locale", "dc.language")


def parse_page(raw: bytes, options: Mapping[str, Any]) -> list[Record]:
    """Read the article of a page.

    Args:
        raw: The page.
        options: What is known of it: ``url`` where it lies, ``encoding`` that the server
            declared, ``version`` of the copy; each may be absent.

    Returns:
        One record. Its id is the page's canonical address, else ``url``, else empty; its
        text is empty if the page has none.

    Raises:
        DocumentError: If the page is larger or more deeply nested than any article's.
    """
    text, note = decoded_page(raw, str(options.get("encoding") or ""))
    if len(text) > MAX_PAGE_CHARS:
        raise DocumentError(f"an HTML page of more than {MAX_PAGE_CHARS:,} characters, the limit")
    root = parse_html(text, lxml.html.HTMLParser)  # trafilatura takes its elements only
    if root is None:
        return [{"text": ""}]
    facts = page_facts(root, str(options.get("url") or ""))
    title = clean_title(facts.title, site_names(facts.source, host_of(facts.url)))
    headings = {facts.title, title, _element_line(root, "h1"), _element_line(root, "title")}
    etree.strip_elements(root, *_NEVER_TEXT, with_tail=False)
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise DocumentError(f"an HTML page of more than {MAX_ELEMENTS:,} elements, the limit")
    record: Record = {
        "id": facts.url if _INNER_PAGE.match(facts.url) else "",
        "text": _text(root, headings, facts.body),
        "title": title,
        "source": facts.source or host_of(facts.url),
        "url": canonical_url(facts.url) if ":" in facts.url else "",
        "lang": facts.lang,
        "credit": facts.credit,
        "kin": list(facts.kin),
        "version": str(options.get("version") or ""),
        "notes": [note] if note else [],
    }
    dated(record, facts.published, facts.modified)
    return [record]


def page_facts(root: Any, url: str = "") -> PageFacts:
    """Return what a page says of its article, in JSON-LD, else in ``<meta>`` and the like.

    Args:
        root: Of the tree, with its scripts.
        url: Where the page lies, if known; relative addresses are read against it.
    """
    metas, base = _metas(root), _base(root, url)
    canonical = next((node.get("href", "") for node in root.iter("link") if "canonical" in _relations(node)), "")
    link = canonical or metas.get("og:url", "")
    address = clean_link(resolved(base, link) if link else url)
    scripts = [node.text or "" for node in root.iter("script") if "ld+json" in node.get("type", "").lower()]
    facts = article_facts(scripts, address)
    said = PageFacts(
        title=_first(metas, _TITLE_METAS) or _element_line(root, "h1") or _element_line(root, "title"),
        published=_first(metas, _PUBLISHED_METAS) or _time(root, "datePublished"),
        modified=_first(metas, _MODIFIED_METAS) or _time(root, "dateModified"),
        source=_first(metas, _SOURCE_METAS),
        credit=_first(metas, _CREDIT_METAS),
        lang=root.get("lang", "") or _first(metas, _LANGUAGE_METAS).replace("_", "-"),
    )
    if said.credit.startswith("http"):
        said = said._replace(credit="")
    url_said = address or (clean_link(resolved(base, facts.url)) if facts.url else "")
    return facts.or_else(said)._replace(url=url_said, title=html_line(facts.title or said.title))


def decoded_page(raw: bytes, declared: str = "") -> tuple[str, str]:
    """Decode a page: by its mark, as declared by the server or the page itself, else as UTF-8 or by detection.

    Returns:
        The text, and a remark about what was guessed or replaced; empty if nothing was.
    """
    found = _META_CHARSET.search(raw[:8192])
    return decode_declared(raw, (declared, found[1].decode("ascii") if found else ""))


def _text(root: Any, headings: set[str], body: str) -> str:
    """Return the text: trafilatura's, else, where that finds hardly anything, the publisher's own."""
    import trafilatura  # 0.4 s to import, and only pages need it

    found = trafilatura.bare_extraction(
        root, favor_precision=True, include_comments=False, include_tables=True, with_metadata=False
    )
    text = ""
    if found is not None and found.body is not None:
        text = _without_heading(tree_text(found.body, layout(**_LAYOUT)), headings)
    if body and len(text) * 2 < len(body):
        own = html_text(body)
        if has_words(own) and len(text) * 2 < len(own):
            return own
    return text


def _without_heading(text: str, headings: set[str]) -> str:
    """Drop the headline from the start of a text; it is the title."""
    first, _, rest = text.partition("\n\n")
    keys = {heading.casefold() for heading in headings if heading}
    return rest if " ".join(first.split()).casefold() in keys else text


def _base(root: Any, url: str) -> str:
    """Return what relative addresses are read against: what ``<base>`` says, else where the page lies."""
    said = next((node.get("href", "") for node in root.iter("base")), "")
    return resolved(url, said)


def _metas(root: Any) -> dict[str, str]:
    """Return the named contents of ``<meta>``; the first of a name counts."""
    found: dict[str, str] = {}
    for node in root.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop") or node.get("http-equiv") or ""
        content = node.get("content", "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _first(metas: Mapping[str, str], names: tuple[str, ...]) -> str:
    """Return the first content that there is of some names."""
    return next((metas[name] for name in names if name in metas), "")


def _relations(node: Any) -> list[str]:
    """Return the relations of a link."""
    return str(node.get("rel", "")).lower().split()


def _time(root: Any, name: str) -> str:
    """Return the date of an element that is marked up with a name, or for publication of the first ``<time>``."""
    for node in root.iter("time", "span", "meta", "div", "abbr"):
        if node.get("itemprop") == name or (
            node.tag == "time" and name == "datePublished" and node.get("pubdate") is not None
        ):
            return str(node.get("datetime") or node.get("content") or node.get("title") or "").strip()
    times = {node.get("datetime", "") for node in root.iter("time")} - {""}
    return times.pop() if name == "datePublished" and len(times) == 1 else ""


def _element_line(root: Any, name: str) -> str:
    """Return the text of the first element of a name, on one line."""
    node = next(root.iter(name), None)
    return " ".join("".join(node.itertext()).split()) if node is not None else ""
