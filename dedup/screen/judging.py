"""Judging the passages that recur in an index, after many articles were added, so that checks need not.

Verdicts are those of :mod:`dedup.screen.verdicts`. A key whose articles are the same as before keeps its verdict,
unless two of them hold terms or passages that have become crowded since, and no longer link articles, or the reverse.
"""

import math
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.furniture.furniture import LOOKED_AT
from dedup.index.judged import KEPT, Judged, has_verdicts
from dedup.index.packing import KEY_BITS, KIND_SHIFT, LAST_NUMBER, NUMBER_BITS, Postings
from dedup.index.sqlite import SqliteIndex
from dedup.index.stamp import KEY_PARAMS
from dedup.keys import PASSAGE, TERM
from dedup.model import Progress
from dedup.params import Params
from dedup.rising import distinct_values
from dedup.runtime.threads import threads_kept, worker_count
from dedup.screen.strength import Crowded, Link
from dedup.screen.texts import Texts
from dedup.screen.verdicts import Asked, Verdicts, in_order, still_holds
from dedup.screen.view import INPUT, View

JUDGING_PARAMS = (*KEY_PARAMS, "furniture_articles", "max_key_articles", "min_shared_terms", "max_term_articles")
GROWTH = 1.01  #: times the texts at which an index is judged again
LOT = 10_000  #: articles under the keys judged together
TEXT_BYTES = 64 << 20  #: of their texts that are kept
SHARE = 2.0  #: of the time that adding took, for judging what was added



def judge(
    index: SqliteIndex, *, seconds: float = math.inf, workers: int | None = None, progress: Progress | None = None
) -> int:
    """Bring the verdicts that an index keeps up to date.

    Args:
        index: With its merges finished.
        seconds: About how long this may take. The passages of most articles come first; what is left is judged by
            the checks that meet it, or the next time.
        workers: Threads; by default one a core.
        progress: Called with ("judging", keys so far, all).

    Returns:
        The number of keys that were judged; none while few articles were added since.
    """
    params = index.params
    if params.furniture_articles > KEPT:
        return 0
    threads, deadline = worker_count(workers), time.monotonic() + seconds
    texts_kept = Texts(params, TEXT_BYTES, threads, sizes_count=True)
    with index.reading_whole(), threads_kept():
        state, held = index.state, index.judged()
        if state.merge or not state.segments:
            return 0
        segment, below, removed = state.next_segment, state.next_number, index.removed_since()
        is_grown = not held.below or state.texts > GROWTH * state.judged_texts
        if not (is_grown or removed or not held.sizes.all()):
            return 0
        gone = state.judged_texts + below - held.below - state.texts if removed else 0  # texts, at the most
        since = _Since(held.below, gone)
        keys, sizes, members, by_passages = _recurring(index, params, since)
        judged = Judged(
            keys, sizes.copy(), np.zeros(len(keys), dtype=np.bool_),
            np.zeros((len(keys), KEPT), dtype=np.uint32), np.zeros(len(keys), dtype=np.bool_), below,
        )  # fmt: skip
        terms, by_terms = _crowded_terms(index, params, since)
        touched = _Touched(
            _flags(below, np.concatenate([by_passages.fuller, by_passages.emptier, by_terms.emptier])),
            _flags(below, by_terms.fuller),
        )  # fmt: skip
        open_ = _take_over(judged, held, members, params, touched, removed=removed)
        judged.sizes[open_] = 0
        places = dict(zip(keys[open_].tolist(), open_, strict=True))
        view, done = View(index, []), 0
        crowded = Crowded(terms, keys[sizes > params.max_key_articles])
        verdicts = Verdicts(params, (), texts=texts_kept, workers=threads, crowded=crowded)
        for lot in _lots(index, [Asked(int(keys[k]), int(sizes[k]), members[k]) for k in open_], params):
            if time.monotonic() > deadline:
                break
            for each in verdicts.judge(view, lot):
                place = places[each.key]
                judged.sizes[place], judged.is_furniture[place] = sizes[place], each.is_furniture
                judged.unrelated[place, : len(each.unrelated)] = each.unrelated
                judged.rests_on_terms[place] = each.rests_on_terms
            done += len(lot)
            if progress:
                progress("judging", done, len(open_))
        links = _links(held, verdicts.long_links, touched, removed=removed)
    index.keep_judged(judged._replace(links=links), segment, state.texts)
    return done


