"""What two profiles have in common, added up: the counts behind :mod:`dedup.events.same_event`.

Words that stand side by side in both texts are one piece of evidence: a name of three words is one
name. And a run of words with which both begin is no evidence of one event: two reports written
independently do not open with the same words, pages with the same menu or byline do.
"""

import math

import numpy as np
from numpy.typing import NDArray

from dedup.events.head_terms import HEAD, NAME_BIT, NUMBER_BIT, RARE
from dedup.keys import HALVED, PROMINENCE
from dedup.language.background import TELLING_LEVEL
from dedup.language.stems import are_forms, are_kindred
from dedup.runtime.kernels import Ints, kernel

RARE_PHRASE = 2 * RARE  #: sum of the levels of two rare words
#: Places of the counts of a pair in ``sums``: the products of the two vectors, the weight of the first words of each
#: side that the other has, what both have; of the last five: pieces of evidence, words in runs with which both begin,
#: 1 if both are in a script without spaces (there a word is two or three characters), the weekday that both name
#: first, as a bit, shared words that tell something and are not rare.
(
    TERMS_DOT, LEAD_8, LEAD_12, LEAD_16, OTHER_8, OTHER_12, OTHER_16, SAME_RARE, SAME_RARE_NAMES, SAME_NUMBERS,
    SAME_RARE_NUMBERS, PAIRS_DOT, SAME_PAIRS, SAME_RARE_PAIRS, SAME_DATE, SAME_WEEKDAYS, PIECES, OPENED, UNSPACED,
    FIRST_DAY, SAME_TELLING,
) = range(21)  # fmt: skip
COUNTS = 21  #: numbers that the kernels leave in ``sums``; behind them they work
FORMS = COUNTS + 2 * HEAD  #: from here on 1 for each place of the left text whose shared term is a form of one word
ROOM = COUNTS + 3 * HEAD  #: places of ``sums``
APART = 2  #: places from one shared word of a run to the next at the most: one between them may stand earlier, too
OPENING = 4  #: words of a run with which texts of one page layout begin
AGAIN = 3  #: a headline is taken up by the text: one in so many of its telling words recurs in one of the two
LEAD = 16  #: places in which such a run begins


@kernel
def share(part: int, whole: int) -> float:
    """Return a part's share of a whole, which may be empty."""
    return part / max(1, whole)


@kernel
def cosine(dot: int, norm: int, other: int) -> float:
    """Return the cosine of two vectors by their dot product and squared norms."""
    return dot / math.sqrt(max(1, norm)) / math.sqrt(max(1, other))


@kernel
def on_diagonal(others: Ints, sums: Ints, place: int, ahead: int) -> bool:
    """Return True if a shared term first stands at a place of the left text, and ``ahead`` of it in the right text."""
    if place < 0 or place >= HEAD or sums[COUNTS + place] < 0:
        return False
    return bool((others[sums[COUNTS + HEAD + place]] >> 24) & 255 == place + ahead)


@kernel
def recurs(term: int) -> bool:
    """Return True if a term stands more than once in its text: its weight is not that of its first place alone."""
    return (term & 0x3FFF) > PROMINENCE // (HALVED + ((term >> 24) & 255))


@kernel
def find_runs(terms: Ints, others: Ints, sums: "NDArray[np.int64]", whole: bool) -> None:
    """Count the pieces of evidence among the shared terms; unless ``whole``, take out the runs with which both begin.

    ``sums`` has, for each place of the left text from ``COUNTS`` on, the position of a shared term that
    first stands there, or -1, and from ``COUNTS + HEAD`` on the position of the same term of the right text.
    Adds pieces and words of such runs, and subtracts what word pairs inside the runs taken out add to 11, 12 and 13.
    """
    sums[PIECES], sums[OPENED] = 0, 0
    for first in range(HEAD):
        if sums[COUNTS + first] < 0:
            continue
        ahead = ((others[sums[COUNTS + HEAD + first]] >> 24) & 255) - first
        if on_diagonal(others, sums, first - 1, ahead) or on_diagonal(others, sums, first - 2, ahead):
            continue
        last, shared, rare, telling, again, place = first, 0, 0, 0, 0, first
        while place <= last + APART:
            if on_diagonal(others, sums, place, ahead):
                last = place
                shared += 1
                x, y = terms[sums[COUNTS + place]], others[sums[COUNTS + HEAD + place]]
                level = min((x >> 16) & 255, (y >> 16) & 255)
                if level >= RARE and sums[FORMS + place]:
                    rare += 1
                if level >= TELLING_LEVEL:
                    telling += 1
                    if recurs(x) or recurs(y):
                        again += 1
            place += 1
        opens = shared >= OPENING and max(first, first + ahead) < LEAD and AGAIN * again < telling
        if opens:
            sums[OPENED] += shared
        if opens and not whole:
            leave_out(terms, others, first, last, ahead, sums)
        elif rare > 0:
            sums[PIECES] += 1


