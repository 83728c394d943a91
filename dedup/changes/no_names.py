"""Capitalised words that are no names though they stand as one: in a photographer's credit, with an ending of "its".

Asked of the few names that are told.
"""

import re
from functools import lru_cache

from dedup.language.background import RAREST, background, background_level
from dedup.model import Span
from dedup.tokens import tokenise

_CREDIT = re.compile(r"\b(?:foto|photo|fotografer|fotografo|fotógrafo)s?\s?(?:[/:]|by|oleh)\s?$", re.IGNORECASE)
_CREDIT_IN = re.compile(r"(?:foto|photo)s?/", re.IGNORECASE)
_LOOK = 16  # characters before a name in which a credit begins
_ENDING = "nya"  #: its, the: Indonesian "caranya", how to
_LEAST_STEM = 3


def is_no_name(text: str, span: Span) -> bool:
    """Say whether capitalised words are a photographer's credit, or end with a common noun and Indonesian "-nya".

    >>> is_no_name("ANTARA FOTO/Aji Styawan", (7, 23)), is_no_name("Begini Caranya!", (0, 14))
    (True, True)
    >>> is_no_name("He flew to Kenya.", (11, 16))
    False
    """
    start, end = span
    if start == end:
        return False
    written = text[start:end]
    if _CREDIT_IN.match(written) or _CREDIT.search(text, max(0, start - _LOOK), start):
        return True
    last = written.rpartition(" ")[2]
    return last.endswith(_ENDING) and len(last) - len(_ENDING) >= _LEAST_STEM and _is_known(last[: -len(_ENDING)])


@lru_cache(maxsize=1 << 12)
def _is_known(stem: str) -> bool:
    """Say whether the background knows a word."""
    table, words = background(), tokenise(stem).words.tolist()
    return len(words) == 1 and background_level(words[0], table.keys.data, table.levels.data) != RAREST
