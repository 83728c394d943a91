"""Verdicts that an index keeps are those that a check would come to."""

import hashlib
import random
from pathlib import Path

import numpy as np
import pytest
from stories import FOOTER, STORIES, edited, made_up

from dedup.furniture import furniture, whole_stories
from dedup.index.entries import make_entries
from dedup.index.judged import RULES, pack_judged, unpack_judged
from dedup.index.sqlite import SqliteIndex
from dedup.model import Article
from dedup.params import Params
from dedup.screen import groups, strength, verdicts
from dedup.screen import stories as shared_stories
from dedup.screen.groups import Group, Links
from dedup.screen.judging import judge, judge_if_grown
from dedup.screen.verdicts import BY_TERMS, FIRMLY, NOT, Verdicts
from dedup.screen.view import View

MODULES_OF_RULES = (furniture, whole_stories, shared_stories, strength, groups, verdicts)
DIGEST = "35d9433236c11592"  #: of these modules
PAGES = [f"{text}\n{FOOTER}" for text in (*STORIES, edited(STORIES[0], 0.05, 1), edited(STORIES[1], 0.05, 2))]
ARTICLES = [Article(f"p{k}", text) for k, text in enumerate(PAGES)]


def asked(index, articles, *, of_index):
    """The furniture among the keys of some articles."""
    entries = make_entries(articles, index.params, compiled=False)[0]
    keys = np.unique(np.concatenate([entry.passage_keys for entry in entries]))
    return Verdicts(index.params, (), of_index=of_index).furniture(View(index, entries), keys).tolist()


@pytest.fixture
def judged(tmp_path):
    """An index of all pages but the last two, judged."""
    with SqliteIndex.create(tmp_path / "judged.index", Params(), seed=1) as index:
        index.add(make_entries(ARTICLES[:-2], index.params, compiled=False)[0])
        index.settle()
        assert judge(index, workers=1) > 0
        yield index


@pytest.mark.parametrize("new", range(len(ARTICLES)))
def test_a_check_comes_to_the_same_with_the_verdicts_that_are_kept(new, judged):
    found = asked(judged, [ARTICLES[new]], of_index=True)
    assert found == asked(judged, [ARTICLES[new]], of_index=False) != []


def test_verdicts_are_given_up_when_articles_come_or_go(judged):
    judged.add(make_entries(ARTICLES[-2:], judged.params, compiled=False)[0])
    judged.remove([ARTICLES[0].id])
    assert asked(judged, ARTICLES[1:4], of_index=True) == asked(judged, ARTICLES[1:4], of_index=False)


@pytest.mark.parametrize("replaced", range(3))
def test_an_input_that_supersedes_an_indexed_article_changes_the_verdicts_that_it_bore_on(replaced, judged):
    inputs = [Article(ARTICLES[replaced].id, made_up("another text", 60))]
    entries = make_entries(inputs, judged.params, compiled=False)[0]
    keys = np.unique(np.concatenate([each.passage for each in judged.keys_of(judged.numbers())]))
    view = View(judged, entries)
    kept, anew = (Verdicts(judged.params, (), of_index=of_index).furniture(view, keys) for of_index in (True, False))
    assert kept.tolist() == anew.tolist()


def test_verdicts_are_gone_once_an_article_is_forgotten(judged):
    judged.forget([ARTICLES[0].id])
    assert len(judged.judged().keys) == 0
    assert judged.verify() == []


def test_verdicts_of_other_rules_are_not_used_and_made_anew(judged, monkeypatch):
    keys = judged.judged().keys.tolist()
    monkeypatch.setattr("dedup.index.judged.RULES", 1 + RULES)
    assert len(judged.judged().keys) == 0
    assert judged.verify() == []
    assert asked(judged, ARTICLES[:3], of_index=True) == asked(judged, ARTICLES[:3], of_index=False) != []
    assert judge_if_grown(judged, seconds=60.0, workers=1) > 0
    assert judged.judged().keys.tolist() == keys
    assert judge_if_grown(judged, seconds=60.0, workers=1) == 0


def test_the_version_of_the_rules_is_raised_with_the_rules():
    digest = hashlib.sha256()
    for module in MODULES_OF_RULES:
        digest.update(Path(module.__file__).read_text(encoding="utf-8").encode())
    pinned = (RULES, digest.hexdigest()[:16])
    assert pinned == (2, DIGEST), "raise RULES if verdicts on furniture may be others now, and pin the digest anew"


def test_without_time_nothing_is_judged_and_a_check_finds_the_same(judged):
    judged.add(make_entries(ARTICLES[-2:], judged.params, compiled=False)[0])
    judged.settle()
    assert judge(judged, seconds=-1.0, workers=1) == 0
    assert asked(judged, ARTICLES[:3], of_index=True) == asked(judged, ARTICLES[:3], of_index=False)


