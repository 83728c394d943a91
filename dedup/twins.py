"""Same-event matches among candidate pairs: the seam to the model of ``dedup.same_event``."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.corpus import Corpus
from dedup.model import Passage
from dedup.params import Params


class Twins(NamedTuple):
    """The twins found."""

    found: NDArray[np.int64]  #: positions of the pairs
    probability: NDArray[np.float64]

    def reasons(self, left: int, right: int, passages: Sequence[Passage]) -> tuple[str, ...]:
        """Say why a pair is the same event."""
        return ()


def find_twins(corpus: Corpus, pairs: Any, wanted: NDArray[np.bool_], params: Params, workers: int) -> Twins:
    """Find the pairs without a relation that report one event."""
    return Twins(np.empty(0, dtype=np.int64), np.empty(0))
