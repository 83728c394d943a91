"""Versions of one article: what changed from one to the other. Which is later: ``version_order``.

An article that comes again under its id with another text is an update of itself, not a
duplicate. Whether to keep both is not decided here.
"""

from collections.abc import Sequence

from dedup.findings.screening import Update
from dedup.model import Article, Change
from dedup.params import Params


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
    from dedup.pair import compare  # the numerical libraries are loaded only where there is an update

    found = compare(new, indexed, params, ignore=ignore)
    headline: tuple[Change, ...] = ()
    if new.title.split() != indexed.title.split():
        headline = (Change("title", new.title, indexed.title),)
    return Update(new.id, found.jaccard, found.containment, headline + found.changed, indexed)
