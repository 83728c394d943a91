"""Annotations of GitHub Actions: escaped, the most severe first, within what GitHub shows."""

import io
import re
from urllib.parse import unquote

from check_samples import clean, hostile, many, sample
from test_check_formats import ODD

from dedup.model import Relation
from dedup.report.render import write_checked

COMMAND = re.compile(r"::(?P<kind>error|warning|notice) (?P<properties>[^:\r\n]*)::(?P<message>[^\r\n]*)")


def commands(checked):
    """The annotations as the runner of GitHub reads them."""
    stream = io.BytesIO()
    write_checked(checked, "github", stream, colour=False, width=80)
    found = []
    for line in stream.getvalue().decode().splitlines():
        command = COMMAND.fullmatch(line)
        properties = dict(part.split("=", 1) for part in command["properties"].split(","))
        assert not re.search(r"%(?!25|0A|0D)", command["message"])
        properties = {key: unquote(value) for key, value in properties.items()}
        found.append((command["kind"], properties, unquote(command["message"])))
    return found


def test_failing_copy_is_an_error_at_its_lines():
    kind, properties, message = commands(sample())[0]
    assert kind == "error"
    assert properties == {
        "file": "a.txt",
        "line": "1",
        "endLine": "2",
        "title": "Near-duplicate: “River crossing shut” (b), Agency, 2024-02-07",
    }
    assert "88 % of the first is in the second" in message


def test_weaker_finding_is_a_warning_and_a_notice_closes():
    (_, _, _), (kind, properties, _), (last, title, message) = commands(sample())
    assert (kind, properties["file"], properties["line"]) == ("warning", "feed.jsonl", "2")
    assert (last, title) == ("notice", {"title": "dedup check"})
    assert message == (
        "Failed: 1 finding at or above near-duplicate in 1 of 5 articles. Not failing: 1 weaker, 1 accepted by the "
        "baseline, 1 allowed by the policy, 1 updated in place, 1 repeated inside one article."
    )


def test_clean_check_is_one_notice():
    assert commands(clean()) == [
        ("notice", {"title": "dedup check"}, "Passed: 1 article checked, nothing found."),
    ]


def test_no_more_than_github_shows_the_most_severe_first():
    relations = [Relation.SAME_EVENT] * 12 + [Relation.NEAR_DUPLICATE] * 12 + [Relation.OVERLAP] * 12
    found = commands(many([*relations, Relation.IDENTICAL]))
    kinds = [kind for kind, _, _ in found]
    assert {kind: kinds.count(kind) for kind in kinds} == {"error": 10, "warning": 10, "notice": 10}
    assert found[0][1]["title"].startswith("Identical")
    assert "8 more not shown as annotations" in found[-1][2]


def test_hostile_text_stays_in_its_place():
    assert len(commands(hostile(ODD))) <= 30
