"""Two texts full of misread characters to where one stands in the other, by their letters.

At one wrong character in ten hardly a word of two scans is the same, but most letters still
stand in one order. The shorter text is laid against the longer one where that takes the fewest
changed, lost and added letters: its agreement is one less these, as a share of its letters. Two
scans of one text with 15 % of misread characters in each agree in about .75, unrelated texts of
one language in less than .45. Letters and digits count, all else does not. Used by the profile
``ocr`` alone, and for whole texts: a passage that two scans share is not looked for here.

Source: Myers (1999), "A fast bit-vector algorithm for approximate string matching based on dynamic
programming"; Hyyrö (2003), "A bit-vector algorithm for computing Levenshtein and Damerau edit distances".
"""

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dedup.confirm.align import LIMB
from dedup.confirm.confirm import (
    COLUMNS,
    DATES,
    DATES_GUEST,
    DATES_HOST,
    FIGURES,
    FIGURES_GUEST,
    FIGURES_HOST,
    TOTAL_GUEST,
    TOTAL_HOST,
)
from dedup.corpus.corpus import Corpus
from dedup.evidence.evidence import Evidence
from dedup.language.arabic_letters import plain
from dedup.relate.relate import EXCERPT, MUCH_MORE, NEAR_DUPLICATE, NONE, OVERLAP, TEMPLATE
from dedup.runtime.kernels import Ints, kernel, run

AGREEMENT = 0.55  #: least share of letters in their place, of a text that stands in another one
PIECE_AGREEMENT = 0.5  #: the same of a piece, before the whole is looked at
LEAST_LETTERS = 100  #: shorter texts are not laid against others
MOST_LETTERS = 16_000  #: of each text that are compared
PIECE = 3 * LIMB  #: letters of a piece
MISREAD = 0.45  #: share of letters lost, by that of words, at most: misread words stay alike; of others it is .6 to 1
MISREAD_FORM = 0.3  #: the same of texts that look like one form; scans of one text with 5 % misread have .23 at most
LOST_WORDS = 12  #: words lost by a copy that was taken for a template, at least
LOST_TO_FIGURE = 4  #: and for each figure that changed: a form loses little else


def signs_of(text: str) -> NDArray[np.int32]:
    """Return the code points of the first letters and digits of a text, case folded.

    >>> "".join(map(chr, signs_of("No. 7, Élan!").tolist()))
    'no7élan'
    """
    codes = np.frombuffer(plain(text[: 2 * MOST_LETTERS]).casefold().encode("utf-32-le", "replace"), dtype=np.int32)
    kept = (codes >= ord("a")) & (codes <= ord("z")) | (codes >= ord("0")) & (codes <= ord("9")) | (codes >= ord("ª"))
    return codes[kept][:MOST_LETTERS]


@kernel
def fewest_changes(
    places: Ints,
    length: int,
    bits: int,
    masks: Ints,
    rising: "NDArray[np.int64]",
    falling: "NDArray[np.int64]",
) -> int:
    """Return the fewest changes that turn a pattern of ``length`` signs into some part of a text.

    ``places`` says which of the distinct signs of the pattern, from 0, stands at each position of the text, -1 if
    none. ``masks`` holds for each distinct sign where it stands in the pattern, in limbs of ``bits`` bits;
    ``rising`` and ``falling`` need room for the limbs of one sign.
    """
    limbs = (length + bits - 1) // bits
    full, end = (1 << bits) - 1, (length - 1) % bits
    for limb in range(limbs):
        rising[limb], falling[limb] = full, 0
    changes, fewest = length, length
    for k in range(len(places)):
        place, carry = int(places[k]), 0
        for limb in range(limbs):
            equal = masks[place * limbs + limb] if place >= 0 else 0
            up, down = rising[limb], falling[limb]
            vertical = equal | down
            if carry < 0:
                equal |= 1
            across = ((((equal & up) + up) & full) ^ up) | equal
            more, less = down | (full ^ (across | up)), up & across
            bit = end if limb == limbs - 1 else bits - 1
            leaving = ((more >> bit) & 1) - ((less >> bit) & 1)
            more, less = ((more << 1) & full) | (1 if carry > 0 else 0), ((less << 1) & full) | (1 if carry < 0 else 0)
            rising[limb] = less | (full ^ (vertical | more))
            falling[limb] = more & vertical
            carry = leaving
        changes += carry
        fewest = min(fewest, changes)
    return fewest


