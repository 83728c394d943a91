"""Confirmed pairs to matches: spans in characters, changed facts, reasons."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.confirm import COVERED_GUEST, COVERED_HOST, WASTE, WORDS_GUEST, WORDS_HOST
from dedup.corpus import Corpus
from dedup.evidence import Evidence, column, cosines, details
from dedup.facts import FIGURE, NAME
from dedup.kernels import run
from dedup.model import Change, Match, Passage, Relation
from dedup.passages import CHANGE_COLUMNS, PASSAGE_COLUMNS
from dedup.reasons import reasons_for
from dedup.relate import RELATIONS, SAME_EVENT
from dedup.tokens import encode, fold_table, tokenise_many

TELLING = 5  #: words of a passage beyond furniture that make it worth showing
BLOCK = 4000  #: matches assembled at a time


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


def _passages(rows: Sequence[Sequence[int]], host: int, guest: int, spans: Spans, swapped: bool) -> tuple[Passage, ...]:
    """Turn word positions into spans; passages that are furniture are left out."""
    out = []
    a, b = spans.offset[host], spans.offset[guest]
    for p, p_end, q, q_end, matched, furniture in rows:
        if matched - furniture < TELLING:
            continue
        one = (int(spans.starts[a + p]), int(spans.ends[a + p_end - 1]))
        two = (int(spans.starts[b + q]), int(spans.ends[b + q_end - 1]))
        out.append(Passage(two, one, q_end - q) if swapped else Passage(one, two, p_end - p))
    out.sort()
    return tuple(out)


def _changes(
    rows: Sequence[Sequence[int]], host: int, guest: int, corpus: Corpus, spans: Spans, swapped: bool
) -> tuple[Change, ...]:
    """Turn changed facts into the words as written, in the order of the left text, each once."""
    found: list[tuple[int, Change]] = []
    a, b = spans.offset[host], spans.offset[guest]
    first_text, second_text = corpus.articles[host].text, corpus.articles[guest].text
    low, guest_low = int(corpus.low[host]), int(corpus.low[guest])
    for kind, x, x_end, y, y_end in rows:
        what = "number" if kind == FIGURE else "name" if kind == NAME else "date"
        one = first_text[spans.starts[a + x - low] : spans.ends[a + x_end - low]] if x >= 0 else ""
        two = second_text[spans.starts[b + y - guest_low] : spans.ends[b + y_end - guest_low]] if y >= 0 else ""
        place = (y if y >= 0 else x) if swapped else (x if x >= 0 else y)
        found.append((place, Change(what, two, one) if swapped else Change(what, one, two)))
    return tuple(dict.fromkeys(change for _, change in sorted(found)))


def assemble(
    corpus: Corpus,
    decided: Decided,
    size: int,
    workers: int,
    twin_reasons: Callable[[int, int, Sequence[Passage], Spans], tuple[str, ...]],
    progress: Callable[[str, int, int], None] | None = None,
) -> list[Match]:
    """Make the matches of decided pairs.

    Args:
        corpus: The articles.
        decided: Pairs with relations, sorted.
        size: Words in a shingle.
        workers: Threads of the alignment.
        twin_reasons: Says why a pair is the same event, given its articles, shared passages and word spans.
        progress: Called with ("writing up", matches so far, all).

    Returns:
        The matches in the order of the pairs.
    """
    out: list[Match] = []
    total = len(decided.left)
    for start in range(0, total, BLOCK):
        out.extend(_block(corpus, decided, start, min(total, start + BLOCK), size, workers, twin_reasons))
        if progress:
            progress("writing up", len(out), total)
    return out


def _block(
    corpus: Corpus,
    decided: Decided,
    first: int,
    last: int,
    size: int,
    workers: int,
    twin_reasons: Callable[[int, int, Sequence[Passage], Spans], tuple[str, ...]],
) -> list[Match]:
    """The matches of pairs [first, last)."""
    evidence = decided.evidence
    hosts, guests = evidence.hosts[first:last], evidence.guests[first:last]
    order = np.lexsort((guests, hosts))
    spans = word_spans(corpus, np.unique(np.concatenate([hosts, guests])).tolist())
    rows: list[list[list[int]]] = [[]] * (last - first)
    changes: list[list[list[int]]] = [[]] * (last - first)
    for part in details(corpus, hosts[order], guests[order], size, workers):
        all_passages = part.passages.reshape(-1, PASSAGE_COLUMNS).tolist()
        all_changes = part.changes.reshape(-1, CHANGE_COLUMNS).tolist()
        bounds, change_bounds = part.passage_bounds.tolist(), part.change_bounds.tolist()
        for k in range(len(bounds) - 1):
            pair = int(order[part.first + k])
            rows[pair] = all_passages[bounds[k] : bounds[k + 1]]
            changes[pair] = all_changes[change_bounds[k] : change_bounds[k + 1]]
    columns = zip(
        decided.left[first:last].tolist(), decided.right[first:last].tolist(), decided.relations[first:last].tolist(),
        decided.scores[first:last].tolist(), decided.jaccard[first:last].tolist(),
        cosines(evidence)[first:last].tolist(), hosts.tolist(), guests.tolist(),
        column(evidence, 0)[first:last].tolist(), column(evidence, WORDS_HOST)[first:last].tolist(),
        column(evidence, WORDS_GUEST)[first:last].tolist(), column(evidence, COVERED_HOST)[first:last].tolist(),
        column(evidence, COVERED_GUEST)[first:last].tolist(), column(evidence, WASTE)[first:last].tolist(),
        rows, changes, strict=True,
    )  # fmt: skip
    out = []
    for (left, right, code, score, jaccard, cosine, host, guest, shared, host_words, guest_words, covered_host,
         covered_guest, waste, passage_rows, change_rows) in columns:  # fmt: skip
        swapped = host != left
        relation = RELATIONS[code]
        passages = _passages(passage_rows, host, guest, spans, swapped)
        changed: tuple[Change, ...] = ()
        if relation is not Relation.SAME_EVENT:
            changed = _changes(change_rows, host, guest, corpus, spans, swapped)
        if code == SAME_EVENT:
            reasons = twin_reasons(left, right, passages, spans)
        else:
            covered = (min(1.0, covered_host / max(1, host_words)), min(1.0, covered_guest / max(1, guest_words)))
            reasons = reasons_for(
                relation, corpus.articles[left], covered[::-1] if swapped else covered, passages, changed, waste
            )
        counts = corpus.shingle_counts
        contained = (shared / max(1, int(counts[left])), shared / max(1, int(counts[right])))
        out.append(
            Match(
                corpus.articles[left].id, corpus.articles[right].id, relation, round(score, 4), round(jaccard, 4),
                (round(contained[0], 4), round(contained[1], 4)), round(cosine, 4), passages, changed, reasons,
            )
        )  # fmt: skip
    return out
