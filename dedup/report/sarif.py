"""Findings as SARIF 2.1.0, the format that code scanning reads.

One rule a relation; the screened article is the location, the other one the related
location; what the baseline accepts or the policy allows carries a suppression. Source:
OASIS Standard "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
"""

import re
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from dedup.findings.findings import Checked, Finding, Status, fails
from dedup.model import Relation
from dedup.report import wording
from dedup.report.check_words import (
    Region,
    identifier,
    is_warning,
    message,
    named,
    other_region_of,
    region_of,
)
from dedup.report.records import rounded, to_json
from dedup.report.terminal import shown, shown_id

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "pairContent/v1"

_WEB = re.compile(r"https?://[^\s/?#]+", re.IGNORECASE)


def write(checked: Checked, stream: BinaryIO) -> None:
    """Write all findings of a check to ``stream`` as one SARIF log."""
    run = {
        "tool": {"driver": _driver(checked)},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True}],
        "results": [_result(checked, finding) for finding in checked.findings],
        "properties": {
            "articles": len(checked.screening.articles),
            "updates": [shown_id(update.article) for update in checked.screening.updates],
            "older": [shown_id(name) for name in checked.screening.older],
            "failOn": checked.fail_on,
        },
    }
    stream.write(to_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}) + b"\n")


def _driver(checked: Checked) -> dict[str, object]:
    """Return what is said of the tool: name, version, rules."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        numbered: dict[str, object] = {"version": version("newsdedup")}
    except PackageNotFoundError:
        numbered = {}
    rules = [_rule(relation, checked.fail_on) for relation in Relation]
    return {"name": "dedup", **numbered, "rules": rules}


def _rule(relation: Relation, fail_on: str) -> dict[str, object]:
    """Return the rule of one relation, with its help."""
    meaning, advice = wording.MEANINGS[relation], wording.ADVICE[relation]
    said = f"{meaning[0].upper()}{meaning[1:]}."
    return {
        "id": relation.value,
        "name": "".join(word.capitalize() for word in relation.value.split("-")),
        "shortDescription": {"text": f"{wording.HEADLINES[relation]}: {meaning}"},
        "fullDescription": {"text": said},
        "help": {"text": f"{said} {advice}", "markdown": f"{said}\n\n**What to do.** {advice}"},
        "defaultConfiguration": {"level": "error" if fails(relation, fail_on) else "note"},
    }


def _result(checked: Checked, finding: Finding) -> dict[str, object]:
    """Return one finding."""
    match = finding.match
    result: dict[str, object] = {
        "ruleId": match.relation.value,
        "ruleIndex": match.relation.weight,
        "level": _level(finding),
        "message": {"text": message(finding)},
        "locations": [_location(finding.left.id, region_of(checked, finding))],
        "relatedLocations": [_related(checked, finding)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "rank": round(100.0 * rounded(match.score), 2),
        "properties": {
            "left": shown_id(match.left),
            "right": shown_id(match.right),
            "score": rounded(match.score),
            "jaccard": rounded(match.jaccard),
            "containment": [rounded(share) for share in match.containment],
            "cosine": rounded(match.cosine),
            "status": finding.status.value,
            "changed": [
                {"what": shown(what), "left": shown(left), "right": shown(right)} for what, left, right in match.changed
            ],
        },
    }
    if finding.is_suppressed:
        result["suppressions"] = [_suppression(finding)]
    return result


def _level(finding: Finding) -> str:
    """Return how severe a finding is: only what fails is an error."""
    if finding.status in (Status.FAILING, Status.BASELINE, Status.ALLOWED):
        return "error" if finding.is_failing else "warning"
    return "warning" if is_warning(finding) else "note"


def _suppression(finding: Finding) -> dict[str, object]:
    """Return why a finding does not count."""
    by = "baseline" if finding.status is Status.BASELINE else "policy"
    why = f"{by}: {shown(finding.why)}" if finding.why else f"{by}: no reason given"
    return {"kind": "external", "status": "accepted", "justification": why}


def _location(name: str, region: Region | None) -> dict[str, object]:
    """Return where an article is: its file if there is one, and its id."""
    location: dict[str, object] = {"logicalLocations": [{"name": identifier(name), "kind": "article"}]}
    if region is not None:
        physical: dict[str, object] = {"artifactLocation": {"uri": file_uri(region.path)}}
        if region.first:
            physical["region"] = {"startLine": region.first, "endLine": region.last}
        location = {"physicalLocation": physical, **location}
    return location


def _related(checked: Checked, finding: Finding) -> dict[str, object]:
    """Return where the other article is: in the inputs, on the web, or in the index only."""
    region = other_region_of(checked, finding)
    location = _location(finding.right.id, region)
    if region is None and (uri := web_uri(finding.right.url)):
        location["physicalLocation"] = {"artifactLocation": {"uri": uri}}
    return {"id": 0, **location, "message": {"text": f"The other article: {named(finding.right)}"}}


def file_uri(path: str) -> str:
    """Return a path as a reference: relative as it is, absolute as a ``file`` URI; odd characters encoded.

    >>> file_uri("feeds/a b#1.jsonl"), file_uri("/srv/a.txt")
    ('feeds/a%20b%231.jsonl', 'file:///srv/a.txt')
    """
    encoded = quote(path.encode("utf-8", "surrogatepass"), safe="/")
    return f"file://{encoded}" if Path(path).is_absolute() and path.startswith("/") else encoded


def web_uri(url: str) -> str:
    """Return a web address with whatever does not belong into one encoded; empty if it is none.

    >>> web_uri("https://post.example/a b"), web_uri("javascript:alert(1)")
    ('https://post.example/a%20b', '')
    """
    if not _WEB.match(url):
        return ""
    return quote(url.encode("utf-8", "surrogatepass"), safe="%/:?#@!$&'()*+,;=~")
