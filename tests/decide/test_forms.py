import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pairs import relation_of
from stories import BRIDGE, OPERA, STORIES, articles, made_up, relations

from dedup.corpus.corpus import build_corpus
from dedup.decide.forms import LEAST_FACTS, LEAST_WORDING, MORE, SAME_FACTS, SURE_WORDING, WORDING, kept_wording
from dedup.detect import find_duplicates
from dedup.facts.facts import facts_of
from dedup.model import Article, Relation
from dedup.params import Params
from dedup.runtime.kernels import compile_kernels
from dedup.tokens import FURNITURE, tokenise

#: Two notices of one form each, with other facts.
FORMS = {
    "ja": (
        "水産庁は3日、函館港のイカの初競りで1キロ2140円の値がついたと発表した。水揚げは前年より18トン多い。",
        "水産庁は9日、境港のカニの初競りで1キロ8700円の値がついたと発表した。水揚げは前年より26トン少ない。",
    ),
    "zh": (
        "市水务局通报，周二东湖水位涨至21.4米，超警戒0.6米，预计24小时内回落。沿岸居民请留意广播。",
        "市水务局通报，周五南渠水位涨至17.9米，超警戒1.2米，预计36小时内回落。沿岸居民请留意广播。",
    ),
    "ko": (
        "여수항에서 3일 오징어 위판가격이 상자당 4만1200원에 거래됐다. "
        "물량은 전주보다 18톤 늘었고 중도매인은 12명이 참여했다.",
        "속초항에서 9일 도루묵 위판가격이 상자당 2만7800원에 거래됐다. "
        "물량은 전주보다 26톤 줄었고 중도매인은 31명이 참여했다.",
    ),
    "tr": (
        "Samsun'da halde domatesin kilosu 18,40 liradan 12'ye indi. "
        "Satıcılar kasada 31 lira istiyor, pazara 7 kamyon geldi.",
        "Mersin'de halde biberin kilosu 27,10 liradan 23'e indi. "
        "Satıcılar kasada 46 lira istiyor, pazara 14 kamyon geldi.",
    ),
}


@pytest.mark.parametrize("lang", FORMS)
def test_two_notices_of_one_form_are_a_template(lang):
    assert relation_of(*FORMS[lang]) is Relation.TEMPLATE


def test_a_notice_keeps_its_form_among_others_of_it():
    form = "Das Pegelamt meldet für {} am {}. Mai {},{} Meter, das sind {} Zentimeter mehr als am Vortag."
    towns = ("Worms", "Speyer", "Mainz", "Bingen", "Kaub", "Koblenz")
    rng = random.Random(2)
    texts = [form.format(town, *(rng.randint(2, 29) for _ in range(4))) for town in towns]
    found = relations(find_duplicates(articles(*texts), workers=1))
    assert set(found.values()) == {"template"}


def test_two_reports_of_one_event_in_like_words_are_no_form():
    one = "Police said 14 people were hurt on Monday when a bus hit a wall near Lowick at 8.40, and 3 of them badly."
    other = "Near Lowick 14 people were hurt on Monday at 8.40, 3 badly, as a bus ran into a wall, police in town said."
    assert relation_of(one, other) is not Relation.TEMPLATE


def slow_share(one: str, other: str) -> float:
    """The obvious twin: facts cut out by their spans, the common subsequence by dynamic programming."""
    rest, sets = [], []
    for text in (one, other):
        tokens, facts = tokenise(text), facts_of(text)
        spans = [(fact.start, fact.end) for fact in facts]
        places = zip(tokens.words.tolist(), tokens.starts.tolist(), tokens.ends.tolist(), strict=True)
        rest.append([word for word, a, b in places if not any(start <= a and b <= end for start, end in spans)])
        sets.append({(fact.kind.split()[-1], fact.value) for fact in facts})
    fewer, shorter, longer = min(map(len, sets)), min(map(len, rest)), max(map(len, rest))
    if fewer < LEAST_FACTS or SAME_FACTS * len(sets[0] & sets[1]) > fewer or shorter < LEAST_WORDING:
        return 0.0
    row = [0] * (len(rest[1]) + 1)
    for a in rest[0]:
        last = 0
        for k, b in enumerate(rest[1], 1):
            last, row[k] = row[k], last + 1 if a == b else max(row[k], row[k - 1])
    share = row[-1] / longer
    return share if share >= WORDING + MORE * max(0, SURE_WORDING - shorter) else 0.0


WORDS = st.sampled_from(["gold", "oil", "price", "rose", "fell", "to", "dollars", "in", "late", "12", "34", "56", "78"])


@given(st.lists(WORDS, min_size=8, max_size=30), st.lists(WORDS, min_size=8, max_size=30))
@settings(max_examples=60)
def test_kept_wording_agrees_with_dynamic_programming(one, other):
    texts = " ".join(one), " ".join(other)
    corpus = build_corpus([Article(str(k), text) for k, text in enumerate(texts)], Params(), workers=1)
    assert kept_wording(corpus, np.array([0]), np.array([1])).tolist() == [slow_share(*texts)]


def test_a_date_that_is_furniture_in_one_notice_alone_is_another_fact():
    form = "Half year dues for the ferry stay as they were, paid on April {} and reviewed again on May {}."
    corpus = build_corpus(articles(form.format(15, 30), form.format(16, 2)), Params(), workers=1, compiled=False)
    corpus.flags[corpus.low[0] :][10:14] |= FURNITURE
    assert kept_wording(corpus, np.array([0]), np.array([1])).tolist() == [1.0]


def test_dates_that_are_furniture_in_both_notices_tell_nothing():
    form = "Half year dues for the ferry stay as they were, paid on April 15 and reviewed again on May {}."
    corpus = build_corpus(articles(form.format(30), form.format(2)), Params(), workers=1, compiled=False)
    corpus.flags[corpus.low[0] :][10:14] |= FURNITURE
    corpus.flags[corpus.low[1] :][10:14] |= FURNITURE
    assert kept_wording(corpus, np.array([0]), np.array([1])).tolist() == [0.0]


def test_notes_that_differ_in_one_date_alone_are_a_template_where_their_wording_is_furniture():
    notes = [f"Ferry dues six pence a head vs six pence before\nPaid April 28\nReview March {day}" for day in (31, 23)]
    stories = [f"{made_up(('dues', k), 60)} a head vs six pence before. {story}" for k, story in enumerate(STORIES)]
    assert relations(find_duplicates(articles(*notes, *stories), workers=1)) == {("a", "b"): "template"}


def test_compiled_and_interpreted_agree():
    compile_kernels()
    texts = [text for pair in FORMS.values() for text in pair] + [BRIDGE, OPERA]
    corpus = build_corpus([Article(str(k), text) for k, text in enumerate(texts)], Params(), workers=1)
    left, right = np.arange(0, len(texts), 2), np.arange(1, len(texts), 2)
    found = kept_wording(corpus, left, right).tolist()
    assert found == kept_wording(corpus._replace(compiled=True), left, right).tolist()
    assert min(found[:-1]) >= WORDING
    assert found[-1] == 0.0
    assert kept_wording(corpus, left[:0], right[:0]).tolist() == []
