"""Exact overlaps of all pairs of a set by brute force, to hold a detector against."""

import re
import unicodedata
from collections.abc import Hashable, Iterable, Iterator, Sequence

import numpy as np
from scipy import sparse

_WORDS = re.compile(r"\w+")


def words(text: str) -> list[str]:
    r"""Return the ``\w+`` words of the lower-cased NFKC form."""
    return _WORDS.findall(unicodedata.normalize("NFKC", text).lower())


def shingles(tokens: Sequence[Hashable], size: int) -> set[int]:
    """Return hashes of all runs of ``size`` tokens; too few tokens give the empty set."""
    return {hash(tuple(tokens[i : i + size])) for i in range(len(tokens) - size + 1)}


def word_shingles(text: str) -> set[int]:
    """Return the hashed word 3-shingles of a text."""
    return shingles(words(text), 3)


def character_shingles(text: str, size: int = 5) -> set[int]:
    """Return hashes of the runs of ``size`` characters, spaces and punctuation left out.

    Combining marks stay, since in Thai they are vowels and tones.
    """
    folded = unicodedata.normalize("NFKC", text).lower()
    kept = "".join(c for c in folded if c.isalnum() or unicodedata.category(c).startswith("M"))
    return {hash(kept[i : i + size]) for i in range(len(kept) - size + 1)}


def jaccard(left: set[int], right: set[int]) -> float:
    """Return |A & B| / |A | B|, 0.0 for two empty sets."""
    both = len(left & right)
    return both / (len(left) + len(right) - both) if both else 0.0


def all_pairs(sets: Sequence[set[int]], least: float) -> Iterator[tuple[int, int, float, float, float]]:
    """Yield every pair of sets with Jaccard >= ``least``: positions, Jaccard, both containments.

    All pairs are computed, by sparse matrix products in blocks; nothing is sampled.
    """
    matrix = _matrix(sets)
    sizes = np.asarray(matrix.sum(axis=1)).ravel()
    transposed = matrix.T.tocsc()
    for start in range(0, len(sets), 256):
        shared = (matrix[start : start + 256] @ transposed).tocoo()
        rows, columns = shared.row + start, shared.col
        value = shared.data / (sizes[rows] + sizes[columns] - shared.data)
        for at in np.flatnonzero((rows < columns) & (value >= least)):
            i, j, both = int(rows[at]), int(columns[at]), float(shared.data[at])
            yield i, j, float(value[at]), both / float(sizes[i]), both / float(sizes[j])


def _matrix(sets: Iterable[set[int]]) -> sparse.csr_matrix:
    """One row a set, one column an element."""
    numbers: dict[int, int] = {}
    starts, columns = [0], list[int]()
    for elements in sets:
        columns.extend(numbers.setdefault(element, len(numbers)) for element in elements)
        starts.append(len(columns))
    ones = np.ones(len(columns), dtype=np.float32)
    return sparse.csr_matrix((ones, np.array(columns), np.array(starts)), shape=(len(starts) - 1, len(numbers)))
