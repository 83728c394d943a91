"""Names that differ by a letter or are cut off within a word, in pairs that are templates by their names alone.

A scanner misreads names with all else, and a mark put for a letter ends a name in the middle: "Ken H" for "Ken
H@lland". A form is filled with other names. So such a name is the same one when a form is decided; as a change it is
told all the same, see :mod:`dedup.changes.misread_words`.
"""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dedup.changes.misread_words import LEAST, are_alike
from dedup.confirm.confirm import NAMES, NAMES_GUEST, NAMES_HOST
from dedup.corpus.corpus import Corpus
from dedup.evidence.evidence import Evidence, column
from dedup.facts.facts import KINDS, NAME, facts_of
from dedup.relate.relate import TEMPLATE


def are_one_misread(one: str, other: str) -> bool:
    """Say whether two names are one but for a letter of a word, or one is the other cut off within a word.

    >>> are_one_misread("héctor garza", "héetor garza"), are_one_misread("ken holland", "ken h")
    (True, True)
    >>> are_one_misread("group a", "group b"), are_one_misread("ken holland", "ken")
    (False, False)
    """
    words, others = one.split(), other.split()
    if len(words) == len(others) and all(a == b or are_alike(a, b) for a, b in zip(words, others, strict=True)):
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= LEAST and long.startswith(short) and long[len(short) : len(short) + 1].isalnum()


def count_misread(names: frozenset[str], others: frozenset[str]) -> int:
    """Count the names of one text that another one has misread: each counts for one of the other's."""
    left = sorted(others - names)
    count = 0
    for name in sorted(names - others):
        found = next((other for other in left if are_one_misread(name, other)), None)
        if found is not None:
            left.remove(found)
            count += 1
    return count


def take_for_the_same(
    corpus: Corpus,
    evidence: Evidence,
    relations: NDArray[np.uint8],
    decide_relations: Callable[[NDArray[np.int64]], None],
) -> None:
    """Decide anew, with misread names among those that are the same, which pairs are templates by their names alone.

    Args:
        corpus: The articles.
        evidence: What was measured; the names that are the same are counted anew in it.
        relations: Codes, shape ``(n,)``; written by ``decide_relations``.
        decide_relations: Decides the relations of pairs by their evidence.
    """
    same = column(evidence, NAMES)
    named = np.minimum(column(evidence, NAMES_HOST), column(evidence, NAMES_GUEST))
    forms = np.flatnonzero((relations == TEMPLATE) & (same < named))
    counted = same[forms].copy()
    same[forms] = named[forms]
    decide_relations(forms)
    same[forms] = counted
    names_of = lru_cache(maxsize=4096)(lambda k: _names_of(corpus.articles[k].text))
    for pair in forms[relations[forms] != TEMPLATE].tolist():
        more = count_misread(names_of(int(evidence.hosts[pair])), names_of(int(evidence.guests[pair])))
        same[pair] = min(named[pair], same[pair] + more)
    decide_relations(forms)


def _names_of(text: str) -> frozenset[str]:
    """The names of a text, case folded."""
    return frozenset(fact.value for fact in facts_of(text) if fact.kind == KINDS[NAME - 1])
