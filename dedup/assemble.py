"""Confirmed pairs to matches: spans in characters, changed facts, reasons."""

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.changed_facts import CHANGE_COLUMNS
from dedup.changes import differs
from dedup.confirm import COVERED_GUEST, COVERED_HOST, SHARED, WASTE, WORDS_GUEST, WORDS_HOST
from dedup.corpus import Corpus
from dedup.evidence import Evidence, column, cosines, details, selected
from dedup.facts import FIGURE, NAME
from dedup.kernels import run
from dedup.keys import distinct_values
from dedup.model import Change, Match, Passage
from dedup.params import Params
from dedup.passages import PASSAGE_COLUMNS
from dedup.reasons import reasons_for
from dedup.relate import IDENTICAL, OVERLAP, RELATIONS, SAME_EVENT
from dedup.rewriting import is_in_pieces, parallel_regions, with_regions
from dedup.threads import executor
from dedup.tokens import encode, fold_table, tokenise_many

TELLING = 5  #: words of a passage beyond furniture that make it worth showing
BLOCK = 500  #: matches assembled at a time


class Decided(NamedTuple):
    """Pairs with their relation, sorted by (left, right)."""

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    relations: NDArray[np.uint8]
    scores: NDArray[np.float64]
    jaccard: NDArray[np.float64]
    evidence: Evidence


class Spans(NamedTuple):
    """Word spans of some articles: article k has rows [offset[k], …)."""

    offset: dict[int, int]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]

    def offsets(self, articles: NDArray[np.int32]) -> NDArray[np.int64]:
        """The first row of each of some articles."""
        return np.array([self.offset[k] for k in articles.tolist()], dtype=np.int64)


class _Block(NamedTuple):
    """What is known of the pairs [first, last) before their matches are written."""

    first: int
    last: int
    spans: Spans
    passages: list[tuple[Passage, ...]]
    changes: dict[int, list[list[int]]]  #: by pair, from 0
    rewritten: set[int]  #: pairs, from 0, of which one text puts a part of the other into other words


def word_spans(corpus: Corpus, articles: Sequence[int]) -> Spans:
    """Tokenise some articles again for their spans in characters."""
    texts = [encode(corpus.articles[k].text) for k in articles]
    bounds = np.zeros(len(texts) + 1, dtype=np.int64)
    np.cumsum([len(text) for text in texts], out=bounds[1:])
    room = int((corpus.high[articles] - corpus.low[articles]).sum()) + 1 if texts else 1
    words, starts, ends = (np.empty(room, dtype=np.int32) for _ in range(3))
    word_bounds = np.zeros(len(texts) + 1, dtype=np.int64)
    buffer = np.frombuffer(b"".join(texts), dtype=np.uint8)
    run(
        tokenise_many, corpus.compiled, buffer, bounds, *fold_table(), words, np.empty(room, dtype=np.uint8), starts,
        ends, word_bounds,
    )  # fmt: skip
    return Spans(dict(zip(articles, word_bounds.tolist(), strict=False)), starts, ends)


def _passage_table(
    rows: NDArray[np.int32], pair_of: NDArray[np.int64], hosts: NDArray[np.int32], guests: NDArray[np.int32],
    swapped: NDArray[np.bool_], spans: Spans, count: int,
) -> list[tuple[Passage, ...]]:  # fmt: skip
    """Turn word positions into the passages of each pair, sorted; passages that are furniture are left out."""
    telling = rows[:, 4] - rows[:, 5] >= TELLING
    rows, pair_of = rows[telling], pair_of[telling]
    offset, guest_offset = spans.offsets(hosts[pair_of]), spans.offsets(guests[pair_of])
    one = np.stack([spans.starts[offset + rows[:, 0]], spans.ends[offset + rows[:, 1] - 1]], axis=1)
    two = np.stack([spans.starts[guest_offset + rows[:, 2]], spans.ends[guest_offset + rows[:, 3] - 1]], axis=1)
    turned = swapped[pair_of]
    left, right = np.where(turned[:, None], two, one), np.where(turned[:, None], one, two)
    words = np.where(turned, rows[:, 3] - rows[:, 2], rows[:, 1] - rows[:, 0])
    order = np.lexsort((right[:, 0], left[:, 1], left[:, 0], pair_of))
    out: list[tuple[Passage, ...]] = [()] * count
    made = [
        Passage((a, b), (c, d), n)
        for (a, b), (c, d), n in zip(left[order].tolist(), right[order].tolist(), words[order].tolist(), strict=True)
    ]
    ends = np.searchsorted(pair_of[order], np.arange(count + 1)).tolist()
    for k in distinct_values(pair_of).tolist():
        out[k] = tuple(made[ends[k] : ends[k + 1]])
    return out


