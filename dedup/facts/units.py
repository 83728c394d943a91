"""What numbers count: currencies, measures, per cent and points, halves of the day, by the words and signs beside them.

The kernel looks for a word that stands for another one behind the same number: 5 million euros and 5 million dollars.
What no word tells of, as $5 and €5, is looked for in the texts themselves: see :mod:`dedup.changes.numbers.quantities`.
"""

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.facts.date_parts import date_word
from dedup.facts.fact_pairs import write_pair
from dedup.facts.facts import FIGURE
from dedup.language.arabic_letters import plain
from dedup.language.date_words import AMOUNT, NUMERAL, SPELT
from dedup.language.day_halves import BEFORE, BEHIND, JOINTS
from dedup.language.shares import share_words
from dedup.language.unit_phrases import TELLING, words_in_units
from dedup.runtime.kernels import Ints, kernel
from dedup.tokens import CHARACTER, LINE, NUMBER, tokenise

PER_CENT, YEN_OR_YUAN, DOLLAR = "%", "¥", "$"
KILO = "kilo"  #: where its second half is another word, as in Arabic
#: Of the day; a letter counts with an "m" behind it. What stands before an hour counts there alone.
_HALVES = (("am", "am", "a"), ("pm", "pm", "p"))
_LETTER, _LETTER_M, _JOINT, _BEFORE, _TELLS, _PER, _SHARE = 128, 256, 512, 1024, 2048, 4096, 8192  # of a code
_SLOTS = 4096
#: Words between a number and a word of its unit: 5 per cent, 30 km an hour; and the most of them, units as well.
_WITHIN = (
    *("per", "pour", "por", "an", "a", "la", "each", "every", "pro", "par", "al", "all", "l", "à", "ao", "je"),
    *("im", "am", "die", "in", "der", "в", "на", "за", "w", "na", "kwa", "mỗi", "प्रति", "প্রতি", "لكل", "في", "در"),
)
_MOST_WITHIN = 4
#: Units that may be any of some others where their words do not tell.
_LOOSE = {
    DOLLAR: ("US$", "A$", "C$", "S$", "HK$", "NZ$", "R$"),
    YEN_OR_YUAN: ("JPY", "CNY"),
    KILO: ("kg", "km"),
    "tonne": ("metric ton", "short ton", "long ton"),
    "points": ("percentage point", "basis point"),
    "kr": ("Kč",),
}
#: In scripts without spaces, where a word is found at the start of what follows.
UNSPACED = {
    "ドル": "$", "米ドル": "US$", "美元": "US$", "美金": "US$", "港元": "HK$", "港币": "HK$", "ユーロ": "€",
    "欧元": "€", "歐元": "€", "ポンド": "£", "英镑": "£",
    "英鎊": "£", "日元": "JPY", "日圓": "JPY", "円": "JPY", "人民元": "CNY",
    "人民币": "CNY", "人民幣": "CNY", "元": "CNY", "ウォン": "₩", "韩元": "₩", "韓元": "₩", "卢布": "₽", "盧布": "₽",
    "ルーブル": "₽", "卢比": "₹", "盧比": "₹", "ルピー": "₹",
    "バーツ": "฿", "泰铢": "฿", "フラン": "CHF", "瑞士法郎": "CHF",
    "บาท": "฿", "ดอลลาร์": "$", "เหรียญสหรัฐ": "US$", "ยูโร": "€", "ปอนด์": "£", "เยน": "JPY", "หยวน": "CNY",
    "วอน": "₩", "รูเบิล": "₽", "รูปี": "₹", "パーセント": "%", "เปอร์เซ็นต์": "%", "ポイント": "points",
    "个百分点": "percentage point", "個百分點": "percentage point",
    "百分點": "percentage point", "퍼센트": "%", "프로": "%", "포인트": "points", "달러": "$",
    "유로": "€",
    "파운드": "£", "엔": "JPY", "위안": "CNY", "원": "₩", "루블": "₽", "루피": "₹", "바트": "฿", "프랑": "CHF",
    "คน": "person", "ครัวเรือน": "household",
    "กิโลเมตร": "km", "ก.ม.": "km", "กม.": "km", "เมตร": "m", "ม.": "m", "เซนติเมตร": "cm", "ซม.": "cm",
    "มิลลิเมตร": "mm", "มม.": "mm", "ไมล์": "mile", "ฟุต": "foot", "นิ้ว": "inch",
    "ตารางเมตร": "m²", "ตร.ม.": "m²", "ตารางกิโลเมตร": "km²", "ตร.กม.": "km²", "ไร่": "rai", "ตารางวา": "wa²",
    "ตร.ว.": "wa²", "เฮกตาร์": "hectare", "ลูกบาศก์เมตร": "m³", "ลบ.ม.": "m³",
    "กิโลกรัม": "kg", "ก.ก.": "kg", "กก.": "kg", "กรัม": "g", "มิลลิกรัม": "mg", "ตัน": "tonne", "ลิตร": "litre",
    "มิลลิลิตร": "ml", "แกลลอน": "gallon", "บาร์เรล": "barrel", "กิโลวัตต์": "kW", "เมกะวัตต์": "MW",
    "วินาที": "second", "นาที": "minute", "ชั่วโมง": "hour", "วัน": "day", "สัปดาห์": "week", "เดือน": "month", "ปี": "year",
    "公里": "km", "千米": "km", "キロメートル": "km", "킬로미터": "km", "厘米": "cm", "センチ": "cm",
    "公斤": "kg", "千克": "kg", "キログラム": "kg", "킬로그램": "kg", "吨": "tonne", "噸": "tonne",
    "トン": "tonne", "톤": "tonne", "公顷": "hectare", "公頃": "hectare", "ヘクタール": "hectare", "헥타르": "hectare",
    "小时": "hour", "小時": "hour", "時間": "hour", "시간": "hour", "分钟": "minute", "分鐘": "minute",
    "分間": "minute", "个月": "month", "個月": "month", "か月": "month", "カ月": "month", "ヶ月": "month",
    "ヵ月": "month", "개월": "month", "年間": "year", "週間": "week",
    "平方米": "m²", "平方公尺": "m²", "平方メートル": "m²", "제곱미터": "m²", "평방미터": "m²", "平方公里": "km²",
    "平方キロメートル": "km²", "平方キロ": "km²", "제곱킬로미터": "km²", "평방킬로미터": "km²", "立方米": "m³",
    "立方公尺": "m³", "立方メートル": "m³", "세제곱미터": "m³", "光年": "light year", "광년": "light year",
    "ปีแสง": "light year",
    "基点": "basis point", "基點": "basis point", "베이시스포인트": "basis point",
    "ลูกบาศก์กิโลเมตร": "km³",
}  # fmt: skip
SIGNS = {
    "$": "$", "€": "€", "£": "£", "¥": "¥", "￥": "¥", "₹": "₹", "₽": "₽", "₺": "₺", "₩": "₩", "฿": "฿", "₫": "₫",
    "₴": "₴", "%": "%", "％": "%", "٪": "%", "‰": "‰",
}  # fmt: skip


