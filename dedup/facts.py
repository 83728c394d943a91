"""Numbers, dates and names of a text, found among its words.

A number is a run of digits, joined by ``. , : / -`` where there are several (5.93, 50,000, 2-1,
10.30); its hash knows the digits alone, so 5,93 is 5.93. A number joined to a word (covid-19) is
none. A date is a day of a month, with the year and the weekday where they stand beside it, in
Indonesian, English and some other languages; its hash is a number that says which day:

    day + 32 * month + 512 * year + 2**21 * weekday      (0 for what is not said; Monday is 1)

so that ``code & 511`` is equal for "6 Februari 2024", "Selasa (6/2)" and "Feb. 6". A weekday alone
and a month with a year alone are weak dates. 6/2 is a date only behind a weekday, 6/2/2024
always; where both orders are possible the weekday decides, else the day comes first.
A name is a run of capitalised words; a lone one at the start of a sentence counts only if it
is capitalised elsewhere too. Longer runs than six are headlines. Scripts without case have none.

Not found: spelled-out numbers (but see :mod:`dedup.passages`), dates in scripts without spaces
except Chinese and Japanese ones, thousands parted by spaces (they are two numbers).
"""

from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.background import background, background_level, pair_hash
from dedup.date_words import AMOUNT, CLOCK, FILLER, MARK, MONTH, NUMERAL, SHORT, SPELT, WEEKDAY, YEAR, date_words
from dedup.kernels import Ints, kernel, run
from dedup.tokens import ALL_CAPS, CAPITAL, LINE, NUMBER, SENTENCE, tokenise
from dedup.tokens import JOINED as TIED

FIGURE, DATE, NAME, WEAK_DATE = 1, 2, 3, 4  #: kinds of facts
KINDS = ("number", "date", "name", "weak date")  #: their names, in this order
DAY = 511  #: mask of day and month in the hash of a date

_COMMON = 64  # level of a word in 8 % of the articles: not part of a name at the start of a sentence
_REACH = 1000  # words around a sentence's first word in which it may stand capitalised again
_LONGEST = 6  # words of a name


