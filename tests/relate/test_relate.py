import json
import random
from importlib.resources import files

import numpy as np
import pytest
from pairs import match_of, relation_of
from stories import (
    BRIDGE,
    CHEESE,
    CHESS,
    OPERA,
    QUOTATION,
    STORIES,
    WHALE,
    articles,
    edited,
    made_up,
    only,
    relations,
    seeds,
)

from dedup.detect import find_duplicates
from dedup.model import Article, Relation
from dedup.relate.relate import SAME_EVENT, scores_of

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
    shortened = " ".join(word for k, word in enumerate(text.split()) if k % 5 not in (1, 3) or k % 90 > 80)
    assert 0.6 < len(shortened.split()) / len(text.split()) <= 0.65
    assert relation_of(text, shortened) is Relation.EXCERPT


# Overlap --------------------------------------------------------------------------------------------------------------


def test_a_quotation_between_unrelated_texts_is_an_overlap():
    one, other = f"{WHALE} {QUOTATION} {CHEESE}", f"{OPERA} {QUOTATION} {CHESS}"
    match = match_of(one, other)
    assert match.relation is Relation.OVERLAP
    [passage] = match.passages
    assert one[slice(*passage.left)] == other[slice(*passage.right)]
    assert one[slice(*passage.left)] in QUOTATION
    assert passage.words == 30


@pytest.mark.parametrize(("words", "wanted"), [(19, None), (20, Relation.OVERLAP), (25, Relation.OVERLAP)])
def test_a_shared_passage_needs_twenty_words(words, wanted):
    quotation = " ".join(QUOTATION.split()[:words])
    one, other = (f"{made_up(k, 120)} {quotation} {made_up(k + 10, 90)}" for k in (1, 2))
    assert relation_of(one, other) is wanted


@pytest.mark.parametrize(("characters", "wanted"), [(36, None), (44, Relation.OVERLAP)])
def test_a_shared_passage_in_a_script_without_spaces_needs_forty_characters(characters, wanted):
    rng = random.Random(4)
    letters = [chr(code) for code in range(0x4E00, 0x5800)]
    one, other, shared = ("".join(rng.choices(letters, k=count)) for count in (300, 300, characters))
    assert relation_of(one[:150] + shared + one[150:], other[:150] + shared + other[150:]) is wanted


PLANT = (
    "Northfield bakery orders second oven. The bakery on Mill Lane will install another oven in spring, its owner said "
    "at the counter this morning."
)
PORT = (
    "Ferry crews accept new rota. Deckhands voted by show of hands for four weeks at sea and two ashore, their union "
    "announced from Holmport."
)
STATEMENT = (
    "Grain dealer Orla Venn told farmers that drought abroad had emptied the silos along the river, that freight now "
    "costs twice what it did last autumn, that millers were buying for the winter already, and that nobody should "
    "expect bread to become cheaper before the next harvest has been brought in, weighed and paid for."
)


def test_a_quotation_between_texts_of_the_same_short_words_is_no_template():
    """As in Vietnamese, where syllables are words: other facts beside one whole passage are another story's."""
    quotation = " ".join(f"lời{chr(97 + k % 26)}{k // 26}x" for k in range(64))

    def story(seed: int) -> str:
        chance = random.Random(seed)
        words = chance.sample([f"từ{chr(97 + k % 26)}{'abcde'[k // 26]}" for k in range(130)], 80)
        for k in (3, 20, 41, 60, 72):
            words[k] = str(chance.randrange(100, 999))
        for k in (9, 33, 50):
            words[k] = "Tên" + "".join(chance.sample("abcdefgh", 2))
        return f"{' '.join(words[:20])}. {quotation} {' '.join(words[20:])}."

    assert relation_of(story(1), story(2)) is Relation.OVERLAP


