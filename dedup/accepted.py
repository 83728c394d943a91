"""What the functions of the package accept from their callers: articles and arguments.

A wrong argument is refused before any work, a wrong article when it is read, each by name, rather
than by whatever stage meets it first. Articles that the readers made are right by construction and
pass at little cost. Parts that no relation rests on (``version``, ``credit`` and the like) are not looked at, nor
whether a date is one: what is none counts as no date.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from os import PathLike
from typing import Any

from dedup.errors import ArticleError, UsageError
from dedup.model import Article, Relation
from dedup.params import Params

_METADATA = ("title", "source", "url", "published", "lang")
_MAX_SHOWN = 60  # characters of a wrong value in a message


def checked_articles(articles: Iterable[Article], name: str) -> Iterator[Article]:
    """Return the articles, each checked when it is asked for.

    Args:
        articles: Read once.
        name: Of the argument, for the message.

    Returns:
        The same articles; None as metadata becomes the empty string.

    Raises:
        UsageError: Now, if they cannot be gone through.
        ArticleError: At the first wrong one, as :func:`checked_article` says.
    """
    if isinstance(articles, (str, PathLike)):
        got = _shown(articles)
        raise UsageError(f"{name} must be a list of Article, got the path {got}; read it first: read_articles({got})")
    if isinstance(articles, Article):  # a named tuple, which can be gone through
        raise UsageError(f"{name} must be a list of Article, got one; put it in a list: [article]")
    try:
        found = iter(articles)
    except TypeError as exc:
        raise UsageError(
            f"{name} must be a list of Article, or give one after the other, got {_shown(articles)}"
        ) from exc
    return _each_checked(found, name)


def _each_checked(articles: Iterator[Article], name: str) -> Iterator[Article]:
    """Let plain articles pass; look at all others one by one."""
    for position, article in enumerate(articles):
        if type(article) is Article:
            identity, text, title, source, url, published, lang, _, _, _, _, _ = article
            is_plain = (
                type(identity) is str is type(text) is type(title) is type(source) is type(url)
                is type(published) is type(lang)
            )  # fmt: skip
            if is_plain:
                yield article
                continue
        yield checked_article(article, f"{name}[{position}]")


def checked_article(article: Article, place: str) -> Article:
    """Return an article whose parts are what they must be; None as metadata becomes the empty string.

    Args:
        article: What was given.
        place: Names it if its id does not.

    Raises:
        ArticleError: If it is no article, or its id, text or metadata is no str.

    >>> checked_article(Article("a", "A text.", title=None), "left").title
    ''
    """
    if not isinstance(article, Article):
        raise ArticleError(f"{place} must be an Article, got {_shown(article)}; make one with Article(id, text)")
    if not isinstance(article.id, str):
        raise ArticleError(f"{place}: id must be a str, got {_shown(article.id)}")
    place = f"article {_shown(article.id)}"
    if not isinstance(article.text, str):
        raise ArticleError(f"{place}: text must be a str, empty if there is none, got {_shown(article.text)}")
    absent: dict[str, Any] = {}
    for part in _METADATA:
        value = getattr(article, part)
        if value is None:
            absent[part] = ""
        elif not isinstance(value, str):
            raise ArticleError(f"{place}: {part} must be a str, empty if it is unknown, got {_shown(value)}")
    return article._replace(**absent) if absent else article


def checked_params(params: Params | None) -> Params:
    """Return the parameters; the defaults for None.

    Raises:
        UsageError: If they are something else.
    """
    if params is None:
        return Params()
    if not isinstance(params, Params):
        raise UsageError(
            f"params must be a Params, got {_shown(params)}; Params.from_mapping makes one of names and values"
        )
    return params


def check_workers(workers: int | None) -> None:
    """Refuse a number of threads that is none.

    Raises:
        UsageError: If it is neither None nor a whole number from 1 up.
    """
    if workers is not None and (not isinstance(workers, int) or isinstance(workers, bool) or workers < 1):
        raise UsageError(f"workers must be a whole number from 1 up, or None for one a core, got {_shown(workers)}")


def check_callable(function: object, name: str) -> None:
    """Refuse what is to be called as the work goes on and cannot be.

    Raises:
        UsageError: If it is neither None nor a function.
    """
    if function is not None and not callable(function):
        raise UsageError(f"{name} must be a function, or None, got {_shown(function)}")


def checked_ignore(ignore: Sequence[str]) -> tuple[str, ...]:
    """Return the lines and phrases that are no evidence.

    Raises:
        UsageError: If they are one text, which would be taken letter by letter, or hold something else.
    """
    return _texts(ignore, "ignore")


def checked_relations(relations: Collection[Relation | str] | None) -> frozenset[Relation] | None:
    """Return the relations that are asked for; None for all.

    Raises:
        UsageError: If one does not exist, or they are no list.

    >>> checked_relations(["identical"])
    frozenset({<Relation.IDENTICAL: 'identical'>})
    """
    if relations is None:
        return None
    names = _texts(relations, "relations")
    for name in names:
        if name not in list(Relation):
            raise UsageError(f"relations must be among {', '.join(Relation)}, got {_shown(name)}")
    return frozenset(map(Relation, names))


def _texts(given: Iterable[str], name: str) -> tuple[str, ...]:
    """Return the texts of a list."""
    if isinstance(given, str | bytes):
        raise UsageError(f"{name} must be a list of str, got {_shown(given)}; put it in a list: [{_shown(given)}]")
    try:
        found = tuple(given)
    except TypeError as exc:
        raise UsageError(f"{name} must be a list of str, got {_shown(given)}") from exc
    for text in found:
        if not isinstance(text, str):
            raise UsageError(f"{name} must be a list of str, got {_shown(text)} in it")
    return found


def _shown(value: object) -> str:
    """A wrong value in a message, cut if it is long."""
    text = repr(value)
    return text if len(text) <= _MAX_SHOWN else f"{text[: _MAX_SHOWN - 1]}…"
