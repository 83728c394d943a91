"""The probability that two articles report one event, and whether to report them as twins.

Works on profiles (:mod:`dedup.events.profiles`): rare stems, phrases, leads, dates, names. The model is a
logistic regression over the features of :mod:`dedup.events.event_features`, fitted by
``benchmarks/fit_same_event.py`` on pairs scored by people; its figures and thresholds lie in
``tables/same_event.json``.

The probability alone is no ground for a report: among a day's articles there are millions of
pairs. :func:`obstacle` asks for pieces of evidence and a common subject as well, for dates that do not speak
against it, and for more where neither a date nor numbers nor a rare phrase are shared. Of two dated
articles the probability falls with the days between them (:func:`by_days`): what is written days later
about the same people is mostly the next thing that happened. However much two texts have in common, people
judge some of them otherwise, so that high probabilities are lowered (:func:`stated`).
"""

import json
import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.events.event_features import BREVITY, BRIEF, FEATURES, WORDS_COSINE, same_event_features
from dedup.events.head_terms import HEAD
from dedup.events.next_events import is_next_of_its_kind
from dedup.events.profiles import Profiles
from dedup.events.quoted_terms import QUOTES, quote_terms
from dedup.events.shared_dates import told_date
from dedup.events.shared_terms import (
    FIRST_DAY,
    OPENED,
    PIECES,
    ROOM,
    SAME_DATE,
    SAME_NUMBERS,
    SAME_RARE,
    SAME_RARE_NAMES,
    SAME_RARE_PAIRS,
    SAME_WEEKDAYS,
    UNSPACED,
)
from dedup.runtime.kernels import Ints, kernel, run

#: What is kept of each pair by :func:`score_pairs`.
(
    RARE_TERMS, RARE_NAMES, SHARED_NUMBERS, RARE_PHRASES, SHARED_DATE, SHARED_WEEKDAYS, TOLD_DATE, OBSTACLE, QUOTED,
) = range(9)  # fmt: skip
KEPT = QUOTED + 2 * QUOTES  # behind the others, where the quoted terms stand in the left text, then in the right one

#: Why a pair is not reported as one event, in words; see :func:`obstacle`.
OBSTACLES = (
    "",
    "the probability is less than is asked for",
    "they name other dates",
    "neither a day, two numbers nor a rare phrase in common, and not likely enough without",
    "the whole texts are too unlike",
    "too few pieces of evidence",
    "an event of the same kind with other numbers or another weekday",
)
UNLIKELY, OTHER_DATES, TOPIC, UNLIKE, FEW_PIECES, NEXT_OF_ITS_KIND = range(1, len(OBSTACLES))


class Model(NamedTuple):
    """The fitted model, as the kernels take it."""

    weights: NDArray[np.float64]  #: intercept, then one weight a feature
    limits: NDArray[np.float64]  #: see :data:`LIMITS`
    days: NDArray[np.float64]  #: log-odds of two articles of one moment, and what a day takes: see :func:`by_days`
    share: float  #: of the log-odds above ``SURE`` that is stated: see :func:`stated`


#: Least probability; the same of undated pairs that share what fixes an event (see :func:`is_fixed`), of undated pairs
#: of one source, of pairs with neither such a fact nor a rare phrase in common; cosine; pieces of evidence (see
#: :mod:`dedup.events.shared_terms`); the same of pairs that share neither a day nor a number; of two texts of which
#: one is a notice the fourth and the fifth again: a few words in common say less; the fifth of texts in a script
#: without spaces, whose words are pairs of characters; least probability of two dated texts, since those of a few days
#: have more in common than two of any time, and of two dated texts of one source.
LIMITS = (
    "score", "score_fixed", "score_one_source", "score_alone", "cosine", "pieces", "pieces_bare",
    "score_alone_notice", "cosine_notice", "cosine_characters", "score_dated", "score_one_source_dated",
)  # fmt: skip
(
    SCORE, FIXED, ONE_SOURCE, ALONE, COSINE, ENOUGH, BARE, ALONE_NOTICE, COSINE_NOTICE, COSINE_CHARACTERS, DATED,
    ONE_SOURCE_DATED,
) = range(len(LIMITS))  # fmt: skip
#: Days between two publications up to which they are of one day's news, and from which on more days change nothing.
FREE_DAYS, MOST_DAYS = 0.5, 3.0
OTHER_DAY = 0.75  #: days from one publication to that of another day
SURE = math.log(4.0)  #: log-odds of four in five, above which they count in part: see :func:`stated`
FIXING_NUMBERS = 2  #: shared numbers that fix an event
FIRM_NUMBERS, FIRM_TERMS = 2, 3  #: numbers, rare terms that do so in a notice, with a date, a weekday or a rare phrase
FIRM = 0.74  #: probability of one event for two such notices, whatever words they were put into
NOTICE = math.log(HEAD / 100)  #: brevity of a notice


