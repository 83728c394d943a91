"""Promises under attack: evasion, other scripts, floods, drift, short texts, nasty texts.

Each part has a control that it must catch: see the parts' own modules.

    python -m benchmarks.robustness [--data DIR] [--only E1,E2,...] [--full]
"""

import sys

from benchmarks import drift, evasion, flood, linear, results, scripts, short_texts

PARTS = {
    "E1": evasion.measure,
    "E2": scripts.measure,
    "E5": flood.measure,
    "E6": drift.measure,
    "E7": short_texts.measure,
    "D6": linear.measure,
}


def main() -> int:
    """Run the command."""
    args = results.parser("robustness", __doc__, tuple(PARTS)).parse_args()
    outcome = results.Outcome("robustness")
    results.measure_parts(outcome, PARTS, args)
    return results.finish(outcome, seed=args.seed, output=args.output)


if __name__ == "__main__":
    sys.exit(main())
