"""Figures against labels: what counts, against slow obvious twins and scikit-learn."""

import itertools
import random
import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn import metrics

import dedup
from dedup.errors import UsageError
from dedup.evaluation import figures as f
from dedup.evaluation.clusters import bcubed, contingency, measure_clusters
from dedup.evaluation.evaluate import evaluate
from dedup.evaluation.figures import UNDEFINED
from dedup.evaluation.labels import Labels
from dedup.evaluation.predictions import Predicted, Predictions
from dedup.model import Article, Relation

NEAR = Relation.NEAR_DUPLICATE
PAIRS = [("a", "b"), ("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"), ("c", "d")]


def told(clusters=(), **pairs):
    """Predictions: ``ab=0.9`` is a near-duplicate, ``ab=("excerpt", 0.9)`` another relation."""
    found = {}
    for pair, said in pairs.items():
        relation, score = said if isinstance(said, tuple) else (NEAR, said)
        found[tuple(sorted(pair))] = Predicted(Relation(relation), score)
    return Predictions(found, clusters)


def labelled(**pairs):
    return Labels(pairs={tuple(sorted(pair)): str(label) for pair, label in pairs.items()})


def values(some):
    return {name: figure.value for name, figure in some.items()}


def test_precision_and_recall_count_labelled_pairs_only():
    found = evaluate(labelled(ab=1, cd=1, ac=0), told(ab=0.9, ac=0.8, xy=0.9))
    assert found.pairs["precision"][:2] == (0.5, 2)
    assert found.pairs["recall"][:2] == (0.5, 2)
    assert found.pairs["f1"][:2] == (0.5, 3)


def test_clusters_say_of_all_pairs_of_their_articles_whether_they_belong_together():
    labels = Labels(clusters={"a": "1", "b": "1", "c": "2", "d": "2"})
    found = evaluate(labels, told(ab=0.9, ac=0.8, xy=0.9, ax=0.9))
    assert values(found.pairs)["precision"] == 0.5
    assert values(found.pairs)["recall"] == 0.5
    assert found.pairs["f1"].n == 6


def test_a_pair_that_was_not_reported_ranks_last():
    found = evaluate(labelled(ab=1, ac=0, cd=1), told(ab=0.9, ac=0.8))
    assert found.pairs["average_precision"].value == pytest.approx(0.5 * 1 + 0.5 * 2 / 3, abs=1e-6)


def test_templates_and_twins_are_no_copies_unless_told_so():
    labels, predictions = labelled(ab=1, ac=1, cd=1), told(ab=("template", 0.9), ac=("same-event", 0.9), cd=0.9)
    assert evaluate(labels, predictions).pairs["recall"].value == pytest.approx(1 / 3, abs=1e-6)
    assert evaluate(labels, predictions, relations=["same-event"]).pairs["recall"].value == pytest.approx(
        1 / 3, abs=1e-6
    )
    assert evaluate(labels, predictions, relations=list(Relation)).pairs["recall"].value == 1.0


def test_with_labels_of_relations_every_relation_counts_and_each_is_judged():
    labels = labelled(ab="near-duplicate", ac="same-event", bd="template", cd=0)
    found = evaluate(labels, told(ab=0.9, ac=("same-event", 0.8), bd=0.7))
    assert found.pairs["recall"].value == 1.0
    assert found.relations["near-duplicate"]["precision"][:2] == (0.5, 2)
    assert found.relations["template"]["recall"][:2] == (0.0, 1)
    assert found.relations["same-event"]["f1"].value == 1.0
    assert found.relations["identical"]["precision"] == UNDEFINED


def test_with_plain_labels_a_relation_has_precision_and_no_recall():
    found = evaluate(labelled(ab=1, ac=0), told(ab=("excerpt", 0.9), ac=0.9))
    assert found.relations["excerpt"]["precision"].value == 1.0
    assert found.relations["near-duplicate"]["precision"].value == 0.0
    assert found.relations["excerpt"]["recall"] == UNDEFINED


def test_calibration_error_is_the_gap_between_score_and_share_that_holds():
    found = evaluate(labelled(ab=1, ac=0, ad=1, bc=0), told(ab=0.95, ac=0.95, ad=0.35))
    assert found.pairs["calibration_error"].value == pytest.approx((2 * 0.45 + 0.65) / 3, abs=1e-6)
    assert found.pairs["calibration_error"].n == 3


def test_articles_in_no_predicted_cluster_stand_alone():
    labels = Labels(clusters=dict(zip("abcd", "1122", strict=True)))
    found = evaluate(labels, told(clusters=[["a", "b"]]))
    assert found.clusters["bcubed_precision"].value == 1.0
    assert found.clusters["bcubed_recall"].value == 0.75


def test_labels_of_pairs_link_to_clusters():
    found = evaluate(labelled(ab=1, bc=1, cd=0), told(clusters=[["a", "b", "c"]], ab=1.0, bc=1.0))
    assert found.clusters["ari"].value == 1.0
    assert found.clusters["ari"].n == 4


