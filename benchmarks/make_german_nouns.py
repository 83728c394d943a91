"""Make ``dedup/tables/german_nouns.npz``: the common nouns of German news, as sorted word hashes.

    python -m benchmarks.make_german_nouns --data DIR

A noun stands behind an article, a possessive, a numeral, with an adjective between or not; a name does not, but for
those in ``NAMES_WITH_ARTICLE``. Counted inside sentences only, where nothing but nouns and names is capitalised. Also
in the table: the nouns that are no titles, and the words that are written small.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks import sets
from dedup.language import german_nouns
from dedup.tokens import tokenise

SETS = (sets.GERMAN, sets.SEMEVAL)
LEAST_SEEN, TITLE = 3, 0.04  #: times a noun is seen, of which it stands before a name if it is a title
LEAST_SMALL = 4  #: letters of a word that is written small
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
_ADJECTIVE = re.compile(r"[a-zäöüß]{2,}e[snmr]?")  #: or something else that stands behind an article
_TOKEN = re.compile(r"\w+|[^\w\s]")


def texts(data: Path) -> Iterator[str]:
    """The German texts of the sets, with their titles apart."""
    for name in SETS:
        for article in sets.articles(data / name):
            if article.lang == "de":
                yield article.title
                yield article.text


def nouns(found: Iterable[str]) -> set[str]:
    """The words that stand behind what goes before nouns."""
    everywhere: Counter[str] = Counter()
    behind: Counter[str] = Counter()
    for text in found:
        tokens = _TOKEN.findall(text)
        for earlier, before, word in zip(["", *tokens], tokens, tokens[1:], strict=False):
            if _is_noun_or_name(word) and before[0].isalnum():
                everywhere[word] += 1
                is_behind = before.lower() in _BEFORE or before.isdecimal()
                behind[word] += is_behind or (earlier.lower() in _BEFORE and _ADJECTIVE.fullmatch(before) is not None)
    return {word for word, count in behind.items() if count and count >= LEAST_SHARE * everywhere[word]}


def plain_nouns(found: Iterable[str], known: set[str]) -> set[str]:
    """Those of the nouns that hardly ever stand before a name: no titles and roles, as "Richter" is."""
    everywhere: Counter[str] = Counter()
    before_name: Counter[str] = Counter()
    for text in found:
        for word, behind in pairwise(_TOKEN.findall(text)):
            if word in known:
                everywhere[word] += 1
                before_name[word] += _is_noun_or_name(behind) and behind not in known
    return {word for word, count in everywhere.items() if count >= LEAST_SEEN and before_name[word] < TITLE * count}


def small_words(found: Iterable[str]) -> set[str]:
    """The words that are written small, as no name is."""
    seen = Counter(word for text in found for word in _TOKEN.findall(text) if word.isalpha() and word.islower())
    return {word for word, count in seen.items() if count > 1 and len(word) >= LEAST_SMALL}


def _is_noun_or_name(word: str) -> bool:
    """True for a capitalised word that is no abbreviation."""
    return word[0].isupper() and word.isalpha() and not word.isupper()


def hashes(words: set[str]) -> NDArray[np.int32]:
    """The hashes of words, rising; without those of several parts."""
    found = [tokenise(word).words for word in sorted(words)]
    return np.unique(np.array([int(each[0]) for each in found if len(each) == 1], dtype=np.int32))


def tables(found: Sequence[str]) -> dict[str, NDArray[np.int32]]:
    """The arrays of the table: nouns, those of them that are no titles, and words that are written small."""
    known = {word for word in nouns(found) if word.lower() not in german_nouns.NAMES_WITH_ARTICLE}
    return {
        "nouns": hashes(known), "plain": hashes(plain_nouns(found, known)), "small": hashes(small_words(found)),
    }  # fmt: skip


def main() -> None:
    """Write the table beside the package's other tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the real sets")
    written = tables(list(texts(parser.parse_args().data)))
    path = Path(german_nouns.__file__).parent.parent / "tables" / "german_nouns.npz"
    np.savez_compressed(path, nouns=written["nouns"], plain=written["plain"], small=written["small"])
    print(path.name, {name: len(values) for name, values in written.items()}, path.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
