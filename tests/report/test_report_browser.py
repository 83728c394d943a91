"""A real browser opens the pages; where there is none, the tests say so."""

import html
import io
import os
import shutil
import subprocess
from html.parser import HTMLParser

import pytest
from needed import needed
from report_samples import BRIDGE, PAYLOADS, comparison, hostile_report, match, report

from dedup.model import Article, Relation
from dedup.report import html_report
from dedup.report.render import write_comparison, write_report

ARMED = tuple(
    payload.replace("RUN", f"document.documentElement.setAttribute('data-ran','{number}')").replace("\x00", "")
    for number, payload in enumerate(PAYLOADS)
)


@pytest.fixture(scope="module")
def browser():
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    if os.environ.get("CI") == "true":
        pytest.fail("no Chromium here: install it (apt-get install chromium), the pages must be opened in a browser")
    return pytest.skip("no Chromium here: the pages are not opened in a browser")


def started(browser, tmp_path):
    """Return how a browser is started that shows nothing and asks nobody."""
    return [
        *(browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
        *("--disable-component-update", "--disable-sync", f"--user-data-dir={tmp_path / 'profile'}"),
    ]


def opened(browser, page, tmp_path):
    """Return the tags of a page after a browser has run it."""
    path = tmp_path / "page.html"
    path.write_bytes(page)
    command = [*started(browser, tmp_path), "--virtual-time-budget=2000", "--dump-dom", path.as_uri()]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120)
    tags = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: tags.append((tag, dict(attributes)))
    parser.feed(done.stdout.decode())
    return tags


def too_wide(browser, page, tmp_path, width=390):
    """Return by how many pixels a page is wider than the screen of a telephone, or another width."""
    frame = f"<iframe style='border:0;width:{width}px;height:800px' srcdoc=\"{html.escape(page.decode())}\"></iframe>"
    measure = (
        "onload = () => document.body.setAttribute('data-wide', "
        "document.querySelector('iframe').contentDocument.documentElement.scrollWidth)"
    )
    tags = opened(browser, f"<!doctype html><body>{frame}<script>{measure}</script>".encode(), tmp_path)
    [wide] = [int(attributes["data-wide"]) for _, attributes in tags if "data-wide" in attributes]
    return wide - width


def ran(tags):
    return [attributes for _, attributes in tags if "data-ran" in attributes]


def test_the_payloads_would_run_on_a_careless_page(browser, tmp_path):
    page = "<!doctype html><body>" + ARMED[0] + ARMED[9]
    assert ran(opened(browser, page.encode(), tmp_path))


def test_no_payload_runs_on_a_report_and_its_own_script_does(browser, tmp_path):
    stream = io.BytesIO()
    write_report(hostile_report(ARMED), "html", stream, colour=False, width=80)
    tags = opened(browser, stream.getvalue(), tmp_path)
    assert not ran(tags)
    assert [tag for tag, _ in tags].count("button") == 2  # made by the script of the page
    assert [tag for tag, _ in tags].count("script") == 1


def test_folded_findings_are_on_paper(browser, tmp_path):
    pypdf = needed("pypdf")
    articles = {f"a{number:02}": Article(f"a{number:02}", BRIDGE) for number in range(html_report.OPEN + 5)}
    first, *others = articles
    matches = [match(first, name, Relation.OVERLAP, passages=()) for name in others]
    stream = io.BytesIO()
    write_report(report(articles, matches), "html", stream, colour=False, width=80)
    page, paper = tmp_path / "page.html", tmp_path / "page.pdf"
    page.write_bytes(stream.getvalue())
    subprocess.run([*started(browser, tmp_path), f"--print-to-pdf={paper}", page.as_uri()], check=True, timeout=120)
    text = " ".join(sheet.extract_text() for sheet in pypdf.PdfReader(paper).pages)
    assert text.count("Both articles have exactly this text") == len(matches)


def test_no_payload_runs_on_a_comparison(browser, tmp_path):
    values = hostile_report(["".join(ARMED)])
    [pair] = values.matches
    stream = io.BytesIO()
    shown = comparison(values.articles, pair, explanation={pair.left: [pair.left, {"x": pair.right}]})
    write_comparison(shown, "html", stream, colour=False, width=80, explain=True)
    assert not ran(opened(browser, stream.getvalue(), tmp_path))


#: What no line holds: an address, a word without an end, one with the marks at which browsers break a line.
UNBROKEN = ("https://" + "n" * 400, "x" * 300, "feuer-im-farbenlager/" * 20)


def unbroken(words):
    """A report in which all that comes from outside is these words; what kind of fact differs does not."""
    values = hostile_report(words)
    matches = [
        found._replace(changed=[change._replace(what="name") for change in found.changed]) for found in values.matches
    ]
    return values._replace(matches=matches)


def pages(words):
    """The pages on which these words stand wherever foreign text may stand."""
    values = unbroken(words)
    for kind, full in (("findings", 500), ("table", 0)):
        stream = io.BytesIO()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(html_report, "FULL", full)
            write_report(values, "html", stream, colour=False, width=80)
        yield kind, stream.getvalue()
    [pair, *_] = values.matches
    sides = {name: values.articles[name] for name in (pair.left, pair.right)}
    stream = io.BytesIO()
    shown = comparison(sides, pair, explanation={"keys": {"terms": list(words)}, "furniture": words[0]})
    write_comparison(shown, "html", stream, colour=False, width=80, explain=True)
    yield "comparison", stream.getvalue()


@pytest.mark.parametrize("kind", ["findings", "table", "comparison"])
def test_a_page_is_no_wider_than_a_telephone_whatever_words_stand_on_it(browser, tmp_path, kind):
    page = dict(pages(UNBROKEN))[kind]
    assert too_wide(browser, page, tmp_path) <= 0
    assert too_wide(browser, page, tmp_path, 1000) <= 0
