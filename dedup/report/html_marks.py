"""Passages on a page: the marked text, the map of where they lie, the list that leads to them.

A side of a pair has a key; number 3 of the text with key ``m7a`` is the element ``m7a3``.
"""

from collections.abc import Sequence
from typing import NamedTuple

from dedup.model import Passage, Span
from dedup.report.html_page import body_text
from dedup.report.marks import parts, segments
from dedup.report.wording import count, length

LONG = 4000  # characters of one stretch of text shown whole when texts are shortened
ENDS = 1500  # characters shown of each end of a stretch that is longer

_COLOURS = 6
_WIDE, _THIN, _APART = 1000, 16, 40  # of the map, in its own units


class Marks(NamedTuple):
    """The passages of one text, and where their numbers lead."""

    spans: Sequence[Span]  #: the first is number 1; they may overlap
    key: str  #: begins the element ids of the numbers
    links: Sequence[str]  #: for each span the element that its number leads to
    labels: Sequence[str]  #: for each span what its number is called, as safe HTML
    differing: Sequence[Span] = ()  #: words in the passages that the other side lacks there; in order, apart


def marked_text(text: str, marks: Marks, *, shorten: bool) -> str:
    """Return ``text`` as HTML with its passages marked, numbered and linked.

    Args:
        text: The text of an article.
        marks: What to mark.
        shorten: Whether to leave out the middle of long stretches.

    Returns:
        HTML; without the numbers its text is ``text``, the marks hold exactly the spans, and
        ``ins`` holds what differs.
    """
    pieces = []
    for piece in segments(len(text), marks.spans):
        content = _stretch(text, (piece.start, piece.end), marks.differing, shorten=shorten)
        if not piece.inside:
            pieces.append(content)
            continue
        numbers = "".join(_number(number, marks) for number in piece.opening)
        classes = f"m{_colour(piece.inside[-1])}{' both' if len(piece.inside) > 1 else ''}"
        covering = " ".join(map(str, piece.inside))
        pieces.append(f'<mark class="{classes}" data-p="{covering}">{numbers}{content}</mark>')
    return "".join(pieces)


def stretch(text: str, *, shorten: bool) -> str:
    """Return a stretch of text as HTML, without its middle if it is long and that is wanted."""
    return _stretch(text, (0, len(text)), (), shorten=shorten)


def _stretch(text: str, span: Span, differing: Sequence[Span], *, shorten: bool) -> str:
    """Return a stretch of a text with what differs in it; of what is left out it says how much differs."""
    start, end = span
    if not shorten or end - start <= LONG:
        return _compared(text, span, differing)
    hidden = f"{end - start - 2 * ENDS:,} characters not shown"
    different = sum(is_other for _, _, is_other in parts(start + ENDS, end - ENDS, differing))
    if different:
        hidden += f", {count(different, 'difference')} among them"
    head, tail = _compared(text, (start, start + ENDS), differing), _compared(text, (end - ENDS, end), differing)
    return f'{head}<span class="gap">… {hidden} …</span>{tail}'


def _compared(text: str, span: Span, differing: Sequence[Span]) -> str:
    """Return a stretch of a text with what differs in it set apart."""
    pieces = [(body_text(text[low:high]), is_other) for low, high, is_other in parts(*span, differing)]
    return "".join(f"<ins>{piece}</ins>" if is_other else piece for piece, is_other in pieces)


def pair_map(passages: Sequence[Passage], lengths: tuple[int, int], key: str) -> str:
    """Return a picture of two texts as bars, their passages joined by ribbons.

    Decoration for those who see it: the numbers in the texts lead to the same places.
    """
    shapes = []
    height = 2 * _THIN + _APART
    for number, passage in enumerate(passages, 1):
        (left, left_end), (right, right_end) = _scaled(passage.left, lengths[0]), _scaled(passage.right, lengths[1])
        fill = f"f{_colour(number)}"
        points = f"{left},{_THIN} {left_end},{_THIN} {right_end},{_THIN + _APART} {right},{_THIN + _APART}"
        shapes.append(
            f'<a href="#{key}a{number}" tabindex="-1"><title>Passage {number}: {length(passage)}</title>'
            f'<polygon class="ribbon {fill}" data-p="{number}" points="{points}"/>'
            f"{_bar(fill, left, left_end, 0)}{_bar(fill, right, right_end, _THIN + _APART)}</a>"
        )
    tracks = _bar("track", 0, _WIDE, 0) + _bar("track", 0, _WIDE, _THIN + _APART)
    letters = '<span class="badge">A</span><span class="badge">B</span>'
    return f'<div class="map">{letters}{_svg(height, tracks, shapes)}</div>\n'


def text_map(spans: Sequence[Span], length: int, key: str) -> str:
    """Return a picture of one text as a bar with its regions."""
    shapes = []
    for number, span in enumerate(spans, 1):
        start, end = _scaled(span, length)
        shapes.append(f'<a href="#{key}{number}" tabindex="-1">{_bar(f"f{_colour(number)}", start, end, 0)}</a>')
    return f'<div class="map single">{_svg(_THIN, _bar("track", 0, _WIDE, 0), shapes)}</div>\n'


def passage_list(passages: Sequence[Passage], key: str) -> str:
    """Return the passages as links with their lengths."""
    items = "".join(
        f'<li data-p="{number}"><a href="#{key}a{number}">Passage {number}</a> '
        f'<span class="soft">{length(passage)}</span></li>'
        for number, passage in enumerate(passages, 1)
    )
    return f'<ol class="passages" aria-label="Shared passages">{items}</ol>\n'


def _number(number: int, marks: Marks) -> str:
    """Return the linked number at the start of a passage."""
    label, link = marks.labels[number - 1], marks.links[number - 1]
    return f'<a id="{marks.key}{number}" href="#{link}" aria-label="{label}">{number}</a>'


def _colour(number: int) -> int:
    """Return which of the six colours a passage has."""
    return (number - 1) % _COLOURS + 1


def _scaled(span: Span, length: int) -> tuple[float, float]:
    """Return where a span begins and ends on a bar; at least wide enough to be seen."""
    start, end = (round(_WIDE * max(0, min(place, length)) / max(length, 1), 1) for place in span)
    return min(start, _WIDE - 3), max(end, min(start, _WIDE - 3) + 3)


def _bar(kind: str, start: float, end: float, top: int) -> str:
    """Return a rectangle of the map."""
    return f'<rect class="{kind}" x="{start:g}" y="{top}" width="{end - start:g}" height="{_THIN}"/>'


def _svg(height: int, tracks: str, shapes: Sequence[str]) -> str:
    """Return the drawing around its shapes."""
    box = f'viewBox="0 0 {_WIDE} {height}" preserveAspectRatio="none"'
    return f'<svg {box} aria-hidden="true" focusable="false">{tracks}{"".join(shapes)}</svg>'
