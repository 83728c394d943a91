"""Masks, which were put in place of words to hide them: *NUMBER*, [NAME]. They are no names, and hide what they say."""

import re
from functools import lru_cache

from dedup.model import Span

_STARS = re.compile(r"\*[A-Z]{2,}\*")
_MASK = re.compile(r"\*[A-Z]{2,}\*|\[[A-Z]{3,}\]")
_LONGEST = 24  #: characters of a mask


@lru_cache(maxsize=256)
def has_masks(text: str) -> bool:
    """Say whether words of a text are hidden by masks between asterisks.

    >>> has_masks("In *NUMBER* it was"), has_masks("[VIDEO] It was *so* good")
    (True, False)
    """
    return "*" in text and _STARS.search(text) is not None


def without_masks(text: str, span: Span) -> Span:
    """Return the span of a name without the masks that it begins or ends with.

    >>> without_masks("on Canale *NUMBER* then", (3, 17)), without_masks("in *NUMBER* then", (4, 10))
    ((3, 9), (10, 10))
    """
    start, end = span
    if start == end:
        return span
    for found in _MASK.finditer(text, max(0, start - _LONGEST), end + _LONGEST):
        if found.start() <= start < found.end():
            start = min(end, found.end() - 1)
        elif start < found.start() < end <= found.end():
            end = found.start()
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    return start, end
