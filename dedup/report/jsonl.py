"""A report as JSON lines: matches, repeats, clusters and one summary.

The records are those of ``records``; matches, of which an archive has hundreds of
thousands, are built a chunk at a time with their scores rounded together.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import BinaryIO

import orjson

from dedup.findings.screening import Screening
from dedup.model import Cluster, Furniture, Match, Repeat, Report
from dedup.report.records import (
    DECIMALS,
    cluster_record,
    furniture_record,
    match_record,
    repeat_record,
    rounded,
    screening_record,
    summary_record,
    to_json,
    update_record,
)

CHUNK = 1000  # matches written at once: about 0.5 MB
SMALL = 50  # fewer matches than this are not worth importing numpy for

Scores = list[list[float]]


def write(report: Report, stream: BinaryIO) -> None:
    """Write all records of ``report`` to ``stream``, one JSON object a line."""
    _write_found(report.matches, report.repeats, report.clusters, stream)
    stream.write(to_json(summary_record(report)) + b"\n")


def write_furniture(learnt: Iterable[Furniture], stream: BinaryIO) -> None:
    """Write what was learnt to be furniture, one JSON object a line; ``--ignore`` takes such a file."""
    for furniture in learnt:
        stream.write(to_json(furniture_record(furniture)) + b"\n")


def write_screening(screening: Screening, stream: BinaryIO) -> None:
    """Write all records of ``screening`` to ``stream``; updates stand before the summary."""
    _write_found(screening.matches, screening.repeats, screening.clusters, stream)
    stream.write(b"".join([to_json(update_record(update)) + b"\n" for update in screening.updates]))
    stream.write(to_json(screening_record(screening)) + b"\n")


def _write_found(
    matches: Sequence[Match], repeats: Sequence[Repeat], clusters: Sequence[Cluster], stream: BinaryIO
) -> None:
    """Write matches, repeats and clusters."""
    for chunk in _chunks(matches):
        stream.write(b"".join(match_lines(chunk)))
    stream.write(b"".join([to_json(repeat_record(repeat)) + b"\n" for repeat in repeats]))
    stream.write(b"".join([to_json(cluster_record(cluster)) + b"\n" for cluster in clusters]))


def match_lines(matches: Sequence[Match]) -> list[bytes]:
    """Return one line for each match, each with its line end.

    The same bytes as ``to_json(match_record(match))`` for each, at a fifth of the time.
    """
    dumps = orjson.dumps
    lines: list[bytes] = []
    for match, (score, jaccard, part, whole, cosine) in zip(matches, _all_rounded(matches), strict=True):
        left, right, relation, _, _, _, _, passages, changed, reasons = match
        record = {
            "kind": "match",
            "left": left,
            "right": right,
            "relation": relation.value,
            "score": score,
            "jaccard": jaccard,
            "containment": (part, whole),
            "cosine": cosine,
            "passages": [{"left": here, "right": there, "words": words} for here, there, words in passages],
            "changed": [{"what": what, "left": old, "right": new} for what, old, new in changed] if changed else (),
            "reasons": reasons,
        }
        try:
            lines.append(dumps(record, option=orjson.OPT_APPEND_NEWLINE))
        except TypeError:  # a lone surrogate, or a number of another library
            lines.append(to_json(match_record(match)) + b"\n")
    return lines


def _all_rounded(matches: Sequence[Match]) -> Scores:
    """Return score, Jaccard, both containments and cosine of each match, rounded."""
    scores = [
        (score, jaccard, part, whole, cosine)
        for _, _, _, score, jaccard, (part, whole), cosine, _, _, _ in matches
    ]
    if len(scores) < SMALL:
        return [[rounded(score) for score in row] for row in scores]
    return rounded_together(scores)


def rounded_together(scores: Sequence[Sequence[float]]) -> Scores:
    """Round rows of scores as :func:`dedup.report.records.rounded` does, value for value, in less time."""
    import numpy as np

    exact = np.array(scores, dtype=np.float64)
    scaled = exact * 10.0**DECIMALS
    table = np.rint(scaled) / 10.0**DECIMALS
    # Scaling is inexact, so a value next to the middle of two steps may go the other way.
    for row, column in np.argwhere(np.abs(scaled - np.floor(scaled) - 0.5) < 1e-6):
        table[row, column] = rounded(exact[row, column])
    result: Scores = table.tolist()
    return result


def _chunks(matches: Iterable[Match]) -> Iterator[list[Match]]:
    """Cut the matches into lists of ``CHUNK``."""
    rest = iter(matches)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
