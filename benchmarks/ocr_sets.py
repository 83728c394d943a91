"""Copies that were scanned: clusters found again at 1 to 15 % of misread characters.

    python -m benchmarks.ocr_sets --data DIR [--stories 400] [--rates 0.01,0.05,0.1,0.15]

Base texts are real (without ``--data`` made up), unrelated to one another. Each story appears one
to five times, every time misread anew by a seeded model of look-alike shapes, drops, splits and words
run together (``benchmarks.edits.ocr_noise``). Side by side: ``dedup find`` under the profiles news and
ocr, and datasketch at the settings published for NEWS-COPY (256 values, word bigrams, threshold .45),
its pairs joined to components. The figure is the adjusted Rand index over all articles.

Source of the settings: Silcock, D'Amico-Wong, Yang, Dell (2023), "Noise-robust de-duplication at scale".
"""

import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks import edits, results
from benchmarks.pools import pools
from dedup.detect import find_duplicates
from dedup.evaluation.clusters import measure_clusters
from dedup.evaluation.predictions import components, predictions_of
from dedup.model import Article
from dedup.params import Params

RATES = (0.01, 0.03, 0.05, 0.08, 0.10, 0.12, 0.15)
COPIES = (1, 1, 1, 2, 2, 3, 5)  # appearances of a story; most stand alone
_WORDS = re.compile(r"\w+")
Groups = Sequence[Sequence[str]]


def base_texts(data: Path | None, stories: int, seed: int) -> list[str]:
    """Return unrelated texts of 60 to 700 words, from the languages in turn; made up without ``data``."""
    some = pools(data, seed, made_up=stories)
    found = [some[number % len(some)].take(60, 700) for number in range(stories)]
    return [article.text for article in found if article is not None]


def scanned(texts: Sequence[str], rate: float, seed: int) -> tuple[list[Article], dict[str, str]]:
    """Return misread articles, shuffled, and the story of each.

    Args:
        texts: The stories.
        rate: Share of characters that are misread.
        seed: Of the noise.
    """
    rng = random.Random(f"ocr {seed} {rate}")
    articles, home = [], {}
    for number, text in enumerate(texts):
        for copy in range(rng.choice(COPIES)):
            name = f"{number:05}-{copy}"
            home[name] = str(number)
            articles.append(Article(name, edits.ocr_noise(rng, text, rate)))
    rng.shuffle(articles)
    return articles, home


def by_dedup(params: Params) -> Callable[[Sequence[Article]], Groups]:
    """Return a function that finds clusters with these parameters."""

    def clusters(articles: Sequence[Article]) -> Groups:
        return predictions_of(find_duplicates(articles, params)).clusters

    return clusters


def by_datasketch(articles: Sequence[Article]) -> Groups:
    """Find clusters as published for NEWS-COPY: 256 values, word bigrams, threshold .45, components."""
    from datasketch import MinHash, MinHashLSH

    lsh = MinHashLSH(threshold=0.45, num_perm=256)
    pairs = []
    for article in articles:
        words = _WORDS.findall(article.text.lower())
        sketch = MinHash(num_perm=256)
        sketch.update_batch([" ".join(words[i : i + 2]).encode() for i in range(max(1, len(words) - 1))])
        pairs += [(str(other), article.id) for other in lsh.query(sketch)]
        lsh.insert(article.id, sketch)
    return components(pairs)


METHODS: dict[str, Callable[[Sequence[Article]], Groups]] = {
    "dedup, profile news": by_dedup(Params.for_profile("news")),
    "dedup, profile ocr": by_dedup(Params.for_profile("ocr")),
    "datasketch as for NEWS-COPY": by_datasketch,
}


def measure(args: Any, outcome: results.Outcome) -> None:
    """Measure every method at every rate."""
    rows = []
    texts = base_texts(args.data, args.stories, args.seed)
    for rate in [float(part) for part in args.rates.split(",")]:
        articles, home = scanned(texts, rate, args.seed)
        row: dict[str, Any] = {"misread": rate, "articles": len(articles), "stories": len(set(home.values()))}
        details: dict[str, Any] = {}
        for name, method in METHODS.items():
            start = time.process_time()
            figures = measure_clusters(home, method(articles), args.seed, samples=200)
            details[name] = {key: figure.as_mapping() for key, figure in figures.items()}
            details[name]["cpu_seconds"] = round(time.process_time() - start, 2)
            row[name] = figures["ari"].value
        rows.append(row)
        results.show([row])
        outcome.figures.setdefault("details", {})[str(rate)] = details
        ours, theirs = (float(row[name]) for name in list(METHODS)[1:])
        outcome.expect(f"ARI at {rate:.0%} misread, ocr profile less datasketch", ours - theirs, at_least=0.0)
    outcome.figures["ari"] = rows


def main() -> int:
    """Run the command."""
    parser = results.parser("ocr_sets", __doc__)
    parser.add_argument("--stories", type=int, default=400, help="base texts (default 400)")
    parser.add_argument("--rates", default=",".join(map(str, RATES)), help="shares of misread characters")
    args = parser.parse_args()
    outcome = results.Outcome("ocr_sets")
    measure(args, outcome)
    outcome.figures["texts"] = "real sets" if args.data else "made up"
    return results.finish(outcome, seed=args.seed, output=args.output)


if __name__ == "__main__":
    sys.exit(main())
