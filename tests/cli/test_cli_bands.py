"""What ``bands`` prints."""

import json
import xml.etree.ElementTree as ElementTree

from dedup.params import Params


def test_text_states_the_recall(run):
    code, out, _ = run("bands")
    assert code == 0
    assert "Jaccard 0.5 and more: 99." in out
    assert "words in a row shared unchanged: for certain" in out


def test_text_fits_the_terminal(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    for command in ("bands", "formats"):
        assert max(map(len, run(command)[1].splitlines())) <= 80


def test_json_holds_curve_and_parameters(run):
    record = json.loads(run("bands", "--format", "json", "--words", "500")[1])
    assert record["words"] == 500
    assert record["curve"][50]["jaccard"] == 0.5
    assert record["parameters"] == Params().as_mapping()


def test_svg_stands_alone(run, home):
    code, out, _ = run("bands", "--output", "svg:curve.svg")
    drawing = (home / "curve.svg").read_text()
    assert code == 0
    assert ElementTree.fromstring(drawing).tag == "{http://www.w3.org/2000/svg}svg"
    assert "href" not in drawing
    assert "Jaccard" in out


def test_parameters_of_a_file_are_drawn(run, home):
    (home / "params.json").write_text('{"band_count": 32, "band_rows": 4}')
    assert "32 bands of 4 rows" in run("bands", "--params", "params.json")[1]
