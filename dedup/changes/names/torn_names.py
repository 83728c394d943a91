r"""Names in pieces: about a small word or article, at the stop of an abbreviation, broken over lines, before a number.

The kernels see runs of capitalised words: "Aceros del Norte" and "St. Oswald" are two of them, of "Eng-\nland" the
first half is one, and of COVID-19 the letters are.
"""

import re

from dedup.changes.dates.split_times import Row
from dedup.changes.line_breaks import on_one_line, with_lines
from dedup.changes.names.stopped_names import is_short, over_stops
from dedup.facts.facts import NAME
from dedup.model import Span

#: Within names: of, from, son of, perhaps with an article. Left out is what is another word in a neighbouring language,
#: as Italian "di", which is Indonesian "in".
_OF = "of|von|van|de|del|du|des|do|da|dos|della|dei|delle|bin|binti|ibn|af|av"
#: Arabic articles, written on to the rest of a name: al-Khatib, el-Sisi, ash-Sharif.
_ARTICLE = r"(?:[ae][lndrtsz]|[ae](?:sh|dh|th)|ul|u[dlnrstz])[-‐‑]"
_BETWEEN = re.compile(
    rf"\s(?:(?:{_OF})(?:\s(?:the|der|den|la|las|los|el))?\s|(?:(?:{_OF})\s)?{_ARTICLE}(?:\n[\s>]*)?)"
)
_STOP = re.compile(r"\.\s")
_BREAK = re.compile(r"-[ \t]*\n\s*([a-zß-öø-ÿа-яёїієґ]+)")
_NUMBER = re.compile(r"[-‐‑ \u00a0]?(\d+)(?![\w.,]?\d|[^\W\d_])")
_LONGEST = 12  #: characters between two pieces


def whole_names(one: str, two: str, rows: list[Row]) -> list[Row]:
    """Put the pieces of a name that differ together, where the other side is a name in pieces or has nothing more.

    Also those of one over a wrapped line, whatever the other side is.

    >>> texts = "las de Aceros del Norte subieron", "las de Farmalba subieron"
    >>> whole_names(*texts, [(2, NAME, 7, 13, 7, 15), (4, NAME, 18, 23, 0, 0)])
    [(2, 3, 7, 23, 7, 15)]
    """
    names = sum(row[1] == NAME for row in rows)
    if names and ("\n" in one or "\n" in two):
        rows = _over_lines(one, two, rows)
        names = sum(row[1] == NAME for row in rows)
    if names <= 1:
        return rows
    out: list[Row] = []
    for row in rows:
        last = out[-1] if out else row
        if last is not row and row[1] == last[1] == NAME:
            left, right = _joined(one, last[2:4], row[2:4]), _joined(two, last[4:], row[4:])
            if left and right and (left != last[2:4] or right != last[4:]):
                out[-1] = (last[0], NAME, *left, *right)
                continue
            span, other = over_stops(one, last[2:4], two, last[4:])
            if _is_within(row[2:4], span) and _is_within(row[4:], other):
                continue
        out.append(row)
    return out


def _over_lines(one: str, two: str, rows: list[Row]) -> list[Row]:
    """Put names together that a wrapped line breaks; the rest of one that differs as well is no other name."""
    out: list[Row] = []
    texts, last = (one, two), [((0, 0), (0, 0))] * 2  # names of each text, as they were and put together
    for row in rows:
        if row[1] != NAME:
            out.append(row)
            continue
        pieces, spans = ((row[2], row[3]), (row[4], row[5])), [(0, 0), (0, 0)]
        joined = [_joined(text, name[1], span) for text, name, span in zip(texts, last, pieces, strict=True)]
        for side, span in enumerate(pieces):
            piece, whole = last[side]
            is_again, opposite = _is_within(span, piece), pieces[1 - side]
            is_of_one = opposite[0] < opposite[1] and joined[1 - side] is not None
            if span[0] == span[1] or (_is_within(span, whole) and (is_of_one or not is_again)):
                continue
            start, end = with_lines(texts[side], span)
            spans[side] = (start if start >= whole[1] or is_again else span[0], end)
            last[side] = span, spans[side]
        if spans != [(0, 0), (0, 0)]:
            out.append((row[0], NAME, *spans[0], *spans[1]))
    return out


def _is_within(span: Span, other: Span) -> bool:
    """Say whether a piece of a name lies in another one, or is not there."""
    return span[0] == span[1] or other[0] <= span[0] < span[1] <= other[1]


def _joined(text: str, first: Span, second: Span) -> Span | None:
    """The span of two pieces of a name, or of the first where there is no second; None if they are two names."""
    if second[0] == second[1]:
        return first if first[0] < first[1] else None
    between = text[first[1] : second[0]] if first[0] < first[1] <= second[0] <= first[1] + _LONGEST else ""
    if not between:
        return None
    if _BETWEEN.fullmatch(between) or (_STOP.fullmatch(between) and is_short(text[slice(*first)])):
        return first[0], second[1]
    return None


def unbroken(text: str, span: Span) -> str:
    r"""A name on one line, with the rest of its last word if that is broken by a hyphen at the end of a line.

    >>> unbroken("in Eng-\nland", (3, 6)), unbroken("in Baden-\nBaden", (3, 8)), unbroken("in New\nYork", (3, 11))
    ('England', 'Baden', 'New York')
    """
    written = text[span[0] : span[1]]
    written = on_one_line(written)
    if not written or not text.startswith("-", span[1]):
        return written
    found = _BREAK.match(text, span[1])
    return written + found[1] if found else written


def is_written_apart(text: str, span: Span, written: str) -> bool:
    """Say whether a name and the number behind it are what the other text writes as one word.

    >>> is_written_apart("of COVID-19 in", (3, 8), "COVID19"), is_written_apart("of COVID-19 in", (3, 8), "COVID21")
    (True, False)
    """
    name = text[slice(*span)]
    number = written.removeprefix(name) if name and name != written else ""
    if not number.isdecimal():
        return False
    found = _NUMBER.match(text, span[1])
    return found is not None and found[1] == number
