"""HTML to text: paragraphs kept apart, nothing invisible, entities resolved.

Blocks are separated by an empty line, rows, list items and ``<br>`` by a line break; other
white space is collapsed as a browser does, save in ``<pre>``. The work is done in lxml.
"""

import html
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from lxml import etree

from dedup.readers.records import DocumentError

BLOCKS = (
    *("address", "article", "aside", "blockquote", "center", "details", "dialog", "div", "dl", "fieldset"),
    *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav"),
    *("ol", "p", "pre", "section", "summary", "table", "ul", "video", "audio", "body"),
)
ROWS = ("li", "tr", "dt", "dd", "option", "caption")
BREAKS = ("br",)
CELLS = ("td", "th")
INVISIBLE = (
    *("script", "style", "head", "template", "noscript", "iframe", "object", "svg", "math", "button", "select"),
    *("textarea", "canvas", "map"),
)
# No characters, by definition; XML lets them pass.
_PARAGRAPH, _ROW, _BREAK, _CELL = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
_MARKS = re.compile("[\ufdd0-\ufdd3\0]")
_SPACE = ("  ", "\n", "\t", "\r", "\xa0", "\f")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MANY_LINES = re.compile("\n{3,}")
_WORD_CHARACTER = re.compile(r"[^\W_]")
_outermost_pre = etree.XPath("descendant-or-self::pre[not(ancestor::pre)]")
_TAG = re.compile(r"<[A-Za-z/!?]")
_MAX_FRAGMENT = 4 << 20  # characters


def has_words(text: str) -> bool:
    """True if there is a letter or a digit in a text."""
    return text[:1].isalnum() or _WORD_CHARACTER.search(text) is not None


def html_text(fragment: str) -> str:
    """Return the text of a piece of HTML; plain text comes back as it is, entities resolved.

    Raises:
        DocumentError: If it is longer or nested more deeply than any article.

    >>> html_text("<p>Rain &amp; wind<br>until noon.</p><p>Then <b>sun</b>.</p>")
    'Rain & wind\\nuntil noon.\\n\\nThen sun.'
    >>> html_text("AT&amp;T rose; a < b")
    'AT&T rose; a < b'
    """
    if not _TAG.search(fragment):
        return _unmarked(html.unescape(fragment) if "&" in fragment else fragment).strip()
    if len(fragment) > _MAX_FRAGMENT:
        raise DocumentError(f"HTML of more than {_MAX_FRAGMENT:,} characters in one article, the limit")
    root = parse_html(fragment)
    return "" if root is None else tree_text(root)


def html_line(fragment: str) -> str:
    """Return the text of a piece of HTML on one line; for titles.

    >>> html_line("<b>Storm</b> &amp;\\n flood")
    'Storm & flood'
    """
    if "<" not in fragment and "&" not in fragment:
        return " ".join(_unmarked(fragment).split())
    return " ".join(html_text(fragment).split())


def parse_html(text: str, make_parser: Callable[..., Any] = etree.HTMLParser) -> Any:
    """Parse HTML into a tree; None if there is nothing in it.

    Args:
        text: A page or a piece of one.
        make_parser: A class of parsers of lxml.

    Raises:
        DocumentError: If it is nested too deeply.
    """
    parser = make_parser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    raw = _unmarked(text).encode("utf-8", "replace")
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError):  # nothing but white space, or a comment
        return None
    if any(entry.type_name == "ERR_INTERNAL_ERROR" or "xcessive depth" in entry.message for entry in parser.error_log):
        raise DocumentError("HTML nested too deeply")
    return root


def marks_of(
    blocks: Iterable[str] = BLOCKS,
    rows: Iterable[str] = ROWS,
    breaks: Iterable[str] = BREAKS,
    cells: Iterable[str] = CELLS,
) -> Mapping[str, str]:
    """Return how elements set their text apart, for ``tree_text``.

    Args:
        blocks: Names of elements that stand apart from what is around them.
        rows: Names of elements that have a line of their own.
        breaks: Names of elements that end a line.
        cells: Names of elements that only need a space between them.
    """
    groups = ((_PARAGRAPH, blocks), (_ROW, rows), (_BREAK, breaks), (_CELL, cells))
    return {name: mark for mark, names in groups for name in names}


HTML_MARKS = marks_of()


def tree_text(root: Any, marks: Mapping[str, str] = HTML_MARKS, invisible: Sequence[str] = INVISIBLE) -> str:
    """Return the text of a tree of lxml; the tree is used up.

    Args:
        root: Of the tree; its own tail is left out.
        marks: From ``marks_of``: which elements are paragraphs, rows, line breaks.
        invisible: Names of elements that are left out with all that is in them.
    """
    etree.strip_elements(root, *invisible, with_tail=False)
    for node in _outermost_pre(root):
        for inner in node.iter():
            _set_text(inner, (inner.text or "").replace("\n", _BREAK))
            if inner is not node:
                _set_tail(inner, (inner.tail or "").replace("\n", _BREAK))
    for node in root.iter():
        mark = marks.get(node.tag)
        if mark is not None:
            if mark is not _BREAK and _follows_text(node, marks):
                _set_text(node, mark + (node.text or ""))
            _set_tail(node, mark + (node.tail or ""))
    text = etree.tostring(root, method="text", encoding="unicode", with_tail=False)
    return "\n\n".join([part for part in map(_paragraph, text.split(_PARAGRAPH)) if part])


def _follows_text(node: Any, marks: Mapping[str, str]) -> bool:
    """True if text that is not set apart yet may stand right before an element."""
    previous = node.getprevious()
    if previous is None:
        parent = node.getparent()
        return parent is not None and (parent.tag not in marks or bool(parent.text))
    tail = previous.tail
    return previous.tag not in marks or (tail is not None and len(tail) > 1 and not tail[1:].isspace())


def _paragraph(text: str) -> str:
    """Collapse white space within the lines of a paragraph."""
    if _CELL in text:
        text = text.replace(_CELL, " ")
    if _ROW in text:
        return "\n".join([row for row in map(_paragraph, text.split(_ROW)) if row])
    if _BREAK in text:
        return _MANY_LINES.sub("\n\n", "\n".join(map(_paragraph, text.split(_BREAK)))).strip()
    text = text.strip()
    for space in _SPACE:
        if space in text:
            return " ".join(text.split())
    return text


def _set_text(node: Any, text: str) -> None:
    """Set a text that may hold control characters, which HTML lets pass and lxml does not take."""
    try:
        node.text = text
    except ValueError:
        node.text = _CONTROL.sub("", text)


def _set_tail(node: Any, text: str) -> None:
    """Set a tail that may hold control characters."""
    try:
        node.tail = text
    except ValueError:
        node.tail = _CONTROL.sub("", text)


def _unmarked(text: str) -> str:
    """Drop NUL and what serves as marks here."""
    return _MARKS.sub("", text) if "\0" in text or not text.isascii() else text
