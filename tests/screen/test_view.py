"""What a check looks at: the index with the inputs laid over it."""

import numpy as np
from stories import BRIDGE, CHESS, FOOTER, STORIES, WHALE

from dedup.index.entries import make_entries
from dedup.keys import BAND, PASSAGE, TERM
from dedup.model import Article
from dedup.screen.view import INPUT, View
from screen.screen_samples import named

KINDS = (BAND, PASSAGE, TERM)


def view_of(index, *articles, adding=False):
    return View(index, make_entries(articles, index.params, compiled=False)[0], adding=adding)


def under(owners, k):
    return owners.numbers[owners.bounds[k] : owners.bounds[k + 1]].tolist(), int(owners.counts[k])


def test_keys_of_several_kinds_asked_at_once_have_the_owners_that_each_kind_has(filled):
    pages = [f"{story}\n{FOOTER}" for story in STORIES]
    view = view_of(filled(*named(*pages[:4])), *named(*pages)[4:])
    entry = view.entries[0]
    keys = (entry.band_keys, entry.passage_keys, entry.term_keys)
    together = view.owners(np.repeat(KINDS, [len(each) for each in keys]), np.concatenate(keys), 200)
    apart = [view.owners(kind, each, 200) for kind, each in zip(KINDS, keys, strict=True)]
    wanted = [under(found, k) for found, each in zip(apart, keys, strict=True) for k in range(len(each))]
    assert [under(together, k) for k in range(len(wanted))] == wanted
    assert any(count > 1 for _, count in wanted)


def test_an_input_with_a_new_text_has_a_number_of_its_own_and_one_with_an_indexed_text_has_none(filled):
    view = view_of(filled(*named(BRIDGE)), Article("copy", BRIDGE), Article("new", WHALE))
    copy, new = (view.owners(PASSAGE, entry.passage_keys, 200).numbers for entry in view.entries)
    assert (copy < INPUT).all()
    assert (new > INPUT).all()


def test_a_superseded_text_has_no_keys_any_more(filled):
    index = filled(*named(BRIDGE))
    old = make_entries(named(BRIDGE), index.params, compiled=False)[0][0]
    view = view_of(index, Article("a00", CHESS), adding=True)
    assert view.owners(PASSAGE, old.passage_keys, 200).counts.tolist() == [0] * len(old.passage_keys)
    assert view.group([old.fingerprint]) == {old.fingerprint: []}


def test_an_equal_text_of_a_superseded_one_keeps_the_keys(filled):
    index = filled(*named(BRIDGE, BRIDGE))
    old = make_entries(named(BRIDGE), index.params, compiled=False)[0][0]
    view = view_of(index, Article("a00", CHESS), adding=True)
    assert set(view.owners(PASSAGE, old.passage_keys, 200).counts.tolist()) == {1}
    assert [known.article.id for known in view.group([old.fingerprint])[old.fingerprint]] == ["a01"]


def test_keys_and_articles_of_both_sides_come_in_the_order_that_they_are_asked_in(filled):
    view = view_of(filled(*named(BRIDGE)), Article("new", WHALE))
    numbers = np.array([INPUT + 1, 1, INPUT + 1], dtype=np.int64)
    assert [article.id for article in view.articles(numbers)] == ["new", "a00", "new"]
    assert len(view.keys_of(numbers)) == len(view.fingerprints_of(numbers)) == 3


def test_counts_of_terms_are_those_of_the_index_whether_they_are_known_or_not(filled):
    index = filled(*named(BRIDGE, WHALE, f"{BRIDGE} {WHALE}"))
    view = view_of(index, Article("new", f"{BRIDGE} And more."))
    terms = np.unique(np.concatenate([keys.term for keys in index.keys_of(index.numbers())]))
    wanted = view.owners(TERM, terms, 1).counts.tolist()
    assert view.term_counts(terms, 60).tolist() == wanted
    for some in (terms[::2], terms[:1], terms[-1:], terms):
        view.note_terms(some, view.owners(TERM, some, 1).counts)
        assert view.term_counts(terms, 60).tolist() == wanted
    assert view.term_counts(terms[:0], 60).tolist() == []
