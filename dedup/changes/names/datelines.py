"""The places of two datelines: "MALANG - Arema beat", "Jakarta (ANTARA) -", "LONDON, May 3 (Reuters) -".

The words behind a dateline are others as often as not, so that no run of common words stands beside its place.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from dedup.changes.same_facts import is_one_name
from dedup.credit import without_credit
from dedup.model import Change, Span

_MOST = 60  #: characters of a dateline
_DATELINE = re.compile(
    r"\s*([^\W\d_][^\n,(–—:|.]*?)(,[^\n–—]*?)?(?:\s*\([^()\n]*\))?(?:\s+-{1,2}\s|\s*[–—]\s?)(?=\W?[^\W_])"
)
_DASH = re.compile(r"[-–—]")
_MOST_WORDS = 3  #: of a place


@lru_cache(maxsize=1 << 12)
def place_of_dateline(head: str) -> Span:
    """Return where the place of a dateline stands in the beginning of a text, (0, 0) if there is none.

    >>> [slice(*place_of_dateline(head)) for head in ("KOTA BHARU - Seramai", "Lyon (AFP) – Two", "He is well-known")]
    [slice(0, 10, None), slice(0, 4, None), slice(0, 0, None)]
    """
    found = _DATELINE.match(head) if _DASH.search(head, 0, _MOST + 1) else None
    if not found or found.end() > _MOST + 1:
        return 0, 0
    words = found[1].split()
    if len(words) > _MOST_WORDS or not all(word[0].isupper() for word in words):
        return 0, 0
    start, end = without_credit(head, found.span(1))
    return (start, end) if end > start else (0, 0)


def dateline_change(one: str, two: str) -> Change | None:
    """Return the change of the place in two datelines, None if a text has no such or they are one.

    >>> dateline_change("MALANG - Arema won 3-1.", "SEMARANG (Antara) - PSIS won 2-0.")
    Change(what='name', left='MALANG', right='SEMARANG')
    >>> dateline_change("JAKARTA - Arema won.", "Jakarta, CNN Indonesia -- Arema won.")
    >>> dateline_change("Solo (Antara) - Persis won.", "POSKOTA, SOLO - Persis won.")
    """
    heads = one[: 2 * _MOST], two[: 2 * _MOST]
    left, right = (head[slice(*place_of_dateline(head))] for head in heads)
    if not left or not right or is_one_name(left, right):
        return None
    small = left.casefold(), right.casefold()
    if small[0] in small[1] or small[1] in small[0] or small[0] in _more(heads[1]) or small[1] in _more(heads[0]):
        return None
    return Change("name", left, right)


def _more(head: str) -> list[str]:
    """What stands in a dateline behind its first comma: the place behind the name of a site, "POSKOTA, SOLO -"."""
    found = _DATELINE.match(head)
    return [part.strip().casefold() for part in (found[2] or "").split(",")] if found else []


def without_places(told: Iterable[Change], dateline: Change) -> list[Change]:
    """Leave out the names that one text has alone and that are a place in its dateline, which is told itself.

    >>> without_places([Change("name", "", "SOLO"), Change("name", "", "Lee")], Change("name", "BALI", "SOLO"))
    [Change(what='name', left='', right='Lee')]
    """
    alone = Change("name", dateline.left, ""), Change("name", "", dateline.right)
    return [change for change in told if change not in alone]
