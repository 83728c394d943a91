"""What a reading leaves behind besides its articles: rejected records, notes, counts."""

from dedup.errors import ReaderError
from dedup.model import Rejected

EMPTY_TEXT = "the text is empty"
NO_WORDS = "the text has no words"
READ_UP_TO = "read up to "  # how the reason of an input starts that breaks off behind some records


class Journal:
    """Collects what was left out and why. Complete once the reading is exhausted.

    Attributes:
        rejected: Records that are no articles, in reading order.
        notes: Remarks for the user, one line each: replaced characters, skipped files.
        duplicates: How many articles were read again, word for word, and dropped.
    """

    def __init__(self, *, skip_bad: bool) -> None:
        """Start an empty journal; ``skip_bad`` counts bad records instead of raising."""
        self.skip_bad = skip_bad
        self.rejected: list[Rejected] = []
        self.notes: list[str] = []
        self.duplicates = 0

    def bad(self, place: str, why: str) -> None:
        """Take note of a record that cannot be read.

        Raises:
            ReaderError: Unless bad records are skipped.
        """
        if not self.skip_bad:
            raise ReaderError(f"{place}: {why} (--skip-bad leaves such records out)")
        self.rejected.append(Rejected(place, why))

    def reject(self, place: str, why: str) -> None:
        """Take note of a record that is well-formed but holds no article."""
        self.rejected.append(Rejected(place, why))

    def note(self, place: str, remark: str) -> None:
        """Keep a remark about a place."""
        self.notes.append(f"{place}: {remark}")
