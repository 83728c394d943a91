import random

import pytest
from all_kinds import ABOUT, NOTICES
from pairs import match_of, relation_of
from stories import BRIDGE, CHEESE, CHESS, METEOR, OPERA, QUOTATION, WHALE, made_up, only

from dedup.model import Relation


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


def test_two_notices_that_end_with_what_their_company_is_share_that():
    one, other = (f"{notice}\n\n{ABOUT}" for notice in NOTICES)
    assert relation_of(one, other) is Relation.OVERLAP


def test_a_story_above_lines_of_two_sites_is_a_copy():
    one, other = (f"{ABOUT}\n\n{notice}" for notice in NOTICES)
    assert relation_of(one, other) is Relation.NEAR_DUPLICATE


@pytest.mark.parametrize("stories", [(BRIDGE, WHALE), (CHESS, BRIDGE), (OPERA, METEOR)])
@pytest.mark.parametrize("order", ["first", "last"])
def test_a_page_that_goes_on_with_another_story_is_no_copy_of_what_it_began_with(stories, order):
    story, other = stories
    half = made_up(1, 80)
    one, two = (f"{half}\n{text}" if order == "first" else f"{text}\n{half}" for text in (story, other))
    assert relation_of(one, two) is Relation.OVERLAP


def test_a_copy_with_a_few_lines_of_a_site_below_stays_one():
    shared = made_up(1, 80)
    one, two = (f"{shared}\n{made_up(seed, 35)}" for seed in (2, 3))
    assert relation_of(one, two) is Relation.NEAR_DUPLICATE
