"""Screening articles against an index: the same stages as in a batch, drawn around a few articles.

Candidates come from the keys that the index holds; the pairs are then measured, related and written
up by the functions that ``dedup.detect`` uses, on a corpus of the articles concerned, so that a pair
gets the record that it gets in ``find`` over the same articles.
"""

import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from dedup.assemble import assemble
from dedup.confirm.confirm import SHARED
from dedup.corpus.corpus import Corpus, build_corpus
from dedup.credit import folded
from dedup.decide.decide import Pairs, are_kept, counted, decide, select
from dedup.events.twins import Twins, twin_reasons
from dedup.evidence.evidence import column, is_found_by_bands, measure
from dedup.findings.screening import Screening, Update
from dedup.findings.versions import update_of
from dedup.furniture.furniture import mark_keys, mark_phrases
from dedup.index.bulk import withdrawal
from dedup.index.entries import entries_of
from dedup.index.protocol import Entry, Index, Keys, Outcome
from dedup.index.stamp import KEY_PARAMS
from dedup.measured_candidates import compiled_for
from dedup.model import Article, Match, Progress, Rejected, Relation, Repeat
from dedup.params import Params
from dedup.published import are_within, days_apart
from dedup.repeats.repeats_of import repeats_of
from dedup.rising import distinct_values, places_among
from dedup.runtime import kernels
from dedup.runtime.collector import collector_paused
from dedup.runtime.threads import threads_kept, worker_count
from dedup.screen.found_pairs import FoundPairs
from dedup.screen.judging import JUDGING_PARAMS
from dedup.screen.nearby import candidates, find_votes, in_one_place
from dedup.screen.partners import Partner, partners_of
from dedup.screen.texts import Texts
from dedup.screen.verdicts import Verdicts
from dedup.screen.view import View, day_of

AT_ONCE = 200  #: articles screened together
ADDED_AT_ONCE = 500  #: articles checked and added in one transaction


