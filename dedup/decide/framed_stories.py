"""Templates by furniture alone that are two stories in one frame: a site's menu and footer around short notices.

The wording of a form may recur, too, so that half of the words in common, most of them furniture, tell a form. Of a
form they stand between what it was filled in with; a frame stands around a story in one stretch. Two such stories must
have half of their own words in common, as forms have in all of theirs, figures apart: of unrelated notices of 40 words
some .1 to .3 stand in one order by chance.
"""

import numpy as np
from numpy.typing import NDArray

from dedup.confirm.confirm import SUBSEQUENCE, UNSPACED, WASTE
from dedup.corpus.corpus import Corpus
from dedup.evidence.evidence import Evidence, column
from dedup.relate.relate import TEMPLATE
from dedup.relate.templates import FORM_MOST
from dedup.rising import distinct_values
from dedup.runtime.kernels import Ints, kernel, run
from dedup.tokens import FURNITURE, NUMBER

STORY = 20  #: words of a story in a frame
STRETCH = 0.9  #: share of a text's own words that stand in one stretch: a line of other articles may stand beside it


@kernel
def count_own(numbers: Ints, lows: Ints, highs: Ints, flags: Ints, out: "NDArray[np.int64]") -> None:
    """Count the words of articles besides furniture and figures; 0 if they do not stand in one stretch."""
    for k in range(len(numbers)):
        own, longest, stretch, figures = 0, 0, 0, 0
        for i in range(lows[numbers[k]], highs[numbers[k]]):
            stretch = 0 if flags[i] & FURNITURE else stretch + 1
            own += 1 if stretch else 0
            figures += 1 if stretch and flags[i] & NUMBER else 0
            longest = max(longest, stretch)
        out[k] = own - figures if longest >= max(STORY, STRETCH * own) else 0


def are_framed_stories(corpus: Corpus, evidence: Evidence, relations: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Return the templates that are two stories in one frame.

    Args:
        corpus: The articles; furniture is marked on its flags.
        evidence: What was measured on the pairs.
        relations: What they are to each other.
    """
    is_asked = (relations == TEMPLATE) & (column(evidence, WASTE) > 0) & (column(evidence, UNSPACED) == 0)
    pairs = np.flatnonzero(is_asked)
    hosts, guests = evidence.hosts[pairs], evidence.guests[pairs]
    articles = distinct_values(np.concatenate([hosts, guests]))
    own = np.zeros(len(articles), dtype=np.int64)
    run(count_own, corpus.compiled, articles, corpus.low, corpus.high, corpus.flags, own)
    least = np.minimum(own[np.searchsorted(articles, hosts)], own[np.searchsorted(articles, guests)])
    in_common = (column(evidence, SUBSEQUENCE) - column(evidence, WASTE))[pairs]
    return np.asarray(pairs[in_common < FORM_MOST * least], dtype=np.int64)
