"""The wiring of the stages: one way for a batch, a single article, and a pair."""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.accepted import (
    check_callable,
    check_workers,
    checked_article,
    checked_articles,
    checked_ignore,
    checked_params,
    checked_relations,
)
from dedup.assemble import assemble
from dedup.candidates import crowded_keys, draw
from dedup.clusters.copies import find_clusters
from dedup.corpus.corpus import Corpus, build_corpus, is_worth_compiling, weight_of, without_keys
from dedup.corpus.equal import Sides, collapse_equal, equal_pairs, expand
from dedup.decide.decide import Pairs, are_kept, counted, decide, select
from dedup.errors import ClashingIdsError
from dedup.events.twins import Twins, twin_reasons
from dedup.evidence.evidence import joined, measure, selected
from dedup.furniture.furniture import mark_phrases
from dedup.furniture.listing import list_furniture
from dedup.left_out import are_of_large_groups, left_out_pairs
from dedup.measured_candidates import candidates_measured, compiled_for, prepare_drawing
from dedup.model import Article, Match, Progress, Rejected, Relation, Report
from dedup.params import Params
from dedup.published import are_within, day_numbers, days_apart
from dedup.relate.relate import NEAR_DUPLICATE
from dedup.repeats.repeats_of import repeats_of
from dedup.runtime.collector import collector_paused
from dedup.runtime.threads import worker_count
from dedup.version_order import in_one_form

Notify = Callable[[str], None]


def _across(left: NDArray[np.int32], right: NDArray[np.int32], sides: Sides | None) -> NDArray[np.bool_]:
    """Which pairs are wanted: all, or those of an input with an article of the archive."""
    if sides is None:
        return np.ones(len(left), dtype=np.bool_)
    archived, shared = sides
    among_inputs = ~(archived[left] | archived[right]) & (shared[left] | shared[right])
    return np.asarray((archived[left] != archived[right]) | among_inputs, dtype=np.bool_)


class RelatedPairs(NamedTuple):
    """The related pairs of a corpus, and what was learnt on the way."""

    corpus: Corpus  #: with the compiled kernels in use if there were many pairs
    pairs: Pairs
    twins: Twins  #: the evidence for those among them
    left_out: NDArray[np.int64]  #: how many pairs of each relation are not listed
    furniture: NDArray[np.int32]  #: keys
    crowded: int  #: how many keys are


def find_pairs(
    corpus: Corpus, sides: Sides | None, params: Params, workers: int, notify: Notify | None = None
) -> RelatedPairs:
    """Find and relate all pairs of a corpus.

    Args:
        corpus: The articles; furniture is marked on its flags.
        sides: What is compared with what; None compares all with all.
        params: What decides.
        workers: Threads.
        notify: Called with one line once kernels must be compiled.
    """
    days = day_numbers(corpus.articles)
    equal = collapse_equal(corpus, days, sides, params)
    drawing = prepare_drawing(corpus, equal, params, workers)
    found = draw(drawing)
    corpus = compiled_for(corpus, found.left, found.right, notify)
    left, right, evidence, furniture = candidates_measured(corpus, drawing, found, workers)
    crowded = crowded_keys(drawing)
    del drawing, found
    if equal.groups:
        more_left, more_right, given = expand(equal, left, right)
        twin_left, twin_right = equal_pairs(equal)
        count = len(more_left)
        _, first, same = np.unique(equal.representative[twin_left], return_index=True, return_inverse=True)
        fresh = measure(
            corpus, np.concatenate([more_left, twin_left[first]]), np.concatenate([more_right, twin_right[first]]),
            params.shingle_size, workers,
        )  # fmt: skip
        fresh = selected(fresh, np.concatenate([np.arange(count), count + same]))  # pairs of one text are one pair
        fresh.hosts[count:], fresh.guests[count:] = twin_left, twin_right
        more_left, more_right = np.concatenate([more_left, twin_left]), np.concatenate([more_right, twin_right])
        left, right = np.concatenate([left, more_left]), np.concatenate([right, more_right])
        evidence = joined(evidence, fresh)
    identical = np.zeros(len(left), dtype=np.bool_)
    if equal.groups:
        identical[len(left) - len(twin_left) :] = True
    apart = days_apart(days, left, right)
    wanted = _across(left, right, sides) & are_within(days, left, right, params.window_days)
    if equal.groups:
        wanted[: len(given)] &= given
    needed = wanted | are_of_large_groups(equal, left, right)  # nobody asks what the others are to each other
    if not needed.all():
        left, right, evidence = left[needed], right[needed], selected(evidence, np.flatnonzero(needed))
        apart, identical, wanted = apart[needed], identical[needed], wanted[needed]
    pairs, twins = decide(corpus, left, right, evidence, apart, identical, wanted, params, workers)
    related = are_kept(pairs, params)
    left_out = left_out_pairs(equal, pairs, wanted & related, related, days, sides, params.window_days)
    kept = np.flatnonzero(wanted & related)
    kept = kept[np.lexsort((right[kept], left[kept]))]
    pairs = counted(corpus, select(pairs, kept), params, workers)
    return RelatedPairs(corpus, pairs, twins, left_out, furniture, crowded)


