"""An id that an input and the index both have: which text counts for whom, in the order of the inputs."""

from datetime import date

import pytest
from stories import BRIDGE, CHEESE, OPERA, edited

from dedup.findings.findings import judge
from dedup.findings.policy import Policy, Rule
from dedup.model import Article, Relation
from dedup.screen.screen import screen
from screen.screen_samples import index_of, pairs

HELD = Article("A", BRIDGE, version="2")
COPY = Article("B", BRIDGE)
NEWER, OLDER = Article("A", OPERA, version="3"), Article("A", OPERA, version="1")


def screened(folder, *articles, **options):
    return screen(articles, index_of("sqlite", folder, [HELD]), workers=1, **options)


def test_what_a_later_input_supersedes_counts_for_the_inputs_before_it(tmp_path):
    found = screened(tmp_path, COPY, NEWER)
    assert pairs(found) == [("B", "A")]
    assert [right.text for right in found.rights()] == [BRIDGE]
    assert [update.article for update in found.updates] == ["A"]


def test_what_an_earlier_input_supersedes_counts_as_long_as_nothing_is_stored(tmp_path):
    found = screened(tmp_path, NEWER, COPY)
    assert [(match.left, match.right, match.relation) for match in found.matches] == [("B", "A", Relation.IDENTICAL)]
    assert [right.text for right in found.rights()] == [BRIDGE]
    assert [update.article for update in found.updates] == ["A"]


def test_what_an_earlier_input_supersedes_does_not_count_once_that_is_stored(tmp_path):
    assert pairs(screened(tmp_path, NEWER, COPY, add=True)) == []


@pytest.mark.parametrize("held_has_more", [True, False])
def test_of_the_indexed_and_the_new_text_the_one_with_the_stronger_relation_is_told(tmp_path, held_has_more):
    long, short = f"{CHEESE} {BRIDGE} {OPERA}", edited(BRIDGE, 0.05, 3)
    held, newer = (long, short) if held_has_more else (short, long)
    index = index_of("sqlite", tmp_path, [Article("A", held)])
    inputs = [Article("A", newer), Article("B", BRIDGE)]
    found = screen(inputs, index, workers=1)
    assert [(match.left, match.right, match.relation) for match in found.matches] == [
        ("B", "A", Relation.NEAR_DUPLICATE)
    ]
    assert [right.text for right in found.rights()] == [short]
    assert found.matches[0] == screen([inputs[1]], index_of("memory", tmp_path, [Article("A", short)])).matches[0]
    only = screen(inputs, index, relations=[Relation.EXCERPT], workers=1)
    assert pairs(only) == []


def test_new_versions_in_a_row_are_matched_with_what_each_supersedes(tmp_path):
    texts = [BRIDGE, CHEESE, OPERA]
    index = index_of("sqlite", tmp_path, [Article(f"a{k}", text) for k, text in enumerate(texts)])
    shifted = [Article(f"a{k}", texts[(k + 1) % 3]) for k in range(3)]
    found = screen([*shifted, Article("n", CHEESE)], index, workers=1)
    assert pairs(found) == [("a0", "a1"), ("a1", "a2"), ("a2", "a0"), ("n", "a0"), ("n", "a1")]
    assert [right.text for right in found.rights()] == [CHEESE, OPERA, BRIDGE, CHEESE, CHEESE]
    assert {match.relation for match in found.matches} == {Relation.IDENTICAL}


def test_an_update_of_punctuation_counts_once(tmp_path):
    found = screened(tmp_path, Article("A", BRIDGE.replace(".", "!")), COPY)
    assert pairs(found) == [("B", "A")]


def test_the_new_version_counts_for_the_inputs_behind_it(tmp_path):
    late = Article("C", edited(OPERA, 0.05, 1))
    found = screened(tmp_path, COPY, NEWER, late)
    assert pairs(found) == [("B", "A"), ("C", "A")]
    assert [right.text for right in found.rights()] == [BRIDGE, OPERA]


def test_an_older_version_hides_nothing_and_is_no_partner(tmp_path):
    late = Article("C", OPERA)
    for articles in ((OLDER, COPY, late), (COPY, OLDER, late), (COPY, late, OLDER)):
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        found = screened(folder, *articles)
        assert ("B", "A") in pairs(found)
        assert ("C", "A") not in pairs(found)
        assert found.older == ["A"]
        assert [update.article for update in found.updates] == ["A"]


