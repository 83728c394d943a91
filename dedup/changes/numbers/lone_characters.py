"""Chinese and Japanese characters for one and two that count nothing: 这一举措, 一些, 一方, 两国.

They are articles and parts of words more often than numbers. Beside a number of the other text such a character is one
if the same is counted behind both, as in 一人 and 3人, or if it is an ordinal (第一).
"""

from dedup.language.number_words import CHARACTERS
from dedup.model import Span

_LONE = frozenset("一两兩")
_ORDINAL = "第"
#: Behind them it is always an article: this, that, another, each, the same, the only, any, some, one of.
_POINTING = frozenset("这這那哪另每同唯惟任某之")


def is_no_count(text: str, span: Span, other: str, other_span: Span) -> bool:
    """Say whether a character at a span is no number, beside one in the other text.

    >>> is_no_count("这一举措", (1, 2), "降至 12.5%", (3, 7)), is_no_count("有一人", (1, 2), "有 3 人", (2, 3))
    (True, False)
    """
    start, end = span
    if text[start:end] not in _LONE or text[end : end + 1] in CHARACTERS:
        return False
    before = text[start - 1 : start]
    if before == _ORDINAL or before in CHARACTERS:
        return False
    return before in _POINTING or text[end : end + 1] != other[other_span[1] : other_span[1] + 2].lstrip()[:1]
