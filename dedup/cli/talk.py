"""What a command says while it works, on standard error: remarks and a progress bar."""

import contextlib
import os
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from dedup.readers.journal import EMPTY_TEXT, NO_WORDS, READ_UP_TO
from dedup.report.terminal import shown_id
from dedup.report.wording import count

if TYPE_CHECKING:
    from dedup.readers.collect import Reading

_REDRAW_S = 0.1
_BAR_WIDTH = 24
_NAMED_NOTES = 20  # remarks that are said before the rest is only counted
_NAMED_WORDLESS = 5  # the same for texts without words


def write_line(message: str) -> None:
    """Write one line to standard error, what a terminal would obey in it made visible: names of files hold anything."""
    write_error(f"dedup: {shown_id(message)}\n")


def write_error(text: str) -> None:
    """Write to standard error; where nobody listens or there is no room, nothing is lost that decides a result."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(text)
        sys.stderr.flush()


def is_screen(stream: TextIO) -> bool:
    """True if a stream is a terminal that is known to obey escape sequences."""
    return stream.isatty() and os.environ.get("TERM") not in ("dumb", "")


class Talk:
    """Remarks and progress. The bar is drawn on a terminal that can erase a line; ``quiet`` silences both."""

    def __init__(self, *, quiet: bool) -> None:
        """Say nothing yet."""
        self._is_quiet = quiet or sys.stderr is None
        self._has_bar = not quiet and sys.stderr is not None and is_screen(sys.stderr)
        self._last_drawn = 0.0
        self._is_drawn = False

    def say(self, remark: str) -> None:
        """Print one line."""
        if not self._is_quiet:
            self.clear()
            write_line(remark)

    def progress(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage is; ``total`` 0 means that nobody knows."""
        now = time.monotonic()
        if not self._has_bar or (now - self._last_drawn < _REDRAW_S and done != total):
            return
        self._last_drawn = now
        self._is_drawn = True
        if total:
            filled = _BAR_WIDTH * min(done, total) // total
            shown = f"{stage} [{'#' * filled}{'.' * (_BAR_WIDTH - filled)}] {100 * min(done, total) // total} %"
        else:
            shown = f"{stage} {done:,}"
        write_error(f"\r\x1b[K{shown}")

    def clear(self) -> None:
        """Take the bar away."""
        if self._is_drawn:
            write_error("\r\x1b[K")
            self._is_drawn = False

    def error(self, message: str) -> None:
        """Print one line, also when told to be quiet."""
        self.clear()
        write_line(message)

    def left_out(self, readings: Sequence["Reading"]) -> None:
        """Name what was left out: each bad record, the first few texts without words."""
        self.clear()
        notes = dict.fromkeys(note for reading in readings for note in reading.notes)  # one file may be of two readings
        self._some(list(notes), _NAMED_NOTES, "remark like these", "remarks like these")
        for reading in readings:
            wordless = [record for record in reading.rejected if record.why in (EMPTY_TEXT, NO_WORDS)]
            bad = [record for record in reading.rejected if record.why not in (EMPTY_TEXT, NO_WORDS)]
            said = [f"{place}: {why}{'' if why.startswith(READ_UP_TO) else ', left out'}" for place, why in bad]
            self._some(said, len(said))
            named = [f"{record.place}: {record.why}, left out" for record in wordless]
            self._some(named, _NAMED_WORDLESS, "text without words, left out", "texts without words, left out")

    def _some(self, remarks: Sequence[str], limit: int, one: str = "", many: str = "") -> None:
        """Say the first few remarks and how many more there are."""
        for remark in remarks[:limit]:
            self.say(remark)
        if len(remarks) > limit:
            self.say(count(len(remarks) - limit, f"more {one}", f"more {many}"))
