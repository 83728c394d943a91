"""One pair of articles, side by side: the work of ``dedup compare``."""

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from dedup.accepted import checked_article, checked_ignore, checked_params
from dedup.assemble import assemble
from dedup.confirm.confirm import COVERED_GUEST, COVERED_HOST, SUBSEQUENCE, WASTE, WORDS_GUEST, WORDS_HOST
from dedup.corpus.corpus import Corpus, Keys, build_corpus
from dedup.corpus.equal import are_equal
from dedup.corpus.word_counts import count_words
from dedup.decide.decide import Pairs, are_kept, counted, decide
from dedup.events.event_features import BRIEF
from dedup.events.same_event import (
    LIMITS,
    OBSTACLE,
    OBSTACLES,
    RARE_NAMES,
    RARE_PHRASES,
    RARE_TERMS,
    SHARED_DATE,
    SHARED_NUMBERS,
    SHARED_WEEKDAYS,
    TOLD_DATE,
    Scores,
    nothing_shared,
    same_event_model,
)
from dedup.events.twins import date_in_words, further_obstacle, score_twins, twin_reasons
from dedup.evidence.evidence import column, measure
from dedup.furniture.furniture import mark_phrases
from dedup.furniture.listing import phrases_found
from dedup.model import Article, Comparison, Passage
from dedup.params import Params
from dedup.published import are_within, day_numbers, days_apart
from dedup.relate.relate import COPIES, LEAST_WORDS, NONE, OVERLAP
from dedup.runtime.collector import collector_paused
from dedup.tokens import FURNITURE

OF_ONE_EVENT = 0.9  #: the least probability that copies report one event; some are copies of a site's notice alone
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@collector_paused()
def compare(
    left: Article,
    right: Article,
    params: Params | None = None,
    *,
    ignore: Sequence[str] = (),
    explain: bool = False,
    notify: Callable[[str], None] | None = None,
) -> Comparison:
    """Compare two articles, related or not; their ids may be equal.

    Args:
        left: One article.
        right: The other.
        params: What decides; the defaults if None.
        ignore: Lines and phrases that are no evidence.
        explain: Also say which keys they share, what was left out, and the thresholds.
        notify: Called with one line once kernels must be compiled, for very long texts.

    Returns:
        Their relation, if there is one, with the scores from 0.0 to 1.0, passages and changed facts, and the
        probability that both report one event. The record is the one that :func:`dedup.find_duplicates` gives, save
        for furniture, which two texts do not show. A text without words relates to nothing: all scores are 0.0.

    Raises:
        ArticleError: If one is no article, or a part of it is wrong.
        UsageError: If ``params`` is no Params, or ``ignore`` no list of str.

    >>> one = Article("a", "The council voted nine to two on Tuesday to close the old bridge, and said so in a letter.")
    >>> two = one._replace(id="b", text=one.text.replace("two", "three"))
    >>> result = compare(one, two)
    >>> str(result.match.relation), result.changed
    ('near-duplicate', (Change(what='number', left='two', right='three'),))
    """
    left, right = checked_article(left, "left"), checked_article(right, "right")
    params, ignore = checked_params(params), checked_ignore(ignore)
    corpus = build_corpus([left._replace(id="0"), right._replace(id="1")], params, notify=notify)
    mark_phrases(corpus, ignore)
    one, two = np.zeros(1, dtype=np.int32), np.ones(1, dtype=np.int32)
    evidence = measure(corpus, one, two, params.shingle_size, 1)
    published = day_numbers(corpus.articles)
    days = days_apart(published, one, two)
    length, words = corpus.high - corpus.low, int(count_words(corpus, np.arange(2, dtype=np.int32)).min())
    one_words, two_words = (corpus.words[corpus.low[k] : corpus.high[k]] for k in (0, 1))
    is_equal = length[0] > 0 and np.array_equal(one_words, two_words)
    identical = np.array([is_equal and are_equal(corpus.articles, corpus.compiled)[1]])
    allowed = np.array([bool(length.min() > 0)])
    pairs, twins = decide(corpus, one, two, evidence, days, identical, allowed, params, 1)
    pairs = counted(corpus, pairs, params)
    related = bool(are_kept(pairs, params)[0] and are_within(published, one, two, params.window_days)[0])
    codes = pairs.relations if related else np.full(1, OVERLAP, dtype=np.uint8)
    [match] = assemble(corpus, pairs._replace(relations=codes), params, 1, partial(twin_reasons, corpus, twins))
    match = match._replace(left=left.id, right=right.id)
    scores = score_twins(corpus, one, two, days, params.same_event_score, 1) if allowed[0] else None
    same_event = chance_of_one_event(scores, int(pairs.relations[0]), words) if scores else 0.0
    explanation = explained(corpus, pairs, scores, params, ignore, match.passages) if explain else {}
    if explain and scores and pairs.relations[0] == NONE:
        explanation["no_event"] = _obstacle(scores, corpus, float(days[0]), words, params)
    return Comparison(
        left, right, match if related else None, match.jaccard, match.containment, match.cosine, match.passages,
        match.changed, round(same_event, 4), explanation,
    )  # fmt: skip


