"""Public sets: read in their published formats, scored by their published measures, on files made here."""

import json
import sys

import pytest

from benchmarks import pan, public_formats, public_sets
from benchmarks.pan import Case
from benchmarks.public_formats import FormatError

STORY = (
    "The harbour bridge will be closed from Monday until the end of June, the city council said in a letter on "
    "Friday. Lorries have to take the ring road by the mill, buses stop at the old market, and the ferry runs "
    "every ten minutes from six in the morning. Repairs cost two million, a third more than planned in spring."
)
OTHER = (
    "Three ships carrying grain left the eastern port at dawn, the first since the storm of last week tore the "
    "pier apart. Fishermen had waited for nine days. A spokeswoman for the port said divers would look at the "
    "foundations again before any larger vessel was let in, which may take until the feast of harvest."
)


@pytest.fixture
def news_copy(tmp_path):
    records = {
        "1955_a": {"headline": "BRIDGE SHUT", "byline": "", "date": "Jun-01-1955", "article": STORY},
        "1955_b": {
            "headline": "Bridge",
            "byline": "",
            "date": "Jun-02-1955",
            "article": STORY.replace("letter", "Ietter"),
        },
        "1955_c": {"headline": "SHIPS", "byline": "", "date": "Jun-01-1955", "article": OTHER},
    }
    (tmp_path / "data.json").write_text(json.dumps(records))
    (tmp_path / "gt.json").write_text(json.dumps([["1955_a", "1955_b"]]))
    return tmp_path


def run(monkeypatch, tmp_path, *arguments):
    """Run the command; return its exit code and the figures that it wrote."""
    out = tmp_path / "figures.json"
    monkeypatch.setattr(sys, "argv", ["public_sets", *map(str, arguments), "--output", str(out)])
    code = public_sets.main()
    return code, json.loads(out.read_text())["figures"]


def test_news_copy_gives_the_adjusted_rand_index_under_both_profiles(news_copy, monkeypatch):
    paths = ["--articles", news_copy / "data.json", "--pairs", news_copy / "gt.json"]
    code, figures = run(monkeypatch, news_copy, "news-copy", *paths)
    assert code == 0
    assert figures["news"]["ari"]["value"] == figures["ocr"]["ari"]["value"] == 1.0
    assert figures["published_ari"]["RETSim"] == 0.831


def test_news_copy_pairs_of_unknown_articles_are_refused(news_copy):
    (news_copy / "gt.json").write_text('[["1955_a", "1955_z"]]')
    with pytest.raises(FormatError, match="is no pair of ids"):
        public_formats.news_copy(news_copy / "data.json", news_copy / "gt.json")


@pytest.fixture
def core(tmp_path):
    lines = [
        {"core_id": "1", "original_title": "Bridges", "original_abstract": STORY, "labelled_duplicates": ["2"]},
        {"core_id": "2", "original_title": "Bridges", "original_abstract": STORY.upper(), "labelled_duplicates": ["1"]},
        {"core_id": "3", "original_title": "Ships", "original_abstract": OTHER, "labelled_duplicates": None},
    ]
    path = tmp_path / "core.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def test_core_is_scored_by_pairs_and_by_the_scorer_of_text_dedup(core, tmp_path, monkeypatch):
    code, figures = run(monkeypatch, tmp_path, "core", "--articles", core)
    assert code == 0
    assert figures["pairs"] == {"wanted": 1, "reported": 1, "precision": 1.0, "recall": 1.0}
    assert figures["by the scorer of text-dedup, clusters"]["accuracy"] == 1.0


def test_the_scorer_of_core_counts_a_document_right_if_all_its_duplicates_are_predicted():
    truth = {"a": {"b", "c"}, "b": {"a", "c"}, "c": {"a", "b"}, "d": set(), "e": set()}
    told = {"a": {"b", "c", "d"}, "b": {"a"}, "d": {"a"}}
    assert public_sets.core_scores(truth, told) == {
        "precision_duplicates": 1 / 3,
        "recall_duplicates": 1 / 2,
        "precision_others": 1 / 2,
        "recall_others": 1 / 3,
        "macro_f1": 2 / 5,
        "accuracy": 1 / 5,
    }


@pytest.fixture
def meter(tmp_path):
    def write(where, head, body):
        path = tmp_path / "meter" / where
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<!DOCTYPE meterdocument>\n<meterdocument {head}>\n{body}\n</meterdocument>\n")

    write(
        "PA/annotated/courts/11.07.99/bridge/bridge1.sgml",
        'newspaper="PA"',
        f"<title>Bridge</title><body>{STORY}</body>",
    )
    head = 'newspaper="times" classification="wholly-derived"'
    marked = STORY.replace("the city council", "<Verbatim>the city council</Verbatim>")
    write("newspapers/annotated/courts/11.07.99/bridge/times1.sgml", head, f"<title>Shut</title><body>{marked}</body>")
    head = 'newspaper="sun" classification="non-derived"'
    write("newspapers/annotated/courts/11.07.99/bridge/sun1.sgml", head, f"<body>{OTHER}</body>")
    (tmp_path / "meter" / "readme.txt").write_text("METER")
    return tmp_path / "meter"


