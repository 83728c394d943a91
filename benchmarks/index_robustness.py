"""E3, E5 and E7 through an index: copies made to escape its keys, floods, short texts; each with a control.

    python -m benchmarks.index_robustness [--data DIR] [--only E3,E5,E7] [--full]

E3. The attacker knows the program and picks, word by word, the edit that leaves the fewest common keys, as
long as the Jaccard index stays at .85: once knowing all but the index's seed, once with the seed. Controls:
unrelated texts are no candidates, and knowing the seed must leave fewer bands.

E5. One text checked and added again and again. Controls: what was listed of all pairs is next to nothing; an
index that neither collapses equal texts nor caps crowded keys gets slower with each copy.

E7. Texts of 0 to 9 words. Control: copies in other case are found.
"""

import gc
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import brute, flood, generator, results, short_texts
from benchmarks.pools import Pool, pools
from dedup.candidates import FULL
from dedup.index.entries import make_entries
from dedup.index.memory import MemoryIndex
from dedup.index.protocol import Entry
from dedup.index.sqlite import SqliteIndex
from dedup.model import Article, Relation
from dedup.params import Params
from dedup.runtime import kernels
from dedup.screen.nearby import candidates, find_votes
from dedup.screen.screen import Screener
from dedup.screen.view import View

LEAST = 0.85  #: Jaccard index that an attack keeps
TRIED = 60  #: edits compared at each step
SECRET, GUESS = 2_718_281_828, 1
COPIES = (1_000, 10_000, 100_000)
FULL_COPIES = (*COPIES, 300_000)
ROUNDS = 25


def entries_of(texts: Sequence[str], seed: int) -> list[Entry]:
    """The entries of texts under a seed, in their order."""
    named = [Article(f"{k:06}", text) for k, text in enumerate(texts)]
    return make_entries(named, Params(seed=seed), compiled=True)[0]


def shared(one: Entry, other: Entry) -> tuple[int, int, int]:
    """Keys of each kind that two articles have in common."""
    kinds = ("band_keys", "passage_keys", "term_keys")
    band, passage, term = (
        len(np.intersect1d(getattr(one, kind), getattr(other, kind), assume_unique=True)) for kind in kinds
    )
    return band, passage, term


def attacked(text: str, seed: int, weights: tuple[int, int, int], rng: random.Random, pool: Pool) -> str:
    """Edit word by word, each time where the fewest weighted keys stay common, down to the least Jaccard index."""
    first, whole = entries_of([text], seed)[0], brute.word_shingles(text)
    while True:
        words = text.split(" ")
        trials = []
        for place in rng.sample(range(len(words)), min(TRIED, len(words))):
            changed = [*words]
            changed[place] = rng.choice(pool.words)
            trials.append(" ".join(changed))
        costs = [sum(w * n for w, n in zip(weights, shared(first, e), strict=True)) for e in entries_of(trials, seed)]
        for k in np.argsort(costs, kind="stable").tolist():
            if brute.jaccard(whole, brute.word_shingles(trials[k])) >= LEAST:
                text = trials[k]
                break
        else:
            return text


def escapes(data: Path | None, full: bool, seed: int, outcome: results.Outcome) -> None:
    """E3: copies edited to escape; put figures and targets into the outcome."""
    rng, some, count = random.Random(f"escape {seed}"), pools(data, seed, made_up=400), 500 if full else 60
    base: list[tuple[Article, Pool]] = []
    while len(base) < count:
        pool = some[len(base) % len(some)]
        article = pool.take()
        if article is None:
            break
        base.append((article._replace(id=f"base/{len(base)}"), pool))
    index = MemoryIndex(seed=SECRET)
    index.add(make_entries([article for article, _ in base], index.params, compiled=True)[0])
    ways = {"all but the seed": (GUESS, (1, 2, 1)), "the seed, bands only": (SECRET, (1, 0, 0))}
    rows: list[dict[str, Any]] = []
    for name, (known, weights) in ways.items():
        texts = [attacked(" ".join(a.text.split()), known, weights, rng, pool) for a, pool in base]
        rows.append(found_among(index, base, texts, name))
    guessed = [attacked(" ".join(a.text.split()), GUESS, (1, 0, 0), rng, pool) for a, pool in base]
    rows.append(found_among(index, base, guessed, "another seed, bands only"))
    strangers = [(each, other.text) for each in base if (other := each[1].take()) is not None]
    rows.append(found_among(index, [s[0] for s in strangers], [s[1] for s in strangers], "control: unrelated texts"))
    outcome.expect("E3 knowing all but the seed: still candidates", rows[0]["candidates"], at_least=0.99)
    outcome.expect("E3 with the seed: passage keys alone find", rows[1]["by passages"], at_least=0.95)
    outcome.expect("E3 control: unrelated texts are candidates", rows[3]["candidates"], at_most=0.05)
    outcome.expect("E3 control: bands left with the seed, share of those left without",
                   rows[1]["bands left"] / max(1e-9, rows[2]["bands left"]), at_most=0.9)  # fmt: skip
    outcome.figures["E3"] = rows
    results.show(rows)


