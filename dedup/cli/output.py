"""Where results go: standard output and the files of ``--output``.

A file appears under its name only once it is complete. Talk goes to standard error.
"""

import errno
import os
import secrets
import shutil
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from dedup.cli.config import OWN_FILE, PROJECT_FILE
from dedup.cli.run import files_beside, make_read_options
from dedup.cli.settings import Settings, format_of
from dedup.cli.talk import is_screen
from dedup.errors import DedupError, UsageError
from dedup.readers.own_files import index_at
from dedup.runtime.collector import collector_paused

STANDARD_OUTPUT = "-"
_ROOM = "make room there, or choose another place"
_PERMISSION = "give yourself permission to write there, or choose another place"
_CURES = {errno.ENOSPC: _ROOM, errno.EDQUOT: _ROOM, errno.EACCES: _PERMISSION, errno.EPERM: _PERMISSION}
_WIDTH = 100  # columns when there is no terminal to ask

#: Writes the results: format, stream, colour, width.
Writer = Callable[[str, BinaryIO, bool, int], None]


@dataclass(frozen=True, slots=True)
class Target:
    """One place that results go to."""

    format: str
    path: Path | None  #: None is standard output


def plan_outputs(settings: Settings, formats: Sequence[str], inputs: Sequence[str] = ()) -> list[Target]:
    """Decide what is written where, and refuse what cannot work before the work begins.

    ``FORMAT:PATH`` is written beside standard output; a plain path takes its place, in the
    format of ``--format``, else of its suffix, else, if that names none, the first of ``formats``.

    Args:
        settings: ``format``, one of ``formats``, and ``output`` count, and the files that it names to be read.
        formats: What this command writes; the first is its default.
        inputs: What it reads besides; no output may replace it.

    Raises:
        UsageError: If a format of an output does not exist, or a file cannot be written there.
    """
    targets = [_target(written, settings.format, formats) for written in settings.output]
    if all(_has_format(written, formats) for written in settings.output):
        targets.insert(0, Target(settings.format or formats[0], None))
    _check(targets, [*inputs, *files_beside(settings)])
    for target in targets:
        if target.path is not None and _is_read_from(target.path, inputs, settings):
            raise UsageError(
                f"{target.path}: is an article of an input folder and would be replaced; choose another name"
            )
    return targets


def _has_format(written: str, formats: Sequence[str]) -> bool:
    """True for ``FORMAT:PATH``, of one of these formats, that is no standard output."""
    name, colon, path = written.partition(":")
    return bool(colon) and name in formats and path != STANDARD_OUTPUT


def _target(written: str, chosen: str, formats: Sequence[str]) -> Target:
    """Return the target that a value of ``--output`` names."""
    name, colon, rest = written.partition(":")
    if colon and name in formats:
        path, form = rest, name
    else:
        if colon and len(name) > 1 and name.isalpha() and not Path(written).exists():
            raise UsageError(
                f"--output {written!r}: there is no format {name!r}; formats are {', '.join(formats)} "
                f"(for a file of that name write ./{written})"
            )
        path = written
        form = chosen or _by_suffix(path, formats)
    if not path:
        raise UsageError(f"--output must be FILE or FORMAT:FILE, got {written!r}")
    return Target(form, None if path == STANDARD_OUTPUT else Path(path))


def _by_suffix(path: str, formats: Sequence[str]) -> str:
    """Return the format that a file gets by its name; the first one if that says nothing, or that it is text."""
    named = format_of(path, formats)
    if named in formats:
        return named
    if named not in ("", "text"):
        raise UsageError(
            f"{path}: the name says {named}, which this command does not write; formats are {', '.join(formats)} "
            "(--format chooses one whatever the name)"
        )
    return formats[0]


def _check(targets: Sequence[Target], inputs: Sequence[str]) -> None:
    """Refuse targets that cannot be written, that are inputs, or that are named twice."""
    taken: set[str] = set()
    sources = {os.path.realpath(name) for name in inputs if name != STANDARD_OUTPUT}
    for target in targets:
        if target.path is None:
            continue
        real = os.path.realpath(target.path)
        if target.path.is_dir():
            raise UsageError(f"{target.path}: is a folder; --output takes a file")
        check_folder(target.path)
        _check_unpacked(target.path)
        if real in sources:
            raise UsageError(f"{target.path}: is an input too and would be replaced; choose another name")
        if real in map(os.path.realpath, (OWN_FILE, PROJECT_FILE)):
            raise UsageError(f"{target.path}: settings are read from a file of this name; choose another name")
        if index := index_at(real):
            named = index_at(str(target.path)) or os.path.relpath(index)  # a link leads elsewhere
            which = "is an index" if index == real else f"belongs to the index {named}"
            raise UsageError(f"{target.path}: {which} and would be replaced; choose another name")
        if real in taken:
            raise UsageError(f"{target.path}: is named twice by --output")
        taken.add(real)


