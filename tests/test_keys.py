import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import BRIDGE, CHESS, STORIES, edited, made_up, vocabulary

from dedup.corpus.corpus import Corpus, build_corpus
from dedup.keys import PASSAGE, salted, winnow_width, write_passage_keys
from dedup.language.background import weight_of
from dedup.model import Article
from dedup.params import Params
from dedup.runtime.kernels import run
from dedup.shingles import shingles
from dedup.tokens import tokenise

WINDOW, SIZE = Params().passage_window, Params().passage_size


def keys_of(text: str, kind: str, **changes: object) -> list[int]:
    """The keys of one kind of one article."""
    corpus: Corpus = build_corpus([Article("a", text)], Params(**changes), compiled=False)
    return getattr(corpus, f"{kind}s").keys.tolist()


def sharing(words: int, seed: object) -> tuple[str, str]:
    """Two texts with nothing in common but a run of so many words."""
    rng = random.Random(f"sharing {seed}")
    pool = vocabulary(2000, 9)
    rng.shuffle(pool)
    common, left, right = pool[:words], pool[words : words + 150], pool[words + 150 : words + 300]
    at, to = rng.randint(0, 150), rng.randint(0, 150)
    return " ".join(left[:at] + common + left[at:]), " ".join(right[:to] + common + right[to:])


def obvious_winnowing(grams: list[int], window: int) -> list[int]:
    """The least of each window, the last of equals, each place once, and both ends: the rule as it is told."""
    width = min(window, max(1, len(grams) // 4))
    places = [0]
    for start in range(len(grams) - width + 1):
        part = grams[start : start + width]
        place = start + max(k for k, gram in enumerate(part) if gram == min(part))
        if places[-1] != place:
            places.append(place)
    return places if places[-1] == len(grams) - 1 else [*places, len(grams) - 1]


# Passages -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(40))
def test_any_shared_run_of_window_and_size_less_one_words_shares_a_key(seed):
    one, other = sharing(WINDOW + SIZE - 1, seed)
    assert set(keys_of(one, "passage")) & set(keys_of(other, "passage"))


@pytest.mark.parametrize("seed", range(40))
def test_a_shared_run_of_twice_the_window_shares_two_keys(seed):
    one, other = sharing(2 * WINDOW + SIZE - 1, seed)
    assert len(set(keys_of(one, "passage")) & set(keys_of(other, "passage"))) >= 2


@pytest.mark.parametrize("window", [1, 4, 16, 40])
def test_the_guarantee_holds_for_any_window(window):
    for seed in range(5):
        one, other = sharing(window + SIZE - 1, (window, seed))
        found = (set(keys_of(text, "passage", passage_window=window)) for text in (one, other))
        assert set.intersection(*found)


def test_texts_without_a_common_run_of_the_gram_size_share_no_key():
    one, other = sharing(SIZE - 1, 0)
    assert not set(keys_of(one, "passage")) & set(keys_of(other, "passage"))


@settings(max_examples=200)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=80), st.integers(1, 12))
def test_winnowing_chooses_what_the_slow_twin_chooses(grams, window):
    out = np.zeros(len(grams) + 1, dtype=np.int64)
    count = run(write_passage_keys, False, np.array(grams, dtype=np.int64), len(grams), window, out, 0)
    assert out[:count].tolist() == [salted(grams[k], PASSAGE) for k in obvious_winnowing(grams, window)]


def test_the_first_and_the_last_words_of_a_text_are_always_keys():
    menu, note = "alpha beta gamma delta epsilon", "all rights reserved by us"
    for seed in range(10):
        one, other = made_up(("one", seed), 150), made_up(("other", seed), 90)
        for left, right in ((f"{menu} {one}", f"{menu} {other}"), (f"{one} {note}", f"{other} {note}")):
            assert len(set(keys_of(left, "passage")) & set(keys_of(right, "passage"))) == 1


def test_a_text_of_one_repeated_word_has_few_passage_keys():
    assert len(set(keys_of("spam " * 3000, "passage"))) == 1


def test_the_window_narrows_in_short_texts():
    assert [winnow_width(count, 8) for count in (0, 1, 4, 8, 16, 32, 1000)] == [1, 1, 1, 2, 4, 8, 8]


@pytest.mark.parametrize("count", range(1, 9))
def test_a_short_text_has_passage_keys(count):
    assert keys_of(" ".join(BRIDGE.split()[:count]), "passage")


