"""Screening against an index: the same records as in a batch, and what is added, left out and refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import BRIDGE, CHEESE, CHESS, FOOTER, OPERA, QUOTATION, STORIES, WHALE, edited, made_up

from dedup.detect import find_duplicates
from dedup.errors import DedupError
from dedup.index.entries import make_entries
from dedup.model import Article, Relation
from dedup.params import Params
from dedup.screen.screen import Screener, screen
from dedup.screen.view import View
from screen.screen_samples import KINDS, SEED, found_in, index_of, named, pairs, piece, records


def mixed(count=24):
    """Articles of all kinds in which every relation but the same event occurs."""
    return named(*(piece(KINDS[k % len(KINDS)], k // 4) for k in range(count)))


# -- the same as a batch


def test_each_article_against_an_index_of_all_gives_the_records_of_a_batch_both_ways(filled):
    articles = mixed()
    screener, wanted = Screener(filled(*articles)), found_in(articles)
    found = [match for article in articles for match in screener.screen([article], workers=1).matches]
    assert len(found) == 2 * len(wanted)
    for match in found:
        assert records([match]).items() <= wanted.items()
    assert {m.relation for m in found} >= {Relation.IDENTICAL, Relation.NEAR_DUPLICATE, Relation.EXCERPT}


def test_a_match_that_is_not_turned_has_the_reasons_of_a_batch(filled):
    articles = mixed(12)
    wanted = {(m.left, m.right): m for m in find_duplicates(articles, Params(seed=SEED), workers=1).matches}
    matches = screen(articles[:1], filled(*articles), workers=1).matches
    assert len(matches) > 1
    assert matches == [wanted[m.left, m.right] for m in matches]


def test_all_articles_at_once_against_an_index_of_all_give_the_records_of_a_batch(filled):
    articles = mixed()
    found = screen(articles, filled(*articles), workers=1)
    assert records(found.matches) == found_in(articles)


def test_articles_against_each_other_and_an_empty_index_give_the_records_of_a_batch(filled):
    articles = mixed()
    assert records(screen(articles, filled(), workers=1).matches) == found_in(articles)


@settings(max_examples=12)
@given(
    st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 8)), min_size=1, max_size=9), st.integers(0, 9), st.data()
)
def test_inputs_and_index_together_give_the_records_of_a_batch(chosen, indexed, data):
    articles = named(*(piece(kind, number) for kind, number in chosen))
    order = data.draw(st.permutations(articles))
    held, inputs = order[:indexed], order[indexed:]
    names = {article.id for article in inputs}
    wanted = {pair: m for pair, m in found_in(articles).items() if names & set(pair)}
    found = screen(inputs, index_of("memory", None, held), workers=1)
    assert records(found.matches) == wanted
    assert len(found.matches) == len(wanted)


def test_a_screener_that_has_seen_much_says_what_a_new_one_says(filled):
    articles = mixed()
    index = filled(*articles)
    old = Screener(index)
    for article in articles:
        old.screen([article], workers=1)
    for article in articles[::3]:
        assert old.screen([article], workers=1).matches == screen([article], index, workers=1).matches


def test_threads_change_nothing(filled):
    articles = mixed()
    index = filled(*articles[:12])
    one, three = (screen(articles, index, workers=workers) for workers in (1, 3))
    assert one._replace(seconds=0) == three._replace(seconds=0)


def test_another_seed_gives_equal_records_where_both_find_a_pair(filled):
    articles = mixed()
    found, wanted = records(screen(articles, filled(*articles, seed=99), workers=1).matches), found_in(articles)
    assert len(found.keys() ^ wanted.keys()) <= 0.005 * len(wanted)
    assert all(found[pair] == wanted[pair] for pair in found.keys() & wanted.keys())


# -- who is matched with whom


def test_inputs_are_matched_with_earlier_ones_only_and_each_pair_once(filled):
    found = screen(named(BRIDGE, WHALE, edited(BRIDGE, 0.05, 1), BRIDGE.upper()), filled(), workers=1)
    assert pairs(found) == [("a02", "a00"), ("a03", "a00"), ("a03", "a02")]


def test_an_article_that_is_indexed_as_it_is_is_itself(filled):
    [article] = named(BRIDGE)
    found = screen([article], filled(article), workers=1)
    assert (found.matches, found.updates) == ([], [])


def test_another_text_under_the_same_id_is_an_update_and_no_match(filled):
    [old] = named(BRIDGE)
    new = old._replace(text=BRIDGE.replace("3.2 million", "4.7 million"))
    found = screen([new], filled(old), workers=1)
    assert found.matches == []
    [update] = found.updates
    assert (update.article, update.previous, update.changed[0].what) == ("a00", old, "number")


def test_a_version_that_an_input_supersedes_is_no_partner_of_others(filled):
    [old] = named(BRIDGE)
    copy = Article("b", edited(BRIDGE, 0.03, 1))
    found = screen([old._replace(text=WHALE), copy], filled(old), add=True, workers=1)
    assert found.matches == []


def test_a_copy_of_a_superseded_text_that_is_indexed_itself_stays_a_partner(filled):
    old, twin = named(BRIDGE, BRIDGE)
    inputs = [old._replace(text=WHALE), Article("b", edited(BRIDGE, 0.03, 1))]
    found = screen(inputs, filled(old, twin), add=True, workers=1)
    assert pairs(found) == [("b", "a01")]


def test_articles_of_excluded_sources_are_no_partners(filled):
    index = filled(*named(BRIDGE, source="ours"), Article("b", BRIDGE, source="theirs"))
    found = screen([Article("new", BRIDGE)], index, exclude_sources=["ours"], workers=1)
    assert pairs(found) == [("new", "b")]


def test_only_wanted_relations_are_reported(filled):
    index = filled(*named(BRIDGE, edited(BRIDGE, 0.05, 1), BRIDGE[: len(BRIDGE) // 2]))
    found = screen([Article("new", BRIDGE)], index, relations=[Relation.IDENTICAL], workers=1)
    assert pairs(found) == [("new", "a00")]
    assert set(found.others) == {"a00"}


def test_a_window_leaves_out_what_is_further_apart_and_keeps_what_is_undated(filled):
    index = filled(
        Article("near", BRIDGE, published="2024-03-03"),
        Article("far", BRIDGE, published="2024-01-03"),
        Article("undated", BRIDGE),
    )
    new = Article("new", BRIDGE, published="2024-03-04")
    found = screen([new], index, Params(window_days=2), workers=1)
    assert pairs(found) == [("new", "near"), ("new", "undated")]


def test_a_window_of_a_screening_counts_calendar_days(filled):
    index = filled(
        Article("morning", BRIDGE, published="2024-03-03T06:00"),
        Article("before", BRIDGE, published="2024-03-02T23:30"),
    )
    new = Article("new", BRIDGE, published="2024-03-04T20:00")
    assert pairs(screen([new], index, Params(window_days=1), workers=1)) == [("new", "morning")]


def test_parameters_of_a_run_decide_but_the_seed_of_the_index_stays_and_is_not_told(filled):
    found = screen(named(BRIDGE), filled(*named(WHALE)), Params(seed=3, min_score=0.5), workers=1)
    assert found.parameters["min_score"] == 0.5
    assert "seed" not in found.parameters


def test_lines_to_ignore_are_no_evidence(filled):
    line = " ".join(made_up("line", 40).split())
    index = filled(Article("held", f"{OPERA}\n{line}"))
    new = Article("new", f"{CHESS}\n{line}")
    assert pairs(screen([new], index, workers=1)) == [("new", "held")]
    assert pairs(screen([new], index, ignore=[line], workers=1)) == []


# -- equal texts


def test_up_to_a_hundred_equal_texts_are_listed_each(filled):
    index = filled(*named(*[BRIDGE] * 99))
    found = screen([Article("new", BRIDGE)], index, workers=1)
    assert (len(found.matches), found.left_out) == (99, 0)


def test_of_more_equal_texts_the_earliest_is_listed_and_the_others_are_counted(filled):
    dated = [a._replace(published=f"2024-05-{k % 28 + 1:02}") for k, a in enumerate(named(*[BRIDGE] * 120), 3)]
    found = screen([Article("new", BRIDGE)], filled(*dated), workers=1)
    assert pairs(found) == [("new", min(dated, key=lambda a: (a.published, a.id)).id)]
    assert found.left_out == 119


def test_an_edited_copy_of_many_equal_texts_is_matched_with_one(filled):
    found = screen([Article("new", edited(BRIDGE, 0.05, 1))], filled(*named(*[BRIDGE] * 120)), workers=1)
    assert (pairs(found), found.left_out) == ([("new", "a00")], 119)


# -- adding


def test_nothing_is_stored_unless_asked_for(filled):
    index = filled(*named(WHALE))
    screen([Article("new", BRIDGE)], index, workers=1)
    assert len(index) == 1


def test_added_articles_are_partners_of_the_next(filled):
    index = filled()
    first = screen([Article("one", BRIDGE)], index, add=True, workers=1)
    second = screen([Article("two", BRIDGE)], index, add=True, workers=1)
    assert (first.added, first.matches) == (["one"], [])
    assert (second.added, pairs(second)) == (["two"], [("two", "one")])


def test_adding_in_lots_finds_what_one_lot_finds(filled, monkeypatch):
    articles = [a for a in mixed(16) if FOOTER not in a.text]  # what is furniture depends on what is known by then
    whole = screen(articles, index_of("memory", None), add=True, workers=1)
    monkeypatch.setattr("dedup.screen.screen.ADDED_AT_ONCE", 3)
    monkeypatch.setattr("dedup.screen.screen.AT_ONCE", 2)
    parts = screen(articles, filled(), add=True, workers=1)
    assert records(parts.matches) == records(whole.matches) == found_in(articles)
    assert parts.added == whole.added
    assert dict(parts.articles) == dict(whole.articles)


def test_adding_says_what_was_new_what_changed_and_what_stayed(filled):
    same, changed = named(BRIDGE, WHALE)
    index = filled(same, changed)
    found = screen([same, changed._replace(text=CHESS), Article("new", OPERA)], index, add=True, workers=1)
    assert (found.added, found.replaced, found.unchanged) == (["new"], ["a01"], ["a00"])


def test_withdrawn_articles_are_removed_when_adding_and_not_screened(filled):
    held = Article("held", BRIDGE)
    index = filled(held)
    found = screen([held._replace(status="canceled"), Article("new", BRIDGE)], index, add=True, workers=1)
    assert (found.removed, found.added, len(index)) == (["held"], ["new"], 1)
    assert "held" not in found.articles


def test_withdrawn_articles_stay_indexed_when_nothing_is_added(filled):
    held = Article("held", BRIDGE)
    index = filled(held)
    assert screen([held._replace(status="canceled")], index, workers=1).matches == []
    assert len(index) == 1


def test_check_and_add_is_one_step(filled, monkeypatch):
    index = filled(*named(WHALE))

    def fail(*_):
        raise DedupError("broken off")

    monkeypatch.setattr("dedup.screen.screen.find_votes", fail)
    with pytest.raises(DedupError, match="broken off"):
        screen([Article("new", BRIDGE)], index, add=True, workers=1)
    assert len(index) == 1


def test_an_article_that_is_added_twice_at_once_is_found_by_the_later(filled):
    index = filled()
    found = screen([Article("one", BRIDGE), Article("two", BRIDGE.upper())], index, add=True, workers=1)
    assert pairs(found) == [("two", "one")]


# -- what is odd


def test_articles_without_words_are_rejected_with_a_reason(filled):
    found = screen([Article("empty", "... !"), Article("new", BRIDGE)], filled(), add=True, workers=1)
    assert [(r.place, r.why) for r in found.rejected] == [("empty", "has no words")]
    assert found.added == ["new"]


@pytest.mark.parametrize("add", [False, True])
def test_no_articles_are_no_matches(filled, add):
    found = screen([], filled(*named(BRIDGE)), add=add, workers=1)
    assert (found.matches, found.added, dict(found.articles)) == ([], [], {})


HOSTILE = {
    "one letter": "a" * 20_000,
    "one word": "spam " * 4000,
    "NUL": "\0" * 5000,
    "words parted by NUL": "spam\0eggs\0" * 800,
    "lone surrogates": "\ud800x" * 2000,
    "combining marks": "e" + "\u0301" * 5000,
    "one character": "的" * 4000,
    "dates": "6/2/2024 " * 800,
    "emoji": "😀👍🏽" * 1500,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_screened_added_and_found_again_and_hides_no_copy(text, filled):
    index = filled(*named(BRIDGE))
    inputs = [Article("hostile", text), Article("hostile too", text), Article("copy", BRIDGE)]
    found = screen(inputs, index, add=True, workers=1)
    assert ("copy", "a00") in pairs(found)
    if not found.rejected:
        assert ("hostile too", "hostile") in pairs(found)


def test_an_id_of_any_characters_is_taken_as_it_is(filled):
    name = "../'; DROP TABLE articles; --\n\0é\ud800"
    index = filled(Article(name, BRIDGE))
    assert pairs(screen([Article("new", BRIDGE)], index, workers=1)) == [("new", name)]


def test_repeats_inside_an_input_are_those_of_a_batch(filled):
    twice = Article("twice", f"{made_up('a', 200)}\n{CHEESE}\n{made_up('b', 120)}\n{CHEESE}")
    index = filled(*named(CHEESE))
    found = screen([Article("other", OPERA), twice], index, workers=1)
    assert [repeat.article for repeat in found.repeats] == ["twice"]
    assert screen([twice], index, relations=[Relation.OVERLAP], workers=1).repeats == []


def test_progress_is_told_to_the_end(filled):
    told = []
    screen(mixed(9), filled(), workers=1, progress=lambda *what: told.append(what))
    assert told[-1][0] == "screening"
    assert told[-1][1] == told[-1][2] or told[-1][1] == 8  # one of nine has no words


# -- the view


def test_equal_texts_of_inputs_and_index_are_one_group(filled):
    index = filled(*named(BRIDGE, BRIDGE))
    entries = make_entries([Article("new", BRIDGE), Article("other", WHALE)], index.params, compiled=False)[0]
    view = View(index, entries)
    text = entries[0].fingerprint
    assert [known.article.id for known in view.group([text])[text]] == ["a00", "a01", "new"]


def test_the_quotation_that_many_share_is_not_reported_for_each(filled):
    """Common passages between otherwise unrelated articles are furniture in a check as in a batch."""
    articles = named(*(f"{made_up(('q', k), 60)} {QUOTATION} {FOOTER}" for k in range(6)), *STORIES)
    assert records(screen(articles, filled(*articles[:5]), workers=1).matches) == {
        pair: m for pair, m in found_in(articles, SEED).items() if max(pair) >= "a05" or min(pair) >= "a05"
    }


def test_of_a_large_group_of_equal_texts_one_that_may_be_a_partner_speaks_for_all(filled):
    group = [Article(f"e{k:03}", BRIDGE, source="A" if k == 0 else "B") for k in range(105)]
    first = Article("a", BRIDGE, published="2020-01-01")
    index = filled(*group)
    found = screen([first], index, workers=1)
    assert (pairs(found), found.left_out) == ([("a", "e000")], 104)
    assert pairs(screen([first], index, exclude_sources=["A"], workers=1)) == [("a", "e001")]
    assert screen([first], index, relations=[Relation.OVERLAP], workers=1).left_out == 0
