"""Whether an article may be used, as agencies write it: usable, withheld, canceled, withdrawn."""

import re

from dedup.model import CANCELED

_CANCELED_WORDS = frozenset(("canceled", "cancelled", "withdrawn", "killed", "kill", "retracted"))
_USABLE_WORDS = frozenset(("usable", "withheld", "embargoed"))


def is_status(written: str) -> bool:
    """True for a word that says whether an article may be used, not for a number or another word."""
    return _status_word(written) in _CANCELED_WORDS | _USABLE_WORDS


def known_status(written: str) -> str:
    """Return ``canceled`` for any word that withdraws an article, else the empty string.

    >>> known_status("Withdrawn"), known_status("stat:canceled"), known_status("usable")
    ('canceled', 'canceled', '')
    >>> known_status("http://cv.iptc.org/newscodes/pubstatusg2/canceled")
    'canceled'
    """
    return CANCELED if _status_word(written) in _CANCELED_WORDS else ""


def _status_word(written: str) -> str:
    """Return a status in lower case without what stands before it: a scheme, or the address of a list of codes."""
    return re.split("[:/#]", written.strip().lower().rstrip("/"))[-1]
