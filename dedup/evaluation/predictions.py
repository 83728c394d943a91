"""What a detector said of articles: reported pairs and clusters, from its output or from a report."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from dedup.errors import ReaderError
from dedup.evaluation.labels import RELATIONS, Pair
from dedup.evaluation.lines import PathLike, cells_of, columns_of, identity, json_lines, ordered, read_lines
from dedup.model import Relation, Report
from dedup.readers.fields import names_shown
from dedup.report.csv_table import COLUMNS, UPDATE, original

_KINDS = ("match", "repeat", "cluster", "update", "summary")  #: of the records that dedup writes


class Predicted(NamedTuple):
    """What was said of one pair."""

    relation: Relation | None  #: None where the detector knows no relations
    score: float  #: 0.0 to 1.0


@dataclass(frozen=True, slots=True)
class Predictions:
    """Reported pairs, smaller id first, and disjoint clusters of two ids or more."""

    pairs: Mapping[Pair, Predicted] = field(default_factory=dict)
    clusters: Sequence[Sequence[str]] = ()

    @property
    def ids(self) -> set[str]:
        """All ids that occur."""
        return {name for pair in self.pairs for name in pair} | {name for cluster in self.clusters for name in cluster}


def predictions_of(report: Report) -> Predictions:
    """Return what a report of :func:`dedup.find_duplicates` says."""
    pairs = {(match.left, match.right): Predicted(match.relation, match.score) for match in report.matches}
    return Predictions(pairs, [cluster.members for cluster in report.clusters])


def read_predictions(path: PathLike) -> Predictions:
    """Read the output of ``dedup find --format jsonl``, or a table of another program.

    JSON lines: ``match`` and ``cluster`` records count, all others are passed over. CSV, as ``find --format
    csv`` writes it, or TSV, with a header line: ``left right`` with ``score`` (1 if there is none) and
    ``relation`` if there are any, or ``id cluster``. Of a pair that is reported twice the higher score
    counts. Where no clusters are told, pairs of copies (pairs without relation count as such) are joined.

    Raises:
        ReaderError: If the file cannot be read or a record is wrong; with ``PATH:LINE``.
    """
    lines = read_lines(path)
    first = next(lines, None)
    if first is None:
        raise ReaderError(f"{path}: holds no predictions; make them with dedup find --format jsonl")
    pairs: dict[Pair, Predicted] = {}
    clusters = _Clusters()
    if first[1].lstrip().startswith("{"):
        are_told = _read_records(path, first, lines, pairs, clusters)
    else:
        are_told = _read_table(path, first, lines, pairs, clusters)
    if not are_told:
        return Predictions(pairs, components(pair for pair, said in pairs.items() if _is_copy(said.relation)))
    return Predictions(pairs, clusters.members())


class _Clusters:
    """Clusters as they are read; an id may lie in one only."""

    def __init__(self) -> None:
        """Start without any."""
        self._of: dict[str, str] = {}
        self._places: dict[str, str] = {}

    def put(self, name: str, cluster: str, place: str) -> None:
        """Put an id into a cluster."""
        if self._of.setdefault(name, cluster) != cluster:
            raise ReaderError(
                f"{place}: {name!r} is in cluster {cluster!r}, but in {self._of[name]!r} in {self._places[name]}"
            )
        self._places.setdefault(name, place)

    def members(self) -> list[list[str]]:
        """The clusters of two ids or more, each sorted."""
        found: dict[str, list[str]] = {}
        for name, cluster in self._of.items():
            found.setdefault(cluster, []).append(name)
        return [sorted(members) for _, members in sorted(found.items()) if len(members) > 1]


def _is_copy(relation: Relation | None) -> bool:
    """True for relations that join a cluster, and where no relation is told."""
    return relation is None or relation.is_copy


def components(pairs: Iterable[Pair]) -> list[list[str]]:
    """Return the groups of ids that are linked by pairs, each sorted, in the order of their first ids.

    >>> components([("a", "b"), ("x", "y"), ("b", "c")])
    [['a', 'b', 'c'], ['x', 'y']]
    """
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for left, right in pairs:
        parent[root(left)] = root(right)
    groups: dict[str, list[str]] = {}
    for name in sorted(parent):
        groups.setdefault(root(name), []).append(name)
    return list(groups.values())


def _keep(pairs: dict[Pair, Predicted], pair: Pair, said: Predicted) -> None:
    """Keep what is said of a pair, or what was said before if its score is higher."""
    if pair not in pairs or said.score > pairs[pair].score:
        pairs[pair] = said


def _read_records(
    path: PathLike,
    first: tuple[int, str],
    lines: Iterator[tuple[int, str]],
    pairs: dict[Pair, Predicted],
    clusters: _Clusters,
) -> bool:
    """Read JSON lines; return whether they tell the clusters."""
    are_told, is_known = False, False
    for place, record in json_lines(path, (first, *lines)):
        if not isinstance(record, dict):
            raise ReaderError(f"{place}: must be a JSON object, as dedup find --format jsonl writes them")
        kind = record.get("kind", "match" if "left" in record else "")
        if kind == "match":
            left, right = _text(record, "left", place), _text(record, "right", place)
            said = Predicted(_relation(record.get("relation"), place), _score(record.get("score"), place))
            _keep(pairs, ordered(left, right, place), said)
        elif kind == "cluster":
            members = record.get("members")
            if not isinstance(members, list) or not all(isinstance(name, str) and name for name in members):
                raise ReaderError(f"{place}: 'members' must be a list of ids")
            for name in members:
                clusters.put(name, _text(record, "id", place), place)
        are_told = are_told or kind in ("cluster", "summary")
        is_known = is_known or kind in _KINDS
    if not is_known:
        raise ReaderError(
            f"{path}: holds no predictions: no record of it is a match, a cluster or a summary; "
            "make them with dedup find --format jsonl"
        )
    return are_told


def _read_table(
    path: PathLike,
    first: tuple[int, str],
    lines: Iterator[tuple[int, str]],
    pairs: dict[Pair, Predicted],
    clusters: _Clusters,
) -> bool:
    """Read TSV or CSV; return whether it tells the clusters."""
    is_csv = "\t" not in first[1] and "," in first[1]
    place = f"{path}:{first[0]}"
    columns = columns_of(next(csv.reader([first[1]])) if is_csv else first[1].split("\t"), place)
    is_clusters = {"id", "cluster"} <= set(columns)
    _refuse_other_tables(place, columns)
    rows = _csv_rows(path, columns, lines) if is_csv else _tsv_rows(path, columns, lines)
    for place, cells in rows:
        if is_clusters:
            clusters.put(identity(cells, "id", place), identity(cells, "cluster", place), place)
            continue
        if cells.get("relation") == UPDATE:  # of check: another version of an article, no finding
            continue
        pair = ordered(identity(cells, "left", place), identity(cells, "right", place), place)
        score = _score(cells.get("score", 1.0), place)
        _keep(pairs, pair, Predicted(_relation(cells.get("relation") or None, place), score))
    return is_clusters


def _refuse_other_tables(place: str, columns: Sequence[str]) -> None:
    """Raise if a header is that of no predictions, or that of labels."""
    if not {"id", "cluster"} <= set(columns) and not {"left", "right"} <= set(columns):
        raise ReaderError(
            f"{place}: neither JSON lines nor a table; the header must name left, right and score, "
            f"or id and cluster, separated by tabs or commas; got {names_shown(columns)}"
        )
    said = {"label", "decision"} & set(columns)
    if said and not {"score", "relation"} & set(columns):
        raise ReaderError(
            f"{place}: holds labels ({', '.join(sorted(said))}), no predictions; a table of predictions names left, "
            "right and score or relation: give what dedup find wrote, as LABELS PREDICTIONS"
        )


def _tsv_rows(
    path: PathLike, columns: Sequence[str], lines: Iterator[tuple[int, str]]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the place and the cells of each row of a TSV file."""
    for number, line in lines:
        place = f"{path}:{number}"
        yield place, cells_of(line, columns, place)


