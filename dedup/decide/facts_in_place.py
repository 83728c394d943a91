"""The facts of two texts counted again where they stand: for pairs whose relation hangs on what facts were replaced.

The facts of a pair are first compared as two sets (:mod:`dedup.confirm.weigh`), which is quick and says enough of most
texts. It does not of a table: 24 degrees here are 24 degrees in another row. Nor of a text whose nouns are
capitalised as names are, nor of one that has other titles and tags around it. Here both texts are aligned, with
figures and dates as blanks (:mod:`dedup.decide.mates`), and

- a figure or date is another one if the other text has another one between the same words; a row that was moved
  keeps its figure, since more around it is the same where it stands now;
- a figure that stays beside another one that does not, as the weights of a price list, is a label and no fact;
- German common nouns are no names;
- a pair whose words were replaced as often as its facts, or whose text stays with all its facts while other texts
  stand around it, is an edited copy and no form.

Texts in scripts without spaces have no such alignment, and keep the counts of the sets.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from dedup.confirm.align import LIMB
from dedup.confirm.confirm import (
    COLUMNS,
    DATES,
    DATES_GUEST,
    DATES_HOST,
    EDITED,
    FIGURES,
    FIGURES_GUEST,
    FIGURES_HOST,
    NAMES,
    NAMES_GUEST,
    NAMES_HOST,
    SHARED,
    SUBSEQUENCE,
    TOTAL_GUEST,
    TOTAL_HOST,
    fact_code,
)
from dedup.confirm.seeds import table_mask
from dedup.corpus.corpus import Corpus
from dedup.decide.edited_forms import LEAST_STORY, edited_copy
from dedup.decide.mates import find_mates, is_between_mates, is_same_unit, same_around, write_units
from dedup.decide.refilled_forms import GONE, KEPT, LABEL, OTHER, REPLACED, UNKNOWN, refilled_form
from dedup.evidence.evidence import Evidence, column
from dedup.facts.facts import DATE, facts
from dedup.facts.nouns import drop_nouns, noun_table
from dedup.facts.told_facts import noun_articles
from dedup.keys import slot_of
from dedup.language.background import background, background_level
from dedup.language.date_words import date_words
from dedup.relate.relate import EXCERPT, FORM, NEAR_DUPLICATE, OVERLAP, TEMPLATE
from dedup.relate.templates import BULLETIN, FILLED_ANEW, IN_ORDER, RECURRENCE
from dedup.rising import distinct_values
from dedup.runtime.kernels import Ints, kernel, run
from dedup.runtime.threads import in_parts
from dedup.tokens import CAPITAL, LINE

LONGEST = 3000  #: words of the texts that are aligned
LEAST_FACTS = 4  #: figures and dates of both texts, of which some may recur
LEAST_SLOTS = 2  #: words of a copy without a place in the order, from which on its facts may be others
PART = 0.4  #: of the shorter text in order in an excerpt or overlap that may be a form; unrelated texts reach as much
MOVED, MOVED_FACTS = 0.7, 0.8  #: shingles in common for each word, and share of figures, of texts with lines moved
LEAST_REPLACED = 3  #: words of the shorter text without a place in the order; fewer are a correction
LEAST_EDITED = 6  #: the same of a short template of two days that may be an edited copy
MOST_PLACES = 12  #: places of one figure that are tried
LABELS = 4  #: rows of a list whose labels are figures
LEAST_GONE = 3  #: words that are others in a notice about something else, its name among them
SUBJECT = 200  #: level of a name with which a notice begins; adverbs and nouns there have up to 180
REACH = 3  #: words between such a label and what it is the label of


@kernel
def enter_places(
    owners: Ints,
    kinds: Ints,
    hashes: Ints,
    counted: Ints,
    first: int,
    last: int,
    table: "NDArray[np.int64]",
    stamps: "NDArray[np.int32]",
    newest: "NDArray[np.int32]",
    mask: int,
    stamp: int,
    earlier: "NDArray[np.int32]",
) -> None:
    """Enter the facts of units [first, last) into a table: the newest place of each, and chains to earlier ones."""
    for unit in range(first, last):
        if not counted[unit]:
            continue
        code = fact_code(kinds[owners[unit]], hashes[owners[unit]])
        slot = slot_of(table, stamps, mask, stamp, code)
        earlier[unit] = newest[slot] if stamps[slot] == stamp else -1
        stamps[slot], table[slot], newest[slot] = stamp, code, unit


@kernel
def state_of(
    units: Ints,
    owners: Ints,
    mates: Ints,
    count: int,
    end: int,
    unit: int,
    kinds: Ints,
    hashes: Ints,
    place: int,
    earlier: Ints,
) -> int:
    """Return what became of the figure or date at a unit of the first text.

    ``place`` is the newest place of the same one in the other text, -1 if there is none.
    """
    mate = mates[unit]
    if mate < 0:
        return GONE if place < 0 else UNKNOWN
    if is_same_unit(units, owners, kinds, hashes, unit, mate):
        return KEPT
    here = same_around(units, owners, kinds, hashes, count, end, unit, mate)
    for _ in range(MOST_PLACES):
        if place < 0:
            break
        if same_around(units, owners, kinds, hashes, count, end, unit, place) > here:
            return UNKNOWN  # its row was moved
        place = earlier[place]
    return REPLACED if is_between_mates(mates, count, end, unit) else OTHER


@kernel
def is_label(units: Ints, states: Ints, starts: Ints, flags: Ints, count: int, unit: int) -> bool:
    """Return True if a figure or date that was replaced stands beside a unit, in its line."""
    for step in (-1, 1):
        other = unit + step
        while 0 <= other < count and 0 < step * (other - unit) <= REACH + 1:
            if flags[starts[other if step > 0 else other + 1]] & LINE:
                break
            if units[other] < 0:
                if states[other] == REPLACED:
                    return True
                break
            other += step
    return False


@kernel
def write_counts(
    units: Ints,
    owners: Ints,
    counted: Ints,
    states: Ints,
    kinds: Ints,
    hashes: Ints,
    count: int,
    end: int,
    places: "NDArray[np.int64]",
    place_stamps: "NDArray[np.int32]",
    place_stamp: int,
    earlier: Ints,
    table: "NDArray[np.int64]",
    stamps: "NDArray[np.int32]",
    tallies: "NDArray[np.int32]",
    mask: int,
    stamp: int,
    counts: "NDArray[np.int32]",
    at: int,
) -> None:
    """Count the distinct facts of both texts, and those that both have, by kind.

    Where a figure or date is another one in its place but stands elsewhere in the other text, as in a table,
    each place counts. ``places`` and what follows it are a table of the second text's facts, ``table`` one of the
    first's with its tallies.
    """
    labels, recurs = 0, False
    for unit in range(count):
        labels += 1 if states[unit] == LABEL else 0
    for k in range(FIGURES_HOST, NAMES + 1):
        counts[at + k] = 0
    for is_sum in (False, True):
        for unit in range(count):
            if not counted[unit]:
                continue
            code = fact_code(kinds[owners[unit]], hashes[owners[unit]])
            is_common = place_stamps[slot_of(places, place_stamps, mask, place_stamp, code)] == place_stamp
            slot = slot_of(table, stamps, mask, stamp, code)
            if stamps[slot] != stamp:
                stamps[slot], table[slot] = stamp, code
                tallies[3 * slot], tallies[3 * slot + 1], tallies[3 * slot + 2] = 0, 0, 0
            if not is_sum:
                tallies[3 * slot] += 1
                tallies[3 * slot + 1] += 1 if states[unit] == REPLACED else 0
                tallies[3 * slot + 2] += 1 if states[unit] == LABEL else 0
                recurs = recurs or (is_common and states[unit] == REPLACED)
                continue
            stated, replaced, as_label = tallies[3 * slot], tallies[3 * slot + 1], tallies[3 * slot + 2]
            if stated == 0:
                continue
            tallies[3 * slot] = 0
            column, by_place = 3 * ((code & 3) - 1), recurs and units[unit] < 0
            if is_common and labels >= LABELS and as_label == stated:
                counts[at + FIGURES_GUEST + column] -= stated if by_place else 1
                continue
            counts[at + FIGURES_HOST + column] += stated if by_place else 1
            if is_common:
                counts[at + FIGURES + column] += stated - replaced if by_place else 1
    for unit in range(count, end):
        if counted[unit] and (earlier[unit] < 0 or (recurs and units[unit] < 0)):
            code = fact_code(kinds[owners[unit]], hashes[owners[unit]])
            counts[at + FIGURES_GUEST + 3 * ((code & 3) - 1)] += 1
    for k in (FIGURES, DATES):
        counts[at + k] = min(counts[at + k], counts[at + k - 1], counts[at + k - 2])


@kernel
def begin_with_names(words: Ints, flags: Ints, low: int, other: int, keys: Ints, levels: Ints) -> bool:
    """Return True if two texts begin with different words, both with capitals, that news hardly knows: names."""
    both = flags[low] & flags[other] & CAPITAL
    rarer = min(background_level(words[low], keys, levels), background_level(words[other], keys, levels))
    return bool(both and words[low] != words[other] and rarer >= SUBJECT)


@kernel
def is_about_another(states: Ints, kinds: Ints, owners: Ints, mates: Ints, count: int, counts: Ints, at: int) -> bool:
    """Return True if a short notice has no name but that with which it begins, and another day where one stands.

    All its facts are others then, few as they are, and other words besides: the name and the day alone may have been
    corrected. Asked of texts that begin with different names.
    """
    longest = max(counts[at + TOTAL_HOST], counts[at + TOTAL_GUEST])
    named = counts[at + NAMES_HOST] + counts[at + NAMES_GUEST]
    is_form = longest <= BULLETIN and counts[at + SUBSEQUENCE] >= IN_ORDER * longest
    if not is_form or named + counts[at + FIGURES] + counts[at + DATES] > 0:
        return False
    gone, is_other_day = 0, False
    for unit in range(count):
        gone += 1 if mates[unit] < 0 else 0
        is_other_day = is_other_day or (
            states[unit] == REPLACED and kinds[owners[unit]] == DATE == kinds[owners[mates[unit]]]
        )
    return is_other_day and gone >= LEAST_GONE


@kernel
def count_in_place(
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
    back_keys: Ints,
    back_levels: Ints,
    units: "NDArray[np.int32]",
    owners: "NDArray[np.int32]",
    starts: "NDArray[np.int32]",
    mates: "NDArray[np.int32]",
    earlier: "NDArray[np.int32]",
    states: "NDArray[np.uint8]",
    counted: "NDArray[np.uint8]",
    table: "NDArray[np.int64]",
    stamps: "NDArray[np.int32]",
    numbers: "NDArray[np.int32]",
    places: "NDArray[np.int64]",
    place_stamps: "NDArray[np.int32]",
    newest: "NDArray[np.int32]",
    tallies: "NDArray[np.int32]",
    masks: "NDArray[np.int64]",
    rows: "NDArray[np.int64]",
    counts: "NDArray[np.int32]",
) -> None:
    """Count the facts of pairs [first, last) of those listed where they stand, and say which are edited copies."""
    for k in range(first, last):
        pair, one, other = int(pairs[k]), int(host_rows[k]), int(guest_rows[k])
        i, j, at, stamp = int(hosts[pair]), int(guests[pair]), pair * COLUMNS, 2 * (k - first) + 1
        count = write_units(
            words, flags, int(lows[i]), int(highs[i]), kinds, firsts, lasts, int(bounds[one]), int(bounds[one + 1]),
            units, owners, starts, counted, 0,
        )  # fmt: skip
        end = write_units(
            words, flags, int(lows[j]), int(highs[j]), kinds, firsts, lasts, int(bounds[other]),
            int(bounds[other + 1]), units, owners, starts, counted, count,
        )  # fmt: skip
        find_mates(units, count, end, table, numbers, stamps, stamp, masks, rows, mates)
        mask = table_mask(max(count, end - count))
        enter_places(
            owners, kinds, hashes, counted, count, end, places, place_stamps, newest, mask, stamp, earlier
        )
        for unit in range(count):
            states[unit] = UNKNOWN
            if units[unit] < 0:
                code = fact_code(kinds[owners[unit]], hashes[owners[unit]])
                slot = slot_of(places, place_stamps, mask, stamp, code)
                place = int(newest[slot]) if place_stamps[slot] == stamp else -1
                states[unit] = state_of(units, owners, mates, count, end, unit, kinds, hashes, place, earlier)
        for unit in range(count):
            if states[unit] == KEPT and is_label(units, states, starts, flags, count, unit):
                states[unit] = LABEL
        write_counts(
            units, owners, counted, states, kinds, hashes, count, end, places, place_stamps, stamp, earlier, table,
            stamps, tallies, mask, stamp + 1, counts, at,
        )  # fmt: skip
        counts[at + EDITED] = refilled_form(units, owners, states, mates, count, end, date_keys, date_codes)
        if counts[at + EDITED] == 0 and is_about_another(states, kinds, owners, mates, count, counts, at):
            is_named = begin_with_names(words, flags, int(lows[i]), int(lows[j]), back_keys, back_levels)
            counts[at + EDITED] = FILLED_ANEW if is_named else 0
        if counts[at + EDITED] == 0:
            counts[at + EDITED] = edited_copy(
                units, owners, kinds, hashes, mates, starts, flags, count, end, date_keys, date_codes
            )


def hang_on_facts(
    evidence: Evidence, relations: NDArray[np.uint8], days: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Return the pairs that may be templates if their facts are counted where they stand, or may then be none."""
    order, totals = column(evidence, SUBSEQUENCE), (column(evidence, TOTAL_HOST), column(evidence, TOTAL_GUEST))
    longer, shorter = np.maximum(*totals), np.minimum(*totals)
    stated = np.minimum(column(evidence, FIGURES_HOST), column(evidence, FIGURES_GUEST)) + np.minimum(
        column(evidence, DATES_HOST), column(evidence, DATES_GUEST)
    )
    may_be = (order >= FORM * longer) & (shorter - order >= LEAST_REPLACED) & (stated >= LEAST_FACTS)
    may_be_none = (days < RECURRENCE) | (order >= LEAST_STORY) | (shorter - order >= LEAST_EDITED)
    may_be |= (relations == NEAR_DUPLICATE) & (shorter - order >= LEAST_SLOTS)
    may_be |= ((relations == EXCERPT) | (relations == OVERLAP)) & (order >= PART * shorter)
    is_asked = np.where(relations == TEMPLATE, may_be_none, may_be & ~_are_moved(evidence, longer))
    return np.flatnonzero((order > 0) & (longer <= LONGEST) & is_asked)


