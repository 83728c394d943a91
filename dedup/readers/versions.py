"""Which of two articles with one id stands."""

from dedup.model import Article
from dedup.version_order import moment_of, version_order

#: By what two states of an item of a feed are told apart if nothing else tells: its address, else its source,
#: which must be the same; its date and that of the feed, ISO 8601. Empty for what is of no feed.
Edition = tuple[str, ...]


def supersedes(new: Article, old: Article, new_edition: Edition = (), old_edition: Edition = ()) -> bool | None:
    """Return whether ``new`` takes the place of ``old``, another article of the same id.

    RSS has no date of change of an item, and outlets change texts under one guid: of two items
    that differ in their text the one that is dated later, or that the later state of the feed holds, stands.

    Returns:
        True if ``new`` is the later version, False if ``old`` is; None if nothing tells them apart.
    """
    order = version_order(new, old)
    if order or new.text == old.text:
        return order > 0 if order else None
    return _is_later(new_edition, old_edition)


def latest(left: Edition, right: Edition) -> Edition:
    """Return the later of the editions that hold one text, so that the order of reading does not count."""
    is_later = _is_later(left, right)
    if is_later is None:
        return max(left, right, key=lambda edition: (sum(map(bool, edition)), edition))
    return left if is_later else right


def _is_later(left: Edition, right: Edition) -> bool | None:
    """Return whether an edition is later than another; None if no date of both tells, or they are of two items."""
    if left[:1] != right[:1]:
        return None
    for dates in zip(left[1:], right[1:], strict=False):
        moments = [moment_of(date) for date in dates]
        if all(moments) and moments[0] != moments[1]:
            return moments[0] > moments[1]
    return None


def fuller(left: Article, right: Article) -> Article:
    """Return the one of two articles of equal texts to keep: more metadata, else published first.

    The choice does not depend on the order of the two.
    """
    return min(left, right, key=lambda article: (sum(not part for part in article), article.published, article))