def found_among(
    index: MemoryIndex, base: Sequence[tuple[Article, Pool]], texts: Sequence[str], name: str
) -> dict[str, Any]:
    """Say how many edited copies are candidates with what they were made from, and by which keys.

    Terms are not counted: in made-up languages unrelated texts share enough of them.
    """
    originals = dict(zip((a.id for a, _ in base), index.numbers_of([a.id for a, _ in base]).tolist(), strict=True))
    near = by_passages = bands = jaccard = 0.0
    for (article, _), text in zip(base, texts, strict=True):
        [entry] = make_entries([Article("copy", text)], index.params, compiled=True)[0]
        view = View(index, [entry])
        votes = find_votes(view, [entry], index.params)
        found = candidates(view, votes)
        number = originals[article.id]
        is_it = found.number == number
        weights = votes.passage.votes[votes.passage.pairs == number]  # a pair of the only screened article
        has_passages = bool(weights.sum() >= index.params.min_shared_passages * FULL)
        left = shared(entry, make_entries([article], index.params, compiled=True)[0][0])[0]
        near += bool(is_it.any()) and (has_passages or left > 0)
        by_passages += has_passages
        bands += left
        jaccard += brute.jaccard(brute.word_shingles(article.text), brute.word_shingles(text))
    n = max(1, len(base))
    low, high = results.wilson(int(near), n)
    return {
        "attacker knows": name, "copies": n, "jaccard": jaccard / n, "bands left": bands / n,
        "by passages": by_passages / n, "candidates": near / n, "low": low, "high": high,
    }  # fmt: skip


def flooded(data: Path | None, full: bool, seed: int, outcome: results.Outcome) -> None:
    """E5: the cost of checking and adding one more copy; put figures and targets into the outcome."""
    rest, sizes = flood.others(data, seed), FULL_COPIES if full else COPIES
    text = generator.texts(random.Random(seed), "en", 1, 280, 300)[0]
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        few, many = (_Flooded(Path(folder) / f"{name}.index", rest, text, seed) for name in ("few", "many"))
        few.fill(sizes[0])
        before = many.elsewhere(rest)
        for size in sizes:
            many.fill(size)
            costs = np.array([[each.one_more() for each in (few, many)] for _ in range(ROUNDS)])
            same, listed = many.elsewhere(rest) == before, many.listed
            rows.append({"copies": size, "check and add, CPU ms": 1e3 * float(np.median(costs[:, 1])),
                         f"times that at {sizes[0]}": float(np.median(costs[:, 1] / costs[:, 0])),
                         "listed each": listed / ROUNDS, "elsewhere unchanged": same})  # fmt: skip
            outcome.expect(f"E5 {size} copies: matches elsewhere unchanged", float(same), at_least=1.0)
            outcome.expect(f"E5 {size} copies: control, share of pairs listed", listed / ROUNDS / size, at_most=0.01)
        few.index.close()
        many.index.close()
    outcome.expect("E5 control: matches elsewhere", len(before), at_least=10)
    slower = without_guards(text, seed)
    outcome.expect("E5 control: without collapsing and caps, 3,000 copies against 100", slower, at_least=2.0)
    times = [row[f"times that at {sizes[0]}"] for row in rows]
    exponent = results.growth_exponent(sizes, [each * size for each, size in zip(times, sizes, strict=True)])
    outcome.expect(f"E5 one more copy at {sizes[-1]} against at {sizes[0]}", times[-1], at_most=1.5)
    outcome.expect("E5 growth exponent of adding all", exponent, at_most=1.1)
    outcome.figures["E5"] = {"rows": rows, "exponent": exponent, "control without guards": slower}
    results.show(rows)


