r"""Words broken by a hyphen at the end of a line, made whole where the other text has them so: Diens-\ntag, Dienstag.

The kernels see two words there, of which neither is the weekday, and of a name the first half. Whether the hyphen is
one of the word, as in Baden-\nBaden, only the other text tells.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from dedup.changes.dates.split_times import Row
from dedup.changes.whole_words import folded, stands_in
from dedup.model import Span

_BREAK = re.compile(r"[-‐\u00ad][ \t]*\r?\n[\s>|]*")
_TORN = re.compile(rf"[^\W\d_]+(?:{_BREAK.pattern}[^\W\d_]+)+")
_WORD = re.compile(r"[^\W\d_]+")


def with_whole_words(one: str, two: str, rows: Iterable[Row]) -> tuple[str, str, list[Row]]:
    r"""Return two texts with the words whole that the other one has whole, and the facts that differ then.

    A fact with such a word that one side has alone is none if the other text has it once its words are whole.

    >>> with_whole_words("Am Diens-\ntag im März", "Am Dienstag im Mai", [(1, 1, 0, 0, 3, 11), (2, 1, 17, 21, 15, 18)])
    ('Am Dienstag im März', 'Am Dienstag im Mai', [(2, 1, 15, 19, 15, 18)])
    """
    torn, other_torn = _torn(one, two), _torn(two, one)
    if not torn and not other_torn:
        return one, two, list(rows)
    made = {_BREAK.sub("", text[slice(*span)]) for text, spans in ((one, torn), (two, other_torn)) for span in spans}
    left, right, out = _without_breaks(one, torn), _without_breaks(two, other_torn), []
    for place, kind, start, end, other_start, other_end in rows:
        span = _in_whole_words(one, (start, end), torn)
        other = _in_whole_words(two, (other_start, other_end), other_torn)
        written, opposite = left[slice(*span)], right[slice(*other)]
        if not (written and opposite) and not made.isdisjoint(_WORD.findall(written or opposite)):
            is_said = stands_in(folded(written or opposite), folded(right if written else left))
        else:
            is_said = written == opposite
        if not is_said:
            out.append((place, kind, *span, *other))
    return left, right, out


@lru_cache(maxsize=64)
def _torn(text: str, other: str) -> list[Span]:
    """Where words stand in a text that a line breaks, and that the other one has whole, or broken elsewhere."""
    found = _broken(text)
    if not found:
        return found
    pieces = {text[slice(*span)] for span in found}
    whole = {*_WORD.findall(other)} | {_BREAK.sub("", word) for word in _TORN.findall(other) if word not in pieces}
    return [span for span in found if _BREAK.sub("", text[slice(*span)]) in whole]


@lru_cache(maxsize=1 << 10)
def _broken(text: str) -> list[Span]:
    """Where words stand in a text that a line breaks; each article stands in several pairs, and few have one."""
    return [match.span() for match in _TORN.finditer(text)] if _BREAK.search(text) else []


def _without_breaks(text: str, torn: list[Span]) -> str:
    """A text with some of its words whole."""
    out, at = [], 0
    for start, end in torn:
        out += [text[at:start], _BREAK.sub("", text[start:end])]
        at = end
    return "".join([*out, text[at:]])


def _in_whole_words(text: str, span: Span, torn: list[Span]) -> Span:
    """A span of a text, with the whole of the words that it holds in part, where it is once these are whole."""
    start, end = span
    if start == end:
        return span
    shift = other_shift = 0
    for low, high in torn:
        if low >= end:
            break
        lost = high - low - len(_BREAK.sub("", text[low:high]))
        if high <= start:
            shift += lost
        else:
            start, end = min(start, low), max(end, high)
        other_shift += lost
    return start - shift, end - other_shift
