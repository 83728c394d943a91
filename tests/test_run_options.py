"""What the options of a run leave in: window, least score, relations, archive."""

import pytest
from runs import few, found_in
from stories import BRIDGE, CHESS, OPERA, WHALE, articles, edited, relations

from dedup.errors import ClashingIdsError, DedupError
from dedup.model import Article, Relation
from dedup.pair import compare
from dedup.params import Params


def dated(*days: str) -> list[Article]:
    return [Article(chr(97 + k), edited(BRIDGE, 0.03, k), published=day) for k, day in enumerate(days)]


def test_a_window_keeps_pairs_published_that_close():
    given = dated("2024-03-01", "2024-03-04", "2024-03-09")
    assert set(relations(found_in(given, params={"window_days": 3}))) == {("a", "b")}
    assert set(relations(found_in(given, params={"window_days": 5}))) == {("a", "b"), ("b", "c")}
    assert len(found_in(given).matches) == 3


@pytest.mark.parametrize(
    ("days", "window", "count"),
    [
        (("2024-02-15T08:00", "2024-02-15T17:00"), 0, 1),
        (("2024-02-15", "2024-02-15T23:59:59"), 0, 1),
        (("2024-02-15T23:59", "2024-02-16T00:01"), 0, 0),
        (("2024-02-15", "2024-02-16T17:00"), 1, 1),
        (("2024-02-15", "2024-02-17T00:00"), 1, 0),
        (("2024-02-15T06:00+07:00", "2024-02-14T08:00Z"), 0, 1),  # the day is that of UTC
        (("1969-12-31T08:00", "1969-12-31T20:00"), 0, 1),
    ],
)
def test_a_window_counts_calendar_days(days, window, count):
    given = dated(*days)
    assert len(found_in(given, params={"window_days": window}).matches) == count
    assert (compare(*given, Params(window_days=window)).match is not None) == bool(count)
    equal = [article._replace(text=BRIDGE) for article in given]
    assert len(found_in(equal, params={"window_days": window}).matches) == count


def test_undated_articles_are_compared_whatever_the_window():
    assert len(found_in(dated("2024-03-01", "", "2020-01-01"), params={"window_days": 0}).matches) == 2


def test_a_window_holds_for_equal_texts_and_for_comparisons():
    given = [Article("a", BRIDGE, published="2024-03-01"), Article("b", BRIDGE, published="2024-03-20")]
    assert found_in(given, params={"window_days": 3}).matches == []
    assert found_in(given, params={"window_days": 3}).clusters == []
    assert compare(*given, Params(window_days=3)).match is None


def test_a_least_score_drops_what_is_less_sure():
    report = found_in(few())
    scores = sorted(match.score for match in report.matches)
    middle = scores[len(scores) // 2]
    kept = found_in(few(), params={"min_score": middle}).matches
    assert kept == [match for match in report.matches if match.score >= middle]


def test_a_least_score_is_held_against_the_score_as_records_give_it():
    given = articles(BRIDGE, edited(BRIDGE, 0.1, 1), edited(BRIDGE, 0.3, 2), f"{WHALE}\n{BRIDGE}\n{CHESS}\n{OPERA}")
    for match in found_in(given).matches:
        kept = found_in(given, params={"min_score": match.score}).matches
        assert [m.score for m in kept] == [m.score for m in found_in(given).matches if m.score >= match.score]


def test_clusters_are_of_the_relations_asked_for():
    given = articles(BRIDGE, BRIDGE.upper(), edited(BRIDGE, 0.1, 1))
    assert [len(cluster.members) for cluster in found_in(given).clusters] == [3]
    [cluster] = found_in(given, relations=[Relation.IDENTICAL]).clusters
    assert cluster.members == (given[0].id, given[1].id)
    assert found_in(given, relations=[Relation.OVERLAP]).clusters == []


@pytest.mark.parametrize("second", [WHALE, BRIDGE])
def test_two_articles_of_one_id_are_refused(second):
    with pytest.raises(ClashingIdsError, match="two articles have the id 'a'"):
        found_in([Article("a", BRIDGE), Article("b", CHESS), Article("a", second)])


def test_only_the_relations_asked_for_are_reported():
    report = found_in(few())
    for relation in (Relation.EXCERPT, Relation.NEAR_DUPLICATE):
        some = found_in(few(), relations=[relation])
        assert some.matches == [match for match in report.matches if match.relation is relation]


def test_against_an_archive_only_pairs_across_are_reported():
    archive = [Article("old1", BRIDGE), Article("old2", BRIDGE), Article("old3", f"{WHALE}\n\n{CHESS}\n{WHALE}")]
    fresh = [Article("new1", edited(BRIDGE, 0.05, 1)), Article("new2", edited(BRIDGE, 0.05, 2))]
    report = found_in(fresh, against=archive)
    assert set(relations(report)) == {(new, old) for new in ("new1", "new2") for old in ("old1", "old2")}
    assert report.repeats == []


def test_an_article_of_the_input_is_not_taken_from_the_archive_again():
    report = found_in(articles(BRIDGE), against=[Article("a", BRIDGE, "A title"), Article("z", WHALE)])
    assert report.matches == []
    assert report.articles["a"] == Article("a", BRIDGE)


def test_an_article_of_the_archive_with_the_id_of_another_is_refused():
    with pytest.raises(DedupError, match="two different articles have the id 'a', one of them in 'against'"):
        found_in(articles(BRIDGE), against=[Article("z", WHALE), Article("a", WHALE)])


def test_an_input_that_is_in_the_archive_too_is_compared_with_the_other_inputs():
    one, two, old = Article("n1", BRIDGE), Article("n2", edited(BRIDGE, 0.05, 1)), Article("o2", WHALE)
    assert set(relations(found_in([one, two], against=[one, old]))) == {("n1", "n2")}


def test_against_an_empty_archive_nothing_matches():
    assert found_in(articles(BRIDGE, BRIDGE), against=[]).matches == []


def test_an_archive_gives_the_records_of_a_whole_run():
    given = few()
    across = found_in(given[:4], against=given[4:]).matches
    names = {article.id for article in given[:4]}
    assert across == [m for m in found_in(given).matches if (m.left in names) != (m.right in names)]
