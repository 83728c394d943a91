"""The outcome of a check as a short Markdown table, for the summary of a GitHub job.

What came from outside is escaped for Markdown and HTML alike: no link, no tag, no line end.
"""

import re

from dedup.findings.findings import Checked, Finding
from dedup.report.check_words import ranked, rest_line, result_line
from dedup.report.terminal import cut, shown, shown_id
from dedup.report.wording import longest_passage
from dedup.sizes import percent

ROWS = 20  # findings in the table

_SPECIAL = re.compile(r"[\\`*_\[\]()#|<>&~@:/.$]")


def to_markdown(checked: Checked) -> str:
    """Return the summary: the outcome, then the most severe findings in a table."""
    lines = ["### dedup check", "", result_line(checked)]
    if checked.failing and (rest := rest_line(checked)):
        lines.append(rest)
    findings = ranked(checked)
    if findings:
        lines += ["", "| | checked article | other article | relation | certain | longest passage |"]
        lines.append("|---|---|---|---|---|---|")
        lines += [_row(finding) for finding in findings[:ROWS]]
    if len(findings) > ROWS:
        lines += ["", f"and {len(findings) - ROWS:,} more"]
    for title, entries in (("expired", checked.expired), ("stale", checked.stale)):
        if entries:
            lines += ["", f"Entries of the baseline that are {title}: {len(entries):,}."]
    return "\n".join(lines) + "\n\n"


def _row(finding: Finding) -> str:
    """Return one finding as a row."""
    match = finding.match
    words = longest_passage(match.passages)
    cells = (
        "**fails**" if finding.is_failing else "",
        _named(finding.left.title, finding.left.id),
        _named(finding.right.title, finding.right.id),
        match.relation.value,
        percent(match.score),
        f"{words:,} words" if words else "",
    )
    return f"| {' | '.join(cells)} |"


def _named(title: str, name: str) -> str:
    """Return an article by title and id."""
    title = cut(shown(title).strip(), 80)
    known = plain(cut(shown_id(name), 120))
    return f"{plain(title)} ({known})" if title else known


def plain(text: str) -> str:
    r"""Return text that Markdown shows as it is.

    >>> plain("a|b <b>")
    'a&#124;b &#60;b&#62;'
    """
    return _SPECIAL.sub(lambda char: f"&#{ord(char[0])};", text)