class Units(NamedTuple):
    """A table by the low bits of word hashes, with 0 in free slots."""

    keys: NDArray[np.int32]
    codes: NDArray[np.int32]


@cache
def unit_names() -> frozenset[str]:
    """All words that :func:`unit_words` knows: those for units, and for halves of the day."""
    halves = (plain(words).split() for table in (BEHIND, BEFORE) for words in table.values())
    return frozenset(words_in_units()).union(("am", "a", "pm", "p"), *halves)


def may_be_one(unit: str, other: str) -> bool:
    """Say whether two units, each perhaps unknown and empty, may be the same.

    >>> may_be_one("$", "US$"), may_be_one("A$", "US$"), may_be_one("", "€"), may_be_one("¥", "CNY")
    (True, False, True, True)
    """
    return not unit or not other or unit == other or other in _LOOSE.get(unit, ()) or unit in _LOOSE.get(other, ())


@cache
def unit_words() -> Units:
    """The words that are looked for where two texts differ, with a number for each unit."""
    found_words = words_in_units()
    names = sorted({*found_words.values()} - {DOLLAR}) + [half for half, *_ in _HALVES] + ["m", "n"]
    entries = [
        (word, (names.index(name) + 2 if name != DOLLAR else 1) | (_TELLS if word in TELLING else 0))
        for word, name in found_words.items()
    ]
    entries += [(word, names.index(half) + 2) for half, words, _ in _HALVES for word in words.split()]
    entries += [(letter, names.index(half) + 2 | _LETTER) for half, _, letter in _HALVES] + [("m", _LETTER_M)]
    half_codes = {"a": "am", "p": "pm", "m": "m", "n": "n"}
    for table, flag in ((BEHIND, 0), (BEFORE, _BEFORE)):
        entries += [
            (word, names.index(half_codes[half]) + 2 | flag) for half, words in table.items() for word in words.split()
        ]
    entries += [(word, _JOINT) for word in JOINTS] + [(word, _JOINT | _PER) for word in _WITHIN]
    entries += [(word, _SHARE) for word in share_words()]
    keys, codes = np.zeros(_SLOTS, dtype=np.int32), np.zeros(_SLOTS, dtype=np.int32)
    found = tokenise("\n".join(word for word, _ in entries))
    rows = np.split(found.words, np.flatnonzero(found.flags & LINE)[1:])
    for row, (_, code) in zip(rows, entries, strict=True):
        if len(row) > 1:
            continue  # 午前: see dedup.changes.numbers.sign_changes
        word = int(row[0])
        slot = word & (_SLOTS - 1)
        while keys[slot] and keys[slot] != word:
            slot = (slot + 1) & (_SLOTS - 1)
        if not (keys[slot] and code & (_JOINT | _SHARE)):
            keys[slot], codes[slot] = word, code
        else:
            codes[slot] |= code
    return Units(keys, codes)


