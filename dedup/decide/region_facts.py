"""The facts of regions in which two texts run in parallel: another event in the same words is no rewritten text.

Who puts a text into other words keeps its facts. Reports of two accidents on one road, or of two fires in one town, run
in parallel too, since such reports have such words, and every figure, day and number in words is another one. They are
counted where the texts run in parallel alone; what stands beside that may be told by one of them.
"""

import numpy as np
from numpy.typing import NDArray

from dedup.confirm.align import build_seeds
from dedup.confirm.confirm import (
    BREAKS,
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
    UNSPACED,
    WASTE,
    WORDS_GUEST,
    WORDS_HOST,
)
from dedup.corpus.corpus import Corpus
from dedup.decide.slots import write_slots
from dedup.evidence.evidence import Evidence, column
from dedup.evidence.rewriting import MOST_RUNS, all_runs
from dedup.facts.facts import facts
from dedup.language.date_words import date_words
from dedup.params import Params
from dedup.relate.relate import MOST
from dedup.runtime.kernels import Ints, kernel, run
from dedup.runtime.threads import in_parts
from dedup.shingles import write_rolling

FACTS = 2  #: in both texts, of which something can be said
ANOTHER = 3  #: facts of which hardly any is the same in reports of another event
HARDLY_ANY = 4  #: one in more than so many
LOOKED_AT = 4000  #: words of a region that are looked at: each fact is held against all others


@kernel
def is_stated_in(values: Ints, first: int, last: int, value: int) -> bool:
    """Return True if a value is among those of units [first, last)."""
    for k in range(first, last):  # noqa: SIM110 - compiled
        if values[k] == value:
            return True
    return False


@kernel
def count_same(values: Ints, count: int, end: int) -> tuple[int, int, int]:
    """Count the distinct values of units [0, count), those of [count, end), and those of both; 0 is none."""
    one, other, both = 0, 0, 0
    for unit in range(end):
        first = 0 if unit < count else count
        if values[unit] == 0 or is_stated_in(values, first, unit, int(values[unit])):
            continue
        if unit >= count:
            other += 1
        else:
            one += 1
            both += 1 if is_stated_in(values, count, end, int(values[unit])) else 0
    return one, other, both


