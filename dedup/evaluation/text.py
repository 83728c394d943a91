"""An evaluation as a person reads it in a terminal."""

from collections.abc import Mapping

from dedup.evaluation.evaluate import Evaluation
from dedup.evaluation.figures import Figure, Figures

_WORDS = {
    "ari": "adjusted Rand index",
    "bcubed_precision": "B-cubed precision",
    "bcubed_recall": "B-cubed recall",
    "bcubed_f1": "B-cubed F1",
    "v_measure": "V-measure",
    "f1": "F1",
}


def as_text(evaluation: Evaluation) -> str:
    """Return the figures as aligned lines: value, 95 % interval, what it rests on."""
    lines = _section("Pairs", evaluation.pairs) + _section("Clusters", evaluation.clusters)
    for title, groups in (
        ("Relation", evaluation.relations),
        ("Language", evaluation.languages),
        ("Length", evaluation.lengths),
    ):
        lines += _groups(title, groups)
    return "\n".join(lines).rstrip() + "\n"


def _section(title: str, figures: Figures) -> list[str]:
    """One block of figures; those not defined say so."""
    lines = [f"{title}"]
    for name, figure in figures.items():
        words = _WORDS.get(name, name.replace("_", " "))
        lines.append(f"  {words:<22}{_shown(figure)}")
    return [*lines, ""]


def _groups(title: str, groups: Mapping[str, Figures]) -> list[str]:
    """The blocks of the groups that have any figure."""
    lines: list[str] = []
    for name, figures in groups.items():
        known = {key: figure for key, figure in figures.items() if figure.value is not None}
        if known:
            lines += _section(f"{title}: {name}", known)
    return lines


def _shown(figure: Figure) -> str:
    """Return a figure in one line."""
    low, high = figure.interval
    if figure.value is None or low is None or high is None:
        return "   -   not defined: nothing to count"
    return f"{figure.value:7.4f}   95 % {low:.4f} to {high:.4f}   n {figure.n:,}"