def judge_if_grown(index: SqliteIndex, *, seconds: float, workers: int | None = None) -> int:
    """Finish merges and judge if there are no verdicts, or many articles were added since: after checks that add.

    Returns:
        The number of keys that were judged.
    """
    with index.reading():
        state = index.state
        is_grown = not has_verdicts(state) or state.texts > GROWTH * state.judged_texts
    if not is_grown:
        return 0
    index.settle()
    return judge(index, seconds=seconds, workers=workers)


class _Since(NamedTuple):
    """What has come to an index since verdicts were made."""

    before: int  #: numbers from this one on are new
    gone: int  #: texts that were removed, at the most


class _Changed(NamedTuple):
    """The articles under keys that have become crowded, and under those that may have been."""

    fuller: NDArray[np.int64]
    emptier: NDArray[np.int64]


class _Touched(NamedTuple):
    """For each number whether links of the article may have come or gone since verdicts were made."""

    at_all: NDArray[np.bool_]
    by_terms: NDArray[np.bool_]  #: links that rest on terms may have gone


def _flags(below: int, numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
    """For each number below one whether it is among some."""
    out = np.zeros(below, dtype=np.bool_)
    out[numbers] = True
    return out


def _links(held: Judged, found: Mapping[Link, int], touched: _Touched, *, removed: bool) -> NDArray[np.uint32]:
    """The links between long texts, those kept before among them that still hold."""
    kept = np.zeros(len(held.links), dtype=np.bool_) if removed else ~(
        (touched.at_all | touched.by_terms)[held.links[:, :2].astype(np.int64)].all(axis=1)
    )  # fmt: skip
    links = {(one, other): link for one, other, link in held.links[kept].tolist()}
    links.update({pair: link for pair, link in found.items() if max(pair) < INPUT})
    return np.array([[*pair, link] for pair, link in sorted(links.items())], dtype=np.uint32).reshape(-1, 3)


def _recurring(
    index: SqliteIndex, params: Params, since: _Since
) -> tuple[NDArray[np.uint32], NDArray[np.uint32], list[NDArray[np.int64]], _Changed]:
    """The passage keys with enough articles, how many those are, and which; of a crowded key the first."""
    nothing = np.empty(0, dtype=np.int64)
    keys, sizes, members, changed = [nothing], [nothing], list[NDArray[np.int64]](), list[_Changed]()
    crowded = params.max_key_articles + 1
    for postings in index.levels.ranges(PASSAGE << KIND_SHIFT, (PASSAGE + 1) << KIND_SHIFT):
        starts, counts = _groups(postings)
        changed.append(_changed(postings, starts, counts, params.max_key_articles, since))
        kept = counts >= params.furniture_articles
        starts, counts = starts[kept], np.minimum(counts[kept], crowded)
        keys.append(postings[starts] >> NUMBER_BITS & ((1 << KEY_BITS) - 1))
        sizes.append(counts)
        ends = starts + np.where(counts == crowded, LOOKED_AT, counts)
        members += [postings[a:b] & LAST_NUMBER for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
    return (
        np.concatenate(keys).astype(np.uint32), np.concatenate(sizes).astype(np.uint32), members, _joined(changed)
    )  # fmt: skip


def _crowded_terms(index: SqliteIndex, params: Params, since: _Since) -> tuple[NDArray[np.uint32], _Changed]:
    """The terms under which too many articles lie to link any."""
    terms, changed = [np.empty(0, dtype=np.int64)], list[_Changed]()
    for postings in index.levels.ranges(TERM << KIND_SHIFT, (TERM + 1) << KIND_SHIFT):
        starts, counts = _groups(postings)
        terms.append(postings[starts[counts > params.max_term_articles]] >> NUMBER_BITS & ((1 << KEY_BITS) - 1))
        changed.append(_changed(postings, starts, counts, params.max_term_articles, since))
    return np.concatenate(terms).astype(np.uint32), _joined(changed)


def _changed(
    postings: Postings, starts: NDArray[np.int64], counts: NDArray[np.int64], most: int, since: _Since
) -> _Changed:
    """The articles under keys with more than ``most`` that had no more before, and under those that may have had more.

    A key is taken to have lost a quarter of its articles at the most.
    """
    crowded = np.flatnonzero(counts > most)
    fuller = crowded[postings[starts[crowded] + most] & LAST_NUMBER >= since.before]
    emptier = np.flatnonzero((counts <= most) & (counts + min(since.gone, most // 4) > most))
    return _Changed(*(_members(postings, starts[some], counts[some]) for some in (fuller, emptier)))


def _members(postings: Postings, starts: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """The articles under some keys, one behind the other."""
    parts = [postings[a : a + n] for a, n in zip(starts.tolist(), counts.tolist(), strict=True)]
    return np.concatenate([np.empty(0, dtype=np.int64), *parts]) & LAST_NUMBER


def _joined(parts: Sequence[_Changed]) -> _Changed:
    """The articles of all parts."""
    nothing = np.empty(0, dtype=np.int64)
    return _Changed(*(np.concatenate([nothing, *column]) for column in zip(*parts, strict=True))) if parts else (
        _Changed(nothing, nothing)
    )


def _groups(postings: Postings) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the postings of each key start, and how many there are."""
    starts = np.flatnonzero(np.diff(postings >> NUMBER_BITS, prepend=-1))
    return starts, np.diff(np.append(starts, len(postings)))


def _take_over(
    judged: Judged, known: Judged, members: Sequence[NDArray[np.int64]], params: Params, touched: _Touched, *,
    removed: bool,
) -> list[int]:  # fmt: skip
    """Take over the verdicts that still hold; return the places to judge."""
    places, open_, crowded = known.places_of(judged.keys), list[int](), params.max_key_articles + 1
    by_terms = np.append(known.rests_on_terms, False)[places]
    has_verdict = (places >= 0) & ~_lost_links(members, touched, by_terms)
    for k, (place, is_left) in enumerate(zip(places.tolist(), has_verdict.tolist(), strict=True)):
        if is_left and judged.sizes[k] == crowded:
            is_left = not removed and known.sizes[place] == crowded
        elif is_left:
            is_left = still_holds(known, place, members[k], 0)
        if is_left:
            judged.is_furniture[k], judged.unrelated[k] = known.is_furniture[place], known.unrelated[place]
            judged.rests_on_terms[k] = known.rests_on_terms[place]
        else:
            open_.append(k)
    return open_


def _lost_links(
    members: Sequence[NDArray[np.int64]], touched: _Touched, by_terms: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Say of which groups two articles may be linked no longer, since keys that they share have become crowded.

    Args:
        members: Of each group; none is empty.
        touched: Where keys have become crowded.
        by_terms: Which groups have links that rest on terms.
    """
    if not members:
        return np.empty(0, dtype=np.bool_)
    flat, starts = np.concatenate(members), np.cumsum([0, *map(len, members[:-1])])
    passages, terms = (np.add.reduceat(flags[flat].astype(np.int64), starts) > 1 for flags in touched)
    return np.asarray(passages | (terms & by_terms), dtype=np.bool_)


def _lots(index: SqliteIndex, asked: Sequence[Asked], params: Params) -> Iterator[list[Asked]]:
    """Cut keys into lots that have many articles in common, those of many articles first."""
    if not asked:
        return
    numbers = distinct_values(np.concatenate([each.members for each in asked]))
    prints = index.fingerprints_of(numbers)
    ordered = in_order([each.members for each in asked], lambda some: prints[np.searchsorted(numbers, some)])
    asked = [
        each if each.size > params.max_key_articles else each._replace(members=members)
        for each, members in zip(asked, ordered, strict=True)
    ]
    firsts = prints[np.searchsorted(numbers, [members[0] for members in ordered])]
    lot, seen = list[Asked](), set[int]()
    tiers = [-each.size.bit_length() for each in asked]
    for k in np.lexsort((firsts, np.array(tiers))).tolist():
        lot.append(asked[k])
        seen.update(asked[k].members.tolist())
        if len(seen) >= LOT:
            yield lot
            lot, seen = [], set()
    if lot:
        yield lot
