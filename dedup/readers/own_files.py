"""Knows what this program wrote: a report or an index that lies among the articles is none of them.

``dedup find . --output report.html`` is run again, and again with another name. What the reports quote would match
every article that they are about. Known by the first bytes; ``--input-format`` reads a file as what it says.
"""

import os
import re
from contextlib import suppress

_SQLITE, _INDEX, _INDEX_MARK = b"SQLite format 3\0", b"ddup", slice(68, 72)  #: how a file of an index begins
_BESIDE_INDEX = ("-wal", "-shm", "-journal", "-turn", "-forgotten")

#: How files of the program begin: JSON lines, CSV, an accepted-findings file, SARIF and code quality, JUnit.
_START = re.compile(
    rb'\{"kind":"(?:match|repeat|cluster|update|summary|furniture|comparison)","?(?:left|article|id|articles|text)"?[":]'
    rb"|left,right,relation,score,jaccard,containment_left,"
    rb'|\{"version": \d+, "entries": \['
    rb'|\{"\$schema":"[^"]*sarif[^"]*","version":"[^"]*","runs":\[\{"tool":\{"driver":\{"name":"dedup"'
    rb'|\[\{"description":"(?:[^"\\]|\\.)*","check_name":"dedup/'
    rb'|<\?xml [^>]*>\s*<testsuites [^>]*>\s*<testsuite name="dedup check"'
)
_PAGE_START = b"<!doctype html>"
_GENERATOR = b'<meta name="generator" content="dedup">'
_PAGE_HEAD = 2000  #: bytes of a page in which it names its maker
#: In a text: a heading with its rule below, the counts at the end, the scores of two texts side by side.
_TEXT = re.compile(
    rb"^[A-Z][A-Z ,-]* \([\d,]+\): [^\n]*\n(?:[^\n]+\n){0,6}?(?:\xe2\x94\x80){30,}\n"
    rb"|^[\d,]+ articles?(?:, [\d,]+ [a-z ]+|, nothing found)+ in [\d.]+ s\.$"
    rb"|^Jaccard \d\.\d\d \xc2\xb7 cosine \d\.\d\d \xc2\xb7 reports of one event",
    re.MULTILINE,
)


def is_own_report(head: bytes) -> bool:
    """True if a file that starts with ``head`` (64 KiB are enough) was written by this program.

    >>> is_own_report(b'{"kind":"summary","articles":2,'), is_own_report(b'{"id":"a","text":"left,right"}')
    (True, False)
    """
    if head.startswith(_PAGE_START):
        return _GENERATOR in head[:_PAGE_HEAD]
    return bool(_START.match(head)) or bool(_TEXT.search(head))


def index_at(path: str) -> str:
    """Return the index that a file is or belongs to; empty if it belongs to none."""
    beside = next((suffix for suffix in _BESIDE_INDEX if path.endswith(suffix)), "")
    for name in (path, path.removesuffix(beside)):
        with suppress(OSError):
            head = b""
            if os.path.isfile(name):
                with open(name, "rb") as file:
                    head = file.read(_INDEX_MARK.stop)
            if head.startswith(_SQLITE) and head[_INDEX_MARK] == _INDEX:
                return name
    return ""


def is_of_index(path: str, head: bytes) -> bool:
    """True for an index, or a file beside one, that starts with ``head``; others are not opened."""
    return (path.endswith(_BESIDE_INDEX) or head.startswith(_SQLITE)) and bool(index_at(path))
