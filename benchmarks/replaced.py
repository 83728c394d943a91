"""One fact of an article replaced by one of another article of its language: what ``compare`` tells of it.

    python -m benchmarks.replaced --data DIR [--cases 60]

In each language of the real sets numbers, dates and names are drawn from articles of 400 to 4,000 characters; one is
written over another of its kind, as it stands there. Told is a case if exactly one fact differs. A
fact is not used where the text has it already. Names are what the program takes for names, first words of sentences
and German nouns among them, so that no target holds for them; a date that says no other day (a year or a weekday more)
is no change and counts against the program all the same.
"""

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks import results, sets
from dedup.facts.facts import Fact, facts_of
from dedup.model import Article
from dedup.pair import compare

KINDS = ("number", "date", "name")
_MORE = {"id": sets.DETIK, "th": sets.THAI, "ar": sets.SAUDI, "es": sets.SPANISH}
_SHORTEST, _LONGEST = 400, 4000  # characters
_DRAWN = 80  # articles a language from which facts are drawn
_TRIES = 20  # cases tried for each that is wanted: not every fact can stand in the place of every other
LEAST = {"number": 0.97, "date": 0.95}


def texts_of(data: Path) -> Mapping[str, list[str]]:
    """Return the texts of the real sets by language, in which facts are replaced."""
    found: dict[str, list[str]] = defaultdict(list)
    for article in sets.articles(data / sets.SEMEVAL):
        found[article.lang or ""].append(article.text)
    for lang, folder in _MORE.items():
        found[lang] += [article.text for article in sets.articles(data / folder)]
    return {lang: [text for text in found[lang] if _SHORTEST < len(text) < _LONGEST] for lang in sorted(found)}


def replaced(text: str, old: Fact, new: Fact) -> str | None:
    """Return a text with one fact written over another; None if that could not be told from what it has already."""
    if new.value == old.value or new.text.casefold() in text.casefold() or "\n" in old.text + new.text:
        return None
    return text[: old.start] + new.text + text[old.end :]


def cases(texts: Sequence[str], wanted: int, rng: random.Random) -> list[tuple[str, str, str]]:
    """Return so many cases of each kind: the kind, the text, and the text with another fact."""
    drawn = rng.sample(texts, min(_DRAWN, len(texts)))
    pool: dict[str, list[Fact]] = defaultdict(list)
    for text in drawn:
        for fact in facts_of(text):
            pool[fact.kind].append(fact)
    out, counts = [], Counter[str]()
    for _ in range(_TRIES * wanted):
        text, kind = rng.choice(texts), rng.choice(KINDS)
        own = [fact for fact in facts_of(text) if fact.kind == kind] if counts[kind] < wanted and pool[kind] else []
        other = replaced(text, rng.choice(own), rng.choice(pool[kind])) if own else None
        if other is not None:
            counts[kind] += 1
            out.append((kind, text, other))
    return out


def is_told(text: str, other: str) -> bool:
    """Say whether ``compare`` tells of exactly one fact that differs between two texts."""
    return len(compare(Article("a", text), Article("b", other)).changed) == 1


def measure(args: Any, outcome: results.Outcome) -> None:
    """Replace facts in every language; put figures and targets into the outcome."""
    rows, told, tried = [], Counter[str](), Counter[str]()
    for lang, texts in texts_of(args.data).items():
        found: dict[str, list[bool]] = {kind: [] for kind in KINDS}
        for kind, text, other in cases(texts, args.cases, random.Random(f"replaced {args.seed} {lang}")):
            found[kind].append(is_told(text, other))
        for kind in KINDS:
            told[kind], tried[kind] = told[kind] + sum(found[kind]), tried[kind] + len(found[kind])
        rows.append({"language": lang} | {kind: f"{sum(found[kind])} of {len(found[kind])}" for kind in KINDS})
    results.show(rows)
    for kind in KINDS:
        share, interval = told[kind] / max(1, tried[kind]), results.wilson(told[kind], tried[kind])
        outcome.figures[kind] = {"told": told[kind], "of": tried[kind], "interval": interval}
        if kind in LEAST:
            outcome.expect(f"one {kind} replaced: told", share, at_least=LEAST[kind])
    outcome.figures["languages"] = rows


def main() -> int:
    """Run the command."""
    parser = results.parser("replaced", __doc__)
    parser.add_argument("--cases", type=int, default=60, help="of each kind in each language (default 60)")
    args = parser.parse_args()
    if args.data is None:
        parser.error("--data is needed: the articles are real ones")
    outcome = results.Outcome("replaced")
    measure(args, outcome)
    return results.finish(outcome, seed=args.seed, output=args.output)


if __name__ == "__main__":
    sys.exit(main())
