import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from obvious import obvious_shingles
from stories import BRIDGE, STORIES, articles, edited, made_up

from dedup.clusters.cluster import LEAST_JACCARD, clusters_of
from dedup.detect import find_duplicates
from dedup.model import Article, Report


def exact(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other)


@st.composite
def graphs(draw):
    """Random sets, the pairs of them that count as copies, and an order of preference."""
    sets = draw(st.lists(st.sets(st.integers(0, 9), min_size=1), min_size=2, max_size=14))
    least = draw(st.sampled_from([0.0, 0.2, 0.4, 0.7]))
    pairs = [pair for pair in combinations(range(len(sets)), 2) if exact(sets[pair[0]], sets[pair[1]]) >= least]
    copies = draw(st.sets(st.sampled_from(pairs), max_size=30)) if pairs else set()
    return sets, copies, draw(st.permutations(range(len(sets))))


def grouped(sets, copies, order):
    """The clusters of a random graph."""
    near: dict[int, dict[int, float]] = {}
    for a, b in copies:
        near.setdefault(a, {})[b] = near.setdefault(b, {})[a] = exact(sets[a], sets[b])
    return clusters_of([k for k in order if k in near], near, lambda a, b: exact(sets[a], sets[b]))


def is_connected(group, copies) -> bool:
    """Plain search from the first member along copies inside the group."""
    seen, queue = {group[0]}, [group[0]]
    while queue:
        article = queue.pop()
        for other in group:
            if other not in seen and ((article, other) in copies or (other, article) in copies):
                seen.add(other)
                queue.append(other)
    return seen == set(group)


@settings(max_examples=300)
@given(graphs())
def test_any_two_members_are_copies_or_alike(graph):
    sets, copies, order = graph
    for group in grouped(sets, copies, order):
        for a, b in combinations(sorted(group), 2):
            assert (a, b) in copies or exact(sets[a], sets[b]) >= LEAST_JACCARD


@settings(max_examples=300)
@given(graphs())
def test_a_cluster_is_connected_by_copies_and_no_article_is_in_two(graph):
    sets, copies, order = graph
    groups = grouped(sets, copies, order)
    members = [article for group in groups for article in group]
    assert len(members) == len(set(members))
    assert all(len(group) > 1 and is_connected(group, copies) for group in groups)


@settings(max_examples=200)
@given(graphs())
def test_the_canonical_is_the_preferred_member(graph):
    sets, copies, order = graph
    for group in grouped(sets, copies, order):
        assert group[0] == min(group, key=order.index)


@settings(max_examples=200)
@given(graphs())
def test_of_two_copies_at_least_one_is_in_a_cluster(graph):
    sets, copies, order = graph
    members = {article for group in grouped(sets, copies, order) for article in group}
    assert all(a in members or b in members for a, b in copies)


def test_no_copies_no_clusters():
    assert clusters_of([], {}, lambda a, b: 1.0) == []


# Through the detector -------------------------------------------------------------------------------------------------


def chain(steps: int, share: float) -> list[str]:
    """Texts each of which is the one before with a few words replaced."""
    texts = [made_up("chain", 300)]
    for step in range(steps):
        texts.append(edited(texts[-1], share, step))
    return texts


def check_clusters(report: Report) -> None:
    """Hold the clusters of a report against the texts themselves."""
    copies = {(m.left, m.right) for m in report.matches if m.relation.is_copy}
    members = [member for cluster in report.clusters for member in cluster.members]
    assert len(members) == len(set(members))
    for cluster in report.clusters:
        assert cluster.canonical == cluster.id
        assert cluster.canonical in cluster.members
        assert list(cluster.members) == sorted(cluster.members)
        assert is_connected(cluster.members, copies)
        for a, b in combinations(cluster.members, 2):
            alike = exact(*(obvious_shingles(report.articles[k].text) for k in (a, b)))
            assert (a, b) in copies or alike >= LEAST_JACCARD


def test_a_chain_of_fifty_small_edits_is_cut():
    texts = chain(50, 0.06)
    report = find_duplicates([Article(f"{k:02}", text) for k, text in enumerate(texts)], workers=1)
    check_clusters(report)
    assert len(report.clusters) >= 2
    assert all(len(cluster.members) < 40 for cluster in report.clusters)
    assert sum(len(cluster.members) for cluster in report.clusters) >= 48


@pytest.mark.parametrize("seed", range(3))
def test_clusters_of_edited_families_hold_in_plain_search(seed):
    rng = random.Random(f"family {seed}")
    found = []
    for family, story in enumerate(STORIES):
        texts = [story]
        for step in range(6):
            texts.append(edited(rng.choice(texts), rng.choice([0.02, 0.1, 0.2]), (seed, family, step)))
        found.extend(Article(f"{family}-{k}", text) for k, text in enumerate(texts))
    report = find_duplicates(found, workers=1)
    check_clusters(report)
    assert {cluster.id[0] for cluster in report.clusters} == {str(k) for k in range(len(STORIES))}
    assert all(len({member[0] for member in cluster.members}) == 1 for cluster in report.clusters)


