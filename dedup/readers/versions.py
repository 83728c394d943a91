"""Which of two articles with one id stands: the higher version, else the later change."""

import re
from datetime import UTC, datetime

from dedup.model import Article

_DIGITS = re.compile(r"\d+")


def supersedes(new: Article, old: Article) -> bool | None:
    """Return whether ``new`` takes the place of ``old``.

    Args:
        new: An article.
        old: Another of the same id.

    Returns:
        True if ``new`` has the higher version or, with equal or missing versions, the later
        date of change; False if ``old`` has. If neither tells, a withdrawal wins over an
        article that is none. None if nothing tells them apart.
    """
    versions = version_key(new.version), version_key(old.version)
    if all(versions) and versions[0] != versions[1]:
        return versions[0] > versions[1]
    changes = instant(new.modified), instant(old.modified)
    if all(changes) and changes[0] != changes[1]:
        return changes[0] > changes[1]
    if bool(new.status) != bool(old.status):
        return bool(new.status)
    return None


def fuller(left: Article, right: Article) -> Article:
    """Return the one of two articles of equal texts to keep: more metadata, else published first.

    The choice does not depend on the order of the two.
    """
    return min(left, right, key=lambda article: (sum(not part for part in article), article.published, article))


def version_key(version: str) -> tuple[tuple[int, str], ...]:
    """Return what versions are compared by: numbers as numbers, letters as letters; empty for none.

    >>> version_key("10") > version_key("9"), version_key("1.10") > version_key("1.9")
    (True, True)
    """
    parts: list[tuple[int, str]] = []
    end = 0
    for found in _DIGITS.finditer(version):
        if found.start() > end:
            parts.append((-1, version[end : found.start()]))
        digits = found[0].lstrip("0")
        parts.append((len(digits), digits))  # equal lengths compare as text does; no huge integer is made
        end = found.end()
    if version[end:]:
        parts.append((-1, version[end:]))
    return tuple(parts)


def instant(date: str) -> tuple[datetime, ...]:
    """Return the moment of an ISO 8601 date, one without a zone read as UTC; empty for none."""
    try:
        found = datetime.fromisoformat(date)
    except ValueError:
        return ()
    return (found.replace(tzinfo=UTC) if found.tzinfo is None else found,)
