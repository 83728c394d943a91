"""What a CI job uses: the hook, the action, and the examples of docs/ci.md, which must be real."""

import json
import os
import re
import shlex
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
import typer
from needed import needed

from dedup.cli import run as exit_codes
from dedup.cli.app import app
from dedup.cli.config import PREFIX
from dedup.findings.baseline import read_baseline
from dedup.findings.policy import read_policy
from dedup.readers.formats import FORMATS
from dedup.report.render import CHECK_FORMATS

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
GROUP = typer.main.get_command(app)

jsonschema = needed("jsonschema")
yaml = needed("ruamel.yaml")
needed("check_jsonschema")


def parsed(text):
    return yaml.YAML(typ="safe", pure=True).load(text)


def blocks(language):
    """The fenced blocks of the page in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def errors(schema_name, document):
    """What a well-kept schema has against a document."""
    folder = files("check_jsonschema") / "builtin_schemas" / "vendor"
    schema = json.loads((folder / f"{schema_name}.json").read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(document)]


def scripts():
    """All shell code of the page and of the action."""
    found = [*blocks("bash"), *blocks("cron")]
    for block in (*blocks("yaml github"), *blocks("yaml gitlab")):
        found += _strings(parsed(block))
    found += [step.get("run", "") for step in ACTION["runs"]["steps"]]
    found += re.findall(r"`(dedup [^`]+)`", PAGE)
    return found


def _strings(value):
    """All texts in a document, however deep."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for item in inner for text in _strings(item)]


