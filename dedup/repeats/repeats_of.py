"""The repeats of all articles of a corpus, as records."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dedup.calibrate import calibrated
from dedup.confirm.confirm import COSINE, SHARED
from dedup.corpus.corpus import Corpus
from dedup.corpus.spans import character_spans
from dedup.evidence.evidence import Evidence, column, cosines, jaccard_of, longest_of, measure, with_all_shingles
from dedup.language.background import background
from dedup.model import Repeat
from dedup.params import Params
from dedup.relate.relate import (
    IDENTICAL,
    NEAR_DUPLICATE,
    NONE,
    OVERLAP,
    RELATIONS,
    SAME_EVENT,
    TEMPLATE,
    relate_pairs,
    scores_of,
)
from dedup.repeats.repeats import REPEAT_COLUMNS, describe_regions, find_repeats
from dedup.rising import distinct_values
from dedup.runtime.kernels import run
from dedup.runtime.threads import in_parts
from dedup.runtime.workspace import workspace

WORD_CHARACTERS, CHINESE_WORD = 5, 2  #: characters that stand for a word where words are not parted, and in Chinese
SAMPLE = 1000  #: characters of a text that tell which of them it is
MOST_COPIES = 10  #: copies of one text in one article of which all pairs are told
ROOM = 4  #: repeats of an article for which there is room at first

_CHINESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")  # and Japanese


def _suspects(corpus: Corpus, params: Params) -> NDArray[np.int64]:
    """Articles with so many repeated shingles that a text of the least length may stand twice."""
    length = corpus.high - corpus.low
    total = np.maximum(0, length - params.shingle_size + 1)
    return np.flatnonzero(total - corpus.shingle_counts >= params.min_passage_words // 2)


def _is_chinese(text: str) -> bool:
    """Say whether a text has Chinese or Japanese characters at its head."""
    return not text.isascii() and _CHINESE.search(text, 0, SAMPLE) is not None


def _rows(corpus: Corpus, params: Params, workers: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Owners and word positions of all repeats."""
    articles = _suspects(corpus, params)
    texts = (corpus.articles[k].text for k in articles.tolist())
    characters = (CHINESE_WORD if _is_chinese(text) else WORD_CHARACTERS for text in texts)
    least = params.min_passage_words * np.fromiter(characters, dtype=np.int64, count=len(articles))

    def part(first: int, last: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        room = count = 0
        while count == room:  # there may be more of them
            room = 4 * room or ROOM * (last - first) + 100
            space, before = workspace(longest_of(corpus, articles[first:last]), last)
            owners, out = np.empty(room, dtype=np.int32), np.empty(REPEAT_COLUMNS * room, dtype=np.int32)
            count = run(
                find_repeats, corpus.compiled, articles, first, last, corpus.low, corpus.high, corpus.words,
                corpus.flags, params.shingle_size, params.min_passage_words, least, space.seeds, space.earlier,
                space.hashes, space.runs, space.passages, before, owners, out,
            )  # fmt: skip
        return owners[:count].copy(), out[: REPEAT_COLUMNS * count].copy()

    parts = in_parts(len(articles), workers, part)
    return _all_pairs(np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts]))


