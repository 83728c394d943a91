"""Recurring passages around otherwise unrelated articles: found, and marked on the words.

A passage key under which several articles lie that are not related in any other way is
furniture: a menu, a footer, a disclaimer, an agency formula. All words of an article that
belong to such keys are marked; marked words are no evidence for a relation. The four
scores are not touched. A user's own list of lines and phrases is marked the same way.

Whether a key is furniture depends on the articles under it alone, and on nothing but their
texts and keys, so that an index comes to the same verdict as a batch of the same articles.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dedup.candidates import Drawing, pair_bits
from dedup.corpus.chunks import KEY_SHIFT
from dedup.corpus.corpus import Corpus
from dedup.corpus.postings import NUMBER, NUMBER_BITS
from dedup.furniture.beside import mark_around, mark_line_rests, mark_short_lines
from dedup.keys import PASSAGE, salted
from dedup.language.date_words import date_words
from dedup.params import Params
from dedup.runtime.kernels import Ints, kernel, run
from dedup.runtime.threads import in_parts, side_by_side
from dedup.runtime.workspace import workspace
from dedup.shingles import write_grams_at
from dedup.tokens import CHARACTER, FURNITURE, tokenise

SAMPLE = 16  #: neighbours in a crowded group that are looked at to say whether they are related
LOOKED_AT = 32  #: articles of another group that are looked at, the first by their fingerprints
ROWS_AT_LEAST = 100  #: articles marked by one thread at a time
CHOSEN = 64  #: unrelated articles that are held at a time, at most
FILTER_MASK = (1 << 17) - 1  #: bytes, less one, of the filter that spares most look-ups in the table of furniture keys


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
def judge_groups(
    postings: Ints,
    groups: Ints,
    cap: int,
    least: int,
    bits: int,
    links: Ints,
    link_bounds: Ints,
    order: Ints,
    first: int,
    last: int,
    members: "NDArray[np.int64]",
    chosen: "NDArray[np.int64]",
    skipped: "NDArray[np.uint8]",
) -> None:
    """Mark the groups in [first, last) that hold ``least`` articles of which no two are otherwise related.

    ``links`` holds the codes of related pairs, sorted, ``link_bounds`` where those of each left article
    lie. The articles of a group are gone through in the order of their fingerprints (``order``), which no
    numbering changes; of a large group the first are. Of a crowded one, whose members pair with their
    neighbours only, neighbours are looked at. ``members`` needs room for ``cap``, ``chosen`` for ``CHOSEN``.
    """
    for g in range(first, last):
        start, end = groups[2 * g], groups[2 * g + 1]
        size = end - start
        if size < least:
            continue
        if size > cap:
            alone = 0
            for s in range(SAMPLE):
                k = start + s * (size - 1) // SAMPLE
                a, b = postings[k] & NUMBER, postings[k + 1] & NUMBER
                if not is_linked(links, link_bounds[a], link_bounds[a + 1], (a << bits) | b):
                    alone += 1
            skipped[g] = 1 if 2 * alone > SAMPLE else 0
            continue
        for k in range(size):
            article = postings[start + k] & NUMBER
            place, j = (order[article] << 32) | article, k
            while j > 0 and members[j - 1] > place:
                members[j] = members[j - 1]
                j -= 1
            members[j] = place
        count, k = 0, 0
        while k < min(size, LOOKED_AT) and count < min(least, CHOSEN):
            b, related = members[k] & NUMBER, False
            for c in range(count):
                a = chosen[c]
                low, high = min(a, b), max(a, b)
                if is_linked(links, link_bounds[low], link_bounds[low + 1], (low << bits) | high):
                    related = True
                    break
            if not related:
                chosen[count] = b
                count += 1
            k += 1
        skipped[g] = 1 if count >= least else 0


def learn_furniture(
    drawing: Drawing,
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    fingerprints: NDArray[np.int64],
) -> NDArray[np.int32]:
    """Find the passage keys that are furniture, and mark their groups as skipped.

    Args:
        drawing: The postings.
        left: Articles of the pairs that are otherwise related, sorted by (left, right).
        right: Articles, ``left < right``.
        fingerprints: Of all articles.

    Returns:
        The keys, ascending.
    """
    passages, params, n = drawing.of_kind(PASSAGE), drawing.params, len(fingerprints)
    bits, workers, count = pair_bits(n), drawing.workers, len(passages.skipped)
    if count == 0:
        return np.empty(0, dtype=np.int32)
    links = (left.astype(np.int64) << bits) | right
    bounds = np.searchsorted(left, np.arange(n + 1, dtype=np.int32)).astype(np.int64)
    order = np.empty(n, dtype=np.int64)
    order[np.argsort(fingerprints, kind="stable")] = np.arange(n, dtype=np.int64)

    def part(first: int, last: int) -> None:
        members, chosen = np.empty(params.max_key_articles, dtype=np.int64), np.empty(CHOSEN, dtype=np.int64)
        run(
            judge_groups, drawing.compiled, passages.postings, passages.groups, params.max_key_articles,
            params.furniture_articles, bits, links, bounds, order, first, last, members, chosen, passages.skipped,
        )  # fmt: skip

    cuts = [count * k // workers for k in range(workers + 1)]
    side_by_side(part, workers, cuts[:-1], cuts[1:])
    return (passages.postings[passages.groups[::2][passages.skipped > 0]] >> NUMBER_BITS).astype(np.int32)


@kernel
def enter_keys(keys: Ints, table: "NDArray[np.int64]", filled: "NDArray[np.uint8]") -> None:
    """Enter keys, none of them 0, into an open-addressing table of a power of two of slots, 0 where free.

    ``filled`` is a filter of one bit for each value of the low bits of a key.
    """
    mask = len(table) - 1
    for k in range(len(keys)):
        key = int(keys[k])
        slot = (key ^ (key >> 20)) & mask
        while table[slot] != 0 and table[slot] != key:
            slot = (slot + 1) & mask
        table[slot] = key
        filled[key >> 3 & FILTER_MASK] |= 1 << (key & 7)


@kernel
def entered_at(table: Ints, filled: Ints, key: int) -> int:
    """Return the slot of a key in the table, -1 if it is not there."""
    if not filled[key >> 3 & FILTER_MASK] >> (key & 7) & 1:
        return -1
    mask = len(table) - 1
    slot = (key ^ (key >> 20)) & mask
    while table[slot] != 0:
        if table[slot] == key:
            return slot
        slot = (slot + 1) & mask
    return -1


@kernel
def find_holders(keys: Ints, bounds: Ints, table: Ints, filled: Ints, out: "NDArray[np.uint8]") -> None:
    """Write for each row of keys whether one of them is in the table."""
    for k in range(len(out)):
        for i in range(bounds[k], bounds[k + 1]):
            if entered_at(table, filled, int(keys[i])) >= 0:
                out[k] = 1
                break


@kernel
def mark_furniture(
    rows: Ints,
    first: int,
    last: int,
    keys: Ints,
    bounds: Ints,
    owners: Ints,
    lows: Ints,
    highs: Ints,
    words: Ints,
    flags: "NDArray[np.uint8]",
    size: int,
    characters: int,
    table: Ints,
    filled: Ints,
    stamps: "NDArray[np.int64]",
    grams: "NDArray[np.int64]",
    date_keys: Ints,
    date_codes: Ints,
) -> int:
    """Mark the words of furniture in the articles of some rows of keys; return the number of marked words.

    An article's own keys decide, so that nothing depends on which other keys are known to be furniture:
    ``stamps``, one a slot of the table, say which are of the article at hand. ``grams`` needs room for the longest.
    """
    marked = 0
    for a in range(first, last):
        row = int(rows[a])
        low, high = lows[owners[row]], highs[owners[row]]
        for i in range(bounds[row], bounds[row + 1]):
            slot = entered_at(table, filled, int(keys[i]))
            if slot >= 0:
                stamps[slot] = row + 1
        end, any_marked = low, False
        write_grams_at(words, flags, low, high, size, characters, grams)
        for k in range(high - low):
            grams[k] = salted(grams[k], PASSAGE) >> KEY_SHIFT if grams[k] >= 0 else -1
        for k in range(low, high):
            slot = entered_at(table, filled, grams[k - low]) if grams[k - low] >= 0 else -1
            if slot < 0 or stamps[slot] != row + 1:
                continue
            width = characters if flags[k] & CHARACTER else size
            any_marked = True
            for x in range(max(k, end), k + width):
                if not flags[x] & FURNITURE:
                    flags[x] |= FURNITURE
                    marked += 1
            end = max(end, k + width)
        if any_marked:
            mark_around(words, flags, low, high, date_keys, date_codes)
            mark_short_lines(words, flags, low, high, date_keys, date_codes)
            mark_line_rests(words, flags, low, high, date_keys, date_codes)
    return marked


def mark_keys(corpus: Corpus, keys: NDArray[np.int32], params: Params, workers: int) -> NDArray[np.bool_]:
    """Mark all words under furniture keys, in place on ``corpus.flags``.

    Args:
        corpus: The articles.
        keys: Furniture keys.
        params: Sizes of the n-grams.
        workers: Threads.

    Returns:
        For each article whether it holds furniture.
    """
    touched = np.zeros(len(corpus.articles), dtype=np.bool_)
    if len(keys) == 0:
        return touched
    table = np.zeros(1 << max(8, (2 * len(keys)).bit_length()), dtype=np.int64)
    filled = np.zeros(FILTER_MASK + 1, dtype=np.uint8)
    run(enter_keys, corpus.compiled, keys[keys != 0], table, filled)
    held, holds = corpus.passages, np.zeros(len(corpus.articles), dtype=np.uint8)
    run(find_holders, corpus.compiled, held.keys, held.bounds, table, filled, holds)
    rows = np.flatnonzero(holds)
    holders = held.owners[rows]
    touched[holders] = True
    longest, dates = int((corpus.high[holders] - corpus.low[holders]).max(initial=0)), date_words()

    def part(first: int, last: int) -> None:
        stamps, grams = np.zeros(len(table), dtype=np.int64), workspace(longest, 0)[0].hashes
        run(
            mark_furniture, corpus.compiled, rows, first, last, held.keys, held.bounds, held.owners, corpus.low,
            corpus.high, corpus.words, corpus.flags, params.passage_size, params.passage_characters, table, filled,
            stamps, grams, dates.keys, dates.codes,
        )  # fmt: skip

    in_parts(len(rows), workers, part, ROWS_AT_LEAST, (corpus.high - corpus.low)[holders])
    return touched


def mark_phrases(corpus: Corpus, phrases: Sequence[str]) -> None:
    """Mark every occurrence of a user's own lines and phrases, in place on ``corpus.flags``."""
    lists = [words for phrase in phrases if len(words := tokenise(phrase).words)]
    starts = np.flatnonzero(np.isin(corpus.words, [words[0] for words in lists])) if lists else np.empty(0, np.int64)
    for wanted in lists:
        n = len(wanted)
        places = starts[: np.searchsorted(starts, len(corpus.words) - n, side="right")]
        places = places[corpus.words[places] == wanted[0]]
        for k in range(1, n):
            places = places[corpus.words[places + k] == wanted[k]]
        order = np.argsort(corpus.low, kind="stable")
        owner = order[np.maximum(np.searchsorted(corpus.low[order], places, side="right") - 1, 0)]
        for place in places[places + n <= corpus.high[owner]].tolist():
            corpus.flags[place : place + n] |= FURNITURE
