"""Frames of texts in scripts without spaces: furniture around a text of its own, cut off before relations are decided.

There the order of words is not known, and the share of common characters tells a copy or a form. What a site puts
around all its articles would be in it, and a form is known by furniture, too: its wording recurs. Where furniture
stands tells them apart. Before and behind a text it is a frame, inside it may be the wording of a form.
"""

import numpy as np
from numpy.typing import NDArray

from dedup.confirm.confirm import UNSPACED
from dedup.corpus.corpus import Corpus
from dedup.evidence.evidence import Evidence, column
from dedup.rising import distinct_values
from dedup.shingles import shingles
from dedup.tokens import FURNITURE, LINE

MARKED = 0.8  #: share of a frame that is furniture: lines of other articles stand in it, which no other frame has
EDGE = 16  #: characters at the edge of a frame that its sampled keys may miss
LEAST = 40  #: characters of a frame, and of what is no furniture in it: a date line is none, a form filled in has none


def frame_of(flags: NDArray[np.uint8]) -> tuple[int, int]:
    """Return how many words of a text are the frame before and behind it, given the flags of its words.

    >>> flags = np.repeat(np.array([FURNITURE, 0, FURNITURE, 0, FURNITURE], dtype=np.uint8), [30, 9, 30, 50, 40])
    >>> flags[[0, 73]] |= LINE  # the last of the furniture goes on in a line of the text
    >>> frame_of(flags)
    (73, 0)
    """
    is_furniture, is_first = flags & FURNITURE > 0, flags & LINE > 0
    marked = np.count_nonzero(is_furniture)
    if marked < MARKED * LEAST or len(flags) - marked < LEAST:  # as of most texts
        return 0, 0
    has_lines = is_first[1:].any()  # else they are lost
    head = _leading(is_furniture, np.append(is_first[1:], True) if has_lines else is_furniture)
    tail = _leading(is_furniture[::-1], is_first[::-1] if has_lines else is_furniture[::-1])
    inside = is_furniture[head : len(flags) - tail]
    return (head, tail) if len(inside) - np.count_nonzero(inside) >= LEAST else (0, 0)


def _leading(is_furniture: NDArray[np.bool_], ends_line: NDArray[np.bool_]) -> int:
    """Words of the longest beginning of whole lines that is mostly furniture and ends with it, 0 if it is short."""
    marked, words = np.cumsum(is_furniture), np.arange(1, len(is_furniture) + 1)
    since = words - np.maximum.accumulate(np.where(is_furniture, words, 0))  # words since the last that is furniture
    ends = np.flatnonzero(ends_line & (since <= EDGE) & (marked >= MARKED * words))
    return int(ends[-1]) + 1 if len(ends) and ends[-1] + 1 >= LEAST else 0


def without_frames(corpus: Corpus, evidence: Evidence, size: int) -> tuple[Corpus, NDArray[np.int64]]:
    """Cut the frames off the texts in scripts without spaces.

    Args:
        corpus: The articles; furniture is marked on its flags.
        evidence: Of some pairs.
        size: Words in a shingle.

    Returns:
        The articles as they are without their frames, but for their keys and norms, and which pairs have such articles.
    """
    unspaced = np.flatnonzero(column(evidence, UNSPACED) > 0)
    low, high, counts = corpus.low.copy(), corpus.high.copy(), corpus.shingle_counts.copy()
    is_cut = np.zeros(len(low), dtype=np.bool_)
    for k in distinct_values(np.concatenate([evidence.hosts[unspaced], evidence.guests[unspaced]])).tolist():
        head, tail = frame_of(corpus.flags[low[k] : high[k]])
        if head + tail:
            low[k], high[k], is_cut[k] = low[k] + head, high[k] - tail, True
            counts[k] = len(distinct_values(shingles(corpus.words[low[k] : high[k]], size, corpus.compiled)))
    pairs = unspaced[is_cut[evidence.hosts[unspaced]] | is_cut[evidence.guests[unspaced]]]
    return corpus._replace(low=low, high=high, shingle_counts=counts), pairs
