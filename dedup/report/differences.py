"""Where two texts differ inside the passages that they share: words that the other side lacks in that place.

Words are those of the tokeniser, so case, punctuation, width and invisible characters are
no difference; a figure (12.5, 9/3/2026) is one word. Facts that are told as changed are
marked also where folding hides it ($5 and €5). No record holds any of this: it is for the eye.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, islice
from typing import NamedTuple

import numpy as np

from dedup.model import Change, Passage, Span
from dedup.report.word_alignment import partners
from dedup.runtime.kernels import is_loaded
from dedup.tokens import CHARACTER, JOINED, NUMBER, tokenise

MOST_CHARACTERS = 400_000  # of a passage, both sides together, in which differences are looked for
PLACES = 200  # of one fact in one passage that are looked at

_FACTOR, _MASK = 0x100000001B3, (1 << 63) - 1


class Differences(NamedTuple):
    """What differs on each side: in order, apart from one another, none empty."""

    left: tuple[Span, ...] = ()
    right: tuple[Span, ...] = ()


class _Words(NamedTuple):
    """The words of a text or of a passage, each figure one word."""

    keys: list[int]  #: equal for equal words
    starts: list[int]
    ends: list[int]
    is_character: list[bool]  #: in a script without spaces


def differences(left: str, right: str, passages: Sequence[Passage], changed: Sequence[Change]) -> Differences:
    """Find the words of shared passages that the other text does not have in that place.

    Args:
        left: One text.
        right: The other.
        passages: What they share; they may overlap, and a word counts that differs in any of them.
        changed: Facts that differ, as they are told.

    Returns:
        Spans of each text. A passage that is too long to be read by a person has none.

    >>> one, two = "The rain has not stopped.", "the rain had stopped"
    >>> differences(one, two, [Passage((0, 25), (0, 20), 5)], [])
    Differences(left=((9, 16),), right=((9, 12),))
    """
    found: tuple[list[Span], list[Span]] = [], []
    for passage in passages:
        (start, end), (other_start, other_end) = passage.left, passage.right
        is_long = end - start + other_end - other_start > MOST_CHARACTERS
        if is_long or left[start:end] == right[other_start:other_end]:
            continue
        here, there = _inside(_words(left), passage.left), _inside(_words(right), passage.right)
        paired = _without_chance(partners(here.keys, there.keys), here)
        taken = set(paired)
        found[0].extend(_runs(left, here, [partner < 0 for partner in paired]))
        found[1].extend(_runs(right, there, [place not in taken for place in range(len(there.keys))]))
        for one, other in _facts((left, right), (here, there), paired, changed):
            found[0].append(one)
            found[1].append(other)
    return Differences(*(tuple(_merged(spans)) for spans in found))


@lru_cache(maxsize=64)
def _words(text: str) -> _Words:
    """Return the words of a text; kept, since a page shows one text beside several others."""
    words, flags, starts, ends = tokenise(text, is_loaded())
    is_figure = flags & NUMBER > 0
    goes_on = np.append(False, is_figure[1:] & (flags[1:] & JOINED > 0))[: len(words)]
    for place in np.flatnonzero(goes_on & ~np.append(False, is_figure[:-1])[: len(words)]).tolist():
        goes_on[place] = text[ends[place - 1] - 1].isdecimal()  # Rp36.000, but not F-16
    first = np.flatnonzero(~goes_on)
    last = np.append(first[1:], len(words))[: len(first)] - 1
    keys = words[first].tolist()
    for place in np.flatnonzero(last > first).tolist():
        for word in words[first[place] + 1 : last[place] + 1].tolist():
            keys[place] = (keys[place] * _FACTOR ^ word) & _MASK
    return _Words(keys, starts[first].tolist(), ends[last].tolist(), (flags[first] & CHARACTER > 0).tolist())


def _inside(words: _Words, span: Span) -> _Words:
    """Return the words of a passage."""
    low, high = bisect_left(words.starts, span[0]), bisect_left(words.starts, span[1])
    keys, starts, ends, is_character = words
    return _Words(keys[low:high], starts[low:high], ends[low:high], is_character[low:high])


def _without_chance(paired: Sequence[int], words: _Words) -> list[int]:
    """Return the partners without characters that stand alone between differences: no word, where words are several."""
    kept = list(paired)
    for place in range(1, len(paired) - 1):
        before, partner, after = paired[place - 1 : place + 2]
        if words.is_character[place] and partner >= 0 and before != partner - 1 and after != partner + 1:
            kept[place] = -1
    return kept


def _runs(text: str, words: _Words, is_other: Iterable[bool]) -> Iterator[Span]:
    """Yield where words lie that the other side lacks; with marks behind the last, which cannot stand alone."""
    for lacks, run in groupby(range(len(words.keys)), list(is_other).__getitem__):
        if lacks:
            places = list(run)
            end = words.ends[places[-1]]
            while end < len(text) and unicodedata.category(text[end]).startswith("M"):
                end += 1
            yield words.starts[places[0]], end


def _facts(
    texts: tuple[str, str], sides: tuple[_Words, _Words], paired: Sequence[int], changed: Sequence[Change]
) -> Iterator[tuple[Span, Span]]:
    """Yield where changed facts stand of which all words are the same."""
    (left, right), (here, there) = texts, sides
    for _, fact, other in changed:
        for start, end in islice(_places(left, fact, here), PLACES) if fact and other else ():
            low, high = bisect_left(here.starts, start), bisect_left(here.starts, end) - 1
            partner = paired[low] if low <= high else -1
            if partner < 0 or list(paired[low : high + 1]) != list(range(partner, partner + high - low + 1)):
                continue  # its words differ, and are marked themselves
            first, last = there.starts[paired[low]], there.ends[paired[high]]
            other_start = right.find(other, max(0, first - len(other)), last + len(other))
            other_end = other_start + len(other)
            before = max(here.starts[low] - start, first - other_start)
            after = max(end - here.ends[high], other_end - last)
            around = left[max(0, here.starts[low] - before) : here.ends[high] + after]
            is_same = around == right[max(0, first - before) : last + after]
            if 0 <= other_start <= first and last <= other_end and not is_same:
                yield (start, end), (other_start, other_end)


def _places(text: str, fact: str, words: _Words) -> Iterator[Span]:
    """Yield where a fact stands in a passage, signs before and behind it included."""
    start = max(0, words.starts[0] - len(fact)) if words.keys else -1
    while start >= 0:
        start = text.find(fact, start, words.ends[-1] + len(fact))
        if start >= 0:
            yield start, start + len(fact)
            start += 1


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield spans in order, those that touch as one."""
    start = end = -1
    for low, high in sorted(spans):
        if low > end:
            if end > start:
                yield start, end
            start, end = low, high
        end = max(end, high)
    if end > start:
        yield start, end
