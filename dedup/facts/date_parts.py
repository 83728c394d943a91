"""Parts of dates: words, years, months and days of a text, read from a position on.

See :mod:`dedup.facts.dates` for what is made of them, and for the code of a date.
"""

from dedup.language.background import pair_hash
from dedup.language.date_words import (
    BUDDHIST,
    CLOCK,
    COUNTED,
    FEIRA,
    FILLER,
    HOM,
    ISLAMIC_YEARS,
    LAST_ISLAMIC,
    LETTERED,
    LONGEST_PHRASE,
    MARK,
    MONTH,
    NAM,
    NUMERAL,
    ORDINAL,
    OTHER,
    PHRASE,
    SHORT,
    SPELT,
    THANG,
    THREE_DIGITS,
    WEEKDAY,
    WRAPPED,
    YEAR,
)
from dedup.language.number_words import NOUGHTS, TENS
from dedup.runtime.kernels import Ints, kernel
from dedup.tokens import CAPITAL, CHARACTER, GOES_ON, LINE, NUMBER, SENTENCE
from dedup.tokens import JOINED as TIED

#: Hashes of the Indonesian word for a market, and of the two of Friday with an apostrophe.
PASAR, JUM, AT = 545306142, 597017703, 1406672479

THANG_CODE, NAM_CODE = OTHER | THANG << 4, OTHER | NAM << 4  #: before the number of a Vietnamese month, and a year
LEAST_BEFORE = 4  #: words of a line that is broken for want of room
LEAP_DAY = 29 | 2 << 5  #: the date code of 29 February without a year
LINES_BESIDE, WORDS_BESIDE = 3, 60  #: on either side, that tell whether lines are broken


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
def wraps_date(flags: Ints, i: int, low: int, high: int, before: int, code: int) -> bool:
    """Return True if word i, which begins a line, may go on a date that the line before begins.

    Args:
        flags: Flags of the words.
        i: The word.
        low: First word of the article.
        high: Behind its last word.
        before: Code of the word before, of :func:`date_word`.
        code: Its own code.
    """
    kind, after, is_part = before & 15, code & 15, False
    has_number = (after == NUMERAL or after == YEAR) and (flags[i] & GOES_ON > 0 or before & SHORT > 0)
    if kind == NUMERAL:
        is_part = after == MONTH or after == FILLER or has_number or code == THANG_CODE or code == NAM_CODE
    elif kind == MONTH:
        is_part = after == FILLER or has_number
    elif kind == FILLER or before == NAM_CODE:
        is_part = after == MONTH or has_number
    elif before == THANG_CODE:
        is_part = has_number
    elif kind == WEEKDAY or kind == CLOCK:
        is_part = after == NUMERAL or after == MONTH
    return is_part and is_wrapped(flags, i, low, high)


@kernel
def is_wrapped(flags: Ints, i: int, low: int, high: int) -> bool:
    """Return True if a line break only wraps a sentence, as far as words tell: word i is the first behind it.

    The line before is no short one among those around, and one in four of these, three on either side, begins with a
    small letter: so no row of a table and no item of a list does. Scripts without capitals tell nothing.
    """
    lines, small, longest, length, before = 0, 0, 0, 0, 0
    k = i - 1
    while k >= max(low, i - WORDS_BESIDE) and lines < LINES_BESIDE:
        length += 1
        if flags[k] & LINE:
            before, longest = before if before > 0 else length, max(longest, length)
            lines, length = lines + 1, 0
            small += 0 if flags[k] & (CAPITAL | NUMBER | CHARACTER) or k == low else 1
        k -= 1
    if before < LEAST_BEFORE or longest > 2 * before:
        return False
    k, lines_before = i + 1, lines
    while k < min(high, i + WORDS_BESIDE) and lines < lines_before + LINES_BESIDE:
        if flags[k] & LINE:
            lines += 1
            small += 0 if flags[k] & (CAPITAL | NUMBER | CHARACTER) else 1
        k += 1
    return small > 0 and 4 * small >= lines


@kernel
def is_market(words: Ints, flags: Ints, i: int, low: int, high: int) -> bool:
    """Return True if word i, a weekday, belongs to the name of an Indonesian market and its quarter: Pasar Minggu.

    Not if the number of a day stands behind it.
    """
    if i == low or words[i - 1] != PASAR or not flags[i] & flags[i - 1] & CAPITAL or flags[i] & (SENTENCE | LINE):
        return False
    return i + 1 == high or not flags[i + 1] & NUMBER or flags[i + 1] & LINE > 0


