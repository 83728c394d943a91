"""The exceptions that dedup raises on purpose, as one tree.

Every message says what is wrong, where, and what to do. Errors of libraries are
turned into these at the edge that meets them; only ``dedup.cli.app`` prints them.
"""


class DedupError(Exception):
    """Base of all errors that a caller can act on; the message is one line: what is wrong, where, what to do."""


class ParamsError(DedupError):
    """A parameter is out of its range, unknown, or contradicts another."""


class ReaderError(DedupError):
    """An input cannot be read: no such file, unknown format, a bad row, clashing ids."""


class ClashingIdsError(ReaderError):
    """Two different articles have one id, and nothing tells which is the later version."""


class LateWithdrawalError(ReaderError):
    """An article is withdrawn after it was given out: read again, and hold all until everything is read."""


class ArticleError(DedupError):
    """What was given as an article is none, or a part of it is not what it must be."""


class UsageError(DedupError):
    """The command line, the configuration or a call asks for something that does not exist or cannot be."""


class MissingExtraError(DedupError):
    """An optional library is needed; the message holds the command that installs it."""
