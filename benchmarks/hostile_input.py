"""Promises about hostile input: readers never crash, attacks are refused, no record costs another.

Each part has a control that it must catch: see the modules in ``benchmarks/hostile``.

    python -m benchmarks.hostile_input [--only D1,D2,...] [--full] [--seconds S]
"""

import sys
from collections.abc import Callable
from functools import partial

from benchmarks import results
from benchmarks.hostile import attacks, bad_records, encodings, fuzz, growth

PARTS: dict[str, Callable[..., None]] = {
    "D1": fuzz.measure,
    "D2": attacks.measure,  # D3 and D4 too
    "D5": bad_records.measure,
    "D6": growth.measure,
    "D7": encodings.measure,
}


def main() -> int:
    """Run the command."""
    parser = results.parser("hostile_input", __doc__, tuple(PARTS))
    parser.add_argument("--seconds", type=float, default=0.0, help="D1: fuzz each reader so long (2, or 60)")
    args = parser.parse_args()
    outcome = results.Outcome("hostile_input")
    results.measure_parts(outcome, PARTS | {"D1": partial(fuzz.measure, seconds=args.seconds)}, args)
    return results.finish(outcome, seed=args.seed, output=args.output)


if __name__ == "__main__":
    sys.exit(main())
