"""Repeats that are two parallel sentences: what is said of two series, two places or two days in nearly the same words.

An article that says a thing again says it with the same facts; one of them may be put right. Where two or more
differ, a figure or a date among them, and these are a third of the facts, other things are told in the same words.
Who puts a fact right leaves the words around it: in a sentence or two that were reworded, too, a fifth is enough.
"""

from difflib import SequenceMatcher
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dedup.changes.gap_changes import CHANGE_COLUMNS
from dedup.changes.told_changes import told_changes
from dedup.confirm.confirm import SPAN_FIRST, SPAN_LAST, SUBSEQUENCE
from dedup.corpus.corpus import Corpus
from dedup.corpus.spans import character_spans
from dedup.corpus.word_counts import word_characters
from dedup.evidence.evidence import Evidence, all_facts, column, details
from dedup.evidence.passages import IN_PART
from dedup.facts.facts import WEAK_DATE
from dedup.model import Change
from dedup.repeats.repeats import REPEAT_COLUMNS
from dedup.tokens import is_unspaced

LEAST = 2  #: facts that are not put right at once
SHARE = 3  #: one in so many facts of the region that has fewer of them
REWORDED, SHARE_REWORDED = 0.15, 5  #: share of the shorter region's words out of order, and of facts then enough
BROKEN = 0.25  #: the same in scripts without spaces, of characters outside the runs of equal ones
LONGEST = 100  #: words of the longer region that is reworded: in a longer text one fact says little
ALIKE = 0.7  #: letters that two spellings of a name, or two forms of a word, have in common


def are_parallel(
    corpus: Corpus, owners: NDArray[np.int32], rows: NDArray[np.int32], regions: Corpus, evidence: Evidence, size: int,
    workers: int,
) -> NDArray[np.bool_]:  # fmt: skip
    """Say which repeats are parallel sentences.

    Args:
        corpus: The articles.
        owners: The article of each repeat.
        rows: The places of the regions.
        regions: The regions as articles, those of repeat k at 2 k and 2 k + 1.
        evidence: What was measured on them.
        size: Words of a shingle.
        workers: Threads.
    """
    out = np.zeros(len(owners), dtype=np.bool_)
    pairs, kinds, sides = _facts_that_differ(regions, evidence, size, workers)
    table, spans = rows.reshape(-1, REPEAT_COLUMNS), []
    is_reworded = _are_reworded(corpus, owners, table, column(evidence, SUBSEQUENCE))
    many = np.flatnonzero(np.bincount(pairs, minlength=len(owners)) >= np.where(is_reworded, 1, LEAST))
    if not len(many):
        return out
    for which, words in zip((evidence.hosts[pairs], evidence.guests[pairs]), sides, strict=True):
        shift = table[pairs, 2 * (which & 1)] - regions.low[which]
        first, last = ((words[:, k] + shift).astype(np.int32) for k in (0, 1))
        spans.append(character_spans(corpus, owners[pairs], first, last, workers))
    for pair, least in zip(many.tolist(), _least_facts(regions, many, workers), strict=True):
        here, text = pairs == pair, corpus.articles[int(owners[pair])].text
        found = zip(kinds[here].tolist(), *(side[here].tolist() for side in spans), strict=True)
        told = told_changes(text, text, sorted((one[0], kind, *one, *other) for kind, one, other in found))
        changes = {change for _, _, change in told if change.left and change.right and not _is_part_of_date(change)}
        has_figure = any(change.what != "name" for change in changes)
        out[pair] = has_figure and len(changes) >= LEAST and SHARE * len(changes) >= least
        if is_reworded[pair]:
            sure = sum(map(_is_another, changes))
            out[pair] |= sure > 0 and SHARE_REWORDED * sure >= least
    return out


def _are_reworded(
    corpus: Corpus, owners: NDArray[np.int32], table: NDArray[np.int32], order: NDArray[np.int32]
) -> NDArray[np.bool_]:
    """Say of which repeats, of a sentence or two, more words differ than those of a correction.

    ``order`` has the words of each that stand in one order, 0 in scripts without spaces.
    """
    length = np.stack([table[:, 1] - table[:, 0], table[:, 3] - table[:, 2]])
    shorter, kept = length.min(axis=0), np.maximum(order, table[:, 4])
    found = shorter - kept >= np.where(order > 0, REWORDED, BROKEN) * shorter
    for k in np.flatnonzero(found).tolist():
        low, high = int(corpus.low[owners[k]]), int(corpus.high[owners[k]])
        text = corpus.articles[int(owners[k])].text
        unit = word_characters(text) if is_unspaced(corpus.flags, low, high) else 1
        found[k] = length[:, k].max() <= LONGEST * unit
    return np.asarray(found, dtype=np.bool_)


@lru_cache(1 << 16)
def are_spelt_alike(one: str, other: str) -> bool:
    """Say whether two words or names, in small letters, may be forms or spellings of one.

    >>> are_spelt_alike("bridge", "bridges"), are_spelt_alike("bridge", "ferry")
    (True, False)
    """
    letters, other_letters = set(one), set(other)
    most = min(sum(map(other_letters.__contains__, one)), sum(map(letters.__contains__, other)))
    if 2 * most < ALIKE * (len(one) + len(other)):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def _is_another(change: Change) -> bool:
    """Say whether a fact is surely another one: no other spelling of a name, part of a number or number in words."""
    one, other = change.left.casefold(), change.right.casefold()
    if change.what == "name":
        return not are_spelt_alike(one, other)
    return one not in other and other not in one and _has_digit(one) == _has_digit(other)


def _has_digit(written: str) -> bool:
    """Say whether a fact is written in digits."""
    return any(char.isdecimal() for char in written)


def _is_part_of_date(change: Change) -> bool:
    """Say whether months or weekdays differ, which are no facts by themselves."""
    return change.what == "date" and not _has_digit(change.left + change.right)


def _facts_that_differ(
    regions: Corpus, evidence: Evidence, size: int, workers: int
) -> tuple[NDArray[np.int64], NDArray[np.int32], tuple[NDArray[np.int32], NDArray[np.int32]]]:
    """The facts for which the regions of a repeat have two: its number, their kind, first and last words of both."""
    order = np.lexsort((evidence.guests, evidence.hosts))
    spans = np.stack([column(evidence, SPAN_FIRST), column(evidence, SPAN_LAST)], axis=1)[order]
    found = details(
        regions, evidence.hosts[order], evidence.guests[order], np.zeros(len(order), dtype=np.bool_),
        np.full(len(order), IN_PART, dtype=np.uint8), spans, size, workers,
    )  # fmt: skip
    changes, pairs = found.changes.reshape(-1, CHANGE_COLUMNS), np.repeat(order, found.change_counts)
    both = np.flatnonzero(changes[:, (1, 3)].min(axis=1, initial=0) >= 0)
    changes = changes[both]
    return pairs[both], changes[:, 0], (changes[:, 1:3], changes[:, 3:5])


def _least_facts(regions: Corpus, pairs: NDArray[np.int64], workers: int) -> list[int]:
    """How many facts the region with fewer of them has, of each of some repeats; weekdays and the like are none."""
    asked = np.stack([2 * pairs, 2 * pairs + 1], axis=1).ravel().astype(np.int32)
    facts = all_facts(regions, regions.low[asked], regions.high[asked], workers)
    counted = np.concatenate([[0], np.cumsum(facts.kinds != WEAK_DATE)])
    counts: list[int] = np.diff(counted[facts.bounds]).reshape(-1, 2).min(axis=1).tolist()
    return counts
