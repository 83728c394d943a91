"""The outcome of a check for an editor at a terminal.

First whether it fails and why; then the findings that fail, the weaker ones, what was
accepted or allowed and by whom, updates, repeats; last what to do next.
"""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from dedup.findings.baseline import Entry
from dedup.findings.direction import direction
from dedup.findings.findings import Checked, Finding, Status
from dedup.findings.screening import Update
from dedup.model import Article, Change, Match, Relation, Report
from dedup.report import wording
from dedup.report.check_words import rest_line, result_line, strength
from dedup.report.terminal import Paint, cut, shown, shown_id, wrap
from dedup.report.text import FULL, TextReport
from dedup.report.wording import count
from dedup.sizes import percent
from dedup.version_order import version_order

LISTED = 20  # suppressed findings, updates and entries that are named
_INDENT = "   "
_SIDES = {"left": "A", "right": "B", "": "cannot tell"}


def write(checked: Checked, stream: BinaryIO, *, colour: bool, width: int) -> None:
    """Write the outcome of a check to ``stream`` for a terminal of ``width`` columns."""
    for line in CheckText(checked, Paint(colour), max(width, 30)).lines():
        stream.write(line.rstrip(" ").encode("utf-8", "replace") + b"\n")


def as_report(checked: Checked) -> Report:
    """Return a screening in the form of a report, its articles beside the indexed ones in its matches."""
    screening = checked.screening
    return Report(
        articles={**screening.others, **screening.articles},
        matches=screening.matches,
        repeats=screening.repeats,
        clusters=screening.clusters,
        rejected=screening.rejected,
        left_out=screening.left_out,
        seconds=screening.seconds,
        parameters=screening.parameters,
    )


class CheckText(TextReport):
    """The lines of the outcome of one check."""

    def __init__(self, checked: Checked, paint: Paint, width: int) -> None:
        """Keep what every section needs."""
        super().__init__(as_report(checked), paint, width)
        self.checked = checked
        self._rights = {(each.left.id, each.right.id): each.right for each in checked.findings}

    def lines(self) -> Iterator[str]:
        """Yield the whole text, line by line."""
        checked = self.checked
        yield from self._outcome()
        for status, mark in ((Status.FAILING, "failing"), (Status.REPORTED, "not failing")):
            findings = checked.of(status)
            for relation in Relation:
                if chosen := [finding for finding in findings if finding.match.relation is relation]:
                    yield from self._findings(relation, mark, chosen)
        yield from self._suppressed()
        yield from self._updates()
        if checked.screening.repeats:
            yield from self._repeats(checked.screening.repeats)
        yield from self._baseline()
        yield from self._rejected()
        yield from self._next_steps()
        yield from wrap(_summary(checked), self.width)
        if checked.screening.left_out:
            yield from wrap(wording.left_out_line(self.report), self.width)

    def _outcome(self) -> Iterator[str]:
        """Yield whether the check fails, and what A and B are."""
        style = "warn" if self.checked.failing else "title"
        yield from (self.paint(style, line) for line in wrap(result_line(self.checked), self.width))
        if self.checked.failing and (rest := rest_line(self.checked)):
            yield from wrap(rest, self.width)
        if self.checked.findings:
            yield from wrap("A is the article that was checked, B the indexed one or an earlier input.", self.width)
        yield ""

    def _findings(self, relation: Relation, mark: str, findings: list[Finding]) -> Iterator[str]:
        """Yield the findings of one relation that all fail, or all do not."""
        findings.sort(key=strength)
        heading = f"{wording.HEADINGS[relation]}, {mark}"
        yield from self._heading(heading, len(findings), wording.MEANINGS[relation], wording.ADVICE[relation])
        for number, finding in enumerate(findings[:FULL], 1):
            yield from self._sides(f"{number}.", finding.match)
            yield from self._evidence(finding.match)
            yield from self._first(finding)
            yield from self._passages(finding.match)
            yield ""
        yield from self._further("pairs, with their certainty", map(_one_line, findings[FULL:]))

    def _sides(self, number: str, match: Match) -> Iterator[str]:
        """Yield which two articles a pair consists of, B as it was when it was matched."""
        yield from self._named(number, "A", match.left)
        others = TextReport(self.report._replace(articles={match.right: self._right(match)}), self.paint, self.width)
        yield from others._named("", "B", match.right)

    def _right(self, match: Match) -> Article:
        """Return the second article of a match: of an id that an input has, too, perhaps the indexed one."""
        return self._rights[match.left, match.right]

    def _first(self, finding: Finding) -> Iterator[str]:
        """Yield which text came first, and how one can tell."""
        side, reasons = direction(finding.left, finding.right, finding.match, ("A", "B"))
        because = "; ".join(map(shown, reasons))
        yield from self._labelled("first", f"{_SIDES[side]}{', as' if side else ':'} {because}")

    def _suppressed(self) -> Iterator[str]:
        """Yield what was accepted or allowed, and why."""
        for status, title, meaning in (
            (Status.BASELINE, "Accepted", "findings that the baseline accepts; they do not fail"),
            (Status.ALLOWED, "Allowed", "reuse that the policy allows; it does not fail"),
        ):
            if findings := sorted(self.checked.of(status), key=strength):
                yield from self._heading(title, len(findings), meaning)
                for finding in findings[:LISTED]:
                    why = shown(finding.why) or "no reason given"
                    yield from wrap(f"{_pair(finding)}: {why}", self.width, first=_INDENT, rest=_INDENT)
                yield from self._more(len(findings))
                yield ""

    def _updates(self) -> Iterator[str]:
        """Yield the articles that are new versions of indexed ones."""
        updates = self.checked.screening.updates
        if not updates:
            return
        meaning = "the index holds these ids with another text; updates are no findings"
        yield from self._heading("Updates", len(updates), meaning)
        for number, update in enumerate(updates[:LISTED], 1):
            yield from self._update(f"{number}.", update)
        yield from self._more(len(updates))
        yield ""

    def _update(self, number: str, update: Update) -> Iterator[str]:
        """Yield one update: how much is new, and what changed."""
        new = self.checked.screening.article(update.article)
        yield from self._named(number, "", update.article)
        part, whole = update.containment
        numbers = f"{percent(part)} of the new text is in the indexed one, {percent(whole)} of that in the new"
        yield from self._labelled("found", numbers)
        if version_order(new, update.previous) < 0:
            yield from self._labelled("note", "older than what the index holds", style="warn")
        yield from self._listed("changed", map(shown, map(was_and_is, update.changed)), style="warn")

    def _baseline(self) -> Iterator[str]:
        """Yield entries of the baseline that have expired or cover nothing any more."""
        for title, meaning, entries in (
            ("Expired", "entries of the baseline that no longer hold", self.checked.expired),
            ("Stale", "entries of the baseline whose finding is gone or has changed", self.checked.stale),
        ):
            if entries:
                yield from self._heading(title, len(entries), meaning)
                for entry in entries[:LISTED]:
                    yield from wrap(entry_line(entry), self.width, first=_INDENT, rest=_INDENT)
                yield from self._more(len(entries))
                yield ""

    def _more(self, number: int) -> Iterator[str]:
        """Yield how many more there are than were named."""
        if number > LISTED:
            yield f"{_INDENT}and {number - LISTED:,} more"

    def _next_steps(self) -> Iterator[str]:
        """Yield the commands that lead on from here."""
        checked = self.checked
        steps: list[tuple[str, str]] = []
        if checked.failing:
            steps.append(("--format html --output report.html", "shows each pair side by side, passages marked"))
            line = "dedup baseline update FILE INPUT... --index INDEX --reason TEXT"
            steps.append((line, "accepts these findings for --baseline FILE"))
            steps.append(("--policy FILE", "allows what you expect: agencies, sister titles, your own archive"))
        if checked.stale or checked.expired:
            steps.append(("dedup baseline prune FILE INPUT... --index INDEX", "drops entries that cover nothing"))
        if steps:
            yield self.paint("title", "WHAT TO DO NEXT")
            for line, does in steps:
                yield from self._step(line, does)
            yield ""


