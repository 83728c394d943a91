"""Scales and units behind a number in scripts without spaces: 5億円, 12 ล้านบาท."""

from dedup.facts.units import UNSPACED

_SCALES = {
    "千": 3, "万": 4, "萬": 4, "億": 8, "亿": 8, "兆": 12, "천": 3, "만": 4, "억": 8, "조": 12,
    "พัน": 3, "หมื่น": 4, "แสน": 5, "ล้าน": 6,
}  # fmt: skip
#: The units by their first letters, the longest first.
_NAMES = {
    first: sorted((name for name in UNSPACED if name[0] == first), key=len, reverse=True)
    for first in {name[0] for name in UNSPACED}
}


def unspaced_behind(text: str, end: int, begin: int) -> tuple[int, int, str]:
    """Where what belongs to a number at its right ends, the power of ten of its scales, and its unit.

    The number ends at ``end``, the first letter behind it stands at ``begin``.

    >>> unspaced_behind("約5億円だった", 2, 2)
    (4, 8, 'JPY')
    """
    behind, power = begin, 0
    while more := next((name for name in _SCALES if text.startswith(name, behind)), ""):
        behind, power = behind + len(more), power + _SCALES[more]
    gap = 1 if power and text.startswith(" ", behind) else 0
    names = _NAMES.get(text[behind + gap : behind + gap + 1], ())
    name = next((name for name in names if text.startswith(name, behind + gap)), "")
    behind += gap if name else 0
    return (behind + len(name) if name or power else end), power, UNSPACED.get(name, "")
