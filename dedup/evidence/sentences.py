"""Whether a sentence of one text and one of another say one thing: most of their words are the same beside the facts.

A sentence that begins in a run of words in common and goes on unlike, or that ends in one, is one sentence in both
texts if what is unlike has words in common, too. Between runs two sentences are one if half of their words are.
"""

import numpy as np
from numpy.typing import NDArray

from dedup.confirm.align import LIMB
from dedup.facts.date_parts import date_word
from dedup.language.background import background_level
from dedup.language.date_words import AMOUNT, BUDDHIST, NUMERAL, SPELT, THREE_DIGITS, WEEKDAY
from dedup.language.number_words import HUNDREDS
from dedup.rising import seek
from dedup.runtime.kernels import Ints, kernel
from dedup.tokens import CAPITAL, LINE, NUMBER, SENTENCE

LEAST_SAME = 2  #: words that two sentences must have in common beside their facts
LEAST_APART = 3  #: the same if they neither begin nor end in a run, or if names are told of them
TELLING_LEVEL = 24  #: of a word that tells of something: in fewer than two articles in five
LEAST_TELLING = 2  #: such words among those in common of sentences that neither begin nor end in a run
ONE_IN = 3  #: words of what is unlike that must be in common, but for one
LONGER = 3  #: times the words of the other, at the most
FAR = 2 * LIMB + 1  #: words in which the start and the end of a sentence are sought; no longer one is looked at
CASED = 20  #: one capital in so many words tells that a script has them
BROKEN = 3  #: one line in so many that begins with a small letter tells that lines were broken
NEITHER, FACTS_ALONE, NAMES_TOO = 0, 1, 2  #: whether two sentences say one thing, and what is told of them


@kernel
def has_broken_lines(flags: Ints, low: int, high: int) -> bool:
    """Return True if the lines of a text were broken: many begin with a small letter, in a script with capitals."""
    capitals, lines, broken = 0, 0, 0
    for k in range(low, high):
        if flags[k] & CAPITAL:
            capitals += 1
        if flags[k] & LINE and not flags[k] & NUMBER:
            lines += 1
            broken += 0 if flags[k] & CAPITAL else 1
    return BROKEN * broken > lines and CASED * capitals > high - low


@kernel
def opens_sentence(flags: Ints, k: int, broken: bool) -> bool:
    """Return True if word k is the first of a sentence; where lines were broken a capital tells, or a full stop."""
    return bool(flags[k] & SENTENCE and (flags[k] & CAPITAL or not flags[k] & LINE or not broken))


@kernel
def sentence_start(flags: Ints, at: int, least: int, broken: bool) -> int:
    """Return where the sentence starts that has a position, not before ``least``; of a long one a later place."""
    least = max(least, at - FAR)
    while at > least and not opens_sentence(flags, at, broken):
        at -= 1
    return at


@kernel
def sentence_end(flags: Ints, at: int, most: int, broken: bool) -> int:
    """Return where the sentence ends that has a position, not behind ``most``; of a long one an earlier place."""
    end, most = min(at + 1, most), min(most, at + 1 + FAR)
    while end < most and not opens_sentence(flags, end, broken):
        end += 1
    return end


@kernel
def is_number_or_date(code: int) -> bool:
    """Return True for the code of a word that is a part of a number or a date whatever stands beside it."""
    kind = code & 15
    return NUMERAL <= kind <= WEEKDAY or kind == AMOUNT or kind == SPELT or THREE_DIGITS <= kind <= BUDDHIST


@kernel
def write_plain(
    words: Ints,
    flags: Ints,
    start: int,
    end: int,
    firsts: Ints,
    lasts: Ints,
    first: int,
    count: int,
    keys: Ints,
    codes: Ints,
    out: "NDArray[np.int64]",
    at: int,
) -> int:
    """Write the words [start, end) that belong to no fact, number or date; return the next free place."""
    fact = seek(lasts, first, count, start)
    for k in range(start, end):
        while fact < count and lasts[fact] < k:
            fact += 1
        if fact < count and firsts[fact] <= k:
            continue
        if not flags[k] & NUMBER and not is_number_or_date(date_word(words[k], keys, codes)):
            out[at] = words[k]
            at += 1
    return at


@kernel
def words_in_common(
    plain: "NDArray[np.int64]", count: int, end: int, levels_of: Ints, levels: Ints
) -> tuple[int, int]:
    """Count the words [0, count) that are among [count, end), too, each once, and those of them that tell of something.

    Those found are taken out of the latter.
    """
    same, telling = 0, 0
    for k in range(count):
        for m in range(count, end):
            if plain[m] == plain[k]:
                plain[m] = -1
                same += 1
                telling += 1 if background_level(int(plain[k]), levels_of, levels) >= TELLING_LEVEL else 0
                break
    return same, telling


@kernel
def may_be_facts(
    words: Ints, start: int, end: int, lasts: Ints, firsts: Ints, first: int, count: int, keys: Ints, codes: Ints
) -> bool:
    """Return True if words [start, end) have a fact, or a word that may be a number."""
    fact = seek(lasts, first, count, start)
    if fact < count and firsts[fact] < end:
        return True
    for k in range(start, end):  # noqa: SIM110 - compiled
        if is_number_or_date(date_word(words[k], keys, codes)):
            return True
    return False


@kernel
def stand_among(words: Ints, first: int, last: int, start: int, end: int) -> bool:
    """Return True if words [first, last] stand in a row in words [start, end)."""
    for k in range(start, end - (last - first)):
        length = 0
        while first + length <= last and words[k + length] == words[first + length]:
            length += 1
        if first + length > last:
            return True
    return False


