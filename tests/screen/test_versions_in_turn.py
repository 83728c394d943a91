"""An id that an input and the index both have: which text counts for whom, in the order of the inputs."""

from datetime import date

from stories import BRIDGE, CHEESE, OPERA, edited

from dedup.findings import judge
from dedup.model import Article
from dedup.policy import Policy, Rule
from dedup.screen.screen import screen
from screen.screen_samples import index_of

HELD = Article("A", BRIDGE, version="2")
COPY = Article("B", BRIDGE)
NEWER, OLDER = Article("A", OPERA, version="3"), Article("A", OPERA, version="1")


def pairs(screening):
    return [(match.left, match.right) for match in screening.matches]


def screened(folder, *articles, **options):
    return screen(articles, index_of("sqlite", folder, [HELD]), workers=1, **options)


def test_what_a_later_input_supersedes_counts_for_the_inputs_before_it(tmp_path):
    found = screened(tmp_path, COPY, NEWER)
    assert pairs(found) == [("B", "A")]
    assert [right.text for right in found.rights()] == [BRIDGE]
    assert [update.article for update in found.updates] == ["A"]


def test_what_an_earlier_input_supersedes_does_not_count(tmp_path):
    assert pairs(screened(tmp_path, NEWER, COPY)) == []


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
    """The text of the superseded article goes on as that of an input."""
    near = Article("C", edited(BRIDGE, 0.05, 2))
    found = screened(tmp_path, COPY, NEWER, near)
    assert pairs(found) == [("B", "A"), ("C", "B")]


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
