"""Thresholds and calibration from labels, on predictions that the tests make up."""

import json
import random

import pytest

from dedup.errors import DedupError
from dedup.evaluation.labels import Labels
from dedup.evaluation.predictions import Predicted, Predictions
from dedup.evaluation.tune import TooFewLabelsError, tune, tune_runs
from dedup.evaluation.tuned import tuned_file
from dedup.model import Article, Relation
from dedup.params import Params


def overconfident(count=300, relation=Relation.NEAR_DUPLICATE, slope=0.5, shift=-1.0, seed=2):
    """Labels and predictions whose scores promise more than they hold."""
    import math

    rng = random.Random(seed)
    labels, pairs = {}, {}
    for k in range(count):
        pair = (f"l{k:03}", f"r{k:03}")
        score = round(rng.uniform(0.5, 0.99), 4)
        chance = 1 / (1 + math.exp(-(slope * math.log(score / (1 - score)) + shift)))
        labels[pair] = str(int(rng.random() < chance))
        pairs[pair] = Predicted(relation, score)
    return Labels(pairs=labels), Predictions(pairs)


def test_overconfident_scores_are_calibrated_on_pairs_not_fitted_on():
    labels, predictions = overconfident()
    found = tune_runs(labels, lambda params: predictions, Params())
    [(name, slope, intercept)] = found.params.calibration
    assert name == "near-duplicate"
    assert (slope, intercept) == (pytest.approx(0.5, abs=0.4), pytest.approx(-1.0, abs=0.4))
    assert found.before["calibration_error"].value > 0.2
    assert found.after["calibration_error"].value < 0.1


def test_a_threshold_is_raised_where_low_scores_are_wrong():
    labels = Labels(pairs={(f"l{k:02}", f"r{k:02}"): str(int(k % 2)) for k in range(80)})
    pairs = {pair: Predicted(Relation.OVERLAP, 0.9 if label == "1" else 0.6) for pair, label in labels.pairs.items()}
    found = tune_runs(labels, lambda params: Predictions(pairs), Params())
    assert found.params.min_score > 0.0
    assert found.before["precision"].value == 0.5
    assert found.after["precision"].value == found.after["recall"].value == 1.0
    assert any("template, same-event too" in note for note in found.notes)


def test_shorter_passages_are_taken_where_they_find_more():
    labels = Labels(pairs={(f"l{k:02}", f"r{k:02}"): str(int(k % 2)) for k in range(80)})

    def run(params):
        some = [pair for pair, label in labels.pairs.items() if label == "1"]
        kept = some if params.min_passage_words <= 12 else some[::2]
        return Predictions({pair: Predicted(Relation.OVERLAP, 0.9) for pair in kept})

    found = tune_runs(labels, run, Params())
    assert found.params.min_passage_words == 12
    assert found.after["recall"].value == 1.0


def test_the_limit_of_twins_is_moved_by_their_labels():
    labels = Labels(pairs={(f"l{k:02}", f"r{k:02}"): "same-event" if k % 2 else "0" for k in range(80)})
    pairs = {
        pair: Predicted(Relation.SAME_EVENT, 0.45 if label != "0" else 0.2) for pair, label in labels.pairs.items()
    }
    found = tune_runs(labels, lambda params: Predictions(pairs), Params())
    assert found.params.same_event_score == 0.4


def test_thresholds_that_only_fit_by_chance_are_not_proposed():
    stayed = 0
    for seed in range(12):
        rng = random.Random(seed)
        labels = Labels(pairs={(f"l{k:02}", f"r{k:02}"): str(int(rng.random() < 0.6)) for k in range(70)})
        pairs = {pair: Predicted(Relation.OVERLAP, round(rng.random(), 2)) for pair in labels.pairs}
        found = tune_runs(labels, lambda params, pairs=pairs: Predictions(pairs), Params())
        if found.params.min_score > 0.0:
            assert found.after["f1"].value > found.before["f1"].value
        else:
            assert found.after["f1"].value == found.before["f1"].value
        stayed += any(note.startswith("thresholds stay") for note in found.notes)
    assert stayed > 0