def test_a_quotation_is_no_copy_though_it_is_half_of_a_text():
    one, other = f"{PLANT} {STATEMENT} {CHEESE[:150]}", f"{PORT} {STATEMENT} {WHALE[:300]}"
    match = match_of(one, other)
    assert match.relation is Relation.OVERLAP
    assert match.jaccard > 0.25
    assert max(match.containment) >= 0.5


BACKGROUND = """The fire broke out on the third floor of the Harwick mill on 6 March and spread to the roof within an
hour. Eleven engines came from four towns, and the road to Denby was closed until noon. Two workers who had jumped from
a window were taken to hospital with broken legs. The mill, built in 1871, makes blankets and employs ninety people."""

ARREST = """Police have arrested the night watchman of the Harwick mill. The man, aged 51, was found in a guest house by
the harbour on Friday and is to be heard by a judge today, a spokeswoman said. She would not say what he is accused of.
Neighbours described him as quiet. Officers had searched his home twice this week and carried away a computer.
His lawyer says that he slept in his hut when the alarm rang."""

COLLECTION = """A baker in Denby collects money for the families of the Harwick mill. So far nine thousand pounds have
been given, most of it in coins, and the football club will play for them on Sunday. "Nobody should lose a flat over
this," she says. The owners promise wages until summer, but the union wants that in writing before it believes a word. A
fair in the school yard follows in May."""


def test_two_stories_with_one_background_share_a_passage_that_is_not_most_of_either():
    match = match_of(f"{ARREST} {BACKGROUND}", f"{COLLECTION} {BACKGROUND}")
    assert match.relation is Relation.OVERLAP
    assert only(match.passages).words == len(BACKGROUND.split())


def test_a_story_of_which_half_was_written_anew_with_the_same_words_between_is_a_copy():
    words = ARREST.split()
    words[::3] = ["other"] * len(words[::3])
    assert relation_of(f"{ARREST} {BACKGROUND}", f"{' '.join(words)} {BACKGROUND}") is Relation.NEAR_DUPLICATE


def test_one_sentence_in_common_makes_no_copies_of_two_short_items():
    sentence = "the mayor said that the new ferry timetable would start on the first of May this year"
    one = f"Islanders protested loudly outside town hall over rising ticket prices. In reply {sentence}. Nobody agreed."
    two = f"A quiet evening at the council began with a debate about dogs and bins. Later {sentence}. Roofs came next."
    assert relation_of(one, two) is None
    assert relation_of(one, one.replace("Nobody agreed", "Few were convinced")) is Relation.NEAR_DUPLICATE


def test_a_round_up_is_no_copy_of_an_item_in_other_furniture():
    item, furniture = f"{STATEMENT[:150]} MORE: ten walks for the weekend {STATEMENT[150:]}", made_up(5, 30)
    round_up = f"{PORT} {STATEMENT} {PLANT} {CHESS[:120]}"
    assert relation_of(f"{furniture} {item}", round_up) in (Relation.EXCERPT, Relation.OVERLAP)


def test_a_quotation_in_a_script_without_spaces_is_no_copy_though_it_is_half_of_a_text():
    rng = random.Random(6)
    letters = [chr(code) for code in range(0x4E00, 0x5800)]
    one, other, shared = ("".join(rng.choices(letters, k=count)) for count in (115, 150, 120))
    assert relation_of(one[:50] + shared + one[50:], other[:70] + shared + other[70:]) is Relation.OVERLAP


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


# Same event: the seeds ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def seed_report():
    return find_duplicates(seeds(), workers=1)


def test_of_the_seeds_only_the_two_reports_of_the_bali_meeting_match(seed_report):
    assert relations(seed_report) == {("000", "004"): "same-event"}
    assert seed_report.clusters == []


def test_the_reasons_name_date_place_and_theme(seed_report):
    reasons = only(seed_report.matches).reasons
    assert reasons[0] == "both report 6 February 2024 in Bali"
    assert "share the 12-word passage" in reasons[1]
    assert "Netralitas Aparatur Sipil Negara dalam Bingkai Meritokrasi" in reasons[1]
    assert any("rare terms in common" in reason for reason in reasons)


