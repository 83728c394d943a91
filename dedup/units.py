"""What numbers count: currencies, measures, per cent and points, halves of the day, by the words and signs beside them.

The kernel looks for a word that stands for another one behind the same number: 5 million euros and 5 million dollars.
What no word tells of, as $5 and €5, is looked for in the texts themselves: see :mod:`dedup.quantities`.
"""

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.date_parts import date_word
from dedup.date_words import AMOUNT, NUMERAL, SPELT
from dedup.facts import FIGURE
from dedup.kernels import Ints, kernel
from dedup.tokens import CHARACTER, LINE, NUMBER, tokenise

PER_CENT, POINTS, YEN_OR_YUAN, DOLLAR = "%", "points", "¥", "$"
#: The name of each unit, then the words for it. A dollar may be any of those whose names end with its sign.
_WORDS = """
$ dollar dollars dolar dólar dólares dollari доллар доллара доллары долларов دولار دولارا دولارات dlr dlrs đôla
US$ usd
A$ aud
C$ cad
S$ sgd
HK$ hkd
NZ$ nzd
€ euro euros eur evro евро يورو
£ pound pounds gbp sterling stg pfund libras livres sterlin фунт фунта фунтов إسترليني
JPY yen jpy иена иены иен ين
CNY yuan renminbi cny rmb юань юаня юаней يوان
IDR rp idr rupiah
MYR rm myr ringgit
₽ rubel rubles roubles ruble rouble rublos roubles rub руб рубль рубля рублей рублями روبل
₺ lira liras tl try lirası liralık ليرة
₹ rs inr rupee rupees rupien रुपये रुपए
₩ krw won
฿ baht thb
₫ đồng vnd vnđ
CHF chf franken francs franc
SAR riyal riyals sar ريال ريالا
AED dirham dirhams درهم
peso peso pesos
kr krona kronor kroner krone kronen sek nok dkk
zł zloty zlotys złoty złotych złote pln zł
₴ hryvnia гривна гривны гривен гривень uah
R$ real reais brl
% percent pct persen prozent procent procenta процент процента процентов процентами yüzde प्रतिशत
km km kilometre kilometres kilometer kilometers kilometern kilómetros quilômetros kilomètres километр километров
m metre metres meter meters metern metro metros mètre mètres метр метра метров
cm cm centimetre centimetres centimeters sentimeter zentimeter zentimetern centímetros centimètres сантиметров
mm mm millimetre millimetres millimeter millimeters milimeter millimetern milímetros millimètres
mile mile miles mil meilen millas milhas milles миль
foot ft foot feet kaki fuß pies pés pieds
kg kg kilo kilos kilogram kilograms kilogramm kilogramos kilogramme kilogrammes килограммов
g g gram grams gramme grammes gramm gramos gramas граммов
tonne ton tons tonne tonnes tonnen tonelada toneladas тонна тонны тонн
litre litre litres liter liters litern litro litros литр литра литров
hectare ha hectare hectares hektar hektare hectárea hectáreas hectares гектар гектара гектаров
acre acre acres
second second seconds detik sekunde sekunden segundos secondes секунд
minute minute minutes min mins menit minuten minuto minutos минута минуты минут
hour hour hours hr hrs stunde stunden hora horas heure heures час часа часов
day day days hari tag tage tagen día días dia dias jour jours день дня дней
week week weeks pekan woche wochen semana semanas semaine semaines неделя недели недель
month month months bulan monat monate monaten mes meses mois месяц месяца месяцев
year year years tahun jahr jahre jahren año años ano anos an ans год года лет
points point points poin prozentpunkte prozentpunkten punkte puntos puan пункт пункта пунктов نقطة percentage
"""
_HALVES = (("am", "am pagi", "a"), ("pm", "pm sore siang", "p"))  # of the day; a letter counts with an "m" behind it
_LETTER, _LETTER_M = 128, 256  # of a code
#: In scripts without spaces, where a word is found at the start of what follows.
UNSPACED = {
    "ドル": "$", "美元": "US$", "美金": "US$", "港元": "HK$", "ユーロ": "€", "欧元": "€", "歐元": "€", "ポンド": "£",
    "英镑": "£", "日元": "JPY", "円": "JPY", "人民币": "CNY", "人民幣": "CNY", "元": "CNY", "ウォン": "₩",
    "韩元": "₩", "卢布": "₽", "บาท": "฿", "ดอลลาร์": "$", "ยูโร": "€", "ปอนด์": "£", "เยน": "JPY", "パーセント": "%",
    "เปอร์เซ็นต์": "%", "ポイント": "points", "个百分点": "points", "個百分點": "points",
    "퍼센트": "%", "프로": "%", "포인트": "points", "달러": "$", "유로": "€", "엔": "JPY", "위안": "CNY", "원": "₩",
}  # fmt: skip
SIGNS = {
    "$": "$", "€": "€", "£": "£", "¥": "¥", "￥": "¥", "₹": "₹", "₽": "₽", "₺": "₺", "₩": "₩", "฿": "฿", "₫": "₫",
    "₴": "₴", "%": "%", "％": "%", "٪": "%",
}  # fmt: skip


