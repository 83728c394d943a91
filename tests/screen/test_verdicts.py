"""Which keys are furniture, against what a batch of the same articles learns."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stories import FOOTER, STORIES, edited, made_up

from dedup.candidates import BANDED, LEAST_OF_BANDS, STRONG, draw
from dedup.confirm.confirm import SHARED
from dedup.corpus.corpus import build_corpus
from dedup.corpus.equal import collapse_equal
from dedup.detect import prepare_drawing
from dedup.evidence.evidence import align, column, is_related, jaccard_of, measure
from dedup.furniture.furniture import learn_furniture
from dedup.index.entries import make_entries
from dedup.index.sqlite import SqliteIndex
from dedup.model import Article
from dedup.params import Params
from dedup.published import day_numbers
from dedup.screen.judging import judge
from dedup.screen.verdicts import Verdicts, in_order
from dedup.screen.view import View

MENU = "Home\nPolitics\nSport\nCulture\nOpinion\nWeather\nVideos\nSubscribe\nLogin\nContact\nImprint\nHelp\nArchive\n"
PAGES = {
    "a footer": [f"{story}\n{FOOTER}" for story in STORIES],
    "a menu and a footer": [f"{MENU}\n{made_up(('page', k), 80)}\n{FOOTER}" for k in range(7)],
    "copies with a footer": [f"{edited(STORIES[0], 0.04, k)}\n{FOOTER}" for k in range(6)],
    "copies and others": [f"{s}\n{FOOTER}" for s in (*STORIES[:4], edited(STORIES[0], 0.05, 1), STORIES[1].upper())],
    "short notes in a long frame": [f"{MENU}{MENU.upper()}{' '.join(s.split()[:25])}\n{FOOTER}" for s in STORIES],
    "three pages": [f"{story}\n{FOOTER}" for story in STORIES[:3]],
    "nothing in common": list(STORIES),
}


def learnt(articles, params):
    """The furniture keys of a batch."""
    corpus = build_corpus(articles, params, compiled=False)
    drawing = prepare_drawing(corpus, collapse_equal(corpus, day_numbers(corpus.articles), None, params), params, 1)
    found = draw(drawing)
    strong = (found.kinds & (STRONG | BANDED)) > 0
    left, right = found.left[strong], found.right[strong]
    evidence = measure(corpus, left, right, params.shingle_size, 1)
    aligned = align(corpus, left, right, params.shingle_size, 1)
    related = is_related(corpus, aligned, np.ones(len(left), dtype=np.bool_), 1)
    alike = jaccard_of(corpus, column(evidence, SHARED), left, right) >= LEAST_OF_BANDS
    kept = related & (alike | ((found.kinds[strong] & STRONG) > 0))
    return learn_furniture(drawing, left[kept], right[kept], corpus.fingerprints).tolist()


def passage_keys(entries):
    return np.unique(np.concatenate([entry.passage_keys for entry in entries]))


def pages(name):
    return [Article(f"p{k}", text) for k, text in enumerate(PAGES[name])]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("indexed", [0, 2, 7])
def test_furniture_is_that_of_a_batch_however_many_of_the_pages_are_indexed(name, indexed, filled):
    articles = pages(name)
    index = filled(*articles[:indexed])
    entries = make_entries(articles, index.params, compiled=False)[0]
    found = Verdicts(index.params, ()).furniture(View(index, entries), passage_keys(entries))
    assert found.tolist() == learnt(articles, index.params)


BOILERPLATE = made_up("boilerplate", 36)
NOTICE = made_up("notice", 9)


def crowd():
    """Pages of the same words in other orders around one boilerplate, some with a notice."""
    words, pages = made_up("crowd", 110).split(), []
    for k in range(12):
        random.Random(k).shuffle(words)
        pages.append(f"{' '.join(words)}\n{BOILERPLATE}" + f"\n{NOTICE}" * (k < 6))
    return [Article(f"p{k:02}", page) for k, page in enumerate(pages)]


@pytest.mark.parametrize("indexed", [0, 3, 11, 12])
def test_passages_that_too_many_share_relate_nobody(indexed, filled):
    params, articles = Params(max_key_articles=8, min_shared_terms=64), crowd()
    index = filled(*articles[:indexed], params=params)
    entries = make_entries(articles, index.params, compiled=False)[0]
    found = set(Verdicts(index.params, ()).furniture(View(index, entries), passage_keys(entries)).tolist())
    of_notice = build_corpus([Article("n", NOTICE)], index.params).passages.keys.tolist()
    assert found & set(of_notice) == set(learnt(articles, index.params)) & set(of_notice) != set()
    if indexed == len(articles) and isinstance(index, SqliteIndex):
        judge(index)
        entries = entries[:1]
        again = Verdicts(index.params, (), of_index=True).furniture(View(index, entries), passage_keys(entries))
        assert set(again.tolist()) & set(of_notice) == found & set(of_notice)


def test_verdicts_that_were_kept_are_those_found_anew(filled):
    articles = pages("copies and others")
    index = filled(*articles)
    entries = make_entries(articles, index.params, compiled=False)[0]
    verdicts, keys = Verdicts(index.params, ()), passage_keys(entries)
    first = verdicts.furniture(View(index, entries[:1]), keys).tolist()
    assert verdicts.furniture(View(index, entries[:1]), keys).tolist() == first == learnt(articles, index.params)


def test_a_kept_verdict_is_given_up_when_more_articles_come(filled):
    articles = pages("a footer")
    index = filled(*articles[:3])
    entries = make_entries(articles, index.params, compiled=False)[0]
    verdicts, keys = Verdicts(index.params, ()), passage_keys(entries)
    assert verdicts.furniture(View(index, entries[:1]), keys).tolist() == []
    index.add(entries)
    assert verdicts.furniture(View(index, entries[:1]), keys).tolist() == learnt(articles, index.params) != []


def test_no_keys_are_no_furniture(filled):
    index = filled()
    assert Verdicts(Params(), ()).furniture(View(index, []), np.empty(0, dtype=np.uint32)).tolist() == []


@given(st.lists(st.lists(st.integers(1, 30), min_size=1, unique=True), max_size=6), st.randoms())
def test_members_come_by_fingerprint_then_by_number(groups, rng):
    prints = {number: rng.randrange(4) for number in range(31)}
    arrays = [np.array(sorted(group), dtype=np.int64) for group in groups]
    found = in_order(arrays, lambda numbers: np.array([prints[number] for number in numbers.tolist()]))
    wanted = [sorted(group, key=lambda number: (prints[number], number)) for group in groups]
    assert [group.tolist() for group in found] == wanted
