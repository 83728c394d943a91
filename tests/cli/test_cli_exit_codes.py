"""Exit codes and messages, as the reference has them."""

import errno
import json
import os

import pytest

from dedup.errors import ParamsError

LONG = "x" * 300  #: no name of a file on any system


def rows(path, *lines):
    path.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines))
    return path


def is_one_line(text):
    return text.startswith("dedup: ") and text.count("\n") == 1


def test_clean_run_exits_0(run, detector):
    code, out, _ = run("find", "a.txt", "b.txt", "--format", "jsonl")
    assert code == 0
    assert json.loads(out.splitlines()[-1])["kind"] == "summary"


def test_findings_exit_0_unless_asked(run, detector):
    detector.relations_found = ("identical",)
    assert run("find", ".")[0] == 0


@pytest.mark.parametrize(
    ("found", "fail_on", "expected"),
    [
        ("near-duplicate", "near-duplicate", 1),
        ("identical", "near-duplicate", 1),
        ("excerpt", "near-duplicate", 0),
        ("same-event", "same-event", 1),
        ("same-event", "any", 1),
        ("template", "overlap", 0),
        ("overlap", "template", 1),
    ],
)
def test_fail_on_counts_its_relation_and_stronger_ones(run, detector, found, fail_on, expected):
    detector.relations_found = (found,)
    assert run("find", ".", "--fail-on", fail_on)[0] == expected


@pytest.mark.parametrize(
    "arguments",
    [
        ["--no-such-option"],
        ["no-such-command"],
        ["find"],
        ["find", ".", "--window", "soon"],
        ["find", ".", "--window", "-1"],
        ["find", ".", "--min-score", "1.5"],
        ["find", ".", "--relation", "twin"],
        ["find", ".", "--fail-on", "all"],
        ["find", ".", "--profile", "blog"],
        ["find", ".", "--workers", "0"],
        ["find", ".", "--seed", "-1"],
        ["find", ".", "--format", "xml"],
        ["find", ".", "--input-format", "pdf"],
        ["find", ".", "--output", "no-such-folder/x"],
        ["find", ".", "--output", "a.txt"],
        ["find", ".", "--params", "missing.json"],
        ["find", ".", "--ignore", "missing.txt"],
        ["find", "missing.txt"],
        ["find", "."],
        ["compare", "a.txt"],
        ["compare", "a.txt", "b.txt", "--format", "csv"],
        ["bands", "--words", "3"],
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_2_with_one_line(run, detector, home, arguments):
    if arguments == ["find", "."]:
        (home / "dedup.toml").write_text("windw = 3")
    if arguments[-1] == "a.txt" and "--output" in arguments:
        arguments[1] = "a.txt"
    code, out, err = run(*arguments)
    assert code == 2
    assert out == ""
    assert is_one_line(err)


def test_no_command_shows_the_help_and_exits_2(run):
    code, out, err = run()
    assert (code, out) == (2, "")
    assert "Commands:" in err


def test_help_and_version_exit_0(run):
    assert run("--help")[0] == run("find", "--help")[0] == 0
    code, out, _ = run("--version")
    assert (code, out.split()[0]) == (0, "dedup")


def test_error_of_the_core_exits_2(run, detector):
    detector.raised = ParamsError("min_score must be\nfrom 0 to 1")
    code, _, err = run("find", ".", "--quiet")
    assert (code, err) == (2, "dedup: min_score must be from 0 to 1\n")


def test_too_little_memory_is_told_with_what_to_do(run, detector):
    detector.raised = MemoryError()
    code, _, err = run("find", ".", "--quiet")
    assert (code, is_one_line(err)) == (3, True)
    assert "not enough memory" in err
    assert "dedup index add" in err


@pytest.mark.parametrize("error", [ValueError("boom"), RecursionError(), AssertionError(), SystemExit(1)])
def test_crash_exits_3_with_one_line(run, detector, error):
    detector.raised = error
    code, _, err = run("find", ".", "--quiet")
    assert code == 3
    assert is_one_line(err)
    assert type(error).__name__ in err
    assert "please report" in err


def test_a_path_that_the_system_bars_is_no_crash(run, detector):
    detector.raised = PermissionError(errno.EACCES, "Permission denied", "/locked/x.html")
    code, _, err = run("find", "a.txt")
    assert code == 2
    assert is_one_line(err.split("\n", 1)[1])  # behind the remark about compiling
    assert "/locked/x.html: permission denied; give yourself permission" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["find", "a.txt", "--output", LONG],
        ["find", "a.txt", "--output", f"html:{LONG}"],
        ["find", "a.txt", "--output", f"csv:{LONG}/x"],
        ["find", "a.txt", "--against", LONG],
        ["find", "a.txt", "--ignore", LONG],
        ["find", "a.txt", "--params", LONG],
        ["find", LONG],
        ["compare", "a.txt", LONG],
        ["compare", "a.txt", "b.txt", "--output", LONG],
        ["bands", "--output", LONG],
        ["formats", "--output", LONG],
        ["evaluate", LONG, "a.txt"],
        ["tune", LONG, "a.txt", "--output", "t.json"],
        ["check", "a.txt", "--index", LONG],
        ["check", "a.txt", "--index", "news.index", "--baseline", LONG],
        ["check", "a.txt", "--index", "news.index", "--policy", LONG],
        ["index", "add", LONG, "a.txt"],
        ["index", "info", LONG],
        ["index", "remove", LONG, "a"],
        ["index", "restore", LONG, "new.index"],
        ["baseline", "create", LONG, "a.txt", "--index", "news.index", "--reason", "known"],
        ["baseline", "audit", LONG],
    ],
    ids=lambda arguments: " ".join(arguments).replace(LONG, "LONG"),
)
def test_a_name_that_no_file_can_have_exits_2_with_one_line(run, home, arguments):
    assert run("index", "add", "news.index", "b.txt")[0] == 0
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert is_one_line(err)
    assert LONG in err


