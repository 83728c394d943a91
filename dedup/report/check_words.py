"""What the reports of ``check`` for machines share: words for a finding, its place, its severity.

Everything that came from outside passes through ``shown`` or ``shown_id``: one line, no
control characters, nothing that turns the direction of the text. Texts are not quoted,
since what CI systems show is often public; ids, titles, figures and changed facts are.
"""

import os
import re
from collections.abc import Sequence
from pathlib import Path, PureWindowsPath
from typing import NamedTuple

from dedup.findings.findings import Checked, Finding, Place, Status
from dedup.model import Article, Relation, Repeat
from dedup.report import wording
from dedup.report.terminal import cut, shown, shown_id
from dedup.report.wording import OLDER, change_line, count
from dedup.sizes import percent

STANDARD_INPUT = "standard input"

_ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")  # where a job's copy of the repository lies

_TITLE = 120  # columns of a headline
_ID = 300  # columns of an id within a sentence
_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u206f\ud800-\udfff]")  # ends or turns a line
_CHANGES = 5  # changed facts that are named


class Region(NamedTuple):
    """A file and the lines in it, both ends included; 0 and 0 if the lines are not known."""

    path: str
    first: int
    last: int


def headline(finding: Finding) -> str:
    """Return what was found, in a few words: the relation and the other article."""
    return cut(f"{wording.HEADLINES[finding.match.relation]}: {named(finding.right)}", _TITLE + 40)


def message(finding: Finding) -> str:
    """Return what was found, in one line without line ends."""
    match = finding.match
    numbers = wording.three_numbers(match.containment, match.passages, "the first", "the second")
    found = f"{match.relation.value} ({percent(match.score)} certain)"
    said = f"{identifier(match.left)} and {named(finding.right)}: {'; '.join(filter(None, (found, numbers)))}."
    if match.changed:
        facts = "; ".join(shown(change_line(change)) for change in match.changed[:_CHANGES])
        more = f"; and {len(match.changed) - _CHANGES} more" if len(match.changed) > _CHANGES else ""
        said += f" Changed (first → second): {facts}{more}."
    return f"{said} {verdict(finding)}"


def verdict(finding: Finding) -> str:
    """Return what becomes of a finding, as a sentence."""
    why = f": {shown(finding.why)}" if finding.why else ""
    return {
        Status.FAILING: "It fails the check.",
        Status.REPORTED: "It does not fail the check.",
        Status.BASELINE: f"Accepted by the baseline{why}.",
        Status.ALLOWED: f"Allowed by the policy{why}.",
    }[finding.status]


def repeat_message(repeat: Repeat) -> str:
    """Return what was found of a text that stands twice in one article."""
    return f"{wording.length(repeat)} stand twice in {identifier(repeat.article)}. It does not fail the check."


def named(article: Article) -> str:
    """Return an article by its title, id, source and date, as far as they are known."""
    title = cut(shown(article.title).strip(), _TITLE)
    known = ", ".join(part for part in (shown(article.source), shown(wording.date_words(article.published))) if part)
    name = identifier(article.id)
    first = f"“{title}” ({name})" if title else name
    return f"{first}, {known}" if known else first


def identifier(name: str) -> str:
    """Return an id that can stand within a sentence."""
    return cut(shown_id(name), _ID)


def region_of(checked: Checked, finding: Finding) -> Region | None:
    """Return where the shared text stands in the file of the screened article; None if it came from no file."""
    spans = [passage.left for passage in finding.match.passages]
    return region_at(checked.places.get(finding.left.id), finding.left, spans)


def other_region_of(checked: Checked, finding: Finding) -> Region | None:
    """Return the same for the other article; None if it is not one of the inputs, which may hold a version of it."""
    if checked.screening.articles.get(finding.right.id) != finding.right:
        return None
    spans = [passage.right for passage in finding.match.passages]
    return region_at(checked.places.get(finding.right.id), finding.right, spans)


def article_region_of(checked: Checked, article: Article) -> Region | None:
    """Return where an article stands, without lines if it is the whole file."""
    return region_at(checked.places.get(article.id), article, [])


