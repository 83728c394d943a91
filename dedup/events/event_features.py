"""The features of a pair of reports by which :mod:`dedup.events.same_event` tells whether they are of one event.

Fourteen numbers from what the two profiles (:mod:`dedup.events.profiles`) have in common: beginnings, words,
phrases, numbers, dates, lengths. What they weigh is fitted, and not decided here.
"""

import math

import numpy as np
from numpy.typing import NDArray

from dedup.events.head_terms import (
    CHARACTERS,
    COLUMNS,
    FIRST_WEEKDAY,
    HEAD,
    NUMBERS,
    PAIR_NORM,
    PLACE_NORM,
    PLACES,
    SUM_8,
    SUM_12,
    SUM_16,
    WEEKDAYS,
)
from dedup.events.shared_dates import compare_dates
from dedup.events.shared_terms import (
    FIRST_DAY,
    LEAD_8,
    LEAD_12,
    LEAD_16,
    OTHER_8,
    OTHER_12,
    OTHER_16,
    PAIRS_DOT,
    PIECES,
    SAME_DATE,
    SAME_NUMBERS,
    SAME_PAIRS,
    SAME_TELLING,
    SAME_WEEKDAYS,
    TERMS_DOT,
    UNSPACED,
    compare_phrases,
    compare_terms,
    cosine,
    share,
)
from dedup.runtime.kernels import Ints, kernel

FEATURES = (
    "lead8", "lead12", "lead16", "cosine", "shared_phrases", "form",
    "pieces", "telling", "numbers", "weekday", "date", "date_conflict", "length", "brevity",
)  # fmt: skip
WORDS_COSINE, BREVITY = FEATURES.index("cosine"), FEATURES.index("brevity")
#: A feature may speak for one event only, or against it only; the fit keeps to that.
AGAINST = ("form", "date_conflict", "length")
BRIEF = 30  #: words of the shortest texts that the model knows
USUAL = 150  #: and of most of them; what two longer ones share counts less, since they share more by chance
#: Days between two dates of one event, at most, if both name the same weekday, and else: what happened, was said.
SAME_WEEKDAY_DAYS, NEXT_DAY = 6, 1


@kernel
def same_event_features(
    terms: Ints,
    term_bounds: Ints,
    tails: Ints,
    pairs: Ints,
    pair_bounds: Ints,
    dates: Ints,
    date_bounds: Ints,
    stats: Ints,
    left: int,
    right: int,
    sums: "NDArray[np.int64]",
    out: "NDArray[np.float64]",
    whole: bool,
) -> None:
    """Write the features of a pair of profiles to ``out``, in the order of ``FEATURES``.

    Unless ``whole``, runs of words with which both begin count as if they were not shared.

    lead8, lead12, lead16: share of the weight of the first words of one article that stands anywhere in
    the other's head: the larger, the mean, the larger of the two directions. cosine: of the
    words, early ones weighing more. shared_phrases: log of shared word pairs. form: similarity of word
    pairs that the leads do not explain: common form, not a common event. pieces: log of the pieces of evidence, each
    with a rare word: a name of three words is one. telling: log of shared words that are neither rare nor everyday
    ones: what happened, in other words than names. Both count by the root of how much longer than :data:`USUAL` the
    shorter text is. numbers: share of those of the text with fewer that both have, one more of two more, so
    that few numbers say little. weekday, date: named by both. date_conflict: see
    :func:`compare_dates`. length: log of the ratio of lengths, from 0.4 on: a short report shares less.
    brevity: log of how much shorter the shorter head is than the longest, :data:`BRIEF` words at the
    least: two notices of one event share fewer words than two long reports of it. All these lengths count
    two characters of a script without spaces as one word.

    ``sums`` keeps the counts that they come from, ``ROOM`` places: see :data:`dedup.events.shared_terms.TERMS_DOT`.
    """
    a, b = left * COLUMNS, right * COLUMNS
    compare_phrases(
        pairs, pair_bounds[left], pair_bounds[left + 1], pairs, pair_bounds[right], pair_bounds[right + 1], sums
    )
    compare_terms(
        terms, tails, term_bounds[left], term_bounds[left + 1], terms, tails, term_bounds[right],
        term_bounds[right + 1], sums, whole,
    )
    weekdays = stats[a + WEEKDAYS] & stats[b + WEEKDAYS]
    sums[SAME_DATE] = compare_dates(
        dates, date_bounds[left], date_bounds[left + 1], dates, date_bounds[right], date_bounds[right + 1],
        SAME_WEEKDAY_DAYS if weekdays else NEXT_DAY,
    )  # fmt: skip
    sums[SAME_WEEKDAYS] = weekdays if sums[SAME_DATE] >= 0 else 0
    sums[FIRST_DAY] = stats[a + FIRST_WEEKDAY] & stats[b + FIRST_WEEKDAY] if sums[SAME_DATE] >= 0 else 0
    out[0] = max(share(sums[LEAD_8], stats[a + SUM_8]), share(sums[OTHER_8], stats[b + SUM_8]))
    out[1] = lead12 = (share(sums[LEAD_12], stats[a + SUM_12]) + share(sums[OTHER_12], stats[b + SUM_12])) / 2
    out[2] = max(share(sums[LEAD_16], stats[a + SUM_16]), share(sums[OTHER_16], stats[b + SUM_16]))
    out[3] = cosine(sums[TERMS_DOT], stats[a + PLACE_NORM], stats[b + PLACE_NORM])
    out[4] = math.log(1.0 + sums[SAME_PAIRS])
    out[5] = max(0.0, cosine(sums[PAIRS_DOT], stats[a + PAIR_NORM], stats[b + PAIR_NORM]) - 0.75 * lead12)
    one, other = stats[a + PLACES] - stats[a + CHARACTERS] / 2, stats[b + PLACES] - stats[b + CHARACTERS] / 2
    part = math.sqrt(min(1.0, USUAL / max(1.0, min(one, other))))
    out[6] = math.log(1.0 + part * sums[PIECES])
    out[7] = math.log(1.0 + part * sums[SAME_TELLING])
    fewer = min(stats[a + NUMBERS], stats[b + NUMBERS])
    out[8] = (sums[SAME_NUMBERS] + 1) / (fewer + 2)
    out[9] = 1.0 if sums[SAME_WEEKDAYS] != 0 else 0.0
    out[10] = 1.0 if sums[SAME_DATE] > 0 else 0.0
    out[11] = 1.0 if sums[SAME_DATE] < 0 else 0.0
    out[12] = math.log(max(0.4, min(one, other) / max(1.0, one, other)))
    out[13] = math.log(HEAD / max(float(BRIEF), min(one, other)))
    sums[UNSPACED] = (2 * stats[a + CHARACTERS] > stats[a + PLACES]) & (2 * stats[b + CHARACTERS] > stats[b + PLACES])
