"""Confirmed pairs to matches: spans in characters, changed facts, reasons."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.changes.dates.split_times import Row
from dedup.changes.gap_changes import CHANGE_COLUMNS
from dedup.confirm.confirm import (
    COVERED_GUEST,
    SHARED,
    SPAN_FIRST,
    SPAN_LAST,
    SUBSEQUENCE,
    TOTAL_GUEST,
    TOTAL_HOST,
    UNSPACED,
    WASTE,
    WORDS_GUEST,
    WORDS_HOST,
)
from dedup.corpus.corpus import Corpus
from dedup.corpus.spans import character_spans
from dedup.decide.decide import Pairs, select
from dedup.decide.said_twice import said_again
from dedup.events.places import SharedPlace
from dedup.evidence.edited_passages import edited_passages, may_be_cut, with_regions
from dedup.evidence.evidence import column, cosines, details
from dedup.evidence.given_once import covered_words, given_once
from dedup.evidence.passages import AS_A_WHOLE, IN_PART, PASSAGE_COLUMNS, UNASKED
from dedup.evidence.rewriting import MATCHED, RUNS, parallel_regions
from dedup.model import Change, Match, Passage, Progress
from dedup.params import Params
from dedup.reasons import left_out_of, reasons_for
from dedup.relate.relate import COPIES, EXCERPT, IDENTICAL, NEAR_DUPLICATE, RELATIONS, SAME_EVENT, TEMPLATE
from dedup.runtime.threads import side_by_side
from dedup.telling import Asked, tellers

TELLING = 5  #: words of a passage beyond furniture that make it worth showing
BLOCK = 2000  #: matches that a thread writes up at a time
MANY = 12_000  #: matches that are worth the start of other processes
AT_ONCE = 8  #: blocks that are written up at a time, at most: a process of 125 MB each

#: Says why pairs are the same event: left articles, right articles, shared passages of each pair, whether the longest
#: of them has other words on the right, the place that both name, threads.
TwinReasons = Callable[
    [Sequence[int], Sequence[int], Sequence[Sequence[Passage]], Sequence[bool], Sequence[SharedPlace], int],
    Sequence[tuple[str, ...]],
]


class _Runs(NamedTuple):
    """Runs of words of the two articles of pairs, counted from each article's start."""

    pairs: NDArray[np.int64]
    left: NDArray[np.int32]  #: first and last word in the left article, shape ``(n, 2)``; -1 where it has none
    right: NDArray[np.int32]

    def turned(self, swapped: NDArray[np.bool_]) -> "_Runs":
        """Those of host and guest as those of left and right."""
        here = swapped[self.pairs][:, None]
        return _Runs(self.pairs, np.where(here, self.right, self.left), np.where(here, self.left, self.right))


class _Found(NamedTuple):
    """Passages and changes of pairs, before they are written up."""

    passages: _Runs
    passage_spans: NDArray[np.int32]  #: see :func:`_spans_of`
    edited: NDArray[np.bool_]  #: passages in which some words differ
    changes: _Runs
    change_spans: NDArray[np.int32]
    kinds: NDArray[np.int32]  #: of the changes
    rewritten: NDArray[np.int64]  #: pairs of which one text puts a part of the other into other words
    common: NDArray[np.int64]  #: equal words in passages of :mod:`dedup.evidence.edited_passages`
    pieces: _Runs  #: what lies in these, word for word: between pieces some facts are told
    piece_spans: NDArray[np.int32]
    covered: tuple[NDArray[np.int64], NDArray[np.int64]]  #: see :func:`covered_words`
    forms: NDArray[np.bool_]  #: templates of which all that is shared is furniture: it counts, and is shown


class _Shown(NamedTuple):
    """What is shown of pairs."""

    passages: list[tuple[Passage, ...]]
    changes: Sequence[tuple[Change, ...]]
    edited: set[int]  #: pairs of whose longest passage some words differ
    rewritten: set[int]  #: pairs of which one text puts a part of the other into other words
    covered: tuple[NDArray[np.int64], NDArray[np.int64]]  #: see :func:`covered_words`
    forms: NDArray[np.bool_]  #: see :class:`_Found`