def test_the_text_that_stands_twice_is_the_only_repeat(seed_report):
    [repeat] = seed_report.repeats
    assert repeat.article == "003"
    assert repeat.relation is Relation.EXCERPT
    text = seeds()[3].text
    assert text[slice(*repeat.first)].startswith("MINANGKABAUNEWS.com, JAKARTA")
    assert repeat.first[1] <= repeat.second[0]
    assert text[slice(*repeat.second)].startswith("Netralitas ASN di Pilkada 2024 Ditekankan demi Birokrasi Bersih")
    assert len(text.rstrip()) - repeat.second[1] <= 1
    assert repeat.words >= 140


def test_same_event_lists_no_changed_facts(seed_report):
    assert only(seed_report.matches).changed == ()


@pytest.mark.parametrize(("days", "wanted"), [(0, "same-event"), (7, "same-event"), (8, None)])
def test_reports_dated_more_than_a_week_apart_are_not_of_one_event(days, wanted):
    first, *_, last = seeds()
    pair = [first._replace(published="2024-02-07"), last._replace(published=f"2024-02-{7 + days:02}")]
    found = relations(find_duplicates(pair, workers=1))
    assert found.get(("000", "004")) == wanted


def test_an_undated_report_is_always_compared():
    first, *_, last = seeds()
    assert relations(find_duplicates([first._replace(published="2019-01-01"), last], workers=1))


# Repeats --------------------------------------------------------------------------------------------------------------


def test_a_text_that_stands_twice_in_one_article_is_a_repeat():
    text = f"{WHALE}\n\n{CHESS}\n\n{WHALE}"
    [repeat] = find_duplicates(articles(text), workers=1).repeats
    assert text[slice(*repeat.first)] == text[slice(*repeat.second)]
    assert (repeat.relation, repeat.jaccard, repeat.containment, repeat.cosine) == ("identical", 1.0, (1.0, 1.0), 1.0)
    assert repeat.words >= len(WHALE.split()) - 2


@pytest.mark.parametrize(("words", "wanted"), [(15, 0), (19, 0), (20, 1), (30, 1)])
def test_a_repeat_needs_twenty_words(words, wanted):
    sentence = " ".join(QUOTATION.split()[:words])
    text = f"{WHALE} {sentence} {CHESS} {sentence} {OPERA}"
    assert len(find_duplicates(articles(text), workers=1).repeats) == wanted


def test_fragments_of_one_repeat_are_merged():
    text = f"{BRIDGE}\n{CHESS}\n{edited(BRIDGE, 0.04, 5)}"
    [repeat] = find_duplicates(articles(text), workers=1).repeats
    assert repeat.relation is Relation.NEAR_DUPLICATE
    assert text[slice(*repeat.first)].startswith("The old stone bridge")


def test_an_ordinary_story_has_no_repeat():
    assert find_duplicates(articles(*STORIES), workers=1).repeats == []


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


def test_short_notices_that_share_no_passage_are_no_copies():
    frame = "احتفل الشاب {} بزواجه من كريمة {} بقاعة {} بمحافظة الزلفي{} أقارب العروسين. ألف مبروك."
    one = frame.format("أحمد بن سعود بن حسين العواد", "محمد بن فوزان النصار", "البدر", " بحضور")
    two = frame.format("سعود عبدالعزيز الحلافي", "إبراهيم بن عطاالله العطاالله", "التميّز", ", حضر الحفل")
    assert relation_of(one, two) is not Relation.NEAR_DUPLICATE


def test_a_passage_of_which_some_words_differ_is_told_as_such():
    text = f"{QUOTATION} {made_up('left', 90)}"
    other = f"{QUOTATION.replace(QUOTATION.split()[9], 'otherwise')} {made_up('right', 90)}"
    assert not any("some words changed" in reason for reason in match_of(text, text + made_up(1, 9)).reasons)
    assert any("some words changed" in reason for reason in match_of(text, other).reasons)
