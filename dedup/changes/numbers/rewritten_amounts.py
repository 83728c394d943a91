"""Amounts of money that differ where a copy was put into other words: "Harga normal kulkas ini adalah Rp 5.689.000".

Facts are paired where few words stand between two runs. Between two passages that lie further apart an amount is told
if it is the only one of its currency on either side that the other has not, too, as long as the other, and the same
words stand before both.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dedup.changes.same_facts import differs
from dedup.model import Change, Passage, Span

_AMOUNT = re.compile(r"(?:(?<![^\W\d_])(Rp|RM|US\$|[$€£])\s?)(\d[\d.,]*\d)(?![.,]?\d)")
_MOST = 500  #: characters between two passages on either side
_LONGEST = 20  #: characters of an amount
_BEFORE = 60  #: characters before an amount whose words are compared
_LEAST_SHARED = 2  #: words among them that both have
_WORD = re.compile(r"[^\W\d_]{4,}")


def rewritten_amounts(one: str, two: str, passages: Sequence[Passage]) -> Iterator[tuple[int, Change]]:
    """Yield the amounts that differ between the passages of two copies, with their places in the left text.

    >>> texts = [text.format("The normal price of it is") for text in ("A. {} $5,689 now. B.", "A. {} $5,649 now. B.")]
    >>> list(rewritten_amounts(*texts, [Passage((0, 2), (0, 2), 1), Passage((41, 43), (41, 43), 1)]))
    [(29, Change(what='number', left='$5,689', right='$5,649'))]
    """
    ordered = sorted(passages)
    for before, behind in pairwise(ordered):
        span, other = (before.left[1], behind.left[0]), (before.right[1], behind.right[0])
        if 0 < span[1] - span[0] <= _MOST and 0 < other[1] - other[0] <= _MOST:
            left, right = _amounts(one, span), _amounts(two, other)
            said = {each[0] for each in left} & {each[0] for each in right}
            ones, others = _only_ones(left, said), _only_ones(right, said)
            for sign in ones.keys() & others.keys():
                if change := _change(one, ones[sign], two, others[sign]):
                    yield ones[sign].start(), change


def _amounts(text: str, span: Span) -> list[re.Match[str]]:
    """The amounts that begin in a stretch of text."""
    return [each for each in _AMOUNT.finditer(text, span[0], span[1] + _LONGEST) if each.start() < span[1]]


def _only_ones(amounts: list[re.Match[str]], said: set[str]) -> dict[str, re.Match[str]]:
    """The amounts that are the only ones of their currency, but for those that both texts have."""
    others = [each for each in amounts if each[0] not in said]
    signs = [each[1] for each in others]
    return {each[1]: each for each in others if signs.count(each[1]) == 1}


def _change(one: str, left: re.Match[str], two: str, right: re.Match[str]) -> Change | None:
    """The change of two amounts of one length behind the same words, None if they are equal or of other things."""
    if len(left[2]) != len(right[2]) or not differs(Change("number", left[2], right[2])):
        return None
    words = (
        set(_WORD.findall(text[max(0, each.start() - _BEFORE) : each.start()].casefold()))
        for text, each in ((one, left), (two, right))
    )
    return Change("number", left[0], right[0]) if len(set.intersection(*words)) >= _LEAST_SHARED else None