def _are_moved(evidence: Evidence, longer: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Say which texts have most figures, dates and shingles in common: what differs is the order of their lines."""
    host, guest, same = (column(evidence, FIGURES_HOST + k) + column(evidence, DATES_HOST + k) for k in range(3))
    is_kept = (same >= LEAST_FACTS) & (same >= MOVED_FACTS * np.maximum(host, guest))
    return np.asarray(is_kept & (column(evidence, SHARED) >= MOVED * longer), dtype=np.bool_)


def count_facts_in_place(corpus: Corpus, evidence: Evidence, pairs: NDArray[np.int64], workers: int) -> None:
    """Count the facts of some pairs where they stand, in place of the counts of the sets.

    Args:
        corpus: The articles; furniture is marked on its flags.
        evidence: What was measured; its counts of facts are written anew for these pairs.
        pairs: Pairs as :func:`hang_on_facts` gives them.
        workers: Threads.
    """
    if not len(pairs):
        return
    back, length = background(), corpus.high - corpus.low
    words = length[evidence.hosts[pairs]] + length[evidence.guests[pairs]]

    def part(first: int, last: int) -> None:
        hosts, guests = evidence.hosts[pairs[first:last]], evidence.guests[pairs[first:last]]
        articles = distinct_values(np.concatenate([hosts, guests]))
        lows, highs = corpus.low[articles], corpus.high[articles]
        found = facts(corpus.words, corpus.flags, lows, highs, corpus.compiled)
        run(
            drop_nouns, corpus.compiled, lows, highs, corpus.words, corpus.flags, noun_articles(), noun_table(),
            back.keys, back.levels, found.bounds, found.kinds, found.first, found.last,
        )  # fmt: skip
        longest = int(length[articles].max()) + 1
        slots, limbs = table_mask(longest) + 1, longest // LIMB + 1
        made: list[NDArray[Any]] = [np.zeros(2 * longest, dtype=np.int32) for _ in range(5)]
        made += [np.zeros(2 * longest, dtype=np.uint8) for _ in range(2)]
        made += [np.zeros(slots, dtype=kind) for kind in 2 * (np.int64, np.int32, np.int32)]
        made += [np.zeros(3 * slots, dtype=np.int32), *(np.zeros(longest * limbs, dtype=np.int64) for _ in range(2))]
        run(
            count_in_place, corpus.compiled, 0, last - first, pairs[first:last], corpus.low, corpus.high,
            evidence.hosts, evidence.guests, corpus.words, corpus.flags,
            *(np.searchsorted(articles, side) for side in (hosts, guests)), *found, *date_words(),
            back.keys, back.levels, *made, evidence.counts,
        )  # fmt: skip

    in_parts(len(pairs), workers, part, 200, words)
