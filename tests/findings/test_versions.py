"""The same article again with another text: an update and what it changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from screenings import screening_of
from stories import BRIDGE, METEOR, WHALE

from dedup.findings.versions import update_of
from dedup.model import Article, Change
from dedup.pair import compare
from dedup.version_order import version_order

OLD = Article("guid-1", BRIDGE, "Bridge to close")


def test_the_same_text_is_the_same_article():
    assert update_of(OLD, OLD) is None
    assert update_of(OLD._replace(title="Other headline", version="2"), OLD) is None


def test_an_update_says_which_facts_changed_new_on_the_left():
    new = OLD._replace(text=BRIDGE.replace("3.2 million", "4.5 million"), version="2")
    update = update_of(new, OLD)
    assert update.changed == (Change("number", "4.5", "3.2"),)
    assert (update.article, update.previous) == ("guid-1", OLD)


def test_a_changed_headline_is_named():
    new = OLD._replace(text=f"{BRIDGE} More follows.", title="Bridge shut")
    assert update_of(new, OLD).changed[0] == Change("title", "Bridge shut", "Bridge to close")


def test_numbers_are_those_of_a_comparison():
    new = OLD._replace(text=f"{BRIDGE} {WHALE}")
    update, comparison = update_of(new, OLD), compare(new, OLD)
    assert (update.jaccard, update.containment) == (comparison.jaccard, comparison.containment)
    assert update.containment[1] == 1.0 > update.containment[0]


def test_an_update_may_have_nothing_in_common_with_what_it_replaces():
    assert update_of(OLD._replace(text=METEOR), OLD).jaccard == 0.0


def test_texts_of_a_few_words_and_of_none_are_compared_too():
    assert update_of(OLD._replace(text="Soon."), OLD._replace(text="Later.")).jaccard == 0.0
    assert update_of(OLD._replace(text="..."), OLD).containment == (0.0, 0.0)


def test_an_update_is_no_match_with_itself_but_may_match_others():
    new, other = OLD._replace(text=f"{BRIDGE} More follows."), Article("other", BRIDGE)
    screening = screening_of([new], [OLD, other])
    assert [match.right for match in screening.matches] == ["other"]
    assert [update.article for update in screening.updates] == ["guid-1"]


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ({"version": "2"}, {"version": "1"}),
        ({"version": "10"}, {"version": "9"}),
        ({"version": "1.10"}, {"version": "1.9"}),
        ({"version": "v3"}, {"version": "v2"}),
        ({"version": "2", "modified": "2024-01-01"}, {"version": "1", "modified": "2024-01-02"}),
        ({"modified": "2024-01-02"}, {"modified": "2024-01-01T23:00:00Z"}),
        ({"version": "1", "modified": "2024-01-02"}, {"version": "1", "modified": "2024-01-01"}),
        ({"version": "2", "status": "canceled"}, {"version": "2"}),
    ],
)
def test_order_of_versions(later, earlier):
    later, earlier = Article("a", "", **later), Article("a", "", **earlier)
    assert (version_order(later, earlier), version_order(earlier, later)) == (1, -1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({"version": "3"}, {}),
        ({"modified": "2024-01-01"}, {"modified": "soon"}),
        ({"version": "v3"}, {"version": "V.3"}),
        ({"published": "2024-01-02"}, {"published": "2024-01-01"}),
    ],
)
def test_what_is_missing_decides_nothing(one, other):
    assert version_order(Article("a", "", **one), Article("a", "", **other)) == 0


@given(st.text(), st.text(), st.text(), st.text())
def test_any_versions_have_an_order_that_turns_with_the_sides(one, other, date, other_date):
    left, right = Article("a", "", version=one, modified=date), Article("a", "", version=other, modified=other_date)
    assert version_order(left, right) == -version_order(right, left)
    assert version_order(left, left) == 0
