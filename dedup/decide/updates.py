"""Whether two texts that look like a form are one story with later figures: a new toll, or a corrected day.

An update leaves the words as they are and some facts, too: the day of the event, what the bus carried, how many months
the ministry had known. In a form filled in anew hardly a slot holds what it held, or another subject stands in it, and
then words go within a sentence that are neither figures nor dates. Names are of no help here: half of the scripts do
not show them. So all slots of :mod:`dedup.decide.slots` are counted, and the words between them in long runs that
both texts have. Asked of texts published within hours of each other: the next bulletin is another day's. Up to two
days apart it is asked of texts that name one day as that of the news, the day of the first publication or one beside
it, and no day that differs: a bulletin of the next day would name that. If so, and not another word differs, hardly a
fact needs to stay, where most figures are counts (:mod:`dedup.decide.counted`).
"""

from datetime import date, timedelta
from math import floor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dedup.confirm.align import LIMB
from dedup.confirm.confirm import COLUMNS, EDITED, TOTAL_GUEST, TOTAL_HOST, UNSPACED
from dedup.confirm.seeds import table_mask
from dedup.corpus.corpus import Corpus
from dedup.decide.agreement import MOST_NOUNS, are_forms_of_nouns, join_agreeing
from dedup.decide.counted import differ_in_counts
from dedup.decide.edited_forms import LEAST_STORY, SOLID
from dedup.decide.facts_in_place import LONGEST
from dedup.decide.mates import BLANK_DATE, find_mates
from dedup.decide.refilled_forms import TABLE
from dedup.decide.slots import write_slots
from dedup.evidence.evidence import Evidence, column
from dedup.facts.facts import DATE, facts
from dedup.language.date_words import date_words
from dedup.published import day_number
from dedup.relate.relate import TEMPLATE
from dedup.relate.templates import FILLED_ANEW, IF_COUNTED, RECURRENCE, UPDATED
from dedup.rising import distinct_values
from dedup.runtime.kernels import Ints, kernel, run
from dedup.runtime.threads import in_parts
from dedup.tokens import LINE, SENTENCE

CHARACTERS = 2  #: that stand for a word in scripts without spaces, as in the least passage
ONE_IN = 100  #: words of the text for one that was replaced: a letter put right, not another subject
LEAST_KEPT = 3  #: one slot in so many stays in an update; one in two if no day stays
ONE_DAY = 2.0  #: days apart from which on two texts that name one day are no longer asked
BESIDE_DAY = 3  #: days that may be that of the news: of the first publication, the one before it, the one behind
NAMES_OF_DAY = 2  #: each as a date or as a weekday
LEAST_FLASH = 25  #: words of a flash that names the day of its news, with nothing but other counts
LEAST_NOTICE = 15  #: words of a notice of one day of which one figure was corrected


@kernel
def keep_long_runs(mates: "NDArray[np.int32]", count: int, end: int, least: int) -> None:
    """Keep the mates of units in runs of ``least`` and more, and write those of the second text's units, too.

    Shorter runs are chance, or what an alignment finds in a paragraph that was moved.
    """
    for k in range(count, end):
        mates[k] = -1
    unit = 0
    while unit < count:
        length = 0
        while unit + length < count and mates[unit] >= 0 and mates[unit + length] == mates[unit] + length:
            length += 1
        for k in range(unit, unit + length):
            if length < least:
                mates[k] = -1
            else:
                mates[mates[k]] = k
        unit += max(1, length)


@kernel
def widen_runs(units: Ints, mates: "NDArray[np.int32]", count: int, end: int) -> None:
    """Let runs go on over equal units beside them: an alignment may have them from elsewhere, one here, one there."""
    for unit in range(1, count):
        mate = mates[unit - 1] + 1
        if mates[unit] < 0 and 0 < mate < end and mates[mate] < 0 and units[unit] == units[mate]:
            mates[unit], mates[mate] = mate, unit
    for unit in range(count - 2, -1, -1):
        mate = mates[unit + 1] - 1
        if mates[unit] < 0 and mate >= count and mates[mate] < 0 and units[unit] == units[mate]:
            mates[unit], mates[mate] = mate, unit


@kernel
def are_sentences(flags: Ints, starts: Ints, first: int, last: int, end: int) -> bool:
    """Return True if units [first, last) of a text that ends at ``end`` are whole lines or sentences."""
    begins = flags[starts[first]] & (LINE | SENTENCE) != 0
    return bool(begins and (last == end or flags[starts[last]] & (LINE | SENTENCE) != 0))


@kernel
def words_between(units: Ints, first: int, last: int) -> int:
    """Count the units of [first, last) that are no blanks."""
    count = 0
    for k in range(first, last):
        count += 1 if units[k] >= 0 else 0
    return count


@kernel
def stands_without_mate(values: Ints, mates: Ints, first: int, last: int, value: int) -> bool:
    """Return True if a value stands in a blank without a mate among units [first, last)."""
    for k in range(first, last):  # noqa: SIM110 - compiled
        if mates[k] < 0 and values[k] == value:
            return True
    return False


