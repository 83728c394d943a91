"""Predictions held against labels: the work of ``dedup evaluate``."""

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from dedup.errors import UsageError
from dedup.evaluation.clusters import measure_clusters
from dedup.evaluation.figures import Figures
from dedup.evaluation.labels import NO, Labels, read_labels
from dedup.evaluation.lines import PathLike
from dedup.evaluation.measure import measure_pairs, measure_relations
from dedup.evaluation.predictions import Predictions, Said, components, predictions_of, read_predictions
from dedup.evaluation.table import (
    COPIES,
    Draws,
    Group,
    Rows,
    cluster_table,
    default_relations,
    pair_table,
    reported_pairs,
)
from dedup.model import Article, Relation, Report

UNDETERMINED = "und"  #: language of pairs of which it is not known, as in BCP 47
MIXED = "mul"  #: of pairs in two languages
#: Groups by the words of the shorter text: name, fewest words.
LENGTHS = (("under 50 words", 0), ("50 to 199 words", 50), ("200 to 599 words", 200), ("600 words and more", 600))


class Evaluation(NamedTuple):
    """All figures of predictions; the names are those of ``dedup evaluate --format json``."""

    pairs: Figures
    clusters: Figures
    relations: Mapping[str, Figures]
    languages: Mapping[str, Figures]
    lengths: Mapping[str, Figures]

    def as_mapping(self) -> dict[str, object]:
        """Return the object that ``--format json`` writes."""

        def flat(some: Figures) -> dict[str, object]:
            return {name: figure.as_mapping() for name, figure in some.items()}

        def nested(groups: Mapping[str, Figures]) -> dict[str, object]:
            return {name: flat(some) for name, some in groups.items()}

        return {
            "pairs": flat(self.pairs),
            "clusters": flat(self.clusters),
            "relations": nested(self.relations),
            "languages": nested(self.languages),
            "lengths": nested(self.lengths),
        }


def evaluate(
    labels: Labels | PathLike,
    predictions: Predictions | Report | PathLike,
    *,
    relations: Collection[Relation | str] | None = None,
    articles: Iterable[Article] = (),
    seed: int = 1,
    samples: int | None = None,
) -> Evaluation:
    """Hold predictions against labels.

    Args:
        labels: Of pairs or of clusters; a path is read, as ``docs/evaluation.md`` says.
        predictions: A report, or the output of ``dedup find``; a path is read.
        relations: A pair counts as reported if it has one of these; see the notes.
        articles: The articles themselves, for figures by language and length; may be left out.
        seed: Of the resampling; the same seed gives the same intervals.
        samples: Resamples; 1000, or fewer for large tables, if None.

    Returns:
        Figures by name, as ``pairs["f1"]``: each with its value, from 0.0 to 1.0 (``ari`` from -0.5),
        the number ``n`` of pairs or articles that it rests on, and its 95 % interval. A figure that is
        not defined has the value None and ``n`` 0.

    Notes:
        Order does not matter: a, b is the pair b, a. Labels of pairs say nothing of other pairs, so
        a reported pair without label is no error. Labels of clusters say of all pairs of the labelled
        articles whether they belong together. Unless ``relations`` says otherwise, counting are: with
        labels 1 and 0 identical, near-duplicate, excerpt and overlap; with labels that name relations
        all of them; with clusters identical and near-duplicate. Pairs not reported rank last in the
        average precision, with score 0, and do not enter the calibration error. Labels of pairs make
        clusters too: positive pairs of copies, linked.

    Raises:
        ReaderError: If a file is wrong.
        UsageError: If a relation does not exist, or labels or predictions are something else.

    >>> labels = Labels(pairs={("a", "b"): "1", ("a", "c"): "0"})
    >>> from dedup.evaluation.predictions import Predicted
    >>> found = evaluate(labels, Predictions({("a", "b"): Predicted(Relation.IDENTICAL, 1.0)}))
    >>> found.pairs["precision"].value, found.pairs["recall"].n
    (1.0, 1)
    """
    _check_given(labels, "labels", Labels)
    _check_given(predictions, "predictions", Predictions, Report)
    known = labels if isinstance(labels, Labels) else read_labels(labels)
    told = _told(predictions)
    counting = counting_relations(known, relations)
    said = Said(told)
    tables = _Tables(known, told, said, counting)
    everyone = known.ids
    rows, draws = tables.of([(1, everyone)], lambda left, right: True)
    by_relation = known.say_relations
    sizes, languages = _described(articles, known, everyone)
    return Evaluation(
        pairs=measure_pairs(rows, draws, seed, samples),
        clusters=measure_clusters(_clusters(known), told.clusters, seed, samples),
        relations=measure_relations(rows, draws, seed, by_relation, samples),
        languages=_by_language(tables, languages, everyone, seed, samples),
        lengths=_by_length(tables, sizes, seed, samples),
    )


def _check_given(given: object, name: str, *kinds: type) -> None:
    """Refuse what is neither a path nor of one of some kinds."""
    if not isinstance(given, (str, os.PathLike, *kinds)):
        names = " or ".join(kind.__name__ for kind in kinds)
        raise UsageError(f"{name} must be the path of a file or a {names}, got one of type {type(given).__name__}")


