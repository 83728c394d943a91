"""What people say of pairs or clusters of articles: labels, read from a file.

A label of a pair is ``1`` (they belong together), ``0`` (they do not) or a relation. Decisions
that editors took read as labels; :data:`DECISIONS` says which is which.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dedup.errors import ReaderError
from dedup.evaluation.lines import PathLike, cells_of, columns_of, identity, json_lines, ordered, read_lines
from dedup.model import Relation
from dedup.readers.fields import names_shown

YES, NO = "1", "0"
#: The words of decisions, as labels.
DECISIONS: Mapping[str, str] = {
    "duplicate": YES,
    "update": YES,
    "correction": YES,
    "syndication": YES,
    "not-duplicate": NO,
    "none": NO,
}
RELATIONS = frozenset(str(relation) for relation in Relation)
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels of pairs, or of clusters: one of the two is given, the other is empty."""

    pairs: Mapping[Pair, str] = field(default_factory=dict)  #: smaller id first; ``1``, ``0`` or a relation
    clusters: Mapping[str, str] = field(default_factory=dict)  #: id to the name of its cluster
    languages: Mapping[str, str] = field(default_factory=dict)  #: id to language, where the file says it

    @property
    def ids(self) -> set[str]:
        """All ids that are labelled."""
        return set(self.clusters) if self.clusters else {name for pair in self.pairs for name in pair}

    @property
    def say_relations(self) -> bool:
        """True if some label is a relation rather than 1 or 0."""
        return any(label in RELATIONS for label in self.pairs.values())

    def __len__(self) -> int:
        """Number of labels."""
        return len(self.clusters) or len(self.pairs)


def read_labels(path: PathLike) -> Labels:
    """Read labels.

    TSV with a header line: ``left right label`` or ``id cluster``, in any order, other columns
    allowed; of these ``lang`` (or ``left_lang`` and ``right_lang``) is used. Or JSON lines with
    ``left``, ``right`` and ``label`` or ``decision``. The same label twice counts once.
    They are sorted: the order of the lines decides nothing, not even how they are resampled.

    Raises:
        ReaderError: If the file cannot be read, has no such columns or a bad row, or if two
            lines contradict each other; the message names the file and the line.
    """
    lines = read_lines(path)
    first = next(lines, None)
    if first is None:
        raise ReaderError(f"{path}: holds no labels; it needs a header line: left, right, label or id, cluster")
    if first[1].lstrip().startswith("{"):
        return _pairs(_objects(path, first, lines))
    columns = columns_of(first[1].split("\t"), f"{path}:{first[0]}")
    if "label" not in columns and "decision" in columns:
        columns[columns.index("decision")] = "label"
    rows = ((f"{path}:{number}", line) for number, line in lines)
    cells = ((place, cells_of(line, columns, place)) for place, line in rows)
    if {"left", "right", "label"} <= set(columns):
        return _pairs(cells)
    if {"id", "cluster"} <= set(columns):
        return _clusters(cells)
    raise ReaderError(
        f"{path}:{first[0]}: the header must name left, right and label, or id and cluster, separated by tabs; "
        f"got {names_shown(columns)}"
    )


def _objects(
    path: PathLike, first: tuple[int, str], lines: Iterator[tuple[int, str]]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield decisions written as JSON lines, in the form of rows."""
    for place, record in json_lines(path, (first, *lines)):
        if isinstance(record, dict) and "label" not in record:
            record["label"] = record.get("decision")
        names = ("left", "right", "label")
        if not isinstance(record, dict) or not all(isinstance(record.get(name), str | int) for name in names):
            raise ReaderError(f"{place}: must be an object with left, right, and label or decision")
        yield place, {name: str(value) for name, value in record.items() if isinstance(value, str | int)}


def label_of(word: str, place: str) -> str:
    """Return the label that a word stands for.

    >>> label_of("Near-Duplicate", "labels.tsv:2"), label_of("not-duplicate", "labels.tsv:3")
    ('near-duplicate', '0')

    Raises:
        ReaderError: If it stands for none.
    """
    plain = word.lower().replace("_", "-").replace(" ", "-")
    plain = DECISIONS.get(plain, plain)
    if plain not in RELATIONS and plain not in (YES, NO):
        words = ", ".join([YES, NO, *(str(relation) for relation in Relation), *DECISIONS])
        raise ReaderError(f"{place}: label must be one of {words}, got {word!r}")
    return plain


def _pairs(rows: Iterator[tuple[str, dict[str, str]]]) -> Labels:
    """Collect the labels of pairs."""
    pairs: dict[Pair, str] = {}
    places: dict[Pair, str] = {}
    languages: dict[str, str] = {}
    for place, cells in rows:
        left, right = identity(cells, "left", place), identity(cells, "right", place)
        pair, label = ordered(left, right, place), label_of(cells["label"], place)
        if pairs.setdefault(pair, label) != label:
            raise ReaderError(
                f"{place}: {left!r} and {right!r} are labelled {label}, but {pairs[pair]} in {places[pair]}; keep one"
            )
        places.setdefault(pair, place)
        for name, column in ((left, "left_lang"), (right, "right_lang")):
            if language := cells.get(column) or cells.get("lang"):
                languages[name] = language
    return Labels(pairs=dict(sorted(pairs.items())), languages=languages)


def _clusters(rows: Iterator[tuple[str, dict[str, str]]]) -> Labels:
    """Collect the clusters of ids."""
    clusters: dict[str, str] = {}
    places: dict[str, str] = {}
    languages: dict[str, str] = {}
    for place, cells in rows:
        name, cluster = identity(cells, "id", place), cells["cluster"]
        if not cluster:
            raise ReaderError(f"{place}: 'cluster' is empty; give an article that stands alone a cluster of its own")
        if clusters.setdefault(name, cluster) != cluster:
            raise ReaderError(
                f"{place}: {name!r} is put into cluster {cluster!r}, but into {clusters[name]!r} in {places[name]}; "
                "keep one"
            )
        places.setdefault(name, place)
        if language := cells.get("lang"):
            languages[name] = language
    return Labels(clusters=dict(sorted(clusters.items())), languages=languages)
