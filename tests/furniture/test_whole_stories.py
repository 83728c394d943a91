"""A story that several pages hold whole is no furniture; the frame of a site is, though a page has nothing else."""

import random
from itertools import combinations

import numpy as np
import pytest
from round_ups import BANNER, MENU, STORIES_AND_TITLES, framed, other, round_ups
from stories import BRIDGE, QUOTATION, STORIES, made_up, relations

from dedup.detect import find_duplicates
from dedup.furniture.whole_stories import has_run, is_prose, suits_titles
from dedup.model import Article
from dedup.params import Params
from dedup.tokens import tokenise

SEEDS = range(4)  #: ids differ by them, and so does who stands for whom


def found_in(articles, params=None, **options):
    return find_duplicates(articles, params, workers=1, **options)


@pytest.mark.parametrize("language", STORIES_AND_TITLES)
def test_a_story_and_the_pages_that_hold_it_are_found_as_if_these_were_few(language):
    articles = round_ups(language)
    found = relations(found_in(articles))
    ids = sorted(article.id for article in articles)
    assert set(found) == set(combinations(ids, 2))
    for three in combinations(articles[1:], 2):
        few = relations(found_in([articles[0], *three]))
        assert {pair: found[pair] for pair in few} == few


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("language", STORIES_AND_TITLES)
def test_neither_order_nor_ids_matter(language, seed):
    articles, rng = round_ups(language, 7), random.Random(seed)
    names = rng.sample(range(100), len(articles))
    turned = {f"{name:02}": article.id for name, article in zip(names, articles, strict=True)}
    renamed = [article._replace(id=name) for name, article in zip(turned, articles, strict=True)]
    rng.shuffle(renamed)
    again = {tuple(sorted(map(turned.__getitem__, pair))): each for pair, each in relations(found_in(renamed)).items()}
    assert again == relations(found_in(articles))
    assert len(again) == 28


def test_a_teaser_of_the_story_is_a_story_too():
    articles = round_ups("German")
    first = " ".join(articles[0].text.split()[:55])
    found = relations(found_in([*articles, Article("teaser", f"{first}.")]))
    assert set(found) == set(combinations(sorted(["teaser", *(article.id for article in articles)]), 2))


def test_without_the_story_by_itself_nothing_tells_it_from_a_frame():
    assert not found_in(round_ups("German", 6)[1:]).matches


EMPTY = {
    "a menu": framed(MENU, ""),
    "a menu with a title": framed(MENU, "Minister resigns over dam contract"),
    "a menu in one line": framed(MENU.replace("\n", " "), ""),
    "a menu in one line with bars": framed(MENU.replace("\n", " | "), ""),
    "a banner with another title": framed(BANNER, "Minister resigns over dam contract"),
    "a banner with two titles": [*framed(BANNER, "Cookies"), Article("twin", BANNER, title="Dam contract")],
    "a banner with two titles, the other first": [*framed(BANNER, "Dam contract"), Article("twin", BANNER)],
}


@pytest.mark.parametrize("name", EMPTY)
def test_an_empty_page_protects_no_frame(name, monkeypatch):
    articles = EMPTY[name]
    found = found_in(articles, with_furniture=True)
    assert found.furniture
    assert not [pair for pair in relations(found) if not {"empty", "twin"} & set(pair)]
    monkeypatch.setattr("dedup.measured_candidates.without_stories", lambda corpus, drawing, furniture: furniture)
    assert found_in(articles, with_furniture=True)._replace(seconds=0) == found._replace(seconds=0)


def test_a_story_that_pages_quote_in_part_is_no_story_that_they_hold():
    articles = [Article("story", f"{QUOTATION} {STORIES[2]}")]
    articles += [Article(f"page{k}", f"{made_up(('q', k), 90)}. {QUOTATION}") for k in range(6)]
    assert found_in(articles, with_furniture=True).furniture


def test_what_more_than_a_few_pages_have_is_not_asked():
    few, many = (found_in(round_ups("German", count), with_furniture=True).furniture for count in (31, 32))
    assert (len(few), len(many)) == (0, 1)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (BRIDGE, True),
        (STORIES_AND_TITLES["Thai"][0], True),
        (BANNER, True),
        (MENU, False),
        (MENU.replace("\n", " | "), False),
        (" ".join(BRIDGE.split()[:38]), False),
        (made_up(1, 4_000), True),
        (made_up(1, 4_010), False),
        ("\n".join(other("Thai", k) for k in range(150)), False),
        ("\n".join(other("Thai", k)[:40] for k in range(9)), False),
        ("", False),
    ],
)
def test_a_story_is_prose_of_some_length(text, wanted):
    flags = tokenise(text).flags
    assert is_prose(flags, 0, len(flags)) == wanted


@pytest.mark.parametrize(
    ("before", "behind", "story", "wanted"),
    [
        (5, 7, range(100, 150), True),
        (0, 0, range(100, 150), True),
        (2, 2, range(103, 147), True),
        (2, 2, range(104, 150), False),
        (2, 2, (*range(100, 120), 9, *range(120, 150)), False),
    ],
)
def test_a_story_stands_in_one_run(before, behind, story, wanted):
    page = [*range(before), *story, *range(50, 50 + behind)]
    words = np.array([*range(100, 150), *page], dtype=np.int32)
    assert has_run(words, 0, 50, 50, len(words)) == wanted


@pytest.mark.parametrize(
    ("titles", "language", "wanted"),
    [
        (("Bridge at Harwick to close",), "English", True),
        (("The", "", "2024"), "English", True),
        (("Minister resigns over dam contract",), "English", False),
        (("Bridge at Harwick to close", "Minister resigns over dam contract"), "English", False),
        (("ปิดสะพานหินเก่าที่อำเภอแม่ริม",), "Thai", True),
        (("ฟุตบอลทีมชาติไทยชนะเวียดนามสองประตู",), "Thai", False),
    ],
)
def test_a_text_suits_its_titles_if_it_has_something_of_each(titles, language, wanted):
    assert suits_titles(titles, tokenise(STORIES_AND_TITLES[language][0]).words) == wanted


def test_groups_that_are_crowded_are_left_as_they_are():
    assert found_in(round_ups("German", 6), Params(max_key_articles=5), with_furniture=True).furniture