class Units(NamedTuple):
    """A table by the low bits of word hashes, with 0 in free slots."""

    keys: NDArray[np.int32]
    codes: NDArray[np.int32]


@cache
def units_in_words() -> dict[str, str]:
    """The unit of each word for one, case folded."""
    lines = [line.split() for line in _WORDS.strip().splitlines()]
    return {word.casefold(): name for name, *words in lines for word in words}


@cache
def unit_names() -> frozenset[str]:
    """All words that :func:`unit_words` knows: those for units, and for halves of the day."""
    return frozenset(units_in_words()).union(*(f"{words} {letter}".split() for _, words, letter in _HALVES))


def may_be_one(unit: str, other: str) -> bool:
    """Say whether two units, each perhaps unknown and empty, may be the same.

    >>> may_be_one("$", "US$"), may_be_one("A$", "US$"), may_be_one("", "€"), may_be_one("¥", "CNY")
    (True, False, True, True)
    """
    if not unit or not other or unit == other:
        return True
    loose, exact = (unit, other) if unit in (DOLLAR, YEN_OR_YUAN) else (other, unit)
    return (loose == DOLLAR and exact.endswith(DOLLAR)) or (loose == YEN_OR_YUAN and exact in ("JPY", "CNY"))


@cache
def unit_words() -> Units:
    """The words that are looked for where two texts differ, with a number for each unit."""
    names = sorted({*units_in_words().values()} - {DOLLAR}) + [half for half, *_ in _HALVES]
    entries = [(word, names.index(name) + 2 if name != DOLLAR else 1) for word, name in units_in_words().items()]
    entries += [(word, names.index(half) + 2) for half, words, _ in _HALVES for word in words.split()]
    entries += [(letter, names.index(half) + 2 | _LETTER) for half, _, letter in _HALVES] + [("m", _LETTER_M)]
    keys, codes = np.zeros(1024, dtype=np.int32), np.zeros(1024, dtype=np.int32)
    hashes = tokenise("\n".join(word for word, _ in entries)).words.tolist()
    for word, (_, code) in zip(hashes, entries, strict=True):
        slot = word & 1023
        while keys[slot] and keys[slot] != word:
            slot = (slot + 1) & 1023
        keys[slot], codes[slot] = word, code
    return Units(keys, codes)


@kernel
def unit_behind(
    words: Ints, flags: Ints, low: int, high: int, start: int, end: int, date_keys: Ints, date_codes: Ints, keys: Ints,
    codes: Ints,
) -> tuple[int, int]:  # fmt: skip
    """Return the place and the number of the unit that words [start, end) begin with behind a number, -1 and 0 if none.

    Before it other words may stand that are none, as in "US dollars", but no more than two.
    """
    if start == low or flags[start] & (LINE | CHARACTER):
        return -1, 0
    code = date_word(words[start - 1], date_keys, date_codes) & 15
    if not flags[start - 1] & NUMBER and code != SPELT and code != AMOUNT and code != NUMERAL:
        return -1, 0
    for k in range(start, min(end, start + 3)):
        unit = date_word(words[k], keys, codes)
        if unit & _LETTER:
            unit = unit ^ _LETTER if k + 1 < high and date_word(words[k + 1], keys, codes) == _LETTER_M else 0
        if 0 < unit < _LETTER_M:
            return k, unit
    return -1, 0


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
    """Write a unit that stands for another one behind the same number; return the next free row."""
    if start == end or guest_start == guest_end:
        return at
    place, unit = unit_behind(words, flags, low, high, start, end, date_keys, date_codes, keys, codes)
    if unit == 0:
        return at
    other, guest_unit = unit_behind(
        words, flags, guest_low, guest_high, guest_start, guest_end, date_keys, date_codes, keys, codes
    )
    if guest_unit == 0 or unit == guest_unit:
        return at
    out[5 * at], out[5 * at + 1], out[5 * at + 2], out[5 * at + 3], out[5 * at + 4] = (
        FIGURE, place, place, other, other,
    )  # fmt: skip
    return at + 1
