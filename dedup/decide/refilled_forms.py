"""Whether two aligned texts are one form that was filled in anew: most facts are others where they stand.

Two notices of one form have some facts in common by chance, the day on which two dividends are paid or the rate that
a bank has not changed, and as two sets their facts look half the same. What tells is how many of the places of facts,
the slots, hold another one. A slot is a figure, a date or a number in words that the other text has in the same place,
or both have between the same words. Compared with the words between them facts go, as in no edit; and so that a story
with a new toll is none, a text must also be

- a notice that is hardly more than figures,
- of another day, with no day that both name, or
- about something else: with other names in the places of names, or too many facts besides the day for a correction.

Units and mates are those of :mod:`dedup.decide.mates`.
"""

from dedup.confirm.align import MAX_GAP
from dedup.decide.edited_forms import SURELY_MORE
from dedup.facts.date_parts import date_word
from dedup.facts.facts import FIGURE
from dedup.language.date_words import SPELT
from dedup.relate.templates import FILLED_ANEW, FILLED_LATER
from dedup.runtime.kernels import Ints, kernel

UNKNOWN, KEPT, REPLACED, LABEL = range(4)  #: states of a figure or date: not aligned, the same, another one, a label
OTHER, GONE = 4, 5  #: another one among words that differ, too; without a place, and not in the other text

ALIGNED = 0.5  #: share of the shorter text's units that have a place in the other
REWORDED = 0.3  #: share of words replaced from which on two texts only have a subject in common
MOST_SLOTS, MANY_SLOTS = 0.5, 0.4  #: share of slots that hold another fact; where a day is another, too
TABLE = 0.3  #: share of slots in a notice that is hardly more than figures
FEW, MANY = 2, 6  #: slots filled in anew: in such a notice at least; so many, and a name or the day, are no correction
DENSE = 0.03  #: and for each unit of a longer text


@kernel
def is_number_word(unit: int, keys: Ints, codes: Ints) -> bool:
    """Return True if a unit is a number in words from two on; "one" is often none."""
    code = date_word(unit, keys, codes) if unit >= 0 else 0
    return bool(code & 15 == SPELT and code >> 4 & 0xFFF > 1)


@kernel
def facts_between(
    units: Ints, owners: Ints, states: Ints, count: int, first: int, last: int, keys: Ints, codes: Ints
) -> tuple[int, int, int, int]:
    """Count figures, dates, words of names and other words of units [first, last) that lie between two mates.

    Of the first text's figures and dates, units below ``count``, only those count that the other text lacks.
    """
    figures, dates, names, words = 0, 0, 0, 0
    for k in range(first, last):
        if units[k] < 0:
            is_new = k >= count or states[k] == GONE
            figures += 1 if is_new and units[k] == -FIGURE else 0
            dates += 1 if is_new and units[k] != -FIGURE else 0
        elif owners[k] >= 0:
            names += 1
        elif is_number_word(int(units[k]), keys, codes):
            figures += 1
        else:
            words += 1
    return figures, dates, names, words


@kernel
def refilled_form(
    units: Ints, owners: Ints, states: Ints, mates: Ints, count: int, end: int, keys: Ints, codes: Ints
) -> int:
    """Return FILLED_ANEW if two texts are one form, FILLED_LATER if they are if published on two days, else 0.

    ``states`` says what became of the figures and dates of the first text; ``keys`` and ``codes`` are those of
    :func:`dedup.language.date_words.date_words`.
    """
    kept, replaced, days_kept, days_replaced = 0, 0, 0, 0
    names_kept, names_replaced, words, words_replaced, aligned = 0, 0, 0, 0, 0
    before, before_mate = -1, count - 1
    for unit in range(count + 1):
        mate = end if unit == count else int(mates[unit])
        if mate < 0:
            continue
        if 1 < unit - before <= MAX_GAP + 1 and 1 < mate - before_mate <= MAX_GAP + 1:
            one = facts_between(units, owners, states, count, before + 1, unit, keys, codes)
            two = facts_between(units, owners, states, count, before_mate + 1, mate, keys, codes)
            replaced += min(one[0], two[0])
            days_replaced += min(one[1], two[1])
            names_replaced += 1 if min(one[2], two[2]) > 0 else 0
            words_replaced += min(one[3], two[3])
        if unit == count:
            break
        aligned += 1
        if units[unit] < 0:
            is_other = states[unit] == REPLACED or states[unit] == OTHER
            if units[unit] == -FIGURE:
                kept, replaced = kept + 1 - is_other, replaced + is_other
            else:
                days_kept, days_replaced = days_kept + 1 - is_other, days_replaced + is_other
        elif owners[unit] >= 0:
            names_kept += 1 if unit == 0 or owners[unit - 1] != owners[unit] else 0
        elif is_number_word(int(units[unit]), keys, codes):
            kept += 1
        else:
            words += 1
        before, before_mate = unit, mate
    slots, filled = kept + replaced + days_kept + days_replaced, replaced + days_replaced
    total = words + names_kept + words_replaced  # names that stay are the form's, too
    if filled < FEW or total == 0 or aligned < ALIGNED * min(count, end - count) or words_replaced > REWORDED * total:
        return 0
    pooled = (filled + words_replaced) / (slots + total)
    error = (pooled * (1.0 - pooled) * (1.0 / slots + 1.0 / total)) ** 0.5
    is_most, more = filled >= MOST_SLOTS * slots, filled / slots - words_replaced / total
    if is_most and slots >= TABLE * (slots + total) and 2 * more >= SURELY_MORE * error:
        return FILLED_ANEW
    if filled <= FEW or filled < DENSE * (slots + total) or more < SURELY_MORE * error:
        return 0
    is_other_day = days_kept == 0 or days_replaced > days_kept
    is_about_other = names_replaced > 0 and (names_kept <= names_replaced or filled >= MANY)
    if is_most and (is_about_other or (is_other_day and days_replaced > 0 and filled > MANY)):
        return FILLED_ANEW
    least = MANY_SLOTS if days_replaced > 0 else MOST_SLOTS
    return FILLED_LATER if is_other_day and filled >= least * slots else 0
