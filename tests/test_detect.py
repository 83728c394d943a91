import dataclasses
import io
import random

import pytest
from all_kinds import everything
from stories import (
    BRIDGE,
    CHESS,
    FOOTER,
    METEOR,
    OPERA,
    QUOTATION,
    STORIES,
    WHALE,
    articles,
    edited,
    made_up,
    only,
    relations,
    turned,
)

from dedup import detect
from dedup.corpus import corpus
from dedup.corpus.corpus import build_corpus
from dedup.detect import Detector, find_duplicates
from dedup.errors import DedupError
from dedup.model import Article, Relation, Report
from dedup.pair import compare
from dedup.params import Params
from dedup.report import jsonl
from dedup.tokens import tokenise


def found_in(given: list[Article], **options: object) -> Report:
    params = Params(**options.pop("params", {}))
    return find_duplicates(given, params, **({"workers": 1} | options))


def written(report: Report) -> bytes:
    """The report as JSON lines, without its time."""
    stream = io.BytesIO()
    jsonl.write(report._replace(seconds=0.0), stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def whole() -> Report:
    """A report with matches of every kind."""
    return found_in(everything())


# Few or no articles ---------------------------------------------------------------------------------------------------


def test_no_articles_give_an_empty_report():
    report = found_in([])
    assert (dict(report.articles), report.matches, report.repeats, report.clusters) == ({}, [], [], [])


def test_one_article_matches_nothing():
    report = found_in(articles(BRIDGE))
    assert (report.matches, report.clusters) == ([], [])
    assert list(report.articles) == ["a"]


def test_two_unrelated_articles_match_nothing():
    assert found_in(articles(WHALE, CHESS)).matches == []


def test_two_short_unrelated_articles_match_nothing():
    assert found_in(articles("The river rose.", "Bread is dear.")).matches == []


@pytest.mark.parametrize("text", ["", " \n", "…", "!?", "\u200b", "😀", "\0"])
def test_texts_without_words_relate_to_nothing(text):
    report = found_in(articles(text, text, BRIDGE, BRIDGE, "…"))
    assert relations(report) == {("c", "d"): "identical"}
    assert [cluster.members for cluster in report.clusters] == [("c", "d")]


@pytest.mark.parametrize("text", ["", "…"])
def test_texts_without_words_can_be_compared(text):
    for other in (text, BRIDGE):
        result = compare(Article("a", text), Article("b", other), explain=True)
        assert result.match is None
        assert (result.jaccard, result.cosine, result.same_event) == (0.0, 0.0, 0.0)


def test_explanation_has_the_length_of_the_longest_passage_as_it_is_reported():
    changed = BRIDGE.replace("old", "very old", 1).replace("Monday", "Friday")
    result = compare(Article("a", BRIDGE), Article("b", changed), explain=True)
    assert result.explanation["evidence"]["longest_passage"] == max(passage.words for passage in result.passages)


def test_only_texts_without_words_are_no_error():
    assert found_in(articles("", "…", "!")).matches == []


# The same report whatever the way -------------------------------------------------------------------------------------


def test_the_sample_has_every_relation(whole):
    assert {match.relation for match in whole.matches} == set(Relation)
    assert whole.repeats
    assert whole.clusters


def test_matches_are_sorted_and_left_is_less(whole):
    pairs = [(match.left, match.right) for match in whole.matches]
    assert pairs == sorted(set(pairs))
    assert all(left < right for left, right in pairs)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_input_does_not_matter(whole, seed):
    shuffled = everything()
    random.Random(seed).shuffle(shuffled)
    assert written(found_in(shuffled)) == written(whole)


@pytest.mark.parametrize("workers", [2, 3, 8, None])
def test_the_number_of_workers_does_not_matter(whole, workers):
    assert written(found_in(everything(), workers=workers)) == written(whole)


@pytest.mark.parametrize("workers", [1, 2])
def test_compiled_or_interpreted_does_not_matter(whole, workers, monkeypatch):
    for least in (0, 1 << 40):
        monkeypatch.setattr("dedup.corpus.corpus.COMPILE_CHARACTERS", least)
        assert written(found_in(everything(), workers=workers)) == written(whole)


def test_small_chunks_do_not_matter(whole, monkeypatch):
    monkeypatch.setattr("dedup.corpus.chunks.CHUNK_ARTICLES", 3)
    assert written(found_in(everything(), workers=2)) == written(whole)


def test_an_iterator_is_read_once(whole):
    assert written(found_in(iter(everything()))) == written(whole)


def test_scores_lie_between_zero_and_one(whole):
    for match in whole.matches:
        assert all(0.0 <= x <= 1.0 for x in (match.score, match.jaccard, *match.containment, match.cosine))
        assert match.reasons


def test_spans_lie_inside_the_texts_and_count_their_words(whole):
    for match in whole.matches:
        left, right = whole.articles[match.left].text, whole.articles[match.right].text
        assert list(match.passages) == sorted(match.passages)
        for passage in match.passages:
            assert len(tokenise(left[slice(*passage.left)]).words) == passage.words
            assert right[slice(*passage.right)].strip() == right[slice(*passage.right)] != ""


# One article at a time ------------------------------------------------------------------------------------------------


def few() -> list[Article]:
    """Articles of which some match in each way, without common furniture."""
    bulletin = (
        "Jakarta stocks closed {} percent lower on {} May 2021, with the index down {} points at {}, "
        "said {} of the exchange."
    )
    return articles(
        BRIDGE,
        edited(BRIDGE, 0.1, 1),
        BRIDGE.replace("25 minutes", "the better part of 52 long minutes"),
        f"{WHALE}\n{BRIDGE}\n{CHESS}\n{OPERA}",
        f"{made_up(1, 150)} {QUOTATION} {made_up(2, 60)}",
        f"{METEOR} {QUOTATION}",
        bulletin.format(1.5, 3, 90, 5401, "Andi Wijaya"),
        bulletin.format(2.4, 17, 66, 6128, "Siti Rahma"),
        WHALE.upper(),
        "Rain.",
    )


def test_the_few_articles_are_related_in_many_ways():
    assert len(set(relations(found_in(few())).values())) >= 4


@pytest.mark.parametrize("k", range(10))
def test_checking_one_article_gives_the_records_of_a_whole_run(k):
    detector, given = Detector(), few()
    for article in given[:k] + given[k + 1 :]:
        detector.add(article)
    checked = {frozenset((match.left, match.right)): match for match in detector.check(given[k])}
    report = [match for match in found_in(given).matches if given[k].id in (match.left, match.right)]
    assert set(checked) == {frozenset((match.left, match.right)) for match in report}
    for match in report:
        one = checked[frozenset((match.left, match.right))]
        assert one.left == given[k].id
        assert one[2:5] == match[2:5]
        assert one.cosine == match.cosine
        if match.left == given[k].id:
            assert one == match


@pytest.mark.parametrize("k", range(10))
def test_a_checked_record_is_that_of_the_comparison_in_its_direction(k):
    detector, given = Detector(), few()
    for article in given[:k] + given[k + 1 :]:
        detector.add(article)
    by_id = {article.id: article for article in given}
    for match in detector.check(given[k]):
        assert compare(given[k], by_id[match.right]).match == match


def test_comparing_two_articles_gives_the_record_of_a_whole_run():
    given = {article.id: article for article in few()}
    matches = found_in(list(given.values())).matches
    assert len(matches) >= 8
    for match in matches:
        assert compare(given[match.left], given[match.right]).match == match


def test_the_reasons_of_a_checked_record_speak_of_its_own_sides():
    detector = Detector()
    detector.add(Article("a", BRIDGE))
    match = only(detector.check(Article("z", f"{WHALE}\n{BRIDGE}\n{CHESS}\n{OPERA}")))
    assert match.reasons[0] == "shared passages are 100 % of right; left has much more besides"


def test_the_passages_of_a_checked_record_count_words_on_its_left():
    detector, text = Detector(), BRIDGE.replace("25 minutes", "the better part of 52 long minutes")
    detector.add(Article("a", BRIDGE))
    match = only(detector.check(Article("z", text)))
    assert [p.words for p in match.passages] == [len(tokenise(text[slice(*p.left)]).words) for p in match.passages]


def test_turning_a_record_twice_gives_the_scores_and_spans_back(whole):
    for match in whole.matches:
        back = turned(turned(match))
        assert back._replace(changed=(), reasons=(), passages=()) == match._replace(changed=(), reasons=(), passages=())
        assert [p[:2] for p in back.passages] == [p[:2] for p in match.passages]
        assert sorted(back.changed) == sorted(match.changed)


def test_an_article_is_not_checked_against_itself():
    detector = Detector()
    detector.add(Article("a", BRIDGE))
    assert detector.check(Article("a", BRIDGE)) == []
    assert detector.check(Article("a", edited(BRIDGE, 0.1, 1))) == []


def test_an_article_with_a_held_id_replaces_it():
    detector = Detector()
    detector.add(Article("a", BRIDGE))
    detector.add(Article("a", WHALE))
    assert len(detector) == 1
    assert detector.check(Article("b", BRIDGE)) == []
    assert only(detector.check(Article("b", WHALE))).right == "a"


def test_checking_stores_nothing():
    detector = Detector()
    detector.check(Article("a", BRIDGE))
    assert len(detector) == 0


def test_a_detector_that_goes_on_loads_the_compiled_kernels_and_finds_the_same(monkeypatch):
    asked = []

    def build(*arguments, compiled, **options):
        asked.append(compiled)
        return build_corpus(*arguments, compiled=compiled, **options)

    monkeypatch.setattr(corpus, "COMPILE_CHARACTERS", 3 * (len(BRIDGE) + len(WHALE)))
    monkeypatch.setattr(corpus.kernels, "is_loaded", lambda: False)
    monkeypatch.setattr(corpus.kernels, "is_cold", lambda: False)
    monkeypatch.setattr(detect, "build_corpus", build)
    detector = Detector()
    detector.add(Article("a", BRIDGE))
    found = [detector.check(Article("b", edited(BRIDGE, 0.1, 1))) for _ in range(8)]
    assert asked[0] is None
    assert asked[-1] is True
    assert all(matches == found[0] for matches in found)


def test_in_a_large_group_of_equal_texts_one_is_matched_with_all_and_with_the_canonical_beside_them():
    given = [Article(f"x{k}", BRIDGE) for k in range(8)] + [Article("near", edited(BRIDGE, 0.1, 1))]
    report = found_in(given, params={"max_equal_pairs": 4})
    assert set(relations(report)) == {("near", "x0"), *(("x0", f"x{k}") for k in range(1, 8))}
    assert len(only(report.clusters).members) == 9


def test_checking_against_nothing_finds_nothing():
    assert Detector().check(Article("a", BRIDGE)) == []


# Options --------------------------------------------------------------------------------------------------------------


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
    with pytest.raises(DedupError, match="two articles have the id 'a'"):
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


def test_the_report_names_all_parameters():
    assert set(found_in([]).parameters) == {item.name for item in dataclasses.fields(Params)}


def test_progress_and_notes_are_told(monkeypatch, tmp_path):
    told: list[tuple[str, int, int]] = []
    find_duplicates(few(), workers=1, progress=lambda *step: told.append(step))
    assert {step[0] for step in told} >= {"reading", "writing up"}
    assert all(done >= 0 and (total == 0 or done <= total) for _, done, total in told)


# Many equal texts -----------------------------------------------------------------------------------------------------


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
