"""Keys to candidate pairs: one mechanism for all kinds of keys, with caps.

Postings are packed integers, part of the key above the article's number, sorted in
place; articles under one key are neighbours. Each pair under a key is one vote of the
key's kind; a pair with one band, enough passages, enough terms, or one of each of the
last two is a candidate. A passage key counts less the more articles lie under it, unless
the pair shares a good part of all its keys. A key under which too many articles lie is no evidence: a
crowded term key is dropped, a crowded band or passage key pairs neighbours only, so
that no step is quadratic. Chance collisions die in confirmation.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.kernels import Ints, kernel, run
from dedup.keys import BAND, PASSAGE, TERM
from dedup.params import Params

FULL = 8  #: votes of a passage key that is not common
SHARE = 8  #: a pair that shares one in so many of the shorter text's passage keys needs no rare ones
NEIGHBOURS = 3  #: pairs that an article begins under a crowded key
SAMPLE = 16  #: articles of a group that are looked at to say whether they are related
STRONG = 1  #: bit of ``kinds``: more than a few shared passage keys speak for the pair
CODES_AT_ONCE = 12_000_000  #: pairs held at a time and worker, 8 bytes each


class Candidates(NamedTuple):
    """Candidate pairs, sorted by (left, right); ``left < right`` are article numbers."""

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    kinds: NDArray[np.uint8]  #: bit 1 << kind for each kind of key that the pair shares
    furniture: NDArray[np.int64]  #: passage keys found to be furniture, without their low bits, sorted
    passages: "Grouped | None" = None  #: the postings of passage keys, for a second look at furniture


@kernel
def group_ends(postings: Ints, bits: int, ends: "NDArray[np.int64]") -> int:
    """Write the end of each run of postings under one key, runs of one left out as they stand; return their number."""
    count, start, n = 0, 0, len(postings)
    while start < n:
        end = start + 1
        while end < n and postings[end] >> bits == postings[start] >> bits:
            end += 1
        if end - start > 1:
            ends[2 * count], ends[2 * count + 1] = start, end
            count += 1
        start = end
    return count


@kernel
def count_pairs(
    postings: Ints,
    bits: int,
    groups: Ints,
    skipped: Ints,
    cap: int,
    neighbours: int,
    per_left: "NDArray[np.int64]",
) -> int:
    """Add to ``per_left`` the pairs that each article begins; return the number of crowded keys."""
    crowded, low = 0, (1 << bits) - 1
    for g in range(len(skipped)):
        if skipped[g]:
            continue
        start, end = groups[2 * g], groups[2 * g + 1]
        reach = end - start
        if reach > cap:
            crowded += 1
            reach = neighbours
        for k in range(start, end - 1):
            per_left[postings[k] & low] += min(reach, end - 1 - k)
    return crowded


@kernel
def write_pairs(
    postings: Ints,
    bits: int,
    groups: Ints,
    skipped: Ints,
    cap: int,
    neighbours: int,
    kind: int,
    common: int,
    first: int,
    last: int,
    codes: "NDArray[np.int64]",
    at: int,
) -> int:
    """Write the packed pairs whose left article is in [first, last); return the next free place."""
    low = (1 << bits) - 1
    for g in range(len(skipped)):
        start, end = groups[2 * g], groups[2 * g + 1]
        if skipped[g] or postings[start] & low >= last or postings[end - 1] & low < first:
            continue
        reach = end - start
        vote = max(1, min(FULL, FULL * common // reach)) if common > 0 else FULL
        if reach > cap:
            reach = neighbours
        for k in range(start, end - 1):
            left = postings[k] & low
            if left >= last:
                break
            if left < first:
                continue
            for m in range(k + 1, min(end, k + 1 + reach)):
                codes[at] = (((left << bits) | (postings[m] & low)) << 6) | (vote << 2) | kind
                at += 1
    return at


@kernel
def count_votes(
    codes: Ints,
    count: int,
    bits: int,
    passages: int,
    terms: int,
    key_counts: Ints,
    left: "NDArray[np.int32]",
    right: "NDArray[np.int32]",
    kinds: "NDArray[np.uint8]",
) -> int:
    """Write the pairs with enough votes among sorted codes; return their number."""
    out, start, low = 0, 0, (1 << bits) - 1
    while start < count:
        pair = codes[start] >> 6
        band, passage, term, votes = 0, 0, 0, 0
        while start < count and codes[start] >> 6 == pair:
            kind = codes[start] & 3
            if kind == BAND:
                band += 1
            elif kind == PASSAGE:
                passage += 1
                votes += (codes[start] >> 2) & 15
            else:
                term += 1
            start += 1
        a, b = pair >> bits, pair & low
        strong = band > 0 or term >= terms or passage * SHARE > min(key_counts[a], key_counts[b])
        if strong or votes >= passages * FULL or (votes >= FULL and term > 0):
            left[out] = a
            right[out] = b
            kinds[out] = (min(band, 1) << BAND) | (min(passage, 1) << PASSAGE) | (min(term, 1) << TERM)
            if strong:
                kinds[out] |= STRONG
            out += 1
    return out


@kernel
def is_linked(links: Ints, low: int, high: int, code: int) -> bool:
    """Return True if a pair's code is among sorted codes [low, high)."""
    while low < high:
        middle = (low + high) >> 1
        if links[middle] < code:
            low = middle + 1
        else:
            high = middle
    return low < len(links) and links[low] == code


