"""The parts of spelled-out numbers, and what they are together: "treinta y dos", "quatre-vingt-dix"."""

from dedup.facts.date_parts import date_word
from dedup.language.background import pair_hash
from dedup.language.date_words import FEIRA, LONGEST_PHRASE, NAM, ORDINAL, OTHER, PHRASE, SEVEN, SPELT
from dedup.language.joined_numbers import HUNDREDFOLD, LAST_HUNDREDFOLD
from dedup.language.number_words import DOZENS, HUNDREDS, NOUGHTS, SCALES, TEEN, TENS
from dedup.runtime.kernels import Ints, kernel

#: Articles, which are one where a number stands on the other side, "a week" and "three weeks"; Indonesian words that
#: are one of something: a person, a thing, an animal, a day, week, month, year, hour. Below, their hashes.
ARTICLES = (
    *("a", "an", "un", "une", "una", "een", "ein", "eine", "einen", "einem", "einer"),
    *("seorang", "sebuah", "seekor", "sehari", "seminggu", "sebulan", "setahun", "sejam", "một"),
)
A, AN, UN, UNE, UNA, EEN = 1332075003, 1336839587, 526295038, 896389237, 723520084, 603847473
EIN, EINE, EINEN, EINEM, EINER = 1236610605, 514890868, 1430999939, 1985515245, 1879961714
SEORANG, SEBUAH, SEEKOR, SEHARI = 418785402, 235007548, 838380074, 1191893848
SEMINGGU, SEBULAN, SETAHUN, SEJAM, MOT = 851397123, 960411704, 1712001260, 2017624103, 1359186668
#: What joins the parts of a number, and Portuguese "one" behind it: treinta y uno, vingt et un, trinta e um.
JOINTS = ("y", "et", "e", "um", "uma")
Y, ET, E, UM, UMA = 1433254469, 254693958, 186956848, 1407704480, 523011920
#: French numbers with parts that count: quatre-vingts, deux cents. "Six cents" is English as well.
COUNTED = ("vingt", "vingts", "cents", "deux", "trois", "quatre", "cinq", "sept", "huit", "neuf")
VINGT, VINGTS, CENTS = 138320147, 608942138, 87278421
DEUX, TROIS, QUATRE, CINQ = 1074260856, 2004489272, 742338467, 1664496220
SEPT, HUIT, NEUF = 1711316371, 769371879, 1065596205
_MOST = 10**15  # spelled-out numbers as large as this count as this


@kernel
def spelt_at(words: Ints, k: int, high: int, keys: Ints, codes: Ints) -> tuple[int, int]:
    """Return the position behind a part of a spelled-out number at word k, and the part; k and -1 if there is none.

    A part may be several words (أحد عشر) or several characters of a script without spaces.
    """
    code = date_word(words[k], keys, codes)
    if code & 15 == SPELT:
        return k + 1, code >> 4 & 0xFFF
    if code & SEVEN:
        return k + 1, 7
    if code & ORDINAL and (k + 1 == high or date_word(words[k + 1], keys, codes) != OTHER | FEIRA << 4):
        return k + 1, (code >> 4 & 0xFFF) + 1
    end, part = k, -1
    if code & 15 == PHRASE:
        if code >> 4 & 0xFFF:  # a number also by itself: سه, where سه شنبه is Tuesday
            end, part = k + 1, code >> 4 & 0xFFF
        h = int(words[k])
        for m in range(k + 1, min(high, k + LONGEST_PHRASE)):
            h = pair_hash(h, words[m])
            code = date_word(h, keys, codes)
            if code & 15 == SPELT:
                end, part = m + 1, code >> 4 & 0xFFF
    return end, part


@kernel
def part_behind(words: Ints, k: int, high: int, value: int, keys: Ints, codes: Ints) -> tuple[int, int]:
    """Return what :func:`spelt_at` does for a part that stands behind a number of a value; nought if it is the first.

    It may be joined to that, as the two of treinta y dos, or make another one of it, as the twenty of quatre-vingts.
    """
    behind, part = spelt_at(words, k, high, keys, codes)
    word = words[k]
    if value == 0:
        return behind, part
    if (word == VINGT or word == VINGTS) and words[k - 1] == QUATRE:
        return k + 1, 76
    if word == CENTS:
        before = words[k - 1]
        is_unit = before == DEUX or before == TROIS or before == QUATRE or before == CINQ
        if is_unit or before == SEPT or before == HUIT or before == NEUF:
            return k + 1, HUNDREDS
    if part >= 0 or k + 1 >= high or not (word == Y or word == ET or word == E):
        return behind, part
    joined, more = spelt_at(words, k + 1, high, keys, codes)
    if more < 0 and (is_article(words[k + 1]) or words[k + 1] == UM or words[k + 1] == UMA):
        joined, more = k + 2, 1
    is_unit = 0 < more < 10 and value % 10 == 0 and value % 100 >= 20
    is_unit = is_unit or (word == ET and more == 11 and value % 100 == 60)
    is_below = word == E and ((0 < more < 100 and value % 100 == 0) or (0 < more < 1000 and value % 1000 == 0))
    return (joined, more) if is_unit or is_below else (behind, part)


@kernel
def with_part(value: int, part: int) -> int:
    """Return a spelled-out number with one more part: 302 and "tens" are 320, 2003 and "hundred" are 2300."""
    if part == TEEN:
        return value + 10
    if part == DOZENS:
        return 12 * max(1, value)
    if HUNDREDFOLD < part <= LAST_HUNDREDFOLD:
        return value + 100 * (part - HUNDREDFOLD)
    if part < NOUGHTS:
        return value + part
    if part == NOUGHTS:
        return value
    power = 1 if part == TENS else 2 if part == HUNDREDS else part - SCALES
    unit = 10**power
    units = max(1, value % unit)
    if units >= _MOST // unit or value >= _MOST:
        return _MOST
    return int(value - value % unit + units * unit)


@kernel
def is_article(word: int) -> bool:
    """Return True for an article, and for the Indonesian words that begin as one does."""
    if word == A or word == AN or word == UN or word == UNE or word == UNA or word == EEN:
        return True
    if word == EIN or word == EINE or word == EINEN or word == EINEM or word == EINER:
        return True
    if word == SEORANG or word == SEBUAH or word == SEEKOR or word == SEHARI:
        return True
    return word == SEMINGGU or word == SEBULAN or word == SETAHUN or word == SEJAM or word == MOT


@kernel
def value_against(word: int, keys: Ints, codes: Ints) -> int:
    """Return what a word is where a number stands on the other side: one for an article, five for "năm"; 0 for others.

    Elsewhere "năm" is a year.
    """
    if date_word(word, keys, codes) == OTHER | NAM << 4:
        return 5
    return 1 if is_article(word) else 0
