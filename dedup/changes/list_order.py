"""Whether facts are the items of a list, which may stand in any order: "Lyon and Paris", "in Lyon and in Paris".

A list has nothing between its items but what joins them, in any language, and words that stand before each of them or
behind each.
"""

from functools import cache, reduce

import numpy as np
from numpy.typing import NDArray

from dedup.facts.date_parts import date_word
from dedup.facts.facts import FIGURE, NAME
from dedup.language.background import pair_hash
from dedup.language.date_words import MONTH, SPELT, WEEKDAY
from dedup.runtime.kernels import Ints, kernel
from dedup.tokens import CAPITAL, NUMBER, tokenise

#: What joins the items of a list. Left out is what says more in another language: Tagalog "at", Dutch "of".
_AND = """
and or dan atau serta lan jeung und oder sowie en y o u e ou et ed od i oraz lub albo a nebo anebo ili та й або чи и или
і și sau și ve veya és vagy ja tai och eller og και ή ו או و أو او یا و اور और या एवं तथा ও এবং বা และ หรือ và hoặc
와 과 및 또는 그리고 和 与 與 及 跟 或 以及 と や か および または
"""
#: What joins two names of which the same is said; numbers that differ in it are this year's and the last one's.
_WITH = "with vs versus v mit con avec dengan med met с"


@cache
def list_words() -> NDArray[np.int32]:
    """The words that join the items of a list, and as negative numbers those that join names alone, sorted.

    Those of several characters are their chained hash.
    """
    found = [reduce(pair_hash, tokenise(written).words.tolist()) for written in _AND.split()]
    found += [-int(word) for word in tokenise(_WITH).words]
    return np.array(sorted(found), dtype=np.int32)


@kernel
def is_in(value: int, listed: Ints) -> bool:
    """Return True if a sorted table holds a number."""
    at = int(np.searchsorted(listed, value))
    return at < len(listed) and listed[at] == value


@kernel
def is_of_fact(words: Ints, flags: Ints, k: int, kind: int, keys: Ints, codes: Ints) -> bool:
    """Return True if a word may be of a fact of a kind."""
    code = date_word(words[k], keys, codes) & 15
    if kind == NAME:
        return flags[k] & CAPITAL != 0
    return flags[k] & NUMBER != 0 or (code == SPELT if kind == FIGURE else code == MONTH or code == WEEKDAY)


@kernel
def are_list_words(
    words: Ints, flags: Ints, start: int, end: int, kind: int, keys: Ints, codes: Ints, listed: Ints
) -> bool:
    """Return True if words [start, end) are nothing but other facts of a kind and what joins the items of a list."""
    joined = 0
    for k in range(start, end + 1):
        is_fact = k == end or is_of_fact(words, flags, k, kind, keys, codes)
        if is_fact and joined > 0 and not (is_in(joined, listed) or (kind == NAME and is_in(-joined, listed))):
            return False
        if is_fact:
            joined = 0
        else:
            joined = int(words[k]) if joined == 0 else int(pair_hash(joined, words[k]))
    return True


@kernel
def are_items(
    words: Ints, flags: Ints, low: int, high: int, guest_low: int, guest_high: int, start: int, end: int, one: int,
    other: int, guest_start: int, kind: int, keys: Ints, codes: Ints, listed: Ints,
) -> bool:  # fmt: skip
    """Return True if two facts are items of a list: words [start, end) between them say nothing of either.

    The first has ``one`` words, the second ``other``. In the guest, where the second stands first, the words between
    begin at ``guest_start``. What stands behind both facts, or before both, in both texts, is of the items.
    """
    behind, guest_behind, length = end + other, guest_start + end - start + one, end - start
    while (
        start < end and max(behind - high, guest_behind - guest_high) < 0
        and words[start] == words[behind] == words[guest_behind]
    ):  # fmt: skip
        start, behind, guest_behind = start + 1, behind + 1, guest_behind + 1
    before, guest_before = end - length - one - 1, guest_start - other - 1
    while (
        start < end and min(before - low, guest_before - guest_low) >= 0
        and words[end - 1] == words[before] == words[guest_before]
    ):  # fmt: skip
        end, before, guest_before = end - 1, before - 1, guest_before - 1
    return are_list_words(words, flags, start, end, kind, keys, codes, listed)


@kernel
def is_other_order(
    words: Ints, flags: Ints, start: int, end: int, guest_start: int, guest_end: int, kind: int, keys: Ints,
    codes: Ints, listed: Ints,
) -> bool:  # fmt: skip
    """Return True if a gap is a list of names or days in both texts, with the same words in another order."""
    if kind == FIGURE or end - start != guest_end - guest_start:
        return False
    for k in range(start, end):
        more = 0
        for m in range(start, end):
            more += 1 if words[m] == words[k] else 0
            more -= 1 if words[guest_start + m - start] == words[k] else 0
        if more != 0:
            return False
    return are_list_words(words, flags, start, end, kind, keys, codes, listed)
