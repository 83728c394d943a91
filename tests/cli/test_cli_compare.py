"""What ``compare`` reads, hands over and writes."""

import io
import json

import pytest


def test_two_files_are_compared(run, detector):
    code, out, _ = run("compare", "a.txt", "b.txt", "--format", "json", "--explain")
    [call] = detector.calls
    assert code == 0
    assert (call["left"].id, call["right"].id, call["explain"]) == ("a.txt", "b.txt", True)
    assert json.loads(out)["same_event"] == 0.1


def test_one_side_may_be_standard_input_as_prose_or_json(run, detector, monkeypatch):
    for content in (b"Just a draft.\nIn two lines.", b'{"id": "-", "text": "Just a draft.\\nIn two lines."}'):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
        assert run("compare", "-", "b.txt")[0] == 0
        assert detector.calls[-1]["left"].text == "Just a draft.\nIn two lines."


def test_both_sides_cannot_be_standard_input(run, detector):
    assert run("compare", "-", "-")[0] == 2


def test_equal_ids_are_never_refused(run, detector, home):
    (home / "a.jsonl").write_text('{"id": "x", "text": "one"}')
    (home / "b.jsonl").write_text('{"id": "x", "text": "two"}')
    assert run("compare", "a.jsonl", "b.jsonl")[0] == 0
    assert run("compare", "a.txt", "a.txt")[0] == 0


def test_files_of_one_name_are_told_apart(run, detector, home):
    (home / "old").mkdir()
    (home / "old" / "a.txt").write_text("Another bridge.")
    run("compare", "a.txt", "old/a.txt")
    call = detector.calls[0]
    assert call["left"].id != call["right"].id


def test_prose_of_any_name_is_read(run, detector, home):
    (home / "draft.md").write_text("A bridge.")
    assert run("compare", "draft.md", "a.txt")[0] == 0


def test_file_of_several_articles_is_refused(run, detector, home):
    (home / "a.jsonl").write_text('{"id": "x", "text": "one"}\n{"id": "y", "text": "two"}\n')
    code, _, err = run("compare", "a.jsonl", "b.txt")
    assert code == 2
    assert "a.jsonl: holds more than one article" in err


def test_text_without_words_is_nothing_to_compare(run, detector, home):
    (home / "dots.txt").write_text("...")
    code, out, err = run("compare", "a.txt", "dots.txt")
    assert (code, out) == (4, "")
    assert "dots.txt" in err


@pytest.mark.parametrize("sides", [("a.txt", "dots.txt"), ("dots.txt", "a.txt")])
def test_text_without_words_is_a_summary_without_findings_where_that_is_allowed(run, detector, home, sides):
    (home / "dots.txt").write_text("...")
    code, out, err = run("compare", *sides, "--allow-empty", "--format", "json")
    found = json.loads(out)
    assert (code, found["kind"], found["articles"], found["rejected"]) == (0, "summary", 1, 1)
    assert "nothing was compared: dots.txt holds no article with words" in err
    assert "Nothing found" in run("compare", *sides, "--allow-empty")[1]
    assert run("compare", *sides, "--allow-empty", "--output", "o.html")[:2] == (0, "")
    assert (home / "o.html").read_text().startswith("<!doctype html>")


def test_relation_that_is_not_asked_for_is_not_shown(run, detector):
    detector.relations_found = ("overlap",)
    code, out, _ = run("compare", "a.txt", "b.txt", "--format", "json", "--relation", "identical")
    assert code == 0
    assert json.loads(out)["relation"] is None


def test_a_file_with_one_id_twice_is_refused_for_holding_two_articles(run, detector, home):
    (home / "twice.jsonl").write_text('{"id": "q", "text": "One."}\n{"id": "q", "text": "Two."}')
    code, _, err = run("compare", "a.txt", "twice.jsonl")
    assert code == 2
    assert "twice.jsonl: holds more than one article" in err


def test_a_relation_that_was_not_asked_for_is_not_denied(run, home):
    story = "The old bridge over the harbour closes on Monday for six months, the city council said in a letter."
    for name in ("one.txt", "two.txt"):
        (home / name).write_text(story)
    for options in (["--relation", "overlap"], ["--format", "html", "--relation", "overlap"]):
        out = run("compare", "one.txt", "two.txt", *options)[1]
        assert "None of those asked for" in out
        assert "Neither a copy" not in out


def test_long_texts_say_when_kernels_are_compiled_first(run, detector):
    detector.is_cold = True
    _, _, err = run("compare", "a.txt", "b.txt")
    assert "compiling kernels" in err