def was_and_is(change: Change) -> str:
    """Return what changed in an update, the old first.

    >>> was_and_is(Change("number", "8", "3"))
    'number: was 3, is 8'
    """
    return f"{change.what}: was {change.right or wording.ABSENT}, is {change.left or wording.ABSENT}"


def entry_line(entry: Entry) -> str:
    """Return an entry of the baseline as one line."""
    left, right = (cut(shown_id(name), 200) for name in entry.ids)
    known = [
        shown(entry.reason) or "no reason given",
        f"by {shown(entry.who)}" if entry.who else "",
        f"since {entry.created}" if entry.created else "",
        f"until {entry.expires}" if entry.expires else "",
    ]
    return f"{left} and {right}, {entry.relation.value}: {', '.join(part for part in known if part)}"


def _pair(finding: Finding) -> str:
    """Return a pair and its relation."""
    left, right = (cut(shown_id(name), 200) for name in (finding.match.left, finding.match.right))
    return f"{left} and {right}, {finding.match.relation.value}"


def _one_line(finding: Finding) -> str:
    """Return a finding as one line."""
    return f"{percent(finding.match.score):>9}  {shown_id(finding.match.left)}  {shown_id(finding.match.right)}"


def _summary(checked: Checked) -> str:
    """Return the counts of a check in one sentence."""
    screening = checked.screening
    counts: Sequence[tuple[int, str, str]] = (
        (len(screening.matches), "match", "matches"),
        (len(screening.updates), "update", "updates"),
        (len(screening.repeats), "repeat", "repeats"),
        (len(screening.rejected), "rejected", "rejected"),
        (len(screening.added), "added", "added"),
        (len(screening.replaced), "replaced", "replaced"),
        (len(screening.unchanged), "unchanged", "unchanged"),
        (len(screening.older), wording.OLDER, wording.OLDER),
        (len(screening.refused), "refused as forgotten", "refused as forgotten"),
        (len(screening.removed), "removed", "removed"),
    )
    found = [count(number, one, more) for number, one, more in counts if number] or ["nothing found"]
    return f"{count(len(screening.articles), 'article')}, {', '.join(found)} in {screening.seconds:.1f} s."
