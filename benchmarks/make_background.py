"""Make ``dedup/tables/background.npz``: how common words are in news, by word hash.

    python -m benchmarks.make_background --data DIR

Counts articles, not occurrences, set by set (the SemEval articles language by language);
copies and articles on one event count once. Everyday words of further languages
come from a list. See ``dedup/language/background.py`` for the estimate.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks import sets
from benchmarks.everyday_words import everyday_words
from dedup.language import background as b
from dedup.runtime.kernels import compile_kernels
from dedup.tokens import CHARACTER, tokenise

VERSION = 2
SLOTS = 1 << 18
MOST = 165_000  # entries; 63 % of the slots, just under 1 MB
SCRIPT_PAIRS = 35_000  # of these at most so many pairs of characters
Z = 1.645  # one-sided 95 %
SETS = (sets.REUTERS, sets.SAUDI, sets.DETIK, sets.THAI, sets.SPANISH, sets.GERMAN, sets.SEMEVAL, sets.MCCORMICK)

Table = tuple[NDArray[np.int64], NDArray[np.int64], int]  #: terms, in how many groups of articles, number of groups


def groups(folder: Path) -> dict[str, str]:
    """Map the id of each article that has copies or twins to a representative's id."""
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        while parent.setdefault(node, node) != node:
            node = parent[node]
        return node

    pairs = [(row["a"], row["b"]) for row in sets.table(folder / "exact_pairs.tsv") if float(row["jaccard"]) >= 0.5]
    pairs += [(row["a"], row["b"]) for row in sets.table(folder / "labels.pairs_monolingual.tsv")]
    for left, right in pairs:
        a, z = sorted((root(left), root(right)))
        parent[z] = a
    return {node: root(node) for node in parent}


def terms_of(text: str) -> NDArray[np.int64]:
    """The distinct words of a text; pairs of neighbouring characters have bit 31 set."""
    found = tokenise(text, compiled=True)
    words = found.words.astype(np.int64)
    single = (found.flags & CHARACTER) != 0
    at = np.flatnonzero(single[1:] & single[:-1])
    pairs = np.array([b.pair_hash(int(words[i]), int(words[i + 1])) | (1 << 31) for i in at], dtype=np.int64)
    return np.unique(np.concatenate([words, pairs]))


def counts(folder: Path) -> dict[str, Table]:
    """For each language of a set: its terms, in how many groups of articles they occur, number of groups."""
    group_of = groups(folder)
    terms: dict[str, dict[str, list[NDArray[np.int64]]]] = defaultdict(lambda: defaultdict(list))
    for article in sets.articles(folder):
        group = group_of.get(article.id, article.id)
        terms[article.lang][group].append(terms_of(f"{article.title}\n{article.text}"))
    out = {}
    for lang, members in terms.items():
        each = np.concatenate([np.unique(np.concatenate(parts)) for parts in members.values()])
        words, df = np.unique(each, return_counts=True)
        out[lang] = (words, df, len(members))
    return out


def least_share(df: NDArray[np.int64], articles: int) -> NDArray[np.float64]:
    """Lower end of Wilson's interval of a share of articles."""
    p, zz = df / articles, Z * Z / articles
    return np.asarray((p + zz / 2 - Z * np.sqrt(p * (1 - p) / articles + zz / articles / 4)) / (1 + zz))


def strongest(tables: Iterable[Table]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The terms of all sets in two articles or more, and the listed everyday words, each with its largest share."""
    kept = [(words[df > 1], least_share(df[df > 1], n)) for words, df, n in tables] + [everyday_words()]
    words, shares = np.concatenate([w for w, _ in kept]), np.concatenate([s for _, s in kept])
    order = np.lexsort((-shares, words))
    words, shares = words[order], shares[order]
    first = np.r_[True, words[1:] != words[:-1]]
    words, shares = words[first], shares[first]
    order = np.lexsort((words, -shares))
    words, shares = words[order], shares[order]
    is_pair = words >> 31 != 0
    keep = ~is_pair | (np.cumsum(is_pair) <= SCRIPT_PAIRS)
    return words[keep][:MOST] & 0x7FFFFFFF, shares[keep][:MOST]


def addressed(words: NDArray[np.int64], levels: NDArray[np.uint8]) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
    """Put the entries into open-addressing arrays, the commonest first."""
    keys, values = np.zeros(SLOTS, dtype=np.int32), np.zeros(SLOTS, dtype=np.uint8)
    for word, level in zip(words.tolist(), levels.tolist(), strict=True):
        slot = word & (SLOTS - 1)
        while keys[slot] and keys[slot] != word:
            slot = (slot + 1) & (SLOTS - 1)
        if not keys[slot]:
            keys[slot], values[slot] = word, level
    return keys, values


def main() -> None:
    """Write the table beside the package's other tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the real sets")
    data = parser.parse_args().data
    compile_kernels()
    tables = []
    for name in SETS:
        for lang, table in sorted(counts(data / name).items()):
            tables.append(table)
            print(f"{name} {lang}: {table[2]} groups of articles, {(table[1] > 1).sum()} terms in two or more")
    words, shares = strongest(tables)
    weight = np.arange(256) / 25.5
    levels = np.clip(np.rint(-np.log(shares) * 25.5), 0, 254).astype(np.uint8)
    keys, values = addressed(words, levels)
    path = Path(b.__file__).parent.parent / "tables" / "background.npz"
    np.savez_compressed(path, keys=keys, levels=values, weight=weight, version=np.int64(VERSION))
    print(f"{path.name}: {len(words)} words, rarest {shares[-1]:.2g}, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
