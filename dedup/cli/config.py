"""Where settings come from: flag, then environment, then file, then default.

The file is ``dedup.toml`` or the table ``[tool.dedup]`` of ``pyproject.toml``, in the
working directory. Names may be written with hyphens or underscores. A name that does not
exist is an error, in the file and in the environment. Both speak to all commands: a format
of results that only others write is passed over, also before a file in ``output`` or as its suffix.
"""

import errno
import os
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from dedup.cli.settings import FORMATS, Settings, checked, format_of, from_environment, names
from dedup.errors import UsageError

OWN_FILE, PROJECT_FILE = "dedup.toml", "pyproject.toml"  #: in the working directory; no results replace them
PREFIX = "DEDUP_"
_BARRED = (errno.EACCES, errno.EPERM)
_NEAR = 0.7  #: of 1, how alike two names must be for one to be meant by the other: two of five letters may differ
OTHER_VARIABLES = frozenset({"DEDUP_CACHE_DIR"})  #: read elsewhere, or set by those who run us


def resolve(flags: Mapping[str, object], formats: Sequence[str] = ()) -> Settings:
    """Return the settings of this run.

    Args:
        flags: What the command line gave, by the names of ``Settings``; None and empty
            lists mean not given, other names are left alone.
        formats: Those that this command writes, if it writes any.

    Raises:
        UsageError: If a value is wrong, or a name does not exist.
    """
    given: dict[str, Any] = dict(_from_file(Path()))
    given |= _from_environment(os.environ)
    _leave_to_others(given, formats)
    own = [name for name in names() if flags.get(name) is not None and flags[name] != []]
    for name in own:
        if name == "format" and flags[name] not in formats:
            raise UsageError(f"--format must be one of {', '.join(formats)}, got {flags[name]!r}")
        given[name] = checked(name, flags[name], f"--{name.replace('_', '-')}")
    return Settings(**given, by_option=frozenset(own))


def _leave_to_others(given: dict[str, Any], formats: Sequence[str]) -> None:
    """Drop from what was said to all commands the formats that only others write."""
    if given.get("format") in set(FORMATS).difference(formats):
        del given["format"]
    if "output" in given:
        given["output"] = tuple(place for place in given["output"] if not _is_foreign(place, formats))


def _is_foreign(place: str, formats: Sequence[str]) -> bool:
    """True for ``FORMAT:PATH``, or a path whose suffix names a format, if a command writes only others."""
    name = place.partition(":")[0]
    return name not in formats if name in FORMATS else format_of(place, formats) not in (*formats, "text", "")


def _from_environment(environment: Mapping[str, str]) -> dict[str, object]:
    """Return the settings that the environment gives; an empty variable gives none."""
    found: dict[str, object] = {}
    for variable, value in sorted(environment.items()):
        name = variable.upper().removeprefix(PREFIX).lower()
        is_ours = variable.startswith(PREFIX) or (variable.upper().startswith(PREFIX) and name in names())
        if not is_ours or variable in OTHER_VARIABLES:
            continue
        if name not in names() or variable != variable.upper():
            raise UsageError(f"environment: {_unknown(variable, PREFIX, '_', str.upper)}")
        if value:
            found[name] = checked(name, from_environment(name, value), variable)
    return found


def _from_file(folder: Path) -> dict[str, object]:
    """Return the settings that a file in the folder gives."""
    own, project = folder / OWN_FILE, folder / PROJECT_FILE
    table = _loaded(own)
    shared = _loaded(project).get("tool", {})
    shared = shared.get("dedup") if isinstance(shared, dict) else None
    if own.is_file() and shared is not None:
        raise UsageError(f"both {own} and [tool.dedup] in {project} are there; keep one of them")
    place = str(own) if own.is_file() else f"{project}: [tool.dedup]"
    settings = _outside_table(table, str(own)) if own.is_file() else shared or {}
    if not isinstance(settings, dict):
        raise UsageError(f"{place} must be a table, got {settings!r}")
    found: dict[str, object] = {}
    written: dict[str, str] = {}
    for key, value in settings.items():
        name = key.replace("-", "_")
        if name not in names():
            raise UsageError(f"{place}: {_unknown(key, '', '-', str.lower)}")
        if name in written:
            raise UsageError(f"{place}: {written[name]!r} and {key!r} are one setting; keep one of them")
        written[name], found[name] = key, checked(name, value, f"{place}: {key}")
    return found


def _outside_table(table: dict[str, object], place: str) -> dict[str, object]:
    """Return what a file of our own holds; refuse the table that settings stand in elsewhere."""
    if "tool" in table:
        raise UsageError(f"{place}: has a table 'tool'; write the settings without a table: no line [tool.dedup] here")
    return table


def _loaded(path: Path) -> dict[str, object]:
    """Return what a TOML file holds; nothing if there is none."""
    if path.is_fifo():  # it would be waited for
        raise UsageError(f"{path}: cannot be read: a pipe; move it away")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except OSError as exc:
        cure = "give yourself permission to read it, or move it away" if exc.errno in _BARRED else "move it away"
        raise UsageError(f"{path}: cannot be read: {exc.strerror or exc}; {cure}") from exc
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise UsageError(f"{path}: cannot be read as TOML: {exc}; correct it, or move it away") from exc


def _unknown(got: str, prefix: str, joint: str, case: Callable[[str], str]) -> str:
    """Return the message for a name that does not exist, with the likeliest meant."""
    from difflib import get_close_matches

    known = {case(name.replace("_", joint)): f"{prefix}{case(name.replace('_', joint))}" for name in names()}
    bare = case(got).removeprefix(prefix)  # all have the prefix, which makes none near
    close = get_close_matches(bare, known, 1, _NEAR)
    return f"unknown setting {got!r}" + (
        f"; did you mean {known[close[0]]}?" if close else f"; settings are {', '.join(known.values())}"
    )
