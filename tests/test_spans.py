import numpy as np
import pytest

from dedup import spans
from dedup.corpus import build_corpus
from dedup.model import Article
from dedup.params import Params
from dedup.spans import character_spans, word_spans

TEXTS = ["The old bridge is shut.", "Grüße aus Köln &amp; Bonn", "", "حكم القاضي اليوم", "one"]


@pytest.mark.parametrize(("compiled", "at_once"), [(False, 200_000), (False, 3), (True, 1), (True, 200_000)])
def test_runs_of_words_are_found_where_they_stand_whatever_their_order(monkeypatch, compiled, at_once):
    monkeypatch.setattr(spans, "WORDS_AT_ONCE", at_once)
    corpus = build_corpus([Article(str(k), text) for k, text in enumerate(TEXTS)], Params(), compiled=compiled)
    articles, first, last = (np.array(side) for side in ([3, 0, 4, 1, 0, 3], [1, 3, 0, 2, 0, 0], [2, 4, 0, 3, 1, 0]))
    found = character_spans(corpus, articles, first, last, 2)
    written = [TEXTS[k][start:end] for k, (start, end) in zip(articles.tolist(), found.tolist(), strict=True)]
    assert written == ["القاضي اليوم", "is shut", "one", "Köln &amp; Bonn", "The old", "حكم"]


def test_no_runs_have_no_spans():
    corpus = build_corpus([Article("a", "one")], Params())
    nothing = np.empty(0, dtype=np.int32)
    assert character_spans(corpus, nothing, nothing, nothing, 2).shape == (0, 2)


def test_all_words_of_some_articles_have_spans():
    corpus = build_corpus([Article(str(k), text) for k, text in enumerate(TEXTS)], Params())
    found = word_spans(corpus, [0, 4])
    at = found.offset[4]
    assert (found.starts[found.offset[0] + 1], found.ends[at], found.ends[found.offset[0] + 4]) == (4, 3, 22)