class Facts(NamedTuple):
    """The facts of one article, by position; all arrays have one entry a fact."""

    kinds: NDArray[np.uint8]
    hashes: NDArray[np.int64]
    first: NDArray[np.int32]  #: index of the first word
    last: NDArray[np.int32]  #: index of the last word


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as a person reads it."""

    kind: str  #: ``number``, ``date``, ``weak date`` or ``name``
    value: str  #: digits, ``2024-02-06`` or ``--02-06``, folded name: equal for equal facts
    text: str  #: as written
    start: int  #: span in code points, end excluded
    end: int


@kernel
def date_word(word: int, keys: Ints, codes: Ints) -> int:
    """Return the code of a word that dates are made of, 0 for any other word."""
    mask = len(keys) - 1
    slot = word & mask
    while keys[slot] != 0:
        if keys[slot] == word:
            return int(codes[slot])
        slot = (slot + 1) & mask
    return 0


@kernel
def is_day(day: int, month: int, year: int) -> bool:
    """Say whether there is such a day; year 0 is any year."""
    if month < 1 or month > 12 or day < 1:
        return False
    if month == 2:
        leap = year & 3 == 0 and (year % 100 != 0 or year % 400 == 0)
        return day <= (29 if leap else 28)
    return day <= (30 if month == 4 or month == 6 or month == 9 or month == 11 else 31)


@kernel
def weekday_of(day: int, month: int, year: int) -> int:
    """Return the weekday of a day, Monday is 1, Sunday 7."""
    if month < 3:
        year -= 1
        month += 12
    return (day + (13 * (month + 1)) // 5 + year + year // 4 - year // 100 + year // 400 + 5) % 7 + 1


@kernel
def numeric_date(a: int, b: int, c: int, weekday: int) -> int:
    """Return the date code of two or three numbers (c is -1), 0 if they are none.

    Args:
        a: First code of :func:`date_word`.
        b: Second code.
        c: Third code, or -1.
        weekday: The weekday in front, 0 if there is none.
    """
    year = 0
    if a & 15 == YEAR:
        if c < 0 or b & 15 != NUMERAL or c & 15 != NUMERAL:
            return 0
        year, day, month = a >> 4 & 0xFFF, c >> 4 & 0xFFF, b >> 4 & 0xFFF
        return day + 32 * month + 512 * year if is_day(day, month, year) else 0
    if a & 15 != NUMERAL or b & 15 != NUMERAL:
        return 0
    if c >= 0:
        if c & 15 == YEAR:
            year = c >> 4 & 0xFFF
        elif c & 15 == NUMERAL and weekday > 0:
            year = 2000 + (c >> 4 & 0xFFF)
        else:
            return 0
    elif weekday == 0:
        return 0
    day, month = a >> 4 & 0xFFF, b >> 4 & 0xFFF
    straight, crossed = is_day(day, month, year), is_day(month, day, year)
    if straight and crossed and year > 0 and weekday > 0:
        straight = weekday_of(day, month, year) == weekday or weekday_of(month, day, year) != weekday
    if straight:
        return day + 32 * month + 512 * year
    return month + 32 * day + 512 * year if crossed else 0


@kernel
def year_behind(codes: Ints, at: int, flags: Ints, j: int, high: int, short: int) -> tuple[int, int]:
    """Read a year from word j on, also behind "de" or "tahun": the next position and the year, or j and 0.

    A full stop may stand before it only if the month is ``short``.
    """
    k = j
    if k < high and not flags[k] & LINE and codes[at + k] & 15 == FILLER:
        k += 1
    if k < high and not flags[k] & LINE and (short or not flags[k] & SENTENCE):
        code = codes[at + k]
        if code & 15 == YEAR and not (k + 1 < high and flags[k + 1] & NUMBER and flags[k + 1] & TIED):
            return k + 1, code >> 4 & 0xFFF
        if code & 15 == NUMERAL and k == j and flags[k] & TIED and flags[j - 1] & TIED:
            return k + 1, 2000 + (code >> 4 & 0xFFF)
    return j, 0


@kernel
def read_date(codes: Ints, at: int, flags: Ints, i: int, high: int) -> tuple[int, int, int]:
    """Read a date that starts at word i; ``codes[at + k]`` is the code of word k.

    Returns:
        The position behind it, its code, and the first day of a range ("6-7 Februari") or 0;
        the code is 0 where no date starts.
    """
    j, weekday = i, 0
    code = codes[at + i]
    if code & 15 == WEEKDAY:
        weekday = code >> 4 & 0xFFF
        j += 1
        while j < high and j < i + 4 and not flags[j] & LINE and codes[at + j] & 15 == CLOCK:
            j += 1
        if j >= high or flags[j] & LINE:
            return i, 0, 0
        code = codes[at + j]
    kind, value = code & 15, code >> 4 & 0xFFF
    if kind == MONTH:
        day = 0
        if j + 1 < high and not flags[j + 1] & LINE and (code & SHORT or not flags[j + 1] & SENTENCE):
            day = codes[at + j + 1]
        if day & 15 == YEAR and weekday == 0:
            return j + 2, 32 * value + 512 * (day >> 4 & 0xFFF), 0
        if day & 15 != NUMERAL:
            return i, 0, 0
        j, day = j + 2, day >> 4 & 0xFFF
        end, year = year_behind(codes, at, flags, j, high, 0)
        if not is_day(day, value, year) or (end == j and j < high and flags[j] & NUMBER and flags[j] & TIED):
            return i, 0, 0
        return end, day + 32 * value + 512 * year + (weekday << 21), 0
    if (kind != NUMERAL and kind != YEAR) or j + 1 >= high or flags[j + 1] & LINE:
        return i, 0, 0
    k, span = j + 1, 0
    if flags[k] & NUMBER and flags[k] & TIED:
        b, c = codes[at + k], -1
        if k + 1 < high and flags[k + 1] & NUMBER and flags[k + 1] & TIED:
            c = codes[at + k + 1]
        end = k + 1 if c < 0 else k + 2
        if not (end < high and flags[end] & NUMBER and flags[end] & TIED):
            found = numeric_date(code, b, c, weekday)
            if found > 0:
                return end, found + (weekday << 21), 0
        if c >= 0 or b & 15 != NUMERAL or b >> 4 <= code >> 4 or k + 1 >= high:
            return i, 0, 0
        span, value, k = value, b >> 4 & 0xFFF, k + 1
    if kind == YEAR or codes[at + k] & 15 == MARK:
        year = 0
        if kind == YEAR:
            if codes[at + k] != MARK | 1 << 4 or k + 2 >= high:
                return i, 0, 0
            code = codes[at + k + 1]
            year, value, k = value, code >> 4 & 0xFFF, k + 2
        if codes[at + k] != MARK | 2 << 4 or code & 15 != NUMERAL or k + 2 >= high:
            return i, 0, 0
        day = codes[at + k + 1]
        if day & 15 != NUMERAL or codes[at + k + 2] != MARK | 3 << 4:
            return i, 0, 0
        day = day >> 4 & 0xFFF
        return (k + 3, day + 32 * value + 512 * year, 0) if is_day(day, value, year) else (i, 0, 0)
    if codes[at + k] & 15 == FILLER and k + 1 < high and not flags[k + 1] & LINE:
        k += 1
    code = codes[at + k]
    if code & 15 != MONTH or flags[k] & LINE:
        return i, 0, 0
    month = code >> 4 & 0xFFF
    end, year = year_behind(codes, at, flags, k + 1, high, code & SHORT)
    if not is_day(value, month, year):
        return i, 0, 0
    return end, value + 32 * month + 512 * year + (weekday << 21), span


@kernel
def is_capital_elsewhere(words: Ints, flags: Ints, i: int, low: int, high: int) -> bool:
    """Say whether word i stands capitalised inside a sentence, within a thousand words around."""
    word = words[i]
    for k in range(max(low, i - _REACH), min(high, i + _REACH)):
        if words[k] == word and flags[k] & CAPITAL and not flags[k] & SENTENCE:
            return True
    return False


@kernel
def name_start(
    words: Ints,
    flags: Ints,
    i: int,
    end: int,
    low: int,
    high: int,
    levels_of: Ints,
    levels: Ints,
) -> int:
    """Return where the name in the capitalised run [i, end) starts; ``end`` if it is none."""
    if end - i > _LONGEST:
        return end
    if not flags[i] & SENTENCE:
        return i
    if end - i > 1:
        return i if background_level(words[i], levels_of, levels) >= _COMMON else i + 1
    if flags[i] & ALL_CAPS:
        if i + 1 < high and not flags[i + 1] & (SENTENCE | ALL_CAPS):
            return i
        return end
    return i if is_capital_elsewhere(words, flags, i, low, high) else end


@kernel
def extract_facts(
    words: Ints,
    flags: Ints,
    low: int,
    high: int,
    keys: Ints,
    codes: Ints,
    numerals: Ints,
    levels_of: Ints,
    levels: Ints,
    out_kind: "NDArray[np.uint8]",
    out_hash: Any,
    out_first: "NDArray[np.int32]",
    out_last: "NDArray[np.int32]",
    out: int,
) -> int:
    """Write the facts of words [low, high) from position ``out`` on; return the next free position.

    Args:
        words: Word hashes of :mod:`dedup.tokens`.
        flags: Flags of the words.
        low: First word of the article.
        high: Behind its last word.
        keys: Hash slots of :func:`dedup.date_words.date_words`.
        codes: Their codes.
        numerals: Its word hashes of 0 to 999.
        levels_of: Hash slots of :func:`dedup.background.background`.
        levels: Their levels.
        out_kind: Kind of each fact; all four outputs need room for one fact a word.
        out_hash: Number: hash of its digits. Date: its code. Name: hash of its folded words.
        out_first: First word of each fact.
        out_last: Last word of each fact.
        out: Where to write.
    """
    at = out - low  # the codes of words stand in the hashes' room until a fact needs it: no fact is shorter than a word
    for i in range(low, high):
        code = date_word(words[i], keys, codes)
        out_hash[at + i] = 0 if code & 15 == SPELT else code
    i = low
    while i < high:
        flag = flags[i]
        code = out_hash[at + i]
        kind = code & 15
        end, found, span = i, 0, 0
        tied = flag & TIED and flag & NUMBER and i > low
        if NUMERAL <= kind <= WEEKDAY and not tied:
            end, found, span = read_date(out_hash, at, flags, i, high)
        if found > 0:
            if span > 0:
                out_kind[out], out_hash[out], out_first[out], out_last[out] = DATE, (found & ~31) | span, i, end - 1
                out += 1
            out_kind[out], out_hash[out] = DATE if found & 31 else WEAK_DATE, found
            out_first[out], out_last[out] = i, end - 1
            out += 1
            i = end
            continue
        end = i + 1
        if kind == WEEKDAY and (flag & CAPITAL or not code & SHORT):
            out_kind[out], out_hash[out] = WEAK_DATE, (code >> 4 & 0xFFF) << 21
            out_first[out], out_last[out] = i, i
            out += 1
        elif flag & NUMBER or kind == AMOUNT:
            value = int(numerals[code >> 4 & 0xFFF]) if kind == AMOUNT else int(words[i])
            while end < high and flags[end] & NUMBER and flags[end] & TIED:
                value = pair_hash(value, words[end])
                end += 1
            if kind == AMOUNT or i == low or not flag & TIED:
                out_kind[out], out_hash[out], out_first[out], out_last[out] = FIGURE, value, i, end - 1
                out += 1
        elif flag & CAPITAL and kind == 0:
            while end < high and flags[end] & CAPITAL and not flags[end] & (SENTENCE | LINE):
                if out_hash[at + end] != 0:
                    break
                end += 1
            first = name_start(words, flags, i, end, low, high, levels_of, levels)
            if first < end:
                value = int(words[first])
                for k in range(first + 1, end):
                    value = pair_hash(value, words[k])
                out_kind[out], out_hash[out], out_first[out], out_last[out] = NAME, value, first, end - 1
                out += 1
        i = end
    return out


@cache
def fact_tables() -> tuple[NDArray[Any], ...]:
    """Return the five tables that :func:`extract_facts` takes, in its order."""
    known, dates = background(), date_words()
    return dates.keys, dates.codes, dates.numerals, known.keys, known.levels


def facts(words: NDArray[np.int32], flags: NDArray[np.uint8], compiled: bool = False) -> Facts:
    """Return the facts of one article's words."""
    room = len(words)
    kinds, hashes = np.empty(room, dtype=np.uint8), np.empty(room, dtype=np.int64)
    first, last = np.empty(room, dtype=np.int32), np.empty(room, dtype=np.int32)
    count = run(extract_facts, compiled, words, flags, 0, room, *fact_tables(), kinds, hashes, first, last, 0)
    return Facts(kinds[:count].copy(), hashes[:count].copy(), first[:count].copy(), last[:count].copy())


