"""GitLab's code quality report."""

import io
import json

from check_samples import clean, hostile, many, sample
from report_samples import match
from test_check_formats import ODD

from dedup.model import Relation
from dedup.report.render import write_checked

SEVERITIES = {"info", "minor", "major", "critical", "blocker"}


def entries(checked):
    stream = io.BytesIO()
    write_checked(checked, "gitlab", stream, colour=False, width=80)
    return json.loads(stream.getvalue())


def test_entries_have_what_gitlab_asks_for():
    for entry in [*entries(sample()), *entries(hostile(ODD))]:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in SEVERITIES
        assert entry["location"]["lines"]["begin"] >= 1
        assert entry["location"]["path"]
        assert all(isinstance(entry[key], str) for key in ("description", "check_name", "fingerprint"))


def test_what_is_accepted_or_allowed_is_left_out():
    assert [entry["check_name"] for entry in entries(sample())] == [
        "dedup/near-duplicate",
        "dedup/overlap",
    ]


def test_fingerprints_are_unique_a_pair_and_stay_for_the_same_pair():
    checked = sample()
    same_texts = checked._replace(
        findings=[found._replace(match=match("a", f"copy-{k}")) for k in range(3) for found in checked.findings[:1]]
    )
    prints = [entry["fingerprint"] for entry in entries(same_texts)[:3]]
    assert len(set(prints)) == 3
    assert prints == [entry["fingerprint"] for entry in entries(same_texts)[:3]]


def test_severity_follows_the_judgement():
    found = entries(many([Relation.SAME_EVENT, Relation.OVERLAP, Relation.IDENTICAL, Relation.NEAR_DUPLICATE]))
    assert [entry["severity"] for entry in found] == ["critical", "major", "minor", "info"]


def test_nothing_found_is_an_empty_list():
    assert entries(clean()) == []
