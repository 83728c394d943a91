"""Reads an article again that was given out and is not kept, to tell what another of its id differs in."""

from collections.abc import Generator, Sequence
from contextlib import closing, suppress
from dataclasses import replace

from dedup.model import Article
from dedup.readers.inputs import Inputs
from dedup.readers.journal import Journal
from dedup.readers.options import ReadOptions
from dedup.readers.source import Source
from dedup.readers.unreadable import UnreadableError
from dedup.version_order import differing, parts_in_one_form

LINE_BITS = 40  # a place is one number: the source's above, that of the line or item below


def packed(line: int) -> int:
    """Return a line, or an item as a negative number, as a number of 40 bits."""
    return line << 1 if line >= 0 else -line << 1 | 1


def unpacked(place: int) -> int:
    """Return the line, or the item as a negative number, in the lower bits of a place.

    >>> [unpacked(packed(line)) for line in (0, 7, -7)]
    [0, 7, -7]
    """
    number = (place & (1 << LINE_BITS) - 1) >> 1
    return -number if place & 1 else number


class Earlier:
    """The articles of a reading, read once more as far as they are asked for."""

    def __init__(self, sources: Sequence[Source], options: ReadOptions) -> None:
        """Open nothing yet."""
        self._is_lasting = all(source.can_be_read_again for source in sources)
        self._sources = sources
        self._options = replace(options, skip_bad=True)
        self._digests: dict[int, int] = {}  # by place
        self._going_on = self._articles()

    def is_same(self, article: Article, place: int) -> bool:
        """True if the article at a place is this one, save for line ends and the form of its characters."""
        while place not in self._digests and (known := next(self._going_on, None)):
            self._digests[known[0]] = hash(parts_in_one_form(known[1]))
        return self._digests.get(place) == hash(parts_in_one_form(article))

    def difference(self, article: Article, place: int) -> str:
        """Return which parts of an article differ from the one at a place; empty if that cannot be read again."""
        with closing(self._articles()) as articles:
            known = next((known for at, known in articles if at == place), article)
        return " and ".join(differing(known, article))

    def close(self) -> None:
        """End what is open; what is asked for later is opened again."""
        self._going_on.close()
        self._going_on = self._articles()

    def _articles(self) -> Generator[tuple[int, Article], None, None]:
        """Give out all articles with their places; none of what comes once, as standard input."""
        fields = self._options.field_map()
        inputs = Inputs(self._sources if self._is_lasting else (), self._options, fields, Journal(skip_bad=True))
        try:
            for number, _, records in inputs:
                with suppress(UnreadableError):
                    for line, article in records:
                        yield (number << LINE_BITS) + packed(line), article
        finally:
            inputs.close()
