"""Units of several words: square metres, percentage points, light years, short tons; and rates: an hour, pro Tag.

:mod:`dedup.language.unit_names` has units of one word. What makes a unit another one is told apart from what is left
out as often as not: metric tons are tons, and percentage points points.
"""

import re
from typing import NamedTuple

from dedup.language.arabic_letters import plain, with_alike
from dedup.language.unit_names import unit_of, units_in_words

#: Units with the ways to write them, as patterns; "_" is a space or a hyphen.
_FIXED = """
percentage_point percentage_points? ppts? pp poin_persen(?:tase)? persen_poin
percentage_point points?_de_pourcentage puntos?_porcentual(?:es)?
percentage_point pontos?_percentua(?:l|is) punt[oi]_percentual[ei] процентн\\w+_пункт\\w* punkt\\w*_procentow\\w+
percentage_point yüzde_puan\\w* điểm_phần_trăm نقا?طة?_مئوية
basis_point basis_points? bps? points?_de_base puntos?_básicos? pontos?_base
basis_point punt[oi]_base basis_poin базисн\\w+_пункт\\w*
basis_point punkt\\w*_bazow\\w+ baz_puan\\w* نقا?طة?_أساس điểm_cơ_bản
‰ per_mil(?:le?)? pour_mille por_mil
light_year light_years? années?_lumière años?_luz anos?_luz ann[oi]_luce tahun_cahaya светов\\w+_(?:год\\w*|лет)
light_year lat\\w*_świetln\\w+ rok_świetlny ışık_yılı سن\\w+_ضوئية năm_ánh_sáng
nautical_mile nautical_miles? mil_laut mille?s?_(?:marins?|nautiques?) millas?_náuticas? milhas?_náuticas?
nautical_mile migli[ao]_(?:nautic\\w+|marin\\w+) морск\\w+_мил\\w+ deniz_mili
metric_ton metric_tons? metric_tonnes? tonnes?_métriques? toneladas?_métricas? ton_metrik metrisch\\w*_tonnen?
short_ton short_tons? toneladas?_cortas? tonnes?_courtes?
long_ton long_tons?
°C (?:degrees?|grad|derajat|grados?|graus?|degrés?|gradi)_cel[sc]ius °\\s?c cel[sc]ius (?<=\\d)(?-i:C)
°F (?:degrees?|grad|derajat|grados?|graus?|degrés?|gradi)_fahrenheit °\\s?f fahrenheit (?<=\\d)(?-i:F)
"""
#: What makes a length an area or a volume, before it and behind it.
_AREA = (
    r"square|sq\b\.?|квадратн\w+|кв\b\.?|वर्ग|বর্গ",
    r"persegi|cuadrad[oa]s?|carrée?s?|quadrad[oa]s?|quadrat[oaie]|quadri|kwadratow\w+|vuông|مربعا?|za\s(?:mraba|eneo)",
)
_VOLUME = (
    r"cubic|cu\b\.?|кубическ\w+|кубічн\w+|куб\b\.?|घन|ঘন",
    with_alike(r"kubik|cúbic[oa]s?|cubic[oaih]+|cubes?|cub[oi]|sześcienn\w+|khối|مكعبا?|za\sujazo"),
)
_LENGTHS = {"km", "m", "cm", "mm", "mile", "foot", "yard", "inch"}
SPACE = "[ \u00a0\u2009\u202f]"  #: between the parts of an amount or a time
_WORD = r"[^\W\d_]+(?:[\u0900-\u0dff]+[^\W\d_]*)*"
_NAMES = [line.split() for line in _FIXED.strip().splitlines()]
_PHRASE = re.compile(
    rf"(?:{SPACE}|-)?(?:"
    + "|".join(
        rf"(?P<u{k}>{with_alike('|'.join(written)).replace('_', '[ -]')})" for k, (_, *written) in enumerate(_NAMES)
    )
    + rf"|(?:(?P<area>{_AREA[0]})|(?P<volume>{_VOLUME[0]}))(?:{SPACE}|-)?(?P<length>{_WORD}))(?!\w)",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"(?:(?P<area>[²2]|{SPACE}(?:{_AREA[1]}))|(?P<volume>[³3]|{SPACE}(?:{_VOLUME[1]})))(?!\w)", re.IGNORECASE
)
#: What stands between a unit and what it is counted by, the longest first; "a" stands before other words as well.
_PER = (
    rf"a{SPACE}la|à{SPACE}l['’]|all['’]|l['’]|in{SPACE}der|an?|per|each|every|pro|par|por|al|ao|à|je|im|am|die|в|на|за|w|na"
    rf"|kwa|mỗi|प्रति|প্রতি|لكل|في{SPACE}ال|در"
)
_RATE = re.compile(
    rf"(?:{SPACE}?/{SPACE}?(?P<sign>{_WORD})|{SPACE}se(?P<one>jam|hari|minggu|bulan|tahun)"
    rf"|(?:{SPACE}|-)(?:{with_alike(_PER)})(?:{SPACE}|-|(?<=['’])|(?<=[اٱ]ل))(?P<word>{_WORD}))(?!\w)",
    re.IGNORECASE,
)
_SHORT = {"h": "hour", "s": "second", "ч": "hour", "يوم": "day", "شهر": "month", "عام": "year", "أسبوع": "week"}
#: Words beside which the kernels look for units, by what they are.
_MARKS = {
    "²": "persegi cuadrados cuadradas carrés quadrados quadrati kwadratowych vuông مربع square sq квадратных кв वर्ग",
    "³": "kubik cúbicos cúbicas cubes cubi sześciennych khối مكعب cubic cu кубических кубов куб घन",
    "percentage point": "percentage pp poin نقاط نقطة porcentuales percentuais percentuali",
    "basis point": "basis bps bp base básicos",
    "‰": "mille mil",
    "light year": "light lumière luz luce cahaya",
    "nautical mile": "nautical náuticas nautiques marins laut",
    "metric ton": "metric métriques métricas metrik",
    "short ton": "short",
    "long ton": "long",
    "%": "cento ciento cem المئة المائة trăm",
    "hour": "h sejam الساعة",
    "day": "sehari اليوم",
    "week": "seminggu الأسبوع",
    "month": "sebulan الشهر",
    "year": "setahun السنة العام",
}
#: What makes a unit another one that is the same without it: years and light years.
_TELLING = ("²", "³", "light year", "nautical mile")
TELLING = frozenset(["poin", *(word.casefold() for name in _TELLING for word in _MARKS[name].split())])


