"""The error for an input that cannot be read on."""

from typing import Any

from dedup.errors import MissingExtraError, ReaderError
from dedup.extras import require

#: How to go on without an input, a part of one, or a folder.
SKIP_IT = " (--skip-bad goes on without what cannot be read)"


class UnreadableError(ReaderError):
    """An input that breaks off or cannot be read at all, as against a bad record in it."""

    def __init__(self, place: str, why: str) -> None:
        """Say where and why; ``str()`` gives both."""
        super().__init__(f"{place}: {why}")
        self.place = place
        self.why = why

    def skippable(self) -> "UnreadableError":
        """Return the same error for an input without which a reading can go on, with how that is asked for."""
        return self if self.why.endswith(SKIP_IT) else UnreadableError(self.place, self.why + SKIP_IT)


def reason(exc: OSError) -> str:
    """Return what the system says about a file, with what to do."""
    if isinstance(exc, FileNotFoundError):
        return "no such file or folder; check the name"
    if isinstance(exc, PermissionError):
        return "not readable; give yourself permission to read it"
    return f"cannot be read: {exc.strerror or exc}"


def required(module: str, place: str, *, extra: str, what: str) -> Any:
    """Return an imported optional module; without it the input at a place cannot be read, and others can.

    Raises:
        UnreadableError: If it is not installed; the message holds the command.
    """
    try:
        return require(module, extra=extra, what=what)
    except MissingExtraError as exc:
        raise UnreadableError(place, str(exc)) from exc
