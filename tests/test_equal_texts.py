"""Runs over many equal texts: what is listed, what is left out, and what it costs."""

import random

import pytest
from runs import found_in
from stories import (
    BRIDGE,
    FOOTER,
    OPERA,
    QUOTATION,
    SEED_FILES,
    STORIES,
    WHALE,
    articles,
    edited,
    relations,
)

from dedup.model import Article, Relation
from dedup.pair import compare
from dedup.tokens import tokenise


def copies(count: int, text: str = BRIDGE, prefix: str = "c") -> list[Article]:
    return [Article(f"{prefix}{k:04}", text) for k in range(count)]


def test_a_hundred_equal_texts_are_listed_pair_by_pair():
    report = found_in(copies(100, QUOTATION))
    assert (len(report.matches), report.left_out) == (4950, 0)


def test_beyond_a_hundred_each_is_matched_with_the_canonical_only():
    report = found_in(copies(101, QUOTATION))
    [cluster] = report.clusters
    assert {(match.left, match.right) for match in report.matches} == {
        (cluster.canonical, f"c{k:04}") for k in range(1, 101)
    }
    assert report.left_out == 5050 - 100
    assert len(cluster.members) == 101


def test_the_canonical_of_many_equal_texts_is_the_earliest_published():
    given = copies(8)
    given[5] = given[5]._replace(published="2024-03-01")
    report = found_in(given, params={"max_equal_pairs": 4})
    [cluster] = report.clusters
    assert (cluster.canonical, cluster.reason) == ("c0005", "earliest published")
    assert len(cluster.members) == 8
    assert all("c0005" in (match.left, match.right) for match in report.matches)
    assert len(report.matches) == 7


def test_an_edited_copy_of_many_equal_texts_is_matched_with_the_canonical():
    report = found_in([*copies(8), Article("edit", edited(BRIDGE, 0.05, 1))], params={"max_equal_pairs": 4})
    assert relations(report)["c0000", "edit"] == "near-duplicate"
    assert report.left_out == 28 - 7 + 7
    [cluster] = report.clusters
    assert len(cluster.members) == 9


def test_every_article_with_a_copy_among_many_in_the_archive_is_matched():
    fresh = [Article("a1", BRIDGE), Article("a2", BRIDGE)]
    report = found_in(fresh, against=copies(8), params={"max_equal_pairs": 4})
    assert {match.left for match in report.matches} == {"a1", "a2"}


def test_an_archive_compared_with_itself_is_matched_with_the_canonical():
    for given in (copies(8), [*copies(8), Article("a", BRIDGE)]):
        report = found_in(given, against=copies(8), params={"max_equal_pairs": 4})
        [cluster] = report.clusters
        assert set(cluster.members) == {article.id for article in given}
        assert len(report.matches) + report.left_out == len(given) * (len(given) - 1) // 2


def test_keys_that_pair_neighbours_only_are_counted():
    given = [Article(f"a{k}", f"{BRIDGE} Item{k}.") for k in range(12)]
    assert found_in(given).crowded == 0
    capped = {"params": {"max_key_articles": 10}}
    one, other = found_in(given, **capped), found_in(given[::-1], workers=2, **capped)
    assert one.crowded == other.crowded > 0


LIMITED = {
    "all": {},
    "archive": {"against": [*copies(6, prefix="x"), Article("far", QUOTATION)]},
    "archive with inputs": {"against": [*copies(6, prefix="x"), *copies(3)]},
    "copies": {"relations": ["identical"]},
    "edited": {"relations": ["near-duplicate"]},
    "neither": {"relations": ["overlap", "same-event"]},
    "window": {"params": {"window_days": 3}},
    "archive and window": {"params": {"window_days": 3}, "against": copies(6, prefix="x")},
    "score": {"params": {"min_score": 0.9995}},
}


@pytest.mark.parametrize("name", LIMITED)
def test_what_is_left_out_is_what_would_be_listed_without_the_limit(name):
    options = dict(LIMITED[name])
    dates = {k: f"2024-03-{1 + 2 * k:02}T{7 * k % 24:02}:00" for k in range(7)}
    given = [article._replace(published=dates.get(k, "")) for k, article in enumerate(copies(8))]
    given += [Article(f"e{k}", edited(BRIDGE, 0.05, 1), published=dates[k]) for k in range(6)]
    given += [Article("single", edited(BRIDGE, 0.06, 5)), Article("other", OPERA)]
    params = options.pop("params", {})
    if "relations" in options:
        options["relations"] = [Relation(each) for each in options["relations"]]
    whole = found_in(given, params=params, **options)
    report = found_in(given, params={"max_equal_pairs": 4, **params}, **options)
    assert whole.left_out == 0
    assert {(m.left, m.right) for m in report.matches} <= {(m.left, m.right) for m in whole.matches}
    assert len(report.matches) + report.left_out == len(whole.matches)