class Phrase(NamedTuple):
    """A unit behind a number."""

    end: int
    unit: str


def phrase_at(text: str, at: int) -> Phrase | None:
    """Return the unit of several words that stands behind a number which ends at a place, None if none does.

    >>> phrase_at("30 square metres", 2), phrase_at("5-percentage-point", 1), phrase_at("5 old men", 1)
    (Phrase(end=16, unit='m²'), Phrase(end=18, unit='percentage point'), None)
    """
    found = _PHRASE.match(text, at)
    if not found:
        return None
    if not found["length"]:
        return Phrase(found.end(), _NAMES[int((found.lastgroup or "u0")[1:])][0].replace("_", " "))
    length = unit_of(found["length"])
    return Phrase(found.end(), f"{length}{'²' if found['area'] else '³'}") if length in _LENGTHS else None


def raised(text: str, end: int, unit: str) -> Phrase:
    """Return a unit that ends at a place with what stands behind it and makes it an area or a volume.

    >>> raised("30 meter persegi", 8, "m"), raised("30 km2", 5, "km"), raised("30 km", 5, "km").unit
    (Phrase(end=16, unit='m²'), Phrase(end=6, unit='km²'), 'km')
    """
    found = _BEHIND.match(text, end) if unit in _LENGTHS else None
    return Phrase(found.end(), f"{unit}{'²' if found['area'] else '³'}") if found else Phrase(end, unit)


def rate_at(text: str, end: int) -> Phrase | None:
    """Return what a unit that ends at a place is counted by, None if nothing is told.

    >>> rate_at("30 km an hour", 5), rate_at("30 km/h", 5), rate_at("30 km on foot", 5)
    (Phrase(end=13, unit='hour'), Phrase(end=7, unit='hour'), None)
    """
    found = _RATE.match(text, end)
    if not found:
        return None
    word = plain((found["sign"] or found["one"] or found["word"]).casefold())
    unit = unit_of(word) or _SHORT.get(word, "")
    return Phrase(found.end(), unit) if unit else None


def words_in_units() -> dict[str, str]:
    """The words that are looked for where two texts differ: units, and parts of phrases, by what they make of it."""
    parts = {plain(word.casefold()): name for name, words in _MARKS.items() for word in words.split()}
    return {**parts, **units_in_words()}