@cache
def same_event_model() -> Model:
    """Load the model that ships with the package."""
    table = json.loads(files("dedup").joinpath("tables/same_event.json").read_text(encoding="utf-8"))
    weights = [table["intercept"], *(table["weights"][name] for name in FEATURES)]
    limits = [table["limits"][name] for name in LIMITS]
    days = [table["days"]["shift"], table["days"]["weight"]]
    return Model(np.array(weights), np.array(limits, dtype=np.float64), np.array(days), table["share_above_sure"])


@kernel
def same_event_probability(features: Sequence[float], weights: Sequence[float]) -> float:
    """Return the probability that goes with the features, in (0.0, 1.0)."""
    total = weights[0]
    for k in range(len(weights) - 1):
        total += weights[k + 1] * features[k]
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@kernel
def by_days(probability: float, days: float, is_told: bool, weights: Sequence[float]) -> float:
    """Return the probability of a pair, given what its texts tell and the days between its publications.

    Undated pairs, with negative ``days``, keep what they have, and so do at least those whose texts both tell one date
    (``is_told``): it does not matter then how much later one of them was published.
    """
    if days < 0:
        return probability
    shift = weights[0] + weights[1] * max(0.0, min(days, MOST_DAYS) - FREE_DAYS)
    if is_told:
        shift = max(0.0, shift)
    return probability / (probability + (1.0 - probability) * math.exp(-shift))


@kernel
def stated(probability: float, share: float) -> float:
    """Return a probability as it is stated: of its log-odds above ``SURE`` only a share counts.

    >>> [round(stated(probability, 0.65), 2) for probability in (0.5, 0.8, 0.95)]
    [0.5, 0.8, 0.92]
    """
    odds = math.log(probability / (1.0 - probability))
    if odds <= SURE:
        return probability
    return 1.0 / (1.0 + math.exp(-(SURE + share * (odds - SURE))))


@cache
def nothing_shared() -> float:
    """Return the probability of two of the briefest texts that the model knows, with nothing in common.

    >>> round(nothing_shared(), 4)
    0.0425
    """
    features = [0.0] * len(FEATURES)
    features[FEATURES.index("numbers")] = 0.5  # as of two texts without any
    features[BREVITY] = math.log(HEAD / BRIEF)
    return same_event_probability(features, same_event_model().weights.tolist())


@kernel
def most_with_opening(rest: float, pieces: int) -> float:
    """Return the probability that a pair has at the most whose texts begin with the same words.

    Pages with one menu begin so, and so do reports under one headline, which have more in common. ``rest`` is
    the probability without those words; its odds are raised by as much as ``pieces`` are shared besides.
    """
    return rest / (rest + (1.0 - rest) / max(1, pieces))


@kernel
def is_fixed(sums: Ints) -> bool:
    """Return True if a pair shares a date, a weekday or some numbers: what tells one event from the next of its kind.

    Of the likely ones among the scored pairs one in sixteen is wrong if they share a number, one in five if none.
    """
    return sums[SAME_DATE] > 0 or sums[FIRST_DAY] != 0 or sums[SAME_NUMBERS] >= FIXING_NUMBERS