def find_duplicates(
    articles: Iterable[Article],
    params: Params | None = None,
    *,
    against: Iterable[Article] | None = None,
    workers: int | None = None,
    ignore: Sequence[str] = (),
    relations: Collection[Relation | str] | None = None,
    progress: Progress | None = None,
    notify: Notify | None = None,
    with_furniture: bool = False,
) -> Report:
    """Find how articles are related: the main job.

    Args:
        articles: With distinct ids; gone through once. Texts without words relate to nothing.
        params: What decides; the defaults if None.
        against: An archive: only pairs of an article with one of these are reported.
        workers: Threads; by default one a core, and processes beside them for many matches. The result is the same
            for any number.
        ignore: Lines and phrases that are no evidence, beside the furniture found.
        relations: Report only these; None reports all.
        progress: Called with (stage, done, total), maybe from another thread, one call at a time; total 0 is unknown.
        notify: Called with one line once kernels must be compiled, maybe from another thread.
        with_furniture: Also list what was learnt to be furniture.

    Returns:
        Matches, repeats and clusters, each sorted; the same for any order of the input. Of no articles, or of
        articles that are not related, all are empty.

    Raises:
        ArticleError: If one is no article, or a part of it is wrong; its id or position is named.
        UsageError: If another argument is not what it must be.
        DedupError: If two articles have one id, or one of ``against`` has the id of an article with another text (in
            files versions are told first: :mod:`dedup.readers.collect`); and what the iteration over ``articles``
            raises, as a ReaderError of :func:`dedup.read_articles`.

    >>> text = "The bridge over the river will close for repairs on Monday, the city said, and open again in June."
    >>> report = find_duplicates([Article("a", text), Article("b", text.upper())])
    >>> [(m.left, m.right, str(m.relation)) for m in report.matches]
    [('a', 'b', 'identical')]
    """
    check_workers(workers)
    check_callable(progress, "progress")
    check_callable(notify, "notify")
    return _find(
        checked_articles(articles, "articles"),
        checked_params(params),
        None if against is None else checked_articles(against, "against"),
        workers,
        checked_ignore(ignore),
        checked_relations(relations),
        progress,
        notify,
        screened=False,
        with_furniture=with_furniture,
    )


def _find(
    articles: Iterable[Article],
    params: Params,
    against: Iterable[Article] | None,
    workers: int | None,
    ignore: Sequence[str],
    relations: Collection[Relation] | None,
    progress: Progress | None,
    notify: Notify | None,
    *,
    screened: bool,
    with_furniture: bool = False,
    compiled: bool | None = None,
) -> Report:
    """Do the work of :func:`find_duplicates`; with ``screened`` the left of each match is not of the archive.

    With ``compiled`` compiled kernels run though the input is small; None leaves that to its size.
    """
    started = time.perf_counter()
    threads = worker_count(workers)
    with collector_paused():
        archived, shared = set[str](), set[str]()
        corpus = build_corpus(
            _both(articles, against, archived, shared), params, workers=threads, compiled=compiled,
            progress=progress, notify=notify,
        )  # fmt: skip
        sides, names = None, [article.id for article in corpus.articles]
        if len(set(names)) < len(names):
            again = next(name for name, other in pairwise(names) if name == other)
            raise ClashingIdsError(f"two articles have the id {again!r}; give each its own")
        if against is not None:
            sides = Sides(
                np.array([name in archived for name in names], dtype=np.bool_),
                np.array([name in shared for name in names], dtype=np.bool_),
            )
        mark_phrases(corpus, ignore)
        corpus, pairs, twins, left_out, furniture, crowded = find_pairs(corpus, sides, params, threads, notify)
        if not with_furniture:
            corpus = without_keys(corpus)
        if relations is not None:
            wanted = [code for code, relation in enumerate(Relation) if relation in relations]
            pairs, left_out = select(pairs, np.flatnonzero(np.isin(pairs.relations, wanted))), left_out[wanted]
        with ThreadPoolExecutor(1) as beside:  # kernels run beside what is written in Python
            found = beside.submit(repeats_of, corpus, params, 1, relations)
            copied = select(pairs, np.flatnonzero(pairs.relations <= NEAR_DUPLICATE))
            if screened and sides is not None:
                pairs = _screened(pairs, sides.archived)
            matches = assemble(
                corpus, pairs, params, threads, partial(twin_reasons, corpus, twins), progress
            )
            repeats, spare = found.result()
        clusters = find_clusters(corpus, copied.left, copied.right, copied.jaccard, spare, params)
    if sides is not None:
        repeats = [repeat for repeat in repeats if repeat.article not in archived]
    has_words = (corpus.high > corpus.low).tolist()
    return Report(
        articles={article.id: article for article, kept in zip(corpus.articles, has_words, strict=True) if kept},
        matches=matches,
        repeats=repeats,
        clusters=clusters,
        rejected=[
            Rejected(article.id, "has no words")
            for article, kept in zip(corpus.articles, has_words, strict=True)
            if not kept
        ],
        left_out=int(left_out.sum()),
        seconds=round(time.perf_counter() - started, 3),
        parameters=params.as_mapping(),
        furniture=list_furniture(corpus, furniture, params) if with_furniture else (),
        crowded=crowded,
        recurring=len(furniture),
    )


