"""A real browser opens the page of a check."""

import io

from check_samples import hostile, sample
from test_report_browser import ARMED, browser, opened, ran  # noqa: F401

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
