"""Headlines that stand again as the next line: what many sites write above a text, and no text that stands twice.

A line is taken for a headline if it is no longer than one, has no full stop and stands at the beginning, behind the day
or the office at most, with a text below it. A teaser, which ends with a full stop, and a short text that stands there
twice alone are repeats.
"""

import re

import numpy as np

from dedup.corpus.corpus import Corpus
from dedup.model import Span
from dedup.repeats.repeats import HEADLINE
from dedup.tokens import LINE, is_unspaced

BEFORE = 2  #: lines before the first headline, at most
NEAR = 8  #: characters at the end of a line in which its full stop stands, before quotation marks and brackets
_FULL_STOP = re.compile(r"[.!?。！？؟।。]\W*$")


def is_headline_again(
    corpus: Corpus, article: int, first: Span, second: Span, second_end: int, characters: int
) -> bool:
    """Say whether a repeat is a headline and the next line.

    Args:
        corpus: The articles.
        article: The one of the repeat.
        first: First word of the first region, and the word behind it.
        second: The same of the second region.
        second_end: Where the second region ends in the text, in characters.
        characters: That stand for a word, where words are not parted.

    >>> from dedup.corpus.corpus import build_corpus
    >>> from dedup.model import Article
    >>> from dedup.params import Params
    >>> text = "Town buys bridge\\nTown buys bridge\\nThe old bridge was sold on Monday."
    >>> corpus = build_corpus([Article("a", text)], Params())
    >>> is_headline_again(corpus, 0, (0, 3), (3, 6), 33, 5)
    True
    """
    low, high = int(corpus.low[article]), int(corpus.high[article])
    most = HEADLINE * (characters if is_unspaced(corpus.flags, low, high) else 1)
    if second[1] > 3 * most:
        return False
    starts = np.flatnonzero(corpus.flags[low : low + second[1]] & LINE)
    lines = np.searchsorted(starts, [first[0], first[1] - 1, second[0], second[1] - 1], side="right") - 1
    one, other = int(lines[0]), int(lines[2])
    if lines[1] != one or lines[3] != other or other != one + 1 or one > BEFORE:
        return False
    text = corpus.articles[article].text
    line_end = text.find("\n", second_end)
    if line_end < 0 or _FULL_STOP.search(text, line_end - NEAR, line_end):
        return False
    behind = np.flatnonzero(corpus.flags[low + second[1] : low + second[1] + most] & LINE)
    if not len(behind):
        return False
    end = second[1] + int(behind[0])
    longest = max(int(starts[other] - starts[one]), end - int(starts[other]), int(starts[one]))
    return bool(longest <= most and high - low - end >= end - starts[other])
