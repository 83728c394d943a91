"""Names that are common nouns, as they stand in texts whose nouns are capitalised: what the relation does not count.

A noun stands behind an article somewhere in the text (:mod:`dedup.facts.told_facts`), or in the table of German news
(:mod:`dedup.language.german_nouns`). A run of capitalised words is no name if all of them are nouns: "Millionen Tonnen
Diesel", but not "Minister Stein", whose last word is a surname as often as not where a title stands before it.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from dedup.facts.facts import NAME
from dedup.facts.told_facts import capitalises_nouns, is_common_noun
from dedup.language.german_nouns import german_nouns
from dedup.rising import seek
from dedup.runtime.kernels import Ints, kernel

NOTHING = 0  #: kind of what is no fact


@cache
def noun_table() -> NDArray[np.int64]:
    """Hashes of the common nouns that German news has, rising."""
    return np.array(sorted(german_nouns()), dtype=np.int64)


@kernel
def drop_nouns(
    lows: Ints,
    highs: Ints,
    words: Ints,
    flags: Ints,
    articles: Ints,
    nouns: Ints,
    levels_of: Ints,
    levels: Ints,
    bounds: Ints,
    kinds: "NDArray[np.uint8]",
    firsts: Ints,
    lasts: Ints,
) -> None:
    """Make names of which all words are common nouns no facts, in those of some texts that capitalise nouns."""
    for k in range(len(lows)):
        low, high = int(lows[k]), int(highs[k])
        if not capitalises_nouns(words, flags, low, high, articles):
            continue
        for fact in range(bounds[k], bounds[k + 1]):
            if kinds[fact] != NAME:
                continue
            are_nouns = True
            for word in range(firsts[fact], lasts[fact] + 1):
                place = seek(nouns, 0, len(nouns), int(words[word]))
                is_listed = place < len(nouns) and nouns[place] == words[word]
                are_nouns = are_nouns and (
                    is_listed or is_common_noun(words, flags, word, low, high, articles, levels_of, levels)
                )
            kinds[fact] = NOTHING if are_nouns else NAME
