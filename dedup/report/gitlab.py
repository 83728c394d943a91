"""Findings as a GitLab code quality report: a JSON list with one fingerprint a pair.

GitLab knows no suppression, so what is accepted or allowed is left out. Source: GitLab
documentation, "Code Quality report format".
"""

from hashlib import sha256
from typing import BinaryIO

from dedup.findings.findings import Checked, Finding
from dedup.model import Relation
from dedup.report.check_words import (
    STANDARD_INPUT,
    Region,
    is_warning,
    message,
    printable,
    ranked,
    region_of,
)
from dedup.report.records import to_json


def write(checked: Checked, stream: BinaryIO) -> None:
    """Write the findings of a check to ``stream``, the most severe first."""
    body = b",\n".join(to_json(_record(checked, finding)) for finding in ranked(checked))
    stream.write(b"[" + body + b"]\n")


def _record(checked: Checked, finding: Finding) -> dict[str, object]:
    """Return the entry of one pair, with the keys that GitLab asks for."""
    match = finding.match
    place = region_of(checked, finding) or Region(STANDARD_INPUT, 0, 0)
    return {
        "description": message(finding),
        "check_name": f"dedup/{match.relation.value}",
        "fingerprint": _fingerprint(finding.fingerprint, *sorted((match.left, match.right))),
        "severity": _severity(finding),
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
