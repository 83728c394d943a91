"""The documents say what the program does: names, defaults, transcripts, examples, links."""

import contextlib
import dataclasses
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from stories import STORIES

import dedup as dedup_package
from dedup import model
from dedup.cli import run as exit_codes
from dedup.cli.app import app, main
from dedup.cli.config import PREFIX
from dedup.cli.settings import names
from dedup.events.same_event import nothing_shared
from dedup.model import Relation
from dedup.params import Params
from dedup.readers.limits import DEFAULT_LIMITS
from dedup.report.csv_table import COLUMNS
from dedup.report.records import comparison_record, match_record
from dedup.report.render import COMPARISON_FORMATS, REPORT_FORMATS
from dedup.sizes import in_words
from dedup.version import version

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
REFERENCE = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "benchmarks" / "README.md"])
COMMANDS = typer.main.get_command(app).commands
EVERY = [each for command in COMMANDS.values() for each in (command, *getattr(command, "commands", {}).values())]


def section(title, text=REFERENCE):
    """What stands under a heading."""
    [found] = re.findall(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    return found


def record_section(kind):
    """The table of fields of one kind of record."""
    start = rf"^\*\*`{kind}`\*\*"
    return re.search(rf"{start}(.*?)(?=^\*\*`|\Z)", section("Records"), re.DOTALL | re.MULTILINE)[1]


def blocks(language, text):
    """The fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def dedup(*arguments):
    command = [sys.executable, "-m", "dedup.cli.app", *arguments]
    environment = {key: value for key, value in os.environ.items() if key != "COLUMNS" and not key.startswith(PREFIX)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    return done.stdout.decode()


@pytest.fixture(scope="module")
def records():
    found = {}
    for line in dedup("find", "seeds/", "--format", "jsonl").splitlines():
        record = json.loads(line)
        found[record["kind"]] = record
    pair = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "seeds").glob("00[04]*"))
    found["comparison"] = json.loads(dedup("compare", *pair, "--format", "json", "--explain"))
    return found


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_reference(command):
    assert f"`dedup {command}" in section("Commands")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_in_the_reference_beside_its_command(command):
    table = section("Options")
    for parameter in COMMANDS[command].params:
        for option in (*parameter.opts, *parameter.secondary_opts):
            if not option.startswith("-"):
                continue
            [row] = [line for line in table.splitlines() if re.match(rf"\| [^|]*`{option}[ `]", line)]
            of = row.split("|")[2]
            assert command in of or of.strip() == "all", option


def test_every_command_has_the_options_that_all_have():
    rows = re.findall(r"^\| ([^|]*) \| all \|", section("Options"), re.MULTILINE)
    common = {option for row in rows for option in re.findall(r"`(-[^ `]+)", row)} - {"--help", "-h"}
    assert common == {"--quiet", "-q", "--no-quiet", "--verbose", "-v", "--no-verbose"}
    for command in EVERY:
        if not hasattr(command, "commands"):
            assert common <= {option for item in command.params for option in (*item.opts, *item.secondary_opts)}


def test_no_option_in_the_reference_is_made_up():
    real = {option for command in EVERY for item in command.params for option in (*item.opts, *item.secondary_opts)}
    for text in (REFERENCE, re.sub(r"`python -m benchmarks[^`]*`", "", README)):
        assert set(re.findall(r"(?<![\w-])(--[a-z][a-z-]+)", text)) <= real | {"--help", "--version"}


def test_every_setting_is_an_option():
    table = section("Options")
    missing = [name for name in names() if f"`--{name.replace('_', '-')}" not in table]
    assert missing == []
    assert f"`{PREFIX}MIN_SCORE" in section("Settings")


def test_every_parameter_is_in_the_reference_with_default_and_range():
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \|", section("Parameters"), re.MULTILINE)
    assert [name for name, _, _ in rows] == [item.name for item in dataclasses.fields(Params)]
    for (_, default, bounds), item in zip(rows, dataclasses.fields(Params), strict=True):
        plain = "none" if item.default in (None, ()) else item.default
        assert default == (plain if isinstance(plain, str) else f"{plain:g}")
        if "low" in item.metadata:
            assert bounds == f"{item.metadata['low']:g} to {item.metadata['high']:,}".replace(".0", "")


@pytest.mark.parametrize("relation", Relation)
def test_every_relation_is_explained_in_its_order(relation):
    for text in (section("Relations"), README):
        assert re.findall(r"^\| `([a-z-]+)` \| ", text, re.MULTILINE)[: len(Relation)] == list(Relation)
    [row] = [line for line in section("Relations").splitlines() if line.startswith(f"| `{relation}` |")]
    assert row.endswith("| yes |" if relation.is_copy else "| no |")


def test_every_exit_code_is_in_reference_and_readme():
    codes = [value for name, value in vars(exit_codes).items() if name.isupper() and type(value) is int]
    for text in (section("Exit codes"), README):
        rows = re.findall(r"^\| (\d+) \| ", text, re.MULTILINE)
        assert [int(code) for code in rows] == sorted(codes)


@pytest.mark.parametrize("kind", ["match", "repeat", "summary", "comparison"])
def test_every_field_of_a_record_is_in_the_reference(records, kind):
    rows = [line for line in record_section(kind).splitlines() if line.startswith("| ")]
    named = re.findall(r"`(\w+)`", "".join(row.split("|")[1] for row in rows))
    assert [name for name in named if name != "left_out"] == list(records[kind])


def test_fields_of_clusters_passages_and_changes_are_in_the_reference():
    assert all(f"`{name}`" in record_section("cluster") for name in ("kind", *model.Cluster._fields))
    assert all(f"`{name}`" in record_section("match") for name in (*model.Passage._fields, *model.Change._fields))
    for reason in ("earliest published", "most complete text", "smallest id"):
        assert f'"{reason}"' in record_section("cluster")


def test_records_have_the_fields_of_the_values():
    match = model.Match("a", "b", Relation.OVERLAP, 0.5, 0.5, (0.5, 0.5), 0.5, (), (), ())
    assert tuple(match_record(match)) == ("kind", *model.Match._fields)
    article = model.Article("a", "text")
    comparison = model.Comparison(article, article, match, 0.5, (0.5, 0.5), 0.5, (), (), 0.5, {})
    assert set(model.Comparison._fields) - {"match", "explanation"} <= set(comparison_record(comparison, explain=False))


def test_formats_columns_and_limits_are_in_the_reference():
    [row] = [line for line in section("Options").splitlines() if line.startswith("| `--format")]
    assert all(f"`{form}`" in row for form in (*REPORT_FORMATS, *COMPARISON_FORMATS, "svg"))
    assert all(f"`{column}`" in section("Other formats") for column in COLUMNS)
    limits = section("Input that is wrong")
    assert in_words(DEFAULT_LIMITS.max_line_bytes) in limits
    assert in_words(DEFAULT_LIMITS.min_bomb_bytes) in limits
    assert f"{DEFAULT_LIMITS.max_ratio}-fold" in limits


def test_explanation_and_curve_are_in_the_reference(records):
    assert all(f"`{name}`" in record_section("comparison") for name in records["comparison"]["explanation"])
    curve = json.loads(dedup("bands", "--format", "json"))
    names = [*curve, *curve["curve"][0], *curve["recall"][0]]
    assert all(f"`{name}`" in section("Records").split("**`bands")[1] for name in names)


def without_time(text):
    return re.sub(r" in \d+(\.\d+)? s\.$", " in N s.", text.rstrip(), flags=re.MULTILINE)


def test_transcript_in_the_readme_is_what_the_program_prints():
    transcript = blocks("text", README)[0]
    first, printed = transcript.split("\n", 1)
    assert first == "$ dedup find seeds/"
    assert without_time(printed) == without_time(dedup("find", "seeds/"))


def test_records_in_the_readme_are_what_the_program_writes(records):
    [shown] = blocks("json", README)
    assert [json.loads(line) for line in shown.splitlines()] == [records["match"], records["repeat"]]


def test_first_two_bash_blocks_of_the_readme_are_one_command_each_with_its_own_setup():
    first, second = blocks("bash", README)[:2]
    for command in (first, second):
        assert command.count("\n") == 1
        assert command.startswith("python3 -m venv ")
        assert " install " in command
    assert first.endswith("dedup find seeds/\n")
    assert "pytest" in second
    assert README.index("```text") < README.index("```bash")


@pytest.mark.parametrize("page", ["README.md", "docs/python-api.md", "docs/index.md"])
def test_python_examples_run_and_print_what_is_shown(page, tmp_path, monkeypatch):
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    text = (ROOT / page).read_text(encoding="utf-8")
    pairs = re.findall(r"^```python\n(.*?)^```$(?:\n\n```text\n(.*?)^```$)?", text, re.DOTALL | re.MULTILINE)
    assert pairs
    for code, shown in pairs:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(code, {})
        assert printed.getvalue() == shown


def test_commands_on_the_page_of_the_index_run_in_their_order(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    rows = ({"id": f"article-{number}", "text": story} for number, story in enumerate(STORIES, 14))
    Path("today.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    Path("wider.json").write_text('{"passage_window": 4}', encoding="utf-8")
    page = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    for line in blocks("bash", page)[0].splitlines():
        command, *arguments = shlex.split(line.partition(" > ")[0], comments=True)
        assert (command, main(arguments)) == ("dedup", 0), f"{line}: {capsys.readouterr().err}"


def test_every_public_name_is_in_the_table_of_the_python_page():
    page = (ROOT / "docs" / "python-api.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^\| `(\w+)", page, re.MULTILINE)) == dedup_package.__all__
    assert dedup_package.__version__ == version()
    assert all(getattr(dedup_package, name).__name__ == name for name in dedup_package.__all__)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        found = (page.parent / path) if path else page
        assert found.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)$", found.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in [re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings], target


def test_files_named_in_the_documents_exist():
    for page in PAGES:
        for name in re.findall(r"`((?:dedup|benchmarks|docs|tests)/[\w/.-]+\.\w+)`", page.read_text(encoding="utf-8")):
            assert (ROOT / name).exists(), f"{page.name}: {name}"
    for name in re.findall(r"`([\w/]+\.py)`", (ROOT / "docs" / "how-it-works.md").read_text(encoding="utf-8")):
        assert (ROOT / "dedup" / name).exists(), name


def test_names_in_modules_are_where_the_documents_say():
    for page in PAGES:
        for name, module in re.findall(r"`(\w+)`\s+in\s+`([\w/]+\.py)`", page.read_text(encoding="utf-8")):
            [path] = [each for each in (ROOT / module, ROOT / "dedup" / module) if each.exists()]
            assert re.search(rf"\b{name}\b", path.read_text(encoding="utf-8")), f"{page.name}: {name} in {module}"


def test_figures_of_the_model_are_those_in_its_file():
    table = json.loads((ROOT / "dedup" / "tables" / "same_event.json").read_text(encoding="utf-8"))
    figures = table["cross_validation"]["first 256 words"]
    decisions = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
    assert f"precision {figures['average_precision']:.3f}".replace("0.", ".") in decisions.replace("\n", " ")
    assert f"{figures['average_precision_of_cosine_alone']:.3f}".removeprefix("0") in decisions
    assert f"| {figures['average_precision']:.3f} |".replace("0.", ".") in README


def test_probability_of_texts_that_tell_nothing_is_in_the_documents():
    least = f"{nothing_shared():.4f} at the most".removeprefix("0")
    assert least in REFERENCE
    assert least in (ROOT / "docs" / "python-api.md").read_text(encoding="utf-8")


def test_version_is_in_the_changelog():
    version = re.search(r'^version = "(.*)"$', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)[1]
    assert re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)[1] == version
