"""One chunk of articles as columns: what becomes of their texts, in reading order, in a thread's working memory."""

import threading
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.folding import FoldTable, fold_table, letter_table
from dedup.keys import ingest, write_band_keys
from dedup.language.background import background
from dedup.model import Article
from dedup.params import OCR, Params
from dedup.runtime import kernels
from dedup.shingles import write_grams
from dedup.sketch import permutations, signature
from dedup.text_bytes import encode
from dedup.tokens import tokenise_many

CHUNK_ARTICLES = 1000
CHUNK_CHARACTERS = 1_000_000
KEY_SHIFT = 32  #: bits of a 63-bit key that are cut off: 31 tell apart enough, since every candidate is confirmed


class Columns(NamedTuple):
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


class Growing:
    """The columns of all chunks so far. Room is made by moving pages, not by copying them, where the system can."""

    def __init__(self) -> None:
        """Start without rows."""
        self._arrays: dict[str, NDArray[Any]] = {name: np.empty(0, dtype=dtype) for name, dtype in _DTYPES.items()}
        self._sizes = dict.fromkeys(_DTYPES, 0)

    def append(self, chunk: Columns) -> None:
        """Put the columns of a chunk behind the others."""
        for name, array in self._arrays.items():
            part, size = getattr(chunk, name), self._sizes[name]
            if size + len(part) > len(array):
                array.resize(max(size + len(part), len(array) * 5 // 4), refcheck=False)
            array[size : size + len(part)] = part
            self._sizes[name] = size + len(part)

    def columns(self) -> Columns:
        """Return what was put together; nothing can be appended after that."""
        for name, array in self._arrays.items():
            array.resize(self._sizes[name], refcheck=False)
        return Columns(**self._arrays)


def _table_slots(longest: int) -> int:
    """Slots of the tables that the longest article needs."""
    return 1 << max(10, (2 * longest + 1).bit_length())


class _Scratch:
    """Working memory of one thread, kept from chunk to chunk: fresh pages cost more than the work in them."""

    def __init__(self, size: int, longest: int, num_perm: int) -> None:
        """Make room for ``size`` characters of text of which the longest article has ``longest``."""
        self.size, self.longest, self.num_perm = size, longest, num_perm
        self.words, self.starts, self.ends = (np.empty(size + 1, dtype=np.int32) for _ in range(3))
        self.flags = np.empty(size + 1, dtype=np.uint8)
        self.passages = np.empty(size + 1, dtype=np.int64)
        slots = _table_slots(longest)
        self.grams = np.empty(longest + 2, dtype=np.int64)
        self.table = np.empty(slots, dtype=np.int64)  # entries count once their stamp is set
        self.stamps = np.zeros(slots, dtype=np.int32)
        self.entries = np.zeros(2 * slots, dtype=np.int64)
        self.places, self.levels = (np.empty(longest + 2, dtype=np.int32) for _ in range(2))
        self.scattered = np.empty(longest + 2, dtype=np.uint32)
        self.signature = np.empty(num_perm, dtype=np.uint32)

    def fits(self, size: int, longest: int, num_perm: int) -> bool:
        """Return True if a chunk of such a size can be worked on here."""
        return size <= self.size and longest <= self.longest and num_perm <= self.num_perm


_LOCAL = threading.local()
_LEAST_SCRATCH = 1 << 18  # characters: 30 MB, of which a page is resident once a text has touched it


def _scratch(size: int, longest: int, num_perm: int) -> _Scratch:
    """This thread's working memory, made larger if it must be."""
    scratch: _Scratch | None = getattr(_LOCAL, "scratch", None)
    if scratch is None or not scratch.fits(size, longest, num_perm):
        held = (scratch.size, scratch.longest, scratch.num_perm) if scratch else (_LEAST_SCRATCH, _LEAST_SCRATCH, 0)
        longest_room = max(longest + longest // 4, held[1])
        scratch = _Scratch(max(size + size // 4, held[0]), longest_room, max(num_perm, held[2]))
        _LOCAL.scratch = scratch
    else:
        scratch.stamps[: _table_slots(longest)] = 0
        scratch.entries[: 2 * _table_slots(longest)] = 0
    return scratch


def columns_of(articles: list[Article], params: Params, compiled: bool) -> Columns:
    """Tokenise one chunk and compute its keys; in misread texts bands and passages are of letters, not of words."""
    columns = columns_by(fold_table(), articles, params, compiled)
    if params.profile != OCR:
        return columns
    letters = columns_by(letter_table(), articles, params, compiled)
    return columns._replace(
        band_keys=letters.band_keys, passage_keys=letters.passage_keys, passage_counts=letters.passage_counts
    )


def columns_by(
    table: FoldTable, articles: list[Article], params: Params, compiled: bool, *, keyed: bool = True
) -> Columns:
    """Tokenise one chunk by a folding table and compute its keys, unless only its words are wanted."""
    texts = [encode(article.text) for article in articles]
    n = len(texts)
    bounds = np.zeros(n + 1, dtype=np.int64)
    np.cumsum([len(text) for text in texts], out=bounds[1:])
    buffer = np.frombuffer(b"".join(texts), dtype=np.uint8)
    lengths = [len(article.text) for article in articles]  # no text has more words than characters
    work = _scratch(sum(lengths), max(lengths), params.num_perm)
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
        work.starts, work.ends, work.grams, work.table, work.stamps, work.entries, work.places,
        work.levels, work.scattered, work.signature[: params.num_perm],
        word_bounds, fingerprints, counts, norms, band_keys, work.passages, passage_bounds, terms, term_bounds,
    )  # fmt: skip
    if keyed and not compiled:
        _band_keys_interpreted(work.words, work.flags, word_bounds, params, band_keys)
    return Columns(
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


def chunks_of(articles: Iterable[Article], characters: int = CHUNK_CHARACTERS) -> Iterator[list[Article]]:
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


class TokensOf(NamedTuple):
    """The words of some texts, text k at [bounds[k], bounds[k + 1]), in a thread's memory until it is asked again."""

    words: NDArray[np.int32]
    flags: NDArray[np.uint8]
    starts: NDArray[np.int32]  #: first character of each word
    ends: NDArray[np.int32]
    bounds: NDArray[np.int64]


def tokens_of(texts: Sequence[str], compiled: bool, other: int = 0) -> TokensOf:
    """Tokenise some texts; with ``OTHER_BITS`` words are known by the other half of their hashes."""
    bounds, word_bounds = (np.zeros(len(texts) + 1, dtype=np.int64) for _ in range(2))
    encoded = [encode(text) for text in texts]
    np.cumsum([len(text) for text in encoded], out=bounds[1:])
    work = _scratch(sum(len(text) for text in texts), 0, 0)
    buffer = np.frombuffer(b"".join(encoded) or b"\0", dtype=np.uint8)
    kernels.run(
        tokenise_many, compiled, buffer, bounds, *fold_table(), work.words, work.flags, work.starts, work.ends,
        word_bounds, other,
    )  # fmt: skip
    return TokensOf(work.words, work.flags, work.starts, work.ends, word_bounds)
