"""The frame of a page, and the only ways in which foreign text gets onto it.

A page is one file: no image, font, style or script from elsewhere, and a policy that
forbids any. Article text, ids and titles are escaped; what one could not see in them, or
what would turn the direction of the line, is shown by its code.
"""

import base64
import hashlib
import html
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from dedup.model import Article
from dedup.report.html_assets import SCRIPT, STYLE
from dedup.version import version

_INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\u2028\u2029\ud800-\udfff\ufff9-\ufffb]")
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_CHUNK = 1 << 18

LONG_ID, LONG_TITLE = 120, 160  # characters from which the style shows two lines, and a tooltip the whole


def write_page(title: str, body: Iterable[str], stream: BinaryIO) -> None:
    """Write a whole page around ``body`` to ``stream``.

    Args:
        title: Plain text for the window; escaped here.
        body: Pieces of HTML, in order, made by this package.
        stream: Takes UTF-8 bytes; not closed.
    """
    pieces: list[str] = []
    size = 0
    for piece in _framed(title, body):
        pieces.append(piece)
        size += len(piece)
        if size > _CHUNK:
            stream.write("".join(pieces).encode())
            pieces, size = [], 0
    stream.write("".join(pieces).encode())


def _framed(title: str, body: Iterable[str]) -> Iterator[str]:
    """Yield the pieces of a page: head, body, script."""
    policy = (
        f"default-src 'none'; style-src {source_hash(STYLE)}; script-src {source_hash(SCRIPT)}; "
        "base-uri 'none'; form-action 'none'"
    )
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="generator" content="dedup">\n'  # readers.own_files looks for it
        f"<title>{name(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#main">Skip to the findings</a>\n'
    )
    yield from body
    yield f"<script>{SCRIPT}</script>\n</body>\n</html>\n"


def footer(said: str) -> str:
    """Return the end of a page: what is said there, as safe HTML, and the version that made it."""
    before = f"{said} " if said else ""
    return f"<footer><p>{before}Made by dedup {name(version())}.</p></footer>\n"


def source_hash(source: str) -> str:
    """Return the policy's name for an inline style or script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"


def body_text(text: str) -> str:
    """Return article text as HTML: line ends kept, characters that are not text shown by code.

    >>> body_text("<b> & \\x1b")
    '&lt;b&gt; &amp; <span class="ctl">U+001B</span>'
    """
    text = html.escape(text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if text.isascii() and text.isprintable() else _INVALID.sub(_code, text)


def phrase(text: str) -> str:
    """Return a title, reason or other short foreign text as HTML, on one line."""
    text = html.escape(" ".join(text.split()))
    return text if text.isascii() and text.isprintable() else _INVALID.sub(_code, text)


def name(text: str) -> str:
    """Return text as HTML for places that hold no tags: unseen characters become ``U+…``.

    >>> name("a\\u202eb")
    'a[U+202E]b'
    """
    return _UNSEEN.sub(lambda char: f"[U+{ord(char[0]):04X}]", html.escape(text))


def article_id(article: str) -> str:
    """Return an id as HTML, kept apart from the direction of the text around it; of a long one two lines are seen."""
    kind = f'id long" title="{name(article)}' if len(article) > LONG_ID else "id"
    return f'<bdi class="{kind}">{_UNSEEN.sub(_code, html.escape(article))}</bdi>'


def article_title(article: Article) -> str:
    """Return the title of an article as HTML in its direction and language; of a long one two lines are seen."""
    kind = f' class="long" title="{name(" ".join(article.title.split()))}"' if len(article.title) > LONG_TITLE else ""
    return f"<bdi{kind}{language(article)}>{phrase(article.title)}</bdi>"


def language(article: Article) -> str:
    """Return the attributes of an element that holds text of ``article``: direction, language."""
    known = _LANGUAGE.fullmatch(article.lang)
    return f' dir="auto" lang="{article.lang}"' if known else ' dir="auto"'


def _code(char: re.Match[str]) -> str:
    """Return the visible code of a character."""
    return f'<span class="ctl">U+{ord(char[0]):04X}</span>'
