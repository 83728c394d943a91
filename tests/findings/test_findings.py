"""What becomes of a match: failing, reported, accepted, allowed."""

from datetime import date

import pytest
from screenings import screening_of
from stories import BRIDGE, CHESS, METEOR, OPERA, QUOTATION, WHALE

from dedup.findings.baseline import Baseline, entry_of
from dedup.findings.findings import Status, fails, judge
from dedup.findings.policy import Policy, Rule
from dedup.model import Article, Relation

TODAY = date(2026, 6, 1)
INDEXED = [
    Article("agency", BRIDGE, source="Antara"),
    Article("archive", WHALE),
    Article("quote", f"{CHESS} {QUOTATION}"),
]
INPUTS = [
    Article("ours", BRIDGE, source="The Post"),
    Article("edited", WHALE.replace("five metres", "six metres") + " It was seen again on Sunday."),
    Article("quoting", f"{METEOR} {QUOTATION}"),
    Article("own", OPERA),
]


@pytest.fixture(scope="module")
def screening():
    return screening_of(INPUTS, INDEXED)


def status(checked):
    return {(finding.match.left, finding.match.right): finding.status for finding in checked.findings}


def test_without_baseline_and_policy_copies_fail_and_the_rest_is_reported(screening):
    checked = judge(screening, today=TODAY)
    assert status(checked) == {
        ("ours", "agency"): Status.FAILING,
        ("edited", "archive"): Status.FAILING,
        ("quoting", "quote"): Status.REPORTED,
    }
    assert [finding.match.left for finding in checked.failing] == ["ours", "edited"]


@pytest.mark.parametrize(
    ("fail_on", "failing"), [("identical", 1), ("near-duplicate", 2), ("overlap", 3), ("any", 3), ("", 0)]
)
def test_fail_on_counts_a_relation_and_all_above_it(screening, fail_on, failing):
    assert len(judge(screening, fail_on, today=TODAY).failing) == failing


def test_the_table_of_weights_decides_what_fails():
    order = list(Relation)
    for weakest in order:
        assert [fails(relation, weakest) for relation in order] == [r.weight <= weakest.weight for r in order]


def test_baseline_accepts_and_policy_allows(screening):
    accepted = Baseline([entry_of(INPUTS[1], INDEXED[1], Relation.NEAR_DUPLICATE, reason="our own update")])
    rules = Policy((Rule(("Antara",), (), (), frozenset(), "subscription"),))
    checked = judge(screening, baseline=accepted, policy=rules, today=TODAY)
    assert [(finding.status, finding.why) for finding in checked.findings] == [
        (Status.ALLOWED, "subscription"),
        (Status.BASELINE, "our own update"),
        (Status.REPORTED, ""),
    ]
    assert checked.failing == []


def test_expired_entry_covers_nothing_and_is_named(screening):
    late = entry_of(INPUTS[1], INDEXED[1], Relation.NEAR_DUPLICATE, expires="2026-05-31")
    checked = judge(screening, baseline=Baseline([late]), today=TODAY)
    assert status(checked)["edited", "archive"] is Status.FAILING
    assert (checked.expired, checked.stale) == ([late], [])


def test_entry_of_a_screened_article_that_covers_nothing_is_stale(screening):
    stale = entry_of(INPUTS[3], INDEXED[0], Relation.IDENTICAL)
    changed = entry_of(INPUTS[1]._replace(text="Other words."), INDEXED[1], Relation.NEAR_DUPLICATE)
    elsewhere = entry_of(Article("x", "x"), Article("y", "y"), Relation.IDENTICAL)
    checked = judge(screening, baseline=Baseline([stale, changed, elsewhere]), today=TODAY)
    assert checked.stale == sorted([stale, changed])


def test_fingerprints_are_of_the_content_not_of_ids_or_order(screening):
    renamed = screening_of([INPUTS[0]._replace(id="z")], [INDEXED[0]._replace(id="y")])
    turned = screening_of([INDEXED[0]], [INPUTS[0]])
    prints = {judge(one, today=TODAY).findings[0].fingerprint for one in (screening, renamed, turned)}
    assert len(prints) == 1
    edited = screening_of([INPUTS[0]._replace(text=BRIDGE + " More.")], INDEXED)
    assert judge(edited, today=TODAY).findings[0].fingerprint not in prints


def test_nothing_found_is_no_finding():
    checked = judge(screening_of([INPUTS[3]]), today=TODAY)
    assert (checked.findings, checked.failing, checked.stale) == ([], [], [])
