"""The settings of a run: what can be set, and the check of each value wherever it comes from.

Flags, environment and files all pass through ``checked``, so that a wrong value gives the
same message: which setting, from where, what it got, what it takes.
"""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from dedup.errors import UsageError
from dedup.model import Relation

RELATIONS = tuple(str(relation) for relation in Relation)
INPUT_FORMATS = (  # those of dedup.readers.formats, which is not loaded for this
    *("txt", "feed", "newsml", "nitf", "html", "ninjs", "json", "jsonl", "tsv", "csv", "parquet", "warc", "docx"),
    "pdf",
)
#: Formats of results, each of some command; those of one command are its own.
FORMATS = ("text", "json", "jsonl", "csv", "html", "furniture", "svg", "sarif", "junit", "github", "gitlab")
_SUFFIXES = {".txt": "text", ".ndjson": "jsonl", ".htm": "html", ".xml": "junit"}
_OF_OTHER_PROGRAMS = ("tsv",)  # formats that no command writes
PROFILES = ("news", "ocr", "short")
_TRUE = ("1", "true", "yes", "on")
_FALSE = ("0", "false", "no", "off")


def _setting(kind: str, default: Any = None, *, low: float = 0, high: float = 0, allowed: tuple[str, ...] = ()) -> Any:
    """Declare a setting: its kind, its range (none if ``high`` is 0), the words it takes."""
    return field(default=default, metadata={"kind": kind, "low": low, "high": high, "allowed": allowed})


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a command can be told; None and empty mean not told."""

    format: str = _setting("text", "", allowed=FORMATS)
    output: tuple[str, ...] = _setting("list", ())
    relation: tuple[str, ...] = _setting("list", (), allowed=RELATIONS)
    window: int | None = _setting("whole", high=1_000_000)
    min_score: float | None = _setting("number", high=1)
    ignore: str = _setting("text", "")
    params: str = _setting("text", "")
    workers: int | None = _setting("whole", low=1, high=1024)
    seed: int | None = _setting("whole", high=2**32 - 1)
    profile: str = _setting("text", "", allowed=PROFILES)
    against: tuple[str, ...] = _setting("list", ())
    articles: tuple[str, ...] = _setting("list", ())
    fail_on: str = _setting("text", "", allowed=(*RELATIONS, "any"))
    skip_bad: bool = _setting("flag", False)
    allow_empty: bool = _setting("flag", False)
    fetch: bool = _setting("flag", False)
    input_format: str = _setting("text", "", allowed=INPUT_FORMATS)
    id_field: str = _setting("text", "")
    text_field: str = _setting("text", "")
    title_field: str = _setting("text", "")
    source_field: str = _setting("text", "")
    url_field: str = _setting("text", "")
    published_field: str = _setting("text", "")
    lang_field: str = _setting("text", "")
    version_field: str = _setting("text", "")
    modified_field: str = _setting("text", "")
    credit_field: str = _setting("text", "")
    status_field: str = _setting("text", "")
    index: str = _setting("text", "")
    add: bool = _setting("flag", False)
    exclude_source: tuple[str, ...] = _setting("list", ())
    baseline: str = _setting("text", "")
    policy: str = _setting("text", "")
    reason: str = _setting("text", "")
    by: str = _setting("text", "")
    expires: str = _setting("text", "")
    explain: bool = _setting("flag", False)
    words: int | None = _setting("whole", low=10, high=1_000_000)
    quiet: bool = _setting("flag", False)
    verbose: bool = _setting("flag", False)
    by_option: frozenset[str] = frozenset()  #: no setting: the names of those that the command line gave


_FIELDS = {item.name: item for item in dataclasses.fields(Settings) if item.metadata}


def names() -> tuple[str, ...]:
    """Return the names of all settings, as in Python (``min_score``)."""
    return tuple(_FIELDS)


def format_of(path: str, formats: Sequence[str]) -> str:
    """Return the format that the suffix of a file names, whether a command writes it or not; empty if it names none.

    Args:
        path: Of the file.
        formats: What the command writes; one that has no ``json`` writes JSON lines in its place.

    >>> format_of("found.json", ("text", "jsonl")), format_of("found.xml", ("text",)), format_of("found.md", ("text",))
    ('jsonl', 'junit', '')
    """
    suffix = PurePath(path).suffix.lower()
    named = _SUFFIXES.get(suffix, suffix.removeprefix("."))
    if named == "json" and "json" not in formats:
        named = "jsonl"
    return named if named in (*FORMATS, *_OF_OTHER_PROGRAMS) else ""


def checked(name: str, value: object, origin: str) -> object:
    """Return a value in the type of its setting.

    Args:
        name: Of the setting, as in Python.
        value: From a TOML file in its type, from a flag as typer gives it, from the environment as
            ``from_environment`` does; a word stands for a number in these two.
        origin: Where it was given, as the user knows it: ``--window``, ``DEDUP_WINDOW``.

    Raises:
        UsageError: If it is of the wrong type, out of range, or not among the words allowed.
    """
    about = _FIELDS[name].metadata
    found = _CONVERSIONS[about["kind"]](value, origin)
    if about["allowed"]:
        for word in found if isinstance(found, tuple) else (found,):
            if word not in about["allowed"]:
                raise UsageError(f"{origin} must be one of {', '.join(about['allowed'])}, got {word!r}")
    if about["high"] and not about["low"] <= found <= about["high"]:
        raise UsageError(f"{origin} must be from {about['low']:,} to {about['high']:,}, got {value}")
    return found


def from_environment(name: str, word: str) -> object:
    """Return the value that a variable gives: yes or no for what is one, else the word, which ``checked`` converts."""
    said = word.lower()
    if _FIELDS[name].metadata["kind"] == "flag" and said in _TRUE + _FALSE:
        return said in _TRUE
    return word


def _flag(value: object, origin: str) -> bool:
    """Return a yes or no as it is."""
    if not isinstance(value, bool):
        raise UsageError(f"{origin} must be true or false, got {value!r}")
    return value


def _text(value: object, origin: str) -> str:
    """Convert to a string; numbers are not taken for one."""
    if not isinstance(value, str) or not value:
        raise UsageError(f"{origin} must be a text that is not empty, got {value!r}")
    return value


def _may_be_number(value: float | str) -> bool:
    """True for a number, and for a word that is written with the digits 0 to 9, without the marks of a program."""
    return (value.isascii() and "_" not in value) if isinstance(value, str) else not isinstance(value, bool)


def _whole(value: object, origin: str) -> int:
    """Convert to a whole number."""
    try:
        if isinstance(value, (int, str)) and _may_be_number(value):
            return int(value)
    except ValueError:
        pass
    raise UsageError(f"{origin} must be a whole number, got {value!r}")


def _number(value: object, origin: str) -> float:
    """Convert to a number."""
    try:
        if isinstance(value, (int, float, str)) and _may_be_number(value):
            return float(value)
    except ValueError:
        pass
    raise UsageError(f"{origin} must be a number like 0.5, got {value!r}")


def _list(value: object, origin: str) -> tuple[str, ...]:
    """Convert to texts; a single string holds them separated by commas."""
    if isinstance(value, str):
        value = [part.strip() for part in value.split(",")]
    if not isinstance(value, (list, tuple)):
        raise UsageError(f"{origin} must be a list of texts, got {value!r}")
    return tuple(_text(part, origin) for part in value)


_CONVERSIONS: Mapping[str, Callable[[object, str], object]] = {
    "flag": _flag,
    "text": _text,
    "whole": _whole,
    "number": _number,
    "list": _list,
}