def test_a_text_in_a_script_without_spaces_has_passage_keys():
    text = "北京时间二月六日委员会在维也纳开会讨论新的法律草案主席在会议结束以后宣布辞职"
    assert set(keys_of(text, "passage")) & set(keys_of("另外" + text + "消息说", "passage"))


# Bands ----------------------------------------------------------------------------------------------------------------


def test_there_is_one_key_for_each_band_and_no_two_are_equal():
    keys = keys_of(BRIDGE, "band")
    assert len(keys) == len(set(keys)) == Params().band_count


def test_band_keys_depend_on_the_seed():
    assert not set(keys_of(BRIDGE, "band")) & set(keys_of(BRIDGE, "band", seed=2))


def test_passage_and_term_keys_do_not_depend_on_the_seed():
    for kind in ("passage", "term"):
        assert keys_of(BRIDGE, kind) == keys_of(BRIDGE, kind, seed=2)


def test_a_copy_with_few_edits_shares_bands_and_an_unrelated_text_none():
    bands = set(keys_of(BRIDGE, "band"))
    assert bands & set(keys_of(edited(BRIDGE, 0.05, 1), "band"))
    assert not bands & set(keys_of(CHESS, "band"))


def test_form_alone_does_not_change_any_key():
    for kind in ("band", "passage", "term"):
        assert keys_of(BRIDGE, kind) == keys_of(BRIDGE.upper().replace(" ", "  \n"), kind)


@pytest.mark.parametrize("count", range(1, 5))
def test_short_texts_share_bands_only_with_their_copies(count):
    one, other = (" ".join(text.split()[:count]) for text in (BRIDGE, CHESS))
    assert keys_of(one, "band") == keys_of(one + "!", "band")
    assert not set(keys_of(one, "band")) & set(keys_of(other, "band"))


def test_the_share_of_equal_bands_follows_the_jaccard_index():
    texts = [edited(BRIDGE, share / 20, share) for share in range(11)]
    grams = [set(shingles(tokenise(text).words).tolist()) for text in texts]
    bands = [set(keys_of(text, "band", num_perm=512, band_count=512, band_rows=1)) for text in texts]
    for one, keys in zip(grams, bands, strict=True):
        exact = len(grams[0] & one) / len(grams[0] | one)
        assert abs(len(bands[0] & keys) / 512 - exact) < 0.09


# Terms ----------------------------------------------------------------------------------------------------------------


def test_the_rarest_words_are_the_terms():
    text = "The committee of the council said on Monday that the work of the Qaxuvian embassy and Zibbetoro will go on."
    rare = keys_of("Qaxuvian Zibbetoro embassy", "term")
    assert set(rare) <= set(keys_of(text, "term", term_count=6))
    assert not set(keys_of("the of said on", "term")) & set(keys_of(text, "term", term_count=6))


def test_two_texts_that_share_rare_words_in_any_order_share_terms():
    one = f"Qaxuvian Zibbetoro Murandell {made_up(1, 40)}"
    other = f"{made_up(2, 40)} murandell QAXUVIAN zibbetoro"
    assert len(set(keys_of(one, "term", term_count=64)) & set(keys_of(other, "term", term_count=64))) >= 3


def test_no_more_terms_than_asked_for_and_none_twice():
    for text in STORIES:
        for limit in (1, 5, 20):
            keys = keys_of(text, "term", term_count=limit)
            assert len(keys) == len(set(keys)) == limit


def test_no_terms_if_none_are_asked_for():
    assert keys_of(BRIDGE, "term", term_count=0) == []


def test_endings_and_particles_of_japanese_are_no_terms():
    one = "大きな揺れに目を覚ました人たちは、まだ暗いうちから家の外に出ていたという。"
    other = "町の人々によると、棚から物が落ちるほどの強さで、しばらく続いたそうだ。"
    one, other = f"{one}千葉県東方沖の地震で、銚子市で震度4。", f"{other}銚子市の震度4は、千葉県東方沖の地震による。"
    assert not keys_of("まだくらいうちからそとにでていたという。", "term")
    assert len(set(keys_of(one, "term")) & set(keys_of(other, "term"))) >= 10


def test_unknown_words_weigh_more_than_common_ones():
    [unknown, common] = (weight_of(tokenise(word).words.tolist()[0]) for word in ("qaxuvian", "the"))
    assert unknown > common


@pytest.mark.parametrize("kind", ["passage", "term"])
def test_a_text_without_words_has_no_such_keys(kind):
    assert keys_of("… — !", kind) == []