def iso_date(code: int) -> str:
    """Write a date code: ``2024-02-06``, ``--02-06``, ``2024-02`` or a weekday's number.

    >>> iso_date(6 + 32 * 2 + 512 * 2024), iso_date(6 + 32 * 2), iso_date(2 << 21)
    ('2024-02-06', '--02-06', 'weekday 2')
    """
    day, month, year, weekday = code & 31, code >> 5 & 15, code >> 9 & 0xFFF, code >> 21
    if not month:
        return f"weekday {weekday}"
    return (f"{year}-" if year else "--") + f"{month:02}" + (f"-{day:02}" if day else "")


def facts_of(text: str) -> list[Fact]:
    """Return the facts of a text, in order, with their spans.

    >>> [(f.kind, f.value) for f in facts_of("Harga naik 5,93 persen di Bali, Selasa (6/2).")]
    [('number', '5.93'), ('name', 'bali'), ('date', '--02-06')]
    """
    tokens = tokenise(text)
    starts, ends = tokens.starts.tolist(), tokens.ends.tolist()
    out = []
    for kind, code, first, last in zip(*(a.tolist() for a in facts(tokens.words, tokens.flags)), strict=True):
        for begin, end in _parts(text, starts, ends, first, last) if kind == NAME else [(first, last)]:
            parts = [text[starts[k] : ends[k]].casefold() for k in range(begin, end + 1)]
            if kind == FIGURE:
                value = ".".join("".join(c for c in part if c.isdecimal()) for part in parts)
            else:
                value = " ".join(parts) if kind == NAME else iso_date(code)
            written = text[starts[begin] : ends[end]]
            out.append(Fact(KINDS[kind - 1], value, written, starts[begin], ends[end]))
    return out


def _parts(text: str, starts: list[int], ends: list[int], first: int, last: int) -> list[tuple[int, int]]:
    """Cut a name at commas and the like; the kernel does not see them."""
    out, begin = [], first
    for k in range(first, last):
        if text[ends[k] : starts[k + 1]].strip(" .'’-"):
            out.append((begin, k))
            begin = k + 1
    return [*out, (begin, last)]
