"""The outcome of a check for an editor, at a terminal and as a page."""

import io
import re

from check_samples import clean, hostile, many, sample, superseded
from report_samples import ESCAPES, PAYLOADS

from dedup.findings.baseline import entry_of
from dedup.findings.screening import Update
from dedup.model import Article, Relation
from dedup.report.check_text import LISTED
from dedup.report.render import write_checked
from dedup.report.terminal import columns
from dedup.report.text import FULL


def written(checked, form="text", width=80, colour=False):
    stream = io.BytesIO()
    write_checked(checked, form, stream, colour=colour, width=width)
    return stream.getvalue().decode()


def plain(page):
    """What a reader sees of a page."""
    body = page[page.index("<header>") :].split("<script>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", body)).strip()


def test_the_outcome_stands_first_and_says_why():
    lines = written(sample()).splitlines()
    assert lines[0] == "Failed: 1 finding at or above near-duplicate in 1 of 5 articles."
    assert lines[3] == "A is the article that was checked, B the indexed one or an earlier input."


def test_clean_check_is_one_sentence_and_the_counts():
    assert written(clean()) == ("Passed: 1 article checked, nothing found.\n\n1 article, nothing found in 0.0 s.\n")


def test_sections_come_in_the_order_of_what_matters():
    titles = re.findall(r"^([A-Z][A-Z ,-]+) \(\d+\)", written(sample()), re.MULTILINE)
    assert titles == [
        "NEAR-DUPLICATES, FAILING",
        "SHARED PASSAGES, NOT FAILING",
        "ACCEPTED",
        "ALLOWED",
        "UPDATES",
        "REPEATED INSIDE ONE ARTICLE",
        "NOT COMPARED",
    ]


def test_pair_says_what_changed_and_who_was_first():
    text = written(sample())
    assert "   changed  number: 3 → 8\n   first    A, as A was published 1 day earlier\n" in text
    assert "   first    cannot tell: A has no date\n" in text


def test_an_indexed_article_is_named_as_it_was_matched_though_an_input_is_a_new_version_of_it():
    text = written(superseded())
    assert "   B b  “Old headline” · The Post\n" in text
    assert "New headline" not in text


def test_pairs_of_equal_texts_that_are_not_listed_are_no_matter_of_clusters():
    checked = sample()._replace(screening=sample().screening._replace(left_out=100))
    for form in ("text", "html"):
        said = " ".join(written(checked, form).split())
        assert "100 pairs of equal texts not listed one by one: of many articles with one text the earliest" in said
        assert "the clusters name" not in said


def test_accepted_and_allowed_are_named_with_their_reason():
    text = written(sample())
    assert "   accepted and b, near-duplicate: ours\n" in text
    assert "   allowed and agency, identical: agency subscription\n" in text


def test_update_says_what_was_and_what_is():
    text = written(sample())
    assert "60 % of the new text is in the indexed one, 70 % of that in the new" in text
    assert "   changed  number: was 3, is 4\n" in text
    assert "older than" not in text


def test_older_version_than_the_indexed_one_is_marked():
    checked = sample()
    newer = Article("own", "Own text, 5 words.", version="10")
    screening = checked.screening._replace(updates=[Update("own", 0.5, (0.5, 0.5), (), newer)])
    assert "older than what the index holds" in written(checked._replace(screening=screening))
    assert "Older than what the index holds" in written(checked._replace(screening=screening), "html")


def test_entries_that_cover_nothing_are_named():
    entry = entry_of(
        Article("a", "x"), Article("z", "y"), Relation.OVERLAP, reason="quoted", who="Ana", expires="2026-01-01"
    )
    checked = sample()._replace(expired=[entry], stale=[entry])
    text = written(checked)
    assert text.count("   a and z, overlap: quoted, by Ana, until 2026-01-01\n") == 2
    assert "dedup baseline prune" in text
    page = plain(written(checked, "html"))
    assert "Baseline: expired" in page
    assert "Baseline: stale" in page


def test_next_steps_are_there_only_if_something_fails():
    assert "dedup baseline update" in written(sample())
    assert "WHAT TO DO NEXT" not in written(sample("identical"))


def test_adding_is_counted():
    checked = sample()
    screening = checked.screening._replace(added=["a", "quoting"], replaced=["own"], refused=["x"])
    assert "2 added, 1 replaced, 1 refused as forgotten in 0.4 s." in written(
        checked._replace(screening=screening), width=150
    )


def test_many_findings_stay_readable():
    text = written(many([Relation.IDENTICAL] * (FULL + 30)))
    assert "The other 30 pairs, with their certainty:" in text
    assert len(text.splitlines()) < 13 * FULL + 60


def test_many_updates_are_counted():
    checked = sample()
    updates = list(checked.screening.updates) * (LISTED + 5)
    screening = checked.screening._replace(updates=updates)
    assert "   and 5 more\n" in written(checked._replace(screening=screening))
    assert "and 5 more" in plain(written(checked._replace(screening=screening), "html"))


def test_lines_fit_the_terminal():
    for width in (40, 80):
        lines = written(sample(), width=width).splitlines()
        too_long = [line for line in lines if columns(line) > width and not line.lstrip().startswith(("dedup", "--"))]
        assert too_long == []


def test_colours_only_if_asked():
    assert "\x1b[" in written(sample(), colour=True)
    assert "\x1b[" not in written(sample())


def test_page_says_the_outcome_what_becomes_of_each_pair_and_who_was_first():
    page = plain(written(sample(), "html"))
    assert page.startswith("Failed: 1 finding at or above near-duplicate in 1 of 5 articles. Not failing: 1 weaker")
    assert "It fails the check. A came first: A was published 1 day earlier." in page
    assert "Accepted by the baseline: ours." in page
    assert "Allowed by the policy: agency subscription." in page
    assert "Which came first cannot be told: A has no date." in page
    assert "number: was 3, is 4" in page


def test_page_stays_a_page_whatever_it_holds():
    for payloads in (PAYLOADS, ESCAPES):
        page = written(hostile(payloads), "html")
        assert page.count("<script>") == page.count("</script>") == 1
        assert not re.search(r"<(?:img|iframe|meta http-equiv=refresh|base|link)\b", page)
