import json
import random
import re
from importlib.resources import files
from itertools import compress

import numpy as np
import pytest
from pairs import match_of, relation_of
from stories import BRIDGE, CHESS, OPERA, QUOTATION, STORIES, WHALE, articles, edited, made_up, only, relations

from dedup.confirm.confirm import (
    BREAKS,
    COLUMNS,
    COVERED_GUEST,
    COVERED_HOST,
    DATES,
    DATES_GUEST,
    DATES_HOST,
    EDITED,
    FIGURES,
    FIGURES_GUEST,
    FIGURES_HOST,
    LONGEST,
    PASSAGES,
    SHARED,
    SPAN_FIRST,
    SPAN_LAST,
    SUBSEQUENCE,
    TOTAL_GUEST,
    TOTAL_HOST,
    UNSPACED,
    WASTE,
    WORDS_GUEST,
    WORDS_HOST,
)
from dedup.detect import find_duplicates
from dedup.model import Article, Passage, Relation
from dedup.reasons import reasons_for
from dedup.relate.relate import EXCERPT, NEAR_DUPLICATE, NONE, OVERLAP, SAME_EVENT, TEMPLATE, relate_pair, scores_of
from dedup.relate.templates import FILLED_ANEW

# Identical ------------------------------------------------------------------------------------------------------------

REFORMATTED = {
    "case": str.upper,
    "line breaks": lambda text: text.replace(" ", "\n"),
    "spaces": lambda text: "   " + text.replace(" ", "  \t") + "\n\n",
    "punctuation": lambda text: text.replace(",", " –").replace('"', "»").replace(".", "!"),
    "zero-width spaces": lambda text: text.replace("e", "e\u200b"),
    "soft hyphens": lambda text: text.replace("th", "t\u00adh"),
    "full width": lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
    "look-alike letters": lambda text: text.replace("o", "о"),
    "byte order mark": lambda text: "\ufeff" + text,
    "NUL behind": lambda text: text + "\0",
}


@pytest.mark.parametrize("change", REFORMATTED.values(), ids=REFORMATTED)
def test_a_reformatted_text_is_identical(change):
    match = match_of(BRIDGE, change(BRIDGE))
    assert (match.relation, match.score, match.jaccard) == (Relation.IDENTICAL, 1.0, 1.0)
    assert match.changed == ()


def test_another_title_does_not_matter():
    pair = [Article("a", BRIDGE, title="Bridge to close"), Article("b", BRIDGE, title="River crossing shut")]
    assert only(find_duplicates(pair).matches).relation is Relation.IDENTICAL


def test_the_same_words_in_another_order_are_not_identical():
    words = BRIDGE.split()
    random.Random(1).shuffle(words)
    assert relation_of(BRIDGE, " ".join(words)) is not Relation.IDENTICAL


# Near-duplicate -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("share", [0.02, 0.05, 0.1, 0.2])
@pytest.mark.parametrize("story", STORIES)
def test_a_text_with_edits_is_a_near_duplicate(story, share):
    assert relation_of(story, edited(story, share, 1)) is Relation.NEAR_DUPLICATE


def test_shuffled_sentences_are_a_near_duplicate():
    sentences = BRIDGE.replace("\n", " ").split(". ")
    random.Random(2).shuffle(sentences)
    assert relation_of(BRIDGE, ". ".join(sentences)) is Relation.NEAR_DUPLICATE


def test_a_new_headline_in_the_text_is_a_near_duplicate():
    assert (
        relation_of(f"Bridge to close\n{BRIDGE}", f"River crossing shut for months\n{BRIDGE}")
        is Relation.NEAR_DUPLICATE
    )


def test_a_dropped_sentence_is_a_near_duplicate():
    assert relation_of(BRIDGE, BRIDGE[: BRIDGE.rindex("The council promised")]) is Relation.NEAR_DUPLICATE


def test_a_corrected_number_keeps_the_relation_and_is_listed():
    match = match_of(BRIDGE, BRIDGE.replace("25 minutes", "52 minutes"))
    assert match.relation is Relation.NEAR_DUPLICATE
    assert [tuple(change) for change in match.changed] == [("number", "25", "52")]
    assert "1 fact differs: number 25 → 52" in match.reasons


def test_a_corrected_number_a_day_later_is_still_a_copy():
    later = {"a": "2024-03-01", "b": "2024-03-01T18:00"}
    assert relation_of(BRIDGE, BRIDGE.replace("25 minutes", "52 minutes"), **later) is Relation.NEAR_DUPLICATE


