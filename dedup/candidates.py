"""Keys to candidate pairs: one mechanism for all kinds of keys, with caps.

Postings are packed integers, part of the key above the article's number, sorted in
place; articles under one key are neighbours. Each pair under a key is one vote of the
key's kind; a pair with one band, enough passages, enough terms, or one of each of the
last two is a candidate. A key under which too many articles lie is no evidence: a
crowded term key is dropped, a crowded band or passage key pairs neighbours only, so
that no step is quadratic. Chance collisions die in confirmation.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.kernels import kernel, run
from dedup.keys import BAND, PASSAGE, TERM
from dedup.params import Params

CODES_AT_ONCE = 12_000_000  #: pairs held at a time and worker, 8 bytes each


class Candidates(NamedTuple):
    """Candidate pairs, sorted by (left, right); ``left < right`` are article numbers."""

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    kinds: NDArray[np.uint8]  #: bit 1 << kind for each kind of key that the pair shares
    crowded: int  #: keys over their cap


@kernel
def count_pairs(
    postings: Sequence[int], bits: int, cap: int, neighbours: int, per_left: "NDArray[np.int64]"
) -> int:
    """Add to ``per_left`` the pairs that each article begins; return the number of crowded keys."""
    crowded, start, n, low = 0, 0, len(postings), (1 << bits) - 1
    while start < n:
        end = start + 1
        while end < n and postings[end] >> bits == postings[start] >> bits:
            end += 1
        size = end - start
        if size > 1:
            reach = size
            if size > cap:
                crowded += 1
                reach = neighbours
            for k in range(start, end - 1):
                per_left[postings[k] & low] += min(reach, end - 1 - k)
        start = end
    return crowded


@kernel
def write_pairs(
    postings: Sequence[int],
    bits: int,
    cap: int,
    neighbours: int,
    kind: int,
    first: int,
    last: int,
    codes: "NDArray[np.int64]",
    at: int,
) -> int:
    """Write the packed pairs whose left article is in [first, last); return the next free place."""
    start, n, low = 0, len(postings), (1 << bits) - 1
    while start < n:
        end = start + 1
        while end < n and postings[end] >> bits == postings[start] >> bits:
            end += 1
        if end - start > 1:
            reach = end - start
            if reach > cap:
                reach = neighbours
            for k in range(start, end - 1):
                left = postings[k] & low
                if left >= last:
                    break
                if left < first:
                    continue
                for m in range(k + 1, min(end, k + 1 + reach)):
                    right = postings[m] & low
                    if right != left:
                        codes[at] = (((left << bits) | right) << 2) | kind
                        at += 1
        start = end
    return at


@kernel
def count_votes(
    codes: Sequence[int],
    count: int,
    bits: int,
    passages: int,
    terms: int,
    left: "NDArray[np.int32]",
    right: "NDArray[np.int32]",
    kinds: "NDArray[np.uint8]",
) -> int:
    """Write the pairs with enough votes among sorted codes; return their number."""
    out, start, low = 0, 0, (1 << bits) - 1
    while start < count:
        pair = codes[start] >> 2
        band, passage, term = 0, 0, 0
        while start < count and codes[start] >> 2 == pair:
            kind = codes[start] & 3
            if kind == BAND:
                band += 1
            elif kind == PASSAGE:
                passage += 1
            else:
                term += 1
            start += 1
        if band > 0 or passage >= passages or term >= terms or (passage > 0 and term > 0):
            left[out] = pair >> bits
            right[out] = pair & low
            kinds[out] = (min(band, 1) << BAND) | (min(passage, 1) << PASSAGE) | (min(term, 1) << TERM)
            out += 1
    return out


def _postings(keys: NDArray[np.int64], owners: NDArray[np.int32], bits: int) -> NDArray[np.int64]:
    """Pack keys and article numbers, sort, and drop what repeats."""
    packed = (keys >> bits) << bits
    packed |= owners
    packed.sort()
    if len(packed):
        packed = packed[np.concatenate(([True], packed[1:] != packed[:-1]))]
    return packed


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
    bits = max(1, (article_count - 1).bit_length())
    caps = {BAND: params.max_key_articles, PASSAGE: params.max_key_articles, TERM: params.max_term_articles}
    neighbours = {BAND: 3, PASSAGE: 3, TERM: 0}
    with ThreadPoolExecutor(max(1, workers)) as pool:
        sorted_postings = list(pool.map(lambda c: (c[0], _postings(c[1], c[2], bits)), columns))
        per_left = np.zeros(article_count, dtype=np.int64)
        crowded = sum(
            run(count_pairs, compiled, postings, bits, caps[kind], neighbours[kind], per_left)
            for kind, postings in sorted_postings
        )
        ends = np.cumsum(per_left)
        total = int(ends[-1]) if article_count else 0
        parts = max(1, workers if total > 100_000 else 1, -(-total // CODES_AT_ONCE))
        cuts = [0, *np.searchsorted(ends, [total * k // parts for k in range(1, parts)]).tolist(), article_count]

        def part(k: int) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.uint8]]:
            """Candidates whose left article lies in one part of the numbers."""
            first, last = cuts[k], cuts[k + 1]
            codes = np.empty(int(per_left[first:last].sum()), dtype=np.int64)
            at = 0
            for kind, postings in sorted_postings:
                at = run(write_pairs, compiled, postings, bits, caps[kind], neighbours[kind], kind, first, last, codes, at)
            codes = codes[:at]
            codes.sort()
            left, right = np.empty(at, dtype=np.int32), np.empty(at, dtype=np.int32)
            kinds = np.empty(at, dtype=np.uint8)
            count = run(
                count_votes, compiled, codes, at, bits, params.min_shared_passages, params.min_shared_terms, left, right, kinds
            )
            return left[:count].copy(), right[:count].copy(), kinds[:count].copy()

        found = list(pool.map(part, range(parts)))
    return Candidates(*(np.concatenate(column) for column in zip(*found, strict=True)), crowded)
