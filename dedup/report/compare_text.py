"""Two articles side by side at a terminal, their shared passages marked and numbered.

A passage reads ``[1 … 1]`` on both sides, coloured if colours are allowed; in it ``{…}``
holds words that the other text does not have in that place. Passages that stand in the same
order in both texts are set on the same row. On a terminal too narrow for two columns the
texts follow one another.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest
from typing import BinaryIO, NamedTuple

from dedup.model import Article, Comparison, Span
from dedup.report import wording
from dedup.report.differences import Differences, differences
from dedup.report.explain import explanation_lines
from dedup.report.marks import in_order, parts, segments
from dedup.report.terminal import Paint, line_spans, padded, rule, shown, shown_id, steady, wrap
from dedup.report.wording import change_line
from dedup.sizes import percent

NARROW = 50  # columns: below this the texts are not set side by side
WIDEST = 90  # columns of one text: longer lines are hard to read

_LINE_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_GLUE = "\N{NO-BREAK SPACE}"  # keeps a bracket with its passage when lines are broken


class Line(NamedTuple):
    """One line of a column."""

    text: str
    styles: tuple[int, ...]  #: of each character its passage, 0 for none; below 0 where the other side differs
    opening: tuple[int, ...]  #: passages that begin in it


_EMPTY = Line("", (), ())


def write(
    comparison: Comparison, stream: BinaryIO, *, colour: bool, width: int, explain: bool, is_narrowed: bool
) -> None:
    """Write ``comparison`` to ``stream`` for a terminal of ``width`` columns; narrowed: not every relation counts."""
    width = max(width, 30)
    paint = Paint(colour)
    differing = differences(comparison.left.text, comparison.right.text, comparison.passages, comparison.changed)
    advice = wording.advice(comparison, shows_words=any(differing))
    lines = [*_verdict(comparison, paint, width, advice=advice, is_narrowed=is_narrowed), ""]
    if any(differing):
        lines += [*wrap(wording.DIFFERING.format("in {braces}"), width), ""]
    lines += _texts(comparison, differing, paint, width)
    if explain:
        lines += ["", paint("title", "HOW IT WAS DECIDED"), *explanation_lines(comparison.explanation, width)]
    stream.write(b"".join(line.rstrip(" ").encode("utf-8", "replace") + b"\n" for line in lines))


def _verdict(comparison: Comparison, paint: Paint, width: int, *, advice: str, is_narrowed: bool) -> Iterator[str]:
    """Yield what the two are to one another, why, and what to do."""
    match = comparison.match
    said = f"{wording.UNRELATED_HEADING}. {wording.unrelated(comparison.same_event, is_narrowed=is_narrowed)}"
    if match:
        said = f"{match.relation.value}: {wording.MEANINGS[match.relation]} ({percent(match.score)} certain)"
    yield from (paint("title", line) for line in wrap(said, width))
    if numbers := wording.three_numbers(comparison.containment, comparison.passages, "A", "B"):
        yield from wrap(f"{numbers}.", width)
    scores = [f"Jaccard {comparison.jaccard:.2f}", f"cosine {comparison.cosine:.2f}"]
    if not (match and match.relation.is_copy):  # of copies it says nothing more
        scores.append(f"reports of one event: {percent(comparison.same_event)} likely")
    yield from wrap(" · ".join(scores), width)
    for reason in match.reasons if match else ():
        yield from wrap(shown(wording.lettered(reason)), width, first="why      ", rest="         ")
    for change in comparison.changed:
        lines = wrap(shown(change_line(change)), width, first="changed  ", rest="         ")
        yield from (paint("warn", line) for line in lines)
    if advice:
        yield from wrap(advice, width, first="next     ", rest="         ")


def _texts(comparison: Comparison, differing: Differences, paint: Paint, width: int) -> Iterator[str]:
    """Yield the two texts with their passages marked."""
    left_spans = [passage.left for passage in comparison.passages]
    right_spans = [passage.right for passage in comparison.passages]
    if width < NARROW:
        sides = ("A", comparison.left, left_spans), ("B", comparison.right, right_spans)
        for (name, article, spans), others in zip(sides, differing, strict=True):
            yield from (paint("bold", line) for line in _heading(name, article, width))
            yield paint("dim", rule(width))
            yield from (_painted(line, paint) for line in column(article.text, spans, width, others))
            yield ""
        return
    room = min((width - 3) // 2, WIDEST)
    headings = _heading("A", comparison.left, room), _heading("B", comparison.right, room)
    for left, right in zip_longest(*headings, fillvalue=""):
        yield steady([paint("bold", padded(left, room)), paint("bold", right)], " │ ")
    yield paint("dim", rule(room + 1) + "┼" + rule(room + 1))
    rows = aligned(
        column(comparison.left.text, left_spans, room, differing.left),
        column(comparison.right.text, right_spans, room, differing.right),
        in_order(comparison.passages),
    )
    yield from (_row(here, there, paint, room) for here, there in rows)


def _row(left: Line, right: Line, paint: Paint, room: int) -> str:
    """Return one row of the two columns."""
    fill = padded(left.text, room)[len(left.text) :]
    return steady([_painted(left, paint) + fill, _painted(right, paint)], " │ ")


def _heading(name: str, article: Article, width: int) -> list[str]:
    """Return the lines above a text: which article it is."""
    known = shown(wording.byline(article))
    lines = wrap(shown_id(article.id), width, first=f"{name} ", rest="  ")
    return lines + (wrap(known, width, first="  ", rest="  ") if known else [])


def column(text: str, spans: Sequence[Span], width: int, differing: Sequence[Span] = ()) -> list[Line]:
    """Return a text as lines of at most ``width`` columns, passages in numbered brackets, differences in braces.

    Args:
        text: The text of an article, as read.
        spans: Its shared passages; the first is number 1. They may overlap.
        width: Columns of a line.
        differing: Words that the other side lacks; in order and apart from one another.

    Returns:
        The lines, never two empty ones in a row; none for a text without visible characters.
    """
    builder = _Column(width)
    for segment in segments(len(text), spans):
        for number in segment.opening:
            builder.begin(number)
        style = segment.inside[-1] if segment.inside else 0
        for start, end, is_other in parts(segment.start, segment.end, differing):
            builder.add_lines(f"{{{text[start:end]}}}" if is_other else text[start:end], -style if is_other else style)
        for number in segment.closing:
            builder.add(f"{_GLUE}{number}]", number)
    builder.finish()
    while builder.lines and not builder.lines[-1].text:
        builder.lines.pop()
    return builder.lines


class _Column:
    """Collects pieces of a paragraph and breaks them into lines."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.lines: list[Line] = []
        self._text = ""
        self._styles: list[int] = []
        self._opening: dict[int, int] = {}

    def begin(self, number: int) -> None:
        """Open the bracket of a passage."""
        self._opening[number] = len(self._styles)
        self.add(f"[{number}{_GLUE}", number)

    def add(self, piece: str, style: int) -> None:
        """Add a piece of the paragraph that belongs to one passage, or to none (0)."""
        self._text += piece
        self._styles += [style] * len(piece)

    def add_lines(self, piece: str, style: int) -> None:
        """Add a piece of the text, in which paragraphs may end."""
        first, *others = _LINE_END.split(piece)
        self.add(shown(first), style)
        for paragraph in others:
            self.finish()
            self.add(shown(paragraph), style)

    def finish(self) -> None:
        """End the paragraph."""
        spans = line_spans(self._text, self.width)
        for start, end in spans:
            opening = tuple(number for number, place in self._opening.items() if start <= place < end)
            line = self._text[start:end].replace(_GLUE, " ")
            self.lines.append(Line(line, tuple(self._styles[start:end]), opening))
        if not spans and self.lines and self.lines[-1].text:
            self.lines.append(Line("", (), ()))
        self._text, self._styles, self._opening = "", [], {}


