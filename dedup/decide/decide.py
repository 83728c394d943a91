"""Measured pairs to relations and scores: the same for a batch, for one article and for a pair."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.calibrate import calibrated
from dedup.confirm.confirm import EDITED, LONGEST, SHARED, TOTAL_GUEST, UNSPACED
from dedup.corpus.corpus import Corpus
from dedup.corpus.word_counts import have_fewer
from dedup.decide.facts_in_place import count_facts_in_place, hang_on_facts
from dedup.decide.forms import is_short, kept_wording
from dedup.decide.framed_stories import are_framed_stories
from dedup.decide.frames import without_frames
from dedup.decide.misread import copies_by_letters
from dedup.decide.other_days import are_of_other_days, are_reworded_late, hold_most
from dedup.decide.other_subject import are_about_others
from dedup.decide.region_facts import (
    are_by_order,
    are_of_another_event,
    are_other_facts,
    facts_in_regions,
    is_broken,
    keep_facts,
    may_be_broken,
    whole_texts,
)
from dedup.decide.reordered import are_reordered
from dedup.decide.said_twice import said_again
from dedup.decide.spelling import alike_in_letters
from dedup.decide.unlike_lengths import are_unlike
from dedup.decide.updates import find_updates, may_be_updates
from dedup.events.twins import LEAST_COSINE, Twins, find_twins
from dedup.evidence.evidence import Evidence, column, cosines, jaccard_of, measure, selected, with_all_shingles
from dedup.evidence.rewriting import (
    MATCHED,
    are_even,
    are_in_short_runs,
    is_in_pieces,
    may_be_edited,
    most_of,
    parallel_regions,
    run_throughout,
)
from dedup.model import Relation
from dedup.params import OCR, Params
from dedup.relate.relate import (
    DOUBTFUL,
    EXCERPT,
    IDENTICAL,
    LEAST_WORDS,
    MISSPELT,
    MOST,
    NEAR_DUPLICATE,
    NONE,
    OVERLAP,
    PASSAGE,
    RELATIONS,
    SAME_EVENT,
    TEMPLATE,
    UNTOLD,
    relate_pairs,
    scores_of,
)
from dedup.relate.templates import OVERWRITTEN
from dedup.runtime.kernels import run


class Pairs(NamedTuple):
    """Measured pairs and what they are to each other."""

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    evidence: Evidence
    jaccard: NDArray[np.float64]
    days: NDArray[np.float64]
    relations: NDArray[np.uint8]
    scores: NDArray[np.float64]  #: probability that the relation holds; where there is none, no number that counts
    rewritten: NDArray[np.bool_]  #: one text puts a part of the other, or all of it, into other words


class Relations(NamedTuple):
    """What measured pairs are to each other by their passages."""

    relations: NDArray[np.uint8]
    strengths: NDArray[np.float64]  #: how clearly, see :func:`dedup.relate.relate.scores_of`
    rewritten: NDArray[np.bool_]  #: see :class:`Pairs`


def relate(
    corpus: Corpus,
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    evidence: Evidence,
    days: NDArray[np.float64],
    params: Params,
    workers: int,
) -> Relations:
    """Decide the relations of measured pairs but same-event, in scripts without spaces by what stands in frames."""
    relations = _related(corpus, left, right, evidence, days, params, workers)
    bare, pairs = without_frames(corpus, evidence, params.shingle_size)
    if len(pairs):
        sides = left[pairs], right[pairs]
        inside = measure(bare, *sides, params.shingle_size, workers)
        found = _related(bare, *sides, inside, days[pairs], params, workers)
        relations.relations[pairs] = found.relations
        relations.strengths[pairs] = found.strengths
        relations.rewritten[pairs] = found.rewritten
    return relations


def _related(
    corpus: Corpus,
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    evidence: Evidence,
    days: NDArray[np.float64],
    params: Params,
    workers: int,
) -> Relations:
    """Decide the relations of measured pairs but same-event.

    First all by what was measured. Then those that hang on it are measured in another way and decided again: by the
    facts in their place, as updates, by their letters. Last come those whose passages do not decide: overlaps in
    pieces, short texts that keep a wording, texts edited throughout.
    """
    n = len(left)
    relations, strengths = np.zeros(n, dtype=np.uint8), np.zeros(n, dtype=np.float64)
    counts, spelling = corpus.shingle_counts, np.zeros(n, dtype=np.uint8)
    host_again, guest_again = said_again(corpus, evidence)

    def decide_relations(which: "NDArray[np.int64] | slice[int, int, None]") -> None:
        some, marks = selected(evidence, which), spelling[which]
        related, strong = relations[which], strengths[which]
        run(
            relate_pairs, corpus.compiled, 0, len(related), some.counts, some.scores, counts[some.hosts],
            counts[some.guests], host_again[which], guest_again[which], days[which], params.min_passage_words,
            params.min_passage_characters, marks, related, strong,
        )  # fmt: skip
        relations[which], strengths[which], spelling[which] = related, strong, marks

    decide_relations(slice(0, n))  # without a copy
    asked = hang_on_facts(evidence, relations, days)
    if len(asked):
        count_facts_in_place(corpus, evidence, asked, workers)
        spelling[asked] = UNTOLD
        decide_relations(asked)
    updates = find_updates(corpus, evidence, may_be_updates(evidence, relations, days), workers)
    spelling[updates] = UNTOLD
    decide_relations(updates)
    doubtful = np.flatnonzero(spelling == DOUBTFUL)
    one, two = ([corpus.articles[k].text for k in side[doubtful].tolist()] for side in (left, right))
    misspelt = doubtful[alike_in_letters(one, two, corpus.compiled)]
    spelling[misspelt] = MISSPELT
    decide_relations(misspelt)
    _of_another_event(corpus, evidence, relations, strengths, spelling, params, workers)
    rewritten = _put_into_other_words(corpus, evidence, relations, strengths, params, workers)
    short = np.flatnonzero((relations == NONE) & is_short(evidence))
    kept = kept_wording(corpus, evidence.hosts[short], evidence.guests[short])
    found, strengths[short[kept > 0.0]] = short[kept > 0.0], kept[kept > 0.0]
    is_edited = column(evidence, EDITED)[found] == OVERWRITTEN
    relations[found] = np.where(is_edited, NEAR_DUPLICATE, TEMPLATE)
    _edited_throughout(corpus, evidence, relations, strengths, params, workers)
    _of_another_day(corpus, evidence, relations, strengths, days, params, workers)
    relations[are_framed_stories(corpus, evidence, relations)] = NONE
    relations[are_about_others(corpus, evidence, relations, days)] = TEMPLATE
    relations[are_reworded_late(corpus, evidence, relations, days)] = TEMPLATE
    reordered = are_reordered(corpus, evidence, relations, days)
    relations[reordered], strengths[reordered] = TEMPLATE, cosines(evidence)[reordered]
    if params.profile == OCR:
        copies_by_letters(corpus, left, right, evidence, relations, strengths)
    return Relations(relations, strengths, rewritten)


def _put_into_other_words(
    corpus: Corpus, evidence: Evidence, relations: NDArray[np.uint8], strengths: NDArray[np.float64], params: Params,
    workers: int,
) -> NDArray[np.bool_]:  # fmt: skip
    """Decide the overlaps in pieces by the region in which the texts run in parallel; say which have one."""
    pairs = np.flatnonzero((relations == OVERLAP) & is_in_pieces(evidence, params))
    regions = parallel_regions(corpus, evidence.hosts[pairs], evidence.guests[pairs], workers)
    counted = facts_in_regions(corpus, evidence.hosts[pairs], evidence.guests[pairs], regions, workers)
    found = (regions[:, MATCHED] >= params.min_passage_words) & ~are_of_another_event(counted)
    relations[pairs[~found]] = NONE
    part, whole = most_of(evidence, pairs, regions)
    is_kept = found & keep_facts(evidence, pairs) & ~are_other_facts(counted)
    part, whole = is_kept & part, is_kept & whole
    relations[pairs[part]], relations[pairs[whole]] = EXCERPT, NEAR_DUPLICATE
    strengths[pairs[part | whole]] = MOST
    out = np.zeros(len(relations), dtype=np.bool_)
    out[pairs] = found
    return out


def _of_another_event(
    corpus: Corpus, evidence: Evidence, relations: NDArray[np.uint8], strengths: NDArray[np.float64],
    spelling: NDArray[np.uint8], params: Params, workers: int,
) -> None:  # fmt: skip
    """Take away what is an overlap or a copy by words between which facts differ, with hardly one that is the same."""
    is_copy = ((relations == NEAR_DUPLICATE) | (relations == EXCERPT)) & (spelling != MISSPELT)
    is_passage = (relations == OVERLAP) & may_be_broken(evidence, params)
    pairs = np.flatnonzero(is_passage | (is_copy & are_by_order(evidence)))
    broken = is_broken(corpus, evidence, pairs, params)
    pairs, broken = pairs[broken | is_copy[pairs]], broken[broken | is_copy[pairs]]
    hosts, guests = evidence.hosts[pairs], evidence.guests[pairs]
    regions, passage = whole_texts(corpus, hosts, guests), ~is_copy[pairs]
    regions[passage] = parallel_regions(corpus, hosts[passage], guests[passage], workers)[:, :MATCHED]
    is_other = are_of_another_event(facts_in_regions(corpus, hosts, guests, regions, workers))
    pairs, broken = pairs[is_other], broken[is_other]
    relations[pairs] = np.where(broken, NONE, OVERLAP)
    strengths[pairs] = np.minimum(1.0, column(evidence, LONGEST)[pairs] / PASSAGE)


def _edited_throughout(
    corpus: Corpus, evidence: Evidence, relations: NDArray[np.uint8], strengths: NDArray[np.float64], params: Params,
    workers: int,
) -> None:  # fmt: skip
    """Find edited copies in scripts without spaces that too few passages tell of.

    What is no form by its runs is none by its facts, which a scanner misreads with all else.
    """
    is_open = (relations == NONE) | (relations == OVERLAP) | (relations == TEMPLATE)
    pairs = np.flatnonzero(is_open & may_be_edited(corpus, evidence, relations == TEMPLATE))
    regions = parallel_regions(corpus, evidence.hosts[pairs], evidence.guests[pairs], workers)
    part, whole = most_of(evidence, pairs, regions)
    counted = facts_in_regions(corpus, evidence.hosts[pairs], evidence.guests[pairs], regions, workers)
    is_other = are_of_another_event(counted)
    is_cut_up = are_in_short_runs(evidence, pairs, regions, is_other)
    is_kept = keep_facts(evidence, pairs) & ~are_other_facts(counted)
    found = are_even(evidence, pairs, regions) & np.where(relations[pairs] == TEMPLATE, is_cut_up, is_kept)
    is_throughout = run_throughout(evidence, pairs, regions) & is_cut_up & ~is_other
    found |= is_throughout & (relations[pairs] != TEMPLATE)
    found &= (part | whole) & (regions[:, MATCHED] >= params.min_passage_characters)
    part, pairs, matched = part[found], pairs[found], regions[found, MATCHED]
    relations[pairs] = np.where(part, EXCERPT, NEAR_DUPLICATE)
    strengths[pairs] = np.maximum(MOST, matched / column(evidence, TOTAL_GUEST)[pairs])


def _of_another_day(
    corpus: Corpus, evidence: Evidence, relations: NDArray[np.uint8], strengths: NDArray[np.float64],
    days: NDArray[np.float64], params: Params, workers: int,
) -> None:  # fmt: skip
    """Make overlaps of the copies that are of two days; templates where one holds most of the other, or no passage is.
    """
    pairs = are_of_other_days(corpus, evidence, relations, days, workers)
    longest, unspaced = column(evidence, LONGEST)[pairs], column(evidence, UNSPACED)[pairs] > 0
    is_long = longest >= np.where(unspaced, params.min_passage_characters, params.min_passage_words)
    is_part = is_long & ~hold_most(corpus, evidence)[pairs]
    relations[pairs] = np.where(is_part, OVERLAP, TEMPLATE)
    strengths[pairs[is_part]] = np.minimum(1.0, longest[is_part] / PASSAGE)


def decide(
    corpus: Corpus,
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    evidence: Evidence,
    days: NDArray[np.float64],
    identical: NDArray[np.bool_],
    wanted: NDArray[np.bool_],
    params: Params,
    workers: int,
) -> tuple[Pairs, Twins]:
    """Say of measured pairs what they are to each other, and how surely: the same for a batch and for one pair.

    Args:
        corpus: The articles.
        left: Article numbers of the pairs.
        right: Article numbers.
        evidence: What was measured on them.
        days: Days between their publication, -1.0 if one is undated.
        identical: Which pairs have the same words in the same order.
        wanted: Which pairs may be the same event; the others are not asked.
        params: What decides.
        workers: Threads.

    Returns:
        The pairs, those without relation among them, and the evidence for twins.
    """
    relations, scores, rewritten = relate(corpus, left, right, evidence, days, params, workers)
    is_brief = have_fewer(corpus, left, LEAST_WORDS) | have_fewer(corpus, right, LEAST_WORDS)
    relations[is_brief] = NONE
    relations[identical] = IDENTICAL
    for code in range(SAME_EVENT):
        of_code = relations == code
        scores[of_code] = calibrated(scores_of(code, scores[of_code]), RELATIONS[code], params)
    one, other = (corpus.high - corpus.low)[left], (corpus.high - corpus.low)[right]
    asked = wanted & (relations == NONE) & (cosines(evidence) >= LEAST_COSINE)
    asked &= ~is_brief & ~are_unlike(one, other)
    twins = find_twins(corpus, left, right, days, asked, params, workers)
    relations[twins.found] = SAME_EVENT
    scores[twins.found] = calibrated(twins.probability, Relation.SAME_EVENT, params)
    jaccard = jaccard_of(corpus, column(evidence, SHARED), left, right)
    return Pairs(left, right, evidence, jaccard, days, relations, scores, rewritten), twins


def are_kept(pairs: Pairs, params: Params) -> NDArray[np.bool_]:
    """Say which pairs have a relation, at a score that is asked for as records give it."""
    return np.asarray((pairs.relations != NONE) & (np.round(pairs.scores, 4) >= params.min_score), dtype=np.bool_)


def counted(corpus: Corpus, pairs: Pairs, params: Params, workers: int = 1) -> Pairs:
    """Pairs with the exact Jaccard index in scripts without spaces, too."""
    evidence = with_all_shingles(corpus, pairs.evidence, params.shingle_size, workers)
    return pairs._replace(jaccard=jaccard_of(corpus, column(evidence, SHARED), pairs.left, pairs.right))


def select(pairs: Pairs, kept: "NDArray[np.int64] | slice[int, int, None]") -> Pairs:
    """Some of the pairs, in the order given."""
    return Pairs(
        pairs.left[kept], pairs.right[kept], selected(pairs.evidence, kept), pairs.jaccard[kept], pairs.days[kept],
        pairs.relations[kept], pairs.scores[kept], pairs.rewritten[kept],
    )  # fmt: skip
