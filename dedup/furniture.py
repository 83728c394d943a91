"""Recurring passages around otherwise unrelated articles: found, and marked on the words.

A passage key under which several articles lie that are not related in any other way is
furniture: a menu, a footer, a disclaimer, an agency formula. All words of an article that
belong to such keys are marked; marked words are no evidence for a relation. The four
scores are not touched. A user's own list of lines and phrases is marked the same way.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from dedup.corpus import Corpus
from dedup.kernels import Ints, kernel, run
from dedup.keys import PASSAGE, salted
from dedup.params import Params
from dedup.shingles import gram_hash, gram_size
from dedup.tokens import FURNITURE, LINE, tokenise

SHORT_LINE = 3  #: words of a line that is part of a menu if it stands beside one
BRIDGE = 8  #: unmarked words between two marked ones, or before or behind all, that are marked too


@kernel
def enter_keys(keys: Ints, table: "NDArray[np.int64]") -> None:
    """Enter keys, none of them 0, into an open-addressing table of a power of two of slots, 0 where free."""
    mask = len(table) - 1
    for k in range(len(keys)):
        slot = (keys[k] ^ (keys[k] >> 20)) & mask
        while table[slot] != 0 and table[slot] != keys[k]:
            slot = (slot + 1) & mask
        table[slot] = keys[k]


@kernel
def is_entered(table: Ints, key: int) -> bool:
    """Return True if a key is in the table."""
    mask = len(table) - 1
    slot = (key ^ (key >> 20)) & mask
    while table[slot] != 0:
        if table[slot] == key:
            return True
        slot = (slot + 1) & mask
    return False


@kernel
def mark_held(keys: Ints, shift: int, table: Ints, out: "NDArray[np.uint8]") -> None:
    """Write for each key whether it is in the table."""
    for k in range(len(keys)):
        out[k] = 1 if is_entered(table, keys[k] >> shift) else 0


@kernel
def mark_short_lines(flags: "NDArray[np.uint8]", low: int, high: int) -> None:
    """Mark lines of a few words that stand directly behind or before marked lines: the rest of a menu."""
    for forward in range(2):
        k = low if forward else high - 1
        while low <= k < high:
            step = 1 if forward else -1
            beside = k - step
            if low <= beside < high and flags[beside] & FURNITURE and not flags[k] & FURNITURE:
                first, last = k, k
                while first > low and not flags[first] & LINE:
                    first -= 1
                while last + 1 < high and not flags[last + 1] & LINE:
                    last += 1
                edge = first if forward else last
                if last - first < SHORT_LINE and edge == k:
                    for x in range(first, last + 1):
                        flags[x] |= FURNITURE
            k += step


@kernel
def mark_furniture(
    articles: Ints,
    first: int,
    last: int,
    lows: Ints,
    highs: Ints,
    words: Ints,
    flags: "NDArray[np.uint8]",
    size: int,
    characters: int,
    shift: int,
    table: Ints,
) -> int:
    """Mark the words of furniture in some articles; return the number of marked words."""
    marked = 0
    for a in range(first, last):
        low, high = lows[articles[a]], highs[articles[a]]
        end, any_marked = low, False
        for k in range(low, high):
            width = gram_size(flags, k, size, characters)
            if k + width > high or not is_entered(table, salted(gram_hash(words, k, width), PASSAGE) >> shift):
                continue
            start = end if k - end <= BRIDGE else k
            any_marked = True
            for x in range(start, k + width):
                if not flags[x] & FURNITURE:
                    flags[x] |= FURNITURE
                    marked += 1
            end = max(end, k + width)
        if any_marked and high - end <= BRIDGE:
            for x in range(end, high):
                flags[x] |= FURNITURE
        if any_marked:
            mark_short_lines(flags, low, high)
    return marked


def mark_keys(
    corpus: Corpus, keys: NDArray[np.int64], shift: int, params: Params, pool: ThreadPoolExecutor
) -> NDArray[np.bool_]:
    """Mark all words under furniture keys, in place on ``corpus.flags``.

    Args:
        corpus: The articles.
        keys: Furniture keys without their low ``shift`` bits, sorted.
        shift: Bits cut off.
        params: Sizes of the n-grams.
        pool: Threads to use.

    Returns:
        For each article whether it holds furniture.
    """
    touched = np.zeros(len(corpus.articles), dtype=np.bool_)
    if len(keys) == 0:
        return touched
    table = np.zeros(1 << max(8, (2 * len(keys)).bit_length()), dtype=np.int64)
    run(enter_keys, corpus.compiled, keys[keys != 0], table)
    held = np.empty(len(corpus.passage_keys), dtype=np.uint8)
    run(mark_held, corpus.compiled, corpus.passage_keys, shift, table, held)
    touched[corpus.passage_owner[held > 0]] = True
    articles = np.flatnonzero(touched)
    cuts = np.linspace(0, len(articles), 9).astype(int).tolist()
    jobs = [
        pool.submit(
            run, mark_furniture, corpus.compiled, articles, cuts[k], cuts[k + 1], corpus.low, corpus.high, corpus.words,
            corpus.flags, params.passage_size, params.passage_characters, shift, table,
        )
        for k in range(8)
    ]  # fmt: skip
    for job in jobs:
        job.result()
    return touched


def mark_phrases(corpus: Corpus, phrases: Sequence[str]) -> None:
    """Mark every occurrence of a user's own lines and phrases, in place on ``corpus.flags``."""
    for phrase in phrases:
        wanted = tokenise(phrase).words
        n = len(wanted)
        if n == 0 or n > len(corpus.words):
            continue
        places = np.flatnonzero(corpus.words[: len(corpus.words) - n + 1] == wanted[0])
        for k in range(1, n):
            places = places[corpus.words[places + k] == wanted[k]]
        order = np.argsort(corpus.low, kind="stable")
        owner = order[np.maximum(np.searchsorted(corpus.low[order], places, side="right") - 1, 0)]
        for place in places[places + n <= corpus.high[owner]].tolist():
            corpus.flags[place : place + n] |= FURNITURE
