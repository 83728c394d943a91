"""The README quotes no figure that no result file has, and its plots are drawn from these files."""

import importlib.util
import json
import re
from typing import NamedTuple

import pytest

from benchmarks import plots, readme_figures, report, results

ROOT = readme_figures.ROOT
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = README[README.index(readme_figures.BEGIN) : README.index(readme_figures.END)]
ROW = re.compile(r"^\| .* \| (?P<figures>[^|]*) \| `(?P<source>[\w./]+\.json)` \|$", re.MULTILINE)
#: A number with the unit of a measurement.
MEASURED = re.compile(r"\d[\d.,]*\s?(?:%|×|ms|µs|s|MB|GB|GiB|articles a second|times as)(?![\w-])")


class Done(NamedTuple):
    """A process that ended."""

    returncode: int


def numbers(value):
    """All numbers of a nested value."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [number for item in value for number in numbers(item)]
    return [float(value)] if isinstance(value, int | float) else []


def rows():
    """Figures and result file of each row."""
    return [match.group("figures", "source") for match in ROW.finditer(BLOCK)]


def test_the_block_of_figures_is_what_the_result_files_say():
    assert readme_figures.with_figures(README, readme_figures.documents()) == README


def test_the_table_has_rows():
    assert len(rows()) >= 5


@pytest.mark.parametrize(("figures", "source"), rows())
def test_each_figure_of_the_table_stands_in_the_file_that_its_row_names(figures, source):
    result = json.loads((ROOT / source).read_text(encoding="utf-8"))
    targets = result.get("targets", [])
    known = [*numbers(result), float(len(targets)), float(sum(target["met"] for target in targets))]
    for number, percent in re.findall(r"(\d*\.?\d+)( %)?", figures):
        places = len(number.partition(".")[2])
        scale = 100.0 if percent else 1.0
        assert any(f"{value * scale:.{places}f}" in (number, f"0{number}") for value in known), (number, source)


def test_no_measurement_is_quoted_outside_the_block():
    outside = re.sub(r"^```.*?^```$", "", README.replace(BLOCK, ""), flags=re.DOTALL | re.MULTILINE)
    assert MEASURED.findall(outside) == []


@pytest.mark.parametrize("name", sorted(plots.PLOTS))  # a benchmark that draws its own plot does so with its figures
def test_each_plot_was_drawn_from_the_figures_that_are_there(name):
    result = plots.PLOTS[name][0]
    figures = json.loads((results.RESULTS / f"{result}.json").read_text(encoding="utf-8"))["figures"]
    assert plots.digest(figures) in (results.RESULTS / f"{name}.svg").read_text(encoding="utf-8")


def test_every_plot_of_the_readme_is_there():
    for name in re.findall(r"\(benchmarks/results/([\w.]+)\)", BLOCK):
        assert (results.RESULTS / name).exists()


def test_an_invented_figure_is_noticed():
    found = readme_figures.documents()
    line = next(line for line in BLOCK.splitlines() if line.startswith("| ") and "%" in line)
    changed = README.replace(line, re.sub(r"\d+\.\d %", "12.3 %", line, count=1))
    assert readme_figures.with_figures(changed, found) != changed


def test_a_missed_target_is_shown_with_what_was_aimed_at():
    document = {"targets": [{"row": "dedup --help", "value": 0.5, "met": False, "at_most": 0.3}]}
    others = [
        {"row": name, "value": 1.0, "met": True, "at_most": 2.0}
        for name in ("dedup find seeds/", "dedup find seeds/, the first time on a new machine")
    ]
    document["targets"] += others
    [row] = [line for line in readme_figures.table({"speed": document}) if "--help" in line]
    assert "0.5 s (aimed at 0.3 s) · 1.0 s" in row


def test_the_report_names_no_host_and_no_folder(tmp_path):
    found = readme_figures.documents()
    report.write_report(found, [], tmp_path / "report.md")
    text = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert all(f"## {name}" in text for name in found)
    assert re.findall(r"(?<![\w.`])/(?:home|root|tmp|work|Users)/", text) == []


def test_the_one_command_makes_every_result_file():
    assert {path.stem for path in results.RESULTS.glob("*.json")} <= set(report.BENCHMARKS)


def test_each_benchmark_writes_the_file_of_its_name(monkeypatch, tmp_path):
    commands = []
    monkeypatch.setattr(report.subprocess, "run", lambda command, **_: commands.append(command) or Done(0))
    codes = report.run_all(tmp_path, None, False, 1, list(report.BENCHMARKS))
    written = [command[command.index("--output") + 1] for command in commands]
    assert written == [str(results.RESULTS / f"{name}.json") for name in report.BENCHMARKS]
    assert set(codes) == set(report.BENCHMARKS)
    modules = {command[command.index("-m") + 1] for command in commands}
    assert all(importlib.util.find_spec(module) for module in modules)