@kernel
def is_unit(code: int) -> bool:
    """Return True for the code of a unit, not of a half of the day that is a letter."""
    return 0 < (code & ~(_JOINT | _TELLS | _PER | _SHARE)) < _LETTER


@kernel
def unit_behind(
    words: Ints, flags: Ints, low: int, high: int, start: int, end: int, date_keys: Ints, date_codes: Ints, keys: Ints,
    codes: Ints,
) -> tuple[int, int]:  # fmt: skip
    """Return the place and the number of the unit that words [start, end) begin with behind a number, -1 and 0 if none.

    Before it other words may stand that are none, as in "US dollars", but no more than two, and between the number and
    the words what belongs to its unit, as in "km an hour".
    """
    if start == low or flags[start] & (LINE | CHARACTER):
        return -1, 0
    before, is_per = start - 1, True
    for _ in range(_MOST_WITHIN):
        if before > low and not flags[before] & (NUMBER | LINE):
            code = date_word(words[before], keys, codes)
            if code & _JOINT or (is_per and is_unit(code)):
                before -= 1
                is_per = is_per and (code & _PER != 0 or is_unit(code))
    code = date_word(words[before], date_keys, date_codes) & 15
    if not flags[before] & NUMBER and code != SPELT and code != AMOUNT and code != NUMERAL:
        return -1, 0
    for k in range(start, min(end, start + 3)):
        unit = date_word(words[k], keys, codes) & ~(_JOINT | _TELLS | _PER | _SHARE)
        if unit & _LETTER:
            unit = unit ^ _LETTER if k + 1 < high and date_word(words[k + 1], keys, codes) == _LETTER_M else 0
        if 0 < unit < _LETTER_M or (unit == _LETTER_M and k == start):
            return k, unit
    return -1, 0


