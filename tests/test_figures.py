"""Every figure in the README's table stands in the result file that its row names."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROW = re.compile(r"^\| .* \| (?P<figures>[^|]*) \| `(?P<source>benchmarks/results/[a-z]+\.json)` \|$", re.M)


def numbers(value):
    """All numbers of a nested value."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [number for item in value for number in numbers(item)]
    return [float(value)] if isinstance(value, int | float) else []


def rows():
    """Figures and result file of each row."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return [match.group("figures", "source") for match in ROW.finditer(text)]


def test_the_table_has_rows():
    assert len(rows()) >= 5


@pytest.mark.parametrize(("figures", "source"), rows())
def test_figures_of_the_readme_come_from_a_result_file(figures, source):
    result = json.loads((ROOT / source).read_text(encoding="utf-8"))
    targets = result["targets"]
    known = [*numbers(targets), float(len(targets)), float(sum(target["met"] for target in targets))]
    for number, percent in re.findall(r"(\d+(?:\.\d+)?)( %)?", figures):
        places = len(number.partition(".")[2])
        scale = 100.0 if percent else 1.0
        assert any(f"{value * scale:.{places}f}" == number for value in known), f"{number}{percent} is not in {source}"
