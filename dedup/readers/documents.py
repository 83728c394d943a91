"""Runs document parsers and makes articles of what they return; heavy ones in other processes."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dedup.errors import DedupError
from dedup.model import Article
from dedup.readers.fields import FieldMap
from dedup.readers.formats import Format, format_named, load
from dedup.readers.journal import Journal
from dedup.readers.limits import Limits
from dedup.readers.records import MalformedError, article_of
from dedup.readers.source import Source, Stream
from dedup.readers.unreadable import UnreadableError
from dedup.runtime.apart import Job, Pool

_LENIENT_S = 1.0  # of CPU time, the start of the library included; 4 MB of a malformed real feed take it
_LENIENT_MAX_BYTES = 208 << 20
_LARGE_BYTES = 4 << 20  # beyond it a document has time by its size, and the memory of any job
_SMALL_BYTES = 1 << 20  # a document of this size is parsed within a second by any strict parser
#: A page of an archive: the line or number where it stands, its bytes, what is known of it.
Page = tuple[int, bytes, Mapping[str, object]]


class Documents:
    """The documents of one reading. ``close`` it: it may hold processes."""

    def __init__(self, fields: FieldMap, journal: Journal, limits: Limits) -> None:
        """Start without any process; ``fields`` counts the dates that are not understood."""
        self._fields = fields
        self._journal = journal
        self._limits = limits
        self._pool: Pool | None = None

    def read(self, form: Format, source: Source, stream: Stream) -> Iterator[tuple[int, Article]]:
        """Read one document.

        Yields:
            The number of the item, from 1 (0 where the file is one article), and the article.

        Raises:
            ReaderError: If the document cannot be read; at the first bad item, unless the
                journal skips them.
        """
        job = self.job(form, source, stream)
        try:
            records = self._parsed(form, job)
        except DedupError as exc:
            raise UnreadableError(source.place, str(exc)) from exc
        yield from self.articles(form, source, records)

    def job(self, form: Format, source: Source, stream: Stream) -> Job:
        """Return the job that parses one document apart; the stream is read now.

        Raises:
            UnreadableError: If it cannot be read, or is longer than the limit.
        """
        limit = self._limits.max_article_bytes if form.is_one else self._limits.max_document_bytes
        raw = stream.read(limit, source.place, "one document")
        return _job(form, raw, {"url": source.place} if source.fetch is not None else {})

    def answers(self, jobs: Iterable[Job]) -> Iterator[Any]:
        """Do jobs on all cores; give for each, in order, its records or the error that ended it."""
        return self._apart().map(jobs)

    def pages(self, source: Source, pages: Iterable[Page]) -> Iterator[tuple[int, Article]]:
        """Read HTML pages on all cores, in order; one that cannot be read is a bad record.

        Raises:
            UnreadableError: If the pages break off, once those before are given out.
        """
        form = format_named("html")
        places: deque[int] = deque()
        ends: list[UnreadableError] = []

        def jobs() -> Iterator[Job]:
            try:
                for line, raw, options in pages:
                    places.append(line)
                    yield _job(form, raw, options)
            except UnreadableError as exc:
                ends.append(exc)

        for answer in self.answers(jobs()):
            line = places.popleft()
            if isinstance(answer, DedupError):
                self._journal.bad(f"{source.place}:{line}", str(answer))
                continue
            for _, article in self.articles(form, source, answer):
                yield line, article
        for exc in ends:
            raise exc

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None

    def _parsed(self, form: Format, job: Job) -> Iterable[Mapping[str, Any]]:
        """Return the records of one document: parsed here if that is quick and safe, else apart."""
        if not form.is_heavy and len(job.raw) <= _SMALL_BYTES:
            try:
                records: Iterable[Mapping[str, Any]] = form.load()(job.raw, job.options)
                return records
            except MalformedError:
                if not form.fallback:
                    raise
        found: Iterable[Mapping[str, Any]] = self._apart().run(job)
        return found

    def _apart(self) -> Pool:
        """Return the pool, started when first needed."""
        self._pool = self._pool or Pool()
        return self._pool

    def articles(self, form: Format, source: Source, records: Any) -> Iterator[tuple[int, Article]]:
        """Make articles of records; keep count of what is bad or not understood."""
        for number, record in enumerate(records, 1):
            for remark in record.get("notes") or ():
                self._journal.note(source.place, remark)
            for written in record.get("undated") or ():
                self._fields.count_undated(written)
            if record.get("why"):
                self._journal.bad(source.place if form.is_one else f"{source.place}#{number}", record["why"])
                continue
            article = article_of(record)
            if article.version or article.modified or article.status:
                self._fields.is_versioned = True
            if not article.id:
                article = article._replace(id=source.label if form.is_one else f"{source.label}#{number}")
            self._fields.edition = tuple(record.get("edition") or ())
            yield 0 if form.is_one else -number, article


def _job(form: Format, raw: bytes, options: Mapping[str, object]) -> Job:
    """Return the job that parses one document apart."""
    job = Job("dedup.readers.documents:parse_apart", raw, {**options, "format": form.name})
    if form.is_heavy:
        return job
    if len(raw) > _LARGE_BYTES:
        return job._replace(cpu_s=_LENIENT_S * len(raw) / _LARGE_BYTES)
    return job._replace(cpu_s=_LENIENT_S, max_bytes=_LENIENT_MAX_BYTES)


def parse_apart(raw: bytes, options: Mapping[str, Any]) -> object:
    """Parse a document of the format that ``options`` name; what is malformed by the lenient parser.

    Raises:
        DocumentError: If it cannot be read.
    """
    form = format_named(options["format"])
    try:
        return form.load()(raw, options)
    except MalformedError:
        if not form.fallback:
            raise
    return load(form.fallback)(raw, options)
