"""What a page says of its article in JSON-LD (schema.org ``NewsArticle`` and its kin)."""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from dedup.readers.encoding import without_surrogates
from dedup.readers.urls import canonical_url

_MAX_SCRIPT_CHARS = 1 << 20
_MAX_NODES = 5000
_MAX_DEPTH = 12
#: Types of an article, likeliest to be the page's own first.
_TYPES = (
    *("NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle", "OpinionNewsArticle"),
    *("AskPublicNewsArticle", "ReviewNewsArticle", "LiveBlogPosting", "Article", "BlogPosting", "Report"),
    *("AdvertiserContentArticle", "SatiricalArticle", "TechArticle", "SocialMediaPosting"),
)
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$"
)
_LAST_COMMA = re.compile(r",(?=\s*[}\]])")  # that hand-made templates leave


class PageFacts(NamedTuple):
    """What a page says of its article; absent parts are empty, dates as written."""

    title: str = ""
    published: str = ""
    modified: str = ""
    url: str = ""
    source: str = ""
    credit: str = ""
    lang: str = ""
    kin: tuple[str, ...] = ()
    body: str = ""

    def or_else(self, other: "PageFacts") -> "PageFacts":
        """Return these facts, with those of ``other`` in the place of absent ones."""
        absent = {name: value for name, value in other._asdict().items() if not getattr(self, name)}
        return self._replace(**absent)


def article_facts(scripts: Iterable[str], url: str = "") -> PageFacts:
    """Return what the JSON-LD of a page says of its article.

    Args:
        scripts: The contents of its ``<script type="application/ld+json">``.
        url: Of the page, to choose among several articles; empty if not known.

    Returns:
        The facts of the best article; empty ones if there is none.
    """
    nodes = [node for script in scripts for node in _nodes(_load(script), 0)][:_MAX_NODES]
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    articles = [(rank, place, node) for place, node in enumerate(nodes) if (rank := _rank(node)) is not None]
    if not articles:
        return PageFacts()
    own = canonical_url(url) if url else ""

    def fitness(item: tuple[int, int, Mapping[str, Any]]) -> tuple[bool, bool, int, int]:
        rank, place, node = item
        is_other = bool(own) and canonical_url(_url(node)) != own
        return is_other, not (_text(node.get("headline")) or _text(node.get("datePublished"))), rank, place

    return _facts(min(articles, key=fitness)[2], named)


def _facts(node: Mapping[str, Any], named: Mapping[str, Mapping[str, Any]]) -> PageFacts:
    """Return the facts of one article."""
    whole = next((part for part in _resolved(node.get("isPartOf"), named) if _name(part)), {})
    source = [_name(part) for key in ("publisher", "sourceOrganization") for part in _resolved(node.get(key), named)]
    authors = [_name(part) for key in ("author", "creator") for part in _resolved(node.get(key), named)]
    origins = [_url(part) or _text(part.get("@id")) for part in _resolved(node.get("isBasedOn"), named)]
    return PageFacts(
        title=_text(node.get("headline")) or _text(node.get("name")),
        published=_text(node.get("datePublished")) or _text(node.get("dateCreated")),
        modified=_text(node.get("dateModified")),
        url=_url(node),
        source=next(filter(None, [*source, _name(whole)]), ""),
        credit=_text(node.get("creditText")) or ", ".join(dict.fromkeys(filter(None, authors))),
        lang=_language(node.get("inLanguage")),
        kin=tuple(dict.fromkeys(filter(None, origins))),
        body=_text(node.get("articleBody")),
    )


def _load(script: str) -> object:
    """Parse a script; None if it is no JSON."""
    if len(script) > _MAX_SCRIPT_CHARS:
        return None
    script = _WRAPPING.sub("", script).strip().rstrip(";")
    for text in (script, _LAST_COMMA.sub("", script)):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: object, depth: int) -> Iterator[Mapping[str, Any]]:
    """Return the objects of a document that stand on their own: at the top, in lists and graphs."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, Mapping):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"):
            if isinstance(value.get(key), (list, Mapping)):
                yield from _nodes(value[key], depth + 1)


def _rank(node: Mapping[str, Any]) -> int | None:
    """Return how likely a node is the page's article, 0 the likeliest; None if it is no article."""
    types = node.get("@type")
    names = [str(name).rpartition("/")[2] for name in (types if isinstance(types, list) else [types])]
    ranks = [_TYPES.index(name) for name in names if name in _TYPES]
    return min(ranks) if ranks else None


def _resolved(value: object, named: Mapping[str, Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the objects of a value: a list or one, by reference or as they are; a text is a name or an address."""
    found: list[Mapping[str, Any]] = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            found.append(
                named.get(item) or ({"url": item} if item.startswith(("http", "/", "urn:", "tag:")) else {"name": item})
            )
        elif isinstance(item, Mapping):
            reference = item.get("@id")
            found.append(named.get(reference, item) if isinstance(reference, str) and len(item) <= 2 else item)
    return found


def _name(node: Mapping[str, Any]) -> str:
    """Return the name of a person, an organisation, a work."""
    return _text(node.get("name")) or _text(node.get("alternateName"))


def _url(node: Mapping[str, Any]) -> str:
    """Return the address of a work."""
    page = node.get("mainEntityOfPage")
    if isinstance(page, Mapping):
        page = page.get("@id") or page.get("url")
    return _text(node.get("url")) or _text(page)


def _language(value: object) -> str:
    """Return a code of a language, which may be wrapped in an object or a list."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, Mapping):
        value = value.get("alternateName") or value.get("name")
    return _text(value)


def _text(value: object) -> str:
    """Return a text without entities; of a list the first; anything else is none."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, Mapping):
        value = value.get("@value") or value.get("@id")
    return without_surrogates(html.unescape(value))[0].strip() if isinstance(value, str) else ""
