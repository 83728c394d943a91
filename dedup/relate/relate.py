"""Evidence to relation and score.

The rules follow the table of relations: identical, else template, else near-duplicate, excerpt, overlap, else
same-event. "Most of a text" is half of its words, furniture left out. Wording is measured by shared passages or, where
changes cut all passages, by the longest common subsequence. A template keeps the wording and replaces the facts: it is
told from an edited copy by facts being kept worse than words (:mod:`dedup.relate.templates`). Both keep half of the
longer text; a passage that is half of the shorter one only is a quotation or an item. A copy full of errors and a
rewritten text keep as many words; :mod:`dedup.decide.spelling` tells them apart, and :mod:`dedup.evidence.rewriting` a
rewritten text from one that has the same words elsewhere.
"""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from dedup.confirm.confirm import (
    BREAKS,
    COLUMNS,
    COSINE,
    COVERED_GUEST,
    COVERED_HOST,
    DATES,
    DATES_GUEST,
    DATES_HOST,
    FIGURES,
    FIGURES_GUEST,
    FIGURES_HOST,
    LONGEST,
    PASSAGES,
    REST,
    SHARED,
    SPAN_FIRST,
    SPAN_LAST,
    SUBSEQUENCE,
    TIES,
    TOTAL_GUEST,
    TOTAL_HOST,
    UNKNOWN,
    UNSPACED,
    WASTE,
    WORDS_GUEST,
    WORDS_HOST,
)
from dedup.confirm.rest import has_rest
from dedup.confirm.ties import ALL, is_framed, is_tied
from dedup.model import Relation
from dedup.relate.templates import BULLETIN, FORM_OWN, form_wording, is_refilled, is_template
from dedup.runtime.kernels import Ints, kernel

NONE = 9  #: code of no relation; others are positions in the order of weight
RELATIONS = tuple(Relation)
IDENTICAL, NEAR_DUPLICATE, EXCERPT, OVERLAP, TEMPLATE, SAME_EVENT = range(6)
COPIES = (IDENTICAL, NEAR_DUPLICATE)

MOST = 0.5  #: share of a text that counts as most of it
FEW_WORDS, MORE_OF_FEW = 20, 0.3  #: of a text of fewer it takes more, so much of LEAST_WORDS: a few agree by chance
OF_EITHER = 1.6  #: times the Jaccard index J of texts of one length is the share of either: 2 / (1 + J), near J = .25
MUCH_MORE = 0.6  #: an excerpt's text has at most this share of the words of the other; cut to half it has .5
SAID_TWICE = 0.75  #: Jaccard index of a text and one so much longer that says nothing else, but that twice
SUBSEQUENCE_MOST = 0.55  #: common subsequence, as a share of the shorter text, of an edited copy; unrelated ones: .4
UNSPACED_JACCARD = 0.5  #: of a copy in a script without spaces; unrelated Thai texts stay below .42
LEAST_COSINE = 0.35  #: of an edited copy that has no long common run
SURE_ORDER = 0.6  #: common subsequence that needs no cosine: other names make a template's texts look unlike
SURE_WORDS = 40  #: in texts of so many words
NOISY = 0.47  #: common subsequence of a copy with errors in every other word, where rare words are made by errors
NOISY_SHINGLES = 0.1  #: and its containment
NOISY_WORDS = 30  #: and its words: what differs in fewer says nothing
FORM_WORDS = 80  #: of a form of which so little is in order: shorter ones have much wording in common
FRAGMENTS, FRAGMENTS_COSINE = 0.12, 0.55  #: containment (of independent answers: .09) and cosine of a rewritten text
PASSAGE = 60.0  #: words of a shared passage that is as sure a sign as there is
LEAST_WORDS = 10  #: shorter texts match only as exact copies
FORM = 0.45  #: share of the longer text's wording that a template keeps
FORM_JACCARD = 0.35  #: the same of three characters each, in scripts without spaces
SAME_SUBJECT = 0.15  #: cosine of what lies beside the passages: of words, or of pairs of characters
FORM_IN_ORDER = 0.65  #: share of the order of words that it keeps and a copy with errors in most figures does not
TABLE = 0.06  #: distinct figures a word in reports that are mostly tables
APART = 0.15  #: cosine of what lies outside the shared passages of texts on different subjects, at most
SENTENCE_MOST = 0.6  #: share of a short text that one sentence may be, too short for a passage, and of another one too
APART_WORDS = 0.2  #: and the share of it that stands in one order; a copy of which 40 % was replaced keeps .26

