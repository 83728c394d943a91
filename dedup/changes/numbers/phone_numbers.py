"""Telephone numbers, which blanks and brackets part, told whole: +62 812 3456 7890, (212) 555-0147."""

import re

from dedup.model import Change, Span

_BETWEEN = (" ", "-", ")", "\u00a0")  #: between two groups of digits of one
_REACH = 24  #: characters around a group in which the rest of its number stands
_LEAST = 8  #: digits of a telephone number
#: It begins with a plus, a bracket or a nought, and has groups of two to six digits.
_PHONE = re.compile(
    r"(?<![\d.,+(/-])(?:\+\d{1,3}|\(\+?\d{2,5}\)|0\d{1,5})"
    r"(?:[ \u00a0-]{0,2}(?:\(0\)[ \u00a0]?)?\d{2,6}){1,5}(?![\d.,/]\d|\d)"
)


def whole_phone(change: Change, one: str, span: Span, two: str, other: Span) -> Change:
    """Return a change of digits with the telephone numbers whole to which these belong on both sides.

    >>> texts = "Call (212) 555-0147 now.", "Call (212) 555-0174 now."
    >>> whole_phone(Change("number", "555-0147", "555-0174"), texts[0], (11, 19), texts[1], (11, 19))
    Change(what='number', left='(212) 555-0147', right='(212) 555-0174')
    """
    before, behind = one[max(0, span[0] - 2) : span[0]], one[span[1] : span[1] + 2]
    is_part = before[1:] in _BETWEEN and (before[0].isdecimal() or before[0] == ")")
    is_part = is_part or (behind[:1] in _BETWEEN and behind[1:].isdecimal())
    if not (is_part or ")" in change.left):
        return change
    left, right = _phone_at(one, span), _phone_at(two, other)
    digits, other_digits = (re.sub(r"\D", "", number) for number in (left, right))
    return Change("number", left, right) if left and right and digits != other_digits else change


def _phone_at(text: str, span: Span) -> str:
    """The telephone number to which the digits in a span belong; empty if they belong to none."""
    for found in _PHONE.finditer(text, max(0, span[0] - _REACH), span[1] + _REACH):
        if found.start() <= span[0] and span[1] <= found.end():
            return found[0] if sum(map(str.isdecimal, found[0])) >= _LEAST else ""
    return ""