def test_crash_shows_the_traceback_if_verbose(run, detector):
    detector.raised = ValueError("boom")
    code, _, err = run("find", ".", "--verbose")
    assert code == 3
    assert "Traceback" in err


def test_interruption_exits_130(run, detector):
    detector.raised = KeyboardInterrupt()
    code, _, err = run("find", ".", "--quiet")
    assert (code, err) == (130, "")


def test_nothing_to_check_exits_4_or_0_if_allowed(run, detector, home):
    empty = home / "empty"
    empty.mkdir()
    code, out, err = run("find", empty)
    assert (code, out) == (4, "")
    assert is_one_line(err)
    code, out, _ = run("find", empty, "--allow-empty", "--format", "jsonl")
    assert code == 0
    assert json.loads(out)["articles"] == 0


@pytest.mark.parametrize("lines", [[], [{"id": "x", "text": ""}, {"id": "y", "text": "..."}]], ids=["none", "wordless"])
def test_an_archive_without_articles_exits_4_or_0_if_allowed(run, detector, home, lines):
    rows(home / "old.jsonl", *lines) if lines else (home / "old.jsonl").write_text("\n")
    code, out, err = run("find", "a.txt", "--against", "old.jsonl", "--quiet")
    assert (code, out, is_one_line(err)) == (4, "", True)
    assert err.startswith("dedup: nothing to check against: old.jsonl (--against) holds no article")
    assert "--allow-empty" in err
    code, out, err = run("find", "a.txt", "--against", "old.jsonl", "--allow-empty", "--format", "jsonl")
    assert (code, json.loads(out)["articles"]) == (0, 1)
    assert "nothing was checked against: old.jsonl" in err


def test_one_archive_of_several_may_be_empty(run, detector, home):
    (home / "old.jsonl").write_text("\n")
    assert run("find", "a.txt", "--against", "old.jsonl", "--against", "b.txt")[0] == 0


