"""The baseline: a file of findings that were looked at and accepted.

An entry stands for one pair: the ids of both articles, a digest of each text, and the
relation that was accepted. It covers a finding only if both ids and both texts are the
same and the relation is no stronger, so an edited article, or a third copy of an accepted
text, is a new finding. The file is JSON with one entry a line, sorted, so that it can be
kept under version control; the same entries always give the same bytes.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dedup.errors import DedupError
from dedup.model import Article, Relation

VERSION = 1
DIGEST_CHARACTERS = 32  # 128 bits of a SHA-256

_KEYS = ("ids", "digests", "relation", "reason", "who", "created", "expires")
_TOP_KEYS = ("version", "entries")


class BaselineError(DedupError):
    """A baseline file that cannot be read, or holds what does not belong there."""


class Entry(NamedTuple):
    """One accepted finding."""

    ids: tuple[str, str]  #: sorted
    digests: tuple[str, str]  #: of the texts, in the order of ``ids``
    relation: Relation
    reason: str = ""  #: why it is accepted; may be empty
    who: str = ""  #: who accepted it; may be empty
    created: str = ""  #: the day, as ISO 8601
    expires: str = ""  #: the last day on which it holds; empty: for good

    def has_expired(self, today: date) -> bool:
        """True if the last day of the entry is over."""
        return bool(self.expires) and date.fromisoformat(self.expires) < today


def digest(text: str) -> str:
    """Return a name for a text that does not depend on its line ends and spaces.

    >>> digest("two  words\\r\\n") == digest("two words")
    True
    """
    words = " ".join(text.split()).encode("utf-8", "surrogatepass")
    return hashlib.sha256(words).hexdigest()[:DIGEST_CHARACTERS]


def entry_of(
    left: Article, right: Article, relation: Relation, *, reason: str = "", who: str = "", created: str = "",
    expires: str = "",
) -> Entry:  # fmt: skip
    """Return the entry that accepts a pair; which side is which does not matter."""
    one, two = sorted(((left.id, digest(left.text)), (right.id, digest(right.text))))
    return Entry((one[0], two[0]), (one[1], two[1]), relation, reason, who, created, expires)


class Baseline:
    """The entries of a file, found by pair."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        """Hold entries; of two for the same pair the later one counts."""
        self._entries = {entry.ids: entry for entry in entries}

    def __len__(self) -> int:
        """Return how many pairs are accepted."""
        return len(self._entries)

    @property
    def entries(self) -> list[Entry]:
        """The entries, sorted by their ids."""
        return sorted(self._entries.values())

    def about(self, found: Entry) -> Entry | None:
        """Return what the baseline holds of the pair of ids of ``found``, whether it covers it or not."""
        return self._entries.get(found.ids)

    def covers(self, found: Entry, today: date) -> bool:
        """True if a finding was accepted, is unchanged, and its entry still holds."""
        entry = self.about(found)
        return entry is not None and not entry.has_expired(today) and is_unchanged(entry, found)


def is_unchanged(entry: Entry, found: Entry) -> bool:
    """True if a finding is the one that was accepted: same texts, relation no stronger."""
    return entry.digests == found.digests and entry.relation.weight <= found.relation.weight


def updated(known: Baseline, found: Sequence[Entry]) -> Baseline:
    """Return a baseline that covers ``found`` besides what it already holds.

    An entry that still covers its finding is kept as it is. One whose text, relation or
    expiry makes it cover no longer is replaced. A finding whose two texts were accepted
    under other ids takes reason, who and dates from there.

    Args:
        known: What was accepted so far.
        found: What is accepted now, with the reason and dates for what is new.
    """
    moved = {_content(entry): entry for entry in known.entries}
    entries = {entry.ids: entry for entry in known.entries}
    for entry in found:
        before = entries.get(entry.ids)
        if before is not None and is_unchanged(before, entry) and before.expires == "":
            continue
        if before is not None and is_unchanged(before, entry) and before.expires >= entry.created:
            continue
        origin = moved.get(_content(entry)) if before is None else None
        if origin is not None and is_unchanged(origin._replace(digests=entry.digests), entry):
            entry = entry._replace(reason=origin.reason, who=origin.who, created=origin.created, expires=origin.expires)
        entries[entry.ids] = entry
    return Baseline(entries.values())


def pruned(known: Baseline, found: Sequence[Entry], today: date) -> tuple[Baseline, list[Entry]]:
    """Return the entries that still cover one of ``found``, and those that do not or have expired."""
    seen = {entry.ids: entry for entry in found}
    kept: list[Entry] = []
    dropped: list[Entry] = []
    for entry in known.entries:
        again = seen.get(entry.ids)
        is_needed = again is not None and is_unchanged(entry, again) and not entry.has_expired(today)
        (kept if is_needed else dropped).append(entry)
    return Baseline(kept), dropped


def _content(entry: Entry) -> tuple[str, ...]:
    """Return the texts of an entry, whatever their ids."""
    return tuple(sorted(entry.digests))


def to_bytes(baseline: Baseline) -> bytes:
    """Return a baseline as the bytes of its file: one entry a line, sorted."""
    lines = [_line(dict(zip(_KEYS, entry, strict=True))) for entry in baseline.entries]
    body = "\n  " + ",\n  ".join(lines) + "\n" if lines else ""
    return f'{{"version": {VERSION}, "entries": [{body}]}}\n'.encode()


def _line(record: Mapping[str, object]) -> str:
    """Return a record as one line of JSON; text that is no valid Unicode is written as escapes."""
    line = json.dumps(record, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(record)
    return line


def read_baseline(path: str) -> Baseline:
    """Read a baseline file.

    Raises:
        BaselineError: If it cannot be read, is no JSON, or an entry is not as it should be.
    """
    try:
        content = json.loads(Path(path).read_bytes())
    except FileNotFoundError as exc:
        raise BaselineError(
            f"{path}: no such file; make it with: dedup baseline create {path} INPUT... --index INDEX"
        ) from exc
    except OSError as exc:
        raise BaselineError(f"{path}: cannot be read: {exc.strerror or exc}") from exc
    except (ValueError, RecursionError) as exc:
        raise BaselineError(f"{path}: not JSON: {exc}; restore it, or make a new one: dedup baseline create") from exc
    if not isinstance(content, dict):
        raise BaselineError(f'{path}: must hold an object like {{"version": {VERSION}, "entries": []}}')
    _check_keys(content, _TOP_KEYS, path)
    if content["version"] != VERSION or isinstance(content["version"], bool):
        raise BaselineError(
            f"{path}: 'version' must be {VERSION}, got {content['version']!r}; "
            "use the dedup that wrote it, or make a new one: dedup baseline create"
        )
    entries = content["entries"]
    if not isinstance(entries, list):
        raise BaselineError(f"{path}: 'entries' must be a list, got {entries!r}")
    made = [_entry(entry, f"{path}: entry {number}") for number, entry in enumerate(entries, 1)]
    seen: dict[tuple[str, str], int] = {}
    for number, entry in enumerate(made, 1):
        if entry.ids in seen:
            raise BaselineError(
                f"{path}: entries {seen[entry.ids]} and {number} are for the same pair "
                f"{entry.ids[0]!r}, {entry.ids[1]!r}; remove one of them"
            )
        seen[entry.ids] = number
    return Baseline(made)


def _entry(record: object, place: str) -> Entry:
    """Return one entry of a file."""
    if not isinstance(record, dict):
        raise BaselineError(f"{place}: must be an object of {', '.join(_KEYS)}, got {record!r}")
    _check_keys(record, _KEYS, place)
    for key in ("relation", "reason", "who", "created", "expires"):
        if not isinstance(record[key], str):
            raise BaselineError(f"{place}: {key!r} must be a text, got {record[key]!r}")
    relations = [relation.value for relation in Relation]
    if record["relation"] not in relations:
        raise BaselineError(f"{place}: 'relation' must be one of {', '.join(relations)}, got {record['relation']!r}")
    for key in ("created", "expires"):
        if record[key] and not is_day(record[key]):
            raise BaselineError(f"{place}: {key!r} must be a day like 2026-12-31, or empty, got {record[key]!r}")
    ids, digests = _two(record, "ids", place), _two(record, "digests", place)
    (one, one_digest), (two, two_digest) = sorted(zip(ids, digests, strict=True))
    rest = record["reason"], record["who"], record["created"], record["expires"]
    return Entry((one, two), (one_digest, two_digest), Relation(record["relation"]), *rest)


def is_day(written: str) -> bool:
    """True for a day as the file has it.

    >>> is_day("2026-12-31"), is_day("31.12.2026"), is_day("20261231")
    (True, False, False)
    """
    try:
        return date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False


def _two(record: Mapping[str, object], key: str, place: str) -> tuple[str, str]:
    """Return a list of two texts."""
    value = record[key]
    if isinstance(value, list) and len(value) == 2 and all(isinstance(item, str) and item for item in value):
        return value[0], value[1]
    raise BaselineError(f"{place}: {key!r} must be a list of two texts, got {value!r}")


def _check_keys(record: Mapping[str, object], known: Sequence[str], place: str) -> None:
    """Refuse a key that does not exist, and one that is missing."""
    for key in record:
        if key not in known:
            raise BaselineError(f"{place}: unknown key {key!r}; keys are {', '.join(known)}")
    for key in known:
        if key not in record:
            raise BaselineError(f"{place}: key {key!r} is missing; keys are {', '.join(known)}")
