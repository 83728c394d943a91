"""The facts that changes are told of: those of a text without its furniture and without common nouns.

Where every noun is capitalised, as in German, a single capitalised word is a name as often as not. It is none if it
stands behind an article somewhere in the text and the background knows it: "die Entscheidung", but not "in Wien".
How common a word is says nothing: Vienna is commoner in Austrian news than most nouns.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from dedup.background import RAREST, background_level
from dedup.facts import NAME, extract_facts
from dedup.kernels import Ints, kernel
from dedup.tokens import CAPITAL, FURNITURE, LINE, SENTENCE, ascii_words

_REACH = 1000  # words around a name in which it may stand behind an article
_LEAST_ARTICLES = 3  # of 100 words, in a text whose nouns are capitalised: 6 to 15 in German


@cache
def noun_articles() -> NDArray[np.int32]:
    """The words behind which a German noun stands, sorted hashes."""
    written = "der die das dem den des ein eine einem einen einer eines im am vom zum zur beim"
    return np.sort(ascii_words(written.split()))


@kernel
def stands_behind_article(words: Ints, flags: Ints, k: int, low: int, articles: Ints) -> bool:
    """Return True if an article stands before word k, in the same sentence."""
    if k == low or flags[k] & (SENTENCE | LINE):
        return False
    at = int(np.searchsorted(articles, words[k - 1]))
    return at < len(articles) and articles[at] == words[k - 1]


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
    """Return True if the background knows word k, and it stands behind an article within a thousand words."""
    if background_level(words[k], levels_of, levels) == RAREST:
        return False
    for other in range(max(low, k - _REACH), min(high, k + _REACH)):
        if words[other] == words[k] and stands_behind_article(words, flags, other, low, articles):
            return True
    return False


@kernel
def is_furniture(flags: Ints, first: int, last: int) -> bool:
    """Return True if all of some words are furniture."""
    for k in range(first, last + 1):  # noqa: SIM110 - compiled
        if not flags[k] & FURNITURE:
            return False
    return True


@kernel
def write_facts(
    texts: Ints,
    first: int,
    last: int,
    lows: Ints,
    highs: Ints,
    words: Ints,
    flags: Ints,
    back_keys: Ints,
    back_levels: Ints,
    date_keys: Ints,
    date_codes: Ints,
    articles: Ints,
    kinds: "NDArray[np.uint8]",
    hashes: "NDArray[np.int64]",
    fact_first: "NDArray[np.int32]",
    fact_last: "NDArray[np.int32]",
    counts: "NDArray[np.int64]",
) -> int:
    """Write the facts of the texts [first, last), and how many each has; return their number."""
    found = 0
    for k in range(first, last):
        before, low, high = found, int(lows[texts[k]]), int(highs[texts[k]])
        count = extract_facts(
            words, flags, low, high, date_keys, date_codes, back_keys, back_levels, kinds, hashes, fact_first,
            fact_last, before,
        )  # fmt: skip
        has_nouns = capitalises_nouns(words, flags, low, high, articles)
        for m in range(before, count):
            start, end = int(fact_first[m]), int(fact_last[m])
            if is_furniture(flags, start, end):
                continue
            may_be_noun = has_nouns and kinds[m] == NAME and start == end
            if may_be_noun and is_common_noun(words, flags, start, low, high, articles, back_keys, back_levels):
                continue
            kinds[found], hashes[found], fact_first[found], fact_last[found] = kinds[m], hashes[m], start, end
            found += 1
        counts[k] = found - before
    return found
