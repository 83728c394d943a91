import random
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from obvious import obvious_subsequence

from dedup.confirm.align import (
    MAX_GAP,
    MAX_PLACES,
    build_masks,
    build_seeds,
    chain_runs,
    common_runs,
    subsequence_length,
)
from dedup.runtime.kernels import compile_kernels, run
from dedup.shingles import write_shingles
from dedup.tokens import CHARACTER

SIZE, ANCHOR = 3, 5
LETTERS = st.lists(st.integers(1, 4), max_size=40)
WORDS = st.lists(st.integers(1, 30), max_size=60)
both_ways = pytest.mark.parametrize("compiled", [False, True], ids=["interpreted", "compiled"])


@pytest.fixture(scope="module", autouse=True)
def _compiled():
    compile_kernels()


class Pair:
    """Two word sequences, one behind the other as in a corpus, and the working memory for them."""

    def __init__(self, left: list[int], right: list[int], compiled: bool = False, characters: bool = False) -> None:
        self.words = np.array([0, *left, *right], dtype=np.int32)
        self.flags = np.full(len(self.words), CHARACTER if characters else 0, dtype=np.uint8)
        self.low, self.high, self.end = 1, 1 + len(left), 1 + len(left) + len(right)
        self.compiled = compiled
        self.seeds, self.table = np.zeros(2048, dtype=np.int64), np.zeros(1024, dtype=np.int64)
        self.stamps = np.zeros(1024, dtype=np.int32)
        self.earlier, self.out = np.zeros(len(left) + 2, dtype=np.int32), np.zeros(400 * 3, dtype=np.int32)

    def grams(self, low: int, high: int, size: int) -> np.ndarray:
        """The seeds of one side."""
        out = np.zeros(high - low + 1, dtype=np.int64)
        return out[: run(write_shingles, self.compiled, self.words, low, high, size, out)].copy()

    def runs(self, size: int = SIZE, apart: int = -1) -> list[tuple[int, int, int]]:
        """The common runs: place left, place right, words."""
        low, high = (self.low, self.high) if apart >= 0 else (self.high, self.end)
        own, other = self.grams(self.low, self.high, size), self.grams(low, high, size)
        run(build_seeds, self.compiled, own, len(own), self.seeds, 1023, 1, self.earlier)
        everywhere = np.arange(len(other), dtype=np.int32)
        count = run(
            common_runs, self.compiled, self.words, self.flags, self.low, self.high, low, high, other, size, everywhere,
            len(everywhere), False, self.seeds, 1023, 1, self.earlier, apart, self.out,
        )  # fmt: skip
        return [tuple(row) for row in self.out[: 3 * count].reshape(-1, 3).tolist()]

    def passages(self, size: int = SIZE, apart: int = -1, anchor: int = ANCHOR) -> list[tuple[int, ...]]:
        """The chained passages: start and end left, start and end right, matched words."""
        found, out = self.runs(size, apart), np.zeros(400 * 5, dtype=np.int32)
        count = run(chain_runs, self.compiled, self.flags, self.high, self.out, len(found), anchor, 20, apart, out)
        return [tuple(row) for row in out[: 5 * count].reshape(-1, 5).tolist()]

    def subsequence(self) -> int:
        """Length of the longest common subsequence."""
        length = self.high - self.low
        places, row = np.zeros(1024, dtype=np.int32), np.zeros(length // 62 + 2, dtype=np.int64)
        masks = np.zeros((length + 1) * (length // 62 + 2), dtype=np.int64)
        run(
            build_masks, self.compiled, self.words, self.low, self.high, self.table, places, self.stamps, 1023, 1, masks
        )
        return run(
            subsequence_length, self.compiled, length, self.words, self.high, self.end, self.table, places, self.stamps,
            1023, 1, masks, row,
        )  # fmt: skip


def obvious_chains(runs: list[tuple[int, int, int]]) -> list[tuple[int, ...]]:
    """Join each run to the one before it if it follows closely on both sides; keep chains with a long run."""
    chains: list[list[tuple[int, int, int]]] = []
    for p, q, n in runs:
        if chains:
            last_p, last_q, last_n = chains[-1][-1]
            if 0 <= p - last_p - last_n <= MAX_GAP and q - last_q - last_n <= MAX_GAP:
                chains[-1].append((p, q, n))
                continue
        chains.append([(p, q, n)])
    kept = [chain for chain in chains if max(n for *_, n in chain) >= ANCHOR]
    return [
        (chain[0][0], chain[-1][0] + chain[-1][2], chain[0][1], chain[-1][1] + chain[-1][2], sum(n for *_, n in chain))
        for chain in kept
    ]


# The longest common subsequence ---------------------------------------------------------------------------------------


@both_ways
@settings(max_examples=120)
@given(LETTERS, LETTERS)
@example([], [1])
@example([1], [])
def test_subsequence_length_is_that_of_the_textbook_table(compiled, left, right):
    assert Pair(left, right, compiled).subsequence() == obvious_subsequence(left, right)


@both_ways
@pytest.mark.parametrize("length", [1, 61, 62, 63, 123, 124, 125, 186, 300])
def test_subsequence_length_is_right_where_limbs_meet(compiled, length):
    rng = random.Random(length)
    left = [rng.randrange(1, 6) for _ in range(length)]
    right = [rng.randrange(1, 6) for _ in range(length)]
    assert Pair(left, right, compiled).subsequence() == obvious_subsequence(left, right)
    assert Pair(left, left, compiled).subsequence() == length


def test_subsequence_survives_a_change_of_every_third_word():
    left = list(range(1, 91))
    right = [word if k % 3 else 1000 + k for k, word in enumerate(left)]
    assert Pair(left, right).subsequence() == 60


# Common runs ----------------------------------------------------------------------------------------------------------


@both_ways
@settings(max_examples=150)
@given(WORDS, WORDS)
def test_runs_are_common_of_the_seed_size_and_in_order_of_the_right(compiled, left, right):
    runs = Pair(left, right, compiled).runs()
    for p, q, n in runs:
        assert n >= SIZE
        assert left[p : p + n] == right[q : q + n]
    for (_, q, n), (_, after, _) in pairwise(runs):
        assert q + n <= after


@settings(max_examples=150)
@given(WORDS, WORDS)
def test_every_shared_shingle_of_the_right_touches_a_run(left, right):
    shared = {tuple(left[k : k + SIZE]) for k in range(len(left) - SIZE + 1)}
    covered = {k for _, q, n in Pair(left, right).runs() for k in range(q, q + n)}
    places = [k for k in range(len(right) - SIZE + 1) if tuple(right[k : k + SIZE]) in shared]
    assert all(covered.intersection(range(k, k + SIZE)) for k in places)
    assert covered <= {k + j for k in places for j in range(SIZE)}


@settings(max_examples=100)
@given(WORDS)
def test_a_run_ends_where_the_texts_differ(words):
    right = [*words, 99, *words]
    for p, q, n in Pair(words, right).runs():
        assert p + n == len(words) or q + n == len(right) or words[p + n] != right[q + n]


def test_equal_texts_share_one_run():
    text = list(range(1, 50))
    assert Pair(text, text).runs() == [(0, 0, 49)]


@pytest.mark.parametrize("left", [[], [1], [1, 2]])
def test_texts_shorter_than_a_seed_share_no_run(left):
    assert Pair(left, [1, 2, 3, 4]).runs() == []
    assert Pair([1, 2, 3, 4], left).runs() == []


def test_a_run_that_goes_on_is_preferred_to_an_earlier_place():
    left = [1, 2, 3, 10, 11, 12, 13, 14, 15, 1, 2, 3]
    right = [10, 11, 12, 13, 14, 15, 1, 2, 3]
    assert Pair(left, right).runs() == [(3, 0, 9)]


def test_the_longest_of_several_places_is_taken():
    left = [1, 2, 3, 4, 50, 1, 2, 3, 4, 5, 6, 60, 1, 2, 3]
    assert Pair(left, [1, 2, 3, 4, 5, 6, 7]).runs() == [(5, 0, 6)]


def test_a_seed_in_very_many_places_is_still_found():
    left = [1, 2, 3, 9] * (5 * MAX_PLACES)
    [(_, q, n)] = Pair(left, [7, 7, 1, 2, 3, 8]).runs()
    assert (q, n) == (2, 3)


# Passages -------------------------------------------------------------------------------------------------------------


@both_ways
@settings(max_examples=150)
@given(WORDS, WORDS)
def test_passages_are_the_chains_of_the_slow_twin(compiled, left, right):
    pair = Pair(left, right, compiled)
    assert pair.passages() == obvious_chains(pair.runs())


def test_a_changed_word_does_not_cut_a_passage():
    left = list(range(1, 41))
    right = [*left[:20], 99, *left[21:]]
    assert Pair(left, right).passages() == [(0, 40, 0, 40, 39)]


def test_words_added_on_one_side_beyond_the_gap_cut_a_passage():
    left = list(range(1, 41))
    near, far = ([*left[:20], *range(100, 100 + gap), *left[20:]] for gap in (MAX_GAP, MAX_GAP + 1))
    assert len(Pair(left, near).passages()) == 1
    assert len(Pair(left, far).passages()) == 2


def test_moved_paragraphs_are_found():
    one, two, three = range(1, 31), range(101, 131), range(201, 231)
    found = Pair([*one, *two, *three], [*three, *one, *two]).passages()
    assert found == [(60, 90, 0, 30, 30), (0, 60, 30, 90, 60)]


def test_short_runs_without_an_anchor_are_no_passage():
    left, right = [1, 2, 3, 4, 50, 51, 52], [60, 61, 1, 2, 3, 4, 62, 63]
    assert Pair(left, right).runs() == [(0, 2, 4)]
    assert Pair(left, right).passages() == []


def test_an_anchor_of_characters_is_longer():
    text = list(range(1, 20))
    assert Pair(text, [99, *text], characters=True).passages() == []
    text = list(range(1, 21))
    assert Pair(text, [99, *text], characters=True).passages() == [(0, 20, 1, 21, 20)]


def test_one_paragraph_quoted_twice_gives_two_passages():
    left, quote = list(range(1, 81)), list(range(21, 41))
    right = [*quote, *range(200, 230), *quote]
    assert Pair(left, right).passages() == [(20, 40, 0, 20, 20), (20, 40, 50, 70, 20)]


# Repeats --------------------------------------------------------------------------------------------------------------


@both_ways
def test_a_text_that_stands_twice_is_found_in_itself(compiled):
    text = list(range(1, 31))
    assert Pair([*text, 99, 98, *text], [], compiled).runs(apart=SIZE) == [(0, 32, 30)]


@settings(max_examples=100)
@given(st.lists(st.integers(1, 5), max_size=60))
def test_the_two_places_of_a_repeat_do_not_overlap(words):
    for p, q, n in Pair(words, []).runs(apart=SIZE):
        assert words[p : p + n] == words[q : q + n]
        assert p + n <= q
