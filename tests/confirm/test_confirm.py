import random
from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from obvious import obvious_shingles, obvious_subsequence
from sklearn.feature_extraction.text import TfidfTransformer
from stories import BRIDGE, FOOTER, QUOTATION, STORIES, edited, made_up, seeds, turned

from dedup.confirm import confirm
from dedup.confirm.cosine import DISTINCT
from dedup.corpus.corpus import Corpus, build_corpus
from dedup.evidence.evidence import Evidence, column, cosines, jaccard_of, measure, with_all_shingles
from dedup.facts.facts import DATE, DAY, FIGURE, NAME, facts
from dedup.language.background import weight_of
from dedup.model import Article
from dedup.pair import compare
from dedup.params import Params
from dedup.runtime.kernels import compile_kernels
from dedup.tokens import tokenise

FEW_WORDS = ["the", "bridge", "will", "close", "on", "monday", "Rain", "Snow", "and", "12", "council", "café", "a"]
TEXTS = st.lists(st.sampled_from(FEW_WORDS), min_size=1, max_size=40).map(" ".join)
SHARING = [
    (BRIDGE, edited(BRIDGE, 0.1, 1)),
    (BRIDGE, BRIDGE.replace("3.2", "8.2").replace("Monday", "Friday").replace("Margaret", "Emma")),
    (BRIDGE, f"{made_up(1, 200)} {BRIDGE[:300]}"),
    (f"{STORIES[1]} {QUOTATION}", f"{STORIES[2]} {QUOTATION} {STORIES[3]}"),
    (BRIDGE, " ".join(reversed(BRIDGE.split(". ")))),
    (seeds()[0].text, seeds()[4].text),
    (STORIES[1], STORIES[2]),
    ("The bridge will close.", "Will the bridge close on Monday?"),
]
each_pair = pytest.mark.parametrize(("one", "other"), SHARING)
both_ways = pytest.mark.parametrize("compiled", [False, True], ids=["interpreted", "compiled"])


def measured(*texts: str, size: int = 3, compiled: bool = False) -> tuple[Corpus, Evidence]:
    """Evidence of all pairs of some texts."""
    articles = [Article(f"{k:03}", text) for k, text in enumerate(texts)]
    corpus = build_corpus(articles, Params(shingle_size=size), compiled=compiled)
    left, right = np.triu_indices(len(texts), 1)
    return corpus, measure(corpus, left.astype(np.int32), right.astype(np.int32), size, 1)


def obvious_cosine(one: str, other: str) -> float:
    """Cosine of the two rows that scikit-learn makes with the background's weights."""
    counts = [Counter(tokenise(text).words.tolist()) for text in (one, other)]
    words = sorted({word for count in counts for word in count})
    rows = [[count[word] for word in words] for count in counts]
    transformer = TfidfTransformer(norm="l2", use_idf=True, smooth_idf=False, sublinear_tf=False)
    transformer.fit(np.ones((1, len(words))))
    transformer.idf_ = np.array([weight_of(word) for word in words])
    left, right = transformer.transform(np.array(rows, dtype=float)).toarray()
    return float(left @ right)


# The three scores -----------------------------------------------------------------------------------------------------


@settings(max_examples=80)
@given(TEXTS, TEXTS, st.integers(1, 5))
def test_jaccard_is_that_of_the_sets_of_word_tuples(one, other, size):
    corpus, evidence = measured(one, other, size=size)
    left, right = obvious_shingles(one, size), obvious_shingles(other, size)
    found = jaccard_of(corpus, column(evidence, confirm.SHARED), np.array([0]), np.array([1]))
    assert found.tolist() == [len(left & right) / len(left | right)]
    assert column(evidence, confirm.SHARED).tolist() == [len(left & right)]


@both_ways
@each_pair
def test_records_hold_the_scores_of_the_slow_twins(one, other, compiled, monkeypatch):
    monkeypatch.setattr("dedup.corpus.corpus.COMPILE_CHARACTERS", 0 if compiled else 1 << 40)
    result = compare(Article("a", one), Article("b", other))
    left, right = obvious_shingles(one), obvious_shingles(other)
    both = len(left & right)
    assert result.jaccard == pytest.approx(both / len(left | right), abs=5.1e-5)
    assert result.containment == pytest.approx((both / len(left), both / len(right)), abs=5.1e-5)
    assert result.cosine == pytest.approx(obvious_cosine(one, other), abs=5.1e-5)


