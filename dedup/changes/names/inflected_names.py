"""Names that are one in different cases: Москву and Москве, Donald Tusk and Donalda Tuska.

Words of one stem whose endings are case endings are one name. Петрова may be Петров's case or a woman. Where the three
words before a name and the one behind it are the same in both texts, nothing asks for another case, and where a verb
beside it changes its gender (сказал, сказала) the person is another one: there the names differ. In Latin letters
that is asked only of texts full of letters that Polish or Czech have, since Paul and Paula are two names elsewhere.
"""

import re
import unicodedata
from functools import lru_cache

from dedup.model import Span

_LEAST_STEM = 4  #: letters of the longest stem of a name
_LEAST_STEM_BESIDE = 3  #: of its other words
_CYRILLIC = frozenset(
    (
        *("", "а", "я", "у", "ю", "е", "ы", "и", "о", "ь", "й", "ом", "ем", "ой", "ей", "ою", "ею", "ым", "им"),
        *("ам", "ям", "ами", "ями", "ах", "ях", "ого", "его", "ому", "ему", "ый", "ий", "ая", "яя", "ую", "юю"),
        *("і", "ї", "є", "ові", "еві", "єві", "єм", "єю", "ій", "ьом", "ію", "ії", "ією"),
    )
)
_LATIN = frozenset(
    (
        *("", "a", "u", "e", "y", "i", "o", "em", "iem", "om", "owi", "iowi", "ie", "ii", "ia", "ej", "iej"),
        *("ym", "im"),
        *("ego", "iego", "emu", "iemu", "ami", "ach", "ow", "ka", "ki", "ke", "ko", "ce", "ovi", "ou", "eho"),
    )
)
#: Endings of adjectives, which are no case of a name without an ending: Омск is not Омский.
_OF_ADJECTIVES = frozenset(("ый", "ий", "ая", "ого", "ому", "ую", "ka", "ki", "ke", "ko", "ce", "ow", "y", "ego", "ej"))
_CLOSED_SYLLABLE = re.compile(r"([іїi])(?=[бвгґджзйклмнпрстфхцчшщ]+$)")  # Харків, of Харкова
_SLAVIC_LETTERS = frozenset("ąęłżźśńćěřůčšžýďťľ")
_LEAST_SLAVIC = 0.012  #: share of them among the characters of a text; in Polish .05, elsewhere hardly any
_HEAD = 2000  #: characters of a text that are looked at for them
_BEFORE, _BEHIND = 48, 24  #: characters around a name in which the words beside it are
_WORD = re.compile(r"\w+")
_WORDS_BEFORE = 3
_GENDERS = (("", "а"), ("ся", "ась"), ("в", "ла"), ("вся", "лася"), ("ł", "ła"), ("", "a"))
_PAST = ("л", "в", "ł", "лся", "вся")


def is_inflected(one: str, span: Span, two: str, other: Span) -> bool:
    """Say whether the names in two spans are one in different cases.

    >>> is_inflected("Он прибыл в Москву утром", (12, 18), "Он находится в Москве утром", (15, 21))
    True
    >>> is_inflected("вчера министр Петров был", (14, 20), "вчера министр Петрова был", (14, 21))
    False
    """
    left, right = one[slice(*span)], two[slice(*other)]
    if not left or not right or _last_initial(left) != _last_initial(right) or not are_cases(left, right):
        return False
    if not _is_cyrillic(left) and not (_is_slavic(one[:_HEAD]) and _is_slavic(two[:_HEAD])):
        return False
    before, other_before = _words_before(one, span[0]), _words_before(two, other[0])
    behind, other_behind = _word_behind(one, span[1]), _word_behind(two, other[1])
    if before == other_before and behind == other_behind:
        return False
    beside = [*zip(before[::-1], other_before[::-1], strict=False), (behind, other_behind)]
    return not any(_are_genders(*pair) for pair in beside)


def _last_initial(name: str) -> str:
    """The first letter of the last word of a name, which no case changes."""
    return name[name.rfind(" ") + 1].casefold() if not name.endswith(" ") else " "


@lru_cache(maxsize=1 << 12)
def are_cases(left: str, right: str) -> bool:
    """Say whether two names have the same words but for case endings; one may have a role before it.

    >>> are_cases("Андрей Белоусов", "Андрея Белоусова"), are_cases("Павел", "Пётр"), are_cases("Пётр", "Петров")
    (True, False, False)
    """
    one, other = _WORD.findall(_plain(left)), _WORD.findall(_plain(right))
    count = min(len(one), len(other))
    if len(one) != len(other) and count < 2:
        return False  # a surname alone says less
    stems = [_stem(*pair) for pair in zip(one[-count:], other[-count:], strict=True)]
    return bool(stems) and min(stems) >= _LEAST_STEM_BESIDE and max(stems) >= _LEAST_STEM


def _stem(left: str, right: str) -> int:
    """The letters of the stem of two words with other case endings, 0 if they are two."""
    if left == right:
        return max(len(left), _LEAST_STEM_BESIDE)
    length = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        length += 1
    endings = {left[length:], right[length:]}
    if "" in endings and endings & _OF_ADJECTIVES:
        return 0
    return length if endings <= (_CYRILLIC if _is_cyrillic(left) else _LATIN) else 0


def _plain(name: str) -> str:
    """A name in small letters without accents, the vowel of a closed syllable as in an open one."""
    folded = name.casefold().replace("ł", "l").replace("й", "\0").replace("ї", "\1")
    letters = "".join(char for char in unicodedata.normalize("NFD", folded) if not unicodedata.combining(char))
    words = letters.replace("\0", "й").replace("\1", "ї").split()
    return " ".join(_CLOSED_SYLLABLE.sub("о", word) if "а" <= word[0] <= "ї" else word for word in words)


def _is_cyrillic(name: str) -> bool:
    """Say whether a name is written in Cyrillic letters."""
    return any("а" <= char <= "ї" for char in name.casefold())


@lru_cache(maxsize=16)
def _is_slavic(text: str) -> bool:
    """Say whether a text is full of letters that Polish and Czech have."""
    return sum(map(text.count, _SLAVIC_LETTERS)) >= _LEAST_SLAVIC * len(text) > 0


def _words_before(text: str, at: int) -> list[str]:
    """The last words before a place, in small letters."""
    return _WORD.findall(text[max(0, at - _BEFORE) : at].casefold())[-_WORDS_BEFORE:]


def _word_behind(text: str, at: int) -> str:
    """The word behind a place, in small letters."""
    found = _WORD.search(text[at : at + _BEHIND].casefold())
    return found[0] if found else ""


def _are_genders(one: str, other: str) -> bool:
    """Say whether two words are one verb of the past, once of a man and once of a woman."""
    short, long = sorted((one, other), key=len)
    if not short.endswith(_PAST):
        return False
    return any(short.endswith(man) and short[: len(short) - len(man)] + woman == long for man, woman in _GENDERS)
