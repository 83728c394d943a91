"""Make ``dedup/tables/german_nouns.npz``: the common nouns of German news, as sorted word hashes.

    python -m benchmarks.make_german_nouns --data DIR

A noun stands behind an article, a possessive, a numeral; a name does not, but for those in ``NAMES``. Counted inside
sentences only, where nothing but nouns and names is capitalised.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np

from benchmarks import sets
from dedup.facts import told_facts
from dedup.tokens import tokenise

SETS = (sets.GERMAN, sets.SEMEVAL)
LEAST_SHARE = 0.15  #: of its occurrences; "Wien" .04, "Deutschland" .02, "Merkel" .04
_STEMS = (
    *("kein", "mein", "dein", "sein", "ihr", "unser", "euer", "dies", "jed", "jen", "manch", "solch", "welch"),
    *("all", "viel", "einig", "wenig", "mehrer", "beid"),
)
_BEFORE = {
    *("der", "die", "das", "dem", "den", "des", "ein", "eine", "einem", "einen", "einer", "eines", "im", "am", "vom"),
    *("zum", "zur", "beim", "ins", "ans", "mehr", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"),
    *("zehn", "elf", "zwölf", "kein", "mein", "dein", "unser"),
    *(stem + ending for stem in _STEMS for ending in ("e", "em", "en", "er", "es")),
}
_TOKEN = re.compile(r"\w+|[^\w\s]")


def texts(data: Path) -> Iterator[str]:
    """The German texts of the sets, with their titles apart."""
    for name in SETS:
        for article in sets.articles(data / name):
            if article.lang == "de":
                yield article.title
                yield article.text


def nouns(found: Iterator[str]) -> set[str]:
    """The words that stand behind what goes before nouns."""
    everywhere: Counter[str] = Counter()
    behind: Counter[str] = Counter()
    for text in found:
        tokens = _TOKEN.findall(text)
        for before, word in pairwise(tokens):
            if word[0].isupper() and word.isalpha() and not word.isupper() and before[0].isalnum():
                everywhere[word] += 1
                behind[word] += before.lower() in _BEFORE or before.isdecimal()
    return {word for word, count in behind.items() if count and count >= LEAST_SHARE * everywhere[word]}


def main() -> None:
    """Write the table beside the package's other tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the real sets")
    found = nouns(texts(parser.parse_args().data))
    names = set(told_facts.NAMES_WITH_ARTICLE)
    words = [tokenise(word).words for word in sorted(found) if word.lower() not in names]
    hashes = np.unique(np.array([int(each[0]) for each in words if len(each) == 1], dtype=np.int32))
    path = Path(told_facts.__file__).parent / "tables" / "german_nouns.npz"
    np.savez_compressed(path, nouns=hashes)
    print(f"{path.name}: {len(hashes)} nouns, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
