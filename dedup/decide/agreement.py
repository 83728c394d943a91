"""Nouns that agree with their figures: "9 تلاميذ" and "14 تلميذا", pupils, or "4 человека" and "6 человек", people.

In many languages a noun has another form behind another number. Such a word was replaced because the figure was, and
makes no other subject if it is the same noun: most of its letters are. What one figure counts, three pupils, may be
another thing in the other text, four lorries; then it is none.
"""

from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

from dedup.corpus.corpus import Corpus
from dedup.corpus.spans import character_spans
from dedup.decide.mates import BLANK_FIGURE
from dedup.language.arabic_letters import plain
from dedup.runtime.kernels import Ints, kernel

MOST_NOUNS = 6  #: of a pair that are looked at
ALIKE = 0.6  #: letters that two forms of a noun have in common


@kernel
def is_behind_other_figure(units: Ints, values: Ints, p: int, q: int) -> bool:
    """Return True if two units are words that stand directly behind figures that differ."""
    return bool(
        units[p] >= 0
        and units[q] >= 0
        and units[p - 1] == BLANK_FIGURE
        and units[q - 1] == BLANK_FIGURE
        and values[p - 1] != values[q - 1]
    )


@kernel
def join_agreeing(
    units: Ints, values: Ints, starts: Ints, mates: "NDArray[np.int32]", count: int, end: int,
    nouns: "NDArray[np.int32]", at: int,
) -> int:  # fmt: skip
    """Join what stands between mates if nothing but words behind figures differs there; return how many such words.

    The first words of these units are written to ``nouns`` from ``at`` on, of either text in turn.
    """
    joined = 0
    before, before_mate = -1, count - 1
    for unit in range(count + 1):
        mate = end if unit == count else int(mates[unit])
        if mate < 0:
            continue
        length, found = unit - before, 0
        for k in range(1, length if mate - before_mate == length else 1):
            p, q = before + k, before_mate + k
            if units[p] != units[q]:
                is_noun = p > 0 and q > count and is_behind_other_figure(units, values, p, q)
                found = found + 1 if is_noun and found >= 0 else -1
        if 0 < found <= MOST_NOUNS - joined:
            for k in range(1, length):
                p, q = before + k, before_mate + k
                if units[p] != units[q]:
                    nouns[at + 2 * joined], nouns[at + 2 * joined + 1] = starts[p], starts[q]
                    joined += 1
                mates[p], mates[q] = q, p
        before, before_mate = unit, mate
    return joined


def are_forms_of_nouns(
    corpus: Corpus, hosts: NDArray[np.int32], guests: NDArray[np.int32], nouns: NDArray[np.int32], workers: int
) -> NDArray[np.bool_]:
    """Say of which pairs of articles all words that :func:`join_agreeing` found are forms of one noun each.

    Args:
        corpus: The articles.
        hosts: The first article of each pair, shape ``(n,)``.
        guests: The other one.
        nouns: Their words, of either text in turn, shape ``(n, 2 * MOST_NOUNS)``, -1 behind the last.
        workers: Threads.
    """
    found = np.ones(len(nouns), dtype=np.bool_)
    pairs, places = np.nonzero(nouns >= 0)
    articles = np.where(places % 2 == 0, hosts[pairs], guests[pairs])
    words = (nouns[pairs, places] - corpus.low[articles]).astype(np.int32)
    spans = character_spans(corpus, articles, words, words, workers).tolist()
    written = zip(articles.tolist(), spans, strict=True)
    texts = [plain(corpus.articles[k].text[slice(*span)].casefold()) for k, span in written]
    for pair, one, other in zip(pairs[::2].tolist(), texts[::2], texts[1::2], strict=True):
        found[pair] &= SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE
    return found
