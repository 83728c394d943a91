"""``check`` article by article against an index of all finds what ``find`` finds in all at once.

With the index's seed that of ``find`` the sets of pairs and the records must be equal, in both
directions (what is counted or quoted from the left text is compared where the sides are the same); with
a secret seed the records of common pairs, and at most one pair in two hundred may differ. Control: an
index without every second article must miss pairs of these.

    python -m benchmarks.check_equal --data DIR [--count 3000] [--sets NAME,...] [--full]
"""

import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks import results, sets
from dedup.detect import find_duplicates
from dedup.index.entries import make_entries
from dedup.index.protocol import Index
from dedup.index.sqlite import SqliteIndex
from dedup.model import Article, Match
from dedup.params import Params
from dedup.runtime import kernels
from dedup.screen.judging import judge
from dedup.screen.screen import Screener

SETS = (sets.SAUDI, sets.REUTERS, sets.DETIK, sets.THAI)
COUNT = 3_000  #: articles of each set, all with ``--full``
SEED, SECRET = 7, 20_240_229
BATCH = 1000
Records = dict[tuple[str, str], Match]


def straight(match: Match) -> Match:
    """The match with the smaller id on the left; without what is counted or quoted from the left text."""
    if match.left > match.right:
        match = match._replace(
            left=match.right, right=match.left, containment=match.containment[::-1],
            passages=tuple(p._replace(left=p.right, right=p.left) for p in match.passages),
            changed=tuple(c._replace(left=c.right, right=c.left) for c in match.changed),
        )  # fmt: skip
    passages = tuple(sorted(passage._replace(words=0) for passage in match.passages))
    return match._replace(reasons=(), changed=tuple(sorted(match.changed)), passages=passages)


def records(matches: Iterable[Match]) -> Records:
    """The matches by pair."""
    return {(m.left, m.right): m for m in map(straight, matches)}


def build(path: Path, articles: Sequence[Article], seed: int) -> SqliteIndex:
    """Make an index of articles."""
    index = SqliteIndex.create(path, Params(), seed=seed)
    for start in range(0, len(articles), BATCH):
        index.add(make_entries(articles[start : start + BATCH], index.params, compiled=True)[0])
    index.settle()
    judge(index)
    return index


def one_by_one(index: Index, articles: Sequence[Article]) -> list[Match]:
    """Check each article by itself."""
    screener = Screener(index)
    return [match for article in articles for match in screener.screen([article], workers=1).matches]


def compared(found: Mapping[tuple[str, str], Match], wanted: Records) -> dict[str, int]:
    """Count the pairs and records that differ."""
    common = found.keys() & wanted.keys()
    return {
        "pairs": len(wanted),
        "missing": len(wanted.keys() - found.keys()),
        "more": len(found.keys() - wanted.keys()),
        "records that differ": sum(found[pair] != wanted[pair] for pair in common),
    }


def measure(name: str, articles: Sequence[Article], work: Path, outcome: results.Outcome) -> dict[str, Any]:
    """Hold checks of one set against ``find``; put targets into the outcome."""
    start = time.perf_counter()
    whole = find_duplicates(articles, Params(seed=SEED)).matches
    wanted = records(whole)
    row: dict[str, Any] = {"set": name, "articles": len(articles), "find, s": round(time.perf_counter() - start, 1)}
    with build(work / f"{name}.index", articles, SEED) as index:
        start = time.perf_counter()
        matches = one_by_one(index, articles)
        row["checks, s"] = round(time.perf_counter() - start, 1)
        once = records(Screener(index).screen(articles).matches)
    single = compared(records(matches), wanted)
    both_ways = records(m for m in matches if m.left < m.right), records(m for m in matches if m.left > m.right)
    apart = sum(compared(way, wanted)[what] for way in both_ways for what in ("missing", "more", "records that differ"))
    as_found = {(m.left, m.right): m for m in whole}
    apart += sum(as_found.get((m.left, m.right)) != m for m in matches if m.left < m.right)
    with build(work / f"{name}-secret.index", articles, SECRET) as index:
        secret = compared(records(one_by_one(index, articles)), wanted)
    with build(work / f"{name}-control.index", [a for k, a in enumerate(articles) if k % 2], SEED) as index:
        control = compared(records(one_by_one(index, articles)), wanted)
    share = (secret["missing"] + secret["more"]) / max(1, len(wanted))
    together = compared(once, wanted)
    outcome.expect(f"{name}: pairs that differ from find's", single["missing"] + single["more"], at_most=0)
    outcome.expect(f"{name}: records that differ, either way round", apart, at_most=0)
    outcome.expect(f"{name}: all at once, pairs and records that differ", sum(together.values()) - len(wanted),
                   at_most=0)  # fmt: skip
    outcome.expect(f"{name}: secret seed, share of pairs that differ", share, at_most=0.005)
    outcome.expect(f"{name}: secret seed, common records that differ", secret["records that differ"], at_most=0)
    outcome.expect(f"{name}: control, pairs missed by an index without every second", control["missing"], at_least=1)
    row |= single | {"secret seed: missing": secret["missing"], "secret seed: more": secret["more"]}
    return row | {"control: missing": control["missing"]}


def main() -> int:
    """Run the command."""
    parser = results.parser("check_equal", __doc__)
    parser.add_argument("--count", type=int, default=COUNT, help=f"articles of each set (default {COUNT})")
    parser.add_argument("--sets", default=",".join(SETS), help="the sets to take, separated by commas")
    args = parser.parse_args()
    if args.data is None:
        parser.error("--data DIR is needed")
    kernels.compile_kernels()
    outcome, rows = results.Outcome("check_equal"), []
    with tempfile.TemporaryDirectory() as work:
        for name in args.sets.split(","):
            articles = sets.articles(args.data / name)
            rows.append(measure(name, articles if args.full else articles[: args.count], Path(work), outcome))
            results.show(rows[-1:])
    outcome.figures["sets"] = rows
    return results.finish(outcome, seed=args.seed, output=args.output)


if __name__ == "__main__":
    sys.exit(main())