def _spans_of(corpus: Corpus, decided: Pairs, many: Sequence[_Runs], workers: int) -> list[NDArray[np.int32]]:
    """Where runs stand in characters: left start and end, right start and end; 0 to 0 where there is none."""
    sides = [
        (articles[runs.pairs], words) for runs in many
        for articles, words in ((decided.left, runs.left), (decided.right, runs.right))
    ]  # fmt: skip
    articles = np.concatenate([side[0] for side in sides])
    words = np.concatenate([side[1] for side in sides])
    there = words[:, 0] >= 0
    out = np.zeros((len(articles), 2), dtype=np.int32)
    out[there] = character_spans(corpus, articles[there], words[there, 0], words[there, 1], workers)
    cuts = np.cumsum([2 * len(runs.pairs) for runs in many])[:-1]
    return [np.hstack(np.split(part, 2)) for part in np.split(out, cuts)]


def _passages(runs: _Runs, spans: NDArray[np.int32], count: int) -> list[tuple[Passage, ...]]:
    """The passages of each pair, sorted by place."""
    order = np.lexsort((spans[:, 2], spans[:, 1], spans[:, 0], runs.pairs))
    left, right = (map(tuple, spans[order, k : k + 2].tolist()) for k in (0, 2))
    words = (runs.left[:, 1] - runs.left[:, 0] + 1)[order].tolist()
    made = list(map(partial(tuple.__new__, Passage), zip(left, right, words, strict=True)))
    out: list[tuple[Passage, ...]] = [()] * count
    ends = np.searchsorted(runs.pairs[order], np.arange(count + 1)).tolist()
    for k in np.flatnonzero(np.bincount(runs.pairs, minlength=count)).tolist():
        out[k] = tuple(made[ends[k] : ends[k + 1]])
    return out


def _edited(found: _Found) -> set[int]:
    """The pairs of whose longest passage, the first of those as long, some words differ."""
    runs, spans = found.passages, found.passage_spans
    words = runs.left[:, 1] - runs.left[:, 0]
    order = np.lexsort((spans[:, 2], spans[:, 1], spans[:, 0], -words, runs.pairs))
    longest = order[np.flatnonzero(np.diff(runs.pairs[order], prepend=-1))]
    return set(runs.pairs[longest[found.edited[longest]]].tolist())


def _asked(corpus: Corpus, decided: Pairs, found: _Found, shown: Sequence[tuple[Passage, ...]]) -> Asked:
    """What is to be told of pairs, each text once; of reports of one event no changes are."""
    pieces = _passages(found.pieces, found.piece_spans, len(shown))
    passages = [pieces[k] if common else shown[k] for k, common in enumerate(found.common.tolist())]
    articles, places = np.unique(np.concatenate([decided.left, decided.right]), return_inverse=True)
    count, runs = len(decided.left), found.changes
    order = np.argsort(runs.pairs, kind="stable")
    at = np.where(runs.left[:, 0] >= 0, found.change_spans[:, 0], found.change_spans[:, 2])
    rows: list[Row] = np.column_stack([at, found.kinds, found.change_spans])[order].tolist()
    ends = np.searchsorted(runs.pairs[order], np.arange(count + 1)).tolist()
    is_copy = np.isin(decided.relations, COPIES).tolist()
    return Asked(
        [corpus.articles[k].text for k in articles.tolist()], places[:count].tolist(), places[count:].tolist(),
        decided.relations.tolist(), [each if copy else () for copy, each in zip(is_copy, passages, strict=True)],
        [rows[ends[k] : ends[k + 1]] for k in range(count)],
    )  # fmt: skip


def assemble(
    corpus: Corpus,
    decided: Pairs,
    params: Params,
    workers: int,
    twin_reasons: TwinReasons,
    progress: Progress | None = None,
) -> list[Match]:
    """Make the matches of decided pairs.

    Args:
        corpus: The articles.
        decided: Pairs with relations, sorted.
        params: What decided.
        workers: Threads, of which ``AT_ONCE`` are used; where there is much to write up, as many processes beside them
            tell what changed.
        twin_reasons: Says why pairs are the same event.
        progress: Called with ("writing up", matches so far, all), by one thread at a time.

    Returns:
        The matches in the order of the pairs.
    """
    total, done, lock = len(decided.left), [0], Lock()
    parts = [select(decided, slice(start, start + BLOCK)) for start in range(0, total, BLOCK)]
    workers = min(workers, AT_ONCE)
    with tellers(workers if workers > 1 and total >= MANY else 0) as tell:

        def written(part: Pairs) -> list[Match]:
            found = _found(corpus, part, params, 1 if len(parts) > 1 else workers)
            passages = _passages(found.passages, found.passage_spans, len(part.left))
            told = tell(_asked(corpus, part, found, passages))
            shown = _Shown(
                passages, told.changes, _edited(found), set(found.rewritten.tolist()), found.covered, found.forms
            )
            twins = np.flatnonzero(part.relations == SAME_EVENT).tolist()
            reasons = twin_reasons(
                part.left[twins].tolist(), part.right[twins].tolist(), [passages[k] for k in twins],
                [k in shown.edited for k in twins], told.places, 1,
            )  # fmt: skip
            out = _matches(corpus, part, shown, dict(zip(twins, reasons, strict=True)))
            if progress:
                with lock:
                    done[0] += len(out)
                    progress("writing up", done[0], total)
            return out

        return list(chain.from_iterable(side_by_side(written, workers, parts)))


