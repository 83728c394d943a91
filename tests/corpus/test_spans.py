import random

import numpy as np
import pytest

from dedup.corpus import spans, tokenised
from dedup.corpus.chunks import tokens_of
from dedup.corpus.corpus import build_corpus, corpus_of
from dedup.corpus.spans import character_spans, word_spans
from dedup.model import Article
from dedup.params import Params

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


PIECES = (
    "The old bridge is shut. ", "Grüße aus Köln &amp; Bonn, don't! ", "حكم القاضي اليوم ",
    "1,250.75 euros on 3 May 2024 ", "กระทรวงมหาดไทยแถลงข่าวว่า ", "日本の新しい法律は来年から。",
    "U.S.A.-based e-mail@example.org ", "\n\n- «Où?»\t", "naïve co\u00adop ",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_of_a_long_text_only_pieces_are_tokenised_again(monkeypatch, seed):
    rng = random.Random(seed)
    text = "".join(rng.choice(PIECES) for _ in range(900))
    monkeypatch.setattr(tokenised, "LONG", 100)
    params, article = Params(), Article("a", text)
    made = tokenised.tokenise_each([article], params, False, sizes={text: (1, 1.0)})
    assert len(made[0].places) > 5
    corpus = corpus_of([article], made, None, False)
    words = [sorted(rng.sample(range(len(made[0].words)), 2)) for _ in range(8)]
    words = [(first, min(last, first + rng.choice([0, 9, 700]))) for first, last in words]
    first, last = (np.array(side, dtype=np.int32) for side in zip(*words, strict=True))
    asked, read = np.zeros(len(first), dtype=np.int32), []
    monkeypatch.setattr(spans, "tokens_of", lambda texts, compiled: read.extend(texts) or tokens_of(texts, compiled))
    found = character_spans(corpus, asked, first, last, 1)
    assert sum(map(len, read)) <= len(text)
    assert found.tolist() == character_spans(corpus._replace(places={}), asked, first, last, 1).tolist()


def test_a_long_text_whose_pieces_read_otherwise_is_tokenised_whole():
    text = "One two three four. " * 200
    corpus = build_corpus([Article("a", text)], Params())
    shifted = corpus._replace(places={0: np.arange(0, 800, 256, dtype=np.int32)})  # characters, not words
    runs = np.array([300], dtype=np.int32), np.array([310], dtype=np.int32)
    expected = character_spans(corpus, np.zeros(1, dtype=np.int32), *runs, 1)
    assert character_spans(shifted, np.zeros(1, dtype=np.int32), *runs, 1).tolist() == expected.tolist()
