"""Where settings come from, and which wins."""

import os

import pytest
import typer

from dedup.cli import bands, evaluate, formats, index_add, index_options
from dedup.cli.app import app, main
from dedup.cli.config import resolve
from dedup.cli.settings import FORMATS, INPUT_FORMATS, PROFILES, Settings, names
from dedup.errors import UsageError
from dedup.index.sqlite import SqliteIndex
from dedup.params import PROFILES as PARAMS_PROFILES
from dedup.readers.formats import FORMAT_NAMES
from dedup.report.render import CHECK_FORMATS, COMPARISON_FORMATS, REPORT_FORMATS


def test_without_anything_the_defaults_hold(home):
    assert resolve({}) == Settings()


def test_flag_beats_environment_beats_file_beats_default(home, monkeypatch):
    (home / "dedup.toml").write_text('window = 1\nseed = 1\nprofile = "ocr"')
    monkeypatch.setenv("DEDUP_WINDOW", "2")
    monkeypatch.setenv("DEDUP_SEED", "2")
    settings = resolve({"window": 3})
    assert (settings.window, settings.seed, settings.profile, settings.workers) == (3, 2, "ocr", None)


def test_a_file_may_begin_with_a_byte_order_mark(home):
    (home / "dedup.toml").write_text("window = 1", encoding="utf-8-sig")
    assert resolve({}).window == 1


def test_table_in_pyproject_is_read(home):
    (home / "pyproject.toml").write_text('[tool.dedup]\nmin-score = 0.5\nrelation = ["overlap"]\nskip_bad = true')
    settings = resolve({})
    assert (settings.min_score, settings.relation, settings.skip_bad) == (0.5, ("overlap",), True)


def test_pyproject_without_the_table_is_left_alone(home):
    (home / "pyproject.toml").write_text("[tool.other]\nwindw = 1")
    (home / "dedup.toml").write_text("window = 4")
    assert resolve({}).window == 4


def test_both_files_at_once_are_refused(home):
    (home / "pyproject.toml").write_text("[tool.dedup]\nwindow = 1")
    (home / "dedup.toml").write_text("window = 1")
    with pytest.raises(UsageError, match="keep one"):
        resolve({})


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("windw = 3", "unknown setting 'windw'; did you mean window"),
        ("window = 3.5", "dedup.toml: window must be a whole number, got 3.5"),
        ('window = "soon"', "must be a whole number, got 'soon'"),
        ("window = true", "must be a whole number, got True"),
        ("min-score = 2", r"dedup.toml: min-score must be from 0 to 1, got 2"),
        ('relation = ["twin"]', "must be one of identical, .*, got 'twin'"),
        ("relation = 3", "must be a list of texts, got 3"),
        ('skip-bad = "yes"', "dedup.toml: skip-bad must be true or false, got 'yes'"),
        ('skip_bad = "true"', "must be true or false, got 'true'"),
        ("skip_bad = 1", "must be true or false, got 1"),
        ('quiet = "maybe"', "must be true or false, got 'maybe'"),
        ("format = 3", "must be a text that is not empty, got 3"),
        ('format = "yaml"', "dedup.toml: format must be one of text, json, .*, got 'yaml'"),
        ("[tool.dedup]\nwindow = 3", "dedup.toml: has a table 'tool'; write the settings without a table"),
        ("window = ", "dedup.toml: cannot be read as TOML"),
    ],
)
def test_wrong_file_is_refused_with_what_it_got_and_what_it_takes(home, content, message):
    (home / "dedup.toml").write_text(content)
    with pytest.raises(UsageError, match=message):
        resolve({})


def test_unknown_variable_is_refused(home, monkeypatch):
    monkeypatch.setenv("DEDUP_WINDW", "3")
    with pytest.raises(UsageError, match="unknown setting 'DEDUP_WINDW'; did you mean DEDUP_WINDOW"):
        resolve({})


