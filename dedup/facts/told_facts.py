"""The facts that changes are told of: those of a text without common nouns.

Where every noun is capitalised, as in German, a single capitalised word is a name as often as not. It is none if it
stands behind an article somewhere in the text and the background knows it: "die Entscheidung", but not "in Wien".
Names that always carry one (die Ukraine, der Iran, die A9) and abbreviations (die EU) stay names. How common a word
is says nothing: Vienna is commoner in Austrian news than most nouns. See :mod:`dedup.language.german_nouns` for nouns
without article.

Thousands parted by spaces (10 000) are one number here. For the relation they are two.

A day without its month, as the press of China, Japan and Korea writes it (14日, 14일), is told as a date. For the
relation it stays a number: 3日 is also three days.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from dedup.facts.date_parts import date_word
from dedup.facts.facts import FIGURE, NAME, WEAK_DATE
from dedup.language.background import RAREST, background_level, pair_hash
from dedup.language.date_words import AMOUNT, HANGUL_DAY, NUMERAL, THREE_DIGITS
from dedup.language.german_nouns import NAMES_WITH_ARTICLE
from dedup.language.word_hashes import ascii_words
from dedup.runtime.kernels import Ints, kernel
from dedup.tokens import ALL_CAPS, CAPITAL, CHARACTER, LINE, NUMBER, SENTENCE, number_word, tokenise
from dedup.tokens import JOINED as TIED

MOST_GROUPS = 3  #: of three digits behind the first digits of a number
_CODE_LETTERS, _CODES = "abegklsu", 100  # one and a number below it name a road, a line, a round of states
_SLOTS = 2048
_REACH = 1000  # words around a name in which it may stand behind an article
_LEAST_ARTICLES = 3  # of 100 words, in a text whose nouns are capitalised: 6 to 15 in German


@cache
def noun_articles() -> NDArray[np.int32]:
    """The words behind which a German noun stands, and as negative numbers names that stand there: Schweiz, A9, G7.

    Open addressing by their low bits, 0 in free slots.
    """
    written = "der die das dem den des ein eine einem einen einer eines im am vom zum zur beim"
    names = [-int(tokenise(name).words[0]) for name in NAMES_WITH_ARTICLE]
    codes = ascii_words([f"{letter}{number}" for letter in _CODE_LETTERS for number in range(1, _CODES)])
    slots = np.zeros(_SLOTS, dtype=np.int32)
    for word in [*ascii_words(written.split()).tolist(), *names, *(-codes).tolist()]:
        slot = word & (_SLOTS - 1)
        while slots[slot]:
            slot = (slot + 1) & (_SLOTS - 1)
        slots[slot] = word
    return slots


@kernel
def is_listed(word: int, listed: Ints) -> bool:
    """Return True if a table of :func:`noun_articles` holds a number."""
    slot = word & (len(listed) - 1)
    while listed[slot] != 0 and listed[slot] != word:
        slot = (slot + 1) & (len(listed) - 1)
    return bool(listed[slot] == word)


@kernel
def stands_behind_article(words: Ints, flags: Ints, k: int, low: int, articles: Ints) -> bool:
    """Return True if an article stands before word k, in the same sentence."""
    if k == low or flags[k] & (SENTENCE | LINE):
        return False
    return is_listed(words[k - 1], articles)


@kernel
def capitalises_nouns(words: Ints, flags: Ints, low: int, high: int, articles: Ints) -> bool:
    """Return True if a text has German articles, and what stands behind them is capitalised more often than not."""
    count, capitals = 0, 0
    for k in range(low, high):
        if stands_behind_article(words, flags, k, low, articles):
            count += 1
            capitals += 1 if flags[k] & CAPITAL else 0
    return 100 * count >= _LEAST_ARTICLES * (high - low) and 2 * capitals > count


@kernel
def is_common_noun(
    words: Ints, flags: Ints, k: int, low: int, high: int, articles: Ints, levels_of: Ints, levels: Ints
) -> bool:
    """Return True if the background knows word k, and it stands behind an article within a thousand words.

    Abbreviations and names that carry an article are none.
    """
    if flags[k] & ALL_CAPS or is_listed(-words[k], articles) or background_level(words[k], levels_of, levels) == RAREST:
        return False
    for other in range(max(low, k - _REACH), min(high, k + _REACH)):
        if words[other] == words[k] and stands_behind_article(words, flags, other, low, articles):
            return True
    return False


@cache
def day_signs() -> NDArray[np.int32]:
    """日, 号, 號, then what tells behind them that days are counted (3日間, 3日後, 3日連続 …)."""
    written = [*"日号號", *"間间後后内連连以目ぶ"]
    return tokenise("\n".join(written)).words


@kernel
def is_among(word: int, words: Ints, first: int, last: int) -> bool:
    """Return True if a word is one of others in [first, last)."""
    for k in range(first, last):  # noqa: SIM110 - compiled
        if words[k] == word:
            return True
    return False


@kernel
def day_of(
    words: Ints, flags: Ints, first: int, last: int, high: int, signs: Ints, keys: Ints, codes: Ints
) -> tuple[int, int]:
    """Return the day of the month that a number at words [first, last] is, 0 if none, and its last word."""
    if first != last:
        return 0, last
    code = date_word(words[first], keys, codes)
    if code & HANGUL_DAY:
        return code >> 4 & 0xFFF, last
    has_sign = last + 1 < high and flags[last + 1] & CHARACTER and is_among(words[last + 1], signs, 0, 3)
    counts = last + 2 < high and not flags[last + 2] & (SENTENCE | LINE)
    if has_sign and counts and is_among(words[last + 2], signs, 3, len(signs)):
        has_sign = False
    for day in range(1, 32):
        if has_sign and words[first] == number_word(day):
            return day, last + 1
    return 0, last


@kernel
def whole_number(words: Ints, first: int, last: int, keys: Ints, codes: Ints) -> int:
    """Return the number from 1 to 999 that a single word is in digits, 0 for anything else, as 012 and 3.5."""
    code = date_word(words[first], keys, codes)
    kind, value = code & 15, code >> 4 & 0xFFF
    if first != last or (kind != NUMERAL and kind != THREE_DIGITS and kind != AMOUNT):
        return 0
    return value if kind == AMOUNT or words[first] == number_word(value) else 0


@kernel
def last_group(words: Ints, flags: Ints, first: int, last: int, low: int, high: int, keys: Ints, codes: Ints) -> int:
    """Return the last word of a number whose thousands are parted by spaces and that begins with words [first, last].

    ``last`` if there is none, nor where numbers stand in a row, as in a table.
    """
    if last + 1 >= high or not flags[last + 1] & NUMBER or whole_number(words, first, last, keys, codes) == 0:
        return last
    k, apart = last + 1, SENTENCE | LINE | CHARACTER
    is_behind_one = first > low and flags[first - 1] & NUMBER and not flags[first] & apart
    if is_behind_one and whole_number(words, first - 1, first - 1, keys, codes) > 0:
        return last
    while k < high and flags[k] & NUMBER and not flags[k] & apart:
        is_group = date_word(words[k], keys, codes) & 15 == THREE_DIGITS
        if k - last > MOST_GROUPS or (not flags[k] & TIED and not is_group):
            return last
        k += 1
        if flags[k - 1] & TIED:
            break
    return k - 1


@kernel
def grouped_number(words: Ints, first: int, last: int, keys: Ints, codes: Ints) -> int:
    """Return the hash of a number whose groups, and perhaps its fraction, are words [first, last].

    Noughts of the fraction do not count.
    """
    total = whole_number(words, first, first, keys, codes)
    k = first + 1
    while k <= last and date_word(words[k], keys, codes) & 15 == THREE_DIGITS:
        total = 1000 * total + (date_word(words[k], keys, codes) >> 4 & 0xFFF)
        k += 1
    value = number_word(total)
    if k <= last and date_word(words[k], keys, codes) & 0xFFFF != NUMERAL:
        value = pair_hash(value, words[k])
    return value


@kernel
def keep_told(
    lows: Ints,
    highs: Ints,
    words: Ints,
    flags: Ints,
    back_keys: Ints,
    back_levels: Ints,
    date_keys: Ints,
    date_codes: Ints,
    articles: Ints,
    signs: Ints,
    bounds: "NDArray[np.int64]",
    kinds: "NDArray[np.uint8]",
    hashes: "NDArray[np.int64]",
    fact_first: "NDArray[np.int32]",
    fact_last: "NDArray[np.int32]",
) -> int:
    """Keep of the facts of some texts those that changes are told of, in place; return their number."""
    found, start_of = 0, 0
    for k in range(len(lows)):
        before, low, high = found, int(lows[k]), int(highs[k])
        end_of = int(bounds[k + 1])
        has_nouns = capitalises_nouns(words, flags, low, high, articles)
        for m in range(start_of, end_of):
            start, end = int(fact_first[m]), int(fact_last[m])
            if found > before and start <= fact_last[found - 1] and kinds[found - 1] == FIGURE:
                continue  # thousands of the figure before
            may_be_noun = has_nouns and kinds[m] == NAME and start == end
            if may_be_noun and is_common_noun(words, flags, start, low, high, articles, back_keys, back_levels):
                continue
            kinds[found], hashes[found], fact_first[found], fact_last[found] = kinds[m], hashes[m], start, end
            if kinds[found] == FIGURE:
                day, end = day_of(words, flags, start, end, high, signs, date_keys, date_codes)
                behind = last_group(words, flags, start, end, low, high, date_keys, date_codes)
                if day > 0:
                    kinds[found], hashes[found], fact_last[found] = WEAK_DATE, day, end
                elif behind > end:
                    hashes[found] = grouped_number(words, start, behind, date_keys, date_codes)
                    fact_last[found] = behind
            found += 1
        bounds[k + 1], start_of = found, end_of
    return found
