"""Reads articles from files, folders and standard input: the one way in.

Articles come one by one, so that reading overlaps with work in other threads. What was
left out and why is in the ``Reading`` once it is exhausted.
"""

import os
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence

from dedup.errors import ClashingIdsError, LateWithdrawalError, UsageError
from dedup.model import Article, Rejected
from dedup.readers.earlier import LINE_BITS, Earlier, packed, unpacked
from dedup.readers.inputs import Inputs
from dedup.readers.journal import EMPTY_TEXT, NO_WORDS, Journal
from dedup.readers.options import DEFAULT_OPTIONS
from dedup.readers.options import ReadOptions as ReadOptions
from dedup.readers.paths import expand
from dedup.readers.source import Source
from dedup.readers.unreadable import UnreadableError
from dedup.readers.versions import Edition, fuller, latest, supersedes
from dedup.version_order import in_one_form

PathLike = str | os.PathLike[str]
_find_word_character = re.compile(r"[^\W_]").search


class Reading:
    """The articles of some inputs, each once; an iterator that can be gone through once.

    Articles come as they are read. From the first on that is of a feed or an agency's format,
    or carries a version, a date of change or a status, they are held until everything is read,
    so that the highest version stands. A withdrawal may yet come after its article was given out:
    with ``hold`` all articles are held, as they are from what cannot be read a second time.

    Attributes:
        replaced: How many older versions were left out.
        withdrawn: Ids of articles that are withdrawn; they are left out unless asked for.
    """

    def __init__(self, sources: Sequence[Source], options: ReadOptions, notes: Sequence[str] = ()) -> None:
        """Prepare to read; files are opened one after the other as articles are asked for."""
        self._options = options
        self._fields = options.field_map()
        self._journal = Journal(skip_bad=options.skip_bad)
        self._journal.notes.extend(notes)
        self._inputs = Inputs(sources, options, self._fields, self._journal)
        self._numbers: dict[str, int] = {}  # of ids, in reading order
        self._digests = array("q")  # by number
        self._places = array("Q")  # by number
        self._held: dict[str, tuple[Article, int, Edition]] = {}  # with the number
        self._earlier = Earlier(sources, options)
        self._beside: Reading | None = None
        is_lasting = all(source.can_be_read_again for source in sources)
        self._holds_all = not options.keep_canceled and (options.hold or not is_lasting)
        self._are_several = len(sources) > 1  # then it is said which hold no article
        self._first_undated = ""  # where it stands
        self.replaced = 0
        self.withdrawn: list[str] = []
        self._gone: set[str] = set()  # ids held and never given out
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
        return len(self._places) - len(self._gone)

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
        found = zip(self._numbers, self._places, strict=True)
        return {
            name: (self._inputs.sources[place >> LINE_BITS].place, max(0, unpacked(place)))
            for name, place in found
            if name not in self._gone
        }

    def _all(self) -> Iterator[Article]:
        """Give out all articles: plain ones at once, held ones when the rest is read."""
        try:
            yield from self._plain
            yield from self._ready
            if self._held and self._beside is not None:
                self._beside._ready.extend(self._beside._plain)
            yield from self._released()
        finally:
            self._inputs.close()
            self._earlier.close()
        self._remark()

    def _read(self) -> Iterator[Article]:
        """Read all sources; drop what has no words, and repeated articles; hold versions."""
        numbers, digests, places = self._numbers, self._digests, self._places
        journal, fields, beside = self._journal, self._fields, self._beside
        for input_number, source, records in self._inputs:
            base = input_number << LINE_BITS
            line, fields.edition, bad = None, (), len(journal.rejected)
            try:
                for line, article in records:
                    if fields.undated and not self._first_undated:
                        self._first_undated = _place(source, line)
                    name, text = article[0], article[1]
                    if not text[:1].isalnum() and not _find_word_character(text) and not article.is_withdrawn:
                        journal.reject(_place(source, line), NO_WORDS if text else EMPTY_TEXT)
                        continue
                    digest = hash(article)
                    if name in numbers:
                        if digests[numbers[name]] == digest:
                            journal.duplicates += 1
                            self._seen_again(article)
                        elif article.is_withdrawn and name not in self._held:
                            yield from self._taken_back(article, base + packed(line))
                        else:
                            self._choose(article, digest, base + packed(line))
                        continue
                    is_held = fields.is_versioned or self._holds_all
                    if is_held:
                        self._held[name] = article, len(places), fields.edition
                    elif beside is not None and beside._digest(name, digest) != digest:
                        self._refuse_other(article, base + packed(line), beside)
                    numbers[name] = len(places)
                    digests.append(digest)
                    places.append(base + packed(line))
                    if not is_held:
                        yield article
            except UnreadableError as exc:
                until = "" if line is None else _place(source, line)
                self._inputs.unreadable(exc, is_lost=source.is_named and not until, until=until)
            if line is None and len(journal.rejected) == bad and self._are_several:
                journal.note(source.place, "holds no article")

    def _taken_back(self, article: Article, place: int) -> Iterator[Article]:
        """Give out the withdrawal of an article that was given out itself, to those who ask for withdrawals.

        Raises:
            LateWithdrawalError: To those who do not.
        """
        if not self._options.keep_canceled:
            raise LateWithdrawalError(
                f"{self._place_of(place)}: withdraws {article.id!r}, which was given out already; "
                "read with ReadOptions(hold=True)"
            )
        if article.id not in self.withdrawn:
            self.withdrawn.append(article.id)
            yield article

    def _choose(self, article: Article, digest: int, place: int) -> None:
        """Keep the later of two articles with one id; of the same text with other metadata the fuller, if one is held.

        That is within one reading; :meth:`_released` compares with the reading beside, and for articles that come from
        Python :func:`dedup.detect.find_duplicates` refuses any two of one id.

        Raises:
            ClashingIdsError: If they differ and nothing tells which is the later.
        """
        name = article.id
        if name in self.withdrawn:  # after it was given out: what comes again without a version is no later one
            return
        if name not in self._held:
            self._refuse_other(article, place, self)
            self._journal.duplicates += 1
            return
        self._seen_again(article)
        known, number, edition = self._held[name]
        is_later = supersedes(article, known, self._fields.edition, edition)
        if is_later is None and in_one_form(article.text) == in_one_form(known.text):
            self._journal.duplicates += 1
            is_later = fuller(article, known) is article
        elif is_later is None:
            raise self._clash(article, place, self)
        elif not (article.is_withdrawn or known.is_withdrawn):  # a withdrawn article is counted as that
            self.replaced += 1
        if is_later:
            self._held[name] = article, number, edition if article.text == known.text else self._fields.edition
            self._digests[number] = digest
            self._places[number] = place

    def _seen_again(self, article: Article) -> None:
        """Take note if a feed has the text of a held article again, maybe at a later time."""
        known, number, edition = self._held.get(article.id, (article, 0, ()))
        if self._fields.edition != edition and article.text == known.text and article.id in self._held:
            self._held[article.id] = known, number, latest(self._fields.edition, edition)

    def _released(self) -> Iterator[Article]:
        """Give out what was held, save withdrawals and what the reading beside has a later version of."""
        beside = self._beside
        for name, (article, number, edition) in self._held.items():
            digest = self._digests[number]
            if beside is not None and beside._digest(name, digest) != digest:
                other = beside._held.get(name)
                is_later = supersedes(article, other[0], edition, other[2]) if other is not None else None
                if is_later is None and other is not None and in_one_form(article.text) == in_one_form(other[0].text):
                    article, is_later = fuller(article, other[0]), True
                if is_later is None and other is None and article.is_withdrawn:
                    yield from self._taken_back(article, self._places[number])
                    continue
                if is_later is None:
                    self._refuse_other(article, self._places[number], beside)
                elif not is_later:
                    self.replaced += not (other is not None and other[0].is_withdrawn)
                    self._gone.add(name)
                    continue
            if article.is_withdrawn:
                self.withdrawn.append(name)
                if not self._options.keep_canceled:
                    self._gone.add(name)
                    continue
            yield article

    def _remark(self) -> None:
        """Say what was left out, and what was asked for in vain."""
        if self._fields.undated:
            example, place = self._fields.undated_example[:60], self._first_undated
            first = f"{example!r} in {place}" if place else repr(example)
            said = f"dates that were not understood and left out: {self._fields.undated}, the first is {first}"
            self._journal.notes.append(said)
        if self.withdrawn:
            said = f"articles that are withdrawn: {len(self.withdrawn)}, the first is {self.withdrawn[0]!r}"
            self._journal.notes.append(said)
        if self._places and self._fields.unseen:
            self._journal.notes.append(f"no record has the field of {', '.join(self._fields.unseen)}")
        if self.replaced:
            self._journal.notes.append(f"older versions of articles, left out: {self.replaced}")

    def _refuse_other(self, article: Article, place: int, earlier: "Reading") -> None:
        """Refuse an article unless the one that has its id is the same but for line ends and the form of characters.

        Raises:
            ClashingIdsError: If it is another.
        """
        if not earlier._earlier.is_same(article, earlier._first_place(article.id)):
            raise self._clash(article, place, earlier)

    def _digest(self, name: str, default: int) -> int:
        """Return the digest of the article that has an id; the default if none has."""
        return self._digests[self._numbers[name]] if name in self._numbers else default

    def _first_place(self, name: str) -> int:
        """Return the place of the article that has an id."""
        return self._places[self._numbers[name]]

    def _clash(self, article: Article, place: int, earlier: "Reading") -> ClashingIdsError:
        """Return the error for two different articles with one id, both places named; :meth:`_choose` says when."""
        known = earlier._first_place(article.id)
        advice = ""
        if unpacked(place) > 0 and unpacked(known) > 0:  # items of feeds have no fields
            advice = " (rows may take it from another field with --id-field)"
        elif article.id in (self._file_of(place), earlier._file_of(known)):
            advice = " (a file has its path below the folder that was named, or else its name: name a folder above it)"
        difference = earlier._earlier.difference(article, known)
        return ClashingIdsError(
            f"two different articles have the id {article.id!r}: "
            f"{earlier._place_of(known)} and {self._place_of(place)}"
            f"{f', which differ in {difference}' * bool(difference)}; "
            f"leave one out, give each its own id{advice}, "
            "or, if one is a newer version, add the older one to an index and then the newer"
        )

    def _file_of(self, place: int) -> str:
        """Return the id that a file has by its path; empty for a record inside one."""
        return "" if unpacked(place) else self._inputs.sources[place >> LINE_BITS].label

    def _place_of(self, packed: int) -> str:
        """Return where a record stands, of a source's number and a line packed into one."""
        return _place(self._inputs.sources[packed >> LINE_BITS], unpacked(packed))


