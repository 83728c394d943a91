"""HTML to text: paragraphs kept apart, nothing invisible, entities resolved.

Blocks are separated by an empty line, rows, list items and ``<br>`` by a line break; other
white space is collapsed as a browser does, save in ``<pre>``. The work is done in lxml.
"""

import html
import re
from collections.abc import Callable
from functools import cache
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
_SPECIAL = ("  ", "\t", "\r", "\xa0", "\f", _ROW, _BREAK, _CELL)  # a paragraph without needs no work
_STYLESHEET = (
    '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
    '<xsl:output method="text" encoding="utf-8"/>{}</xsl:stylesheet>'
)
_MANY_LINES = re.compile("\n{3,}")
_WORD_CHARACTER = re.compile(r"[^\W_]")
_TOO_DEEP = "HTML nested more than 2,048 levels deep, the limit; close its tags, or give the text alone"  # of libxml2
_TAG = re.compile(r"<[A-Za-z/!?]")
_ESCAPED_TAG = re.compile(
    r"</?(?:p|br|div|span|strong|em|b|i|a|ul|ol|li|h[1-6]|img|blockquote)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
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
        plain = html.unescape(fragment) if "&" in fragment else fragment
        if not _ESCAPED_TAG.search(plain):
            return _unmarked(plain).strip()
        fragment = plain  # escaped twice, as many feeds are
    if len(fragment) > _MAX_FRAGMENT:
        raise DocumentError(f"HTML of more than {_MAX_FRAGMENT:,} characters in one article, the limit")
    root = parse_html(fragment)
    return "" if root is None else tree_text(root)


def html_line(fragment: str) -> str:
    """Return the text of a piece of HTML on one line; for titles.

    >>> html_line("<b>Storm</b> &amp;\\n flood")
    'Storm & flood'
    """
    if not fragment:
        return ""
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
        raise DocumentError(_TOO_DEEP)
    return root


@cache
def layout(
    blocks: tuple[str, ...] = BLOCKS,
    rows: tuple[str, ...] = ROWS,
    breaks: tuple[str, ...] = BREAKS,
    cells: tuple[str, ...] = CELLS,
    invisible: tuple[str, ...] = INVISIBLE,
) -> Any:
    """Return the stylesheet that sets texts of elements apart, for ``tree_text``; compiled once.

    Args:
        blocks: Names of elements that stand apart from what is around them.
        rows: Names of elements that have a line of their own.
        breaks: Names of elements that end a line.
        cells: Names of elements that only need a space between them.
        invisible: Names of elements that are left out with all that is in them.
    """
    rules = [f'<xsl:template match="{"|".join(invisible)}"/>'] if invisible else []
    for mark, names in ((_PARAGRAPH, blocks), (_ROW, rows), (_BREAK, breaks), (_CELL, cells)):
        put = f"<xsl:text>{mark}</xsl:text>"
        inside = "" if mark == _BREAK else f"<xsl:apply-templates/>{put}"
        rules.append(f'<xsl:template match="{"|".join(names)}">{put}{inside}</xsl:template>')
    lines = f"""<xsl:value-of select="translate(., '&#10;', '{_BREAK}')"/>"""
    rules.append(f'<xsl:template match="pre//text()">{lines}</xsl:template>')
    return etree.XSLT(etree.fromstring(_STYLESHEET.format("".join(rules))))


def tree_text(root: Any, transform: Any = None) -> str:
    """Return the text of a tree of lxml without namespaces.

    Args:
        root: Of the tree; its own tail is left out.
        transform: From ``layout``: which elements are paragraphs, rows, line breaks; by default
            those of HTML.

    Raises:
        DocumentError: If it is nested too deeply.
    """
    try:
        text = str((transform or layout())(root))
    except etree.XSLTError as exc:
        raise DocumentError(_TOO_DEEP) from exc
    parts = [part for piece in text.split(_PARAGRAPH) if (part := piece.strip())]
    if any(special in text for special in _SPECIAL):
        parts = [part for part in map(_paragraph, parts) if part]
    elif "\n" in text:
        parts = [" ".join(part.split()) if "\n" in part else part for part in parts]
    return "\n\n".join(parts)


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


def _unmarked(text: str) -> str:
    """Drop NUL and what serves as marks here."""
    if text.isascii() and "\0" not in text:
        return text
    return _MARKS.sub("", text) if any(mark in text for mark in ("\0", _PARAGRAPH, _ROW, _BREAK, _CELL)) else text
