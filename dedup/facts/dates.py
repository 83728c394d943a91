"""Dates among the words of a text.

A date is a day of a month, with the year and the weekday where they stand beside it; its code is a number that
says which day:

    day + 32 * month + 512 * year + 2**21 * weekday      (0 for what is not said; Monday is 1)

6/2 is a date only behind a weekday, behind a word that a day follows (Vietnamese "ngày") and in a line of place and
day before the news, 6/2/2024 always; where both orders are possible the weekday decides, else the
day comes first. 6.2, 6,2 and 6-2 are none, since a rate, a time or a score stands behind a weekday as well, but
"am 6.2." is (:func:`dotted_date`). Years of the Buddhist, the Japanese and the Chinese republican calendar become
those of the common one.
A day of the Islamic calendar has the year of that (1300 to 1599; 1000 if none is named): tables give its day in the
common calendar to within one day only.
"""

from dedup.facts.date_parts import (
    count_at,
    date_word,
    follows_on,
    is_apart,
    is_day,
    lettered_date,
    month_at,
    numeric_date,
    thai_year,
    year_behind,
)
from dedup.language.background import pair_hash
from dedup.language.date_words import (
    BUDDHIST,
    CLOCK,
    DAY_FOLLOWS,
    ERA,
    FILLER,
    FURTHER,
    HOM,
    ISLAMIC_MONTHS,
    ISLAMIC_YEARS,
    LAST_ISLAMIC,
    MARK,
    MONTH,
    NAM,
    NGAY,
    NUMERAL,
    OTHER,
    PHRASE,
    SHORT,
    SPELT,
    THANG,
    UNTIL,
    WEEKDAY,
    WRAPPED,
    YEAR,
)
from dedup.runtime.kernels import Ints, kernel
from dedup.tokens import ALL_CAPS, CAPITAL, CHARACTER, LINE, NUMBER, SENTENCE, STROKE
from dedup.tokens import JOINED as TIED

#: Hashes of "in", "im", "en" and "em", behind which a month is meant as a whole, so that a number behind it counts.
IN, IM, EN, EM = 1327391384, 2083351538, 377653051, 167781485
DES = 1281503414  #: hash of an Indonesian December, which is "of the" in French: 30 % des jeunes
UNKNOWN = 8  #: of a weekday: there is one, but which is not said
PLACE_WORDS = 6  #: words of a place before the day of the news, at the most


@kernel
def marked_date(
    words: Ints, flags: Ints, i: int, low: int, high: int, keys: Ints, table: Ints
) -> tuple[int, int]:
    """Read a Chinese or Japanese date (2024年2月6日) from word i on: the position behind it and its code, or i and 0.

    The years of an era (令和6年, 民國113年) are those of the era named before.
    """
    k, month = count_at(words, flags, i, high, keys, table)
    if month < 0 or k >= high:
        return i, 0
    year, mark = 0, date_word(words[k], keys, table)
    if mark == MARK | 1 << 4:
        year = month
        if i - 2 >= low:
            era = date_word(pair_hash(words[i - 2], words[i - 1]), keys, table)
            year += era >> 4 & 0xFFF if era & 15 == ERA else 0
        if year < 1900 or year > 2099:
            year = 0
        k, month = count_at(words, flags, k + 1, high, keys, table)
        if month < 0 or k >= high:
            return i, 0
        mark = date_word(words[k], keys, table)
    if mark != MARK | 2 << 4 or month < 1 or month > 12:
        return i, 0
    end, day = count_at(words, flags, k + 1, high, keys, table)
    if day > 0 and end < high and date_word(words[end], keys, table) == MARK | 3 << 4 and is_day(day, month, year):
        return end + 1, day + 32 * month + 512 * year
    return (k + 1, 32 * month + 512 * year) if year > 0 else (i, 0)


@kernel
def islamic_date(
    words: Ints, flags: Ints, day: int, k: int, high: int, keys: Ints, table: Ints
) -> tuple[int, int]:
    """Read month and year of a day of the Islamic calendar from word k: the position behind and its code, or k, 0."""
    end, code = k + 1, date_word(words[k], keys, table)
    if code & 15 == PHRASE and end < high and not flags[end] & LINE:
        code = date_word(pair_hash(words[k], words[end]), keys, table)
        end += 1
    month = (code >> 4 & 0xFFF) - ISLAMIC_MONTHS
    if code & 15 != OTHER or month < 1 or day < 1 or day > 30:
        return k, 0
    behind, year = end, 0
    while behind < min(high, end + 3) and not flags[behind] & (LINE | SENTENCE):
        word = date_word(words[behind], keys, table)
        behind += 1
        if word & 15 == BUDDHIST and word >> 4 & 0xFFF < LAST_ISLAMIC:
            year = word >> 4 & 0xFFF
        if word & 15 != FILLER:
            break
    if year == 0 and code & SHORT:
        return k, 0
    return (behind if year > 0 else end), day + 32 * month + 512 * (year if year > 0 else ISLAMIC_YEARS)


