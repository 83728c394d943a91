"""A story that pages of an index hold whole is no furniture to a check either, as it is none to a batch."""

import numpy as np
import pytest
from round_ups import BANNER, GERMAN, STORIES_AND_TITLES, framed, round_ups

from dedup.index.entries import make_entries
from dedup.index.sqlite import SqliteIndex
from dedup.model import Article
from dedup.params import Params
from dedup.screen.judging import judge
from dedup.screen.screen import Screener, screen
from dedup.screen.verdicts import Verdicts
from dedup.screen.view import View
from screen.screen_samples import found_in, index_of, records

OTHER_TITLE = "Minister resigns over dam contract"
GROUPS = {
    **{language: round_ups(language) for language in STORIES_AND_TITLES},
    "many": round_ups("German", 20),
    "more than are asked": round_ups("German", 33),
    "a banner": framed(BANNER, OTHER_TITLE),
    "another title": round_ups("German", title=OTHER_TITLE),
    "a copy with another title": [*round_ups("German"), Article("copy", GERMAN.upper(), title=OTHER_TITLE)],
    "a copy without one": [*round_ups("German"), Article("copy", GERMAN.upper())],
}


@pytest.mark.parametrize("name", GROUPS)
def test_each_article_against_an_index_of_all_gives_the_records_of_a_batch(name, filled):
    articles = GROUPS[name]
    wanted, screener = found_in(articles), Screener(filled(*articles))
    found = [match for article in articles for match in screener.screen([article], workers=1).matches]
    assert records(found) == wanted
    assert len(found) == 2 * len(wanted)


@pytest.mark.parametrize("name", ["German", "Thai", "a copy with another title"])
@pytest.mark.parametrize("last", ["story", "page2"])
@pytest.mark.parametrize("is_judged", [False, True])
def test_the_last_to_come_gets_the_records_of_a_batch(name, last, is_judged, tmp_path):
    articles = GROUPS[name]
    [new], held = [a for a in articles if a.id == last], [a for a in articles if a.id != last]
    with index_of("sqlite", tmp_path, held) as index:
        if is_judged:
            index.settle()
            assert judge(index, workers=1) > 0
        wanted = {pair: match for pair, match in found_in(articles).items() if last in pair}
        assert records(screen([new], index, workers=1).matches) == wanted


@pytest.mark.parametrize("name", ["German", "Thai"])
def test_articles_that_come_one_by_one_and_are_kept_find_what_is_there(name, filled):
    articles, screener = GROUPS[name], Screener(filled())
    for count, article in enumerate(articles, 1):
        wanted = {pair: match for pair, match in found_in(articles[:count]).items() if article.id in pair}
        assert records(screener.screen([article], add=True, workers=1).matches) == wanted


@pytest.fixture
def judged(tmp_path):
    """An index of a story and the pages that hold it, judged."""
    with index_of("sqlite", tmp_path, GROUPS["German"]) as index:
        index.settle()
        assert judge(index, workers=1) > 0
        yield index


def asked(index: SqliteIndex, *, of_index: bool, articles=()) -> list[int]:
    """The furniture among all keys of an index, for some inputs."""
    entries = make_entries(articles, index.params, compiled=False)[0]
    keys = np.unique(np.concatenate([each.passage for each in index.keys_of(index.numbers())]))
    return Verdicts(index.params, (), of_index=of_index).furniture(View(index, entries), keys).tolist()


def test_a_verdict_that_is_kept_says_that_a_story_is_no_furniture(judged):
    assert not judged.judged().is_furniture.any()
    assert judged.judged().unrelated.all(axis=1).any()
    assert asked(judged, of_index=True) == asked(judged, of_index=False) == []


@pytest.mark.parametrize("stored", [False, True])
def test_a_verdict_is_given_up_when_a_copy_comes_with_a_title_that_does_not_suit_the_text(stored, judged):
    inputs = [Article("copy", GERMAN.upper(), title=OTHER_TITLE)]
    kept = Verdicts(judged.params, (), of_index=True)
    keys = np.unique(np.concatenate([each.passage for each in judged.keys_of(judged.numbers())]))
    assert kept.furniture(View(judged, []), keys).tolist() == []
    if stored:
        judged.add(make_entries(inputs, judged.params, compiled=False)[0])
        inputs = []
    entries = make_entries(inputs, judged.params, compiled=False)[0]
    found = kept.furniture(View(judged, entries), keys).tolist()
    assert found == asked(judged, of_index=False, articles=inputs) != []


def test_groups_that_are_crowded_are_left_as_they_are(filled):
    params, articles = Params(max_key_articles=5), GROUPS["German"]
    assert screen(articles[:1], filled(*articles, params=params), params, workers=1).matches == []