def _place(source: Source, line: int) -> str:
    """Return where a record stands, as the user named the file: ``PATH:LINE``, ``PATH#ITEM``, or all of it."""
    return f"{source.place}:{line}" if line > 0 else f"{source.place}#{-line}" if line else source.place


def _paths(inputs: PathLike | Sequence[PathLike]) -> list[PathLike]:
    """Return inputs as a list; refuse what is no path."""
    if isinstance(inputs, (str, os.PathLike)):
        return [inputs]
    if isinstance(inputs, bytes) or not isinstance(inputs, Iterable):
        raise UsageError(f"inputs must be a path or a list of paths, each a str or a Path, got {inputs!r}")
    paths = list(inputs)
    for path in paths:
        if not isinstance(path, (str, os.PathLike)):
            raise UsageError(f"inputs must be paths, each a str or a Path, got {path!r} among them")
    return paths


def read_articles(inputs: PathLike | Sequence[PathLike], options: ReadOptions = DEFAULT_OPTIONS) -> Reading:
    """Read the articles of files, folders and ``-`` (standard input).

    ``list(read_articles("today.jsonl"))`` is all that most callers need.

    Args:
        inputs: One path or several: files of any format that ``dedup formats`` lists, known by
            content and name, also compressed and in archives; folders are searched through. With
            ``ReadOptions(fetch=True)`` also addresses on the web.
        options: Names of fields, a format for all inputs, what to do with bad records.

    Returns:
        An iterator over the articles, in the order of the inputs, for one pass. Its ``rejected``,
        ``notes`` and ``duplicates`` are complete once it is exhausted.

    Raises:
        UsageError: Now, if ``options`` is no ReadOptions, or an input no path.
        ReaderError: Now, if an input does not exist; while reading, at what cannot be read.
        LateWithdrawalError: While reading, at the withdrawal of an article that was given out.
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
        UsageError: As ``read_articles``.
        ReaderError: As ``read_articles``; also if two lists hold different articles of one id.
    """
    if not isinstance(options, ReadOptions):
        raise UsageError(f"options must be a ReadOptions, got {options!r}; write ReadOptions(skip_bad=True)")
    lists = [_paths(names) for names in named]
    found = expand(lists, fetch=options.fetch, without=options.without, skip_bad=options.skip_bad)
    readings = [Reading(sources, options, notes) for sources, notes in found]
    if len(readings) == 2 and not may_clash:
        readings[0]._beside, readings[1]._beside = readings[1], readings[0]
    return readings
