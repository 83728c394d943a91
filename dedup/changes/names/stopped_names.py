"""Names with a full stop in them, behind which the kernels see another sentence: R. Suresh, St. Louis, John Q. Adams.

A full stop behind an initial or a short title ends no sentence if a capitalised word follows that is as rare as a name.
"""

import re
from collections.abc import Iterator

from dedup.changes.names.first_words import has_rare_word, is_first_word
from dedup.changes.same_facts import TITLES
from dedup.changes.whole_words import stands_in
from dedup.language.known_names import is_known_name, is_rare_or_known
from dedup.model import Span

#: Titles that are no abbreviations: behind them a full stop ends a sentence.
_WORDS = frozenset(("sir", "pak", "bu", "bapak", "ibu", "herr", "frau"))
#: Written with a full stop before the rest of a name.
_SHORT = (TITLES - _WORDS) | frozenset(
    (
        *("st", "ste", "mt", "ft", "sta", "sto", "rep", "sen", "gov", "gen", "col", "capt", "cpt", "lt", "sgt", "maj"),
        *("lieut", "cmdr", "adm", "brig", "hon", "msgr", "moh", "muh", "mohd", "muhd", "abd", "pt", "cv", "jl", "gral"),
        *("lic", "dra", "srta", "mgr", "dott", "avv", "sig", "ks"),
        *("ldo", "lda", "abg", "arq", "mag"),
    )
)
_LAST = re.compile(r"[^\W\d_]+$")
_BEFORE = re.compile(
    r"(?<![\w.])(?P<name>\w+[ \u00a0])?(?P<short>(?:[^\W\d_]\.[ \u00a0]?)*(?P<last>[^\W\d_]+))\.[ \u00a0]?$"
)
_BEHIND = re.compile(r"\.[ \u00a0]?(?=\w)")
_CAPITAL = re.compile(r"[^\W\d_][\w'’-]*")
_INITIAL = re.compile(r"(?<!\w)\w$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_JOINED = re.compile(r"(?<![\w.])(?:[^\W\d_]\.)+$")
_FIRST = re.compile(r"[^\W\d_](?![\w])")
_STOP = 3  #: characters before a name in which the full stop of a title stands
_LONGEST = 24  #: characters before a name in which a title stands


def is_short(written: str) -> bool:
    """Say whether words end with an initial, or with an abbreviation that stands before the rest of a name.

    >>> is_short("Robert F"), is_short("St"), is_short("Rome")
    (True, True, False)
    """
    found = _LAST.search(written)
    return found is not None and _is_short(found[0])


def _is_short(word: str) -> bool:
    """Say whether a word is an initial or a short title."""
    return word[0].isupper() and (len(word) == 1 or word.casefold() in _SHORT)


def over_stops(one: str, span: Span, two: str, other: Span) -> tuple[Span, Span]:
    """Return two names with what stands before or behind a full stop in them.

    Not behind an initial before which both have the same, or behind which they go on alike: Group A. England won.

    >>> over_stops("by R. Suresh now", (3, 4), "by Ann Lee now", (3, 10))
    ((3, 12), (3, 10))
    """
    span, other = _with_initials(one, span), _with_initials(two, other)
    left, right = one[slice(*span)].rpartition(" "), two[slice(*other)].rpartition(" ")
    if left[0] and left[0] == right[0] and len(left[2]) == len(right[2]) == 1:
        return span, other  # Group A, Group B
    first, last = _with_rest(one, span), _with_rest(two, other)
    if (other[0] == other[1] and stands_in(one[span[1] : first[1]].strip(". "), two)) or (
        span[0] == span[1] and stands_in(two[other[1] : last[1]].strip(". "), one)
    ):
        return span, other  # Dr. Ann Lee, Ann Lee
    if (first == span) != (last == other):
        first, last = _with_rest(one, first, True), _with_rest(two, last, True)
    goes_on = one[span[1] : first[1]].split()[:2]
    if goes_on and goes_on == two[other[1] : last[1]].split()[:2]:
        return span, other
    return _with_title(one, first), _with_title(two, last)


def _with_initials(text: str, span: Span) -> Span:
    """An initial at the start of a name with those written on to it: U.K. Property."""
    if not (text[span[0] : span[0] + 1].isupper() and text.startswith(".", span[0] - 1)):
        return span
    found = _JOINED.search(text, max(0, span[0] - _LONGEST), span[0])
    return (found.start(), span[1]) if found and _FIRST.match(text, *span) else span


def _with_rest(text: str, span: Span, is_name: bool = False) -> Span:
    """A name with what is behind the full stop at its end, also of initials alone if it is known to be a name."""
    start, end = span
    while start < end and (stop := _BEHIND.match(text, end)) and is_short(text[start:end]):
        words = list(_capitals(text, stop.end()))
        if not words:
            break
        first = text[slice(*words[0])]
        is_title = _is_short(first) and text.startswith(".", words[0][1])
        is_place = not is_name and _INITIALS.fullmatch(text, start, end) is not None
        is_known = is_title or (len(words) > 1 and _INITIAL.search(text, start, end) is None)
        if not is_known and not (is_rare_or_known(first) if is_place else has_rare_word(first) or is_known_name(first)):
            break  # in the U.S. Analysts
        end = words[0 if is_title else -1][1]
    return start, end


def _capitals(text: str, at: int) -> Iterator[Span]:
    """The capitalised words from a place on, with a space between each two."""
    while (found := _CAPITAL.match(text, at)) and found[0][0].isupper():
        yield found.span()
        if not text.startswith(" ", found.end()):
            break
        at = found.end() + 1


def _with_title(text: str, span: Span) -> Span:
    """A name of one word with the initials or the title before it, if no other capitalised word stands before these."""
    if "." not in text[max(0, span[0] - _STOP) : span[0]] or not is_first_word(text, span):
        return span
    found = _BEFORE.search(text, max(0, span[0] - _LONGEST), span[0])
    if not found or not _is_short(found["last"]) or (found["name"] or "a")[0].isupper():
        return span
    word = text[slice(*span)]
    if not (is_rare_or_known(word) if _INITIAL.search(found["short"]) else has_rare_word(word) or is_known_name(word)):
        return span
    return found.start("short"), span[1]
