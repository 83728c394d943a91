"""The kernels of confirmation, run over many pairs in threads."""

from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from dedup.candidates import LEAST_OF_BANDS
from dedup.changes.gap_changes import CHANGE_COLUMNS
from dedup.changes.list_order import list_words
from dedup.confirm.confirm import (
    ANCHOR,
    COLUMNS,
    COSINE,
    LEAST_UNSPACED,
    ROW_COLUMNS,
    TOTAL_GUEST,
    TOTAL_HOST,
    UNSPACED,
    measure_pairs,
)
from dedup.confirm.recount import recount_shingles
from dedup.confirm.rest import measure_rests
from dedup.confirm.ties import OWN, measure_ties
from dedup.confirm.weigh import compare_facts, weigh_pairs
from dedup.corpus.corpus import Corpus
from dedup.evidence.passages import MORE_CHANGES, PASSAGE_COLUMNS, UNASKED, detail_pairs
from dedup.facts.facts import Facts, facts
from dedup.facts.told_facts import day_signs, keep_told, noun_articles
from dedup.facts.units import unit_words
from dedup.language.background import background
from dedup.language.date_words import date_words
from dedup.params import OCR, Params
from dedup.relate.relate import mark_related
from dedup.rising import distinct_values
from dedup.runtime.kernels import run
from dedup.runtime.threads import in_parts
from dedup.runtime.workspace import workspace

LONG = 5000  #: words of a text in which changes are told of around its passages alone
AROUND = 600  #: words before and behind them
BESIDE = 40  #: words more in which facts are extracted: one that begins before it may be cut short
PAIRS_AT_ONCE = 500  #: of which passages and changes are found in one go, at least


class Evidence(NamedTuple):
    """What was measured on n pairs, in the order in which they were given."""

    hosts: NDArray[np.int32]  #: the longer article of each pair
    guests: NDArray[np.int32]
    counts: NDArray[np.int32]  #: shape ``(n * COLUMNS,)``, see ``dedup.confirm.confirm``
    scores: NDArray[np.float64]  #: shape ``(2 * n,)``: cosine, cosine of the rest


class Aligned(NamedTuple):
    """Measured pairs before furniture and facts are weighed; all but the first two are sorted by host."""

    hosts: NDArray[np.int32]  #: in the order in which the pairs were given
    guests: NDArray[np.int32]
    order: NDArray[Any]  #: which of the pairs given is at each place
    counts: NDArray[np.int32]
    scores: NDArray[np.float64]
    rows: NDArray[np.int32]  #: shared passages, ``ROW_COLUMNS`` numbers each
    bounds: NDArray[np.int64]  #: where those of each pair lie


class Details(NamedTuple):
    """Passages and changes of some pairs, as word positions."""

    passages: NDArray[np.int32]  #: rows of ``PASSAGE_COLUMNS``
    passage_counts: NDArray[np.int64]  #: how many each pair has
    changes: NDArray[np.int32]  #: rows of ``CHANGE_COLUMNS``
    change_counts: NDArray[np.int64]


def longest_of(corpus: Corpus, articles: NDArray[Any]) -> int:
    """Words of the longest of some articles, and some room."""
    return int(corpus.lengths(articles).max(initial=0)) + 2