NOTICE, NOTICE_PIECES = 35, 4  #: words of a short notice, and pieces in which two share their beginning and end
NOTICE_LEAST, NOTICE_MOST = 0.4, 0.66  #: shares of such a notice that these are
NOTICE_ORDER, NOTICE_REST = 0.33, 0.2  #: share in one order, and cosine, of what lies between
NOTE, NOTE_MOST = 20, 0.75  #: words of a notice before an end that another has, and share that this is, at most
PART = 0.6  #: of the words of a passage: pieces so long on average are parts of a text, not what edits leave of it
PARTS_ORDER = 0.25  #: share in one order of what lies beside such parts in two texts that go on in other words
PARTS_MOST = 0.6  #: share of the shorter of two such texts that is not most of it

OWN_JACCARD = 0.25  #: of a copy in short passages, not more than half of which recur elsewhere
BESIDE = 0.45  #: share in one order of what lies beside the passages of texts that are otherwise related
SCATTERED, BETWEEN = 6, 0.2  #: passages of a copy with changes all over, and that share between them

UNTOLD, MISSPELT, DOUBTFUL = 0, 1, 2  #: spelling of a pair: not looked at, full of errors, to be looked at


@kernel
def words_in_order(counts: Ints, at: int) -> int:
    """Words of the common subsequence that are no furniture; furniture of both texts may stand anywhere in it."""
    furniture = min(
        counts[at + TOTAL_HOST] - counts[at + WORDS_HOST], counts[at + TOTAL_GUEST] - counts[at + WORDS_GUEST]
    )
    return max(0, counts[at + SUBSEQUENCE] - max(counts[at + WASTE], furniture))


