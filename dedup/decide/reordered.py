"""Lists of the same words in another order: the next round of a league, the table of another week.

The same clubs meet in other pairs, so that hardly a word is another one, and most stand beside others. In an update the
words stay where they are; a copy whose sentences or paragraphs moved keeps the rows of words in them, and rows that
were sorted otherwise keep their figures. So both texts must begin alike up to a figure, that of the round or its day,
which is another one. Which of two lists of one day is the corrected one nobody can say; these are left as they are.
"""

from collections import Counter
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dedup.confirm.confirm import SHARED, TOTAL_GUEST, TOTAL_HOST, UNSPACED
from dedup.corpus.corpus import Corpus
from dedup.evidence.evidence import Evidence, column, cosines, jaccard_of
from dedup.relate.relate import TEMPLATE
from dedup.relate.templates import RECURRENCE
from dedup.tokens import NUMBER

LEAST_COSINE = 0.8  #: below, two texts have not that many words in common
MOST_IN_ORDER = 0.45  #: Jaccard index of their shingles; copies of so little order have .75 of the words or less
SAME_WORDS = 0.8  #: Jaccard index of the words, without figures
MOST_BESIDE = 0.67  #: of the words that stand once in both, those followed by the same one of these in both
LEAST_LIST = 20  #: words of a list
LEAD = 20  #: words in which the number of an issue stands


def are_reordered(
    corpus: Corpus, evidence: Evidence, relations: NDArray[np.uint8], days: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Return the pairs of lists that have the same words in another order.

    Args:
        corpus: The articles.
        evidence: What was measured on the pairs.
        relations: What they are to each other.
        days: Days between their publication, -1.0 if one is undated.
    """
    jaccard = jaccard_of(corpus, column(evidence, SHARED), evidence.hosts, evidence.guests)
    is_asked = (relations != TEMPLATE) & ((days < 0) | (days >= RECURRENCE)) & (column(evidence, UNSPACED) == 0)
    is_asked &= (cosines(evidence) >= LEAST_COSINE) & (jaccard < MOST_IN_ORDER)
    is_asked &= np.minimum(column(evidence, TOTAL_HOST), column(evidence, TOTAL_GUEST)) >= LEAST_LIST
    found = [
        pair
        for pair in np.flatnonzero(is_asked).tolist()
        if _is_reordered(corpus, int(evidence.hosts[pair]), int(evidence.guests[pair]))
    ]
    return np.array(found, dtype=np.int64)


def _is_reordered(corpus: Corpus, one: int, other: int) -> bool:
    """Say whether two articles have another number to begin with and the same words, most beside others."""
    spans = [slice(corpus.low[k], corpus.high[k]) for k in (one, other)]
    if not _begin_with_other_numbers(corpus, *spans):
        return False
    counts, other_counts = (
        Counter[int](corpus.words[span][corpus.flags[span] & NUMBER == 0].tolist()) for span in spans
    )
    if len(counts.keys() & other_counts) < SAME_WORDS * len(counts.keys() | other_counts):
        return False
    once = {word for word, count in counts.items() if count == other_counts[word] == 1}
    beside, other_beside = (set(pairwise(word for word in some if word in once)) for some in (counts, other_counts))
    return len(beside & other_beside) < MOST_BESIDE * len(once)


def _begin_with_other_numbers(corpus: Corpus, one: slice, other: slice) -> bool:
    """Say whether two texts begin with the same words up to a figure that is another one."""
    words, other_words = corpus.words[one][:LEAD], corpus.words[other][:LEAD]
    fewer = min(len(words), len(other_words))
    differing = np.flatnonzero(words[:fewer] != other_words[:fewer])
    if not len(differing):
        return False
    at = differing[0]
    return bool(corpus.flags[one][at] & corpus.flags[other][at] & NUMBER)
