"""Text for a terminal: made harmless, measured, wrapped and coloured.

Article texts and ids come from strangers. Nothing of them reaches the terminal before
``shown`` or ``shown_id`` has taken out what a terminal would obey: escape sequences,
other control characters, and marks that turn the direction of the line.
"""

import re
import shlex
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_OBEYED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u206f\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_UNSEEN = re.compile("[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u2065\u3164\ufeff\uffa0]")
_JOINERS = ("\u200c", "\u200d")  # they shape Persian, Indic and emoji text
_SPACE = re.compile(r"[ \t\r\n\f\v\x85\xa0\u2028\u2029]+")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_LEFT_MARK = "\u200e"

_CODES = {"bold": "1", "dim": "2", "title": "1;36", "quote": "32", "warn": "33"}
_DIFFERING = "7"  # reverse, beside the colour of the passage
_PASSAGES = ("1;32", "1;34", "1;35", "1;36", "1;33", "1;31")


class Paint:
    """Puts colours around text, or nothing at all."""

    def __init__(self, colour: bool) -> None:
        """Paint only if ``colour``."""
        self.colour = colour

    def __call__(self, style: str, text: str) -> str:
        """Return ``text`` in one of the named styles."""
        return self._coded(_CODES[style], text)

    def passage(self, number: int, text: str, *, is_other: bool = False) -> str:
        """Return ``text`` in the colour of the passage with this number, reversed where the other text differs."""
        code = _PASSAGES[(number - 1) % len(_PASSAGES)]
        return self._coded(f"{code};{_DIFFERING}" if is_other else code, text)

    def _coded(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text


def shown(text: str) -> str:
    r"""Return article text for the terminal: spaces folded, nothing unseen, nothing obeyed.

    >>> shown("one\n two\x1b[31m")
    'one two\\x1b[31m'
    """
    text = _SPACE.sub(" ", text)
    if text.isascii() and text.isprintable():
        return text
    text = _UNSEEN.sub(lambda unseen: unseen[0] if unseen[0] in _JOINERS else "", text)
    return _OBEYED.sub(_escaped, text)


def shown_id(name: str) -> str:
    r"""Return an id for the terminal, with everything in it that one cannot see made visible.

    >>> shown_id("a\u200b.txt")
    'a\\u200b.txt'
    """
    if name.isascii() and name.isprintable():
        return name
    return _UNSEEN.sub(_escaped, _OBEYED.sub(_escaped, name))


def command(program: str, *ids: str) -> str | None:
    """Return a command line that names ``ids`` safely, or None if one cannot be typed."""
    if any(shown_id(name) != name or not name for name in ids):
        return None
    words = [f"./{name}" if name.startswith("-") else name for name in ids]
    return " ".join([program, *map(shlex.quote, words)])


def _escaped(char: re.Match[str]) -> str:
    """Return a visible escape for one character."""
    code = ord(char[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


@lru_cache(maxsize=8192)
def _columns(char: str) -> int:
    """Return how many columns one character takes: 0, 1 or 2."""
    if unicodedata.category(char) in ("Mn", "Me", "Cf") or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def columns(text: str) -> int:
    """Return how many columns ``text`` takes: 2 for wide characters, 0 for combining ones.

    >>> columns("abc"), columns("新聞"), columns("e\u0301")
    (3, 4, 1)
    """
    return len(text) if text.isascii() else sum(map(_columns, text))


def padded(text: str, width: int) -> str:
    """Return ``text`` filled with spaces to ``width`` columns."""
    return text + " " * (width - columns(text))


def cut(text: str, width: int) -> str:
    """Return ``text`` within ``width`` columns, with an ellipsis if something was cut.

    >>> cut("a long headline", 8)
    'a long …'
    """
    if columns(text) <= width:
        return text
    return text[: _fitting(text, width - 1)] + "…"


def shortened(text: str, width: int) -> str:
    """Return ``text`` within ``width`` columns (12 or more), the middle left out: its ends tell where to look.

    >>> shortened("the bridge across the river is closed", 21)
    'the bridge … closed'
    """
    if columns(text) <= width:
        return text
    head = text[: _fitting(text, width * 3 // 5)]
    tail = text[::-1][: _fitting(text[::-1], width - columns(head) - 3)][::-1]
    head, tail = head.rpartition(" ")[0] or head, tail.partition(" ")[2] or tail
    return f"{head} … {tail}"


def wrap(text: str, width: int, *, first: str = "", rest: str = "") -> list[str]:
    """Break ``text`` into lines of at most ``width`` columns.

    Breaks at spaces, between wide characters, and anywhere in a word that fills a line.

    Args:
        text: Already ``shown``: no control characters.
        width: Columns of a whole line, with ``first`` or ``rest`` before it.
        first: What stands before the first line.
        rest: What stands before the others; as wide as ``first``.

    Returns:
        The lines; ``[first]`` for an empty text.

    >>> wrap("one two three", 9, first="- ", rest="  ")
    ['- one two', '  three']
    """
    spans = line_spans(text, width - max(columns(first), columns(rest)))
    lines = [text[start:end] for start, end in spans] or [""]
    return [first + lines[0], *(rest + line for line in lines[1:])]


def line_spans(text: str, width: int) -> list[tuple[int, int]]:
    """Return the ``(start, end)`` of each line of ``text`` broken to ``width`` columns, spaces trimmed."""
    width = max(width, 2)
    spans = []
    start = 0
    while start < len(text):
        if text[start] == " ":
            start += 1
            continue
        end = start + _break(text[start : start + 4 * width + 64], width)
        spans.append((start, start + len(text[start:end].rstrip(" "))))
        start = end
    return spans


def _break(text: str, width: int) -> int:
    """Return where to break ``text`` so that its first part fits into ``width`` columns."""
    end = _fitting(text, width)
    if end >= len(text) or text[end] == " ":
        return end
    space = text.rfind(" ", 0, end)
    for place in range(end, max(space, 0), -1):
        if place < len(text) and (_columns(text[place - 1]) == 2 or _columns(text[place]) == 2):
            return place
    return space if space > 0 else end


def _fitting(text: str, width: int) -> int:
    """Return how many characters from the start fit into ``width`` columns; at least one."""
    if text.isascii():
        return max(1, min(len(text), width))
    used = 0
    for place, char in enumerate(text):
        used += _columns(char)
        if used > width and place:
            return place
    return len(text)


def rule(width: int) -> str:
    """Return a line across the page."""
    return "─" * width


def steady(cells: Iterable[str], between: str) -> str:
    """Join cells so that right-to-left text in one cannot change places with the next."""
    parts = list(cells)
    if any(_RIGHT_TO_LEFT.search(cell) for cell in parts):
        between = f"{_LEFT_MARK}{between}{_LEFT_MARK}"
        parts[0] = _LEFT_MARK + parts[0]
    return between.join(parts)