def _have_details(decided: Pairs) -> NDArray[np.bool_]:
    """Which pairs have passages or changes to find: equal texts have none, twins only if they share words in a row."""
    evidence = decided.evidence
    shared = (column(evidence, COVERED_GUEST) > 0) | (column(evidence, WASTE) > 0)
    return np.asarray((decided.relations != IDENTICAL) & ((decided.relations != SAME_EVENT) | shared), dtype=np.bool_)


def _found(corpus: Corpus, decided: Pairs, params: Params, workers: int) -> _Found:
    """Find the passages and the changes of pairs; each article is tokenised once for where they stand."""
    evidence = decided.evidence
    hosts, guests, swapped = evidence.hosts, evidence.guests, evidence.hosts != decided.left
    asked = np.flatnonzero(_have_details(decided))
    order = asked[np.lexsort((guests[asked], hosts[asked]))]
    host_spans = np.stack([column(evidence, SPAN_FIRST), column(evidence, SPAN_LAST)], axis=1)[order]
    relations = decided.relations[order]
    part = details(
        corpus, hosts[order], guests[order], relations == TEMPLATE, _edits(relations),
        host_spans, params.shingle_size, workers,
    )  # fmt: skip
    rewritten = np.flatnonzero(decided.rewritten)
    is_copy = np.isin(decided.relations, (NEAR_DUPLICATE, EXCERPT, TEMPLATE)) & ~decided.rewritten
    cut = np.flatnonzero(is_copy & may_be_cut(evidence))
    edited_rows, edited_pairs = edited_passages(
        corpus, hosts[cut], guests[cut], decided.relations[cut] == TEMPLATE, workers
    )
    common = np.zeros(len(hosts), dtype=np.int64)
    np.add.at(common, cut[edited_pairs], edited_rows[:, MATCHED])
    rows, pair_of = part.passages.reshape(-1, PASSAGE_COLUMNS), np.repeat(order, part.passage_counts)
    telling = rows[:, 4] - rows[:, 5] >= TELLING
    forms = (decided.relations == TEMPLATE) & (common == 0) & (np.bincount(pair_of[telling], minlength=len(hosts)) == 0)
    of_form = forms[pair_of]
    rows[of_form, 5] = 0
    rows, pair_of = rows[telling | of_form], pair_of[telling | of_form]
    is_piece = common[pair_of] > 0
    pieces = _runs(rows[is_piece], pair_of[is_piece]).turned(swapped)
    rows, pair_of = with_regions(
        corpus, hosts, guests, rows, pair_of, np.concatenate([rewritten, cut[edited_pairs]]),
        np.concatenate([parallel_regions(corpus, hosts[rewritten], guests[rewritten], workers)[:, :RUNS], edited_rows]),
    )  # fmt: skip
    rows, pair_of = given_once(corpus, hosts, guests, rows, pair_of, params, workers)
    edited = (rows[:, 4] < rows[:, 1] - rows[:, 0]) | (rows[:, 4] < rows[:, 3] - rows[:, 2])
    passages = _runs(rows, pair_of).turned(swapped)
    covered = covered_words(rows, pair_of, len(hosts))
    rows, pair_of = part.changes.reshape(-1, CHANGE_COLUMNS), np.repeat(order, part.change_counts)
    changes = _Runs(
        pair_of, _from_start(rows[:, 1:3], corpus.low[hosts[pair_of]]),
        _from_start(rows[:, 3:5], corpus.low[guests[pair_of]]),
    ).turned(swapped)  # fmt: skip
    equal = _whole(corpus, decided)
    spans = _spans_of(corpus, decided, (passages, changes, equal, pieces), workers)
    both = _Runs(
        np.concatenate([passages.pairs, equal.pairs]), np.concatenate([passages.left, equal.left]),
        np.concatenate([passages.right, equal.right]),
    )  # fmt: skip
    edited = np.concatenate([edited, np.zeros(len(equal.pairs), dtype=np.bool_)])
    return _Found(
        both, np.concatenate([spans[0], spans[2]]), edited, changes, spans[1], rows[:, 0], rewritten, common, pieces,
        spans[3], covered, forms,
    )  # fmt: skip


