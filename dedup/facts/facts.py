"""Numbers, dates and names of a text, found among its words.

A number is a run of digits, joined by ``. , : / -`` where there are several (5.93, 50,000, 2-1,
10.30); its hash knows the digits alone, so 5,93 is 5.93, and where all parts but the first have three of them
they are one number: 14,000 is 14.000 and 14000. A number joined to a word (covid-19) is none, but ke-3 is.
A date is a day of a month (:mod:`dedup.facts.dates`); its hash is its code, ``code & 511`` is equal for
"6 Februari 2024", "Selasa (6/2)", "am 6.2." and "Feb. 6". A weekday alone and a month with a year alone are weak dates.
A name is a run of capitalised words; a lone one at the start of a sentence counts only if it
is capitalised elsewhere too. Longer runs than six are headlines. Scripts without case have none, nor have
texts of which every word has a capital.

Not found: spelled-out numbers (but see :mod:`dedup.evidence.passages`), thousands parted by spaces (two numbers).
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.facts.date_parts import date_word, ends_friday, is_islamic, is_market, is_ordinal, weekday_at, wraps_date
from dedup.facts.dates import marked_date, read_date
from dedup.language.background import COMMON_LEVEL, background, background_level, pair_hash
from dedup.language.date_words import (
    ABBREVIATED,
    AMOUNT,
    BUDDHIST,
    CLOCK,
    FEIRA,
    ISLAMIC_YEARS,
    MARK,
    MONTH,
    NGAY,
    NUMERAL,
    OF_HOURS,
    OTHER,
    PHRASE,
    PREFIX,
    SHORT,
    SPELT,
    THREE_DIGITS,
    WEEKDAY,
    WRAPPED,
    date_words,
)
from dedup.language.reading_order import in_reading_order
from dedup.runtime.kernels import Ints, kernel, run
from dedup.tokens import ALL_CAPS, CAPITAL, CHARACTER, LINE, NUMBER, SENTENCE, number_word, tokenise
from dedup.tokens import JOINED as TIED

FIGURE, DATE, NAME, WEAK_DATE = 1, 2, 3, 4  #: kinds of facts
KINDS = ("number", "date", "name", "weak date")  #: their names, in this order
DAY = 511  #: mask of day and month in the hash of a date

_EVERYDAY, _ENOUGH = 32, 3  # level of words as "the" and "said", and how many of them tell how a text is written
_REACH = 1000  # words around a sentence's first word in which it may stand capitalised again
LONGEST_NAME = 6  #: words
_WORD = re.compile(r"\w+")
_MOST = 10**12  # no group is added to larger numbers


class Facts(NamedTuple):
    """The facts of some texts, by position: those of text k lie between the bounds k and k + 1."""

    bounds: NDArray[np.int64]
    kinds: NDArray[np.uint8]
    hashes: NDArray[np.int64]
    first: NDArray[np.int32]  #: index of the first word
    last: NDArray[np.int32]  #: index of the last word


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as a person reads it."""

    kind: str  #: ``number``, ``date``, ``weak date`` or ``name``
    value: str  #: digits, ``2024-02-06``, ``--02-06`` or ``AH 1445-09-15``, folded name: equal for equal facts
    text: str  #: as written
    start: int  #: span in code points, end excluded
    end: int


@kernel
def is_capital_elsewhere(words: Ints, flags: Ints, i: int, low: int, high: int) -> bool:
    """Say whether word i stands capitalised inside a sentence, within a thousand words around."""
    word = words[i]
    for k in range(max(low, i - _REACH), min(high, i + _REACH)):
        if words[k] == word and flags[k] & CAPITAL and not flags[k] & SENTENCE:
            return True
    return False


