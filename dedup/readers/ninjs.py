"""IPTC ninjs 1, 2 and 3: one item, a list of items, or an item a line.

The versions of the standard differ in how names are written (``pubstatus``, ``pubStatus``)
and in what is a list (``headline``, ``headlines``); one mapping reads them all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dedup.model import Article
from dedup.readers.fields import BadRowError, FieldMap, written_number
from dedup.readers.html_text import has_words, html_line, html_text
from dedup.readers.journal import Journal
from dedup.readers.json_file import LIST_NAMES, MAX_DESCENT, load, looks_like_document
from dedup.readers.jsonl import read_jsonl
from dedup.readers.limits import Limits
from dedup.readers.records import DocumentError
from dedup.readers.source import Source, Stream
from dedup.readers.statuses import known_status
from dedup.readers.urls import canonical_url

_NOT_AN_ID = ("etag",)


def read_ninjs(
    source: Source, stream: Stream, fields: FieldMap, journal: Journal, limits: Limits
) -> Iterator[tuple[int, Article]]:
    """Read one article an item.

    Yields:
        The line of the item, or its number, negative (0 if it is the only one), and the article. An
        item without ``uri`` and ``guid`` gets ``LABEL#N``.

    Raises:
        ReaderError: At the first bad item, unless the journal skips them.
    """
    items = NinjsMap(fields)
    if not looks_like_document(stream.head):
        yield from read_jsonl(source, stream, items, journal, limits)
        return
    document = load(stream, limits, source.place)
    if document.remark:
        journal.note(source.place, document.remark)
    found = list(_items(document.value, 0))
    for number, item in enumerate(found, 1):
        try:
            article = items.article(item)
        except BadRowError as exc:
            journal.bad(f"{source.place}#{number}", str(exc))
            continue
        is_one = len(found) == 1
        if not article.id:
            article = article._replace(id=source.label if is_one else f"{source.label}#{number}")
        yield 0 if is_one else -number, article


class NinjsMap:
    """Makes articles of ninjs items."""

    def __init__(self, fields: FieldMap) -> None:
        """Take what counts dates that are not understood."""
        self._fields = fields

    def article(self, row: Mapping[str, object]) -> Article:
        """Make an article of one item; its id is empty if the item has none.

        Raises:
            BadRowError: If it is no item of text.
        """
        item = {str(name).replace("_", "").lower(): value for name, value in row.items()}
        self._fields.is_versioned = True
        status = known_status(_string(item.get("pubstatus")))
        text = "" if status else _body(item)
        created = _first(item, "firstpublished", "firstcreated", "contentcreated")
        changed = _first(item, "versioncreated", "contentmodified")
        return Article(
            id=_first(item, "uri", "guid", "id"),
            text=text,
            title=html_line(_first(item, "headline", "headlines", "title", "titles")),
            source=_first(item, "infosources", "infosource", "source", "provider", "copyrightholder"),
            url=canonical_url(_first(item, "canonicalurl", "url", "link")),
            published=self._dated(created or changed),
            lang=_first(item, "language"),
            version=_string(item.get("version")),
            modified=self._dated(changed),
            credit=_first(item, "creditline", "byline", "by", "bylines"),
            status=status,
            kin=tuple(dict.fromkeys(_kin(item))),
        )

    def _dated(self, written: str) -> str:
        """Return a date as ISO 8601; empty for none."""
        return self._fields.dated(written) if written else ""


def _items(value: object, depth: int) -> Iterator[Mapping[str, Any]]:
    """Return the items of a document: itself, those of a list, those of a list inside an object."""
    if isinstance(value, list):
        for item in value:
            yield from _items(item, depth + 1) if depth < MAX_DESCENT else ()
    elif isinstance(value, Mapping):
        inside = next(
            (value[name] for name in ("item", *LIST_NAMES) if isinstance(value.get(name), (list, Mapping))), None
        )
        if inside is not None and not (value.get("uri") or value.get("guid")) and depth < MAX_DESCENT:
            yield from _items(inside, depth + 1)
        else:
            yield value
    else:
        yield {}


def _body(item: Mapping[str, object]) -> str:
    """Return the text of an item; a description only where there is no body, and never that of a picture."""
    is_text = _string(item.get("type")).lower() in ("text", "composite", "")
    for text, is_html in _bodies(item, ("body", "description") if is_text else ("body",)):
        try:
            text = html_text(text) if is_html else text.strip()
        except DocumentError as exc:
            raise BadRowError(str(exc)) from exc
        if has_words(text):
            return text
    return ""


def _bodies(item: Mapping[str, object], names: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Return what may hold the text, best first, and whether it is HTML."""
    for name in names:
        yield _string(item.get(f"{name}text")), False
        yield _string(item.get(f"{name}xhtml")) or _string(item.get(f"{name}html")), True
        versions = item.get("bodies" if name == "body" else "descriptions")
        for each in sorted(_objects(versions), key=lambda each: _role(each) not in ("main", "body", "")):
            kind = _string(each.get("contenttype") or each.get("contentType") or each.get("mimetype"))
            yield _string(each.get("value")), "htm" in kind or "xml" in kind


def _kin(item: Mapping[str, object]) -> Iterator[str]:
    """Return the ids of items that this one came of, and its other ids."""
    for name in ("evolvedfrom", "rewriteof", "derivedfrom", "translatedfrom"):
        yield from filter(None, _strings(item.get(name)))
    others = item.get("altids")
    if isinstance(others, Mapping):
        others = [{"role": role, "value": value} for role, value in others.items()]
    for each in others if isinstance(others, list) else ():
        if isinstance(each, str):
            yield each
        elif isinstance(each, Mapping) and _role(each) not in _NOT_AN_ID and (value := _string(each.get("value"))):
            yield value


def _first(item: Mapping[str, object], *names: str) -> str:
    """Return the first text that there is under some names; of a list the main or the first."""
    for name in names:
        value = item.get(name)
        if isinstance(value, list):
            value = next((each for each in _objects(value) if _role(each) == "main"), value[0] if value else "")
        if found := _string(value):
            return found
    return ""


def _string(value: object) -> str:
    """Return a string, a number as one, or what an object calls its value or name."""
    if isinstance(value, Mapping):
        value = value.get("value") or value.get("name") or value.get("byline") or value.get("uri")
    if isinstance(value, str):
        return value.strip()
    return written_number(value)


def _strings(value: object) -> Iterable[str]:
    """Return one or several strings."""
    return map(_string, value) if isinstance(value, list) else [_string(value)]


def _objects(value: object) -> list[Mapping[str, Any]]:
    """Return the objects of a list."""
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def _role(each: Mapping[str, object]) -> str:
    """Return the role of an object in lower case, without its scheme."""
    return _string(each.get("role")).rpartition(":")[2].lower()