def test_meter_tells_derived_texts_from_independent_ones(meter, tmp_path, monkeypatch):
    code, figures = run(monkeypatch, tmp_path, "meter", "--folder", meter)
    assert code == 0
    assert [(row["derived"], row["found"]) for row in figures["rows"]] == [
        ("not derived", 0.0),
        ("wholly derived", 1.0),
    ]


def test_meter_texts_are_without_their_marks(meter):
    story = next(story for story in public_formats.meter(meter) if story.article.source == "times")
    assert story.article.title == "Shut"
    assert "<" not in story.article.text
    assert story.event == "11.07.99/bridge"


def test_a_folder_that_is_no_meter_is_refused(tmp_path):
    with pytest.raises(FormatError, match="meterdocument"):
        public_formats.meter(tmp_path)


@pytest.fixture
def aligned(tmp_path):
    root = tmp_path / "pan"
    for side in ("susp", "src", "02-no-obfuscation"):
        (root / side).mkdir(parents=True)
    passage = STORY[20:260]
    (root / "src" / "source-document00001.txt").write_text(STORY)
    (root / "susp" / "suspicious-document00001.txt").write_text(OTHER + " " + passage)
    (root / "02-no-obfuscation" / "pairs").write_text("suspicious-document00001.txt source-document00001.txt\n")
    (root / "02-no-obfuscation" / "suspicious-document00001-source-document00001.xml").write_text(
        '<document reference="suspicious-document00001.txt"><feature name="plagiarism" obfuscation="none" '
        f'this_offset="{len(OTHER) + 1}" this_length="240" source_reference="source-document00001.txt" '
        'source_offset="20" source_length="240" /></document>'
    )
    return root


def test_pan_gives_plagdet_for_each_kind_of_obfuscation(aligned, tmp_path, monkeypatch):
    code, figures = run(monkeypatch, tmp_path, "pan", "--folder", aligned)
    [row] = figures["parts"]
    assert code == 0
    assert (row["part"], row["cases"], row["detections"], row["granularity"]) == ("02-no-obfuscation", 1, 1, 1.0)
    assert row["plagdet"] > 0.9


def test_pan_tells_the_whole_corpus_beside_its_parts(aligned, tmp_path, monkeypatch):
    (aligned / "src" / "source-document00002.txt").write_text(OTHER)
    (aligned / "susp" / "suspicious-document00002.txt").write_text(OTHER)
    (aligned / "01-no-plagiarism").mkdir()
    (aligned / "01-no-plagiarism" / "pairs").write_text("suspicious-document00002.txt source-document00002.txt\n")
    _, figures = run(monkeypatch, tmp_path, "pan", "--folder", aligned)
    assert [(row["part"], row["cases"], row["detections"]) for row in figures["parts"]] == [
        ("01-no-plagiarism", 0, 1),
        ("02-no-obfuscation", 1, 1),
        ("all", 1, 2),
    ]
    assert figures["parts"][2]["precision"] == pytest.approx(figures["parts"][1]["precision"] / 2)


def test_a_folder_that_is_no_pan_corpus_is_refused(tmp_path):
    with pytest.raises(FormatError, match="pairs"):
        list(pan.aligned(tmp_path))


WHOLE, LATER = Case("t1", "s1", (0, 100), (0, 100)), Case("t1", "s1", (100, 200), (100, 200))
END, BOTH = Case("t1", "s1", (99, 100), (99, 100)), Case("t1", "s1", (0, 200), (0, 200))
ELSEWHERE = Case("t2", "s2", (0, 100), (0, 100))


@pytest.mark.parametrize(
    ("cases", "found", "recall", "precision", "granularity"),
    [
        ([], [], 1.0, 1.0, 1.0),
        ([WHOLE], [], 0.0, 0.0, 1.0),
        ([], [WHOLE], 0.0, 0.0, 1.0),
        ([WHOLE, ELSEWHERE], [WHOLE], 0.5, 1.0, 1.0),
        ([WHOLE], [LATER], 0.0, 0.0, 1.0),
        ([WHOLE], [BOTH], 1.0, 0.5, 1.0),
        ([WHOLE], [WHOLE, END], 1.0, 1.0, 2.0),
        ([WHOLE, LATER], [BOTH], 1.0, 1.0, 1.0),
    ],
)
def test_the_measures_of_pan_are_those_of_the_paper(cases, found, recall, precision, granularity):
    measured = pan.scores(cases, found)
    assert (measured["recall"], measured["precision"], measured["granularity"]) == (recall, precision, granularity)


def test_many_detections_of_one_case_lower_plagdet():
    assert pan.scores([WHOLE], [WHOLE, END])["plagdet"] == pytest.approx(1 / 1.58496, abs=1e-4)
