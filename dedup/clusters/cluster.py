"""Matches to clusters of copies that do not chain.

Copies are joined only while any two members match as copies or have Jaccard >= .2, so a
chain of small edits is cut where its ends no longer look alike. Jaccard distance is a
metric: two texts at Jaccard >= .6 to a third have at least .2 to each other, which spares
most comparisons in a large cluster.

Source: Levandowsky and Winter (1971), "Distance between sets", for the triangle inequality.
"""

from collections import deque
from collections.abc import Callable, Mapping, Sequence

LEAST_JACCARD = 0.2
SAFE_JACCARD = (1.0 + LEAST_JACCARD) / 2.0


def clusters_of(
    order: Sequence[int], copies: Mapping[int, Mapping[int, float]], jaccard: Callable[[int, int], float]
) -> list[list[int]]:
    """Group articles that are copies of one another.

    Args:
        order: All articles that have a copy, the preferred canonical ones first.
        copies: For each article its copies and the Jaccard index with each; symmetric.
        jaccard: The exact Jaccard index of any two articles.

    Returns:
        Groups of two or more, the canonical first; each article is in one group at most.
    """
    rank = {article: position for position, article in enumerate(order)}
    free = set(order)
    groups: list[list[int]] = []
    for seed in order:
        if seed not in free:
            continue
        free.discard(seed)
        group: list[int] = [seed]
        loose: list[int] = []  # members that are not so near to the seed that they need no look
        queue = deque(sorted((a for a in copies[seed] if a in free), key=rank.__getitem__))
        refused: set[int] = set()
        while queue:
            article = queue.popleft()
            if article not in free or article in refused:
                continue
            to_seed = _jaccard(copies, jaccard, seed, article)
            if not _fits(article, loose if to_seed >= SAFE_JACCARD else group, copies, jaccard):
                refused.add(article)
                continue
            free.discard(article)
            group.append(article)
            if to_seed < SAFE_JACCARD:
                loose.append(article)
            queue.extend(sorted((a for a in copies[article] if a in free and a not in refused), key=rank.__getitem__))
        if len(group) > 1:
            groups.append(group)
    return groups


def _jaccard(
    copies: Mapping[int, Mapping[int, float]], jaccard: Callable[[int, int], float], a: int, b: int
) -> float:
    """The known Jaccard index of a pair, else a fresh one."""
    known = copies[a].get(b)
    return jaccard(a, b) if known is None else known


def _fits(
    article: int,
    members: Sequence[int],
    copies: Mapping[int, Mapping[int, float]],
    jaccard: Callable[[int, int], float],
) -> bool:
    """Whether an article may join: with each of these members it is a copy or has the least Jaccard index."""
    own = copies[article]
    return all(m in own or jaccard(article, m) >= LEAST_JACCARD for m in members)