@kernel
def day_in_words(words: Ints, flags: Ints, k: int, high: int, keys: Ints, table: Ints) -> int:
    """Read the day of "Pay April one" and "by April One" from word k: its code, 0 if it counts what follows.

    A capital in running text tells it from the number of "in May two men".
    """
    code = date_word(words[k], keys, table)
    if code & 15 != SPELT or code >> 4 & 0xFFF > 31:
        return 0
    if k + 1 < high and not flags[k + 1] & (LINE | SENTENCE) and (
        flags[k + 1] & (CAPITAL | NUMBER) or flags[k] & (CAPITAL | ALL_CAPS | SENTENCE) != CAPITAL
    ):
        return 0
    return NUMERAL | (code >> 4 & 0xFFF) << 4


@kernel
def has_day_behind(word: int, keys: Ints, table: Ints) -> bool:
    """Say whether a day stands behind a word, as behind "am", "vom" and "zum"."""
    code = date_word(word, keys, table)
    if code == OTHER | NGAY << 4:
        return True
    return (code & 15 == CLOCK or code & 15 == OTHER) and code >> 4 & 0xFFF == DAY_FOLLOWS


@kernel
def follows_day_word(words: Ints, flags: Ints, i: int, low: int, keys: Ints, table: Ints) -> bool:
    """Say whether "ngày", "hôm" or a time of day stands before word i: in Vietnamese a day follows."""
    if i == low or flags[i] & (LINE | SENTENCE):
        return False
    code = date_word(words[i - 1], keys, table)
    return code == OTHER | NGAY << 4 or code == OTHER | HOM << 4


@kernel
def is_in_place_line(flags: Ints, i: int, end: int, low: int, high: int) -> bool:
    """Say whether words [i, end) stand between a place in capitals and a bracket or a dash: "HANOI, 14/10 (VNA)"."""
    if end >= high or flags[end] & LINE or not flags[end] & SENTENCE:
        return False
    for k in range(i - 1, max(low, i - PLACE_WORDS) - 1, -1):
        if not flags[k] & ALL_CAPS or flags[k] & (NUMBER | CHARACTER):
            return False
        if flags[k] & LINE:
            return True
    return False


@kernel
def vietnamese_date(
    words: Ints, codes: Ints, at: int, flags: Ints, i: int, j: int, low: int, high: int, keys: Ints, table: Ints
) -> tuple[int, int]:
    """Read "14 tháng 10 năm 2026" from its day j on: the position behind it and its code, or j and 0.

    "12 tháng 10" may be twelve months and ten of something else: what tells of a day stands before, or a year behind.
    """
    if j + 2 >= high or date_word(words[j + 1], keys, table) != OTHER | THANG << 4:
        return j, 0
    month, end, year = codes[at + j + 2], j + 3, 0
    if month & 15 != NUMERAL or flags[j + 2] & TIED or not follows_on(codes, at, flags, j + 2):
        return j, 0
    behind = end + 1 if end < high and date_word(words[end], keys, table) == OTHER | NAM << 4 else end
    if behind < high and follows_on(codes, at, flags, behind) and codes[at + behind] & 15 == YEAR:
        end, year = behind + 1, codes[at + behind] >> 4 & 0xFFF
    day, month = codes[at + j] >> 4 & 0xFFF, month >> 4 & 0xFFF
    if not is_day(day, month, year) or (year == 0 and not follows_day_word(words, flags, i, low, keys, table)):
        return j, 0
    return end, day + 32 * month + 512 * year


@kernel
def is_dotted(words: Ints, flags: Ints, i: int, keys: Ints, table: Ints) -> bool:
    """Say whether words i and i + 1 are joined numbers of two digits at the most."""
    first, second = date_word(words[i], keys, table), date_word(words[i + 1], keys, table)
    return first & 15 == NUMERAL and second & 15 == NUMERAL and flags[i + 1] & TIED != 0