@pytest.mark.parametrize("name", ["DEDUP_window", "dedup_window", "Dedup_Window"])
def test_a_variable_in_small_letters_is_refused(home, monkeypatch, name):
    monkeypatch.setenv(name, "3")
    with pytest.raises(UsageError, match=f"unknown setting '{name}'; did you mean DEDUP_WINDOW"):
        resolve({})
    monkeypatch.delenv(name)
    monkeypatch.setenv("dedup_home", "/opt")  # somebody else's
    resolve({})


@pytest.mark.parametrize("name", ["NOSUCH", "X", "HOME", "LOG_LEVEL", "CACHE"])
def test_variable_that_is_near_to_no_setting_gets_no_guess_but_the_list(home, monkeypatch, name):
    monkeypatch.setenv(f"DEDUP_{name}", "1")
    with pytest.raises(UsageError, match=f"unknown setting 'DEDUP_{name}'; settings are DEDUP_FORMAT, .*VERBOSE$"):
        resolve({})


@pytest.mark.parametrize(
    ("written", "meant"), [("WORKER", "WORKERS"), ("MINSCORE", "MIN_SCORE"), ("FAILON", "FAIL_ON"), ("SED", "SEED")]
)
def test_variable_that_is_near_to_a_setting_gets_its_name(home, monkeypatch, written, meant):
    monkeypatch.setenv(f"DEDUP_{written}", "1")
    with pytest.raises(UsageError, match=rf"did you mean DEDUP_{meant}\?"):
        resolve({})


def test_variables_that_are_no_settings_are_left_alone(home, monkeypatch):
    monkeypatch.setenv("DEDUP_CACHE_DIR", "/somewhere")
    monkeypatch.setenv("DEDUP_WINDOW", "")
    assert resolve({}) == Settings()


def test_lists_in_variables_are_separated_by_commas(home, monkeypatch):
    monkeypatch.setenv("DEDUP_RELATION", "identical, overlap")
    assert resolve({}).relation == ("identical", "overlap")


def test_flags_are_true_or_false_in_variables(home, monkeypatch):
    monkeypatch.setenv("DEDUP_QUIET", "yes")
    monkeypatch.setenv("DEDUP_VERBOSE", "0")
    settings = resolve({})
    assert (settings.quiet, settings.verbose) == (True, False)


def test_what_a_file_or_a_variable_switches_on_an_option_switches_off(home, monkeypatch, capsys):
    (home / "dedup.toml").write_text("skip-bad = true\nquiet = true")
    monkeypatch.setenv("DEDUP_ALLOW_EMPTY", "yes")
    (home / "bad.jsonl").write_text('{"id": "a", "text": "The ferry stays in the harbour."}\n{"id": \n')
    (home / "void.jsonl").write_text("\n")
    assert main(["find", "bad.jsonl"]) == 0
    assert capsys.readouterr().err == ""
    assert main(["find", "bad.jsonl", "--no-quiet"]) == 0
    assert "bad.jsonl:2" in capsys.readouterr().err
    assert main(["find", "bad.jsonl", "--no-skip-bad"]) == 2
    assert main(["find", "void.jsonl"]) == 0
    assert main(["find", "void.jsonl", "--no-allow-empty"]) == 4


def test_every_switch_can_be_switched_off_on_the_command_line():
    groups = typer.main.get_command(app).commands.values()
    every = [each for group in groups for each in (group, *getattr(group, "commands", {}).values())]
    switches = {item.name: item for command in every for item in command.params if item.name in names()}
    flags = [name for name in switches if isinstance(getattr(Settings(), name), bool)]
    assert {name: switches[name].secondary_opts for name in flags} == {
        name: [f"--no-{name.replace('_', '-')}"] for name in flags
    }
    assert len(flags) == 7