ACTION = parsed((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS = parsed((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
COMMANDS = sorted(
    {
        line.strip()
        for script in scripts()
        for line in script.replace("\\\n", " ").splitlines()
        if re.match(r"\s*dedup (check|baseline|index) \S", line) and "INPUT" not in line and "INDEX" not in line
    }
)


def command_of(words):
    """The command that words name, and the words that are left."""
    command = GROUP
    while words and hasattr(command, "commands"):
        command = command.commands[words.pop(0)]
    return command, words


def is_here(words):
    """True unless the command is one that this program does not have."""
    return words[0] in GROUP.commands


def test_examples_were_found():
    assert len(COMMANDS) >= 8
    assert len(blocks("yaml github")) == 2


@pytest.mark.parametrize("line", COMMANDS)
def test_commands_of_the_examples_exist_with_their_options(line):
    line = re.split(r" \|\| | >> | > | \| ", line)[0].replace('"${arguments[@]}"', "a.txt")
    words = shlex.split(line)[1:]
    if not is_here(words):
        pytest.skip(f"there is no command {words[0]}")
    command, rest = command_of(words)
    command.make_context("dedup", rest)  # refuses options and arguments that do not exist
    for name in re.findall(r"--output (\w+):", line):
        assert name in CHECK_FORMATS


def test_arguments_that_the_action_makes_exist():
    script = next(step["run"] for step in ACTION["runs"]["steps"] if step.get("id") == "check")
    named = set(re.findall(r"--[a-z-]+", script)) - {"--"}
    real = {option for item in GROUP.commands["check"].params for option in item.opts}
    assert named <= real
    assert set(re.findall(r'"(\w+):\$CHECK', script)) <= set(CHECK_FORMATS)


def test_no_option_on_the_page_is_made_up():
    def options(command):
        inner = getattr(command, "commands", {}).values()
        return {o for item in command.params for o in item.opts} | {o for each in inner for o in options(each)}

    foreign = {"--fail", "--silent", "--show-error", "--max-time", "--quiet", "--before"}
    named = {name for name in re.findall(r"(?<![\w-])(--[a-z][a-z-]+)", PAGE) if name not in foreign}
    assert named <= options(GROUP)


def test_every_format_and_exit_code_is_on_the_page():
    assert re.findall(r"^\| `(\w+)` \| [^|]+ \| [^|]+ \|$", PAGE.split("## GitHub")[0], re.MULTILINE) == [
        *("text", "html", "jsonl", "csv", "sarif", "junit", "github", "gitlab")
    ]
    codes = sorted(value for name, value in vars(exit_codes).items() if name.isupper() and type(value) is int)
    assert [int(code) for code in re.findall(r"^\| (\d+) \| ", PAGE, re.MULTILINE)] == codes


@pytest.mark.parametrize("block", blocks("yaml github"))
def test_workflows_are_what_github_takes(block):
    assert errors("github-workflows", parsed(block)) == []


@pytest.mark.parametrize("block", blocks("yaml gitlab"))
def test_pipelines_are_what_gitlab_takes(block):
    assert errors("gitlab-ci", parsed(block)) == []


def test_action_is_what_github_takes():
    assert errors("github-actions", ACTION) == []
    broken = {**ACTION, "runs": {"using": "composite"}}
    assert errors("github-actions", broken)


def test_workflow_gives_the_action_only_inputs_that_it_has():
    [step] = [
        step
        for block in blocks("yaml github")
        for job in parsed(block)["jobs"].values()
        for step in job["steps"]
        if step.get("uses", "").startswith("your-org/dedup@")
    ]
    assert set(step["with"]) <= set(ACTION["inputs"])
    required = {name for name, about in ACTION["inputs"].items() if about.get("required")}
    assert required <= set(step["with"])


def test_action_pastes_no_input_into_a_script_and_sets_no_setting_by_accident():
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
        assert not [name for name in step.get("env", {}) if name.startswith(PREFIX)]


def test_hook_runs_once_and_takes_no_file_names():
    [hook] = HOOKS
    assert hook["pass_filenames"] is False
    assert hook["require_serial"] is True
    assert hook["entry"].split() == ["dedup", "check"]
    suffixes = [suffix for form in FORMATS for suffix in form.suffixes]
    for suffix in [*suffixes, ".xml", ".TXT", *(f"{suffix}.gz" for suffix in suffixes), ".jsonl.bz2", ".zst", ".zip"]:
        assert re.compile(hook["files"]).search(f"articles/a{suffix}"), suffix
    assert not re.compile(hook["files"]).search("dedup.py")
    assert {"id", "name", "entry", "language"} <= set(hook)


def test_hook_of_the_page_exists_and_its_arguments_do():
    [block] = blocks("yaml pre-commit")
    [hook] = [hook for repo in parsed(block)["repos"] for hook in repo["hooks"]]
    assert hook["id"] in [known["id"] for known in HOOKS]
    GROUP.commands["check"].make_context("dedup", list(hook["args"]))


def test_policy_and_baseline_of_the_page_are_read(tmp_path):
    [policy] = blocks("toml")
    (tmp_path / "policy.toml").write_text(policy, encoding="utf-8")
    assert len(read_policy(str(tmp_path / "policy.toml")).rules) == 3
    [baseline] = blocks("json")
    (tmp_path / "baseline.json").write_text(baseline, encoding="utf-8")
    assert len(read_baseline(str(tmp_path / "baseline.json"))) == 1


@pytest.mark.parametrize("script", blocks("bash"))
def test_scripts_of_the_page_are_bash(script, tmp_path):
    (tmp_path / "script.sh").write_text(script, encoding="utf-8")
    subprocess.run(["bash", "-n", str(tmp_path / "script.sh")], check=True)


def run_action(folder, **inputs):
    """Runs the script of the action as GitHub does; gives exit code, standard output, outputs, summary."""
    step = next(step for step in ACTION["runs"]["steps"] if step.get("id") == "check")
    values = {name: about.get("default", "") for name, about in ACTION["inputs"].items()} | inputs
    environment = {name: value for name, value in os.environ.items() if not name.startswith((PREFIX, "GITHUB_"))}
    for name, expression in step["env"].items():
        environment[name] = values[re.fullmatch(r"\$\{\{ inputs\.([\w-]+) \}\}", expression)[1]]
    program = folder / "bin" / "dedup"
    program.parent.mkdir()
    program.write_text(f'#!/bin/bash\nexec {shlex.quote(sys.executable)} -m dedup.cli.app "$@"\n')
    program.chmod(0o755)
    environment |= {
        "PATH": f"{program.parent}{os.pathsep}{environment['PATH']}",
        "PYTHONPATH": str(ROOT),
        "GITHUB_OUTPUT": str(folder / "output"),
        "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
    }
    (folder / "script").write_text(step["run"])
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(folder / "script")]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
    return done, (folder / "output").read_text()


@pytest.mark.skipif(os.name == "nt", reason="needs bash")
def test_action_hands_on_names_as_they_are_and_the_exit_code(tmp_path):
    done, output = run_action(tmp_path, inputs="$(touch pwned)\n-x y.txt", index="no index", options="--quiet")
    assert (done.returncode, output) == (2, "exit-code=2\n")
    assert "$(touch pwned)" in done.stderr
    assert not (tmp_path / "pwned").exists()
