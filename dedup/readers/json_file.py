"""One JSON document: an article, a list of articles, or an object that holds such a list.

JSON lines are another format; a file named ``.json`` that holds lines is read as those.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import orjson

from dedup.errors import ReaderError
from dedup.model import Article
from dedup.readers.encoding import Decoded, decode, escaped_nul, marked_encoding, remark_on, without_surrogates
from dedup.readers.fields import BadRowError, FieldMap, names_shown
from dedup.readers.journal import Journal
from dedup.readers.jsonl import TOO_DEEP, load_leniently, not_json, read_jsonl, remark_on_numbers
from dedup.readers.limits import Limits
from dedup.readers.source import Source, Stream
from dedup.readers.unreadable import UnreadableError

#: What lists of articles are usually called, likeliest first.
LIST_NAMES = (
    "articles",
    "items",
    "data",
    "results",
    "docs",
    "documents",
    "entries",
    "news",
    "stories",
    "posts",
    "hits",
    "@graph",
)
MAX_DESCENT = 4  #: objects around the list: {"response": {"docs": [...]}}
_DEEPER_ROW = "_source"  # search engines wrap each hit in one more object
_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{}\n]|[^\s",:\[\]{}]++', re.DOTALL)
_NEWLINE, _QUOTE, _BRACE = b'\n"{'
_OBJECT_START = re.compile(rb'\s*+\{\s*+(?:"|\}|\Z)')
_LIST_START = re.compile(rb"\s*+\[\s*+(?:[\[{\]]|\Z)")


class Document(NamedTuple):
    """A parsed document."""

    value: object
    raw: bytes  #: in UTF-8, for finding lines
    remark: str  #: what was replaced or guessed in reading it


def looks_like_document(head: bytes) -> bool:
    """Return whether the first bytes are those of one document rather than of JSON lines.

    A list is; an object is if it goes on over several lines. One object on one line can be
    either; it is taken for lines unless it holds a list of objects.

    >>> looks_like_document(b'[{"id": 1}]'), looks_like_document(b'{\\n "id": 1}'), looks_like_document(b'{"id": 1}')
    (True, True, False)
    """
    encoding, skip = marked_encoding(head)
    head = head[skip:] if encoding in ("", "utf-8") else decode(head).text.encode("utf-8", "replace")
    if _LIST_START.match(head):
        return True
    if not _OBJECT_START.match(head):
        return False
    first, newline, rest = head.lstrip().partition(b"\n")
    try:
        value = orjson.loads(first)
    except orjson.JSONDecodeError:
        last, following = first.rstrip()[-1:], rest.lstrip()[:1]
        return bool(newline) and (last == b"[" or (last in (b"{", b",") and following in (b'"', b"}")))
    return not rest.strip() and isinstance(value, dict) and _list_in(value) is not None


def load(stream: Stream, limits: Limits, place: str) -> Document:
    """Read and parse a whole document.

    Raises:
        UnreadableError: If it is too long, too deeply nested, or no JSON; the message names
            the line.
    """
    raw = stream.read(limits.max_document_bytes, place, "one JSON document")
    encoding, skip = marked_encoding(raw)
    decoded = None
    if encoding == "utf-8":
        raw = raw[skip:]
    elif encoding:
        decoded = decode(raw)
        raw = decoded.text.encode("utf-8", "replace")
    remark = remark_on("", 0, escaped_nul(raw))
    try:
        return Document(orjson.loads(raw), raw, _joined(decoded.remark if decoded else "", remark))
    except orjson.JSONDecodeError as exc:
        if "recursion" in str(exc).lower():
            raise UnreadableError(place, TOO_DEEP) from exc
    return _lenient(decoded or decode(raw), remark, place)


def _joined(*remarks: str) -> str:
    """Return remarks as one."""
    return "; ".join(filter(None, remarks))


def _lenient(decoded: Decoded, remark: str, place: str) -> Document:
    """Parse what orjson refuses: other encodings, lone surrogates, NaN, control characters."""
    try:
        value, no_numbers = load_leniently(decoded.text)
    except RecursionError as exc:
        raise UnreadableError(place, TOO_DEEP) from exc
    except json.JSONDecodeError as exc:
        cure = "; if each line is an article, give --input-format jsonl" if exc.msg == "Extra data" else ""
        raise UnreadableError(f"{place}:{exc.lineno}", f"{not_json(exc)}{cure}") from exc
    except ValueError as exc:
        raise UnreadableError(place, not_json(exc)) from exc
    try:
        value, count = _clean(value)
    except RecursionError as exc:
        raise UnreadableError(place, TOO_DEEP) from exc
    remark = _joined(decoded.remark, remark_on("", count, 0), remark, remark_on_numbers(no_numbers))
    return Document(value, decoded.text.encode("utf-8", "replace"), remark)


def _clean(value: object) -> tuple[object, int]:
    """Replace lone surrogates in a parsed document; return it and how many there were."""
    if isinstance(value, str):
        return without_surrogates(value)
    count = 0
    if isinstance(value, list):
        for place, item in enumerate(value):
            value[place], found = _clean(item)
            count += found
    elif isinstance(value, dict):
        clean = {}
        for name, item in value.items():
            clean[without_surrogates(name)[0]], found = _clean(item)
            count += found
        value = clean
    return value, count


def read_json(
    source: Source, stream: Stream, fields: FieldMap, journal: Journal, limits: Limits
) -> Iterator[tuple[int, Article]]:
    """Read the articles of one document.

    Yields:
        The line where the article starts (0 if the document is one article; the number of the
        item, negative, if the line does not tell the items apart) and the article. Without an id
        it gets the label of the file if it is the only one, else ``LABEL#N``, N counting from 1.

    Raises:
        ReaderError: If the document cannot be read; at the first bad article, unless the
            journal skips them.
    """
    if _holds_lines(stream.head):
        yield from read_jsonl(source, stream, fields, journal, limits)
        return
    document = load(stream, limits, source.place)
    if document.remark:
        journal.note(source.place, document.remark)
    value = document.value
    rows = value if isinstance(value, list) else _list_in(value) if isinstance(value, dict) else None
    if isinstance(value, dict) and fields.has_text(tuple(value)):
        try:
            yield 0, _with_id(fields.article(value), source.label)
            return
        except BadRowError as exc:
            if rows is None:
                journal.bad(source.place, str(exc))
                return
    if rows is None:
        if not source.is_named:
            journal.note(source.place, f"{_no_articles(value)}, skipped")
            return
        raise ReaderError(f"{source.place}: {_no_articles(value)}")
    lines = _lines(document.raw, len(rows))
    if len(set(lines)) < len(lines):
        lines = range(-1, -len(rows) - 1, -1)
    for number, (line, row) in enumerate(zip(lines, rows, strict=True), 1):
        try:
            article = fields.article(_as_row(row, fields))
        except BadRowError as exc:
            journal.bad(f"{source.place}:{line}" if line > 0 else f"{source.place}#{number}", str(exc))
            continue
        yield line, _with_id(article, f"{source.label}#{number}")


def _holds_lines(head: bytes) -> bool:
    """True if a file that is named like one document holds several, one a line."""
    first, newline, rest = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    if not newline or not rest.strip() or not first.startswith(b"{"):
        return False
    try:
        orjson.loads(first)
    except orjson.JSONDecodeError:
        return False
    return True


def _with_id(article: Article, name: str) -> Article:
    """Return the article with an id."""
    return article if article.id else article._replace(id=name)


def _as_row(row: object, fields: FieldMap) -> Mapping[str, object]:
    """Return an element of a list as a row; what search engines wrap is unwrapped."""
    if not isinstance(row, dict):
        raise BadRowError('not an object; each element must be like {"id": "1", "text": "…"}')
    inner = row.get(_DEEPER_ROW)
    if isinstance(inner, dict) and not fields.has_text(tuple(row)):
        return {"id": row.get("_id"), **inner}
    return row


def _list_in(value: Mapping[str, object], descent: int = MAX_DESCENT) -> Sequence[object] | None:
    """Return the list of objects that an object holds, by its usual names or because it is the only one."""
    named = [value[name] for name in LIST_NAMES if name in value]
    for items in named:
        if isinstance(items, list) and (not items or _has_objects(items)):
            return items
    lists = [items for items in value.values() if isinstance(items, list) and _has_objects(items)]
    if len(lists) == 1:
        return lists[0]
    inner = [item for item in named if isinstance(item, dict)] or [i for i in value.values() if isinstance(i, dict)]
    return _list_in(inner[0], descent - 1) if len(inner) == 1 and descent else None


def _has_objects(items: Sequence[object]) -> bool:
    """True if there is an object among the first elements."""
    return any(isinstance(item, dict) for item in items[:100])


def _no_articles(value: object) -> str:
    """Return what is wrong with a document that holds no articles."""
    if isinstance(value, dict):
        fields = names_shown(value)
        return f"no field 'text' and no list of articles; fields are {fields} (choose the text with --text-field)"
    return 'a JSON value that is no article; give an object, a list of objects, or {"articles": [...]}'


def _lines(raw: bytes, count: int) -> Sequence[int]:
    """Return the lines where the elements of the list of articles start; zeros if it cannot be told.

    It is the outermost list of so many elements, one of them an object.
    """
    opened: list[tuple[bool, list[int], list[int]]] = []  # a list? lines of its elements, one of its objects
    best: Sequence[int] = [0] * count
    best_depth = sys.maxsize
    line = 1
    for token in _TOKEN.finditer(raw):
        kind = raw[token.start()]
        if kind == _NEWLINE:
            line += 1
        elif kind in b"]}":
            is_list, lines, objects = opened.pop() if opened else (False, [], [])
            if is_list and objects and len(lines) == count and len(opened) < best_depth:
                best, best_depth = lines, len(opened)
        else:
            if opened and opened[-1][0]:
                opened[-1][1].append(line)
                if kind == _BRACE and not opened[-1][2]:
                    opened[-1][2].append(line)
            if kind == _QUOTE:
                line += raw.count(b"\n", token.start(), token.end())
            elif kind in b"[{":
                opened.append((kind != _BRACE, [], []))
    return best