@kernel
def leave_out(terms: Ints, others: Ints, first: int, last: int, ahead: int, sums: "NDArray[np.int64]") -> None:
    """Take the words of a run at places [first, last] out of the shared terms and word pairs."""
    before, beside = -1, 0
    for place in range(first, last + 1):
        if not on_diagonal(others, sums, place, ahead):
            before = -1
            continue
        x = (terms[sums[COUNTS + place]] >> 16) & 255
        y = (others[sums[COUNTS + HEAD + place]] >> 16) & 255
        if before >= 0:
            sums[PAIRS_DOT] = max(0, sums[PAIRS_DOT] - (before + x) * (beside + y))
            sums[SAME_PAIRS] = max(0, sums[SAME_PAIRS] - 1)
            if min(before + x, beside + y) > RARE_PHRASE:
                sums[SAME_RARE_PAIRS] = max(0, sums[SAME_RARE_PAIRS] - 1)
        before, beside = x, y
        sums[COUNTS + place] = -1


@kernel
def end_of_stem(terms: Ints, low: int, high: int) -> int:
    """Return the position behind the terms that have the stem of the one at ``low``."""
    k = low + 1
    while k < high and terms[k] >> 32 == terms[low] >> 32:
        k += 1
    return k


@kernel
def best_mate(terms: Ints, tails: Ints, at: int, others: Ints, other_tails: Ints, low: int, high: int) -> int:
    """Return the position of the first of some terms of one stem that is a form of a term, else akin to it, else -1."""
    kindred = -1
    for k in range(low, high):
        if are_forms(tails[at], other_tails[k], (terms[at] | others[k]) & NAME_BIT != 0):
            return k
        if kindred < 0 and are_kindred(tails[at], other_tails[k]):
            kindred = k
    return kindred


@kernel
def compare_terms(
    terms: Ints,
    tails: Ints,
    low: int,
    high: int,
    others: Ints,
    other_tails: Ints,
    other: int,
    end: int,
    sums: "NDArray[np.int64]",
    whole: bool,
) -> None:
    """Add up what the shared terms of two profiles say; to be called behind :func:`compare_phrases`.

    Two terms of one stem are shared if each is the best mate of the other in its profile.

    ``sums`` gets: dot product by place, shared lead levels (8, 12, 16 words; left, then right),
    shared rare terms, shared rare names, shared numbers, rare ones of them, shared terms that tell something and are
    not rare; and the numbers of :func:`find_runs`.
    """
    for k in range(11):
        sums[k] = 0
    for k in range(HEAD):
        sums[COUNTS + k] = -1
    while low < high and other < end:
        a, b = terms[low], others[other]
        if a >> 32 < b >> 32:
            low += 1
        elif a >> 32 > b >> 32:
            other += 1
        else:
            last, last_other = end_of_stem(terms, low, high), end_of_stem(others, other, end)
            for k in range(low, last):
                j = best_mate(terms, tails, k, others, other_tails, other, last_other)
                if j >= 0 and best_mate(others, other_tails, j, terms, tails, low, last) == k:
                    place = (terms[k] >> 24) & 255
                    sums[COUNTS + place], sums[COUNTS + HEAD + place] = k, j
                    sums[FORMS + place] = are_forms(tails[k], other_tails[j], (terms[k] | others[j]) & NAME_BIT != 0)
            low, other = last, last_other
    find_runs(terms, others, sums, whole)
    sums[SAME_TELLING] = 0
    for place in range(HEAD):
        if sums[COUNTS + place] < 0:
            continue
        a, b = terms[sums[COUNTS + place]], others[sums[COUNTS + HEAD + place]]
        x, y = (a >> 16) & 255, (b >> 16) & 255
        sums[TERMS_DOT] += (a & 0x3FFF) * x * (b & 0x3FFF) * y
        if place < 16:
            sums[LEAD_16] += x
            if place < 12:
                sums[LEAD_12] += x
                if place < 8:
                    sums[LEAD_8] += x
        beside = (b >> 24) & 255
        if beside < 16:
            sums[OTHER_16] += y
            if beside < 12:
                sums[OTHER_12] += y
                if beside < 8:
                    sums[OTHER_8] += y
        if min(x, y) >= TELLING_LEVEL and sums[FORMS + place]:
            if min(x, y) < RARE:
                sums[SAME_TELLING] += 1
            else:
                sums[SAME_RARE] += 1
                if a & b & NAME_BIT:
                    sums[SAME_RARE_NAMES] += 1
        if a & NUMBER_BIT:
            sums[SAME_NUMBERS] += 1
            if min(x, y) >= RARE:
                sums[SAME_RARE_NUMBERS] += 1


@kernel
def compare_phrases(
    pairs: Ints, low: int, high: int, others: Ints, other: int, end: int, sums: "NDArray[np.int64]"
) -> None:
    """Write to ``sums`` from place 11 on: dot product, count and count of rare ones of the shared word pairs."""
    dot, count, rare = 0, 0, 0
    while low < high and other < end:
        a, b = pairs[low], others[other]
        if a >> 9 < b >> 9:
            low += 1
        elif a >> 9 > b >> 9:
            other += 1
        else:
            x, y = a & 511, b & 511
            dot += x * y
            count += 1
            if min(x, y) > RARE_PHRASE:
                rare += 1
            low += 1
            other += 1
    sums[PAIRS_DOT], sums[SAME_PAIRS], sums[SAME_RARE_PAIRS] = dot, count, rare