@kernel
def facts_apart(values: Ints, mates: Ints, count: int, end: int) -> tuple[int, int]:
    """Count the facts without a place in the common order that both texts have, and those of which each has another.

    They stand in a paragraph that was moved, or that one of the texts lacks.
    """
    common, gone, other_gone = 0, 0, 0
    for unit in range(end):
        if values[unit] == 0 or mates[unit] >= 0:
            continue
        if unit < count and stands_without_mate(values, mates, count, end, int(values[unit])):
            common += 1
        elif unit < count:
            gone += 1
        elif not stands_without_mate(values, mates, 0, count, int(values[unit])):
            other_gone += 1
    return common, min(gone, other_gone)


@kernel
def is_update(
    units: Ints, values: Ints, starts: Ints, flags: Ints, mates: Ints, count: int, end: int, width: int,
    news_days: Ints, news: int, is_apart: bool,
) -> int:  # fmt: skip
    """Return UPDATED if the second of two aligned texts says with other figures what the first says, or the other way.

    IF_COUNTED if that hangs on what the figures are, else 0. ``mates`` has long runs alone, for both texts; ``width``
    units are a word. From ``news`` on ``news_days`` has the days of which both must name one if they are ``is_apart``.
    """
    kept, replaced, days_kept, days_replaced, words, words_replaced = 0, 0, 0, 0, 0, 0
    is_named = False
    before, before_mate = -1, count - 1
    for unit in range(count + 1):
        mate = end if unit == count else int(mates[unit])
        if mate < 0:
            continue
        gap, other_gap = words_between(units, before + 1, unit), words_between(units, before_mate + 1, mate)
        if min(gap, other_gap) > 0 and not (
            are_sentences(flags, starts, before + 1, unit, count)
            and are_sentences(flags, starts, before_mate + 1, mate, end)
        ):
            words_replaced += min(gap, other_gap)
        before, before_mate = unit, mate
        if unit == count:
            break
        if values[unit] == 0:
            words += 1
            continue
        is_other = values[unit] != values[mate]
        kept, replaced = kept + 1 - is_other, replaced + is_other
        if units[unit] == BLANK_DATE:
            days_kept, days_replaced = days_kept + 1 - is_other, days_replaced + is_other
            for k in range(news, news + NAMES_OF_DAY * BESIDE_DAY):
                is_named = is_named or (not is_other and values[unit] == news_days[k])
    is_of_day = is_named and days_replaced == 0
    if is_apart and not is_of_day:
        return 0
    common, gone = facts_apart(values, mates, count, end)
    kept, replaced = kept + common, replaced + gone
    is_counted, is_correction = is_of_day and words_replaced == 0, is_apart and replaced == 1
    least = LEAST_NOTICE if is_correction else LEAST_FLASH if is_counted else LEAST_STORY
    if words < least * width or ONE_IN * words_replaced > words:
        return 0
    if width * (kept + replaced) >= TABLE * (words + width * (kept + replaced)):
        return 0
    least = 2 if days_replaced > 0 and days_kept == 0 else LEAST_KEPT
    if least * kept >= kept + replaced and (is_correction or words >= LEAST_STORY * width):
        return UPDATED
    return IF_COUNTED if is_counted else 0


@kernel
def mark_updates(
    first: int,
    last: int,
    pairs: Ints,
    lows: Ints,
    highs: Ints,
    hosts: Ints,
    guests: Ints,
    words: Ints,
    flags: Ints,
    host_rows: Ints,
    guest_rows: Ints,
    bounds: Ints,
    kinds: Ints,
    hashes: Ints,
    firsts: Ints,
    lasts: Ints,
    date_keys: Ints,
    date_codes: Ints,
    units: "NDArray[np.int32]",
    starts: "NDArray[np.int32]",
    mates: "NDArray[np.int32]",
    news_days: Ints,
    are_apart: Ints,
    nouns: "NDArray[np.int32]",
    values: "NDArray[np.int64]",
    table: "NDArray[np.int64]",
    stamps: "NDArray[np.int32]",
    numbers: "NDArray[np.int32]",
    masks: "NDArray[np.int64]",
    rows: "NDArray[np.int64]",
    counts: "NDArray[np.int32]",
) -> None:
    """Say of pairs [first, last) of those listed which are updates."""
    for k in range(first, last):
        pair, one, other = int(pairs[k]), int(host_rows[k]), int(guest_rows[k])
        i, j, at = int(hosts[pair]), int(guests[pair]), pair * COLUMNS
        count = write_slots(
            words, flags, int(lows[i]), int(highs[i]), kinds, hashes, firsts, lasts, int(bounds[one]),
            int(bounds[one + 1]), date_keys, date_codes, units, values, starts, 0,
        )  # fmt: skip
        end = write_slots(
            words, flags, int(lows[j]), int(highs[j]), kinds, hashes, firsts, lasts, int(bounds[other]),
            int(bounds[other + 1]), date_keys, date_codes, units, values, starts, count,
        )  # fmt: skip
        width = CHARACTERS if counts[at + UNSPACED] else 1
        find_mates(units, count, end, table, numbers, stamps, k - first + 1, masks, rows, mates)
        keep_long_runs(mates, count, end, SOLID * width)
        widen_runs(units, mates, count, end)
        found, news = 0, NAMES_OF_DAY * BESIDE_DAY * k
        for again in range(2):
            if again and join_agreeing(units, values, starts, mates, count, end, nouns, 2 * MOST_NOUNS * k) == 0:
                break
            found = is_update(
                units, values, starts, flags, mates, count, end, width, news_days, news, are_apart[k] != 0
            )
            if found:
                counts[at + EDITED] = found
                break