@both_ways
def test_cosine_is_that_of_scikit_learn(compiled):
    if compiled:
        compile_kernels()
    texts = [
        *STORIES,
        *(edited(BRIDGE, share, share) for share in (0.1, 0.4, 0.8)),
        QUOTATION,
        FOOTER,
        "Rain.",
        "北京时间",
    ]
    _, evidence = measured(*texts, compiled=compiled)
    wanted = [obvious_cosine(one, other) for one, other in combinations(texts, 2)]
    assert np.abs(cosines(evidence) - wanted).max() < 1e-9


@settings(max_examples=60)
@given(TEXTS, TEXTS)
def test_cosine_of_any_texts_is_that_of_scikit_learn(one, other):
    _, evidence = measured(one, other)
    assert cosines(evidence)[0] == pytest.approx(obvious_cosine(one, other), abs=1e-9)


def test_equal_texts_have_all_scores_one():
    result = compare(Article("a", BRIDGE), Article("b", BRIDGE))
    assert (result.jaccard, result.containment, result.cosine) == (1.0, (1.0, 1.0), 1.0)


def test_unrelated_texts_share_no_shingle():
    result = compare(Article("a", STORIES[1]), Article("b", STORIES[2]))
    assert result.containment == (0.0, 0.0)


def test_containment_is_directed():
    result = compare(Article("a", f"{BRIDGE} {STORIES[1]}"), Article("b", BRIDGE))
    assert result.containment[1] == 1.0
    assert 0.4 < result.containment[0] < 0.7


# Passages, order, facts -----------------------------------------------------------------------------------------------


@each_pair
def test_passages_slice_to_the_same_words_at_both_ends(one, other):
    result = compare(Article("a", one), Article("b", other))
    for passage in result.passages:
        left, right = one[slice(*passage.left)], other[slice(*passage.right)]
        words, others = tokenise(left).words.tolist(), tokenise(right).words.tolist()
        assert passage.words == len(words)
        assert words[:3] == others[:3]
        assert words[-3:] == others[-3:]


def test_moved_paragraphs_are_shared_passages():
    one, other = "\n".join(STORIES[:3]), "\n".join(STORIES[2::-1])
    passages = compare(Article("a", one), Article("b", other)).passages
    assert {len(tokenise(story).words) for story in STORIES[:3]} == {passage.words for passage in passages}
    assert [p.right for p in passages] == sorted((p.right for p in passages), reverse=True)


@each_pair
def test_common_order_is_that_of_the_textbook_table(one, other):
    _, evidence = measured(one, other)
    found = column(evidence, confirm.SUBSEQUENCE)[0]
    wanted = obvious_subsequence(*(tokenise(text).words.tolist() for text in (one, other)))
    assert found in (0, wanted)
    assert found or cosines(evidence)[0] < 0.35


@each_pair
def test_facts_in_common_are_those_of_the_two_lists(one, other):
    corpus, evidence = measured(one, other)
    sides = []
    for k in (int(evidence.hosts[0]), int(evidence.guests[0])):
        found = facts(*(getattr(tokenise(corpus.articles[k].text), name) for name in ("words", "flags")))
        rows = zip(found.kinds.tolist(), found.hashes.tolist(), strict=True)
        sides.append(
            {(kind if kind in (FIGURE, NAME) else DATE, code & DAY if kind == DATE else code) for kind, code in rows}
        )
    order, words = (int(column(evidence, which)[0]) for which in (confirm.SUBSEQUENCE, confirm.TOTAL_HOST))
    if order < confirm.LEAST_WORDING * words:
        return  # too little in common for facts to decide anything
    names = {FIGURE: "FIGURES", DATE: "DATES", NAME: "NAMES"}
    for kind, name in names.items():
        host, guest = ({fact for fact in side if fact[0] == kind} for side in sides)
        for suffix, wanted in (("_HOST", host), ("_GUEST", guest), ("", host & guest)):
            assert column(evidence, getattr(confirm, name + suffix))[0] == len(wanted), name + suffix


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("25 minutes", "45 minutes", "number"),
        ("Monday, 4 March 2024", "Monday, 11 March 2024", "date"),
        ("Margaret Ellis", "Emma Stone", "name"),
    ],
)
def test_a_changed_fact_is_listed_as_written(old, new, what):
    match = compare(Article("a", BRIDGE), Article("b", BRIDGE.replace(old, new))).match
    [change] = match.changed
    assert change.what == what
    assert change.left in old
    assert change.right in new
    assert change.left != change.right


