"""The repeats of all articles of a corpus, as records."""

import numpy as np
from numpy.typing import NDArray

from dedup.assemble import word_spans
from dedup.background import background
from dedup.confirm import SHARED, UNSPACED, make_workspace
from dedup.corpus import Corpus
from dedup.evidence import column, cosines, in_parts, jaccard_of, longest_text, measure
from dedup.kernels import run
from dedup.model import Repeat
from dedup.params import Params
from dedup.relate import NEAR_DUPLICATE, NONE, OVERLAP, RELATIONS, SAME_EVENT, TEMPLATE, relate_pair, scores_of
from dedup.repeats import REPEAT_COLUMNS, describe_regions, find_repeats

WORD_CHARACTERS = 5  #: characters that stand for a word where words are not parted
ROOM = 4  #: repeats expected an article, at most, in one part


def _suspects(corpus: Corpus, params: Params) -> NDArray[np.int64]:
    """Articles with so many repeated shingles that a text of the least length may stand twice."""
    length = corpus.high - corpus.low
    total = np.maximum(0, length - params.shingle_size + 1)
    return np.flatnonzero(total - corpus.shingle_counts >= params.min_passage_words // 2)


def _rows(corpus: Corpus, params: Params, workers: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Owners and word positions of all repeats."""
    articles, longest = _suspects(corpus, params), longest_text(corpus) + 2

    def part(first: int, last: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        space = make_workspace(longest)
        room = ROOM * (last - first) + 100
        owners, out = np.empty(room, dtype=np.int32), np.empty(REPEAT_COLUMNS * room, dtype=np.int32)
        count = run(
            find_repeats, corpus.compiled, articles, first, last, corpus.low, corpus.high, corpus.words, corpus.flags,
            params.shingle_size, params.min_passage_words, WORD_CHARACTERS * params.min_passage_words, space.seeds,
            space.heads, space.seed_stamps, space.earlier, space.hashes, space.runs, space.passages, owners, out,
        )  # fmt: skip
        return owners[:count].copy(), out[: REPEAT_COLUMNS * count].copy()

    parts = in_parts(len(articles), workers, part)
    return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])


def _regions(corpus: Corpus, owners: NDArray[np.int32], rows: NDArray[np.int32], params: Params) -> Corpus:
    """The two regions of each repeat as articles of their own: 2k and 2k + 1 for repeat k."""
    table = rows.reshape(-1, REPEAT_COLUMNS).astype(np.int64)
    low, high = np.empty(2 * len(owners), dtype=np.int64), np.empty(2 * len(owners), dtype=np.int64)
    for which in (0, 1):
        low[which::2] = corpus.low[owners] + table[:, 2 * which]
        high[which::2] = corpus.low[owners] + table[:, 2 * which + 1]
    counts, norms = np.zeros(len(low), dtype=np.int32), np.zeros(len(low), dtype=np.float64)
    back, space = background(), make_workspace(int((high - low).max()) + 2)
    run(
        describe_regions, corpus.compiled, low, high, corpus.words, corpus.flags, params.shingle_size, back.keys,
        back.levels, back.weight, space.hashes, space.seeds, space.heads, space.seen, space.earlier,
        space.seed_stamps, counts, norms,
    )  # fmt: skip
    articles = [corpus.articles[0]] * len(low)
    return corpus._replace(low=low, high=high, shingle_counts=counts, norms=norms, articles=articles)


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
    stand_ins = [corpus.articles[0]] * len(regions.low)
    evidence = measure(regions._replace(articles=stand_ins), first, first + 1, params.shingle_size, workers)
    jaccards = jaccard_of(regions, column(evidence, SHARED), first, first + 1)
    spans = word_spans(corpus, np.unique(owners).tolist())
    own = cosines(evidence)
    out = []
    for k, row in enumerate(rows.reshape(-1, REPEAT_COLUMNS).tolist()):
        offset = spans.offset[int(owners[k])]
        one, two = ((int(spans.starts[offset + row[c]]), int(spans.ends[offset + row[c + 1] - 1])) for c in (0, 2))
        relation, score = _relation(regions, k, evidence.counts, float(jaccards[k]), params)
        shared = int(column(evidence, SHARED)[k])
        contained = tuple(round(shared / max(1, int(regions.shingle_counts[2 * k + side])), 4) for side in (0, 1))
        out.append(
            Repeat(
                corpus.articles[int(owners[k])].id, one, two, RELATIONS[relation], round(score, 4),
                round(float(jaccards[k]), 4), (contained[0], contained[1]), round(float(own[k]), 4), row[4],
            )
        )  # fmt: skip
    return sorted(out)


def _relation(regions: Corpus, k: int, counts: NDArray[np.int32], jaccard: float, params: Params) -> tuple[int, float]:
    """Relation of two regions of one article: the same story by definition, so no template."""
    one = regions.words[regions.low[2 * k] : regions.high[2 * k]]
    two = regions.words[regions.low[2 * k + 1] : regions.high[2 * k + 1]]
    if np.array_equal(one, two):
        return 0, 1.0
    from dedup.confirm import COLUMNS

    row = counts[COLUMNS * k : COLUMNS * (k + 1)].copy().data
    contained = row[SHARED] / max(1, int(min(regions.shingle_counts[2 * k : 2 * k + 2])))
    relation, strength = relate_pair(
        row, 0, 1.0, jaccard, contained, -1.0, params.min_passage_words,
        params.min_passage_characters if row[UNSPACED] else params.min_passage_words, False,
    )  # fmt: skip
    if relation in (NONE, SAME_EVENT):
        relation, strength = OVERLAP, 0.5
    if relation == TEMPLATE:
        relation = NEAR_DUPLICATE
    return relation, float(scores_of(relation, np.array([strength]))[0])