@kernel
def are_all_capitals(words: Ints, flags: Ints, low: int, high: int, levels_of: Ints, levels: Ints) -> bool:
    """Return True if a text is written with capitals throughout, in its everyday words too: they tell no names."""
    capitals = 0
    for k in range(low, high):
        capitals += 1 if flags[k] & (CAPITAL | NUMBER) else 0
    if 10 * capitals < 6 * (high - low):
        return False
    everyday, raised = 0, 0
    for k in range(low, high):
        if not flags[k] & SENTENCE and background_level(words[k], levels_of, levels) < _EVERYDAY:
            everyday += 1
            raised += 1 if flags[k] & CAPITAL else 0
    return everyday >= _ENOUGH and 4 * raised >= 3 * everyday


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
    if end - i > LONGEST_NAME:
        return end
    if not flags[i] & SENTENCE:
        return i
    if end - i > 1:
        return i if background_level(words[i], levels_of, levels) >= COMMON_LEVEL else i + 1
    if flags[i] & ALL_CAPS:
        if i + 1 == high or flags[i + 1] & SENTENCE or flags[i + 1] & (ALL_CAPS | CHARACTER) == ALL_CAPS:
            return end
        return i if background_level(words[i], levels_of, levels) >= COMMON_LEVEL else end
    return i if is_capital_elsewhere(words, flags, i, low, high) else end


@kernel
def read_figure(words: Ints, codes: Ints, at: int, flags: Ints, i: int, high: int) -> tuple[int, int]:
    """Read the figure that starts at word i: the position behind it and its hash, that of one word if it is grouped.

    Noughts behind the groups, as in 5.000,00, do not count.
    """
    kind, first = codes[at + i] & 15, codes[at + i] >> 4 & 0xFFF
    if kind != NUMERAL and kind != THREE_DIGITS and kind != AMOUNT:
        first = 0
    value, total, grouped, end = int(words[i]), first, first > 0, i + 1
    if kind == AMOUNT:
        value = number_word(first)
    while end < high and flags[end] & NUMBER and flags[end] & TIED:
        code = codes[at + end]
        if code & 15 == THREE_DIGITS and total < _MOST:
            total = 1000 * total + (code >> 4 & 0xFFF)
        elif code & 0xFFFF != NUMERAL or total == first:
            grouped = False
        value = pair_hash(value, words[end])
        end += 1
    return end, number_word(total) if grouped and end > i + 1 else value


@kernel
def is_by_date(words: Ints, flags: Ints, i: int, low: int, high: int, keys: Ints, codes: Ints) -> bool:
    """Return True if an abbreviated weekday stands behind a date, or before a month: "12/02 (Thu)", "12 Feb 2024, Thu".

    Alone it may be a name or a title: Sun, Min, Sen.; and "Thủ tướng", a prime minister, folds to "thu".
    """
    if not flags[i] & CAPITAL:
        return False
    if i + 1 < high and not flags[i + 1] & LINE and date_word(words[i + 1], keys, codes) & 15 == MONTH:
        return True
    if i < low + 2 or (flags[i] | flags[i - 1]) & LINE:
        return False
    if flags[i - 1] & NUMBER:
        return bool(flags[i - 1] & TIED or date_word(words[i - 2], keys, codes) & 15 == MONTH)
    return bool(flags[i - 2] & NUMBER and date_word(words[i - 1], keys, codes) & 15 == MONTH)


@kernel
def follows_date(flags: Ints, i: int, kinds: Ints, last: Ints, start: int, out: int) -> bool:
    """Return True if the last of facts [start, out) is a day whose month ends before word i: 25 July/16 August."""
    return bool(out > start and kinds[out - 1] == DATE and last[out - 1] == i - 1 and not flags[i - 1] & NUMBER)


