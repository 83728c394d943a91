"""Near-duplicates that are of two days: releases of a series that keep their paragraphs under new heads.

Each begins with the day of its news, neither names the other's, and more than a corrected day is not in the other one:
the next visit, tender or dividend, written on what the last one left. A copy that runs again later keeps its dates. A
day that is the one of publication may stand above any text and says nothing.

News is put into other words while it is new. What keeps the order of words days later, and few shingles, is the next
tender or forecast of its kind.
"""

from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from dedup.changes.dates.lead_dates import DAY_BITS, differing_days
from dedup.changes.opposite_facts import is_same_date
from dedup.confirm.confirm import SHARED, UNSPACED
from dedup.corpus.corpus import Corpus
from dedup.evidence.evidence import Evidence, all_facts, column
from dedup.facts.date_parts import is_islamic
from dedup.language.date_words import date_words
from dedup.relate.relate import MOST, NEAR_DUPLICATE, OF_EITHER
from dedup.relate.templates import RECURRENCE
from dedup.rising import distinct_values
from dedup.runtime.kernels import Ints, kernel, run

IN_COMMON = 0.75  #: share of the shorter text's shingles that make a pair a form, not an overlap
CORRECTED = 0.9  #: share of the longer text's from which on a later text is the earlier one corrected
LEAST_OTHER = 30  #: shingles that the longer text has alone; a corrected day makes up to 15
LATE = 3.0  #: days after which a text is no longer put into other words


@kernel
def is_of_day(date: int, published: int) -> bool:
    """Say whether a date is the day of publication, or of a calendar in which that is not known."""
    return is_islamic(date) or is_same_date(date & DAY_BITS, published)


@kernel
def mark_other_days(
    hosts: Ints,
    guests: Ints,
    lows: Ints,
    words: Ints,
    flags: Ints,
    are_spaced: Ints,
    published: Ints,
    host_rows: Ints,
    guest_rows: Ints,
    bounds: Ints,
    kinds: Ints,
    hashes: Ints,
    first: Ints,
    last: Ints,
    date_keys: Ints,
    date_codes: Ints,
    out: "NDArray[np.bool_]",
) -> None:
    """Say of pairs whether their texts begin with the days of two news, none of which is that of its publication."""
    for k in range(len(hosts)):
        one, other = host_rows[k], guest_rows[k]
        a, b = differing_days(
            words, flags, int(lows[hosts[k]]), int(lows[guests[k]]), kinds, hashes, first, last, int(bounds[one]),
            int(bounds[one + 1]), int(bounds[other]), int(bounds[other + 1]), are_spaced[k] != 0, date_keys, date_codes,
        )  # fmt: skip
        out[k] = a >= 0 and not is_of_day(hashes[a], published[one]) and not is_of_day(hashes[b], published[other])


def are_of_other_days(
    corpus: Corpus, evidence: Evidence, relations: NDArray[np.uint8], days: NDArray[np.float64], workers: int
) -> NDArray[np.int64]:
    """Return the near-duplicates that are of two days.

    Args:
        corpus: The articles.
        evidence: What was measured on the pairs.
        relations: What they are to each other.
        days: Days between their publication, -1.0 if one is undated.
        workers: Threads.
    """
    counts = np.maximum(corpus.shingle_counts[evidence.hosts], corpus.shingle_counts[evidence.guests])
    shared = column(evidence, SHARED)
    is_asked = (relations == NEAR_DUPLICATE) & (days >= RECURRENCE) & (shared < CORRECTED * counts)
    is_asked &= (shared < IN_COMMON * counts) | (counts - shared >= LEAST_OTHER)
    pairs = np.flatnonzero(is_asked)
    if not len(pairs):
        return pairs
    hosts, guests, out = evidence.hosts[pairs], evidence.guests[pairs], np.zeros(len(pairs), dtype=np.bool_)
    articles = distinct_values(np.concatenate([hosts, guests]))
    found = all_facts(corpus, corpus.low[articles], corpus.high[articles], workers)
    published = np.array([_day_code(corpus.articles[k].published) for k in articles.tolist()], dtype=np.int64)
    run(
        mark_other_days, corpus.compiled, hosts, guests, corpus.low, corpus.words, corpus.flags,
        (column(evidence, UNSPACED)[pairs] == 0).astype(np.uint8), published,
        *(np.searchsorted(articles, side) for side in (hosts, guests)), *found, *date_words(), out,
    )  # fmt: skip
    return np.asarray(pairs[out], dtype=np.int64)


def are_reworded_late(
    corpus: Corpus, evidence: Evidence, relations: NDArray[np.uint8], days: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Return the near-duplicates in other words that are published so late; arguments as above."""
    shared, counts = column(evidence, SHARED), corpus.shingle_counts
    union = counts[evidence.hosts] + counts[evidence.guests] - shared
    is_reworded = (OF_EITHER * shared < MOST * union) & (column(evidence, UNSPACED) == 0)
    return np.flatnonzero((relations == NEAR_DUPLICATE) & (days >= LATE) & is_reworded)


def hold_most(corpus: Corpus, evidence: Evidence) -> NDArray[np.bool_]:
    """Say of which pairs one text holds so much of the other."""
    counts = np.minimum(corpus.shingle_counts[evidence.hosts], corpus.shingle_counts[evidence.guests])
    return np.asarray(column(evidence, SHARED) >= IN_COMMON * counts, dtype=np.bool_)


def _day_code(published: str) -> int:
    """The day of a publication, where it was published, as a date code."""
    day = datetime.fromisoformat(published)
    return day.day + 32 * day.month + 512 * day.year
