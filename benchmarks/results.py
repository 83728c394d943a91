"""What every benchmark writes and prints: figures, targets, intervals, one JSON file a run."""

import argparse
import importlib.metadata
import math
import os
import platform
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

RESULTS = Path(__file__).parent / "results"
_PACKAGES = ("newsdedup", "numpy", "numba", "scipy", "scikit-learn", "datasketch", "orjson")


def wilson(hits: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """Return the Wilson score interval of a share, two fractions in [0.0, 1.0].

    ``z`` 1.96 gives 95 %. No trials at all give (0.0, 1.0).

    Source: Wilson (1927), "Probable inference, the law of succession".

    >>> [round(x, 4) for x in wilson(0, 100)]
    [0.0, 0.037]
    """
    if not total:
        return 0.0, 1.0
    share = hits / total
    centre = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return max(0.0, centre - half), min(1.0, centre + half)


def growth_exponent(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """Return the slope of log cost over log size by least squares: 1.0 is linear.

    >>> round(growth_exponent([1, 2, 4], [3, 6, 12]), 6)
    1.0
    """
    xs = [math.log(size) for size in sizes]
    ys = [math.log(max(cost, 1e-9)) for cost in costs]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((x - mean_x) ** 2 for x in xs)
    return sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / spread


@dataclass
class Outcome:
    """The figures of one benchmark and the targets that they were held against."""

    name: str
    figures: dict[str, Any] = field(default_factory=dict)
    checks: list[dict[str, Any]] = field(default_factory=list)

    def expect(self, row: str, value: float, *, at_least: float | None = None, at_most: float | None = None) -> bool:
        """Record one target; return whether it was met.

        Args:
            row: What was measured, as it is named in the table and when it fails.
            value: The figure.
            at_least: Lower bound, inclusive; None for no bound.
            at_most: Upper bound, inclusive; None for no bound.
        """
        met = (at_least is None or value >= at_least) and (at_most is None or value <= at_most)
        check: dict[str, Any] = {"row": row, "value": value, "met": met}
        if at_least is not None:
            check["at_least"] = at_least
        if at_most is not None:
            check["at_most"] = at_most
        self.checks.append(check)
        return met

    @property
    def missed(self) -> list[dict[str, Any]]:
        """The targets that were missed, in the order of measuring."""
        return [check for check in self.checks if not check["met"]]


def parser(name: str, doc: str | None, parts: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Return the argument parser that all benchmarks share; ``parts`` may be chosen with ``--only``."""
    made = argparse.ArgumentParser(
        prog=f"python -m benchmarks.{name}", description=doc, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument("--data", type=Path, help="folder of the real sets")
    made.add_argument("--full", action="store_true", help="the full size instead of the size for every run")
    made.add_argument("--seed", type=int, default=1, help="seed of all random choices (default 1)")
    made.add_argument("--output", type=Path, help=f"result file (default benchmarks/results/{name}.json)")
    if parts:
        made.add_argument("--only", default=",".join(parts), help="the parts to run, separated by commas")
    return made


def measure_parts(outcome: Outcome, parts: Mapping[str, Callable[..., None]], args: argparse.Namespace) -> None:
    """Measure the chosen parts one after the other, and how many seconds each takes.

    Args:
        outcome: Gets the figures and the targets.
        parts: Called with the folder of the real sets, whether in full size, the seed and the outcome.
        args: Of :func:`parser`; ``only`` names the parts.
    """
    seconds = {}
    for name in args.only.split(","):
        print(f"\n{name}")
        start = time.perf_counter()
        parts[name](args.data, args.full, args.seed, outcome)
        seconds[name] = round(time.perf_counter() - start, 1)
    outcome.figures["seconds"] = seconds


def machine() -> dict[str, Any]:
    """Describe the machine: processor, cores, memory, system, versions."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [
            line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")
        ]
        model = names[0] if names else model
    versions = {}
    for package in _PACKAGES:
        try:
            versions[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            continue
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") if hasattr(os, "sysconf") else 0
    return {
        "processor": model,
        "cores": os.cpu_count(),
        "memory_gib": round(memory / 2**30, 1),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "versions": versions,
    }


def command_line(name: str) -> str:
    """Return the command as it would be typed again, with folders shortened to their names."""
    words = [Path(word).name if os.sep in word else word for word in sys.argv[1:]]
    started = getattr(sys.modules["__main__"], "__spec__", None)
    module = started.name if started and started.name.startswith("benchmarks.") else f"benchmarks.{name}"
    return " ".join(["python -m", module, *words])


def write(outcome: Outcome, *, seed: int, output: Path | None) -> None:
    """Write the outcome as one JSON object, keys in a fixed order."""
    path = output or RESULTS / f"{outcome.name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    document = {
        "benchmark": outcome.name,
        "command": command_line(outcome.name),
        "date": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "seed": seed,
        "machine": machine(),
        "figures": outcome.figures,
        "targets": outcome.checks,
        "all_met": not outcome.missed,
    }
    data = orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_SERIALIZE_NUMPY)
    path.write_bytes(data.replace(sys.executable.encode(), b"python") + b"\n")  # no folder of the machine


def finish(outcome: Outcome, *, seed: int, output: Path | None) -> int:
    """Write the result, print what was missed, return the exit code: 0, or 1 if a target was missed."""
    write(outcome, seed=seed, output=output)
    met = len(outcome.checks) - len(outcome.missed)
    print(f"\n{outcome.name}: {met} of {len(outcome.checks)} targets met")
    for check in outcome.missed:
        wanted = f">= {check['at_least']}" if "at_least" in check else f"<= {check['at_most']}"
        print(f"  MISSED {check['row']}: {check['value']:.4g}, wanted {wanted}")
    return 1 if outcome.missed else 0


def show(rows: Sequence[Mapping[str, Any]]) -> None:
    """Print rows as a table with aligned columns; floats are shown with three decimals."""
    if not rows:
        return
    names = list(dict.fromkeys(name for row in rows for name in row))
    cells = [[_cell(row.get(name, "")) for name in names] for row in rows]
    widths = [max(len(name), *(len(line[i]) for line in cells)) for i, name in enumerate(names)]
    numeric = [all(isinstance(row.get(name, 0), int | float) for row in rows) for name in names]
    for line in [names, *cells]:
        padded = [
            text.rjust(width) if right else text.ljust(width)
            for text, width, right in zip(line, widths, numeric, strict=True)
        ]
        print("  ".join(padded).rstrip())


def _cell(value: Any) -> str:
    """One table cell as text."""
    return f"{value:.3f}" if isinstance(value, float) else str(value)
