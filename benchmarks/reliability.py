"""The promises of the index: crashes, power cuts, full and failing disks, damage, writers and readers, erasure.

Each part has a control, a deliberately broken build that it must catch. Parts that need a tool which is not
there say so and count as missed where ``CI=true``.

    python -m benchmarks.reliability [--only A1,C1,...] [--full] [--docs]
"""

import os
import sys
import time
from pathlib import Path

from benchmarks import copies, crash, crowd, damage, power, results, workload

ROOT = Path(__file__).parents[1]
PARTS = {
    "A1": crash.kills, "A2": power.power_cuts, "A3": crash.named_points, "A4": power.failing_calls, "A5": power.full_disk,
    "A7": crash.reruns, "B1": crowd.two_writers, "B2": crowd.check_and_add, "B3": crowd.torn_reads,
    "B4": crowd.stuck_reader, "B5": crowd.plain_model, "C1": damage.flips, "C2": damage.foreign, "C3": damage.repairs, "C4": copies.backups,
    "F14": damage.tampering, "G1": copies.forgetting, "H2": copies.no_code,
}


class Skipped(Exception):  # noqa: N818
    """A part cannot run on this machine."""


def main() -> int:
    """Run the command."""
    parser = results.parser("reliability", __doc__)
    parser.add_argument("--only", default=",".join(PARTS), help="the parts to run, separated by commas")
    args = parser.parse_args()
    outcome = results.Outcome("reliability")
    seconds: dict[str, float] = {}
    workload.shrink_levels()
    for name in args.only.split(","):
        print(f"{name}: {(PARTS[name].__doc__ or '').splitlines()[0]}", flush=True)
        start = time.perf_counter()
        PARTS[name](outcome, args.full, args.seed)
        seconds[name] = round(time.perf_counter() - start, 1)
        print(f"  {outcome.figures.get(name)}  {seconds[name]} s", flush=True)
    outcome.figures["seconds"] = seconds
    return results.finish(outcome, seed=args.seed, output=args.output)


if __name__ == "__main__":
    sys.exit(main())
