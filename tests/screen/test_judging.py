"""Verdicts that an index keeps are those that a check would come to."""

import numpy as np
import pytest
from stories import FOOTER, STORIES, edited

from dedup.index.entries import make_entries
from dedup.index.sqlite import SqliteIndex
from dedup.model import Article
from dedup.params import Params
from dedup.screen.judging import judge
from dedup.screen.verdicts import Verdicts
from dedup.screen.view import View

PAGES = [f"{text}\n{FOOTER}" for text in (*STORIES, edited(STORIES[0], 0.05, 1), edited(STORIES[1], 0.05, 2))]
ARTICLES = [Article(f"p{k}", text) for k, text in enumerate(PAGES)]


def asked(index, articles, *, of_index):
    """The furniture among the keys of some articles."""
    entries = make_entries(articles, index.params, compiled=False)[0]
    keys = np.unique(np.concatenate([entry.passage_keys for entry in entries]))
    return Verdicts(index.params, (), of_index=of_index).furniture(View(index, entries), keys).tolist()


@pytest.fixture
def judged(tmp_path):
    """An index of all pages but the last two, judged."""
    with SqliteIndex.create(tmp_path / "judged.index", Params(), seed=1) as index:
        index.add(make_entries(ARTICLES[:-2], index.params, compiled=False)[0])
        index.settle()
        assert judge(index, workers=1) > 0
        yield index


@pytest.mark.parametrize("new", range(len(ARTICLES)))
def test_a_check_comes_to_the_same_with_the_verdicts_that_are_kept(new, judged):
    found = asked(judged, [ARTICLES[new]], of_index=True)
    assert found == asked(judged, [ARTICLES[new]], of_index=False) != []


def test_verdicts_are_given_up_when_articles_come_or_go(judged):
    judged.add(make_entries(ARTICLES[-2:], judged.params, compiled=False)[0])
    judged.remove([ARTICLES[0].id])
    assert asked(judged, ARTICLES[1:4], of_index=True) == asked(judged, ARTICLES[1:4], of_index=False)


def test_verdicts_are_gone_once_an_article_is_forgotten(judged):
    judged.forget([ARTICLES[0].id])
    assert len(judged.judged().keys) == 0
    assert judged.verify() == []


def test_without_time_nothing_is_judged_and_a_check_finds_the_same(judged):
    judged.add(make_entries(ARTICLES[-2:], judged.params, compiled=False)[0])
    judged.settle()
    assert judge(judged, seconds=-1.0, workers=1) == 0
    assert asked(judged, ARTICLES[:3], of_index=True) == asked(judged, ARTICLES[:3], of_index=False)
