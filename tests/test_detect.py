"""Whole runs over articles: few of them, and the same report whatever the way."""

import dataclasses
import io
import random

import pytest
from all_kinds import everything
from runs import few, found_in
from stories import BRIDGE, CHESS, OPERA, SEED_FILES, WHALE, articles, relations, turned

from dedup.detect import find_duplicates
from dedup.model import Article, Relation, Report
from dedup.pair import compare
from dedup.params import Params
from dedup.report import jsonl
from dedup.tokens import tokenise


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


def test_comparisons_can_be_told_apart_by_their_hash():
    first, again = (compare(Article("a", BRIDGE), Article("b", BRIDGE), explain=True) for _ in range(2))
    assert {first, again, compare(Article("a", BRIDGE), Article("c", WHALE))} >= {first}
    assert len({first, again}) == 1


def test_explanation_has_the_length_of_the_longest_passage_as_it_is_reported():
    changed = BRIDGE.replace("old", "very old", 1).replace("Monday", "Friday")
    result = compare(Article("a", BRIDGE), Article("b", changed), explain=True)
    assert result.explanation["evidence"]["longest_passage"] == max(passage.words for passage in result.passages)


def test_an_explanation_says_why_two_texts_are_not_taken_for_one_event():
    def said(left, right, *days):
        one, two = (
            Article(text, text, published=day) for text, day in zip((left, right), days or ("", ""), strict=True)
        )
        return compare(one, two, explain=True).explanation.get("no_event")

    meeting, again = (SEED_FILES[k].read_text(encoding="utf-8") for k in (0, 4))
    assert said(meeting, again) is None
    assert said(meeting, meeting) is None
    assert said(BRIDGE, OPERA) == "the probability is less than is asked for"
    assert said("Rain.", "Snow today.") == "one has fewer than 10 words"
    assert said(meeting, again, "2024-02-06", "2024-03-06") == "published more than 7 days apart"
    assert said(meeting, again.replace("Februari", "Juni").replace("6/2", "6/6")) == "they name other dates"


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


def test_turning_a_record_twice_gives_the_scores_and_spans_back(whole):
    for match in whole.matches:
        back = turned(turned(match))
        assert back._replace(changed=(), reasons=(), passages=()) == match._replace(changed=(), reasons=(), passages=())
        assert [p[:2] for p in back.passages] == [p[:2] for p in match.passages]
        assert sorted(back.changed) == sorted(match.changed)


def test_the_report_names_all_parameters():
    assert set(found_in([]).parameters) == {item.name for item in dataclasses.fields(Params)}


def test_progress_and_notes_are_told(monkeypatch, tmp_path):
    told: list[tuple[str, int, int]] = []
    find_duplicates(few(), workers=1, progress=lambda *step: told.append(step))
    assert {step[0] for step in told} >= {"reading", "writing up"}
    assert all(done >= 0 and (total == 0 or done <= total) for _, done, total in told)
