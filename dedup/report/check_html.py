"""The outcome of a check as one page: the report's page, with what becomes of each finding."""

from collections.abc import Iterator
from typing import BinaryIO

from dedup.findings.direction import direction
from dedup.findings.findings import Checked, Status
from dedup.findings.screening import Update
from dedup.model import Article, Match
from dedup.report import wording
from dedup.report.check_text import LISTED, as_report, entry_line, was_and_is
from dedup.report.check_words import rest_line, result_line, verdict
from dedup.report.html_page import article_id, phrase, write_page
from dedup.report.html_report import Group, Page, by_relation, section
from dedup.report.wording import count
from dedup.sizes import percent
from dedup.version_order import version_order

_FIRST = {"left": "A came first", "right": "B came first", "": "Which came first cannot be told"}
_TITLES = {
    Status.FAILING: "failing",
    Status.REPORTED: "not failing",
    Status.BASELINE: "accepted",
    Status.ALLOWED: "allowed",
}


def write(checked: Checked, stream: BinaryIO) -> None:
    """Write the outcome of a check as a page to ``stream``."""
    write_page(f"dedup check: {result_line(checked)}", _CheckPage(checked).body(), stream)


class _CheckPage(Page):
    """The parts of the page of one check."""

    def __init__(self, checked: Checked) -> None:
        self.checked = checked
        self.findings = {(finding.match.left, finding.match.right): finding for finding in checked.findings}
        super().__init__(as_report(checked))

    def _grouped(self) -> list[Group]:
        """Return the findings that fail, those that do not, and what is accepted or allowed."""
        groups = []
        for status, title in _TITLES.items():
            matches = [finding.match for finding in self.checked.of(status)]
            groups += by_relation(matches, f"-{status.value}", f", {title}")
        return groups

    def _nothing(self) -> str:
        """Return what stands in place of findings: the options of a check are not known here."""
        return "Nothing was found of what was asked for."

    def _right(self, match: Match) -> Article:
        """Return the second article of a match: of an id that an input has, too, perhaps the indexed one."""
        return self.findings[match.left, match.right].right

    def _label(self, match: Match) -> str:
        """Return what becomes of a finding, and how certain it is."""
        return f"{_TITLES[self.findings[match.left, match.right].status]}: {super()._label(match)}"

    def _opening(self) -> Iterator[str]:
        """Yield whether the check fails, and what A and B are."""
        kind = ' class="warn"' if self.checked.failing else ""
        yield f"<h1{kind}>{result_line(self.checked)}</h1>\n"
        if self.checked.failing and (rest := rest_line(self.checked)):
            yield f"<p>{rest}</p>\n"
        if self.checked.findings:
            yield "<p>A is the article that was checked, B the indexed one or an earlier input.</p>\n"

    def _note(self, match: Match) -> str:
        """Return what becomes of a finding, and which text came first."""
        finding = self.findings[match.left, match.right]
        side, reasons = direction(finding.left, finding.right, match, ("A", "B"))
        because = phrase("; ".join(reasons))
        kind = ' class="warn"' if finding.is_failing else ""
        return f"<p{kind}>{phrase(verdict(finding))}</p>\n<p>{_FIRST[side]}: <bdi>{because}</bdi>.</p>\n"

    def _more_sections(self) -> Iterator[str]:
        """Yield the updates, and the entries of the baseline that cover nothing."""
        updates = self.checked.screening.updates
        if updates:
            meaning = "The index holds these ids with another text; updates are no findings."
            yield section("updates", "Updates", meaning)
            yield from map(self._update, updates[:LISTED])
            if len(updates) > LISTED:
                yield f"<p>and {len(updates) - LISTED:,} more; the JSON lines hold all.</p>\n"
            yield "</section>\n"
        for where, entries in (("expired", self.checked.expired), ("stale", self.checked.stale)):
            if entries:
                items = "".join(f"<li>{phrase(entry_line(entry))}</li>\n" for entry in entries[:LISTED])
                said = f"{count(len(entries), 'entry', 'entries')} of the baseline that cover nothing any more."
                yield f"{section(where, f'Baseline: {where}', said)}<ul>{items}</ul>\n</section>\n"

    def _update(self, update: Update) -> str:
        """Return one update: how much is new, and what changed."""
        part, whole = update.containment
        title = phrase(self.checked.screening.article(update.article).title)
        numbers = f"{percent(part)} of the new text is in the indexed one, {percent(whole)} of that in the new."
        is_older = version_order(self.checked.screening.article(update.article), update.previous) < 0
        older = '<p class="warn">Older than what the index holds.</p>' if is_older else ""
        items = "".join(f'<li dir="auto">{phrase(was_and_is(change))}</li>' for change in update.changed)
        changed = f'<ul class="reasons">{items}</ul>' if items else f"<p>{wording.UNCHANGED_FACTS}</p>"
        heading = f"<p>{article_id(update.article)} <bdi>{title}</bdi></p>"
        return f'<article class="card">{heading}<p>{numbers}</p>{older}{changed}</article>\n'
