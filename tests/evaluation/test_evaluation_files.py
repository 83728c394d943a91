"""Labels and predictions as they are read from files."""

import gzip
import json

import pytest

from dedup.detect import find_duplicates
from dedup.errors import ReaderError
from dedup.evaluation.evaluate import evaluate
from dedup.evaluation.labels import read_labels
from dedup.evaluation.predictions import Predicted, Predictions, Said, predictions_of, read_predictions
from dedup.model import Article, Cluster, Match, Relation, Report
from dedup.report import csv_table


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Writes a file into the working directory; returns its name."""
    monkeypatch.chdir(tmp_path)

    def write_it(*lines, name="file.tsv"):
        (tmp_path / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return name

    return write_it


def refused(read, name):
    with pytest.raises(ReaderError) as caught:
        read(name)
    return str(caught.value)


def test_pairs_are_read_in_either_order_with_relations_and_numbers(write):
    labels = read_labels(write("left\tright\tlabel", "b\ta\t1", "a\tc\t0", "c\td\tsame-event"))
    assert labels.pairs == {("a", "b"): "1", ("a", "c"): "0", ("c", "d"): "same-event"}


def test_columns_are_known_by_their_names_and_others_are_passed_over(write):
    labels = read_labels(write("note\tLabel\tRight\tLeft\tlang", "seen\t1\tb\ta\tid"))
    assert labels.pairs == {("a", "b"): "1"}
    assert labels.languages == {"a": "id", "b": "id"}


def test_clusters_are_read(write):
    labels = read_labels(write("id\tcluster", "a\tx", "b\tx", "c\ty"))
    assert labels.clusters == {"a": "x", "b": "x", "c": "y"}
    assert len(labels) == 3


def test_gzip_byte_order_mark_and_windows_line_ends_make_no_difference(tmp_path):
    path = tmp_path / "labels.tsv.gz"
    path.write_bytes(gzip.compress("\ufeffleft\tright\tlabel\r\ncafé\tb\t1\r\n".encode()))
    assert read_labels(path).pairs == {("b", "café"): "1"}


def test_decisions_of_the_editors_page_are_labels(write):
    lines = [
        {"left": "a", "right": "b", "decision": "duplicate", "note": "sure"},
        {"left": "a", "right": "c", "decision": "not-duplicate"},
        {"left": "a", "right": "d", "decision": "same-event"},
        {"left": "a", "right": "e", "label": 1},
    ]
    labels = read_labels(write(*map(json.dumps, lines)))
    assert list(labels.pairs.values()) == ["1", "0", "same-event", "1"]


def test_the_same_label_twice_counts_once(write):
    assert len(read_labels(write("left\tright\tlabel", "a\tb\t1", "b\ta\t1"))) == 1


def test_labels_that_contradict_each_other_name_both_lines(write):
    said = refused(read_labels, write("left\tright\tlabel", "a\tb\t1", "", "b\ta\t0"))
    assert said.startswith("file.tsv:4: ")
    assert "in file.tsv:2" in said


def test_an_id_in_two_labelled_clusters_names_both_lines(write):
    said = refused(read_labels, write("id\tcluster", "a\tx", "a\ty"))
    assert said.startswith("file.tsv:3: ")
    assert "in file.tsv:2" in said


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("a\tb", "2 columns, the header has 3"),
        ("a\tb\tmaybe", "label must be one of 1, 0, identical, near-duplicate"),
        ("\tb\t1", "'left' is empty"),
        ("a\ta\t1", "a pair needs two different articles"),
        ("a\tb\t", "label must be one of"),
    ],
)
def test_a_bad_row_is_refused_with_file_and_line(write, row, what):
    said = refused(read_labels, write("left\tright\tlabel", "x\ty\t1", row))
    assert said.startswith("file.tsv:3: ")
    assert what in said


def test_a_header_without_the_columns_is_refused_with_what_it_has(write):
    said = refused(read_labels, write("a\tb\tlevel", "x\ty\t1"))
    assert said.startswith("file.tsv:1: the header must name left, right and label, or id and cluster")
    assert "got a, b, level" in said


def test_an_empty_file_and_one_that_is_not_there_are_refused(write, tmp_path):
    assert "file.tsv: is empty" in refused(read_labels, write())
    assert "no such file" in refused(read_labels, "absent.tsv")


def test_a_header_alone_holds_no_labels(write):
    assert len(read_labels(write("left\tright\tlabel"))) == 0


def record(**fields):
    return json.dumps(fields)


def test_matches_and_clusters_of_find_are_read_and_other_records_passed_over(write):
    told = read_predictions(
        write(
            record(kind="match", left="b", right="a", relation="near-duplicate", score=0.9),
            record(kind="repeat", article="a"),
            record(kind="cluster", id="a", canonical="a", members=["a", "b"]),
            record(kind="summary", articles=2),
        )
    )
    assert told.pairs == {("a", "b"): Predicted(Relation.NEAR_DUPLICATE, 0.9)}
    assert told.clusters == [["a", "b"]]


def test_a_summary_without_clusters_means_that_there_are_none(write):
    match = record(kind="match", left="a", right="b", relation="near-duplicate", score=0.9)
    assert read_predictions(write(match, record(kind="summary"))).clusters == []


def test_copies_are_joined_where_no_clusters_are_told(write):
    lines = [
        record(kind="match", left="a", right="b", relation="identical", score=1),
        record(kind="match", left="b", right="c", relation="near-duplicate", score=0.9),
        record(kind="match", left="c", right="d", relation="excerpt", score=0.9),
    ]
    assert read_predictions(write(*lines)).clusters == [["a", "b", "c"]]


def test_a_table_of_another_program_is_read(write):
    told = read_predictions(write("left\tright\tscore", "b\ta\t0.7", "c\td\t0.2"))
    assert told.pairs == {("a", "b"): Predicted(None, 0.7), ("c", "d"): Predicted(None, 0.2)}
    assert told.clusters == [["a", "b"], ["c", "d"]]


def test_a_table_of_clusters_is_read(write):
    assert read_predictions(write("id\tcluster", "a\t1", "b\t1", "c\t2")).clusters == [["a", "b"]]


def test_of_a_pair_told_twice_the_higher_score_counts(write):
    told = read_predictions(write("left\tright\tscore", "a\tb\t0.2", "b\ta\t0.7"))
    assert told.pairs == {("a", "b"): Predicted(None, 0.7)}


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('{"kind":"match","left":"a","right":"b","relation":"twin","score":1}', "relation must be one of"),
        ('{"kind":"match","left":"a","right":"b","relation":"overlap","score":7}', "score must be a number in [0, 1]"),
        ('{"kind":"match","left":"a","relation":"overlap","score":1}', "'right' must be the id"),
        ('{"kind":"cluster","id":"a","members":"ab"}', "'members' must be a list of ids"),
        ("[1, 2]", "must be a JSON object"),
        ('{"kind":', "not JSON"),
    ],
)
def test_a_bad_record_is_refused_with_file_and_line(write, line, what):
    said = refused(read_predictions, write(record(kind="summary"), line))
    assert said.startswith("file.tsv:2: ")
    assert what in said


def test_an_id_in_two_predicted_clusters_is_refused(write):
    clusters = [record(kind="cluster", id=name, members=[name, "z"]) for name in "ab"]
    assert "file.tsv:2: 'z' is in cluster 'b', but in 'a' in file.tsv:1" in refused(read_predictions, write(*clusters))


def test_text_that_is_no_predictions_is_refused(write):
    assert "neither JSON lines nor a table" in refused(read_predictions, write("SAME EVENT (1)", "1. A x"))


def test_members_of_a_large_group_are_copies_through_their_canonical():
    copy, edited = Predicted(Relation.IDENTICAL, 1.0), Predicted(Relation.NEAR_DUPLICATE, 0.8)
    said = Said(Predictions({("a", "b"): copy, ("a", "c"): copy, ("a", "d"): edited}, [["a", "b", "c", "d"]]))
    assert said.of("b", "c") == copy
    assert said.of("b", "d") == edited
    assert said.of("b", "x") is None


def test_a_report_is_read_without_a_file():
    match = Match("a", "b", Relation.OVERLAP, 0.9, 0.1, (0.2, 0.2), 0.3, (), (), ())
    report = Report({}, [match], [], [Cluster("x", "x", ("x", "y"), "")], [], 0, 0.0, {})
    told = predictions_of(report)
    assert told.pairs == {("a", "b"): Predicted(Relation.OVERLAP, 0.9)}
    assert list(told.clusters) == [("x", "y")]


def test_what_find_writes_as_csv_reads_like_its_json_lines(write, tmp_path):
    text = "The bridge over the river will close for repairs on Monday, the city said, and open again in June."
    report = find_duplicates([Article("=a, 1", text), Article("b", text.upper()), Article("c", "The mayor is away.")])
    with open(tmp_path / "found.csv", "wb") as stream:
        csv_table.write(report, stream)
    told = read_predictions(tmp_path / "found.csv")
    assert told.pairs == {("=a, 1", "b"): Predicted(Relation.IDENTICAL, 1.0)}
    assert told.clusters == [["=a, 1", "b"]]


def test_csv_of_another_program_needs_two_ids_only(write):
    told = read_predictions(write("right,left,score", "b,a,0.5", '"c ""x""",a,1', name="found.csv"))
    assert told.pairs == {("a", "b"): Predicted(None, 0.5), ("a", 'c "x"'): Predicted(None, 1.0)}


