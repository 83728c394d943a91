"""Findings as a GitLab code quality report: a JSON list with one fingerprint a pair.

GitLab knows no suppression, so what is accepted or allowed is left out. Source: GitLab
documentation, "Code Quality report format".
"""

from hashlib import sha256
from typing import BinaryIO

from dedup.findings import Checked, Finding
from dedup.model import Relation, Repeat
from dedup.report.check_words import (
    REPEAT_RULE,
    STANDARD_INPUT,
    Region,
    is_warning,
    message,
    printable,
    ranked,
    region_of,
    repeat_message,
    repeat_region_of,
)
from dedup.report.records import to_json


def write(checked: Checked, stream: BinaryIO) -> None:
    """Write the findings of a check to ``stream``, the most severe first."""
    records = [_finding_record(checked, finding) for finding in ranked(checked)]
    records += [_repeat_record(checked, repeat) for repeat in checked.screening.repeats]
    body = b",\n".join(to_json(record) for record in records)
    stream.write(b"[" + body + b"]\n")


def _finding_record(checked: Checked, finding: Finding) -> dict[str, object]:
    """Return the entry of one pair."""
    match = finding.match
    fingerprint = _fingerprint(finding.fingerprint, *sorted((match.left, match.right)))
    return _record(match.relation.value, message(finding), fingerprint, _severity(finding), region_of(checked, finding))


def _repeat_record(checked: Checked, repeat: Repeat) -> dict[str, object]:
    """Return the entry of a text that stands twice in one article."""
    fingerprint = _fingerprint(REPEAT_RULE, repeat.article, repr(repeat.first), repr(repeat.second))
    return _record(REPEAT_RULE, repeat_message(repeat), fingerprint, "info", repeat_region_of(checked, repeat))


def _record(rule: str, said: str, fingerprint: str, severity: str, region: Region | None) -> dict[str, object]:
    """Return an entry with the keys that GitLab asks for."""
    place = region or Region(STANDARD_INPUT, 0, 0)
    return {
        "description": said,
        "check_name": f"dedup/{rule}",
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": printable(place.path), "lines": {"begin": place.first or 1}},
    }


def _severity(finding: Finding) -> str:
    """Return a severity in GitLab's words."""
    if finding.is_failing:
        return "critical" if finding.match.relation is Relation.IDENTICAL else "major"
    return "minor" if is_warning(finding) else "info"


def _fingerprint(*parts: str) -> str:
    """Return a name for an entry that no other has."""
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
