"""The folding table: what each character is in a word, and the form in which it counts there.

An entry packs a character's class (of letter, digit, mark, separator and so on), its script as far as look-alike
letters ask for it, what the folding loses (a capital, the end of a sentence or a line), and the folded form, or where
in the pool it stands if it has several characters. The table is made by ``benchmarks/make_fold_table.py``;
:mod:`dedup.tokens` walks by it.
"""

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

PAGE_BITS = 7
CLASS_SHIFT, SCRIPT_SHIFT = 22, 26
LONG, UPPER = 1 << 21, 1 << 25
JOINER, SENTENCE_END, NEWLINE = 1 << 25, 1 << 28, 1 << 29  #: of a separator, where the bits have no other use
SEPARATOR, LETTER, DIGIT, IGNORABLE, UNSPACED, MARK = range(6)  #: classes
LATIN, CYRILLIC, GREEK, ARMENIAN = 1, 2, 4, 8  #: scripts with letters that look alike, as a set; others are 0
SCRIPT_BITS, SCRIPT_COUNT, ALL_SCRIPTS = 4, 4, 15
HASH_START, HASH_PRIME = 0x4BF29CE484222325, 0x100000001B3  #: of a word: FNV-1a, start cut to 63 bits


class FoldTable(NamedTuple):
    """The folding table in two levels; made by ``benchmarks/make_fold_table.py``."""

    page: NDArray[np.int32]  #: page number of each block of 128 code points
    entry: NDArray[np.int32]  #: packed class, flags and folded form
    pool: NDArray[np.int32]  #: folded forms of several characters: length, then characters
    look_from: NDArray[np.int32]  #: letters that look like one of another script, sorted
    look_to: NDArray[np.int32]  #: of each the scripts of which it may be, and its form in each: see dedup.lookalikes


@cache
def fold_table() -> FoldTable:
    """Load the folding table that ships with the package."""
    with files("dedup").joinpath("tables/fold.npz").open("rb") as stream, np.load(stream, allow_pickle=False) as table:
        return FoldTable(*(table[name] for name in FoldTable._fields))


@cache
def letter_table() -> FoldTable:
    """The folding table for misread texts: every letter and digit is a token, in all scripts.

    >>> fold_table().entry.shape == letter_table().entry.shape
    True
    """
    table = fold_table()
    kinds = (table.entry >> CLASS_SHIFT) & 7
    worded = (kinds == LETTER) | (kinds == DIGIT)
    entry = np.where(worded, (table.entry & ~(7 << CLASS_SHIFT)) | (UNSPACED << CLASS_SHIFT), table.entry)
    return table._replace(entry=entry.astype(table.entry.dtype))
