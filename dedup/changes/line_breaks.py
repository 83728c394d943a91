r"""Whether a line break only wraps a sentence: then the word behind it begins none, and its capital proves a name.

Texts of agencies, forwarded mails and pages of paper are broken at some width. There a line ends within a sentence,
has no room for the next word, and many of the next lines begin with small letters. Headlines, datelines, items of
lists and rows of tables end before their width, or in lines that begin with capitals throughout.
"""

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate, pairwise

from dedup.model import Span

_MARKS = "> |\t\u00a0"  #: before a line: its indent, and what marks it as quoted in a mail
_INDENT = 16  #: characters of them at the most
_LEAST_BEFORE = 24  #: characters of a line that is broken for want of room
_LEAST_SMALL = 0.25  #: share of lines that begin with small letters among those behind a line that ends no sentence
_NEIGHBOURS = 3  #: lines on either side that tell how wide lines are
_GOES_ON = frozenset(",;)\"'’”»")  #: at the end of a line within a sentence, beside letters and digits
_WORD = re.compile(r"\S*")
_BREAK = rf"[ \t]*\n[{re.escape(_MARKS)}]*"
_NAME = r"[^\W\d_a-zß-ÿа-я]\w+"
_BEHIND = re.compile(rf"{_BREAK}({_NAME})((?: {_NAME})*)")
_BEFORE = re.compile(rf"(?<!\w){_NAME}(?:{_BREAK}| )$")
_NAME_BEHIND = re.compile(rf"{_BREAK}({_NAME}(?: {_NAME}){{0,5}})")
_NAME_BEFORE = re.compile(rf"(?<=[\w,;] )({_NAME}(?: {_NAME})*){_BREAK}$")  #: not at the start of a sentence
_OVER_LINES = re.compile(r"\s*\n[\s>|]*")
_LONGEST = 32  #: characters of a word of a name with the break behind it


def begins_line(text: str, at: int) -> bool:
    r"""Say whether a word is the first one of a line, perhaps behind the marks of a quoted mail.

    >>> begins_line("in May in\n> Doha", 12), begins_line("in Doha", 3), begins_line("Doha", 0)
    (True, False, True)
    """
    before = text[max(0, at - _INDENT) : at].rstrip(_MARKS)
    return before[-1:] == "\n" or (not before and at <= _INDENT)


def is_wrapped(text: str, at: int) -> bool:
    r"""Say whether the line break before a word only wraps a sentence; False if no line begins there.

    >>> lines = "The second round of talks, on\nprisoners, is planned for May\nin the old palace, perhaps in\nDoha."
    >>> is_wrapped(lines, lines.index("Doha")), is_wrapped("Talks end without a result\nDoha will host", 27)
    (True, False)
    """
    if not may_be_wrapped(text, at):
        return False
    lines, starts, _ = _lines(text)
    number = bisect_right(starts, at) - 1
    before, first = lines[number - 1], _WORD.match(text, at)
    if len(before) < _LEAST_BEFORE:
        return False
    width = max(map(len, lines[max(0, number - 1 - _NEIGHBOURS) : number + 1 + _NEIGHBOURS]))
    return len(before) + 1 + len(first[0] if first else "") > width


def may_be_wrapped(text: str, at: int) -> bool:
    """Say whether a word begins a line behind one that ends no sentence, in a text that is wrapped."""
    if not at or not begins_line(text, at):
        return False
    lines, starts, goes_on = _lines(text)
    number = bisect_right(starts, at) - 1
    return number > 0 and goes_on and _ends_within(lines[number - 1])


def on_one_line(written: str) -> str:
    r"""A fact without the break of a wrapped line, and what stands before its second line.

    >>> on_one_line("28\r\n> December")
    '28 December'
    """
    return _OVER_LINES.sub(" ", written) if "\n" in written else written


def over_break(text: str, span: Span, other: str) -> Span:
    r"""A name with the capitalised words at a wrapped line that belong to it, as many as the name opposite has.

    >>> text = "The second round of talks will be\nopened there by the old Leonard\nVoss, it is said."
    >>> over_break(text, (58, 65), "Leonard Ross")
    (58, 70)
    """
    start, end = span
    if start == end or " " not in other or (more := other.count(" ") - text.count(" ", start, end)) <= 0:
        return span
    behind = _BEHIND.match(text, end)
    if behind and is_wrapped(text, behind.start(1)):
        return start, behind.end(1) + len(" ".join(behind[2].split(" ")[:more]))
    low = max(0, start - _LONGEST)
    before = _BEFORE.search(text[low:start])
    if before and is_wrapped(text, start if "\n" in before[0] else low + before.start()):
        return low + before.start(), end
    return span


def with_lines(text: str, span: Span) -> Span:
    r"""A name with the capitalised words that stand beside it in the next line or the one before, if these are wrapped.

    >>> text = "The second round of talks will be\nopened there by the old Leonard\nVoss, it is said."
    >>> with_lines(text, (58, 65)), with_lines(text, (66, 70))
    ((58, 70), (58, 70))
    """
    start, end = span
    if start == end:
        return span
    behind = _NAME_BEHIND.match(text, end)
    if behind and is_wrapped(text, behind.start(1)):
        end = behind.end()
    low = max(0, start - _LONGEST)
    before = _NAME_BEFORE.search(text, low, start) if text[low:start].rstrip(_MARKS).endswith("\n") else None
    if before and is_wrapped(text, start):
        start = before.start(1)
    return start, end


@lru_cache(maxsize=64)
def _lines(text: str) -> tuple[list[str], list[int], bool]:
    """The lines of a text bare of what stands before them, where they begin, whether enough go on in small letters."""
    whole = text.split("\n")
    lines, starts = [line.strip(_MARKS) for line in whole], [0, *accumulate(len(line) + 1 for line in whole[:-1])]
    behind = [line for before, line in pairwise(lines) if line and _ends_within(before)]
    return lines, starts, sum(line[0].islower() for line in behind) >= max(1, _LEAST_SMALL * len(behind))


def _ends_within(line: str) -> bool:
    """Say whether a line ends within a sentence."""
    return line != "" and (line[-1].isalnum() or line[-1] in _GOES_ON)