class Screener:
    """Screens articles against one index; keeps what it learns about furniture from call to call."""

    def __init__(self, index: Index, params: Params | None = None, *, ignore: Sequence[str] = ()) -> None:
        """Prepare; nothing is read yet.

        Args:
            index: What to screen against.
            params: What decides beyond the keys; those of the index if None. The index's seed is used.
            ignore: Lines and phrases that are no evidence.
        """
        self.index, self.ignore = index, tuple(ignore)
        self.params = index.params if params is None else Params(
            **{**params.as_mapping(), "seed": index.params.seed}  # type: ignore[arg-type]
        )  # fmt: skip
        self._has_keys_of_index = _agree(self.params, index.params, KEY_PARAMS)
        of_index = _agree(self.params, index.params, JUDGING_PARAMS) and not self.ignore
        self._texts = Texts(self.params, sizes_count=self._has_keys_of_index)
        self._verdicts = Verdicts(self.params, self.ignore, texts=self._texts, of_index=of_index)

    def screen(
        self,
        articles: Iterable[Article],
        *,
        add: bool = False,
        exclude_sources: Collection[str] = (),
        relations: Collection[Relation] | None = None,
        by_source: bool = False,
        workers: int | None = None,
        progress: Progress | None = None,
    ) -> Screening:
        """Screen articles against the index and against one another.

        Args:
            articles: With distinct ids, in order: an article is matched with earlier ones only.
            add: Add them to the index, some hundred at a time, each lot checked and added as one.
            exclude_sources: Articles of these sources are no partners.
            relations: Report only these; None reports all.
            by_source: Of more equal texts than are listed pair by pair, list the first of each source and credit line
                instead of one: for who decides by these.
            workers: Threads; by default one a core.
            progress: Called with (stage, done, total).

        Returns:
            What was found. Withdrawn articles (status ``canceled``) are not screened; with ``add`` they
            are removed from the index.
        """
        started, threads = time.perf_counter(), worker_count(workers)
        with collector_paused():
            wanted = list(articles)
        live = [article for article in wanted if not article.is_withdrawn]
        withdrawn = [withdrawal(article) for article in wanted if article.is_withdrawn]
        parts = [live[k : k + ADDED_AT_ONCE] for k in range(0, len(live), ADDED_AT_ONCE)] if add else [live]
        found = _Found(exclude_sources, relations, progress, [article.id for article in live], by_source=by_source)
        self._texts.workers = self._verdicts.workers = threads
        with collector_paused(), threads_kept():
            for number, part in enumerate(parts or [[]]):
                if add:
                    with self.index.writing():
                        entries = self._screen(part, found, threads, adding=True)
                        found.note(self.index.add(entries, withdrawn=withdrawn if number == 0 else ()))
                else:
                    with self.index.reading():
                        self._screen(part, found, threads, adding=False)
        parameters = {name: value for name, value in self.params.as_mapping().items() if name != "seed"}
        return Screening(
            articles={article.id: article for article in live}, others=found.others, matches=found.matches,
            repeats=found.repeats, updates=found.updates, rejected=found.rejected, left_out=found.left_out,
            added=found.added, replaced=found.replaced, unchanged=found.unchanged, removed=found.removed,
            older=found.older, refused=found.refused,
            seconds=round(time.perf_counter() - started, 3), parameters=parameters, past=found.past,
        )  # fmt: skip

    def _screen(self, articles: list[Article], found: "_Found", threads: int, *, adding: bool) -> list[Entry]:
        """Screen some articles against the index and one another; return their entries, in order."""
        compiled = True if kernels.is_loaded() else None
        corpus = build_corpus(articles, self.index.params, workers=min(threads, len(articles)), compiled=compiled)
        made = entries_of(corpus)
        worded = {entry.article.id for entry in made}
        found.rejected.extend(Rejected(each.id, "has no words") for each in corpus.articles if each.id not in worded)
        by_id = {entry.article.id: entry for entry in made}
        entries = [by_id[article.id] for article in articles if article.id in by_id]
        if not entries:
            return []
        view = View(self.index, entries, adding=adding)
        for k, indexed in sorted(view.indexed.items()):
            if k in view.older:
                found.note_older(entries[k].article.id)
            if update := update_of(entries[k].article, indexed, self.params, ignore=self.ignore):
                found.updates.append(update)
        lots, has_own = view.lots(AT_ONCE), self._has_keys_of_index and len(entries) <= AT_ONCE
        if has_own:
            self._texts.take(corpus)
        for first, last in lots:
            view.hide_before(last)
            self._screen_some(view, first, last, found, threads, corpus, is_whole=has_own and len(lots) == 1)
            found.advance(last - first)
        return entries

    def _screen_some(
        self, view: View, first: int, last: int, found: "_Found", threads: int, corpus: Corpus, *, is_whole: bool
    ) -> None:
        """Screen the entries [first, last) of a view; ``corpus`` holds them, with ``is_whole`` no others."""
        params, entries = self.params, view.entries[first:last]
        votes = find_votes(view, entries, params)
        own = self._verdicts.furniture(view, votes.keys, votes.owners)
        near = candidates(view, votes, own)
        numbers = distinct_values(near.number)
        held = dict(zip(numbers.tolist(), view.keys_of(numbers), strict=True))
        near = in_one_place(near, view, entries, corpus, held, own)
        partners = partners_of(view, first, entries, near, found.may_be, found.kind_of, params)
        past = [partner for partner in partners if partner.is_past]
        numbers = distinct_values(near.number)
        others = [held[number] for number in numbers.tolist()]
        keys = dict(zip(view.fingerprints_of(numbers).tolist(), others, strict=True))
        rest, judged = distinct_values(np.concatenate([own[:0], *(each.passage for each in others)])), [own]
        rest = rest[places_among(rest, votes.keys) < 0]
        sheets = [_Sheet(
            entries, [partner for partner in partners if not partner.is_past], keys, self.ignore, self._texts,
            corpus if is_whole else None, meanwhile=lambda: judged.append(self._verdicts.furniture(view, rest)),
        )]  # fmt: skip
        if past:  # a sheet holds one article of an id
            sheets.append(_Sheet(entries, past, keys, self.ignore, self._texts, None, meanwhile=lambda: None))
        for sheet in sheets:
            mark_keys(sheet.corpus, distinct_values(np.concatenate(judged)).astype(np.int32), params, threads)
        found.add(sheets, _strongest(sheets, [sheet.related(params, threads) for sheet in sheets]), params, threads)


def _agree(one: Params, other: Params, names: Iterable[str]) -> bool:
    """True if two sets of parameters agree in the ones named."""
    return all(getattr(one, name) == getattr(other, name) for name in names)


