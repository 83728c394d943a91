"""Clusters against labelled clusters: adjusted Rand index, B-cubed, V-measure, with intervals.

Intervals resample labelled clusters as a whole; one drawn twice counts as two clusters that
have nothing to do with each other. B-cubed is then the mean of the articles that were drawn,
each with the precision and recall that it has in the whole.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.evaluation import figures as f
from dedup.evaluation.figures import UNDEFINED, Figure, Floats

NAMES = ("ari", "bcubed_precision", "bcubed_recall", "bcubed_f1", "v_measure")
Ints = NDArray[np.int64]


class Contingency(NamedTuple):
    """How many articles each labelled cluster shares with each predicted one; cells above 0 only."""

    true: Ints  #: number of the labelled cluster
    told: Ints  #: number of the predicted cluster
    shared: Floats

    def true_sizes(self) -> Floats:
        """Articles of each labelled cluster."""
        return np.bincount(self.true, self.shared).astype(np.float64)

    def told_sizes(self) -> Floats:
        """Labelled articles of each predicted cluster."""
        return np.bincount(self.told, self.shared).astype(np.float64)


def contingency(true: Sequence[int], told: Sequence[int]) -> Contingency:
    """Return the table of two clusterings of the same articles, numbers from 0."""
    pairs = np.array([true, told], dtype=np.int64).reshape(2, -1)
    cells, counts = np.unique(pairs, axis=1, return_counts=True)
    return Contingency(cells[0], cells[1], counts.astype(np.float64))


def bcubed(table: Contingency) -> tuple[float, float, float]:
    """Return B-cubed precision, recall and F1 of at least one article.

    Precision of an article: the share of its predicted cluster that is of its labelled cluster, itself
    included; recall the reverse; both averaged over articles, F1 the harmonic mean of the averages.

    Source: Bagga and Baldwin (1998); Amigo, Gonzalo, Artiles, Verdejo (2009), "A comparison of extrinsic
    clustering evaluation metrics based on formal constraints".

    >>> [round(x, 3) for x in bcubed(contingency([0, 0, 1], [0, 1, 1]))]
    [0.667, 0.667, 0.667]
    """
    total = table.shared.sum()
    precision = float((table.shared**2 / table.told_sizes()[table.told]).sum() / total)
    recall = float((table.shared**2 / table.true_sizes()[table.true]).sum() / total)
    return precision, recall, 2.0 * precision * recall / (precision + recall)


def measure_clusters(
    clusters: Mapping[str, str], told: Iterable[Sequence[str]], seed: int, samples: int | None = None
) -> dict[str, Figure]:
    """Return the figures of predicted clusters over the labelled articles.

    Args:
        clusters: Labelled: id to name of the cluster.
        told: Predicted clusters, disjoint; a labelled article that is in none stands alone, articles
            without label are left out.
        seed: Of the resampling.
        samples: Resamples; as many as fit if None.
    """
    if not clusters:
        return dict.fromkeys(NAMES, UNDEFINED)
    numbers: dict[str, int] = {}
    true = [numbers.setdefault(cluster, len(numbers)) for cluster in clusters.values()]
    home = {name: k for k, members in enumerate(told) for name in members}
    taken: dict[object, int] = {}
    predicted = [taken.setdefault(home.get(name, name), len(taken)) for name in clusters]
    table = contingency(true, predicted)
    values = _values(true, predicted, table)
    draws = _draws(table, seed, samples or f.sample_count(len(table.shared) + len(taken)))
    draws["v_measure"] += values["v_measure"] - draws["v_measure"].mean()  # mixed clusters that are drawn twice grow
    n, units = len(clusters), len(numbers)
    return {name: f.figure(values[name], n, draws[name], units) for name in NAMES}


def _values(true: Sequence[int], told: Sequence[int], table: Contingency) -> dict[str, float]:
    """The point values."""
    from sklearn.metrics import adjusted_rand_score, v_measure_score

    found = adjusted_rand_score(true, told), *bcubed(table), v_measure_score(true, told)
    return {name: float(value) for name, value in zip(NAMES, found, strict=True)}


def _draws(table: Contingency, seed: int, samples: int) -> dict[str, Floats]:
    """The figures of each resample of the labelled clusters."""
    rng = np.random.default_rng(seed)
    sizes = table.true_sizes()
    units, width = len(sizes), len(table.told_sizes())
    parts: dict[str, list[Floats]] = {name: [] for name in NAMES}
    step = f.block_size(width + len(table.shared))
    for start in range(0, samples, step):
        count = min(step, samples - start)
        drawn = rng.multinomial(units, np.full(units, 1.0 / units), size=count).astype(np.float64)
        for name, values in zip(NAMES, figures_of_draws(table, sizes, drawn), strict=True):
            parts[name].append(values)
    return {name: np.concatenate(values) for name, values in parts.items()}


def figures_of_draws(table: Contingency, sizes: Floats, drawn: Floats) -> tuple[Floats, ...]:
    """Return ARI, B-cubed precision, recall and F1, and V-measure; one value a draw.

    Args:
        table: The labelled clusters against the predicted ones.
        sizes: Articles of each labelled cluster.
        drawn: How often each draw has each labelled cluster, shape ``(draws, clusters)``.
    """
    true, told, count = table
    cells = drawn[:, true]
    total = drawn @ sizes
    precision = (cells @ (count**2 / table.told_sizes()[told])) / total
    recall = (cells @ (count**2 / sizes[true])) / total
    fair = 2.0 * precision * recall / (precision + recall)
    inside = _told_sizes(table, cells)
    return _ari(table, sizes, drawn, inside, total), precision, recall, fair, _v(table, sizes, drawn, inside, total)


def _told_sizes(table: Contingency, cells: Floats) -> Floats:
    """Articles of each predicted cluster in each draw, shape (draws, predicted clusters)."""
    order = np.argsort(table.told, kind="stable")
    starts = np.flatnonzero(np.diff(table.told[order], prepend=-1))
    summed: Floats = np.add.reduceat((cells * table.shared)[:, order], starts, axis=1)
    return summed


def _ari(table: Contingency, sizes: Floats, drawn: Floats, inside: Floats, total: Floats) -> Floats:
    """Adjusted Rand index from the counts of pairs: together in both, in one, in none."""
    true, _, count = table
    both = drawn @ np.bincount(true, count * (count - 1) / 2, len(sizes))
    labelled = drawn @ (sizes * (sizes - 1) / 2)
    across = ((inside**2).sum(axis=1) - drawn**2 @ np.bincount(true, count**2, len(sizes))) / 2
    predicted = both + np.maximum(0.0, across)
    pairs = total * (total - 1) / 2
    expected = np.divide(labelled * predicted, pairs, out=np.zeros_like(pairs), where=pairs > 0)
    spread = (labelled + predicted) / 2 - expected
    index: Floats = np.divide(both - expected, spread, out=np.ones_like(spread), where=np.abs(spread) > 1e-9)
    return index


def _v(table: Contingency, sizes: Floats, drawn: Floats, inside: Floats, total: Floats) -> Floats:
    """V-measure: harmonic mean of homogeneity and completeness (Rosenberg and Hirschberg 2007).

    A predicted cluster that lies within one labelled cluster is drawn twice with it, as two clusters.
    """
    true, told, shared = table
    pure = np.bincount(told) == 1

    def entropy(terms: Floats) -> Floats:
        return np.log(total) - terms / total

    terms = shared * np.log(shared)
    mixed = inside[:, ~pure]
    apart = drawn @ np.bincount(true, terms * pure[told], len(sizes))
    classes = entropy(drawn @ (sizes * np.log(sizes)))
    clusters = entropy(apart + (mixed * np.log(np.maximum(mixed, 1.0))).sum(axis=1))
    joint = entropy(drawn @ np.bincount(true, terms, len(sizes)))
    information = classes + clusters - joint
    homogeneous = np.divide(information, classes, out=np.ones_like(total), where=classes > 1e-12)
    complete = np.divide(information, clusters, out=np.ones_like(total), where=clusters > 1e-12)
    both = homogeneous + complete
    mean: Floats = np.divide(2 * homogeneous * complete, both, out=np.zeros_like(both), where=both > 1e-12)
    return mean