def _check_unpacked(path: Path) -> None:
    """Refuse a name that promises compression, which results do not have."""
    from dedup.readers.source import PACKED_SUFFIXES

    suffix = path.suffix.lower()
    if suffix in (*PACKED_SUFFIXES, ".zip") and not _is_special(path):
        raise UsageError(
            f"{path}: results are written uncompressed; leave {suffix} out of the name and compress the file afterwards"
        )


def check_folder(path: Path) -> None:
    """Refuse a place for a new file in a folder that is not there; the folder is named as the path names it.

    Raises:
        UsageError: If there is no such folder.
    """
    real = os.path.dirname(os.path.realpath(path))
    if not os.path.isdir(real):
        folder = os.path.relpath(real) if path.parent.is_dir() else path.parent  # a link may lead to another folder
        raise UsageError(f"{path}: there is no folder {folder}; make it first")


def _is_read_from(path: Path, inputs: Sequence[str], settings: Settings) -> bool:
    """True for a file that is there, below a folder among the inputs, and gives articles; an older report does not."""
    real = Path(os.path.realpath(path))
    folders = [Path(os.path.realpath(name)) for name in inputs if os.path.isdir(name)]
    inside = [real.relative_to(folder).parts for folder in folders if real.is_relative_to(folder)]
    if not real.is_file() or all(any(part.startswith(".") for part in parts) for parts in inside):
        return False
    from dedup.readers.collect import read_articles

    try:
        return next(read_articles([str(real)], make_read_options(settings)), None) is not None
    except DedupError:
        return False  # the reading of the folder leaves it out, or says what is wrong with it


def write_all(targets: Sequence[Target], write: Writer) -> None:
    """Write the results to every target; files first, so that a closed pipe costs none.

    Raises:
        DedupError: If a file or standard output cannot be written.
    """
    with collector_paused():
        for target in sorted(targets, key=lambda target: target.path is None):
            if target.path is None:
                _write_standard(target.format, write)
            else:
                with replacing(target.path) as stream:
                    write(target.format, stream, False, _WIDTH)


def _write_standard(form: str, write: Writer) -> None:
    """Write to standard output; a reader that has gone away is no error."""
    if sys.stdout is None:  # by whoever started us
        raise DedupError("standard output is closed; --output FILE writes to a file")
    width = shutil.get_terminal_size((_WIDTH, 24)).columns
    try:
        sys.stdout.flush()
        write(form, sys.stdout.buffer, uses_colour(), width)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        discard_standard_output()
    except OSError as exc:
        discard_standard_output()
        raise DedupError(f"standard output cannot be written: {why_unwritten(exc)}") from exc


def why_unwritten(exc: OSError) -> str:
    """Return what the system says of a file that it does not let us write, with what to do."""
    cure = _CURES.get(exc.errno or 0, "choose another place")
    return f"{exc.strerror or exc}; {cure}"


def discard_standard_output() -> None:
    """Send what is still buffered for standard output nowhere, so that the exit is quiet."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def uses_colour() -> bool:
    """True if standard output is a terminal that takes colours, and NO_COLOR is not set."""
    return is_screen(sys.stdout) and not os.environ.get("NO_COLOR")


def _is_special(path: Path) -> bool:
    """True for devices and pipes, and for what this process has open, as ``/dev/stdout``."""
    is_open = os.path.abspath(path).startswith(("/dev/std", "/dev/fd/", "/proc/self/fd/"))
    return path.exists() and (is_open or not path.is_file())


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Give a stream whose content appears under ``path`` at once, when all is written.

    A file that is replaced leaves its permissions to the new one. Devices and pipes are written directly.

    Raises:
        DedupError: If it cannot be written; an older file then stays as it was.
    """
    real = Path(os.path.realpath(path))
    is_special = _is_special(path)
    draft = path if is_special else real.with_name(f".{real.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        with open(draft, "wb" if is_special else "xb") as stream:
            if not is_special:
                _take_over_mode(draft, real)
            yield stream
        if not is_special:
            os.replace(draft, real)
    except OSError as exc:
        raise DedupError(f"{path}: cannot be written: {why_unwritten(exc)}") from exc
    finally:
        if not is_special:
            with suppress(OSError):  # where nothing could be written, nothing can be removed
                draft.unlink()


def _take_over_mode(draft: Path, real: Path) -> None:
    """Give a draft, before anything is in it, the permissions of the file that it will replace, if there is one."""
    with suppress(FileNotFoundError, PermissionError):  # no such file; a file system without permissions
        draft.chmod(stat.S_IMODE(real.stat().st_mode))
