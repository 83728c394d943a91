"""The probability that two articles report one event, and whether to report them as twins.

Works on profiles (:mod:`dedup.profiles`): rare stems, phrases, leads, dates, names. The model is a
logistic regression over thirteen features, fitted by ``benchmarks/fit_same_event.py`` on pairs scored
by people; its figures and thresholds lie in ``tables/same_event.json``.

The probability alone is no ground for a report: among a day's articles there are millions of
pairs. :data:`TWINS` says what else two articles must have in common.
"""

import json
import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.kernels import kernel, run
from dedup.profiles import (
    COLUMNS,
    NAME_BIT,
    NUMBER_BIT,
    PAIR_COUNT,
    PAIR_NORM,
    PLACE_NORM,
    PLACES,
    SUM_8,
    SUM_12,
    SUM_16,
    WEEKDAYS,
    Profiles,
)

FEATURES = (
    "lead8", "lead12", "lead16", "cosine", "phrases", "shared_phrases", "rare_phrases",
    "rare_terms", "rare_count", "weekday", "date", "date_conflict", "length",
)  # fmt: skip
RARE, RARE_PHRASE = 102, 204  # levels: less than one article in 55; the sum of two such words


@kernel
def compare_terms(
    terms: Sequence[int], low: int, high: int, others: Sequence[int], other: int, end: int, sums: "NDArray[np.int64]"
) -> None:
    """Add up what the shared terms of two profiles say.

    ``sums`` gets: dot product by place, shared lead levels (8, 12, 16 words; left, then right),
    shared rare terms, shared rare names, shared numbers, shared terms.
    """
    for k in range(11):
        sums[k] = 0
    while low < high and other < end:
        a, b = terms[low], others[other]
        if a >> 32 < b >> 32:
            low += 1
        elif a >> 32 > b >> 32:
            other += 1
        else:
            x, y = (a >> 16) & 255, (b >> 16) & 255
            sums[0] += (a & 0x3FFF) * x * (b & 0x3FFF) * y
            first = (a >> 24) & 255
            if first < 16:
                sums[3] += x
                if first < 12:
                    sums[2] += x
                    if first < 8:
                        sums[1] += x
            first = (b >> 24) & 255
            if first < 16:
                sums[6] += y
                if first < 12:
                    sums[5] += y
                    if first < 8:
                        sums[4] += y
            if min(x, y) >= RARE:
                sums[7] += 1
                if a & b & NAME_BIT:
                    sums[8] += 1
            if a & NUMBER_BIT:
                sums[9] += 1
            sums[10] += 1
            low += 1
            other += 1


@kernel
def compare_phrases(
    pairs: Sequence[int], low: int, high: int, others: Sequence[int], other: int, end: int, sums: "NDArray[np.int64]"
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
    sums[11], sums[12], sums[13] = dot, count, rare


@kernel
def compare_dates(dates: Sequence[int], low: int, high: int, others: Sequence[int], other: int, end: int) -> int:
    """Return the code of a date that both name, -1 if no two of their dates lie within a week, else 0.

    Months count as 31 days; a date without a year lies in the year where it is nearest.
    """
    if low == high or other == end:
        return 0
    near = False
    for i in range(low, high):
        for k in range(other, end):
            a, b = int(dates[i]), int(others[k])
            distance = abs(31 * (a >> 5 & 15) + (a & 31) - 31 * (b >> 5 & 15) - (b & 31))
            if a < 512 or b < 512:
                distance = min(distance, 372 - distance)
            else:
                distance = abs(31 * (a >> 5 & 15) + (a & 31) + 372 * (a >> 9) - 31 * (b >> 5 & 15) - (b & 31) - 372 * (b >> 9))
            if distance == 0:
                return max(a, b)
            if distance <= 7:
                near = True
    return 0 if near else -1


@kernel
def same_event_features(
    terms: Sequence[int],
    term_bounds: Sequence[int],
    pairs: Sequence[int],
    pair_bounds: Sequence[int],
    dates: Sequence[int],
    date_bounds: Sequence[int],
    stats: Sequence[int],
    left: int,
    right: int,
    sums: "NDArray[np.int64]",
    out: "NDArray[np.float64]",
    at: int,
) -> None:
    """Write the thirteen features of a pair of profiles to ``out`` from position ``at`` on.

    ``sums`` keeps the counts that they come from (17 places): see :func:`compare_terms` (0 to 10),
    :func:`compare_phrases` (11 to 13), 14: the shared date, 15: shared weekdays as bits.
    """
    a, b = left * COLUMNS, right * COLUMNS
    compare_terms(terms, term_bounds[left], term_bounds[left + 1], terms, term_bounds[right], term_bounds[right + 1], sums)
    compare_phrases(
        pairs, pair_bounds[left], pair_bounds[left + 1], pairs, pair_bounds[right], pair_bounds[right + 1], sums
    )
    sums[14] = compare_dates(
        dates, date_bounds[left], date_bounds[left + 1], dates, date_bounds[right], date_bounds[right + 1]
    )
    sums[15] = stats[a + WEEKDAYS] & stats[b + WEEKDAYS] if sums[14] >= 0 else 0
    lead8 = max(sums[1] / max(1, stats[a + SUM_8]), sums[4] / max(1, stats[b + SUM_8]))
    lead12 = (sums[2] / max(1, stats[a + SUM_12]) + sums[5] / max(1, stats[b + SUM_12])) / 2
    lead16 = max(sums[3] / max(1, stats[a + SUM_16]), sums[6] / max(1, stats[b + SUM_16]))
    out[at] = lead8
    out[at + 1] = lead12
    out[at + 2] = lead16
    out[at + 3] = sums[0] / math.sqrt(max(1, stats[a + PLACE_NORM])) / math.sqrt(max(1, stats[b + PLACE_NORM]))
    out[at + 4] = sums[11] / math.sqrt(max(1, stats[a + PAIR_NORM])) / math.sqrt(max(1, stats[b + PAIR_NORM]))
    out[at + 5] = math.log(1.0 + sums[12])
    out[at + 6] = math.log(1.0 + sums[13])
    out[at + 7] = math.log(1.0 + sums[7])
    out[at + 8] = float(sums[7])
    out[at + 9] = 1.0 if sums[15] != 0 else 0.0
    out[at + 10] = 1.0 if sums[14] > 0 else 0.0
    out[at + 11] = 1.0 if sums[14] < 0 else 0.0
    shorter, longer = min(stats[a + PLACES], stats[b + PLACES]), max(stats[a + PLACES], stats[b + PLACES])
    out[at + 12] = math.log(0.01 + shorter / max(1, longer))