@kernel
def find_furniture(
    postings: Ints,
    bits: int,
    groups: Ints,
    cap: int,
    least: int,
    links: Ints,
    link_bounds: Ints,
    first: int,
    last: int,
    skipped: "NDArray[np.uint8]",
) -> None:
    """Mark the groups in [first, last) that hold ``least`` articles of which no two are otherwise related.

    ``links`` holds the codes of related pairs, sorted, ``link_bounds`` where those of each left article
    lie. Of a large group a spread sample is looked at; of a crowded one, whose members pair with their
    neighbours only, neighbours are.
    """
    low = (1 << bits) - 1
    chosen_a, chosen_b, chosen_c, chosen_d = 0, 0, 0, 0
    for g in range(first, last):
        start, end = groups[2 * g], groups[2 * g + 1]
        size = end - start
        if size < least or skipped[g]:
            continue
        if size > cap:
            alone = 0
            for s in range(SAMPLE):
                k = start + s * (size - 1) // SAMPLE
                a, b = postings[k] & low, postings[k + 1] & low
                if not is_linked(links, link_bounds[a], link_bounds[a + 1], (a << bits) | b):
                    alone += 1
            skipped[g] = 1 if 2 * alone > SAMPLE else 0
            continue
        step = max(1, size // SAMPLE)
        # greedy: each sampled member that is related to none chosen so far is chosen
        count, k = 0, start
        while k < end and count < least:
            b, related = postings[k] & low, False
            for c in range(min(count, 4)):
                a = chosen_a if c == 0 else chosen_b if c == 1 else chosen_c if c == 2 else chosen_d
                if is_linked(links, link_bounds[a], link_bounds[a + 1], (a << bits) | b):
                    related = True
            if not related:
                if count == 0:
                    chosen_a = b
                elif count == 1:
                    chosen_b = b
                elif count == 2:
                    chosen_c = b
                else:
                    chosen_d = b
                count += 1
            k += step
        skipped[g] = 1 if count >= least else 0


def _postings(keys: NDArray[np.int64], owners: NDArray[np.int32], bits: int) -> NDArray[np.int64]:
    """Pack keys and article numbers, sort, and drop what repeats."""
    packed = (keys >> bits) << bits
    packed |= owners
    packed.sort()
    if len(packed):
        packed = packed[np.concatenate(([True], packed[1:] != packed[:-1]))]
    return packed


class Grouped(NamedTuple):
    """The sorted postings of one kind and the runs under one key."""

    kind: int
    postings: NDArray[np.int64]
    groups: NDArray[np.int64]  #: start and end of each run of two or more
    skipped: NDArray[np.uint8]  #: 1 for runs that are furniture


class _Draw(NamedTuple):
    """What all parts of one drawing share."""

    grouped: list[Grouped]
    bits: int
    params: Params
    key_counts: NDArray[np.int64]
    compiled: bool

    def cap(self, kind: int) -> int:
        """Articles under one key of a kind before it is crowded."""
        return self.params.max_term_articles if kind == TERM else self.params.max_key_articles


def _group(kind: int, keys: NDArray[np.int64], owners: NDArray[np.int32], bits: int, compiled: bool) -> Grouped:
    """Sort the postings of one kind and find the runs."""
    postings = _postings(keys, owners, bits)
    ends = np.empty(len(postings) + 2, dtype=np.int64)
    count = run(group_ends, compiled, postings, bits, ends)
    return Grouped(kind, postings, ends[: 2 * count].copy(), np.zeros(count, dtype=np.uint8))


def _draw(draw: _Draw, pool: ThreadPoolExecutor, workers: int) -> tuple[Candidates, int]:
    """Draw the pairs with enough votes from all groups that are not skipped."""
    n = len(draw.key_counts)
    per_left = np.zeros(n, dtype=np.int64)
    crowded = 0
    for g in draw.grouped:
        near = 0 if g.kind == TERM else NEIGHBOURS
        crowded += run(
            count_pairs, draw.compiled, g.postings, draw.bits, g.groups, g.skipped, draw.cap(g.kind), near, per_left
        )
    ends = np.cumsum(per_left)
    total = int(ends[-1]) if n else 0
    parts = max(1, workers if total > 100_000 else 1, -(-total // CODES_AT_ONCE))
    cuts = [0, *np.searchsorted(ends, [total * k // parts for k in range(1, parts)]).tolist(), n]

    def part(k: int) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.uint8]]:
        """Candidates whose left article lies in one part of the numbers."""
        first, last = cuts[k], cuts[k + 1]
        codes = np.empty(int(per_left[first:last].sum()), dtype=np.int64)
        at = 0
        for g in draw.grouped:
            common = draw.params.common_key_articles if g.kind == PASSAGE else 0
            at = run(
                write_pairs, draw.compiled, g.postings, draw.bits, g.groups, g.skipped, draw.cap(g.kind),
                0 if g.kind == TERM else NEIGHBOURS, g.kind, common, first, last, codes, at,
            )  # fmt: skip
        codes = codes[:at]
        codes.sort()
        left, right = np.empty(at, dtype=np.int32), np.empty(at, dtype=np.int32)
        kinds = np.empty(at, dtype=np.uint8)
        count = run(
            count_votes, draw.compiled, codes, at, draw.bits, draw.params.min_shared_passages,
            draw.params.min_shared_terms, draw.key_counts, left, right, kinds,
        )  # fmt: skip
        return left[:count].copy(), right[:count].copy(), kinds[:count].copy()

    found = list(pool.map(part, range(parts)))
    left, right, kinds = (np.concatenate(column) for column in zip(*found, strict=True))
    return Candidates(left, right, kinds, np.empty(0, dtype=np.int64)), crowded


def link_table(
    left: NDArray[np.int32], right: NDArray[np.int32], article_count: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the codes of sorted pairs and where those of each left article lie, for the furniture kernel."""
    bits = posting_bits(article_count)
    bounds = np.searchsorted(left, np.arange(article_count + 1, dtype=np.int32)).astype(np.int64)
    return (left.astype(np.int64) << bits) | right, bounds


def posting_bits(article_count: int) -> int:
    """Bits of a posting that hold the article's number."""
    return max(1, (article_count - 1).bit_length())


def find_candidates(
    columns: Sequence[tuple[int, NDArray[np.int64], NDArray[np.int32]]],
    article_count: int,
    params: Params,
    *,
    workers: int = 1,
    compiled: bool = False,
) -> Candidates:
    """Draw the candidate pairs from the keys of all articles.

    Args:
        columns: (kind, keys, article number of each key) for each kind of key.
        article_count: Articles are numbered from 0.
        params: Caps and least numbers of shared keys.
        workers: Threads.
        compiled: Use the compiled kernels.

    Returns:
        The pairs, sorted; the same for any number of workers.
    """
    bits = posting_bits(article_count)
    key_counts = np.zeros(article_count, dtype=np.int64)
    for kind, _, owners in columns:
        if kind == PASSAGE:
            key_counts += np.bincount(owners, minlength=article_count)
    with ThreadPoolExecutor(max(1, workers)) as pool:
        grouped = list(pool.map(lambda c: _group(c[0], c[1], c[2], bits, compiled), columns))
        draw = _Draw(grouped, bits, params, key_counts, compiled)
        found, _ = _draw(draw, pool, workers)
        strong = (found.kinds & STRONG) > 0
        links, bounds = link_table(found.left[strong], found.right[strong], article_count)
        passages = next(g for g in grouped if g.kind == PASSAGE)
        furniture = _furniture_keys(passages, bits, params, links, bounds, pool, workers, compiled)
        if len(furniture):
            again, _ = _draw(draw, pool, workers)
            found = _united(found, strong, again, bits)
    return found._replace(furniture=furniture, passages=passages)


def _furniture_keys(
    g: Grouped,
    bits: int,
    params: Params,
    links: NDArray[np.int64],
    bounds: NDArray[np.int64],
    pool: ThreadPoolExecutor,
    workers: int,
    compiled: bool,
) -> NDArray[np.int64]:
    """Mark the groups that are furniture in place; return their keys without the low bits, sorted."""
    cuts = [len(g.skipped) * k // workers for k in range(workers + 1)]

    def part(k: int) -> None:
        run(
            find_furniture, compiled, g.postings, bits, g.groups, params.max_key_articles, params.furniture_articles,
            links, bounds, cuts[k], cuts[k + 1], g.skipped,
        )  # fmt: skip

    list(pool.map(part, range(workers)))
    return np.asarray(g.postings[g.groups[::2][g.skipped > 0]] >> bits, dtype=np.int64)


def find_more_furniture(
    passages: Grouped,
    related: tuple[NDArray[np.int32], NDArray[np.int32]],
    article_count: int,
    params: Params,
    workers: int,
    compiled: bool,
) -> NDArray[np.int64]:
    """Look for furniture again, once it is known which pairs are related apart from what they share.

    Args:
        passages: The postings of the passage keys.
        related: Left and right articles of the related pairs, sorted.
        article_count: Articles are numbered from 0.
        params: Caps and the least number of unrelated articles.
        workers: Threads.
        compiled: Use the compiled kernels.

    Returns:
        All furniture keys, the ones known before among them, without their low bits, sorted.
    """
    links, bounds = link_table(*related, article_count)
    with ThreadPoolExecutor(max(1, workers)) as pool:
        return _furniture_keys(passages, posting_bits(article_count), params, links, bounds, pool, workers, compiled)


def _united(found: Candidates, strong: NDArray[np.bool_], again: Candidates, bits: int) -> Candidates:
    """The strong pairs of the first drawing and all pairs of the second, sorted, each once."""
    left = np.concatenate([found.left[strong], again.left])
    right = np.concatenate([found.right[strong], again.right])
    codes = (left.astype(np.int64) << bits) | right
    _, first = np.unique(codes, return_index=True)
    return Candidates(
        left[first], right[first], np.concatenate([found.kinds[strong], again.kinds])[first], found.furniture
    )
