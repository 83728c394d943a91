"""Tokenised texts that are kept from check to check."""

import numpy as np
import pytest
from stories import STORIES

import dedup.corpus.tokenised
from dedup.corpus.corpus import build_corpus
from dedup.index.entries import make_entries
from dedup.model import Article
from dedup.params import Params
from dedup.screen.texts import Texts
from dedup.screen.view import View

ARTICLES = [Article(f"s{k}", text) for k, text in enumerate(STORIES)]
MEASURED = ("low", "high", "words", "flags", "shingle_counts", "norms")


def same(one, other):
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in MEASURED)


@pytest.mark.parametrize("most_bytes", [0, 4000, 1 << 20])
def test_a_corpus_is_the_same_however_much_is_kept(most_bytes):
    texts = Texts(Params(), most_bytes)
    for some in (ARTICLES[:3], ARTICLES[2:], ARTICLES[::2], ARTICLES):
        assert same(texts.corpus(some, {}), build_corpus(some, Params(), compiled=False))


def test_articles_of_a_corpus_need_not_be_tokenised_again(monkeypatch):
    texts = Texts(Params())
    whole = build_corpus(ARTICLES, Params(), compiled=False)
    texts.take(whole)
    asked = []
    monkeypatch.setattr("dedup.screen.texts.tokenise_each", lambda articles, *_: asked.extend(articles) or [])
    assert same(texts.corpus(ARTICLES, {}), whole)
    assert asked == []


def test_passage_keys_that_are_given_are_those_of_the_corpus():
    entries = make_entries(ARTICLES, Params(), compiled=False)[0]
    corpus = Texts(Params()).corpus(ARTICLES, {}, [entry.passage_keys for entry in entries])
    assert corpus.passages.bounds.tolist() == [0, *np.cumsum([len(entry.passage_keys) for entry in entries]).tolist()]


@pytest.mark.parametrize("count", [True, False])
def test_known_sizes_spare_finding_out(count, monkeypatch):
    entries = make_entries(ARTICLES, Params(), compiled=False)[0]
    sizes = {entry.article.text: entry.size for entry in entries}
    whole, counted, by = build_corpus(ARTICLES, Params(), compiled=False), [], dedup.corpus.tokenised.columns_by
    monkeypatch.setattr("dedup.corpus.tokenised.columns_by", lambda *a, **k: counted.append(1) or by(*a, **k))
    assert same(Texts(Params(), sizes_count=count).corpus(ARTICLES, sizes), whole)
    assert bool(counted) is not count


def test_articles_of_an_index_are_read_once(filled):
    index = filled(*ARTICLES)
    view, texts, read = View(index, []), Texts(index.params), []
    articles = view.articles
    view.articles = lambda numbers: read.append(numbers.tolist()) or articles(numbers)
    numbers = index.numbers().tolist()
    keys = dict(zip(numbers, index.keys_of(numbers), strict=True))
    first = texts.of_numbers(view, numbers, keys)
    again = texts.of_numbers(view, numbers, keys)
    assert same(first, again)
    assert read == [numbers, []]


def test_what_is_let_go_is_read_again(filled):
    index = filled(*ARTICLES)
    view, texts = View(index, []), Texts(index.params, 0)
    numbers = index.numbers().tolist()
    keys = dict(zip(numbers, index.keys_of(numbers), strict=True))
    assert same(texts.of_numbers(view, numbers, keys), texts.of_numbers(view, numbers, keys))