@kernel
def are_one(
    words: Ints,
    flags: Ints,
    start: int,
    end: int,
    low: int,
    high: int,
    guest_start: int,
    guest_end: int,
    guest_low: int,
    guest_high: int,
    firsts: Ints,
    lasts: Ints,
    host_first: int,
    host_facts: int,
    guest_first: int,
    guest_facts: int,
    keys: Ints,
    codes: Ints,
    levels_of: Ints,
    levels: Ints,
    plain: "NDArray[np.int64]",
) -> tuple[int, int]:
    """Return whether two sentences say one thing, and how many words they have in common.

    The sentences are words [start, end) and [guest_start, guest_end), of which [low, high) and [guest_low, guest_high)
    are unlike. Half of the words of the one that has fewer must be in common; where they begin or end in a run, a third
    of those that are unlike, but for one. Fewer will do where one has no other words.
    """
    length, guest_length = end - start, guest_end - guest_start
    if min(high - low, guest_high - guest_low) <= 0 or max(high - low, guest_high - guest_low) > LIMB:
        return NEITHER, 0
    if max(length, guest_length) > 2 * LIMB:
        return NEITHER, 0
    if not may_be_facts(words, low, high, lasts, firsts, host_first, host_facts, keys, codes):
        return NEITHER, 0
    if not may_be_facts(words, guest_low, guest_high, lasts, firsts, guest_first, guest_facts, keys, codes):
        return NEITHER, 0
    count = write_plain(words, flags, start, end, firsts, lasts, host_first, host_facts, keys, codes, plain, 0)
    both = write_plain(
        words, flags, guest_start, guest_end, firsts, lasts, guest_first, guest_facts, keys, codes, plain, count
    )
    same, telling = words_in_common(plain, count, both, levels_of, levels)
    if 2 * same < min(count, both - count) or telling == 0:
        return NEITHER, 0
    more = max(count, both - count) - same
    if same == min(count, both - count) and (more <= 1 or telling >= LEAST_TELLING):
        is_one = max(length, guest_length) <= LONGER * min(length, guest_length)
    elif low == start and high == end:
        is_one = same >= LEAST_APART and telling >= LEAST_TELLING
        is_one = is_one and max(length, guest_length) <= LONGER * min(length, guest_length)
    else:
        count = write_plain(words, flags, low, high, firsts, lasts, host_first, host_facts, keys, codes, plain, 0)
        both = write_plain(
            words, flags, guest_low, guest_high, firsts, lasts, guest_first, guest_facts, keys, codes, plain, count
        )
        inside, _ = words_in_common(plain, count, both, levels_of, levels)
        is_one = same >= LEAST_SAME and ONE_IN * inside >= min(count, both - count) - 1
    if not is_one:
        return NEITHER, 0
    return NAMES_TOO if same >= LEAST_APART else FACTS_ALONE, same


@kernel
def are_scales(words: Ints, first: int, last: int, keys: Ints, codes: Ints) -> bool:
    """Return True if words [first, last] are scales alone, as the thousand of 300 thousand."""
    for k in range(first, last + 1):
        code = date_word(words[k], keys, codes)
        if code & 15 != SPELT or code >> 4 & 0xFFF < HUNDREDS:
            return False
    return True


@kernel
def count_one_thing(
    words: Ints,
    flags: Ints,
    first: int,
    last: int,
    start: int,
    end: int,
    guest_first: int,
    guest_last: int,
    guest_start: int,
    guest_end: int,
    keys: Ints,
    codes: Ints,
    levels_of: Ints,
    levels: Ints,
) -> bool:
    """Return True if numbers of two sentences count one thing: the same word stands behind both, or before them.

    Or what one counts is in the other sentence: "three workers", "the number of workers rose to five". There may be
    another number beside it, so both are in digits then, or in words.
    """
    if are_scales(words, first, last, keys, codes) or are_scales(words, guest_first, guest_last, keys, codes):
        return False
    has_noun, has_guest_noun = last + 1 < end, guest_last + 1 < guest_end
    if not has_noun and not has_guest_noun:
        return True
    if has_noun and has_guest_noun and words[last + 1] == words[guest_last + 1]:
        return True
    has_word = first > start and guest_first > guest_start and words[first - 1] == words[guest_first - 1]
    if has_word and background_level(words[first - 1], levels_of, levels) >= TELLING_LEVEL:
        return True
    if flags[first] & NUMBER != flags[guest_first] & NUMBER:
        return False
    if has_noun and background_level(words[last + 1], levels_of, levels) < TELLING_LEVEL:
        has_noun = False
    if has_guest_noun and background_level(words[guest_last + 1], levels_of, levels) < TELLING_LEVEL:
        has_guest_noun = False
    return (has_noun and stand_among(words, last + 1, last + 1, guest_start, guest_end)) or (
        has_guest_noun and stand_among(words, guest_last + 1, guest_last + 1, start, end)
    )


@kernel
def name_one_place(
    words: Ints,
    first: int,
    last: int,
    start: int,
    end: int,
    guest_first: int,
    guest_last: int,
    guest_start: int,
    guest_end: int,
) -> bool:
    """Return True if names of two sentences stand in one place: the same words stand beside both, or an end of both.

    Before them another word may stand if they begin alike, as with a title. Where both begin their sentence they do not
    end alike: which of "Clearly Bayes" and "Obviously Bayes" is a name their first words do not tell.
    """
    has_word, has_guest_word = last + 1 < end, guest_last + 1 < guest_end
    if has_word != has_guest_word or (has_word and words[last + 1] != words[guest_last + 1]):
        return False
    has_word, has_guest_word = first > start, guest_first > guest_start
    if not has_word and not has_guest_word:
        return words[last] != words[guest_last]
    if has_word and has_guest_word and words[first - 1] == words[guest_first - 1]:
        return True
    return words[first] == words[guest_first]
