"""What can go wrong with an index; each message names the file and the way out."""

from dedup.errors import DedupError


class DedupIndexError(DedupError):
    """Base of the errors of an index."""


class IndexMissingError(DedupIndexError):
    """There is no index under this name."""


class IndexThereError(DedupIndexError):
    """Something lies already where a new file was to be made."""


class IndexAccessError(DedupIndexError):
    """The file cannot be made, read or written: its folder is missing, or the system gives no permission."""


class IndexMismatchError(DedupIndexError):
    """The index was built with other parameters, another tokeniser or another version."""


class IndexDamagedError(DedupIndexError):
    """A record of the index does not hold what was written."""


class IndexBusyError(DedupIndexError):
    """Another program has held the index for too long."""


class IndexReaderError(DedupIndexError):
    """A reader was cut off, because it held an old state of the index for too long."""


class IndexFailedError(DedupIndexError):
    """The disk did not take a change; the handle is closed and nothing more is acknowledged."""


class IndexFullError(DedupIndexError):
    """The disk is full: nothing was stored, what was stored before stays and can be read."""
