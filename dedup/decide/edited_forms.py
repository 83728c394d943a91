"""Whether two aligned texts are an edited copy though many of their facts differ.

A form is filled in anew: its facts are replaced and its words are not. Where words go as often as facts, by editing
or by a scanner's errors, or where the facts that differ stand in other texts around one that stays with all its facts,
as the titles and tags of two sites do, the pair is no form. Units and mates are those of
:mod:`dedup.decide.mates`.
"""

from dedup.confirm.align import MAX_GAP
from dedup.decide.mates import BLANK_FIGURE, is_between_mates, is_same_unit
from dedup.facts.date_parts import date_word
from dedup.facts.facts import FIGURE
from dedup.language.date_words import SPELT
from dedup.language.number_words import SCALES
from dedup.relate.templates import BULLETIN, CORRECTED, OVERWRITTEN, REWORDED, SAME_STORY
from dedup.runtime.kernels import Ints, kernel
from dedup.tokens import LINE, SENTENCE

SOLID = 5  #: units in a row that are the text itself, not words that two menus have in common
STORY = 0.4  #: share of the shorter text that is the text itself
LEAST_STORY = 40  #: units of it
MOST, MANY_CORRECTED = 0.5, 2  #: share of it in which one figure was corrected; weight of what is no correction
KEPT = 2  #: figures, and words of names, that a corrected notice of another day keeps at least
WORDS_REPLACED = 0.05  #: share of words replaced from which on it is asked whether facts were replaced more
SURELY_MORE = 2.0  #: standard errors by which they are; half of it in a notice that is hardly more than figures
LEAST_OVERWRITTEN = 3  #: facts opposite words from which on they are no slots; forms that were reworded have two
MORE_OVERWRITTEN = 2  #: and more for each figure or date in its place that is another one, above those that stay
LEAST_REWORDED = 0.02  #: share of words replaced in such a copy, at least
SLOTS = 0.5  #: share of the changed places that hold a fact on both sides, of a form at least
BLANKS, FILLED_SHARE = 3, 0.75  #: figures and dates in place, and the share of others among them that no edit leaves


@kernel
def is_at_edge(flags: Ints, starts: Ints, first: int, count: int, unit: int) -> bool:
    """Return True if a line or sentence of the text of units [first, count) begins at a unit or at one beside it."""
    for k in range(max(first, unit - 1), unit + 2):
        if k in (first, count) or (k < count and flags[starts[k]] & (LINE | SENTENCE)):
            return True
    return False


@kernel
def differ_between(units: Ints, first: int, last: int, other_first: int, other_last: int) -> bool:
    """Return True if two gaps are filled in otherwise, with a figure or date in one of them; "six" is a word."""
    has_blank = False
    for k in range(first, last):
        has_blank = has_blank or units[k] < 0
    for k in range(other_first, other_last):
        has_blank = has_blank or units[k] < 0
    return has_blank and first < last and other_first < other_last


@kernel
def last_line(flags: Ints, starts: Ints, first: int, last: int) -> int:
    """Return the last unit behind ``first``, up to ``last``, with which a line begins; -1 if none does."""
    for k in range(last, first, -1):
        if flags[starts[k]] & LINE:
            return k
    return -1


@kernel
def are_lines(flags: Ints, starts: Ints, first: int, last: int, other_first: int, other_last: int) -> bool:
    """Return True if two gaps begin with whole lines, as tags are, or with the rest of one behind a colon, a title."""
    begins = flags[starts[first]] & flags[starts[other_first]]
    is_title = min(last - first, other_last - other_first) >= SOLID
    return bool(begins & LINE or (is_title and begins & SENTENCE))


