"""JUnit XML, read back with junitparser."""

import io

from check_samples import clean, hostile, sample
from needed import needed
from test_check_formats import ODD

from dedup.report.render import write_checked

junitparser = needed("junitparser")


def suite(checked):
    stream = io.BytesIO()
    write_checked(checked, "junit", stream, colour=False, width=80)
    [found] = junitparser.JUnitXml.fromstring(stream.getvalue())
    return found


def cases(checked):
    return {case.name: case for case in suite(checked)}


def test_counts_are_those_of_the_cases():
    found = suite(sample())
    assert (found.tests, found.failures, found.errors, found.skipped) == (6, 1, 0, 3)
    kinds = [[type(result).__name__ for result in case.result] for case in found]
    assert kinds == [["Failure"], [], ["Skipped"], ["Skipped"], [], ["Skipped"]]
    found.update_statistics()
    assert (found.tests, found.failures, found.errors, found.skipped) == (6, 1, 0, 3)


def test_failing_article_names_what_it_copies():
    case = cases(sample())["a"]
    [failure] = case.result
    assert failure.type == "near-duplicate"
    assert failure.message == "Near-duplicate: “River crossing shut” (b), Agency, 2024-02-07"
    assert "88 % of the first is in the second" in failure.text
    assert case.classname == "a.txt"


def test_accepted_and_allowed_articles_are_skipped_with_the_reason():
    found = cases(sample())
    assert "Accepted by the baseline: ours." in found["accepted"].result[0].message
    assert "Allowed by the policy: agency subscription." in found["allowed"].result[0].message


def test_weaker_findings_updates_and_repeats_are_output_of_a_passed_case():
    found = cases(sample())
    assert "overlap" in found["quoting"].system_out
    assert "update of the article" in found["own"].system_out
    assert "stand twice" in found["own"].system_out
    assert found["quoting"].is_passed


def test_rejected_record_is_a_skipped_case():
    [result] = cases(sample())["feed.jsonl:9"].result
    assert result.message == "not compared: the text has no words"


def test_clean_check_is_a_passed_case():
    assert cases(clean())["a"].is_passed


def test_hostile_text_is_read_back():
    checked = hostile(ODD)
    assert len(cases(checked)) == len(set(cases(checked)))
    assert suite(checked).tests == 2 * len(ODD)