def test_texts_without_words_do_not_change_the_exit_code(run, detector, home):
    rows(home / "a.jsonl", {"id": "a", "text": "words"}, {"id": "b", "text": ""}, {"id": "c", "text": "..."})
    code, out, err = run("find", "a.jsonl", "--format", "jsonl")
    assert code == 0
    assert json.loads(out)["rejected"] == 2
    assert "a.jsonl:2: the text is empty" in err


def test_one_text_without_words_beyond_those_named_is_one(run, detector, home):
    (home / "many.jsonl").write_text("".join(f'{{"id": "{k}", "text": "..."}}\n' for k in range(6)))
    _, _, err = run("find", "many.jsonl", "a.txt")
    assert "dedup: 1 more text without words, left out\n" in err


def test_empty_file_exits_2_with_what_to_do(run, detector, home):
    (home / "empty.txt").write_text("")
    assert run("find", "empty.txt") == (
        2,
        "",
        "dedup: empty.txt: the file is empty; leave it out, or put an article into it\n",
    )


def test_unknown_content_exits_2_if_named_and_is_skipped_in_a_folder(run, detector, home):
    (home / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\r")
    code, _, err = run("find", "logo.png")
    assert code == 2
    assert "logo.png: binary content of no known format" in err
    code, _, err = run("find", ".")
    assert code == 0
    assert "dedup: logo.png: binary content of no known format, skipped\n" in err
    assert detector.calls[-1]["articles"] == ["a.txt", "b.txt"]


def test_bad_row_exits_2_or_is_skipped_and_named(run, detector, home):
    rows(home / "day.jsonl", {"id": "a", "text": "one"}, "{bad", {"id": "b", "text": "two"})
    code, _, err = run("find", "day.jsonl")
    assert code == 2
    assert err.startswith("dedup: day.jsonl:2: not JSON")
    code, out, err = run("find", "day.jsonl", "--skip-bad", "--format", "jsonl")
    assert code == 0
    assert json.loads(out)["rejected"] == 1
    assert "dedup: day.jsonl:2: not JSON" in err
    assert detector.calls[-1]["articles"] == ["a", "b"]


def test_clash_of_ids_exits_2_with_both_places(run, detector, home):
    rows(home / "a.jsonl", {"id": "x", "text": "one"})
    rows(home / "b.jsonl", {"id": "x", "text": "two"})
    code, _, err = run("find", "a.jsonl", "b.jsonl")
    assert code == 2
    assert "a.jsonl:1 and b.jsonl:1" in err


def test_same_article_twice_is_read_once(run, detector, home):
    rows(home / "a.jsonl", {"id": "x", "text": "one"}, {"id": "x", "text": "one"})
    code, out, _ = run("find", "a.jsonl", "--format", "jsonl")
    assert (code, json.loads(out)["articles"]) == (0, 1)


def test_what_a_terminal_would_obey_in_the_name_of_a_file_is_made_visible(run, detector, home):
    (home / "a.txt").write_text("The bridge will close on Monday.")
    (home / "\x1b[31mred\u202e.md").write_text("no known format")
    (home / "two\ndedup: lines.md").write_text("no known format")
    code, _, err = run("find", ".")
    assert (code, err.splitlines()[-2:]) == (0, [
        "dedup: \\x1b[31mred\\u202e.md: no known format, skipped",
        "dedup: two\\x0adedup: lines.md: no known format, skipped",
    ])  # fmt: skip
    code, _, err = run("find", "\x1b[31mred\u202e.md")
    assert (code, is_one_line(err)) == (2, True)
    assert err.startswith("dedup: \\x1b[31mred\\u202e.md: no known format; ")
    code, _, err = run("find", "\x1b[2Jabsent")
    assert (code, err) == (2, "dedup: \\x1b[2Jabsent: no such file or folder; check the name\n")
    code, _, err = run("find", "--\x1b[2J")
    assert (code, "\x1b" in err) == (2, False)


def test_a_list_of_what_is_no_evidence_that_is_no_text_is_refused(run, detector, home):
    (home / "list.txt").write_bytes(bytes(range(256)) * 8)
    code, _, err = run("find", "a.txt", "--ignore", "list.txt")
    assert (code, is_one_line(err)) == (2, True)
    assert "list.txt: binary content" in err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"min_score": 0.5, "min_score": 0.9}', "'min_score' is there twice, as 0.5 and 0.9"),
        ('{"seed": true}', "seed must be a number or a word, got true"),
    ],
)
def test_wrong_parameters_are_named_as_they_stand_in_the_file(run, detector, home, content, said):
    (home / "p.json").write_text(content)
    code, _, err = run("find", "a.txt", "--params", "p.json")
    assert (code, is_one_line(err)) == (2, True)
    assert said in err