def test_a_cluster_tells_of_pairs_that_are_not_listed_one_by_one():
    found = evaluate(
        labelled(ab=1, bc=1), told(clusters=[["a", "b", "c"]], ab=("identical", 1.0), ac=("identical", 1.0))
    )
    assert found.pairs["recall"].value == 1.0


def test_nothing_labelled_leaves_every_figure_undefined():
    found = evaluate(Labels(), told(ab=0.9))
    assert set(found.pairs.values()) == set(found.clusters.values()) == {UNDEFINED}
    assert {figure for some in found.relations.values() for figure in some.values()} == {UNDEFINED}
    assert found.as_mapping()["pairs"]["precision"] == {"value": None, "n": 0, "interval": [None, None]}


def test_nothing_reported_leaves_precision_undefined_and_recall_zero():
    found = evaluate(labelled(ab=1, cd=1), Predictions())
    assert found.pairs["precision"] == UNDEFINED
    assert found.pairs["recall"].value == found.pairs["f1"].value == 0.0
    assert found.pairs["calibration_error"] == UNDEFINED


def test_without_positive_labels_recall_and_average_precision_are_undefined():
    found = evaluate(labelled(ab=0, cd=0), told(ab=0.5))
    assert found.pairs["recall"] == found.pairs["average_precision"] == UNDEFINED
    assert found.pairs["precision"].value == found.pairs["f1"].value == 0.0


def test_all_right_of_few_pairs_is_no_certainty():
    found = evaluate(labelled(ab=1, cd=1), told(ab=0.9, cd=0.9))
    low, high = found.pairs["precision"].interval
    assert low < 0.5
    assert high == 1.0


def test_figures_by_language_and_length_come_from_the_articles():
    described = [("a", 30, "de"), ("b", 300, "de"), ("c", 300, "en"), ("d", 300, "en")]
    articles = [Article(name, "word " * size, lang=lang) for name, size, lang in described]
    found = evaluate(labelled(ab=1, cd=1, bc=0), told(cd=0.9), articles=articles)
    assert values(found.languages["de"])["recall"] == 0.0
    assert values(found.languages["en"])["recall"] == 1.0
    assert "mul" not in found.languages
    assert values(found.lengths["under 50 words"])["recall"] == 0.0
    assert found.lengths["200 to 599 words"]["recall"][:2] == (1.0, 1)


def test_pairs_of_clusters_are_told_apart_by_language_and_length_as_listed_pairs_are():
    rng = random.Random(4)
    names = [f"n{k}" for k in range(14)]
    clusters = {name: str(rng.randrange(5)) for name in names}
    articles = [
        Article(name, "word " * rng.choice([20, 100, 300]), lang=rng.choice(["de", "en", ""])) for name in names
    ]
    pairs = {
        pair: Predicted(NEAR, rng.random()) for pair in itertools.combinations(sorted(names), 2) if rng.random() < 0.3
    }
    listed = Labels(
        pairs={(a, b): str(int(clusters[a] == clusters[b])) for a, b in itertools.combinations(sorted(names), 2)}
    )
    relations = [Relation.IDENTICAL, NEAR]
    one = evaluate(Labels(clusters=clusters), Predictions(pairs), articles=articles, samples=5)
    two = evaluate(listed, Predictions(pairs), articles=articles, relations=relations, samples=5)
    for groups, others in ((one.languages, two.languages), (one.lengths, two.lengths)):
        assert {k: values(v) for k, v in groups.items()} == {k: values(v) for k, v in others.items()}
        assert {k: [x.n for x in v.values()] for k, v in groups.items()} == {
            k: [x.n for x in v.values()] for k, v in others.items()
        }
    assert values(one.pairs) == values(two.pairs)


def test_order_of_labels_and_predictions_changes_nothing():
    labels, predictions = labelled(ab=1, ac=0, cd=1), told(ab=0.9, ac=0.8, cd=0.4)
    turned = Predictions(dict(reversed(predictions.pairs.items())))
    assert evaluate(labels, predictions) == evaluate(labels, turned) == evaluate(labels, predictions)


def test_an_unknown_relation_is_refused():
    with pytest.raises(UsageError, match="relation must be one of identical"):
        evaluate(Labels(), Predictions(), relations=["twin"])


def test_evaluate_is_a_public_name():
    assert dedup.evaluate is evaluate


@st.composite
def judged(draw):
    """Labels and predictions of the pairs of four articles."""
    labels = {pair: str(draw(st.integers(0, 1))) for pair in PAIRS if draw(st.booleans())}
    pairs = {
        pair: Predicted(draw(st.sampled_from([None, *Relation])), draw(st.sampled_from([0.0, 0.2, 0.5, 0.97, 1.0])))
        for pair in PAIRS
        if draw(st.booleans())
    }
    return Labels(pairs=labels), Predictions(pairs)


COUNTS = (None, Relation.IDENTICAL, NEAR, Relation.EXCERPT, Relation.OVERLAP)


