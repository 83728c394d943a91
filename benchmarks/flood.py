"""E5: one text sent a hundred thousand times must not slow the rest down, nor hide it.

The cost of one more copy is the difference of CPU time between two sizes of flood,
divided by the copies between. A short run finds a quiet moment of a shared machine more easily
than a long one, which makes growth look steeper than it is: small floods are run several times
in a row, and their mean counts. Other work only ever adds to a figure, so a bad fit is measured
again, and the least of each size counts. Control: a detector that does not collapse equal texts
would list n (n - 1) / 2 pairs; the share that was listed must be next to nothing.
"""

import gc
import random
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks import edits, generator, results
from benchmarks.pools import pools
from dedup.detect import find_duplicates
from dedup.model import Article, Report

_SIZES = (1_000, 10_000, 30_000, 100_000)
_ROUNDS, _MOST_ROUNDS = 2, 6
_SEVERAL = 4  # runs of a small flood in a row
_LARGE = 60_000  # copies in the runs of one size in a row
_RATIO, _EXPONENT = 1.5, 1.1


def others(data: Path | None, seed: int) -> list[Article]:
    """Return some hundred articles, each second with an edited copy."""
    rng = random.Random(f"flood {seed}")
    articles = []
    for pool in pools(data, seed, made_up=200):
        for i, article in enumerate(pool.articles[:80]):
            first = article._replace(id=f"{pool.lang}/{i}")
            articles.append(first)
            if i % 2 == 0:
                text = edits.replaced(rng, article.text, 0.1, pool.words)
                articles.append(first._replace(id=f"{pool.lang}/{i}/copy", text=text))
    return articles


def timed(articles: Sequence[Article]) -> tuple[float, Report]:
    """Run the detector; return CPU seconds and the report."""
    gc.collect()
    start = time.process_time()
    report = find_duplicates(articles)
    return time.process_time() - start, report


def elsewhere(report: Report) -> set[tuple[str, str, str]]:
    """The matches that have nothing to do with the flood."""
    return {
        (m.left, m.right, m.relation)
        for m in report.matches
        if not m.left.startswith("flood/") and not m.right.startswith("flood/")
    }


def _mean(times: int, articles: Sequence[Article]) -> tuple[float, Report]:
    """Run the detector several times; return the mean of the CPU seconds and the last report."""
    runs = [timed(articles) for _ in range(times)]
    return sum(seconds for seconds, _ in runs) / times, runs[-1][1]


def per_copy(sizes: Sequence[int], costs: Sequence[float]) -> tuple[float, float]:
    """The cost of one more copy, in seconds: between the two smallest floods and between the two largest."""
    return (costs[1] - costs[0]) / (sizes[1] - sizes[0]), (costs[-1] - costs[-2]) / (sizes[-1] - sizes[-2])


def ratio_of(sizes: Sequence[int], costs: Sequence[float]) -> float:
    """How much more one more copy costs in the largest flood."""
    first, last = per_copy(sizes, costs)
    return last / first if first > 0 else 0.0


def exponent_of(sizes: Sequence[int], costs: Sequence[float], alone: float) -> float:
    """How the cost of a flood, without that of the rest alone, grows from the second size on."""
    return results.growth_exponent(sizes[1:], [max(1e-6, cost - alone) for cost in costs[1:]])


def measure(data: Path | None, full: bool, seed: int, outcome: results.Outcome) -> None:
    """Flood a run with copies; put figures and targets into the outcome."""
    rest = others(data, seed)
    text = generator.texts(random.Random(seed), "en", 1, 280, 300)[0]
    sizes = [*_SIZES, 300_000] if full else list(_SIZES)
    before = elsewhere(timed(rest)[1])
    alone, costs = float("inf"), [float("inf")] * len(sizes)
    reports: list[Report] = []
    for number in range(_MOST_ROUNDS):
        if number >= _ROUNDS and ratio_of(sizes, costs) <= _RATIO and exponent_of(sizes, costs, alone) <= _EXPONENT:
            break
        reports, alone = [], min(alone, _mean(_SEVERAL, rest)[0])
        for place, size in enumerate(sizes):  # size after size, so that a machine that slows down does so for all
            flood = [*rest, *(Article(id=f"flood/{i:06}", text=text) for i in range(size))]
            seconds, report = _mean(max(1, min(_SEVERAL, _LARGE // size)), flood)
            costs[place] = min(costs[place], seconds)
            reports.append(report)
    rows: list[dict[str, object]] = []
    for size, cost, report in zip(sizes, costs, reports, strict=True):
        cluster = max((len(c.members) for c in report.clusters if c.id.startswith("flood/")), default=0)
        listed = sum(m.left.startswith("flood/") for m in report.matches)
        same = elsewhere(report) == before
        rows.append(
            {"copies": size, "seconds": cost, "listed": listed, "left out": report.left_out, "cluster": cluster,
             "elsewhere unchanged": same}
        )  # fmt: skip
        outcome.expect(f"E5 {size} copies: all in one cluster", cluster, at_least=size)
        outcome.expect(f"E5 {size} copies: matches elsewhere unchanged", float(same), at_least=1.0)
        outcome.expect(
            f"E5 {size} copies: control, share of pairs listed", 2 * listed / size / (size - 1), at_most=0.01
        )
    first, last = per_copy(sizes, costs)
    ratio, slope = ratio_of(sizes, costs), exponent_of(sizes, costs, alone)
    outcome.expect("E5 cost of one more copy, at the most copies against at 1,000", ratio, at_most=_RATIO)
    outcome.expect("E5 growth exponent", slope, at_most=_EXPONENT)
    outcome.figures["E5"] = {
        "rows": rows,
        "seconds_without": alone,
        "us_a_copy": [1e6 * first, 1e6 * last],
        "ratio": ratio,
        "exponent": slope,
    }
    results.show(rows)
    print(f"without {alone:.2f} s; one more copy {1e6 * first:.1f} us, then {1e6 * last:.1f}; exponent {slope:.3f}")