@kernel
def is_of_days(words: Ints, flags: Ints, i: int, low: int, high: int, keys: Ints, table: Ints) -> bool:
    """Say whether the joined numbers at word i, a full stop behind them, are one end of a range, as in 3.6. bis 7.6."""
    before = date_word(words[i - 1], keys, table) if i > low else 0
    if i - 3 >= low:
        linked = before == OTHER | UNTIL << 4 or before == OTHER | FURTHER << 4
        if linked and flags[i - 1] & SENTENCE and is_dotted(words, flags, i - 3, keys, table):
            return True
        is_behind = flags[i] & SENTENCE and is_dotted(words, flags, i - 2, keys, table)
        if is_behind and has_day_behind(words[i - 3], keys, table):
            return True
    end = i + 2
    if end >= high or flags[end] & (CAPITAL | LINE | NUMBER):
        return False
    if before == OTHER | UNTIL << 4:
        return True
    after = date_word(words[end], keys, table)
    if after != OTHER | UNTIL << 4 and after != OTHER | FURTHER << 4:
        return False
    return end + 2 < high and is_dotted(words, flags, end + 1, keys, table)


@kernel
def dotted_date(
    words: Ints, flags: Ints, i: int, j: int, low: int, high: int, short: int, keys: Ints, table: Ints
) -> int:
    """Return the date code of the joined numbers at word j, as Germans write a day: "am 1.6."; 0 if they are none.

    Joined by a comma they would be a decimal number. So a full stop must stand behind the two (or their text ends),
    and before them what a day follows; or they are an end of a range; or a weekday stands at word i, before them, and
    the sentence goes on behind.

    Args:
        words: Word hashes.
        flags: Their flags.
        i: The weekday, or j.
        j: The day.
        low: First word of the article.
        high: Behind its last word.
        short: Code of what is joined to the month: two digits of a year; -1 if there is nothing.
        keys: Of the words of dates.
        table: Their codes.
    """
    if short >= 0 and (short & 15 != NUMERAL or short >> 4 & 0xFFF < 10):
        return 0
    end, year = (j + 2, 0) if short < 0 else (j + 3, 2000 + (short >> 4 & 0xFFF))
    day, month = date_word(words[j], keys, table) >> 4 & 0xFFF, date_word(words[j + 1], keys, table) >> 4 & 0xFFF
    if not is_day(day, month, year):
        return 0
    is_told = (i > low and not flags[i] & LINE and has_day_behind(words[i - 1], keys, table)) or (
        j > i and has_day_behind(words[j - 1], keys, table)
    )
    if year > 0:
        return day + 32 * month + 512 * year if is_told else 0
    if end < high and (not flags[end] & SENTENCE or date_word(words[end], keys, table) & 15 == MONTH):
        return 0
    if not is_told and j > i:
        is_told = end < high and not flags[end] & (CAPITAL | LINE | NUMBER)
    if not is_told and j == i:
        is_told = is_of_days(words, flags, j, low, high, keys, table)
    return day + 32 * month if is_told else 0


@kernel
def is_whole_month(words: Ints, flags: Ints, i: int, low: int) -> bool:
    """Say whether the month at word i stands behind a preposition of months: "im Januar 19 Aufträge"."""
    if i == low or flags[i] & (LINE | SENTENCE):
        return False
    word = words[i - 1]
    return word == IN or word == IM or word == EN or word == EM


