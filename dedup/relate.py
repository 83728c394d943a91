"""Evidence to relation and score.

The rules follow the table of relations: identical, else template, else near-duplicate,
excerpt, overlap, else same-event. "Most of a text" is half of its words, furniture left
out. Wording is measured by shared passages or, where changes cut all passages, by the
longest common subsequence. A template keeps the wording and replaces the facts: it is
told from an edited copy by facts being kept worse than words.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dedup.confirm import (
    COLUMNS,
    COSINE,
    COVERED_GUEST,
    COVERED_HOST,
    DATES,
    DATES_GUEST,
    DATES_HOST,
    FIGURES,
    FIGURES_GUEST,
    FIGURES_HOST,
    LONGEST,
    NAMES,
    NAMES_GUEST,
    NAMES_HOST,
    REST,
    SHARED,
    SUBSEQUENCE,
    UNSPACED,
    WASTE,
    WORDS_GUEST,
    WORDS_HOST,
)
from dedup.kernels import kernel
from dedup.model import Relation

NONE = 9  #: code of no relation; others are positions in the order of weight
RELATIONS = tuple(Relation)
IDENTICAL, NEAR_DUPLICATE, EXCERPT, OVERLAP, TEMPLATE, SAME_EVENT = range(6)

MOST = 0.5  #: share of a text that counts as most of it
MUCH_MORE = 0.65  #: an excerpt's text has at most this share of the words of the other
SUBSEQUENCE_MOST = 0.55  #: common subsequence, as a share of the shorter text, of an edited copy; unrelated texts reach .4
LEAST_COSINE = 0.35  #: of an edited copy that has no long common run
LEAST_WORDS = 10  #: shorter texts match only as exact copies
RECURRENCE = 0.75  #: days after which changed figures speak for a recurring form, not for a correction


@kernel
def fact_share(host: int, guest: int, shared: int, alike: bool) -> tuple[float, float]:
    """Return (facts that could be shared, facts that are): of both texts if alike in length, else of the poorer."""
    least = min(host, guest)
    if alike and least > 0:
        return (host + guest) / 2.0, float(shared)
    return float(least), float(shared)


@kernel
def is_template(counts: Sequence[int], at: int, wording: float, days: float, alike: bool) -> bool:
    """Return True if a pair keeps the wording and changes the facts.

    ``days`` lie between the two dates of publication; negative if one is unknown.
    """
    figures, same_figures = fact_share(counts[at + FIGURES_HOST], counts[at + FIGURES_GUEST], counts[at + FIGURES], alike)
    dates, same_dates = fact_share(counts[at + DATES_HOST], counts[at + DATES_GUEST], counts[at + DATES], alike)
    names, same_names = fact_share(counts[at + NAMES_HOST], counts[at + NAMES_GUEST], counts[at + NAMES], alike)
    figures, same_figures = figures + dates, same_figures + same_dates
    total, same = figures + names, same_figures + same_names
    if total < 1.0:
        return False
    kept, kept_figures = same / total, same_figures / figures if figures > 0.0 else 1.0
    if total >= 3.0 and kept <= min(0.5, wording - 0.3):
        return True
    if figures >= 2.0 and kept_figures <= 0.34 and kept <= min(0.75, wording - 0.1):
        return True
    return days >= RECURRENCE and figures >= 1.0 and kept_figures <= 0.67 and kept <= 0.9


@kernel
def relate_pair(
    counts: Sequence[int],
    at: int,
    cosine: float,
    jaccard: float,
    contained: float,
    days: float,
    passage_words: int,
    passage_characters: int,
) -> tuple[int, float]:
    """Return the relation of one pair that is not identical, and the strength of its evidence in [0, 1].

    Same-event is not decided here.
    """
    host, guest = max(1, counts[at + WORDS_HOST]), max(1, counts[at + WORDS_GUEST])
    shorter, longer = min(host, guest), max(host, guest)
    if shorter < LEAST_WORDS:
        return NONE, 0.0
    covered_host, covered_guest = counts[at + COVERED_HOST] / host, counts[at + COVERED_GUEST] / guest
    most, least = max(covered_host, covered_guest), min(covered_host, covered_guest)
    in_order = 0.0
    if counts[at + WASTE] == 0 and cosine >= LEAST_COSINE:
        in_order = counts[at + SUBSEQUENCE] / shorter
    needed = MOST + 0.3 * max(0, 20 - shorter) / 10.0
    by_passages, by_order = most >= needed, in_order >= SUBSEQUENCE_MOST + needed - MOST
    by_shingles = counts[at + WASTE] == 0 and not counts[at + UNSPACED] and max(jaccard * 1.6, contained) >= needed
    enough = counts[at + LONGEST] >= (passage_characters if counts[at + UNSPACED] else passage_words)
    if not (by_passages or by_order or by_shingles):
        return (OVERLAP, min(1.0, counts[at + LONGEST] / 60.0)) if enough else (NONE, 0.0)
    alike = shorter >= 0.75 * longer
    wording = max(least, counts[at + SUBSEQUENCE] / longer if counts[at + WASTE] == 0 else 0.0)
    if is_template(counts, at, max(wording, most if not alike else 0.0), days, alike):
        return TEMPLATE, wording
    if shorter <= MUCH_MORE * longer:
        if by_passages or by_shingles:
            return EXCERPT, max(most, contained)
        return (OVERLAP, min(1.0, counts[at + LONGEST] / 60.0)) if enough else (NONE, 0.0)
    return NEAR_DUPLICATE, max(most, in_order, contained)


@kernel
def relate_pairs(
    first: int,
    last: int,
    counts: Sequence[int],
    scores: Sequence[float],
    host_shingles: Sequence[int],
    guest_shingles: Sequence[int],
    days: Sequence[float],
    passage_words: int,
    passage_characters: int,
    relations: "NDArray[np.uint8]",
    strengths: "NDArray[np.float64]",
) -> None:
    """Decide the relation of each of the pairs [first, last)."""
    for pair in range(first, last):
        at = pair * COLUMNS
        shared = counts[at + SHARED]
        union = host_shingles[pair] + guest_shingles[pair] - shared
        jaccard = shared / union if union > 0 else 0.0
        fewer = min(host_shingles[pair], guest_shingles[pair])
        contained = shared / fewer if fewer > 0 else 0.0
        relations[pair], strengths[pair] = relate_pair(
            counts, at, scores[2 * pair + COSINE], jaccard, contained, days[pair], passage_words, passage_characters
        )


@kernel
def is_otherwise_related(counts: Sequence[int], at: int, rest: float) -> bool:
    """Return True unless a pair shares nothing but a part, and what is left of both has another subject."""
    covered = counts[at + COVERED_GUEST] + counts[at + WASTE]
    host, guest = counts[at + WORDS_HOST] - covered, counts[at + WORDS_GUEST] - covered
    if counts[at + UNSPACED]:
        return 3 * covered >= min(counts[at + WORDS_HOST], counts[at + WORDS_GUEST])
    return min(host, guest) < 30 or rest >= 0.15 or covered == 0


@kernel
def mark_related(first: int, last: int, counts: Sequence[int], scores: Sequence[float], out: "NDArray[np.uint8]") -> None:
    """Write for each pair whether it is related apart from the passages that it shares."""
    for pair in range(first, last):
        out[pair] = 1 if is_otherwise_related(counts, pair * COLUMNS, scores[2 * pair + REST]) else 0


def score_of(relation: int, strength: float) -> float:
    """Return the probability that a relation holds, from the strength of its evidence."""
    if relation == IDENTICAL:
        return 1.0
    base, gain = {NEAR_DUPLICATE: (0.8, 0.2), EXCERPT: (0.75, 0.22), OVERLAP: (0.85, 0.12), TEMPLATE: (0.6, 0.35)}[relation]
    return base + gain * min(1.0, strength)
