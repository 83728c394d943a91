"""How many pairs of equal texts a run would list but for the limit on them."""

import numpy as np
from numpy.typing import NDArray

from dedup.corpus.equal import EqualTexts, Sides
from dedup.decide.decide import Pairs
from dedup.published import days_within
from dedup.relate.relate import RELATIONS


def are_of_large_groups(
    equal: EqualTexts, left: NDArray[np.int32], right: NDArray[np.int32]
) -> NDArray[np.bool_]:
    """Say which pairs have an article of a group of equal texts that is too large to be listed pair by pair."""
    large = np.zeros(len(equal.representative), dtype=np.bool_)
    large[list(equal.large)] = True
    return np.asarray(large[equal.representative[left]] | large[equal.representative[right]], dtype=np.bool_)


def left_out_pairs(
    equal: EqualTexts,
    pairs: Pairs,
    listed: NDArray[np.bool_],
    related: NDArray[np.bool_],
    days: NDArray[np.float64],
    sides: Sides | None,
    window: int | None,
) -> NDArray[np.int64]:
    """Count the pairs that large groups of equal texts leave out: of two texts all have the relation of those measured.

    Args:
        equal: The groups.
        pairs: All of such groups, at least.
        listed: Which of them are reported.
        related: Which of them have a relation at a score that is asked for, be they asked for or not.
        days: Day of publication of each article, NaN if it is not dated.
        sides: What is compared with what; None compares all with all.
        window: Days; None if any distance will do.

    Returns:
        Shape ``(6,)``: pairs left out by relation.
    """
    one, other = equal.representative[pairs.left], equal.representative[pairs.right]
    here = np.flatnonzero(are_of_large_groups(equal, pairs.left, pairs.right) & related)
    codes, given = dict[tuple[int, int], int](), dict[tuple[int, int], int]()
    for a, b, code, is_listed in zip(
        *(side[here].tolist() for side in (one, other, pairs.relations, listed)), strict=True
    ):
        texts = (min(a, b), max(a, b))
        codes.setdefault(texts, code)
        given[texts] = given.get(texts, 0) + is_listed
    out = np.zeros(len(RELATIONS), dtype=np.int64)
    for (a, b), code in codes.items():
        ones, others = (np.array(equal.groups.get(k, [k]), dtype=np.int64) for k in (a, b))
        out[code] += _asked_for(ones, others, days, sides, window) - given[a, b]
    return out


def _asked_for(
    one: NDArray[np.int64], other: NDArray[np.int64], days: NDArray[np.float64], sides: Sides | None, window: int | None
) -> int:
    """The pairs of two groups, or within one given twice, that are compared and published close enough."""
    count = _close(one, other, days, window)
    if sides is None:
        return count
    for apart in (sides.archived, ~(sides.archived | sides.shared)):  # are not compared with one another
        count -= _close(one[apart[one]], other[apart[other]], days, window)
    return count


def _close(
    one: NDArray[np.int64], other: NDArray[np.int64], days: NDArray[np.float64], window: int | None
) -> int:
    """The pairs of two groups, or within one given twice, that are published close enough."""
    is_one_group = np.array_equal(one, other)
    count = len(one) * len(other)
    if window is not None:
        dated, others = days[one][~np.isnan(days[one])], np.sort(days[other][~np.isnan(days[other])])
        first, last = days_within(dated, window)
        near = np.searchsorted(others, last, "right") - np.searchsorted(others, first)
        count -= len(dated) * len(others) - int(near.sum())
    return (count - len(one)) // 2 if is_one_group else count