def test_flag_on_the_command_line_names_itself_in_errors(home):
    with pytest.raises(UsageError, match="--window must be from 0 to 1,000,000, got -1"):
        resolve({"window": -1})


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("find a.txt --workers x", "--workers must be a whole number, got 'x'"),
        ("find a.txt --workers 0", "--workers must be from 1 to 1,024, got 0"),
        ("find a.txt --window 1.5", "--window must be a whole number, got '1.5'"),
        ("find a.txt --min-score 0,5", "--min-score must be a number like 0.5, got '0,5'"),
        ("find a.txt --min-score 2", "--min-score must be from 0 to 1, got 2"),
        ("find a.txt --seed -1", "--seed must be from 0 to 4,294,967,295, got -1"),
        ("find a.txt --seed 1_000", "--seed must be a whole number, got '1_000'"),
        ("find a.txt --seed \u0661", "--seed must be a whole number, got '\u0661'"),
        ("find a.txt --min-score 0.\u0665", "--min-score must be a number like 0.5, got '0.\u0665'"),
        ("find a.txt --min-score 0.5_0", "--min-score must be a number like 0.5, got '0.5_0'"),
        ("bands --words many", "--words must be a whole number, got 'many'"),
        ("evaluate a.txt b.txt --seed one", "--seed must be a whole number, got 'one'"),
        ("index add new.index a.txt --seed one", "--seed must be a whole number, got 'one'"),
        ("index rebuild new.index --seed one", "--seed must be a whole number, got 'one'"),
    ],
)
def test_a_number_on_the_command_line_that_is_none_is_said_in_plain_words(run, words, said):
    assert run(*words.split()) == (2, "", f"dedup: {said}\n")


@pytest.mark.parametrize(
    ("option", "content", "said"),
    [
        ("--params", None, "cannot be read: No such file or directory; check the name given to --params"),
        ("--ignore", None, "cannot be read: No such file or directory; check the name given to --ignore"),
        ("--params", '{"num_perm": null}', "num_perm is null; give it a value, or leave it out for the default"),
        ("--params", '{"parameters": {"profile": null}}', "profile is null; give it a value"),
    ],
)
def test_what_is_wrong_with_a_file_that_an_option_names_is_said_with_the_cure(run, home, option, content, said):
    if content:
        (home / "named").write_text(content)
    code, out, err = run("find", "a.txt", option, "named")
    assert (code, out) == (2, "")
    assert err.startswith(f"dedup: named: {said}")


def test_a_window_of_null_is_no_window(run, detector, home):
    (home / "params.json").write_text('{"window_days": null}')
    assert run("find", "a.txt", "--params", "params.json")[0] == 0


def test_settings_from_a_file_reach_the_command(run, detector, home):
    (home / "dedup.toml").write_text('format = "jsonl"\nwindow = 2')
    _, out, _ = run("find", ".")
    assert out.startswith('{"kind"')
    assert detector.calls[0]["params"].window_days == 2


def test_words_allowed_here_are_those_of_the_core():
    assert FORMAT_NAMES == INPUT_FORMATS
    assert PARAMS_PROFILES == PROFILES
    ours = [bands.FORMATS, evaluate.FORMATS, formats.FORMATS, index_add.FORMATS, index_options.FORMATS]
    assert {*REPORT_FORMATS, *COMPARISON_FORMATS, *CHECK_FORMATS}.union(*ours) == set(FORMATS)


@pytest.mark.parametrize(
    ("command", "starts"),
    [
        (["find", "a.txt", "b.txt"], '{"kind":"summary"'),
        (["compare", "a.txt", "b.txt"], "No relation."),
        (["formats"], "txt"),
        (["index", "add", "new.index", "a.txt"], '{"kind": "batch"'),
        (["index", "info", "old.index"], "articles"),
    ],
    ids=" ".join,
)
def test_a_format_for_all_commands_is_passed_over_by_those_that_do_not_write_it(run, detector, home, command, starts):
    SqliteIndex.create(home / "old.index").close()
    (home / "dedup.toml").write_text('format = "jsonl"')
    code, out, err = run(*command, "--quiet")
    assert (code, err) == (0, "")
    assert out.startswith(starts)


