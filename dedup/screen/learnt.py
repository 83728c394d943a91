"""What an index has learnt to be furniture, for people to look at, in the form in which a batch lists it.

Hardly anything else is furniture in a batch of the same articles; there a bound on the pairs that are
drawn lets a few more articles pass for unrelated.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from dedup.corpus.corpus import build_corpus
from dedup.furniture.listing import list_furniture
from dedup.index.protocol import Index, Keys32, Numbers
from dedup.model import Article, Furniture, Progress
from dedup.runtime.threads import worker_count
from dedup.screen.verdicts import Verdicts
from dedup.screen.view import View

ARTICLES = 2000  #: articles looked at together
KEYS = 20_000  #: keys judged together



def learnt_furniture(index: Index, *, progress: Progress | None = None) -> list[Furniture]:
    """List the passages that checks against an index leave out as furniture.

    Verdicts that the index keeps are used, the others are made now; nothing is stored.

    Args:
        index: Of any engine.
        progress: Called with (stage, done, total).

    Returns:
        The passages as :func:`dedup.furniture.listing.list_furniture` gives them.
    """
    threads = worker_count(None)
    with index.reading():
        numbers = index.numbers()
        keys = _furniture(index, _recurring(index, numbers), threads, progress)
        holders = _holders(index, numbers, keys, progress)
        params = replace(index.params, num_perm=16, band_count=1, band_rows=1, term_count=0)  # only passages matter
        corpus = build_corpus(_articles(index, holders), params, workers=threads)
    return list_furniture(corpus, keys.astype(np.int32), params)


def _parts(numbers: Numbers) -> Iterator[Numbers]:
    """Cut the numbers of articles into lots."""
    for start in range(0, len(numbers), ARTICLES):
        yield numbers[start : start + ARTICLES]


def _recurring(index: Index, numbers: Numbers) -> Keys32:
    """Return the passage keys that enough articles have, copies of one another among them."""
    found = [np.empty(0, dtype=np.uint32)]
    for part in _parts(numbers):
        found.append(np.concatenate([keys.passage for keys in index.keys_of(part)]))
    keys, counts = np.unique(np.concatenate(found), return_counts=True)
    return keys[counts >= index.params.furniture_articles]


def _furniture(index: Index, keys: Keys32, threads: int, progress: Progress | None) -> Keys32:
    """Return those of some keys that are furniture."""
    view, verdicts = View(index, []), Verdicts(index.params, (), of_index=True, workers=threads)
    found = [np.empty(0, dtype=np.uint32)]
    for start in range(0, len(keys), KEYS):
        found.append(verdicts.furniture(view, keys[start : start + KEYS]))
        if progress:
            progress("judging", min(start + KEYS, len(keys)), len(keys))
    return np.concatenate(found)


def _holders(index: Index, numbers: Numbers, keys: Keys32, progress: Progress | None) -> Numbers:
    """Return the articles that have one of some keys."""
    found: list[NDArray[np.int64]] = [np.empty(0, dtype=np.int64)]
    for done, part in enumerate(_parts(numbers), 1):
        holds = [bool(np.isin(each.passage, keys).any()) for each in index.keys_of(part)]
        found.append(part[np.array(holds, dtype=np.bool_)])
        if progress:
            progress("looking", min(done * ARTICLES, len(numbers)), len(numbers))
    return np.concatenate(found)


def _articles(index: Index, numbers: Numbers) -> Iterator[Article]:
    """Give out articles, some at a time."""
    for part in _parts(numbers):
        yield from index.articles(part)