def region_at(place: Place | None, article: Article, spans: Sequence[tuple[int, int]]) -> Region | None:
    """Return the lines of an article; in a plain text file those from the first to the last span.

    None if it came from no file: from standard input, or from a program.
    """
    if place is None or place.path in ("", "-", STANDARD_INPUT):
        return None
    path = relative(place.path)
    if place.line:
        return Region(path, place.line, place.line)
    spans = [span for span in spans if span[0] < span[1]]
    if not spans or not path.lower().endswith(".txt"):
        return Region(path, 0, 0)
    first = wording.line_number(article.text, min(start for start, _ in spans))
    last = wording.line_number(article.text, max(end for _, end in spans) - 1)
    return Region(path, first, last)


def printable(path: str) -> str:
    r"""Return a path that can be printed: as it is, unless something in it would be obeyed.

    >>> printable("feeds/new  file.txt"), printable("a\n::error::.txt")
    ('feeds/new  file.txt', 'a\\x0a::error::.txt')
    """
    return shown_id(path) if _OBEYED.search(path) else path


def relative(path: str) -> str:
    """Return a path as CI systems want it: from the root of the repository, with forward slashes.

    The root is what GitHub or GitLab name as such, if the working directory lies in it, else
    the working directory. A path outside of it stays as it is.

    >>> relative("./feeds/today.jsonl").endswith("feeds/today.jsonl")
    True
    """
    if os.name == "nt":
        path = PureWindowsPath(path).as_posix()
    full, root = os.path.abspath(path), _root()
    if full.startswith(root.rstrip(os.sep) + os.sep):
        return Path(os.path.relpath(full, root)).as_posix()
    return path


def _root() -> str:
    """Return the folder that paths are given from."""
    here = os.getcwd()
    for variable in _ROOTS:
        root = os.environ.get(variable, "").rstrip(os.sep)
        if root and f"{here}{os.sep}".startswith(root + os.sep):
            return root
    return here


def ranked(checked: Checked) -> list[Finding]:
    """Return the findings that are not suppressed, the most severe first."""
    open_findings = [finding for finding in checked.findings if not finding.is_suppressed]
    return sorted(open_findings, key=lambda finding: (not finding.is_failing, *strength(finding)))


def strength(finding: Finding) -> tuple[int, float, str, str]:
    """Return what findings of one status are sorted by: relation, then score, then ids."""
    match = finding.match
    return match.relation.weight, -match.score, match.left, match.right


def is_warning(finding: Finding) -> bool:
    """True for a finding that does not fail but tells of common text."""
    return finding.match.relation not in (Relation.TEMPLATE, Relation.SAME_EVENT)


def result_line(checked: Checked) -> str:
    """Return the outcome of the check as one sentence.

    Only figures and fixed words: safe in any format.
    """
    failing, articles = len(checked.failing), count(len(checked.screening.articles), "article")
    if failing:
        hit = len({finding.left.id for finding in checked.failing})
        what = f"{count(failing, 'finding')} at or above {checked.fail_on}"
        return f"Failed: {what} in {hit:,} of {articles}."
    rest = [f"{number:,} {what}" for number, what in _others(checked) if number]
    return f"Passed: {articles} checked, " + (f"none fails ({', '.join(rest)})." if rest else "nothing found.")


def rest_line(checked: Checked) -> str:
    """Return what was found besides the failing, as one sentence; empty if there is nothing."""
    rest = [f"{number:,} {what}" for number, what in _others(checked) if number]
    return f"Not failing: {', '.join(rest)}." if rest else ""


def _others(checked: Checked) -> list[tuple[int, str]]:
    """Return what does not fail, with its numbers."""
    older = set(checked.screening.older)
    return [
        (len(checked.of(Status.REPORTED)), "weaker"),
        (len(checked.of(Status.BASELINE)), "accepted by the baseline"),
        (len(checked.of(Status.ALLOWED)), "allowed by the policy"),
        (sum(each.article not in older for each in checked.screening.updates), "updated in place"),
        (len(older), OLDER),
        (len(checked.screening.repeats), "repeated inside one article"),
    ]
