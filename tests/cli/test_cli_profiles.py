"""``--profile`` changes what decides; ``--params`` wins over it."""

import json


def parameters(run, *arguments):
    code, out, _ = run("bands", "--format", "json", *arguments)
    assert code == 0
    return json.loads(out)["parameters"]


def test_a_profile_changes_the_parameters_and_is_named(run):
    found = parameters(run, "--profile", "ocr")
    assert (found["profile"], found["shingle_size"], found["passage_characters"]) == ("ocr", 3, 12)
    assert parameters(run, "--profile", "news") == parameters(run)


def test_a_parameter_file_wins_over_the_profile(run, home):
    (home / "own.json").write_text('{"shingle_size": 4}')
    found = parameters(run, "--profile", "ocr", "--params", "own.json")
    assert (found["profile"], found["shingle_size"], found["passage_window"]) == ("ocr", 4, 3)


def test_a_profile_named_in_a_parameter_file_counts(run, home):
    (home / "own.json").write_text('{"profile": "short"}')
    assert parameters(run, "--params", "own.json")["min_passage_words"] == 10


def test_an_unknown_profile_in_a_parameter_file_is_refused(run, home):
    (home / "own.json").write_text('{"profile": "web"}')
    code, _, err = run("bands", "--params", "own.json")
    assert code == 2
    assert "own.json: profile must be one of news, ocr, short" in err


def test_scores_can_be_recalibrated_by_a_parameter_file(run, home):
    (home / "own.json").write_text('{"calibration": [["overlap", 0.5, -1]]}')
    assert parameters(run, "--params", "own.json")["calibration"] == [["overlap", 0.5, -1]]
    (home / "bad.json").write_text('{"calibration": [["overlap"]]}')
    code, _, err = run("bands", "--params", "bad.json")
    assert code == 2
    assert "bad.json: calibration must hold" in err