def may_be_updates(evidence: Evidence, relations: NDArray[np.uint8], days: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the templates published so close that one may be an update of the other, or of one day all the same."""
    longer = np.maximum(column(evidence, TOTAL_HOST), column(evidence, TOTAL_GUEST))
    is_close = (days >= 0) & (days < ONE_DAY) & (column(evidence, EDITED) != FILLED_ANEW)
    width = np.where(column(evidence, UNSPACED) > 0, CHARACTERS, 1)
    return np.flatnonzero((relations == TEMPLATE) & is_close & (longer <= LONGEST * width))


def days_of_news(one: float, other: float) -> list[int]:
    """Return the facts that are the day of the first of two publications and those beside it."""
    first = date(1970, 1, 1) + timedelta(floor(min(one, other)))
    around = [first + timedelta(k) for k in (-1, 0, 1)]
    written = [day.day + 32 * day.month for day in around] + [day.isoweekday() << 21 for day in around]
    return [value << 2 | DATE for value in written]


def find_updates(corpus: Corpus, evidence: Evidence, pairs: NDArray[np.int64], workers: int) -> NDArray[np.int64]:
    """Find the updates among some pairs, and enter that they are edited copies.

    Args:
        corpus: The articles; furniture is marked on its flags.
        evidence: What was measured; it is written for updates how they were edited.
        pairs: Pairs as :func:`may_be_updates` gives them.
        workers: Threads.

    Returns:
        The updates.
    """
    length, before = corpus.high - corpus.low, column(evidence, EDITED)[pairs]
    nouns = np.full((len(pairs), 2 * MOST_NOUNS), -1, dtype=np.int32)

    def part(first: int, last: int) -> None:
        hosts, guests = evidence.hosts[pairs[first:last]], evidence.guests[pairs[first:last]]
        articles = distinct_values(np.concatenate([hosts, guests]))
        found = facts(corpus.words, corpus.flags, corpus.low[articles], corpus.high[articles], corpus.compiled)
        longest = int(length[articles].max()) + 1
        slots, limbs = table_mask(longest) + 1, longest // LIMB + 1
        made: list[NDArray[Any]] = [np.zeros(2 * longest, dtype=np.int32) for _ in range(3)]
        published = [
            [day_number(corpus.articles[k].published) for k in sides]
            for sides in zip(hosts.tolist(), guests.tolist(), strict=True)
        ]
        made += [np.array([days_of_news(*days) for days in published], dtype=np.int32).ravel()]
        made += [np.array([abs(one - other) >= RECURRENCE for one, other in published], dtype=np.int32)]
        made += [nouns[first:last].reshape(-1)]
        made += [np.zeros(2 * longest, dtype=np.int64), np.zeros(slots, dtype=np.int64)]
        made += [np.zeros(slots, dtype=np.int32) for _ in range(2)]
        made += [np.zeros(longest * limbs, dtype=np.int64) for _ in range(2)]
        run(
            mark_updates, corpus.compiled, 0, last - first, pairs[first:last], corpus.low, corpus.high,
            evidence.hosts, evidence.guests, corpus.words, corpus.flags,
            *(np.searchsorted(articles, side) for side in (hosts, guests)), *found, *date_words(), *made,
            evidence.counts,
        )  # fmt: skip

    if len(pairs):
        in_parts(len(pairs), workers, part, 200, length[evidence.hosts[pairs]] + length[evidence.guests[pairs]])
    joined = np.flatnonzero((nouns[:, 0] >= 0) & (column(evidence, EDITED)[pairs] != before))
    sides = evidence.hosts[pairs[joined]], evidence.guests[pairs[joined]]
    others = joined[~are_forms_of_nouns(corpus, *sides, nouns[joined], workers)]
    evidence.counts[pairs[others] * COLUMNS + EDITED] = before[others]
    for k in np.flatnonzero(column(evidence, EDITED)[pairs] == IF_COUNTED).tolist():
        one, two = (corpus.articles[side[pairs[k]]].text for side in (evidence.hosts, evidence.guests))
        evidence.counts[pairs[k] * COLUMNS + EDITED] = UPDATED if differ_in_counts(one, two) else before[k]
    return np.asarray(pairs[column(evidence, EDITED)[pairs] == UPDATED], dtype=np.int64)