@kernel
def story_of(
    units: Ints,
    owners: Ints,
    kinds: Ints,
    hashes: Ints,
    mates: Ints,
    starts: Ints,
    flags: Ints,
    count: int,
    end: int,
) -> tuple[int, bool]:
    """Return how many units of the first text are the text itself, and whether facts differ in them.

    The text itself are runs of some units, blanks filled in otherwise among them, and what parts two of them closely,
    from where a line or sentence begins to where one ends: a form goes on in the middle of a sentence. Lines
    that were replaced as a whole are not of it. One name that differs throughout is that of the site.
    """
    story, piece, unit, before, before_mate, name, differs = 0, 0, 0, -1, -1, -1, False
    while unit < count:
        run = 0
        while unit + run < count and mates[unit] >= 0 and mates[unit + run] == mates[unit] + run:
            run += 1
        if run < SOLID:
            unit += max(1, run)
            continue
        mate = int(mates[unit])
        for k in range(unit, unit + run):
            differs = differs or not is_same_unit(units, owners, kinds, hashes, k, int(mates[k]))
        if before >= 0 and unit - before <= MAX_GAP and mate - before_mate <= MAX_GAP:
            line, line_mate = last_line(flags, starts, before, unit), last_line(flags, starts, before_mate, mate)
            if min(line, line_mate) >= 0 and are_lines(flags, starts, before, unit, before_mate, mate):
                before, before_mate = line, line_mate
            piece += unit - before
            differs = differs or differ_between(units, before, unit, before_mate, mate)
            has_name = False
            for k in range(before_mate, mate):
                has_name = has_name or owners[k] >= 0
            for k in range(before, unit):
                if has_name and owners[k] >= 0:
                    differs = differs or (name >= 0 and hashes[owners[k]] != hashes[name])
                    name = owners[k]
        else:
            story += piece if piece > 0 and is_at_edge(flags, starts, 0, count, before) else 0
            is_begun = is_at_edge(flags, starts, 0, count, unit) and is_at_edge(flags, starts, count, end, mate)
            piece = 0 if is_begun else -count
        piece, unit = piece + run, unit + run
        before, before_mate = unit, mate + run
    story += piece if piece > 0 and is_at_edge(flags, starts, 0, count, before) else 0
    return story, differs


@kernel
def are_words_replaced(
    units: Ints, owners: Ints, kinds: Ints, hashes: Ints, mates: Ints, count: int, end: int
) -> bool:
    """Return True if other words were replaced about as often as the words of facts are.

    Counted where words stand in place of others, few enough to be their place. A fact in whose place a word stands was
    not filled in otherwise, and counts as a word. The difference of two shares is weighed
    by its standard error. Where nearly all figures and dates are others in their places, it is not asked.
    """
    total, replaced, fact_total, fact_replaced, blanks, filled = 0, 0, 0, 0, 0, 0
    before, before_mate = -1, count - 1
    for unit in range(count + 1):
        mate = end if unit == count else int(mates[unit])
        if mate < 0:
            continue
        gap, other_gap = unit - before - 1, mate - before_mate - 1
        if 0 < gap <= MAX_GAP and 0 < other_gap <= MAX_GAP:
            has_fact = False
            for k in range(before_mate + 1, mate):
                has_fact = has_fact or owners[k] >= 0
            for k in range(before + 1, unit):
                if owners[k] >= 0 and has_fact:
                    fact_total, fact_replaced = fact_total + 1, fact_replaced + 1
                else:
                    total, replaced = total + 1, replaced + 1
        before, before_mate = unit, mate
        if unit == count:
            break
        if owners[unit] < 0:
            total += 1
        else:
            other = 0 if is_same_unit(units, owners, kinds, hashes, unit, mate) else 1
            fact_total, fact_replaced = fact_total + 1, fact_replaced + other
            if units[unit] < 0:
                blanks, filled = blanks + 1, filled + other
    if blanks >= BLANKS and filled >= FILLED_SHARE * blanks:
        return False
    if total == 0 or fact_total == 0 or replaced < WORDS_REPLACED * total:
        return False
    pooled = (replaced + fact_replaced) / (total + fact_total)
    error = (pooled * (1.0 - pooled) * (1.0 / total + 1.0 / fact_total)) ** 0.5
    return bool(fact_replaced / fact_total - replaced / total < SURELY_MORE * error)