def _told(predictions: Predictions | Report | PathLike) -> Predictions:
    """Return predictions, whatever they came as."""
    if isinstance(predictions, Predictions):
        return predictions
    return predictions_of(predictions) if isinstance(predictions, Report) else read_predictions(predictions)


def counting_relations(labels: Labels, relations: Collection[Relation | str] | None) -> tuple[Relation, ...]:
    """Return the relations whose report counts: those named, else what the labels ask for.

    Raises:
        UsageError: If one does not exist.
    """
    found = []
    for name in relations or ():
        if name not in list(Relation):
            raise UsageError(f"relation must be one of {', '.join(Relation)}, got {name!r}")
        found.append(Relation(name))
    return tuple(found) or default_relations(labels)


class _Tables:
    """Makes the table of any group of articles."""

    def __init__(self, labels: Labels, told: Predictions, said: Said, counting: Sequence[Relation]) -> None:
        """Make tables of these labels and predictions."""
        self._labels, self._said, self._counting = labels, said, counting
        self._pairs = reported_pairs(labels, told.pairs, told.clusters) if labels.clusters else []

    def of(self, group: Group, keep: Callable[[str, str], bool]) -> tuple[Rows, Draws]:
        """Return the rows of a group, which is told as sets of articles and as a choice among pairs."""
        if self._labels.clusters:
            return cluster_table(self._labels, self._pairs, self._said, self._counting, group)
        return pair_table(self._labels, self._said, self._counting, keep)


class Keep:
    """Chooses pairs by the languages of their articles."""

    def __init__(self, languages: Mapping[str, str], wanted: str) -> None:
        """Keep pairs in the language ``wanted``; two languages make a mixed pair."""
        self._languages, self._wanted = languages, wanted

    def __call__(self, left: str, right: str) -> bool:
        """Return True if the pair is in the language."""
        pair = {self._languages.get(name, UNDETERMINED) for name in (left, right)}
        return (UNDETERMINED if UNDETERMINED in pair else pair.pop() if len(pair) == 1 else MIXED) == self._wanted


def _clusters(labels: Labels) -> Mapping[str, str]:
    """Return labelled clusters; of pairs, what the positive labels of copies link."""
    if labels.clusters:
        return labels.clusters
    linked = components(
        pair
        for pair, label in labels.pairs.items()
        if label != NO and (label in ("1", *COPIES) or not labels.say_relations)
    )
    home = {name: members[0] for members in linked for name in members}
    return {name: home.get(name, name) for name in sorted(labels.ids)}


def _described(
    articles: Iterable[Article], labels: Labels, ids: Collection[str]
) -> tuple[dict[str, int], dict[str, str]]:
    """Return words and language of the labelled articles, as far as they are known."""
    sizes: dict[str, int] = {}
    languages = dict(labels.languages)
    for article in articles:
        if article.id in ids:
            sizes[article.id] = len(article.text.split())
            if article.lang:
                languages.setdefault(article.id, article.lang)
    return sizes, languages


def _by_language(
    tables: _Tables, languages: Mapping[str, str], ids: Collection[str], seed: int, samples: int | None
) -> dict[str, Figures]:
    """Return figures for each language, of pairs within it; none if no language is known."""
    if not languages:
        return {}
    members: dict[str, set[str]] = {}
    for name in ids:
        if name in languages:
            members.setdefault(languages[name], set()).add(name)
    known = set().union(*members.values())
    groups: dict[str, Group] = {language: [(1, names)] for language, names in sorted(members.items())}
    groups[MIXED] = [(1, known), *((-1, names) for names in members.values())]
    groups[UNDETERMINED] = [(1, set(ids)), (-1, known)]
    found: dict[str, Figures] = {}
    for language, group in groups.items():
        rows, draws = tables.of(group, Keep(languages, language))
        _put(found, language, measure_pairs(rows, draws, seed, samples))
    return found


def _put(groups: dict[str, Figures], name: str, figures: Figures) -> None:
    """Keep the figures of a group if there is any."""
    if any(figure.n for figure in figures.values()):
        groups[name] = figures


def _by_length(tables: _Tables, sizes: Mapping[str, int], seed: int, samples: int | None) -> dict[str, Figures]:
    """Return figures by the length of the shorter text; none if no length is known."""
    found: dict[str, Figures] = {}
    ends = [fewest for _, fewest in LENGTHS[1:]] + [None]
    for (name, fewest), end in zip(LENGTHS, ends, strict=True):
        inside = {one for one, size in sizes.items() if size >= fewest}
        beyond = {one for one, size in sizes.items() if end is not None and size >= end}

        def keep(left: str, right: str, inside: set[str] = inside, beyond: set[str] = beyond) -> bool:
            return left in inside and right in inside and not (left in beyond and right in beyond)

        rows, draws = tables.of([(1, inside), (-1, beyond)], keep)
        _put(found, name, measure_pairs(rows, draws, seed, samples))
    return found