def test_texts_that_leave_the_index_still_tell_inputs_apart(tmp_path):
    """The text of the superseded article goes on as that of an input, and counts until the new one is stored."""
    inputs = [COPY, NEWER, Article("C", edited(BRIDGE, 0.05, 2))]
    index = index_of("sqlite", tmp_path, [HELD])
    assert pairs(screen(inputs, index, workers=1)) == [("B", "A"), ("C", "A"), ("C", "B")]
    assert pairs(screen(inputs, index, add=True, workers=1)) == [("B", "A"), ("C", "B")]


def test_adding_goes_the_same_way(tmp_path):
    index = index_of("sqlite", tmp_path, [HELD])
    found = screen([COPY, OLDER], index, add=True, workers=1)
    assert pairs(found) == [("B", "A")]
    assert (found.added, found.older) == (["B"], ["A"])


def test_many_new_versions_are_screened_in_their_turn(tmp_path):
    held = [Article(f"a{k}", f"{CHEESE} Number {k} of the series, page {k * 7}.") for k in range(12)]
    index = index_of("sqlite", tmp_path, held)
    newer = [article._replace(text=f"{OPERA} Part {k} on stage {k * 3}.") for k, article in enumerate(held)]
    inputs = [article for k in range(12) for article in (held[k]._replace(id=f"c{k}"), newer[k])]
    found = screen(inputs, index, workers=1)
    of_copies = {(left, right) for left, right in pairs(found) if left.startswith("c") and right.startswith("a")}
    wanted = {(f"c{k}", f"a{j}") for k in range(12) for j in range(k, 12)}
    assert {(left, right) for left, right in of_copies if int(right[1:]) >= int(left[1:])} == wanted
    rights = dict(zip(pairs(found), found.rights(), strict=True))
    assert all(rights[pair].text == held[int(pair[1][1:])].text for pair in wanted)


def test_a_policy_is_asked_about_each_source_of_many_equal_texts(tmp_path):
    held = [
        Article(f"e{k:03}", BRIDGE, source=f"Paper {k % 3}", published=f"2026-03-01T{k // 60:02}:{k % 60:02}:00Z")
        for k in range(120)
    ]
    index = index_of("sqlite", tmp_path, held)
    policy = Policy((Rule(("Paper 0",), (), (), (), "subscribed"),))
    one, each = (screen([COPY], index, by_source=by_source, workers=1) for by_source in (False, True))
    assert (pairs(one), one.left_out) == ([("B", "e000")], 119)
    assert (pairs(each), each.left_out) == ([("B", "e000"), ("B", "e001"), ("B", "e002")], 117)
    failing = judge(each, policy=policy, today=date(2026, 4, 1)).failing
    assert [finding.match.right for finding in failing] == ["e001", "e002"]


def test_excluded_sources_are_names_in_any_case(tmp_path):
    index = index_of("sqlite", tmp_path, [HELD._replace(source="The Herald")])
    assert pairs(screen([COPY], index, workers=1)) == [("B", "A")]
    assert pairs(screen([COPY], index, exclude_sources=["the  herald "], workers=1)) == []


@pytest.mark.parametrize("add", [False, True])
def test_a_pair_that_is_met_from_both_sides_is_told_once(tmp_path, add):
    """First the indexed text under a copy, then the new version of it under the same copy: equally strong."""
    held, copy, newer = (edited(BRIDGE, 0.05, seed) for seed in (1, 2, 3))
    index = index_of("sqlite", tmp_path, [Article("A", held)])
    found = screen([Article("B", copy), Article("A", newer)], index, add=add, workers=1)
    assert pairs(found) == [("B", "A")]
    assert [right.text for right in found.rights()] == [held]


@pytest.mark.parametrize("add", [False, True])
def test_of_a_pair_met_from_both_sides_the_stronger_relation_is_told(tmp_path, add):
    index = index_of("sqlite", tmp_path, [Article("A", edited(BRIDGE, 0.05, 1))])
    inputs = [Article("B", BRIDGE), Article("A", BRIDGE)]
    for relations, told in ((None, [("A", "B", Relation.IDENTICAL)]), ([Relation.NEAR_DUPLICATE], [])):
        found = screen(inputs, index, relations=relations, workers=1)
        assert [(match.left, match.right, match.relation) for match in found.matches] == told
    found = screen(inputs, index, add=add, workers=1)
    assert pairs(found) == [("A", "B")]
    assert [right.text for right in found.rights()] == [BRIDGE]


def test_an_older_version_is_not_matched_again_with_what_the_later_one_matched(tmp_path):
    held, copy, older = (edited(BRIDGE, 0.05, seed) for seed in (1, 2, 3))
    index = index_of("sqlite", tmp_path, [Article("A", held, version="2")])
    found = screen([Article("B", copy), Article("A", older, version="1")], index, workers=1)
    assert pairs(found) == [("B", "A")]
