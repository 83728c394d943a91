"""The memory of what was forgotten, beside the index: for when an older backup takes its place.

A small text file ``INDEX-forgotten`` repeats the keyed hashes that the index holds. It names the index by
a hash of its secret, so that copies of one index know one another's memory and others do not. A line that
is damaged is named, since what it stood for would come back unnoticed.
"""

import hashlib
import os
import re
import secrets
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from dedup.index.errors import IndexFailedError
from dedup.index.files import sync_folder

_SUFFIX = "-forgotten"
_FIRST = "dedup forgotten "
_MARK = re.compile("[0-9a-fA-F]{32}")


class Memory(NamedTuple):
    """What the files beside some indexes remember."""

    marks: set[bytes]
    faults: list[str]  #: what of them cannot be read: file, line, what is wrong and what to do


def identity(secret: bytes) -> str:
    """Return the name of an index and its copies, which tells nothing of its secret."""
    return hashlib.blake2b(b"identity", key=secret, digest_size=16).hexdigest()


def write_forgotten(path: Path, secret: bytes, marks: Collection[bytes]) -> None:
    """Write the memory of an index beside it, durably and at once.

    Raises:
        IndexFailedError: If it cannot be written.
    """
    target = Path(f"{path}{_SUFFIX}")
    draft = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.part")
    lines = [_FIRST + identity(secret), *sorted(mark.hex() for mark in marks)]
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write("\n".join(lines) + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, target)
        sync_folder(target.parent)
    except OSError as exc:
        raise IndexFailedError(
            f"{target}: what was forgotten is gone from the index, but the memory beside it cannot be written "
            f"({exc.strerror or exc}); make room or give permission, and forget it once more"
        ) from exc
    finally:
        with suppress(OSError):  # where nothing could be written, nothing can be removed
            draft.unlink()


def read_forgotten(paths: Iterable[Path], secret: bytes) -> Memory:
    """Return all that copies of an index remember in the folders of some indexes.

    Args:
        paths: The indexes. The files of other names there count if they begin as one of this index does.
        secret: Of the index.
    """
    found = Memory(set(), [])
    own = {each for path in paths for each in (path.parent.resolve() / path.name, path.resolve())}
    for folder in sorted({path.parent for path in own}):
        for path in sorted(folder.glob(f"*{_SUFFIX}")):
            is_own = path.with_name(path.name.removesuffix(_SUFFIX)) in own
            try:
                first, *lines = path.read_bytes().decode("ascii", "replace").splitlines() or [""]
            except OSError as exc:
                if is_own:
                    found.faults.append(f"{path}: cannot be read: {exc.strerror or exc}; give permission to read it")
                continue
            if first == _FIRST + identity(secret):
                _read_marks(path, lines, found)
            elif is_own and not (first.startswith(_FIRST) and _MARK.fullmatch(first.removeprefix(_FIRST))):
                found.faults.append(
                    f"{path}:1: does not say which index it is of; put a sound copy in its place, or delete it and "
                    "forget once more what may come back"
                )
    return found


def _read_marks(path: Path, lines: Iterable[str], found: Memory) -> None:
    """Read the lines behind the first one; empty ones count for nothing."""
    for number, line in enumerate(lines, 2):
        if _MARK.fullmatch(line):
            found.marks.add(bytes.fromhex(line))
        elif line.strip():
            found.faults.append(
                f"{path}:{number}: is no mark of what was forgotten (32 hexadecimal digits), so that an article may "
                "come back; put a sound copy of the file in its place, or delete the line and forget it once more"
            )
