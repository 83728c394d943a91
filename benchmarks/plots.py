"""Plots of result files, as SVG that says which file it was drawn from.

The description of each holds the digest of the figures it shows: a test tells a plot that is out of date.
Needs matplotlib: ``pip install '.[plots]'``.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from dedup.errors import MissingExtraError

Figures = Mapping[str, Any]
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#1b1b1b")
_OURS, _NAME = "#d55e00", "dedup find"
_OTHERS = tuple(colour for colour in _COLOURS if colour != _OURS)
_MARKERS = "os^D"


def digest(figures: Figures) -> str:
    """Return the digest of figures that a plot carries."""
    return hashlib.sha256(json.dumps(figures, sort_keys=True).encode()).hexdigest()


def _peers(axes: Any, figures: Figures) -> None:
    """Recall against speed; each peer as documented (hollow) and at our similarity (full)."""
    names = list(dict.fromkeys(row["what"] for row in figures["rows"] if row["what"] != _NAME))
    for row in figures["rows"]:
        ours = row["what"] == _NAME
        place = 0 if ours else names.index(row["what"])
        colour = _OURS if ours else _OTHERS[place % len(_OTHERS)]
        full = ours or row["settings"] == "own"
        axes.scatter(
            row["articles/s"], row["recall"], s=140 if ours else 45, marker="*" if ours else _MARKERS[place % 4],
            color=colour, facecolors=colour if full else "none", zorder=3, label=row["what"] if full else None,
        )  # fmt: skip
    axes.set_xscale("log")
    axes.set_ylim(0.0, 1.05)
    axes.set_xlabel("articles a second (whole process)")
    axes.set_ylabel("share found of the pairs with Jaccard ≥ .5")
    axes.set_title(f"{figures['articles']:,} articles; full: at dedup's similarity, hollow: as documented", size=9)
    axes.legend(frameon=False, fontsize=8, loc="lower left", ncols=2)


def _ocr(axes: Any, figures: Figures) -> None:
    """Adjusted Rand index against the share of misread characters."""
    rows = figures["ari"]
    names = [name for name in rows[0] if name not in ("misread", "articles", "stories")]
    for name, colour in zip(names, _COLOURS, strict=False):
        axes.plot([100 * row["misread"] for row in rows], [row[name] for row in rows], "o-", color=colour, label=name)
    axes.set_ylim(-0.02, 1.02)
    axes.set_xlabel("misread characters in every copy, %")
    axes.set_ylabel("adjusted Rand index")
    axes.legend(frameon=False, fontsize=8)


def _curve(axes: Any, figures: Figures) -> None:
    """The candidate curve, predicted and measured."""
    rows = figures["curve"]
    places = [row["jaccard"] for row in rows]
    for route, colour in (("bands", _COLOURS[0]), ("passages", _COLOURS[1])):
        axes.plot(places, [row[f"{route} predicted"] for row in rows], color=colour, label=f"{route}, predicted")
        measured = [row[f"{route} measured"] for row in rows]
        spread = [
            [max(0.0, m - row[f"{route} interval"][0]) for m, row in zip(measured, rows, strict=True)],
            [max(0.0, row[f"{route} interval"][1] - m) for m, row in zip(measured, rows, strict=True)],
        ]
        axes.errorbar(places, measured, yerr=spread, fmt="o", color=colour, label=f"{route}, measured (95 %)")
    axes.set_xlabel("Jaccard of the word shingles")
    axes.set_ylabel("chance of becoming a candidate")
    axes.legend(frameon=False, fontsize=8)


def _calibration(axes: Any, figures: Figures) -> None:
    """Mean score against the share that held, by relation."""
    rows = [row for row in figures["calibration"] if row["source"] == "all"]
    axes.plot([0, 1], [0, 1], color="#bbbbbb")
    for row, colour in zip(rows, _COLOURS, strict=False):
        label = f"{row['relation']} ({row['pairs']})"
        axes.scatter(row["mean score"], row["held"], color=colour, label=label, zorder=3)
    axes.set_xlim(0.5, 1.02)
    axes.set_ylim(0.5, 1.02)
    axes.set_xlabel("mean score")
    axes.set_ylabel("share that holds")
    axes.legend(frameon=False, fontsize=8)


def _speed(axes: Any, figures: Figures) -> None:
    """Articles a second of whole processes."""
    rows = figures["side by side"]["rows"][::-1]
    colours = [_OURS if row["what"] == _NAME else _COLOURS[0] for row in rows]
    axes.barh([row["what"] for row in rows], [row["articles/s"] for row in rows], color=colours)
    axes.set_xscale("log")
    axes.set_xlabel("articles a second")


#: Name of the plot: the result it is drawn from, the figures it needs, the drawing.
PLOTS: Mapping[str, tuple[str, str, Callable[[Any, Figures], None]]] = {
    "peers": ("peers", "rows", _peers),
    "ocr_sets": ("ocr_sets", "ari", _ocr),
    "curve": ("quality", "curve", _curve),
    "calibration": ("quality", "calibration", _calibration),
    "speed": ("speed", "side by side", _speed),
}


def draw_all(found: Mapping[str, Mapping[str, Any]], folder: Path) -> list[Path]:
    """Draw every plot whose figures are there; return the files.

    Raises:
        MissingExtraError: If matplotlib is not installed.
    """
    drawn = []
    for name, (result, needed, draw) in PLOTS.items():
        figures = found.get(result, {}).get("figures", {})
        if figures.get(needed):
            drawn.append(_draw(folder / f"{name}.svg", result, figures, draw))
    return drawn


def _draw(path: Path, result: str, figures: Figures, draw: Callable[[Any, Figures], None]) -> Path:
    """Draw one plot."""
    try:
        import matplotlib
        from matplotlib.figure import Figure
    except ImportError as exc:
        raise MissingExtraError("plots need matplotlib: pip install '.[plots]'") from exc
    with matplotlib.rc_context({"svg.hashsalt": "dedup", "svg.fonttype": "none", "font.family": "sans-serif"}):
        figure = Figure(figsize=(7.2, 4.4), layout="constrained")
        axes = figure.add_subplot()
        draw(axes, figures)
        axes.grid(color="#e6e6e6")
        axes.set_axisbelow(True)
        said = f"drawn from benchmarks/results/{result}.json, figures {digest(figures)}"
        figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None, "Description": said})
    return path
