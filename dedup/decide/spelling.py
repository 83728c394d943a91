"""Two texts to the likeness in letters of the words that differ: tells misread words from other words.

A scanner's errors change letters of words that stay where they were; rewriting changes
the words, and a form the names. Where every other word differs, the words cannot tell them apart, but
the letters of those that differ can: of misread words more than half are in one order (.55 to .93 of the longer
side's, in twelve languages, at 3 and 8 % of wrong characters), of other words less (up to .45, up to .41 where names
were replaced, up to .43 in independent texts on one subject). Digits do not count: other figures are other facts.

Source: Hyyrö (2004), see :mod:`dedup.confirm.align`, run over letters.
"""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dedup.confirm.align import LIMB, build_masks, subsequence_length
from dedup.language.arabic_letters import plain
from dedup.rising import distinct_values
from dedup.runtime.kernels import run

ALIKE = 0.54  #: letters in one order, as a share of the longer side's, of words that were misread
LEAST_LETTERS = 40  #: of the words that differ, on either side; fewer say nothing
MOST_LETTERS = 4000  #: of each text that are compared; errors run through all of it
_WORD = re.compile(r"\w+")


def letters(text: str) -> NDArray[np.int32]:
    """Return the code points of the letters of a text.

    >>> "".join(map(chr, letters("no. 7, élan!").tolist()))
    'noélan'
    """
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.int32)
    return codes[((codes >= ord("a")) & (codes <= ord("z"))) | (codes >= ord("ª"))]


def other_words(left: str, right: str) -> tuple[str, str]:
    """Return the words at the head of each text that the other lacks, or has less often, case folded, in order.

    >>> other_words("The old bridge will close", "the o1d bridge will cIose")
    ('old close', 'o1d ciose')
    """
    sides = [_WORD.findall(plain(text[:MOST_LETTERS].casefold())) for text in (left, right)]
    both = Counter(sides[0]) & Counter(sides[1])
    out = []
    for words in sides:
        common, rest = both.copy(), []
        for word in words:
            if common[word] > 0:
                common[word] -= 1
            else:
                rest.append(word)
        out.append(" ".join(rest))
    return out[0], out[1]


def alike_in_letters(left: Sequence[str], right: Sequence[str], compiled: bool = False) -> NDArray[np.bool_]:
    """Say of each pair of texts whether the words that differ keep most of their letters, in one order.

    Args:
        left: n texts.
        right: n texts.
        compiled: Use the compiled kernels; the result is the same.

    Returns:
        Array of shape ``(n,)``; False where too few words differ to say.

    >>> clear = "the old bridge across the river will close on monday for repairs, the council said"
    >>> scanned = "thc old bnidge acnoss thc rivcr will closc on mondny for rcpairs, thc councll said"
    >>> alike_in_letters([clear], [scanned]).tolist()
    [True]
    >>> other = "the new school behind the station may open in august for pupils, a teacher said"
    >>> alike_in_letters([clear], [other]).tolist()
    [False]
    """
    slots = 1 << (2 * MOST_LETTERS).bit_length()
    table, row = np.zeros(slots, dtype=np.int64), np.zeros(MOST_LETTERS // LIMB + 1, dtype=np.int64)
    places, stamps = np.zeros(slots, dtype=np.int32), np.zeros(slots, dtype=np.int32)
    found = np.zeros(len(left), dtype=np.bool_)
    for k, (one, two) in enumerate(zip(left, right, strict=True)):
        host, guest = sorted(map(letters, other_words(one, two)), key=len, reverse=True)
        if len(guest) < LEAST_LETTERS:
            continue
        masks = np.zeros(len(distinct_values(host)) * (len(host) // LIMB + 1), dtype=np.int64)
        both, n = np.concatenate([host, guest]), len(host)
        index = (table, places, stamps, slots - 1, k + 1, masks)
        run(build_masks, compiled, both, 0, n, *index)
        common = run(subsequence_length, compiled, n, both, n, n + len(guest), *index, row)
        found[k] = common >= ALIKE * n
    return found
