"""What an article is about, in a few sorted arrays: the input of :mod:`dedup.events.same_event`.

A profile looks at the head of an article: its title and its text up to 256 words, furniture left
out. News puts what matters first, and texts of any length become comparable. What is kept of the head are
its terms and pairs of terms (:mod:`dedup.events.head_terms`), the dates that it names, and a few counts.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.events.head_terms import (
    CHARACTERS,
    COLUMNS,
    FIGURE_STARTS,
    FIRST_WEEKDAY,
    HEAD,
    IN_FIGURE,
    IN_NAME,
    UNWRITTEN,
    WEEKDAYS,
    write_profile,
    write_terms_of,
)
from dedup.events.menus import mark_menu
from dedup.events.shared_dates import marked_day
from dedup.facts.facts import DATE, FIGURE, NAME, WEAK_DATE, extract_facts, fact_tables
from dedup.folding import fold_table
from dedup.language.stems import write_stems
from dedup.language.syllables import writes_syllables
from dedup.runtime.kernels import Ints, kernel, run
from dedup.text_bytes import encode
from dedup.tokens import CHARACTER, FURNITURE, tokenise_bytes


class Profiles(NamedTuple):
    """The profiles of n articles; article k has ``terms[term_bounds[k]:term_bounds[k + 1]]`` and so on."""

    terms: NDArray[np.int64]
    term_bounds: NDArray[np.int64]
    tails: NDArray[np.int64]  #: of the word with which each term first stands: see :mod:`dedup.language.stems`
    pairs: NDArray[np.int64]
    pair_bounds: NDArray[np.int64]
    dates: NDArray[np.int64]  #: see :mod:`dedup.events.shared_dates`, in order of place
    date_bounds: NDArray[np.int64]
    stats: NDArray[np.int64]  #: n rows of ``COLUMNS`` numbers, flat
    written: NDArray[np.int32]  #: n rows of ``HEAD``, flat: where the term at a place stands (``UNWRITTEN``)

    @property
    def compared(self) -> tuple[NDArray[Any], ...]:
        """The arrays by which profiles are compared: all but where the terms stand."""
        return self[:-1]


@kernel
def begins_with(words: Ints, flags: Ints, low: int, high: int, title: Ints, count: int) -> bool:
    """Return True if words [low, high) begin with the ``count`` words of a title, which then counts as they do."""
    k = 0
    while k < count and low + k < high and words[low + k] == title[k] and not flags[low + k] & FURNITURE:
        k += 1
    return k == count


@kernel
def copy_flags(flags: Ints, low: int, high: int, own: "NDArray[np.uint8]") -> int:
    """Copy the flags of an article as far as its head may reach, with a menu before it; return how many they are."""
    count, unmarked = 0, 0
    while low + count < high and unmarked < 2 * HEAD:
        own[count] = flags[low + count]
        if not flags[low + count] & FURNITURE:
            unmarked += 1
        count += 1
    return count


@kernel
def profile_articles(
    buffer: Ints,
    bounds: Ints,
    page: Ints,
    entry: Ints,
    pool: Ints,
    look_from: Ints,
    look_to: Ints,
    words: Ints,
    flags: Ints,
    low: Ints,
    high: Ints,
    keys: Ints,
    codes_of: Ints,
    levels_of: Ints,
    levels: Ints,
    w: Any,
    f: Any,
    starts: Any,
    ends: Any,
    stems: Any,
    letters: Any,
    where: Any,
    tails: Any,
    named: Any,
    kinds: Any,
    hashes: Any,
    codes: Any,
    ranks: Any,
    places: Any,
    ordered: Any,
    own: Any,
    items: Any,
    terms: "NDArray[np.int64]",
    term_bounds: "NDArray[np.int64]",
    term_tails: "NDArray[np.int64]",
    pairs: "NDArray[np.int64]",
    pair_bounds: "NDArray[np.int64]",
    dates: "NDArray[np.int64]",
    date_bounds: "NDArray[np.int64]",
    stats: "NDArray[np.int64]",
    written: "NDArray[np.int32]",
) -> None:
    """Profile a chunk of articles.

    Article k has its title in bytes [bounds[2k], bounds[2k + 1]) and its text from there to
    bounds[2k + 2]; the words of its text are [low[k], high[k]) of ``words`` and ``flags``, where some may be
    marked as furniture. The arrays from ``w`` to ``items`` are working memory, with room for the longest head, ``own``
    for the longest article.
    """
    at, pair_at, date_at = 0, 0, 0
    for a in range(len(low)):
        title = tokenise_bytes(
            buffer, bounds[2 * a], bounds[2 * a + 1], page, entry, pool, look_from, look_to, w, f, starts, ends, 0, 0
        )
        own_count = copy_flags(flags, low[a], high[a], own)
        opens = begins_with(words, flags, low[a], high[a], w, title)
        mark_menu(
            buffer, bounds[2 * a + 1], bounds[2 * a + 2], page, entry, words, low[a], own, own_count,
            title if opens else 0, keys, codes_of, levels_of, levels, items,
        )
        title = 0 if opens else min(title, HEAD)
        count = write_stems(
            buffer, bounds[2 * a], bounds[2 * a + 1], page, entry, pool, f, 0, title, stems, letters, tails, 0
        )
        write_stems(
            buffer, bounds[2 * a + 1], bounds[2 * a + 2], page, entry, pool, own, 0, HEAD, stems, letters, tails,
            count,
        )
        for i in range(count):
            where[i] = -1
        for i in range(own_count):
            if count == HEAD:
                break
            if not own[i] & FURNITURE:
                w[count], f[count], where[count] = words[low[a] + i], own[i], i
                count += 1
        for i in range(count):
            named[i] = 0
        found = extract_facts(
            w, f, 0, count, keys, codes_of, levels_of, levels, kinds, hashes, starts, ends, 0
        )
        weekdays, first_weekday = 0, 0
        for k in range(found):
            if kinds[k] == NAME or kinds[k] == FIGURE:
                for i in range(starts[k], ends[k] + 1):
                    named[i] = IN_NAME if kinds[k] == NAME else IN_FIGURE
            if kinds[k] == FIGURE:
                named[starts[k]] = FIGURE_STARTS
                stems[starts[k]] = hashes[k] & 0x7FFFFFFF
            if kinds[k] == DATE or kinds[k] == WEAK_DATE:
                weekdays |= (1 << (hashes[k] >> 21)) & 254
                if first_weekday == 0:
                    first_weekday = weekdays
            if kinds[k] == DATE:
                dates[date_at] = marked_day(hashes[k], starts[k])
                date_at += 1
        syllables = writes_syllables(buffer, bounds[2 * a + 1], bounds[2 * a + 2])
        n = write_terms_of(
            w, f, stems, count, named, levels_of, levels, letters, syllables, where, tails, places, codes, ranks,
            written, a * HEAD,
        )
        at, pair_at = write_profile(
            n, codes, ranks, tails, places, ordered, terms, term_tails, at, pairs, pair_at, stats, a * COLUMNS
        )
        stats[a * COLUMNS + WEEKDAYS], stats[a * COLUMNS + FIRST_WEEKDAY] = weekdays, first_weekday
        characters = 0
        for i in range(count):
            if f[i] & CHARACTER:
                characters += 1
        stats[a * COLUMNS + CHARACTERS] = characters
        term_bounds[a + 1], pair_bounds[a + 1], date_bounds[a + 1] = at, pair_at, date_at


def profiles(
    titles: Sequence[str],
    texts: Sequence[str],
    words: NDArray[np.int32],
    flags: NDArray[np.uint8],
    low: NDArray[np.int64],
    high: NDArray[np.int64],
    compiled: bool = False,
) -> Profiles:
    """Profile articles whose texts have been tokenised.

    Args:
        titles: Their titles; empty where there is none.
        texts: Their texts, as they were tokenised.
        words: Word hashes, of these articles among others.
        flags: Flags of the words, with ``FURNITURE`` on those that do not count.
        low: First word of each article, shape ``(n,)``.
        high: Behind the last word of each.
        compiled: Use the compiled kernels; the result is the same.
    """
    n = len(texts)
    encoded = [part for title, text in zip(titles, texts, strict=True) for part in (encode(title), encode(text))]
    bounds = np.zeros(2 * n + 1, dtype=np.int64)
    np.cumsum([len(part) for part in encoded], out=bounds[1:])
    buffer = np.frombuffer(b"".join(encoded) or b"\0", dtype=np.uint8)
    room = max([HEAD, *(len(title) for title in titles)]) + 2
    most = int(np.minimum(high - low, HEAD).sum()) + sum(min(len(title), HEAD) for title in titles) + 1
    terms, term_tails, pairs, dates = (np.empty(most, dtype=np.int64) for _ in range(4))
    term_bounds, pair_bounds, date_bounds = (np.zeros(n + 1, dtype=np.int64) for _ in range(3))
    stats = np.zeros(n * COLUMNS, dtype=np.int64)
    written = np.full(n * HEAD, UNWRITTEN, dtype=np.int32)
    w, starts, ends, stems, where = (np.empty(room, dtype=np.int32) for _ in range(5))
    f, letters, named, kinds = (np.empty(room, dtype=np.uint8) for _ in range(4))
    hashes, codes, ranks, ordered, tails = (np.empty(room, dtype=np.int64) for _ in range(5))
    own = np.empty(int((high - low).max(initial=0)) + 1, dtype=np.uint8)
    run(
        profile_articles, compiled, buffer, bounds, *fold_table(), words, flags, low, high, *fact_tables(),
        w, f, starts, ends, stems, letters, where, tails, named, kinds, hashes, codes, ranks,
        np.empty(257, dtype=np.int64), ordered, own, np.empty(2 * HEAD, dtype=np.int32), terms, term_bounds, term_tails,
        pairs, pair_bounds, dates, date_bounds, stats, written,
    )  # fmt: skip
    return Profiles(
        terms[: term_bounds[n]].copy(), term_bounds, term_tails[: term_bounds[n]].copy(),
        pairs[: pair_bounds[n]].copy(), pair_bounds, dates[: date_bounds[n]].copy(), date_bounds, stats, written,
    )  # fmt: skip


def joined(parts: Sequence[Profiles]) -> Profiles:
    """Return the profiles of some lists of articles as one, one behind the other."""
    if len(parts) == 1:
        return parts[0]

    def bounds(of: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
        counts = np.concatenate([np.diff(each) for each in of])
        return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])

    columns: Any = zip(*parts, strict=True)
    whole: Any = (
        bounds(column) if name.endswith("bounds") else np.concatenate(column)
        for name, column in zip(Profiles._fields, columns, strict=True)
    )
    return Profiles(*whole)