class _Sheet:
    """The articles of one screening as a corpus: the screened ones and their partners."""

    def __init__(
        self, entries: Sequence[Entry], partners: list[Partner], keys: Mapping[int, Keys], ignore: Sequence[str],
        texts: Texts, own: Corpus | None, meanwhile: Callable[[], None],
    ) -> None:  # fmt: skip
        """Tokenise the articles and number them.

        Args:
            entries: The screened articles.
            partners: Pairs to look at.
            keys: Of the partners' texts that are not those of entries, by fingerprint.
            ignore: Lines and phrases that are no evidence.
            texts: Tokenises.
            own: The corpus of the entries alone, if there is one.
            meanwhile: Called in this thread, while others begin to tokenise.
        """
        self.entries, self.partners = entries, partners
        everyone = {entry.article.id: entry.article for entry in entries}
        everyone |= {partner.known.article.id: partner.known.article for partner in partners}
        self.articles = everyone
        if own is not None and len(everyone) == len(entries):
            self.corpus = own
            meanwhile()
        else:
            held = {entry.article.id: entry.keys for entry in entries}
            by_text = {**keys, **{entry.fingerprint: entry.keys for entry in entries}}
            for each in partners:
                held.setdefault(each.known.article.id, by_text[each.text])
            sizes = {everyone[identity].text: own_keys.size for identity, own_keys in held.items()}
            passages = [held[identity].passage for identity in everyone]
            self.corpus = texts.corpus(list(everyone.values()), sizes, passages, meanwhile)
        self.number = {article.id: k for k, article in enumerate(self.corpus.articles)}
        mark_phrases(self.corpus, ignore)

    def related(self, params: Params, threads: int) -> tuple[Pairs, Twins]:
        """Measure and relate the pairs; the screened article is left."""
        number = self.number
        one = np.array([number[self.entries[p.screened].article.id] for p in self.partners], dtype=np.int32)
        other = np.array([number[p.known.article.id] for p in self.partners], dtype=np.int32)
        left, right = np.minimum(one, other), np.maximum(one, other)
        corpus = self.corpus = compiled_for(self.corpus, left, right)
        days = np.full(len(corpus.articles), np.nan)
        for p, k in zip(self.partners, other.tolist(), strict=True):
            days[k] = p.known.day
        for entry in self.entries:
            days[number[entry.article.id]] = day_of(entry.article)
        apart = days_apart(days, left, right)
        near = are_within(days, left, right, params.window_days)
        identical = np.array([p.is_equal for p in self.partners], dtype=np.bool_)
        for k in np.flatnonzero(identical).tolist():
            a, b = int(left[k]), int(right[k])
            identical[k] = np.array_equal(
                corpus.words[corpus.low[a] : corpus.high[a]], corpus.words[corpus.low[b] : corpus.high[b]]
            )
        evidence = measure(corpus, left, right, params.shingle_size, threads)
        alike = is_found_by_bands(corpus, column(evidence, SHARED), left, right, params)
        near &= alike | np.array([p.is_sure for p in self.partners], dtype=np.bool_)
        pairs, twins = decide(corpus, left, right, evidence, apart, identical, near, params, threads)
        kept = np.flatnonzero(near & are_kept(pairs, params))
        pairs = counted(corpus, select(pairs, kept), params, threads)
        return pairs._replace(left=one[kept], right=other[kept]), twins

    def names(self, pairs: Pairs) -> list[tuple[str, str]]:
        """The ids of the two articles of each pair."""
        ids = [article.id for article in self.corpus.articles]
        return [(ids[a], ids[b]) for a, b in zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)]


def _strongest(sheets: Sequence[_Sheet], related: Sequence[tuple[Pairs, Twins]]) -> list[tuple[Pairs, Twins]]:
    """Of pairs of the same ids on several sheets those with the strongest relation, the first of them."""
    if len(sheets) == 1:
        return list(related)
    best = dict[tuple[str, str], tuple[int, int]]()
    named = [sheet.names(pairs) for sheet, (pairs, _) in zip(sheets, related, strict=True)]
    for turn, (names, (pairs, _)) in enumerate(zip(named, related, strict=True)):
        for pair, code in zip(names, pairs.relations.tolist(), strict=True):
            best[pair] = min(best.get(pair, (code, turn)), (code, turn))
    return [
        (select(pairs, np.flatnonzero([best[pair][1] == turn for pair in names])), twins)
        for turn, (names, (pairs, twins)) in enumerate(zip(named, related, strict=True))
    ]


