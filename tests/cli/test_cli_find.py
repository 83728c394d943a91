"""What ``find`` hands to the detector and writes."""

import io
import json
import os

import pytest

from dedup.model import Relation


def test_options_reach_the_detector(run, detector, home):
    (home / "ignore.txt").write_text("Baca juga:\n\n  Advertisement  \n")
    (home / "params.json").write_text('{"num_perm": 256, "seed": 9}')
    run(
        *("find", "a.txt", "--window", "3", "--min-score", "0.5", "--seed", "7", "--profile", "ocr", "--workers", "2"),
        *("--ignore", "ignore.txt", "--params", "params.json", "--relation", "overlap", "--relation", "excerpt"),
    )
    [call] = detector.calls
    params = call["params"]
    assert (params.window_days, params.min_score, params.seed, params.profile) == (3, 0.5, 7, "ocr")
    assert params.num_perm == 256
    assert (call["workers"], call["ignore"]) == (2, ("Baca juga:", "Advertisement"))
    assert set(call["relations"]) == {Relation.OVERLAP, Relation.EXCERPT}


def test_without_options_nothing_is_narrowed(run, detector):
    run("find", ".")
    [call] = detector.calls
    assert (call["workers"], call["relations"], call["against"], call["ignore"]) == (None, None, [], ())


@pytest.mark.parametrize("content", ["[]", "{", '{"nope": 1}', '{"num_perm": "many"}', "\xff"])
def test_wrong_parameter_file_is_refused_by_name(run, detector, home, content):
    (home / "params.json").write_text(content)
    code, _, err = run("find", ".", "--params", "params.json")
    assert code == 2
    assert err.startswith("dedup: params.json: ")


def test_against_is_read_beside_the_inputs(run, detector, home):
    (home / "old").mkdir()
    (home / "old" / "a.txt").write_text("Another old bridge.")
    code, _, _ = run("find", "a.txt", "--against", "old", "--against", "b.txt")
    [call] = detector.calls
    assert code == 0
    assert len(call["articles"]) == 1
    assert len(call["against"]) == 2
    assert not set(call["articles"]) & set(call["against"])


def test_field_options_reach_the_reader(run, detector, home):
    (home / "a.csv").write_text("Nr,Inhalt\nx,words\n")
    run("find", "a.csv", "--id-field", "Nr", "--text-field", "Inhalt")
    assert detector.calls[0]["articles"] == ["x"]


def test_standard_input_is_read(run, detector, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"id": "piped", "text": "words"}')))
    assert run("find", "-")[0] == 0
    assert detector.calls[0]["articles"] == ["piped"]


def test_talk_is_on_standard_error_and_quiet_silences_it(run, detector):
    _, out, err = run("find", ".", "--format", "jsonl")
    assert "compiling" not in out
    assert err == "dedup: compiling kernels\n"
    assert run("find", ".", "--quiet")[2] == ""


def test_progress_is_drawn_on_a_terminal_only(run, detector, monkeypatch):
    assert "\r" not in run("find", ".")[2]
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert "compare [########################] 100 %" in run("find", ".")[2]
    for unable in ("dumb", ""):
        monkeypatch.setenv("TERM", unable)
        assert "\x1b" not in run("find", ".")[2]


def test_a_remark_on_a_file_of_both_sides_is_said_once(run, detector, home):
    (home / "both").mkdir()
    (home / "both" / "a.txt").write_text("The old bridge closes on Monday.")
    (home / "both" / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\r")
    assert run("find", "both", "--against", "both")[2].count("logo.png") == 1


def test_plain_output_takes_the_place_of_standard_output(run, detector, home):
    code, out, _ = run("find", ".", "--output", "found.jsonl")
    assert (code, out) == (0, "")
    assert json.loads((home / "found.jsonl").read_text())["kind"] == "summary"


def test_output_with_a_format_is_written_beside_standard_output(run, detector, home):
    (home / "in").mkdir()
    (home / "a.txt").rename(home / "in" / "a.txt")
    _, out, _ = run("find", "in", "--output", "jsonl:found", "--output", "csv:table", "--format", "jsonl")
    assert json.loads(out)["kind"] == "summary"
    assert (home / "found").read_text() == out
    assert (home / "table").read_text().startswith("left,right")


def test_chosen_format_outweighs_the_suffix(run, detector, home):
    run("find", ".", "--output", "found.csv", "--format", "jsonl")
    assert json.loads((home / "found.csv").read_text())["kind"] == "summary"


def test_failure_leaves_the_older_file_as_it_was(run, detector, home, monkeypatch):
    (home / "in").mkdir()
    (home / "a.txt").rename(home / "in" / "a.txt")
    (home / "found.jsonl").write_text("older")

    def fail(report, form, stream, **options):
        stream.write(b"half")
        raise ValueError("boom")

    monkeypatch.setattr("dedup.report.render.write_report", fail)
    assert run("find", "in", "--output", "found.jsonl")[0] == 3
    assert (home / "found.jsonl").read_text() == "older"
    assert sorted(path.name for path in home.iterdir()) == ["b.txt", "found.jsonl", "in"]


def test_output_keeps_the_usual_permissions(run, detector, home):
    mask = os.umask(0o022)
    try:
        run("find", ".", "--output", "found.jsonl")
    finally:
        os.umask(mask)
    assert (home / "found.jsonl").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("outputs", [["x.csv", "csv:x.csv"], ["."], ["csv:"], ["a.txt"]])
def test_outputs_that_cannot_be_are_refused_before_the_work(run, detector, outputs):
    code, _, _ = run("find", "a.txt", *(part for name in outputs for part in ("--output", name)))
    assert code == 2
    assert detector.calls == []


def test_an_article_withdrawn_further_down_is_not_compared(run, detector, home):
    lines = ('{"id": "q", "text": "One."}', '{"id": "r", "text": "Two."}', '{"id": "q", "status": "withdrawn"}')
    (home / "a.jsonl").write_text("\n".join(lines))
    code, _, err = run("find", "a.jsonl")
    assert (code, detector.calls[-1]["articles"]) == (0, ["r"])
    assert err.count("articles that are withdrawn: 1, the first is 'q'") == 1


def test_crowded_keys_are_said(run, detector):
    assert "neighbours" not in run("find", "a.txt")[2]
    detector.crowded = 1234
    assert "1,234 passages or signatures are in more than 200 articles each" in run("find", "a.txt")[2]
    assert "neighbours" not in run("find", "a.txt", "--quiet")[2]


@pytest.mark.parametrize("options", [(), ("--format", "html")])
def test_options_that_hide_matches_are_named_where_nothing_is_found(run, detector, home, options):
    (home / "params.json").write_text('{"min_score": 0.5}')
    said = "Nothing found of what was asked for; --relation, --min-score or --window may have left something"
    found = run("find", ".", "--params", "params.json", "--relation", "overlap", "--window", "3", *options)[1]
    assert said in " ".join(found.split())
    found = run("find", "a.txt", "--against", "b.txt", *options)[1]
    assert "asked for; --against may have left something" in " ".join(found.split())
    assert "no two of these articles are related" in run("find", ".", *options)[1]