@kernel
def words_said(words: int, total: int, again: int) -> int:
    """Words of a text that are no furniture, those that stand there again (:mod:`dedup.decide.said_twice`) once."""
    return int(max(1, words * (total - again) // max(1, total)))


@kernel
def keeps_order(counts: Ints, at: int, host: int, guest: int, contained: float, least_words: int) -> bool:
    """Return True if about every other word stands in one order, as in a copy full of errors or a rewritten text.

    ``host`` and ``guest`` are the words that the texts say, see :func:`words_said`.
    """
    shorter, longer = min(host, guest), max(host, guest)
    in_order = words_in_order(counts, at) / shorter
    return in_order >= NOISY and contained >= NOISY_SHINGLES and shorter >= max(least_words, 0.8 * longer)


@kernel
def keeps_figures(counts: Ints, at: int) -> bool:
    """Return True if half of the figures and dates of two texts are the same, or there are none."""
    figures = min(counts[at + FIGURES_HOST], counts[at + FIGURES_GUEST])
    dates = min(counts[at + DATES_HOST], counts[at + DATES_GUEST])
    return 2 * (counts[at + FIGURES] + counts[at + DATES]) >= figures + dates


@kernel
def stands_apart(counts: Ints, at: int, rest: float, passage_words: int) -> bool:
    """Return True if a pair shares whole passages, and what is left of both has neither subject nor wording in common.

    The changes of an edited copy stand all over both texts, with equal words between them; what is quoted stands whole.
    """
    covered = counts[at + COVERED_GUEST] + counts[at + WASTE]
    left = min(counts[at + TOTAL_HOST], counts[at + TOTAL_GUEST]) - covered
    is_whole = covered >= passage_words * (counts[at + PASSAGES] + counts[at + BREAKS])
    return covered > 0 and is_whole and rest < APART and counts[at + SUBSEQUENCE] - covered < APART_WORDS * left


@kernel
def shares_parts(counts: Ints, at: int, passage_words: int) -> bool:
    """Return True if a pair shares whole parts, as two stories with one background, and the rests run in no one order.

    What is left of both may be on one subject. In scripts without spaces no subsequence is computed, so none does.
    """
    covered = counts[at + COVERED_GUEST] + counts[at + WASTE]
    left = min(counts[at + TOTAL_HOST], counts[at + TOTAL_GUEST]) - covered
    is_whole = covered >= PART * passage_words * (counts[at + PASSAGES] + counts[at + BREAKS])
    is_other = counts[at + SUBSEQUENCE] - covered < PARTS_ORDER * left
    return bool(covered > 0 and is_whole and is_other and not counts[at + UNSPACED])


@kernel
def is_sentence(counts: Ints, at: int, rest: float) -> bool:
    """Return True if two texts share one piece, and what is left of both has neither subject nor wording in common."""
    covered = counts[at + COVERED_GUEST] + counts[at + WASTE]
    left = min(counts[at + TOTAL_HOST], counts[at + TOTAL_GUEST]) - covered
    is_one = counts[at + PASSAGES] + counts[at + BREAKS] == 1 and not counts[at + UNSPACED]
    return bool(is_one and rest < APART and counts[at + SUBSEQUENCE] - covered < APART_WORDS * left)


@kernel
def go_on_apart(counts: Ints, at: int) -> bool:
    """Return True if beside the one piece that two texts share each has as much of its own as a notice or a story has.

    So a company ends all its notices with what it is, and a page goes on with another story than it began with. Of a
    frame, which may stand around a copy, there are fewer words, but for those before a piece at the end.
    """
    covered = counts[at + COVERED_GUEST] + counts[at + WASTE]
    own = min(counts[at + TOTAL_HOST], counts[at + TOTAL_GUEST]) - covered
    is_end = counts[at + SPAN_LAST] >= counts[at + TOTAL_HOST] - 2 and counts[at + SPAN_FIRST] >= NOTE
    return bool(own >= (NOTE if is_end else BULLETIN) and not counts[at + UNSPACED])


@kernel
def is_framed_notice(counts: Ints, at: int, rest: float) -> bool:
    """Return True if two short notices share how they begin and end, and tell of other matters: verdicts of one day.

    What lies between has neither wording nor subject in common, and no figure is the same. Texts in which so many words
    were replaced one by one keep more of their order, and some figure.
    """
    covered = counts[at + COVERED_GUEST] + counts[at + WASTE]
    shorter = min(counts[at + TOTAL_HOST], counts[at + TOTAL_GUEST])
    pieces = counts[at + PASSAGES] + counts[at + BREAKS]
    is_notice = NOTICE <= shorter <= BULLETIN and 0 < pieces <= NOTICE_PIECES and not counts[at + UNSPACED]
    is_frame = NOTICE_LEAST * shorter <= covered < NOTICE_MOST * shorter
    is_other = counts[at + SUBSEQUENCE] - covered < NOTICE_ORDER * (shorter - covered) and rest < NOTICE_REST
    figures = max(counts[at + FIGURES_HOST], counts[at + FIGURES_GUEST])
    return bool(is_notice and is_frame and is_other and figures > 0 and counts[at + FIGURES] == 0)


@kernel
def relate_pair(
    counts: Ints,
    at: int,
    host: int,
    guest: int,
    cosine: float,
    rest: float,
    jaccard: float,
    contained: float,
    days: float,
    passage_words: int,
    passage_characters: int,
    misspelt: bool,
) -> tuple[int, float]:
    """Return the relation of one pair that is not identical, and the strength of its evidence in [0, 1].

    ``host`` and ``guest`` are the words that the two texts say, see :func:`words_said`. ``misspelt`` says that the
    unequal words of the two texts are alike in letters. Same-event is not decided here.
    """
    waste, shorter, longer = counts[at + WASTE], min(host, guest), max(host, guest)
    if shorter + waste < LEAST_WORDS:
        return NONE, 0.0
    covered = min(counts[at + COVERED_HOST], counts[at + COVERED_GUEST])  # a formula said twice counts once
    most, least = min(1.0, covered / shorter), min(1.0, covered / longer)
    in_order = words_in_order(counts, at) / shorter
    is_one = counts[at + PASSAGES] == 1 and counts[at + BREAKS] == 0  # a form is broken by its facts, a scan by errors
    is_whole = is_one and waste == 0 and covered >= shorter  # then no fact of the shorter text is another one
    is_part = is_whole or (is_one and stands_apart(counts, at, 0.0, passage_words))
    noisy = misspelt and not is_part and keeps_order(counts, at, host, guest, contained, NOISY_WORDS)
    needed = MOST + MORE_OF_FEW * max(0, FEW_WORDS - shorter) / LEAST_WORDS
    in_form = in_order >= SUBSEQUENCE_MOST + needed - MOST and contained >= NOISY_SHINGLES
    is_unlike = cosine < LEAST_COSINE and (in_order < SURE_ORDER or shorter < SURE_WORDS)
    by_order = noisy or (
        in_form
        and not is_unlike
        and (shorter >= SURE_WORDS or covered + waste > 0)
        and in_order * shorter >= SUBSEQUENCE_MOST * (shorter + longer) / 2
    )
    by_passages = most >= needed
    by_shingles = waste == 0 and max(jaccard * OF_EITHER, contained) >= needed
    is_apart = stands_apart(counts, at, rest, passage_words)
    total_host = counts[at + TOTAL_HOST] - counts[at + WORDS_HOST] + host
    total_guest = counts[at + TOTAL_GUEST] - counts[at + WORDS_GUEST] + guest
    raw = 0.0 if is_part else min(1.0, counts[at + SUBSEQUENCE] / max(1, total_host, total_guest))
    if counts[at + UNSPACED]:  # three characters stand everywhere; no subsequence is computed
        by_shingles = waste == 0 and jaccard >= UNSPACED_JACCARD
        in_form = waste == 0 and jaccard >= FORM_JACCARD
        is_worded = by_passages and jaccard >= FORM_JACCARD and shorter > MUCH_MORE * longer  # its furniture, too
        raw = 2.0 * jaccard / (1.0 + jaccard) if in_form or is_worded else 0.0
    enough = counts[at + LONGEST] >= (passage_characters if counts[at + UNSPACED] else passage_words)
    wording, is_copy = raw if is_part else max(least, raw), by_passages or by_order or by_shingles
    is_form = is_copy or (waste == 0 and (covered >= passage_words or (in_form and wording >= FORM)))
    if is_form and not is_part and is_refilled(counts, at, days):
        return TEMPLATE, max(wording, min(1.0, in_order))
    if not is_copy:
        in_form = in_form or keeps_order(counts, at, host, guest, contained, FORM_WORDS)
        if in_form and wording >= FORM and is_template(counts, at, wording, days, False):
            return TEMPLATE, wording
        form = form_wording(counts, at, jaccard)
        if form > 0.0 and is_template(counts, at, form, days, FORM_OWN * waste >= covered):
            return TEMPLATE, form  # its wording is furniture, its facts are its own
        rewritten = contained >= FRAGMENTS and cosine >= FRAGMENTS_COSINE and waste == 0 and not counts[at + UNSPACED]
        if rewritten and not enough and min(counts[at + COVERED_HOST], counts[at + COVERED_GUEST]) >= passage_words:
            return OVERLAP, 0.0  # in pieces: holds if they stand close and in order, see dedup.evidence.rewriting
        if enough:
            return OVERLAP, min(1.0, counts[at + LONGEST] / PASSAGE)
        is_own = waste <= covered and rest >= SAME_SUBJECT and jaccard >= OWN_JACCARD
        if is_own and max(jaccard * OF_EITHER, contained) >= needed and not counts[at + UNSPACED]:
            return EXCERPT if shorter <= MUCH_MORE * longer else NEAR_DUPLICATE, max(jaccard, contained)
        return NONE, 0.0
    table = counts[at + FIGURES_HOST] + counts[at + FIGURES_GUEST] > TABLE * (host + guest)
    is_kept = keeps_figures(counts, at) or (in_order < FORM_IN_ORDER and not by_passages)
    mangled = is_whole or (noisy and not table and is_kept)
    if wording >= FORM and not mangled and is_template(counts, at, wording, days, False):
        return TEMPLATE, wording
    inside = 0.0 if is_part else min(1.0, counts[at + SUBSEQUENCE] / max(1, min(total_host, total_guest)))
    if inside >= FORM > wording and not mangled and is_template(counts, at, inside, days, False):
        return TEMPLATE, wording  # the form stands in a longer text
    if not enough and most < SENTENCE_MOST and is_sentence(counts, at, rest):
        return NONE, 0.0
    if not enough and is_framed_notice(counts, at, rest):
        return NONE, 0.0
    is_more = jaccard < SAID_TWICE or waste > 0
    if shorter <= MUCH_MORE * longer and is_more:
        if by_passages or by_shingles:
            return EXCERPT, max(most, contained)
        if by_order and not is_apart and waste == 0 and shorter >= SURE_WORDS:  # shortened all over
            return EXCERPT, min(1.0, in_order)
        return (OVERLAP, min(1.0, counts[at + LONGEST] / PASSAGE)) if enough else (NONE, 0.0)
    if counts[at + UNSPACED]:  # what is left there cannot be weighed, but a rewritten text has no passage alone
        pieces = counts[at + PASSAGES] + counts[at + BREAKS]
        is_apart = pieces == 1 and jaccard < UNSPACED_JACCARD
        is_apart = is_apart or (jaccard < FORM_JACCARD and covered >= passage_characters * pieces)
    half = MOST if shorter > BULLETIN else SUBSEQUENCE_MOST
    if enough and is_apart and least < half and is_more:  # the longer text is mostly another
        if most >= SUBSEQUENCE_MOST:
            return EXCERPT, max(most, contained)
        return OVERLAP, min(1.0, counts[at + LONGEST] / PASSAGE)
    if enough and is_apart and is_one and most < NOTE_MOST and is_more and go_on_apart(counts, at):
        return OVERLAP, min(1.0, counts[at + LONGEST] / PASSAGE)
    if enough and least < half and most < PARTS_MOST and is_more and shares_parts(counts, at, passage_words):
        return OVERLAP, min(1.0, counts[at + LONGEST] / PASSAGE)
    return NEAR_DUPLICATE, max(most, min(1.0, in_order), contained)


@kernel
def relate_pairs(
    first: int,
    last: int,
    counts: Ints,
    scores: Sequence[float],
    host_shingles: Ints,
    guest_shingles: Ints,
    host_again: Ints,
    guest_again: Ints,
    days: Sequence[float],
    passage_words: int,
    passage_characters: int,
    spelling: "NDArray[np.uint8]",
    relations: "NDArray[np.uint8]",
    strengths: "NDArray[np.float64]",
) -> None:
    """Decide the relation of each of the pairs [first, last).

    ``host_again`` and ``guest_again`` are the words of either text that stand there again, as on a page that holds it
    twice. ``spelling`` says which pairs are ``MISSPELT``; ``DOUBTFUL`` is written where that would change the outcome.
    """
    for pair in range(first, last):
        at = pair * COLUMNS
        shared = counts[at + SHARED]
        union = host_shingles[pair] + guest_shingles[pair] - shared
        jaccard = shared / union if union > 0 else 0.0
        fewer = min(host_shingles[pair], guest_shingles[pair])
        contained = shared / fewer if fewer > 0 else 0.0
        host = words_said(counts[at + WORDS_HOST], counts[at + TOTAL_HOST], host_again[pair])
        guest = words_said(counts[at + WORDS_GUEST], counts[at + TOTAL_GUEST], guest_again[pair])
        cosine, rest, misspelt = scores[2 * pair + COSINE], scores[2 * pair + REST], spelling[pair] == MISSPELT
        relations[pair], strengths[pair] = relate_pair(
            counts, at, host, guest, cosine, rest, jaccard, contained, days[pair], passage_words, passage_characters,
            misspelt,
        )  # fmt: skip
        is_noisy = relations[pair] != NEAR_DUPLICATE and keeps_order(counts, at, host, guest, contained, NOISY_WORDS)
        if is_noisy and not misspelt:
            other, _ = relate_pair(
                counts, at, host, guest, cosine, rest, jaccard, contained, days[pair], passage_words,
                passage_characters, True,
            )  # fmt: skip
            if other != relations[pair]:
                spelling[pair] = DOUBTFUL


@kernel
def is_otherwise_related(counts: Ints, at: int, rest: float) -> bool:
    """Return True unless a pair shares nothing but a part, and what is left of both has another subject.

    Other words than before make the rests of two versions of one text look like other subjects; but what is left of
    them lies between passages all over, and goes on in one order.
    """
    covered = counts[at + COVERED_GUEST] + counts[at + WASTE]
    shorter = min(counts[at + TOTAL_HOST], counts[at + TOTAL_GUEST])
    left = shorter - covered
    if counts[at + UNSPACED]:
        return rest >= SAME_SUBJECT if has_rest(counts, at) else is_tied(counts, at) or not is_framed(counts, at)
    if covered == 0 or left < 5:
        return True
    if counts[at + TIES] == ALL or (3 * left <= shorter and (is_tied(counts, at) or not is_framed(counts, at))):
        return True
    if 2 * counts[at + UNKNOWN] > counts[at + TOTAL_HOST]:  # a language without background: all words look rare
        return counts[at + SHARED] - covered + 2 * counts[at + PASSAGES] >= max(3.0, 0.03 * left)
    if rest >= SAME_SUBJECT:
        return True
    is_scattered = counts[at + PASSAGES] + counts[at + BREAKS] >= SCATTERED
    return counts[at + SUBSEQUENCE] - covered >= (BETWEEN if is_scattered else BESIDE) * left


@kernel
def mark_related(first: int, last: int, counts: Ints, scores: Sequence[float], out: "NDArray[np.uint8]") -> None:
    """Write for each pair whether it is related apart from the passages that it shares."""
    for pair in range(first, last):
        out[pair] = 1 if is_otherwise_related(counts, pair * COLUMNS, scores[2 * pair + REST]) else 0


@cache
def calibration() -> dict[int, tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Load, for each relation but same-event, strengths in rising order and the probabilities that go with them."""
    table = json.loads(files("dedup").joinpath("tables/scores.json").read_text(encoding="utf-8"))
    return {
        RELATIONS.index(Relation(name)): (np.array(row["strengths"]), np.array(row["probabilities"]))
        for name, row in table["relations"].items()
    }


def scores_of(relation: int, strengths: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the probability that a relation holds, from the strength of its evidence in [0, 1].

    Fitted by ``benchmarks/fit_scores.py`` on labelled pairs, between whose strengths the line is straight.
    Identical texts have 1.0; same-event has its own model, see :mod:`dedup.events.same_event`.
    """
    if relation == IDENTICAL:
        return np.ones(len(strengths))
    known, probabilities = calibration()[relation]
    return np.interp(strengths, known, probabilities)
