"""Which of two versions of one article is the later one, and what they differ in: the one answer for all.

Versions count first, number by number ("10" is later than "9"), then the dates of change.
What one of the two lacks decides nothing. Line ends and the canonical form of characters are no difference.
"""

import re
from datetime import UTC, datetime
from unicodedata import normalize

from dedup.model import Article

_MANY_MARKS = re.compile(r"[^\w\s\x00-\x7f]{100}")  # to normalise such a run takes time by its square
_PIECES = re.compile(r"\d+|[^\W\d_]+")


def version_order(left: Article, right: Article) -> int:
    """Say which of two versions of one article is the later one.

    Where neither version nor date of change tells, a withdrawal is later than an article that is none.

    Returns:
        1 if ``left`` is later, -1 if ``right`` is, 0 if that cannot be told.

    >>> version_order(Article("a", "", version="10"), Article("a", "", version="9"))
    1
    >>> version_order(Article("a", ""), Article("a", "", version="9"))
    0
    """
    order = order_of((left.version, left.modified), (right.version, right.modified))
    return order or bool(left.status) - bool(right.status)


def order_of(left: tuple[str, str], right: tuple[str, str]) -> int:
    """Say the same of two pairs of a version and a date of change, ISO 8601; either may be empty.

    >>> order_of(("1.10", ""), ("1.9", "")), order_of(("2", "2024-02-06"), ("2", "2024-02-05T20:00:00Z"))
    (1, 1)
    """
    versions = version_key(left[0]), version_key(right[0])
    if all(versions) and versions[0] != versions[1]:
        return 1 if versions[0] > versions[1] else -1
    changes = moment_of(left[1]), moment_of(right[1])
    if all(changes) and changes[0] != changes[1]:
        return 1 if changes[0] > changes[1] else -1
    return 0


def version_key(version: str) -> tuple[tuple[int, str], ...]:
    """Return what versions are compared by: numbers as numbers, words after them; empty for none.

    >>> version_key("10") > version_key("9"), version_key("v3") == version_key("V 3")
    (True, True)
    """
    found = _PIECES.findall(version.casefold())
    # equal lengths of digits compare as text does, so that no huge integer is made
    return tuple((len(digits := piece.lstrip("0")), digits) if piece.isdecimal() else (-1, piece) for piece in found)


def moment_of(date: str) -> tuple[datetime, ...]:
    """Return the moment of an ISO 8601 date, one without a zone read as UTC; empty for none."""
    try:
        found = datetime.fromisoformat(date)
        return (found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC),)
    except (ValueError, OverflowError):
        return ()


def in_one_form(text: str) -> str:
    r"""Return a text with line ends and characters in the form that all forms of it share.

    >>> in_one_form("Cafe\u0301\r\n") == in_one_form("Caf\xe9\n")
    True
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() or _MANY_MARKS.search(text) else normalize("NFC", text)


def differing(left: Article, right: Article) -> list[str]:
    r"""Return the names of the parts in which two articles of one id differ.

    >>> differing(Article("a", "x\n", "Title"), Article("a", "x\r\n", "title"))
    ['title']
    """
    sides = zip(Article._fields, parts_in_one_form(left), parts_in_one_form(right), strict=True)
    return [name for name, one, other in sides if one != other]


def parts_in_one_form(article: Article) -> tuple[object, ...]:
    """Return the parts of an article, each text in one form."""
    return tuple(in_one_form(part) if isinstance(part, str) else part for part in article)
