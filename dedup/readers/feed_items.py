"""What all kinds of feeds have in common: from an item's parts to a record."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from dedup.model import CANCELED
from dedup.readers.dates import iso_date
from dedup.readers.html_text import has_words
from dedup.readers.records import DocumentError, Record
from dedup.readers.titles import clean_title, site_names
from dedup.readers.urls import canonical_url, clean_link, host_of, resolved


class Item(NamedTuple):
    """One item as the feed gives it. Absent parts are empty."""

    id: str
    link: str
    title: str
    texts: Sequence[Any]  #: what may hold the text, fullest first; None for what is not there
    read: Callable[[Any], str]  #: makes a text of one of those
    published: str  #: as written
    modified: str  #: as written
    source: str  #: of the item, where it is not the feed
    lang: str
    credit: str
    kin: list[str]


@dataclass(slots=True)
class Feed:
    """What a feed says of itself, and its items hold unless they say otherwise."""

    source: str = ""
    lang: str = ""
    base: str = ""  #: address against which relative ones are read
    changed: str = ""  #: when it was last changed as a whole, as written
    _names: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    _by_id: dict[str, Record] = field(default_factory=dict)
    _date: str = field(init=False)

    def __post_init__(self) -> None:
        """Read the date of the feed once, not for each item."""
        self._date = iso_date(self.changed) if self.changed else ""

    def record(self, item: Item) -> Record:
        """Make a record of one item: its id is its own, else its address without tracking."""
        is_whole = not item.link or item.link.startswith(("http://", "https://"))
        link = item.link if is_whole else resolved(self.base, item.link)
        try:
            text = _first_with_words(item)
        except DocumentError as exc:
            return {"why": str(exc)}
        record: Record = {
            "id": item.id or (clean_link(link) if link else ""),
            "text": text,
            "title": self._title(item, link),
            "source": item.source or self.source,
            "url": canonical_url(link) if ":" in link else "",
            "lang": item.lang or self.lang,
            "credit": item.credit,
            "kin": item.kin,
        }
        dated(record, item.published, item.modified)
        record["edition"] = self._edition(record)
        return record

    def withdrawal(self, name: str, when: str) -> Record:
        """Make the record that withdraws an item."""
        record: Record = {"id": name, "status": CANCELED, "source": self.source}
        dated(record, "", when)
        return record

    def _edition(self, record: Record) -> list[str]:
        """Return by what an item is told from other states of it; nothing where the feed has two texts under its id.

        That is a fault of the feed: none of the two is an older state of the other.
        """
        known = self._by_id.setdefault(record["id"], record) if record["id"] else record
        if known["text"] == record["text"]:
            return [record["url"] or record["source"], record["published"], self._date]
        known["edition"] = []
        return []

    def _title(self, item: Item, link: str) -> str:
        """Return the title of an item without the name of the site."""
        key = item.source or self.source, host_of(link) if link else ""
        if key not in self._names:
            self._names[key] = site_names(*key)
        return clean_title(item.title, self._names[key])


def dated(record: Record, published: str, modified: str) -> None:
    """Put the two dates into a record as ISO 8601; keep what is not understood apart."""
    first = record["published"] = iso_date(published) if published else ""
    last = record["modified"] = first if modified == published else iso_date(modified)
    if (published and not first) or (modified and not last):
        record["undated"] = [
            written for written, date in ((published, first), (modified, last)) if written and not date
        ]


def _first_with_words(item: Item) -> str:
    """Return the first text of an item that has words; empty if none has."""
    for node in item.texts:
        if node is not None:
            text = item.read(node)
            if has_words(text):
                return text
    return ""
