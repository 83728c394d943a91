"""Findings as annotations of GitHub Actions: workflow commands on standard output.

GitHub shows ten errors, ten warnings and ten notices of a step and drops the others in
silence, so the most severe come first and a closing notice says what is not shown. Source:
GitHub documentation, "Workflow commands for GitHub Actions".
"""

from typing import BinaryIO

from dedup.findings.findings import Checked, Finding
from dedup.report.check_words import (
    Region,
    headline,
    is_warning,
    message,
    printable,
    ranked,
    region_of,
    rest_line,
    result_line,
)

SHOWN = 10  # annotations of one kind that GitHub shows of a step
_ERROR, _WARNING, _NOTICE = "error", "warning", "notice"


def write(checked: Checked, stream: BinaryIO) -> None:
    """Write the annotations of a check to ``stream``, one a line."""
    kinds: dict[str, list[Finding]] = {_ERROR: [], _WARNING: [], _NOTICE: []}
    for finding in ranked(checked):
        kinds[_kind(finding)].append(finding)
    hidden = 0
    for kind, findings in kinds.items():
        room = SHOWN - 1 if kind == _NOTICE else SHOWN  # one notice closes
        hidden += max(0, len(findings) - room)
        for finding in findings[:room]:
            stream.write(annotation(kind, headline(finding), message(finding), region_of(checked, finding)))
    said = [result_line(checked), rest_line(checked) if checked.failing else ""]
    if hidden:
        said.append(f"{hidden:,} more not shown as annotations: GitHub shows {SHOWN} of a kind; see the full report.")
    stream.write(annotation(_NOTICE, "dedup check", " ".join(part for part in said if part), None))


def _kind(finding: Finding) -> str:
    """Return the kind of annotation for a finding that is not suppressed."""
    if finding.is_failing:
        return _ERROR
    return _WARNING if is_warning(finding) else _NOTICE


def annotation(kind: str, title: str, said: str, region: Region | None) -> bytes:
    """Return one workflow command with its line end.

    >>> annotation("error", "Copy: a, b", "100 % the same", Region("a:1.txt", 2, 3))
    b'::error file=a%3A1.txt,line=2,endLine=3,title=Copy%3A a%2C b::100 %25 the same\\n'
    """
    properties = []
    if region is not None:
        properties.append(f"file={escape_property(printable(region.path))}")
        if region.first:
            properties += [f"line={region.first}", f"endLine={region.last}"]
    properties.append(f"title={escape_property(title)}")
    return f"::{kind} {','.join(properties)}::{escape_data(said)}\n".encode("utf-8", "backslashreplace")


def escape_data(text: str) -> str:
    """Return a message in which nothing ends the command.

    >>> escape_data("50 %\\r\\n::error::")
    '50 %25%0D%0A::error::'
    """
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """Return the value of a property in which nothing ends the value or the command."""
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")
