"""Reads articles from files, folders and standard input: the one way in.

Articles come one by one, so that reading overlaps with work in other threads. What was
left out and why is in the ``Reading`` once it is exhausted.
"""

import os
import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from dedup.errors import ReaderError
from dedup.model import Article, Rejected
from dedup.readers.fields import FieldMap
from dedup.readers.formats import InputFormat, format_by_content, format_by_name, looks_binary
from dedup.readers.journal import EMPTY_TEXT, NO_WORDS, Journal
from dedup.readers.jsonl import read_jsonl
from dedup.readers.limits import DEFAULT_LIMITS, Limits
from dedup.readers.paths import expand
from dedup.readers.source import Source, Stream, UnreadableError
from dedup.readers.table import read_table
from dedup.readers.text import read_text

PathLike = str | os.PathLike[str]
_LINE_BITS = 40  # a place is one number: the source's above, the line's below
_find_word_character = re.compile(r"[^\W_]").search


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How inputs are read. Names of fields matter to JSON lines and tables only."""

    input_format: str = ""  #: "txt", "jsonl", "csv" or "tsv" for every input; empty decides for each
    id_field: str = ""  #: empty: the usual names are tried
    text_field: str = ""
    title_field: str = ""
    source_field: str = ""
    url_field: str = ""
    published_field: str = ""
    lang_field: str = ""
    skip_bad: bool = False  #: count bad records instead of stopping at the first
    allow_prose: bool = False  #: content of no known format but readable is one text, under any name
    limits: Limits = DEFAULT_LIMITS

    def field_map(self) -> FieldMap:
        """Return what makes articles of rows."""
        return FieldMap(
            {
                "id": self.id_field,
                "text": self.text_field,
                "title": self.title_field,
                "source": self.source_field,
                "url": self.url_field,
                "published": self.published_field,
                "lang": self.lang_field,
            }
        )


DEFAULT_OPTIONS = ReadOptions()


class Reading:
    """The articles of some inputs, each once; an iterator that can be gone through once.

    Attributes:
        count: Articles given out so far.
    """

    def __init__(self, sources: Sequence[Source], options: ReadOptions) -> None:
        """Prepare to read; files are opened one after the other as articles are asked for."""
        self._sources = sources
        self._options = options
        self._fields = options.field_map()
        self._journal = Journal(skip_bad=options.skip_bad)
        self._digests: dict[str, int] = {}  # by id, in reading order
        self._places = array("Q")  # in the same order
        self._beside: Reading | None = None
        self._articles = self._read()

    def __iter__(self) -> Iterator[Article]:
        """Return the articles that are left."""
        return self._articles

    def __next__(self) -> Article:
        """Return the next article."""
        return next(self._articles)

    @property
    def count(self) -> int:
        """How many articles were given out so far."""
        return len(self._places)

    @property
    def rejected(self) -> Sequence[Rejected]:
        """Records that are no articles, in reading order; complete once all is read."""
        return self._journal.rejected

    @property
    def notes(self) -> Sequence[str]:
        """Remarks, one line each: replaced characters, skipped files; complete once all is read."""
        return self._journal.notes

    @property
    def duplicates(self) -> int:
        """How many articles came again, word for word under the same id, and were dropped."""
        return self._journal.duplicates

    def places(self) -> dict[str, tuple[str, int]]:
        """Return for each article given out so far where it stands: the file as named, and the line (0: all of it)."""
        lines = (1 << _LINE_BITS) - 1
        found = zip(self._digests, self._places, strict=True)
        return {name: (self._sources[place >> _LINE_BITS].place, place & lines) for name, place in found}

    def _read(self) -> Iterator[Article]:
        """Read all sources; drop what has no words, and repeated articles."""
        digests, places, journal = self._digests, self._places, self._journal
        others = self._beside._digests if self._beside else {}
        for number, source in enumerate(self._sources):
            base = number << _LINE_BITS
            try:
                for line, article in self._open(source):
                    name, text = article[0], article[1]
                    if not text[:1].isalnum() and not _find_word_character(text):
                        journal.reject(_place(source, line), NO_WORDS if text else EMPTY_TEXT)
                        continue
                    digest = hash(article)
                    if name in digests:
                        if digests[name] != digest:
                            raise self._clash(name, _place(source, line), self)
                        journal.duplicates += 1
                        continue
                    if others and others.get(name, digest) != digest:
                        assert self._beside is not None
                        raise self._clash(name, _place(source, line), self._beside)
                    digests[name] = digest
                    places.append(base + line)
                    yield article
            except UnreadableError as exc:
                is_lost = source.is_named and not (places and places[-1] >= base)
                if is_lost or not self._options.skip_bad:
                    raise
                journal.reject(exc.place, exc.why)
        if self._fields.undated:
            count, example = self._fields.undated, self._fields.undated_example[:60]
            journal.notes.append(f"dates that were not understood and left out: {count}, the first is {example!r}")

    def _open(self, source: Source) -> Iterator[tuple[int, Article]]:
        """Return the records of one source, in the format that it turns out to have."""
        options, limits = self._options, self._options.limits
        promised = InputFormat(options.input_format) if options.input_format else format_by_name(source.name)
        is_plain = promised is InputFormat.TEXT and not source.name.endswith(".gz")
        stream = Stream(source, limits, inflate=not is_plain or source.path is None)
        if stream.is_empty:
            return self._empty(source)
        form = promised or self._recognised(source, stream.head)
        if form is None:
            return self._unknown(source, stream.head)
        if form is InputFormat.TEXT:
            return read_text(source, stream, self._journal, limits)
        if form is InputFormat.JSONL:
            return read_jsonl(source, stream, self._fields, self._journal, limits)
        delimiter = "\t" if form is InputFormat.TSV else ""
        return read_table(source, stream, self._fields, self._journal, limits, delimiter)

    def _recognised(self, source: Source, head: bytes) -> InputFormat | None:
        """Return the format that the content shows."""
        form = format_by_content(head, self._fields)
        if form is None and self._options.allow_prose and not looks_binary(head):
            return InputFormat.TEXT
        return form or (InputFormat.JSONL if source.path is None else None)

    def _empty(self, source: Source) -> Iterator[tuple[int, Article]]:
        """Refuse an empty file that was named; count one in a folder; empty standard input is no article."""
        if source.path is not None and source.is_named:
            raise ReaderError(f"{source.place}: the file is empty; leave it out, or put an article into it")
        if source.path is not None:
            self._journal.reject(source.place, "the file is empty")
        return iter(())

    def _unknown(self, source: Source, head: bytes) -> Iterator[tuple[int, Article]]:
        """Refuse a file of no known format that was named; pass over one in a folder."""
        is_binary = looks_binary(head)
        what = "binary content of no known format" if is_binary else "no known format"
        if not source.is_named:
            self._journal.note(source.place, f"{what}, skipped")
            return iter(())
        cure = "" if is_binary else "; if it is one plain text, name it .txt or give --input-format txt"
        raise ReaderError(f"{source.place}: {what}; readable are .txt, JSON lines, CSV and TSV, each also as .gz{cure}")

    def _clash(self, name: str, place: str, earlier: "Reading") -> ReaderError:
        """Return the error for two different articles with one id, both places named."""
        position = next(islice((n for n, known in enumerate(earlier._digests) if known == name), 1))
        packed = earlier._places[position]
        first = _place(earlier._sources[packed >> _LINE_BITS], packed & ((1 << _LINE_BITS) - 1))
        return ReaderError(
            f"two different articles have the id {name!r}: {first} and {place}; "
            "give each its own id, or choose another field with --id-field"
        )


def _place(source: Source, line: int) -> str:
    """Return where a record stands, as the user named the file."""
    return f"{source.place}:{line}" if line else source.place


def read_articles(inputs: PathLike | Sequence[PathLike], options: ReadOptions = DEFAULT_OPTIONS) -> Reading:
    """Read the articles of files, folders and ``-`` (standard input).

    ``list(read_articles("today.jsonl"))`` is all that most callers need.

    Args:
        inputs: One path or several. ``.txt`` files are one article each; JSON lines, CSV and
            TSV are known by name or content; all may be gzipped; folders are searched through.
        options: Names of fields, a format for all inputs, what to do with bad records.

    Returns:
        An iterator over the articles, in the order of the inputs. Its ``rejected``, ``notes``
        and ``duplicates`` are complete once it is exhausted.

    Raises:
        ReaderError: Now, if an input does not exist; while reading, at what cannot be read.
    """
    [reading] = read_beside([inputs], options)
    return reading


def read_beside(
    named: Sequence[PathLike | Sequence[PathLike]],
    options: ReadOptions = DEFAULT_OPTIONS,
    *,
    may_clash: bool = False,
) -> list[Reading]:
    """Read two lists of inputs, or one, whose ids must not clash with one another.

    An article that two lists hold comes out of both.

    Args:
        named: What ``read_articles`` takes, once for each list; one list or two.
        options: For all lists.
        may_clash: Let two lists hold different articles of one id.

    Returns:
        One reading for each list.

    Raises:
        ReaderError: As ``read_articles``; also if two lists hold different articles of one id.
    """
    if options.input_format not in ("", *InputFormat):
        allowed = ", ".join(InputFormat)
        raise ReaderError(f"input format must be one of {allowed}, got {options.input_format!r}")
    lists = [[names] if isinstance(names, (str, os.PathLike)) else list(names) for names in named]
    readings = [Reading(sources, options) for sources in expand(lists)]
    if len(readings) == 2 and not may_clash:
        readings[0]._beside, readings[1]._beside = readings[1], readings[0]
    return readings