@kernel
def longest_run(mates: Ints, count: int) -> tuple[int, int]:
    """Return the first of the most units in a row that have their mates in a row, and how many these are."""
    first, length, unit = 0, 0, 0
    while unit < count:
        run = 0
        while unit + run < count and mates[unit] >= 0 and mates[unit + run] == mates[unit] + run:
            run += 1
        if run > length:
            first, length = unit, run
        unit += max(1, run)
    return first, length


@kernel
def corrected_story(
    units: Ints,
    owners: Ints,
    kinds: Ints,
    hashes: Ints,
    mates: Ints,
    starts: Ints,
    flags: Ints,
    count: int,
    end: int,
    keys: Ints,
    codes: Ints,
) -> int:
    """Return what two texts are whose longest common run is a story in which one figure alone is another one.

    The run lasts from where a line or sentence begins to where one ends and is most of the shorter text; what stands
    around it, as the lines of two sites do, holds no slots, but where one figure stands for another between the same
    words. A correction of any day is SAME_STORY: a longer story, or a notice that keeps other figures, and names. Else
    it may be the notice of another day, and is CORRECTED.
    """
    first, length = longest_run(mates, count)
    if length < max(LEAST_STORY, MOST * min(count, end - count)):
        return 0
    mate = int(mates[first])
    begins = is_at_edge(flags, starts, 0, count, first) and is_at_edge(flags, starts, count, end, mate)
    ends = is_at_edge(flags, starts, 0, count, first + length) and is_at_edge(flags, starts, count, end, mate + length)
    if not (begins and ends):
        return 0
    corrected, kept, names = 0, 0, 0
    for k in range(count):
        is_inside = first <= k < first + length
        if mates[k] >= 0 and not is_same_unit(units, owners, kinds, hashes, k, int(mates[k])):
            is_correction = is_inside and units[k] == BLANK_FIGURE
            is_slot = is_inside or is_between_mates(mates, count, end, k)
            corrected += 1 if is_correction else MANY_CORRECTED if is_slot else 0
        elif not is_inside:
            continue
        elif owners[k] >= 0:
            kept, names = kept + (units[k] < 0), names + (units[k] >= 0)
        else:
            code = date_word(units[k], keys, codes)
            kept += 1 if code & 15 == SPELT and 1 < code >> 4 & 0xFFF < SCALES else 0  # a million is part of an amount
    if corrected != 1:
        return 0
    return SAME_STORY if length > BULLETIN or min(kept, names) >= KEPT else CORRECTED


@kernel
def are_facts_exchanged(
    units: Ints, owners: Ints, kinds: Ints, hashes: Ints, mates: Ints, count: int, end: int
) -> bool:
    """Return True if no fact differs but two figures, or two days, each of which stands where the other stood.

    A form that is filled in anew has other facts, not the same ones in other places.
    """
    one, other, balance, behind = -1, -1, 0, count
    for k in range(count + 1):
        mate = end if k == count else int(mates[k])
        if mate < 0:
            if owners[k] >= 0:
                return False
            continue
        for m in range(behind, mate):
            if owners[m] >= 0:
                return False
        behind = mate + 1
        if k == count or is_same_unit(units, owners, kinds, hashes, k, mate):
            continue
        one, other = (k, mate) if one < 0 else (one, other)
        if is_same_unit(units, owners, kinds, hashes, k, one):
            is_one, balance = is_same_unit(units, owners, kinds, hashes, mate, other), balance + 1
        else:
            is_one = is_same_unit(units, owners, kinds, hashes, k, other)
            is_one, balance = is_one and is_same_unit(units, owners, kinds, hashes, mate, one), balance - 1
        if not is_one:
            return False
    return one >= 0 and balance == 0