def drawn(seed: int) -> tuple[list[Article], dict[str, object]]:
    """Articles of a few texts on random days, some without, and how they are compared."""
    draw = random.Random(seed)
    texts = [BRIDGE, edited(BRIDGE, 0.05, 1), edited(BRIDGE, 0.08, 2), WHALE]
    days = ["", *(f"2024-03-{day:02}T{7 * day % 24:02}:00" for day in range(1, 28, 3))]
    given = [
        Article(f"a{k:02}", draw.choice(texts[: draw.choice((1, 2, 4))]), published=draw.choice(days))
        for k in range(14)
    ]
    options: dict[str, object] = {"params": {"window_days": draw.choice((None, 0, 3, 7))}}
    if draw.random() < 0.7:
        cut, both = draw.randrange(3, 12), draw.randrange(3)
        options["against"], given = given[cut - both :], given[:cut]
    return given, options


@pytest.mark.parametrize("seed", range(60))
def test_no_article_loses_its_last_match_by_the_limit(seed):
    given, options = drawn(seed)
    params = options.pop("params")
    whole = found_in(given, params=params, **options)
    report = found_in(given, params={"max_equal_pairs": 2, **params}, **options)
    assert whole.left_out == 0
    assert {(m.left, m.right) for m in report.matches} <= {(m.left, m.right) for m in whole.matches}
    assert len(report.matches) + report.left_out == len(whole.matches)
    one, other = ({name for m in each.matches for name in (m.left, m.right)} for each in (report, whole))
    assert one == other


def test_an_edited_copy_is_matched_with_those_of_its_days():
    given = [article._replace(published="2024-03-09") for article in copies(8)]
    given[0] = given[0]._replace(published="2024-03-01")
    edit = Article("edit", edited(BRIDGE, 0.05, 1), published="2024-03-10")
    report = found_in([*given, edit], params={"max_equal_pairs": 4, "window_days": 3})
    assert relations(report)["c0001", "edit"] == "near-duplicate"


def test_a_report_of_one_event_is_matched_although_the_earliest_of_equal_ones_is_misdated():
    one, other = (SEED_FILES[k].read_text(encoding="utf-8") for k in (0, 4))
    given = [article._replace(published="2024-02-06") for article in copies(6, one)]
    given[0] = given[0]._replace(published="1970-01-01")
    report = found_in([*given, Article("other", other, published="2024-02-07")], params={"max_equal_pairs": 4})
    assert relations(report)["c0001", "other"] == "same-event"


def test_inputs_that_match_the_archive_alone_are_all_matched_with_an_edited_copy():
    report = found_in(copies(6), against=[Article("edit", edited(BRIDGE, 0.05, 1))], params={"max_equal_pairs": 4})
    assert [(match.left, match.right) for match in report.matches] == [(f"c{k:04}", "edit") for k in range(6)]
    assert [len(cluster.members) for cluster in report.clusters] == [7]


def test_many_equal_texts_of_one_day_are_matched_although_one_is_old():
    given = [article._replace(published="2024-03-01") for article in copies(8)]
    given[0] = given[0]._replace(published="2020-01-01")
    report = found_in(given, params={"max_equal_pairs": 4, "window_days": 7})
    matched = {name for match in report.matches for name in (match.left, match.right)}
    assert matched == {article.id for article in given[1:]}


def test_a_flood_of_one_text_stays_linear():
    report = found_in([*copies(3000, "The flood of one text. " * 10), *articles(*STORIES)], workers=2)
    assert len(report.matches) == 2999
    assert report.left_out == 3000 * 2999 // 2 - 2999
    assert [len(cluster.members) for cluster in report.clusters] == [3000]


def test_equal_footers_do_not_make_short_pages_equal():
    given = [
        Article(f"{k}", f"{title}\n{FOOTER}") for k, title in enumerate(["Rain in May", "Snow in June", "Hail today"])
    ]
    assert Relation.IDENTICAL not in {match.relation for match in found_in(given).matches}


@pytest.mark.parametrize(("one", "other"), [("3453", "61313"), ("antarnegara", "didominasi")])
def test_texts_are_not_identical_for_words_that_have_one_hash(one, other):
    texts = [f"{QUOTATION} So said {word}, and went." for word in (one, other)]
    assert tokenise(one).words == tokenise(other).words
    written = articles(*texts, texts[0].replace("So said", "So  SAID"))
    assert relations(found_in(written)) == {
        ("a", "b"): "near-duplicate", ("a", "c"): "identical", ("b", "c"): "near-duplicate",
    }  # fmt: skip
    assert compare(written[0], written[1]).match.relation is Relation.NEAR_DUPLICATE
