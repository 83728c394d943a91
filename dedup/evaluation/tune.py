"""Thresholds and calibration from a newsroom's own labels: the work of ``dedup tune``.

The detector runs once for each length of passage that is tried; everything else is chosen from
what those runs report. The figures after tuning are those of pairs that were not fitted on:
in each of five folds, thresholds and calibration come from the other four.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.calibrate import calibrated, fit_line
from dedup.detect import find_duplicates
from dedup.errors import DedupError
from dedup.evaluation.evaluate import counting_relations
from dedup.evaluation.figures import Figures
from dedup.evaluation.labels import NO, YES, Labels
from dedup.evaluation.measure import measure_pairs
from dedup.evaluation.predictions import Predicted, Predictions, Said, components, predictions_of
from dedup.evaluation.table import UNKNOWN, LabelledPair, PairDraws, make_rows
from dedup.events.same_event import same_event_model
from dedup.model import Article, Relation
from dedup.params import Params
from dedup.report.wording import count

FOLDS = 5
LEAST_LABELS = 20  #: pairs that belong together, and pairs that do not
LEAST_OUTCOMES = 5  #: reported pairs of a relation that hold, and that do not, for its calibration
GAIN = 0.005  #: of F1 that another threshold must bring
PASSAGE_WORDS = (12, 20, 30)
SAME_EVENT_SCORES = (0.3, 0.4, 0.5, 0.65, 0.8, 0.9)
MIN_SCORES = tuple(round(0.05 * step, 2) for step in range(20))
_LOW = 0.05  # probability from which twins are listed for choosing among them

Run = Callable[[Params], Predictions]
Say = Callable[[str], None]


class TooFewLabelsError(DedupError):
    """There are too few labels to fit anything on; the message says how many are needed."""


class Tuning(NamedTuple):
    """What tuning proposes, and what it brings."""

    params: Params
    before: Figures  #: with the parameters as they were
    after: Figures  #: with proposals that were made without the pairs they are measured on
    pairs: int  #: labelled pairs that were used
    positive: int  #: of these, that belong together
    relations: tuple[Relation, ...]  #: a pair counts as reported if it has one of these
    notes: tuple[str, ...]  #: what was not fitted, and why


@dataclass(frozen=True, slots=True)
class _Settings:
    """What is chosen: the length of passages by its run, two thresholds, the lines of the scores."""

    words: int
    same_event: float
    min_score: float
    calibration: tuple[tuple[str, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class _Case:
    """One labelled pair and what each run said of it."""

    pair: tuple[str, str]
    label: str
    positive: bool
    said: dict[int, Predicted | None]


def tune(
    labels: Labels,
    articles: Iterable[Article],
    params: Params | None = None,
    *,
    relations: Collection[Relation | str] | None = None,
    ignore: Sequence[str] = (),
    workers: int | None = None,
    seed: int = 1,
    say: Say = lambda remark: None,
) -> Tuning:
    """Propose thresholds and recalibrate scores from labels.

    Chosen are ``min_passage_words``, ``same_event_score`` and ``min_score``, each only if it raises F1
    on the labelled pairs by :data:`GAIN`, and all of them only if F1 also rises on pairs that were not fitted on;
    and ``calibration`` of every relation with enough outcomes.

    Args:
        labels: Of pairs or of clusters.
        articles: All articles, labelled or not: what is furniture shows only among many.
        params: Where to start; the defaults if None.
        relations: What counts as reported; as in :func:`dedup.evaluate`.
        ignore: Lines and phrases that are no evidence.
        workers: Threads.
        seed: Of folds and resampling.
        say: Takes remarks on the progress.

    Raises:
        TooFewLabelsError: If fewer than :data:`LEAST_LABELS` pairs of either kind are labelled.
    """
    params = params or Params()
    held = list(articles)

    names = {article.id for article in held}
    known, left_out = _among(labels, names)

    def run(some: Params) -> Predictions:
        say(f"finding with passages of {some.min_passage_words} words or more")
        return predictions_of(find_duplicates(held, some, workers=workers, ignore=ignore))

    try:
        tuning = tune_runs(known, run, params, relations=relations, seed=seed)
    except TooFewLabelsError as exc:
        raise TooFewLabelsError("; ".join((str(exc), *left_out))) from exc
    return tuning._replace(notes=(*left_out, *tuning.notes))


def _among(labels: Labels, names: Collection[str]) -> tuple[Labels, tuple[str, ...]]:
    """Return the labels of articles that are there, and what is said of the others."""
    pairs = {pair: label for pair, label in labels.pairs.items() if pair[0] in names and pair[1] in names}
    clusters = {name: cluster for name, cluster in labels.clusters.items() if name in names}
    gone = len(labels) - len(pairs) - len(clusters)
    note = f"{gone} of {len(labels)} labels are of articles that the inputs do not hold; they are left out"
    return Labels(pairs, clusters, labels.languages), (note,) if gone else ()


def tune_runs(
    labels: Labels, run: Run, params: Params, *, relations: Collection[Relation | str] | None = None, seed: int = 1
) -> Tuning:
    """Do the work of :func:`tune` on what ``run`` says with given parameters."""
    counting = counting_relations(labels, relations)
    _refuse_few(labels, counting)
    open_params = replace(params, min_score=0.0, calibration=(), same_event_score=_LOW)
    lengths = sorted({*PASSAGE_WORDS, params.min_passage_words})
    runs = {words: Said(run(replace(open_params, min_passage_words=words))) for words in lengths}
    cases = _cases(labels, runs, counting)
    start = _Settings(
        params.min_passage_words,
        params.same_event_score or float(same_event_model().limits[0]),
        params.min_score,
        params.calibration,
    )
    chosen, outside, notes = _chosen(cases, start, counting, labels.say_relations, seed)
    proposed = replace(
        params,
        min_passage_words=chosen.words,
        same_event_score=params.same_event_score if chosen.same_event == start.same_event else chosen.same_event,
        min_score=chosen.min_score,
        calibration=chosen.calibration,
    )
    if chosen.min_score > start.min_score and (others := [str(one) for one in Relation if one not in counting]):
        notes = (
            *notes,
            f"min_score {chosen.min_score} holds for {', '.join(others)} too, which the labels do not judge",
        )
    before = [_verdict(case, start) for case in cases]
    return Tuning(
        proposed,
        _figures(cases, before, counting, labels.say_relations, seed),
        _figures(cases, outside, counting, labels.say_relations, seed),
        len(cases),
        sum(case.positive for case in cases),
        counting,
        notes,
    )


def _chosen(
    cases: Sequence[_Case], start: _Settings, counting: Collection[Relation], by_relation: bool, seed: int
) -> tuple[_Settings, list[Predicted | None], tuple[str, ...]]:
    """Return the settings proposed, what is said of pairs they were not fitted on, and notes.

    Thresholds move only if that helps on such pairs.
    """
    chosen, notes = _fit(cases, start, counting, by_relation)
    outside = _out_of_fold(cases, start, counting, by_relation, seed)
    gained, had = (_f1(cases, said, counting) for said in (outside, [_verdict(case, start) for case in cases]))
    moved = replace(chosen, calibration=start.calibration) != start
    if moved and gained > had:
        return chosen, outside, notes
    chosen, notes = _fit(cases, start, counting, by_relation, thresholds=False)
    outside = _out_of_fold(cases, start, counting, by_relation, seed, thresholds=False)
    if moved:
        notes += (f"thresholds stay: on pairs not fitted on, others had F1 {gained:.4f} in place of {had:.4f}",)
    return chosen, outside, notes


def _out_of_fold(
    cases: Sequence[_Case],
    start: _Settings,
    counting: Collection[Relation],
    by_relation: bool,
    seed: int,
    *,
    thresholds: bool = True,
) -> list[Predicted | None]:
    """Return what is said of each pair by settings that were chosen without it."""
    folds = _folds(cases, seed)
    outside: list[Predicted | None] = [None] * len(cases)
    for fold in range(FOLDS):
        inside = [case for case, its in zip(cases, folds, strict=True) if its != fold]
        fitted, _ = _fit(inside, start, counting, by_relation, thresholds=thresholds)
        for at in np.flatnonzero(folds == fold).tolist():
            outside[at] = _verdict(cases[at], fitted)
    return outside


def _refuse_few(labels: Labels, counting: Sequence[Relation]) -> None:
    """Refuse labels that are too few to fit on."""
    if labels.clusters:
        sizes = np.unique(list(labels.clusters.values()), return_counts=True)[1] if labels.clusters else np.zeros(0)
        positive = int((sizes * (sizes - 1) // 2).sum())
        negative = len(labels.clusters) * (len(labels.clusters) - 1) // 2 - positive
    else:
        positive = sum(_is_positive(label, counting) for label in labels.pairs.values())
        negative = len(labels.pairs) - positive
    if min(positive, negative) < LEAST_LABELS:
        raise TooFewLabelsError(
            f"too few labels to fit on: {positive} pairs belong together and {negative} do not, "
            f"at least {LEAST_LABELS} of each are needed; label more pairs, also pairs that are alike but no copies"
        )


def _is_positive(label: str, counting: Collection[Relation]) -> bool:
    """True if a label says that a pair belongs together."""
    return label != NO and (label == YES or Relation(label) in counting)


def _cases(labels: Labels, runs: dict[int, Said], counting: Collection[Relation]) -> list[_Case]:
    """Return the labelled pairs; of clusters those that belong together or were reported."""
    if labels.clusters:
        pairs = dict.fromkeys(_inside(labels), YES)
        for said in runs.values():
            for left, right in said.pairs:
                if left in labels.clusters and right in labels.clusters and (left, right) not in pairs:
                    pairs[left, right] = NO
    else:
        pairs = dict(labels.pairs)
    return [
        _Case(pair, label, _is_positive(label, counting), {words: said.of(*pair) for words, said in runs.items()})
        for pair, label in sorted(pairs.items())
    ]


def _inside(labels: Labels) -> Iterable[tuple[str, str]]:
    """Yield the pairs within labelled clusters, smaller id first."""
    members: dict[str, list[str]] = {}
    for name in sorted(labels.clusters):
        members.setdefault(labels.clusters[name], []).append(name)
    for names in members.values():
        yield from ((left, right) for i, left in enumerate(names) for right in names[i + 1 :])


def _folds(cases: Sequence[_Case], seed: int) -> NDArray[np.int64]:
    """Return the fold of each pair; pairs that are linked by articles stay together unless most of them are."""
    home = {name: k for k, group in enumerate(components(case.pair for case in cases)) for name in group}
    groups = np.array([home[case.pair[0]] for case in cases])
    if np.bincount(groups).max() > len(cases) / 2:
        groups = np.arange(len(cases))
    order = np.random.default_rng(seed).permutation(int(groups.max()) + 1)
    folds: NDArray[np.int64] = order[groups] % FOLDS
    return folds


def _verdict(case: _Case, settings: _Settings) -> Predicted | None:
    """Return what is reported of a pair under some settings."""
    said = case.said[settings.words]
    if said is None or (said.relation is Relation.SAME_EVENT and said.score < settings.same_event):
        return None
    score = _recalibrated(said, settings.calibration)
    return Predicted(said.relation, score) if score >= settings.min_score else None


def _recalibrated(said: Predicted, calibration: tuple[tuple[str, float, float], ...]) -> float:
    """Return the score of a pair by some calibration."""
    if said.relation is None or not calibration:
        return said.score
    scores = calibrated(np.array([said.score]), said.relation, Params(calibration=calibration))
    return round(float(scores[0]), 4)


def _f1(cases: Sequence[_Case], verdicts: Iterable[Predicted | None], counting: Collection[Relation]) -> float:
    """Return F1 of what is said of the pairs."""
    both = either = 0
    for case, said in zip(cases, verdicts, strict=True):
        counts = said is not None and said.relation in counting
        both += 2 * (counts and case.positive)
        either += counts + case.positive
    return both / either if either else 0.0


def _fit(
    cases: Sequence[_Case],
    start: _Settings,
    counting: Collection[Relation],
    by_relation: bool,
    *,
    thresholds: bool = True,
) -> tuple[_Settings, tuple[str, ...]]:
    """Choose thresholds and calibration on some pairs; calibration alone if the thresholds are to stay."""
    now = start
    if not thresholds:
        lines, notes = _lines(cases, replace(now, calibration=(), min_score=0.0), counting, by_relation)
        return replace(now, calibration=lines), notes
    words = [replace(now, words=value) for value in sorted(cases[0].said, key=lambda value: abs(value - start.words))]
    now = _best(cases, now, words, counting)
    scores = sorted(SAME_EVENT_SCORES, key=lambda value: abs(value - start.same_event))
    now = _best(cases, now, [replace(now, same_event=value) for value in scores], counting)
    lines, notes = _lines(cases, replace(now, calibration=(), min_score=0.0), counting, by_relation)
    return _with_min_score(cases, replace(now, calibration=lines), counting), notes


def _best(
    cases: Sequence[_Case], now: _Settings, others: Iterable[_Settings], counting: Collection[Relation]
) -> _Settings:
    """Return the best of some settings, or those of now if none is better by enough."""

    def f1(settings: _Settings) -> float:
        return _f1(cases, (_verdict(case, settings) for case in cases), counting)

    best, most = now, f1(now) + GAIN
    for other in others:
        found = f1(other)
        if found > most:
            best, most = other, found
    return best


def _with_min_score(cases: Sequence[_Case], now: _Settings, counting: Collection[Relation]) -> _Settings:
    """Return the settings with the best least score, or with that of now if none is better by enough."""
    verdicts = [_verdict(case, replace(now, min_score=0.0)) for case in cases]
    scores = np.array([said.score if said is not None and said.relation in counting else -1.0 for said in verdicts])
    positive = np.array([case.positive for case in cases])

    def f1(least: float) -> float:
        counted = (scores >= 0.0) & (scores >= least)
        either = int(counted.sum() + positive.sum())
        return 2 * int((counted & positive).sum()) / either if either else 0.0

    best, most = now.min_score, f1(now.min_score) + GAIN
    for least in sorted(MIN_SCORES, key=lambda value: abs(value - now.min_score)):
        found = f1(least)
        if found > most:
            best, most = least, found
    return replace(now, min_score=best)


def _lines(
    cases: Sequence[_Case], settings: _Settings, counting: Collection[Relation], by_relation: bool
) -> tuple[tuple[tuple[str, float, float], ...], tuple[str, ...]]:
    """Fit the line of each relation, and say of which there is too little to fit on."""
    verdicts = [_verdict(case, settings) for case in cases]
    rows = make_rows(
        [LabelledPair(case.positive, said, case.label) for case, said in zip(cases, verdicts, strict=True)],
        counting,
        by_relation,
    )
    lines, notes = [], []
    for relation in Relation:
        at = np.flatnonzero((rows.relation == relation.weight) & (rows.held != UNKNOWN) & rows.counted)
        held = rows.held[at] == 1
        right, wrong = int(held.sum()), int((~held).sum())
        if min(right, wrong) >= LEAST_OUTCOMES:
            lines.append((str(relation), *fit_line(rows.score[at].tolist(), held.tolist())))
        elif len(at):
            notes.append(
                f"{relation}: {count(right, 'reported pair holds', 'reported pairs hold')} and "
                f"{count(wrong, 'does', 'do')} not; its score stays, "
                f"as recalibrating takes {LEAST_OUTCOMES} of each"
            )
    return tuple(lines), tuple(notes)


def _figures(
    cases: Sequence[_Case],
    verdicts: Sequence[Predicted | None],
    counting: Collection[Relation],
    by_relation: bool,
    seed: int,
) -> Figures:
    """Return the figures of what was said of the pairs."""
    pairs = [LabelledPair(case.positive, said, case.label) for case, said in zip(cases, verdicts, strict=True)]
    rows = make_rows(pairs, counting, by_relation)
    return measure_pairs(rows, PairDraws(len(rows)), seed)
