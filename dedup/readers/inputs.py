"""Opens the sources of a reading, decides the format of each, and hands out their records."""

from collections import deque
from collections.abc import Iterator, Sequence
from threading import Timer
from typing import NamedTuple

from dedup.errors import DedupError, ReaderError
from dedup.model import Article
from dedup.readers.archive import is_zip, opened
from dedup.readers.binary import is_no_text, is_noise
from dedup.readers.documents import Documents
from dedup.readers.fields import FieldMap
from dedup.readers.formats import Format, Head, format_by_content, format_by_name, format_named, recognised
from dedup.readers.inflate import compression
from dedup.readers.journal import READ_UP_TO, Journal
from dedup.readers.options import ReadOptions
from dedup.readers.own_files import is_of_index, is_own_report
from dedup.readers.source import Source, Stream, plain_name
from dedup.readers.unreadable import UnreadableError
from dedup.runtime.apart import Job

_UNKNOWN_BINARY, _FORMATS_HINT = "binary content of no known format", "'dedup formats' lists what can be read"
_PATIENCE_S = 1.0  # how long a pipe may give nothing before that is said
Records = Iterator[tuple[int, Article]]


class Input(NamedTuple):
    """One file, or one file of an archive, and what is in it."""

    number: int  #: from 0, in reading order
    source: Source
    records: Records  #: the line of each article, or its number as an item, negative; and the article


class _Opened(NamedTuple):
    """An input before it is read."""

    number: int
    source: Source
    stream: Stream
    form: Format


