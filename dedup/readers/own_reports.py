"""Knows what this program wrote: a report that lies among the articles is none of them.

``dedup find . --output report.html`` is run again, and again with another name. What the reports quote would match
every article that they are about. Known by the first bytes; ``--input-format`` reads a file as what it says.
"""

import re

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