def test_excerpts_join_no_cluster():
    report = find_duplicates(articles(BRIDGE, f"{BRIDGE} {STORIES[1]} {STORIES[2]}"), workers=1)
    assert len(report.matches) == 1
    assert report.clusters == []


# The canonical --------------------------------------------------------------------------------------------------------

LONGER = BRIDGE + " The mayor thanked everyone."


def canonical(*given_articles: Article) -> tuple[str, str]:
    """Canonical member and reason of the one cluster."""
    [cluster] = find_duplicates(given_articles, workers=1).clusters
    assert len(cluster.members) == len(given_articles)
    return cluster.canonical, cluster.reason


def test_the_earliest_published_is_the_canonical():
    found = canonical(
        Article("a", LONGER, published="2024-03-05"),
        Article("b", BRIDGE, published="2024-03-04T23:00:00Z"),
        Article("c", BRIDGE, published="2024-03-05T01:00:00+00:00"),
    )
    assert found == ("b", "earliest published")


def test_time_zones_decide_what_is_earliest():
    found = canonical(
        Article("a", BRIDGE, published="2024-03-05T08:00:00Z"),
        Article("b", BRIDGE, published="2024-03-05T09:00:00+07:00"),
    )
    assert found == ("b", "earliest published")


def test_a_dated_article_comes_before_an_undated_one():
    assert canonical(Article("a", LONGER), Article("b", BRIDGE, published="2024-03-05")) == ("b", "earliest published")


def test_of_one_date_the_most_complete_is_the_canonical():
    day = "2024-03-05"
    found = canonical(Article("a", BRIDGE, published=day), Article("b", LONGER, published=day))
    assert found == ("b", "most complete text")


def test_the_reason_holds_against_every_member_not_only_the_nearest():
    words = made_up("reason", 300).split()
    whole, most, some = (" ".join(words[:count]) for count in (300, 225, 155))
    report = find_duplicates(
        [
            Article("a", whole, published="2024-03-05"),
            Article("b", most, published="2024-03-06"),
            Article("c", some, published="2024-03-05"),
        ],
        workers=1,
    )
    assert {(m.left, m.right): m.relation.is_copy for m in report.matches}[("a", "c")] is False
    [cluster] = report.clusters
    assert cluster.members == ("a", "b", "c")
    assert (cluster.canonical, cluster.reason) == ("a", "most complete text")


def test_undated_the_most_complete_is_the_canonical():
    assert canonical(Article("a", BRIDGE), Article("b", LONGER)) == ("b", "most complete text")


def test_of_equal_texts_the_smallest_id_is_the_canonical():
    assert canonical(Article("b", BRIDGE), Article("a", BRIDGE.upper())) == ("a", "smallest id")


def test_a_date_that_is_none_counts_as_no_date():
    assert canonical(Article("a", BRIDGE, published="soon"), Article("b", LONGER)) == ("b", "most complete text")


WHOLE, LINE = made_up("whole", 120), "Subscribe to our newsletter and read on."
MORE = made_up("more", 12)
TEASER = " ".join(WHOLE.split()[:40])


@pytest.mark.parametrize(
    ("page", "other", "chosen"),
    [
        (f"{WHOLE}\n\n{LINE}\n\n{WHOLE}", WHOLE, ("b", "smallest id")),
        (f"{WHOLE}\n\n{WHOLE}\n\n{LINE}\n\n{WHOLE}", WHOLE, ("b", "smallest id")),
        (f"{WHOLE}\n\n{LINE}\n\n{WHOLE}", f"{WHOLE} {MORE}", ("b", "most complete text")),
        (f"{WHOLE}\n\n{LINE}\n\n{WHOLE} {MORE}", WHOLE, ("c", "most complete text")),
        (f"{TEASER} …\n\n{WHOLE}", f"{WHOLE} {MORE}", ("b", "most complete text")),
        (f"{WHOLE}\n\n{TEASER}", f"{WHOLE} {MORE}", ("b", "most complete text")),
        (f"{WHOLE} {MORE}\n\n{TEASER}", WHOLE, ("c", "most complete text")),
    ],
    ids=["twice", "three times", "other has more", "page has more", "teaser", "quotation", "quotation, more"],
)
def test_a_text_that_stands_twice_in_an_article_makes_it_no_more_complete(page, other, chosen):
    assert canonical(Article("c", page), Article("b", other)) == chosen


def test_furniture_makes_an_article_no_more_complete():
    frame = made_up("frame", 30)
    stories = [Article(f"s{number}", f"{made_up(number, 120)}\n{frame}") for number in range(8)]
    report = find_duplicates([*stories, Article("b", WHOLE), Article("c", f"{WHOLE}\n{frame}")], workers=1)
    assert [(cluster.canonical, cluster.reason) for cluster in report.clusters] == [("b", "smallest id")]
