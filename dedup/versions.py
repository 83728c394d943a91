"""Versions of one article: which is newer, and what changed from one to the other.

An article that comes again under its id with another text is an update of itself, not a
duplicate. Whether to keep both is not decided here.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from dedup.model import Article, Change
from dedup.params import Params
from dedup.screening import Update

_PIECES = re.compile(r"\d+|[^\W\d_]+")


def update_of(
    new: Article, indexed: Article, params: Params | None = None, *, ignore: Sequence[str] = ()
) -> Update | None:
    """Say what changed from the indexed version of an article to the one that is screened.

    Args:
        new: The screened article.
        indexed: The article that the index holds under the same id.
        params: What decides; the defaults if None.
        ignore: Lines and phrases that are no evidence.

    Returns:
        The update; None if the text is the same, since then it is that article. Left in
        ``changed`` is the new version; a changed headline is named first, as ``title``.

    >>> text = "The council voted nine to two on Tuesday to close the old bridge; 3 people were hurt there in May."
    >>> old = Article("a", text, "Bridge to close")
    >>> update = update_of(old._replace(text=text.replace("3 people", "8 people")), old)
    >>> update.changed
    (Change(what='number', left='8', right='3'),)
    >>> update_of(old, old) is None
    True
    """
    if new.text == indexed.text:
        return None
    from dedup.pair import compare  # the order of versions is asked for without the numerical libraries

    found = compare(new, indexed, params, ignore=ignore)
    headline: tuple[Change, ...] = ()
    if new.title.split() != indexed.title.split():
        headline = (Change("title", new.title, indexed.title),)
    return Update(new.id, found.jaccard, found.containment, headline + found.changed, indexed)


def version_order(left: Article, right: Article) -> int:
    """Say which of two versions of one article is the later one.

    Versions count first, number by number ("10" is later than "9"), then the dates of
    modification, then of publication; what one of the two lacks decides nothing.

    Returns:
        1 if ``left`` is later, -1 if ``right`` is, 0 if that cannot be told.

    >>> version_order(Article("a", "", version="10"), Article("a", "", version="9"))
    1
    >>> version_order(Article("a", ""), Article("a", "", version="9"))
    0
    """
    if left.version and right.version and (order := _sign(_pieces(left.version), _pieces(right.version))):
        return order
    for one, other in ((left.modified, right.modified), (left.published, right.published)):
        first, second = _seconds(one), _seconds(other)
        if first is not None and second is not None and first != second:
            return 1 if first > second else -1
    return 0


def _pieces(version: str) -> list[tuple[int, str]]:
    """Return a version as what can be compared: numbers as numbers, before words."""
    found = _PIECES.findall(version.casefold())
    return [(int(piece), "") if piece.isdecimal() and len(piece) < 19 else (-1, piece) for piece in found]


def _sign(left: list[tuple[int, str]], right: list[tuple[int, str]]) -> int:
    """Return the order of two versions as 1, 0 or -1."""
    return (left > right) - (left < right)


def _seconds(written: str) -> float | None:
    """Return seconds since 1970; None for what is no date."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
