"""Findings as JUnit XML: one test case a screened article, failed if a finding of it fails.

An article whose findings are all accepted or allowed is a skipped case with the reason;
one that was rejected as well. The dialect is what Jenkins, GitLab and GitHub's reporters
read alike: one ``testsuite``, at most one ``failure`` or ``skipped`` in a case.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from dedup.findings.findings import Checked, Finding
from dedup.model import Article
from dedup.report.check_words import (
    article_region_of,
    headline,
    identifier,
    message,
    printable,
    repeat_message,
    result_line,
    strength,
)
from dedup.report.terminal import shown, shown_id
from dedup.report.wording import count

SUITE = "dedup check"

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(checked: Checked, stream: BinaryIO) -> None:
    """Write the outcome of a check to ``stream``."""
    screening = checked.screening
    of: dict[str, list[Finding]] = defaultdict(list)
    for finding in checked.findings:
        of[finding.left.id].append(finding)
    notes: dict[str, list[str]] = defaultdict(list)
    for repeat in screening.repeats:
        notes[repeat.article].append(repeat_message(repeat))
    for update in screening.updates:
        notes[update.article].append("It is an update of the article that the index holds under this id.")
    failed = sum(any(finding.is_failing for finding in found) for found in of.values())
    skipped = sum(map(_is_skipped, of.values()))
    tests, skipped = len(screening.articles) + len(screening.rejected), skipped + len(screening.rejected)
    counts = f'tests="{tests}" failures="{failed}" errors="0" skipped="{skipped}"'
    stream.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    stream.write(f"<testsuites {counts}>\n".encode())
    stream.write(f'<testsuite name="{SUITE}" {counts} time="{screening.seconds:.3f}">\n'.encode())
    for name, article in screening.articles.items():
        stream.write("".join(_case(checked, article, of.get(name, []), notes.get(name, []))).encode())
    for place, why in screening.rejected:
        opening = f"<testcase name={attribute(identifier(place))} classname={attribute(SUITE)}>"
        stream.write(f"{opening}<skipped message={attribute(f'not compared: {shown(why)}')}/></testcase>\n".encode())
    stream.write(f"<system-out>{text(result_line(checked))}</system-out>\n</testsuite>\n</testsuites>\n".encode())


def _case(checked: Checked, article: Article, found: Sequence[Finding], notes: Sequence[str]) -> Iterator[str]:
    """Yield the test case of one article."""
    region = article_region_of(checked, article)
    where = f" classname={attribute(printable(region.path) if region else SUITE)}"
    if region:
        where += f" file={attribute(printable(region.path))}"
        where += f' line="{region.first}"' if region.first else ""
    yield f"<testcase name={attribute(shown_id(article.id))}{where}>"
    failing = sorted((finding for finding in found if finding.is_failing), key=strength)
    others = [message(finding) for finding in found if not finding.is_failing]
    if failing:
        kind = failing[0].match.relation.value
        more = f" (and {count(len(failing) - 1, 'more finding')})" if len(failing) > 1 else ""
        body = text("\n".join(map(message, failing)))
        yield f"<failure type={attribute(kind)} message={attribute(headline(failing[0]) + more)}>{body}</failure>"
    elif _is_skipped(found):
        yield f"<skipped message={attribute(' '.join(others))}/>"
        others = []
    if others or notes:
        lines = "\n".join([*others, *notes])
        yield f"<system-out>{text(lines)}</system-out>"
    yield "</testcase>\n"


def _is_skipped(found: Sequence[Finding]) -> bool:
    """True if an article has findings and none of them counts."""
    return bool(found) and all(finding.is_suppressed for finding in found)


def attribute(value: str) -> str:
    """Return an attribute's value with its quotation marks."""
    return quoteattr(_legal(value))


def text(value: str) -> str:
    """Return the text of an element."""
    return escape(_legal(value))


def _legal(value: str) -> str:
    """Return a text in which characters that XML does not allow are replaced."""
    return _ILLEGAL.sub("\ufffd", value)