@kernel
def extract_facts(
    words: Ints,
    flags: Ints,
    low: int,
    high: int,
    keys: Ints,
    codes: Ints,
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
        keys: Hash slots of :func:`dedup.language.date_words.date_words`.
        codes: Their codes.
        levels_of: Hash slots of :func:`dedup.language.background.background`.
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
        is_word = (code & 15 == SPELT and not flags[i] & CHARACTER) or (code & 15 == PHRASE and code & SHORT)
        if code & 15 == WEEKDAY and is_market(words, flags, i, low, high):
            is_word = True
        elif code & 15 == AMOUNT and code & SHORT:  # M5.1, but not M5
            is_word = i + 1 == high or not (flags[i + 1] & NUMBER and flags[i + 1] & TIED)
        elif ends_friday(words, flags, i, low):
            out_hash[at + i - 1], code = WEEKDAY | 5 << 4, CLOCK
        out_hash[at + i] = 0 if is_word or (code & 15 == OTHER and NGAY <= code >> 4 & 0xFFF <= FEIRA) else code
        begins_line = flags[i] & LINE and i > low and code > 0
        if begins_line and wraps_date(flags, i, low, high, date_word(words[i - 1], keys, codes), code):
            out_hash[at + i] |= WRAPPED
    has_names = not are_all_capitals(words, flags, low, high, levels_of, levels)
    i = low
    while i < high:
        flag = flags[i]
        code = out_hash[at + i]
        kind = code & 15
        end, found, span = i, 0, 0
        tied = flag & TIED and flag & NUMBER and i > low
        tied = tied and not follows_date(flags, i, out_kind, out_last, at + low, out)
        if (NUMERAL <= kind <= WEEKDAY or kind == BUDDHIST) and not tied:
            end, found, span = read_date(words, out_hash, at, flags, i, low, high, keys, codes)
        elif (tied and flags[i - 1] & CHARACTER) or (not tied and (kind == SPELT or kind == THREE_DIGITS)):
            end, found = marked_date(words, flags, i, low, high, keys, codes)
        if found > 0:
            if span > 0:
                out_kind[out], out_hash[out], out_first[out], out_last[out] = DATE, (found & ~31) | span, i, end - 1
                out += 1
            out_kind[out], out_hash[out] = DATE if found & 31 else WEAK_DATE, found
            out_first[out], out_last[out] = i, end - 1
            out += 1
            i = end
            continue
        if kind == PHRASE or kind == MARK or (kind == WEEKDAY and code & SHORT):  # the last one: thứ folds to thu
            end, found = weekday_at(words, flags, i, low, high, keys, codes)
            if found > 0:
                out_kind[out], out_hash[out], out_first[out], out_last[out] = WEAK_DATE, found << 21, i, end - 1
                out += 1
                i = end
                continue
        end = i + 1
        is_short = code & ABBREVIATED > 0 and not is_by_date(words, flags, i, low, high, keys, codes)
        is_other = is_short or is_ordinal(words, flags, i, high, code, keys, codes)
        if kind == WEEKDAY and not code & OF_HOURS and not is_other and (flag & CAPITAL or not code & SHORT):
            end += 1 if end < high and ends_friday(words, flags, end, low) else 0
            out_kind[out], out_hash[out] = WEAK_DATE, (code >> 4 & 0xFFF) << 21
            out_first[out], out_last[out] = i, end - 1
            out += 1
        elif flag & NUMBER or kind == AMOUNT:
            end, value = read_figure(words, out_hash, at, flags, i, high)
            if kind == AMOUNT or i == low or not flag & TIED or out_hash[at + i - 1] & 15 == PREFIX:
                out_kind[out], out_hash[out], out_first[out], out_last[out] = FIGURE, value, i, end - 1
                out += 1
        elif flag & CAPITAL and (kind == 0 or is_other):
            while end < high and flags[end] & CAPITAL and not flags[end] & (SENTENCE | LINE):
                code = out_hash[at + end]
                is_day = not code & ABBREVIATED or (end + 1 < high and flags[end + 1] & NUMBER)
                if code != 0 and is_day:
                    break
                end += 1
            first = name_start(words, flags, i, end, low, high, levels_of, levels) if has_names else end
            if first < end:
                value = int(words[first])
                for k in range(first + 1, end):
                    value = pair_hash(value, words[k])
                out_kind[out], out_hash[out], out_first[out], out_last[out] = NAME, value, first, end - 1
                out += 1
        i = end
    return out


@kernel
def find_facts(
    lows: Ints,
    highs: Ints,
    words: Ints,
    flags: Ints,
    keys: Ints,
    codes: Ints,
    levels_of: Ints,
    levels: Ints,
    bounds: "NDArray[np.int64]",
    out_kind: "NDArray[np.uint8]",
    out_hash: "NDArray[np.int64]",
    out_first: "NDArray[np.int32]",
    out_last: "NDArray[np.int32]",
) -> None:
    """Write the facts of the texts whose words are [lows[k], highs[k]), one text behind the other, and their bounds."""
    for k in range(len(lows)):
        bounds[k + 1] = extract_facts(
            words, flags, int(lows[k]), int(highs[k]), keys, codes, levels_of, levels, out_kind, out_hash, out_first,
            out_last, int(bounds[k]),
        )  # fmt: skip


@cache
def fact_tables() -> tuple[NDArray[Any], ...]:
    """Return the four tables that :func:`extract_facts` takes, in its order."""
    known, dates = background(), date_words()
    return dates.keys, dates.codes, known.keys, known.levels


def facts(
    words: NDArray[np.int32],
    flags: NDArray[np.uint8],
    low: NDArray[np.int64] | None = None,
    high: NDArray[np.int64] | None = None,
    compiled: bool = False,
) -> Facts:
    """Return the facts of texts in memory that has room for one a word, of which only what they need is touched.

    Args:
        words: Word hashes, of these texts among others.
        flags: Flags of the words.
        low: First word of each text, shape ``(n,)``; by default all words are one text.
        high: Behind the last word of each.
        compiled: Use the compiled kernels; the result is the same.
    """
    if low is None or high is None:
        low, high = np.zeros(1, dtype=np.int64), np.array([len(words)], dtype=np.int64)
    room, bounds = int((high - low).sum()) + 1, np.zeros(len(low) + 1, dtype=np.int64)
    kinds, hashes = np.empty(room, dtype=np.uint8), np.empty(room, dtype=np.int64)
    first, last = np.empty(room, dtype=np.int32), np.empty(room, dtype=np.int32)
    run(find_facts, compiled, low, high, words, flags, *fact_tables(), bounds, kinds, hashes, first, last)
    count = int(bounds[-1])
    return Facts(bounds, kinds[:count], hashes[:count], first[:count], last[:count])


def iso_date(code: int) -> str:
    """Write a date code: ``2024-02-06``, ``--02-06``, ``2024-02``, ``AH 1445-09-15`` or a weekday's number.

    >>> iso_date(6 + 32 * 2 + 512 * 2024), iso_date(6 + 32 * 2), iso_date(2 << 21)
    ('2024-02-06', '--02-06', 'weekday 2')
    """
    day, month, year, weekday = code & 31, code >> 5 & 15, code >> 9 & 0xFFF, code >> 21
    if not month:
        return f"weekday {weekday}"
    if is_islamic(code):
        return f"AH {year if year > ISLAMIC_YEARS else '-'}-{month:02}-{day:02}"
    return (f"{year}-" if year else "--") + f"{month:02}" + (f"-{day:02}" if day else "")


def facts_of(text: str) -> list[Fact]:
    """Return the facts of a text, in order, with their spans.

    >>> [(f.kind, f.value) for f in facts_of("Harga naik 5,93 persen di Bali, Selasa (6/2).")]
    [('number', '5.93'), ('name', 'bali'), ('date', '--02-06')]
    """
    tokens = tokenise(text)
    starts, ends = tokens.starts.tolist(), tokens.ends.tolist()
    out = []
    found = facts(tokens.words, tokens.flags)[1:]
    for kind, code, first, last in zip(*(column.tolist() for column in found), strict=True):
        for begin, end in _parts(text, starts, ends, first, last) if kind == NAME else [(first, last)]:
            parts = [text[starts[k] : ends[k]].casefold() for k in range(begin, end + 1)]
            written = text[starts[begin] : ends[end]]
            if kind == FIGURE:
                value = _digits(parts if begin == end else _WORD.findall(in_reading_order(written)))
            else:
                value = " ".join(parts) if kind == NAME else iso_date(code)
            out.append(Fact(KINDS[kind - 1], value, written, starts[begin], ends[end]))
    return out


def _digits(parts: list[str]) -> str:
    """The digits of a number, its groups of three joined; other parts are parted by full stops."""
    digits = ["".join(c for c in part if c.isdecimal()) for part in parts]
    while len(digits) > 2 and len(digits[1]) == 3 and not digits[-1].strip("0") and len(digits[-1]) < 3:
        digits.pop()
    is_grouped = 0 < len(digits[0].lstrip("0")) <= 3 and all(len(part) == 3 for part in digits[1:])
    return ("" if is_grouped else ".").join(digits)


def _parts(text: str, starts: list[int], ends: list[int], first: int, last: int) -> list[tuple[int, int]]:
    """Cut a name at commas and the like; the kernel does not see them."""
    out, begin = [], first
    for k in range(first, last):
        if text[ends[k] : starts[k + 1]].strip(" .'’-"):
            out.append((begin, k))
            begin = k + 1
    return [*out, (begin, last)]
