"""How common a word is in news: a frozen table of document frequencies by word hash.

Five articles teach no document frequencies, and the evidence for a pair may depend on
nothing but its two texts, so the frequencies come from a table that ships with the
package (``tables/background.npz``, made by ``benchmarks/make_background.py``).

Sources, counts only: Reuters-21578 (English, 1987), SaudiNewsNet (Arabic, 2015), detik.com
(Indonesian, 2026), thaigov.go.th (Thai, 2023), FakeNewsCorpusSpanish, 10kGNAD (German),
the texts of SemEval-2022 task 8 (German, Polish, Italian, French, Spanish, English,
Arabic, Chinese, Turkish, Russian) and newswire leads from C. McCormick's MinHash example.
Copies, and articles on one event, are counted once. Of two dozen further languages the table
holds the everyday words, listed by hand (``benchmarks/everyday_words.py``).

The language of a text is never asked for: a word is as common as it is in the set where
it is most common. Sets are small, so "how common" is the lower end of Wilson's interval
(z = 1.645) of its share of articles: two of sixty articles prove less than two hundred of
six thousand. Weights are inverse document frequencies, -ln(share), in 256 levels from 0
to 10; a word that the table does not hold has 10, less than one article in 20,000. Neighbouring characters of
scripts without spaces are counted as pairs, too: see :func:`pair_hash`. In texts of languages that none of the
sets is in, most words are unknown; see :func:`everyday_letters` for how the everyday ones among them are told.
"""

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.runtime.kernels import Ints, kernel, run

RAREST = 255  #: level of the words that the table does not hold
TELLING_LEVEL = 51  #: words in more than one article in seven stay below: they tell nothing of what a text is about
COMMON_LEVEL = 64  #: those in more than 8 % stay below: no first name, no part of a name that begins a sentence
EVERYDAY_LEVEL = 102  #: everyday words stay below: in more than one article in 55
EVERYDAY_SHARE = 0.5  #: least share of everyday words in the texts of a language that the table knows
UNKNOWN_SHARE = 0.25  #: and the most of words that it does not hold
MARGIN = 1.5  #: so many times the missing words are taken for everyday ones


class Background(NamedTuple):
    """The table: open addressing with linear probing; slot of a word is ``word & (len(keys) - 1)``."""

    keys: NDArray[np.int32]  #: word hashes, 0 in free slots; length is a power of two
    levels: NDArray[np.uint8]  #: the level of each slot's word, 0 (in every article) to 254
    weight: NDArray[np.float64]  #: inverse document frequency of each of the 256 levels, rising
    version: int  #: of the table; part of what decides a result


@cache
def background() -> Background:
    """Load the table that ships with the package; about 10 ms, once a process."""
    path = files("dedup").joinpath("tables/background.npz")
    with path.open("rb") as stream, np.load(stream, allow_pickle=False) as table:
        return Background(table["keys"], table["levels"], table["weight"], int(table["version"]))


@kernel
def background_level(word: int, keys: Ints, levels: Ints) -> int:
    """Return how rare a word is, from 0 (in every article) to 255 (not in the table)."""
    mask = len(keys) - 1
    slot = word & mask
    while True:
        key = keys[slot]
        if key == word:
            return int(levels[slot])
        if key == 0:
            return RAREST
        slot = (slot + 1) & mask


@kernel
def everyday_letters(levels: Ints, letters: Ints, count: int, sizes: "NDArray[np.int64]") -> int:
    """Return up to how many letters the unknown words of a text are taken for everyday ones; 0 if it has enough.

    Half of the words of any news text are everyday words, and the table does not know those of
    every language: what is missing must be among the unknown words. It will be the shorter ones: in all
    languages common words are short.

    Args:
        levels: Of the words of a text, -1 for those that do not count: numbers, characters of scripts without spaces.
        letters: Their lengths.
        count: Number of words.
        sizes: Working memory, 64 places.
    """
    words, everyday, unknown = 0, 0, 0
    for k in range(64):
        sizes[k] = 0
    for k in range(count):
        if levels[k] >= 0:
            words += 1
            if levels[k] < EVERYDAY_LEVEL:
                everyday += 1
            elif levels[k] == RAREST:
                unknown += 1
                sizes[min(63, int(letters[k]))] += 1
    missing = MARGIN * min(EVERYDAY_SHARE * words - everyday, unknown - UNKNOWN_SHARE * words)
    length = 0
    while missing > 0 and length < 63:
        length += 1
        missing -= sizes[length]
    return length


@kernel
def pair_hash(left: int, right: int) -> int:
    """Return the 31-bit hash of two neighbouring words, in this order."""
    x = int(left) * 0x27D4EB2F + int(right) * 0x165667B1 + 1  # below 2**62: nothing overflows
    x = (x ^ (x >> 29)) & 0x7FFFFFFF
    x *= 0x2C1B3C6D
    return (x ^ (x >> 30)) & 0x7FFFFFFF


def weight_of(word: int) -> float:
    """Return the inverse document frequency of one word hash, in natural logarithms.

    >>> from dedup.tokens import tokenise
    >>> the, rare = tokenise("the netralitas").words.tolist()
    >>> weight_of(the) < 1 < weight_of(rare)
    True
    """
    table = background()
    return float(table.weight[run(background_level, False, word, table.keys, table.levels)])