@kernel
def kinds_between(
    units: Ints, owners: Ints, kinds: Ints, first: int, last: int, keys: Ints, codes: Ints
) -> tuple[int, int, int]:
    """Return the kinds of the facts that units [first, last) are of, a bit each, and how many units are of none.

    The third number is the bit of figures if a number in words is among them: it may stand in the slot of one.
    """
    found, words, spelt = 0, 0, 0
    for k in range(first, last):
        if owners[k] >= 0:
            found |= 1 << kinds[owners[k]]
        else:
            words += 1
            spelt |= 1 << FIGURE if date_word(units[k], keys, codes) & 15 == SPELT else 0
    return found, words, spelt


@kernel
def are_facts_overwritten(
    units: Ints,
    owners: Ints,
    kinds: Ints,
    hashes: Ints,
    mates: Ints,
    count: int,
    end: int,
    keys: Ints,
    codes: Ints,
) -> bool:
    """Return True if facts stand opposite words, and words opposite others, oftener than facts opposite facts.

    The slots of a form hold facts of one kind in both texts, and the frame around them stands. Words put in at random
    overwrite facts and words alike, and what is capitalised among them looks like a name where none was. ``keys`` and
    ``codes`` are those of :func:`dedup.language.date_words.date_words`.
    """
    slots, overwritten, others, kept, replaced, surplus = 0, 0, 0, 0, 0, 0
    before, before_mate = -1, count - 1
    for unit in range(count + 1):
        mate = end if unit == count else int(mates[unit])
        if mate < 0:
            continue
        gap, other_gap = unit - before - 1, mate - before_mate - 1
        if 0 < gap <= MAX_GAP and 0 < other_gap <= MAX_GAP:
            found, words, spelt = kinds_between(units, owners, kinds, before + 1, unit, keys, codes)
            other_found, other_words, other_spelt = kinds_between(
                units, owners, kinds, before_mate + 1, mate, keys, codes
            )
            replaced += min(words, other_words)
            if (found | spelt) & (other_found | other_spelt):
                slots += 1
            elif found | other_found:
                overwritten += 1
            else:
                others += 1
        before, before_mate = unit, mate
        if unit == count:
            break
        kept += 1 if owners[unit] < 0 else 0
        if units[unit] < 0:
            is_other = not is_same_unit(units, owners, kinds, hashes, unit, mate)
            slots, surplus = slots + is_other, surplus + (1 if is_other else -1)
    least = LEAST_OVERWRITTEN + MORE_OVERWRITTEN * max(0, surplus)
    is_reworded = replaced >= LEAST_REWORDED * (replaced + kept)
    return bool(overwritten >= least and is_reworded and slots < SLOTS * (slots + overwritten + others))


@kernel
def edited_copy(
    units: Ints,
    owners: Ints,
    kinds: Ints,
    hashes: Ints,
    mates: Ints,
    starts: Ints,
    flags: Ints,
    count: int,
    end: int,
    keys: Ints,
    codes: Ints,
) -> int:
    """Return what makes two texts an edited copy, whatever facts differ: a code of the relation's rules, else 0.

    ``keys`` and ``codes`` are those of :func:`dedup.language.date_words.date_words`.
    """
    story, differs = story_of(units, owners, kinds, hashes, mates, starts, flags, count, end)
    if not differs and story >= max(LEAST_STORY, STORY * min(count, end - count)):
        return SAME_STORY
    corrected = corrected_story(units, owners, kinds, hashes, mates, starts, flags, count, end, keys, codes)
    if corrected:
        return corrected
    if are_facts_exchanged(units, owners, kinds, hashes, mates, count, end):
        return CORRECTED
    if are_facts_overwritten(units, owners, kinds, hashes, mates, count, end, keys, codes):
        return OVERWRITTEN
    return REWORDED if are_words_replaced(units, owners, kinds, hashes, mates, count, end) else 0
