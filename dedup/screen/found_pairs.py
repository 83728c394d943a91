"""Each pair once: an input and an indexed article of which a later input is a new version.

The earlier input is screened against the indexed text, then the new version against the earlier
input. These are two matches of one pair of ids; the one with the stronger relation is told, of
equally strong ones the first.
"""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from dedup.model import Match


class FoundPairs:
    """Which pairs were found so far, and how they are related."""

    def __init__(self, inputs: Collection[str]) -> None:
        """Know the ids of all inputs: a pair with another article is never met the other way round."""
        self._inputs = frozenset(inputs)
        self._relations: dict[tuple[str, str], int] = {}
        self._beaten = set[tuple[str, str]]()

    def note(self, names: Sequence[tuple[str, str]], relations: NDArray[np.uint8]) -> NDArray[np.int64]:
        """Return the positions of the pairs that are not known the other way round with as strong a relation.

        Args:
            names: The ids of each pair, the screened article first.
            relations: Of each pair, the strongest is the smallest.
        """
        kept = []
        for k, ((left, right), relation) in enumerate(zip(names, relations.tolist(), strict=True)):
            if right not in self._inputs:
                kept.append(k)
                continue
            before = self._relations.get((right, left))
            if before is None or relation < before:
                kept.append(k)
                self._relations[left, right] = relation
                if before is not None:
                    self._beaten.add((right, left))
        return np.array(kept, dtype=np.int64)

    def without_turned(self, matches: list[Match]) -> list[Match]:
        """Return earlier matches without those of which a stronger one was found the other way round since."""
        if not self._beaten:
            return matches
        left = [match for match in matches if (match.left, match.right) not in self._beaten]
        self._beaten.clear()
        return left