@kernel
def is_firm(features: Sequence[float], sums: Ints) -> bool:
    """Return True for two notices that share so many facts, rare words among them, that they report one event."""
    return (
        features[BREVITY] >= NOTICE
        and sums[SAME_NUMBERS] >= FIRM_NUMBERS
        and sums[SAME_RARE] >= FIRM_TERMS
        and sums[SAME_DATE] >= 0
        and (sums[SAME_DATE] > 0 or sums[FIRST_DAY] != 0 or sums[SAME_RARE_PAIRS] > 0)
    )


@kernel
def obstacle(
    probability: float, features: Sequence[float], sums: Ints, days: float, one_source: bool, limits: Sequence[float]
) -> int:
    """Return why not to report a pair that is no copy, by its place in ``OBSTACLES``; 0 if it is to be reported.

    ``days`` lie between the two publications, negative if one is not dated; the caller leaves out what lies more than
    ``same_event_days`` apart. Where both texts name dates, two of them must lie ``NEXT_DAY`` apart at the most,
    ``SAME_WEEKDAY_DAYS`` if they share the weekday: two quakes in one place are two events. A person and a town
    in common are a topic: more pieces of evidence are asked for where neither a day nor a number is shared.
    """
    fixed = days < 0 and is_fixed(sums)  # of a day's articles most share the weekday
    notice = features[BREVITY] >= NOTICE
    if days >= 0:
        least = limits[ONE_SOURCE_DATED if one_source else DATED]
    else:
        least = limits[ONE_SOURCE if one_source else FIXED if fixed else SCORE]
    if probability < least:
        return UNLIKELY
    if sums[SAME_DATE] < 0:
        return OTHER_DATES
    if not fixed and sums[SAME_RARE_PAIRS] == 0 and probability < limits[ALONE_NOTICE if notice else ALONE]:
        return TOPIC
    bare = sums[SAME_DATE] == 0 and sums[SAME_WEEKDAYS] == 0 and sums[SAME_NUMBERS] == 0
    least = limits[COSINE_CHARACTERS if sums[UNSPACED] else COSINE_NOTICE if notice else COSINE]
    if features[WORDS_COSINE] < least:
        return UNLIKE
    return FEW_PIECES if sums[PIECES] < limits[BARE if bare else ENOUGH] else 0


