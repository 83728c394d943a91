"""The repeats of all articles of a corpus, as records.

Two sentences of one form with other facts, as "up 4 % to 37 million" and "up 9 % to 48 million", share more than 20
words and are not one text twice: what would be a template between two articles is no repeat inside one. Figures that
were corrected among equal ones, or a single one, make none.
"""

import re
from collections.abc import Collection, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.calibrate import calibrated
from dedup.confirm.confirm import COSINE, SHARED
from dedup.corpus.corpus import Corpus
from dedup.corpus.spans import character_spans
from dedup.corpus.word_counts import word_characters
from dedup.decide.facts_in_place import count_facts_in_place, hang_on_facts
from dedup.evidence.evidence import (
    Evidence,
    column,
    cosines,
    jaccard_of,
    longest_of,
    measure,
    with_all_shingles,
)
from dedup.language.background import background
from dedup.model import Relation, Repeat
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
from dedup.repeats.headlines import is_headline_again
from dedup.repeats.other_things import tell_of_other_things
from dedup.repeats.parallel import are_parallel
from dedup.repeats.repeats import (
    CUT_OFF,
    PARTED,
    REPEAT_COLUMNS,
    describe_regions,
    find_repeats,
    is_followed,
    take_figures,
    widen_repeats,
)
from dedup.rising import distinct_values
from dedup.runtime.kernels import run
from dedup.runtime.threads import in_parts
from dedup.runtime.workspace import workspace
from dedup.tokens import CHARACTER, FURNITURE

MOST_PAIRS = 190  #: of copies in one article, 20 of one text: to so many the alignment's are filled up with others
ROOM = 4  #: repeats of an article for which there is room at first

_BARE_END = re.compile(r"[^\w\n.!?:;؟۔।。]*(?:\.{2,}|…)?[^\S\n]*(?:\n|$)")  # a line ends, without a full stop
_FULL_STOP = re.compile(r"[^\w\s.!?:;؟۔।。]*[.!?:;؟۔।。]")
_NEXT_LINE = re.compile(r"[^\S\n]*\n[^\S\n]*(?=\w)")