def test_a_format_for_all_commands_reaches_those_of_the_index(run, home, monkeypatch):
    SqliteIndex.create(home / "old.index").close()
    monkeypatch.setenv("DEDUP_FORMAT", "json")
    for command in (["info"], ["verify"], ["expire", "--before", "2024-01-01"]):
        assert run("index", command[0], "old.index", *command[1:])[1].startswith("{")


def test_an_output_for_all_commands_is_passed_over_by_those_that_do_not_write_its_format(run, detector, home):
    (home / "dedup.toml").write_text('output = ["sarif:found.sarif", "html:found.html"]')
    assert run("find", "a.txt", "b.txt")[0] == 0
    assert sorted(path.name for path in home.glob("found.*")) == ["found.html"]


def test_a_format_on_the_command_line_must_be_one_of_the_command(run, home):
    (home / "dedup.toml").write_text('format = "jsonl"')
    code, _, err = run("compare", "a.txt", "b.txt", "--format", "jsonl")
    assert (code, err) == (2, "dedup: --format must be one of text, json, html, got 'jsonl'\n")


def test_a_seed_for_all_commands_is_passed_over_where_an_index_has_its_own(run, home):
    assert run("index", "add", "news.index", "a.txt", "--seed", "5")[0] == 0
    (home / "dedup.toml").write_text("seed = 7")
    assert run("index", "add", "news.index", "b.txt")[0] == 0
    assert run("check", "a.txt", "--index", "news.index")[0] == 0
    for command in (["index", "add", "news.index", "b.txt"], ["check", "a.txt", "--index", "news.index"]):
        code, _, err = run(*command, "--seed", "7")
        assert (code, "was made with another seed" in err) == (2, True)


@pytest.mark.parametrize("command", ["find", "compare"])
def test_common_options_of_the_reference_are_there(run, command):
    common = "format output relation window min-score ignore params workers seed profile quiet verbose"
    fields = "input-format id-field text-field title-field source-field url-field published-field lang-field"
    shown = run(command, "--help")[1]
    assert [name for name in f"{common} {fields} skip-bad allow-empty".split() if f"--{name} " not in shown] == []


def test_an_output_of_an_unknown_format_is_refused_before_anything_is_written(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("The bridge will close on Monday.", encoding="utf-8")
    assert main(["find", "a.txt", "--output", "sarrif:a.sarif"]) == 2
    assert "no format 'sarrif'" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt"]


@pytest.mark.parametrize("option", ["--ignore", "--params"])
def test_a_file_that_is_read_is_not_replaced(run, detector, home, option):
    (home / "kept.json").write_text("{}")
    code, _, err = run("find", "a.txt", option, "kept.json", "--output", "jsonl:kept.json")
    assert (code, "kept.json: is an input too" in err) == (2, True)
    assert (home / "kept.json").read_text() == "{}"


def test_a_settings_file_that_cannot_be_read_says_why(home):
    (home / "dedup.toml").mkdir()
    with pytest.raises(UsageError, match=r"^dedup\.toml: cannot be read: Is a directory; move it away$"):
        resolve({})


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_settings_file_that_is_a_pipe_is_not_waited_for(home):
    os.mkfifo(home / "dedup.toml")
    with pytest.raises(UsageError, match=r"^dedup\.toml: cannot be read: a pipe; move it away$"):
        resolve({})


@pytest.mark.parametrize("word", ["true", "1", "yes", "ON", "false", "0", "no", "off", ""])
def test_a_variable_says_yes_or_no_in_the_words_of_the_reference(home, monkeypatch, word):
    monkeypatch.setenv("DEDUP_SKIP_BAD", word)
    assert resolve({}).skip_bad is (word in ("true", "1", "yes", "ON"))


def test_a_variable_takes_no_other_word_for_yes(home, monkeypatch):
    monkeypatch.setenv("DEDUP_SKIP_BAD", "ja")
    with pytest.raises(UsageError, match="DEDUP_SKIP_BAD must be true or false, got 'ja'"):
        resolve({})