def test_good_parameters_stay_as_they_are():
    labels = Labels(pairs={(f"l{k:02}", f"r{k:02}"): str(int(k % 2)) for k in range(80)})
    pairs = {pair: Predicted(Relation.IDENTICAL, 1.0) for pair, label in labels.pairs.items() if label == "1"}
    found = tune_runs(labels, lambda params: Predictions(pairs), Params())
    assert found.params == Params()
    assert found.notes == (
        "identical: 40 reported pairs hold and 0 do not; its score stays, as recalibrating takes 5 of each",
    )


def test_one_reported_pair_holds():
    labels = Labels(pairs={(f"l{k:02}", f"r{k:02}"): str(int(k % 2)) for k in range(80)})
    found = tune_runs(labels, lambda params: Predictions({("l01", "r01"): Predicted(Relation.OVERLAP, 1.0)}), Params())
    assert any(note.startswith("overlap: 1 reported pair holds and 0 do not; ") for note in found.notes)


@pytest.mark.parametrize("positive", [0, 19, 80])
def test_too_few_labels_are_refused_with_how_many_are_needed(positive):
    labels = Labels(pairs={(f"l{k:02}", f"r{k:02}"): str(int(k < positive)) for k in range(80)})
    with pytest.raises(TooFewLabelsError, match="at least 20 of each are needed"):
        tune_runs(labels, lambda params: Predictions(), Params())
    assert issubclass(TooFewLabelsError, DedupError)


def test_labels_of_clusters_tune_too():
    clusters = {f"a{k:02}": str(k // 3) for k in range(60)}
    names = sorted(clusters)
    together = [(a, b) for a in names for b in names if a < b and clusters[a] == clusters[b]]
    right = {pair: Predicted(Relation.NEAR_DUPLICATE, 0.9) for pair in together}
    wrong = {(names[k], names[k + 30]): Predicted(Relation.NEAR_DUPLICATE, 0.6) for k in range(30)}
    found = tune_runs(Labels(clusters=clusters), lambda params: Predictions(right | wrong), Params())
    assert found.after["precision"].value > found.before["precision"].value
    assert found.positive == 60


def test_the_same_labels_give_the_same_proposal():
    labels, predictions = overconfident(120)
    turned = Labels(pairs=dict(reversed(labels.pairs.items())))
    one, two = (tune_runs(some, lambda params: predictions, Params()) for some in (labels, turned))
    assert one == two


def test_labels_of_articles_that_are_not_there_are_left_out_and_named():
    words = "The council met on {} and voted to close the bridge over the river at the mill for {} weeks."
    articles = [Article(f"a{k:02}", words.format(k, k + 3)) for k in range(6)]
    labels = Labels(pairs={(f"a{k:02}", f"b{k:02}"): "1" for k in range(6)})
    with pytest.raises(TooFewLabelsError):
        tune(labels, articles)


def test_the_file_holds_what_differs_from_the_defaults_and_where_it_comes_from(tmp_path):
    labels, predictions = overconfident(100)
    found = tune_runs(labels, lambda params: predictions, Params(num_perm=256))
    (tmp_path / "labels.tsv").write_text("left\tright\tlabel\n")
    written = tuned_file(found, str(tmp_path / "labels.tsv"), [str(tmp_path)], [Article("a", "x")], 1)
    assert written["parameters"]["num_perm"] == 256
    assert "band_count" not in written["parameters"]
    assert str(tmp_path) not in json.dumps(written)
    assert written["provenance"]["labels"]["name"] == "labels.tsv"
    assert len(written["provenance"]["labels"]["sha256"]) == 64
    assert Params.from_mapping(json.loads(json.dumps(written))["parameters"]) == found.params