class Inputs:
    """The inputs of one reading.

    Attributes:
        sources: Those opened so far, files inside archives among them, by number.
    """

    def __init__(self, named: Sequence[Source], options: ReadOptions, fields: FieldMap, journal: Journal) -> None:
        """Prepare; files are opened one after the other as inputs are asked for."""
        self.sources: list[Source] = []
        self._named = named
        self._options = options
        self._fields = fields
        self._journal = journal
        self._documents = Documents(fields, journal, options.limits)

    def __iter__(self) -> Iterator[Input]:
        """Give out the inputs in order; each must be read before the next is asked for."""
        waiting = self._opened()
        item = next(waiting, None)
        while item is not None:
            if item.form.is_heavy:
                behind: list[_Opened] = []
                yield from self._together(item, waiting, behind)
                item = behind.pop() if behind else next(waiting, None)
            else:
                yield Input(item.number, item.source, self._records(item))
                item = next(waiting, None)

    def close(self) -> None:
        """End the processes that parse."""
        self._documents.close()

    def unreadable(self, exc: UnreadableError, *, is_lost: bool, until: str = "") -> None:
        """Take note of an input that breaks off, or raise.

        Args:
            exc: Why it does.
            is_lost: It was named and gave nothing.
            until: Where the last record stands that was read; empty if none was.
        """
        if is_lost or exc.is_spoilt:
            raise exc
        if not self._options.skip_bad:
            raise exc.skippable() from exc
        self._journal.reject(exc.place, f"{READ_UP_TO}{until}, the rest is left out: {exc.why}" if until else exc.why)

    def _opened(self) -> Iterator[_Opened]:
        """Open the sources and the files inside archives; leave out what cannot be read."""
        for source in self._named:
            is_plain = self._is_promised_text(source) and plain_name(source.name) == source.name
            inflate = not is_plain or source.is_stdin
            try:
                streams = opened(source, self._options.limits, self._journal, inflate=inflate)
                for inner, stream in self._waited_for(source, streams):
                    form = self._form(inner, stream)
                    if form is not None:
                        self.sources.append(inner)
                        yield _Opened(len(self.sources) - 1, inner, stream, form)
            except UnreadableError as exc:
                self.unreadable(exc, is_lost=source.is_named)

    def _waited_for(
        self, source: Source, streams: Iterator[tuple[Source, Stream]]
    ) -> Iterator[tuple[Source, Stream]]:
        """Give out streams; say so if a pipe, which something else must write into, is long in giving the first."""
        if self._options.notify is not None and source.is_pipe:
            said = f"{source.place}: a pipe from which nothing has come yet; waiting for what writes into it"
            timer = Timer(_PATIENCE_S, self._options.notify, [said])
            timer.daemon = True
            timer.start()
            try:
                first = next(streams, None)
            finally:
                timer.cancel()
            if first is not None:
                yield first
        yield from streams

    def _together(self, first: _Opened, waiting: Iterator[_Opened], behind: list[_Opened]) -> Iterator[Input]:
        """Parse this input and those like it that follow on all cores; the next other one goes to ``behind``."""
        places: deque[_Opened] = deque()

        def jobs() -> Iterator[Job]:
            item: _Opened | None = first
            while item is not None and item.form.is_heavy:
                try:
                    job = self._documents.job(item.form, item.source, item.stream)
                except UnreadableError as exc:
                    self.unreadable(exc, is_lost=item.source.is_named)
                else:
                    places.append(item)
                    yield job
                item = next(waiting, None)
            if item is not None:
                behind.append(item)

        for answer in self._documents.answers(jobs()):
            item = places.popleft()
            yield Input(item.number, item.source, self._answered(item, answer))

    def _answered(self, item: _Opened, answer: object) -> Records:
        """Return the records of a document that was parsed apart."""
        if isinstance(answer, DedupError):
            raise UnreadableError(item.source.place, str(answer)) from answer
        yield from self._documents.articles(item.form, item.source, answer)

    def _records(self, item: _Opened) -> Records:
        """Return the records of an input that is read here."""
        _, source, stream, form = item
        if form.is_versioned:
            self._fields.is_versioned = True
        if form.is_document:
            return self._documents.read(form, source, stream)
        parts = source, stream, self._fields, self._journal, self._options.limits
        records: Records
        if form.name == "warc":
            records = form.load()(*parts, lambda pages: self._documents.pages(source, pages))
        else:
            records = form.load()(*parts)
        return records

    def _is_promised_text(self, source: Source) -> bool:
        """True if the source is plain text by option or name."""
        name = self._options.input_format
        promised = format_named(name) if name else format_by_name(source.name)
        return promised is not None and promised.name == "txt"

    def _form(self, source: Source, stream: Stream) -> Format | None:
        """Return the format of an input; None if it is empty or of no known one, and passed over."""
        if not source.is_named and stream.is_on_disk and is_of_index(str(source.path), stream.head):
            return None
        if stream.is_empty:
            self._empty(source)
            return None
        if self._options.input_format:
            return format_named(self._options.input_format)
        head = Head(stream.head, self._fields, source.name)
        if is_own_report(stream.head):
            self._left_out(source, "a report of dedup itself, not articles", "leave it out, or give --input-format")
            return None
        form = recognised(head)
        if form is not None and _is_belied(form, stream.head):
            what = "binary content, not text, under a name that promises text"
            self._left_out(source, what, _cure_of_binary(head))
            return None
        if form is None and self._options.allow_prose and not head.is_binary:
            return format_named("txt")
        if form is None and source.is_stdin:
            if not head.line.startswith("{") and not self._options.skip_bad:
                self._refuse_standard_input(source, head)
            return format_named("jsonl")
        if form is None:
            self._unknown(source, head)
        return form

    def _refuse_standard_input(self, source: Source, head: Head) -> None:
        """Refuse standard input that begins with something else than JSON lines do; blank lines say nothing."""
        if head.is_binary:
            raise ReaderError(f"{source.place}: {_UNKNOWN_BINARY}; {_FORMATS_HINT}")
        if head.line:
            raise ReaderError(
                f"{source.place}:1: not JSON, as which standard input is read; "
                "for one plain text give --input-format txt ('dedup formats' lists the others)"
            )

    def _empty(self, source: Source) -> None:
        """Refuse an empty file that was named; count one in a folder; empty standard input is no article."""
        if source.is_stdin:
            return
        if source.is_named and not self._options.allow_empty:
            raise ReaderError(f"{source.place}: the file is empty; leave it out, or put an article into it")
        self._journal.reject(source.place, "the file is empty")

    def _unknown(self, source: Source, head: Head) -> None:
        """Refuse a file of no known format that was named; pass over one in a folder."""
        what = _UNKNOWN_BINARY if head.is_binary else "no known format"
        if head.raw[257:262] == b"ustar":
            what = "a tar archive, which is not read: unpack it, or make a .zip of it"
        cure = "" if head.is_binary else "; if it is one plain text, name it .txt or give --input-format txt"
        self._left_out(source, what, f"{_FORMATS_HINT}{cure}")

    def _left_out(self, source: Source, what: str, cure: str) -> None:
        """Refuse an input that was named; note one in a folder, which is passed over."""
        if source.is_named:
            raise ReaderError(f"{source.place}: {what}; {cure}")
        self._journal.note(source.place, f"{what}, skipped")


def _is_belied(form: Format, head: bytes) -> bool:
    """True if the first bytes of what its name promises to be text are no text."""
    return form.is_text and (is_no_text(head) or (form.name != "txt" and is_noise(head)))


def _cure_of_binary(head: Head) -> str:
    """Say what to do with a file that is no text though its name says so."""
    if compression(head.raw) or is_zip(head.raw):
        return "it is compressed: add the suffix (.gz, .bz2, .zst, .zip) to its name"
    known = format_by_content(head)
    return f"it is {known.name}: give --input-format {known.name}" if known else "leave it out"
