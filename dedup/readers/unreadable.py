"""The error for an input that cannot be read on."""

from typing import Any

from dedup.errors import MissingExtraError, ReaderError
from dedup.extras import require

#: How to go on without an input, a part of one, or a folder.
SKIP_IT = " (--skip-bad goes on without what cannot be read)"


class UnreadableError(ReaderError):
    """An input that breaks off or cannot be read at all, as against a bad record in it.

    Attributes:
        is_cut_off: Whether only the end is missing, so that what came before it is sound.
        sound_bytes: Of what is compressed, how many bytes came before the damage.
        is_spoilt: Whether bytes that may be wrong were given out before the damage was met.
    """

    def __init__(self, place: str, why: str, *, is_cut_off: bool = False) -> None:
        """Say where and why; ``str()`` gives both."""
        super().__init__(f"{place}: {why}")
        self.place = place
        self.why = why
        self.is_cut_off = is_cut_off
        self.sound_bytes = 0
        self.is_spoilt = False

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
