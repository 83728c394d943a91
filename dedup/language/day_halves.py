"""Halves of the day beside an hour: a.m. and p.m., утра and вечера, 午前 and 午後, sáng and tối.

They count only where an hour in digits stands beside them. Night is late or early by its hour, as midday is.
"""

import re

from dedup.language.arabic_letters import plain, with_alike
from dedup.language.unit_phrases import SPACE

#: What stands behind an hour, by morning, midday, afternoon or evening, and night. Russian "дня" is day as well as
#: afternoon, and left out.
BEHIND = {
    "a": (
        "pagi утра ранку rano manhã madrugada sáng ochtends morgens matin mañana mattina mattino asubuhi "
        "صبح صباحا صباحاً π.μ πμ πρωί ξημερώματα"
    ),
    "m": "siang mediodía middags mchana trưa دوپہر ظهر μεσημέρι",
    "p": (
        "sore petang вечера вечора wieczorem południu tarde noite chiều tối avonds nachmittags abends soir noche sera "
        "pomeriggio jioni مساء مساءً عصر μ.μ μμ απόγευμα βράδυ"
    ),
    "n": "malam ночи ночі nocy nachts nuit notte đêm usiku شب ليلا ليلاً",
}
#: What stands before it.
BEFORE = {
    "a": "sabah sabahı सुबह तड़के সকাল ভোর 오전 새벽 아침 午前 上午 早上 清晨 凌晨 今早 今晨",
    "m": "öğlen दोपहर দুপুর 中午 正午",
    "p": "akşam akşamı शाम বিকাল বিকেল সন্ধ্যা 오후 저녁 午後 下午 傍晚 晚上 晚間 晚间",
    "n": "gece gecesi रात রাত 밤 夜間",
}
#: Words between the hour and its half: "8 de la mañana", "8 giờ sáng", "sabah saat 8".
JOINTS = (
    *("de", "da", "do", "del", "la", "du", "di", "w", "po", "in", "the", "s"),
    *("giờ", "uur", "uhr", "heures", "heure", "horas", "hora", "часов", "часа", "час", "години", "годині", "година"),
    *("το", "τα", "saat", "ساعت", "klo", "pukul", "jam"),
)
_JOINT = "|".join(sorted(JOINTS, key=len, reverse=True))
_HALF_OF = {
    plain(word.casefold()): half
    for table in (BEHIND, BEFORE)
    for half, words in table.items()
    for word in words.split()
}
_WORDS_BEHIND = "|".join(
    sorted((with_alike(re.escape(word)) for words in BEHIND.values() for word in words.split()), key=len, reverse=True)
)
_WORDS_BEFORE = "|".join(sorted((w for words in BEFORE.values() for w in words.split()), key=len, reverse=True))
_BEHIND = re.compile(rf"{SPACE}(?:['’]?(?:{_JOINT}){SPACE}){{0,2}}(?P<half>{_WORDS_BEHIND})(?!\w)", re.IGNORECASE)
_BEFORE = re.compile(
    rf"(?:^|[\W\u0e00-\uffff])(?P<half>{_WORDS_BEFORE}){SPACE}?(?:(?:{_JOINT}){SPACE})?$", re.IGNORECASE
)
_UNSPACED = re.compile(r"(?:午前|午後|上午|早上|清晨|凌晨|中午|下午|傍晚|晚上|晚間|晚间)\s?\d")
_REACH = 14  #: characters before an hour
_NOON, _DAWN = 12, 6


def half_of(word: str, hour: int) -> str:
    """Say whether an hour is before or after noon, "a" or "p", by the word beside it.

    >>> half_of("pagi", 8), half_of("malam", 8), half_of("malam", 2), half_of("siang", 1)
    ('a', 'p', 'a', 'p')
    """
    half = _HALF_OF[plain(word.casefold())]
    if half == "n":
        return "p" if _DAWN <= hour < _NOON else "a"
    if half == "m":
        return "p" if hour == _NOON or hour < _DAWN else "a"
    return half


def half_behind(text: str, end: int) -> tuple[str, int]:
    """Return the word for a half of the day behind an hour, and where it ends; empty if there is none.

    >>> half_behind("às 8 da manhã", 4)
    ('manhã', 13)
    """
    found = _BEHIND.match(text, end)
    return (found["half"], found.end()) if found else ("", end)


def half_before(text: str, start: int) -> tuple[str, int]:
    """Return the word for a half of the day before an hour, and where it begins; empty if there is none.

    >>> half_before("午前5時", 2)
    ('午前', 0)
    """
    low = max(0, start - _REACH)
    found = _BEFORE.search(text[low:start])
    return (found["half"], low + found.start("half")) if found else ("", start)


def unspaced_halves(text: str) -> list[str]:
    """Return the halves of the day that stand before hours in a script without spaces, in order."""
    return [found[:2] for found in _UNSPACED.findall(text)]
