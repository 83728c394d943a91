import random
from itertools import combinations

import numpy as np
import pytest
from pairs import match_of
from stories import made_up

from dedup.corpus.corpus import build_corpus
from dedup.evidence.given_once import covered_words, given_once
from dedup.model import Article
from dedup.params import Params
from dedup.runtime.kernels import compile_kernels

NAME = "Doctor Abdullah bin Abdulaziz Rabia"
OFFICE = "the adviser at the court and supervisor of the centre for relief and works abroad"
BEFORE, BEHIND = made_up("before", 40), made_up("behind", 40)


def words(name, count):
    return " ".join(f"{name}{k}" for k in range(count))


def left_of(one, other, *rows, compiled=False, **params):
    """What is left of some passages: host, guest, equal words; furniture is none of it."""
    params = Params(**params)
    corpus = build_corpus([Article("a", one), Article("b", other)], params, workers=1)._replace(compiled=compiled)
    found, _ = given_once(
        corpus, np.array([0]), np.array([1]), np.array([[*row, 0] for row in rows], dtype=np.int32),
        np.zeros(len(rows), dtype=np.int64), params, workers=1,
    )  # fmt: skip
    return sorted(tuple(row) for row in found[:, :5].tolist())


#: A sentence of 40 words into which one text puts five of another sentence.
MOVED = (
    f"{words('a', 25)} {words('m', 5)} {words('b', 15)} {words('x', 9)}",
    f"{words('a', 25)} {words('b', 15)} {words('y', 9)} {words('m', 5)}",
)
ROUND, INSIDE = (0, 45, 0, 40, 40), (25, 30, 49, 54, 5)


@pytest.mark.parametrize("compiled", [False, True])
def test_a_passage_is_cut_where_what_is_put_into_it_stands_elsewhere(compiled):
    if compiled:
        compile_kernels()
    found = left_of(*MOVED, ROUND, INSIDE, compiled=compiled)
    assert found == [(0, 25, 0, 25, 25), INSIDE, (30, 45, 25, 40, 15)]


def test_a_passage_that_makes_a_finding_stays_whole():
    assert left_of(*MOVED, ROUND, INSIDE, min_passage_words=26) == [ROUND]
    assert len(left_of(*MOVED, ROUND, INSIDE, min_passage_words=25)) == 3


def test_a_text_that_stands_twice_is_given_to_both_places():
    one = f"{words('a', 20)} {words('b', 20)}"
    other = f"{words('a', 20)} {words('b', 20)} {words('x', 9)} {words('b', 12)}"
    rows = (0, 40, 0, 40, 40), (20, 32, 49, 61, 12)
    assert left_of(one, other, *rows) == sorted(rows)


def test_the_end_of_a_passage_that_a_longer_one_has_is_cut_off():
    one = f"{words('a', 10)} {words('b', 20)}"
    other = f"{words('a', 10)} x b6 b7 b8 y {words('b', 20)}"
    assert left_of(one, other, (10, 30, 15, 35, 20), (0, 19, 0, 14, 13)) == [(0, 10, 0, 10, 10), (10, 30, 15, 35, 20)]


def test_what_is_left_of_a_passage_is_one_itself():
    one = f"{words('a', 3)} {words('b', 20)}"
    other = f"{words('a', 3)} x b6 b7 b8 y {words('b', 20)}"
    assert left_of(one, other, (3, 23, 8, 28, 20), (0, 12, 0, 7, 6)) == [(3, 23, 8, 28, 20)]


def test_passages_apart_and_none_stay_as_they_are():
    text = words("a", 40)
    rows = (0, 20, 0, 20, 20), (20, 40, 20, 40, 20)
    assert left_of(text, text, *rows) == sorted(rows)
    corpus = build_corpus([Article("a", text)], Params(), workers=1)
    none = np.zeros(0, dtype=np.int64)
    assert len(given_once(corpus, none, none, np.zeros((0, 6), np.int32), none, Params(), 1)[0]) == 0


def test_a_name_moved_behind_a_title_is_all_that_moved():
    one, other = f"{BEFORE} {NAME} {OFFICE} {BEHIND}", f"{BEFORE} {OFFICE} {NAME} {BEHIND}"
    match = match_of(one, other)
    shared = [(one[slice(*passage.left)], other[slice(*passage.right)]) for passage in match.passages]
    assert (NAME, NAME) in shared
    assert match.reasons[0] == "shared passages are 100 % of left and 100 % of right"


def test_no_word_of_moved_and_replaced_text_is_in_two_passages():
    for seed in range(12):
        rng = random.Random(seed)
        pieces = [words(name, rng.randint(4, 30)).split() for name in "abcdefgh"]
        one = [word for piece in pieces for word in piece]
        moved = pieces.pop(rng.randrange(8))
        target = pieces[rng.randrange(7)]
        at = rng.randint(0, len(target))
        target[at:at] = moved
        other = [word if rng.random() > 0.1 else f"x{k}" for k, word in enumerate(w for piece in pieces for w in piece)]
        match = match_of(" ".join(one), " ".join(other))
        for side in ("left", "right"):
            spans = sorted(getattr(passage, side) for passage in match.passages)
            assert not [(a, b) for a, b in combinations(spans, 2) if b[0] < a[1]], seed


def test_words_in_two_passages_are_covered_once():
    rows = np.array([[0, 10, 0, 10, 10, 0], [4, 14, 30, 40, 10, 0], [0, 9, 0, 9, 6, 3]])
    host, guest = covered_words(rows, np.array([1, 1, 2]), 3)
    assert (host.tolist(), guest.tolist()) == ([0, 14, 3], [0, 20, 3])
