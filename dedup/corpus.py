"""Many articles as columns: their words, fingerprints, norms and keys.

Articles are numbered in the order of their ids, whatever order they came in, so that
everything after this stage is the same for any input order. Texts are tokenised chunk
by chunk, in threads, while the caller's iterator goes on reading.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup import kernels
from dedup.background import background
from dedup.keys import BAND, PASSAGE, TERM, ingest, write_band_keys
from dedup.model import Article
from dedup.params import OCR, Params
from dedup.shingles import write_grams
from dedup.sketch import permutations, signature
from dedup.threads import executor
from dedup.tokens import FoldTable, encode, fold_table, letter_table, tokenise_many

CHUNK_ARTICLES = 1000
CHUNK_CHARACTERS = 1_000_000
LEAST_CHARACTERS = 100_000  #: that are tokenised by a thread of their own
COMPILE_CHARACTERS = 150_000  #: inputs above this load the compiled kernels; interpreting less is quicker than loading
COLD_CHARACTERS = 600_000  #: the same on a machine where they have to be compiled first


KEY_SHIFT = 32  #: bits of a 63-bit key that are cut off: 31 tell apart enough, since every candidate is confirmed


class Keys(NamedTuple):
    """The keys of one kind of n articles, 31 bits each, in the order in which the articles were read."""

    kind: int
    keys: NDArray[np.int32]
    bounds: NDArray[np.int64]  #: shape ``(n + 1,)``: where those of each article lie
    owners: NDArray[np.int32]  #: shape ``(n,)``: the number of the article that was read first, second, ...


class Corpus(NamedTuple):
    """The columns of n articles in the order of their ids.

    ``words`` and ``flags`` are in reading order; article k has words [low[k], high[k]).
    """

    articles: list[Article]
    low: NDArray[np.int64]
    high: NDArray[np.int64]
    words: NDArray[np.int32]
    flags: NDArray[np.uint8]
    fingerprints: NDArray[np.int64]
    shingle_counts: NDArray[np.int32]  #: distinct shingles
    norms: NDArray[np.float64]  #: squared TF-IDF norms
    bands: Keys
    passages: Keys
    terms: Keys
    compiled: bool  #: whether the compiled kernels are in use


class Tokenised(NamedTuple):
    """What the text of one article becomes, its keys left out."""

    words: NDArray[np.int32]
    flags: NDArray[np.uint8]
    shingle_count: int
    norm: float


class _Columns(NamedTuple):
    """What some articles become, in reading order."""

    words: NDArray[np.int32]
    flags: NDArray[np.uint8]
    word_counts: NDArray[np.int64]
    fingerprints: NDArray[np.int64]
    shingle_counts: NDArray[np.int32]
    norms: NDArray[np.float64]
    band_keys: NDArray[np.int32]
    passage_keys: NDArray[np.int32]
    passage_counts: NDArray[np.int64]
    term_keys: NDArray[np.int32]
    term_counts: NDArray[np.int64]


_DTYPES: dict[str, type] = {
    "words": np.int32, "flags": np.uint8, "word_counts": np.int64, "fingerprints": np.int64,
    "shingle_counts": np.int32, "norms": np.float64, "band_keys": np.int32, "passage_keys": np.int32,
    "passage_counts": np.int64, "term_keys": np.int32, "term_counts": np.int64,
}  # fmt: skip


class _Growing:
    """The columns of all chunks so far. Room is made by moving pages, not by copying them, where the system can."""

    def __init__(self) -> None:
        """Start without rows."""
        self._arrays: dict[str, NDArray[Any]] = {name: np.empty(0, dtype=dtype) for name, dtype in _DTYPES.items()}
        self._sizes = dict.fromkeys(_DTYPES, 0)

    def append(self, chunk: _Columns) -> None:
        """Put the columns of a chunk behind the others."""
        for name, array in self._arrays.items():
            part, size = getattr(chunk, name), self._sizes[name]
            if size + len(part) > len(array):
                array.resize(max(size + len(part), len(array) * 5 // 4), refcheck=False)
            array[size : size + len(part)] = part
            self._sizes[name] = size + len(part)

    def columns(self) -> _Columns:
        """Return what was put together; nothing can be appended after that."""
        for name, array in self._arrays.items():
            array.resize(self._sizes[name], refcheck=False)
        return _Columns(**self._arrays)


def _table_slots(longest: int) -> int:
    """Slots of the tables that the longest article needs."""
    return 1 << max(10, (2 * longest + 1).bit_length())


class _Scratch:
    """Working memory of one thread, kept from chunk to chunk: fresh pages cost more than the work in them."""

    def __init__(self, size: int, longest: int, params: Params) -> None:
        """Make room for ``size`` characters of text of which the longest article has ``longest``."""
        self.size, self.longest, self.num_perm = size, longest, params.num_perm
        self.words, self.starts, self.ends = (np.empty(size + 1, dtype=np.int32) for _ in range(3))
        self.flags = np.empty(size + 1, dtype=np.uint8)
        self.passages = np.empty(size + 1, dtype=np.int64)
        slots = _table_slots(longest)
        self.grams = np.empty(longest + 2, dtype=np.int64)
        self.table = np.empty(slots, dtype=np.int64)  # entries count once their stamp is set
        self.stamps = np.zeros(slots, dtype=np.int32)
        self.entries = np.zeros(2 * slots, dtype=np.int64)
        self.numbered, self.counts, self.prominence = (np.empty(longest + 2, dtype=np.int32) for _ in range(3))
        self.scattered = np.empty(longest + 2, dtype=np.uint32)
        self.signature = np.empty(params.num_perm, dtype=np.uint32)

    def fits(self, size: int, longest: int, params: Params) -> bool:
        """Return True if a chunk of such a size can be worked on here."""
        return size <= self.size and longest <= self.longest and params.num_perm <= self.num_perm


_LOCAL = threading.local()
_LEAST_SCRATCH = 1 << 15  # characters


def _scratch(size: int, longest: int, params: Params) -> _Scratch:
    """This thread's working memory, made larger if it must be."""
    scratch: _Scratch | None = getattr(_LOCAL, "scratch", None)
    if scratch is None or not scratch.fits(size, longest, params):
        held = (scratch.size, scratch.longest) if scratch else (_LEAST_SCRATCH, _LEAST_SCRATCH)
        scratch = _Scratch(max(size + size // 4, held[0]), max(longest + longest // 4, held[1]), params)
        _LOCAL.scratch = scratch
    else:
        scratch.stamps[: _table_slots(longest)] = 0
        scratch.entries[: 2 * _table_slots(longest)] = 0
    return scratch


def _columns(articles: list[Article], params: Params, compiled: bool) -> _Columns:
    """Tokenise one chunk and compute its keys; in misread texts bands and passages are of letters, not of words."""
    columns = _columns_by(fold_table(), articles, params, compiled)
    if params.profile != OCR:
        return columns
    letters = _columns_by(letter_table(), articles, params, compiled)
    return columns._replace(
        band_keys=letters.band_keys, passage_keys=letters.passage_keys, passage_counts=letters.passage_counts
    )


def _columns_by(
    table: FoldTable, articles: list[Article], params: Params, compiled: bool, *, keyed: bool = True
) -> _Columns:
    """Tokenise one chunk by a folding table and compute its keys, unless only its words are wanted."""
    texts = [encode(article.text) for article in articles]
    n = len(texts)
    bounds = np.zeros(n + 1, dtype=np.int64)
    np.cumsum([len(text) for text in texts], out=bounds[1:])
    buffer = np.frombuffer(b"".join(texts), dtype=np.uint8)
    lengths = [len(article.text) for article in articles]  # no text has more words than characters
    work = _scratch(sum(lengths), max(lengths), params)
    back = background()
    window, bands, term_count = (params.passage_window, params.band_count, params.term_count) if keyed else (0, 0, 0)
    nothing = np.empty(0, dtype=np.uint32)
    factors, offsets = permutations(params.num_perm, params.seed) if keyed and compiled else (nothing, nothing)
    band_keys = np.zeros(n * bands, dtype=np.int64)
    terms = np.empty(n * term_count + 1, dtype=np.int64)
    word_bounds, passage_bounds, term_bounds = (np.zeros(n + 1, dtype=np.int64) for _ in range(3))
    fingerprints, norms = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.float64)
    counts = np.zeros(n, dtype=np.int32)
    sizes = np.array(
        [params.shingle_size, params.passage_size, params.passage_characters, window,
         bands, params.band_rows, term_count, params.shingle_characters], dtype=np.int64,
    )  # fmt: skip
    kernels.run(
        ingest, compiled, buffer, bounds, *table, back.keys, back.levels, back.weight,
        factors, offsets, sizes, work.words, work.flags,
        work.starts, work.ends, work.grams, work.table, work.stamps, work.entries, work.numbered,
        work.counts, work.prominence, work.scattered, work.signature[: params.num_perm],
        word_bounds, fingerprints, counts, norms, band_keys, work.passages, passage_bounds, terms, term_bounds,
    )  # fmt: skip
    if keyed and not compiled:
        _band_keys_interpreted(work.words, work.flags, word_bounds, params, band_keys)
    return _Columns(
        work.words[: word_bounds[n]].copy(), work.flags[: word_bounds[n]].copy(), np.diff(word_bounds), fingerprints,
        counts, norms, _cut(band_keys), _cut(work.passages[: passage_bounds[n]]), np.diff(passage_bounds),
        _cut(terms[: term_bounds[n]]), np.diff(term_bounds),
    )  # fmt: skip


def _cut(keys: NDArray[np.int64]) -> NDArray[np.int32]:
    """The high bits of 63-bit keys."""
    return (keys >> KEY_SHIFT).astype(np.int32)


def _band_keys_interpreted(
    words: NDArray[np.int32],
    flags: NDArray[np.uint8],
    bounds: NDArray[np.int64],
    params: Params,
    out: NDArray[np.int64],
) -> None:
    """The band keys by the numpy twin of the signature kernel."""
    grams = np.empty(int(np.diff(bounds).max()) + 1, dtype=np.int64)
    for a in range(len(bounds) - 1):
        low, high = int(bounds[a]), int(bounds[a + 1])
        count = kernels.run(
            write_grams, False, words, flags, low, high, params.shingle_size, params.shingle_characters, grams
        )
        values = signature(grams[:count], params.num_perm, params.seed)
        kernels.run(write_band_keys, False, values, params.band_count, params.band_rows, out, a * params.band_count)


def _chunks(articles: Iterable[Article], characters: int = CHUNK_CHARACTERS) -> Iterator[list[Article]]:
    """Cut a stream into chunks of bounded count and size."""
    chunk: list[Article] = []
    size = 0
    for article in articles:
        chunk.append(article)
        size += len(article.text)
        if len(chunk) >= CHUNK_ARTICLES or size >= characters:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _start(articles: Iterable[Article]) -> tuple[list[Article], Iterator[Article], bool]:
    """Read until it is clear whether the input is a small one."""
    stream, first, size, limit = iter(articles), [], 0, COMPILE_CHARACTERS
    for article in stream:
        first.append(article)
        size += len(article.text) if article.text.isascii() else 2 * len(article.text)
        if 0 < limit == COMPILE_CHARACTERS < size and kernels.is_cold():
            limit = COLD_CHARACTERS
        if size > limit:
            return first, stream, True
    return first, stream, False


def build_corpus(
    articles: Iterable[Article],
    params: Params,
    *,
    workers: int = 1,
    compiled: bool | None = None,
    progress: Callable[[str, int, int], None] | None = None,
    notify: Callable[[str], None] | None = None,
) -> Corpus:
    """Tokenise all articles and compute their keys.

    Args:
        articles: With distinct ids; read once, in the caller's thread.
        params: Sizes, seed and counts of the keys.
        workers: Threads that run the kernels.
        compiled: Force or forbid compiled kernels; by default the size of the input decides.
        progress: Called with ("reading", articles so far, 0).
        notify: Called with one line if kernels must be compiled first.

    Returns:
        The columns, in the order of the ids.
    """
    first, rest, large = _start(articles) if compiled is None else ([], iter(articles), compiled)
    if large:
        if notify and kernels.is_cold():
            notify("compiling the kernels for large inputs; this happens once on a machine and takes some seconds")
        kernels.compile_kernels()
    everything: list[Article] = []
    done = _Growing()
    waiting: list[Future[_Columns]] = []
    with executor(workers) as pool:
        for chunk in _chunks(_both(first, rest)):
            everything.extend(chunk)
            waiting.append(pool.submit(_columns, chunk, params, large))
            if len(waiting) > workers + 2:
                done.append(waiting.pop(0).result())
            if progress:
                progress("reading", len(everything), 0)
        while waiting:
            done.append(waiting.pop(0).result())
    return _assemble(everything, done.columns(), params.band_count, large)


def _both(first: list[Article], rest: Iterator[Article]) -> Iterator[Article]:
    """The articles read ahead, let go one by one, then the others."""
    yield from first
    first.clear()
    yield from islice(rest, None)


def _keys(kind: int, keys: NDArray[np.int32], counts: NDArray[np.int64], owners: NDArray[np.int32]) -> Keys:
    """The keys of one kind with their bounds."""
    bounds = np.zeros(len(owners) + 1, dtype=np.int64)
    np.cumsum(counts, out=bounds[1:])
    return Keys(kind, keys, bounds, owners)


def _assemble(articles: list[Article], column: _Columns, band_count: int, compiled: bool) -> Corpus:
    """Number the articles by id."""
    n = len(articles)
    order = sorted(range(n), key=[article[0] for article in articles].__getitem__)
    position = np.array(order, dtype=np.int64)
    rank = np.empty(n, dtype=np.int32)
    rank[position] = np.arange(n, dtype=np.int32)
    high = np.cumsum(column.word_counts)
    bands = np.full(n, band_count, dtype=np.int64)
    return Corpus(
        articles=[articles[k] for k in order],
        low=(high - column.word_counts)[position],
        high=high[position],
        words=column.words,
        flags=column.flags,
        fingerprints=column.fingerprints[position],
        shingle_counts=column.shingle_counts[position],
        norms=column.norms[position],
        bands=_keys(BAND, column.band_keys, bands, rank),
        passages=_keys(PASSAGE, column.passage_keys, column.passage_counts, rank),
        terms=_keys(TERM, column.term_keys, column.term_counts, rank),
        compiled=compiled,
    )


def without_keys(corpus: Corpus) -> Corpus:
    """The corpus without the keys of its articles, for which nobody asks once pairs are found: 600 bytes an article."""
    nothing = Keys(0, np.empty(0, dtype=np.int32), np.zeros(1, dtype=np.int64), np.empty(0, dtype=np.int32))
    return corpus._replace(bands=nothing, passages=nothing, terms=nothing)


def compile_for(articles: Sequence[Article]) -> bool:
    """Say whether the compiled kernels are to run on some articles; then they are at hand."""
    large = kernels.is_loaded() or _start(articles)[2]
    if large:
        kernels.compile_kernels()
    return large


def tokenise_each(
    articles: Sequence[Article],
    params: Params,
    compiled: bool,
    workers: int = 1,
    sizes: Mapping[str, tuple[int, float]] | None = None,
) -> list[Tokenised]:
    """Tokenise some articles, each by itself, without keys.

    Args:
        articles: Whose texts are wanted; their ids do not matter.
        params: Words in a shingle.
        compiled: Use the compiled kernels.
        workers: Threads.
        sizes: By text, its distinct shingles and squared norm where they are known; finding out takes longer than
            tokenising.
    """
    known = {} if sizes is None else sizes
    total = sum(len(article.text) for article in articles)
    size = min(CHUNK_CHARACTERS, max(LEAST_CHARACTERS, total // (2 * workers))) if workers > 1 else CHUNK_CHARACTERS
    chunks = list(_chunks(articles, size))
    with executor(workers if len(chunks) > 1 else 1) as pool:
        parts = list(pool.map(partial(_tokenise_chunk, params=params, compiled=compiled, sizes=known), chunks))
    return [each for part in parts for each in part]


def _tokenise_chunk(
    articles: list[Article], params: Params, compiled: bool, sizes: Mapping[str, tuple[int, float]]
) -> list[Tokenised]:
    """Tokenise one chunk without keys."""
    if all(article.text in sizes for article in articles):
        words, flags, counts = _tokens_of([article.text for article in articles], params, compiled)
        found = [sizes[article.text] for article in articles]
    else:
        column = _columns_by(fold_table(), articles, params, compiled, keyed=False)
        words, flags, counts = column.words, column.flags, column.word_counts
        found = list(zip(column.shingle_counts.tolist(), column.norms.tolist(), strict=True))
    bounds = [0, *np.cumsum(counts).tolist()]
    return [
        Tokenised(words[low:high].copy(), flags[low:high].copy(), *each)
        for low, high, each in zip(bounds[:-1], bounds[1:], found, strict=True)
    ]


def _tokens_of(
    texts: Sequence[str], params: Params, compiled: bool
) -> tuple[NDArray[np.int32], NDArray[np.uint8], NDArray[np.int64]]:
    """Tokenise texts; return words and flags, in this thread's memory, and the number of words of each."""
    bounds, word_bounds = (np.zeros(len(texts) + 1, dtype=np.int64) for _ in range(2))
    encoded = [encode(text) for text in texts]
    np.cumsum([len(text) for text in encoded], out=bounds[1:])
    work = _scratch(sum(len(text) for text in texts), 0, params)
    buffer = np.frombuffer(b"".join(encoded) or b"\0", dtype=np.uint8)
    kernels.run(
        tokenise_many, compiled, buffer, bounds, *fold_table(), work.words, work.flags, work.starts, work.ends,
        word_bounds,
    )  # fmt: skip
    return work.words, work.flags, np.diff(word_bounds)


def tokenised_in(corpus: Corpus) -> list[Tokenised]:
    """The articles of a corpus, each by itself, in the order of their ids."""
    columns = (corpus.low, corpus.high, corpus.shingle_counts, corpus.norms)
    return [
        Tokenised(corpus.words[low:high].copy(), corpus.flags[low:high].copy(), *each)
        for low, high, *each in zip(*(column.tolist() for column in columns), strict=True)
    ]


def corpus_of(
    articles: Sequence[Article],
    tokenised: Sequence[Tokenised],
    passage_keys: Sequence[NDArray[np.int32]] | None,
    compiled: bool,
) -> Corpus:
    """Put articles that are tokenised already together; they have no fingerprints, no bands and no terms.

    Args:
        articles: With distinct ids, one at least.
        tokenised: What each became.
        passage_keys: Those of each, in any order; None leaves them out.
        compiled: Whether the compiled kernels are at hand.
    """
    nothing, none = np.empty(0, dtype=np.int32), np.zeros(len(articles), dtype=np.int64)
    keys = [nothing] * len(articles) if passage_keys is None else passage_keys
    words, flags, shingle_counts, norms = zip(*tokenised, strict=True)
    columns = _Columns(
        np.concatenate(words), np.concatenate(flags), np.array([len(each) for each in words]),
        np.zeros(len(articles), dtype=np.int64), np.array(shingle_counts, dtype=np.int32), np.array(norms),
        nothing, np.concatenate(keys), np.array([len(each) for each in keys]), nothing, none,
    )  # fmt: skip
    return _assemble(list(articles), columns, 0, compiled)