def _runs(rows: NDArray[np.int32], pair_of: NDArray[np.int64]) -> _Runs:
    """The passages of host and guest from the first word to the last."""
    last = np.array([0, 1, 0, 1], dtype=np.int32)
    return _Runs(pair_of, *np.hsplit(rows[:, :4] - last, 2))


def _edits(relations: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """How one text of each pair is the other with edits, or with other facts: as a whole, in part, or not at all.

    What changed between two reports of one event nobody asks.
    """
    codes = {NEAR_DUPLICATE: AS_A_WHOLE, TEMPLATE: AS_A_WHOLE, EXCERPT: IN_PART, SAME_EVENT: UNASKED}
    return np.array([codes.get(k, 0) for k in range(len(RELATIONS))], dtype=np.uint8)[relations]


def _from_start(runs: NDArray[np.int32], low: NDArray[np.int64]) -> NDArray[np.int32]:
    """First and last words counted from the article's start; -1 where there are none."""
    return np.where(runs >= 0, runs - low[:, None], -1).astype(np.int32)


def _whole(corpus: Corpus, decided: Pairs) -> _Runs:
    """All words of the pairs whose texts are equal from the first word to the last."""
    pairs = np.flatnonzero(decided.relations == IDENTICAL)
    runs = np.zeros((len(pairs), 2), dtype=np.int32)
    runs[:, 1] = corpus.lengths(decided.left[pairs]) - 1
    return _Runs(pairs, runs, runs)


def _matches(corpus: Corpus, decided: Pairs, shown: _Shown, twins: dict[int, tuple[str, ...]]) -> list[Match]:
    """The matches of all pairs; ``twins`` has the reasons of those that are the same event."""
    evidence, swapped = decided.evidence, decided.evidence.hosts != decided.left
    shared, counts = column(evidence, SHARED), corpus.shingle_counts
    contained = [
        np.round(shared / np.maximum(1, counts[side]), 4).tolist() for side in (decided.left, decided.right)
    ]
    again = said_again(corpus, evidence)
    words = [
        np.where(shown.forms, column(evidence, total), column(evidence, own))
        for own, total in ((WORDS_HOST, TOTAL_HOST), (WORDS_GUEST, TOTAL_GUEST))
    ]
    covered = [
        np.minimum(1.0, part / np.maximum(1, whole - twice))
        for part, whole, twice in zip(shown.covered, words, again, strict=True)
    ]
    shorter = np.minimum(column(evidence, WORDS_HOST), column(evidence, WORDS_GUEST))
    columns = zip(
        range(len(swapped)),
        decided.left.tolist(), decided.right.tolist(), decided.relations.tolist(),
        np.round(decided.scores, 4).tolist(), np.round(decided.jaccard, 4).tolist(),
        np.round(cosines(evidence), 4).tolist(), zip(*contained, strict=True),
        zip(
            np.where(swapped, covered[1], covered[0]).tolist(), np.where(swapped, covered[0], covered[1]).tolist(),
            strict=True,
        ),
        column(evidence, WASTE).tolist(), shown.passages,
        (2 * column(evidence, SUBSEQUENCE) >= shorter).tolist(), (column(evidence, UNSPACED) > 0).tolist(),
        (again[0] + again[1] > 0).tolist(), shown.forms.tolist(),
        strict=True,
    )  # fmt: skip
    out = []
    for (
        k, left, right, code, score, jaccard, cosine, contains, covers, waste, passages, in_order, unspaced, twice,
        recurs,
    ) in columns:  # fmt: skip
        one, changed = corpus.articles[left], shown.changes[k]
        if code == SAME_EVENT:
            reasons = (*twins[k], *left_out_of(waste, unspaced))
        else:
            reasons = reasons_for(
                RELATIONS[code], one, covers, passages, changed, waste, k in shown.rewritten, k in shown.edited,
                in_order, unspaced, twice, recurs,
            )  # fmt: skip
        out.append(
            Match(
                one.id, corpus.articles[right].id, RELATIONS[code], score, jaccard, contains, cosine,
                passages, changed, reasons,
            )
        )  # fmt: skip
    return out