@kernel
def ends_friday(words: Ints, flags: Ints, i: int, low: int) -> bool:
    """Return True if word i is the second of an Indonesian Friday with an apostrophe: Jum'at."""
    if i == low or words[i] != AT or words[i - 1] != JUM:
        return False
    return bool(flags[i - 1] & CAPITAL and flags[i] & TIED)


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
def numbered_islamic(day: int, month: int, year: int) -> int:
    """Return the date code of a day of the Islamic calendar, 0 if there is none such."""
    return day + 32 * month + 512 * year if 0 < day <= 30 and 0 < month <= 12 and year < LAST_ISLAMIC else 0


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
    if a & 15 == BUDDHIST:
        is_whole = c >= 0 and b & 15 == NUMERAL and c & 15 == NUMERAL
        return numbered_islamic(c >> 4 & 0xFFF, b >> 4 & 0xFFF, a >> 4 & 0xFFF) if is_whole else 0
    if a & 15 != NUMERAL or b & 15 != NUMERAL:
        return 0
    if c >= 0 and c & 15 == BUDDHIST:
        return numbered_islamic(a >> 4 & 0xFFF, b >> 4 & 0xFFF, c >> 4 & 0xFFF)
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
def lettered_date(codes: Ints, at: int, flags: Ints, i: int, high: int) -> int:
    """Return the date code of a day, a month and a year with the letter of its calendar at word i, 0 if there is none.

    Whatever stands between them: 15 / 10 / 1436هـ, 14 - 8 - 2015م.
    """
    if i + 2 >= high or not flags[i + 1] & flags[i + 2] & NUMBER or (flags[i + 1] | flags[i + 2]) & LINE:
        return 0
    day, month, year = codes[at + i], codes[at + i + 1], codes[at + i + 2]
    is_year = year & LETTERED and year & 15 != NUMERAL
    return numeric_date(day, month, year, 0) if is_year and day & 15 == NUMERAL else 0


@kernel
def is_apart(codes: Ints, at: int, flags: Ints, k: int) -> bool:
    """Return True if word k begins a line, and the break before it does not only wrap a date."""
    return bool(flags[k] & LINE and not codes[at + k] & WRAPPED)


@kernel
def follows_on(codes: Ints, at: int, flags: Ints, k: int) -> bool:
    """Return True if no mark that ends a sentence stands before word k; a break that wraps a date is none."""
    return bool(not flags[k] & SENTENCE or codes[at + k] & WRAPPED)


@kernel
def year_behind(codes: Ints, at: int, flags: Ints, j: int, high: int, short: int) -> tuple[int, int]:
    """Read a year from word j on, also behind "de" or "tahun": the next position and the year, or j and 0.

    A full stop may stand before it only if the month is ``short``.
    """
    k = j
    if k < high and not is_apart(codes, at, flags, k) and codes[at + k] & 15 == FILLER:
        k += 1
    if k < high and not is_apart(codes, at, flags, k) and (short or follows_on(codes, at, flags, k)):
        code = codes[at + k]
        if code & 15 == YEAR and not (k + 1 < high and flags[k + 1] & NUMBER and flags[k + 1] & TIED):
            return k + 1, code >> 4 & 0xFFF
        has_month = k + 1 < high and codes[at + k + 1] & 15 == MONTH  # July/August-16 September
        if code & 15 == NUMERAL and k == j and flags[k] & TIED and flags[j - 1] & TIED and not has_month:
            return k + 1, 2000 + (code >> 4 & 0xFFF)
    return j, 0


@kernel
def count_at(words: Ints, flags: Ints, i: int, high: int, keys: Ints, table: Ints) -> tuple[int, int]:
    """Read a number in digits or in Chinese numerals from word i on: the next position and its value, or i and -1."""
    k, value, tens = i, 0, False
    while k < high and k < i + 5 and not (k > i and flags[k] & LINE):
        code = date_word(words[k], keys, table)
        kind, part = code & 15, code >> 4 & 0xFFF
        if k == i and (kind == NUMERAL or kind == YEAR or kind == THREE_DIGITS):
            return k + 1, part
        if kind != SPELT or (part > 9 and part != TENS and part != NOUGHTS):
            break
        if part == TENS:
            value, tens = max(1, value) * 10, True
        elif part == NOUGHTS:
            value *= 100
        else:
            value = value + part if tens else 10 * value + part
        k += 1
    return (k, value) if k > i else (i, -1)


@kernel
def month_at(words: Ints, flags: Ints, i: int, high: int, keys: Ints, table: Ints) -> tuple[int, int]:
    """Read a month of one word or several from word i on: the position behind it and its code, or i and 0.

    A second name of the same month, as in شباط/فبراير, belongs to it.
    """
    end, found = i, 0
    for _ in range(2):
        if end >= high or flags[end] & LINE:
            break
        code = date_word(words[end], keys, table)
        behind, month = end + 1, code if code & 15 == MONTH else 0
        if code & 15 == PHRASE:
            h = int(words[end])
            for k in range(end + 1, min(high, end + LONGEST_PHRASE)):
                if flags[k] & LINE:
                    break
                h = pair_hash(h, words[k])
                code = date_word(h, keys, table)
                if code & 15 == MONTH and (not code & SHORT or flags[k] & TIED):
                    behind, month = k + 1, code
        if month == 0 or (found > 0 and month >> 4 & 0xFFF != found >> 4 & 0xFFF):
            break
        end, found = behind, month
    return end, found