def test_an_added_number_is_listed_with_nothing_on_the_other_side():
    match = compare(Article("a", BRIDGE), Article("b", BRIDGE.replace("the village", "the 7 villages"))).match
    assert [tuple(change) for change in match.changed] == [("number", "", "7")]


# Exchange of the sides ------------------------------------------------------------------------------------------------


@each_pair
def test_exchanging_the_texts_mirrors_the_record(one, other):
    forth = compare(Article("a", one), Article("b", other))
    back = compare(Article("b", other), Article("a", one))
    assert (forth.jaccard, forth.cosine, forth.same_event) == (back.jaccard, back.cosine, back.same_event)
    assert forth.containment == back.containment[::-1]
    assert (forth.match is None) == (back.match is None)
    assert [p[:2] for p in forth.passages] == sorted((p.right, p.left) for p in back.passages)
    if forth.match and back.match:
        assert (forth.match.relation, forth.match.score) == (back.match.relation, back.match.score)
        assert sorted(turned(back.match).changed) == sorted(forth.match.changed)


@pytest.mark.parametrize("seed", range(6))
def test_exchanging_texts_of_one_length_mirrors_passages_and_changes(seed):
    text = "\n".join(STORIES[:4])
    sentences = edited(text, 0.2, seed).split(". ")
    other = " ".join(random.Random(seed).sample(sentences, len(sentences)))
    assert len(other.split()) == len(text.split())
    forth, back = compare(Article("a", text), Article("b", other)), compare(Article("b", other), Article("a", text))
    assert forth.match
    assert [p[:2] for p in forth.passages] == sorted((p.right, p.left) for p in back.passages)
    assert sorted(forth.changed) == sorted(turned(back.match).changed)


@settings(max_examples=40)
@given(TEXTS, TEXTS)
def test_exchanging_texts_of_any_length_mirrors_the_scores(one, other):
    forth = compare(Article("a", one), Article("b", other))
    back = compare(Article("b", other), Article("a", one))
    assert (forth.jaccard, forth.cosine) == (back.jaccard, back.cosine)
    assert forth.containment == back.containment[::-1]
    assert (forth.match and forth.match.relation) == (back.match and back.match.relation)


@both_ways
@pytest.mark.parametrize("guests", [[30, 45, 60], [200, 250, 280], [290, 300]])
def test_shingles_of_long_and_short_texts_without_spaces_are_counted_like_sets(guests, compiled):
    rng = np.random.default_rng(len(guests))
    letters = [chr(code) for code in range(0x0E01, 0x0E0D)]  # few letters: many shingles occur by chance
    texts = ["".join(rng.choice(letters, size).tolist()) for size in (1000, *guests)]
    corpus, evidence = measured(*texts, compiled=compiled)
    assert (column(evidence, confirm.UNSPACED) == 1).all()
    with_all_shingles(corpus, evidence, 3, 2)
    shared = [len(obvious_shingles(one) & obvious_shingles(other)) for one, other in combinations(texts, 2)]
    assert column(evidence, confirm.SHARED).tolist() == shared


@both_ways
def test_a_text_of_more_distinct_words_than_the_table_was_made_for_has_its_cosine(compiled):
    many = " ".join(f"word{k} tree" for k in range(2 * DISTINCT))
    other = " ".join(f"word{k} word{k + 1}" for k in range(0, 400, 2))
    _, evidence = measured(many, other, compiled=compiled)
    assert cosines(evidence)[0] == pytest.approx(obvious_cosine(many, other))
    assert column(evidence, confirm.UNKNOWN)[0] >= 2 * DISTINCT