# Excerpt --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_left", [True, False])
def test_a_text_inside_a_much_longer_one_is_an_excerpt_and_directed(is_left):
    part, whole = BRIDGE, f"{WHALE}\n{BRIDGE}\n{CHESS}\n{OPERA}"
    match = match_of(part, whole) if is_left else match_of(whole, part)
    assert match.relation is Relation.EXCERPT
    inner, outer = match.containment if is_left else match.containment[::-1]
    assert inner == 1.0
    assert outer < 0.5
    part_name, whole_name = ("left", "right") if is_left else ("right", "left")
    assert match.reasons[0] == f"shared passages are 100 % of {part_name}; {whole_name} has much more besides"


def test_the_first_half_of_a_text_is_an_excerpt():
    half = " ".join(BRIDGE.split()[: len(BRIDGE.split()) // 2])
    assert relation_of(BRIDGE, half) is Relation.EXCERPT


@pytest.mark.parametrize("between", ["\n\n", "\n\nOur reporter in town\n\n"])
def test_a_page_that_has_the_text_twice_is_a_copy(between):
    assert relation_of(BRIDGE, f"{BRIDGE}{between}{BRIDGE}") is Relation.NEAR_DUPLICATE
    assert relation_of(f"{BRIDGE}{between}{BRIDGE}{between}{BRIDGE}", BRIDGE) is Relation.NEAR_DUPLICATE


@pytest.mark.parametrize("times", [2, 3])
@pytest.mark.parametrize("share", [0.05, 0.1, 0.15])
@pytest.mark.parametrize("story", STORIES)
def test_a_page_that_has_an_edited_copy_twice_is_a_copy_as_one_that_has_it_once(story, share, times):
    assert relation_of(story, "\n\n".join([edited(story, share, 1)] * times)) is Relation.NEAR_DUPLICATE


def test_an_excerpt_is_one_of_a_page_that_has_the_longer_text_twice():
    half = " ".join(BRIDGE.split()[: len(BRIDGE.split()) // 2])
    assert relation_of(half, f"{BRIDGE}\n\n{BRIDGE}") is Relation.EXCERPT


def test_another_text_does_not_become_a_copy_if_two_pages_have_theirs_twice():
    half = " ".join(BRIDGE.split()[: len(BRIDGE.split()) // 3])
    one, other = f"{half} {WHALE}", f"{half} {CHESS}"
    assert relation_of(f"{one}\n\n{one}", f"{other}\n\n{other}") is relation_of(one, other)


def test_telegrams_in_one_wording_to_several_people_are_no_text_said_twice():
    """Such a text has as few distinct shingles as a page that holds it twice, and more besides all the same."""
    form = (
        "The king sent a cable to {0} on the national day of {1}. In the name of the people and the government of the "
        "kingdom he wished {0} good health and {1} steady progress and prosperity in the years to come."
    )
    niger, benin, swiss = (
        form.format(*names)
        for names in (("Mahamadou Issoufou", "Niger"), ("Boni Yayi", "Benin"), ("Simonetta Sommaruga", "Switzerland"))
    )
    assert relation_of(niger, f"{benin}\n{swiss}") is Relation.EXCERPT


def test_a_text_twice_in_a_much_longer_one_is_an_excerpt():
    assert relation_of(BRIDGE, f"{BRIDGE}\n{WHALE}\n{CHESS}\n{BRIDGE}") is Relation.EXCERPT


def test_an_excerpt_marks_where_the_text_stands():
    whole = f"{WHALE}\n{BRIDGE}\n{CHESS}\n{OPERA}"
    [passage] = match_of(BRIDGE, whole).passages
    assert whole[slice(*passage.right)] in BRIDGE
    assert len(BRIDGE) - len(whole[slice(*passage.right)]) <= 2


def test_a_text_shortened_all_over_is_an_excerpt():
    """Words were dropped everywhere, so that hardly three in a row are left, but all that is left is in order."""
    text = "\n".join(STORIES[:3])
    kept = (k % 90 > 80 or (k % 5 not in (1, 3) and k % 90 > 8) for k in range(len(text.split())))
    shortened = " ".join(compress(text.split(), kept))
    assert 0.55 < len(shortened.split()) / len(text.split()) <= 0.6
    assert relation_of(text, shortened) is Relation.EXCERPT


# Nothing --------------------------------------------------------------------------------------------------------------


def test_unrelated_stories_are_not_related():
    assert relations(find_duplicates(articles(*STORIES), workers=1)) == {}


def test_two_reports_in_the_same_words_of_trade_are_not_related():
    one = "The national team won two to one in the last minute on Saturday, before a crowd of forty thousand in Lisbon."
    other = "The home side lost three to nil on Sunday after two early mistakes, before a small crowd in rainy Glasgow."
    assert relation_of(one, other) is None


# Short texts ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", range(1, 9))
def test_a_short_text_matches_its_exact_copy_only(count):
    words = BRIDGE.split()[:count]
    changed = [*words[: count // 2], "xylophone", *words[count // 2 + 1 :]]
    texts = (" ".join(words), " ".join(changed), " ".join(words).upper() + "!", " ".join([*words, "xylophone"]))
    found = relations(find_duplicates(articles(*texts), workers=1))
    assert found == {("a", "c"): "identical"}


# Scores ---------------------------------------------------------------------------------------------------------------


def test_fitted_scores_rise_with_the_evidence_and_are_calibrated_on_pairs_held_out():
    table = json.loads(files("dedup").joinpath("tables/scores.json").read_text(encoding="utf-8"))
    for row in table["relations"].values():
        assert row["strengths"] == sorted(row["strengths"])
        assert row["probabilities"] == sorted(row["probabilities"])
        assert row["pairs_held_out"] >= 100
        assert row["calibration_error_of_held_out"] <= 0.05


@pytest.mark.parametrize("relation", range(SAME_EVENT))
def test_scores_are_probabilities_at_any_strength(relation):
    scores = scores_of(relation, np.linspace(0.0, 1.0, 11))
    assert (np.diff(scores) >= 0).all()
    assert 0.0 <= scores[0] <= scores[-1] <= 1.0
    assert scores_of(relation, np.empty(0)).tolist() == []


# Rewritten, not misread -----------------------------------------------------------------------------------------------


def test_a_rewritten_text_is_no_near_duplicate():
    text = (
        "Inheritance is a way to form new classes from classes that have been defined before. The new ones take over "
        "behaviour and attributes of the old ones, which are called base classes. It helps to reuse existing code "
        "with little or no change. Because a derived class is a kind of its base class, programs may treat both "
        "alike, and the parts they share are written only once, which makes errors easier to find and repair."
    )
    rewritten = (
        "In object programming, inheritance lets you form new classes from ones that have been written earlier. A "
        "derived class receives behaviour and attributes of the base class above it, so that you can reuse code "
        "you have already without much work. Since every derived class is also a kind of base class, programs can "
        "handle both in one manner, and shared parts need to be written only once, so errors are found sooner."
    )
    assert relation_of(text, rewritten) is not Relation.NEAR_DUPLICATE


def test_a_reason_counts_once_what_stands_twice_and_says_so():
    page = match_of(BRIDGE, f"{BRIDGE}\n\nOur reporter in town\n\n{BRIDGE}")
    [first, second] = [int(share) for share in re.findall(r"(\d+) %", page.reasons[0])]
    assert first == 100
    assert abs(second - 100 * page.containment[1]) <= 5
    assert page.reasons[0].endswith(" of right, what stands twice counted once")
    both = match_of(f"{BRIDGE}\n{BRIDGE}", f"{BRIDGE}\n{BRIDGE} Agency")
    assert "twice" not in "".join(both.reasons)


def test_short_notices_that_share_no_passage_are_no_copies():
    frame = "احتفل الشاب {} بزواجه من كريمة {} بقاعة {} بمحافظة الزلفي{} أقارب العروسين. ألف مبروك."
    one = frame.format("أحمد بن سعود بن حسين العواد", "محمد بن فوزان النصار", "البدر", " بحضور")
    two = frame.format("سعود عبدالعزيز الحلافي", "إبراهيم بن عطاالله العطاالله", "التميّز", ", حضر الحفل")
    assert relation_of(one, two) is not Relation.NEAR_DUPLICATE


def test_a_passage_of_which_some_words_differ_is_told_as_such():
    text = f"{QUOTATION} {made_up('left', 90)}"
    other = f"{QUOTATION.replace(QUOTATION.split()[9], 'otherwise')} {made_up('right', 90)}"
    assert not any("changed" in reason for reason in match_of(text, text + made_up(1, 9)).reasons)
    assert any("some words changed" in reason for reason in match_of(text, other).reasons)


@pytest.mark.parametrize("relation", [relation for relation in Relation if relation is not Relation.SAME_EVENT])
@pytest.mark.parametrize("covers", [(0.0, 0.0), (0.4, 0.3)])
@pytest.mark.parametrize("passages", [(), (Passage((0, 12), (0, 12), 25),)])
def test_no_reason_is_empty(relation, covers, passages):
    told = reasons_for(relation, Article("a", BRIDGE), covers, passages, (), 0, rewritten=True, in_order=False)
    assert told
    assert all(told)


ONE_PASSAGE = (Passage((0, 12), (0, 12), 9),)


@pytest.mark.parametrize(
    ("passages", "covers", "recurs", "first", "last"),
    [
        ((), (0.0, 0.0), False, "same wording (in runs too short to be shown)", "furniture were left out"),
        (ONE_PASSAGE, (0.4, 0.3), False, "same wording (40 % in shared passages)", "furniture were left out"),
        (ONE_PASSAGE, (0.4, 0.3), True, "same wording (40 % in shared passages)", "are recurring furniture"),
    ],
)
def test_a_form_says_where_its_wording_is_to_be_seen(passages, covers, recurs, first, last):
    told = reasons_for(Relation.TEMPLATE, Article("a", BRIDGE), covers, passages, (), 7, recurs=recurs)
    assert told[0].startswith(first)
    assert told[-1].endswith(last)


@pytest.mark.parametrize(
    ("waste", "own", "rest", "jaccard", "wanted"),
    [
        (15, 29, 0.38, 0.30, NEAR_DUPLICATE),
        (30, 29, 0.38, 0.30, NONE),  # mostly what recurs
        (15, 29, 0.05, 0.30, NONE),  # beside it another subject
        (15, 29, 0.38, 0.24, NONE),
    ],
)
def test_what_recurs_in_part_is_a_copy_all_the_same(waste, own, rest, jaccard, wanted):
    """The counts of two Arabic reports of one telephone call."""
    counts = np.zeros(COLUMNS, dtype=np.int32)
    counts[[SHARED, WORDS_HOST, WORDS_GUEST, TOTAL_HOST, TOTAL_GUEST]] = 39, 100, 76, 100, 76
    counts[[COVERED_HOST, COVERED_GUEST, LONGEST, PASSAGES, SUBSEQUENCE]] = own, own, 19, 2, 49
    counts[[WASTE, BREAKS, SPAN_FIRST, SPAN_LAST]] = waste, 2, 7, 93
    relation, _ = relate_pair(counts, 0, 100, 76, 0.71, rest, jaccard, 0.53, -1.0, 20, 40, False)
    assert relation == wanted


@pytest.mark.parametrize(
    ("waste", "same", "words", "jaccard", "wanted"),
    [
        (10, 0, 226, 0.5, TEMPLATE),
        (0, 0, 226, 0.5, TEMPLATE),
        (10, 5, 226, 0.5, NEAR_DUPLICATE),  # the facts are kept
        (10, 0, 226, 0.3, NEAR_DUPLICATE),  # what lies between is another text
        (10, 0, 158, 0.4, EXCERPT),
    ],
)
def test_a_form_without_spaces_is_one_though_some_of_it_is_furniture(waste, same, words, jaccard, wanted):
    """The counts of two Thai bulletins of earthquakes among sixteen."""
    counts = np.zeros(COLUMNS, dtype=np.int32)
    counts[[UNSPACED, WORDS_HOST, WORDS_GUEST, TOTAL_HOST, TOTAL_GUEST]] = 1, 267, words, 267, words + waste
    counts[[COVERED_HOST, COVERED_GUEST, LONGEST, PASSAGES, SPAN_FIRST, SPAN_LAST]] = 118, 118, 38, 4, 82, 251
    counts[[WASTE, FIGURES_HOST, FIGURES_GUEST, FIGURES]] = waste, 8, 8, same
    relation, _ = relate_pair(counts, 0, 267, words, 0.3, 0.3, jaccard, 0.7, -1.0, 20, 40, False)
    assert relation == wanted


@pytest.mark.parametrize(("breaks", "wanted"), [(0, EXCERPT), (1, TEMPLATE)])
def test_a_text_that_stands_whole_in_another_is_no_form_filled_anew(breaks, wanted):
    """The counts of a list of months and of its second half: aligned about its figures, hardly a month is the same."""
    counts = np.zeros(COLUMNS, dtype=np.int32)
    counts[[WORDS_HOST, TOTAL_HOST, WORDS_GUEST, TOTAL_GUEST]] = 298, 298, 149, 149
    counts[[COVERED_HOST, COVERED_GUEST, LONGEST, PASSAGES, BREAKS, SUBSEQUENCE]] = 149, 149, 149, 1, breaks, 149
    counts[[DATES_HOST, DATES_GUEST, DATES, EDITED]] = 74, 37, 8, FILLED_ANEW
    relation, _ = relate_pair(counts, 0, 298, 149, 0.96, 0.3, 0.53, 1.0, -1.0, 20, 40, False)
    assert relation == wanted


@pytest.mark.parametrize(("waste", "wanted"), [(80, TEMPLATE), (20, OVERLAP)])
def test_a_form_is_known_by_furniture_only_if_this_is_much_of_its_wording(waste, wanted):
    counts = np.zeros(COLUMNS, dtype=np.int32)
    counts[[UNSPACED, WORDS_HOST, WORDS_GUEST, TOTAL_HOST, TOTAL_GUEST]] = 1, 413, 413, 489, 485
    counts[[COVERED_HOST, COVERED_GUEST, LONGEST, PASSAGES, BREAKS]] = 190, 190, 83, 5, 1
    counts[[SPAN_LAST, WASTE, FIGURES_HOST, FIGURES_GUEST]] = 489, waste, 2, 1
    relation, _ = relate_pair(counts, 0, 413, 413, 0.95, 0.9, 0.55, 0.7, -1.0, 20, 40, False)
    assert relation == wanted
