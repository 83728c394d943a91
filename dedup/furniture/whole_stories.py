"""Whether what recurs around unrelated articles is a story that several of them hold whole.

A page may hold two stories, and a story that four such pages hold stands in articles that are unrelated otherwise, as a
frame does. But a frame is part of an article, and a story is all of one. So a group of articles under a passage is no
furniture if its shortest article is a story whose words stand in one run in most of the others. A page on which nothing
stands but the frame of its site is all of an article, too: it is told by its lines, its sentences and its title.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from dedup.candidates import Drawing
from dedup.corpus.corpus import Corpus, places_of
from dedup.corpus.postings import NUMBER, NUMBER_BITS
from dedup.furniture.furniture import LOOKED_AT
from dedup.keys import PASSAGE
from dedup.language.background import EVERYDAY_LEVEL, background, background_level
from dedup.runtime.kernels import Ints, kernel, run
from dedup.tokens import CHARACTER, LINE, SENTENCE, tokenise
from dedup.tokens import NUMBER as FIGURE

FEWEST, FEWEST_CHARACTERS = 40, 200  #: words of a story, characters in scripts without spaces
MOST_WORDS, MOST_CHARACTERS = 4_000, 20_000  #: and at most: what is compared with it takes time by its length, too
A_LINE, CHARACTERS_A_LINE = 10, 50  #: words of a line of prose on average, at least: a menu has fewer
SHORT, LONG = 6, 60  #: words of a sentence on average: a menu in one line is one, or each of its entries is
LEFT_OUT = 3  #: words at either end of a story that need not stand in a page: a place and an agency, a site's name
EDGE_KEYS = 6  #: passage keys of a story that a page that holds it may lack: those at its ends
PART = 3  #: characters of a title that are looked for together, a third of which must be there
"""Of Thai titles 39 to 92 % of these stand in their own text, in another 0 to 29 %. Of the words of titles that are not
everyday words hardly one stands in the first 120 words of another text; of 1,964 titles in four languages nine in ten
have at least one of them in their own."""


@kernel
def is_prose(flags: Ints, low: int, high: int) -> bool:
    """Return True if words [low, high) are as many as a story has, in lines and sentences of prose."""
    words, characters, lines, sentences = high - low, 0, 0, 0
    for k in range(low, high):
        characters += 1 if flags[k] & CHARACTER else 0
        lines += 1 if flags[k] & LINE else 0
        sentences += 1 if flags[k] & (SENTENCE | LINE) else 0
    if 2 * characters > words:
        return FEWEST_CHARACTERS <= words <= MOST_CHARACTERS and words >= CHARACTERS_A_LINE * lines
    is_long = FEWEST <= words <= MOST_WORDS and words >= A_LINE * lines and sentences > 1
    return is_long and SHORT * sentences <= words <= LONG * sentences


@kernel
def recurs_in(words: Ints, first: int, run: int, low: int, high: int) -> bool:
    """Return True if the ``run`` words from ``first`` on stand in [low, high), in this order."""
    for k in range(low, high - run + 1):
        same = 0
        while same < run and words[first + same] == words[k + same]:
            same += 1
        if same == run:
            return True
    return False


@kernel
def has_run(words: Ints, low: int, high: int, other_low: int, other_high: int) -> bool:
    """Return True if words [low, high), but for a few at either end, stand in a row in another text."""
    return recurs_in(words, low + LEFT_OUT, high - low - 2 * LEFT_OUT, other_low, other_high)


@kernel
def holds_keys(keys: Ints, low: int, high: int, other_low: int, other_high: int) -> bool:
    """Return True if nearly all passage keys [low, high) are among keys [other_low, other_high), in any order."""
    lacking = 0
    for i in range(low, high):
        j = other_low
        while j < other_high and keys[j] != keys[i]:
            j += 1
        lacking += 1 if j == other_high else 0
        if lacking > EDGE_KEYS:
            return False
    return True


@kernel
def write_shortest(
    postings: Ints, groups: Ints, asked: Ints, counts: Ints, fingerprints: Ints, out: "NDArray[np.int64]"
) -> None:
    """Write the shortest article of each group: that with the fewest passage keys, then the least fingerprint."""
    for g in range(len(asked)):
        start, end = groups[2 * asked[g]], groups[2 * asked[g] + 1]
        best = postings[start] & NUMBER
        for k in range(start + 1, end):
            b = postings[k] & NUMBER
            if counts[b] < counts[best] or (counts[b] == counts[best] and fingerprints[b] < fingerprints[best]):
                best = b
        out[g] = best


@kernel
def write_held(
    postings: Ints,
    groups: Ints,
    asked: Ints,
    shortest: Ints,
    words: Ints,
    flags: Ints,
    lows: Ints,
    highs: Ints,
    keys: Ints,
    bounds: Ints,
    rows: Ints,
    stamps: "NDArray[np.int64]",
    out: "NDArray[np.uint8]",
) -> None:
    """Write for each group whether its shortest article is prose that stands whole in three quarters of the others.

    Groups come by their shortest article; ``stamps``, one an article, say which were compared with it, and how.
    """
    story, prose = -1, False
    for g in range(len(asked)):
        s = int(shortest[g])
        if s != story:
            story, prose = s, is_prose(flags, lows[s], highs[s])
        if not prose:
            continue
        start, end = groups[2 * asked[g]], groups[2 * asked[g] + 1]
        spare = (end - start - 1) >> 2
        for k in range(start, end):
            b = postings[k] & NUMBER
            if b == s:
                continue
            if stamps[b] >> 1 != s + 1:
                held = has_run(words, lows[s], highs[s], lows[b], highs[b]) and holds_keys(
                    keys, bounds[rows[s]], bounds[rows[s] + 1], bounds[rows[b]], bounds[rows[b] + 1]
                )
                stamps[b] = (s + 1) << 1 | (1 if held else 0)
            spare -= 0 if stamps[b] & 1 else 1
            if spare < 0:
                break
        out[g] = 1 if spare >= 0 else 0


def suits_titles(titles: Iterable[str], words: NDArray[np.int32]) -> bool:
    """Return True if something of each title stands in a text: what is on an empty page is not what its title says.

    Args:
        titles: Of the articles with the text; what is empty, or has everyday words alone, is not asked.
        words: Of the text.
    """
    table, held, parts = background(), set(words.tolist()), set[tuple[int, ...]]()
    for title in set(titles):
        found = tokenise(title)
        own, is_character = found.words, (found.flags & CHARACTER) > 0
        if 2 * int(is_character.sum()) > len(own):
            parts = parts or _parts(words)
            wanted = _parts(own)
            if PART * len(wanted & parts) < len(wanted):
                return False
            continue
        told = {
            word
            for word, flag in zip(own.tolist(), found.flags.tolist(), strict=True)
            if not flag & (CHARACTER | FIGURE) and background_level(word, table.keys, table.levels) >= EVERYDAY_LEVEL
        }
        if told and not told & held:
            return False
    return True


def _parts(words: NDArray[np.int32]) -> set[tuple[int, ...]]:
    """The runs of a few characters."""
    return set(zip(*(words[k:].tolist() for k in range(PART)), strict=False))


def without_stories(corpus: Corpus, drawing: Drawing, furniture: NDArray[np.int32]) -> NDArray[np.int32]:
    """Take the passages of stories that stand whole in other articles from the furniture that was learnt.

    Args:
        corpus: The articles.
        drawing: The postings; the groups of furniture are marked as skipped, and those of stories no longer.
        furniture: The keys, ascending.

    Returns:
        Those that stay, ascending.
    """
    passages = drawing.of_kind(PASSAGE)
    asked = np.flatnonzero(passages.skipped)
    most = min(LOOKED_AT, drawing.params.max_key_articles)
    asked = asked[passages.groups[2 * asked + 1] - passages.groups[2 * asked] <= most]
    if not len(asked):
        return furniture
    shortest, held = np.empty(len(asked), dtype=np.int64), np.zeros(len(asked), dtype=np.uint8)
    postings, groups, compiled = passages.postings, passages.groups, drawing.compiled
    run(write_shortest, compiled, postings, groups, asked, drawing.key_counts, corpus.fingerprints, shortest)
    order = np.argsort(shortest, kind="stable")
    asked, shortest = asked[order], shortest[order]
    run(
        write_held, compiled, postings, groups, asked, shortest, corpus.words, corpus.flags, corpus.low, corpus.high,
        corpus.passages.keys, corpus.passages.bounds, places_of(corpus.passages),
        np.zeros(len(corpus.articles), dtype=np.int64), held,
    )  # fmt: skip
    for story in np.unique(shortest[held > 0]).tolist():
        same = np.flatnonzero(corpus.fingerprints == corpus.fingerprints[story]).tolist()
        words = corpus.words[corpus.low[story] : corpus.high[story]]
        if not suits_titles((corpus.articles[k].title for k in same), words):
            held[shortest == story] = 0
    spared = asked[held > 0]
    passages.skipped[spared] = 0
    return furniture[~np.isin(furniture, (postings[groups[2 * spared]] >> NUMBER_BITS).astype(np.int32))]