@kernel
def count_region_facts(
    lows: Ints,
    highs: Ints,
    words: Ints,
    flags: Ints,
    bounds: Ints,
    kinds: Ints,
    hashes: Ints,
    firsts: Ints,
    lasts: Ints,
    date_keys: Ints,
    date_codes: Ints,
    units: "NDArray[np.int32]",
    starts: "NDArray[np.int32]",
    values: "NDArray[np.int64]",
    out: "NDArray[np.int32]",
) -> None:
    """Write how many facts both regions of each pair have, and how many are the same.

    Regions are words [lows[k], highs[k]), those of a pair side by side.
    """
    for pair in range(len(lows) // 2):
        count = write_slots(
            words, flags, int(lows[2 * pair]), int(highs[2 * pair]), kinds, hashes, firsts, lasts,
            int(bounds[2 * pair]), int(bounds[2 * pair + 1]), date_keys, date_codes, units, values, starts, 0,
        )  # fmt: skip
        end = write_slots(
            words, flags, int(lows[2 * pair + 1]), int(highs[2 * pair + 1]), kinds, hashes, firsts, lasts,
            int(bounds[2 * pair + 1]), int(bounds[2 * pair + 2]), date_keys, date_codes, units, values, starts, count,
        )  # fmt: skip
        one, other, both = count_same(values, count, end)
        out[2 * pair], out[2 * pair + 1] = min(one, other), both


@kernel
def mark_unbroken(
    hosts: Ints,
    guests: Ints,
    lows: Ints,
    highs: Ints,
    words: Ints,
    least: int,
    seeds: "NDArray[np.int64]",
    mask: int,
    earlier: "NDArray[np.int32]",
    ends: "NDArray[np.int32]",
    grams: "NDArray[np.int64]",
    runs: "NDArray[np.int32]",
    out: "NDArray[np.uint8]",
) -> None:
    """Write for each pair whether ``least`` words in a row are the same."""
    for pair in range(len(hosts)):
        low, high = int(lows[hosts[pair]]), int(highs[hosts[pair]])
        guest_low, guest_high = int(lows[guests[pair]]), int(highs[guests[pair]])
        count = write_rolling(words, low, high, least, grams)
        build_seeds(grams, count, seeds, mask, pair + 1, earlier)
        count = write_rolling(words, guest_low, guest_high, least, grams)
        found = all_runs(
            words, low, high, guest_low, guest_high, least, grams, count, seeds, mask, pair + 1, earlier, ends, runs
        )
        out[pair] = 1 if found > 0 else 0


def is_broken(corpus: Corpus, evidence: Evidence, pairs: NDArray[np.int64], params: Params) -> NDArray[np.bool_]:
    """Say of which pairs no passage is long enough without the words that differ in it."""
    out = np.zeros(len(pairs), dtype=np.uint8)
    hosts, guests = evidence.hosts[pairs], evidence.guests[pairs]
    if len(pairs):
        longest = int((corpus.high - corpus.low)[np.concatenate([hosts, guests])].max()) + 2
        slots = 1 << max(8, (2 * longest).bit_length())
        run(
            mark_unbroken, corpus.compiled, hosts, guests, corpus.low, corpus.high, corpus.words,
            params.min_passage_words, np.zeros(2 * slots, dtype=np.int64), slots - 1,
            np.zeros(longest, dtype=np.int32), np.zeros(2 * longest, dtype=np.int32), np.zeros(longest, dtype=np.int64),
            np.zeros(3 * MOST_RUNS * longest, dtype=np.int32), out,
        )  # fmt: skip
    return np.asarray(out == 0, dtype=np.bool_)


def may_be_broken(evidence: Evidence, params: Params) -> NDArray[np.bool_]:
    """Which pairs share a passage in which words differ; in scripts without spaces none is looked for."""
    is_long = column(evidence, LONGEST) >= params.min_passage_words
    return np.asarray(is_long & (column(evidence, BREAKS) > 0) & (column(evidence, UNSPACED) == 0), dtype=np.bool_)


def are_by_order(evidence: Evidence) -> NDArray[np.bool_]:
    """Which pairs have no half of a text in passages: what makes copies of them is the order of their words."""
    sides = ((COVERED_HOST, WORDS_HOST), (COVERED_GUEST, WORDS_GUEST))
    is_covered = [column(evidence, covered) >= MOST * column(evidence, words) for covered, words in sides]
    is_plain = (column(evidence, WASTE) == 0) & (column(evidence, UNSPACED) == 0)
    return np.asarray(is_plain & ~is_covered[0] & ~is_covered[1], dtype=np.bool_)


def whole_texts(corpus: Corpus, hosts: NDArray[np.int32], guests: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return regions that are the whole texts of some pairs, of which a copy by order is one, shape ``(n, 4)``."""
    lengths, first = corpus.high - corpus.low, np.zeros(len(hosts), dtype=np.int32)
    return np.stack([first, lengths[hosts], first, lengths[guests]], axis=1).astype(np.int32)


def facts_in_regions(
    corpus: Corpus, hosts: NDArray[np.int32], guests: NDArray[np.int32], regions: NDArray[np.int32], workers: int
) -> NDArray[np.int32]:
    """Count the facts of the regions of some pairs.

    Args:
        corpus: The articles.
        hosts: Article numbers, shape ``(n,)``.
        guests: Article numbers, shape ``(n,)``.
        regions: Their regions, as :func:`dedup.evidence.rewriting.parallel_regions` gives them.
        workers: Threads.

    Returns:
        Array of shape ``(n, 2)``: distinct facts that either region has at least, and those that both have.
    """
    lows = np.stack([corpus.low[hosts] + regions[:, 0], corpus.low[guests] + regions[:, 2]], axis=1)
    highs = np.stack([corpus.low[hosts] + regions[:, 1], corpus.low[guests] + regions[:, 3]], axis=1)
    highs = np.minimum(highs, lows + LOOKED_AT)

    def part(first: int, last: int) -> NDArray[np.int32]:
        low, high = lows[first:last].reshape(-1), highs[first:last].reshape(-1)
        out = np.zeros(len(low), dtype=np.int32)
        if len(low):
            found = facts(corpus.words, corpus.flags, low, high, corpus.compiled)
            longest = 2 * int((high - low).max()) + 1
            run(
                count_region_facts, corpus.compiled, low, high, corpus.words, corpus.flags, *found, *date_words(),
                *(np.zeros(longest, dtype=kind) for kind in (np.int32, np.int32, np.int64)), out,
            )  # fmt: skip
        return out

    words = (highs - lows).sum(axis=1)
    return np.concatenate(in_parts(len(hosts), workers, part, 200, words)).reshape(-1, 2)


def keep_facts(evidence: Evidence, pairs: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Say which pairs have most facts in common: others are reports of two days in the words that such reports have."""
    kept, facts, same = np.ones(len(pairs), dtype=np.bool_), np.zeros(len(pairs)), np.zeros(len(pairs))
    for one, other, both in ((FIGURES_HOST, FIGURES_GUEST, FIGURES), (DATES_HOST, DATES_GUEST, DATES),
                             (NAMES_HOST, NAMES_GUEST, NAMES)):
        facts += np.minimum(column(evidence, one)[pairs], column(evidence, other)[pairs])
        same += column(evidence, both)[pairs]
        kept &= (facts < FACTS) | (2 * same >= facts)  # figures, then figures and dates, then all
    return np.asarray(kept)


def are_other_facts(counted: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Say in which regions most facts differ, where both have some.

    Args:
        counted: As :func:`facts_in_regions` gives it, shape ``(n, 2)``.
    """
    return np.asarray((counted[:, 0] >= FACTS) & (2 * counted[:, 1] < counted[:, 0]), dtype=np.bool_)


def are_of_another_event(counted: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Say in which regions hardly a fact is the same.

    Args:
        counted: As :func:`facts_in_regions` gives it, shape ``(n, 2)``.
    """
    is_stated = counted[:, 0] >= ANOTHER
    return np.asarray(is_stated & (HARDLY_ANY * counted[:, 1] < counted[:, 0]), dtype=np.bool_)