def _whole(corpus: Corpus, left: int, right: int, spans: Spans) -> Passage:
    """The passage of two texts that are equal from the first word to the last."""
    words = int(corpus.high[left] - corpus.low[left])
    one, two = (
        (int(spans.starts[spans.offset[k]]), int(spans.ends[spans.offset[k] + words - 1])) for k in (left, right)
    )
    return Passage(one, two, words)


def _changes(
    rows: Sequence[Sequence[int]], host: int, guest: int, corpus: Corpus, spans: Spans, swapped: bool
) -> tuple[Change, ...]:
    """Turn changed facts into the words as written, in the order of the left text, each once."""
    found: list[tuple[int, Change]] = []
    a, b = spans.offset[host], spans.offset[guest]
    first_text, second_text = corpus.articles[host].text, corpus.articles[guest].text
    low, guest_low = int(corpus.low[host]), int(corpus.low[guest])
    starts, ends = spans.starts.data, spans.ends.data  # indexing a view gives a plain integer, twice as fast
    for kind, x, x_end, y, y_end in rows:
        what = "number" if kind == FIGURE else "name" if kind == NAME else "date"
        one = first_text[starts[a + x - low] : ends[a + x_end - low]] if x >= 0 else ""
        two = second_text[starts[b + y - guest_low] : ends[b + y_end - guest_low]] if y >= 0 else ""
        at, other = (x - low if x >= 0 else -1), (y - guest_low if y >= 0 else -1)
        if swapped:
            at, other = other, at
        found.append((at if at >= 0 else other, Change(what, two, one) if swapped else Change(what, one, two)))
    return tuple(dict.fromkeys(change for _, change in sorted(found) if differs(change)))


def assemble(
    corpus: Corpus,
    decided: Decided,
    params: Params,
    workers: int,
    twin_reasons: Callable[[int, int, Sequence[Passage], Spans], tuple[str, ...]],
    progress: Callable[[str, int, int], None] | None = None,
) -> list[Match]:
    """Make the matches of decided pairs.

    Args:
        corpus: The articles.
        decided: Pairs with relations, sorted.
        params: What decided.
        workers: Threads of the alignment.
        twin_reasons: Says why a pair is the same event, given its articles, shared passages and word spans.
        progress: Called with ("writing up", matches so far, all).

    Returns:
        The matches in the order of the pairs.
    """
    out: list[Match] = []
    total = len(decided.left)
    starts = iter(range(0, total, BLOCK))
    with executor(workers) as pool:
        ahead: deque[Future[_Block]] = deque()
        while True:
            for start in islice(starts, workers + 1 - len(ahead)):
                ahead.append(pool.submit(_align_block, corpus, decided, start, min(total, start + BLOCK), params))
            if not ahead:
                return out
            out.extend(_matches(corpus, decided, ahead.popleft().result(), twin_reasons))
            if progress:
                progress("writing up", len(out), total)


def _have_details(decided: Decided) -> NDArray[np.bool_]:
    """Which pairs have passages or changes to find: equal texts have none, twins only if they share words in a row."""
    evidence = decided.evidence
    shared = (column(evidence, COVERED_GUEST) > 0) | (column(evidence, WASTE) > 0)
    return np.asarray((decided.relations != IDENTICAL) & ((decided.relations != SAME_EVENT) | shared), dtype=np.bool_)


