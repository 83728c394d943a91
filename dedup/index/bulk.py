"""Adding many articles: batches of bounded size, each durable before it is acknowledged.

While one batch is written the next is tokenised in other threads. Running the same input again
changes nothing, so a run that broke off is simply run again.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import NamedTuple, Protocol

from dedup.index.entries import make_entries
from dedup.index.protocol import Entry, Outcome, Withdrawal
from dedup.index.records import is_older, version_of
from dedup.model import Article
from dedup.params import Params

BATCH_ARTICLES = 5000
BATCH_CHARACTERS = 16_000_000


class Takes(Protocol):
    """An index that articles are added to."""

    @property
    def params(self) -> Params:
        """What the keys are made with."""

    def add(self, entries: Iterable[Entry], *, withdrawn: Sequence[Withdrawal] = (), allow: bool = False) -> Outcome:
        """Add articles in one transaction."""


class Batch(NamedTuple):
    """What became of one batch; it is durable."""

    result: Outcome
    wordless: tuple[str, ...]  #: ids of articles without words, which are not stored


def add_all(
    index: Takes,
    articles: Iterable[Article],
    *,
    workers: int = 1,
    allow: bool = False,
    compiled: bool | None = None,
    acknowledge: Callable[[Batch], None] | None = None,
) -> Batch:
    """Add articles batch by batch.

    Args:
        index: Where to.
        articles: Read once; an id that comes again in another batch counts as a change of that article, and
            one that was withdrawn removes it.
        workers: Threads that tokenise.
        allow: Take back articles that were forgotten on request.
        compiled: Force or forbid compiled kernels; by default the size of the first batch decides.
        acknowledge: Called after each batch is durable.

    Returns:
        What became of all of them.
    """
    waiting: list[tuple[Future[tuple[list[Entry], list[Article]]], list[Withdrawal]]] = []
    results: list[Batch] = []

    def store(future: Future[tuple[list[Entry], list[Article]]], withdrawn: list[Withdrawal]) -> None:
        entries, wordless = future.result()
        result = index.add(entries, withdrawn=withdrawn, allow=allow)
        batch = Batch(result, tuple(article.id for article in wordless))
        results.append(batch)
        if acknowledge:
            acknowledge(batch)

    with ThreadPoolExecutor(1) as pool:
        for batch in _batches(articles):
            taken = [article for article in batch if not article.is_withdrawn]
            withdrawn = [withdrawal(article) for article in batch if article.is_withdrawn]
            future = pool.submit(make_entries, taken, index.params, workers=workers, compiled=compiled)
            waiting.append((future, withdrawn))
            if len(waiting) > 1:
                store(*waiting.pop(0))
        for each in waiting:
            store(*each)
    joined = Outcome(*(tuple(id_ for each in results for id_ in each.result[k]) for k in range(len(Outcome._fields))))
    return Batch(joined, tuple(name for each in results for name in each.wordless))


def withdrawal(article: Article) -> Withdrawal:
    """Return the notice that a withdrawn article is."""
    return Withdrawal(article.id, version_of(article))


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Cut a stream into batches of bounded count and size, an id at most once in each: the last one counts.

    A withdrawn article counts on unless a later version comes.
    """
    batch: dict[str, Article] = {}
    size = 0
    for article in articles:
        held = batch.get(article.id)
        if held and held.is_withdrawn and not is_older(version_of(held), version_of(article)):
            continue
        batch.pop(article.id, None)
        batch[article.id] = article
        size += len(article.text)
        if len(batch) >= BATCH_ARTICLES or size >= BATCH_CHARACTERS:
            yield list(batch.values())
            batch, size = {}, 0
    if batch:
        yield list(batch.values())