@kernel
def is_ordinal(words: Ints, flags: Ints, i: int, high: int, code: int, keys: Ints, table: Ints) -> bool:
    """Return True if a word that may be a weekday of Portuguese is second or fifth: no "feira" or day stands behind."""
    if not code & ORDINAL:
        return False
    if i + 1 == high or flags[i + 1] & LINE:
        return True
    return not flags[i + 1] & NUMBER and date_word(words[i + 1], keys, table) != OTHER | FEIRA << 4


@kernel
def weekday_at(words: Ints, flags: Ints, i: int, low: int, high: int, keys: Ints, table: Ints) -> tuple[int, int]:
    """Read a weekday of several words or characters from word i on: the position behind and its number, or i and 0.

    It is 周三, 星期三, 水曜日, วันพุธ, sáng thứ ba, thứ Ba or chủ nhật. No weekday is the 周三 of 一周三次 and 每周三次:
    three times a week; nor any other "thứ ba": the third.
    """
    h, behind, found = int(words[i]), i, 0
    for k in range(i + 1, min(high, i + LONGEST_PHRASE)):
        if (flags[k] ^ flags[i]) & CHARACTER or flags[k] & LINE:
            break
        h = pair_hash(h, words[k])
        code = date_word(h, keys, table)
        if code & 15 == WEEKDAY:
            behind, found = k + 1, code
    if found == 0:
        return i, 0
    after = date_word(words[behind], keys, table) if behind < high and not flags[behind] & SENTENCE else 0
    if found & SHORT:
        before = date_word(words[i - 1], keys, table) if i > low and not flags[i] & SENTENCE else 0
        if not flags[i] & CHARACTER:
            is_told = flags[behind - 1] & CAPITAL or before == OTHER | HOM << 4
        else:
            is_told = after != OTHER | COUNTED << 4 and before & 15 != SPELT and before & 15 != NUMERAL
        if not is_told:
            return i, 0
    elif flags[i] & CHARACTER and behind == i + 2 and after == MARK | 3 << 4:
        behind += 1
    return behind, found >> 4 & 0xFFF


@kernel
def thai_year(words: Ints, flags: Ints, j: int, high: int, short: int, keys: Ints, table: Ints) -> tuple[int, int]:
    """Read a year of the Buddhist or the common calendar behind a Thai month: the next position and the year, or j, 0.

    Behind a ``short`` month two digits are a Buddhist year: 67 is 2567, which is 2024.
    """
    k = j
    if k + 1 < high and date_word(pair_hash(words[k], words[k + 1]), keys, table) & 15 == FILLER:
        k += 2
    elif k < high and date_word(words[k], keys, table) & 15 == FILLER:
        k += 1
    if k >= high or flags[k] & LINE or (k + 1 < high and flags[k + 1] & NUMBER and flags[k + 1] & TIED):
        return j, 0
    code = date_word(words[k], keys, table)
    kind, value = code & 15, code >> 4 & 0xFFF
    if (kind == BUDDHIST and value >= 1900) or kind == YEAR:
        return k + 1, value
    return (k + 1, 1957 + value) if short and kind == NUMERAL and value >= 43 else (j, 0)


@kernel
def is_islamic(code: int) -> bool:
    """Say whether a date code is of the Islamic calendar."""
    return ISLAMIC_YEARS <= code >> 9 & 0xFFF < LAST_ISLAMIC


@kernel
def day_in_row(code: int, year: int) -> int:
    """Return the place of a day among all days of the common calendar, from its date code and its year."""
    month = code >> 5 & 15
    if month < 3:
        month += 12
        year -= 1
    return (153 * month - 457) // 5 + (code & 31) + 365 * year + year // 4 - year // 100 + year // 400


@kernel
def days_after(a: int, b: int) -> int:
    """Return how many days a date lies after another of its calendar, negative if it lies before it.

    A date without a year lies in the year where it is nearest; if both lack it, 1 March is the day after 28 February.
    Islamic months count as 29 days, since the moon decides which have 30.
    """
    year, other_year = a >> 9, b >> 9
    if is_islamic(a) or is_islamic(b):
        distance = 29 * (a >> 5 & 15) + (a & 31) - 29 * (b >> 5 & 15) - (b & 31)
        if year == ISLAMIC_YEARS or other_year == ISLAMIC_YEARS:
            return distance - 348 if distance > 174 else distance + 348 if distance < -174 else distance
        return distance + 348 * (year - other_year)
    if year > 0 and other_year > 0:
        return day_in_row(a, year) - day_in_row(b, other_year)
    known = max(year, other_year)
    if known == 0:
        known = 2000 if a == LEAP_DAY or b == LEAP_DAY else 2001
    distance = day_in_row(a, known) - day_in_row(b, known)
    if abs(distance) < 183:
        return distance
    step = 1 if distance > 0 else -1
    one, other = (known - step, known) if year == 0 else (known, known + step)
    return day_in_row(a, one) - day_in_row(b, other)