def host_order(
    corpus: Corpus, left: NDArray[np.int32], right: NDArray[np.int32]
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Return hosts, guests and the order in which pairs with one host are neighbours.

    The host is the longer text. Of two that are as long a checksum of the words decides, since a pair must not
    depend on which of the two comes first.
    """
    longer = corpus.lengths(right) - corpus.lengths(left)
    swapped, tied = longer > 0, np.flatnonzero(longer == 0)
    both = distinct_values(np.concatenate([left[tied], right[tied]]))
    sums = np.array([crc32(corpus.words[corpus.low[k] : corpus.high[k]].data) for k in both.tolist()], dtype=np.int64)
    swapped[tied] = sums[np.searchsorted(both, right[tied])] > sums[np.searchsorted(both, left[tied])]
    hosts, guests = np.where(swapped, right, left).astype(np.int32), np.where(swapped, left, right).astype(np.int32)
    return hosts, guests, np.lexsort((guests, hosts))


def _words_of(corpus: Corpus, hosts: NDArray[np.int32], guests: NDArray[np.int32]) -> NDArray[np.int64]:
    """Words that are gone through for each of some pairs, sorted by host; those of a host count at its last pair."""
    return corpus.lengths(guests) + np.where(np.diff(hosts, append=-1) != 0, corpus.lengths(hosts), 0)


def align(
    corpus: Corpus,
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    size: int,
    workers: int,
    *,
    unspaced_cosines: bool = True,
) -> Aligned:
    """Measure all that furniture marked later leaves as it is.

    Args:
        corpus: The articles.
        left: Article numbers, shape ``(n,)``.
        right: Article numbers, shape ``(n,)``.
        size: Words in a shingle.
        workers: Threads.
        unspaced_cosines: Compute the cosine of pairs in scripts without spaces, on which relations rest.
    """
    n = len(left)
    hosts, guests, order = host_order(corpus, left, right)
    sorted_hosts, sorted_guests = hosts[order], guests[order]
    counts, scores = np.zeros(n * COLUMNS, dtype=np.int32), np.zeros(2 * n, dtype=np.float64)
    row_counts = np.zeros(n, dtype=np.int32)
    back, room = background(), (corpus.high - corpus.low) // ANCHOR + 1

    def part(first: int, last: int) -> NDArray[np.int32]:
        space, before = workspace(longest_of(corpus, sorted_hosts[first:last]), last)
        rows = np.empty(ROW_COLUMNS * int(room[sorted_guests[first:last]].sum()), dtype=np.int32)
        count = run(
            measure_pairs, corpus.compiled, sorted_hosts, sorted_guests, first, last, corpus.low, corpus.high,
            corpus.words, corpus.flags, corpus.norms, size, not unspaced_cosines, back.keys, back.levels, back.weight,
            space.seeds, space.filled, space.sampled, space.seen, space.earlier, space.hashes,
            space.long_seeds, space.words, space.weights, space.units,
            space.places, space.place_words, space.place_stamps, space.masks, space.row, space.runs, space.passages,
            before, rows, row_counts, counts, scores,
        )  # fmt: skip
        return rows[: ROW_COLUMNS * count].copy()

    words = _words_of(corpus, sorted_hosts, sorted_guests)
    rows = np.concatenate(in_parts(n, workers, part, words=words))
    bounds = np.zeros(n + 1, dtype=np.int64)
    np.cumsum(row_counts, out=bounds[1:])
    return Aligned(hosts, guests, order, counts, scores, rows, bounds)


def is_related(corpus: Corpus, aligned: Aligned, asked: NDArray[np.bool_], workers: int) -> NDArray[np.bool_]:
    """Say which pairs are related apart from the passages that they share.

    Args:
        corpus: The articles.
        aligned: The pairs.
        asked: The pairs of which it is asked, in the order in which they were given to :func:`align`.
        workers: Threads.

    Returns:
        One value a pair, in that order; False for those of which it was not asked.
    """
    n, back = len(aligned.order), background()
    hosts, guests = aligned.hosts[aligned.order], aligned.guests[aligned.order]
    wanted, related = asked[aligned.order].astype(np.uint8), np.zeros(n, dtype=np.uint8)

    def part(first: int, last: int) -> None:
        if (aligned.counts[first * COLUMNS + UNSPACED : last * COLUMNS : COLUMNS] & wanted[first:last]).any():
            space, before = workspace(longest_of(corpus, hosts[first:last]), last)
            run(
                measure_rests, corpus.compiled, hosts, guests, first, last, wanted, corpus.low, corpus.high,
                corpus.words, back.keys, back.levels, back.weight, aligned.rows, aligned.bounds, space.numbers,
                space.units, space.seeds, space.weights, before, aligned.counts, aligned.scores,
            )  # fmt: skip
        run(
            measure_ties, corpus.compiled, hosts, guests, first, last, wanted, corpus.low, corpus.high, corpus.words,
            corpus.flags, back.keys, back.levels, back.weight, aligned.rows, aligned.bounds,
            np.empty(OWN, dtype=np.int64), aligned.counts,
        )  # fmt: skip
        run(mark_related, corpus.compiled, first, last, aligned.counts, aligned.scores, related)

    in_parts(n, workers, part, words=_words_of(corpus, hosts, guests))
    out = np.empty(n, dtype=np.bool_)
    out[aligned.order] = (related & wanted) > 0
    return out


def weigh(corpus: Corpus, aligned: Aligned, touched: NDArray[np.bool_] | None, workers: int) -> Evidence:
    """Complete the evidence of aligned pairs by the furniture that is marked now, and by facts.

    Args:
        corpus: The articles.
        aligned: The pairs; used up.
        touched: For each article whether furniture was marked in it since; None if there was none.
        workers: Threads.

    Returns:
        The evidence in the order in which the pairs were given to :func:`align`.
    """
    n = len(aligned.order)
    hosts, guests = aligned.hosts[aligned.order], aligned.guests[aligned.order]
    changed = np.zeros(len(corpus.articles), dtype=np.uint8) if touched is None else touched.astype(np.uint8)

    def part(first: int, last: int) -> None:
        space, before = workspace(longest_of(corpus, hosts[first:last]), last)
        asked = np.zeros(last - first, dtype=np.uint8)
        run(
            weigh_pairs, corpus.compiled, hosts, guests, first, last, corpus.low, corpus.high, corpus.words,
            corpus.flags, changed, aligned.rows, aligned.bounds, space.places, space.place_words, space.place_stamps,
            space.masks, space.row, space.runs, space.passages, before, asked, aligned.counts, aligned.scores,
        )  # fmt: skip
        pairs = first + np.flatnonzero(asked)
        articles = distinct_values(np.concatenate([hosts[pairs], guests[pairs]]))
        found = facts(corpus.words, corpus.flags, corpus.low[articles], corpus.high[articles], corpus.compiled)
        rows = [np.searchsorted(articles, side[pairs]) for side in (hosts, guests)]
        run(
            compare_facts, corpus.compiled, pairs, *rows, *found, corpus.flags, space.fact_table, space.fact_stamps,
            space.guest_facts, space.guest_stamps, before, aligned.counts,
        )  # fmt: skip

    in_parts(n, workers, part, words=_words_of(corpus, hosts, guests))
    counts, scores = np.empty_like(aligned.counts), np.empty_like(aligned.scores)
    counts.reshape(n, COLUMNS)[aligned.order] = aligned.counts.reshape(n, COLUMNS)
    scores.reshape(n, 2)[aligned.order] = aligned.scores.reshape(n, 2)
    return Evidence(aligned.hosts, aligned.guests, counts, scores)


def measure(corpus: Corpus, left: NDArray[np.int32], right: NDArray[np.int32], size: int, workers: int) -> Evidence:
    """Measure the evidence of pairs of articles.

    Args:
        corpus: The articles; furniture is marked on its flags.
        left: Article numbers, shape ``(n,)``.
        right: Article numbers, shape ``(n,)``.
        size: Words in a shingle.
        workers: Threads.

    Returns:
        The evidence in the order of the pairs.
    """
    return weigh(corpus, align(corpus, left, right, size, workers), None, workers)


def with_all_shingles(corpus: Corpus, evidence: Evidence, size: int, workers: int) -> Evidence:
    """Count the shared shingles of pairs in scripts without spaces where measuring leaves them out; in place.

    A shingle of such a script is three characters: unrelated texts share many, so no relation rests on them
    where one text is much longer. Pairs of like length are counted when they are measured.
    """
    guests, hosts = column(evidence, TOTAL_GUEST), column(evidence, TOTAL_HOST)
    which = np.flatnonzero((column(evidence, UNSPACED) > 0) & (guests <= LEAST_UNSPACED * hosts))
    which = which[np.argsort(evidence.hosts[which], kind="stable")]

    def part(first: int, last: int) -> None:
        space, _ = workspace(int(hosts[which[first:last]].max()) + 2, 0)
        run(
            recount_shingles, corpus.compiled, which[first:last], evidence.hosts, evidence.guests, corpus.low,
            corpus.high, corpus.words, size, space.hashes, space.filled, space.place_words, space.places,
            evidence.counts,
        )  # fmt: skip

    if len(which):
        words = _words_of(corpus, evidence.hosts[which], evidence.guests[which])
        in_parts(len(which), workers, part, 200, words)
    return evidence


def jaccard_of(corpus: Corpus, shared: NDArray[Any], left: NDArray[Any], right: NDArray[Any]) -> NDArray[np.float64]:
    """Exact Jaccard of pairs from their shared shingles; 0.0 where both are empty."""
    union = corpus.shingle_counts[left] + corpus.shingle_counts[right] - shared
    return np.asarray(shared / np.maximum(1, union), dtype=np.float64)


def is_found_by_bands(
    corpus: Corpus, shared: NDArray[Any], left: NDArray[Any], right: NDArray[Any], params: Params
) -> NDArray[np.bool_]:
    """Say which pairs are so much alike that bands alone may propose them.

    In misread texts all are: their bands are of letters, and hardly a shingle of words is left in common.
    """
    if params.profile == OCR:
        return np.ones(len(left), dtype=np.bool_)
    return jaccard_of(corpus, shared, left, right) >= LEAST_OF_BANDS


def _where_changes_are_told(
    corpus: Corpus, hosts: NDArray[np.int32], templates: NDArray[np.bool_], spans: NDArray[np.int32]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The first word of each pair's host that changes may be told of, and the one behind the last.

    A text that is much longer than an article is mostly another text than its guest: there only what lies around the
    passages is looked at. It is asked pair by pair, so that no pair's record depends on other pairs.
    """
    low, high = corpus.low[hosts], corpus.high[hosts]
    is_narrow, has_any = (high - low > LONG) & ~templates, spans[:, 1] > 0
    first, last = low + np.maximum(spans[:, 0] - AROUND, 0), np.minimum(high, low + spans[:, 1] + AROUND)
    return (
        np.where(is_narrow, np.where(has_any, first, low), low),
        np.where(is_narrow, np.where(has_any, last, low), high),
    )


def _where_facts_are_asked(
    corpus: Corpus, articles: NDArray[np.int32], hosts: NDArray[Any], guests: NDArray[Any], first: NDArray[np.int64],
    last: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:  # fmt: skip
    """The words of each article in which facts are extracted: those of all its pairs, and some beside them.

    ``hosts`` and ``guests`` are places among the ``articles``.
    """
    begin, end = corpus.low[articles], corpus.high[articles]
    low, high = end.copy(), begin.copy()
    np.minimum.at(low, hosts, first - BESIDE)
    np.maximum.at(high, hosts, last + BESIDE)
    low[guests], high[guests] = begin[guests], end[guests]
    return np.maximum(low, begin), np.minimum(high, end)


def all_facts(corpus: Corpus, low: NDArray[np.int64], high: NDArray[np.int64], workers: int) -> Facts:
    """Extract the facts that changes are told of in some texts, each the words [low, high)."""
    back, dates = background(), date_words()
    tables = (back.keys, back.levels, dates.keys, dates.codes, noun_articles(), day_signs())

    def part(first: int, last: int) -> Facts:
        lows, highs = low[first:last], high[first:last]
        found = facts(corpus.words, corpus.flags, lows, highs, corpus.compiled)
        count = run(keep_told, corpus.compiled, lows, highs, corpus.words, corpus.flags, *tables, *found)
        kept: list[NDArray[Any]] = [column[:count].copy() for column in found[1:]]
        return Facts(np.diff(found.bounds), *kept)

    parts = zip(*in_parts(len(low), workers, part, PAIRS_AT_ONCE, high - low), strict=True)
    counts, *columns = (np.concatenate(column) for column in parts)
    return Facts(np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)]), *columns)


