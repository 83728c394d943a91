"""Arabic numbers in words with what is written on to them: وتسعة وخمسين, وخمسمائة, مليارا, ألفين.

"And" joins the parts of a number, of which it is a letter. Left out are duals of millions and more.
"""

from dedup.language.joined_numbers import HUNDREDFOLD

_AND = "و"
#: From one on, masculine and feminine; the tens and what is alone stand in :mod:`dedup.language.number_words`.
_UNITS = """
واحد واحدة واحدا
اثنان اثنين اثنتان اثنتين
ثلاثة ثلاث
أربعة أربع
خمسة خمس
ستة ست
سبعة سبع
ثمانية ثماني ثمان
تسعة تسع
عشرة
"""
_HUNDREDS, _HUNDRED = "ثلاث أربع خمس ست سبع ثمان تسع", "مئة مائة"
_TWO_HUNDRED = "مئتان مئتين مائتان مائتين مئتا مئتي مائتا مائتي"
#: Powers of ten.
_SCALES = {3: "ألف ألفا آلاف", 6: "مليون مليونا ملايين", 9: "مليار مليارا مليارات", 12: "تريليون تريليونا"}
_TWO_THOUSAND = "ألفان ألفين ألفي"


def arabic_numbers(hundred: int, scales: int) -> list[tuple[str, int]]:
    """Return the words with their values.

    Args:
        hundred: Value of a part that is times a hundred.
        scales: What is added to the power of ten of a scale.

    >>> numbers = dict(arabic_numbers(2003, 2004))
    >>> [numbers[word] for word in ("وتسعة", "وخمسمائة", "ومليون", "وألفين")]
    [9, 500, 2010, 1020]
    """
    alone = [(word, value) for value, line in enumerate(_UNITS.strip().splitlines(), 1) for word in line.split()]
    for value, first in enumerate(_HUNDREDS.split(), 3):
        alone += [(f"{first}{rest}", 100 * value) for rest in _HUNDRED.split()]
    alone += [(word, 200) for word in _TWO_HUNDRED.split()] + [(word, hundred) for word in _HUNDRED.split()]
    alone += [(word, scales + power) for power, words in _SCALES.items() for word in words.split()]
    alone += [(word, HUNDREDFOLD + 20) for word in _TWO_THOUSAND.split()]
    spelt = [(form, value) for word, value in alone for form in dict.fromkeys((word, word.replace("أ", "ا")))]
    return spelt + [(f"{_AND}{word}", value) for word, value in spelt]
