"""Make ``dedup/tables/names.npz``: the words that news writes with a capital inside sentences, as sorted word hashes.

    python -m benchmarks.make_names --data DIR

Only words that are commoner than :data:`dedup.language.known_names.RARE`: rarer ones are names without it. In German
common nouns have capitals, too, so these are left out; texts with capitals on most words are not counted.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks import sets
from dedup.facts.date_parts import date_word
from dedup.language import known_names
from dedup.language.background import background, background_level
from dedup.language.date_words import date_words
from dedup.language.german_nouns import german_nouns
from dedup.tokens import CAPITAL, CHARACTER, LINE, NUMBER, SENTENCE, tokenise

SETS = (sets.REUTERS, sets.DETIK, sets.SEMEVAL, sets.SPANISH, sets.GERMAN, sets.MCCORMICK)
LEAST_SEEN, MOST_SMALL = 2, 0.05  #: articles that have a name, and share of those in which it is written small
MOST_CAPITALS = 0.5  #: share of the words of a text


def texts(data: Path) -> Iterator[tuple[str, str]]:
    """The language and the text of the articles of the sets."""
    for name in SETS:
        for article in sets.articles(data / name):
            yield article.lang or "", article.text


def names(found: Iterable[tuple[str, str]]) -> NDArray[np.int32]:
    """Hashes of the words that are written with a capital inside sentences."""
    capital: Counter[int] = Counter()
    small: Counter[int] = Counter()
    nouns = german_nouns()
    for lang, text in found:
        words, flags = tokenise(text)[:2]
        is_capital, is_within = (flags & CAPITAL) > 0, (flags & (NUMBER | CHARACTER | SENTENCE | LINE)) == 0
        if is_capital.sum() <= MOST_CAPITALS * len(words):
            with_capital = set(words[is_within & is_capital].tolist())
            capital.update(with_capital - nouns if lang == "de" else with_capital)
            small.update(set(words[is_within & ~is_capital].tolist()))
    known, dates = background(), date_words()
    return np.array(
        sorted(
            word
            for word, count in capital.items()
            if count >= LEAST_SEEN
            and small[word] <= MOST_SMALL * (count + small[word])
            and background_level(word, known.keys.data, known.levels.data) < known_names.RARE
            and not date_word(word, dates.keys.data, dates.codes.data)
        ),
        dtype=np.int32,
    )


def main() -> None:
    """Write the table beside the package's other tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the real sets")
    written = names(texts(parser.parse_args().data))
    path = Path(known_names.__file__).parent.parent / "tables" / "names.npz"
    np.savez_compressed(path, names=written)
    print(path.name, len(written), "names", path.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