@kernel
def score_pairs(
    terms: Ints,
    term_bounds: Ints,
    tails: Ints,
    pairs: Ints,
    pair_bounds: Ints,
    dates: Ints,
    date_bounds: Ints,
    stats: Ints,
    written: Ints,
    left: Ints,
    right: Ints,
    days: Sequence[float],
    one_source: Ints,
    low: int,
    high: int,
    weights: Sequence[float],
    of_days: Sequence[float],
    share: float,
    limits: Sequence[float],
    sums: Any,
    features: Any,
    probability: "NDArray[np.float64]",
    twin: "NDArray[np.uint8]",
    kept: "NDArray[np.int64]",
) -> None:
    """Score the pairs [low, high) of profiles.

    Args:
        terms: First of the nine arrays of :class:`dedup.events.profiles.Profiles`.
        term_bounds: Their bounds.
        tails: Their tails.
        pairs: Word pairs.
        pair_bounds: Their bounds.
        dates: Dates.
        date_bounds: Their bounds.
        stats: Rows of numbers.
        written: Where terms stand.
        left: Profile number of each pair's left article.
        right: The same of the right one.
        days: Days between their publication; negative if not known.
        one_source: Whether one source published both.
        low: First pair.
        high: Behind the last pair.
        weights: Of the model.
        of_days: Of the days.
        share: Of log-odds that are high: see :func:`stated`.
        limits: Of the model.
        sums: Working memory, ``ROOM`` places.
        features: Working memory, one place a feature.
        probability: Gets the probability of each pair.
        twin: Gets 1 where the pair is to be reported, else 0.
        kept: Gets ``KEPT`` numbers a pair: see ``RARE_TERMS`` and following.
    """
    for k in range(low, high):
        most = 1.0
        for whole in (False, True):
            if whole and sums[OPENED] == 0:
                break
            same_event_features(
                terms, term_bounds, tails, pairs, pair_bounds, dates, date_bounds, stats, left[k], right[k], sums,
                features, whole,
            )
            probability[k] = min(most, same_event_probability(features, weights))
            most = most_with_opening(probability[k], sums[PIECES])
        a, b, told = left[k], right[k], 0
        if sums[SAME_DATE] > 0:
            told = told_date(dates, date_bounds[a], date_bounds[a + 1], date_bounds[b], date_bounds[b + 1])
        probability[k] = by_days(probability[k], days[k], told > 0, of_days)
        if is_firm(features, sums) and days[k] <= MOST_DAYS:
            probability[k] = max(probability[k], by_days(FIRM, min(days[k], 0.0), False, of_days))
        probability[k] = stated(probability[k], share)
        at = k * KEPT
        kept[at + OBSTACLE] = obstacle(probability[k], features, sums, days[k], bool(one_source[k]), limits)
        are_of_other_days = days[k] >= MOST_DAYS + OTHER_DAY or (bool(one_source[k]) and not 0 <= days[k] < OTHER_DAY)
        are_of_other_days = features[BREVITY] >= NOTICE and are_of_other_days
        if not kept[at + OBSTACLE] and is_next_of_its_kind(
            date_bounds, stats, left[k], right[k], sums, are_of_other_days
        ):
            kept[at + OBSTACLE] = NEXT_OF_ITS_KIND
        twin[k] = 1 if kept[at + OBSTACLE] == 0 else 0
        kept[at + RARE_TERMS], kept[at + RARE_NAMES] = sums[SAME_RARE], sums[SAME_RARE_NAMES]
        kept[at + SHARED_NUMBERS] = sums[SAME_NUMBERS]
        kept[at + RARE_PHRASES], kept[at + SHARED_DATE] = sums[SAME_RARE_PAIRS], max(0, sums[SAME_DATE])
        kept[at + SHARED_WEEKDAYS] = sums[SAME_WEEKDAYS]
        if twin[k]:
            kept[at + TOLD_DATE] = told
            quote_terms(terms, written, a * HEAD, b * HEAD, sums, kept, at + QUOTED)


class Scores(NamedTuple):
    """What :func:`same_event` says about m pairs."""

    probability: NDArray[np.float64]  #: shape (m,), six decimals
    twin: NDArray[np.bool_]  #: shape (m,): to be reported
    kept: NDArray[np.int64]  #: shape (m, KEPT)


def same_event(
    profiles: Profiles,
    left: NDArray[np.int64],
    right: NDArray[np.int64],
    days: NDArray[np.float64],
    one_source: NDArray[np.bool_] | None = None,
    score: float = 0.0,
    compiled: bool = False,
) -> Scores:
    """Score pairs of profiles.

    Args:
        profiles: Of n articles.
        left: Profile numbers, shape ``(m,)``.
        right: The same.
        days: Days between the publications of each pair, -1.0 where one is not dated.
        one_source: Which pairs one source published, which seldom reports an event twice; none if not given.
        score: Least probability of a report; 0.0 takes the model's own.
        compiled: Use the compiled kernels; the result is the same.
    """
    model, count = same_event_model(), len(left)
    limits = model.limits.copy()
    if score > 0.0:
        limits[[SCORE, FIXED, DATED]] = score
        limits[[ONE_SOURCE, ONE_SOURCE_DATED]] = np.maximum(score, limits[[ONE_SOURCE, ONE_SOURCE_DATED]])
    of_one = np.zeros(count, dtype=np.bool_) if one_source is None else one_source
    probability, twin = np.zeros(count, dtype=np.float64), np.zeros(count, dtype=np.uint8)
    kept = np.zeros(count * KEPT, dtype=np.int64)
    sums, features = np.zeros(ROOM, dtype=np.int64), np.zeros(len(FEATURES), dtype=np.float64)
    run(
        score_pairs, compiled, *profiles, left, right, days, of_one, 0, count, model.weights, model.days, model.share,
        limits, sums, features, probability, twin, kept,
    )  # fmt: skip
    return Scores(np.round(probability, 6), twin.astype(np.bool_), kept.reshape(count, KEPT))
