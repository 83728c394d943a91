"""Whether a word is a name wherever it stands: rarer than other words are, or always written with a capital in news.

Well-known names are as common as other words (Boeing, Moscow), so there is a table of the words that news writes with
a capital inside sentences (``tables/names.npz``, made by ``benchmarks/make_names.py`` of sets in English, Indonesian,
Spanish, German, French, Italian, Polish, Turkish and Russian).
"""

from functools import cache, lru_cache
from importlib.resources import files

import numpy as np

from dedup.language.background import background, background_level
from dedup.tokens import tokenise

RARE = 200  #: level of a name; adverbs and nouns that begin a sentence have up to 180


@cache
def known_names() -> frozenset[int]:
    """Hashes of the names that the table knows."""
    path = files("dedup").joinpath("tables/names.npz")
    with path.open("rb") as stream, np.load(stream, allow_pickle=False) as table:
        return frozenset(table["names"].tolist())


@lru_cache(maxsize=1 << 14)
def is_known_name(written: str) -> bool:
    """Say whether what is written is one word that news always writes with a capital.

    >>> is_known_name("Boeing"), is_known_name("Meanwhile"), is_known_name("Boeing Airbus")
    (True, False, False)
    """
    words = tokenise(written).words.tolist()
    return len(words) == 1 and words[0] in known_names()


@lru_cache(maxsize=1 << 14)
def is_rare(written: str) -> bool:
    """Say whether what is written is one word, and as rare as a name."""
    words, table = tokenise(written).words.tolist(), background()
    return len(words) == 1 and background_level(words[0], table.keys.data, table.levels.data) >= RARE


def is_rare_or_known(written: str) -> bool:
    """Say whether what is written is one word that is as rare as a name, or known to be one."""
    return is_rare(written) or is_known_name(written)
