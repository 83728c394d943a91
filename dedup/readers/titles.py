"""Titles without the name of the site that pages and feeds append to them."""

import re
from collections.abc import Iterable

_LAST_PART = re.compile(r"(.*\S)\s*(?:\s[|\-–—:»·•~]{1,2}\s|\|)\s*([^|–—»·•]+?)\s*", re.DOTALL)
_SEPARATOR = re.compile(r"[|\-–—:»·•~]")
_NOT_WORD = re.compile(r"[\W_]+")


def clean_title(title: str, names: Iterable[str]) -> str:
    """Return a title without the source's name at its end.

    Args:
        title: As written.
        names: What the source is called: its name, its host. Only these are removed, after
            ``|``, a dash between spaces, or the like.

    >>> clean_title("Floods in Demak - Kompas.com", ["Kompas.com"])
    'Floods in Demak'
    >>> clean_title("Floods in Demak - the third day", ["Kompas.com"])
    'Floods in Demak - the third day'
    """
    title = " ".join(title.split())
    if not _SEPARATOR.search(title):
        return title
    keys = {_key(name) for name in names} - {""}
    while (found := _LAST_PART.fullmatch(title)) and _key(found[2]) in keys:
        title = found[1]
    return title


def site_names(source: str, host: str) -> list[str]:
    """Return what a site may call itself in its titles.

    >>> site_names("detikNews", "news.detik.com")
    ['detikNews', 'news.detik.com', 'detik.com', 'detik']
    """
    labels = host.split(".")
    while len(labels) > 2 and len(labels[-2]) <= 3 and len(labels[-1]) <= 3:  # co.id, com.au
        labels = [*labels[:-2], f"{labels[-2]}.{labels[-1]}"]
    ends = [".".join(labels[-2:]), labels[-2]] if len(labels) > 1 else []
    return [name for name in dict.fromkeys([source, host, *ends]) if name]


def _key(name: str) -> str:
    """Return what names are compared by: letters and digits."""
    return _NOT_WORD.sub("", name).casefold()
