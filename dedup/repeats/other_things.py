"""Repeats of which either region tells of a thing of its own: telegrams to two countries, offers of two machines.

What a text tells of it names more than once. Where each region, with the sentences in which it stands, says a word
twice that the other lacks, and other words differ elsewhere, more than a tenth of all, the same is told of two things.
A name put right wherever it stands differs there alone, and an edited copy keeps what it tells of. In scripts without
spaces no word is known.
"""

from collections import Counter
from collections.abc import Iterable, Set
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.corpus.corpus import Corpus
from dedup.corpus.spans import character_spans
from dedup.language.background import RAREST, TELLING_LEVEL, background, background_level
from dedup.repeats.parallel import LONGEST, are_spelt_alike
from dedup.repeats.repeats import REPEAT_COLUMNS
from dedup.tokens import LINE, NUMBER, SENTENCE, is_unspaced

REACH = 60  #: words of the sentence before a region and behind it, at most
EDITED = 10  #: one word in so many may differ in an edited copy
TWICE = 2  #: times that a text names what it tells of
SHORT = 3  #: letters of a word that the tables do not know, up to which it may be a common one of its language


class _Side(NamedTuple):
    """A region, and the words of the sentences in which it stands."""

    region: range  #: its words among these
    words: list[int]
    texts: list[str]  #: of the words, in small letters; of a figure none


def tell_of_other_things(
    corpus: Corpus, owners: NDArray[np.int32], rows: NDArray[np.int32], workers: int
) -> NDArray[np.bool_]:
    """Say of which repeats either region tells of a thing of its own.

    Args:
        corpus: The articles.
        owners: The article of each repeat.
        rows: The places of the regions.
        workers: Threads.
    """
    out = np.zeros(len(owners), dtype=np.bool_)
    pairs, asked = [], []
    for k, (article, row) in enumerate(zip(owners.tolist(), rows.reshape(-1, REPEAT_COLUMNS).tolist(), strict=True)):
        one, other, low, high = range(*row[:2]), range(*row[2:4]), int(corpus.low[article]), int(corpus.high[article])
        shorter, longer = sorted((len(one), len(other)))
        if longer > LONGEST or EDITED * (shorter - row[4]) <= shorter or is_unspaced(corpus.flags, low, high):
            continue
        flags = corpus.flags[low:high]
        pairs.append(k)
        asked.append((article, one, _sentences(flags, one, 0, other.start)))
        asked.append((article, other, _sentences(flags, other, one.stop, high - low)))
    sides = _sides(corpus, asked, workers) if asked else {}
    for k, one_key, other_key in zip(pairs, asked[::2], asked[1::2], strict=True):
        one_side, other_side = sides[one_key], sides[other_key]
        out[k] = _names_its_own(one_side, other_side) and _names_its_own(other_side, one_side)
    return out


def _sentences(flags: NDArray[np.uint8], region: range, least: int, most: int) -> range:
    """The words of a region and of its sentences, as far as these stand in words [least, most) of an article."""
    first, last = region.start, region.stop
    while first > max(least, region.start - REACH) and not flags[first] & (SENTENCE | LINE):
        first -= 1
    while last < min(most, region.stop + REACH) and not flags[last] & (SENTENCE | LINE):
        last += 1
    return range(first, last)


def _sides(
    corpus: Corpus, asked: list[tuple[int, range, range]], workers: int
) -> dict[tuple[int, range, range], _Side]:
    """The words of regions with their sentences, and how these are written, by article, region and sentences."""
    distinct = list(dict.fromkeys(asked))
    places = np.concatenate([np.arange(one.start, one.stop, dtype=np.int32) for _, _, one in distinct])
    which = np.repeat(np.array([one[0] for one in distinct], dtype=np.int32), [len(one[2]) for one in distinct])
    spans, out, at = character_spans(corpus, which, places, places, workers).tolist(), {}, 0
    for key in distinct:
        article, region, sentence = key
        low, text, first = int(corpus.low[article]), corpus.articles[article].text, sentence.start
        figures = corpus.flags[low + first : low + sentence.stop] & NUMBER
        found = zip(figures.tolist(), spans[at : at + len(sentence)], strict=True)
        texts = ["" if is_figure else text[start:end].casefold() for is_figure, (start, end) in found]
        words = corpus.words[low + first : low + sentence.stop].tolist()
        out[key] = _Side(range(region.start - first, region.stop - first), words, texts)
        at += len(sentence)
    return out


def _names_its_own(side: _Side, other: _Side) -> bool:
    """Say whether a region names a thing that the other does not, twice, and differs from it elsewhere, too."""
    counts, others = Counter(side.words), set(other.words)
    alone = [k for k in side.region if side.words[k] not in others and _tells(side.words[k], side.texts[k])]
    twice = {side.words[k]: side.texts[k] for k in alone if side.texts[k] and counts[side.words[k]] >= TWICE}
    beside = {k + step for k, word in enumerate(side.words) if word in twice for step in (-1, 0, 1)}
    elsewhere = {side.texts[k] for k in alone if k not in beside}
    texts = {text for text in other.texts if len(text) >= SHORT}
    return _has_new(elsewhere, texts) and _has_new(twice.values(), texts)


def _tells(word: int, text: str) -> bool:
    """Say whether a word tells something, as each figure does."""
    level = background_level(word, background().keys, background().levels)
    return not text or (level >= TELLING_LEVEL and (level < RAREST or len(text) > SHORT))


def _has_new(words: Iterable[str], texts: Set[str]) -> bool:
    """Say whether one of some words, or a figure, is spelt like none of others."""
    return any(len(word) < SHORT or not any(are_spelt_alike(word, text) for text in texts) for word in words)