class _Found:
    """What the parts of a screening add up to."""

    def __init__(
        self,
        exclude_sources: Collection[str],
        relations: Collection[Relation] | None,
        progress: Progress | None,
        inputs: Sequence[str],
        *,
        by_source: bool,
    ) -> None:
        """Start with nothing; ``inputs`` are the ids of all that is to be screened."""
        self._by_source = by_source
        self._excluded, self._relations = {folded(name) for name in exclude_sources}, relations
        self._progress, self._done, self._total = progress, 0, len(inputs)
        self._found = FoundPairs(inputs)
        self.matches: list[Match] = []
        self.repeats: list[Repeat] = []
        self.updates: list[Update] = []
        self.rejected: list[Rejected] = []
        self.others: dict[str, Article] = {}
        self.past = set[tuple[str, str]]()
        self.left_out = 0
        self.added: list[str] = []
        self.replaced: list[str] = []
        self.unchanged: list[str] = []
        self.removed: list[str] = []
        self.older: list[str] = []
        self.refused: list[str] = []

    def advance(self, count: int) -> None:
        """Say that so many more articles are screened."""
        self._done += count
        if self._progress:
            self._progress("screening", self._done, self._total)

    def may_be(self, article: Article) -> bool:
        """True unless an article is of an excluded source."""
        return folded(article.source) not in self._excluded

    def kind_of(self, article: Article) -> tuple[str, str]:
        """What tells an article from others of equal text of which one is enough."""
        return (folded(article.source), article.credit) if self._by_source else ("", "")

    def note_older(self, identity: str) -> None:
        """Keep that the index holds a later version of an article."""
        self.older.append(identity)

    def note(self, added: Outcome) -> None:
        """Keep what adding did."""
        self.added += added.added
        self.replaced += added.replaced
        self.unchanged += added.unchanged
        self.removed += added.removed
        self.older += [identity for identity in added.older if identity not in set(self.older)]
        self.refused += added.refused

    def add(
        self, sheets: Sequence[_Sheet], related: Sequence[tuple[Pairs, Twins]], params: Params, threads: int
    ) -> None:
        """Write up the related pairs of the sheets of some entries, and the repeats of these."""
        order = {entry.article.id: k for k, entry in enumerate(sheets[0].entries)}
        related = [
            (select(pairs, self._found.note(sheet.names(pairs), pairs.relations)), twins)
            for sheet, (pairs, twins) in zip(sheets, related, strict=True)
        ]
        self.matches = self._found.without_turned(self.matches)
        matches = [self._matches(*each, params, threads) for each in zip(sheets, related, strict=True)]
        self.past.update((match.left, match.right) for some in matches[1:] for match in some)
        self.matches += sorted(chain(*matches), key=lambda match: (order[match.left], match.right))
        corpus = sheets[0].corpus
        numbers = np.array(sorted(sheets[0].number[identity] for identity in order), dtype=np.int64)
        repeats = repeats_of(_part(corpus, numbers), params, threads, self._relations).records
        self.repeats += sorted(repeats, key=lambda repeat: (order[repeat.article], repeat.first, repeat.second))

    def _matches(self, sheet: _Sheet, related: tuple[Pairs, Twins], params: Params, threads: int) -> list[Match]:
        """Write up the related pairs of a sheet."""
        corpus, (pairs, twins) = sheet.corpus, related
        if self._relations is not None:
            codes = [code for code, relation in enumerate(Relation) if relation in self._relations]
            pairs = select(pairs, np.flatnonzero(np.isin(pairs.relations, codes)))
        pairs = select(pairs, np.lexsort((pairs.right, pairs.left)))
        matches = assemble(corpus, pairs, params, threads, partial(twin_reasons, corpus, twins))
        unlisted = {(sheet.entries[p.screened].article.id, p.known.article.id): p.left_out for p in sheet.partners}
        self.left_out += sum(unlisted[match.left, match.right] for match in matches)
        indexed = {partner.known.article.id for partner in sheet.partners if partner.known.position < 0}
        self.others |= {m.right: sheet.articles[m.right] for m in matches if m.right in indexed}
        return matches


def _part(corpus: Corpus, numbers: NDArray[np.int64]) -> Corpus:
    """Some articles of a corpus, without their keys."""
    return corpus._replace(
        articles=[corpus.articles[k] for k in numbers.tolist()], low=corpus.low[numbers], high=corpus.high[numbers],
        fingerprints=corpus.fingerprints[numbers], shingle_counts=corpus.shingle_counts[numbers],
        norms=corpus.norms[numbers], places={},
    )  # fmt: skip


def screen(
    articles: Iterable[Article],
    index: Index,
    params: Params | None = None,
    *,
    add: bool = False,
    exclude_sources: Collection[str] = (),
    relations: Collection[Relation] | None = None,
    by_source: bool = False,
    ignore: Sequence[str] = (),
    workers: int | None = None,
    progress: Progress | None = None,
) -> Screening:
    """Screen articles against an index: one call of :meth:`Screener.screen`."""
    return Screener(index, params, ignore=ignore).screen(
        articles, add=add, exclude_sources=exclude_sources, relations=relations, by_source=by_source,
        workers=workers, progress=progress,
    )  # fmt: skip
