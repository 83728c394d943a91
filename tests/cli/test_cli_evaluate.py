"""``dedup evaluate``: what it writes, and how it ends."""

import json

import pytest

MATCH = '{"kind":"match","left":"a","right":"b","relation":"near-duplicate","score":0.9}\n'
CLUSTER = '{"kind":"cluster","id":"a","canonical":"a","members":["a","b"],"reason":"smallest id"}\n'
SUMMARY = '{"kind":"summary","articles":4}\n'


@pytest.fixture
def files(home):
    (home / "labels.tsv").write_text("left\tright\tlabel\nb\ta\t1\na\tc\t0\nc\td\t1\n")
    (home / "clusters.tsv").write_text("id\tcluster\na\t1\nb\t1\nc\t2\n")
    (home / "found.jsonl").write_text(MATCH + CLUSTER + SUMMARY)
    return home


def test_json_has_the_figures_of_the_reference_in_its_order(run, files):
    code, out, err = run("evaluate", "labels.tsv", "found.jsonl", "--format", "json")
    record = json.loads(out)
    assert (code, err) == (0, "")
    assert list(record)[:4] == ["pairs", "clusters", "relations", "languages"]
    assert list(record["pairs"]) == ["precision", "recall", "f1", "average_precision", "calibration_error"]
    assert list(record["clusters"])[:4] == ["ari", "bcubed_precision", "bcubed_recall", "bcubed_f1"]
    assert list(record["pairs"]["recall"]) == ["value", "n", "interval"]
    assert record["pairs"]["recall"]["value"] == 0.5


def test_two_runs_write_the_same_bytes(run, files):
    first, second = (run("evaluate", "clusters.tsv", "found.jsonl", "--format", "json")[1] for _ in range(2))
    assert first == second
    assert run("evaluate", "labels.tsv", "found.jsonl", "--format", "json", "--seed", "0")[0] == 0


def test_text_names_each_figure_with_its_interval(run, files):
    out = run("evaluate", "clusters.tsv", "found.jsonl")[1]
    assert "adjusted Rand index" in out
    assert "95 %" in out


def test_articles_give_figures_by_language(run, files):
    lines = [{"id": name, "text": "The old bridge closes.", "lang": "en"} for name in "abcd"]
    (files / "news.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    out = run("evaluate", "labels.tsv", "found.jsonl", "--format", "json", "--articles", "news.jsonl")[1]
    assert list(json.loads(out)["languages"]) == ["en"]


def test_relations_that_count_can_be_chosen(run, files):
    out = run("evaluate", "labels.tsv", "found.jsonl", "--format", "json", "--relation", "identical")[1]
    assert json.loads(out)["pairs"]["recall"]["value"] == 0.0


def test_ids_that_do_not_meet_are_remarked(run, files):
    (files / "other.tsv").write_text("left\tright\tlabel\nx\ty\t1\n")
    code, _, err = run("evaluate", "other.tsv", "found.jsonl")
    assert code == 0
    assert "no labelled id occurs in the predictions" in err


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        ("left\tright\tlabel\na\tb\t1\nb\ta\t0\n", "labels.tsv:3:"),
        ("left\tright\tlabel\na\tb\n", "labels.tsv:2:"),
        ("", "labels.tsv: is empty"),
        ("one\ttwo\n1\t2\n", "labels.tsv:1:"),
    ],
)
def test_wrong_labels_end_with_2_and_the_place(run, files, labels, said):
    (files / "labels.tsv").write_text(labels)
    code, out, err = run("evaluate", "labels.tsv", "found.jsonl")
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


def test_no_labels_at_all_are_nothing_to_check(run, files):
    (files / "labels.tsv").write_text("left\tright\tlabel\n")
    assert run("evaluate", "labels.tsv", "found.jsonl")[0] == 4
    code, out, _ = run("evaluate", "labels.tsv", "found.jsonl", "--allow-empty", "--format", "json")
    assert code == 0
    assert json.loads(out)["clusters"]["ari"] == {"value": None, "n": 0, "interval": [None, None]}


def test_missing_arguments_and_files_end_with_2(run, files):
    assert run("evaluate", "labels.tsv")[0] == 2
    assert run("evaluate", "labels.tsv", "absent.jsonl")[0] == 2
    assert run("evaluate", "labels.tsv", "found.jsonl", "--format", "csv")[0] == 2


def test_labels_in_place_of_predictions_end_with_2(run, files):
    code, out, err = run("evaluate", "labels.tsv", "labels.tsv")
    assert (code, out) == (2, "")
    assert "holds labels" in err


def test_csv_of_find_gives_the_figures_of_its_json_lines(run, files):
    text = "The bridge over the river will close for repairs on Monday, the city said, and open again in June."
    lines = [{"id": name, "text": text} for name in "ab"] + [{"id": "c", "text": "The mayor is away."}]
    (files / "news.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert run("find", "news.jsonl", "--output", "csv:out.csv", "--output", "jsonl:out.jsonl")[0] == 0
    one, other = (run("evaluate", "clusters.tsv", name, "--format", "json") for name in ("out.csv", "out.jsonl"))
    assert one == other


def test_standard_input_serves_once(run, files):
    code, _, err = run("evaluate", "-", "-")
    assert (code, err) == (2, "dedup: - (standard input) is named twice; it can be read once\n")