class _Flooded:
    """An index with other articles that fills with copies of one text.

    Attributes:
        listed: Matches told since the last filling.
    """

    def __init__(self, path: Path, rest: Sequence[Article], text: str, seed: int) -> None:
        """Add the other articles."""
        self.index, self.listed, self._held, self._text = SqliteIndex.create(path, seed=seed), 0, 0, text
        self.index.add(make_entries(rest, self.index.params, compiled=True)[0])
        [self._entry] = make_entries([self._copy("flood")], self.index.params, compiled=True)[0]
        self._screener = Screener(self.index)

    def _copy(self, name: str) -> Article:
        return Article(name, self._text, source="flood")

    def elsewhere(self, rest: Sequence[Article]) -> set[tuple[str, str, str]]:
        """What the other articles match."""
        found = self._screener.screen(rest, workers=1).matches
        return {(match.left, match.right, match.relation) for match in found}

    def fill(self, size: int) -> None:
        """Add copies until there are so many."""
        self.listed = 0
        while self._held < size:
            some = range(self._held, min(size, self._held + 5000))
            self.index.add([replace(self._entry, article=self._copy(f"flood/{k}")) for k in some])
            self._held += len(some)

    def one_more(self) -> float:
        """Check and add one more copy; return the seconds of CPU time."""
        self._held += 1
        article = self._copy(f"flood/more/{self._held}")
        gc.collect()
        start = time.process_time()
        self.listed += len(self._screener.screen([article], add=True, workers=1).matches)
        return time.process_time() - start


def without_guards(text: str, seed: int) -> float:
    """How many times as long checking one more copy takes among 3,000 as among 100 where nothing bounds the work."""
    index = MemoryIndex(Params(seed=seed, max_key_articles=100_000, max_term_articles=100_000))
    [entry] = make_entries([Article("flood", text, source="flood")], index.params, compiled=True)[0]
    screener, costs, held = Screener(index), [], 0
    for size in (100, 3000):
        some = range(held, size)
        index.add([
            replace(entry, article=entry.article._replace(id=f"flood/{k}"), fingerprint=entry.fingerprint ^ (k + 1),
                    digest=k.to_bytes(16, "little"))
            for k in some
        ])  # fmt: skip
        held = size
        screener.screen([Article("flood/first", text, source="flood")], workers=1)  # loads what such a check needs
        start = time.process_time()
        for k in range(3):
            screener.screen([Article(f"flood/more/{k}", text, source="flood")], workers=1)
        costs.append(time.process_time() - start)
    return costs[1] / costs[0]


def short(data: Path | None, full: bool, seed: int, outcome: results.Outcome) -> None:
    """E7: short texts checked and added; put figures and targets into the outcome."""
    texts = short_texts.distinct(100_000 if full else 10_000, seed)
    articles = [Article(f"{k:06}", text) for k, text in enumerate(texts)]
    copies = [Article(f"{k:06}/copy", texts[k]) for k in range(0, len(texts), 20)]
    written = [Article(f"{k:06}/written", f"  {texts[k].upper()} ...\n") for k in range(10, len(texts), 40)]
    empty = [Article(f"empty/{k}", text) for k, text in enumerate(["", " ", "\n\n", "...", "— –", "\u200b\u200b"])]
    with tempfile.TemporaryDirectory() as folder, SqliteIndex.create(Path(folder) / "short.index", seed=seed) as index:
        screener = Screener(index)
        first = screener.screen([*articles, *empty], add=True)
        second = screener.screen([*copies, *written], workers=1)
    found = {(m.left, m.right): m.relation for m in [*first.matches, *second.matches]}
    wanted = {(article.id, article.id.split("/")[0]) for article in (*copies, *written)}
    right = {pair for pair, relation in found.items() if relation is Relation.IDENTICAL} & wanted
    outcome.expect("E7 false matches", len(found.keys() - wanted), at_most=0)
    outcome.expect("E7 exact copies found", sum(p[0].endswith("copy") for p in right) / len(copies), at_least=1.0)
    in_case = sum(pair[0].endswith("written") for pair in right) / len(written)
    outcome.expect("E7 control: copies in other case found", in_case, at_least=1.0)
    outcome.expect("E7 texts without words rejected", len(first.rejected), at_least=len(empty))
    outcome.figures["E7"] = {"texts": len(texts), "copies": len(wanted), "false": len(found.keys() - wanted)}
    results.show([outcome.figures["E7"]])


PARTS = {"E3": escapes, "E5": flooded, "E7": short}


def main() -> int:
    """Run the command."""
    args = results.parser("index_robustness", __doc__, tuple(PARTS)).parse_args()
    kernels.compile_kernels()
    outcome = results.Outcome("index_robustness")
    results.measure_parts(outcome, PARTS, args)
    return results.finish(outcome, seed=args.seed, output=args.output)


if __name__ == "__main__":
    sys.exit(main())