def test_a_setting_under_both_its_names_is_refused(run, detector, home):
    (home / "dedup.toml").write_text("min_score = 0.5\nmin-score = 0.9\n")
    code, _, err = run("find", "a.txt")
    assert code == 2
    assert "'min_score' and 'min-score' are one setting" in err


def test_a_table_without_a_header_is_refused_without_its_text(run, detector, home):
    story = "The city council voted nine to two on Tuesday evening to close the old harbour bridge"
    (home / "t.csv").write_text(f'1,"{story}"\n2,"{story}"\n')
    (home / "labels.tsv").write_text("left\tright\tlabel\na\tb\t1\n")
    for arguments in (["find", "t.csv"], ["evaluate", "labels.tsv", "t.csv"], ["evaluate", "t.csv", "labels.tsv"]):
        code, _, err = run(*arguments)
        assert code == 2
        assert "council" not in err
    said = "t.csv:1: no column 'text'; the first line holds texts where it must name the columns, as id,text"
    assert run("find", "t.csv")[2] == f"dedup: {said}\n"


def test_items_of_a_feed_are_not_told_of_fields(run, detector, home):
    items = "".join(f"<item><guid>g</guid><description>{text}</description></item>" for text in ("One.", "Two."))
    (home / "f.rss").write_text(f'<rss version="2.0"><channel><title>t</title>{items}</channel></rss>')
    code, _, err = run("find", "f.rss")
    assert (code, "give each its own id, or" in err, "--id-field" in err) == (2, True, False)
    rows(home / "r.jsonl", {"id": "a", "text": "one"}, {"id": "a", "text": "two"})
    assert "--id-field" in run("find", "r.jsonl")[2]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["find"], "Missing argument 'inputs': Files (dedup formats lists what can be read), folders, or - for "),
        (["check"], "Missing argument 'inputs': Files"),
        (["compare", "a.txt"], "Missing argument 'right': File that holds one article, or - for standard input"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_missing_argument_is_told_with_what_it_takes(run, command, said):
    code, _, err = run(*command)
    assert code == 2
    assert err.startswith(f"dedup: {said}")
    assert err.endswith(" --help says more)\n")


@pytest.mark.parametrize("names", [["void"], ["void", "also"], ["void", "also", "third", "fourth", "fifth"]])
def test_inputs_without_an_article_are_named(run, home, names):
    for name in names:
        (home / name).mkdir()
    code, _, err = run("find", *names)
    said = {1: "void holds", 2: "void, also hold", 5: "void, also, third and 2 more hold"}[len(names)]
    assert code == 4
    assert err.splitlines()[-1] == f"dedup: nothing to check: {said} no article (--allow-empty makes that no error)"
    assert [line.partition(":")[2] for line in err.splitlines()[:-1]] == [
        f" {name}: the folder holds no file that is read" for name in names if len(names) > 1
    ]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device here that is always full")
def test_where_no_room_is_left_it_is_said_what_to_do(run, detector, home):
    code, _, err = run("find", "a.txt", "b.txt", "--output", "/dev/full", "--quiet")
    told = "/dev/full: cannot be written: No space left on device; make room there, or choose another place"
    assert (code, err) == (2, f"dedup: {told}\n")
