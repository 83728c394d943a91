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
from dedup.readers.archive import opened
from dedup.readers.documents import Documents
from dedup.readers.fields import FieldMap
from dedup.readers.formats import Format, Head, format_by_name, format_named, recognised
from dedup.readers.journal import EMPTY_TEXT, NO_WORDS, Journal
from dedup.readers.limits import DEFAULT_LIMITS, Limits
from dedup.readers.paths import expand
from dedup.readers.source import Source, Stream, plain_name
from dedup.readers.unreadable import UnreadableError
from dedup.readers.versions import supersedes

PathLike = str | os.PathLike[str]
_LINE_BITS = 40  # a place is one number: the source's above, the line's below
_find_word_character = re.compile(r"[^\W_]").search


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How inputs are read. Names of fields matter to JSON lines and tables only."""

    input_format: str = ""  #: a name of ``formats.FORMATS`` for every input; empty decides for each
    id_field: str = ""  #: empty: the usual names are tried
    text_field: str = ""
    title_field: str = ""
    source_field: str = ""
    url_field: str = ""
    published_field: str = ""
    lang_field: str = ""
    version_field: str = ""
    modified_field: str = ""
    credit_field: str = ""
    status_field: str = ""
    keep_canceled: bool = False  #: give withdrawals out too, as articles of status "canceled"
    skip_bad: bool = False  #: count bad records instead of stopping at the first
    fetch: bool = False  #: take addresses on the web as inputs
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
                "version": self.version_field,
                "modified": self.modified_field,
                "credit": self.credit_field,
                "status": self.status_field,
            }
        )


DEFAULT_OPTIONS = ReadOptions()


class Reading:
    """The articles of some inputs, each once; an iterator that can be gone through once.

    Articles come as they are read. From the first on that carries a version, a date of change
    or a status, they are held until everything is read, so that the highest version stands.

    Attributes:
        replaced: How many older versions were left out.
        withdrawn: Ids of articles that are withdrawn; they are left out unless asked for.
    """

    def __init__(self, sources: Sequence[Source], options: ReadOptions) -> None:
        """Prepare to read; files are opened one after the other as articles are asked for."""
        self._sources = sources
        self._options = options
        self._fields = options.field_map()
        self._journal = Journal(skip_bad=options.skip_bad)
        self._documents = Documents(self._fields, self._journal, options.limits)
        self._opened: list[Source] = []  # the sources, and the files inside zips
        self._digests: dict[str, int] = {}  # by id, in reading order
        self._places = array("Q")  # in the same order
        self._held: dict[str, tuple[Article, int]] = {}  # with the position in the two above
        self._beside: Reading | None = None
        self.replaced = 0
        self.withdrawn: list[str] = []
        self._left_out = 0
        self._plain = self._read()
        self._ready: list[Article] = []  # plain ones that the reading beside this one had read
        self._articles = self._all()

    def __iter__(self) -> Iterator[Article]:
        """Return the articles that are left."""
        return self._articles

    def __next__(self) -> Article:
        """Return the next article."""
        return next(self._articles)

    @property
    def count(self) -> int:
        """How many articles were given out; complete once all is read."""
        return len(self._places) - self._left_out

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

    def _all(self) -> Iterator[Article]:
        """Give out all articles: plain ones at once, held ones when the rest is read."""
        try:
            yield from self._plain
            yield from self._ready
            if self._held and self._beside is not None:
                self._beside._ready.extend(self._beside._plain)
            yield from self._released()
        finally:
            self._documents.close()
        self._remark()

    def _read(self) -> Iterator[Article]:
        """Read all sources; drop what has no words, and repeated articles; hold versions."""
        digests, places, journal, fields = self._digests, self._places, self._journal, self._fields
        others = self._beside._digests if self._beside else {}
        for source, records in self._inputs():
            base = (len(self._opened) - 1) << _LINE_BITS
            is_read = False
            try:
                for line, article in records:
                    is_read = True
                    name, text = article[0], article[1]
                    if not text[:1].isalnum() and not _find_word_character(text) and not article.status:
                        journal.reject(_place(source, line), NO_WORDS if text else EMPTY_TEXT)
                        continue
                    digest = hash(article)
                    if name in digests:
                        if digests[name] == digest:
                            journal.duplicates += 1
                        else:
                            self._choose(article, digest, base + line)
                        continue
                    is_held = fields.is_versioned
                    if is_held:
                        self._held[name] = article, len(places)
                    elif others and others.get(name, digest) != digest:
                        assert self._beside is not None
                        raise self._clash(name, base + line, self._beside)
                    digests[name] = digest
                    places.append(base + line)
                    if not is_held:
                        yield article
            except UnreadableError as exc:
                self._unreadable(exc, is_lost=source.is_named and not is_read)

    def _inputs(self) -> Iterator[tuple[Source, Iterator[tuple[int, Article]]]]:
        """Open the sources, and the files inside zips, each with its records to come."""
        for source in self._sources:
            is_plain = self._promised_text(source) and plain_name(source.name) == source.name
            inflate = not is_plain or source.is_stdin
            try:
                for inner, stream in opened(source, self._options.limits, self._journal, inflate=inflate):
                    self._opened.append(inner)
                    yield inner, self._records(inner, stream)
            except UnreadableError as exc:
                self._unreadable(exc, is_lost=source.is_named)

    def _promised_text(self, source: Source) -> bool:
        """True if the source is plain text by option or name."""
        name = self._options.input_format
        promised = format_named(name) if name else format_by_name(source.name)
        return promised is not None and promised.name == "txt"

    def _unreadable(self, exc: UnreadableError, *, is_lost: bool) -> None:
        """Take note of an input that breaks off; ``is_lost`` if it was named and gave nothing."""
        if is_lost or not self._options.skip_bad:
            raise exc
        self._journal.reject(exc.place, exc.why)

    def _choose(self, article: Article, digest: int, place: int) -> None:
        """Keep the later of two different articles with one id.

        Raises:
            ReaderError: If nothing tells which is the later.
        """
        name = article.id
        known, position = self._held.get(name, (None, 0))
        is_later = supersedes(article, known) if known is not None else None
        if is_later is None:
            raise self._clash(name, place, self)
        self.replaced += 1
        if is_later:
            self._held[name] = article, position
            self._digests[name] = digest
            self._places[position] = place

    def _released(self) -> Iterator[Article]:
        """Give out what was held, save withdrawals and what the reading beside has a later version of."""
        beside = self._beside
        for name, (article, position) in self._held.items():
            if beside is not None and beside._digests.get(name, self._digests[name]) != self._digests[name]:
                other = beside._held.get(name)
                is_later = supersedes(article, other[0]) if other is not None else None
                if is_later is None:
                    raise self._clash(name, self._places[position], beside)
                if not is_later:
                    self.replaced += 1
                    self._left_out += 1
                    continue
            if article.status:
                self.withdrawn.append(name)
                if not self._options.keep_canceled:
                    self._left_out += 1
                    continue
            yield article

    def _remark(self) -> None:
        """Say what was left out."""
        for count, example, what in (
            (self._fields.undated, self._fields.undated_example[:60], "dates that were not understood and left out"),
            (len(self.withdrawn), next(iter(self.withdrawn), ""), "articles that are withdrawn"),
        ):
            if count:
                self._journal.notes.append(f"{what}: {count}, the first is {example!r}")
        if self.replaced:
            self._journal.notes.append(f"older versions of articles, left out: {self.replaced}")

    def _records(self, source: Source, stream: Stream) -> Iterator[tuple[int, Article]]:
        """Return the records of one input, in the format that it turns out to have."""
        name = self._options.input_format
        if stream.is_empty:
            self._empty(source)
            return
        head = Head(stream.head, self._fields, source.name)
        form = format_named(name) if name else self._recognised(source, head)
        if form is None:
            self._unknown(source, head)
        elif form.is_document:
            yield from self._documents.read(form, source, stream)
        else:
            yield from form.load()(source, stream, self._fields, self._journal, self._options.limits)

    def _recognised(self, source: Source, head: Head) -> Format | None:
        """Return the format that name and content show."""
        form = recognised(head)
        if form is None and self._options.allow_prose and not head.is_binary:
            return format_named("txt")
        return form or (format_named("jsonl") if source.is_stdin else None)

    def _empty(self, source: Source) -> None:
        """Refuse an empty file that was named; count one in a folder; empty standard input is no article."""
        if source.is_stdin:
            return
        if source.is_named:
            raise ReaderError(f"{source.place}: the file is empty; leave it out, or put an article into it")
        self._journal.reject(source.place, "the file is empty")

    def _unknown(self, source: Source, head: Head) -> None:
        """Refuse a file of no known format that was named; pass over one in a folder."""
        what = "binary content of no known format" if head.is_binary else "no known format"
        if not source.is_named:
            self._journal.note(source.place, f"{what}, skipped")
            return
        cure = "" if head.is_binary else "; if it is one plain text, name it .txt or give --input-format txt"
        raise ReaderError(f"{source.place}: {what}; 'dedup formats' lists what can be read{cure}")

    def _clash(self, name: str, place: int, earlier: "Reading") -> ReaderError:
        """Return the error for two different articles with one id, both places named."""
        position = next(islice((n for n, known in enumerate(earlier._digests) if known == name), 1))
        return ReaderError(
            f"two different articles have the id {name!r}: "
            f"{earlier._place_of(earlier._places[position])} and {self._place_of(place)}; "
            "give each its own id, or choose another field with --id-field"
        )

    def _place_of(self, packed: int) -> str:
        """Return where a record stands, of a source's number and a line packed into one."""
        return _place(self._opened[packed >> _LINE_BITS], packed & ((1 << _LINE_BITS) - 1))


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
    if options.input_format:
        format_named(options.input_format)
    lists = [[names] if isinstance(names, (str, os.PathLike)) else list(names) for names in named]
    readings = [Reading(sources, options) for sources in expand(lists, fetch=options.fetch)]
    if len(readings) == 2 and not may_clash:
        readings[0]._beside, readings[1]._beside = readings[1], readings[0]
    return readings
