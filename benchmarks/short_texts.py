"""E7: texts of 0 to 9 words match only their exact copies, in scripts that do not part words, too.

There five characters count for a word, two in Chinese and Japanese. Control: copies that differ in case and punctuation
alone must be found, so that "no false match" is not won by matching nothing.
"""

import random
from pathlib import Path

from benchmarks import generator, results
from dedup.detect import find_duplicates
from dedup.model import Article, Relation

MOST_CHARACTERS = {"th": 49, "ja": 19, "zh": 19}  #: of fewer than ten words


def distinct(count: int, seed: int) -> list[str]:
    """Return distinct texts of 1 to 8 words: random ones, and neighbours of these.

    A neighbour has its words in another order, or one word more or less. Every fourth text is one of ``unspaced``.
    """
    return _spaced(count - count // 4, seed) + unspaced(count // 4, seed)


def unspaced(count: int, seed: int) -> list[str]:
    """Return distinct texts of 3 to 9 words without spaces in Thai, Japanese and Chinese, and neighbours of these.

    A neighbour differs in a word, as headlines about two visits do, or has one less.
    """
    rng = random.Random(f"short unspaced {seed}")
    made: dict[str, None] = {}
    codes = tuple(MOST_CHARACTERS)
    for turn in range(100 * count):
        if len(made) >= count:
            break
        lang = generator.language(codes[turn % len(codes)])
        words = rng.choices(lang.words, cum_weights=list(lang.weights), k=rng.randint(3, 9))
        if len("".join(words)) > MOST_CHARACTERS[lang.code]:
            continue
        for one in (words, words[:-1], [*words[1:-1], rng.choice(lang.words)], [rng.choice(lang.words), *words[1:]]):
            text = "".join(one)
            if len(text) <= MOST_CHARACTERS[lang.code]:
                made[text] = None
    return list(made)[:count]


def _spaced(count: int, seed: int) -> list[str]:
    """Return distinct texts of 1 to 8 words in scripts that part them."""
    rng = random.Random(f"short {seed}")
    seen: set[tuple[str, ...]] = set()
    made: list[str] = []

    def keep(words: tuple[str, ...]) -> None:
        folded = tuple(word.casefold() for word in words)
        if words and folded not in seen and len(made) < count:
            seen.add(folded)
            made.append(" ".join(words))

    codes = ("en", "id", "ar", "ru")
    while len(made) < count:
        lang = generator.language(codes[len(made) % len(codes)])
        words = rng.choices(lang.words, cum_weights=list(lang.weights), k=rng.randint(1, 8))
        keep(tuple(words))
        if rng.random() < 0.3:
            keep(tuple(rng.sample(words, len(words))))
        if rng.random() < 0.3:
            keep(tuple(words[:-1]))
    return made


def measure(data: Path | None, full: bool, seed: int, outcome: results.Outcome) -> None:
    """Run short texts through the detector; put figures and targets into the outcome."""
    texts = distinct(100_000 if full else 10_000, seed)
    empty = ["", " ", "\n\n", "...", "— –", "\u200b\u200b", "?!"]
    articles = [Article(id=f"{i:06}", text=text) for i, text in enumerate(texts)]
    articles += [Article(id=f"empty/{i}", text=text) for i, text in enumerate(empty)]
    exact = {f"{i:06}": f"{i:06}/copy" for i in range(0, len(texts), 20)}
    articles += [Article(id=copy, text=texts[int(first)]) for first, copy in exact.items()]
    written = {f"{i:06}": f"{i:06}/written" for i in range(10, len(texts), 40)}
    articles += [Article(id=copy, text=f"  {texts[int(i)].upper()} ...\n") for i, copy in written.items()]
    report = find_duplicates(articles)
    pairs = {(m.left, m.right): m.relation for m in report.matches}
    wanted = set(exact.items()) | set(written.items())
    identical = {pair for pair, relation in pairs.items() if relation is Relation.IDENTICAL}
    false = [pair for pair in pairs if pair not in wanted]
    outcome.expect("E7 false matches", len(false), at_most=0)
    outcome.expect("E7 exact copies found", len(identical & set(exact.items())) / len(exact), at_least=1.0)
    outcome.expect(
        "E7 control: copies in other case found", len(identical & set(written.items())) / len(written), at_least=1.0
    )
    outcome.expect("E7 texts without words rejected", len(report.rejected), at_least=len(empty))
    at = {article.id: article.text for article in articles}
    outcome.figures["E7"] = {
        "texts": len(texts),
        "exact copies": len(exact),
        "false": len(false),
        "examples": [[at[a], at[b], pairs[a, b]] for a, b in false[:20]],
        "rejected": len(report.rejected),
    }
    results.show([{k: v for k, v in outcome.figures["E7"].items() if k != "examples"}])
