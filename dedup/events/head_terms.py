"""The terms of an article's head: its words, and pairs of them, as numbers in ascending order.

Words are cut to their first five letters ("stems"), since twins inflect what they share; of one stem those that
may be forms of one word are a term (:func:`dedup.language.stems.are_forms`). It is as common as the commonest of
its words in the article. In scripts without spaces each pair of neighbouring characters is a word.

Everything is an integer, so that compiled and interpreted kernels agree to the last bit:

    term   key << 32 | first place << 24 | level << 16 | number << 15 | name << 14 | weight by place
    pair   key of two neighbouring stems << 9 | sum of their levels

in ascending order, each once. The weight by place of an occurrence at place i is PROMINENCE / (HALVED + i).
"""

import numpy as np
from numpy.typing import NDArray

from dedup.keys import HALVED, PROMINENCE
from dedup.language.background import RAREST, background_level, everyday_letters, pair_hash
from dedup.language.stems import are_forms
from dedup.runtime.kernels import Ints, kernel
from dedup.tokens import CHARACTER, HIRAGANA, NUMBER

HEAD = 256  #: words of title and text that are looked at
SHORT_LEVEL, LONG_LEVEL = 25, 128  #: of unknown words where everyday ones are unknown, too: as short as those, and not
#: Where a term stands that is not to be quoted: in the title, a number. Else it is twice the number of its word in the
#: text, and one more for a term of two words; of two characters without spaces ``CHARACTERS_AT`` less that number.
UNWRITTEN, CHARACTERS_AT = -1, -2
IN_NAME, FIGURE_STARTS, IN_FIGURE = 1, 2, 3
NUMBER_BIT, NAME_BIT = 1 << 15, 1 << 14

#: Columns of ``stats``, one row an article.
PLACES, PLACE_NORM, PAIR_NORM, SUM_8, SUM_12, SUM_16 = range(6)
WEEKDAYS, FIRST_WEEKDAY, NUMBERS, RARE_NUMBERS, CHARACTERS, COLUMNS = range(6, 12)
RARE = 102  #: level of a rare term: less than one article in 55


@kernel
def sort_codes(
    codes: "NDArray[np.int64]", count: int, shift: int, places: "NDArray[np.int64]", out: "NDArray[np.int64]"
) -> None:
    """Sort codes of evenly spread keys into ``out``: into 256 buckets by the bits from ``shift`` on, then in place."""
    for k in range(257):
        places[k] = 0
    for k in range(count):
        places[(codes[k] >> shift) + 1] += 1
    for k in range(256):
        places[k + 1] += places[k]
    for k in range(count):
        bucket = codes[k] >> shift
        j = places[bucket]
        places[bucket] = j + 1
        out[j] = codes[k]
    for k in range(1, count):
        code = out[k]
        j = k
        while j > 0 and out[j - 1] > code:
            out[j] = out[j - 1]
            j -= 1
        out[j] = code