@given(judged())
def test_pair_figures_are_those_of_scikit_learn(case):
    labels, predictions = case
    found = evaluate(labels, predictions, samples=3)
    said = [predictions.pairs.get(pair) for pair in labels.pairs]
    truth = [label == "1" for label in labels.pairs.values()]
    reported = [one is not None and one.relation in COUNTS for one in said]
    score = [one.score if counts else 0.0 for one, counts in zip(said, reported, strict=True)]
    expected = {"precision": None, "recall": None, "f1": None, "average_precision": None}
    if any(reported):
        expected["precision"] = metrics.precision_score(truth, reported, zero_division=0)
    if any(truth):
        expected["recall"] = metrics.recall_score(truth, reported, zero_division=0)
        expected["average_precision"] = metrics.average_precision_score(truth, score)
    if any(truth) or any(reported):
        expected["f1"] = metrics.f1_score(truth, reported, zero_division=0)
    for name, value in expected.items():
        assert found.pairs[name].value == (None if value is None else pytest.approx(value, abs=1e-6)), name


@given(judged())
def test_intervals_hold_the_value_and_stay_in_range(case):
    found = evaluate(*case, samples=20)
    for figure in [*found.pairs.values(), *found.clusters.values()]:
        if figure.value is not None:
            assert -1.0 <= figure.interval[0] <= figure.value <= figure.interval[1] <= 1.0


clusterings = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=12)


def slow_bcubed(true, predicted):
    """B-cubed article by article, from the definition."""
    precisions, recalls = [], []
    for i in range(len(true)):
        told_with = {j for j in range(len(true)) if predicted[j] == predicted[i]}
        belongs_with = {j for j in range(len(true)) if true[j] == true[i]}
        precisions.append(len(told_with & belongs_with) / len(told_with))
        recalls.append(len(told_with & belongs_with) / len(belongs_with))
    precision, recall = statistics.mean(precisions), statistics.mean(recalls)
    return precision, recall, 2 * precision * recall / (precision + recall)


@given(clusterings)
def test_bcubed_is_the_mean_over_articles(pairs):
    true, predicted = zip(*pairs, strict=True)
    assert bcubed(contingency(true, predicted)) == pytest.approx(slow_bcubed(true, predicted))


@given(clusterings)
def test_cluster_figures_are_those_of_scikit_learn(pairs):
    true, predicted = zip(*pairs, strict=True)
    clusters = {f"a{k}": str(name) for k, name in enumerate(true)}
    groups = [[f"a{k}" for k, name in enumerate(predicted) if name == one] for one in sorted(set(predicted))]
    found = measure_clusters(clusters, [group for group in groups if len(group) > 1], seed=1, samples=5)
    assert found["ari"].value == pytest.approx(metrics.adjusted_rand_score(true, predicted), abs=1e-6)
    assert found["v_measure"].value == pytest.approx(metrics.v_measure_score(true, predicted), abs=1e-6)


@given(clusterings)
def test_a_draw_of_each_labelled_cluster_once_gives_the_figures_themselves(pairs):
    from dedup.evaluation.clusters import figures_of_draws

    true, predicted = (np.unique(one, return_inverse=True)[1] for one in zip(*pairs, strict=True))
    table = contingency(true, predicted)
    once = figures_of_draws(table, table.true_sizes(), np.ones((1, len(table.true_sizes()))))
    expected = (
        metrics.adjusted_rand_score(true, predicted),
        *slow_bcubed(true, predicted),
        metrics.v_measure_score(true, predicted),
    )
    assert [float(value[0]) for value in once] == pytest.approx(expected, abs=1e-9)


def test_intervals_are_those_of_a_slow_bootstrap():
    rng = random.Random(7)
    names = [(f"l{k}", f"r{k}") for k in range(60)]
    labels = Labels(pairs={pair: str(int(rng.random() < 0.5)) for pair in names})
    predictions = Predictions({pair: Predicted(NEAR, rng.random()) for pair in names if rng.random() < 0.7})
    found = evaluate(labels, predictions)
    rows = [(label == "1", pair in predictions.pairs) for pair, label in labels.pairs.items()]
    recalls = []
    for _ in range(2000):
        drawn = rng.choices(rows, k=len(rows))
        recalls.append(sum(a and b for a, b in drawn) / sum(a for a, _ in drawn))
    slow = np.percentile(recalls, [2.5, 97.5])
    assert found.pairs["recall"].interval == pytest.approx(tuple(slow), abs=0.03)


@given(
    st.lists(st.tuples(st.sampled_from([0.0, 0.3, 0.6, 1.0]), st.booleans(), st.integers(0, 3)), min_size=1, max_size=9)
)
def test_average_precision_of_weights_is_that_of_repeated_rows(rows):
    score, positive, weight = (np.array(column) for column in zip(*rows, strict=True))
    ranked = f.average_precision(score.astype(float))(weight[None].astype(float), positive)[0]
    if (weight * positive).sum():
        repeated = np.repeat(positive, weight), np.repeat(score, weight)
        assert ranked == pytest.approx(metrics.average_precision_score(*repeated))
    else:
        assert np.isnan(ranked)