def chance_of_one_event(scores: Scores, relation: int, words: int) -> float:
    """Return the probability that a pair reports one event, copies and very short texts considered.

    Of texts shorter than a report every word is in the lead, so that any words in common look like one event. Texts of
    fewer than ``LEAST_WORDS`` words that are not related tell nothing of that, nor do texts briefer than the model
    knows that share neither a rare word nor a fact: they get no more than texts with nothing in common.

    Args:
        scores: Of the model, for this pair.
        relation: Code of the relation; ``NONE`` if there is none.
        words: Of the shorter text.
    """
    chance = float(scores.probability[0])
    if relation in COPIES:  # the model is one of reports in other words
        return max(chance, OF_ONE_EVENT)
    tells = bool(scores.kept[0, :TOLD_DATE].any())
    if relation == NONE and (words < LEAST_WORDS or (words < BRIEF and not tells)):
        return min(chance, nothing_shared())
    return chance


def _obstacle(scores: Scores, corpus: Corpus, days: float, words: int, params: Params) -> str:
    """Why two unrelated texts are not taken for reports of one event.

    Args:
        scores: Of the model.
        corpus: The two.
        days: Between them, negative if one is not dated.
        words: Of the shorter text.
        params: What decided.
    """
    if words < LEAST_WORDS:
        return f"one has fewer than {LEAST_WORDS} words"
    if days > params.same_event_days:
        return f"published more than {params.same_event_days} days apart"
    if scores.twin[0] and (further := further_obstacle(corpus, 0, 1, days, int(scores.kept[0, TOLD_DATE]))):
        return further
    return OBSTACLES[scores.kept[0, OBSTACLE]] or "the whole texts are too unlike, or their lengths"


def _further_limits() -> list[tuple[str, float]]:
    """The limits of the model of one event beside its least score: see :data:`dedup.events.same_event.LIMITS`."""
    return list(zip(LIMITS, same_event_model().limits.tolist(), strict=True))[1:]


def _in_common(scores: Scores) -> dict[str, object]:
    """What two reports have in common that speaks for one event."""
    kept = scores.kept[0].tolist()
    days = [name for number, name in enumerate(_WEEKDAYS) if kept[SHARED_WEEKDAYS] >> number + 1 & 1]
    return {
        "rare_terms": kept[RARE_TERMS],
        "rare_names": kept[RARE_NAMES],
        "rare_phrases": kept[RARE_PHRASES],
        "numbers": kept[SHARED_NUMBERS],
        "date": date_in_words(kept[SHARED_DATE]),
        "weekdays": days,
    }


def explained(
    corpus: Corpus, pairs: Pairs, scores: Scores | None, params: Params, ignore: Sequence[str],
    passages: Sequence[Passage],
) -> dict[str, object]:
    """Say which keys a pair shares, what was left out as furniture, and what the thresholds are.

    Args:
        corpus: The two articles.
        pairs: The pair.
        scores: What speaks for one event; None if a text has no words.
        params: What decided.
        ignore: Lines and phrases that were left out.
        passages: What they share.
    """

    def shared(keys: Keys) -> dict[str, int]:
        sides = [set(part.tolist()) for part in np.split(keys.keys, keys.bounds[1:-1])]
        return {"left": len(sides[0]), "right": len(sides[1]), "shared": len(sides[0] & sides[1])}

    left_is_host = int(pairs.evidence.hosts[0]) == 0

    def sides(host: int, guest: int) -> dict[str, int]:
        values = [int(column(pairs.evidence, which)[0]) for which in (host, guest)]
        return dict(zip(("left", "right"), values if left_is_host else values[::-1], strict=True))

    marked = [int((corpus.flags[corpus.low[k] : corpus.high[k]] & FURNITURE > 0).sum()) for k in (0, 1)]
    return {
        "keys": {
            "bands": shared(corpus.bands),
            "passages": shared(corpus.passages),
            "terms": shared(corpus.terms),
        },
        "furniture": {
            "words_left": marked[0],
            "words_right": marked[1],
            "shared_words_left_out": int(column(pairs.evidence, WASTE)[0]),
            "passages": phrases_found(corpus, ignore),
        },
        "evidence": {
            "words": sides(WORDS_HOST, WORDS_GUEST),
            "words_in_shared_passages": sides(COVERED_HOST, COVERED_GUEST),
            "longest_passage": max((passage.words for passage in passages), default=0),
            "words_in_common_order": int(column(pairs.evidence, SUBSEQUENCE)[0]),
        },
        "in_common": _in_common(scores) if scores else {},
        "thresholds": {
            "min_passage_words": params.min_passage_words,
            "min_passage_characters": params.min_passage_characters,
            "same_event_score": float(params.same_event_score or same_event_model().limits[0]),
            **{f"same_event_{name}": float(limit) for name, limit in _further_limits()},
            "same_event_days": params.same_event_days,
        },
    }  # fmt: skip