def masks_of(places: NDArray[Any], distinct: int, compiled: bool) -> tuple[int, Ints]:
    """Return the bits of a limb, and the bits of the positions of each distinct sign, limb by limb."""
    if not compiled:  # one limb as long as the pattern: the integers of Python have any length
        rows = (np.packbits(places == place, bitorder="little").tobytes() for place in range(distinct))
        return max(1, len(places)), [int.from_bytes(row, "little") for row in rows]
    limbs = (len(places) + LIMB - 1) // LIMB
    masks, at = np.zeros(distinct * limbs, dtype=np.int64), np.arange(len(places), dtype=np.int64)
    np.bitwise_or.at(masks, places * limbs + at // LIMB, np.int64(1) << (at % LIMB))
    return LIMB, masks


def agreement(longer: NDArray[np.int32], shorter: NDArray[np.int32], compiled: bool = False) -> float:
    """Return the share of the signs of one sequence that stand in some part of another.

    One less the edit distance (changed, lost and added signs) to the best part of ``longer``, by the length of
    ``shorter``: 0.0 to 1.0, and 0.0 if that is empty. Signs are letters or words.

    >>> agreement(signs_of("before the bridge after"), signs_of("the br1dge"))
    0.8888888888888888
    """
    count = len(shorter)
    if count == 0 or len(longer) == 0:
        return 0.0
    known, own = np.unique(shorter, return_inverse=True)
    found = np.minimum(np.searchsorted(known, longer), len(known) - 1)
    places = np.where(known[found] == longer, found, -1)
    bits, masks = masks_of(own, len(known), compiled)
    limbs = (count + bits - 1) // bits
    room = [np.zeros(limbs, dtype=np.int64) for _ in range(2)] if compiled else [[0] * limbs for _ in range(2)]
    return 1.0 - float(run(fewest_changes, compiled, places, count, bits, masks, *room)) / count


def may_agree(longer: NDArray[np.int32], shorter: NDArray[np.int32], compiled: bool) -> bool:
    """Return False if no piece of the shorter text stands in the longer one: most candidates end here."""
    if len(shorter) < 4 * PIECE:
        return True
    starts = (len(shorter) // 4 - PIECE // 2, 3 * len(shorter) // 4 - PIECE // 2)
    return any(agreement(longer, shorter[k : k + PIECE], compiled) >= PIECE_AGREEMENT for k in starts)


def copies_by_letters(
    corpus: Corpus,
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    evidence: Evidence,
    relations: NDArray[np.uint8],
    strengths: NDArray[np.float64],
) -> None:
    """Decide in place, by letters, pairs that by their words share nothing, a passage, or a form.

    One text that stands in the other is its excerpt if that has much more besides, else its near-duplicate; the
    strength is the agreement. The words that it does not share must be words misread: a form filled with other
    facts stays what it was. What the words say of any other pair stays.

    Args:
        corpus: The articles.
        left: Article numbers of n pairs.
        right: Article numbers.
        evidence: What was measured on their words.
        relations: Codes, shape ``(n,)``.
        strengths: Shape ``(n,)``, 0.0 to 1.0.
    """
    signs = lru_cache(maxsize=4096)(lambda k: signs_of(corpus.articles[k].text))
    compiled, length = corpus.compiled, corpus.high - corpus.low
    for k in np.flatnonzero((relations == NONE) | (relations == OVERLAP) | (relations == TEMPLATE)).tolist():
        pair = int(left[k]), int(right[k])
        longer, shorter = sorted(map(signs, pair), key=len, reverse=True)
        if len(shorter) < LEAST_LETTERS or not may_agree(longer, shorter, compiled):
            continue
        letters = agreement(longer, shorter, compiled)
        if letters < AGREEMENT:
            continue
        most, least = (corpus.words[corpus.low[a] : corpus.high[a]] for a in sorted(pair, key=lambda a: -length[a]))
        counts = evidence.counts[k * COLUMNS : (k + 1) * COLUMNS] if relations[k] == TEMPLATE else None
        if is_misread(letters, agreement(most, least, compiled), counts):
            relations[k] = EXCERPT if len(shorter) <= MUCH_MORE * len(longer) else NEAR_DUPLICATE
            strengths[k] = letters


def is_misread(letters: float, words: float, counts: NDArray[np.int32] | None) -> bool:
    """Return True if the words that two texts do not share are words misread, not other words.

    Args:
        letters: Agreement of their letters.
        words: Agreement of their words.
        counts: The evidence of a pair that looks like a template, else None.
    """
    if counts is None:
        return 1.0 - letters <= MISREAD * (1.0 - words)
    lost = (1.0 - words) * int(min(counts[TOTAL_HOST], counts[TOTAL_GUEST]))
    figures = int(min(counts[FIGURES_HOST], counts[FIGURES_GUEST]) - counts[FIGURES])
    figures += int(min(counts[DATES_HOST], counts[DATES_GUEST]) - counts[DATES])
    enough = lost >= max(LOST_WORDS, LOST_TO_FIGURE * figures)
    return enough and 1.0 - letters <= MISREAD_FORM * (1.0 - words)
