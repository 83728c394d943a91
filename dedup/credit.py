"""Whom an article names as the origin of its text: its credit line, its dateline, its signature.

Read are the ``credit`` of the record and the two places where agencies are named in running
text: the dateline ("JAKARTA (Antara) -", "LONDON, Reuters -") and the end ("Source: dpa",
"(AFP)"). A name in the middle of a story proves nothing and is not looked at.
"""

import re
from functools import lru_cache

from dedup.model import Article, Span

_HEAD, _TAIL = 120, 120  # characters that are looked at
_DATELINE = 60  # characters of a dateline at most
_LINE = 60  # characters of a last line that may be a signature
_DASH = re.compile(r"\s[-–—]+\s|--|—|–")
_STROKE = re.compile(r"[-–—]")  # every dash has one, at its first or second character
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]")
_REPEATED = re.compile(r"\W*(?:REPEAT|RPT)\b\s*(?:\d+\s*)?[-:–—.,)\]/ ]")
_SITE = re.compile(r"[\w-]+\.(?:com?|id|net|org|news|tv|info)\b(?:\.\w{2}\b)?", re.IGNORECASE)
_BEHIND_PLACE = re.compile(r"^[^,(\n]*[^\W\d_A-ZÀ-Þ][^,(\n]*,\s*([^,(]*\b[^\W\d_]{3,}\b[^,(]*)")
_EDGE = r"[^\W_]"  # letters and digits


def gives_credit(article: Article, name: str) -> bool:
    """True if ``article`` names ``name`` as the origin of its text.

    Letter case and the spaces between words do not matter; whole words do. The empty name
    is never credited.

    >>> gives_credit(Article("a", "JAKARTA (Antara) - The bridge closes."), "Antara")
    True
    >>> gives_credit(Article("a", "The bridge closes, Antara reported on Monday."), "Antara")
    False
    """
    if not name.strip():
        return False
    finds = _pattern(name).search
    if article.credit and finds(article.credit):
        return True
    return any(finds(place) for place in signatures(article.text))


def signatures(text: str) -> list[str]:
    """Return the stretches of a text in which an agency signs: dateline, brackets at the ends, last line.

    >>> signatures("LONDON, Reuters - The bridge closes. Source: dpa")
    ['LONDON, Reuters']
    """
    head, tail = text[:_HEAD].lstrip(), text[-_TAIL:].rstrip()
    dash = _DASH.search(head)
    found = [head[: dash.start()]] if dash and dash.start() <= _DATELINE else []
    found += [bracket[1] for part in (head, tail) for bracket in _BRACKETED.finditer(part)]
    before, _, last = tail.rpartition("\n")
    if before and len(last) <= _LINE:
        found.append(last)
    return found


def without_credit(text: str, span: Span) -> Span:
    """Return a span without what names an agency or a site in the dateline of its line; empty if it is all of it.

    That are brackets, sites ("KOMPAS.com"), and capitals behind the place ("Jakarta, CNN Indonesia").

    >>> text = "JAKARTA, KOMPAS.com - Two people were hurt."
    >>> text[slice(*without_credit(text, (0, 15)))], without_credit(text, (9, 15))
    ('JAKARTA', (15, 15))
    """
    start, end = span
    begin = text.rfind("\n", 0, start) + 1
    if start - begin > _DATELINE or not _STROKE.search(text, end, begin + _DATELINE + 2):
        return span
    dash = _DASH.search(text, begin, begin + _HEAD)
    if not dash or dash.start() - begin > _DATELINE or dash.start() < end or "\n" in text[begin : dash.start()]:
        return span
    head = text[begin : dash.start()]
    signed = [found.span() for found in (*_BRACKETED.finditer(head), *_SITE.finditer(head))]
    if (found := _BEHIND_PLACE.match(head)) and any(word.isupper() for word in found[1].split() if len(word) > 2):
        signed.append(found.span(1))
    for first, last in signed:
        if begin + first < end and start < begin + last:
            start, end = (min(end, begin + last), end) if begin + first <= start else (start, begin + first)
    return start, start + len(text[start:end].rstrip(" ,(["))


def is_repeat(article: Article) -> bool:
    """True if an agency marks the article as one sent again on purpose, word for word.

    >>> is_repeat(Article("a", "The bridge closes.", title="REPEAT: Bridge to close"))
    True
    >>> is_repeat(Article("a", "Repeat offenders were freed.", title="Repeat offenders freed"))
    False
    """
    return bool(_REPEATED.match(article.title) or _REPEATED.match(article.text[:80]))


def same_name(one: str, other: str) -> bool:
    """True if two names are the same but for case and spaces; the empty name is like none.

    >>> same_name("The  Post", "the post"), same_name("", "")
    (True, False)
    """
    return bool(one.strip()) and folded(one) == folded(other)


def folded(name: str) -> str:
    """Return a name without what does not matter in it."""
    return " ".join(name.split()).casefold()


@lru_cache(maxsize=1024)
def _pattern(name: str) -> re.Pattern[str]:
    """Return what finds a name as whole words."""
    words = r"\s+".join(map(re.escape, name.split()))
    return re.compile(f"(?<!{_EDGE}){words}(?!{_EDGE})", re.IGNORECASE)