def _csv_rows(
    path: PathLike, columns: Sequence[str], lines: Iterator[tuple[int, str]]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the place and the cells of each row of a CSV file (RFC 4180); what find made harmless is as it was."""
    ours, at = tuple(columns[: len(COLUMNS)]) == COLUMNS, 1

    def texts() -> Iterator[str]:
        nonlocal at
        for number, line in lines:
            at = number
            yield line + "\n"

    try:
        for cells in csv.reader(texts(), strict=True):
            place = f"{path}:{at}"
            if len(cells) != len(columns):
                raise ReaderError(f"{place}: {len(cells)} columns, the header has {len(columns)}; correct the row")
            plain = [original(cell) if ours else cell.strip() for cell in cells]
            yield place, dict(zip(columns, plain, strict=True))
    except csv.Error as exc:
        raise ReaderError(f"{path}:{at}: not CSV: {exc}") from exc


def _text(record: Mapping[str, Any], name: str, place: str) -> str:
    """Return a field that must be an id."""
    value = record.get(name)
    if not isinstance(value, str) or not value:
        raise ReaderError(f"{place}: {name!r} must be the id of an article, got {value!r}")
    return value


def _relation(value: object, place: str) -> Relation | None:
    """Return the relation of a pair, None if there is none."""
    if value is None:
        return None
    if value not in RELATIONS:
        raise ReaderError(f"{place}: relation must be one of {', '.join(Relation)}, got {value!r}")
    return Relation(str(value))


def _score(value: object, place: str) -> float:
    """Return a score; none is 1.0, as the pair was reported."""
    if value is None:
        return 1.0
    try:
        score = float(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else -1.0
    except ValueError:
        score = -1.0
    if not 0.0 <= score <= 1.0:
        raise ReaderError(f"{place}: score must be a number in [0, 1], got {value!r}")
    return score


class Said:
    """What was said of any pair: reported, or in one cluster without being reported.

    Large groups of equal texts are reported member by member with their canonical only. A pair
    that only its cluster tells is identical if both are so to one member, else a near-duplicate;
    its score is the lower of the two links, else the lowest of the cluster.
    """

    def __init__(self, predictions: Predictions) -> None:
        """Look up in these predictions."""
        self.pairs = predictions.pairs  #: those reported
        self._cluster = {name: k for k, members in enumerate(predictions.clusters) for name in members}
        self._links: dict[str, dict[str, Predicted]] = {}
        self._lowest: dict[int, float] = {}
        for (left, right), said in predictions.pairs.items():
            cluster = self._cluster.get(left, -1)
            if cluster >= 0 and cluster == self._cluster.get(right) and _is_copy(said.relation):
                self._links.setdefault(left, {})[right] = said
                self._links.setdefault(right, {})[left] = said
                self._lowest[cluster] = min(said.score, self._lowest.get(cluster, 1.0))

    def of(self, left: str, right: str) -> Predicted | None:
        """Return what was said of a pair, ``left < right``; None if nothing."""
        said = self.pairs.get((left, right))
        cluster = self._cluster.get(left, -1)
        if said is not None or cluster < 0 or cluster != self._cluster.get(right):
            return said
        ours, theirs = self._links.get(left, {}), self._links.get(right, {})
        shared = sorted(ours.keys() & theirs.keys())
        if not shared:
            return Predicted(Relation.NEAR_DUPLICATE, self._lowest.get(cluster, 1.0))
        best = max(shared, key=lambda name: min(ours[name].score, theirs[name].score))
        ends = ours[best], theirs[best]
        equal = all(link.relation is Relation.IDENTICAL for link in ends)
        return Predicted(Relation.IDENTICAL if equal else Relation.NEAR_DUPLICATE, min(link.score for link in ends))
