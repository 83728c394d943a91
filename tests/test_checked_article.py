"""One article held against those of a detector, and the records of a whole run."""

import pytest
from runs import few, found_in
from stories import BRIDGE, CHESS, OPERA, WHALE, edited, only, relations

from dedup import detect
from dedup.corpus import corpus
from dedup.corpus.corpus import build_corpus
from dedup.detect import Detector
from dedup.model import Article
from dedup.pair import compare
from dedup.tokens import tokenise


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
