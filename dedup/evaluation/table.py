"""Labels and predictions side by side: one row a labelled pair, and how rows are resampled.

Labels of clusters stand for all pairs of their articles. Those that were neither reported nor
belong together are millions, so they are one row with a weight.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from dedup.errors import ReaderError
from dedup.evaluation.figures import Bools, Floats
from dedup.evaluation.labels import NO, YES, Labels
from dedup.evaluation.predictions import Predicted, Said
from dedup.model import Relation

MOST_PAIRS = 5_000_000  #: pairs of labelled clusters that were reported, or lie in one predicted cluster
COPIES = (Relation.IDENTICAL, Relation.NEAR_DUPLICATE)
TEXTUAL = (*COPIES, Relation.EXCERPT, Relation.OVERLAP)
UNKNOWN = -1
Ints = NDArray[np.int64]
#: The articles of a group, as signed sets: its pairs are those inside the first, less those inside the others.
Group = Sequence[tuple[int, Collection[str]]]


class Rows(NamedTuple):
    """The table, by columns."""

    positive: Bools  #: labelled as belonging together
    counted: Bools  #: reported, with a relation that counts
    score: Floats  #: as it ranks: 0 if not reported, or not with a relation that counts
    relation: Ints  #: code of the reported relation; UNKNOWN if none
    label: Ints  #: code of the labelled relation; UNKNOWN if the label says none
    held: Ints  #: whether what was reported holds: 1, 0, UNKNOWN

    def __len__(self) -> int:
        """Number of rows."""
        return len(self.positive)


class Draws(Protocol):
    """How the rows are resampled."""

    @property
    def units(self) -> int:
        """What is resampled: pairs or clusters."""

    def weights(self, rng: np.random.Generator | None, count: int) -> Floats:
        """Return weights of shape (count, rows); without ``rng`` those of the data as they are."""


def default_relations(labels: Labels) -> tuple[Relation, ...]:
    """Return the relations whose report counts as "these belong together".

    Labels that name relations: all. Clusters hold copies: identical and near-duplicate. Plain 1
    and 0 ask for text in common: these and excerpt and overlap.
    """
    if labels.clusters:
        return COPIES
    return tuple(Relation) if labels.say_relations else TEXTUAL


@dataclass(frozen=True)
class LabelledPair:
    """One row as it is made: a label, whether it means yes, and what was said."""

    positive: bool
    said: Predicted | None
    label: str

    def columns(self, counting: Collection[Relation], by_relation: bool) -> tuple[bool, bool, float, int, int, int]:
        """Return the row in the order of the columns."""
        said = self.said
        counts = said is not None and (said.relation is None or said.relation in counting)
        relation = said.relation.weight if said is not None and said.relation is not None else UNKNOWN
        label = UNKNOWN if self.label in (YES, NO) else Relation(self.label).weight
        held = UNKNOWN
        if said is not None and (counts or by_relation):
            if label != UNKNOWN and relation != UNKNOWN:
                held = int(label == relation)
            elif self.label == NO or counts:
                held = int(self.positive)
        return self.positive, counts, said.score if said is not None and counts else 0.0, relation, label, held


def make_rows(rows: Sequence[LabelledPair], counting: Collection[Relation], by_relation: bool) -> Rows:
    """Return rows as columns."""
    columns = list(zip(*(row.columns(counting, by_relation) for row in rows), strict=True)) or [()] * 6
    kinds = (np.bool_, np.bool_, np.float64, np.int64, np.int64, np.int64)
    return Rows(*(np.array(column, dtype=kind) for column, kind in zip(columns, kinds, strict=True)))


class PairDraws:
    """Resamples pairs that were labelled one by one, each on its own."""

    def __init__(self, rows: int) -> None:
        """Resample so many rows."""
        self.units = rows

    def weights(self, rng: np.random.Generator | None, count: int) -> Floats:
        """Return how often each row is drawn."""
        if rng is None or not self.units:
            return np.ones((count, self.units))
        return rng.multinomial(self.units, np.full(self.units, 1.0 / self.units), size=count).astype(np.float64)


class ClusterDraws:
    """Resamples labelled clusters as a whole: their pairs are not independent of one another.

    A cluster drawn twice counts as two clusters that have nothing to do with each other.
    """

    def __init__(self, first: Ints, second: Ints, missed: Floats, sizes: Sequence[tuple[int, Floats]]) -> None:
        """Resample clusters.

        Args:
            first: Cluster of the left of each reported pair.
            second: Cluster of the right.
            missed: For each cluster its pairs that were not reported.
            sizes: For each set of the group its sign and how many articles of each cluster it has.
        """
        self.units = len(missed)
        self._first, self._second, self._missed, self._sizes = first, second, missed, sizes

    def weights(self, rng: np.random.Generator | None, count: int) -> Floats:
        """Return the weights: of the reported pairs, of what each cluster misses, and of all other pairs."""
        n = self.units
        drawn = np.ones((count, n))
        if rng is not None and n:
            drawn = rng.multinomial(n, np.full(n, 1.0 / n), size=count).astype(np.float64)
        across = self._first != self._second
        reported = drawn[:, self._first] * np.where(across, drawn[:, self._second], 1.0)
        rest = np.zeros(count)
        for sign, sizes in self._sizes:
            rest += sign * ((drawn @ sizes) ** 2 - (drawn**2) @ (sizes**2)) / 2.0
        rest -= reported[:, across].sum(axis=1)
        return np.concatenate([reported, drawn * self._missed, np.maximum(0.0, rest)[:, None]], axis=1)


def pair_table(
    labels: Labels, said: Said, counting: Collection[Relation], keep: Callable[[str, str], bool]
) -> tuple[Rows, Draws]:
    """Return the rows of labelled pairs; ``keep`` chooses among them."""
    rows = []
    for (left, right), label in labels.pairs.items():
        if keep(left, right):
            positive = label != NO and (label == YES or Relation(label) in counting)
            rows.append(LabelledPair(positive, said.of(left, right), label))
    made = make_rows(rows, counting, labels.say_relations)
    return made, PairDraws(len(made))


def reported_pairs(
    labels: Labels, predicted: Collection[tuple[str, str]], clusters: Sequence[Sequence[str]]
) -> list[tuple[str, str]]:
    """Return the pairs of labelled ids that were reported or lie in one predicted cluster, each once.

    Raises:
        ReaderError: If there are more than :data:`MOST_PAIRS`.
    """

    def every() -> Iterator[tuple[str, str]]:
        yield from (pair for pair in predicted if pair[0] in labels.clusters and pair[1] in labels.clusters)
        for members in clusters:
            inside = sorted(name for name in members if name in labels.clusters)
            yield from ((left, right) for i, left in enumerate(inside) for right in inside[i + 1 :])

    found: dict[tuple[str, str], None] = {}
    for pair in every():
        found[pair] = None
        if len(found) > MOST_PAIRS:
            raise ReaderError(
                f"more than {MOST_PAIRS:,} pairs of labelled articles are reported or lie in one predicted cluster; "
                "label fewer articles of the large clusters"
            )
    return list(found)


def cluster_table(
    labels: Labels, pairs: Sequence[tuple[str, str]], said: Said, counting: Collection[Relation], group: Group
) -> tuple[Rows, Draws]:
    """Return the rows of all pairs of a group of labelled articles.

    Args:
        labels: Clusters of articles.
        pairs: The pairs of labelled ids that were reported, from :func:`reported_pairs`.
        said: What was said of them.
        counting: The relations that count.
        group: Which articles.
    """
    number: dict[str, int] = {}
    of = {name: number.setdefault(cluster, len(number)) for name, cluster in labels.clusters.items()}
    sizes = [(sign, np.zeros(len(number))) for sign, _ in group]
    for (_, counts), (_, names) in zip(sizes, group, strict=True):
        for name in names:
            counts[of[name]] += 1
    missed = np.zeros(len(number))
    for sign, counts in sizes:
        missed += sign * counts * (counts - 1) / 2
    rows, first, second = [], [], []
    for left, right in pairs:
        if not sum(sign for sign, names in group if left in names and right in names):
            continue
        together = of[left] == of[right]
        rows.append(LabelledPair(together, said.of(left, right), YES if together else NO))
        first.append(of[left])
        second.append(of[right])
        missed[of[left]] -= together
    rows += [LabelledPair(True, None, YES)] * len(number)
    rows.append(LabelledPair(False, None, NO))
    made = make_rows(rows, counting, False)
    draws = ClusterDraws(np.array(first, dtype=np.int64), np.array(second, dtype=np.int64), missed, sizes)
    return made, draws
