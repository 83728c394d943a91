"""A real browser opens the page of a check."""

import io

from check_samples import hostile, sample
from test_report_browser import ARMED, UNBROKEN, browser, opened, ran, too_wide  # noqa: F401

from dedup.model import Change
from dedup.report.render import write_checked


def page(checked):
    stream = io.BytesIO()
    write_checked(checked, "html", stream, colour=False, width=80)
    return stream.getvalue()


def test_no_payload_runs_on_the_page_of_a_check(browser, tmp_path):  # noqa: F811
    tags = opened(browser, page(hostile(ARMED)), tmp_path)
    assert not ran(tags)
    assert [tag for tag, _ in tags].count("script") == 1


def test_page_of_a_check_opens_with_its_script(browser, tmp_path):  # noqa: F811
    tags = [tag for tag, _ in opened(browser, page(sample()), tmp_path)]
    assert tags.count("button") == 2
    assert tags.count("h1") == 1


def test_the_page_of_a_check_is_no_wider_than_a_telephone_whatever_words_stand_on_it(browser, tmp_path):  # noqa: F811
    checked = hostile(UNBROKEN)
    findings = [
        finding._replace(match=finding.match._replace(changed=[Change("name", word, word)]))
        for finding, word in zip(checked.findings, UNBROKEN, strict=True)
    ]
    assert too_wide(browser, page(checked._replace(findings=findings)), tmp_path) <= 0
