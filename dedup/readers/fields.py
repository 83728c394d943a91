"""Rows with named fields to articles: which field is the text, the id, the title.

A field that the user names is taken and no other. Without a name the usual ones are
tried in turn, in any case and however their words are joined (``Published At``); the
first that holds something wins.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from math import inf, isfinite
from operator import itemgetter
from typing import Any, Protocol

from dedup.model import Article
from dedup.readers.dates import iso_date
from dedup.readers.statuses import is_status, known_status
from dedup.readers.urls import clean_link
from dedup.readers.versions import Edition

#: What each part of an article is usually called, likeliest first; in the order of ``FIELD_ORDER``.
USUAL_NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "guid", "url", "link", "_id", "@id"),
    "text": (
        *("text", "body", "content", "article", "maintext", "article_text", "article_body", "full_text", "story"),
        *("isi", "isi_berita", "konten", "teks"),
    ),
    "title": ("title", "headline", "judul", "judul_berita", "name"),
    "source": ("source", "publisher", "site", "outlet", "domain", "sumber"),
    "url": ("url", "link", "canonical_url", "uri"),
    "published": (
        "published",
        "published_at",
        "date_published",
        "date_publish",
        "pub_date",
        "date",
        "datetime",
        "tanggal",
        "tanggal_terbit",
    ),
    "lang": ("lang", "language", "bahasa"),
    "version": ("version", "versi", "revision"),
    "modified": (
        "modified",
        "modified_at",
        "updated",
        "updated_at",
        "date_modified",
        "date_modify",
        "last_modified",
    ),
    "credit": ("credit", "credit_line", "agency"),
    "status": ("status", "pub_status"),
}
FIELD_ORDER = ("id", "text", "title", "source", "url", "published", "lang")  # the order of Article
ADDRESSES = frozenset(("url", "link"))  #: of the usual names of an id: what leads to the page, with tracking perhaps
EXTRA_ORDER = ("version", "modified", "credit", "status")  # what few rows have, after those
_NO_EXTRAS: tuple[Any, ...] = ("", "", "", "", ())  # the trailing parts of an article that has none of them

_MAX_SHAPES = 1000  # rows with ever new sets of fields must not fill the memory
_EXACT_BELOW = 2.0**53  # beyond it two ids can become the same floating-point number
#: What picks the parts of an article from rows of one shape, or from the values of such a
#: row if it lacks a part; whether it lacks none; whether each part of the metadata has one
#: field only, so that a null in it means absent, and the id is no address; whether the id is one;
#: whether there are fields of ``EXTRA_ORDER``; the usual names of fields that are written in another
#: way, empty if there are none.
_Plan = tuple[Callable[[Any], tuple[Any, ...]], bool, bool, bool, bool, tuple[str, ...]]
_LONGEST_SHOWN = 40  # characters of a name that is shown
_LONGEST = 64  # characters of a name that may be another spelling of a usual one
_JOINT = re.compile(r"(?<=\w)[\W_]+(?=\w)")
_read_date = datetime.fromisoformat
_new = tuple.__new__  # half the time of Article(...)


def names_shown(names: Iterable[object]) -> str:
    """Return the names of fields for a message; of a line of text, and no names, how many: logs quote no text.

    >>> names_shown(["id", "body"]), names_shown([]), names_shown(["1", "The council voted nine to two on Tuesday."])
    ('id, body', 'none', '2 longer texts and no names')
    """
    shown = [str(name) for name in names]
    if any(len(name) > _LONGEST_SHOWN for name in shown):
        return f"{len(shown)} longer text{'s'[: len(shown) > 1]} and no names"
    return ", ".join(shown)[:300] or "none"


class BadRowError(Exception):
    """A row that is no article; the message says why. Readers add the place."""


class MissingFieldError(BadRowError):
    """A row without something that is needed, a ``part`` of an article."""

    part = ""


class RowReader(Protocol):
    """What makes articles of rows: a ``FieldMap``, or the mapping of one format."""

    def article(self, row: Mapping[str, object]) -> Article:
        """Make an article of one row; its id is empty if the row names none."""
        ...


def one_spelling(name: str) -> str:
    """Return the form that the ways to write the name of a field have in common.

    >>> one_spelling("Published At"), one_spelling("published_at"), one_spelling("publishedAt"), one_spelling("_id")
    ('publishedat', 'publishedat', 'publishedat', '_id')
    """
    return _JOINT.sub("", name).casefold() if len(name) <= _LONGEST else name


class FieldMap:
    """Makes articles of rows.

    Attributes:
        undated: How many dates were not understood.
        undated_example: The first of them, as written.
        is_versioned: Whether a row had a field for a version, a date of change or a status.
        edition: Of the article read last, if it is an item of a feed; else empty.
    """

    def __init__(self, chosen: Mapping[str, str]) -> None:
        """Take the names that the user gave.

        Args:
            chosen: From the parts of ``FIELD_ORDER`` and ``EXTRA_ORDER`` to the field of that
                name; absent or empty means the usual names.
        """
        self._is_chosen = {part: bool(chosen.get(part)) for part in USUAL_NAMES}
        self._names = {part: (chosen[part],) if chosen.get(part) else USUAL_NAMES[part] for part in USUAL_NAMES}
        self._exact = {name for names in self._names.values() for name in names}
        self._usual = {
            one_spelling(name): name
            for part in reversed(list(USUAL_NAMES))
            if not self._is_chosen[part]
            for name in reversed(self._names[part])
        }
        self._plans: dict[tuple[str, ...], _Plan] = {}
        self._unseen = {part: chosen[part] for part in USUAL_NAMES if self._is_chosen[part]}
        self.undated = 0
        self.undated_example = ""
        self.is_versioned = False
        self.edition: Edition = ()

    @property
    def is_chosen(self) -> bool:
        """True if the user named a field."""
        return any(self._is_chosen.values())

    @property
    def unseen(self) -> list[str]:
        """The options that name a field which no row had, each with that field, as ``--lang-field 'tongue'``."""
        return [f"--{part}-field {name!r}" for part, name in self._unseen.items()]

    def has_text(self, fields: tuple[str, ...]) -> bool:
        """True if one of the fields can be the text."""
        present = self._renamed(fields) or fields
        return any(name in present for name in self._names["text"])

    def header_fault(self, columns: Sequence[str]) -> str:
        """Return what is wrong with a table's header, in words; empty if nothing is.

        A name that stands there twice is a fault if an article can be made of it: one of the columns would be lost.
        """
        present = {*columns, *self._renamed(tuple(columns))}
        for part in USUAL_NAMES:
            if (self._is_chosen[part] or part == "text") and present.isdisjoint(self._names[part]):
                if columns and str(columns[0]).startswith("{"):
                    return "no table but JSON lines; read them as such with --input-format jsonl"
                if any(len(name) > _LONGEST_SHOWN for name in columns):
                    said = "the first line holds texts where it must name the columns, as id,text"
                    return f"no column {self._names[part][0]!r}; {said}"
                return f"{self._missing(columns, part)}; the first line must name the columns"
        known = {*self._exact, *self._usual}
        for name, count in Counter(columns).items():
            if count > 1 and not known.isdisjoint((name, one_spelling(name))):
                return f"{count} columns are named {name!r}; rename all but one of them"
        return ""

    @property
    def names(self) -> list[str]:
        """All fields that an article can be made of, by name or in one spelling; others need not be read."""
        return sorted({*self._exact, *self._usual})

    def _renamed(self, shape: tuple[str, ...]) -> tuple[str, ...]:
        """Return the names of fields with usual ones in the place of other spellings; empty if all stay."""
        taken = set(shape)
        out: list[str] = []
        for name in shape:
            usual = "" if name in self._exact else self._usual.get(one_spelling(name), "")
            out.append(usual if usual and usual not in taken else name)
            taken.add(out[-1])
        return tuple(out) if tuple(out) != shape else ()

    def article(self, row: Mapping[str, object]) -> Article:
        """Make an article of one row; its id is empty if the row names none.

        Raises:
            BadRowError: If a field that is needed is absent or of the wrong type.
        """
        shape = tuple(row)
        pick, is_whole, is_plain, has_address, has_extras, renamed = self._plans.get(shape) or self._new_plan(shape)
        if renamed:
            try:
                return self.article(dict(zip(renamed, row.values(), strict=True)))
            except MissingFieldError as exc:
                raise self._missing(row, exc.part) from exc  # the names as they stand there
        parts = pick(row) if is_whole else pick([*row.values(), ""])
        try:
            "".join(parts[2:])  # the cheapest test that all are strings
            is_done = type(parts[0]) is type(parts[1]) is str and parts[0] and parts[1]
        except TypeError:
            is_done = False
        if not is_done:
            parts = self._with_nulls(row, parts) if is_plain and None in parts else self._part_by_part(row)
        elif has_address:
            parts = (clean_link(parts[0]), *parts[1:])
        if parts[5]:
            try:
                if parts[5][13:14] == ".":  # 10.30 is a time of day, and no tenths of an hour
                    raise ValueError
                _read_date(parts[5])
            except ValueError:
                parts = (*parts[:5], self.dated(parts[5]), parts[6])
        parts += self._extras(row) if has_extras else _NO_EXTRAS
        return _new(Article, parts)

    def _with_nulls(self, row: Mapping[str, object], parts: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return parts some of which are null, if that is all that is odd about them."""
        parts = tuple(["" if part is None else part for part in parts])
        is_done = parts[0] and parts[1] and all(type(part) is str for part in parts)
        return parts if is_done else self._part_by_part(row)

    def _new_plan(self, shape: tuple[str, ...]) -> _Plan:
        """Return the plan for rows of this shape, and keep it."""
        if len(self._plans) >= _MAX_SHAPES:
            self._plans.clear()
        places = [[shape.index(name) for name in self._names[part] if name in shape] for part in FIELD_ORDER]
        is_whole = all(places)  # then the row itself is picked from, else a list of its values
        pick = itemgetter(*((shape[found[0]] if is_whole else found[0]) if found else len(shape) for found in places))
        self._unseen = {part: name for part, name in self._unseen.items() if name not in shape}
        has_extras = any(name in shape for part in EXTRA_ORDER for name in self._names[part])
        has_address = bool(places[0]) and self._is_address(shape[places[0][0]])
        is_plain = not has_address and all(len(found) < 2 for found in places[2:])
        plan = self._plans[shape] = pick, is_whole, is_plain, has_address, has_extras, self._renamed(shape)
        return plan

    def _is_address(self, name: str) -> bool:
        """True for the field of an id that is an address; one that the user named is taken as it is."""
        return name in ADDRESSES and not self._is_chosen["id"]

    def _extras(self, row: Mapping[str, object]) -> tuple[Any, ...]:
        """Return the trailing parts of a row that may have them."""
        version, modified, credit, status = (self._metadata(row, part) for part in EXTRA_ORDER)
        self.is_versioned = self.is_versioned or bool(version or modified or is_status(status))
        modified = self.dated(modified) if modified else ""
        return version, modified, credit, known_status(status), ()

    def _part_by_part(self, row: Mapping[str, object]) -> tuple[str, ...]:
        """Make the parts of a row whose fields are not all plain strings."""
        return (
            self._identity(row),
            self._text(row),
            *(self._metadata(row, part) for part in FIELD_ORDER[2:]),
        )

    def _identity(self, row: Mapping[str, object]) -> str:
        """Return the id of a row, empty if it has none."""
        for name in self._names["id"]:
            value = row.get(name)
            if isinstance(value, Mapping) and isinstance(value.get("$oid"), str):  # as MongoDB exports it
                value = value["$oid"]
            if value is None or value == "":
                continue
            if isinstance(value, str):
                return clean_link(value) if self._is_address(name) else value
            if isinstance(value, float) and _EXACT_BELOW <= abs(value) < inf:
                raise BadRowError(f"field {name!r} is too large a number to be exact; write it as a string")
            if number := written_number(value):
                return number
            if self._is_chosen["id"] or name == "id":
                raise BadRowError(f"field {name!r} must be a string or a number, got {_kind(value)}")
        if self._is_chosen["id"]:
            raise self._missing(row, "id")
        return ""

    def _text(self, row: Mapping[str, object]) -> str:
        """Return the text of a row; empty if its fields for it are."""
        is_there = False
        for name in self._names["text"]:
            if name not in row:
                continue
            value = row[name]
            if isinstance(value, Mapping) and isinstance(value.get("rendered"), str):
                value = _rendered(value["rendered"])
            if not _is_absent(value) and not isinstance(value, str):
                raise BadRowError(f"field {name!r} must be a string, got {_kind(value)}")
            if value and isinstance(value, str):
                return value
            is_there = True
        if not is_there and not known_status(self._metadata(row, "status")):
            raise self._missing(row, "text")
        return ""

    def _metadata(self, row: Mapping[str, object], part: str) -> str:
        """Return a part that may be absent. An object stands for its ``name``, a list of one thing for that."""
        for name in self._names[part]:
            written = value = row.get(name)
            if isinstance(value, list) and len(value) == 1:
                [value] = value
            if isinstance(value, Mapping):
                value = value.get("name") or value.get("$date") or " ".join(_rendered(value.get("rendered")).split())
            if isinstance(value, str) and value:
                return value
            if number := written_number(value):
                return number
            if part == "published" and written and isinstance(written, (list, Mapping, bool)):
                self.count_undated(_kind(written))
        return ""

    def _missing(self, present: Iterable[str], part: str) -> MissingFieldError:
        """Return the error for a row or a header without something that is needed."""
        said = f"no field {self._names[part][0]!r}; fields are {names_shown(present)}"
        error = MissingFieldError(f"{said} (choose one with --{part}-field)")
        error.part = part
        return error

    def dated(self, written: str) -> str:
        """Return a date as ISO 8601; empty, and counted, if it is not understood."""
        found = iso_date(written)
        if not found:
            self.count_undated(written)
        return found

    def count_undated(self, written: str) -> None:
        """Count a date that was not understood, here or by a reader of another format."""
        self.undated += 1
        self.undated_example = self.undated_example or written


def written_number(value: object) -> str:
    """Return a number as text; empty for anything else, and for one that is not finite.

    >>> written_number(12), written_number(float("nan")), written_number(True)
    ('12', '', '')
    """
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return str(value) if is_number and not _is_absent(value) else ""


def _is_absent(value: object) -> bool:
    """True for null and for NaN or an infinity, which programs write in the place of null."""
    return value is None or (isinstance(value, float) and not isfinite(value))


def _rendered(value: object) -> str:
    """Return the text of HTML as WordPress wraps it: {"rendered": "<p>…</p>"}; empty for what is no text."""
    if not isinstance(value, str) or not value:
        return ""
    from dedup.readers.html_text import html_text  # its library is needed for this alone
    from dedup.readers.records import DocumentError

    try:
        return html_text(value)
    except DocumentError as exc:
        raise BadRowError(str(exc)) from exc


def _kind(value: object) -> str:
    """Return what JSON calls the type of a value."""
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, float) and not isfinite(value):
        return "NaN or Infinity"
    if isinstance(value, (int, float)):
        return "a number"
    return "a list" if isinstance(value, list) else "an object"
