"""Whose turn it is to write: a queue of one between processes and threads.

Who wants to write waits at a turnstile (a lock on a file beside the index) until it has
the right to write, and lets the next one in only then. A writer that has just finished
and wants again finds the turnstile taken by the one that waits, so that none starves:
with SQLite's own polling one of two writers had 254 commits against 24,102.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dedup.index.errors import IndexBusyError

_POLL_S = 0.0005


class Turnstile:
    """The lock at which writers wait; one object for each open index."""

    def __init__(self, path: Path) -> None:
        """Prepare the lock file of an index; it holds nothing."""
        self._path = Path(f"{path}-turn")
        self._file = -1

    @contextmanager
    def passing(self, timeout_s: float) -> Iterator[None]:
        """Stand in the turnstile.

        Raises:
            IndexBusyError: If those before take longer than ``timeout_s``.
        """
        if self._file < 0:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        deadline = time.monotonic() + timeout_s
        while not _lock(self._file):
            if time.monotonic() > deadline:
                raise IndexBusyError(f"{self._path}: other writers took longer than {timeout_s:g} s; wait, or end them")
            time.sleep(_POLL_S)
        try:
            yield
        finally:
            _unlock(self._file)

    def close(self) -> None:
        """Let go of the lock file."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> bool:
        """Try to take the lock."""
        os.lseek(file, 0, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: int) -> None:
        """Give the lock back."""
        os.lseek(file, 0, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> bool:
        """Try to take the lock."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(file: int) -> None:
        """Give the lock back."""
        fcntl.flock(file, fcntl.LOCK_UN)