@kernel
def write_terms_of(
    words: Ints,
    flags: Ints,
    stems: Ints,
    count: int,
    named: Ints,
    levels_of: Ints,
    levels: Ints,
    letters: Ints,
    syllables: bool,
    where: Ints,
    tails: "NDArray[np.int64]",
    places: "NDArray[np.int64]",
    codes: "NDArray[np.int64]",
    ranks: "NDArray[np.int64]",
    written: "NDArray[np.int32]",
    row: int,
) -> int:
    """Write the terms of a head: ``codes`` = key << 8 | place, ``ranks`` = level | bits; return their number.

    ``tails`` has those of the words, and gets those of the terms.

    ``written`` gets, from ``row`` on, where each stands: see :data:`UNWRITTEN`; ``where`` has it of the words.
    ``named`` says of each word whether it is in a name, or the first or a further one of a figure. A figure is one
    term, as rare as the rarest of its parts. Where words are ``syllables``, one tells nothing, but two of a name do.
    """
    for i in range(count):
        ranks[i] = -1 if flags[i] & (CHARACTER | NUMBER) else background_level(words[i], levels_of, levels)
    everyday = everyday_letters(ranks, letters, count, places)
    n = 0
    for i in range(count):
        key, word, bits, tail = int(stems[i]), int(words[i]), 0, int(tails[i])
        if named[i] == IN_FIGURE:
            continue
        if flags[i] & CHARACTER:
            if i + 1 >= count or not flags[i + 1] & CHARACTER:
                continue
            word = pair_hash(word, words[i + 1])
            key, tail = word, 0
            written[row + n] = CHARACTERS_AT - where[i] if 0 <= where[i] == where[i + 1] - 1 else UNWRITTEN
        else:
            written[row + n] = UNWRITTEN if flags[i] & NUMBER or where[i] < 0 else 2 * where[i]
        if named[i] == IN_NAME:
            bits = NAME_BIT
        codes[n] = (key << 8) | n
        level = background_level(word, levels_of, levels)
        if flags[i] & CHARACTER and (flags[i] | flags[i + 1]) & HIRAGANA:
            level = min(level, SHORT_LEVEL)
        if named[i] == FIGURE_STARTS:
            bits, k, tail = NUMBER_BIT, i + 1, 0
            while k < count and named[k] == IN_FIGURE:
                level = max(level, background_level(words[k], levels_of, levels))
                k += 1
        if everyday > 0 and level == RAREST and not flags[i] & (CHARACTER | NUMBER):
            level = SHORT_LEVEL if letters[i] <= everyday and named[i] != IN_NAME else LONG_LEVEL
        if syllables and not flags[i] & (CHARACTER | NUMBER):
            level = min(level, SHORT_LEVEL)
            if named[i] == IN_NAME and i + 1 < count and named[i + 1] == IN_NAME:
                codes[n], level, tail = (pair_hash(key, stems[i + 1]) << 8) | n, LONG_LEVEL, 0
                if written[row + n] != UNWRITTEN and where[i + 1] == where[i] + 1:
                    written[row + n] += 1
        ranks[n], tails[n] = (level << 16) | bits, tail
        n += 1
    return n


@kernel
def write_profile(
    n: int,
    codes: "NDArray[np.int64]",
    ranks: "NDArray[np.int64]",
    tails: Ints,
    places: "NDArray[np.int64]",
    ordered: "NDArray[np.int64]",
    terms: "NDArray[np.int64]",
    term_tails: "NDArray[np.int64]",
    at: int,
    pairs: "NDArray[np.int64]",
    pair_at: int,
    stats: "NDArray[np.int64]",
    row: int,
) -> tuple[int, int]:
    """Write the terms and pairs of one article and its row of ``stats``; return both next free positions."""
    sort_codes(codes, n, 31, places, ordered)
    sum8, sum12, sum16, norm, numbers, rare = 0, 0, 0, 0, 0, 0
    for k in range(n):
        if ordered[k] < 0:  # counted with an earlier form of its word
            continue
        key, first = ordered[k] >> 8, ordered[k] & 255
        level, bits, weight, j = 255, 0, 0, k
        while j < n and (ordered[j] < 0 or ordered[j] >> 8 == key):
            place = ordered[j] & 255
            is_name = (ranks[first] | ranks[place]) & NAME_BIT != 0
            if ordered[j] >= 0 and are_forms(tails[first], tails[place], is_name):
                level = min(level, ranks[place] >> 16)
                bits |= ranks[place] & (NUMBER_BIT | NAME_BIT)
                weight += PROMINENCE // (HALVED + place)
                ordered[j] = -1
            j += 1
        terms[at] = (key << 32) | (first << 24) | (level << 16) | bits | weight
        term_tails[at] = tails[first]
        at += 1
        norm += (weight * level) * (weight * level)
        if first < 16:
            sum16 += level
            if first < 12:
                sum12 += level
                if first < 8:
                    sum8 += level
        if bits & NUMBER_BIT:
            numbers += 1
            if level >= RARE:
                rare += 1
    for i in range(n - 1):
        weight = (ranks[i] >> 16) + (ranks[i + 1] >> 16)
        ordered[i] = (pair_hash(codes[i] >> 8, codes[i + 1] >> 8) << 9) | weight
    for i in range(n - 1):
        codes[i] = ordered[i]
    sort_codes(codes, max(0, n - 1), 32, places, ordered)
    square = 0
    for i in range(n - 1):
        if i == 0 or ordered[i] >> 9 != ordered[i - 1] >> 9:
            pairs[pair_at] = ordered[i]
            pair_at += 1
            square += (ordered[i] & 511) * (ordered[i] & 511)
    stats[row + PLACES], stats[row + PLACE_NORM], stats[row + PAIR_NORM] = n, norm, square
    stats[row + NUMBERS], stats[row + RARE_NUMBERS] = numbers, rare
    stats[row + SUM_8], stats[row + SUM_12], stats[row + SUM_16] = sum8, sum12, sum16
    return at, pair_at