@kernel
def read_date(
    words: Ints, codes: Ints, at: int, flags: Ints, i: int, low: int, high: int, keys: Ints, table: Ints
) -> tuple[int, int, int]:
    """Read a date that starts at word i of [low, high); ``codes[at + k]`` is the code of word k.

    Returns:
        The position behind it, its code, and the first day of a range ("6-7 Februari") or 0;
        the code is 0 where no date starts.
    """
    j, weekday = i, 0
    code = codes[at + i]
    if code & 15 == WEEKDAY:
        weekday = code >> 4 & 0xFFF
        j += 1
        while j < high and j < i + 4 and not is_apart(codes, at, flags, j) and codes[at + j] & 15 == CLOCK:
            j += 1
        if j >= high or is_apart(codes, at, flags, j):
            return i, 0, 0
        code = codes[at + j]
    kind, value = code & 15, code >> 4 & 0xFFF
    if kind == MONTH:
        day = 0
        behind = j + 1 < high and not is_apart(codes, at, flags, j + 1)
        if behind and (code & SHORT or follows_on(codes, at, flags, j + 1)):
            day = codes[at + j + 1]
        if day & 15 == YEAR and weekday == 0:
            return j + 2, 32 * value + 512 * (day >> 4 & 0xFFF), 0
        if day == 0 and j + 1 < high and not flags[j + 1] & LINE:
            day = day_in_words(words, flags, j + 1, high, keys, table)
        if day & 15 != NUMERAL:
            return i, 0, 0
        is_word = code & SHORT and not flags[j] & CAPITAL and follows_on(codes, at, flags, j + 1)  # French "des 5"
        j, day = j + 2, day >> 4 & 0xFFF
        end, year = year_behind(codes, at, flags, j, high, 0)
        if not is_day(day, value, year) or (end == j and j < high and flags[j] & NUMBER and flags[j] & TIED):
            return i, 0, 0
        if year == 0 and (is_word or (weekday == 0 and is_whole_month(words, flags, i, low))):
            return i, 0, 0
        return end, day + 32 * value + 512 * year + (weekday << 21), 0
    if (kind != NUMERAL and kind != YEAR and kind != BUDDHIST) or j + 1 >= high or is_apart(codes, at, flags, j + 1):
        return i, 0, 0
    if kind == BUDDHIST and not (flags[j + 1] & NUMBER and flags[j + 1] & TIED):
        return i, 0, 0
    found = lettered_date(codes, at, flags, j, high) if kind == NUMERAL else 0
    if found > 0:
        return j + 3, found + (weekday << 21), 0
    k, span = j + 1, 0
    if codes[at + k] & 15 == MARK:
        end, found = marked_date(words, flags, j, low, high, keys, table)
        return (end, found, 0) if found > 0 else (i, 0, 0)
    if flags[k] & NUMBER and flags[k] & TIED:
        b, c = codes[at + k], -1
        if k + 1 < high and flags[k + 1] & NUMBER and flags[k + 1] & TIED:
            c = codes[at + k + 1]
        end = k + 1 if c < 0 else k + 2
        if (c >= 0 or flags[k] & STROKE) and not (end < high and flags[end] & NUMBER and flags[end] & TIED):
            is_told = weekday == 0 and (
                follows_day_word(words, flags, j, low, keys, table) or is_in_place_line(flags, j, end, low, high)
            )
            found = numeric_date(code, b, c, UNKNOWN if is_told else weekday)
            if found > 0:
                return end, found + (weekday << 21), 0
        is_whole = end == high or not (flags[end] & NUMBER and flags[end] & TIED)
        if is_whole and not flags[k] & STROKE and code & 15 == NUMERAL and b & 15 == NUMERAL:
            found = dotted_date(words, flags, i, j, low, high, c, keys, table)
            if found > 0:
                return end, found + (weekday << 21), 0
        if c >= 0 or b & 15 != NUMERAL or b >> 4 & 0xFFF <= value or k + 1 >= high:
            return i, 0, 0
        span, value, k = value, b >> 4 & 0xFFF, k + 1
    if kind == YEAR:  # 2024년 2월 6일
        if codes[at + k] & 15 != MONTH or flags[k] & SENTENCE or k + 1 >= high or codes[at + k + 1] & 15 != NUMERAL:
            return i, 0, 0
        day, month = codes[at + k + 1] >> 4 & 0xFFF, codes[at + k] >> 4 & 0xFFF
        return (k + 2, day + 32 * month + 512 * value, 0) if is_day(day, month, value) else (i, 0, 0)
    while k + 1 < min(high, j + 4) and codes[at + k] & 15 == FILLER:
        k += 1
    if k == j + 1 and kind == NUMERAL:
        end, found = vietnamese_date(words, codes, at, flags, i, j, low, high, keys, table)
        if found > 0:
            return end, found + (weekday << 21), 0
    end, found = islamic_date(words, flags, value, k, high, keys, table)
    if found > 0:
        return end, found + (weekday << 21), span
    if flags[k] & LINE and codes[at + k] & WRAPPED:
        k, code = k + 1, codes[at + k]
    else:
        k, code = month_at(words, flags, k, high, keys, table)
    if code & 15 != MONTH:
        return i, 0, 0
    month = code >> 4 & 0xFFF
    if flags[k - 1] & CHARACTER:
        end, year = thai_year(words, flags, k, high, code & SHORT, keys, table)
    else:
        end, year = year_behind(codes, at, flags, k, high, code & SHORT)
    is_article = year == 0 and words[k - 1] == DES and not flags[k - 1] & CAPITAL
    if is_article or not is_day(value, month, year):
        return i, 0, 0
    return end, value + 32 * month + 512 * year + (weekday << 21), span
