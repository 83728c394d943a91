"""Keys to candidate pairs: one mechanism for all kinds of keys, with caps.

Each pair of articles under a key is one vote of the key's kind; a pair with one band, enough passages,
enough terms, or one of each of the last two is a candidate. A passage key counts less the more articles
lie under it, unless the pair shares a good part of all its keys. A pair that bands alone propose counts only
with the Jaccard index that bands are made for, once that is known. A key under which too many articles lie
is no evidence: a crowded term key is dropped, a crowded band or passage key pairs neighbours only, so
that no step is quadratic. Chance collisions die in confirmation.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.corpus.corpus import Keys
from dedup.corpus.postings import NUMBER, Postings, postings_of
from dedup.keys import BAND, PASSAGE, TERM
from dedup.params import Params
from dedup.rising import seek
from dedup.runtime.kernels import Ints, kernel, run
from dedup.runtime.threads import side_by_side

FULL = 8  #: votes of a passage key that is not common
FAR = 8  #: times as many keys, from which on the keys of the other are sought among them
SHARE = 8  #: a pair that shares one in so many of the shorter text's passage keys needs no rare ones
NEIGHBOURS = 3  #: pairs that an article begins under a crowded key
CROWDED = 0  #: in the place of a kind of key: a passage under which too many articles lie
STRONG = 1  #: bit of ``kinds``: a good part of the keys speaks for the pair, bands and crowded passages apart
ENOUGH = 1 << 4  #: bit of ``kinds``: a candidate without bands, too
BANDED = 1 << BAND  #: bit of ``kinds``: a band is shared
HELD = 1 << PASSAGE  #: bit of ``kinds``: a passage key is shared, be it a crowded one
LEAST_OF_BANDS = 0.3  #: Jaccard of a pair that bands alone may propose: below, finding it is luck of the seed
CODES_AT_ONCE = 12_000_000  #: pairs held at a time and worker, 8 bytes each


class Candidates(NamedTuple):
    """Candidate pairs, sorted by (left, right); ``left < right`` are article numbers."""

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    kinds: NDArray[np.uint8]  #: bit 1 << kind for each kind of key that the pair shares, ``STRONG``, ``ENOUGH``


class Drawing(NamedTuple):
    """The postings of all kinds, from which candidates are drawn, and what all drawings share."""

    postings: tuple[Postings, ...]
    key_counts: NDArray[np.int64]  #: passage keys of each article
    params: Params
    workers: int
    compiled: bool

    def cap(self, kind: int) -> int:
        """Articles under one key of a kind before it is crowded."""
        return self.params.max_term_articles if kind == TERM else self.params.max_key_articles

    def of_kind(self, kind: int) -> Postings:
        """The postings of one kind."""
        return next(p for p in self.postings if p.kind == kind)


@kernel
def count_postings(postings: Ints, counts: "NDArray[np.int64]") -> None:
    """Count the postings of each article."""
    for k in range(len(postings)):
        counts[postings[k] & NUMBER] += 1


@kernel
def count_pairs(
    postings: Ints,
    groups: Ints,
    skipped: Ints,
    cap: int,
    neighbours: int,
    per_left: "NDArray[np.int64]",
) -> None:
    """Add to ``per_left`` the pairs that each article begins."""
    for g in range(len(skipped)):
        if skipped[g]:
            continue
        start, end = groups[2 * g], groups[2 * g + 1]
        reach = end - start if end - start <= cap else neighbours
        for k in range(start, end - 1):
            per_left[postings[k] & NUMBER] += min(reach, end - 1 - k)


@kernel
def write_pairs(
    postings: Ints,
    groups: Ints,
    skipped: Ints,
    bits: int,
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
    for g in range(len(skipped)):
        start, end = groups[2 * g], groups[2 * g + 1]
        if skipped[g] or postings[start] & NUMBER >= last or postings[end - 1] & NUMBER < first:
            continue
        reach = end - start
        vote = max(1, min(FULL, FULL * common // reach)) if common > 0 else FULL
        as_kind = kind
        if reach > cap:
            reach = neighbours
            as_kind = CROWDED if kind == PASSAGE else kind
        for k in range(start, end - 1):
            left = postings[k] & NUMBER
            if left >= last:
                break
            if left < first:
                continue
            for m in range(k + 1, min(end, k + 1 + reach)):
                codes[at] = (((left << bits) | (postings[m] & NUMBER)) << 6) | (vote << 2) | as_kind
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
        band, passage, term, crowded, votes = 0, 0, 0, 0, 0
        while start < count and codes[start] >> 6 == pair:
            kind = codes[start] & 3
            if kind == BAND:
                band += 1
            elif kind == PASSAGE:
                passage += 1
                votes += (codes[start] >> 2) & 15
            elif kind == TERM:
                term += 1
            else:
                crowded += 1
                votes += (codes[start] >> 2) & 15
            start += 1
        a, b = pair >> bits, pair & low
        fewest = min(key_counts[a], key_counts[b])
        strong = term >= terms or passage * SHARE > fewest
        enough = strong or (passage + crowded) * SHARE > fewest
        enough = enough or votes >= passages * FULL or (votes >= FULL and term > 0)
        if enough or band > 0:
            left[out] = a
            right[out] = b
            kinds[out] = (min(band, 1) << BAND) | (min(passage + crowded, 1) << PASSAGE) | (min(term, 1) << TERM)
            kinds[out] |= (STRONG if strong else 0) | (ENOUGH if enough else 0)
            out += 1
    return out


@kernel
def count_common(left: Ints, right: Ints, bounds: Ints, keys: Ints, common: "NDArray[np.int64]") -> None:
    """Write how many keys the articles of each pair have in common; each one's keys are rising.

    Where one has many more, each key of the other is sought among them.
    """
    for pair in range(len(left)):
        i, j = bounds[left[pair]], bounds[right[pair]]
        end, other_end, count = bounds[left[pair] + 1], bounds[right[pair] + 1], 0
        if other_end - j > end - i:
            i, end, j, other_end = j, other_end, i, end
        far = end - i > FAR * (other_end - j)
        while far and i < end and j < other_end:
            i = seek(keys, i, end, keys[j])
            count += 1 if i < end and keys[i] == keys[j] else 0
            j += 1
        while not far and i < end and j < other_end:
            one, other = keys[i], keys[j]
            count += 1 if one == other else 0
            i += 1 if one <= other else 0
            j += 1 if other <= one else 0
        common[pair] = count


def pair_bits(article_count: int) -> int:
    """Bits of a pair's code that hold one article's number."""
    return max(1, (article_count - 1).bit_length())


def prepare(
    keys: Sequence[Keys], left_out: NDArray[np.uint8], params: Params, *, workers: int = 1, compiled: bool = False
) -> Drawing:
    """Sort the keys of all kinds.

    Args:
        keys: The keys of each kind, of the same n articles.
        left_out: Shape ``(n,)``: 1 for articles that are in no pair.
        params: Caps and least numbers of shared keys.
        workers: Threads.
        compiled: Use the compiled kernels.
    """
    postings = tuple(side_by_side(lambda each: postings_of(each, left_out, compiled), workers, keys))
    counts = np.zeros(len(left_out), dtype=np.int64)
    for each in postings:
        if each.kind == PASSAGE:
            run(count_postings, compiled, each.postings, counts)
    return Drawing(postings, counts, params, max(1, workers), compiled)


def crowded_keys(drawing: Drawing) -> int:
    """Count the band and passage keys, furniture apart, that pair neighbours only."""
    total = 0
    for p in drawing.postings:
        if p.kind != TERM:
            is_crowded = p.groups[1::2] - p.groups[::2] > drawing.cap(p.kind)
            total += int(np.count_nonzero(is_crowded & (p.skipped == 0)))
    return total


def draw(drawing: Drawing) -> Candidates:
    """Draw the pairs with enough votes from all groups that are not skipped.

    Returns:
        The pairs, sorted; the same for any number of workers.
    """
    n, params, compiled = len(drawing.key_counts), drawing.params, drawing.compiled
    bits = pair_bits(n)
    per_left = np.zeros(n, dtype=np.int64)
    for p in drawing.postings:
        near = 0 if p.kind == TERM else NEIGHBOURS
        run(count_pairs, compiled, p.postings, p.groups, p.skipped, drawing.cap(p.kind), near, per_left)
    ends = np.cumsum(per_left)
    total = int(ends[-1]) if n else 0
    parts = max(1, drawing.workers if total > 100_000 else 1, -(-total // CODES_AT_ONCE))
    cuts = [0, *np.searchsorted(ends, [total * k // parts for k in range(1, parts)]).tolist(), n]

    def part(k: int) -> Candidates:
        """Candidates whose left article lies in one part of the numbers."""
        first, last = cuts[k], cuts[k + 1]
        codes = np.empty(int(per_left[first:last].sum()), dtype=np.int64)
        at = 0
        for p in drawing.postings:
            common = params.common_key_articles if p.kind == PASSAGE else 0
            near = 0 if p.kind == TERM else NEIGHBOURS
            at = run(
                write_pairs, compiled, p.postings, p.groups, p.skipped, bits, drawing.cap(p.kind), near, p.kind,
                common, first, last, codes, at,
            )  # fmt: skip
        codes = codes[:at]
        codes.sort()
        left, right = np.empty(at, dtype=np.int32), np.empty(at, dtype=np.int32)
        kinds = np.empty(at, dtype=np.uint8)
        count = run(
            count_votes, compiled, codes, at, bits, params.min_shared_passages, params.min_shared_terms,
            drawing.key_counts, left, right, kinds,
        )  # fmt: skip
        return Candidates(left[:count].copy(), right[:count].copy(), kinds[:count].copy())

    found = side_by_side(part, drawing.workers, range(parts))
    return Candidates(*(np.concatenate(column) for column in zip(*found, strict=True)))
