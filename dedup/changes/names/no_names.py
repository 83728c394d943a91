"""Capitalised words that are no names though they stand as one: photographers' credits, nouns with "its", tickers.

Asked of the few names that are told.
"""

import re

from dedup.changes.names.clitics import has_its
from dedup.changes.whole_words import places_of
from dedup.model import Change, Span

_CREDIT = re.compile(r"\b(?:foto|photo|fotografer|fotografo|fotógrafo)s?\s?(?:[/:]|by|oleh)\s?$", re.IGNORECASE)
_CREDIT_IN = re.compile(r"(?:foto|photo)s?/", re.IGNORECASE)
_TICKER = re.compile(r"[A-Z0-9]{1,6}(?:\.[A-Z]{1,2})?")
_NAMED = r"((?:[^\W\d_a-z][\w.&'’-]*\s+)*)<{}>"
_LOOK = 16  # characters before a name in which a credit begins


def is_no_name(text: str, span: Span) -> bool:
    """Say whether capitalised words are a photographer's credit, or end with a common noun and Indonesian "-nya".

    >>> is_no_name("ANTARA FOTO/Aji Styawan", (7, 23)), is_no_name("Begini Caranya dari Solo", (0, 14))
    (True, True)
    >>> is_no_name("He flew to Kenya.", (11, 16))
    False
    """
    start, end = span
    if start == end:
        return False
    written = text[start:end]
    if _CREDIT_IN.match(written) or _CREDIT.search(text, max(0, start - _LOOK), start):
        return True
    return has_its(written.rpartition(" ")[2], text)


def without_ticker(change: Change, one: str, two: str) -> Change:
    """Return a changed name without what a company is called at the stock exchange, <LLOY.L>, beside its name.

    The name tells of it. If that is the same in both texts another ticker is told.

    >>> without_ticker(Change("name", "LLOY.L", ""), "Lloyds Bank Plc <LLOY.L> said", "Lloyds Bank Plc said")
    Change(what='name', left='', right='')
    """
    if "<" not in one and "<" not in two:
        return change
    named, other_named = _named(change.left, one), _named(change.right, two)
    if named is not None and other_named is not None and named == other_named:
        return change
    left, right = change.left if named is None else "", change.right if other_named is None else ""
    return Change(change.what, left, right)


def _named(ticker: str, text: str) -> str | None:
    """The name before a ticker, empty if there is none; None if that is none, or stands without its brackets, too."""
    if not _TICKER.fullmatch(ticker) or f"<{ticker}>" not in text:
        return None
    if any(text[at - 1 : at] not in ("<", ".") for at in places_of(ticker, text)):
        return None
    found = re.search(_NAMED.format(re.escape(ticker)), text)
    return found[1].casefold() if found else None