def _align_block(corpus: Corpus, decided: Decided, first: int, last: int, params: Params) -> _Block:
    """Align the pairs [first, last) and find their passages and changes.

    Of twins that share no words in a row only the left article's spans are needed, for the place that both name.
    """
    evidence, count = decided.evidence, last - first
    hosts, guests = evidence.hosts[first:last], evidence.guests[first:last]
    swapped = hosts != decided.left[first:last]
    has_details = _have_details(decided)[first:last]
    asked = np.flatnonzero(has_details)
    order = asked[np.lexsort((guests[asked], hosts[asked]))]
    right = decided.right[first:last][has_details | (decided.relations[first:last] == IDENTICAL)]
    spans = word_spans(corpus, distinct_values(np.concatenate([decided.left[first:last], right])).tolist())
    part = details(corpus, hosts[order], guests[order], params.shingle_size)
    rows = part.passages.reshape(-1, PASSAGE_COLUMNS)
    pair_of = order[np.repeat(np.arange(len(order)), np.diff(part.passage_bounds))]
    in_pieces = is_in_pieces(selected(evidence, np.arange(first, last)), params)
    rewritten = np.flatnonzero((decided.relations[first:last] == OVERLAP) & in_pieces)
    regions = parallel_regions(corpus, hosts[rewritten], guests[rewritten])
    rows, pair_of = with_regions(rows, pair_of, rewritten, regions)
    passages = _passage_table(rows, pair_of, hosts, guests, swapped, spans, count)
    changed, bounds = part.changes.reshape(-1, CHANGE_COLUMNS).tolist(), part.change_bounds.tolist()
    changes = {
        int(order[k]): changed[bounds[k] : bounds[k + 1]] for k in np.flatnonzero(np.diff(part.change_bounds)).tolist()
    }
    return _Block(first, last, spans, passages, changes, set(rewritten.tolist()))


def _matches(
    corpus: Corpus,
    decided: Decided,
    block: _Block,
    twin_reasons: Callable[[int, int, Sequence[Passage], Spans], tuple[str, ...]],
) -> list[Match]:
    """The matches of one block."""
    first, last, spans, evidence = block.first, block.last, block.spans, decided.evidence
    swapped = evidence.hosts[first:last] != decided.left[first:last]
    shared, counts = column(evidence, SHARED)[first:last], corpus.shingle_counts
    contained = [
        np.round(shared / np.maximum(1, counts[side[first:last]]), 4).tolist() for side in (decided.left, decided.right)
    ]
    covered = [
        np.minimum(1.0, column(evidence, part)[first:last] / np.maximum(1, column(evidence, whole)[first:last]))
        for part, whole in ((COVERED_HOST, WORDS_HOST), (COVERED_GUEST, WORDS_GUEST))
    ]
    columns = zip(
        decided.left[first:last].tolist(), decided.right[first:last].tolist(), decided.relations[first:last].tolist(),
        np.round(decided.scores[first:last], 4).tolist(), np.round(decided.jaccard[first:last], 4).tolist(),
        np.round(cosines(evidence)[first:last], 4).tolist(), *contained,
        np.where(swapped, covered[1], covered[0]).tolist(), np.where(swapped, covered[0], covered[1]).tolist(),
        column(evidence, WASTE)[first:last].tolist(), swapped.tolist(), block.passages, strict=True,
    )  # fmt: skip
    out = []
    for k, (left, right, code, score, jaccard, cosine, in_right, in_left, covered_left, covered_right, waste, turned,
         shown) in enumerate(columns):  # fmt: skip
        one, two = corpus.articles[left], corpus.articles[right]
        changed_facts: tuple[Change, ...] = ()
        if code == IDENTICAL:
            shown = (_whole(corpus, left, right, spans),)
        if code == SAME_EVENT:
            reasons = twin_reasons(left, right, shown, spans)
        else:
            change_rows = block.changes.get(k)
            if change_rows:
                host, guest = (right, left) if turned else (left, right)
                changed_facts = _changes(change_rows, host, guest, corpus, spans, turned)
            covers = (covered_left, covered_right)
            reasons = reasons_for(RELATIONS[code], one, covers, shown, changed_facts, waste, k in block.rewritten)
        out.append(
            Match(
                one.id, two.id, RELATIONS[code], score, jaccard, (in_right, in_left), cosine,
                shown, changed_facts, reasons,
            )
        )  # fmt: skip
    return out