def details(
    corpus: Corpus,
    hosts: NDArray[np.int32],
    guests: NDArray[np.int32],
    templates: NDArray[np.bool_],
    copies: NDArray[np.uint8],
    spans: NDArray[np.int32],
    size: int,
    workers: int,
) -> Details:
    """Find passages and changes of confirmed pairs, sorted by host: the tables of a host serve all its guests.

    ``templates`` says which pairs are templates, ``copies`` of which one text is the other with edits, as a whole or
    in part, or that no changes are asked for, ``spans``, shape ``(n, 2)``, where the passages lie in the host.
    """
    length, dates, units, back = corpus.lengths(guests), date_words(), unit_words(), background()
    told, some = _where_changes_are_told(corpus, hosts, templates, spans), copies != UNASKED
    articles = distinct_values(np.concatenate([hosts[some], guests[some]]))
    rows = [np.searchsorted(articles, side) for side in (hosts, guests)]
    asked = _where_facts_are_asked(corpus, articles, *(side[some] for side in (*rows, *told)))
    told_of = all_facts(corpus, *asked, workers)

    def part(first: int, last: int) -> Details:
        space, before = workspace(longest_of(corpus, hosts[first:last]), last - first)
        room = int((length[first:last] // 4 + 2).sum())
        passages = np.empty(PASSAGE_COLUMNS * room, dtype=np.int32)
        most = int((length[first:last] + MORE_CHANGES).sum())
        changes = np.empty(CHANGE_COLUMNS * most, dtype=np.int32)
        passage_bounds, change_bounds = (np.zeros(last - first + 1, dtype=np.int64) for _ in range(2))
        run(
            detail_pairs, corpus.compiled, hosts, guests, first, last, corpus.low, corpus.high, corpus.words,
            corpus.flags, size, templates, copies, *told, *dates, *units, list_words(), back.keys, back.levels, *rows,
            *told_of, space.filled, space.seeds, space.earlier, space.hashes, space.runs, space.passages,
            space.fact_table, space.fact_stamps, space.places, before, passages, passage_bounds, changes, change_bounds,
        )  # fmt: skip
        return Details(
            passages[: PASSAGE_COLUMNS * passage_bounds[-1]].copy(), np.diff(passage_bounds),
            changes[: CHANGE_COLUMNS * change_bounds[-1]].copy(), np.diff(change_bounds),
        )  # fmt: skip

    parts = in_parts(len(hosts), workers, part, PAIRS_AT_ONCE, _words_of(corpus, hosts, guests))
    return Details(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def cosines(evidence: Evidence) -> NDArray[np.float64]:
    """The TF-IDF cosine of each pair."""
    return evidence.scores[COSINE::2]


def column(evidence: Evidence, which: int) -> NDArray[np.int32]:
    """One integer column of the evidence."""
    return evidence.counts[which::COLUMNS]


def selected(evidence: Evidence, kept: "NDArray[Any] | slice[int, int, None]") -> Evidence:
    """The evidence of some of the pairs, in the order given."""
    n = len(evidence.hosts)
    return Evidence(
        evidence.hosts[kept], evidence.guests[kept],
        evidence.counts.reshape(n, COLUMNS)[kept].reshape(-1), evidence.scores.reshape(n, 2)[kept].reshape(-1),
    )  # fmt: skip


def joined(one: Evidence, other: Evidence) -> Evidence:
    """The evidence of two lists of pairs, one behind the other."""
    return Evidence(*(np.concatenate([a, b]) for a, b in zip(one, other, strict=True)))
