"""Words of a page that stand there again: what a page that holds its text twice has more than the text.

Only what stands again word for word and in long runs does: a text that says one form of several people has as few
distinct shingles, but other words between them. In scripts without spaces the shingles, three characters each, of any
long text are few, and it is not asked.
"""

import numpy as np
from numpy.typing import NDArray

from dedup.confirm.confirm import TOTAL_GUEST, TOTAL_HOST, UNSPACED
from dedup.corpus.corpus import Corpus
from dedup.evidence.evidence import Evidence, column
from dedup.relate.relate import MUCH_MORE
from dedup.rising import distinct_values

PROBES = (1 / 8, 1 / 4, 3 / 8)  #: where in a text it is looked for words that stand again: in its first copy
RUN = 20  #: words of a run that stands again


def words_again(words: NDArray[np.int32]) -> int:
    """Return how many words of a text stand in runs that it has said before.

    >>> words_again(np.array([*range(100), 7, *range(100)], dtype=np.int32))
    100
    """
    most = 0
    for probe in PROBES:
        first = int(probe * len(words))
        seconds = np.arange(first + 1, len(words) - RUN + 1)
        for k in range(RUN):
            seconds = seconds[words[seconds + k] == words[first + k : first + k + 1]]
        if len(seconds):
            shift = int(seconds[0]) - first
            most = max(most, _words_in_runs(words[shift:] == words[: len(words) - shift]))
    return most


def _words_in_runs(same: NDArray[np.bool_]) -> int:
    """Words in the runs, long enough, of those that are the same."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], same, [False]]).astype(np.int8)))
    lengths = edges[1::2] - edges[::2]
    return int(lengths[lengths >= RUN].sum())


def said_again(corpus: Corpus, evidence: Evidence) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Say of each pair how many words of one text stand there again, where that makes much of it.

    Two texts that both are said twice are compared as they are.

    Returns:
        Numbers of words of the hosts and of the guests, shape ``(n,)`` each.
    """
    again = np.zeros(len(corpus.articles), dtype=np.int32)
    sides = (evidence.hosts, column(evidence, TOTAL_HOST)), (evidence.guests, column(evidence, TOTAL_GUEST))
    for articles, totals in sides:
        is_asked = (corpus.shingle_counts[articles] <= MUCH_MORE * totals) & (column(evidence, UNSPACED) == 0)
        for article in distinct_values(articles[is_asked]).tolist():
            again[article] = words_again(corpus.words[corpus.low[article] : corpus.high[article]])
    host, guest = again[evidence.hosts], again[evidence.guests]
    is_one = (host == 0) | (guest == 0)
    return host * is_one, guest * is_one
