"""What an article is about, in a few sorted arrays: the input of :mod:`dedup.events.same_event`.

A profile looks at the head of an article: its title and its text up to 256 words, furniture left
out. News puts what matters first, and texts of any length become comparable. Words
are cut to their first five letters ("stems"), since twins inflect what they share; of one stem those that
may be forms of one word are a term (:func:`dedup.language.stems.are_forms`). It is as common as the commonest of
its words in the article. In scripts without spaces each pair of neighbouring characters is a word.

Everything is an integer, so that compiled and interpreted kernels agree to the last bit:

    term   key << 32 | first place << 24 | level << 16 | number << 15 | name << 14 | weight by place
    pair   key of two neighbouring stems << 9 | sum of their levels

in ascending order, each once. The weight by place of an occurrence at place i is 5120 / (40 + i).
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.encoding import encode
from dedup.events.shared_dates import marked_day
from dedup.facts.facts import DATE, FIGURE, NAME, WEAK_DATE, extract_facts, fact_tables
from dedup.language.background import RAREST, background_level, everyday_letters, pair_hash
from dedup.language.stems import are_forms, write_stems
from dedup.language.syllables import writes_syllables
from dedup.runtime.kernels import Ints, kernel, run
from dedup.tokens import (
    CHARACTER,
    FURNITURE,
    HIRAGANA,
    NUMBER,
    fold_table,
    tokenise_bytes,
)

HEAD = 256  #: words of title and text that are looked at
SHORT_LEVEL, LONG_LEVEL = 25, 128  #: of unknown words where everyday ones are unknown, too: as short as those, and not
#: Where a term stands that is not to be quoted: in the title, a number. Else it is twice the number of its word in the
#: text, and one more for a term of two words; of two characters without spaces ``CHARACTERS_AT`` less that number.
UNWRITTEN, CHARACTERS_AT = -1, -2
IN_NAME, FIGURE_STARTS, IN_FIGURE = 1, 2, 3
NUMBER_BIT, NAME_BIT = 1 << 15, 1 << 14

#: Columns of ``stats``, one row an article.
PLACES, PLACE_NORM, PAIR_NORM, SUM_8, SUM_12, SUM_16 = range(6)
WEEKDAYS, FIRST_WEEKDAY, NUMBERS, RARE_NUMBERS, CHARACTERS, COLUMNS = range(6, 12)
RARE = 102  #: level of a rare term: less than one article in 55


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
    written: NDArray[np.int32]  #: n rows of ``HEAD``, flat: where the term at a place stands, see :data:`UNWRITTEN`

    @property
    def compared(self) -> tuple[NDArray[Any], ...]:
        """The arrays by which profiles are compared: all but where the terms stand."""
        return self[:-1]


@kernel
def sort_codes(
    codes: "NDArray[np.int64]", count: int, shift: int, places: "NDArray[np.int64]", out: "NDArray[np.int64]"
) -> None:
    """Sort codes of evenly spread keys into ``out``: into 256 buckets by the bits from ``shift`` on, then in place."""
    for k in range(257):
        places[k] = 0
    for k in range(count):
        places[(codes[k] >> shift) + 1] += 1
    for k in range(256):
        places[k + 1] += places[k]
    for k in range(count):
        bucket = codes[k] >> shift
        j = places[bucket]
        places[bucket] = j + 1
        out[j] = codes[k]
    for k in range(1, count):
        code = out[k]
        j = k
        while j > 0 and out[j - 1] > code:
            out[j] = out[j - 1]
            j -= 1
        out[j] = code


@kernel
def begins_with(words: Ints, flags: Ints, low: int, high: int, title: Ints, count: int) -> bool:
    """Return True if words [low, high) begin with the ``count`` words of a title, which then counts as they do."""
    k = 0
    while k < count and low + k < high and words[low + k] == title[k] and not flags[low + k] & FURNITURE:
        k += 1
    return k == count


@kernel
def write_terms_of(
    words: Ints,
    flags: Ints,
    stems: Ints,
    count: int,
    named: Ints,
    levels_of: Ints,
    levels: Ints,
    letters: Ints,
    syllables: bool,
    where: Ints,
    tails: "NDArray[np.int64]",
    places: "NDArray[np.int64]",
    codes: "NDArray[np.int64]",
    ranks: "NDArray[np.int64]",
    written: "NDArray[np.int32]",
    row: int,
) -> int:
    """Write the terms of a head: ``codes`` = key << 8 | place, ``ranks`` = level | bits; return their number.

    ``tails`` has those of the words, and gets those of the terms.

    ``written`` gets, from ``row`` on, where each stands: see :data:`UNWRITTEN`; ``where`` has it of the words.
    ``named`` says of each word whether it is in a name, or the first or a further one of a figure. A figure is one
    term, as rare as the rarest of its parts. Where words are ``syllables``, one tells nothing, but two of a name do.
    """
    for i in range(count):
        ranks[i] = -1 if flags[i] & (CHARACTER | NUMBER) else background_level(words[i], levels_of, levels)
    everyday = everyday_letters(ranks, letters, count, places)
    n = 0
    for i in range(count):
        key, word, bits, tail = int(stems[i]), int(words[i]), 0, int(tails[i])
        if named[i] == IN_FIGURE:
            continue
        if flags[i] & CHARACTER:
            if i + 1 >= count or not flags[i + 1] & CHARACTER:
                continue
            word = pair_hash(word, words[i + 1])
            key, tail = word, 0
            written[row + n] = CHARACTERS_AT - where[i] if 0 <= where[i] == where[i + 1] - 1 else UNWRITTEN
        else:
            written[row + n] = UNWRITTEN if flags[i] & NUMBER or where[i] < 0 else 2 * where[i]
        if named[i] == IN_NAME:
            bits = NAME_BIT
        codes[n] = (key << 8) | n
        level = background_level(word, levels_of, levels)
        if flags[i] & CHARACTER and (flags[i] | flags[i + 1]) & HIRAGANA:
            level = min(level, SHORT_LEVEL)
        if named[i] == FIGURE_STARTS:
            bits, k, tail = NUMBER_BIT, i + 1, 0
            while k < count and named[k] == IN_FIGURE:
                level = max(level, background_level(words[k], levels_of, levels))
                k += 1
        if everyday > 0 and level == RAREST and not flags[i] & (CHARACTER | NUMBER):
            level = SHORT_LEVEL if letters[i] <= everyday and named[i] != IN_NAME else LONG_LEVEL
        if syllables and not flags[i] & (CHARACTER | NUMBER):
            level = min(level, SHORT_LEVEL)
            if named[i] == IN_NAME and i + 1 < count and named[i + 1] == IN_NAME:
                codes[n], level, tail = (pair_hash(key, stems[i + 1]) << 8) | n, LONG_LEVEL, 0
                if written[row + n] != UNWRITTEN and where[i + 1] == where[i] + 1:
                    written[row + n] += 1
        ranks[n], tails[n] = (level << 16) | bits, tail
        n += 1
    return n


@kernel
def write_profile(
    n: int,
    codes: "NDArray[np.int64]",
    ranks: "NDArray[np.int64]",
    tails: Ints,
    places: "NDArray[np.int64]",
    ordered: "NDArray[np.int64]",
    terms: "NDArray[np.int64]",
    term_tails: "NDArray[np.int64]",
    at: int,
    pairs: "NDArray[np.int64]",
    pair_at: int,
    stats: "NDArray[np.int64]",
    row: int,
) -> tuple[int, int]:
    """Write the terms and pairs of one article and its row of ``stats``; return both next free positions."""
    sort_codes(codes, n, 31, places, ordered)
    sum8, sum12, sum16, norm, numbers, rare = 0, 0, 0, 0, 0, 0
    for k in range(n):
        if ordered[k] < 0:  # counted with an earlier form of its word
            continue
        key, first = ordered[k] >> 8, ordered[k] & 255
        level, bits, weight, j = 255, 0, 0, k
        while j < n and (ordered[j] < 0 or ordered[j] >> 8 == key):
            place = ordered[j] & 255
            is_name = (ranks[first] | ranks[place]) & NAME_BIT != 0
            if ordered[j] >= 0 and are_forms(tails[first], tails[place], is_name):
                level = min(level, ranks[place] >> 16)
                bits |= ranks[place] & (NUMBER_BIT | NAME_BIT)
                weight += 5120 // (40 + place)
                ordered[j] = -1
            j += 1
        terms[at] = (key << 32) | (first << 24) | (level << 16) | bits | weight
        term_tails[at] = tails[first]
        at += 1
        norm += (weight * level) * (weight * level)
        if first < 16:
            sum16 += level
            if first < 12:
                sum12 += level
                if first < 8:
                    sum8 += level
        if bits & NUMBER_BIT:
            numbers += 1
            if level >= RARE:
                rare += 1
    for i in range(n - 1):
        weight = (ranks[i] >> 16) + (ranks[i + 1] >> 16)
        ordered[i] = (pair_hash(codes[i] >> 8, codes[i + 1] >> 8) << 9) | weight
    for i in range(n - 1):
        codes[i] = ordered[i]
    sort_codes(codes, max(0, n - 1), 32, places, ordered)
    square = 0
    for i in range(n - 1):
        if i == 0 or ordered[i] >> 9 != ordered[i - 1] >> 9:
            pairs[pair_at] = ordered[i]
            pair_at += 1
            square += (ordered[i] & 511) * (ordered[i] & 511)
    stats[row + PLACES], stats[row + PLACE_NORM], stats[row + PAIR_NORM] = n, norm, square
    stats[row + NUMBERS], stats[row + RARE_NUMBERS] = numbers, rare
    stats[row + SUM_8], stats[row + SUM_12], stats[row + SUM_16] = sum8, sum12, sum16
    return at, pair_at


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
    marked as furniture. The arrays from ``w`` to ``ordered`` are working memory, with room for the longest head.
    """
    at, pair_at, date_at = 0, 0, 0
    for a in range(len(low)):
        title = tokenise_bytes(
            buffer, bounds[2 * a], bounds[2 * a + 1], page, entry, pool, look_from, look_to, w, f, starts, ends, 0
        )
        title = 0 if begins_with(words, flags, low[a], high[a], w, title) else min(title, HEAD)
        count = write_stems(
            buffer, bounds[2 * a], bounds[2 * a + 1], page, entry, pool, f, 0, title, stems, letters, tails, 0
        )
        write_stems(
            buffer, bounds[2 * a + 1], bounds[2 * a + 2], page, entry, pool, flags, low[a], HEAD, stems, letters,
            tails, count,
        )
        for i in range(count):
            where[i] = -1
        for i in range(low[a], high[a]):
            if count == HEAD:
                break
            if not flags[i] & FURNITURE:
                w[count], f[count], where[count] = words[i], flags[i], i - low[a]
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
    run(
        profile_articles, compiled, buffer, bounds, *fold_table(), words, flags, low, high, *fact_tables(),
        w, f, starts, ends, stems, letters, where, tails, named, kinds, hashes, codes, ranks,
        np.empty(257, dtype=np.int64), ordered, terms, term_bounds, term_tails, pairs, pair_bounds, dates, date_bounds,
        stats, written,
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