def test_verdicts_that_nothing_touched_are_taken_over_though_the_index_has_grown(judged):
    before = judged.judged()
    assert before.is_furniture.any()
    assert not before.rests_on_terms.all()
    judged.add(make_entries([Article(f"n{k}", made_up(("grown", k), 60)) for k in range(20)], judged.params)[0])
    judged.settle()
    assert judge(judged, workers=1) <= int(before.rests_on_terms.sum())
    after = judged.judged()
    places = after.places_of(before.keys)
    assert after.is_furniture[places].tolist() == before.is_furniture.tolist()
    assert after.below > before.below


def test_whether_a_verdict_rests_on_terms_is_kept(judged):
    found = judged.judged()
    marked = found._replace(rests_on_terms=np.arange(len(found.keys)) % 2 == 0)
    again = unpack_judged([np.frombuffer(row, dtype="<u4") for row in pack_judged(marked)], 1, found.below)
    for kept, given in zip(again, marked, strict=True):
        assert np.array_equal(kept, given)


@pytest.mark.parametrize(("link", "rests"), [(BY_TERMS, True), (FIRMLY, False)])
def test_a_verdict_rests_on_terms_where_only_rare_terms_link_articles(link, rests):
    links = Links({(1, 2): link, (1, 3): NOT, (1, 4): NOT, (3, 4): NOT})
    group = Group([7], 4, [1, 2, 3, 4], 4)
    assert group.go_on(links) is False
    assert (group.chosen, group.rests_on_terms) == ([1, 3, 4], rests)


def test_crowded_passages_are_judged_too_until_articles_are_removed(tmp_path):
    params = Params(max_key_articles=5)
    pages = [Article(f"c{k}", f"{made_up(('crowd', k), 60)}\n{FOOTER}") for k in range(9)]
    with SqliteIndex.create(tmp_path / "crowded.index", params, seed=1) as index:
        index.add(make_entries(pages[:-1], index.params, compiled=False)[0])
        index.settle()
        assert judge(index, workers=1) > 0
        kept = index.judged()
        assert (kept.sizes == params.max_key_articles + 1).any()
        assert kept.is_furniture[kept.sizes > params.max_key_articles].all()
        assert judge(index, workers=1) == 0
        assert asked(index, pages[-1:], of_index=True) == asked(index, pages[-1:], of_index=False) != []
        index.remove([pages[0].id])
        assert asked(index, pages[-1:], of_index=True) == asked(index, pages[-1:], of_index=False) != []
        index.settle()
        assert judge(index, workers=1) > 0


def test_verdicts_made_anew_over_the_same_articles_are_read_anew(judged):
    first = judged.judged()
    open_ = first._replace(sizes=np.zeros_like(first.sizes))
    judged.keep_judged(open_, judged.state.next_segment, judged.state.texts)
    assert not judged.judged().sizes.any()
    assert judge(judged, workers=1) == len(first.keys)
    assert judged.judged().sizes.tolist() == first.sizes.tolist()


@pytest.mark.parametrize("seed", range(8))
def test_verdicts_taken_over_are_those_made_anew_whatever_became_crowded_or_rare(seed, tmp_path):
    rng, params = random.Random(seed), Params(max_key_articles=8, max_term_articles=4, furniture_articles=3)
    subjects = [made_up(("subject", k), 40).split() for k in range(5)]
    formulas = [made_up(("formula", k), 9) for k in range(6)]

    def page(number):
        words = [*rng.choice(subjects), *made_up(("page", seed, number), 30).split()]
        rng.shuffle(words)
        return Article(f"p{number:03}", "\n".join([" ".join(words), *rng.sample(formulas, 2)]))

    with SqliteIndex.create(tmp_path / "grown.index", params, seed=1) as index:
        for step in range(6):
            index.add(make_entries([page(8 * step + k) for k in range(8)], index.params, compiled=False)[0])
            if step % 2:
                index.remove([f"p{rng.randrange(8 * step):03}"])
            index.settle()
            judge(index, workers=1)
            kept = index.judged()
            few = np.flatnonzero(kept.sizes <= params.max_key_articles)  # of a crowded key the first articles decide
            view, anew = View(index, []), Verdicts(index.params, ())
            assert kept.keys[few][kept.is_furniture[few]].tolist() == anew.furniture(view, kept.keys[few]).tolist()


def test_few_articles_more_are_judged_with_the_next(judged):
    judged.add(make_entries([Article(f"n{k}", made_up(("many", k), 60)) for k in range(200)], judged.params)[0])
    judged.settle()
    judge(judged, workers=1)
    before = judged.judged().below
    for count in (1, 2):
        judged.add(make_entries([Article(f"m{count}", f"{made_up(('more', count), 60)}\n{FOOTER}")], judged.params)[0])
        judged.settle()
        assert judge(judged, workers=1) == 0
        assert judged.judged().below == before
        assert asked(judged, ARTICLES[:1], of_index=True) == asked(judged, ARTICLES[:1], of_index=False) != []
