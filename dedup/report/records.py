"""The records of ``docs/reference.md`` as plain dictionaries, and their JSON.

One function a kind, with the keys in the order given there. Every writer
of JSON takes its records from here, so that a match reads the same in a file, in a
comparison and anywhere else. Scores are rounded to four decimals.
"""

import json
import re
from collections.abc import Mapping, Sequence, Set
from enum import Enum

import orjson

from dedup.findings.screening import Screening, Update
from dedup.model import Change, Cluster, Comparison, Furniture, Match, Passage, Repeat, Report

DECIMALS = 4  # of every score in a record: finer than any of them is exact

_LONE = re.compile("[\ud800-\udfff]")


def match_record(match: Match) -> dict[str, object]:
    """Return the ``match`` record of a confirmed pair."""
    return {
        "kind": "match",
        "left": match.left,
        "right": match.right,
        "relation": match.relation.value,
        "score": rounded(match.score),
        "jaccard": rounded(match.jaccard),
        "containment": [rounded(share) for share in match.containment],
        "cosine": rounded(match.cosine),
        "passages": passage_records(match.passages),
        "changed": change_records(match.changed),
        "reasons": list(match.reasons),
    }


def repeat_record(repeat: Repeat) -> dict[str, object]:
    """Return the ``repeat`` record of a text that stands twice in one article."""
    return {
        "kind": "repeat",
        "article": repeat.article,
        "first": list(repeat.first),
        "second": list(repeat.second),
        "relation": repeat.relation.value,
        "score": rounded(repeat.score),
        "jaccard": rounded(repeat.jaccard),
        "containment": [rounded(share) for share in repeat.containment],
        "cosine": rounded(repeat.cosine),
        "words": repeat.words,
    }


def cluster_record(cluster: Cluster) -> dict[str, object]:
    """Return the ``cluster`` record of a group of copies."""
    return {
        "kind": "cluster",
        "id": cluster.id,
        "canonical": cluster.canonical,
        "members": list(cluster.members),
        "reason": cluster.reason,
    }


def furniture_record(furniture: Furniture) -> dict[str, object]:
    """Return the ``furniture`` record of a recurring passage."""
    return {
        "kind": "furniture",
        "text": furniture.text,
        "words": furniture.words,
        "articles": furniture.articles,
        "sources": dict(furniture.sources),
        "example": {"article": furniture.example, "span": list(furniture.span)},
    }


def summary_record(report: Report) -> dict[str, object]:
    """Return the ``summary`` record; ``left_out`` is there only if pairs were left out."""
    left_out = {"left_out": report.left_out} if report.left_out else {}
    return {
        "kind": "summary",
        "articles": len(report.articles),
        "matches": len(report.matches),
        "repeats": len(report.repeats),
        "clusters": len(report.clusters),
        "rejected": len(report.rejected),
        **left_out,
        "seconds": round(report.seconds, 3),
        "parameters": dict(report.parameters),
    }


def update_record(update: Update) -> dict[str, object]:
    """Return the ``update`` record of an article that the index holds with another text."""
    return {
        "kind": "update",
        "article": update.article,
        "jaccard": rounded(update.jaccard),
        "containment": [rounded(share) for share in update.containment],
        "changed": change_records(update.changed),
    }


def screening_record(screening: Screening) -> dict[str, object]:
    """Return the ``summary`` record of a check; what did not happen (updates, adding) is not named."""
    optional = {
        "updates": len(screening.updates),
        "added": len(screening.added),
        "replaced": len(screening.replaced),
        "unchanged": len(screening.unchanged),
        "older": len(screening.older),
        "refused": len(screening.refused),
        "removed": len(screening.removed),
        "left_out": screening.left_out,
    }
    return {
        "kind": "summary",
        "articles": len(screening.articles),
        "matches": len(screening.matches),
        "repeats": len(screening.repeats),
        "clusters": len(screening.clusters),
        "rejected": len(screening.rejected),
        **{name: number for name, number in optional.items() if number},
        "seconds": round(screening.seconds, 3),
        "parameters": dict(screening.parameters),
    }


def comparison_record(comparison: Comparison, *, explain: bool) -> dict[str, object]:
    """Return the ``comparison`` record; ``relation`` and ``score`` are None for an unrelated pair."""
    match = comparison.match
    explanation = {"explanation": dict(comparison.explanation)} if explain else {}
    return {
        "kind": "comparison",
        "left": comparison.left.id,
        "right": comparison.right.id,
        "relation": match.relation.value if match else None,
        "score": rounded(match.score) if match else None,
        "jaccard": rounded(comparison.jaccard),
        "containment": [rounded(share) for share in comparison.containment],
        "cosine": rounded(comparison.cosine),
        "same_event": rounded(comparison.same_event),
        "passages": passage_records(comparison.passages),
        "changed": change_records(comparison.changed),
        "reasons": list(match.reasons) if match else [],
        **explanation,
    }


def passage_records(passages: Sequence[Passage]) -> list[dict[str, object]]:
    """Return shared passages as records, in their order."""
    return [{"left": list(left), "right": list(right), "words": words} for left, right, words in passages]


def change_records(changed: Sequence[Change]) -> list[dict[str, object]]:
    """Return differing facts as records, in their order."""
    return [{"what": what, "left": left, "right": right} for what, left, right in changed]


def rounded(score: float) -> float:
    """Return a score as records give it: four decimals, half to even.

    >>> rounded(0.123456)
    0.1235
    """
    return round(float(score), DECIMALS)


def to_json(record: object) -> bytes:
    """Return a record as one line of UTF-8 JSON, without the line end.

    Text that is not valid Unicode (a lone surrogate) is written as a JSON escape, so
    that nothing is lost and the line stays UTF-8.

    >>> to_json({"kind": "summary", "articles": 2})
    b'{"kind":"summary","articles":2}'
    """
    try:
        return orjson.dumps(record, default=plain)
    except TypeError:
        line = json.dumps(record, ensure_ascii=False, separators=(",", ":"), default=plain)
        return _LONE.sub(lambda lone: f"\\u{ord(lone[0]):04x}", line).encode()


def plain(value: object) -> object:
    """Return what JSON can hold in place of ``value``: containers as lists, the rest as text."""
    if isinstance(value, Enum):
        return plain_scalar(value.value)
    if isinstance(value, Mapping):
        return {str(key): item for key, item in value.items()}
    if isinstance(value, Set):
        return sorted(value, key=str)
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return list(value)
    return plain_scalar(value)


def plain_scalar(value: object) -> object:
    """Return a number of any library as Python's own; anything else as text."""
    item = getattr(value, "item", None)  # numpy's scalars
    if callable(item):
        return item()
    return value if isinstance(value, str | int | float) else str(value)
