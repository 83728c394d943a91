"""Two texts to their likeness in letters: tells misread words from other words.

A scanner's errors change letters of words that stay where they were; rewriting changes
the words. Where every other word differs, the words cannot tell the two apart, but
the letters can: at 8 % of wrong characters a copy keeps more than nine of ten letters in
order, while unrelated texts of one language, and tables of two companies, stay below
.81, and a form with other names below .87. Digits do not count: other figures are
other facts.

Source: Hyyrö (2004), see :mod:`dedup.align`, run over letters.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dedup.align import LIMB, build_masks, subsequence_length
from dedup.kernels import run
from dedup.keys import distinct_values

ALIKE = 0.88  #: letters in one order, as a share of the shorter text's, of a copy full of errors
MOST_LETTERS = 4000  #: of each text that are compared; errors run through all of it


def letters(text: str) -> NDArray[np.int32]:
    """Return the code points of the first letters of a text, case folded.

    >>> "".join(map(chr, letters("No. 7, Élan!").tolist()))
    'noélan'
    """
    codes = np.frombuffer(text[: 2 * MOST_LETTERS].casefold().encode("utf-32-le", "replace"), dtype=np.int32)
    kept = ((codes >= ord("a")) & (codes <= ord("z"))) | (codes >= ord("ª"))
    return codes[kept][:MOST_LETTERS]


def alike_in_letters(left: Sequence[str], right: Sequence[str], compiled: bool = False) -> NDArray[np.bool_]:
    """Say of each pair of texts whether they keep most letters in one order.

    Args:
        left: n texts.
        right: n texts.
        compiled: Use the compiled kernels; the result is the same.

    Returns:
        Array of shape ``(n,)``; texts without letters are alike to nothing.

    >>> clear, scanned = "the old bridge will close on monday, the council said", "thc old bridge wil1 close on mondny"
    >>> alike_in_letters([clear], [scanned + ", the councll said"]).tolist()
    [True]
    >>> alike_in_letters(["the old bridge will close"], ["a new school may open soon"]).tolist()
    [False]
    """
    slots = 1 << (2 * MOST_LETTERS).bit_length()
    table, row = np.zeros(slots, dtype=np.int64), np.zeros(MOST_LETTERS // LIMB + 1, dtype=np.int64)
    places, stamps = np.zeros(slots, dtype=np.int32), np.zeros(slots, dtype=np.int32)
    found = np.zeros(len(left), dtype=np.bool_)
    for k, (one, two) in enumerate(zip(left, right, strict=True)):
        host, guest = sorted((letters(one), letters(two)), key=len, reverse=True)
        if not len(guest):
            continue
        masks = np.zeros(len(distinct_values(host)) * (len(host) // LIMB + 1), dtype=np.int64)
        both, n = np.concatenate([host, guest]), len(host)
        index = (table, places, stamps, slots - 1, k + 1, masks)
        run(build_masks, compiled, both, 0, n, *index)
        common = run(subsequence_length, compiled, n, both, n, n + len(guest), *index, row)
        found[k] = common >= ALIKE * len(guest)
    return found
