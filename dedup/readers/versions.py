"""Which of two articles with one id stands."""

from dedup.model import Article
from dedup.version_order import version_order


def supersedes(new: Article, old: Article) -> bool | None:
    """Return whether ``new`` takes the place of ``old``, another article of the same id.

    Returns:
        True if ``new`` is the later version, False if ``old`` is; None if nothing tells them apart.
    """
    order = version_order(new, old)
    return order > 0 if order else None


def fuller(left: Article, right: Article) -> Article:
    """Return the one of two articles of equal texts to keep: more metadata, else published first.

    The choice does not depend on the order of the two.
    """
    return min(left, right, key=lambda article: (sum(not part for part in article), article.published, article))
