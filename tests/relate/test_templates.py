import random

import numpy as np
import pytest
from all_kinds import BULLETIN, RECALL, bulletin
from pairs import match_of, relation_of
from stories import CHESS, METEOR, STORIES, articles, made_up, relations

from benchmarks.edits import ocr_noise
from dedup.confirm.confirm import (
    COLUMNS,
    COVERED_GUEST,
    NAMES,
    NAMES_GUEST,
    NAMES_HOST,
    PASSAGES,
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
from dedup.model import Article, Relation
from dedup.pair import compare
from dedup.relate.templates import form_wording, is_template


def test_the_same_wording_with_all_facts_replaced_is_a_template():
    match = match_of(bulletin(0), bulletin(1))
    assert match.relation is Relation.TEMPLATE
    assert len(match.changed) >= 8
    assert {change.what for change in match.changed} == {"number", "date", "name"}


OAT_BAR = ("Greenfold", "oat bar", "pieces of metal", "4 August")


@pytest.mark.parametrize(
    ("facts", "relation"),
    [
        (("Larkspur", "hummus", "salmonella", "12 May"), Relation.TEMPLATE),
        (("Daneway", "cheddar", "listeria", "30 June"), Relation.TEMPLATE),
        (("Daneway", "oat bar", "pieces of metal", "30 June"), Relation.NEAR_DUPLICATE),  # only a name and the date
        (("Greenfold", "cereal bar", "bits of steel", "14 August"), Relation.NEAR_DUPLICATE),
        (("Larkspur", "cereal bar", "bits of steel", "4 August"), Relation.NEAR_DUPLICATE),
        (("Larkspur", "cereal bar", "bits of steel", "Friday"), Relation.NEAR_DUPLICATE),
    ],
)
def test_a_short_notice_about_another_name_and_another_day_is_a_template(facts, relation):
    assert relation_of(RECALL.format(*OAT_BAR), RECALL.format(*facts)) is relation


@pytest.mark.parametrize("first", [("Police", "Officers"), ("Moreover,", "Nonetheless,"), ("Today", "Yesterday")])
def test_another_word_at_the_beginning_is_no_other_name(first):
    form = (
        "{} said that a car had hit a bridge on {} and that the road would be closed until the {} is over. {} are "
        "asked to take another way, and buses stop at the market. Nobody was hurt when the car went into the water."
    )
    one = form.format(first[0], "4 August", "repair", "Drivers")
    other = form.format(first[1], "5 August", "work", "Motorists")
    assert relation_of(one, other) is Relation.NEAR_DUPLICATE


@pytest.mark.parametrize("seed", range(6))
def test_a_template_is_no_copy_whatever_the_figures(seed):
    assert relation_of(bulletin(seed), bulletin(seed + 7)) is Relation.TEMPLATE


MILL = (
    "Firefighters in Halden battled a blaze at a paper mill on Thursday night that sent thick smoke over the town. "
    "Fire chief Kari Moen said the fire began in a drying hall and spread to two storage sheds within minutes. Some {} "
    "residents of Mill Road were told to leave their homes and were put up in the sports hall. One worker was treated "
    "for burns at the hospital in Fredrikstad. The mill, which employs {} people, makes cardboard for fruit and will "
    "stand still until further notice, its manager Per Lie said."
)


def test_two_figures_corrected_beside_names_that_stay_are_a_copy():
    match = compare(Article("a", MILL.format(60, 180)), Article("b", MILL.format(90, 210))).match
    assert match.relation is Relation.NEAR_DUPLICATE
    assert [(change.left, change.right) for change in match.changed] == [("60", "90"), ("180", "210")]


@pytest.mark.parametrize(("published", "relation"), [("2024-02-05T10:00Z", "near-duplicate"), ("", "template")])
def test_two_figures_that_are_all_facts_are_a_correction_on_the_same_day_only(published, relation):
    text = (
        "The health office reported {} new infections with the virus in the past week. The number of cases for each "
        "100,000 residents stands at {}. Hospitals treat patients in the usual wards, and none of them needs help with "
        "breathing, the office said. It advises people over sixty and those with weak lungs to be vaccinated again."
    )
    left, right = (Article(name, text.format(*figures), published=published) for name, figures in (
        ("a", (212, "37.4")), ("b", (185, "32.6"))
    ))  # fmt: skip
    assert compare(left, right).match.relation.value == relation


def test_the_same_bulletin_with_one_figure_corrected_is_a_copy():
    text = bulletin(0)
    figure = next(word for word in text.split() if word[0].isdigit())
    assert relation_of(text, text.replace(figure, "77.77")) is Relation.NEAR_DUPLICATE


def test_a_bulletin_repeated_word_for_word_is_identical():
    assert relation_of(bulletin(3), bulletin(3)) is Relation.IDENTICAL


def test_templates_join_no_cluster():
    report = find_duplicates(articles(*(bulletin(seed) for seed in range(3))), workers=1)
    assert set(relations(report).values()) == {"template"}
    assert report.clusters == []
    assert BULLETIN.count("{") > 8


@pytest.mark.parametrize("seed", range(6))
def test_one_block_in_common_is_no_form_whatever_the_facts_beside_it(seed):
    block = made_up(seed, 200)
    pages = [f"{block}\n" + "\n".join(stories) for stories in (STORIES[:3], STORIES[3:])]
    assert relation_of(*pages) in (Relation.NEAR_DUPLICATE, Relation.OVERLAP)


@pytest.mark.parametrize(("in_order", "is_form"), [(166, False), (161, False), (160, True)])
def test_facts_are_replaced_only_where_words_are(in_order, is_form):
    """Dropped words tear names, and what is left of them looks like other names."""
    counts = np.zeros(COLUMNS, dtype=np.int64)
    counts[[TOTAL_HOST, WORDS_HOST, TOTAL_GUEST, WORDS_GUEST]] = 207, 207, 166, 166
    counts[[NAMES_HOST, NAMES_GUEST, NAMES, SUBSEQUENCE]] = 10, 10, 4, in_order
    assert is_template(counts, 0, 0.8, -1.0, False) is is_form


STARS = (
    "Said Selena Gomez to Cara Delevingne and Justin Bieber near the harbour of Saint Tropez late on the evening. "
    "The actor Michelle Rodriguez and the model André Hamann were seen there with Tommy Chiabra and a friend. "
    "According to people who know the crew, the guests of Alshair Fiyaz stayed until the morning without any quarrel. "
    "Later the party went on by boat to a small village, where the cook of Antoine Lefebvre had prepared a meal. "
    "Nobody from Los Angeles would say on the record how long the singer means to remain with her new friends. "
)


@pytest.mark.parametrize("story", [CHESS, METEOR])
@pytest.mark.parametrize("write", [str.upper, str.title])
def test_an_edited_copy_in_capitals_is_no_template(write, story):
    words = story.split()[:60]
    for seed in range(3):
        edited = words.copy()
        for k in random.Random(seed).sample([k for k, word in enumerate(words) if word.islower() and len(word) > 4], 4):
            edited[k] = "instead"
        assert relation_of(" ".join(edited), write(" ".join(words))) is Relation.NEAR_DUPLICATE


@pytest.mark.parametrize("seed", range(8))
def test_names_misread_by_a_scanner_are_not_replaced(seed):
    assert relation_of(STARS, ocr_noise(random.Random(seed), STARS, 0.04)) is Relation.NEAR_DUPLICATE


@pytest.mark.parametrize(("jaccard", "is_form"), [(0.36, True), (0.31, False)])
def test_a_form_in_a_script_without_spaces_is_known_by_more_than_its_furniture(jaccard, is_form):
    counts = np.zeros(COLUMNS, dtype=np.int32)
    counts[[UNSPACED, WASTE, TOTAL_HOST, TOTAL_GUEST]] = 1, 140, 430, 425
    assert (form_wording(counts, 0, jaccard) > 0.0) is is_form


@pytest.mark.parametrize(("span", "is_form"), [((0, 430), True), ((20, 250), True), ((0, 200), False)])
def test_half_of_another_story_is_no_form_in_a_script_without_spaces(span, is_form):
    counts = np.zeros(COLUMNS, dtype=np.int32)
    counts[[UNSPACED, WASTE, COVERED_GUEST, PASSAGES, TOTAL_HOST, TOTAL_GUEST]] = 1, 50, 150, 1, 430, 425
    counts[[SPAN_FIRST, SPAN_LAST]] = span
    assert bool(form_wording(counts, 0, 0.3) > 0.0) is is_form


@pytest.mark.parametrize(("longer", "is_form"), [(430, True), (480, True), (500, False)])
def test_a_form_without_spaces_is_no_part_of_a_much_longer_text(longer, is_form):
    counts = np.zeros(COLUMNS, dtype=np.int32)
    counts[[UNSPACED, WASTE, TOTAL_HOST, TOTAL_GUEST]] = 1, 140, longer, 290
    assert (form_wording(counts, 0, 0.5) > 0.0) is is_form


@pytest.mark.parametrize(("words", "jaccard", "is_form"), [(290, 0.5, True), (900, 0.36, False), (900, 0.5, True)])
def test_a_form_without_spaces_shares_more_beside_its_frame_than_texts_so_long_do_by_chance(words, jaccard, is_form):
    counts = np.zeros(COLUMNS, dtype=np.int32)
    counts[[UNSPACED, WASTE, TOTAL_HOST, TOTAL_GUEST]] = 1, int(0.43 * words), words, words
    assert (form_wording(counts, 0, jaccard) > 0.0) is is_form


VERDICTS = (
    "The district court of Kuldiga on Monday, 8 January 2024, sentenced a former tax inspector to 12 years in prison "
    "for taking bribes from importers of timber. {} The defence will appeal against the verdict, the clerk of the "
    "court said.",
    "The district court of Kuldiga on Monday, 8 January 2024, gave a nurse who stole morphine a fine of 900 euros. {} "
    "The defence will appeal against the verdict, the clerk of the court said.",
)


def test_two_verdicts_of_one_court_and_day_are_no_copies():
    one, other = VERDICTS[0].format("He hid cash in a beehive."), VERDICTS[1].format("Ampoules lay under her bed.")
    assert relation_of(one, other) not in (Relation.NEAR_DUPLICATE, Relation.EXCERPT)


def test_a_verdict_in_other_words_is_a_copy_by_its_figure_and_the_order_of_its_words():
    one = VERDICTS[0].format("He hid cash in a beehive.")
    other = one.replace("sentenced a former tax inspector to", "sent an inspector of taxes for")
    other = other.replace("importers", "buyers").replace("hid cash", "put money")
    assert relation_of(one, other) is Relation.NEAR_DUPLICATE


RATES = (
    "The central bank is expected to add reserves to the money market today by buying bills for {} billion crowns, "
    "economists said. Overnight rates averaged {} pct on {} and opened at {} pct in Oslo. "
)
REST = (
    "Dealers said that they had hoped for more, for tax payments drain the market in the middle of each month, and "
    "exporters hold back before the holiday, when the banks of the country are shut for nearly a week."
)
FRIDAY = ("1.5", "6.2", "Friday", "6.1")
APART = {"a": "2024-03-04T09:00", "b": "2024-03-18T09:00"}


def reworded(*facts: str) -> str:
    """The note on the market with other facts, and in other words."""
    out = f"{RATES.format(*facts)}{REST}".replace("is expected to add", "will probably supply")
    out = out.replace(", economists said", "").replace("had hoped for", "wished for").replace("nearly a week", "days")
    return out.replace("drain the market in the middle of each month", "are due in mid-month")


@pytest.mark.parametrize(
    ("other", "dates", "relation"),
    [
        (("1.5", "5.4", "yesterday", "6.1"), APART, Relation.TEMPLATE),
        (("1.5", "6.4", "Friday", "6.1"), APART, Relation.NEAR_DUPLICATE),  # names the same day
        (FRIDAY, APART, Relation.NEAR_DUPLICATE),
        (("1.5", "6.2", "Thursday", "6.1"), {}, Relation.NEAR_DUPLICATE),
        (("1.5", "6.2", "Thursday", "6.1"), {"a": "2024-03-04", "b": "2024-03-05"}, Relation.NEAR_DUPLICATE),
    ],
)
def test_a_notice_that_comes_again_in_other_words_is_a_template(other, dates, relation):
    assert relation_of(f"{RATES.format(*FRIDAY)}{REST}", reworded(*other), **dates) is relation


@pytest.mark.parametrize(
    ("other", "relation"),
    [
        (("6.4", "yesterday", "6.3"), Relation.TEMPLATE),
        (("6.2", "Friday", "6.1"), Relation.EXCERPT),
        (("6.2", "Friday", "6.3"), Relation.EXCERPT),  # one figure put right
    ],
)
def test_a_form_that_stands_in_a_longer_text_is_one(other, relation):
    note = (
        "Overnight rates averaged {} pct on {} and opened at {} pct in Oslo, where the central bank bought bills for "
        "1.5 billion crowns, dealers said. "
    )
    assert relation_of(note.format("6.2", "Friday", "6.1"), f"{note.format(*other)}{REST}", **APART) is relation


@pytest.mark.parametrize(("day", "relation"), [("March 17", Relation.NEAR_DUPLICATE), ("April 21", Relation.TEMPLATE)])
def test_who_names_the_same_day_and_names_tells_of_one_thing(day, relation):
    """A number in words that one text lacks may stand there in other words."""
    one = (
        "Sapporo Breweries Ltd is launching a 100 mln Swiss franc, 4-5/8 pct, five-year guaranteed notes issue priced "
        "at 100-1/4 pct, lead manager Swiss Bank Corp said. It is guaranteed by Fuji Bank and payment date is March 17."
    )
    other = (
        "Sapporo Breweries Ltd of Japan is issuing 100 mln Swiss francs of 5 year notes with a 4-5/8 pct coupon and "
        f"100-1/4 issue price, lead manager Swiss Bank Corp said. It is guaranteed by Fuji Bank. Payment is due {day}."
    )
    assert relation_of(one, other, a="2024-03-04", b="2024-03-06") is relation