@kernel
def telling_word(
    words: Ints, flags: Ints, low: int, high: int, start: int, end: int, other_low: int, other_high: int, other: int,
    date_keys: Ints, date_codes: Ints, keys: Ints, codes: Ints,
) -> int:  # fmt: skip
    """Return the word of a unit beside which one text lacks the one word [start, end), light years; -1 if none does."""
    if end != start + 1 or other == other_low or not date_word(words[start], keys, codes) & _TELLS:
        return -1
    if unit_behind(words, flags, low, high, start, end, date_keys, date_codes, keys, codes)[1] == 0:
        return -1
    if is_unit(date_word(words[other - 1], keys, codes)):
        return other - 1
    return other if other < other_high and is_unit(date_word(words[other], keys, codes)) else -1


@kernel
def half_before(words: Ints, flags: Ints, high: int, start: int, end: int, keys: Ints, codes: Ints) -> int:
    """Return the half of the day that words [start, end) end with, before an hour in digits; 0 if there is none."""
    if start == end or end >= high or flags[end] & LINE:
        return 0
    behind = end
    if end + 1 < high and not flags[end + 1] & LINE and date_word(words[end], keys, codes) & _JOINT:
        behind += 1
    code = date_word(words[end - 1], keys, codes)
    return code if code & _BEFORE and flags[behind] & NUMBER else 0


@kernel
def pair_units(
    words: Ints,
    flags: Ints,
    low: int,
    high: int,
    start: int,
    end: int,
    guest_low: int,
    guest_high: int,
    guest_start: int,
    guest_end: int,
    date_keys: Ints,
    date_codes: Ints,
    keys: Ints,
    codes: Ints,
    out: "NDArray[np.int32]",
    at: int,
) -> int:
    """Write a unit that stands for another one beside the same number; return the next free row."""
    if start == end or guest_start == guest_end:
        place, other = start, guest_start
        if start < end:
            other = telling_word(
                words, flags, low, high, start, end, guest_low, guest_high, guest_start, date_keys, date_codes, keys,
                codes,
            )  # fmt: skip
        else:
            place = telling_word(
                words, flags, guest_low, guest_high, guest_start, guest_end, low, high, start, date_keys, date_codes,
                keys, codes,
            )  # fmt: skip
        if min(place, other) < 0:
            return at
        return write_pair(out, at, FIGURE, place, place, other, other)
    half = half_before(words, flags, high, start, end, keys, codes)
    guest_half = half_before(words, flags, guest_high, guest_start, guest_end, keys, codes) if half > 0 else 0
    if guest_half > 0 and guest_half != half:
        return write_pair(out, at, FIGURE, end - 1, end - 1, guest_end - 1, guest_end - 1)
    place, unit = unit_behind(words, flags, low, high, start, end, date_keys, date_codes, keys, codes)
    if unit == 0:
        return at
    other, guest_unit = unit_behind(
        words, flags, guest_low, guest_high, guest_start, guest_end, date_keys, date_codes, keys, codes
    )
    if guest_unit == 0 or unit == guest_unit:
        return at
    return write_pair(out, at, FIGURE, place, place, other, other)


@kernel
def share_in(words: Ints, start: int, end: int, keys: Ints, codes: Ints) -> int:
    """Return the first of words [start, end) that is one of shares, multiples or many of something; -1 if none is."""
    for k in range(start, end):
        if date_word(words[k], keys, codes) & _SHARE:
            return k
    return -1


@kernel
def pair_shares(
    words: Ints, start: int, end: int, guest_start: int, guest_end: int, keys: Ints, codes: Ints,
    out: "NDArray[np.int32]", at: int,
) -> int:  # fmt: skip
    """Write a word for a share, a multiple or many that stands for another one; return the next free row."""
    k, m = share_in(words, start, end, keys, codes), share_in(words, guest_start, guest_end, keys, codes)
    if k < 0 or m < 0 or words[k] == words[m]:
        return at
    return write_pair(out, at, FIGURE, k, k, m, m)