def _all_pairs(owners: NDArray[np.int32], rows: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Add the pairs of copies that are known through a third one: 1-3 where 1-2 and 2-3 are.

    The alignment finds each copy beside one earlier copy, so that time is linear in the copies; the
    pairs of the first ``MOST_COPIES`` are told, of further copies only what the alignment found.
    """
    of_article: dict[int, list[Sequence[int]]] = {}
    for owner, row in zip(owners.tolist(), rows.reshape(-1, REPEAT_COLUMNS).tolist(), strict=True):
        of_article.setdefault(owner, []).append(row)
    more_owners: list[int] = []
    more: list[int] = []
    for owner, found in of_article.items():
        if len(found) == 1:
            continue
        ordered = sorted(found, key=lambda row: (row[2], row[0]))[: MOST_COPIES * (MOST_COPIES - 1) // 2]
        for one, one_end, two, two_end, words in ordered:
            for known in [row for row in ordered if _is_one_region(row[2:4], (one, one_end))]:
                made = (known[0], known[1], two, two_end, min(known[4], words))
                if made[1] <= two and not any(
                    _is_one_region(made[:2], other[:2]) and _is_one_region(made[2:4], other[2:4]) for other in ordered
                ):
                    ordered.append(made)
                    more_owners.append(owner)
                    more += made
                if len(ordered) >= MOST_COPIES * (MOST_COPIES - 1) // 2:
                    break
    return (
        np.concatenate([owners, np.array(more_owners, dtype=np.int32)]),
        np.concatenate([rows, np.array(more, dtype=np.int32)]),
    )


def _is_one_region(left: Sequence[int], right: Sequence[int]) -> bool:
    """Say whether two regions of one article are the same but for a few words at their ends."""
    common = min(left[1], right[1]) - max(left[0], right[0])
    return 10 * common >= 8 * max(left[1] - left[0], right[1] - right[0])


def _regions(corpus: Corpus, owners: NDArray[np.int32], rows: NDArray[np.int32], params: Params) -> Corpus:
    """The two regions of each repeat as articles of their own: 2k and 2k + 1 for repeat k."""
    table = rows.reshape(-1, REPEAT_COLUMNS).astype(np.int64)
    low, high = np.empty(2 * len(owners), dtype=np.int64), np.empty(2 * len(owners), dtype=np.int64)
    for which in (0, 1):
        low[which::2] = corpus.low[owners] + table[:, 2 * which]
        high[which::2] = corpus.low[owners] + table[:, 2 * which + 1]
    distinct, places = np.unique(low << 32 | high, return_inverse=True)  # one copy is a region of several repeats
    lows, highs = distinct >> 32, distinct & 0xFFFFFFFF
    counts, norms = np.zeros(len(lows), dtype=np.int32), np.zeros(len(lows), dtype=np.float64)
    back, (space, before) = background(), workspace(int((high - low).max()) + 2, 2 * len(lows) + 1)
    run(
        describe_regions, corpus.compiled, lows, highs, corpus.words, corpus.flags, params.shingle_size, back.keys,
        back.levels, back.weight, space.hashes, space.place_words, space.place_stamps, space.numbers, space.earlier,
        space.levels, before, counts, norms,
    )  # fmt: skip
    articles = [corpus.articles[0]] * len(low)
    return corpus._replace(low=low, high=high, shingle_counts=counts[places], norms=norms[places], articles=articles)


def repeats_of(corpus: Corpus, params: Params, workers: int) -> list[Repeat]:
    """Find the texts that stand twice inside one article.

    Args:
        corpus: The articles.
        params: Least length of a repeated text.
        workers: Threads.

    Returns:
        One record for each pair of regions, sorted by (article, first, second).
    """
    owners, rows = _rows(corpus, params, workers)
    if not len(owners):
        return []
    regions = _regions(corpus, owners, rows, params)
    first = np.arange(0, 2 * len(owners), 2, dtype=np.int32)
    evidence = with_all_shingles(
        regions, measure(regions, first, first + 1, params.shingle_size, workers), params.shingle_size, workers
    )
    relations, scores = _relations(regions, evidence, params)
    table = rows.reshape(-1, REPEAT_COLUMNS)
    starts, ends = (np.concatenate([table[:, k], table[:, k + 2]]) for k in (0, 1))
    spans = character_spans(corpus, np.tile(owners, 2), starts, ends - 1, workers).reshape(2, len(owners), 2)
    shared = column(evidence, SHARED)
    one, two = (np.maximum(1, regions.shingle_counts[which]) for which in (first, first + 1))
    values = [
        shared / one, shared / two, scores, jaccard_of(regions, shared, first, first + 1), cosines(evidence),
    ]  # fmt: skip
    columns = zip(
        owners.tolist(), relations.tolist(), *(map(tuple, side.tolist()) for side in spans),
        table[:, 4].tolist(), *(np.round(value, 4).tolist() for value in values), strict=True,
    )  # fmt: skip
    return sorted(
        Repeat(
            corpus.articles[owner].id, one_span, two_span, RELATIONS[relation], score, jaccard, (part, whole), cosine,
            words,
        )
        for owner, relation, one_span, two_span, words, part, whole, score, jaccard, cosine in columns
    )  # fmt: skip


def _relations(
    regions: Corpus, evidence: Evidence, params: Params
) -> tuple[NDArray[np.uint8], NDArray[np.float64]]:
    """Relations and scores of the two regions of each repeat: the same story by definition, so no template."""
    n = len(evidence.hosts)
    codes, strengths = np.zeros(n, dtype=np.uint8), np.zeros(n, dtype=np.float64)
    known = evidence.scores.copy()
    known[COSINE::2] = 1.0  # one story: its words need no second opinion
    run(
        relate_pairs, regions.compiled, 0, n, evidence.counts, known, regions.shingle_counts[evidence.hosts],
        regions.shingle_counts[evidence.guests], np.full(n, -1.0), params.min_passage_words,
        params.min_passage_characters, np.zeros(n, dtype=np.uint8), codes, strengths,
    )  # fmt: skip
    for k in range(n):
        one, two = (regions.words[regions.low[j] : regions.high[j]] for j in (2 * k, 2 * k + 1))
        if len(one) == len(two) and np.array_equal(one, two):
            codes[k], strengths[k] = IDENTICAL, 1.0
    none = (codes == NONE) | (codes == SAME_EVENT)
    codes[none], strengths[none] = OVERLAP, 0.5
    codes[codes == TEMPLATE] = NEAR_DUPLICATE
    scores = np.empty(n, dtype=np.float64)
    for code in distinct_values(codes).tolist():
        scores[codes == code] = calibrated(scores_of(code, strengths[codes == code]), RELATIONS[code], params)
    return codes, scores
