"""``dedup check``: options, exit codes, outputs, the summary of a job."""

import csv
import io
import json

import pytest
from stories import BRIDGE, OPERA

from cli.check_rows import COPY, FRESH, QUOTING, UPDATE
from dedup.report.render import CHECK_FORMATS


@pytest.fixture
def check(index, run, home):
    """Runs a check of some rows; gives exit code, standard output, standard error."""

    def run_it(rows, *options, index="news.index"):
        (home / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return run("check", "in.jsonl", "--index", index, *options)

    return run_it


def records(out):
    return [json.loads(line) for line in out.splitlines()]


def test_copy_of_an_indexed_article_fails(check):
    code, out, _ = check([COPY, FRESH])
    assert code == 1
    assert out.startswith("Failed: 1 finding at or above near-duplicate in 1 of 2 articles.\n")


def test_fresh_article_passes(check):
    code, out, _ = check([FRESH])
    assert code == 0
    assert out.startswith("Passed: 1 article checked, nothing found.\n")


def test_weaker_finding_is_reported_and_passes_unless_asked(check):
    code, out, _ = check([QUOTING])
    assert code == 0
    assert "SHARED PASSAGES, NOT FAILING (1)" in out
    assert check([QUOTING], "--fail-on", "overlap")[0] == 1
    assert check([QUOTING], "--fail-on", "any")[0] == 1
    assert check([COPY], "--fail-on", "identical")[0] == 1


def test_left_is_the_screened_article_and_right_the_indexed_one_or_an_earlier_input(check):
    again = COPY | {"id": "again"}
    _, out, _ = check([COPY, again], "--format", "jsonl")
    matches = [record for record in records(out) if record["kind"] == "match"]
    pairs = [(match["left"], match["right"]) for match in matches]
    assert pairs == [("copy", "agency-1"), ("again", "agency-1"), ("again", "copy")]


def test_update_is_no_finding_and_says_what_changed(check):
    code, out, _ = check([UPDATE], "--format", "jsonl")
    update, summary = records(out)
    assert code == 0
    assert list(update) == ["kind", "article", "jaccard", "containment", "changed"]
    assert (update["kind"], update["article"]) == ("update", "own")
    assert update["changed"][0] == {"what": "title", "left": "Opera reopened", "right": "Opera"}
    assert summary["updates"] == 1


def test_the_indexed_article_itself_is_no_finding(check):
    assert check([{"id": "own", "text": OPERA}])[1].startswith("Passed: 1 article checked, nothing found.\n")


def test_every_format_is_written_in_one_run(check, home):
    outputs = [part for form in CHECK_FORMATS for part in ("--output", f"{form}:found.{form}")]
    code, out, _ = check([COPY, QUOTING, UPDATE], *outputs, "--format", "github")
    assert code == 1
    assert out.startswith("::error file=in.jsonl,line=1,endLine=1,title=Identical")
    assert all((home / f"found.{form}").stat().st_size for form in CHECK_FORMATS)
    rows = list(csv.DictReader(io.StringIO((home / "found.csv").read_text(encoding="utf-8"))))
    assert [row["status"] for row in rows] == ["failing", "reported", "update"]
    assert json.loads((home / "found.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_suffix_decides_the_format(check, home):
    check([COPY], "--output", "found.sarif", "--output", "found.xml")
    assert json.loads((home / "found.sarif").read_text())["runs"]
    assert (home / "found.xml").read_text().startswith("<?xml")


def test_options_reach_the_screening(check, index):
    check(
        [FRESH],
        *("--add", "--window", "7", "--exclude-source", "A", "--exclude-source", "B", "--relation", "overlap"),
        *("--min-score", "0.5", "--workers", "2", "--profile", "ocr"),
    )
    [settings] = index
    assert (settings.add, settings.window, settings.exclude_source) == (True, 7, ("A", "B"))
    assert (settings.relation, settings.min_score, settings.workers) == (("overlap",), 0.5, 2)
    assert (settings.index, settings.profile) == ("news.index", "ocr")


def test_index_may_come_from_the_configuration(index, run, home):
    (home / "dedup.toml").write_text('index = "news.index"\nexclude-source = ["A"]\nfail-on = "overlap"\n')
    (home / "in.jsonl").write_text(json.dumps(QUOTING))
    assert run("check", "in.jsonl")[0] == 1
    assert index[0].exclude_source == ("A",)


def test_baseline_accepts_and_a_changed_text_fails_again(check, home):
    code, _, err = check([COPY], "--baseline", "b.json")
    assert code == 2
    assert "dedup baseline create" in err
    (home / "b.json").write_text('{"version": 1, "entries": []}')
    assert check([COPY], "--baseline", "b.json")[0] == 1


def test_policy_allows_and_names_its_reason(check, home):
    (home / "policy.toml").write_text('[[allow]]\nsource = "Antara"\nreason = "agency subscription"\n')
    code, out, _ = check([COPY], "--policy", "policy.toml")
    assert code == 0
    assert "copy and agency-1, identical: agency subscription" in out


def test_repeat_marked_by_its_agency_passes(check):
    repeat = COPY | {"source": "Antara", "title": "REPEAT: Bridge to close"}
    code, out, _ = check([repeat])
    assert code == 0
    assert "marked REPEAT by its agency" in out


def test_nothing_to_check_exits_4_unless_allowed(check, home):
    assert check([{"id": "a", "text": "..."}])[0] == 4
    code, out, _ = check([{"id": "a", "text": "..."}], "--allow-empty", "--format", "jsonl")
    assert code == 0
    assert records(out)[-1]["rejected"] == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--policy", "none.toml"], "none.toml: cannot be read"),
        (["--baseline", "none.json"], "none.json: no such file"),
        (["--format", "yaml"], "format must be one of text, jsonl, csv, html, sarif, junit, github, gitlab"),
        (["--fail-on", "all"], "--fail-on must be one of"),
        (["--output", "sarif:in.jsonl"], "in.jsonl: is an input too"),
        (["--baseline", "b.txt", "--output", "junit:b.txt"], "b.txt: is an input too"),
        (["--output", "sarif:a.sarif", "--output", "junit:a.sarif"], "named twice"),
        (["--output", "sarif:no/a.sarif"], "there is no folder"),
    ],
)
def test_wrong_options_exit_2_and_write_nothing(check, home, options, said):
    code, out, err = check([COPY], *options)
    assert (code, out) == (2, "")
    assert said in err
    assert not list(home.glob("*.sarif"))


def test_day_that_is_none_is_refused(check, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    code, _, err = check([COPY])
    assert code == 2
    assert "SOURCE_DATE_EPOCH must be seconds since 1970, got 'soon'" in err


def test_missing_index_is_refused_with_what_to_do(index, run):
    code, _, err = run("check", "a.txt")
    assert code == 2
    assert "--index INDEX" in err
    assert "dedup index add" in err


def test_bad_row_exits_2_and_is_left_out_if_asked(check, home):
    (home / "bad.jsonl").write_text("{\n")
    assert check([FRESH], "bad.jsonl")[0] == 2
    code, out, err = check([FRESH], "bad.jsonl", "--skip-bad", "--format", "jsonl")
    assert code == 0
    assert records(out)[-1]["rejected"] == 1
    assert "bad.jsonl:1" in err


def test_internal_error_is_never_green_and_leaves_no_report(check, home):
    code, out, err = check([COPY], "--output", "sarif:found.sarif", index="broken.index")
    assert (code, out) == (3, "")
    assert "internal error" in err
    assert not (home / "found.sarif").exists()


def test_interruption_exits_130(check):
    assert check([COPY], index="interrupted.index")[0] == 130


def test_crash_while_writing_is_not_green(check, monkeypatch):
    import dedup.report.sarif

    monkeypatch.setattr(dedup.report.sarif, "write", lambda *_: 1 / 0)
    assert check([FRESH], "--format", "sarif")[0] == 3


def test_summary_of_the_job_is_appended(check, home, monkeypatch):
    summary = home / "summary.md"
    summary.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert check([COPY])[0] == 1
    assert summary.read_text(encoding="utf-8").startswith("before\n### dedup check\n\nFailed: 1 finding")


def test_summary_that_cannot_be_written_is_said_and_changes_no_exit_code(check, home, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(home / "no" / "summary.md"))
    code, _, err = check([COPY], "--quiet")
    assert code == 1
    assert "the summary of the job cannot be written" in err


def test_text_file_is_placed_by_its_lines(index, run, home):
    (home / "story.txt").write_text(f"Foreword.\n\n{BRIDGE}\n", encoding="utf-8")
    _, out, _ = run("check", "story.txt", "--index", "news.index", "--format", "github")
    assert out.startswith("::error file=story.txt,line=3,endLine=7,title=Near-duplicate")


def test_standard_input_has_no_place(index, run, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps(COPY).encode())))
    code, out, _ = run("check", "-", "--index", "news.index", "--format", "github")
    assert code == 1
    assert out.startswith("::error title=Identical")
