"""Roman numerals that the other text writes in words or digits: triwulan III, triwulan ketiga; III etap, trzeci etap.

One is a name to the kernels. It is given by the other text if the word beside it stands there beside the same number,
in whatever order: World War II, the Second World War.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import islice

from dedup.changes.numbers.quantities import value_of_words
from dedup.changes.whole_words import stands_in
from dedup.model import Span

_ROMAN = re.compile(r"(X{0,3})(IX|IV|V?I{0,3})(?:e|è?me|º|ª)?")
_VALUES = {"": 0, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}
_UNITS = {value: letters for letters, value in _VALUES.items()}
_LAST = 39
_BEGINNINGS = ("X", "V", "I")
_NEXT_BEFORE, _NEXT_BEHIND = re.compile(r"([^\W_]+)[\W_]{1,3}$"), re.compile(r"\w*[\W_]{1,3}([^\W_]+)")
_MOST = 200  #: places of a word that are looked at
_BEFORE, _BEHIND = re.compile(r"([^\W\d_]+)[^\w\n]{0,2}$"), re.compile(r"[^\w\n]{0,2}([^\W\d_]+)")
_NEAR = 24  #: characters beside a number in which the word beside it stands
_LEAST, _ALIKE = 3, 4  #: letters of such a word; those that its other forms begin with


def roman_value(written: str) -> int:
    """Return the value of a Roman numeral up to 39, perhaps with the ending of an ordinal; 0 for what is none.

    >>> roman_value("XIV"), roman_value("XXe"), roman_value("IVI"), roman_value("Mix")
    (14, 20, 0, 0)
    """
    found = _ROMAN.fullmatch(written) if written[:1] in _BEGINNINGS else None
    return 10 * len(found[1]) + _VALUES[found[2]] if found else 0


def is_other_numeral(text: str, span: Span, other: str) -> bool:
    """Say whether the other text gives a Roman numeral as a number, or one in digits as a Roman numeral.

    >>> is_other_numeral("pada triwulan III naik", (14, 17), "triwulan ketiga")
    True
    >>> is_other_numeral("pada triwulan III naik", (14, 17), "triwulan kedua")
    False
    """
    written = text[slice(*span)]
    is_roman = (value := roman_value(written)) > 0
    if not is_roman:
        value = int(written) if written.isdecimal() and len(written) <= len(str(_LAST)) else 0
        if not 0 < value <= _LAST or not stands_in("X" * (value // 10) + _UNITS[value % 10], other):
            return False
    return any(_is_beside(word, Decimal(value), not is_roman, other) for word in _beside(text, span))


def are_one_but_for_numeral(left: str, right: str) -> bool:
    """Say whether two names have the same words but for a number, which one has in Roman numerals.

    >>> are_one_but_for_numeral("World War II", "Second World War"), are_one_but_for_numeral("Pius II", "Pius III")
    (True, False)
    """
    words, others = left.split(), right.split()
    if len(words) != len(others) or len(words) == 1:
        return False
    mine, theirs = set(words) - set(others), set(others) - set(words)
    if len(mine) != 1 or len(theirs) != 1:
        return False
    one, other = mine.pop(), theirs.pop()
    if bool(roman_value(one)) == bool(roman_value(other)):
        return False
    return _value(one) == _value(other)


def _beside(text: str, span: Span) -> Iterator[str]:
    """The words on either side of a number, without their endings."""
    before = _BEFORE.search(text, max(0, span[0] - _NEAR), span[0])
    behind = _BEHIND.match(text, span[1], span[1] + _NEAR)
    for found in (before, behind):
        if found and len(found[1]) >= _LEAST:
            yield found[1][:_ALIKE].casefold()


def _is_beside(word: str, value: Decimal, is_roman: bool, text: str) -> bool:
    """Say whether a number stands in a text beside a word that begins so, in Roman numerals or not."""
    for found in islice(re.finditer(rf"(?<!\w){re.escape(word)}", text, re.IGNORECASE), _MOST):
        before = _NEXT_BEFORE.search(text, max(0, found.start() - _NEAR), found.start())
        behind = _NEXT_BEHIND.match(text, found.end(), found.end() + 2 * _NEAR)
        for near in (before, behind):
            if near and _value(near[1]) == value and (roman_value(near[1]) > 0) == is_roman:
                return True
    return False


@lru_cache(maxsize=1 << 13)
def _value(word: str) -> Decimal | None:
    """The value of a number in Roman numerals, digits or words."""
    if roman := roman_value(word):
        return Decimal(roman)
    if word.isdecimal():
        return Decimal(word) if len(word) < _ALIKE else None
    return value_of_words(word) if word.isalpha() else None
