"""Quality in one command: real sets, planted changes, ablations, routes, curve, calibration.

    python -m benchmarks.quality --data DIR [--only sets,planted,ablations,routes,curve,calibration] [--cases N]

Without ``--data`` only what needs no real texts is measured: planted changes and the curve.
"""

import argparse
import sys
import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from benchmarks import ablations, calibration, labelled, planted, real, results, routes, sets
from benchmarks.plant import Plan, Planter
from benchmarks.pools import pools
from dedup.detect import find_duplicates
from dedup.model import Report

ROUTE_SETS = (sets.SAUDI, sets.DETIK)
CURVE_PAIRS = 200


class Bench:
    """One session: arguments, figures, and what several parts need."""

    def __init__(self, args: argparse.Namespace, outcome: results.Outcome) -> None:
        """Measure with these arguments."""
        self.args = args
        self.outcome = outcome

    @property
    def data(self) -> Path:
        """Folder of the real sets."""
        return Path(self.args.data)

    @cached_property
    def plan(self) -> Plan:
        """Planted changes, with another seed than those that the rules were looked at with."""
        count, seed = int(self.args.cases), int(self.args.seed) + 7
        return Planter(pools(self.args.data, seed, made_up=18 * count), count, seed).plant_all()

    @cached_property
    def found(self) -> Report:
        """What is found of them."""
        return find_duplicates(self.plan.articles)


def real_sets(bench: Bench) -> None:
    """Every real set with its labels."""
    for name, measure in real.MEASURES.items():
        measure(bench.data, bench.outcome)
        print(f"{name} done", file=sys.stderr)
    labelled.measure(bench.data, bench.outcome, bench.args.seed)


def planted_changes(bench: Bench) -> None:
    """The planted suite."""
    own = results.Outcome("planted")
    planted.measure(bench.plan, own)
    bench.outcome.figures["planted"] = {name: own.figures[name] for name in ("articles", "pairs_checked", "kinds")}
    bench.outcome.checks += own.checks


def without_parts(bench: Bench) -> None:
    """Ablations."""
    some = ablations.material(bench.data, bench.plan)
    rows = [ablations.measure_variant(name, some) for name in ablations.VARIANTS]
    results.show(rows)
    bench.outcome.figures["ablations"] = rows


def by_route(bench: Bench) -> None:
    """Candidates by route."""
    rows = [row for name in ROUTE_SETS for row in routes.measure_routes(bench.data, name)]
    results.show(rows)
    bench.outcome.figures["routes"] = rows
    for row in rows:
        if row["route"] == "all" and real.BANDS[0] in row:
            hits, total = (int(part) for part in row[real.BANDS[0]].split("/"))
            bench.outcome.expect(f"{row['set']}: proposed at {real.BANDS[0]}", hits / total, at_least=1.0)


def curve(bench: Bench) -> None:
    """The predicted curve against the measured one."""
    rows = routes.measure_curve(bench.args.data, CURVE_PAIRS, bench.args.seed)
    results.show(rows)
    bench.outcome.figures["curve"] = rows
    for route in ("bands", "passages"):
        gap = max(abs(row[f"{route} predicted"] - row[f"{route} measured"]) for row in rows)
        bench.outcome.expect(f"curve of {route}: largest gap between predicted and measured", gap, at_most=0.1)


def calibrated(bench: Bench) -> None:
    """Calibration of scores."""
    outcomes = [
        *calibration.of_planted(bench.plan, bench.found),
        *calibration.of_reuters(bench.data),
        *calibration.of_twins(bench.data),
    ]
    rows = calibration.rows_of(outcomes, bench.args.seed)
    results.show(rows)
    bench.outcome.figures["calibration"] = rows
    calibration.expect(bench.outcome, rows)


PARTS: dict[str, Callable[[Bench], None]] = {
    "sets": real_sets,
    "planted": planted_changes,
    "ablations": without_parts,
    "routes": by_route,
    "curve": curve,
    "calibration": calibrated,
}
WITHOUT_DATA = ("planted", "curve")


def main() -> int:
    """Run the command."""
    parser = results.parser("quality", __doc__)
    parser.add_argument("--only", default=",".join(PARTS), help="the parts to measure, separated by commas")
    parser.add_argument("--cases", type=int, default=40, help="planted cases of each kind (default 40)")
    args = parser.parse_args()
    outcome = results.Outcome("quality")
    bench = Bench(args, outcome)
    seconds = {}
    for name in args.only.split(","):
        if args.data is None and name not in WITHOUT_DATA:
            print(f"{name}: left out, it needs --data")
            continue
        print(f"\n{name}")
        start = time.perf_counter()
        PARTS[name](bench)
        seconds[name] = round(time.perf_counter() - start, 1)
    outcome.figures |= {"seconds": seconds, "texts": "real sets" if args.data else "made up"}
    return results.finish(outcome, seed=args.seed, output=args.output)


if __name__ == "__main__":
    sys.exit(main())
