"""Indonesian and Malay words with a clitic: "ketuanya" (its head), "polisipun" (police, too), "benarkah" (is it so).

News hardly knows such a word, but its stem. Where it begins a sentence it looks like a name; Nasrullah is one.
"""

from functools import lru_cache

from dedup.changes.whole_words import stands_in
from dedup.language.background import RAREST, background, background_level
from dedup.tokens import tokenise

_NYA = "nya"  #: its, the
_CLITICS = (_NYA, "lah", "kah", "pun")
_LEAST_STEM = 3
#: Common words of the two languages; no other language that writes names alone with a capital has them.
_COMMON = ("yang", "dengan", "untuk", "dari", "pada", "akan", "tidak")


def has_its(word: str, text: str) -> bool:
    """Say whether a word of a text in Indonesian or Malay is one that news knows, and "-nya" behind it.

    >>> has_its("Caranya", "Begini Caranya dari Solo"), has_its("Kenya", "Datang dari Kenya")
    (True, False)
    """
    return _stands_behind_known(word, (_NYA,)) and _is_of_language(text)


def has_clitic(word: str, text: str) -> bool:
    """Say whether a word of a text in Indonesian or Malay is one that news knows, and a clitic behind it.

    >>> text = "Ketuanya, Sugeng, datang dari Solo."
    >>> has_clitic("Ketuanya", text), has_clitic("Nasrullah", text), has_clitic("Lavanya", "Lavanya left.")
    (True, False, False)
    """
    return _stands_behind_known(word, _CLITICS) and _is_of_language(text)


def _is_of_language(text: str) -> bool:
    """Say whether a text has common words of Indonesian and Malay."""
    return any(stands_in(common, text) for common in _COMMON)


@lru_cache(maxsize=1 << 12)
def _stands_behind_known(word: str, clitics: tuple[str, ...]) -> bool:
    """Say whether one of some clitics stands behind a word that the background knows."""
    stem = next((word.removesuffix(clitic) for clitic in clitics if word.endswith(clitic)), "")
    if len(stem) < _LEAST_STEM:
        return False
    table, words = background(), tokenise(stem).words.tolist()
    return len(words) == 1 and background_level(words[0], table.keys.data, table.levels.data) != RAREST
