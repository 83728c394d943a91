"""The memory of what was forgotten, beside the index: for when an older backup takes its place.

A small text file ``INDEX-forgotten`` repeats the keyed hashes that the index holds. It names the index by
a hash of its secret, so that copies of one index know one another's memory and others do not.
"""

import hashlib
import os
import secrets
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from dedup.index.errors import IndexFailedError

_SUFFIX = "-forgotten"
_FIRST = "dedup forgotten "


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
    except OSError as exc:
        raise IndexFailedError(
            f"{target}: what was forgotten is gone from the index, but the memory beside it cannot be written "
            f"({exc.strerror or exc}); make room or give permission, and forget it once more"
        ) from exc
    finally:
        with suppress(OSError):  # where nothing could be written, nothing can be removed
            draft.unlink()


def read_forgotten(folders: Iterable[Path], secret: bytes) -> set[bytes]:
    """Return all that copies of an index in some folders remember."""
    found: set[bytes] = set()
    for folder in set(folders):
        for path in folder.glob(f"*{_SUFFIX}"):
            try:
                first, *lines = path.read_text(encoding="ascii").split("\n")
            except (OSError, UnicodeDecodeError):
                continue
            if first == _FIRST + identity(secret):
                found.update(bytes.fromhex(line) for line in lines if len(line) == 32)
    return found
