import pytest
from stories import BRIDGE, CHESS, OPERA, QUOTATION, STORIES, WHALE, articles, edited

from dedup.detect import find_duplicates
from dedup.model import Relation
from dedup.params import Params


def test_a_text_that_stands_twice_in_one_article_is_a_repeat():
    text = f"{WHALE}\n\n{CHESS}\n\n{WHALE}"
    [repeat] = find_duplicates(articles(text), workers=1).repeats
    assert text[slice(*repeat.first)] == text[slice(*repeat.second)]
    assert (repeat.relation, repeat.jaccard, repeat.containment, repeat.cosine) == ("identical", 1.0, (1.0, 1.0), 1.0)
    assert repeat.words >= len(WHALE.split()) - 2


def test_of_repeats_those_of_the_relations_and_the_score_asked_for_are_told():
    found = articles(f"{WHALE}\n\n{CHESS}\n\n{WHALE}", f"{BRIDGE}\n{CHESS}\n{edited(BRIDGE, 0.04, 5)}")
    every = find_duplicates(found, workers=1).repeats
    assert [str(repeat.relation) for repeat in every] == ["identical", "near-duplicate"]
    for relations in ([Relation.IDENTICAL], [Relation.NEAR_DUPLICATE], list(Relation), [Relation.TEMPLATE]):
        told = find_duplicates(found, workers=1, relations=relations).repeats
        assert told == [repeat for repeat in every if repeat.relation in relations]
    least = every[1].score
    assert find_duplicates(found, Params(min_score=least), workers=1).repeats == every
    assert find_duplicates(found, Params(min_score=least + 0.0001), workers=1).repeats == every[:1]


@pytest.mark.parametrize(("words", "wanted"), [(15, 0), (19, 0), (20, 1), (30, 1)])
def test_a_repeat_needs_twenty_words(words, wanted):
    sentence = " ".join(QUOTATION.split()[:words])
    text = f"{WHALE} {sentence} {CHESS} {sentence} {OPERA}"
    assert len(find_duplicates(articles(text), workers=1).repeats) == wanted


def test_fragments_of_one_repeat_are_merged():
    text = f"{BRIDGE}\n{CHESS}\n{edited(BRIDGE, 0.04, 5)}"
    [repeat] = find_duplicates(articles(text), workers=1).repeats
    assert repeat.relation is Relation.NEAR_DUPLICATE
    assert text[slice(*repeat.first)].startswith("The old stone bridge")


def test_an_ordinary_story_has_no_repeat():
    assert find_duplicates(articles(*STORIES), workers=1).repeats == []