def test_updates_that_check_writes_as_csv_are_passed_over(write):
    rows = [",".join(csv_table.CHECK_COLUMNS), "a,a,update" + 11 * ",", "a,b,identical,1" + 10 * ","]
    assert list(read_predictions(write(*rows, name="found.csv")).pairs) == [("a", "b")]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["left,right", "a,b,c"], "found.csv:2: 3 columns, the header has 2"),
        (["left,right", 'a,"b'], "found.csv:2: not CSV"),
        (["left,middle", "a,b"], "found.csv:1: neither JSON lines nor a table"),
    ],
)
def test_wrong_csv_is_refused_with_its_line(write, rows, said):
    assert said in refused(read_predictions, write(*rows, name="found.csv"))


@pytest.mark.parametrize("column", ["label", "decision"])
def test_labels_are_no_predictions(write, column):
    said = refused(read_predictions, write(f"left\tright\t{column}", "a\tb\t1"))
    assert f"file.tsv:1: holds labels ({column}), no predictions" in said


@pytest.mark.parametrize("read", [read_labels, read_predictions])
@pytest.mark.parametrize("header", ["left\tright\tlabel\tscore\tScore", "left\tLEFT\tright\tlabel\tscore"])
def test_two_columns_of_one_name_are_refused(write, read, header):
    assert "two columns are named" in refused(read, write(header, "a\tb\t1\t1\t1"))


def test_columns_without_a_name_may_be_several(write):
    assert read_labels(write("left\tright\tlabel\t\t", "a\tb\t1\t\t")).pairs == {("a", "b"): "1"}


@pytest.mark.parametrize(
    "rows",
    [
        ["left\tright\tlabel", "c\td\t1", "a\tb\t1", "a\tc\t0", "b\td\t1"],
        ["id\tcluster", "d\t2", "b\t1", "a\t1", "c\t2", "e\t3"],
    ],
)
def test_the_order_of_the_labels_decides_nothing(write, rows):
    found = Predictions({("a", "b"): Predicted(None, 0.9), ("a", "c"): Predicted(None, 0.4)}, [["a", "b", "c"]])
    one = evaluate(write(*rows), found)
    assert evaluate(write(rows[0], *reversed(rows[1:])), found) == one
