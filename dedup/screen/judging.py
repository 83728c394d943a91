"""Judging the passages that recur in an index, after many articles were added, so that checks need not.

Verdicts are those of :mod:`dedup.screen.verdicts`. A key whose articles are the same as before keeps its verdict
until the index has grown by a tenth, if it rests on rare terms: they become common, and no longer link articles.
"""

import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from dedup.furniture import LOOKED_AT
from dedup.index.judged import KEPT, Judged
from dedup.index.packing import KEY_BITS, KIND_SHIFT, LAST_NUMBER, NUMBER_BITS, Postings
from dedup.index.sqlite import SqliteIndex
from dedup.index.stamp import KEY_PARAMS
from dedup.keys import PASSAGE, TERM, distinct_values
from dedup.params import Params
from dedup.screen.strength import Crowded, Link
from dedup.screen.texts import Texts
from dedup.screen.verdicts import Asked, Verdicts, in_order, still_holds
from dedup.screen.view import INPUT, View
from dedup.threads import threads_kept, worker_count

JUDGING_PARAMS = (*KEY_PARAMS, "furniture_articles", "max_key_articles", "min_shared_terms", "max_term_articles")
GROWTH = 1.1  #: times the texts at which verdicts that rest on terms are made anew
LOT = 10_000  #: articles under the keys judged together
TEXT_BYTES = 64 << 20  #: of their texts that are kept
SHARE = 2.0  #: of the time that adding took, for judging what was added

Progress = Callable[[str, int, int], None]


def judge(
    index: SqliteIndex, *, seconds: float = math.inf, workers: int | None = None, progress: Progress | None = None
) -> int:
    """Bring the verdicts that an index keeps up to date.

    Args:
        index: With its merges finished.
        seconds: About how long this may take. The passages of most articles come first; what is left is judged by
            the checks that meet it, or the next time. No result depends on it.
        workers: Threads; by default one a core.
        progress: Called with ("judging", keys so far, all).

    Returns:
        The number of keys that were judged.
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
        is_fresh = not held.below or state.texts > GROWTH * state.judged_texts
        texts = state.texts if is_fresh else state.judged_texts
        segment, below, removed = state.next_segment, state.next_number, index.removed_since()
        keys, sizes, members = _recurring(index, params)
        judged = Judged(
            keys, sizes.copy(), np.zeros(len(keys), dtype=np.bool_),
            np.zeros((len(keys), KEPT), dtype=np.uint32), np.zeros(len(keys), dtype=np.bool_), below,
        )  # fmt: skip
        open_ = _take_over(judged, held, members, params, but_terms=is_fresh, removed=removed)
        judged.sizes[open_] = 0
        places = dict(zip(keys[open_].tolist(), open_, strict=True))
        view, done = View(index, []), 0
        crowded = Crowded(_crowded_terms(index, params), keys[sizes > params.max_key_articles]) if open_ else None
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
    index.keep_judged(judged._replace(links=_links(held, verdicts.long_links, removed=removed)), segment, texts)
    return done


def _links(held: Judged, found: Mapping[Link, int], *, removed: bool) -> NDArray[np.uint32]:
    """The links between long texts, those kept before among them, unless articles were removed since."""
    links = {} if removed else {(one, other): link for one, other, link in held.links.tolist()}
    links.update({pair: link for pair, link in found.items() if max(pair) < INPUT})
    return np.array([[*pair, link] for pair, link in sorted(links.items())], dtype=np.uint32).reshape(-1, 3)


def _recurring(
    index: SqliteIndex, params: Params
) -> tuple[NDArray[np.uint32], NDArray[np.uint32], list[NDArray[np.int64]]]:
    """The passage keys with enough articles, how many those are, and which; of a crowded key the first."""
    keys, sizes, members = list[NDArray[np.int64]](), list[NDArray[np.int64]](), list[NDArray[np.int64]]()
    crowded = params.max_key_articles + 1
    for postings in index.levels.ranges(PASSAGE << KIND_SHIFT, (PASSAGE + 1) << KIND_SHIFT):
        starts, counts = _groups(postings)
        kept = counts >= params.furniture_articles
        starts, counts = starts[kept], np.minimum(counts[kept], crowded)
        keys.append(postings[starts] >> NUMBER_BITS & ((1 << KEY_BITS) - 1))
        sizes.append(counts)
        ends = starts + np.where(counts == crowded, LOOKED_AT, counts)
        members += [postings[a:b] & LAST_NUMBER for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
    nothing = np.empty(0, dtype=np.int64)
    return (
        np.concatenate([nothing, *keys]).astype(np.uint32), np.concatenate([nothing, *sizes]).astype(np.uint32), members
    )  # fmt: skip


def _crowded_terms(index: SqliteIndex, params: Params) -> NDArray[np.uint32]:
    """The terms under which too many articles lie to link any."""
    terms = [np.empty(0, dtype=np.int64)]
    for postings in index.levels.ranges(TERM << KIND_SHIFT, (TERM + 1) << KIND_SHIFT):
        starts, counts = _groups(postings)
        terms.append(postings[starts[counts > params.max_term_articles]] >> NUMBER_BITS & ((1 << KEY_BITS) - 1))
    return np.concatenate(terms).astype(np.uint32)


def _groups(postings: Postings) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the postings of each key start, and how many there are."""
    starts = np.flatnonzero(np.diff(postings >> NUMBER_BITS, prepend=-1))
    return starts, np.diff(np.append(starts, len(postings)))


def _take_over(
    judged: Judged, known: Judged, members: Sequence[NDArray[np.int64]], params: Params, *, but_terms: bool,
    removed: bool,
) -> list[int]:  # fmt: skip
    """Take over the verdicts that still hold, but those that rest on terms if so asked; return the places to judge."""
    places, open_, crowded = known.places_of(judged.keys), list[int](), params.max_key_articles + 1
    for k, place in enumerate(places.tolist()):
        is_left = place >= 0 and not (but_terms and known.rests_on_terms[place])
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