def _screened(pairs: Pairs, archive: NDArray[np.bool_]) -> Pairs:
    """The pairs with the article that is not of the archive on the left, sorted."""
    turned = archive[pairs.left]
    left, right = np.where(turned, pairs.right, pairs.left), np.where(turned, pairs.left, pairs.right)
    return select(pairs._replace(left=left, right=right), np.lexsort((right, left)))


def _both(
    articles: Iterable[Article], against: Iterable[Article] | None, archived: set[str], shared: set[str]
) -> Iterator[Article]:
    """The articles, then those of the archive that are not among them; ``shared`` gets the ids that are in both.

    Two articles of one id among ``articles`` are refused behind this, once all are sorted by id.

    Raises:
        ClashingIdsError: If one is in both with different texts.
    """
    if against is None:
        yield from articles
        return
    own: dict[str, str] = {}
    for article in articles:
        own[article.id] = article.text
        yield article
    for article in against:
        if article.id in own:
            if in_one_form(article.text) != in_one_form(own[article.id]):
                raise ClashingIdsError(
                    f"two different articles have the id {article.id!r}, one of them in 'against'; give each its own"
                )
            shared.add(article.id)
        else:
            archived.add(article.id)
            yield article


class Detector:
    """Holds articles and checks new ones against them, one at a time.

    The same pair gets the same record as in :func:`find_duplicates`, which does the work: a check measures all that is
    held, so it takes longer the more that is. One that goes on loads the compiled kernels, which many small checks are
    worth as one large input is.

    >>> detector = Detector()
    >>> detector.add(Article("a", "The council voted on Monday to rebuild the old town hall, which burnt down in May."))
    >>> [(m.right, str(m.relation)) for m in detector.check(Article("b", "Nothing of the kind was ever decided here."))]
    []
    """

    def __init__(self, params: Params | None = None, *, ignore: Sequence[str] = ()) -> None:
        """Start without articles.

        Args:
            params: What decides; the defaults if None.
            ignore: Lines and phrases that are no evidence.

        Raises:
            UsageError: If ``params`` is no Params, or ``ignore`` no list of str.
        """
        self.params, self.ignore = checked_params(params), checked_ignore(ignore)
        self._articles: dict[str, Article] = {}
        self._weight = 0  # that all checks so far have gone through

    def __len__(self) -> int:
        """Number of articles held."""
        return len(self._articles)

    def add(self, article: Article) -> None:
        """Hold an article; one with the same id is replaced.

        Raises:
            ArticleError: If it is no article, or a part of it is wrong.
        """
        article = checked_article(article, "article")
        self._articles[article.id] = article

    def check(self, article: Article) -> list[Match]:
        """Return the matches of an article with those held; it is not added.

        The article is ``left`` in each match; one held under its own id is not compared. The matches are sorted by
        the other id; there are none if nothing held is related.

        Raises:
            ArticleError: If it is no article, or a part of it is wrong.
        """
        article = checked_article(article, "article")
        held = [other for other in self._articles.values() if other.id != article.id]
        self._weight += sum(weight_of(other.text) for other in held) + weight_of(article.text)
        compiled = is_worth_compiling(self._weight) or None
        report = _find(
            [article], self.params, held, None, self.ignore, None, None, None, screened=True, compiled=compiled
        )
        return list(report.matches)