def aligned(left: Sequence[Line], right: Sequence[Line], order: Sequence[int]) -> list[tuple[Line, Line]]:
    """Return two columns as rows, blank lines put in so that passages stand side by side.

    Args:
        left: The lines of the left text.
        right: The lines of the right text.
        order: The passages that stand in the same order on both sides.

    Returns:
        One pair of lines a row; the shorter column is filled with empty lines.
    """
    rows: list[tuple[Line, Line]] = []
    left_places, right_places = _places(left), _places(right)
    left_done = right_done = 0
    for number in order:
        left_next, right_next = left_places.get(number, -1), right_places.get(number, -1)
        if left_next < left_done or right_next < right_done:
            continue  # it begins in a line that is already set
        rows += zip_longest(left[left_done:left_next], right[right_done:right_next], fillvalue=_EMPTY)
        left_done, right_done = left_next, right_next
    rows += zip_longest(left[left_done:], right[right_done:], fillvalue=_EMPTY)
    return rows


def _places(lines: Sequence[Line]) -> dict[int, int]:
    """Return on which line each passage begins."""
    return {number: place for place, line in enumerate(lines) for number in line.opening}


def _painted(line: Line, paint: Paint) -> str:
    """Return a line with the colours of its passages."""
    painted = ""
    start = 0
    for number, run in groupby(line.styles):
        end = start + sum(1 for _ in run)
        run_text = line.text[start:end]
        painted += paint.passage(abs(number), run_text, is_other=number < 0) if number else run_text
        start = end
    return painted