def _suspects(corpus: Corpus, params: Params) -> NDArray[np.int64]:
    """Articles with so many repeated shingles that a text of the least length may stand twice."""
    length = corpus.high - corpus.low
    total = np.maximum(0, length - params.shingle_size + 1)
    return np.flatnonzero(total - corpus.shingle_counts >= params.min_passage_words // 2)


def _rows(corpus: Corpus, params: Params, workers: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Owners and word positions of all repeats."""
    articles = _suspects(corpus, params)
    texts = (corpus.articles[k].text for k in articles.tolist())
    least = params.min_passage_words * np.fromiter(map(word_characters, texts), dtype=np.int64, count=len(articles))

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
    """Add the pairs of copies that are known through a third one: 1-3 where 1-2 and 2-3 are, 2-3 where 1-2 and 1-3 are.

    The alignment finds each copy beside one earlier copy, so that time is linear in the copies. The pairs of an article
    are filled up to ``MOST_PAIRS``; of further copies only what the alignment found is told.
    """
    of_article: dict[int, list[Sequence[int]]] = {}
    for owner, row in zip(owners.tolist(), rows.reshape(-1, REPEAT_COLUMNS).tolist(), strict=True):
        of_article.setdefault(owner, []).append(row)
    more_owners: list[int] = []
    more: list[int] = []
    for owner, found in of_article.items():
        if 1 < len(found) < MOST_PAIRS:
            made = _missing_pairs(sorted(found, key=lambda row: (row[2], row[0])))
            more_owners += [owner] * len(made)
            more += chain.from_iterable(made)
    return (
        np.concatenate([owners, np.array(more_owners, dtype=np.int32)]),
        np.concatenate([rows, np.array(more, dtype=np.int32)]),
    )


def _missing_pairs(found: list[Sequence[int]]) -> list[Sequence[int]]:
    """The pairs of copies in one article that follow from those found, as rows."""
    regions: dict[tuple[int, int], int] = {}  # to their numbers
    alike: list[list[int]] = []  # the numbers of regions that are one but for words at the ends, itself among them
    beside: list[list[tuple[int, int, int]]] = []  # copies of each: start, end, words
    known: set[tuple[int, int]] = set()
    rows: list[Sequence[int]] = []

    def number(start: int, end: int) -> int:
        made = regions.setdefault((start, end), len(regions))
        if made == len(alike):
            alike.append([k for region, k in regions.items() if _is_one_region(region, start, end)])
            for k in alike[made][:-1]:
                alike[k].append(made)
            beside.append([])
        return made

    def enter(row: Sequence[int]) -> None:
        one, two = number(row[0], row[1]), number(row[2], row[3])
        known.add((one, two))
        rows.append(row)
        beside[two].append((row[0], row[1], row[4]))
        beside[one].append((row[2], row[3], row[4]))

    for row in found:
        enter(row)
    for one, one_end, start, end, words in rows:  # grows
        copies = [copy for k in alike[number(one, one_end)] for copy in beside[k]]
        for first, last, common in copies:
            if last > start or len(rows) >= MOST_PAIRS:
                continue
            seconds = alike[number(start, end)]
            if not any((k, other) in known for k in alike[number(first, last)] for other in seconds):
                enter((first, last, start, end, min(common, words)))
    return rows[len(found) :]


def _is_one_region(region: tuple[int, int], start: int, end: int) -> bool:
    """Say whether a region is another one of its article but for words at its ends."""
    first, last = region
    if first >= end or last <= start:  # as most are
        return False
    return 10 * (min(last, end) - max(first, start)) >= 8 * max(last - first, end - start)


def _regions(corpus: Corpus, owners: NDArray[np.int32], rows: NDArray[np.int32], params: Params) -> Corpus:
    """The two regions of each repeat as articles of their own: 2k and 2k + 1 for repeat k.

    No furniture is marked on their words: what an article holds twice depends on no other article.
    """
    table = rows.reshape(-1, REPEAT_COLUMNS).astype(np.int64)
    starts, ends = (corpus.low[owners, None] + table[:, [side, side + 2]] for side in (0, 1))
    distinct, places = np.unique(starts.ravel() << 32 | ends.ravel(), return_inverse=True)  # of several repeats
    length = (distinct & 0xFFFFFFFF) - (distinct >> 32)
    highs = np.cumsum(length)
    lows = highs - length
    words = np.repeat((distinct >> 32) - lows, length) + np.arange(int(length.sum()))
    regions = corpus._replace(words=corpus.words[words], flags=corpus.flags[words] & ~np.uint8(FURNITURE))
    counts, norms = np.zeros(len(lows), dtype=np.int32), np.zeros(len(lows), dtype=np.float64)
    back, (space, before) = background(), workspace(int(length.max()) + 2, 2 * len(lows) + 1)
    run(
        describe_regions, corpus.compiled, lows, highs, regions.words, regions.flags, params.shingle_size, back.keys,
        back.levels, back.weight, space.hashes, space.place_words, space.place_stamps, space.numbers, space.earlier,
        space.levels, before, counts, norms,
    )  # fmt: skip
    articles = [corpus.articles[0]] * len(places)
    return regions._replace(
        low=lows[places], high=highs[places], shingle_counts=counts[places], norms=norms[places], articles=articles
    )


class Repeated(NamedTuple):
    """What stands twice inside the articles of a corpus."""

    records: list[Repeat]  #: one for each pair of regions, sorted by (article, first, second)
    spare: dict[int, int]  #: of articles with a record, the words without which each of their texts stands there once


def repeats_of(
    corpus: Corpus, params: Params, workers: int, relations: Collection[Relation] | None = None
) -> Repeated:
    """Find the texts that stand twice inside one article.

    Args:
        corpus: The articles.
        params: Least length of a repeated text, least score of a record.
        workers: Threads.
        relations: Records of these only; None takes all. What is spare does not hang on it.
    """
    owners, rows = _rows(corpus, params, workers)
    owners, rows = _chosen(owners, rows, np.flatnonzero(~_are_forms(corpus, owners, rows, params, workers)))
    if not len(owners):
        return Repeated([], {})
    said_ends = _said_ends(corpus, owners, rows, workers)
    run(widen_repeats, corpus.compiled, corpus.low[owners], corpus.high[owners], corpus.flags, said_ends, rows)
    regions, evidence, codes, strengths = _related(corpus, owners, rows, params, workers)
    codes[codes == TEMPLATE] = NEAR_DUPLICATE  # what a copy was widened by has other facts
    table, first = rows.reshape(-1, REPEAT_COLUMNS), np.arange(0, 2 * len(owners), 2, dtype=np.int32)
    starts, ends = (np.concatenate([table[:, k], table[:, k + 2]]) for k in (0, 1))
    spans = character_spans(corpus, np.tile(owners, 2), starts, ends - 1, workers).reshape(2, len(owners), 2)
    shared = column(evidence, SHARED)
    one, two = (np.maximum(1, regions.shingle_counts[which]) for which in (first, first + 1))
    values = [
        shared / one, shared / two, _scores(codes, strengths, params),
        jaccard_of(regions, shared, first, first + 1), cosines(evidence),
    ]  # fmt: skip
    columns = zip(
        owners.tolist(), codes.tolist(), *(map(tuple, side.tolist()) for side in spans), table.tolist(),
        *(np.round(value, 4).tolist() for value in values), strict=True,
    )  # fmt: skip
    records = sorted(
        Repeat(
            corpus.articles[owner].id, one_span, two_span, RELATIONS[relation], score, jaccard, (part, whole), cosine,
            row[4],
        )
        for owner, relation, one_span, two_span, row, part, whole, score, jaccard, cosine in columns
        if score >= params.min_score
        and (relations is None or RELATIONS[relation] in relations)
        and not _is_headline(corpus, owner, row, two_span[1])
    )  # fmt: skip
    return Repeated(records, _spare(corpus, owners, table))


def _is_headline(corpus: Corpus, article: int, row: Sequence[int], end: int) -> bool:
    """Say whether a repeat, of which the second region ends at a character, is a headline and the next line."""
    characters = word_characters(corpus.articles[article].text)
    return is_headline_again(corpus, article, (row[0], row[1]), (row[2], row[3]), end, characters)


def _spare(corpus: Corpus, owners: NDArray[np.int32], table: NDArray[np.int32]) -> dict[int, int]:
    """Count the words of first copies, each once, with what parts a whole text from its second; furniture is none."""
    reached: dict[int, int] = {}
    spare: dict[int, int] = {}
    for owner, (first, first_end, second) in sorted(zip(owners.tolist(), table[:, :3].tolist(), strict=True)):
        start = max(first, reached.get(owner, 0))
        reached[owner] = max(start, second if is_followed(first, first_end, second) else first_end)
        flags = corpus.flags[corpus.low[owner] + start : corpus.low[owner] + reached[owner]]
        spare[owner] = spare.get(owner, 0) + int(np.count_nonzero(flags & FURNITURE == 0))
    return spare


def _said_ends(
    corpus: Corpus, owners: NDArray[np.int32], rows: NDArray[np.int32], workers: int
) -> NDArray[np.uint8]:
    """Say of which repeats the text behind both copies tells what no word knows: ``PARTED``, ``CUT_OFF``, else 0.

    In scripts whose words have no space between them one that stands behind both parts sentences: Thai has no full
    stop. A copy is cut off where its line ends and the other goes on with the full stop of the sentence, or on the next
    line in small letters.
    """
    out = np.zeros(len(owners), dtype=np.uint8)
    table = rows.reshape(-1, REPEAT_COLUMNS)
    ends = np.concatenate([table[:, k] for k in (1, 3)])
    spans = character_spans(corpus, np.tile(owners, 2), ends - 1, ends - 1, workers).reshape(2, -1, 2)
    unspaced = (corpus.flags[corpus.low[owners] + table[:, 3] - 1] & CHARACTER > 0).tolist()
    for place, (first_end, second_end) in enumerate(zip(*(side[:, 1].tolist() for side in spans), strict=True)):
        text = corpus.articles[int(owners[place])].text
        if unspaced[place]:
            out[place] = PARTED if all(not text[end : end + 1].strip() for end in (first_end, second_end)) else 0
        elif _BARE_END.match(text, first_end) and _goes_on(text, second_end):
            out[place] = CUT_OFF
    return out


def _goes_on(text: str, end: int) -> bool:
    """Say whether a full stop stands behind a copy, or its sentence goes on in a line that was wrapped."""
    wrapped = _NEXT_LINE.match(text, end)
    return text[wrapped.end()].islower() if wrapped else _FULL_STOP.match(text, end) is not None


def _chosen(
    owners: NDArray[np.int32], rows: NDArray[np.int32], which: NDArray[np.int64]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Some of the repeats."""
    return owners[which], rows.reshape(-1, REPEAT_COLUMNS)[which].reshape(-1)


def _related(
    corpus: Corpus, owners: NDArray[np.int32], rows: NDArray[np.int32], params: Params, workers: int
) -> tuple[Corpus, Evidence, NDArray[np.uint8], NDArray[np.float64]]:
    """The regions of the repeats, what was measured on them, their relations, and how strong these are."""
    regions, first = _regions(corpus, owners, rows, params), np.arange(0, 2 * len(owners), 2, dtype=np.int32)
    evidence = measure(regions, first, first + 1, params.shingle_size, workers)
    evidence = with_all_shingles(regions, evidence, params.shingle_size, workers)
    n, cosine = len(first), evidence.scores[COSINE::2].copy()
    again = np.zeros(n, dtype=np.int32)
    codes, strengths, undated = np.zeros(n, dtype=np.uint8), np.zeros(n, dtype=np.float64), np.full(n, -1.0)
    evidence.scores[COSINE::2] = 1.0  # one story: its words need no second opinion
    for is_in_place in (False, True):
        if is_in_place:
            count_facts_in_place(regions, evidence, hang_on_facts(evidence, codes, undated), workers)
        run(
            relate_pairs, regions.compiled, 0, n, evidence.counts, evidence.scores,
            regions.shingle_counts[evidence.hosts], regions.shingle_counts[evidence.guests], again, again, undated,
            params.min_passage_words, params.min_passage_characters, np.zeros(n, dtype=np.uint8), codes, strengths,
        )  # fmt: skip
    evidence.scores[COSINE::2] = cosine
    same = _are_same(corpus, owners, rows)
    codes[same], strengths[same] = IDENTICAL, 1.0
    none = (codes == NONE) | (codes == SAME_EVENT)
    codes[none], strengths[none] = OVERLAP, 0.5
    return regions, evidence, codes, strengths


def _are_same(corpus: Corpus, owners: NDArray[np.int32], rows: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Say of which repeats both regions have the same words."""
    sides = zip(corpus.low[owners].tolist(), rows.reshape(-1, REPEAT_COLUMNS)[:, :4].tolist(), strict=True)
    words = corpus.words
    return np.array(
        [np.array_equal(words[low + a : low + b], words[low + c : low + d]) for low, (a, b, c, d) in sides],
        dtype=np.bool_,
    )


def _are_forms(
    corpus: Corpus, owners: NDArray[np.int32], rows: NDArray[np.int32], params: Params, workers: int
) -> NDArray[np.bool_]:
    """Say which repeats are a form filled in anew, with the figures that stand right beside both regions.

    So are parallel sentences, of which too few facts are others to tell a form.
    """
    forms, asked = np.zeros(len(owners), dtype=np.bool_), np.flatnonzero(~_are_same(corpus, owners, rows))
    if len(asked):
        owners, rows = _chosen(owners, rows, asked)
        run(take_figures, corpus.compiled, corpus.low[owners], corpus.high[owners], corpus.flags, rows)
        regions, evidence, codes, _ = _related(corpus, owners, rows, params, workers)
        forms[asked] = codes == TEMPLATE
        forms[asked] |= are_parallel(corpus, owners, rows, regions, evidence, params.shingle_size, workers)
        left = np.flatnonzero(~forms[asked])
        forms[asked[left]] = tell_of_other_things(corpus, *_chosen(owners, rows, left), workers)
    return forms


def _scores(codes: NDArray[np.uint8], strengths: NDArray[np.float64], params: Params) -> NDArray[np.float64]:
    """Probabilities of the relations."""
    scores = np.empty(len(codes), dtype=np.float64)
    for code in distinct_values(codes).tolist():
        scores[codes == code] = calibrated(scores_of(code, strengths[codes == code]), RELATIONS[code], params)
    return scores
